//! A supplier's document, for goods on their way to the signer.
//!
//! What its maker has not put on the chain is introduced, with the containers it is in, and the
//! receipt of what was shipped is expected. The receiver alone signs.

use super::{
	batch::{self, Job},
	capture::Captured,
	plan::{epc_json, facts_json, plan, shipment_id, Step, Surroundings, MAX_EPCS, PALLET},
	report::{Report, Verdict},
};
use crate::{
	chain::{domain::Directory, Chain, Runtime, Signer},
	error::Failure,
};
use salus_primitives::{
	supply::{Day, Epc, EventFacts, EventHash},
	Capacity,
};
use serde_json::{json, Value as Json};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::Arc,
};

/// How many containers one introduction may list.
const MAX_CONTAINERS: usize = 512;

/// What a document says of the goods.
#[derive(Default)]
struct Goods {
	/// Lot and expiry of each trade item.
	trade: BTreeMap<Epc, (String, Day)>,
	/// What each container holds.
	children: BTreeMap<Epc, Vec<Epc>>,
	/// What each is packed in.
	parents: BTreeMap<Epc, Epc>,
	/// What was shipped, by event.
	shipments: Vec<(usize, EventFacts, Vec<Epc>)>,
}

impl Goods {
	fn pack(&mut self, parent: Epc, children: Vec<Epc>) {
		for child in children {
			self.parents.insert(child.clone(), parent.clone());
			self.children.entry(parent.clone()).or_default().push(child);
		}
	}

	fn unpack(&mut self, parent: &Epc, children: &[Epc]) {
		let held = self.children.remove(parent).unwrap_or_default();
		let (out, kept): (Vec<_>, Vec<_>) =
			held.into_iter().partition(|child| children.is_empty() || children.contains(child));
		out.iter().for_each(|child| drop(self.parents.remove(child)));
		if !kept.is_empty() {
			self.children.insert(parent.clone(), kept);
		}
	}

	fn apply(&mut self, row: usize, facts: &EventFacts, step: Step) {
		match step {
			Step::Commission { gtin, lot, expiry, serials }
			| Step::Transform { gtin, lot, expiry, serials, .. } => {
				for serial in serials {
					if let Ok(serial) = serial.try_into() {
						let epc = Epc::Sgtin { gtin, serial };
						self.trade.insert(epc, (lot.clone(), expiry));
					}
				}
			}
			Step::Pack { parent, children } => self.pack(parent, children),
			Step::Unpack { parent, children } => self.unpack(&parent, &children),
			Step::Ship { items, .. } => self.shipments.push((row, facts.clone(), items)),
			Step::Void(items) => self.shipments.retain(|(_, _, sent)| *sent != items),
			_ => (),
		}
	}

	/// Everything from a root down, parents before children. A cycle is walked once.
	fn closure(&self, root: &Epc) -> Vec<Epc> {
		let mut list = vec![root.clone()];
		let mut seen: BTreeSet<Epc> = BTreeSet::from([root.clone()]);
		let mut next = 0;
		while let Some(epc) = list.get(next).cloned() {
			for child in self.children.get(&epc).into_iter().flatten() {
				if seen.insert(child.clone()) {
					list.push(child.clone());
				}
			}
			next += 1;
		}
		list
	}

	/// What stands by itself: shipped, or where nothing is shipped, packed in nothing.
	fn roots(&self) -> Vec<Epc> {
		let mut roots: Vec<Epc> =
			self.shipments.iter().flat_map(|(_, _, items)| items.clone()).collect();
		if roots.is_empty() {
			let all: BTreeSet<&Epc> = self.trade.keys().chain(self.children.keys()).collect();
			roots =
				all.into_iter().filter(|epc| !self.parents.contains_key(*epc)).cloned().collect();
		}
		let mut seen = BTreeSet::new();
		roots.retain(|epc| seen.insert(epc.clone()));
		roots
	}
}

/// One introduction: containers, parents before children, and trade items.
#[derive(Clone, Default, PartialEq, Debug)]
struct Introduction {
	containers: Vec<Json>,
	packs: Vec<Json>,
}

impl Introduction {
	fn args(&self, acting: &Json, facts: &EventFacts, source: &EventHash) -> Json {
		json!({
			"acting": acting,
			"event": facts_json(facts),
			"source": format!("0x{}", hex::encode(source)),
			"containers": self.containers,
			"packs": self.packs,
		})
	}

	/// Add what is under a root and not on the chain yet.
	fn add(&mut self, goods: &Goods, root: &Epc, known: &BTreeSet<Epc>) -> Result<(), Failure> {
		let mut places: BTreeMap<Epc, usize> = BTreeMap::new();
		for epc in goods.closure(root) {
			if known.contains(&epc) {
				continue;
			}
			let parent = match epc == *root {
				true => None,
				false => goods.parents.get(&epc).and_then(|parent| places.get(parent)).copied(),
			};
			let is_container = goods.children.contains_key(&epc) || matches!(epc, Epc::Sscc(_));
			if is_container {
				places.insert(epc.clone(), self.containers.len());
				self.containers.push(json!({ "epc": epc_json(&epc), "parent": parent }));
			}
			if let Epc::Sgtin { gtin, serial } = &epc {
				let (lot, expiry) = goods.trade.get(&epc).ok_or_else(|| {
					let message = format!(
						"the document says neither lot nor expiry of {}: it has no commissioning \
						 event for it",
						crate::chain::scale::sgtin_link(*gtin, serial)
					);
					Failure::refused("Cli.MissingIlmd", message).with_rule("SC-1")
				})?;
				self.packs.push(json!({
					"gtin": gtin,
					"serial": format!("0x{}", hex::encode(serial)),
					"lot": format!("0x{}", hex::encode(lot)),
					"expiry": expiry,
					"parent": parent,
				}));
			}
		}
		Ok(())
	}

	/// Whether it can be one call, with another one.
	fn fits(&self, other: &Self) -> bool {
		self.containers.len() + other.containers.len() <= MAX_CONTAINERS
			&& self.packs.len() + other.packs.len() <= MAX_EPCS
	}

	/// Add another, whose parents are counted from its own first container.
	fn append(&mut self, mut other: Self) {
		let first = self.containers.len();
		for item in other.containers.iter_mut().chain(&mut other.packs) {
			let parent = item.get("parent").and_then(Json::as_u64);
			if let Some(parent) = parent.and_then(|parent| usize::try_from(parent).ok()) {
				item["parent"] = (parent + first).into();
			}
		}
		self.containers.append(&mut other.containers);
		self.packs.append(&mut other.packs);
	}
}

/// Put what stands under the roots into as few introductions as the limits allow.
fn introductions(
	goods: &Goods,
	roots: &[Epc],
	known: &BTreeSet<Epc>,
) -> Result<Vec<Introduction>, Failure> {
	let mut list: Vec<Introduction> = Vec::new();
	for root in roots {
		let mut alone = Introduction::default();
		alone.add(goods, root, known)?;
		if !alone.fits(&Introduction::default()) {
			let message = format!(
				"one introduction holds {MAX_EPCS} packs and {MAX_CONTAINERS} containers, and more \
				 is under one of what was shipped"
			);
			return Err(Failure::refused("Cli.TooManyEpcs", message));
		}
		match list.last_mut().filter(|last| last.fits(&alone)) {
			Some(last) => last.append(alone),
			None => list.push(alone),
		}
	}
	list.retain(|introduction| {
		!introduction.packs.is_empty() || !introduction.containers.is_empty()
	});
	Ok(list)
}

/// The hash under which an introduction is known: the same document has the same.
fn introduction_hash(events: &[EventHash], number: usize) -> EventHash {
	let mut preimage = b"salus/inbound/introduction".to_vec();
	preimage.extend_from_slice(&(number as u64).to_le_bytes());
	events.iter().for_each(|hash| preimage.extend_from_slice(hash));
	sp_crypto_hashing::blake2_256(&preimage)
}

/// How many introductions a document can need.
const MAX_INTRODUCTIONS: usize = 512;

/// How many introductions of a document the chain has: they are sent in order.
fn introduced(events: &[EventHash], is_known: impl Fn(&EventHash) -> bool) -> usize {
	(0..MAX_INTRODUCTIONS)
		.take_while(|number| is_known(&introduction_hash(events, *number)))
		.count()
}

/// Who receives.
pub struct Receiver<'a> {
	/// The chain.
	pub chain: &'a Chain,
	/// Its runtime.
	pub runtime: &'a Runtime,
	/// Organisations.
	pub directory: &'a Directory<'a>,
	/// Who signs.
	pub signer: Arc<Signer>,
}

const RECEIVING: &[Capacity] = &[
	Capacity::Wholesaler,
	Capacity::Dispenser,
	Capacity::Manufacturer,
	Capacity::Repackager,
	Capacity::ThirdPartyLogistics,
];

impl Receiver<'_> {
	/// The calls for a document. Rows that need none are decided.
	pub async fn jobs(
		&self,
		captured: &Captured,
		report: &mut Report,
	) -> Result<Vec<Job>, Failure> {
		let events = &captured.document.events;
		let surroundings = Surroundings::of(events.iter().filter_map(|event| event.as_ref().ok()));
		let mut goods = Goods::default();
		let (mut rows, mut hashes) = (Vec::new(), Vec::new());
		let mut last: Option<EventFacts> = None;
		for (index, event) in events.iter().enumerate() {
			let Ok(event) = event else { continue };
			let row = captured.first + index;
			match plan(event, &surroundings) {
				Ok(plan) => {
					hashes.push(plan.facts.hash);
					rows.push(row);
					if last.as_ref().is_none_or(|last| last.time < plan.facts.time) {
						last = Some(plan.facts.clone());
					}
					goods.apply(row, &plan.facts, plan.step);
				}
				Err(failure) => report.rows[row].verdict = Some(Verdict::Rejected(failure, None)),
			}
		}
		let Some(last) = last else { return Ok(Vec::new()) };
		match self.plan_jobs(&goods, &rows, &hashes, &last, report).await {
			Ok(jobs) => Ok(jobs),
			Err(failure) if failure.exit == crate::error::Exit::Unknown => Err(failure),
			// The goods of a document belong together: it is taken as a whole or not.
			Err(failure) => {
				for row in rows {
					let verdict = Verdict::Rejected(failure.clone(), None);
					report.rows[row].verdict.get_or_insert(verdict);
				}
				Ok(Vec::new())
			}
		}
	}

	async fn plan_jobs(
		&self,
		goods: &Goods,
		rows: &[usize],
		hashes: &[EventHash],
		last: &EventFacts,
		report: &mut Report,
	) -> Result<Vec<Job>, Failure> {
		let account = self.signer.account();
		let acting = self.directory.acting(&account, RECEIVING).await?;
		let roots = goods.roots();
		let all: Vec<Epc> = roots.iter().flat_map(|root| goods.closure(root)).collect();
		let on_chain = self.on_chain(&all).await?;
		let source = goods.shipments.last().map_or(last.hash, |(_, facts, _)| facts.hash);
		let shipping: BTreeSet<usize> = goods.shipments.iter().map(|(row, _, _)| *row).collect();
		let others: Vec<usize> =
			rows.iter().copied().filter(|row| !shipping.contains(row)).collect();

		// Introduced by us before, from this document; what is missing since is not on the chain.
		let mut ask: Vec<EventHash> =
			(0..MAX_INTRODUCTIONS).map(|number| introduction_hash(hashes, number)).collect();
		ask.extend(goods.shipments.iter().map(|(_, facts, _)| facts.hash));
		let known_events = batch::known_events(self.chain, self.runtime, &ask).await?;
		let before = introduced(hashes, |hash| known_events.contains_key(hash));
		let is_introduced = before > 0;

		let mut jobs = Vec::new();
		let mut job = |rows: Vec<usize>, name: &str, args: &Json, size: usize| {
			let call = self.runtime.call(PALLET, name, args)?;
			let signer = Some(self.signer.clone());
			jobs.push(Job { rows, account, signer, call, size, is_anchor: false });
			Ok::<_, Failure>(())
		};
		let list = introductions(goods, &roots, &on_chain)?;
		if before + list.len() > MAX_INTRODUCTIONS {
			let message = format!("a document makes at most {MAX_INTRODUCTIONS} introductions");
			return Err(Failure::refused("Cli.TooManyEpcs", message));
		}
		if list.is_empty() {
			let block = match known_events.get(&introduction_hash(hashes, 0)) {
				Some(number) => batch::block(self.chain, *number).await,
				None => None,
			};
			for row in &others {
				if !is_introduced {
					let message = "its packs are on the chain already: nothing is introduced";
					report.rows[*row].warn("on_chain_already", message);
				}
				report.rows[*row].verdict = Some(Verdict::Duplicate(block));
			}
		} else {
			for (number, introduction) in list.iter().enumerate() {
				let facts = EventFacts {
					hash: introduction_hash(hashes, before + number),
					disposition: None,
					biz_step: None,
					..last.clone()
				};
				let args = introduction.args(&acting, &facts, &source);
				let size = introduction.packs.len() + introduction.containers.len();
				// What comes first decides for the rows; the shipping events speak for themselves.
				let rows = if number == 0 { others.clone() } else { Vec::new() };
				job(rows, "introduce", &args, size)?;
			}
		}
		for (row, facts, items) in &goods.shipments {
			if let Some(number) = known_events.get(&facts.hash) {
				let block = batch::block(self.chain, *number).await;
				report.rows[*row].verdict = Some(Verdict::Duplicate(block));
				continue;
			}
			// What its maker tracks on the chain travels by its maker's own events.
			let items: Vec<Json> = items
				.iter()
				.filter(|epc| is_introduced || !on_chain.contains(*epc))
				.map(epc_json)
				.collect();
			if items.is_empty() {
				let message =
					"the goods are on the chain already: they are received as shipped there";
				report.rows[*row].warn("on_chain_already", message);
				report.rows[*row].verdict = Some(Verdict::Duplicate(None));
				continue;
			}
			let size = items.len();
			let args = json!({
				"acting": acting,
				"event": facts_json(facts),
				"id": format!("0x{}", hex::encode(shipment_id(&facts.hash))),
				"items": items,
				"information": null,
			});
			job(vec![*row], "expect_receipt", &args, size)?;
		}
		Ok(jobs)
	}

	async fn on_chain(&self, epcs: &[Epc]) -> Result<BTreeSet<Epc>, Failure> {
		let keys: Vec<Vec<u8>> = epcs
			.iter()
			.map(|epc| self.runtime.storage_key(PALLET, "Items", &[epc_json(epc)]))
			.collect::<Result<_, _>>()?;
		let values = batch::values(self.chain, &keys).await?;
		let found = epcs.iter().zip(values).filter(|(_, value)| value.is_some());
		Ok(found.map(|(epc, _)| epc.clone()).collect())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn pack(serial: &str) -> Epc {
		let serial = serial.as_bytes().to_vec().try_into().unwrap();
		Epc::Sgtin { gtin: 8_904_000_210_037, serial }
	}

	fn goods() -> Goods {
		let facts = EventFacts {
			hash: [1; 32],
			time: 1,
			biz_step: None,
			disposition: None,
			read_point: None,
			biz_location: None,
		};
		let mut goods = Goods::default();
		let serials = ["A", "B", "C"].map(|serial| serial.as_bytes().to_vec()).to_vec();
		let steps = [
			Step::Commission { gtin: 8_904_000_210_037, lot: "L".into(), expiry: 9, serials },
			Step::Pack { parent: Epc::Sscc(1), children: vec![pack("A"), pack("B")] },
			Step::Pack { parent: Epc::Sscc(2), children: vec![Epc::Sscc(1)] },
			Step::Ship {
				items: vec![Epc::Sscc(2)],
				kind: salus_primitives::supply::ShipmentKind::Sale,
				to: None,
				information: None,
			},
		];
		for (row, step) in steps.into_iter().enumerate() {
			goods.apply(row, &facts, step);
		}
		goods
	}

	#[test]
	fn only_what_is_shipped_should_be_introduced() {
		let goods = goods();
		assert_eq!(goods.roots(), [Epc::Sscc(2)]);
		let list = introductions(&goods, &goods.roots(), &BTreeSet::new()).unwrap();
		assert_eq!(list.len(), 1);
		assert_eq!(
			list[0].containers,
			[
				json!({ "epc": { "Sscc": 2 }, "parent": null }),
				json!({ "epc": { "Sscc": 1 }, "parent": 0 })
			]
		);
		let parents: Vec<_> = list[0].packs.iter().map(|pack| pack["parent"].clone()).collect();
		assert_eq!(parents, [1, 1]);
	}

	#[test]
	fn what_is_on_the_chain_should_not_be_introduced() {
		let goods = goods();
		let known = BTreeSet::from([pack("A"), pack("B"), Epc::Sscc(1), Epc::Sscc(2)]);
		assert!(introductions(&goods, &goods.roots(), &known).unwrap().is_empty());
	}

	#[test]
	fn without_a_shipment_everything_should_be_introduced() {
		let mut goods = goods();
		goods.shipments.clear();
		assert_eq!(goods.roots(), [pack("C"), Epc::Sscc(2)]);
		goods.unpack(&Epc::Sscc(1), &[pack("A")]);
		assert!(goods.roots().contains(&pack("A")));
		goods.unpack(&Epc::Sscc(1), &[]);
		assert!(goods.roots().contains(&pack("B")));
	}

	#[test]
	fn sc_1_a_pack_without_lot_should_be_refused() {
		let mut goods = goods();
		goods.trade.remove(&pack("B"));
		let failure = introductions(&goods, &goods.roots(), &BTreeSet::new()).unwrap_err();
		assert_eq!(failure.code, "Cli.MissingIlmd");
	}

	#[test]
	fn a_cycle_should_end() {
		let mut goods = goods();
		goods.pack(Epc::Sscc(1), vec![Epc::Sscc(2)]);
		assert_eq!(goods.closure(&Epc::Sscc(2)).len(), 4);
	}

	#[test]
	fn introductions_should_be_filled_and_their_parents_stay_theirs() {
		let mut goods = goods();
		goods.shipments.clear();
		// Each in a pallet of its own, and three that are loose.
		for n in 10..20 {
			goods.pack(Epc::Sscc(n + 100), vec![Epc::Sscc(n)]);
			goods.children.insert(Epc::Sscc(n), Vec::new());
		}
		let list = introductions(&goods, &goods.roots(), &BTreeSet::new()).unwrap();
		assert_eq!(list.len(), 1);
		assert_eq!((list[0].containers.len(), list[0].packs.len()), (22, 3));
		for (number, container) in list[0].containers.iter().enumerate() {
			let parent = container["parent"].as_u64().map(|parent| parent as usize);
			let sscc = container["epc"]["Sscc"].as_u64().unwrap();
			let outer = if sscc < 3 { 2 } else { sscc + 100 };
			match parent {
				Some(parent) => {
					assert!(parent < number);
					assert_eq!(list[0].containers[parent]["epc"]["Sscc"], outer);
				}
				None => assert!(sscc == 2 || sscc > 100),
			}
		}
		let full = Introduction { packs: vec![json!({}); MAX_EPCS], ..Introduction::default() };
		assert!(full.fits(&Introduction::default()) && !full.fits(&list[0]));
	}

	/// A crash between two introductions of one document.
	#[test]
	fn what_was_not_introduced_before_a_crash_should_be_after_it() {
		let hashes = [[1; 32], [2; 32]];
		assert_eq!(introduced(&hashes, |_| false), 0);
		let known = [introduction_hash(&hashes, 0), introduction_hash(&hashes, 1)];
		assert_eq!(introduced(&hashes, |hash| known.contains(hash)), 2);
		assert_eq!(introduced(&hashes, |hash| known[1] == *hash), 0);
	}

	#[test]
	fn the_same_document_should_be_the_same_introduction() {
		let hashes = [[1; 32], [2; 32]];
		assert_eq!(introduction_hash(&hashes, 0), introduction_hash(&hashes, 0));
		assert_ne!(introduction_hash(&hashes, 0), introduction_hash(&hashes, 1));
		assert_ne!(introduction_hash(&hashes, 0), introduction_hash(&hashes[..1], 0));
	}
}

//! `--provision`, on development chains alone: registers the parties, locations and products that
//! documents presuppose, and finds or makes a key for each party.

use super::{
	batch::Keys,
	plan::{Consignee, Plan, Step, PALLET},
};
use crate::{
	chain::{
		domain::{capacity_name, Directory},
		submit::{Item, Outcome, Submitter},
		Chain, Runtime, Signer,
	},
	commands::Context,
	error::Failure,
	time::now,
};
use salus_primitives::{supply::Epc, Capacity, Gln, Moment, DAY};
use serde_json::{json, Value as Json};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::Arc,
};

/// Accounts of the development and local presets.
const WELL_KNOWN: [&str; 14] = [
	"//Alice",
	"//Bob",
	"//Charlie",
	"//Dave",
	"//Eve",
	"//Ferdie",
	"//One",
	"//Two",
	"//Alice//stash",
	"//Bob//stash",
	"//Charlie//stash",
	"//Dave//stash",
	"//Eve//stash",
	"//Ferdie//stash",
];
/// How long what is registered here is in force.
const VALIDITY: Moment = 10 * 365 * DAY;

/// What documents presuppose.
#[derive(Default, PartialEq, Debug)]
struct Presupposed {
	/// Locations, with what is done there.
	parties: BTreeMap<Gln, BTreeSet<Capacity>>,
	/// Products, with where their maker is.
	products: BTreeMap<u64, Gln>,
	/// What a case of a product contains.
	contents: BTreeMap<u64, (u64, u32)>,
}

/// What one step says of the capacity of its party: the one without which it cannot be done, or
/// none where any trading partner can.
fn capacity(step: &Step) -> Option<Capacity> {
	match step {
		Step::Commission { .. } => Some(Capacity::Manufacturer),
		Step::Transform { .. } => Some(Capacity::Repackager),
		Step::Dispense(_) => Some(Capacity::Dispenser),
		_ => None,
	}
}

fn presupposed(plans: &[&Plan]) -> Presupposed {
	let mut found = Presupposed::default();
	for plan in plans {
		if let Some(party) = plan.party {
			found.parties.entry(party).or_default().extend(capacity(&plan.step));
			match &plan.step {
				Step::Commission { gtin, .. } | Step::Transform { gtin, .. } => {
					found.products.entry(*gtin).or_insert(party);
				}
				Step::Pack { parent: Epc::Sgtin { gtin, .. }, children } => {
					let inner: BTreeSet<u64> = children
						.iter()
						.filter_map(|child| match child {
							Epc::Sgtin { gtin, .. } => Some(*gtin),
							Epc::Sscc(_) => None,
						})
						.collect();
					if let (1, Some(inner)) = (inner.len(), inner.first()) {
						let count = u32::try_from(children.len()).unwrap_or(u32::MAX);
						let (_, most) = found.contents.entry(*gtin).or_insert((*inner, count));
						*most = (*most).max(count);
					}
				}
				_ => (),
			}
		}
		if let Some(Consignee::Location(gln)) = plan.step.consignee() {
			found.parties.entry(gln).or_default();
		}
	}
	for capacities in found.parties.values_mut() {
		// Whoever only moves goods is a wholesaler.
		if capacities.is_empty() {
			capacities.insert(Capacity::Wholesaler);
		}
	}
	found
}

/// Products in an order in which a case comes after what it contains.
fn ordered(found: &Presupposed) -> Vec<u64> {
	let mut left: BTreeSet<u64> = found.products.keys().copied().collect();
	let mut order = Vec::new();
	while !left.is_empty() {
		let ready: Vec<u64> = left
			.iter()
			.copied()
			.filter(|gtin| {
				found
					.contents
					.get(gtin)
					.is_none_or(|(inner, _)| !left.contains(inner) || inner == gtin)
			})
			.collect();
		// A circle of cases: the chain says what is wrong with it.
		let ready = if ready.is_empty() { left.iter().copied().collect() } else { ready };
		for gtin in ready {
			left.remove(&gtin);
			order.push(gtin);
		}
	}
	order
}

/// Register what is missing, and add the parties' keys.
pub async fn run<'c>(
	context: &Context,
	chain: &'c Chain,
	submitter: &mut Submitter<'c>,
	directory: &Directory<'c>,
	keys: &mut Keys,
	plans: &[&Plan],
) -> Result<(), Failure> {
	if !chain.is_development().await? {
		let message = "--provision registers whatever a document names: it is for development \
		               chains alone";
		return Err(Failure::usage(message).with_code("Cli.NotADevelopmentChain"));
	}
	let runtime = chain.runtime().await?;
	let mut provision = Provision {
		chain,
		runtime: &runtime,
		submitter,
		directory,
		registrar: Arc::new(Signer::from_secret(WELL_KNOWN[8])?),
		bank: Arc::new(Signer::from_secret(WELL_KNOWN[0])?),
	};
	let found = presupposed(plans);
	for (gln, capacities) in &found.parties {
		let signer = provision.party(*gln, capacities, keys).await?;
		keys.by_location.insert(gln.get(), signer);
	}
	let mut items = Vec::new();
	for gtin in ordered(&found) {
		let Some(maker) = found.products.get(&gtin) else { continue };
		let Some(signer) = keys.by_location.get(&maker.get()) else { continue };
		if let Some(item) = provision.product(gtin, found.contents.get(&gtin), signer).await? {
			items.push(item);
		}
	}
	provision.send(&items).await?;
	let (parties, products) = (found.parties.len(), items.len());
	context.output.note(format!("provisioned {parties} parties, {products} new products"));
	Ok(())
}

struct Provision<'a, 'b> {
	chain: &'a Chain,
	runtime: &'a Runtime,
	submitter: &'a mut Submitter<'b>,
	directory: &'a Directory<'b>,
	registrar: Arc<Signer>,
	bank: Arc<Signer>,
}

impl Provision<'_, '_> {
	fn item(
		&self,
		signer: &Arc<Signer>,
		pallet: &str,
		name: &str,
		args: &Json,
	) -> Result<Item, Failure> {
		let call = self.runtime.call(pallet, name, args)?;
		Ok(Item { signer: signer.clone(), call, size: 1 })
	}

	/// Send, and fail with the first that is refused.
	async fn send(&mut self, items: &[Item]) -> Result<(), Failure> {
		let mut failure = None;
		self.submitter
			.send_all(items, |_, outcome| match outcome {
				Outcome::Done { .. } => (),
				Outcome::Refused { failure: reason, .. }
				| Outcome::NotSent(reason)
				| Outcome::Unknown(reason) => drop(failure.get_or_insert(reason)),
			})
			.await;
		match failure {
			Some(failure) => {
				let message = format!("--provision: {}", failure.message);
				Err(Failure { message, ..failure })
			}
			None => Ok(()),
		}
	}

	/// The key of the party at a location, which is registered if it is not.
	async fn party(
		&mut self,
		gln: Gln,
		capacities: &BTreeSet<Capacity>,
		keys: &Keys,
	) -> Result<Arc<Signer>, Failure> {
		let known = self.directory.at_location(gln).await?;
		let signer = match (keys.by_location.get(&gln.get()), known) {
			(Some(signer), _) => signer.clone(),
			(None, Some(organisation)) => WELL_KNOWN
				.iter()
				.map(|secret| (*secret).to_owned())
				.chain([secret(gln)])
				.filter_map(|secret| Signer::from_secret(&secret).ok())
				.find(|signer| signer.account() == organisation.controller)
				.map(Arc::new)
				.ok_or_else(|| {
					let message = format!(
						"the organisation at {gln} has a key that is not well known: give --party \
						 {gln}=KEY"
					);
					Failure::refused("Cli.NoSignerForParty", message)
				})?,
			(None, None) => Arc::new(Signer::from_secret(&secret(gln))?),
		};
		let account = self.directory.ss58(&signer.account());
		let organisation = match known.or(self.directory.of_account(&signer.account()).await?) {
			Some(organisation) => organisation.id,
			None => {
				let args = json!({ "dest": account, "value": self.allowance().await?.to_string() });
				let fund = self.item(&self.bank, "Balances", "transfer_allow_death", &args)?;
				let args = json!({ "controller": null });
				let register =
					self.item(&signer, "Participants", "register_organisation", &args)?;
				self.send(&[fund, register]).await?;
				self.directory.forget().await;
				let found = self.directory.of_account(&signer.account()).await?;
				let organisation = found.map(|organisation| organisation.id).ok_or_else(|| {
					Failure::unknown(format!("the party at {gln} was registered and is not there"))
				})?;
				organisation
			}
		};
		let held = self.directory.capacities(organisation).await?;
		let mut items = Vec::new();
		for capacity in capacities.iter().filter(|capacity| !held.contains(capacity)) {
			let args = json!({
				"holder": { "Organisation": organisation },
				"capacity": capacity_name(*capacity),
				"identifier": { "Gln": gln.get() },
				"valid_from": now().saturating_sub(DAY),
				"valid_until": now() + VALIDITY,
			});
			items.push(self.item(&self.registrar, "Participants", "issue_credential", &args)?);
		}
		if known.is_none() {
			let args = json!({ "organisation": organisation, "gln": gln.get() });
			items.push(self.item(&self.registrar, "Participants", "register_site", &args)?);
		}
		if !items.is_empty() {
			self.send(&items).await?;
			self.directory.forget().await;
		}
		Ok(signer)
	}

	/// A thousandth of what the bank has: enough for deposits and fees of many events.
	async fn allowance(&self) -> Result<u128, Failure> {
		let bank = self.directory.ss58(&self.bank.account());
		let account = self.chain.storage("System", "Account", &[json!(bank)], None).await?;
		let free = account
			.as_ref()
			.and_then(|account| account.pointer("/data/free")?.as_str()?.parse::<u128>().ok())
			.unwrap_or(0);
		if free == 0 {
			let message = "//Alice has nothing to give: --provision needs a development chain";
			return Err(Failure::refused("Cli.InsufficientFunds", message));
		}
		Ok(free / 100)
	}

	async fn product(
		&self,
		gtin: u64,
		contents: Option<&(u64, u32)>,
		signer: &Arc<Signer>,
	) -> Result<Option<Item>, Failure> {
		let known = self.chain.storage(PALLET, "Products", &[json!(gtin)], None).await?;
		let is_registered = known
			.as_ref()
			.and_then(|product| product.get("registration"))
			.is_some_and(|registration| !registration.is_null());
		if is_registered {
			return Ok(None);
		}
		let making = [Capacity::Manufacturer, Capacity::Repackager];
		let acting = self.directory.acting(&signer.account(), &making).await?;
		let args = json!({
			"acting": acting,
			"gtin": gtin,
			"contains": contents.map(|(inner, count)| json!([inner, count])),
			"storage": null,
		});
		self.item(signer, PALLET, "register_product", &args).map(Some)
	}
}

/// The secret of a party that nobody gave a key for: known to everybody, on a development chain.
fn secret(gln: Gln) -> String {
	format!("//Salus//{gln}")
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::supply::EventFacts;

	fn plan(party: &str, step: Step) -> Plan {
		let facts = EventFacts {
			hash: [1; 32],
			time: 1,
			biz_step: None,
			disposition: None,
			read_point: None,
			biz_location: None,
		};
		Plan { facts, party: party.parse().ok(), step, warnings: Vec::new() }
	}

	const MAKER: &str = "0614141000005";
	const BUYER: &str = "9521321000018";

	fn epc(gtin: u64, serial: &str) -> Epc {
		Epc::Sgtin { gtin, serial: serial.as_bytes().to_vec().try_into().unwrap() }
	}

	#[test]
	fn parties_products_and_cases_should_be_found() {
		let commission = |gtin| Step::Commission {
			gtin,
			lot: "L".into(),
			expiry: 1,
			serials: vec![b"1".to_vec()],
		};
		let plans = [
			plan(MAKER, commission(20)),
			plan(MAKER, commission(10)),
			plan(
				MAKER,
				Step::Pack { parent: epc(20, "C"), children: vec![epc(10, "1"), epc(10, "2")] },
			),
			plan(
				MAKER,
				Step::Ship {
					items: vec![epc(20, "C")],
					kind: salus_primitives::supply::ShipmentKind::Sale,
					to: Some(Consignee::Location(BUYER.parse().unwrap())),
					information: None,
				},
			),
		];
		let found = presupposed(&plans.iter().collect::<Vec<_>>());
		let maker: Gln = MAKER.parse().unwrap();
		let buyer: Gln = BUYER.parse().unwrap();
		assert_eq!(found.parties[&maker], BTreeSet::from([Capacity::Manufacturer]));
		assert_eq!(found.parties[&buyer], BTreeSet::from([Capacity::Wholesaler]));
		assert_eq!(found.contents[&20], (10, 2));
		assert_eq!(ordered(&found), [10, 20]);
	}

	#[test]
	fn a_circle_of_cases_should_not_hang() {
		let mut found = Presupposed::default();
		for gtin in [10, 20] {
			found.products.insert(gtin, MAKER.parse().unwrap());
			found.contents.insert(gtin, (30 - gtin, 1));
		}
		assert_eq!(ordered(&found).len(), 2);
	}
}

//! Every call to its bounds. Items are put into storage directly: what is measured is the call.
//!
//! Three costs that do not grow with the items alone are measured by themselves and added to each
//! call: lots looked up for recalls (`check_lots`), containers around the items (`roll_up`), and
//! shipments or introductions (`touch_groups`). A call gives back what it did not use of them.

use alloc::{format, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate},
		EnsureOrigin, Time,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use salus_primitives::{
	identifiers::gs1_check_digit,
	lot::{container_leaf, pack_leaf, ContainerProof, LotCommitment, PackProof},
	merkle::{node, Proof, Root, Tree, MAX_DEPTH as MAX_DEPTH_OF_TREE, MAX_LEAVES},
	supply::{
		BizStep, ConditionSummary, DecommissionReason, Disposition, EffectivenessLevel, Epc,
		EventFacts, EventKind, ExceptionKind, Excursion, ExemptReason, IntroducedContainer,
		IntroducedPack, Label, LotNumber, NoticeKind, NoticeReason, Provenance, QualityDecision,
		RecallClass, RecallDepth, RecallScope, Reconciliation, Resolution, Serial, ShipmentFacts,
		ShipmentKind, StorageLimits, StorageProfile, SuspectReason, Verdict, FULL_STATEMENT,
	},
	Acting, Capacity, Moment, OrganisationId, Participants, HOUR,
};
use sp_runtime::traits::{Bounded, ConstU32};

use super::*;
use crate::features::{
	commissioning::new_item,
	ledger::{Ledger, RecallCheck},
	lineage::Lineage,
	units::with_rows,
};

const EXPIRY: u32 = 1_000_000;

struct Actor<T: Config> {
	account: T::AccountId,
	organisation: OrganisationId,
}

impl<T: Config> Actor<T>
where
	T::Currency: Mutate<T::AccountId>,
{
	fn new(name: &'static str) -> Self {
		let account: T::AccountId = account(name, 0, 0);
		let rich = <T::Currency as Inspect<T::AccountId>>::Balance::max_value() / 4u32.into();
		T::Currency::set_balance(&account, rich);
		let organisation = T::Participants::benchmark_organisation(&account, None, Moment::MAX / 2);
		Self { account, organisation }
	}

	fn acting(&self, capacity: Capacity) -> Acting {
		Acting { organisation: self.organisation, capacity }
	}

	fn origin(&self) -> RawOrigin<T::AccountId> {
		RawOrigin::Signed(self.account.clone())
	}
}

fn checked(body: u64) -> u64 {
	body.saturating_mul(10).saturating_add(gs1_check_digit(body).into())
}

fn gtin(n: u32) -> u64 {
	checked(1_000_000_000u64.saturating_add(n.into()))
}

fn serial(n: u32) -> Serial {
	Serial::truncate_from(format!("{n:020}").into_bytes())
}

fn lot(n: u32) -> LotNumber {
	LotNumber::truncate_from(format!("{n:020}").into_bytes())
}

/// Each pack of a product and a lot of its own: the worst for what looks them up.
fn pack_epc(n: u32) -> Epc {
	Epc::Sgtin { gtin: gtin(n), serial: serial(n) }
}

fn tote(n: u32) -> Epc {
	Epc::Sscc(checked(10_000_000_000u64.saturating_add(n.into())))
}

fn facts<T: Config>(step: Option<BizStep>) -> EventFacts {
	EventFacts {
		hash: [1; 32],
		time: T::Time::now(),
		biz_step: step,
		disposition: None,
		read_point: Some(checked(950_600_013_400)),
		biz_location: Some(checked(950_600_013_400)),
	}
}

fn list<T: Config, X>(n: u32, one: impl Fn(u32) -> X) -> BoundedVec<X, T::MaxItems> {
	BoundedVec::truncate_from((0..n).map(one).collect())
}

/// A pack in the hands of an organisation.
fn put_pack<T: Config>(n: u32, holder: OrganisationId) -> Item {
	let trade = Some(Trade { lot: lot(n), expiry: EXPIRY });
	let mut item = new_item(trade, holder, Provenance::Manufacturer, Disposition::InProgress);
	// It has been a container, as a case: its content has to be looked for.
	item.container = true;
	item.next_hop = 1;
	Items::<T>::insert(pack_epc(n), item.clone());
	item
}

/// A container with one unit of a lot of its own.
fn put_tote<T: Config>(
	n: u32,
	holder: OrganisationId,
	lots: impl IntoIterator<Item = u32>,
) -> Item {
	let mut item = new_item(None, holder, Provenance::Manufacturer, Disposition::ContainerClosed);
	item.container = true;
	item.next_hop = 1;
	Items::<T>::insert(tote(n), item.clone());
	let mut contents = Contents { children: 1, height: 1, ..Default::default() };
	for l in lots {
		let content = LotContent { units: 1, expiry: EXPIRY, leaves: Some((0, 1)) };
		let _ = contents.lots.try_insert((gtin(l), lot(l)), content);
	}
	ContentsOf::<T>::insert(tote(n), contents);
	item
}

fn register<T: Config>(gtin: u64, maker: OrganisationId) {
	Products::<T>::mutate(gtin, |product| {
		product.registration =
			Some(Registration { maker, contains: None, base: None, storage: None })
	});
}

fn shipment_row<T: Config>(
	shipper: &Actor<T>,
	to: &Actor<T>,
	outstanding: u32,
	id: u8,
) -> ShipmentKey {
	let key = ShipmentKey { shipper: shipper.organisation, id: [id; 16] };
	Shipments::<T>::insert(
		key,
		Shipment {
			kind: ShipmentKind::Sale,
			capacity: Capacity::Manufacturer,
			seller: shipper.organisation,
			to: Some(to.organisation),
			inbound: false,
			statement: FULL_STATEMENT,
			information: None,
			number: 0,
			outstanding,
			received: 0,
			closed: None,
		},
	);
	key
}

fn send<T: Config>(epc: Epc, mut item: Item, shipment: ShipmentKey) {
	item.transit = Some(Transit { shipment, before: item.disposition });
	item.disposition = Disposition::InTransit;
	Items::<T>::insert(epc, item);
}

/// `n` packs, each in a container of its own, and that in four more.
fn put_deep<T: Config>(n: u32, holder: OrganisationId, recalled: u32) {
	for i in 0..n {
		let mut child = put_pack::<T>(i, holder);
		let mut epc = Epc::Sgtin { gtin: gtin(0), serial: serial(i) };
		Items::<T>::remove(pack_epc(i));
		for level in 0..MAX_DEPTH {
			let around = i.saturating_mul(MAX_DEPTH).saturating_add(level);
			let container = put_tote::<T>(around, holder, [0]);
			ContentsOf::<T>::mutate(tote(around), |contents| contents.recalled = recalled);
			child.parent = Some(Parent { epc: tote(around), generation: 0 });
			Items::<T>::insert(&epc, &child);
			epc = tote(around);
			child = container;
		}
	}
}

/// The ranges of packs that are shown, each in as many containers as there can be, full of lots.
fn sink<T: Config>(n: u32, holder: OrganisationId) {
	for i in 0..n {
		let key = (gtin(0), lot(i), crate::features::ranges::place(0));
		let first = i.saturating_mul(MAX_DEPTH);
		let parent = |n| Some(Parent { epc: tote(n), generation: 0 });
		if let Some(row) = Ranges::<T>::get(&key) {
			Ranges::<T>::insert(key, Range { parent: parent(first), ..row });
		}
		for level in first..first.saturating_add(MAX_DEPTH) {
			let mut item = put_tote::<T>(level, holder, 0..MAX_LOTS);
			if level.saturating_add(1) < first.saturating_add(MAX_DEPTH) {
				item.parent = parent(level.saturating_add(1));
				Items::<T>::insert(tote(level), item);
			}
		}
	}
}

fn deep_scope(n: u32) -> RecallScope {
	if n == 0 {
		return RecallScope::Lot { gtin: gtin(0), lot: lot(0) };
	}
	RecallScope::Serials {
		gtin: gtin(0),
		serials: BoundedVec::truncate_from((0..n).map(serial).collect()),
	}
}

fn introduced_items<T: Config>(n: u32, maker: &Actor<T>) {
	register::<T>(gtin(0), maker.organisation);
	for i in 0..n {
		let mut item = put_pack::<T>(i, maker.organisation);
		Items::<T>::remove(pack_epc(i));
		item.provenance = Provenance::Holder;
		item.introduced = Some(Introduction { number: 0, awaited: true });
		Items::<T>::insert(Epc::Sgtin { gtin: gtin(0), serial: serial(i) }, item);
	}
	Reviews::<T>::insert(0, maker.organisation, n);
	EventHashes::<T>::insert(0, [9; 32]);
}

/// A pack that is introduced, of a product and a lot of its own.
fn introduced(n: u32, parent: Option<u16>) -> IntroducedPack {
	IntroducedPack { gtin: gtin(n), serial: serial(n), lot: lot(n), expiry: EXPIRY, parent }
}

/// Packs of one product that a maker turns into another.
fn transformation<T: Config>(n: u32) -> (Actor<T>, BoundedVec<Epc, T::MaxItems>)
where
	T::Currency: Mutate<T::AccountId>,
{
	let actor = Actor::<T>::new("maker");
	register::<T>(gtin(1), actor.organisation);
	let item = put_pack::<T>(0, actor.organisation);
	let inputs = list::<T, _>(n, |i| Epc::Sgtin { gtin: gtin(0), serial: serial(i) });
	for epc in &inputs {
		Items::<T>::insert(epc, item.clone());
	}
	(actor, inputs)
}

fn few(n: u32) -> CaseItems {
	BoundedVec::truncate_from((0..n).map(same_epc).collect())
}

/// A pack of one product and one lot.
fn same_epc(n: u32) -> Epc {
	Epc::Sgtin { gtin: gtin(0), serial: serial(n) }
}

/// Packs of one product and lot, in no case. Lots that are looked up are weighed by themselves.
fn put_same<T: Config>(n: u32, holder: OrganisationId) {
	for i in 0..n {
		let item = put_pack::<T>(0, holder);
		Items::<T>::insert(same_epc(i), item);
	}
}

fn case_key(by: OrganisationId) -> CaseKey {
	CaseKey { by, id: [7; 16] }
}

/// Packs of one product that are in a case of their holder and in one of another.
fn put_case<T: Config>(n: u32, holder: OrganisationId, subject: Subject) -> CaseKey {
	put_same::<T>(n, holder);
	let (key, other) = (case_key(holder), CaseKey { by: holder, id: [8; 16] });
	let case = Case {
		subject,
		regulator: false,
		gtin: Some(gtin(0)),
		opened: 0,
		due: Moment::MAX,
		items: n,
		condemned: 0,
		notifier: None,
		sample_retained: false,
		answer: None,
		evidence: [0; 32],
		closed: None,
	};
	Cases::<T>::insert(key, &case);
	Cases::<T>::insert(other, case);
	for i in 0..n {
		Items::<T>::mutate_extant(same_epc(i), |item| {
			item.cases = 2;
			item.disposition = Disposition::NonSellableOther;
		});
		HeldItems::<T>::insert(
			same_epc(i),
			HeldItem {
				before: Disposition::InProgress,
				holds: BoundedVec::truncate_from(alloc::vec![
					(key, Hold::Open),
					(other, Hold::Open)
				]),
			},
		);
	}
	key
}

/// The number of an organisation that trades.
fn trader<T: Config>(n: u32) -> OrganisationId
where
	T::Currency: Mutate<T::AccountId>,
{
	let account: T::AccountId = account("trader", n, 0);
	T::Participants::benchmark_organisation(&account, None, Moment::MAX / 2)
}

fn open_recall_row<T: Config>(by: OrganisationId) {
	Recalls::<T>::insert(
		[1; 16],
		Recall {
			by,
			regulator: false,
			class: RecallClass::I,
			depth: RecallDepth::Retail,
			scope: Scope::Lot(gtin(0), lot(0)),
			opened: 0,
			closed: None,
		},
	);
}

/// A lot of one pack a product, committed, so that a proof as long as any is enough: the root follows
/// from the proof.
fn put_lot<T: Config>(n: u32, actor: &Actor<T>, len: u32) {
	let serials = Root { hash: [1; 32], count: MAX_LEAVES };
	let commitment = LotCommitment { serials, packing: None };
	CommittedLots::<T>::insert(
		gtin(n),
		lot(n),
		CommittedLot { commitment, expiry: EXPIRY, next_segment: 1 },
	);
	put_range::<T>(n, actor, 0, len);
}

/// A range at the end of what it is in, of which something was supplied.
fn put_range<T: Config>(n: u32, actor: &Actor<T>, first: u32, len: u32) {
	Ranges::<T>::insert(
		(gtin(n), lot(n), crate::features::ranges::place(first)),
		Range {
			len,
			live: len.saturating_sub(1).max(1),
			held: 0,
			owner: actor.organisation,
			holder: actor.organisation,
			disposition: Disposition::InProgress,
			reason: None,
			tainted: false,
			returned: false,
			parent: None,
			transit: None,
			last: 0,
			segment: 0,
			next_hop: 0,
			payer: actor.account.clone(),
			deposit: Default::default(),
		},
	);
}

fn with_profile<T: Config>(gtin: u64) {
	Products::<T>::mutate(gtin, |product| {
		if let Some(registration) = product.registration.as_mut() {
			registration.storage = Some(StorageProfile {
				min: 200,
				max: 800,
				excursion_max: 2_500,
				excursion_minutes: 60,
			});
		}
	});
}

fn labels<T: Config>(n: u32) -> BoundedVec<Label, T::MaxItems> {
	list::<T, _>(n, |i| Label { gtin: gtin(0), serial: serial(i), lot: lot(0), expiry: EXPIRY })
}

fn notice_facts(kind: NoticeKind, case: Option<CaseKey>) -> NoticeFacts {
	NoticeFacts {
		kind,
		incident: [1; 32],
		gtin: gtin(0),
		lot: Some(lot(0)),
		reason: NoticeReason::Counterfeit,
		case,
		initial: None,
		consultation: None,
	}
}

/// An initial notice to the organisations.
fn put_notice<T: Config>(by: OrganisationId, to: OrganisationId) -> CaseKey {
	let key = case_key(by);
	let facts = notice_facts(NoticeKind::Initial, None);
	Notices::<T>::insert(key, Notice { facts, made: 0, recipients: 1, told: 0, terminated: None });
	NoticeRecipients::<T>::insert(key, to, Recipient::default());
	key
}

/// All that can be said of a pack.
fn mark(offset: u16) -> Mark {
	Mark {
		offset,
		disposition: Disposition::Inactive,
		reason: Some(DecommissionReason::Sample),
		tainted: true,
		duplicate: false,
		row: false,
		organisation: u32::MAX,
		premises: Some(u64::MAX),
		hour: u32::MAX,
	}
}

/// A chunk with as many marks as it has leaves, but one for each of `free`.
fn put_chunk<T: Config>(n: u32, number: u32, free: &[u16]) {
	let mut chunk = Chunk::default();
	for offset in (0u16..1_024).filter(|offset| !free.contains(offset)) {
		if let Some(byte) = chunk.ended.get_mut(usize::from(offset / 8)) {
			*byte |= 1 << (offset % 8);
		}
		let _ = chunk.marks.try_push(mark(offset));
	}
	Chunks::<T>::insert((gtin(n), lot(n), number), chunk);
}

/// Parts that have to be cut at both ends, with what has to be counted, of a lot each.
fn parts<T: Config>(n: u32, actor: &Actor<T>) -> BoundedVec<Leaves, ConstU32<MAX_RANGES>> {
	const PART: u32 = 2 * CHUNK;
	for i in 0..n {
		put_lot::<T>(i, actor, 3 * PART);
		for number in 0..6 {
			put_chunk::<T>(i, number, &[0, 1, 2]);
		}
		Ranges::<T>::mutate((gtin(i), lot(i), crate::features::ranges::place(0)), |row| {
			if let Some(row) = row {
				row.live = 18;
			}
		});
	}
	let one = |i| Leaves { gtin: gtin(i), lot: lot(i), first: PART, len: PART };
	BoundedVec::truncate_from((0..n).map(one).collect())
}

/// Whole ranges of a lot each, in a shipment each as far as one call may touch.
fn sent<T: Config>(
	n: u32,
	shipper: &Actor<T>,
	to: &Actor<T>,
) -> BoundedVec<Leaves, ConstU32<MAX_RANGES>> {
	let key = shipment_row(shipper, to, n, 1);
	for i in 0..n {
		put_lot::<T>(i, shipper, 48);
		Ranges::<T>::mutate((gtin(i), lot(i), crate::features::ranges::place(0)), |row| {
			if let Some(row) = row {
				row.transit = Some(Transit { shipment: key, before: row.disposition });
				row.disposition = Disposition::InTransit;
			}
		});
	}
	let one = |i| Leaves { gtin: gtin(i), lot: lot(i), first: 0, len: 48 };
	BoundedVec::truncate_from((0..n).map(one).collect())
}

/// A root over the deepest tree in which the pack with this serial stands at `index`; the rest of the
/// tree need not be known.
fn rooted(gtin: u64, lot: &LotNumber, serial: Serial, index: u32) -> (Root, PackProof) {
	let siblings = (0..MAX_DEPTH_OF_TREE).map(|level| [level as u8; 32]).collect::<Vec<_>>();
	let mut hash = pack_leaf(gtin, &serial, lot, EXPIRY, index);
	for (level, sibling) in siblings.iter().enumerate() {
		hash = if (index >> level) & 1 == 0 { node(&hash, sibling) } else { node(sibling, &hash) };
	}
	let siblings = BoundedVec::truncate_from(siblings);
	let proof =
		PackProof { serial, lot: lot.clone(), expiry: EXPIRY, proof: Proof { index, siblings } };
	(Root { hash, count: MAX_LEAVES }, proof)
}

/// Under the serials that are shown, others introduced packs, each in a container.
fn squat<T: Config>(n: u32, actor: &Actor<T>) {
	register::<T>(gtin(0), actor.organisation);
	for i in 0..n {
		let mut item = put_pack::<T>(i, actor.organisation);
		Items::<T>::remove(pack_epc(i));
		item.provenance = Provenance::Holder;
		item.introduced = Some(Introduction { number: u64::MAX, awaited: true });
		put_tote::<T>(i, actor.organisation, [i]);
		item.parent = Some(Parent { epc: tote(i), generation: 0 });
		Items::<T>::insert(same_epc(i), item);
	}
}

/// Packs of one product, of a lot each, with proofs as long as any, in full chunks.
fn shown<T: Config>(n: u32, actor: &Actor<T>) -> BoundedVec<PackProof, ConstU32<MAX_UNITS>> {
	let mut packs = Vec::new();
	for i in 0..n {
		// One product: the call names it once. Rows are put under it.
		let (serials, proof) = rooted(gtin(0), &lot(i), serial(i), 1_000);
		let commitment = LotCommitment { serials, packing: None };
		CommittedLots::<T>::insert(
			gtin(0),
			lot(i),
			CommittedLot { commitment, expiry: EXPIRY, next_segment: 1 },
		);
		put_chunk::<T>(i, 0, &[1_000, 1_001]);
		put_range::<T>(i, actor, 0, 1_024);
		let (range, chunk) = (
			Ranges::<T>::take((gtin(i), lot(i), crate::features::ranges::place(0))),
			Chunks::<T>::take((gtin(i), lot(i), 0)),
		);
		if let Some(range) = range {
			let range = Range { live: 2, ..range };
			Ranges::<T>::insert((gtin(0), lot(i), crate::features::ranges::place(0)), range);
		}
		Chunks::<T>::insert((gtin(0), lot(i), 0), chunk);
		packs.push(proof);
	}
	BoundedVec::truncate_from(packs)
}

/// Nothing is said of the packs beside those that are shown: `write_marks` has what that takes.
fn clear_marks<T: Config>(n: u32) {
	for i in 0..n {
		Chunks::<T>::insert((gtin(0), lot(i), 0), Chunk::default());
	}
}

/// Neighbouring packs of a lot, around the border of two chunks, with proofs as long as any: the tree
/// over the leaves around them is the corner of a larger one, of which the rest need not be known.
fn neighbours<T: Config>(
	n: u32,
	actor: &Actor<T>,
) -> (u32, BoundedVec<PackProof, ConstU32<MAX_UNITS>>) {
	let len = 2 * CHUNK;
	let first = CHUNK.saturating_sub(n.div_ceil(2));
	let leaves = (0..len).map(|leaf| pack_leaf(gtin(0), &serial(leaf), &lot(0), EXPIRY, leaf));
	put_lot::<T>(0, actor, len);
	let Some(tree) = Tree::new(leaves.collect()) else { return (first, Default::default()) };
	let depth = u32::BITS.saturating_sub(len.leading_zeros()).saturating_sub(1);
	let rest: Vec<_> = (depth..MAX_DEPTH_OF_TREE).map(|level| [level as u8; 32]).collect();
	let hash = rest.iter().fold(tree.root().hash, |hash, sibling| node(&hash, sibling));
	CommittedLots::<T>::mutate(gtin(0), lot(0), |row| {
		if let Some(row) = row {
			row.commitment.serials = Root { hash, count: MAX_LEAVES };
		}
	});
	let key = (gtin(0), lot(0), crate::features::ranges::place(0));
	Ranges::<T>::mutate(key, |row| {
		if let Some(row) = row {
			row.returned = true;
			row.disposition = Disposition::Returned;
			row.live = n;
		}
	});
	let shown = first..first.saturating_add(n);
	for number in 0..2 {
		let here =
			|offset: &u16| shown.contains(&u32::from(*offset).saturating_add(number * CHUNK));
		let free: Vec<u16> = (0u16..1_024).filter(here).collect();
		put_chunk::<T>(0, number, &free);
	}
	let proofs = shown.filter_map(|leaf| {
		let Proof { index, siblings } = tree.prove(leaf)?;
		let siblings = siblings.into_iter().chain(rest.iter().copied()).collect();
		let proof = Proof { index, siblings: BoundedVec::truncate_from(siblings) };
		Some(PackProof { serial: serial(leaf), lot: lot(0), expiry: EXPIRY, proof })
	});
	(first, BoundedVec::truncate_from(proofs.collect()))
}

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_product() {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(1), actor.organisation);
		let profile =
			StorageProfile { min: 200, max: 800, excursion_max: 2_500, excursion_minutes: 60 };
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Manufacturer),
			gtin(2),
			Some((gtin(1), 10)),
			Some(profile),
		);
		assert!(Products::<T>::get(gtin(2)).registration.is_some());
	}

	#[benchmark]
	fn commission(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(0), actor.organisation);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Manufacturer),
			facts::<T>(Some(BizStep::Commissioning)),
			gtin(0),
			lot(0),
			EXPIRY,
			list::<T, _>(n, serial),
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn commission_containers(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("holder");
		for i in 0..n {
			put_tote::<T>(i, actor.organisation, []);
			ContentsOf::<T>::remove(tote(i));
		}
		let ssccs = list::<T, _>(n, |i| match tote(i) {
			Epc::Sscc(sscc) => sscc,
			Epc::Sgtin { .. } => 0,
		});
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Commissioning)),
			ssccs,
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn pack(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("holder");
		for i in 0..n {
			put_tote::<T>(i, actor.organisation, [i % MAX_LOTS]);
		}
		let parent = tote(1_000_000);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Packing)),
			parent.clone(),
			list::<T, _>(n, tote),
		);
		assert_eq!(ContentsOf::<T>::get(parent).children, n);
	}

	#[benchmark]
	fn unpack(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("holder");
		let parent = tote(1_000_000);
		put_tote::<T>(1_000_000, actor.organisation, []);
		let mut contents = Contents { children: n, height: 2, ..Default::default() };
		for i in 0..n {
			let mut item = put_tote::<T>(i, actor.organisation, [i % MAX_LOTS]);
			item.parent = Some(Parent { epc: parent.clone(), generation: 0 });
			item.disposition = Disposition::InProgress;
			Items::<T>::insert(tote(i), item);
			let l = i % MAX_LOTS;
			let units = n / MAX_LOTS + u32::from(l < n % MAX_LOTS);
			let _ = contents.lots.try_insert(
				(gtin(l), lot(l)),
				LotContent { units, expiry: EXPIRY, leaves: Some((0, 1)) },
			);
		}
		ContentsOf::<T>::insert(&parent, contents);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Unpacking)),
			parent,
			list::<T, _>(n, tote),
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	/// Everything inside at once, however much it is: as many lots as a container can hold.
	#[benchmark]
	fn unpack_whole() {
		let actor = Actor::<T>::new("holder");
		let parent = tote(0);
		put_tote::<T>(0, actor.organisation, 0..MAX_LOTS);
		#[extrinsic_call]
		unpack(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Unpacking)),
			parent.clone(),
			BoundedVec::new(),
		);
		assert_eq!(ContentsOf::<T>::get(parent).children, 0);
	}

	#[benchmark]
	fn ship(n: Linear<1, 4_096>) {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("receiver"));
		for i in 0..n {
			put_tote::<T>(i, actor.organisation, [0]);
		}
		let shipment = ShipmentFacts {
			id: [1; 16],
			kind: ShipmentKind::Sale,
			to: Some(to.organisation),
			statement: FULL_STATEMENT,
			information: Some([1; 32]),
		};
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Shipping)),
			list::<T, _>(n, tote),
			shipment,
		);
		assert_eq!(Shipments::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn receive(n: Linear<1, 4_096>) {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("receiver"));
		let key = shipment_row(&actor, &to, n, 1);
		for i in 0..n {
			let item = put_tote::<T>(i, actor.organisation, [0]);
			send::<T>(tote(i), item, key);
		}
		#[extrinsic_call]
		_(
			to.origin(),
			to.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Receiving)),
			list::<T, _>(n, tote),
		);
		assert_eq!(Shipments::<T>::get(key).map(|row| row.outstanding), Some(0));
	}

	#[benchmark]
	fn void_shipment(n: Linear<1, 4_096>) {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("receiver"));
		let key = shipment_row(&actor, &to, n, 1);
		for i in 0..n {
			let item = put_pack::<T>(i, actor.organisation);
			send::<T>(pack_epc(i), item, key);
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::VoidShipping)),
			list::<T, _>(n, pack_epc),
		);
		assert_eq!(Shipments::<T>::get(key).map(|row| row.outstanding), Some(0));
	}

	/// Loose packs, each of a product and a lot of its own.
	#[benchmark]
	fn introduce(n: Linear<1, 3_584>) {
		let actor = Actor::<T>::new("holder");
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Receiving)),
			[1; 32],
			BoundedVec::new(),
			list::<T, _>(n, |i| introduced(i, None)),
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	/// Containers as deep inside each other as they can be, a pack in each.
	#[benchmark]
	fn introduce_containers(c: Linear<1, 512>) {
		let actor = Actor::<T>::new("holder");
		let around = |i: u32| match i % MAX_DEPTH {
			0 => None,
			_ => u16::try_from(i.saturating_sub(1)).ok(),
		};
		let containers = (0..c)
			.map(|i| IntroducedContainer { epc: tote(i), parent: around(i) })
			.collect::<Vec<_>>();
		#[extrinsic_call]
		introduce(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Receiving)),
			[1; 32],
			BoundedVec::truncate_from(containers),
			list::<T, _>(c, |i| introduced(i, u16::try_from(i).ok())),
		);
		assert_eq!(ContentsOf::<T>::iter().count() as u32, c);
	}

	#[benchmark]
	fn confirm_introduction(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("maker");
		introduced_items(n, &actor);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Manufacturer),
			facts::<T>(None),
			list::<T, _>(n, |i| Epc::Sgtin { gtin: gtin(0), serial: serial(i) }),
		);
		assert_eq!(Reviews::<T>::get(0, actor.organisation), 0);
	}

	#[benchmark]
	fn contest_introduction(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("maker");
		introduced_items(n, &actor);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Manufacturer),
			facts::<T>(None),
			list::<T, _>(n, |i| Epc::Sgtin { gtin: gtin(0), serial: serial(i) }),
		);
		assert_eq!(Reviews::<T>::get(0, actor.organisation), 0);
	}

	/// Of one lot: lots that are looked up are weighed by `check_lots`.
	#[benchmark]
	fn dispense(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("holder");
		for i in 0..n {
			let item = put_pack::<T>(0, actor.organisation);
			Items::<T>::insert(Epc::Sgtin { gtin: gtin(0), serial: serial(i) }, item);
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Dispenser),
			facts::<T>(Some(BizStep::Dispensing)),
			list::<T, _>(n, |i| Epc::Sgtin { gtin: gtin(0), serial: serial(i) }),
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn decommission(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("holder");
		for i in 0..n {
			put_pack::<T>(i, actor.organisation);
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Decommissioning)),
			list::<T, _>(n, pack_epc),
			DecommissionReason::Exported,
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	/// Of a recalled lot, which is looked for last.
	#[benchmark]
	fn destroy(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("holder");
		Lots::<T>::mutate(gtin(0), lot(0), |row| {
			row.recalls = BoundedVec::truncate_from(alloc::vec![[1; 16]])
		});
		for i in 0..n {
			let item = put_pack::<T>(0, actor.organisation);
			Items::<T>::insert(Epc::Sgtin { gtin: gtin(0), serial: serial(i) }, item);
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Destroying)),
			list::<T, _>(n, |i| Epc::Sgtin { gtin: gtin(0), serial: serial(i) }),
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	/// Lost on their way, which takes them out of a shipment.
	#[benchmark]
	fn change_disposition(n: Linear<1, 4_096>) {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("receiver"));
		let key = shipment_row(&actor, &to, n, 1);
		for i in 0..n {
			let item = put_pack::<T>(i, actor.organisation);
			send::<T>(pack_epc(i), item, key);
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Inspecting)),
			list::<T, _>(n, pack_epc),
			Disposition::Stolen,
		);
		assert_eq!(Shipments::<T>::get(key).map(|row| row.outstanding), Some(0));
	}

	#[benchmark]
	fn observe(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("holder");
		for i in 0..n {
			put_pack::<T>(i, actor.organisation);
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Storing)),
			list::<T, _>(n, pack_epc),
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	/// What goes in, for one pack that comes out.
	#[benchmark]
	fn transform(n: Linear<1, 2_048>) {
		let (actor, inputs) = transformation::<T>(n);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Repackager),
			facts::<T>(Some(BizStep::Repackaging)),
			inputs,
			gtin(1),
			lot(1),
			EXPIRY,
			list::<T, _>(1, serial),
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	/// What comes out, of one pack that went in.
	#[benchmark]
	fn transform_outputs(n: Linear<1, 2_048>) {
		let (actor, inputs) = transformation::<T>(1);
		#[extrinsic_call]
		transform(
			actor.origin(),
			actor.acting(Capacity::Repackager),
			facts::<T>(Some(BizStep::Repackaging)),
			inputs,
			gtin(1),
			lot(1),
			EXPIRY,
			list::<T, _>(n, serial),
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	/// Of all of a lot, whatever it is.
	#[benchmark]
	fn open_recall_whole() {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(0), actor.organisation);
		#[extrinsic_call]
		open_recall(
			actor.origin(),
			actor.acting(Capacity::Manufacturer),
			[1; 16],
			deep_scope(0),
			RecallClass::I,
			RecallDepth::Consumer,
			None,
		);
		assert!(Recalls::<T>::contains_key([1; 16]));
	}

	/// Every listed pack in five containers of its own.
	#[benchmark]
	fn open_recall(n: Linear<1, 256>) {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(0), actor.organisation);
		put_deep::<T>(n, actor.organisation, 0);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Manufacturer),
			[1; 16],
			deep_scope(n),
			RecallClass::I,
			RecallDepth::Consumer,
			None,
		);
		assert!(Recalls::<T>::contains_key([1; 16]));
	}

	#[benchmark]
	fn change_recall_class() -> Result<(), BenchmarkError> {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(0), actor.organisation);
		Pallet::<T>::open_recall(
			actor.origin().into(),
			actor.acting(Capacity::Manufacturer),
			[1; 16],
			deep_scope(0),
			RecallClass::II,
			RecallDepth::Consumer,
			None,
		)?;
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Manufacturer), [1; 16], RecallClass::I);
		assert_eq!(Recalls::<T>::get([1; 16]).map(|row| row.class), Some(RecallClass::I));
		Ok(())
	}

	#[benchmark]
	fn close_recall(n: Linear<0, 256>) -> Result<(), BenchmarkError> {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(0), actor.organisation);
		put_deep::<T>(n, actor.organisation, 0);
		Pallet::<T>::open_recall(
			actor.origin().into(),
			actor.acting(Capacity::Manufacturer),
			[1; 16],
			deep_scope(n),
			RecallClass::II,
			RecallDepth::Consumer,
			None,
		)?;
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Manufacturer), [1; 16]);
		assert!(Recalls::<T>::get([1; 16]).is_some_and(|row| row.closed.is_some()));
		Ok(())
	}

	#[benchmark]
	fn anchor() {
		let actor = Actor::<T>::new("actor");
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Other)),
			EventKind::Transaction,
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn declare_error() -> Result<(), BenchmarkError> {
		let actor = Actor::<T>::new("actor");
		let acting = actor.acting(Capacity::Wholesaler);
		Pallet::<T>::anchor(actor.origin().into(), acting, facts::<T>(None), EventKind::Object)?;
		let corrective = BoundedVec::truncate_from(alloc::vec![[3; 32]; MAX_CORRECTIVE as usize]);
		#[extrinsic_call]
		_(actor.origin(), acting, [1; 32], [2; 32], corrective);
		assert!(Declarations::<T>::contains_key([1; 32], [2; 32]));
		Ok(())
	}

	#[benchmark]
	fn expect_receipt(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("holder");
		for i in 0..n {
			let mut item = put_pack::<T>(i, actor.organisation);
			item.provenance = Provenance::Holder;
			item.introduced = Some(Introduction { number: 0, awaited: false });
			Items::<T>::insert(pack_epc(i), item);
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Shipping)),
			[1; 16],
			list::<T, _>(n, pack_epc),
			Some([1; 32]),
		);
		assert_eq!(Shipments::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn set_introduction_allowed() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, gtin(0), false);
		assert!(Products::<T>::get(gtin(0)).introduction_refused);
		Ok(())
	}

	/// Hops of events of their own, each of which ends with its last row.
	#[benchmark]
	fn reap_history(n: Linear<1, 100>) -> Result<(), BenchmarkError> {
		let actor = Actor::<T>::new("holder");
		let mut item = put_pack::<T>(0, actor.organisation);
		item.first_hop = 0;
		item.next_hop = 0;
		Items::<T>::insert(pack_epc(0), item);
		for i in 0..n {
			let mut hash = [0; 32];
			for (to, from) in hash.iter_mut().zip(i.to_le_bytes()) {
				*to = from;
			}
			Pallet::<T>::observe(
				actor.origin().into(),
				actor.acting(Capacity::Wholesaler),
				EventFacts { hash, ..facts::<T>(None) },
				list::<T, _>(1, pack_epc),
			)
			.map_err(|error| error.error)?;
		}
		// As if the retention were over: the clock of a benchmark may stand at its beginning.
		let history = History::Hops { item: pack_epc(0), count: n };
		#[block]
		{
			Pallet::<T>::do_reap_history(history, 0)?;
		}
		assert_eq!(Events::<T>::iter().count(), 0);
		Ok(())
	}

	#[benchmark]
	fn quarantine(n: Linear<1, 2_048>) {
		let actor = Actor::<T>::new("holder");
		put_same::<T>(n, actor.organisation);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Holding)),
			[7; 16],
			few(n),
			SuspectReason::Counterfeit,
			[1; 32],
		);
		assert_eq!(HeldItems::<T>::iter().count() as u32, n);
	}

	/// In two cases, one of which is decided: the rows of what holds them stay.
	#[benchmark]
	fn decide_quarantine(n: Linear<1, 2_048>) {
		let actor = Actor::<T>::new("holder");
		register::<T>(gtin(0), actor.organisation);
		let subject = Subject::Suspect(SuspectReason::Counterfeit);
		let case = put_case::<T>(n, actor.organisation, subject);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Inspecting)),
			case,
			few(n),
			Verdict::Illegitimate,
			[1; 32],
			true,
		);
		assert_eq!(Cases::<T>::get(case).map(|row| row.condemned), Some(n));
	}

	#[benchmark]
	fn notify_illegitimate(n: Linear<0, 64>) {
		let actor = Actor::<T>::new("holder");
		let subject = Subject::Suspect(SuspectReason::Counterfeit);
		let case = put_case::<T>(1, actor.organisation, subject);
		Cases::<T>::mutate_extant(case, |row| {
			row.condemned = 1;
			row.notifier = Some(actor.organisation);
		});
		let recipients = BoundedVec::truncate_from((0..n).map(trader::<T>).collect());
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			[1; 16],
			notice_facts(NoticeKind::Initial, Some(case)),
			recipients,
		);
		assert_eq!(NoticeRecipients::<T>::iter().count() as u32, n);
	}

	#[benchmark]
	fn answer_notice() {
		let (actor, other) = (Actor::<T>::new("holder"), Actor::<T>::new("sender"));
		let subject = Subject::Suspect(SuspectReason::Counterfeit);
		put_case::<T>(1, actor.organisation, subject);
		let notice = put_notice::<T>(other.organisation, actor.organisation);
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Wholesaler), notice, Some([7; 16]));
		let row = NoticeRecipients::<T>::get(notice, actor.organisation);
		assert!(row.is_some_and(|row| row.answered.is_some()));
	}

	#[benchmark]
	fn report_failed_verification() {
		let actor = Actor::<T>::new("holder");
		register::<T>(gtin(0), actor.organisation);
		put_same::<T>(1, actor.organisation);
		let label = Label { gtin: gtin(0), serial: serial(0), lot: lot(1), expiry: EXPIRY };
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Inspecting)),
			[7; 16],
			label,
			[1; 32],
		);
		assert!(HeldItems::<T>::contains_key(same_epc(0)));
	}

	#[benchmark]
	fn answer_alert() {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(0), actor.organisation);
		let alert = put_case::<T>(1, actor.organisation, Subject::Alert(None));
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Manufacturer), alert, true, [1; 32]);
		assert!(Cases::<T>::get(alert).is_some_and(|row| row.answer.is_some()));
	}

	/// Each decommissioned by an event of its own.
	#[benchmark]
	fn reactivate(n: Linear<1, 2_048>) {
		let actor = Actor::<T>::new("holder");
		let acting = actor.acting(Capacity::Dispenser);
		let event = facts::<T>(Some(BizStep::Holding));
		put_same::<T>(n, actor.organisation);
		for i in 0..n {
			Items::<T>::mutate_extant(same_epc(i), |item| {
				item.disposition = Disposition::Dispensed;
			});
			let number = u64::from(i);
			let mut hash = [2; 32];
			for (to, from) in hash.iter_mut().zip(i.to_le_bytes()) {
				*to = from;
			}
			Hops::<T>::insert(
				same_epc(i),
				0,
				HopRow {
					number,
					kind: salus_primitives::supply::HopKind::Dispensed,
					link: Link::None,
				},
			);
			EventHashes::<T>::insert(number, hash);
			Events::<T>::insert(
				hash,
				EventRow {
					number,
					actor: actor.account.clone(),
					payer: None,
					acting,
					act: Act::Step(salus_primitives::supply::HopKind::Dispensed),
					time: event.time,
					recorded: event.time,
					block: 0,
					biz_step: None,
					disposition: None,
					read_point: event.read_point,
					biz_location: event.biz_location,
					counterparty: None,
					reason: None,
					reference: None,
					rows: 1,
					row_deposit: 0u32.into(),
				},
			);
		}
		NextEvent::<T>::put(u64::from(n));
		#[extrinsic_call]
		_(actor.origin(), acting, event, few(n), true);
		let item = Items::<T>::get(same_epc(0));
		assert_eq!(item.map(|item| item.disposition), Some(Disposition::InProgress));
	}

	#[benchmark]
	fn verify_returns(n: Linear<1, 4_096>) {
		let actor = Actor::<T>::new("holder");
		put_same::<T>(n, actor.organisation);
		for i in 0..n {
			Items::<T>::mutate_extant(same_epc(i), |item| {
				item.returned = true;
				item.disposition = Disposition::Returned;
			});
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Inspecting)),
			labels::<T>(n),
		);
		assert!(Items::<T>::get(same_epc(0)).is_some_and(|item| !item.returned));
	}

	#[benchmark]
	fn plan_recall() {
		let actor = Actor::<T>::new("maker");
		open_recall_row::<T>(actor.organisation);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Manufacturer),
			[1; 16],
			EffectivenessLevel::B,
			50,
			[1; 32],
		);
		assert!(RecallPlans::<T>::contains_key([1; 16]));
	}

	#[benchmark]
	fn name_consignees(n: Linear<1, 64>) {
		let actor = Actor::<T>::new("maker");
		open_recall_row::<T>(actor.organisation);
		let consignees = BoundedVec::truncate_from((1..=n).map(|i| (u32::MAX - i, 10)).collect());
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Manufacturer), [1; 16], consignees);
		assert_eq!(RecallPlans::<T>::get([1; 16]).map(|plan| plan.consignees), Some(n));
	}

	#[benchmark]
	fn acknowledge_recall() {
		let actor = Actor::<T>::new("holder");
		open_recall_row::<T>(u32::MAX);
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Wholesaler), [1; 16]);
		assert!(Consignees::<T>::contains_key([1; 16], actor.organisation));
	}

	#[benchmark]
	fn reconcile_recall() {
		let actor = Actor::<T>::new("holder");
		open_recall_row::<T>(u32::MAX);
		let row = Consignee { shipped: Some(5), acknowledged: Some(0), ..Default::default() };
		Consignees::<T>::insert([1; 16], actor.organisation, row);
		RecallPlans::<T>::insert([1; 16], RecallPlan { consignees: 1, ..Default::default() });
		let quantities = Reconciliation { shipped: 5, returned: 5, ..Default::default() };
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Wholesaler), [1; 16], quantities);
		assert_eq!(RecallPlans::<T>::get([1; 16]).map(|plan| plan.reconciled), Some(1));
	}

	#[benchmark]
	fn ship_exempt(n: Linear<1, 4_096>) {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("receiver"));
		for i in 0..n {
			put_tote::<T>(i, actor.organisation, [0]);
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Shipping)),
			list::<T, _>(n, tote),
			[1; 16],
			to.organisation,
			ExemptReason::Intracompany,
			Some([1; 32]),
		);
		assert_eq!(Exemptions::<T>::iter().count(), 1);
	}

	/// Of a pack as deep as it can be.
	#[benchmark]
	fn request_trace() {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("maker"));
		put_deep::<T>(1, actor.organisation, 0);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			[7; 16],
			same_epc(0),
			to.organisation,
		);
		assert!(TraceRequests::<T>::contains_key(case_key(actor.organisation)));
	}

	#[benchmark]
	fn answer_trace() {
		let actor = Actor::<T>::new("maker");
		let request = case_key(u32::MAX);
		TraceRequests::<T>::insert(
			request,
			TraceRequest {
				item: same_epc(0),
				respondent: actor.organisation,
				made: 0,
				answered: None,
			},
		);
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Manufacturer), request, [1; 32]);
		assert!(TraceRequests::<T>::get(request).is_some_and(|row| row.answered.is_some()));
	}

	#[benchmark]
	fn open_exception(n: Linear<0, 2_048>) {
		let (actor, other) = (Actor::<T>::new("holder"), Actor::<T>::new("sender"));
		put_same::<T>(n, actor.organisation);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Holding)),
			[7; 16],
			ExceptionKind::Mixed,
			few(n),
			Some(other.organisation),
			[1; 32],
		);
		assert_eq!(HeldItems::<T>::iter().count() as u32, n);
	}

	#[benchmark]
	fn resolve_exception(n: Linear<1, 2_048>) {
		let (actor, other) = (Actor::<T>::new("holder"), Actor::<T>::new("sender"));
		let subject = Subject::Exception(ExceptionKind::Mixed);
		let case = put_case::<T>(n, actor.organisation, subject);
		Counterparties::<T>::insert(case, other.organisation);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Inspecting)),
			case,
			few(n),
			Resolution::Keep,
			Some([1; 32]),
		);
		assert!(Cases::<T>::get(case).is_some_and(|row| row.closed.is_some()));
	}

	#[benchmark]
	fn set_storage_limits() {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(0), actor.organisation);
		with_profile::<T>(gtin(0));
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Manufacturer),
			gtin(0),
			StorageLimits { max_gap: 30, max_mean_kinetic: 300 },
		);
		assert!(StorageLimitsOf::<T>::contains_key(gtin(0)));
	}

	/// All of them too warm on the mean.
	#[benchmark]
	fn record_conditions(n: Linear<1, 2_048>) {
		let actor = Actor::<T>::new("holder");
		register::<T>(gtin(0), actor.organisation);
		with_profile::<T>(gtin(0));
		let limits = StorageLimits { max_gap: 30, max_mean_kinetic: 300 };
		StorageLimitsOf::<T>::insert(gtin(0), limits);
		put_same::<T>(n, actor.organisation);
		let event = facts::<T>(Some(BizStep::Storing));
		let summary = ConditionSummary {
			readings: [1; 32],
			count: 1,
			from: event.time,
			to: event.time,
			min: 200,
			max: 800,
			minutes_outside: 0,
			longest_gap: 0,
			mean_kinetic: 500,
		};
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Wholesaler), event, [7; 16], few(n), summary);
		assert_eq!(HeldItems::<T>::iter().count() as u32, n);
	}

	#[benchmark]
	fn decide_excursion(n: Linear<1, 2_048>) {
		let actor = Actor::<T>::new("holder");
		let subject = Subject::Excursion(Excursion::Gap);
		let case = put_case::<T>(n, actor.organisation, subject);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::ResponsiblePerson),
			facts::<T>(Some(BizStep::Inspecting)),
			case,
			few(n),
			QualityDecision::Rejected,
			[1; 32],
		);
		assert_eq!(Cases::<T>::get(case).map(|row| row.condemned), Some(n));
	}

	/// Lots of cases, none of them recalled, each of a product of its own.
	#[benchmark]
	fn check_lots(l: Linear<0, 2_048>) {
		// As many parts of each are recalled as can be, and these are others.
		let part = |at: u32| ([1; 16], (at, at));
		let parts = |from: u32| -> PartRecalls {
			BoundedVec::truncate_from(
				(0..MAX_RECALLS).map(|i| part(from.saturating_add(i))).collect(),
			)
		};
		for i in 0..l {
			register::<T>(gtin(i), 0);
			Products::<T>::mutate(gtin(i), |row| row.expiries = parts(0));
			Lots::<T>::mutate(gtin(i), lot(i), |row| {
				row.expiry = Some(EXPIRY);
				row.leaves = parts(10);
			});
		}
		let mut check = RecallCheck::new(l);
		let mut found = false;
		#[block]
		{
			for i in 0..l {
				found |= check
					.covers::<T>(gtin(i), &lot(i), EXPIRY, Some((0, 1)), false)
					.unwrap_or(true);
			}
		}
		assert!(!found);
	}

	/// Containers with as many lots as they can hold, one of which is taken out and put back.
	#[benchmark]
	fn roll_up(c: Linear<0, 256>) {
		for i in 0..c {
			put_tote::<T>(i, 0, 0..MAX_LOTS);
			ContentsOf::<T>::mutate(tote(i), |contents| contents.children = 2);
		}
		let mut sum = Contents { children: 1, ..Default::default() };
		let _ = sum.lots.try_insert(
			(gtin(0), lot(0)),
			LotContent { units: 1, expiry: EXPIRY, leaves: Some((0, 1)) },
		);
		let mut done = 0u32;
		#[block]
		{
			let mut lineage = Lineage::<T>::new(c, c);
			for i in 0..c {
				if let Ok(place) = lineage.place(&tote(i)) {
					lineage.subtract(&place.path, &sum);
					if lineage.add(&place.path, &sum).is_ok() {
						done = done.saturating_add(1);
					}
				}
			}
			lineage.commit();
		}
		assert_eq!(done, c);
	}

	/// Lots of which nothing went to the consignee before, each a product of its own.
	#[benchmark]
	fn count_supplies(n: Linear<0, { MAX_SUPPLIES }>) {
		let actor = Actor::<T>::new("maker");
		let to = Actor::<T>::new("receiver");
		let mut contents = Contents::default();
		for i in 0..n {
			register::<T>(gtin(i), actor.organisation);
			let content = LotContent { units: 1, expiry: EXPIRY, leaves: Some((0, 1)) };
			let _ = contents.lots.try_insert((gtin(i), lot(i)), content);
		}
		let event = facts::<T>(None);
		let acting = actor.acting(Capacity::Manufacturer);
		let ledger =
			Ledger::<T>::enter(actor.account.clone(), acting, event, &[Capacity::Manufacturer], 1);
		let mut done = false;
		#[block]
		{
			if let Ok(mut ledger) = ledger {
				done = ledger
					.supply_inside(to.organisation, actor.organisation, &contents, false)
					.is_ok() && ledger.write_supplies().is_ok();
			}
		}
		assert!(done);
		assert_eq!(Supplies::<T>::iter().count() as u32, n.saturating_mul(2));
	}

	/// Shipments of one item each, as `receive` touches them, without the items.
	#[benchmark]
	fn touch_groups(g: Linear<0, 64>) {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("receiver"));
		for i in 0..g {
			let key = shipment_row(&actor, &to, 1, u8::try_from(i).unwrap_or(u8::MAX));
			let item = put_pack::<T>(i, actor.organisation);
			send::<T>(pack_epc(i), item, key);
		}
		let items = list::<T, _>(g, pack_epc);
		let acting = to.acting(Capacity::Wholesaler);
		let facts = facts::<T>(Some(BizStep::Receiving));
		let done;
		#[block]
		{
			done = Pallet::<T>::receive(to.origin().into(), acting, facts, items).is_ok();
		}
		assert!(done || g == 0);
	}

	/// Of packs that are shown, each in a container.
	#[benchmark]
	fn outdo(n: Linear<0, { MAX_UNITS }>) -> Result<(), BenchmarkError> {
		let actor = Actor::<T>::new("pharmacy");
		let units = shown::<T>(n, &actor);
		squat::<T>(n, &actor);
		let acting = actor.acting(Capacity::Dispenser);
		let units_and_rows = with_rows(&units);
		let account = actor.account.clone();
		let mut ledger =
			Ledger::<T>::enter(account, acting, facts::<T>(None), &[], units_and_rows)?;
		#[block]
		{
			for unit in &units {
				Pallet::<T>::outdo(&mut ledger, gtin(0), unit)?;
			}
			ledger.close();
		}
		assert_eq!(ShownSerials::<T>::iter().count() as u32, n);
		Ok(())
	}

	/// A chunk that says something of so many packs, and of one more.
	#[benchmark]
	fn write_marks(n: Linear<0, 1_023>) {
		let free: Vec<u16> = (0u16..1_024).filter(|offset| u32::from(*offset) >= n).collect();
		put_chunk::<T>(0, 0, &free);
		let key = (gtin(0), lot(0), 0);
		#[block]
		{
			Chunks::<T>::mutate(&key, |chunk| {
				chunk.put(mark(1_023), 0);
			});
		}
		assert_eq!(Chunks::<T>::get(key).marks.len() as u32, n.saturating_add(1));
	}

	#[benchmark]
	fn commission_lot() {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(0), actor.organisation);
		let root = Root { hash: [1; 32], count: MAX_LEAVES };
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Manufacturer),
			facts::<T>(Some(BizStep::Commissioning)),
			gtin(0),
			lot(0),
			EXPIRY,
			LotCommitment { serials: root, packing: Some(root) },
		);
		assert!(CommittedLots::<T>::contains_key(gtin(0), lot(0)));
	}

	#[benchmark]
	fn ship_ranges(n: Linear<1, { MAX_RANGES }>) {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("receiver"));
		let ranges = parts::<T>(n, &actor);
		let shipment = ShipmentFacts {
			id: [1; 16],
			kind: ShipmentKind::Sale,
			to: Some(to.organisation),
			statement: FULL_STATEMENT,
			information: Some([1; 32]),
		};
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Shipping)),
			ranges,
			shipment,
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn receive_ranges(n: Linear<1, { MAX_RANGES }>) {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("receiver"));
		let ranges = sent::<T>(n, &actor, &to);
		#[extrinsic_call]
		_(
			to.origin(),
			to.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Receiving)),
			ranges,
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn void_ranges(n: Linear<1, { MAX_RANGES }>) {
		let (actor, to) = (Actor::<T>::new("holder"), Actor::<T>::new("receiver"));
		let ranges = sent::<T>(n, &actor, &to);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::VoidShipping)),
			ranges,
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn change_range_disposition(n: Linear<1, { MAX_RANGES }>) {
		let actor = Actor::<T>::new("holder");
		let ranges = parts::<T>(n, &actor);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Holding)),
			ranges,
			Disposition::Damaged,
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn decommission_ranges(n: Linear<1, { MAX_RANGES }>) {
		let actor = Actor::<T>::new("holder");
		let ranges = parts::<T>(n, &actor);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Decommissioning)),
			ranges,
			DecommissionReason::Exported,
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn destroy_ranges(n: Linear<1, { MAX_RANGES }>) {
		let actor = Actor::<T>::new("holder");
		let ranges = parts::<T>(n, &actor);
		// Recalled, which lets them be cut and destroyed in one call.
		for i in 0..n {
			Lots::<T>::mutate(gtin(i), lot(i), |row| {
				let _ = row.recalls.try_push([1; 16]);
			});
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Destroying)),
			ranges,
		);
		assert_eq!(NextEvent::<T>::get(), 1);
	}

	#[benchmark]
	fn split_range() {
		let actor = Actor::<T>::new("holder");
		let _ = parts::<T>(1, &actor);
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Wholesaler), gtin(0), lot(0), 3 * CHUNK);
		assert_eq!(Ranges::<T>::iter().count(), 2);
	}

	#[benchmark]
	fn merge_ranges() {
		let actor = Actor::<T>::new("holder");
		put_lot::<T>(0, &actor, 48);
		put_range::<T>(0, &actor, 48, 48);
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Wholesaler), gtin(0), lot(0), 48);
		assert_eq!(Ranges::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn dispense_units(n: Linear<1, { MAX_UNITS }>) {
		let actor = Actor::<T>::new("pharmacy");
		let units = shown::<T>(n, &actor);
		clear_marks::<T>(n);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Dispenser),
			facts::<T>(Some(BizStep::Dispensing)),
			gtin(0),
			units,
		);
		assert_eq!(Chunks::<T>::get((gtin(0), lot(0), 0)).marks.len(), 1);
	}

	#[benchmark]
	fn decommission_units(n: Linear<1, { MAX_UNITS }>) {
		let actor = Actor::<T>::new("holder");
		let units = shown::<T>(n, &actor);
		clear_marks::<T>(n);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Decommissioning)),
			gtin(0),
			units,
			DecommissionReason::Sample,
		);
		assert_eq!(Chunks::<T>::get((gtin(0), lot(0), 0)).marks.len(), 1);
	}

	#[benchmark]
	fn change_unit_disposition(n: Linear<1, { MAX_UNITS }>) {
		let actor = Actor::<T>::new("holder");
		let units = shown::<T>(n, &actor);
		clear_marks::<T>(n);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Holding)),
			gtin(0),
			units,
			Disposition::Damaged,
		);
		assert_eq!(Chunks::<T>::get((gtin(0), lot(0), 0)).marks.len(), 1);
	}

	#[benchmark]
	fn flag_recalled_units(n: Linear<1, { MAX_UNITS }>) {
		let actor = Actor::<T>::new("holder");
		let units = shown::<T>(n, &actor);
		sink::<T>(n, actor.organisation);
		for i in 0..n {
			SerialRecalls::<T>::mutate(gtin(0), serial(i), |row| {
				let _ = row.recalls.try_push([1; 16]);
			});
		}
		#[extrinsic_call]
		_(actor.origin(), gtin(0), units);
		assert_eq!(Chunks::<T>::get((gtin(0), lot(0), 0)).marks.len(), 1_023);
		assert_eq!(ContentsOf::<T>::get(tote(MAX_DEPTH - 1)).held, 1);
	}

	#[benchmark]
	fn report_duplicate_serial() -> Result<(), BenchmarkError> {
		let actor = Actor::<T>::new("holder");
		register::<T>(gtin(0), actor.organisation);
		let units = shown::<T>(2, &actor);
		sink::<T>(2, actor.organisation);
		let first = units.first().cloned().ok_or(BenchmarkError::Weightless)?;
		// The other lot has the same serial.
		let (serials, second) = rooted(gtin(0), &lot(1), first.serial.clone(), 1_000);
		CommittedLots::<T>::mutate(gtin(0), lot(1), |row| {
			if let Some(row) = row {
				row.commitment.serials = serials;
			}
		});
		#[extrinsic_call]
		_(actor.origin(), gtin(0), first, second);
		assert_eq!(Chunks::<T>::get((gtin(0), lot(1), 0)).marks.len(), 1_023);
		Ok(())
	}

	/// Both as deep as they can be.
	#[benchmark]
	fn report_serial_conflict() -> Result<(), BenchmarkError> {
		let actor = Actor::<T>::new("holder");
		register::<T>(gtin(0), actor.organisation);
		let units = shown::<T>(1, &actor);
		let shown = units.first().cloned().ok_or(BenchmarkError::Weightless)?;
		sink::<T>(2, actor.organisation);
		let mut item = put_pack::<T>(0, actor.organisation);
		item.parent = Some(Parent { epc: tote(MAX_DEPTH), generation: 0 });
		Items::<T>::insert(same_epc(0), item);
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Wholesaler), gtin(0), shown);
		assert_eq!(Chunks::<T>::get((gtin(0), lot(0), 0)).marks.len(), 1_023);
		assert_eq!(ContentsOf::<T>::get(tote(2 * MAX_DEPTH - 1)).held, 1);
		Ok(())
	}

	#[benchmark]
	fn answer_duplicate_serial() -> Result<(), BenchmarkError> {
		let actor = Actor::<T>::new("maker");
		register::<T>(gtin(0), actor.organisation);
		let units = shown::<T>(1, &actor);
		let shown = units.first().cloned().ok_or(BenchmarkError::Weightless)?;
		Chunks::<T>::mutate((gtin(0), lot(0), 0), |chunk| {
			let mark = Mark {
				offset: 1_000,
				disposition: Disposition::NoPedigreeMatch,
				reason: None,
				tainted: false,
				duplicate: true,
				row: false,
				organisation: actor.organisation,
				premises: None,
				hour: 0,
			};
			chunk.put(mark, 0);
		});
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Manufacturer), gtin(0), shown, [1; 32]);
		Ok(())
	}

	/// Cut out at both ends, into a logistic unit that nobody commissioned.
	#[benchmark]
	fn pack_ranges(n: Linear<1, { MAX_RANGES }>) {
		let actor = Actor::<T>::new("holder");
		// As many lots as a container can hold: of each two parts.
		let half = n.div_ceil(2).min(MAX_LOTS);
		let mut ranges = parts::<T>(half, &actor).into_inner();
		for i in 0..n.saturating_sub(half) {
			if let Some(part) = ranges.get(i as usize).cloned() {
				let (middle, len) = (part.first.saturating_add(CHUNK), CHUNK);
				if let Some(first) = ranges.get_mut(i as usize) {
					first.len = CHUNK;
				}
				ranges.push(Leaves { first: middle, len, ..part });
			}
		}
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Packing)),
			tote(0),
			BoundedVec::truncate_from(ranges),
		);
		assert_eq!(ContentsOf::<T>::get(tote(0)).children, n);
	}

	/// In full chunks.
	#[benchmark]
	fn separate_units(n: Linear<1, { MAX_UNITS }>) {
		let actor = Actor::<T>::new("holder");
		let units = shown::<T>(n, &actor);
		clear_marks::<T>(n);
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Wholesaler), facts::<T>(None), gtin(0), units);
		assert_eq!(ShownSerials::<T>::iter().count() as u32, n);
	}

	/// Ended by the actor at the same premises, in full chunks.
	#[benchmark]
	fn reactivate_units(n: Linear<1, { MAX_UNITS }>) {
		let actor = Actor::<T>::new("holder");
		let units = shown::<T>(n, &actor);
		let event = facts::<T>(Some(BizStep::Holding));
		let hour = u32::try_from(event.time / HOUR).unwrap_or(u32::MAX);
		for i in 0..n {
			Chunks::<T>::mutate((gtin(0), lot(i), 0), |chunk| {
				let mark = Mark {
					offset: 1_000,
					disposition: Disposition::Inactive,
					reason: Some(DecommissionReason::Sample),
					tainted: false,
					duplicate: false,
					row: false,
					organisation: actor.organisation,
					premises: event.read_point,
					hour,
				};
				chunk.end(1_000);
				chunk.put(mark, hour);
			});
		}
		#[extrinsic_call]
		_(actor.origin(), actor.acting(Capacity::Wholesaler), event, gtin(0), units, true);
		assert_eq!(ShownSerials::<T>::iter().count() as u32, n);
	}

	/// Of one lot, cut out of a range that came back, across two chunks.
	#[benchmark]
	fn verify_returned_units(n: Linear<1, { MAX_UNITS }>) {
		let actor = Actor::<T>::new("holder");
		let (first, units) = neighbours::<T>(n, &actor);
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Inspecting)),
			gtin(0),
			units,
		);
		let row = Ranges::<T>::get((gtin(0), lot(0), crate::features::ranges::place(first)));
		assert_eq!(row.map(|row| (row.len, row.returned)), Some((n, false)));
	}

	#[benchmark]
	fn open_lot_container() -> Result<(), BenchmarkError> {
		let actor = Actor::<T>::new("holder");
		let leaves = parts::<T>(1, &actor);
		let named = leaves.first().cloned().ok_or(BenchmarkError::Weightless)?;
		let siblings = (0..MAX_DEPTH_OF_TREE).map(|level| [level as u8; 32]).collect::<Vec<_>>();
		let mut hash = container_leaf(&tote(0), named.first, named.len, 1, 0);
		for sibling in &siblings {
			hash = node(&hash, sibling);
		}
		let proof = Proof { index: 0, siblings: BoundedVec::truncate_from(siblings) };
		CommittedLots::<T>::mutate(gtin(0), lot(0), |row| {
			if let Some(row) = row {
				row.commitment.packing = Some(Root { hash, count: MAX_LEAVES });
			}
		});
		let shown =
			ContainerProof { epc: tote(0), first: named.first, len: named.len, level: 1, proof };
		#[extrinsic_call]
		_(
			actor.origin(),
			actor.acting(Capacity::Wholesaler),
			facts::<T>(Some(BizStep::Packing)),
			gtin(0),
			lot(0),
			shown,
		);
		assert_eq!(ContentsOf::<T>::get(tote(0)).children, 1);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder::bench(), crate::mock::Test);
}

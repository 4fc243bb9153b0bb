//! One event on its way into state: who and when, the clock rules, the items that it
//! touches, what has to be checked of them, and at the end its row and its deposit.

use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{
	dispatch::PostDispatchInfo,
	ensure,
	traits::{fungible::MutateHold, Get, Time},
	weights::Weight,
};
use salus_primitives::{
	supply::{
		validate_set_82, Day, DecommissionReason, Disposition, Epc, EventFacts, HopKind, LotNumber,
		Provenance, Serial,
	},
	Acting, Capacity, Gln, Gtin, Moment, ObligationKey, ObligationKind, Obligations,
	OrganisationId, Participants, Sscc, DAY,
};
use sp_runtime::{
	traits::{SaturatedConversion, Saturating, Zero},
	DispatchError,
};

use super::{
	disposition::{accepts, transition, Refusal, Step},
	lineage::{holds, Lineage, Standing},
};
use crate::{
	overlap, Act, BalanceOf, Config, Error, Event, EventHashes, EventRow, Events, HoldReason,
	HopRow, Hops, Item, Items, Link, LotContent, Lots, NextEvent, Pallet, Products, Shipment,
	ShipmentKey, Shipments, WeightInfo, CHUNK, MAX_CHECKED_LOTS, MAX_CONTAINERS,
	MAX_FULL_CONTAINERS, MAX_GROUPS, MAX_LOTS, MAX_SUPPLIES,
};

impl<T: Config> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::Dispensed => Self::AlreadyDispensed,
			Refusal::Decommissioned => Self::Decommissioned,
			Refusal::Destroyed => Self::Destroyed,
			Refusal::Held => Self::Held,
			Refusal::Stolen => Self::Stolen,
			Refusal::PartlyDispensed => Self::PartlyDispensed,
			Refusal::NotAllowed => Self::DispositionNotAllowed,
		}
	}
}

/// The time of the block.
pub fn now<T: Config>() -> Moment {
	T::Time::now()
}

/// The block.
pub fn block<T: Config>() -> u32 {
	frame_system::Pallet::<T>::block_number().saturated_into()
}

/// Ids of 16 bytes as subjects of obligations, with whose they are.
pub fn subject(organisation: OrganisationId, id: &[u8; 16]) -> [u8; 32] {
	let mut subject = [0; 32];
	for (to, from) in subject.iter_mut().zip(organisation.to_be_bytes().iter().chain(id)) {
		*to = *from;
	}
	subject
}

/// The obligation to receive a shipment.
pub fn receipt_duty(key: &ShipmentKey, to: OrganisationId) -> ObligationKey {
	ObligationKey {
		kind: ObligationKind::ReceiveShipment,
		subject: subject(key.shipper, &key.id),
		responsible: to,
	}
}

/// GTINs as they are put on the chain: with their check digit, and no variable measure (ID-1).
pub fn ensure_gtin<T: Config>(gtin: u64) -> Result<(), Error<T>> {
	let gtin = Gtin::try_from(gtin).map_err(|_| Error::<T>::InvalidGtin)?;
	ensure!(gtin.indicator() < 9, Error::<T>::InvalidGtin);
	Ok(())
}

/// SSCCs as they are put on the chain.
pub fn ensure_sscc<T: Config>(sscc: u64) -> Result<(), Error<T>> {
	Sscc::try_from(sscc).map(drop).map_err(|_| Error::<T>::InvalidSscc)
}

/// Serials as they are put on the chain.
pub fn ensure_serial<T: Config>(serial: &Serial) -> Result<(), Error<T>> {
	validate_set_82(serial).map_err(|_| Error::<T>::InvalidSerial)
}

/// Lot numbers as they are put on the chain.
pub fn ensure_lot<T: Config>(lot: &LotNumber) -> Result<(), Error<T>> {
	validate_set_82(lot).map_err(|_| Error::<T>::InvalidLot)
}

/// Refuses items that have ended, with the reason.
pub fn ensure_live<T: Config>(item: &Item) -> Result<(), Error<T>> {
	ensure_goes_on::<T>(item.disposition)
}

/// Refuses dispositions on which nothing follows, with the reason.
pub fn ensure_goes_on<T: Config>(disposition: Disposition) -> Result<(), Error<T>> {
	match disposition {
		Disposition::Dispensed | Disposition::RetailSold => Err(Error::<T>::AlreadyDispensed),
		Disposition::Inactive => Err(Error::<T>::Decommissioned),
		Disposition::Destroyed | Disposition::Disposed => Err(Error::<T>::Destroyed),
		_ => Ok(()),
	}
}

/// What is to be known of a product that a call touches.
#[derive(Clone, Default)]
struct ProductFacts {
	recalled: bool,
	maker: Option<OrganisationId>,
	base: Option<u64>,
	/// Days of expiry that are recalled.
	expiries: Vec<(u32, u32)>,
}

/// What is to be known of a lot that a call touches.
#[derive(Clone, Default)]
struct LotFacts {
	recalled: bool,
	/// Leaves that are recalled.
	leaves: Vec<(u32, u32)>,
}

impl LotFacts {
	/// Whether an open recall covers units that stand between these leaves; none: it is not known
	/// where, and then all of them may be covered.
	fn cover(&self, leaves: Option<(u32, u32)>) -> bool {
		self.recalled
			|| self.leaves.iter().any(|own| leaves.is_none_or(|leaves| overlap(*own, leaves)))
	}
}

/// No leaves: what is in something is asked for by itself.
const NO_LEAVES: (u32, u32) = (u32::MAX, 0);

/// Which recalls there are, asked once for each product and each lot.
pub struct RecallCheck {
	products: BTreeMap<u64, ProductFacts>,
	lots: BTreeMap<(u64, LotNumber), LotFacts>,
	/// How many were asked, and how many may be.
	pub asked: u32,
	limit: u32,
}

impl RecallCheck {
	/// With a limit on the lots to ask for.
	pub fn new(limit: u32) -> Self {
		Self { products: BTreeMap::new(), lots: BTreeMap::new(), asked: 0, limit }
	}

	fn product<T: Config>(&mut self, gtin: u64) -> &ProductFacts {
		self.products.entry(gtin).or_insert_with(|| {
			let product = Products::<T>::get(gtin);
			ProductFacts {
				recalled: !product.recalls.is_empty(),
				maker: product.registration.as_ref().map(|row| row.maker),
				base: product.registration.and_then(|row| row.base),
				expiries: product.expiries.into_iter().map(|(_, days)| days).collect(),
			}
		})
	}

	/// Who makes a product, and what a case of it contains in the end.
	pub fn maker_and_base<T: Config>(
		&mut self,
		gtin: u64,
	) -> (Option<OrganisationId>, Option<u64>) {
		let product = self.product::<T>(gtin);
		(product.maker, product.base)
	}

	fn lot<T: Config>(&mut self, gtin: u64, lot: &LotNumber) -> Result<&LotFacts, Error<T>> {
		let key = (gtin, lot.clone());
		if !self.lots.contains_key(&key) {
			ensure!(self.asked < self.limit, Error::<T>::TooManyLots);
			self.asked = self.asked.saturating_add(1);
			let row = Lots::<T>::get(gtin, lot);
			let facts = LotFacts {
				recalled: !row.recalls.is_empty(),
				leaves: row.leaves.into_iter().map(|(_, leaves)| leaves).collect(),
			};
			self.lots.insert(key.clone(), facts);
		}
		self.lots.get(&key).ok_or(Error::<T>::TooManyLots)
	}

	/// Whether some leaves of a lot are recalled, so that it matters where a unit stands.
	pub fn has_leaves<T: Config>(&mut self, gtin: u64, lot: &LotNumber) -> Result<bool, Error<T>> {
		Ok(!self.lot::<T>(gtin, lot)?.leaves.is_empty())
	}

	/// Count a product that is looked up for something else.
	pub fn count<T: Config>(&mut self) -> Result<(), Error<T>> {
		ensure!(self.asked < self.limit, Error::<T>::TooManyLots);
		self.asked = self.asked.saturating_add(1);
		Ok(())
	}

	/// Whether an open recall covers units of the product and lot, or what a case of it contains.
	/// `leaves`: between which they stand. `listed`: what is inside is asked for by itself.
	pub fn covers<T: Config>(
		&mut self,
		gtin: u64,
		lot: &LotNumber,
		expiry: Day,
		leaves: Option<(u32, u32)>,
		listed: bool,
	) -> Result<bool, Error<T>> {
		let day = (expiry, expiry);
		let product = self.product::<T>(gtin);
		let base = product.base;
		let recalled = product.recalled || product.expiries.iter().any(|own| overlap(*own, day));
		if self.lot::<T>(gtin, lot)?.cover(leaves) || recalled {
			return Ok(true);
		}
		let Some(base) = base else { return Ok(false) };
		let inner = listed.then_some(NO_LEAVES);
		if self.lot::<T>(base, lot)?.cover(inner) {
			return Ok(true);
		}
		let base = self.product::<T>(base);
		Ok(base.recalled || base.expiries.iter().any(|own| overlap(*own, day)))
	}
}

/// What a finished event leaves in its row.
#[derive(Default)]
pub struct Outcome {
	/// The disposition of all items after it.
	pub disposition: Option<Disposition>,
	/// The other party.
	pub counterparty: Option<OrganisationId>,
	/// Why something was decommissioned.
	pub reason: Option<DecommissionReason>,
	/// A document off the chain.
	pub reference: Option<[u8; 32]>,
}

/// One event on its way into state.
pub struct Ledger<T: Config> {
	who: T::AccountId,
	/// Who acts.
	pub acting: Acting,
	/// What is said of the event.
	pub event: EventFacts,
	/// The time of the block.
	pub now: Moment,
	/// The number of the event.
	pub number: u64,
	/// Containers around the items.
	pub lineage: Lineage<T>,
	/// Recalls of products and lots.
	pub recalls: RecallCheck,
	shipments: BTreeMap<ShipmentKey, Shipment>,
	/// Those of them that were sent to nobody in particular.
	pub(super) open: BTreeSet<ShipmentKey>,
	reviews: BTreeSet<u64>,
	/// Units out and back, by consignee, product and lot.
	pub(super) supplies: BTreeMap<(OrganisationId, u64, LotNumber), (u32, u32)>,
	groups: u32,
	/// Introduced rows that gave way to a proof.
	pub(super) outdone: u32,
	/// What else the chunks say of which units were written.
	pub(super) marks: u32,
	/// Rows that stay for ever.
	pub rows: u32,
	/// Rows that are reaped with the event.
	pub history: u32,
}

impl<T: Config> Ledger<T> {
	/// Check who acts and when, and that the event is new. `items`: how many it lists.
	pub fn begin(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		capacities: &[Capacity],
		step: Option<Step>,
		items: usize,
	) -> Result<Self, DispatchError> {
		let ledger = Self::enter(who, acting, event, capacities, items)?;
		let event = &ledger.event;
		ensure!(!Events::<T>::contains_key(event.hash), Error::<T>::DuplicateEvent);
		if let Some(step) = step {
			ensure!(accepts(step, event.biz_step), Error::<T>::BizStepMismatch);
			ensure!(items > 0, Error::<T>::EmptyList);
		}
		Ok(ledger)
	}

	/// Check who acts and when, of what may leave no event.
	pub fn enter(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		capacities: &[Capacity],
		items: usize,
	) -> Result<Self, DispatchError> {
		let items = u32::try_from(items).map_err(|_| Error::<T>::TooManyItems)?;
		ensure!(
			capacities.is_empty() || capacities.contains(&acting.capacity),
			Error::<T>::CapacityNotAllowed
		);
		let gln = |gln: Option<u64>| {
			gln.map(Gln::try_from).transpose().map_err(|_| Error::<T>::InvalidGln)
		};
		let (read_point, location) = (gln(event.read_point)?, gln(event.biz_location)?);
		T::Participants::ensure_acting(&who, &acting, read_point.or(location))?;
		let now = now::<T>();
		ensure!(event.time <= now.saturating_add(T::MaxFuture::get()), Error::<T>::EventInFuture);
		ensure!(event.time >= now.saturating_sub(T::MaxBackdating::get()), Error::<T>::EventTooOld);
		Ok(Self {
			who,
			acting,
			now,
			number: NextEvent::<T>::get(),
			lineage: Lineage::new(container_limit(items), visit_limit(items)),
			recalls: RecallCheck::new(lot_limit(items)),
			shipments: BTreeMap::new(),
			open: BTreeSet::new(),
			reviews: BTreeSet::new(),
			supplies: BTreeMap::new(),
			groups: 0,
			outdone: 0,
			marks: 0,
			rows: 0,
			history: 0,
			event,
		})
	}

	/// Who signed.
	pub fn signer(&self) -> &T::AccountId {
		&self.who
	}

	/// The event's day, against which expiry is judged.
	pub fn day(&self) -> u32 {
		u32::try_from(self.event.time / DAY).unwrap_or(u32::MAX)
	}

	/// An item that exists and has not ended.
	pub fn live(&mut self, epc: &Epc) -> Result<Item, Error<T>> {
		let item = self.lineage.load(epc)?;
		ensure_live::<T>(&item)?;
		Ok(item)
	}

	/// Where the item is; refused if it is on its way, somebody else holds it, or it has a later
	/// event.
	pub fn at_hand(&mut self, item: &Item) -> Result<Standing, Error<T>> {
		let standing = self.lineage.standing(item)?;
		ensure!(standing.transit.is_none(), Error::<T>::InTransit);
		ensure!(standing.holder == self.acting.organisation, Error::<T>::NotHolder);
		self.in_order(&standing)?;
		Ok(standing)
	}

	/// The event is not before the last one of the item or of what it is in (EP-2, X-3).
	pub fn in_order(&self, standing: &Standing) -> Result<(), Error<T>> {
		ensure!(self.event.time >= standing.last, Error::<T>::EventBeforeLast);
		Ok(())
	}

	/// The disposition after a step.
	pub fn step(&self, step: Step, item: &Item) -> Result<Disposition, Error<T>> {
		self.step_to(step, item, self.event.disposition)
	}

	/// The disposition after a step that is to lead to `wanted`.
	pub fn step_to(
		&self,
		step: Step,
		item: &Item,
		wanted: Option<Disposition>,
	) -> Result<Disposition, Error<T>> {
		Ok(transition(step, item.disposition, wanted, self.event.biz_step, item.tainted)?)
	}

	/// Whether an open recall covers the item itself. `leaves`: where it stands in a committed lot; of
	/// one with a row that is asked for where it matters.
	pub fn recalled(
		&mut self,
		epc: &Epc,
		item: &Item,
		leaves: Option<(u32, u32)>,
	) -> Result<bool, Error<T>> {
		if item.serial_recalls > 0 {
			return Ok(true);
		}
		let (Epc::Sgtin { gtin, serial }, Some(trade)) = (epc, &item.trade) else {
			return Ok(false);
		};
		let mut leaves = leaves;
		if leaves.is_none() && self.recalls.has_leaves::<T>(*gtin, &trade.lot)? {
			leaves = Pallet::<T>::leaf_of(*gtin, serial).map(|leaf| (leaf, leaf));
		}
		let listed = self.lineage.inside(epc, item).children > 0;
		self.recalls.covers::<T>(*gtin, &trade.lot, trade.expiry, leaves, listed)
	}

	/// Whether the item's own expiry has passed.
	pub fn expired(&self, item: &Item) -> bool {
		item.trade.as_ref().is_some_and(|trade| trade.expiry < self.day())
	}

	/// Refuses what may not be sold or supplied, by itself: the maker contested it, it is recalled
	/// or expired. Its disposition is the machine's business.
	pub fn ensure_fit(
		&mut self,
		epc: &Epc,
		item: &Item,
		leaves: Option<(u32, u32)>,
	) -> Result<(), Error<T>> {
		ensure!(item.provenance != Provenance::HolderContested, Error::<T>::Contested);
		ensure!(!self.recalled(epc, item, leaves)?, Error::<T>::Recalled);
		ensure!(!self.expired(item), Error::<T>::Expired);
		Ok(())
	}

	/// Refuses what contains something that may not be sold, without a visit to the children.
	pub fn ensure_fit_inside(&mut self, epc: &Epc, item: &Item) -> Result<(), Error<T>> {
		let inside = self.lineage.inside(epc, item);
		ensure!(inside.recalled == 0, Error::<T>::ContainsRecalled);
		ensure!(inside.held == 0, Error::<T>::ContainsHeld);
		self.lineage.visit(&inside)?;
		let day = self.day();
		for ((gtin, lot), content) in &inside.lots {
			let LotContent { expiry, leaves, .. } = *content;
			ensure!(
				!self.recalls.covers::<T>(*gtin, lot, expiry, leaves, true)?,
				Error::<T>::ContainsRecalled
			);
			ensure!(content.expiry >= day, Error::<T>::ContainsExpired);
		}
		Ok(())
	}

	/// Whether something stands against a change of owner on the way: a recall, a contest.
	pub fn flagged(
		&mut self,
		epc: &Epc,
		item: &Item,
		leaves: Option<(u32, u32)>,
	) -> Result<bool, Error<T>> {
		if item.provenance == Provenance::HolderContested
			|| item.cases > 0
			|| self.recalled(epc, item, leaves)?
		{
			return Ok(true);
		}
		let inside = self.lineage.inside(epc, item);
		if inside.recalled > 0 || inside.held > 0 {
			return Ok(true);
		}
		self.lineage.visit(&inside)?;
		for ((gtin, lot), content) in &inside.lots {
			let LotContent { expiry, leaves, .. } = *content;
			if self.recalls.covers::<T>(*gtin, lot, expiry, leaves, true)? {
				return Ok(true);
			}
		}
		Ok(false)
	}

	/// Take an item out of what it is in, if it is in something. To be called before anything else
	/// of the item changes.
	pub fn leave(
		&mut self,
		epc: &Epc,
		item: &mut Item,
		standing: &Standing,
	) -> Result<Link, Error<T>> {
		let (Some(place), Some(parent)) = (&standing.place, item.parent.take()) else {
			return Ok(Link::None);
		};
		let sum = self.lineage.contribution(epc, item)?;
		self.lineage.subtract(&place.path, &sum);
		item.owner = standing.owner;
		item.holder = standing.holder;
		item.tainted |= place.tainted;
		Ok(Link::OutOf(parent))
	}

	/// Keep the summaries right when an item changes where it is. `before`: as it was.
	pub fn reweigh(
		&mut self,
		epc: &Epc,
		before: &Item,
		after: &Item,
		standing: &Standing,
	) -> Result<(), Error<T>> {
		let Some(place) = &standing.place else { return Ok(()) };
		if holds(before) == holds(after) && (before.cases > 0) == (after.cases > 0) {
			return Ok(());
		}
		// The content is the same: add and take away only the difference.
		let was = self.lineage.contribution(epc, before)?;
		let is = self.lineage.contribution(epc, after)?;
		self.lineage.subtract(&place.path, &was);
		self.lineage.add(&place.path, &is)
	}

	/// Write an item with its hop.
	pub fn save(&mut self, epc: &Epc, mut item: Item, kind: HopKind, link: Link) {
		let seq = item.next_hop;
		Hops::<T>::insert(epc, seq, HopRow { number: self.number, kind, link });
		item.next_hop = seq.saturating_add(1);
		item.last = item.last.max(self.event.time);
		self.lineage.written(epc, &item);
		Items::<T>::insert(epc, item);
		self.history = self.history.saturating_add(1);
	}

	/// Count a shipment or an introduction that the call touches.
	pub fn touch_group(&mut self) -> Result<(), Error<T>> {
		ensure!(self.groups < MAX_GROUPS, Error::<T>::TooManyGroups);
		self.groups = self.groups.saturating_add(1);
		Ok(())
	}

	/// Count the introduction that an item came with, once for each.
	pub fn touch_review(&mut self, number: u64) -> Result<(), Error<T>> {
		if self.reviews.insert(number) {
			self.touch_group()?;
		}
		Ok(())
	}

	/// A shipment, read once. The answer says whether this call touches it for the first time.
	pub fn shipment(&mut self, key: &ShipmentKey) -> Result<(&mut Shipment, bool), Error<T>> {
		let mut first = false;
		if !self.shipments.contains_key(key) {
			self.touch_group()?;
			let row = Shipments::<T>::get(key).ok_or(Error::<T>::UnknownShipment)?;
			self.shipments.insert(*key, row);
			first = true;
		}
		let row = self.shipments.get_mut(key).ok_or(Error::<T>::UnknownShipment)?;
		Ok((row, first))
	}

	/// One item of a shipment is received, voided or lost.
	pub fn settle_shipment(&mut self, key: &ShipmentKey, received: bool) -> Result<(), Error<T>> {
		let (row, _) = self.shipment(key)?;
		row.outstanding = row.outstanding.saturating_sub(1);
		row.received = row.received.saturating_add(u32::from(received));
		Ok(())
	}

	/// The one shipper of all shipments that the call touched, if it is one.
	pub fn one_counterparty(&self) -> Option<OrganisationId> {
		let mut shippers = self.shipments.iter().map(|(key, row)| (!row.inbound, key.shipper));
		let (outside, first) = shippers.next()?;
		(outside && shippers.all(|(_, shipper)| shipper == first)).then_some(first)
	}

	/// Write the summaries, of a call that leaves no event.
	pub fn close(self) -> Weights {
		let weights = Weights {
			containers: self.lineage.seen,
			lots: self.recalls.asked.max(self.lineage.visited / VISITS_PER_LOT),
			groups: 0,
			supplies: 0,
			outdone: self.outdone,
			marks: self.marks,
		};
		self.lineage.commit();
		weights
	}

	/// Write what remains: summaries, shipments, the event's row, the deposit for all of it.
	pub fn finish(mut self, act: Act, outcome: Outcome) -> Result<Weights, DispatchError> {
		for (key, mut row) in core::mem::take(&mut self.shipments) {
			if row.outstanding == 0 && row.closed.is_none() {
				row.closed = Some(self.now);
				if let Some(to) = row.to {
					// Something was received, or there is nothing to receive any more.
					if row.received > 0 {
						T::Obligations::fulfil(&receipt_duty(&key, to));
					} else {
						T::Obligations::cancel(&receipt_duty(&key, to));
					}
				}
				Pallet::<T>::deposit_event(Event::ShipmentClosed {
					shipment: key,
					received: row.received,
				});
			}
			Shipments::<T>::insert(key, row);
		}
		let weights = Weights {
			containers: self.lineage.seen,
			lots: self.recalls.asked.max(self.lineage.visited / VISITS_PER_LOT),
			groups: self.groups,
			supplies: self.supplies_counted(),
			outdone: self.outdone,
			marks: self.marks,
		};
		self.write_supplies()?;
		self.lineage.commit();
		let row_deposit = T::RowDeposit::get();
		let (payer, _) = hold_rows::<T>(
			&self.who,
			self.acting.organisation,
			row_deposit,
			self.history.saturating_add(self.rows).saturating_add(1),
		)?;
		let (hash, number) = (self.event.hash, self.number);
		Events::<T>::insert(
			hash,
			EventRow {
				number,
				payer: (payer != self.who).then_some(payer),
				actor: self.who,
				acting: self.acting,
				act,
				time: self.event.time,
				recorded: self.now,
				block: block::<T>(),
				biz_step: self.event.biz_step,
				disposition: outcome.disposition.or(self.event.disposition),
				read_point: self.event.read_point,
				biz_location: self.event.biz_location,
				counterparty: outcome.counterparty,
				reason: outcome.reason,
				reference: outcome.reference,
				rows: self.history,
				row_deposit,
			},
		);
		EventHashes::<T>::insert(number, hash);
		NextEvent::<T>::put(number.saturating_add(1));
		Ok(weights)
	}
}

/// Who pays for rows: the organisation's controller.
pub fn payer<T: Config>(who: &T::AccountId, organisation: OrganisationId) -> T::AccountId {
	T::Participants::controller(organisation).unwrap_or_else(|| who.clone())
}

/// Hold the deposit for rows on the organisation's controller. Answers who paid, and how much.
pub fn hold_rows<T: Config>(
	who: &T::AccountId,
	organisation: OrganisationId,
	row_deposit: BalanceOf<T>,
	rows: u32,
) -> Result<(T::AccountId, BalanceOf<T>), DispatchError> {
	let payer = payer::<T>(who, organisation);
	let amount = row_deposit.saturating_mul(rows.into());
	hold::<T>(&payer, amount)?;
	Ok((payer, amount))
}

/// Hold a deposit.
pub fn hold<T: Config>(payer: &T::AccountId, amount: BalanceOf<T>) -> Result<(), Error<T>> {
	if amount.is_zero() {
		return Ok(());
	}
	T::Currency::hold(&HoldReason::Storage.into(), payer, amount)
		.map_err(|_| Error::<T>::DepositNotPayable)
}

/// What a call really did, beside its items.
pub struct Weights {
	containers: u32,
	lots: u32,
	groups: u32,
	supplies: u32,
	outdone: u32,
	marks: u32,
}

impl Weights {
	/// The weight that was used, where `base` is that for the items of the call.
	pub fn post<T: Config>(&self, base: Weight) -> PostDispatchInfo {
		let weight = base
			.saturating_add(T::WeightInfo::roll_up(self.containers))
			.saturating_add(T::WeightInfo::check_lots(self.lots))
			.saturating_add(added(T::WeightInfo::touch_groups, self.groups))
			.saturating_add(added(T::WeightInfo::count_supplies, self.supplies))
			.saturating_add(added(T::WeightInfo::outdo, self.outdone))
			.saturating_add(added(T::WeightInfo::write_marks, self.marks));
		Some(weight).into()
	}
}

/// What so many things add to a call. Their benchmark is a whole call, or has what every call has: `base`
/// has that already.
fn added(weight: fn(u32) -> Weight, count: u32) -> Weight {
	weight(count).saturating_sub(weight(0))
}

fn container_limit(items: u32) -> u32 {
	items.saturating_mul(crate::MAX_DEPTH).clamp(crate::MAX_DEPTH, MAX_CONTAINERS)
}

fn lot_limit(items: u32) -> u32 {
	items.saturating_mul(MAX_LOTS).min(MAX_CHECKED_LOTS)
}

/// Going through so many lots of summaries in memory costs less than one that is looked up.
const VISITS_PER_LOT: u32 = 16;

fn visit_limit(items: u32) -> u32 {
	// Each item may be in one lot, and contain or be among others of many.
	items.saturating_add(items.min(MAX_FULL_CONTAINERS).saturating_mul(2).saturating_mul(MAX_LOTS))
}

const _: () = assert!(
	(4_096 + 2 * MAX_FULL_CONTAINERS * MAX_LOTS) / VISITS_PER_LOT < MAX_CHECKED_LOTS,
	"what is charged for lots covers what may be gone through"
);

impl<T: Config> Pallet<T> {
	/// The weight of a call that lists `items`, at worst.
	pub(crate) fn weigh(base: Weight, items: u32) -> Weight {
		base.saturating_add(T::WeightInfo::roll_up(container_limit(items)))
			.saturating_add(T::WeightInfo::check_lots(lot_limit(items)))
	}

	/// The same for a call that touches shipments or introductions.
	pub(crate) fn weigh_groups(base: Weight, items: u32) -> Weight {
		Self::weigh(base, items)
			.saturating_add(added(T::WeightInfo::touch_groups, items.min(MAX_GROUPS)))
	}

	/// The same for a call that shows units: each with what was introduced under its serial, and in a
	/// chunk that is full.
	pub(crate) fn weigh_units(base: Weight, units: u32) -> Weight {
		Self::weigh(base, units.saturating_mul(2))
			.saturating_add(added(T::WeightInfo::outdo, units))
			.saturating_add(added(T::WeightInfo::write_marks, units.saturating_mul(CHUNK)))
	}

	/// The same for a call that sends, receives or calls back.
	pub(crate) fn weigh_moves(base: Weight, items: u32) -> Weight {
		Self::weigh_groups(base, items).saturating_add(added(
			T::WeightInfo::count_supplies,
			lot_limit(items).min(MAX_SUPPLIES),
		))
	}

	/// The base weight of taking so many children out of a container; none are all of them.
	pub(crate) fn unpacking(children: u32) -> Weight {
		match children {
			0 => T::WeightInfo::unpack_whole(),
			_ => T::WeightInfo::unpack(children),
		}
	}

	/// The base weight of introducing packs, some of them in containers: these are measured with a pack
	/// each.
	pub(crate) fn introducing(containers: u32, packs: u32) -> Weight {
		let packed = match containers {
			0 => Weight::zero(),
			_ => T::WeightInfo::introduce_containers(containers),
		};
		T::WeightInfo::introduce(packs.saturating_sub(containers)).saturating_add(packed)
	}

	/// The base weight of making packs out of others.
	pub(crate) fn transforming(inputs: u32, outputs: u32) -> Weight {
		T::WeightInfo::transform(inputs).saturating_add(T::WeightInfo::transform_outputs(outputs))
	}

	/// The weight of opening a recall.
	pub(crate) fn weigh_recall(scope: &salus_primitives::supply::RecallScope) -> Weight {
		use salus_primitives::supply::RecallScope;
		match scope {
			RecallScope::Product { .. }
			| RecallScope::Lot { .. }
			| RecallScope::Expiry { .. }
			| RecallScope::Leaves { .. } => T::WeightInfo::open_recall_whole(),
			RecallScope::Serials { serials, .. } => T::WeightInfo::open_recall(crate::len(serials)),
		}
	}
}

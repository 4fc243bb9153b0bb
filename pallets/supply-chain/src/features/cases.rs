//! Cases: what puts an item in quarantine, whatever is wrong with it, and what sets it free.
//!
//! An item in a case is held: it is neither sold, sent, supplied, packed nor taken away. A
//! container around it knows that it is there, and is not sent as a whole (SC-7). The row of what
//! holds an item exists only while it is in a case, so that items that are not cost nothing.

use frame_support::{ensure, BoundedVec};
use salus_primitives::{
	supply::{Disposition, Epc, Provenance, ShipmentKind},
	Capacity, Moment, ObligationKey, ObligationKind, OrganisationId,
};
use sp_runtime::{DispatchError, DispatchResult};

use super::{
	disposition::is_held,
	ledger::{subject, Ledger},
	lineage::Standing,
	reaping::owe,
};
use crate::{
	Case, CaseKey, Cases, Config, Counterparties, Deadlines, Error, HeldItem, HeldItems, Hold,
	Item, Owed, Pallet, Subject, MAX_OWN_CASES,
};

/// The obligation of somebody about a case, a notice or a request.
pub fn duty(kind: ObligationKind, key: &CaseKey, responsible: OrganisationId) -> ObligationKey {
	ObligationKey { kind, subject: subject(key.by, &key.id), responsible }
}

/// The deadlines.
pub fn deadlines<T: Config>() -> Deadlines {
	<T::Deadlines as frame_support::traits::Get<_>>::get()
}

/// Puts items into a new case, and checks that they are of one product.
pub struct Opening {
	/// The case.
	pub key: CaseKey,
	gtin: Option<u64>,
	items: u32,
}

impl Opening {
	/// A case with an id that its opener has not used before.
	pub fn new<T: Config>(by: OrganisationId, id: [u8; 16]) -> Result<Self, Error<T>> {
		let key = CaseKey { by, id };
		ensure!(!Cases::<T>::contains_key(key), Error::<T>::CaseExists);
		Ok(Self { key, gtin: None, items: 0 })
	}

	/// The product of a trade item; containers have none.
	pub fn know<T: Config>(&mut self, epc: &Epc) -> Result<(), Error<T>> {
		if let Epc::Sgtin { gtin, .. } = epc {
			ensure!(*self.gtin.get_or_insert(*gtin) == *gtin, Error::<T>::MixedProducts);
		}
		Ok(())
	}

	/// One more item.
	pub fn hold<T: Config>(
		&mut self,
		ledger: &mut Ledger<T>,
		epc: &Epc,
		item: &mut Item,
		standing: &Standing,
	) -> Result<(), Error<T>> {
		self.know(epc)?;
		self.items = self.items.saturating_add(1);
		ledger.hold(epc, item, standing, self.key)
	}

	/// Write it.
	pub fn finish<T: Config>(
		self,
		ledger: &mut Ledger<T>,
		subject: Subject,
		regulator: bool,
		evidence: [u8; 32],
		due: Moment,
	) -> CaseKey {
		self.finish_with(ledger, subject, regulator, evidence, due, None)
	}

	/// The same of one with another party.
	#[allow(clippy::too_many_arguments)]
	pub fn finish_with<T: Config>(
		self,
		ledger: &mut Ledger<T>,
		subject: Subject,
		regulator: bool,
		evidence: [u8; 32],
		due: Moment,
		other: Option<OrganisationId>,
	) -> CaseKey {
		let rows = 1u32.saturating_add(u32::from(other.is_some()));
		ledger.rows = ledger.rows.saturating_add(rows);
		owe::<T>(ledger.signer(), ledger.acting.organisation, Owed::Case(self.key), rows);
		if let Some(other) = other {
			Counterparties::<T>::insert(self.key, other);
		}
		let case = Case {
			subject,
			regulator,
			gtin: self.gtin,
			opened: ledger.now,
			due,
			items: self.items,
			condemned: 0,
			notifier: None,
			sample_retained: false,
			answer: None,
			evidence,
			closed: None,
		};
		Cases::<T>::insert(self.key, case);
		self.key
	}
}

impl<T: Config> Ledger<T> {
	/// Refuses what is in a case, or inside something that is.
	pub fn ensure_free(item: &Item, standing: &Standing) -> Result<(), Error<T>> {
		ensure!(item.cases == 0 && !standing.quarantined_around(), Error::<T>::InQuarantine);
		Ok(())
	}

	/// Refuses what contains something that is in a case.
	pub fn ensure_free_inside(&self, epc: &Epc, item: &Item) -> Result<(), Error<T>> {
		ensure!(self.lineage.inside(epc, item).quarantined == 0, Error::<T>::ContainsQuarantined);
		Ok(())
	}

	/// Put an item into a case.
	pub fn hold(
		&mut self,
		epc: &Epc,
		item: &mut Item,
		standing: &Standing,
		case: CaseKey,
	) -> Result<(), Error<T>> {
		let was = item.clone();
		// What is on its way gets back what it had before.
		let own = item.transit.as_ref().map_or(item.disposition, |transit| transit.before);
		let mut row =
			HeldItems::<T>::get(epc).unwrap_or(HeldItem { before: own, holds: BoundedVec::new() });
		ensure!(row.holds.iter().all(|(other, _)| *other != case), Error::<T>::AlreadyInCase);
		let regulator = self.acting.capacity == Capacity::Regulator;
		ensure!(regulator || row.holds.len() < MAX_OWN_CASES as usize, Error::<T>::TooManyCases);
		row.holds.try_push((case, Hold::Open)).map_err(|_| Error::<T>::TooManyCases)?;
		item.cases = item.cases.saturating_add(1);
		if item.transit.is_none() && !is_held(item.disposition) {
			item.disposition = Disposition::NonSellableOther;
		}
		HeldItems::<T>::insert(epc, row);
		self.reweigh(epc, &was, item, standing)
	}

	/// Decide a case for one item: free it, or say how it is held from now on.
	pub fn decide(
		&mut self,
		epc: &Epc,
		item: &mut Item,
		standing: &Standing,
		case: CaseKey,
		to: Option<Hold>,
	) -> Result<(), Error<T>> {
		let mut row = HeldItems::<T>::get(epc).ok_or(Error::<T>::NotInCase)?;
		let hold = row
			.holds
			.iter_mut()
			.find(|(key, hold)| *key == case && *hold == Hold::Open)
			.ok_or(Error::<T>::NotInCase)?;
		if let Some(to) = to {
			hold.1 = to;
			HeldItems::<T>::insert(epc, row);
			return Ok(());
		}
		let was = item.clone();
		row.holds.retain(|(key, _)| *key != case);
		item.cases = item.cases.saturating_sub(1);
		if row.holds.is_empty() {
			set_free(item, row.before);
			HeldItems::<T>::remove(epc);
		} else {
			HeldItems::<T>::insert(epc, row);
		}
		self.reweigh(epc, &was, item, standing)
	}
}

/// The last case is over: the item is what it was, unless something else was found meanwhile.
fn set_free(item: &mut Item, before: Disposition) {
	let ours = item.transit.is_none() && item.disposition == Disposition::NonSellableOther;
	if ours && item.provenance != Provenance::HolderContested {
		item.disposition = before;
	}
}

impl<T: Config> Pallet<T> {
	/// Whether all cases of an item were opened by the organisation.
	pub(crate) fn investigates(epc: &Epc, organisation: OrganisationId) -> bool {
		HeldItems::<T>::get(epc)
			.is_some_and(|row| row.holds.iter().all(|(case, _)| case.by == organisation))
	}

	fn ensure_all(epc: &Epc, item: &Item, hold: Hold) -> DispatchResult {
		if item.cases == 0 {
			return Ok(());
		}
		let row = HeldItems::<T>::get(epc).ok_or(Error::<T>::NotInCase)?;
		ensure!(row.holds.iter().all(|(_, own)| *own == hold), Error::<T>::InQuarantine);
		Ok(())
	}

	/// Refuses what is in a case that is not decided for destruction.
	pub(crate) fn ensure_condemned(epc: &Epc, item: &Item) -> DispatchResult {
		Self::ensure_all(epc, item, Hold::Condemned)
	}

	/// The same of what is inside something in a case: with that its content is condemned.
	pub(crate) fn ensure_condemned_around(
		ledger: &Ledger<T>,
		standing: &Standing,
	) -> DispatchResult {
		let Some(place) = standing.place.as_ref().filter(|place| place.quarantined) else {
			return Ok(());
		};
		for (epc, item) in ledger.lineage.around(place) {
			Self::ensure_condemned(epc, item)?;
		}
		Ok(())
	}

	/// Refuses what is in a case that is not decided for its return, or not to this consignee.
	pub(crate) fn ensure_returnable(
		epc: &Epc,
		item: &Item,
		to: Option<OrganisationId>,
	) -> DispatchResult {
		Self::ensure_all(epc, item, Hold::ToReturn)?;
		if item.cases == 0 {
			return Ok(());
		}
		for (case, _) in HeldItems::<T>::get(epc).map(|row| row.holds).unwrap_or_default() {
			let back = Counterparties::<T>::get(case);
			ensure!(back.is_none() || back == to, Error::<T>::ReturnsElsewhere);
		}
		Ok(())
	}

	/// The disposition of an item in cases that arrives. A return that ends a case has arrived.
	pub(crate) fn arrive_in_cases(
		epc: &Epc,
		item: &mut Item,
		kind: ShipmentKind,
		to: Disposition,
	) -> Result<Disposition, DispatchError> {
		let mut row = HeldItems::<T>::get(epc).ok_or(Error::<T>::NotInCase)?;
		if kind == ShipmentKind::Return && row.holds.iter().all(|(_, own)| *own == Hold::ToReturn) {
			HeldItems::<T>::remove(epc);
			item.cases = 0;
			return Ok(to);
		}
		row.before = to;
		HeldItems::<T>::insert(epc, row);
		Ok(if is_held(to) { to } else { Disposition::NonSellableOther })
	}

	/// An item in a case came out of a container that is held: it stays so when it is free.
	pub(crate) fn remember_held(epc: &Epc, held: Disposition) {
		HeldItems::<T>::mutate_extant(epc, |row| {
			if !is_held(row.before) {
				row.before = held;
			}
		});
	}

	/// A case that is about what the call is for.
	pub(crate) fn open_case(
		key: &CaseKey,
		fits: impl Fn(&Subject) -> bool,
	) -> Result<Case, Error<T>> {
		let case = Cases::<T>::get(key).ok_or(Error::<T>::UnknownCase)?;
		ensure!(fits(&case.subject), Error::<T>::CaseOfOtherKind);
		Ok(case)
	}

	/// Write a case after `decided` items of it were.
	pub(crate) fn close_items(
		key: &CaseKey,
		case: &mut Case,
		decided: u32,
		condemned: u32,
		now: Moment,
	) -> bool {
		case.items = case.items.saturating_sub(decided);
		case.condemned = case.condemned.saturating_add(condemned);
		let over = case.items == 0;
		if over {
			case.closed = Some(now);
		}
		Cases::<T>::insert(key, case);
		over
	}
}

//! A serial that its maker committed, and that has a row all the same.
//!
//! Whoever introduces a pack names a serial and a lot by its own word. The maker's root is the maker's
//! word, and is heavier: the pack that a proof shows goes on, what was introduced is contested where it
//! is, and both its maker and who introduced it have to find out. What was supplied under the serial
//! was supplied: a pack is dispensed once in the whole network (FMD-2).

use codec::Encode;
use frame_support::ensure;
use salus_primitives::{
	lot::PackProof,
	supply::{Disposition, Epc, Provenance, Serial},
	Moment, ObligationKey, ObligationKind, Obligations, OrganisationId, DAY,
};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError, DispatchResult,
};

use super::{
	disposition::is_sellable,
	ledger::{ensure_live, now, Ledger},
};
use crate::{Config, Error, Event, Item, Items, Pallet, ShownSerial, ShownSerials};

/// How long whoever is concerned has to find out about a serial that stands for two packs: as for an
/// illegitimate product (SC-8).
const RESOLVE: Moment = DAY;

/// The obligation of somebody to find out why a serial stands for two packs.
pub fn duplicate_duty(gtin: u64, serial: &Serial, responsible: OrganisationId) -> ObligationKey {
	ObligationKey {
		kind: ObligationKind::ResolveDuplicateSerial,
		subject: BlakeTwo256::hash(&(gtin, serial).encode()).into(),
		responsible,
	}
}

/// Open that obligation.
pub fn open_duplicate_duty<T: Config>(
	gtin: u64,
	serial: &Serial,
	responsible: OrganisationId,
) -> DispatchResult {
	let due = now::<T>().saturating_add(RESOLVE);
	T::Obligations::open(duplicate_duty(gtin, serial, responsible), due)
}

impl<T: Config> Pallet<T> {
	/// Whether the row of a serial is of another pack than the one that its maker's root shows.
	pub(crate) fn is_outdone(gtin: u64, serial: &Serial) -> bool {
		ShownSerials::<T>::get(gtin, serial).is_some_and(|shown| shown.since.is_none())
	}

	/// At which leaf a pack stands that has a row of its own by proof.
	pub(crate) fn leaf_of(gtin: u64, serial: &Serial) -> Option<u32> {
		ShownSerials::<T>::get(gtin, serial)
			.filter(|shown| shown.since.is_some())
			.map(|shown| shown.leaf)
	}

	/// Who introduced an item; none once that history was reaped.
	fn introducer(item: &Item) -> Option<OrganisationId> {
		let number = item.introduced.as_ref()?.number;
		Self::event(number).map(|(_, row)| row.acting.organisation)
	}

	/// Refuses a pack that is shown by proof if a row of its serial stands against it. A row that a
	/// holder introduced does not: it is contested, unless something was supplied under it.
	pub(crate) fn outdo(
		ledger: &mut Ledger<T>,
		gtin: u64,
		pack: &PackProof,
	) -> Result<(), DispatchError> {
		let epc = Epc::Sgtin { gtin, serial: pack.serial.clone() };
		if !Items::<T>::contains_key(&epc) {
			return Ok(());
		}
		let mut item = ledger.lineage.load(&epc)?;
		ensure!(item.provenance != Provenance::Manufacturer, Error::<T>::SerialHasRow);
		let shown = ShownSerial { lot: pack.lot.clone(), leaf: pack.proof.index, since: None };
		if let Some(known) = ShownSerials::<T>::get(gtin, &pack.serial) {
			ensure!(known == shown, Error::<T>::SerialDuplicated);
			return Ok(());
		}
		match item.disposition {
			Disposition::Dispensed | Disposition::RetailSold => ensure_live::<T>(&item)?,
			Disposition::PartiallyDispensed => return Err(Error::<T>::PartlyDispensed.into()),
			_ => (),
		}
		let standing = ledger.lineage.standing(&item)?;
		let before = item.clone();
		item.provenance = Provenance::HolderContested;
		// What is on its way arrives held.
		if is_sellable(item.disposition) {
			item.disposition = Disposition::NonSellableOther;
		}
		ledger.reweigh(&epc, &before, &item, &standing)?;
		ledger.lineage.written(&epc, &item);
		Items::<T>::insert(&epc, &item);
		ShownSerials::<T>::insert(gtin, &pack.serial, shown);
		let maker = Self::maker(gtin).ok_or(Error::<T>::ProductUnknown)?;
		let introducer = Self::introducer(&item).unwrap_or(standing.holder);
		for party in [maker, introducer] {
			open_duplicate_duty::<T>(gtin, &pack.serial, party)?;
		}
		let serial = pack.serial.clone();
		Self::deposit_event(Event::IntroductionOutdone { gtin, serial, maker, introducer });
		Ok(())
	}

	/// An introduced row that was outdone is answered: by its maker's word, or by its end.
	pub(crate) fn settle_outdone(epc: &Epc, item: &Item, answerer: Option<OrganisationId>) {
		let Epc::Sgtin { gtin, serial } = epc else { return };
		if item.provenance != Provenance::HolderContested || !Self::is_outdone(*gtin, serial) {
			return;
		}
		if let Some(party) = answerer.or_else(|| Self::introducer(item)) {
			T::Obligations::fulfil(&duplicate_duty(*gtin, serial, party));
		}
	}
}

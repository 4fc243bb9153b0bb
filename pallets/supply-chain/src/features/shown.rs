//! A serial that its maker committed, and that has a row all the same.
//!
//! Whoever introduces a pack names a serial and a lot by its own word. The maker's root is the maker's
//! word, and is heavier: the pack that a proof shows goes on, what was introduced is contested where it
//! is, and both its maker and who introduced it have to find out. What was supplied under the serial
//! was supplied: a pack is dispensed once in the whole network (FMD-2).

use codec::Encode;
use frame_support::{dispatch::DispatchResultWithPostInfo, ensure};
use salus_primitives::{
	lot::PackProof,
	supply::{Disposition, Epc, Provenance, Serial},
	Acting, Moment, ObligationKey, ObligationKind, Obligations, OrganisationId, Participants, DAY,
};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError, DispatchResult,
};

use super::{
	disposition::{is_missing, is_sellable},
	ledger::{ensure_live, now, payer, Ledger},
	lineage::{holds, Lineage},
	ranges::in_chunk,
};
use crate::{
	Chunks, Config, Contents, Error, Event, Item, Items, Pallet, ShownSerial, ShownSerials,
	WeightInfo, MAKING, MAX_DEPTH, MAX_LOTS,
};

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

	/// Refuses what a part was supplied of, whatever was written down of the rest since: no whole pack
	/// with its serial follows (FMD-2). What is stolen is nobody's supply.
	pub(crate) fn ensure_whole(item: &Item) -> Result<(), Error<T>> {
		let partly = item.tainted && !is_missing(item.disposition);
		ensure!(!partly, Error::<T>::PartlyDispensed);
		Ok(())
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
		ledger.outdone = ledger.outdone.saturating_add(1);
		let mut item = ledger.lineage.load(&epc)?;
		ensure!(item.provenance != Provenance::Manufacturer, Error::<T>::SerialHasRow);
		let shown = ShownSerial { lot: pack.lot.clone(), leaf: pack.proof.index, since: None };
		if let Some(known) = ShownSerials::<T>::get(gtin, &pack.serial) {
			ensure!(known == shown, Error::<T>::SerialDuplicated);
			return Ok(());
		}
		match item.disposition {
			Disposition::Dispensed | Disposition::RetailSold => ensure_live::<T>(&item)?,
			_ => Self::ensure_whole(&item)?,
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

	/// The serial of a row of its maker's was shown at another leaf: the row is held, for good, and
	/// whatever sets it free of something else. Answers whether it was not before.
	pub(crate) fn hold_row(gtin: u64, serial: &Serial) -> Result<bool, DispatchError> {
		let epc = Epc::Sgtin { gtin, serial: serial.clone() };
		if !Items::<T>::contains_key(&epc) {
			return Ok(false);
		}
		let mut lineage = Lineage::<T>::new(MAX_DEPTH.saturating_add(1), MAX_LOTS);
		let before = lineage.load(&epc)?;
		if before.provenance != Provenance::Manufacturer {
			return Ok(false);
		}
		let to = Disposition::NoPedigreeMatch;
		let goes_on = |own: Disposition| is_sellable(own) || own == Disposition::PartiallyDispensed;
		let mut item = Item { tainted: true, ..before.clone() };
		if goes_on(item.disposition) {
			item.disposition = to;
		}
		// Neither calling it back nor the end of a case makes it what it was.
		if let Some(transit) = item.transit.as_mut().filter(|transit| goes_on(transit.before)) {
			transit.before = to;
		}
		Self::remember_held(&epc, to);
		if let Some(place) = lineage.standing(&item)?.place.filter(|_| !holds(&before)) {
			let held = u32::from(holds(&item));
			lineage.add_flags(&place.path, &Contents { held, ..Default::default() });
		}
		lineage.commit();
		let changed = item != before;
		Items::<T>::insert(epc, item);
		Ok(changed)
	}

	/// A row and a leaf with one serial. What a holder introduced is outdone; of two packs that are both
	/// the maker's word, both are held.
	pub(crate) fn do_report_serial_conflict(
		who: T::AccountId,
		acting: Acting,
		gtin: u64,
		pack: PackProof,
	) -> DispatchResultWithPostInfo {
		let mut ledger = Self::silent(who, acting, &[])?;
		let lot = Self::proved(gtin, &pack)?;
		let serial = &pack.serial;
		let epc = Epc::Sgtin { gtin, serial: serial.clone() };
		let item = Items::<T>::get(&epc).ok_or(Error::<T>::UnknownItem)?;
		if item.provenance == Provenance::Manufacturer {
			let own = ShownSerials::<T>::get(gtin, serial).is_some_and(|shown| {
				shown.since.is_some() && shown.lot == pack.lot && shown.leaf == pack.proof.index
			});
			ensure!(!own, Error::<T>::NotDuplicate);
			let to = Disposition::NoPedigreeMatch;
			let payer = payer::<T>(ledger.signer(), acting.organisation);
			let leaf = Self::hold_leaf(&payer, gtin, &pack, lot.expiry, to, true)?;
			if Self::hold_row(gtin, serial)? || leaf {
				Self::duplicated(gtin, serial)?;
			}
		} else {
			Self::outdo(&mut ledger, gtin, &pack)?;
		}
		Ok(ledger.close().post::<T>(T::WeightInfo::report_serial_conflict()))
	}

	/// Two packs have one serial: their maker has to find out why.
	pub(crate) fn duplicated(gtin: u64, serial: &Serial) -> DispatchResult {
		let maker = Self::maker(gtin).ok_or(Error::<T>::ProductUnknown)?;
		open_duplicate_duty::<T>(gtin, serial, maker)?;
		let serial = serial.clone();
		Self::deposit_event(Event::DuplicateSerialReported { gtin, serial, maker });
		Ok(())
	}

	pub(crate) fn do_answer_duplicate_serial(
		who: T::AccountId,
		acting: Acting,
		gtin: u64,
		pack: PackProof,
		findings: [u8; 32],
	) -> DispatchResult {
		ensure!(MAKING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&who, &acting, None)?;
		let maker = acting.organisation;
		ensure!(Self::maker(gtin) == Some(maker), Error::<T>::NotMaker);
		Self::proved(gtin, &pack)?;
		let (number, offset) = in_chunk(pack.proof.index);
		let chunk = Chunks::<T>::get((gtin, &pack.lot, number));
		ensure!(chunk.mark(offset).is_some_and(|mark| mark.duplicate), Error::<T>::NotDuplicate);
		let serial = pack.serial;
		T::Obligations::fulfil(&duplicate_duty(gtin, &serial, maker));
		Self::deposit_event(Event::DuplicateSerialAnswered { gtin, serial, maker, findings });
		Ok(())
	}
}

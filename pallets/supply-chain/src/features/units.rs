//! Single packs of a committed lot, shown by proof.
//!
//! A pack has no row. Its chunk has a bit that says that it has ended, and a mark while there is
//! more to know of it. The calls leave no event either: what refuses a replay is the bit.

use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
	traits::Get,
	BoundedVec,
};
use salus_primitives::{
	lot::PackProof,
	merkle::ProofError,
	supply::{DecommissionReason, Disposition, EventFacts, LotNumber, Serial},
	Acting, Capacity, Moment, HOUR,
};
use sp_runtime::{traits::ConstU32, DispatchError, SaturatedConversion};

use super::{
	disposition::{is_held, is_missing, is_sellable, is_terminal, Step},
	ledger::{ensure_goes_on, ensure_live, hold, hold_rows, now, Ledger},
	ranges::{in_chunk, Piece},
};
use crate::{
	Chunk, Chunks, CommittedLot, CommittedLots, Config, Error, Event, Item, LeafState, Mark,
	Pallet, SerialRecalls, WeightInfo, MAX_UNITS, TRADING,
};

/// For how long what was supplied may be restored (FMD-3), in hours. After that the bit says all.
const REVERSIBLE: u32 = 240;

/// Packs that one call shows.
pub type Units = BoundedVec<PackProof, ConstU32<MAX_UNITS>>;

impl<T> From<ProofError> for Error<T> {
	fn from(error: ProofError) -> Self {
		match error {
			ProofError::IndexOutOfRange => Self::ProofIndexOutOfRange,
			ProofError::WrongLength => Self::ProofLengthWrong,
			ProofError::RootMismatch => Self::ProofMismatch,
		}
	}
}

impl Mark {
	/// Whether the unit lives in its range and may not be sold.
	pub fn holds(&self) -> bool {
		let held = is_held(self.disposition);
		!self.row && (held || self.disposition == Disposition::PartiallyDispensed)
	}

	/// Whether the bit alone says what it says.
	fn is_plain(&self) -> bool {
		matches!(self.disposition, Disposition::Dispensed)
			&& !self.duplicate
			&& !self.tainted
			&& !self.row
	}
}

impl Chunk {
	/// Whether the unit has ended.
	pub fn has_ended(&self, offset: u16) -> bool {
		let byte = self.ended.get(usize::from(offset / 8)).copied().unwrap_or_default();
		(byte >> (offset % 8)) & 1 == 1
	}

	/// The unit has ended, or goes on in a row of its own.
	pub fn end(&mut self, offset: u16) {
		if let Some(byte) = self.ended.get_mut(usize::from(offset / 8)) {
			*byte |= 1 << (offset % 8);
		}
	}

	/// What is to be known of a unit.
	pub fn mark(&self, offset: u16) -> Option<&Mark> {
		let at = self.marks.binary_search_by_key(&offset, |mark| mark.offset).ok()?;
		self.marks.get(at)
	}

	/// Take the mark of a unit away, and every mark that says no more than its bit.
	fn compact(&mut self, offset: u16, hour: u32) {
		self.marks.retain(|mark| {
			mark.offset != offset
				&& !(mark.is_plain() && mark.hour.saturating_add(REVERSIBLE) < hour)
		});
	}

	/// Put a mark in its place.
	pub fn put(&mut self, mark: Mark, hour: u32) {
		self.compact(mark.offset, hour);
		let at = self.marks.partition_point(|other| other.offset < mark.offset);
		// There are as many places as leaves.
		let placed = self.marks.try_insert(at, mark);
		debug_assert!(placed.is_ok());
	}
}

/// The disposition of a unit, from its chunk and its range.
pub fn unit_disposition(chunk: &Chunk, offset: u16, range: Option<Disposition>) -> Disposition {
	let mark = chunk.mark(offset).map(|mark| mark.disposition);
	if chunk.has_ended(offset) {
		return mark.unwrap_or(Disposition::Dispensed);
	}
	match (range, mark) {
		// What happened to all is heavier than what happened to one.
		(Some(range), Some(mark)) if is_sellable(range) => mark,
		(Some(range), _) => range,
		// No unit of the range is live.
		(None, mark) => mark.unwrap_or(Disposition::Dispensed),
	}
}

/// One pack, while a call looks at it.
pub struct Unit<T: Config> {
	/// The range that it is in.
	pub piece: Piece<T>,
	/// As the pack itself is.
	pub item: Item,
	/// Its chunk,
	pub number: u32,
	/// its place in that,
	pub offset: u16,
	/// what the chunk says,
	pub chunk: Chunk,
	/// and whether somebody has paid for its row.
	pub paid: bool,
}

impl<T: Config> Pallet<T> {
	/// The lot in which a proof shows a pack.
	pub(crate) fn proved(gtin: u64, pack: &PackProof) -> Result<CommittedLot, Error<T>> {
		let lot = CommittedLots::<T>::get(gtin, &pack.lot).ok_or(Error::<T>::LotNotCommitted)?;
		ensure!(pack.expiry == lot.expiry, Error::<T>::ProofExpiryMismatch);
		pack.verify(gtin, &lot.commitment)?;
		Ok(lot)
	}

	/// A pack that was shown, and that has no row of its own.
	pub(crate) fn unit(
		ledger: &mut Ledger<T>,
		gtin: u64,
		pack: &PackProof,
	) -> Result<Unit<T>, DispatchError> {
		let lot = Self::proved(gtin, pack)?;
		// One pack is dispensed once, whichever way it came onto the chain.
		Self::outdo(ledger, gtin, pack)?;
		let (number, offset) = in_chunk(pack.proof.index);
		let (chunk, paid) = Self::chunk(&(gtin, pack.lot.clone(), number));
		ledger.marks = ledger.marks.saturating_add(chunk.marks.len().saturated_into());
		let Some((first, row)) = Self::range_over(gtin, &pack.lot, pack.proof.index) else {
			let ended = unit_disposition(&chunk, offset, None);
			ensure_goes_on::<T>(ended)?;
			return Err(Error::<T>::UnknownRange.into());
		};
		let piece = Piece::new(ledger, gtin, pack.lot.clone(), lot.expiry, first, row)?;
		let item = Self::unit_item(&piece.item, &chunk, offset, gtin, &pack.serial);
		ensure_live::<T>(&item)?;
		Ok(Unit { piece, item, number, offset, chunk, paid })
	}

	/// A pack as an item, from the item of its range.
	pub(crate) fn unit_item(
		range: &Item,
		chunk: &Chunk,
		offset: u16,
		gtin: u64,
		serial: &Serial,
	) -> Item {
		let mark = chunk.mark(offset);
		let disposition = unit_disposition(chunk, offset, Some(range.disposition));
		Item {
			disposition,
			reason: mark.and_then(|mark| mark.reason).or(range.reason),
			tainted: range.tainted || mark.is_some_and(|mark| mark.tainted),
			serial_recalls: SerialRecalls::<T>::get(gtin, serial).recalls.len().saturated_into(),
			..range.clone()
		}
	}

	/// A chunk, and whether somebody has paid for its row.
	pub(crate) fn chunk(key: &(u64, LotNumber, u32)) -> (Chunk, bool) {
		Chunks::<T>::try_get(key).map_or_else(|()| (Chunk::default(), false), |row| (row, true))
	}

	/// Hold the deposit of a chunk that is about to be written for the first time.
	pub(crate) fn pay_chunk(ledger: &Ledger<T>, paid: bool) -> DispatchResult {
		if !paid {
			let price = T::RowDeposit::get();
			hold_rows::<T>(ledger.signer(), ledger.acting.organisation, price, 1)?;
		}
		Ok(())
	}

	/// Write what became of a pack.
	fn save_unit(
		ledger: &mut Ledger<T>,
		unit: Unit<T>,
		to: Disposition,
		reason: Option<DecommissionReason>,
		tainted: bool,
	) -> DispatchResult {
		let Unit { mut piece, item, number, offset, mut chunk, paid } = unit;
		// Nobody counts what is in nothing.
		let packed = piece.item.parent.is_some();
		let before = packed.then(|| piece.contribution());
		let key = (piece.gtin, piece.lot.clone(), number);
		Self::pay_chunk(ledger, paid)?;
		let was_held = chunk.mark(offset).is_some_and(Mark::holds);
		let duplicate = chunk.mark(offset).is_some_and(|mark| mark.duplicate);
		let hour = hours(ledger.event.time);
		let mark = Mark {
			offset,
			disposition: to,
			reason,
			tainted,
			duplicate,
			row: false,
			organisation: ledger.acting.organisation,
			premises: ledger.event.read_point.or(ledger.event.biz_location),
			hour,
		};
		if was_held {
			piece.row.held = piece.row.held.saturating_sub(1);
		}
		if is_terminal(to) {
			chunk.end(offset);
			piece.row.live = piece.row.live.saturating_sub(1);
		} else if mark.holds() {
			piece.row.held = piece.row.held.saturating_add(1);
		}
		if is_sellable(to) && !tainted && !item.tainted {
			// It is as its range is again.
			chunk.compact(offset, hour);
		} else {
			chunk.put(mark, hour);
		}
		if let Some(before) = before {
			let standing = ledger.lineage.standing(&piece.item)?;
			Self::reweigh_piece(ledger, &before, &piece, &standing)?;
		}
		Chunks::<T>::insert(key, chunk);
		piece.store();
		Ok(())
	}

	pub(crate) fn do_dispense_units(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		gtin: u64,
		units: Units,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&units);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&[Capacity::Dispenser],
			Some(Step::Dispensing),
			with_rows(&units),
		)?;
		for pack in &units {
			let unit = Self::unit(&mut ledger, gtin, pack)?;
			let standing = ledger.at_hand(&unit.piece.item)?;
			ensure!(!unit.is_duplicate(), Error::<T>::SerialDuplicated);
			let leaf = pack.proof.index;
			ledger.ensure_fit(&unit.piece.epc(), &unit.item, Some((leaf, leaf)))?;
			ensure!(standing.held_around().is_none(), Error::<T>::Held);
			let to = ledger.step(Step::Dispensing, &unit.item)?;
			// A whole pack cannot be made of the rest of one, by no detour.
			let tainted = unit.item.tainted || to == Disposition::PartiallyDispensed;
			Self::save_unit(&mut ledger, unit, to, None, tainted)?;
		}
		let hash = ledger.event.hash;
		let weights = ledger.close();
		Self::deposit_event(Event::Dispensed {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::dispense_units(count)))
	}

	pub(crate) fn do_decommission_units(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		gtin: u64,
		units: Units,
		reason: DecommissionReason,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&units);
		let step = Step::Decommissioning;
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(step), with_rows(&units))?;
		for pack in &units {
			let unit = Self::unit(&mut ledger, gtin, pack)?;
			let standing = ledger.at_hand(&unit.piece.item)?;
			Ledger::<T>::ensure_free(&unit.item, &standing)?;
			let to = ledger.step(step, &unit.item)?;
			// What came back unverified is not restored as if it had not (SC-6), nor what was in
			// something stolen (FMD-3).
			let tainted = unit.item.tainted || unit.item.returned || standing.tainted_around();
			Self::save_unit(&mut ledger, unit, to, Some(reason), tainted)?;
		}
		let hash = ledger.event.hash;
		let weights = ledger.close();
		Self::deposit_event(Event::Decommissioned {
			event: hash,
			organisation: acting.organisation,
			reason,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::decommission_units(count)))
	}

	pub(crate) fn do_change_unit_disposition(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		gtin: u64,
		units: Units,
		disposition: Disposition,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&units);
		let step = Step::Handling;
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(step), with_rows(&units))?;
		for pack in &units {
			let unit = Self::unit(&mut ledger, gtin, pack)?;
			let standing = ledger.at_hand(&unit.piece.item)?;
			if !is_missing(disposition) {
				Ledger::<T>::ensure_free(&unit.item, &standing)?;
			}
			ensure!(
				!(unit.is_duplicate() && is_sellable(disposition)),
				Error::<T>::SerialDuplicated
			);
			// What all of its range are, one of them alone cannot stop to be.
			ensure!(!is_held(unit.piece.item.disposition), Error::<T>::Held);
			let to = ledger.step_to(step, &unit.item, Some(disposition))?;
			let tainted = unit.item.tainted || to == Disposition::Stolen;
			Self::save_unit(&mut ledger, unit, to, None, tainted)?;
		}
		let hash = ledger.event.hash;
		let weights = ledger.close();
		Self::deposit_event(Event::DispositionChanged {
			event: hash,
			organisation: acting.organisation,
			disposition,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::change_unit_disposition(count)))
	}

	/// Mark a pack wherever it is, without its holder. Answers whether that changed anything.
	pub(crate) fn hold_leaf(
		payer: &T::AccountId,
		gtin: u64,
		pack: &PackProof,
		expiry: u32,
		to: Disposition,
		duplicate: bool,
	) -> Result<bool, DispatchError> {
		let (number, offset) = in_chunk(pack.proof.index);
		let key = (gtin, pack.lot.clone(), number);
		let (mut chunk, exists) = Self::chunk(&key);
		let known = chunk.mark(offset).cloned();
		if known.as_ref().is_some_and(|mark| mark.duplicate || (!duplicate && mark.holds())) {
			return Ok(false);
		}
		let ended = chunk.has_ended(offset);
		if ended && !duplicate {
			return Ok(false);
		}
		let hour = hours(now::<T>());
		let mut mark = known.clone().unwrap_or(Mark {
			offset,
			disposition: if ended { Disposition::Dispensed } else { to },
			reason: None,
			tainted: false,
			duplicate,
			row: false,
			organisation: 0,
			premises: None,
			hour,
		});
		mark.duplicate |= duplicate;
		let was_held = known.as_ref().is_some_and(Mark::holds);
		if !ended && !was_held {
			mark.disposition = to;
			if let Some((first, row)) = Self::range_over(gtin, &pack.lot, pack.proof.index) {
				let mut lineage = super::lineage::Lineage::<T>::new(
					crate::MAX_DEPTH.saturating_add(1),
					crate::MAX_LOTS.saturating_mul(2),
				);
				let mut item = super::ranges::range_item::<T>(&row, &pack.lot, expiry);
				lineage.settle(&mut item)?;
				if let Some(place) = lineage.standing(&item)?.place {
					let one = crate::Contents { held: 1, ..Default::default() };
					lineage.add_flags(&place.path, &one);
				}
				lineage.commit();
				let mut piece = Piece::<T> { gtin, lot: pack.lot.clone(), first, row, item };
				piece.row.held = piece.row.held.saturating_add(1);
				piece.store();
			}
		}
		chunk.put(mark, hour);
		if !exists {
			hold::<T>(payer, T::RowDeposit::get())?;
		}
		Chunks::<T>::insert(key, chunk);
		Ok(true)
	}

	pub(crate) fn do_flag_recalled_units(
		who: T::AccountId,
		gtin: u64,
		units: Units,
	) -> DispatchResult {
		ensure!(!units.is_empty(), Error::<T>::EmptyList);
		let mut items = 0u32;
		for pack in &units {
			let lot = Self::proved(gtin, pack)?;
			let recalls = SerialRecalls::<T>::get(gtin, &pack.serial).recalls;
			ensure!(!recalls.is_empty(), Error::<T>::NotRecalled);
			let to = Disposition::Recalled;
			if Self::hold_leaf(&who, gtin, pack, lot.expiry, to, false)? {
				items = items.saturating_add(1);
			}
		}
		if items > 0 {
			Self::deposit_event(Event::RecalledUnitsFlagged { gtin, items });
		}
		Ok(())
	}

	pub(crate) fn do_report_duplicate_serial(
		who: T::AccountId,
		gtin: u64,
		first: PackProof,
		second: PackProof,
	) -> DispatchResult {
		ensure!(
			first.serial == second.serial
				&& (first.lot != second.lot || first.proof.index != second.proof.index),
			Error::<T>::NotDuplicate
		);
		ensure!(Self::maker(gtin).is_some(), Error::<T>::ProductUnknown);
		let mut changed = false;
		for pack in [&first, &second] {
			let lot = Self::proved(gtin, pack)?;
			let to = Disposition::NoPedigreeMatch;
			changed |= Self::hold_leaf(&who, gtin, pack, lot.expiry, to, true)?;
		}
		if changed {
			Self::hold_row(gtin, &first.serial)?;
			Self::duplicated(gtin, &first.serial)?;
		}
		Ok(())
	}

	/// Where a leaf of a committed lot is, and how it stands. None if there is no such leaf.
	pub fn leaf(gtin: u64, lot: LotNumber, index: u32) -> Option<LeafState> {
		let committed = CommittedLots::<T>::get(gtin, &lot)?;
		if index >= committed.commitment.serials.count {
			return None;
		}
		let (number, offset) = in_chunk(index);
		let chunk = Chunks::<T>::get((gtin, &lot, number));
		let gone = |disposition| {
			Some(LeafState { disposition, owner: None, holder: None, parent: None, range: None })
		};
		// Of a pack with a row of its own the range over its leaf says nothing.
		if let Some(mark) = chunk.mark(offset).filter(|mark| mark.row) {
			return gone(mark.disposition);
		}
		let Some((first, row)) = Self::range_over(gtin, &lot, index) else {
			return gone(unit_disposition(&chunk, offset, None));
		};
		let mut lineage = super::lineage::Lineage::<T>::new(u32::MAX, u32::MAX);
		let mut item = super::ranges::range_item::<T>(&row, &lot, committed.expiry);
		lineage.settle(&mut item).ok()?;
		let standing = lineage.standing(&item).ok()?;
		let own = unit_disposition(&chunk, offset, Some(item.disposition));
		let disposition = match standing.held_around() {
			_ if is_terminal(own) => own,
			_ if standing.transit.is_some() => Disposition::InTransit,
			Some(held) if is_sellable(own) => held,
			_ => own,
		};
		Some(LeafState {
			disposition,
			owner: Some(standing.owner),
			holder: Some(standing.holder),
			parent: item.parent.map(|parent| parent.epc),
			range: Some((first, row.len)),
		})
	}
}

impl<T: Config> Unit<T> {
	/// Whether its serial was shown at another leaf.
	pub fn is_duplicate(&self) -> bool {
		self.chunk.mark(self.offset).is_some_and(|mark| mark.duplicate)
	}
}

/// For how many items a call looks at containers: each unit, and what was introduced under its serial.
pub fn with_rows(units: &Units) -> usize {
	units.len().saturating_mul(2)
}

/// Hours since the epoch.
pub fn hours(time: Moment) -> u32 {
	u32::try_from(time / HOUR).unwrap_or(u32::MAX)
}

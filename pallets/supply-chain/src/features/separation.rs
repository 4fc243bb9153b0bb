//! Single packs of a committed lot that get a row of their own.
//!
//! Nearly every pack of a lot lives and ends as one bit. The few to which something happens that is
//! about them alone (a case, an exception, an excursion, a reversal) are given a row, by proof; from
//! then on every rule for items holds for them, and they are named by their identity.

use frame_support::{dispatch::DispatchResultWithPostInfo, ensure, BoundedVec};
use salus_primitives::{
	lot::PackProof,
	supply::{BizStep, Disposition, Epc, EventFacts, HopKind, Provenance},
	Acting, Capacity, Moment, OrganisationId, DAY, HOUR,
};
use sp_runtime::{DispatchError, DispatchResult};

use super::{
	cases::deadlines,
	commissioning::new_item,
	disposition::{is_sellable, transition, Step},
	ledger::{Ledger, Outcome},
	ranges::{in_chunk, range_item},
	reversal::ensure_reversible,
	units::{hours, with_rows, Unit, Units},
};
use crate::{
	Act, Chunk, Chunks, Config, Error, Event, Item, Items, Leaves, Link, Mark, Pallet, RangeLogRow,
	SerialRecalls, ShownSerial, ShownSerials, Trade, Transit, WeightInfo, INVESTIGATING, TRADING,
};

impl<T: Config> Pallet<T> {
	/// Write down that a leaf goes on in a row of its own, which has still to be saved.
	fn note_row(
		ledger: &mut Ledger<T>,
		gtin: u64,
		pack: &PackProof,
		(mut chunk, paid): (Chunk, bool),
		mark: Mark,
	) -> DispatchResult {
		let (number, offset) = in_chunk(pack.proof.index);
		let key = (gtin, pack.lot.clone(), number);
		Self::pay_chunk(ledger, paid)?;
		chunk.end(offset);
		chunk.put(mark, hours(ledger.event.time));
		Chunks::<T>::insert(key, chunk);
		let shown = ShownSerial {
			lot: pack.lot.clone(),
			leaf: pack.proof.index,
			since: Some(ledger.number),
		};
		ShownSerials::<T>::insert(gtin, &pack.serial, shown);
		// The row, and what leads from it to its leaf.
		ledger.rows = ledger.rows.saturating_add(2);
		Ok(())
	}

	pub(crate) fn do_separate_units(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		gtin: u64,
		units: Units,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&units);
		let step = Some(Step::Observing);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &INVESTIGATING, step, with_rows(&units))?;
		let hash = ledger.event.hash;
		for pack in &units {
			let unit = Self::unit(&mut ledger, gtin, pack)?;
			let epc = Epc::Sgtin { gtin, serial: pack.serial.clone() };
			ensure!(!Items::<T>::contains_key(&epc), Error::<T>::SerialHasRow);
			ensure!(!unit.is_duplicate(), Error::<T>::SerialDuplicated);
			let standing = if acting.capacity == Capacity::Regulator {
				let standing = ledger.lineage.standing(&unit.piece.item)?;
				ledger.in_order(&standing)?;
				standing
			} else {
				ledger.at_hand(&unit.piece.item)?
			};
			let Unit { mut piece, item, offset, chunk, paid, .. } = unit;
			let before = piece.contribution();
			if chunk.mark(offset).is_some_and(Mark::holds) {
				// What is known of it alone would be lost when it arrives.
				ensure!(item.transit.is_none(), Error::<T>::InTransit);
				piece.row.held = piece.row.held.saturating_sub(1);
			}
			piece.row.live = piece.row.live.saturating_sub(1);
			// The history of its leaf goes on in its row, and not with the range.
			let segment = Self::next_segment(gtin, &pack.lot)?;
			piece.log(RangeLogRow::Cut { first: pack.proof.index, len: 1, segment });
			ledger.rows = ledger.rows.saturating_add(1);
			if let Some(Transit { shipment, .. }) = &item.transit {
				// What is on its way is received one by one, unless the range is gone with it.
				let more = u32::from(piece.row.live > 0);
				let (row, _) = ledger.shipment(shipment)?;
				row.outstanding = row.outstanding.saturating_add(more);
			}
			let mark = Mark {
				offset,
				disposition: item.disposition,
				reason: item.reason,
				tainted: item.tainted,
				duplicate: false,
				row: true,
				organisation: acting.organisation,
				premises: None,
				hour: hours(ledger.event.time),
			};
			if let Some(place) = &standing.place {
				// It stays where it is, beside its range.
				let own = ledger.lineage.contribution(&epc, &item)?;
				ledger.lineage.add(&place.path, &own)?;
			}
			Self::reweigh_piece(&mut ledger, &before, &piece, &standing)?;
			Self::note_row(&mut ledger, gtin, pack, (chunk, paid), mark)?;
			piece.store();
			let link = match &standing.place {
				Some(place) => Link::Into(
					BoundedVec::try_from(place.stops.clone()).map_err(|_| Error::<T>::TooDeep)?,
				),
				None => Link::None,
			};
			ledger.save(&epc, item, HopKind::Observed, link);
		}
		let weights = ledger.finish(Act::Step(HopKind::Observed), Outcome::default())?;
		Self::deposit_event(Event::UnitsSeparated {
			event: hash,
			organisation: acting.organisation,
			gtin,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::separate_units(count)))
	}

	/// Who owns a pack that is restored: as its range if that is still in the actor's hand, in whatever
	/// container, else the actor, but for a logistics provider, which cannot own (DSCSA 581(22)).
	fn restored_owner(
		ledger: &mut Ledger<T>,
		gtin: u64,
		pack: &PackProof,
	) -> Result<OrganisationId, Error<T>> {
		let Acting { organisation: actor, capacity } = ledger.acting;
		let beside = match Self::range_over(gtin, &pack.lot, pack.proof.index) {
			Some((_, row)) => {
				let mut item = range_item::<T>(&row, &pack.lot, pack.expiry);
				ledger.lineage.settle(&mut item)?;
				Some(ledger.lineage.standing(&item)?)
			}
			None => None,
		};
		let beside = beside.filter(|own| own.holder == actor).map(|own| own.owner);
		ensure!(
			beside.is_some() || capacity != Capacity::ThirdPartyLogistics,
			Error::<T>::NotOwner
		);
		Ok(beside.unwrap_or(actor))
	}

	/// How a pack ended, if it may be restored by the actor, here and now (FMD-3).
	fn reversible_mark(
		ledger: &Ledger<T>,
		chunk: &Chunk,
		offset: u16,
		not_supplied: bool,
	) -> Result<Mark, DispatchError> {
		ensure!(chunk.has_ended(offset), Error::<T>::NotDecommissioned);
		// A mark is kept as long as there is a way back.
		let mark = chunk.mark(offset).ok_or(Error::<T>::ReversalTooLate)?;
		ensure!(!mark.row, Error::<T>::SerialHasRow);
		ensure!(!mark.duplicate, Error::<T>::SerialDuplicated);
		ensure_reversible::<T>(mark.disposition, mark.reason, mark.tainted, not_supplied)?;
		let acting = &ledger.acting;
		ensure!(
			mark.organisation == acting.organisation
				&& (mark.disposition == Disposition::Inactive
					|| acting.capacity == Capacity::Dispenser),
			Error::<T>::OtherAuthorisation
		);
		let premises = ledger.event.read_point.or(ledger.event.biz_location);
		ensure!(premises.is_some() && mark.premises == premises, Error::<T>::OtherPremises);
		let ended = Moment::from(mark.hour).saturating_mul(HOUR);
		let period = deadlines::<T>().reversal;
		ensure!(ledger.now <= ended.saturating_add(period), Error::<T>::ReversalTooLate);
		ensure!(ledger.event.time >= ended, Error::<T>::EventBeforeLast);
		Ok(mark.clone())
	}

	pub(crate) fn do_reactivate_units(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		gtin: u64,
		units: Units,
		not_supplied: bool,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&units);
		let step = Some(Step::Handling);
		let mut ledger = Ledger::<T>::begin(who, acting, event, &TRADING, step, units.len())?;
		let hash = ledger.event.hash;
		// The clock of the block: an event dated back gains no time.
		let today = u32::try_from(ledger.now / DAY).unwrap_or(u32::MAX);
		for pack in &units {
			let lot = Self::proved(gtin, pack)?;
			let epc = Epc::Sgtin { gtin, serial: pack.serial.clone() };
			ensure!(!Items::<T>::contains_key(&epc), Error::<T>::SerialHasRow);
			let (number, offset) = in_chunk(pack.proof.index);
			let chunk = Self::chunk(&(gtin, pack.lot.clone(), number));
			let mark = Self::reversible_mark(&ledger, &chunk.0, offset, not_supplied)?;
			ensure!(lot.expiry >= today, Error::<T>::Expired);
			let trade = Some(Trade { lot: pack.lot.clone(), expiry: lot.expiry });
			let recalls = SerialRecalls::<T>::get(gtin, &pack.serial).recalls.len();
			let item = Item {
				owner: Self::restored_owner(&mut ledger, gtin, pack)?,
				serial_recalls: u8::try_from(recalls).unwrap_or(u8::MAX),
				..new_item(
					trade,
					acting.organisation,
					Provenance::Manufacturer,
					Disposition::InProgress,
				)
			};
			let leaf = pack.proof.index;
			ledger.ensure_fit(&epc, &item, Some((leaf, leaf)))?;
			Self::note_row(&mut ledger, gtin, pack, chunk, Mark { row: true, ..mark })?;
			ledger.save(&epc, item, HopKind::Reactivated, Link::None);
		}
		let weights = ledger.finish(Act::Step(HopKind::Reactivated), Outcome::default())?;
		Self::deposit_event(Event::Reactivated {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::reactivate_units(count)))
	}

	pub(crate) fn do_verify_returned_units(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		gtin: u64,
		units: Units,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&units);
		let step = Some(Step::Handling);
		let mut ledger = Ledger::<T>::begin(who, acting, event, &TRADING, step, with_rows(&units))?;
		let hash = ledger.event.hash;
		let wanted = ledger.event.disposition.unwrap_or(Disposition::InProgress);
		let mut leaves: Option<Leaves> = None;
		for pack in &units {
			Self::proved(gtin, pack)?;
			Self::outdo(&mut ledger, gtin, pack)?;
			let leaf = pack.proof.index;
			let (number, offset) = in_chunk(leaf);
			let chunk = Chunks::<T>::get((gtin, &pack.lot, number));
			ensure!(!chunk.has_ended(offset), Error::<T>::Decommissioned);
			ensure!(
				SerialRecalls::<T>::get(gtin, &pack.serial).recalls.is_empty(),
				Error::<T>::Recalled
			);
			let seen = leaves.get_or_insert_with(|| Leaves {
				gtin,
				lot: pack.lot.clone(),
				first: leaf,
				len: 0,
			});
			let len =
				leaf.checked_sub(seen.first).ok_or(Error::<T>::UnitsMissing)?.saturating_add(1);
			// In the order of their leaves, each once.
			ensure!(seen.lot == pack.lot && len > seen.len, Error::<T>::UnitsMissing);
			seen.len = len;
		}
		let leaves = leaves.ok_or(Error::<T>::EmptyList)?;
		let found = Self::piece_with(&mut ledger, &leaves)?;
		ensure!(found.item.returned, Error::<T>::NotReturned);
		let standing = ledger.at_hand(&found.item)?;
		Ledger::<T>::ensure_free(&found.item, &standing)?;
		ensure!(standing.held_around().is_none(), Error::<T>::Held);
		let mut piece = Self::carve_out(&mut ledger, found, &leaves)?;
		// Nothing between the first and the last comes back unseen.
		ensure!(piece.row.live == count, Error::<T>::UnitsMissing);
		ledger.ensure_fit(&piece.epc(), &piece.item, Some(piece.leaves()))?;
		let before = piece.contribution();
		let (from, tainted) = (piece.item.disposition, piece.item.tainted);
		let to = transition(Step::Handling, from, Some(wanted), Some(BizStep::Inspecting), tainted)
			.map_err(Error::<T>::from)?;
		ensure!(is_sellable(to), Error::<T>::DispositionNotAllowed);
		piece.item.disposition = to;
		piece.item.returned = false;
		Self::reweigh_piece(&mut ledger, &before, &piece, &standing)?;
		piece.save(&mut ledger, HopKind::ReturnVerified, Link::None);
		let weights = ledger.finish(
			Act::Step(HopKind::ReturnVerified),
			Outcome { disposition: Some(wanted), ..Default::default() },
		)?;
		Self::deposit_event(Event::ReturnsVerified {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::verify_returned_units(count)))
	}
}

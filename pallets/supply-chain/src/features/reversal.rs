//! Decommissioned in error: back to active, if all conditions of Delegated Regulation (EU)
//! 2016/161 Article 13 hold (FMD-3).

use frame_support::{dispatch::DispatchResultWithPostInfo, ensure};
use salus_primitives::{
	supply::{DecommissionReason, Disposition, EventFacts, HopKind},
	Acting, DAY,
};

use super::{
	cases::deadlines,
	disposition::Step,
	ledger::{Ledger, Outcome},
};
use crate::{Act, CaseItems, Config, Error, Event, Hops, Item, Link, Pallet, WeightInfo, TRADING};

/// Whether the end of an item is one that can be reversed at all.
pub fn ensure_reversible<T: Config>(
	disposition: Disposition,
	reason: Option<DecommissionReason>,
	tainted: bool,
	not_supplied: bool,
) -> Result<(), Error<T>> {
	match disposition {
		// Article 13(1)(e). What was decommissioned at the counter may not have gone over it: that
		// is for the pharmacy to say, under its name.
		Disposition::Dispensed => ensure!(not_supplied, Error::<T>::SuppliedToPublic),
		Disposition::RetailSold => return Err(Error::<T>::SuppliedToPublic),
		Disposition::Destroyed | Disposition::Disposed => return Err(Error::<T>::Destroyed),
		Disposition::Inactive => match reason {
			// Article 13(1)(d).
			Some(DecommissionReason::Stolen) => return Err(Error::<T>::Stolen),
			Some(DecommissionReason::Recalled) => return Err(Error::<T>::Recalled),
			Some(
				DecommissionReason::Destroyed
				| DecommissionReason::Damaged
				| DecommissionReason::Expired,
			) => return Err(Error::<T>::IntendedForDestruction),
			Some(DecommissionReason::Transformed) => return Err(Error::<T>::UsedUp),
			_ => (),
		},
		_ => return Err(Error::<T>::NotDecommissioned),
	}
	// It was stolen once, or a part of it was supplied before.
	ensure!(
		!tainted,
		if disposition == Disposition::Dispensed {
			Error::<T>::SuppliedToPublic
		} else {
			Error::<T>::Stolen
		}
	);
	Ok(())
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_reactivate(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: CaseItems,
		not_supplied: bool,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Handling), items.len())?;
		let hash = ledger.event.hash;
		let premises = ledger.event.read_point.or(ledger.event.biz_location);
		let period = deadlines::<T>().reversal;
		// The clock of the block: an event dated back gains no time.
		let today = u32::try_from(ledger.now / DAY).unwrap_or(u32::MAX);
		for epc in items {
			let mut item = ledger.lineage.load(&epc)?;
			let Item { disposition, reason, tainted, .. } = item;
			ensure_reversible::<T>(disposition, reason, tainted, not_supplied)?;
			// The last thing that happened to it is its end.
			let row = item
				.next_hop
				.checked_sub(1)
				.and_then(|seq| Hops::<T>::get(&epc, seq))
				.and_then(|hop| Self::event(hop.number))
				.map(|(_, row)| row)
				.ok_or(Error::<T>::ReversalTooLate)?;
			// Article 13(1)(a): the same authorisation, and the same premises.
			ensure!(row.acting == acting, Error::<T>::OtherAuthorisation);
			ensure!(
				premises.is_some() && row.read_point.or(row.biz_location) == premises,
				Error::<T>::OtherPremises
			);
			// Article 13(1)(b).
			ensure!(ledger.now <= row.time.saturating_add(period), Error::<T>::ReversalTooLate);
			// Article 13(1)(c).
			ensure!(
				item.trade.as_ref().is_none_or(|trade| trade.expiry >= today),
				Error::<T>::Expired
			);
			ledger.ensure_fit(&epc, &item, None)?;
			let standing = ledger.lineage.standing(&item)?;
			ledger.in_order(&standing)?;
			// What came back and was not verified before is so still: this is no detour (SC-6).
			item.disposition =
				if item.returned { Disposition::Returned } else { Disposition::InProgress };
			item.reason = None;
			ledger.save(&epc, item, HopKind::Reactivated, Link::None);
		}
		let weights = ledger.finish(Act::Step(HopKind::Reactivated), Outcome::default())?;
		Self::deposit_event(Event::Reactivated {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::reactivate(count)))
	}
}

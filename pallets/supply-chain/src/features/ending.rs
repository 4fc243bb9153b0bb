//! Supply to the public, decommissioning, destruction, and what is written down about items that
//! stay where they are (FMD-2, FMD-5, EP-3).

use frame_support::{dispatch::DispatchResultWithPostInfo, ensure, BoundedVec};
use salus_primitives::{
	supply::{DecommissionReason, Disposition, Epc, EventFacts, HopKind},
	Acting, Capacity,
};

use super::{
	disposition::{can_destroy, is_missing, is_sellable, Step},
	ledger::{Ledger, Outcome},
	lineage::Standing,
};
use crate::{Act, Config, Error, Event, Item, Link, Pallet, Transit, WeightInfo, TRADING};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_dispense(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: BoundedVec<Epc, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&[Capacity::Dispenser],
			Some(Step::Dispensing),
			items.len(),
		)?;
		let hash = ledger.event.hash;
		let mut disposition = None;
		for epc in items {
			// First whether it was supplied before: here or anywhere else in the network.
			let mut item = ledger.live(&epc)?;
			ensure!(item.trade.is_some(), Error::<T>::NotATradeItem);
			let standing = ledger.at_hand(&item)?;
			ensure!(ledger.lineage.inside(&epc, &item).children == 0, Error::<T>::NotEmpty);
			ledger.ensure_fit(&epc, &item, None)?;
			ensure!(standing.held_around().is_none(), Error::<T>::Held);
			let to = ledger.step(Step::Dispensing, &item)?;
			let link = ledger.leave(&epc, &mut item, &standing)?;
			item.disposition = to;
			// A whole pack cannot be made of the rest of one, by no detour.
			item.tainted |= to == Disposition::PartiallyDispensed;
			disposition = Some(to);
			ledger.save(&epc, item, HopKind::Dispensed, link);
		}
		let weights = ledger
			.finish(Act::Step(HopKind::Dispensed), Outcome { disposition, ..Default::default() })?;
		Self::deposit_event(Event::Dispensed {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::dispense(count)))
	}

	pub(crate) fn do_decommission(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: BoundedVec<Epc, T::MaxItems>,
		reason: DecommissionReason,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&TRADING,
			Some(Step::Decommissioning),
			items.len(),
		)?;
		let hash = ledger.event.hash;
		for epc in items {
			let mut item = ledger.live(&epc)?;
			let standing = ledger.at_hand(&item)?;
			Ledger::<T>::ensure_free(&item, &standing)?;
			ensure!(ledger.lineage.inside(&epc, &item).children == 0, Error::<T>::NotEmpty);
			let to = ledger.step(Step::Decommissioning, &item)?;
			let link = ledger.leave(&epc, &mut item, &standing)?;
			item.disposition = to;
			item.reason = Some(reason);
			Self::settle_outdone(&epc, &item, None);
			ledger.save(&epc, item, HopKind::Decommissioned, link);
		}
		let weights = ledger.finish(
			Act::Step(HopKind::Decommissioned),
			Outcome {
				disposition: Some(Disposition::Inactive),
				reason: Some(reason),
				..Default::default()
			},
		)?;
		Self::deposit_event(Event::Decommissioned {
			event: hash,
			organisation: acting.organisation,
			reason,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::decommission(count)))
	}

	pub(crate) fn do_destroy(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: BoundedVec<Epc, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Destroying), items.len())?;
		let hash = ledger.event.hash;
		let mut disposition = None;
		for epc in items {
			let mut item = ledger.lineage.load(&epc)?;
			// What was decommissioned is somewhere still; what was used up or exported is not here.
			ensure!(can_destroy(item.reason), Error::<T>::Decommissioned);
			let standing = ledger.at_hand(&item)?;
			ensure!(ledger.lineage.inside(&epc, &item).children == 0, Error::<T>::NotEmpty);
			Self::ensure_condemned_around(&ledger, &standing)?;
			Self::ensure_condemned(&epc, &item)?;
			let to = match ledger.step(Step::Destroying, &item) {
				// Recalled and expired are overlays: they count as dispositions here (EP-3).
				Err(Error::DispositionNotAllowed)
					if ledger.expired(&item)
						|| standing.held_around().is_some()
						|| ledger.recalled(&epc, &item, None)? =>
				{
					let known = Item { disposition: Disposition::Recalled, ..item.clone() };
					ledger.step(Step::Destroying, &known)?
				}
				to => to?,
			};
			let link = ledger.leave(&epc, &mut item, &standing)?;
			item.disposition = to;
			disposition = Some(to);
			// Its cases are decided: nothing is left to hold.
			if item.cases > 0 {
				item.cases = 0;
				crate::HeldItems::<T>::remove(&epc);
			}
			Self::settle_outdone(&epc, &item, None);
			ledger.save(&epc, item, HopKind::Destroyed, link);
		}
		let weights = ledger
			.finish(Act::Step(HopKind::Destroyed), Outcome { disposition, ..Default::default() })?;
		Self::deposit_event(Event::Destroyed {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::destroy(count)))
	}

	pub(crate) fn do_change_disposition(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: BoundedVec<Epc, T::MaxItems>,
		disposition: Disposition,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Handling), items.len())?;
		let hash = ledger.event.hash;
		for epc in items {
			let mut item = ledger.live(&epc)?;
			let standing = if is_missing(disposition) {
				Self::lost_on_the_way(&mut ledger, &mut item)?
			} else {
				ledger.at_hand(&item)?
			};
			let before = item.clone();
			if !is_missing(disposition) {
				Ledger::<T>::ensure_free(&item, &standing)?;
			}
			item.disposition = ledger.step_to(Step::Handling, &item, Some(disposition))?;
			if item.returned && is_sellable(item.disposition) {
				// SC-6: what came back is verified before it is sold again. An empty tote has
				// nothing that could be.
				ensure!(
					item.trade.is_none() && ledger.lineage.inside(&epc, &item).children == 0,
					Error::<T>::ReturnNotVerified
				);
				item.returned = false;
			}
			item.tainted |= disposition == Disposition::Stolen;
			ledger.reweigh(&epc, &before, &item, &standing)?;
			ledger.save(&epc, item, HopKind::DispositionChanged, Link::None);
		}
		let weights = ledger.finish(
			Act::Step(HopKind::DispositionChanged),
			Outcome { disposition: Some(disposition), ..Default::default() },
		)?;
		Self::deposit_event(Event::DispositionChanged {
			event: hash,
			organisation: acting.organisation,
			disposition,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::change_disposition(count)))
	}

	/// What is stolen or lost may be so on its way: its shipper takes it out of the shipment.
	pub(crate) fn lost_on_the_way(
		ledger: &mut Ledger<T>,
		item: &mut Item,
	) -> Result<Standing, Error<T>> {
		let Some(Transit { shipment, before }) = item.transit.clone() else {
			return ledger.at_hand(item);
		};
		ensure!(shipment.shipper == ledger.acting.organisation, Error::<T>::NotHolder);
		let standing = ledger.lineage.standing(item)?;
		ledger.in_order(&standing)?;
		ledger.settle_shipment(&shipment, false)?;
		item.transit = None;
		item.disposition = before;
		Ok(Standing { transit: None, ..standing })
	}

	pub(crate) fn do_observe(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: BoundedVec<Epc, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Observing), items.len())?;
		let hash = ledger.event.hash;
		for epc in items {
			let item = ledger.live(&epc)?;
			let standing = ledger.lineage.standing(&item)?;
			let actor = acting.organisation;
			let concerned = standing.holder == actor || standing.owner == actor;
			if !concerned {
				// Who waits for it may have seen it: a stop on the way, the dock.
				let Some(Transit { shipment, .. }) = &standing.transit else {
					return Err(Error::<T>::NotHolder.into());
				};
				let (row, _) = ledger.shipment(shipment)?;
				ensure!(row.to == Some(actor), Error::<T>::NotHolder);
			}
			ledger.in_order(&standing)?;
			ledger.save(&epc, item, HopKind::Observed, Link::None);
		}
		let weights = ledger.finish(Act::Step(HopKind::Observed), Outcome::default())?;
		Self::deposit_event(Event::Observed {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::observe(count)))
	}
}

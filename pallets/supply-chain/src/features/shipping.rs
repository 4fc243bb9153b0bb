//! Two-step transfers: dispatch, receipt, calling back (SC-3, SC-4).

use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
	traits::Get,
	BoundedVec,
};
use salus_primitives::{
	supply::{
		Disposition, Epc, EventFacts, ExemptReason, HopKind, Provenance, ShipmentFacts,
		ShipmentKind, FULL_STATEMENT,
	},
	Acting, Capacity, Obligations, OrganisationId, Participants,
};
use sp_runtime::DispatchError;

use super::{
	disposition::{is_sellable, Step},
	ledger::{receipt_duty, Ledger, Outcome, Weights},
	ranges::Bulk,
};
use crate::{
	Act, Config, Error, Event, Exemptions, Item, Link, Pallet, Shipment, ShipmentKey, Shipments,
	Transit, WeightInfo, OWNING, TRADING,
};

impl<T: Config> Pallet<T> {
	/// Open a shipment, and the obligation of whoever is to receive it.
	fn open_shipment(
		ledger: &mut Ledger<T>,
		key: ShipmentKey,
		shipment: Shipment,
	) -> DispatchResult {
		if let Some(to) = shipment.to {
			let due = ledger.now.saturating_add(T::ReceiptPeriod::get());
			T::Obligations::open(receipt_duty(&key, to), due)?;
		}
		Shipments::<T>::insert(key, shipment);
		ledger.history = ledger.history.saturating_add(1);
		Ok(())
	}

	/// Whether a shipment may be opened: its id is new, its statement complete unless it is exempt,
	/// its consignee accredited (SC-2, SC-3, SC-5).
	pub(crate) fn ensure_can_ship(
		acting: &Acting,
		shipment: &ShipmentFacts,
		exempt: Option<ExemptReason>,
	) -> Result<ShipmentKey, DispatchError> {
		let shipper = acting.organisation;
		let key = ShipmentKey { shipper, id: shipment.id };
		ensure!(!Shipments::<T>::contains_key(key), Error::<T>::ShipmentExists);
		if let Some(reason) = exempt {
			// SC-5: no transaction, and so no statement; on record all the same, with its reason.
			Exemptions::<T>::insert(key, reason);
		} else if shipment.kind == ShipmentKind::Sale {
			ensure!(shipment.statement == FULL_STATEMENT, Error::<T>::StatementIncomplete);
		}
		if let Some(to) = shipment.to {
			// Goods may move between one's own places; they are not sold there.
			ensure!(
				to != shipper || shipment.kind == ShipmentKind::Custody,
				Error::<T>::OwnShipment
			);
			ensure!(
				T::Participants::is_accredited_for_any(to, &TRADING),
				Error::<T>::ConsigneeNotAccredited
			);
		}
		Ok(key)
	}

	/// Whether something may go with a shipment as far as its owner is concerned.
	pub(crate) fn ensure_can_sell(
		acting: &Acting,
		shipment: &ShipmentFacts,
		item: &Item,
		seller: &mut Option<OrganisationId>,
	) -> Result<(), Error<T>> {
		if shipment.kind != ShipmentKind::Sale {
			return Ok(());
		}
		// SC-4: possession is not ownership. A logistics provider acts for the owner that
		// entrusted the goods to it.
		ensure!(
			item.owner == acting.organisation || acting.capacity == Capacity::ThirdPartyLogistics,
			Error::<T>::NotOwner
		);
		let owner = *seller.get_or_insert(item.owner);
		ensure!(item.owner == owner, Error::<T>::MixedOwners);
		ensure!(shipment.to != Some(owner), Error::<T>::OwnShipment);
		Ok(())
	}

	/// A shipment with nothing in it yet.
	pub(crate) fn new_shipment(ledger: &Ledger<T>, shipment: &ShipmentFacts) -> Shipment {
		Shipment {
			kind: shipment.kind,
			capacity: ledger.acting.capacity,
			seller: ledger.acting.organisation,
			to: shipment.to,
			inbound: false,
			statement: shipment.statement,
			information: shipment.information,
			number: ledger.number,
			outstanding: 0,
			received: 0,
			closed: None,
		}
	}

	/// Write down a shipment whose items are on their way.
	pub(crate) fn dispatch(
		mut ledger: Ledger<T>,
		key: ShipmentKey,
		row: Shipment,
		seller: Option<OrganisationId>,
		outstanding: u32,
	) -> Result<Weights, DispatchError> {
		let seller = seller.unwrap_or(key.shipper);
		if seller != key.shipper {
			ensure!(
				T::Participants::is_accredited_for_any(seller, &OWNING),
				Error::<T>::SenderNotAccredited
			);
		}
		let (to, information) = (row.to, row.information);
		Self::open_shipment(&mut ledger, key, Shipment { seller, outstanding, ..row })?;
		ledger.finish(
			Act::Step(HopKind::Shipped),
			Outcome {
				disposition: Some(Disposition::InTransit),
				counterparty: to,
				reference: information,
				..Default::default()
			},
		)
	}

	pub(crate) fn do_ship(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: BoundedVec<Epc, T::MaxItems>,
		shipment: ShipmentFacts,
		exempt: Option<ExemptReason>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let returned = shipment.kind == ShipmentKind::Return;
		let step = if returned { Step::Returning } else { Step::Shipping };
		let mut ledger = Ledger::<T>::begin(who, acting, event, &TRADING, Some(step), items.len())?;
		let hash = ledger.event.hash;
		let key = Self::ensure_can_ship(&acting, &shipment, exempt)?;
		let row = Self::new_shipment(&ledger, &shipment);
		let mut seller: Option<OrganisationId> = None;
		for epc in items {
			let mut item = ledger.live(&epc)?;
			ensure!(item.transit.is_none(), Error::<T>::InTransit);
			let standing = ledger.at_hand(&item)?;
			ensure!(item.parent.is_none(), Error::<T>::Packed);
			Self::ensure_can_sell(&acting, &shipment, &item, &mut seller)?;
			if returned {
				// SC-7: quarantined product goes nowhere, unless its return is how a case ends.
				Self::ensure_returnable(&epc, &item, shipment.to)?;
				ledger.ensure_free_inside(&epc, &item)?;
			}
			let to = ledger.step(step, &item)?;
			if !returned {
				ledger.ensure_fit(&epc, &item, None)?;
				ledger.ensure_fit_inside(&epc, &item)?;
			}
			debug_assert!(standing.place.is_none());
			ledger.supply(&row, &epc, &item, false)?;
			item.transit = Some(Transit { shipment: key, before: item.disposition });
			item.disposition = to;
			ledger.save(&epc, item, HopKind::Shipped, Link::None);
		}
		let weights = Self::dispatch(ledger, key, row, seller, count)?;
		Self::deposit_event(Event::Shipped {
			event: hash,
			shipment: key,
			to: shipment.to,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::ship(count)))
	}

	/// Whether the actor may receive of a shipment, asked once for each. Answers its kind.
	fn ensure_can_receive(
		ledger: &mut Ledger<T>,
		key: &ShipmentKey,
	) -> Result<(ShipmentKind, bool), DispatchError> {
		let acting = ledger.acting;
		let (row, first) = ledger.shipment(key)?;
		let (kind, seller, inbound) = (row.kind, row.seller, row.inbound);
		if !first {
			return Ok((kind, inbound));
		}
		match row.to {
			Some(to) => ensure!(to == acting.organisation, Error::<T>::NotConsignee),
			// An open consignment is of whoever receives first.
			None => row.to = Some(acting.organisation),
		}
		let number = row.number;
		if !inbound {
			let sale = kind == ShipmentKind::Sale;
			ensure!(
				kind == ShipmentKind::Custody
					|| (acting.organisation != key.shipper
						&& !(sale && acting.organisation == seller)),
				Error::<T>::OwnShipment
			);
			ensure!(
				!sale || acting.capacity != Capacity::ThirdPartyLogistics,
				Error::<T>::LogisticsCannotOwn
			);
			// SC-3: the sender too, and now.
			let capacity = row.capacity;
			ensure!(
				T::Participants::ensure_accredited(key.shipper, capacity).is_ok(),
				Error::<T>::SenderNotAccredited
			);
			ensure!(
				seller == key.shipper || T::Participants::is_accredited_for_any(seller, &OWNING),
				Error::<T>::SenderNotAccredited
			);
			// Its event names no consignee: only now it is known to whom it went.
			if Self::event(number).is_some_and(|(_, event)| event.counterparty.is_none()) {
				ledger.open.insert(*key);
			}
		}
		Ok((kind, inbound))
	}

	/// Count an item for its consignee; `bulk`: of a range.
	fn supply_one(
		ledger: &mut Ledger<T>,
		row: &Shipment,
		epc: &Epc,
		item: &Item,
		bulk: Option<Bulk>,
		back: bool,
	) -> Result<(), Error<T>> {
		match (bulk, epc, &item.trade) {
			(Some(Bulk { units, .. }), Epc::Sgtin { gtin, .. }, Some(trade)) => {
				ledger.supply_units(row, item.owner, *gtin, &trade.lot, units, back)
			}
			_ => ledger.supply(row, epc, item, back),
		}
	}

	/// One item arrives. `bulk`: of a range; `blocked`: something in it may not be sold.
	/// Answers whether its owner stays for that.
	pub(crate) fn receive_one(
		ledger: &mut Ledger<T>,
		epc: &Epc,
		item: &mut Item,
		bulk: Option<Bulk>,
		blocked: bool,
	) -> Result<bool, DispatchError> {
		let mut owner_kept = false;
		let standing = ledger.lineage.standing(item)?;
		ensure!(standing.transit.is_some(), Error::<T>::NotInTransit);
		let Some(Transit { shipment, .. }) = item.transit.take() else {
			return Err(Error::<T>::Packed.into());
		};
		ledger.in_order(&standing)?;
		let (kind, inbound) = Self::ensure_can_receive(ledger, &shipment)?;
		if ledger.open.contains(&shipment) {
			let row = ledger.shipment(&shipment)?.0.clone();
			Self::supply_one(ledger, &row, epc, item, bulk, false)?;
		}
		let step = match kind {
			ShipmentKind::Return => Step::ReceivingReturn,
			_ => Step::Receiving,
		};
		let to = ledger.step(step, item)?;
		match kind {
			ShipmentKind::Sale if inbound => (),
			// What is recalled or contested changes hands and not owner.
			ShipmentKind::Sale
				if blocked || ledger.flagged(epc, item, bulk.map(|bulk| bulk.leaves))? =>
			{
				owner_kept = true
			}
			ShipmentKind::Sale => item.owner = ledger.acting.organisation,
			// What its owner sends back is the former owner's again; what a custodian sends
			// back was its all the time.
			ShipmentKind::Return
				if item.owner == shipment.shipper
					&& ledger.acting.capacity != Capacity::ThirdPartyLogistics =>
			{
				item.owner = ledger.acting.organisation
			}
			ShipmentKind::Return | ShipmentKind::Custody => (),
		}
		item.holder = ledger.acting.organisation;
		item.returned |= kind == ShipmentKind::Return;
		item.disposition = match item.provenance {
			Provenance::HolderContested => Disposition::NonSellableOther,
			_ if item.cases > 0 => Self::arrive_in_cases(epc, item, kind, to)?,
			_ => to,
		};
		ledger.settle_shipment(&shipment, true)?;
		Ok(owner_kept)
	}

	pub(crate) fn do_receive(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: BoundedVec<Epc, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Receiving), items.len())?;
		let hash = ledger.event.hash;
		let mut owner_kept = 0u32;
		for epc in items {
			let mut item = ledger.live(&epc)?;
			if Self::receive_one(&mut ledger, &epc, &mut item, None, false)? {
				owner_kept = owner_kept.saturating_add(1);
			}
			ledger.save(&epc, item, HopKind::Received, Link::None);
		}
		let counterparty = ledger.one_counterparty();
		let weights = ledger
			.finish(Act::Step(HopKind::Received), Outcome { counterparty, ..Default::default() })?;
		Self::deposit_event(Event::Received {
			event: hash,
			organisation: acting.organisation,
			items: count,
			owner_kept,
		});
		Ok(weights.post::<T>(T::WeightInfo::receive(count)))
	}

	/// One item does not leave after all.
	pub(crate) fn void_one(
		ledger: &mut Ledger<T>,
		epc: &Epc,
		item: &mut Item,
		bulk: Option<Bulk>,
	) -> DispatchResult {
		let standing = ledger.lineage.standing(item)?;
		ensure!(standing.transit.is_some(), Error::<T>::NotInTransit);
		let Some(Transit { shipment, before }) = item.transit.take() else {
			return Err(Error::<T>::Packed.into());
		};
		ensure!(shipment.shipper == ledger.acting.organisation, Error::<T>::NotShipper);
		ledger.in_order(&standing)?;
		let (row, _) = ledger.shipment(&shipment)?;
		ensure!(row.received == 0, Error::<T>::ShipmentPartlyReceived);
		let row = row.clone();
		Self::supply_one(ledger, &row, epc, item, bulk, true)?;
		ledger.settle_shipment(&shipment, false)?;
		item.disposition = match item.provenance {
			Provenance::HolderContested => Disposition::NonSellableOther,
			_ if item.cases > 0 && is_sellable(before) => Disposition::NonSellableOther,
			_ => before,
		};
		Ok(())
	}

	pub(crate) fn do_void_shipment(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		items: BoundedVec<Epc, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Voiding), items.len())?;
		let hash = ledger.event.hash;
		for epc in items {
			let mut item = ledger.live(&epc)?;
			Self::void_one(&mut ledger, &epc, &mut item, None)?;
			ledger.save(&epc, item, HopKind::ShipmentVoided, Link::None);
		}
		let weights = ledger.finish(Act::Step(HopKind::ShipmentVoided), Outcome::default())?;
		Self::deposit_event(Event::ShipmentVoided {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::void_shipment(count)))
	}

	pub(crate) fn do_expect_receipt(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		id: [u8; 16],
		items: BoundedVec<Epc, T::MaxItems>,
		information: Option<[u8; 32]>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Shipping), items.len())?;
		let hash = ledger.event.hash;
		let organisation = acting.organisation;
		let key = ShipmentKey { shipper: organisation, id };
		ensure!(!Shipments::<T>::contains_key(key), Error::<T>::ShipmentExists);
		for epc in items {
			let mut item = ledger.live(&epc)?;
			ledger.at_hand(&item)?;
			ensure!(item.parent.is_none(), Error::<T>::Packed);
			ensure!(
				item.introduced.is_some() && item.owner == organisation,
				Error::<T>::NotIntroduced
			);
			let to = ledger.step(Step::Shipping, &item)?;
			item.transit = Some(Transit { shipment: key, before: item.disposition });
			item.disposition = to;
			ledger.save(&epc, item, HopKind::Shipped, Link::None);
		}
		let row = Shipment {
			kind: ShipmentKind::Sale,
			capacity: acting.capacity,
			seller: organisation,
			to: Some(organisation),
			inbound: true,
			statement: 0,
			information,
			number: ledger.number,
			outstanding: count,
			received: 0,
			closed: None,
		};
		Self::open_shipment(&mut ledger, key, row)?;
		let weights = ledger.finish(
			Act::Step(HopKind::Shipped),
			Outcome {
				disposition: Some(Disposition::InTransit),
				reference: information,
				..Default::default()
			},
		)?;
		Self::deposit_event(Event::ReceiptExpected { event: hash, shipment: key, items: count });
		Ok(weights.post::<T>(T::WeightInfo::expect_receipt(count)))
	}
}

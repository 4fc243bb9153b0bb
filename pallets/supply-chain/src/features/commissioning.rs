//! Products, and how packs, cases and logistic units get their identity (SC-1).

use frame_support::{dispatch::DispatchResultWithPostInfo, ensure, traits::Get, BoundedVec};
use salus_primitives::{
	supply::{
		Day, DecommissionReason, Disposition, Epc, EventFacts, HopKind, LotNumber, Provenance,
		Serial, StorageProfile,
	},
	Acting, OrganisationId, Participants,
};
use sp_runtime::{DispatchError, DispatchResult, SaturatedConversion};

use super::{
	disposition::{transition, Step},
	introduction::settle_review,
	ledger::{
		ensure_gtin, ensure_live, ensure_lot, ensure_serial, ensure_sscc, hold_rows, Ledger,
		Outcome,
	},
};
use crate::{
	Act, CommittedLots, Config, Error, Event, Item, Items, Link, Lots, Pallet, Product, Products,
	Registration, SerialRecalls, Trade, Transit, WeightInfo, MAKING, TRADING,
};

/// An item that is new to the chain.
pub fn new_item(
	trade: Option<Trade>,
	holder: OrganisationId,
	provenance: Provenance,
	disposition: Disposition,
) -> Item {
	Item {
		trade,
		owner: holder,
		holder,
		provenance,
		introduced: None,
		disposition,
		reason: None,
		tainted: false,
		parent: None,
		transit: None,
		container: false,
		generation: 0,
		serial_recalls: 0,
		cases: 0,
		returned: false,
		last: 0,
		first_hop: 0,
		next_hop: 0,
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_product(
		who: T::AccountId,
		acting: Acting,
		gtin: u64,
		contains: Option<(u64, u32)>,
		storage: Option<StorageProfile>,
	) -> DispatchResult {
		ensure!(MAKING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&who, &acting, None)?;
		ensure_gtin::<T>(gtin)?;
		let row = Products::<T>::get(gtin);
		ensure!(row.registration.is_none(), Error::<T>::ProductExists);
		let maker = acting.organisation;
		let base = match contains {
			None => None,
			Some((inner, quantity)) => {
				ensure!(inner != gtin && quantity > 0, Error::<T>::ContentsInvalid);
				let inner_row = Products::<T>::get(inner)
					.registration
					.filter(|inner| inner.maker == maker)
					.ok_or(Error::<T>::ContainedProductUnknown)?;
				Some(inner_row.base.unwrap_or(inner))
			}
		};
		if let Some(profile) = &storage {
			ensure!(
				profile.min <= profile.max && profile.max <= profile.excursion_max,
				Error::<T>::StorageProfileInvalid
			);
		}
		hold_rows::<T>(&who, maker, T::RowDeposit::get(), 1)?;
		let registration = Some(Registration { maker, contains, base, storage });
		Products::<T>::insert(gtin, Product { registration, ..row });
		Self::deposit_event(Event::ProductRegistered { gtin, maker });
		Ok(())
	}

	/// The maker of a registered product.
	pub(crate) fn maker(gtin: u64) -> Option<OrganisationId> {
		Products::<T>::get(gtin).registration.map(|registration| registration.maker)
	}

	/// Everything that is the same for all serials of a commissioning.
	pub(crate) fn ensure_can_commission(
		ledger: &mut Ledger<T>,
		gtin: u64,
		lot: &LotNumber,
		expiry: Day,
	) -> DispatchResult {
		let maker = Self::maker(gtin).ok_or(Error::<T>::ProductUnknown)?;
		ensure!(maker == ledger.acting.organisation, Error::<T>::NotMaker);
		ensure_lot::<T>(lot)?;
		ensure!(expiry >= ledger.day(), Error::<T>::Expired);
		ensure!(!CommittedLots::<T>::contains_key(gtin, lot), Error::<T>::LotIsCommitted);
		Lots::<T>::try_mutate(gtin, lot, |row| -> DispatchResult {
			match row.expiry {
				Some(fixed) => ensure!(fixed == expiry, Error::<T>::LotExpiryMismatch),
				None => {
					row.expiry = Some(expiry);
					ledger.rows = ledger.rows.saturating_add(1);
				}
			}
			Ok(())
		})
	}

	/// What gets its identity is active (EP-3).
	pub(crate) fn ensure_active(ledger: &Ledger<T>) -> DispatchResult {
		let wanted = ledger.event.disposition;
		transition(Step::Commissioning, Disposition::Encoded, wanted, None, false)
			.map_err(Error::<T>::from)?;
		Ok(())
	}

	/// Commission one serial.
	fn commission_one(
		ledger: &mut Ledger<T>,
		gtin: u64,
		serial: Serial,
		lot: &LotNumber,
		expiry: Day,
		kind: HopKind,
		from: Link,
	) -> DispatchResult {
		ensure_serial::<T>(&serial)?;
		let serial_recalls = SerialRecalls::<T>::get(gtin, &serial).recalls.len().saturated_into();
		let is_outdone = Self::is_outdone(gtin, &serial);
		let epc = Epc::Sgtin { gtin, serial };
		let maker = ledger.acting.organisation;
		let trade = Some(Trade { lot: lot.clone(), expiry });
		if !Items::<T>::contains_key(&epc) {
			let mut item = new_item(trade, maker, Provenance::Manufacturer, Disposition::Active);
			item.serial_recalls = serial_recalls;
			ledger.rows = ledger.rows.saturating_add(1);
			ledger.save(&epc, item, kind, from);
			return Ok(());
		}
		let mut item = ledger.lineage.load(&epc)?;
		match item.provenance {
			// The maker's word on a pack that a holder introduced: it stays where it is.
			Provenance::Holder if item.trade == trade => {
				settle_review::<T>(ledger, &mut item)?;
				item.provenance = Provenance::HolderConfirmed;
				ledger.save(&epc, item, HopKind::Confirmed, Link::None);
			}
			Provenance::Holder => return Err(Error::<T>::IntroducedDiffers.into()),
			// What was introduced under this serial was not the maker's pack: this is.
			Provenance::HolderContested => {
				ensure!(!is_outdone, Error::<T>::SerialOutdone);
				ensure_live::<T>(&item)?;
				Self::ensure_whole(&item)?;
				ensure!(ledger.lineage.inside(&epc, &item).children == 0, Error::<T>::NotEmpty);
				let standing = ledger.lineage.standing(&item)?;
				// What is under investigation stays as it is until that is over.
				Ledger::<T>::ensure_free(&item, &standing)?;
				let link = ledger.leave(&epc, &mut item, &standing)?;
				if let Some(Transit { shipment, .. }) = item.transit.take() {
					ledger.settle_shipment(&shipment, false)?;
				}
				let fresh = new_item(trade, maker, Provenance::Manufacturer, Disposition::Active);
				let item = Item {
					container: item.container,
					generation: item.generation,
					serial_recalls: item.serial_recalls,
					last: item.last,
					first_hop: item.first_hop,
					next_hop: item.next_hop,
					..fresh
				};
				ledger.save(&epc, item, kind, link);
			}
			Provenance::Manufacturer | Provenance::HolderConfirmed => {
				return Err(Error::<T>::AlreadyCommissioned.into())
			}
		}
		Ok(())
	}

	pub(crate) fn do_commission(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		gtin: u64,
		lot: LotNumber,
		expiry: Day,
		serials: BoundedVec<Serial, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&serials);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&MAKING,
			Some(Step::Commissioning),
			serials.len(),
		)?;
		Self::ensure_can_commission(&mut ledger, gtin, &lot, expiry)?;
		Self::ensure_active(&ledger)?;
		let hash = ledger.event.hash;
		for serial in serials {
			Self::commission_one(
				&mut ledger,
				gtin,
				serial,
				&lot,
				expiry,
				HopKind::Commissioned,
				Link::None,
			)?;
		}
		let weights = ledger.finish(
			Act::Step(HopKind::Commissioned),
			Outcome { disposition: Some(Disposition::Active), ..Default::default() },
		)?;
		Self::deposit_event(Event::Commissioned {
			event: hash,
			organisation: acting.organisation,
			gtin,
			lot,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::commission(count)))
	}

	pub(crate) fn do_commission_containers(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		ssccs: BoundedVec<u64, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&ssccs);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&TRADING,
			Some(Step::Commissioning),
			ssccs.len(),
		)?;
		Self::ensure_active(&ledger)?;
		let hash = ledger.event.hash;
		for sscc in ssccs {
			let (epc, item) = Self::open_container(&mut ledger, sscc)?;
			ledger.save(&epc, item, HopKind::Commissioned, Link::None);
		}
		let weights = ledger.finish(
			Act::Step(HopKind::Commissioned),
			Outcome { disposition: Some(Disposition::Active), ..Default::default() },
		)?;
		Self::deposit_event(Event::ContainersCommissioned {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::commission_containers(count)))
	}

	/// A logistic unit that is new, or empty and the actor's own.
	pub(crate) fn open_container(
		ledger: &mut Ledger<T>,
		sscc: u64,
	) -> Result<(Epc, Item), DispatchError> {
		ensure_sscc::<T>(sscc)?;
		let epc = Epc::Sscc(sscc);
		let actor = ledger.acting.organisation;
		if !Items::<T>::contains_key(&epc) {
			ledger.rows = ledger.rows.saturating_add(1);
			let item = new_item(None, actor, Provenance::Manufacturer, Disposition::Active);
			return Ok((epc, item));
		}
		let mut item = ledger.live(&epc)?;
		ensure!(item.parent.is_none(), Error::<T>::Packed);
		let standing = ledger.lineage.standing(&item)?;
		ensure!(standing.transit.is_none(), Error::<T>::InTransit);
		ensure!(standing.holder == actor, Error::<T>::ContainerInUse);
		ledger.in_order(&standing)?;
		ensure!(ledger.lineage.inside(&epc, &item).children == 0, Error::<T>::NotEmpty);
		Ledger::<T>::ensure_free(&item, &standing)?;
		item.owner = actor;
		// Nothing is in it, and what comes was not there when it came back, or was stolen.
		item.returned = false;
		item.tainted = false;
		item.disposition = Disposition::Active;
		Ok((epc, item))
	}

	#[allow(clippy::too_many_arguments)]
	pub(crate) fn do_transform(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		inputs: BoundedVec<Epc, T::MaxItems>,
		gtin: u64,
		lot: LotNumber,
		expiry: Day,
		serials: BoundedVec<Serial, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let (consumed, made) = (crate::len(&inputs), crate::len(&serials));
		ensure!(consumed > 0 && made > 0, Error::<T>::EmptyList);
		ensure!(consumed.saturating_add(made) <= T::MaxItems::get(), Error::<T>::TooManyItems);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&MAKING,
			Some(Step::Transforming),
			inputs.len(),
		)?;
		let hash = ledger.event.hash;
		Self::ensure_can_commission(&mut ledger, gtin, &lot, expiry)?;
		let mut source = None;
		for epc in inputs {
			let mut item = ledger.live(&epc)?;
			let earliest = item.trade.as_ref().ok_or(Error::<T>::NotATradeItem)?.expiry;
			let standing = ledger.at_hand(&item)?;
			ensure!(standing.owner == acting.organisation, Error::<T>::NotOwner);
			ensure!(standing.held_around().is_none(), Error::<T>::Held);
			ensure!(ledger.lineage.inside(&epc, &item).children == 0, Error::<T>::NotEmpty);
			let to = ledger.step_to(Step::Transforming, &item, None)?;
			ledger.ensure_fit(&epc, &item, None)?;
			// SC-11: nothing lives longer for being repackaged.
			ensure!(expiry <= earliest, Error::<T>::ExpiryAfterInputs);
			let link = ledger.leave(&epc, &mut item, &standing)?;
			item.disposition = to;
			item.reason = Some(DecommissionReason::Transformed);
			ledger.save(&epc, item, HopKind::Transformed, link);
			source.get_or_insert(epc);
		}
		let from = source.map_or(Link::None, Link::From);
		for serial in serials {
			Self::commission_one(
				&mut ledger,
				gtin,
				serial,
				&lot,
				expiry,
				HopKind::Transformed,
				from.clone(),
			)?;
		}
		let weights = ledger.finish(Act::Step(HopKind::Transformed), Outcome::default())?;
		Self::deposit_event(Event::Transformed {
			event: hash,
			organisation: acting.organisation,
			inputs: consumed,
			outputs: made,
		});
		Ok(weights.post::<T>(Self::transforming(consumed, made)))
	}
}

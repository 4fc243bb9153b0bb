//! Lots that are committed by their roots, and the containers that their packing shows.

use frame_support::{dispatch::DispatchResultWithPostInfo, ensure, traits::Get, BoundedVec};
use salus_primitives::{
	lot::{ContainerProof, LotCommitment},
	supply::{Day, Disposition, Epc, EventFacts, HopKind, LotNumber, Provenance},
	Acting,
};
use sp_runtime::DispatchError;

use super::{
	commissioning::new_item,
	disposition::Step,
	ledger::{hold_rows, Ledger, Outcome},
	lineage::Lineage,
	ranges::Piece,
};
use crate::{
	Act, CommittedLot, CommittedLots, Config, Error, Event, Item, Items, Leaves, Link, Lots,
	Pallet, Products, Range, SerialRecalls, Stop, Trade, WeightInfo, MAKING, MAX_DEPTH, TRADING,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_commission_lot(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		gtin: u64,
		lot: LotNumber,
		expiry: Day,
		commitment: LotCommitment,
	) -> DispatchResultWithPostInfo {
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &MAKING, Some(Step::Commissioning), 1)?;
		let hash = ledger.event.hash;
		let items = commitment.serials.count;
		ensure!(
			commitment.serials.is_valid()
				&& commitment
					.packing
					.is_none_or(|packing| packing.is_valid() && packing.count <= items),
			Error::<T>::CommitmentInvalid
		);
		ensure!(!CommittedLots::<T>::contains_key(gtin, &lot), Error::<T>::LotAlreadyCommitted);
		// One by one, or by root: not both, or a serial could be in the lot twice.
		ensure!(Lots::<T>::get(gtin, &lot).expiry.is_none(), Error::<T>::LotIsListed);
		Self::ensure_can_commission(&mut ledger, gtin, &lot, expiry)?;
		Self::ensure_active(&ledger)?;
		ledger.rows = ledger.rows.saturating_add(1);
		let maker = acting.organisation;
		let deposit = T::RowDeposit::get();
		let (payer, _) = hold_rows::<T>(ledger.signer(), maker, deposit, 1)?;
		CommittedLots::<T>::insert(
			gtin,
			&lot,
			CommittedLot { commitment, expiry, next_segment: 1 },
		);
		let row = Range {
			len: items,
			live: items,
			held: 0,
			owner: maker,
			holder: maker,
			disposition: Disposition::Active,
			reason: None,
			tainted: false,
			returned: false,
			parent: None,
			transit: None,
			last: 0,
			segment: 0,
			next_hop: 0,
			payer,
			deposit,
		};
		let piece = Piece::new(&mut ledger, gtin, lot.clone(), expiry, 0, row)?;
		piece.save(&mut ledger, HopKind::Commissioned, Link::None);
		let weights = ledger.finish(
			Act::Step(HopKind::Commissioned),
			Outcome { disposition: Some(Disposition::Active), ..Default::default() },
		)?;
		Self::deposit_event(Event::LotCommissioned {
			event: hash,
			organisation: maker,
			gtin,
			lot,
			items,
		});
		Ok(weights.post::<T>(T::WeightInfo::commission_lot()))
	}

	/// The container that a proof shows, as a new row, or an empty one of the actor's own.
	fn shown_container(
		ledger: &mut Ledger<T>,
		gtin: u64,
		lot: &LotNumber,
		expiry: Day,
		shown: &ContainerProof,
	) -> Result<Item, DispatchError> {
		match &shown.epc {
			Epc::Sscc(sscc) => Ok(Self::open_container(ledger, *sscc)?.1),
			Epc::Sgtin { gtin: case, serial } => {
				// DSCSA 581(7): a homogeneous case holds the product that it is registered for.
				let contains = Products::<T>::get(case).registration.and_then(|row| row.contains);
				let (inner, quantity) = contains.ok_or(Error::<T>::NotAContainer)?;
				ensure!(inner == gtin, Error::<T>::ContentsMismatch);
				ensure!(shown.len <= quantity, Error::<T>::CaseFull);
				ensure!(!Items::<T>::contains_key(&shown.epc), Error::<T>::AlreadyCommissioned);
				super::ledger::ensure_serial::<T>(serial)?;
				let trade = Some(Trade { lot: lot.clone(), expiry });
				let mut item = new_item(
					trade,
					ledger.acting.organisation,
					Provenance::Manufacturer,
					Disposition::InProgress,
				);
				let recalls = SerialRecalls::<T>::get(case, serial).recalls.len();
				item.serial_recalls = u8::try_from(recalls).unwrap_or(u8::MAX);
				ledger.rows = ledger.rows.saturating_add(1);
				Ok(item)
			}
		}
	}

	pub(crate) fn do_open_lot_container(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		gtin: u64,
		lot: LotNumber,
		shown: ContainerProof,
	) -> DispatchResultWithPostInfo {
		let mut ledger = Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Packing), 1)?;
		let hash = ledger.event.hash;
		let committed = CommittedLots::<T>::get(gtin, &lot).ok_or(Error::<T>::LotNotCommitted)?;
		let packing = committed.commitment.packing.ok_or(Error::<T>::PackingNotCommitted)?;
		shown.verify(&packing).map_err(Error::<T>::from)?;
		let leaves = Leaves { gtin, lot: lot.clone(), first: shown.first, len: shown.len };
		let mut piece = Self::carve(&mut ledger, &leaves)?;
		let standing = ledger.at_hand(&piece.item)?;
		Ledger::<T>::ensure_free(&piece.item, &standing)?;
		ensure!(standing.held_around().is_none(), Error::<T>::Held);
		let to = ledger.step(Step::Packing, &piece.item)?;
		let mut container =
			Self::shown_container(&mut ledger, gtin, &lot, committed.expiry, &shown)?;
		let around = standing.place.as_ref().map_or(0, |place| place.path.len());
		ensure!(around < MAX_DEPTH as usize, Error::<T>::TooDeep);
		container.container = true;
		container.owner = standing.owner;
		container.holder = standing.holder;
		container.last = container.last.max(standing.last);
		container.disposition = match shown.epc {
			Epc::Sscc(_) => Disposition::ContainerClosed,
			Epc::Sgtin { .. } => Disposition::InProgress,
		};
		// Where the leaves were, the container is now.
		let outer = piece.item.parent.take();
		let before = piece.contribution();
		piece.item.disposition = to;
		container.parent = outer;
		ledger.lineage.know(&shown.epc, &container);
		let pointer = Lineage::<T>::pointer(&shown.epc, &container);
		let here = [shown.epc.clone()];
		ledger.lineage.add(&here, &piece.contribution())?;
		let link = match &standing.place {
			None => Link::None,
			Some(place) => {
				// The container counts too, and its row has to know that it is one.
				let whole = ledger.lineage.contribution(&shown.epc, &container)?;
				ledger.lineage.add(&place.path, &whole)?;
				ledger.lineage.subtract(&place.path, &before);
				let stops = BoundedVec::try_from(place.stops.clone());
				Link::Into(stops.map_err(|_| Error::<T>::TooDeep)?)
			}
		};
		let mut stops = alloc::vec![Stop {
			parent: pointer.clone(),
			// The container's hop of this event is the same as that of its content.
			seq: container.next_hop.saturating_add(1),
		}];
		if let Some(place) = &standing.place {
			stops.extend(place.stops.iter().cloned());
		}
		let stops = BoundedVec::try_from(stops).map_err(|_| Error::<T>::TooDeep)?;
		piece.item.parent = Some(pointer);
		let items = piece.row.live;
		piece.save(&mut ledger, HopKind::Packed, Link::Into(stops));
		ledger.save(&shown.epc, container, HopKind::Packed, link);
		let weights = ledger.finish(Act::Step(HopKind::Packed), Outcome::default())?;
		Self::deposit_event(Event::LotContainerOpened {
			event: hash,
			organisation: acting.organisation,
			parent: shown.epc,
			items,
		});
		Ok(weights.post::<T>(T::WeightInfo::open_lot_container()))
	}
}

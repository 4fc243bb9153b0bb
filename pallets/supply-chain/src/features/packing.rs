//! Containers: packing into them, unpacking, emptying them as a whole (EP-2).

use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResultWithPostInfo, ensure, traits::ConstU32, BoundedVec};
use salus_primitives::{
	supply::{Disposition, Epc, EventFacts, HopKind, Provenance},
	Acting, OrganisationId,
};
use sp_runtime::DispatchError;

use super::{
	disposition::{is_held, is_sellable, Step},
	ledger::{ensure_live, Ledger, Outcome, Weights},
	lineage::{add, Lineage, Place},
};
use crate::{
	Act, Config, Contents, Emptied, EmptiedContainers, Error, Event, Item, Items, Leaves, Link,
	Pallet, Parent, Products, Stop, WeightInfo, MAX_DEPTH, MAX_RANGES, TRADING,
};

/// What may go into a container.
enum Fits {
	/// Anything, as into a logistic unit.
	Anything,
	/// One product of one lot, at most so many (DSCSA 581(7)).
	Only { gtin: u64, quantity: u32 },
	/// One lot: a case whose product is not registered.
	OneLot,
}

/// A container that something goes into, and what is around it.
struct Target {
	container: Item,
	path: Vec<Epc>,
	stops: BoundedVec<Stop, ConstU32<MAX_DEPTH>>,
	pointer: Parent,
	fits: Fits,
	/// Whose everything in it is; of an empty logistic unit: of whoever owns the first that goes in.
	owner: Option<OrganisationId>,
	sum: Contents,
}

impl Target {
	/// Check that something fits, and count it. Answers what it is in now.
	fn take<T: Config>(
		&mut self,
		epc: &Epc,
		item: &Item,
		whose: OrganisationId,
		own: &Contents,
	) -> Result<Parent, Error<T>> {
		let owner = *self.owner.get_or_insert(whose);
		ensure!(whose == owner, Error::<T>::MixedOwners);
		let same_lot = match (&item.trade, &self.container.trade) {
			(Some(trade), Some(case)) => trade.lot == case.lot,
			_ => false,
		};
		let fits = match (&self.fits, epc) {
			(Fits::Anything, _) => true,
			(Fits::Only { gtin, .. }, Epc::Sgtin { gtin: own, .. }) => gtin == own && same_lot,
			(Fits::Only { .. }, Epc::Sscc(_)) => false,
			(Fits::OneLot, _) => same_lot,
		};
		ensure!(fits, Error::<T>::ContentsMismatch);
		let around = u32::try_from(self.path.len()).map_err(|_| Error::<T>::TooDeep)?;
		ensure!(around.saturating_add(own.height.into()) <= MAX_DEPTH, Error::<T>::TooDeep);
		self.sum.children = self.sum.children.saturating_add(1);
		self.sum.height = self.sum.height.max(own.height);
		add::<T>(&mut self.sum, own)?;
		Ok(self.pointer.clone())
	}
}

impl<T: Config> Pallet<T> {
	fn fits(parent: &Epc, item: &Item) -> Result<Fits, Error<T>> {
		let Epc::Sgtin { gtin, .. } = parent else { return Ok(Fits::Anything) };
		let registered = Products::<T>::get(gtin).registration.and_then(|row| row.contains);
		match registered {
			Some((gtin, quantity)) => Ok(Fits::Only { gtin, quantity }),
			None if item.provenance != Provenance::Manufacturer => Ok(Fits::OneLot),
			None => Err(Error::<T>::NotAContainer),
		}
	}

	/// The container that is packed or unpacked, held by the actor, and what is around it.
	fn container_at_hand(
		ledger: &mut Ledger<T>,
		parent: &Epc,
		step: Step,
	) -> Result<(Item, alloc::rc::Rc<Place>), DispatchError> {
		let item = ledger.live(parent)?;
		let standing = ledger.at_hand(&item)?;
		Ledger::<T>::ensure_free(&item, &standing)?;
		ledger.step(step, &item)?;
		let place = ledger.lineage.place(parent)?;
		Ok((item, place))
	}

	/// The container that something goes into: at hand, or opened by that.
	fn target(ledger: &mut Ledger<T>, parent: &Epc) -> Result<Target, DispatchError> {
		// Real documents pack into logistic units that nobody commissioned.
		let opened = !Items::<T>::contains_key(parent);
		let (container, path, mut stops) = match parent {
			Epc::Sscc(sscc) if opened => {
				let (epc, item) = Self::open_container(ledger, *sscc)?;
				ledger.lineage.know(&epc, &item);
				let stop = Stop { parent: Lineage::<T>::pointer(&epc, &item), seq: item.next_hop };
				(item, alloc::vec![epc], alloc::vec![stop])
			}
			_ => {
				let (item, place) = Self::container_at_hand(ledger, parent, Step::Packing)?;
				(item, place.path.clone(), place.stops.clone())
			}
		};
		let fits = Self::fits(parent, &container)?;
		let empty = ledger.lineage.inside(parent, &container).children == 0;
		let owner = match path.last() {
			Some(top) if top != parent => Some(ledger.lineage.place(top)?.owner),
			// An empty logistic unit becomes that of whoever owns what goes in.
			_ if empty && container.trade.is_none() => None,
			_ => Some(container.owner),
		};
		// The container's hop of this event is the same as its children's.
		if let Some(stop) = stops.first_mut() {
			stop.seq = stop.seq.saturating_add(1);
		}
		Ok(Target {
			pointer: Lineage::<T>::pointer(parent, &container),
			stops: BoundedVec::try_from(stops).map_err(|_| Error::<T>::TooDeep)?,
			container,
			path,
			fits,
			owner,
			sum: Contents::default(),
		})
	}

	/// What is packed is in the container: write that.
	fn packed(
		mut ledger: Ledger<T>,
		parent: Epc,
		target: Target,
		items: u32,
	) -> Result<Weights, DispatchError> {
		let Target { mut container, path, fits, owner, sum, .. } = target;
		ledger.lineage.add(&path, &sum)?;
		container.container = true;
		if let Fits::Only { gtin, quantity } = fits {
			let inside = ledger.lineage.inside(&parent, &container);
			let own = inside.lots.iter().filter(|((product, _), _)| *product == gtin);
			let units = own.fold(0u32, |sum, (_, lot)| sum.saturating_add(lot.units));
			ensure!(units <= quantity, Error::<T>::CaseFull);
		}
		if container.parent.is_none() {
			container.owner = owner.unwrap_or(container.owner);
		}
		if is_sellable(container.disposition) {
			container.disposition = match parent {
				Epc::Sscc(_) => Disposition::ContainerClosed,
				Epc::Sgtin { .. } => Disposition::InProgress,
			};
		}
		ledger.save(&parent, container, HopKind::Packed, Link::None);
		let (hash, organisation) = (ledger.event.hash, ledger.acting.organisation);
		let weights = ledger.finish(Act::Step(HopKind::Packed), Outcome::default())?;
		Self::deposit_event(Event::Packed { event: hash, organisation, parent, items });
		Ok(weights)
	}

	pub(crate) fn do_pack(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		parent: Epc,
		children: BoundedVec<Epc, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&children);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Packing), children.len())?;
		let mut target = Self::target(&mut ledger, &parent)?;
		for epc in children {
			ensure!(!target.path.contains(&epc), Error::<T>::PackingCycle);
			let mut item = ledger.live(&epc)?;
			ensure!(item.parent.is_none(), Error::<T>::AlreadyPacked);
			let standing = ledger.at_hand(&item)?;
			Ledger::<T>::ensure_free(&item, &standing)?;
			ledger.ensure_free_inside(&epc, &item)?;
			item.disposition = ledger.step(Step::Packing, &item)?;
			let own = ledger.lineage.contribution(&epc, &item)?;
			item.parent = Some(target.take::<T>(&epc, &item, standing.owner, &own)?);
			ledger.save(&epc, item, HopKind::Packed, Link::Into(target.stops.clone()));
		}
		let weights = Self::packed(ledger, parent, target, count)?;
		Ok(weights.post::<T>(T::WeightInfo::pack(count)))
	}

	pub(crate) fn do_pack_ranges(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		parent: Epc,
		ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&ranges);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Packing), ranges.len())?;
		let mut target = Self::target(&mut ledger, &parent)?;
		let mut items = 0u32;
		for leaves in ranges {
			let mut piece = Self::carve_or_whole(&mut ledger, &leaves)?;
			ensure_live::<T>(&piece.item)?;
			ensure!(piece.item.parent.is_none(), Error::<T>::AlreadyPacked);
			let standing = ledger.at_hand(&piece.item)?;
			piece.item.disposition = ledger.step(Step::Packing, &piece.item)?;
			let (epc, own) = (piece.epc(), piece.contribution());
			let pointer = target.take::<T>(&epc, &piece.item, standing.owner, &own)?;
			piece.item.parent = Some(pointer);
			items = items.saturating_add(piece.row.live);
			piece.save(&mut ledger, HopKind::Packed, Link::Into(target.stops.clone()));
		}
		let weights = Self::packed(ledger, parent, target, items)?;
		Ok(weights.post::<T>(T::WeightInfo::pack_ranges(count)))
	}

	pub(crate) fn do_unpack(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		parent: Epc,
		children: BoundedVec<Epc, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&children);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&TRADING,
			Some(Step::Unpacking),
			// The container itself is one of them.
			children.len().max(1),
		)?;
		let hash = ledger.event.hash;
		let (mut container, place) =
			Self::container_at_hand(&mut ledger, &parent, Step::Unpacking)?;
		let inside = ledger.lineage.inside(&parent, &container);
		ensure!(inside.children > 0, Error::<T>::ContainerEmpty);
		let pointer = Lineage::<T>::pointer(&parent, &container);
		let (items, link) = if count == 0 {
			// SC-7: what is in a case is not put aside unseen.
			ensure!(inside.quarantined == 0, Error::<T>::ContainsQuarantined);
			EmptiedContainers::<T>::insert(
				&parent,
				container.generation,
				Emptied {
					owner: place.owner,
					holder: place.holder,
					time: ledger.event.time,
					held: place.held_out(),
					returned: place.returned,
				},
			);
			ledger.rows = ledger.rows.saturating_add(1);
			// Those around lose what was in it; what it is itself stays with them.
			let around = place.path.get(1..).unwrap_or_default().to_vec();
			let sum = Contents { children: 0, ..inside.clone() };
			ledger.lineage.subtract(&around, &sum);
			ledger.lineage.clear(&parent);
			container.generation = container.generation.saturating_add(1);
			(inside.children, Link::Emptied(pointer.generation))
		} else {
			// Never more lots than the container has.
			let mut sum = Contents::default();
			for epc in children {
				let mut item = ledger.live(&epc)?;
				ensure!(item.parent.as_ref() == Some(&pointer), Error::<T>::NotInParent);
				ensure!(ledger.event.time >= item.last, Error::<T>::EventBeforeLast);
				// Only who investigates takes it out, to keep it apart.
				ensure!(
					item.cases == 0 || Self::investigates(&epc, acting.organisation),
					Error::<T>::InQuarantine
				);
				let own = ledger.lineage.contribution(&epc, &item)?;
				add::<T>(&mut sum, &own)?;
				sum.children = sum.children.saturating_add(1);
				item.parent = None;
				item.owner = place.owner;
				item.holder = place.holder;
				item.returned |= place.returned;
				item.tainted |= place.tainted;
				item.disposition = match place.held_out() {
					Some(held) if !is_held(item.disposition) => held,
					_ => ledger.step(Step::Unpacking, &item)?,
				};
				if let (Some(held), true) = (place.held_out(), item.cases > 0) {
					Self::remember_held(&epc, held);
				}
				ledger.save(&epc, item, HopKind::Unpacked, Link::OutOf(pointer.clone()));
			}
			ledger.lineage.subtract(&place.path, &sum);
			(count, Link::None)
		};
		if is_sellable(container.disposition) {
			container.disposition = match parent {
				Epc::Sscc(_) => Disposition::ContainerOpen,
				Epc::Sgtin { .. } => Disposition::InProgress,
			};
		}
		ledger.save(&parent, container, HopKind::Unpacked, link);
		let weights = ledger.finish(Act::Step(HopKind::Unpacked), Outcome::default())?;
		Self::deposit_event(Event::Unpacked {
			event: hash,
			organisation: acting.organisation,
			parent,
			items,
		});
		Ok(weights.post::<T>(Self::unpacking(count)))
	}
}

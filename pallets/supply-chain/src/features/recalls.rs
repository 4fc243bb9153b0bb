//! Recalls: one write that reaches a product, a lot or listed packs wherever they are, also those
//! that do not exist yet (RC-1, RC-2).

use alloc::collections::BTreeSet;
use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
	traits::Get,
};
use salus_primitives::{
	merkle::MAX_LEAVES,
	supply::{Epc, RecallClass, RecallDepth, RecallScope, Serial},
	Acting, Capacity, Moment, ObligationKey, ObligationKind, Obligations, OrganisationId,
	Participants,
};

use super::{
	effectiveness::least_share,
	ledger::{block, ensure_gtin, ensure_lot, ensure_serial, hold_rows, now, subject},
	lineage::Lineage,
};
use crate::{
	Config, Error, Event, Items, Lots, NextEvent, Pallet, PartRecalls, Products, Recall, RecallIds,
	RecallLog, RecallLogRow, RecallPlans, Recalls, Scope, SerialRecalls, SerialsOf, WeightInfo,
	MAX_DEPTH, MAX_OWN_RECALLS, MAX_RECALLS, RECALLING,
};

fn completion_duty(id: &[u8; 16], by: OrganisationId) -> ObligationKey {
	ObligationKey {
		kind: ObligationKind::CompleteRecall,
		subject: subject(by, id),
		responsible: by,
	}
}

/// Who opens or closes which recall, when.
struct Mark {
	id: [u8; 16],
	opened: bool,
	by: OrganisationId,
	regulator: bool,
	number: u64,
	time: Moment,
}

impl Mark {
	/// Whether there is place for one more recall beside so many.
	fn ensure_place<T: Config>(&self, open: usize) -> Result<(), Error<T>> {
		let limit = if self.regulator { MAX_RECALLS } else { MAX_OWN_RECALLS };
		ensure!(open < limit as usize, Error::<T>::TooManyRecalls);
		Ok(())
	}

	/// Add to the open ones or take away, and keep it in the scope's log.
	fn put<T: Config>(
		&self,
		scope: Scope,
		recalls: &mut RecallIds,
		log: &mut u32,
	) -> DispatchResult {
		if self.opened {
			self.ensure_place::<T>(recalls.len())?;
			recalls.try_push(self.id).map_err(|_| Error::<T>::TooManyRecalls)?;
		} else {
			recalls.retain(|id| *id != self.id);
		}
		self.write::<T>(scope, log);
		Ok(())
	}

	/// The same of a part, which is logged with the whole.
	fn put_part<T: Config>(
		&self,
		scope: &Scope,
		part: (u32, u32),
		parts: &mut PartRecalls,
		log: &mut u32,
	) -> DispatchResult {
		if self.opened {
			self.ensure_place::<T>(parts.len())?;
			parts.try_push((self.id, part)).map_err(|_| Error::<T>::TooManyRecalls)?;
		} else {
			parts.retain(|(id, _)| *id != self.id);
		}
		self.write::<T>(scope.logged(), log);
		Ok(())
	}

	fn write<T: Config>(&self, scope: Scope, log: &mut u32) {
		let row = RecallLogRow {
			id: self.id,
			opened: self.opened,
			by: self.by,
			number: self.number,
			time: self.time,
			block: block::<T>(),
		};
		RecallLog::<T>::insert(scope, *log, row);
		*log = log.saturating_add(1);
	}
}

impl<T: Config> Pallet<T> {
	fn ensure_recaller(who: &T::AccountId, acting: &Acting) -> DispatchResult {
		ensure!(RECALLING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(who, acting, None)
	}

	/// Put a mark on every scope that a recall covers. Answers how many rows it took.
	fn mark(
		mark: &Mark,
		scope: &Scope,
		serials: &[Serial],
	) -> Result<u32, sp_runtime::DispatchError> {
		match scope {
			Scope::Product(gtin) => {
				Products::<T>::try_mutate(gtin, |row| {
					mark.put::<T>(scope.clone(), &mut row.recalls, &mut row.log)
				})?;
				Ok(2)
			}
			Scope::Lot(gtin, lot) => {
				Lots::<T>::try_mutate(gtin, lot, |row| {
					mark.put::<T>(scope.clone(), &mut row.recalls, &mut row.log)
				})?;
				Ok(2)
			}
			Scope::Expiry(gtin, days) => {
				Products::<T>::try_mutate(gtin, |row| {
					mark.put_part::<T>(scope, *days, &mut row.expiries, &mut row.log)
				})?;
				Ok(2)
			}
			Scope::Leaves(gtin, lot, leaves) => {
				Lots::<T>::try_mutate(gtin, lot, |row| {
					mark.put_part::<T>(scope, *leaves, &mut row.leaves, &mut row.log)
				})?;
				Ok(2)
			}
			Scope::Serial(gtin, _) => {
				let limit = u32::try_from(serials.len()).unwrap_or(u32::MAX);
				let mut lineage = Lineage::<T>::new(
					limit.saturating_mul(MAX_DEPTH.saturating_add(1)).saturating_add(MAX_DEPTH),
					0,
				);
				for serial in serials {
					Self::mark_serial(mark, &mut lineage, *gtin, serial)?;
				}
				lineage.commit();
				Ok(limit.saturating_mul(2))
			}
		}
	}

	/// One serial: its overlay, and if the pack exists, itself and the containers that it is in.
	fn mark_serial(
		mark: &Mark,
		lineage: &mut Lineage<T>,
		gtin: u64,
		serial: &Serial,
	) -> DispatchResult {
		SerialRecalls::<T>::try_mutate(gtin, serial, |row| {
			mark.put::<T>(Scope::Serial(gtin, serial.clone()), &mut row.recalls, &mut row.log)
		})?;
		let epc = Epc::Sgtin { gtin, serial: serial.clone() };
		if !Items::<T>::contains_key(&epc) {
			return Ok(());
		}
		let mut item = lineage.load(&epc)?;
		let standing = lineage.standing(&item)?;
		let before = item.serial_recalls;
		item.serial_recalls =
			if mark.opened { before.saturating_add(1) } else { before.saturating_sub(1) };
		if let Some(place) = &standing.place {
			let one = crate::Contents { recalled: 1, ..Default::default() };
			match (before, item.serial_recalls) {
				(0, 1) => lineage.add_flags(&place.path, &one),
				(1, 0) => lineage.subtract(&place.path, &one),
				_ => (),
			}
		}
		lineage.written(&epc, &item);
		Items::<T>::insert(epc, item);
		Ok(())
	}

	pub(crate) fn do_open_recall(
		who: T::AccountId,
		acting: Acting,
		id: [u8; 16],
		scope: RecallScope,
		class: RecallClass,
		depth: RecallDepth,
		due: Option<Moment>,
	) -> DispatchResult {
		Self::ensure_recaller(&who, &acting)?;
		ensure!(!Recalls::<T>::contains_key(id), Error::<T>::RecallExists);
		let (gtin, scope, serials) = match scope {
			RecallScope::Product { gtin } => (gtin, Scope::Product(gtin), Default::default()),
			RecallScope::Lot { gtin, lot } => {
				ensure_lot::<T>(&lot)?;
				(gtin, Scope::Lot(gtin, lot), Default::default())
			}
			RecallScope::Serials { gtin, serials } => {
				let first = serials.first().cloned().ok_or(Error::<T>::EmptyList)?;
				let mut seen = BTreeSet::new();
				for serial in &serials {
					ensure_serial::<T>(serial)?;
					ensure!(seen.insert(serial), Error::<T>::ListedTwice);
				}
				(gtin, Scope::Serial(gtin, first), serials)
			}
			RecallScope::Expiry { gtin, from, to } => {
				ensure!(from <= to, Error::<T>::ScopeInvalid);
				(gtin, Scope::Expiry(gtin, (from, to)), Default::default())
			}
			RecallScope::Leaves { gtin, lot, first, len } => {
				ensure_lot::<T>(&lot)?;
				let end = first.checked_add(len).filter(|end| len > 0 && *end <= MAX_LEAVES);
				let end = end.ok_or(Error::<T>::ScopeInvalid)?;
				let leaves = (first, end.saturating_sub(1));
				(gtin, Scope::Leaves(gtin, lot, leaves), Default::default())
			}
		};
		ensure_gtin::<T>(gtin)?;
		let by = acting.organisation;
		let regulator = acting.capacity == Capacity::Regulator;
		ensure!(regulator || Self::maker(gtin) == Some(by), Error::<T>::NotMaker);
		let now = now::<T>();
		let due = match due {
			Some(due) => {
				ensure!(due > now, Error::<T>::DueInPast);
				due
			}
			None => now.saturating_add(T::RecallPeriod::get()),
		};
		let number = NextEvent::<T>::mutate(|next| {
			let number = *next;
			*next = next.saturating_add(1);
			number
		});
		let mark = Mark { id, opened: true, by, regulator, number, time: now };
		let rows = Self::mark(&mark, &scope, &serials)?;
		hold_rows::<T>(&who, by, T::RowDeposit::get(), rows.saturating_add(1))?;
		if !serials.is_empty() {
			SerialsOf::<T>::insert(id, serials);
		}
		Recalls::<T>::insert(
			id,
			Recall { by, regulator, class, depth, scope, opened: now, closed: None },
		);
		T::Obligations::open(completion_duty(&id, by), due)?;
		Self::deposit_event(Event::RecallOpened { id, organisation: by, gtin, class });
		Ok(())
	}

	/// An open recall that the actor may change.
	pub(crate) fn own_recall(
		who: &T::AccountId,
		acting: &Acting,
		id: &[u8; 16],
	) -> Result<Recall, sp_runtime::DispatchError> {
		Self::ensure_recaller(who, acting)?;
		let recall = Recalls::<T>::get(id).ok_or(Error::<T>::UnknownRecall)?;
		ensure!(recall.closed.is_none(), Error::<T>::RecallIsClosed);
		ensure!(
			acting.capacity == Capacity::Regulator
				|| (recall.by == acting.organisation && !recall.regulator),
			Error::<T>::NotRecaller
		);
		Ok(recall)
	}

	pub(crate) fn do_change_recall_class(
		who: T::AccountId,
		acting: Acting,
		id: [u8; 16],
		class: RecallClass,
	) -> DispatchResult {
		let mut recall = Self::own_recall(&who, &acting, &id)?;
		ensure!(class != recall.class, Error::<T>::ClassUnchanged);
		// The most serious class is the first.
		ensure!(
			class < recall.class || acting.capacity == Capacity::Regulator,
			Error::<T>::DowngradeNeedsRegulator
		);
		recall.class = class;
		// What is more serious is checked more thoroughly.
		RecallPlans::<T>::mutate_extant(id, |plan| {
			plan.percent = plan.percent.max(least_share(class));
		});
		Recalls::<T>::insert(id, recall);
		Self::deposit_event(Event::RecallClassChanged {
			id,
			organisation: acting.organisation,
			class,
		});
		Ok(())
	}

	pub(crate) fn do_close_recall(
		who: T::AccountId,
		acting: Acting,
		id: [u8; 16],
	) -> DispatchResultWithPostInfo {
		let mut recall = Self::own_recall(&who, &acting, &id)?;
		Self::ensure_effective(&id, &recall, acting.capacity == Capacity::Regulator)?;
		let now = now::<T>();
		let number = NextEvent::<T>::mutate(|next| {
			let number = *next;
			*next = next.saturating_add(1);
			number
		});
		let (by, regulator) = (acting.organisation, acting.capacity == Capacity::Regulator);
		let mark = Mark { id, opened: false, by, regulator, number, time: now };
		let serials = SerialsOf::<T>::take(id);
		Self::mark(&mark, &recall.scope, &serials)?;
		recall.closed = Some(now);
		T::Obligations::fulfil(&completion_duty(&id, recall.by));
		Recalls::<T>::insert(id, recall);
		Self::deposit_event(Event::RecallClosed { id, organisation: acting.organisation });
		Ok(Some(T::WeightInfo::close_recall(crate::len(&serials))).into())
	}
}

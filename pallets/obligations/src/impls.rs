//! Opening, closing, announcing and reading.

use crate::*;
use alloc::vec::Vec;
use codec::{DecodeAll, Encode};
use frame_support::{ensure, pallet_prelude::*, traits::Time, weights::WeightMeter};
use salus_primitives::{Moment, ObligationKey, Obligations, OrganisationId};

impl<T: Config> Pallet<T> {
	/// Whether what is due at `due` is overdue now: the time itself is still in time.
	fn is_past(due: Moment) -> bool {
		T::Time::now() > due
	}

	/// The obligation, if there is one that is open.
	fn open_obligation(key: &ObligationKey) -> Option<Obligation> {
		ObligationsByKey::<T>::get(key).filter(|o| o.state == State::Open)
	}

	fn index_of(key: &ObligationKey, due: Moment) -> (OrganisationId, Instant, Matter) {
		(key.responsible, due.into(), (key.kind, key.subject))
	}

	/// Close an obligation that is open; whether it was.
	fn close(key: &ObligationKey, outcome: Outcome) -> Option<Obligation> {
		let obligation = Self::open_obligation(key)?;
		let state = State::Closed { at: T::Time::now(), outcome };
		ObligationsByKey::<T>::insert(key, Obligation { state, ..obligation });
		OpenByDue::<T>::remove(Self::index_of(key, obligation.due));
		Agenda::<T>::remove(Instant::from(obligation.due), key);
		Some(obligation)
	}

	/// Announce what has become overdue, oldest first, as far as `meter` and
	/// [`Config::MaxAnnouncedPerBlock`] allow.
	///
	/// The agenda is ordered by time and what is announced leaves it, so its first key is the
	/// cursor: a block in which nothing is due looks at one key, however many obligations there
	/// are and however far the clock has jumped. Every step continues after the row that it
	/// removed, and does not step over removed rows again.
	pub(crate) fn announce_overdue(meter: &mut WeightMeter) {
		if meter.try_consume(T::WeightInfo::on_idle_base()).is_err() {
			return;
		}
		let mut agenda = Agenda::<T>::iter_keys();
		for _ in 0..T::MaxAnnouncedPerBlock::get() {
			if !meter.can_consume(T::WeightInfo::on_idle_item()) {
				return;
			}
			let Some((instant, key)) = agenda.next() else { return };
			let due = instant.into();
			if !Self::is_past(due) {
				return;
			}
			meter.consume(T::WeightInfo::on_idle_item());
			Self::announce(instant, key, due);
		}
	}

	/// Announce one obligation.
	pub(crate) fn announce(instant: Instant, key: ObligationKey, due: Moment) {
		Agenda::<T>::remove(instant, key);
		let ObligationKey { kind, subject, responsible } = key;
		Self::deposit_event(Event::ObligationOverdue { kind, subject, responsible, due });
	}

	pub(crate) fn do_prune(key: ObligationKey) -> DispatchResult {
		let obligation = ObligationsByKey::<T>::get(key).ok_or(Error::<T>::UnknownObligation)?;
		let State::Closed { at, .. } = obligation.state else {
			return Err(Error::<T>::StillOpen.into());
		};
		ensure!(
			at.checked_add(T::RetentionPeriod::get()).is_some_and(|end| end <= T::Time::now()),
			Error::<T>::RetentionRunning
		);
		ObligationsByKey::<T>::remove(key);
		let ObligationKey { kind, subject, responsible } = key;
		Self::deposit_event(Event::ObligationPruned { kind, subject, responsible });
		Ok(())
	}

	/// Whether an obligation is open and its time has passed.
	pub fn is_overdue(key: &ObligationKey) -> bool {
		Self::open_obligation(key).is_some_and(|obligation| Self::is_past(obligation.due))
	}

	/// Open obligations of an organisation, the one due first in front.
	///
	/// At most `limit` of them, which is taken as between 1 and [`MAX_PAGE`], after `cursor`, which
	/// a page before gave. A cursor stays good when the row that it names is closed in between.
	///
	/// # Errors
	/// [`BadCursor`]: `cursor` was not made here.
	pub fn list_open(
		organisation: OrganisationId,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<ObligationPage, BadCursor> {
		let start = match cursor {
			Some(cursor) => {
				let (due, matter) =
					Position::decode_all(&mut cursor.as_slice()).map_err(|_| BadCursor)?;
				Some(OpenByDue::<T>::hashed_key_for((organisation, due, matter)))
			}
			None => None,
		};
		let mut rows = match start {
			Some(start) => OpenByDue::<T>::iter_prefix_from((organisation,), start),
			None => OpenByDue::<T>::iter_prefix((organisation,)),
		};
		let limit = usize::try_from(limit.clamp(1, MAX_PAGE)).unwrap_or(1);
		let mut page = ObligationPage::default();
		let mut last = None;
		for ((instant, matter), opened) in rows.by_ref().take(limit) {
			let due = instant.into();
			last = Some((instant, matter));
			page.obligations.push(OpenObligation {
				key: key_of(organisation, matter),
				opened,
				due,
				overdue: Self::is_past(due),
			});
		}
		// A page that happens to end with the last row says so.
		if rows.next().is_some() {
			page.next = last.map(|position: Position| position.encode());
		}
		Ok(page)
	}
}

impl<T: Config> Obligations for Pallet<T> {
	fn open(key: ObligationKey, due: Moment) -> DispatchResult {
		if Self::open_obligation(&key).is_some() {
			return Ok(());
		}
		let opened = T::Time::now();
		ObligationsByKey::<T>::insert(key, Obligation { opened, due, state: State::Open });
		OpenByDue::<T>::insert(Self::index_of(&key, due), opened);
		Agenda::<T>::insert(Instant::from(due), key, ());
		let ObligationKey { kind, subject, responsible } = key;
		Self::deposit_event(Event::ObligationOpened { kind, subject, responsible, due });
		Ok(())
	}

	fn fulfil(key: &ObligationKey) {
		if let Some(obligation) = Self::close(key, Outcome::Fulfilled) {
			let ObligationKey { kind, subject, responsible } = *key;
			let late = Self::is_past(obligation.due);
			Self::deposit_event(Event::ObligationFulfilled { kind, subject, responsible, late });
		}
	}

	fn cancel(key: &ObligationKey) {
		if Self::close(key, Outcome::Cancelled).is_some() {
			let ObligationKey { kind, subject, responsible } = *key;
			Self::deposit_event(Event::ObligationCancelled { kind, subject, responsible });
		}
	}
}

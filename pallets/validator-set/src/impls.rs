//! Seating, unseating, and what the session and offences pallets ask.

use crate::*;
use alloc::vec::Vec;
use frame_support::{pallet_prelude::*, weights::Weight};
use frame_system::RawOrigin;
use pallet_session::historical;
use sp_runtime::{traits::Hash, Perbill};
use sp_staking::{
	offence::{OffenceDetails, OnOffenceHandler},
	SessionIndex,
};

impl<T: Config> Pallet<T> {
	/// The seated validators, those on their way out included.
	pub fn seated() -> Vec<T::AccountId> {
		Seats::<T>::get().into_iter().map(|seat| seat.validator).collect()
	}

	/// Whether `validator` has a seat, on its way out or not.
	pub fn is_seated(validator: &T::AccountId) -> bool {
		Seats::<T>::get().iter().any(|seat| &seat.validator == validator)
	}

	/// Whether `validator` takes part in the current session or in the one that follows it.
	pub fn is_active(validator: &T::AccountId) -> bool {
		pallet_session::Validators::<T>::get().contains(validator)
			|| pallet_session::QueuedKeys::<T>::get().iter().any(|(queued, _)| queued == validator)
	}

	/// The session of the latest offence that stands against `validator`.
	pub fn conviction(validator: &T::AccountId) -> Option<SessionIndex> {
		Records::<T>::get(validator)?.convicted
	}

	/// How many validators with keys stay at least.
	pub fn minimum() -> u32 {
		T::MinValidators::get().max(Minimum::<T>::get())
	}

	fn has_keys(validator: &T::AccountId) -> bool {
		pallet_session::NextKeys::<T>::contains_key(validator)
	}

	pub(crate) fn do_seat(validator: T::AccountId) -> DispatchResult {
		ensure!(Self::has_keys(&validator), Error::<T>::NoKeys);
		Seats::<T>::try_mutate(|seats| {
			match seats.iter_mut().find(|seat| seat.validator == validator) {
				Some(seat) => {
					ensure!(seat.departure.take().is_some(), Error::<T>::AlreadySeated);
					Ok(())
				}
				None => seats
					.try_push(Seat::of(validator.clone()))
					.map_err(|_| Error::<T>::TooManyValidators),
			}
		})?;
		Self::deposit_event(Event::ValidatorSeated { validator: validator.clone() });
		Self::pardon(validator);
		Ok(())
	}

	/// Forgive what `validator` has been convicted of.
	fn pardon(validator: T::AccountId) {
		let Some(mut record) = Records::<T>::get(&validator) else { return };
		let Some(session) = record.convicted.take() else { return };
		record.pardoned = record.pardoned.max(Some(session));
		Records::<T>::insert(&validator, record);
		Self::deposit_event(Event::ConvictionCleared { validator, session });
	}

	pub(crate) fn do_unseat(validator: T::AccountId) -> DispatchResult {
		Seats::<T>::try_mutate(|seats| {
			let seat = seats
				.iter_mut()
				.find(|seat| seat.validator == validator)
				.ok_or(Error::<T>::NotSeated)?;
			ensure!(seat.departure.is_none(), Error::<T>::AlreadyLeaving);
			seat.departure = Some(Departure::Unseated);
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::DepartureOrdered { validator });
		Ok(())
	}

	pub(crate) fn do_release_keys(validator: T::AccountId) -> DispatchResult {
		ensure!(!Self::is_seated(&validator), Error::<T>::StillSeated);
		ensure!(!Self::is_active(&validator), Error::<T>::StillActive);
		pallet_session::Pallet::<T>::purge_keys(RawOrigin::Signed(validator.clone()).into())?;
		Self::deposit_event(Event::KeysReleased { validator });
		Ok(())
	}

	/// Convict `validator` of an offence in `session`, unless it is known.
	fn convict(validator: &T::AccountId, session: SessionIndex) {
		let mut record = Records::<T>::get(validator).unwrap_or_default();
		if record.pardoned.is_some_and(|pardoned| session <= pardoned)
			|| record.convicted.is_some_and(|known| session <= known)
		{
			return;
		}
		record.convicted = Some(session);
		Records::<T>::insert(validator, record);
		Seats::<T>::mutate(|seats| {
			if let Some(seat) = seats.iter_mut().find(|seat| &seat.validator == validator) {
				seat.departure = Some(Departure::Convicted);
			}
		});
		Self::deposit_event(Event::ValidatorConvicted { validator: validator.clone(), session });
	}

	/// Let those go who should and may, convicted ones first, so many that the minimum of
	/// validators with keys is left.
	fn vacate() {
		let mut seats = Seats::<T>::get();
		if seats.iter().all(|seat| seat.departure.is_none()) {
			return;
		}
		let present = seats.iter().filter(|seat| Self::has_keys(&seat.validator)).count();
		let minimum = usize::try_from(Self::minimum()).unwrap_or(usize::MAX);
		let mut spare = present.saturating_sub(minimum);
		for departure in [Departure::Convicted, Departure::Unseated] {
			seats.retain(|seat| {
				if seat.departure != Some(departure) {
					return true;
				}
				// One without keys does not count, and is not missed.
				if Self::has_keys(&seat.validator) {
					match spare.checked_sub(1) {
						Some(rest) => spare = rest,
						None => return true,
					}
				}
				Self::deposit_event(Event::ValidatorUnseated {
					validator: seat.validator.clone(),
					departure,
				});
				false
			});
		}
		let waiting = seats.iter().filter(|seat| seat.departure.is_some()).count();
		if waiting > 0 {
			let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
			Self::deposit_event(Event::DeparturesDeferred { waiting });
		}
		Seats::<T>::put(seats);
	}

	/// The validators of the next session that is planned, if they or their keys have changed
	/// since the last one.
	///
	/// The session pallet finds a rotated key by itself, but not so the historical one: when it is
	/// told of no change it copies the root of the session before, in which the new key is not, and
	/// an equivocation with it could not be proved.
	fn plan() -> Option<Vec<T::AccountId>> {
		Self::vacate();
		let planned: Vec<_> = Seats::<T>::get()
			.into_iter()
			.filter_map(|seat| {
				let keys = pallet_session::NextKeys::<T>::get(&seat.validator)?;
				Some((seat.validator, keys))
			})
			.collect();
		// A chain without authorities has ended. Before that the old ones go on.
		if planned.is_empty() {
			return None;
		}
		let hash = <T as frame_system::Config>::Hashing::hash_of(&planned);
		if Announced::<T>::get() == Some(hash) {
			return None;
		}
		Announced::<T>::put(hash);
		Some(planned.into_iter().map(|(validator, _)| validator).collect())
	}
}

/// Who validates is what governance has seated.
impl<T: Config> pallet_session::SessionManager<T::AccountId> for Pallet<T> {
	fn new_session(_: SessionIndex) -> Option<Vec<T::AccountId>> {
		Self::plan()
	}

	fn start_session(_: SessionIndex) {}

	fn end_session(_: SessionIndex) {}
}

/// The same for `pallet_session::historical::NoteHistoricalRoot`.
impl<T: Config> historical::SessionManager<T::AccountId, ()> for Pallet<T> {
	fn new_session(_: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
		Some(Self::plan()?.into_iter().map(|validator| (validator, ())).collect())
	}

	fn start_session(_: SessionIndex) {}

	fn end_session(_: SessionIndex) {}
}

/// A conviction costs the seat, whatever the fraction: there is no stake to slash.
impl<T: Config> OnOffenceHandler<T::AccountId, (T::AccountId, ()), Weight> for Pallet<T> {
	fn on_offence(
		offenders: &[OffenceDetails<T::AccountId, (T::AccountId, ())>],
		_: &[Perbill],
		session: SessionIndex,
	) -> Weight {
		for offence in offenders {
			let (validator, ()) = &offence.offender;
			Self::convict(validator, session);
		}
		let count = u64::try_from(offenders.len()).unwrap_or(u64::MAX);
		T::DbWeight::get().reads_writes(2, 2).saturating_mul(count)
	}
}

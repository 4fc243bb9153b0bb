//! What always holds.

use crate::*;
use alloc::collections::BTreeSet;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Nobody has two seats; who is seated has keys; a convicted validator does not stay; what is
	/// forgiven does not stand.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let seats = Seats::<T>::get();
		let mut seen = BTreeSet::new();
		for seat in &seats {
			ensure!(seen.insert(seat.validator.clone()), "a validator has two seats");
			ensure!(
				pallet_session::NextKeys::<T>::contains_key(&seat.validator),
				"a seated validator has no session keys"
			);
			ensure!(
				Self::conviction(&seat.validator).is_some()
					== (seat.departure == Some(Departure::Convicted)),
				"a validator stays although it is convicted, or the reverse"
			);
		}
		for (_, record) in Records::<T>::iter() {
			ensure!(
				record.convicted.is_none() || record.convicted > record.pardoned,
				"a forgiven conviction stands"
			);
			ensure!(record != Record::default(), "an empty record is kept");
		}
		Ok(())
	}
}

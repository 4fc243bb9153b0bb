//! Benchmarks, at a full table of seats.

use super::*;
use alloc::vec::Vec;
use codec::Decode;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{InspectHold, MutateHold},
		EnsureOrigin, Get,
	},
	BoundedVec, Hashable,
};
use frame_system::RawOrigin;
use sp_runtime::traits::{OpaqueKeys, TrailingZeroInput};

/// Keys that nobody else has: a hash of `index`, as long as they have to be.
fn keys<T: Config>(index: u32) -> T::Keys {
	let seed = (*b"salus", index).blake2_256();
	let bytes: Vec<u8> = seed.iter().copied().cycle().take(1_024).collect();
	T::Keys::decode(&mut TrailingZeroInput::new(&bytes)).expect("keys are plain bytes; qed")
}

/// An account that has registered keys, as `session.set_keys` does it, deposit included.
fn candidate<T: Config>(index: u32) -> T::AccountId {
	let validator: T::AccountId = account("validator", index, 0);
	pallet_session::Pallet::<T>::ensure_can_pay_key_deposit(&validator)
		.expect("the account can have a balance");
	// What is held must leave the existential deposit.
	pallet_session::Pallet::<T>::ensure_can_pay_key_deposit(&validator)
		.expect("the account can have a balance");
	let keys = keys::<T>(index);
	for id in T::Keys::key_ids() {
		pallet_session::KeyOwner::<T>::insert((*id, keys.get_raw(*id).to_vec()), &validator);
	}
	pallet_session::NextKeys::<T>::insert(&validator, keys);
	<T as pallet_session::Config>::Currency::hold(
		&pallet_session::HoldReason::Keys.into(),
		&validator,
		T::KeyDeposit::get(),
	)
	.expect("the account has the deposit");
	frame_system::Pallet::<T>::inc_consumers(&validator).expect("the account is live");
	validator
}

/// `count` seats, whose validators have keys.
fn fill<T: Config>(count: u32) -> Vec<T::AccountId> {
	let validators: Vec<_> = (0..count).map(candidate::<T>).collect();
	let seats: Vec<_> = validators.iter().cloned().map(Seat::of).collect();
	Seats::<T>::put(BoundedVec::truncate_from(seats));
	validators
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// The last seat, for one that was convicted.
	#[benchmark]
	fn seat() -> Result<(), BenchmarkError> {
		let origin = T::GovernanceOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("governance can act"))?;
		let others = T::MaxValidators::get().saturating_sub(1);
		fill::<T>(others);
		let validator = candidate::<T>(others);
		Records::<T>::insert(&validator, Record { convicted: Some(7), pardoned: Some(3) });

		#[extrinsic_call]
		_(origin as <T as frame_system::Config>::RuntimeOrigin, validator.clone());

		assert!(Pallet::<T>::is_seated(&validator));
		assert_eq!(Pallet::<T>::conviction(&validator), None);
		Ok(())
	}

	/// The last of all seats.
	#[benchmark]
	fn unseat() -> Result<(), BenchmarkError> {
		let origin = T::GovernanceOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("governance can act"))?;
		let validator = fill::<T>(T::MaxValidators::get())
			.pop()
			.ok_or(BenchmarkError::Stop("there is a seat"))?;

		#[extrinsic_call]
		_(origin as <T as frame_system::Config>::RuntimeOrigin, validator);

		assert_eq!(
			Seats::<T>::get().last().map(|last| last.departure),
			Some(Some(Departure::Unseated))
		);
		Ok(())
	}

	/// One that has left, while all seats are taken and all of them active.
	#[benchmark]
	fn release_keys() -> Result<(), BenchmarkError> {
		let validators = fill::<T>(T::MaxValidators::get());
		let queued: Vec<_> = validators
			.iter()
			.filter_map(|validator| {
				Some((validator.clone(), pallet_session::NextKeys::<T>::get(validator)?))
			})
			.collect();
		pallet_session::QueuedKeys::<T>::put(queued);
		pallet_session::Validators::<T>::put(validators);
		let caller = candidate::<T>(T::MaxValidators::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()));

		assert!(!pallet_session::NextKeys::<T>::contains_key(&caller));
		assert_eq!(
			<T as pallet_session::Config>::Currency::balance_on_hold(
				&pallet_session::HoldReason::Keys.into(),
				&caller
			),
			Default::default()
		);
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}

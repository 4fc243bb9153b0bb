//! Benchmarks.

use super::*;
use alloc::boxed::Box;
use frame_benchmarking::v2::*;
use frame_support::traits::{Contains, EnsureOrigin};
use sp_runtime::traits::Hash;

#[benchmarks]
mod benchmarks {
	use super::*;

	/// With `authorize_upgrade` inside, the cheapest call that every runtime's list has. Its own
	/// weight is counted once more at dispatch, so that the sum is rather too high than too low.
	#[benchmark]
	fn dispatch_as_root() -> Result<(), BenchmarkError> {
		let origin = T::CouncilOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("the council can have calls dispatched"))?;
		let code_hash = T::Hashing::hash(b"code");
		let call: <T as frame_system::Config>::RuntimeCall =
			frame_system::Call::<T>::authorize_upgrade { code_hash }.into();
		if !T::RootCalls::contains(&call) {
			return Err(BenchmarkError::Stop("authorize_upgrade is on the list"));
		}
		let call_hash = T::Hashing::hash_of(&call);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Box::new(call));

		frame_system::Pallet::<T>::assert_has_event(
			<T as frame_system::Config>::RuntimeEvent::from(Event::<T>::RootDispatched {
				authority: Authority::Council,
				call_hash,
				result: Ok(()),
			})
			.into(),
		);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}

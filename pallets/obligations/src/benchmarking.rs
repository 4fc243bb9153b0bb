//! Benchmarks of the call and of the hook.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::weights::{Weight, WeightMeter};
use frame_system::RawOrigin;
use salus_primitives::{Moment, ObligationKey, ObligationKind, Obligations as _, DAY, HOUR};

const NOW: Moment = 1_000 * DAY;

fn key(number: u32) -> ObligationKey {
	let mut subject = [7u8; 32];
	subject[..4].copy_from_slice(&number.to_be_bytes());
	ObligationKey { kind: ObligationKind::CompleteRecall, subject, responsible: 1 }
}

fn open<T: Config>(count: u32, due: Moment) {
	T::BenchmarkHelper::set_time(NOW);
	for number in 0..count {
		Pallet::<T>::open(key(number), due).expect("opens");
	}
}

#[benchmarks]
mod benches {
	use super::*;
	use frame_support::traits::Get;

	#[benchmark]
	fn prune() {
		let who: T::AccountId = whitelisted_caller();
		open::<T>(1, NOW + DAY);
		Pallet::<T>::fulfil(&key(0));
		T::BenchmarkHelper::set_time(NOW + T::RetentionPeriod::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), key(0));

		assert!(!ObligationsByKey::<T>::contains_key(key(0)));
	}

	/// What every block does: look at the first row of the agenda, which is not due.
	#[benchmark]
	fn on_idle_base() {
		open::<T>(100, NOW + DAY);
		let mut meter = WeightMeter::with_limit(Weight::MAX);

		#[block]
		{
			Pallet::<T>::announce_overdue(&mut meter);
		}

		assert_eq!(Agenda::<T>::iter_keys().count(), 100);
	}

	/// What a block does for each obligation that it announces.
	#[benchmark]
	fn on_idle_item() {
		open::<T>(100, NOW + HOUR);
		T::BenchmarkHelper::set_time(NOW + DAY);
		let mut agenda = Agenda::<T>::iter_keys();

		#[block]
		{
			if let Some((instant, key)) = agenda.next() {
				Pallet::<T>::announce(instant, key, instant.into());
			}
		}

		assert_eq!(Agenda::<T>::iter_keys().count(), 99);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}

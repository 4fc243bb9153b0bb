//! What a change of a parameter costs. The pallet's measured weights are not public, and its `()`
//! charges RocksDB's rates.

use core::marker::PhantomData;

use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};

/// Weights for `pallet_parameters`.
pub struct Parameters<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_parameters::WeightInfo for Parameters<T> {
	/// One item read, to tell what it was, and written. The SDK measured 6 µs for parameters that
	/// are smaller than some of ours.
	fn set_parameter() -> Weight {
		Weight::from_parts(10 * WEIGHT_REF_TIME_PER_MICROS, 4_096)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}

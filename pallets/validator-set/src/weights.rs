//! Weights for `pallet_validator_set`, measured on the whole runtime by `./scripts/weights`: do not edit.
//!
//! DATE: 2026-11-25, STEPS: 50, REPEAT: 20, WORST CASE MAP SIZE: 1000000
//! CPU: Intel(R) Xeon(R) Processor, WASM-EXECUTION: Compiled, frame-benchmarking-cli 64.0.0

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]
#![allow(dead_code)]

use frame_support::{traits::Get, weights::{constants::ParityDbWeight, Weight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_validator_set`.
pub trait WeightInfo {
	fn seat() -> Weight;
	fn unseat() -> Weight;
	fn release_keys() -> Weight;
}

/// Weights for `pallet_validator_set` with the weights of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Session::NextKeys` (r:1 w:0)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `ValidatorSet::Seats` (r:1 w:1)
	/// Proof: `ValidatorSet::Seats` (`max_values`: Some(1), `max_size`: Some(3402), added: 3897, mode: `MaxEncodedLen`)
	/// Storage: `ValidatorSet::Records` (r:1 w:1)
	/// Proof: `ValidatorSet::Records` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn seat() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `4386`
		//  Estimated: `7851`
		// Minimum execution time: 48_008_000 picoseconds.
		Weight::from_parts(53_367_000, 7851)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// Storage: `ValidatorSet::Seats` (r:1 w:1)
	/// Proof: `ValidatorSet::Seats` (`max_values`: Some(1), `max_size`: Some(3402), added: 3897, mode: `MaxEncodedLen`)
	fn unseat() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3428`
		//  Estimated: `4887`
		// Minimum execution time: 24_375_000 picoseconds.
		Weight::from_parts(27_995_000, 4887)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `ValidatorSet::Seats` (r:1 w:0)
	/// Proof: `ValidatorSet::Seats` (`max_values`: Some(1), `max_size`: Some(3402), added: 3897, mode: `MaxEncodedLen`)
	/// Storage: `Session::Validators` (r:1 w:0)
	/// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Session::QueuedKeys` (r:1 w:0)
	/// Proof: `Session::QueuedKeys` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Session::NextKeys` (r:1 w:1)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Session::ExternallySetKeys` (r:1 w:0)
	/// Proof: `Session::ExternallySetKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `Session::KeyOwner` (r:0 w:2)
	/// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn release_keys() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `18459`
		//  Estimated: `21924`
		// Minimum execution time: 107_978_000 picoseconds.
		Weight::from_parts(117_673_000, 21924)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
}

// For tests.
impl WeightInfo for () {
	fn seat() -> Weight {
		Weight::from_parts(53_367_000, 7851)
			.saturating_add(ParityDbWeight::get().reads(3_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn unseat() -> Weight {
		Weight::from_parts(27_995_000, 4887)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn release_keys() -> Weight {
		Weight::from_parts(117_673_000, 21924)
			.saturating_add(ParityDbWeight::get().reads(7_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
}

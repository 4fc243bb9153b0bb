//! Weights for `pallet_obligations`, measured on the whole runtime by `./scripts/weights`: do not edit.
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

/// Weight functions needed for `pallet_obligations`.
pub trait WeightInfo {
	fn prune() -> Weight;
	fn on_idle_base() -> Weight;
	fn on_idle_item() -> Weight;
}

/// Weights for `pallet_obligations` with the weights of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn prune() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `187`
		//  Estimated: `3544`
		// Minimum execution time: 16_747_000 picoseconds.
		Weight::from_parts(18_466_000, 3544)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `Obligations::Agenda` (r:1 w:0)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn on_idle_base() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `903`
		//  Estimated: `3526`
		// Minimum execution time: 8_476_000 picoseconds.
		Weight::from_parts(10_896_000, 3526)
			.saturating_add(T::DbWeight::get().reads(2_u64))
	}
	/// Storage: `Obligations::Agenda` (r:1 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn on_idle_item() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `866`
		//  Estimated: `3526`
		// Minimum execution time: 11_659_000 picoseconds.
		Weight::from_parts(17_360_000, 3526)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For tests.
impl WeightInfo for () {
	fn prune() -> Weight {
		Weight::from_parts(18_466_000, 3544)
			.saturating_add(ParityDbWeight::get().reads(3_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn on_idle_base() -> Weight {
		Weight::from_parts(10_896_000, 3526)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
	}
	fn on_idle_item() -> Weight {
		Weight::from_parts(17_360_000, 3526)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
}

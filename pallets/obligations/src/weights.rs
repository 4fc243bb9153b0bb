//! Weights for `pallet_obligations`: a first estimate by storage items read and written, in the shape that
//! `frame-omni-bencher` generates, which overwrites this file.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]

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
	fn prune() -> Weight {
		Weight::from_parts(25_000_000, 4200)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn on_idle_base() -> Weight {
		Weight::from_parts(8_000_000, 4200)
			.saturating_add(T::DbWeight::get().reads(1_u64))
	}
	fn on_idle_item() -> Weight {
		Weight::from_parts(20_000_000, 6900)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For backwards compatibility and tests.
impl WeightInfo for () {
	fn prune() -> Weight {
		Weight::from_parts(25_000_000, 4200)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn on_idle_base() -> Weight {
		Weight::from_parts(8_000_000, 4200)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
	}
	fn on_idle_item() -> Weight {
		Weight::from_parts(20_000_000, 6900)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
}

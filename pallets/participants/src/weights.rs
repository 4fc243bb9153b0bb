//! Weights for `pallet_participants`: a first estimate by storage items read and written, in the shape that
//! `frame-omni-bencher` generates, which overwrites this file.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]

use frame_support::{traits::Get, weights::{constants::ParityDbWeight, Weight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_participants`.
pub trait WeightInfo {
	fn appoint_issuer() -> Weight;
	fn retire_issuer() -> Weight;
	fn declare_issuer_compromised() -> Weight;
	fn register_organisation() -> Weight;
	fn issue_credential() -> Weight;
	fn renew_credential() -> Weight;
	fn suspend_credential() -> Weight;
	fn reinstate_credential() -> Weight;
	fn revoke_credential() -> Weight;
	fn invite_member() -> Weight;
	fn accept_membership() -> Weight;
	fn leave_organisation() -> Weight;
	fn remove_member() -> Weight;
	fn withdraw_invitation() -> Weight;
	fn register_site() -> Weight;
	fn remove_site() -> Weight;
	fn offer_control() -> Weight;
	fn accept_control() -> Weight;
	fn reap_history() -> Weight;
}

/// Weights for `pallet_participants` with the weights of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn appoint_issuer() -> Weight {
		Weight::from_parts(15_000_000, 4200)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn retire_issuer() -> Weight {
		Weight::from_parts(15_000_000, 4200)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn declare_issuer_compromised() -> Weight {
		Weight::from_parts(15_000_000, 4200)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn register_organisation() -> Weight {
		Weight::from_parts(60_000_000, 20400)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn issue_credential() -> Weight {
		Weight::from_parts(90_000_000, 39300)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn renew_credential() -> Weight {
		Weight::from_parts(70_000_000, 33900)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn suspend_credential() -> Weight {
		Weight::from_parts(30_000_000, 6900)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn reinstate_credential() -> Weight {
		Weight::from_parts(70_000_000, 33900)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn revoke_credential() -> Weight {
		Weight::from_parts(30_000_000, 6900)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn invite_member() -> Weight {
		Weight::from_parts(70_000_000, 33900)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn accept_membership() -> Weight {
		Weight::from_parts(60_000_000, 25800)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn leave_organisation() -> Weight {
		Weight::from_parts(50_000_000, 15000)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn remove_member() -> Weight {
		Weight::from_parts(60_000_000, 23100)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn withdraw_invitation() -> Weight {
		Weight::from_parts(50_000_000, 17700)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn register_site() -> Weight {
		Weight::from_parts(300_000_000, 271500)
			.saturating_add(T::DbWeight::get().reads(100_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn remove_site() -> Weight {
		Weight::from_parts(120_000_000, 77100)
			.saturating_add(T::DbWeight::get().reads(28_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn offer_control() -> Weight {
		Weight::from_parts(25_000_000, 6900)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn accept_control() -> Weight {
		Weight::from_parts(110_000_000, 50100)
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().writes(16_u64))
	}
	fn reap_history() -> Weight {
		Weight::from_parts(70_000_000, 23100)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
}

// For backwards compatibility and tests.
impl WeightInfo for () {
	fn appoint_issuer() -> Weight {
		Weight::from_parts(15_000_000, 4200)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn retire_issuer() -> Weight {
		Weight::from_parts(15_000_000, 4200)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn declare_issuer_compromised() -> Weight {
		Weight::from_parts(15_000_000, 4200)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn register_organisation() -> Weight {
		Weight::from_parts(60_000_000, 20400)
			.saturating_add(ParityDbWeight::get().reads(7_u64))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
	}
	fn issue_credential() -> Weight {
		Weight::from_parts(90_000_000, 39300)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
	}
	fn renew_credential() -> Weight {
		Weight::from_parts(70_000_000, 33900)
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn suspend_credential() -> Weight {
		Weight::from_parts(30_000_000, 6900)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn reinstate_credential() -> Weight {
		Weight::from_parts(70_000_000, 33900)
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn revoke_credential() -> Weight {
		Weight::from_parts(30_000_000, 6900)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn invite_member() -> Weight {
		Weight::from_parts(70_000_000, 33900)
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn accept_membership() -> Weight {
		Weight::from_parts(60_000_000, 25800)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(7_u64))
	}
	fn leave_organisation() -> Weight {
		Weight::from_parts(50_000_000, 15000)
			.saturating_add(ParityDbWeight::get().reads(5_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn remove_member() -> Weight {
		Weight::from_parts(60_000_000, 23100)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(7_u64))
	}
	fn withdraw_invitation() -> Weight {
		Weight::from_parts(50_000_000, 17700)
			.saturating_add(ParityDbWeight::get().reads(6_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn register_site() -> Weight {
		Weight::from_parts(300_000_000, 271500)
			.saturating_add(ParityDbWeight::get().reads(100_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn remove_site() -> Weight {
		Weight::from_parts(120_000_000, 77100)
			.saturating_add(ParityDbWeight::get().reads(28_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn offer_control() -> Weight {
		Weight::from_parts(25_000_000, 6900)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn accept_control() -> Weight {
		Weight::from_parts(110_000_000, 50100)
			.saturating_add(ParityDbWeight::get().reads(18_u64))
			.saturating_add(ParityDbWeight::get().writes(16_u64))
	}
	fn reap_history() -> Weight {
		Weight::from_parts(70_000_000, 23100)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
}

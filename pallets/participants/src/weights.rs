//! Weights for `pallet_participants`, measured on the whole runtime by `./scripts/weights`: do not edit.
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
	/// Storage: `Participants::Issuers` (r:1 w:1)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn appoint_issuer() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `277`
		//  Estimated: `3526`
		// Minimum execution time: 11_876_000 picoseconds.
		Weight::from_parts(13_196_000, 3526)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `Participants::Issuers` (r:1 w:1)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn retire_issuer() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `314`
		//  Estimated: `3526`
		// Minimum execution time: 13_430_000 picoseconds.
		Weight::from_parts(14_880_000, 3526)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:1 w:1)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn declare_issuer_compromised() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `351`
		//  Estimated: `3526`
		// Minimum execution time: 16_138_000 picoseconds.
		Weight::from_parts(17_651_000, 3526)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `Participants::Issuers` (r:1 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Participants::ControllerOf` (r:1 w:1)
	/// Proof: `Participants::ControllerOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::NextId` (r:1 w:1)
	/// Proof: `Participants::NextId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:0 w:1)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	fn register_organisation() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `717`
		//  Estimated: `6196`
		// Minimum execution time: 80_374_000 picoseconds.
		Weight::from_parts(85_660_000, 6196)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Members` (r:1 w:0)
	/// Proof: `Participants::Members` (`max_values`: None, `max_size`: Some(161), added: 2636, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:2 w:2)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `Participants::CredentialHistory` (r:0 w:1)
	/// Proof: `Participants::CredentialHistory` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	fn issue_credential() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2107`
		//  Estimated: `8598`
		// Minimum execution time: 194_413_000 picoseconds.
		Weight::from_parts(205_047_000, 8598)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Members` (r:1 w:0)
	/// Proof: `Participants::Members` (`max_values`: None, `max_size`: Some(161), added: 2636, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::CredentialHistory` (r:0 w:1)
	/// Proof: `Participants::CredentialHistory` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	fn renew_credential() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1768`
		//  Estimated: `8598`
		// Minimum execution time: 104_616_000 picoseconds.
		Weight::from_parts(110_338_000, 8598)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `Participants::Issuers` (r:1 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::CredentialHistory` (r:0 w:1)
	/// Proof: `Participants::CredentialHistory` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	fn suspend_credential() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `802`
		//  Estimated: `3793`
		// Minimum execution time: 27_309_000 picoseconds.
		Weight::from_parts(29_855_000, 3793)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Members` (r:1 w:0)
	/// Proof: `Participants::Members` (`max_values`: None, `max_size`: Some(161), added: 2636, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::CredentialHistory` (r:0 w:1)
	/// Proof: `Participants::CredentialHistory` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	fn reinstate_credential() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1845`
		//  Estimated: `8598`
		// Minimum execution time: 104_194_000 picoseconds.
		Weight::from_parts(110_828_000, 8598)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `Participants::Issuers` (r:1 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::CredentialHistory` (r:0 w:1)
	/// Proof: `Participants::CredentialHistory` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	fn revoke_credential() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `802`
		//  Estimated: `3793`
		// Minimum execution time: 27_669_000 picoseconds.
		Weight::from_parts(30_062_000, 3793)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Sites` (r:1 w:0)
	/// Proof: `Participants::Sites` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:1 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Invitations` (r:1 w:1)
	/// Proof: `Participants::Invitations` (`max_values`: None, `max_size`: Some(185), added: 2660, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	fn invite_member() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1664`
		//  Estimated: `3676`
		// Minimum execution time: 123_566_000 picoseconds.
		Weight::from_parts(129_518_000, 3676)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `Participants::Invitations` (r:1 w:1)
	/// Proof: `Participants::Invitations` (`max_values`: None, `max_size`: Some(185), added: 2660, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Members` (r:1 w:1)
	/// Proof: `Participants::Members` (`max_values`: None, `max_size`: Some(161), added: 2636, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn accept_membership() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1366`
		//  Estimated: `3676`
		// Minimum execution time: 77_239_000 picoseconds.
		Weight::from_parts(82_438_000, 3676)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `Participants::Members` (r:1 w:1)
	/// Proof: `Participants::Members` (`max_values`: None, `max_size`: Some(161), added: 2636, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn leave_organisation() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `866`
		//  Estimated: `6196`
		// Minimum execution time: 66_741_000 picoseconds.
		Weight::from_parts(71_589_000, 6196)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Members` (r:1 w:1)
	/// Proof: `Participants::Members` (`max_values`: None, `max_size`: Some(161), added: 2636, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Invitations` (r:1 w:1)
	/// Proof: `Participants::Invitations` (`max_values`: None, `max_size`: Some(185), added: 2660, mode: `MaxEncodedLen`)
	fn remove_member() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1469`
		//  Estimated: `6196`
		// Minimum execution time: 108_557_000 picoseconds.
		Weight::from_parts(117_782_000, 6196)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	/// Storage: `Participants::Invitations` (r:1 w:1)
	/// Proof: `Participants::Invitations` (`max_values`: None, `max_size`: Some(185), added: 2660, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn withdraw_invitation() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1215`
		//  Estimated: `3676`
		// Minimum execution time: 67_828_000 picoseconds.
		Weight::from_parts(72_184_000, 3676)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Members` (r:1 w:0)
	/// Proof: `Participants::Members` (`max_values`: None, `max_size`: Some(161), added: 2636, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:65 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:21 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Sites` (r:1 w:1)
	/// Proof: `Participants::Sites` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:2 w:2)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	fn register_site() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `11793`
		//  Estimated: `165830`
		// Minimum execution time: 464_408_000 picoseconds.
		Weight::from_parts(498_041_000, 165830)
			.saturating_add(T::DbWeight::get().reads(97_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// Storage: `Participants::Sites` (r:1 w:1)
	/// Proof: `Participants::Sites` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Participants::ControllerOf` (r:1 w:0)
	/// Proof: `Participants::ControllerOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:1 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:21 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn remove_site() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1816`
		//  Estimated: `59853`
		// Minimum execution time: 118_787_000 picoseconds.
		Weight::from_parts(127_591_000, 59853)
			.saturating_add(T::DbWeight::get().reads(27_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `Participants::ControllerOf` (r:1 w:0)
	/// Proof: `Participants::ControllerOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:1)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	fn offer_control() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `904`
		//  Estimated: `3622`
		// Minimum execution time: 18_828_000 picoseconds.
		Weight::from_parts(20_655_000, 3622)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:1)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::ControllerOf` (r:1 w:2)
	/// Proof: `Participants::ControllerOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:2 w:2)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Members` (r:1 w:1)
	/// Proof: `Participants::Members` (`max_values`: None, `max_size`: Some(161), added: 2636, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Invitations` (r:1 w:1)
	/// Proof: `Participants::Invitations` (`max_values`: None, `max_size`: Some(185), added: 2660, mode: `MaxEncodedLen`)
	fn accept_control() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1814`
		//  Estimated: `6362`
		// Minimum execution time: 201_224_000 picoseconds.
		Weight::from_parts(211_451_000, 6362)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	/// Storage: `Participants::Credentials` (r:1 w:1)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Participants::CredentialHistory` (r:1 w:1)
	/// Proof: `Participants::CredentialHistory` (`max_values`: None, `max_size`: Some(241), added: 2716, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn reap_history() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1557`
		//  Estimated: `3793`
		// Minimum execution time: 112_053_000 picoseconds.
		Weight::from_parts(119_358_000, 3793)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
}

// For tests.
impl WeightInfo for () {
	fn appoint_issuer() -> Weight {
		Weight::from_parts(13_196_000, 3526)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn retire_issuer() -> Weight {
		Weight::from_parts(14_880_000, 3526)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn declare_issuer_compromised() -> Weight {
		Weight::from_parts(17_651_000, 3526)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn register_organisation() -> Weight {
		Weight::from_parts(85_660_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(7_u64))
	}
	fn issue_credential() -> Weight {
		Weight::from_parts(205_047_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
	}
	fn renew_credential() -> Weight {
		Weight::from_parts(110_338_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn suspend_credential() -> Weight {
		Weight::from_parts(29_855_000, 3793)
			.saturating_add(ParityDbWeight::get().reads(3_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn reinstate_credential() -> Weight {
		Weight::from_parts(110_828_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn revoke_credential() -> Weight {
		Weight::from_parts(30_062_000, 3793)
			.saturating_add(ParityDbWeight::get().reads(3_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn invite_member() -> Weight {
		Weight::from_parts(129_518_000, 3676)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn accept_membership() -> Weight {
		Weight::from_parts(82_438_000, 3676)
			.saturating_add(ParityDbWeight::get().reads(7_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn leave_organisation() -> Weight {
		Weight::from_parts(71_589_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(5_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn remove_member() -> Weight {
		Weight::from_parts(117_782_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(7_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn withdraw_invitation() -> Weight {
		Weight::from_parts(72_184_000, 3676)
			.saturating_add(ParityDbWeight::get().reads(5_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn register_site() -> Weight {
		Weight::from_parts(498_041_000, 165830)
			.saturating_add(ParityDbWeight::get().reads(97_u64))
			.saturating_add(ParityDbWeight::get().writes(7_u64))
	}
	fn remove_site() -> Weight {
		Weight::from_parts(127_591_000, 59853)
			.saturating_add(ParityDbWeight::get().reads(27_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn offer_control() -> Weight {
		Weight::from_parts(20_655_000, 3622)
			.saturating_add(ParityDbWeight::get().reads(2_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn accept_control() -> Weight {
		Weight::from_parts(211_451_000, 6362)
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().writes(11_u64))
	}
	fn reap_history() -> Weight {
		Weight::from_parts(119_358_000, 3793)
			.saturating_add(ParityDbWeight::get().reads(7_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
}

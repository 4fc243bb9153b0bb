//! Weights for `pallet_records_access`, measured on the whole runtime by `./scripts/weights`: do not edit.
//!
//! DATE: 2026-11-25, STEPS: 20, REPEAT: 5, WORST CASE MAP SIZE: 1000000
//! CPU: Intel(R) Xeon(R) Processor, WASM-EXECUTION: Compiled, frame-benchmarking-cli 64.0.0

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]
#![allow(dead_code)]

use frame_support::{traits::Get, weights::{constants::ParityDbWeight, Weight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_records_access`.
pub trait WeightInfo {
	fn open_pseudonym() -> Weight;
	fn offer_claim() -> Weight;
	fn accept_claim() -> Weight;
	fn refuse_offer() -> Weight;
	fn replace_key() -> Weight;
	fn contest_recorded() -> Weight;
	fn answer_contest() -> Weight;
	fn register_encryption_key() -> Weight;
	fn remove_encryption_key() -> Weight;
	fn set_policy() -> Weight;
	fn grant_consent(n: u32, ) -> Weight;
	fn revoke_consent() -> Weight;
	fn record_revocation() -> Weight;
	fn request_access() -> Weight;
	fn break_glass() -> Weight;
	fn report_break_glass() -> Weight;
	fn review_break_glass() -> Weight;
	fn reinstate_privilege() -> Weight;
	fn appoint_representative() -> Weight;
	fn revoke_representative() -> Weight;
	fn anchor_batch() -> Weight;
	fn anchor_record() -> Weight;
	fn update_record() -> Weight;
	fn erase_record() -> Weight;
	fn erase_patient() -> Weight;
	fn set_legal_hold() -> Weight;
	fn report_superseded_release() -> Weight;
	fn explain_release() -> Weight;
	fn anchor_access_log() -> Weight;
	fn demand_log_entry() -> Weight;
	fn answer_log_demand() -> Weight;
	fn file_request() -> Weight;
	fn extend_request() -> Weight;
	fn close_request() -> Weight;
	fn withdraw_request() -> Weight;
	fn lift_restriction() -> Weight;
	fn add_group_member() -> Weight;
	fn remove_group_member() -> Weight;
	fn link_pseudonyms() -> Weight;
	fn reap_history(n: u32, ) -> Weight;
	fn report_breach() -> Weight;
	fn settle_breach_notice() -> Weight;
	fn suspend_accounting() -> Weight;
	fn account_suspended() -> Weight;
}

/// Weights for `pallet_records_access` with the weights of the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn open_pseudonym() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2368`
		//  Estimated: `8598`
		// Minimum execution time: 104_867_000 picoseconds.
		Weight::from_parts(113_392_000, 8598)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Controllers` (r:1 w:0)
	/// Proof: `RecordsAccess::Controllers` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	fn offer_claim() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2282`
		//  Estimated: `8598`
		// Minimum execution time: 51_952_000 picoseconds.
		Weight::from_parts(57_703_000, 8598)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Controllers` (r:1 w:2)
	/// Proof: `RecordsAccess::Controllers` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn accept_claim() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `473`
		//  Estimated: `3763`
		// Minimum execution time: 28_289_000 picoseconds.
		Weight::from_parts(33_418_000, 3763)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	fn refuse_offer() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `270`
		//  Estimated: `3763`
		// Minimum execution time: 14_583_000 picoseconds.
		Weight::from_parts(18_069_000, 3763)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Controllers` (r:1 w:0)
	/// Proof: `RecordsAccess::Controllers` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn replace_key() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `433`
		//  Estimated: `3763`
		// Minimum execution time: 23_718_000 picoseconds.
		Weight::from_parts(27_365_000, 3763)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Consents` (r:1 w:1)
	/// Proof: `RecordsAccess::Consents` (`max_values`: None, `max_size`: Some(8654), added: 11129, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::ConsentHistory` (r:0 w:1)
	/// Proof: `RecordsAccess::ConsentHistory` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	fn contest_recorded() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `8770`
		//  Estimated: `12119`
		// Minimum execution time: 78_591_000 picoseconds.
		Weight::from_parts(88_599_000, 12119)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:0)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Consents` (r:1 w:0)
	/// Proof: `RecordsAccess::Consents` (`max_values`: None, `max_size`: Some(8654), added: 11129, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn answer_contest() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `10776`
		//  Estimated: `12119`
		// Minimum execution time: 85_402_000 picoseconds.
		Weight::from_parts(93_333_000, 12119)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// Storage: `RecordsAccess::EncryptionKeys` (r:1 w:1)
	/// Proof: `RecordsAccess::EncryptionKeys` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
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
	fn register_encryption_key() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `454`
		//  Estimated: `3676`
		// Minimum execution time: 69_763_000 picoseconds.
		Weight::from_parts(75_941_000, 3676)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `RecordsAccess::EncryptionKeys` (r:1 w:1)
	/// Proof: `RecordsAccess::EncryptionKeys` (`max_values`: None, `max_size`: Some(160), added: 2635, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn remove_encryption_key() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `678`
		//  Estimated: `3676`
		// Minimum execution time: 58_022_000 picoseconds.
		Weight::from_parts(64_974_000, 3676)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Policies` (r:0 w:1)
	/// Proof: `RecordsAccess::Policies` (`max_values`: None, `max_size`: Some(13), added: 2488, mode: `MaxEncodedLen`)
	fn set_policy() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1886`
		//  Estimated: `8598`
		// Minimum execution time: 42_518_000 picoseconds.
		Weight::from_parts(47_923_000, 8598)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Consents` (r:1 w:1)
	/// Proof: `RecordsAccess::Consents` (`max_values`: None, `max_size`: Some(8654), added: 11129, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::ConsentHistory` (r:0 w:1)
	/// Proof: `RecordsAccess::ConsentHistory` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[2000, 9500]`.
	fn grant_consent(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `9724`
		//  Estimated: `12119`
		// Minimum execution time: 201_562_000 picoseconds.
		Weight::from_parts(214_001_917, 12119)
			// Standard Error: 70
			.saturating_add(Weight::from_parts(2_986, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Consents` (r:1 w:1)
	/// Proof: `RecordsAccess::Consents` (`max_values`: None, `max_size`: Some(8654), added: 11129, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::ConsentHistory` (r:0 w:1)
	/// Proof: `RecordsAccess::ConsentHistory` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	fn revoke_consent() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `8725`
		//  Estimated: `12119`
		// Minimum execution time: 77_713_000 picoseconds.
		Weight::from_parts(88_578_000, 12119)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Consents` (r:1 w:1)
	/// Proof: `RecordsAccess::Consents` (`max_values`: None, `max_size`: Some(8654), added: 11129, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::ConsentHistory` (r:0 w:1)
	/// Proof: `RecordsAccess::ConsentHistory` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	fn record_revocation() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `10473`
		//  Estimated: `12119`
		// Minimum execution time: 88_029_000 picoseconds.
		Weight::from_parts(101_925_000, 12119)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Tickets` (r:1 w:1)
	/// Proof: `RecordsAccess::Tickets` (`max_values`: None, `max_size`: Some(1283), added: 3758, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::PaidInFullServices` (r:1 w:0)
	/// Proof: `RecordsAccess::PaidInFullServices` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Consents` (r:1 w:0)
	/// Proof: `RecordsAccess::Consents` (`max_values`: None, `max_size`: Some(8654), added: 11129, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::GroupMembers` (r:8 w:0)
	/// Proof: `RecordsAccess::GroupMembers` (`max_values`: None, `max_size`: Some(176), added: 2651, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Disclosures` (r:0 w:1)
	/// Proof: `RecordsAccess::Disclosures` (`max_values`: None, `max_size`: Some(74), added: 2549, mode: `MaxEncodedLen`)
	fn request_access() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `11093`
		//  Estimated: `22198`
		// Minimum execution time: 176_275_000 picoseconds.
		Weight::from_parts(192_972_000, 22198)
			.saturating_add(T::DbWeight::get().reads(23_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Privileges` (r:1 w:1)
	/// Proof: `RecordsAccess::Privileges` (`max_values`: None, `max_size`: Some(318), added: 2793, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Tickets` (r:1 w:1)
	/// Proof: `RecordsAccess::Tickets` (`max_values`: None, `max_size`: Some(1283), added: 3758, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Disclosures` (r:0 w:1)
	/// Proof: `RecordsAccess::Disclosures` (`max_values`: None, `max_size`: Some(74), added: 2549, mode: `MaxEncodedLen`)
	fn break_glass() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `4107`
		//  Estimated: `8598`
		// Minimum execution time: 188_790_000 picoseconds.
		Weight::from_parts(208_642_000, 8598)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Tickets` (r:1 w:1)
	/// Proof: `RecordsAccess::Tickets` (`max_values`: None, `max_size`: Some(1283), added: 3758, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:2 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Disclosures` (r:0 w:1)
	/// Proof: `RecordsAccess::Disclosures` (`max_values`: None, `max_size`: Some(74), added: 2549, mode: `MaxEncodedLen`)
	fn report_break_glass() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2594`
		//  Estimated: `8598`
		// Minimum execution time: 136_005_000 picoseconds.
		Weight::from_parts(149_483_000, 8598)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// Storage: `RecordsAccess::Tickets` (r:1 w:1)
	/// Proof: `RecordsAccess::Tickets` (`max_values`: None, `max_size`: Some(1283), added: 3758, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Privileges` (r:1 w:1)
	/// Proof: `RecordsAccess::Privileges` (`max_values`: None, `max_size`: Some(318), added: 2793, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn review_break_glass() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2615`
		//  Estimated: `8598`
		// Minimum execution time: 71_616_000 picoseconds.
		Weight::from_parts(79_786_000, 8598)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Privileges` (r:1 w:1)
	/// Proof: `RecordsAccess::Privileges` (`max_values`: None, `max_size`: Some(318), added: 2793, mode: `MaxEncodedLen`)
	fn reinstate_privilege() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2047`
		//  Estimated: `8598`
		// Minimum execution time: 44_414_000 picoseconds.
		Weight::from_parts(49_618_000, 8598)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Representatives` (r:1 w:1)
	/// Proof: `RecordsAccess::Representatives` (`max_values`: None, `max_size`: Some(214), added: 2689, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn appoint_representative() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2451`
		//  Estimated: `8598`
		// Minimum execution time: 111_246_000 picoseconds.
		Weight::from_parts(121_707_000, 8598)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Representatives` (r:1 w:1)
	/// Proof: `RecordsAccess::Representatives` (`max_values`: None, `max_size`: Some(214), added: 2689, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn revoke_representative() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2690`
		//  Estimated: `8598`
		// Minimum execution time: 96_473_000 picoseconds.
		Weight::from_parts(104_539_000, 8598)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Batches` (r:1 w:1)
	/// Proof: `RecordsAccess::Batches` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn anchor_batch() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2301`
		//  Estimated: `8598`
		// Minimum execution time: 105_655_000 picoseconds.
		Weight::from_parts(114_065_000, 8598)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:0)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Records` (r:1 w:1)
	/// Proof: `RecordsAccess::Records` (`max_values`: None, `max_size`: Some(560), added: 3035, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn anchor_record() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2451`
		//  Estimated: `8598`
		// Minimum execution time: 109_049_000 picoseconds.
		Weight::from_parts(119_559_000, 8598)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `RecordsAccess::Records` (r:1 w:1)
	/// Proof: `RecordsAccess::Records` (`max_values`: None, `max_size`: Some(560), added: 3035, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Patients` (r:1 w:0)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::RecordVersions` (r:0 w:1)
	/// Proof: `RecordsAccess::RecordVersions` (`max_values`: None, `max_size`: Some(173), added: 2648, mode: `MaxEncodedLen`)
	fn update_record() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3003`
		//  Estimated: `8598`
		// Minimum execution time: 115_975_000 picoseconds.
		Weight::from_parts(125_383_000, 8598)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `RecordsAccess::Records` (r:1 w:1)
	/// Proof: `RecordsAccess::Records` (`max_values`: None, `max_size`: Some(560), added: 3035, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Patients` (r:1 w:0)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn erase_record() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2665`
		//  Estimated: `8598`
		// Minimum execution time: 50_945_000 picoseconds.
		Weight::from_parts(58_488_000, 8598)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Consents` (r:1 w:1)
	/// Proof: `RecordsAccess::Consents` (`max_values`: None, `max_size`: Some(8654), added: 11129, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn erase_patient() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `10909`
		//  Estimated: `12119`
		// Minimum execution time: 118_232_000 picoseconds.
		Weight::from_parts(132_333_000, 12119)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Records` (r:1 w:1)
	/// Proof: `RecordsAccess::Records` (`max_values`: None, `max_size`: Some(560), added: 3035, mode: `MaxEncodedLen`)
	fn set_legal_hold() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2665`
		//  Estimated: `8598`
		// Minimum execution time: 52_459_000 picoseconds.
		Weight::from_parts(60_488_000, 8598)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// Storage: `RecordsAccess::SupersededReleases` (r:1 w:1)
	/// Proof: `RecordsAccess::SupersededReleases` (`max_values`: None, `max_size`: Some(181), added: 2656, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Batches` (r:1 w:0)
	/// Proof: `RecordsAccess::Batches` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::AccessLogs` (r:1 w:0)
	/// Proof: `RecordsAccess::AccessLogs` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Tickets` (r:1 w:0)
	/// Proof: `RecordsAccess::Tickets` (`max_values`: None, `max_size`: Some(1283), added: 3758, mode: `MaxEncodedLen`)
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
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn report_superseded_release() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1444`
		//  Estimated: `4748`
		// Minimum execution time: 129_609_000 picoseconds.
		Weight::from_parts(141_493_000, 4748)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::SupersededReleases` (r:1 w:1)
	/// Proof: `RecordsAccess::SupersededReleases` (`max_values`: None, `max_size`: Some(181), added: 2656, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn explain_release() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2562`
		//  Estimated: `8598`
		// Minimum execution time: 67_484_000 picoseconds.
		Weight::from_parts(76_191_000, 8598)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::AccessLogs` (r:1 w:1)
	/// Proof: `RecordsAccess::AccessLogs` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn anchor_access_log() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2301`
		//  Estimated: `8598`
		// Minimum execution time: 106_319_000 picoseconds.
		Weight::from_parts(116_417_000, 8598)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Demands` (r:1 w:1)
	/// Proof: `RecordsAccess::Demands` (`max_values`: None, `max_size`: Some(1000), added: 3475, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::AccessLogs` (r:1 w:0)
	/// Proof: `RecordsAccess::AccessLogs` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn demand_log_entry() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `1574`
		//  Estimated: `4465`
		// Minimum execution time: 115_582_000 picoseconds.
		Weight::from_parts(130_318_000, 4465)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Demands` (r:1 w:1)
	/// Proof: `RecordsAccess::Demands` (`max_values`: None, `max_size`: Some(1000), added: 3475, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::AccessLogs` (r:1 w:0)
	/// Proof: `RecordsAccess::AccessLogs` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn answer_log_demand() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2823`
		//  Estimated: `8598`
		// Minimum execution time: 86_493_000 picoseconds.
		Weight::from_parts(98_663_000, 8598)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Requests` (r:1 w:1)
	/// Proof: `RecordsAccess::Requests` (`max_values`: None, `max_size`: Some(286), added: 2761, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn file_request() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2496`
		//  Estimated: `8598`
		// Minimum execution time: 130_053_000 picoseconds.
		Weight::from_parts(146_409_000, 8598)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:0)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Requests` (r:1 w:1)
	/// Proof: `RecordsAccess::Requests` (`max_values`: None, `max_size`: Some(286), added: 2761, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:2)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:2)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn extend_request() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2656`
		//  Estimated: `8598`
		// Minimum execution time: 86_499_000 picoseconds.
		Weight::from_parts(99_338_000, 8598)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Requests` (r:1 w:1)
	/// Proof: `RecordsAccess::Requests` (`max_values`: None, `max_size`: Some(286), added: 2761, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::PaidInFullServices` (r:1 w:1)
	/// Proof: `RecordsAccess::PaidInFullServices` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn close_request() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `3023`
		//  Estimated: `8598`
		// Minimum execution time: 139_485_000 picoseconds.
		Weight::from_parts(155_068_000, 8598)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Requests` (r:1 w:1)
	/// Proof: `RecordsAccess::Requests` (`max_values`: None, `max_size`: Some(286), added: 2761, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn withdraw_request() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `807`
		//  Estimated: `3763`
		// Minimum execution time: 43_698_000 picoseconds.
		Weight::from_parts(51_768_000, 3763)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:1 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn lift_restriction() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2113`
		//  Estimated: `8598`
		// Minimum execution time: 46_410_000 picoseconds.
		Weight::from_parts(54_792_000, 8598)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Groups` (r:1 w:1)
	/// Proof: `RecordsAccess::Groups` (`max_values`: None, `max_size`: Some(132), added: 2607, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::GroupMembers` (r:1 w:1)
	/// Proof: `RecordsAccess::GroupMembers` (`max_values`: None, `max_size`: Some(176), added: 2651, mode: `MaxEncodedLen`)
	fn add_group_member() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2301`
		//  Estimated: `8598`
		// Minimum execution time: 153_937_000 picoseconds.
		Weight::from_parts(166_110_000, 8598)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Groups` (r:1 w:0)
	/// Proof: `RecordsAccess::Groups` (`max_values`: None, `max_size`: Some(132), added: 2607, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::GroupMembers` (r:1 w:1)
	/// Proof: `RecordsAccess::GroupMembers` (`max_values`: None, `max_size`: Some(176), added: 2651, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn remove_group_member() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2659`
		//  Estimated: `8598`
		// Minimum execution time: 93_896_000 picoseconds.
		Weight::from_parts(103_165_000, 8598)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `RecordsAccess::Patients` (r:2 w:1)
	/// Proof: `RecordsAccess::Patients` (`max_values`: None, `max_size`: Some(298), added: 2773, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn link_pseudonyms() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2202`
		//  Estimated: `8598`
		// Minimum execution time: 50_316_000 picoseconds.
		Weight::from_parts(56_217_000, 8598)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// Storage: `RecordsAccess::Disclosures` (r:101 w:100)
	/// Proof: `RecordsAccess::Disclosures` (`max_values`: None, `max_size`: Some(74), added: 2549, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Tickets` (r:100 w:100)
	/// Proof: `RecordsAccess::Tickets` (`max_values`: None, `max_size`: Some(1283), added: 3758, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:100 w:100)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:100 w:100)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:100 w:100)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 100]`.
	fn reap_history(n: u32, ) -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `391 + n * (1296 ±0)`
		//  Estimated: `3600 + n * (3758 ±0)`
		// Minimum execution time: 84_443_000 picoseconds.
		Weight::from_parts(87_980_000, 3600)
			// Standard Error: 1_588_614
			.saturating_add(Weight::from_parts(62_216_908, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3758).saturating_mul(n.into()))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Breaches` (r:1 w:1)
	/// Proof: `RecordsAccess::Breaches` (`max_values`: None, `max_size`: Some(256), added: 2731, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Sponsorships` (r:1 w:0)
	/// Proof: `Sponsorship::Sponsorships` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `Sponsorship::Deposits` (r:1 w:1)
	/// Proof: `Sponsorship::Deposits` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:2 w:2)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:2)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:2)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn report_breach() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2343`
		//  Estimated: `8598`
		// Minimum execution time: 136_708_000 picoseconds.
		Weight::from_parts(150_102_000, 8598)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Breaches` (r:1 w:1)
	/// Proof: `RecordsAccess::Breaches` (`max_values`: None, `max_size`: Some(256), added: 2731, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn settle_breach_notice() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2405`
		//  Estimated: `8598`
		// Minimum execution time: 67_492_000 picoseconds.
		Weight::from_parts(75_289_000, 8598)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(135), added: 2610, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Suspensions` (r:1 w:1)
	/// Proof: `RecordsAccess::Suspensions` (`max_values`: None, `max_size`: Some(190), added: 2665, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:2)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:2)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn suspend_accounting() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2362`
		//  Estimated: `8598`
		// Minimum execution time: 82_472_000 picoseconds.
		Weight::from_parts(92_711_000, 8598)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	/// Storage: `Participants::Organisations` (r:1 w:0)
	/// Proof: `Participants::Organisations` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Credentials` (r:1 w:0)
	/// Proof: `Participants::Credentials` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Participants::Issuers` (r:3 w:0)
	/// Proof: `Participants::Issuers` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::Suspensions` (r:1 w:1)
	/// Proof: `RecordsAccess::Suspensions` (`max_values`: None, `max_size`: Some(190), added: 2665, mode: `MaxEncodedLen`)
	/// Storage: `RecordsAccess::AccessLogs` (r:1 w:0)
	/// Proof: `RecordsAccess::AccessLogs` (`max_values`: None, `max_size`: Some(168), added: 2643, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::ObligationsByKey` (r:1 w:1)
	/// Proof: `Obligations::ObligationsByKey` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::Agenda` (r:0 w:1)
	/// Proof: `Obligations::Agenda` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	/// Storage: `Obligations::OpenByDue` (r:0 w:1)
	/// Proof: `Obligations::OpenByDue` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	fn account_suspended() -> Weight {
		// Proof Size summary in bytes:
		//  Measured:  `2456`
		//  Estimated: `8598`
		// Minimum execution time: 70_175_000 picoseconds.
		Weight::from_parts(78_254_000, 8598)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
}

// For tests.
impl WeightInfo for () {
	fn open_pseudonym() -> Weight {
		Weight::from_parts(113_392_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn offer_claim() -> Weight {
		Weight::from_parts(57_703_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn accept_claim() -> Weight {
		Weight::from_parts(33_418_000, 3763)
			.saturating_add(ParityDbWeight::get().reads(4_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn refuse_offer() -> Weight {
		Weight::from_parts(18_069_000, 3763)
			.saturating_add(ParityDbWeight::get().reads(1_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn replace_key() -> Weight {
		Weight::from_parts(27_365_000, 3763)
			.saturating_add(ParityDbWeight::get().reads(3_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn contest_recorded() -> Weight {
		Weight::from_parts(88_599_000, 12119)
			.saturating_add(ParityDbWeight::get().reads(5_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn answer_contest() -> Weight {
		Weight::from_parts(93_333_000, 12119)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn register_encryption_key() -> Weight {
		Weight::from_parts(75_941_000, 3676)
			.saturating_add(ParityDbWeight::get().reads(6_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn remove_encryption_key() -> Weight {
		Weight::from_parts(64_974_000, 3676)
			.saturating_add(ParityDbWeight::get().reads(4_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(47_923_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(7_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn grant_consent(n: u32, ) -> Weight {
		Weight::from_parts(214_001_917, 12119)
			.saturating_add(Weight::from_parts(2_986, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn revoke_consent() -> Weight {
		Weight::from_parts(88_578_000, 12119)
			.saturating_add(ParityDbWeight::get().reads(3_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn record_revocation() -> Weight {
		Weight::from_parts(101_925_000, 12119)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(3_u64))
	}
	fn request_access() -> Weight {
		Weight::from_parts(192_972_000, 22198)
			.saturating_add(ParityDbWeight::get().reads(23_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn break_glass() -> Weight {
		Weight::from_parts(208_642_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().writes(10_u64))
	}
	fn report_break_glass() -> Weight {
		Weight::from_parts(149_483_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(15_u64))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
	}
	fn review_break_glass() -> Weight {
		Weight::from_parts(79_786_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn reinstate_privilege() -> Weight {
		Weight::from_parts(49_618_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(7_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn appoint_representative() -> Weight {
		Weight::from_parts(121_707_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn revoke_representative() -> Weight {
		Weight::from_parts(104_539_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn anchor_batch() -> Weight {
		Weight::from_parts(114_065_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn anchor_record() -> Weight {
		Weight::from_parts(119_559_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn update_record() -> Weight {
		Weight::from_parts(125_383_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn erase_record() -> Weight {
		Weight::from_parts(58_488_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn erase_patient() -> Weight {
		Weight::from_parts(132_333_000, 12119)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn set_legal_hold() -> Weight {
		Weight::from_parts(60_488_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(2_u64))
	}
	fn report_superseded_release() -> Weight {
		Weight::from_parts(141_493_000, 4748)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(7_u64))
	}
	fn explain_release() -> Weight {
		Weight::from_parts(76_191_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn anchor_access_log() -> Weight {
		Weight::from_parts(116_417_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn demand_log_entry() -> Weight {
		Weight::from_parts(130_318_000, 4465)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
	}
	fn answer_log_demand() -> Weight {
		Weight::from_parts(98_663_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn file_request() -> Weight {
		Weight::from_parts(146_409_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(8_u64))
	}
	fn extend_request() -> Weight {
		Weight::from_parts(99_338_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(10_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn close_request() -> Weight {
		Weight::from_parts(155_068_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(14_u64))
			.saturating_add(ParityDbWeight::get().writes(9_u64))
	}
	fn withdraw_request() -> Weight {
		Weight::from_parts(51_768_000, 3763)
			.saturating_add(ParityDbWeight::get().reads(4_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn lift_restriction() -> Weight {
		Weight::from_parts(54_792_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(7_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn add_group_member() -> Weight {
		Weight::from_parts(166_110_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(12_u64))
			.saturating_add(ParityDbWeight::get().writes(5_u64))
	}
	fn remove_group_member() -> Weight {
		Weight::from_parts(103_165_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(11_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn link_pseudonyms() -> Weight {
		Weight::from_parts(56_217_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(1_u64))
	}
	fn reap_history(n: u32, ) -> Weight {
		Weight::from_parts(87_980_000, 3600)
			.saturating_add(Weight::from_parts(62_216_908, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(3_u64))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes((5_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3758).saturating_mul(n.into()))
	}
	fn report_breach() -> Weight {
		Weight::from_parts(150_102_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(13_u64))
			.saturating_add(ParityDbWeight::get().writes(10_u64))
	}
	fn settle_breach_notice() -> Weight {
		Weight::from_parts(75_289_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(8_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
	fn suspend_accounting() -> Weight {
		Weight::from_parts(92_711_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(6_u64))
	}
	fn account_suspended() -> Weight {
		Weight::from_parts(78_254_000, 8598)
			.saturating_add(ParityDbWeight::get().reads(9_u64))
			.saturating_add(ParityDbWeight::get().writes(4_u64))
	}
}

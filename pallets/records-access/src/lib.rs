#![cfg_attr(not(feature = "std"), no_std)]
// A call has the arguments that it has, and the macros make functions of them.
#![allow(clippy::too_many_arguments)]
#![deny(missing_docs)]
#![doc = include_str!("../README.md")]

extern crate alloc;

pub use pallet::*;
pub use types::*;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod errors;
mod events;
mod features;
#[cfg(test)]
mod mock;
mod storage;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
pub mod weights;

use frame_support::pallet_macros::import_section;

pub use weights::WeightInfo;

/// What benchmarks need of the runtime: money and a clock.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId> {
	/// Give an account enough for any deposit.
	fn fund(who: &AccountId);

	/// Set the clock.
	fn set_time(now: salus_primitives::Moment);
}

/// The length of a bounded list.
pub(crate) fn len<X, S>(list: &frame_support::BoundedVec<X, S>) -> u32 {
	u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// Whether a call pays, as its result says: what `feeless_if` lets in says no, so that the fee that
/// is told is the one that was taken.
pub(crate) fn pays(yes: bool) -> frame_support::dispatch::Pays {
	if yes {
		frame_support::dispatch::Pays::Yes
	} else {
		frame_support::dispatch::Pays::No
	}
}

#[import_section(storage::storage)]
#[import_section(calls::calls)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::features::{emergency::Declaration, records::ReleaseProof};
	use codec::Encode;
	use frame_support::{
		pallet_prelude::*,
		traits::{tokens::Balance, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		consent::{ImplicitPolicy, Month},
		merkle::{Proof, Root},
		records::{
			AccessRequest, BatchId, BreachNotice, Commitment, ConsentGrant, EncryptionKey,
			ErasureGround, LogEntry, NoticeOutcome, PatientId, RecordChange, RecordEntry,
			RecordLeaf, RecordStatus, RecordToken, RequestOutcome, ReviewOutcome, RightKind, RowId,
			Scope, SuspensionBasis, TicketId, Token,
		},
		Acting, Deposits, Moment, Obligations, OrganisationId, Participants,
	};

	/// The layout of the storage: raised with every migration.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who may act, asked when a call executes, and again at every release.
		type Participants: Participants<Self::AccountId>;

		/// Where deadlines are opened and met.
		type Obligations: Obligations;

		/// The clock of the chain, in milliseconds.
		type Time: Time<Moment = Moment>;

		/// The balance of deposits.
		type Balance: Balance;

		/// Who pays for what is stored: for a patient's rows the custodian, or its sponsor.
		type Deposits: Deposits<Self::AccountId, Self::Balance>;

		/// What is held for each row.
		type RowDeposit: Get<Self::Balance>;

		/// What is held for each byte of a row.
		type ByteDeposit: Get<Self::Balance>;

		/// Deadlines, windows and bounds, within what an upgrade alone can change.
		type Limits: Get<RecordsLimits>;

		/// What the calls weigh.
		type WeightInfo: WeightInfo;

		/// What benchmarks need of the runtime.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			let limits = T::Limits::get();
			assert!(limits.strictest_policy <= limits.most_open_policy, "no policy is possible");
			assert!(limits.overdue_suspends > 0, "nobody could break the glass");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}

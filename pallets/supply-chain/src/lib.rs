#![cfg_attr(not(feature = "std"), no_std)]
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

pub use features::{cold_chain::excursion, disposition};
pub use weights::WeightInfo;

/// The length of a bounded list.
pub(crate) fn len<X, S>(list: &frame_support::BoundedVec<X, S>) -> u32 {
	u32::try_from(list.len()).unwrap_or(u32::MAX)
}

#[import_section(storage::storage)]
#[import_section(calls::calls)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible::MutateHold, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		lot::{ContainerProof, LotCommitment, PackProof},
		supply::{
			ConditionSummary, Day, DecommissionReason, Disposition, EffectivenessLevel, Epc,
			EventFacts, EventHash, EventKind, ExceptionKind, ExemptReason, IntroducedContainer,
			IntroducedPack, Label, LotNumber, NoticeKind, QualityDecision, RecallClass,
			RecallDepth, RecallScope, Reconciliation, Resolution, Serial, ShipmentFacts,
			ShipmentKind, StorageLimits, StorageProfile, SuspectReason, Verdict,
			VerificationFailure,
		},
		Acting, Moment, Obligations, OrganisationId, Participants,
	};

	/// The layout of the storage: raised with every migration.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who may act, asked when a call executes (SC-3, X-5).
		type Participants: Participants<Self::AccountId>;

		/// Where deadlines are opened and met.
		type Obligations: Obligations;

		/// The clock of the chain, in milliseconds.
		type Time: Time<Moment = Moment>;

		/// The currency in which deposits for storage are held.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// May switch introduction off for a product. It can change no record.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// How many items one call may list. One EPCIS event is one call.
		#[pallet::constant]
		type MaxItems: Get<u32>;

		/// What is held for each row that a call adds.
		type RowDeposit: Get<BalanceOf<Self>>;

		/// How far the time of an event may lie ahead of the block, in milliseconds.
		type MaxFuture: Get<Moment>;

		/// How far the time of an event may lie behind the block, in milliseconds.
		type MaxBackdating: Get<Moment>;

		/// How long history is kept at least, in milliseconds (SC-9: six years).
		type Retention: Get<Moment>;

		/// How long a consignee has to receive a shipment, in milliseconds.
		type ReceiptPeriod: Get<Moment>;

		/// How long a maker has to confirm or contest packs introduced in its name.
		type ReviewPeriod: Get<Moment>;

		/// How long a recall may take where whoever opens it names no date.
		type RecallPeriod: Get<Moment>;

		/// What the calls weigh.
		type WeightInfo: WeightInfo;

		/// Deadlines of what is done when something is wrong.
		type Deadlines: Get<Deadlines>;
	}

	/// Why the pallet holds balance.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For rows in state.
		Storage,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxItems::get() > 0, "a call without items does nothing");
			assert!(
				T::MaxItems::get() < u32::from(u16::MAX),
				"containers of an introduction are named by a u16"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}

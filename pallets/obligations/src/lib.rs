#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

/// What the benchmarks need of the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper {
	/// Set the clock.
	fn set_time(now: salus_primitives::Moment);
}

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time, weights::WeightMeter};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{Moment, ObligationKey, ObligationKind, OrganisationId};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The clock of the chain, in milliseconds.
		type Time: Time<Moment = Moment>;

		/// How long a closed obligation is kept, in milliseconds.
		#[pallet::constant]
		type RetentionPeriod: Get<Moment>;

		/// The most obligations that one block announces as overdue, so that what piles up in a
		/// jump of time neither fills blocks nor the list of events. Not 0.
		#[pallet::constant]
		type MaxAnnouncedPerBlock: Get<u32>;

		/// Weights of the calls and of the hook.
		type WeightInfo: WeightInfo;

		/// Sets the clock in benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// Every obligation that is open, or was closed less than the retention period ago. The
	/// subject may be a user's choice, so the key is hashed. Opened by other pallets, whose own
	/// deposits pay for it; a closed one is removed by anyone after the retention period.
	#[pallet::storage]
	pub type ObligationsByKey<T: Config> =
		StorageMap<_, Blake2_128Concat, ObligationKey, Obligation>;

	/// Open obligations by who has to do them and by when, with the time at which they were
	/// opened. Ordered by due time: the times are in the key as they are, in big-endian order, and
	/// lengthen a path in the trie by 16 nibbles at the most, whoever chooses them.
	#[pallet::storage]
	pub type OpenByDue<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, OrganisationId>,
			NMapKey<Identity, Instant>,
			NMapKey<Blake2_128Concat, Matter>,
		),
		Moment,
	>;

	/// Open obligations that were not announced as overdue, in the order in which they will be.
	/// The first row is all that a block has to look at. A row goes when it is announced, or when
	/// the obligation is closed.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Identity, Instant, Blake2_128Concat, ObligationKey, ()>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Something has to be done.
		ObligationOpened {
			/// What.
			kind: ObligationKind,
			/// About what.
			subject: [u8; 32],
			/// By whom.
			responsible: OrganisationId,
			/// By when, in milliseconds.
			due: Moment,
		},
		/// It was done.
		ObligationFulfilled {
			/// What.
			kind: ObligationKind,
			/// About what.
			subject: [u8; 32],
			/// By whom.
			responsible: OrganisationId,
			/// Whether after the time by which it had to be done.
			late: bool,
		},
		/// It no longer has to be done.
		ObligationCancelled {
			/// What.
			kind: ObligationKind,
			/// About what.
			subject: [u8; 32],
			/// By whom.
			responsible: OrganisationId,
		},
		/// The time by which it had to be done has passed. Comes once, soon after that time;
		/// reads say it at once.
		ObligationOverdue {
			/// What.
			kind: ObligationKind,
			/// About what.
			subject: [u8; 32],
			/// By whom.
			responsible: OrganisationId,
			/// By when it had to be done.
			due: Moment,
		},
		/// A closed obligation was removed, its retention being over.
		ObligationPruned {
			/// What.
			kind: ObligationKind,
			/// About what.
			subject: [u8; 32],
			/// By whom.
			responsible: OrganisationId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such obligation: it was never opened, or is removed already.
		UnknownObligation,
		/// The obligation is open: it can be removed only some time after it was closed.
		StillOpen,
		/// The obligation was closed not long enough ago: try again after the retention period.
		RetentionRunning,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Announce what has become overdue, with the weight that the block has left.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			let mut meter = WeightMeter::with_limit(remaining);
			Self::announce_overdue(&mut meter);
			meter.consumed()
		}

		fn integrity_test() {
			assert!(T::MaxAnnouncedPerBlock::get() > 0, "overdue obligations are announced");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Remove an obligation that was closed at least the retention period ago. Costs no fee if
		/// it succeeds.
		///
		/// ## Dispatch Origin
		/// Signed by anyone.
		///
		/// ## Errors
		/// - [`Error::UnknownObligation`]
		/// - [`Error::StillOpen`]
		/// - [`Error::RetentionRunning`]
		///
		/// ## Events
		/// - [`Event::ObligationPruned`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(0)]
		pub fn prune(origin: OriginFor<T>, key: ObligationKey) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_prune(key)?;
			Ok(Pays::No.into())
		}
	}
}

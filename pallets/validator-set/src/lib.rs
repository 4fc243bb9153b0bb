#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![doc = include_str!("../README.md")]

extern crate alloc;

pub use pallet::*;
pub use types::{Departure, Record, Seat};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use sp_staking::SessionIndex;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the runtime decides.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ pallet_session::Config<ValidatorId = <Self as frame_system::Config>::AccountId>
	{
		/// Who seats and unseats validators.
		type GovernanceOrigin: EnsureOrigin<<Self as frame_system::Config>::RuntimeOrigin>;

		/// How many validators with keys there are at least on any network: nobody leaves below it.
		/// A network that needs more says so in its genesis.
		type MinValidators: Get<u32>;

		/// How many seats there are, those included whose validators are on their way out. More
		/// than the minimum, or a successor finds no seat.
		#[pallet::constant]
		type MaxValidators: Get<u32>;

		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// The seats, in the order in which they were taken: the order of the authorities.
	///
	/// One value, because every session reads all of it. At most [`Config::MaxValidators`], and
	/// governance alone adds to it.
	#[pallet::storage]
	pub type Seats<T: Config> =
		StorageValue<_, BoundedVec<Seat<T::AccountId>, T::MaxValidators>, ValueQuery>;

	/// Convictions and pardons.
	///
	/// Users do not choose the keys: only who was a validator can be convicted, and governance
	/// chooses the validators, which is also what bounds it. Never removed, so that nobody is
	/// seated again by oversight.
	#[pallet::storage]
	pub type Records<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Record>;

	/// How many validators with keys there are at least on this network, if that is more than
	/// [`Config::MinValidators`]. Set at genesis: 3 wherever there is more than one operator.
	#[pallet::storage]
	pub type Minimum<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// The hash of the validators and keys that the session pallet was last told of. The set is
	/// announced again exactly when this changes.
	#[pallet::storage]
	pub type Announced<T: Config> = StorageValue<_, T::Hash>;

	/// The validators that the chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Who is seated. Each needs its session keys in the genesis of the session pallet. In the
		/// runtime this pallet stands before the session pallet, or the latter starts with all that
		/// have keys.
		pub validators: Vec<T::AccountId>,
		/// How many there are at least, if that is more than [`Config::MinValidators`].
		pub minimum: u32,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (position, validator) in self.validators.iter().enumerate() {
				assert!(
					!self.validators.iter().take(position).any(|earlier| earlier == validator),
					"a validator is listed twice in the genesis: {validator:?}",
				);
			}
			let seats: Vec<_> = self.validators.iter().cloned().map(Seat::of).collect();
			let seats = BoundedVec::try_from(seats)
				.expect("the genesis lists at most MaxValidators validators");
			assert!(
				seats.is_empty() || seats.len() >= self.minimum as usize,
				"the genesis lists fewer validators than its own minimum",
			);
			Seats::<T>::put(seats);
			Minimum::<T>::put(self.minimum);
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Governance seated a validator: it is in the set that the next session plans. If it was
		/// about to leave, it stays.
		ValidatorSeated {
			/// Who.
			validator: T::AccountId,
		},
		/// Governance seated a convicted validator: the conviction is forgiven.
		ConvictionCleared {
			/// Who.
			validator: T::AccountId,
			/// The latest session whose offences are forgiven.
			session: SessionIndex,
		},
		/// Governance unseated a validator: it leaves when the next session is planned, or when a
		/// successor sits.
		DepartureOrdered {
			/// Who.
			validator: T::AccountId,
		},
		/// A validator was convicted of an offence: it leaves when the next session is planned, or
		/// when a successor sits.
		ValidatorConvicted {
			/// Who.
			validator: T::AccountId,
			/// The session of the offence.
			session: SessionIndex,
		},
		/// A validator left its seat. It is active until the session that was planned last ends.
		ValidatorUnseated {
			/// Who.
			validator: T::AccountId,
			/// Why.
			departure: Departure,
		},
		/// A session was planned in which validators stay that should have left: there would be
		/// fewer than the minimum. Seat successors.
		DeparturesDeferred {
			/// How many are waiting to leave.
			waiting: u32,
		},
		/// A former validator removed its session keys.
		KeysReleased {
			/// Who.
			validator: T::AccountId,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account has registered no session keys. It has to submit `session.set_keys` first
		/// (`salus validator join` does).
		NoKeys,
		/// The account has a seat and stays in it.
		AlreadySeated,
		/// Every seat is taken. Unseat a validator, and wait for the next session.
		TooManyValidators,
		/// The account has no seat.
		NotSeated,
		/// The validator is on its way out already. It leaves when the next session is planned, or
		/// when a successor sits.
		AlreadyLeaving,
		/// A seated validator keeps its keys. Ask governance for `unseat` first; to change keys,
		/// submit `session.set_keys`.
		StillSeated,
		/// The validator has left its seat and is still in the current or the planned session. Wait
		/// for two sessions to end.
		StillActive,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "std")]
		fn integrity_test() {
			assert!(T::MaxValidators::get() > 1, "a successor needs a seat beside the last one");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Seat a validator.
		///
		/// It is in the set that is planned when the current session ends, and active one session
		/// later. Seating one that is about to leave keeps it; seating a convicted one forgives
		/// what it was convicted of, and says so in an event.
		///
		/// ## Dispatch Origin
		/// [`Config::GovernanceOrigin`].
		///
		/// ## Errors
		/// [`Error::NoKeys`], [`Error::AlreadySeated`], [`Error::TooManyValidators`].
		///
		/// ## Events
		/// [`Event::ValidatorSeated`], [`Event::ConvictionCleared`].
		///
		/// ## Complexity
		/// O(number of seats), in one storage item.
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::seat())]
		pub fn seat(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_seat(validator)
		}

		/// Unseat a validator.
		///
		/// It is out of the set that is planned when the current session ends, if enough others
		/// stay, and otherwise as soon as a successor sits.
		///
		/// ## Dispatch Origin
		/// [`Config::GovernanceOrigin`].
		///
		/// ## Errors
		/// [`Error::NotSeated`], [`Error::AlreadyLeaving`].
		///
		/// ## Events
		/// [`Event::DepartureOrdered`]; later [`Event::ValidatorUnseated`] or
		/// [`Event::DeparturesDeferred`].
		///
		/// ## Complexity
		/// O(number of seats), in one storage item.
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config>::WeightInfo::unseat())]
		pub fn unseat(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_unseat(validator)
		}

		/// Remove the session keys of the signer and give it its deposit back.
		///
		/// In place of `session.purge_keys`, which the runtime filters: a validator without keys
		/// would drop out of the next session whatever the minimum is.
		///
		/// ## Dispatch Origin
		/// Signed, by an account that has registered keys.
		///
		/// ## Errors
		/// [`Error::StillSeated`], [`Error::StillActive`], and `session.NoKeys`.
		///
		/// ## Events
		/// [`Event::KeysReleased`].
		///
		/// ## Complexity
		/// O(number of seats).
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::release_keys())]
		pub fn release_keys(origin: OriginFor<T>) -> DispatchResult {
			let validator = ensure_signed(origin)?;
			Self::do_release_keys(validator)
		}
	}
}

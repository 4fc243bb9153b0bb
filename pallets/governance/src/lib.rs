#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![doc = include_str!("../README.md")]

extern crate alloc;

pub use pallet::*;
pub use types::Authority;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::boxed::Box;
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::Contains,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{
		traits::{Dispatchable, Hash},
		Saturating,
	};

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the runtime decides.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<
		RuntimeEvent: From<Event<Self>>,
		RuntimeCall: Dispatchable<PostInfo = PostDispatchInfo>,
	>
	{
		/// Who may dispatch what [`RootCalls`](Self::RootCalls) lists: three quarters of the council.
		type CouncilOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who may dispatch what [`StallCalls`](Self::StallCalls) lists: two thirds of the technical
		/// committee.
		type TechnicalOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The calls that the council may have dispatched as Root. Matches the call itself: a list
		/// that does not name a wrapper (a batch, `dispatch_as`, a scheduled call) refuses whatever
		/// is inside it.
		type RootCalls: Contains<Self::RuntimeCall>;

		/// The calls that the technical committee may have dispatched as Root when finality has
		/// stalled: GRANDPA's `note_stalled` alone.
		type StallCalls: Contains<Self::RuntimeCall>;

		/// The calls among [`RootCalls`](Self::RootCalls) that announce new code.
		type UpgradeCalls: Contains<Self::RuntimeCall>;

		/// How many blocks lie at least between the announcement of new code and its application.
		type UpgradeDelay: Get<BlockNumberFor<Self>>;

		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// From which block on the announced code may be applied: one value, replaced by the next
	/// announcement.
	#[pallet::storage]
	pub type UpgradeDueAt<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A call was dispatched as Root.
		RootDispatched {
			/// Which collective decided it.
			authority: Authority,
			/// The hash of the call, which is in the motion that decided it.
			call_hash: T::Hash,
			/// What came of it. A failed call has changed nothing.
			result: DispatchResult,
		},
		/// New code was announced. Everybody has until then to look at it, or to leave.
		UpgradeAnnounced {
			/// From this block on it may be applied.
			due_at: BlockNumberFor<T>,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The call is not on the list of what this collective may have dispatched as Root. Dispatch
		/// one of the listed calls, and directly: a wrapper around it is refused as well.
		CallNotAllowed,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Dispatch a listed call with the Root origin.
		///
		/// This is the only way to Root on the chain. The list is part of the runtime: what is not
		/// on it can be reached by an upgrade alone.
		///
		/// The class is Normal, whatever the inner call's is: a motion runs inside the collective's
		/// own (operational) `close`, and whoever submits this directly has no collective's origin
		/// and is refused, so an operational class would only open the reserved lane to spam.
		///
		/// ## Dispatch Origin
		/// [`Config::CouncilOrigin`] for [`Config::RootCalls`]; [`Config::TechnicalOrigin`] for
		/// [`Config::StallCalls`].
		///
		/// ## Errors
		/// - `BadOrigin`: neither of the two.
		/// - [`Error::CallNotAllowed`]: the call is not on that origin's list.
		///
		/// The call succeeds also when the inner call fails; the event has its result.
		///
		/// ## Events
		/// [`Event::RootDispatched`]; [`Event::UpgradeAnnounced`] where the call announces code.
		///
		/// ## Complexity
		/// That of the inner call, and O(length of the call) to hash it.
		#[pallet::call_index(0)]
		#[pallet::weight((
			T::WeightInfo::dispatch_as_root().saturating_add(call.get_dispatch_info().call_weight),
			DispatchClass::Normal,
		))]
		pub fn dispatch_as_root(
			origin: OriginFor<T>,
			call: Box<<T as frame_system::Config>::RuntimeCall>,
		) -> DispatchResultWithPostInfo {
			let authority = Self::authority(origin, &call)?;

			let info = call.get_dispatch_info();
			let announces = T::UpgradeCalls::contains(&call);
			let call_hash = T::Hashing::hash_of(&call);
			let outcome = call.dispatch(frame_system::RawOrigin::Root.into());

			let (post_info, result) = match outcome {
				Ok(post_info) => (post_info, Ok(())),
				Err(failure) => (failure.post_info, Err(failure.error)),
			};
			Self::deposit_event(Event::RootDispatched { authority, call_hash, result });
			if announces && result.is_ok() {
				let now = frame_system::Pallet::<T>::block_number();
				let due_at = now.saturating_add(T::UpgradeDelay::get());
				UpgradeDueAt::<T>::put(due_at);
				Self::deposit_event(Event::UpgradeAnnounced { due_at });
			}

			let inner = post_info.calc_actual_weight(&info);
			Ok(Some(T::WeightInfo::dispatch_as_root().saturating_add(inner)).into())
		}
	}

	impl<T: Config> Pallet<T> {
		/// Whether code was announced and its delay is over: asked by the runtime's call filter
		/// before code is applied.
		pub fn is_upgrade_due() -> bool {
			UpgradeDueAt::<T>::get()
				.is_some_and(|due_at| frame_system::Pallet::<T>::block_number() >= due_at)
		}

		/// Which collective `origin` speaks for, if that one may have `call` dispatched as Root.
		fn authority(
			origin: OriginFor<T>,
			call: &<T as frame_system::Config>::RuntimeCall,
		) -> Result<Authority, DispatchError> {
			let origin = match T::CouncilOrigin::try_origin(origin) {
				Ok(_) if T::RootCalls::contains(call) => return Ok(Authority::Council),
				Ok(_) => return Err(Error::<T>::CallNotAllowed.into()),
				Err(origin) => origin,
			};
			T::TechnicalOrigin::ensure_origin(origin)?;
			ensure!(T::StallCalls::contains(call), Error::<T>::CallNotAllowed);
			Ok(Authority::TechnicalCommittee)
		}
	}
}

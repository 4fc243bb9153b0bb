#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod errors;
mod events;
mod features;
mod impls;
#[cfg(test)]
mod mock;
mod storage;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[import_section(storage::storage)]
#[import_section(calls::calls)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{tokens::Balance, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{BusinessIdentifier, Capacity, Deposits, Gln, Moment, OrganisationId};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Appoints and retires issuers, and declares them compromised. It cannot touch a
		/// credential, a member or a site.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The clock of the chain, in milliseconds.
		type Time: Time<Moment = Moment>;

		/// In what deposits are counted.
		type Balance: Balance;

		/// Holds deposits, on an account or on its sponsor.
		type Deposits: Deposits<Self::AccountId, Self::Balance>;

		/// Held for an organisation, which is for ever.
		#[pallet::constant]
		type OrganisationDeposit: Get<Self::Balance>;

		/// Held for an invitation and for the membership that it becomes, with the account's row.
		#[pallet::constant]
		type MembershipDeposit: Get<Self::Balance>;

		/// Held for a credential, and for the row of its revocation.
		#[pallet::constant]
		type CredentialDeposit: Get<Self::Balance>;

		/// Held for a row of a credential's history, and for that of a suspension after it.
		#[pallet::constant]
		type HistoryDeposit: Get<Self::Balance>;

		/// Held for a site.
		#[pallet::constant]
		type SiteDeposit: Get<Self::Balance>;

		/// How long history is kept, in milliseconds (21 CFR 11.10(c): as long as the records
		/// that rest on it).
		#[pallet::constant]
		type RetentionPeriod: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Funds accounts and sets the clock in benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// Issuers, organisations and members of the first block. Nothing is held for them.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Who may issue credentials for which capacity.
		pub issuers: Vec<(Capacity, T::AccountId)>,
		/// Organisations, numbered from 1 in this order.
		pub organisations: Vec<GenesisOrganisation<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(&self.issuers, &self.organisations)
				.expect("the chain specification is wrong: participants");
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert_eq!(
				usize::try_from(MAX_CAPACITIES).ok(),
				Some(Capacity::ALL.len()),
				"an invitation has to hold every capacity",
			);
			assert!(Capacity::ALL.len() <= 32, "capacities are bits of a u32");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![doc = include_str!("../README.md")]

extern crate alloc;

pub use features::fees::{SponsoredChargeWeight, SponsoredFungibleAdapter};
pub use pallet::*;
pub use types::{BalanceOf, Charge, CreditOf, Ending, Sponsorship, Terms};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod features;
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
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Contains, OnUnbalanced, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::Moment;

	/// The in-code storage version.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the runtime decides.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The clock.
		type Time: Time<Moment = Moment>;

		/// The currency of fees and deposits.
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Balanced<Self::AccountId>;

		/// The reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// The calls whose fees a sponsor pays. Matches the call itself: a list that names no
		/// wrapper (a batch, a proxy, a multisig) keeps a sponsor from paying for what is inside
		/// one. It should name `leave_sponsor` of this pallet neither: that call is free.
		type SponsoredCalls: Contains<Self::RuntimeCall>;

		/// Held on the sponsor while a sponsorship is stored.
		#[pallet::constant]
		type RecordDeposit: Get<BalanceOf<Self>>;

		/// Charged to a sponsor once for each account that nobody sponsored before: the account and
		/// its nonce stay for ever, so that this is not a deposit.
		#[pallet::constant]
		type AccountFee: Get<BalanceOf<Self>>;

		/// Where the account fees go. `()` burns them.
		type OnAccountFee: OnUnbalanced<CreditOf<Self>>;

		/// The shortest period for a fee allowance, in milliseconds.
		#[pallet::constant]
		type MinPeriod: Get<Moment>;

		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// Why tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For the record of a sponsorship, on the sponsor.
		#[codec(index = 0)]
		Sponsorship,
		/// For what an account stores elsewhere, on the account or on its sponsor.
		#[codec(index = 1)]
		Deposit,
	}

	/// Who sponsors an account, keyed by the account, which anyone can choose: hence the hasher.
	///
	/// The sponsor pays for the row with a hold of [`Config::RecordDeposit`]; it goes when the
	/// sponsorship ends.
	#[pallet::storage]
	pub type Sponsorships<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Sponsorship<T::AccountId, BalanceOf<T>>>;

	/// The accounts that have the provider reference of this pallet. They have it for ever: an
	/// account that is reaped begins again with nonce 0, and its old transactions could be replayed.
	///
	/// Each was paid for with [`Config::AccountFee`], which is not given back.
	#[pallet::storage]
	pub type Referenced<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, ()>;

	/// The deposits that are held on an account (first key) for what another one or itself stores
	/// (second key). Both can be chosen by anyone: hence the hashers. A row exists while there is a
	/// hold.
	#[pallet::storage]
	pub type Deposits<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		T::AccountId,
		BalanceOf<T>,
		ValueQuery,
	>;

	/// The sponsorships that the chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Sponsor, account, terms. The sponsor has the record deposit in the genesis of the
		/// currency; the account fee is not charged.
		pub sponsorships: Vec<(T::AccountId, T::AccountId, Terms<BalanceOf<T>>)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (sponsor, account, terms) in &self.sponsorships {
				Pallet::<T>::add_reference(account);
				Pallet::<T>::do_sponsor(sponsor.clone(), account.clone(), *terms)
					.expect("the genesis lists sound sponsorships whose sponsors have the deposit");
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A sponsorship began.
		SponsorshipStarted {
			/// Who pays.
			sponsor: T::AccountId,
			/// For whom.
			account: T::AccountId,
			/// What, and for how long.
			terms: Terms<BalanceOf<T>>,
		},
		/// The sponsor set new terms.
		TermsSet {
			/// Who pays.
			sponsor: T::AccountId,
			/// For whom.
			account: T::AccountId,
			/// What, and for how long.
			terms: Terms<BalanceOf<T>>,
		},
		/// A sponsorship ended. What was held for what the account stores stays held until that is
		/// removed, and then goes back to the sponsor.
		SponsorshipEnded {
			/// Who paid.
			sponsor: T::AccountId,
			/// For whom.
			account: T::AccountId,
			/// How it ended.
			ending: Ending,
		},
		/// A sponsor paid the fee of a transaction.
		FeeSponsored {
			/// Who paid.
			sponsor: T::AccountId,
			/// For whom.
			account: T::AccountId,
			/// How much, after the refund.
			fee: BalanceOf<T>,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account has a sponsor. It has to leave that one, or that one to stop, or the agreed
		/// time to end.
		AlreadySponsored,
		/// An account cannot sponsor itself. It pays its fees anyway.
		SelfSponsorship,
		/// The period is shorter than the chain allows. See the constant `MinPeriod`.
		PeriodTooShort,
		/// The end of the sponsorship is not in the future. Give a later time, or none.
		UntilNotInFuture,
		/// The account does not have what has to be held on it beside the existential deposit: a
		/// deposit, or as a sponsor the record deposit and, for an account that nobody sponsored
		/// before, the account fee, which its own sponsor does not pay.
		InsufficientFunds,
		/// The account has no sponsor.
		NotSponsored,
		/// Somebody else sponsors the account.
		NotTheSponsor,
		/// The sponsor's deposit allowance is used up, and the account itself cannot pay the deposit.
		/// Remove something stored, ask the sponsor for better terms, or get tokens.
		DepositAllowanceExhausted,
		/// The sponsor cannot pay the deposit at the moment, and neither can the account itself.
		SponsorFundsTooLow,
		/// A deposit of less than the existential deposit could not always be given back. This is a
		/// matter of the runtime's configuration.
		DepositTooSmall,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "std")]
		fn integrity_test() {
			use frame_support::traits::fungible::Inspect;
			assert!(T::MinPeriod::get() > 0, "a period of no length never ends");
			assert!(
				T::RecordDeposit::get() >= T::Currency::minimum_balance(),
				"less could not be given back to a sponsor that has nothing else"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Pay the fees and deposits of an account, within terms.
		///
		/// The account need not exist: it can sign its first transaction afterwards. Its consent is
		/// not asked, since without a sponsor it may have no way to give it; it can leave at any
		/// time, free of charge.
		///
		/// ## Dispatch Origin
		/// Signed, by the sponsor.
		///
		/// ## Errors
		/// [`Error::SelfSponsorship`], [`Error::PeriodTooShort`], [`Error::UntilNotInFuture`],
		/// [`Error::AlreadySponsored`], [`Error::InsufficientFunds`].
		///
		/// ## Events
		/// [`Event::SponsorshipStarted`]; [`Event::SponsorshipEnded`] if an expired one is replaced.
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::sponsor())]
		pub fn sponsor(
			origin: OriginFor<T>,
			account: T::AccountId,
			terms: Terms<BalanceOf<T>>,
		) -> DispatchResult {
			let sponsor = ensure_signed(origin)?;
			Self::do_sponsor(sponsor, account, terms)
		}

		/// Set new terms for an account that the signer sponsors.
		///
		/// They hold at once. What was spent in the running period counts against the new
		/// allowance, and what is held against the new deposit allowance. A sponsorship that has
		/// expired and was not replaced goes on.
		///
		/// ## Dispatch Origin
		/// Signed, by the sponsor.
		///
		/// ## Errors
		/// [`Error::NotSponsored`], [`Error::NotTheSponsor`], [`Error::PeriodTooShort`],
		/// [`Error::UntilNotInFuture`].
		///
		/// ## Events
		/// [`Event::TermsSet`].
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_terms())]
		pub fn set_terms(
			origin: OriginFor<T>,
			account: T::AccountId,
			terms: Terms<BalanceOf<T>>,
		) -> DispatchResult {
			let sponsor = ensure_signed(origin)?;
			Self::do_set_terms(sponsor, account, terms)
		}

		/// Stop sponsoring an account, at once.
		///
		/// The record deposit goes back. Deposits that are held for what the account stores stay
		/// held until it is removed: the account cannot add to them any more.
		///
		/// ## Dispatch Origin
		/// Signed, by the sponsor.
		///
		/// ## Errors
		/// [`Error::NotSponsored`], [`Error::NotTheSponsor`].
		///
		/// ## Events
		/// [`Event::SponsorshipEnded`].
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::stop_sponsoring())]
		pub fn stop_sponsoring(origin: OriginFor<T>, account: T::AccountId) -> DispatchResult {
			let sponsor = ensure_signed(origin)?;
			let sponsorship = Sponsorships::<T>::get(&account).ok_or(Error::<T>::NotSponsored)?;
			ensure!(sponsorship.sponsor == sponsor, Error::<T>::NotTheSponsor);
			Self::end(account, sponsorship, Ending::Stopped);
			Ok(())
		}

		/// Leave one's sponsor.
		///
		/// Free of charge, or whoever sponsors an account with next to nothing would keep it from
		/// every better sponsor. It costs the sponsor's call each time, and an account without a
		/// sponsor is refused before its transaction enters a block.
		///
		/// ## Dispatch Origin
		/// Signed, by the sponsored account.
		///
		/// ## Errors
		/// [`Error::NotSponsored`].
		///
		/// ## Events
		/// [`Event::SponsorshipEnded`].
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(3)]
		#[pallet::weight((T::WeightInfo::leave_sponsor(), DispatchClass::Normal, Pays::No))]
		pub fn leave_sponsor(origin: OriginFor<T>) -> DispatchResult {
			let account = ensure_signed(origin)?;
			let sponsorship = Sponsorships::<T>::get(&account).ok_or(Error::<T>::NotSponsored)?;
			Self::end(account, sponsorship, Ending::Left);
			Ok(())
		}
	}
}

//! How a sponsorship begins, changes and ends.

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{Balanced, MutateHold},
		tokens::{Fortitude, Precision, Preservation},
		OnUnbalanced, Time,
	},
};
use salus_primitives::Moment;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	/// The sponsorship of `account`, with the period that the clock is in, if its sponsor pays now.
	pub fn open_sponsorship(
		account: &T::AccountId,
	) -> Option<Sponsorship<T::AccountId, BalanceOf<T>>> {
		let now = T::Time::now();
		let mut sponsorship = Sponsorships::<T>::get(account).filter(|it| it.is_open(now))?;
		sponsorship.enter_period(now);
		Some(sponsorship)
	}

	/// What the sponsor of `account` still pays in fees in this period; zero without one.
	pub fn fees_left(account: &T::AccountId) -> BalanceOf<T> {
		Self::open_sponsorship(account).map(|it| it.fees_left()).unwrap_or_default()
	}

	fn check_terms(terms: &Terms<BalanceOf<T>>, now: Moment) -> DispatchResult {
		ensure!(terms.period >= T::MinPeriod::get(), Error::<T>::PeriodTooShort);
		ensure!(terms.until.is_none_or(|until| now < until), Error::<T>::UntilNotInFuture);
		Ok(())
	}

	pub(crate) fn do_sponsor(
		sponsor: T::AccountId,
		account: T::AccountId,
		terms: Terms<BalanceOf<T>>,
	) -> DispatchResult {
		let now = T::Time::now();
		ensure!(sponsor != account, Error::<T>::SelfSponsorship);
		Self::check_terms(&terms, now)?;
		if let Some(previous) = Sponsorships::<T>::get(&account) {
			ensure!(!previous.is_open(now), Error::<T>::AlreadySponsored);
			Self::end(account.clone(), previous, Ending::Replaced);
		}

		// Both straight from the sponsor: if it is sponsored itself, its own sponsor has nothing to
		// do with it.
		let deposit = T::RecordDeposit::get();
		ensure!(
			Self::can_hold(HoldReason::Sponsorship, &sponsor, deposit),
			Error::<T>::InsufficientFunds
		);
		T::Currency::hold(&HoldReason::Sponsorship.into(), &sponsor, deposit)
			.map_err(|_| Error::<T>::InsufficientFunds)?;
		if !Referenced::<T>::contains_key(&account) {
			Self::charge_account_fee(&sponsor)?;
			Self::add_reference(&account);
		}

		let sponsorship = Sponsorship {
			sponsor: sponsor.clone(),
			terms,
			period_start: now,
			spent: Zero::zero(),
			deposit,
		};
		Sponsorships::<T>::insert(&account, sponsorship);
		Self::deposit_event(Event::SponsorshipStarted { sponsor, account, terms });
		Ok(())
	}

	fn charge_account_fee(sponsor: &T::AccountId) -> DispatchResult {
		let fee = T::AccountFee::get();
		if fee.is_zero() {
			return Ok(());
		}
		let credit = T::Currency::withdraw(
			sponsor,
			fee,
			Precision::Exact,
			Preservation::Preserve,
			Fortitude::Polite,
		)
		.map_err(|_| Error::<T>::InsufficientFunds)?;
		T::OnAccountFee::on_unbalanced(credit);
		Ok(())
	}

	/// Keep `account` and its nonce for ever. Does nothing a second time.
	pub(crate) fn add_reference(account: &T::AccountId) {
		if !Referenced::<T>::contains_key(account) {
			frame_system::Pallet::<T>::inc_providers(account);
			Referenced::<T>::insert(account, ());
		}
	}

	pub(crate) fn do_set_terms(
		sponsor: T::AccountId,
		account: T::AccountId,
		terms: Terms<BalanceOf<T>>,
	) -> DispatchResult {
		let now = T::Time::now();
		Sponsorships::<T>::try_mutate(&account, |sponsorship| {
			let sponsorship = sponsorship.as_mut().ok_or(Error::<T>::NotSponsored)?;
			ensure!(sponsorship.sponsor == sponsor, Error::<T>::NotTheSponsor);
			Self::check_terms(&terms, now)?;
			// Periods that have passed are measured with the length that was agreed on for them.
			sponsorship.enter_period(now);
			sponsorship.terms = terms;
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::TermsSet { sponsor, account, terms });
		Ok(())
	}

	/// End `sponsorship` and give the record deposit back. The reference and what is held for what
	/// the account stores stay.
	pub(crate) fn end(
		account: T::AccountId,
		sponsorship: Sponsorship<T::AccountId, BalanceOf<T>>,
		ending: Ending,
	) {
		let Sponsorship { sponsor, deposit, .. } = sponsorship;
		Sponsorships::<T>::remove(&account);
		// What is held can be released to whom it is held on: an account with a hold exists.
		let released = T::Currency::release(
			&HoldReason::Sponsorship.into(),
			&sponsor,
			deposit,
			Precision::BestEffort,
		);
		debug_assert!(released == Ok(deposit), "nothing but this pallet touches its holds");
		Self::deposit_event(Event::SponsorshipEnded { sponsor, account, ending });
	}
}

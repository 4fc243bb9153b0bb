//! Deposits for what is stored, on the account or on its sponsor.

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{Inspect, InspectHold, MutateHold},
		tokens::{Fortitude, Precision, Preservation},
	},
};
use sp_runtime::traits::{CheckedAdd, Saturating, Zero};

impl<T: Config> Pallet<T> {
	/// What the sponsor of `account` still pays in deposits; zero without one.
	pub fn deposits_left(account: &T::AccountId) -> BalanceOf<T> {
		Self::open_sponsorship(account)
			.map(|it| {
				let held = Deposits::<T>::get(&it.sponsor, account);
				it.terms.deposit_allowance.saturating_sub(held)
			})
			.unwrap_or_default()
	}

	/// The sponsor of `account` if it pays a deposit of `amount`; none if there is no sponsor; why
	/// not otherwise.
	fn sponsor_of_deposit(
		account: &T::AccountId,
		amount: BalanceOf<T>,
	) -> Result<Option<T::AccountId>, Error<T>> {
		let Some(Sponsorship { sponsor, terms, .. }) = Self::open_sponsorship(account) else {
			return Ok(None);
		};
		let held = Deposits::<T>::get(&sponsor, account);
		let held = held.checked_add(&amount).ok_or(Error::<T>::DepositAllowanceExhausted)?;
		ensure!(held <= terms.deposit_allowance, Error::<T>::DepositAllowanceExhausted);
		ensure!(
			Self::can_hold(HoldReason::Deposit, &sponsor, amount),
			Error::<T>::SponsorFundsTooLow
		);
		Ok(Some(sponsor))
	}

	/// Whether `amount` can be held on `payer` and leaves it the existential deposit.
	///
	/// The currency itself asks for that only of an account which its balance keeps alive. One that
	/// the reference of this pallet keeps could be left with dust, and lose it.
	pub(crate) fn can_hold(reason: HoldReason, payer: &T::AccountId, amount: BalanceOf<T>) -> bool {
		let funds = T::Currency::reducible_balance(payer, Preservation::Preserve, Fortitude::Force);
		amount <= funds && T::Currency::can_hold(&reason.into(), payer, amount)
	}

	fn place(payer: &T::AccountId, who: &T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
		T::Currency::hold(&HoldReason::Deposit.into(), payer, amount)?;
		Deposits::<T>::mutate(payer, who, |held| *held = held.saturating_add(amount));
		Ok(())
	}
}

/// A sponsor's deposit allowance bounds what is held at one time: what goes back can be used again.
/// It goes back to the sponsor alone, and stays held when the sponsorship ends.
impl<T: Config> salus_primitives::Deposits<T::AccountId, BalanceOf<T>> for Pallet<T> {
	fn hold(who: &T::AccountId, amount: BalanceOf<T>) -> Result<T::AccountId, DispatchError> {
		if amount.is_zero() {
			return Ok(who.clone());
		}
		// Less could not be given back to an account that has nothing else.
		ensure!(amount >= T::Currency::minimum_balance(), Error::<T>::DepositTooSmall);
		let refusal = match Self::sponsor_of_deposit(who, amount) {
			Ok(Some(sponsor)) => {
				Self::place(&sponsor, who, amount)?;
				return Ok(sponsor);
			}
			Ok(None) => Error::<T>::InsufficientFunds,
			Err(refusal) => refusal,
		};
		ensure!(Self::can_hold(HoldReason::Deposit, who, amount), refusal);
		Self::place(who, who, amount)?;
		Ok(who.clone())
	}

	fn release(who: &T::AccountId, payer: &T::AccountId, amount: BalanceOf<T>) {
		// Never more than is held for this account: the payer holds for others as well.
		let held = Deposits::<T>::get(payer, who);
		let amount = amount.min(held);
		if amount.is_zero() {
			return;
		}
		let reason = HoldReason::Deposit.into();
		if T::Currency::release(&reason, payer, amount, Precision::BestEffort).is_err() {
			return;
		}
		let rest = held.saturating_sub(amount);
		if rest.is_zero() {
			Deposits::<T>::remove(payer, who);
		} else {
			Deposits::<T>::insert(payer, who, rest);
		}
	}
}

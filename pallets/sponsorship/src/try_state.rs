//! What always holds.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// What is held is what is recorded, to the unit; nobody sponsors itself; who was ever sponsored
	/// is kept.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut records = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for (account, sponsorship) in Sponsorships::<T>::iter() {
			ensure!(sponsorship.sponsor != account, "an account sponsors itself");
			ensure!(Referenced::<T>::contains_key(&account), "a sponsored account can be reaped");
			ensure!(sponsorship.terms.period > 0, "a period never ends");
			let sum = records.entry(sponsorship.sponsor).or_default();
			*sum = sum.saturating_add(sponsorship.deposit);
		}
		for (sponsor, sum) in records {
			ensure!(
				T::Currency::balance_on_hold(&HoldReason::Sponsorship.into(), &sponsor) == sum,
				"the record deposits of a sponsor differ from what is held"
			);
		}

		let mut deposits = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for (payer, _, amount) in Deposits::<T>::iter() {
			ensure!(!amount.is_zero(), "an empty deposit is kept");
			let sum = deposits.entry(payer).or_default();
			*sum = sum.saturating_add(amount);
		}
		for (payer, sum) in deposits {
			ensure!(
				T::Currency::balance_on_hold(&HoldReason::Deposit.into(), &payer) == sum,
				"the deposits of a payer differ from what is held"
			);
		}

		for account in Referenced::<T>::iter_keys() {
			ensure!(
				frame_system::Pallet::<T>::providers(&account) > 0,
				"an account lost the reference that keeps its nonce"
			);
		}
		Ok(())
	}
}

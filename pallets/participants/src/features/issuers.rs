//! Who may vouch for others.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{Capacity, Deposits, Moment};
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	/// The time of the block.
	pub(crate) fn now() -> Moment {
		T::Time::now()
	}

	/// The issuer that `who` is, if it may act at all.
	pub(crate) fn trusted_issuer(who: &T::AccountId) -> Result<Issuer, DispatchError> {
		let issuer = Issuers::<T>::get(who).ok_or(Error::<T>::NotAnIssuer)?;
		ensure!(issuer.compromised_since.is_none(), Error::<T>::IssuerCompromised);
		ensure!(!issuer.capacities.is_empty(), Error::<T>::NotAnIssuer);
		Ok(issuer)
	}

	/// `Ok` if `who` is appointed for `capacity` and not compromised.
	pub(crate) fn ensure_issuer(who: &T::AccountId, capacity: Capacity) -> DispatchResult {
		let issuer = Self::trusted_issuer(who)?;
		ensure!(issuer.capacities.contains(capacity), Error::<T>::NotAnIssuer);
		Ok(())
	}

	/// `Ok` if `issuer` has no part in `holder`, and `holder` exists.
	pub(crate) fn ensure_not_own(issuer: &T::AccountId, holder: &HolderOf<T>) -> DispatchResult {
		let own = match holder {
			Holder::Person(account) => account == issuer,
			Holder::Organisation(id) => {
				let organisation =
					Organisations::<T>::get(id).ok_or(Error::<T>::UnknownOrganisation)?;
				organisation.controller == *issuer || Members::<T>::contains_key(id, issuer)
			}
		};
		ensure!(!own, Error::<T>::SelfIssued);
		Ok(())
	}

	/// Whether the voucher was compromised when it vouched.
	pub(crate) fn is_compromised(voucher: &Voucher<T::AccountId>) -> bool {
		Issuers::<T>::get(&voucher.by)
			.and_then(|issuer| issuer.compromised_since)
			.is_some_and(|since| voucher.at >= since)
	}

	pub(crate) fn do_appoint_issuer(capacity: Capacity, issuer: T::AccountId) -> DispatchResult {
		let mut record = Issuers::<T>::get(&issuer).unwrap_or_default();
		ensure!(record.compromised_since.is_none(), Error::<T>::IssuerCompromised);
		if record.capacities.contains(capacity) {
			return Ok(());
		}
		record.capacities = record.capacities.with(capacity);
		Issuers::<T>::insert(&issuer, record);
		Self::deposit_event(Event::IssuerAppointed { capacity, issuer });
		Ok(())
	}

	pub(crate) fn do_retire_issuer(capacity: Capacity, issuer: T::AccountId) -> DispatchResult {
		let mut record = Issuers::<T>::get(&issuer).ok_or(Error::<T>::NotAnIssuer)?;
		ensure!(record.capacities.contains(capacity), Error::<T>::NotAnIssuer);
		record.capacities = record.capacities.without(capacity);
		if record == Issuer::default() {
			Issuers::<T>::remove(&issuer);
		} else {
			Issuers::<T>::insert(&issuer, record);
		}
		Self::deposit_event(Event::IssuerRetired { capacity, issuer });
		Ok(())
	}

	pub(crate) fn do_declare_issuer_compromised(
		issuer: T::AccountId,
		since: Moment,
	) -> DispatchResult {
		ensure!(since <= Self::now(), Error::<T>::CompromiseInFuture);
		let mut record = Issuers::<T>::get(&issuer).unwrap_or_default();
		match record.compromised_since {
			Some(known) if known == since => return Ok(()),
			Some(known) => ensure!(since < known, Error::<T>::CompromiseAlreadyEarlier),
			None => (),
		}
		record.compromised_since = Some(since);
		Issuers::<T>::insert(&issuer, record);
		Self::deposit_event(Event::IssuerCompromised { issuer, since });
		Ok(())
	}

	/// Hold `amount` for what `who` stores.
	pub(crate) fn hold(
		who: &T::AccountId,
		amount: T::Balance,
	) -> Result<DepositOf<T>, DispatchError> {
		let payer = T::Deposits::hold(who, amount)?;
		Ok(Deposit { depositor: who.clone(), payer, amount })
	}

	/// Give back what was held for a row that goes.
	pub(crate) fn release(deposit: &DepositOf<T>) {
		if !deposit.amount.is_zero() {
			T::Deposits::release(&deposit.depositor, &deposit.payer, deposit.amount);
		}
	}

	/// Keep the account, and so its nonce, as long as it acts for an organisation: no transaction
	/// that it signed can be replayed because it was reaped in between.
	pub(crate) fn keep_account(who: &T::AccountId) {
		frame_system::Pallet::<T>::inc_providers(who);
	}

	/// Undo [`keep_account`](Self::keep_account). Refused where others still need the account and
	/// nothing else keeps it: then the reference stays, which harms nobody.
	pub(crate) fn let_account_go(who: &T::AccountId) {
		let _ = frame_system::Pallet::<T>::dec_providers(who);
	}
}

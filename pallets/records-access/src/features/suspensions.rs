//! Disclosures that an official asked to keep out of accountings for a time (CN-8; 45 CFR
//! 164.528(a)(2)).
//!
//! What is on the chain every patient sees at once. So such a disclosure is not asked for here: the
//! custodian makes it under the law, logs it in its house, and says here that there is one, without
//! saying whose. When the time is over it has to be in an anchored log: that is the obligation.

use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{
	records::{BatchId, Commitment, RowId, SuspensionBasis},
	Acting, Moment, ObligationKey, ObligationKind, Obligations, OrganisationId,
};

use super::ledger::{duty, most_bytes, now};
use crate::{
	AccessLogs, Config, DepositOf, Error, Event, Pallet, Suspension, Suspensions, ORAL_SUSPENSION,
};

/// A suspension of the runtime.
pub type SuspensionOf<T> =
	Suspension<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

fn account_duty(custodian: OrganisationId, id: &RowId) -> ObligationKey {
	duty(ObligationKind::AccountSuspended, custodian, &[&custodian.to_le_bytes(), id])
}

impl<T: Config> Pallet<T> {
	/// The deposit of the row: held anew, or that of an oral request which is followed up in writing.
	fn suspension_deposit(
		custodian: OrganisationId,
		id: &RowId,
		basis: SuspensionBasis,
	) -> Result<DepositOf<T>, sp_runtime::DispatchError> {
		let Some(former) = Suspensions::<T>::get(custodian, id) else {
			return Self::hold_for(custodian, most_bytes::<SuspensionOf<T>>());
		};
		let followed_up = former.basis == SuspensionBasis::Oral
			&& basis == SuspensionBasis::Written
			&& former.accounted.is_none();
		ensure!(followed_up, Error::<T>::SuspensionExists);
		T::Obligations::cancel(&account_duty(custodian, id));
		Ok(former.deposit)
	}

	pub(crate) fn do_suspend_accounting(
		who: T::AccountId,
		acting: Acting,
		id: RowId,
		basis: SuspensionBasis,
		until: Moment,
		statement: Commitment,
	) -> DispatchResult {
		Self::ensure_custodial(&who, &acting)?;
		let custodian = acting.organisation;
		let longest = match basis {
			SuspensionBasis::Oral => ORAL_SUSPENSION,
			SuspensionBasis::Written => T::Limits::get().retention,
		};
		ensure!(
			until > now::<T>() && until <= now::<T>().saturating_add(longest),
			Error::<T>::SuspensionPeriodInvalid
		);
		let deposit = Self::suspension_deposit(custodian, &id, basis)?;
		let row = Suspension { basis, statement, until, accounted: None, deposit };
		Suspensions::<T>::insert(custodian, id, row);
		let due = until.saturating_add(T::Limits::get().answer_period);
		T::Obligations::open(account_duty(custodian, &id), due)?;
		Self::deposit_event(Event::AccountingSuspended { custodian, id, until });
		Ok(())
	}

	pub(crate) fn do_account_suspended(
		who: T::AccountId,
		acting: Acting,
		id: RowId,
		batch: BatchId,
	) -> DispatchResult {
		Self::ensure_custodial(&who, &acting)?;
		let custodian = acting.organisation;
		let mut row = Suspensions::<T>::get(custodian, id)
			.filter(|row| row.accounted.is_none())
			.ok_or(Error::<T>::UnknownSuspension)?;
		ensure!(AccessLogs::<T>::contains_key(custodian, batch), Error::<T>::UnknownBatch);
		row.accounted = Some((batch, now::<T>()));
		Suspensions::<T>::insert(custodian, id, row);
		T::Obligations::fulfil(&account_duty(custodian, &id));
		Self::deposit_event(Event::SuspensionAccounted { custodian, id, batch });
		Ok(())
	}
}

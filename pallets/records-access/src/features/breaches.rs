//! Breaches of protected data: who has to be told, and by when (CN-10).
//!
//! The chain holds the deadlines and the commitments of the notices: not what happened, and not to
//! whom. The periods are those of the laws and run from the discovery, so that a late report is
//! overdue at once.

use frame_support::{dispatch::DispatchResult, ensure};
use salus_primitives::{
	records::{BreachNotice, Commitment, NoticeOutcome, RowId},
	Acting, Moment, ObligationKey, ObligationKind, Obligations, OrganisationId,
};

use super::ledger::{duty, most_bytes, now};
use crate::{
	Breach, Breaches, Config, Error, Event, Notice, Pallet, BREACH_TO_AUTHORITY, BREACH_TO_PERSONS,
};

/// A breach of the runtime.
pub type BreachOf<T> = Breach<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

fn notice_duty(notice: BreachNotice, custodian: OrganisationId, id: &RowId) -> ObligationKey {
	let kind = match notice {
		BreachNotice::Authority => ObligationKind::NotifyBreachAuthority,
		BreachNotice::Persons => ObligationKind::NotifyBreachPersons,
	};
	duty(kind, custodian, &[&custodian.to_le_bytes(), id])
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_report_breach(
		who: T::AccountId,
		acting: Acting,
		id: RowId,
		discovered: Moment,
		details: Commitment,
	) -> DispatchResult {
		Self::ensure_custodial(&who, &acting)?;
		let custodian = acting.organisation;
		ensure!(!Breaches::<T>::contains_key(custodian, id), Error::<T>::BreachExists);
		ensure!(discovered <= now::<T>(), Error::<T>::OccurredInFuture);
		let deposit = Self::hold_for(custodian, most_bytes::<BreachOf<T>>())?;
		let breach = Breach {
			discovered,
			reported: now::<T>(),
			details,
			authority: None,
			persons: None,
			deposit,
		};
		Breaches::<T>::insert(custodian, id, breach);
		for (notice, period) in [
			(BreachNotice::Authority, BREACH_TO_AUTHORITY),
			(BreachNotice::Persons, BREACH_TO_PERSONS),
		] {
			let due = discovered.saturating_add(period);
			T::Obligations::open(notice_duty(notice, custodian, &id), due)?;
		}
		Self::deposit_event(Event::BreachReported { custodian, id, discovered });
		Ok(())
	}

	pub(crate) fn do_settle_breach_notice(
		who: T::AccountId,
		acting: Acting,
		id: RowId,
		notice: BreachNotice,
		outcome: NoticeOutcome,
		statement: Commitment,
	) -> DispatchResult {
		Self::ensure_custodial(&who, &acting)?;
		let custodian = acting.organisation;
		let mut breach = Breaches::<T>::get(custodian, id).ok_or(Error::<T>::UnknownBreach)?;
		let settled = match notice {
			BreachNotice::Authority => &mut breach.authority,
			BreachNotice::Persons => &mut breach.persons,
		};
		ensure!(settled.is_none(), Error::<T>::NoticeSettled);
		*settled = Some(Notice { outcome, statement, at: now::<T>() });
		Breaches::<T>::insert(custodian, id, breach);
		let key = notice_duty(notice, custodian, &id);
		match outcome {
			NoticeOutcome::Given => T::Obligations::fulfil(&key),
			NoticeOutcome::NotDue => T::Obligations::cancel(&key),
		}
		Self::deposit_event(Event::BreachNoticeSettled { custodian, id, notice, outcome });
		Ok(())
	}
}

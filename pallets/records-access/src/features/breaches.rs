//! Breaches of protected data: who has to be told, and by when (CN-10).
//!
//! The chain holds the deadlines and the commitments of the notices: not what happened, and not to
//! whom. The periods are those of the laws and run from the discovery, so that a late report is
//! overdue at once.

use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use salus_primitives::{
	records::{
		BreachInfo, BreachNotice, BreachNoticeInfo, BreachPage, Commitment, NoticeOutcome, RowId,
	},
	Acting, BadCursor, Moment, ObligationKey, ObligationKind, Obligations, OrganisationId,
};

use super::{
	ledger::{duty, most_bytes, now},
	queries::cursor_of,
};
use crate::{
	Breach, Breaches, Config, Error, Event, Notice, Pallet, BREACH_TO_AUTHORITY, BREACH_TO_PERSONS,
	MAX_PAGE,
};

/// A breach of the runtime.
pub type BreachOf<T> = Breach<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

/// How long after its discovery a notice of a breach is due.
const fn period(notice: BreachNotice) -> Moment {
	match notice {
		BreachNotice::Authority => BREACH_TO_AUTHORITY,
		BreachNotice::Persons => BREACH_TO_PERSONS,
	}
}

fn info<AccountId, Balance>(id: RowId, breach: Breach<AccountId, Balance>) -> BreachInfo {
	let notice = |notice, settled: Option<Notice>| BreachNoticeInfo {
		notice,
		due: breach.discovered.saturating_add(period(notice)),
		settled: settled.map(|one| (one.outcome, one.statement, one.at)),
	};
	BreachInfo {
		id,
		discovered: breach.discovered,
		reported: breach.reported,
		details: breach.details,
		notices: alloc::vec![
			notice(BreachNotice::Authority, breach.authority),
			notice(BreachNotice::Persons, breach.persons),
		],
	}
}

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
		for notice in BreachNotice::ALL.iter().copied() {
			let due = discovered.saturating_add(period(notice));
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

	/// A breach.
	pub fn breach(custodian: OrganisationId, id: &RowId) -> Option<BreachInfo> {
		Breaches::<T>::get(custodian, id).map(|breach| info(*id, breach))
	}

	/// The breaches that a custodian reported, in no order; at most [`MAX_PAGE`] rows.
	///
	/// # Errors
	/// [`BadCursor`]: `cursor` was not made here.
	pub fn list_breaches(
		custodian: OrganisationId,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<BreachPage, BadCursor> {
		let mut rows = match cursor_of::<16>(cursor)? {
			Some(last) => Breaches::<T>::iter_prefix_from(
				custodian,
				Breaches::<T>::hashed_key_for(custodian, last),
			),
			None => Breaches::<T>::iter_prefix(custodian),
		};
		let breaches: Vec<_> = rows
			.by_ref()
			.take(limit.clamp(1, MAX_PAGE) as usize)
			.map(|(id, breach)| info(id, breach))
			.collect();
		let last = breaches.last().filter(|_| rows.next().is_some());
		let next = last.map(|breach| breach.id.to_vec());
		Ok(BreachPage { breaches, next })
	}
}

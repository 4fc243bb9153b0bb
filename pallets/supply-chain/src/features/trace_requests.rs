//! Requests to trace, which have a deadline (SC-10).
//!
//! The history on the chain is read without a request (`trace`). A request is for what the chain
//! does not hold: documents, prices, what was before the chain.

use frame_support::{dispatch::DispatchResult, ensure};
use salus_primitives::{
	supply::Epc, Acting, Capacity, ObligationKind, Obligations, OrganisationId, Participants,
};

use super::{
	cases::{deadlines, duty},
	ledger::now,
	lineage::Lineage,
	reaping::hold_owed,
};
use crate::{
	CaseKey, Config, Error, Event, Owed, Pallet, TraceRequest, TraceRequests, INVESTIGATING,
	MAX_DEPTH, TRADING,
};

/// Trading partners that have one business day; a dispenser has two.
const ONE_DAY: [Capacity; 4] = [
	Capacity::Manufacturer,
	Capacity::Repackager,
	Capacity::Wholesaler,
	Capacity::ThirdPartyLogistics,
];

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request_trace(
		who: T::AccountId,
		acting: Acting,
		id: [u8; 16],
		item: Epc,
		respondent: OrganisationId,
	) -> DispatchResult {
		ensure!(INVESTIGATING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&who, &acting, None)?;
		let by = acting.organisation;
		let key = CaseKey { by, id };
		ensure!(!TraceRequests::<T>::contains_key(key), Error::<T>::RequestExists);
		let mut lineage = Lineage::<T>::new(MAX_DEPTH, 0);
		let row = lineage.load(&item)?;
		let standing = lineage.standing(&row)?;
		ensure!(
			acting.capacity == Capacity::Regulator || standing.holder == by || standing.owner == by,
			Error::<T>::NoTraceRight
		);
		ensure!(
			T::Participants::is_accredited_for_any(respondent, &TRADING),
			Error::<T>::RespondentNotAccredited
		);
		let terms = deadlines::<T>();
		let period = match T::Participants::is_accredited_for_any(respondent, &ONE_DAY) {
			true => terms.trace,
			false => terms.trace_dispenser,
		};
		let now = now::<T>();
		hold_owed::<T>(&who, by, Owed::Request(key), 1)?;
		TraceRequests::<T>::insert(
			key,
			TraceRequest { item, respondent, made: now, answered: None },
		);
		let due = now.saturating_add(period);
		T::Obligations::open(duty(ObligationKind::AnswerTrace, &key, respondent), due)?;
		Self::deposit_event(Event::TraceRequested { request: key, respondent, due });
		Ok(())
	}

	pub(crate) fn do_answer_trace(
		who: T::AccountId,
		acting: Acting,
		key: CaseKey,
		answer: [u8; 32],
	) -> DispatchResult {
		ensure!(TRADING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&who, &acting, None)?;
		let mut row = TraceRequests::<T>::get(key).ok_or(Error::<T>::UnknownRequest)?;
		ensure!(row.respondent == acting.organisation, Error::<T>::NotRecipient);
		ensure!(row.answered.is_none(), Error::<T>::AlreadyAnswered);
		row.answered = Some((now::<T>(), answer));
		TraceRequests::<T>::insert(key, row);
		T::Obligations::fulfil(&duty(ObligationKind::AnswerTrace, &key, acting.organisation));
		Self::deposit_event(Event::TraceAnswered { request: key, respondent: acting.organisation });
		Ok(())
	}
}

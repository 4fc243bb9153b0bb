//! The rights of a patient, with their deadlines (CN-10).

use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{
	records::{Commitment, PaidInFull, PatientId, RequestOutcome, RightKind, RowId, Token},
	Acting, Moment, ObligationKey, ObligationKind, Obligations, OrganisationId,
};
use sp_runtime::DispatchError;

use super::ledger::{duty, most_bytes, now, row_bytes, PatientOf};
use crate::{
	Config, Error, Event, PaidInFullServices, Pallet, Patients, RecordsLimits, Request, Requests,
	MAX_OPEN_REQUESTS,
};

type RequestOf<T> = Request<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

/// How long a custodian has for a request, and how long the extension is.
pub fn periods(kind: &RightKind, limits: &RecordsLimits) -> (Moment, Moment) {
	match kind {
		RightKind::Access => (limits.access_period, limits.extension),
		RightKind::Amendment => (limits.amendment_period, limits.extension),
		RightKind::Accounting => (limits.accounting_period, limits.extension),
		RightKind::Restriction
		| RightKind::Erasure
		| RightKind::Portability
		| RightKind::PaidInFull { .. } => (limits.request_period, limits.long_extension),
	}
}

fn answer_duty(
	kind: &RightKind,
	custodian: OrganisationId,
	patient: &PatientId,
	id: &RowId,
) -> ObligationKey {
	let kind = match kind {
		RightKind::Access => ObligationKind::AnswerAccess,
		RightKind::Amendment => ObligationKind::AnswerAmendment,
		RightKind::Restriction | RightKind::PaidInFull { .. } => ObligationKind::AnswerRestriction,
		RightKind::Erasure => ObligationKind::AnswerErasure,
		RightKind::Accounting => ObligationKind::AnswerAccounting,
		RightKind::Portability => ObligationKind::AnswerPortability,
	};
	duty(kind, custodian, &[patient, id])
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_file_request(
		who: T::AccountId,
		acting: Option<Acting>,
		patient: PatientId,
		id: RowId,
		kind: RightKind,
		details: Commitment,
	) -> DispatchResult {
		let mut row = Self::known(&patient)?;
		Self::ensure_side(&who, &acting, &patient, &row, |scope| scope.grant)?;
		ensure!(!Requests::<T>::contains_key(patient, id), Error::<T>::RequestExists);
		ensure!(row.open_requests < MAX_OPEN_REQUESTS, Error::<T>::TooManyRequests);
		row.open_requests = row.open_requests.saturating_add(1);
		let custodian = row.custodian;
		let filed = now::<T>();
		let due = filed.saturating_add(periods(&kind, &T::Limits::get()).0);
		// A custodian without money does not take the right away.
		let deposit = Self::try_hold_for(custodian, most_bytes::<RequestOf<T>>());
		Requests::<T>::insert(
			patient,
			id,
			Request { kind, details, filed, due, extended: false, outcome: None, deposit },
		);
		Patients::<T>::insert(patient, row);
		T::Obligations::open(answer_duty(&kind, custodian, &patient, &id), due)?;
		Self::deposit_event(Event::RequestFiled { patient, id, due });
		Ok(())
	}

	/// A request that is open.
	fn open_request(patient: &PatientId, id: &RowId) -> Result<RequestOf<T>, Error<T>> {
		let request = Requests::<T>::get(patient, id).ok_or(Error::<T>::UnknownRequest)?;
		ensure!(request.outcome.is_none(), Error::<T>::RequestClosed);
		Ok(request)
	}

	pub(crate) fn do_extend_request(
		who: T::AccountId,
		acting: Acting,
		patient: PatientId,
		id: RowId,
		statement: Commitment,
	) -> DispatchResult {
		let row = Self::known(&patient)?;
		Self::ensure_custodian(&who, &acting, &row)?;
		let mut request = Self::open_request(&patient, &id)?;
		ensure!(!request.extended, Error::<T>::AlreadyExtended);
		request.extended = true;
		request.due = request.due.saturating_add(periods(&request.kind, &T::Limits::get()).1);
		// The written reasons for the delay, which the patient gets.
		request.details = salus_primitives::merkle::node(&request.details, &statement);
		let key = answer_duty(&request.kind, row.custodian, &patient, &id);
		T::Obligations::cancel(&key);
		T::Obligations::open(key, request.due)?;
		let due = request.due;
		Requests::<T>::insert(patient, id, request);
		Self::deposit_event(Event::RequestExtended { patient, id, due });
		Ok(())
	}

	/// Close a request, and do what was granted.
	fn close(
		patient: PatientId,
		mut row: PatientOf<T>,
		id: RowId,
		mut request: RequestOf<T>,
		outcome: RequestOutcome,
		statement: Option<Commitment>,
	) -> Result<(), DispatchError> {
		request.outcome = Some((outcome, now::<T>(), statement));
		if outcome == RequestOutcome::Granted {
			match request.kind {
				RightKind::Restriction => row.restricted = true,
				RightKind::PaidInFull { service }
					if !PaidInFullServices::<T>::contains_key(patient, service) =>
				{
					let deposit = Self::try_hold_for(row.custodian, row_bytes(96));
					PaidInFullServices::<T>::insert(patient, service, deposit);
					row.paid_in_full = row.paid_in_full.saturating_add(1);
				}
				_ => (),
			}
		}
		row.open_requests = row.open_requests.saturating_sub(1);
		let key = answer_duty(&request.kind, row.custodian, &patient, &id);
		match outcome {
			RequestOutcome::Withdrawn => T::Obligations::cancel(&key),
			_ => T::Obligations::fulfil(&key),
		}
		Requests::<T>::insert(patient, id, request);
		Patients::<T>::insert(patient, row);
		Self::deposit_event(Event::RequestClosed { patient, id, outcome });
		Ok(())
	}

	pub(crate) fn do_close_request(
		who: T::AccountId,
		acting: Acting,
		patient: PatientId,
		id: RowId,
		outcome: RequestOutcome,
		statement: Option<Commitment>,
	) -> DispatchResult {
		let row = Self::known(&patient)?;
		Self::ensure_custodian(&who, &acting, &row)?;
		ensure!(outcome != RequestOutcome::Withdrawn, Error::<T>::OutcomeNotAllowed);
		ensure!(
			outcome == RequestOutcome::Granted || statement.is_some(),
			Error::<T>::StatementMissing
		);
		let request = Self::open_request(&patient, &id)?;
		Self::close(patient, row, id, request, outcome, statement)
	}

	pub(crate) fn do_withdraw_request(
		who: T::AccountId,
		patient: PatientId,
		id: RowId,
	) -> DispatchResult {
		let row = Self::known(&patient)?;
		Self::ensure_patient(&who, &patient, &row, |scope| scope.grant)?;
		let request = Self::open_request(&patient, &id)?;
		Self::close(patient, row, id, request, RequestOutcome::Withdrawn, None)
	}

	pub(crate) fn do_lift_restriction(
		who: T::AccountId,
		acting: Option<Acting>,
		patient: PatientId,
	) -> DispatchResult {
		let mut row = Self::known(&patient)?;
		Self::ensure_side(&who, &acting, &patient, &row, |scope| scope.grant)?;
		ensure!(row.restricted, Error::<T>::NotRestricted);
		row.restricted = false;
		Patients::<T>::insert(patient, row);
		Self::deposit_event(Event::RestrictionLifted { patient });
		Ok(())
	}
}

impl<T: Config> PaidInFull for Pallet<T> {
	fn is_paid_in_full(patient: &PatientId, service: &Token) -> bool {
		PaidInFullServices::<T>::contains_key(patient, service)
	}
}

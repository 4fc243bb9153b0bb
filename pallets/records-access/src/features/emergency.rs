//! Breaking the glass (CN-7): at once, for hours, seen by everybody, reviewed afterwards.

use codec::Encode;
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{
	consent::{Action, Purpose},
	records::{AccessRequest, Basis, Commitment, Emergency, PatientId, ReviewOutcome, TicketId},
	Acting, Capacity, Moment, ObligationKey, ObligationKind, Obligations, OrganisationId,
	Participants, DAY,
};
use sp_runtime::DispatchError;

use super::{
	access::TicketOf,
	ledger::{duty, now, row_bytes, PatientOf},
};
use crate::{Config, Error, Event, Pallet, Privilege, Privileges, Ticket, Tickets, CLINICIANS};

/// An emergency as it is declared.
pub struct Declaration<AccountId> {
	/// Which clinician.
	pub account: AccountId,
	/// For which organisation, as what.
	pub acting: Acting,
	/// How the organisation names it.
	pub ticket: TicketId,
	/// Whose records.
	pub patient: PatientId,
	/// The commitment of the reason.
	pub reason: Commitment,
	/// The commitment of the written record of 42 CFR 2.51: who, from where.
	pub person: Commitment,
	/// When it was, if not now.
	pub occurred_at: Option<Moment>,
}

impl Privilege {
	/// How many free uses are left at `now`.
	pub fn free_left(&self, now: Moment, quota: u32) -> u32 {
		if now >= self.window.saturating_add(DAY) {
			quota
		} else {
			quota.saturating_sub(self.used)
		}
	}

	/// How many reviews of its uses are overdue at `now`.
	pub fn overdue(&self, now: Moment) -> u32 {
		let overdue = self.unreviewed.iter().filter(|due| **due < now).count();
		u32::try_from(overdue).unwrap_or(u32::MAX)
	}

	/// Whether it may be used.
	pub fn is_usable(&self, now: Moment, overdue_suspends: u32) -> bool {
		!self.violation && self.overdue(now) < overdue_suspends
	}
}

fn review_duty(
	requester: OrganisationId,
	ticket: &TicketId,
	custodian: OrganisationId,
) -> ObligationKey {
	duty(ObligationKind::ReviewBreakGlass, custodian, &[&requester.to_le_bytes(), ticket])
}

impl<T: Config> Pallet<T> {
	/// All that a declaration has to be, but for who declares it.
	fn ensure_declaration(
		declaration: &Declaration<T::AccountId>,
	) -> Result<PatientOf<T>, DispatchError> {
		let patient = Self::live(&declaration.patient)?;
		ensure!(
			!Tickets::<T>::contains_key(declaration.acting.organisation, declaration.ticket),
			Error::<T>::TicketExists
		);
		if let Some(at) = declaration.occurred_at {
			ensure!(at <= now::<T>(), Error::<T>::OccurredInFuture);
			let earliest = now::<T>().saturating_sub(T::Limits::get().late_period);
			ensure!(at >= earliest, Error::<T>::PostedTooLate);
		}
		Ok(patient)
	}

	/// The patient and the clinician's privilege, if the clinician may break the glass now.
	fn ensure_clinician(
		declaration: &Declaration<T::AccountId>,
	) -> Result<(PatientOf<T>, Privilege), DispatchError> {
		ensure!(CLINICIANS.contains(&declaration.acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&declaration.account, &declaration.acting, None)?;
		let privilege = Privileges::<T>::get(&declaration.account);
		ensure!(
			privilege.is_usable(now::<T>(), T::Limits::get().overdue_suspends),
			Error::<T>::PrivilegeSuspended
		);
		let patient = Self::ensure_declaration(declaration)?;
		Ok((patient, privilege))
	}

	/// Whether the call is free: it would succeed, and the clinician has uses left today. Beyond
	/// them it works as well, for a fee.
	pub(crate) fn breaks_free(declaration: &Declaration<T::AccountId>) -> bool {
		let quota = T::Limits::get().break_glass_quota;
		Self::ensure_clinician(declaration)
			.is_ok_and(|(_, privilege)| privilege.free_left(now::<T>(), quota) > 0)
	}

	/// Let in, and tell everybody.
	fn open(
		declaration: Declaration<T::AccountId>,
		patient: PatientOf<T>,
		reported: bool,
	) -> Result<Moment, DispatchError> {
		let limits = T::Limits::get();
		let Declaration { account, acting, ticket, patient: id, reason, person, occurred_at } =
			declaration;
		let requester = acting.organisation;
		let custodian = patient.custodian;
		let review_due = now::<T>().saturating_add(limits.review_period);
		let until = occurred_at.unwrap_or_else(now::<T>).saturating_add(limits.break_glass_period);
		let request = AccessRequest {
			patient: id,
			custodian,
			purpose: Purpose::BreakGlass,
			action: Action::Access,
			person,
			openings: Default::default(),
			data: None,
		};
		// Whoever cannot pay is let in all the same; the quota bounds how often. What a custodian
		// reports it pays for itself: or it could bind the money of any organisation that it names.
		let payer = if reported { custodian } else { requester };
		let deposit =
			Self::try_hold_for(payer, row_bytes(request.encoded_size()).saturating_add(320));
		let row = Ticket {
			account,
			capacity: acting.capacity,
			request,
			decision: Self::open_permit(until),
			basis: Basis::BreakGlass,
			consent_version: None,
			decided: now::<T>(),
			emergency: Some(Emergency { reason, occurred_at, reported, review: None, review_due }),
			deposit,
		};
		Self::record_ticket(&id, patient, requester, ticket, row)?;
		T::Obligations::open(review_duty(requester, &ticket, custodian), review_due)?;
		Self::deposit_event(Event::GlassBroken {
			patient: id,
			custodian,
			requester,
			ticket,
			late: occurred_at.is_some(),
			reported,
		});
		Ok(review_due)
	}

	pub(crate) fn do_break_glass(declaration: Declaration<T::AccountId>) -> DispatchResult {
		let (patient, mut privilege) = Self::ensure_clinician(&declaration)?;
		let account = declaration.account.clone();
		let review_due = Self::open(declaration, patient, false)?;
		let now = now::<T>();
		if now >= privilege.window.saturating_add(DAY) {
			privilege.window = now;
			privilege.used = 0;
		}
		privilege.used = privilege.used.saturating_add(1);
		// Full means that many wait for a review, which are counted already.
		let _ = privilege.unreviewed.try_push(review_due);
		Privileges::<T>::insert(&account, privilege);
		Ok(())
	}

	pub(crate) fn do_report_break_glass(
		who: T::AccountId,
		acting: Acting,
		declaration: Declaration<T::AccountId>,
	) -> DispatchResult {
		let patient = Self::ensure_declaration(&declaration)?;
		Self::ensure_custodian(&who, &acting, &patient)?;
		ensure!(CLINICIANS.contains(&declaration.acting.capacity), Error::<T>::CapacityNotAllowed);
		// No privilege is touched: what a custodian says about a clinician is not the clinician's
		// act until a review has looked at it.
		Self::open(declaration, patient, true)?;
		Ok(())
	}

	/// An emergency of which `custodian` is the custodian.
	fn emergency(
		requester: OrganisationId,
		ticket: &TicketId,
	) -> Result<(TicketOf<T>, Emergency), Error<T>> {
		let row = Tickets::<T>::get(requester, ticket).ok_or(Error::<T>::UnknownTicket)?;
		let emergency = row.emergency.clone().ok_or(Error::<T>::NotAnEmergency)?;
		Ok((row, emergency))
	}

	pub(crate) fn do_review_break_glass(
		who: T::AccountId,
		acting: Acting,
		requester: OrganisationId,
		ticket: TicketId,
		outcome: ReviewOutcome,
	) -> DispatchResult {
		let (mut row, mut emergency) = Self::emergency(requester, &ticket)?;
		let custodian = row.request.custodian;
		Self::ensure_privacy_officer(&who, &acting, custodian)?;
		ensure!(row.account != who, Error::<T>::OwnReview);
		ensure!(emergency.review.is_none(), Error::<T>::AlreadyReviewed);
		emergency.review = Some(outcome);
		// What the custodian says that a clinician did is no act of the clinician's: or a custodian
		// could suspend anybody. A regulator can, by the credential.
		if !emergency.reported {
			Privileges::<T>::mutate(&row.account, |privilege| {
				let due = emergency.review_due;
				if let Some(at) = privilege.unreviewed.iter().position(|other| *other == due) {
					privilege.unreviewed.remove(at);
				}
				privilege.violation |= outcome == ReviewOutcome::Violation;
			});
		}
		let patient = row.request.patient;
		row.emergency = Some(emergency);
		Tickets::<T>::insert(requester, ticket, row);
		T::Obligations::fulfil(&review_duty(requester, &ticket, custodian));
		Self::deposit_event(Event::BreakGlassReviewed { patient, requester, ticket, outcome });
		Ok(())
	}

	pub(crate) fn do_reinstate_privilege(
		who: T::AccountId,
		acting: Acting,
		account: T::AccountId,
	) -> DispatchResult {
		ensure!(acting.capacity == Capacity::Regulator, Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&who, &acting, None)?;
		Privileges::<T>::try_mutate(&account, |privilege| {
			ensure!(privilege.violation, Error::<T>::NotSuspended);
			privilege.violation = false;
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::PrivilegeReinstated { account, by: acting.organisation });
		Ok(())
	}
}

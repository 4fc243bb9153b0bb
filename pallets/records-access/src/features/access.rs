//! Decisions, and what they leave: tickets and disclosures (CN-3, CN-4, CN-8, CN-12).

use alloc::vec::Vec;
use codec::Encode;
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{
	consent::{
		organisation_id, Decision, Id, ImplicitPolicy, Obligation, Outcome, Purpose,
		Request as Question,
	},
	records::{
		actor_commitment, person_id, AccessRequest, Basis, DenialClass, PatientId, Residuals,
		TicketDecision, TicketId,
	},
	Acting, Capacity, Moment, OrganisationId, Participants,
};

use super::{
	consents::{groups_of, ConsentRowOf},
	ledger::{month, now, row_bytes, PatientOf},
};
use crate::{
	Config, ConsentState, Consents, DisclosureKey, Disclosures, Error, Event, GroupMembers,
	PaidInFullServices, Pallet, Patients, Ticket, Tickets,
};

/// A ticket of the runtime.
pub type TicketOf<T> = Ticket<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

/// Who asks.
pub struct Asker<'a, AccountId> {
	/// The account that signs, or that wants the data now.
	pub account: &'a AccountId,
	/// For whom.
	pub organisation: OrganisationId,
	/// As what.
	pub capacity: Capacity,
}

/// A decision with all that it rests on.
pub struct Verdict {
	/// Permit or denial.
	pub decision: TicketDecision,
	/// On what it rests.
	pub basis: Basis,
	/// The version of the consent that was looked at.
	pub consent_version: Option<u32>,
	/// The policy that was looked at.
	pub policy: Option<ImplicitPolicy>,
}

impl Verdict {
	/// A denial by a rule that stands above consents and policies.
	fn by_rule(class: DenialClass) -> Self {
		Self {
			decision: TicketDecision::Deny(class),
			basis: Basis::Rule,
			consent_version: None,
			policy: None,
		}
	}
}

/// Whether the purpose is a health plan's, from which services paid in full are kept
/// (45 CFR 164.522(a)(1)(vi)(A)).
const fn is_of_a_plan(purpose: &Purpose) -> bool {
	matches!(
		purpose,
		Purpose::Payment
			| Purpose::Operations
			| Purpose::Coverage
			| Purpose::TefcaPayment
			| Purpose::TefcaOperations
			| Purpose::TefcaBenefitsDetermination
	)
}

/// The key of a disclosure.
pub fn disclosure_key(month: u16, number: u32) -> DisclosureKey {
	let (m, n) = (month.to_be_bytes(), number.to_be_bytes());
	[m[0], m[1], n[0], n[1], n[2], n[3]]
}

impl<T: Config> Pallet<T> {
	/// The consent of a patient that is in force now.
	fn in_force(id: &PatientId, controller: OrganisationId) -> Option<ConsentRowOf<T>> {
		Consents::<T>::get(id, controller).filter(Self::is_in_force)
	}

	/// Whether a consent is given and its time is now (CN-1, CN-3: an expired one is not enforced).
	pub(crate) fn is_in_force(row: &ConsentRowOf<T>) -> bool {
		row.state == ConsentState::Active && row.consent.period.contains(now::<T>())
	}

	/// What a rule above consents and policies has against the request.
	fn rule_against(
		id: &PatientId,
		patient: &PatientOf<T>,
		asker: &Asker<T::AccountId>,
		request: &AccessRequest,
	) -> Option<DenialClass> {
		if patient.erased.is_some() {
			return Some(DenialClass::Erased);
		}
		let purpose = &request.purpose;
		// A declared emergency is a call of its own, with what belongs to it.
		if *purpose == Purpose::BreakGlass || !purpose.is_open_to(asker.capacity) {
			return Some(DenialClass::PurposeNotEntitled);
		}
		let data = request.data.as_ref();
		if !purpose.is_treatment() && data.is_none_or(|data| data.classes.is_empty()) {
			return Some(DenialClass::ClassesNotNamed);
		}
		if asker.capacity == Capacity::Payer && patient.paid_in_full > 0 && is_of_a_plan(purpose) {
			// Without the service it cannot be told whether it is one of them.
			let Some(service) = data.and_then(|data| data.encounter) else {
				return Some(DenialClass::ClassesNotNamed);
			};
			if PaidInFullServices::<T>::contains_key(id, service) {
				return Some(DenialClass::Restricted);
			}
		}
		None
	}

	/// Decide. The same for the call, the runtime API and the release at the vault. Reads the
	/// consent, at most eight groups and one restriction, however much the patient has.
	pub(crate) fn decide(
		id: &PatientId,
		patient: &PatientOf<T>,
		asker: &Asker<T::AccountId>,
		request: &AccessRequest,
	) -> Verdict {
		if let Some(class) = Self::rule_against(id, patient, asker, request) {
			return Verdict::by_rule(class);
		}
		let consent = Self::in_force(id, patient.custodian);
		let person = person_id(asker.account);
		let opened: Vec<Id> =
			request.openings.iter().map(|salt| actor_commitment(&person, salt)).collect();
		let groups: Vec<Id> = consent
			.iter()
			.flat_map(|row| groups_of(&row.consent))
			.filter(|group| GroupMembers::<T>::contains_key(group, asker.account))
			.collect();
		let question = Question {
			person: Some(person),
			organisation: Some(organisation_id(asker.organisation)),
			capacity: Some(asker.capacity),
			groups: Some(&groups),
			opened: &opened,
			uncertain: &[],
			purpose: request.purpose,
			action: Some(request.action),
			data: request.data.as_ref().map(|data| data.as_data()),
			now: now::<T>(),
		};
		match consent {
			Some(row) => Self::by_consent(asker, request, row, &question),
			// GDPR 18(2): restricted data are processed with the subject's consent alone.
			None if patient.restricted => Verdict::by_rule(DenialClass::Restricted),
			None => {
				let policy = Self::policy_of(patient.custodian);
				Verdict {
					decision: Self::decided(&policy.consent().decide(&question), None),
					basis: Basis::Policy,
					consent_version: None,
					policy: Some(policy),
				}
			}
		}
	}

	fn by_consent(
		asker: &Asker<T::AccountId>,
		request: &AccessRequest,
		row: ConsentRowOf<T>,
		question: &Question<'_>,
	) -> Verdict {
		let reached = row.part_2.as_ref().is_none_or(|elements| {
			// 42 CFR 2.31(d): in proceedings only with a consent to that and to nothing else.
			let proceedings =
				request.purpose != Purpose::Legal || row.consent.is_for_nothing_but(Purpose::Legal);
			proceedings && elements.reaches(asker.organisation, &request.purpose, month::<T>())
		});
		let decision = if reached {
			Self::decided(&row.consent.decide(question), row.consent.period.end)
		} else {
			TicketDecision::Deny(DenialClass::NotPermitted)
		};
		Verdict {
			decision,
			basis: Basis::Consent,
			consent_version: Some(row.version),
			policy: None,
		}
	}

	/// The engine's answer as a ticket has it.
	fn decided(outcome: &Outcome, end: Option<Moment>) -> TicketDecision {
		match outcome.decision {
			Decision::Permit => TicketDecision::Permit {
				residual: outcome.residual.clone(),
				until: now::<T>()
					.saturating_add(T::Limits::get().ticket_period)
					.min(end.unwrap_or(Moment::MAX)),
				redisclosure_notice: outcome.obligations.contains(&Obligation::RedisclosureNotice),
			},
			Decision::Deny => TicketDecision::Deny(DenialClass::NotPermitted),
		}
	}

	/// Put a ticket on record, by its id and by patient.
	pub(crate) fn record_ticket(
		id: &PatientId,
		mut patient: PatientOf<T>,
		requester: OrganisationId,
		ticket_id: TicketId,
		ticket: TicketOf<T>,
	) -> Result<(), Error<T>> {
		let number = patient.next_disclosure;
		patient.next_disclosure = number.checked_add(1).ok_or(Error::<T>::Exhausted)?;
		Disclosures::<T>::insert(
			id,
			disclosure_key(month::<T>().0, number),
			(requester, ticket_id),
		);
		Tickets::<T>::insert(requester, ticket_id, ticket);
		Patients::<T>::insert(id, patient);
		Ok(())
	}

	pub(crate) fn do_request_access(
		who: T::AccountId,
		acting: Acting,
		ticket_id: TicketId,
		request: AccessRequest,
	) -> DispatchResult {
		T::Participants::ensure_acting(&who, &acting, None)?;
		let requester = acting.organisation;
		ensure!(!Tickets::<T>::contains_key(requester, ticket_id), Error::<T>::TicketExists);
		let id = request.patient;
		let patient = Self::known(&id)?;
		ensure!(patient.custodian == request.custodian, Error::<T>::NotCustodian);
		let asker = Asker { account: &who, organisation: requester, capacity: acting.capacity };
		let verdict = Self::decide(&id, &patient, &asker, &request);
		let permitted = matches!(verdict.decision, TicketDecision::Permit { .. });
		let bytes = row_bytes(request.encoded_size())
			.saturating_add(row_bytes(verdict.decision.encoded_size()))
			.saturating_add(160);
		let deposit = Some(Self::hold_for(requester, bytes)?);
		let Verdict { decision, basis, consent_version, .. } = verdict;
		let ticket = Ticket {
			account: who,
			capacity: acting.capacity,
			request,
			decision,
			basis,
			consent_version,
			decided: now::<T>(),
			emergency: None,
			deposit,
		};
		Self::record_ticket(&id, patient, requester, ticket_id, ticket)?;
		Self::deposit_event(Event::AccessDecided {
			patient: id,
			requester,
			ticket: ticket_id,
			permitted,
		});
		Ok(())
	}

	/// A permit of everything until a time, as an emergency gives it.
	pub(crate) fn open_permit(until: Moment) -> TicketDecision {
		TicketDecision::Permit {
			residual: Residuals::default(),
			until,
			// 42 CFR 2.51 has no notice, but what is released stays protected: tell.
			redisclosure_notice: true,
		}
	}
}

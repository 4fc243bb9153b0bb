//! Rights and their deadlines: CN-10.

use super::*;

fn file_as(account: u64, id: u8, kind: RightKind) -> Result<(), DispatchError> {
	RecordsAccess::file_request(by(account), None, alice(), [id; 16], kind, token("details"))
}

fn file(id: u8, kind: RightKind) {
	file_as(PATIENT, id, kind).unwrap()
}

fn extend(organisation: u32, id: u8) -> Result<(), DispatchError> {
	RecordsAccess::extend_request(
		member(organisation),
		acting(organisation),
		alice(),
		[id; 16],
		token("why it takes longer"),
	)
}

fn close(id: u8, outcome: RequestOutcome, statement: bool) -> Result<(), DispatchError> {
	RecordsAccess::close_request(
		member(HOSPITAL),
		acting(HOSPITAL),
		alice(),
		[id; 16],
		outcome,
		statement.then(|| token("statement")),
	)
}

#[test]
fn cn_10_every_right_should_have_its_deadline_and_one_extension() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let service = token("service");
		for (id, (kind, duty, days, more)) in [
			(RightKind::Access, ObligationKind::AnswerAccess, 30, 30),
			(RightKind::Amendment, ObligationKind::AnswerAmendment, 60, 30),
			(RightKind::Restriction, ObligationKind::AnswerRestriction, 30, 60),
			(RightKind::Erasure, ObligationKind::AnswerErasure, 30, 60),
			(RightKind::Accounting, ObligationKind::AnswerAccounting, 60, 30),
			(RightKind::Portability, ObligationKind::AnswerPortability, 30, 60),
		]
		.into_iter()
		.enumerate()
		{
			let id = id as u8;
			file(id, kind);
			let due = now() + days * DAY;
			told(Event::RequestFiled { patient: alice(), id: [id; 16], due });
			assert_eq!(Diary::of(duty, HOSPITAL), [(due, "open")], "{kind:?}");
			assert_ok!(extend(HOSPITAL, id));
			let due = due + more * DAY;
			told(Event::RequestExtended { patient: alice(), id: [id; 16], due });
			assert_eq!(Diary::of(duty, HOSPITAL), [(due, "open")], "{kind:?}");
			assert_noop!(extend(HOSPITAL, id), Refused::AlreadyExtended);
			assert_ok!(close(id, RequestOutcome::Granted, false));
			told(Event::RequestClosed {
				patient: alice(),
				id: [id; 16],
				outcome: RequestOutcome::Granted,
			});
			assert_eq!(Diary::of(duty, HOSPITAL), [(due, "fulfilled")], "{kind:?}");
			assert_noop!(extend(HOSPITAL, id), Refused::RequestClosed);
		}
		file(9, RightKind::PaidInFull { service });
		let info = RecordsAccess::rights_request(&alice(), &[9; 16]).unwrap();
		assert_eq!((info.due, info.extended, info.outcome), (now() + 30 * DAY, false, None));
	});
}

#[test]
fn cn_10_a_refusal_should_have_a_statement() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		file(1, RightKind::Amendment);
		for outcome in [RequestOutcome::Denied, RequestOutcome::PartlyGranted] {
			assert_noop!(close(1, outcome, false), Refused::StatementMissing);
		}
		assert_noop!(close(1, RequestOutcome::Withdrawn, true), Refused::OutcomeNotAllowed);
		assert_noop!(close(2, RequestOutcome::Granted, true), Refused::UnknownRequest);
		assert_ok!(close(1, RequestOutcome::Denied, true));
		assert_noop!(close(1, RequestOutcome::Denied, true), Refused::RequestClosed);
		let info = RecordsAccess::rights_request(&alice(), &[1; 16]).unwrap();
		assert_eq!(info.outcome, Some((RequestOutcome::Denied, Some(token("statement")))));
	});
}

#[test]
fn a_right_should_be_the_patients_to_claim_and_withdraw() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		for account in [STRANGER, 10, 20] {
			assert_noop!(file_as(account, 1, RightKind::Access), Refused::NotPatient);
		}
		file(1, RightKind::Access);
		assert_noop!(file_as(PATIENT, 1, RightKind::Access), Refused::RequestExists);
		assert_noop!(extend(SPECIALIST, 1), Refused::NotCustodian);
		let withdraw = |account| RecordsAccess::withdraw_request(by(account), alice(), [1; 16]);
		assert_noop!(withdraw(STRANGER), Refused::NotPatient);
		assert_ok!(withdraw(PATIENT));
		let due = now() + 30 * DAY;
		assert_eq!(Diary::of(ObligationKind::AnswerAccess, HOSPITAL), [(due, "cancelled")]);
		assert_noop!(withdraw(PATIENT), Refused::RequestClosed);
		assert_noop!(
			RecordsAccess::withdraw_request(by(PATIENT), alice(), [7; 16]),
			Refused::UnknownRequest
		);
		for id in 10..10 + MAX_OPEN_REQUESTS {
			file(id, RightKind::Access);
		}
		assert_noop!(file_as(PATIENT, 99, RightKind::Access), Refused::TooManyRequests);
	});
}

#[test]
fn a_custodian_should_file_for_a_patient_without_a_key() {
	ExtBuilder::default().build_and_execute(|| {
		let file = |organisation, id| {
			RecordsAccess::file_request(
				member(organisation),
				Some(acting(organisation)),
				alice(),
				[id; 16],
				RightKind::Access,
				token("details"),
			)
		};
		assert_noop!(file(SPECIALIST, 1), Refused::NotCustodian);
		assert_ok!(file(HOSPITAL, 1));
		claim(alice(), PATIENT);
		assert_noop!(file(HOSPITAL, 2), Refused::PatientClaimed);
	});
}

#[test]
fn cn_10_restricted_data_should_be_processed_with_consent_alone() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		assert_ok!(RecordsAccess::set_policy(
			member(HOSPITAL),
			acting(HOSPITAL),
			ImplicitPolicy::BasicNormal
		));
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		file(1, RightKind::Restriction);
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		assert_ok!(close(1, RequestOutcome::Granted, false));
		let (_, decision) = ask(SPECIALIST, request(Purpose::Treatment));
		assert_eq!(decision, TicketDecision::Deny(DenialClass::Restricted));
		// Consent, and vital interests.
		assert_ok!(break_glass(20));
		grant(permit_treatment(SPECIALIST));
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));

		assert_noop!(
			RecordsAccess::lift_restriction(by(STRANGER), None, alice()),
			Refused::NotPatient
		);
		assert_noop!(
			RecordsAccess::lift_restriction(member(HOSPITAL), Some(acting(HOSPITAL)), alice()),
			Refused::PatientClaimed
		);
		assert_ok!(RecordsAccess::lift_restriction(by(PATIENT), None, alice()));
		told(Event::RestrictionLifted { patient: alice() });
		assert_noop!(
			RecordsAccess::lift_restriction(by(PATIENT), None, alice()),
			Refused::NotRestricted
		);
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn cn_10_a_service_paid_in_full_should_be_kept_from_health_plans() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit(vec![], vec![]));
		let service = token("service");
		let about = |purpose, encounter: Option<&str>| {
			let data = DataDescriptor {
				classes: vec![token("bill")].try_into().unwrap(),
				encounter: encounter.map(token),
				..Default::default()
			};
			AccessRequest { data: Some(data), ..request(purpose) }
		};
		assert!(permitted(&ask(INSURER, about(Purpose::Payment, Some("service"))).1));
		for id in [1, 2] {
			file(id, RightKind::PaidInFull { service });
			assert!(!RecordsAccess::is_paid_in_full(&alice(), &service) || id == 2);
			assert_ok!(close(id, RequestOutcome::Granted, false));
			assert!(RecordsAccess::is_paid_in_full(&alice(), &service));
		}
		let decided = |purpose, encounter| ask(INSURER, about(purpose, encounter)).1;
		let restricted = TicketDecision::Deny(DenialClass::Restricted);
		assert_eq!(decided(Purpose::Payment, Some("service")), restricted);
		assert_eq!(decided(Purpose::Operations, Some("service")), restricted);
		// A plan that does not say which service might get this one: it has to say.
		assert_eq!(
			decided(Purpose::Payment, None),
			TicketDecision::Deny(DenialClass::ClassesNotNamed)
		);
		assert!(permitted(&decided(Purpose::Payment, Some("other"))));
		assert!(permitted(&ask(SPECIALIST, about(Purpose::Treatment, Some("service"))).1));
		assert!(!RecordsAccess::is_paid_in_full(&alice(), &token("other")));
	});
}

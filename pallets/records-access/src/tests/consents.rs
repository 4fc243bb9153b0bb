//! Consents: CN-1, CN-2, CN-6, CN-9.

use super::*;

fn recorded(consent: Consent) -> ConsentGrant {
	ConsentGrant { form: Some(token("form")), ..plain(consent) }
}

fn record(grant: ConsentGrant) -> Result<(), DispatchError> {
	RecordsAccess::grant_consent(member(HOSPITAL), Some(acting(HOSPITAL)), alice(), HOSPITAL, grant)
}

fn grant_as(account: u64, grant: ConsentGrant) -> Result<(), DispatchError> {
	RecordsAccess::grant_consent(by(account), None, alice(), HOSPITAL, grant)
}

#[test]
fn cn_1_a_consent_should_be_the_patients_and_take_effect_at_once() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		for account in [STRANGER, 10, 20] {
			assert_noop!(
				grant_as(account, plain(permit_treatment(SPECIALIST))),
				Refused::NotPatient
			);
		}
		assert_ok!(grant_as(PATIENT, plain(permit_treatment(SPECIALIST))));
		told(Event::ConsentGranted {
			patient: alice(),
			controller: HOSPITAL,
			version: 1,
			recorded: false,
		});
		let consent = RecordsAccess::consent(&alice(), HOSPITAL).unwrap();
		assert_eq!((consent.version, consent.status), (1, ConsentStatus::Active));
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn cn_1_a_custodian_should_record_with_the_signed_form_until_the_patient_has_a_key() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(record(plain(permit_treatment(SPECIALIST))), Refused::FormMissing);
		assert_noop!(
			RecordsAccess::grant_consent(
				member(SPECIALIST),
				Some(acting(SPECIALIST)),
				alice(),
				HOSPITAL,
				recorded(permit_treatment(SPECIALIST)),
			),
			Refused::NotCustodian
		);
		assert_ok!(record(recorded(permit_treatment(SPECIALIST))));
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		claim(alice(), PATIENT);
		assert_noop!(record(recorded(deny_all())), Refused::PatientClaimed);
		assert_noop!(
			RecordsAccess::record_revocation(
				member(HOSPITAL),
				acting(HOSPITAL),
				alice(),
				token("form")
			),
			Refused::PatientClaimed
		);
		assert_ok!(grant_as(PATIENT, plain(deny_all())));
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn a_recorded_withdrawal_should_bite_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let revoke = || {
			RecordsAccess::record_revocation(
				member(HOSPITAL),
				acting(HOSPITAL),
				alice(),
				token("withdrawal"),
			)
		};
		assert_noop!(revoke(), Refused::NoConsent);
		assert_ok!(record(recorded(permit_treatment(SPECIALIST))));
		assert_ok!(revoke());
		told(Event::ConsentRevoked {
			patient: alice(),
			controller: HOSPITAL,
			version: 1,
			recorded: true,
		});
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn contest_recorded_should_end_what_the_patient_never_gave() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(record(recorded(permit_treatment(SPECIALIST))));
		claim(alice(), PATIENT);
		let contest = |account| RecordsAccess::contest_recorded(by(account), alice(), HOSPITAL);
		assert_noop!(contest(STRANGER), Refused::NotPatient);
		let answer = |organisation| {
			RecordsAccess::answer_contest(
				member(organisation),
				acting(organisation),
				alice(),
				token("answer"),
			)
		};
		assert_noop!(answer(HOSPITAL), Refused::NotContested);
		assert_ok!(contest(PATIENT));
		told(Event::ConsentContested { patient: alice(), controller: HOSPITAL, version: 1 });
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		let status = RecordsAccess::consent(&alice(), HOSPITAL).unwrap().status;
		assert_eq!(status, ConsentStatus::Contested);
		assert_noop!(contest(PATIENT), Refused::NoConsent);
		let due = now() + USUAL.answer_period;
		assert_eq!(Diary::of(ObligationKind::AnswerContest, HOSPITAL), [(due, "open")]);
		assert_noop!(answer(SPECIALIST), Refused::NotCustodian);
		assert_ok!(answer(HOSPITAL));
		assert_eq!(Diary::of(ObligationKind::AnswerContest, HOSPITAL), [(due, "fulfilled")]);
		// What the patient gave itself it revokes.
		grant(permit_treatment(SPECIALIST));
		assert_noop!(contest(PATIENT), Refused::NotRecorded);
	});
}

#[test]
fn cn_2_a_consent_should_be_well_formed_and_coarse() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let mut bad = permit_treatment(SPECIALIST);
		bad.provisions[0].parent = Some(7);
		assert_noop!(grant_as(PATIENT, plain(bad)), Refused::ConsentInvalid);

		let mut fine = permit_treatment(SPECIALIST);
		fine.provisions[0].data_period = Period { start: Some(START), end: None };
		assert_noop!(grant_as(PATIENT, plain(fine.clone())), Refused::PeriodTooFine);
		fine.provisions[0].data_period.start = Some(Month::of(START).first());
		assert_ok!(grant_as(PATIENT, plain(fine)));

		let groups = |n: u8| {
			let mut consent = deny_all();
			for i in 0..n {
				let mut provision = Provision::new(None, Decision::Permit);
				provision.actors = vec![Actor::Group([i; 32])].try_into().unwrap();
				consent.provisions.try_push(provision).unwrap();
			}
			consent
		};
		assert_ok!(grant_as(PATIENT, plain(groups(8))));
		assert_noop!(grant_as(PATIENT, plain(groups(9))), Refused::TooManyGroups);
		assert_noop!(
			RecordsAccess::grant_consent(by(PATIENT), None, alice(), SPECIALIST, plain(deny_all())),
			Refused::NotCustodian
		);
		assert_noop!(
			RecordsAccess::grant_consent(
				by(PATIENT),
				None,
				token("?"),
				HOSPITAL,
				plain(deny_all())
			),
			Refused::UnknownPatient
		);
	});
}

#[test]
fn cn_3_a_new_consent_should_replace_the_old_one_and_an_expired_one_is_not_enforced() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		let mut timed = permit_treatment(PHARMACY);
		timed.period = Period { start: None, end: Some(now() + HOUR) };
		grant(timed);
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		let (id, decision) = ask(PHARMACY, request(Purpose::Treatment));
		let TicketDecision::Permit { until, .. } = decision else { panic!("{decision:?}") };
		assert_eq!(until, now() + HOUR, "no ticket outlives its consent");
		assert_ok!(RecordsAccess::authorise_release(PHARMACY, id, &50));
		pass(HOUR + 1);
		assert!(!permitted(&ask(PHARMACY, request(Purpose::Treatment)).1));
		assert_eq!(RecordsAccess::authorise_release(PHARMACY, id, &50), Err(ReleaseRefusal::Ended));
		let consent = RecordsAccess::consent(&alice(), HOSPITAL).unwrap();
		assert_eq!((consent.version, consent.status), (2, ConsentStatus::Expired));
	});
}

#[test]
fn cn_6_revocation_should_bite_at_once_and_end_releases() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let (id, _) = ask(SPECIALIST, request(Purpose::Treatment));
		assert_ok!(RecordsAccess::authorise_release(SPECIALIST, id, &20));
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
		told(Event::ConsentRevoked {
			patient: alice(),
			controller: HOSPITAL,
			version: 1,
			recorded: false,
		});
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &20),
			Err(ReleaseRefusal::NoLongerPermitted)
		);
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		assert_noop!(
			RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL),
			Refused::NoConsent
		);
		// That there was reliance before stays on record.
		let ticket = RecordsAccess::ticket(SPECIALIST, id).unwrap();
		assert_eq!(ticket.consent_version, Some(1));
		assert!(permitted(&ticket.decision));
	});
}

#[test]
fn cn_6_revocation_should_depend_on_nobodys_money() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		impoverish(1_001);
		impoverish(PATIENT);
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
	});
}

#[test]
fn cn_6_revocation_should_be_free_exactly_while_there_is_something_to_revoke() {
	use frame_support::dispatch::CheckIfFeeless;
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let call = RuntimeCall::RecordsAccess(Call::revoke_consent {
			patient: alice(),
			controller: HOSPITAL,
		});
		assert!(!call.is_feeless(&by(PATIENT)), "there is nothing to revoke");
		grant(permit_treatment(SPECIALIST));
		assert!(call.is_feeless(&by(PATIENT)));
		for other in [STRANGER, 10, PARENT] {
			assert!(!call.is_feeless(&by(other)), "a stranger's call is not free");
		}
		assert!(!call.is_feeless(&RuntimeOrigin::root()));
		// A representative may revoke, and pays.
		assert_ok!(RecordsAccess::appoint_representative(
			by(PATIENT),
			None,
			alice(),
			PARENT,
			Scope { revoke: true, ..Default::default() },
			Month::of(START),
			None,
		));
		assert!(!call.is_feeless(&by(PARENT)));
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
		assert!(!call.is_feeless(&by(PATIENT)), "it takes its own reason away");
	});
}

#[test]
fn the_deposit_of_a_consent_should_go_back_when_it_is_replaced() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let start = held(1_001);
		grant(deny_all());
		let small = held(1_001) - start;
		grant(permit_treatment(SPECIALIST));
		let both = held(1_001) - start;
		grant(deny_all());
		let third = held(1_001) - start;
		// What stays is a row of history for each, and the newest consent.
		assert_eq!(third - small, 2 * (third - small) / 2);
		assert!(both > small && third > both);
		let history = (third - small) / 2;
		grant(deny_all());
		assert_eq!(held(1_001) - start, third + history);
	});
}

fn part_2() -> Part2 {
	Part2 {
		description: token("what"),
		recipients: vec![Part2Recipient::Organisation(SPECIALIST)].try_into().unwrap(),
		purpose: token("why"),
		right_to_revoke: token("statement"),
		expiry: Part2Expiry::Month(Month::of(START)),
		signature: token("signature"),
		signed: token("date"),
	}
}

#[test]
fn cn_9_a_part_2_consent_should_carry_its_elements() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let mut consent = permit(vec![], vec![Purpose::Treatment]);
		assert_noop!(
			grant_as(PATIENT, ConsentGrant { part_2: Some(part_2()), ..plain(consent.clone()) }),
			Refused::Part2ElementsMissing
		);
		consent.part2 = true;
		assert_noop!(grant_as(PATIENT, plain(consent.clone())), Refused::Part2ElementsMissing);
		let with = |elements| ConsentGrant { part_2: Some(elements), ..plain(consent.clone()) };
		let nobody = Part2 { recipients: Default::default(), ..part_2() };
		assert_noop!(grant_as(PATIENT, with(nobody)), Refused::Part2Incomplete);
		let endless = Part2 { expiry: Part2Expiry::None, ..part_2() };
		assert_noop!(grant_as(PATIENT, with(endless.clone())), Refused::Part2Incomplete);
		// "None" is allowed for treatment, payment and operations.
		let tpo = Part2 { recipients: vec![Part2Recipient::Tpo].try_into().unwrap(), ..endless };
		assert_ok!(grant_as(PATIENT, with(tpo)));
		assert_ok!(grant_as(PATIENT, with(part_2())));
	});
}

#[test]
fn cn_9_a_part_2_release_should_reach_named_recipients_with_its_notice() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let mut consent = permit(vec![], vec![Purpose::Treatment]);
		consent.part2 = true;
		let grant = ConsentGrant { part_2: Some(part_2()), ..plain(consent) };
		assert_ok!(grant_as(PATIENT, grant));
		let (id, decision) = ask(SPECIALIST, request(Purpose::Treatment));
		assert!(matches!(decision, TicketDecision::Permit { redisclosure_notice: true, .. }));
		let release = RecordsAccess::authorise_release(SPECIALIST, id, &20).unwrap();
		assert!(release.redisclosure_notice);
		// The provision would permit the pharmacy, the recipients do not.
		let (_, decision) = ask(PHARMACY, request(Purpose::Treatment));
		assert_eq!(decision, TicketDecision::Deny(DenialClass::NotPermitted));
		// Past its month it reaches nobody.
		pass(31 * DAY);
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn cn_9_a_part_2_consent_should_be_used_in_proceedings_only_if_it_is_for_nothing_else() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let with = |purposes| {
			let consent = Consent { part2: true, ..permit(vec![], purposes) };
			let to = vec![
				Part2Recipient::Organisation(REGULATOR),
				Part2Recipient::Organisation(SPECIALIST),
			];
			let elements = Part2 { recipients: to.try_into().unwrap(), ..part_2() };
			ConsentGrant { part_2: Some(elements), ..plain(consent) }
		};
		let both = with(vec![Purpose::Treatment, Purpose::Legal]);
		assert_noop!(grant_as(PATIENT, both), Refused::ProceedingsCombined);
		let legal = || request_class(Purpose::Legal, "class");
		// Neither does one that names no purpose reach that far.
		assert_ok!(grant_as(PATIENT, with(vec![])));
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		assert!(!permitted(&ask(REGULATOR, legal()).1));
		assert_ok!(grant_as(PATIENT, with(vec![Purpose::Legal])));
		assert!(permitted(&ask(REGULATOR, legal()).1));
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		// Without Part 2 it is the patient's to combine.
		grant(permit(vec![], vec![Purpose::Treatment, Purpose::Legal]));
		assert!(permitted(&ask(REGULATOR, legal()).1));
	});
}

#[test]
fn history_should_keep_every_grant_and_withdrawal_in_order() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(record(recorded(permit_treatment(SPECIALIST))));
		claim(alice(), PATIENT);
		assert_ok!(RecordsAccess::contest_recorded(by(PATIENT), alice(), HOSPITAL));
		grant(permit_treatment(SPECIALIST));
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
		grant(permit_treatment(PHARMACY));
		let mut seen = vec![];
		let mut cursor = None;
		loop {
			let page = RecordsAccess::consent_history(&alice(), cursor, 2).unwrap();
			seen.extend(page.rows.iter().map(|row| (row.version, row.event.clone())));
			cursor = page.next;
			if cursor.is_none() {
				break;
			}
		}
		assert_eq!(
			seen,
			[
				(1, ConsentEvent::Recorded),
				(1, ConsentEvent::Contested),
				(2, ConsentEvent::Granted),
				(2, ConsentEvent::Revoked),
				(3, ConsentEvent::Granted),
			]
		);
		assert!(RecordsAccess::consent_history(&alice(), Some(vec![1]), 2).is_err());
	});
}

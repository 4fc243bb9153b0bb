//! Failures seen in public health chains, each tried here.

use super::*;

#[test]
fn a_requester_should_not_name_itself_as_the_patient_and_grant_itself_a_record() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		// As the patient, as a representative, as a custodian that records, by taking it over.
		let all = || plain(permit(vec![], vec![]));
		assert_noop!(
			RecordsAccess::grant_consent(by(30), None, alice(), HOSPITAL, all()),
			Refused::NotPatient
		);
		assert_noop!(
			RecordsAccess::grant_consent(
				by(30),
				Some(acting(INSURER)),
				alice(),
				HOSPITAL,
				ConsentGrant { form: Some(token("form")), ..all() }
			),
			Refused::NotCustodian
		);
		assert_noop!(
			RecordsAccess::appoint_representative(
				by(30),
				None,
				alice(),
				30,
				Scope { grant: true, ..Default::default() },
				Month::of(now()),
				None
			),
			Refused::NotPatient
		);
		assert_noop!(
			RecordsAccess::offer_claim(by(30), acting(INSURER), alice(), 30),
			Refused::NotCustodian
		);
		assert_noop!(
			RecordsAccess::open_pseudonym(by(30), acting(INSURER), alice()),
			Refused::PatientExists
		);
		// Its own patients are its own.
		open_pseudonym(INSURER, token("mine"));
		assert_ok!(RecordsAccess::grant_consent(
			by(30),
			Some(acting(INSURER)),
			token("mine"),
			INSURER,
			ConsentGrant { form: Some(token("form")), ..all() }
		));
		assert!(!permitted(&ask(INSURER, request_class(Purpose::Payment, "bill")).1));
	});
}

#[test]
fn a_stranger_should_revoke_nothing() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		open_pseudonym(HOSPITAL, token("bob"));
		claim(token("bob"), 777);
		for account in [STRANGER, 777, 10, 20, 30, 40] {
			assert_noop!(
				RecordsAccess::revoke_consent(by(account), alice(), HOSPITAL),
				Refused::NotPatient
			);
		}
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn a_revoked_or_expired_consent_should_authorise_nothing() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let (id, _) = ask(SPECIALIST, request(Purpose::Treatment));
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		assert!(RecordsAccess::authorise_release(SPECIALIST, id, &20).is_err());
		let mut timed = permit_treatment(SPECIALIST);
		timed.period.end = Some(now() + HOUR);
		grant(timed);
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		pass(HOUR + 1);
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn the_purpose_should_be_compared() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let research = request_class(Purpose::Research, "class");
		assert!(!permitted(&ask(SPECIALIST, research).1));
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn a_denial_should_stay_written() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, decision) = ask(INSURER, request(Purpose::Treatment));
		assert!(!permitted(&decision));
		assert!(Tickets::<Test>::contains_key(INSURER, id));
		let page = RecordsAccess::list_disclosures(&alice(), None, None, None, 9).unwrap();
		assert_eq!(page.disclosures.len(), 1);
	});
}

#[test]
fn emergency_access_should_be_for_clinicians_end_and_be_reviewed_and_yet_be_usable() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(break_glass(STRANGER).is_err());
		// Usable: one call, no approval, nothing else set up; the patient has no consent.
		let id = break_glass(22).unwrap();
		let release = RecordsAccess::authorise_release(SPECIALIST, id, &22).unwrap();
		assert!(release.until <= now() + 24 * HOUR);
		assert_eq!(Diary::of(ObligationKind::ReviewBreakGlass, HOSPITAL).len(), 1);
		pass(24 * HOUR);
		assert!(RecordsAccess::authorise_release(SPECIALIST, id, &22).is_err());
	});
}

#[test]
fn a_long_access_log_should_not_block_care() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		for _ in 0..500 {
			ask(INSURER, request(Purpose::Treatment));
		}
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		assert_ok!(break_glass(20));
	});
}

#[test]
fn nobody_should_forge_an_entry_of_anothers_report() {
	ExtBuilder::default().build_and_execute(|| {
		// An entry names who made it, and nobody makes one for another organisation.
		assert_noop!(
			RecordsAccess::request_access(
				by(30),
				acting(SPECIALIST),
				fresh(),
				request(Purpose::Treatment)
			),
			NOT_A_MEMBER
		);
		// Nor overwrites one.
		let (id, _) = ask(SPECIALIST, request(Purpose::Treatment));
		let before = RecordsAccess::ticket(SPECIALIST, id);
		assert_noop!(
			RecordsAccess::request_access(
				by(20),
				acting(SPECIALIST),
				id,
				request(Purpose::Research)
			),
			Refused::TicketExists
		);
		assert_noop!(
			RecordsAccess::report_break_glass(
				by(30),
				acting(INSURER),
				acting(SPECIALIST),
				20,
				fresh(),
				alice(),
				token("reason"),
				token("who"),
				now()
			),
			Refused::NotCustodian
		);
		assert_eq!(RecordsAccess::ticket(SPECIALIST, id), before);
		// What is in it of a person is a commitment: there is nothing in clear to read.
		let row = before.unwrap();
		assert_eq!(row.request.person, token("who looks"));
	});
}

#[test]
fn updating_one_record_should_never_touch_another() {
	ExtBuilder::default().build_and_execute(|| {
		let tokens: Vec<_> = (0..6).map(|i| token(&format!("record {i}"))).collect();
		for record in &tokens {
			assert_ok!(RecordsAccess::anchor_record(
				member(HOSPITAL),
				acting(HOSPITAL),
				alice(),
				*record,
				entry("content")
			));
		}
		let others = || {
			let one = tokens[3];
			let rows: Vec<_> = Records::<Test>::iter().filter(|(id, _)| *id != one).collect();
			let versions: Vec<_> =
				RecordVersions::<Test>::iter().filter(|(id, ..)| *id != one).collect();
			(rows, versions)
		};
		let before = others();
		let change = |change| {
			RecordsAccess::update_record(member(HOSPITAL), acting(HOSPITAL), tokens[3], change)
				.unwrap()
		};
		change(RecordChange::Replace(entry("two")));
		change(RecordChange::Correct(entry("three")));
		change(RecordChange::Deprecate);
		assert_ok!(RecordsAccess::erase_record(member(HOSPITAL), acting(HOSPITAL), tokens[3]));
		assert_eq!(others(), before);
	});
}

#[test]
fn history_should_survive_a_new_consent_after_a_withdrawal() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
		grant(permit_treatment(SPECIALIST));
		let rows = RecordsAccess::consent_history(&alice(), None, 9).unwrap().rows;
		let seen: Vec<_> = rows.iter().map(|row| (row.version, row.event.clone())).collect();
		assert_eq!(
			seen,
			[(1, ConsentEvent::Granted), (1, ConsentEvent::Revoked), (2, ConsentEvent::Granted)]
		);
	});
}

#[test]
fn x_9_every_call_should_refuse_root_and_nobody() {
	use codec::Decode;
	use frame_support::traits::{GetCallName, UnfilteredDispatchable};
	ExtBuilder::default().build_and_execute(|| {
		// Every argument has a value that is all zeros.
		let calls: Vec<_> = (0..=u8::MAX)
			.filter_map(|index| {
				let mut bytes = vec![0; 4_096];
				bytes[0] = index;
				Call::<Test>::decode(&mut &bytes[..]).ok()
			})
			.collect();
		assert_eq!(calls.len(), Call::<Test>::get_call_names().len());
		// Governance alters no record, consent or decision.
		for call in calls {
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				let refused = call.clone().dispatch_bypass_filter(origin).unwrap_err();
				assert_eq!(refused.error, DispatchError::BadOrigin, "{call:?}");
			}
		}
	});
}

#[test]
fn x_3_every_act_should_be_on_record_with_who_as_what_for_whom_and_when() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		pass(HOUR);
		let (id, _) = ask_as(21, acting(SPECIALIST), request(Purpose::Treatment));
		let row = RecordsAccess::ticket(SPECIALIST, id).unwrap();
		assert_eq!((row.account, row.capacity), (21, Capacity::Provider));
		assert_eq!((row.requester, row.id, row.decided), (SPECIALIST, id, now()));
		pass(HOUR);
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
		let rows = RecordsAccess::consent_history(&alice(), None, 9).unwrap().rows;
		let seen: Vec<_> = rows.iter().map(|row| (row.actor, row.at, row.version)).collect();
		assert_eq!(seen, [(PATIENT, START, 1), (PATIENT, now(), 1)]);
	});
}

//! Breaking the glass: CN-7.

use super::*;
use frame_support::dispatch::CheckIfFeeless;

fn review(
	account: u64,
	acting: Acting,
	ticket: [u8; 16],
	outcome: ReviewOutcome,
) -> Result<(), DispatchError> {
	RecordsAccess::review_break_glass(by(account), acting, SPECIALIST, ticket, outcome)
}

fn late(account: u64, occurred_at: Moment) -> Result<(), DispatchError> {
	RecordsAccess::break_glass(
		by(account),
		acting(SPECIALIST),
		fresh(),
		alice(),
		token("reason"),
		token("who"),
		Some(occurred_at),
	)
	.map(drop)
	.map_err(|refused| refused.error)
}

#[test]
fn cn_7_a_clinician_should_get_in_at_once_whatever_the_consent_says() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(deny_all());
		let id = break_glass(20).unwrap();
		told(Event::GlassBroken {
			patient: alice(),
			custodian: HOSPITAL,
			requester: SPECIALIST,
			ticket: id,
			late: false,
			reported: false,
		});
		let release = RecordsAccess::authorise_release(SPECIALIST, id, &20).unwrap();
		assert!(release.emergency && release.data.is_none() && release.residual.is_empty());
		assert_eq!(release.until, now() + 8 * HOUR);
		// For this clinician, not for the house.
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &21),
			Err(ReleaseRefusal::NotActing)
		);
		let row = RecordsAccess::ticket(SPECIALIST, id).unwrap();
		assert_eq!(row.basis, Basis::BreakGlass);
		assert_eq!(row.request.person, token("who looks"));
		assert_eq!(row.emergency.unwrap().reason, token("reason"));
		// For hours, not for ever.
		pass(8 * HOUR);
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &20),
			Err(ReleaseRefusal::Ended)
		);
		let page = RecordsAccess::list_disclosures(&alice(), None, None, None, 9).unwrap();
		assert_eq!(page.disclosures.len(), 1, "the patient sees it");
	});
}

#[test]
fn cn_7_only_a_licensed_clinician_should_break_the_glass() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(break_glass(STRANGER), NOT_A_MEMBER);
		for organisation in [INSURER, PHARMACY, SPONSOR, REGULATOR] {
			assert_noop!(
				RecordsAccess::break_glass(
					member(organisation),
					acting(organisation),
					fresh(),
					alice(),
					token("reason"),
					token("who"),
					None,
				),
				Refused::CapacityNotAllowed
			);
		}
		accredit(SPECIALIST, Capacity::Provider, false);
		assert_noop!(break_glass(20), NO_CREDENTIAL);
		accredit(SPECIALIST, Capacity::Provider, true);
		assert_noop!(
			RecordsAccess::break_glass(
				by(20),
				acting(SPECIALIST),
				fresh(),
				token("?"),
				token("reason"),
				token("who"),
				None
			),
			Refused::UnknownPatient
		);
		let id = break_glass(20).unwrap();
		assert_noop!(
			RecordsAccess::break_glass(
				by(20),
				acting(SPECIALIST),
				id,
				alice(),
				token("reason"),
				token("who"),
				None
			),
			Refused::TicketExists
		);
	});
}

#[test]
fn cn_7_no_money_should_stand_in_the_way() {
	ExtBuilder::default().build_and_execute(|| {
		for account in [20, 1_002, 1_001] {
			impoverish(account);
		}
		let id = break_glass(20).unwrap();
		assert_ok!(RecordsAccess::authorise_release(SPECIALIST, id, &20));
	});
}

#[test]
fn cn_7_it_should_be_free_within_the_quota_and_work_beyond() {
	ExtBuilder::default().build_and_execute(|| {
		let call = |ticket| {
			RuntimeCall::RecordsAccess(Call::break_glass {
				acting: acting(SPECIALIST),
				ticket,
				patient: alice(),
				reason: token("reason"),
				person: token("who"),
				occurred_at: None,
			})
		};
		assert!(!call([1; 16]).is_feeless(&by(STRANGER)));
		for left in (1..=3).rev() {
			let state = RecordsAccess::privilege(SPECIALIST, Capacity::Provider, &20).unwrap();
			assert_eq!(state.free_left, left);
			assert!(call(fresh()).is_feeless(&by(20)));
			break_glass(20).unwrap();
		}
		assert!(!call(fresh()).is_feeless(&by(20)), "a flood costs");
		assert!(call(fresh()).is_feeless(&by(21)), "a colleague has a quota of her own");
		break_glass(20).unwrap();
		pass(DAY);
		assert!(call(fresh()).is_feeless(&by(20)));
		// A free call that would fail would be free for ever: it is not free.
		let used = break_glass(20).unwrap();
		assert!(!call(used).is_feeless(&by(20)));
		assert_ok!(RecordsAccess::erase_patient(member(HOSPITAL), acting(HOSPITAL), alice()));
		assert!(!call(fresh()).is_feeless(&by(20)));
	});
}

#[test]
fn cn_7_one_posted_late_should_be_marked_so() {
	ExtBuilder::default().build_and_execute(|| {
		pass(30 * DAY);
		assert_noop!(late(20, now() + 1), Refused::OccurredInFuture);
		assert_noop!(late(20, now() - 7 * DAY - 1), Refused::PostedTooLate);
		assert_ok!(late(20, now() - DAY));
		let page = RecordsAccess::list_disclosures(&alice(), None, None, None, 9).unwrap();
		let row = &page.disclosures[0];
		assert_eq!(row.emergency.as_ref().unwrap().occurred_at, Some(now() - DAY));
		// Its hours are counted from then.
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, row.id, &20),
			Err(ReleaseRefusal::Ended)
		);
	});
}

#[test]
fn cn_7_a_vault_should_post_what_it_opened_without_the_chain() {
	ExtBuilder::default().build_and_execute(|| {
		pass(30 * DAY);
		// The clinician's credential ended since: it counted in the state that the vault knew.
		accredit(SPECIALIST, Capacity::Provider, false);
		let report = |organisation, ticket| {
			RecordsAccess::report_break_glass(
				member(organisation),
				acting(organisation),
				acting(SPECIALIST),
				20,
				ticket,
				alice(),
				token("reason"),
				token("who"),
				now() - HOUR,
			)
		};
		assert_noop!(report(INSURER, [1; 16]), Refused::NotCustodian);
		let before = [SPECIALIST, HOSPITAL].map(|house| held(u64::from(house) + 1_000));
		assert_ok!(report(HOSPITAL, [1; 16]));
		// Who reports pays: a custodian cannot bind the money of whomever it names.
		let after = [SPECIALIST, HOSPITAL].map(|house| held(u64::from(house) + 1_000));
		assert_eq!(after[0], before[0]);
		assert!(after[1] > before[1]);
		told(Event::GlassBroken {
			patient: alice(),
			custodian: HOSPITAL,
			requester: SPECIALIST,
			ticket: [1; 16],
			late: true,
			reported: true,
		});
		assert_noop!(report(HOSPITAL, [1; 16]), Refused::TicketExists);
		// A custodian cannot suspend anybody by what it reports and finds itself.
		assert_ok!(review(10, officer(HOSPITAL), [1; 16], ReviewOutcome::Violation));
		accredit(SPECIALIST, Capacity::Provider, true);
		assert_ok!(break_glass(20));
	});
}

#[test]
fn cn_7_a_review_should_be_an_obligation_of_the_custodian() {
	ExtBuilder::default().build_and_execute(|| {
		let id = break_glass(20).unwrap();
		let due = now() + USUAL.review_period;
		assert_eq!(Diary::of(ObligationKind::ReviewBreakGlass, HOSPITAL), [(due, "open")]);
		let approve = ReviewOutcome::Approved;
		assert_noop!(review(10, acting(HOSPITAL), id, approve), Refused::CapacityNotAllowed);
		assert_noop!(review(20, officer(SPECIALIST), id, approve), Refused::NotCustodian);
		assert_noop!(review(STRANGER, officer(HOSPITAL), id, approve), NOT_A_MEMBER);
		assert_noop!(review(10, officer(HOSPITAL), [0; 16], approve), Refused::UnknownTicket);
		let (plain, _) = ask(SPECIALIST, request(Purpose::Treatment));
		assert_noop!(review(10, officer(HOSPITAL), plain, approve), Refused::NotAnEmergency);
		assert_ok!(review(10, officer(HOSPITAL), id, approve));
		told(Event::BreakGlassReviewed {
			patient: alice(),
			requester: SPECIALIST,
			ticket: id,
			outcome: approve,
		});
		assert_eq!(Diary::of(ObligationKind::ReviewBreakGlass, HOSPITAL), [(due, "fulfilled")]);
		assert_noop!(review(10, officer(HOSPITAL), id, approve), Refused::AlreadyReviewed);
		assert_ok!(RecordsAccess::authorise_release(SPECIALIST, id, &20));
	});
}

#[test]
fn nobody_should_review_an_own_emergency() {
	ExtBuilder::default().build_and_execute(|| {
		let id = fresh();
		assert_ok!(RecordsAccess::break_glass(
			by(10),
			acting(HOSPITAL),
			id,
			alice(),
			token("reason"),
			token("who"),
			None
		));
		let review = |account| {
			RecordsAccess::review_break_glass(
				by(account),
				officer(HOSPITAL),
				HOSPITAL,
				id,
				ReviewOutcome::Approved,
			)
		};
		assert_noop!(review(10), Refused::OwnReview);
		assert_ok!(review(11));
	});
}

#[test]
fn cn_7_a_violation_should_end_the_ticket_and_suspend_the_privilege() {
	ExtBuilder::default().build_and_execute(|| {
		let id = break_glass(20).unwrap();
		assert_ok!(review(10, officer(HOSPITAL), id, ReviewOutcome::Violation));
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &20),
			Err(ReleaseRefusal::FoundViolation)
		);
		assert_noop!(break_glass(20), Refused::PrivilegeSuspended);
		let state = RecordsAccess::privilege(SPECIALIST, Capacity::Provider, &20).unwrap();
		assert!(!state.usable && state.violation);
		assert_ok!(break_glass(21));
		let reinstate =
			|account, acting| RecordsAccess::reinstate_privilege(by(account), acting, 20);
		assert_noop!(reinstate(20, acting(SPECIALIST)), Refused::CapacityNotAllowed);
		assert_noop!(reinstate(STRANGER, acting(REGULATOR)), NOT_A_MEMBER);
		assert_ok!(reinstate(40, acting(REGULATOR)));
		told(Event::PrivilegeReinstated { account: 20, by: REGULATOR });
		assert_noop!(reinstate(40, acting(REGULATOR)), Refused::NotSuspended);
		assert_ok!(break_glass(20));
	});
}

#[test]
fn cn_7_unreviewed_use_should_suspend_the_privilege_until_it_is_reviewed() {
	ExtBuilder::default().build_and_execute(|| {
		let first = break_glass(20).unwrap();
		break_glass(20).unwrap();
		pass(USUAL.review_period);
		assert_ok!(break_glass(20));
		pass(1);
		let state = RecordsAccess::privilege(SPECIALIST, Capacity::Provider, &20).unwrap();
		assert_eq!((state.usable, state.unreviewed, state.overdue), (false, 3, 2));
		assert_noop!(break_glass(20), Refused::PrivilegeSuspended);
		assert_ok!(review(10, officer(HOSPITAL), first, ReviewOutcome::Approved));
		assert_ok!(break_glass(20));
		assert_eq!(RecordsAccess::privilege(INSURER, Capacity::Payer, &30), None);
		assert_eq!(RecordsAccess::privilege(SPECIALIST, Capacity::Provider, &STRANGER), None);
	});
}

#[test]
fn cn_7_an_erased_patient_should_have_nothing_to_open() {
	ExtBuilder::default().build_and_execute(|| {
		let id = break_glass(20).unwrap();
		assert_ok!(RecordsAccess::erase_patient(member(HOSPITAL), acting(HOSPITAL), alice()));
		assert_noop!(break_glass(20), Refused::PatientErased);
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &20),
			Err(ReleaseRefusal::Erased)
		);
	});
}

#[test]
fn cn_7_the_written_record_should_have_the_elements_of_42_cfr_2_51() {
	ExtBuilder::default().build_and_execute(|| {
		let id = fresh();
		let occurred_at = Some(now() - HOUR);
		let (reason, person) = (token("nature of the emergency"), token("who, from where"));
		let as_ = acting(SPECIALIST);
		let broken =
			RecordsAccess::break_glass(by(21), as_, id, alice(), reason, person, occurred_at);
		assert_ok!(broken);
		let row = RecordsAccess::ticket(SPECIALIST, id).unwrap();
		// The medical personnel, their affiliation, and who disclosed.
		assert_eq!((row.account, row.request.person), (21, person));
		assert_eq!((row.requester, row.request.custodian), (SPECIALIST, HOSPITAL));
		// Date and time, of the emergency and of the entry, and the nature of it.
		let emergency = row.emergency.unwrap();
		assert_eq!((emergency.occurred_at, row.decided), (occurred_at, now()));
		assert_eq!(emergency.reason, reason);
	});
}

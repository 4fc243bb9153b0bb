//! Breaches and their notices: CN-10.

use super::*;
use salus_primitives::records::{BreachNotice, NoticeOutcome};

const ID: [u8; 16] = [1; 16];

fn report(organisation: u32, id: u8, discovered: Moment) -> Result<(), DispatchError> {
	RecordsAccess::report_breach(
		member(organisation),
		acting(organisation),
		[id; 16],
		discovered,
		token("what happened"),
	)
}

fn settle(
	organisation: u32,
	notice: BreachNotice,
	outcome: NoticeOutcome,
) -> Result<(), DispatchError> {
	RecordsAccess::settle_breach_notice(
		member(organisation),
		acting(organisation),
		ID,
		notice,
		outcome,
		token("the notice"),
	)
}

fn notices() -> [Vec<(Moment, &'static str)>; 2] {
	[ObligationKind::NotifyBreachAuthority, ObligationKind::NotifyBreachPersons]
		.map(|kind| Diary::of(kind, HOSPITAL))
}

#[test]
fn cn_10_a_breach_should_be_notified_within_72_hours_and_60_days_of_its_discovery() {
	ExtBuilder::default().build_and_execute(|| {
		let discovered = now() - 5 * HOUR;
		assert_ok!(report(HOSPITAL, 1, discovered));
		told(Event::BreachReported { custodian: HOSPITAL, id: ID, discovered });
		let (authority, persons) = (discovered + 72 * HOUR, discovered + 60 * DAY);
		assert_eq!(notices(), [[(authority, "open")], [(persons, "open")]]);

		assert_ok!(settle(HOSPITAL, BreachNotice::Authority, NoticeOutcome::Given));
		told(Event::BreachNoticeSettled {
			custodian: HOSPITAL,
			id: ID,
			notice: BreachNotice::Authority,
			outcome: NoticeOutcome::Given,
		});
		assert_eq!(notices(), [[(authority, "fulfilled")], [(persons, "open")]]);
		// No risk for the persons: an assessment on record instead of the notice.
		assert_ok!(settle(HOSPITAL, BreachNotice::Persons, NoticeOutcome::NotDue));
		assert_eq!(notices(), [[(authority, "fulfilled")], [(persons, "cancelled")]]);
		let row = Breaches::<Test>::get(HOSPITAL, ID).unwrap();
		assert_eq!((row.discovered, row.reported), (discovered, now()));
		assert_eq!(row.persons.unwrap().statement, token("the notice"));
	});
}

#[test]
fn cn_10_a_breach_that_is_reported_late_should_be_overdue_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let discovered = now() - 90 * DAY;
		assert_ok!(report(HOSPITAL, 1, discovered));
		let [authority, persons] = notices();
		assert!(authority[0].0 < now() && persons[0].0 < now());
	});
}

#[test]
fn breaches_should_fail_for_who_has_no_patients_and_twice() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(report(SPONSOR, 1, now()), Refused::CapacityNotAllowed);
		assert_noop!(report(REGULATOR, 1, now()), Refused::CapacityNotAllowed);
		assert_noop!(report(HOSPITAL, 1, now() + 1), Refused::OccurredInFuture);
		let given =
			|organisation| settle(organisation, BreachNotice::Authority, NoticeOutcome::Given);
		assert_noop!(given(HOSPITAL), Refused::UnknownBreach);
		assert_ok!(report(HOSPITAL, 1, now()));
		assert_noop!(report(HOSPITAL, 1, now()), Refused::BreachExists);
		// Ids are each custodian's own, and so are the notices.
		assert_noop!(given(SPECIALIST), Refused::UnknownBreach);
		assert_ok!(report(SPECIALIST, 1, now()));
		assert_ok!(given(SPECIALIST));
		assert_eq!(notices()[0], [(now() + 72 * HOUR, "open")]);
		assert_ok!(given(HOSPITAL));
		assert_noop!(given(HOSPITAL), Refused::NoticeSettled);
		impoverish(1_001);
		assert_noop!(report(HOSPITAL, 2, now()), DispatchError::Other("InsufficientFunds"));
	});
}

#[test]
fn cn_10_breaches_should_be_listed_with_what_became_of_their_notices() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(RecordsAccess::breach(HOSPITAL, &ID), None);
		let discovered = now();
		for id in 1..=5 {
			assert_ok!(report(HOSPITAL, id, discovered));
		}
		assert_ok!(report(INSURER, 9, discovered));
		assert_ok!(settle(HOSPITAL, BreachNotice::Persons, NoticeOutcome::NotDue));

		let breach = RecordsAccess::breach(HOSPITAL, &ID).unwrap();
		assert_eq!((breach.discovered, breach.details), (discovered, token("what happened")));
		let [authority, persons] = breach.notices[..] else { panic!("two notices") };
		assert_eq!((authority.notice, authority.settled), (BreachNotice::Authority, None));
		assert_eq!(authority.due, discovered + 72 * HOUR);
		assert_eq!(persons.due, discovered + 60 * DAY);
		let settled = (NoticeOutcome::NotDue, token("the notice"), now());
		assert_eq!(persons.settled, Some(settled));

		// Page by page, each once, and none of another custodian.
		let (mut seen, mut cursor) = (Vec::new(), None);
		loop {
			let page = RecordsAccess::list_breaches(HOSPITAL, cursor, 2).unwrap();
			assert!(page.breaches.len() <= 2);
			seen.extend(page.breaches.iter().map(|breach| breach.id));
			cursor = page.next;
			if cursor.is_none() {
				break;
			}
		}
		seen.sort();
		assert_eq!(seen, (1..=5).map(|id| [id; 16]).collect::<Vec<_>>());
		assert!(RecordsAccess::list_breaches(HOSPITAL, Some(vec![1]), 2).is_err());
		assert!(RecordsAccess::list_breaches(SPECIALIST, None, 2).unwrap().breaches.is_empty());
	});
}

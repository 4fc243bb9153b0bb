//! The end of history, and of deposits.

use super::*;

const RETENTION: Moment = USUAL.retention;

fn reap(history: History) -> Result<(), DispatchError> {
	RecordsAccess::reap_history(by(STRANGER), history)
}

#[test]
fn cn_8_disclosures_should_be_kept_for_six_years_and_then_paid_back() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let all = |count| History::Disclosures { patient: alice(), count };
		assert_noop!(reap(all(9)), Refused::NothingToReap);
		let before = held(1_003);
		ask(INSURER, request(Purpose::Treatment));
		ask(INSURER, request(Purpose::Treatment));
		let one = (held(1_003) - before) / 2;
		pass(40 * DAY);
		let (kept, _) = ask(INSURER, request(Purpose::Treatment));
		pass(RETENTION - 40 * DAY - 1);
		assert_noop!(reap(all(9)), Refused::RetentionNotOver);
		pass(1);
		assert_ok!(reap(all(1)));
		told(Event::HistoryReaped { rows: 1 });
		assert_ok!(reap(all(9)));
		told(Event::HistoryReaped { rows: 1 });
		assert_eq!(held(1_003) - before, one);
		let page = RecordsAccess::list_disclosures(&alice(), None, None, None, 9).unwrap();
		assert_eq!(page.disclosures.iter().map(|row| row.id).collect::<Vec<_>>(), [kept]);
		assert_noop!(reap(all(0)), Refused::NothingToReap);
	});
}

#[test]
fn closed_rows_should_be_reaped_and_open_ones_never() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let start = held(1_001);
		let (patient, id) = (alice(), [1; 16]);
		let root = merkle::Root { hash: [1; 32], count: 1 };
		assert_ok!(RecordsAccess::file_request(
			by(PATIENT),
			None,
			patient,
			id,
			RightKind::Access,
			token("details")
		));
		assert_ok!(RecordsAccess::anchor_access_log(member(HOSPITAL), acting(HOSPITAL), id, root));
		assert_ok!(RecordsAccess::demand_log_entry(by(PATIENT), patient, id, id));
		let (request, demand) = (History::Request { patient, id }, History::Demand { patient, id });
		pass(2 * RETENTION);
		assert_noop!(reap(request), Refused::NothingToReap);
		assert_noop!(reap(demand), Refused::NothingToReap);
		assert_ok!(RecordsAccess::close_request(
			member(HOSPITAL),
			acting(HOSPITAL),
			patient,
			id,
			RequestOutcome::Granted,
			None
		));
		assert_ok!(RecordsAccess::answer_log_demand(
			member(HOSPITAL),
			acting(HOSPITAL),
			patient,
			id,
			LogAnswer::Nothing { statement: token("none") }
		));
		assert_noop!(reap(request), Refused::RetentionNotOver);
		assert_noop!(reap(demand), Refused::RetentionNotOver);
		pass(RETENTION);
		assert_ok!(reap(request));
		assert_ok!(reap(demand));
		assert_ok!(reap(History::AccessLog { custodian: HOSPITAL, id }));
		assert_eq!(held(1_001), start);
		for gone in [request, demand, History::AccessLog { custodian: HOSPITAL, id }] {
			assert_noop!(reap(gone), Refused::NothingToReap);
		}
		assert_noop!(
			reap(History::SupersededRelease { custodian: HOSPITAL, entry: [1; 32] }),
			Refused::NothingToReap
		);
	});
}

#[test]
fn the_history_of_consents_should_be_reaped_from_its_oldest_end() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(deny_all());
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
		pass(DAY);
		grant(deny_all());
		let all = History::Consents { patient: alice(), count: 100 };
		assert_noop!(reap(all), Refused::RetentionNotOver);
		pass(RETENTION - DAY);
		assert_ok!(reap(all));
		told(Event::HistoryReaped { rows: 2 });
		let page = RecordsAccess::consent_history(&alice(), None, 9).unwrap();
		assert_eq!(page.rows.len(), 1);
		assert_eq!(page.rows[0].version, 2);
	});
}

#[test]
fn breaches_and_suspensions_should_be_reaped_when_they_are_settled() {
	use salus_primitives::records::{BreachNotice, NoticeOutcome, SuspensionBasis};
	ExtBuilder::default().build_and_execute(|| {
		let (custodian, id) = (HOSPITAL, [1; 16]);
		let (breach, suspension) =
			(History::Breach { custodian, id }, History::Suspension { custodian, id });
		for history in [breach, suspension] {
			assert_noop!(reap(history), Refused::NothingToReap);
		}
		let start = held(1_001);
		let (who, as_) = (|| member(HOSPITAL), acting(HOSPITAL));
		assert_ok!(RecordsAccess::report_breach(who(), as_, id, now(), token("what")));
		assert_ok!(RecordsAccess::suspend_accounting(
			who(),
			as_,
			id,
			SuspensionBasis::Oral,
			now() + DAY,
			token("why")
		));
		let settle = |notice| {
			let given = NoticeOutcome::Given;
			RecordsAccess::settle_breach_notice(who(), as_, id, notice, given, token("it"))
		};
		assert_ok!(settle(BreachNotice::Authority));
		pass(2 * RETENTION);
		for history in [breach, suspension] {
			assert_noop!(reap(history), Refused::NothingToReap);
		}
		assert_ok!(settle(BreachNotice::Persons));
		let root = merkle::Root { hash: [1; 32], count: 1 };
		assert_ok!(RecordsAccess::anchor_access_log(who(), as_, id, root));
		assert_ok!(RecordsAccess::account_suspended(who(), as_, id, id));
		pass(RETENTION - 1);
		for history in [breach, suspension] {
			assert_noop!(reap(history), Refused::RetentionNotOver);
		}
		pass(1);
		for history in [breach, suspension, History::AccessLog { custodian, id }] {
			assert_ok!(reap(history));
		}
		assert_eq!(held(1_001), start);
	});
}

//! What is over and past its retention goes, and gives its deposit back (SC-9).

use super::{
	effectiveness::{acknowledge, asked, close, name, parts, plan, reconcile},
	exceptions::{open, resolve},
	quarantine::{condemned, facts, notify},
	records::{held, reap, RETENTION},
	trace_requests::{answer, request},
	*,
};

#[test]
fn sc_9_a_case_should_go_when_it_is_over_and_old() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..2);
		let case = key(MAKER, 1);
		assert_noop!(reap(History::Case(case)), Refused::UnknownCase);
		assert_ok!(do_quarantine(MAKER, case_id(1), packs([0, 1])));
		pass(RETENTION);
		assert_noop!(reap(History::Case(case)), Refused::NothingToReap);
		assert_ok!(do_decide(MAKER, case, packs([0]), Verdict::Cleared));
		assert_ok!(do_decide(MAKER, case, packs([1]), Verdict::Illegitimate));
		let before = held(MAKER);
		assert_noop!(reap(History::Case(case)), Refused::RetentionNotOver);
		pass(RETENTION);
		assert_ok!(reap(History::Case(case)));
		System::assert_last_event(Event::HistoryReaped { rows: 1 }.into());
		assert_eq!(held(MAKER), before - 1);
		assert_noop!(reap(History::Case(case)), Refused::UnknownCase);
		// What it condemned stays so: only destruction follows.
		assert_noop!(
			do_ship(MAKER, packs([1]), ShipmentKind::Return, Some(WHOLESALER)),
			Refused::InQuarantine
		);
		assert_ok!(do_destroy(MAKER, packs([1])));
	});
}

#[test]
fn sc_9_an_alert_that_nobody_answers_and_an_exception_should_go_with_their_rows() {
	ExtBuilder::default().build_and_execute(|| {
		let before = held(PHARMACY);
		// A product that nobody registered: no maker answers.
		let label = Label { gtin: other_gtin(5), ..label(1) };
		assert_ok!(SupplyChain::report_failed_verification(
			by(PHARMACY),
			acting(PHARMACY),
			event(),
			case_id(1),
			label,
			[5; 32]
		));
		assert_ok!(open(PHARMACY, 2, ExceptionKind::Shortage, vec![], Some(WHOLESALER)));
		let (alert, exception) = (key(PHARMACY, 1), key(PHARMACY, 2));
		// Two cases, one with another party, and two events.
		assert_eq!(held(PHARMACY) - before, 5);
		assert_noop!(reap(History::Case(alert)), Refused::RetentionNotOver);
		pass(RETENTION);
		assert_noop!(reap(History::Case(alert)), Refused::RetentionNotOver);
		assert_noop!(reap(History::Case(exception)), Refused::NothingToReap);
		assert_ok!(resolve(PHARMACY, exception, vec![], Resolution::Cancel, None));
		pass(RETENTION);
		assert_ok!(reap(History::Case(alert)));
		assert_ok!(reap(History::Case(exception)));
		assert!(!Counterparties::<Test>::contains_key(exception));
		assert_eq!(held(PHARMACY) - before, 3);
	});
}

#[test]
fn sc_9_a_notice_should_go_with_those_whom_it_named_when_the_incident_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		condemned(0..1);
		let before = held(WHOLESALER);
		let initial = facts(NoticeKind::Initial, Some(key(WHOLESALER, 7)));
		assert_ok!(notify(WHOLESALER, 1, initial, vec![MAKER, PHARMACY, PHARMACY_TWO]));
		let end = facts(NoticeKind::Termination, None);
		let history = |id, count| History::Notice { notice: key(WHOLESALER, id), count };
		pass(RETENTION);
		assert_noop!(reap(history(1, 100)), Refused::NothingToReap);
		assert_ok!(notify(WHOLESALER, 2, end, vec![MAKER, PHARMACY, PHARMACY_TWO]));
		assert_eq!(held(WHOLESALER) - before, 8);
		assert_noop!(reap(history(1, 100)), Refused::RetentionNotOver);
		assert_noop!(reap(history(2, 100)), Refused::RetentionNotOver);
		pass(RETENTION);
		assert_noop!(reap(history(3, 1)), Refused::UnknownNotice);
		assert_noop!(reap(history(1, 0)), Refused::NothingToReap);
		assert_ok!(reap(history(1, 2)));
		System::assert_last_event(Event::HistoryReaped { rows: 2 }.into());
		assert!(Notices::<Test>::contains_key(key(WHOLESALER, 1)));
		assert_eq!(held(WHOLESALER) - before, 8);
		assert_ok!(reap(history(1, 2)));
		assert!(!Notices::<Test>::contains_key(key(WHOLESALER, 1)));
		assert_eq!(NoticeRecipients::<Test>::iter().count(), 0);
		assert_eq!(held(WHOLESALER) - before, 4);
		assert_ok!(reap(history(2, 0)));
		assert_eq!(held(WHOLESALER), before);
	});
}

#[test]
fn sc_9_a_request_to_trace_should_go_when_its_answer_is_old() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0]);
		let row = key(REGULATOR, 1);
		assert_noop!(reap(History::Request(row)), Refused::UnknownRequest);
		let before = held(REGULATOR);
		assert_ok!(request(REGULATOR, 1, pack(0), MAKER));
		pass(RETENTION);
		assert_noop!(reap(History::Request(row)), Refused::NothingToReap);
		assert_ok!(answer(MAKER, row));
		assert_noop!(reap(History::Request(row)), Refused::RetentionNotOver);
		pass(RETENTION);
		assert_ok!(reap(History::Request(row)));
		assert_eq!(held(REGULATOR), before);
	});
}

#[test]
fn sc_9_what_a_maker_sent_of_a_lot_should_be_known_for_the_retention_after_its_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0, 1]);
		transfer(MAKER, WHOLESALER, packs([0]));
		transfer(MAKER, PHARMACY, packs([1]));
		let history = |consignee| History::Supply { gtin: pack_gtin(), lot: lot("A"), consignee };
		let scope = Scope::Lot(pack_gtin(), lot("A"));
		assert_noop!(reap(history(WHOLESALER)), Refused::RetentionNotOver);
		pass(Moment::from(EXPIRY) * DAY - now() + RETENTION);
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::I));
		assert_noop!(reap(history(WHOLESALER)), Refused::NothingToReap);
		assert_ok!(SupplyChain::close_recall(by(REGULATOR), acting(REGULATOR), [1; 16]));
		let before = held(MAKER);
		assert_ok!(reap(history(WHOLESALER)));
		assert_eq!(held(MAKER), before - 1);
		assert_eq!(SuppliedTo::<Test>::get(&scope), 1);
		assert_noop!(reap(history(WHOLESALER)), Refused::NothingToReap);
		assert_ok!(reap(history(PHARMACY)));
		assert!(!SuppliedTo::<Test>::contains_key(&scope));
		// Of the product it stays.
		assert_eq!(SuppliedTo::<Test>::get(Scope::Product(pack_gtin())), 2);
	});
}

#[test]
fn sc_9_how_far_a_recall_came_should_go_when_it_is_closed_and_old() {
	ExtBuilder::default().build_and_execute(|| {
		let gone = |count| reap(History::Recall { id: [1; 16], count });
		let deposit = |organisation| reap(History::RecallDeposit { id: [1; 16], organisation });
		let before = [MAKER, REGULATOR, LOGISTICS].map(held);
		assert_noop!(gone(9), Refused::UnknownRecall);
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::III));
		let own = held(MAKER);
		assert_ok!(plan(MAKER, EffectivenessLevel::E, 0));
		assert_ok!(name(MAKER, vec![(WHOLESALER, 5), (PHARMACY, 5)]));
		// An authority names another; one was forgotten and names itself.
		assert_ok!(name(REGULATOR, vec![(PHARMACY_TWO, 5)]));
		assert_ok!(acknowledge(LOGISTICS));
		assert_ok!(acknowledge(WHOLESALER));
		assert_ok!(reconcile(WHOLESALER, parts(5, [5, 0, 0, 0])));
		pass(RETENTION);
		assert_noop!(gone(9), Refused::NothingToReap);
		assert_ok!(close(MAKER));
		assert_noop!(gone(9), Refused::RetentionNotOver);
		pass(RETENTION);
		assert_noop!(deposit(REGULATOR), Refused::NothingToReap);
		assert_noop!(gone(0), Refused::NothingToReap);
		assert_ok!(gone(3));
		System::assert_last_event(Event::HistoryReaped { rows: 3 }.into());
		assert!(SupplyChain::do_try_state().is_ok());
		assert!(RecallPlans::<Test>::contains_key([1; 16]));
		assert_ok!(gone(9));
		System::assert_last_event(Event::HistoryReaped { rows: 2 }.into());
		assert_noop!(gone(9), Refused::NothingToReap);
		// Nobody owes an answer that nobody waits for.
		let open = asked(ObligationKind::ReconcileRecall, MAKER, PHARMACY);
		assert_eq!(open.1, "cancelled");
		assert_eq!(held(MAKER), own);
		assert_eq!(held(LOGISTICS), before[2]);
		assert_ok!(deposit(REGULATOR));
		assert_eq!(held(REGULATOR), before[1]);
		assert_noop!(deposit(REGULATOR), Refused::NothingToReap);
		// That there was a recall stays known.
		assert_eq!(SupplyChain::recall_status([1; 16]), Some(RecallStatus::Terminated));
	});
}

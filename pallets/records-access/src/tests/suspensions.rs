//! Disclosures kept out of accountings for a time: CN-8.

use super::*;
use salus_primitives::records::SuspensionBasis::{self, Oral, Written};

const ID: [u8; 16] = [1; 16];

fn suspend(organisation: u32, basis: SuspensionBasis, until: Moment) -> Result<(), DispatchError> {
	RecordsAccess::suspend_accounting(
		member(organisation),
		acting(organisation),
		ID,
		basis,
		until,
		token("who asked, and why"),
	)
}

fn account(organisation: u32, batch: u8) -> Result<(), DispatchError> {
	RecordsAccess::account_suspended(member(organisation), acting(organisation), ID, [batch; 16])
}

fn duties() -> Vec<(Moment, &'static str)> {
	Diary::of(ObligationKind::AccountSuspended, HOSPITAL)
}

fn anchor_log(organisation: u32, batch: u8) {
	let root = merkle::Root { hash: [batch; 32], count: 1 };
	let as_ = acting(organisation);
	RecordsAccess::anchor_access_log(member(organisation), as_, [batch; 16], root).unwrap();
}

#[test]
fn cn_8_a_suspended_disclosure_should_be_accounted_for_when_the_time_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		let until = now() + 90 * DAY;
		assert_ok!(suspend(HOSPITAL, Written, until));
		told(Event::AccountingSuspended { custodian: HOSPITAL, id: ID, until });
		let due = until + USUAL.answer_period;
		assert_eq!(duties(), [(due, "open")]);
		assert_noop!(account(HOSPITAL, 1), Refused::UnknownBatch);
		anchor_log(SPECIALIST, 1);
		assert_noop!(account(HOSPITAL, 1), Refused::UnknownBatch);
		anchor_log(HOSPITAL, 1);
		assert_noop!(account(SPECIALIST, 1), Refused::UnknownSuspension);
		assert_ok!(account(HOSPITAL, 1));
		told(Event::SuspensionAccounted { custodian: HOSPITAL, id: ID, batch: [1; 16] });
		assert_eq!(duties(), [(due, "fulfilled")]);
		assert_noop!(account(HOSPITAL, 1), Refused::UnknownSuspension);
	});
}

#[test]
fn cn_8_an_oral_suspension_should_last_thirty_days_unless_it_is_followed_up_in_writing() {
	ExtBuilder::default().build_and_execute(|| {
		let month = now() + 30 * DAY;
		assert_noop!(suspend(HOSPITAL, Oral, month + 1), Refused::SuspensionPeriodInvalid);
		assert_noop!(suspend(HOSPITAL, Oral, now()), Refused::SuspensionPeriodInvalid);
		assert_ok!(suspend(HOSPITAL, Oral, month));
		let held_once = held(1_001);
		assert_noop!(suspend(HOSPITAL, Oral, month), Refused::SuspensionExists);
		assert_ok!(suspend(HOSPITAL, Written, month + 30 * DAY));
		assert_eq!(duties(), [(month + 30 * DAY + USUAL.answer_period, "open")]);
		assert_eq!(held(1_001), held_once);
		assert_noop!(suspend(HOSPITAL, Written, month + 60 * DAY), Refused::SuspensionExists);
	});
}

#[test]
fn suspensions_should_be_custodians_and_not_outlast_the_accounting() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(suspend(SPONSOR, Written, now() + DAY), Refused::CapacityNotAllowed);
		let longest = now() + USUAL.retention;
		assert_noop!(suspend(HOSPITAL, Written, longest + 1), Refused::SuspensionPeriodInvalid);
		assert_ok!(suspend(HOSPITAL, Written, longest));
		assert_noop!(account(SPONSOR, 1), Refused::CapacityNotAllowed);
		impoverish(1_002);
		assert_noop!(
			suspend(SPECIALIST, Written, now() + DAY),
			DispatchError::Other("InsufficientFunds")
		);
	});
}

//! `sponsor`.

use crate::{mock::*, Ending, Error, Event, HoldReason, Sponsorships};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::{DispatchError, DispatchResult};

fn sponsor(by: AccountId, account: AccountId, terms: Terms<u64>) -> DispatchResult {
	Sponsorship::sponsor(RuntimeOrigin::signed(by), account, terms)
}

#[test]
fn sponsor_holds_the_record_deposit_and_pays_for_a_new_account() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(sponsor(SPONSOR, PATIENT, terms()));
		assert_eq!(
			events(),
			[Event::SponsorshipStarted { sponsor: SPONSOR, account: PATIENT, terms: terms() }]
		);
		assert_eq!(
			Sponsorships::<Test>::get(PATIENT),
			Some(Record {
				sponsor: SPONSOR,
				terms: terms(),
				period_start: START,
				spent: 0,
				deposit: RECORD,
			})
		);
		assert_eq!(Balances::free_balance(SPONSOR), FUNDS - RECORD - ACCOUNT_FEE);
		assert_eq!(Balances::balance_on_hold(&HoldReason::Sponsorship.into(), &SPONSOR), RECORD);
		assert_eq!(Balances::free_balance(FeePot::get()), ED + ACCOUNT_FEE);
		assert_eq!(System::providers(&PATIENT), 1);
		assert_eq!(Sponsorship::fees_left(&PATIENT), 100_000);
		assert_eq!(Sponsorship::deposits_left(&PATIENT), 50_000);
	});
}

#[test]
fn sponsor_adds_the_reference_once_and_nothing_removes_it() {
	ExtBuilder::default().build_and_execute(|| {
		for round in 0..3 {
			assert_ok!(sponsor(SPONSOR, PATIENT, terms()));
			assert_ok!(Sponsorship::stop_sponsoring(RuntimeOrigin::signed(SPONSOR), PATIENT));
			assert_ok!(sponsor(OTHER, PATIENT, terms()));
			assert_ok!(Sponsorship::leave_sponsor(RuntimeOrigin::signed(PATIENT)));
			assert_eq!(System::providers(&PATIENT), 1, "in round {round}");
		}
		// It was paid for once.
		assert_eq!(Balances::free_balance(SPONSOR), FUNDS - ACCOUNT_FEE);
		assert_eq!(Balances::free_balance(OTHER), FUNDS);
	});
}

#[test]
fn sponsor_takes_the_place_of_one_whose_time_is_over() {
	let until = Some(START + 10);
	ExtBuilder::default().with_terms(Terms { until, ..terms() }).build_and_execute(|| {
		advance(9);
		assert_noop!(sponsor(OTHER, PATIENT, terms()), Error::<Test>::AlreadySponsored);
		advance(1);
		assert_ok!(sponsor(OTHER, PATIENT, terms()));
		assert_eq!(
			events(),
			[
				Event::SponsorshipEnded {
					sponsor: SPONSOR,
					account: PATIENT,
					ending: Ending::Replaced
				},
				Event::SponsorshipStarted { sponsor: OTHER, account: PATIENT, terms: terms() },
			]
		);
		assert_eq!(Balances::total_balance_on_hold(&SPONSOR), 0);
		assert_eq!(Balances::total_balance_on_hold(&OTHER), RECORD);
	});
}

#[test]
fn sponsor_should_fail_for_an_account_that_has_one() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		for other in [SPONSOR, OTHER] {
			assert_noop!(sponsor(other, PATIENT, terms()), Error::<Test>::AlreadySponsored);
		}
	});
}

#[test]
fn sponsor_should_fail_for_oneself() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(sponsor(SPONSOR, SPONSOR, terms()), Error::<Test>::SelfSponsorship);
	});
}

#[test]
fn sponsor_should_fail_with_a_period_that_is_too_short() {
	ExtBuilder::default().build_and_execute(|| {
		for period in [0, MIN_PERIOD - 1] {
			assert_noop!(
				sponsor(SPONSOR, PATIENT, Terms { period, ..terms() }),
				Error::<Test>::PeriodTooShort
			);
		}
		assert_ok!(sponsor(SPONSOR, PATIENT, Terms { period: MIN_PERIOD, ..terms() }));
	});
}

#[test]
fn sponsor_should_fail_with_an_end_that_is_not_in_the_future() {
	ExtBuilder::default().build_and_execute(|| {
		for until in [0, START] {
			assert_noop!(
				sponsor(SPONSOR, PATIENT, Terms { until: Some(until), ..terms() }),
				Error::<Test>::UntilNotInFuture
			);
		}
		assert_ok!(sponsor(SPONSOR, PATIENT, Terms { until: Some(START + 1), ..terms() }));
	});
}

#[test]
fn sponsor_should_fail_without_funds() {
	ExtBuilder::default().build_and_execute(|| {
		let give = |amount| {
			Balances::transfer_keep_alive(RuntimeOrigin::signed(OTHER), 3, amount)
				.expect("the other one has more");
		};
		// Not enough for the deposit, then not for the fee, then just enough.
		give(ED + RECORD - 1);
		assert_noop!(sponsor(3, PATIENT, terms()), Error::<Test>::InsufficientFunds);
		give(ACCOUNT_FEE);
		assert_noop!(sponsor(3, PATIENT, terms()), Error::<Test>::InsufficientFunds);
		give(1);
		assert_ok!(sponsor(3, PATIENT, terms()));
		assert_eq!(Balances::free_balance(3), ED);
	});
}

#[test]
fn sponsor_should_fail_with_the_money_of_ones_own_sponsor() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		assert_noop!(sponsor(PATIENT, 20, terms()), Error::<Test>::InsufficientFunds);
	});
}

#[test]
fn sponsor_should_fail_unsigned() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(Sponsorship::sponsor(origin, PATIENT, terms()), DispatchError::BadOrigin);
		}
	});
}

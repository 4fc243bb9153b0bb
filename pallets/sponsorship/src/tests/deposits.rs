//! Deposits, on the sponsor within its allowance.

use crate::{mock::*, Deposits as Held, Error, HoldReason};
use frame_support::{
	assert_noop, assert_ok,
	traits::fungible::{Inspect, InspectHold},
};
use salus_primitives::Deposits;

fn on_hold(who: AccountId) -> u64 {
	Balances::balance_on_hold(&HoldReason::Deposit.into(), &who)
}

fn keep(amount: u64) -> RuntimeCall {
	services::Call::keep { amount }.into()
}

#[test]
fn deposit_of_a_sponsored_account_is_held_on_the_sponsor_and_goes_back_to_it() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		assert_ok!(send(PATIENT, keep(20_000)).expect("is sponsored"));
		assert_eq!(on_hold(SPONSOR), 20_000);
		assert_eq!(Held::<Test>::get(SPONSOR, PATIENT), 20_000);
		assert_eq!(Sponsorship::deposits_left(&PATIENT), 30_000);

		let discard: RuntimeCall = services::Call::discard {}.into();
		assert_ok!(send(PATIENT, discard).expect("is sponsored"));
		assert_eq!(on_hold(SPONSOR), 0);
		assert!(!Held::<Test>::contains_key(SPONSOR, PATIENT));
		assert_eq!(Balances::total_balance(&PATIENT), 0);
	});
}

#[test]
fn deposit_goes_back_to_who_paid_after_the_sponsorship_has_ended() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		assert_eq!(Sponsorship::hold(&PATIENT, 20_000), Ok(SPONSOR));
		assert_ok!(Sponsorship::stop_sponsoring(RuntimeOrigin::signed(SPONSOR), PATIENT));
		assert_eq!(on_hold(SPONSOR), 20_000);
		assert_ok!(Sponsorship::sponsor(RuntimeOrigin::signed(OTHER), PATIENT, terms()));
		assert_eq!(Sponsorship::hold(&PATIENT, 5_000), Ok(OTHER));

		Sponsorship::release(&PATIENT, &SPONSOR, 20_000);
		assert_eq!((on_hold(SPONSOR), on_hold(OTHER)), (0, 5_000));
	});
}

#[test]
fn deposit_allowance_is_for_what_is_held_at_one_time_also_by_an_earlier_sponsorship() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		assert_eq!(Sponsorship::hold(&PATIENT, 30_000), Ok(SPONSOR));
		assert_noop!(Sponsorship::hold(&PATIENT, 20_001), Error::<Test>::DepositAllowanceExhausted);
		assert_ok!(Sponsorship::stop_sponsoring(RuntimeOrigin::signed(SPONSOR), PATIENT));
		assert_ok!(Sponsorship::sponsor(RuntimeOrigin::signed(SPONSOR), PATIENT, terms()));
		assert_noop!(Sponsorship::hold(&PATIENT, 20_001), Error::<Test>::DepositAllowanceExhausted);
		assert_noop!(
			Sponsorship::hold(&PATIENT, u64::MAX),
			Error::<Test>::DepositAllowanceExhausted
		);
		Sponsorship::release(&PATIENT, &SPONSOR, 30_000);
		assert_eq!(Sponsorship::hold(&PATIENT, 50_000), Ok(SPONSOR));
	});
}

#[test]
fn deposit_of_an_account_without_a_sponsor_is_held_on_it() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(Sponsorship::hold(&RICH, 20_000), Ok(RICH));
		assert_eq!(on_hold(RICH), 20_000);
		Sponsorship::release(&RICH, &RICH, 20_000);
		assert_eq!(Balances::free_balance(RICH), RICHES);
		assert_noop!(Sponsorship::hold(&PATIENT, 20_000), Error::<Test>::InsufficientFunds);
	});
}

#[test]
fn account_with_tokens_pays_what_the_sponsor_does_not() {
	ExtBuilder::default().with_sponsorship(SPONSOR, RICH, terms()).build_and_execute(|| {
		assert_eq!(Sponsorship::hold(&RICH, 50_000), Ok(SPONSOR));
		assert_eq!(Sponsorship::hold(&RICH, 10_000), Ok(RICH));
		Sponsorship::release(&RICH, &SPONSOR, 50_000);
		Sponsorship::release(&RICH, &RICH, 10_000);
		assert_eq!(Balances::free_balance(RICH), RICHES);
	});
}

#[test]
fn hold_should_fail_when_the_sponsor_has_spent_its_money() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		let rest = ED + 20_000;
		let all = Balances::free_balance(SPONSOR) - rest;
		assert_ok!(Balances::transfer_keep_alive(RuntimeOrigin::signed(SPONSOR), OTHER, all));
		assert_noop!(Sponsorship::hold(&PATIENT, 20_001), Error::<Test>::SponsorFundsTooLow);
		// The existential deposit is left to it.
		assert_eq!(Sponsorship::hold(&PATIENT, 20_000), Ok(SPONSOR));
		assert_eq!(Balances::free_balance(SPONSOR), ED);
	});
}

#[test]
fn hold_should_fail_when_the_time_is_over() {
	let until = Some(START + 10);
	ExtBuilder::default().with_terms(Terms { until, ..terms() }).build_and_execute(|| {
		advance(10);
		assert_eq!(Sponsorship::deposits_left(&PATIENT), 0);
		assert_noop!(Sponsorship::hold(&PATIENT, 20_000), Error::<Test>::InsufficientFunds);
	});
}

#[test]
fn hold_should_fail_when_it_could_not_be_given_back() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Sponsorship::hold(&RICH, ED - 1), Error::<Test>::DepositTooSmall);
		assert_eq!(Sponsorship::hold(&PATIENT, 0), Ok(PATIENT));
	});
}

#[test]
fn hold_leaves_no_dust_of_an_account_that_the_reference_keeps() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		assert_ok!(Sponsorship::stop_sponsoring(RuntimeOrigin::signed(SPONSOR), PATIENT));
		let funds = ED + 2_000;
		assert_ok!(Balances::transfer_keep_alive(RuntimeOrigin::signed(OTHER), PATIENT, funds));
		// The currency alone would hold it, and take the rest as dust.
		assert_noop!(Sponsorship::hold(&PATIENT, 2_500), Error::<Test>::InsufficientFunds);
		assert_eq!(Sponsorship::hold(&PATIENT, 2_000), Ok(PATIENT));
		assert_eq!(Balances::total_balance(&PATIENT), funds);
		// And it comes back although the account has spent all else.
		assert_ok!(Balances::transfer_all(RuntimeOrigin::signed(PATIENT), OTHER, false));
		Sponsorship::release(&PATIENT, &PATIENT, 2_000);
		assert_eq!(Balances::free_balance(PATIENT), 2_000);
	});
}

#[test]
fn release_gives_no_more_than_what_is_held_for_that_account() {
	ExtBuilder::default()
		.with_terms(terms())
		.with_sponsorship(SPONSOR, 20, terms())
		.build_and_execute(|| {
			assert_eq!(Sponsorship::hold(&PATIENT, 20_000), Ok(SPONSOR));
			assert_eq!(Sponsorship::hold(&20, 30_000), Ok(SPONSOR));
			Sponsorship::release(&PATIENT, &SPONSOR, 40_000);
			assert_eq!(on_hold(SPONSOR), 30_000);
			Sponsorship::release(&PATIENT, &SPONSOR, 1);
			Sponsorship::release(&PATIENT, &OTHER, 1);
			assert_eq!(on_hold(SPONSOR), 30_000);
		});
}

//! `leave_sponsor`.

use crate::{mock::*, Call, Ending, Error, Event};
use frame_support::{
	assert_noop, assert_ok,
	traits::fungible::{Inspect, InspectHold},
};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};

fn leave() -> RuntimeCall {
	Call::leave_sponsor {}.into()
}

const REFUSED: Result<sp_runtime::DispatchResult, TransactionValidityError> =
	Err(TransactionValidityError::Invalid(InvalidTransaction::Call));

#[test]
fn account_without_tokens_leaves_a_sponsor_that_pays_nothing() {
	// Who sponsors somebody in order to lock them in gains nothing.
	let nothing = Terms { fee_allowance: 0, deposit_allowance: 0, ..terms() };
	ExtBuilder::default().with_sponsorship(OTHER, PATIENT, nothing).build_and_execute(|| {
		assert_noop!(
			Sponsorship::sponsor(RuntimeOrigin::signed(SPONSOR), PATIENT, terms()),
			Error::<Test>::AlreadySponsored
		);
		let before = Balances::total_balance(&OTHER);
		assert_ok!(send(PATIENT, leave()).expect("is free"));
		assert_eq!(
			events(),
			[Event::SponsorshipEnded { sponsor: OTHER, account: PATIENT, ending: Ending::Left }]
		);
		assert_eq!(Balances::total_balance(&OTHER), before);
		assert_eq!(Balances::total_balance_on_hold(&OTHER), 0);
		assert_ok!(Sponsorship::sponsor(RuntimeOrigin::signed(SPONSOR), PATIENT, terms()));
		assert_ok!(send(PATIENT, serve(1)).expect("is sponsored"));
	});
}

#[test]
fn leaving_is_free_once_and_cannot_be_used_to_fill_blocks() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		assert_ok!(send(PATIENT, leave()).expect("is free"));
		assert_eq!(send(PATIENT, leave()), REFUSED);
		// Whoever has tokens is refused as well: the call would fail.
		assert_eq!(send(RICH, leave()), REFUSED);
		assert_eq!(Balances::free_balance(RICH), RICHES);
	});
}

#[test]
fn tip_on_leaving_is_paid_by_who_leaves() {
	ExtBuilder::default()
		.with_terms(terms())
		.with_sponsorship(SPONSOR, RICH, terms())
		.build_and_execute(|| {
			let before = Balances::total_balance(&SPONSOR);
			assert_eq!(
				submit(signed(PATIENT, leave(), 5)),
				Err(TransactionValidityError::Invalid(InvalidTransaction::Payment))
			);
			assert_ok!(submit(signed(RICH, leave(), 5)).expect("has tokens"));
			assert_eq!(Balances::free_balance(RICH), RICHES - 5);
			assert_eq!(Balances::total_balance(&SPONSOR), before);
		});
}

#[test]
fn leaving_an_expired_sponsor_works_too() {
	let until = Some(START + 10);
	ExtBuilder::default().with_terms(Terms { until, ..terms() }).build_and_execute(|| {
		advance(10);
		assert_ok!(send(PATIENT, leave()).expect("is free"));
	});
}

#[test]
fn leave_sponsor_should_fail_without_one() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Sponsorship::leave_sponsor(RuntimeOrigin::signed(PATIENT)),
			Error::<Test>::NotSponsored
		);
		assert_noop!(Sponsorship::leave_sponsor(RuntimeOrigin::root()), DispatchError::BadOrigin);
	});
}

//! `stop_sponsoring`.

use crate::{mock::*, Ending, Error, Event};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};

#[test]
fn sponsor_stops_at_any_time_and_has_its_record_deposit_back() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		assert_ok!(send(PATIENT, serve(1_000)).expect("is sponsored"));
		events();
		assert_ok!(Sponsorship::stop_sponsoring(RuntimeOrigin::signed(SPONSOR), PATIENT));
		assert_eq!(
			events(),
			[Event::SponsorshipEnded {
				sponsor: SPONSOR,
				account: PATIENT,
				ending: Ending::Stopped
			}]
		);
		assert_eq!(Balances::total_balance_on_hold(&SPONSOR), 0);
		assert_eq!(
			send(PATIENT, serve(1_000)),
			Err(TransactionValidityError::Invalid(InvalidTransaction::Payment))
		);
	});
}

#[test]
fn sponsor_with_empty_hands_still_has_its_deposit_back() {
	// A sponsor that somebody sponsors in turn is kept by the reference: its balance may reach zero.
	ExtBuilder::default()
		.with_sponsorship(OTHER, SPONSOR, terms())
		.with_terms(terms())
		.build_and_execute(|| {
			assert_ok!(Balances::transfer_all(RuntimeOrigin::signed(SPONSOR), OTHER, false));
			assert_eq!(Balances::free_balance(SPONSOR), 0);
			assert_ok!(Sponsorship::leave_sponsor(RuntimeOrigin::signed(PATIENT)));
			assert_eq!(Balances::free_balance(SPONSOR), RECORD);
		});
}

#[test]
fn stop_sponsoring_should_fail_without_a_sponsorship() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Sponsorship::stop_sponsoring(RuntimeOrigin::signed(SPONSOR), PATIENT),
			Error::<Test>::NotSponsored
		);
	});
}

#[test]
fn stop_sponsoring_should_fail_for_anyone_but_the_sponsor() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		for other in [OTHER, PATIENT] {
			assert_noop!(
				Sponsorship::stop_sponsoring(RuntimeOrigin::signed(other), PATIENT),
				Error::<Test>::NotTheSponsor
			);
		}
		assert_noop!(
			Sponsorship::stop_sponsoring(RuntimeOrigin::none(), PATIENT),
			DispatchError::BadOrigin
		);
	});
}

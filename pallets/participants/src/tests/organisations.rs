//! Registering organisations.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Participants as _;
use sp_runtime::TokenError;

#[test]
fn register_should_number_and_hold_a_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::register_organisation(signed(STRANGER), None));
		assert_eq!(
			events(),
			[Event::OrganisationRegistered {
				organisation: 3,
				controller: STRANGER,
				registered_by: STRANGER,
			}]
		);
		assert_eq!(Participants::controller(3), Some(STRANGER));
		assert_eq!(Participants::organisation_of(&STRANGER), Some(3));
		assert_eq!(on_hold(STRANGER), ORGANISATION_DEPOSIT);
		assert_eq!(Participants::controller(4), None);
	});
}

#[test]
fn register_twice_should_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::register_organisation(signed(STRANGER), None));
		events();
		assert_ok!(Participants::register_organisation(signed(STRANGER), None));
		assert_ok!(Participants::register_organisation(signed(STRANGER), Some(STRANGER)));
		assert_ok!(Participants::register_organisation(signed(ISSUER), Some(STRANGER)));
		assert_eq!(events(), []);
		assert_eq!(NextId::<Test>::get(), 4);
		assert_eq!(on_hold(STRANGER), ORGANISATION_DEPOSIT);
		assert_eq!(on_hold(ISSUER), 0);
	});
}

#[test]
fn issuer_should_register_for_another_and_pay() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::register_organisation(signed(AUDIT_ISSUER), Some(POOR)));
		assert_eq!(
			events(),
			[Event::OrganisationRegistered {
				organisation: 3,
				controller: POOR,
				registered_by: AUDIT_ISSUER,
			}]
		);
		assert_eq!(on_hold(AUDIT_ISSUER), ORGANISATION_DEPOSIT);
		assert_eq!(Participants::controller(3), Some(POOR));
	});
}

#[test]
fn attack_stranger_should_not_register_for_another() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Participants::register_organisation(signed(STRANGER), Some(POOR)),
			Error::<Test>::NotAnIssuer
		);
		assert_noop!(
			Participants::register_organisation(signed(CONTROLLER), Some(POOR)),
			Error::<Test>::NotAnIssuer
		);
	});
}

#[test]
fn register_should_fail_without_tokens() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Participants::register_organisation(signed(POOR), None),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn sponsor_should_pay_for_whom_it_sponsors() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::register_organisation(signed(SPONSORED), None));
		assert_eq!(on_hold(SPONSOR), ORGANISATION_DEPOSIT);
		let row = Organisations::<Test>::get(3).unwrap();
		assert_eq!((row.deposit.depositor, row.deposit.payer), (SPONSORED, SPONSOR));
	});
}

#[test]
fn register_should_fail_when_numbers_are_used_up() {
	ExtBuilder::default().build_and_execute(|| {
		NextId::<Test>::put(u32::MAX);
		assert_noop!(
			Participants::register_organisation(signed(STRANGER), None),
			Error::<Test>::TooManyOrganisations
		);
	});
}

//! `seat`.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn seated_validator_is_active_two_sessions_later() {
	ExtBuilder::default().build_and_execute(|| {
		set_keys(4, 4);
		System::reset_events();
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 4));
		assert_eq!(events(), [Event::ValidatorSeated { validator: 4 }]);

		next_session();
		assert_eq!(active(), [1, 2, 3]);
		assert_eq!(queued(), [1, 2, 3, 4]);
		next_session();
		assert_eq!(active(), [1, 2, 3, 4]);
	});
}

#[test]
fn seat_keeps_one_that_was_about_to_leave() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 1));
		events();
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 1));
		assert_eq!(events(), [Event::ValidatorSeated { validator: 1 }]);
		next_session();
		assert_eq!(queued(), [1, 2, 3]);
	});
}

#[test]
fn seat_should_fail_for_anyone_but_governance() {
	ExtBuilder::default().build_and_execute(|| {
		set_keys(4, 4);
		assert_noop!(ValidatorSet::seat(RuntimeOrigin::signed(4), 4), DispatchError::BadOrigin);
	});
}

#[test]
fn seat_should_fail_without_keys() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(ValidatorSet::seat(RuntimeOrigin::root(), 4), Error::<Test>::NoKeys);
	});
}

#[test]
fn seat_should_fail_when_seated() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(ValidatorSet::seat(RuntimeOrigin::root(), 1), Error::<Test>::AlreadySeated);
	});
}

#[test]
fn seat_should_fail_when_all_seats_are_taken() {
	ExtBuilder::default().with_validators(&[1, 2, 3, 4, 5]).build_and_execute(|| {
		set_keys(6, 6);
		assert_noop!(
			ValidatorSet::seat(RuntimeOrigin::root(), 6),
			Error::<Test>::TooManyValidators
		);
		// A seat is free when the one who leaves has left.
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 5));
		assert_noop!(
			ValidatorSet::seat(RuntimeOrigin::root(), 6),
			Error::<Test>::TooManyValidators
		);
		next_session();
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 6));
	});
}

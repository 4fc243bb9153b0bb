//! `unseat`.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn unseated_validator_leaves_at_the_next_session() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 2));
		assert_eq!(events(), [Event::DepartureOrdered { validator: 2 }]);
		next_session();
		assert_eq!(
			events(),
			[Event::ValidatorUnseated { validator: 2, departure: Departure::Unseated }]
		);
		assert_eq!(active(), [1, 2, 3]);
		assert_eq!(queued(), [1, 3]);
		assert!(!ValidatorSet::is_seated(&2));
		assert!(ValidatorSet::is_active(&2));
		next_session();
		assert_eq!(active(), [1, 3]);
		assert!(!ValidatorSet::is_active(&2));
	});
}

#[test]
fn unseat_below_the_minimum_waits_for_a_successor() {
	ExtBuilder::default().with_validators(&[1, 2]).build_and_execute(|| {
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 1));
		events();
		for _ in 0..3 {
			next_session();
			assert_eq!(events(), [Event::DeparturesDeferred { waiting: 1 }]);
			assert_eq!(active(), [1, 2]);
		}
		set_keys(3, 3);
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 3));
		events();
		next_session();
		assert_eq!(
			events(),
			[Event::ValidatorUnseated { validator: 1, departure: Departure::Unseated }]
		);
		assert_eq!(queued(), [2, 3]);
	});
}

#[test]
fn unseat_of_all_leaves_the_minimum() {
	ExtBuilder::default().build_and_execute(|| {
		for validator in [3, 1, 2] {
			assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), validator));
		}
		events();
		next_session();
		assert_eq!(
			events(),
			[
				Event::ValidatorUnseated { validator: 1, departure: Departure::Unseated },
				Event::DeparturesDeferred { waiting: 2 },
			]
		);
		assert_eq!(queued(), [2, 3]);
	});
}

#[test]
fn unseat_should_fail_for_anyone_but_governance() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(ValidatorSet::unseat(RuntimeOrigin::signed(1), 1), DispatchError::BadOrigin);
	});
}

#[test]
fn unseat_should_fail_when_not_seated() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(ValidatorSet::unseat(RuntimeOrigin::root(), 4), Error::<Test>::NotSeated);
	});
}

#[test]
fn unseat_should_fail_when_already_leaving() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 1));
		report(2, 1);
		for validator in [1, 2] {
			assert_noop!(
				ValidatorSet::unseat(RuntimeOrigin::root(), validator),
				Error::<Test>::AlreadyLeaving
			);
		}
	});
}

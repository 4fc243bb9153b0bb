//! Convictions.

use crate::{mock::*, *};
use frame_support::assert_ok;

#[test]
fn equivocation_costs_the_seat() {
	ExtBuilder::default().build_and_execute(|| {
		report(2, 1);
		assert_eq!(events(), [Event::ValidatorConvicted { validator: 2, session: 0 }]);
		assert_eq!(ValidatorSet::conviction(&2), Some(0));
		next_session();
		assert_eq!(
			events(),
			[Event::ValidatorUnseated { validator: 2, departure: Departure::Convicted }]
		);
		assert_eq!(queued(), [1, 3]);
		next_session();
		assert_eq!(active(), [1, 3]);
	});
}

#[test]
fn convicted_validator_below_the_minimum_waits_for_a_successor() {
	ExtBuilder::default().with_validators(&[1, 2]).build_and_execute(|| {
		report(2, 1);
		events();
		next_session();
		assert_eq!(events(), [Event::DeparturesDeferred { waiting: 1 }]);
		assert_eq!(queued(), [1, 2]);

		set_keys(3, 3);
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 3));
		next_session();
		assert_eq!(queued(), [1, 3]);
	});
}

#[test]
fn convicted_validators_leave_before_those_that_were_unseated() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 1));
		report(3, 1);
		next_session();
		assert_eq!(queued(), [1, 2]);
	});
}

#[test]
fn conviction_of_one_that_is_leaving_stands() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 1));
		report(1, 1);
		events();
		next_session();
		assert_eq!(
			events(),
			[Event::ValidatorUnseated { validator: 1, departure: Departure::Convicted }]
		);
	});
}

#[test]
fn conviction_of_a_former_validator_is_kept() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 1));
		next_session();
		next_session();
		report_in(0, 1, 1);
		assert_eq!(ValidatorSet::conviction(&1), Some(0));
	});
}

#[test]
fn convicted_validator_is_seated_again_by_governance_alone_and_openly() {
	ExtBuilder::default().build_and_execute(|| {
		next_session();
		report(3, 1);
		next_session();
		next_session();
		assert_eq!(ValidatorSet::conviction(&3), Some(1));
		// New keys, or the old ones removed, do not clear it.
		assert_ok!(ValidatorSet::release_keys(RuntimeOrigin::signed(3)));
		set_keys(3, 33);
		next_session();
		assert_eq!(active(), [1, 2]);
		events();

		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 3));
		assert_eq!(
			events(),
			[
				Event::ValidatorSeated { validator: 3 },
				Event::ConvictionCleared { validator: 3, session: 1 },
			]
		);
		assert_eq!(ValidatorSet::conviction(&3), None);
	});
}

#[test]
fn convicted_validator_that_waits_can_be_forgiven_in_its_seat() {
	ExtBuilder::default().build_and_execute(|| {
		report(3, 1);
		events();
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 3));
		assert_eq!(
			events(),
			[
				Event::ValidatorSeated { validator: 3 },
				Event::ConvictionCleared { validator: 3, session: 0 },
			]
		);
		next_session();
		assert_eq!(queued(), [1, 2, 3]);
	});
}

#[test]
fn forgiven_offence_does_not_count_again_when_another_offender_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		report(3, 1);
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 3));
		events();
		// The offences pallet names all offenders of that round.
		report(2, 1);
		assert_eq!(events(), [Event::ValidatorConvicted { validator: 2, session: 0 }]);
		assert_eq!(ValidatorSet::conviction(&3), None);

		// A later offence counts.
		next_session();
		events();
		report(3, 2);
		assert_eq!(events(), [Event::ValidatorConvicted { validator: 3, session: 1 }]);
	});
}

#[test]
fn conviction_is_told_once() {
	ExtBuilder::default().build_and_execute(|| {
		report(3, 1);
		report(3, 2);
		assert_eq!(events(), [Event::ValidatorConvicted { validator: 3, session: 0 }]);
	});
}

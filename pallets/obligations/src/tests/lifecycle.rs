//! Opening, fulfilling, cancelling.

use crate::{mock::*, *};
use alloc::vec::Vec;
use frame_support::assert_ok;
use salus_primitives::{ObligationKey, Obligations as _, DAY, HOUR};

#[test]
fn x_6_open_should_store_index_and_tell() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Obligations::open(key(1), START + DAY));
		let ObligationKey { kind, subject, responsible } = key(1);
		assert_eq!(
			events(),
			[Event::ObligationOpened { kind, subject, responsible, due: START + DAY }]
		);
		assert_eq!(
			ObligationsByKey::<Test>::get(key(1)),
			Some(Obligation { opened: START, due: START + DAY, state: State::Open })
		);
		assert_eq!(OpenByDue::<Test>::iter_keys().count(), 1);
		assert_eq!(Agenda::<Test>::iter_keys().count(), 1);
	});
}

#[test]
fn open_again_while_open_should_change_nothing() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		set_time(START + HOUR);
		// Neither to get more time nor to leave less.
		assert_ok!(Obligations::open(key(1), START + 9 * DAY));
		assert_ok!(Obligations::open(key(1), START));
		assert_eq!(events(), []);
		let obligation = ObligationsByKey::<Test>::get(key(1)).unwrap();
		assert_eq!((obligation.opened, obligation.due), (START, START + DAY));
	});
}

#[test]
fn open_after_it_was_closed_should_open_anew() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		Obligations::fulfil(&key(1));
		set_time(START + 2 * DAY);
		assert_ok!(Obligations::open(key(1), START + 3 * DAY));
		assert_eq!(
			ObligationsByKey::<Test>::get(key(1)),
			Some(Obligation { opened: START + 2 * DAY, due: START + 3 * DAY, state: State::Open })
		);
		// And is announced again when it is overdue again.
		set_time(START + 4 * DAY);
		events();
		idle();
		assert_eq!(events(), [overdue(key(1), START + 3 * DAY)]);
	});
}

#[test]
fn fulfil_in_time_should_say_so() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		// The last moment is in time.
		set_time(START + DAY);
		Obligations::fulfil(&key(1));
		let ObligationKey { kind, subject, responsible } = key(1);
		assert_eq!(
			events(),
			[Event::ObligationFulfilled { kind, subject, responsible, late: false }]
		);
		let state = State::Closed { at: START + DAY, outcome: Outcome::Fulfilled };
		assert_eq!(ObligationsByKey::<Test>::get(key(1)).unwrap().state, state);
		assert_eq!(OpenByDue::<Test>::iter_keys().count(), 0);
		// Nothing is announced about it later.
		set_time(START + 9 * DAY);
		idle();
		assert_eq!(events(), []);
	});
}

#[test]
fn fulfil_late_should_say_so() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		set_time(START + DAY + 1);
		idle();
		events();
		Obligations::fulfil(&key(1));
		let ObligationKey { kind, subject, responsible } = key(1);
		assert_eq!(
			events(),
			[Event::ObligationFulfilled { kind, subject, responsible, late: true }]
		);
	});
}

#[test]
fn cancel_should_close_and_tell() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		Obligations::cancel(&key(1));
		let ObligationKey { kind, subject, responsible } = key(1);
		assert_eq!(events(), [Event::ObligationCancelled { kind, subject, responsible }]);
		let state = State::Closed { at: START, outcome: Outcome::Cancelled };
		assert_eq!(ObligationsByKey::<Test>::get(key(1)).unwrap().state, state);
	});
}

#[test]
fn closing_what_is_not_open_should_change_nothing() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		Obligations::cancel(&key(1));
		events();
		let before = ObligationsByKey::<Test>::get(key(1));
		set_time(START + HOUR);
		Obligations::fulfil(&key(1));
		Obligations::cancel(&key(1));
		Obligations::fulfil(&key(2));
		Obligations::cancel(&key(2));
		assert_eq!(events(), []);
		assert_eq!(ObligationsByKey::<Test>::get(key(1)), before);
		assert!(!ObligationsByKey::<Test>::contains_key(key(2)));
	});
}

#[test]
fn x_6_overdue_should_follow_the_clock_without_a_hook() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		let shown = || Obligations::list_open(ORG, None, 1).unwrap().obligations[0].overdue;
		for (now, expected) in [(START + DAY, false), (START + DAY + 1, true)] {
			set_time(now);
			assert_eq!(Obligations::is_overdue(&key(1)), expected);
			assert_eq!(shown(), expected);
		}
		// A closed one is not overdue, whatever the time.
		Obligations::fulfil(&key(1));
		assert!(!Obligations::is_overdue(&key(1)));
	});
}

#[test]
fn due_in_the_past_should_be_overdue_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Obligations::open(key(1), START - 1));
		assert!(Obligations::is_overdue(&key(1)));
		events();
		idle();
		assert_eq!(events(), [overdue(key(1), START - 1)]);
	});
}

#[test]
fn extreme_times_should_be_kept_and_ordered() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Obligations::open(key(1), u64::MAX));
		assert_ok!(Obligations::open(key(2), 0));
		let page = Obligations::list_open(ORG, None, 9).unwrap();
		let due: Vec<_> = page.obligations.iter().map(|o| o.due).collect();
		assert_eq!(due, [0, u64::MAX]);
		set_time(u64::MAX);
		assert!(!Obligations::is_overdue(&key(1)));
	});
}

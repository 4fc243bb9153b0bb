//! `release_keys`.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::DispatchError;

#[test]
fn released_keys_are_gone_and_the_deposit_is_back() {
	ExtBuilder::default().build_and_execute(|| {
		set_keys(4, 4);
		assert_eq!(Balances::total_balance_on_hold(&4), 10);
		System::reset_events();

		assert_ok!(ValidatorSet::release_keys(RuntimeOrigin::signed(4)));
		assert_eq!(events(), [Event::KeysReleased { validator: 4 }]);
		assert_eq!(Balances::total_balance_on_hold(&4), 0);
		assert!(!pallet_session::NextKeys::<Test>::contains_key(4));
		// The key is free for somebody else.
		set_keys(5, 4);
	});
}

#[test]
fn release_keys_should_fail_while_seated_and_while_active() {
	ExtBuilder::default().build_and_execute(|| {
		let release = || ValidatorSet::release_keys(RuntimeOrigin::signed(3));
		assert_noop!(release(), Error::<Test>::StillSeated);
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 3));
		// On its way out, and in its seat.
		assert_noop!(release(), Error::<Test>::StillSeated);
		next_session();
		// Out of its seat, and in the current session.
		assert_noop!(release(), Error::<Test>::StillActive);
		next_session();
		assert_ok!(release());
	});
}

#[test]
fn release_keys_should_fail_while_queued() {
	ExtBuilder::default().build_and_execute(|| {
		set_keys(4, 4);
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 4));
		next_session();
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 4));
		next_session();
		// It was planned, and is active for one session.
		assert_eq!((active(), queued()), (vec![1, 2, 3, 4], vec![1, 2, 3]));
		assert_noop!(
			ValidatorSet::release_keys(RuntimeOrigin::signed(4)),
			Error::<Test>::StillActive
		);
		next_session();
		assert_ok!(ValidatorSet::release_keys(RuntimeOrigin::signed(4)));
	});
}

#[test]
fn release_keys_should_fail_without_keys() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			ValidatorSet::release_keys(RuntimeOrigin::signed(4)),
			pallet_session::Error::<Test>::NoKeys
		);
	});
}

#[test]
fn release_keys_should_fail_unsigned() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(ValidatorSet::release_keys(origin), DispatchError::BadOrigin);
		}
	});
}

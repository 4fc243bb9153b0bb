//! Removing what was closed long ago.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{ObligationKey, Obligations as _, DAY};
use sp_runtime::DispatchError;

type Origin = RuntimeOrigin;

#[test]
fn prune_should_remove_after_retention_free_of_charge() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		Obligations::fulfil(&key(1));
		events();
		set_time(START + RETENTION);
		let info = Obligations::prune(Origin::signed(9), key(1)).unwrap();
		assert_eq!(info.pays_fee, Pays::No);
		let ObligationKey { kind, subject, responsible } = key(1);
		assert_eq!(events(), [Event::ObligationPruned { kind, subject, responsible }]);
		assert!(!ObligationsByKey::<Test>::contains_key(key(1)));
	});
}

#[test]
fn prune_should_fail_when_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Obligations::prune(Origin::signed(9), key(1)),
			Error::<Test>::UnknownObligation
		);
	});
}

#[test]
fn prune_should_fail_when_open_however_late() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		set_time(START + 100 * RETENTION);
		idle();
		assert_noop!(Obligations::prune(Origin::signed(9), key(1)), Error::<Test>::StillOpen);
	});
}

#[test]
fn prune_should_fail_while_retention_runs() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		set_time(START + DAY);
		Obligations::cancel(&key(1));
		set_time(START + DAY + RETENTION - 1);
		assert_noop!(
			Obligations::prune(Origin::signed(9), key(1)),
			Error::<Test>::RetentionRunning
		);
		set_time(START + DAY + RETENTION);
		assert_ok!(Obligations::prune(Origin::signed(9), key(1)));
		assert_noop!(
			Obligations::prune(Origin::signed(9), key(1)),
			Error::<Test>::UnknownObligation
		);
	});
}

#[test]
fn prune_should_fail_without_signature() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		for origin in [Origin::root(), Origin::none()] {
			assert_noop!(Obligations::prune(origin, key(1)), DispatchError::BadOrigin);
		}
	});
}

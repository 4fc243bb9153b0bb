//! The validators that the chain starts with.

use crate::{mock::*, *};
use sp_runtime::{testing::UintAuthorityId, BuildStorage};

#[test]
fn genesis_validators_are_seated_active_and_queued() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(ValidatorSet::seated(), [1, 2, 3]);
		assert_eq!(active(), [1, 2, 3]);
		assert_eq!(queued(), [1, 2, 3]);
	});
}

#[test]
fn genesis_seats_are_a_subset_of_those_with_keys() {
	let keys = (1..5).map(|who| (who, who, SessionKeys { dummy: UintAuthorityId(who) })).collect();
	let storage = RuntimeGenesisConfig {
		validator_set: GenesisConfig { validators: vec![2, 4], minimum: 0 },
		session: pallet_session::GenesisConfig { keys, ..Default::default() },
		..Default::default()
	}
	.build_storage()
	.expect("the genesis is sound");
	sp_io::TestExternalities::new(storage).execute_with(|| {
		assert_eq!(active(), [2, 4]);
		assert_eq!(queued(), [2, 4]);
	});
}

#[test]
fn genesis_of_the_session_first_is_corrected_at_the_first_rotation() {
	// As if the session pallet stood before this one in the runtime.
	let keys = (1..4).map(|who| (who, who, SessionKeys { dummy: UintAuthorityId(who) })).collect();
	let mut storage = RuntimeGenesisConfig {
		session: pallet_session::GenesisConfig { keys, ..Default::default() },
		..Default::default()
	}
	.build_storage()
	.expect("the genesis is sound");
	GenesisConfig::<Test> { validators: vec![1, 2, 3], minimum: 0 }
		.assimilate_storage(&mut storage)
		.expect("the genesis is sound");
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		assert_eq!(active(), [1, 2, 3]);
		assert!(Historical::historical_root(1).is_none());
		next_session();
		// The set is announced, and with it the root without which no offence could be proved.
		assert!(Historical::historical_root(2).is_some());
		next_session();
		assert!(Historical::historical_root(3).is_some());
		assert_eq!(active(), [1, 2, 3]);
	});
}

#[test]
#[should_panic(expected = "listed twice")]
fn genesis_should_fail_when_a_validator_is_listed_twice() {
	let _ = ExtBuilder::default().with_validators(&[1, 2, 1]).build();
}

#[test]
#[should_panic(expected = "at most MaxValidators")]
fn genesis_should_fail_with_more_validators_than_seats() {
	let _ = ExtBuilder::default().with_validators(&[1, 2, 3, 4, 5, 6]).build();
}

#[test]
fn genesis_minimum_of_a_network_holds_beside_that_of_the_runtime() {
	ExtBuilder::default().with_genesis_minimum(3).build_and_execute(|| {
		assert_eq!(ValidatorSet::minimum(), 3);
		assert_eq!(ValidatorSet::unseat(RuntimeOrigin::root(), 1), Ok(()));
		next_session();
		assert_eq!(queued(), [1, 2, 3]);
	});
	ExtBuilder::default().with_genesis_minimum(1).build_and_execute(|| {
		assert_eq!(ValidatorSet::minimum(), 2);
	});
}

#[test]
#[should_panic(expected = "fewer validators than its own minimum")]
fn genesis_should_fail_below_its_own_minimum() {
	let _ = ExtBuilder::default().with_genesis_minimum(4).build();
}

//! What the session pallet is told, and when.

use crate::{mock::*, *};
use frame_support::{assert_ok, traits::KeyOwnerProofSystem};
use pallet_session::{Event as SessionEvent, SessionManager};
use sp_runtime::{testing::UintAuthorityId, RuntimeAppPublic};

/// Go on one session; answers whether a set was announced.
fn announced() -> bool {
	System::reset_events();
	next_session();
	System::read_events_for_pallet::<SessionEvent<Test>>()
		.iter()
		.any(|event| matches!(event, SessionEvent::NewQueued))
}

#[test]
fn set_is_announced_exactly_when_it_or_a_key_changes() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!announced());
		assert!(!announced());

		set_keys(4, 4);
		assert!(!announced(), "keys of somebody without a seat are nobody's business");
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 4));
		assert!(announced());
		assert!(!announced());

		set_keys(2, 22);
		assert!(announced());
		assert!(!announced());

		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 4));
		assert!(announced());
		assert!(!announced());

		// Out and in again within one session is no change.
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 3));
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 3));
		assert!(!announced());
		// Nor is a removal that is deferred.
		MinValidators::set(3);
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 3));
		assert!(!announced());
	});
}

#[test]
fn consensus_learns_of_a_change_one_session_later() {
	ExtBuilder::default().build_and_execute(|| {
		set_keys(4, 4);
		assert_ok!(ValidatorSet::seat(RuntimeOrigin::root(), 4));
		let old = vec![(1, 1), (2, 2), (3, 3)];
		let new = vec![(1, 1), (2, 2), (3, 3), (4, 4)];
		next_session();
		assert_eq!(Told::get(), (false, old, new.clone()));
		next_session();
		assert_eq!(Told::get(), (true, new.clone(), new.clone()));
		next_session();
		assert_eq!(Told::get(), (false, new.clone(), new));
	});
}

#[test]
fn rotated_key_takes_effect_and_its_owner_can_be_proved() {
	ExtBuilder::default().build_and_execute(|| {
		next_session();
		set_keys(2, 22);
		next_session();
		next_session();
		let session = Session::current_index();
		assert_eq!(Told::get().1, [(1, 1), (2, 22), (3, 3)]);

		// Proved now and checked later, against the root of that session.
		let key = (UintAuthorityId::ID, codec::Encode::encode(&UintAuthorityId(22)));
		let proof = Historical::prove(key.clone()).expect("the key is in the set");
		assert_eq!(proof.session, session);
		next_session();
		next_session();
		assert_eq!(Historical::check_proof(key, proof), Some((2, ())));

		// The old key is not in it any more.
		let old = (UintAuthorityId::ID, codec::Encode::encode(&UintAuthorityId(2)));
		let proof = Historical::prove(old.clone()).expect("a proof of absence");
		assert_eq!(Historical::check_proof(old, proof), None);
	});
}

#[test]
fn chain_never_plans_a_session_without_authorities() {
	ExtBuilder::default().with_minimum(0).build_and_execute(|| {
		for validator in [1, 2, 3] {
			assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), validator));
		}
		next_session();
		next_session();
		assert!(ValidatorSet::seated().is_empty());
		assert_eq!(active(), [1, 2, 3]);
	});
}

#[test]
fn validator_that_lost_its_keys_does_not_count_towards_the_minimum() {
	ExtBuilder::default().build_and_execute(|| {
		// The runtime filters this call; here it is not filtered.
		assert_ok!(Session::purge_keys(RuntimeOrigin::signed(3)));
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 1));
		next_session();
		assert_eq!(queued(), [1, 2]);
		// It goes itself without being missed.
		assert_ok!(ValidatorSet::unseat(RuntimeOrigin::root(), 3));
		next_session();
		assert_eq!(ValidatorSet::seated(), [1, 2]);
	});
}

#[test]
fn plain_manager_answers_as_the_historical_one_does() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(<ValidatorSet as SessionManager<u64>>::new_session(9), None);
		Announced::<Test>::kill();
		assert_eq!(<ValidatorSet as SessionManager<u64>>::new_session(9), Some(vec![1, 2, 3]));
	});
}

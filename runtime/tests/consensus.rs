//! Validators: seats, keys, misbehaviour.

use crate::common::*;
use frame_support::{assert_noop, assert_ok, traits::KeyOwnerProofSystem};
use salus_runtime::{genesis::LOCAL, *};
use sp_consensus_grandpa::{
	AuthorityId, Equivocation, EquivocationProof, RoundNumber, SetId, KEY_TYPE,
};
use sp_core::H256;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

type Precommit = finality_grandpa::Precommit<H256, BlockNumber>;

/// Two votes in one round for two blocks, said to be `voter`'s and signed by `signer`.
fn equivocation(
	voter: Ed25519Keyring,
	signer: Ed25519Keyring,
	set_id: SetId,
) -> EquivocationProof<H256, BlockNumber> {
	let round: RoundNumber = 1;
	let vote = |hash: u8| {
		let precommit = Precommit { target_hash: H256::repeat_byte(hash), target_number: 1 };
		let message = finality_grandpa::Message::Precommit(precommit.clone());
		let payload = sp_consensus_grandpa::localized_payload(round, set_id, &message);
		(precommit, signer.sign(&payload).into())
	};
	let identity = AuthorityId::from(voter.public());
	EquivocationProof::new(
		set_id,
		Equivocation::Precommit(finality_grandpa::Equivocation {
			round_number: round,
			identity,
			first: vote(1),
			second: vote(2),
		}),
	)
}

fn report(voter: Ed25519Keyring) -> UncheckedExtrinsic {
	let identity = AuthorityId::from(voter.public());
	let key_owner_proof = Historical::prove((KEY_TYPE, identity)).expect("the voter has a seat");
	let set_id = pallet_grandpa::CurrentSetId::<Runtime>::get();
	UncheckedExtrinsic::new_bare(
		pallet_grandpa::Call::report_equivocation_unsigned {
			equivocation_proof: Box::new(equivocation(voter, voter, set_id)),
			key_owner_proof,
		}
		.into(),
	)
}

fn seated() -> Vec<AccountId> {
	pallet_session::Validators::<Runtime>::get()
}

#[test]
fn grandpa_equivocation_should_be_reported_and_cost_the_seat() {
	on(LOCAL, || {
		let bob = account(Sr25519Keyring::Bob);
		assert!(seated().contains(&bob));

		assert_ok!(Executive::apply_extrinsic(report(Ed25519Keyring::Bob)).expect("valid"));
		two_sessions();

		assert!(!seated().contains(&bob));
		assert_eq!(seated().len(), 3);
	});
}

#[test]
fn grandpa_equivocation_should_count_once() {
	on(LOCAL, || {
		let once = report(Ed25519Keyring::Bob);
		assert_ok!(Executive::apply_extrinsic(once.clone()).expect("valid"));
		// The same again does not even enter a block.
		assert!(Executive::apply_extrinsic(once).is_err());
	});
}

#[test]
fn equivocation_that_is_none_should_be_refused() {
	on(LOCAL, || {
		// Signed by somebody else than it names.
		let identity = AuthorityId::from(Ed25519Keyring::Bob.public());
		let proof = equivocation(Ed25519Keyring::Bob, Ed25519Keyring::Alice, 0);
		let call = pallet_grandpa::Call::report_equivocation_unsigned {
			equivocation_proof: Box::new(proof),
			key_owner_proof: Historical::prove((KEY_TYPE, identity)).unwrap(),
		};
		let outcome = Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(call.into()));
		assert!(!matches!(outcome, Ok(Ok(()))));
		two_sessions();
		assert_eq!(seated().len(), 4);
	});
}

#[test]
fn seated_validator_should_not_drop_its_keys() {
	on(LOCAL, || {
		let bob = Sr25519Keyring::Bob;
		// Directly, and wrapped: the base filter refuses both.
		let purge = RuntimeCall::Session(pallet_session::Call::purge_keys {});
		let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(submit(bob, purge.clone()), Ok(Err(filtered)));
		assert_ok!(submit(bob, pallet_utility::Call::<Runtime>::batch { calls: vec![purge] }));
		assert!(pallet_session::NextKeys::<Runtime>::contains_key(account(bob)));

		// The way that there is asks whether the seat is free.
		assert_noop!(
			ValidatorSet::release_keys(RuntimeOrigin::signed(account(bob))),
			pallet_validator_set::Error::<Runtime>::StillSeated
		);
		assert_ok!(ValidatorSet::unseat(council(), account(bob)));
		for _ in 0..2 {
			two_sessions();
		}
		assert_ok!(ValidatorSet::release_keys(RuntimeOrigin::signed(account(bob))));
		assert!(!pallet_session::NextKeys::<Runtime>::contains_key(account(bob)));
	});
}

#[test]
fn removal_below_the_minimum_should_be_deferred() {
	on(LOCAL, || {
		for keyring in [Sr25519Keyring::Bob, Sr25519Keyring::Charlie] {
			assert_ok!(ValidatorSet::unseat(council(), account(keyring)));
		}
		two_sessions();
		two_sessions();

		// Three stay: the second of the two waits for a successor.
		assert_eq!(seated().len(), 3);
	});
}

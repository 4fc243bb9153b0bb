//! The accounts of those who act for others stay, and so do their nonces.

use crate::{mock::*, *};
use alloc::vec;
use frame_support::{assert_ok, traits::fungible::Mutate};
use salus_primitives::Capacity;

fn drain(who: AccountId) {
	Balances::set_balance(&who, 0);
}

fn nonce(who: AccountId) -> u32 {
	System::account_nonce(who)
}

#[test]
fn attack_controller_that_is_drained_should_keep_its_nonce() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::register_organisation(signed(ISSUER), Some(POOR)));
		System::inc_account_nonce(POOR);
		fund(POOR);
		drain(POOR);
		assert_eq!(nonce(POOR), 1);
	});
}

#[test]
fn attack_member_that_is_drained_should_keep_its_nonce() {
	ExtBuilder::default().with_member(&[Capacity::Dispenser], None).build_and_execute(|| {
		System::inc_account_nonce(MEMBER);
		drain(MEMBER);
		assert_eq!(nonce(MEMBER), 1);
	});
}

#[test]
fn accounts_should_not_be_kept_for_free() {
	ExtBuilder::default().build_and_execute(|| {
		let capacities = vec![Capacity::Dispenser];
		let before = System::providers(&MEMBER);
		for _ in 0..3 {
			assert_ok!(Participants::invite_member(
				signed(CONTROLLER),
				ORG,
				MEMBER,
				capacities.clone().try_into().unwrap(),
				None
			));
			// An invitation keeps nothing, as the account did not sign.
			assert_eq!(System::providers(&MEMBER), before);
			assert_ok!(Participants::accept_membership(signed(MEMBER), ORG));
			assert_eq!(System::providers(&MEMBER), before + 1);
			assert_ok!(Participants::leave_organisation(signed(MEMBER), ORG));
			assert_eq!(System::providers(&MEMBER), before);
		}
	});
}

#[test]
fn handing_over_should_move_the_reference() {
	ExtBuilder::default().with_member(&[Capacity::Dispenser], None).build_and_execute(|| {
		let providers = || [CONTROLLER, MEMBER, STRANGER].map(|who| System::providers(&who));
		assert_eq!(providers(), [2, 2, 1]);
		// To a stranger, then to a member, then back.
		assert_ok!(Participants::offer_control(signed(CONTROLLER), Some(STRANGER)));
		assert_ok!(Participants::accept_control(signed(STRANGER), ORG));
		assert_eq!(providers(), [1, 2, 2]);
		assert_ok!(Participants::offer_control(signed(STRANGER), Some(MEMBER)));
		assert_ok!(Participants::accept_control(signed(MEMBER), ORG));
		assert_eq!(providers(), [1, 2, 1]);
		assert_ok!(Participants::offer_control(signed(MEMBER), Some(CONTROLLER)));
		assert_ok!(Participants::accept_control(signed(CONTROLLER), ORG));
		assert_eq!(providers(), [2, 1, 1]);
	});
}

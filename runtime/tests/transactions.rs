//! Signed transactions through the whole extension tuple: fees, sponsors, nonces, wrappers.

use crate::common::*;
use frame_support::{
	assert_ok,
	traits::fungible::{Inspect, InspectHold},
};
use pallet_sponsorship::Terms;
use salus_primitives::HOUR;
use salus_runtime::{genesis::DEVELOPMENT, *};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, BobStash, CharlieStash, Eve};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

fn transfer(to: Sr25519Keyring, value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest: account(to).into(), value }.into()
}

fn terms(fees: Balance) -> Terms<Balance> {
	Terms { fee_allowance: fees, period: HOUR, deposit_allowance: UNIT, until: None }
}

/// A domain call that needs nothing but a signature.
fn register() -> RuntimeCall {
	pallet_participants::Call::register_organisation { controller: None }.into()
}

fn sponsor(who: Sr25519Keyring, by: Sr25519Keyring, fees: Balance) {
	let call = pallet_sponsorship::Call::sponsor { account: account(who), terms: terms(fees) };
	assert_ok!(submit(by, RuntimeCall::from(call)).expect("valid"));
}

const PAYMENT: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::Payment);

#[test]
fn transfer_should_cost_its_fee_and_the_author_gets_it() {
	on(DEVELOPMENT, || {
		let issuance = Balances::total_issuance();
		let (before, author) =
			(Balances::balance(&account(Eve)), Balances::balance(&account(Alice)));
		assert_ok!(submit(Eve, transfer(Bob, UNIT)).expect("valid"));
		let fee = before - UNIT - Balances::balance(&account(Eve));
		assert!(fee > 0);
		assert_eq!(Balances::balance(&account(Alice)), author + fee);
		assert_eq!(Balances::total_issuance(), issuance);
	});
}

#[test]
fn sponsored_account_without_tokens_should_sign_its_first_transaction() {
	on(DEVELOPMENT, || {
		assert_eq!(Balances::balance(&account(BobStash)), 0);
		// Without a sponsor it cannot even enter the pool.
		assert!(submit(BobStash, register()).is_err());

		sponsor(BobStash, Eve, UNIT);
		let before = Balances::balance(&account(Eve));
		assert_ok!(submit(BobStash, register()).expect("valid"));

		assert_eq!(Balances::balance(&account(BobStash)), 0);
		assert_eq!(Balances::total_balance_on_hold(&account(BobStash)), 0);
		assert!(Balances::balance(&account(Eve)) < before);
		assert!(Participants::organisation_of(&account(BobStash)).is_some());
	});
}

#[test]
fn sponsored_account_should_not_drain_its_sponsor_by_tip_wrapper_or_other_call() {
	on(DEVELOPMENT, || {
		sponsor(BobStash, Eve, UNIT);
		let before = Balances::total_balance(&account(Eve));

		assert_eq!(submit_with_tip(BobStash, register(), 1), Err(PAYMENT));
		let batch = pallet_utility::Call::<Runtime>::batch { calls: vec![register()] };
		assert_eq!(submit(BobStash, batch), Err(PAYMENT));
		let proxied = pallet_proxy::Call::<Runtime>::proxy {
			real: account(Eve).into(),
			force_proxy_type: None,
			call: Box::new(register()),
		};
		assert_eq!(submit(BobStash, proxied), Err(PAYMENT));
		let multisig = pallet_multisig::Call::<Runtime>::as_multi_threshold_1 {
			other_signatories: vec![account(Eve)],
			call: Box::new(register()),
		};
		assert_eq!(submit(BobStash, multisig), Err(PAYMENT));
		let remark = frame_system::Call::<Runtime>::remark { remark: vec![0; 1_000] };
		assert_eq!(submit(BobStash, remark), Err(PAYMENT));
		// A chain of sponsors: what somebody else pays for is not one's own to give.
		let onwards = pallet_sponsorship::Call::<Runtime>::sponsor {
			account: account(CharlieStash),
			terms: terms(UNIT),
		};
		assert_eq!(submit(BobStash, onwards), Err(PAYMENT));

		assert_eq!(Balances::total_balance(&account(Eve)), before);
		assert_eq!(System::account_nonce(account(BobStash)), 0);
	});
}

#[test]
fn sponsored_account_should_not_exceed_its_allowance() {
	on(DEVELOPMENT, || {
		// A fee is about a thousandth of a token; this allows for a few.
		sponsor(BobStash, Eve, UNIT / 100);
		let before = Balances::total_balance(&account(Eve));
		let mut paid = 0;
		while submit(BobStash, register()).is_ok() {
			paid += 1;
			assert!(paid < 1_000, "the allowance is never used up");
		}
		assert!(paid > 0);
		assert_eq!(submit(BobStash, register()), Err(PAYMENT));
		let spent = before - Balances::total_balance(&account(Eve));
		assert!(spent > 0 && spent <= UNIT / 100, "{spent} in {paid} transactions");
	});
}

#[test]
fn sponsor_should_stop_at_any_time_and_no_nonce_is_ever_reset() {
	on(DEVELOPMENT, || {
		sponsor(BobStash, Eve, UNIT);
		let old = signed(BobStash, register(), 0);
		assert_ok!(Executive::apply_extrinsic(old.clone()).expect("valid"));
		assert_eq!(System::account_nonce(account(BobStash)), 1);

		let stop = pallet_sponsorship::Call::stop_sponsoring { account: account(BobStash) };
		assert_ok!(submit(Eve, RuntimeCall::from(stop)).expect("valid"));
		assert_eq!(submit(BobStash, register()), Err(PAYMENT));

		// Tokens come and go, a new sponsor comes: the nonce stays, the old transaction is stale.
		assert_ok!(submit(Eve, transfer(BobStash, UNIT)).expect("valid"));
		let all =
			pallet_balances::Call::transfer_all { dest: account(Eve).into(), keep_alive: false };
		assert_ok!(submit(BobStash, RuntimeCall::from(all)).expect("valid"));
		assert_eq!(Balances::total_balance(&account(BobStash)), 0);
		sponsor(BobStash, Bob, UNIT);
		assert!(System::account_nonce(account(BobStash)) >= 1);
		assert_eq!(Executive::apply_extrinsic(old), Err(InvalidTransaction::Stale.into()));
	});
}

#[test]
fn failed_call_should_cost_and_change_nothing_else() {
	on(DEVELOPMENT, || {
		let before = Balances::balance(&account(Eve));
		let reap = pallet_participants::Call::accept_membership { organisation: 99 };
		let outcome = submit(Eve, RuntimeCall::from(reap)).expect("valid");
		assert!(outcome.is_err());
		assert!(Balances::balance(&account(Eve)) < before);
	});
}

//! The runtime APIs that compute instead of reading.

mod common;

use common::*;
use frame_support::dispatch::GetDispatchInfo;
use salus_runtime::{apis::dry_run, genesis::DEVELOPMENT, *};
use salus_runtime_api::MAX_DRY_RUN;
use sp_keyring::Sr25519Keyring::{Bob, Eve};
use sp_runtime::DispatchError;

fn transfer(value: Balance) -> (AccountId, RuntimeCall) {
	let dest = account(Bob).into();
	(account(Eve), pallet_balances::Call::transfer_keep_alive { dest, value }.into())
}

#[test]
fn dry_run_should_see_what_the_calls_before_did() {
	on(DEVELOPMENT, || {
		let half = Balances::free_balance(account(Eve)) / 2;
		let results = dry_run(vec![transfer(half), transfer(half - UNIT), transfer(half)]);
		assert_eq!(results[..2], [Ok(()), Ok(())]);
		assert!(results[2].is_err());
	});
}

#[test]
fn dry_run_should_refuse_root() {
	on(DEVELOPMENT, || {
		let call = frame_system::Call::set_storage { items: Vec::new() };
		assert_eq!(dry_run(vec![(account(Eve), call.into())]), [Err(DispatchError::BadOrigin)]);
	});
}

#[test]
fn dry_run_should_be_bounded_by_number_and_by_weight() {
	on(DEVELOPMENT, || {
		let results = dry_run(vec![transfer(1); MAX_DRY_RUN + 1]);
		assert_eq!(results[MAX_DRY_RUN], Err(DispatchError::Exhausted));
		assert_eq!(results[0], Ok(()));

		// So many heavy calls as fit are run, and not one more.
		let calls = vec![transfer(1).1; 3_000];
		let heavy = RuntimeCall::from(pallet_utility::Call::<Runtime>::batch { calls });
		let each = heavy.get_dispatch_info().total_weight().ref_time();
		let fit = (configs::MAX_DRY_RUN_WEIGHT.ref_time() / each) as usize;
		assert!(fit < MAX_DRY_RUN);
		let results = dry_run(vec![(account(Eve), heavy); fit + 1]);
		assert_eq!(results[..fit], vec![Ok(()); fit]);
		assert_eq!(results[fit], Err(DispatchError::Exhausted));
	});
}

//! The runtime APIs that compute instead of reading.

use crate::common::*;
use frame_support::dispatch::GetDispatchInfo;
use pallet_supply_chain::CaseKey;
use salus_primitives::{
	supply::{CaseSubject, Epc, EventFacts, IntroducedPack, ScopedId, SuspectReason, Verdict},
	Acting, BadCursor, Capacity, ObligationKind, OrganisationId,
};
use salus_runtime::{
	apis::{dry_run, open_cases},
	genesis::DEVELOPMENT,
	*,
};
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

#[test]
fn open_cases_should_be_listed_by_who_has_to_decide_them() {
	on(DEVELOPMENT, || {
		const WHOLESALER: OrganisationId = 2;
		let acting = Acting { organisation: WHOLESALER, capacity: Capacity::Wholesaler };
		let origin = || RuntimeOrigin::signed(account(Bob));
		let event = |n: u8| EventFacts {
			hash: [n; 32],
			time: pallet_timestamp::Now::<Runtime>::get(),
			biz_step: None,
			disposition: None,
			read_point: None,
			biz_location: None,
		};
		let (gtin, serial) = (9_520_001_123_450, b"S1".to_vec());
		let pack = IntroducedPack {
			gtin,
			serial: serial.clone().try_into().unwrap(),
			lot: b"L1".to_vec().try_into().unwrap(),
			expiry: 40_000,
			parent: None,
		};
		let packs = vec![pack].try_into().unwrap();
		let none = Vec::new().try_into().unwrap();
		SupplyChain::introduce(origin(), acting, event(1), [1; 32], none, packs).unwrap();
		let epc = Epc::Sgtin { gtin, serial: serial.try_into().unwrap() };
		let items = || vec![epc.clone()].try_into().unwrap();
		let reason = SuspectReason::Diverted;
		SupplyChain::quarantine(origin(), acting, event(2), [7; 16], items(), reason, [2; 32])
			.unwrap();

		let open = || open_cases(WHOLESALER, None, 100).unwrap();
		assert_eq!(open().next, None);
		let [row] = open().cases.try_into().unwrap();
		assert_eq!((row.duty, row.overdue), (ObligationKind::InvestigateSuspect, false));
		assert_eq!(row.case.key, ScopedId { by: WHOLESALER, id: [7; 16] });
		assert_eq!((row.case.subject, row.case.items), (CaseSubject::Suspect(reason), 1));
		assert!(open_cases(WHOLESALER + 1, None, 100).unwrap().cases.is_empty());
		assert_eq!(open_cases(WHOLESALER, Some(vec![1]), 100), Err(BadCursor));

		let case = CaseKey { by: WHOLESALER, id: [7; 16] };
		let (cleared, evidence) = (Verdict::Cleared, [3; 32]);
		let event = event(3);
		SupplyChain::decide_quarantine(
			origin(),
			acting,
			event,
			case,
			items(),
			cleared,
			evidence,
			false,
		)
		.unwrap();
		assert!(open().cases.is_empty());
	});
}

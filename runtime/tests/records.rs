//! Health records through the whole extension tuple: what is free, for whom, and what is not.

use crate::common::*;
use frame_support::{assert_ok, traits::fungible::Inspect};
use pallet_sponsorship::Terms;
use salus_primitives::{
	consent::{Consent, Decision, Period},
	records::{ConsentGrant, PatientId},
	Acting, Capacity, HOUR,
};
use salus_runtime::{genesis::DEVELOPMENT, *};
use sp_keyring::Sr25519Keyring::{BobStash, CharlieStash, Dave, Eve, Ferdie};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

type Call = pallet_records_access::Call<Runtime>;

const PATIENT: PatientId = [7; 32];
/// The hospital of the development network, which Dave controls.
const HOSPITAL: u32 = 4;
const PAYMENT: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::Payment);

fn acting() -> Acting {
	Acting { organisation: HOSPITAL, capacity: Capacity::Provider }
}

fn revoke() -> Call {
	Call::revoke_consent { patient: PATIENT, controller: HOSPITAL }
}

fn break_glass(ticket: u8) -> Call {
	Call::break_glass {
		acting: acting(),
		ticket: [ticket; 16],
		patient: PATIENT,
		reason: [1; 32],
		person: [2; 32],
		occurred_at: None,
	}
}

fn grant() {
	let consent = Consent {
		otherwise: Decision::Permit,
		period: Period::ALWAYS,
		part2: false,
		provisions: Default::default(),
	};
	let call = Call::grant_consent {
		acting: None,
		patient: PATIENT,
		controller: HOSPITAL,
		grant: ConsentGrant { consent, form: None, part_2: None },
	};
	assert_ok!(submit(BobStash, call).expect("valid"));
}

/// A patient without tokens, claimed with the fees of its hospital, which then stops sponsoring.
fn with_patient(test: impl FnOnce()) {
	on(DEVELOPMENT, || {
		assert_ok!(submit(Dave, Call::open_pseudonym { acting: acting(), patient: PATIENT })
			.expect("valid"));
		let terms =
			Terms { fee_allowance: UNIT, period: HOUR, deposit_allowance: UNIT, until: None };
		let call = pallet_sponsorship::Call::sponsor { account: account(BobStash), terms };
		assert_ok!(submit(Dave, call).expect("valid"));
		let call =
			Call::offer_claim { acting: acting(), patient: PATIENT, account: account(BobStash) };
		assert_ok!(submit(Dave, call).expect("valid"));
		let call = Call::accept_claim { patient: PATIENT, encryption_key: [1; 32] };
		assert_ok!(submit(BobStash, call).expect("valid"));
		grant();
		test();
	});
}

fn stop_sponsoring() {
	let call = pallet_sponsorship::Call::stop_sponsoring { account: account(BobStash) };
	assert_ok!(submit(Dave, call).expect("valid"));
}

#[test]
fn cn_6_a_patient_without_tokens_or_sponsor_should_revoke() {
	with_patient(|| {
		stop_sponsoring();
		assert_eq!(Balances::balance(&account(BobStash)), 0);
		let issuance = Balances::total_issuance();
		assert_ok!(submit(BobStash, revoke()).expect("valid"));
		assert_eq!(Balances::total_issuance(), issuance);
		// And not again: there is nothing left to revoke, so that it is not free any more.
		assert_eq!(submit(BobStash, revoke()), Err(PAYMENT));
		let told = System::events().into_iter().any(|row| {
			matches!(
				row.event,
				RuntimeEvent::TransactionPayment(
					pallet_transaction_payment::Event::TransactionFeePaid { ref who, actual_fee: 0, .. }
				) if *who == account(BobStash)
			)
		});
		assert!(told, "the fee that is told is the one that was taken");
	});
}

#[test]
fn a_free_call_should_not_be_free_in_a_wrapper_or_with_a_tip() {
	with_patient(|| {
		stop_sponsoring();
		let wrapped: Vec<RuntimeCall> = vec![
			pallet_utility::Call::<Runtime>::batch { calls: vec![revoke().into()] }.into(),
			pallet_utility::Call::<Runtime>::as_derivative {
				index: 0,
				call: Box::new(revoke().into()),
			}
			.into(),
			pallet_proxy::Call::<Runtime>::proxy {
				real: account(BobStash).into(),
				force_proxy_type: None,
				call: Box::new(revoke().into()),
			}
			.into(),
			pallet_multisig::Call::<Runtime>::as_multi_threshold_1 {
				other_signatories: vec![account(Eve)],
				call: Box::new(revoke().into()),
			}
			.into(),
		];
		for call in wrapped {
			assert_eq!(submit(BobStash, call), Err(PAYMENT));
		}
		assert_eq!(submit_with_tip(BobStash, revoke(), 1), Err(PAYMENT));
	});
}

#[test]
fn a_strangers_revocation_should_cost_and_fail() {
	with_patient(|| {
		// Without tokens it is not even taken.
		assert!(submit(CharlieStash, revoke()).is_err());
		let before = Balances::balance(&account(Ferdie));
		let refused = pallet_records_access::Error::<Runtime>::NotPatient.into();
		assert_eq!(submit(Ferdie, revoke()), Ok(Err(refused)));
		assert!(Balances::balance(&account(Ferdie)) < before);
	});
}

#[test]
fn cn_7_a_clinician_should_break_the_glass_free_within_the_quota() {
	with_patient(|| {
		let quota = configs::parameters::DEFAULT_RECORDS_LIMITS.break_glass_quota as u8;
		let balance = || Balances::total_balance(&account(Dave));
		let before = balance();
		for ticket in 0..quota {
			assert_ok!(submit(Dave, break_glass(ticket)).expect("valid"));
		}
		assert_eq!(balance(), before);
		assert_ok!(submit(Dave, break_glass(quota)).expect("valid"));
		assert!(balance() < before, "beyond it costs");
		// Who is no clinician pays for the refusal.
		let insurer = Call::break_glass {
			acting: Acting { organisation: 5, capacity: Capacity::Provider },
			ticket: [9; 16],
			patient: PATIENT,
			reason: [1; 32],
			person: [2; 32],
			occurred_at: None,
		};
		let before = Balances::balance(&account(Eve));
		assert!(submit(Eve, insurer).expect("valid").is_err());
		assert!(Balances::balance(&account(Eve)) < before);
	});
}

#[test]
fn the_patients_rows_should_be_paid_by_its_custodian() {
	with_patient(|| {
		use frame_support::traits::fungible::InspectHold;
		let before = Balances::total_balance_on_hold(&account(Dave));
		grant();
		assert!(Balances::total_balance_on_hold(&account(Dave)) > before);
		assert_eq!(Balances::total_balance_on_hold(&account(BobStash)), 0);
	});
}

#[test]
fn no_vote_should_stretch_a_limit_beyond_its_bounds() {
	use configs::parameters::{
		dynamic_params, ClampedRecordsLimits, RuntimeParameters, DEFAULT_RECORDS_LIMITS,
	};
	use frame_support::traits::Get;
	on(DEVELOPMENT, || {
		assert_eq!(ClampedRecordsLimits::get(), DEFAULT_RECORDS_LIMITS);
		let mut wild = DEFAULT_RECORDS_LIMITS;
		wild.break_glass_period = u64::MAX;
		wild.retention = 0;
		wild.access_period = u64::MAX;
		wild.overdue_suspends = 0;
		wild.strictest_policy = salus_primitives::consent::ImplicitPolicy::AllNormal;
		wild.most_open_policy = salus_primitives::consent::ImplicitPolicy::Deny;
		let set =
			RuntimeParameters::RecordsAccess(dynamic_params::records_access::Parameters::Limits(
				dynamic_params::records_access::Limits,
				Some(wild),
			));
		assert_ok!(Parameters::set_parameter(council(), set));
		let limits = ClampedRecordsLimits::get();
		assert_eq!(limits.break_glass_period, 24 * HOUR);
		assert_eq!(limits.access_period, DEFAULT_RECORDS_LIMITS.access_period);
		assert_eq!(limits.retention, DEFAULT_RECORDS_LIMITS.retention);
		assert_eq!(limits.overdue_suspends, 1);
		assert!(limits.strictest_policy <= limits.most_open_policy);
	});
}

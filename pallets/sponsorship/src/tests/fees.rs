//! Fees of signed transactions.

use crate::{mock::*, Call, Event, SponsoredChargeWeight, Sponsorships, WeightInfo};
use frame_support::{
	assert_ok,
	traits::fungible::{Inspect, InspectHold},
};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchResult,
};

type Outcome = Result<DispatchResult, TransactionValidityError>;

const NO_PAYMENT: Outcome = Err(TransactionValidityError::Invalid(InvalidTransaction::Payment));

/// What the sponsor of the patient has at first.
const SPONSORS: u64 = FUNDS - RECORD - ACCOUNT_FEE;

#[test]
fn sponsored_account_without_tokens_signs_its_first_transaction() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(send(PATIENT, serve(1_000)), NO_PAYMENT);
		assert_ok!(Sponsorship::sponsor(RuntimeOrigin::signed(SPONSOR), PATIENT, terms()));
		events();

		let transaction = signed(PATIENT, serve(1_000), 0);
		let fee = fee_of(&transaction, 0);
		assert_eq!(submit(transaction), Ok(Ok(())));
		assert_eq!(events(), [Event::FeeSponsored { sponsor: SPONSOR, account: PATIENT, fee }]);
		assert_eq!(Balances::free_balance(SPONSOR), SPONSORS - fee);
		assert_eq!(Balances::free_balance(FeePot::get()), ED + ACCOUNT_FEE + fee);
		assert_eq!(Balances::total_balance(&PATIENT), 0);
		assert_eq!(System::account_nonce(PATIENT), 1);
		assert_eq!(spent(PATIENT), fee);
	});
}

#[test]
fn refund_goes_to_the_sponsor_and_to_the_allowance() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		let call = services::Call::serve { cost: 50_000, used: 7_000, fail: false };
		let transaction = signed(PATIENT, call.into(), 0);
		let fee = fee_of(&transaction, 0) - 43_000;
		assert_eq!(submit(transaction), Ok(Ok(())));
		assert_eq!(events(), [Event::FeeSponsored { sponsor: SPONSOR, account: PATIENT, fee }]);
		assert_eq!(Balances::free_balance(SPONSOR), SPONSORS - fee);
		assert_eq!(Balances::total_balance(&PATIENT), 0);
		assert_eq!(spent(PATIENT), fee);
	});
}

#[test]
fn failed_call_is_paid_for_as_well() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		let call = services::Call::serve { cost: 50_000, used: 7_000, fail: true };
		let transaction = signed(PATIENT, call.into(), 0);
		let fee = fee_of(&transaction, 0) - 43_000;
		assert_eq!(submit(transaction), Ok(Err(services::Error::<Test>::Refused.into())));
		assert_eq!(Balances::free_balance(SPONSOR), SPONSORS - fee);
		assert_eq!(spent(PATIENT), fee);
	});
}

#[test]
fn allowance_is_never_exceeded_not_even_before_a_refund() {
	ExtBuilder::default().build_and_execute(|| {
		let fee = fee_of(&signed(PATIENT, serve(1_000), 0), 0);
		let allowance = 3 * fee - 1;
		let terms = Terms { fee_allowance: allowance, ..terms() };
		assert_ok!(Sponsorship::sponsor(RuntimeOrigin::signed(SPONSOR), PATIENT, terms));
		for _ in 0..2 {
			assert_eq!(send(PATIENT, serve(1_000)), Ok(Ok(())));
		}
		assert_eq!(send(PATIENT, serve(1_000)), NO_PAYMENT);
		// One that would be cheap enough afterwards, and is not before.
		let call = services::Call::serve { cost: 1_000, used: 0, fail: false };
		assert_eq!(send(PATIENT, call.into()), NO_PAYMENT);
		assert_eq!(Balances::free_balance(SPONSOR), SPONSORS - 2 * fee);
		assert_eq!(Sponsorship::fees_left(&PATIENT), fee - 1);
	});
}

#[test]
fn allowance_is_new_in_every_period_and_not_carried_over() {
	ExtBuilder::default().build_and_execute(|| {
		let fee = fee_of(&signed(PATIENT, serve(1_000), 0), 0);
		let terms = Terms { fee_allowance: fee, ..terms() };
		assert_ok!(Sponsorship::sponsor(RuntimeOrigin::signed(SPONSOR), PATIENT, terms));
		assert_eq!(send(PATIENT, serve(1_000)), Ok(Ok(())));
		advance(PERIOD - 1);
		assert_eq!(send(PATIENT, serve(1_000)), NO_PAYMENT);
		advance(1);
		assert_eq!(send(PATIENT, serve(1_000)), Ok(Ok(())));
		assert_eq!(send(PATIENT, serve(1_000)), NO_PAYMENT);
		// Two and a half periods later there is one allowance, for the half that is left.
		advance(2 * PERIOD + PERIOD / 2);
		assert_eq!(send(PATIENT, serve(1_000)), Ok(Ok(())));
		assert_eq!(send(PATIENT, serve(1_000)), NO_PAYMENT);
		advance(PERIOD / 2);
		assert_eq!(send(PATIENT, serve(1_000)), Ok(Ok(())));
	});
}

#[test]
fn account_with_tokens_pays_itself_when_the_allowance_is_used_up() {
	let terms = Terms { fee_allowance: 10, ..terms() };
	ExtBuilder::default().with_sponsorship(SPONSOR, RICH, terms).build_and_execute(|| {
		let transaction = signed(RICH, serve(1_000), 0);
		let fee = fee_of(&transaction, 0);
		assert_eq!(submit(transaction), Ok(Ok(())));
		assert_eq!(events(), []);
		// All of it: a fee is not split.
		assert_eq!(Balances::free_balance(RICH), RICHES - fee);
		assert_eq!(Balances::free_balance(SPONSOR), SPONSORS);
	});
}

#[test]
fn refund_of_what_an_account_paid_itself_goes_to_it() {
	ExtBuilder::default().build_and_execute(|| {
		let call = services::Call::serve { cost: 50_000, used: 7_000, fail: false };
		let transaction = signed(RICH, call.into(), 3);
		let fee = fee_of(&transaction, 3) - 43_000;
		assert_eq!(submit(transaction), Ok(Ok(())));
		assert_eq!(Balances::free_balance(RICH), RICHES - fee);
		assert_eq!(Balances::free_balance(FeePot::get()), ED + fee);
	});
}

#[test]
fn tip_is_not_sponsored() {
	ExtBuilder::default()
		.with_terms(terms())
		.with_sponsorship(SPONSOR, RICH, terms())
		.build_and_execute(|| {
			let before = Balances::free_balance(SPONSOR);
			assert_eq!(submit(signed(PATIENT, serve(1_000), 1)), NO_PAYMENT);
			let transaction = signed(RICH, serve(1_000), 1);
			let fee = fee_of(&transaction, 1);
			assert_eq!(submit(transaction), Ok(Ok(())));
			assert_eq!(Balances::free_balance(RICH), RICHES - fee);
			assert_eq!(Balances::free_balance(SPONSOR), before);
		});
}

#[test]
fn wrapper_is_not_sponsored_nor_is_any_call_that_is_not_listed() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		let calls: Vec<RuntimeCall> = vec![
			pallet_utility::Call::batch { calls: vec![serve(1)] }.into(),
			pallet_utility::Call::batch_all { calls: vec![serve(1)] }.into(),
			pallet_utility::Call::force_batch { calls: vec![serve(1)] }.into(),
			pallet_utility::Call::as_derivative { index: 0, call: Box::new(serve(1)) }.into(),
			pallet_utility::Call::if_else {
				main: Box::new(serve(1)),
				fallback: Box::new(serve(1)),
			}
			.into(),
			pallet_balances::Call::transfer_all { dest: PATIENT, keep_alive: false }.into(),
			frame_system::Call::remark { remark: vec![0; 100] }.into(),
			Call::sponsor { account: 20, terms: terms() }.into(),
		];
		for call in calls {
			assert_eq!(send(PATIENT, call), NO_PAYMENT);
		}
		assert_eq!(Balances::free_balance(SPONSOR), SPONSORS);
	});
}

#[test]
fn sponsor_that_has_spent_its_money_keeps_the_existential_deposit() {
	ExtBuilder::default()
		.with_terms(terms())
		.with_sponsorship(SPONSOR, RICH, terms())
		.build_and_execute(|| {
			let fee = fee_of(&signed(PATIENT, serve(1_000), 0), 0);
			let all = Balances::free_balance(SPONSOR) - (ED + fee - 1);
			assert_ok!(Balances::transfer_keep_alive(RuntimeOrigin::signed(SPONSOR), OTHER, all));
			assert_eq!(send(PATIENT, serve(1_000)), NO_PAYMENT);
			assert_eq!(send(RICH, serve(1_000)), Ok(Ok(())));
			assert_eq!(Balances::free_balance(RICH), RICHES - fee);

			assert_ok!(Balances::transfer_keep_alive(RuntimeOrigin::signed(OTHER), SPONSOR, 1));
			assert_eq!(send(PATIENT, serve(1_000)), Ok(Ok(())));
			assert_eq!(Balances::free_balance(SPONSOR), ED);
		});
}

#[test]
fn sponsor_of_the_sponsor_is_not_asked() {
	ExtBuilder::default().with_sponsorship(SPONSOR, PATIENT, terms()).build_and_execute(|| {
		// The patient sponsors somebody with tokens of its own, and loses all of them.
		let gift = RECORD + ACCOUNT_FEE + ED;
		assert_ok!(Balances::transfer_keep_alive(RuntimeOrigin::signed(OTHER), PATIENT, gift));
		assert_ok!(Sponsorship::sponsor(RuntimeOrigin::signed(PATIENT), 20, terms()));
		assert_eq!(send(20, serve(1_000)), NO_PAYMENT);
		assert_eq!(Balances::free_balance(SPONSOR), SPONSORS);
	});
}

#[test]
fn fee_is_not_sponsored_when_the_time_is_over() {
	let until = Some(START + 10);
	ExtBuilder::default().with_terms(Terms { until, ..terms() }).build_and_execute(|| {
		advance(9);
		assert_eq!(send(PATIENT, serve(1_000)), Ok(Ok(())));
		advance(1);
		assert_eq!(send(PATIENT, serve(1_000)), NO_PAYMENT);
		assert_eq!(Sponsorship::fees_left(&PATIENT), 0);
	});
}

#[test]
fn refund_reaches_a_sponsor_whose_sponsorship_ended_meanwhile() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		let call = services::Call::leave_within { cost: 50_000 };
		let transaction = signed(PATIENT, call.into(), 0);
		let fee = fee_of(&transaction, 0) - 50_000;
		assert_eq!(submit(transaction), Ok(Ok(())));
		// With its record deposit.
		assert_eq!(Balances::free_balance(SPONSOR), SPONSORS - fee + RECORD);
		assert_eq!(Balances::total_balance_on_hold(&SPONSOR), 0);
		assert!(!Sponsorships::<Test>::contains_key(PATIENT));
		assert_eq!(
			events().last(),
			Some(&Event::FeeSponsored { sponsor: SPONSOR, account: PATIENT, fee })
		);
	});
}

#[test]
fn refund_does_not_reach_a_sponsor_that_came_meanwhile() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		let call = services::Call::change_within { cost: 50_000, successor: OTHER };
		let transaction = signed(PATIENT, call.into(), 0);
		let fee = fee_of(&transaction, 0) - 50_000;
		assert_eq!(submit(transaction), Ok(Ok(())));
		assert_eq!(Balances::free_balance(SPONSOR), SPONSORS - fee + RECORD);
		assert_eq!(Balances::free_balance(OTHER), FUNDS - RECORD);
		assert_eq!(spent(PATIENT), 0);
		assert_eq!(Sponsorship::fees_left(&PATIENT), 100_000);
	});
}

#[test]
fn nonce_is_never_reset() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		let replayed = signed(PATIENT, serve(1_000), 0);
		assert_eq!(submit(replayed.clone()), Ok(Ok(())));
		assert_ok!(Sponsorship::stop_sponsoring(RuntimeOrigin::signed(SPONSOR), PATIENT));

		// It gets tokens and gives all of them away, and so does somebody who was never sponsored.
		for who in [PATIENT, 30] {
			let gift = RuntimeOrigin::signed(OTHER);
			assert_ok!(Balances::transfer_keep_alive(gift, who, 100_000));
			assert_eq!(send(who, serve(1_000)), Ok(Ok(())));
			assert_ok!(Balances::transfer_all(RuntimeOrigin::signed(who), OTHER, false));
			assert_eq!(Balances::total_balance(&who), 0);
		}
		assert_eq!(System::account_nonce(30), 0, "else this test shows nothing");
		assert_eq!(System::account_nonce(PATIENT), 2);

		// Sponsored again, its old transaction is stale.
		assert_ok!(Sponsorship::sponsor(RuntimeOrigin::signed(OTHER), PATIENT, terms()));
		assert_eq!(
			submit(replayed),
			Err(TransactionValidityError::Invalid(InvalidTransaction::Stale))
		);
	});
}

#[test]
fn weight_of_charging_includes_the_sponsor() {
	use pallet_transaction_payment::WeightInfo as _;
	assert_eq!(
		SponsoredChargeWeight::<Test, NoWeight>::charge_transaction_payment(),
		<() as WeightInfo>::sponsored_fee()
	);
}

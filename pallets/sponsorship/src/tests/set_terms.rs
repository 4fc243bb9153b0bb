//! `set_terms`.

use crate::{mock::*, Error, Event, Sponsorships};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

fn set_terms(by: AccountId, account: AccountId, terms: Terms<u64>) -> DispatchResult {
	Sponsorship::set_terms(RuntimeOrigin::signed(by), account, terms)
}

#[test]
fn new_terms_hold_at_once_and_what_is_spent_counts() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		let paid = fee_of(&signed(PATIENT, serve(60_000), 0), 0);
		assert_ok!(send(PATIENT, serve(60_000)).expect("is sponsored"));
		events();

		let tighter = Terms { fee_allowance: paid + 10_000, ..terms() };
		assert_ok!(set_terms(SPONSOR, PATIENT, tighter));
		assert_eq!(
			events(),
			[Event::TermsSet { sponsor: SPONSOR, account: PATIENT, terms: tighter }]
		);
		assert_eq!(Sponsorship::fees_left(&PATIENT), 10_000);
		// Below what is spent, nothing is left.
		assert_ok!(set_terms(SPONSOR, PATIENT, Terms { fee_allowance: 1, ..terms() }));
		assert_eq!(Sponsorship::fees_left(&PATIENT), 0);
		assert!(send(PATIENT, serve(1)).is_err());
	});
}

#[test]
fn new_period_does_not_give_the_old_one_back() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		assert_ok!(send(PATIENT, serve(60_000)).expect("is sponsored"));
		let before = spent(PATIENT);
		advance(2_000);
		// Much shorter than what has passed: the running period ends now and not before.
		assert_ok!(set_terms(SPONSOR, PATIENT, Terms { period: MIN_PERIOD, ..terms() }));
		assert_eq!(Sponsorships::<Test>::get(PATIENT).expect("is there").spent, before);
		// Much longer: what is spent still counts.
		assert_ok!(set_terms(SPONSOR, PATIENT, Terms { period: 10 * PERIOD, ..terms() }));
		advance(PERIOD);
		assert_eq!(Sponsorship::fees_left(&PATIENT), 100_000);
	});
}

#[test]
fn new_terms_renew_what_has_expired() {
	let until = Some(START + 10);
	ExtBuilder::default().with_terms(Terms { until, ..terms() }).build_and_execute(|| {
		advance(10);
		assert!(send(PATIENT, serve(1)).is_err());
		assert_ok!(set_terms(SPONSOR, PATIENT, terms()));
		assert_ok!(send(PATIENT, serve(1)).expect("is sponsored"));
	});
}

#[test]
fn set_terms_should_fail_without_a_sponsorship() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(set_terms(SPONSOR, PATIENT, terms()), Error::<Test>::NotSponsored);
	});
}

#[test]
fn set_terms_should_fail_for_anyone_but_the_sponsor() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		for other in [OTHER, PATIENT] {
			assert_noop!(set_terms(other, PATIENT, terms()), Error::<Test>::NotTheSponsor);
		}
		assert_noop!(
			Sponsorship::set_terms(RuntimeOrigin::root(), PATIENT, terms()),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn set_terms_should_fail_with_terms_that_nobody_could_start_with() {
	ExtBuilder::default().with_terms(terms()).build_and_execute(|| {
		assert_noop!(
			set_terms(SPONSOR, PATIENT, Terms { period: MIN_PERIOD - 1, ..terms() }),
			Error::<Test>::PeriodTooShort
		);
		assert_noop!(
			set_terms(SPONSOR, PATIENT, Terms { until: Some(START), ..terms() }),
			Error::<Test>::UntilNotInFuture
		);
	});
}

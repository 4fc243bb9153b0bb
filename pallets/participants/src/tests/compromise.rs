//! An issuer's key in other hands: what counts, what does not, and how it is mended.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Capacity, Gln, Moment, Participants as _, DAY};

const PAYER: Capacity = Capacity::Payer;
const WHOLESALER: Capacity = Capacity::Wholesaler;
const REASON: SuspensionReason = SuspensionReason::UnderInvestigation;
/// When the key of [`ISSUER`] was stolen.
const THEFT: Moment = START + 10 * DAY;

fn declare(since: Moment) -> DispatchResult {
	Participants::declare_issuer_compromised(RuntimeOrigin::root(), ISSUER, since)
}

fn issue(who: AccountId, holder: HolderOf<Test>) -> DispatchResult {
	Participants::issue_credential(signed(who), holder, PAYER, NPI, START, END)
}

fn renew(who: AccountId, until: Moment) -> DispatchResult {
	Participants::renew_credential(signed(who), org(), WHOLESALER, until)
}

fn suspend(who: AccountId) -> DispatchResult {
	Participants::suspend_credential(signed(who), org(), WHOLESALER, REASON)
}

fn reinstate(who: AccountId) -> DispatchResult {
	Participants::reinstate_credential(signed(who), org(), WHOLESALER)
}

fn is_compromised(capacity: Capacity) -> bool {
	status(org(), capacity) == Some(CredentialStatus::IssuerCompromised)
}

#[test]
fn declare_should_put_out_of_force_what_was_issued_since() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(THEFT - 1);
		assert_ok!(issue(ISSUER, Holder::Person(50)));
		set_time(THEFT);
		for person in 51..60 {
			assert_ok!(issue(ISSUER, Holder::Person(person)));
		}
		assert_ok!(issue(OTHER_ISSUER, Holder::Person(60)));
		set_time(THEFT + DAY);
		events();
		assert_ok!(declare(THEFT));
		// One row and one event, however much was issued.
		assert_eq!(events(), [Event::IssuerCompromised { issuer: ISSUER, since: THEFT }]);
		assert_ok!(Participants::ensure_person_accredited(&50, PAYER));
		for person in 51..60 {
			assert_noop!(
				Participants::ensure_person_accredited(&person, PAYER),
				Error::<Test>::CredentialCompromised
			);
		}
		assert_ok!(Participants::ensure_person_accredited(&60, PAYER));
		// The genesis is older.
		assert_ok!(Participants::ensure_accredited(ORG, WHOLESALER));
	});
}

#[test]
fn declare_should_reach_every_capacity() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(declare(0));
		assert!(is_compromised(WHOLESALER));
		assert!(is_compromised(Capacity::Dispenser));
		assert_eq!(Participants::organisation_at(Gln::try_from(SITE).unwrap()), None);
	});
}

#[test]
fn declare_should_fail_for_the_future() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(declare(START + 1), Error::<Test>::CompromiseInFuture);
		assert_ok!(declare(START));
	});
}

#[test]
fn declare_should_only_move_earlier() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(declare(START - 5));
		assert_noop!(declare(START - 4), Error::<Test>::CompromiseAlreadyEarlier);
		events();
		// Twice the same changes nothing.
		assert_ok!(declare(START - 5));
		assert_eq!(events(), []);
		assert_ok!(declare(START - 6));
		assert_eq!(Issuers::<Test>::get(ISSUER).unwrap().compromised_since, Some(START - 6));
	});
}

#[test]
fn compromised_issuer_should_do_nothing_more() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(declare(START));
		let calls = [
			issue(ISSUER, org()),
			renew(ISSUER, END + 1),
			suspend(ISSUER),
			reinstate(ISSUER),
			Participants::revoke_credential(signed(ISSUER), org(), WHOLESALER, REASON),
			Participants::register_site(signed(ISSUER), ORG, SITE_2),
			Participants::remove_site(signed(ISSUER), SITE),
			Participants::register_organisation(signed(ISSUER), Some(STRANGER)),
		];
		assert_eq!(calls, [Err(Error::<Test>::IssuerCompromised.into()); 8]);
		assert_noop!(
			Participants::appoint_issuer(RuntimeOrigin::root(), PAYER, ISSUER),
			Error::<Test>::IssuerCompromised
		);
	});
}

#[test]
fn attack_retirement_should_not_wash_a_compromised_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(THEFT);
		assert_ok!(issue(AUDIT_ISSUER, org()).or_else(|_| {
			Participants::issue_credential(
				signed(AUDIT_ISSUER),
				org(),
				Capacity::Auditor,
				NPI,
				START,
				END,
			)
		}));
		let root = RuntimeOrigin::root;
		// Retired first, found out later.
		assert_ok!(Participants::retire_issuer(root(), Capacity::Auditor, AUDIT_ISSUER));
		assert_ok!(Participants::declare_issuer_compromised(root(), AUDIT_ISSUER, THEFT));
		assert!(is_compromised(Capacity::Auditor));
		assert_noop!(
			Participants::appoint_issuer(root(), Capacity::Auditor, AUDIT_ISSUER),
			Error::<Test>::IssuerCompromised
		);
	});
}

#[test]
fn attack_retiring_after_the_declaration_should_keep_it() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(THEFT);
		assert_ok!(Participants::issue_credential(
			signed(AUDIT_ISSUER),
			org(),
			Capacity::Auditor,
			NPI,
			START,
			END
		));
		let root = RuntimeOrigin::root;
		assert_ok!(Participants::declare_issuer_compromised(root(), AUDIT_ISSUER, THEFT));
		assert_ok!(Participants::retire_issuer(root(), Capacity::Auditor, AUDIT_ISSUER));
		assert!(is_compromised(Capacity::Auditor));
	});
}

#[test]
fn renewal_since_should_count_for_nothing_and_be_made_good() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(THEFT);
		assert_ok!(renew(ISSUER, END + 1_000 * DAY));
		assert_ok!(declare(THEFT));
		assert!(is_compromised(WHOLESALER));
		// The far end that the thief wrote does not bind the honest issuer.
		assert_ok!(renew(OTHER_ISSUER, END));
		assert_eq!(status(org(), WHOLESALER), Some(CredentialStatus::Valid));
		assert_eq!(Credentials::<Test>::get(org(), WHOLESALER).unwrap().valid_until, END);
	});
}

#[test]
fn reinstatement_since_should_count_for_nothing_and_be_made_good() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(OTHER_ISSUER));
		set_time(THEFT);
		assert_ok!(reinstate(ISSUER));
		assert_ok!(declare(THEFT));
		assert!(is_compromised(WHOLESALER));
		assert_ok!(reinstate(OTHER_ISSUER));
		assert_eq!(status(org(), WHOLESALER), Some(CredentialStatus::Valid));
		assert_noop!(reinstate(OTHER_ISSUER), Error::<Test>::CredentialNotSuspended);
	});
}

#[test]
fn attack_honest_acts_in_between_should_not_launder_a_thiefs() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(OTHER_ISSUER));
		set_time(THEFT);
		// The thief issues and reinstates; an honest issuer, unsuspecting, renews both.
		assert_ok!(issue(ISSUER, org()));
		assert_ok!(reinstate(ISSUER));
		set_time(THEFT + DAY);
		assert_ok!(Participants::renew_credential(signed(OTHER_ISSUER), org(), PAYER, END + DAY));
		assert_ok!(renew(OTHER_ISSUER, END + DAY));
		assert_ok!(declare(THEFT));
		assert!(is_compromised(PAYER));
		assert!(is_compromised(WHOLESALER));
	});
}

#[test]
fn what_was_issued_since_should_be_issued_again_not_renewed() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(THEFT);
		assert_ok!(issue(ISSUER, org()));
		assert_ok!(declare(THEFT));
		assert_noop!(
			Participants::renew_credential(signed(OTHER_ISSUER), org(), PAYER, END + 1),
			Error::<Test>::CredentialCompromised
		);
		assert_noop!(
			Participants::reinstate_credential(signed(OTHER_ISSUER), org(), PAYER),
			Error::<Test>::CredentialCompromised
		);
		assert_ok!(issue(OTHER_ISSUER, org()));
		assert_eq!(status(org(), PAYER), Some(CredentialStatus::Valid));
		assert_eq!(on_hold(ISSUER), HISTORY_DEPOSIT);
	});
}

#[test]
fn compromise_should_not_lift_a_suspension() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(THEFT);
		assert_ok!(issue(ISSUER, org()));
		assert_ok!(Participants::suspend_credential(signed(OTHER_ISSUER), org(), PAYER, REASON));
		assert_ok!(declare(THEFT));
		assert_noop!(issue(OTHER_ISSUER, org()), Error::<Test>::CredentialSuspended);
		// Whoever wants it issued again says so by revoking it first.
		assert_ok!(Participants::revoke_credential(signed(OTHER_ISSUER), org(), PAYER, REASON));
		assert_ok!(issue(OTHER_ISSUER, org()));
	});
}

#[test]
fn harm_done_by_the_thief_should_be_mended_by_others() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(THEFT);
		assert_ok!(suspend(ISSUER));
		assert_ok!(Participants::revoke_credential(
			signed(ISSUER),
			org(),
			Capacity::Dispenser,
			REASON
		));
		assert_ok!(declare(THEFT));
		assert_ok!(reinstate(OTHER_ISSUER));
		assert_ok!(Participants::issue_credential(
			signed(OTHER_ISSUER),
			org(),
			Capacity::Dispenser,
			NPI,
			START,
			END
		));
		assert_ok!(Participants::ensure_accredited(ORG, WHOLESALER));
		assert_ok!(Participants::ensure_accredited(ORG, Capacity::Dispenser));
	});
}

#[test]
fn site_attested_since_should_count_for_nothing_and_be_taken_over() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(THEFT);
		assert_ok!(Participants::register_site(signed(ISSUER), ORG, SITE_2));
		let gln = Gln::try_from(SITE_2).unwrap();
		assert_eq!(Participants::organisation_at(gln), Some(ORG));
		assert_ok!(declare(THEFT));
		assert_eq!(Participants::organisation_at(gln), None);
		assert_eq!(Participants::organisation_at(Gln::try_from(SITE).unwrap()), Some(ORG));
		// It does not stand in the way of whoever is really there.
		let rival = Holder::Organisation(RIVAL_ORG);
		assert_ok!(issue(OTHER_ISSUER, rival));
		assert_ok!(Participants::register_site(signed(OTHER_ISSUER), RIVAL_ORG, SITE_2));
		assert_eq!(Participants::organisation_at(gln), Some(RIVAL_ORG));
		assert_eq!(on_hold(ISSUER), 0);
	});
}

#[test]
fn account_that_never_was_an_issuer_may_be_declared() {
	ExtBuilder::default().build_and_execute(|| {
		let root = RuntimeOrigin::root;
		assert_ok!(Participants::declare_issuer_compromised(root(), STRANGER, START));
		assert_noop!(
			Participants::appoint_issuer(root(), PAYER, STRANGER),
			Error::<Test>::IssuerCompromised
		);
	});
}

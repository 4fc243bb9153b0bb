//! Appointing and retiring issuers.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Capacity;
use sp_runtime::DispatchError;

#[test]
fn x_5_appoint_should_let_issue() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(issue(STRANGER, Capacity::Regulator), Error::<Test>::NotAnIssuer);
		assert_ok!(Participants::appoint_issuer(
			RuntimeOrigin::root(),
			Capacity::Regulator,
			STRANGER
		));
		assert_eq!(
			events(),
			[Event::IssuerAppointed { capacity: Capacity::Regulator, issuer: STRANGER }]
		);
		assert_ok!(issue(STRANGER, Capacity::Regulator));
		// For that capacity alone.
		assert_noop!(issue(STRANGER, Capacity::Payer), Error::<Test>::NotAnIssuer);
	});
}

fn issue(issuer: AccountId, capacity: Capacity) -> frame_support::dispatch::DispatchResult {
	Participants::issue_credential(signed(issuer), org(), capacity, NPI, START, END)
}

#[test]
fn appoint_twice_should_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let before = Issuers::<Test>::get(ISSUER);
		assert_ok!(Participants::appoint_issuer(RuntimeOrigin::root(), Capacity::Payer, ISSUER));
		assert_eq!(events(), []);
		assert_eq!(Issuers::<Test>::get(ISSUER), before);
	});
}

#[test]
fn x_9_governance_calls_should_fail_for_anyone_else() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [signed(ISSUER), signed(CONTROLLER), RuntimeOrigin::none()] {
			assert_noop!(
				Participants::appoint_issuer(origin.clone(), Capacity::Payer, STRANGER),
				DispatchError::BadOrigin
			);
			assert_noop!(
				Participants::retire_issuer(origin.clone(), Capacity::Payer, ISSUER),
				DispatchError::BadOrigin
			);
			assert_noop!(
				Participants::declare_issuer_compromised(origin, ISSUER, 0),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn x_9_governance_should_not_act_on_credentials_members_or_sites() {
	ExtBuilder::default().with_member(&[Capacity::Dispenser], None).build_and_execute(|| {
		let root = RuntimeOrigin::root;
		let (capacity, reason) = (Capacity::Dispenser, SuspensionReason::RegulatoryAction);
		let refused = [
			Participants::register_organisation(root(), Some(STRANGER)),
			Participants::issue_credential(root(), org(), Capacity::Payer, NPI, START, END),
			Participants::renew_credential(root(), org(), capacity, END + 1),
			Participants::suspend_credential(root(), org(), capacity, reason),
			Participants::reinstate_credential(root(), org(), capacity),
			Participants::revoke_credential(root(), org(), capacity, reason),
			Participants::invite_member(root(), ORG, PERSON, Default::default(), None),
			Participants::accept_membership(root(), ORG),
			Participants::leave_organisation(root(), ORG),
			Participants::remove_member(root(), ORG, MEMBER),
			Participants::withdraw_invitation(root(), ORG, MEMBER),
			Participants::register_site(root(), ORG, SITE_2),
			Participants::remove_site(root(), SITE),
			Participants::offer_control(root(), Some(STRANGER)),
			Participants::accept_control(root(), ORG),
			Participants::reap_history(root(), org(), capacity, 0).map(drop).map_err(|e| e.error),
		];
		assert_eq!(refused, [Err(DispatchError::BadOrigin); 16]);
		assert_eq!(events(), []);
	});
}

#[test]
fn retire_should_leave_what_was_issued_in_force() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::retire_issuer(
			RuntimeOrigin::root(),
			Capacity::Wholesaler,
			ISSUER
		));
		assert_eq!(
			events(),
			[Event::IssuerRetired { capacity: Capacity::Wholesaler, issuer: ISSUER }]
		);
		assert_eq!(status(org(), Capacity::Wholesaler), Some(CredentialStatus::Valid));
		// The retired issuer can do nothing more about it...
		assert_noop!(
			Participants::suspend_credential(
				signed(ISSUER),
				org(),
				Capacity::Wholesaler,
				SuspensionReason::UnderInvestigation
			),
			Error::<Test>::NotAnIssuer
		);
		// ... but is still an issuer for the others.
		assert_ok!(Participants::renew_credential(
			signed(ISSUER),
			org(),
			Capacity::Dispenser,
			END + 1
		));
	});
}

#[test]
fn retired_issuers_credentials_should_be_suspended_by_any_other_of_the_capacity() {
	ExtBuilder::default().build_and_execute(|| {
		let capacity = Capacity::Wholesaler;
		assert_ok!(Participants::retire_issuer(RuntimeOrigin::root(), capacity, ISSUER));
		let suspend = || {
			Participants::suspend_credential(
				signed(OTHER_ISSUER),
				org(),
				capacity,
				SuspensionReason::LicenceLapsed,
			)
		};
		assert_ok!(suspend());
		assert_eq!(status(org(), capacity), Some(CredentialStatus::Suspended));
		assert_ok!(Participants::reinstate_credential(signed(OTHER_ISSUER), org(), capacity));

		// Nobody is left: governance appoints, and the new one suspends.
		assert_ok!(Participants::retire_issuer(RuntimeOrigin::root(), capacity, OTHER_ISSUER));
		assert_noop!(suspend(), Error::<Test>::NotAnIssuer);
		assert_ok!(Participants::appoint_issuer(RuntimeOrigin::root(), capacity, OTHER_ISSUER));
		assert_ok!(suspend());
	});
}

#[test]
fn retire_last_capacity_should_remove_the_row() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::retire_issuer(
			RuntimeOrigin::root(),
			Capacity::Auditor,
			AUDIT_ISSUER
		));
		assert!(!Issuers::<Test>::contains_key(AUDIT_ISSUER));
	});
}

#[test]
fn retire_should_fail_when_not_appointed() {
	ExtBuilder::default().build_and_execute(|| {
		for (capacity, who) in [(Capacity::Payer, STRANGER), (Capacity::Payer, AUDIT_ISSUER)] {
			assert_noop!(
				Participants::retire_issuer(RuntimeOrigin::root(), capacity, who),
				Error::<Test>::NotAnIssuer
			);
		}
	});
}

//! Handing over an organisation.

use crate::{mock::*, *};
use alloc::vec;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Acting, Capacity, Participants as _};

fn offer(who: AccountId, to: Option<AccountId>) -> DispatchResult {
	Participants::offer_control(signed(who), to)
}

fn accept(who: AccountId) -> DispatchResult {
	Participants::accept_control(signed(who), ORG)
}

fn acts(who: AccountId) -> DispatchResult {
	let acting = Acting { organisation: ORG, capacity: Capacity::Wholesaler };
	Participants::ensure_acting(&who, &acting, None)
}

fn invite(who: AccountId, account: AccountId) -> DispatchResult {
	let capacities = vec![Capacity::Wholesaler].try_into().unwrap();
	Participants::invite_member(signed(who), ORG, account, capacities, None)
}

#[test]
fn control_should_pass_when_both_signed() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CONTROLLER, Some(STRANGER)));
		assert_eq!(events(), [Event::ControlOffered { organisation: ORG, to: Some(STRANGER) }]);
		// Nothing has changed yet.
		assert_ok!(acts(CONTROLLER));
		assert_noop!(acts(STRANGER), Error::<Test>::NotAMember);

		assert_ok!(accept(STRANGER));
		assert_eq!(
			events(),
			[Event::ControlTransferred { organisation: ORG, from: CONTROLLER, to: STRANGER }]
		);
		assert_ok!(acts(STRANGER));
		assert_eq!(Participants::controller(ORG), Some(STRANGER));
		assert_eq!(Participants::organisation_of(&STRANGER), Some(ORG));
		// The former controller is nobody.
		assert_eq!(Participants::organisation_of(&CONTROLLER), None);
		assert_noop!(acts(CONTROLLER), Error::<Test>::NotAMember);
		assert_noop!(invite(CONTROLLER, MEMBER), Error::<Test>::NotController);
		assert_noop!(offer(CONTROLLER, Some(CONTROLLER)), Error::<Test>::NotController);
	});
}

#[test]
fn attack_nobody_should_take_control() {
	ExtBuilder::default().with_member(&Capacity::ALL, None).build_and_execute(|| {
		assert_noop!(accept(STRANGER), Error::<Test>::NotOffered);
		assert_noop!(offer(MEMBER, Some(MEMBER)), Error::<Test>::NotController);
		assert_ok!(offer(CONTROLLER, Some(PERSON)));
		for who in [STRANGER, MEMBER, RIVAL, CONTROLLER] {
			assert_noop!(accept(who), Error::<Test>::NotOffered);
		}
		assert_noop!(
			Participants::accept_control(signed(PERSON), 9),
			Error::<Test>::UnknownOrganisation
		);
	});
}

#[test]
fn attack_acceptance_should_not_be_used_twice() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CONTROLLER, Some(STRANGER)));
		assert_ok!(accept(STRANGER));
		assert_ok!(offer(STRANGER, Some(CONTROLLER)));
		assert_ok!(accept(CONTROLLER));
		assert_noop!(accept(STRANGER), Error::<Test>::NotOffered);
	});
}

#[test]
fn offer_should_be_withdrawn_and_replaced() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CONTROLLER, Some(STRANGER)));
		assert_ok!(offer(CONTROLLER, Some(PERSON)));
		assert_noop!(accept(STRANGER), Error::<Test>::NotOffered);
		events();
		assert_ok!(offer(CONTROLLER, Some(PERSON)));
		assert_eq!(events(), []);
		assert_ok!(offer(CONTROLLER, None));
		assert_eq!(events(), [Event::ControlOffered { organisation: ORG, to: None }]);
		assert_noop!(accept(PERSON), Error::<Test>::NotOffered);
	});
}

#[test]
fn offer_should_fail_to_oneself() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(offer(CONTROLLER, Some(CONTROLLER)), Error::<Test>::AlreadyController);
	});
}

#[test]
fn accept_should_fail_when_one_controls_another() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CONTROLLER, Some(RIVAL)));
		assert_noop!(accept(RIVAL), Error::<Test>::AlreadyController);
	});
}

#[test]
fn member_should_become_the_controller_and_no_longer_be_limited() {
	ExtBuilder::default().with_member(&[Capacity::Dispenser], Some(SITE)).build_and_execute(|| {
		assert_noop!(acts(MEMBER), Error::<Test>::CapacityNotGranted);
		assert_ok!(invite(CONTROLLER, MEMBER));
		assert_ok!(offer(CONTROLLER, Some(MEMBER)));
		assert_ok!(accept(MEMBER));
		assert_ok!(acts(MEMBER));
		assert!(!Members::<Test>::contains_key(ORG, MEMBER));
		assert!(!Invitations::<Test>::contains_key(ORG, MEMBER));
		assert_eq!(on_hold(CONTROLLER), 0);
	});
}

#[test]
fn members_should_stay_under_a_new_controller_who_can_remove_them() {
	ExtBuilder::default().with_member(&[Capacity::Wholesaler], None).build_and_execute(|| {
		assert_ok!(offer(CONTROLLER, Some(STRANGER)));
		assert_ok!(accept(STRANGER));
		assert_ok!(acts(MEMBER));
		assert_ok!(Participants::remove_member(signed(STRANGER), ORG, MEMBER));
		assert_noop!(acts(MEMBER), Error::<Test>::NotAMember);
	});
}

#[test]
fn attack_invitation_of_a_former_controller_should_be_void() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(invite(CONTROLLER, MEMBER));
		assert_ok!(invite(CONTROLLER, PERSON));
		assert_ok!(offer(CONTROLLER, Some(STRANGER)));
		assert_ok!(accept(STRANGER));
		assert_noop!(
			Participants::accept_membership(signed(MEMBER), ORG),
			Error::<Test>::InvitationOutdated
		);
		// The deposit is not lost: who paid it can take it back.
		assert_ok!(Participants::withdraw_invitation(signed(CONTROLLER), ORG, PERSON));
		assert_eq!(on_hold(CONTROLLER), MEMBERSHIP_DEPOSIT);
		// Nor when the new controller invites on the same terms.
		assert_ok!(invite(STRANGER, MEMBER));
		assert_eq!(on_hold(CONTROLLER), 0);
		assert_ok!(Participants::accept_membership(signed(MEMBER), ORG));
	});
}

#[test]
fn deposit_should_pass_to_the_new_controller() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::register_organisation(signed(STRANGER), None));
		assert_ok!(offer(STRANGER, Some(PERSON)));
		assert_ok!(Participants::accept_control(signed(PERSON), 3));
		assert_eq!(on_hold(STRANGER), 0);
		assert_eq!(on_hold(PERSON), ORGANISATION_DEPOSIT);
		// Which it has to have.
		assert_ok!(offer(PERSON, Some(POOR)));
		assert!(Participants::accept_control(signed(POOR), 3).is_err());
		assert_eq!(Participants::controller(3), Some(PERSON));
	});
}

#[test]
fn deposit_of_an_issuer_should_stay_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::register_organisation(signed(ISSUER), Some(STRANGER)));
		assert_ok!(offer(STRANGER, Some(POOR)));
		assert_ok!(Participants::accept_control(signed(POOR), 3));
		assert_eq!(on_hold(ISSUER), ORGANISATION_DEPOSIT);
	});
}

#[test]
fn former_controller_should_register_anew_under_a_new_number() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CONTROLLER, Some(STRANGER)));
		assert_ok!(accept(STRANGER));
		assert_ok!(Participants::register_organisation(signed(CONTROLLER), None));
		assert_eq!(Participants::organisation_of(&CONTROLLER), Some(3));
		// Without a credential of the old.
		assert_eq!(Participants::credentials_of(&Holder::Organisation(3)), []);
	});
}

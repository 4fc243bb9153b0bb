//! Joining takes two signatures, leaving one.

use crate::{mock::*, *};
use alloc::{vec, vec::Vec};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Acting, Capacity, Gln, Participants as _};
use sp_runtime::TokenError;

const DISPENSER: Capacity = Capacity::Dispenser;
const WHOLESALER: Capacity = Capacity::Wholesaler;

fn invite(who: AccountId, account: AccountId, list: Vec<Capacity>) -> DispatchResult {
	let capacities = list.try_into().unwrap();
	Participants::invite_member(signed(who), ORG, account, capacities, None)
}

fn invite_at(site: u64) -> DispatchResult {
	let capacities = vec![DISPENSER].try_into().unwrap();
	Participants::invite_member(signed(CONTROLLER), ORG, MEMBER, capacities, Some(site))
}

fn acts(who: AccountId, capacity: Capacity) -> DispatchResult {
	Participants::ensure_acting(&who, &Acting { organisation: ORG, capacity }, None)
}

#[test]
fn joining_should_take_both_signatures() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(invite(CONTROLLER, MEMBER, vec![DISPENSER, DISPENSER]));
		let capacities = Capacities::NONE.with(DISPENSER);
		assert_eq!(
			events(),
			[Event::MemberInvited { organisation: ORG, account: MEMBER, capacities, site: None }]
		);
		assert_eq!(on_hold(CONTROLLER), MEMBERSHIP_DEPOSIT);
		// The controller alone makes no member.
		assert_noop!(acts(MEMBER, DISPENSER), Error::<Test>::NotAMember);

		assert_ok!(Participants::accept_membership(signed(MEMBER), ORG));
		assert_eq!(events(), [Event::MemberJoined { organisation: ORG, account: MEMBER }]);
		assert_ok!(acts(MEMBER, DISPENSER));
		assert_eq!(on_hold(CONTROLLER), MEMBERSHIP_DEPOSIT);
		assert!(!Invitations::<Test>::contains_key(ORG, MEMBER));
	});
}

#[test]
fn attack_nobody_should_join_uninvited() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Participants::accept_membership(signed(STRANGER), ORG),
			Error::<Test>::NotInvited
		);
		// An invitation is for one account and one organisation.
		assert_ok!(invite(CONTROLLER, MEMBER, vec![DISPENSER]));
		assert_noop!(
			Participants::accept_membership(signed(STRANGER), ORG),
			Error::<Test>::NotInvited
		);
		assert_noop!(
			Participants::accept_membership(signed(MEMBER), RIVAL_ORG),
			Error::<Test>::NotInvited
		);
	});
}

#[test]
fn attack_acceptance_should_not_be_used_twice() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(invite(CONTROLLER, MEMBER, vec![DISPENSER]));
		assert_ok!(Participants::accept_membership(signed(MEMBER), ORG));
		assert_ok!(Participants::remove_member(signed(CONTROLLER), ORG, MEMBER));
		assert_noop!(
			Participants::accept_membership(signed(MEMBER), ORG),
			Error::<Test>::NotInvited
		);
		// Invited again, it signs again.
		assert_ok!(invite(CONTROLLER, MEMBER, vec![WHOLESALER]));
		assert_noop!(acts(MEMBER, WHOLESALER), Error::<Test>::NotAMember);
		assert_ok!(Participants::accept_membership(signed(MEMBER), ORG));
		assert_ok!(acts(MEMBER, WHOLESALER));
		// On the new terms alone.
		assert_noop!(acts(MEMBER, DISPENSER), Error::<Test>::CapacityNotGranted);
	});
}

#[test]
fn invite_should_fail_for_anyone_but_the_controller() {
	ExtBuilder::default().with_member(&Capacity::ALL, None).build_and_execute(|| {
		for who in [MEMBER, RIVAL, ISSUER, STRANGER] {
			assert_noop!(invite(who, STRANGER, vec![DISPENSER]), Error::<Test>::NotController);
		}
		assert_noop!(
			Participants::invite_member(
				signed(CONTROLLER),
				9,
				MEMBER,
				vec![DISPENSER].try_into().unwrap(),
				None
			),
			Error::<Test>::UnknownOrganisation
		);
	});
}

#[test]
fn invite_should_fail_for_the_controller_itself() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(invite(CONTROLLER, CONTROLLER, vec![DISPENSER]), Error::<Test>::AlreadyMember);
	});
}

#[test]
fn invite_should_fail_without_a_capacity() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(invite(CONTROLLER, MEMBER, vec![]), Error::<Test>::NoCapacity);
	});
}

#[test]
fn invite_should_fail_without_tokens() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::register_organisation(signed(ISSUER), Some(POOR)));
		assert_noop!(
			Participants::invite_member(
				signed(POOR),
				3,
				MEMBER,
				vec![DISPENSER].try_into().unwrap(),
				None
			),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn x_8_invite_should_fail_for_a_wrong_site() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(invite_at(SITE + 1), Error::<Test>::InvalidIdentifier);
		assert_noop!(invite_at(SITE_2), Error::<Test>::UnknownSite);
		let rival = Holder::Organisation(RIVAL_ORG);
		assert_ok!(Participants::issue_credential(
			signed(ISSUER),
			rival,
			DISPENSER,
			NPI,
			START,
			END
		));
		assert_ok!(Participants::register_site(signed(ISSUER), RIVAL_ORG, SITE_2));
		assert_noop!(invite_at(SITE_2), Error::<Test>::SiteOfAnother);
		assert_ok!(invite_at(SITE));
	});
}

#[test]
fn invite_again_should_replace_the_invitation() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(invite(CONTROLLER, MEMBER, vec![DISPENSER]));
		events();
		assert_ok!(invite(CONTROLLER, MEMBER, vec![DISPENSER]));
		assert_eq!(events(), []);
		assert_ok!(invite(CONTROLLER, MEMBER, vec![WHOLESALER]));
		assert_eq!(on_hold(CONTROLLER), MEMBERSHIP_DEPOSIT);
		assert_ok!(Participants::accept_membership(signed(MEMBER), ORG));
		assert_noop!(acts(MEMBER, DISPENSER), Error::<Test>::CapacityNotGranted);
	});
}

#[test]
fn new_terms_should_hold_once_accepted() {
	ExtBuilder::default().with_member(&[DISPENSER], None).build_and_execute(|| {
		assert_ok!(invite(CONTROLLER, MEMBER, vec![WHOLESALER]));
		assert_ok!(acts(MEMBER, DISPENSER));
		assert_noop!(acts(MEMBER, WHOLESALER), Error::<Test>::CapacityNotGranted);
		assert_ok!(Participants::accept_membership(signed(MEMBER), ORG));
		assert_ok!(acts(MEMBER, WHOLESALER));
		assert_noop!(acts(MEMBER, DISPENSER), Error::<Test>::CapacityNotGranted);
		assert_eq!(on_hold(CONTROLLER), MEMBERSHIP_DEPOSIT);
	});
}

#[test]
fn leaving_should_take_one_signature() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(invite(CONTROLLER, MEMBER, vec![DISPENSER]));
		assert_ok!(Participants::accept_membership(signed(MEMBER), ORG));
		events();
		assert_ok!(Participants::leave_organisation(signed(MEMBER), ORG));
		assert_eq!(events(), [Event::MemberLeft { organisation: ORG, account: MEMBER }]);
		assert_noop!(acts(MEMBER, DISPENSER), Error::<Test>::NotAMember);
		assert_eq!(on_hold(CONTROLLER), 0);
		assert_noop!(
			Participants::leave_organisation(signed(MEMBER), ORG),
			Error::<Test>::NotAMember
		);
		// A controller hands over instead.
		assert_noop!(
			Participants::leave_organisation(signed(CONTROLLER), ORG),
			Error::<Test>::NotAMember
		);
	});
}

#[test]
fn removal_should_bite_at_once() {
	ExtBuilder::default().with_member(&[DISPENSER], None).build_and_execute(|| {
		assert_ok!(acts(MEMBER, DISPENSER));
		assert_ok!(Participants::remove_member(signed(CONTROLLER), ORG, MEMBER));
		assert_eq!(events(), [Event::MemberRemoved { organisation: ORG, account: MEMBER }]);
		assert_noop!(acts(MEMBER, DISPENSER), Error::<Test>::NotAMember);
		assert_noop!(
			Participants::remove_member(signed(CONTROLLER), ORG, MEMBER),
			Error::<Test>::NotAMember
		);
	});
}

#[test]
fn attack_removed_member_should_not_come_back_by_an_open_invitation() {
	ExtBuilder::default().with_member(&[DISPENSER], None).build_and_execute(|| {
		assert_ok!(invite(CONTROLLER, MEMBER, vec![WHOLESALER]));
		assert_ok!(Participants::remove_member(signed(CONTROLLER), ORG, MEMBER));
		assert_noop!(
			Participants::accept_membership(signed(MEMBER), ORG),
			Error::<Test>::NotInvited
		);
		assert_eq!(on_hold(CONTROLLER), 0);
	});
}

#[test]
fn remove_should_fail_for_anyone_but_the_controller() {
	ExtBuilder::default().with_member(&Capacity::ALL, None).build_and_execute(|| {
		for who in [MEMBER, RIVAL, ISSUER] {
			assert_noop!(
				Participants::remove_member(signed(who), ORG, MEMBER),
				Error::<Test>::NotController
			);
		}
		assert_noop!(
			Participants::remove_member(signed(CONTROLLER), 9, MEMBER),
			Error::<Test>::UnknownOrganisation
		);
		assert_noop!(
			Participants::remove_member(signed(CONTROLLER), ORG, CONTROLLER),
			Error::<Test>::NotAMember
		);
	});
}

#[test]
fn invitation_should_be_withdrawn_by_the_controller_or_declined() {
	ExtBuilder::default().build_and_execute(|| {
		for by in [CONTROLLER, MEMBER] {
			assert_ok!(invite(CONTROLLER, MEMBER, vec![DISPENSER]));
			events();
			assert_ok!(Participants::withdraw_invitation(signed(by), ORG, MEMBER));
			assert_eq!(
				events(),
				[Event::InvitationWithdrawn { organisation: ORG, account: MEMBER, by }]
			);
			assert_eq!(on_hold(CONTROLLER), 0);
			assert_noop!(
				Participants::accept_membership(signed(MEMBER), ORG),
				Error::<Test>::NotInvited
			);
		}
	});
}

#[test]
fn withdraw_should_fail_for_others_and_without_invitation() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Participants::withdraw_invitation(signed(CONTROLLER), ORG, MEMBER),
			Error::<Test>::NotInvited
		);
		assert_ok!(invite(CONTROLLER, MEMBER, vec![DISPENSER]));
		for who in [RIVAL, STRANGER] {
			assert_noop!(
				Participants::withdraw_invitation(signed(who), ORG, MEMBER),
				Error::<Test>::NotController
			);
		}
	});
}

#[test]
fn account_should_serve_several_organisations() {
	ExtBuilder::default().with_member(&[DISPENSER], None).build_and_execute(|| {
		assert_ok!(Participants::invite_member(
			signed(RIVAL),
			RIVAL_ORG,
			MEMBER,
			vec![WHOLESALER].try_into().unwrap(),
			None
		));
		assert_ok!(Participants::accept_membership(signed(MEMBER), RIVAL_ORG));
		assert_ok!(Participants::leave_organisation(signed(MEMBER), ORG));
		assert!(Members::<Test>::contains_key(RIVAL_ORG, MEMBER));
	});
}

#[test]
fn membership_should_say_since_when_and_where() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(invite_at(SITE));
		set_time(START + 7);
		assert_ok!(Participants::accept_membership(signed(MEMBER), ORG));
		let membership = Members::<Test>::get(ORG, MEMBER).unwrap();
		assert_eq!(membership.since, START + 7);
		assert_eq!(membership.site, Gln::try_from(SITE).ok());
	});
}

//! Who may act for whom, as what, where, now.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Acting, Capacity, Gln, Participants as _};

const DISPENSER: Capacity = Capacity::Dispenser;
const WHOLESALER: Capacity = Capacity::Wholesaler;

fn acts(who: AccountId, capacity: Capacity, site: Option<u64>) -> DispatchResult {
	let site = site.map(|gln| Gln::try_from(gln).unwrap());
	Participants::ensure_acting(&who, &Acting { organisation: ORG, capacity }, site)
}

#[test]
fn x_5_controller_should_act_in_every_capacity_that_is_accredited() {
	ExtBuilder::default().build_and_execute(|| {
		for site in [None, Some(SITE), Some(SITE_3)] {
			assert_ok!(acts(CONTROLLER, DISPENSER, site));
			assert_ok!(acts(CONTROLLER, WHOLESALER, site));
		}
		assert_noop!(acts(CONTROLLER, Capacity::Regulator, None), Error::<Test>::CredentialMissing);
	});
}

#[test]
fn attack_others_should_not_act() {
	ExtBuilder::default().build_and_execute(|| {
		for who in [RIVAL, STRANGER, ISSUER] {
			assert_noop!(acts(who, DISPENSER, None), Error::<Test>::NotAMember);
		}
		let acting = Acting { organisation: 9, capacity: DISPENSER };
		assert_noop!(
			Participants::ensure_acting(&CONTROLLER, &acting, None),
			Error::<Test>::UnknownOrganisation
		);
	});
}

#[test]
fn x_5_member_should_act_in_its_capacities_alone() {
	ExtBuilder::default().with_member(&[DISPENSER], None).build_and_execute(|| {
		assert_ok!(acts(MEMBER, DISPENSER, None));
		assert_ok!(acts(MEMBER, DISPENSER, Some(SITE)));
		assert_noop!(acts(MEMBER, WHOLESALER, None), Error::<Test>::CapacityNotGranted);
	});
}

#[test]
fn member_for_what_is_not_accredited_should_not_act() {
	ExtBuilder::default().with_member(&Capacity::ALL, None).build_and_execute(|| {
		assert_ok!(acts(MEMBER, DISPENSER, None));
		assert_noop!(acts(MEMBER, Capacity::Manufacturer, None), Error::<Test>::CredentialMissing);
	});
}

#[test]
fn member_limited_to_a_site_should_act_there_alone() {
	ExtBuilder::default().with_member(&[DISPENSER], Some(SITE)).build_and_execute(|| {
		assert_ok!(acts(MEMBER, DISPENSER, Some(SITE)));
		// Not elsewhere, and not without saying where.
		assert_noop!(acts(MEMBER, DISPENSER, Some(SITE_2)), Error::<Test>::SiteNotGranted);
		assert_noop!(acts(MEMBER, DISPENSER, None), Error::<Test>::SiteNotGranted);
	});
}

#[test]
fn member_limited_to_a_site_that_is_gone_should_not_act() {
	ExtBuilder::default().with_member(&[DISPENSER], Some(SITE)).build_and_execute(|| {
		assert_ok!(Participants::remove_site(signed(CONTROLLER), SITE));
		assert_noop!(acts(MEMBER, DISPENSER, Some(SITE)), Error::<Test>::UnknownSite);
		// Nor when it is another's.
		assert_ok!(Participants::issue_credential(
			signed(ISSUER),
			Holder::Organisation(RIVAL_ORG),
			DISPENSER,
			NPI,
			START,
			END
		));
		assert_ok!(Participants::register_site(signed(ISSUER), RIVAL_ORG, SITE));
		assert_noop!(acts(MEMBER, DISPENSER, Some(SITE)), Error::<Test>::SiteOfAnother);
	});
}

#[test]
fn suspension_should_stop_controller_and_members_in_the_same_block() {
	ExtBuilder::default().with_member(&[DISPENSER], None).build_and_execute(|| {
		assert_ok!(acts(MEMBER, DISPENSER, None));
		assert_ok!(Participants::suspend_credential(
			signed(ISSUER),
			org(),
			DISPENSER,
			SuspensionReason::RegulatoryAction
		));
		for who in [MEMBER, CONTROLLER] {
			assert_noop!(acts(who, DISPENSER, None), Error::<Test>::CredentialSuspended);
		}
		assert_ok!(acts(CONTROLLER, WHOLESALER, None));
	});
}

#[test]
fn every_reason_should_have_its_own_error() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(END);
		assert_noop!(acts(CONTROLLER, DISPENSER, None), Error::<Test>::CredentialExpired);
		set_time(START);
		assert_ok!(Participants::issue_credential(
			signed(ISSUER),
			org(),
			Capacity::Payer,
			NPI,
			START + 1,
			END
		));
		assert_noop!(acts(CONTROLLER, Capacity::Payer, None), Error::<Test>::CredentialNotYetValid);
		assert_ok!(Participants::revoke_credential(
			signed(ISSUER),
			org(),
			Capacity::Payer,
			SuspensionReason::IssuedInError
		));
		assert_noop!(acts(CONTROLLER, Capacity::Payer, None), Error::<Test>::CredentialRevoked);
		assert_ok!(Participants::declare_issuer_compromised(RuntimeOrigin::root(), ISSUER, 0));
		assert_noop!(acts(CONTROLLER, DISPENSER, None), Error::<Test>::CredentialCompromised);
	});
}

#[test]
fn capacities_should_be_a_set() {
	let none = Capacities::NONE;
	assert!(none.is_empty() && none.iter().next().is_none());
	let all: Capacities = Capacity::ALL.into_iter().collect();
	assert!(all.iter().eq(Capacity::ALL));
	for capacity in Capacity::ALL {
		assert!(all.contains(capacity) && !none.contains(capacity));
		let one = none.with(capacity).with(capacity);
		assert!(one.iter().eq([capacity]));
		assert!(one.without(capacity).is_empty());
		assert!(!all.without(capacity).contains(capacity));
	}
}

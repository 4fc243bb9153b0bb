//! Which location is whose.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Capacity, Gln, OrganisationId, Participants as _};

fn at(gln: u64) -> Option<OrganisationId> {
	Participants::organisation_at(Gln::try_from(gln).unwrap())
}

fn register(who: AccountId, organisation: OrganisationId, gln: u64) -> DispatchResult {
	Participants::register_site(signed(who), organisation, gln)
}

/// The rival is a dispenser as well.
fn accredit_rival() {
	assert_ok!(Participants::issue_credential(
		signed(ISSUER),
		Holder::Organisation(RIVAL_ORG),
		Capacity::Dispenser,
		NPI,
		START,
		END
	));
	events();
}

#[test]
fn register_should_attest_and_hold_a_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(OTHER_ISSUER, ORG, SITE_2));
		assert_eq!(
			events(),
			[Event::SiteRegistered {
				organisation: ORG,
				site: Gln::try_from(SITE_2).unwrap(),
				issuer: OTHER_ISSUER,
			}]
		);
		assert_eq!(at(SITE_2), Some(ORG));
		assert_eq!(on_hold(OTHER_ISSUER), SITE_DEPOSIT);
		// An organisation may have several.
		assert_eq!(at(SITE), Some(ORG));
		assert_eq!(at(SITE_3), None);
	});
}

#[test]
fn register_twice_should_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(ISSUER, ORG, SITE));
		assert_ok!(register(OTHER_ISSUER, ORG, SITE));
		assert_eq!(events(), []);
		assert_eq!(on_hold(ISSUER) + on_hold(OTHER_ISSUER), 0);
	});
}

#[test]
fn x_8_sites_should_have_right_check_digits() {
	ExtBuilder::default().build_and_execute(|| {
		for gln in [0, SITE + 1, 10u64.pow(13), u64::MAX] {
			assert_noop!(register(ISSUER, ORG, gln), Error::<Test>::InvalidIdentifier);
			assert_noop!(
				Participants::remove_site(signed(CONTROLLER), gln),
				Error::<Test>::InvalidIdentifier
			);
		}
	});
}

#[test]
fn attack_nobody_should_squat_a_location() {
	ExtBuilder::default().build_and_execute(|| {
		accredit_rival();
		// Not by signing oneself.
		for who in [RIVAL, CONTROLLER, STRANGER] {
			assert_noop!(
				register(who, RIVAL_ORG, SITE_2),
				match who {
					RIVAL => Error::<Test>::SelfIssued,
					_ => Error::<Test>::NotAnIssuer,
				}
			);
		}
		// Not over another's, whoever signs.
		assert_noop!(register(ISSUER, RIVAL_ORG, SITE), Error::<Test>::SiteTaken);
		assert_eq!(at(SITE), Some(ORG));
		// Once it is given up, it can be attested anew.
		assert_ok!(Participants::remove_site(signed(CONTROLLER), SITE));
		assert_ok!(register(ISSUER, RIVAL_ORG, SITE));
		assert_eq!(at(SITE), Some(RIVAL_ORG));
	});
}

#[test]
fn register_should_fail_for_an_issuer_of_another_capacity() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(register(AUDIT_ISSUER, ORG, SITE_2), Error::<Test>::CredentialMissing);
	});
}

#[test]
fn register_should_fail_when_nothing_is_in_force() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(register(ISSUER, RIVAL_ORG, SITE_2), Error::<Test>::CredentialMissing);
		set_time(END);
		assert_noop!(register(ISSUER, ORG, SITE_2), Error::<Test>::CredentialMissing);
	});
}

#[test]
fn register_should_fail_for_unknown_organisation() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(register(ISSUER, 9, SITE_2), Error::<Test>::UnknownOrganisation);
	});
}

#[test]
fn attack_issuer_should_not_attest_for_itself() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::register_organisation(signed(ISSUER), None));
		assert_ok!(Participants::issue_credential(
			signed(OTHER_ISSUER),
			Holder::Organisation(3),
			Capacity::Dispenser,
			NPI,
			START,
			END
		));
		assert_noop!(register(ISSUER, 3, SITE_2), Error::<Test>::SelfIssued);
		assert_ok!(register(OTHER_ISSUER, 3, SITE_2));
	});
}

#[test]
fn remove_should_be_done_by_controller_or_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		for by in [CONTROLLER, OTHER_ISSUER] {
			assert_ok!(register(ISSUER, ORG, SITE_2));
			events();
			assert_ok!(Participants::remove_site(signed(by), SITE_2));
			assert_eq!(
				events(),
				[Event::SiteRemoved {
					organisation: ORG,
					site: Gln::try_from(SITE_2).unwrap(),
					by,
				}]
			);
			assert_eq!(at(SITE_2), None);
			assert_eq!(on_hold(ISSUER), 0);
		}
	});
}

#[test]
fn remove_should_work_for_an_issuer_when_credentials_have_ended() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(END);
		assert_ok!(Participants::remove_site(signed(OTHER_ISSUER), SITE));
	});
}

#[test]
fn remove_should_fail_for_others() {
	ExtBuilder::default().with_member(&Capacity::ALL, None).build_and_execute(|| {
		let remove = |who| Participants::remove_site(signed(who), SITE);
		for who in [RIVAL, MEMBER, STRANGER] {
			assert_noop!(remove(who), Error::<Test>::NotAnIssuer);
		}
		assert_noop!(remove(AUDIT_ISSUER), Error::<Test>::CredentialMissing);
		assert_noop!(
			Participants::remove_site(signed(CONTROLLER), SITE_2),
			Error::<Test>::UnknownSite
		);
	});
}

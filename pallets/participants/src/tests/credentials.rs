//! The life of a credential.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{BusinessIdentifier, Capacity, Participants as _, DAY};

const PAYER: Capacity = Capacity::Payer;
const WHOLESALER: Capacity = Capacity::Wholesaler;
const REASON: SuspensionReason = SuspensionReason::UnderInvestigation;

fn issue(who: AccountId, identifier: BusinessIdentifier) -> DispatchResult {
	Participants::issue_credential(signed(who), org(), PAYER, identifier, START, END)
}

fn suspend(who: AccountId, capacity: Capacity) -> DispatchResult {
	Participants::suspend_credential(signed(who), org(), capacity, REASON)
}

fn acts(holder: HolderOf<Test>, capacity: Capacity) -> alloc::vec::Vec<ActKind> {
	let credential = Credentials::<Test>::get(&holder, capacity).unwrap();
	(credential.first_act..credential.next_act)
		.map(|n| CredentialHistory::<Test>::get((&holder, capacity, n)).unwrap().kind)
		.collect()
}

#[test]
fn x_5_issue_should_put_in_force_and_tell() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Participants::ensure_accredited(ORG, PAYER), Error::<Test>::CredentialMissing);
		assert_ok!(issue(ISSUER, NPI));
		assert_eq!(
			events(),
			[Event::CredentialIssued {
				holder: org(),
				capacity: PAYER,
				issuer: ISSUER,
				valid_from: START,
				valid_until: END,
			}]
		);
		assert_ok!(Participants::ensure_accredited(ORG, PAYER));
		assert_eq!(on_hold(ISSUER), CREDENTIAL_DEPOSIT + HISTORY_DEPOSIT);
		assert_eq!(
			acts(org(), PAYER),
			[ActKind::Issued { identifier: NPI, valid_from: START, valid_until: END }]
		);
	});
}

#[test]
fn x_5_person_should_hold_a_credential_of_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		let holder = Holder::Person(PERSON);
		let dea = BusinessIdentifier::Dea(*b"AB1234563");
		assert_ok!(Participants::issue_credential(
			signed(ISSUER),
			holder.clone(),
			Capacity::Prescriber,
			dea,
			START,
			END
		));
		assert_ok!(Participants::ensure_person_accredited(&PERSON, Capacity::Prescriber));
		assert_noop!(
			Participants::ensure_person_accredited(&MEMBER, Capacity::Prescriber),
			Error::<Test>::CredentialMissing
		);
		// It is the person's, not that of an organisation with the same number.
		assert_eq!(Participants::credentials_of(&Holder::Organisation(14)), []);
		assert_eq!(Participants::credentials_of(&holder).len(), 1);
	});
}

#[test]
fn x_8_identifiers_should_have_right_check_digits() {
	ExtBuilder::default().build_and_execute(|| {
		use BusinessIdentifier::*;
		let wrong = [
			Gln(SITE + 1),
			Gln(0),
			Gln(u64::MAX),
			Npi(1_234_567_890),
			Npi(3_234_567_893),
			Npi(123),
			Duns(0),
			Duns(u32::MAX),
			Dea(*b"AB1234567"),
			Dea(*b"ab1234563"),
		];
		for identifier in wrong {
			assert_noop!(issue(ISSUER, identifier), Error::<Test>::InvalidIdentifier);
		}
		for (i, identifier) in
			[Gln(SITE), NPI, Duns(123_456_789), Dea(*b"AB1234563"), Commitment([7; 32])]
				.into_iter()
				.enumerate()
		{
			assert_ok!(Participants::issue_credential(
				signed(ISSUER),
				Holder::Person(50 + i as u64),
				PAYER,
				identifier,
				START,
				END
			));
		}
	});
}

#[test]
fn issue_should_fail_with_wrong_period() {
	ExtBuilder::default().build_and_execute(|| {
		let issue = |from, until| {
			Participants::issue_credential(signed(ISSUER), org(), PAYER, NPI, from, until)
		};
		assert_noop!(issue(END, END), Error::<Test>::InvalidPeriod);
		assert_noop!(issue(END + 1, END), Error::<Test>::InvalidPeriod);
		assert_noop!(issue(0, START), Error::<Test>::PeriodInPast);
		assert_ok!(issue(0, START + 1));
	});
}

#[test]
fn issue_should_fail_for_unknown_organisation() {
	ExtBuilder::default().build_and_execute(|| {
		for id in [0, 3, u32::MAX] {
			assert_noop!(
				Participants::issue_credential(
					signed(ISSUER),
					Holder::Organisation(id),
					PAYER,
					NPI,
					START,
					END
				),
				Error::<Test>::UnknownOrganisation
			);
		}
	});
}

#[test]
fn issue_again_with_the_same_particulars_should_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(issue(ISSUER, NPI));
		events();
		let before = Credentials::<Test>::get(org(), PAYER);
		assert_ok!(issue(ISSUER, NPI));
		assert_ok!(issue(OTHER_ISSUER, NPI));
		assert_eq!(events(), []);
		assert_eq!(Credentials::<Test>::get(org(), PAYER), before);
		assert_eq!(on_hold(OTHER_ISSUER), 0);
	});
}

#[test]
fn issue_should_fail_when_one_is_in_force() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(issue(ISSUER, NPI));
		assert_noop!(issue(ISSUER, GLN), Error::<Test>::CredentialExists);
		assert_noop!(
			Participants::issue_credential(signed(ISSUER), org(), PAYER, NPI, START, END + 1),
			Error::<Test>::CredentialExists
		);
		// Neither over one that is to come.
		let later = |from| {
			Participants::issue_credential(
				signed(ISSUER),
				Holder::Person(50),
				PAYER,
				NPI,
				from,
				END,
			)
		};
		assert_ok!(later(END - DAY));
		assert_noop!(later(START), Error::<Test>::CredentialExists);
	});
}

#[test]
fn issue_should_replace_an_expired_one_and_keep_its_history() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(issue(ISSUER, NPI));
		set_time(END);
		assert_ok!(Participants::issue_credential(
			signed(OTHER_ISSUER),
			org(),
			PAYER,
			GLN,
			END,
			END + DAY
		));
		assert_eq!(acts(org(), PAYER).len(), 2);
		// The first issuer got back what was held for the credential, not for the row.
		assert_eq!(on_hold(ISSUER), HISTORY_DEPOSIT);
		assert_eq!(on_hold(OTHER_ISSUER), CREDENTIAL_DEPOSIT + HISTORY_DEPOSIT);
	});
}

#[test]
fn credential_should_be_in_force_from_beginning_to_before_end() {
	ExtBuilder::default().build_and_execute(|| {
		let (from, until) = (START + 10, START + 20);
		assert_ok!(Participants::issue_credential(signed(ISSUER), org(), PAYER, NPI, from, until));
		for (time, expected) in [
			(from - 1, Err(Error::<Test>::CredentialNotYetValid.into())),
			(from, Ok(())),
			(until - 1, Ok(())),
			(until, Err(Error::<Test>::CredentialExpired.into())),
		] {
			set_time(time);
			assert_eq!(Participants::ensure_accredited(ORG, PAYER), expected, "at {time}");
		}
	});
}

#[test]
fn attack_issuer_should_not_issue_for_another_capacity() {
	ExtBuilder::default().build_and_execute(|| {
		let calls = [
			issue(AUDIT_ISSUER, NPI),
			Participants::renew_credential(signed(AUDIT_ISSUER), org(), WHOLESALER, END + 1),
			suspend(AUDIT_ISSUER, WHOLESALER),
			Participants::reinstate_credential(signed(AUDIT_ISSUER), org(), WHOLESALER),
			Participants::revoke_credential(signed(AUDIT_ISSUER), org(), WHOLESALER, REASON),
		];
		assert_eq!(calls, [Err(Error::<Test>::NotAnIssuer.into()); 5]);
		assert_eq!(events(), []);
		assert_eq!(status(org(), WHOLESALER), Some(CredentialStatus::Valid));
	});
}

#[test]
fn attack_controller_and_stranger_should_not_touch_credentials() {
	ExtBuilder::default().build_and_execute(|| {
		for who in [CONTROLLER, STRANGER] {
			let calls = [
				issue(who, NPI),
				Participants::renew_credential(signed(who), org(), WHOLESALER, END + 1),
				suspend(who, WHOLESALER),
				Participants::reinstate_credential(signed(who), org(), WHOLESALER),
				Participants::revoke_credential(signed(who), org(), WHOLESALER, REASON),
			];
			assert_eq!(calls, [Err(Error::<Test>::NotAnIssuer.into()); 5]);
		}
	});
}

#[test]
fn attack_issuer_should_not_vouch_for_itself() {
	ExtBuilder::default().build_and_execute(|| {
		let issue =
			|holder| Participants::issue_credential(signed(ISSUER), holder, PAYER, NPI, START, END);
		assert_noop!(issue(Holder::Person(ISSUER)), Error::<Test>::SelfIssued);
		// As a controller.
		assert_ok!(Participants::register_organisation(signed(ISSUER), None));
		assert_noop!(issue(Holder::Organisation(3)), Error::<Test>::SelfIssued);
		// As a member, also for what was issued before it became one.
		assert_ok!(issue(org()));
		assert_ok!(Participants::invite_member(
			signed(CONTROLLER),
			ORG,
			ISSUER,
			alloc::vec![PAYER].try_into().unwrap(),
			None
		));
		assert_ok!(Participants::accept_membership(signed(ISSUER), ORG));
		let renew = Participants::renew_credential(signed(ISSUER), org(), PAYER, END + DAY);
		assert_eq!(renew, Err(Error::<Test>::SelfIssued.into()));
		// It may bring harm upon itself.
		assert_ok!(suspend(ISSUER, PAYER));
		assert_noop!(
			Participants::reinstate_credential(signed(ISSUER), org(), PAYER),
			Error::<Test>::SelfIssued
		);
	});
}

#[test]
fn x_4_renew_should_extend_and_keep_history() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(START + DAY);
		assert_ok!(Participants::renew_credential(
			signed(OTHER_ISSUER),
			org(),
			WHOLESALER,
			END + DAY
		));
		assert_eq!(
			events(),
			[Event::CredentialRenewed {
				holder: org(),
				capacity: WHOLESALER,
				issuer: OTHER_ISSUER,
				valid_until: END + DAY,
			}]
		);
		assert_eq!(
			acts(org(), WHOLESALER),
			[
				ActKind::Issued { identifier: GLN, valid_from: 0, valid_until: END },
				ActKind::Renewed { valid_until: END + DAY },
			]
		);
		set_time(END);
		assert_ok!(Participants::ensure_accredited(ORG, WHOLESALER));
		assert_eq!(on_hold(OTHER_ISSUER), HISTORY_DEPOSIT);
		// The one that was not renewed has expired.
		assert_noop!(
			Participants::ensure_accredited(ORG, Capacity::Dispenser),
			Error::<Test>::CredentialExpired
		);
	});
}

#[test]
fn renew_should_also_help_after_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		set_time(END + DAY);
		let renew =
			|until| Participants::renew_credential(signed(ISSUER), org(), WHOLESALER, until);
		assert_noop!(renew(END + DAY), Error::<Test>::PeriodInPast);
		assert_ok!(renew(END + DAY + 1));
		assert_ok!(Participants::ensure_accredited(ORG, WHOLESALER));
	});
}

#[test]
fn renew_should_fail_when_it_does_not_extend() {
	ExtBuilder::default().build_and_execute(|| {
		let renew =
			|until| Participants::renew_credential(signed(ISSUER), org(), WHOLESALER, until);
		assert_noop!(renew(END), Error::<Test>::NotExtended);
		assert_noop!(renew(END - 1), Error::<Test>::NotExtended);
		assert_noop!(renew(START), Error::<Test>::PeriodInPast);
	});
}

#[test]
fn renew_should_fail_when_it_ends_before_it_begins() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::issue_credential(
			signed(ISSUER),
			org(),
			PAYER,
			NPI,
			END,
			END + DAY
		));
		assert_noop!(
			Participants::renew_credential(signed(ISSUER), org(), PAYER, END),
			Error::<Test>::InvalidPeriod
		);
	});
}

#[test]
fn missing_credential_should_be_named() {
	ExtBuilder::default().build_and_execute(|| {
		let calls = [
			Participants::renew_credential(signed(ISSUER), org(), PAYER, END + 1),
			suspend(ISSUER, PAYER),
			Participants::reinstate_credential(signed(ISSUER), org(), PAYER),
			Participants::revoke_credential(signed(ISSUER), org(), PAYER, REASON),
		];
		assert_eq!(calls, [Err(Error::<Test>::CredentialMissing.into()); 4]);
	});
}

#[test]
fn suspension_should_bite_at_once_and_cost_no_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::ensure_accredited(ORG, WHOLESALER));
		assert_ok!(suspend(OTHER_ISSUER, WHOLESALER));
		// In the same block.
		assert_noop!(
			Participants::ensure_accredited(ORG, WHOLESALER),
			Error::<Test>::CredentialSuspended
		);
		assert_eq!(
			events(),
			[Event::CredentialSuspended {
				holder: org(),
				capacity: WHOLESALER,
				issuer: OTHER_ISSUER,
				reason: REASON,
			}]
		);
		assert_eq!(on_hold(OTHER_ISSUER), 0);
		// The other capacity goes on.
		assert_ok!(Participants::ensure_accredited(ORG, Capacity::Dispenser));
		assert_noop!(suspend(ISSUER, WHOLESALER), Error::<Test>::CredentialSuspended);
	});
}

#[test]
fn suspension_should_outlast_renewal_and_reissue() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(ISSUER, WHOLESALER));
		assert_ok!(Participants::renew_credential(signed(ISSUER), org(), WHOLESALER, END + DAY));
		assert_eq!(status(org(), WHOLESALER), Some(CredentialStatus::Suspended));
		let issue = || {
			let until = END + 9 * DAY;
			Participants::issue_credential(signed(ISSUER), org(), WHOLESALER, GLN, START, until)
		};
		assert_noop!(issue(), Error::<Test>::CredentialSuspended);
		// Also when it has expired in the meantime.
		set_time(END + 2 * DAY);
		assert_noop!(issue(), Error::<Test>::CredentialSuspended);
	});
}

#[test]
fn reinstate_should_put_in_force_again() {
	ExtBuilder::default().build_and_execute(|| {
		let reinstate =
			|| Participants::reinstate_credential(signed(OTHER_ISSUER), org(), WHOLESALER);
		assert_noop!(reinstate(), Error::<Test>::CredentialNotSuspended);
		assert_ok!(suspend(ISSUER, WHOLESALER));
		events();
		set_time(START + DAY);
		assert_ok!(reinstate());
		assert_eq!(
			events(),
			[Event::CredentialReinstated {
				holder: org(),
				capacity: WHOLESALER,
				issuer: OTHER_ISSUER,
			}]
		);
		assert_ok!(Participants::ensure_accredited(ORG, WHOLESALER));
		assert_noop!(reinstate(), Error::<Test>::CredentialNotSuspended);
		// The latest act is shown as the one on which it rests.
		let shown = Participants::credentials_of(&org());
		assert_eq!((shown[0].issuer, shown[0].issued_at), (OTHER_ISSUER, START + DAY));
	});
}

#[test]
fn reinstate_should_not_revive_what_has_expired() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(ISSUER, WHOLESALER));
		set_time(END);
		assert_ok!(Participants::reinstate_credential(signed(ISSUER), org(), WHOLESALER));
		assert_eq!(status(org(), WHOLESALER), Some(CredentialStatus::Expired));
	});
}

#[test]
fn revocation_should_be_for_good() {
	ExtBuilder::default().build_and_execute(|| {
		let revoke =
			|| Participants::revoke_credential(signed(OTHER_ISSUER), org(), WHOLESALER, REASON);
		assert_ok!(revoke());
		assert_eq!(
			events(),
			[Event::CredentialRevoked {
				holder: org(),
				capacity: WHOLESALER,
				issuer: OTHER_ISSUER,
				reason: REASON,
			}]
		);
		assert_eq!(on_hold(OTHER_ISSUER), 0);
		assert_noop!(
			Participants::ensure_accredited(ORG, WHOLESALER),
			Error::<Test>::CredentialRevoked
		);
		let calls = [
			revoke(),
			suspend(ISSUER, WHOLESALER),
			Participants::renew_credential(signed(ISSUER), org(), WHOLESALER, END + DAY),
			Participants::reinstate_credential(signed(ISSUER), org(), WHOLESALER),
		];
		assert_eq!(calls, [Err(Error::<Test>::CredentialRevoked.into()); 4]);
	});
}

#[test]
fn issue_after_revocation_should_begin_anew() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(ISSUER, WHOLESALER));
		assert_ok!(Participants::revoke_credential(signed(ISSUER), org(), WHOLESALER, REASON));
		assert_ok!(Participants::issue_credential(
			signed(OTHER_ISSUER),
			org(),
			WHOLESALER,
			NPI,
			START,
			END
		));
		assert_ok!(Participants::ensure_accredited(ORG, WHOLESALER));
		// With nothing of the old but its history.
		assert_eq!(acts(org(), WHOLESALER).len(), 4);
		let credential = Credentials::<Test>::get(org(), WHOLESALER).unwrap();
		assert_eq!(credential.suspended, None);
		assert_eq!(credential.identifier, NPI);
	});
}

#[test]
fn issuer_without_tokens_should_suspend_and_revoke_but_not_issue() {
	ExtBuilder::default().build_and_execute(|| {
		for capacity in [WHOLESALER, PAYER] {
			assert_ok!(Participants::appoint_issuer(RuntimeOrigin::root(), capacity, POOR));
		}
		assert!(issue(POOR, NPI).is_err());
		assert!(Participants::renew_credential(signed(POOR), org(), WHOLESALER, END + 1).is_err());
		assert_ok!(suspend(POOR, WHOLESALER));
		assert_ok!(Participants::revoke_credential(signed(POOR), org(), WHOLESALER, REASON));
	});
}

#[test]
fn credentials_of_should_show_each_as_it_stands() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(ISSUER, Capacity::Dispenser));
		set_time(START + DAY);
		assert_eq!(
			Participants::credentials_of(&org()),
			[
				CredentialInfo {
					capacity: WHOLESALER,
					issuer: ISSUER,
					issued_at: 0,
					valid_from: 0,
					valid_until: END,
					identifier: GLN,
					status: CredentialStatus::Valid,
				},
				CredentialInfo {
					capacity: Capacity::Dispenser,
					issuer: ISSUER,
					issued_at: 0,
					valid_from: 0,
					valid_until: END,
					identifier: NPI,
					status: CredentialStatus::Suspended,
				},
			]
		);
		assert_eq!(Participants::credentials_of(&Holder::Organisation(9)), []);
		assert!(Participants::is_accredited_for_any(ORG, &[PAYER, WHOLESALER]));
		assert!(!Participants::is_accredited_for_any(ORG, &[PAYER, Capacity::Dispenser]));
	});
}

#[test]
fn credentials_of_should_show_all_21_at_most() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::appoint_issuer(
			RuntimeOrigin::root(),
			Capacity::Regulator,
			ISSUER
		));
		let holder = Holder::Person(PERSON);
		for capacity in Capacity::ALL {
			assert_ok!(Participants::issue_credential(
				signed(ISSUER),
				holder.clone(),
				capacity,
				NPI,
				START,
				END
			));
		}
		let shown = Participants::credentials_of(&holder);
		assert!(shown.iter().map(|c| c.capacity).eq(Capacity::ALL));
	});
}

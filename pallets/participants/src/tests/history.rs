//! A row for each act, kept for the retention period.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{Capacity, DAY};

const PAYER: Capacity = Capacity::Payer;
const REASON: SuspensionReason = SuspensionReason::LicenceLapsed;

fn reap(act: u32) -> Result<Pays, sp_runtime::DispatchError> {
	Participants::reap_history(signed(STRANGER), org(), PAYER, act)
		.map(|info| info.pays_fee)
		.map_err(|e| e.error)
}

/// Issued, suspended, reinstated and renewed, a day apart.
fn four_acts() {
	assert_ok!(Participants::issue_credential(signed(ISSUER), org(), PAYER, NPI, START, END));
	set_time(START + DAY);
	assert_ok!(Participants::suspend_credential(signed(OTHER_ISSUER), org(), PAYER, REASON));
	set_time(START + 2 * DAY);
	assert_ok!(Participants::reinstate_credential(signed(ISSUER), org(), PAYER));
	set_time(START + 3 * DAY);
	assert_ok!(Participants::renew_credential(signed(OTHER_ISSUER), org(), PAYER, END + DAY));
	events();
}

#[test]
fn x_3_every_act_should_leave_who_when_and_why() {
	ExtBuilder::default().build_and_execute(|| {
		four_acts();
		let row = |n| {
			let act = CredentialHistory::<Test>::get((org(), PAYER, n)).unwrap();
			(act.by, act.at, act.kind)
		};
		let issued = ActKind::Issued { identifier: NPI, valid_from: START, valid_until: END };
		assert_eq!(row(0), (ISSUER, START, issued));
		assert_eq!(row(1), (OTHER_ISSUER, START + DAY, ActKind::Suspended { reason: REASON }));
		assert_eq!(row(2), (ISSUER, START + 2 * DAY, ActKind::Reinstated));
		let renewed = ActKind::Renewed { valid_until: END + DAY };
		assert_eq!(row(3), (OTHER_ISSUER, START + 3 * DAY, renewed));
		assert!(CredentialHistory::<Test>::get((org(), PAYER, 4)).is_none());
		assert_eq!(on_hold(ISSUER), CREDENTIAL_DEPOSIT + 2 * HISTORY_DEPOSIT);
		assert_eq!(on_hold(OTHER_ISSUER), HISTORY_DEPOSIT);
	});
}

#[test]
fn reap_should_free_rows_in_order_after_retention() {
	ExtBuilder::default().build_and_execute(|| {
		four_acts();
		set_time(START + RETENTION - 1);
		assert_noop!(reap(0), Error::<Test>::RetentionRunning);
		set_time(START + RETENTION);
		assert_eq!(reap(0), Ok(Pays::No));
		assert_eq!(events(), [Event::HistoryReaped { holder: org(), capacity: PAYER, act: 0 }]);
		assert_eq!(on_hold(ISSUER), CREDENTIAL_DEPOSIT + HISTORY_DEPOSIT);
		assert_noop!(reap(1), Error::<Test>::RetentionRunning);

		set_time(START + RETENTION + 9 * DAY);
		assert_noop!(reap(2), Error::<Test>::HistoryNotOldest);
		assert_noop!(reap(0), Error::<Test>::HistoryMissing);
		assert_noop!(reap(4), Error::<Test>::HistoryMissing);
		assert_eq!(reap(1), Ok(Pays::No));
		assert_eq!(reap(2), Ok(Pays::No));
		// The credential is in force: its last act stays.
		assert_noop!(reap(3), Error::<Test>::CredentialStanding);
		assert_eq!(status(org(), PAYER), Some(CredentialStatus::Valid));
	});
}

#[test]
fn reap_should_remove_an_expired_credential_with_its_last_row() {
	ExtBuilder::default().build_and_execute(|| {
		four_acts();
		set_time(END + DAY + RETENTION - 1);
		for act in 0..3 {
			assert_ok!(reap(act));
		}
		assert_noop!(reap(3), Error::<Test>::CredentialStanding);
		set_time(END + DAY + RETENTION);
		events();
		assert_ok!(reap(3));
		assert_eq!(
			events(),
			[
				Event::HistoryReaped { holder: org(), capacity: PAYER, act: 3 },
				Event::CredentialRemoved { holder: org(), capacity: PAYER },
			]
		);
		assert_eq!(status(org(), PAYER), None);
		assert_eq!(on_hold(ISSUER) + on_hold(OTHER_ISSUER), 0);
		assert_noop!(reap(3), Error::<Test>::CredentialMissing);
	});
}

#[test]
fn reap_should_remove_a_revoked_credential_with_its_last_row() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::issue_credential(
			signed(ISSUER),
			org(),
			PAYER,
			NPI,
			START,
			u64::MAX
		));
		assert_ok!(Participants::revoke_credential(signed(ISSUER), org(), PAYER, REASON));
		set_time(START + RETENTION);
		assert_ok!(reap(0));
		assert_ok!(reap(1));
		assert_eq!(status(org(), PAYER), None);
		assert_eq!(on_hold(ISSUER), 0);
		// A new one begins with act 0, where nothing is in the way.
		assert_ok!(Participants::issue_credential(
			signed(ISSUER),
			org(),
			PAYER,
			NPI,
			START,
			u64::MAX
		));
		assert!(CredentialHistory::<Test>::contains_key((org(), PAYER, 0)));
	});
}

#[test]
fn reap_should_never_remove_what_lasts_for_ever() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::issue_credential(
			signed(ISSUER),
			org(),
			PAYER,
			NPI,
			START,
			u64::MAX
		));
		set_time(u64::MAX - 1);
		assert_noop!(reap(0), Error::<Test>::CredentialStanding);
	});
}

#[test]
fn reap_should_fail_when_missing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(reap(0), Error::<Test>::CredentialMissing);
	});
}

#[test]
fn attack_history_should_not_grow_without_a_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Participants::issue_credential(signed(ISSUER), org(), PAYER, NPI, START, END));
		// Suspension is free, but only one fits between two acts that are not.
		let mut held = on_hold(ISSUER);
		for _ in 0..10 {
			let suspend = || Participants::suspend_credential(signed(ISSUER), org(), PAYER, REASON);
			assert_ok!(suspend());
			assert_noop!(suspend(), Error::<Test>::CredentialSuspended);
			assert_ok!(Participants::reinstate_credential(signed(ISSUER), org(), PAYER));
			assert_eq!(on_hold(ISSUER), held + HISTORY_DEPOSIT);
			held += HISTORY_DEPOSIT;
		}
	});
}

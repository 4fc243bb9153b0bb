//! Who acts for a patient: CN-1.

use super::*;

const ALL: Scope = Scope { grant: true, revoke: true, read: true };

fn appoint(account: u64, scope: Scope, until: Month) -> Result<(), DispatchError> {
	RecordsAccess::appoint_representative(by(PATIENT), None, alice(), account, scope, until, None)
}

fn grant_as(account: u64) -> Result<(), DispatchError> {
	RecordsAccess::grant_consent(
		by(account),
		None,
		alice(),
		HOSPITAL,
		plain(permit_treatment(SPECIALIST)),
	)
}

fn revoke_as(account: u64) -> Result<(), DispatchError> {
	RecordsAccess::revoke_consent(by(account), alice(), HOSPITAL)
		.map(drop)
		.map_err(|refused| refused.error)
}

#[test]
fn cn_1_a_representative_should_act_within_scope_and_time() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let month = Month::of(now());
		assert_noop!(grant_as(PARENT), Refused::NotPatient);
		assert_ok!(appoint(PARENT, Scope { grant: true, ..Default::default() }, month));
		told(Event::RepresentativeAppointed {
			patient: alice(),
			account: PARENT,
			scope: Scope { grant: true, ..Default::default() },
			until: month,
		});
		assert_ok!(grant_as(PARENT));
		assert_noop!(revoke_as(PARENT), Refused::NotPatient);
		assert_noop!(
			RecordsAccess::contest_recorded(by(PARENT), alice(), HOSPITAL),
			Refused::NotPatient
		);
		// The scope is changed by appointing again, for the same deposit.
		let before = held(1_001);
		assert_ok!(appoint(PARENT, Scope { revoke: true, ..Default::default() }, month));
		assert_eq!(held(1_001), before);
		assert_noop!(grant_as(PARENT), Refused::NotPatient);
		assert_ok!(revoke_as(PARENT));
		assert_ok!(appoint(PARENT, ALL, month));
		assert!(RecordsAccess::representative(&alice(), &PARENT).is_some());
		// Over with the month: a child comes of age.
		pass(31 * DAY);
		assert_noop!(grant_as(PARENT), Refused::NotPatient);
		assert_eq!(RecordsAccess::representative(&alice(), &PARENT), None);
	});
}

#[test]
fn nobody_should_pass_on_what_was_lent() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let month = Month::of(now());
		assert_ok!(appoint(PARENT, ALL, month));
		let by_parent = |account| {
			RecordsAccess::appoint_representative(
				by(PARENT),
				None,
				alice(),
				account,
				ALL,
				month,
				None,
			)
		};
		assert_noop!(by_parent(STRANGER), Refused::NotPatient);
		assert_noop!(by_parent(PARENT), Refused::NotPatient);
		assert_noop!(
			RecordsAccess::replace_key(by(PARENT), alice(), None, [1; 32]),
			Refused::NotPatient
		);
		assert_noop!(
			RecordsAccess::revoke_representative(by(STRANGER), None, alice(), PARENT),
			Refused::NotPatient
		);
		// It may lay its office down, and the patient may end it.
		assert_ok!(RecordsAccess::revoke_representative(by(PARENT), None, alice(), PARENT));
		told(Event::RepresentativeRevoked { patient: alice(), account: PARENT });
		assert_ok!(appoint(PARENT, ALL, month));
		assert_ok!(RecordsAccess::revoke_representative(by(PATIENT), None, alice(), PARENT));
		assert_noop!(
			RecordsAccess::revoke_representative(by(PATIENT), None, alice(), PARENT),
			Refused::UnknownRepresentative
		);
		assert_noop!(grant_as(PARENT), Refused::NotPatient);
	});
}

#[test]
fn cn_1_a_custodian_should_record_a_childs_parent_with_evidence() {
	ExtBuilder::default().build_and_execute(|| {
		let month = Month::of(now());
		let record = |organisation, evidence| {
			RecordsAccess::appoint_representative(
				member(organisation),
				Some(acting(organisation)),
				alice(),
				PARENT,
				ALL,
				month,
				evidence,
			)
		};
		assert_noop!(record(HOSPITAL, None), Refused::FormMissing);
		assert_noop!(record(SPECIALIST, Some(token("deed"))), Refused::NotCustodian);
		assert_ok!(record(HOSPITAL, Some(token("deed"))));
		assert_ok!(grant_as(PARENT));
		claim(alice(), PATIENT);
		assert_noop!(record(HOSPITAL, Some(token("deed"))), Refused::PatientClaimed);
		assert_noop!(
			RecordsAccess::revoke_representative(
				member(HOSPITAL),
				Some(acting(HOSPITAL)),
				alice(),
				PARENT
			),
			Refused::PatientClaimed
		);
	});
}

#[test]
fn cn_1_a_childs_parent_should_act_until_the_month_of_majority_and_the_consent_stay() {
	ExtBuilder::default().build_and_execute(|| {
		let majority = Month(Month::of(now()).0 + 2);
		assert_ok!(RecordsAccess::appoint_representative(
			member(HOSPITAL),
			Some(acting(HOSPITAL)),
			alice(),
			PARENT,
			ALL,
			majority,
			Some(token("birth certificate")),
		));
		pass(majority.first() - now());
		assert_ok!(grant_as(PARENT));
		pass(majority.last() - now());
		assert_ok!(grant_as(PARENT));
		pass(1);
		assert_noop!(grant_as(PARENT), Refused::NotPatient);
		assert_noop!(
			RecordsAccess::revoke_consent(by(PARENT), alice(), HOSPITAL),
			Refused::NotPatient
		);
		assert!(RecordsAccess::representative(&alice(), &PARENT).is_none());
		// What was granted stays in force until who came of age decides otherwise.
		let consent = RecordsAccess::consent(&alice(), HOSPITAL).unwrap();
		assert_eq!(consent.status, ConsentStatus::Active);
		claim(alice(), PATIENT);
		assert_ok!(RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL));
	});
}

#[test]
fn representatives_should_be_few_and_mean_something() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let month = Month::of(now());
		assert_noop!(appoint(PARENT, Scope::default(), month), Refused::RepresentationInvalid);
		assert_noop!(appoint(PARENT, ALL, Month(month.0 - 1)), Refused::RepresentationInvalid);
		for i in 0..8 {
			assert_ok!(appoint(600 + i, ALL, month));
		}
		assert_noop!(appoint(608, ALL, month), Refused::TooManyRepresentatives);
		assert_ok!(RecordsAccess::revoke_representative(by(PATIENT), None, alice(), 600));
		assert_ok!(appoint(608, ALL, month));
	});
}

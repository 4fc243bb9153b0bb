//! Pseudonyms, keys, policies, groups.

use super::*;

#[test]
fn open_pseudonym_should_need_no_key_of_the_patient() {
	ExtBuilder::default().build_and_execute(|| {
		let before = held(1_001);
		assert_ok!(RecordsAccess::open_pseudonym(member(HOSPITAL), acting(HOSPITAL), token("bob")));
		told(Event::PseudonymOpened { patient: token("bob"), custodian: HOSPITAL });
		let patient = RecordsAccess::patient(&token("bob")).unwrap();
		assert_eq!((patient.custodian, patient.controller), (HOSPITAL, None));
		assert_eq!(patient.opened, Month::of(START));
		assert!(held(1_001) > before, "the custodian pays for its patient");
	});
}

#[test]
fn open_pseudonym_should_fail_for_whoever_has_no_patients() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			RecordsAccess::open_pseudonym(member(SPONSOR), acting(SPONSOR), token("bob")),
			Refused::CapacityNotAllowed
		);
		assert_noop!(
			RecordsAccess::open_pseudonym(by(STRANGER), acting(HOSPITAL), token("bob")),
			NOT_A_MEMBER
		);
		assert_noop!(
			RecordsAccess::open_pseudonym(member(SPECIALIST), acting(SPECIALIST), alice()),
			Refused::PatientExists
		);
		accredit(HOSPITAL, Capacity::Provider, false);
		assert_noop!(
			RecordsAccess::open_pseudonym(member(HOSPITAL), acting(HOSPITAL), token("bob")),
			NO_CREDENTIAL
		);
		accredit(HOSPITAL, Capacity::Provider, true);
		impoverish(1_001);
		assert_noop!(
			RecordsAccess::open_pseudonym(member(HOSPITAL), acting(HOSPITAL), token("bob")),
			DispatchError::Other("InsufficientFunds")
		);
	});
}

#[test]
fn a_claim_should_need_both_sides() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(RecordsAccess::accept_claim(by(PATIENT), alice(), [1; 32]), Refused::NoOffer);
		assert_noop!(
			RecordsAccess::offer_claim(member(SPECIALIST), acting(SPECIALIST), alice(), PATIENT),
			Refused::NotCustodian
		);
		assert_noop!(
			RecordsAccess::offer_claim(member(HOSPITAL), acting(HOSPITAL), token("?"), PATIENT),
			Refused::UnknownPatient
		);
		assert_ok!(RecordsAccess::offer_claim(
			member(HOSPITAL),
			acting(HOSPITAL),
			alice(),
			PATIENT
		));
		assert_noop!(RecordsAccess::accept_claim(by(STRANGER), alice(), [1; 32]), Refused::NoOffer);
		assert_ok!(RecordsAccess::accept_claim(by(PATIENT), alice(), [1; 32]));
		told(Event::PseudonymClaimed { patient: alice(), account: PATIENT });
		let patient = RecordsAccess::patient(&alice()).unwrap();
		assert_eq!((patient.controller, patient.encryption_key), (Some(PATIENT), Some([1; 32])));
		// The account is kept, so that it can revoke without a balance.
		assert_eq!(System::providers(&PATIENT), 1);
	});
}

#[test]
fn an_account_should_control_one_pseudonym_alone() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		open_pseudonym(HOSPITAL, token("other"));
		assert_noop!(
			RecordsAccess::offer_claim(member(HOSPITAL), acting(HOSPITAL), token("other"), PATIENT),
			Refused::AccountInUse
		);
		// Nor by an offer that was made before.
		assert_ok!(RecordsAccess::offer_claim(
			member(HOSPITAL),
			acting(HOSPITAL),
			token("other"),
			777
		));
		open_pseudonym(HOSPITAL, token("third"));
		claim(token("third"), 777);
		assert_noop!(
			RecordsAccess::accept_claim(by(777), token("other"), [1; 32]),
			Refused::AccountInUse
		);
	});
}

#[test]
fn a_lost_key_should_be_replaced_when_the_patient_did_not_object() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let offer = || {
			RecordsAccess::offer_claim(member(HOSPITAL), acting(HOSPITAL), alice(), 777).unwrap()
		};
		offer();
		// A custodian cannot take the patient's place over night.
		assert_noop!(RecordsAccess::accept_claim(by(777), alice(), [7; 32]), Refused::OfferNotDue);
		assert_noop!(RecordsAccess::refuse_offer(by(STRANGER), alice()), Refused::NotPatient);
		assert_ok!(RecordsAccess::refuse_offer(by(PATIENT), alice()));
		told(Event::OfferRefused { patient: alice(), by: PATIENT });
		pass(USUAL.recovery_period);
		assert_noop!(RecordsAccess::accept_claim(by(777), alice(), [7; 32]), Refused::NoOffer);
		assert_noop!(RecordsAccess::refuse_offer(by(PATIENT), alice()), Refused::NoOffer);
		offer();
		pass(USUAL.recovery_period);
		assert_ok!(RecordsAccess::accept_claim(by(777), alice(), [7; 32]));
		assert_eq!(RecordsAccess::patient(&alice()).unwrap().controller, Some(777));
		assert_noop!(
			RecordsAccess::replace_key(by(PATIENT), alice(), None, [1; 32]),
			Refused::NotPatient
		);
	});
}

#[test]
fn replace_key_should_be_the_patients_own() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		assert_noop!(
			RecordsAccess::replace_key(member(HOSPITAL), alice(), None, [9; 32]),
			Refused::NotPatient
		);
		assert_ok!(RecordsAccess::replace_key(by(PATIENT), alice(), None, [9; 32]));
		told(Event::KeyReplaced { patient: alice() });
		assert_eq!(RecordsAccess::patient(&alice()).unwrap().encryption_key, Some([9; 32]));
		assert_noop!(
			RecordsAccess::replace_key(by(PATIENT), alice(), Some(PATIENT), [9; 32]),
			Refused::AccountInUse
		);
		assert_ok!(RecordsAccess::replace_key(by(PATIENT), alice(), Some(777), [9; 32]));
		assert_ok!(RecordsAccess::accept_claim(by(777), alice(), [7; 32]));
		assert_eq!(RecordsAccess::patient(&alice()).unwrap().controller, Some(777));
	});
}

#[test]
fn encryption_keys_should_be_registered_and_removed_against_a_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(RecordsAccess::register_encryption_key(by(STRANGER), [3; 32]));
		let deposit = held(STRANGER);
		assert!(deposit > 0);
		assert_ok!(RecordsAccess::register_encryption_key(by(STRANGER), [4; 32]));
		told(Event::EncryptionKeyRegistered { account: STRANGER, key: [4; 32] });
		assert_eq!(held(STRANGER), deposit);
		assert_eq!(RecordsAccess::encryption_key(&STRANGER), Some([4; 32]));
		assert_ok!(RecordsAccess::remove_encryption_key(by(STRANGER)));
		assert_eq!(held(STRANGER), 0);
		assert_noop!(RecordsAccess::remove_encryption_key(by(STRANGER)), Refused::NoEncryptionKey);
	});
}

#[test]
fn cn_3_a_custodian_should_choose_its_policy_within_the_bounds() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(RecordsAccess::policy_of(HOSPITAL), ImplicitPolicy::BreakGlassOnly);
		assert_noop!(
			RecordsAccess::set_policy(
				member(HOSPITAL),
				acting(HOSPITAL),
				ImplicitPolicy::AllNormal
			),
			Refused::PolicyOutOfBounds
		);
		assert_noop!(
			RecordsAccess::set_policy(member(SPONSOR), acting(SPONSOR), ImplicitPolicy::Deny),
			Refused::CapacityNotAllowed
		);
		assert_ok!(RecordsAccess::set_policy(
			member(HOSPITAL),
			acting(HOSPITAL),
			ImplicitPolicy::BasicNormal
		));
		assert_eq!(RecordsAccess::policy_of(HOSPITAL), ImplicitPolicy::BasicNormal);
		// The bounds are those of now: a jurisdiction that becomes stricter is obeyed at once.
		Limits::mutate(|limits| limits.most_open_policy = ImplicitPolicy::Deny);
		assert_eq!(RecordsAccess::policy_of(HOSPITAL), ImplicitPolicy::Deny);
	});
}

#[test]
fn cn_11_pseudonyms_of_one_person_should_be_linked_and_not_rewritten() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		open_pseudonym(HOSPITAL, token("again"));
		open_pseudonym(SPECIALIST, token("elsewhere"));
		let link = |from, into| {
			RecordsAccess::link_pseudonyms(member(HOSPITAL), acting(HOSPITAL), from, into)
		};
		assert_noop!(link(token("again"), token("elsewhere")), Refused::NotCustodian);
		assert_noop!(link(alice(), alice()), Refused::LinkInvalid);
		let before = Patients::<Test>::get(alice());
		assert_ok!(link(token("again"), alice()));
		told(Event::PseudonymsLinked { from: token("again"), into: alice() });
		assert_eq!(Patients::<Test>::get(alice()), before);
		assert_noop!(link(alice(), token("again")), Refused::LinkInvalid);
		assert_eq!(RecordsAccess::patient(&token("again")).unwrap().linked_to, Some(alice()));
	});
}

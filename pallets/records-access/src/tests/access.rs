//! Decisions, tickets, disclosures: CN-3, CN-4, CN-8, CN-10, CN-12.

use super::*;

#[test]
fn cn_4_permit_and_denial_should_both_be_recorded_and_both_succeed() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let (permit, decision) = ask(SPECIALIST, request(Purpose::Treatment));
		assert!(permitted(&decision));
		told(Event::AccessDecided {
			patient: alice(),
			requester: SPECIALIST,
			ticket: permit,
			permitted: true,
		});
		let (denial, decision) = ask(INSURER, request_class(Purpose::Payment, "bill"));
		assert_eq!(decision, TicketDecision::Deny(DenialClass::NotPermitted));
		told(Event::AccessDecided {
			patient: alice(),
			requester: INSURER,
			ticket: denial,
			permitted: false,
		});
		let page = RecordsAccess::list_disclosures(&alice(), None, None, None, 100).unwrap();
		let ids: Vec<_> = page.disclosures.iter().map(|row| (row.requester, row.id)).collect();
		assert_eq!(ids, [(SPECIALIST, permit), (INSURER, denial)]);
		let row = &page.disclosures[0];
		assert_eq!((row.account, row.capacity), (20, Capacity::Provider));
		assert_eq!((row.basis, row.consent_version), (Basis::Consent, Some(1)));
		assert_eq!(row.decided, now());
	});
}

#[test]
fn request_access_should_fail_where_there_is_nothing_to_decide() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let ask = |account, acting, id, request| {
			RecordsAccess::request_access(by(account), acting, id, request)
		};
		let treatment = request(Purpose::Treatment);
		assert_noop!(ask(STRANGER, acting(SPECIALIST), [1; 16], treatment.clone()), NOT_A_MEMBER);
		let nobody = AccessRequest { patient: token("?"), ..treatment.clone() };
		assert_noop!(ask(20, acting(SPECIALIST), [1; 16], nobody), Refused::UnknownPatient);
		let elsewhere = AccessRequest { custodian: PHARMACY, ..treatment.clone() };
		assert_noop!(ask(20, acting(SPECIALIST), [1; 16], elsewhere), Refused::NotCustodian);
		assert_ok!(ask(20, acting(SPECIALIST), [1; 16], treatment.clone()));
		// A replay, and the same id of another organisation.
		assert_noop!(
			ask(20, acting(SPECIALIST), [1; 16], treatment.clone()),
			Refused::TicketExists
		);
		assert_ok!(ask(50, acting(PHARMACY), [1; 16], treatment.clone()));
		accredit(SPECIALIST, Capacity::Provider, false);
		assert_noop!(ask(20, acting(SPECIALIST), [2; 16], treatment.clone()), NO_CREDENTIAL);
		impoverish(1_005);
		assert_noop!(
			ask(50, acting(PHARMACY), [2; 16], treatment),
			DispatchError::Other("InsufficientFunds")
		);
	});
}

#[test]
fn cn_4_a_purpose_that_the_capacity_is_not_entitled_to_should_be_denied_on_record() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit(vec![], vec![]));
		let class = DenialClass::PurposeNotEntitled;
		for (organisation, purpose) in [
			(INSURER, Purpose::Treatment),
			(SPONSOR, Purpose::Payment),
			(SPECIALIST, Purpose::Legal),
			// A declared emergency is not asked for.
			(SPECIALIST, Purpose::BreakGlass),
		] {
			let (id, decision) = ask(organisation, request_class(purpose, "class"));
			assert_eq!(decision, TicketDecision::Deny(class), "{purpose:?}");
			let row = RecordsAccess::ticket(organisation, id).unwrap();
			assert_eq!((row.basis, row.request.purpose), (Basis::Rule, purpose));
		}
		let page = RecordsAccess::list_disclosures(&alice(), None, None, None, 100).unwrap();
		assert_eq!(page.disclosures.len(), 4);
	});
}

#[test]
fn cn_5_tefca_purposes_should_be_decided_like_any_other() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit(vec![], vec![Purpose::TefcaTreatment]));
		assert!(permitted(&ask(SPECIALIST, request(Purpose::TefcaTreatment)).1));
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		assert!(!permitted(
			&ask(INSURER, request_class(Purpose::TefcaBenefitsDetermination, "class")).1
		));
	});
}

#[test]
fn cn_12_other_than_for_treatment_the_classes_should_be_named() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit(vec![], vec![]));
		let (_, decision) = ask(INSURER, request(Purpose::Payment));
		assert_eq!(decision, TicketDecision::Deny(DenialClass::ClassesNotNamed));
		let empty =
			AccessRequest { data: Some(DataDescriptor::default()), ..request(Purpose::Payment) };
		let (_, decision) = ask(INSURER, empty);
		assert_eq!(decision, TicketDecision::Deny(DenialClass::ClassesNotNamed));
		assert!(permitted(&ask(INSURER, request_class(Purpose::Payment, "bill")).1));
		// Treatment is exempt.
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn cn_3_without_a_consent_the_custodians_policy_should_decide() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, decision) = ask(SPECIALIST, request(Purpose::Treatment));
		assert!(!permitted(&decision), "break-glass only");
		assert_eq!(RecordsAccess::ticket(SPECIALIST, id).unwrap().basis, Basis::Policy);
		let choose =
			|policy| RecordsAccess::set_policy(member(HOSPITAL), acting(HOSPITAL), policy).unwrap();
		choose(ImplicitPolicy::BasicNormal);
		let (id, decision) = ask(SPECIALIST, request(Purpose::Treatment));
		assert!(permitted(&decision));
		assert_ok!(RecordsAccess::authorise_release(SPECIALIST, id, &20));
		let payment = request_class(Purpose::Payment, "bill");
		assert!(!permitted(&ask(INSURER, payment.clone()).1));
		Limits::mutate(|limits| limits.most_open_policy = ImplicitPolicy::AllNormal);
		choose(ImplicitPolicy::AllNormal);
		assert!(permitted(&ask(INSURER, payment.clone()).1));
		choose(ImplicitPolicy::Deny);
		assert!(!permitted(&ask(INSURER, payment).1));
		// A ticket that rests on a policy ends with it.
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &20),
			Err(ReleaseRefusal::NoLongerPermitted)
		);
		// An explicit consent overrides every policy.
		claim(alice(), PATIENT);
		grant(permit_treatment(SPECIALIST));
		assert!(permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		grant(deny_all());
		choose(ImplicitPolicy::AllNormal);
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
	});
}

#[test]
fn cn_3_residual_obligations_should_come_with_the_permit() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let mut consent = permit_treatment(SPECIALIST);
		let mut but = Provision::new(Some(0), Decision::Deny);
		but.labels = vec![Label::Sensitivity(token("PSY"))].try_into().unwrap();
		consent.provisions.try_push(but).unwrap();
		grant(consent);
		let (id, decision) = ask(SPECIALIST, request(Purpose::Treatment));
		let TicketDecision::Permit { residual, .. } = decision else { panic!("{decision:?}") };
		assert!(residual
			.iter()
			.any(|rule| rule.decision == Decision::Deny && rule.provision == Some(1)));
		let release = RecordsAccess::authorise_release(SPECIALIST, id, &20).unwrap();
		assert_eq!(release.residual, residual);
		// With the data named, psychiatry is denied: told as a class of reason, not as a label.
		let data = DataDescriptor {
			sensitivities: vec![token("PSY")].try_into().unwrap(),
			..Default::default()
		};
		let asked = AccessRequest { data: Some(data), ..request(Purpose::Treatment) };
		let (_, decision) = ask(SPECIALIST, asked);
		assert_eq!(decision, TicketDecision::Deny(DenialClass::NotPermitted));
	});
}

#[test]
fn a_permit_to_an_organisation_should_work_for_who_joined_yesterday() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let (id, _) = ask(SPECIALIST, request(Purpose::Treatment));
		assert_ok!(RecordsAccess::authorise_release(SPECIALIST, id, &22));
		leave(22);
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &22),
			Err(ReleaseRefusal::NotActing)
		);
		// A member without a key, a stranger, and the ticket of nobody.
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &23),
			Err(ReleaseRefusal::NoEncryptionKey)
		);
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &30),
			Err(ReleaseRefusal::NotActing)
		);
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, [0; 16], &20),
			Err(ReleaseRefusal::UnknownTicket)
		);
		let release = RecordsAccess::authorise_release(SPECIALIST, id, &20).unwrap();
		assert_eq!(release.encryption_key, [20; 32]);
		assert_eq!((release.patient, release.custodian), (alice(), HOSPITAL));
		assert_eq!(release.until, now() + USUAL.ticket_period);
		// A suspended credential bites in the same block.
		accredit(SPECIALIST, Capacity::Provider, false);
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &20),
			Err(ReleaseRefusal::NotActing)
		);
	});
}

#[test]
fn a_permit_to_a_person_should_not_work_for_a_colleague() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		use salus_primitives::records::{actor_commitment, person_id};
		let doctor = person_id(&21u64);
		grant(permit(vec![Actor::Person(doctor)], vec![Purpose::Treatment]));
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		let (id, decision) = ask_as(21, acting(SPECIALIST), request(Purpose::Treatment));
		assert!(permitted(&decision));
		assert_ok!(RecordsAccess::authorise_release(SPECIALIST, id, &21));
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &20),
			Err(ReleaseRefusal::NoLongerPermitted)
		);
		// By a commitment: who opens it is in, who copies the opening is not.
		let salt = [9; 32];
		let hidden = Actor::Commitment(actor_commitment(&doctor, &salt));
		grant(permit(vec![hidden], vec![Purpose::Treatment]));
		let opened = AccessRequest {
			openings: vec![salt].try_into().unwrap(),
			..request(Purpose::Treatment)
		};
		assert!(!permitted(&ask_as(21, acting(SPECIALIST), request(Purpose::Treatment)).1));
		assert!(!permitted(&ask_as(20, acting(SPECIALIST), opened.clone()).1));
		assert!(permitted(&ask_as(21, acting(SPECIALIST), opened).1));
	});
}

#[test]
fn a_permit_to_a_team_should_follow_its_members() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let team = token("team");
		grant(permit(vec![Actor::Group(team)], vec![Purpose::Treatment]));
		assert!(!permitted(&ask(SPECIALIST, request(Purpose::Treatment)).1));
		let add = |organisation, account| {
			RecordsAccess::add_group_member(
				member(organisation),
				acting(organisation),
				team,
				account,
			)
		};
		let remove = |organisation, account| {
			RecordsAccess::remove_group_member(
				member(organisation),
				acting(organisation),
				team,
				account,
			)
		};
		assert_noop!(remove(SPECIALIST, 20), Refused::NotGroupOwner);
		assert_ok!(add(SPECIALIST, 20));
		assert_noop!(add(SPECIALIST, 20), Refused::AlreadyInGroup);
		// Nobody else says who is in it.
		assert_noop!(add(INSURER, 30), Refused::NotGroupOwner);
		let (id, decision) = ask(SPECIALIST, request(Purpose::Treatment));
		assert!(permitted(&decision));
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &21),
			Err(ReleaseRefusal::NoLongerPermitted)
		);
		assert_ok!(add(SPECIALIST, 21));
		assert_ok!(RecordsAccess::authorise_release(SPECIALIST, id, &21));
		assert_noop!(remove(INSURER, 21), Refused::NotGroupOwner);
		assert_ok!(remove(SPECIALIST, 21));
		assert_noop!(remove(SPECIALIST, 21), Refused::NotInGroup);
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &21),
			Err(ReleaseRefusal::NoLongerPermitted)
		);
		// The name stays its owner's when all have left.
		assert_ok!(remove(SPECIALIST, 20));
		assert_noop!(add(INSURER, 30), Refused::NotGroupOwner);
	});
}

#[test]
fn a_ticket_should_survive_a_new_consent_that_still_permits() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let (id, _) = ask(SPECIALIST, request(Purpose::Treatment));
		grant(permit(vec![], vec![Purpose::Treatment]));
		assert_ok!(RecordsAccess::authorise_release(SPECIALIST, id, &20));
		grant(permit_treatment(PHARMACY));
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, id, &20),
			Err(ReleaseRefusal::NoLongerPermitted)
		);
		let (denied, _) = ask(SPECIALIST, request(Purpose::Treatment));
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, denied, &20),
			Err(ReleaseRefusal::Denied)
		);
	});
}

#[test]
fn cn_8_disclosures_should_be_complete_and_paged_by_month() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let first = Month::of(now());
		let mut all = vec![];
		for _ in 0..3 {
			for _ in 0..3 {
				all.push(ask(SPECIALIST, request(Purpose::Treatment)).0);
				all.push(ask(INSURER, request_class(Purpose::Payment, "bill")).0);
			}
			pass(31 * DAY);
		}
		all.push(break_glass(20).unwrap());
		let list = |from, to, limit| {
			let mut ids = vec![];
			let mut cursor = None;
			loop {
				let page =
					RecordsAccess::list_disclosures(&alice(), from, to, cursor, limit).unwrap();
				assert!(page.disclosures.len() <= limit as usize);
				ids.extend(page.disclosures.iter().map(|row| row.id));
				cursor = page.next;
				if cursor.is_none() {
					break ids;
				}
			}
		};
		for limit in [1, 4, 19, 100] {
			assert_eq!(list(None, None, limit), all);
			assert_eq!(list(Some(first), Some(first), limit), all[..6]);
			assert_eq!(list(Some(Month(first.0 + 1)), None, limit), all[6..]);
			assert_eq!(list(None, Some(Month(first.0 + 1)), limit), all[..12]);
		}
		// Another patient's report holds nothing of it.
		open_pseudonym(HOSPITAL, token("bob"));
		let other = RecordsAccess::list_disclosures(&token("bob"), None, None, None, 9).unwrap();
		assert!(other.disclosures.is_empty() && other.next.is_none());
		let bad = Some(vec![1, 2, 3]);
		assert!(RecordsAccess::list_disclosures(&alice(), None, None, bad, 9).is_err());
	});
}

#[test]
fn evaluate_access_should_say_the_same_and_record_nothing() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let query = |requester, account, request| AccessQuery {
			requester,
			capacity: acting(requester).capacity,
			account,
			request,
		};
		let treatment = request(Purpose::Treatment);
		let decision =
			RecordsAccess::evaluate_access(query(SPECIALIST, 20, treatment.clone())).unwrap();
		assert!(permitted(&decision.decision));
		assert_eq!((decision.basis, decision.consent_version), (Basis::Consent, Some(1)));
		let denied =
			RecordsAccess::evaluate_access(query(PHARMACY, 50, treatment.clone())).unwrap();
		assert!(!permitted(&denied.decision));
		assert_eq!(RecordsAccess::patient(&alice()).unwrap().disclosures, 0);
		assert_eq!(
			RecordsAccess::evaluate_access(query(SPECIALIST, 30, treatment.clone())),
			Err(AccessError::NotActing(NOT_A_MEMBER))
		);
		let nobody = AccessRequest { patient: token("?"), ..treatment.clone() };
		assert_eq!(
			RecordsAccess::evaluate_access(query(SPECIALIST, 20, nobody)),
			Err(AccessError::UnknownPatient)
		);
		let elsewhere = AccessRequest { custodian: PHARMACY, ..treatment };
		assert_eq!(
			RecordsAccess::evaluate_access(query(SPECIALIST, 20, elsewhere)),
			Err(AccessError::NotCustodian)
		);
	});
}

#[test]
fn the_patient_and_a_reader_should_read_without_a_ticket() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		let release = RecordsAccess::authorise_own_release(&alice(), &PATIENT).unwrap();
		assert_eq!(release.encryption_key, [PATIENT as u8; 32]);
		assert_eq!(
			RecordsAccess::authorise_own_release(&alice(), &STRANGER),
			Err(ReleaseRefusal::NotActing)
		);
		assert_ok!(RecordsAccess::appoint_representative(
			by(PATIENT),
			None,
			alice(),
			PARENT,
			Scope { read: true, ..Default::default() },
			Month::of(START),
			None,
		));
		assert_eq!(
			RecordsAccess::authorise_own_release(&alice(), &PARENT),
			Err(ReleaseRefusal::NoEncryptionKey)
		);
		assert_ok!(RecordsAccess::register_encryption_key(by(PARENT), [5; 32]));
		assert_ok!(RecordsAccess::authorise_own_release(&alice(), &PARENT));
		pass(31 * DAY);
		assert_eq!(
			RecordsAccess::authorise_own_release(&alice(), &PARENT),
			Err(ReleaseRefusal::NotActing)
		);
		assert_ok!(RecordsAccess::erase_patient(member(HOSPITAL), acting(HOSPITAL), alice()));
		assert_eq!(
			RecordsAccess::authorise_own_release(&alice(), &PATIENT),
			Err(ReleaseRefusal::Erased)
		);
	});
}

#[test]
fn a_decision_should_cost_the_same_whatever_the_patient_has() {
	use frame_support::dispatch::GetDispatchInfo;
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let touched = || {
			// What is read and written is what the weight counts: the same rows, of the same size.
			let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
			let id = fresh();
			assert_ok!(RecordsAccess::request_access(
				by(20),
				acting(SPECIALIST),
				id,
				request(Purpose::Treatment)
			));
			assert_ne!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
			let row = codec::Encode::encode(&Tickets::<Test>::get(SPECIALIST, id)).len();
			row + codec::Encode::encode(&Patients::<Test>::get(alice())).len()
		};
		let few = touched();
		for i in 0..200u32 {
			assert_ok!(RecordsAccess::anchor_record(
				member(HOSPITAL),
				acting(HOSPITAL),
				alice(),
				token(&format!("record {i}")),
				entry("content"),
			));
			ask(SPECIALIST, request(Purpose::Treatment));
		}
		assert_eq!(touched(), few);
		let call = |ticket| {
			Call::<Test>::request_access {
				acting: acting(SPECIALIST),
				ticket,
				request: request(Purpose::Treatment),
			}
			.get_dispatch_info()
			.call_weight
		};
		assert_eq!(call([1; 16]), call([2; 16]));
	});
}

//! Records: CN-11, X-2, X-4.

use super::*;
use salus_primitives::records::{log_leaf, record_leaf};

fn anchor(token: [u8; 32]) -> Result<(), DispatchError> {
	RecordsAccess::anchor_record(
		member(HOSPITAL),
		acting(HOSPITAL),
		alice(),
		token,
		entry("content"),
	)
}

fn update(token: [u8; 32], change: RecordChange) -> Result<(), DispatchError> {
	RecordsAccess::update_record(member(HOSPITAL), acting(HOSPITAL), token, change)
}

fn erase(token: [u8; 32]) -> Result<(), DispatchError> {
	RecordsAccess::erase_record(member(HOSPITAL), acting(HOSPITAL), token)
}

fn hold(record: Option<[u8; 32]>, ground: Option<ErasureGround>) -> Result<(), DispatchError> {
	RecordsAccess::set_legal_hold(member(HOSPITAL), acting(HOSPITAL), alice(), record, ground)
}

#[test]
fn a_batch_should_be_anchored_once_and_again_without_effect() {
	ExtBuilder::default().build_and_execute(|| {
		let root = merkle::Root { hash: [1; 32], count: 9 };
		let anchor = |organisation, root| {
			RecordsAccess::anchor_batch(member(organisation), acting(organisation), [1; 16], root)
		};
		for count in [0, merkle::MAX_LEAVES + 1] {
			let wrong = merkle::Root { count, ..root };
			assert_noop!(anchor(HOSPITAL, wrong), Refused::RootInvalid);
		}
		assert_noop!(anchor(SPONSOR, root), Refused::CapacityNotAllowed);
		assert_ok!(anchor(HOSPITAL, root));
		told(Event::BatchAnchored { custodian: HOSPITAL, batch: [1; 16], count: 9 });
		assert_noop!(anchor(HOSPITAL, merkle::Root { count: 8, ..root }), Refused::BatchExists);
		let before = held(1_001);
		assert_ok!(anchor(HOSPITAL, root));
		assert_eq!(held(1_001), before);
		// Another custodian's id is its own.
		assert_ok!(anchor(SPECIALIST, root));
		assert_eq!(RecordsAccess::record_batch(HOSPITAL, [1; 16]), Some((root, START)));
		assert_eq!(RecordsAccess::record_batch(HOSPITAL, [2; 16]), None);
	});
}

#[test]
fn cn_11_a_replaced_version_should_be_superseded_and_stay() {
	ExtBuilder::default().build_and_execute(|| {
		let record = token("record");
		assert_ok!(anchor(record));
		told(Event::RecordAnchored { record, custodian: HOSPITAL });
		assert_noop!(anchor(record), Refused::RecordExists);
		assert_ok!(update(record, RecordChange::Replace(entry("second"))));
		told(Event::RecordUpdated { record, version: 2, status: RecordStatus::Current });
		assert_ok!(update(record, RecordChange::Correct(entry("third"))));
		let info = RecordsAccess::record(&record).unwrap();
		assert_eq!((info.version, info.status), (3, RecordStatus::Current));
		assert_eq!(info.content, token("third"));
		let former = |version| {
			let row = RecordVersions::<Test>::get(record, version).unwrap();
			(row.content, row.status)
		};
		assert_eq!(former(1), (token("content"), RecordStatus::Superseded));
		assert_eq!(former(2), (token("second"), RecordStatus::EnteredInError));
	});
}

#[test]
fn cn_11_an_addition_should_be_a_record_of_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		let record = token("record");
		assert_ok!(anchor(record));
		let before = Records::<Test>::get(record);
		let append = |addition| {
			update(record, RecordChange::Append { record: addition, entry: entry("more") })
		};
		assert_noop!(append(record), Refused::RecordExists);
		assert_ok!(append(token("addition")));
		assert_eq!(Records::<Test>::get(record), before);
		let info = RecordsAccess::record(&token("addition")).unwrap();
		assert_eq!((info.appends, info.version), (Some(record), 1));
	});
}

#[test]
fn every_transition_of_a_record_should_be_one_that_is_allowed() {
	let changes = || {
		[
			RecordChange::Replace(entry("x")),
			RecordChange::Correct(entry("x")),
			RecordChange::Append { record: fresh_token(), entry: entry("x") },
			RecordChange::Deprecate,
			RecordChange::EnteredInError,
		]
	};
	fn fresh_token() -> [u8; 32] {
		sp_io::hashing::blake2_256(&fresh())
	}
	ExtBuilder::default().build_and_execute(|| {
		for ended in [RecordStatus::Deprecated, RecordStatus::EnteredInError, RecordStatus::Erased]
		{
			let record = fresh_token();
			assert_ok!(anchor(record));
			assert_ok!(match ended {
				RecordStatus::Deprecated => update(record, RecordChange::Deprecate),
				RecordStatus::EnteredInError => update(record, RecordChange::EnteredInError),
				_ => erase(record),
			});
			assert_eq!(RecordsAccess::record(&record).unwrap().status, ended);
			for change in changes() {
				assert_noop!(update(record, change), Refused::RecordNotCurrent);
			}
			// Erasure is from everywhere, and again without effect.
			assert_ok!(erase(record));
			let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
			assert_ok!(erase(record));
			assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), before);
		}
	});
}

#[test]
fn another_organisation_should_change_no_record() {
	ExtBuilder::default().build_and_execute(|| {
		let record = token("record");
		assert_ok!(anchor(record));
		let (who, acting) = (member(SPECIALIST), acting(SPECIALIST));
		assert_noop!(
			RecordsAccess::update_record(who.clone(), acting, record, RecordChange::Deprecate),
			Refused::NotCustodian
		);
		assert_noop!(
			RecordsAccess::erase_record(who.clone(), acting, record),
			Refused::NotCustodian
		);
		assert_noop!(
			RecordsAccess::erase_patient(who.clone(), acting, alice()),
			Refused::NotCustodian
		);
		assert_noop!(
			RecordsAccess::set_legal_hold(who.clone(), acting, alice(), None, None),
			Refused::NotCustodian
		);
		assert_noop!(
			RecordsAccess::anchor_record(who, acting, alice(), token("other"), entry("x")),
			Refused::NotCustodian
		);
		assert_noop!(update(token("?"), RecordChange::Deprecate), Refused::UnknownRecord);
		assert_noop!(erase(token("?")), Refused::UnknownRecord);
	});
}

#[test]
fn x_2_erasure_should_leave_a_commitment_and_a_word() {
	ExtBuilder::default().build_and_execute(|| {
		let record = token("record");
		assert_ok!(anchor(record));
		assert_ok!(erase(record));
		told(Event::RecordErased { record });
		let row = Records::<Test>::get(record).unwrap();
		assert_eq!((row.tags, row.content), (None, token("content")));
		assert_eq!(RecordsAccess::record(&record).unwrap().entry, None);
	});
}

#[test]
fn x_2_a_legal_hold_should_refuse_erasure_with_its_ground() {
	ExtBuilder::default().build_and_execute(|| {
		let record = token("record");
		assert_ok!(anchor(record));
		assert_noop!(
			hold(Some(token("?")), Some(ErasureGround::LegalClaims)),
			Refused::UnknownRecord
		);
		assert_ok!(hold(Some(record), Some(ErasureGround::LegalClaims)));
		told(Event::LegalHoldSet {
			patient: alice(),
			record: Some(record),
			ground: Some(ErasureGround::LegalClaims),
		});
		assert_eq!(
			RecordsAccess::record(&record).unwrap().legal_hold,
			Some(ErasureGround::LegalClaims)
		);
		let erase_all =
			|| RecordsAccess::erase_patient(member(HOSPITAL), acting(HOSPITAL), alice());
		assert_noop!(erase(record), Refused::ErasureRefused);
		assert_noop!(erase_all(), Refused::ErasureRefused);
		// Set again it counts once.
		assert_ok!(hold(Some(record), Some(ErasureGround::PublicHealth)));
		assert_ok!(hold(Some(record), None));
		assert_ok!(hold(None, Some(ErasureGround::LegalObligation)));
		assert_noop!(erase(record), Refused::ErasureRefused);
		assert_noop!(erase_all(), Refused::ErasureRefused);
		assert_ok!(hold(None, None));
		assert_ok!(erase(record));
		assert_ok!(erase_all());
	});
}

#[test]
fn x_2_an_erased_patient_should_be_closed_for_good_whatever_there_was() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let (ticket, _) = ask(SPECIALIST, request(Purpose::Treatment));
		assert_ok!(anchor(token("record")));
		assert_ok!(RecordsAccess::erase_patient(member(HOSPITAL), acting(HOSPITAL), alice()));
		told(Event::PatientErased { patient: alice() });
		let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
		assert_ok!(RecordsAccess::erase_patient(member(HOSPITAL), acting(HOSPITAL), alice()));
		assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), before);
		// No row was visited, and still nothing opens.
		let info = RecordsAccess::record(&token("record")).unwrap();
		assert_eq!((info.status, info.entry), (RecordStatus::Erased, None));
		assert_eq!(
			RecordsAccess::authorise_release(SPECIALIST, ticket, &20),
			Err(ReleaseRefusal::Erased)
		);
		let (_, decision) = ask(SPECIALIST, request(Purpose::Treatment));
		assert_eq!(decision, TicketDecision::Deny(DenialClass::Erased));
		assert_eq!(RecordsAccess::consent(&alice(), HOSPITAL), None);
		let erased = Refused::PatientErased;
		assert_noop!(anchor(token("new")), Refused::PatientErased);
		assert_noop!(update(token("record"), RecordChange::Deprecate), erased);
		assert_noop!(
			RecordsAccess::grant_consent(by(PATIENT), None, alice(), HOSPITAL, plain(deny_all())),
			Refused::PatientErased
		);
		assert_noop!(
			RecordsAccess::replace_key(by(PATIENT), alice(), None, [1; 32]),
			Refused::PatientErased
		);
		assert_noop!(hold(None, None), Refused::PatientErased);
		// The account of what happened is still there.
		let page = RecordsAccess::list_disclosures(&alice(), None, None, None, 9).unwrap();
		assert_eq!(page.disclosures.len(), 2);
	});
}

/// A hospital that superseded version 1 and released it all the same.
struct Case {
	leaf: RecordLeaf,
	leaf_proof: merkle::Proof,
	entry: LogEntry,
	entry_proof: merkle::Proof,
}

impl Case {
	fn leaf() -> RecordLeaf {
		RecordLeaf {
			record: token("record"),
			version: 2,
			supersedes: Some(1),
			class: token("class"),
			labels: Default::default(),
			author: token("author"),
			month: Month::of(START),
			content: token("second"),
			status: RecordStatus::Current,
		}
	}

	fn entry(ticket: [u8; 16]) -> LogEntry {
		LogEntry {
			entry: token("entry"),
			patient: alice(),
			requester: SPECIALIST,
			ticket: Some(ticket),
			record: token("record"),
			version: 1,
			content: token("first"),
			person: token("who"),
			purpose: Purpose::Treatment,
			month: Month::of(START),
			version_asked_for: false,
		}
	}

	/// Anchor both, among others.
	fn anchored(leaf: RecordLeaf, entry: LogEntry) -> Self {
		let other = |name: &str, i| merkle::leaf(&[name.as_bytes()], i);
		let records = Tree::new(vec![other("a", 0), record_leaf(&leaf, 1), other("b", 2)]).unwrap();
		let log = Tree::new(vec![other("a", 0), other("b", 1), log_leaf(&entry, 2)]).unwrap();
		let (who, acting) = (member(HOSPITAL), acting(HOSPITAL));
		let id = fresh();
		RecordsAccess::anchor_batch(who.clone(), acting, id, records.root()).unwrap();
		RecordsAccess::anchor_access_log(who, acting, id, log.root()).unwrap();
		BATCH.set(id);
		Self {
			leaf_proof: records.prove(1).unwrap(),
			entry_proof: log.prove(2).unwrap(),
			leaf,
			entry,
		}
	}

	fn report(self) -> Result<(), DispatchError> {
		RecordsAccess::report_superseded_release(
			by(STRANGER),
			HOSPITAL,
			BATCH.get(),
			self.leaf,
			self.leaf_proof,
			BATCH.get(),
			self.entry,
			self.entry_proof,
		)
	}
}

thread_local! {
	static BATCH: std::cell::Cell<[u8; 16]> = const { std::cell::Cell::new([0; 16]) };
}

#[test]
fn cn_11_two_leaves_should_prove_the_release_of_a_superseded_version() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		// Version 2 is anchored, then access is asked for, then version 1 is released.
		let first = Case::anchored(Case::leaf(), Case::entry([0; 16]));
		pass(HOUR);
		let (ticket, _) = ask(SPECIALIST, request(Purpose::Treatment));
		let records = BATCH.get();
		let second = Case::anchored(Case::leaf(), Case::entry(ticket));
		let log = BATCH.get();
		let report = || {
			RecordsAccess::report_superseded_release(
				by(STRANGER),
				HOSPITAL,
				records,
				first.leaf.clone(),
				first.leaf_proof.clone(),
				log,
				second.entry.clone(),
				second.entry_proof.clone(),
			)
		};
		assert_ok!(report());
		told(Event::SupersededReleaseProved {
			custodian: HOSPITAL,
			entry: token("entry"),
			reporter: STRANGER,
		});
		assert_noop!(report(), Refused::AlreadyReported);
		let due = now() + USUAL.answer_period;
		let kind = ObligationKind::ExplainSupersededRelease;
		assert_eq!(Diary::of(kind, HOSPITAL), [(due, "open")]);
		let explain = |organisation| {
			RecordsAccess::explain_release(
				member(organisation),
				acting(organisation),
				token("entry"),
				token("because"),
			)
		};
		assert_noop!(explain(SPECIALIST), Refused::NothingToExplain);
		assert_ok!(explain(HOSPITAL));
		assert_eq!(Diary::of(kind, HOSPITAL), [(due, "fulfilled")]);
		assert_noop!(explain(HOSPITAL), Refused::NothingToExplain);
	});
}

#[test]
fn leaves_that_do_not_show_it_should_prove_nothing() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		grant(permit_treatment(SPECIALIST));
		let (early, _) = ask(SPECIALIST, request(Purpose::Treatment));
		open_pseudonym(HOSPITAL, token("bob"));
		let cases: Vec<(&str, RecordLeaf, LogEntry)> = vec![
			("asked for before it was superseded", Case::leaf(), Case::entry(early)),
			("no such ticket", Case::leaf(), Case::entry([0; 16])),
			("inside the house", Case::leaf(), LogEntry { ticket: None, ..Case::entry(early) }),
			(
				"another record",
				RecordLeaf { record: token("other"), ..Case::leaf() },
				Case::entry(early),
			),
			(
				"a version that stands in the place of none",
				RecordLeaf { supersedes: None, ..Case::leaf() },
				Case::entry(early),
			),
		];
		for (why, leaf, entry) in cases {
			let case = Case::anchored(leaf, entry);
			pass(HOUR);
			assert_noop!(case.report(), Refused::NotSupersededRelease);
			assert!(SupersededReleases::<Test>::iter().next().is_none(), "{why}");
		}
		// With a later ticket, but asked for, or of somebody else.
		let superseded = Case::anchored(Case::leaf(), Case::entry([0; 16]));
		let records = BATCH.get();
		pass(HOUR);
		let (late, _) = ask(SPECIALIST, request(Purpose::Treatment));
		for entry in [
			LogEntry { version_asked_for: true, ..Case::entry(late) },
			LogEntry { patient: token("bob"), ..Case::entry(late) },
			LogEntry { requester: INSURER, ..Case::entry(late) },
			LogEntry { version: 2, ..Case::entry(late) },
		] {
			let case = Case::anchored(Case::leaf(), entry);
			assert_noop!(
				RecordsAccess::report_superseded_release(
					by(STRANGER),
					HOSPITAL,
					records,
					superseded.leaf.clone(),
					superseded.leaf_proof.clone(),
					BATCH.get(),
					case.entry,
					case.entry_proof,
				),
				Refused::NotSupersededRelease
			);
		}
		// A leaf that was changed, a batch that is not there, another custodian.
		let forged = || {
			let mut case = Case::anchored(Case::leaf(), Case::entry(late));
			case.entry.version = 7;
			case
		};
		let case = forged();
		assert_noop!(case.report(), Refused::ProofInvalid);
		let mut case = Case::anchored(Case::leaf(), Case::entry(late));
		case.leaf.content = token("?");
		assert_noop!(case.report(), Refused::ProofInvalid);
		let case = Case::anchored(Case::leaf(), Case::entry(late));
		BATCH.set([9; 16]);
		assert_noop!(case.report(), Refused::UnknownBatch);
	});
}

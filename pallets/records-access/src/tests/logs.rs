//! Accesses inside a custodian: CN-4, CN-8.

use super::*;
use salus_primitives::records::log_leaf;

fn log_entry(n: u8) -> LogEntry {
	LogEntry {
		entry: [n; 32],
		patient: alice(),
		requester: HOSPITAL,
		ticket: None,
		record: token("record"),
		version: 1,
		content: token("content"),
		person: token("nurse"),
		purpose: Purpose::Treatment,
		month: Month::of(START),
		version_asked_for: false,
	}
}

fn tree() -> Tree {
	Tree::new((0..5).map(|i| log_leaf(&log_entry(i as u8), i)).collect()).unwrap()
}

fn anchor(organisation: u32, root: merkle::Root) -> Result<(), DispatchError> {
	RecordsAccess::anchor_access_log(member(organisation), acting(organisation), [1; 16], root)
}

fn demand(account: u64, id: u8) -> Result<(), DispatchError> {
	RecordsAccess::demand_log_entry(by(account), alice(), [id; 16], [1; 16])
}

fn answer(organisation: u32, id: u8, answer: LogAnswer) -> Result<(), DispatchError> {
	RecordsAccess::answer_log_demand(
		member(organisation),
		acting(organisation),
		alice(),
		[id; 16],
		answer,
	)
}

fn shown(index: u32) -> LogAnswer {
	LogAnswer::Shown {
		leaf: log_leaf(&log_entry(index as u8), index),
		proof: tree().prove(index).unwrap(),
	}
}

#[test]
fn cn_8_a_patients_demand_should_be_an_obligation_that_a_proof_fulfils() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		assert_noop!(demand(PATIENT, 1), Refused::UnknownBatch);
		assert_noop!(anchor(SPONSOR, tree().root()), Refused::CapacityNotAllowed);
		assert_noop!(
			anchor(HOSPITAL, merkle::Root { hash: [0; 32], count: 0 }),
			Refused::RootInvalid
		);
		assert_ok!(anchor(HOSPITAL, tree().root()));
		told(Event::AccessLogAnchored { custodian: HOSPITAL, batch: [1; 16], count: 5 });
		assert_ok!(anchor(HOSPITAL, tree().root()));
		assert_noop!(
			anchor(HOSPITAL, merkle::Root { hash: [0; 32], count: 1 }),
			Refused::BatchExists
		);
		assert_eq!(RecordsAccess::access_log(HOSPITAL, [1; 16]), Some((tree().root(), START)));
		assert_noop!(demand(STRANGER, 1), Refused::NotPatient);
		assert_noop!(demand(10, 1), Refused::NotPatient);
		assert_ok!(demand(PATIENT, 1));
		told(Event::LogEntryDemanded { patient: alice(), id: [1; 16], batch: [1; 16] });
		assert_noop!(demand(PATIENT, 1), Refused::RequestExists);
		let due = now() + USUAL.answer_period;
		assert_eq!(Diary::of(ObligationKind::ShowLogEntry, HOSPITAL), [(due, "open")]);

		assert_noop!(answer(HOSPITAL, 9, shown(2)), Refused::UnknownRequest);
		assert_noop!(answer(SPECIALIST, 1, shown(2)), Refused::NotCustodian);
		let LogAnswer::Shown { proof, .. } = shown(2) else { unreachable!() };
		let forged = LogAnswer::Shown { leaf: log_leaf(&log_entry(9), 2), proof };
		assert_noop!(answer(HOSPITAL, 1, forged), Refused::ProofInvalid);
		assert_ok!(answer(HOSPITAL, 1, shown(2)));
		told(Event::LogDemandAnswered { patient: alice(), id: [1; 16], shown: true });
		assert_eq!(Diary::of(ObligationKind::ShowLogEntry, HOSPITAL), [(due, "fulfilled")]);
		assert_noop!(answer(HOSPITAL, 1, shown(2)), Refused::RequestClosed);
		// Or a statement that there is none.
		assert_ok!(demand(PATIENT, 2));
		assert_ok!(answer(HOSPITAL, 2, LogAnswer::Nothing { statement: token("none") }));
	});
}

#[test]
fn demands_should_be_bounded_and_not_depend_on_the_custodians_money() {
	ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
		assert_ok!(anchor(HOSPITAL, tree().root()));
		impoverish(1_001);
		for id in 0..MAX_OPEN_REQUESTS {
			assert_ok!(demand(PATIENT, id));
		}
		assert_noop!(demand(PATIENT, 99), Refused::TooManyRequests);
		assert_ok!(answer(HOSPITAL, 0, shown(0)));
		assert_ok!(demand(PATIENT, 99));
	});
}

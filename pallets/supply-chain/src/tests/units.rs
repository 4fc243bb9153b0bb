//! Single packs of committed lots, shown by proof.

use super::{
	lots::{open_box, Book},
	ranges::{change, decommission, pass_on, ship, split},
	*,
};
use codec::Encode;
use salus_primitives::lot::PackProof;

fn plain(result: frame_support::dispatch::DispatchResultWithPostInfo) -> DispatchResult {
	result.map(drop).map_err(|error| error.error)
}

pub fn dispense_with(
	holder: OrganisationId,
	event: EventFacts,
	packs: Vec<PackProof>,
) -> DispatchResult {
	plain(SupplyChain::dispense_units(
		by(holder),
		acting(holder),
		event,
		pack_gtin(),
		packs.try_into().unwrap(),
	))
}

pub fn dispense(holder: OrganisationId, packs: Vec<PackProof>) -> DispatchResult {
	dispense_with(holder, event(), packs)
}

pub fn hold(
	holder: OrganisationId,
	packs: Vec<PackProof>,
	step: BizStep,
	to: Disposition,
) -> DispatchResult {
	plain(SupplyChain::change_unit_disposition(
		by(holder),
		acting(holder),
		EventFacts { biz_step: Some(step), ..event() },
		pack_gtin(),
		packs.try_into().unwrap(),
		to,
	))
}

pub fn end(holder: OrganisationId, packs: Vec<PackProof>) -> DispatchResult {
	end_with(holder, event(), packs)
}

pub fn end_with(
	holder: OrganisationId,
	event: EventFacts,
	packs: Vec<PackProof>,
) -> DispatchResult {
	plain(SupplyChain::decommission_units(
		by(holder),
		acting(holder),
		event,
		pack_gtin(),
		packs.try_into().unwrap(),
		DecommissionReason::Sample,
	))
}

/// Twenty packs at the pharmacy.
pub fn stock() -> Book {
	let book = Book::new("R", 0..20);
	book.commission().unwrap();
	pass_on(MAKER, PHARMACY, book.leaves(0, 20));
	book
}

#[test]
fn fmd_2_a_pack_should_be_dispensed_once() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let ranges = Ranges::<Test>::iter().count();
		let events = Events::<Test>::iter().count();
		assert!(book.verify(3).dispensable);
		assert_ok!(dispense(PHARMACY, vec![book.proof(3), book.proof(4)]));
		assert!(matches!(last_event(), Event::Dispensed { organisation: PHARMACY, items: 2, .. }));
		assert_noop!(dispense(PHARMACY, vec![book.proof(3)]), Refused::AlreadyDispensed);
		assert_noop!(dispense(PHARMACY_TWO, vec![book.proof(3)]), Refused::AlreadyDispensed);
		assert_noop!(
			dispense(PHARMACY, vec![book.proof(5), book.proof(5)]),
			Refused::AlreadyDispensed
		);
		// It cuts nothing and leaves no event.
		assert_eq!(Ranges::<Test>::iter().count(), ranges);
		assert_eq!(Events::<Test>::iter().count(), events);
		assert_eq!(book.row(3).1.live, 18);
		let answer = book.verify(3);
		assert_eq!(answer.unfit, vec![Unfitness::Dispensed]);
		assert!(answer.verified && !answer.active && !answer.saleable && !answer.dispensable);
		assert!(book.verify(5).dispensable);
		let page = SupplyChain::trace_unit(pack_gtin(), book.proof(3), None, 100).unwrap().unwrap();
		let last = page.hops.last().unwrap();
		assert_eq!((last.kind, last.organisation), (HopKind::Dispensed, PHARMACY));
	});
}

#[test]
fn fmd_2_it_should_be_dispensed_by_its_holder_from_its_hand_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::new("R", 0..20);
		assert_noop!(dispense(PHARMACY, vec![book.proof(0)]), Refused::LotNotCommitted);
		assert_ok!(book.commission());
		assert_noop!(dispense(PHARMACY, vec![book.proof(0)]), Refused::NotHolder);
		assert_noop!(dispense(MAKER, vec![book.proof(0)]), Refused::CapacityNotAllowed);
		assert_ok!(ship(MAKER, vec![book.leaves(0, 20)], ShipmentKind::Sale, Some(PHARMACY)));
		assert_noop!(dispense(PHARMACY, vec![book.proof(0)]), Refused::InTransit);
		assert_noop!(dispense(PHARMACY, vec![]), Refused::EmptyList);
	});
}

#[test]
fn a_proof_that_does_not_hold_should_be_refused_with_its_reason() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let other = Book::new("S", 50..60);
		assert_ok!(other.commission());
		let with = |change: &dyn Fn(&mut PackProof)| {
			let mut proof = book.proof(3);
			change(&mut proof);
			dispense(PHARMACY, vec![proof])
		};
		assert_noop!(with(&|proof| proof.serial = serial(4)), Refused::ProofMismatch);
		assert_noop!(with(&|proof| proof.proof.siblings[2][0] ^= 1), Refused::ProofMismatch);
		assert_noop!(with(&|proof| proof.proof.index = 4), Refused::ProofMismatch);
		assert_noop!(with(&|proof| proof.proof.index = 20), Refused::ProofIndexOutOfRange);
		assert_noop!(with(&|proof| proof.proof.index = u32::MAX), Refused::ProofIndexOutOfRange);
		assert_noop!(with(&|proof| proof.proof.siblings.truncate(4)), Refused::ProofLengthWrong);
		assert_noop!(
			with(&|proof| proof.proof.siblings.try_push([0; 32]).unwrap()),
			Refused::ProofLengthWrong
		);
		assert_noop!(with(&|proof| proof.expiry += 1), Refused::ProofExpiryMismatch);
		assert_noop!(with(&|proof| proof.lot = lot("T")), Refused::LotNotCommitted);
		assert_noop!(with(&|proof| proof.lot = lot("S")), Refused::ProofLengthWrong);
		let wrong = SupplyChain::dispense_units(
			by(PHARMACY),
			acting(PHARMACY),
			event(),
			case_gtin(),
			vec![book.proof(3)].try_into().unwrap(),
		);
		assert_eq!(plain(wrong), Err(Refused::LotNotCommitted.into()));
		// Longer than any tree is deep: it does not even decode.
		let mut bytes = book.proof(3).encode();
		let at = bytes.len() - 5 * 32 - 1;
		bytes[at] = 25 << 2;
		bytes.extend([0; 20 * 32]);
		assert_eq!(PackProof::from_bytes(&bytes), None);
	});
}

#[test]
fn sc_6_verification_should_ask_for_a_proof_and_answer_in_the_same_words() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let ask = |serial: &[u8], lot: Option<&str>, expiry, proof: Option<Vec<u8>>| {
			let answer = SupplyChain::verify_pack(VerifyQuery {
				gtin: pack_gtin(),
				serial: serial.to_vec(),
				lot: lot.map(|lot| lot.as_bytes().to_vec()),
				expiry,
				proof,
			});
			(answer.verified, answer.failure)
		};
		use VerificationFailure::*;
		let proof = || Some(book.proof(3).encode());
		assert_eq!(ask(b"S3", None, None, None), (false, Some(ProofRequired)));
		assert_eq!(ask(b"S3", Some("R"), None, None), (false, Some(ProofRequired)));
		assert_eq!(ask(b"S3", Some("Q"), None, None), (false, Some(NoMatchGtinSerial)));
		assert_eq!(ask(b"S3", Some("R"), Some(EXPIRY), proof()), (true, None));
		assert_eq!(ask(b"S3", Some("Q"), None, proof()), (false, Some(NoMatchLot)));
		assert_eq!(ask(b"S3", None, Some(1), proof()), (false, Some(NoMatchExpiry)));
		assert_eq!(ask(b"S4", None, None, proof()), (false, Some(ProofInvalid)));
		assert_eq!(ask(b"S3", None, None, Some(vec![])), (false, Some(ProofInvalid)));
		let mut padded = proof().unwrap();
		padded.push(0);
		assert_eq!(ask(b"S3", None, None, Some(padded)), (false, Some(ProofInvalid)));
		let mut forged = proof().unwrap();
		*forged.last_mut().unwrap() ^= 1;
		assert_eq!(ask(b"S3", None, None, Some(forged)), (false, Some(ProofInvalid)));
		let answer = book.verify(3);
		assert_eq!((answer.owner, answer.holder), (Some(PHARMACY), Some(PHARMACY)));
		assert_eq!((answer.lot, answer.expiry), (Some(b"R".to_vec()), Some(EXPIRY)));
		assert_eq!(answer.provenance, Some(Provenance::Manufacturer));
		assert!(answer.saleable && answer.dispensable && answer.active);
		// A product without committed lots needs no proof.
		let unknown = SupplyChain::verify_pack(VerifyQuery {
			gtin: case_gtin(),
			serial: b"S3".to_vec(),
			lot: None,
			expiry: None,
			proof: None,
		});
		assert_eq!(unknown.failure, Some(NoMatchGtinSerial));
	});
}

#[test]
fn one_pack_should_be_dispensed_once_whichever_way_it_came() {
	ExtBuilder::default().build_and_execute(|| {
		// A holder introduced it, and supplied it, before its maker committed the lot.
		for n in [3, 4] {
			let mut pack = introduced(n, None);
			(pack.gtin, pack.lot) = (pack_gtin(), lot("R"));
			assert_ok!(do_introduce(PHARMACY_TWO, vec![], vec![pack]));
		}
		assert_ok!(do_dispense(PHARMACY_TWO, packs([3])));
		let book = stock();
		assert_noop!(dispense(PHARMACY, vec![book.proof(3)]), Refused::AlreadyDispensed);
		assert_eq!(book.verify(3).unfit, vec![Unfitness::Dispensed]);
		assert_ok!(dispense(PHARMACY, vec![book.proof(4)]));
		assert_noop!(do_dispense(PHARMACY_TWO, packs([4])), Refused::Contested);
		assert_eq!(book.verify(4).unfit, vec![Unfitness::Dispensed]);
	});
}

#[test]
fn fmd_2_a_range_should_go_with_its_last_unit_and_give_its_deposit_back() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		pass_on(PHARMACY, PHARMACY_TWO, book.leaves(0, 2));
		let held = Balances::total_balance_on_hold(&(u64::from(PHARMACY) + 1_000));
		assert_ok!(dispense(PHARMACY_TWO, vec![book.proof(0)]));
		assert_eq!(book.state(0).range, Some((0, 2)));
		assert_ok!(dispense(PHARMACY_TWO, vec![book.proof(1)]));
		assert_eq!(Balances::total_balance_on_hold(&(u64::from(PHARMACY) + 1_000)), held - 1);
		let state = book.state(0);
		assert_eq!((state.disposition, state.range), (Disposition::Dispensed, None));
		assert_noop!(dispense(PHARMACY_TWO, vec![book.proof(0)]), Refused::AlreadyDispensed);
		assert_eq!(book.verify(1).unfit, vec![Unfitness::Dispensed]);
		assert_eq!(book.verify(1).holder, None);
		// How it got there is still told.
		let page = SupplyChain::trace_unit(pack_gtin(), book.proof(1), None, 100).unwrap().unwrap();
		assert_eq!(page.hops.len(), 6);
		assert_noop!(
			ship(PHARMACY_TWO, vec![book.leaves(0, 2)], ShipmentKind::Return, Some(PHARMACY)),
			Refused::UnknownRange
		);
	});
}

#[test]
fn plainly_supplied_packs_should_keep_one_bit() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_ok!(dispense(PHARMACY, (0..5).map(|n| book.proof(n)).collect()));
		assert_ok!(end(PHARMACY, vec![book.proof(5)]));
		let marks = || Chunks::<Test>::get((pack_gtin(), lot("R"), 0)).marks.len();
		assert_eq!(marks(), 6);
		pass(10 * DAY);
		assert_ok!(dispense(PHARMACY, vec![book.proof(6)]));
		assert_eq!(marks(), 7);
		pass(HOUR * 2);
		assert_ok!(dispense(PHARMACY, vec![book.proof(7)]));
		// Those of eleven days ago say no more than their bits; how the sixth ended is kept.
		assert_eq!(marks(), 3);
		assert_eq!(book.state(0).disposition, Disposition::Dispensed);
		assert_eq!(book.state(5).disposition, Disposition::Inactive);
		assert_noop!(dispense(PHARMACY, vec![book.proof(0)]), Refused::AlreadyDispensed);
		assert_noop!(dispense(PHARMACY, vec![book.proof(5)]), Refused::Decommissioned);
	});
}

#[test]
fn a_part_of_a_pack_should_not_become_a_whole_one() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let part = || event_with(Disposition::PartiallyDispensed);
		assert_ok!(dispense_with(PHARMACY, part(), vec![book.proof(2)]));
		assert_eq!(book.verify(2).unfit, vec![Unfitness::PartiallyDispensed]);
		assert_noop!(dispense(PHARMACY, vec![book.proof(2)]), Refused::PartlyDispensed);
		assert_noop!(
			ship(PHARMACY, vec![book.leaves(0, 20)], ShipmentKind::Sale, Some(PHARMACY_TWO)),
			Refused::ContainsHeld
		);
		assert_noop!(
			hold(PHARMACY, vec![book.proof(2)], BizStep::Inspecting, Disposition::InProgress),
			Refused::DispositionNotAllowed
		);
		let rest = event_with(Disposition::Dispensed);
		assert_ok!(dispense_with(PHARMACY, rest, vec![book.proof(2)]));
		assert_ok!(ship(
			PHARMACY,
			vec![book.leaves(0, 20)],
			ShipmentKind::Sale,
			Some(PHARMACY_TWO)
		));
		assert!(matches!(last_event(), Event::Shipped { items: 19, .. }));
	});
}

#[test]
fn ep_3_a_unit_should_be_held_and_released() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let damaged = Disposition::Damaged;
		assert_noop!(
			hold(PHARMACY_TWO, vec![book.proof(2)], BizStep::Holding, damaged),
			Refused::NotHolder
		);
		assert_ok!(hold(PHARMACY, vec![book.proof(2)], BizStep::Holding, damaged));
		assert_noop!(dispense(PHARMACY, vec![book.proof(2)]), Refused::Held);
		assert_ok!(dispense(PHARMACY, vec![book.proof(3)]));
		assert_eq!(book.verify(2).unfit, vec![Unfitness::Held]);
		// What is cut off without it may go.
		assert_ok!(ship(
			PHARMACY,
			vec![book.leaves(10, 10)],
			ShipmentKind::Sale,
			Some(PHARMACY_TWO)
		));
		assert_eq!(book.row(2).1.held, 1);
		assert_ok!(hold(
			PHARMACY,
			vec![book.proof(2)],
			BizStep::Inspecting,
			Disposition::SellableAccessible
		));
		assert_eq!(book.row(2).1.held, 0);
		assert_ok!(dispense(PHARMACY, vec![book.proof(2)]));
		// Stolen is for good.
		assert_ok!(hold(PHARMACY, vec![book.proof(4)], BizStep::Holding, Disposition::Stolen));
		assert_noop!(dispense(PHARMACY, vec![book.proof(4)]), Refused::Stolen);
		assert_ok!(hold(
			PHARMACY,
			vec![book.proof(4)],
			BizStep::Inspecting,
			Disposition::NonSellableOther
		));
		assert_noop!(
			hold(PHARMACY, vec![book.proof(4)], BizStep::Inspecting, Disposition::InProgress),
			Refused::DispositionNotAllowed
		);
		assert_ok!(end(PHARMACY, vec![book.proof(4)]));
		assert_noop!(end(PHARMACY, vec![book.proof(4)]), Refused::Decommissioned);
		// What all of them are, one alone cannot stop to be.
		assert_ok!(change(PHARMACY, vec![book.leaves(0, 10)], BizStep::Holding, damaged));
		assert_noop!(
			hold(PHARMACY, vec![book.proof(6)], BizStep::Inspecting, Disposition::InProgress),
			Refused::Held
		);
		assert_noop!(dispense(PHARMACY, vec![book.proof(6)]), Refused::Held);
	});
}

#[test]
fn rc_2_recalls_should_reach_units_and_those_listed_by_proof() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let scope = RecallScope::Serials {
			gtin: pack_gtin(),
			serials: vec![serial(2)].try_into().unwrap(),
		};
		assert_ok!(recall(MAKER, 1, scope, RecallClass::I));
		assert_noop!(dispense(PHARMACY, vec![book.proof(2)]), Refused::Recalled);
		assert_ok!(dispense(PHARMACY, vec![book.proof(3)]));
		assert!(book.verify(2).recall.is_some());
		let flag = |leaf| {
			SupplyChain::flag_recalled_units(
				RuntimeOrigin::signed(1_006),
				pack_gtin(),
				vec![book.proof(leaf)].try_into().unwrap(),
			)
		};
		assert_noop!(flag(4), Refused::NotRecalled);
		assert_ok!(flag(2));
		assert_eq!(book.row(2).1.held, 1);
		assert_ok!(flag(2));
		assert_eq!(book.row(2).1.held, 1);
		assert_noop!(
			ship(PHARMACY, vec![book.leaves(0, 20)], ShipmentKind::Sale, Some(PHARMACY_TWO)),
			Refused::ContainsHeld
		);
		assert_ok!(ship(PHARMACY, vec![book.leaves(0, 20)], ShipmentKind::Return, Some(MAKER)));
		assert_noop!(
			SupplyChain::flag_recalled_units(by(MAKER), pack_gtin(), Default::default()),
			Refused::EmptyList
		);
	});
}

#[test]
fn sc_1_one_serial_at_two_leaves_should_be_a_fraud_that_anyone_proves() {
	ExtBuilder::default().build_and_execute(|| {
		// Serial 7 at two leaves of one lot, and again in another.
		let twice = Book::new("R", (0..20).chain([7]));
		let other = Book::new("S", [7, 100]);
		assert_ok!(twice.commission());
		assert_ok!(other.commission());
		pass_on(MAKER, PHARMACY, twice.leaves(0, 21));
		let report = |first: PackProof, second: PackProof| {
			SupplyChain::report_duplicate_serial(
				RuntimeOrigin::signed(1_006),
				pack_gtin(),
				first,
				second,
			)
		};
		assert_noop!(report(twice.proof(7), twice.proof(7)), Refused::NotDuplicate);
		assert_noop!(report(twice.proof(7), twice.proof(8)), Refused::NotDuplicate);
		let mut forged = twice.proof(8);
		forged.serial = serial(7);
		assert_noop!(report(twice.proof(7), forged), Refused::ProofMismatch);
		assert_ok!(report(twice.proof(7), twice.proof(20)));
		assert!(matches!(last_event(), Event::DuplicateSerialReported { maker: MAKER, .. }));
		for leaf in [7, 20] {
			assert_noop!(dispense(PHARMACY, vec![twice.proof(leaf)]), Refused::SerialDuplicated);
			assert!(twice.verify(leaf).unfit.contains(&Unfitness::Held));
			assert_noop!(
				ship(PHARMACY, vec![twice.leaves(leaf, 1)], ShipmentKind::Sale, Some(PHARMACY_TWO)),
				Refused::ContainsHeld
			);
			assert_noop!(
				hold(
					PHARMACY,
					vec![twice.proof(leaf)],
					BizStep::Inspecting,
					Disposition::InProgress
				),
				Refused::SerialDuplicated
			);
		}
		assert_ok!(dispense(PHARMACY, vec![twice.proof(8)]));
		let subject = sp_io::hashing::blake2_256(&(pack_gtin(), serial(7)).encode());
		let key = ObligationKey {
			kind: ObligationKind::ResolveDuplicateSerial,
			subject,
			responsible: MAKER,
		};
		assert_eq!(Diary::get(key), Some((now() + DAY, "open")));
		// Again: nothing changes.
		System::reset_events();
		assert_noop_ok(|| report(twice.proof(20), twice.proof(7)));
		// In two lots, of which one pack was supplied already or not.
		assert_ok!(report(twice.proof(7), other.proof(0)));
		assert_eq!(other.verify(0).disposition, Some(Disposition::NoPedigreeMatch));
		assert_eq!(other.row(0).1.held, 1);
		assert_noop!(
			SupplyChain::report_duplicate_serial(
				by(MAKER),
				case_gtin(),
				twice.proof(7),
				other.proof(0)
			),
			Refused::LotNotCommitted
		);
		// They can be taken out of the world.
		assert_ok!(end(PHARMACY, vec![twice.proof(7)]));
	});
}

/// It succeeds and changes nothing.
fn assert_noop_ok(call: impl FnOnce() -> DispatchResult) {
	let root = || sp_io::storage::root(sp_core::storage::StateVersion::V1);
	let before = root();
	assert_ok!(call());
	assert_eq!(root(), before);
}

#[test]
fn a_duplicate_that_was_supplied_should_stay_supplied() {
	ExtBuilder::default().build_and_execute(|| {
		let twice = Book::new("R", [1, 1, 2]);
		assert_ok!(twice.commission());
		pass_on(MAKER, PHARMACY, twice.leaves(0, 3));
		assert_ok!(dispense(PHARMACY, vec![twice.proof(0)]));
		pass(11 * DAY);
		assert_ok!(SupplyChain::report_duplicate_serial(
			RuntimeOrigin::signed(1_006),
			pack_gtin(),
			twice.proof(0),
			twice.proof(1)
		));
		assert_noop!(dispense(PHARMACY, vec![twice.proof(0)]), Refused::AlreadyDispensed);
		assert_noop!(dispense(PHARMACY, vec![twice.proof(1)]), Refused::SerialDuplicated);
		assert_eq!(twice.row(0).1.live, 2);
	});
}

#[test]
fn a_touched_range_should_be_cut_with_its_counts() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::new("R", 0..6_000);
		assert_ok!(book.commission());
		pass_on(MAKER, PHARMACY, book.leaves(0, 6_000));
		assert_ok!(dispense(PHARMACY, vec![book.proof(1), book.proof(1_500)]));
		let held = vec![book.proof(0), book.proof(2_000)];
		assert_ok!(hold(PHARMACY, held, BizStep::Holding, Disposition::Damaged));
		assert_ok!(split(PHARMACY, &book, 1_024));
		let (_, row) = book.row(0);
		assert_eq!((row.len, row.live, row.held), (1_024, 1_023, 1));
		let (_, row) = book.row(1_024);
		assert_eq!((row.len, row.live, row.held), (4_976, 4_975, 1));
		assert_ok!(decommission(PHARMACY, vec![book.leaves(0, 1_024)]));
		// A large one is cut from an end, in steps.
		let large = Book::new("S", 10_000..24_000);
		assert_ok!(large.commission());
		pass_on(MAKER, PHARMACY, large.leaves(0, 14_000));
		assert_ok!(dispense(PHARMACY, vec![large.proof(7_000)]));
		assert_noop!(split(PHARMACY, &large, 7_000), Refused::SplitTooLarge);
		assert_ok!(split(PHARMACY, &large, 4_000));
		assert_ok!(split(PHARMACY, &large, 7_000));
	});
}

#[test]
fn a_unit_in_a_container_should_be_dispensed_out_of_it() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::packed("R", 0..10, vec![(pallet(1), 0, 10, 1)]);
		assert_ok!(book.commission());
		assert_ok!(open_box(MAKER, &book.lot, book.container(0)));
		transfer(MAKER, PHARMACY, vec![pallet(1)]);
		assert!(book.verify(0).dispensable);
		assert_ok!(dispense(PHARMACY, vec![book.proof(0)]));
		let units = || ContentsOf::<Test>::get(pallet(1)).lots[&(pack_gtin(), lot("R"))].units;
		assert_eq!(units(), 9);
		assert_ok!(hold(PHARMACY, vec![book.proof(1)], BizStep::Holding, Disposition::Damaged));
		assert_noop!(
			do_ship(PHARMACY, vec![pallet(1)], ShipmentKind::Sale, Some(PHARMACY_TWO)),
			Refused::ContainsHeld
		);
		assert_ok!(end(PHARMACY, vec![book.proof(1)]));
		assert_ok!(dispense(PHARMACY, (2..10).map(|n| book.proof(n)).collect()));
		assert_eq!(ContentsOf::<Test>::get(pallet(1)), Contents::default());
		// The empty box is held in transit no more than any other.
		assert_ok!(do_ship(PHARMACY, vec![pallet(1)], ShipmentKind::Custody, Some(MAKER)));
	});
}

#[test]
fn deposits_should_be_asked_for() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::new("R", [1, 1, 2]);
		assert_ok!(book.commission());
		// The account has nothing to hold.
		let report = SupplyChain::report_duplicate_serial(
			RuntimeOrigin::signed(77),
			pack_gtin(),
			book.proof(0),
			book.proof(1),
		);
		assert_eq!(report, Err(Refused::DepositNotPayable.into()));
	});
}

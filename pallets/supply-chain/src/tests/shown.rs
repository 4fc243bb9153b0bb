//! A serial that its maker committed, and under which somebody introduced a pack.

use super::{
	lots::Book,
	ranges::pass_on,
	separation::separate,
	units::{dispense, end, hold},
	*,
};
use crate::features::shown::duplicate_duty;
use salus_primitives::lot::PackProof;

/// Introduce packs of the maker's product under a lot number of one's own.
fn squat(organisation: OrganisationId, name: &str, serials: &[u32]) -> DispatchResult {
	let pack = |n: &u32| IntroducedPack {
		gtin: pack_gtin(),
		serial: serial(*n),
		lot: lot(name),
		expiry: EXPIRY,
		parent: None,
	};
	do_introduce(organisation, vec![], serials.iter().map(pack).collect())
}

/// Twenty packs at the pharmacy, of which another introduced two under a false lot.
fn squatted() -> Book {
	let book = Book::new("R", 0..20);
	book.commission().unwrap();
	pass_on(MAKER, PHARMACY, book.leaves(0, 20));
	squat(PHARMACY_TWO, "FALSE", &[3, 4]).unwrap();
	book
}

fn asked(n: u32, who: OrganisationId) -> Option<(Moment, &'static str)> {
	Diary::get(duplicate_duty(pack_gtin(), &serial(n), who))
}

fn review(genuine: bool, n: u32) -> DispatchResult {
	let items = packs([n]).try_into().unwrap();
	plain(if genuine {
		SupplyChain::confirm_introduction(by(MAKER), acting(MAKER), event(), items)
	} else {
		SupplyChain::contest_introduction(by(MAKER), acting(MAKER), event(), items)
	})
}

#[test]
fn sc_1_what_was_introduced_should_not_stop_the_pack_that_its_maker_committed() {
	ExtBuilder::default().build_and_execute(|| {
		let book = squatted();
		// By proof the pack verifies as its maker's, before anybody has moved it too.
		let answer = book.verify(3);
		assert_eq!(answer.provenance, Some(Provenance::Manufacturer));
		assert!(answer.dispensable);
		assert_eq!(verify(&pack(3)).provenance, Some(Provenance::Holder));
		assert_ok!(dispense(PHARMACY, vec![book.proof(3)]));
		System::assert_has_event(
			Event::IntroductionOutdone {
				gtin: pack_gtin(),
				serial: serial(3),
				maker: MAKER,
				introducer: PHARMACY_TWO,
			}
			.into(),
		);
		let row = item(&pack(3));
		assert_eq!(row.provenance, Provenance::HolderContested);
		assert_eq!(row.disposition, Disposition::NonSellableOther);
		for party in [MAKER, PHARMACY_TWO] {
			assert_eq!(asked(3, party), Some((now() + DAY, "open")));
		}
		// Once in the whole network, by either way.
		assert_noop!(dispense(PHARMACY, vec![book.proof(3)]), Refused::AlreadyDispensed);
		assert_noop!(do_dispense(PHARMACY_TWO, packs([3])), Refused::Contested);
		// No inspection releases it.
		let inspecting = Some(BizStep::Inspecting);
		assert_ok!(do_change(PHARMACY_TWO, packs([3]), inspecting, Disposition::InProgress));
		assert_noop!(do_dispense(PHARMACY_TWO, packs([3])), Refused::Contested);
		assert_eq!(book.verify(3).unfit, vec![Unfitness::Dispensed]);
		assert_eq!(verify(&pack(3)).failure, Some(VerificationFailure::ProofRequired));
		// The trace of the pack is that of its leaf.
		let page = SupplyChain::trace_unit(pack_gtin(), book.proof(3), None, 100).unwrap().unwrap();
		assert_eq!(page.hops.last().unwrap().organisation, PHARMACY);
	});
}

#[test]
fn sc_1_no_word_should_make_two_packs_of_one_serial() {
	ExtBuilder::default().build_and_execute(|| {
		let book = squatted();
		assert_ok!(hold(PHARMACY, vec![book.proof(3)], BizStep::Holding, Disposition::Damaged));
		assert_noop!(review(true, 3), Refused::SerialOutdone);
		assert_noop!(
			SupplyChain::commission(
				by(MAKER),
				acting(MAKER),
				event(),
				pack_gtin(),
				lot("B"),
				EXPIRY,
				vec![serial(3)].try_into().unwrap()
			),
			Refused::SerialOutdone
		);
		// Its maker answers, and so does its end.
		assert_ok!(review(false, 3));
		assert_eq!(asked(3, MAKER).unwrap().1, "fulfilled");
		assert_eq!(asked(3, PHARMACY_TWO).unwrap().1, "open");
		assert_ok!(do_destroy(PHARMACY_TWO, packs([3])));
		assert_eq!(asked(3, PHARMACY_TWO).unwrap().1, "fulfilled");
		assert_ok!(end(PHARMACY, vec![book.proof(4)]));
		assert_ok!(do_decommission(PHARMACY_TWO, packs([4]), DecommissionReason::Sample));
		assert_eq!(asked(4, PHARMACY_TWO).unwrap().1, "fulfilled");
	});
}

#[test]
fn fmd_2_what_was_supplied_under_a_serial_should_be_supplied_once() {
	ExtBuilder::default().build_and_execute(|| {
		let book = squatted();
		assert_ok!(do_dispense(PHARMACY_TWO, packs([3])));
		assert_noop!(dispense(PHARMACY, vec![book.proof(3)]), Refused::AlreadyDispensed);
		assert_eq!(book.verify(3).unfit, vec![Unfitness::Dispensed]);
		let part = event_with(Disposition::PartiallyDispensed);
		let items = packs([4]).try_into().unwrap();
		let supply = SupplyChain::dispense(by(PHARMACY_TWO), acting(PHARMACY_TWO), part, items);
		assert_ok!(plain(supply));
		assert_noop!(dispense(PHARMACY, vec![book.proof(4)]), Refused::PartlyDispensed);
		// Ended in any other way it stops nobody.
		assert_ok!(squat(PHARMACY_TWO, "FALSE", &[5]));
		assert_ok!(do_decommission(PHARMACY_TWO, packs([5]), DecommissionReason::Sample));
		assert_ok!(dispense(PHARMACY, vec![book.proof(5)]));
	});
}

#[test]
fn sc_7_what_was_outdone_should_be_held_where_it_is() {
	ExtBuilder::default().build_and_execute(|| {
		let book = squatted();
		// One in a case in a pallet, one on its way.
		assert_ok!(do_pack(PHARMACY_TWO, pallet(1), packs([3])));
		assert_ok!(do_pack(PHARMACY_TWO, pallet(2), vec![pallet(1)]));
		assert_ok!(do_ship(PHARMACY_TWO, packs([4]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_ok!(dispense(PHARMACY, vec![book.proof(3), book.proof(4)]));
		assert_eq!(ContentsOf::<Test>::get(pallet(2)).held, 1);
		assert_noop!(
			do_ship(PHARMACY_TWO, vec![pallet(2)], ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::ContainsHeld
		);
		assert_ok!(do_receive(WHOLESALER, packs([4])));
		assert_eq!(item(&pack(4)).owner, PHARMACY_TWO);
		assert_eq!(item(&pack(4)).disposition, Disposition::NonSellableOther);
	});
}

#[test]
fn sc_1_a_serial_at_two_leaves_should_be_outdone_by_one_of_them() {
	ExtBuilder::default().build_and_execute(|| {
		let book = squatted();
		let other = Book::new("S", [3]);
		assert_ok!(other.commission());
		pass_on(MAKER, PHARMACY, other.leaves(0, 1));
		assert_ok!(dispense(PHARMACY, vec![book.proof(3)]));
		assert_noop!(dispense(PHARMACY, vec![other.proof(0)]), Refused::SerialDuplicated);
	});
}

#[test]
fn the_makers_own_row_should_be_named_by_its_identity() {
	ExtBuilder::default().build_and_execute(|| {
		commission([3]);
		let book = Book::new("R", 0..20);
		assert_ok!(book.commission());
		pass_on(MAKER, PHARMACY, book.leaves(0, 20));
		assert_noop!(dispense(PHARMACY, vec![book.proof(3)]), Refused::SerialHasRow);
	});
}

/// By an authority, which holds nothing.
fn conflict(pack: PackProof) -> DispatchResult {
	plain(SupplyChain::report_serial_conflict(by(REGULATOR), acting(REGULATOR), pack_gtin(), pack))
}

fn answer(maker: OrganisationId, pack: PackProof) -> DispatchResult {
	SupplyChain::answer_duplicate_serial(by(maker), acting(maker), pack_gtin(), pack, [8; 32])
}

#[test]
fn fmd_2_what_was_introduced_after_the_pack_was_supplied_should_be_contested_by_proof() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::new("R", 0..20);
		book.commission().unwrap();
		pass_on(MAKER, PHARMACY, book.leaves(0, 20));
		assert_ok!(dispense(PHARMACY, vec![book.proof(3)]));
		assert_noop!(conflict(book.proof(3)), Refused::UnknownItem);
		assert_ok!(squat(PHARMACY_TWO, "FALSE", &[3]));
		assert!(verify(&pack(3)).dispensable);
		let mut forged = book.proof(4);
		forged.serial = serial(3);
		assert_noop!(conflict(forged), Refused::ProofMismatch);
		assert_ok!(conflict(book.proof(3)));
		assert!(!verify(&pack(3)).verified);
		assert_noop!(do_dispense(PHARMACY_TWO, packs([3])), Refused::Contested);
		for party in [MAKER, PHARMACY_TWO] {
			assert_eq!(asked(3, party), Some((now() + DAY, "open")));
		}
		// Again: nothing changes.
		let root = || sp_io::storage::root(sp_core::storage::StateVersion::V1);
		System::reset_events();
		let before = root();
		assert_ok!(conflict(book.proof(3)));
		assert_eq!(root(), before);
		// What was supplied under the serial meanwhile, was.
		assert_ok!(squat(PHARMACY_TWO, "FALSE", &[5]));
		assert_ok!(do_dispense(PHARMACY_TWO, packs([5])));
		assert_noop!(conflict(book.proof(5)), Refused::AlreadyDispensed);
	});
}

#[test]
fn sc_1_a_listed_pack_and_a_leaf_with_one_serial_should_both_be_held() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::new("R", 0..20);
		book.commission().unwrap();
		pass_on(MAKER, PHARMACY, book.leaves(0, 20));
		// The one was supplied by proof before its maker lists the other.
		assert_ok!(dispense(PHARMACY, vec![book.proof(3)]));
		commission([3, 4]);
		transfer(MAKER, PHARMACY_TWO, packs([3, 4]));
		assert_ok!(conflict(book.proof(3)));
		assert!(matches!(last_event(), Event::DuplicateSerialReported { maker: MAKER, .. }));
		assert_eq!(asked(3, MAKER), Some((now() + DAY, "open")));
		assert_noop!(do_dispense(PHARMACY_TWO, packs([3])), Refused::Held);
		let inspecting = Some(BizStep::Inspecting);
		assert_noop!(
			do_change(PHARMACY_TWO, packs([3]), inspecting, Disposition::InProgress),
			Refused::DispositionNotAllowed
		);
		// Of neither.
		assert_ok!(conflict(book.proof(4)));
		assert_noop!(do_dispense(PHARMACY_TWO, packs([4])), Refused::Held);
		assert_eq!(book.state(4).disposition, Disposition::NoPedigreeMatch);
		// A pack that has its row by proof stands at that leaf alone.
		assert_ok!(separate(PHARMACY, vec![book.proof(6)]));
		assert_noop!(conflict(book.proof(6)), Refused::NotDuplicate);
	});
}

#[test]
fn sc_6_the_maker_should_answer_for_a_serial_that_stands_for_two_packs() {
	ExtBuilder::default().build_and_execute(|| {
		let twice = Book::new("R", (0..20).chain([7]));
		assert_ok!(twice.commission());
		assert_noop!(answer(MAKER, twice.proof(7)), Refused::NotDuplicate);
		assert_ok!(SupplyChain::report_duplicate_serial(
			RuntimeOrigin::signed(1_006),
			pack_gtin(),
			twice.proof(7),
			twice.proof(20)
		));
		assert_eq!(asked(7, MAKER), Some((now() + DAY, "open")));
		assert_noop!(answer(WHOLESALER, twice.proof(7)), Refused::CapacityNotAllowed);
		assert_noop!(answer(REPACKAGER, twice.proof(7)), Refused::NotMaker);
		assert_noop!(answer(MAKER, twice.proof(8)), Refused::NotDuplicate);
		assert_ok!(answer(MAKER, twice.proof(20)));
		System::assert_last_event(
			Event::DuplicateSerialAnswered {
				gtin: pack_gtin(),
				serial: serial(7),
				maker: MAKER,
				findings: [8; 32],
			}
			.into(),
		);
		assert_eq!(asked(7, MAKER).unwrap().1, "fulfilled");
		// An answer makes neither of them saleable.
		assert!(!twice.verify(7).saleable);
		assert!(!twice.verify(20).saleable);
	});
}

#[test]
fn sc_1_a_duplicate_with_a_row_should_not_be_set_free_by_a_detour() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::new("R", 0..20);
		book.commission().unwrap();
		pass_on(MAKER, PHARMACY, book.leaves(0, 20));
		commission([1, 2, 3]);
		transfer(MAKER, PHARMACY_TWO, packs([1, 2, 3]));
		// One is called back, one arrives, one is cleared of something else.
		assert_ok!(do_ship(PHARMACY_TWO, packs([1]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_ok!(do_ship(PHARMACY_TWO, packs([2]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_ok!(do_quarantine(PHARMACY_TWO, case_id(1), packs([3])));
		for leaf in 1..4 {
			assert_ok!(conflict(book.proof(leaf)));
		}
		assert_ok!(do_void(PHARMACY_TWO, packs([1])));
		assert_ok!(do_receive(WHOLESALER, packs([2])));
		assert_ok!(do_decide(PHARMACY_TWO, key(PHARMACY_TWO, 1), packs([3]), Verdict::Cleared));
		for n in 1..4 {
			assert!(!verify(&pack(n)).saleable, "pack {n}");
		}
		assert_noop!(do_dispense(PHARMACY_TWO, packs([1])), Refused::Held);
		assert_noop!(do_dispense(PHARMACY_TWO, packs([3])), Refused::Held);
	});
}

#[test]
fn fmd_2_a_whole_pack_should_not_follow_on_a_part_that_was_supplied() {
	ExtBuilder::default().build_and_execute(|| {
		let book = squatted();
		let part = event_with(Disposition::PartiallyDispensed);
		let items = packs([3, 4]).try_into().unwrap();
		let supply = SupplyChain::dispense(by(PHARMACY_TWO), acting(PHARMACY_TWO), part, items);
		assert_ok!(plain(supply));
		// Whatever is said of the rest.
		let holding = Some(BizStep::Holding);
		assert_ok!(do_change(PHARMACY_TWO, packs([3]), holding, Disposition::Damaged));
		assert_noop!(dispense(PHARMACY, vec![book.proof(3)]), Refused::PartlyDispensed);
		assert_ok!(do_decommission(PHARMACY_TWO, packs([3]), DecommissionReason::Sample));
		assert_noop!(dispense(PHARMACY, vec![book.proof(3)]), Refused::PartlyDispensed);
		// Nor by its maker's list.
		assert_ok!(review(false, 4));
		let commission = || {
			plain(SupplyChain::commission(
				by(MAKER),
				acting(MAKER),
				event(),
				pack_gtin(),
				lot("B"),
				EXPIRY,
				vec![serial(4)].try_into().unwrap(),
			))
		};
		assert_noop!(commission(), Refused::PartlyDispensed);
		assert_ok!(do_change(PHARMACY_TWO, packs([4]), holding, Disposition::Damaged));
		assert_noop!(commission(), Refused::PartlyDispensed);
	});
}

#[test]
fn a_false_row_and_marks_should_be_charged_where_there_are_some() {
	use crate::weights::WeightInfo as _;
	use frame_support::dispatch::GetDispatchInfo;
	use frame_support::traits::UnfilteredDispatchable;
	type W = <Test as crate::Config>::WeightInfo;
	ExtBuilder::default().build_and_execute(|| {
		let book = squatted();
		let dispensed = |n: u32| {
			let call = Call::<Test>::dispense_units {
				acting: acting(PHARMACY),
				event: event(),
				gtin: pack_gtin(),
				units: vec![book.proof(n)].try_into().unwrap(),
			};
			let charged = call.get_dispatch_info().call_weight;
			let used = call.dispatch_bypass_filter(by(PHARMACY)).unwrap().actual_weight.unwrap();
			assert!(used.all_lte(charged), "pack {n} took {used} of {charged}");
			used
		};
		// Each finds one mark more in the chunk than the one before it.
		let one_mark = W::write_marks(1).saturating_sub(W::write_marks(0));
		let (first, second) = (dispensed(0), dispensed(1));
		assert_eq!(second, first.saturating_add(one_mark));
		let beside = second.saturating_add(one_mark);
		let false_row = W::outdo(1).saturating_sub(W::outdo(0));
		assert!(false_row.ref_time() > 0 && one_mark.ref_time() > 0);
		assert!(dispensed(3).all_gte(beside.saturating_add(false_row)));
	});
}

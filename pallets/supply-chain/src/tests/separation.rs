//! Ranges in containers, and single packs of a lot with rows of their own.

use super::{
	exceptions::{open, resolve},
	lots::{open_box, Book},
	ranges::{change, decommission, destroy, merge, pass_on, receive, ship},
	units::{dispense, end, hold, stock},
	*,
};
use salus_primitives::lot::PackProof;

fn proofs(book: &Book, leaves: impl IntoIterator<Item = u32>) -> Vec<PackProof> {
	leaves.into_iter().map(|leaf| book.proof(leaf)).collect()
}

pub fn pack_in(holder: OrganisationId, parent: Epc, ranges: Vec<Leaves>) -> DispatchResult {
	plain(SupplyChain::pack_ranges(
		by(holder),
		acting(holder),
		event(),
		parent,
		ranges.try_into().unwrap(),
	))
}

pub fn separate(holder: OrganisationId, units: Vec<PackProof>) -> DispatchResult {
	plain(SupplyChain::separate_units(
		by(holder),
		acting(holder),
		event(),
		pack_gtin(),
		units.try_into().unwrap(),
	))
}

/// At the premises of tests.
fn somewhere() -> EventFacts {
	EventFacts { read_point: Some(gln(1)), ..event() }
}

pub fn restore_at(
	holder: OrganisationId,
	event: EventFacts,
	units: Vec<PackProof>,
	not_supplied: bool,
) -> DispatchResult {
	plain(SupplyChain::reactivate_units(
		by(holder),
		acting(holder),
		event,
		pack_gtin(),
		units.try_into().unwrap(),
		not_supplied,
	))
}

pub fn verify_back(holder: OrganisationId, units: Vec<PackProof>) -> DispatchResult {
	plain(SupplyChain::verify_returned_units(
		by(holder),
		acting(holder),
		event(),
		pack_gtin(),
		units.try_into().unwrap(),
	))
}

fn supply(units: Vec<PackProof>) -> DispatchResult {
	super::units::dispense_with(PHARMACY, somewhere(), units)
}

fn send_back(book: &Book, first: u32, len: u32) {
	ship(PHARMACY, vec![book.leaves(first, len)], ShipmentKind::Return, Some(WHOLESALER)).unwrap();
	receive(WHOLESALER, vec![book.leaves(first, len)]).unwrap();
}

#[test]
fn sc_7_leaves_should_be_in_quarantine_with_the_container_that_they_are_in() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_ok!(pack_in(PHARMACY, pallet(1), vec![book.leaves(0, 5), book.leaves(10, 5)]));
		assert!(matches!(last_event(), Event::Packed { items: 10, .. }));
		assert_eq!(book.state(3).parent, Some(pallet(1)));
		assert_eq!(book.state(5).parent, None);
		assert_ok!(do_quarantine(PHARMACY, case_id(1), vec![pallet(1)]));
		let leaf = || proofs(&book, [2]);
		assert!(book.verify(2).unfit.contains(&Unfitness::Quarantined));
		assert_noop!(dispense(PHARMACY, leaf()), Refused::Held);
		assert_noop!(end(PHARMACY, leaf()), Refused::InQuarantine);
		assert_noop!(
			hold(PHARMACY, leaf(), BizStep::Inspecting, Disposition::InProgress),
			Refused::InQuarantine
		);
		let all = || vec![book.leaves(0, 5)];
		assert_noop!(decommission(PHARMACY, all()), Refused::InQuarantine);
		assert_noop!(destroy(PHARMACY, all()), Refused::InQuarantine);
		assert_noop!(
			change(PHARMACY, all(), BizStep::Inspecting, Disposition::InProgress),
			Refused::InQuarantine
		);
		assert_noop!(ship(PHARMACY, all(), ShipmentKind::Return, Some(MAKER)), Refused::Packed);
		assert_noop!(do_unpack(PHARMACY, pallet(1), vec![]), Refused::InQuarantine);
		// The rest of the lot is free.
		assert_ok!(dispense(PHARMACY, proofs(&book, [6])));
		assert_ok!(do_decide(PHARMACY, key(PHARMACY, 1), vec![pallet(1)], Verdict::Cleared));
		assert_ok!(dispense(PHARMACY, leaf()));
		assert_ok!(do_unpack(PHARMACY, pallet(1), vec![]));
		assert_eq!(book.state(3).parent, None);
		assert_ok!(dispense(PHARMACY, proofs(&book, [3])));
	});
}

#[test]
fn sc_7_what_is_condemned_with_its_container_should_be_destroyed() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_ok!(pack_in(PHARMACY, pallet(1), vec![book.leaves(0, 5)]));
		assert_ok!(do_quarantine(PHARMACY, case_id(1), vec![pallet(1)]));
		assert_ok!(do_decide(PHARMACY, key(PHARMACY, 1), vec![pallet(1)], Verdict::Illegitimate));
		assert_noop!(decommission(PHARMACY, vec![book.leaves(0, 5)]), Refused::InQuarantine);
		assert_noop!(do_destroy(PHARMACY, vec![pallet(1)]), Refused::NotEmpty);
		assert_ok!(destroy(PHARMACY, vec![book.leaves(0, 5)]));
		assert_ok!(do_destroy(PHARMACY, vec![pallet(1)]));
		assert_eq!(book.state(2).disposition, Disposition::Destroyed);
	});
}

#[test]
fn sc_12_an_exception_about_leaves_should_send_their_container_back() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_ok!(pack_in(PHARMACY, pallet(1), vec![book.leaves(0, 5)]));
		let overage = ExceptionKind::Overage;
		assert_ok!(open(PHARMACY, 1, overage, vec![pallet(1)], Some(WHOLESALER)));
		assert_noop!(dispense(PHARMACY, proofs(&book, [0])), Refused::Held);
		let case = key(PHARMACY, 1);
		assert_ok!(resolve(PHARMACY, case, vec![pallet(1)], Resolution::Return, None));
		assert_ok!(do_ship(PHARMACY, vec![pallet(1)], ShipmentKind::Return, Some(WHOLESALER)));
		assert_ok!(do_receive(WHOLESALER, vec![pallet(1)]));
		assert_eq!(book.state(0).holder, Some(WHOLESALER));
		assert!(!book.verify(0).saleable);
	});
}

#[test]
fn ep_2_ranges_should_be_packed_by_their_holder_from_its_hand() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let other = Book::new("S", 100..110);
		assert_ok!(other.commission());
		assert_noop!(pack_in(WHOLESALER, pallet(1), vec![book.leaves(0, 5)]), Refused::NotHolder);
		assert_noop!(pack_in(PHARMACY, pallet(1), vec![]), Refused::EmptyList);
		assert_noop!(pack_in(PHARMACY, pallet(1), vec![book.leaves(0, 99)]), Refused::UnknownRange);
		assert_ok!(pack_in(PHARMACY, pallet(1), vec![book.leaves(0, 5)]));
		assert_noop!(pack_in(PHARMACY, pallet(2), vec![book.leaves(0, 5)]), Refused::AlreadyPacked);
		// Beside packs with rows, and a range of another lot.
		pass_on(MAKER, PHARMACY, other.leaves(0, 10));
		commission([50]);
		transfer(MAKER, PHARMACY, packs([50]));
		assert_ok!(do_pack(PHARMACY, pallet(1), packs([50])));
		assert_ok!(pack_in(PHARMACY, pallet(1), vec![other.leaves(0, 10)]));
		assert_eq!(ContentsOf::<Test>::get(pallet(1)).children, 3);
		assert_eq!(ContentsOf::<Test>::get(pallet(1)).lots.len(), 3);
		transfer(PHARMACY, PHARMACY_TWO, vec![pallet(1)]);
		assert_eq!(book.state(0).owner, Some(PHARMACY_TWO));
		// On its way it cannot be packed.
		let sent = || vec![book.leaves(5, 5)];
		assert_ok!(ship(PHARMACY, sent(), ShipmentKind::Sale, Some(PHARMACY_TWO)));
		assert_noop!(pack_in(PHARMACY, pallet(2), sent()), Refused::InTransit);
		// Nor more into a case than it holds.
		commission_as(case_gtin(), "R", [1]);
		assert_noop!(pack_in(MAKER, case(1), vec![book.leaves(10, 10)]), Refused::NotHolder);
		// The trace goes through it.
		let page = SupplyChain::trace_unit(pack_gtin(), book.proof(1), None, 100).unwrap().unwrap();
		let kinds: Vec<_> = page.hops.iter().map(|hop| hop.kind).collect();
		use HopKind::*;
		assert_eq!(kinds, vec![Commissioned, Shipped, Received, Packed, Shipped, Received]);
	});
}

#[test]
fn dscsa_581_a_homogeneous_case_should_hold_so_many_leaves_of_its_lot() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::new("A", 100..200);
		assert_ok!(book.commission());
		let other = Book::new("B", 200..210);
		assert_ok!(other.commission());
		commission_as(case_gtin(), "A", [1]);
		let (_, quantity) =
			Products::<Test>::get(case_gtin()).registration.unwrap().contains.unwrap();
		assert_noop!(pack_in(MAKER, case(1), vec![other.leaves(0, 1)]), Refused::ContentsMismatch);
		assert_noop!(
			pack_in(MAKER, case(1), vec![book.leaves(0, quantity + 1)]),
			Refused::CaseFull
		);
		assert_ok!(pack_in(MAKER, case(1), vec![book.leaves(0, quantity)]));
	});
}

#[test]
fn sc_7_a_unit_should_have_a_row_and_be_in_quarantine_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_noop!(separate(WHOLESALER, proofs(&book, [3])), Refused::NotHolder);
		assert_ok!(separate(PHARMACY, proofs(&book, [3, 4])));
		assert!(matches!(last_event(), Event::UnitsSeparated { items: 2, .. }));
		assert_eq!(book.row(3).1.live, 18);
		assert_eq!(whose(&pack(3)), (PHARMACY, PHARMACY));
		assert_eq!((book.state(3).owner, book.state(5).owner), (None, Some(PHARMACY)));
		assert!(verify(&pack(3)).dispensable);
		assert!(book.verify(3).dispensable);
		for refused in [
			separate(PHARMACY, proofs(&book, [3])),
			dispense(PHARMACY, proofs(&book, [3])),
			end(PHARMACY, proofs(&book, [3])),
			restore_at(PHARMACY, somewhere(), proofs(&book, [3]), true),
		] {
			assert_eq!(refused, Err(Refused::SerialHasRow.into()));
		}
		assert_ok!(do_quarantine(PHARMACY, case_id(1), packs([3])));
		assert_noop!(do_dispense(PHARMACY, packs([3])), Refused::Held);
		assert_ok!(do_decide(PHARMACY, key(PHARMACY, 1), packs([3]), Verdict::Cleared));
		assert_ok!(do_dispense(PHARMACY, packs([3])));
		assert_noop!(dispense(PHARMACY, proofs(&book, [3])), Refused::SerialHasRow);
		// Its history is one: that of its leaf, and then its own; nothing of the leaf after that.
		pass_on(PHARMACY, PHARMACY_TWO, book.leaves(0, 20));
		use HopKind::*;
		let kinds = |limit| {
			let (mut all, mut cursor) = (vec![], None);
			loop {
				let page = SupplyChain::trace(pack(3), cursor, limit).unwrap().unwrap();
				all.extend(page.hops.into_iter().map(|hop| hop.kind));
				match page.next {
					Some(next) => cursor = Some(next),
					None => break all,
				}
			}
		};
		let whole =
			vec![Commissioned, Shipped, Received, Observed, Quarantined, Cleared, Dispensed];
		assert_eq!(kinds(100), whole);
		assert_eq!(kinds(1), whole);
		assert_eq!(
			SupplyChain::trace_unit(pack_gtin(), book.proof(3), None, 100)
				.unwrap()
				.unwrap()
				.hops
				.len(),
			7
		);
		assert!(SupplyChain::trace(pack(3), Some(vec![1, 2]), 5).is_err());
	});
}

#[test]
fn a_unit_should_be_separated_where_it_is_and_as_it_is() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::packed("R", 0..10, vec![(pallet(1), 0, 10, 1)]);
		assert_ok!(book.commission());
		assert_ok!(open_box(MAKER, &book.lot, book.container(0)));
		transfer(MAKER, PHARMACY, vec![pallet(1)]);
		assert_ok!(hold(PHARMACY, proofs(&book, [1]), BizStep::Holding, Disposition::Damaged));
		assert_ok!(separate(PHARMACY, proofs(&book, [1, 2])));
		assert_eq!(item(&pack(1)).disposition, Disposition::Damaged);
		assert_eq!(item(&pack(2)).parent.unwrap().epc, pallet(1));
		let contents = ContentsOf::<Test>::get(pallet(1));
		assert_eq!((contents.children, contents.held), (3, 1));
		assert_eq!(contents.lots[&(pack_gtin(), lot("R"))].units, 10);
		assert_ok!(do_unpack(PHARMACY, pallet(1), packs([1])));
		assert_ok!(do_ship(PHARMACY, vec![pallet(1)], ShipmentKind::Sale, Some(PHARMACY_TWO)));
		assert_noop!(separate(PHARMACY, proofs(&book, [3])), Refused::InTransit);
	});
	ExtBuilder::default().build_and_execute(|| {
		// The last of a range takes it along.
		let book = Book::new("R", [1, 1, 2]);
		assert_ok!(book.commission());
		pass_on(MAKER, PHARMACY, book.leaves(0, 3));
		assert_ok!(separate(PHARMACY, proofs(&book, [0, 2])));
		// Its serial stands at another leaf: both are held, by bit and by row.
		assert_ok!(SupplyChain::report_duplicate_serial(
			RuntimeOrigin::signed(1_006),
			pack_gtin(),
			book.proof(0),
			book.proof(1)
		));
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::Held);
		assert_noop!(separate(PHARMACY, proofs(&book, [1])), Refused::SerialHasRow);
		assert_noop!(separate(PHARMACY, vec![]), Refused::EmptyList);
	});
}

#[test]
fn what_has_a_row_should_hold_its_range_no_more() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_ok!(hold(PHARMACY, proofs(&book, [3]), BizStep::Holding, Disposition::Damaged));
		assert_ok!(separate(PHARMACY, proofs(&book, [3])));
		assert_eq!(book.row(0).1.held, 0);
		// Cut, what is left is counted anew.
		let sold = vec![book.leaves(0, 5)];
		assert_ok!(ship(PHARMACY, sold, ShipmentKind::Sale, Some(PHARMACY_TWO)));
		assert_eq!(book.row(0).1.held, 0);
	});
}

#[test]
fn fmd_3_a_unit_should_be_restored_at_its_premises_within_ten_days() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let restore = |leaf| restore_at(PHARMACY, somewhere(), proofs(&book, [leaf]), true);
		assert_noop!(restore(0), Refused::NotDecommissioned);
		assert_ok!(supply(proofs(&book, 0..4)));
		assert_noop!(
			restore_at(PHARMACY, somewhere(), proofs(&book, [0]), false),
			Refused::SuppliedToPublic
		);
		assert_noop!(
			restore_at(PHARMACY_TWO, somewhere(), proofs(&book, [0]), true),
			Refused::OtherAuthorisation
		);
		for place in [None, Some(gln(2))] {
			let elsewhere = EventFacts { read_point: place, ..event() };
			assert_noop!(
				restore_at(PHARMACY, elsewhere, proofs(&book, [0]), true),
				Refused::OtherPremises
			);
		}
		assert_ok!(restore(0));
		assert!(matches!(last_event(), Event::Reactivated { items: 1, .. }));
		assert_noop!(restore(0), Refused::SerialHasRow);
		assert!(verify(&pack(0)).dispensable);
		assert_ok!(do_dispense(PHARMACY, packs([0])));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::AlreadyDispensed);
		// Recalled meanwhile, expired, or too late.
		assert_ok!(recall(
			MAKER,
			1,
			RecallScope::Lot { gtin: pack_gtin(), lot: lot("R") },
			RecallClass::I
		));
		assert_noop!(restore(1), Refused::Recalled);
		assert_ok!(SupplyChain::close_recall(by(REGULATOR), acting(REGULATOR), [1; 16]));
		pass(10 * DAY);
		assert_ok!(restore(2));
		pass(HOUR);
		assert_noop!(restore(1), Refused::ReversalTooLate);
		assert_ok!(supply(proofs(&book, [5])));
		pass(11 * DAY);
		assert_ok!(supply(proofs(&book, [6])));
		assert_noop!(restore(1), Refused::ReversalTooLate);
	});
}

#[test]
fn fmd_3_what_cannot_be_restored_should_be_refused_with_its_reason() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let restore = |leaf| restore_at(PHARMACY, somewhere(), proofs(&book, [leaf]), true);
		let finish = |leaf, reason| {
			plain(SupplyChain::decommission_units(
				by(PHARMACY),
				acting(PHARMACY),
				somewhere(),
				pack_gtin(),
				proofs(&book, [leaf]).try_into().unwrap(),
				reason,
			))
		};
		use DecommissionReason::*;
		for (leaf, reason, refused) in [
			(0, Stolen, Refused::Stolen),
			(1, Recalled, Refused::Recalled),
			(2, Damaged, Refused::IntendedForDestruction),
			(3, Expired, Refused::IntendedForDestruction),
		] {
			assert_ok!(finish(leaf, reason));
			assert_noop!(restore(leaf), refused);
		}
		assert_ok!(finish(4, Sample));
		assert_ok!(restore(4));
		// A part of a pack does not become a whole one by this either.
		let part = EventFacts { disposition: Some(Disposition::PartiallyDispensed), ..somewhere() };
		assert_ok!(super::units::dispense_with(PHARMACY, part, proofs(&book, [5])));
		let rest = EventFacts { disposition: Some(Disposition::Dispensed), ..somewhere() };
		assert_ok!(super::units::dispense_with(PHARMACY, rest, proofs(&book, [5])));
		assert_noop!(restore(5), Refused::SuppliedToPublic);
		let sold = EventFacts { disposition: Some(Disposition::RetailSold), ..somewhere() };
		assert_ok!(super::units::dispense_with(PHARMACY, sold, proofs(&book, [6])));
		assert_noop!(restore(6), Refused::SuppliedToPublic);
		pass(Moment::from(EXPIRY) * DAY - now() + DAY / 2);
		assert_ok!(finish(7, Sample));
		pass(DAY);
		assert_noop!(restore(7), Refused::Expired);
		let mut forged = book.proof(8);
		forged.proof.siblings[0][0] ^= 1;
		assert_noop!(restore_at(PHARMACY, somewhere(), vec![forged], true), Refused::ProofMismatch);
	});
}

#[test]
fn sc_6_a_range_that_came_back_should_be_verified_pack_by_pack() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_ok!(dispense(PHARMACY, proofs(&book, [2])));
		send_back(&book, 0, 20);
		assert_eq!(book.state(0).disposition, Disposition::Returned);
		let sale = |first, len| {
			ship(WHOLESALER, vec![book.leaves(first, len)], ShipmentKind::Sale, Some(PHARMACY_TWO))
		};
		assert_noop!(sale(0, 20), Refused::Held);
		// Not by an inspection, which sees no serial.
		assert_noop!(
			change(
				WHOLESALER,
				vec![book.leaves(0, 20)],
				BizStep::Inspecting,
				Disposition::InProgress
			),
			Refused::ReturnNotVerified
		);
		// Every live pack between the first and the last, in order, each once.
		for missing in [vec![0, 1, 4], vec![1, 0], vec![1, 1], vec![0, 3]] {
			assert_noop!(verify_back(WHOLESALER, proofs(&book, missing)), Refused::UnitsMissing);
		}
		assert_noop!(verify_back(WHOLESALER, proofs(&book, [1, 2])), Refused::Decommissioned);
		assert_noop!(verify_back(PHARMACY, proofs(&book, [0])), Refused::NotHolder);
		assert_ok!(verify_back(WHOLESALER, proofs(&book, [0, 1, 3, 4])));
		assert!(matches!(last_event(), Event::ReturnsVerified { items: 4, .. }));
		assert_noop!(verify_back(WHOLESALER, proofs(&book, [0])), Refused::NotReturned);
		assert_ok!(sale(0, 5));
		assert_noop!(sale(5, 15), Refused::Held);
		assert_ok!(verify_back(WHOLESALER, proofs(&book, 5..15)));
		assert_ok!(verify_back(WHOLESALER, proofs(&book, 15..20)));
		assert_ok!(merge(WHOLESALER, &book, 15));
		assert_ok!(sale(5, 15));
	});
}

#[test]
fn sc_6_what_came_back_in_a_tote_should_not_be_sold_by_a_detour() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_ok!(pack_in(PHARMACY, pallet(1), vec![book.leaves(0, 5)]));
		assert_ok!(do_ship(PHARMACY, vec![pallet(1)], ShipmentKind::Return, Some(WHOLESALER)));
		assert_ok!(do_receive(WHOLESALER, vec![pallet(1)]));
		assert_noop!(verify_back(WHOLESALER, proofs(&book, 0..5)), Refused::NotReturned);
		assert_ok!(do_unpack(WHOLESALER, pallet(1), vec![]));
		let all = || vec![book.leaves(0, 5)];
		assert_noop!(
			change(WHOLESALER, all(), BizStep::Inspecting, Disposition::InProgress),
			Refused::ReturnNotVerified
		);
		// One of them alone, with a row of its own, by what is on its label.
		assert_ok!(separate(WHOLESALER, proofs(&book, [0])));
		assert!(item(&pack(0)).returned);
		assert_ok!(do_verify_returns(WHOLESALER, [0]));
		// One that is decommissioned is not restored as if it had not come back.
		assert_ok!(plain(SupplyChain::decommission_units(
			by(WHOLESALER),
			acting(WHOLESALER),
			somewhere(),
			pack_gtin(),
			proofs(&book, [4]).try_into().unwrap(),
			DecommissionReason::Sample,
		)));
		assert!(restore_at(WHOLESALER, somewhere(), proofs(&book, [4]), false).is_err());
		assert_ok!(verify_back(WHOLESALER, proofs(&book, 1..4)));
		assert_ok!(ship(
			WHOLESALER,
			vec![book.leaves(1, 3)],
			ShipmentKind::Sale,
			Some(PHARMACY_TWO)
		));
	});
}

#[test]
fn fmd_4_what_is_recalled_or_expired_should_not_be_verified_on_return() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		send_back(&book, 0, 20);
		let scope = RecallScope::Leaves { gtin: pack_gtin(), lot: lot("R"), first: 4, len: 2 };
		assert_ok!(recall(MAKER, 1, scope, RecallClass::II));
		let serials = vec![serial(9)].try_into().unwrap();
		let scope = RecallScope::Serials { gtin: pack_gtin(), serials };
		assert_ok!(recall(MAKER, 2, scope, RecallClass::II));
		assert_noop!(verify_back(WHOLESALER, proofs(&book, 3..6)), Refused::Recalled);
		assert_noop!(verify_back(WHOLESALER, proofs(&book, 9..10)), Refused::Recalled);
		assert_ok!(verify_back(WHOLESALER, proofs(&book, 0..4)));
		pass(Moment::from(EXPIRY) * DAY - now() + 2 * DAY);
		assert_noop!(verify_back(WHOLESALER, proofs(&book, 10..20)), Refused::Expired);
	});
}

/// Kinds of the rows about a leaf, by whoever does not know its serial.
fn story(book: &Book, leaf: u32) -> Vec<HopKind> {
	let page = SupplyChain::trace_leaf(pack_gtin(), book.lot.clone(), leaf, None, 100);
	page.unwrap().unwrap().hops.iter().map(|hop| hop.kind).collect()
}

/// The same of the pack, by its proof.
fn told(book: &Book, leaf: u32) -> Vec<HopKind> {
	let page = SupplyChain::trace_unit(pack_gtin(), book.proof(leaf), None, 100);
	page.unwrap().unwrap().hops.iter().map(|hop| hop.kind).collect()
}

#[test]
fn sc_10_the_trace_of_a_separated_leaf_should_not_go_on_with_its_range() {
	ExtBuilder::default().build_and_execute(|| {
		use HopKind::*;
		let book = stock();
		let before = story(&book, 3);
		assert_ok!(separate(PHARMACY, proofs(&book, [3])));
		// In the same hour the others go on.
		pass_on(PHARMACY, PHARMACY_TWO, book.leaves(0, 20));
		assert_eq!(story(&book, 3), [&before[..], &[Observed]].concat());
		assert_eq!(story(&book, 4), [&before[..], &[Shipped, Received]].concat());
		assert_ok!(do_ship(PHARMACY, packs([3]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_eq!(told(&book, 3), [&before[..], &[Observed, Shipped]].concat());
		// In a container, whose moves were its own before and are after.
		assert_ok!(pack_in(PHARMACY_TWO, pallet(1), vec![book.leaves(10, 5)]));
		transfer(PHARMACY_TWO, WHOLESALER, vec![pallet(1)]);
		pass(HOUR);
		assert_ok!(separate(WHOLESALER, proofs(&book, [12])));
		pass(HOUR);
		transfer(WHOLESALER, PHARMACY, vec![pallet(1)]);
		let moved = [&before[..], &[Shipped, Received, Packed, Shipped, Received]].concat();
		assert_eq!(story(&book, 12), [&moved[..], &[Observed]].concat());
		assert_eq!(told(&book, 12), [&moved[..], &[Observed, Shipped, Received]].concat());
	});
}

#[test]
fn sc_10_a_restored_pack_should_be_told_as_it_was_and_not_as_its_range() {
	ExtBuilder::default().build_and_execute(|| {
		use HopKind::*;
		let book = stock();
		let before = story(&book, 3);
		assert_ok!(supply(proofs(&book, [3])));
		pass(HOUR);
		pass_on(PHARMACY, PHARMACY_TWO, book.leaves(0, 20));
		pass(HOUR);
		assert_ok!(restore_at(PHARMACY, somewhere(), proofs(&book, [3]), true));
		assert_eq!(told(&book, 3), [&before[..], &[Dispensed, Reactivated]].concat());
		assert_eq!(story(&book, 3), [&before[..], &[Dispensed]].concat());
	});
}

#[test]
fn sc_7_an_authority_should_quarantine_a_leaf_in_anothers_hands() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_noop!(separate(WHOLESALER, proofs(&book, [3])), Refused::NotHolder);
		assert_noop!(separate(AUDITOR, proofs(&book, [3])), Refused::CapacityNotAllowed);
		assert_ok!(separate(REGULATOR, proofs(&book, [3])));
		assert_eq!(whose(&pack(3)), (PHARMACY, PHARMACY));
		assert_ok!(do_quarantine(REGULATOR, case_id(1), packs([3])));
		assert_noop!(do_dispense(PHARMACY, packs([3])), Refused::Held);
		// On its way it becomes an item of its shipment.
		let sent = || vec![book.leaves(10, 2)];
		assert_ok!(ship(PHARMACY, sent(), ShipmentKind::Sale, Some(PHARMACY_TWO)));
		assert_noop!(separate(PHARMACY, proofs(&book, [10])), Refused::InTransit);
		assert_ok!(separate(REGULATOR, proofs(&book, [10])));
		assert_ok!(do_quarantine(REGULATOR, case_id(2), packs([10])));
		assert_ok!(receive(PHARMACY_TWO, sent()));
		assert!(!matches!(last_event(), Event::ShipmentClosed { .. }));
		assert_ok!(do_receive(PHARMACY_TWO, packs([10])));
		assert!(System::events().iter().any(|record| matches!(
			&record.event,
			RuntimeEvent::SupplyChain(Event::ShipmentClosed { received: 2, .. })
		)));
		// It arrives held, and its owner stays.
		assert_eq!(whose(&pack(10)), (PHARMACY, PHARMACY_TWO));
		assert_noop!(do_dispense(PHARMACY_TWO, packs([10])), Refused::Held);
		assert_ok!(dispense(PHARMACY_TWO, proofs(&book, [11])));
		// The last of a range takes its place in the shipment.
		assert_ok!(ship(PHARMACY, vec![book.leaves(19, 1)], ShipmentKind::Sale, Some(WHOLESALER)));
		assert_ok!(separate(REGULATOR, proofs(&book, [19])));
		assert_ok!(do_receive(WHOLESALER, packs([19])));
		assert_eq!(whose(&pack(19)), (WHOLESALER, WHOLESALER));
	});
}

#[test]
fn sc_4_a_logistics_provider_should_not_come_to_own_what_it_restores() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let all = || vec![book.leaves(0, 20)];
		assert_ok!(ship(PHARMACY, all(), ShipmentKind::Custody, Some(LOGISTICS)));
		assert_ok!(receive(LOGISTICS, all()));
		assert_ok!(super::units::end_with(LOGISTICS, somewhere(), proofs(&book, [3, 4])));
		assert_ok!(restore_at(LOGISTICS, somewhere(), proofs(&book, [3]), false));
		assert_eq!(whose(&pack(3)), (PHARMACY, LOGISTICS));
		assert_ok!(ship(LOGISTICS, all(), ShipmentKind::Custody, Some(PHARMACY)));
		assert_ok!(receive(PHARMACY, all()));
		assert_noop!(
			restore_at(LOGISTICS, somewhere(), proofs(&book, [4]), false),
			Refused::NotOwner
		);
	});
}

#[test]
fn fmd_3_what_was_in_something_stolen_should_never_be_sold() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		commission([50, 51]);
		transfer(MAKER, PHARMACY, packs([50, 51]));
		assert_ok!(pack_in(PHARMACY, pallet(1), vec![book.leaves(0, 5)]));
		assert_ok!(do_pack(PHARMACY, pallet(1), packs([50, 51])));
		assert_ok!(do_pack(PHARMACY, pallet(2), vec![pallet(1)]));
		assert_ok!(do_change(PHARMACY, vec![pallet(2)], None, Disposition::Stolen));
		let inspecting = Some(BizStep::Inspecting);
		let held = Disposition::NonSellableOther;
		assert_ok!(do_change(PHARMACY, vec![pallet(2)], inspecting, held));
		// A pack that is decommissioned inside is not restored.
		assert_ok!(super::units::end_with(PHARMACY, somewhere(), proofs(&book, [4])));
		assert_noop!(restore_at(PHARMACY, somewhere(), proofs(&book, [4]), false), Refused::Stolen);
		// One by one, and all at once; each is inspected and none is sold.
		assert_ok!(do_unpack(PHARMACY, pallet(2), vec![pallet(1)]));
		assert_ok!(do_change(PHARMACY, vec![pallet(1)], inspecting, held));
		assert_ok!(do_unpack(PHARMACY, pallet(1), packs([50])));
		assert_ok!(do_unpack(PHARMACY, pallet(1), vec![]));
		assert_ok!(do_change(PHARMACY, packs([50, 51]), inspecting, held));
		assert_noop!(
			do_change(PHARMACY, packs([50]), inspecting, Disposition::SellableAccessible),
			Refused::DispositionNotAllowed
		);
		assert_noop!(
			do_change(PHARMACY, packs([51]), inspecting, Disposition::SellableAccessible),
			Refused::DispositionNotAllowed
		);
		let leaves = || vec![book.leaves(0, 5)];
		assert_ok!(change(PHARMACY, leaves(), BizStep::Inspecting, held));
		assert_noop!(
			change(PHARMACY, leaves(), BizStep::Inspecting, Disposition::InProgress),
			Refused::DispositionNotAllowed
		);
		// The logistic unit itself, once empty, is used again.
		let Epc::Sscc(number) = pallet(1) else { panic!("a logistic unit") };
		assert_ok!(plain(SupplyChain::commission_containers(
			by(PHARMACY),
			acting(PHARMACY),
			event(),
			vec![number].try_into().unwrap(),
		)));
		assert!(!item(&pallet(1)).tainted);
	});
}

#[test]
fn ep_2_a_container_should_not_count_a_part_in_which_all_have_ended() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let children = || ContentsOf::<Test>::get(pallet(1)).children;
		assert_ok!(pack_in(PHARMACY, pallet(1), vec![book.leaves(0, 10)]));
		assert_ok!(dispense(PHARMACY, proofs(&book, [0, 1, 2, 8, 9])));
		// Cut off before and after.
		assert_ok!(super::ranges::split(PHARMACY, &book, 3));
		assert_ok!(super::ranges::split(PHARMACY, &book, 8));
		assert_eq!(children(), 1);
		assert_ok!(super::ranges::split(PHARMACY, &book, 5));
		assert_eq!(children(), 2);
		assert_ok!(dispense(PHARMACY, proofs(&book, 3..8)));
		assert_eq!(children(), 0);
		assert_noop!(do_unpack(PHARMACY, pallet(1), vec![]), Refused::ContainerEmpty);
	});
}

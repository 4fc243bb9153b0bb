//! A serial that its maker committed, and under which somebody introduced a pack.

use super::{
	lots::Book,
	ranges::pass_on,
	units::{dispense, end, hold},
	*,
};
use crate::features::shown::duplicate_duty;

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

//! Ranges: custody, shipment, hold, cutting and merging.

use super::{
	lots::{open_box, Book},
	*,
};

fn list(ranges: Vec<Leaves>) -> BoundedVec<Leaves, sp_runtime::traits::ConstU32<MAX_RANGES>> {
	ranges.try_into().unwrap()
}

pub fn plain(result: frame_support::dispatch::DispatchResultWithPostInfo) -> DispatchResult {
	result.map(drop).map_err(|error| error.error)
}

pub fn ship(
	from: OrganisationId,
	ranges: Vec<Leaves>,
	kind: ShipmentKind,
	to: Option<OrganisationId>,
) -> DispatchResult {
	plain(SupplyChain::ship_ranges(
		by(from),
		acting(from),
		event(),
		list(ranges),
		shipment(kind, to),
	))
}

pub fn receive(to: OrganisationId, ranges: Vec<Leaves>) -> DispatchResult {
	plain(SupplyChain::receive_ranges(by(to), acting(to), event(), list(ranges)))
}

pub fn void(from: OrganisationId, ranges: Vec<Leaves>) -> DispatchResult {
	plain(SupplyChain::void_ranges(by(from), acting(from), event(), list(ranges)))
}

pub fn change(
	holder: OrganisationId,
	ranges: Vec<Leaves>,
	step: BizStep,
	to: Disposition,
) -> DispatchResult {
	let event = EventFacts { biz_step: Some(step), ..event() };
	plain(SupplyChain::change_range_disposition(
		by(holder),
		acting(holder),
		event,
		list(ranges),
		to,
	))
}

pub fn decommission(holder: OrganisationId, ranges: Vec<Leaves>) -> DispatchResult {
	plain(SupplyChain::decommission_ranges(
		by(holder),
		acting(holder),
		event(),
		list(ranges),
		DecommissionReason::Exported,
	))
}

pub fn destroy(holder: OrganisationId, ranges: Vec<Leaves>) -> DispatchResult {
	plain(SupplyChain::destroy_ranges(by(holder), acting(holder), event(), list(ranges)))
}

pub fn split(holder: OrganisationId, book: &Book, at: u32) -> DispatchResult {
	SupplyChain::split_range(by(holder), acting(holder), pack_gtin(), book.lot.clone(), at)
}

pub fn merge(holder: OrganisationId, book: &Book, at: u32) -> DispatchResult {
	SupplyChain::merge_ranges(by(holder), acting(holder), pack_gtin(), book.lot.clone(), at)
}

/// Sell and receive.
pub fn pass_on(from: OrganisationId, to: OrganisationId, leaves: Leaves) {
	ship(from, vec![leaves.clone()], ShipmentKind::Sale, Some(to)).unwrap();
	pass(HOUR);
	receive(to, vec![leaves]).unwrap();
}

fn made() -> Book {
	let book = Book::new("R", 0..100);
	book.commission().unwrap();
	book
}

fn starts() -> Vec<(u32, u32)> {
	let mut all: Vec<_> = Ranges::<Test>::iter()
		.map(|((_, _, key), row)| (crate::features::ranges::first_of(key), row.len))
		.collect();
	all.sort();
	all
}

#[test]
fn sc_4_a_part_of_a_range_should_change_hands_in_two_steps() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		let part = book.leaves(40, 20);
		assert_ok!(ship(MAKER, vec![part.clone()], ShipmentKind::Sale, Some(WHOLESALER)));
		assert!(matches!(last_event(), Event::Shipped { items: 20, .. }));
		assert_eq!(starts(), vec![(0, 40), (40, 20), (60, 40)]);
		assert_eq!(book.state(45).disposition, Disposition::InTransit);
		assert_eq!(book.state(45).owner, Some(MAKER));
		// Neither party may send it again.
		for from in [MAKER, WHOLESALER] {
			assert_noop!(
				ship(from, vec![part.clone()], ShipmentKind::Sale, Some(PHARMACY)),
				Refused::InTransit
			);
		}
		assert_noop!(receive(PHARMACY, vec![part.clone()]), Refused::NotConsignee);
		assert_ok!(receive(WHOLESALER, vec![part.clone()]));
		assert_noop!(receive(WHOLESALER, vec![part]), Refused::NotInTransit);
		for leaf in [39, 40, 59, 60] {
			let whose = if (40..60).contains(&leaf) { WHOLESALER } else { MAKER };
			let state = book.state(leaf);
			assert_eq!((state.owner, state.holder), (Some(whose), Some(whose)), "leaf {leaf}");
		}
	});
}

#[test]
fn sc_3_sc_2_ranges_should_move_between_authorised_partners_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		let all = book.leaves(0, 100);
		assert_noop!(
			ship(MAKER, vec![all.clone()], ShipmentKind::Sale, Some(AUDITOR)),
			Refused::ConsigneeNotAccredited
		);
		assert_noop!(
			ship(WHOLESALER, vec![all.clone()], ShipmentKind::Sale, Some(PHARMACY)),
			Refused::NotHolder
		);
		let facts = ShipmentFacts { statement: 1, ..shipment(ShipmentKind::Sale, None) };
		let shipped = SupplyChain::ship_ranges(
			by(MAKER),
			acting(MAKER),
			event(),
			list(vec![all.clone()]),
			facts,
		);
		assert_eq!(plain(shipped), Err(Refused::StatementIncomplete.into()));
		assert_ok!(ship(MAKER, vec![all.clone()], ShipmentKind::Sale, Some(WHOLESALER)));
		accredit(MAKER, Capacity::Manufacturer, false);
		assert_noop!(receive(WHOLESALER, vec![all]), Refused::SenderNotAccredited);
	});
}

#[test]
fn sc_4_a_range_on_its_way_should_not_be_cut_and_should_come_back_whole() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		let part = book.leaves(0, 50);
		assert_ok!(ship(MAKER, vec![part.clone()], ShipmentKind::Sale, Some(WHOLESALER)));
		assert_noop!(receive(WHOLESALER, vec![book.leaves(0, 25)]), Refused::SplitInTransit);
		assert_noop!(void(MAKER, vec![book.leaves(0, 25)]), Refused::SplitInTransit);
		assert_noop!(split(MAKER, &book, 25), Refused::SplitInTransit);
		assert_noop!(
			ship(MAKER, vec![book.leaves(0, 25)], ShipmentKind::Sale, Some(PHARMACY)),
			Refused::SplitInTransit
		);
		assert_noop!(merge(MAKER, &book, 50), Refused::InTransit);
		assert_noop!(void(WHOLESALER, vec![part.clone()]), Refused::NotShipper);
		assert_ok!(void(MAKER, vec![part.clone()]));
		assert_eq!(book.state(0).disposition, Disposition::Active);
		// Stolen on the way: out of the shipment, and never sellable again.
		assert_ok!(ship(MAKER, vec![part.clone()], ShipmentKind::Sale, Some(WHOLESALER)));
		assert_ok!(change(MAKER, vec![part.clone()], BizStep::Holding, Disposition::Stolen));
		assert_eq!(book.state(0).disposition, Disposition::Stolen);
		assert_noop!(receive(WHOLESALER, vec![part]), Refused::NotInTransit);
	});
}

#[test]
fn sc_4_leaves_that_have_all_ended_should_not_be_shipped() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		assert_ok!(units::end(MAKER, vec![book.proof(22)]));
		// Cut out of a live range, it would be a shipment of nothing that nobody can receive.
		assert_noop!(
			ship(MAKER, vec![book.leaves(22, 1)], ShipmentKind::Custody, Some(MAKER)),
			Refused::UnknownRange
		);
		assert_ok!(ship(MAKER, vec![book.leaves(21, 2)], ShipmentKind::Sale, Some(WHOLESALER)));
	});
}

#[test]
fn ranges_should_be_cut_and_merged_by_their_holder() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		assert_noop!(split(WHOLESALER, &book, 10), Refused::NotHolder);
		assert_noop!(split(AUDITOR, &book, 10), Refused::CapacityNotAllowed);
		assert_noop!(split(MAKER, &book, 0), Refused::NothingToSplit);
		assert_noop!(split(MAKER, &book, 100), Refused::UnknownRange);
		let held = Balances::total_balance_on_hold(&1_001);
		assert_ok!(split(MAKER, &book, 10));
		assert_eq!(Balances::total_balance_on_hold(&1_001), held + 2);
		assert_eq!(starts(), vec![(0, 10), (10, 90)]);
		assert_noop!(split(MAKER, &book, 10), Refused::NothingToSplit);
		assert_noop!(merge(MAKER, &book, 11), Refused::NotNeighbours);
		assert_noop!(merge(MAKER, &book, 0), Refused::NotNeighbours);
		assert_noop!(merge(WHOLESALER, &book, 10), Refused::NotHolder);
		assert_ok!(merge(MAKER, &book, 10));
		assert_eq!(starts(), vec![(0, 100)]);
		// The row's deposit is back; what says where history goes on is kept.
		assert_eq!(Balances::total_balance_on_hold(&1_001), held + 2);
	});
}

#[test]
fn ranges_that_differ_should_not_be_merged() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		pass_on(MAKER, WHOLESALER, book.leaves(0, 50));
		assert_noop!(merge(MAKER, &book, 50), Refused::NotHolder);
		// One holder, two owners.
		let rest = book.leaves(50, 50);
		assert_ok!(ship(MAKER, vec![rest.clone()], ShipmentKind::Custody, Some(WHOLESALER)));
		assert_ok!(receive(WHOLESALER, vec![rest]));
		assert_noop!(merge(WHOLESALER, &book, 50), Refused::MixedOwners);
		assert_ok!(split(WHOLESALER, &book, 10));
		assert_ok!(change(
			WHOLESALER,
			vec![book.leaves(0, 10)],
			BizStep::Holding,
			Disposition::Damaged
		));
		assert_noop!(merge(WHOLESALER, &book, 10), Refused::RangesDiffer);
	});
}

#[test]
fn ep_3_a_range_should_be_held_and_released() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		let part = book.leaves(10, 10);
		assert_noop!(
			change(WHOLESALER, vec![part.clone()], BizStep::Holding, Disposition::Damaged),
			Refused::NotHolder
		);
		assert_ok!(change(MAKER, vec![part.clone()], BizStep::Holding, Disposition::Damaged));
		assert_eq!(book.state(15).disposition, Disposition::Damaged);
		assert_eq!(book.state(9).disposition, Disposition::Active);
		assert_noop!(
			ship(MAKER, vec![part.clone()], ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::Held
		);
		assert_noop!(split(MAKER, &book, 15), Refused::SplitWhileHeld);
		assert_noop!(
			change(MAKER, vec![part.clone()], BizStep::Storing, Disposition::InProgress),
			Refused::DispositionNotAllowed
		);
		assert_ok!(change(MAKER, vec![part.clone()], BizStep::Inspecting, Disposition::InProgress));
		assert_ok!(ship(MAKER, vec![part], ShipmentKind::Sale, Some(WHOLESALER)));
	});
}

#[test]
fn fmd_2_a_range_should_end_as_a_whole() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		let part = book.leaves(0, 10);
		assert_noop!(destroy(MAKER, vec![part.clone()]), Refused::DispositionNotAllowed);
		assert_ok!(decommission(MAKER, vec![part.clone()]));
		assert_eq!(book.state(3).disposition, Disposition::Inactive);
		assert_eq!(book.verify(3).unfit, vec![Unfitness::Decommissioned]);
		assert_noop!(decommission(MAKER, vec![part.clone()]), Refused::Decommissioned);
		assert_noop!(
			ship(MAKER, vec![part.clone()], ShipmentKind::Return, Some(WHOLESALER)),
			Refused::Decommissioned
		);
		// What was exported is elsewhere.
		assert_noop!(destroy(MAKER, vec![part]), Refused::Decommissioned);
		let other = book.leaves(20, 10);
		assert_ok!(change(MAKER, vec![other.clone()], BizStep::Holding, Disposition::Damaged));
		assert_ok!(destroy(MAKER, vec![other.clone()]));
		assert_noop!(destroy(MAKER, vec![other]), Refused::Destroyed);
		assert_eq!(book.state(25).disposition, Disposition::Destroyed);
	});
}

#[test]
fn rc_2_a_recall_should_reach_ranges_at_once_and_on_their_way() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		let (part, rest) = (book.leaves(0, 50), book.leaves(50, 50));
		assert_ok!(ship(MAKER, vec![part.clone()], ShipmentKind::Sale, Some(WHOLESALER)));
		let scope = RecallScope::Lot { gtin: pack_gtin(), lot: lot("R") };
		assert_ok!(recall(REGULATOR, 1, scope, RecallClass::I));
		assert_noop!(
			ship(MAKER, vec![rest], ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::Recalled
		);
		assert_ok!(receive(WHOLESALER, vec![part.clone()]));
		assert!(matches!(last_event(), Event::Received { items: 50, owner_kept: 50, .. }));
		assert_eq!(book.state(0).owner, Some(MAKER));
		assert_eq!(book.state(0).holder, Some(WHOLESALER));
		assert!(book.verify(0).unfit.contains(&Unfitness::Recalled));
		// Back it may go, and be destroyed.
		assert_ok!(ship(WHOLESALER, vec![part.clone()], ShipmentKind::Return, Some(MAKER)));
		assert_ok!(receive(MAKER, vec![part.clone()]));
		assert_ok!(destroy(MAKER, vec![part]));
	});
}

#[test]
fn expired_ranges_should_not_be_sold() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		pass(701 * DAY);
		assert_noop!(
			ship(MAKER, vec![book.leaves(0, 5)], ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::Expired
		);
		assert_ok!(ship(MAKER, vec![book.leaves(0, 5)], ShipmentKind::Return, Some(WHOLESALER)));
	});
}

#[test]
fn ranges_should_be_named_as_they_are() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		let sell = |leaves| ship(MAKER, vec![leaves], ShipmentKind::Sale, Some(WHOLESALER));
		assert_noop!(sell(book.leaves(0, 0)), Refused::UnknownRange);
		assert_noop!(sell(book.leaves(90, 11)), Refused::UnknownRange);
		assert_noop!(sell(book.leaves(100, 1)), Refused::UnknownRange);
		assert_noop!(sell(book.leaves(u32::MAX, u32::MAX)), Refused::UnknownRange);
		let other = Leaves { lot: lot("A"), ..book.leaves(0, 1) };
		assert_noop!(sell(other), Refused::LotNotCommitted);
		assert_ok!(split(MAKER, &book, 50));
		assert_noop!(sell(book.leaves(40, 20)), Refused::UnknownRange);
		assert_noop!(
			ship(
				MAKER,
				vec![book.leaves(0, 5), book.leaves(0, 5)],
				ShipmentKind::Sale,
				Some(WHOLESALER)
			),
			Refused::InTransit
		);
		assert_noop!(ship(MAKER, vec![], ShipmentKind::Sale, Some(WHOLESALER)), Refused::EmptyList);
	});
}

#[test]
fn a_packed_range_should_move_with_its_container_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::packed("R", 0..10, vec![(pallet(1), 0, 10, 1)]);
		assert_ok!(book.commission());
		assert_ok!(open_box(MAKER, &book.lot, book.container(0)));
		assert_noop!(
			ship(MAKER, vec![book.leaves(0, 10)], ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::Packed
		);
		// A hold of a part of it blocks all.
		assert_ok!(change(MAKER, vec![book.leaves(0, 2)], BizStep::Holding, Disposition::Damaged));
		assert_eq!(ContentsOf::<Test>::get(pallet(1)).children, 2);
		assert_noop!(
			do_ship(MAKER, vec![pallet(1)], ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::ContainsHeld
		);
		assert_ok!(decommission(MAKER, vec![book.leaves(0, 2)]));
		assert_ok!(do_ship(MAKER, vec![pallet(1)], ShipmentKind::Sale, Some(WHOLESALER)));
		assert_eq!(book.state(5).disposition, Disposition::InTransit);
		assert_noop!(split(MAKER, &book, 5), Refused::SplitInTransit);
	});
}

#[test]
fn sc_10_the_history_of_any_leaf_should_be_told() {
	ExtBuilder::default().build_and_execute(|| {
		use HopKind::*;
		let book = Book::packed("R", 0..100, vec![(pallet(1), 40, 10, 1)]);
		assert_ok!(book.commission());
		pass(HOUR);
		pass_on(MAKER, WHOLESALER, book.leaves(20, 60));
		pass(HOUR);
		assert_ok!(open_box(WHOLESALER, &book.lot, book.container(0)));
		transfer(WHOLESALER, PHARMACY, vec![pallet(1)]);
		assert_ok!(do_unpack(PHARMACY, pallet(1), vec![]));
		pass(HOUR);
		assert_ok!(ship(
			PHARMACY,
			vec![book.leaves(42, 2)],
			ShipmentKind::Sale,
			Some(PHARMACY_TWO)
		));
		let scope = RecallScope::Lot { gtin: pack_gtin(), lot: lot("R") };
		assert_ok!(recall(REGULATOR, 1, scope, RecallClass::II));
		let story = |leaf| {
			let page = SupplyChain::trace_leaf(pack_gtin(), lot("R"), leaf, None, 100);
			let page = page.unwrap().unwrap();
			assert_eq!(page.next, None);
			// Row by row it is the same.
			let (mut one_by_one, mut cursor) = (vec![], None);
			loop {
				let page = SupplyChain::trace_leaf(pack_gtin(), lot("R"), leaf, cursor, 1);
				let page = page.unwrap().unwrap();
				one_by_one.extend(page.hops);
				cursor = page.next;
				if cursor.is_none() {
					break;
				}
			}
			assert_eq!(one_by_one, page.hops);
			page.hops.into_iter().map(|hop| (hop.kind, hop.object)).collect::<Vec<_>>()
		};
		let box_one = Some(pallet(1));
		let made = [(Commissioned, None)];
		let sold = [(Shipped, None), (Received, None)];
		let boxed = [
			(Packed, None),
			(Shipped, box_one.clone()),
			(Received, box_one.clone()),
			(Unpacked, box_one.clone()),
		];
		let recalled = [(RecallOpened, None)];
		assert_eq!(story(0), [&made[..], &recalled].concat());
		assert_eq!(story(79), [&made[..], &sold, &recalled].concat());
		assert_eq!(story(41), [&made[..], &sold, &boxed, &recalled].concat());
		let again = [(Shipped, None)];
		assert_eq!(story(42), [&made[..], &sold, &boxed, &again, &recalled].concat());
		assert_eq!(
			SupplyChain::trace_leaf(pack_gtin(), lot("R"), 0, Some(vec![1]), 1),
			Err(salus_primitives::BadCursor)
		);
		assert_eq!(SupplyChain::trace_leaf(pack_gtin(), lot("R"), 100, None, 1), Ok(None));
		// With its serial, by proof.
		let page = SupplyChain::trace_unit(pack_gtin(), book.proof(0), None, 100);
		assert_eq!(page.unwrap().unwrap().hops[0].object, Some(pack(0)));
	});
}

#[test]
fn sc_10_a_merged_range_should_keep_both_histories() {
	ExtBuilder::default().build_and_execute(|| {
		use HopKind::*;
		let book = made();
		pass_on(MAKER, WHOLESALER, book.leaves(0, 10));
		pass_on(MAKER, WHOLESALER, book.leaves(10, 90));
		assert_ok!(merge(WHOLESALER, &book, 10));
		pass_on(WHOLESALER, PHARMACY, book.leaves(0, 100));
		for leaf in [5, 50] {
			let page = SupplyChain::trace_leaf(pack_gtin(), lot("R"), leaf, None, 100);
			let hops = page.unwrap().unwrap().hops;
			let kinds: Vec<_> = hops.iter().map(|hop| hop.kind).collect();
			assert_eq!(kinds, [Commissioned, Shipped, Received, Shipped, Received]);
			assert!(hops.windows(2).all(|pair| pair[0].recorded <= pair[1].recorded));
		}
	});
}

#[test]
fn sc_9_hops_of_ranges_should_be_kept_and_then_reaped() {
	ExtBuilder::default().build_and_execute(|| {
		let book = made();
		pass_on(MAKER, WHOLESALER, book.leaves(0, 10));
		let hop =
			|segment, seq| History::RangeHop { gtin: pack_gtin(), lot: lot("R"), segment, seq };
		let reap = |history| SupplyChain::reap_history(by(AUDITOR), history);
		assert_noop!(reap(hop(0, 0)), Refused::RetentionNotOver);
		pass(6 * 365 * DAY + HOUR);
		assert_ok!(reap(hop(0, 0)));
		assert_noop!(reap(hop(0, 0)), Refused::NothingToReap);
		// A cut stays.
		assert_noop!(reap(hop(0, 1)), Refused::NothingToReap);
		let page = SupplyChain::trace_leaf(pack_gtin(), lot("R"), 0, None, 100);
		assert_eq!(page.unwrap().unwrap().hops.len(), 2);
		assert_ok!(reap(hop(1, 0)));
		assert_ok!(reap(hop(1, 1)));
	});
}

//! Dispensing, decommissioning, destruction.

use super::*;

fn at_pharmacy(range: std::ops::Range<u32>) {
	commission(range.clone());
	transfer(MAKER, PHARMACY, packs(range));
}

fn decommission(organisation: OrganisationId, items: Vec<Epc>) -> DispatchResult {
	SupplyChain::decommission(
		by(organisation),
		acting(organisation),
		event(),
		items.try_into().unwrap(),
		DecommissionReason::Exported,
	)
	.map(drop)
	.map_err(|error| error.error)
}

fn destroy(organisation: OrganisationId, items: Vec<Epc>) -> DispatchResult {
	SupplyChain::destroy(by(organisation), acting(organisation), event(), items.try_into().unwrap())
		.map(drop)
		.map_err(|error| error.error)
}

fn dispense_as(disposition: Disposition, items: Vec<Epc>) -> DispatchResult {
	SupplyChain::dispense(
		by(PHARMACY),
		acting(PHARMACY),
		event_with(disposition),
		items.try_into().unwrap(),
	)
	.map(drop)
	.map_err(|error| error.error)
}

#[test]
fn fmd_2_a_pack_should_be_dispensed_once_in_the_whole_network() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..2);
		assert!(verify(&pack(0)).dispensable);
		assert_ok!(do_dispense(PHARMACY, packs([0])));
		let Event::Dispensed { organisation, items, .. } = last_event() else { panic!() };
		assert_eq!((organisation, items), (PHARMACY, 1));
		for organisation in [PHARMACY, PHARMACY_TWO] {
			assert_noop!(do_dispense(organisation, packs([0])), Refused::AlreadyDispensed);
		}
		assert_noop!(do_dispense(PHARMACY, packs([1, 1])), Refused::AlreadyDispensed);
		assert_eq!(verify(&pack(0)).unfit, vec![Unfitness::Dispensed]);
	});
}

#[test]
fn fmd_2_what_was_dispensed_should_not_appear_again() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		assert_ok!(do_dispense(PHARMACY, packs([0])));
		assert_noop!(
			do_ship(PHARMACY, packs([0]), ShipmentKind::Return, Some(WHOLESALER)),
			Refused::AlreadyDispensed
		);
		assert_noop!(do_pack(PHARMACY, pallet(1), packs([0])), Refused::AlreadyDispensed);
		assert_noop!(decommission(PHARMACY, packs([0])), Refused::AlreadyDispensed);
		assert_noop!(destroy(PHARMACY, packs([0])), Refused::AlreadyDispensed);
		assert_noop!(
			do_change(PHARMACY, packs([0]), None, Disposition::NonSellableOther),
			Refused::AlreadyDispensed
		);
		assert_noop!(
			SupplyChain::observe(
				by(PHARMACY),
				acting(PHARMACY),
				event(),
				packs([0]).try_into().unwrap()
			),
			Refused::AlreadyDispensed
		);
	});
}

#[test]
fn dispense_should_fail_for_a_counterfeit_and_for_what_is_elsewhere() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		assert_noop!(do_dispense(PHARMACY, packs([666])), Refused::UnknownItem);
		assert_noop!(do_dispense(PHARMACY_TWO, packs([0])), Refused::NotHolder);
		assert_ok!(do_pack(PHARMACY, pallet(1), packs([0])));
		assert_noop!(do_dispense(PHARMACY, vec![pallet(1)]), Refused::NotATradeItem);
	});
}

#[test]
fn dispense_should_take_a_pack_out_of_the_container_it_is_in() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..4)));
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1)]));
		transfer(MAKER, PHARMACY, vec![pallet(2)]);
		assert!(verify(&pack(0)).dispensable);
		assert_ok!(do_dispense(PHARMACY, packs([0, 2])));
		for around in [pallet(1), pallet(2)] {
			let inside = ContentsOf::<Test>::get(around);
			assert_eq!(inside.lots.get(&(pack_gtin(), lot("A"))).unwrap().units, 2);
		}
		assert_eq!(whose(&pack(0)), (PHARMACY, PHARMACY));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::AlreadyDispensed);
	});
}

#[test]
fn dispense_should_fail_for_a_case_with_packs_in_it() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		commission_as(case_gtin(), "A", [1]);
		assert_ok!(do_pack(MAKER, case(1), packs([1])));
		transfer(MAKER, PHARMACY, vec![case(1)]);
		assert_noop!(do_dispense(PHARMACY, vec![case(1)]), Refused::NotEmpty);
		assert_noop!(decommission(PHARMACY, vec![case(1)]), Refused::NotEmpty);
		assert_ok!(do_dispense(PHARMACY, packs([1])));
		assert_ok!(decommission(PHARMACY, vec![case(1)]));
	});
}

#[test]
fn a_whole_pack_should_not_be_dispensed_after_a_part_of_it() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		assert_ok!(dispense_as(Disposition::PartiallyDispensed, packs([0])));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::PartlyDispensed);
		assert_noop!(
			do_ship(PHARMACY, packs([0]), ShipmentKind::Sale, Some(PHARMACY_TWO)),
			Refused::PartlyDispensed
		);
		assert_eq!(verify(&pack(0)).unfit, vec![Unfitness::PartiallyDispensed]);
		// By no detour: what was held is not sellable again.
		assert_noop!(
			do_change(PHARMACY, packs([0]), Some(BizStep::Inspecting), Disposition::InProgress),
			Refused::DispositionNotAllowed
		);
		assert_ok!(do_pack(PHARMACY, pallet(1), packs([0])));
		assert_ok!(do_unpack(PHARMACY, pallet(1), vec![]));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::PartlyDispensed);
		// The rest, said as such.
		assert_ok!(dispense_as(Disposition::PartiallyDispensed, packs([0])));
		assert_ok!(dispense_as(Disposition::Dispensed, packs([0])));
		assert_noop!(dispense_as(Disposition::Dispensed, packs([0])), Refused::AlreadyDispensed);
	});
}

#[test]
fn a_part_of_a_pack_that_was_held_should_not_become_a_pack() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		assert_ok!(dispense_as(Disposition::PartiallyDispensed, packs([0])));
		assert_ok!(do_change(PHARMACY, packs([0]), None, Disposition::Damaged));
		assert_noop!(
			do_change(
				PHARMACY,
				packs([0]),
				Some(BizStep::Inspecting),
				Disposition::SellableAccessible
			),
			Refused::DispositionNotAllowed
		);
		assert_ok!(do_ship(PHARMACY, packs([0]), ShipmentKind::Return, Some(PHARMACY_TWO)));
		assert_ok!(do_receive(PHARMACY_TWO, packs([0])));
		assert_noop!(do_dispense(PHARMACY_TWO, packs([0])), Refused::Held);
	});
}

#[test]
fn dispense_should_heed_what_the_holder_wrote_down() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..3);
		assert_ok!(do_change(PHARMACY, packs([0]), None, Disposition::NonSellableOther));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::Held);
		assert_ok!(do_change(PHARMACY, packs([1]), None, Disposition::Unknown));
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::Stolen);
		assert_ok!(do_change(
			PHARMACY,
			packs([2]),
			Some(BizStep::Storing),
			Disposition::SellableNotAccessible
		));
		assert_noop!(do_dispense(PHARMACY, packs([2])), Refused::DispositionNotAllowed);
		assert!(!verify(&pack(2)).dispensable);
		// In a container that is held.
		assert_ok!(do_pack(PHARMACY, pallet(1), packs([2])));
		assert_ok!(do_change(PHARMACY, vec![pallet(1)], None, Disposition::Damaged));
		assert_noop!(do_dispense(PHARMACY, packs([2])), Refused::Held);
	});
}

#[test]
fn fmd_5_only_the_holder_should_mark_a_pack() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		for organisation in [MAKER, WHOLESALER, PHARMACY_TWO] {
			assert_noop!(
				do_change(organisation, packs([0]), None, Disposition::Stolen),
				Refused::NotHolder
			);
		}
		assert_noop!(
			SupplyChain::change_disposition(
				by(AUDITOR),
				acting(AUDITOR),
				event(),
				packs([0]).try_into().unwrap(),
				Disposition::Stolen
			),
			Refused::CapacityNotAllowed
		);
	});
}

#[test]
fn dispense_should_fail_when_expired() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..2);
		let last_day = Moment::from(EXPIRY) * DAY + 23 * HOUR;
		pass(last_day - now());
		assert_ok!(do_dispense(PHARMACY, packs([0])));
		pass(HOUR);
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::Expired);
		assert!(verify(&pack(1)).unfit.contains(&Unfitness::Expired));
		// Expiry is judged at the time of the event.
		assert_ok!(SupplyChain::dispense(
			by(PHARMACY),
			acting(PHARMACY),
			event_at(now() - HOUR),
			packs([1]).try_into().unwrap()
		));
	});
}

#[test]
fn fmd_2_decommission_should_say_why_and_end_the_pack() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..3);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..3)));
		transfer(MAKER, WHOLESALER, vec![pallet(1)]);
		assert_ok!(decommission(WHOLESALER, packs([0])));
		let Event::Decommissioned { organisation, reason, items, .. } = last_event() else {
			panic!()
		};
		assert_eq!((organisation, reason, items), (WHOLESALER, DecommissionReason::Exported, 1));
		let ended = item(&pack(0));
		assert_eq!(ended.disposition, Disposition::Inactive);
		assert_eq!(ended.reason, Some(DecommissionReason::Exported));
		assert_eq!(ContentsOf::<Test>::get(pallet(1)).children, 2);
		assert_eq!(verify(&pack(0)).unfit, vec![Unfitness::Decommissioned]);
		assert_noop!(decommission(WHOLESALER, packs([0])), Refused::Decommissioned);
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::Decommissioned);
		assert_noop!(
			do_ship(WHOLESALER, packs([0]), ShipmentKind::Return, Some(MAKER)),
			Refused::Decommissioned
		);
		// What is exported is not here to be destroyed.
		assert_noop!(destroy(WHOLESALER, packs([0])), Refused::Decommissioned);
	});
}

#[test]
fn ep_3_destroy_should_follow_on_a_decision() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		assert_noop!(destroy(MAKER, packs([0])), Refused::DispositionNotAllowed);
		assert_ok!(do_change(MAKER, packs([0]), None, Disposition::Damaged));
		assert_ok!(destroy(MAKER, packs([0])));
		let Event::Destroyed { organisation, items, .. } = last_event() else { panic!() };
		assert_eq!((organisation, items), (MAKER, 1));
		assert_eq!(verify(&pack(0)).unfit, vec![Unfitness::Destroyed]);
		assert_noop!(destroy(MAKER, packs([0])), Refused::Destroyed);
		assert_noop!(decommission(MAKER, packs([0])), Refused::Destroyed);
		// After decommissioning.
		assert_ok!(SupplyChain::decommission(
			by(MAKER),
			acting(MAKER),
			event(),
			packs([1]).try_into().unwrap(),
			DecommissionReason::Destroyed
		));
		assert_ok!(SupplyChain::destroy(
			by(MAKER),
			acting(MAKER),
			event_with(Disposition::Disposed),
			packs([1]).try_into().unwrap()
		));
		assert_eq!(item(&pack(1)).disposition, Disposition::Disposed);
		// Recalled is an overlay and decision enough.
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::I));
		assert_ok!(destroy(MAKER, packs([2])));
		assert_noop!(destroy(WHOLESALER, packs([3])), Refused::NotHolder);
	});
}

#[test]
fn fmd_3_what_was_stolen_should_never_be_sold_again() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		assert_ok!(do_change(PHARMACY, packs([0]), None, Disposition::Stolen));
		let Event::DispositionChanged { organisation, disposition, items, .. } = last_event()
		else {
			panic!()
		};
		assert_eq!((organisation, disposition, items), (PHARMACY, Disposition::Stolen, 1));
		let change = |step, to| do_change(PHARMACY, packs([0]), Some(step), to);
		assert_noop!(change(BizStep::Inspecting, Disposition::SellableAccessible), Refused::Stolen);
		assert_noop!(
			change(BizStep::Holding, Disposition::NonSellableOther),
			Refused::DispositionNotAllowed
		);
		assert_ok!(change(BizStep::Inspecting, Disposition::NonSellableOther));
		assert_noop!(
			change(BizStep::Inspecting, Disposition::SellableAccessible),
			Refused::DispositionNotAllowed
		);
		// Nor by way of a return and a receipt.
		assert_ok!(do_ship(PHARMACY, packs([0]), ShipmentKind::Return, Some(PHARMACY_TWO)));
		assert_ok!(do_receive(PHARMACY_TWO, packs([0])));
		assert_noop!(
			do_change(
				PHARMACY_TWO,
				packs([0]),
				Some(BizStep::Inspecting),
				Disposition::SellableAccessible
			),
			Refused::DispositionNotAllowed
		);
		assert_ok!(destroy(PHARMACY_TWO, packs([0])));
	});
}

#[test]
fn what_is_lost_on_the_way_should_leave_its_shipment() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_ship(MAKER, packs([1, 2]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_noop!(do_change(MAKER, packs([1]), None, Disposition::Damaged), Refused::InTransit);
		assert_noop!(
			do_change(WHOLESALER, packs([1]), None, Disposition::Unknown),
			Refused::NotHolder
		);
		assert_ok!(do_change(MAKER, packs([1]), None, Disposition::Unknown));
		assert_noop!(do_receive(WHOLESALER, packs([1])), Refused::NotInTransit);
		assert_ok!(do_receive(WHOLESALER, packs([2])));
	});
}

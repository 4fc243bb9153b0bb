use super::*;

#[test]
fn ep_2_pack_should_put_items_in_a_container_and_open_one_that_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..10);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..10)));
		let Event::Packed { organisation, parent, items, .. } = last_event() else { panic!() };
		assert_eq!((organisation, parent, items), (MAKER, pallet(1), 10));
		let inside = ContentsOf::<Test>::get(pallet(1));
		assert_eq!((inside.children, inside.height), (10, 1));
		assert_eq!(inside.lots.get(&(pack_gtin(), lot("A"))).unwrap().units, 10);
		assert_eq!(item(&pallet(1)).disposition, Disposition::ContainerClosed);
		assert_eq!(verify(&pack(3)).parent, Some(pallet(1)));
	});
}

#[test]
fn moving_a_container_should_move_what_is_in_it_with_one_row() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..20);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..10)));
		assert_ok!(do_pack(MAKER, pallet(2), packs(10..20)));
		assert_ok!(do_pack(MAKER, pallet(3), vec![pallet(1), pallet(2)]));
		let before = item(&pack(3));
		transfer(MAKER, WHOLESALER, vec![pallet(3)]);
		assert_eq!(item(&pack(3)), before);
		assert_eq!(whose(&pack(3)), (WHOLESALER, WHOLESALER));
		assert_eq!(whose(&pack(13)), (WHOLESALER, WHOLESALER));
	});
}

#[test]
fn ep_2_pack_should_fail_for_what_is_packed_already() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_noop!(do_pack(MAKER, pallet(2), packs([1])), Refused::AlreadyPacked);
		assert_noop!(do_pack(MAKER, pallet(1), packs([1])), Refused::AlreadyPacked);
		assert_noop!(do_pack(MAKER, pallet(2), packs([2, 2])), Refused::AlreadyPacked);
	});
}

#[test]
fn ep_2_pack_should_fail_for_what_is_unknown_or_ended() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(do_pack(MAKER, pallet(1), packs([1, 2])), Refused::UnknownItem);
		assert_noop!(do_pack(MAKER, case(1), packs([1])), Refused::UnknownItem);
		assert_noop!(do_pack(MAKER, Epc::Sscc(7), packs([1])), Refused::InvalidSscc);
		assert_ok!(SupplyChain::decommission(
			by(MAKER),
			acting(MAKER),
			event(),
			packs([1]).try_into().unwrap(),
			DecommissionReason::Sample
		));
		assert_noop!(do_pack(MAKER, pallet(1), packs([1])), Refused::Decommissioned);
	});
}

#[test]
fn pack_should_fail_when_either_is_held_by_another_or_on_its_way() {
	ExtBuilder::default().build_and_execute(|| {
		commission(1..5);
		assert_noop!(do_pack(WHOLESALER, pallet(1), packs([1])), Refused::NotHolder);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_noop!(do_pack(WHOLESALER, pallet(1), packs([2])), Refused::NotHolder);
		assert_ok!(do_ship(
			MAKER,
			[vec![pallet(1)], packs([2])].concat(),
			ShipmentKind::Sale,
			None
		));
		assert_noop!(do_pack(MAKER, pallet(1), packs([3])), Refused::InTransit);
		assert_noop!(do_pack(MAKER, pallet(2), packs([2])), Refused::InTransit);
		assert_noop!(do_unpack(MAKER, pallet(1), vec![]), Refused::InTransit);
		// Nor something in a container that is on its way.
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::InTransit);
	});
}

#[test]
fn ep_2_a_container_should_not_be_inside_itself() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_noop!(do_pack(MAKER, pallet(1), vec![pallet(1)]), Refused::PackingCycle);
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1)]));
		assert_ok!(do_pack(MAKER, pallet(3), vec![pallet(2)]));
		assert_noop!(do_pack(MAKER, pallet(1), vec![pallet(3)]), Refused::PackingCycle);
	});
}

#[test]
fn containers_should_nest_five_deep_and_not_deeper() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		for n in 1..5 {
			assert_ok!(do_pack(MAKER, pallet(n + 1), vec![pallet(n)]));
		}
		assert_noop!(do_pack(MAKER, pallet(6), vec![pallet(5)]), Refused::TooDeep);
		// From within as from without: a case with a pack does not fit into the innermost.
		assert_ok!(do_pack(MAKER, pallet(9), packs([2])));
		assert_noop!(do_pack(MAKER, pallet(1), vec![pallet(9)]), Refused::TooDeep);
		assert_eq!(ContentsOf::<Test>::get(pallet(5)).height, 5);
		transfer(MAKER, WHOLESALER, vec![pallet(5)]);
		assert_eq!(whose(&pack(1)).0, WHOLESALER);
	});
}

#[test]
fn a_case_with_an_identity_of_its_own_should_hold_what_it_is_registered_for() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..12);
		commission_as(pack_gtin(), "B", [20]);
		commission_as(case_gtin(), "A", [1, 2]);
		assert_ok!(do_pack(MAKER, case(1), packs(0..9)));
		assert_noop!(do_pack(MAKER, case(1), packs([20])), Refused::ContentsMismatch);
		assert_noop!(do_pack(MAKER, case(1), vec![case(2)]), Refused::ContentsMismatch);
		assert_noop!(do_pack(MAKER, case(1), vec![pallet(1)]), Refused::UnknownItem);
		assert_noop!(do_pack(MAKER, case(1), packs([9, 10])), Refused::CaseFull);
		assert_ok!(do_pack(MAKER, case(1), packs([9])));
		assert_noop!(do_pack(MAKER, pack(10), packs([11])), Refused::NotAContainer);
		// A pallet counts the case and what is in it.
		assert_ok!(do_pack(MAKER, pallet(1), vec![case(1)]));
		let inside = ContentsOf::<Test>::get(pallet(1));
		assert_eq!(inside.lots.get(&(pack_gtin(), lot("A"))).unwrap().units, 10);
		assert_eq!(inside.lots.get(&(case_gtin(), lot("A"))).unwrap().units, 1);
		transfer(MAKER, WHOLESALER, vec![pallet(1)]);
		assert_eq!(whose(&pack(9)), (WHOLESALER, WHOLESALER));
	});
}

#[test]
fn pack_should_fail_with_more_lots_than_a_summary_holds() {
	ExtBuilder::default().build_and_execute(|| {
		for n in 0..65 {
			commission_as(pack_gtin(), &format!("L{n}"), [n]);
		}
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..64)));
		assert_noop!(do_pack(MAKER, pallet(1), packs([64])), Refused::TooManyLots);
	});
}

#[test]
fn pack_should_fail_with_items_of_different_owners() {
	ExtBuilder::default().build_and_execute(|| {
		register(REPACKAGER, other_gtin(7), None);
		assert_ok!(SupplyChain::commission(
			by(REPACKAGER),
			acting(REPACKAGER),
			event(),
			other_gtin(7),
			lot("R"),
			EXPIRY,
			vec![serial(1)].try_into().unwrap()
		));
		let theirs = Epc::Sgtin { gtin: other_gtin(7), serial: serial(1) };
		commission([1, 2]);
		assert_ok!(do_ship(MAKER, packs([1]), ShipmentKind::Custody, Some(LOGISTICS)));
		assert_ok!(do_ship(
			REPACKAGER,
			vec![theirs.clone()],
			ShipmentKind::Custody,
			Some(LOGISTICS)
		));
		assert_ok!(do_receive(LOGISTICS, vec![pack(1), theirs.clone()]));
		assert_noop!(
			do_pack(LOGISTICS, pallet(1), vec![pack(1), theirs.clone()]),
			Refused::MixedOwners
		);
		// The tote is the provider's; with the goods in it, it is their owner's.
		assert_ok!(do_pack(LOGISTICS, pallet(1), packs([1])));
		assert_eq!((item(&pallet(1)).owner, item(&pallet(1)).holder), (MAKER, LOGISTICS));
		assert_noop!(do_pack(LOGISTICS, pallet(1), vec![theirs]), Refused::MixedOwners);
	});
}

#[test]
fn ep_2_unpack_should_leave_lower_levels_packed() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		assert_ok!(do_pack(MAKER, pallet(1), packs([0, 1])));
		assert_ok!(do_pack(MAKER, pallet(2), packs([2, 3])));
		assert_ok!(do_pack(MAKER, pallet(3), vec![pallet(1), pallet(2)]));
		transfer(MAKER, WHOLESALER, vec![pallet(3)]);
		assert_ok!(do_unpack(WHOLESALER, pallet(3), vec![]));
		let Event::Unpacked { parent, items, .. } = last_event() else { panic!() };
		assert_eq!((parent, items), (pallet(3), 2));
		// The cases were not written, and know where they are.
		assert_eq!(item(&pallet(1)).holder, MAKER);
		assert_eq!(verify(&pack(0)).parent, Some(pallet(1)));
		transfer(WHOLESALER, PHARMACY, vec![pallet(1)]);
		assert_eq!(whose(&pack(0)), (PHARMACY, PHARMACY));
		assert_eq!(whose(&pack(2)), (WHOLESALER, WHOLESALER));
	});
}

#[test]
fn unpack_should_take_out_what_is_listed() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..4)));
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1)]));
		transfer(MAKER, WHOLESALER, vec![pallet(2)]);
		assert_ok!(do_unpack(WHOLESALER, pallet(1), packs([0, 1])));
		assert_eq!((item(&pack(0)).owner, item(&pack(0)).holder), (WHOLESALER, WHOLESALER));
		assert_eq!(item(&pack(0)).parent, None);
		for around in [pallet(1), pallet(2)] {
			let inside = ContentsOf::<Test>::get(around);
			assert_eq!(inside.lots.get(&(pack_gtin(), lot("A"))).unwrap().units, 2);
		}
		assert_noop!(do_unpack(WHOLESALER, pallet(1), packs([0])), Refused::NotInParent);
		assert_noop!(do_unpack(WHOLESALER, pallet(2), packs([2])), Refused::NotInParent);
	});
}

#[test]
fn unpack_should_fail_when_there_is_nothing_inside() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_ok!(do_unpack(MAKER, pallet(1), vec![]));
		assert_noop!(do_unpack(MAKER, pallet(1), vec![]), Refused::ContainerEmpty);
		assert_noop!(do_unpack(MAKER, pallet(1), packs([1])), Refused::ContainerEmpty);
		assert_noop!(do_unpack(WHOLESALER, pallet(1), packs([1])), Refused::NotHolder);
	});
}

#[test]
fn a_container_should_be_used_again_after_it_was_emptied() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		transfer(MAKER, WHOLESALER, vec![pallet(1)]);
		assert_ok!(do_unpack(WHOLESALER, pallet(1), vec![]));
		transfer(WHOLESALER, PHARMACY, packs([1]));
		transfer(MAKER, WHOLESALER, packs([2]));
		assert_ok!(do_pack(WHOLESALER, pallet(1), packs([2])));
		transfer(WHOLESALER, PHARMACY_TWO, vec![pallet(1)]);
		assert_eq!(whose(&pack(1)), (PHARMACY, PHARMACY));
		assert_eq!(whose(&pack(2)), (PHARMACY_TWO, PHARMACY_TWO));
	});
}

#[test]
fn what_comes_out_of_a_held_container_should_be_held() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		assert_ok!(do_pack(MAKER, pallet(1), packs([0, 1])));
		assert_ok!(do_pack(MAKER, pallet(2), packs([2, 3])));
		assert_ok!(do_change(MAKER, vec![pallet(1), pallet(2)], None, Disposition::Damaged));
		assert_eq!(
			verify(&pack(0)).unfit,
			vec![Unfitness::Held, Unfitness::Packed, Unfitness::HolderNotDispenser]
		);
		assert_ok!(do_unpack(MAKER, pallet(1), vec![]));
		assert_ok!(do_unpack(MAKER, pallet(2), packs([2])));
		for n in [0, 2] {
			assert_eq!(verify(&pack(n)).disposition, Some(Disposition::Damaged));
			assert_noop!(
				do_ship(MAKER, packs([n]), ShipmentKind::Sale, Some(WHOLESALER)),
				Refused::Held
			);
		}
	});
}

#[test]
fn a_missing_container_should_be_neither_packed_nor_unpacked() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_ok!(do_change(MAKER, vec![pallet(1)], None, Disposition::Unknown));
		assert_noop!(do_pack(MAKER, pallet(1), packs([2])), Refused::Stolen);
		assert_noop!(do_unpack(MAKER, pallet(1), vec![]), Refused::Stolen);
	});
}

#[test]
fn a_call_should_fail_when_it_touches_too_many_containers() {
	ExtBuilder::default().build_and_execute(|| {
		// 513 packs, each in a tote of its own that was emptied since.
		let count = MAX_CONTAINERS + 1;
		commission(0..count);
		for n in 0..count {
			assert_ok!(do_pack(MAKER, pallet(n.into()), packs([n])));
			assert_ok!(do_unpack(MAKER, pallet(n.into()), vec![]));
		}
		assert_noop!(
			do_ship(MAKER, packs(0..count), ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::TooManyContainers
		);
		assert_ok!(do_ship(MAKER, packs(1..count), ShipmentKind::Sale, Some(WHOLESALER)));
	});
}

use super::*;

fn ship_with(
	organisation: OrganisationId,
	items: Vec<Epc>,
	facts: ShipmentFacts,
) -> DispatchResult {
	SupplyChain::ship(
		by(organisation),
		acting(organisation),
		event(),
		items.try_into().unwrap(),
		facts,
	)
	.map(drop)
	.map_err(|error| error.error)
}

fn duty(shipper: OrganisationId, id: [u8; 16], to: OrganisationId) -> ObligationKey {
	let mut subject = [0; 32];
	subject[..4].copy_from_slice(&shipper.to_be_bytes());
	subject[4..20].copy_from_slice(&id);
	ObligationKey { kind: ObligationKind::ReceiveShipment, subject, responsible: to }
}

#[test]
fn sc_4_a_transfer_should_take_two_steps() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let facts = shipment(ShipmentKind::Sale, Some(WHOLESALER));
		let key = ShipmentKey { shipper: MAKER, id: facts.id };
		assert_ok!(ship_with(MAKER, packs([1]), facts));
		let Event::Shipped { shipment, to, items, .. } = last_event() else { panic!() };
		assert_eq!((shipment, to, items), (key, Some(WHOLESALER), 1));
		// Still the sender's, and nobody's to use.
		assert_eq!(whose(&pack(1)), (MAKER, MAKER));
		assert!(verify(&pack(1)).in_transit);
		assert!(!verify(&pack(1)).saleable);
		assert_ok!(do_receive(WHOLESALER, packs([1])));
		let Event::Received { organisation, items, owner_kept, .. } = last_event_but_one() else {
			panic!()
		};
		assert_eq!((organisation, items, owner_kept), (WHOLESALER, 1, 0));
		assert_eq!(whose(&pack(1)), (WHOLESALER, WHOLESALER));
		assert_eq!(item(&pack(1)).disposition, Disposition::InProgress);
		assert!(verify(&pack(1)).saleable);
	});
}

fn last_event_but_one() -> Event<Test> {
	System::events()
		.into_iter()
		.rev()
		.filter_map(|record| match record.event {
			RuntimeEvent::SupplyChain(event) => Some(event),
			_ => None,
		})
		.find(|event| matches!(event, Event::Received { .. }))
		.unwrap()
}

#[test]
fn sc_4_ship_should_fail_when_in_transit() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([2])));
		let both = vec![pack(1), pallet(1)];
		assert_ok!(do_ship(MAKER, both.clone(), ShipmentKind::Sale, Some(WHOLESALER)));
		for organisation in [MAKER, WHOLESALER, PHARMACY] {
			for epc in &both {
				assert_noop!(
					do_ship(organisation, vec![epc.clone()], ShipmentKind::Sale, None),
					Refused::InTransit
				);
			}
		}
		// Neither as a pack inside.
		assert_noop!(do_ship(MAKER, packs([2]), ShipmentKind::Sale, None), Refused::InTransit);
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::InTransit);
		assert_noop!(do_unpack(MAKER, pallet(1), packs([2])), Refused::InTransit);
	});
}

#[test]
fn sc_4_custody_should_pass_without_ownership() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_ship(MAKER, packs([1]), ShipmentKind::Custody, Some(LOGISTICS)));
		assert_ok!(do_receive(LOGISTICS, packs([1])));
		assert_eq!(whose(&pack(1)), (MAKER, LOGISTICS));
		// The owner has it no longer in hand.
		assert_noop!(do_ship(MAKER, packs([1]), ShipmentKind::Sale, None), Refused::NotHolder);
	});
}

#[test]
fn a_logistics_provider_should_hand_over_for_the_owner_who_entrusted_it() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_ship(MAKER, packs([1, 2]), ShipmentKind::Custody, Some(LOGISTICS)));
		assert_ok!(do_receive(LOGISTICS, packs([1, 2])));
		let facts = shipment(ShipmentKind::Sale, Some(WHOLESALER));
		let key = ShipmentKey { shipper: LOGISTICS, id: facts.id };
		assert_ok!(ship_with(LOGISTICS, packs([1]), facts));
		assert_eq!(Shipments::<Test>::get(key).unwrap().seller, MAKER);
		assert_ok!(do_receive(WHOLESALER, packs([1])));
		assert_eq!(whose(&pack(1)), (WHOLESALER, WHOLESALER));
		// SC-3: the owner for whom it acts is checked too.
		accredit(MAKER, Capacity::Manufacturer, false);
		assert_noop!(
			do_ship(LOGISTICS, packs([2]), ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::SenderNotAccredited
		);
	});
}

#[test]
fn ship_should_fail_to_sell_what_is_not_the_shippers() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		transfer(MAKER, PHARMACY, packs([2]));
		for from in [MAKER, PHARMACY] {
			let n = if from == MAKER { 1 } else { 2 };
			assert_ok!(do_ship(from, packs([n]), ShipmentKind::Custody, Some(WHOLESALER)));
			assert_ok!(do_receive(WHOLESALER, packs([n])));
		}
		assert_noop!(
			do_ship(WHOLESALER, packs([1]), ShipmentKind::Sale, Some(PHARMACY)),
			Refused::NotOwner
		);
		assert_ok!(do_ship(WHOLESALER, packs([1, 2]), ShipmentKind::Custody, Some(LOGISTICS)));
		assert_ok!(do_receive(LOGISTICS, packs([1, 2])));
		assert_noop!(
			do_ship(LOGISTICS, packs([1, 2]), ShipmentKind::Sale, Some(PHARMACY_TWO)),
			Refused::MixedOwners
		);
	});
}

#[test]
fn sc_2_a_sale_should_need_all_seven_facts() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		for statement in (0..7).map(|bit| 0x7F & !(1 << bit)).chain([0, 0xFF]) {
			let facts =
				ShipmentFacts { statement, ..shipment(ShipmentKind::Sale, Some(WHOLESALER)) };
			assert_noop!(ship_with(MAKER, packs([1]), facts), Refused::StatementIncomplete);
		}
		// SC-5: custody and returns are no transactions.
		let facts =
			ShipmentFacts { statement: 0, ..shipment(ShipmentKind::Custody, Some(LOGISTICS)) };
		assert_ok!(ship_with(MAKER, packs([1]), facts));
	});
}

#[test]
fn ship_should_fail_with_an_id_used_before() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		let facts = shipment(ShipmentKind::Sale, Some(WHOLESALER));
		assert_ok!(ship_with(MAKER, packs([1]), facts.clone()));
		assert_noop!(ship_with(MAKER, packs([2]), facts), Refused::ShipmentExists);
	});
}

#[test]
fn sc_3_ship_should_fail_to_whom_is_not_accredited() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(
			do_ship(MAKER, packs([1]), ShipmentKind::Sale, Some(AUDITOR)),
			Refused::ConsigneeNotAccredited
		);
		accredit(MAKER, Capacity::Manufacturer, false);
		assert_noop!(
			do_ship(MAKER, packs([1]), ShipmentKind::Sale, Some(WHOLESALER)),
			DispatchError::Other("CredentialMissing")
		);
	});
}

#[test]
fn sc_3_receive_should_fail_when_either_side_lost_its_licence_on_the_way() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_ship(MAKER, packs([1]), ShipmentKind::Sale, Some(WHOLESALER)));
		accredit(MAKER, Capacity::Manufacturer, false);
		assert_noop!(do_receive(WHOLESALER, packs([1])), Refused::SenderNotAccredited);
		accredit(MAKER, Capacity::Manufacturer, true);
		accredit(WHOLESALER, Capacity::Wholesaler, false);
		assert_noop!(do_receive(WHOLESALER, packs([1])), DispatchError::Other("CredentialMissing"));
		accredit(WHOLESALER, Capacity::Wholesaler, true);
		assert_ok!(do_receive(WHOLESALER, packs([1])));
	});
}

#[test]
fn receive_should_fail_for_whom_it_is_not() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(do_receive(WHOLESALER, packs([1])), Refused::NotInTransit);
		assert_ok!(do_ship(MAKER, packs([1]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_noop!(do_receive(PHARMACY, packs([1])), Refused::NotConsignee);
		assert_noop!(do_receive(MAKER, packs([1])), Refused::NotConsignee);
	});
}

#[test]
fn an_open_consignment_should_be_of_the_first_accredited_receiver() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_ship(MAKER, packs([1, 2]), ShipmentKind::Sale, None));
		assert_noop!(
			SupplyChain::receive(
				by(AUDITOR),
				acting(AUDITOR),
				event(),
				packs([1]).try_into().unwrap()
			),
			Refused::CapacityNotAllowed
		);
		assert_noop!(do_receive(MAKER, packs([1])), Refused::OwnShipment);
		assert_noop!(do_receive(LOGISTICS, packs([1])), Refused::LogisticsCannotOwn);
		assert_ok!(do_receive(PHARMACY, packs([1])));
		assert_noop!(do_receive(PHARMACY_TWO, packs([2])), Refused::NotConsignee);
		assert_ok!(do_receive(PHARMACY, packs([2])));
	});
}

#[test]
fn a_sale_to_oneself_should_fail_and_custody_at_another_place_should_not() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(
			do_ship(MAKER, packs([1]), ShipmentKind::Sale, Some(MAKER)),
			Refused::OwnShipment
		);
		assert_ok!(do_ship(MAKER, packs([1]), ShipmentKind::Custody, Some(MAKER)));
		assert_ok!(do_receive(MAKER, packs([1])));
		assert_eq!(whose(&pack(1)), (MAKER, MAKER));
	});
}

#[test]
fn a_shipment_should_be_received_in_parts() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2, 3]);
		let facts = shipment(ShipmentKind::Sale, Some(WHOLESALER));
		let key = ShipmentKey { shipper: MAKER, id: facts.id };
		let duty = duty(MAKER, facts.id, WHOLESALER);
		assert_ok!(ship_with(MAKER, packs([1, 2, 3]), facts));
		assert_eq!(Diary::get(duty), Some((now() + 14 * DAY, "open")));
		assert_ok!(do_receive(WHOLESALER, packs([1, 2])));
		assert_eq!(Shipments::<Test>::get(key).unwrap().outstanding, 1);
		assert_eq!(Diary::get(duty).unwrap().1, "open");
		assert_noop!(do_void(MAKER, packs([3])), Refused::ShipmentPartlyReceived);
		assert_noop!(do_receive(WHOLESALER, packs([1])), Refused::NotInTransit);
		assert_ok!(do_receive(WHOLESALER, packs([3])));
		assert_eq!(Diary::get(duty).unwrap().1, "fulfilled");
		assert_eq!(Shipments::<Test>::get(key).unwrap().closed, Some(now()));
		System::assert_has_event(Event::ShipmentClosed { shipment: key, received: 3 }.into());
	});
}

#[test]
fn x_6_a_shipment_should_be_an_obligation_until_it_is_received_voided_or_lost() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		let facts = shipment(ShipmentKind::Sale, Some(WHOLESALER));
		let duty = duty(MAKER, facts.id, WHOLESALER);
		assert_ok!(ship_with(MAKER, packs([1, 2]), facts));
		assert_ok!(do_void(MAKER, packs([1])));
		assert_eq!(Diary::get(duty).unwrap().1, "open");
		assert_ok!(do_change(MAKER, packs([2]), None, Disposition::Stolen));
		assert_eq!(Diary::get(duty).unwrap().1, "cancelled");
	});
}

#[test]
fn void_shipment_should_bring_back_what_was() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(do_void(MAKER, packs([1])), Refused::NotInTransit);
		assert_ok!(do_ship(MAKER, packs([1]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_noop!(do_void(WHOLESALER, packs([1])), Refused::NotShipper);
		assert_ok!(do_void(MAKER, packs([1])));
		let Event::ShipmentVoided { organisation, items, .. } = last_event_of_void() else {
			panic!()
		};
		assert_eq!((organisation, items), (MAKER, 1));
		assert_eq!(item(&pack(1)).disposition, Disposition::Active);
		assert_noop!(do_receive(WHOLESALER, packs([1])), Refused::NotInTransit);
		transfer(MAKER, PHARMACY, packs([1]));
	});
}

fn last_event_of_void() -> Event<Test> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::SupplyChain(event) => Some(event),
			_ => None,
		})
		.find(|event| matches!(event, Event::ShipmentVoided { .. }))
		.unwrap()
}

#[test]
fn sc_4_a_batch_should_be_split_between_two_pharmacies() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..10);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..10)));
		transfer(MAKER, WHOLESALER, vec![pallet(1)]);
		assert_ok!(do_unpack(WHOLESALER, pallet(1), vec![]));
		transfer(WHOLESALER, PHARMACY, packs(0..4));
		transfer(WHOLESALER, PHARMACY_TWO, packs(4..10));
		assert_eq!(whose(&pack(3)), (PHARMACY, PHARMACY));
		assert_eq!(whose(&pack(4)), (PHARMACY_TWO, PHARMACY_TWO));
	});
}

#[test]
fn ship_should_fail_for_what_is_inside_a_container() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_noop!(do_ship(MAKER, packs([1]), ShipmentKind::Sale, None), Refused::Packed);
		assert_ok!(do_ship(MAKER, vec![pallet(1)], ShipmentKind::Sale, None));
		assert_noop!(do_receive(WHOLESALER, packs([1])), Refused::Packed);
		assert_noop!(do_void(MAKER, packs([1])), Refused::Packed);
	});
}

#[test]
fn ship_should_fail_for_what_may_not_be_sold_and_return_should_not() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		transfer(MAKER, WHOLESALER, packs(0..4));
		assert_ok!(do_change(WHOLESALER, packs([0]), None, Disposition::Damaged));
		assert_ok!(do_change(WHOLESALER, packs([1]), None, Disposition::Stolen));
		let sale = |n| do_ship(WHOLESALER, packs([n]), ShipmentKind::Sale, Some(PHARMACY));
		assert_noop!(sale(0), Refused::Held);
		assert_noop!(sale(1), Refused::Stolen);
		let back = |n| do_ship(WHOLESALER, packs([n]), ShipmentKind::Return, Some(MAKER));
		assert_noop!(back(1), Refused::Stolen);
		assert_ok!(back(0));
		pass(800 * DAY);
		assert_noop!(sale(2), Refused::Expired);
		assert_ok!(back(2));
		assert_ok!(do_receive(MAKER, packs([0, 2])));
	});
}

#[test]
fn ship_should_fail_for_a_container_with_something_that_may_not_be_sold() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0, 1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([0])));
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1)]));
		// Held inside the container that is inside the container.
		assert_ok!(do_change(MAKER, packs([0]), None, Disposition::NonSellableOther));
		let sale = || do_ship(MAKER, vec![pallet(2)], ShipmentKind::Sale, Some(WHOLESALER));
		assert_noop!(sale(), Refused::ContainsHeld);
		assert_ok!(do_change(
			MAKER,
			packs([0]),
			Some(BizStep::Inspecting),
			Disposition::SellableAccessible
		));
		pass(701 * DAY);
		assert_noop!(sale(), Refused::ContainsExpired);
		assert_ok!(do_ship(MAKER, vec![pallet(2)], ShipmentKind::Return, Some(WHOLESALER)));
	});
}

#[test]
fn sc_6_a_return_should_be_looked_at_before_it_is_sold_again() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		transfer(MAKER, WHOLESALER, packs([1]));
		transfer(WHOLESALER, PHARMACY, packs([1]));
		assert_ok!(do_ship(PHARMACY, packs([1]), ShipmentKind::Return, Some(WHOLESALER)));
		assert_noop!(
			SupplyChain::receive(
				by(WHOLESALER),
				acting(WHOLESALER),
				event_with(Disposition::SellableAccessible),
				packs([1]).try_into().unwrap()
			),
			Refused::DispositionNotAllowed
		);
		assert_ok!(do_receive(WHOLESALER, packs([1])));
		// The seller's again, and not for sale.
		assert_eq!(whose(&pack(1)), (WHOLESALER, WHOLESALER));
		assert_eq!(item(&pack(1)).disposition, Disposition::Returned);
		assert_noop!(
			do_ship(WHOLESALER, packs([1]), ShipmentKind::Sale, Some(PHARMACY_TWO)),
			Refused::Held
		);
		assert_noop!(
			do_change(
				WHOLESALER,
				packs([1]),
				Some(BizStep::Storing),
				Disposition::SellableAccessible
			),
			Refused::DispositionNotAllowed
		);
		assert_ok!(do_verify_returns(WHOLESALER, [1]));
		transfer(WHOLESALER, PHARMACY_TWO, packs([1]));
	});
}

#[test]
fn a_return_by_a_custodian_should_not_change_the_owner() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_ship(MAKER, packs([1]), ShipmentKind::Custody, Some(LOGISTICS)));
		assert_ok!(do_receive(LOGISTICS, packs([1])));
		assert_ok!(do_ship(LOGISTICS, packs([1]), ShipmentKind::Return, Some(MAKER)));
		assert_ok!(do_receive(MAKER, packs([1])));
		assert_eq!(whose(&pack(1)), (MAKER, MAKER));
	});
}

#[test]
fn receive_should_fail_with_more_shipments_than_a_call_may_touch() {
	ExtBuilder::default().build_and_execute(|| {
		let count = MAX_GROUPS + 1;
		commission(0..count);
		for n in 0..count {
			assert_ok!(do_ship(MAKER, packs([n]), ShipmentKind::Sale, Some(WHOLESALER)));
		}
		assert_noop!(do_receive(WHOLESALER, packs(0..count)), Refused::TooManyGroups);
		assert_ok!(do_receive(WHOLESALER, packs(1..count)));
	});
}

#[test]
fn receive_should_take_the_disposition_that_the_event_says() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_ship(MAKER, packs([1, 2]), ShipmentKind::Sale, Some(WHOLESALER)));
		let with = |disposition| {
			SupplyChain::receive(
				by(WHOLESALER),
				acting(WHOLESALER),
				event_with(disposition),
				packs([1]).try_into().unwrap(),
			)
		};
		assert_noop!(with(Disposition::Dispensed), Refused::DispositionNotAllowed);
		assert_ok!(with(Disposition::Damaged));
		assert_eq!(verify(&pack(1)).unfit[0], Unfitness::Held);
	});
}

#[test]
fn one_event_should_list_as_many_items_as_the_bound_allows() {
	ExtBuilder::default().build_and_execute(|| {
		let all = MaxItems::get();
		commission(0..all);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..all)));
		transfer(MAKER, WHOLESALER, vec![pallet(1)]);
		assert_ok!(do_unpack(WHOLESALER, pallet(1), vec![]));
		// Each settles where it was left, and moves by itself.
		transfer(WHOLESALER, PHARMACY, packs(0..all));
		assert_ok!(do_dispense(PHARMACY, packs(0..all)));
		assert_eq!(verify(&pack(all - 1)).unfit, vec![Unfitness::Dispensed]);
		assert!(BoundedVec::<Epc, MaxItems>::try_from(packs(0..all + 1)).is_err());
	});
}

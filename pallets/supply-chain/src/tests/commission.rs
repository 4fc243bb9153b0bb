use super::*;

fn try_commission(
	organisation: OrganisationId,
	gtin: u64,
	name: &str,
	expiry: u32,
	serials: Vec<Serial>,
) -> DispatchResult {
	SupplyChain::commission(
		by(organisation),
		acting(organisation),
		event(),
		gtin,
		name.as_bytes().to_vec().try_into().unwrap(),
		expiry,
		serials.try_into().unwrap(),
	)
	.map(drop)
	.map_err(|error| error.error)
}

#[test]
fn sc_1_commission_should_fix_serial_lot_and_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		let stored = item(&pack(1));
		assert_eq!(stored.trade, Some(Trade { lot: lot("A"), expiry: EXPIRY }));
		assert_eq!((stored.owner, stored.holder), (MAKER, MAKER));
		assert_eq!(stored.disposition, Disposition::Active);
		assert_eq!(stored.provenance, Provenance::Manufacturer);
		let Event::Commissioned { organisation, gtin, items, .. } = last_event() else {
			panic!("not commissioned")
		};
		assert_eq!((organisation, gtin, items), (MAKER, pack_gtin(), 2));
	});
}

#[test]
fn sc_1_commission_should_fail_the_second_time() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(
			try_commission(MAKER, pack_gtin(), "A", EXPIRY, vec![serial(2), serial(1)]),
			Refused::AlreadyCommissioned
		);
		assert_noop!(
			try_commission(MAKER, pack_gtin(), "A", EXPIRY, vec![serial(2), serial(2)]),
			Refused::AlreadyCommissioned
		);
		// Not even after the end of the first (EP-2).
		transfer(MAKER, PHARMACY, packs([1]));
		assert_ok!(do_dispense(PHARMACY, packs([1])));
		assert_noop!(
			try_commission(MAKER, pack_gtin(), "A", EXPIRY, vec![serial(1)]),
			Refused::AlreadyCommissioned
		);
	});
}

#[test]
fn sc_1_commission_should_fail_with_another_expiry_for_the_lot() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(
			try_commission(MAKER, pack_gtin(), "A", EXPIRY + 1, vec![serial(2)]),
			Refused::LotExpiryMismatch
		);
	});
}

#[test]
fn commission_should_fail_for_a_product_that_is_not_the_actors() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			try_commission(MAKER, other_gtin(1), "A", EXPIRY, vec![serial(1)]),
			Refused::ProductUnknown
		);
		assert_noop!(
			try_commission(REPACKAGER, pack_gtin(), "A", EXPIRY, vec![serial(1)]),
			Refused::NotMaker
		);
	});
}

#[test]
fn x_8_commission_should_fail_with_bad_identifiers() {
	ExtBuilder::default().build_and_execute(|| {
		let bad = |text: &[u8]| -> Serial { text.to_vec().try_into().unwrap() };
		for text in [&b""[..], b"white space", b"\x1d", "\u{e9}".as_bytes()] {
			assert_noop!(
				try_commission(MAKER, pack_gtin(), "A", EXPIRY, vec![bad(text)]),
				Refused::InvalidSerial
			);
		}
		assert_noop!(
			try_commission(MAKER, pack_gtin(), "A B", EXPIRY, vec![serial(1)]),
			Refused::InvalidLot
		);
		// A serial of 21 characters cannot even be written down.
		assert!(Serial::try_from(vec![b'1'; 21]).is_err());
	});
}

#[test]
fn commission_should_fail_when_the_lot_is_expired() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			try_commission(MAKER, pack_gtin(), "A", TODAY - 1, vec![serial(1)]),
			Refused::Expired
		);
	});
}

#[test]
fn ep_3_what_is_commissioned_should_be_active() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			SupplyChain::commission(
				by(MAKER),
				acting(MAKER),
				event_with(Disposition::SellableAccessible),
				pack_gtin(),
				lot("A"),
				EXPIRY,
				vec![serial(1)].try_into().unwrap()
			),
			Refused::DispositionNotAllowed
		);
	});
}

fn open(organisation: OrganisationId, ssccs: Vec<u64>) -> DispatchResult {
	SupplyChain::commission_containers(
		by(organisation),
		acting(organisation),
		event(),
		ssccs.try_into().unwrap(),
	)
	.map(drop)
	.map_err(|error| error.error)
}

#[test]
fn commission_containers_should_open_new_and_reopen_own_empty_ones() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(open(WHOLESALER, vec![sscc(1), sscc(2)]));
		let Event::ContainersCommissioned { organisation, items, .. } = last_event() else {
			panic!("not commissioned")
		};
		assert_eq!((organisation, items), (WHOLESALER, 2));
		assert_ok!(open(WHOLESALER, vec![sscc(1)]));
		assert_noop!(open(PHARMACY, vec![sscc(1)]), Refused::ContainerInUse);
		assert_noop!(open(PHARMACY, vec![sscc(1) + 1]), Refused::InvalidSscc);
	});
}

#[test]
fn commission_containers_should_fail_when_one_is_in_use() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_noop!(open(MAKER, vec![sscc(1)]), Refused::NotEmpty);
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1)]));
		assert_noop!(open(MAKER, vec![sscc(1)]), Refused::Packed);
		assert_ok!(do_ship(MAKER, vec![pallet(2)], ShipmentKind::Sale, Some(WHOLESALER)));
		assert_noop!(open(MAKER, vec![sscc(2)]), Refused::InTransit);
	});
}

#[test]
fn ep_2_a_decommissioned_container_should_not_appear_again() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(open(MAKER, vec![sscc(1)]));
		assert_ok!(SupplyChain::decommission(
			by(MAKER),
			acting(MAKER),
			event(),
			vec![pallet(1)].try_into().unwrap(),
			DecommissionReason::Damaged
		));
		assert_noop!(open(MAKER, vec![sscc(1)]), Refused::Decommissioned);
		commission([1]);
		assert_noop!(do_pack(MAKER, pallet(1), packs([1])), Refused::Decommissioned);
	});
}

fn transform(
	organisation: OrganisationId,
	inputs: Vec<Epc>,
	expiry: u32,
	serials: Vec<Serial>,
) -> DispatchResult {
	SupplyChain::transform(
		by(organisation),
		acting(organisation),
		event(),
		inputs.try_into().unwrap(),
		other_gtin(7),
		lot("R"),
		expiry,
		serials.try_into().unwrap(),
	)
	.map(drop)
	.map_err(|error| error.error)
}

#[test]
fn sc_11_transform_should_use_up_inputs_and_make_outputs() {
	ExtBuilder::default().build_and_execute(|| {
		register(REPACKAGER, other_gtin(7), None);
		commission([1, 2]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1, 2])));
		transfer(MAKER, REPACKAGER, vec![pallet(1)]);
		assert_ok!(transform(REPACKAGER, packs([1, 2]), EXPIRY, vec![serial(50), serial(51)]));
		let used = item(&pack(1));
		assert_eq!(used.disposition, Disposition::Inactive);
		assert_eq!(used.reason, Some(DecommissionReason::Transformed));
		// Out of the pallet, which is empty now.
		assert_eq!(ContentsOf::<Test>::get(pallet(1)), Contents::default());
		let made = Epc::Sgtin { gtin: other_gtin(7), serial: serial(51) };
		assert_eq!(item(&made).disposition, Disposition::Active);
		let hops = SupplyChain::trace(made, None, 100).unwrap().unwrap().hops;
		assert_eq!((hops[0].kind, hops[0].other.clone()), (HopKind::Transformed, Some(pack(1))));
		let Event::Transformed { inputs, outputs, .. } = last_event() else { panic!() };
		assert_eq!((inputs, outputs), (2, 2));
	});
}

#[test]
fn sc_11_transform_should_fail_when_outputs_outlive_inputs() {
	ExtBuilder::default().build_and_execute(|| {
		register(REPACKAGER, other_gtin(7), None);
		commission([1]);
		transfer(MAKER, REPACKAGER, packs([1]));
		assert_noop!(
			transform(REPACKAGER, packs([1]), EXPIRY + 1, vec![serial(50)]),
			Refused::ExpiryAfterInputs
		);
	});
}

#[test]
fn transform_should_fail_with_inputs_that_are_not_the_actors_to_use() {
	ExtBuilder::default().build_and_execute(|| {
		register(REPACKAGER, other_gtin(7), None);
		commission(1..5);
		let made = || vec![serial(50)];
		assert_noop!(transform(REPACKAGER, packs([1]), EXPIRY, made()), Refused::NotHolder);
		// In hand and not owned.
		assert_ok!(do_ship(MAKER, packs([1]), ShipmentKind::Custody, Some(REPACKAGER)));
		assert_ok!(do_receive(REPACKAGER, packs([1])));
		assert_noop!(transform(REPACKAGER, packs([1]), EXPIRY, made()), Refused::NotOwner);
		transfer(MAKER, REPACKAGER, packs([2, 3, 4]));
		assert_ok!(do_change(REPACKAGER, packs([3]), None, Disposition::Damaged));
		assert_noop!(transform(REPACKAGER, packs([3]), EXPIRY, made()), Refused::Held);
		assert_ok!(do_pack(REPACKAGER, pallet(1), packs([2])));
		assert_noop!(
			transform(REPACKAGER, vec![pallet(1)], EXPIRY, made()),
			Refused::NotATradeItem
		);
		assert_noop!(transform(REPACKAGER, vec![], EXPIRY, made()), Refused::EmptyList);
		assert_noop!(transform(REPACKAGER, packs([2]), EXPIRY, vec![]), Refused::EmptyList);
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::II));
		assert_noop!(transform(REPACKAGER, packs([4]), EXPIRY, made()), Refused::Recalled);
	});
}

#[test]
fn transform_should_fail_with_more_than_an_event_may_list() {
	ExtBuilder::default().build_and_execute(|| {
		register(REPACKAGER, other_gtin(7), None);
		let inputs = packs(0..4_000);
		let outputs = (0..97).map(serial).collect();
		assert_noop!(transform(REPACKAGER, inputs, EXPIRY, outputs), Refused::TooManyItems);
	});
}

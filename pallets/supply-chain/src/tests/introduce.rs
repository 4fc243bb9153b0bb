use super::*;

fn container(n: u64, parent: Option<u16>) -> IntroducedContainer {
	IntroducedContainer { epc: pallet(n), parent }
}

fn review(organisation: OrganisationId, items: Vec<Epc>, genuine: bool) -> DispatchResult {
	let items = items.try_into().unwrap();
	let (origin, acting) = (by(organisation), acting(organisation));
	if genuine {
		SupplyChain::confirm_introduction(origin, acting, event(), items)
	} else {
		SupplyChain::contest_introduction(origin, acting, event(), items)
	}
	.map(drop)
	.map_err(|error| error.error)
}

fn expect(organisation: OrganisationId, id: u8, items: Vec<Epc>) -> DispatchResult {
	SupplyChain::expect_receipt(
		by(organisation),
		acting(organisation),
		event(),
		[id; 16],
		items.try_into().unwrap(),
		Some([4; 32]),
	)
	.map(drop)
	.map_err(|error| error.error)
}

fn duty(maker: OrganisationId, subject: [u8; 32]) -> ObligationKey {
	ObligationKey { kind: ObligationKind::ReviewIntroduction, subject, responsible: maker }
}

#[test]
fn introduced_packs_should_verify_as_the_holders_word() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(do_introduce(WHOLESALER, vec![], vec![introduced(1, None)]));
		let Event::Introduced { organisation, items, source, .. } = last_event() else { panic!() };
		assert_eq!((organisation, items, source), (WHOLESALER, 1, [9; 32]));
		let answer = verify(&foreign(1));
		assert!(answer.verified && answer.saleable);
		assert_eq!(answer.provenance, Some(Provenance::Holder));
		transfer(WHOLESALER, PHARMACY, vec![foreign(1)]);
		assert_ok!(do_dispense(PHARMACY, vec![foreign(1)]));
	});
}

#[test]
fn introduced_packs_should_come_with_the_containers_they_are_in() {
	ExtBuilder::default().build_and_execute(|| {
		// A pallet with two totes, one of which holds a case with two packs.
		let mut case_line = introduced(50, Some(1));
		case_line.gtin = other_gtin(2);
		let case_epc = Epc::Sgtin { gtin: other_gtin(2), serial: serial(50) };
		let containers = vec![
			container(1, None),
			container(2, Some(0)),
			container(3, Some(0)),
			IntroducedContainer { epc: case_epc.clone(), parent: None },
		];
		let lines = vec![
			introduced(1, Some(3)),
			introduced(2, Some(3)),
			case_line,
			introduced(3, Some(2)),
			introduced(4, Some(0)),
			introduced(5, None),
		];
		assert_ok!(do_introduce(WHOLESALER, containers, lines));
		let inside = ContentsOf::<Test>::get(pallet(1));
		assert_eq!((inside.children, inside.height), (3, 3));
		assert_eq!(inside.lots.get(&(other_gtin(1), lot("X"))).unwrap().units, 4);
		assert_eq!(inside.lots.get(&(other_gtin(2), lot("X"))).unwrap().units, 1);
		assert_eq!(verify(&foreign(1)).parent, Some(case_epc));
		transfer(WHOLESALER, PHARMACY, vec![pallet(1)]);
		assert_eq!(whose(&foreign(1)), (PHARMACY, PHARMACY));
		assert_eq!(whose(&foreign(5)), (WHOLESALER, WHOLESALER));
	});
}

#[test]
fn an_introduced_case_should_hold_one_lot() {
	ExtBuilder::default().build_and_execute(|| {
		let mut other = introduced(2, None);
		other.lot = lot("Y");
		assert_ok!(do_introduce(WHOLESALER, vec![], vec![introduced(1, None), other]));
		assert_noop!(do_pack(WHOLESALER, foreign(1), vec![foreign(2)]), Refused::ContentsMismatch);
	});
}

#[test]
fn introduce_should_fail_over_what_exists() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let line = |n| IntroducedPack {
			gtin: pack_gtin(),
			serial: serial(n),
			lot: lot("A"),
			expiry: EXPIRY,
			parent: None,
		};
		assert_noop!(do_introduce(WHOLESALER, vec![], vec![line(1)]), Refused::AlreadyCommissioned);
		assert_ok!(do_introduce(WHOLESALER, vec![], vec![line(2)]));
		assert_noop!(do_introduce(PHARMACY, vec![], vec![line(2)]), Refused::AlreadyCommissioned);
		assert_noop!(
			do_introduce(PHARMACY, vec![], vec![line(3), line(3)]),
			Refused::AlreadyCommissioned
		);
	});
}

#[test]
fn x_8_introduce_should_fail_with_bad_identifiers() {
	ExtBuilder::default().build_and_execute(|| {
		let line = introduced(1, None);
		let intro = |line| do_introduce(WHOLESALER, vec![], vec![line]);
		assert_noop!(intro(IntroducedPack { gtin: 5, ..line.clone() }), Refused::InvalidGtin);
		assert_noop!(
			intro(IntroducedPack { serial: Serial::default(), ..line.clone() }),
			Refused::InvalidSerial
		);
		assert_noop!(intro(IntroducedPack { lot: lot("~"), ..line.clone() }), Refused::InvalidLot);
		let bad = IntroducedContainer { epc: Epc::Sscc(5), parent: None };
		assert_noop!(do_introduce(WHOLESALER, vec![bad], vec![line]), Refused::InvalidSscc);
	});
}

#[test]
fn introduce_should_fail_with_containers_that_do_not_fit_together() {
	ExtBuilder::default().build_and_execute(|| {
		let intro = |containers, line| do_introduce(WHOLESALER, containers, vec![line]);
		// A cycle cannot be written down: a parent stands before.
		assert_noop!(
			intro(vec![container(1, Some(1)), container(2, Some(0))], introduced(1, Some(0))),
			Refused::PackingCycle
		);
		assert_noop!(
			intro(vec![container(1, Some(0))], introduced(1, None)),
			Refused::PackingCycle
		);
		assert_noop!(
			intro(vec![container(1, Some(7))], introduced(1, None)),
			Refused::ContainerNotListed
		);
		assert_noop!(intro(vec![], introduced(1, Some(0))), Refused::ContainerNotListed);
		assert_noop!(
			intro(vec![container(1, None), container(1, None)], introduced(1, None)),
			Refused::ListedTwice
		);
		// A case among the containers is among the packs too.
		let case_alone = IntroducedContainer { epc: foreign(9), parent: None };
		assert_noop!(intro(vec![case_alone], introduced(1, Some(0))), Refused::ContainerNotListed);
		// A cycle through a case: it is its own parent.
		let own = IntroducedContainer { epc: foreign(1), parent: None };
		assert_noop!(intro(vec![own], introduced(1, Some(0))), Refused::PackingCycle);
		let deep: Vec<_> = (0..6).map(|n| container(n, (n as u16).checked_sub(1))).collect();
		assert_noop!(intro(deep, introduced(1, Some(5))), Refused::TooDeep);
		// Somebody else's container.
		assert_ok!(do_introduce(PHARMACY, vec![container(1, None)], vec![introduced(2, Some(0))]));
		assert_noop!(
			intro(vec![container(1, None)], introduced(1, Some(0))),
			Refused::ContainerInUse
		);
		assert_noop!(intro(vec![], introduced(2, None)), Refused::AlreadyCommissioned);
	});
}

#[test]
fn introduce_should_fail_with_more_than_an_event_may_list() {
	ExtBuilder::default().build_and_execute(|| {
		let containers = (0..97).map(|n| container(n, None)).collect();
		let lines = (0..4_000).map(|n| introduced(n, None)).collect();
		assert_noop!(do_introduce(WHOLESALER, containers, lines), Refused::TooManyItems);
	});
}

#[test]
fn governance_should_refuse_introduction_per_product() {
	ExtBuilder::default().build_and_execute(|| {
		let allow = |allowed| {
			SupplyChain::set_introduction_allowed(RuntimeOrigin::root(), other_gtin(1), allowed)
		};
		assert_ok!(allow(false));
		System::assert_last_event(
			Event::IntroductionAllowed { gtin: other_gtin(1), allowed: false }.into(),
		);
		assert_noop!(
			do_introduce(WHOLESALER, vec![], vec![introduced(1, None)]),
			Refused::IntroductionNotAllowed
		);
		assert_ok!(allow(true));
		assert_ok!(do_introduce(WHOLESALER, vec![], vec![introduced(1, None)]));
		assert_noop!(
			SupplyChain::set_introduction_allowed(RuntimeOrigin::root(), 3, false),
			Refused::InvalidGtin
		);
	});
}

#[test]
fn x_6_a_registered_maker_should_be_obliged_to_answer() {
	ExtBuilder::default().build_and_execute(|| {
		register(REPACKAGER, other_gtin(1), None);
		let facts = event();
		assert_ok!(SupplyChain::introduce(
			by(WHOLESALER),
			acting(WHOLESALER),
			facts.clone(),
			[9; 32],
			Default::default(),
			(0..3).map(|n| introduced(n, None)).collect::<Vec<_>>().try_into().unwrap()
		));
		let duty = duty(REPACKAGER, facts.hash);
		assert_eq!(Diary::get(duty), Some((now() + 30 * DAY, "open")));
		assert_ok!(review(REPACKAGER, vec![foreign(0)], true));
		System::assert_last_event(
			Event::IntroductionConfirmed { maker: REPACKAGER, items: 1 }.into(),
		);
		assert_ok!(review(REPACKAGER, vec![foreign(1)], false));
		System::assert_last_event(
			Event::IntroductionContested { maker: REPACKAGER, items: 1 }.into(),
		);
		assert_eq!(Diary::get(duty).unwrap().1, "open");
		// A change of mind does not answer for another pack.
		assert_ok!(review(REPACKAGER, vec![foreign(1)], true));
		assert_eq!(Diary::get(duty).unwrap().1, "open");
		assert_ok!(review(REPACKAGER, vec![foreign(2)], true));
		assert_eq!(Diary::get(duty).unwrap().1, "fulfilled");
	});
}

#[test]
fn a_maker_should_confirm_what_was_introduced_before_it_came() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(do_introduce(WHOLESALER, vec![], vec![introduced(1, None)]));
		assert_noop!(review(MAKER, vec![foreign(1)], true), Refused::NotMaker);
		register(MAKER, other_gtin(1), None);
		assert_noop!(review(REPACKAGER, vec![foreign(1)], true), Refused::NotMaker);
		assert_noop!(review(MAKER, vec![pallet(1)], true), Refused::NotATradeItem);
		assert_ok!(review(MAKER, vec![foreign(1)], true));
		assert_eq!(verify(&foreign(1)).provenance, Some(Provenance::HolderConfirmed));
		commission([1]);
		assert_noop!(review(MAKER, packs([1]), true), Refused::NotIntroduced);
	});
}

#[test]
fn sc_6_a_contested_pack_should_not_verify_and_be_held() {
	ExtBuilder::default().build_and_execute(|| {
		register(MAKER, other_gtin(1), None);
		let lines = vec![introduced(1, None), introduced(2, Some(0)), introduced(3, None)];
		assert_ok!(do_introduce(PHARMACY, vec![container(1, None)], lines));
		assert_ok!(do_ship(PHARMACY, vec![foreign(3)], ShipmentKind::Sale, Some(PHARMACY_TWO)));
		assert_ok!(review(MAKER, vec![foreign(1), foreign(2), foreign(3)], false));
		let answer = verify(&foreign(1));
		assert!(!answer.verified && !answer.saleable && !answer.active);
		assert_eq!(answer.failure, Some(VerificationFailure::Contested));
		assert_noop!(do_dispense(PHARMACY, vec![foreign(1)]), Refused::Contested);
		let sale = |epc| do_ship(PHARMACY, vec![epc], ShipmentKind::Sale, Some(WHOLESALER));
		assert_noop!(sale(foreign(1)), Refused::Held);
		assert_noop!(sale(pallet(1)), Refused::ContainsHeld);
		assert_ok!(do_ship(PHARMACY, vec![foreign(1)], ShipmentKind::Return, Some(WHOLESALER)));
		// On its way: it arrives held, and not sold.
		assert_ok!(do_receive(PHARMACY_TWO, vec![foreign(3)]));
		assert_eq!(item(&foreign(3)).disposition, Disposition::NonSellableOther);
		assert_eq!(whose(&foreign(3)), (PHARMACY, PHARMACY_TWO));
		// No inspection makes a contested pack genuine.
		assert_ok!(do_change(
			PHARMACY_TWO,
			vec![foreign(3)],
			Some(BizStep::Inspecting),
			Disposition::SellableAccessible
		));
		assert_noop!(do_dispense(PHARMACY_TWO, vec![foreign(3)]), Refused::Contested);
		assert!(!verify(&foreign(3)).saleable);
	});
}

#[test]
fn a_late_commission_should_confirm_what_was_introduced() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(do_introduce(WHOLESALER, vec![], vec![introduced(1, None)]));
		register(MAKER, other_gtin(1), None);
		let mut differs = introduced(2, None);
		differs.expiry += 1;
		assert_ok!(do_introduce(WHOLESALER, vec![], vec![differs]));
		commission_as(other_gtin(1), "X", [1]);
		assert_eq!(item(&foreign(1)).provenance, Provenance::HolderConfirmed);
		assert_eq!(whose(&foreign(1)), (WHOLESALER, WHOLESALER));
		let again = |n| {
			SupplyChain::commission(
				by(MAKER),
				acting(MAKER),
				event(),
				other_gtin(1),
				lot("X"),
				EXPIRY,
				vec![serial(n)].try_into().unwrap(),
			)
		};
		assert_noop!(again(1), Refused::AlreadyCommissioned);
		assert_noop!(again(2), Refused::IntroducedDiffers);
	});
}

#[test]
fn a_maker_should_take_back_a_serial_that_it_contested() {
	ExtBuilder::default().build_and_execute(|| {
		register(MAKER, other_gtin(1), None);
		let lines = vec![introduced(1, Some(0)), introduced(2, None), introduced(3, Some(0))];
		assert_ok!(do_introduce(WHOLESALER, vec![container(1, None)], lines));
		assert_ok!(do_ship(WHOLESALER, vec![foreign(2)], ShipmentKind::Sale, Some(PHARMACY)));
		assert_ok!(review(MAKER, vec![foreign(1), foreign(2)], false));
		commission_as(other_gtin(1), "X", [1, 2]);
		for n in [1, 2] {
			assert_eq!(whose(&foreign(n)), (MAKER, MAKER));
			assert_eq!(verify(&foreign(n)).provenance, Some(Provenance::Manufacturer));
		}
		assert_noop!(do_receive(PHARMACY, vec![foreign(2)]), Refused::NotInTransit);
		// The tote without it may be sold.
		assert_ok!(do_ship(WHOLESALER, vec![pallet(1)], ShipmentKind::Sale, Some(PHARMACY)));
	});
}

#[test]
fn expected_goods_should_be_on_their_way_until_they_are_received() {
	ExtBuilder::default().build_and_execute(|| {
		let lines = vec![introduced(1, Some(0)), introduced(2, None)];
		assert_ok!(do_introduce(WHOLESALER, vec![container(1, None)], lines));
		let both = vec![pallet(1), foreign(2)];
		assert_noop!(expect(PHARMACY, 1, both.clone()), Refused::NotHolder);
		assert_noop!(expect(WHOLESALER, 1, vec![foreign(1)]), Refused::Packed);
		assert_ok!(expect(WHOLESALER, 1, both.clone()));
		let key = ShipmentKey { shipper: WHOLESALER, id: [1; 16] };
		let Event::ReceiptExpected { shipment, items, .. } = last_event() else { panic!() };
		assert_eq!((shipment, items), (key, 2));
		assert!(verify(&foreign(1)).in_transit);
		assert_noop!(
			do_ship(WHOLESALER, both.clone(), ShipmentKind::Sale, Some(PHARMACY)),
			Refused::InTransit
		);
		assert_noop!(do_receive(PHARMACY, both.clone()), Refused::NotConsignee);
		assert_ok!(do_receive(WHOLESALER, both.clone()));
		assert!(verify(&foreign(1)).saleable);
		assert_noop!(expect(WHOLESALER, 1, both), Refused::ShipmentExists);
		commission([1]);
		assert_noop!(expect(MAKER, 1, packs([1])), Refused::NotIntroduced);
	});
}

#[test]
fn expected_goods_that_never_come_should_be_called_off() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(do_introduce(WHOLESALER, vec![], vec![introduced(1, None)]));
		assert_ok!(expect(WHOLESALER, 1, vec![foreign(1)]));
		assert_ok!(do_change(WHOLESALER, vec![foreign(1)], None, Disposition::Unknown));
		assert_noop!(do_dispense(PHARMACY, vec![foreign(1)]), Refused::NotHolder);
		assert_eq!(verify(&foreign(1)).unfit[0], Unfitness::Stolen);
	});
}

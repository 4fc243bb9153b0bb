use super::{
	lots::{open_box, Book},
	ranges::{pass_on, receive, ship},
	separation::separate,
	units::dispense,
	*,
};

fn product() -> RecallScope {
	RecallScope::Product { gtin: pack_gtin() }
}

fn serials(range: impl IntoIterator<Item = u32>) -> RecallScope {
	let serials: Vec<_> = range.into_iter().map(serial).collect();
	RecallScope::Serials { gtin: pack_gtin(), serials: serials.try_into().unwrap() }
}

fn close(organisation: OrganisationId, id: u8) -> DispatchResult {
	SupplyChain::close_recall(by(organisation), acting(organisation), [id; 16])
		.map(drop)
		.map_err(|error| error.error)
}

fn reclass(organisation: OrganisationId, id: u8, class: RecallClass) -> DispatchResult {
	SupplyChain::change_recall_class(by(organisation), acting(organisation), [id; 16], class)
}

#[test]
fn rc_2_a_recall_should_reach_stock_transit_and_containers_at_once() {
	for scope in [product(), lot_a(), serials(0..4)] {
		ExtBuilder::default().build_and_execute(|| {
			commission(0..4);
			commission_as(pack_gtin(), "B", [9]);
			transfer(MAKER, WHOLESALER, packs(0..4));
			// 0 in stock, 1 in transit, 2 in a case in a pallet, 3 at the pharmacy.
			transfer(WHOLESALER, PHARMACY, packs([3]));
			assert_ok!(do_ship(WHOLESALER, packs([1]), ShipmentKind::Sale, Some(PHARMACY)));
			assert_ok!(do_pack(WHOLESALER, pallet(1), packs([2])));
			assert_ok!(do_pack(WHOLESALER, pallet(2), vec![pallet(1)]));
			let all = scope == product();
			assert_ok!(recall(MAKER, 1, scope, RecallClass::I));
			for n in 0..4 {
				let answer = verify(&pack(n));
				assert!(answer.verified, "identity is not fitness");
				assert!(!answer.saleable && !answer.dispensable);
				assert!(answer.unfit.contains(&Unfitness::Recalled));
				assert_eq!(answer.recall.unwrap().class, RecallClass::I);
			}
			let sale =
				|epc: Epc| do_ship(WHOLESALER, vec![epc], ShipmentKind::Sale, Some(PHARMACY));
			assert_noop!(sale(pack(0)), Refused::Recalled);
			assert_noop!(sale(pallet(1)), Refused::Packed);
			assert_noop!(sale(pallet(2)), Refused::ContainsRecalled);
			assert_noop!(do_dispense(PHARMACY, packs([3])), Refused::Recalled);
			// Custody follows the goods; they are not for sale there either.
			assert_ok!(do_receive(PHARMACY, packs([1])));
			assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::Recalled);
			// The other lot is not touched, unless the product is recalled.
			assert_eq!(verify(&pack(9)).saleable, !all);
			// Everything may go back.
			let back = vec![pack(0), pallet(2)];
			assert_ok!(do_ship(WHOLESALER, back.clone(), ShipmentKind::Return, Some(MAKER)));
			assert_ok!(do_receive(MAKER, back));
		});
	}
}

#[test]
fn rc_2_a_recall_should_cover_what_is_yet_to_come() {
	for scope in [product(), lot_a(), serials([1])] {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(recall(MAKER, 1, scope, RecallClass::II));
			commission([1]);
			assert!(verify(&pack(1)).unfit.contains(&Unfitness::Recalled));
			assert_noop!(do_ship(MAKER, packs([1]), ShipmentKind::Sale, None), Refused::Recalled);
			assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
			assert_noop!(
				do_ship(MAKER, vec![pallet(1)], ShipmentKind::Sale, None),
				Refused::ContainsRecalled
			);
			assert_ok!(close(MAKER, 1));
			assert_ok!(do_ship(MAKER, vec![pallet(1)], ShipmentKind::Sale, None));
		});
	}
}

#[test]
fn rc_2_a_container_should_be_free_again_when_what_is_recalled_is_out() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		assert_ok!(do_pack(MAKER, pallet(1), packs(0..4)));
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1)]));
		assert_ok!(recall(MAKER, 1, serials([2]), RecallClass::I));
		assert_eq!(ContentsOf::<Test>::get(pallet(2)).recalled, 1);
		let sale = || do_ship(MAKER, vec![pallet(2)], ShipmentKind::Sale, Some(WHOLESALER));
		assert_noop!(sale(), Refused::ContainsRecalled);
		assert_ok!(do_unpack(MAKER, pallet(1), packs([2])));
		assert_eq!(ContentsOf::<Test>::get(pallet(2)).recalled, 0);
		assert_ok!(sale());
	});
}

#[test]
fn rc_2_a_recall_of_packs_should_reach_cases_whose_content_was_never_listed() {
	ExtBuilder::default().build_and_execute(|| {
		commission_as(case_gtin(), "A", [1]);
		assert_ok!(do_pack(MAKER, pallet(1), vec![case(1)]));
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::I));
		assert!(verify(&case(1)).unfit.contains(&Unfitness::Recalled));
		assert_noop!(
			do_ship(MAKER, vec![pallet(1)], ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::ContainsRecalled
		);
	});
}

#[test]
fn a_flagged_shipment_should_change_hands_and_not_owner() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2, 3]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([3])));
		let sent = vec![pack(1), pack(2), pallet(1)];
		assert_ok!(do_ship(MAKER, sent.clone(), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_ok!(recall(REGULATOR, 1, serials([1, 3]), RecallClass::I));
		assert_ok!(do_receive(WHOLESALER, sent));
		assert!(System::events().into_iter().any(|record| matches!(
			record.event,
			RuntimeEvent::SupplyChain(Event::Received { items: 3, owner_kept: 2, .. })
		)));
		assert_eq!(whose(&pack(1)), (MAKER, WHOLESALER));
		assert_eq!(whose(&pack(2)), (WHOLESALER, WHOLESALER));
		assert_eq!(whose(&pack(3)), (MAKER, WHOLESALER));
	});
}

#[test]
fn rc_1_a_recall_should_say_who_why_and_how_deep() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(recall(REGULATOR, 1, lot_a(), RecallClass::III));
		System::assert_last_event(
			Event::RecallOpened {
				id: [1; 16],
				organisation: REGULATOR,
				gtin: pack_gtin(),
				class: RecallClass::III,
			}
			.into(),
		);
		let row = Recalls::<Test>::get([1; 16]).unwrap();
		assert_eq!((row.by, row.regulator, row.class), (REGULATOR, true, RecallClass::III));
		assert_eq!((row.depth, row.opened, row.closed), (RecallDepth::Retail, now(), None));
		assert_eq!(row.scope, Scope::Lot(pack_gtin(), lot("A")));
	});
}

#[test]
fn verify_should_show_the_most_serious_recall() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(recall(MAKER, 1, product(), RecallClass::StockRecovery));
		assert_ok!(recall(MAKER, 2, serials([1]), RecallClass::I));
		assert_ok!(recall(MAKER, 3, lot_a(), RecallClass::II));
		assert_eq!(verify(&pack(1)).recall.unwrap().id, [2; 16]);
		assert_ok!(close(MAKER, 2));
		assert_eq!(verify(&pack(1)).recall.unwrap().id, [3; 16]);
	});
}

#[test]
fn rc_2_two_recalls_of_a_serial_should_both_have_to_close() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_ok!(recall(MAKER, 1, serials([1]), RecallClass::I));
		assert_ok!(recall(REGULATOR, 2, serials([1, 2]), RecallClass::I));
		assert_eq!(ContentsOf::<Test>::get(pallet(1)).recalled, 1);
		assert_ok!(close(MAKER, 1));
		System::assert_last_event(Event::RecallClosed { id: [1; 16], organisation: MAKER }.into());
		assert!(verify(&pack(1)).recall.is_some());
		assert_ok!(close(REGULATOR, 2));
		assert!(verify(&pack(1)).recall.is_none());
		assert_eq!(ContentsOf::<Test>::get(pallet(1)).recalled, 0);
	});
}

#[test]
fn x_6_a_recall_should_be_an_obligation_until_it_is_closed() {
	ExtBuilder::default().build_and_execute(|| {
		let mut subject = [0; 32];
		subject[..4].copy_from_slice(&MAKER.to_be_bytes());
		subject[4..20].copy_from_slice(&[1; 16]);
		let duty =
			ObligationKey { kind: ObligationKind::CompleteRecall, subject, responsible: MAKER };
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::I));
		assert_eq!(Diary::get(duty), Some((now() + 90 * DAY, "open")));
		// Also when the regulator closes it.
		assert_ok!(close(REGULATOR, 1));
		assert_eq!(Diary::get(duty).unwrap().1, "fulfilled");
		assert_ok!(SupplyChain::open_recall(
			by(MAKER),
			acting(MAKER),
			[2; 16],
			lot_a(),
			RecallClass::I,
			RecallDepth::Consumer,
			Some(now() + DAY)
		));
		assert_noop!(
			SupplyChain::open_recall(
				by(MAKER),
				acting(MAKER),
				[3; 16],
				lot_a(),
				RecallClass::I,
				RecallDepth::Consumer,
				Some(now())
			),
			Refused::DueInPast
		);
	});
}

#[test]
fn rc_2_only_a_regulator_should_lower_a_class() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::II));
		assert_noop!(reclass(MAKER, 1, RecallClass::II), Refused::ClassUnchanged);
		assert_noop!(reclass(MAKER, 1, RecallClass::III), Refused::DowngradeNeedsRegulator);
		assert_ok!(reclass(MAKER, 1, RecallClass::I));
		System::assert_last_event(
			Event::RecallClassChanged { id: [1; 16], organisation: MAKER, class: RecallClass::I }
				.into(),
		);
		assert_ok!(reclass(REGULATOR, 1, RecallClass::III));
	});
}

#[test]
fn a_recall_should_be_the_makers_or_a_regulators_business() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(recall(WHOLESALER, 1, lot_a(), RecallClass::I), Refused::CapacityNotAllowed);
		assert_noop!(recall(REPACKAGER, 1, lot_a(), RecallClass::I), Refused::NotMaker);
		assert_ok!(recall(REGULATOR, 1, lot_a(), RecallClass::I));
		// A firm cannot close what the regulator ordered.
		assert_noop!(close(MAKER, 1), Refused::NotRecaller);
		assert_noop!(reclass(MAKER, 1, RecallClass::I), Refused::NotRecaller);
		assert_ok!(close(REGULATOR, 1));
		// A product that nobody registered can be recalled by a regulator.
		let unknown = RecallScope::Product { gtin: other_gtin(1) };
		assert_noop!(recall(MAKER, 2, unknown.clone(), RecallClass::I), Refused::NotMaker);
		assert_ok!(recall(REGULATOR, 2, unknown, RecallClass::I));
	});
}

#[test]
fn a_recall_should_be_opened_and_closed_once() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(close(MAKER, 1), Refused::UnknownRecall);
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::I));
		assert_noop!(recall(MAKER, 1, product(), RecallClass::I), Refused::RecallExists);
		assert_ok!(close(MAKER, 1));
		assert_noop!(close(MAKER, 1), Refused::RecallIsClosed);
		assert_noop!(reclass(MAKER, 1, RecallClass::II), Refused::RecallIsClosed);
		assert_noop!(recall(MAKER, 1, product(), RecallClass::I), Refused::RecallExists);
	});
}

#[test]
fn x_8_a_recall_should_fail_with_bad_identifiers() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			recall(REGULATOR, 1, RecallScope::Product { gtin: 18 }, RecallClass::I),
			Refused::InvalidGtin
		);
		let bad_lot = RecallScope::Lot { gtin: pack_gtin(), lot: lot("") };
		assert_noop!(recall(MAKER, 1, bad_lot, RecallClass::I), Refused::InvalidLot);
		assert_noop!(recall(MAKER, 1, serials([]), RecallClass::I), Refused::EmptyList);
		assert_noop!(recall(MAKER, 1, serials([1, 1]), RecallClass::I), Refused::ListedTwice);
		let bad_serial = RecallScope::Serials {
			gtin: pack_gtin(),
			serials: vec![Serial::default()].try_into().unwrap(),
		};
		assert_noop!(recall(MAKER, 1, bad_serial, RecallClass::I), Refused::InvalidSerial);
	});
}

#[test]
fn a_scope_should_have_at_most_32_open_recalls() {
	for scope in [product(), lot_a(), serials([1])] {
		ExtBuilder::default().build_and_execute(|| {
			for id in 0..24 {
				assert_ok!(recall(MAKER, id, scope.clone(), RecallClass::III));
			}
			assert_noop!(recall(MAKER, 32, scope.clone(), RecallClass::I), Refused::TooManyRecalls);
			// No number of recalls of its own keeps an authority off.
			for id in 24..32 {
				assert_ok!(recall(REGULATOR, id, scope.clone(), RecallClass::I));
			}
			let more = recall(REGULATOR, 32, scope.clone(), RecallClass::I);
			assert_eq!(more, Err(Refused::TooManyRecalls.into()));
			assert_ok!(close(MAKER, 5));
			assert_ok!(recall(REGULATOR, 32, scope, RecallClass::I));
		});
	}
}

#[test]
fn rc_2_a_recall_should_reach_every_serial_that_it_lists_wherever_it_is() {
	ExtBuilder::default().build_and_execute(|| {
		// 256 serials, each five containers deep in containers of its own.
		commission(0..256);
		let mut n = 0;
		for pack_n in 0..256 {
			let mut inner = pack(pack_n);
			for _ in 0..5 {
				n += 1;
				assert_ok!(do_pack(MAKER, pallet(n), vec![inner]));
				inner = pallet(n);
			}
		}
		assert_ok!(recall(MAKER, 1, serials(0..256), RecallClass::I));
		assert_noop!(
			do_ship(MAKER, vec![pallet(5)], ShipmentKind::Sale, None),
			Refused::ContainsRecalled
		);
		assert_ok!(close(MAKER, 1));
		assert_ok!(do_ship(MAKER, vec![pallet(5)], ShipmentKind::Sale, None));
	});
}

fn leaves(first: u32, len: u32) -> RecallScope {
	RecallScope::Leaves { gtin: pack_gtin(), lot: lot("R"), first, len }
}

fn days(from: u32, to: u32) -> RecallScope {
	RecallScope::Expiry { gtin: pack_gtin(), from, to }
}

#[test]
fn rc_1_a_recall_by_leaves_should_reach_them_wherever_they_are_and_no_others() {
	ExtBuilder::default().build_and_execute(|| {
		// Before the lot is there.
		assert_ok!(recall(MAKER, 1, leaves(4, 4), RecallClass::I));
		let book = Book::packed("R", 0..20, vec![(pallet(1), 0, 6, 1), (pallet(2), 8, 6, 1)]);
		assert_ok!(book.commission());
		for index in [0, 1] {
			assert_ok!(open_box(MAKER, &book.lot, book.container(index)));
		}
		let sale = |from, epc| do_ship(from, vec![epc], ShipmentKind::Sale, Some(PHARMACY));
		assert_noop!(sale(MAKER, pallet(1)), Refused::ContainsRecalled);
		assert_ok!(sale(MAKER, pallet(2)));
		assert_ok!(do_receive(PHARMACY, vec![pallet(2)]));
		assert!(book.verify(9).dispensable);
		for (leaf, recalled) in [(3, false), (4, true), (7, true), (8, false)] {
			let answer = book.verify(leaf);
			assert_eq!(answer.recall.is_some(), recalled, "leaf {leaf}");
			assert_eq!(answer.unfit.contains(&Unfitness::Recalled), recalled, "leaf {leaf}");
			assert!(answer.verified);
		}
		let range = |first, len| {
			ship(MAKER, vec![book.leaves(first, len)], ShipmentKind::Sale, Some(PHARMACY))
		};
		assert_noop!(range(6, 2), Refused::Recalled);
		assert_ok!(range(14, 6));
		// On its way it changes hands and not owner.
		assert_ok!(recall(MAKER, 2, leaves(19, 1), RecallClass::I));
		assert_ok!(receive(PHARMACY, vec![book.leaves(14, 6)]));
		assert_eq!(book.state(14).owner, Some(MAKER));
		assert_noop!(dispense(PHARMACY, vec![book.proof(19)]), Refused::Recalled);
		assert_ok!(dispense(PHARMACY, vec![book.proof(18)]));
		assert_ok!(close(REGULATOR, 2));
		assert_ok!(dispense(PHARMACY, vec![book.proof(19)]));
		// Opened and found free of it, what is left of the pallet goes.
		assert_ok!(do_unpack(MAKER, pallet(1), vec![]));
		assert_ok!(range(0, 4));
	});
}

#[test]
fn rc_1_a_recall_by_leaves_should_reach_packs_with_rows_and_their_containers() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::new("R", 0..20);
		assert_ok!(book.commission());
		pass_on(MAKER, PHARMACY, book.leaves(0, 20));
		assert_ok!(separate(PHARMACY, vec![book.proof(4), book.proof(9)]));
		assert_ok!(do_pack(PHARMACY, pallet(1), packs([4])));
		assert_ok!(recall(MAKER, 1, leaves(4, 2), RecallClass::I));
		assert!(verify(&pack(4)).recall.is_some());
		assert!(verify(&pack(9)).recall.is_none());
		assert_noop!(do_dispense(PHARMACY, packs([4])), Refused::Recalled);
		assert_ok!(do_dispense(PHARMACY, packs([9])));
		assert_noop!(
			do_ship(PHARMACY, vec![pallet(1)], ShipmentKind::Sale, Some(PHARMACY_TWO)),
			Refused::ContainsRecalled
		);
		// The trace tells of the recall at the pack that it covers.
		let told = |n| {
			let page = SupplyChain::trace(pack(n), None, 100).unwrap().unwrap();
			page.hops.iter().any(|hop| hop.kind == HopKind::RecallOpened)
		};
		assert!(told(4) && !told(9));
	});
}

#[test]
fn rc_1_a_recall_by_expiry_should_reach_every_lot_that_expires_then() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..2);
		SupplyChain::commission(
			by(MAKER),
			acting(MAKER),
			event(),
			pack_gtin(),
			lot("L"),
			EXPIRY + 10,
			vec![serial(5)].try_into().unwrap(),
		)
		.unwrap();
		let book = Book::new("R", 20..30);
		assert_ok!(book.commission());
		commission_as(case_gtin(), "A", [1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([0])));
		assert_ok!(do_pack(MAKER, pallet(2), packs([5])));
		assert_ok!(recall(MAKER, 1, days(EXPIRY - 5, EXPIRY), RecallClass::II));
		let sale = |epc| do_ship(MAKER, vec![epc], ShipmentKind::Sale, Some(WHOLESALER));
		assert_noop!(sale(pack(1)), Refused::Recalled);
		assert_noop!(sale(case(1)), Refused::Recalled);
		assert_noop!(sale(pallet(1)), Refused::ContainsRecalled);
		assert_noop!(
			ship(MAKER, vec![book.leaves(0, 5)], ShipmentKind::Sale, Some(WHOLESALER)),
			Refused::Recalled
		);
		assert!(book.verify(3).recall.is_some());
		assert!(verify(&pack(1)).unfit.contains(&Unfitness::Recalled));
		assert!(verify(&pack(5)).recall.is_none());
		assert_ok!(sale(pallet(2)));
		let told = |n| {
			let page = SupplyChain::trace(pack(n), None, 100).unwrap().unwrap();
			page.hops.iter().any(|hop| hop.kind == HopKind::RecallOpened)
		};
		assert!(told(1) && !told(5));
		// The last day belongs to it, the day after does not.
		assert_ok!(close(REGULATOR, 1));
		assert_ok!(recall(MAKER, 2, days(EXPIRY + 1, EXPIRY + 9), RecallClass::II));
		assert_ok!(sale(pack(1)));
		assert!(verify(&pack(5)).recall.is_none());
	});
}

#[test]
fn rc_1_the_parts_of_a_recall_should_be_some_and_not_too_many() {
	ExtBuilder::default().build_and_execute(|| {
		let max = salus_primitives::merkle::MAX_LEAVES;
		for scope in [days(5, 4), leaves(0, 0), leaves(max, 1), leaves(1, max), leaves(u32::MAX, 2)]
		{
			assert_noop!(recall(MAKER, 1, scope, RecallClass::I), Refused::ScopeInvalid);
		}
		assert_ok!(recall(MAKER, 0, leaves(0, max), RecallClass::I));
		assert_noop!(
			recall(WHOLESALER, 1, leaves(0, 1), RecallClass::I),
			Refused::CapacityNotAllowed
		);
		for id in 1..24 {
			assert_ok!(recall(MAKER, id, leaves(id.into(), 1), RecallClass::I));
			assert_ok!(recall(MAKER, 100 + id, days(id.into(), 900), RecallClass::I));
		}
		assert_ok!(recall(MAKER, 100, days(0, 0), RecallClass::I));
		assert_noop!(recall(MAKER, 99, leaves(0, 1), RecallClass::I), Refused::TooManyRecalls);
		assert_noop!(recall(MAKER, 99, days(0, 1), RecallClass::I), Refused::TooManyRecalls);
		assert_ok!(close(MAKER, 0));
		assert_ok!(recall(MAKER, 99, leaves(0, 1), RecallClass::I));
	});
}

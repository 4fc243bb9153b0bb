use super::*;
use salus_primitives::supply::Hop;
use salus_primitives::BadCursor;

fn whole(epc: &Epc) -> Vec<Hop> {
	let page = SupplyChain::trace(epc.clone(), None, 100).unwrap().unwrap();
	assert_eq!(page.next, None);
	page.hops
}

fn story(epc: &Epc) -> Vec<(HopKind, Option<Epc>)> {
	whole(epc).into_iter().map(|hop| (hop.kind, hop.object)).collect()
}

#[test]
fn sc_10_a_trace_should_include_the_moves_of_containers() {
	ExtBuilder::default().build_and_execute(|| {
		use HopKind::*;
		commission([1, 2]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		// What is packed beside it is another story.
		assert_ok!(do_pack(MAKER, pallet(1), packs([2])));
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1)]));
		transfer(MAKER, WHOLESALER, vec![pallet(2)]);
		assert_ok!(do_unpack(WHOLESALER, pallet(2), vec![]));
		// The outer one goes on without it.
		transfer(WHOLESALER, PHARMACY_TWO, vec![pallet(2)]);
		assert_ok!(do_unpack(WHOLESALER, pallet(1), packs([1])));
		transfer(WHOLESALER, PHARMACY_TWO, vec![pallet(1)]);
		transfer(WHOLESALER, PHARMACY, packs([1]));
		assert_ok!(do_dispense(PHARMACY, packs([1])));
		let (own, inner, outer) = (Some(pack(1)), Some(pallet(1)), Some(pallet(2)));
		assert_eq!(
			story(&pack(1)),
			vec![
				(Commissioned, own.clone()),
				(Packed, own.clone()),
				(Packed, inner.clone()),
				(Shipped, outer.clone()),
				(Received, outer.clone()),
				(Unpacked, outer.clone()),
				(Unpacked, own.clone()),
				(Shipped, own.clone()),
				(Received, own.clone()),
				(Dispensed, own.clone()),
			]
		);
		let hops = whole(&pack(1));
		assert_eq!(hops[1].other, Some(pallet(1)));
		assert_eq!((hops[3].organisation, hops[3].counterparty), (MAKER, Some(WHOLESALER)));
		assert_eq!((hops[4].organisation, hops[4].counterparty), (WHOLESALER, Some(MAKER)));
		assert!(hops.windows(2).all(|pair| pair[0].recorded <= pair[1].recorded));
	});
}

#[test]
fn a_trace_should_follow_a_container_that_was_in_another_already() {
	ExtBuilder::default().build_and_execute(|| {
		use HopKind::*;
		commission([1, 2]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([2])));
		assert_ok!(do_pack(MAKER, pallet(2), vec![pallet(1)]));
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_ok!(do_ship(MAKER, vec![pallet(2)], ShipmentKind::Sale, None));
		assert_eq!(
			story(&pack(1)),
			vec![
				(Commissioned, Some(pack(1))),
				(Packed, Some(pack(1))),
				(Shipped, Some(pallet(2))),
			]
		);
		// The same for what was introduced with its containers.
		let containers = vec![
			IntroducedContainer { epc: pallet(11), parent: None },
			IntroducedContainer { epc: pallet(12), parent: Some(0) },
		];
		assert_ok!(do_introduce(WHOLESALER, containers, vec![introduced(1, Some(1))]));
		transfer(WHOLESALER, PHARMACY, vec![pallet(11)]);
		assert_ok!(do_dispense(PHARMACY, vec![foreign(1)]));
		assert_eq!(
			story(&foreign(1)),
			vec![
				(Introduced, Some(foreign(1))),
				(Shipped, Some(pallet(11))),
				(Received, Some(pallet(11))),
				(Dispensed, Some(foreign(1))),
			]
		);
	});
}

#[test]
fn sc_10_holds_and_recalls_should_stand_between_the_moves() {
	ExtBuilder::default().build_and_execute(|| {
		use HopKind::*;
		assert_ok!(recall(MAKER, 1, RecallScope::Product { gtin: pack_gtin() }, RecallClass::III));
		commission([1, 2]);
		assert_ok!(SupplyChain::close_recall(by(MAKER), acting(MAKER), [1; 16]));
		assert_ok!(do_change(MAKER, packs([1]), None, Disposition::NonSellableOther));
		assert_ok!(recall(REGULATOR, 2, lot_a(), RecallClass::I));
		let listed = RecallScope::Serials {
			gtin: pack_gtin(),
			serials: vec![serial(1)].try_into().unwrap(),
		};
		assert_ok!(recall(MAKER, 3, listed, RecallClass::I));
		assert_ok!(SupplyChain::close_recall(by(REGULATOR), acting(REGULATOR), [2; 16]));
		let kinds: Vec<_> = story(&pack(1)).into_iter().map(|(kind, _)| kind).collect();
		assert_eq!(
			kinds,
			vec![
				RecallOpened,
				Commissioned,
				RecallClosed,
				DispositionChanged,
				RecallOpened,
				RecallOpened,
				RecallClosed,
			]
		);
		assert_eq!(story(&pack(2)).len(), 5);
		let hops = whole(&pack(1));
		assert_eq!(hops[4].event[..16], [2; 16]);
		assert_eq!((hops[4].organisation, hops[6].organisation), (REGULATOR, REGULATOR));
	});
}

#[test]
fn a_trace_should_come_in_pages_that_add_up() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..3);
		let mut holder = MAKER;
		for n in 0..12 {
			let tote = pallet(n);
			assert_ok!(do_pack(holder, tote.clone(), packs([0])));
			let next = if holder == WHOLESALER { PHARMACY } else { WHOLESALER };
			transfer(holder, next, vec![tote.clone()]);
			holder = next;
			if n % 2 == 0 {
				assert_ok!(do_unpack(holder, tote.clone(), vec![]));
			} else {
				assert_ok!(do_unpack(holder, tote.clone(), packs([0])));
			}
			if n == 5 {
				assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::I));
				let close = SupplyChain::close_recall(by(REGULATOR), acting(REGULATOR), [1; 16]);
				assert_ok!(close);
			}
		}
		let all = whole(&pack(0));
		for limit in [1, 2, 3, 7, 50] {
			let mut pages = Vec::new();
			let mut cursor = None;
			loop {
				let page = SupplyChain::trace(pack(0), cursor, limit).unwrap().unwrap();
				assert!(page.hops.len() <= limit as usize);
				pages.extend(page.hops);
				cursor = page.next;
				if cursor.is_none() {
					break;
				}
			}
			assert_eq!(pages, all);
		}
	});
}

#[test]
fn a_cursor_of_another_trace_should_be_refused() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1, 2]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		let page = SupplyChain::trace(pack(1), None, 1).unwrap().unwrap();
		assert_eq!(page.hops.len(), 1);
		for cursor in [page.next, Some(vec![]), Some(vec![0xFF; 40])] {
			assert!(cursor.is_some());
			assert_eq!(SupplyChain::trace(pack(2), cursor, 100), Err(BadCursor));
		}
		assert_eq!(SupplyChain::trace(pack(3), None, 1), Ok(None));
	});
}

#[test]
fn a_trace_should_go_on_after_a_part_of_it_was_reaped() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		pass(6 * 365 * DAY);
		assert_ok!(SupplyChain::reap_history(
			by(AUDITOR),
			History::Hops { item: pack(1), count: 1 }
		));
		assert_ok!(SupplyChain::reap_history(
			by(AUDITOR),
			History::Hops { item: pallet(1), count: 1 }
		));
		assert_ok!(do_unpack(MAKER, pallet(1), vec![]));
		assert_eq!(
			story(&pack(1)),
			vec![(HopKind::Packed, Some(pack(1))), (HopKind::Unpacked, Some(pallet(1)))]
		);
	});
}

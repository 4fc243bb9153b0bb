//! What is read of lots, containers, shipments, cases and recalls.

use super::{
	lots::{open_box, Book},
	ranges::{pass_on, ship},
	units::{dispense, hold},
	*,
};
use salus_primitives::{
	supply::{CaseSubject, HoldDecision, RangeInfo, ScopedId},
	BadCursor,
};

/// Twenty packs at the pharmacy.
fn stock() -> Book {
	let book = Book::new("R", 0..20);
	book.commission().unwrap();
	pass(HOUR);
	pass_on(MAKER, PHARMACY, book.leaves(0, 20));
	book
}

/// The story of a pack that is shown by proof, read in pages of every size.
fn story(book: &Book, leaf: u32) -> Vec<(HopKind, OrganisationId)> {
	let page = |cursor, limit| {
		SupplyChain::trace_unit(pack_gtin(), book.proof(leaf), cursor, limit).unwrap().unwrap()
	};
	let whole = page(None, 100);
	assert_eq!(whole.next, None);
	for limit in [1, 2, 3] {
		let (mut hops, mut cursor) = (vec![], None);
		loop {
			let page = page(cursor, limit);
			assert!(page.hops.len() <= limit as usize);
			hops.extend(page.hops);
			cursor = page.next;
			if cursor.is_none() {
				break;
			}
		}
		assert_eq!(hops, whole.hops);
	}
	whole.hops.into_iter().map(|hop| (hop.kind, hop.organisation)).collect()
}

#[test]
fn sc_10_a_pack_shown_by_proof_should_tell_its_story_to_its_end_and_not_beyond() {
	use HopKind::*;
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		pass(HOUR);
		assert_ok!(dispense(PHARMACY, vec![book.proof(3)]));
		pass(2 * HOUR);
		// The range goes on without it.
		pass_on(PHARMACY, PHARMACY_TWO, book.leaves(0, 20));
		pass(HOUR);
		let scope = RecallScope::Lot { gtin: pack_gtin(), lot: lot("R") };
		assert_ok!(recall(REGULATOR, 1, scope, RecallClass::I));
		let way = [(Commissioned, MAKER), (Shipped, MAKER), (Received, PHARMACY)];
		let on = [(Shipped, PHARMACY), (Received, PHARMACY_TWO)];
		let recalled = [(RecallOpened, REGULATOR)];
		assert_eq!(story(&book, 4), [&way[..], &on, &recalled].concat());
		// Who has a supplied pack still hears of its recall.
		assert_eq!(story(&book, 3), [&way[..], &[(Dispensed, PHARMACY)], &recalled].concat());
	});
}

#[test]
fn rc_2_a_supply_should_stand_before_the_recall_of_the_same_hour() {
	use HopKind::*;
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		pass(HOUR);
		assert_ok!(dispense(PHARMACY, vec![book.proof(3)]));
		let scope = RecallScope::Lot { gtin: pack_gtin(), lot: lot("R") };
		assert_ok!(recall(REGULATOR, 1, scope, RecallClass::I));
		// Nobody supplies what is recalled, so that it was not the other way round.
		assert_noop!(dispense(PHARMACY, vec![book.proof(4)]), Refused::Recalled);
		let last = [(Dispensed, PHARMACY), (RecallOpened, REGULATOR)];
		assert_eq!(story(&book, 3)[3..], last);
	});
}

#[test]
fn sc_10_a_pack_supplied_long_ago_should_be_told_as_supplied_without_an_hour() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		assert_ok!(dispense(PHARMACY, vec![book.proof(3)]));
		pass(11 * DAY);
		// Its mark goes with the next write.
		assert_ok!(dispense(PHARMACY, vec![book.proof(4)]));
		let page = SupplyChain::trace_unit(pack_gtin(), book.proof(3), None, 100).unwrap().unwrap();
		let last = page.hops.last().unwrap();
		assert_eq!((last.kind, last.time, last.organisation), (HopKind::Dispensed, 0, 0));
		assert_eq!(last.disposition, Some(Disposition::Dispensed));
		assert_eq!(story(&book, 4).last(), Some(&(HopKind::Dispensed, PHARMACY)));
	});
}

#[test]
fn sc_10_a_hold_of_one_pack_should_stand_among_the_moves() {
	use HopKind::*;
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		pass(HOUR);
		assert_ok!(hold(
			PHARMACY,
			vec![book.proof(5)],
			BizStep::Holding,
			Disposition::NonSellableOther
		));
		pass(2 * HOUR);
		assert_ok!(ship(PHARMACY, vec![book.leaves(0, 20)], ShipmentKind::Return, Some(MAKER)));
		let way = [(Commissioned, MAKER), (Shipped, MAKER), (Received, PHARMACY)];
		let back = [(Shipped, PHARMACY)];
		assert_eq!(story(&book, 4), [&way[..], &back].concat());
		let held = [(DispositionChanged, PHARMACY)];
		assert_eq!(story(&book, 5), [&way[..], &held, &back].concat());
	});
}

#[test]
fn sc_10_a_trace_should_need_a_proof_that_leads_to_the_root() {
	ExtBuilder::default().build_and_execute(|| {
		let book = stock();
		let mut forged = book.proof(3);
		forged.serial = serial(4);
		assert_eq!(SupplyChain::trace_unit(pack_gtin(), forged, None, 10), Ok(None));
		// A cursor of one leaf is not one of another.
		let page = SupplyChain::trace_unit(pack_gtin(), book.proof(3), None, 1).unwrap().unwrap();
		assert_eq!(
			SupplyChain::trace_unit(pack_gtin(), book.proof(4), page.next, 1),
			Err(BadCursor)
		);
	});
}

#[test]
fn who_has_which_leaves_should_be_listed_in_pages() {
	ExtBuilder::default().build_and_execute(|| {
		let boxes = vec![(pallet(1), 0, 20, 1)];
		let book = Book::packed("R", 0..100, boxes);
		assert_ok!(book.commission());
		let info = SupplyChain::lot_info(pack_gtin(), &lot("R")).unwrap();
		assert_eq!((info.maker, info.expiry), (Some(MAKER), EXPIRY));
		assert_eq!(info.commitment, book.commitment());
		assert!(info.recalls.is_empty());
		assert_eq!(SupplyChain::lot_info(pack_gtin(), &lot("S")), None);
		pass_on(MAKER, WHOLESALER, book.leaves(0, 60));
		assert_ok!(open_box(WHOLESALER, &lot("R"), book.container(0)));
		assert_ok!(do_ship(WHOLESALER, vec![pallet(1)], ShipmentKind::Sale, Some(PHARMACY)));
		let scope = RecallScope::Product { gtin: pack_gtin() };
		assert_ok!(recall(MAKER, 1, scope, RecallClass::III));
		let recalls = || SupplyChain::lot_info(pack_gtin(), &lot("R")).unwrap().recalls;
		assert_eq!(recalls().len(), 1);
		// Of some of its leaves, of the day on which it expires, and not of another.
		let some = RecallScope::Leaves { gtin: pack_gtin(), lot: lot("R"), first: 90, len: 1 };
		assert_ok!(recall(MAKER, 2, some, RecallClass::I));
		let days = |from, to| RecallScope::Expiry { gtin: pack_gtin(), from, to };
		assert_ok!(recall(MAKER, 3, days(EXPIRY - 1, EXPIRY), RecallClass::II));
		assert_ok!(recall(MAKER, 4, days(EXPIRY + 1, EXPIRY + 2), RecallClass::I));
		assert_eq!(recalls().iter().map(|own| own.id[0]).collect::<Vec<_>>(), [2, 3, 1]);
		for id in 2..5 {
			let close = SupplyChain::close_recall(by(REGULATOR), acting(REGULATOR), [id; 16]);
			assert_ok!(plain(close));
		}

		let list = |cursor, limit| {
			SupplyChain::list_ranges(pack_gtin(), &lot("R"), cursor, limit).unwrap().unwrap()
		};
		let all = list(None, 100);
		assert_eq!(all.next, None);
		let row = |row: &RangeInfo| (row.first, row.len, row.owner, row.holder, row.disposition);
		use Disposition::*;
		assert_eq!(
			all.ranges.iter().map(row).collect::<Vec<_>>(),
			[
				(60, 40, MAKER, MAKER, Active),
				(20, 40, WHOLESALER, WHOLESALER, InProgress),
				// On its way with its pallet.
				(0, 20, WHOLESALER, WHOLESALER, InTransit),
			]
		);
		let packed = &all.ranges[2];
		assert_eq!(packed.parent, Some(pallet(1)));
		let shipment = packed.shipment.unwrap();
		assert_eq!(shipment.by, WHOLESALER);
		// One by one it is the same.
		let first = list(None, 1);
		let second = list(first.next.clone(), 1);
		let third = list(second.next.clone(), 1);
		assert_eq!([first.ranges, second.ranges, third.ranges].concat(), all.ranges);
		assert_eq!(third.next, None);
		assert_eq!(
			SupplyChain::list_ranges(pack_gtin(), &lot("R"), Some(vec![1]), 1),
			Err(BadCursor)
		);
		assert_eq!(SupplyChain::list_ranges(pack_gtin(), &lot("S"), None, 1), Ok(None));

		let leaf = SupplyChain::leaf_info(pack_gtin(), &lot("R"), 7).unwrap();
		assert_eq!((leaf.disposition, leaf.range), (InTransit, Some(packed.clone())));
		assert_eq!(SupplyChain::leaf_info(pack_gtin(), &lot("R"), 100), None);

		let item = SupplyChain::item_info(&pallet(1)).unwrap();
		assert_eq!((item.disposition, item.shipment), (InTransit, Some(shipment)));
		assert_eq!((item.children, item.contents.len(), item.contents[0].units), (1, 1, 20));
		assert_eq!(SupplyChain::item_info(&pallet(2)), None);

		let sent = SupplyChain::shipment_info(shipment).unwrap();
		assert_eq!((sent.to, sent.outstanding, sent.received), (Some(PHARMACY), 1, 0));
		assert_eq!((sent.exempt, sent.closed), (None, None));
		assert!(sent.event.is_some());
	});
}

#[test]
fn a_case_should_be_found_by_what_is_to_be_done_about_it() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..2);
		transfer(MAKER, WHOLESALER, packs(0..2));
		assert_ok!(do_quarantine(WHOLESALER, case_id(7), packs([0])));
		let key = ScopedId { by: WHOLESALER, id: case_id(7) };
		let subject = crate::features::ledger::subject(key.by, &key.id);
		assert_eq!(SupplyChain::key_of_subject(&subject), Some(key));
		let case = SupplyChain::case_info(key).unwrap();
		assert_eq!(case.subject, CaseSubject::Suspect(SuspectReason::Counterfeit));
		assert_eq!((case.items, case.gtin, case.closed), (1, Some(pack_gtin()), None));
		let holds = SupplyChain::item_info(&pack(0)).unwrap().holds;
		assert_eq!((holds[0].case, holds[0].decision), (key, HoldDecision::Open));
		assert!(SupplyChain::item_info(&pack(1)).unwrap().holds.is_empty());
		assert_ok!(do_decide(WHOLESALER, key.into(), packs([0]), Verdict::Cleared));
		assert_eq!(SupplyChain::case_info(key).unwrap().closed, Some(now()));
		assert_eq!(SupplyChain::case_info(ScopedId { by: MAKER, ..key }), None);
	});
}

#[test]
fn rc_2_how_far_a_recall_is_should_be_read_with_its_consignees() {
	ExtBuilder::default().build_and_execute(|| {
		let serials = vec![serial(1), serial(2)].try_into().unwrap();
		let scope = RecallScope::Serials { gtin: pack_gtin(), serials };
		assert_ok!(recall(MAKER, 1, scope.clone(), RecallClass::II));
		let info = || SupplyChain::recall_info([1; 16]).unwrap();
		assert_eq!((info().scope, info().status), (scope, RecallStatus::Ongoing));
		assert_eq!(info().effectiveness, None);
		let named = vec![(WHOLESALER, 2), (PHARMACY, 1)].try_into().unwrap();
		assert_ok!(SupplyChain::name_consignees(by(MAKER), acting(MAKER), [1; 16], named));
		let effectiveness = info().effectiveness.unwrap();
		assert_eq!((effectiveness.consignees, effectiveness.effective), (2, false));
		let list = |cursor, limit| SupplyChain::list_consignees([1; 16], cursor, limit).unwrap();
		let all = list(None, 100);
		assert_eq!((all.consignees.len(), all.next), (2, None));
		let first = list(None, 1);
		let second = list(first.next.clone(), 1);
		assert_eq!([first.consignees, second.consignees].concat(), all.consignees);
		assert_eq!(second.next, None);
		assert_eq!(SupplyChain::list_consignees([1; 16], Some(vec![1]), 1), Err(BadCursor));
		assert_eq!(SupplyChain::recall_info([2; 16]), None);
	});
}

#[test]
fn sc_8_a_notice_should_be_read_with_those_who_were_notified() {
	ExtBuilder::default().build_and_execute(|| {
		let facts = NoticeFacts {
			kind: NoticeKind::Initial,
			incident: [3; 32],
			gtin: pack_gtin(),
			lot: Some(lot("A")),
			reason: NoticeReason::HighRisk,
			case: None,
			initial: None,
			consultation: None,
		};
		let to = vec![WHOLESALER, PHARMACY].try_into().unwrap();
		assert_ok!(SupplyChain::notify_illegitimate(
			by(MAKER),
			acting(MAKER),
			case_id(1),
			facts,
			to
		));
		let key = ScopedId { by: MAKER, id: case_id(1) };
		let notice = SupplyChain::notice_info(key).unwrap();
		assert_eq!((notice.reason, notice.recipients), (NoticeReason::HighRisk, 2));
		assert_eq!(notice.made, now());
		let first = SupplyChain::list_recipients(key, None, 1).unwrap();
		let second = SupplyChain::list_recipients(key, first.next.clone(), 1).unwrap();
		let mut told = [first.recipients[0].organisation, second.recipients[0].organisation];
		told.sort();
		assert_eq!((told, second.next), ([WHOLESALER, PHARMACY], None));
		assert_eq!(SupplyChain::notice_info(ScopedId { by: PHARMACY, ..key }), None);
	});
}

#[test]
fn sc_10_a_request_to_trace_should_be_read_with_its_answer() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0]);
		assert_ok!(SupplyChain::request_trace(
			by(REGULATOR),
			acting(REGULATOR),
			case_id(1),
			pack(0),
			MAKER
		));
		let id = ScopedId { by: REGULATOR, id: case_id(1) };
		let info = || SupplyChain::trace_request_info(id).unwrap();
		assert_eq!((info().item, info().respondent, info().answered), (pack(0), MAKER, None));
		assert_ok!(SupplyChain::answer_trace(by(MAKER), acting(MAKER), id.into(), [4; 32]));
		assert_eq!(info().answered, Some((now(), [4; 32])));
	});
}

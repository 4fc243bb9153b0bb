//! Requests to trace (SC-10), and transfers that are no transactions (SC-5).

use super::*;

pub fn request(by_whom: OrganisationId, id: u32, item: Epc, to: OrganisationId) -> DispatchResult {
	SupplyChain::request_trace(by(by_whom), acting(by_whom), case_id(id), item, to)
}

pub fn answer(organisation: OrganisationId, request: CaseKey) -> DispatchResult {
	SupplyChain::answer_trace(by(organisation), acting(organisation), request, [4; 32])
}

#[test]
fn sc_10_a_trace_should_be_answered_in_one_business_day_by_a_dispenser_in_two() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0]);
		transfer(MAKER, WHOLESALER, packs([0]));
		assert_ok!(request(REGULATOR, 1, pack(0), WHOLESALER));
		assert_ok!(request(REGULATOR, 2, pack(0), PHARMACY));
		let due = |n, who| duty(ObligationKind::AnswerTrace, key(REGULATOR, n), who).unwrap();
		assert_eq!(due(1, WHOLESALER), (now() + 24 * HOUR, "open"));
		assert_eq!(due(2, PHARMACY), (now() + 48 * HOUR, "open"));
		System::assert_last_event(
			Event::TraceRequested {
				request: key(REGULATOR, 2),
				respondent: PHARMACY,
				due: now() + 48 * HOUR,
			}
			.into(),
		);
		assert_noop!(answer(MAKER, key(REGULATOR, 1)), Refused::NotRecipient);
		assert_noop!(answer(AUDITOR, key(REGULATOR, 1)), Refused::CapacityNotAllowed);
		assert_noop!(answer(WHOLESALER, key(REGULATOR, 3)), Refused::UnknownRequest);
		assert_ok!(answer(WHOLESALER, key(REGULATOR, 1)));
		System::assert_last_event(
			Event::TraceAnswered { request: key(REGULATOR, 1), respondent: WHOLESALER }.into(),
		);
		assert_eq!(due(1, WHOLESALER).1, "fulfilled");
		assert_noop!(answer(WHOLESALER, key(REGULATOR, 1)), Refused::AlreadyAnswered);
		let row = TraceRequests::<Test>::get(key(REGULATOR, 1)).unwrap();
		assert_eq!(row.answered, Some((now(), [4; 32])));
	});
}

#[test]
fn sc_10_a_trace_should_be_asked_by_who_has_the_item_or_an_authority() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0, 1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		assert_ok!(do_ship(
			MAKER,
			vec![pack(0), pallet(1)],
			ShipmentKind::Custody,
			Some(LOGISTICS)
		));
		assert_ok!(do_receive(LOGISTICS, vec![pack(0), pallet(1)]));
		// Holder and owner, also of what is packed; not a competitor.
		assert_ok!(request(LOGISTICS, 1, pack(1), MAKER));
		assert_ok!(request(MAKER, 1, pack(1), LOGISTICS));
		assert_noop!(request(WHOLESALER, 1, pack(0), MAKER), Refused::NoTraceRight);
		assert_noop!(request(AUDITOR, 1, pack(0), MAKER), Refused::CapacityNotAllowed);
		assert_noop!(request(MAKER, 1, pack(0), LOGISTICS), Refused::RequestExists);
		assert_noop!(request(REGULATOR, 1, pack(9), MAKER), Refused::UnknownItem);
		assert_noop!(request(REGULATOR, 1, pack(0), AUDITOR), Refused::RespondentNotAccredited);
	});
}

fn give(items: Vec<Epc>, to: OrganisationId) -> DispatchResult {
	plain(SupplyChain::ship_exempt(
		by(PHARMACY),
		acting(PHARMACY),
		event(),
		items.try_into().unwrap(),
		case_id(1),
		to,
		ExemptReason::Emergency,
		None,
	))
}

#[test]
fn sc_5_an_exempt_transfer_should_be_on_record_with_its_reason() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0, 1]);
		transfer(MAKER, PHARMACY, packs([0, 1]));
		assert_ok!(give(packs([0]), PHARMACY_TWO));
		let shipment = ShipmentKey { shipper: PHARMACY, id: case_id(1) };
		assert_eq!(Exemptions::<Test>::get(shipment), Some(ExemptReason::Emergency));
		System::assert_last_event(
			Event::ExemptShipped { shipment, reason: ExemptReason::Emergency }.into(),
		);
		assert_eq!(Shipments::<Test>::get(shipment).unwrap().statement, 0);
		assert_noop!(give(packs([1]), PHARMACY_TWO), Refused::ShipmentExists);
		assert_ok!(do_receive(PHARMACY_TWO, packs([0])));
		assert_eq!(whose(&pack(0)), (PHARMACY_TWO, PHARMACY_TWO));
		// The reason goes with the record, after the retention.
		assert_noop!(
			SupplyChain::reap_history(by(AUDITOR), History::Shipment(shipment)),
			Refused::RetentionNotOver
		);
		pass(6 * 365 * DAY + HOUR);
		assert_ok!(SupplyChain::reap_history(by(AUDITOR), History::Shipment(shipment)));
		assert_eq!(Exemptions::<Test>::get(shipment), None);
	});
}

#[test]
fn sc_5_an_exemption_should_excuse_the_statement_and_nothing_else() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..3);
		transfer(MAKER, PHARMACY, packs(0..3));
		assert_noop!(give(packs([0]), AUDITOR), Refused::ConsigneeNotAccredited);
		assert_noop!(give(packs([0]), PHARMACY), Refused::OwnShipment);
		assert_ok!(do_quarantine(PHARMACY, case_id(1), packs([1])));
		assert_noop!(give(packs([1]), PHARMACY_TWO), Refused::Held);
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::I));
		assert_noop!(give(packs([0]), PHARMACY_TWO), Refused::Recalled);
		assert_eq!(Exemptions::<Test>::iter().count(), 0);
	});
}

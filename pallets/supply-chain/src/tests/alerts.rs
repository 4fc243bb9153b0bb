//! Failed verifications on record, and the verification of what comes back.

use super::*;

fn report(organisation: OrganisationId, id: u32, label: Label) -> DispatchResult {
	plain(SupplyChain::report_failed_verification(
		by(organisation),
		acting(organisation),
		event(),
		case_id(id),
		label,
		[2; 32],
	))
}

fn answer(organisation: OrganisationId, alert: CaseKey, genuine: bool) -> DispatchResult {
	SupplyChain::answer_alert(by(organisation), acting(organisation), alert, genuine, [3; 32])
}

fn returns(organisation: OrganisationId, labels: Vec<Label>) -> DispatchResult {
	plain(SupplyChain::verify_returns(
		by(organisation),
		acting(organisation),
		event(),
		labels.try_into().unwrap(),
	))
}

fn at_pharmacy(range: std::ops::Range<u32>) {
	commission(range.clone());
	transfer(MAKER, PHARMACY, packs(range));
}

fn wrong_lot(n: u32) -> Label {
	Label { lot: lot("B"), ..label(n) }
}

#[test]
fn fmd_5_a_failed_verification_should_quarantine_and_oblige_the_maker() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..2);
		assert_ok!(report(PHARMACY, 1, wrong_lot(0)));
		let Event::VerificationFailed { alert, failure, held, .. } = last_event() else { panic!() };
		assert_eq!((alert, held), (key(PHARMACY, 1), true));
		assert_eq!(failure, Some(VerificationFailure::NoMatchLot));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::Held);
		assert_eq!(duty(ObligationKind::AnswerAlert, alert, MAKER), Some((now() + DAY, "open")));
		// Nobody sells it before its maker has answered.
		assert_noop!(
			do_decide(PHARMACY, alert, packs([0]), Verdict::Cleared),
			Refused::AlertUnanswered
		);
		for other in [PHARMACY, REPACKAGER] {
			assert!(answer(other, alert, true).is_err());
		}
		assert_noop!(answer(REPACKAGER, alert, true), Refused::NotMaker);
		assert_noop!(answer(PHARMACY, alert, true), Refused::CapacityNotAllowed);
		assert_ok!(answer(MAKER, alert, true));
		System::assert_last_event(
			Event::AlertAnswered { alert, maker: MAKER, genuine: true }.into(),
		);
		assert_noop!(answer(MAKER, alert, false), Refused::AlreadyAnswered);
		assert_eq!(duty(ObligationKind::AnswerAlert, alert, MAKER).unwrap().1, "fulfilled");
		assert_ok!(do_decide(PHARMACY, alert, packs([0]), Verdict::Cleared));
		assert_ok!(do_dispense(PHARMACY, packs([0])));
	});
}

#[test]
fn fmd_5_what_its_maker_disowns_should_be_cleared_by_an_authority_alone() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..2);
		let wrong = Label { expiry: EXPIRY + 1, ..label(0) };
		assert_ok!(report(PHARMACY, 1, wrong));
		let alert = key(PHARMACY, 1);
		assert_ok!(answer(MAKER, alert, false));
		pass(30 * DAY);
		assert_noop!(do_decide(PHARMACY, alert, packs([0]), Verdict::Cleared), Refused::NotGenuine);
		assert_ok!(do_decide(MAKER, alert, packs([0]), Verdict::Illegitimate));
		assert_ok!(report(PHARMACY, 2, wrong_lot(1)));
		assert_ok!(answer(MAKER, key(PHARMACY, 2), false));
		assert_ok!(do_decide(REGULATOR, key(PHARMACY, 2), packs([1]), Verdict::Cleared));
	});
}

#[test]
fn fmd_5_a_maker_that_does_not_answer_should_not_hold_a_pack_for_ever() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		assert_ok!(report(PHARMACY, 1, wrong_lot(0)));
		pass(10 * DAY + 1);
		assert_ok!(do_decide(PHARMACY, key(PHARMACY, 1), packs([0]), Verdict::Cleared));
	});
}

#[test]
fn fmd_5_only_who_holds_a_pack_should_report_it_and_only_what_fails() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..2);
		for other in [MAKER, WHOLESALER, PHARMACY_TWO, LOGISTICS] {
			assert_noop!(report(other, 1, wrong_lot(0)), Refused::NotHolder);
		}
		assert_noop!(report(REGULATOR, 1, wrong_lot(0)), Refused::CapacityNotAllowed);
		// A genuine pack with the right label cannot be reported, not even by its holder.
		assert_noop!(report(PHARMACY, 1, label(0)), Refused::VerificationSucceeds);
		assert_ok!(do_ship(PHARMACY, packs([0]), ShipmentKind::Sale, Some(PHARMACY_TWO)));
		assert_noop!(report(PHARMACY, 1, wrong_lot(0)), Refused::InTransit);
		assert!(verify(&pack(1)).saleable);
	});
}

#[test]
fn fmd_5_a_second_pack_with_a_serial_that_was_supplied_should_be_reported() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		assert_ok!(do_dispense(PHARMACY, packs([0])));
		let before = item(&pack(0));
		assert_ok!(report(PHARMACY_TWO, 1, label(0)));
		let Event::VerificationFailed { failure, held, .. } = last_event() else { panic!() };
		assert_eq!((failure, held), (None, false));
		assert_eq!(item(&pack(0)), before, "it touches no item");
		// One that nobody made, as well.
		assert_ok!(report(PHARMACY_TWO, 2, label(666)));
		let alert = key(PHARMACY_TWO, 2);
		assert_eq!(
			Cases::<Test>::get(alert).unwrap().subject,
			Subject::Alert(Some(VerificationFailure::NoMatchGtinSerial))
		);
		assert!(duty(ObligationKind::AnswerAlert, alert, MAKER).is_some());
		assert_ok!(answer(MAKER, alert, false));
		assert_eq!(Cases::<Test>::get(alert).unwrap().closed, Some(now()));
		// It is no stain on a pack that is made later.
		commission([666]);
		assert!(verify(&pack(666)).saleable);
		assert_noop!(report(PHARMACY_TWO, 2, label(667)), Refused::CaseExists);
	});
}

#[test]
fn x_8_a_report_should_fail_with_bad_identifiers() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(report(PHARMACY, 1, Label { gtin: 18, ..label(0) }), Refused::InvalidGtin);
		assert_noop!(
			report(PHARMACY, 1, Label { serial: Serial::default(), ..label(0) }),
			Refused::InvalidSerial
		);
		assert_noop!(report(PHARMACY, 1, Label { lot: lot(""), ..label(0) }), Refused::InvalidLot);
		assert_ok!(do_quarantine(MAKER, case_id(1), {
			commission([0]);
			packs([0])
		}));
		assert_noop!(answer(MAKER, key(MAKER, 1), true), Refused::CaseOfOtherKind);
		assert_noop!(answer(MAKER, key(MAKER, 2), true), Refused::UnknownCase);
	});
}

/// Packs that the pharmacy sent back to the wholesaler.
fn sent_back(items: Vec<Epc>) {
	assert_ok!(do_ship(PHARMACY, items.clone(), ShipmentKind::Return, Some(WHOLESALER)));
	assert_ok!(do_receive(WHOLESALER, items));
}

#[test]
fn sc_6_a_return_should_be_verified_before_it_is_sold_again() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..3);
		sent_back(packs(0..3));
		let sale = |n| do_ship(WHOLESALER, packs([n]), ShipmentKind::Sale, Some(PHARMACY_TWO));
		let inspect = |n| {
			do_change(WHOLESALER, packs([n]), Some(BizStep::Inspecting), Disposition::InProgress)
		};
		assert_noop!(sale(0), Refused::Held);
		assert_noop!(inspect(0), Refused::ReturnNotVerified);
		// By no detour.
		assert_ok!(do_change(WHOLESALER, packs([0]), None, Disposition::NonSellableOther));
		assert_noop!(inspect(0), Refused::ReturnNotVerified);
		assert_noop!(returns(WHOLESALER, vec![wrong_lot(0)]), Refused::LabelMismatch);
		assert_noop!(
			returns(WHOLESALER, vec![Label { expiry: EXPIRY - 1, ..label(0) }]),
			Refused::LabelMismatch
		);
		assert_noop!(returns(WHOLESALER, vec![label(9)]), Refused::UnknownItem);
		assert_noop!(returns(PHARMACY, vec![label(0)]), Refused::NotHolder);
		assert_ok!(returns(WHOLESALER, vec![label(0), label(1)]));
		assert_eq!(item(&pack(0)).disposition, Disposition::InProgress);
		assert_noop!(returns(WHOLESALER, vec![label(0)]), Refused::NotReturned);
		assert_ok!(sale(0));
		// What cannot be verified goes into quarantine.
		assert_ok!(report(WHOLESALER, 1, wrong_lot(2)));
		assert_noop!(returns(WHOLESALER, vec![label(2)]), Refused::InQuarantine);
	});
}

#[test]
fn sc_6_what_came_back_in_a_tote_should_be_verified_pack_by_pack() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..3);
		assert_ok!(do_pack(PHARMACY, pallet(1), packs(0..3)));
		sent_back(vec![pallet(1)]);
		let inspect = |epc: Epc| {
			do_change(WHOLESALER, vec![epc], Some(BizStep::Inspecting), Disposition::InProgress)
		};
		assert_noop!(inspect(pallet(1)), Refused::ReturnNotVerified);
		assert_ok!(do_unpack(WHOLESALER, pallet(1), packs([0])));
		assert_ok!(do_unpack(WHOLESALER, pallet(1), vec![]));
		for n in 0..3 {
			assert_noop!(inspect(pack(n)), Refused::ReturnNotVerified);
		}
		assert_ok!(inspect(pallet(1)));
		assert_ok!(returns(WHOLESALER, (0..3).map(label).collect()));
		assert_ok!(do_ship(WHOLESALER, packs(0..3), ShipmentKind::Sale, Some(PHARMACY_TWO)));
	});
}

#[test]
fn fmd_4_a_return_that_is_recalled_or_expired_should_not_be_verified() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..2);
		sent_back(packs(0..2));
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::II));
		assert_noop!(returns(WHOLESALER, vec![label(0)]), Refused::Recalled);
		assert_ok!(SupplyChain::close_recall(by(REGULATOR), acting(REGULATOR), [1; 16]));
		assert_noop!(
			plain(SupplyChain::verify_returns(
				by(WHOLESALER),
				acting(WHOLESALER),
				event_with(Disposition::Damaged),
				vec![label(0)].try_into().unwrap(),
			)),
			Refused::DispositionNotAllowed
		);
		pass(800 * DAY);
		assert_noop!(returns(WHOLESALER, vec![label(1)]), Refused::Expired);
	});
}

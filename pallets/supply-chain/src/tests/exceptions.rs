//! Goods and data that do not agree (SC-12).

use super::*;

pub fn open(
	organisation: OrganisationId,
	id: u32,
	kind: ExceptionKind,
	items: Vec<Epc>,
	other: Option<OrganisationId>,
) -> DispatchResult {
	plain(SupplyChain::open_exception(
		by(organisation),
		acting(organisation),
		event(),
		case_id(id),
		kind,
		items.try_into().unwrap(),
		other,
		[1; 32],
	))
}

pub fn resolve(
	organisation: OrganisationId,
	case: CaseKey,
	items: Vec<Epc>,
	resolution: Resolution,
	correction: Option<[u8; 32]>,
) -> DispatchResult {
	plain(SupplyChain::resolve_exception(
		by(organisation),
		acting(organisation),
		event(),
		case,
		items.try_into().unwrap(),
		resolution,
		correction,
	))
}

fn at_pharmacy(range: std::ops::Range<u32>) {
	commission(range.clone());
	transfer(MAKER, WHOLESALER, packs(range.clone()));
	transfer(WHOLESALER, PHARMACY, packs(range));
}

#[test]
fn sc_12_product_without_data_should_not_be_sold_before_its_data_are_there() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..2);
		assert_ok!(open(PHARMACY, 1, ExceptionKind::NoData, packs(0..2), Some(WHOLESALER)));
		let case = key(PHARMACY, 1);
		let Event::ExceptionOpened { kind, items, .. } = last_event() else { panic!() };
		assert_eq!((kind, items), (ExceptionKind::NoData, 2));
		for party in [PHARMACY, WHOLESALER] {
			assert_eq!(
				duty(ObligationKind::ResolveException, case, party),
				Some((now() + 10 * DAY, "open"))
			);
		}
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::Held);
		assert_noop!(
			do_change(PHARMACY, packs([0]), Some(BizStep::Inspecting), Disposition::InProgress),
			Refused::InQuarantine
		);
		for resolution in [Resolution::Keep, Resolution::Cancel] {
			assert_noop!(
				resolve(PHARMACY, case, packs([0]), resolution, None),
				Refused::CorrectionMissing
			);
		}
		assert_ok!(resolve(PHARMACY, case, packs([0]), Resolution::Keep, Some([2; 32])));
		assert_ok!(do_dispense(PHARMACY, packs([0])));
		assert_eq!(duty(ObligationKind::ResolveException, case, WHOLESALER).unwrap().1, "open");
		assert_ok!(resolve(PHARMACY, case, packs([1]), Resolution::Cancel, Some([2; 32])));
		for party in [PHARMACY, WHOLESALER] {
			assert_eq!(duty(ObligationKind::ResolveException, case, party).unwrap().1, "fulfilled");
		}
		assert_noop!(
			resolve(PHARMACY, case, packs([1]), Resolution::Keep, Some([2; 32])),
			Refused::AlreadyAnswered
		);
	});
}

#[test]
fn sc_12_what_is_to_go_back_should_go_nowhere_else() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		assert_ok!(open(PHARMACY, 1, ExceptionKind::Overage, packs([0]), Some(WHOLESALER)));
		let back = || do_ship(PHARMACY, packs([0]), ShipmentKind::Return, Some(WHOLESALER));
		assert_noop!(back(), Refused::InQuarantine);
		let case = key(PHARMACY, 1);
		assert_ok!(resolve(PHARMACY, case, packs([0]), Resolution::Return, None));
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::Held);
		assert_noop!(
			do_change(PHARMACY, packs([0]), Some(BizStep::Inspecting), Disposition::InProgress),
			Refused::InQuarantine
		);
		assert_noop!(do_destroy(PHARMACY, packs([0])), Refused::InQuarantine);
		for other in [Some(PHARMACY_TWO), None] {
			assert_noop!(
				do_ship(PHARMACY, packs([0]), ShipmentKind::Return, other),
				Refused::ReturnsElsewhere
			);
		}
		assert_ok!(back());
		assert_ok!(do_receive(WHOLESALER, packs([0])));
		// There the case is over; it came back, and is verified.
		assert_eq!((item(&pack(0)).cases, HeldItems::<Test>::get(pack(0))), (0, None));
		assert_ok!(do_verify_returns(WHOLESALER, [0]));
		assert_ok!(do_ship(WHOLESALER, packs([0]), ShipmentKind::Sale, Some(PHARMACY_TWO)));
	});
}

#[test]
fn sc_12_damaged_product_should_be_destroyed_by_its_owner() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..2);
		assert_ok!(open(PHARMACY, 1, ExceptionKind::Damaged, packs([0]), None));
		let case = key(PHARMACY, 1);
		assert_ok!(resolve(PHARMACY, case, packs([0]), Resolution::Destroy, None));
		let Event::ExceptionResolved { resolution, items, .. } = last_event() else { panic!() };
		assert_eq!((resolution, items), (Resolution::Destroy, 1));
		assert_noop!(
			do_ship(PHARMACY, packs([0]), ShipmentKind::Return, Some(WHOLESALER)),
			Refused::InQuarantine
		);
		assert_ok!(do_destroy(PHARMACY, packs([0])));
		// What it only holds, a carrier does not destroy for want of data.
		assert_ok!(do_ship(PHARMACY, packs([1]), ShipmentKind::Custody, Some(LOGISTICS)));
		assert_ok!(do_receive(LOGISTICS, packs([1])));
		assert_ok!(open(LOGISTICS, 1, ExceptionKind::Damaged, packs([1]), None));
		assert_noop!(
			resolve(LOGISTICS, key(LOGISTICS, 1), packs([1]), Resolution::Destroy, None),
			Refused::NotOwner
		);
	});
}

#[test]
fn sc_12_data_without_product_should_be_a_case_that_holds_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..1);
		for kind in [ExceptionKind::Shortage, ExceptionKind::ConcealedShortage, ExceptionKind::Lost]
		{
			assert_noop!(
				open(PHARMACY, 1, kind, packs([0]), Some(WHOLESALER)),
				Refused::ItemsDoNotFitException
			);
		}
		assert_noop!(
			open(PHARMACY, 1, ExceptionKind::WrongLot, vec![], Some(WHOLESALER)),
			Refused::ItemsDoNotFitException
		);
		assert_ok!(open(PHARMACY, 1, ExceptionKind::Shortage, vec![], Some(WHOLESALER)));
		let case = key(PHARMACY, 1);
		assert_ok!(resolve(PHARMACY, case, vec![], Resolution::Cancel, None));
		assert_eq!(Cases::<Test>::get(case).unwrap().closed, Some(now()));
		assert_eq!(
			duty(ObligationKind::ResolveException, case, WHOLESALER).unwrap().1,
			"fulfilled"
		);
		assert_ok!(do_dispense(PHARMACY, packs([0])));
	});
}

#[test]
fn sc_12_an_exception_should_be_opened_and_resolved_by_who_has_the_goods() {
	ExtBuilder::default().build_and_execute(|| {
		at_pharmacy(0..2);
		let kind = ExceptionKind::WrongSerial;
		assert_noop!(open(WHOLESALER, 1, kind, packs([0]), None), Refused::NotHolder);
		assert_noop!(open(REGULATOR, 1, kind, packs([0]), None), Refused::CapacityNotAllowed);
		for other in [PHARMACY, AUDITOR] {
			assert_noop!(
				open(PHARMACY, 1, kind, packs([0]), Some(other)),
				Refused::RecipientInvalid
			);
		}
		assert_ok!(open(PHARMACY, 1, kind, packs([0]), Some(WHOLESALER)));
		assert_noop!(open(PHARMACY, 1, kind, packs([1]), None), Refused::CaseExists);
		let case = key(PHARMACY, 1);
		let keep = |who, items| resolve(who, case, items, Resolution::Keep, Some([2; 32]));
		assert_noop!(keep(WHOLESALER, packs([0])), Refused::NotInvestigator);
		assert_noop!(keep(PHARMACY, vec![]), Refused::EmptyList);
		assert_noop!(keep(PHARMACY, packs([1])), Refused::NotInCase);
		assert_noop!(
			resolve(PHARMACY, key(PHARMACY, 2), vec![], Resolution::Cancel, None),
			Refused::UnknownCase
		);
		assert_ok!(do_quarantine(PHARMACY, case_id(3), packs([1])));
		assert_noop!(
			resolve(PHARMACY, key(PHARMACY, 3), packs([1]), Resolution::Cancel, Some([2; 32])),
			Refused::CaseOfOtherKind
		);
	});
}

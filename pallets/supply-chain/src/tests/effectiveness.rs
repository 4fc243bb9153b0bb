//! Recalls that reach those they are for, and do not end before.

use super::*;

pub fn parts(shipped: u32, rest: [u32; 4]) -> Reconciliation {
	let [returned, destroyed, dispensed, unaccounted] = rest;
	Reconciliation { shipped, returned, destroyed, dispensed, unaccounted }
}

pub fn name(organisation: OrganisationId, list: Vec<(OrganisationId, u32)>) -> DispatchResult {
	SupplyChain::name_consignees(
		by(organisation),
		acting(organisation),
		[1; 16],
		list.try_into().unwrap(),
	)
}

pub fn plan(
	organisation: OrganisationId,
	level: EffectivenessLevel,
	percent: u8,
) -> DispatchResult {
	SupplyChain::plan_recall(
		by(organisation),
		acting(organisation),
		[1; 16],
		level,
		percent,
		[8; 32],
	)
}

pub fn acknowledge(organisation: OrganisationId) -> DispatchResult {
	SupplyChain::acknowledge_recall(by(organisation), acting(organisation), [1; 16])
}

pub fn reconcile(organisation: OrganisationId, parts: Reconciliation) -> DispatchResult {
	SupplyChain::reconcile_recall(by(organisation), acting(organisation), [1; 16], parts)
}

pub fn close(organisation: OrganisationId) -> DispatchResult {
	plain(SupplyChain::close_recall(by(organisation), acting(organisation), [1; 16]))
}

pub fn asked(
	kind: ObligationKind,
	by: OrganisationId,
	who: OrganisationId,
) -> (Moment, &'static str) {
	duty(kind, CaseKey { by, id: [1; 16] }, who).unwrap()
}

fn recalled() {
	assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::I));
}

#[test]
fn rc_2_a_recall_should_end_when_every_consignees_quantities_add_up() {
	ExtBuilder::default().build_and_execute(|| {
		recalled();
		assert_ok!(name(MAKER, vec![(WHOLESALER, 100), (PHARMACY, 10)]));
		System::assert_last_event(Event::ConsigneesNamed { id: [1; 16], consignees: 2 }.into());
		use ObligationKind::{AcknowledgeRecall, ReconcileRecall};
		assert_eq!(asked(AcknowledgeRecall, MAKER, PHARMACY), (now() + 3 * DAY, "open"));
		assert_eq!(asked(ReconcileRecall, MAKER, PHARMACY), (now() + 30 * DAY, "open"));
		assert_noop!(close(MAKER), Refused::NotEffective);
		assert_noop!(reconcile(WHOLESALER, parts(100, [60, 40, 0, 0])), Refused::NotAcknowledged);
		assert_ok!(acknowledge(WHOLESALER));
		System::assert_last_event(
			Event::RecallAcknowledged { id: [1; 16], consignee: WHOLESALER }.into(),
		);
		assert_noop!(acknowledge(WHOLESALER), Refused::AlreadyAnswered);
		assert_ok!(acknowledge(PHARMACY));
		assert_eq!(asked(AcknowledgeRecall, MAKER, PHARMACY).1, "fulfilled");
		// Numbers that do not add up, also by running over.
		for bad in [
			parts(100, [60, 39, 0, 0]),
			parts(100, [60, 41, 0, 0]),
			parts(100, [u32::MAX, 101, 0, 0]),
		] {
			assert_noop!(reconcile(WHOLESALER, bad), Refused::QuantitiesDoNotAddUp);
		}
		// They have to be of what was sent.
		assert_noop!(reconcile(WHOLESALER, parts(90, [90, 0, 0, 0])), Refused::ShippedDiffers);
		assert_ok!(reconcile(WHOLESALER, parts(100, [60, 20, 0, 20])));
		assert_noop!(close(MAKER), Refused::NotEffective);
		assert_noop!(close(REGULATOR), Refused::NotEffective);
		let status = || SupplyChain::recall_status([1; 16]);
		assert_eq!(status(), Some(RecallStatus::Ongoing));
		assert_ok!(reconcile(PHARMACY, parts(10, [4, 0, 6, 0])));
		assert_eq!(status(), Some(RecallStatus::Completed));
		System::assert_last_event(
			Event::RecallReconciled { id: [1; 16], consignee: PHARMACY, unaccounted: 0 }.into(),
		);
		assert_eq!(asked(ReconcileRecall, MAKER, PHARMACY).1, "fulfilled");
		// More was found.
		assert_ok!(reconcile(WHOLESALER, parts(100, [79, 20, 0, 1])));
		let row = RecallPlans::<Test>::get([1; 16]).unwrap();
		assert_eq!((row.consignees, row.acknowledged, row.reconciled), (2, 2, 2));
		assert_eq!((row.totals.shipped, row.totals.unaccounted), (110, 1));
		assert_ok!(close(MAKER));
		assert_eq!(status(), Some(RecallStatus::Terminated));
		assert_eq!(SupplyChain::recall_status([2; 16]), None);
		assert_noop!(acknowledge(LOGISTICS), Refused::RecallIsClosed);
		assert_noop!(reconcile(PHARMACY, parts(10, [10, 0, 0, 0])), Refused::RecallIsClosed);
		assert_noop!(name(MAKER, vec![(PHARMACY, 10)]), Refused::RecallIsClosed);
	});
}

#[test]
fn rc_1_the_level_should_say_how_many_consignees_are_checked() {
	ExtBuilder::default().build_and_execute(|| {
		use EffectivenessLevel::*;
		recalled();
		for (level, percent) in [(A, 99), (B, 9), (B, 101), (C, 9), (C, 11), (D, 1), (E, 1)] {
			assert_noop!(plan(MAKER, level, percent), Refused::PercentNotOfLevel);
		}
		assert_ok!(plan(MAKER, B, 50));
		System::assert_last_event(
			Event::RecallPlanned { id: [1; 16], organisation: MAKER, level: B, percent: 50 }.into(),
		);
		let row = RecallPlans::<Test>::get([1; 16]).unwrap();
		assert_eq!((row.reason, row.level, row.percent), ([8; 32], Some(B), 50));
		// Who recalls does not make it easier for itself; an authority may.
		assert_noop!(plan(MAKER, C, 10), Refused::LevelLowered);
		assert_ok!(name(MAKER, vec![(WHOLESALER, 5), (PHARMACY, 5), (PHARMACY_TWO, 5)]));
		assert_ok!(acknowledge(WHOLESALER));
		assert_ok!(reconcile(WHOLESALER, parts(5, [5, 0, 0, 0])));
		assert_noop!(close(MAKER), Refused::NotEffective);
		assert_ok!(acknowledge(PHARMACY));
		assert_ok!(reconcile(PHARMACY, parts(5, [0, 0, 5, 0])));
		assert_ok!(close(MAKER));
		// Who was not checked has its duties still, and meets them.
		use ObligationKind::{AcknowledgeRecall, ReconcileRecall};
		assert_ok!(acknowledge(PHARMACY_TWO));
		assert_noop!(acknowledge(PHARMACY_TWO), Refused::AlreadyAnswered);
		assert_ok!(reconcile(PHARMACY_TWO, parts(5, [0, 0, 0, 5])));
		assert_eq!(asked(AcknowledgeRecall, MAKER, PHARMACY_TWO).1, "fulfilled");
		assert_eq!(asked(ReconcileRecall, MAKER, PHARMACY_TWO).1, "fulfilled");
		assert_noop!(reconcile(PHARMACY_TWO, parts(5, [5, 0, 0, 0])), Refused::RecallIsClosed);
	});
	ExtBuilder::default().build_and_execute(|| {
		recalled();
		assert_ok!(name(MAKER, vec![(WHOLESALER, 5)]));
		assert_ok!(plan(MAKER, EffectivenessLevel::A, 100));
		assert_noop!(close(MAKER), Refused::NotEffective);
		for (level, percent) in [(EffectivenessLevel::D, 2), (EffectivenessLevel::E, 0)] {
			assert_noop!(plan(MAKER, level, percent), Refused::LevelLowered);
		}
		assert_ok!(plan(REGULATOR, EffectivenessLevel::E, 0));
		assert_ok!(close(MAKER));
	});
}

#[test]
fn rc_2_a_number_that_was_corrected_should_be_answered_anew() {
	ExtBuilder::default().build_and_execute(|| {
		recalled();
		assert_ok!(name(MAKER, vec![(WHOLESALER, 5)]));
		assert_ok!(acknowledge(WHOLESALER));
		assert_ok!(reconcile(WHOLESALER, parts(5, [5, 0, 0, 0])));
		assert_ok!(name(MAKER, vec![(WHOLESALER, 6)]));
		assert_noop!(close(MAKER), Refused::NotEffective);
		assert_ok!(reconcile(WHOLESALER, parts(6, [5, 0, 0, 1])));
		assert_ok!(close(MAKER));
	});
}

#[test]
fn rc_2_who_was_forgotten_should_name_itself_and_delay_nothing_by_silence() {
	ExtBuilder::default().build_and_execute(|| {
		recalled();
		assert_noop!(reconcile(PHARMACY, parts(1, [1, 0, 0, 0])), Refused::NotAConsignee);
		assert_noop!(acknowledge(MAKER), Refused::NotAConsignee);
		assert_noop!(acknowledge(AUDITOR), Refused::CapacityNotAllowed);
		assert_ok!(acknowledge(PHARMACY));
		assert_ok!(acknowledge(PHARMACY_TWO));
		assert_ok!(reconcile(PHARMACY, parts(3, [3, 0, 0, 0])));
		let row = RecallPlans::<Test>::get([1; 16]).unwrap();
		assert_eq!((row.consignees, row.acknowledged, row.reconciled), (1, 2, 1));
		// Named by who recalls, it has to answer.
		assert_ok!(name(MAKER, vec![(PHARMACY_TWO, 2), (PHARMACY, 3)]));
		assert_noop!(close(MAKER), Refused::NotEffective);
		assert_ok!(reconcile(PHARMACY_TWO, parts(2, [0, 2, 0, 0])));
		assert_ok!(close(MAKER));
	});
}

#[test]
fn rc_2_consignees_should_be_named_by_who_recalls() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(name(MAKER, vec![(PHARMACY, 1)]), Refused::UnknownRecall);
		assert_noop!(acknowledge(PHARMACY), Refused::UnknownRecall);
		assert_ok!(recall(REGULATOR, 1, lot_a(), RecallClass::I));
		assert_noop!(name(MAKER, vec![(PHARMACY, 1)]), Refused::NotRecaller);
		assert_noop!(plan(MAKER, EffectivenessLevel::A, 100), Refused::NotRecaller);
		assert_noop!(name(REGULATOR, vec![]), Refused::EmptyList);
		assert_noop!(name(REGULATOR, vec![(PHARMACY, 1), (PHARMACY, 1)]), Refused::ListedTwice);
		assert_noop!(name(REGULATOR, vec![(REGULATOR, 1)]), Refused::NotAConsignee);
		assert_ok!(name(REGULATOR, vec![(MAKER, 4)]));
		assert_ok!(acknowledge(MAKER));
	});
}

#[test]
fn rc_1_withdrawal_and_expiry_should_cover_packs_without_being_written_into_them() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		transfer(MAKER, PHARMACY, packs([1]));
		let before = item(&pack(1));
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::MarketWithdrawal));
		assert_eq!(item(&pack(1)), before);
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::Recalled);
		// No step of its holder takes it off.
		assert_ok!(do_change(PHARMACY, packs([1]), None, Disposition::SellableAccessible));
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::Recalled);
		assert_ok!(close(REGULATOR));
		assert!(verify(&pack(1)).dispensable);
		pass(800 * DAY);
		assert_eq!(verify(&pack(1)).unfit, vec![Unfitness::Expired]);
		assert_noop!(do_dispense(PHARMACY, packs([1])), Refused::Expired);
	});
}

#[test]
fn rc_2_a_firm_should_not_end_a_recall_by_naming_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..6);
		assert_ok!(do_pack(MAKER, pallet(1), packs([3, 4])));
		transfer(MAKER, WHOLESALER, vec![pack(1), pack(2), pallet(1)]);
		assert_ok!(do_ship(MAKER, packs([5]), ShipmentKind::Sale, Some(PHARMACY)));
		// What another sends on, and what goes back, is not the maker's.
		transfer(WHOLESALER, PHARMACY_TWO, packs([2]));
		recalled();
		let scope = || Scope::Lot(pack_gtin(), lot("A"));
		assert_eq!(SupplyChain::supplied(scope(), WHOLESALER), Some(4));
		assert_eq!(SupplyChain::supplied(scope(), PHARMACY), Some(1));
		assert_eq!(SupplyChain::supplied(scope(), PHARMACY_TWO), None);
		assert_noop!(close(MAKER), Refused::ConsigneesMissing);
		// Others do not stand for those whom the chain knows.
		assert_ok!(name(MAKER, vec![(LOGISTICS, 4), (PHARMACY_TWO, 1)]));
		for consignee in [LOGISTICS, PHARMACY_TWO] {
			assert_ok!(acknowledge(consignee));
		}
		assert_ok!(reconcile(LOGISTICS, parts(4, [4, 0, 0, 0])));
		assert_ok!(reconcile(PHARMACY_TWO, parts(1, [1, 0, 0, 0])));
		assert_noop!(close(MAKER), Refused::ConsigneesMissing);
		// Nor do smaller numbers.
		assert_noop!(name(MAKER, vec![(WHOLESALER, 3)]), Refused::LessThanSupplied);
		assert_ok!(name(MAKER, vec![(WHOLESALER, 4)]));
		assert_noop!(close(MAKER), Refused::ConsigneesMissing);
		// Who names itself is known as well.
		assert_ok!(acknowledge(PHARMACY));
		assert_ok!(reconcile(PHARMACY, parts(1, [0, 0, 0, 1])));
		assert_noop!(close(MAKER), Refused::NotEffective);
		assert_eq!(SupplyChain::recall_status([1; 16]), Some(RecallStatus::Ongoing));
		assert_ok!(acknowledge(WHOLESALER));
		assert_ok!(reconcile(WHOLESALER, parts(4, [3, 0, 1, 0])));
		assert_eq!(SupplyChain::recall_status([1; 16]), Some(RecallStatus::Completed));
		assert_ok!(close(MAKER));
	});
}

#[test]
fn rc_2_what_is_called_back_should_count_no_more_and_an_open_consignment_for_who_receives() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		let units = |consignee| {
			[Scope::Product(pack_gtin()), Scope::Lot(pack_gtin(), lot("A"))]
				.map(|scope| SupplyChain::supplied(scope, consignee))
		};
		assert_ok!(do_ship(MAKER, packs([0, 1]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_eq!(units(WHOLESALER), [Some(2); 2]);
		assert_ok!(do_void(MAKER, packs([1])));
		assert_eq!(units(WHOLESALER), [Some(1); 2]);
		assert_ok!(do_ship(MAKER, packs([2, 3]), ShipmentKind::Sale, None));
		assert_eq!(units(PHARMACY), [None; 2]);
		assert_ok!(do_receive(PHARMACY, packs([2])));
		assert_eq!(units(PHARMACY), [Some(1); 2]);
		assert_ok!(do_receive(PHARMACY, packs([3])));
		assert_eq!(units(PHARMACY), [Some(2); 2]);
		// Custody counts as a sale does: the goods are there.
		commission_as(pack_gtin(), "B", [9]);
		assert_ok!(do_ship(MAKER, packs([9]), ShipmentKind::Custody, Some(LOGISTICS)));
		assert_eq!(units(LOGISTICS), [Some(1), None]);
		// Nothing that goes back is sent by its maker.
		assert_ok!(do_ship(PHARMACY, packs([3]), ShipmentKind::Return, Some(MAKER)));
		assert_ok!(do_receive(MAKER, packs([3])));
		assert_eq!(units(MAKER), [None; 2]);
	});
}

#[test]
fn rc_2_a_case_should_make_its_buyer_a_consignee_of_what_is_in_it() {
	ExtBuilder::default().build_and_execute(|| {
		commission_as(case_gtin(), "A", [1]);
		transfer(MAKER, WHOLESALER, vec![case(1)]);
		assert_ok!(recall(MAKER, 1, lot_a(), RecallClass::II));
		assert_noop!(close(MAKER), Refused::ConsigneesMissing);
		// Packs of a case that were never listed: the chain has no number.
		assert_ok!(name(MAKER, vec![(WHOLESALER, 48)]));
		assert_noop!(close(MAKER), Refused::NotEffective);
	});
}

#[test]
fn rc_2_a_recall_of_listed_packs_should_name_one_of_those_who_may_have_them() {
	ExtBuilder::default().build_and_execute(|| {
		commission(0..4);
		transfer(MAKER, WHOLESALER, packs([1]));
		transfer(MAKER, PHARMACY, packs([2]));
		let serials = vec![serial(1)].try_into().unwrap();
		let scope = RecallScope::Serials { gtin: pack_gtin(), serials };
		assert_ok!(recall(MAKER, 1, scope, RecallClass::III));
		assert_noop!(close(MAKER), Refused::ConsigneesMissing);
		assert_ok!(name(MAKER, vec![(WHOLESALER, 1)]));
		assert_noop!(close(MAKER), Refused::NotEffective);
		assert_ok!(plan(MAKER, EffectivenessLevel::E, 0));
		// More serious after all: it is checked more thoroughly.
		assert_ok!(SupplyChain::change_recall_class(
			by(MAKER),
			acting(MAKER),
			[1; 16],
			RecallClass::I
		));
		assert_noop!(close(MAKER), Refused::NotEffective);
		assert_ok!(acknowledge(WHOLESALER));
		assert_ok!(reconcile(WHOLESALER, parts(1, [0, 1, 0, 0])));
		assert_ok!(close(MAKER));
	});
}

#[test]
fn rc_2_one_call_should_count_no_more_lots_than_are_paid_for() {
	ExtBuilder::default().build_and_execute(|| {
		for n in 0..=MAX_SUPPLIES {
			commission_as(pack_gtin(), &format!("L{n}"), [n]);
		}
		let sale = |range| do_ship(MAKER, packs(range), ShipmentKind::Sale, Some(WHOLESALER));
		assert_noop!(sale(0..=MAX_SUPPLIES), Refused::TooManySupplies);
		assert_ok!(sale(0..=MAX_SUPPLIES - 1));
		assert_eq!(SupplyChain::supplied(Scope::Product(pack_gtin()), WHOLESALER), Some(64));
	});
}

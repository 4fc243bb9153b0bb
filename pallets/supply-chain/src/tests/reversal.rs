//! Decommissioned in error: back to active within ten days, at the same premises (FMD-3).

use super::*;

fn site(n: u64) -> EventFacts {
	EventFacts { biz_location: Some(gln(n)), ..event() }
}

fn back_at(
	organisation: OrganisationId,
	facts: EventFacts,
	items: Vec<Epc>,
	not_supplied: bool,
) -> DispatchResult {
	plain(SupplyChain::reactivate(
		by(organisation),
		acting(organisation),
		facts,
		items.try_into().unwrap(),
		not_supplied,
	))
}

fn back(items: Vec<Epc>) -> DispatchResult {
	back_at(PHARMACY, site(2), items, true)
}

/// Packs at the pharmacy.
fn stock(range: std::ops::Range<u32>) {
	commission(range.clone());
	transfer(MAKER, PHARMACY, packs(range));
}

fn dispense(facts: EventFacts, n: u32) {
	assert_ok!(plain(SupplyChain::dispense(
		by(PHARMACY),
		acting(PHARMACY),
		facts,
		packs([n]).try_into().unwrap(),
	)));
}

fn decommission(n: u32, reason: DecommissionReason) {
	assert_ok!(plain(SupplyChain::decommission(
		by(PHARMACY),
		acting(PHARMACY),
		site(2),
		packs([n]).try_into().unwrap(),
		reason,
	)));
}

#[test]
fn fmd_3_a_pack_that_was_not_supplied_should_be_active_again() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..2);
		dispense(site(2), 0);
		pass(10 * DAY);
		assert_ok!(back(packs([0])));
		let Event::Reactivated { organisation, items, .. } = last_event() else { panic!() };
		assert_eq!((organisation, items), (PHARMACY, 1));
		assert!(verify(&pack(0)).active && verify(&pack(0)).dispensable);
		// And is dispensed once again, not twice.
		dispense(site(2), 0);
		assert_noop!(do_dispense(PHARMACY, packs([0])), Refused::AlreadyDispensed);
		decommission(1, DecommissionReason::Article23);
		assert_ok!(back_at(PHARMACY, site(2), packs([1]), false));
		assert_eq!(item(&pack(1)).reason, None);
	});
}

#[test]
fn fmd_3_a_reversal_should_fail_on_day_eleven() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..2);
		dispense(site(2), 0);
		let late = now();
		pass(10 * DAY + 1);
		assert_noop!(back(packs([0])), Refused::ReversalTooLate);
		// An event dated back gains no time,
		let facts = EventFacts { biz_location: Some(gln(2)), ..event_at(late + DAY) };
		assert_noop!(back_at(PHARMACY, facts, packs([0]), true), Refused::ReversalTooLate);
		// nor one that was recorded late.
		let facts = EventFacts { biz_location: Some(gln(2)), ..event_at(late) };
		dispense(facts, 1);
		assert_noop!(back(packs([1])), Refused::ReversalTooLate);
	});
}

#[test]
fn fmd_3_a_reversal_should_fail_at_other_premises() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..2);
		dispense(site(2), 0);
		assert_noop!(back_at(PHARMACY, site(3), packs([0]), true), Refused::OtherPremises);
		assert_noop!(back_at(PHARMACY, event(), packs([0]), true), Refused::OtherPremises);
		// An end without a place is at none.
		dispense(event(), 1);
		assert_noop!(back_at(PHARMACY, event(), packs([1]), true), Refused::OtherPremises);
		assert_noop!(back(packs([1])), Refused::OtherPremises);
	});
}

#[test]
fn fmd_3_a_reversal_should_fail_by_another_organisation_or_capacity() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..1);
		dispense(site(2), 0);
		assert_noop!(back_at(PHARMACY_TWO, site(2), packs([0]), true), Refused::OtherAuthorisation);
		accredit(PHARMACY, Capacity::Wholesaler, true);
		let as_wholesaler = Acting { organisation: PHARMACY, capacity: Capacity::Wholesaler };
		assert_noop!(
			SupplyChain::reactivate(
				by(PHARMACY),
				as_wholesaler,
				site(2),
				packs([0]).try_into().unwrap(),
				true
			),
			Refused::OtherAuthorisation
		);
		assert_ok!(back(packs([0])));
	});
}

#[test]
fn fmd_3_what_was_supplied_should_stay_supplied() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..3);
		dispense(site(2), 0);
		assert_noop!(back_at(PHARMACY, site(2), packs([0]), false), Refused::SuppliedToPublic);
		dispense(EventFacts { disposition: Some(Disposition::RetailSold), ..site(2) }, 1);
		assert_noop!(back(packs([1])), Refused::SuppliedToPublic);
		// The rest of a pack of which a part went over the counter.
		dispense(EventFacts { disposition: Some(Disposition::PartiallyDispensed), ..site(2) }, 2);
		dispense(EventFacts { disposition: Some(Disposition::Dispensed), ..site(2) }, 2);
		assert_noop!(back(packs([2])), Refused::SuppliedToPublic);
	});
}

#[test]
fn fmd_3_a_reversal_should_fail_for_each_reason_that_forbids_it() {
	ExtBuilder::default().build_and_execute(|| {
		use DecommissionReason::*;
		stock(0..12);
		let cases = [
			(Stolen, Refused::Stolen),
			(Recalled, Refused::Recalled),
			(Destroyed, Refused::IntendedForDestruction),
			(Damaged, Refused::IntendedForDestruction),
			(Expired, Refused::IntendedForDestruction),
		];
		for (n, (reason, refused)) in (0..).zip(cases) {
			decommission(n, reason);
			assert_noop!(back(packs([n])), refused);
		}
		assert_noop!(back(packs([5])), Refused::NotDecommissioned);
		assert_noop!(back(packs([99])), Refused::UnknownItem);
		decommission(6, Destroyed);
		assert_ok!(do_destroy(PHARMACY, packs([6])));
		assert_noop!(back(packs([6])), Refused::Destroyed);
		// Known to have been stolen, though decommissioned for something else.
		assert_ok!(do_change(PHARMACY, packs([7]), None, Disposition::Stolen));
		decommission(7, Locked);
		assert_noop!(back(packs([7])), Refused::Stolen);
		// Recalled or withdrawn since.
		for (n, class) in [(8, RecallClass::I), (9, RecallClass::MarketWithdrawal)] {
			dispense(site(2), n);
			let scope = RecallScope::Serials {
				gtin: pack_gtin(),
				serials: vec![serial(n)].try_into().unwrap(),
			};
			assert_ok!(recall(REGULATOR, n as u8, scope, class));
			assert_noop!(back(packs([n])), Refused::Recalled);
		}
		// The same end twice is one.
		dispense(site(2), 10);
		assert_noop!(back(packs([10, 10])), Refused::NotDecommissioned);
		// One bad pack refuses all.
		assert_noop!(back(packs([10, 9])), Refused::Recalled);
	});
}

#[test]
fn fmd_3_a_reversal_should_fail_once_the_pack_is_expired() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..1);
		pass(u64::from(EXPIRY - TODAY - 3) * DAY);
		dispense(site(2), 0);
		let before = now();
		pass(5 * DAY);
		assert_noop!(back(packs([0])), Refused::Expired);
		let facts = EventFacts { biz_location: Some(gln(2)), ..event_at(before + DAY) };
		assert_noop!(back_at(PHARMACY, facts, packs([0]), true), Refused::Expired);
	});
}

#[test]
fn fmd_3_what_was_used_up_should_not_be_active_beside_what_it_became() {
	ExtBuilder::default().build_and_execute(|| {
		commission([0]);
		register(MAKER, other_gtin(5), None);
		let facts = EventFacts { biz_location: Some(gln(2)), ..event() };
		assert_ok!(plain(SupplyChain::transform(
			by(MAKER),
			acting(MAKER),
			facts,
			packs([0]).try_into().unwrap(),
			other_gtin(5),
			lot("R"),
			EXPIRY,
			vec![serial(1)].try_into().unwrap(),
		)));
		assert_noop!(back_at(MAKER, site(2), packs([0]), true), Refused::UsedUp);
	});
}

#[test]
fn fmd_3_a_reversal_should_not_make_a_return_sellable_unseen() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..1);
		assert_ok!(do_ship(PHARMACY, packs([0]), ShipmentKind::Return, Some(WHOLESALER)));
		assert_ok!(do_receive(WHOLESALER, packs([0])));
		assert_ok!(plain(SupplyChain::decommission(
			by(WHOLESALER),
			acting(WHOLESALER),
			site(2),
			packs([0]).try_into().unwrap(),
			DecommissionReason::Locked,
		)));
		assert_ok!(back_at(WHOLESALER, site(2), packs([0]), false));
		assert_eq!(item(&pack(0)).disposition, Disposition::Returned);
		assert_noop!(
			do_ship(WHOLESALER, packs([0]), ShipmentKind::Sale, Some(PHARMACY_TWO)),
			Refused::Held
		);
		assert_ok!(do_verify_returns(WHOLESALER, [0]));
	});
}

//! What is the same for every event: who, when, once.

use super::*;

fn observe(facts: EventFacts) -> DispatchResult {
	SupplyChain::observe(by(MAKER), acting(MAKER), facts, packs([1]).try_into().unwrap())
		.map(drop)
		.map_err(|error| error.error)
}

#[test]
fn ep_4_an_event_should_be_recorded_once() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let facts = event();
		assert_ok!(observe(facts.clone()));
		assert_noop!(observe(facts.clone()), Refused::DuplicateEvent);
		// By nobody else and by no other call.
		assert_noop!(
			SupplyChain::anchor(by(AUDITOR), acting(AUDITOR), facts, EventKind::Object),
			Refused::DuplicateEvent
		);
	});
}

#[test]
fn ep_4_a_refused_event_should_leave_no_trace_and_may_be_sent_again() {
	ExtBuilder::default().build_and_execute(|| {
		let facts = event();
		assert_noop!(observe(facts.clone()), Refused::UnknownItem);
		commission([1]);
		assert_ok!(observe(facts));
	});
}

#[test]
fn ep_2_an_event_should_fail_before_the_last_one_of_its_object() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(observe(event_at(now() - 1)), Refused::EventBeforeLast);
		assert_ok!(observe(event_at(now())));
	});
}

#[test]
fn ep_2_an_event_should_fail_before_the_last_one_of_a_container_around() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		pass(HOUR);
		transfer(MAKER, PHARMACY, vec![pallet(1)]);
		let received = now();
		pass(HOUR);
		// The pack itself has not moved since it was packed; its pallet has.
		assert_noop!(
			SupplyChain::dispense(
				by(PHARMACY),
				acting(PHARMACY),
				event_at(received - 1),
				packs([1]).try_into().unwrap()
			),
			Refused::EventBeforeLast
		);
		// Out of the pallet that was emptied it still knows.
		assert_ok!(do_unpack(PHARMACY, pallet(1), vec![]));
		assert_noop!(
			SupplyChain::dispense(
				by(PHARMACY),
				acting(PHARMACY),
				event_at(now() - 1),
				packs([1]).try_into().unwrap()
			),
			Refused::EventBeforeLast
		);
		assert_ok!(do_dispense(PHARMACY, packs([1])));
	});
}

#[test]
fn an_event_may_lie_five_minutes_ahead_and_not_more() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(observe(event_at(now() + 5 * MINUTE + 1)), Refused::EventInFuture);
		assert_ok!(observe(event_at(now() + 5 * MINUTE)));
	});
}

#[test]
fn an_event_should_fail_when_it_is_too_old() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(observe(event_at(now() - 180 * DAY - 1)), Refused::EventTooOld);
	});
}

#[test]
fn x_8_an_event_should_fail_with_a_bad_gln() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		for facts in [
			EventFacts { read_point: Some(gln(1) + 1), ..event() },
			EventFacts { biz_location: Some(0), ..event() },
		] {
			assert_noop!(observe(facts), Refused::InvalidGln);
		}
	});
}

#[test]
fn x_5_the_capacity_should_be_checked_when_the_call_executes() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		accredit(MAKER, Capacity::Manufacturer, false);
		assert_noop!(observe(event()), DispatchError::Other("CredentialMissing"));
		accredit(MAKER, Capacity::Manufacturer, true);
		assert_ok!(observe(event()));
		let stranger = SupplyChain::observe(
			by(AUDITOR),
			acting(MAKER),
			event(),
			packs([1]).try_into().unwrap(),
		);
		assert_noop!(stranger, DispatchError::Other("NotAMember"));
	});
}

#[test]
fn x_5_a_member_limited_to_a_site_should_act_there() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let limited = || RuntimeOrigin::signed(u64::from(MAKER) + 100);
		let at = |n| EventFacts { read_point: Some(gln(n)), ..event() };
		let items: BoundedVec<_, _> = packs([1]).try_into().unwrap();
		assert_noop!(
			SupplyChain::observe(limited(), acting(MAKER), at(2), items.clone()),
			DispatchError::Other("SiteNotGranted")
		);
		assert_ok!(SupplyChain::observe(limited(), acting(MAKER), at(1), items));
	});
}

#[test]
fn x_5_every_call_should_refuse_other_capacities() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let one: BoundedVec<Epc, MaxItems> = packs([1]).try_into().unwrap();
		let who = || (by(AUDITOR), acting(AUDITOR));
		let (o, a) = who();
		assert_noop!(
			SupplyChain::commission_containers(o, a, event(), vec![sscc(1)].try_into().unwrap()),
			Refused::CapacityNotAllowed
		);
		let (o, a) = who();
		assert_noop!(SupplyChain::receive(o, a, event(), one.clone()), Refused::CapacityNotAllowed);
		let (o, a) = who();
		assert_noop!(
			SupplyChain::decommission(o, a, event(), one.clone(), DecommissionReason::Sample),
			Refused::CapacityNotAllowed
		);
		let (o, a) = who();
		assert_noop!(
			SupplyChain::confirm_introduction(o, a, event(), one.clone()),
			Refused::CapacityNotAllowed
		);
		// A wholesaler does not dispense, a pharmacy does not commission.
		assert_noop!(
			SupplyChain::dispense(by(WHOLESALER), acting(WHOLESALER), event(), one.clone()),
			Refused::CapacityNotAllowed
		);
		assert_noop!(
			SupplyChain::commission(
				by(PHARMACY),
				acting(PHARMACY),
				event(),
				pack_gtin(),
				lot("A"),
				EXPIRY,
				vec![serial(2)].try_into().unwrap()
			),
			Refused::CapacityNotAllowed
		);
	});
}

#[test]
fn ep_1_the_step_of_an_event_should_belong_to_its_call() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_noop!(
			observe(EventFacts { biz_step: Some(BizStep::Shipping), ..event() }),
			Refused::BizStepMismatch
		);
		assert_ok!(observe(EventFacts { biz_step: Some(BizStep::Inspecting), ..event() }));
		assert_ok!(observe(EventFacts { biz_step: Some(BizStep::Other), ..event() }));
	});
}

#[test]
fn an_event_should_list_something() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			SupplyChain::observe(by(MAKER), acting(MAKER), event(), Default::default()),
			Refused::EmptyList
		);
	});
}

#[test]
fn x_3_an_event_should_say_who_did_what_when() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		pass(HOUR);
		let facts = EventFacts {
			biz_step: Some(BizStep::Inspecting),
			read_point: Some(gln(1)),
			..event_at(now() - MINUTE)
		};
		assert_ok!(observe(facts.clone()));
		let row = Events::<Test>::get(facts.hash).unwrap();
		assert_eq!(row.actor, u64::from(MAKER));
		assert_eq!(row.payer, Some(u64::from(MAKER) + 1_000));
		assert_eq!(row.acting, acting(MAKER));
		assert_eq!((row.time, row.recorded, row.block), (facts.time, now(), 2));
		assert_eq!((row.biz_step, row.read_point), (facts.biz_step, facts.read_point));
		assert_eq!(row.act, Act::Step(HopKind::Observed));
		assert_eq!((row.rows, row.row_deposit), (1, 1));
		System::assert_last_event(
			Event::Observed { event: facts.hash, organisation: MAKER, items: 1 }.into(),
		);
	});
}

#[test]
fn storage_should_be_paid_by_the_controller() {
	ExtBuilder::default().build_and_execute(|| {
		use frame_support::traits::fungible::InspectHold;
		let held = || Balances::total_balance_on_hold(&(u64::from(MAKER) + 1_000));
		let before = held();
		commission([1, 2, 3]);
		// Three items, three hops, the lot and the event.
		assert_eq!(held() - before, 8);
		assert_eq!(Balances::total_balance_on_hold(&u64::from(MAKER)), 0);
	});
}

#[test]
fn observe_should_be_for_those_whom_it_concerns() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let seen_by = |organisation| {
			SupplyChain::observe(
				by(organisation),
				acting(organisation),
				event(),
				packs([1]).try_into().unwrap(),
			)
			.map(drop)
			.map_err(|error| error.error)
		};
		assert_noop!(seen_by(WHOLESALER), Refused::NotHolder);
		assert_ok!(do_ship(MAKER, packs([1]), ShipmentKind::Sale, Some(WHOLESALER)));
		assert_ok!(seen_by(WHOLESALER));
		assert_ok!(seen_by(MAKER));
		assert_noop!(seen_by(PHARMACY), Refused::NotHolder);
		assert_ok!(do_receive(WHOLESALER, packs([1])));
	});
}

#[test]
fn x_1_events_should_be_small_and_hold_nothing_about_a_person() {
	// The longest: two hashes of 32 bytes, a lot of 20 characters.
	use codec::{Encode, MaxEncodedLen};
	let longest = Event::<Test>::Commissioned {
		event: [1; 32],
		organisation: u32::MAX,
		gtin: u64::MAX,
		lot: vec![b'L'; 20].try_into().unwrap(),
		items: u32::MAX,
	};
	assert!(longest.encode().len() < 150);
	let other = Event::<Test>::ErrorDeclared {
		event: [1; 32],
		declaration: [1; 32],
		organisation: u32::MAX,
	};
	assert!(other.encode().len() < 150);
	// A dispensing names packs and the pharmacy; there is no field in which a patient could stand.
	let dispensed =
		Event::<Test>::Dispensed { event: [1; 32], organisation: u32::MAX, items: u32::MAX };
	assert_eq!(dispensed.encode().len(), 1 + 32 + 4 + 4);
	assert!(HopRow::max_encoded_len() < 300);
}

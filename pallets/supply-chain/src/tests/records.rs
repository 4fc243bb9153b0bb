use super::*;
use frame_support::traits::fungible::InspectHold;

pub fn held(organisation: OrganisationId) -> u64 {
	Balances::total_balance_on_hold(&(u64::from(organisation) + 1_000))
}

pub fn reap(history: History) -> DispatchResult {
	SupplyChain::reap_history(by(AUDITOR), history)
}

fn anchor(organisation: OrganisationId, facts: EventFacts) -> DispatchResult {
	SupplyChain::anchor(by(organisation), acting(organisation), facts, EventKind::Transaction)
}

pub const RETENTION: Moment = 6 * 365 * DAY;

#[test]
fn anchor_should_keep_the_hash_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let facts = event();
		assert_ok!(anchor(AUDITOR, facts.clone()));
		System::assert_last_event(
			Event::Anchored {
				event: facts.hash,
				organisation: AUDITOR,
				kind: EventKind::Transaction,
			}
			.into(),
		);
		let row = Events::<Test>::get(facts.hash).unwrap();
		assert_eq!((row.act, row.rows), (Act::Anchored(EventKind::Transaction), 0));
	});
}

#[test]
fn x_4_an_error_should_be_declared_beside_what_was_recorded() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let facts = event();
		assert_ok!(SupplyChain::observe(
			by(MAKER),
			acting(MAKER),
			facts.clone(),
			packs([1]).try_into().unwrap()
		));
		let before = (Events::<Test>::get(facts.hash), item(&pack(1)));
		let declare = |organisation, declaration: u8| {
			SupplyChain::declare_error(
				by(organisation),
				acting(organisation),
				facts.hash,
				[declaration; 32],
				vec![[5; 32]].try_into().unwrap(),
			)
		};
		assert_noop!(declare(WHOLESALER, 1), Refused::NotRecorder);
		assert_ok!(declare(MAKER, 1));
		System::assert_last_event(
			Event::ErrorDeclared { event: facts.hash, declaration: [1; 32], organisation: MAKER }
				.into(),
		);
		// EP-4: a duplicate is one whose hash and declaration are both known.
		assert_noop!(declare(MAKER, 1), Refused::DuplicateEvent);
		assert_ok!(declare(MAKER, 2));
		assert_eq!((Events::<Test>::get(facts.hash), item(&pack(1))), before);
		let row = Declarations::<Test>::get(facts.hash, [1; 32]).unwrap();
		assert_eq!(row.corrective.to_vec(), vec![[5; 32]]);
		assert_noop!(
			SupplyChain::declare_error(
				by(MAKER),
				acting(MAKER),
				[0; 32],
				[1; 32],
				Default::default()
			),
			Refused::UnknownEvent
		);
	});
}

#[test]
fn sc_9_history_should_be_kept_for_the_retention() {
	ExtBuilder::default().build_and_execute(|| {
		let paid = held(MAKER);
		commission([1]);
		pass(DAY);
		let seen = event();
		assert_ok!(SupplyChain::observe(
			by(MAKER),
			acting(MAKER),
			seen.clone(),
			packs([1]).try_into().unwrap()
		));
		let hops = |count| History::Hops { item: pack(1), count };
		assert_noop!(reap(hops(10)), Refused::RetentionNotOver);
		pass(RETENTION - DAY);
		// The first is old enough, the second not yet.
		assert_ok!(reap(hops(10)));
		System::assert_last_event(Event::HistoryReaped { rows: 1 }.into());
		assert_eq!(item(&pack(1)).first_hop, 1);
		assert!(Events::<Test>::contains_key(seen.hash));
		assert_noop!(reap(hops(10)), Refused::RetentionNotOver);
		pass(DAY);
		assert_ok!(reap(hops(10)));
		assert!(!Events::<Test>::contains_key(seen.hash));
		assert_noop!(reap(hops(10)), Refused::NothingToReap);
		// What stays: the identity and the lot.
		assert_eq!(held(MAKER), paid + 2);
		assert_noop!(
			SupplyChain::commission(
				by(MAKER),
				acting(MAKER),
				event(),
				pack_gtin(),
				lot("A2"),
				EXPIRY + 5_000,
				vec![serial(1)].try_into().unwrap()
			),
			Refused::AlreadyCommissioned
		);
	});
}

#[test]
fn deposits_should_go_back_to_who_paid_them_at_the_price_paid() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let before = held(WHOLESALER);
		RowDeposit::set(7);
		transfer(MAKER, WHOLESALER, packs([1]));
		// A hop and the event; the shipment is the maker's.
		assert_eq!(held(WHOLESALER) - before, 14);
		RowDeposit::set(1_000);
		pass(RETENTION);
		assert_ok!(reap(History::Hops { item: pack(1), count: 100 }));
		assert_eq!(held(WHOLESALER), before);
		RowDeposit::set(1);
	});
}

#[test]
fn sc_9_a_shipment_should_be_kept_until_it_is_complete_and_old() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let facts = shipment(ShipmentKind::Sale, Some(WHOLESALER));
		let key = ShipmentKey { shipper: MAKER, id: facts.id };
		assert_noop!(reap(History::Shipment(key)), Refused::UnknownShipment);
		assert_ok!(SupplyChain::ship(
			by(MAKER),
			acting(MAKER),
			event(),
			packs([1]).try_into().unwrap(),
			facts
		));
		let before = held(MAKER);
		pass(RETENTION);
		assert_noop!(reap(History::Shipment(key)), Refused::NothingToReap);
		assert_ok!(do_receive(WHOLESALER, packs([1])));
		assert_noop!(reap(History::Shipment(key)), Refused::RetentionNotOver);
		pass(RETENTION);
		assert_ok!(reap(History::Shipment(key)));
		assert_eq!(held(MAKER), before - 1);
		assert_ok!(reap(History::Hops { item: pack(1), count: 100 }));
	});
}

#[test]
fn sc_9_events_and_declarations_should_be_reaped_when_they_are_old() {
	ExtBuilder::default().build_and_execute(|| {
		let facts = event();
		let before = held(WHOLESALER);
		assert_ok!(anchor(WHOLESALER, facts.clone()));
		assert_ok!(SupplyChain::declare_error(
			by(WHOLESALER),
			acting(WHOLESALER),
			facts.hash,
			[1; 32],
			Default::default()
		));
		assert_eq!(held(WHOLESALER), before + 2);
		let declaration = || History::Declaration { event: facts.hash, declaration: [1; 32] };
		assert_noop!(reap(History::Event(facts.hash)), Refused::RetentionNotOver);
		assert_noop!(reap(declaration()), Refused::RetentionNotOver);
		pass(RETENTION);
		assert_ok!(reap(declaration()));
		assert_ok!(reap(History::Event(facts.hash)));
		assert_noop!(reap(History::Event(facts.hash)), Refused::UnknownEvent);
		assert_noop!(reap(declaration()), Refused::UnknownEvent);
		assert_eq!(held(WHOLESALER), before);
	});
}

#[test]
fn an_event_with_rows_should_not_be_reaped_by_itself() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let hash = EventHashes::<Test>::get(NextEvent::<Test>::get() - 1).unwrap();
		pass(RETENTION);
		assert_noop!(reap(History::Event(hash)), Refused::NothingToReap);
		assert_noop!(reap(History::Hops { item: pack(2), count: 1 }), Refused::UnknownItem);
		assert_noop!(reap(History::Hops { item: pack(1), count: 0 }), Refused::NothingToReap);
	});
}

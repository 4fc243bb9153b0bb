//! The conditions in which a product is kept (CC-1, CC-2, CC-3).

use super::*;

/// Insulin: 2 to 8 degrees, to 15 for an hour in all.
const PROFILE: StorageProfile =
	StorageProfile { min: 200, max: 800, excursion_max: 1_500, excursion_minutes: 60 };

fn gtin() -> u64 {
	other_gtin(2)
}

fn cold(n: u32) -> Epc {
	Epc::Sgtin { gtin: gtin(), serial: serial(n) }
}

/// Packs of insulin, at the wholesaler.
fn stock(range: std::ops::Range<u32>) {
	assert_ok!(SupplyChain::register_product(
		by(MAKER),
		acting(MAKER),
		gtin(),
		None,
		Some(PROFILE)
	));
	assert_ok!(limit(MAKER, 30, 800));
	commission_as(gtin(), "C", range.clone());
	transfer(MAKER, WHOLESALER, range.map(cold).collect());
	pass(10 * HOUR);
}

fn limit(organisation: OrganisationId, max_gap: u32, max_mean_kinetic: i16) -> DispatchResult {
	SupplyChain::set_storage_limits(
		by(organisation),
		acting(organisation),
		gtin(),
		StorageLimits { max_gap, max_mean_kinetic },
	)
}

/// The ten hours before now, a reading every ten minutes.
fn summary() -> ConditionSummary {
	ConditionSummary {
		readings: [1; 32],
		count: 61,
		from: now() - 10 * HOUR,
		to: now(),
		min: 300,
		max: 600,
		minutes_outside: 0,
		longest_gap: 10,
		mean_kinetic: 450,
	}
}

fn warm(max: i16, minutes_outside: u32) -> ConditionSummary {
	ConditionSummary { max, minutes_outside, ..summary() }
}

fn record(
	organisation: OrganisationId,
	id: u32,
	items: Vec<Epc>,
	summary: ConditionSummary,
) -> DispatchResult {
	plain(SupplyChain::record_conditions(
		by(organisation),
		acting(organisation),
		event(),
		case_id(id),
		items.try_into().unwrap(),
		summary,
	))
}

fn quality(organisation: OrganisationId) -> Acting {
	Acting { organisation, capacity: Capacity::ResponsiblePerson }
}

fn decide(
	organisation: OrganisationId,
	items: Vec<Epc>,
	decision: QualityDecision,
) -> DispatchResult {
	plain(SupplyChain::decide_excursion(
		by(organisation),
		quality(organisation),
		event(),
		key(WHOLESALER, 1),
		items.try_into().unwrap(),
		decision,
		[9; 32],
	))
}

fn sale(items: Vec<Epc>) -> DispatchResult {
	do_ship(WHOLESALER, items, ShipmentKind::Sale, Some(PHARMACY))
}

#[test]
fn cc_3_an_excursion_should_hold_at_once_until_quality_releases() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..2);
		assert_ok!(record(WHOLESALER, 1, vec![cold(0)], warm(1_600, 10)));
		let case = key(WHOLESALER, 1);
		let Event::ConditionsRecorded { items, held, case: by_case, .. } = last_event() else {
			panic!()
		};
		assert_eq!((items, held, by_case), (1, 1, Some(case)));
		assert_eq!(
			Cases::<Test>::get(case).unwrap().subject,
			Subject::Excursion(Excursion::TooWarm)
		);
		assert_eq!(
			duty(ObligationKind::DecideExcursion, case, WHOLESALER),
			Some((now() + 10 * DAY, "open"))
		);
		assert_noop!(sale(vec![cold(0)]), Refused::Held);
		// Not by who wants to sell, by inspection or as a mistake.
		assert_noop!(
			do_change(
				WHOLESALER,
				vec![cold(0)],
				Some(BizStep::Inspecting),
				Disposition::InProgress
			),
			Refused::InQuarantine
		);
		assert_noop!(
			plain(SupplyChain::decide_excursion(
				by(WHOLESALER),
				acting(WHOLESALER),
				event(),
				case,
				vec![cold(0)].try_into().unwrap(),
				QualityDecision::Released,
				[9; 32],
			)),
			Refused::CapacityNotAllowed
		);
		assert_noop!(
			do_decide(WHOLESALER, case, vec![cold(0)], Verdict::Cleared),
			Refused::CaseOfOtherKind
		);
		// Nor by the quality of somebody else.
		assert_noop!(
			decide(PHARMACY_TWO, vec![cold(0)], QualityDecision::Released),
			Refused::NotConcerned
		);
		assert_ok!(decide(WHOLESALER, vec![cold(0)], QualityDecision::Released));
		let row = Cases::<Test>::get(case).unwrap();
		assert_eq!((row.evidence, row.closed), ([9; 32], Some(now())));
		assert_eq!(duty(ObligationKind::DecideExcursion, case, WHOLESALER).unwrap().1, "fulfilled");
		assert_ok!(sale(vec![cold(0)]));
	});
}

#[test]
fn cc_3_what_quality_rejects_should_only_be_destroyed() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..2);
		assert_ok!(record(WHOLESALER, 1, vec![cold(0), cold(1)], warm(1_600, 10)));
		assert_ok!(decide(MAKER, vec![cold(0)], QualityDecision::Rejected));
		let Event::ExcursionDecided { organisation, decision, .. } = last_event() else { panic!() };
		assert_eq!((organisation, decision), (MAKER, QualityDecision::Rejected));
		assert_noop!(decide(MAKER, vec![cold(0)], QualityDecision::Released), Refused::NotInCase);
		assert_noop!(
			do_ship(WHOLESALER, vec![cold(0)], ShipmentKind::Return, Some(MAKER)),
			Refused::InQuarantine
		);
		assert_noop!(do_destroy(WHOLESALER, vec![cold(1)]), Refused::InQuarantine);
		assert_ok!(do_destroy(WHOLESALER, vec![cold(0)]));
	});
}

#[test]
fn cc_3_who_only_holds_should_not_reject_what_is_anothers() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..1);
		assert_ok!(do_ship(WHOLESALER, vec![cold(0)], ShipmentKind::Custody, Some(LOGISTICS)));
		assert_ok!(do_receive(LOGISTICS, vec![cold(0)]));
		assert_ok!(record(LOGISTICS, 1, vec![cold(0)], warm(1_600, 10)));
		let by_logistics = |decision| {
			plain(SupplyChain::decide_excursion(
				by(LOGISTICS),
				quality(LOGISTICS),
				event(),
				key(LOGISTICS, 1),
				vec![cold(0)].try_into().unwrap(),
				decision,
				[9; 32],
			))
		};
		assert_noop!(by_logistics(QualityDecision::Rejected), Refused::NotConcerned);
		assert_ok!(by_logistics(QualityDecision::Released));
	});
}

#[test]
fn cc_1_each_limit_should_hold_by_itself() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..6);
		let cases = [
			(ConditionSummary { min: 199, minutes_outside: 1, ..summary() }, Excursion::TooCold),
			(warm(1_501, 1), Excursion::TooWarm),
			(warm(1_500, 61), Excursion::TooLong),
			(ConditionSummary { longest_gap: 31, ..summary() }, Excursion::Gap),
			(ConditionSummary { mean_kinetic: 801, ..warm(1_000, 60) }, Excursion::MeanKinetic),
		];
		for (n, (summary, found)) in (0..).zip(cases) {
			assert_ok!(record(WHOLESALER, n, vec![cold(n)], summary));
			assert_eq!(
				Cases::<Test>::get(key(WHOLESALER, n)).unwrap().subject,
				Subject::Excursion(found)
			);
		}
		// At every limit and not over it.
		let edge =
			ConditionSummary { min: 200, longest_gap: 30, mean_kinetic: 800, ..warm(1_500, 60) };
		assert_ok!(record(WHOLESALER, 9, vec![cold(5)], edge));
		assert_eq!(Cases::<Test>::get(key(WHOLESALER, 9)), None);
		assert!(verify(&cold(5)).saleable);
	});
}

#[test]
fn cc_1_what_is_cumulative_should_be_so_over_the_life_of_the_item() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..2);
		assert_ok!(record(WHOLESALER, 1, vec![cold(0), cold(1)], warm(1_000, 40)));
		assert_eq!(Exposures::<Test>::get(cold(0)).minutes_outside, 40);
		assert_eq!(item(&cold(0)).cases, 0);
		assert_ok!(sale(vec![cold(0)]));
		pass(10 * HOUR);
		// On its way, by who waits for it: forty and twenty-one are more than an hour.
		assert_noop!(record(PHARMACY_TWO, 1, vec![cold(0)], warm(1_000, 21)), Refused::NotHolder);
		assert_ok!(record(PHARMACY, 1, vec![cold(0)], warm(1_000, 21)));
		assert_eq!(
			Cases::<Test>::get(key(PHARMACY, 1)).unwrap().subject,
			Subject::Excursion(Excursion::TooLong)
		);
		// A shipment that was too warm does not change owner.
		assert_ok!(do_receive(PHARMACY, vec![cold(0)]));
		assert_eq!(whose(&cold(0)), (WHOLESALER, PHARMACY));
		assert_noop!(do_dispense(PHARMACY, vec![cold(0)]), Refused::Held);
		assert_eq!(item(&cold(1)).cases, 0);
	});
}

#[test]
fn cc_3_what_lies_between_two_summaries_of_a_journey_should_be_a_gap() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..2);
		assert_ok!(sale(vec![cold(0)]));
		pass(10 * HOUR);
		assert_ok!(record(WHOLESALER, 1, vec![cold(0)], summary()));
		pass(10 * HOUR);
		let later = ConditionSummary { from: now() - 9 * HOUR, count: 55, ..summary() };
		assert_ok!(record(PHARMACY, 1, vec![cold(0)], later));
		assert_eq!(
			Cases::<Test>::get(key(PHARMACY, 1)).unwrap().subject,
			Subject::Excursion(Excursion::Gap)
		);
		// In a store, whose sensors are not told of by the item, it is none.
		assert_ok!(record(WHOLESALER, 2, vec![cold(1)], later));
		pass(10 * HOUR);
		assert_ok!(record(
			WHOLESALER,
			3,
			vec![cold(1)],
			ConditionSummary { from: now() - 9 * HOUR, count: 55, ..summary() }
		));
		assert_eq!(item(&cold(1)).cases, 0);
	});
}

#[test]
fn cc_2_a_pallet_should_be_judged_by_what_is_in_it() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..1);
		commission([5]);
		transfer(MAKER, WHOLESALER, packs([5]));
		assert_ok!(do_pack(WHOLESALER, pallet(1), vec![cold(0), pack(5)]));
		pass(10 * HOUR);
		assert_ok!(record(WHOLESALER, 1, vec![pallet(1)], summary()));
		pass(10 * HOUR);
		assert_ok!(record(WHOLESALER, 1, vec![pallet(1)], warm(1_600, 10)));
		assert_noop!(sale(vec![pallet(1)]), Refused::Held);
		assert_noop!(do_unpack(WHOLESALER, pallet(1), vec![]), Refused::InQuarantine);
		assert_ok!(decide(WHOLESALER, vec![pallet(1)], QualityDecision::Released));
		assert_ok!(sale(vec![pallet(1)]));
	});
}

#[test]
fn cc_2_a_summary_should_not_contradict_itself() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..1);
		let bad = [
			ConditionSummary { count: 0, ..summary() },
			ConditionSummary { from: now(), to: now() - HOUR, ..summary() },
			ConditionSummary { min: -27_316, ..summary() },
			ConditionSummary { max: 20_001, minutes_outside: 9, ..summary() },
			ConditionSummary { min: 500, ..summary() },
			ConditionSummary { max: 400, ..summary() },
			ConditionSummary { minutes_outside: 601, max: 1_000, ..summary() },
			ConditionSummary { longest_gap: 601, ..summary() },
			// Gaps that do not fill the time: some readings are left out.
			ConditionSummary { longest_gap: 5, ..summary() },
			ConditionSummary { count: 3, ..summary() },
			// Outside, and never so.
			warm(1_000, 0),
			ConditionSummary { min: 100, ..summary() },
			// Readings of the future.
			ConditionSummary { from: now(), to: now() + 10 * HOUR, ..summary() },
		];
		for summary in bad {
			assert_noop!(
				record(WHOLESALER, 1, vec![cold(0)], summary),
				Refused::SummaryImplausible
			);
		}
		assert_ok!(record(WHOLESALER, 1, vec![cold(0)], summary()));
		// Minutes are counted once, and no hour is told twice.
		let again = ConditionSummary { from: now() - HOUR, count: 7, ..summary() };
		assert_noop!(record(WHOLESALER, 2, vec![cold(0)], again), Refused::SummaryOverlaps);
	});
}

#[test]
fn cc_1_conditions_should_be_recorded_by_who_has_the_goods_of_what_has_a_profile() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..2);
		commission([5]);
		transfer(MAKER, WHOLESALER, packs([5]));
		assert_noop!(record(MAKER, 1, vec![cold(0)], summary()), Refused::NotHolder);
		assert_noop!(record(WHOLESALER, 1, packs([5]), summary()), Refused::NoStorageProfile);
		assert_noop!(record(WHOLESALER, 1, vec![cold(9)], summary()), Refused::UnknownItem);
		pass(10 * HOUR);
		assert_ok!(record(WHOLESALER, 1, vec![cold(0)], warm(1_600, 10)));
		assert_noop!(record(WHOLESALER, 1, vec![cold(1)], summary()), Refused::CaseExists);
	});
}

#[test]
fn cc_1_limits_should_be_set_by_the_maker_within_the_profile() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(limit(MAKER, 30, 800), Refused::ProductUnknown);
		stock(0..1);
		System::assert_has_event(Event::StorageLimitsSet { gtin: gtin(), maker: MAKER }.into());
		assert_noop!(limit(WHOLESALER, 30, 800), Refused::CapacityNotAllowed);
		assert_noop!(limit(REPACKAGER, 30, 800), Refused::NotMaker);
		for (gap, kinetic) in [(0, 800), (30, 199), (30, 1_501)] {
			assert_noop!(limit(MAKER, gap, kinetic), Refused::StorageLimitsInvalid);
		}
		assert_noop!(
			SupplyChain::set_storage_limits(
				by(MAKER),
				acting(MAKER),
				pack_gtin(),
				StorageLimits { max_gap: 30, max_mean_kinetic: 800 }
			),
			Refused::NoStorageProfile
		);
	});
}

#[test]
fn cc_1_how_an_item_was_kept_should_be_read_with_its_limits() {
	ExtBuilder::default().build_and_execute(|| {
		stock(0..2);
		assert_eq!(SupplyChain::conditions(&cold(0)), None);
		assert_ok!(record(WHOLESALER, 1, vec![cold(0)], warm(1_000, 10)));
		let kept = SupplyChain::conditions(&cold(0)).unwrap();
		assert_eq!((kept.minutes_outside, kept.summaries, kept.until), (10, 1, now()));
		assert_eq!(kept.profile, Some(PROFILE));
		assert_eq!(kept.limits, Some(StorageLimits { max_gap: 30, max_mean_kinetic: 800 }));
		assert_eq!(kept.shipment, None);
	});
}

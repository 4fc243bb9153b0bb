use super::*;
use frame_support::traits::GetCallName;

#[test]
fn x_9_governance_should_change_no_record() {
	ExtBuilder::default().build_and_execute(|| {
		// Every call but one is refused for Root: it is signed by a member or it is not made.
		commission([1]);
		let one = || -> BoundedVec<Epc, MaxItems> { packs([1]).try_into().unwrap() };
		let few = || -> CaseItems { packs([1]).try_into().unwrap() };
		let a = acting(MAKER);
		let book = lots::Book::packed("R", [8, 8], vec![(pallet(8), 0, 2, 1)]);
		let leaves = || vec![book.leaves(0, 1)].try_into().unwrap();
		let units = || vec![book.proof(0)].try_into().unwrap();
		let calls: Vec<Call<Test>> = vec![
			Call::pack_ranges { acting: a, event: event(), parent: pallet(1), ranges: leaves() },
			Call::separate_units { acting: a, event: event(), gtin: pack_gtin(), units: units() },
			Call::reactivate_units {
				acting: a,
				event: event(),
				gtin: pack_gtin(),
				units: units(),
				not_supplied: true,
			},
			Call::verify_returned_units {
				acting: a,
				event: event(),
				gtin: pack_gtin(),
				units: units(),
			},
			Call::report_serial_conflict { acting: a, gtin: pack_gtin(), pack: book.proof(0) },
			Call::answer_duplicate_serial {
				acting: a,
				gtin: pack_gtin(),
				pack: book.proof(0),
				findings: [0; 32],
			},
			Call::register_product {
				acting: a,
				gtin: other_gtin(1),
				contains: None,
				storage: None,
			},
			Call::commission {
				acting: a,
				event: event(),
				gtin: pack_gtin(),
				lot: lot("A"),
				expiry: EXPIRY,
				serials: vec![serial(2)].try_into().unwrap(),
			},
			Call::commission_containers {
				acting: a,
				event: event(),
				ssccs: vec![sscc(1)].try_into().unwrap(),
			},
			Call::pack { acting: a, event: event(), parent: pallet(1), children: one() },
			Call::unpack { acting: a, event: event(), parent: pallet(1), children: one() },
			Call::ship {
				acting: a,
				event: event(),
				items: one(),
				shipment: shipment(ShipmentKind::Sale, None),
			},
			Call::receive { acting: a, event: event(), items: one() },
			Call::void_shipment { acting: a, event: event(), items: one() },
			Call::introduce {
				acting: a,
				event: event(),
				source: [0; 32],
				containers: Default::default(),
				packs: Default::default(),
			},
			Call::confirm_introduction { acting: a, event: event(), items: one() },
			Call::contest_introduction { acting: a, event: event(), items: one() },
			Call::dispense { acting: a, event: event(), items: one() },
			Call::decommission {
				acting: a,
				event: event(),
				items: one(),
				reason: DecommissionReason::Sample,
			},
			Call::destroy { acting: a, event: event(), items: one() },
			Call::change_disposition {
				acting: a,
				event: event(),
				items: one(),
				disposition: Disposition::Stolen,
			},
			Call::observe { acting: a, event: event(), items: one() },
			Call::transform {
				acting: a,
				event: event(),
				inputs: one(),
				gtin: pack_gtin(),
				lot: lot("A"),
				expiry: EXPIRY,
				serials: vec![serial(2)].try_into().unwrap(),
			},
			Call::open_recall {
				acting: a,
				id: [1; 16],
				scope: lot_a(),
				class: RecallClass::I,
				depth: RecallDepth::Retail,
				due: None,
			},
			Call::change_recall_class { acting: a, id: [1; 16], class: RecallClass::II },
			Call::close_recall { acting: a, id: [1; 16] },
			Call::anchor { acting: a, event: event(), kind: EventKind::Object },
			Call::declare_error {
				acting: a,
				event: [0; 32],
				declaration: [0; 32],
				corrective: Default::default(),
			},
			Call::expect_receipt {
				acting: a,
				event: event(),
				id: [1; 16],
				items: one(),
				information: None,
			},
			Call::reap_history { history: History::Hops { item: pack(1), count: 1 } },
			Call::commission_lot {
				acting: a,
				event: event(),
				gtin: pack_gtin(),
				lot: lot("R"),
				expiry: EXPIRY,
				commitment: book.commitment(),
			},
			Call::ship_ranges {
				acting: a,
				event: event(),
				ranges: leaves(),
				shipment: shipment(ShipmentKind::Sale, None),
			},
			Call::receive_ranges { acting: a, event: event(), ranges: leaves() },
			Call::void_ranges { acting: a, event: event(), ranges: leaves() },
			Call::change_range_disposition {
				acting: a,
				event: event(),
				ranges: leaves(),
				disposition: Disposition::Stolen,
			},
			Call::decommission_ranges {
				acting: a,
				event: event(),
				ranges: leaves(),
				reason: DecommissionReason::Sample,
			},
			Call::destroy_ranges { acting: a, event: event(), ranges: leaves() },
			Call::split_range { acting: a, gtin: pack_gtin(), lot: lot("R"), at: 1 },
			Call::merge_ranges { acting: a, gtin: pack_gtin(), lot: lot("R"), at: 1 },
			Call::dispense_units { acting: a, event: event(), gtin: pack_gtin(), units: units() },
			Call::decommission_units {
				acting: a,
				event: event(),
				gtin: pack_gtin(),
				units: units(),
				reason: DecommissionReason::Sample,
			},
			Call::change_unit_disposition {
				acting: a,
				event: event(),
				gtin: pack_gtin(),
				units: units(),
				disposition: Disposition::Stolen,
			},
			Call::flag_recalled_units { gtin: pack_gtin(), units: units() },
			Call::report_duplicate_serial {
				gtin: pack_gtin(),
				first: book.proof(0),
				second: book.proof(1),
			},
			Call::open_lot_container {
				acting: a,
				event: event(),
				gtin: pack_gtin(),
				lot: lot("R"),
				container: book.container(0),
			},
			Call::quarantine {
				acting: a,
				event: event(),
				id: [1; 16],
				items: few(),
				reason: SuspectReason::Stolen,
				evidence: [0; 32],
			},
			Call::decide_quarantine {
				acting: a,
				event: event(),
				case: key(MAKER, 1),
				items: few(),
				verdict: Verdict::Cleared,
				evidence: [0; 32],
				sample_retained: false,
			},
			Call::notify_illegitimate {
				acting: a,
				id: [1; 16],
				facts: NoticeFacts {
					kind: NoticeKind::Initial,
					incident: [0; 32],
					gtin: pack_gtin(),
					lot: None,
					reason: NoticeReason::HighRisk,
					case: None,
					initial: None,
					consultation: None,
				},
				recipients: Default::default(),
			},
			Call::answer_notice { acting: a, notice: key(MAKER, 1), case: None },
			Call::report_failed_verification {
				acting: a,
				event: event(),
				id: [1; 16],
				label: label(1),
				evidence: [0; 32],
			},
			Call::answer_alert {
				acting: a,
				alert: key(MAKER, 1),
				genuine: true,
				evidence: [0; 32],
			},
			Call::reactivate { acting: a, event: event(), items: few(), not_supplied: true },
			Call::verify_returns {
				acting: a,
				event: event(),
				labels: vec![label(1)].try_into().unwrap(),
			},
			Call::plan_recall {
				acting: a,
				id: [1; 16],
				level: EffectivenessLevel::A,
				percent: 100,
				reason: [0; 32],
			},
			Call::name_consignees {
				acting: a,
				id: [1; 16],
				consignees: vec![(PHARMACY, 1)].try_into().unwrap(),
			},
			Call::acknowledge_recall { acting: a, id: [1; 16] },
			Call::reconcile_recall { acting: a, id: [1; 16], quantities: Default::default() },
			Call::ship_exempt {
				acting: a,
				event: event(),
				items: one(),
				id: [1; 16],
				to: WHOLESALER,
				reason: ExemptReason::Sample,
				information: None,
			},
			Call::request_trace { acting: a, id: [1; 16], item: pack(1), respondent: MAKER },
			Call::answer_trace { acting: a, request: key(MAKER, 1), answer: [0; 32] },
			Call::open_exception {
				acting: a,
				event: event(),
				id: [1; 16],
				kind: ExceptionKind::Damaged,
				items: few(),
				counterparty: None,
				evidence: [0; 32],
			},
			Call::resolve_exception {
				acting: a,
				event: event(),
				case: key(MAKER, 1),
				items: few(),
				resolution: Resolution::Destroy,
				correction: None,
			},
			Call::set_storage_limits {
				acting: a,
				gtin: pack_gtin(),
				limits: StorageLimits { max_gap: 30, max_mean_kinetic: 800 },
			},
			Call::record_conditions {
				acting: a,
				event: event(),
				id: [1; 16],
				items: few(),
				summary: ConditionSummary {
					readings: [0; 32],
					count: 1,
					from: now(),
					to: now(),
					min: 300,
					max: 300,
					minutes_outside: 0,
					longest_gap: 0,
					mean_kinetic: 300,
				},
			},
			Call::decide_excursion {
				acting: a,
				event: event(),
				case: key(MAKER, 1),
				items: few(),
				decision: QualityDecision::Released,
				evidence: [0; 32],
			},
		];
		assert_eq!(calls.len() + 1, Call::<Test>::get_call_names().len());
		use frame_support::traits::UnfilteredDispatchable;
		for call in calls {
			assert_noop!(
				call.dispatch_bypass_filter(RuntimeOrigin::root()).map_err(|error| error.error),
				DispatchError::BadOrigin
			);
		}
		let before = item(&pack(1));
		assert_ok!(SupplyChain::set_introduction_allowed(
			RuntimeOrigin::root(),
			pack_gtin(),
			false
		));
		assert_eq!(item(&pack(1)), before);
		assert_noop!(
			SupplyChain::set_introduction_allowed(by(MAKER), pack_gtin(), true),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn every_call_should_fit_a_block() {
	use crate::weights::{SubstrateWeight, WeightInfo};
	type W = SubstrateWeight<Test>;
	let n = MaxItems::get();
	let (r, u, few) = (MAX_RANGES, MAX_UNITS, MAX_CASE_ITEMS);
	// 80 % of a block of one second.
	let limit = 800_000_000_000u64;
	for (name, weight) in [
		("commission", SupplyChain::weigh(W::commission(n), n)),
		("commission_containers", SupplyChain::weigh(W::commission_containers(n), n)),
		("pack", SupplyChain::weigh(W::pack(n), n)),
		("unpack", SupplyChain::weigh(SupplyChain::unpacking(n), n)),
		("ship", SupplyChain::weigh(W::ship(n), n)),
		("receive", SupplyChain::weigh_groups(W::receive(n), n)),
		("void_shipment", SupplyChain::weigh_groups(W::void_shipment(n), n)),
		("introduce", SupplyChain::weigh_groups(SupplyChain::introducing(512, n - 512), n - 512)),
		("confirm", SupplyChain::weigh_groups(W::confirm_introduction(n), n)),
		("contest", SupplyChain::weigh_groups(W::contest_introduction(n), n)),
		("dispense", SupplyChain::weigh(W::dispense(n), n)),
		("decommission", SupplyChain::weigh(W::decommission(n), n)),
		("destroy", SupplyChain::weigh(W::destroy(n), n)),
		("change_disposition", SupplyChain::weigh_groups(W::change_disposition(n), n)),
		("observe", SupplyChain::weigh_groups(W::observe(n), n)),
		("transform", SupplyChain::weigh(SupplyChain::transforming(n / 2, n / 2), n / 2)),
		("open_recall", W::open_recall(256)),
		("close_recall", W::close_recall(256)),
		("expect_receipt", SupplyChain::weigh(W::expect_receipt(n), n)),
		("reap_history", W::reap_history(100)),
		("commission_lot", W::commission_lot()),
		("ship_ranges", SupplyChain::weigh(W::ship_ranges(r), r)),
		("receive_ranges", SupplyChain::weigh_groups(W::receive_ranges(r), r)),
		("void_ranges", SupplyChain::weigh_groups(W::void_ranges(r), r)),
		("change_range_disposition", SupplyChain::weigh_groups(W::change_range_disposition(r), r)),
		("decommission_ranges", SupplyChain::weigh(W::decommission_ranges(r), r)),
		("destroy_ranges", SupplyChain::weigh(W::destroy_ranges(r), r)),
		("split_range", SupplyChain::weigh(W::split_range(), 1)),
		("merge_ranges", SupplyChain::weigh(W::merge_ranges(), 1)),
		("dispense_units", SupplyChain::weigh(W::dispense_units(u), u)),
		("decommission_units", SupplyChain::weigh(W::decommission_units(u), u)),
		("change_unit_disposition", SupplyChain::weigh(W::change_unit_disposition(u), u)),
		("flag_recalled_units", W::flag_recalled_units(u)),
		("report_duplicate_serial", W::report_duplicate_serial()),
		("report_serial_conflict", SupplyChain::weigh(W::report_serial_conflict(), 1)),
		("answer_duplicate_serial", W::answer_duplicate_serial()),
		("open_lot_container", SupplyChain::weigh(W::open_lot_container(), 2)),
		("quarantine", SupplyChain::weigh(W::quarantine(few), few)),
		("decide_quarantine", SupplyChain::weigh(W::decide_quarantine(few), few)),
		("notify_illegitimate", W::notify_illegitimate(64)),
		("reactivate", SupplyChain::weigh(W::reactivate(few), few)),
		("verify_returns", SupplyChain::weigh(W::verify_returns(n), n)),
		("name_consignees", W::name_consignees(64)),
		("ship_exempt", SupplyChain::weigh(W::ship_exempt(n), n)),
		("open_exception", SupplyChain::weigh(W::open_exception(few), few)),
		("resolve_exception", SupplyChain::weigh(W::resolve_exception(few), few)),
		("record_conditions", SupplyChain::weigh_groups(W::record_conditions(few), few)),
		("decide_excursion", SupplyChain::weigh(W::decide_excursion(few), few)),
	] {
		assert!(weight.ref_time() < limit, "{name} weighs {} ps", weight.ref_time());
	}
}

#[test]
fn a_call_should_give_back_the_weight_that_it_did_not_use() {
	ExtBuilder::default().build_and_execute(|| {
		use frame_support::dispatch::GetDispatchInfo;
		commission([1]);
		let call = Call::<Test>::ship {
			acting: acting(MAKER),
			event: event(),
			items: packs([1]).try_into().unwrap(),
			shipment: shipment(ShipmentKind::Sale, None),
		};
		let charged = call.get_dispatch_info().call_weight;
		use frame_support::traits::UnfilteredDispatchable;
		let used = call.dispatch_bypass_filter(by(MAKER)).unwrap().actual_weight.unwrap();
		assert!(used.ref_time() < charged.ref_time());
	});
}

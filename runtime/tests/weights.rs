//! Weights: every call at its bounds and the worst hooks fit a block.

use crate::common::*;
use codec::Encode;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{GetCallMetadata, OnIdle},
	weights::Weight,
};
use pallet_supply_chain::{
	Leaves, CHUNK, MAX_CASE_ITEMS, MAX_INTRODUCED_CONTAINERS, MAX_RANGES, MAX_UNITS,
};
use salus_primitives::{
	lot::PackProof,
	merkle::{Proof, MAX_DEPTH},
	supply::*,
	Acting, Capacity,
};
use salus_runtime::{
	configs::{supply::MAX_ITEMS, RuntimeBlockWeights},
	genesis::DEVELOPMENT,
	*,
};
use sp_runtime::BoundedVec;

/// What a normal transaction may weigh.
fn max_extrinsic() -> Weight {
	RuntimeBlockWeights::get()
		.get(DispatchClass::Normal)
		.max_extrinsic
		.expect("normal transactions are limited")
}

type Call = pallet_supply_chain::Call<Runtime>;

/// Calls with lists, of so many or as long as they can be.
fn calls_with(longest: u32) -> Vec<Call> {
	let acting = Acting { organisation: 1, capacity: Capacity::Manufacturer };
	let event = EventFacts {
		hash: [0; 32],
		time: 0,
		biz_step: None,
		disposition: None,
		read_point: None,
		biz_location: None,
	};
	let serial = |n: u32| Serial::try_from(n.to_be_bytes().to_vec()).expect("four of twenty");
	let (gtin, all) = (9_520_001_123_450, longest.min(MAX_ITEMS));
	let half = all.div_ceil(2);
	let around = longest.min(MAX_INTRODUCED_CONTAINERS);
	let serials = |n| BoundedVec::truncate_from((0..n).map(serial).collect());
	let epc = |n| Epc::Sgtin { gtin, serial: serial(n) };
	let list = |n| BoundedVec::truncate_from((0..n).map(epc).collect());
	let items = || list(all);
	let few =
		|| BoundedVec::truncate_from((0..longest.min(MAX_CASE_ITEMS)).map(epc).collect::<Vec<_>>());
	let parent = || Epc::Sscc(95_200_010_000_000_010);
	let case = pallet_supply_chain::CaseKey { by: 1, id: [0; 16] };
	let lot = LotNumber::try_from(b"LOT".to_vec()).expect("three of twenty");
	vec![
		Call::commission {
			acting,
			event: event.clone(),
			gtin: 0,
			lot: lot.clone(),
			expiry: 0,
			serials: serials(all),
		},
		Call::commission_containers {
			acting,
			event: event.clone(),
			ssccs: BoundedVec::truncate_from((0..u64::from(all)).collect()),
		},
		Call::pack { acting, event: event.clone(), parent: parent(), children: items() },
		Call::unpack { acting, event: event.clone(), parent: parent(), children: items() },
		Call::ship { acting, event: event.clone(), items: items(), shipment: sale() },
		Call::receive { acting, event: event.clone(), items: items() },
		Call::expect_receipt {
			acting,
			event: event.clone(),
			id: [0; 16],
			items: items(),
			information: None,
		},
		Call::introduce {
			acting,
			event: event.clone(),
			source: [0; 32],
			containers: BoundedVec::truncate_from(
				(0..around)
					.map(|n| IntroducedContainer { epc: Epc::Sscc(n.into()), parent: None })
					.collect(),
			),
			packs: BoundedVec::truncate_from(
				(0..all.saturating_sub(around).max(1))
					.map(|n| IntroducedPack {
						gtin,
						serial: serial(n),
						lot: lot.clone(),
						expiry: 0,
						parent: None,
					})
					.collect(),
			),
		},
		Call::transform {
			acting,
			event: event.clone(),
			inputs: list(half),
			gtin,
			lot: lot.clone(),
			expiry: 0,
			serials: serials(half),
		},
		Call::verify_returns {
			acting,
			event: event.clone(),
			labels: BoundedVec::truncate_from(
				(0..all)
					.map(|n| Label { gtin, serial: serial(n), lot: lot.clone(), expiry: 0 })
					.collect(),
			),
		},
		Call::void_shipment { acting, event: event.clone(), items: items() },
		Call::confirm_introduction { acting, event: event.clone(), items: items() },
		Call::contest_introduction { acting, event: event.clone(), items: items() },
		Call::dispense { acting, event: event.clone(), items: items() },
		Call::decommission {
			acting,
			event: event.clone(),
			items: items(),
			reason: DecommissionReason::Sample,
		},
		Call::destroy { acting, event: event.clone(), items: items() },
		Call::change_disposition {
			acting,
			event: event.clone(),
			items: items(),
			disposition: Disposition::Damaged,
		},
		Call::observe { acting, event: event.clone(), items: items() },
		Call::quarantine {
			acting,
			event: event.clone(),
			id: [0; 16],
			items: few(),
			reason: SuspectReason::Stolen,
			evidence: [0; 32],
		},
		Call::decide_quarantine {
			acting,
			event: event.clone(),
			case,
			items: few(),
			verdict: Verdict::Cleared,
			evidence: [0; 32],
			sample_retained: false,
		},
		Call::reactivate { acting, event: event.clone(), items: few(), not_supplied: true },
		Call::open_exception {
			acting,
			event: event.clone(),
			id: [0; 16],
			kind: ExceptionKind::Mixed,
			items: few(),
			counterparty: None,
			evidence: [0; 32],
		},
		Call::resolve_exception {
			acting,
			event: event.clone(),
			case,
			items: few(),
			resolution: Resolution::Return,
			correction: None,
		},
		Call::ship_exempt {
			acting,
			event: event.clone(),
			items: items(),
			id: [0; 16],
			to: 2,
			reason: ExemptReason::Sample,
			information: None,
		},
		Call::record_conditions {
			acting,
			event: event.clone(),
			id: [0; 16],
			items: few(),
			summary: ConditionSummary {
				readings: [0; 32],
				count: 1,
				from: 0,
				to: 0,
				min: 0,
				max: 0,
				minutes_outside: 0,
				longest_gap: 0,
				mean_kinetic: 0,
			},
		},
		Call::decide_excursion {
			acting,
			event: event.clone(),
			case,
			items: few(),
			decision: QualityDecision::Released,
			evidence: [0; 32],
		},
	]
}

fn sale() -> ShipmentFacts {
	ShipmentFacts {
		id: [0; 16],
		kind: ShipmentKind::Sale,
		to: Some(2),
		statement: FULL_STATEMENT,
		information: None,
	}
}

/// Calls with ranges of committed lots, and with single packs shown by proof, likewise.
fn lot_calls_with(longest: u32) -> Vec<Call> {
	let acting = Acting { organisation: 1, capacity: Capacity::Dispenser };
	let event = || EventFacts {
		hash: [0; 32],
		time: 0,
		biz_step: None,
		disposition: None,
		read_point: None,
		biz_location: None,
	};
	let (gtin, lot) = (9_520_001_123_450, LotNumber::truncate_from(b"LOT".to_vec()));
	let leaves = |n: u32| Leaves { gtin, lot: lot.clone(), first: n * CHUNK, len: CHUNK };
	let ranges = || BoundedVec::truncate_from((0..longest.min(MAX_RANGES)).map(leaves).collect());
	let unit = |n: u32| PackProof {
		serial: Serial::truncate_from(n.to_be_bytes().to_vec()),
		lot: lot.clone(),
		expiry: 0,
		proof: Proof {
			index: n,
			siblings: BoundedVec::truncate_from(vec![[0; 32]; MAX_DEPTH as usize]),
		},
	};
	let units = || BoundedVec::truncate_from((0..longest.min(MAX_UNITS)).map(unit).collect());
	let disposition = Disposition::Damaged;
	let reason = DecommissionReason::Sample;
	let parent = Epc::Sscc(95_200_010_000_000_010);
	vec![
		Call::ship_ranges { acting, event: event(), ranges: ranges(), shipment: sale() },
		Call::receive_ranges { acting, event: event(), ranges: ranges() },
		Call::void_ranges { acting, event: event(), ranges: ranges() },
		Call::change_range_disposition { acting, event: event(), ranges: ranges(), disposition },
		Call::decommission_ranges { acting, event: event(), ranges: ranges(), reason },
		Call::destroy_ranges { acting, event: event(), ranges: ranges() },
		Call::pack_ranges { acting, event: event(), parent, ranges: ranges() },
		Call::dispense_units { acting, event: event(), gtin, units: units() },
		Call::decommission_units { acting, event: event(), gtin, units: units(), reason },
		Call::change_unit_disposition { acting, event: event(), gtin, units: units(), disposition },
		Call::flag_recalled_units { gtin, units: units() },
		Call::separate_units { acting, event: event(), gtin, units: units() },
		Call::reactivate_units { acting, event: event(), gtin, units: units(), not_supplied: true },
		Call::verify_returned_units { acting, event: event(), gtin, units: units() },
	]
}

#[test]
fn calls_should_fit_a_block_at_their_bounds() {
	let limit = max_extrinsic();
	for call in calls_with(u32::MAX).into_iter().chain(lot_calls_with(u32::MAX)) {
		let name = format!("{call:?}").chars().take(24).collect::<String>();
		let weight = RuntimeCall::from(call).get_dispatch_info().total_weight();
		println!("{name} {:.0} ms", weight.ref_time() as f64 / 1e9);
		assert!(weight.all_lte(limit), "{name} weighs {weight} where {limit} fits");
	}
}

#[test]
fn idle_hooks_should_stay_within_what_they_are_given() {
	on(DEVELOPMENT, || {
		for share in [0u64, 1, 10, 100] {
			let given = RuntimeBlockWeights::get().max_block / 100 * share;
			let used = AllPalletsWithSystem::on_idle(System::block_number(), given);
			assert!(used.all_lte(given), "{used} used of {given}");
		}
	});
}

#[test]
fn a_plain_transfer_should_be_cheap() {
	let call = pallet_balances::Call::<Runtime>::transfer_keep_alive {
		dest: account(sp_keyring::Sr25519Keyring::Bob).into(),
		value: UNIT,
	};
	let weight = RuntimeCall::from(call).get_dispatch_info().total_weight();
	// A block holds at least a thousand of them.
	assert!((weight * 1_000).all_lte(max_extrinsic()), "{weight}");
}

/// Not a test: prints what every call of ours weighs, in plain transfers, as docs/measurements.md has
/// it: with the least that it can carry, and where it carries a list of items, with the longest.
///
/// `cargo test -p salus-runtime --test main weights -- --ignored --nocapture`
#[test]
#[ignore = "prints a table"]
fn print_weights_in_transfers() {
	let base = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic;
	// What a transaction takes of a block, with its signature and its extensions.
	let cost = |call: &RuntimeCall| {
		let info = call.get_dispatch_info();
		(info.total_weight().saturating_add(base).ref_time()) as f64
	};
	let transfer = cost(
		&pallet_balances::Call::<Runtime>::transfer_keep_alive {
			dest: account(sp_keyring::Sr25519Keyring::Bob).into(),
			value: UNIT,
		}
		.into(),
	);
	let name = |call: &RuntimeCall| {
		let names = call.get_call_metadata();
		format!("{}.{}", names.pallet_name, names.function_name)
	};
	println!("| call with a list | of one | as long as can be |\n|---|---|---|");
	let both = |longest| calls_with(longest).into_iter().chain(lot_calls_with(longest));
	let mut listed = std::collections::BTreeSet::new();
	for (one, all) in both(1).map(RuntimeCall::from).zip(both(u32::MAX).map(RuntimeCall::from)) {
		let (few, many) = (cost(&one) / transfer, cost(&all) / transfer);
		println!("| `{}` | {few:.1} | {many:.0} |", name(&one));
		listed.insert(name(&one));
	}
	println!("\n| any other call | in plain transfers |\n|---|---|");
	for (name, call) in every_call() {
		let index = call.encode()[0];
		// Ours: governance and the validators, people, and the health domains.
		if ([5, 32].contains(&index) || index >= 40) && !listed.contains(&name) {
			println!("| `{name}` | {:.1} |", cost(&call) / transfer);
		}
	}
}

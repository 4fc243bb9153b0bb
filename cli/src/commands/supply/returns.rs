//! What comes back: reversals of a decommissioning or a supply, and returns that are sold again.

use super::{
	ask::read_at,
	by_proof::{self, runs, sort_out, Doing, Shown, MAX_UNITS},
	desk::{Desk, Sending},
	event::{event_facts, settled, How},
	introduce::Label,
	link, ranges, scanned, TRADING,
};
use crate::{
	chain::Chain,
	cli::{ItemArgs, StoreArgs},
	commands::{
		lot::{proofs_json, Stores},
		Context,
	},
	epcis::plan::PALLET,
	error::Failure,
	time::{format_day, parse_expiry},
};
use salus_primitives::{
	supply::{Day, Epc},
	Capacity,
};
use serde_json::{json, Value as Json};
use std::collections::BTreeMap;

const INSPECTING: How = ("OBSERVE", "inspecting", "in_progress");

/// `salus supply reverse` (FMD-3).
pub async fn reverse(
	context: &Context,
	args: &ItemArgs,
	not_supplied: bool,
	stores: &StoreArgs,
) -> Result<u8, Failure> {
	if args.when.read_point.is_none() && args.when.location.is_none() {
		let message = "the same premises have to be named, with --read-point or --location (FMD-3)";
		return Err(Failure::usage(message).with_rule("FMD-3"));
	}
	// A pharmacy, which supplies, before a wholesaler, which exports.
	let capacities = [&[Capacity::Dispenser], TRADING].concat();
	let doing = Doing {
		how: INSPECTING,
		capacities: &capacities,
		named: "reactivate",
		shown: "reactivate_units",
		more: json!({ "not_supplied": not_supplied }),
	};
	by_proof::act(context, args, stores, doing).await
}

/// `salus supply verify-returns` (SC-6).
pub async fn verify(
	context: &Context,
	args: &ItemArgs,
	lot: Option<&str>,
	expiry: Option<&str>,
	stores: &StoreArgs,
) -> Result<u8, Failure> {
	let stores = Stores::open(&stores.store)?;
	let all = scanned::all(&args.items)?;
	let expiry = expiry.map(parse_expiry).transpose()?;
	let mut labels = BTreeMap::new();
	for scanned in &all {
		labels.insert(scanned.epc.clone(), Label::of(scanned, lot, expiry)?);
	}
	let when = settled(&args.when)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let epcs = all.into_iter().map(|scanned| scanned.epc).collect();
	let sorted = sort_out(&desk, &stores, epcs).await?;
	let mut calls = Vec::new();
	if !sorted.items.is_empty() {
		let facts = event_facts(&when, INSPECTING, &sorted.items)?;
		let labels: Json =
			sorted.items.iter().filter_map(|epc| labels.get(epc)).map(Label::to_json).collect();
		calls.push(Sending { name: "verify_returns", args: json!({ "labels": labels }), facts });
	}
	let at = read_at(context, &chain).await?;
	for (gtin, units) in sorted.units {
		for (epc, pack) in &units {
			ensure_same(epc, labels.get(epc), &pack.lot, pack.expiry)?;
		}
		for run in whole_runs(&chain, &at, gtin, units).await? {
			for units in run.chunks(MAX_UNITS) {
				let (epcs, proofs): (Vec<_>, Vec<_>) = units.iter().cloned().unzip();
				let facts = event_facts(&when, INSPECTING, &epcs)?;
				let args = json!({ "gtin": gtin, "units": proofs_json(&proofs) });
				calls.push(Sending { name: "verify_returned_units", args, facts });
			}
		}
	}
	desk.send_all(TRADING, calls).await
}

/// The label of what came back has to say what the maker committed, as the chain demands of what it
/// knows by name.
fn ensure_same(epc: &Epc, label: Option<&Label>, lot: &[u8], expiry: Day) -> Result<(), Failure> {
	match label {
		Some(label) if label.lot.as_bytes() == lot && label.expiry == expiry => Ok(()),
		_ => {
			let message = format!(
				"the label of {} says another lot or expiry than its maker, who committed lot {}, \
				 expiry {}: it fails its verification, see `salus supply alert report`",
				link(epc),
				String::from_utf8_lossy(lot),
				format_day(expiry),
			);
			Err(Failure::refused(format!("{PALLET}.LabelMismatch"), message).with_rule("SC-6"))
		}
	}
}

/// Runs of leaves in which every live pack was scanned: what lies between two may have ended.
async fn whole_runs(
	chain: &Chain,
	at: &Json,
	gtin: u64,
	units: Vec<Shown>,
) -> Result<Vec<Vec<Shown>>, Failure> {
	let mut whole: Vec<Vec<Shown>> = Vec::new();
	for run in runs(units) {
		let is_joined = match (whole.last().and_then(|run| run.last()), run.first()) {
			(Some((_, last)), Some((_, first))) if last.lot == first.lot => {
				let lot = String::from_utf8_lossy(&first.lot).into_owned();
				let between = last.proof.index.saturating_add(1)..first.proof.index;
				have_ended(chain, at, gtin, &lot, between).await?
			}
			_ => false,
		};
		match whole.last_mut() {
			Some(last) if is_joined => last.extend(run),
			_ => whole.push(run),
		}
	}
	Ok(whole)
}

/// Whether none of these leaves is live: nobody holds what has ended.
async fn have_ended(
	chain: &Chain,
	at: &Json,
	gtin: u64,
	lot: &str,
	leaves: std::ops::Range<u32>,
) -> Result<bool, Failure> {
	for leaf in leaves {
		let params = [json!(format!("{gtin:014}")), json!(lot), json!(leaf), at.clone()];
		let found = ranges::one_leaf(chain, &params).await?;
		if found.get("holder").is_some_and(|holder| !holder.is_null()) {
			return Ok(false);
		}
	}
	Ok(true)
}

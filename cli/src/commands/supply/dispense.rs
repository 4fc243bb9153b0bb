//! `salus supply dispense`.

use super::{
	ask::{first_good, needs_proof, read_at},
	desk::{send_all, Desk},
	epc_of, event_facts, link, scans, How,
};
use crate::{
	chain::Chain,
	cli::ItemArgs,
	commands::{
		lot::{proofs_json, Stores},
		Context,
	},
	epcis::plan::{facts_json, Step, PALLET},
	error::Failure,
	time::{format_moment, now, parse_moment},
};
use salus_primitives::{
	lot::PackProof,
	supply::{Epc, VerifyQuery},
};
use serde_json::{json, Value as Json};
use std::{collections::BTreeMap, path::PathBuf};

const DISPENSING: How = ("OBSERVE", "dispensing", "dispensed");

/// How many packs one call may show by proof.
const MAX_UNITS: usize = 64;

/// Packs that are supplied in one call: by name, or by proof.
#[derive(Default)]
struct Supplied {
	items: Vec<Epc>,
	units: BTreeMap<u64, Vec<(Epc, PackProof)>>,
}

/// Supply to a patient. Packs that the chain knows by themselves are named; for those that it
/// knows through their lot's root the stores give the proofs.
pub async fn dispense(
	context: &Context,
	args: &ItemArgs,
	stores: &[PathBuf],
) -> Result<u8, Failure> {
	let stores = Stores::open(stores)?;
	let epcs: Vec<Epc> = scans(args)?.iter().map(epc_of).collect::<Result<_, _>>()?;
	// One time for all events of the command.
	let time = args.time.as_deref().map_or(Ok(now()), parse_moment)?;
	let args = ItemArgs {
		items: Vec::new(),
		time: Some(format_moment(time)),
		read_point: args.read_point.clone(),
		location: args.location.clone(),
	};
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	if stores.is_empty() {
		let facts = event_facts(&args, DISPENSING, &epcs)?;
		let result = desk.carry_out(Step::Dispense(epcs.clone()), facts).await;
		return match result {
			Err(failure) if failure.code == "SupplyChain.UnknownItem" => {
				// Perhaps the chain knows one through its lot's root: then say what is missing.
				let at = read_at(context, &chain).await?;
				Err(sort_out(&chain, &at, &stores, epcs).await.err().unwrap_or(failure))
			}
			result => result,
		};
	}
	let at = read_at(context, &chain).await?;
	let supplied = sort_out(&chain, &at, &stores, epcs).await?;
	let runtime = chain.runtime().await?;
	let capacities = Step::Dispense(Vec::new()).capacities();
	let acting = desk.directory.acting(&desk.signer.account(), capacities).await?;
	let mut calls = Vec::new();
	if !supplied.items.is_empty() {
		let facts = event_facts(&args, DISPENSING, &supplied.items)?;
		let (name, call) = Step::Dispense(supplied.items).call(&facts, &acting, None);
		calls.push((runtime.call(PALLET, name, &call)?, facts));
	}
	for (gtin, units) in supplied.units {
		for units in units.chunks(MAX_UNITS) {
			let (epcs, proofs): (Vec<_>, Vec<_>) = units.iter().cloned().unzip();
			let facts = event_facts(&args, DISPENSING, &epcs)?;
			let call = json!({
				"acting": acting,
				"event": facts_json(&facts),
				"gtin": gtin,
				"units": proofs_json(&proofs),
			});
			calls.push((runtime.call(PALLET, "dispense_units", &call)?, facts));
		}
	}
	send_all(&desk, &calls, MAX_UNITS).await
}

/// Which packs are named and which are shown by proof. A pack that needs a proof and has none
/// refuses all: nothing is sent.
async fn sort_out(
	chain: &Chain,
	at: &Json,
	stores: &Stores,
	epcs: Vec<Epc>,
) -> Result<Supplied, Failure> {
	let mut supplied = Supplied::default();
	for epc in epcs {
		let Epc::Sgtin { gtin, serial } = &epc else {
			supplied.items.push(epc);
			continue;
		};
		let text = String::from_utf8_lossy(serial).into_owned();
		let query = json!({ "gtin": format!("{gtin:014}"), "serial": text });
		let answer = chain.request("supply_verifyPack", &[query, at.clone()]).await?;
		if !needs_proof(&answer) {
			supplied.items.push(epc);
			continue;
		}
		let gtin = *gtin;
		let mut proofs = stores.proofs(gtin, &text)?;
		if proofs.len() > 1 {
			let serial = serial.to_vec();
			let mut query = VerifyQuery { gtin, serial, lot: None, expiry: None, proof: None };
			let found = first_good(chain, at, &mut query, proofs).await?;
			proofs = found.map(|(proof, _)| proof).into_iter().collect();
		}
		let proof = proofs.pop().ok_or_else(|| {
			let what = match stores.is_empty() {
				true => "give --store, the proof store that came with it",
				false => "and no --store has it: ask whoever sent it for the proof store",
			};
			let message = format!("{} is known through its lot's root: {what}", link(&epc));
			Failure::refused("Cli.NoProof", message).with_rule("SC-1")
		})?;
		supplied.units.entry(gtin).or_default().push((epc, proof));
	}
	Ok(supplied)
}

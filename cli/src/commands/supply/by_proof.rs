//! What is done with packs whichever way the chain knows them: named where they have a row, shown
//! by a proof where they are known through their lot's root.

use super::{
	ask::{by_identity, known, leads_to_root, needs_proof, read_at, Known},
	desk::{no_proof, Desk, Sending},
	event::{event_facts, packing_facts, settled, How},
	hex_text, link, scanned, INVESTIGATING, MAKING, TRADING,
};
use crate::{
	chain::Chain,
	cli::{ItemArgs, StoreArgs, WhenArgs},
	commands::{
		lot::{encoded, proofs_json, Stores},
		Context,
	},
	epcis::{
		batch,
		plan::{epc_json, epcs_json, Step, PALLET},
	},
	error::Failure,
	output::plain,
};
use futures::{stream, StreamExt, TryStreamExt};
use salus_primitives::{lot::PackProof, supply::Epc, Capacity};
use serde_json::{json, Value as Json};
use std::{collections::BTreeMap, path::PathBuf};

const PACKING: How = ("ADD", "packing", "in_progress");
const UNPACKING: How = ("DELETE", "unpacking", "in_progress");
const OPENING: How = ("OBSERVE", "packing", "in_progress");
const SEPARATING: How = ("OBSERVE", "inspecting", "in_progress");

/// How many packs one call may show by proof.
pub const MAX_UNITS: usize = 64;
/// How many questions are asked at once.
const CONCURRENT: usize = 16;
/// How many ranges one call may list.
pub const MAX_RANGES: usize = 128;

/// A pack and the proof that shows it.
pub type Shown = (Epc, PackProof);

/// What was scanned, by how the chain knows it.
#[derive(Default)]
pub struct Sorted {
	/// Containers, and packs with a row: they are named.
	pub items: Vec<Epc>,
	/// Packs that are shown by proof, by GTIN.
	pub units: BTreeMap<u64, Vec<Shown>>,
}

/// What is done, in the words of the chain.
pub struct Doing<'a> {
	/// As an event.
	pub how: How<'a>,
	/// Who may.
	pub capacities: &'a [Capacity],
	/// The call for what is named.
	pub named: &'static str,
	/// The call for what is shown.
	pub shown: &'static str,
	/// What both take beside that.
	pub more: Json,
}

/// Do something with what was scanned.
pub async fn act(
	context: &Context,
	args: &ItemArgs,
	stores: &StoreArgs,
	doing: Doing<'_>,
) -> Result<u8, Failure> {
	let stores = Stores::open(&stores.store)?;
	let epcs = scanned::epcs(&args.items)?;
	let when = settled(&args.when)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let sorted = sort_out(&desk, &stores, epcs).await?;
	let mut calls = Vec::new();
	if !sorted.items.is_empty() {
		let facts = event_facts(&when, doing.how, &sorted.items)?;
		let mut args = doing.more.clone();
		args["items"] = epcs_json(&sorted.items);
		calls.push(Sending { name: doing.named, args, facts });
	}
	calls.extend(showing(&sorted.units, &when, doing.how, doing.shown, &doing.more)?);
	desk.send_all(doing.capacities, calls).await
}

/// The calls that show packs, as many in each as it takes.
fn showing(
	units: &BTreeMap<u64, Vec<Shown>>,
	when: &WhenArgs,
	how: How<'_>,
	name: &'static str,
	more: &Json,
) -> Result<Vec<Sending>, Failure> {
	let mut calls = Vec::new();
	for (gtin, units) in units {
		for units in units.chunks(MAX_UNITS) {
			let (epcs, proofs): (Vec<_>, Vec<_>) = units.iter().cloned().unzip();
			let facts = event_facts(when, how, &epcs)?;
			let mut args = more.clone();
			args["gtin"] = (*gtin).into();
			args["units"] = proofs_json(&proofs);
			calls.push(Sending { name, args, facts });
		}
	}
	Ok(calls)
}

/// Which packs are named and which are shown by proof, see [`known`]. A pack that needs a proof and
/// has none refuses all: nothing is sent.
pub async fn sort_out(desk: &Desk<'_>, stores: &Stores, epcs: Vec<Epc>) -> Result<Sorted, Failure> {
	if stores.is_empty() {
		return Ok(Sorted { items: epcs, ..Sorted::default() });
	}
	let at = read_at(desk.context, desk.chain).await?;
	let found: Vec<(Epc, Option<PackProof>)> = stream::iter(epcs)
		.map(|epc| with_proof(desk.chain, &at, stores, epc))
		.buffered(CONCURRENT)
		.try_collect()
		.await?;
	let mut sorted = Sorted::default();
	for (epc, proof) in found {
		match (&epc, proof) {
			(Epc::Sgtin { gtin, .. }, Some(proof)) => {
				sorted.units.entry(*gtin).or_default().push((epc, proof));
			}
			_ => sorted.items.push(epc),
		}
	}
	Ok(sorted)
}

/// One of them, with its proof if it is to be shown.
async fn with_proof(
	chain: &Chain,
	at: &Json,
	stores: &Stores,
	epc: Epc,
) -> Result<(Epc, Option<PackProof>), Failure> {
	let Epc::Sgtin { gtin, serial } = &epc else { return Ok((epc, None)) };
	// What the chain does not know by its name either, it refuses.
	if !stores.have(*gtin) {
		return Ok((epc, None));
	}
	let Known { answer, proof } = known(chain, at, &mut by_identity(*gtin, serial), stores).await?;
	if proof.is_none() && needs_proof(&answer) {
		let what = "and no --store has it: ask whoever sent it for the proof store";
		return Err(no_proof(&epc, what));
	}
	Ok((epc, proof))
}

/// Show what stores have and the chain has no row for: containers, outer ones first, and single
/// packs. From then on all of it is named. What no store has is left alone; with `tells`, so is said
/// of what the chain has.
pub async fn show_all(
	desk: &Desk<'_>,
	stores: &Stores,
	when: &WhenArgs,
	epcs: &[Epc],
	tells: bool,
) -> Result<(), Failure> {
	if stores.is_empty() {
		return Ok(());
	}
	let mut containers = Vec::new();
	let mut packs = Vec::new();
	for epc in epcs {
		match stores.container(epc)? {
			Some(found) => containers.push(found),
			None => packs.push(epc.clone()),
		}
	}
	// What is in an opened container can be opened; what is around one cannot any more.
	containers.sort_by_key(|(_, container)| std::cmp::Reverse(container.level));
	let runtime = desk.chain.runtime().await?;
	let keys: Vec<Vec<u8>> = containers
		.iter()
		.map(|(_, container)| runtime.storage_key(PALLET, "Items", &[epc_json(&container.epc)]))
		.collect::<Result<_, _>>()?;
	let rows = batch::values(desk.chain, &keys).await?;
	let tell = |epc: &Epc| {
		if tells {
			let kind = if matches!(epc, Epc::Sscc(_)) { "container" } else { "item" };
			let result = json!({ "outcome": "duplicate", kind: link(epc) });
			desk.context.output.result(&result, plain);
		}
	};
	let mut calls = Vec::new();
	for ((lot, container), row) in containers.into_iter().zip(rows) {
		if row.is_some() {
			tell(&container.epc);
			continue;
		}
		let facts = event_facts(when, OPENING, std::slice::from_ref(&container.epc))?;
		let args = json!({
			"gtin": lot.gtin.get(),
			"lot": hex_text(lot.lot.as_bytes()),
			"container": encoded(&container),
		});
		calls.push(Sending { name: "open_lot_container", args, facts });
	}
	let sorted = sort_out(desk, stores, packs).await?;
	sorted.items.iter().for_each(tell);
	calls.extend(showing(&sorted.units, when, SEPARATING, "separate_units", &json!({}))?);
	desk.send_before(INVESTIGATING, calls).await
}

/// `salus supply lot open`.
pub async fn open(context: &Context, args: &ItemArgs, paths: &[PathBuf]) -> Result<u8, Failure> {
	let stores = Stores::open(paths)?;
	let epcs = scanned::epcs(&args.items)?;
	for epc in &epcs {
		let is_pack = matches!(epc, Epc::Sgtin { .. }) && !proofs_of(&stores, epc)?.1.is_empty();
		if !is_pack && stores.container(epc)?.is_none() {
			let message = format!("no --store has {}", link(epc));
			return Err(Failure::refused("Cli.NotFound", message));
		}
	}
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	show_all(&desk, &stores, &settled(&args.when)?, &epcs, true).await?;
	Ok(0)
}

/// `salus supply pack`. Packs of lots go in as ranges of their leaves: they get no rows.
pub async fn pack(
	context: &Context,
	args: &ItemArgs,
	into: &str,
	stores: &StoreArgs,
) -> Result<u8, Failure> {
	let stores = Stores::open(&stores.store)?;
	let parent = scanned::epc(into)?;
	let epcs = scanned::epcs(&args.items)?;
	let when = settled(&args.when)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let (mut containers, mut packs) = (Vec::new(), Vec::new());
	for epc in epcs {
		let is_container = matches!(epc, Epc::Sscc(_)) || stores.container(&epc)?.is_some();
		if is_container {
			containers.push(epc)
		} else {
			packs.push(epc)
		}
	}
	show_all(&desk, &stores, &when, &containers, false).await?;
	let mut sorted = sort_out(&desk, &stores, packs).await?;
	sorted.items.splice(0..0, containers);
	let mut calls = Vec::new();
	if !sorted.items.is_empty() {
		let facts = packing_facts(&when, PACKING, &parent, &sorted.items)?;
		let args = json!({ "parent": epc_json(&parent), "children": epcs_json(&sorted.items) });
		calls.push(Sending { name: "pack", args, facts });
	}
	for packs in sorted.units.into_values() {
		for (ranges, epcs) in ranges_of(packs) {
			let facts = packing_facts(&when, PACKING, &parent, &epcs)?;
			let args = json!({ "parent": epc_json(&parent), "ranges": ranges });
			calls.push(Sending { name: "pack_ranges", args, facts });
		}
	}
	desk.send_all(TRADING, calls).await
}

/// `salus supply unpack`. Packs of lots come out with rows of their own.
pub async fn unpack(
	context: &Context,
	args: &ItemArgs,
	from: &str,
	all: bool,
	stores: &StoreArgs,
) -> Result<u8, Failure> {
	let stores = Stores::open(&stores.store)?;
	let parent = scanned::epc(from)?;
	let children = if all { Vec::new() } else { scanned::epcs(&args.items)? };
	let when = settled(&args.when)?;
	let facts = packing_facts(&when, UNPACKING, &parent, &children)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	show_all(&desk, &stores, &when, &children, false).await?;
	desk.carry_out(Step::Unpack { parent, children }, &facts).await
}

/// `salus supply recall flag`: also of packs in other hands, and of those that are packed.
pub async fn flag_recalled(
	context: &Context,
	items: &[String],
	stores: &StoreArgs,
) -> Result<u8, Failure> {
	let stores = Stores::open(&stores.store)?;
	let epcs = scanned::epcs(items)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let sorted = sort_out(&desk, &stores, epcs).await?;
	if let Some(epc) = sorted.items.first() {
		let message = format!(
			"no --store has a proof of {}: what has a row of its own, a recall reaches without one",
			link(epc)
		);
		return Err(Failure::refused("Cli.NoProof", message).with_rule("RC-2"));
	}
	for (gtin, units) in sorted.units {
		for units in units.chunks(MAX_UNITS) {
			let proofs: Vec<_> = units.iter().map(|(_, proof)| proof.clone()).collect();
			let call = json!({ "gtin": gtin, "units": proofs_json(&proofs) });
			desk.send_as_anyone("flag_recalled_units", call).await?;
		}
	}
	Ok(0)
}

/// `salus supply alert duplicate`.
pub async fn report_duplicate(
	context: &Context,
	item: &str,
	stores: &[PathBuf],
) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let (gtin, proofs) = genuine(&chain, item, stores).await?;
	let place = |proof: &PackProof| (proof.lot.clone(), proof.proof.index);
	let Some(first) = proofs.first() else { return Err(no_pack()) };
	let desk = Desk::new(context, &chain).await?;
	match proofs.iter().find(|proof| place(proof) != place(first)) {
		Some(second) => {
			let call = json!({ "gtin": gtin, "first": encoded(first), "second": encoded(second) });
			desk.send_as_anyone("report_duplicate_serial", call).await
		}
		// The other stands in a list, if anywhere.
		None => {
			let call = json!({ "gtin": gtin, "pack": encoded(first) });
			desk.send("report_serial_conflict", INVESTIGATING, call, None, &[]).await
		}
	}
}

/// `salus supply alert answer-duplicate`.
pub async fn answer_duplicate(
	context: &Context,
	item: &str,
	stores: &[PathBuf],
	findings: &[u8; 32],
) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let (gtin, proofs) = genuine(&chain, item, stores).await?;
	let Some(pack) = proofs.first() else { return Err(no_pack()) };
	let call = json!({ "gtin": gtin, "pack": encoded(pack), "findings": hex_text(findings) });
	let desk = Desk::new(context, &chain).await?;
	desk.send("answer_duplicate_serial", MAKING, call, None, &[]).await
}

/// The proofs of a pack that lead to the root of a lot. A store of another list proves nothing.
async fn genuine(
	chain: &Chain,
	item: &str,
	stores: &[PathBuf],
) -> Result<(u64, Vec<PackProof>), Failure> {
	let epc = scanned::epc(item)?;
	let (gtin, found) = proofs_of(&Stores::open(stores)?, &epc)?;
	let mut proofs = Vec::new();
	for proof in found {
		if leads_to_root(chain, &epc, &proof).await? {
			proofs.push(proof);
		}
	}
	Ok((gtin, proofs))
}

fn no_pack() -> Failure {
	let message = "the stores have no pack of that serial that leads to the root of a lot";
	Failure::refused("Cli.NotFound", message).with_rule("SC-1")
}

/// Every proof that stores have of a pack.
fn proofs_of(stores: &Stores, epc: &Epc) -> Result<(u64, Vec<PackProof>), Failure> {
	let Epc::Sgtin { gtin, serial } = epc else {
		return Err(Failure::usage(format!("{} is a container: scan packs", link(epc))));
	};
	Ok((*gtin, stores.proofs(*gtin, &String::from_utf8_lossy(serial))?))
}

/// The ranges that packs of one product make, as many together as a call takes, with the packs.
fn ranges_of(packs: Vec<Shown>) -> Vec<(Vec<Json>, Vec<Epc>)> {
	let mut calls: Vec<(Vec<Json>, Vec<Epc>)> = Vec::new();
	for run in runs(packs) {
		let Some((_, first)) = run.first() else { continue };
		let leaves = json!({
			"gtin": gtin_of(&run),
			"lot": hex_text(&first.lot),
			"first": first.proof.index,
			"len": run.len(),
		});
		let epcs = run.into_iter().map(|(epc, _)| epc);
		match calls.last_mut() {
			Some((ranges, all)) if ranges.len() < MAX_RANGES => {
				ranges.push(leaves);
				all.extend(epcs);
			}
			_ => calls.push((vec![leaves], epcs.collect())),
		}
	}
	calls
}

fn gtin_of(packs: &[Shown]) -> Option<u64> {
	packs.iter().find_map(|(epc, _)| match epc {
		Epc::Sgtin { gtin, .. } => Some(*gtin),
		Epc::Sscc(_) => None,
	})
}

/// Packs whose leaves stand beside each other, in the order of their leaves.
pub fn runs(mut packs: Vec<Shown>) -> Vec<Vec<Shown>> {
	let place = |(_, pack): &Shown| (pack.lot.clone(), pack.proof.index);
	packs.sort_by_key(place);
	let mut runs: Vec<Vec<Shown>> = Vec::new();
	for pack in packs {
		let (lot, leaf) = place(&pack);
		match runs.last_mut() {
			Some(run)
				if run.last().map(place) == leaf.checked_sub(1).map(|before| (lot, before)) =>
			{
				run.push(pack);
			}
			_ => runs.push(vec![pack]),
		}
	}
	runs
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::merkle::Proof;

	fn shown(lot: &str, leaf: u32) -> Shown {
		let serial = format!("S{leaf}").into_bytes();
		let pack = PackProof {
			serial: serial.clone().try_into().unwrap(),
			lot: lot.as_bytes().to_vec().try_into().unwrap(),
			expiry: 1,
			proof: Proof { index: leaf, siblings: Default::default() },
		};
		(Epc::Sgtin { gtin: 8_904_000_210_037, serial: serial.try_into().unwrap() }, pack)
	}

	#[test]
	fn packs_beside_each_other_should_be_one_range() {
		let packs = [("A", 5), ("B", 6), ("A", 4), ("A", 7), ("A", 0), ("B", 7)];
		let found = runs(packs.map(|(lot, leaf)| shown(lot, leaf)).to_vec());
		let leaves: Vec<Vec<u32>> = found
			.iter()
			.map(|run| run.iter().map(|(_, pack)| pack.proof.index).collect())
			.collect();
		assert_eq!(leaves, [vec![0], vec![4, 5], vec![7], vec![6, 7]]);
		let calls = ranges_of((0..300).map(|n| shown("A", 2 * n)).collect());
		let sizes: Vec<_> = calls.iter().map(|(ranges, epcs)| (ranges.len(), epcs.len())).collect();
		assert_eq!(sizes, [(128, 128), (128, 128), (44, 44)]);
		let lot = json!({ "gtin": 8_904_000_210_037u64, "lot": "0x41", "first": 3, "len": 2 });
		assert_eq!(ranges_of(vec![shown("A", 4), shown("A", 3)])[0].0, [lot]);
	}
}

//! `salus supply`: for a hand scanner, without a document.

use super::{
	accepted,
	lot::{proofs_json, Stores},
	participants::parse_gln,
	Context,
};
use crate::{
	chain::{
		client::{hash_text, BlockId},
		submit::{Item, Outcome},
		Chain,
	},
	cli::{ItemArgs, PackArgs, RecallArgs, ShipKind, StockCommand, SupplyCommand},
	epcis::{
		batch::{Keys, Preparer},
		plan::{epc_json, facts_json, Consignee, Plan, Step, MAX_EPCS, PALLET},
	},
	error::{Exit, Failure},
	output::{plain, scalar},
	proof,
	time::{format_day, format_moment, now, parse_expiry, parse_moment},
};
use codec::{Decode, Encode};
use salus_interop::{
	epcis,
	id::{scan, Identifier, Scan},
};
use salus_primitives::{
	lot::PackProof,
	supply::{
		DecommissionReason, Epc, EventFacts, RecallClass, RecallDepth, ShipmentKind, TracePage,
		VerifyQuery,
	},
	BadCursor, Capacity, Gtin, Sscc,
};
use serde::de::DeserializeOwned;
use serde_json::{json, Value as Json};
use std::{
	collections::BTreeMap,
	fs,
	io::{self, BufRead},
	path::{Path, PathBuf},
};

/// Rows of a page of a trace.
const MAX_PAGE: u32 = 100;

/// Run a subcommand.
pub async fn run(context: &Context, command: SupplyCommand) -> Result<u8, Failure> {
	match command {
		SupplyCommand::Verify { pack, prove, store } => {
			verify(context, &pack, &store, prove.as_deref()).await
		}
		SupplyCommand::Trace { pack, sscc, cursor, limit, prove } => {
			trace(context, &pack, sscc.as_deref(), cursor, limit, prove.as_deref()).await
		}
		SupplyCommand::Receive(args) => {
			act(context, &args, ("OBSERVE", "receiving", "in_progress"), |items, _| {
				Ok(Step::Receive(items))
			})
			.await
		}
		SupplyCommand::Ship { items, to, kind, information } => {
			let to = to.as_deref().map(parse_consignee).transpose()?;
			let information = information.as_deref().map(parse_hash).transpose()?;
			let kind = match kind {
				ShipKind::Sale => ShipmentKind::Sale,
				ShipKind::Custody => ShipmentKind::Custody,
			};
			act(context, &items, ("OBSERVE", "shipping", "in_transit"), |items, _| {
				Ok(Step::Ship { items, kind, to, information })
			})
			.await
		}
		SupplyCommand::Return { items, to } => {
			let to = to.as_deref().map(parse_consignee).transpose()?;
			act(context, &items, ("OBSERVE", "shipping", "returned"), |items, _| {
				Ok(Step::Ship { items, kind: ShipmentKind::Return, to, information: None })
			})
			.await
		}
		SupplyCommand::Void(args) => {
			act(context, &args, ("OBSERVE", "void_shipping", "in_progress"), |items, _| {
				Ok(Step::Void(items))
			})
			.await
		}
		SupplyCommand::Dispense { items, store } => dispense(context, &items, &store).await,
		SupplyCommand::Decommission { items, reason } => {
			let reason: DecommissionReason = word("reason", &reason)?;
			act(context, &items, ("DELETE", "decommissioning", "inactive"), |items, _| {
				Ok(Step::Decommission { items, reason })
			})
			.await
		}
		SupplyCommand::Introduce { items, source, lot, expiry } => {
			introduce(context, &items, &source, lot.as_deref(), expiry.as_deref()).await
		}
		SupplyCommand::Recall(args) => recall(context, &args).await,
		SupplyCommand::Lot { command } => super::lot::run(context, command).await,
		SupplyCommand::Stock { command: StockCommand::Import(args) } => {
			super::stock::import(context, &args).await
		}
	}
}

/// A word of the supply chain in any usual spelling.
fn word<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Failure> {
	let snake = text.replace('-', "_");
	let tries = [snake.clone(), snake.to_ascii_lowercase()];
	tries
		.into_iter()
		.find_map(|text| serde_json::from_value(Json::String(text)).ok())
		.ok_or_else(|| Failure::usage(format!("`{text}` is no {what}: see --help")))
}

fn parse_class(text: &str) -> Result<RecallClass, Failure> {
	match text.to_ascii_uppercase().as_str() {
		"I" | "1" => Ok(RecallClass::I),
		"II" | "2" => Ok(RecallClass::II),
		"III" | "3" => Ok(RecallClass::III),
		_ => word("class of recall", text),
	}
}

fn parse_consignee(text: &str) -> Result<Consignee, Failure> {
	match text.len() {
		13 => parse_gln(text).map(Consignee::Location),
		_ => text.parse().map(Consignee::Organisation).map_err(|_| {
			Failure::usage(format!("`{text}` is neither an organisation's number nor a GLN"))
		}),
	}
}

/// 32 bytes: an event's hash id, or hex.
fn parse_hash(text: &str) -> Result<[u8; 32], Failure> {
	epcis::parse_hash_uri(text)
		.or_else(|| hex::decode(text.trim_start_matches("0x")).ok()?.try_into().ok())
		.ok_or_else(|| Failure::usage(format!("`{text}` is no hash of 32 bytes")))
}

fn scanned(text: &str) -> Result<Scan, Failure> {
	scan(text).map_err(|error| {
		Failure::usage(format!("`{}`: {error}", text.escape_debug())).with_code("Cli.Unreadable")
	})
}

/// The scanned things: from arguments, or one a line from standard input.
pub(super) fn scans(args: &ItemArgs) -> Result<Vec<Scan>, Failure> {
	let mut texts = Vec::new();
	for item in &args.items {
		if item == "-" {
			read_lines(&mut texts)?;
		} else {
			texts.push(item.clone());
		}
	}
	if args.items.is_empty() {
		read_lines(&mut texts)?;
	}
	if texts.is_empty() {
		return Err(Failure::usage("nothing was scanned"));
	}
	if texts.len() > MAX_EPCS {
		let message = format!("{} things were scanned, and {MAX_EPCS} is the most", texts.len());
		return Err(Failure::refused("Cli.TooManyEpcs", message));
	}
	// All or nothing: a wrong scan is found before anything is sent.
	texts.iter().map(|text| scanned(text)).collect()
}

fn read_lines(texts: &mut Vec<String>) -> Result<(), Failure> {
	for line in io::stdin().lock().lines() {
		let line = line.map_err(|error| Failure::unreadable("standard input", error))?;
		let line = line.trim_matches(['\r', '\n', ' ', '\t']);
		if !line.is_empty() {
			texts.push(line.to_owned());
		}
	}
	Ok(())
}

pub(super) fn epc_of(scan: &Scan) -> Result<Epc, Failure> {
	scan.identifier().as_ref().and_then(Identifier::to_epc).ok_or_else(|| {
		let seen = scan.gtin.map_or_else(|| "what was scanned".to_owned(), |gtin| gtin.to_string());
		let message =
			format!("{seen} names no single pack or container: no serial number, no SSCC");
		Failure::usage(message).with_code("Cli.Unreadable")
	})
}

/// An event that says what is done, read back as from a document: the chain keeps its CBV hash.
pub(super) fn event_facts(
	args: &ItemArgs,
	how: (&str, &str, &str),
	epcs: &[Epc],
) -> Result<EventFacts, Failure> {
	let (action, biz_step, disposition) = how;
	let time = args.time.as_deref().map_or(Ok(now()), parse_moment)?;
	let links: Vec<String> = epcs.iter().map(link).collect();
	let mut event = json!({
		"type": "ObjectEvent",
		"eventTime": format_moment(time),
		"eventTimeZoneOffset": "+00:00",
		"action": action,
		"bizStep": biz_step,
		"disposition": disposition,
		"epcList": links,
	});
	for (key, gln) in [("readPoint", &args.read_point), ("bizLocation", &args.location)] {
		if let Some(gln) = gln {
			let gln = parse_gln(gln)?;
			event[key] = json!({ "id": format!("https://id.gs1.org/414/{gln}") });
		}
	}
	let document = epcis::read(event.to_string().as_bytes())
		.map_err(|error| Failure::usage(error.to_string()))?;
	match document.events.into_iter().next() {
		Some(Ok(event)) => Ok(event.facts()),
		Some(Err(error)) => Err(Failure::usage(error.to_string()).with_rule(error.rule)),
		None => Err(Failure::usage("no event")),
	}
}

fn link(epc: &Epc) -> String {
	match epc {
		Epc::Sgtin { gtin, serial } => crate::chain::scale::sgtin_link(*gtin, serial),
		Epc::Sscc(sscc) => format!("https://id.gs1.org/00/{sscc:018}"),
	}
}

/// Do something with what was scanned.
async fn act(
	context: &Context,
	args: &ItemArgs,
	how: (&str, &str, &str),
	step: impl FnOnce(Vec<Epc>, &[Scan]) -> Result<Step, Failure>,
) -> Result<u8, Failure> {
	let scans = scans(args)?;
	let epcs: Vec<Epc> = scans.iter().map(epc_of).collect::<Result<_, _>>()?;
	let facts = event_facts(args, how, &epcs)?;
	let plan = Plan { step: step(epcs, &scans)?, party: None, warnings: Vec::new(), facts };
	let chain = context.chain().await?;
	let signer = context.signer(&chain).await?;
	let runtime = chain.runtime().await?;
	let directory = context.directory(&chain).await?;
	let keys = Keys { default: Some(signer.clone()), ..Keys::default() };
	let preparer =
		Preparer { directory: &directory, runtime: &runtime, keys: &keys, is_trial: false };
	let job = preparer.job(0, &plan).await?;
	let what = format!("{}.{}", job.call.pallet, job.call.name);
	let (place, events) = context.send(&chain, &signer, job.call).await?;
	show_done(context, accepted(&what, place, &events), &plan.facts);
	Ok(0)
}

pub(super) fn show_done(context: &Context, mut result: Json, facts: &EventFacts) {
	if let Some(result) = result.as_object_mut() {
		result.insert("eventHash".into(), epcis::hash_uri(&facts.hash).into());
	}
	context.output.result(&result, plain);
}

async fn introduce(
	context: &Context,
	args: &ItemArgs,
	source: &str,
	lot: Option<&str>,
	expiry: Option<&str>,
) -> Result<u8, Failure> {
	let source = parse_hash(source)?;
	let expiry = expiry.map(parse_expiry).transpose()?;
	let scans = scans(args)?;
	let epcs: Vec<Epc> = scans.iter().map(epc_of).collect::<Result<_, _>>()?;
	let facts = event_facts(args, ("OBSERVE", "accepting", "in_progress"), &epcs)?;
	let (mut containers, mut packs) = (Vec::new(), Vec::new());
	for (epc, scan) in epcs.iter().zip(&scans) {
		let Epc::Sgtin { gtin, serial } = epc else {
			containers.push(json!({ "epc": epc_json(epc), "parent": null }));
			continue;
		};
		let missing = |what: &str| {
			Failure::usage(format!(
				"{}: no {what}: scan the whole label, or give --{what}",
				link(epc)
			))
		};
		let lot = scan.lot.as_deref().or(lot).ok_or_else(|| missing("lot"))?;
		let expiry = scan
			.expiry
			.as_ref()
			.map(|date| date.day)
			.or(expiry)
			.ok_or_else(|| missing("expiry"))?;
		packs.push(json!({
			"gtin": gtin,
			"serial": format!("0x{}", hex::encode(serial)),
			"lot": format!("0x{}", hex::encode(lot)),
			"expiry": expiry,
			"parent": null,
		}));
	}
	let chain = context.chain().await?;
	let signer = context.signer(&chain).await?;
	let directory = context.directory(&chain).await?;
	let acting =
		directory.acting(&signer.account(), Step::Receive(Vec::new()).capacities()).await?;
	let args = json!({
		"acting": acting,
		"event": facts_json(&facts),
		"source": format!("0x{}", hex::encode(source)),
		"containers": containers,
		"packs": packs,
	});
	let call = chain.runtime().await?.call(PALLET, "introduce", &args)?;
	let (place, events) = context.send(&chain, &signer, call).await?;
	show_done(context, accepted("SupplyChain.introduce", place, &events), &facts);
	Ok(0)
}

/// The pack that is asked about.
fn asked(args: &PackArgs) -> Result<VerifyQuery, Failure> {
	let scan = match (&args.gtin, &args.serial, &args.digital_link, &args.datamatrix) {
		(Some(gtin), Some(serial), _, _) => {
			let gtin: Gtin = gtin.parse().map_err(|error| {
				Failure::usage(format!("`{gtin}` is no GTIN: it {error} (ID-1)"))
			})?;
			Scan { gtin: Some(gtin), serial: Some(serial.clone()), ..Scan::default() }
		}
		(_, _, Some(text), _) | (_, _, _, Some(text)) => scanned(text)?,
		_ => {
			let message = "say which pack: --gtin with --serial, --digital-link, or --datamatrix";
			return Err(Failure::usage(message));
		}
	};
	let (Some(gtin), Some(serial)) = (scan.gtin, &scan.serial) else {
		return Err(Failure::usage("no GTIN with serial number is in what was given"));
	};
	let expiry = match &args.expiry {
		Some(text) => Some(parse_expiry(text)?),
		None => scan.expiry.as_ref().map(|date| date.day),
	};
	Ok(VerifyQuery {
		gtin: gtin.get(),
		serial: serial.clone().into_bytes(),
		lot: args.lot.clone().or(scan.lot).map(String::into_bytes),
		expiry,
		proof: None,
	})
}

/// As the node's methods take it.
fn query_json(query: &VerifyQuery) -> Json {
	let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
	let mut json = json!({ "gtin": format!("{:014}", query.gtin), "serial": text(&query.serial) });
	if let Some(lot) = &query.lot {
		json["lot"] = text(lot).into();
	}
	if let Some(day) = query.expiry {
		json["expiry"] = format_day(day).into();
	}
	if let Some(proof) = &query.proof {
		json["proof"] = format!("0x{}", hex::encode(proof)).into();
	}
	json
}

/// Write a proof of what a runtime API answers, once it holds for whoever reads it.
async fn prove(
	chain: &Chain,
	file: &Path,
	first: (&str, Vec<u8>),
	next: impl FnMut(&[u8]) -> Option<Vec<u8>>,
) -> Result<BlockId, Failure> {
	// A proof is about a block that nobody can take back.
	let at = chain.finalized().await?;
	let made = proof::make(chain, at, first, next).await?;
	let text =
		serde_json::to_string(&made).map_err(|error| Failure::unreadable(file.display(), error))?;
	fs::write(file, text).map_err(|error| Failure::unreadable(file.display(), error))?;
	Ok(at)
}

/// The block to read: the last finalised one unless `--wait best`.
async fn read_at(context: &Context, chain: &Chain) -> Result<Json, Failure> {
	match context.global.wait {
		crate::chain::submit::Wait::Best => Ok(Json::Null),
		crate::chain::submit::Wait::Finalized => {
			Ok(hash_text(&chain.finalized().await?.hash).into())
		}
	}
}

/// Whether the chain knows a pack through its lot's root alone.
fn needs_proof(answer: &Json) -> bool {
	answer.get("verificationFailureReason").and_then(Json::as_str) == Some("proofRequired")
}

/// The first proof that leads to the lot's root, and what the chain answers with it; the last one if
/// none does. Several stores may have a pack, and one of them be of another list.
async fn first_good(
	chain: &Chain,
	at: &Json,
	query: &mut VerifyQuery,
	proofs: Vec<PackProof>,
) -> Result<Option<(PackProof, Json)>, Failure> {
	let mut found = None;
	for proof in proofs {
		query.proof = Some(proof.encode());
		let answer = chain.request("supply_verifyPack", &[query_json(query), at.clone()]).await?;
		let reason = answer.get("verificationFailureReason").and_then(Json::as_str);
		let is_good = reason != Some("proofInvalid");
		found = Some((proof, answer));
		if is_good {
			break;
		}
	}
	Ok(found)
}

async fn verify(
	context: &Context,
	args: &PackArgs,
	stores: &[PathBuf],
	proof: Option<&Path>,
) -> Result<u8, Failure> {
	let mut query = asked(args)?;
	let stores = Stores::open(stores)?;
	let chain = context.chain().await?;
	let at = read_at(context, &chain).await?;
	let mut answer = chain.request("supply_verifyPack", &[query_json(&query), at.clone()]).await?;
	if needs_proof(&answer) {
		let serial = String::from_utf8_lossy(&query.serial).into_owned();
		let proofs = stores.proofs(query.gtin, &serial)?;
		if let Some((_, found)) = first_good(&chain, &at, &mut query, proofs).await? {
			answer = found;
		}
	}
	if let Some(file) = proof {
		let first = ("SupplyChainApi_verify_pack", query.encode());
		let block = prove(&chain, file, first, |_| None).await?;
		// What is shown is what is proved.
		let at = hash_text(&block.hash).into();
		answer = chain.request("supply_verifyPack", &[query_json(&query), at]).await?;
	}
	context.output.result(&answer, verdict);
	let is_dispensable = answer.get("dispensable").and_then(Json::as_bool) == Some(true);
	Ok(if is_dispensable { 0 } else { Exit::Refused as u8 })
}

/// A pack or container as the node's methods take it, from what a scanner reads, an EPC or a link.
pub fn epc_query(text: &str) -> Result<Json, Failure> {
	Ok(match epc_of(&scanned(text)?)? {
		Epc::Sscc(sscc) => json!({ "sscc": format!("{sscc:018}") }),
		Epc::Sgtin { gtin, serial } => {
			let serial = String::from_utf8_lossy(&serial).into_owned();
			json!({ "gtin": format!("{gtin:014}"), "serial": serial })
		}
	})
}

/// Every row of a trace, the oldest first.
pub async fn hops(context: &Context, chain: &Chain, query: &Json) -> Result<Vec<Json>, Failure> {
	let at = read_at(context, chain).await?;
	let (mut hops, mut cursor) = (Vec::new(), Json::Null);
	loop {
		let params = [query.clone(), cursor, json!(MAX_PAGE), at.clone()];
		let page = chain.request("supply_tracePack", &params).await?;
		if page.get("known").and_then(Json::as_bool) == Some(false) {
			return Err(unknown_item());
		}
		hops.extend(page.get("hops").and_then(Json::as_array).into_iter().flatten().cloned());
		cursor = page.get("next").cloned().unwrap_or(Json::Null);
		if cursor.is_null() {
			return Ok(hops);
		}
	}
}

fn unknown_item() -> Failure {
	Failure::refused("Cli.NotFound", "the chain knows no such pack or container")
}

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
async fn dispense(context: &Context, args: &ItemArgs, stores: &[PathBuf]) -> Result<u8, Failure> {
	const HOW: (&str, &str, &str) = ("OBSERVE", "dispensing", "dispensed");
	if stores.is_empty() {
		return act(context, args, HOW, |items, _| Ok(Step::Dispense(items))).await;
	}
	let stores = Stores::open(stores)?;
	let scans = scans(args)?;
	let epcs: Vec<Epc> = scans.iter().map(epc_of).collect::<Result<_, _>>()?;
	// One time for all events of the command.
	let time = args.time.as_deref().map_or(Ok(now()), parse_moment)?;
	let args = ItemArgs {
		items: Vec::new(),
		time: Some(format_moment(time)),
		read_point: args.read_point.clone(),
		location: args.location.clone(),
	};
	let chain = context.chain().await?;
	let signer = context.signer(&chain).await?;
	let runtime = chain.runtime().await?;
	let directory = context.directory(&chain).await?;
	let at = read_at(context, &chain).await?;
	let supplied = sort_out(&chain, &at, &stores, epcs).await?;
	let acting =
		directory.acting(&signer.account(), Step::Dispense(Vec::new()).capacities()).await?;
	let mut calls = Vec::new();
	if !supplied.items.is_empty() {
		let facts = event_facts(&args, HOW, &supplied.items)?;
		let (name, call) = Step::Dispense(supplied.items).call(&facts, &acting, None);
		calls.push((runtime.call(PALLET, name, &call)?, facts));
	}
	for (gtin, units) in supplied.units {
		for units in units.chunks(MAX_UNITS) {
			let (epcs, proofs): (Vec<_>, Vec<_>) = units.iter().cloned().unzip();
			let facts = event_facts(&args, HOW, &epcs)?;
			let call = json!({
				"acting": acting,
				"event": facts_json(&facts),
				"gtin": gtin,
				"units": proofs_json(&proofs),
			});
			calls.push((runtime.call(PALLET, "dispense_units", &call)?, facts));
		}
	}
	let items: Vec<Item> = calls
		.iter()
		.map(|(call, _)| Item { signer: signer.clone(), call: call.clone(), size: MAX_UNITS })
		.collect();
	let mut exit = 0;
	context
		.submitter(&chain)
		.await?
		.send_all(&items, |index, outcome| {
			let Some((call, facts)) = calls.get(index) else { return };
			match outcome {
				Outcome::Done { place, events } => {
					let what = format!("{}.{}", call.pallet, call.name);
					show_done(context, accepted(&what, place, &events), facts);
				}
				Outcome::Refused { failure, .. }
				| Outcome::NotSent(failure)
				| Outcome::Unknown(failure) => {
					exit = exit.max(failure.exit as u8);
					context.output.failure(&failure);
				}
			}
		})
		.await;
	Ok(exit)
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
			let message = format!(
				"{} is known through its lot's root, and no --store has it: ask whoever sent it \
				 for the proof store",
				link(&epc)
			);
			Failure::refused("Cli.NoProof", message).with_rule("SC-1")
		})?;
		supplied.units.entry(gtin).or_default().push((epc, proof));
	}
	Ok(supplied)
}

/// A verification in words.
fn verdict(answer: &Json) -> String {
	let text = |key: &str| answer.get(key).map(scalar).unwrap_or_default();
	let flag = |key: &str| answer.get(key).and_then(Json::as_bool).unwrap_or(false);
	let mut lines = vec![match (flag("verified"), flag("dispensable"), flag("saleable")) {
		(false, _, _) => format!("NOT VERIFIED: {}", text("verificationFailureReason")),
		(true, true, _) => "verified, may be dispensed".to_owned(),
		(true, false, true) => "verified, may be sold, not dispensed here".to_owned(),
		(true, false, false) => "verified, and NOT FOR SALE".to_owned(),
	}];
	let reasons = text("additionalInfo");
	if !reasons.is_empty() {
		let word = if flag("dispensable") { "note" } else { "because" };
		lines.push(format!("{word}: {reasons}"));
	}
	for key in ["gtin", "serial", "lot", "expiry", "state", "provenance", "inTransit"] {
		lines.push(format!("{key}: {}", text(key)));
	}
	if let Some(recall) = answer.get("recall").filter(|recall| !recall.is_null()) {
		let text = |key: &str| recall.get(key).map(scalar).unwrap_or_default();
		lines.push(format!(
			"recall: class {}, to {}, id {}",
			text("class").to_ascii_uppercase(),
			text("depth"),
			text("id")
		));
	}
	lines.join("\n")
}

async fn trace(
	context: &Context,
	pack: &PackArgs,
	sscc: Option<&str>,
	cursor: Option<String>,
	limit: Option<u32>,
	proof: Option<&Path>,
) -> Result<u8, Failure> {
	let (epc, query) = match sscc {
		Some(text) => {
			let sscc: Sscc = text.parse().map_err(|error| {
				Failure::usage(format!("`{text}` is no SSCC: it {error} (ID-3)"))
			})?;
			(Epc::Sscc(sscc.get()), json!({ "sscc": sscc.to_string() }))
		}
		None => {
			let VerifyQuery { gtin, serial, .. } = asked(pack)?;
			let text = String::from_utf8_lossy(&serial).into_owned();
			let query = json!({ "gtin": format!("{gtin:014}"), "serial": text });
			let serial = serial
				.try_into()
				.map_err(|_| Failure::usage("a serial number has at most 20 characters (ID-2)"))?;
			(Epc::Sgtin { gtin, serial }, query)
		}
	};
	let chain = context.chain().await?;
	let at = match proof {
		None => read_at(context, &chain).await?,
		Some(file) => {
			let page = |cursor: Option<Vec<u8>>| (&epc, cursor, MAX_PAGE).encode();
			let next = |mut answer: &[u8]| {
				let answer = <Result<Option<TracePage>, BadCursor>>::decode(&mut answer).ok()?;
				answer.ok()??.next.map(|cursor| page(Some(cursor)))
			};
			let first = ("SupplyChainApi_trace", page(None));
			hash_text(&prove(&chain, file, first, next).await?.hash).into()
		}
	};
	let mut cursor = cursor.map_or(Json::Null, Json::String);
	let mut left = limit.unwrap_or(u32::MAX);
	let mut is_first = true;
	while left > 0 {
		let params = [query.clone(), cursor.clone(), json!(left.min(100)), at.clone()];
		let page = chain.request("supply_tracePack", &params).await?;
		let hops = page.get("hops").and_then(Json::as_array).cloned().unwrap_or_default();
		let is_unknown = page.get("known").and_then(Json::as_bool) == Some(false);
		if is_first && (is_unknown || hops.is_empty() && cursor.is_null()) {
			return Err(unknown_item());
		}
		is_first = false;
		for hop in &hops {
			context.output.result(hop, hop_line);
		}
		left = left.saturating_sub(u32::try_from(hops.len()).unwrap_or(u32::MAX));
		cursor = page.get("next").cloned().unwrap_or_default();
		if cursor.is_null() {
			return Ok(0);
		}
	}
	// Not on standard output, where every line is a hop.
	context.output.note(format!("more: --cursor {}", scalar(&cursor)));
	Ok(0)
}

fn hop_line(hop: &Json) -> String {
	let text = |key: &str| hop.get(key).map(scalar).unwrap_or_default();
	let time = text("eventTime").parse().map_or_else(|_| text("eventTime"), format_moment);
	let mut line = format!("{time}  {:<20} organisation {}", text("kind"), text("organisation"));
	if hop.get("counterparty").is_some_and(|party| !party.is_null()) {
		line.push_str(&format!(" -> {}", text("counterparty")));
	}
	if hop.get("disposition").is_some_and(|word| !word.is_null()) {
		line.push_str(&format!("  {}", text("disposition")));
	}
	if let Some(object) = hop.get("object").filter(|object| !object.is_null()) {
		let parts: Vec<_> =
			object.as_object().into_iter().flat_map(|map| map.values().map(scalar)).collect();
		line.push_str(&format!("  {}", parts.join("/")));
	}
	line
}

/// Capacities that may recall.
const RECALLING: &[Capacity] = &[Capacity::Manufacturer, Capacity::Repackager, Capacity::Regulator];

async fn recall(context: &Context, args: &RecallArgs) -> Result<u8, Failure> {
	let given = args.id.as_deref().map(parse_id).transpose()?;
	let class = parse_class(&args.class)?;
	let (name, mut call_args) = match (&args.gtin, &args.change_class, args.close, given) {
		(None, _, true, Some(id)) => ("close_recall", json!({ "id": id_text(&id) })),
		(None, Some(class), false, Some(id)) => {
			("change_recall_class", json!({ "id": id_text(&id), "class": parse_class(class)? }))
		}
		(Some(gtin), None, false, given) => {
			let gtin: Gtin = gtin.parse().map_err(|error| {
				Failure::usage(format!("`{gtin}` is no GTIN: it {error} (ID-1)"))
			})?;
			let scope = scope(gtin, args);
			let depth: RecallDepth = word("depth of recall", &args.depth)?;
			let id = given.unwrap_or_else(|| derived_id(&scope, now()));
			let due = args.due.as_deref().map(parse_moment).transpose()?;
			(
				"open_recall",
				json!({
					"id": id_text(&id),
					"scope": scope,
					"class": class,
					"depth": depth,
					"due": due,
				}),
			)
		}
		_ => {
			let message = "say what is recalled (--gtin), or which recall to --close or to give \
			               --change-class (--id)";
			return Err(Failure::usage(message));
		}
	};
	let chain = context.chain().await?;
	let signer = context.signer(&chain).await?;
	let directory = context.directory(&chain).await?;
	call_args["acting"] = directory.acting(&signer.account(), RECALLING).await?;
	let call = chain.runtime().await?.call(PALLET, name, &call_args)?;
	let (place, events) = context.send(&chain, &signer, call).await?;
	let mut result = accepted(&format!("{PALLET}.{name}"), place, &events);
	result["recall"] = call_args["id"].clone();
	context.output.result(&result, plain);
	Ok(0)
}

fn scope(gtin: Gtin, args: &RecallArgs) -> Json {
	let hex = |text: &str| format!("0x{}", hex::encode(text));
	match (&args.lot, args.serial.is_empty()) {
		(Some(lot), _) => json!({ "Lot": { "gtin": gtin.get(), "lot": hex(lot) } }),
		(None, false) => {
			let serials: Vec<_> = args.serial.iter().map(|serial| hex(serial)).collect();
			json!({ "Serials": { "gtin": gtin.get(), "serials": serials } })
		}
		(None, true) => json!({ "Product": { "gtin": gtin.get() } }),
	}
}

fn parse_id(text: &str) -> Result<[u8; 16], Failure> {
	hex::decode(text.trim_start_matches("0x"))
		.ok()
		.and_then(|bytes| bytes.try_into().ok())
		.ok_or_else(|| Failure::usage(format!("`{text}` is no id of 16 bytes as hex")))
}

fn id_text(id: &[u8; 16]) -> String {
	format!("0x{}", hex::encode(id))
}

/// An id for a new recall: the same command within an hour is the same recall.
fn derived_id(scope: &Json, time: u64) -> [u8; 16] {
	let hour = time / 3_600_000;
	sp_crypto_hashing::blake2_128(format!("salus/recall/{hour}/{scope}").as_bytes())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn pack() -> PackArgs {
		PackArgs {
			gtin: None,
			serial: None,
			lot: None,
			expiry: None,
			digital_link: None,
			datamatrix: None,
		}
	}

	#[test]
	fn a_pack_should_be_asked_for_in_three_ways() {
		let by_parts = PackArgs {
			gtin: Some("8904000210037".into()),
			serial: Some("A1".into()),
			lot: Some("L1".into()),
			expiry: Some("271100".into()),
			..pack()
		};
		let expected = json!({
			"gtin": "08904000210037", "serial": "A1", "lot": "L1", "expiry": "2027-11-30",
		});
		assert_eq!(query_json(&asked(&by_parts).unwrap()), expected);
		let by_scan = PackArgs {
			datamatrix: Some("(01)08904000210037(17)271100(10)L1(21)A1".into()),
			..pack()
		};
		assert_eq!(query_json(&asked(&by_scan).unwrap()), expected);
		let link = "https://id.gs1.org/01/08904000210037/21/A1";
		let by_link = PackArgs { digital_link: Some(link.into()), ..pack() };
		assert_eq!(asked(&by_link).unwrap().serial, b"A1");
		assert!(asked(&pack()).is_err());
		let without_serial = PackArgs {
			digital_link: Some("https://id.gs1.org/01/08904000210037".into()),
			..pack()
		};
		assert!(asked(&without_serial).is_err());
	}

	fn items(list: &[&str]) -> ItemArgs {
		ItemArgs {
			items: list.iter().map(|text| (*text).to_owned()).collect(),
			time: Some("2026-03-01T12:00:00Z".into()),
			read_point: Some("0614141000005".into()),
			location: None,
		}
	}

	#[test]
	fn an_act_should_be_an_event_with_its_hash() {
		let args = items(&["(01)08904000210037(21)A1", "106141412345678908"]);
		let epcs: Vec<_> = scans(&args).unwrap().iter().map(|scan| epc_of(scan).unwrap()).collect();
		let how = ("OBSERVE", "receiving", "in_progress");
		let facts = event_facts(&args, how, &epcs).unwrap();
		assert_eq!(facts.read_point, Some(614_141_000_005));
		assert_eq!(facts, event_facts(&args, how, &epcs).unwrap());
		let other = event_facts(&args, ("OBSERVE", "dispensing", "dispensed"), &epcs).unwrap();
		assert_ne!(facts.hash, other.hash);
	}

	#[test]
	fn wrong_scans_should_be_refused_before_anything_is_sent() {
		assert!(scans(&items(&["(01)08904000210037(21)A1", "(01)08904000210036(21)A1"])).is_err());
		let class = scans(&items(&["(01)08904000210037(10)L1"])).unwrap();
		assert!(epc_of(&class[0]).is_err());
	}

	#[test]
	fn words_should_be_read_in_any_spelling() {
		assert_eq!(parse_class("ii").unwrap(), RecallClass::II);
		assert_eq!(parse_class("market-withdrawal").unwrap(), RecallClass::MarketWithdrawal);
		assert_eq!(
			word::<DecommissionReason>("reason", "free-sample").unwrap(),
			DecommissionReason::FreeSample
		);
		assert!(word::<RecallDepth>("depth", "deep").is_err());
	}

	#[test]
	fn ids_should_be_derived_from_what_is_recalled() {
		let scope = json!({ "Product": { "gtin": 1 } });
		assert_eq!(derived_id(&scope, 5), derived_id(&scope, 6));
		assert_ne!(derived_id(&scope, 5), derived_id(&json!({ "Product": { "gtin": 2 } }), 5));
		assert_eq!(parse_id(&id_text(&[7; 16])).unwrap(), [7; 16]);
		assert!(parse_id("0x07").is_err());
	}

	#[test]
	fn a_verdict_should_say_it_in_words() {
		let answer = json!({
			"verified": true, "saleable": false, "dispensable": false,
			"additionalInfo": ["recalled"], "gtin": "1",
			"recall": { "class": "I", "depth": "retail", "id": "0x00" },
		});
		let text = verdict(&answer);
		assert!(text.starts_with("verified, and NOT FOR SALE\nbecause: recalled"));
		assert!(text.contains("recall: class I"));
		let unknown =
			json!({ "verified": false, "verificationFailureReason": "No_match_GTIN_Serial" });
		assert!(verdict(&unknown).starts_with("NOT VERIFIED: No_match_GTIN_Serial"));
	}
}

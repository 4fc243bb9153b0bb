//! `salus supply verify` and `trace`.

use super::{hex_text, scanned};
use crate::{
	chain::{
		client::{hash_text, BlockId},
		submit::Wait,
		Chain,
	},
	cli::{PackArgs, StoreArgs},
	commands::{lot::Stores, Context},
	error::{Exit, Failure},
	output::scalar,
	proof,
	time::{format_day, format_moment, parse_expiry},
};
use codec::{Decode, Encode};
use salus_interop::id::Scan;
use salus_primitives::{
	lot::PackProof,
	supply::{Epc, TracePage, VerifyQuery},
	BadCursor, Sscc,
};
use serde_json::{json, Value as Json};
use std::{
	fs, io,
	path::{Path, PathBuf},
};

/// Rows of a page of a trace.
const MAX_PAGE: u32 = 100;

/// The pack that is asked about. What is said of it goes before what was scanned.
fn asked(scan: &Scan, args: &PackArgs) -> Result<VerifyQuery, Failure> {
	let (Some(gtin), Some(serial)) = (scan.gtin, &scan.serial) else {
		let message = "no GTIN with serial number is in what was given: scan the pack's own symbol";
		return Err(Failure::usage(message).with_code("Cli.Unreadable"));
	};
	let expiry = match &args.expiry {
		Some(text) => Some(parse_expiry(text)?),
		None => scan.expiry.as_ref().map(|date| date.day),
	};
	let lot = args.lot.as_ref().or(scan.lot.as_ref());
	Ok(VerifyQuery {
		lot: lot.map(|lot| lot.clone().into_bytes()),
		expiry,
		..by_identity(gtin.get(), serial.as_bytes())
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
		json["proof"] = hex_text(proof).into();
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
pub async fn read_at(context: &Context, chain: &Chain) -> Result<Json, Failure> {
	match context.global.wait {
		Wait::Best => Ok(Json::Null),
		Wait::Finalized => Ok(hash_text(&chain.finalized().await?.hash).into()),
	}
}

/// Whether the chain knows a pack through its lot's root alone.
pub fn needs_proof(answer: &Json) -> bool {
	answer.get("verificationFailureReason").and_then(Json::as_str) == Some("proofRequired")
}

/// Whether a proof of a pack leads to the root of a lot that the chain has.
pub async fn leads_to_root(chain: &Chain, epc: &Epc, proof: &PackProof) -> Result<bool, Failure> {
	let mut query = query_of(epc);
	query["proof"] = hex_text(&proof.encode()).into();
	let answer = chain.request("supply_verifyPack", &[query]).await?;
	let reason = answer.get("verificationFailureReason").and_then(Json::as_str);
	Ok(reason != Some("proofInvalid"))
}

/// A pack as the chain knows it.
pub struct Known {
	/// What the chain answers.
	pub answer: Json,
	/// The proof with which it does, where it is shown.
	pub proof: Option<PackProof>,
}

/// How the chain knows a pack. Where a store has a proof that leads to the lot's root it goes along,
/// also beside what somebody introduced under the same serial: the maker's word is worth more. What
/// its maker listed, or what got a row of its own, is named. Several stores may have a pack, and one
/// of them be of another list; if none of them leads to the root, the chain says so.
pub async fn known(
	chain: &Chain,
	at: &Json,
	query: &mut VerifyQuery,
	stores: &Stores,
) -> Result<Known, Failure> {
	let is_makers =
		|answer: &Json| answer.get("provenance").and_then(Json::as_str) == Some("manufacturer");
	let answer = chain.request("supply_verifyPack", &[query_json(query), at.clone()]).await?;
	let mut found = Known { answer, proof: None };
	if is_makers(&found.answer) {
		return Ok(found);
	}
	let is_needed = needs_proof(&found.answer);
	let serial = String::from_utf8_lossy(&query.serial).into_owned();
	let mut proofs = stores.proofs(query.gtin, &serial)?;
	// That of the lot on the label first.
	proofs.sort_by_key(|proof| query.lot.as_ref().is_some_and(|lot| *lot != proof.lot.to_vec()));
	for proof in proofs {
		query.proof = Some(proof.encode());
		let answer = chain.request("supply_verifyPack", &[query_json(query), at.clone()]).await?;
		let is_good = is_makers(&answer);
		if is_good || is_needed {
			found = Known { answer, proof: Some(proof) };
		}
		if is_good {
			return Ok(found);
		}
	}
	query.proof = found.proof.as_ref().map(Encode::encode);
	Ok(found)
}

/// `salus supply verify`.
pub async fn verify(
	context: &Context,
	args: &PackArgs,
	stores: &StoreArgs,
	proof: Option<&Path>,
) -> Result<u8, Failure> {
	let stores = Stores::open(&stores.store)?;
	if !matches!(&args.scan[..], [_, _, ..]) && args.scan.first().is_none_or(|scan| scan != "-") {
		let query = asked(&scanned::named(args)?, args)?;
		let chain = context.chain().await?;
		return verify_one(context, &chain, query, &stores, proof).await;
	}
	if proof.is_some() {
		return Err(Failure::usage("--prove is about one pack"));
	}
	let chain = context.chain().await?;
	let mut exit = 0;
	for text in &args.scan {
		if text != "-" {
			exit = exit.max(verify_scan(context, &chain, text, args, &stores).await?);
			continue;
		}
		for line in scanned::lines(io::stdin().lock()) {
			exit = exit.max(verify_scan(context, &chain, &line?, args, &stores).await?);
		}
	}
	Ok(exit)
}

/// One of many: what cannot be read is said, and the next is looked at.
async fn verify_scan(
	context: &Context,
	chain: &Chain,
	text: &str,
	args: &PackArgs,
	stores: &Stores,
) -> Result<u8, Failure> {
	match scanned::read(text).and_then(|scan| asked(&scan, args)) {
		Ok(query) => verify_one(context, chain, query, stores, None).await,
		Err(failure) => {
			context.output.failure(&failure);
			Ok(failure.exit as u8)
		}
	}
}

async fn verify_one(
	context: &Context,
	chain: &Chain,
	mut query: VerifyQuery,
	stores: &Stores,
	proof: Option<&Path>,
) -> Result<u8, Failure> {
	let at = read_at(context, chain).await?;
	let Known { mut answer, .. } = known(chain, &at, &mut query, stores).await?;
	if let Some(file) = proof {
		let first = ("SupplyChainApi_verify_pack", query.encode());
		let block = prove(chain, file, first, |_| None).await?;
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
	Ok(query_of(&scanned::epc(text)?))
}

/// A pack or container as the node's methods take it.
pub fn query_of(epc: &Epc) -> Json {
	match epc {
		Epc::Sscc(sscc) => json!({ "sscc": format!("{sscc:018}") }),
		Epc::Sgtin { gtin, serial } => query_json(&by_identity(*gtin, serial)),
	}
}

/// A pack by nothing but its identity.
pub fn by_identity(gtin: u64, serial: &[u8]) -> VerifyQuery {
	VerifyQuery { gtin, serial: serial.to_vec(), lot: None, expiry: None, proof: None }
}

/// Every row of a trace, the oldest first. `stores` have the proofs of packs of lots.
pub async fn hops(
	context: &Context,
	chain: &Chain,
	text: &str,
	stores: &[PathBuf],
) -> Result<Vec<Json>, Failure> {
	let mut asked = Asked::of(scanned::epc(text)?);
	show_proof(context, chain, &Stores::open(stores)?, &mut asked).await?;
	let query = asked.query;
	let at = read_at(context, chain).await?;
	let (mut hops, mut cursor) = (Vec::new(), Json::Null);
	loop {
		let params = [query.clone(), cursor, json!(MAX_PAGE), at.clone()];
		let page = chain.request("supply_tracePack", &params).await?;
		if page.get("known").and_then(Json::as_bool) == Some(false) {
			return Err(unknown_item(&page));
		}
		hops.extend(page.get("hops").and_then(Json::as_array).into_iter().flatten().cloned());
		cursor = page.get("next").cloned().unwrap_or(Json::Null);
		if cursor.is_null() {
			return Ok(hops);
		}
	}
}

/// Why a trace has no rows.
fn unknown_item(page: &Json) -> Failure {
	match page.get("failureReason").and_then(Json::as_str) {
		Some("proofRequired") => {
			let message = "the pack is known through its lot's root, if at all: give --store, the \
			               proof store that came with it";
			Failure::refused("Cli.NoProof", message).with_rule("SC-1")
		}
		Some("proofInvalid") => {
			let message = "the proof does not lead to the root of a lot that the chain has: ask \
			               whoever sent the pack for the proof store";
			Failure::refused("Cli.NoProof", message).with_rule("SC-1")
		}
		_ => Failure::refused("Cli.NotFound", "the chain knows no such pack or container"),
	}
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

/// Which part of a trace is shown.
pub struct Page {
	/// Go on after this.
	pub cursor: Option<String>,
	/// At most so many rows.
	pub limit: Option<u32>,
}

/// A pack or container whose story is asked for, as the node and as the runtime take it.
struct Asked {
	query: Json,
	epc: Epc,
	pack: Option<PackProof>,
}

impl Asked {
	fn of(epc: Epc) -> Self {
		Self { query: query_of(&epc), epc, pack: None }
	}

	/// The runtime API that answers, and its arguments.
	fn call(&self, cursor: Option<Vec<u8>>) -> (&'static str, Vec<u8>) {
		match (&self.epc, &self.pack) {
			(Epc::Sgtin { gtin, .. }, Some(pack)) => {
				("SupplyChainApi_trace_unit", (gtin, pack, cursor, MAX_PAGE).encode())
			}
			(epc, _) => ("SupplyChainApi_trace", (epc, cursor, MAX_PAGE).encode()),
		}
	}
}

/// `salus supply trace`.
pub async fn trace(
	context: &Context,
	pack: &PackArgs,
	sscc: Option<&str>,
	page: Page,
	stores: &StoreArgs,
	proof: Option<&Path>,
) -> Result<u8, Failure> {
	let stores = Stores::open(&stores.store)?;
	let epc = match sscc {
		Some(text) => {
			let sscc: Sscc = text.parse().map_err(|error| {
				Failure::usage(format!("`{text}` is no SSCC: it {error} (ID-3)"))
			})?;
			Epc::Sscc(sscc.get())
		}
		None => scanned::epc_of(&scanned::named(pack)?)?,
	};
	let chain = context.chain().await?;
	let mut asked = Asked::of(epc);
	show_proof(context, &chain, &stores, &mut asked).await?;
	let at = match proof {
		None => read_at(context, &chain).await?,
		Some(file) => {
			let next = |mut answer: &[u8]| {
				let answer = <Result<Option<TracePage>, BadCursor>>::decode(&mut answer).ok()?;
				answer.ok()??.next.map(|cursor| asked.call(Some(cursor)).1)
			};
			hash_text(&prove(&chain, file, asked.call(None), next).await?.hash).into()
		}
	};
	let mut cursor = page.cursor.map_or(Json::Null, Json::String);
	let mut left = page.limit.unwrap_or(u32::MAX);
	let mut is_first = true;
	while left > 0 {
		let params = [asked.query.clone(), cursor.clone(), json!(left.min(MAX_PAGE)), at.clone()];
		let page = chain.request("supply_tracePack", &params).await?;
		let hops = page.get("hops").and_then(Json::as_array).cloned().unwrap_or_default();
		let is_unknown = page.get("known").and_then(Json::as_bool) == Some(false);
		if is_first && (is_unknown || hops.is_empty() && cursor.is_null()) {
			return Err(unknown_item(&page));
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

/// Put the proof of a pack into what is asked, if the chain knows it through its lot's root and a
/// store has one that leads there.
async fn show_proof(
	context: &Context,
	chain: &Chain,
	stores: &Stores,
	asked: &mut Asked,
) -> Result<(), Failure> {
	let Epc::Sgtin { gtin, serial } = &asked.epc else { return Ok(()) };
	if stores.is_empty() {
		return Ok(());
	}
	let at = read_at(context, chain).await?;
	let found = known(chain, &at, &mut by_identity(*gtin, serial), stores).await?;
	if let Some(proof) = found.proof {
		asked.query["proof"] = hex_text(&proof.encode()).into();
		asked.pack = Some(proof);
	}
	Ok(())
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

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_pack_should_be_asked_for_in_every_way() {
		let asked = |args: &PackArgs| asked(&scanned::named(args)?, args);
		let by_parts = PackArgs {
			gtin: Some("8904000210037".into()),
			serial: Some("A1".into()),
			lot: Some("L1".into()),
			expiry: Some("271100".into()),
			..PackArgs::default()
		};
		let expected = json!({
			"gtin": "08904000210037", "serial": "A1", "lot": "L1", "expiry": "2027-11-30",
		});
		assert_eq!(query_json(&asked(&by_parts).unwrap()), expected);
		let symbol = "(01)08904000210037(17)271100(10)L1(21)A1".to_owned();
		let by_scan = PackArgs { datamatrix: Some(symbol.clone()), ..PackArgs::default() };
		assert_eq!(query_json(&asked(&by_scan).unwrap()), expected);
		let plain = PackArgs { scan: vec![symbol.clone()], ..PackArgs::default() };
		assert_eq!(query_json(&asked(&plain).unwrap()), expected);
		let link = "https://id.gs1.org/01/08904000210037/21/A1";
		let by_link = PackArgs { digital_link: Some(link.into()), ..PackArgs::default() };
		assert_eq!(asked(&by_link).unwrap().serial, b"A1");
		assert!(asked(&PackArgs::default()).is_err());
		let two = PackArgs { scan: vec![symbol.clone(), symbol], ..PackArgs::default() };
		assert!(asked(&two).is_err());
		let without_serial = PackArgs {
			digital_link: Some("https://id.gs1.org/01/08904000210037".into()),
			..PackArgs::default()
		};
		assert!(asked(&without_serial).is_err());
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

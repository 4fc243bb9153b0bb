//! `salus supply introduce`.

use super::{desk::Desk, epc_of, event_facts, hex_text, link, parse_hash, scans, How, TRADING};
use crate::{
	cli::ItemArgs, commands::Context, epcis::plan::epc_json, error::Failure, time::parse_expiry,
};
use salus_interop::id::Scan;
use salus_primitives::supply::Epc;
use serde_json::{json, Value as Json};

const ACCEPTING: How = ("OBSERVE", "accepting", "in_progress");

/// All of the label of a pack: what was scanned, else what is said of all.
pub fn label(
	epc: &Epc,
	scan: &Scan,
	lot: Option<&str>,
	expiry: Option<&str>,
) -> Result<Json, Failure> {
	let missing = |what: &str| {
		Failure::usage(format!("{}: no {what}: scan the whole label, or give --{what}", link(epc)))
	};
	let Epc::Sgtin { gtin, serial } = epc else {
		return Err(Failure::usage(format!("{} is a container: scan packs", link(epc))));
	};
	let expiry = expiry.map(parse_expiry).transpose()?;
	let lot = scan.lot.as_deref().or(lot).ok_or_else(|| missing("lot"))?;
	let scanned = scan.expiry.as_ref().map(|date| date.day);
	let expiry = scanned.or(expiry).ok_or_else(|| missing("expiry"))?;
	Ok(json!({
		"gtin": gtin,
		"serial": hex_text(serial),
		"lot": hex_text(lot.as_bytes()),
		"expiry": expiry,
	}))
}

/// Put packs on the chain, and the containers beside them.
pub async fn introduce(
	context: &Context,
	args: &ItemArgs,
	source: &str,
	lot: Option<&str>,
	expiry: Option<&str>,
) -> Result<u8, Failure> {
	let source = parse_hash(source)?;
	let scans = scans(args)?;
	let epcs: Vec<Epc> = scans.iter().map(epc_of).collect::<Result<_, _>>()?;
	let facts = event_facts(args, ACCEPTING, &epcs)?;
	let (mut containers, mut packs) = (Vec::new(), Vec::new());
	for (epc, scan) in epcs.iter().zip(&scans) {
		if matches!(epc, Epc::Sscc(_)) {
			containers.push(json!({ "epc": epc_json(epc), "parent": null }));
		} else {
			let mut pack = label(epc, scan, lot, expiry)?;
			pack["parent"] = Json::Null;
			packs.push(pack);
		}
	}
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let call = json!({
		"source": hex_text(&source),
		"containers": containers,
		"packs": packs,
	});
	desk.send("introduce", TRADING, call, Some(&facts), &[]).await
}

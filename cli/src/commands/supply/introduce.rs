//! `salus supply introduce`.

use super::{
	desk::Desk,
	event::{event_facts, How},
	hex_text, link, parse_hash,
	scanned::{self, Scanned},
	TRADING,
};
use crate::{
	cli::ItemArgs, commands::Context, epcis::plan::epc_json, error::Failure, time::parse_expiry,
};
use salus_primitives::supply::{Day, Epc};
use serde_json::{json, Value as Json};

const ACCEPTING: How = ("OBSERVE", "accepting", "in_progress");

/// All that the label of a pack says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
	gtin: u64,
	serial: Vec<u8>,
	/// Its lot number.
	pub lot: String,
	/// Its last day of use.
	pub expiry: Day,
}

impl Label {
	/// What was scanned, else what is said of all.
	pub fn of(
		Scanned { epc, scan }: &Scanned,
		lot: Option<&str>,
		expiry: Option<Day>,
	) -> Result<Self, Failure> {
		let missing = |what: &str| {
			let message =
				format!("{}: no {what}: scan the whole label, or give --{what}", link(epc));
			Failure::usage(message)
		};
		let Epc::Sgtin { gtin, serial } = epc else {
			return Err(Failure::usage(format!("{} is a container: scan packs", link(epc))));
		};
		let lot = scan.lot.as_deref().or(lot).ok_or_else(|| missing("lot"))?;
		let scanned = scan.expiry.as_ref().map(|date| date.day);
		let expiry = scanned.or(expiry).ok_or_else(|| missing("expiry"))?;
		Ok(Self { gtin: *gtin, serial: serial.to_vec(), lot: lot.to_owned(), expiry })
	}

	/// As a call takes it.
	pub fn to_json(&self) -> Json {
		json!({
			"gtin": self.gtin,
			"serial": hex_text(&self.serial),
			"lot": hex_text(self.lot.as_bytes()),
			"expiry": self.expiry,
		})
	}
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
	let expiry = expiry.map(parse_expiry).transpose()?;
	let all = scanned::all(&args.items)?;
	let epcs: Vec<Epc> = all.iter().map(|scanned| scanned.epc.clone()).collect();
	let facts = event_facts(&args.when, ACCEPTING, &epcs)?;
	let (mut containers, mut packs) = (Vec::new(), Vec::new());
	for scanned in &all {
		if matches!(scanned.epc, Epc::Sscc(_)) {
			containers.push(json!({ "epc": epc_json(&scanned.epc), "parent": null }));
		} else {
			let mut pack = Label::of(scanned, lot, expiry)?.to_json();
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

//! `salus supply`: for a hand scanner, without a document.

mod ask;
mod cases;
mod coldchain;
mod desk;
mod dispense;
mod introduce;
mod ranges;
mod recall;
mod ship;
mod show;

pub use ask::{epc_query, hops};
pub use desk::{send_all, Desk};
pub use ranges::run as run_range;

use super::{lot, participants::parse_gln, Context};
use crate::{
	cli::{ItemArgs, StockCommand, SupplyCommand},
	epcis::plan::{shipment_id, Consignee, Step, MAX_EPCS},
	error::Failure,
	output::plain,
	time::{format_moment, now, parse_moment},
};
use salus_interop::{
	epcis,
	id::{scan, Identifier, Scan},
};
use salus_primitives::{
	supply::{DecommissionReason, Epc, EventFacts, ShipmentKind},
	Capacity,
};
use serde::de::DeserializeOwned;
use serde_json::{json, Value as Json};
use std::{
	fs,
	io::{self, BufRead},
};

/// Trading partners, the most usual first: whoever holds goods.
pub const TRADING: &[Capacity] = &[
	Capacity::Wholesaler,
	Capacity::Dispenser,
	Capacity::Manufacturer,
	Capacity::Repackager,
	Capacity::ThirdPartyLogistics,
];
/// Trading partners and authorities.
const INVESTIGATING: &[Capacity] = &[
	Capacity::Regulator,
	Capacity::Wholesaler,
	Capacity::Dispenser,
	Capacity::Manufacturer,
	Capacity::Repackager,
	Capacity::ThirdPartyLogistics,
];
/// Who gives packs their identity.
const MAKING: &[Capacity] = &[Capacity::Manufacturer, Capacity::Repackager];

/// Action, `bizStep` and disposition of the event of a command.
type How<'a> = (&'a str, &'a str, &'a str);

/// Run a subcommand.
pub async fn run(context: &Context, command: SupplyCommand) -> Result<u8, Failure> {
	match command {
		SupplyCommand::Verify { pack, prove, store } => {
			ask::verify(context, &pack, &store, prove.as_deref()).await
		}
		SupplyCommand::Trace { pack, sscc, cursor, limit, prove, store } => {
			let page = ask::Page { cursor, limit };
			ask::trace(context, &pack, sscc.as_deref(), page, &store, prove.as_deref()).await
		}
		SupplyCommand::Show { item } => show::item(context, &item).await,
		SupplyCommand::Shipment { shipment, items } => {
			show::shipment(context, &shipment, &items).await
		}
		SupplyCommand::Cases { of } => show::open_cases(context, of).await,
		SupplyCommand::Case { case } => show::case(context, &case).await,
		SupplyCommand::Receive(args) => {
			act(context, &args, ("OBSERVE", "receiving", "in_progress"), |items| {
				Ok(Step::Receive(items))
			})
			.await
		}
		SupplyCommand::Ship { items, how, exempt, store } => {
			ship::ship(context, &items, &how, exempt.as_deref(), &store).await
		}
		SupplyCommand::Return { items, to } => {
			let to = to.as_deref().map(parse_consignee).transpose()?;
			act(context, &items, ("OBSERVE", "shipping", "returned"), |items| {
				Ok(Step::Ship { items, kind: ShipmentKind::Return, to, information: None })
			})
			.await
		}
		SupplyCommand::Void(args) => {
			act(context, &args, ("OBSERVE", "void_shipping", "in_progress"), |items| {
				Ok(Step::Void(items))
			})
			.await
		}
		SupplyCommand::Dispense { items, store } => {
			dispense::dispense(context, &items, &store).await
		}
		SupplyCommand::Decommission { items, reason } => {
			let reason: DecommissionReason = word("reason", &reason)?;
			act(context, &items, ("DELETE", "decommissioning", "inactive"), |items| {
				Ok(Step::Decommission { items, reason })
			})
			.await
		}
		SupplyCommand::Reverse { items, not_supplied } => {
			cases::reverse(context, &items, not_supplied).await
		}
		SupplyCommand::VerifyReturns { items, lot, expiry } => {
			cases::verify_returns(context, &items, lot.as_deref(), expiry.as_deref()).await
		}
		SupplyCommand::Introduce { items, source, lot, expiry } => {
			introduce::introduce(context, &items, &source, lot.as_deref(), expiry.as_deref()).await
		}
		SupplyCommand::Quarantine { command } => cases::quarantine(context, command).await,
		SupplyCommand::Alert { command } => cases::alert(context, command).await,
		SupplyCommand::Notice { command } => cases::notice(context, command).await,
		SupplyCommand::Exception { command } => cases::exception(context, command).await,
		SupplyCommand::TraceRequest { command } => cases::trace_request(context, command).await,
		SupplyCommand::Coldchain { command } => coldchain::run(context, command).await,
		SupplyCommand::Recall(args) => recall::run(context, args).await,
		SupplyCommand::Lot { command } => lot::run(context, command).await,
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
pub fn scans(args: &ItemArgs) -> Result<Vec<Scan>, Failure> {
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

pub fn epc_of(scan: &Scan) -> Result<Epc, Failure> {
	scan.identifier().as_ref().and_then(Identifier::to_epc).ok_or_else(|| {
		let seen = scan.gtin.map_or_else(|| "what was scanned".to_owned(), |gtin| gtin.to_string());
		let message =
			format!("{seen} names no single pack or container: no serial number, no SSCC");
		Failure::usage(message).with_code("Cli.Unreadable")
	})
}

/// An event that says what is done, read back as from a document: the chain keeps its CBV hash.
pub fn event_facts(args: &ItemArgs, how: How<'_>, epcs: &[Epc]) -> Result<EventFacts, Failure> {
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
	how: How<'_>,
	step: impl FnOnce(Vec<Epc>) -> Result<Step, Failure>,
) -> Result<u8, Failure> {
	let epcs: Vec<Epc> = scans(args)?.iter().map(epc_of).collect::<Result<_, _>>()?;
	let facts = event_facts(args, how, &epcs)?;
	let step = step(epcs)?;
	let chain = context.chain().await?;
	Desk::new(context, &chain).await?.carry_out(step, facts).await
}

pub fn show_done(context: &Context, mut result: Json, facts: &EventFacts) {
	if let Some(result) = result.as_object_mut() {
		result.insert("eventHash".into(), epcis::hash_uri(&facts.hash).into());
	}
	context.output.result(&result, plain);
}

/// A commitment: 32 bytes as a hash id or hex, or the SHA-256 of a file.
fn commitment(text: &str) -> Result<[u8; 32], Failure> {
	match text.strip_prefix('@') {
		Some(path) => {
			let bytes = fs::read(path).map_err(|error| Failure::unreadable(path, error))?;
			Ok(sp_crypto_hashing::sha2_256(&bytes))
		}
		None => parse_hash(text),
	}
}

fn hex_text(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn parse_id(text: &str) -> Result<[u8; 16], Failure> {
	hex::decode(text.trim_start_matches("0x"))
		.ok()
		.and_then(|bytes| bytes.try_into().ok())
		.ok_or_else(|| Failure::usage(format!("`{text}` is no id of 16 bytes as hex")))
}

/// ORG-HEX: an id that an organisation chose; without ORG of one's own.
fn parse_scoped(text: &str) -> Result<(Option<u32>, [u8; 16]), Failure> {
	match text.split_once('-') {
		None => Ok((None, parse_id(text)?)),
		Some((by, id)) => {
			let by = by.parse().map_err(|_| {
				Failure::usage(format!("`{text}` is not ORG-HEX, such as 2-07...: see its result"))
			})?;
			Ok((Some(by), parse_id(id)?))
		}
	}
}

/// The same, as results name it.
fn scoped_text(by: u32, id: &[u8; 16]) -> String {
	format!("{by}-{}", hex::encode(id))
}

/// ORG-HEX where ORG has to be said.
fn named(text: &str) -> Result<(u32, String), Failure> {
	let (by, id) = parse_scoped(text)?;
	let by = by.ok_or_else(|| {
		Failure::usage(format!("`{text}` does not say whose: give ORG-HEX, such as 2-07..."))
	})?;
	Ok((by, hex_text(&id)))
}

/// The id that is given, else the first half of the event's hash: the same event is the same case.
fn case_id(given: Option<&str>, facts: &EventFacts) -> Result<[u8; 16], Failure> {
	given.map_or_else(|| Ok(shipment_id(&facts.hash)), parse_id)
}

#[cfg(test)]
mod tests {
	use super::*;

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
	fn what_an_organisation_opened_should_be_named_by_both() {
		let id = [7; 16];
		assert_eq!(parse_scoped(&scoped_text(2, &id)).unwrap(), (Some(2), id));
		assert_eq!(parse_scoped(&hex_text(&id)).unwrap(), (None, id));
		assert_eq!(named(&scoped_text(2, &id)).unwrap(), (2, hex_text(&id)));
		for wrong in ["0x07", "x-07", "2-07"] {
			assert!(parse_scoped(wrong).is_err(), "{wrong}");
		}
		assert!(named(&hex_text(&id)).is_err());
	}
}

//! `salus supply lot` for ranges: custody of any part of a lot, one call whatever its size.

use super::{
	ask::read_at,
	by_proof::MAX_RANGES,
	desk::Desk,
	event::{begun, facts_of, How},
	hex_text, holding,
	ship::{self, SHIPPING},
	show, word, DECOMMISSIONING, DESTROYING, RECEIVING, RELEASING, RETURNING, TRADING, VOIDING,
};
use crate::{
	chain::Chain,
	cli::{CutArgs, LeavesArgs, LotCommand, LotShowArgs, RangeArgs, ShipArgs, WhenArgs},
	commands::{
		lot::{self, parse_gtin},
		Context,
	},
	epcis::plan::{shipment_id, Consignee},
	error::Failure,
	output::{plain, scalar},
};
use salus_interop::id::Identifier;
use salus_primitives::{
	supply::{DecommissionReason, Disposition, EventFacts, ShipmentKind, FULL_STATEMENT},
	Gtin,
};
use serde_json::{json, Value as Json};
use std::path::PathBuf;

/// Of the extension field that says which leaves an event is about.
const NAMESPACE: &str = "https://github.com/salus-network/salus/lot#";

/// Leaves from the first on, so many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Span {
	first: u32,
	len: u32,
}

impl Span {
	fn end(self) -> u32 {
		self.first.saturating_add(self.len)
	}

	fn meet(self, other: Self) -> Option<Self> {
		let (first, end) = (self.first.max(other.first), self.end().min(other.end()));
		(first < end).then(|| Self { first, len: end - first })
	}
}

impl std::fmt::Display for Span {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(f, "{}-{}", self.first, self.end().saturating_sub(1))
	}
}

/// In order, what touches made one; each leaf is named once.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
	spans.sort_by_key(|span| span.first);
	let mut joined: Vec<Span> = Vec::new();
	for span in spans {
		match joined.last_mut() {
			Some(last) if span.first <= last.end() => {
				last.len = last.end().max(span.end()) - last.first;
			}
			_ => joined.push(span),
		}
	}
	joined
}

/// First and last leaf.
fn parse_span(text: &str) -> Result<Span, Failure> {
	let wrong = || Failure::usage(format!("`{text}` is not FIRST-LAST, such as 0-479"));
	let (first, last) = text.split_once('-').unwrap_or((text, text));
	let first: u32 = first.trim().parse().map_err(|_| wrong())?;
	let last: u32 = last.trim().parse().map_err(|_| wrong())?;
	let len = last.checked_sub(first).and_then(|len| len.checked_add(1)).ok_or_else(wrong)?;
	Ok(Span { first, len })
}

/// A lot, and the leaves of it that are meant; none: all that can be.
struct Meant {
	gtin: Gtin,
	lot: String,
	spans: Option<Vec<Span>>,
}

impl Meant {
	fn of(args: &LeavesArgs) -> Result<Self, Failure> {
		let mut spans: Vec<Span> =
			args.leaves.iter().map(|text| parse_span(text)).collect::<Result<_, _>>()?;
		let Some(path) = &args.store else {
			let (gtin, lot) = named_lot(None, args.gtin.as_deref(), args.lot.as_deref())?;
			return Ok(Self { gtin, lot, spans: (!spans.is_empty()).then(|| joined(spans)) });
		};
		let store = lot::open(path)?;
		for text in &args.containers {
			let (first, len) = lot::leaves_of(path, &store, text)?;
			spans.push(Span { first, len });
		}
		if spans.is_empty() {
			// All that the store has, which is what came with the goods.
			let mut covered: Vec<Span> = Vec::new();
			for index in store.indices() {
				match covered.last_mut() {
					Some(last) if last.end() == index => last.len += 1,
					_ => covered.push(Span { first: index, len: 1 }),
				}
			}
			spans = covered;
		}
		let facts = store.facts();
		Ok(Self { gtin: facts.gtin, lot: facts.lot.clone(), spans: Some(joined(spans)) })
	}

	/// What is meant of a span.
	fn parts_of(&self, span: Span) -> Vec<Span> {
		match &self.spans {
			None => vec![span],
			Some(spans) => spans.iter().filter_map(|meant| meant.meet(span)).collect(),
		}
	}

	fn count(&self) -> Option<u32> {
		self.spans.as_ref().map(|spans| spans.iter().map(|span| span.len).sum())
	}

	fn params(&self) -> [Json; 2] {
		[json!(self.gtin.to_string()), json!(self.lot)]
	}

	fn leaves(&self, span: Span) -> Json {
		json!({
			"gtin": self.gtin.get(),
			"lot": hex_text(self.lot.as_bytes()),
			"first": span.first,
			"len": span.len,
		})
	}
}

/// A lot, from its store or its name.
fn named_lot(
	store: Option<&PathBuf>,
	gtin: Option<&str>,
	lot: Option<&str>,
) -> Result<(Gtin, String), Failure> {
	match (store, gtin, lot) {
		(Some(path), ..) => {
			let store = lot::open(path)?;
			Ok((store.facts().gtin, store.facts().lot.clone()))
		}
		(None, Some(gtin), Some(lot)) => Ok((parse_gtin(gtin)?, lot.to_owned())),
		_ => Err(Failure::usage("say which lot: --store, or --gtin and --lot")),
	}
}

/// Run a subcommand about ranges.
pub async fn run(context: &Context, command: LotCommand) -> Result<u8, Failure> {
	match command {
		LotCommand::Show(args) => show_lot(context, &args).await,
		LotCommand::Ship { range, how } => {
			let kind = ship::kind(how.kind);
			send(context, &range, kind, &how, SHIPPING).await
		}
		LotCommand::Return { range, to } => {
			let how = ShipArgs { to, kind: crate::cli::ShipKind::Custody, information: None };
			send(context, &range, ShipmentKind::Return, &how, RETURNING).await
		}
		LotCommand::Receive(range) => {
			act(context, &range, Whose::Coming, RECEIVING, "receive_ranges", json!({})).await
		}
		LotCommand::Void(range) => {
			act(context, &range, Whose::Sent, VOIDING, "void_ranges", json!({})).await
		}
		LotCommand::Hold { range, disposition } => {
			let (to, text) = holding(&disposition)?;
			let more = json!({ "disposition": to });
			let how = ("OBSERVE", "holding", text.as_str());
			act(context, &range, Whose::InHand, how, "change_range_disposition", more).await
		}
		LotCommand::Release(range) => {
			let more = json!({ "disposition": Disposition::InProgress });
			act(context, &range, Whose::InHand, RELEASING, "change_range_disposition", more).await
		}
		LotCommand::Decommission { range, reason } => {
			let reason: DecommissionReason = word("reason", &reason)?;
			let more = json!({ "reason": reason });
			act(context, &range, Whose::InHand, DECOMMISSIONING, "decommission_ranges", more).await
		}
		LotCommand::Destroy(range) => {
			act(context, &range, Whose::InHand, DESTROYING, "destroy_ranges", json!({})).await
		}
		LotCommand::Split(args) => cut(context, &args, "split_range").await,
		LotCommand::Merge(args) => cut(context, &args, "merge_ranges").await,
		// Those are not about ranges.
		LotCommand::Build(_)
		| LotCommand::Prove(_)
		| LotCommand::Check { .. }
		| LotCommand::Extract(_)
		| LotCommand::Commission { .. }
		| LotCommand::Open { .. } => Err(Failure::usage("this is not about a range")),
	}
}

/// Which rows of a lot a command can be about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
	/// What one holds, and is not on its way.
	InHand,
	/// What one sent.
	Sent,
	/// What is on its way to one.
	Coming,
}

/// A row of a lot, as the chain has it.
struct Row {
	span: Span,
	holder: u32,
	disposition: String,
	shipment: Option<(u32, String)>,
}

impl Row {
	fn read(row: &Json) -> Result<Self, Failure> {
		let wrong = || Failure::incompatible(format!("`{row}` is no range"));
		let number = |key: &str| row.get(key)?.as_u64()?.try_into().ok();
		let text = |value: &Json, key: &str| Some(value.get(key)?.as_str()?.to_owned());
		let shipment = match row.get("shipment").filter(|shipment| !shipment.is_null()) {
			Some(shipment) => {
				let by =
					shipment.get("by").and_then(Json::as_u64).and_then(|by| by.try_into().ok());
				Some(by.zip(text(shipment, "id")).ok_or_else(wrong)?)
			}
			None => None,
		};
		Ok(Self {
			span: Span {
				first: number("first").ok_or_else(wrong)?,
				len: number("len").ok_or_else(wrong)?,
			},
			holder: number("holder").ok_or_else(wrong)?,
			disposition: text(row, "disposition").ok_or_else(wrong)?,
			shipment,
		})
	}
}

/// The ranges of the chain that are meant, exactly as a call has to name them.
async fn select(desk: &Desk<'_>, meant: &Meant, whose: Whose) -> Result<Vec<Span>, Failure> {
	let own = desk.own().await?;
	let params = meant.params();
	let rows = rows(desk.chain, &params, &Json::Null).await?;
	let rows: Vec<Row> = rows.iter().map(Row::read).collect::<Result<_, _>>()?;
	let mut spans = Vec::new();
	let mut others = Vec::new();
	for row in rows {
		let parts = meant.parts_of(row.span);
		if parts.is_empty() {
			continue;
		}
		let fits = match (whose, &row.shipment) {
			(Whose::InHand, None) => row.holder == own,
			(Whose::Sent, Some((shipper, _))) => *shipper == own,
			(Whose::Coming, Some((shipper, id))) => is_to(desk.chain, *shipper, id, own).await?,
			_ => false,
		};
		match fits {
			true if whose == Whose::InHand => spans.extend(parts),
			// What is on its way arrives as it was sent.
			true if parts == [row.span] => spans.push(row.span),
			true => {
				let message = format!(
					"{} is on its way as a whole, and only a part of it is named: name all (SC-4)",
					row.span
				);
				return Err(Failure::refused("Cli.PartOfRange", message));
			}
			false => others.push(format!(
				"{} is held by organisation {} ({})",
				row.span, row.holder, row.disposition
			)),
		}
	}
	spans.sort_by_key(|span| span.first);
	let found: u32 = spans.iter().map(|span| span.len).sum();
	let is_short = meant.count().is_some_and(|count| found < count);
	if spans.is_empty() || is_short {
		let what = match whose {
			Whose::InHand => "in your hands",
			Whose::Sent => "on its way from you",
			Whose::Coming => "on its way to you",
		};
		let mut message = match meant.count() {
			Some(count) => format!("{found} of {count} packs of lot {} are {what}", meant.lot),
			None => format!("nothing of lot {} is {what}", meant.lot),
		};
		if !others.is_empty() {
			message.push_str(&format!(": {}", others.join(", ")));
		}
		message.push_str("; leaves in no range have ended: see `salus supply lot show`");
		return Err(Failure::refused("Cli.NotInHand", message));
	}
	if spans.len() > MAX_RANGES {
		let message = format!(
			"{} ranges are meant, and a call takes {MAX_RANGES}: name fewer with --leaves",
			spans.len()
		);
		return Err(Failure::refused("Cli.TooManyRanges", message));
	}
	Ok(spans)
}

/// All rows of a lot.
async fn rows(chain: &Chain, params: &[Json], at: &Json) -> Result<Vec<Json>, Failure> {
	show::all(chain, "supply_listRanges", params, at, "ranges").await
}

/// Whether a shipment is to an organisation, or to whoever receives first.
async fn is_to(chain: &Chain, shipper: u32, id: &str, own: u32) -> Result<bool, Failure> {
	let answer = chain.request("supply_getShipment", &[json!(shipper), json!(id)]).await?;
	let to = answer.pointer("/shipment/to").cloned().unwrap_or_default();
	Ok(to.as_u64() == Some(own.into()) || (to.is_null() && shipper != own))
}

/// The event of ranges: a quantity of the lot, with the leaves in an extension, so that the chain
/// keeps the CBV hash of something that can be written down.
fn event_facts(
	meant: &Meant,
	spans: &[Span],
	when: &WhenArgs,
	how: How<'_>,
) -> Result<EventFacts, Failure> {
	let class = Identifier::Lgtin { gtin: meant.gtin, lot: meant.lot.clone() };
	let quantity: u32 = spans.iter().map(|span| span.len).sum();
	let leaves: Vec<String> = spans.iter().map(ToString::to_string).collect();
	let mut event = begun("ObjectEvent", when, how)?;
	event["quantityList"] =
		json!([{ "epcClass": class.canonical_digital_link(), "quantity": quantity }]);
	event["saluslot:leaves"] = leaves.join(",").into();
	facts_of(&json!({
		"@context": [
			"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
			{ "saluslot": NAMESPACE },
		],
		"type": "EPCISDocument",
		"schemaVersion": "2.0",
		"creationDate": event["eventTime"],
		"epcisBody": { "eventList": [event] },
	}))
}

/// What is told of ranges beside what the chain says.
fn told(spans: &[Span]) -> Vec<(&'static str, Json)> {
	let leaves = spans.iter().map(ToString::to_string).collect::<Json>();
	vec![("leaves", leaves), ("packs", spans.iter().map(|span| span.len).sum::<u32>().into())]
}

async fn act(
	context: &Context,
	args: &RangeArgs,
	whose: Whose,
	how: How<'_>,
	name: &'static str,
	mut call: Json,
) -> Result<u8, Failure> {
	let meant = Meant::of(&args.leaves)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let spans = select(&desk, &meant, whose).await?;
	let facts = event_facts(&meant, &spans, &args.when, how)?;
	call["ranges"] = spans.iter().map(|span| meant.leaves(*span)).collect();
	desk.send(name, TRADING, call, Some(&facts), &told(&spans)).await
}

async fn send(
	context: &Context,
	args: &RangeArgs,
	kind: ShipmentKind,
	how: &ShipArgs,
	event: How<'_>,
) -> Result<u8, Failure> {
	let information = how.information.as_deref().map(super::commitment).transpose()?;
	how.to.as_deref().map(Consignee::parse).transpose()?;
	let meant = Meant::of(&args.leaves)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let spans = select(&desk, &meant, Whose::InHand).await?;
	let facts = event_facts(&meant, &spans, &args.when, event)?;
	let to = match &how.to {
		Some(to) => Some(desk.organisation(to).await?),
		None => None,
	};
	let call = json!({
		"ranges": spans.iter().map(|span| meant.leaves(*span)).collect::<Json>(),
		"shipment": {
			"id": hex_text(&shipment_id(&facts.hash)),
			"kind": kind,
			"to": to,
			"statement": if kind == ShipmentKind::Sale { FULL_STATEMENT } else { 0 },
			"information": information.map(|hash| hex_text(&hash)),
		},
	});
	desk.send("ship_ranges", TRADING, call, Some(&facts), &told(&spans)).await
}

async fn cut(context: &Context, args: &CutArgs, name: &'static str) -> Result<u8, Failure> {
	let (gtin, lot) = named_lot(args.store.as_ref(), args.gtin.as_deref(), args.lot.as_deref())?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let call = json!({ "gtin": gtin.get(), "lot": hex_text(lot.as_bytes()), "at": args.at });
	desk.send(name, TRADING, call, None, &[]).await
}

/// `salus supply lot show`.
async fn show_lot(context: &Context, args: &LotShowArgs) -> Result<u8, Failure> {
	let (gtin, lot) = named_lot(args.store.as_ref(), args.gtin.as_deref(), args.lot.as_deref())?;
	let params = [json!(gtin.to_string()), json!(lot)];
	let chain = context.chain().await?;
	let at = read_at(context, &chain).await?;
	let missing = "lot: its maker lists its packs one by one, or has not commissioned it";
	if let Some(leaf) = args.leaf {
		let params = [&params[..], &[json!(leaf)]].concat();
		let asked = [&params[..], std::slice::from_ref(&at)].concat();
		let mut found = one_leaf(&chain, &asked).await?;
		let hops = show::all(&chain, "supply_traceLeaf", &params, &at, "hops").await?;
		found["hops"] = hops.into();
		context.output.result(&found, plain);
		return Ok(0);
	}
	let asked = [&params[..], std::slice::from_ref(&at)].concat();
	let of = match args.of.as_deref() {
		Some(of) => Some(context.organisation(&chain, Some(of)).await?),
		None => None,
	};
	let mut found = show::one(&chain, "supply_getLot", &asked, "lot", missing).await?;
	let mut ranges = rows(&chain, &params, &at).await?;
	// From the first leaf on, as people count.
	ranges.reverse();
	ranges.retain(|row| {
		of.is_none_or(|of| row.get("holder").and_then(Json::as_u64) == Some(of.into()))
	});
	found["gtin"] = gtin.to_string().into();
	found["lot"] = lot.into();
	found["ranges"] = ranges.into();
	context.output.result(&found, lot_text);
	Ok(0)
}

/// Where a leaf is, by its lot and number.
pub async fn one_leaf(chain: &Chain, params: &[Json]) -> Result<Json, Failure> {
	show::one(chain, "supply_getLeaf", params, "leaf", "leaf of that lot").await
}

fn lot_text(lot: &Json) -> String {
	let text = |value: &Json, key: &str| value.get(key).map(scalar).unwrap_or_default();
	let mut lines = vec![format!(
		"lot {} of {}: {} packs of organisation {}, expiry {}",
		text(lot, "lot"),
		text(lot, "gtin"),
		text(lot, "packs"),
		text(lot, "maker"),
		text(lot, "expiry")
	)];
	for recall in lot.get("recalls").and_then(Json::as_array).into_iter().flatten() {
		let class = text(recall, "class").to_ascii_uppercase();
		lines.push(format!("RECALLED, class {class}: {}", text(recall, "id")));
	}
	for row in lot.get("ranges").and_then(Json::as_array).into_iter().flatten() {
		let Ok(Row { span, holder, disposition, shipment }) = Row::read(row) else { continue };
		let mut line = format!("{span}: organisation {holder}, {disposition}");
		line.push_str(&format!(", {} of {} live", text(row, "live"), span.len));
		if let Some((by, id)) = shipment {
			line.push_str(&format!(", shipment {by}-{}", id.trim_start_matches("0x")));
		}
		lines.push(line);
	}
	lines.join("\n")
}

#[cfg(test)]
mod tests {
	use super::*;

	fn span(first: u32, len: u32) -> Span {
		Span { first, len }
	}

	#[test]
	fn leaves_should_be_counted_from_the_first_to_the_last() {
		assert_eq!(parse_span("0-479").unwrap(), span(0, 480));
		assert_eq!(parse_span("7").unwrap(), span(7, 1));
		assert_eq!(span(0, 480).to_string(), "0-479");
		for wrong in ["", "5-4", "a-b", "-5", "0-4294967295"] {
			assert!(parse_span(wrong).is_err(), "{wrong}");
		}
	}

	#[test]
	fn leaves_that_touch_should_be_one_range() {
		let all = vec![span(10, 5), span(0, 5), span(5, 5), span(20, 1), span(12, 2)];
		assert_eq!(joined(all), [span(0, 15), span(20, 1)]);
	}

	fn meant(spans: Option<Vec<Span>>) -> Meant {
		Meant { gtin: "09520001123450".parse().unwrap(), lot: "L42".into(), spans }
	}

	#[test]
	fn what_is_meant_of_a_range_should_be_cut_out_of_it() {
		let some = meant(Some(vec![span(0, 10), span(20, 10)]));
		assert_eq!(some.parts_of(span(5, 20)), [span(5, 5), span(20, 5)]);
		assert_eq!(some.count(), Some(20));
		assert_eq!(meant(None).parts_of(span(5, 20)), [span(5, 20)]);
	}

	#[test]
	fn sc_4_the_event_of_ranges_should_have_a_hash_of_its_leaves() {
		let when = WhenArgs {
			time: Some("2026-03-01T12:00:00Z".into()),
			read_point: None,
			location: Some("0614141000005".into()),
		};
		let facts = |spans: &[Span]| event_facts(&meant(None), spans, &when, RECEIVING).unwrap();
		assert_eq!(facts(&[span(0, 10)]), facts(&[span(0, 10)]));
		// As many packs, other ones.
		assert_ne!(facts(&[span(0, 10)]).hash, facts(&[span(10, 10)]).hash);
		assert_eq!(facts(&[span(0, 10)]).biz_location, Some(614_141_000_005));
	}
}

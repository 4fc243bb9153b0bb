//! `salus supply coldchain`: what a product's storage may be, and what the sensors say (CC-1 to
//! CC-3).
//!
//! Readings stay with whoever took them. The chain gets their root and a signed summary, which is
//! computed here.

use super::{
	by_proof::show_all,
	case_id,
	cases::case_items,
	commitment,
	desk::Desk,
	event::{event_facts, settled, How},
	hex_text, scanned, MAKING, RELEASING, TRADING,
};
use crate::{
	chain::Chain,
	cli::{ColdchainCommand, DecideCaseArgs, ItemArgs, StorageArgs, StoreArgs},
	commands::{
		lot::{parse_gtin, Stores},
		Context,
	},
	epcis::{
		batch,
		plan::{epcs_json, PALLET},
	},
	error::Failure,
	output::plain,
	time::parse_moment,
};
use salus_primitives::{
	merkle::{self, Tree},
	supply::{ConditionSummary, Epc, QualityDecision},
	Capacity, Gtin, Moment, MINUTE,
};
use serde_json::{json, Value as Json};
use std::path::Path;

const STORING: How = ("OBSERVE", "storing", "in_progress");
const REJECTING: How = ("OBSERVE", "inspecting", "non_sellable_other");
/// Who decides about an excursion (CC-3).
const QUALITY: &[Capacity] = &[Capacity::ResponsiblePerson];
/// The first field of the leaf of a reading.
const READING_TAG: &[u8] = b"salus/reading/1";
/// The heat of activation over the gas constant, in kelvin (CC-2).
const ACTIVATION: f64 = 10_000.0;
/// 0 degrees Celsius in kelvin.
const ZERO: f64 = 273.15;

/// Run a subcommand.
pub async fn run(context: &Context, command: ColdchainCommand) -> Result<u8, Failure> {
	match command {
		ColdchainCommand::Profile { gtin, label, max_gap, max_mkt } => {
			let max_mkt = max_mkt.as_deref().map(parse_celsius).transpose()?;
			profile(context, parse_gtin(&gtin)?, read_label(&label)?, max_gap.zip(max_mkt)).await
		}
		ColdchainCommand::Report { items, readings, min, max, id, dry_run, stores } => {
			let bounds = match (min, max) {
				(Some(min), Some(max)) => Some((parse_celsius(&min)?, parse_celsius(&max)?)),
				_ => None,
			};
			report(context, &items, &readings, bounds, id.as_deref(), dry_run, &stores).await
		}
		ColdchainCommand::Release { items, decide } => {
			self::decide(context, &items, &decide, QualityDecision::Released).await
		}
		ColdchainCommand::Reject { items, decide } => {
			self::decide(context, &items, &decide, QualityDecision::Rejected).await
		}
	}
}

/// Degrees Celsius with at most two decimals, in hundredths.
fn parse_celsius(text: &str) -> Result<i16, Failure> {
	let wrong = || Failure::usage(format!("`{text}` is no temperature in degrees Celsius: 7.25"));
	let (sign, digits) = match text.strip_prefix('-') {
		Some(digits) => (-1, digits),
		None => (1, text.strip_prefix('+').unwrap_or(text)),
	};
	let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
	let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
	if whole.is_empty() || part.len() > 2 || !is_number(whole) || !is_number(part) {
		return Err(wrong());
	}
	let hundredths: i16 = format!("{whole}{part:0<2}").parse().map_err(|_| wrong())?;
	Ok(sign * hundredths)
}

/// What a label says, as a call takes it.
fn read_label(args: &StorageArgs) -> Result<Option<Json>, Failure> {
	let read = |text: &Option<String>| text.as_deref().map(parse_celsius).transpose();
	let excursion_max = read(&args.excursion_max)?;
	Ok(read(&args.min)?.zip(read(&args.max)?).map(|(min, max)| {
		json!({
			"min": min,
			"max": max,
			"excursion_max": excursion_max.unwrap_or(max),
			"excursion_minutes": args.excursion_minutes,
		})
	}))
}

/// `salus supply register`.
pub async fn register(
	context: &Context,
	gtin: &str,
	contains: Option<&str>,
	label: &StorageArgs,
) -> Result<u8, Failure> {
	let wrong = |text: &str| {
		Failure::usage(format!("`{text}` is not GTIN=PACKS, such as 09520001123450=48"))
	};
	let contains = match contains {
		Some(text) => {
			let (inner, packs) = text.split_once('=').ok_or_else(|| wrong(text))?;
			let packs: u32 = packs.parse().map_err(|_| wrong(text))?;
			Some(json!([parse_gtin(inner)?.get(), packs]))
		}
		None => None,
	};
	let call = json!({
		"gtin": parse_gtin(gtin)?.get(),
		"contains": contains,
		"storage": read_label(label)?,
	});
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	desk.send("register_product", MAKING, call, None, &[]).await
}

/// Register a product with what its label says, and limit what the label does not.
async fn profile(
	context: &Context,
	gtin: Gtin,
	label: Option<Json>,
	limits: Option<(u32, i16)>,
) -> Result<u8, Failure> {
	if label.is_none() && limits.is_none() {
		let message = "say what is allowed: --min and --max, --max-gap and --max-mkt";
		return Err(Failure::usage(message));
	}
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	if let Some(label) = label {
		let call = json!({ "gtin": gtin.get(), "contains": null, "storage": label });
		desk.send("register_product", MAKING, call, None, &[]).await?;
	}
	if let Some((max_gap, max_mean_kinetic)) = limits {
		let limits = json!({ "max_gap": max_gap, "max_mean_kinetic": max_mean_kinetic });
		let call = json!({ "gtin": gtin.get(), "limits": limits });
		desk.send("set_storage_limits", MAKING, call, None, &[]).await?;
	}
	Ok(0)
}

/// One reading: when, and hundredths of a degree Celsius.
type Reading = (Moment, i16);

/// Readings of a CSV file, in their order.
fn read(path: &Path) -> Result<Vec<Reading>, Failure> {
	let name = path.display().to_string();
	let mut reader = csv::ReaderBuilder::new()
		.has_headers(false)
		.trim(csv::Trim::All)
		.from_path(path)
		.map_err(|error| Failure::unreadable(&name, error))?;
	let mut readings: Vec<Reading> = Vec::new();
	for record in reader.records() {
		let record = record.map_err(|error| Failure::unreadable(&name, error))?;
		let line = record.position().map_or(0, csv::Position::line);
		let field = |at: usize| record.get(at).unwrap_or_default().trim_start_matches('\u{feff}');
		if readings.is_empty() && field(0).eq_ignore_ascii_case("time") {
			continue;
		}
		let at_line = |message: &str| {
			Failure::unreadable(&name, format!("line {line}: {message}")).with_rule("CC-2")
		};
		let time = parse_moment(field(0)).map_err(|failure| at_line(&failure.message))?;
		let value = parse_celsius(field(1)).map_err(|failure| at_line(&failure.message))?;
		if readings.last().is_some_and(|(before, _)| *before >= time) {
			return Err(at_line("is not later than the one before: readings are in order"));
		}
		readings.push((time, value));
	}
	if readings.is_empty() {
		return Err(Failure::unreadable(&name, "has no reading: time,temperature"));
	}
	Ok(readings)
}

/// Sum readings up. Outside is every minute that begins or ends outside, so that nothing between two
/// readings is taken for granted.
fn summarise(readings: &[Reading], min: i16, max: i16) -> Option<ConditionSummary> {
	let (first, last) = (readings.first()?, readings.last()?);
	let outside = |value: i16| value < min || value > max;
	let (mut outside_for, mut longest) = (0, 0);
	for pair in readings.windows(2) {
		let [(from, before), (to, after)] = *pair else { continue };
		let length = to.saturating_sub(from);
		longest = longest.max(length);
		if outside(before) || outside(after) {
			outside_for += length;
		}
	}
	let minutes = |time: Moment| {
		let whole = last.0.saturating_sub(first.0) / MINUTE;
		u32::try_from(time.div_ceil(MINUTE).min(whole)).unwrap_or(u32::MAX)
	};
	let leaves = readings
		.iter()
		.zip(0..)
		.map(|((time, value), index)| {
			merkle::leaf(&[READING_TAG, &time.to_le_bytes(), &value.to_le_bytes()], index)
		})
		.collect();
	let values = readings.iter().map(|(_, value)| *value);
	let (lowest, highest) = (values.clone().min()?, values.max()?);
	Some(ConditionSummary {
		readings: Tree::new(leaves)?.root().hash,
		count: readings.len().try_into().ok()?,
		from: first.0,
		to: last.0,
		min: lowest,
		max: highest,
		minutes_outside: minutes(outside_for),
		longest_gap: minutes(longest),
		mean_kinetic: mean_kinetic(readings).clamp(lowest, highest),
	})
}

/// The mean kinetic temperature in hundredths of a degree Celsius (CC-2; USP <1079.2>).
fn mean_kinetic(readings: &[Reading]) -> i16 {
	let sum: f64 = readings
		.iter()
		.map(|(_, value)| (-ACTIVATION / (f64::from(*value) / 100.0 + ZERO)).exp())
		.sum();
	let kelvin = -ACTIVATION / (sum / readings.len() as f64).ln();
	// A float that is no `i16` saturates.
	((kelvin - ZERO) * 100.0).round() as i16
}

/// What the labels of these packs allow at all times, where they agree.
async fn label_of(chain: &Chain, epcs: &[Epc]) -> Result<(i16, i16), Failure> {
	let unknown = || {
		let message = "what is allowed at all times is not one thing for what was scanned: give \
		               --min and --max";
		Failure::usage(message).with_rule("CC-1")
	};
	let runtime = chain.runtime().await?;
	let mut bounds = None;
	for epc in epcs {
		let Epc::Sgtin { gtin, .. } = epc else { return Err(unknown()) };
		let key = runtime.storage_key(PALLET, "Products", &[json!(gtin)])?;
		let Some(Some(value)) = batch::values(chain, &[key]).await?.pop() else {
			return Err(unknown());
		};
		let row = runtime.storage_value(PALLET, "Products", &value)?;
		let degrees = |name: &str| {
			let value = row.pointer(&format!("/registration/storage/{name}"))?.as_i64()?;
			i16::try_from(value).ok()
		};
		let found = degrees("min").zip(degrees("max")).ok_or_else(unknown)?;
		if *bounds.get_or_insert(found) != found {
			return Err(unknown());
		}
	}
	bounds.ok_or_else(unknown)
}

async fn report(
	context: &Context,
	args: &ItemArgs,
	path: &Path,
	bounds: Option<(i16, i16)>,
	id: Option<&str>,
	dry_run: bool,
	stores: &StoreArgs,
) -> Result<u8, Failure> {
	let readings = read(path)?;
	let too_many = || Failure::unreadable(path.display(), "has more readings than a tree can hold");
	let show = |summary: &ConditionSummary| {
		json!({
			"readings": hex_text(&summary.readings),
			"count": summary.count,
			"from": summary.from,
			"to": summary.to,
			"min": summary.min,
			"max": summary.max,
			"minutes_outside": summary.minutes_outside,
			"longest_gap": summary.longest_gap,
			"mean_kinetic": summary.mean_kinetic,
		})
	};
	if let (true, Some((min, max))) = (dry_run, bounds) {
		let summary = summarise(&readings, min, max).ok_or_else(too_many)?;
		context.output.result(&show(&summary), plain);
		return Ok(0);
	}
	let stores = Stores::open(&stores.store)?;
	let epcs = scanned::epcs(&args.items)?;
	let chain = context.chain().await?;
	let (min, max) = match bounds {
		Some(bounds) => bounds,
		None => label_of(&chain, &epcs).await?,
	};
	let summary = show(&summarise(&readings, min, max).ok_or_else(too_many)?);
	if dry_run {
		context.output.result(&summary, plain);
		return Ok(0);
	}
	let when = settled(&args.when)?;
	let facts = event_facts(&when, STORING, &epcs)?;
	let case = case_id(id, &facts)?;
	let desk = Desk::new(context, &chain).await?;
	show_all(&desk, &stores, &when, &epcs, false).await?;
	let call = json!({
		"id": hex_text(&case),
		"items": epcs_json(&epcs),
		"summary": summary,
	});
	desk.send("record_conditions", TRADING, call, Some(&facts), &[("summary", summary)]).await
}

async fn decide(
	context: &Context,
	args: &ItemArgs,
	decide: &DecideCaseArgs,
	decision: QualityDecision,
) -> Result<u8, Failure> {
	let evidence = commitment(&decide.evidence)?;
	let how = if decision == QualityDecision::Released { RELEASING } else { REJECTING };
	let (items, facts) = case_items(args, &args.when, how)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let call = json!({
		"case": desk.key(&decide.case).await?,
		"items": epcs_json(&items),
		"decision": decision,
		"evidence": hex_text(&evidence),
	});
	desk.send("decide_excursion", QUALITY, call, Some(&facts), &[]).await
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn temperatures_should_be_read_in_hundredths() {
		for (text, expected) in
			[("7", 700), ("7.2", 720), ("-0.05", -5), ("+25.00", 2_500), ("-80", -8_000)]
		{
			assert_eq!(parse_celsius(text).unwrap(), expected, "{text}");
		}
		for wrong in ["", "-", "7,2", "7.255", "x", "400", "1e2", "."] {
			assert!(parse_celsius(wrong).is_err(), "{wrong}");
		}
	}

	/// A reading every ten minutes.
	fn every_ten(values: &[i16]) -> Vec<Reading> {
		(0u64..).zip(values).map(|(n, value)| (n * 10 * MINUTE, *value)).collect()
	}

	#[test]
	fn cc_2_a_summary_should_count_what_may_have_been_outside() {
		let summary = summarise(&every_ten(&[500, 900, 500, 500]), 200, 800).unwrap();
		assert_eq!((summary.min, summary.max, summary.count), (500, 900, 4));
		// Before and after the reading that is outside.
		assert_eq!((summary.minutes_outside, summary.longest_gap), (20, 10));
		assert_eq!((summary.from, summary.to), (0, 30 * MINUTE));
		let fine = summarise(&every_ten(&[500, 600]), 200, 800).unwrap();
		assert_eq!(fine.minutes_outside, 0);
		assert_ne!(fine.readings, summary.readings);
		assert!(summarise(&[], 200, 800).is_none());
	}

	#[test]
	fn cc_2_the_mean_kinetic_temperature_should_be_that_of_the_formula() {
		assert_eq!(mean_kinetic(&every_ten(&[500, 500, 500])), 500);
		// -10000 / ln((exp(-10000/298.15) + exp(-10000/303.15)) / 2) = 300.97 K.
		let mixed = mean_kinetic(&every_ten(&[2_500, 3_000]));
		assert_eq!(mixed, 2_782);
		// Heat counts more than cold.
		assert!(mixed > 2_750);
	}
}

//! `salus supply recall`.

use super::{
	by_proof, cases::derived, commitment, desk::Desk, hex_text, parse_id, show, word, TRADING,
};
use crate::{
	cli::{RecallArgs, RecallCommand, RecallStartArgs},
	commands::{lot::parse_gtin, Context},
	error::Failure,
	time::parse_moment,
};
use salus_primitives::{
	supply::{EffectivenessLevel, RecallClass, RecallDepth},
	Capacity, Gtin,
};
use serde_json::{json, Value as Json};

/// Capacities that may recall.
const RECALLING: &[Capacity] = &[Capacity::Manufacturer, Capacity::Repackager, Capacity::Regulator];

fn parse_class(text: &str) -> Result<RecallClass, Failure> {
	match text.to_ascii_uppercase().as_str() {
		"I" | "1" => Ok(RecallClass::I),
		"II" | "2" => Ok(RecallClass::II),
		"III" | "3" => Ok(RecallClass::III),
		_ => word("class of recall", text).map_err(|_| {
			let message = format!(
				"`{text}` is no class of recall: one of I, II, III, market-withdrawal, stock-recovery"
			);
			Failure::usage(message)
		}),
	}
}

/// Open a recall, or do a step of one.
pub async fn run(context: &Context, args: RecallArgs) -> Result<u8, Failure> {
	let RecallArgs { command, start, close, change_class } = args;
	let given = start.id.as_deref().map(parse_id).transpose()?;
	match (command, &start.gtin, change_class, close, given) {
		(Some(command), ..) => step(context, command).await,
		(None, None, None, true, Some(id)) => send(context, "close_recall", id, json!({})).await,
		(None, None, Some(class), false, Some(id)) => {
			let call = json!({ "class": parse_class(&class)? });
			send(context, "change_recall_class", id, call).await
		}
		(None, Some(_), None, false, _) => open(context, &start).await,
		_ => {
			let message = "say what is recalled (--gtin), or which recall to --close or to give \
			               --change-class (--id), or a step of one: see --help";
			Err(Failure::usage(message))
		}
	}
}

async fn send(
	context: &Context,
	name: &'static str,
	id: [u8; 16],
	mut call: Json,
) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let id = Json::from(hex_text(&id));
	call["id"] = id.clone();
	desk.send(name, RECALLING, call, None, &[("recall", id)]).await
}

async fn open(context: &Context, args: &RecallStartArgs) -> Result<u8, Failure> {
	let gtin =
		args.gtin.as_deref().ok_or_else(|| Failure::usage("say what is recalled: --gtin"))?;
	let class = parse_class(&args.class)?;
	let scope = scope(parse_gtin(gtin)?, args);
	let depth: RecallDepth = word("depth of recall", &args.depth)?;
	let id = match args.id.as_deref() {
		Some(id) => parse_id(id)?,
		// The same command within an hour is the same recall.
		None => derived("recall", &scope),
	};
	let due = args.due.as_deref().map(parse_moment).transpose()?;
	let call = json!({ "scope": scope, "class": class, "depth": depth, "due": due });
	send(context, "open_recall", id, call).await
}

async fn step(context: &Context, command: RecallCommand) -> Result<u8, Failure> {
	match command {
		RecallCommand::Start(args) => open(context, &args).await,
		RecallCommand::Plan { recall, level, percent, reason } => {
			let id = parse_id(&recall)?;
			let level: EffectivenessLevel = word("level of effectiveness checks", &level)?;
			let percent = match (percent, level) {
				(Some(percent), _) => percent,
				(None, EffectivenessLevel::A) => 100,
				(None, EffectivenessLevel::C) => 10,
				(None, EffectivenessLevel::D) => 2,
				(None, EffectivenessLevel::E) => 0,
				(None, EffectivenessLevel::B) => {
					let message =
						"level B checks 10 to 100 of a hundred consignees: give --percent";
					return Err(Failure::usage(message).with_rule("RC-1"));
				}
			};
			let reason = hex_text(&commitment(&reason)?);
			let call = json!({ "level": level, "percent": percent, "reason": reason });
			send(context, "plan_recall", id, call).await
		}
		RecallCommand::Consignees { recall, consignees } => {
			let id = hex_text(&parse_id(&recall)?);
			let rows: Vec<(&str, u32)> =
				consignees.iter().map(|text| consignee(text)).collect::<Result<_, _>>()?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let mut list = Vec::new();
			for (who, packs) in rows {
				list.push(json!([desk.organisation(who).await?, packs]));
			}
			let call = json!({ "id": id, "consignees": list });
			desk.send("name_consignees", RECALLING, call, None, &[("recall", id.into())]).await
		}
		RecallCommand::Acknowledge { recall } => {
			answer(context, "acknowledge_recall", &recall, json!({})).await
		}
		RecallCommand::Report { recall, shipped, returned, destroyed, dispensed, unaccounted } => {
			let quantities = json!({
				"shipped": shipped,
				"returned": returned,
				"destroyed": destroyed,
				"dispensed": dispensed,
				"unaccounted": unaccounted,
			});
			let call = json!({ "quantities": quantities });
			answer(context, "reconcile_recall", &recall, call).await
		}
		RecallCommand::Flag { items, stores } => {
			by_proof::flag_recalled(context, &items, &stores).await
		}
		RecallCommand::Close { recall } => {
			send(context, "close_recall", parse_id(&recall)?, json!({})).await
		}
		RecallCommand::Show { recall } => {
			show::recall(context, &hex_text(&parse_id(&recall)?)).await
		}
	}
}

/// What a consignee says.
async fn answer(
	context: &Context,
	name: &'static str,
	recall: &str,
	mut call: Json,
) -> Result<u8, Failure> {
	let id = Json::from(hex_text(&parse_id(recall)?));
	call["id"] = id.clone();
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	desk.send(name, TRADING, call, None, &[("recall", id)]).await
}

/// ORG=PACKS or GLN=PACKS.
fn consignee(text: &str) -> Result<(&str, u32), Failure> {
	text.split_once('=').and_then(|(who, packs)| Some((who, packs.parse().ok()?))).ok_or_else(
		|| {
			let message = format!("`{text}` is not ORG=PACKS, such as 3=480 or 9520003000018=480");
			Failure::usage(message)
		},
	)
}

fn scope(gtin: Gtin, args: &RecallStartArgs) -> Json {
	let hex = |text: &String| hex_text(text.as_bytes());
	match (&args.lot, args.serial.is_empty()) {
		(Some(lot), _) => json!({ "Lot": { "gtin": gtin.get(), "lot": hex(lot) } }),
		(None, false) => {
			let serials: Vec<_> = args.serial.iter().map(hex).collect();
			json!({ "Serials": { "gtin": gtin.get(), "serials": serials } })
		}
		(None, true) => json!({ "Product": { "gtin": gtin.get() } }),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::supply::DecommissionReason;

	#[test]
	fn words_should_be_read_in_any_spelling() {
		assert_eq!(parse_class("ii").unwrap(), RecallClass::II);
		assert_eq!(parse_class("market-withdrawal").unwrap(), RecallClass::MarketWithdrawal);
		assert_eq!(
			word::<DecommissionReason>("reason", "free-sample").unwrap(),
			DecommissionReason::FreeSample
		);
		assert_eq!(word::<EffectivenessLevel>("level", "B").unwrap(), EffectivenessLevel::B);
		assert!(word::<RecallDepth>("depth", "deep").is_err());
	}

	#[test]
	fn ids_should_be_derived_from_what_is_recalled() {
		let scope = |gtin: u64| json!({ "Product": { "gtin": gtin } });
		assert_eq!(derived("recall", &scope(1)), derived("recall", &scope(1)));
		assert_ne!(derived("recall", &scope(1)), derived("recall", &scope(2)));
		assert_eq!(parse_id(&hex_text(&[7; 16])).unwrap(), [7; 16]);
		assert!(parse_id("0x07").is_err());
	}

	#[test]
	fn rc_2_consignees_should_be_read_with_their_packs() {
		assert_eq!(consignee("3=480").unwrap(), ("3", 480));
		for wrong in ["3", "3=", "=x", "3=-1"] {
			assert!(consignee(wrong).is_err(), "{wrong}");
		}
	}
}

//! What is done when something is wrong: suspect product and its notices, failed verifications,
//! exceptions, reversals, returns, requests to trace.

use super::{
	case_id, commitment, desk::Desk, epc_of, event_facts, hex_text, introduce::label, named,
	parse_id, scanned, scans, show, word, How, INVESTIGATING, MAKING, TRADING,
};
use crate::{
	cli::{
		AlertCommand, DecideCaseArgs, ExceptionCommand, ItemArgs, NoticeCommand, OpenCaseArgs,
		PackArgs, QuarantineCommand, TraceRequestCommand, WhenArgs,
	},
	commands::{lot::parse_gtin, participants::parse_gln, Context},
	epcis::plan::epc_json,
	error::Failure,
	time::{now, parse_moment},
};
use salus_interop::id::Scan;
use salus_primitives::{
	supply::{
		Epc, EventFacts, ExceptionKind, NoticeKind, NoticeReason, Resolution, SuspectReason,
		Verdict,
	},
	Capacity,
};
use serde_json::{json, Value as Json};

const HOLDING: How = ("OBSERVE", "holding", "non_sellable_other");
const INSPECTING: How = ("OBSERVE", "inspecting", "in_progress");
const CONDEMNING: How = ("OBSERVE", "inspecting", "non_sellable_other");

/// The most items that a call about a case takes.
const MAX_CASE_ITEMS: usize = 2_048;

/// What was scanned, as a call about a case takes it, with its event.
pub fn case_items(args: &ItemArgs, how: How<'_>) -> Result<(Json, EventFacts), Failure> {
	let epcs: Vec<Epc> = scans(args)?.iter().map(epc_of).collect::<Result<_, _>>()?;
	if epcs.len() > MAX_CASE_ITEMS {
		let message =
			format!("{} items are listed, and a case takes {MAX_CASE_ITEMS} a call", epcs.len());
		return Err(Failure::refused("Cli.TooManyEpcs", message));
	}
	let facts = event_facts(args, how, &epcs)?;
	Ok((epcs.iter().map(epc_json).collect(), facts))
}

/// The same of what may not be there: then nothing is held, and the event is known by what it says.
fn absent_items(args: &ItemArgs, how: How<'_>, says: &Json) -> Result<EventFacts, Failure> {
	// Standard input is read only if it is named.
	if !args.items.is_empty() {
		return Ok(case_items(args, how)?.1);
	}
	let gln = |text: &Option<String>| {
		text.as_deref().map(parse_gln).transpose().map(|gln| gln.map(|gln| gln.get()))
	};
	let time = args.time.as_deref().map_or(Ok(now()), parse_moment)?;
	let text = format!("salus/exception/{time}/{says}");
	Ok(EventFacts {
		hash: sp_crypto_hashing::blake2_256(text.as_bytes()),
		time,
		biz_step: None,
		disposition: None,
		read_point: gln(&args.read_point)?,
		biz_location: gln(&args.location)?,
	})
}

/// `salus supply quarantine`.
pub async fn quarantine(context: &Context, command: QuarantineCommand) -> Result<u8, Failure> {
	let (items, decide, verdict, sample_retained) = match &command {
		QuarantineCommand::Open { items, reason, open } => {
			let reason: SuspectReason = word("reason for suspicion", reason)?;
			let OpenCaseArgs { id, evidence } = open;
			let evidence = commitment(evidence)?;
			let (items, facts) = case_items(items, HOLDING)?;
			let id = case_id(id.as_deref(), &facts)?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let call = json!({
				"id": hex_text(&id),
				"items": items,
				"reason": reason,
				"evidence": hex_text(&evidence),
			});
			return desk.send("quarantine", INVESTIGATING, call, Some(&facts), &[]).await;
		}
		QuarantineCommand::Clear { items, decide } => (items, decide, Verdict::Cleared, false),
		QuarantineCommand::Illegitimate { items, decide, sample_retained } => {
			(items, decide, Verdict::Illegitimate, *sample_retained)
		}
	};
	let DecideCaseArgs { case, evidence } = decide;
	let evidence = commitment(evidence)?;
	let how = if verdict == Verdict::Cleared { INSPECTING } else { CONDEMNING };
	let (items, facts) = case_items(items, how)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let call = json!({
		"case": desk.key(case).await?,
		"items": items,
		"verdict": verdict,
		"evidence": hex_text(&evidence),
		"sample_retained": sample_retained,
	});
	desk.send("decide_quarantine", INVESTIGATING, call, Some(&facts), &[]).await
}

/// All of a label, and its pack.
fn whole_label(pack: &PackArgs) -> Result<(Json, Epc), Failure> {
	let scan = match (&pack.gtin, &pack.serial, &pack.digital_link, &pack.datamatrix) {
		(Some(gtin), Some(serial), _, _) => {
			let gtin = Some(parse_gtin(gtin)?);
			Scan { gtin, serial: Some(serial.clone()), ..Scan::default() }
		}
		(_, _, Some(text), _) | (_, _, _, Some(text)) => scanned(text)?,
		_ => {
			let message = "say which pack: --gtin with --serial, --digital-link, or --datamatrix";
			return Err(Failure::usage(message));
		}
	};
	let epc = epc_of(&scan)?;
	Ok((label(&epc, &scan, pack.lot.as_deref(), pack.expiry.as_deref())?, epc))
}

/// When and where, of nothing that is named otherwise.
fn at(when: &WhenArgs) -> ItemArgs {
	ItemArgs {
		items: Vec::new(),
		time: when.time.clone(),
		read_point: when.read_point.clone(),
		location: when.location.clone(),
	}
}

/// `salus supply alert`.
pub async fn alert(context: &Context, command: AlertCommand) -> Result<u8, Failure> {
	match command {
		AlertCommand::Report { pack, when, open } => {
			let (label, epc) = whole_label(&pack)?;
			let evidence = commitment(&open.evidence)?;
			let facts = event_facts(&at(&when), HOLDING, &[epc])?;
			let id = case_id(open.id.as_deref(), &facts)?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let call = json!({
				"id": hex_text(&id),
				"label": label,
				"evidence": hex_text(&evidence),
			});
			let name = "report_failed_verification";
			desk.send(name, TRADING, call, Some(&facts), &[]).await
		}
		AlertCommand::Answer { alert, genuine, evidence } => {
			let evidence = commitment(&evidence)?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let call = json!({
				"alert": desk.key(&alert).await?,
				"genuine": genuine,
				"evidence": hex_text(&evidence),
			});
			desk.send("answer_alert", MAKING, call, None, &[]).await
		}
	}
}

/// `salus supply notice`.
pub async fn notice(context: &Context, command: NoticeCommand) -> Result<u8, Failure> {
	let (gtin, lot, reason, incident, case, kind, initial, consultation, to, id) = match command {
		NoticeCommand::Show { notice } => return show::notice(context, &notice).await,
		NoticeCommand::Answer { notice, case } => {
			let case = case.as_deref().map(parse_id).transpose()?.map(|id| hex_text(&id));
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let call = json!({ "notice": desk.key(&notice).await?, "case": case });
			return desk.send("answer_notice", TRADING, call, None, &[]).await;
		}
		NoticeCommand::Send {
			gtin,
			lot,
			reason,
			incident,
			case,
			kind,
			initial,
			consultation,
			to,
			id,
		} => (gtin, lot, reason, incident, case, kind, initial, consultation, to, id),
	};
	let gtin = parse_gtin(&gtin)?;
	let kind: NoticeKind = word("kind of notice", &kind)?;
	let reason: NoticeReason = word("class of incident", &reason)?;
	let incident = commitment(&incident)?;
	let consultation = consultation.as_deref().map(commitment).transpose()?;
	let initial = initial.as_deref().map(parse_id).transpose()?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let case = match &case {
		Some(case) => Some(desk.key(case).await?),
		None => None,
	};
	let mut recipients = Vec::new();
	for who in &to {
		recipients.push(desk.organisation(who).await?);
	}
	let facts = json!({
		"kind": kind,
		"incident": hex_text(&incident),
		"gtin": gtin.get(),
		"lot": lot.map(|lot| hex_text(lot.as_bytes())),
		"reason": reason,
		"case": case,
		"initial": initial.map(|id| hex_text(&id)),
		"consultation": consultation.map(|hash| hex_text(&hash)),
	});
	// What says the same to the same is the same notice.
	let id = match id.as_deref() {
		Some(id) => parse_id(id)?,
		None => derived("notice", &json!([facts, recipients])),
	};
	let call = json!({ "id": hex_text(&id), "facts": facts, "recipients": recipients });
	desk.send("notify_illegitimate", TRADING, call, None, &[]).await
}

/// An id for what says the same within an hour.
pub fn derived(kind: &str, what: &Json) -> [u8; 16] {
	let hour = now() / 3_600_000;
	sp_crypto_hashing::blake2_128(format!("salus/{kind}/{hour}/{what}").as_bytes())
}

/// `salus supply exception`.
pub async fn exception(context: &Context, command: ExceptionCommand) -> Result<u8, Failure> {
	match command {
		ExceptionCommand::Open { items, kind, counterparty, open } => {
			let kind: ExceptionKind = word("kind of exception", &kind)?;
			let evidence = commitment(&open.evidence)?;
			let (items, facts) = if kind.is_without_product() {
				let says = json!([kind, hex_text(&evidence)]);
				(json!([]), absent_items(&items, HOLDING, &says)?)
			} else {
				case_items(&items, HOLDING)?
			};
			let id = case_id(open.id.as_deref(), &facts)?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let counterparty = match &counterparty {
				Some(who) => Some(desk.organisation(who).await?),
				None => None,
			};
			let call = json!({
				"id": hex_text(&id),
				"kind": kind,
				"items": items,
				"counterparty": counterparty,
				"evidence": hex_text(&evidence),
			});
			desk.send("open_exception", TRADING, call, Some(&facts), &[]).await
		}
		ExceptionCommand::Resolve { items, case, resolution, correction } => {
			let resolution: Resolution = word("resolution", &resolution)?;
			let correction = correction.as_deref().map(commitment).transpose()?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let case = desk.key(&case).await?;
			let params = [case["by"].clone(), case["id"].clone()];
			let found = show::one(&chain, "supply_getCase", &params, "case", "case").await?;
			let (items, facts) = if found["items"] == json!(0) {
				let says = json!([case, resolution, correction.map(|hash| hex_text(&hash))]);
				(json!([]), absent_items(&items, INSPECTING, &says)?)
			} else {
				case_items(&items, INSPECTING)?
			};
			let call = json!({
				"case": case,
				"items": items,
				"resolution": resolution,
				"correction": correction.map(|hash| hex_text(&hash)),
			});
			desk.send("resolve_exception", TRADING, call, Some(&facts), &[]).await
		}
	}
}

/// `salus supply trace-request`.
pub async fn trace_request(context: &Context, command: TraceRequestCommand) -> Result<u8, Failure> {
	match command {
		TraceRequestCommand::Open { item, respondent, id } => {
			let item = epc_json(&epc_of(&scanned(&item)?)?);
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let respondent = desk.organisation(&respondent).await?;
			let id = match id.as_deref() {
				Some(id) => parse_id(id)?,
				None => derived("trace-request", &json!([item, respondent])),
			};
			let call = json!({ "id": hex_text(&id), "item": item, "respondent": respondent });
			desk.send("request_trace", INVESTIGATING, call, None, &[]).await
		}
		TraceRequestCommand::Answer { request, answer } => {
			let answer = commitment(&answer)?;
			let (by, id) = named(&request)?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let call = json!({ "request": { "by": by, "id": id }, "answer": hex_text(&answer) });
			desk.send("answer_trace", TRADING, call, None, &[]).await
		}
		TraceRequestCommand::Show { request } => show::trace_request(context, &request).await,
	}
}

/// `salus supply reverse` (FMD-3).
pub async fn reverse(
	context: &Context,
	args: &ItemArgs,
	not_supplied: bool,
) -> Result<u8, Failure> {
	if args.read_point.is_none() && args.location.is_none() {
		let message = "the same premises have to be named, with --read-point or --location (FMD-3)";
		return Err(Failure::usage(message).with_rule("FMD-3"));
	}
	let (items, facts) = case_items(args, INSPECTING)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let call = json!({ "items": items, "not_supplied": not_supplied });
	// A pharmacy, which supplies, before a wholesaler, which exports.
	let capacities = [&[Capacity::Dispenser], TRADING].concat();
	desk.send("reactivate", &capacities, call, Some(&facts), &[]).await
}

/// `salus supply verify-returns` (SC-6).
pub async fn verify_returns(
	context: &Context,
	args: &ItemArgs,
	lot: Option<&str>,
	expiry: Option<&str>,
) -> Result<u8, Failure> {
	let scans = scans(args)?;
	let epcs: Vec<Epc> = scans.iter().map(epc_of).collect::<Result<_, _>>()?;
	let labels: Vec<Json> = epcs
		.iter()
		.zip(&scans)
		.map(|(epc, scan)| label(epc, scan, lot, expiry))
		.collect::<Result<_, _>>()?;
	let facts = event_facts(args, INSPECTING, &epcs)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	desk.send("verify_returns", TRADING, json!({ "labels": labels }), Some(&facts), &[]).await
}

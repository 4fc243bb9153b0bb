//! What is done when something is wrong: suspect product and its notices, failed verifications,
//! exceptions, requests to trace.

use super::{
	by_proof::{self, show_all},
	case_id, commitment,
	desk::Desk,
	event::{event_facts, settled, How},
	hex_text,
	introduce::Label,
	named, parse_id,
	scanned::{self, Scanned},
	show, word, INVESTIGATING, MAKING, TRADING,
};
use crate::{
	cli::{
		AlertCommand, DecideCaseArgs, ExceptionCommand, ItemArgs, NoticeCommand, OpenCaseArgs,
		QuarantineCommand, TraceRequestCommand, WhenArgs,
	},
	commands::{
		lot::{parse_gtin, Stores},
		participants::parse_gln,
		Context,
	},
	epcis::plan::{epc_json, epcs_json},
	error::Failure,
	time::{now, parse_expiry, parse_moment},
};
use salus_primitives::supply::{
	Epc, EventFacts, ExceptionKind, NoticeKind, NoticeReason, Resolution, SuspectReason, Verdict,
};
use serde_json::{json, Value as Json};

const HOLDING: How = ("OBSERVE", "holding", "non_sellable_other");
const INSPECTING: How = ("OBSERVE", "inspecting", "in_progress");
const CONDEMNING: How = ("OBSERVE", "inspecting", "non_sellable_other");

/// The most items that a call about a case takes.
const MAX_CASE_ITEMS: usize = 2_048;

/// What was scanned, as a call about a case takes it, with its event.
pub fn case_items(
	args: &ItemArgs,
	when: &WhenArgs,
	how: How<'_>,
) -> Result<(Vec<Epc>, EventFacts), Failure> {
	let epcs = scanned::epcs(&args.items)?;
	if epcs.len() > MAX_CASE_ITEMS {
		let message =
			format!("{} items are listed, and a case takes {MAX_CASE_ITEMS} a call", epcs.len());
		return Err(Failure::refused("Cli.TooManyEpcs", message));
	}
	let facts = event_facts(when, how, &epcs)?;
	Ok((epcs, facts))
}

/// The same of what may not be there: then nothing is held, and the event is known by what it says.
fn absent_items(args: &ItemArgs, how: How<'_>, says: &Json) -> Result<EventFacts, Failure> {
	// Standard input is read only if it is named.
	if !args.items.is_empty() {
		return Ok(case_items(args, &args.when, how)?.1);
	}
	let gln = |text: &Option<String>| {
		text.as_deref().map(parse_gln).transpose().map(|gln| gln.map(|gln| gln.get()))
	};
	let time = args.when.time.as_deref().map_or(Ok(now()), parse_moment)?;
	let text = format!("salus/exception/{time}/{says}");
	Ok(EventFacts {
		hash: sp_crypto_hashing::blake2_256(text.as_bytes()),
		time,
		biz_step: None,
		disposition: None,
		read_point: gln(&args.when.read_point)?,
		biz_location: gln(&args.when.location)?,
	})
}

/// `salus supply quarantine`.
pub async fn quarantine(context: &Context, command: QuarantineCommand) -> Result<u8, Failure> {
	let (items, decide, verdict, sample_retained) = match &command {
		QuarantineCommand::Open { items, reason, open, stores } => {
			let reason: SuspectReason = word("reason for suspicion", reason)?;
			let OpenCaseArgs { id, evidence } = open;
			let evidence = commitment(evidence)?;
			let stores = Stores::open(&stores.store)?;
			let when = settled(&items.when)?;
			let (epcs, facts) = case_items(items, &when, HOLDING)?;
			let id = case_id(id.as_deref(), &facts)?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			show_all(&desk, &stores, &when, &epcs, false).await?;
			let call = json!({
				"id": hex_text(&id),
				"items": epcs_json(&epcs),
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
	let (items, facts) = case_items(items, &items.when, how)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	let call = json!({
		"case": desk.key(case).await?,
		"items": epcs_json(&items),
		"verdict": verdict,
		"evidence": hex_text(&evidence),
		"sample_retained": sample_retained,
	});
	desk.send("decide_quarantine", INVESTIGATING, call, Some(&facts), &[]).await
}

/// `salus supply alert`.
pub async fn alert(context: &Context, command: AlertCommand) -> Result<u8, Failure> {
	match command {
		AlertCommand::Report { pack, when, open } => {
			let scan = scanned::named(&pack)?;
			let scanned = Scanned { epc: scanned::epc_of(&scan)?, scan };
			let expiry = pack.expiry.as_deref().map(parse_expiry).transpose()?;
			let label = Label::of(&scanned, pack.lot.as_deref(), expiry)?;
			let evidence = commitment(&open.evidence)?;
			let facts = event_facts(&when, HOLDING, &[scanned.epc])?;
			let id = case_id(open.id.as_deref(), &facts)?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			let call = json!({
				"id": hex_text(&id),
				"label": label.to_json(),
				"evidence": hex_text(&evidence),
			});
			let name = "report_failed_verification";
			desk.send(name, TRADING, call, Some(&facts), &[]).await
		}
		AlertCommand::Duplicate { item, store } => {
			by_proof::report_duplicate(context, &item, &store).await
		}
		AlertCommand::AnswerDuplicate { item, store, findings } => {
			let findings = commitment(&findings)?;
			by_proof::answer_duplicate(context, &item, &store, &findings).await
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
		ExceptionCommand::Open { items, kind, counterparty, open, stores } => {
			let kind: ExceptionKind = word("kind of exception", &kind)?;
			let evidence = commitment(&open.evidence)?;
			let stores = Stores::open(&stores.store)?;
			let when = settled(&items.when)?;
			let (epcs, facts) = if kind.is_without_product() {
				let says = json!([kind, hex_text(&evidence)]);
				(Vec::new(), absent_items(&items, HOLDING, &says)?)
			} else {
				case_items(&items, &when, HOLDING)?
			};
			let id = case_id(open.id.as_deref(), &facts)?;
			let chain = context.chain().await?;
			let desk = Desk::new(context, &chain).await?;
			show_all(&desk, &stores, &when, &epcs, false).await?;
			let counterparty = match &counterparty {
				Some(who) => Some(desk.organisation(who).await?),
				None => None,
			};
			let call = json!({
				"id": hex_text(&id),
				"kind": kind,
				"items": epcs_json(&epcs),
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
				(Vec::new(), absent_items(&items, INSPECTING, &says)?)
			} else {
				case_items(&items, &items.when, INSPECTING)?
			};
			let call = json!({
				"case": case,
				"items": epcs_json(&items),
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
			let item = epc_json(&scanned::epc(&item)?);
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

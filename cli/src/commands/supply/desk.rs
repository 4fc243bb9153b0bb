//! Who acts, and what every call about the supply chain needs.

use super::{
	ask::{needs_proof, query_of},
	hex_text, link, parse_id, parse_scoped, scoped_text,
};
use crate::{
	chain::{
		domain::{self, Directory, MAX_DRY_RUN},
		events::ChainEvent,
		scale::{bytes_of, ENCODED},
		submit::{Item, Outcome, Place},
		Chain, Signer,
	},
	commands::{accepted, consignee, Context},
	epcis::plan::{facts_json, Consignee, Step, PALLET},
	error::{Exit, Failure},
	output::plain,
};
use salus_interop::epcis;
use salus_primitives::{
	lot::PackProof,
	supply::{Epc, EventFacts},
	Capacity,
};
use serde_json::{json, Value as Json};
use std::sync::Arc;

/// A signer at work for an organisation.
pub struct Desk<'a> {
	/// The options.
	pub context: &'a Context,
	/// The chain.
	pub chain: &'a Chain,
	/// Who signs.
	pub signer: Arc<Signer>,
	/// Who is who.
	pub directory: Directory<'a>,
}

impl<'a> Desk<'a> {
	/// With the key and the organisation of the command line.
	pub async fn new(context: &'a Context, chain: &'a Chain) -> Result<Self, Failure> {
		let signer = context.signer(chain).await?;
		let directory = context.directory(chain).await?;
		Ok(Self { context, chain, signer, directory })
	}

	/// The organisation that is acted for.
	pub async fn own(&self) -> Result<u32, Failure> {
		self.directory.acting_organisation(&self.signer.account()).await
	}

	/// An organisation by number or GLN.
	pub async fn organisation(&self, text: &str) -> Result<u32, Failure> {
		consignee(&self.directory, Consignee::parse(text)?).await
	}

	/// A case, notice or request, as a call takes it.
	pub async fn key(&self, text: &str) -> Result<Json, Failure> {
		let (by, id) = parse_scoped(text)?;
		let by = match by {
			Some(by) => by,
			None => self.own().await?,
		};
		Ok(json!({ "by": by, "id": hex_text(&id) }))
	}

	/// `acting` for calls that one of these capacities may make.
	pub async fn acting(&self, capacities: &[Capacity]) -> Result<Json, Failure> {
		self.directory.acting(&self.signer.account(), capacities).await
	}

	/// Sign, send and show a call. `more` goes into its result.
	pub async fn send(
		&self,
		name: &'static str,
		capacities: &[Capacity],
		mut args: Json,
		facts: Option<&EventFacts>,
		more: &[(&str, Json)],
	) -> Result<u8, Failure> {
		args["acting"] = self.acting(capacities).await?;
		if let Some(facts) = facts {
			args["event"] = facts_json(facts);
		}
		self.finish(name, args, facts, more).await
	}

	/// The same for a call that anybody may make.
	pub async fn send_as_anyone(&self, name: &'static str, args: Json) -> Result<u8, Failure> {
		self.finish(name, args, None, &[]).await
	}

	async fn finish(
		&self,
		name: &'static str,
		args: Json,
		facts: Option<&EventFacts>,
		more: &[(&str, Json)],
	) -> Result<u8, Failure> {
		let call = self.chain.runtime().await?.call(PALLET, name, &args)?;
		let (place, events) = match self.context.send(self.chain, &self.signer, call).await {
			Ok(sent) => sent,
			Err(failure) => return Err(self.explained(failure, name, &args).await),
		};
		let mut result = done(name, place, &events, facts);
		for (key, value) in more {
			result[*key] = value.clone();
		}
		self.context.output.result(&result, plain);
		Ok(0)
	}

	/// Sign, send and show what a document's event could ask for too.
	pub async fn carry_out(&self, step: Step, facts: &EventFacts) -> Result<u8, Failure> {
		let to = match step.consignee() {
			Some(to) => Some(consignee(&self.directory, to).await?),
			None => None,
		};
		let (name, args) = step.call(facts, &Json::Null, to);
		self.send(name, step.capacities(), args, Some(facts), &[]).await
	}

	/// Send calls together, and show what became of each.
	pub async fn send_all(
		&self,
		capacities: &[Capacity],
		calls: Vec<Sending>,
	) -> Result<u8, Failure> {
		let mut exit = 0;
		for failure in self.try_all(capacities, calls).await? {
			exit = exit.max(failure.exit as u8);
			self.context.output.failure(&failure);
		}
		Ok(exit)
	}

	/// The same of calls that all have to succeed before there is more to do.
	pub async fn send_before(
		&self,
		capacities: &[Capacity],
		calls: Vec<Sending>,
	) -> Result<(), Failure> {
		let mut failures = self.try_all(capacities, calls).await?;
		// The worst of them is the exit code.
		failures.sort_by_key(|failure| failure.exit);
		let Some(last) = failures.pop() else { return Ok(()) };
		failures.iter().for_each(|failure| self.context.output.failure(failure));
		Err(last)
	}

	/// Send calls together, and show those that succeed.
	async fn try_all(
		&self,
		capacities: &[Capacity],
		mut calls: Vec<Sending>,
	) -> Result<Vec<Failure>, Failure> {
		if calls.is_empty() {
			return Ok(Vec::new());
		}
		let acting = self.acting(capacities).await?;
		let runtime = self.chain.runtime().await?;
		let mut items = Vec::with_capacity(calls.len());
		for Sending { name, args, facts } in &mut calls {
			args["acting"] = acting.clone();
			args["event"] = facts_json(facts);
			let call = runtime.call(PALLET, name, args)?;
			let size = listed(args).map_or(1, |(_, list)| list.len());
			items.push(Item { signer: self.signer.clone(), call, size });
		}
		let mut failures = Vec::new();
		let mut submitter = self.context.submitter(self.chain).await?;
		submitter
			.send_all(&items, |index, outcome| {
				let Some(Sending { name, facts, .. }) = calls.get(index) else { return };
				match outcome {
					Outcome::Done { place, events } => {
						let result = done(name, place, &events, Some(facts));
						self.context.output.result(&result, plain);
					}
					Outcome::Refused { failure, .. }
					| Outcome::NotSent(failure)
					| Outcome::Unknown(failure) => failures.push((index, failure)),
				}
			})
			.await;
		let mut explained = Vec::with_capacity(failures.len());
		for (index, failure) in failures {
			let Some(Sending { name, args, .. }) = calls.get(index) else { continue };
			explained.push(self.explained(failure, name, args).await);
		}
		Ok(explained)
	}

	/// A refusal with its rule, and which of many things it is about.
	async fn explained(&self, failure: Failure, name: &str, args: &Json) -> Failure {
		let failure = with_rule(failure, name);
		if failure.exit != Exit::Refused || !failure.code.starts_with(PALLET) {
			return failure;
		}
		let found = match self.culprits(&failure, name, args).await {
			Ok(found) => found,
			// The refusal is known, and only its subject is not.
			Err(error) => {
				log::info!("{}", error.message);
				return failure;
			}
		};
		let (Some(first), more) = (found.first(), found.len().saturating_sub(NAMED)) else {
			return failure;
		};
		if failure.code == format!("{PALLET}.UnknownItem")
			&& is_behind_a_root(self.chain, first).await.unwrap_or_default()
		{
			return no_proof(first, "give --store, the proof store that came with it");
		}
		if listed(args).is_none_or(|(_, list)| list.len() < 2) {
			return failure;
		}
		let mut names = found.iter().take(NAMED).map(link).collect::<Vec<_>>().join(", ");
		if more > 0 {
			names.push_str(&format!(" and {more} more"));
		}
		let message = format!("{} It is about {names}.", failure.message);
		failure.saying(message)
	}

	/// Which of the things that a call lists are refused by themselves for the same reason.
	async fn culprits(
		&self,
		failure: &Failure,
		name: &str,
		args: &Json,
	) -> Result<Vec<Epc>, Failure> {
		let Some((key, list)) = listed(args) else { return Ok(Vec::new()) };
		let epcs: Vec<Epc> = list.iter().filter_map(|row| epc_in(row, args)).collect();
		if epcs.len() != list.len() || list.len() < 2 {
			return Ok(epcs);
		}
		let runtime = self.chain.runtime().await?;
		let account = self.signer.account();
		let mut calls = Vec::new();
		for (number, row) in (0u32..).zip(list).take(MAX_DRY_RUN) {
			let mut args = args.clone();
			args[key] = json!([row]);
			// Each is an event of its own.
			let hash = format!("{}/{number}", args["event"]);
			let hash = sp_crypto_hashing::blake2_256(hash.as_bytes());
			if !args["event"].is_null() {
				args["event"]["hash"] = hex_text(&hash).into();
			}
			calls.push(runtime.call(PALLET, name, &args)?);
		}
		let calls: Vec<_> = calls.iter().map(|call| (account, call)).collect();
		let results = domain::dry_run(self.chain, &runtime, &calls).await?;
		let is_same = |result: &Result<(), Failure>| {
			result.as_ref().is_err_and(|found| found.code == failure.code)
		};
		let refused = epcs.into_iter().zip(&results);
		Ok(refused.filter(|(_, result)| is_same(result)).map(|(epc, _)| epc).collect())
	}
}

/// One call of several that are sent together.
pub struct Sending {
	/// Its name.
	pub name: &'static str,
	/// Its arguments but `acting` and `event`.
	pub args: Json,
	/// The event that it records.
	pub facts: EventFacts,
}

/// How many things a refusal names.
const NAMED: usize = 5;

/// What a call lists, and under which name.
fn listed(args: &Json) -> Option<(&'static str, &Vec<Json>)> {
	["items", "units", "labels", "children"]
		.into_iter()
		.find_map(|key| Some((key, args.get(key)?.as_array()?)))
}

/// The pack or container of a row of such a list.
fn epc_in(row: &Json, args: &Json) -> Option<Epc> {
	if let Some(sscc) = row.get("Sscc") {
		return Some(Epc::Sscc(sscc.as_u64()?));
	}
	if let Some(proof) = row.get(ENCODED) {
		let bytes = bytes_of(proof.as_str()?).ok()?;
		let PackProof { serial, .. } = PackProof::from_bytes(&bytes)?;
		return Some(Epc::Sgtin { gtin: args.get("gtin")?.as_u64()?, serial });
	}
	let pack = row.get("Sgtin").unwrap_or(row);
	let serial = bytes_of(pack.get("serial")?.as_str()?).ok()?.try_into().ok()?;
	Some(Epc::Sgtin { gtin: pack.get("gtin")?.as_u64()?, serial })
}

/// Whether the chain knows a pack through its lot's root, if at all.
async fn is_behind_a_root(chain: &Chain, epc: &Epc) -> Result<bool, Failure> {
	let Epc::Sgtin { .. } = epc else { return Ok(false) };
	let answer = chain.request("supply_verifyPack", &[query_of(epc)]).await?;
	Ok(needs_proof(&answer))
}

/// A pack that cannot be shown.
pub fn no_proof(epc: &Epc, what: &str) -> Failure {
	let message = format!("{} is known through its lot's root: {what}", link(epc));
	Failure::refused("Cli.NoProof", message).with_rule("SC-1")
}

/// A refusal by the pallet that names no rule of its own is of the rule that the call is for.
fn with_rule(failure: Failure, call: &str) -> Failure {
	if failure.rule.is_some() || !failure.code.starts_with(PALLET) {
		return failure;
	}
	let rule = match call {
		"ship_ranges" | "receive_ranges" | "void_ranges" | "split_range" | "merge_ranges" => "SC-4",
		"ship_exempt" => "SC-5",
		"report_failed_verification"
		| "answer_alert"
		| "verify_returns"
		| "verify_returned_units" => "SC-6",
		"quarantine" | "decide_quarantine" => "SC-7",
		"notify_illegitimate" | "answer_notice" => "SC-8",
		"request_trace" | "answer_trace" => "SC-10",
		"open_exception" | "resolve_exception" => "SC-12",
		"separate_units"
		| "report_duplicate_serial"
		| "report_serial_conflict"
		| "answer_duplicate_serial" => "SC-1",
		"reactivate" | "reactivate_units" => "FMD-3",
		"open_recall" | "plan_recall" | "change_recall_class" => "RC-1",
		"name_consignees"
		| "acknowledge_recall"
		| "reconcile_recall"
		| "close_recall"
		| "flag_recalled_units" => "RC-2",
		"set_storage_limits" => "CC-1",
		"record_conditions" => "CC-2",
		"decide_excursion" => "CC-3",
		_ => return failure,
	};
	failure.with_rule(rule)
}

/// The result of a call, with what it opened or is about as other commands name it.
fn done(name: &str, place: Place, events: &[ChainEvent], facts: Option<&EventFacts>) -> Json {
	let mut result = accepted(&format!("{PALLET}.{name}"), place, events);
	if let Some(facts) = facts {
		result["eventHash"] = epcis::hash_uri(&facts.hash).into();
	}
	for event in events.iter().filter(|event| event.pallet == PALLET) {
		for (field, name) in [
			("case", "case"),
			("alert", "case"),
			("notice", "notice"),
			("request", "request"),
			("shipment", "shipment"),
		] {
			if let Some(text) = event.fields.get(field).and_then(scoped) {
				result[name] = text.into();
			}
		}
	}
	result
}

/// ORG-HEX of a key in an event.
fn scoped(key: &Json) -> Option<String> {
	let by = key.get("by").or_else(|| key.get("shipper"))?.as_u64()?;
	let id = parse_id(key.get("id")?.as_str()?).ok()?;
	Some(scoped_text(by.try_into().ok()?, &id))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::epcis::plan::epc_json;

	#[test]
	fn a_refusal_should_name_its_rule_or_that_of_its_call() {
		let refused = |message: &str| Failure::refused("SupplyChain.NotRecipient", message);
		let rule = |failure: Failure, call: &str| with_rule(failure, call).rule;
		assert_eq!(rule(refused("No."), "answer_trace").as_deref(), Some("SC-10"));
		assert_eq!(rule(refused("No (X-5)."), "answer_trace").as_deref(), Some("X-5"));
		assert_eq!(rule(Failure::refused("Dispatch.Other", "No."), "answer_trace"), None);
	}

	#[test]
	fn what_a_call_lists_should_be_named() {
		let pack =
			Epc::Sgtin { gtin: 8_904_000_210_037, serial: b"A1".to_vec().try_into().unwrap() };
		let items = json!({ "items": [epc_json(&pack), epc_json(&Epc::Sscc(1))] });
		let (key, list) = listed(&items).unwrap();
		let found: Vec<_> = list.iter().map(|row| epc_in(row, &items)).collect();
		assert_eq!((key, found), ("items", vec![Some(pack.clone()), Some(Epc::Sscc(1))]));
		let labels = json!({ "labels": [{ "gtin": 8_904_000_210_037u64, "serial": "0x4131" }] });
		assert_eq!(epc_in(&labels["labels"][0], &labels), Some(pack));
		assert!(listed(&json!({ "alert": 1 })).is_none());
	}

	#[test]
	fn what_was_opened_should_be_named_as_commands_take_it() {
		let id = hex_text(&[7; 16]);
		let named = Some("2-07070707070707070707070707070707".to_owned());
		assert_eq!(scoped(&json!({ "by": 2, "id": id })), named);
		assert_eq!(scoped(&json!({ "shipper": 2, "id": id })), named);
		// A case that was not opened, and the id of one alone.
		assert_eq!(scoped(&Json::Null), None);
		assert_eq!(scoped(&json!(id)), None);
	}
}

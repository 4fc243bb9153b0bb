//! Who acts, and what every call about the supply chain needs.

use super::{hex_text, parse_consignee, parse_id, parse_scoped, scoped_text, show_done};
use crate::{
	chain::{
		domain::Directory,
		events::ChainEvent,
		runtime::Call,
		submit::{Item, Outcome, Place},
		Chain, Signer,
	},
	commands::{accepted, Context},
	epcis::{
		batch::{self, Keys, Preparer},
		plan::{facts_json, Consignee, Plan, Step, PALLET},
	},
	error::Failure,
	output::plain,
};
use salus_interop::epcis;
use salus_primitives::{supply::EventFacts, Capacity};
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
		match parse_consignee(text)? {
			Consignee::Organisation(organisation) => Ok(organisation),
			Consignee::Location(gln) => match self.directory.at_location(gln).await? {
				Some(organisation) => Ok(organisation.id),
				None => Err(batch::unknown_party(&gln)),
			},
		}
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

	/// Sign, send and show a call. `more` goes into its result.
	pub async fn send(
		&self,
		name: &str,
		capacities: &[Capacity],
		mut args: Json,
		facts: Option<&EventFacts>,
		more: &[(&str, Json)],
	) -> Result<u8, Failure> {
		args["acting"] = self.directory.acting(&self.signer.account(), capacities).await?;
		if let Some(facts) = facts {
			args["event"] = facts_json(facts);
		}
		let call = self.chain.runtime().await?.call(PALLET, name, &args)?;
		let sent = self.context.send(self.chain, &self.signer, call).await;
		let (place, events) = sent.map_err(|failure| with_rule(failure, name))?;
		let mut result = done(&format!("{PALLET}.{name}"), place, &events);
		if let Some(facts) = facts {
			result["eventHash"] = epcis::hash_uri(&facts.hash).into();
		}
		for (key, value) in more {
			result[*key] = value.clone();
		}
		self.context.output.result(&result, plain);
		Ok(0)
	}

	/// Sign, send and show what a document's event could ask for too.
	pub async fn carry_out(&self, step: Step, facts: EventFacts) -> Result<u8, Failure> {
		let plan = Plan { step, party: None, warnings: Vec::new(), facts };
		let runtime = self.chain.runtime().await?;
		let keys = Keys { default: Some(self.signer.clone()), ..Keys::default() };
		let preparer = Preparer {
			directory: &self.directory,
			runtime: &runtime,
			keys: &keys,
			is_trial: false,
		};
		let job = preparer.job(0, &plan).await?;
		let what = format!("{}.{}", job.call.pallet, job.call.name);
		let (place, events) = self.context.send(self.chain, &self.signer, job.call).await?;
		show_done(self.context, done(&what, place, &events), &plan.facts);
		Ok(0)
	}
}

/// A refusal by the pallet that names no rule of its own is of the rule that the call is for.
fn with_rule(failure: Failure, call: &str) -> Failure {
	if failure.rule.is_some() || !failure.code.starts_with(PALLET) {
		return failure;
	}
	let rule = match call {
		"ship_ranges" | "receive_ranges" | "void_ranges" | "split_range" | "merge_ranges" => "SC-4",
		"ship_exempt" => "SC-5",
		"report_failed_verification" | "answer_alert" | "verify_returns" => "SC-6",
		"quarantine" | "decide_quarantine" => "SC-7",
		"notify_illegitimate" | "answer_notice" => "SC-8",
		"request_trace" | "answer_trace" => "SC-10",
		"open_exception" | "resolve_exception" => "SC-12",
		"reactivate" => "FMD-3",
		"open_recall" | "plan_recall" | "change_recall_class" => "RC-1",
		"name_consignees" | "acknowledge_recall" | "reconcile_recall" | "close_recall" => "RC-2",
		"set_storage_limits" => "CC-1",
		"record_conditions" => "CC-2",
		"decide_excursion" => "CC-3",
		_ => return failure,
	};
	failure.with_rule(rule)
}

/// Send calls with the events that they record, and show what became of each. `size` is how many
/// objects one touches at most.
pub async fn send_all(
	desk: &Desk<'_>,
	calls: &[(Call, EventFacts)],
	size: usize,
) -> Result<u8, Failure> {
	let items: Vec<Item> = calls
		.iter()
		.map(|(call, _)| Item { signer: desk.signer.clone(), call: call.clone(), size })
		.collect();
	let mut exit = 0;
	let mut submitter = desk.context.submitter(desk.chain).await?;
	submitter
		.send_all(&items, |index, outcome| {
			let Some((call, facts)) = calls.get(index) else { return };
			match outcome {
				Outcome::Done { place, events } => {
					let what = format!("{}.{}", call.pallet, call.name);
					show_done(desk.context, done(&what, place, &events), facts);
				}
				Outcome::Refused { failure, .. }
				| Outcome::NotSent(failure)
				| Outcome::Unknown(failure) => {
					exit = exit.max(failure.exit as u8);
					desk.context.output.failure(&failure);
				}
			}
		})
		.await;
	Ok(exit)
}

/// The result of a call, with what it opened or is about as other commands name it.
pub fn done(what: &str, place: Place, events: &[ChainEvent]) -> Json {
	let mut result = accepted(what, place, events);
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

	#[test]
	fn a_refusal_should_name_its_rule_or_that_of_its_call() {
		let refused = |message: &str| Failure::refused("SupplyChain.NotRecipient", message);
		let rule = |failure: Failure, call: &str| with_rule(failure, call).rule;
		assert_eq!(rule(refused("No."), "answer_trace").as_deref(), Some("SC-10"));
		assert_eq!(rule(refused("No (X-5)."), "answer_trace").as_deref(), Some("X-5"));
		assert_eq!(rule(Failure::refused("Dispatch.Other", "No."), "answer_trace"), None);
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

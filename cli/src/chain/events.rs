//! The events of a block, and what they say about the calls in an extrinsic.

use super::Chain;
use crate::error::{rule_of, Exit, Failure};
use serde_json::{json, Value as Json};
use std::collections::BTreeSet;
use subxt::{events::Phase, utils::H256};

/// An event, decoded.
#[derive(Clone, PartialEq, Debug)]
pub struct ChainEvent {
	/// Its place among the events of its block.
	pub index: u32,
	/// The extrinsic that caused it; none for what happens at the start or end of a block.
	pub extrinsic: Option<u32>,
	/// The pallet.
	pub pallet: String,
	/// Its name.
	pub name: String,
	/// Its fields.
	pub fields: Json,
	/// The organisations that its fields name.
	pub organisations: BTreeSet<u32>,
}

impl ChainEvent {
	/// Whether it is this event.
	pub fn is(&self, pallet: &str, name: &str) -> bool {
		self.pallet == pallet && self.name == name
	}
}

/// All events of a block. An event of a type that cannot be shown has its bytes as fields.
pub async fn of_block(chain: &Chain, block: &H256) -> Result<Vec<ChainEvent>, Failure> {
	let mut key = sp_crypto_hashing::twox_128(b"System").to_vec();
	key.extend_from_slice(&sp_crypto_hashing::twox_128(b"Events"));
	let Some(bytes) = chain.storage_raw(&key, Some(block)).await? else {
		return Ok(Vec::new());
	};
	// A block that upgrades the runtime was still executed by the old one.
	let parent = chain.header(block).await?.parent;
	let runtime = match parent.is_zero() {
		true => chain.runtime_at(Some(block)).await?,
		false => chain.runtime_at(Some(&parent)).await?,
	};
	let types = runtime.types();
	let events = runtime.client().events().from_bytes(bytes);
	let mut decoded = Vec::new();
	for event in events.iter() {
		let event = event
			.map_err(|error| Failure::incompatible(format!("events of {block:?} ({error})")))?;
		let mut organisations = BTreeSet::new();
		let fields = runtime
			.metadata()
			.pallet_by_event_index(event.pallet_index())
			.and_then(|pallet| pallet.event_variant_by_index(event.event_index()))
			.ok_or_else(|| "the metadata does not have it".to_owned())
			.and_then(|variant| {
				let input = &mut event.field_bytes();
				types.decode_fields(&variant.fields, input, &mut organisations, 0)
			})
			.unwrap_or_else(|_| json!(format!("0x{}", hex::encode(event.field_bytes()))));
		decoded.push(ChainEvent {
			index: event.index(),
			extrinsic: match event.phase() {
				Phase::ApplyExtrinsic(index) => Some(index),
				_ => None,
			},
			pallet: event.pallet_name().to_owned(),
			name: event.event_name().to_owned(),
			fields,
			organisations,
		});
	}
	Ok(decoded)
}

/// What became of one call.
#[derive(Clone, PartialEq, Debug)]
pub enum CallResult {
	/// It was executed, with these events.
	Done(Vec<ChainEvent>),
	/// It was refused and changed nothing.
	Failed(Failure),
}

/// What became of each of `count` calls of an extrinsic, from its events. More than one were sent
/// as a `force_batch`.
pub fn call_results(events: &[ChainEvent], count: usize) -> Result<Vec<CallResult>, Failure> {
	let failed = events.iter().find(|event| event.is("System", "ExtrinsicFailed"));
	if let Some(event) = failed {
		let failure = dispatch_failure(event.fields.get("dispatch_error"));
		return Ok(vec![CallResult::Failed(failure); count]);
	}
	if count == 1 {
		return Ok(vec![CallResult::Done(events.to_vec())]);
	}
	let mut results = Vec::with_capacity(count);
	let mut own = Vec::new();
	for event in events {
		if event.is("Utility", "ItemCompleted") {
			results.push(CallResult::Done(std::mem::take(&mut own)));
		} else if event.is("Utility", "ItemFailed") {
			own.clear();
			results.push(CallResult::Failed(dispatch_failure(event.fields.get("error"))));
		} else {
			own.push(event.clone());
		}
	}
	if results.len() != count {
		let found = results.len();
		return Err(Failure::incompatible(format!("{found} results of a batch of {count} calls")));
	}
	Ok(results)
}

/// A dispatch error, as [`super::scale`] shows it, as a failure.
pub fn dispatch_failure(error: Option<&Json>) -> Failure {
	let text =
		|key: &str| error.and_then(|error| error.get(key)?.as_str()).unwrap_or_default().to_owned();
	let (code, message) = (text("code"), text("message"));
	let code = if code.is_empty() { "Dispatch.Other".to_owned() } else { code };
	let message = if message.is_empty() { "The call was refused.".to_owned() } else { message };
	Failure {
		exit: Exit::Refused,
		rule: rule_of(&code, &message),
		// Most reasons go away by somebody's act alone; these by time.
		retryable: matches!(
			code.as_str(),
			"Dispatch.Exhausted" | "Dispatch.Unavailable" | "SupplyChain.EventInFuture"
		),
		code: code.into(),
		message,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn event(pallet: &str, name: &str, fields: Json) -> ChainEvent {
		ChainEvent {
			index: 0,
			extrinsic: Some(1),
			pallet: pallet.into(),
			name: name.into(),
			fields,
			organisations: BTreeSet::new(),
		}
	}

	fn error(code: &str) -> Json {
		json!({ "code": code, "message": "Recalled (RC-2)." })
	}

	#[test]
	fn items_of_a_batch_should_have_their_own_results() {
		let events = [
			event("SupplyChain", "Shipped", json!({})),
			event("Utility", "ItemCompleted", json!({})),
			event("Utility", "ItemFailed", json!({ "error": error("SupplyChain.ItemRecalled") })),
			event("Utility", "ItemCompleted", json!({})),
			event("Utility", "BatchCompletedWithErrors", json!({})),
			event("System", "ExtrinsicSuccess", json!({})),
		];
		let results = call_results(&events, 3).unwrap();
		assert_eq!(results[0], CallResult::Done(vec![events[0].clone()]));
		let CallResult::Failed(failure) = &results[1] else { panic!("it failed") };
		assert_eq!(failure.code, "SupplyChain.ItemRecalled");
		assert_eq!(failure.rule.as_deref(), Some("RC-2"));
		assert_eq!(results[2], CallResult::Done(vec![]));
		assert!(call_results(&events, 2).is_err());
	}

	#[test]
	fn a_failed_extrinsic_should_fail_all_its_calls() {
		let fields = json!({ "dispatch_error": error("System.CallFiltered") });
		let events = [event("System", "ExtrinsicFailed", fields)];
		for count in [1, 3] {
			let results = call_results(&events, count).unwrap();
			assert_eq!(results.len(), count);
			assert!(results.iter().all(|result| matches!(result, CallResult::Failed(_))));
		}
	}

	#[test]
	fn a_single_call_should_have_all_events() {
		let events = [
			event("SupplyChain", "Shipped", json!({})),
			event("System", "ExtrinsicSuccess", json!({})),
		];
		assert_eq!(call_results(&events, 1).unwrap(), [CallResult::Done(events.to_vec())]);
	}
}

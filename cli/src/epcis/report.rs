//! The outcome of each event, in the order of the documents.

use crate::{
	chain::{client::BlockId, submit::Place},
	error::Failure,
	output::{scalar, Output},
};
use salus_interop::epcis::{self, Event, EventError};
use salus_primitives::supply::EventHash;
use serde_json::{json, Value as Json};

/// What became of an event.
#[derive(Clone, Debug)]
pub enum Verdict {
	/// Done.
	Accepted(Place),
	/// Its hash is kept.
	Anchored(Place),
	/// The chain knew it.
	Duplicate(Option<BlockId>),
	/// Refused, and no trace left.
	Rejected(Failure, Option<Place>),
	/// Nobody knows.
	Unknown(Failure),
	/// It would be taken.
	Valid,
}

impl Verdict {
	/// Whether the chain has the event, since now or before.
	pub const fn is_known(&self) -> bool {
		matches!(self, Self::Accepted(_) | Self::Anchored(_) | Self::Duplicate(_))
	}
}

/// An event, or a document that cannot be read.
pub struct Row {
	/// The file.
	pub file: String,
	/// Its place in the document; none for the document itself.
	pub index: Option<usize>,
	/// Its kind.
	pub event_type: Option<&'static str>,
	/// Its hash.
	pub hash: Option<EventHash>,
	/// Of an error declaration, its own.
	pub declaration: Option<EventHash>,
	/// What the sender should hear of.
	pub warnings: Vec<Json>,
	/// What became of it.
	pub verdict: Option<Verdict>,
}

impl Row {
	/// Of a document that cannot be read.
	pub fn document(file: &str, failure: Failure) -> Self {
		Self::refused(file, None, failure)
	}

	fn refused(file: &str, index: Option<usize>, failure: Failure) -> Self {
		Self {
			file: file.to_owned(),
			index,
			event_type: None,
			hash: None,
			declaration: None,
			warnings: Vec::new(),
			verdict: Some(Verdict::Rejected(failure, None)),
		}
	}

	/// Of an event that keeps the rules of EPCIS.
	pub fn valid(file: &str, index: usize, event: &Event) -> Self {
		let mut row = Self {
			file: file.to_owned(),
			index: Some(index),
			event_type: Some(event.kind.name()),
			hash: Some(event.hash()),
			declaration: event.error_declaration.as_ref().map(|declaration| declaration.hash),
			warnings: Vec::new(),
			verdict: None,
		};
		for warning in &event.warnings {
			row.warn(warning.code, warning.message.clone());
		}
		row
	}

	/// Of an event that keeps not the rules of EPCIS.
	pub fn invalid(file: &str, index: usize, error: &EventError) -> Self {
		let at = error.position.map(|position| format!(" ({position})")).unwrap_or_default();
		let failure =
			Failure::refused(format!("Epcis.{}", error.code), format!("{}{at}", error.message))
				.with_rule(error.rule);
		Self::refused(file, Some(index), failure)
	}

	/// Say something to the sender.
	pub fn warn(&mut self, code: &str, message: impl Into<String>) {
		self.warnings.push(json!({ "code": code, "message": message.into() }));
	}

	/// As it is printed.
	pub fn to_json(&self) -> Json {
		let (outcome, failure, place, block) = match &self.verdict {
			Some(Verdict::Accepted(place)) => ("accepted", None, Some(*place), None),
			Some(Verdict::Anchored(place)) => ("anchored", None, Some(*place), None),
			Some(Verdict::Duplicate(block)) => ("duplicate", None, None, *block),
			Some(Verdict::Rejected(failure, place)) => ("rejected", Some(failure), *place, None),
			Some(Verdict::Unknown(failure)) => ("unknown", Some(failure), None, None),
			Some(Verdict::Valid) => ("valid", None, None, None),
			None => ("unknown", None, None, None),
		};
		json!({
			"file": self.file,
			"index": self.index,
			"eventType": self.event_type,
			"eventHash": self.hash.as_ref().map(epcis::hash_uri),
			"outcome": outcome,
			"error": failure.map(Failure::to_json),
			"warnings": self.warnings,
			"block": place.map(|place| place.block).or(block).map(BlockId::to_json),
			"extrinsic": place.map(|place| place.extrinsic()),
		})
	}

	/// The exit code that it leads to.
	pub fn exit(&self) -> u8 {
		match &self.verdict {
			Some(Verdict::Rejected(failure, _)) => failure.exit as u8,
			Some(Verdict::Unknown(_)) | None => 3,
			_ => 0,
		}
	}
}

/// Rows, shown in order as soon as they are complete.
pub struct Report {
	output: Option<Output>,
	/// The rows.
	pub rows: Vec<Row>,
	shown: usize,
}

impl Report {
	/// Of these rows; shown nowhere without an output.
	pub const fn new(output: Option<Output>, rows: Vec<Row>) -> Self {
		Self { output, rows, shown: 0 }
	}

	/// Say what became of an event, and show what is complete up to here.
	pub fn decide(&mut self, index: usize, verdict: Verdict) {
		if let Some(row) = self.rows.get_mut(index) {
			row.verdict = Some(verdict);
		}
		self.show();
	}

	/// Show what is complete up to the first row that is not.
	pub fn show(&mut self) {
		while let Some(row) = self.rows.get(self.shown).filter(|row| row.verdict.is_some()) {
			self.print(row);
			self.shown += 1;
		}
	}

	fn print(&self, row: &Row) {
		if let Some(output) = self.output {
			output.result(&row.to_json(), human);
		}
	}

	/// Show the rest, whatever is known of it; the exit code of all.
	pub fn finish(mut self) -> u8 {
		self.show();
		self.rows[self.shown..].iter().for_each(|row| self.print(row));
		self.rows.iter().map(Row::exit).max().unwrap_or(0)
	}
}

fn human(row: &Json) -> String {
	let text = |key: &str| row.get(key).map(scalar).unwrap_or_default();
	let mut line =
		format!("{:<9} {}#{} {}", text("outcome"), text("file"), text("index"), text("eventType"),);
	if let Some(block) = row.pointer("/block/number") {
		line.push_str(&format!(", block {block}"));
	}
	if let Some(error) = row.get("error").filter(|error| !error.is_null()) {
		let text = |key: &str| error.get(key).map(scalar).unwrap_or_default();
		line.push_str(&format!(": {} [{}]", text("message"), text("code")));
	}
	for warning in row.get("warnings").and_then(Json::as_array).into_iter().flatten() {
		let message = warning.get("message").map(scalar).unwrap_or_default();
		line.push_str(&format!("\n          warning: {message}"));
	}
	line
}

#[cfg(test)]
mod tests {
	use super::*;

	fn row() -> Row {
		Row {
			file: "a.json".into(),
			index: Some(0),
			event_type: Some("ObjectEvent"),
			hash: Some([7; 32]),
			declaration: None,
			warnings: Vec::new(),
			verdict: None,
		}
	}

	#[test]
	fn rows_should_have_every_field() {
		let mut row = row();
		row.verdict =
			Some(Verdict::Rejected(Failure::refused("SupplyChain.InTransit", "SC-4"), None));
		let json = row.to_json();
		let keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
		for key in [
			"file",
			"index",
			"eventType",
			"eventHash",
			"outcome",
			"error",
			"warnings",
			"block",
			"extrinsic",
		] {
			assert!(keys.iter().any(|found| found == key), "{key}");
		}
		assert_eq!(json["error"]["rule"], "SC-4");
		assert_eq!(json["error"]["retryable"], false);
		assert!(json["eventHash"].as_str().unwrap().starts_with("ni:///sha-256;0707"));
	}

	#[test]
	fn exit_codes_should_add_up() {
		let exit = |verdicts: Vec<Option<Verdict>>| {
			let rows = verdicts.into_iter().map(|verdict| Row { verdict, ..row() }).collect();
			Report::new(None, rows).finish()
		};
		let refused = || Some(Verdict::Rejected(Failure::refused("x", "y"), None));
		assert_eq!(exit(vec![Some(Verdict::Valid), Some(Verdict::Duplicate(None))]), 0);
		assert_eq!(exit(vec![Some(Verdict::Valid), refused()]), 1);
		assert_eq!(exit(vec![refused(), None]), 3);
		let unreadable = Some(Verdict::Rejected(Failure::usage("no JSON"), None));
		assert_eq!(exit(vec![refused(), unreadable]), 2);
	}
}

//! What can be wrong with a document and with an event, with the rule and the place.

use std::fmt;

use crate::id;

/// Field rules of EPCIS 2.0 (its SHACL shapes and JSON schema).
pub const EP_1: &str = "EP-1";
/// The CBV 2.0 event hash id.
pub const EP_4: &str = "EP-4";
/// Identifiers: length, character set, check digit.
pub const X_8: &str = "X-8";
/// The document as a whole: syntax, encoding and limits.
pub const DOCUMENT: &str = "document";

/// A place in a document, 1-based as editors count, with the 0-based byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
	/// Line, from 1.
	pub line: usize,
	/// Column in characters, from 1.
	pub column: usize,
	/// Byte, from 0.
	pub offset: usize,
}

impl Position {
	/// The place of byte `offset` of `text`.
	pub(crate) fn of(text: &str, offset: usize) -> Self {
		Locator::new(text).locate(offset)
	}
}

impl fmt::Display for Position {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "line {}, column {}", self.line, self.column)
	}
}

/// Finds the lines and columns of many places in one pass, for places that come in rising order.
#[derive(Debug)]
pub(crate) struct Locator<'a> {
	text: &'a str,
	last: Position,
}

impl<'a> Locator<'a> {
	pub(crate) fn new(text: &'a str) -> Self {
		Self { text, last: Position { line: 1, column: 1, offset: 0 } }
	}

	pub(crate) fn locate(&mut self, offset: usize) -> Position {
		let offset = offset.min(self.text.len());
		if offset < self.last.offset {
			return Position::of(self.text, offset);
		}
		let between = self.text.as_bytes().get(self.last.offset..offset).unwrap_or_default();
		for byte in between {
			match byte {
				b'\n' => {
					self.last.line += 1;
					self.last.column = 1;
				}
				// Bytes that continue a character are no column of their own.
				byte if byte & 0xc0 == 0x80 => (),
				_ => self.last.column += 1,
			}
		}
		self.last.offset = offset;
		self.last
	}
}

/// Why a document cannot be read at all: none of its events is used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}{}", position.map(|at| format!(" ({at})")).unwrap_or_default())]
pub struct DocumentError {
	/// Stable, for software: `too_large`, `encoding`, `syntax`, `doctype`, `entity`, `too_deep`,
	/// `format`, `root`, `no_events`, `too_many_events`, `duplicate_field`.
	pub code: &'static str,
	/// The rule: [`DOCUMENT`] unless a standard has one.
	pub rule: &'static str,
	/// One sentence for a person: what is wrong and what to do.
	pub message: String,
	/// Where, when it is at one place.
	pub position: Option<Position>,
}

impl DocumentError {
	pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
		Self { code, rule: DOCUMENT, message: message.into(), position: None }
	}

	pub(crate) fn at(mut self, text: &str, offset: usize) -> Self {
		self.position = Some(Position::of(text, offset));
		self
	}
}

/// Why one event is not valid. The others of its document are not touched by it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("event {index}: {message}{}", position.map(|at| format!(" ({at})")).unwrap_or_default())]
pub struct EventError {
	/// The event's place in its document, from 0.
	pub index: usize,
	/// Stable, for software: `missing_event_time`, `time_without_zone`, `check_digit`...
	pub code: &'static str,
	/// The rule that is broken: `EP-1`, `X-8`.
	pub rule: &'static str,
	/// One sentence for a person, beginning with the field.
	pub message: String,
	/// The field, for instance `epcList[3]`; empty when it is the event as a whole.
	pub path: String,
	/// Where the event begins.
	pub position: Option<Position>,
}

/// An [`EventError`] before its event's place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
	pub(crate) code: &'static str,
	pub(crate) rule: &'static str,
	pub(crate) message: String,
	pub(crate) path: String,
}

impl Fault {
	/// A broken field rule of EP-1.
	pub(crate) fn new(
		code: &'static str,
		path: impl Into<String>,
		what: impl fmt::Display,
	) -> Self {
		let path = path.into();
		let message = if path.is_empty() { what.to_string() } else { format!("{path} {what}") };
		Self { code, rule: EP_1, message, path }
	}

	/// A text that is not the identifier that it should be.
	pub(crate) fn identifier(path: impl Into<String>, text: &str, error: &id::Error) -> Self {
		let path = path.into();
		let shown: String = text.chars().take(80).collect();
		Self {
			code: error.code,
			rule: X_8,
			message: format!("{path} {shown:?}: {}", error.message),
			path,
		}
	}

	pub(crate) fn located(self, index: usize, position: Option<Position>) -> EventError {
		let Self { code, rule, message, path } = self;
		EventError { index, code, rule, message, path, position }
	}
}

/// Something that does not make an event invalid and that its sender should hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
	/// Stable, for software: `event_id_mismatch`, `undeclared_prefix`, `unreadable_expiry`,
	/// `record_time`.
	pub code: &'static str,
	/// One sentence for a person.
	pub message: String,
}

//! What is wrong with a serial list, a proof store or a question to one.

use std::{fmt, io};

/// Each (GTIN, serial) once for ever; lot and expiry fixed at commissioning.
pub const SC_1: &str = "SC-1";
/// Serial and lot numbers: 1 to 20 characters of GS1 AI set 82.
pub const ID_2: &str = "ID-2";
/// A child stands in one parent; no cycles; bounded depth.
pub const EP_2: &str = "EP-2";
/// Identifiers: length, characters, check digit.
pub const X_8: &str = "X-8";
/// The file as a whole.
pub const FILE: &str = "file";

/// Where something stands: the file by its number in the order in which files were read, and its
/// line, from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Place {
	/// The file, from 0.
	pub file: u16,
	/// The line, from 1; 0 where there is none.
	pub line: u32,
}

/// Why a lot cannot be built, or a store cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LotError {
	/// Stable, for software.
	pub code: &'static str,
	/// The rule that is broken.
	pub rule: &'static str,
	/// One sentence for a person, with the value: what is wrong and what to do.
	pub message: String,
	/// Where.
	pub place: Option<Place>,
	/// The other place of two that do not go together.
	pub other: Option<Place>,
}

impl LotError {
	pub(crate) fn new(code: &'static str, rule: &'static str, message: impl Into<String>) -> Self {
		Self { code, rule, message: message.into(), place: None, other: None }
	}

	pub(crate) fn at(self, place: Place) -> Self {
		Self { place: Some(place), ..self }
	}

	pub(crate) fn and(self, other: Place) -> Self {
		Self { other: Some(other), ..self }
	}

	/// Reading or writing failed.
	pub(crate) fn io(error: &io::Error) -> Self {
		Self::new("io", FILE, error.to_string())
	}

	/// A store that is not one, or no longer whole.
	pub(crate) fn damaged(what: impl fmt::Display) -> Self {
		let message = format!("the proof store is damaged: {what}; take it from its maker again");
		Self::new("store_damaged", FILE, message)
	}
}

impl From<io::Error> for LotError {
	fn from(error: io::Error) -> Self {
		Self::io(&error)
	}
}

impl fmt::Display for LotError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.message)?;
		match (self.place, self.other) {
			(Some(place), Some(other)) => {
				write!(f, " (line {} and line {})", other.line, place.line)
			}
			(Some(place), None) => write!(f, " (line {})", place.line),
			_ => Ok(()),
		}
	}
}

impl std::error::Error for LotError {}

/// A value as an error shows it.
pub(crate) fn shown(bytes: &[u8]) -> String {
	let text = String::from_utf8_lossy(bytes);
	let short: String = text.chars().take(60).collect();
	short.escape_debug().to_string()
}

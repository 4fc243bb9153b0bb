//! Why a text is not the identifier it should be.

use salus_primitives::IdentifierError;
use serde::Serialize;

/// Nothing was given.
pub const EMPTY: &str = "empty";
/// Too short or too long.
pub const LENGTH: &str = "length";
/// A character that may not stand where it stands.
pub const CHARACTER: &str = "character";
/// The check digit or check characters do not fit the others.
pub const CHECK_DIGIT: &str = "check_digit";
/// A prefix, indicator or value range that the standard does not allow.
pub const PREFIX: &str = "prefix";
/// Company prefix and reference do not add up to the key's length (ID-5).
pub const COMPANY_PREFIX: &str = "company_prefix";
/// The text as a whole has another form.
pub const FORMAT: &str = "format";
/// An application or data identifier that is not in the dictionary (ID-4).
pub const UNKNOWN_AI: &str = "unknown_ai";
/// An application identifier occurs twice with different values.
pub const DUPLICATE_AI: &str = "duplicate_ai";
/// Two application identifiers that may not stand together.
pub const EXCLUDED_AI: &str = "excluded_ai";
/// A date that is none.
pub const DATE: &str = "date";
/// A component that the identifier needs is missing.
pub const MISSING: &str = "missing";
/// A percent sign that is not followed by two hexadecimal digits, or bytes that are not text.
pub const PERCENT_ENCODING: &str = "percent_encoding";
/// A URI scheme or EPC scheme that is not known here.
pub const SCHEME: &str = "scheme";
/// A key qualifier that does not belong to the key, or stands in the wrong order.
pub const QUALIFIER: &str = "qualifier";

/// Why a text is not the identifier it should be, and what to do about it.
///
/// `position` is where the text goes wrong: the 0-based character, counted in bytes where the text is
/// not ASCII. None when the text as a whole is wrong, for instance too short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct Error {
	/// One of the constants of this module: stable, for software.
	pub code: &'static str,
	/// The 0-based character at which the text goes wrong.
	pub position: Option<usize>,
	/// What should stand there.
	pub expected: Option<String>,
	/// One sentence for a person: what is wrong and what to do.
	pub message: String,
}

impl Error {
	pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
		Self { code, position: None, expected: None, message: message.into() }
	}

	pub(crate) fn at(mut self, position: usize) -> Self {
		self.position = Some(position);
		self
	}

	pub(crate) fn expecting(mut self, expected: impl Into<String>) -> Self {
		self.expected = Some(expected.into());
		self
	}

	/// The same error of a part that begins `by` characters into the whole.
	pub(crate) fn shifted(mut self, by: usize) -> Self {
		self.position = self.position.map(|position| position.saturating_add(by));
		self
	}

	pub(crate) fn empty(what: &str) -> Self {
		let what = what.strip_prefix("the ").unwrap_or(what);
		Self::new(EMPTY, format!("the {what} is empty; give a value"))
	}

	pub(crate) fn length(what: &str, expected: &str, found: usize) -> Self {
		Self::new(LENGTH, format!("{what} has {found} characters; it needs {expected}"))
			.expecting(expected)
	}

	pub(crate) fn character(what: &str, position: usize, expected: &str) -> Self {
		Self::new(
			CHARACTER,
			format!(
				"{what} has a character at position {position} that may not stand there; \
				 write {expected}"
			),
		)
		.at(position)
		.expecting(expected)
	}

	pub(crate) fn check(what: &str, position: usize, expected: &str, found: &str) -> Self {
		Self::new(
			CHECK_DIGIT,
			format!(
				"{what} ends with check {found} where the others demand {expected}; compare it \
				 with the label, a digit is mistyped or two are swapped"
			),
		)
		.at(position)
		.expecting(expected)
	}

	/// What a type of `salus-primitives` says of `text`, which is called `what`.
	pub(crate) fn primitive(what: &str, text: &[u8], error: IdentifierError) -> Self {
		match error {
			IdentifierError::Length { expected, .. } => {
				Self::length(what, &format!("{expected} characters"), text.len())
			}
			IdentifierError::Character { position } => {
				Self::character(what, usize::from(position), "a character that the standard allows")
			}
			IdentifierError::CheckDigit { expected, found } => Self::check(
				what,
				text.len().saturating_sub(1),
				&expected.to_string(),
				&found.to_string(),
			),
			IdentifierError::Prefix => Self::new(
				PREFIX,
				format!(
					"{what} begins with digits that name nothing; take the number of the label"
				),
			)
			.at(0),
		}
	}
}

/// The digits of `text` as a number; `what` names the text in errors. At most 19 digits.
pub(crate) fn number(what: &str, text: &[u8]) -> Result<u64, Error> {
	text.iter().enumerate().try_fold(0u64, |number, (position, byte)| match byte {
		b'0'..=b'9' => number
			.checked_mul(10)
			.and_then(|n| n.checked_add(u64::from(byte - b'0')))
			.ok_or_else(|| Error::length(what, "at most 18 digits", text.len())),
		_ => Err(Error::character(what, position, "a digit")),
	})
}

/// Makes sure that `text` is of exactly `digits` digits.
pub(crate) fn exact_digits(what: &str, text: &[u8], digits: usize) -> Result<u64, Error> {
	if text.is_empty() {
		return Err(Error::empty(what));
	}
	// The wrong character is the better answer where both are wrong.
	let value = match text.iter().position(|byte| !byte.is_ascii_digit()) {
		Some(position) => return Err(Error::character(what, position, "a digit")),
		None if text.len() != digits => {
			return Err(Error::length(what, &format!("{digits} digits"), text.len()))
		}
		None => number(what, text)?,
	};
	Ok(value)
}

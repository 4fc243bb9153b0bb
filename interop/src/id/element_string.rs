//! GS1 element strings: what a scanner sends, and what is printed below the symbol (ID-4).

use super::{
	ai,
	error::{Error, CHARACTER, DUPLICATE_AI, EXCLUDED_AI, FORMAT},
};

/// FNC1 as scanners send it.
pub const FNC1: char = '\u{1d}';

/// A text longer than this is no barcode: the largest symbol holds 7,089 digits.
pub const MAX_LENGTH: usize = 8_192;

/// Pairs that may not stand together (GS1 General Specifications, section 4.14).
const EXCLUDED: &[(&str, &str)] = &[
	("01", "02"),
	("01", "03"),
	("02", "03"),
	("01", "37"),
	("03", "37"),
	("01", "255"),
	("02", "255"),
	("01", "8006"),
	("03", "8006"),
	("21", "235"),
	("8006", "37"),
	("8006", "8026"),
	("02", "8026"),
	("8017", "8018"),
	("420", "421"),
];

/// One application identifier with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
	/// Two to four digits.
	pub ai: String,
	/// Its value, checked.
	pub value: String,
	/// The data title of the General Specifications.
	pub title: &'static str,
	/// Where the value begins in the text.
	pub position: usize,
}

fn separator(c: char) -> bool {
	c == FNC1 || c == '^'
}

/// Takes the symbology identifier from the front: `]d2` DataMatrix, `]C1` GS1-128, `]Q3` QR,
/// `]e0` DataBar, `]J1` DotCode. Returns how many characters it takes, or none for an identifier
/// that does not announce element strings.
pub(crate) fn symbology(text: &str) -> Option<usize> {
	match text.get(..3) {
		Some("]d2" | "]C1" | "]Q3" | "]e0" | "]J1") => Some(3),
		_ if text.starts_with(']') => None,
		_ => Some(0),
	}
}

/// Reads an element string in any of its forms: with FNC1 as 0x1D or `^`, with or without a
/// symbology identifier, or with the identifiers in brackets. Every value is checked.
pub fn parse(text: &str, year: i32) -> Result<Vec<Element>, Error> {
	if text.len() > MAX_LENGTH {
		return Err(Error::length("the element string", "at most 8192 characters", text.len()));
	}
	let start = symbology(text).ok_or_else(|| {
		Error::new(
			FORMAT,
			"the symbology identifier does not announce GS1 data; scan a GS1 symbol: ]d2, ]C1, \
			 ]Q3, ]e0 or ]J1",
		)
		.at(0)
		.expecting("]d2, ]C1, ]Q3, ]e0 or ]J1")
	})?;
	let body = text.get(start..).unwrap_or_default();
	let trimmed = body.trim_start_matches(separator);
	let start = start + (body.len() - trimmed.len());
	let elements = if trimmed.is_empty() {
		return Err(Error::empty("element string").at(start));
	} else if trimmed.starts_with('(') {
		bracketed(trimmed, start)?
	} else {
		plain(trimmed, start)?
	};
	for element in &elements {
		let entry = ai::entry(element.ai.as_bytes()).ok_or_else(|| {
			Error::new(super::error::UNKNOWN_AI, format!("({}) is not known", element.ai))
		})?;
		ai::validate(&element.ai, entry, element.value.as_bytes(), year)
			.map_err(|error| error.shifted(element.position))?;
	}
	unique(elements)
}

/// Drops repetitions of the same element, refuses contradicting and excluded ones.
fn unique(elements: Vec<Element>) -> Result<Vec<Element>, Error> {
	let mut kept: Vec<Element> = Vec::with_capacity(elements.len());
	for element in elements {
		match kept.iter().find(|other| other.ai == element.ai) {
			Some(other) if other.value == element.value => continue,
			Some(_) => {
				return Err(Error::new(
					DUPLICATE_AI,
					format!(
						"({}) occurs twice with different values; scan one symbol at a time",
						element.ai
					),
				)
				.at(element.position))
			}
			None => kept.push(element),
		}
	}
	let position = |ai: &str| kept.iter().find(|e| e.ai == ai).map(|element| element.position);
	for (one, other) in EXCLUDED {
		if let (Some(a), Some(b)) = (position(one), position(other)) {
			return Err(Error::new(
				EXCLUDED_AI,
				format!("({one}) and ({other}) may not stand together on one item"),
			)
			.at(a.max(b)));
		}
	}
	Ok(kept)
}

/// `01095060001343521725123110ABC^21123`: without brackets.
fn plain(text: &str, start: usize) -> Result<Vec<Element>, Error> {
	let mut elements = Vec::new();
	let mut rest = text;
	while !rest.is_empty() {
		let at = start + (text.len() - rest.len());
		let (ai, entry) = ai::leading(rest).map_err(|error| error.shifted(at))?;
		let after = rest.get(ai.len()..).unwrap_or_default();
		let end = after.find(separator).unwrap_or(after.len());
		let length = match entry.lengths() {
			(_, max) if entry.predefined => match after.char_indices().nth(max) {
				Some((length, _)) => length.min(end),
				None => end,
			},
			_ => end,
		};
		let (value, next) = after.split_at_checked(length).unwrap_or((after, ""));
		elements.push(Element {
			ai: ai.to_owned(),
			value: value.to_owned(),
			title: entry.title,
			position: at + ai.len(),
		});
		rest = next.strip_prefix(separator).unwrap_or(next);
	}
	Ok(elements)
}

/// The application identifier in brackets at the front: its digits, its title and how many
/// characters it takes.
fn bracket(text: &str) -> Option<(&str, &'static str, usize)> {
	let inner = text.strip_prefix('(')?;
	let end = inner.find(')').filter(|end| *end <= 4)?;
	let ai = inner.get(..end)?;
	ai.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
	Some((ai, ai::entry(ai.as_bytes())?.title, end + 2))
}

/// `(01)09506000134352(17)251231(10)ABC(21)123`. A bracket in a value that could be taken for an
/// application identifier is written `\(`.
fn bracketed(text: &str, start: usize) -> Result<Vec<Element>, Error> {
	let mut elements = Vec::new();
	let mut rest = text;
	while !rest.is_empty() {
		let at = start + (text.len() - rest.len());
		let Some((ai, title, length)) = bracket(rest) else {
			let shown: String = rest.chars().take(6).collect();
			return Err(Error::new(
				super::error::UNKNOWN_AI,
				format!(
					"`{}` is not an application identifier in brackets; write it as in (01)",
					shown.escape_debug()
				),
			)
			.at(at)
			.expecting("an application identifier of the GS1 dictionary in brackets"));
		};
		let after = rest.get(length..).unwrap_or_default();
		let mut value = String::new();
		let mut end = after.len();
		let mut characters = after.char_indices().peekable();
		while let Some((i, c)) = characters.next() {
			if c == '\\' && matches!(characters.peek(), Some((_, '(' | '\\'))) {
				value.extend(characters.next().map(|(_, c)| c));
			} else if c == '(' && bracket(after.get(i..).unwrap_or_default()).is_some() {
				end = i;
				break;
			} else if separator(c) {
				// Tolerated where it separates.
				let next = after.get(i + c.len_utf8()..).unwrap_or_default();
				if !next.is_empty() && bracket(next).is_none() {
					return Err(Error::new(
						CHARACTER,
						"a separator (FNC1) stands inside a value; in bracketed text the next \
						 application identifier follows it in brackets",
					)
					.at(at + length + i));
				}
			} else {
				value.push(c);
			}
		}
		elements.push(Element { ai: ai.to_owned(), value, title, position: at + length });
		rest = after.get(end..).unwrap_or_default();
	}
	Ok(elements)
}

/// The elements in canonical order: the key first, then those of predefined length, then the
/// others, each by number.
pub(crate) fn canonical_order(elements: &mut [Element]) {
	elements.sort_by(|a, b| {
		let rank = |element: &Element| {
			let variable = !ai::entry(element.ai.as_bytes()).is_some_and(|entry| entry.predefined);
			(variable, element.ai.len(), element.ai.clone())
		};
		rank(a).cmp(&rank(b))
	});
}

/// As it is printed: identifiers in brackets.
pub fn to_bracketed(elements: &[Element]) -> String {
	let mut text = String::new();
	for element in elements {
		text.push('(');
		text.push_str(&element.ai);
		text.push(')');
		for (i, c) in element.value.char_indices() {
			if c == '(' && bracket(element.value.get(i..).unwrap_or_default()).is_some() {
				text.push('\\');
			}
			text.push(c);
		}
	}
	text
}

/// As a scanner sends it: FNC1 after every value without predefined length but the last.
pub fn to_plain(elements: &[Element]) -> String {
	let mut text = String::new();
	let mut open = false;
	for element in elements {
		if open {
			text.push(FNC1);
		}
		text.push_str(&element.ai);
		text.push_str(&element.value);
		open = !ai::entry(element.ai.as_bytes()).is_some_and(|entry| entry.predefined);
	}
	text
}

#[cfg(test)]
mod tests {
	use super::*;

	fn pairs(text: &str) -> Vec<(String, String)> {
		parse(text, 2026)
			.unwrap_or_else(|error| panic!("{text}: {error}"))
			.into_iter()
			.map(|element| (element.ai, element.value))
			.collect()
	}

	fn own(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
		pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
	}

	#[test]
	fn id_4_every_form_should_read_the_same() {
		let expected =
			own(&[("01", "09506000134352"), ("17", "251231"), ("10", "ABC"), ("21", "S(1)9")]);
		for text in [
			"010950600013435217251231".to_owned() + "10ABC\u{1d}21S(1)9",
			"]d2010950600013435217251231".to_owned() + "10ABC\u{1d}21S(1)9",
			"]C1010950600013435217251231".to_owned() + "10ABC^21S(1)9",
			"]Q3\u{1d}010950600013435217251231".to_owned() + "10ABC^21S(1)9^",
			"]e0^0109506000134352\u{1d}17251231".to_owned() + "10ABC\u{1d}21S(1)9",
			"(01)09506000134352(17)251231(10)ABC(21)S(1)9".to_owned(),
			"]J1(01)09506000134352^(17)251231^(10)ABC\u{1d}(21)S(1)9^".to_owned(),
		] {
			assert_eq!(pairs(&text), expected, "{text:?}");
		}
	}

	#[test]
	fn id_4_fixed_length_should_need_no_separator_and_variable_should_run_to_it() {
		assert_eq!(
			pairs("10ABC17251231"),
			own(&[("10", "ABC17251231")]),
			"without FNC1 the rest is the lot"
		);
		assert_eq!(pairs("1725123111250101"), own(&[("17", "251231"), ("11", "250101")]));
		assert_eq!(pairs("00340123453111111115"), own(&[("00", "340123453111111115")]));
		// Fixed, yet not predefined: the separator is needed.
		assert_eq!(pairs("422276^10A"), own(&[("422", "276"), ("10", "A")]));
		assert_eq!(parse("42227610A", 2026).unwrap_err().code, "length");
	}

	#[test]
	fn id_4_values_may_not_be_empty() {
		assert_eq!(parse("10^21A", 2026).unwrap_err().code, "empty");
		assert_eq!(parse("(10)(21)A", 2026).unwrap_err().code, "empty");
		assert_eq!(parse("", 2026).unwrap_err().code, "empty");
		assert_eq!(parse("]d2^", 2026).unwrap_err().code, "empty");
	}

	#[test]
	fn id_4_errors_should_name_the_character() {
		for (text, code, position) in [
			("]d20109506000134353", "check_digit", Some(18)),
			("(01)09506000134352(17)251301", "date", Some(22)),
			("010950600013435219A", "unknown_ai", Some(16)),
			("(01)09506000134352(19)A", "length", None),
			("(14)A", "unknown_ai", Some(0)),
			("10A B", "character", Some(3)),
			("10Aé", "character", Some(3)),
			("(10)A^B", "character", Some(5)),
			("]E09506000134352", "format", Some(0)),
			("(01)09506000134352(21)A(21)B", "duplicate_ai", Some(27)),
			("(01)09506000134352(02)09506000134352(37)1", "excluded_ai", Some(22)),
		] {
			let error = parse(text, 2026).unwrap_err();
			assert_eq!((error.code, error.position), (code, position), "{text}: {error}");
		}
		assert_eq!(parse(&"1".repeat(9_000), 2026).unwrap_err().code, "length");
	}

	#[test]
	fn id_4_brackets_in_values_should_survive_printing() {
		let read = parse("21A(10)B^10L", 2026).unwrap();
		let printed = to_bracketed(&read);
		assert_eq!(printed, "(21)A\\(10)B(10)L");
		let again = parse(&printed, 2026).unwrap();
		assert_eq!(to_plain(&again), to_plain(&read));
	}

	#[test]
	fn id_4_same_element_twice_should_count_once() {
		assert_eq!(pairs("(01)09506000134352(01)09506000134352").len(), 1);
	}
}

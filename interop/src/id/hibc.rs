//! Health Industry Bar Codes of HIBCC (ID-7): ANSI/HIBC 2.6, supplier labelling.

use super::{
	date::{calendar, full_year, ordinal, small, yymmdd, yyyymmdd, Date},
	error::{Error, DATE, FORMAT, PREFIX},
};

/// The 43 characters; the place of each is its value.
const ALPHABET: &[u8; 43] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

/// A symbol with more characters than this is none.
const MAX_LENGTH: usize = 512;

/// What a HIBC says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hibc {
	/// Labeler identification code: a letter and three letters or digits. None for a secondary
	/// code that stands alone.
	pub labeler: Option<String>,
	/// Product or catalogue number of the labeler.
	pub product: Option<String>,
	/// Unit of measure: 0 a single unit, 1-8 packaging levels, 9 variable.
	pub unit: Option<char>,
	/// The link character of a secondary code that stands alone: the check of its primary.
	pub link: Option<char>,
	/// Lot number.
	pub lot: Option<String>,
	/// Serial number.
	pub serial: Option<String>,
	/// Expiry.
	pub expiry: Option<Date>,
	/// Date of manufacture.
	pub manufactured: Option<Date>,
	/// How many.
	pub quantity: Option<u32>,
	/// Other supplemental data by their ASC data identifiers.
	pub other: Vec<(String, String)>,
	/// The modulo 43 character.
	pub check: char,
	/// The symbol without the asterisks of Code 39.
	pub text: String,
}

impl Hibc {
	/// The device identifier of a UDI: labeler, product and unit of measure.
	pub fn device_identifier(&self) -> Option<String> {
		Some(format!("{}{}{}", self.labeler.as_ref()?, self.product.as_ref()?, self.unit?))
	}
}

fn value(byte: u8) -> Option<usize> {
	ALPHABET.iter().position(|character| *character == byte)
}

/// The check character of what stands before it: the sum of the values modulo 43. None when a
/// character has no value.
pub fn check_character(text: &[u8]) -> Option<char> {
	let sum = text.iter().try_fold(0usize, |sum, byte| Some((sum + value(*byte)?) % 43))?;
	ALPHABET.get(sum).copied().map(char::from)
}

/// A part of the symbol and where it stands.
#[derive(Clone, Copy)]
struct Part<'a> {
	text: &'a str,
	at: usize,
}

impl<'a> Part<'a> {
	fn take(&mut self, length: usize) -> Option<&'a str> {
		let (head, rest) = self.text.split_at_checked(length)?;
		self.text = rest;
		self.at += length;
		Some(head)
	}

	fn strip(self, prefix: &str) -> Option<Self> {
		let text = self.text.strip_prefix(prefix)?;
		Some(Self { text, at: self.at + prefix.len() })
	}
}

/// Reads a HIBC: primary, secondary, or both joined by `/`.
pub fn parse(input: &str, year: i32) -> Result<Hibc, Error> {
	let starred = input.strip_prefix('*').map(|text| text.strip_suffix('*').unwrap_or(text));
	let (text, start) = starred.map_or((input, 0), |text| (text, 1));
	parse_text(text, year).map_err(|error| error.shifted(start))
}

fn parse_text(text: &str, year: i32) -> Result<Hibc, Error> {
	if text.is_empty() {
		return Err(Error::empty("HIBC"));
	}
	let bytes = text.as_bytes();
	if bytes.first() != Some(&b'+') {
		return Err(Error::new(
			PREFIX,
			"a HIBC begins with +, the flag of supplier labelling; scan the whole symbol",
		)
		.at(0)
		.expecting("+"));
	}
	if let Some(position) = bytes.iter().position(|byte| value(*byte).is_none()) {
		return Err(Error::character(
			"the HIBC",
			position,
			"a digit, a capital letter or one of -. $/+%",
		));
	}
	if !(4..=MAX_LENGTH).contains(&text.len()) {
		return Err(Error::length("the HIBC", "8 characters or more", text.len()));
	}
	// The alphabet is ASCII, so that every place is a character boundary.
	let at = text.len() - 1;
	let (body, found) = text.split_at_checked(at).unwrap_or((text, ""));
	let expected = check_character(body.as_bytes());
	let found = found.chars().next();
	if expected != found {
		let shown = |c: Option<char>| c.map(String::from).unwrap_or_default();
		return Err(Error::check("the HIBC", at, &shown(expected), &shown(found)));
	}
	let mut hibc =
		Hibc { check: expected.unwrap_or_default(), text: text.to_owned(), ..Hibc::default() };
	let body = Part { text: body.get(1..).unwrap_or_default(), at: 1 };

	if body.text.starts_with(|c: char| c == '$' || c.is_ascii_digit()) {
		// A secondary code alone: its last character links it to the primary.
		let end = body.text.len().saturating_sub(1);
		let (data, link) = body.text.split_at_checked(end).unwrap_or((body.text, ""));
		hibc.link = link.chars().next();
		secondary(&mut hibc, Part { text: data, at: 1 }, year)?;
		return Ok(hibc);
	}
	let (primary_text, rest) = match body.text.split_once('/') {
		Some((one, rest)) => (one, Some(Part { text: rest, at: body.at + one.len() + 1 })),
		None => (body.text, None),
	};
	primary(&mut hibc, Part { text: primary_text, at: body.at })?;
	if let Some(rest) = rest {
		secondary(&mut hibc, rest, year)?;
	}
	Ok(hibc)
}

fn primary(hibc: &mut Hibc, part: Part<'_>) -> Result<(), Error> {
	let bad = part.text.bytes().enumerate().position(|(i, byte)| match i {
		0 => !byte.is_ascii_uppercase(),
		_ => !byte.is_ascii_uppercase() && !byte.is_ascii_digit(),
	});
	if let Some(position) = bad {
		return Err(Error::character(
			"the primary part",
			part.at + position,
			if position == 0 { "a capital letter" } else { "a capital letter or a digit" },
		));
	}
	if !(6..=23).contains(&part.text.len()) {
		let expected = "a labeler code of 4, a product of 1 to 18 and a unit of 1 character";
		return Err(Error::length("the primary part", expected, part.text.len()).at(part.at));
	}
	let (labeler, rest) = part.text.split_at_checked(4).unwrap_or_default();
	let (product, unit) = rest.split_at_checked(rest.len().saturating_sub(1)).unwrap_or_default();
	let unit = unit.chars().next();
	if !unit.is_some_and(|unit| unit.is_ascii_digit()) {
		return Err(Error::character(
			"the primary part",
			part.at + part.text.len() - 1,
			"the unit of measure, a digit",
		));
	}
	hibc.labeler = Some(labeler.to_owned());
	hibc.product = Some(product.to_owned());
	hibc.unit = unit;
	Ok(())
}

fn secondary(hibc: &mut Hibc, part: Part<'_>, year: i32) -> Result<(), Error> {
	let mut first = true;
	let mut at = part.at;
	for field in part.text.split('/') {
		let field = Part { text: field, at };
		at += field.text.len() + 1;
		if first && (field.text.starts_with('$') || starts_with_julian(field.text)) {
			lot_or_serial(hibc, field, year)?;
		} else {
			supplement(hibc, field)?;
		}
		first = false;
	}
	Ok(())
}

fn starts_with_julian(text: &str) -> bool {
	text.len() >= 5 && text.bytes().take(5).all(|byte| byte.is_ascii_digit())
}

fn no_date(part: Part<'_>, expected: &str) -> Error {
	Error::new(DATE, format!("no date of the form {expected} stands at position {}", part.at))
		.at(part.at)
		.expecting(expected)
}

/// The field that begins with `$`, `$$` or five digits.
fn lot_or_serial(hibc: &mut Hibc, field: Part<'_>, year: i32) -> Result<(), Error> {
	let dated = |part: &mut Part<'_>, form: &str, length: usize| -> Result<Option<Date>, Error> {
		let before = *part;
		let wrong = || no_date(before, form);
		let text = part.take(length).ok_or_else(wrong)?;
		let number = |from: usize, to: usize| {
			text.get(from..to).and_then(|digits| small(digits.as_bytes())).ok_or_else(wrong)
		};
		let day = match form {
			"MMYY" => calendar(full_year(number(2, 4)?, year), number(0, 2)?, 0),
			"MMDDYY" => match number(2, 4)? {
				0 => None,
				day => calendar(full_year(number(4, 6)?, year), number(0, 2)?, day),
			},
			"YYMMDD" => yymmdd(text.as_bytes(), year, false),
			"YYMMDDHH" if number(6, 8)? < 24 => {
				yymmdd(text.get(..6).unwrap_or_default().as_bytes(), year, false)
			}
			"YYJJJ" => ordinal(full_year(number(0, 2)?, year), number(2, 5)?),
			"YYJJJHH" if number(5, 7)? < 24 => {
				ordinal(full_year(number(0, 2)?, year), number(2, 5)?)
			}
			_ => None,
		};
		Ok(Some(Date { text: text.to_owned(), day: day.ok_or_else(wrong)? }))
	};

	let (is_serial, rest) = if let Some(rest) = field.strip("$$") {
		let (is_serial, mut rest) = match rest.strip("+") {
			Some(rest) => (true, rest),
			None => (false, rest),
		};
		let quantity = match rest.text.bytes().next() {
			Some(b'8') => Some(2),
			Some(b'9') => Some(5),
			_ => None,
		};
		if let Some(length) = quantity {
			rest.take(1);
			let before = rest;
			let digits = rest.take(length).and_then(|digits| small(digits.as_bytes()));
			hibc.quantity = Some(digits.and_then(|n| u32::try_from(n).ok()).ok_or_else(|| {
				Error::character("the quantity", before.at, &format!("{length} digits"))
			})?);
		}
		hibc.expiry = match rest.text.bytes().next() {
			Some(b'0' | b'1') => dated(&mut rest, "MMYY", 4)?,
			Some(b'2') => rest.take(1).map_or(Ok(None), |_| dated(&mut rest, "MMDDYY", 6))?,
			Some(b'3') => rest.take(1).map_or(Ok(None), |_| dated(&mut rest, "YYMMDD", 6))?,
			Some(b'4') => rest.take(1).map_or(Ok(None), |_| dated(&mut rest, "YYMMDDHH", 8))?,
			Some(b'5') => rest.take(1).map_or(Ok(None), |_| dated(&mut rest, "YYJJJ", 5))?,
			Some(b'6') => rest.take(1).map_or(Ok(None), |_| dated(&mut rest, "YYJJJHH", 7))?,
			Some(b'7') => {
				rest.take(1);
				None
			}
			None if quantity.is_some() => None,
			_ => return Err(no_date(rest, "MMYY, or 2 to 6 for a longer form, or 7 for no date")),
		};
		(is_serial, rest)
	} else if let Some(rest) = field.strip("$") {
		match rest.strip("+") {
			Some(rest) => (true, rest),
			None => (false, rest),
		}
	} else {
		let mut rest = field;
		hibc.expiry = dated(&mut rest, "YYJJJ", 5)?;
		(false, rest)
	};
	let what = if is_serial { "the serial number" } else { "the lot number" };
	let dated = hibc.expiry.is_some() || hibc.quantity.is_some();
	if rest.text.is_empty() && (is_serial || !dated) {
		return Err(Error::empty(what.trim_start_matches("the ")).at(rest.at));
	}
	let content = limited(what, rest)?;
	if !content.is_empty() {
		*(if is_serial { &mut hibc.serial } else { &mut hibc.lot }) = Some(content);
	}
	Ok(())
}

fn limited(what: &str, part: Part<'_>) -> Result<String, Error> {
	if part.text.len() > 18 {
		let found = part.text.len();
		return Err(Error::length(what, "at most 18 characters", found).at(part.at + 18));
	}
	Ok(part.text.to_owned())
}

/// Supplemental data: an ASC data identifier (digits and a letter) and its value.
fn supplement(hibc: &mut Hibc, field: Part<'_>) -> Result<(), Error> {
	let digits = field.text.bytes().take_while(u8::is_ascii_digit).count();
	let mut value = field;
	let id = match value.take(digits + 1) {
		Some(id) if digits <= 3 && id.ends_with(|c: char| c.is_ascii_uppercase()) => id,
		_ => {
			return Err(Error::new(
				FORMAT,
				format!(
					"position {} has neither lot or serial data ($, $$) nor a data identifier \
					 such as S, 14D or 16D",
					field.at
				),
			)
			.at(field.at)
			.expecting("$, $$, S, 14D, 16D or another data identifier"))
		}
	};
	if value.text.is_empty() {
		return Err(Error::empty(&format!("value of {id}")).at(value.at));
	}
	let date = |part: Part<'_>| -> Result<Date, Error> {
		let day = yyyymmdd(part.text.as_bytes()).ok_or_else(|| no_date(part, "YYYYMMDD"))?;
		Ok(Date { text: part.text.to_owned(), day })
	};
	let twice = |what: &str| {
		Error::new(FORMAT, format!("the {what} occurs twice with different values")).at(field.at)
	};
	match id {
		"S" => {
			let serial = limited("the serial number", value)?;
			if hibc.serial.as_ref().is_some_and(|known| *known != serial) {
				return Err(twice("serial number"));
			}
			hibc.serial = Some(serial);
		}
		"14D" => {
			let expiry = date(value)?;
			// A month in the lot field may be made exact here.
			hibc.expiry = Some(expiry);
		}
		"16D" => hibc.manufactured = Some(date(value)?),
		"Q" => {
			let quantity = small(value.text.as_bytes()).and_then(|n| u32::try_from(n).ok());
			let quantity = quantity
				.filter(|_| value.text.len() <= 5)
				.ok_or_else(|| Error::character("the quantity", value.at, "1 to 5 digits"))?;
			hibc.quantity = Some(quantity);
		}
		_ => hibc.other.push((id.to_owned(), value.text.to_owned())),
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn with_check(body: &str) -> String {
		format!("{body}{}", check_character(body.as_bytes()).unwrap())
	}

	fn read(text: &str) -> Hibc {
		parse(text, 2026).unwrap_or_else(|error| panic!("{text}: {error}"))
	}

	#[test]
	fn id_7_examples_of_the_standard_should_verify() {
		let hibc = read("+A99912345/$$52001510X33");
		assert_eq!(hibc.labeler.as_deref(), Some("A999"));
		assert_eq!(hibc.product.as_deref(), Some("1234"));
		assert_eq!(hibc.unit, Some('5'));
		assert_eq!(hibc.lot.as_deref(), Some("10X3"));
		assert_eq!(hibc.expiry.unwrap().iso(), "2020-01-15");
		assert_eq!(hibc.check, '3');

		let hibc = read("*+A123BJC5D6E71G*");
		assert_eq!(hibc.device_identifier().as_deref(), Some("A123BJC5D6E71"));
		assert_eq!(hibc.text, "+A123BJC5D6E71G");
	}

	#[test]
	fn id_7_udi_example_of_the_fda_should_be_taken_apart() {
		// The FDA prints it with C as its last character, which is not its check character.
		let hibc = read(
			"+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202H",
		);
		assert_eq!(hibc.device_identifier().as_deref(), Some("H123PARTNO1234567890120"));
		assert_eq!(hibc.lot.as_deref(), Some("LOT123456789012345"));
		assert_eq!(hibc.serial.as_deref(), Some("XYZ456789012345678"));
		assert_eq!(hibc.expiry.unwrap().iso(), "2020-02-02");
		assert_eq!(hibc.manufactured.unwrap().iso(), "2013-02-02");
	}

	#[test]
	fn id_7_every_secondary_form_should_be_read() {
		for (secondary, lot, serial, expiry, quantity) in [
			("$3C001", Some("3C001"), None, None, None),
			("$+0001", None, Some("0001"), None, None),
			("$$09053C001", Some("3C001"), None, Some("2005-09-30"), None),
			("$$20928053C001", Some("3C001"), None, Some("2005-09-28"), None),
			("$$30509283C001", Some("3C001"), None, Some("2005-09-28"), None),
			("$$4050928223C001", Some("3C001"), None, Some("2005-09-28"), None),
			("$$5052713C001", Some("3C001"), None, Some("2005-09-28"), None),
			("$$605271223C001", Some("3C001"), None, Some("2005-09-28"), None),
			("$$73C001", Some("3C001"), None, None, None),
			("$$82409053C001", Some("3C001"), None, Some("2005-09-30"), Some(24)),
			("$$82420928053C001", Some("3C001"), None, Some("2005-09-28"), Some(24)),
			("$$90010030509283C001", Some("3C001"), None, Some("2005-09-28"), Some(100)),
			("$$82473C001", Some("3C001"), None, None, Some(24)),
			("$$824", None, None, None, Some(24)),
			("$$0905", None, None, Some("2005-09-30"), None),
			("$$+09050001", None, Some("0001"), Some("2005-09-30"), None),
			("$$+70001", None, Some("0001"), None, None),
			("052713C001", Some("3C001"), None, Some("2005-09-28"), None),
			("$3C001/S9/14D20251231/Q5", Some("3C001"), Some("9"), Some("2025-12-31"), Some(5)),
			("S77", None, Some("77"), None, None),
		] {
			let hibc = read(&with_check(&format!("+A99912345/{secondary}")));
			assert_eq!(hibc.lot.as_deref(), lot, "{secondary}");
			assert_eq!(hibc.serial.as_deref(), serial, "{secondary}");
			assert_eq!(hibc.expiry.map(|date| date.iso()).as_deref(), expiry, "{secondary}");
			assert_eq!(hibc.quantity, quantity, "{secondary}");
		}
		let hibc = read(&with_check("+A99912345/$L/22Q7/1LX"));
		assert_eq!(hibc.other.len(), 2);
	}

	#[test]
	fn id_7_secondary_alone_should_link_to_its_primary() {
		let primary = read(&with_check("+A99912345"));
		let secondary = read(&with_check(&format!("+$$52001510X3{}", primary.check)));
		assert_eq!(secondary.device_identifier(), None);
		assert_eq!(secondary.lot.as_deref(), Some("10X3"));
		assert_eq!(secondary.link, Some(primary.check));
	}

	#[test]
	fn id_7_errors_should_name_the_character() {
		for (text, code, position) in [
			("".to_owned(), "empty", None),
			("A99912345".to_owned(), "prefix", Some(0)),
			("+A99912345/$$52001510X34".to_owned(), "check_digit", Some(23)),
			("+a9991234".to_owned(), "character", Some(1)),
			("*+a9991234*".to_owned(), "character", Some(2)),
			("+é".to_owned(), "character", Some(1)),
			("+A9".to_owned(), "length", None),
			(with_check("+A9991"), "length", Some(1)),
			(with_check("+A-991234"), "character", Some(2)),
			(with_check("+-9991234"), "character", Some(1)),
			(with_check("+A999123X"), "character", Some(8)),
			(with_check("+A99912345/"), "format", Some(11)),
			(with_check("+A99912345/$"), "empty", Some(12)),
			(with_check("+A99912345/$$"), "date", Some(13)),
			(with_check("+A99912345/$$5204001"), "date", Some(14)),
			(with_check("+A99912345/$$13051"), "date", Some(13)),
			(with_check("+A99912345/$$2090005X"), "date", Some(14)),
			(with_check("+A99912345/$$40509282A"), "date", Some(14)),
			(with_check("+A99912345/$$8X"), "character", Some(14)),
			(with_check("+A99912345/$1234567890123456789"), "length", Some(30)),
			(with_check("+A99912345/$A/"), "format", Some(14)),
			(with_check("+A99912345/$A/S"), "empty", Some(15)),
			(with_check("+A99912345/$A/14D20251301"), "date", Some(17)),
			(with_check("+A99912345/$+A/SB"), "format", Some(15)),
			(with_check("+A99912345/$A/Q123456"), "character", Some(15)),
		] {
			let error = parse(&text, 2026).unwrap_err();
			assert_eq!((error.code, error.position), (code, position), "{text}: {error}");
		}
	}
}

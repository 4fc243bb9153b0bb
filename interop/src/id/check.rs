//! `salus id check`: one value of one kind, and the JSON that says what it is or what is wrong.

use super::{
	date::{this_year, Date},
	digital_link,
	error::{exact_digits, Error, CHARACTER, FORMAT, LENGTH, MISSING},
	gmn, health, hibc,
	identifier::Identifier,
	ndc,
	scan::{pairs, scan_at, Scan},
	udi::{self, Udi},
};
use salus_primitives::{identifiers::DeaNumber, Gln, Gtin, IdentifierError, Npi, Sscc};
use serde::{ser::SerializeStruct, Serialize, Serializer};
use std::{borrow::Cow, fmt, io::Write, str::FromStr};

macro_rules! kinds {
	($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
		/// What a value is checked as.
		#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
		pub enum Kind { $($(#[$doc])* $variant,)+ }

		impl Kind {
			/// Every kind.
			pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

			/// The name of the kind on the command line and in JSON.
			pub const fn as_str(self) -> &'static str {
				match self { $(Self::$variant => $name,)+ }
			}
		}
	};
}

kinds! {
	/// GTIN-8, -12, -13 or -14 (ID-1).
	Gtin = "gtin",
	/// Serial Shipping Container Code, 18 digits (ID-3).
	Sscc = "sscc",
	/// Global Location Number, 13 digits (ID-3).
	Gln = "gln",
	/// US National Provider Identifier (ID-6).
	Npi = "npi",
	/// US National Drug Code (ID-2).
	Ndc = "ndc",
	/// US DEA registration number (ID-11).
	Dea = "dea",
	/// A pack, as EPC URN, GS1 Digital Link or element string (ID-2, ID-5).
	Sgtin = "sgtin",
	/// A place, as EPC URN, GS1 Digital Link or element string (ID-3, ID-5).
	Sgln = "sgln",
	/// Unique Device Identifier of any agency (ID-10).
	Udi = "udi",
	/// Health Industry Bar Code (ID-7).
	Hibc = "hibc",
	/// Global Model Number, Basic UDI-DI (ID-9).
	Gmn = "gmn",
	/// GS1 Digital Link URI (ID-5).
	DigitalLink = "digital-link",
	/// GS1 element string (ID-4).
	ElementString = "element-string",
	/// Medicare Beneficiary Identifier (ID-11).
	Mbi = "mbi",
	/// ClinicalTrials.gov identifier (ID-11).
	Nct = "nct",
	/// LOINC code (ID-11).
	Loinc = "loinc",
	/// SNOMED CT identifier (ID-11).
	Snomed = "snomed",
}

impl fmt::Display for Kind {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.pad(self.as_str())
	}
}

impl Serialize for Kind {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(self.as_str())
	}
}

impl FromStr for Kind {
	type Err = Error;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		Self::ALL.iter().copied().find(|kind| kind.as_str() == text).ok_or_else(|| {
			let names: Vec<&str> = Self::ALL.iter().map(|kind| kind.as_str()).collect();
			Error::new(
				FORMAT,
				format!(
					"`{}` is not a kind; write one of {}",
					text.escape_debug(),
					names.join(", ")
				),
			)
			.expecting(names.join(", "))
		})
	}
}

/// Up to 20 digits, held without allocation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digits {
	bytes: [u8; 20],
	start: usize,
}

impl Digits {
	/// The number, padded with zeros on the left to `width` digits.
	pub fn new(mut number: u64, width: usize) -> Self {
		let mut bytes = [b'0'; 20];
		let mut start = bytes.len().saturating_sub(width);
		for (i, byte) in bytes.iter_mut().enumerate().rev() {
			if number == 0 {
				break;
			}
			*byte = b'0' + u8::try_from(number % 10).unwrap_or_default();
			number /= 10;
			start = start.min(i);
		}
		Self { bytes, start }
	}

	/// The digits.
	pub fn as_str(&self) -> &str {
		let digits = self.bytes.get(self.start..).unwrap_or_default();
		std::str::from_utf8(digits).unwrap_or_default()
	}
}

impl fmt::Debug for Digits {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(self.as_str())
	}
}

impl Serialize for Digits {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(self.as_str())
	}
}

/// The one way to write a value: what to compare and to store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Canonical {
	/// Of digits alone.
	Digits(Digits),
	/// Anything else.
	Text(String),
}

impl Canonical {
	/// The text.
	pub fn as_str(&self) -> &str {
		match self {
			Self::Digits(digits) => digits.as_str(),
			Self::Text(text) => text,
		}
	}
}

/// The parts of a valid value. Every part is always there, `null` where the value has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
#[allow(missing_docs, reason = "the fields are the standards' own words")]
pub enum Parsed {
	Gtin {
		gtin: Digits,
		format: &'static str,
		indicator: u8,
		check_digit: u8,
		/// The ten digits of the NDC in it.
		ndc: Option<Digits>,
	},
	Sscc {
		sscc: Digits,
		extension_digit: u8,
		check_digit: u8,
	},
	Gln {
		gln: Digits,
		check_digit: u8,
	},
	Npi {
		npi: Digits,
		check_digit: u8,
	},
	Ndc {
		configuration: &'static str,
		labeler: Option<String>,
		product: Option<String>,
		package: Option<String>,
		/// With hyphens where they are known.
		ndc10: Option<String>,
		ndc11: Option<String>,
		/// What the eleven digits may be when they are not known.
		ndc11_candidates: Vec<String>,
		gtin: Option<Digits>,
	},
	Dea {
		dea: String,
		registrant_type: char,
		check_digit: u8,
	},
	Sgtin {
		gtin: Digits,
		serial: String,
		lot: Option<String>,
		expiry: Option<Date>,
		digital_link: String,
	},
	Sgln {
		gln: Digits,
		extension: Option<String>,
		digital_link: String,
	},
	Udi(Udi),
	Hibc {
		labeler: Option<String>,
		product: Option<String>,
		unit_of_measure: Option<char>,
		di: Option<String>,
		lot: Option<String>,
		serial: Option<String>,
		expiry: Option<Date>,
		manufacturing_date: Option<Date>,
		quantity: Option<u32>,
		link_character: Option<char>,
		check_character: char,
		#[serde(serialize_with = "pairs")]
		other: Vec<(String, String)>,
	},
	Gmn {
		gmn: String,
		/// Company prefix and model reference.
		reference: String,
		check_characters: String,
	},
	DigitalLink {
		/// What it identifies most finely: SGTIN, LGTIN, SSCC...
		identifies: Option<&'static str>,
		key: &'static str,
		value: String,
		#[serde(serialize_with = "pairs")]
		qualifiers: Vec<(String, String)>,
		#[serde(serialize_with = "pairs")]
		attributes: Vec<(String, String)>,
		/// The URI by which EPCIS knows it: without what does not identify (CBV 2.0 section 8.9).
		epcis: Option<String>,
	},
	ElementString {
		#[serde(flatten)]
		scan: Box<Scan>,
		identifies: Option<&'static str>,
		digital_link: Option<String>,
	},
	Other {
		value: String,
	},
}

/// A valid value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valid {
	/// The one way to write it.
	pub canonical: Canonical,
	/// Its parts.
	pub parsed: Parsed,
}

/// The answer for one value. Its JSON is `{"input","kind","valid":true,"canonical","parsed"}` or
/// `{"input","kind","valid":false,"error"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check<'a> {
	/// The value as it was given, without the end of its line.
	pub input: Cow<'a, str>,
	/// What it was checked as.
	pub kind: Kind,
	/// What it is, or what is wrong with it.
	pub outcome: Result<Valid, Error>,
}

impl Check<'_> {
	/// Whether the value is valid.
	pub fn is_valid(&self) -> bool {
		self.outcome.is_ok()
	}
}

impl Serialize for Check<'_> {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		let fields = if self.is_valid() { 5 } else { 4 };
		let mut object = serializer.serialize_struct("Check", fields)?;
		object.serialize_field("input", &self.input)?;
		object.serialize_field("kind", &self.kind)?;
		object.serialize_field("valid", &self.is_valid())?;
		match &self.outcome {
			Ok(valid) => {
				object.serialize_field("canonical", &valid.canonical)?;
				object.serialize_field("parsed", &valid.parsed)?;
			}
			Err(error) => object.serialize_field("error", error)?,
		}
		object.end()
	}
}

/// Checks one value. White space is not trimmed, except for the end of a line: it may be part of a
/// Health Industry Bar Code and is wrong everywhere else.
///
/// A valid GTIN, SSCC, GLN or NPI is checked and printed without allocation.
pub fn check(kind: Kind, value: &str) -> Check<'_> {
	let input = value.strip_suffix('\n').unwrap_or(value);
	let input = input.strip_suffix('\r').unwrap_or(input);
	Check { input: Cow::Borrowed(input), kind, outcome: outcome(kind, input) }
}

/// Checks one line of input, which need not be UTF-8, and appends the answer as one line of JSON.
/// Returns whether the value is valid.
pub fn check_line(kind: Kind, line: &[u8], output: &mut Vec<u8>) -> bool {
	let line = line.strip_suffix(b"\n").unwrap_or(line);
	let line = line.strip_suffix(b"\r").unwrap_or(line);
	let answer = match std::str::from_utf8(line) {
		Ok(text) => check(kind, text),
		Err(error) => Check {
			input: String::from_utf8_lossy(line),
			kind,
			outcome: Err(Error::new(
				CHARACTER,
				"the line is not UTF-8 text; save the file as UTF-8 or ASCII",
			)
			.at(error.valid_up_to())
			.expecting("UTF-8 text")),
		},
	};
	// Writing to memory and serialising these types cannot fail.
	let written = serde_json::to_writer(&mut *output, &answer).is_ok();
	let ended = output.write_all(b"\n").is_ok();
	written && ended && answer.is_valid()
}

fn last_digit(number: u64) -> u8 {
	u8::try_from(number % 10).unwrap_or_default()
}

fn outcome(kind: Kind, text: &str) -> Result<Valid, Error> {
	match kind {
		Kind::Gtin => gtin(text),
		Kind::Sscc => {
			let number = fixed("the SSCC", text, 18, Sscc::try_from, Sscc::get)?;
			let sscc = Digits::new(number, 18);
			let extension_digit =
				u8::try_from(number / 100_000_000_000_000_000).unwrap_or_default();
			let check_digit = last_digit(number);
			Ok(digits(sscc, Parsed::Sscc { sscc, extension_digit, check_digit }))
		}
		Kind::Gln => {
			let number = fixed("the GLN", text, 13, Gln::try_from, Gln::get)?;
			let gln = Digits::new(number, 13);
			Ok(digits(gln, Parsed::Gln { gln, check_digit: last_digit(number) }))
		}
		Kind::Npi => npi(text),
		Kind::Ndc => ndc(text),
		Kind::Dea => dea(text),
		Kind::Sgtin => sgtin(text),
		Kind::Sgln => sgln(text),
		Kind::Udi => {
			let udi = udi::parse(text, this_year())?;
			Ok(written(udi.canonical.clone(), Parsed::Udi(udi)))
		}
		Kind::Hibc => {
			let hibc = hibc::parse(text, this_year())?;
			let di = hibc.device_identifier();
			Ok(written(
				hibc.text,
				Parsed::Hibc {
					di,
					labeler: hibc.labeler,
					product: hibc.product,
					unit_of_measure: hibc.unit,
					lot: hibc.lot,
					serial: hibc.serial,
					expiry: hibc.expiry,
					manufacturing_date: hibc.manufactured,
					quantity: hibc.quantity,
					link_character: hibc.link,
					check_character: hibc.check,
					other: hibc.other,
				},
			))
		}
		Kind::Gmn => {
			let (reference, check_characters) = gmn::check(text)?;
			Ok(written(
				text.to_owned(),
				Parsed::Gmn {
					gmn: text.to_owned(),
					reference: reference.to_owned(),
					check_characters: check_characters.to_owned(),
				},
			))
		}
		Kind::DigitalLink => link(text),
		Kind::ElementString => element_string(text),
		Kind::Mbi => health::mbi(text).map(other),
		Kind::Nct => health::nct(text).map(|_| other(text.to_owned())),
		Kind::Loinc => health::loinc(text).map(|_| other(text.to_owned())),
		Kind::Snomed => health::snomed(text).map(|_| other(text.to_owned())),
	}
}

fn digits(canonical: Digits, parsed: Parsed) -> Valid {
	Valid { canonical: Canonical::Digits(canonical), parsed }
}

fn written(canonical: String, parsed: Parsed) -> Valid {
	Valid { canonical: Canonical::Text(canonical), parsed }
}

fn other(value: String) -> Valid {
	written(value.clone(), Parsed::Other { value })
}

/// A key of a fixed number of digits.
fn fixed<T>(
	name: &str,
	text: &str,
	width: usize,
	parse: fn(u64) -> Result<T, IdentifierError>,
	get: fn(T) -> u64,
) -> Result<u64, Error> {
	if text.is_empty() {
		return Err(Error::empty(name));
	}
	let number = exact_digits(name, text.as_bytes(), width)?;
	parse(number).map(get).map_err(|error| Error::primitive(name, text.as_bytes(), error))
}

fn gtin(text: &str) -> Result<Valid, Error> {
	if text.is_empty() {
		return Err(Error::empty("GTIN"));
	}
	let format = match text.len() {
		8 => "GTIN-8",
		12 => "GTIN-12",
		13 => "GTIN-13",
		14 => "GTIN-14",
		found => {
			if let Some(position) = text.bytes().position(|byte| !byte.is_ascii_digit()) {
				return Err(Error::character("the GTIN", position, "a digit"));
			}
			return Err(Error::new(
				LENGTH,
				format!("the GTIN has {found} digits; it needs 8, 12, 13 or 14"),
			)
			.expecting("8, 12, 13 or 14 digits"));
		}
	};
	let number = fixed("the GTIN", text, text.len(), Gtin::try_from, Gtin::get)?;
	let value = Gtin::try_from(number)
		.map_err(|error| Error::primitive("the GTIN", text.as_bytes(), error))?;
	let gtin = Digits::new(number, 14);
	Ok(digits(
		gtin,
		Parsed::Gtin {
			gtin,
			format,
			indicator: value.indicator(),
			check_digit: last_digit(number),
			ndc: ndc::in_gtin(value).map(|ten| Digits::new(ten, 10)),
		},
	))
}

fn npi(text: &str) -> Result<Valid, Error> {
	if text.is_empty() {
		return Err(Error::empty("NPI"));
	}
	let number = exact_digits("the NPI", text.as_bytes(), 10)?;
	if !matches!(text.as_bytes().first(), Some(b'1' | b'2')) {
		return Err(Error::new(super::error::PREFIX, "an NPI begins with 1 or 2")
			.at(0)
			.expecting("1 or 2"));
	}
	let number = Npi::try_from(number)
		.map_err(|error| Error::primitive("the NPI", text.as_bytes(), error))?
		.get();
	let npi = Digits::new(number, 10);
	Ok(digits(npi, Parsed::Npi { npi, check_digit: last_digit(number) }))
}

fn dea(text: &str) -> Result<Valid, Error> {
	if text.is_empty() {
		return Err(Error::empty("DEA number"));
	}
	let what = "the DEA number";
	let bad = text.bytes().enumerate().position(|(i, byte)| match i {
		0 => !byte.is_ascii_uppercase(),
		1 => !byte.is_ascii_uppercase() && byte != b'9',
		_ => !byte.is_ascii_digit(),
	});
	if let Some(position) = bad {
		let expected = match position {
			0 => "a capital letter",
			1 => "a capital letter or 9",
			_ => "a digit",
		};
		return Err(Error::character(what, position, expected));
	}
	text.parse::<DeaNumber>().map_err(|error| Error::primitive(what, text.as_bytes(), error))?;
	Ok(written(
		text.to_owned(),
		Parsed::Dea {
			dea: text.to_owned(),
			registrant_type: text.chars().next().unwrap_or_default(),
			check_digit: text.bytes().last().unwrap_or(b'0').wrapping_sub(b'0'),
		},
	))
}

fn ndc(text: &str) -> Result<Valid, Error> {
	let ndc = ndc::parse(text)?;
	let ndc10 = ndc.hyphenated().or_else(|| ndc.ten.clone());
	let ndc11_candidates = ndc.candidates();
	let canonical = ndc.canonical().to_owned();
	let [labeler, product, package] = match ndc.segments {
		Some(segments) => segments.map(Some),
		None => [None, None, None],
	};
	Ok(written(
		canonical,
		Parsed::Ndc {
			configuration: ndc.configuration,
			labeler,
			product,
			package,
			ndc10,
			ndc11: ndc.eleven,
			ndc11_candidates,
			gtin: ndc.gtin.map(|gtin| Digits::new(gtin.get(), 14)),
		},
	))
}

/// A URN, a Digital Link or an element string.
fn any_form(text: &str) -> Result<Scan, Error> {
	if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
		return Err(Error::new(
			FORMAT,
			"digits alone are a key without a serial number or extension; write an EPC URN, a GS1 \
			 Digital Link or an element string",
		)
		.expecting("urn:epc:id:…, https://id.gs1.org/… or (01)…(21)…"));
	}
	scan_at(text, this_year())
}

fn not_a(kind: &str, found: Option<Identifier>, expected: &str) -> Error {
	let found = found.map_or("no key", |identifier| identifier.kind());
	Error::new(MISSING, format!("the text identifies {found}, not {kind}; it needs {expected}"))
		.expecting(expected)
}

fn sgtin(text: &str) -> Result<Valid, Error> {
	let scan = any_form(text)?;
	match scan.identifier() {
		Some(identifier @ Identifier::Sgtin { .. }) => {
			let digital_link = identifier.canonical_digital_link();
			let Identifier::Sgtin { gtin, serial } = identifier else {
				return Err(not_a("SGTIN", None, "a GTIN and a serial number"));
			};
			Ok(written(
				digital_link.clone(),
				Parsed::Sgtin {
					gtin: Digits::new(gtin.get(), 14),
					serial,
					lot: scan.lot,
					expiry: scan.expiry,
					digital_link,
				},
			))
		}
		found => Err(not_a("SGTIN", found, "a GTIN (01) and a serial number (21)")),
	}
}

fn sgln(text: &str) -> Result<Valid, Error> {
	let identifier = any_form(text)?.identifier();
	match identifier {
		Some(Identifier::Sgln { gln, ref extension }) => {
			let extension = extension.clone();
			let digital_link =
				identifier.map(|found| found.canonical_digital_link()).unwrap_or_default();
			let gln = Digits::new(gln.get(), 13);
			Ok(written(digital_link.clone(), Parsed::Sgln { gln, extension, digital_link }))
		}
		found => Err(not_a("SGLN", found, "a GLN of a place (414)")),
	}
}

fn link(text: &str) -> Result<Valid, Error> {
	if text.is_empty() {
		return Err(Error::empty("GS1 Digital Link"));
	}
	if text.len() > super::identifier::MAX_URI {
		return Err(Error::length("the URI", "at most 4096 characters", text.len()));
	}
	if let Some(position) = text.bytes().position(|byte| byte <= b' ' || byte >= 0x7f) {
		return Err(Error::character(
			"the URI",
			position,
			"an ASCII character that is no white space, others percent-encoded",
		));
	}
	let Some(link) = digital_link::parse(text, digital_link::Reading::Strict)? else {
		return Err(Error::new(MISSING, "the address has no GS1 key in its path"));
	};
	let identifier = link.identifier();
	let canonical = link.canonical();
	Ok(written(
		canonical,
		Parsed::DigitalLink {
			identifies: identifier.as_ref().map(Identifier::kind),
			epcis: identifier.as_ref().map(Identifier::canonical_digital_link),
			key: link.key,
			value: link.value,
			qualifiers: link
				.qualifiers
				.into_iter()
				.map(|(ai, value)| (ai.to_owned(), value))
				.collect(),
			attributes: link.attributes,
		},
	))
}

fn element_string(text: &str) -> Result<Valid, Error> {
	let year = this_year();
	let elements = super::element_string::parse(text, year)?;
	let scan = Scan::from_elements(&elements, year);
	let identifier = scan.identifier();
	Ok(written(
		scan.element_string(),
		Parsed::ElementString {
			identifies: identifier.as_ref().map(Identifier::kind),
			digital_link: identifier.as_ref().map(Identifier::canonical_digital_link),
			scan: Box::new(scan),
		},
	))
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, Value};

	fn answer(kind: &str, value: &str) -> Value {
		let mut line = Vec::new();
		let valid = check_line(kind.parse().unwrap(), value.as_bytes(), &mut line);
		assert_eq!(line.pop(), Some(b'\n'));
		assert!(!line.contains(&b'\n'), "one line out per line in");
		let answer: Value = serde_json::from_slice(&line).unwrap();
		assert_eq!(answer["valid"], valid);
		answer
	}

	#[test]
	fn id_1_gtin_of_every_length_should_be_padded() {
		assert_eq!(
			answer("gtin", "8904000210037"),
			json!({
				"input": "8904000210037", "kind": "gtin", "valid": true,
				"canonical": "08904000210037",
				"parsed": {
					"gtin": "08904000210037", "format": "GTIN-13", "indicator": 0,
					"checkDigit": 7, "ndc": null,
				},
			})
		);
		for (value, canonical, format) in [
			("01234565", "00000001234565", "GTIN-8"),
			("012345678905", "00012345678905", "GTIN-12"),
			("6291041500213", "06291041500213", "GTIN-13"),
			("10614141123459\r\n", "10614141123459", "GTIN-14"),
		] {
			let found = answer("gtin", value);
			assert_eq!(
				(&found["canonical"], &found["parsed"]["format"]),
				(&json!(canonical), &json!(format))
			);
		}
		assert_eq!(answer("gtin", "00300021433802")["parsed"]["ndc"], "0002143380");
	}

	#[test]
	fn id_1_indicator_should_be_told() {
		// 9: variable measure, never a regulated pack.
		let body = 9_061_414_112_345u64;
		let check = salus_primitives::identifiers::gs1_check_digit(body);
		let found = answer("gtin", &format!("{body}{check}"));
		assert_eq!(found["parsed"]["indicator"], 9);
	}

	#[test]
	fn id_1_wrong_gtin_should_be_answered_with_code_position_and_expectation() {
		assert_eq!(
			answer("gtin", "8904000210036"),
			json!({
				"input": "8904000210036", "kind": "gtin", "valid": false,
				"error": {
					"code": "check_digit", "position": 12, "expected": "7",
					"message": "the GTIN ends with check 6 where the others demand 7; compare it \
						with the label, a digit is mistyped or two are swapped",
				},
			})
		);
		for (value, code, position) in [
			("", "empty", json!(null)),
			("123", "length", json!(null)),
			("890400021", "length", json!(null)),
			("89040002x", "character", json!(8)),
			("890400021003x", "character", json!(12)),
			(" 8904000210037", "character", json!(0)),
			("8904000210037 ", "character", json!(13)),
			("00000000000000", "prefix", json!(0)),
			("890400021003７", "character", json!(12)),
		] {
			let error = &answer("gtin", value)["error"];
			assert_eq!((&error["code"], &error["position"]), (&json!(code), &position), "{value}");
			assert!(error["message"].as_str().unwrap().len() > 20);
		}
	}

	#[test]
	fn id_3_sscc_and_gln_should_be_checked() {
		assert_eq!(
			answer("sscc", "340123453111111115")["parsed"],
			json!({"sscc": "340123453111111115", "extensionDigit": 3, "checkDigit": 5})
		);
		assert_eq!(answer("sscc", "340123453111111116")["error"]["expected"], "5");
		assert_eq!(answer("sscc", "34012345311111111")["error"]["code"], "length");
		assert_eq!(answer("sscc", "000000000000000000")["error"]["code"], "prefix");
		assert_eq!(
			answer("gln", "4226350800008")["parsed"],
			json!({"gln": "4226350800008", "checkDigit": 8})
		);
		assert_eq!(answer("gln", "4226350800009")["error"]["position"], 12);
		// Leading zeros are part of it.
		assert_eq!(answer("gln", "0614141000005")["canonical"], "0614141000005");
	}

	#[test]
	fn id_6_npi_should_be_checked() {
		assert_eq!(
			answer("npi", "1234567893")["parsed"],
			json!({"npi": "1234567893", "checkDigit": 3})
		);
		for (value, code) in [
			("1234567890", "check_digit"),
			("3234567893", "prefix"),
			("0234567893", "prefix"),
			("123456789", "length"),
			("12345678931", "length"),
			("808401234567893", "length"),
			("12345x7893", "character"),
			("", "empty"),
		] {
			assert_eq!(answer("npi", value)["error"]["code"], code, "{value}");
		}
	}

	#[test]
	fn id_2_ndc_should_be_checked() {
		assert_eq!(
			answer("ndc", "0002-1433-80"),
			json!({
				"input": "0002-1433-80", "kind": "ndc", "valid": true, "canonical": "00002143380",
				"parsed": {
					"configuration": "4-4-2", "labeler": "0002", "product": "1433",
					"package": "80", "ndc10": "0002-1433-80", "ndc11": "00002143380",
					"ndc11Candidates": [], "gtin": "00300021433802",
				},
			})
		);
		assert_eq!(answer("ndc", "00300021433802")["parsed"]["ndc10"], "0002143380");
		assert_eq!(answer("ndc", "0002143380")["error"]["code"], "format");
	}

	#[test]
	fn id_11_dea_should_be_checked() {
		assert_eq!(
			answer("dea", "AB1234563")["parsed"],
			json!({"dea": "AB1234563", "registrantType": "A", "checkDigit": 3})
		);
		assert_eq!(answer("dea", "F91234563")["valid"], true);
		for (value, code, position) in [
			("AB1234567", "check_digit", json!(8)),
			("A-1234563", "character", json!(1)),
			("ab1234563", "character", json!(0)),
			("AB123456", "length", json!(null)),
			("AB12345633", "length", json!(null)),
			("", "empty", json!(null)),
		] {
			let error = &answer("dea", value)["error"];
			assert_eq!((&error["code"], &error["position"]), (&json!(code), &position), "{value}");
		}
	}

	#[test]
	fn id_2_sgtin_should_be_read_from_every_form() {
		let canonical = "https://id.gs1.org/01/80614141123458/21/6789%2FA";
		for value in [
			"urn:epc:id:sgtin:0614141.812345.6789%2FA",
			"https://example.com/01/80614141123458/21/6789%2FA?17=251231",
			"(01)80614141123458(21)6789/A",
			"]d20180614141123458216789/A",
		] {
			let found = answer("sgtin", value);
			assert_eq!(found["canonical"], canonical, "{value}: {found}");
			assert_eq!(found["parsed"]["serial"], "6789/A");
			assert_eq!(found["parsed"]["gtin"], "80614141123458");
		}
		for (value, code) in [
			("urn:epc:id:sscc:4012345.3111111111", "missing"),
			("(01)80614141123458", "missing"),
			("(01)80614141123458(10)L", "missing"),
			("80614141123458", "format"),
			("urn:epc:id:sgtin:0614141.81234.1", "company_prefix"),
			("(01)80614141123458(21)123456789012345678901", "length"),
			("", "empty"),
		] {
			assert_eq!(answer("sgtin", value)["error"]["code"], code, "{value}");
		}
	}

	#[test]
	fn id_3_sgln_should_be_read_from_every_form() {
		for value in [
			"urn:epc:id:sgln:4012345.00005.122",
			"https://example.com/414/4012345000054/254/122",
			"(414)4012345000054(254)122",
		] {
			let found = answer("sgln", value);
			assert_eq!(found["canonical"], "https://id.gs1.org/414/4012345000054/254/122");
			assert_eq!(found["parsed"]["extension"], "122");
		}
		assert_eq!(answer("sgln", "(414)4012345000054")["parsed"]["extension"], json!(null));
		assert_eq!(answer("sgln", "(417)4012345000054")["error"]["code"], "missing");
		assert_eq!(answer("sgln", "4012345000054")["error"]["code"], "format");
	}

	#[test]
	fn id_10_udi_should_be_split() {
		let found = answer("udi", "(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234");
		assert_eq!(
			found["parsed"],
			json!({
				"issuingAgency": "GS1", "di": "51022222233336",
				"pi": {
					"lot": "A213B1", "serial": "1234", "manufacturingDate": "2014-12-31",
					"expiry": "2015-07-07", "din": null,
				},
			})
		);
		assert_eq!(answer("udi", "+A99912345/$$52001510X33")["parsed"]["di"], "A99912345");
	}

	#[test]
	fn id_7_hibc_should_be_checked() {
		let found = answer("hibc", "*+A99912345/$$52001510X33*");
		assert_eq!(found["canonical"], "+A99912345/$$52001510X33");
		assert_eq!(found["parsed"]["expiry"], "2020-01-15");
		assert_eq!(found["parsed"]["unitOfMeasure"], "5");
		assert_eq!(answer("hibc", "+A123BJC5D6E71G")["valid"], true);
		assert_eq!(answer("hibc", "+A123BJC5D6E71H")["error"]["expected"], "G");
	}

	#[test]
	fn id_9_gmn_should_be_checked() {
		let found = answer("gmn", "1987654Ad4X4bL5ttr2310c2K");
		assert_eq!(found["parsed"]["checkCharacters"], "2K");
		assert_eq!(answer("gmn", "1987654Ad4X4bL5ttr2310cXX")["error"]["expected"], "2K");
	}

	#[test]
	fn id_5_digital_link_should_be_checked() {
		assert_eq!(
			answer(
				"digital-link",
				"https://b.example/x/01/9506000134352/10/AB%2F1/21/S1?17=251231&a=b"
			),
			json!({
				"input": "https://b.example/x/01/9506000134352/10/AB%2F1/21/S1?17=251231&a=b",
				"kind": "digital-link", "valid": true,
				"canonical": "https://id.gs1.org/01/09506000134352/10/AB%2F1/21/S1",
				"parsed": {
					"identifies": "SGTIN", "key": "01", "value": "09506000134352",
					"qualifiers": {"10": "AB/1", "21": "S1"}, "attributes": {"17": "251231"},
					"epcis": "https://id.gs1.org/01/09506000134352/21/S1",
				},
			})
		);
		for (value, code) in [
			("", "empty"),
			("urn:epc:id:sgtin:0614141.812345.1", "scheme"),
			("https://example.com/foo", "missing"),
			("https://example.com/01/9506000134353", "check_digit"),
			("https://example.com/01/9506000134352/21/S/10/L", "qualifier"),
			("https://example.com/01/9506000134352/21/S ", "character"),
			("https://example.com/01/9506000134352?17=251301", "date"),
		] {
			assert_eq!(answer("digital-link", value)["error"]["code"], code, "{value}");
		}
	}

	#[test]
	fn id_4_element_string_should_be_checked() {
		let found = answer("element-string", "]d2010950600013435210LOT^1725110021S/1");
		assert_eq!(found["canonical"], "(01)09506000134352(17)251100(10)LOT(21)S/1");
		assert_eq!(
			found["parsed"],
			json!({
				"gtin": "09506000134352", "serial": "S/1", "lot": "LOT", "expiry": "2025-11-30",
				"production": null, "sscc": null, "gln": null, "glnExtension": null,
				"ais": {"01": "09506000134352", "10": "LOT", "17": "251100", "21": "S/1"},
				"identifies": "SGTIN",
				"digitalLink": "https://id.gs1.org/01/09506000134352/21/S%2F1",
			})
		);
		assert_eq!(answer("element-string", "(01)09506000134353")["error"]["position"], 17);
	}

	#[test]
	fn id_11_other_kinds_should_be_checked() {
		for (kind, good, canonical, bad) in [
			("mbi", "1EG4-TE5-MK73", "1EG4TE5MK73", "1EG4-TE5-MK7S"),
			("nct", "NCT01234567", "NCT01234567", "NCT0123456"),
			("loinc", "2345-7", "2345-7", "2345-6"),
			("snomed", "73211009", "73211009", "73211008"),
		] {
			assert_eq!(answer(kind, good)["canonical"], canonical);
			assert_eq!(answer(kind, bad)["valid"], false);
		}
	}

	#[test]
	fn x_8_bytes_that_are_no_text_should_be_refused_with_their_place() {
		let mut line = Vec::new();
		assert!(!check_line(Kind::Gtin, b"8904\xff\n", &mut line));
		let answer: Value = serde_json::from_slice(&line).unwrap();
		assert_eq!(answer["error"]["position"], 4);
		assert_eq!(answer["input"], "8904\u{fffd}");
		assert!("gtn".parse::<Kind>().unwrap_err().message.contains("element-string"));
	}

	#[test]
	fn digits_should_be_padded() {
		assert_eq!(Digits::new(0, 3).as_str(), "000");
		assert_eq!(Digits::new(12, 3).as_str(), "012");
		assert_eq!(Digits::new(1234, 3).as_str(), "1234");
		assert_eq!(Digits::new(u64::MAX, 14).as_str(), "18446744073709551615");
		assert_eq!(Digits::new(1, 99).as_str().len(), 20);
	}
}

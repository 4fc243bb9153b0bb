//! What a hand scanner sends, or a person types: whatever it is, the pack and what is printed on it.

use super::{
	ai,
	date::{this_year, yymmdd, Date},
	digital_link::{self, Link, Reading},
	element_string::{self, Element},
	error::{Error, EMPTY, FORMAT},
	identifier::Identifier,
	urn,
};
use salus_primitives::{Gln, Gtin, Sscc};
use serde::Serialize;

/// What a symbol says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scan {
	/// AI (01), or of (8006).
	#[serde(serialize_with = "display")]
	pub gtin: Option<Gtin>,
	/// AI (21).
	pub serial: Option<String>,
	/// AI (10).
	pub lot: Option<String>,
	/// AI (17), else the day of AI (7003).
	pub expiry: Option<Date>,
	/// AI (11).
	pub production: Option<Date>,
	/// AI (00).
	#[serde(serialize_with = "display")]
	pub sscc: Option<Sscc>,
	/// AI (414), else (417).
	#[serde(serialize_with = "display")]
	pub gln: Option<Gln>,
	/// AI (254).
	pub gln_extension: Option<String>,
	/// Every application identifier with its value, in the order of the symbol.
	#[serde(serialize_with = "pairs")]
	pub ais: Vec<(String, String)>,
}

fn display<T: std::fmt::Display, S: serde::Serializer>(
	value: &Option<T>,
	serializer: S,
) -> Result<S::Ok, S::Error> {
	match value {
		Some(value) => serializer.collect_str(value),
		None => serializer.serialize_none(),
	}
}

/// Pairs as an object, in their order.
pub(crate) fn pairs<S: serde::Serializer>(
	pairs: &[(String, String)],
	serializer: S,
) -> Result<S::Ok, S::Error> {
	serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}

impl Scan {
	/// What the symbol identifies most finely: a pack, a logistic unit, a lot, a product, a place.
	/// None when it bears no key.
	pub fn identifier(&self) -> Option<Identifier> {
		if let Some(sscc) = self.sscc {
			return Some(Identifier::Sscc(sscc));
		}
		// A piece of an item is not the item.
		let piece = self.value("8006").and_then(|itip| {
			let lot = if self.serial.is_some() { None } else { self.lot.clone() };
			Some(Identifier::Itip {
				gtin: self.gtin?,
				piece: itip.get(14..16)?.parse().ok()?,
				total: itip.get(16..18)?.parse().ok()?,
				serial: self.serial.clone(),
				lot,
			})
		});
		if piece.is_some() {
			return piece;
		}
		if let Some(gtin) = self.gtin {
			return Some(match (&self.serial, self.value("235"), &self.lot) {
				(Some(serial), ..) => Identifier::Sgtin { gtin, serial: serial.clone() },
				(_, Some(tpx), _) => Identifier::Upui { gtin, tpx: tpx.to_owned() },
				(.., Some(lot)) => Identifier::Lgtin { gtin, lot: lot.clone() },
				_ => Identifier::Gtin(gtin),
			});
		}
		if let Some(gln) = self.gln {
			return Some(if self.value("414").is_some() {
				let extension = self.gln_extension.clone().filter(|extension| extension != "0");
				Identifier::Sgln { gln, extension }
			} else {
				Identifier::Pgln(gln)
			});
		}
		let (key, value) = self.ais.iter().find(|(ai, _)| {
			matches!(
				ai.as_str(),
				"253" | "255" | "401" | "402" | "8003" | "8004" | "8010" | "8013" | "8017" | "8018"
			)
		})?;
		let mut link = Link::new(key, value.clone())?;
		for (ai, value) in &self.ais {
			link.qualify(ai, value);
		}
		link.identifier()
	}

	/// The value of an application identifier.
	pub fn value(&self, ai: &str) -> Option<&str> {
		self.ais.iter().find(|(name, _)| name == ai).map(|(_, value)| value.as_str())
	}

	/// The symbol as it is printed for people: identifiers in brackets, the key first, then those of
	/// predefined length, then the others, each by number.
	pub fn element_string(&self) -> String {
		element_string::to_bracketed(&self.ordered())
	}

	/// The symbol as a scanner sends it, FNC1 as 0x1D, in the same order.
	pub fn scanner_string(&self) -> String {
		element_string::to_plain(&self.ordered())
	}

	fn ordered(&self) -> Vec<Element> {
		let mut elements: Vec<Element> = self
			.ais
			.iter()
			.map(|(ai, value)| Element {
				ai: ai.clone(),
				value: value.clone(),
				title: ai::entry(ai.as_bytes()).map_or("", |entry| entry.title),
				position: 0,
			})
			.collect();
		element_string::canonical_order(&mut elements);
		elements
	}

	fn from_pairs(ais: Vec<(String, String)>, year: i32) -> Self {
		let mut scan = Self { ais, ..Self::default() };
		let owned = |ai: &str| scan.value(ai).map(str::to_owned);
		let date = |ai: &str, day_may_be_zero: bool| {
			let text = scan.value(ai)?;
			let day = yymmdd(text.get(..6)?.as_bytes(), year, day_may_be_zero)?;
			Some(Date { text: text.to_owned(), day })
		};
		let gtin = scan.value("01").or_else(|| scan.value("8006").and_then(|itip| itip.get(..14)));
		let gtin = gtin.and_then(|text| text.parse().ok());
		let gln = scan.value("414").or_else(|| scan.value("417"));
		let gln = gln.and_then(|text| text.parse().ok());
		let sscc = scan.value("00").and_then(|text| text.parse().ok());
		let (serial, lot, gln_extension) = (owned("21"), owned("10"), owned("254"));
		let expiry = date("17", true).or_else(|| date("7003", false));
		let production = date("11", true);
		scan.gtin = gtin;
		scan.gln = gln;
		scan.sscc = sscc;
		(scan.serial, scan.lot, scan.gln_extension) = (serial, lot, gln_extension);
		(scan.expiry, scan.production) = (expiry, production);
		scan
	}

	/// What element strings say.
	pub(crate) fn from_elements(elements: &[Element], year: i32) -> Self {
		let pairs = elements.iter().map(|element| (element.ai.clone(), element.value.clone()));
		Self::from_pairs(pairs.collect(), year)
	}

	fn from_link(link: Link, year: i32) -> Self {
		let mut ais = vec![(link.key.to_owned(), link.value)];
		ais.extend(link.qualifiers.into_iter().map(|(ai, value)| (ai.to_owned(), value)));
		for (ai, value) in link.attributes {
			if !ais.iter().any(|(name, _)| *name == ai) {
				ais.push((ai, value));
			}
		}
		Self::from_pairs(ais, year)
	}
}

/// Reads what a scanner sends or a person types: GS1 element strings in all their forms, GS1 Digital
/// Links, EPC URNs, bare GTINs (8, 12, 13, 14 digits) and bare SSCCs (18 digits).
///
/// Thirteen digits are a GTIN: a bare location number cannot be told from it. Digits alone of such
/// a length are never an element string, so that a mistyped key does not become one.
pub fn scan(text: &str) -> Result<Scan, Error> {
	scan_at(text, this_year())
}

/// The same in a given year, in the middle of the century window of dates (ID-4).
pub fn scan_at(text: &str, year: i32) -> Result<Scan, Error> {
	let text = text.trim_end_matches(['\r', '\n']);
	if text.is_empty() {
		return Err(Error::new(EMPTY, "nothing was scanned; scan again"));
	}
	// Symbology identifiers of symbols that hold no element strings: EAN/UPC, ITF, plain Code 128,
	// DataMatrix and QR. What they hold stands for itself.
	let (text, skipped) = match element_string::symbology(text) {
		Some(_) => (text, 0),
		None => match text.split_at_checked(3) {
			Some((_, rest)) if !rest.is_empty() => (rest, 3),
			_ => (text, 0),
		},
	};
	scan_body(text, year).map_err(|error| error.shifted(skipped))
}

fn scan_body(text: &str, year: i32) -> Result<Scan, Error> {
	// A QR code announces GS1 data and may hold a Digital Link all the same.
	let body = text.get(element_string::symbology(text).unwrap_or(0)..).unwrap_or_default();
	if digital_link::is_web(body) {
		return match digital_link::parse(body, Reading::Label)? {
			Some(link) => Ok(Scan::from_link(link, year)),
			None => Err(Error::new(
				FORMAT,
				"this web address is not a GS1 Digital Link; scan the symbol with the GTIN, often \
				 a DataMatrix beside it",
			)
			.at(0)
			.expecting("https://…/01/{GTIN}/21/{serial number}")),
		};
	}
	if urn::is_epc(body) {
		let identifier = urn::parse(body)?;
		let link = identifier.canonical_digital_link();
		return match digital_link::parse(&link, Reading::Identity) {
			Ok(Some(link)) if !matches!(identifier, Identifier::Other { .. }) => {
				Ok(Scan::from_link(link, year))
			}
			_ => Err(Error::new(FORMAT, "this EPC is not a GS1 key; scan a GS1 symbol").at(0)),
		};
	}
	let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
	let (ai, digits) = match text.len() {
		8 | 12 | 13 | 14 => ("01", format!("{text:0>14}")),
		18 => ("00", text.to_owned()),
		_ => ("", String::new()),
	};
	if all_digits && !ai.is_empty() {
		let bare = ai::entry(ai.as_bytes())
			.ok_or_else(|| Error::new(FORMAT, "no such key"))
			.and_then(|entry| ai::validate(ai, entry, digits.as_bytes(), year));
		return match bare {
			Ok(()) => Ok(Scan::from_pairs(vec![(ai.to_owned(), digits)], year)),
			Err(error) => Err(error.at(text.len().saturating_sub(1))),
		};
	}
	let elements = element_string::parse(text, year)?;
	Ok(Scan::from_elements(&elements, year))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn read(text: &str) -> Scan {
		scan_at(text, 2026).unwrap_or_else(|error| panic!("{text:?}: {error}"))
	}

	#[test]
	fn id_4_pack_should_be_read_from_every_form() {
		let expected = read("(01)09506000134352(17)251100(10)LOT-1(21)S/1");
		assert_eq!(expected.gtin.unwrap().to_string(), "09506000134352");
		assert_eq!(expected.serial.as_deref(), Some("S/1"));
		assert_eq!(expected.lot.as_deref(), Some("LOT-1"));
		let expiry = expected.expiry.clone().unwrap();
		assert_eq!((expiry.text.as_str(), expiry.iso().as_str()), ("251100", "2025-11-30"));
		for text in [
			"]d201095060001343521725110010LOT-1\u{1d}21S/1",
			"]C101095060001343521725110010LOT-1^21S/1\r\n",
			"01095060001343521725110010LOT-1^21S/1",
		] {
			assert_eq!(read(text), expected, "{text:?}");
		}
		for text in [
			"https://brand.example/01/9506000134352/10/LOT-1/21/S%2F1?17=251100&x=y",
			"]Q3https://brand.example/01/9506000134352/10/LOT-1/21/S%2F1?exp=251100",
			"]Q1https://brand.example/01/9506000134352/10/LOT-1/21/S%2F1?17=251100",
		] {
			let found = read(text);
			assert_eq!(found.identifier(), expected.identifier(), "{text}");
			assert_eq!((found.lot, found.expiry), (expected.lot.clone(), expected.expiry.clone()));
		}
	}

	#[test]
	fn id_1_bare_numbers_should_be_read() {
		for text in ["9506000134352", "09506000134352", "]E09506000134352", "]I109506000134352"] {
			assert_eq!(read(text).gtin.unwrap().to_string(), "09506000134352");
		}
		assert_eq!(read("012345678905").gtin.unwrap().to_string(), "00012345678905");
		assert_eq!(read("]E401234565").gtin.unwrap().to_string(), "00000001234565");
		assert_eq!(read("340123453111111115").sscc.unwrap().to_string(), "340123453111111115");
		// Digits alone are never an element string: a mistyped key must not become one.
		assert!(scan_at("17251231101234", 2026).is_err());
		assert_eq!(read("]d217251231101234").lot.as_deref(), Some("1234"));
		let error = scan_at("9506000134353", 2026).unwrap_err();
		assert_eq!((error.code, error.position), ("check_digit", Some(12)));
		let error = scan_at("]E09506000134353", 2026).unwrap_err();
		assert_eq!(error.position, Some(15));
	}

	#[test]
	fn id_3_keys_should_become_identifiers() {
		for (text, link) in [
			("(00)340123453111111115", "00/340123453111111115"),
			("(414)4226350800008(254)A-1", "414/4226350800008/254/A-1"),
			("(417)4226350800008", "417/4226350800008"),
			("(01)09506000134352(10)L", "01/09506000134352/10/L"),
			("(01)09506000134352(235)T", "01/09506000134352/235/T"),
			("(8006)040123451234560102(21)S", "8006/040123451234560102/21/S"),
			("(8003)03870585000552987", "8003/03870585000552987"),
			("(8010)0628165987(8011)9876", "8010/0628165987/8011/9876"),
			("(8018)401234500000067657(8019)1", "8018/401234500000067657/8019/1"),
			("urn:epc:id:sgtin:4012345.011111.98%22", "01/04012345111118/21/98%22"),
			("urn:epc:id:sscc:4012345.0000000111", "00/040123450000001112"),
		] {
			let found = read(text).identifier().unwrap().canonical_digital_link();
			assert_eq!(found, format!("https://id.gs1.org/{link}"), "{text}");
		}
		assert_eq!(read("(10)L").identifier(), None);
		assert_eq!(read("(01)09506000134352(7003)2512311359").expiry.unwrap().iso(), "2025-12-31");
	}

	#[test]
	fn id_4_what_is_no_gs1_symbol_should_say_so() {
		for (text, code) in [
			("", "empty"),
			("\n", "empty"),
			("https://example.com/shop", "format"),
			("https://example.com/01/09506000134352/21/S?17=251301", "date"),
			("urn:epc:id:gid:1.2.3", "format"),
			("hello", "unknown_ai"),
			("]", "format"),
			("]d2", "empty"),
			("]zé", "format"),
		] {
			assert_eq!(scan_at(text, 2026).unwrap_err().code, code, "{text:?}");
		}
	}
}

//! GS1 Digital Link URIs (GS1 Digital Link: URI Syntax), uncompressed.

use super::{
	ai,
	date::this_year,
	error::{Error, DUPLICATE_AI, FORMAT, MISSING, QUALIFIER, SCHEME},
	identifier::Identifier,
	text::{percent_decode, push_link},
};
use salus_primitives::{Gln, Gtin, Sscc};

pub(crate) const CANONICAL_HOST: &str = "https://id.gs1.org";

/// A key, the short name that version 1.1 allowed, and its qualifiers in their order.
struct Key {
	ai: &'static str,
	name: &'static str,
	qualifiers: &'static [&'static str],
}

const KEYS: &[Key] = &[
	Key { ai: "01", name: "gtin", qualifiers: &["22", "10", "21", "235"] },
	Key { ai: "00", name: "sscc", qualifiers: &[] },
	Key { ai: "414", name: "gln", qualifiers: &["254", "7040"] },
	Key { ai: "417", name: "party", qualifiers: &["7040"] },
	Key { ai: "253", name: "gdti", qualifiers: &[] },
	Key { ai: "255", name: "gcn", qualifiers: &[] },
	Key { ai: "401", name: "ginc", qualifiers: &[] },
	Key { ai: "402", name: "gsin", qualifiers: &[] },
	Key { ai: "415", name: "payTo", qualifiers: &["8020"] },
	Key { ai: "8003", name: "grai", qualifiers: &[] },
	Key { ai: "8004", name: "giai", qualifiers: &["7040"] },
	Key { ai: "8006", name: "itip", qualifiers: &["22", "10", "21"] },
	Key { ai: "8010", name: "cpid", qualifiers: &["8011"] },
	Key { ai: "8013", name: "gmn", qualifiers: &[] },
	Key { ai: "8017", name: "gsrnp", qualifiers: &["8019"] },
	Key { ai: "8018", name: "gsrn", qualifiers: &["8019"] },
];

/// Short names of qualifiers.
const NAMES: &[(&str, &str)] = &[
	("cpv", "22"),
	("lot", "10"),
	("ser", "21"),
	("tpx", "235"),
	("glnx", "254"),
	("refno", "8020"),
	("cpsn", "8011"),
	("srin", "8019"),
];

/// A GS1 Digital Link, taken apart and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
	/// The application identifier of the key.
	pub key: &'static str,
	/// The key; a GTIN has 14 digits.
	pub value: String,
	/// The qualifiers of the path, in the order of the standard.
	pub qualifiers: Vec<(&'static str, String)>,
	/// Application identifiers of the query, in its order. Other parameters are dropped.
	pub attributes: Vec<(String, String)>,
}

/// Whether it is a web address.
pub(crate) fn is_web(text: &str) -> bool {
	strip_scheme(text).is_some()
}

fn strip_scheme(text: &str) -> Option<&str> {
	["https://", "http://"].iter().find_map(|scheme| {
		let (head, rest) = text.split_at_checked(scheme.len())?;
		head.eq_ignore_ascii_case(scheme).then_some(rest)
	})
}

/// Whether a path segment on a host that is not GS1's could be the value of the key `ai`, so that
/// a wrong one is an error and not another address.
fn plausible(ai: &str, value: &str) -> bool {
	let leading = value.bytes().take_while(u8::is_ascii_digit).count();
	match ai {
		"00" | "01" | "402" | "414" | "415" | "417" | "8006" | "8017" | "8018" => {
			leading == value.len() && leading >= 8
		}
		"253" | "255" | "8003" => leading >= 13,
		_ => leading >= 4,
	}
}

/// How much of a Digital Link matters, and how much is forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
	/// What is identified alone: the query is not read, qualifiers may stand in any order.
	Identity,
	/// A label: the query is read and has to be right, qualifiers may stand in any order.
	Label,
	/// All that the standard says; an address that is no Digital Link is an error.
	Strict,
}

/// Reads a Digital Link. None when the address is not one, unless it is on GS1's own host or read
/// [strictly](Reading::Strict): then that is an error.
pub fn parse(text: &str, reading: Reading) -> Result<Option<Link>, Error> {
	let Some(rest) = strip_scheme(text) else {
		return Err(Error::new(
			SCHEME,
			"a GS1 Digital Link begins with https:// and has the key in its path, as in \
			 https://id.gs1.org/01/09506000134352",
		)
		.at(0)
		.expecting("https://"));
	};
	let offset = |part: &str| {
		// `part` is a slice of `text`.
		(part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
	};
	let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
	let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
	let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
	let strict = reading == Reading::Strict || host.eq_ignore_ascii_case("id.gs1.org");

	let path = path.strip_suffix('/').unwrap_or(path);
	let segments: Vec<&str> = path.split('/').collect();
	let mut found = None;
	for (i, pair) in segments.windows(2).enumerate() {
		let [name, value] = *pair else { continue };
		let Some(key) = KEYS.iter().find(|key| key.ai == name || key.name == name) else {
			continue;
		};
		let tail = segments.get(i + 2..).unwrap_or_default();
		if plausible(key.ai, value) && (strict || tail.len() % 2 == 0) {
			found = Some((key, value, tail));
			break;
		}
		// GS1's own host serves nothing else: say what is wrong with it.
		if strict && found.is_none() {
			found = Some((key, value, tail));
		}
	}
	let Some((key, raw, tail)) = found else {
		return if strict {
			Err(Error::new(
				MISSING,
				"the address has no GS1 key in its path; write for instance \
				 https://id.gs1.org/01/{GTIN} or https://id.gs1.org/00/{SSCC}",
			)
			.expecting("/01/{GTIN}, /00/{SSCC}, /414/{GLN} or another key"))
		} else {
			Ok(None)
		};
	};

	let year = this_year();
	let checked = |ai: &str, part: &str| -> Result<String, Error> {
		let at = offset(part);
		let mut value = percent_decode(part).map_err(|error| error.shifted(at))?;
		let numeric = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
		if ai == "01" && numeric && matches!(value.len(), 8 | 12 | 13) {
			value = format!("{value:0>14}");
		}
		let entry = ai::entry(ai.as_bytes()).ok_or_else(|| {
			Error::new(FORMAT, format!("({ai}) is not an application identifier")).at(at)
		})?;
		ai::validate(ai, entry, value.as_bytes(), year).map_err(|error| {
			// Padding and percent-encoding move characters; the start of the part is still right.
			if value == part {
				error.shifted(at)
			} else {
				error.at(at)
			}
		})?;
		Ok(value)
	};

	let value = checked(key.ai, raw)?;
	let mut qualifiers: Vec<(usize, &'static str, String)> = Vec::new();
	for pair in tail.chunks(2) {
		let name = pair.first().copied().unwrap_or_default();
		let ai = NAMES.iter().find(|(short, _)| *short == name).map_or(name, |(_, ai)| *ai);
		let Some((rank, ai)) =
			key.qualifiers.iter().enumerate().find(|(_, qualifier)| **qualifier == ai)
		else {
			if !strict {
				return Ok(None);
			}
			return Err(Error::new(
				QUALIFIER,
				format!(
					"`{}` does not qualify ({}); move it to the query or leave it out",
					name.escape_debug(),
					key.ai
				),
			)
			.at(offset(name))
			.expecting(if key.qualifiers.is_empty() {
				"the end of the path".to_owned()
			} else {
				format!("one of {}", key.qualifiers.join(", "))
			}));
		};
		let Some(part) = pair.get(1) else {
			return Err(Error::new(
				MISSING,
				format!("({ai}) has no value; write it after a slash"),
			)
			.at(offset(name) + name.len())
			.expecting("/{value}"));
		};
		match qualifiers.last() {
			Some((last, ..)) if *last == rank => {
				return Err(Error::new(DUPLICATE_AI, format!("({ai}) occurs twice in the path"))
					.at(offset(name)))
			}
			Some((last, before, _)) if *last > rank && reading == Reading::Strict => {
				return Err(Error::new(
					QUALIFIER,
					format!("({ai}) stands before ({before}) in a GS1 Digital Link; swap them"),
				)
				.at(offset(name))
				.expecting(format!("/{ai}/… before /{before}/…")))
			}
			_ => qualifiers.push((rank, ai, checked(ai, part)?)),
		}
	}
	let has = |ai: &str| qualifiers.iter().any(|(_, qualifier, _)| *qualifier == ai);
	if has("235") && (has("10") || has("21") || has("22")) {
		return Err(Error::new(
			QUALIFIER,
			"(235) stands for the serial number of a third party: it excludes (22), (10) and (21)",
		));
	}
	qualifiers.sort_by_key(|(rank, ..)| *rank);
	if qualifiers.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0)) {
		return Err(Error::new(DUPLICATE_AI, "a qualifier occurs twice in the path"));
	}

	let mut attributes: Vec<(String, String)> = Vec::new();
	let query = if reading == Reading::Identity { "" } else { query };
	for parameter in query.split(['&', ';']) {
		let end = parameter.get(parameter.len()..).unwrap_or_default();
		let (name, part) = parameter.split_once('=').unwrap_or((parameter, end));
		let name = if name == "exp" { "17" } else { name };
		if ai::entry(name.as_bytes()).is_some() {
			attributes.push((name.to_owned(), checked(name, part)?));
		}
	}
	Ok(Some(Link {
		key: key.ai,
		value,
		qualifiers: qualifiers.into_iter().map(|(_, ai, value)| (ai, value)).collect(),
		attributes,
	}))
}

impl Link {
	/// A key with its checked value, without qualifiers.
	pub(crate) fn new(ai: &str, value: String) -> Option<Self> {
		let key = KEYS.iter().find(|key| key.ai == ai)?;
		Some(Self { key: key.ai, value, qualifiers: Vec::new(), attributes: Vec::new() })
	}

	/// Adds a checked value where it qualifies the key.
	pub(crate) fn qualify(&mut self, ai: &str, value: &str) {
		let key = KEYS.iter().find(|key| key.ai == self.key);
		let found = key.and_then(|key| key.qualifiers.iter().find(|qualifier| **qualifier == ai));
		if let Some(qualifier) = found {
			self.qualifiers.push((qualifier, value.to_owned()));
		}
	}

	/// The value of a qualifier.
	pub fn qualifier(&self, ai: &str) -> Option<&str> {
		self.qualifiers.iter().find(|(name, _)| *name == ai).map(|(_, value)| value.as_str())
	}

	/// The canonical GS1 Digital Link with every qualifier and without query.
	pub fn canonical(&self) -> String {
		let mut uri = format!("{CANONICAL_HOST}/{}/", self.key);
		push_link(&mut uri, &self.value);
		for (ai, value) in &self.qualifiers {
			uri.push('/');
			uri.push_str(ai);
			uri.push('/');
			push_link(&mut uri, value);
		}
		uri
	}

	/// What it identifies most finely. None for a key that EPCIS does not know.
	pub fn identifier(&self) -> Option<Identifier> {
		let owned = |ai: &str| self.qualifier(ai).map(str::to_owned);
		let text = self.value.as_str();
		let split = |at: usize| -> Option<(String, Option<String>)> {
			let (base, serial) = text.split_at_checked(at)?;
			Some((base.to_owned(), (!serial.is_empty()).then(|| serial.to_owned())))
		};
		Some(match self.key {
			"01" => {
				let gtin: Gtin = text.parse().ok()?;
				match (owned("21"), owned("235"), owned("10")) {
					(Some(serial), ..) => Identifier::Sgtin { gtin, serial },
					(_, Some(tpx), _) => Identifier::Upui { gtin, tpx },
					(.., Some(lot)) => Identifier::Lgtin { gtin, lot },
					_ => Identifier::Gtin(gtin),
				}
			}
			"00" => Identifier::Sscc(text.parse::<Sscc>().ok()?),
			"414" => Identifier::Sgln {
				gln: text.parse::<Gln>().ok()?,
				// `0` in a URN says that there is no extension.
				extension: owned("254").filter(|extension| extension != "0"),
			},
			"417" => Identifier::Pgln(text.parse::<Gln>().ok()?),
			"253" => {
				let (document_type, serial) = split(13)?;
				Identifier::Gdti { document_type, serial }
			}
			"255" => {
				let (coupon, serial) = split(13)?;
				Identifier::Gcn { coupon, serial }
			}
			"8003" => {
				let (asset_type, serial) = split(14)?;
				Identifier::Grai { asset_type, serial }
			}
			"401" => Identifier::Ginc(text.to_owned()),
			"402" => Identifier::Gsin(text.to_owned()),
			"8004" => Identifier::Giai(text.to_owned()),
			"8006" => {
				let (gtin, pieces) = text.split_at_checked(14)?;
				let (piece, total) = pieces.split_at_checked(2)?;
				let serial = owned("21");
				Identifier::Itip {
					gtin: gtin.parse().ok()?,
					piece: piece.parse().ok()?,
					total: total.parse().ok()?,
					lot: if serial.is_some() { None } else { owned("10") },
					serial,
				}
			}
			"8010" => Identifier::Cpi { part: text.to_owned(), serial: owned("8011") },
			"8013" => Identifier::Gmn(text.to_owned()),
			"8017" => Identifier::Gsrnp { gsrn: text.to_owned(), instance: owned("8019") },
			"8018" => Identifier::Gsrn { gsrn: text.to_owned(), instance: owned("8019") },
			_ => return None,
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn canonical(text: &str) -> String {
		Identifier::parse(text)
			.unwrap_or_else(|error| panic!("{text}: {error}"))
			.canonical_digital_link()
	}

	#[test]
	fn id_5_any_host_path_and_short_name_should_be_read() {
		for (text, link) in [
			("https://id.gs1.org/gtin/09780345418913", "01/09780345418913"),
			(
				"https://example.com/gtin/09780345418913/21/765tz?abc=211121",
				"01/09780345418913/21/765tz",
			),
			("http://us.example/01/001122334455/ser/GHB", "01/00001122334455/21/GHB"),
			("http://id.gs1.org/gtin/9780345418913", "01/09780345418913"),
			(
				"https://id.gs1.org/gtin/9780345418913/cpv/344/lot/1223/ser/765tz",
				"01/09780345418913/21/765tz",
			),
			("https://id.gs1.org/gtin/9780345418913/cpv/344", "01/09780345418913"),
			("https://gs1.test.example.org/01/9780345418913/10/1223", "01/09780345418913/10/1223"),
			("HTTPS://ID.GS1.ORG/01/9780345418913/21/A?11=221109#x", "01/09780345418913/21/A"),
			("https://example.org:8080/shop/01/9780345418913/21/A/", "01/09780345418913/21/A"),
			("https://id.gs1.org/00/340123453111111115", "00/340123453111111115"),
			("https://example.co.uk/party/4226350800008", "417/4226350800008"),
			("https://id.gs1.org/414/4280000000002/254/12", "414/4280000000002/254/12"),
			("https://id.gs1.org/414/4280000000002/254/0", "414/4280000000002"),
			("https://id.gs1.org/8003/03870585000552987", "8003/03870585000552987"),
			("https://id.gs1.org/8004/0180451111ABC987", "8004/0180451111ABC987"),
			("https://id.gs1.org/253/4602443000331XYZ", "253/4602443000331XYZ"),
			("https://id.gs1.org/8010/0628165987/8011/9876", "8010/0628165987/8011/9876"),
			(
				"https://f.example/8006/040123451234560102/10/Lot-123/21/ser987",
				"8006/040123451234560102/21/ser987",
			),
			(
				"https://id.gs1.org/8006/040123451234560102/22/ABCD/10/XYZ",
				"8006/040123451234560102/10/XYZ",
			),
			(
				"https://id.gs1.org/8018/401234500000067657/8019/12",
				"8018/401234500000067657/8019/12",
			),
			("https://id.gs1.org/8013/1987654Ad4X4bL5ttr2310c2K", "8013/1987654Ad4X4bL5ttr2310c2K"),
			// Not encoded where it should be, encoded where it need not be.
			("https://a.example/01/09780345418913/21/a%2fb!%41", "01/09780345418913/21/a%2Fb%21A"),
			// Qualifiers in the wrong order are read all the same.
			("https://a.example/01/09780345418913/21/S/10/L", "01/09780345418913/21/S"),
		] {
			assert_eq!(canonical(text), format!("https://id.gs1.org/{link}"), "{text}");
		}
	}

	#[test]
	fn id_5_other_addresses_should_stay_as_they_are() {
		for text in [
			"http://example.org/123/4012345ABC987/456/4711",
			"http://example.de/abc/9780345418913",
			"http://example.de/01/97803",
			"https://example.com/news/01/20260101x",
			"https://example.com/01/9780345418913/details",
			"https://example.com/01/9780345418913/99/utfgf",
			"https://example.com",
			"https://",
		] {
			assert_eq!(canonical(text), text);
		}
	}

	#[test]
	fn id_5_wrong_links_should_say_where() {
		for (text, code, position) in [
			("https://id.gs1.org/01/09780345418914", "check_digit", Some(35)),
			("https://example.com/01/09780345418914/21/A", "check_digit", Some(36)),
			("https://id.gs1.org/01/97803", "length", None),
			("https://id.gs1.org/01/9780345418913/99/u", "qualifier", Some(36)),
			("https://id.gs1.org/01/9780345418913/21", "missing", Some(38)),
			("https://id.gs1.org/01/9780345418913/21/", "missing", Some(38)),
			("https://id.gs1.org/foo/bar", "missing", None),
			("https://id.gs1.org/01/9780345418913/21/a%2", "percent_encoding", Some(40)),
			("https://id.gs1.org/01/9780345418913/21/a%5Eb", "character", Some(39)),
			("https://id.gs1.org/01/9780345418913/21/123456789012345678901", "length", None),
			("https://id.gs1.org/00/340123453111111116", "check_digit", Some(39)),
			("https://id.gs1.org/01/00000000000000", "prefix", Some(22)),
			("https://id.gs1.org/01/9780345418913/10/A/10/B", "duplicate_ai", Some(41)),
			("https://id.gs1.org/01/9780345418913/21/A/235/B", "qualifier", None),
		] {
			let error = Identifier::parse(text).unwrap_err();
			assert_eq!((error.code, error.position), (code, position), "{text}: {error}");
		}
		let error =
			parse("https://a.example/01/9780345418913/21/S/10/L", Reading::Strict).unwrap_err();
		assert_eq!((error.code, error.position), ("qualifier", Some(40)));
		let text = "https://id.gs1.org/01/9780345418913/21/S/10/L?17=251301";
		assert!(parse(text, Reading::Identity).unwrap().unwrap().attributes.is_empty());
		assert_eq!(parse(text, Reading::Label).unwrap_err().position, Some(49));
		let error = parse("https://a.example/01/9780345418913?17", Reading::Label).unwrap_err();
		assert_eq!((error.code, error.position), ("empty", Some(37)));
		assert_eq!(parse("ftp://a/01/1", Reading::Strict).unwrap_err().code, "scheme");
	}

	#[test]
	fn id_5_canonical_link_should_keep_qualifiers_and_drop_the_query() {
		let link = parse(
			"https://brand.example/some/01/9506000134352/22/2A/10/AB%2F1/21/S1?17=251231&linkType=x",
			Reading::Strict,
		)
		.unwrap()
		.unwrap();
		assert_eq!(link.canonical(), "https://id.gs1.org/01/09506000134352/22/2A/10/AB%2F1/21/S1");
		assert_eq!(link.attributes, [("17".to_owned(), "251231".to_owned())]);
	}
}

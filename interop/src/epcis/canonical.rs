//! Values as the event hash has them (CBV 2.0, 8.9): numbers without idle zeros, and everything
//! that names a GS1 key as a constrained canonical GS1 Digital Link URI.
//!
//! Works on any value, also of extensions and also where a check digit is wrong; whether an
//! identifier is a right one is [`crate::id`]'s question.

use salus_primitives::identifiers::gs1_check_digit;

use super::vocabulary::expand;

const DOMAIN: &str = "https://id.gs1.org";

/// The canonical form of a value.
pub(crate) fn value(text: &str) -> String {
	let text = expand(text.trim());
	if let Some(number) = decimal(&text) {
		return number;
	}
	digital_link(&text).unwrap_or(text)
}

/// The canonical form of a value of a numeric field, which may also have an exponent.
pub(crate) fn quantity(text: &str) -> String {
	let text = text.trim();
	without_exponent(text).as_deref().and_then(decimal).unwrap_or_else(|| value(text))
}

/// `text` without leading and trailing zeros and without plus sign, if it is a decimal number.
pub(crate) fn decimal(text: &str) -> Option<String> {
	let (negative, digits) = match text.as_bytes().first()? {
		b'-' => (true, text.get(1..)?),
		b'+' => (false, text.get(1..)?),
		_ => (false, text),
	};
	let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
	if whole.len() + fraction.len() == 0
		|| !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit())
	{
		return None;
	}
	let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
	let whole = if whole.is_empty() { "0" } else { whole };
	let sign = if negative && (whole != "0" || !fraction.is_empty()) { "-" } else { "" };
	Some(match fraction {
		"" => format!("{sign}{whole}"),
		_ => format!("{sign}{whole}.{fraction}"),
	})
}

/// `1.5e3` as `1500`. Exponents beyond two digits are nobody's quantity.
fn without_exponent(text: &str) -> Option<String> {
	let (mantissa, exponent) = match text.split_once(['e', 'E']) {
		Some(parts) => parts,
		None => return Some(text.to_owned()),
	};
	let exponent: i32 = exponent.parse().ok().filter(|exponent: &i32| exponent.abs() < 100)?;
	let (sign, digits) = match mantissa.strip_prefix('-') {
		Some(rest) => ("-", rest),
		None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
	};
	let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
	let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
	let all = format!("{whole}{fraction}");
	Some(match usize::try_from(point) {
		Ok(point) if point >= all.len() => format!("{sign}{all:0<point$}"),
		Ok(point) => format!("{sign}{}.{}", all.get(..point)?, all.get(point..)?),
		Err(_) => {
			let zeros = usize::try_from(point.unsigned_abs()).ok()?;
			format!("{sign}0.{}{all}", "0".repeat(zeros))
		}
	})
}

/// The constrained canonical Digital Link of an EPC URN or a Digital Link; none if it is neither.
pub(crate) fn digital_link(text: &str) -> Option<String> {
	if let Some(rest) = text.strip_prefix("urn:epc:") {
		return from_urn(rest).map(|path| format!("{DOMAIN}{path}"));
	}
	let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
	from_link(rest).map(|path| format!("{DOMAIN}{path}"))
}

fn all_digits(text: &str) -> bool {
	text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Company prefix and reference, which together have `digits` digits.
fn key<'a>(prefix: &'a str, reference: &'a str, digits: usize) -> Option<(&'a str, &'a str)> {
	let fits = (6..=12).contains(&prefix.len())
		&& prefix.len() + reference.len() == digits
		&& all_digits(prefix)
		&& all_digits(reference);
	fits.then_some((prefix, reference))
}

/// `digits` with their check digit.
fn checked(digits: &str) -> Option<String> {
	Some(format!("{digits}{}", gs1_check_digit(digits.parse().ok()?)))
}

/// A GTIN of company prefix and indicator with item reference.
fn gtin(prefix: &str, item: &str) -> Option<String> {
	let (prefix, item) = key(prefix, item, 13)?;
	checked(&format!("{}{prefix}{}", item.get(..1)?, item.get(1..)?))
}

/// An SSCC of company prefix and extension digit with serial reference.
fn sscc(prefix: &str, serial: &str) -> Option<String> {
	let (prefix, serial) = key(prefix, serial, 17)?;
	checked(&format!("{}{prefix}{}", serial.get(..1)?, serial.get(1..)?))
}

/// A key of company prefix and reference in this order, and the check digit.
fn plain(prefix: &str, reference: &str, digits: usize) -> Option<String> {
	let (prefix, reference) = key(prefix, reference, digits)?;
	checked(&format!("{prefix}{reference}"))
}

/// The path of an EPC URN without `urn:epc:`.
fn from_urn(urn: &str) -> Option<String> {
	let (kind, rest) = urn.split_once(':')?;
	let (scheme, body) = rest.split_once(':')?;
	let two = || body.split_once('.');
	let three = || {
		let (prefix, rest) = body.split_once('.')?;
		let (reference, serial) = rest.split_once('.')?;
		(!serial.is_empty()).then_some((prefix, reference, serial))
	};
	let pattern = || three().filter(|(_, _, serial)| *serial == "*");
	Some(match (kind, scheme) {
		("id", "sgtin") => {
			let (prefix, item, serial) = three()?;
			format!("/01/{}/21/{}", gtin(prefix, item)?, encoded(serial)?)
		}
		("id", "sscc") => {
			let (prefix, serial) = two()?;
			format!("/00/{}", sscc(prefix, serial)?)
		}
		("id", "sgln") => {
			let (prefix, location, extension) = three()?;
			let gln = plain(prefix, location, 12)?;
			match extension {
				"0" => format!("/414/{gln}"),
				_ => format!("/414/{gln}/254/{}", encoded(extension)?),
			}
		}
		("id", "pgln") => {
			let (prefix, party) = two()?;
			format!("/417/{}", plain(prefix, party, 12)?)
		}
		("id", "grai") => {
			let (prefix, asset, serial) = three()?;
			let (prefix, asset) = key(prefix, asset, 12)?;
			format!("/8003/{}{}", checked(&format!("0{prefix}{asset}"))?, encoded(serial)?)
		}
		("id", "giai") => {
			let (prefix, asset) = two()?;
			((6..=12).contains(&prefix.len()) && all_digits(prefix)).then_some(())?;
			format!("/8004/{prefix}{}", encoded(asset)?)
		}
		("id", "gsrn") => {
			let (prefix, reference) = two()?;
			format!("/8018/{}", plain(prefix, reference, 17)?)
		}
		("id", "gsrnp") => {
			let (prefix, reference) = two()?;
			format!("/8017/{}", plain(prefix, reference, 17)?)
		}
		("id", "gdti") => {
			let (prefix, document, serial) = three()?;
			format!("/253/{}{}", plain(prefix, document, 12)?, encoded(serial)?)
		}
		("id", "sgcn") => {
			let (prefix, coupon, serial) = three()?;
			all_digits(serial).then_some(())?;
			format!("/255/{}{serial}", plain(prefix, coupon, 12)?)
		}
		("id", "cpi") => {
			let (prefix, part, serial) = three()?;
			all_digits(serial).then_some(())?;
			format!("/8010/{}/8011/{serial}", encoded(&format!("{prefix}{part}"))?)
		}
		("id", "ginc") => {
			let (prefix, reference) = two()?;
			((6..=12).contains(&prefix.len()) && all_digits(prefix)).then_some(())?;
			format!("/401/{prefix}{}", encoded(reference)?)
		}
		("id", "gsin") => {
			let (prefix, reference) = two()?;
			format!("/402/{}", plain(prefix, reference, 16)?)
		}
		("id" | "idpat", "itip") => {
			let mut parts = body.splitn(5, '.');
			let gtin = gtin(parts.next()?, parts.next()?)?;
			let (piece, total, serial) = (parts.next()?, parts.next()?, parts.next()?);
			(piece.len() == 2 && total.len() == 2 && all_digits(piece) && all_digits(total))
				.then_some(())?;
			match (kind, serial) {
				("idpat", "*") => format!("/8006/{gtin}{piece}{total}"),
				("id", _) => format!("/8006/{gtin}{piece}{total}/21/{}", encoded(serial)?),
				_ => return None,
			}
		}
		("id", "upui") => {
			let (prefix, item, serial) = three()?;
			format!("/01/{}/235/{}", gtin(prefix, item)?, encoded(serial)?)
		}
		("class", "lgtin") => {
			let (prefix, item, lot) = three()?;
			format!("/01/{}/10/{}", gtin(prefix, item)?, encoded(lot)?)
		}
		("idpat", "sgtin" | "upui") => {
			let (prefix, item, _) = pattern()?;
			format!("/01/{}", gtin(prefix, item)?)
		}
		("idpat", "grai") => {
			let (prefix, asset, _) = pattern()?;
			let (prefix, asset) = key(prefix, asset, 12)?;
			format!("/8003/{}", checked(&format!("0{prefix}{asset}"))?)
		}
		("idpat", "gdti") => {
			let (prefix, document, _) = pattern()?;
			format!("/253/{}", plain(prefix, document, 12)?)
		}
		("idpat", "sgcn") => {
			let (prefix, coupon, _) = pattern()?;
			format!("/255/{}", plain(prefix, coupon, 12)?)
		}
		("idpat", "cpi") => {
			let (prefix, part, _) = pattern()?;
			format!("/8010/{}", encoded(&format!("{prefix}{part}"))?)
		}
		_ => return None,
	})
}

/// The application identifier of a primary key, by number or short name.
fn primary(segment: &str) -> Option<&'static str> {
	Some(match segment {
		"00" | "sscc" => "00",
		"01" | "gtin" => "01",
		"253" | "gdti" => "253",
		"255" | "gcn" => "255",
		"401" | "ginc" => "401",
		"402" | "gsin" => "402",
		"414" | "gln" => "414",
		"417" | "party" => "417",
		"8003" | "grai" => "8003",
		"8004" | "giai" => "8004",
		"8006" | "itip" => "8006",
		"8010" | "cpid" => "8010",
		"8017" | "gsrnp" => "8017",
		"8018" | "gsrn" => "8018",
		_ => return None,
	})
}

fn qualifier(segment: &str) -> Option<&'static str> {
	Some(match segment {
		"10" | "lot" => "10",
		"21" | "ser" => "21",
		"22" | "cpv" => "22",
		"235" => "235",
		"254" => "254",
		"8011" => "8011",
		_ => return None,
	})
}

/// The path of a Digital Link without its scheme.
fn from_link(rest: &str) -> Option<String> {
	let end = rest.find(['?', '#']).unwrap_or(rest.len());
	let (_, path) = rest.get(..end)?.split_once('/')?;
	let segments: Vec<&str> = path.trim_end_matches('/').split('/').collect();
	segments.iter().enumerate().find_map(|(at, segment)| {
		let ai = primary(segment)?;
		link_path(ai, segments.get(at + 1)?, segments.get(at + 2..)?)
	})
}

fn link_path(ai: &str, value: &str, rest: &[&str]) -> Option<String> {
	let digits = |len: usize| value.len() == len && all_digits(value);
	let starts = |len: usize, most: usize| {
		let head = value.get(..len).is_some_and(all_digits);
		head && value.len() <= len + most * 3
	};
	let valid = match ai {
		"00" | "8006" | "8017" | "8018" => digits(18),
		"01" => matches!(value.len(), 8 | 12 | 13 | 14) && all_digits(value),
		"253" => starts(13, 17),
		"255" => starts(13, 12) && all_digits(value),
		"402" => digits(17),
		"414" | "417" => digits(13),
		"8003" => starts(14, 16),
		"401" | "8004" | "8010" => starts(4, 26),
		_ => false,
	};
	valid.then_some(())?;
	let value = match ai {
		"01" => format!("{value:0>14}"),
		_ => encoded(value)?,
	};
	let mut qualifiers: Vec<(&str, &str)> = Vec::new();
	for pair in rest.chunks(2) {
		match pair {
			[name, value] if !value.is_empty() => qualifiers.push((qualifier(name)?, value)),
			_ => return None,
		}
	}
	let allowed: &[&str] = match ai {
		// The finest first: only that one is kept.
		"01" => &["21", "235", "10", "22"],
		"8006" => &["21", "10", "22"],
		"414" => &["254"],
		"8010" => &["8011"],
		_ => &[],
	};
	if qualifiers.iter().any(|(name, _)| !allowed.contains(name)) {
		return None;
	}
	let finest = allowed
		.iter()
		.filter(|name| **name != "22")
		.find_map(|name| qualifiers.iter().find(|(found, _)| found == name));
	Some(match finest {
		Some((name, serial)) => format!("/{ai}/{value}/{name}/{}", encoded(serial)?),
		None => format!("/{ai}/{value}"),
	})
}

/// Percent-encoded as table 7-1 of GS1 Digital Link asks and EPC URNs do, whatever it was before.
fn encoded(text: &str) -> Option<String> {
	if text.is_empty() {
		return None;
	}
	let bytes = text.as_bytes();
	let hex = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
	let mut out = String::with_capacity(text.len());
	let mut at = 0;
	while let Some(byte) = bytes.get(at) {
		let byte = match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
			(b'%', Some(high), Some(low)) => {
				at += 2;
				hex(high)? * 16 + hex(low)?
			}
			(b'%', ..) => return None,
			(byte, ..) => *byte,
		};
		at += 1;
		match byte {
			b'A'..=b'Z'
			| b'a'..=b'z'
			| b'0'..=b'9'
			| b'-'
			| b'.'
			| b'_'
			| b'~'
			| b'\''
			| b';'
			| b'=' => out.push(char::from(byte)),
			_ => out.push_str(&format!("%{byte:02X}")),
		}
	}
	Some(out)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn ep_4_numbers_should_lose_idle_zeros() {
		for (text, number) in [
			("1.0", "1"),
			("0.3434000", "0.3434"),
			("007", "7"),
			("+5", "5"),
			("-0.50", "-0.5"),
			("-0", "0"),
			("10", "10"),
			(".5", "0.5"),
			("111100001111000011110000", "111100001111000011110000"),
		] {
			assert_eq!(value(text), number);
		}
		for text in ["", "-", ".", "1e5", "12E4", "KGM", "1.2.3", "2026-01-01", "0x10"] {
			assert_eq!(value(text), text);
		}
		for (text, number) in
			[("1.5e3", "1500"), ("1E2", "100"), ("25e-3", "0.025"), ("-1.25e1", "-12.5")]
		{
			assert_eq!(quantity(text), number);
		}
		assert_eq!(quantity("1e999999999"), "1e999999999");
	}

	/// Pairs of URN and URI from the tables of GS1's reference implementation.
	#[test]
	fn ep_4_epc_urns_should_become_canonical_digital_links() {
		for (urn, path) in [
			("id:sgtin:4012345.011111.9876", "01/04012345111118/21/9876"),
			("id:sgtin:4012345.011111.98%22", "01/04012345111118/21/98%22"),
			("id:sgtin:415056789012.0.987654", "01/04150567890128/21/987654"),
			(
				"id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()",
				"01/80614141123458/21/6789%2F%26%25%22%21%3F%28%29",
			),
			("id:sscc:4012345.3111111111", "00/340123451111111111"),
			("id:sgln:4012345.00005.122", "414/4012345000054/254/122"),
			("id:sgln:4012345.00005.0", "414/4012345000054"),
			("id:grai:4012345.00022.334455", "8003/04012345000221334455"),
			("id:giai:4012345.ABC345", "8004/4012345ABC345"),
			("id:gsrn:4012345.0000006765", "8018/401234500000067657"),
			("id:gsrnp:4012345.0000000007", "8017/401234500000000074"),
			("id:gdti:4012345.00009.PO-4711", "253/4012345000092PO-4711"),
			("id:gdti:987659999999..9", "253/98765999999929"),
			(
				"id:cpi:0614141.11111111111111-A%23%2F.1234",
				"8010/061414111111111111111-A%23%2F/8011/1234",
			),
			("id:ginc:0614141.xyz47%2F11", "401/0614141xyz47%2F11"),
			("id:gsin:4012345.222333444", "402/40123452223334442"),
			("id:itip:4012345.011111.01.02.987", "8006/040123451111180102/21/987"),
			(
				"id:upui:1234567.098765.51qIgY)%3C%26Jp3*j7'SDB",
				"01/01234567987651/235/51qIgY%29%3C%26Jp3%2Aj7'SDB",
			),
			("id:pgln:4000001.00000", "417/4000001000005"),
			("id:pgln:999999999999.", "417/9999999999994"),
			("class:lgtin:4012345.012345.Lot987", "01/04012345123456/10/Lot987"),
			("idpat:sgtin:4012345.066666.*", "01/04012345666663"),
			("idpat:grai:4012345.66666.*", "8003/04012345666663"),
			("idpat:gdti:4012345.55555.*", "253/4012345555554"),
			("idpat:sgcn:4012345.99999.*", "255/4012345999990"),
			("id:sgcn:4012345.99999.44", "255/401234599999044"),
			("idpat:cpi:4012345.ABC.*", "8010/4012345ABC"),
			("idpat:itip:4012345.012345.01.02.*", "8006/040123451234560102"),
		] {
			assert_eq!(
				digital_link(&format!("urn:epc:{urn}")),
				Some(format!("https://id.gs1.org/{path}")),
				"{urn}"
			);
		}
	}

	#[test]
	fn ep_4_digital_links_should_be_constrained_to_the_finest_key() {
		for (link, path) in [
			("https://id.gs1.org/gtin/09780345418913", "01/09780345418913"),
			(
				"https://example.com/gtin/09780345418913/21/765tz?abc=211121",
				"01/09780345418913/21/765tz",
			),
			("http://example.com/a/b/01/9780345418913/10/L1/21/S1#x", "01/09780345418913/21/S1"),
			("https://example.com/01/09780345418913/22/2A/10/L1", "01/09780345418913/10/L1"),
			("https://id.gs1.de/414/4012345000115", "414/4012345000115"),
			("https://id.gs1.de/414/4012345000115/254/9!", "414/4012345000115/254/9%21"),
			("https://example.org/8004/401234599999", "8004/401234599999"),
			("https://id.gs1.org/giai/4000001111", "8004/4000001111"),
			("https://example.com/253/4012345000054987", "253/4012345000054987"),
			("https://id.gs1.org/01/04012345345674/235/AB%2f1", "01/04012345345674/235/AB%2F1"),
		] {
			assert_eq!(digital_link(link), Some(format!("https://id.gs1.org/{path}")), "{link}");
		}
		for text in [
			"http://transaction.acme.com/po/12345678",
			"https://www.ncbi.nlm.nih.gov/taxonomy/1126011",
			"https://id.gs1.org/00/123",
			"https://id.gs1.org/00/340123451111111111/21/1",
			"https://id.gs1.org/01/09780345418913/99/x",
			"https://id.gs1.org/01/09780345418913/21",
			"https://id.gs1.org/01/09780345418913/21/%zz",
			"geo:47.506694,11.104301",
			"urn:epcglobal:cbv:bt:4012345000009:ASN1099",
			"urn:epc:id:sgtin:40123.011111.9876",
			"urn:epc:id:sgtin:4012345.011111.",
			"urn:epc:idpat:sgtin:4012345.011111.7",
			"urn:epc:id:unknown:1.2.3",
			"",
		] {
			assert_eq!(digital_link(text), None, "{text}");
		}
	}

	proptest! {
		#[test]
		fn any_text_should_not_panic_and_be_stable(text in "\\PC{0,60}") {
			let once = value(&text);
			prop_assert_eq!(value(&once), once);
			quantity(&text);
		}

		#[test]
		fn any_urn_should_not_panic(
			scheme in "(id|idpat|class):(sgtin|lgtin|sscc|sgln|grai|giai|gdti|cpi|itip|upui|pgln)",
			body in "[0-9]{0,13}[.]?[0-9]{0,11}[.]?[%*A-Z0-9é.]{0,8}",
		) {
			digital_link(&format!("urn:epc:{scheme}:{body}"));
		}
	}
}

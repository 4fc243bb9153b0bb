//! EPC URNs: pure identities, classes and patterns (EPC Tag Data Standard, sections 6 to 8).

use super::{
	error::{Error, CHARACTER, COMPANY_PREFIX, FORMAT, SCHEME},
	identifier::Identifier,
	text::{is_escaped_in_urn, is_set_39, is_set_82, percent_decode, push_urn},
};
use salus_primitives::{identifiers::gs1_check_digit, Gln, Gtin, Sscc};

const PREFIX: &str = "urn:epc:";

/// Schemes of EPC that are not GS1 keys: kept as they are.
const FOREIGN: &[&str] = &["gid", "usdod", "adi", "bic", "imovn"];

/// Whether `text` is an EPC URN; `urn:` and its namespace are case-insensitive.
pub(crate) fn is_epc(text: &str) -> bool {
	text.get(..PREFIX.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(PREFIX))
}

/// A piece of the URN and where it stands.
#[derive(Clone, Copy)]
struct Piece<'a> {
	text: &'a str,
	at: usize,
}

impl<'a> Piece<'a> {
	fn split(self, separator: char) -> Option<(Self, Self)> {
		let (one, other) = self.text.split_once(separator)?;
		let at = self.at + one.len() + separator.len_utf8();
		Some((Self { text: one, at: self.at }, Self { text: other, at }))
	}

	fn digits(self, what: &str) -> Result<u64, Error> {
		super::error::number(what, self.text.as_bytes()).map_err(|error| error.shifted(self.at))
	}

	/// Percent-decodes a value of at most `max` characters of set 82, or 39.
	fn value(self, what: &str, max: usize, set: fn(u8) -> bool) -> Result<String, Error> {
		if self.text.is_empty() {
			return Err(Error::empty(what).at(self.at));
		}
		let raw = |(_, byte): &(usize, u8)| *byte != b'%' && is_escaped_in_urn(*byte);
		if let Some((position, byte)) = self.text.bytes().enumerate().find(raw) {
			return Err(Error::new(
				CHARACTER,
				format!(
					"the {what} has a bare `{}`, which an EPC URN writes as %{byte:02X}",
					char::from(byte)
				),
			)
			.at(self.at + position)
			.expecting(format!("%{byte:02X}")));
		}
		let value = percent_decode(self.text).map_err(|error| error.shifted(self.at))?;
		if let Some(position) = value.bytes().position(|byte| !set(byte)) {
			let shown = value.get(position..=position).unwrap_or_default();
			return Err(Error::new(
				CHARACTER,
				format!(
					"the {what} has `{}`, which GS1 does not allow there; take it from the label",
					shown.escape_debug()
				),
			)
			.at(self.at + self.text.find(shown).unwrap_or(position)));
		}
		if value.len() > max {
			let what = format!("the {what}");
			return Err(Error::length(&what, &format!("1 to {max} characters"), value.len())
				.at(self.at + max.min(self.text.len())));
		}
		Ok(value)
	}
}

/// A company prefix of 6 to 12 digits.
fn company_prefix(piece: Piece<'_>) -> Result<usize, Error> {
	piece.digits("the company prefix")?;
	match piece.text.len() {
		length @ 6..=12 => Ok(length),
		found => Err(Error::new(
			COMPANY_PREFIX,
			format!("the GS1 company prefix has {found} digits; it needs 6 to 12"),
		)
		.at(piece.at)
		.expecting("6 to 12 digits")),
	}
}

/// Company prefix and reference, which together have `total` digits (ID-5).
fn key<'a>(
	scheme: &str,
	body: Piece<'a>,
	total: usize,
) -> Result<(Piece<'a>, Piece<'a>, Option<Piece<'a>>), Error> {
	let Some((prefix, rest)) = body.split('.') else {
		company_prefix(body)?;
		return Err(Error::new(
			FORMAT,
			format!(
				"the {scheme} has no dot after the company prefix; write {{prefix}}.{{reference}}"
			),
		)
		.at(body.at + body.text.len())
		.expecting("a dot"));
	};
	let length = company_prefix(prefix)?;
	let (reference, tail) = match rest.split('.') {
		Some((reference, tail)) => (reference, Some(tail)),
		None => (rest, None),
	};
	reference.digits("the reference")?;
	let needed = total - length;
	if reference.text.len() != needed {
		return Err(Error::new(
			COMPANY_PREFIX,
			format!(
				"company prefix and reference of the {scheme} have {} digits together and need \
				 {total}: after a prefix of {length} the reference has {needed}, not {}; take the \
				 prefix's length from its licence",
				length + reference.text.len(),
				reference.text.len()
			),
		)
		.at(reference.at)
		.expecting(format!("{needed} digits")));
	}
	Ok((prefix, reference, tail))
}

fn no_tail(scheme: &str, tail: Option<Piece<'_>>) -> Result<(), Error> {
	match tail {
		None => Ok(()),
		Some(tail) => Err(Error::new(FORMAT, format!("the {scheme} ends before this dot"))
			.at(tail.at.saturating_sub(1))
			.expecting("the end")),
	}
}

fn tail<'a>(
	scheme: &str,
	what: &str,
	tail: Option<Piece<'a>>,
	end: usize,
) -> Result<Piece<'a>, Error> {
	tail.ok_or_else(|| {
		Error::new(FORMAT, format!("the {scheme} has no {what}; add it after a dot"))
			.at(end)
			.expecting(format!(".{{{what}}}"))
	})
}

/// The digits with their check digit.
fn checked(number: u64) -> u64 {
	number.saturating_mul(10).saturating_add(u64::from(gs1_check_digit(number)))
}

/// The number in which the first digit of `reference` precedes the company prefix: GTIN and SSCC.
fn swapped(prefix: Piece<'_>, reference: Piece<'_>) -> Result<u64, Error> {
	let (first, rest) = reference.text.split_at_checked(1).unwrap_or(("", ""));
	super::error::number("the key", format!("{first}{}{rest}", prefix.text).as_bytes())
}

fn joined(prefix: Piece<'_>, reference: Piece<'_>) -> Result<u64, Error> {
	super::error::number("the key", format!("{}{}", prefix.text, reference.text).as_bytes())
}

fn gtin(prefix: Piece<'_>, reference: Piece<'_>) -> Result<Gtin, Error> {
	let number = checked(swapped(prefix, reference)?);
	Gtin::try_from(number).map_err(|error| {
		Error::primitive("the GTIN", number.to_string().as_bytes(), error).at(prefix.at)
	})
}

fn gln(prefix: Piece<'_>, reference: Piece<'_>) -> Result<Gln, Error> {
	let number = checked(joined(prefix, reference)?);
	Gln::try_from(number).map_err(|error| {
		Error::primitive("the GLN", number.to_string().as_bytes(), error).at(prefix.at)
	})
}

/// Company prefix and free reference, together at most 30 characters.
fn asset(what: &str, body: Piece<'_>, set: fn(u8) -> bool) -> Result<String, Error> {
	let Some((prefix, reference)) = body.split('.') else {
		return Err(Error::new(FORMAT, format!("the {what} has no dot after the company prefix"))
			.at(body.at + body.text.len())
			.expecting("a dot"));
	};
	let length = company_prefix(prefix)?;
	Ok(format!("{}{}", prefix.text, reference.value(what, 30 - length, set)?))
}

/// Reads an EPC URN. Schemes that are no GS1 keys, tags and patterns of more than one class are
/// kept as they are.
pub(crate) fn parse(text: &str) -> Result<Identifier, Error> {
	let other = || Ok(Identifier::Other { uri: text.to_owned() });
	let whole = Piece { text: text.get(PREFIX.len()..).unwrap_or_default(), at: PREFIX.len() };
	let unknown = |piece: Piece<'_>, expected: &str| {
		Err(Error::new(
			SCHEME,
			format!(
				"`{}` is not an EPC scheme that is known here; write {expected}",
				piece.text.chars().take(20).collect::<String>().escape_debug()
			),
		)
		.at(piece.at)
		.expecting(expected))
	};
	let Some((kind, rest)) = whole.split(':') else { return unknown(whole, "urn:epc:id:…") };
	if matches!(kind.text, "tag" | "raw" | "pat") {
		return other();
	}
	let Some((scheme, body)) = rest.split(':') else {
		return unknown(rest, "urn:epc:id:sgtin:…");
	};
	match kind.text {
		"id" if FOREIGN.contains(&scheme.text) => other(),
		"id" => match pure(scheme.text, body)? {
			Some(identifier) => Ok(identifier),
			None => unknown(scheme, "sgtin, sscc, sgln, pgln, grai, giai, gdti or another GS1 key"),
		},
		"class" if scheme.text == "lgtin" => {
			let (prefix, reference, lot) = key("LGTIN", body, 13)?;
			let lot = tail("LGTIN", "lot number", lot, body.at + body.text.len())?;
			Ok(Identifier::Lgtin {
				gtin: gtin(prefix, reference)?,
				lot: lot.value("lot number", 20, is_set_82)?,
			})
		}
		"class" => unknown(scheme, "urn:epc:class:lgtin:…"),
		"idpat" => match body.text.strip_suffix(".*") {
			Some(class) if !class.contains('*') && !class.contains('[') => {
				let class = Piece { text: class, at: body.at };
				Ok(pattern(scheme.text, class)?
					.unwrap_or_else(|| Identifier::Other { uri: text.to_owned() }))
			}
			_ => other(),
		},
		_ => unknown(kind, "urn:epc:id:…, urn:epc:class:… or urn:epc:idpat:…"),
	}
}

/// `urn:epc:idpat:…:….*` names a class, where GS1 has one: the pattern without its `.*`.
fn pattern(scheme: &str, body: Piece<'_>) -> Result<Option<Identifier>, Error> {
	Ok(Some(match scheme {
		"sgtin" | "upui" => {
			let (prefix, reference, rest) = key("SGTIN pattern", body, 13)?;
			no_tail("SGTIN pattern", rest)?;
			Identifier::Gtin(gtin(prefix, reference)?)
		}
		"grai" => {
			let (prefix, reference, rest) = key("GRAI pattern", body, 12)?;
			no_tail("GRAI pattern", rest)?;
			let asset_type = format!("{:014}", checked(joined(prefix, reference)?));
			Identifier::Grai { asset_type, serial: None }
		}
		"gdti" => {
			let (prefix, reference, rest) = key("GDTI pattern", body, 12)?;
			no_tail("GDTI pattern", rest)?;
			let document_type = format!("{:013}", checked(joined(prefix, reference)?));
			Identifier::Gdti { document_type, serial: None }
		}
		"sgcn" => {
			let (prefix, reference, rest) = key("SGCN pattern", body, 12)?;
			no_tail("SGCN pattern", rest)?;
			let coupon = format!("{:013}", checked(joined(prefix, reference)?));
			Identifier::Gcn { coupon, serial: None }
		}
		"cpi" => Identifier::Cpi { part: asset("part reference", body, is_set_39)?, serial: None },
		"itip" => {
			let (gtin, piece, total, rest) = itip(body)?;
			no_tail("ITIP pattern", rest)?;
			Identifier::Itip { gtin, piece, total, serial: None, lot: None }
		}
		_ => return Ok(None),
	}))
}

fn itip(body: Piece<'_>) -> Result<(Gtin, u8, u8, Option<Piece<'_>>), Error> {
	let end = body.at + body.text.len();
	let (prefix, reference, rest) = key("ITIP", body, 13)?;
	let rest = tail("ITIP", "piece number", rest, end)?;
	let (piece, rest) = rest.split('.').ok_or_else(|| {
		Error::new(FORMAT, "the ITIP has no total; write {piece}.{total} with two digits each")
			.at(end)
			.expecting("a dot")
	})?;
	let (total, rest) = match rest.split('.') {
		Some((total, rest)) => (total, Some(rest)),
		None => (rest, None),
	};
	let two = |part: Piece<'_>| {
		super::error::exact_digits("the piece number or total", part.text.as_bytes(), 2)
			.map_err(|error| error.shifted(part.at))
			.map(|number| u8::try_from(number).unwrap_or(u8::MAX))
	};
	let (number, of) = (two(piece)?, two(total)?);
	if number == 0 || number > of {
		return Err(Error::new(FORMAT, "the piece number is zero or above the total")
			.at(piece.at)
			.expecting("a piece number from 01 to the total"));
	}
	Ok((gtin(prefix, reference)?, number, of, rest))
}

fn pure(scheme: &str, body: Piece<'_>) -> Result<Option<Identifier>, Error> {
	let end = body.at + body.text.len();
	Ok(Some(match scheme {
		"sgtin" => {
			let (prefix, reference, serial) = key("SGTIN", body, 13)?;
			let serial = tail("SGTIN", "serial number", serial, end)?;
			Identifier::Sgtin {
				gtin: gtin(prefix, reference)?,
				serial: serial.value("serial number", 20, is_set_82)?,
			}
		}
		"sscc" => {
			let (prefix, reference, rest) = key("SSCC", body, 17)?;
			no_tail("SSCC", rest)?;
			let number = checked(swapped(prefix, reference)?);
			Identifier::Sscc(Sscc::try_from(number).map_err(|error| {
				Error::primitive("the SSCC", number.to_string().as_bytes(), error).at(prefix.at)
			})?)
		}
		"sgln" => {
			let (prefix, reference, extension) = key("SGLN", body, 12)?;
			let extension = tail("SGLN", "extension", extension, end)?;
			let extension = extension.value("extension", 20, is_set_82)?;
			Identifier::Sgln {
				gln: gln(prefix, reference)?,
				extension: (extension != "0").then_some(extension),
			}
		}
		"pgln" => {
			let (prefix, reference, rest) = key("PGLN", body, 12)?;
			no_tail("PGLN", rest)?;
			Identifier::Pgln(gln(prefix, reference)?)
		}
		"grai" => {
			let (prefix, reference, serial) = key("GRAI", body, 12)?;
			let serial = tail("GRAI", "serial number", serial, end)?;
			Identifier::Grai {
				asset_type: format!("{:014}", checked(joined(prefix, reference)?)),
				serial: Some(serial.value("serial number", 16, is_set_82)?),
			}
		}
		"giai" => Identifier::Giai(asset("asset reference", body, is_set_82)?),
		"gsrn" | "gsrnp" => {
			let (prefix, reference, rest) = key("GSRN", body, 17)?;
			no_tail("GSRN", rest)?;
			let gsrn = format!("{:018}", checked(joined(prefix, reference)?));
			if scheme == "gsrn" {
				Identifier::Gsrn { gsrn, instance: None }
			} else {
				Identifier::Gsrnp { gsrn, instance: None }
			}
		}
		"gdti" => {
			let (prefix, reference, serial) = key("GDTI", body, 12)?;
			let serial = tail("GDTI", "serial number", serial, end)?;
			Identifier::Gdti {
				document_type: format!("{:013}", checked(joined(prefix, reference)?)),
				serial: Some(serial.value("serial number", 17, is_set_82)?),
			}
		}
		"cpi" => {
			let Some((part, serial)) = body.text.rsplit_once('.') else {
				return Err(tail("CPI", "serial number", None, end).err().unwrap_or_else(|| {
					Error::new(FORMAT, "the CPI has no serial number").at(end)
				}));
			};
			let serial = Piece { text: serial, at: end - serial.len() };
			let part = asset("part reference", Piece { text: part, at: body.at }, is_set_39)?;
			Identifier::Cpi { part, serial: Some(numeric_serial(serial, true)?) }
		}
		"sgcn" => {
			let (prefix, reference, serial) = key("SGCN", body, 12)?;
			let serial = tail("SGCN", "serial number", serial, end)?;
			Identifier::Gcn {
				coupon: format!("{:013}", checked(joined(prefix, reference)?)),
				serial: Some(numeric_serial(serial, false)?),
			}
		}
		"ginc" => Identifier::Ginc(asset("consignment reference", body, is_set_82)?),
		"gsin" => {
			let (prefix, reference, rest) = key("GSIN", body, 16)?;
			no_tail("GSIN", rest)?;
			Identifier::Gsin(format!("{:017}", checked(joined(prefix, reference)?)))
		}
		"itip" => {
			let (gtin, piece, total, serial) = itip(body)?;
			let serial = tail("ITIP", "serial number", serial, end)?;
			let serial = Some(serial.value("serial number", 20, is_set_82)?);
			Identifier::Itip { gtin, piece, total, serial, lot: None }
		}
		"upui" => {
			let (prefix, reference, tpx) = key("UPUI", body, 13)?;
			let tpx = tail("UPUI", "serial extension", tpx, end)?;
			Identifier::Upui {
				gtin: gtin(prefix, reference)?,
				tpx: tpx.value("serial extension", 28, is_set_82)?,
			}
		}
		_ => return Ok(None),
	}))
}

/// 1 to 12 digits.
fn numeric_serial(piece: Piece<'_>, no_zero_in_front: bool) -> Result<String, Error> {
	if piece.text.is_empty() {
		return Err(Error::empty("serial number").at(piece.at));
	}
	piece.digits("the serial number")?;
	if piece.text.len() > 12 {
		return Err(
			Error::length("the serial number", "1 to 12 digits", piece.text.len()).at(piece.at)
		);
	}
	if no_zero_in_front && piece.text.len() > 1 && piece.text.starts_with('0') {
		return Err(Error::new(FORMAT, "the serial number has zeros in front; leave them out")
			.at(piece.at)
			.expecting("a number without zeros in front"));
	}
	Ok(piece.text.to_owned())
}

/// Writes the URN of an identifier whose company prefix has `length` digits.
pub(crate) fn print(identifier: &Identifier, length: usize) -> Option<String> {
	if !(6..=12).contains(&length) {
		return None;
	}
	// `digits` is the key with its check digit.
	let split = |digits: &str| -> Option<(String, String)> {
		let (body, _) = digits.split_at_checked(digits.len().checked_sub(1)?)?;
		let (prefix, reference) = body.split_at_checked(length)?;
		Some((prefix.to_owned(), reference.to_owned()))
	};
	// The first digit belongs to the reference.
	let swap = |digits: &str| -> Option<(String, String)> {
		let (first, rest) = digits.split_at_checked(1)?;
		let (prefix, reference) = split(rest)?;
		Some((prefix, format!("{first}{reference}")))
	};
	let free = |key: &str| -> Option<(String, String)> {
		let (prefix, reference) = key.split_at_checked(length)?;
		(prefix.bytes().all(|byte| byte.is_ascii_digit()) && !reference.is_empty())
			.then(|| (prefix.to_owned(), reference.to_owned()))
	};
	let write = |scheme: &str, (prefix, reference): (String, String), tails: &[&str]| {
		let mut urn = format!("urn:epc:{scheme}:{prefix}.");
		push_urn(&mut urn, &reference);
		for tail in tails {
			urn.push('.');
			push_urn(&mut urn, tail);
		}
		urn
	};
	let or_pattern = |scheme: &str, parts: (String, String), serial: &Option<String>| match serial {
		Some(serial) => write(&format!("id:{scheme}"), parts, &[serial]),
		None => write(&format!("idpat:{scheme}"), parts, &[]) + ".*",
	};
	Some(match identifier {
		Identifier::Sgtin { gtin, serial } => {
			write("id:sgtin", swap(&gtin.to_string())?, &[serial])
		}
		Identifier::Lgtin { gtin, lot } => write("class:lgtin", swap(&gtin.to_string())?, &[lot]),
		Identifier::Gtin(gtin) => or_pattern("sgtin", swap(&gtin.to_string())?, &None),
		Identifier::Upui { gtin, tpx } => write("id:upui", swap(&gtin.to_string())?, &[tpx]),
		Identifier::Sscc(sscc) => write("id:sscc", swap(&sscc.to_string())?, &[]),
		Identifier::Sgln { gln, extension } => {
			let extension = extension.as_deref().unwrap_or("0");
			write("id:sgln", split(&gln.to_string())?, &[extension])
		}
		Identifier::Pgln(gln) => write("id:pgln", split(&gln.to_string())?, &[]),
		Identifier::Grai { asset_type, serial } => {
			or_pattern("grai", split(asset_type.get(1..)?)?, serial)
		}
		Identifier::Giai(giai) => write("id:giai", free(giai)?, &[]),
		Identifier::Gsrn { gsrn, instance: None } => write("id:gsrn", split(gsrn)?, &[]),
		Identifier::Gsrnp { gsrn, instance: None } => write("id:gsrnp", split(gsrn)?, &[]),
		Identifier::Gdti { document_type, serial } => {
			or_pattern("gdti", split(document_type)?, serial)
		}
		Identifier::Cpi { part, serial } => or_pattern("cpi", free(part)?, serial),
		Identifier::Gcn { coupon, serial } => or_pattern("sgcn", split(coupon)?, serial),
		Identifier::Itip { gtin, piece, total, serial, lot: None } => {
			let (piece, total) = (format!("{piece:02}"), format!("{total:02}"));
			let parts = swap(&gtin.to_string())?;
			match serial {
				Some(serial) => write("id:itip", parts, &[&piece, &total, serial]),
				None => write("idpat:itip", parts, &[&piece, &total]) + ".*",
			}
		}
		Identifier::Ginc(ginc) => write("id:ginc", free(ginc)?, &[]),
		Identifier::Gsin(gsin) => write("id:gsin", split(gsin)?, &[]),
		_ => return None,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn id_5_urns_should_become_the_canonical_digital_links_of_cbv() {
		for (urn, length, link) in [
			("urn:epc:id:sgtin:4012345.011111.98%22", 7, "01/04012345111118/21/98%22"),
			("urn:epc:id:sgtin:415056789012.0.987654", 12, "01/04150567890128/21/987654"),
			(
				"urn:epc:id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()",
				7,
				"01/80614141123458/21/6789%2F%26%25%22%21%3F%28%29",
			),
			("urn:epc:id:sscc:4012345.3111111111", 7, "00/340123451111111111"),
			("urn:epc:id:sscc:4012345.0000000111", 7, "00/040123450000001112"),
			("urn:epc:id:sgln:4012345.00005.122", 7, "414/4012345000054/254/122"),
			("urn:epc:id:sgln:4012345.00005.0", 7, "414/4012345000054"),
			("urn:epc:id:grai:4012345.00022.334455", 7, "8003/04012345000221334455"),
			("urn:epc:id:giai:4012345.ABC345", 7, "8004/4012345ABC345"),
			("urn:epc:id:gsrn:4012345.0000006765", 7, "8018/401234500000067657"),
			("urn:epc:id:gsrnp:4012345.0000000007", 7, "8017/401234500000000074"),
			("urn:epc:id:gdti:4012345.00009.PO-4711", 7, "253/4012345000092PO-4711"),
			("urn:epc:id:gdti:987659999999..9", 12, "253/98765999999929"),
			(
				"urn:epc:id:cpi:0614141.11111111111111-A%23%2F.1234",
				7,
				"8010/061414111111111111111-A%23%2F/8011/1234",
			),
			("urn:epc:id:sgcn:4012345.67890.04711", 7, "255/401234567890104711"),
			("urn:epc:id:ginc:0614141.xyz47%2F11", 7, "401/0614141xyz47%2F11"),
			("urn:epc:id:gsin:4012345.222333444", 7, "402/40123452223334442"),
			("urn:epc:id:itip:4012345.011111.01.02.987", 7, "8006/040123451111180102/21/987"),
			(
				"urn:epc:id:upui:1234567.098765.51qIgY)%3C%26Jp3*j7SDB",
				7,
				"01/01234567987651/235/51qIgY%29%3C%26Jp3%2Aj7SDB",
			),
			("urn:epc:id:pgln:4000001.00000", 7, "417/4000001000005"),
			("urn:epc:id:pgln:999999999999.", 12, "417/9999999999994"),
			("urn:epc:class:lgtin:4012345.012345.Lot987", 7, "01/04012345123456/10/Lot987"),
			("urn:epc:idpat:sgtin:4012345.012345.*", 7, "01/04012345123456"),
			("urn:epc:idpat:grai:4012345.99999.*", 7, "8003/04012345999990"),
			("urn:epc:idpat:gdti:4012345.11111.*", 7, "253/4012345111118"),
			("urn:epc:idpat:sgcn:4012345.22222.*", 7, "255/4012345222227"),
			("urn:epc:idpat:cpi:4012345.AB12.*", 7, "8010/4012345AB12"),
			("urn:epc:idpat:itip:4012345.012345.01.02.*", 7, "8006/040123451234560102"),
		] {
			let read = Identifier::parse(urn).unwrap_or_else(|error| panic!("{urn}: {error}"));
			let canonical = format!("https://id.gs1.org/{link}");
			assert_eq!(read.canonical_digital_link(), canonical, "{urn}");
			assert_eq!(Identifier::parse(&canonical).as_ref(), Ok(&read), "{urn}");
			assert_eq!(read.to_urn(length).as_deref(), Some(urn));
		}
		assert_eq!(
			Identifier::parse("urn:epc:idpat:upui:4012345.012345.*"),
			Identifier::parse("urn:epc:idpat:sgtin:4012345.012345.*")
		);
	}

	#[test]
	fn id_5_company_prefix_and_reference_should_fill_the_key() {
		for (urn, code, position) in [
			("urn:epc:id:sgtin:4012345.01111.1", "company_prefix", 25),
			("urn:epc:id:sgtin:4012345.0111111.1", "company_prefix", 25),
			("urn:epc:id:sgtin:40123.01111111.1", "company_prefix", 17),
			("urn:epc:id:sgtin:4012345678901.0.1", "company_prefix", 17),
			("urn:epc:id:sgtin:401234x.011111.1", "character", 23),
			("urn:epc:id:sgtin:4012345.01111x.1", "character", 30),
			("urn:epc:id:sgtin:4012345.011111", "format", 31),
			("urn:epc:id:sgtin:4012345.011111.", "empty", 32),
			("urn:epc:id:sgtin:4012345", "format", 24),
			("urn:epc:id:sgtin:4012345.011111.123456789012345678901", "length", 52),
			("urn:epc:id:sgtin:4012345.011111.a/b", "character", 33),
			("urn:epc:id:sgtin:4012345.011111.a%2", "percent_encoding", 33),
			("urn:epc:id:sgtin:4012345.011111.a%23", "character", 33),
			("urn:epc:id:sgtin:000000.0000000.1", "prefix", 17),
			("urn:epc:id:sscc:4012345.311111111", "company_prefix", 24),
			("urn:epc:id:sscc:4012345.3111111111.1", "format", 34),
			("urn:epc:id:sgln:4012345.0005.0", "company_prefix", 24),
			("urn:epc:id:sgln:4012345.00005", "format", 29),
			("urn:epc:id:grai:4012345.00022", "format", 29),
			("urn:epc:id:grai:4012345.00022.12345678901234567", "length", 46),
			("urn:epc:id:giai:4012345", "format", 23),
			("urn:epc:id:giai:4012345.", "empty", 24),
			("urn:epc:id:itip:4012345.011111.03.02.9", "format", 31),
			("urn:epc:id:itip:4012345.011111.01", "format", 33),
			("urn:epc:id:cpi:4012345.AB.012", "format", 26),
			("urn:epc:id:cpi:4012345", "format", 22),
			("urn:epc:id:sgcn:4012345.22222.1234567890123", "length", 30),
			("urn:epc:id:sgtn:4012345.011111.1", "scheme", 11),
			("urn:epc:class:sgtin:4012345.011111.1", "scheme", 14),
			("urn:epc:sgtin:4012345.011111.1", "scheme", 14),
			("urn:epc:foo:sgtin:4012345.011111.1", "scheme", 8),
			("urn:epc:id", "scheme", 8),
		] {
			let error = Identifier::parse(urn).unwrap_err();
			assert_eq!((error.code, error.position), (code, Some(position)), "{urn}: {error}");
		}
	}

	#[test]
	fn id_5_what_is_no_gs1_key_should_stay_as_it_is() {
		for uri in [
			"urn:epc:id:gid:95100000.12345.400",
			"urn:epc:id:usdod:CAGEY.5678",
			"urn:epc:id:imovn:9176187",
			"urn:epc:tag:sgtin-96:3.0614141.112345.1",
			"urn:epc:idpat:sgtin:4012345.*.*",
			"urn:epc:idpat:sgln:4012345.00005.*",
			"urn:epc:idpat:sgtin:4012345.012345.[1-5]",
			"urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
			"ni:///sha-256;00?ver=CBV2.0",
			"urn:epcglobal:cbv:bt:4012345000054:7",
		] {
			assert_eq!(
				Identifier::parse(uri),
				Ok(Identifier::Other { uri: uri.to_owned() }),
				"{uri}"
			);
		}
	}

	#[test]
	fn id_5_urn_should_be_written_only_where_the_prefix_fits() {
		let read = Identifier::parse("urn:epc:id:sgtin:4012345.011111.1").unwrap();
		assert_eq!(read.to_urn(8).as_deref(), Some("urn:epc:id:sgtin:40123451.01111.1"));
		assert_eq!(read.to_urn(5), None);
		assert_eq!(read.to_urn(13), None);
		let asset = Identifier::parse("https://id.gs1.org/8004/4012345ABC").unwrap();
		assert_eq!(asset.to_urn(7).as_deref(), Some("urn:epc:id:giai:4012345.ABC"));
		assert_eq!(asset.to_urn(9), None);
	}

	#[test]
	fn id_2_namespace_should_be_case_insensitive_and_serials_case_sensitive() {
		assert_eq!(
			Identifier::parse(" URN:EPC:id:sgtin:4012345.011111.aB\n").unwrap().to_epc(),
			Identifier::parse("urn:epc:id:sgtin:4012345.011111.aB").unwrap().to_epc()
		);
		assert_ne!(
			Identifier::parse("urn:epc:id:sgtin:4012345.011111.aB"),
			Identifier::parse("urn:epc:id:sgtin:4012345.011111.ab")
		);
	}
}

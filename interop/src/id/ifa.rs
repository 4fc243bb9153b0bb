//! Pharmacy Product Number of IFA, which the EU accredits for UDI (ID-10).

use super::{
	date::{yymmdd, yyyymmdd, Date},
	error::{Error, DATE, FORMAT, UNKNOWN_AI},
};

/// A text longer than this is no message.
const MAX_LENGTH: usize = 512;

/// What an IFA symbol says: ASC data identifiers in an ISO/IEC 15434 envelope of format 06.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ifa {
	/// `9N`: the PPN, with its two check digits.
	pub ppn: String,
	/// `1T`: lot number.
	pub lot: Option<String>,
	/// `S`: serial number.
	pub serial: Option<String>,
	/// `D`: expiry.
	pub expiry: Option<Date>,
	/// `16D`: date of manufacture.
	pub manufactured: Option<Date>,
}

/// The two check digits of a PPN: its characters' ASCII values weighted 2, 3, 4..., modulo 97.
pub fn check_digits(ppn: &[u8]) -> u32 {
	ppn.iter()
		.zip(2u32..)
		.fold(0u32, |sum, (byte, weight)| (sum + u32::from(*byte) * (weight % 97)) % 97)
}

/// Checks a PPN: agency code of two characters, product of up to 18, two check digits.
pub fn check_ppn(ppn: &str) -> Result<(), Error> {
	let allowed = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
	if let Some(position) = ppn.bytes().position(|byte| !allowed(byte)) {
		return Err(Error::character("the PPN", position, "a digit or a capital letter"));
	}
	if !(5..=22).contains(&ppn.len()) {
		return Err(Error::length("the PPN", "5 to 22 characters", ppn.len()));
	}
	let at = ppn.len() - 2;
	let (body, found) = ppn.split_at_checked(at).unwrap_or((ppn, ""));
	let expected = format!("{:02}", check_digits(body.as_bytes()));
	if expected == found {
		Ok(())
	} else {
		Err(Error::check("the PPN", at, &expected, found))
	}
}

/// Whether `text` looks like a message of IFA.
pub fn is_ifa(text: &str) -> bool {
	text.starts_with("[)>") || text.starts_with("9N")
}

/// Reads the message, with or without its envelope; separators are 0x1D or `^`.
pub fn parse(text: &str, year: i32) -> Result<Ifa, Error> {
	if text.len() > MAX_LENGTH {
		return Err(Error::length("the message", "at most 512 characters", text.len()));
	}
	let body = match text.strip_prefix("[)>") {
		None => text,
		Some(rest) => {
			let rest = rest.trim_start_matches('\u{1e}');
			rest.strip_prefix("06").ok_or_else(|| {
				Error::new(FORMAT, "the envelope is not of format 06; scan an IFA or ASC symbol")
					.at(text.len() - rest.len())
					.expecting("06")
			})?
		}
	};
	let start = text.len() - body.len();
	let body = body.trim_end_matches(['\u{4}', '\u{1e}']);
	let mut message = Ifa::default();
	let mut at = start;
	for field in body.split(['\u{1d}', '^']) {
		let begin = at;
		at += field.len() + 1;
		if field.is_empty() {
			continue;
		}
		let field_error = |error: Error, id: &str| error.shifted(begin + id.len());
		let ids = ["9N", "1T", "16D", "D", "S"];
		let Some((id, value)) = ids.iter().find_map(|id| Some((*id, field.strip_prefix(id)?)))
		else {
			let digits = field.bytes().take_while(u8::is_ascii_digit).count();
			if field.as_bytes().get(digits).is_some_and(u8::is_ascii_uppercase) && digits <= 3 {
				continue;
			}
			return Err(Error::new(UNKNOWN_AI, "no data identifier begins here").at(begin));
		};
		if value.is_empty() {
			return Err(Error::empty(&format!("value of {id}")).at(begin + id.len()));
		}
		let date = |day: Option<u32>, expected: &str| match day {
			Some(day) => Ok(Date { text: value.to_owned(), day }),
			None => Err(Error::new(DATE, format!("`{}` is not a date", value.escape_debug()))
				.at(begin + id.len())
				.expecting(expected)),
		};
		match id {
			"9N" => {
				check_ppn(value).map_err(|error| field_error(error, id))?;
				message.ppn = value.to_owned();
			}
			"D" => message.expiry = Some(date(yymmdd(value.as_bytes(), year, true), "YYMMDD")?),
			"16D" => message.manufactured = Some(date(yyyymmdd(value.as_bytes()), "YYYYMMDD")?),
			_ => {
				if value.len() > 20 || !value.bytes().all(|byte| byte.is_ascii_graphic()) {
					return Err(Error::length(id, "1 to 20 printable characters", value.len())
						.at(begin + id.len()));
				}
				let slot = if id == "S" { &mut message.serial } else { &mut message.lot };
				*slot = Some(value.to_owned());
			}
		}
	}
	if message.ppn.is_empty() {
		return Err(Error::new(
			super::error::MISSING,
			"the symbol has no PPN (9N); scan the whole",
		)
		.expecting("9N{PPN}"));
	}
	Ok(message)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn id_10_ppn_should_verify_modulo_97() {
		assert_eq!(check_ppn("111234567842"), Ok(()));
		let error = check_ppn("111234567843").unwrap_err();
		assert_eq!((error.code, error.position), ("check_digit", Some(10)));
		assert_eq!(check_ppn("11a234567842").unwrap_err().code, "character");
		assert_eq!(check_ppn("1142").unwrap_err().code, "length");
	}

	#[test]
	fn id_10_ifa_message_should_be_taken_apart() {
		for text in [
			"[)>\u{1e}06\u{1d}9N111234567842\u{1d}1T1234AB\u{1d}D251100\u{1d}S1234567890\u{1e}\u{4}",
			"9N111234567842^1T1234AB^D251100^S1234567890^27QX",
		] {
			let message = parse(text, 2026).unwrap();
			assert_eq!(message.ppn, "111234567842");
			assert_eq!(message.lot.as_deref(), Some("1234AB"));
			assert_eq!(message.serial.as_deref(), Some("1234567890"));
			assert_eq!(message.expiry.unwrap().iso(), "2025-11-30");
		}
		for (text, code) in [
			("[)>05x", "format"),
			("9N111234567842^D251301", "date"),
			("9N111234567842^S", "empty"),
			("9N111234567842^-", "unknown_ai"),
			("9N111234567842^Sé", "length"),
			("[)>06^S1", "missing"),
		] {
			assert_eq!(parse(text, 2026).unwrap_err().code, code, "{text}");
		}
	}
}

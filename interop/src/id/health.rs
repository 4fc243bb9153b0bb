//! Identifiers of people, studies and terms in health care (ID-11).

use super::error::{exact_digits, number, Error, FORMAT, LENGTH, PREFIX};

/// Luhn, with every second digit doubled from the one before the check digit.
fn luhn(body: u64) -> u64 {
	let (mut rest, mut double, mut sum) = (body, true, 0);
	while rest > 0 {
		let digit = rest % 10 * if double { 2 } else { 1 };
		sum += digit / 10 + digit % 10;
		double = !double;
		rest /= 10;
	}
	(10 - sum % 10) % 10
}

/// Medicare Beneficiary Identifier: eleven characters in a fixed pattern, without S, L, O, I, B and
/// Z; hyphens of the card are dropped. Never to be written on a chain in clear.
pub fn mbi(text: &str) -> Result<String, Error> {
	const PATTERN: &[u8; 11] = b"CAXNAXNAANN";
	if text.is_empty() {
		return Err(Error::empty("MBI"));
	}
	let mut value = String::with_capacity(11);
	for (position, byte) in text.bytes().enumerate() {
		if byte == b'-' && matches!(position, 4 | 8) {
			continue;
		}
		let letter = byte.is_ascii_uppercase() && !b"SLOIBZ".contains(&byte);
		let (right, expected) = match PATTERN.get(value.len()) {
			Some(b'C') => (matches!(byte, b'1'..=b'9'), "a digit but 0"),
			Some(b'N') => (byte.is_ascii_digit(), "a digit"),
			Some(b'A') => (letter, "a capital letter but S, L, O, I, B and Z"),
			Some(_) => {
				(letter || byte.is_ascii_digit(), "a digit or a letter but S, L, O, I, B and Z")
			}
			None => return Err(Error::length("the MBI", "11 characters", text.len())),
		};
		if !right {
			return Err(Error::character("the MBI", position, expected));
		}
		value.push(char::from(byte));
	}
	if value.len() == PATTERN.len() {
		Ok(value)
	} else {
		Err(Error::length("the MBI", "11 characters", value.len()))
	}
}

/// A study of ClinicalTrials.gov: `NCT` and eight digits.
pub fn nct(text: &str) -> Result<u64, Error> {
	if text.is_empty() {
		return Err(Error::empty("NCT number"));
	}
	let digits = text.strip_prefix("NCT").ok_or_else(|| {
		Error::new(PREFIX, "a ClinicalTrials.gov identifier begins with NCT").at(0).expecting("NCT")
	})?;
	exact_digits("the NCT number", digits.as_bytes(), 8).map_err(|error| error.shifted(3))
}

/// A LOINC code: one to seven digits, a hyphen and their Luhn digit.
pub fn loinc(text: &str) -> Result<u64, Error> {
	if text.is_empty() {
		return Err(Error::empty("LOINC code"));
	}
	let Some((body, check)) = text.split_once('-') else {
		return Err(Error::new(FORMAT, "a LOINC code has a hyphen before its last digit")
			.at(text.len())
			.expecting("digits, a hyphen and a digit"));
	};
	let what = "the LOINC code";
	let value = number(what, body.as_bytes())?;
	if body.is_empty() || body.len() > 7 {
		return Err(Error::length(what, "1 to 7 digits before the hyphen", body.len()));
	}
	let at = body.len() + 1;
	let found = exact_digits(what, check.as_bytes(), 1).map_err(|error| error.shifted(at))?;
	let expected = luhn(value);
	if expected == found {
		Ok(value)
	} else {
		Err(Error::check(what, at, &expected.to_string(), &found.to_string()))
	}
}

/// Multiplication in the dihedral group of ten elements.
const DIHEDRAL: [[u8; 10]; 10] = [
	[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
	[1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
	[2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
	[3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
	[4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
	[5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
	[6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
	[7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
	[8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
	[9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
/// The permutation that Verhoeff applies once per place.
const PERMUTATION: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
const INVERSE: [u8; 10] = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];

/// Verhoeff's check digit of the digits before it.
pub fn verhoeff(body: &[u8]) -> Option<u8> {
	let at = |table: &[u8; 10], index: u8| table.get(usize::from(index)).copied();
	let mut sum = 0;
	for (place, byte) in body.iter().rev().enumerate() {
		let mut digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
		// The permutation has order 8.
		for _ in 0..(place + 1) % 8 {
			digit = at(&PERMUTATION, digit)?;
		}
		sum = at(DIHEDRAL.get(usize::from(sum))?, digit)?;
	}
	at(&INVERSE, sum)
}

/// A SNOMED CT identifier: 6 to 18 digits, a partition, Verhoeff's check digit.
pub fn snomed(text: &str) -> Result<u64, Error> {
	let what = "the SNOMED CT identifier";
	if text.is_empty() {
		return Err(Error::empty("SNOMED CT identifier"));
	}
	let value = number(what, text.as_bytes())?;
	if !(6..=18).contains(&text.len()) {
		return Err(Error::new(
			LENGTH,
			format!("{what} has {} digits; it needs 6 to 18", text.len()),
		)
		.expecting("6 to 18 digits"));
	}
	if text.starts_with('0') {
		return Err(Error::new(PREFIX, format!("{what} has no zero in front")).at(0));
	}
	let partition = value / 10 % 100;
	if !matches!(partition, 0..=5 | 10..=15) {
		return Err(Error::new(PREFIX, format!("{what} has no partition {partition:02}"))
			.at(text.len() - 3)
			.expecting("00 to 05 or 10 to 15"));
	}
	let at = text.len() - 1;
	let expected = verhoeff(text.as_bytes().get(..at).unwrap_or_default());
	if expected.map(u64::from) == Some(value % 10) {
		Ok(value)
	} else {
		let expected = expected.map(|digit| digit.to_string()).unwrap_or_default();
		Err(Error::check(what, at, &expected, &(value % 10).to_string()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn id_11_mbi_should_follow_its_pattern() {
		assert_eq!(mbi("1EG4-TE5-MK73").unwrap(), "1EG4TE5MK73");
		assert_eq!(mbi("1EG4TE5MK73").unwrap(), "1EG4TE5MK73");
		for (text, code, position) in [
			("0EG4TE5MK73", "character", Some(0)),
			("1SG4TE5MK73", "character", Some(1)),
			("1EG4TE5MK7", "length", None),
			("1EG4TE5MK733", "length", None),
			("1eG4TE5MK73", "character", Some(1)),
			("1-EG4TE5MK73", "character", Some(1)),
			("", "empty", None),
		] {
			let error = mbi(text).unwrap_err();
			assert_eq!((error.code, error.position), (code, position), "{text}");
		}
	}

	#[test]
	fn id_11_nct_should_be_three_letters_and_eight_digits() {
		assert_eq!(nct("NCT01234567"), Ok(1_234_567));
		assert_eq!(nct("nct01234567").unwrap_err().code, "prefix");
		assert_eq!(nct("NCT0123456").unwrap_err().code, "length");
		assert_eq!(nct("NCT0123456x").unwrap_err().position, Some(10));
		assert_eq!(nct("").unwrap_err().code, "empty");
	}

	#[test]
	fn id_11_loinc_should_verify_by_luhn() {
		for text in ["2345-7", "718-7", "4548-4", "10331-7", "94500-6"] {
			assert!(loinc(text).is_ok(), "{text}");
		}
		let error = loinc("2345-8").unwrap_err();
		assert_eq!(
			(error.code, error.position, error.expected.as_deref()),
			("check_digit", Some(5), Some("7"))
		);
		for text in ["", "2345", "-7", "23x5-7", "12345678-1", "2345-", "2345-77"] {
			assert!(loinc(text).is_err(), "{text}");
		}
	}

	#[test]
	fn id_11_snomed_should_verify_by_verhoeff() {
		// 236 with check 3 is Verhoeff's own example.
		assert_eq!(verhoeff(b"236"), Some(3));
		for text in ["73211009", "22298006", "404684003", "138875005", "900000000000207008"] {
			assert!(snomed(text).is_ok(), "{text}");
		}
		for (text, code) in [
			("73211008", "check_digit"),
			("73212009", "check_digit"),
			("73211099", "prefix"),
			("03211009", "prefix"),
			("73211", "length"),
			("7321100x", "character"),
			("9000000000002070080", "length"),
			("99999999999999999999999", "length"),
			("", "empty"),
		] {
			assert_eq!(snomed(text).unwrap_err().code, code, "{text}");
		}
	}
}

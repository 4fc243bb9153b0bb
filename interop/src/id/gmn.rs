//! Global Model Number, AI (8013), and Basic UDI-DI of the EU MDR (ID-9).

use super::{
	error::{Error, CHARACTER},
	text::is_set_82,
};

/// A GMN has at most this many characters, check characters included.
pub const MAX_LENGTH: usize = 25;
/// Company prefix of five digits, one character of model reference, two check characters.
pub const MIN_LENGTH: usize = 8;

/// Primes by which characters are weighted, the last for the character next to the check.
const WEIGHTS: [u32; 23] =
	[83, 79, 73, 71, 67, 61, 59, 53, 47, 43, 41, 37, 31, 29, 23, 19, 17, 13, 11, 7, 5, 3, 2];

/// The check characters: capital letters and digits without 0, 1, I and O.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The value of a character of set 82: its place in the set.
const fn value(byte: u8) -> Option<u32> {
	let value = match byte {
		b'!' | b'"' => byte - b'!',
		b'%'..=b'?' => byte - b'%' + 2,
		b'A'..=b'Z' => byte - b'A' + 29,
		b'_' => 55,
		b'a'..=b'z' => byte - b'a' + 56,
		_ => return None,
	};
	Some(value as u32)
}

/// The two check characters of a GMN without them (GS1 General Specifications, section 7.9.5):
/// the weighted sum of the characters modulo 1021, as two characters of five bits.
///
/// None when it is longer than 23 characters or has one outside set 82.
pub fn check_characters(payload: &str) -> Option<[char; 2]> {
	let start = WEIGHTS.len().checked_sub(payload.len())?;
	let sum = payload
		.bytes()
		.zip(WEIGHTS.iter().skip(start))
		.try_fold(0u32, |sum, (byte, weight)| Some(sum + value(byte)? * weight))?
		% 1021;
	let character = |value: u32| {
		usize::try_from(value).ok().and_then(|value| ALPHABET.get(value)).copied().map(char::from)
	};
	Some([character(sum / 32)?, character(sum % 32)?])
}

/// Checks a GMN: length, characters, the company prefix in front, the check characters. Returns
/// what stands before the check characters, and these.
pub fn check(text: &str) -> Result<(&str, &str), Error> {
	if text.is_empty() {
		return Err(Error::empty("GMN"));
	}
	if let Some(position) = text.bytes().position(|byte| !is_set_82(byte)) {
		return Err(Error::character("the GMN", position, "a character of GS1 set 82"));
	}
	if text.len() < MIN_LENGTH || text.len() > MAX_LENGTH {
		return Err(Error::length("the GMN", "8 to 25 characters", text.len()));
	}
	if let Some(position) = text.bytes().take(5).position(|byte| !byte.is_ascii_digit()) {
		return Err(Error::new(
			CHARACTER,
			"a GMN begins with the maker's GS1 company prefix: its first five characters are \
			 digits",
		)
		.at(position)
		.expecting("a digit"));
	}
	// Set 82 is ASCII, so that this is a character boundary.
	let at = text.len() - 2;
	let (payload, found) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
	let expected: String = check_characters(payload).into_iter().flatten().collect();
	if expected == found {
		Ok((payload, found))
	} else {
		Err(Error::check("the GMN", at, &expected, found))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn id_9_example_of_the_general_specifications_should_verify() {
		assert_eq!(check_characters("1987654Ad4X4bL5ttr2310c"), Some(['2', 'K']));
		assert_eq!(check("1987654Ad4X4bL5ttr2310c2K").unwrap(), ("1987654Ad4X4bL5ttr2310c", "2K"));
	}

	#[test]
	fn id_9_values_of_the_characters_should_be_their_places_in_set_82() {
		let set = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_\
			abcdefghijklmnopqrstuvwxyz";
		assert_eq!(set.len(), 82);
		for (place, byte) in set.bytes().enumerate() {
			assert_eq!(value(byte), u32::try_from(place).ok());
		}
		assert!((0..=255u8).filter(|byte| value(*byte).is_some()).all(is_set_82));
	}

	#[test]
	fn id_9_wrong_check_characters_should_name_the_right_ones() {
		let error = check("1987654Ad4X4bL5ttr2310c2L").unwrap_err();
		assert_eq!((error.code, error.position), ("check_digit", Some(23)));
		assert_eq!(error.expected.as_deref(), Some("2K"));
		// One character changed in the payload.
		assert_eq!(check("1987654Ad4X4bL5ttr2311c2K").unwrap_err().code, "check_digit");
	}

	#[test]
	fn id_9_length_characters_and_prefix_should_be_enforced() {
		assert_eq!(check("").unwrap_err().code, "empty");
		assert_eq!(check("1234522").unwrap_err().code, "length");
		assert_eq!(check("1987654Ad4X4bL5ttr2310cc2K").unwrap_err().code, "length");
		assert_eq!(check("1987654Ad4X4b#L5ttr2310c2K").unwrap_err().position, Some(13));
		assert_eq!(check("ABC1234562K").unwrap_err().position, Some(0));
		assert_eq!(check_characters("123456789012345678901234"), None);
	}
}

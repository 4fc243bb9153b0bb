//! ISBT 128 of ICCBBA (ID-8): devices that hold human cells, tissues or blood.

use super::{
	date::{ordinal, small, Date},
	error::{Error, CHECK_DIGIT, DATE, DUPLICATE_AI, FORMAT, UNKNOWN_AI},
};

/// A text longer than this is no compound message.
const MAX_LENGTH: usize = 256;

/// What an ISBT 128 message says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Isbt128 {
	/// `=/`: facility, facility's product code and product description code, 16 characters; or
	/// `=)`: the container of blood, 10.
	pub device: Option<String>,
	/// `=,`: 6 characters.
	pub serial: Option<String>,
	/// `=`: donation identification number, 15 characters with its flags.
	pub donation: Option<String>,
	/// `=>`: last day of use.
	pub expiry: Option<Date>,
	/// `=}`: day of manufacture.
	pub manufactured: Option<Date>,
	/// `&,1`: 18 characters; or `&)`: 10.
	pub lot: Option<String>,
}

/// The check character of a donation identification number's 13 characters: ISO 7064, modulo 37-2.
pub fn donation_check(number: &[u8]) -> Option<char> {
	donation_sum(number)
		.and_then(|sum| char::from_digit(sum, 36).or((sum == 36).then_some('*')))
		.map(|character| character.to_ascii_uppercase())
}

fn donation_sum(number: &[u8]) -> Option<u32> {
	let sum = number
		.iter()
		.try_fold(0u32, |sum, byte| Some((sum + char::from(*byte).to_digit(36)?) * 2 % 37))?;
	Some((38 - sum) % 37)
}

/// Which data structure begins here: its data identifier, its name and the length of its data.
fn structure(text: &str) -> Option<(&'static str, &'static str, usize)> {
	const STRUCTURES: &[(&str, &str, usize)] = &[
		("=+", "the compound message", 5),
		("=/", "the device identifier", 16),
		("=,", "the serial number", 6),
		("=>", "the expiry", 6),
		("=}", "the day of manufacture", 6),
		("=)", "the container's identifier", 10),
		("&,1", "the lot number", 18),
		("&)", "the container's lot number", 10),
	];
	let found = STRUCTURES.iter().find(|(id, ..)| text.starts_with(id)).copied();
	// The donation's second character is its own first: a letter or a digit.
	found.or_else(|| {
		let second = text.strip_prefix('=')?.chars().next()?;
		second.is_ascii_alphanumeric().then_some(("=", "the donation identification number", 15))
	})
}

/// Reads an ISBT 128 message: data structures one after another, in any order.
pub fn parse(text: &str) -> Result<Isbt128, Error> {
	if text.is_empty() {
		return Err(Error::empty("ISBT 128 message"));
	}
	if text.len() > MAX_LENGTH {
		return Err(Error::length("the message", "at most 256 characters", text.len()));
	}
	let mut message = Isbt128::default();
	let mut rest = text;
	while !rest.is_empty() {
		let at = text.len() - rest.len();
		let Some((id, what, length)) = structure(rest) else {
			return Err(Error::new(
				UNKNOWN_AI,
				format!(
					"no ISBT 128 data structure begins at position {at}; the one before it may be \
					 too long or too short"
				),
			)
			.at(at)
			.expecting("one of =/ =, = => =} &,1"));
		};
		let after = rest.get(id.len()..).unwrap_or_default();
		let at = at + id.len();
		let Some((data, next)) = after.split_at_checked(length) else {
			let expected = format!("{length} characters");
			return Err(Error::length(what, &expected, after.len()).at(at));
		};
		let numeric = matches!(id, "=+" | "=>" | "=}");
		let wrong = data.bytes().position(|byte| {
			if numeric {
				!byte.is_ascii_digit()
			} else {
				!(byte.is_ascii_digit() || byte.is_ascii_uppercase())
			}
		});
		if let Some(position) = wrong {
			let expected = if numeric { "a digit" } else { "a digit or a capital letter" };
			return Err(Error::character(what, at + position, expected));
		}
		let slot = match id {
			"=/" | "=)" => &mut message.device,
			"=," => &mut message.serial,
			"=" => {
				donation(data).map_err(|error| error.shifted(at))?;
				&mut message.donation
			}
			"&,1" | "&)" => &mut message.lot,
			_ => {
				if id != "=+" {
					let date = date(data).map_err(|error| error.shifted(at))?;
					let slot =
						if id == "=>" { &mut message.expiry } else { &mut message.manufactured };
					if slot.replace(date).is_some() {
						return Err(twice(what, at));
					}
				}
				rest = next;
				continue;
			}
		};
		if slot.replace(data.to_owned()).is_some() {
			return Err(twice(what, at));
		}
		rest = next;
	}
	Ok(message)
}

fn twice(what: &str, at: usize) -> Error {
	Error::new(DUPLICATE_AI, format!("{what} occurs twice; scan one label at a time")).at(at)
}

/// `cyyjjj`: century (0 the 2000s, 9 the 1900s), year, day of the year.
fn date(text: &str) -> Result<Date, Error> {
	let number = |from: usize, to: usize| text.get(from..to).and_then(|t| small(t.as_bytes()));
	let day = (|| {
		let century = match number(0, 1)? {
			9 => 1900,
			century => 2000 + 100 * century,
		};
		ordinal(century + number(1, 3)?, number(3, 6)?)
	})();
	match day {
		Some(day) => Ok(Date { text: text.to_owned(), day }),
		None => Err(Error::new(DATE, format!("`{text}` is not a date cyyjjj"))
			.at(0)
			.expecting("century, year and day of the year, such as 026365")),
	}
}

/// Facility (5), year (2), number (6), flags (2); flags 60 to 96 are the check character.
fn donation(text: &str) -> Result<(), Error> {
	let bytes = text.as_bytes();
	let bad = bytes.iter().enumerate().position(|(i, byte)| match i {
		0 => matches!(byte, b'0' | b'O'),
		5..=12 => !byte.is_ascii_digit(),
		_ => false,
	});
	if let Some(position) = bad {
		let expected = if position == 0 { "a letter but O, or a digit but 0" } else { "a digit" };
		return Err(Error::character("the donation identification number", position, expected));
	}
	let (number, flags) = bytes.split_at_checked(13).unwrap_or((bytes, &[]));
	let sum = donation_sum(number).and_then(|sum| i32::try_from(sum).ok());
	match (small(flags), sum) {
		(Some(found @ 60..=96), Some(sum)) if found != 60 + sum => Err(Error::new(
			CHECK_DIGIT,
			format!(
				"the donation identification number has check {found} where its characters demand \
				 {}; compare it with the label",
				60 + sum
			),
		)
		.at(13)
		.expecting((60 + sum).to_string())),
		(_, None) => Err(Error::new(FORMAT, "the donation identification number has no check")),
		_ => Ok(()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const FDA: &str =
		"=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123";

	#[test]
	fn id_8_udi_example_of_the_fda_should_be_taken_apart() {
		for text in [FDA.to_owned(), format!("=+06000{FDA}")] {
			let message = parse(&text).unwrap();
			assert_eq!(message.device.as_deref(), Some("A9999XYZ100T0944"));
			assert_eq!(message.serial.as_deref(), Some("000025"));
			assert_eq!(message.donation.as_deref(), Some("A99971312345600"));
			assert_eq!(message.expiry.unwrap().iso(), "2014-02-01");
			assert_eq!(message.manufactured.unwrap().iso(), "2013-02-01");
			assert_eq!(message.lot.as_deref(), Some("000000000000XYZ123"));
		}
	}

	#[test]
	fn id_8_structures_should_be_read_in_any_order() {
		let message = parse("&,1000000000000XYZ123=/A9999XYZ100T0944").unwrap();
		assert_eq!(message.device.as_deref(), Some("A9999XYZ100T0944"));
		let bag = parse("=)1TE1234567&)1234567890").unwrap();
		assert_eq!(
			(bag.device.as_deref(), bag.lot.as_deref()),
			(Some("1TE1234567"), Some("1234567890"))
		);
	}

	#[test]
	fn id_8_donation_check_should_be_modulo_37_2() {
		// The example of the UK's Guidelines for the Blood Transfusion Services, annex 2.
		let number = "G123498654321";
		assert_eq!(donation_check(number.as_bytes()), Some('H'));
		assert_eq!(parse("=G12349865432177").unwrap().donation.as_deref(), Some("G12349865432177"));
		let error = parse("=G12349865432178").unwrap_err();
		assert_eq!((error.code, error.position), ("check_digit", Some(14)));
		assert_eq!(error.expected.as_deref(), Some("77"));
	}

	#[test]
	fn id_8_errors_should_name_the_character() {
		for (text, code, position) in [
			("", "empty", None),
			("=/A9999XYZ100T094", "length", Some(2)),
			("=/A9999xYZ100T0944", "character", Some(7)),
			("=/A9999XYZ100T0944X", "unknown_ai", Some(18)),
			("=>014367", "date", Some(2)),
			("=>01403A", "character", Some(7)),
			("=A9997131234560", "length", Some(1)),
			("=O99971312345600", "character", Some(1)),
			("=A9997131234X600", "character", Some(12)),
			("=,000025=,000026", "duplicate_ai", Some(10)),
			("=>014032=>014032", "duplicate_ai", Some(10)),
			("=é", "unknown_ai", Some(0)),
		] {
			let error = parse(text).unwrap_err();
			assert_eq!((error.code, error.position), (code, position), "{text}: {error}");
		}
		assert_eq!(parse(&"=".repeat(300)).unwrap_err().code, "length");
	}
}

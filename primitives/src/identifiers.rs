//! Identifiers that cannot hold a bad value: length, charset and check digit are checked where
//! one is made (rules X-8, ID-1, ID-6, ID-11). Those of GS1 that are numbers are kept as numbers:
//! eight bytes instead of fourteen or eighteen.

use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;

/// Why a value is not an identifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdentifierError {
	/// Too long or too short.
	Length {
		/// How many characters it should have.
		expected: u8,
		/// How many it has.
		found: u8,
	},
	/// A character that may not stand at this 0-based position.
	Character {
		/// Where.
		position: u8,
	},
	/// The check digit is wrong.
	CheckDigit {
		/// The digit that the others demand.
		expected: u8,
		/// The digit that is there.
		found: u8,
	},
	/// A prefix or indicator that the standard does not allow here.
	Prefix,
}

impl fmt::Display for IdentifierError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Length { expected, found } => {
				write!(f, "has {found} characters where {expected} are expected")
			}
			Self::Character { position } => {
				write!(f, "has a character at position {position} that may not stand there")
			}
			Self::CheckDigit { expected, found } => {
				write!(f, "has check digit {found} where the others demand {expected}")
			}
			Self::Prefix => write!(f, "has a prefix that may not stand there"),
		}
	}
}

impl core::error::Error for IdentifierError {}

/// The GS1 check digit of the digits before it (ID-1): weights 3, 1, 3, 1... from the right.
///
/// `number` is without the check digit. Works on the number, so that leading zeros do not matter.
pub const fn gs1_check_digit(number: u64) -> u8 {
	let (mut rest, mut weight, mut sum) = (number, 3, 0);
	while rest > 0 {
		sum += (rest % 10) * weight;
		weight = 4 - weight;
		rest /= 10;
	}
	((10 - sum % 10) % 10) as u8
}

const fn verify_gs1(number: u64) -> Result<(), IdentifierError> {
	let (expected, found) = (gs1_check_digit(number / 10), (number % 10) as u8);
	if expected == found {
		Ok(())
	} else {
		Err(IdentifierError::CheckDigit { expected, found })
	}
}

/// The digits of `text` as a number, if it has between `min` and `max` of them.
fn digits(text: &str, min: u8, max: u8) -> Result<u64, IdentifierError> {
	let found = u8::try_from(text.len()).unwrap_or(u8::MAX);
	if found < min || found > max {
		return Err(IdentifierError::Length { expected: max, found });
	}
	text.bytes().enumerate().try_fold(0u64, |number, (position, byte)| match byte {
		b'0'..=b'9' => Ok(number * 10 + u64::from(byte - b'0')),
		_ => Err(IdentifierError::Character { position: position as u8 }),
	})
}

macro_rules! gs1_number {
	($(#[$doc:meta])* $name:ident, $digits:literal, $min:literal) => {
		$(#[$doc])*
		#[derive(
			Clone,
			Copy,
			PartialEq,
			Eq,
			PartialOrd,
			Ord,
			Hash,
			Encode,
			Decode,
			DecodeWithMemTracking,
			MaxEncodedLen,
			TypeInfo,
		)]
		pub struct $name(u64);

		impl $name {
			/// How many digits it is written with, padded with zeros on the left.
			pub const DIGITS: usize = $digits;

			/// The identifier as a number.
			pub const fn get(self) -> u64 {
				self.0
			}
		}

		impl TryFrom<u64> for $name {
			type Error = IdentifierError;

			fn try_from(number: u64) -> Result<Self, Self::Error> {
				if number >= 10u64.pow($digits) {
					let found = number.ilog10() as u8 + 1;
					return Err(IdentifierError::Length { expected: $digits, found });
				}
				// Zero has a right check digit and names nothing.
				if number == 0 {
					return Err(IdentifierError::Prefix);
				}
				verify_gs1(number)?;
				Ok(Self(number))
			}
		}

		impl FromStr for $name {
			type Err = IdentifierError;

			fn from_str(text: &str) -> Result<Self, Self::Err> {
				Self::try_from(digits(text, $min, $digits)?)
			}
		}

		impl fmt::Display for $name {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				write!(f, concat!("{:0", $digits, "}"), self.0)
			}
		}

		impl fmt::Debug for $name {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				fmt::Display::fmt(self, f)
			}
		}

		impl From<$name> for String {
			fn from(id: $name) -> Self {
				alloc::format!("{id}")
			}
		}
	};
}

gs1_number!(
	/// Global Trade Item Number, compared as 14 digits: GTIN-8, -12 and -13 are padded (ID-1).
	Gtin,
	14,
	8
);
gs1_number!(
	/// Global Location Number, 13 digits (ID-3).
	Gln,
	13,
	13
);
gs1_number!(
	/// Serial Shipping Container Code, 18 digits (ID-3).
	Sscc,
	18,
	18
);

impl Gtin {
	/// The indicator digit: 0 a base unit, 1-8 packaging levels, 9 variable measure (ID-1).
	pub const fn indicator(self) -> u8 {
		(self.0 / 10_000_000_000_000) as u8
	}
}

/// US National Provider Identifier: 10 digits, first 1 or 2, Luhn over 80840 and the number (ID-6).
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Npi(u64);

impl Npi {
	/// The identifier as a number.
	pub const fn get(self) -> u64 {
		self.0
	}
}

impl TryFrom<u64> for Npi {
	type Error = IdentifierError;

	fn try_from(number: u64) -> Result<Self, Self::Error> {
		match number {
			1_000_000_000..=2_999_999_999 => (),
			3_000_000_000..=9_999_999_999 => return Err(IdentifierError::Prefix),
			_ => {
				let found = number.checked_ilog10().unwrap_or(0) as u8 + 1;
				return Err(IdentifierError::Length { expected: 10, found });
			}
		}
		// The prefix 80840 adds 24 to the Luhn sum.
		let (mut rest, mut double, mut sum) = (number / 10, true, 24);
		while rest > 0 {
			let digit = rest % 10 * if double { 2 } else { 1 };
			sum += digit / 10 + digit % 10;
			double = !double;
			rest /= 10;
		}
		let (expected, found) = (((10 - sum % 10) % 10) as u8, (number % 10) as u8);
		if expected == found {
			Ok(Self(number))
		} else {
			Err(IdentifierError::CheckDigit { expected, found })
		}
	}
}

impl FromStr for Npi {
	type Err = IdentifierError;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		Self::try_from(digits(text, 10, 10)?)
	}
}

/// D-U-N-S number: nine digits, no check digit since 2006.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Duns(u32);

impl TryFrom<u32> for Duns {
	type Error = IdentifierError;

	fn try_from(number: u32) -> Result<Self, Self::Error> {
		match number {
			0 => Err(IdentifierError::Prefix),
			1..=999_999_999 => Ok(Self(number)),
			_ => Err(IdentifierError::Length { expected: 9, found: 10 }),
		}
	}
}

/// US DEA registration number: two letters, six digits and their check digit (ID-11).
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct DeaNumber([u8; 9]);

impl TryFrom<[u8; 9]> for DeaNumber {
	type Error = IdentifierError;

	fn try_from(text: [u8; 9]) -> Result<Self, Self::Error> {
		// The first letter is the registrant's type, the second that of the name, or 9.
		let bad = text.iter().enumerate().position(|(i, byte)| match i {
			0 => !byte.is_ascii_uppercase(),
			1 => !byte.is_ascii_uppercase() && *byte != b'9',
			_ => !byte.is_ascii_digit(),
		});
		if let Some(position) = bad {
			return Err(IdentifierError::Character { position: position as u8 });
		}
		let [_, _, d1, d2, d3, d4, d5, d6, check] = text.map(|byte| byte.wrapping_sub(b'0'));
		let (expected, found) = ((d1 + d3 + d5 + 2 * (d2 + d4 + d6)) % 10, check);
		if expected == found {
			Ok(Self(text))
		} else {
			Err(IdentifierError::CheckDigit { expected, found })
		}
	}
}

impl FromStr for DeaNumber {
	type Err = IdentifierError;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let found = u8::try_from(text.len()).unwrap_or(u8::MAX);
		let bytes: [u8; 9] = text
			.as_bytes()
			.try_into()
			.map_err(|_| IdentifierError::Length { expected: 9, found })?;
		Self::try_from(bytes)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::string::ToString;
	use proptest::prelude::*;

	#[test]
	fn id_1_check_digits_of_the_standard_should_verify() {
		assert_eq!(gs1_check_digit(890400021003), 7);
		assert_eq!(gs1_check_digit(629104150021), 3);
		assert_eq!("8904000210037".parse::<Gtin>().unwrap().to_string(), "08904000210037");
	}

	#[test]
	fn id_1_wrong_check_digit_should_name_the_right_one() {
		assert_eq!(
			"08904000210036".parse::<Gtin>(),
			Err(IdentifierError::CheckDigit { expected: 7, found: 6 })
		);
	}

	#[test]
	fn x_8_length_and_charset_should_be_enforced() {
		assert_eq!(
			"106141412345678908".parse::<Gtin>(),
			Err(IdentifierError::Length { expected: 14, found: 18 })
		);
		assert_eq!(
			"0890400021003x".parse::<Gtin>(),
			Err(IdentifierError::Character { position: 13 })
		);
		assert_eq!(Gtin::try_from(0), Err(IdentifierError::Prefix));
		assert_eq!(
			Sscc::try_from(u64::MAX),
			Err(IdentifierError::Length { expected: 18, found: 20 })
		);
	}

	#[test]
	fn id_6_npi_should_verify() {
		assert!("1234567893".parse::<Npi>().is_ok());
		assert_eq!(
			"1234567890".parse::<Npi>(),
			Err(IdentifierError::CheckDigit { expected: 3, found: 0 })
		);
		assert_eq!("3234567893".parse::<Npi>(), Err(IdentifierError::Prefix));
	}

	#[test]
	fn id_11_dea_number_should_verify() {
		// 1 + 3 + 5 + 2 * (2 + 4 + 6) = 33
		assert!("AB1234563".parse::<DeaNumber>().is_ok());
		assert_eq!(
			"AB1234567".parse::<DeaNumber>(),
			Err(IdentifierError::CheckDigit { expected: 3, found: 7 })
		);
		assert_eq!(
			"A-1234563".parse::<DeaNumber>(),
			Err(IdentifierError::Character { position: 1 })
		);
	}

	proptest! {
		#[test]
		fn id_1_every_changed_digit_should_be_caught(
			body in 1u64..10u64.pow(13), at in 0u32..14, add in 1u64..10,
		) {
			let good = body * 10 + u64::from(gs1_check_digit(body));
			prop_assert!(Gtin::try_from(good).is_ok());
			let place = 10u64.pow(at);
			let digit = good / place % 10;
			let bad = good - digit * place + (digit + add) % 10 * place;
			prop_assert!(Gtin::try_from(bad).is_err());
		}
	}
}

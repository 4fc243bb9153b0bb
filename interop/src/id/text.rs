//! Character sets and percent-encoding.

use super::error::{Error, CHARACTER, PERCENT_ENCODING};
use percent_encoding::{utf8_percent_encode, AsciiSet, CONTROLS};

pub(crate) use salus_primitives::supply::is_set_82;

/// Whether `byte` is of GS1 AI encodable character set 39: component and part identifiers.
pub(crate) const fn is_set_39(byte: u8) -> bool {
	matches!(byte, b'#' | b'-' | b'/' | b'0'..=b'9' | b'A'..=b'Z')
}

/// What a canonical GS1 Digital Link URI percent-encodes. CBV 2.0 section 8.9 hashes the text of
/// the URI, so the set is that of its reference implementation (table 7-1 of GS1 Digital Link and
/// what EPC URNs escape): `'`, `;` and `=` stay as they are.
const LINK: &AsciiSet = &CONTROLS
	.add(b' ')
	.add(b'!')
	.add(b'"')
	.add(b'#')
	.add(b'%')
	.add(b'&')
	.add(b'(')
	.add(b')')
	.add(b'*')
	.add(b'+')
	.add(b',')
	.add(b'/')
	.add(b':')
	.add(b'<')
	.add(b'>')
	.add(b'?');

/// What an EPC URN percent-encodes (EPC Tag Data Standard, table A-1).
const URN: &AsciiSet = &CONTROLS
	.add(b' ')
	.add(b'"')
	.add(b'#')
	.add(b'%')
	.add(b'&')
	.add(b'/')
	.add(b'<')
	.add(b'>')
	.add(b'?');

/// Appends `text` as it stands in a canonical GS1 Digital Link URI.
pub(crate) fn push_link(uri: &mut String, text: &str) {
	uri.extend(utf8_percent_encode(text, LINK));
}

/// Appends `text` as it stands in an EPC URN.
pub(crate) fn push_urn(uri: &mut String, text: &str) {
	uri.extend(utf8_percent_encode(text, URN));
}

/// Whether `byte` has to be escaped in an EPC URN.
pub(crate) const fn is_escaped_in_urn(byte: u8) -> bool {
	matches!(byte, b'"' | b'#' | b'%' | b'&' | b'/' | b'<' | b'>' | b'?')
}

/// Percent-decodes, strictly: a percent sign is followed by two hexadecimal digits, and the result
/// is ASCII, as every character of a GS1 key is. Positions are those of `text`.
pub(crate) fn percent_decode(text: &str) -> Result<String, Error> {
	if !text.contains('%') && text.is_ascii() {
		return Ok(text.to_owned());
	}
	let mut decoded = String::with_capacity(text.len());
	let mut bytes = text.bytes().enumerate();
	while let Some((position, byte)) = bytes.next() {
		let byte = if byte == b'%' {
			let mut hex = || match bytes.next() {
				Some((_, digit)) => char::from(digit).to_digit(16),
				None => None,
			};
			match (hex(), hex()) {
				(Some(high), Some(low)) => u8::try_from(high * 16 + low).unwrap_or(u8::MAX),
				_ => {
					return Err(Error::new(
						PERCENT_ENCODING,
						format!(
							"the percent sign at position {position} is not followed by two \
							 hexadecimal digits; write %25 for a percent sign"
						),
					)
					.at(position)
					.expecting("%25"))
				}
			}
		} else {
			byte
		};
		if !byte.is_ascii() {
			return Err(Error::new(
				CHARACTER,
				format!(
					"the character at position {position} is outside ASCII; GS1 identifiers have \
					 letters without accents, digits and punctuation alone"
				),
			)
			.at(position));
		}
		decoded.push(char::from(byte));
	}
	Ok(decoded)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn id_5_percent_decoding_should_be_strict() {
		assert_eq!(percent_decode("6789%2F%26%25%22!%3F()").unwrap(), "6789/&%\"!?()");
		assert_eq!(percent_decode("a%2fb").unwrap(), "a/b");
		for (text, position) in [("ab%2", 2), ("%zz", 0), ("a%", 1), ("%é1", 0)] {
			let error = percent_decode(text).unwrap_err();
			assert_eq!((error.code, error.position), (PERCENT_ENCODING, Some(position)), "{text}");
		}
		assert_eq!(percent_decode("a%C3%A9").unwrap_err().code, CHARACTER);
		assert_eq!(percent_decode("é").unwrap_err().position, Some(0));
	}

	#[test]
	fn id_5_percent_encoding_should_be_that_of_cbv() {
		let mut uri = String::new();
		push_link(&mut uri, "6789/&%\"!?()'*+,-.:;<=>_");
		assert_eq!(uri, "6789%2F%26%25%22%21%3F%28%29'%2A%2B%2C-.%3A;%3C=%3E_");
		uri.clear();
		push_urn(&mut uri, "6789/&%\"!?()'*+,-.:;<=>_");
		assert_eq!(uri, "6789%2F%26%25%22!%3F()'*+,-.:;%3C=%3E_");
	}
}

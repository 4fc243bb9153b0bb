//! US National Drug Code (ID-2): labeler, product and package in one of four configurations, and
//! inside a GTIN.

use super::error::{exact_digits, Error, FORMAT, LENGTH, PREFIX};
use salus_primitives::{identifiers::gs1_check_digit, Gtin};

/// A National Drug Code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ndc {
	/// `4-4-2`, `5-3-2`, `5-4-1`, `5-4-2`, or `GTIN` when the segments are not known.
	pub configuration: &'static str,
	/// The segments, unless it comes from a GTIN.
	pub segments: Option<[String; 3]>,
	/// Ten digits without hyphens, where they are known.
	pub ten: Option<String>,
	/// Eleven digits without hyphens as HIPAA wants them, where they are known.
	pub eleven: Option<String>,
	/// The GTIN of the package that bears it: indicator 0, `03`, ten digits, check digit.
	pub gtin: Option<Gtin>,
}

impl Ndc {
	/// Eleven digits; ten where the segments, and with them the place of the zero, are not known.
	pub fn canonical(&self) -> &str {
		self.eleven.as_deref().or(self.ten.as_deref()).unwrap_or_default()
	}

	/// The ten digits with hyphens, where both are known.
	pub fn hyphenated(&self) -> Option<String> {
		let [labeler, product, package] = self.segments.as_ref()?;
		self.ten.as_ref()?;
		Some(format!("{labeler}-{product}-{package}"))
	}

	/// What the eleven digits may be when only ten are known.
	pub fn candidates(&self) -> Vec<String> {
		match (&self.eleven, &self.ten) {
			(None, Some(ten)) => [0, 5, 9]
				.iter()
				.filter_map(|zero| ten.split_at_checked(*zero))
				.map(|(head, tail)| format!("{head}0{tail}"))
				.collect(),
			_ => Vec::new(),
		}
	}
}

fn gtin_of(ten: &str) -> Option<Gtin> {
	let number: u64 = ten.parse().ok()?;
	let body = 30_000_000_000u64.checked_add(number)?;
	Gtin::try_from(body * 10 + u64::from(gs1_check_digit(body))).ok()
}

/// Reads an NDC: ten digits with hyphens, eleven with or without them, or a GTIN of 12 to 14 digits
/// that holds one.
pub fn parse(text: &str) -> Result<Ndc, Error> {
	if text.is_empty() {
		return Err(Error::empty("NDC"));
	}
	let allowed = |byte: u8| byte.is_ascii_digit() || byte == b'-';
	if let Some(position) = text.bytes().position(|byte| !allowed(byte)) {
		return Err(Error::character("the NDC", position, "a digit or a hyphen"));
	}
	if text.contains('-') {
		return hyphenated(text);
	}
	match text.len() {
		11 => {
			let (labeler, rest) = text.split_at_checked(5).unwrap_or_default();
			let (product, package) = rest.split_at_checked(4).unwrap_or_default();
			known("5-4-2", [labeler, product, package])
		}
		12..=14 => from_gtin(text),
		10 => Err(Error::new(
			FORMAT,
			"ten digits without hyphens may be three different drugs; write the hyphens as on \
			 the label, or the eleven digits",
		)
		.expecting("4-4-2, 5-3-2 or 5-4-1 with hyphens")),
		found => Err(Error::new(
			LENGTH,
			format!(
				"the NDC has {found} digits; write 10 with hyphens, 11 without, or the GTIN of 14"
			),
		)
		.expecting("10 digits with hyphens, 11 digits, or a GTIN")),
	}
}

fn hyphenated(text: &str) -> Result<Ndc, Error> {
	let segments: Vec<&str> = text.split('-').collect();
	let lengths: Vec<usize> = segments.iter().map(|segment| segment.len()).collect();
	let configuration = match *lengths {
		[4, 4, 2] => "4-4-2",
		[5, 3, 2] => "5-3-2",
		[5, 4, 1] => "5-4-1",
		[5, 4, 2] => "5-4-2",
		_ => {
			let found: Vec<String> = lengths.iter().map(usize::to_string).collect();
			let mut found = found.join("-");
			found.truncate(40);
			return Err(Error::new(
				FORMAT,
				format!(
					"the segments have {found} digits; an NDC has 4-4-2, 5-3-2, 5-4-1, or 5-4-2 \
					 with its zero"
				),
			)
			.expecting("4-4-2, 5-3-2, 5-4-1 or 5-4-2"));
		}
	};
	match *segments {
		[labeler, product, package] => known(configuration, [labeler, product, package]),
		_ => Err(Error::new(FORMAT, "an NDC has three segments")),
	}
}

fn known(configuration: &'static str, segments: [&str; 3]) -> Result<Ndc, Error> {
	let [labeler, product, package] = segments;
	if labeler.bytes().all(|byte| byte == b'0') {
		return Err(Error::new(PREFIX, "the labeler is all zeros, which the FDA gives to nobody")
			.at(0)
			.expecting("a labeler code"));
	}
	let eleven = format!("{labeler:0>5}{product:0>4}{package:0>2}");
	// Of eleven digits, one is a zero put in: where only one can be, the ten digits are known.
	let shorter: Vec<[String; 3]> = if configuration == "5-4-2" {
		(0..3)
			.filter_map(|dropped| {
				let mut shorter = segments.map(str::to_owned);
				let segment = shorter.get_mut(dropped)?;
				*segment = segment.strip_prefix('0')?.to_owned();
				Some(shorter)
			})
			.collect()
	} else {
		vec![segments.map(str::to_owned)]
	};
	let (ten, segments) = match <[_; 1]>::try_from(shorter) {
		Ok([one]) => (Some(one.concat()), one),
		Err(_) => (None, segments.map(str::to_owned)),
	};
	Ok(Ndc {
		configuration,
		gtin: ten.as_deref().and_then(gtin_of),
		segments: Some(segments),
		ten,
		eleven: Some(eleven),
	})
}

fn from_gtin(text: &str) -> Result<Ndc, Error> {
	let number = exact_digits("the GTIN", text.as_bytes(), text.len())?;
	let gtin = Gtin::try_from(number)
		.map_err(|error| Error::primitive("the GTIN", text.as_bytes(), error))?;
	let digits = gtin.to_string();
	let padding = 14 - text.len();
	match (digits.get(1..3), digits.get(3..13)) {
		(Some("03"), Some(ten)) => Ok(Ndc {
			configuration: "GTIN",
			segments: None,
			ten: Some(ten.to_owned()),
			eleven: None,
			gtin: Some(gtin),
		}),
		_ => Err(Error::new(
			PREFIX,
			"this GTIN holds no NDC: after the indicator digit it has 03 and the ten digits",
		)
		.at(1usize.saturating_sub(padding))
		.expecting("03 after the indicator digit")),
	}
}

/// The ten digits of the NDC that a GTIN holds, as a number; none when it holds none.
pub fn in_gtin(gtin: Gtin) -> Option<u64> {
	let ten = gtin.get() / 10 % 10_000_000_000;
	(gtin.get() / 100_000_000_000 % 100 == 3).then_some(ten)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn id_2_every_configuration_should_become_eleven_digits() {
		for (text, eleven, ten) in [
			("0002-1433-80", "00002143380", Some("0002143380")),
			("50242-040-62", "50242004062", Some("5024204062")),
			("60575-4112-1", "60575411201", Some("6057541121")),
			("00002-1433-80", "00002143380", Some("0002143380")),
			("00002143380", "00002143380", Some("0002143380")),
			("60575411201", "60575411201", Some("6057541121")),
			// Two zeros could have been put in.
			("00002-0433-80", "00002043380", None),
		] {
			let ndc = parse(text).unwrap();
			assert_eq!(ndc.canonical(), eleven, "{text}");
			assert_eq!(ndc.ten.as_deref(), ten, "{text}");
		}
		assert_eq!(parse("00002143380").unwrap().hyphenated().as_deref(), Some("0002-1433-80"));
	}

	#[test]
	fn id_2_ndc_inside_a_gtin_should_be_read() {
		let ndc = parse("0002-1433-80").unwrap();
		let gtin = ndc.gtin.unwrap();
		assert_eq!(&gtin.to_string()[..13], "0030002143380");
		assert_eq!(in_gtin(gtin), Some(2_143_380));
		for text in
			[gtin.to_string(), gtin.to_string()[1..].to_owned(), gtin.to_string()[2..].to_owned()]
		{
			let read = parse(&text).unwrap();
			assert_eq!(read.canonical(), "0002143380");
			assert_eq!(read.candidates(), ["00002143380", "00021043380", "00021433800"]);
		}
		// A case of it: indicator 5.
		let body = 5_030_002_143_380u64;
		let case = body * 10 + u64::from(gs1_check_digit(body));
		assert_eq!(parse(&case.to_string()).unwrap().canonical(), "0002143380");
		assert_eq!(in_gtin("09506000134352".parse().unwrap()), None);
	}

	#[test]
	fn id_2_what_is_no_ndc_should_say_why() {
		for (text, code, position) in [
			("", "empty", None),
			("0002143380", "format", None),
			("000214338", "length", None),
			("0002-143-80", "format", None),
			("0002-1433-80-", "format", None),
			("0002-1433-8O", "character", Some(11)),
			("0000-1433-80", "prefix", Some(0)),
			("09506000134352", "prefix", Some(1)),
			("9506000134352", "prefix", Some(0)),
			("00300021433803", "check_digit", Some(13)),
		] {
			let error = parse(text).unwrap_err();
			assert_eq!((error.code, error.position), (code, position), "{text}: {error}");
		}
	}
}

//! GS1 application identifiers, after the GS1 Barcode Syntax Dictionary (ID-4): the parts of each
//! value, their characters, lengths and checks.
//!
//! Not checked: whether an application identifier that needs another one on the same item has it
//! (a barcode may bear a part of what the item bears), the inner structure of North American
//! coupons, and the list of currencies (it changes, and a price is no identity).

use super::{
	date::{small, yymmdd, yyyymmdd},
	error::{Error, CHARACTER, DATE, FORMAT, PREFIX, UNKNOWN_AI},
	gmn,
	text::{is_set_39, is_set_82},
};
use salus_primitives::identifiers::gs1_check_digit;

/// Which characters a part may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
	/// Digits.
	N,
	/// GS1 set 82.
	X,
	/// GS1 set 39.
	Y,
	/// Base 64 for file names and URLs.
	Z,
}

impl Set {
	const fn has(self, byte: u8) -> bool {
		match self {
			Self::N => byte.is_ascii_digit(),
			Self::X => is_set_82(byte),
			Self::Y => is_set_39(byte),
			Self::Z => matches!(byte, b'-' | b'_' | b'=' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'),
		}
	}

	const fn name(self) -> &'static str {
		match self {
			Self::N => "a digit",
			Self::X => "a character of GS1 set 82: letters, digits and !\"%&'()*+,-./:;<=>?_",
			Self::Y => "a character of GS1 set 39: capital letters, digits and #-/",
			Self::Z => "a letter, a digit, - or _",
		}
	}
}

/// What the content of a part has to be, beyond its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lint {
	/// Anything.
	Any,
	/// GS1 modulo 10 (ID-1).
	Csum,
	/// GS1 check character pair (ID-9).
	CsumAlpha,
	/// Begins with a company prefix: at least four digits.
	Prefix,
	/// `YYMMDD`, day 00 allowed.
	Yymmd0,
	/// `YYMMDD`.
	Yymmdd,
	/// `YYYYMMDD`.
	Yyyymmdd,
	/// Hour and minute.
	Hhmm,
	/// Hour.
	Hh,
	/// Minute or second.
	Sixty,
	/// 0 or 1.
	YesNo,
	/// 0.
	Zero,
	/// Not all zeros.
	NonZero,
	/// No zero in front.
	NoZeroPrefix,
	/// Piece and total, neither zero, the piece not above the total.
	PieceOfTotal,
	/// Latitude and longitude, as numbers up to this.
	AtMost(u64),
	/// A minus sign.
	Hyphen,
	/// ISO/IEC 5218 sex.
	Sex,
	/// Winding direction of a roll.
	Winding,
	/// ISO 3166-1 numeric country.
	Country,
	/// The same, or 999.
	Country999,
	/// ISO 3166-1 alpha-2 country: two capital letters.
	Alpha2,
	/// `n/m`, n not above m.
	Sequence,
	/// International bank account number.
	Iban,
	/// AIDC media type: 01-10 or 80-99.
	Media,
	/// Percent-encoded text.
	PcEnc,
	/// At least one character that is no digit.
	NonDigit,
}

/// A part of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
	set: Set,
	min: usize,
	max: usize,
	optional: bool,
	lint: Lint,
}

const fn part(set: Set, min: usize, max: usize) -> Part {
	Part { set, min, max, optional: false, lint: Lint::Any }
}
const fn n(length: usize) -> Part {
	part(Set::N, length, length)
}
const fn n_to(length: usize) -> Part {
	part(Set::N, 1, length)
}
const fn x(length: usize) -> Part {
	part(Set::X, length, length)
}
const fn x_to(length: usize) -> Part {
	part(Set::X, 1, length)
}

impl Part {
	const fn is(mut self, lint: Lint) -> Self {
		self.lint = lint;
		self
	}
	const fn optional(mut self) -> Self {
		self.optional = true;
		self
	}
}

/// An application identifier, or a range of them with the same format.
#[derive(Debug)]
pub(crate) struct Entry {
	from: u16,
	to: u16,
	/// Its length is known to every scanner: no FNC1 need follow.
	pub(crate) predefined: bool,
	parts: &'static [Part],
	/// The data title of the General Specifications.
	pub(crate) title: &'static str,
}

impl Entry {
	/// The lengths that a value may have.
	pub(crate) fn lengths(&self) -> (usize, usize) {
		self.parts.iter().fold((0, 0), |(min, max), part| {
			(min + if part.optional { 0 } else { part.min }, max + part.max)
		})
	}
}

macro_rules! dictionary {
	($($from:literal $(..= $to:literal)? $($fixed:ident)? [$($part:expr),+] $title:literal;)+) => {
		&[$(Entry {
			from: $from,
			to: dictionary!(@to $from $($to)?),
			predefined: dictionary!(@fixed $($fixed)?),
			parts: &[$($part),+],
			title: $title,
		}),+]
	};
	(@to $from:literal) => { $from };
	(@to $from:literal $to:literal) => { $to };
	(@fixed) => { false };
	(@fixed fixed) => { true };
}

use Lint::*;

const CSUM_N13: Part = n(13).is(Csum);
const CSUM_N14: Part = n(14).is(Csum);
const CSUM_N18: Part = n(18).is(Csum);
const DATE_OR_MONTH: Part = n(6).is(Yymmd0);
const EXACT_DATE: Part = n(6).is(Yymmdd);
const TIME: Part = n(4).is(Hhmm);
const COUNTRY: Part = n(3).is(Country);
const ADDRESS: Part = x_to(70).is(PcEnc);
const NAME: Part = x_to(35).is(PcEnc);

/// Ordered by the number of the application identifier. As no identifier is a prefix of another
/// and leading zeros occur in those of two digits alone, the number says which it is.
static DICTIONARY: &[Entry] = dictionary! {
	0 fixed [CSUM_N18] "SSCC";
	1 fixed [CSUM_N14] "GTIN";
	2 fixed [CSUM_N14] "CONTENT";
	3 fixed [CSUM_N14] "MTO GTIN";
	10 [x_to(20)] "BATCH/LOT";
	11 fixed [DATE_OR_MONTH] "PROD DATE";
	12 fixed [DATE_OR_MONTH] "DUE DATE";
	13 fixed [DATE_OR_MONTH] "PACK DATE";
	15 fixed [DATE_OR_MONTH] "BEST BEFORE or BEST BY";
	16 fixed [DATE_OR_MONTH] "SELL BY";
	17 fixed [DATE_OR_MONTH] "USE BY or EXPIRY";
	20 fixed [n(2)] "VARIANT";
	21 [x_to(20)] "SERIAL";
	22 [x_to(20)] "CPV";
	30 [n_to(8)] "VAR. COUNT";
	37 [n_to(8)] "COUNT";
	90 [x_to(30)] "INTERNAL";
	91..=99 [x_to(90)] "INTERNAL";
	235 [x_to(28)] "TPX";
	240 [x_to(30)] "ADDITIONAL ID";
	241 [x_to(30)] "CUST. PART No.";
	242 [n_to(6)] "MTO VARIANT";
	243 [x_to(20)] "PCN";
	250 [x_to(30)] "SECONDARY SERIAL";
	251 [x_to(30)] "REF. TO SOURCE";
	253 [CSUM_N13, x_to(17).optional()] "GDTI";
	254 [x_to(20)] "GLN EXTENSION COMPONENT";
	255 [CSUM_N13, n_to(12).optional()] "GCN";
	400 [x_to(30)] "ORDER NUMBER";
	401 [x_to(30).is(Prefix)] "GINC";
	402 [n(17).is(Csum)] "GSIN";
	403 [x_to(30)] "ROUTE";
	410 fixed [CSUM_N13] "SHIP TO LOC";
	411 fixed [CSUM_N13] "BILL TO";
	412 fixed [CSUM_N13] "PURCHASE FROM";
	413 fixed [CSUM_N13] "SHIP FOR LOC";
	414 fixed [CSUM_N13] "LOC No.";
	415 fixed [CSUM_N13] "PAY TO";
	416 fixed [CSUM_N13] "PROD/SERV LOC";
	417 fixed [CSUM_N13] "PARTY";
	420 [x_to(20)] "SHIP TO POST";
	421 [COUNTRY, x_to(9)] "SHIP TO POST";
	422 [COUNTRY] "ORIGIN";
	423 [COUNTRY, COUNTRY.optional(), COUNTRY.optional(), COUNTRY.optional(), COUNTRY.optional()]
		"COUNTRY - INITIAL PROCESS";
	424 [COUNTRY] "COUNTRY - PROCESS";
	425 [COUNTRY, COUNTRY.optional(), COUNTRY.optional(), COUNTRY.optional(), COUNTRY.optional()]
		"COUNTRY - DISASSEMBLY";
	426 [COUNTRY] "COUNTRY - FULL PROCESS";
	427 [x_to(3)] "ORIGIN SUBDIVISION";
	710 [x_to(20)] "NHRN PZN";
	711 [x_to(20)] "NHRN CIP";
	712 [x_to(20)] "NHRN CN";
	713 [x_to(20)] "NHRN DRN";
	714 [x_to(20)] "NHRN AIM";
	715 [x_to(20)] "NHRN NDC";
	716 [x_to(20)] "NHRN AIC";
	717 [x_to(20)] "NHRN SRN";
	3100..=3105 fixed [n(6)] "NET WEIGHT (kg)";
	3110..=3115 fixed [n(6)] "LENGTH (m)";
	3120..=3125 fixed [n(6)] "WIDTH (m)";
	3130..=3135 fixed [n(6)] "HEIGHT (m)";
	3140..=3145 fixed [n(6)] "AREA (m²)";
	3150..=3155 fixed [n(6)] "NET VOLUME (l)";
	3160..=3165 fixed [n(6)] "NET VOLUME (m³)";
	3200..=3205 fixed [n(6)] "NET WEIGHT (lb)";
	3210..=3215 fixed [n(6)] "LENGTH (in)";
	3220..=3225 fixed [n(6)] "LENGTH (ft)";
	3230..=3235 fixed [n(6)] "LENGTH (yd)";
	3240..=3245 fixed [n(6)] "WIDTH (in)";
	3250..=3255 fixed [n(6)] "WIDTH (ft)";
	3260..=3265 fixed [n(6)] "WIDTH (yd)";
	3270..=3275 fixed [n(6)] "HEIGHT (in)";
	3280..=3285 fixed [n(6)] "HEIGHT (ft)";
	3290..=3295 fixed [n(6)] "HEIGHT (yd)";
	3300..=3305 fixed [n(6)] "GROSS WEIGHT (kg)";
	3310..=3315 fixed [n(6)] "LENGTH (m), log";
	3320..=3325 fixed [n(6)] "WIDTH (m), log";
	3330..=3335 fixed [n(6)] "HEIGHT (m), log";
	3340..=3345 fixed [n(6)] "AREA (m²), log";
	3350..=3355 fixed [n(6)] "VOLUME (l), log";
	3360..=3365 fixed [n(6)] "VOLUME (m³), log";
	3370..=3375 fixed [n(6)] "KG PER m²";
	3400..=3405 fixed [n(6)] "GROSS WEIGHT (lb)";
	3410..=3415 fixed [n(6)] "LENGTH (in), log";
	3420..=3425 fixed [n(6)] "LENGTH (ft), log";
	3430..=3435 fixed [n(6)] "LENGTH (yd), log";
	3440..=3445 fixed [n(6)] "WIDTH (in), log";
	3450..=3455 fixed [n(6)] "WIDTH (ft), log";
	3460..=3465 fixed [n(6)] "WIDTH (yd), log";
	3470..=3475 fixed [n(6)] "HEIGHT (in), log";
	3480..=3485 fixed [n(6)] "HEIGHT (ft), log";
	3490..=3495 fixed [n(6)] "HEIGHT (yd), log";
	3500..=3505 fixed [n(6)] "AREA (in²)";
	3510..=3515 fixed [n(6)] "AREA (ft²)";
	3520..=3525 fixed [n(6)] "AREA (yd²)";
	3530..=3535 fixed [n(6)] "AREA (in²), log";
	3540..=3545 fixed [n(6)] "AREA (ft²), log";
	3550..=3555 fixed [n(6)] "AREA (yd²), log";
	3560..=3565 fixed [n(6)] "NET WEIGHT (tr oz)";
	3570..=3575 fixed [n(6)] "NET VOLUME (oz)";
	3600..=3605 fixed [n(6)] "NET VOLUME (qt (US))";
	3610..=3615 fixed [n(6)] "NET VOLUME (gal.)";
	3620..=3625 fixed [n(6)] "VOLUME (qt (US)), log";
	3630..=3635 fixed [n(6)] "VOLUME (gal (US)), log";
	3640..=3645 fixed [n(6)] "NET VOLUME (in³)";
	3650..=3655 fixed [n(6)] "NET VOLUME (ft³)";
	3660..=3665 fixed [n(6)] "NET VOLUME (yd³)";
	3670..=3675 fixed [n(6)] "VOLUME (in³), log";
	3680..=3685 fixed [n(6)] "VOLUME (ft³), log";
	3690..=3695 fixed [n(6)] "VOLUME (yd³), log";
	3900..=3909 [n_to(15)] "AMOUNT";
	3910..=3919 [n(3), n_to(15)] "AMOUNT";
	3920..=3929 [n_to(15)] "PRICE";
	3930..=3939 [n(3), n_to(15)] "PRICE";
	3940..=3943 [n(4)] "PRCNT OFF";
	3950..=3955 [n(6)] "PRICE/UoM";
	4300 [NAME] "SHIP TO COMP";
	4301 [NAME] "SHIP TO NAME";
	4302 [ADDRESS] "SHIP TO ADD1";
	4303 [ADDRESS] "SHIP TO ADD2";
	4304 [ADDRESS] "SHIP TO SUB";
	4305 [ADDRESS] "SHIP TO LOC";
	4306 [ADDRESS] "SHIP TO REG";
	4307 [x(2).is(Alpha2)] "SHIP TO COUNTRY";
	4308 [x_to(30)] "SHIP TO PHONE";
	4309 [n(10).is(AtMost(1_800_000_000)), n(10).is(AtMost(3_600_000_000))] "SHIP TO GEO";
	4310 [NAME] "RTN TO COMP";
	4311 [NAME] "RTN TO NAME";
	4312 [ADDRESS] "RTN TO ADD1";
	4313 [ADDRESS] "RTN TO ADD2";
	4314 [ADDRESS] "RTN TO SUB";
	4315 [ADDRESS] "RTN TO LOC";
	4316 [ADDRESS] "RTN TO REG";
	4317 [x(2).is(Alpha2)] "RTN TO COUNTRY";
	4318 [x_to(20)] "RTN TO POST";
	4319 [x_to(30)] "RTN TO PHONE";
	4320 [NAME] "SRV DESCRIPTION";
	4321 [n(1).is(YesNo)] "DANGEROUS GOODS";
	4322 [n(1).is(YesNo)] "AUTH TO LEAVE";
	4323 [n(1).is(YesNo)] "SIG REQUIRED";
	4324 [DATE_OR_MONTH, TIME] "NOT BEF DEL DT";
	4325 [DATE_OR_MONTH, TIME] "NOT AFT DEL DT";
	4326 [EXACT_DATE] "REL DATE";
	4330 [n(6), x(1).is(Hyphen).optional()] "MAX TEMP F.";
	4331 [n(6), x(1).is(Hyphen).optional()] "MAX TEMP C.";
	4332 [n(6), x(1).is(Hyphen).optional()] "MIN TEMP F.";
	4333 [n(6), x(1).is(Hyphen).optional()] "MIN TEMP C.";
	7001 [n(13)] "NSN";
	7002 [x_to(30)] "MEAT CUT";
	7003 [EXACT_DATE, TIME] "EXPIRY TIME";
	7004 [n_to(4)] "ACTIVE POTENCY";
	7005 [x_to(12)] "CATCH AREA";
	7006 [EXACT_DATE] "FIRST FREEZE DATE";
	7007 [EXACT_DATE, EXACT_DATE.optional()] "HARVEST DATE";
	7008 [x_to(3)] "AQUATIC SPECIES";
	7009 [x_to(10)] "FISHING GEAR TYPE";
	7010 [x_to(2)] "PROD METHOD";
	7011 [EXACT_DATE, TIME.optional()] "TEST BY DATE";
	7020 [x_to(20)] "REFURB LOT";
	7021 [x_to(20)] "FUNC STAT";
	7022 [x_to(20)] "REV STAT";
	7023 [x_to(30).is(Prefix)] "GIAI - ASSEMBLY";
	7030..=7039 [n(3).is(Country999), x_to(27)] "PROCESSOR #";
	7040 [n(1), x(1), x(1), x(1)] "UIC+EXT";
	7041 [x_to(4)] "UFRGT UNIT TYPE";
	7230..=7239 [x(2), x_to(28)] "CERT #";
	7240 [x_to(20)] "PROTOCOL";
	7241 [n(2).is(Media)] "AIDC MEDIA TYPE";
	7242 [x_to(25)] "VCN";
	7250 [n(8).is(Yyyymmdd)] "DOB";
	7251 [n(8).is(Yyyymmdd), TIME] "DOB TIME";
	7252 [n(1).is(Sex)] "BIO SEX";
	7253 [x_to(40).is(PcEnc)] "FAMILY NAME";
	7254 [x_to(40).is(PcEnc)] "GIVEN NAME";
	7255 [x_to(10)] "SUFFIX";
	7256 [x_to(90).is(PcEnc)] "FULL NAME";
	7257 [ADDRESS] "PERSON ADDR";
	7258 [x(3).is(Sequence)] "BIRTH SEQUENCE";
	7259 [x_to(40).is(PcEnc)] "BABY";
	8001 [n(4).is(NonZero), n(5).is(NonZero), n(3).is(NonZero), n(1).is(Winding), n(1)]
		"DIMENSIONS";
	8002 [x_to(20)] "CMT No.";
	8003 [n(1).is(Zero), CSUM_N13, x_to(16).optional()] "GRAI";
	8004 [x_to(30).is(Prefix)] "GIAI";
	8005 [n(6)] "PRICE PER UNIT";
	8006 [CSUM_N14, n(4).is(PieceOfTotal)] "ITIP";
	8007 [x_to(34).is(Iban)] "IBAN";
	8008 [EXACT_DATE, n(2).is(Hh), n(2).is(Sixty).optional(), n(2).is(Sixty).optional()]
		"PROD TIME";
	8009 [x_to(50)] "OPTSEN";
	8010 [part(Set::Y, 1, 30).is(Prefix)] "CPID";
	8011 [n_to(12).is(NoZeroPrefix)] "CPID SERIAL";
	8012 [x_to(20)] "VERSION";
	8013 [x_to(25).is(CsumAlpha)] "GMN";
	8014 [x_to(25).is(NonDigit)] "MUDI";
	8017 [CSUM_N18] "GSRN - PROVIDER";
	8018 [CSUM_N18] "GSRN - RECIPIENT";
	8019 [n_to(10)] "SRIN";
	8020 [x_to(25)] "REF No.";
	8026 [CSUM_N14, n(4).is(PieceOfTotal)] "ITIP CONTENT";
	8030 [part(Set::Z, 1, 90)] "DIGSIG";
	8040 [n(15)] "IMEI";
	8041 [n(15)] "IMEI2";
	8042 [n(32)] "ESIM";
	8043 [n(18), n_to(2).optional()] "PSIM";
	8110 [x_to(70)] "COUPON";
	8111 [n(4)] "POINTS";
	8112 [x_to(70)] "COUPON";
	8200 [x_to(70)] "PRODUCT URL";
};

/// How many digits the application identifier has that begins with these two; none where no
/// identifier begins so.
pub(crate) const fn digits_of(first: u8, second: u8) -> Option<usize> {
	match (first, second) {
		(b'0', b'0'..=b'3')
		| (b'1', b'0'..=b'3' | b'5'..=b'7')
		| (b'2', b'0'..=b'2')
		| (b'3', b'0' | b'7')
		| (b'9', b'0'..=b'9') => Some(2),
		(b'2', b'3'..=b'5') | (b'4', b'0'..=b'2') | (b'7', b'1') => Some(3),
		(b'3', b'1'..=b'6' | b'9') | (b'4', b'3') | (b'7', b'0' | b'2') | (b'8', b'0'..=b'2') => {
			Some(4)
		}
		_ => None,
	}
}

/// The dictionary's entry of an application identifier, given as its digits.
pub(crate) fn entry(ai: &[u8]) -> Option<&'static Entry> {
	let (first, second) = (ai.first()?, ai.get(1)?);
	if digits_of(*first, *second)? != ai.len() {
		return None;
	}
	let code = u16::try_from(small(ai)?).ok()?;
	let at = DICTIONARY.partition_point(|entry| entry.to < code);
	DICTIONARY.get(at).filter(|entry| entry.from <= code)
}

/// The application identifier with which `text` begins, and its entry.
pub(crate) fn leading(text: &str) -> Result<(&str, &'static Entry), Error> {
	let bytes = text.as_bytes();
	let found = match (bytes.first(), bytes.get(1)) {
		(Some(first), Some(second)) => digits_of(*first, *second),
		_ => None,
	};
	found
		.and_then(|digits| text.get(..digits))
		.and_then(|ai| Some((ai, entry(ai.as_bytes())?)))
		.ok_or_else(|| {
			let shown: String = text.chars().take(4).collect();
			Error::new(
				UNKNOWN_AI,
				format!(
					"no application identifier begins with `{}`; look whether the separator \
					 (FNC1) after the value before it is missing",
					shown.escape_debug()
				),
			)
			.at(0)
			.expecting("an application identifier of the GS1 dictionary")
		})
}

/// Checks the value of an application identifier: length, characters, check digits, dates.
/// Positions count from the beginning of the value.
pub(crate) fn validate(ai: &str, entry: &Entry, value: &[u8], year: i32) -> Result<(), Error> {
	let what = || format!("({ai}) {}", entry.title);
	if value.is_empty() {
		return Err(Error::empty(&format!("value of {}", what())).at(0));
	}
	let mut at = 0;
	let (mut rest, mut parts) = (value, entry.parts.iter());
	for part in parts.by_ref() {
		if rest.is_empty() && part.optional {
			continue;
		}
		let (content, after) = rest.split_at_checked(part.max).unwrap_or((rest, &[]));
		if let Some(bad) = content.iter().position(|byte| !part.set.has(*byte)) {
			return Err(Error::character(&what(), bad, part.set.name()).shifted(at));
		}
		if content.len() < part.min {
			return Err(wrong_length(&what(), entry, value.len()));
		}
		lint(&what, part.lint, content, year).map_err(|error| error.shifted(at))?;
		at += content.len();
		rest = after;
	}
	if rest.is_empty() {
		Ok(())
	} else {
		Err(wrong_length(&what(), entry, value.len()))
	}
}

fn wrong_length(what: &str, entry: &Entry, found: usize) -> Error {
	let expected = match entry.lengths() {
		(min, max) if min == max => format!("{max} characters"),
		(min, max) => format!("{min} to {max} characters"),
	};
	Error::length(what, &expected, found)
}

fn lint(what: &dyn Fn() -> String, lint: Lint, content: &[u8], year: i32) -> Result<(), Error> {
	let text = || String::from_utf8_lossy(content);
	let number = || content.iter().try_fold(0u64, |sum, byte| digit(*byte).map(|d| sum * 10 + d));
	let value = small(content).unwrap_or(-1);
	let wrong = |code: &'static str, expected: &str| {
		Err(Error::new(
			code,
			format!("{} has `{}` where {expected} is expected", what(), text().escape_debug()),
		)
		.at(0)
		.expecting(expected))
	};
	let demand = |right: bool, expected: &str| if right { Ok(()) } else { wrong(FORMAT, expected) };
	match lint {
		Any => Ok(()),
		Csum => match number() {
			// The check digit of zeros is right, and they name nothing.
			Some(0) => wrong(PREFIX, "a number that GS1 gave out"),
			Some(number) => {
				let (expected, found) = (gs1_check_digit(number / 10), number % 10);
				if u64::from(expected) == found {
					return Ok(());
				}
				let position = content.len().saturating_sub(1);
				Err(Error::check(&what(), position, &expected.to_string(), &found.to_string()))
			}
			None => wrong(CHARACTER, "a number of digits"),
		},
		CsumAlpha => gmn::check(&text()).map(drop),
		Prefix => match content.iter().take(4).position(|byte| !byte.is_ascii_digit()) {
			None if content.len() >= 4 => Ok(()),
			bad => Err(Error::new(
				CHARACTER,
				format!(
					"{} begins with the GS1 company prefix of whoever gave it out: at least four \
					 digits",
					what()
				),
			)
			.at(bad.unwrap_or(content.len()))
			.expecting("a digit")),
		},
		Yymmd0 | Yymmdd => {
			if yymmdd(content, year, lint == Yymmd0).is_some() {
				return Ok(());
			}
			wrong(
				DATE,
				if lint == Yymmd0 {
					"a date YYMMDD (DD=00: end of month)"
				} else {
					"a date YYMMDD with its day"
				},
			)
		}
		Yyyymmdd => {
			// A date of birth may lie before the epoch, which has no day number here.
			let before_epoch = match content.split_at_checked(4) {
				Some((y, rest)) if matches!(small(y), Some(1800..=1969)) => {
					// The calendar repeats every 400 years.
					let year = small(y).map(|y| y + 400).unwrap_or_default();
					yyyymmdd(&[year.to_string().as_bytes(), rest].concat()).is_some()
				}
				_ => false,
			};
			if before_epoch || yyyymmdd(content).is_some() {
				return Ok(());
			}
			wrong(DATE, "a date YYYYMMDD")
		}
		Hhmm => match content.split_at_checked(2) {
			Some((hour, minute))
				if matches!(small(hour), Some(0..=23)) && matches!(small(minute), Some(0..=59)) =>
			{
				Ok(())
			}
			_ => wrong(DATE, "a time hhmm"),
		},
		Hh => match value {
			0..=23 => Ok(()),
			_ => wrong(DATE, "an hour 00-23"),
		},
		Sixty => match value {
			0..=59 => Ok(()),
			_ => wrong(DATE, "a number 00-59"),
		},
		YesNo => demand(matches!(value, 0 | 1), "0 or 1"),
		Zero => demand(value == 0, "0"),
		NonZero => demand(value > 0, "a number above zero"),
		NoZeroPrefix => {
			demand(content == b"0" || !content.starts_with(b"0"), "a number without zeros in front")
		}
		PieceOfTotal => {
			let (piece, total) = (value / 100, value % 100);
			demand(
				piece > 0 && total > 0 && piece <= total,
				"a piece number and a total not below it",
			)
		}
		AtMost(max) => demand(number().is_some_and(|n| n <= max), &format!("at most {max}")),
		Hyphen => demand(content == b"-", "a minus sign"),
		Sex => demand(matches!(value, 0 | 1 | 2 | 9), "0, 1, 2 or 9"),
		Winding => demand(matches!(value, 0 | 1 | 9), "0, 1 or 9"),
		Country => demand(is_country(value), "an ISO 3166-1 numeric country code"),
		Country999 => {
			demand(value == 999 || is_country(value), "an ISO 3166-1 numeric country code or 999")
		}
		Alpha2 => demand(content.iter().all(u8::is_ascii_uppercase), "two capital letters"),
		Sequence => demand(
			matches!(*content, [a @ b'1'..=b'9', b'/', b @ b'1'..=b'9'] if a <= b),
			"n/m with n not above m",
		),
		Iban => demand(is_iban(content), "an IBAN with right check digits"),
		Media => demand(matches!(value, 1..=10 | 80..=99), "01-10 or 80-99"),
		PcEnc => {
			// Text in any language: bytes above ASCII are fine here.
			let mut bytes = content.iter();
			while let Some(byte) = bytes.next() {
				if *byte == b'%' {
					let hex = [bytes.next(), bytes.next()];
					if !hex.iter().all(|byte| byte.is_some_and(u8::is_ascii_hexdigit)) {
						return wrong(
							super::error::PERCENT_ENCODING,
							"two hexadecimal digits after %",
						);
					}
				}
			}
			Ok(())
		}
		NonDigit => {
			gmn::check(&text())?;
			demand(content.iter().any(|byte| !byte.is_ascii_digit()), "at least one letter")
		}
	}
}

const fn digit(byte: u8) -> Option<u64> {
	match byte {
		b'0'..=b'9' => Some((byte - b'0') as u64),
		_ => None,
	}
}

fn is_iban(content: &[u8]) -> bool {
	let Some((head, tail)) = content.split_at_checked(4) else { return false };
	if tail.is_empty() {
		return false;
	}
	let remainder = tail.iter().chain(head).try_fold(0u32, |sum, byte| match byte {
		b'0'..=b'9' => Some((sum * 10 + u32::from(byte - b'0')) % 97),
		b'A'..=b'Z' => Some((sum * 100 + u32::from(byte - b'A') + 10) % 97),
		_ => None,
	});
	remainder == Some(1)
}

/// ISO 3166-1 numeric codes in use.
const COUNTRIES: &[i32] = &[
	4, 8, 10, 12, 16, 20, 24, 28, 31, 32, 36, 40, 44, 48, 50, 51, 52, 56, 60, 64, 68, 70, 72, 74,
	76, 84, 86, 90, 92, 96, 100, 104, 108, 112, 116, 120, 124, 132, 136, 140, 144, 148, 152, 156,
	158, 162, 166, 170, 174, 175, 178, 180, 184, 188, 191, 192, 196, 203, 204, 208, 212, 214, 218,
	222, 226, 231, 232, 233, 234, 238, 239, 242, 246, 248, 250, 254, 258, 260, 262, 266, 268, 270,
	275, 276, 288, 292, 296, 300, 304, 308, 312, 316, 320, 324, 328, 332, 334, 336, 340, 344, 348,
	352, 356, 360, 364, 368, 372, 376, 380, 384, 388, 392, 398, 400, 404, 408, 410, 414, 417, 418,
	422, 426, 428, 430, 434, 438, 440, 442, 446, 450, 454, 458, 462, 466, 470, 474, 478, 480, 484,
	492, 496, 498, 499, 500, 504, 508, 512, 516, 520, 524, 528, 531, 533, 534, 535, 540, 548, 554,
	558, 562, 566, 570, 574, 578, 580, 581, 583, 584, 585, 586, 591, 598, 600, 604, 608, 612, 616,
	620, 624, 626, 630, 634, 638, 642, 643, 646, 652, 654, 659, 660, 662, 663, 666, 670, 674, 678,
	682, 686, 688, 690, 694, 702, 703, 704, 705, 706, 710, 716, 724, 728, 729, 732, 740, 744, 748,
	752, 756, 760, 762, 764, 768, 772, 776, 780, 784, 788, 792, 795, 796, 798, 800, 804, 807, 818,
	826, 831, 832, 833, 834, 840, 850, 854, 858, 860, 862, 876, 882, 887, 894,
];

fn is_country(code: i32) -> bool {
	COUNTRIES.binary_search(&code).is_ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn check(ai: &str, value: &str) -> Result<(), Error> {
		validate(ai, entry(ai.as_bytes()).unwrap(), value.as_bytes(), 2026)
	}

	#[test]
	fn id_4_dictionary_should_be_ordered_and_agree_with_the_lengths_of_identifiers() {
		for pair in DICTIONARY.windows(2) {
			assert!(pair[0].to < pair[1].from, "{} {}", pair[0].from, pair[1].from);
		}
		for entry in DICTIONARY {
			for code in entry.from..=entry.to {
				let text = if code < 100 { format!("{code:02}") } else { code.to_string() };
				let found = super::entry(text.as_bytes()).unwrap_or_else(|| panic!("{text}"));
				assert_eq!(found.from, entry.from);
				let (min, max) = entry.lengths();
				assert!(min >= 1 && max <= 90);
				assert!(!entry.predefined || min == max, "{text}");
			}
		}
		assert!(COUNTRIES.windows(2).all(|pair| pair[0] < pair[1]));
	}

	#[test]
	fn id_4_predefined_lengths_should_be_those_of_the_general_specifications() {
		// Figure 7.8.5-2: the first two digits say the length.
		for entry in DICTIONARY {
			let two = if entry.from < 100 {
				entry.from
			} else if entry.from < 1000 {
				entry.from / 10
			} else {
				entry.from / 100
			};
			let listed = matches!(two, 0..=4 | 11..=20 | 31..=36 | 41);
			assert_eq!(entry.predefined, listed, "{}", entry.from);
		}
	}

	#[test]
	fn id_4_unknown_identifiers_should_be_refused() {
		for text in ["04", "14", "19", "23", "2", "", "x1", "4400", "8299", "43990", "3106x"] {
			assert!(leading(text).is_err(), "{text}");
		}
		assert_eq!(leading("é1").unwrap_err().code, UNKNOWN_AI);
		assert_eq!(leading("10ABC").unwrap().0, "10");
		assert_eq!(leading("2402").unwrap().0, "240");
		assert_eq!(leading("310312").unwrap().0, "3103");
		assert!(entry(b"101").is_none());
	}

	#[test]
	fn id_4_values_should_be_checked_part_by_part() {
		for (ai, value) in [
			("01", "09506000134352"),
			("10", "A/b-1_\"%&"),
			("17", "251100"),
			("253", "9506000134376ABC"),
			("253", "9506000134376"),
			("423", "276840"),
			("421", "84012345"),
			("4309", "02790858483015297971"),
			("4330", "001850-"),
			("4330", "001850"),
			("7003", "2512311359"),
			("7007", "251231260101"),
			("7250", "19021231"),
			("7258", "1/2"),
			("8003", "09506000134376ABC"),
			("8006", "095060001343520102"),
			("8007", "FR7630006000011234567890189"),
			("8008", "25123113"),
			("8008", "2512311359"),
			("8010", "9506000ABC-1#/"),
			("8013", "1987654Ad4X4bL5ttr2310c2K"),
			("8014", "1987654Ad4X4bL5ttr2310c2K"),
			("4300", "GS1%20AISBL"),
			("8001", "12341234512311"),
			("99", "x"),
		] {
			assert_eq!(check(ai, value), Ok(()), "({ai}){value}");
		}
		for (ai, value, code, position) in [
			("01", "09506000134353", "check_digit", Some(13)),
			("01", "0950600013435", "length", None),
			("01", "0950600013435x", "character", Some(13)),
			("10", "", "empty", Some(0)),
			("10", "123456789012345678901", "length", None),
			("10", "A^B", "character", Some(1)),
			("10", "A B", "character", Some(1)),
			("17", "251301", "date", Some(0)),
			("7003", "2512312460", "date", Some(6)),
			("7003", "2512001200", "date", Some(0)),
			("253", "9506000134377", "check_digit", Some(12)),
			("421", "00112345", "format", Some(0)),
			("8003", "19506000134376", "format", Some(0)),
			("8006", "095060001343520302", "format", Some(14)),
			("8006", "095060001343520000", "format", Some(14)),
			("8007", "FR7630006000011234567890188", "format", Some(0)),
			("8010", "9506000abc", "character", Some(7)),
			("8004", "ABC123", "character", Some(0)),
			("8004", "123", "character", Some(3)),
			("8011", "012", "format", Some(0)),
			("8013", "1987654Ad4X4bL5ttr2310c2X", "check_digit", Some(23)),
			("4300", "GS1%2", "percent_encoding", Some(0)),
			("7258", "2/1", "format", Some(0)),
			("4321", "2", "format", Some(0)),
			("4330", "001850+", "format", Some(6)),
			("4309", "18000000010000000000", "format", Some(0)),
			("7250", "19021301", "date", Some(0)),
			("8001", "00001234512311", "format", Some(0)),
		] {
			let error = check(ai, value).unwrap_err();
			assert_eq!((error.code, error.position), (code, position), "({ai}){value}: {error}");
		}
	}
}

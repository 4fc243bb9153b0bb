//! `xsd:dateTime` with a zone, as EPCIS wants every time, and dates of expiry.

use salus_primitives::{supply::Day, Moment};

/// Why a text is not a time with a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeError {
	/// Right but for the zone, without which the moment is not known.
	NoZone,
	/// Not `YYYY-MM-DDThh:mm:ss` with a zone, or a day or hour that does not exist.
	Invalid,
	/// Before 1970 or after 9999.
	Range,
}

/// Days since the Unix epoch of a date of the Gregorian calendar; none if there is no such day.
pub(crate) fn days(year: i64, month: i64, day: i64) -> Option<i64> {
	let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	let length = match month {
		1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
		4 | 6 | 9 | 11 => 30,
		2 if leap => 29,
		2 => 28,
		_ => return None,
	};
	if !(1..=length).contains(&day) || !(0..=9999).contains(&year) {
		return None;
	}
	// Years that begin in March, so that the leap day is the last of its year.
	let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
	let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
	let of_year = (153 * month + 2) / 5 + day - 1;
	Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Year, month and day of a day since the Unix epoch.
fn civil(days: i64) -> (i64, i64, i64) {
	let days = days + 719_468;
	let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
	let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
	let of_year = of_era - (365 * year + year / 4 - year / 100);
	let month = (5 * of_year + 2) / 153;
	let day = of_year - (153 * month + 2) / 5 + 1;
	let month = if month < 10 { month + 3 } else { month - 9 };
	(era * 400 + year + i64::from(month <= 2), month, day)
}

/// The number that `text` is, if it is `len` digits.
fn digits(text: &str, len: usize) -> Option<i64> {
	(text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit()))
		.then(|| text.parse().ok())
		.flatten()
}

/// Minutes of an offset `+hh:mm`, as `eventTimeZoneOffset` has it.
pub(crate) fn zone_offset(text: &str) -> Option<i32> {
	let (sign, rest) = match text.as_bytes().first()? {
		b'+' => (1, text.get(1..)?),
		b'-' => (-1, text.get(1..)?),
		_ => return None,
	};
	let (hours, minutes) = rest.split_once(':')?;
	let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
	let total = hours * 60 + minutes;
	(minutes < 60 && total <= 14 * 60).then(|| i32::try_from(sign * total).ok()).flatten()
}

/// Milliseconds since the Unix epoch, half a millisecond rounded up (CBV 2.0, 8.9).
fn millis(text: &str) -> Result<i64, TimeError> {
	let invalid = TimeError::Invalid;
	let (date, time) = text.split_once(['T', 't']).ok_or(invalid)?;
	let mut parts = date.split('-');
	let mut part = |len| parts.next().and_then(|part| digits(part, len)).ok_or(invalid);
	let (year, month, day) = (part(4)?, part(2)?, part(2)?);
	if parts.next().is_some() {
		return Err(invalid);
	}
	let day = days(year, month, day).ok_or(invalid)?;
	let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
	let (clock, zone) = time.split_at_checked(zone_at).ok_or(invalid)?;
	let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
	let mut parts = clock.split(':');
	let mut part = || parts.next().map(|part| digits(part, 2).ok_or(invalid));
	let hour = part().ok_or(invalid)??;
	let minute = part().ok_or(invalid)??;
	let second = part().unwrap_or(Ok(0))?;
	if hour > 23 || minute > 59 || second > 59 || parts.next().is_some() || clock.ends_with(':') {
		return Err(invalid);
	}
	if time.contains('.') && fraction.is_empty()
		|| !fraction.bytes().all(|byte| byte.is_ascii_digit())
	{
		return Err(invalid);
	}
	let shift = match zone {
		"" => return Err(TimeError::NoZone),
		"Z" | "z" => 0,
		zone => i64::from(zone_offset(zone).ok_or(invalid)?),
	};
	let thousandths = digits(&format!("{fraction:0<3}")[..3], 3).ok_or(invalid)?;
	let round = i64::from(fraction.as_bytes().get(3).is_some_and(|digit| *digit >= b'5'));
	Ok((((day * 24 + hour) * 60 + minute - shift) * 60 + second) * 1_000 + thousandths + round)
}

/// The moment that `text` names.
pub(crate) fn moment(text: &str) -> Result<Moment, TimeError> {
	Moment::try_from(millis(text.trim())?).map_err(|_| TimeError::Range)
}

/// A time as the event hash has it: in UTC with milliseconds. Others are left as they are.
pub(crate) fn canonical(text: &str) -> String {
	let text = text.trim();
	match millis(text) {
		Ok(millis) => format_millis(millis),
		Err(_) => text.to_owned(),
	}
}

fn format_millis(millis: i64) -> String {
	let (day, rest) = (millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000));
	let (year, month, day) = civil(day);
	let (hour, rest) = (rest / 3_600_000, rest % 3_600_000);
	let (minute, rest) = (rest / 60_000, rest % 60_000);
	let (second, milli) = (rest / 1_000, rest % 1_000);
	format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
}

/// A moment as `YYYY-MM-DDThh:mm:ss.sssZ`.
pub fn format_moment(moment: Moment) -> String {
	format_millis(i64::try_from(moment).unwrap_or(i64::MAX / 2).min(253_402_300_799_999))
}

/// The last day of use that `itemExpirationDate` names: `YYYY-MM-DD`, with or without a time and
/// a zone, `YYYYMMDD`, or `YYMMDD` as on a label, where day 00 is the last of the month (ID-4).
pub(crate) fn expiry(text: &str) -> Option<Day> {
	let text = text.trim();
	let number = match text.len() {
		6 | 8 if text.bytes().all(|byte| byte.is_ascii_digit()) => text.to_owned(),
		_ => {
			let date = text.get(..10)?;
			// A zone moves no expiry: the date is what the label says.
			match text.get(10..)?.as_bytes().first() {
				None | Some(b'T' | b'Z' | b'+' | b'-') => date.replacen('-', "", 2),
				Some(_) => return None,
			}
		}
	};
	let number = match number.len() {
		// No medicine of the last century is in trade.
		6 => format!("20{number}"),
		8 => number,
		_ => return None,
	};
	let year = digits(number.get(..4)?, 4)?;
	let month = digits(number.get(4..6)?, 2)?;
	let day = match digits(number.get(6..)?, 2)? {
		0 => (28..=31).rev().find(|day| days(year, month, *day).is_some())?,
		day => day,
	};
	days(year, month, day).and_then(|days| Day::try_from(days).ok())
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn ep_1_times_should_be_read_in_every_zone() {
		for (text, utc) in [
			("2005-04-03T20:33:31.116000-06:00", "2005-04-04T02:33:31.116Z"),
			("2020-03-04T11:00:30+01:00", "2020-03-04T10:00:30.000Z"),
			("2022-02-17T11:30:47.0Z", "2022-02-17T11:30:47.000Z"),
			("2023-02-02T11:04:03.1415Z", "2023-02-02T11:04:03.142Z"),
			("2023-02-02T11:04:03.1414Z", "2023-02-02T11:04:03.141Z"),
			("2023-12-31T23:59:59.9996Z", "2024-01-01T00:00:00.000Z"),
			("2024-02-29T00:10+14:00", "2024-02-28T10:10:00.000Z"),
			("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"),
			("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
		] {
			assert_eq!(format_moment(moment(text).unwrap()), utc);
			assert_eq!(canonical(text), utc);
		}
	}

	#[test]
	fn ep_1_times_without_zone_or_sense_should_be_refused() {
		assert_eq!(moment("2020-03-04T11:00:30"), Err(TimeError::NoZone));
		assert_eq!(moment("2020-03-04T11:00:30.5"), Err(TimeError::NoZone));
		assert_eq!(moment("1969-12-31T23:59:59Z"), Err(TimeError::Range));
		for text in [
			"",
			"T",
			"2020-03-04",
			"2020-03-04 11:00:30Z",
			"2020-02-30T11:00:30Z",
			"2023-02-29T11:00:30Z",
			"2020-03-04T24:00:00Z",
			"2020-03-04T11:60:30Z",
			"2020-03-04T11:00:30.Z",
			"2020-03-04T11:00:30+0100",
			"2020-03-04T11:00:30+15:00",
			"2020-03-04T11:00:30Z1",
			"20-03-04T11:00:30Z",
			"2020-03-04T11:00:Z",
			"2020-03-04T1é:00Z",
		] {
			assert_eq!(moment(text), Err(TimeError::Invalid), "{text}");
		}
		assert_eq!(zone_offset("-06:00"), Some(-360));
		for text in ["Z", "06:00", "+6:00", "+14:01", "+06:60", ""] {
			assert_eq!(zone_offset(text), None);
		}
	}

	#[test]
	fn id_4_expiry_should_be_read_in_every_spelling() {
		let november = expiry("2026-11-30").unwrap();
		assert_eq!(november, 20_787);
		for text in ["261130", "261100", "20261130", "2026-11-30T00:00:00Z", "2026-11-30+01:00"] {
			assert_eq!(expiry(text), Some(november), "{text}");
		}
		assert_eq!(expiry("280200"), expiry("2028-02-29"));
		for text in ["", "2026-11-31", "2026-1-30", "2611", "2026-11-30x", "é26-11-30", "261300"] {
			assert_eq!(expiry(text), None, "{text}");
		}
	}

	proptest! {
		#[test]
		fn every_day_should_round_trip(day in 0i64..2_932_896) {
			let (year, month, date) = civil(day);
			prop_assert_eq!(days(year, month, date), Some(day));
		}

		#[test]
		fn any_text_should_not_panic(text in "\\PC{0,32}") {
			let _ = (moment(&text), expiry(&text), canonical(&text), zone_offset(&text));
		}
	}
}

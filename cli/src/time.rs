//! Points in time as text.

use crate::error::Failure;
use salus_primitives::{supply::Day, Moment};
use std::time::{SystemTime, UNIX_EPOCH};
use time::{
	format_description::well_known::Rfc3339, macros::format_description, Date, Duration, Month,
	OffsetDateTime,
};

/// Now, in milliseconds since the epoch.
pub fn now() -> Moment {
	SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.ok()
		.and_then(|since| u64::try_from(since.as_millis()).ok())
		.unwrap_or(0)
}

/// A moment from RFC 3339, or from a date: its first instant, UTC.
pub fn parse_moment(text: &str) -> Result<Moment, Failure> {
	let wrong =
		|| Failure::usage(format!("`{text}` is no time: 2027-03-31 or 2027-03-31T12:00:00Z"));
	let time = match parse_date(text) {
		Some(date) => date.midnight().assume_utc(),
		None => OffsetDateTime::parse(text, &Rfc3339).map_err(|_| wrong())?,
	};
	u64::try_from(time.unix_timestamp_nanos() / 1_000_000).map_err(|_| wrong())
}

fn parse_date(text: &str) -> Option<Date> {
	Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

/// A moment as RFC 3339, in UTC.
pub fn format_moment(moment: Moment) -> String {
	i128::from(moment)
		.checked_mul(1_000_000)
		.and_then(|nanos| OffsetDateTime::from_unix_timestamp_nanos(nanos).ok())
		.and_then(|time| time.format(&Rfc3339).ok())
		.unwrap_or_else(|| moment.to_string())
}

/// The last day of use that a label or a person names: `YYMMDD` with day 00 for the end of the
/// month, or `YYYY-MM-DD`.
pub fn parse_expiry(text: &str) -> Result<Day, Failure> {
	let wrong = || Failure::usage(format!("`{text}` is no expiry date: YYMMDD or YYYY-MM-DD"));
	if let Some(date) = parse_date(text) {
		return day_of(date).ok_or_else(wrong);
	}
	if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
		return Err(wrong());
	}
	let number = |range| text.get(range).and_then(|digits: &str| digits.parse::<u8>().ok());
	let (year, month, day) = (number(0..2), number(2..4), number(4..6));
	let (Some(year), Some(month), Some(day)) = (year, month, day) else { return Err(wrong()) };
	let month = Month::try_from(month).map_err(|_| wrong())?;
	let year = century(year);
	let day = if day == 0 { month.length(year) } else { day };
	Date::from_calendar_date(year, month, day).ok().and_then(day_of).ok_or_else(wrong)
}

/// The year that two digits mean (ID-4): at most 50 years ahead, at most 49 back.
fn century(digits: u8) -> i32 {
	let this = OffsetDateTime::now_utc().year();
	let guess = this - this % 100 + i32::from(digits);
	match guess - this {
		51.. => guess - 100,
		..=-50 => guess + 100,
		_ => guess,
	}
}

fn day_of(date: Date) -> Option<Day> {
	(date - epoch()).whole_days().try_into().ok()
}

const fn epoch() -> Date {
	OffsetDateTime::UNIX_EPOCH.date()
}

/// A day as `YYYY-MM-DD`.
pub fn format_day(day: Day) -> String {
	epoch()
		.checked_add(Duration::days(i64::from(day)))
		.map_or_else(|| day.to_string(), |date| date.to_string())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn moments_should_round_trip() {
		assert_eq!(parse_moment("1970-01-02").unwrap(), 86_400_000);
		assert_eq!(parse_moment("1970-01-01T01:00:00.5+01:00").unwrap(), 500);
		assert_eq!(format_moment(86_400_000), "1970-01-02T00:00:00Z");
		for text in ["", "tomorrow", "2027-02-30", "2027-03-31T12:00:00", "1960-01-01"] {
			assert!(parse_moment(text).is_err(), "{text}");
		}
	}

	#[test]
	fn expiry_should_be_the_last_day() {
		assert_eq!(format_day(parse_expiry("271100").unwrap()), "2027-11-30");
		assert_eq!(format_day(parse_expiry("280200").unwrap()), "2028-02-29");
		assert_eq!(format_day(parse_expiry("270131").unwrap()), "2027-01-31");
		assert_eq!(format_day(parse_expiry("2027-01-31").unwrap()), "2027-01-31");
		for text in ["271300", "270231", "27013", "abcdef", ""] {
			assert!(parse_expiry(text).is_err(), "{text}");
		}
	}
}

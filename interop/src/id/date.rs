//! Dates on labels: six digits with a century to be guessed, a day that may be missing.

use salus_primitives::supply::Day;
use serde::{Serialize, Serializer};
use std::time::{SystemTime, UNIX_EPOCH};

/// Julian day of 1970-01-01.
const EPOCH: i32 = 2_440_588;

/// A date as a label bears it, and the day that it means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
	/// As on the label, for instance `251100`.
	pub text: String,
	/// Days since the Unix epoch; the last of the month when the label leaves the day out.
	pub day: Day,
}

impl Date {
	/// The day as `YYYY-MM-DD`.
	pub fn iso(&self) -> String {
		iso(self.day)
	}
}

impl Serialize for Date {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&self.iso())
	}
}

/// A day since the Unix epoch as `YYYY-MM-DD`.
pub fn iso(day: Day) -> String {
	i32::try_from(day)
		.ok()
		.and_then(|day| day.checked_add(EPOCH))
		.and_then(|julian| time::Date::from_julian_day(julian).ok())
		.map(|date| format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day()))
		.unwrap_or_default()
}

/// The year of the machine's clock: the middle of the century window.
pub(crate) fn this_year() -> i32 {
	SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.ok()
		.and_then(|since| i64::try_from(since.as_secs()).ok())
		.and_then(|seconds| time::OffsetDateTime::from_unix_timestamp(seconds).ok())
		.map_or(2026, |now| now.year())
}

/// The year that two digits mean (ID-4): 51 years or more ahead is the century before, 50 years or
/// more back is the next one.
pub(crate) fn full_year(two_digits: i32, this_year: i32) -> i32 {
	let century = this_year - this_year.rem_euclid(100);
	match two_digits - this_year.rem_euclid(100) {
		51.. => century - 100 + two_digits,
		..=-50 => century + 100 + two_digits,
		_ => century + two_digits,
	}
}

/// The number that digits mean; none for anything else.
pub(crate) fn small(digits: &[u8]) -> Option<i32> {
	if digits.is_empty() || digits.len() > 8 {
		return None;
	}
	digits.iter().try_fold(0i32, |number, byte| match byte {
		b'0'..=b'9' => Some(number * 10 + i32::from(byte - b'0')),
		_ => None,
	})
}

fn day_of(date: time::Date) -> Option<Day> {
	u32::try_from(date.to_julian_day().checked_sub(EPOCH)?).ok()
}

/// Year, month and day as a day since the epoch; day 0 is the last of the month.
pub(crate) fn calendar(year: i32, month: i32, day: i32) -> Option<Day> {
	let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
	let day = match day {
		0 => month.length(year),
		_ => u8::try_from(day).ok()?,
	};
	day_of(time::Date::from_calendar_date(year, month, day).ok()?)
}

/// Year and day of the year (1-366) as a day since the epoch.
pub(crate) fn ordinal(year: i32, day: i32) -> Option<Day> {
	day_of(time::Date::from_ordinal_date(year, u16::try_from(day).ok()?).ok()?)
}

/// `YYMMDD`; DD=00 means the last of the month where `day_may_be_zero`.
pub(crate) fn yymmdd(text: &[u8], this_year: i32, day_may_be_zero: bool) -> Option<Day> {
	let [y1, y2, m1, m2, d1, d2] = *text else { return None };
	let day = small(&[d1, d2])?;
	if day == 0 && !day_may_be_zero {
		return None;
	}
	calendar(full_year(small(&[y1, y2])?, this_year), small(&[m1, m2])?, day)
}

/// `YYYYMMDD`.
pub(crate) fn yyyymmdd(text: &[u8]) -> Option<Day> {
	let (year, rest) = text.split_at_checked(4)?;
	let [m1, m2, d1, d2] = *rest else { return None };
	match small(&[d1, d2])? {
		0 => None,
		day => calendar(small(year)?, small(&[m1, m2])?, day),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn id_4_day_zero_should_mean_the_end_of_the_month() {
		assert_eq!(yymmdd(b"251100", 2026, true).map(iso).unwrap(), "2025-11-30");
		assert_eq!(yymmdd(b"240200", 2026, true).map(iso).unwrap(), "2024-02-29");
		assert_eq!(yymmdd(b"251100", 2026, false), None);
	}

	#[test]
	fn id_4_century_window_should_be_51_ahead_and_50_back() {
		assert_eq!(full_year(76, 2026), 2076); // 50 ahead
		assert_eq!(full_year(77, 2026), 1977); // 51 ahead: the century before
		assert_eq!(full_year(0, 2026), 2000);
		assert_eq!(full_year(41, 2090), 2041); // 49 back
		assert_eq!(full_year(40, 2090), 2140); // 50 back: the next century
	}

	#[test]
	fn id_4_impossible_dates_should_be_refused() {
		for text in ["251301", "250230", "250001", "25010x", "2501", "25010101"] {
			assert_eq!(yymmdd(text.as_bytes(), 2026, true), None, "{text}");
		}
		assert_eq!(yyyymmdd(b"20130202").map(iso).unwrap(), "2013-02-02");
		assert_eq!(yyyymmdd(b"20130200"), None);
		assert_eq!(yyyymmdd(b"18991231"), None);
		assert_eq!(ordinal(2023, 366), None);
		assert_eq!(ordinal(2024, 366).map(iso).unwrap(), "2024-12-31");
		assert_eq!(iso(u32::MAX), "");
	}
}

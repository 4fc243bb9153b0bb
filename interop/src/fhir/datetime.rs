//! FHIR dates: as exact as they are written.

use super::error::{Code, Error};
use salus_primitives::{consent::Span, Moment};
use time::{format_description::well_known::Rfc3339, Date, Month, OffsetDateTime};

/// A `date`, `dateTime` or `instant`: what is written, and the time it may mean. Without a zone it
/// is UTC.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DateTime {
	/// As it is written.
	pub text: String,
	/// Its first millisecond since the Unix epoch.
	pub first: i64,
	/// Its last millisecond.
	pub last: i64,
}

impl DateTime {
	/// From text that stands at `path`.
	pub fn parse(text: &str, path: &str) -> Result<Self, Error> {
		let (first, last) = range(text).ok_or_else(|| {
			Error::new(
				Code::BadDate,
				path,
				format!(
					"`{text}` is no FHIR date: YYYY, YYYY-MM, YYYY-MM-DD, or \
					 YYYY-MM-DDThh:mm:ss with a zone"
				),
			)
		})?;
		Ok(Self { text: text.to_owned(), first, last })
	}

	/// As a [`Span`]; none for what was before 1970 and cannot be held.
	pub fn span(&self) -> Option<Span> {
		Some(Span { first: self.first.try_into().ok()?, last: self.last.try_into().ok()? })
	}

	/// The first moment, for a start: a start before 1970 is as good as 1970.
	pub fn start(&self) -> Moment {
		self.first.try_into().unwrap_or(0)
	}

	/// The last moment, for an end.
	pub fn end(&self, path: &str) -> Result<Moment, Error> {
		self.last.try_into().map_err(|_| {
			Error::new(Code::BadDate, path, "a period that ends before 1970 cannot be held")
		})
	}
}

/// The first and the last millisecond.
fn range(text: &str) -> Option<(i64, i64)> {
	if let Some((date, _)) = text.split_once('T') {
		// FHIR wants seconds and a zone with every time; RFC 3339 in capitals is its form.
		if date.len() != 10 || text.contains(|c: char| c.is_ascii_lowercase() || c == ' ') {
			return None;
		}
		let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
		let first = i64::try_from(time.unix_timestamp_nanos().div_euclid(1_000_000)).ok()?;
		// A time without fraction lasts for its second.
		let last = if text.contains('.') { first } else { first + 999 };
		return Some((first, last));
	}
	let parts = text.split('-').collect::<Vec<_>>();
	let number = |part: &str, digits: usize| {
		let good = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
		good.then(|| part.parse::<i32>().ok()).flatten()
	};
	let month = |part: &str| Month::try_from(u8::try_from(number(part, 2)?).ok()?).ok();
	let (first, next) = match parts[..] {
		[year] => {
			let year = number(year, 4)?;
			let first = Date::from_calendar_date(year, Month::January, 1).ok()?;
			(first, Date::from_calendar_date(year, Month::December, 31).ok()?)
		}
		[year, part] => {
			let (year, month) = (number(year, 4)?, month(part)?);
			let first = Date::from_calendar_date(year, month, 1).ok()?;
			(first, Date::from_calendar_date(year, month, month.length(year)).ok()?)
		}
		[year, part, day] => {
			let (year, month, day) = (number(year, 4)?, month(part)?, number(day, 2)?);
			let date = Date::from_calendar_date(year, month, day.try_into().ok()?).ok()?;
			(date, date)
		}
		_ => return None,
	};
	let day = |date: Date| date.midnight().assume_utc().unix_timestamp() * 1_000;
	Some((day(first), day(next) + 86_400_000 - 1))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn parse(text: &str) -> Option<(i64, i64)> {
		DateTime::parse(text, "x").ok().map(|date| (date.first, date.last))
	}

	#[test]
	fn cn_2_partial_dates_should_end_at_their_last_instant() {
		assert_eq!(parse("1970"), Some((0, 31_536_000_000 - 1)));
		assert_eq!(parse("1970-02"), Some((31 * 86_400_000, 59 * 86_400_000 - 1)));
		assert_eq!(parse("2024-02").unwrap().1, parse("2024-02-29").unwrap().1);
		assert_eq!(parse("1970-01-01"), Some((0, 86_400_000 - 1)));
		assert_eq!(parse("1970-01-01T00:00:00Z"), Some((0, 999)));
		assert_eq!(parse("1970-01-01T00:00:00.500Z"), Some((500, 500)));
		assert_eq!(parse("1970-01-01T01:00:00+01:00"), Some((0, 999)));
		assert_eq!(parse("1969-12-31T23:59:59.999Z"), Some((-1, -1)));
	}

	#[test]
	fn what_is_no_date_should_be_refused() {
		for text in [
			"",
			"70",
			"1970-1",
			"1970-13",
			"1970-02-30",
			"2023-02-29",
			"1970-01-01T00:00:00",
			"1970-01-01T00:00Z",
			"1970-01-01t00:00:00z",
			"1970-01-01 00:00:00Z",
			"1970-01-01T24:00:01Z",
			"+1970",
			"yesterday",
		] {
			assert_eq!(parse(text), None, "{text}");
		}
	}
}

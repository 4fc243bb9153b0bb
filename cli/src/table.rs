//! CSV files whose first line names the columns, as spreadsheets write them: with a byte order mark
//! or without, lines ended as on Windows, separated by commas, semicolons or tabs.

use crate::error::Failure;
use std::{io::Read, rc::Rc};

/// The rule of what is wrong with a file as such.
pub const FILE: &str = "file";

/// One row.
pub struct Row {
	/// The line that it begins in, from 1.
	pub line: u64,
	headers: Rc<Vec<String>>,
	fields: Result<csv::ByteRecord, Failure>,
}

impl Row {
	/// What stands in a column; nothing where the row or the column is missing.
	pub fn field(&self, name: &str) -> String {
		let at = self.headers.iter().position(|header| header == name);
		let record = self.fields.as_ref().ok();
		let bytes = at.zip(record).and_then(|(at, record)| record.get(at)).unwrap_or_default();
		String::from_utf8_lossy(bytes).into_owned()
	}

	/// Whether it has as many fields as the first line names, and is text.
	pub fn check(&self) -> Result<(), Failure> {
		let refused = |message: String| Failure::refused("Cli.Unreadable", message).with_rule(FILE);
		let record = self.fields.as_ref().map_err(Clone::clone)?;
		let columns = self.headers.len();
		if record.len() != columns {
			let fields = record.len();
			return Err(refused(format!(
				"the row has {fields} fields, and the first line names {columns}"
			)));
		}
		if record.iter().any(|field| std::str::from_utf8(field).is_err()) {
			return Err(refused("the row is not UTF-8: save the file as UTF-8".into()));
		}
		Ok(())
	}
}

/// All of a file.
pub fn bytes(mut input: impl Read, name: &str) -> Result<Vec<u8>, Failure> {
	let mut bytes = Vec::new();
	input.read_to_end(&mut bytes).map_err(|error| Failure::unreadable(name, error))?;
	Ok(bytes)
}

/// The rows of a file which has to name these columns. Rows of another length are rows too: whoever
/// reads them says what is wrong.
pub fn rows<'a>(
	bytes: &'a [u8],
	name: &str,
	needed: &[&str],
) -> Result<impl Iterator<Item = Row> + 'a, Failure> {
	let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
	if std::str::from_utf8(first).is_err() {
		return Err(Failure::unreadable(name, "the first line is not UTF-8: save it as UTF-8"));
	}
	let separators = [b',', b';', b'\t'].into_iter();
	let mut reader = csv::ReaderBuilder::new()
		.trim(csv::Trim::All)
		.flexible(true)
		.delimiter(separators.clone().find(|byte| first.contains(byte)).unwrap_or(b','))
		.from_reader(bytes);
	let headers: Vec<String> = reader
		.headers()
		.map_err(|error| Failure::unreadable(name, error))?
		.iter()
		.map(|header| header.trim_start_matches('\u{feff}').to_ascii_lowercase())
		.collect();
	if let Some(missing) = needed.iter().find(|name| !headers.iter().any(|header| header == *name))
	{
		let message = format!("the first line names no column `{missing}`: it names the columns");
		return Err(Failure::unreadable(name, message));
	}
	for (at, header) in headers.iter().enumerate() {
		if headers.iter().skip(at + 1).any(|other| other == header) {
			let message = format!("the first line names the column `{header}` twice");
			return Err(Failure::unreadable(name, message));
		}
	}
	let headers = Rc::new(headers);
	let mut lines = Lines { bytes, at: 0, line: 1 };
	Ok(reader.into_byte_records().map(move |record| {
		let (line, fields) = match record {
			Ok(record) => (lines.of(record.position()), Ok(record)),
			Err(error) => {
				let failure = Failure::refused("Cli.Unreadable", error.to_string());
				(lines.of(error.position()), Err(failure.with_rule(FILE)))
			}
		};
		Row { line, headers: headers.clone(), fields }
	}))
}

/// Counts lines: the reader's own count is one behind where lines end as on Windows.
struct Lines<'a> {
	bytes: &'a [u8],
	at: usize,
	line: u64,
}

impl Lines<'_> {
	/// The line of a record; records come in their order.
	fn of(&mut self, position: Option<&csv::Position>) -> u64 {
		let byte = position.map_or(0, csv::Position::byte);
		let mut end = usize::try_from(byte).unwrap_or(usize::MAX).max(self.at);
		// The end of the line before is not taken yet.
		while matches!(self.bytes.get(end), Some(b'\r' | b'\n')) {
			end += 1;
		}
		let passed = self.bytes.get(self.at..end).unwrap_or_default();
		self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
		self.at = end;
		self.line
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const TEXT: &str = "gtin,lot,serial\n1,L,A\n\n2,\"M,N\",B\n3,O\n";

	fn read(bytes: &[u8]) -> Vec<(u64, String, String, bool)> {
		rows(bytes, "test", &["gtin", "serial"])
			.unwrap()
			.map(|row| (row.line, row.field("lot"), row.field("serial"), row.check().is_ok()))
			.collect()
	}

	#[test]
	fn a_table_should_be_read_as_spreadsheets_write_it() {
		let plain = read(TEXT.as_bytes());
		let row = |line, lot: &str, serial: &str, good| (line, lot.into(), serial.into(), good);
		let expected = [row(2, "L", "A", true), row(4, "M,N", "B", true), row(5, "O", "", false)];
		assert_eq!(plain, expected);
		for written in [
			format!("\u{feff}{}", TEXT.replace('\n', "\r\n")),
			TEXT.replace("gtin,lot,serial", "GTIN, Lot ,Serial"),
		] {
			assert_eq!(read(written.as_bytes()), plain, "{written}");
		}
		for separator in [";", "\t"] {
			let written = TEXT.replace("\"M,N\"", "M").replace(',', separator);
			assert_eq!(read(written.as_bytes())[1].2, "B", "{written}");
		}
	}

	#[test]
	fn what_is_no_table_should_be_refused() {
		let utf_16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
		let marked = [&b"\xff\xfe"[..], &utf_16].concat();
		for (wrong, says) in [
			(&marked[..], "UTF-8"),
			(&b"gtin,gtin,serial\n"[..], "twice"),
			(&b"gtin\n1\n"[..], "names no column `serial`"),
			(&b""[..], "names no column"),
		] {
			let message = rows(wrong, "test", &["gtin", "serial"]).err().map(|f| f.message);
			assert!(message.is_some_and(|message| message.contains(says)), "{says}");
		}
	}
}

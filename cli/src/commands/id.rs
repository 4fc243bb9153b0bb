//! `salus id check`.

use super::Context;
use crate::error::Failure;
use salus_interop::id::{check_line, Kind};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

/// What is read and written at once.
const BUFFER: usize = 1 << 18;
/// A longer line is no identifier: its rest is not kept.
const MAX_LINE: u64 = 1 << 16;
/// Of UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Check one identifier, or one a line of standard input: exactly one line out per line in.
pub fn check(_: &Context, kind: &str, value: &str) -> Result<u8, Failure> {
	let kind: Kind = kind.parse().map_err(|error| Failure::usage(format!("{error}")))?;
	let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
	let all_valid = if value == "-" {
		check_lines(kind, io::stdin().lock(), &mut out)
	} else {
		let mut line = Vec::new();
		let is_valid = check_line(kind, value.as_bytes(), &mut line);
		out.write_all(&line).map(|()| is_valid)
	}
	.and_then(|is_valid| out.flush().map(|()| is_valid))
	.map_err(|error| Failure::unreadable("standard input or output", error))?;
	Ok(u8::from(!all_valid))
}

fn check_lines(kind: Kind, input: impl Read, out: &mut impl Write) -> io::Result<bool> {
	let mut input = BufReader::with_capacity(BUFFER, input);
	// As some programs begin a text.
	if input.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
		input.consume(BYTE_ORDER_MARK.len());
	}
	let (mut line, mut answer) = (Vec::with_capacity(256), Vec::with_capacity(512));
	let mut all_valid = true;
	loop {
		line.clear();
		answer.clear();
		let read = io::Read::take(&mut input, MAX_LINE).read_until(b'\n', &mut line)?;
		if read == 0 {
			return Ok(all_valid);
		}
		if line.last() == Some(&b'\n') {
			line.pop();
		} else if read as u64 == MAX_LINE {
			skip_line(&mut input)?;
		}
		all_valid &= check_line(kind, &line, &mut answer);
		out.write_all(&answer)?;
		// Whoever scans by hand waits for the answer.
		if input.buffer().is_empty() {
			out.flush()?;
		}
	}
}

/// To the end of a line of whatever length, in bounded memory.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
	loop {
		let buffer = input.fill_buf()?;
		if buffer.is_empty() {
			return Ok(());
		}
		let end = buffer.iter().position(|byte| *byte == b'\n');
		let used = end.map_or(buffer.len(), |at| at + 1);
		input.consume(used);
		if end.is_some() {
			return Ok(());
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn lines(input: &[u8]) -> (Vec<String>, bool) {
		let mut out = Vec::new();
		let all_valid = check_lines(Kind::Gtin, input, &mut out).unwrap();
		let text = String::from_utf8(out).unwrap();
		(text.lines().map(str::to_owned).collect(), all_valid)
	}

	#[test]
	fn one_line_in_should_be_one_line_out() {
		let (out, all_valid) = lines(b"8904000210037\n\n8904000210036\nlast");
		assert_eq!(out.len(), 4);
		assert!(!all_valid);
		assert!(lines(b"8904000210037\r\n").1);
		assert!(lines(b"\xef\xbb\xbf8904000210037\n").1);
		assert_eq!(lines(b"").0.len(), 0);
	}

	/// Gives one line at a time, and wants the answer before the next.
	struct ByHand<'a>(std::cell::Cell<u8>, &'a std::cell::RefCell<Vec<u8>>);

	impl Read for ByHand<'_> {
		fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
			let line = b"8904000210037\n";
			let seen = self.1.borrow().iter().filter(|byte| **byte == b'\n').count();
			assert_eq!(seen, usize::from(self.0.get()));
			if self.0.replace(self.0.get() + 1) == 3 {
				return Ok(0);
			}
			buffer[..line.len()].copy_from_slice(line);
			Ok(line.len())
		}
	}

	struct Shown<'a>(&'a std::cell::RefCell<Vec<u8>>);

	impl Write for Shown<'_> {
		fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
			self.0.borrow_mut().write(bytes)
		}

		fn flush(&mut self) -> io::Result<()> {
			Ok(())
		}
	}

	#[test]
	fn who_scans_by_hand_should_be_answered_at_once() {
		let seen = std::cell::RefCell::default();
		let mut out = BufWriter::with_capacity(BUFFER, Shown(&seen));
		assert!(check_lines(Kind::Gtin, ByHand(0.into(), &seen), &mut out).unwrap());
	}

	#[test]
	fn an_endless_line_should_be_one_line() {
		let mut input = vec![b'1'; 300_000];
		input.extend_from_slice(b"\n8904000210037\n");
		assert_eq!(lines(&input).0.len(), 2);
	}
}

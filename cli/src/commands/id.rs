//! `salus id check`.

use super::Context;
use crate::error::Failure;
use salus_interop::id::{check_line, Kind};
use std::io::{self, BufRead, BufReader, BufWriter, Write};

/// What is read and written at once.
const BUFFER: usize = 1 << 18;
/// A longer line is no identifier: its rest is not kept.
const MAX_LINE: u64 = 1 << 16;

/// Check one identifier, or one a line of standard input: exactly one line out per line in.
pub fn check(_: &Context, kind: &str, value: &str) -> Result<u8, Failure> {
	let kind: Kind = kind.parse().map_err(|error| Failure::usage(format!("{error}")))?;
	let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
	let all_valid = if value == "-" {
		let input = BufReader::with_capacity(BUFFER, io::stdin().lock());
		check_lines(kind, input, &mut out)
	} else {
		let mut line = Vec::new();
		let is_valid = check_line(kind, value.as_bytes(), &mut line);
		out.write_all(&line).map(|()| is_valid)
	}
	.and_then(|is_valid| out.flush().map(|()| is_valid))
	.map_err(|error| Failure::unreadable("standard input or output", error))?;
	Ok(u8::from(!all_valid))
}

fn check_lines(kind: Kind, mut input: impl BufRead, out: &mut impl Write) -> io::Result<bool> {
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
		assert_eq!(lines(b"").0.len(), 0);
	}

	#[test]
	fn an_endless_line_should_be_one_line() {
		let mut input = vec![b'1'; 300_000];
		input.extend_from_slice(b"\n8904000210037\n");
		assert_eq!(lines(&input).0.len(), 2);
	}
}

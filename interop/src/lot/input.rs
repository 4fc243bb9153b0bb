//! Reads serial lists and packing lists.

use super::{
	error::{shown, LotError, Place, EP_2, FILE, ID_2, SC_1},
	packing::{parse_container, Collector},
};
use crate::{
	epcis::{self, Action, Event, EventType},
	id::{scan, Identifier},
};
use salus_primitives::supply::{BizStep, Epc};
use std::io::{BufRead, BufReader, Read};

/// A line longer than this is no row.
const MAX_LINE: usize = 1_024;
const BOM: &[u8] = "\u{feff}".as_bytes();

/// What a file is, by its first character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
	/// Rows.
	Csv,
	/// An EPCIS document.
	Epcis,
}

/// What a file is, from its first bytes. A serial may begin with `<`: JSON's brackets are not of
/// set 82, and XML is told by what follows.
pub fn format_of(start: &[u8]) -> Format {
	let start = start.strip_prefix(BOM).unwrap_or(start).trim_ascii_start();
	let is_xml = start.starts_with(b"<?xml")
		|| start.starts_with(b"<!")
		|| start.starts_with(b"<") && start.windows(5).any(|part| part == b"EPCIS");
	match start.first() {
		Some(b'{' | b'[') => Format::Epcis,
		_ if is_xml => Format::Epcis,
		_ => Format::Csv,
	}
}

/// The rows of a list, with their lines.
struct Rows<R> {
	input: BufReader<R>,
	line: Vec<u8>,
	number: u32,
	file: u16,
}

impl<R: Read> Rows<R> {
	fn new(input: R, file: u16) -> Self {
		let input = BufReader::with_capacity(1 << 20, input);
		Self { input, line: Vec::new(), number: 0, file }
	}

	fn place(&self) -> Place {
		Place { file: self.file, line: self.number }
	}

	/// The next line without its end; none after the last.
	fn next(&mut self) -> Result<Option<&[u8]>, LotError> {
		self.line.clear();
		self.number = self.number.saturating_add(1);
		let limit = MAX_LINE as u64 + 2;
		self.input.by_ref().take(limit).read_until(b'\n', &mut self.line)?;
		if self.line.is_empty() {
			return Ok(None);
		}
		let mut line = self.line.as_slice();
		if self.number == 1 {
			if line.starts_with(&[0xff, 0xfe]) || line.starts_with(&[0xfe, 0xff]) {
				let message = "the file is in UTF-16; save it as UTF-8";
				return Err(LotError::new("encoding", FILE, message).at(self.place()));
			}
			line = line.strip_prefix(BOM).unwrap_or(line);
		}
		line = line.strip_suffix(b"\n").unwrap_or(line);
		line = line.strip_suffix(b"\r").unwrap_or(line);
		if line.len() > MAX_LINE {
			let message = format!("the line has more than {MAX_LINE} characters");
			return Err(LotError::new("line_too_long", FILE, message).at(self.place()));
		}
		Ok(Some(line))
	}

	/// The line is empty: fine at the end of the file, wrong before.
	fn only_empty_lines_follow(&mut self) -> Result<(), LotError> {
		let empty = self.place();
		while let Some(line) = self.next()? {
			if !line.is_empty() {
				let message = "the line is empty; every line names one pack";
				return Err(LotError::new("empty_line", ID_2, message).at(empty));
			}
		}
		Ok(())
	}
}

/// The fields of a line; quoted ones may hold commas and, doubled, quotes (RFC 4180).
fn fields(line: &[u8], out: &mut Vec<Vec<u8>>) -> Result<(), &'static str> {
	out.clear();
	let mut rest = line;
	loop {
		let mut field = Vec::new();
		if let Some(quoted) = rest.strip_prefix(b"\"") {
			rest = quoted;
			loop {
				let end = rest.iter().position(|byte| *byte == b'"');
				let end = end.ok_or("a quoted field has no end")?;
				field.extend_from_slice(rest.get(..end).unwrap_or_default());
				rest = rest.get(end + 1..).unwrap_or_default();
				match rest.strip_prefix(b"\"") {
					Some(after) => {
						field.push(b'"');
						rest = after;
					}
					None => break,
				}
			}
			if !rest.is_empty() && !rest.starts_with(b",") {
				return Err("something follows a quoted field");
			}
		} else {
			let end = rest.iter().position(|byte| *byte == b',').unwrap_or(rest.len());
			field.extend_from_slice(rest.get(..end).unwrap_or_default());
			rest = rest.get(end..).unwrap_or_default();
		}
		out.push(field);
		match rest.strip_prefix(b",") {
			Some(after) => rest = after,
			None => return Ok(()),
		}
	}
}

fn text(field: &[u8]) -> Result<Option<&str>, LotError> {
	if field.is_empty() {
		return Ok(None);
	}
	std::str::from_utf8(field)
		.map(Some)
		.map_err(|_| LotError::new("encoding", FILE, format!("\"{}\" is not UTF-8", shown(field))))
}

fn not_a_row(what: &str, line: &[u8]) -> LotError {
	LotError::new("row", FILE, format!("{what}: \"{}\"", shown(line)))
}

/// Read rows `serial[,case[,pallet]]`. A first line that begins with `serial` is a heading.
/// `progress` is told how many rows were read.
///
/// # Errors
///
/// With the line and the rule of the first thing that is wrong.
pub fn read_serials(
	input: impl Read,
	file: u16,
	collector: &mut Collector,
	progress: &mut dyn FnMut(u64),
) -> Result<(), LotError> {
	let mut rows = Rows::new(input, file);
	let mut list = Vec::new();
	let mut is_begun = false;
	let mut count = 0;
	loop {
		let place = Place { file, line: rows.number + 1 };
		let Some(line) = rows.next()? else { return Ok(()) };
		if line.is_empty() {
			return rows.only_empty_lines_follow();
		}
		if place.line == 1 && is_heading(line) {
			continue;
		}
		if !is_begun {
			collector.begin(place, 1);
			is_begun = true;
		}
		// Most lines have neither quotes nor a second field.
		if !line.contains(&b',') && !line.contains(&b'"') {
			collector.push(line, None, None)?;
		} else {
			fields(line, &mut list).map_err(|what| not_a_row(what, line).at(place))?;
			let (serial, case, pallet) = match list.as_slice() {
				[serial] => (serial, None, None),
				[serial, case] => (serial, text(case).map_err(|e| e.at(place))?, None),
				[serial, case, pallet] => (
					serial,
					text(case).map_err(|e| e.at(place))?,
					text(pallet).map_err(|e| e.at(place))?,
				),
				more => {
					let what = format!(
						"the row has {} fields and may have serial, case and pallet (a serial with \
						 a comma is put in quotes)",
						more.len()
					);
					return Err(not_a_row(&what, line).at(place));
				}
			};
			collector.push(serial, case, pallet)?;
		}
		count += 1;
		if count % 65_536 == 0 {
			progress(65_536);
		}
	}
}

fn is_heading(line: &[u8]) -> bool {
	let first = line.split(|byte| *byte == b',').next().unwrap_or_default();
	let first = first.trim_ascii();
	first.eq_ignore_ascii_case(b"serial") || first.eq_ignore_ascii_case(b"serialnumber")
}

/// Read rows `child,parent`: serials, cases and pallets in what they stand in. A first line that
/// begins with `child` is a heading. The serials are known before.
///
/// # Errors
///
/// With the line and the rule of the first thing that is wrong.
pub fn read_packing(
	input: impl Read,
	file: u16,
	collector: &mut Collector,
) -> Result<(), LotError> {
	let mut rows = Rows::new(input, file);
	let mut list = Vec::new();
	loop {
		let place = Place { file, line: rows.number + 1 };
		let Some(line) = rows.next()? else { return Ok(()) };
		if line.is_empty() {
			return rows.only_empty_lines_follow();
		}
		fields(line, &mut list).map_err(|what| not_a_row(what, line).at(place))?;
		let [child, parent] = list.as_slice() else {
			return Err(not_a_row("the row is not child and parent", line).at(place));
		};
		if place.line == 1 && child.trim_ascii().eq_ignore_ascii_case(b"child") {
			continue;
		}
		let at = |error: LotError| error.at(place);
		let (Some(child), Some(parent)) = (text(child).map_err(at)?, text(parent).map_err(at)?)
		else {
			return Err(not_a_row("the row is not child and parent", line).at(place));
		};
		let parent = parse_container(parent).map_err(at)?;
		let child = child_of(child, collector).map_err(at)?;
		collector.pack_child(&parent, &child, place)?;
	}
}

/// A container, or the serial of a pack, bare or with its GTIN.
fn child_of(text: &str, collector: &Collector) -> Result<Epc, LotError> {
	let own = collector.facts().gtin;
	if let Ok(padded) = super::packing::pad_serial(text.as_bytes()) {
		if collector.knows(&padded) {
			let serial = text.as_bytes().to_vec().try_into().unwrap_or_default();
			return Ok(Epc::Sgtin { gtin: own.get(), serial });
		}
	}
	let scanned = scan(text).ok();
	scanned
		.and_then(|scanned| scanned.identifier())
		.as_ref()
		.and_then(Identifier::to_epc)
		.ok_or_else(|| {
			let message = format!(
				"\"{}\" is neither a serial of this lot nor a case or pallet",
				shown(text.as_bytes())
			);
			LotError::new("unknown_child", EP_2, message)
		})
}

fn event_place(event: &Event, file: u16) -> Place {
	let line = event.position.map_or(0, |position| position.line);
	Place { file, line: u32::try_from(line).unwrap_or(u32::MAX) }
}

/// The events of a document, or what is wrong with it.
fn events(bytes: &[u8], file: u16) -> Result<Vec<Event>, LotError> {
	let place = |position: Option<epcis::Position>| Place {
		file,
		line: position.map_or(0, |at| u32::try_from(at.line).unwrap_or(u32::MAX)),
	};
	let document = epcis::read(bytes).map_err(|error| {
		LotError::new(error.code, error.rule, error.message.clone()).at(place(error.position))
	})?;
	document
		.events
		.into_iter()
		.map(|event| {
			event.map_err(|error| {
				LotError::new(error.code, error.rule, error.message.clone())
					.at(place(error.position))
			})
		})
		.collect()
}

/// Take the packs of the lot that a document commissions. Lot and expiry have to be those of the
/// lot; other products and containers are passed over.
///
/// # Errors
///
/// With the line of the event and the rule of the first thing that is wrong.
pub fn read_commissioning(
	bytes: &[u8],
	file: u16,
	collector: &mut Collector,
) -> Result<(), LotError> {
	let own = collector.facts().gtin;
	for event in events(bytes, file)? {
		let place = event_place(&event, file);
		let is_commissioning = event.kind == EventType::Object
			&& event.action == Some(Action::Add)
			&& event.biz_step_word() != Some(BizStep::Encoding);
		if event.kind == EventType::Transformation {
			let message =
				"the document has a transformation; a lot is made of what is commissioned";
			return Err(LotError::new("unsupported_event", SC_1, message).at(place));
		}
		if !is_commissioning || !event.epcs.iter().any(|epc| is_own(epc, own)) {
			continue;
		}
		let facts = collector.facts();
		if event.lot() != Some(facts.lot.as_str()) || event.expiry() != Some(facts.expiry) {
			let message = format!(
				"the event commissions lot {:?} with expiry {:?}, and --lot and --expiry say {:?} \
				 and {:?}",
				event.lot().unwrap_or("none"),
				event.expiry().map_or("none".to_owned(), crate::id::date::iso),
				facts.lot,
				crate::id::date::iso(facts.expiry)
			);
			return Err(LotError::new("other_lot", SC_1, message).at(place));
		}
		collector.begin(place, 0);
		for epc in &event.epcs {
			match epc {
				Identifier::Sgtin { gtin, serial } if *gtin == own => {
					collector.push(serial.as_bytes(), None, None)?;
				}
				other => {
					let message = format!("the event commissions {other} together with the lot");
					return Err(LotError::new("several_products", SC_1, message).at(place));
				}
			}
		}
	}
	Ok(())
}

/// Take what a document packs, after all serials are known.
///
/// # Errors
///
/// With the line of the event and the rule of the first thing that is wrong.
pub fn read_aggregation(
	bytes: &[u8],
	file: u16,
	collector: &mut Collector,
) -> Result<(), LotError> {
	for event in events(bytes, file)? {
		if event.kind != EventType::Aggregation || event.action == Some(Action::Observe) {
			continue;
		}
		let place = event_place(&event, file);
		if event.action != Some(Action::Add) {
			let message = "the document unpacks something; give the packing as it is at the end";
			return Err(LotError::new("unsupported_event", EP_2, message).at(place));
		}
		let parent = event.parent.as_ref().and_then(Identifier::to_epc).ok_or_else(|| {
			let message = "the container is neither an SSCC nor the SGTIN of a case";
			LotError::new("container", EP_2, message).at(place)
		})?;
		for child in &event.child_epcs {
			let child = child.to_epc().ok_or_else(|| {
				let message = format!("{child} is packed and is neither SGTIN nor SSCC");
				LotError::new("container", EP_2, message).at(place)
			})?;
			collector.pack_child(&parent, &child, place)?;
		}
	}
	Ok(())
}

fn is_own(epc: &Identifier, own: salus_primitives::Gtin) -> bool {
	matches!(epc, Identifier::Sgtin { gtin, .. } if *gtin == own)
}

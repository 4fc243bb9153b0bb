//! The EPCIS 2.0 events of a lot: what partners get beside the chain's one call.
//!
//! - `lot.json`: the lot as a whole, by quantity, with both roots. Its hash is the event of
//!   `commission_lot`.
//! - `commissioning-N.json`: every serial, 4,096 an event.
//! - `packing-N.json`: what stands in what, inner containers first.
//!
//! Written piece by piece, never held; each document stays below what [`crate::epcis::read`] takes.

use super::{
	error::LotError,
	packing::{unpadded, Lot},
};
use crate::{epcis, id::Identifier};
use salus_primitives::{
	lot::LotCommitment,
	supply::{Epc, EventFacts},
	Gln, Moment,
};
use std::io::{self, Write};

/// How many EPCs one event lists.
const EVENT_EPCS: usize = 4_096;
/// A document ends after so many bytes, the limit being 64 MiB.
const DOCUMENT_BYTES: u64 = 48 << 20;
/// A document ends after so many events, the limit being 100,000.
const DOCUMENT_EVENTS: u32 = 50_000;
/// The namespace of what EPCIS has no field for.
const NAMESPACE: &str = "https://github.com/salus-network/salus/lot#";

/// When and where a lot was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Occasion {
	/// `eventTime`.
	pub time: Moment,
	/// `readPoint` and `bizLocation`.
	pub location: Option<Gln>,
}

/// Makes documents by name.
pub type Create<'a> = dyn FnMut(&str) -> io::Result<Box<dyn Write>> + 'a;

fn quoted(text: &str) -> String {
	serde_json::Value::from(text).to_string()
}

fn link(epc: &Epc) -> Result<String, LotError> {
	Identifier::try_from(epc)
		.map(|id| id.canonical_digital_link())
		.map_err(|error| LotError::new("container", super::error::X_8, error.message))
}

impl Occasion {
	/// The fields that all events have.
	fn fields(&self) -> String {
		let time = epcis::format_moment(self.time);
		let mut text = format!(
			"\"eventTime\":\"{time}\",\"eventTimeZoneOffset\":\"+00:00\",\"action\":\"ADD\""
		);
		if let Some(gln) = self.location {
			for field in ["readPoint", "bizLocation"] {
				text.push_str(&format!(",\"{field}\":{{\"id\":\"https://id.gs1.org/414/{gln}\"}}"));
			}
		}
		text
	}

	fn head(&self, namespace: &str) -> String {
		let time = epcis::format_moment(self.time);
		format!(
			"{{\"@context\":[\"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld\"\
			 {namespace}],\"type\":\"EPCISDocument\",\"schemaVersion\":\"2.0\",\"creationDate\":\
			 \"{time}\",\"epcisBody\":{{\"eventList\":["
		)
	}
}

impl Lot {
	fn ilmd(&self) -> String {
		format!(
			"\"ilmd\":{{\"cbvmda:lotNumber\":{},\"cbvmda:itemExpirationDate\":\"{}\"}}",
			quoted(&self.facts.lot),
			crate::id::date::iso(self.facts.expiry)
		)
	}

	/// The document of the lot as a whole, and the facts that `commission_lot` records.
	///
	/// # Errors
	///
	/// If the event is not a right one.
	pub fn lot_event(
		&self,
		occasion: &Occasion,
		commitment: &LotCommitment,
	) -> Result<(String, EventFacts), LotError> {
		let class = Identifier::Lgtin { gtin: self.facts.gtin, lot: self.facts.lot.clone() };
		let mut event = format!(
			"{{\"type\":\"ObjectEvent\",{},\"bizStep\":\"commissioning\",\"disposition\":\
			 \"active\",\"quantityList\":[{{\"epcClass\":\"{}\",\"quantity\":{}}}],{},\
			 \"saluslot:serialRoot\":\"0x{}\"",
			occasion.fields(),
			class.canonical_digital_link(),
			commitment.serials.count,
			self.ilmd(),
			hex::encode(commitment.serials.hash),
		);
		if let Some(root) = commitment.packing {
			event.push_str(&format!(
				",\"saluslot:packingRoot\":\"0x{}\",\"saluslot:containers\":{}",
				hex::encode(root.hash),
				root.count
			));
		}
		event.push('}');
		let head = occasion.head(&format!(",{{\"saluslot\":\"{NAMESPACE}\"}}"));
		let document = format!("{head}\n{event}\n]}}}}\n");
		let wrong =
			|what: String| LotError::new("event", epcis::EP_1, format!("the lot's event: {what}"));
		let read = epcis::read(document.as_bytes()).map_err(|error| wrong(error.to_string()))?;
		match read.events.first() {
			Some(Ok(event)) => Ok((document, event.facts())),
			Some(Err(error)) => Err(wrong(error.to_string())),
			None => Err(wrong("is missing".into())),
		}
	}

	/// Write the events of every serial and container. `progress` is told how many packs are
	/// written; they are written twice where they are packed.
	///
	/// # Errors
	///
	/// If a document cannot be written.
	pub fn write_events(
		&self,
		occasion: &Occasion,
		create: &mut Create<'_>,
		progress: &mut dyn FnMut(u64),
	) -> Result<u32, LotError> {
		let mut documents = Documents::new(occasion, "commissioning");
		let fields = occasion.fields();
		let ilmd = self.ilmd();
		let pack = Links::new(self)?;
		for serials in self.serials.chunks(EVENT_EPCS) {
			let text = documents.event(create)?;
			text.push_str("{\"type\":\"ObjectEvent\",");
			text.push_str(&fields);
			text.push_str(
				",\"bizStep\":\"commissioning\",\"disposition\":\"active\",\"epcList\":[",
			);
			pack.list(serials, text);
			text.push_str("],");
			text.push_str(&ilmd);
			text.push('}');
			documents.flush()?;
			progress(serials.len() as u64);
		}
		documents.end()?;
		let mut written = documents.number;
		if !self.containers.is_empty() {
			written += self.write_packing(occasion, create, progress)?;
		}
		Ok(written)
	}

	fn write_packing(
		&self,
		occasion: &Occasion,
		create: &mut Create<'_>,
		progress: &mut dyn FnMut(u64),
	) -> Result<u32, LotError> {
		let links: Vec<String> =
			self.containers.iter().map(|c| link(&c.epc)).collect::<Result<_, _>>()?;
		let mut inner: Vec<Vec<u32>> = vec![Vec::new(); self.containers.len()];
		for (number, container) in (0u32..).zip(&self.containers) {
			let list = container.parent.and_then(|parent| inner.get_mut(parent as usize));
			if let Some(list) = list {
				list.push(number);
			}
		}
		let highest = self.containers.iter().map(|c| c.level).max().unwrap_or_default();
		let mut documents = Documents::new(occasion, "packing");
		let fields = occasion.fields();
		let pack = Links::new(self)?;
		let mut begin = |documents: &mut Documents<'_>, parent: &str| {
			let text = documents.event(create)?;
			text.push_str("{\"type\":\"AggregationEvent\",");
			text.push_str(&fields);
			text.push_str(",\"bizStep\":\"packing\",\"disposition\":\"in_progress\",");
			text.push_str(&format!("\"parentID\":\"{parent}\",\"childEPCs\":["));
			Ok::<_, LotError>(())
		};
		for level in 1..=highest {
			for ((container, parent), inner) in self.containers.iter().zip(&links).zip(&inner) {
				if container.level != level {
					continue;
				}
				for children in inner.chunks(EVENT_EPCS) {
					begin(&mut documents, parent)?;
					let mut separator = "\"";
					for child in children {
						documents.text.push_str(separator);
						if let Some(link) = links.get(*child as usize) {
							documents.text.push_str(link);
						}
						separator = "\",\"";
					}
					documents.text.push_str("\"]}");
					documents.flush()?;
				}
				let first = container.own_first as usize;
				let own = self.serials.get(first..first + container.own_len as usize);
				for serials in own.unwrap_or_default().chunks(EVENT_EPCS) {
					begin(&mut documents, parent)?;
					pack.list(serials, &mut documents.text);
					documents.text.push_str("]}");
					documents.flush()?;
					progress(serials.len() as u64);
				}
			}
		}
		documents.end()?;
		Ok(documents.number)
	}
}

/// Links of packs: what they have in common is made once.
struct Links {
	start: String,
}

impl Links {
	fn new(lot: &Lot) -> Result<Self, LotError> {
		Ok(Self { start: format!("https://id.gs1.org/01/{}/21/", lot.facts.gtin) })
	}

	fn list(&self, serials: &[super::packing::PaddedSerial], text: &mut String) {
		let mut separator = "\"";
		for serial in serials {
			text.push_str(separator);
			text.push_str(&self.start);
			// Set 82 is ASCII.
			crate::id::push_link(text, std::str::from_utf8(unpadded(serial)).unwrap_or_default());
			separator = "\",\"";
		}
		text.push('"');
	}
}

/// Documents of one kind, one after another.
struct Documents<'a> {
	occasion: &'a Occasion,
	kind: &'static str,
	number: u32,
	out: Option<Box<dyn Write>>,
	bytes: u64,
	events: u32,
	/// What is not written yet.
	text: String,
}

impl<'a> Documents<'a> {
	fn new(occasion: &'a Occasion, kind: &'static str) -> Self {
		let text = String::new();
		Self { occasion, kind, number: 0, out: None, bytes: 0, events: 0, text }
	}

	/// Where the next event goes.
	fn event(&mut self, create: &mut Create<'_>) -> Result<&mut String, LotError> {
		if self.bytes > DOCUMENT_BYTES || self.events >= DOCUMENT_EVENTS {
			self.end()?;
		}
		if self.out.is_none() {
			self.number += 1;
			self.out = Some(create(&format!("{}-{:04}.json", self.kind, self.number))?);
			self.text.push_str(&self.occasion.head(""));
		} else {
			self.text.push(',');
		}
		self.text.push('\n');
		self.events += 1;
		Ok(&mut self.text)
	}

	fn flush(&mut self) -> Result<(), LotError> {
		if let Some(out) = &mut self.out {
			out.write_all(self.text.as_bytes())?;
			self.bytes += self.text.len() as u64;
			self.text.clear();
		}
		Ok(())
	}

	fn end(&mut self) -> Result<(), LotError> {
		self.text.push_str("\n]}}\n");
		self.flush()?;
		if let Some(mut out) = self.out.take() {
			out.flush()?;
		}
		self.text.clear();
		(self.bytes, self.events) = (0, 0);
		Ok(())
	}
}

//! GS1 EPCIS: what happened to which objects, when, where and why.
//!
//! [`read`] takes EPCIS 2.0 in JSON and JSON-LD (a document, the result of a query, one event or an
//! array of events) and EPCIS 1.2 and 2.0 in XML, with the header, master data and transaction
//! statement that US trade sends. Every event is checked against the field rules of the standard
//! (EP-1) and its identifiers against their check digits (X-8); one that is wrong has an
//! [`EventError`] with its rule and place and does not touch the others. [`event_hash`] is the
//! event's CBV 2.0 hash id (EP-4), the same for the same event in any syntax and order.
//!
//! The input is untrusted. A document has at most [`MAX_DOCUMENT`] bytes and [`MAX_EVENTS`] events,
//! nests at most [`MAX_DEPTH`] deep, and one event has at most [`MAX_NODES`] fields; entities of
//! XML do not expand. One event at a time is held as a tree.
//!
//! ```
//! let document = salus_interop::epcis::read(br#"{
//!     "type": "ObjectEvent",
//!     "eventTime": "2026-03-01T12:00:00Z",
//!     "eventTimeZoneOffset": "+00:00",
//!     "epcList": ["urn:epc:id:sscc:9520001.1000000001"],
//!     "action": "OBSERVE",
//!     "bizStep": "shipping"
//! }"#)?;
//! let event = document.events[0].as_ref().unwrap();
//! assert_eq!(event.biz_step.as_deref(), Some("shipping"));
//! assert_eq!(event.traced_epcs().len(), 1);
//! # Ok::<(), salus_interop::epcis::DocumentError>(())
//! ```

mod build;
mod canonical;
mod datetime;
mod element;
mod error;
mod hash;
mod header;
mod json;
mod model;
pub mod query;
#[cfg(test)]
mod tests;
mod vocabulary;
mod write;
mod xml;

pub use datetime::format_moment;
pub use element::Element;
pub use error::{DocumentError, EventError, Position, Warning, DOCUMENT, EP_1, EP_4, X_8};
pub use hash::{hash_uri, parse_hash_uri};
pub use header::{
	LocationData, MasterData, Partner, ProductData, SbdhHeader, TransactionStatement,
	VocabularyElement, VocabularyList,
};
pub use model::{
	gln, gtin, Action, BizTransaction, ErrorDeclaration, Event, EventType, Ilmd, Party,
	PersistentDisposition, Quantity,
};

pub use write::{
	document as write_document, document_with as write_document_with,
	query_document as write_query_document, CONTEXT,
};

use salus_primitives::supply::EventHash;
use serde_json::Value as Json;

/// The most bytes that a document may have.
pub const MAX_DOCUMENT: usize = 64 * 1024 * 1024;
/// The most events that a document may have.
pub const MAX_EVENTS: usize = 100_000;
/// How deep elements, objects and arrays may be nested.
pub const MAX_DEPTH: usize = 64;
/// The most fields, nested ones counted, that one event may have.
pub const MAX_NODES: usize = 200_000;
/// The most fields that header and master data may have.
pub const MAX_HEADER_NODES: usize = 500_000;

/// A document: events, and what is said beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
	/// `schemaVersion`.
	pub schema_version: Option<String>,
	/// `creationDate`, as written.
	pub creation_date: Option<String>,
	/// Who sent it to whom.
	pub header: Option<SbdhHeader>,
	/// What it describes.
	pub master_data: MasterData,
	/// What its sender states.
	pub transaction_statement: Option<TransactionStatement>,
	/// Its events in their order; the place in this list is the event's index.
	pub events: Vec<Result<Event, EventError>>,
}

/// Collects the events of a document.
#[derive(Default)]
struct Assembler {
	document: Document,
	/// Only where somebody wants to see them.
	pre_hashes: Option<Vec<Option<String>>>,
	/// Only where somebody wants to keep them.
	bodies: Option<Vec<Option<Json>>>,
}

fn too_many_events() -> DocumentError {
	DocumentError::new(
		"too_many_events",
		format!("the document has more than {MAX_EVENTS} events; split it"),
	)
}

impl Assembler {
	fn event(
		&mut self,
		tree: Element,
		position: Option<Position>,
		warnings: Vec<Warning>,
	) -> Result<(), DocumentError> {
		let index = self.document.events.len();
		match build::event(&tree, index, position, warnings) {
			Ok(event) => {
				if let Some(pre_hashes) = &mut self.pre_hashes {
					pre_hashes.push(Some(hash::pre_hash(event.kind, &tree)));
				}
				if let Some(bodies) = &mut self.bodies {
					bodies.push(Some(write::event(event.kind.name(), &tree)));
				}
				self.push(Ok(event))
			}
			Err(fault) => self.fault(fault, position),
		}
	}

	fn fault(
		&mut self,
		fault: error::Fault,
		position: Option<Position>,
	) -> Result<(), DocumentError> {
		let index = self.document.events.len();
		if let Some(pre_hashes) = &mut self.pre_hashes {
			pre_hashes.push(None);
		}
		if let Some(bodies) = &mut self.bodies {
			bodies.push(None);
		}
		self.push(Err(fault.located(index, position)))
	}

	fn push(&mut self, event: Result<Event, EventError>) -> Result<(), DocumentError> {
		if self.document.events.len() >= MAX_EVENTS {
			return Err(too_many_events());
		}
		self.document.events.push(event);
		Ok(())
	}
}

/// Reads a document.
///
/// # Errors
///
/// [`DocumentError`] if the document as a whole cannot be read: too large, not UTF-8, broken
/// syntax, a document type declaration or entity, nested too deep, or not EPCIS.
pub fn read(bytes: &[u8]) -> Result<Document, DocumentError> {
	read_into(bytes, Assembler::default()).map(|assembler| assembler.document)
}

/// Reads a document, and writes each event as one of EPCIS 2.0 in JSON-LD; none for one that is not
/// valid. An event that is read back from there has the same hash.
///
/// # Errors
///
/// As [`read`].
pub fn read_with_bodies(bytes: &[u8]) -> Result<(Document, Vec<Option<Json>>), DocumentError> {
	let assembler = Assembler { bodies: Some(Vec::new()), ..Assembler::default() };
	let assembler = read_into(bytes, assembler)?;
	Ok((assembler.document, assembler.bodies.unwrap_or_default()))
}

fn read_into(bytes: &[u8], assembler: Assembler) -> Result<Assembler, DocumentError> {
	let text = decode(bytes)?;
	match text.trim_start_matches(WHITE_SPACE).as_bytes().first() {
		Some(b'<') => xml::read(text, assembler),
		Some(b'{' | b'[') => json::read(text, assembler),
		None => Err(DocumentError::new("format", "the document is empty")),
		Some(_) => Err(DocumentError::new(
			"format",
			"neither JSON nor XML: an EPCIS document begins with {, [ or <",
		)
		.at(text, 0)),
	}
}

const WHITE_SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

fn decode(bytes: &[u8]) -> Result<&str, DocumentError> {
	if bytes.len() > MAX_DOCUMENT {
		return Err(DocumentError::new(
			"too_large",
			format!("the document has {} bytes, {MAX_DOCUMENT} are allowed; split it", bytes.len()),
		));
	}
	if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
		return Err(DocumentError::new("encoding", "the document is in UTF-16; save it as UTF-8"));
	}
	let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
	std::str::from_utf8(bytes).map_err(|error| {
		let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
		let text = std::str::from_utf8(valid).unwrap_or_default();
		DocumentError::new("encoding", "the document is not UTF-8; save it as UTF-8")
			.at(text, valid.len())
	})
}

/// The CBV 2.0 hash of an event (EP-4).
pub fn event_hash(event: &Event) -> EventHash {
	event.hash()
}

/// The strings whose SHA-256 are the events' hashes, to see why two systems disagree; none for an
/// event that is not valid.
///
/// # Errors
///
/// As [`read`].
pub fn pre_hashes(bytes: &[u8]) -> Result<Vec<Option<String>>, DocumentError> {
	let assembler = Assembler { pre_hashes: Some(Vec::new()), ..Assembler::default() };
	Ok(read_into(bytes, assembler)?.pre_hashes.unwrap_or_default())
}

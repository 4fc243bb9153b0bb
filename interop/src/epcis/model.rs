//! What an event says, in types.

use std::fmt;

use salus_primitives::{
	identifiers::{Gln, Gtin},
	supply::{BizStep, Day, Disposition, Epc, EventFacts, EventHash},
	Moment,
};

use super::{
	element::Element,
	error::{Position, Warning},
	vocabulary,
};
use crate::id::Identifier;

/// The five kinds of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventType {
	/// Something happened to objects.
	Object,
	/// Objects were put in or taken out of a container.
	Aggregation,
	/// Objects were tied to a business transaction.
	Transaction,
	/// Objects were used up and others made of them.
	Transformation,
	/// Objects were tied to an asset or place that is not packing.
	Association,
}

impl EventType {
	/// The name in documents: `ObjectEvent`.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Object => "ObjectEvent",
			Self::Aggregation => "AggregationEvent",
			Self::Transaction => "TransactionEvent",
			Self::Transformation => "TransformationEvent",
			Self::Association => "AssociationEvent",
		}
	}

	/// The kind with this name, also where it is a URI or compact URI.
	pub fn parse(name: &str) -> Option<Self> {
		let name = name.rsplit([':', '/', '#']).next()?;
		[
			Self::Object,
			Self::Aggregation,
			Self::Transaction,
			Self::Transformation,
			Self::Association,
		]
		.into_iter()
		.find(|kind| kind.name() == name)
	}
}

impl fmt::Display for EventType {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(self.name())
	}
}

/// What an event does to the life of its objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
	/// Begins: commissioned, packed, tied.
	Add,
	/// Goes on.
	Observe,
	/// Ends: decommissioned, unpacked, untied.
	Delete,
}

impl Action {
	/// The word in documents.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Add => "ADD",
			Self::Observe => "OBSERVE",
			Self::Delete => "DELETE",
		}
	}
}

impl fmt::Display for Action {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(self.name())
	}
}

/// Some of a class of objects, without their serial numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
	/// The class: a GTIN, a GTIN with lot...
	pub class: Identifier,
	/// How many or how much, as a decimal number; none if nobody counted.
	pub quantity: Option<String>,
	/// The UN/CEFACT unit; none for pieces.
	pub unit: Option<String>,
}

/// A document of business to which an event belongs: an order, an invoice, a despatch advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BizTransaction {
	/// Its kind: a CBV word such as `desadv`, or a URI.
	pub kind: Option<String>,
	/// Its identifier, as written.
	pub id: String,
}

/// One end of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
	/// `owning_party`, `possessing_party`, `location`, or a URI.
	pub kind: String,
	/// Who or where.
	pub id: Identifier,
}

/// Instance and lot master data: what is fixed when objects come into being.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ilmd {
	/// The lot, from `cbvmda:lotNumber` or another namespace's field of that meaning.
	pub lot: Option<String>,
	/// The last day of use, from `cbvmda:itemExpirationDate` or another of that meaning.
	pub expiry: Option<Day>,
	/// That date as written.
	pub expiry_text: Option<String>,
	/// Every field.
	pub fields: Vec<Element>,
}

/// A statement that an earlier event is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorDeclaration {
	/// When it was made.
	pub time: Moment,
	/// `did_not_occur`, `incorrect_data`, or a URI.
	pub reason: Option<String>,
	/// The events that put it right.
	pub corrective_event_ids: Vec<String>,
	/// Tells declarations about the same event apart: the event's own hash leaves them out.
	pub hash: EventHash,
}

/// Dispositions that stay until they are taken back, whatever happens else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersistentDisposition {
	/// Those that begin.
	pub set: Vec<String>,
	/// Those that end.
	pub unset: Vec<String>,
}

/// An event that keeps every rule of EP-1, with everything that its document says of it.
///
/// Words of CBV are bare, whatever the document's spelling: `shipping`, `in_transit`, `desadv`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
	/// Its place in the document, from 0.
	pub index: usize,
	/// Where it begins.
	pub position: Option<Position>,
	/// Its kind.
	pub kind: EventType,
	/// `eventTime`, rounded to the millisecond.
	pub time: Moment,
	/// `eventTimeZoneOffset` in minutes: the local clock where it happened.
	pub zone_offset: i32,
	/// `recordTime` of the repository that it comes from.
	pub record_time: Option<Moment>,
	/// `eventID`, as written.
	pub event_id: Option<String>,
	/// `action`; none for transformations alone.
	pub action: Option<Action>,
	/// `bizStep`.
	pub biz_step: Option<String>,
	/// `disposition`.
	pub disposition: Option<String>,
	/// `persistentDisposition`.
	pub persistent_disposition: Option<PersistentDisposition>,
	/// `readPoint`.
	pub read_point: Option<Identifier>,
	/// `bizLocation`.
	pub biz_location: Option<Identifier>,
	/// `epcList`.
	pub epcs: Vec<Identifier>,
	/// `quantityList`.
	pub quantities: Vec<Quantity>,
	/// `parentID`.
	pub parent: Option<Identifier>,
	/// `childEPCs`.
	pub child_epcs: Vec<Identifier>,
	/// `childQuantityList`.
	pub child_quantities: Vec<Quantity>,
	/// `inputEPCList`.
	pub input_epcs: Vec<Identifier>,
	/// `inputQuantityList`.
	pub input_quantities: Vec<Quantity>,
	/// `outputEPCList`.
	pub output_epcs: Vec<Identifier>,
	/// `outputQuantityList`.
	pub output_quantities: Vec<Quantity>,
	/// `transformationID`.
	pub transformation_id: Option<String>,
	/// `bizTransactionList`.
	pub biz_transactions: Vec<BizTransaction>,
	/// `sourceList`.
	pub sources: Vec<Party>,
	/// `destinationList`.
	pub destinations: Vec<Party>,
	/// `ilmd`.
	pub ilmd: Option<Ilmd>,
	/// `sensorElementList`, one element each.
	pub sensor_elements: Vec<Element>,
	/// `certificationInfo`.
	pub certification_info: Vec<String>,
	/// `errorDeclaration`.
	pub error_declaration: Option<ErrorDeclaration>,
	/// Fields of other namespaces.
	pub extensions: Vec<Element>,
	/// What the sender should hear of.
	pub warnings: Vec<Warning>,
	/// The CBV 2.0 hash.
	pub(super) hash: EventHash,
}

/// The GLN of a place or party, if it has one.
pub fn gln(id: &Identifier) -> Option<Gln> {
	match id {
		Identifier::Sgln { gln, .. } => Some(*gln),
		Identifier::Pgln(gln) => Some(*gln),
		_ => None,
	}
}

/// The GTIN of an object or class, if it has one.
pub fn gtin(id: &Identifier) -> Option<Gtin> {
	match id {
		Identifier::Sgtin { gtin, .. }
		| Identifier::Lgtin { gtin, .. }
		| Identifier::Upui { gtin, .. }
		| Identifier::Itip { gtin, .. } => Some(*gtin),
		Identifier::Gtin(gtin) => Some(*gtin),
		_ => None,
	}
}

fn party(parties: &[Party], kind: &str) -> Option<Gln> {
	parties.iter().filter(|party| party.kind == kind).find_map(|party| gln(&party.id))
}

impl Event {
	/// The CBV 2.0 event hash (EP-4).
	pub fn hash(&self) -> EventHash {
		self.hash
	}

	/// Every identifier of an object in the event, whatever its part in it.
	pub fn objects(&self) -> impl Iterator<Item = &Identifier> {
		self.epcs
			.iter()
			.chain(&self.parent)
			.chain(&self.child_epcs)
			.chain(&self.input_epcs)
			.chain(&self.output_epcs)
	}

	/// Every object that the chain can trace: serialised trade items and logistic units.
	///
	/// In the order of the document, the parent before its children; twice if it is there twice.
	pub fn traced_epcs(&self) -> Vec<Epc> {
		self.objects().filter_map(Identifier::to_epc).collect()
	}

	/// How many objects the event names, traced or not.
	pub fn object_count(&self) -> usize {
		self.objects().count()
	}

	/// Whether it is about objects that the chain cannot trace, so that only its hash is kept:
	/// quantities of a class, reusable assets, documents.
	pub fn is_untraced(&self) -> bool {
		!self.objects().any(|object| object.to_epc().is_some())
	}

	/// Every quantity in the event.
	pub fn class_quantities(&self) -> impl Iterator<Item = &Quantity> {
		self.quantities
			.iter()
			.chain(&self.child_quantities)
			.chain(&self.input_quantities)
			.chain(&self.output_quantities)
	}

	/// The chain's word for `bizStep`; [`BizStep::Other`] for those that it does not enforce.
	pub fn biz_step_word(&self) -> Option<BizStep> {
		self.biz_step.as_deref().map(vocabulary::biz_step)
	}

	/// The chain's word for `disposition`; none for those that a traced object cannot have.
	pub fn disposition_word(&self) -> Option<Disposition> {
		self.disposition.as_deref().and_then(vocabulary::disposition)
	}

	/// The GLN of `readPoint`.
	pub fn read_point_gln(&self) -> Option<Gln> {
		self.read_point.as_ref().and_then(gln)
	}

	/// The GLN of `bizLocation`.
	pub fn biz_location_gln(&self) -> Option<Gln> {
		self.biz_location.as_ref().and_then(gln)
	}

	/// The GLN of the first source of this kind: `possessing_party`, `owning_party`, `location`.
	pub fn source(&self, kind: &str) -> Option<Gln> {
		party(&self.sources, kind)
	}

	/// The GLN of the first destination of this kind.
	pub fn destination(&self, kind: &str) -> Option<Gln> {
		party(&self.destinations, kind)
	}

	/// From whom: the source's possessing party, else its owning party, else its location.
	pub fn from_party(&self) -> Option<Gln> {
		["possessing_party", "owning_party", "location"]
			.into_iter()
			.find_map(|kind| self.source(kind))
	}

	/// To whom: the destination's possessing party, else its owning party, else its location.
	pub fn to_party(&self) -> Option<Gln> {
		["possessing_party", "owning_party", "location"]
			.into_iter()
			.find_map(|kind| self.destination(kind))
	}

	/// Whose signature the event needs: the source's possessing party, else its owning party,
	/// else `bizLocation`, else `readPoint`.
	///
	/// The receiver signs what says that something arrived, so there the source is the other one:
	/// the destination's parties are asked instead.
	pub fn acting_party(&self) -> Option<Gln> {
		let arrives = matches!(
			self.biz_step_word(),
			Some(BizStep::Receiving | BizStep::Accepting | BizStep::Arriving)
		);
		let parties = if arrives { &self.destinations } else { &self.sources };
		party(parties, "possessing_party")
			.or_else(|| party(parties, "owning_party"))
			.or_else(|| self.biz_location_gln())
			.or_else(|| self.read_point_gln())
	}

	/// Whether ownership passes with it: it has an owning party at both ends that differ, or one at
	/// the destination alone.
	pub fn changes_owner(&self) -> bool {
		match (self.source("owning_party"), self.destination("owning_party")) {
			(from, Some(to)) => from != Some(to),
			(_, None) => false,
		}
	}

	/// The lot of `ilmd`.
	pub fn lot(&self) -> Option<&str> {
		self.ilmd.as_ref()?.lot.as_deref()
	}

	/// The last day of use of `ilmd`.
	pub fn expiry(&self) -> Option<Day> {
		self.ilmd.as_ref()?.expiry
	}

	/// What a call of the supply chain needs to know of it.
	pub fn facts(&self) -> EventFacts {
		EventFacts {
			hash: self.hash,
			time: self.time,
			biz_step: self.biz_step_word(),
			disposition: self.disposition_word(),
			read_point: self.read_point_gln().map(Gln::get),
			biz_location: self.biz_location_gln().map(Gln::get),
		}
	}
}

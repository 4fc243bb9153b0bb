//! What an event asks of the chain: a pure function from an EPCIS event to one call.
//!
//! | event | call |
//! |---|---|
//! | ObjectEvent ADD | `commission`, or `commission_containers` for SSCCs |
//! | ObjectEvent OBSERVE | by `bizStep`: `ship`, `receive`, `void_shipment`, `dispense`, `decommission`, `destroy`; `change_disposition` for what is held, stored, picked, lost...; else `observe` |
//! | ObjectEvent DELETE | by `bizStep`: `dispense`, `destroy`, else `decommission` |
//! | AggregationEvent ADD, DELETE | `pack`, `unpack` |
//! | AggregationEvent OBSERVE, TransactionEvent | as ObjectEvent OBSERVE, of the outermost objects |
//! | TransformationEvent | `transform` |
//! | AssociationEvent, and whatever names nothing that the chain traces | `anchor` |
//! | any with `errorDeclaration` | `declare_error` |

use crate::{commands::participants::parse_gln, error::Failure};
use salus_interop::{
	epcis::{self, Action, Event, EventType},
	id::Identifier,
};
use salus_primitives::{
	supply::{
		BizStep, Day, DecommissionReason, Disposition, Epc, EventFacts, EventHash, EventKind,
		ShipmentKind, FULL_STATEMENT,
	},
	Capacity, Gln,
};
use serde_json::{json, Value as Json};
use std::collections::BTreeMap;

/// How many EPCs one event may list.
pub const MAX_EPCS: usize = 4_096;
/// How many corrective events an error declaration can link.
const MAX_CORRECTIVE: usize = 16;

/// The pallet of all these calls.
pub const PALLET: &str = "SupplyChain";

const TRADING: &[Capacity] = &[
	Capacity::Manufacturer,
	Capacity::Repackager,
	Capacity::Wholesaler,
	Capacity::Dispenser,
	Capacity::ThirdPartyLogistics,
];
const MAKING: &[Capacity] = &[Capacity::Manufacturer, Capacity::Repackager];
const DISPENSING: &[Capacity] = &[Capacity::Dispenser];

/// What the chain is asked to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
	/// Give packs or homogeneous cases their identity.
	Commission {
		/// Their product.
		gtin: u64,
		/// Their lot.
		lot: String,
		/// Their last day of use.
		expiry: Day,
		/// Their serials.
		serials: Vec<Vec<u8>>,
	},
	/// Open logistic units.
	CommissionContainers(Vec<u64>),
	/// Put into a container.
	Pack {
		/// The container.
		parent: Epc,
		/// What goes in.
		children: Vec<Epc>,
	},
	/// Take out of a container.
	Unpack {
		/// The container.
		parent: Epc,
		/// What comes out; none is everything.
		children: Vec<Epc>,
	},
	/// Send.
	Ship {
		/// What.
		items: Vec<Epc>,
		/// What passes.
		kind: ShipmentKind,
		/// To whom; none is an open consignment.
		to: Option<Consignee>,
		/// A commitment to the transaction information.
		information: Option<[u8; 32]>,
	},
	/// Receive.
	Receive(Vec<Epc>),
	/// Call back.
	Void(Vec<Epc>),
	/// Supply to the public.
	Dispense(Vec<Epc>),
	/// Take the identity away.
	Decommission {
		/// Of what.
		items: Vec<Epc>,
		/// Why.
		reason: DecommissionReason,
	},
	/// Destroy.
	Destroy(Vec<Epc>),
	/// Hold, store, pick, release, report lost.
	ChangeDisposition {
		/// What.
		items: Vec<Epc>,
		/// How it is afterwards.
		disposition: Disposition,
	},
	/// Seen.
	Observe(Vec<Epc>),
	/// Make from others.
	Transform {
		/// What is used up.
		inputs: Vec<Epc>,
		/// The new product.
		gtin: u64,
		/// Its lot.
		lot: String,
		/// Its last day of use.
		expiry: Day,
		/// The new serials.
		serials: Vec<Vec<u8>>,
	},
	/// Keep the hash alone.
	Anchor(EventKind),
	/// Declare an earlier event to be wrong.
	DeclareError {
		/// Which declaration.
		declaration: EventHash,
		/// What corrects it.
		corrective: Vec<EventHash>,
	},
}

/// To whom something is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consignee {
	/// Whoever is at this location.
	Location(Gln),
	/// This organisation.
	Organisation(u32),
}

impl Consignee {
	/// From an organisation's number, or the 13 digits of a GLN.
	pub fn parse(text: &str) -> Result<Self, Failure> {
		if text.len() == 13 {
			return parse_gln(text).map(Self::Location);
		}
		text.parse().map(Self::Organisation).map_err(|_| {
			Failure::usage(format!("`{text}` is neither an organisation's number nor a GLN"))
		})
	}
}

/// What one event asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
	/// When, where, and the event's hash.
	pub facts: EventFacts,
	/// Whose signature it needs.
	pub party: Option<Gln>,
	/// What is to be done.
	pub step: Step,
	/// What the sender should hear of.
	pub warnings: Vec<(&'static str, String)>,
}

/// What the other events of a document say about the same objects.
///
/// `departing` beside `shipping` and `arriving` beside `receiving` are observations; alone they
/// are the dispatch or the receipt.
#[derive(Default)]
pub struct Surroundings {
	shipped: BTreeMap<Epc, usize>,
	received: BTreeMap<Epc, usize>,
}

impl Surroundings {
	/// Of these events.
	pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
		let mut surroundings = Self::default();
		for event in events {
			let map = match event.biz_step_word() {
				Some(BizStep::Shipping) => &mut surroundings.shipped,
				Some(BizStep::Receiving) => &mut surroundings.received,
				_ => continue,
			};
			for epc in event.traced_epcs() {
				map.entry(epc).or_insert(event.index);
			}
		}
		surroundings
	}
}

/// The call that an event asks for, or why there is none.
pub fn plan(event: &Event, surroundings: &Surroundings) -> Result<Plan, Failure> {
	let count = event.object_count();
	if count > MAX_EPCS {
		let message = format!("the event lists {count} EPCs, and {MAX_EPCS} is the most: split it");
		return Err(Failure::refused("Cli.TooManyEpcs", message));
	}
	let mut planner = Planner { event, surroundings, warnings: Vec::new() };
	let step = planner.step()?;
	Ok(Plan { facts: event.facts(), party: event.acting_party(), step, warnings: planner.warnings })
}

struct Planner<'a> {
	event: &'a Event,
	surroundings: &'a Surroundings,
	warnings: Vec<(&'static str, String)>,
}

impl Planner<'_> {
	fn step(&mut self) -> Result<Step, Failure> {
		let event = self.event;
		if let Some(declaration) = &event.error_declaration {
			let mut corrective: Vec<_> = declaration
				.corrective_event_ids
				.iter()
				.filter_map(|id| epcis::parse_hash_uri(id))
				.collect();
			if corrective.len() < declaration.corrective_event_ids.len() {
				let message = "corrective events that are not named by their hash are not linked";
				self.warn("corrective_not_linked", message);
			}
			corrective.truncate(MAX_CORRECTIVE);
			return Ok(Step::DeclareError { declaration: declaration.hash, corrective });
		}
		let kind = event_kind(event.kind);
		if event.is_untraced() || event.kind == EventType::Association {
			return Ok(Step::Anchor(kind));
		}
		if event.class_quantities().next().is_some() {
			let message = "quantities without serial numbers are not tracked";
			self.warn("quantities_not_tracked", message);
		}
		if event.objects().any(|object| object.to_epc().is_none()) {
			let message = "objects that are neither SGTIN nor SSCC are not tracked";
			self.warn("objects_not_tracked", message);
		}
		match (event.kind, event.action) {
			(EventType::Object, Some(Action::Add)) => self.commission(&event.epcs),
			(EventType::Object, Some(Action::Delete)) => Ok(self.delete(traced(&event.epcs))),
			(EventType::Object, _) => self.observe(traced(&event.epcs)),
			(EventType::Aggregation, Some(Action::Add)) => self.pack(),
			(EventType::Aggregation, Some(Action::Delete)) => self.unpack(),
			(EventType::Aggregation, _) => self.observe(self.outermost(&event.child_epcs)),
			(EventType::Transaction, _) => self.observe(self.outermost(&event.epcs)),
			(EventType::Transformation, _) => self.transform(),
			(EventType::Association, _) => Ok(Step::Anchor(kind)),
		}
	}

	fn warn(&mut self, code: &'static str, message: &str) {
		self.warnings.push((code, message.to_owned()));
	}

	/// The parent where the chain traces it, because it stands for what is in it.
	fn outermost(&self, inner: &[Identifier]) -> Vec<Epc> {
		match self.event.parent.as_ref().and_then(Identifier::to_epc) {
			Some(parent) => vec![parent],
			None => traced(inner),
		}
	}

	fn commission(&mut self, objects: &[Identifier]) -> Result<Step, Failure> {
		let event = self.event;
		let epcs = traced(objects);
		let is_encoded = event.biz_step_word() == Some(BizStep::Encoding);
		if is_encoded && event.disposition_word() != Some(Disposition::Active) {
			// A code on a label is no pack yet.
			return Ok(Step::Anchor(event_kind(event.kind)));
		}
		let ssccs: Vec<u64> = epcs
			.iter()
			.filter_map(|epc| match epc {
				Epc::Sscc(sscc) => Some(*sscc),
				Epc::Sgtin { .. } => None,
			})
			.collect();
		if ssccs.len() == epcs.len() {
			return Ok(Step::CommissionContainers(ssccs));
		}
		let (gtin, serials) = one_product(&epcs)?;
		let (lot, expiry) = self.lot_and_expiry()?;
		Ok(Step::Commission { gtin, lot, expiry, serials })
	}

	fn lot_and_expiry(&self) -> Result<(String, Day), Failure> {
		let missing = |what: &str| {
			let message =
				format!("what is commissioned has no {what} in ilmd, which is fixed then (SC-1)");
			Failure::refused("Cli.MissingIlmd", message).with_rule("SC-1")
		};
		let lot = self.event.lot().ok_or_else(|| missing("lot number"))?;
		let expiry = self.event.expiry().ok_or_else(|| missing("expiry date"))?;
		Ok((lot.to_owned(), expiry))
	}

	fn delete(&self, items: Vec<Epc>) -> Step {
		match self.event.biz_step_word() {
			Some(BizStep::Dispensing | BizStep::RetailSelling) => Step::Dispense(items),
			Some(BizStep::Destroying) => Step::Destroy(items),
			// Gone to where no further event comes from.
			Some(BizStep::Shipping) => {
				Step::Decommission { items, reason: DecommissionReason::Exported }
			}
			_ => self.decommission(items),
		}
	}

	fn decommission(&self, items: Vec<Epc>) -> Step {
		let reason = match self.event.disposition.as_deref() {
			Some("stolen") => DecommissionReason::Stolen,
			Some("damaged") => DecommissionReason::Damaged,
			Some("expired") => DecommissionReason::Expired,
			Some("recalled") => DecommissionReason::Recalled,
			Some("destroyed" | "disposed") => DecommissionReason::Destroyed,
			_ => DecommissionReason::CheckedOut,
		};
		Step::Decommission { items, reason }
	}

	fn observe(&mut self, items: Vec<Epc>) -> Result<Step, Failure> {
		use BizStep::*;
		let event = self.event;
		let known =
			|map: &BTreeMap<Epc, usize>| items.iter().filter_map(|epc| map.get(epc)).min().copied();
		let (shipped, received) =
			(known(&self.surroundings.shipped), known(&self.surroundings.received));
		Ok(match event.biz_step_word() {
			Some(Shipping) => self.ship(items)?,
			Some(Departing)
				if shipped.is_none()
					&& (!event.destinations.is_empty()
						|| event.disposition_word() == Some(Disposition::InTransit)) =>
			{
				self.ship(items)?
			}
			Some(Receiving) => Step::Receive(items),
			Some(Arriving | Accepting) if received.is_none() => Step::Receive(items),
			Some(Departing | Arriving) => Step::Observe(items),
			Some(VoidShipping) => Step::Void(items),
			Some(Dispensing | RetailSelling) => Step::Dispense(items),
			Some(Decommissioning) => self.decommission(items),
			Some(Destroying) => Step::Destroy(items),
			Some(Commissioning | Packing | Unpacking) => {
				let message = "an observation of a step that only ADD or DELETE makes is anchored";
				self.warn("observed_step", message);
				Step::Anchor(event_kind(event.kind))
			}
			None
			| Some(
				Holding | Inspecting | Storing | Picking | StagingOutbound | Loading | Accepting
				| CycleCounting | Other,
			) => match event.disposition_word().filter(|word| is_handled(*word)) {
				Some(disposition) => Step::ChangeDisposition { items, disposition },
				None => Step::Observe(items),
			},
			Some(Encoding | Repackaging | EnteringExiting) => Step::Observe(items),
		})
	}

	fn ship(&mut self, items: Vec<Epc>) -> Result<Step, Failure> {
		let event = self.event;
		let is_return = event.disposition.as_deref() == Some("returned")
			|| event
				.biz_transactions
				.iter()
				.any(|document| document.kind.as_deref() == Some("rma"));
		let kind = if is_return {
			ShipmentKind::Return
		} else if event.changes_owner() {
			ShipmentKind::Sale
		} else {
			ShipmentKind::Custody
		};
		// Of a sale the buyer is the consignee; otherwise whoever gets the goods.
		let to = match kind {
			ShipmentKind::Sale => event.destination("owning_party"),
			_ => None,
		}
		.or_else(|| event.to_party());
		if to.is_none() && !event.destinations.is_empty() {
			let message = "the destination names no GLN: give a party or location with one";
			return Err(Failure::refused("Cli.UnknownParty", message));
		}
		let to = to.map(Consignee::Location);
		Ok(Step::Ship { items, kind, to, information: None })
	}

	fn pack(&mut self) -> Result<Step, Failure> {
		let children = traced(&self.event.child_epcs);
		Ok(match self.event.parent.as_ref().and_then(Identifier::to_epc) {
			Some(parent) if !children.is_empty() => Step::Pack { parent, children },
			// The content is known by class alone.
			Some(_) => Step::Anchor(EventKind::Aggregation),
			// A reusable crate or cage: the chain knows its content one by one.
			None => Step::Observe(children),
		})
	}

	fn unpack(&mut self) -> Result<Step, Failure> {
		let event = self.event;
		let children = traced(&event.child_epcs);
		let is_by_class = children.is_empty()
			&& (!event.child_quantities.is_empty() || !event.child_epcs.is_empty());
		Ok(match event.parent.as_ref().and_then(Identifier::to_epc) {
			Some(_) if is_by_class => Step::Anchor(EventKind::Aggregation),
			Some(parent) => Step::Unpack { parent, children },
			None => Step::Observe(children),
		})
	}

	fn transform(&mut self) -> Result<Step, Failure> {
		let (inputs, outputs) = (traced(&self.event.input_epcs), traced(&self.event.output_epcs));
		if outputs.is_empty() {
			// The other half of the transformation is another event.
			let reason = DecommissionReason::Transformed;
			return Ok(Step::Decommission { items: inputs, reason });
		}
		if inputs.is_empty() {
			return self.commission(&self.event.output_epcs);
		}
		let (gtin, serials) = one_product(&outputs)?;
		let (lot, expiry) = self.lot_and_expiry()?;
		Ok(Step::Transform { inputs, gtin, lot, expiry, serials })
	}
}

/// Dispositions that handling goods can lead to.
const fn is_handled(disposition: Disposition) -> bool {
	use Disposition::*;
	matches!(
		disposition,
		InProgress
			| SellableAccessible
			| SellableNotAccessible
			| NonSellableOther
			| Damaged | Expired
			| Recalled
			| NoPedigreeMatch
			| ContainerClosed
			| ContainerOpen
			| Stolen | Unknown
	)
}

fn traced(objects: &[Identifier]) -> Vec<Epc> {
	objects.iter().filter_map(Identifier::to_epc).collect()
}

const fn event_kind(kind: EventType) -> EventKind {
	match kind {
		EventType::Object => EventKind::Object,
		EventType::Aggregation => EventKind::Aggregation,
		EventType::Transaction => EventKind::Transaction,
		EventType::Transformation => EventKind::Transformation,
		EventType::Association => EventKind::Association,
	}
}

/// The one product of trade items, and their serials.
fn one_product(epcs: &[Epc]) -> Result<(u64, Vec<Vec<u8>>), Failure> {
	let mut product = None;
	let mut serials = Vec::with_capacity(epcs.len());
	for epc in epcs {
		match epc {
			Epc::Sgtin { gtin, serial } if product.is_none_or(|first| first == *gtin) => {
				product = Some(*gtin);
				serials.push(serial.to_vec());
			}
			_ => {
				let message =
					"the event commissions objects of several products, or packs together \
				               with logistic units: lot and expiry are those of one. Split it by GTIN";
				return Err(Failure::refused("Cli.SeveralProducts", message).with_rule("SC-1"));
			}
		}
	}
	let gtin = product.ok_or_else(|| {
		Failure::refused("Cli.UnsupportedEvent", "the event commissions nothing that is traced")
	})?;
	Ok((gtin, serials))
}

fn hex_of(bytes: &[u8]) -> Json {
	format!("0x{}", hex::encode(bytes)).into()
}

/// An EPC as an argument of a call.
pub fn epc_json(epc: &Epc) -> Json {
	match epc {
		Epc::Sgtin { gtin, serial } => {
			json!({ "Sgtin": { "gtin": gtin, "serial": hex_of(serial) } })
		}
		Epc::Sscc(sscc) => json!({ "Sscc": sscc }),
	}
}

/// EPCs as an argument of a call.
pub fn epcs_json(epcs: &[Epc]) -> Json {
	epcs.iter().map(epc_json).collect()
}

fn serials_json(serials: &[Vec<u8>]) -> Json {
	serials.iter().map(|serial| hex_of(serial)).collect()
}

/// The facts of an event as an argument of a call.
pub fn facts_json(facts: &EventFacts) -> Json {
	json!({
		"hash": hex_of(&facts.hash),
		"time": facts.time,
		"biz_step": facts.biz_step,
		"disposition": facts.disposition,
		"read_point": facts.read_point,
		"biz_location": facts.biz_location,
	})
}

impl Step {
	/// The capacities in which it may be done, the most usual first.
	pub fn capacities(&self) -> &'static [Capacity] {
		match self {
			Self::Commission { .. } | Self::Transform { .. } => MAKING,
			Self::Dispense(_) => DISPENSING,
			// Whoever acts for the organisation may keep a hash.
			Self::Anchor(_) | Self::DeclareError { .. } => &ANY,
			_ => TRADING,
		}
	}

	/// To whom something is sent.
	pub const fn consignee(&self) -> Option<Consignee> {
		match self {
			Self::Ship { to, .. } => *to,
			_ => None,
		}
	}

	/// How many objects it touches.
	pub fn size(&self) -> usize {
		match self {
			Self::Commission { serials, .. } => serials.len(),
			Self::CommissionContainers(ssccs) => ssccs.len(),
			Self::Pack { children, .. } | Self::Unpack { children, .. } => children.len() + 1,
			Self::Ship { items, .. }
			| Self::Receive(items)
			| Self::Void(items)
			| Self::Dispense(items)
			| Self::Decommission { items, .. }
			| Self::Destroy(items)
			| Self::ChangeDisposition { items, .. }
			| Self::Observe(items) => items.len(),
			Self::Transform { inputs, serials, .. } => inputs.len() + serials.len(),
			Self::Anchor(_) | Self::DeclareError { .. } => 1,
		}
	}

	/// The call and its arguments.
	pub fn call(
		&self,
		facts: &EventFacts,
		acting: &Json,
		consignee: Option<u32>,
	) -> (&'static str, Json) {
		let event = facts_json(facts);
		let of =
			|items: &[Epc]| json!({ "acting": acting, "event": event, "items": epcs_json(items) });
		match self {
			Self::Commission { gtin, lot, expiry, serials } => (
				"commission",
				json!({
					"acting": acting,
					"event": event,
					"gtin": gtin,
					"lot": hex_of(lot.as_bytes()),
					"expiry": expiry,
					"serials": serials_json(serials),
				}),
			),
			Self::CommissionContainers(ssccs) => (
				"commission_containers",
				json!({ "acting": acting, "event": event, "ssccs": ssccs }),
			),
			Self::Pack { parent, children } => (
				"pack",
				json!({
					"acting": acting,
					"event": event,
					"parent": epc_json(parent),
					"children": epcs_json(children),
				}),
			),
			Self::Unpack { parent, children } => (
				"unpack",
				json!({
					"acting": acting,
					"event": event,
					"parent": epc_json(parent),
					"children": epcs_json(children),
				}),
			),
			Self::Ship { items, kind, information, .. } => {
				// Whoever sends a sale states the seven facts with it (SC-2).
				let statement = match kind {
					ShipmentKind::Sale => FULL_STATEMENT,
					ShipmentKind::Custody | ShipmentKind::Return => 0,
				};
				let shipment = json!({
					"id": hex_of(&shipment_id(&facts.hash)),
					"kind": kind,
					"to": consignee,
					"statement": statement,
					"information": information.map(|hash| hex_of(&hash)),
				});
				(
					"ship",
					json!({
						"acting": acting,
						"event": event,
						"items": epcs_json(items),
						"shipment": shipment,
					}),
				)
			}
			Self::Receive(items) => ("receive", of(items)),
			Self::Void(items) => ("void_shipment", of(items)),
			Self::Dispense(items) => ("dispense", of(items)),
			Self::Decommission { items, reason } => (
				"decommission",
				json!({
					"acting": acting,
					"event": event,
					"items": epcs_json(items),
					"reason": reason,
				}),
			),
			Self::Destroy(items) => ("destroy", of(items)),
			Self::ChangeDisposition { items, disposition } => (
				"change_disposition",
				json!({
					"acting": acting,
					"event": event,
					"items": epcs_json(items),
					"disposition": disposition,
				}),
			),
			Self::Observe(items) => ("observe", of(items)),
			Self::Transform { inputs, gtin, lot, expiry, serials } => (
				"transform",
				json!({
					"acting": acting,
					"event": event,
					"inputs": epcs_json(inputs),
					"gtin": gtin,
					"lot": hex_of(lot.as_bytes()),
					"expiry": expiry,
					"serials": serials_json(serials),
				}),
			),
			Self::Anchor(kind) => {
				("anchor", json!({ "acting": acting, "event": event, "kind": kind }))
			}
			Self::DeclareError { declaration, corrective } => (
				"declare_error",
				json!({
					"acting": acting,
					"event": hex_of(&facts.hash),
					"declaration": hex_of(declaration),
					"corrective": corrective.iter().map(|hash| hex_of(hash)).collect::<Vec<_>>(),
				}),
			),
		}
	}
}

/// Every capacity, trading partners first.
static ANY: [Capacity; 21] = Capacity::ALL;

/// The id of a shipment: the first half of its event's hash, so that the same event is the same
/// shipment.
pub fn shipment_id(hash: &EventHash) -> [u8; 16] {
	let mut id = [0; 16];
	id.copy_from_slice(&hash[..16]);
	id
}

#[cfg(test)]
mod tests {
	use super::*;

	const PACK: &str = "https://id.gs1.org/01/08904000210037/21/A1";
	const OTHER: &str = "https://id.gs1.org/01/08904000210037/21/A2";
	const STRANGE: &str = "https://id.gs1.org/01/06141411234562/21/X";
	const SSCC: &str = "https://id.gs1.org/00/106141412345678908";
	const FROM: &str = "https://id.gs1.org/414/0614141000005";
	const TO: &str = "https://id.gs1.org/414/9521321000018";

	fn event(mut fields: Json) -> Event {
		let defaults = json!({
			"type": "ObjectEvent",
			"eventTime": "2026-03-01T12:00:00Z",
			"eventTimeZoneOffset": "+00:00",
		});
		let map = fields.as_object_mut().unwrap();
		for (key, value) in defaults.as_object().unwrap() {
			map.entry(key.clone()).or_insert(value.clone());
		}
		let document = epcis::read(fields.to_string().as_bytes()).unwrap();
		document.events.into_iter().next().unwrap().unwrap()
	}

	fn step(fields: Json) -> Result<Step, Failure> {
		plan(&event(fields), &Surroundings::default()).map(|plan| plan.step)
	}

	fn object(action: &str, biz_step: &str, disposition: &str) -> Json {
		json!({
			"action": action,
			"bizStep": biz_step,
			"disposition": disposition,
			"epcList": [PACK],
		})
	}

	fn epc(link: &str) -> Epc {
		Identifier::parse(link).unwrap().to_epc().unwrap()
	}

	fn parties(source: Json, destination: Json) -> Json {
		let mut fields = object("OBSERVE", "shipping", "in_transit");
		fields["sourceList"] = source;
		fields["destinationList"] = destination;
		fields
	}

	#[test]
	fn sc_1_commissioning_should_have_lot_and_expiry() {
		let mut fields = object("ADD", "commissioning", "active");
		let failure = step(fields.clone()).unwrap_err();
		assert_eq!(failure.code, "Cli.MissingIlmd");
		fields["ilmd"] = json!({
			"cbvmda:lotNumber": "L1",
			"cbvmda:itemExpirationDate": "2028-02-29",
		});
		let Step::Commission { gtin, lot, serials, .. } = step(fields.clone()).unwrap() else {
			panic!("it commissions")
		};
		assert_eq!((gtin, lot.as_str(), serials), (8_904_000_210_037, "L1", vec![b"A1".to_vec()]));
		fields["epcList"] = json!([PACK, STRANGE]);
		assert_eq!(step(fields.clone()).unwrap_err().code, "Cli.SeveralProducts");
		fields["epcList"] = json!([PACK, SSCC]);
		assert_eq!(step(fields).unwrap_err().code, "Cli.SeveralProducts");
	}

	#[test]
	fn containers_should_be_commissioned_by_themselves() {
		let mut fields = object("ADD", "commissioning", "active");
		fields["epcList"] = json!([SSCC]);
		assert_eq!(
			step(fields).unwrap(),
			Step::CommissionContainers(vec![106_141_412_345_678_908])
		);
	}

	#[test]
	fn sc_4_shipping_should_tell_sale_custody_and_return() {
		let source = |kind: &str, gln: &str| json!([{ "type": kind, "source": gln }]);
		let destination = |kind: &str, gln: &str| json!([{ "type": kind, "destination": gln }]);
		let sale = parties(source("owning_party", FROM), destination("owning_party", TO));
		let to = Some(Consignee::Location("9521321000018".parse().unwrap()));
		let items = vec![epc(PACK)];
		let ship = |kind, to| Step::Ship { items: items.clone(), kind, to, information: None };
		assert_eq!(step(sale.clone()).unwrap(), ship(ShipmentKind::Sale, to));
		let custody =
			parties(source("possessing_party", FROM), destination("possessing_party", TO));
		assert_eq!(step(custody).unwrap(), ship(ShipmentKind::Custody, to));
		let mut rma = sale;
		rma["bizTransactionList"] =
			json!([{ "type": "rma", "bizTransaction": "urn:epcglobal:cbv:bt:9521321000018:1" }]);
		assert_eq!(step(rma).unwrap(), ship(ShipmentKind::Return, to));
		let open = object("OBSERVE", "shipping", "in_transit");
		assert_eq!(step(open).unwrap(), ship(ShipmentKind::Custody, None));
		let returned = object("OBSERVE", "shipping", "returned");
		assert_eq!(step(returned).unwrap(), ship(ShipmentKind::Return, None));
	}

	#[test]
	fn steps_of_objects_should_have_their_calls() {
		let items = || vec![epc(PACK)];
		let cases = [
			("OBSERVE", "receiving", "in_progress", Step::Receive(items())),
			("OBSERVE", "arriving", "in_progress", Step::Receive(items())),
			("OBSERVE", "void_shipping", "in_progress", Step::Void(items())),
			("OBSERVE", "dispensing", "dispensed", Step::Dispense(items())),
			("DELETE", "dispensing", "dispensed", Step::Dispense(items())),
			("DELETE", "destroying", "destroyed", Step::Destroy(items())),
			(
				"DELETE",
				"decommissioning",
				"inactive",
				Step::Decommission { items: items(), reason: DecommissionReason::CheckedOut },
			),
			(
				"OBSERVE",
				"decommissioning",
				"damaged",
				Step::Decommission { items: items(), reason: DecommissionReason::Damaged },
			),
			(
				"DELETE",
				"shipping",
				"inactive",
				Step::Decommission { items: items(), reason: DecommissionReason::Exported },
			),
			(
				"OBSERVE",
				"holding",
				"non_sellable_other",
				Step::ChangeDisposition {
					items: items(),
					disposition: Disposition::NonSellableOther,
				},
			),
			(
				"OBSERVE",
				"inspecting",
				"sellable_accessible",
				Step::ChangeDisposition {
					items: items(),
					disposition: Disposition::SellableAccessible,
				},
			),
			("OBSERVE", "loading", "in_transit", Step::Observe(items())),
			("OBSERVE", "entering_exiting", "in_progress", Step::Observe(items())),
			("ADD", "encoding", "encoded", Step::Anchor(EventKind::Object)),
		];
		for (action, biz_step, disposition, expected) in cases {
			let found = step(object(action, biz_step, disposition)).unwrap();
			assert_eq!(found, expected, "{action} {biz_step} {disposition}");
		}
	}

	#[test]
	fn departing_and_arriving_beside_shipping_and_receiving_should_be_observations() {
		let shipping = event(object("OBSERVE", "shipping", "in_transit"));
		let receiving = event(object("OBSERVE", "receiving", "in_progress"));
		let surroundings = Surroundings::of([&shipping, &receiving]);
		for biz_step in ["departing", "arriving"] {
			let event = event(object("OBSERVE", biz_step, "in_transit"));
			let step = plan(&event, &surroundings).unwrap().step;
			assert_eq!(step, Step::Observe(vec![epc(PACK)]), "{biz_step}");
		}
		let alone = step(object("OBSERVE", "departing", "in_transit")).unwrap();
		assert!(matches!(alone, Step::Ship { .. }));
	}

	#[test]
	fn aggregation_should_pack_and_unpack() {
		let aggregation = |action: &str, children: Json| {
			json!({
				"type": "AggregationEvent",
				"action": action,
				"parentID": SSCC,
				"childEPCs": children,
				"bizStep": "packing",
			})
		};
		let (parent, children) = (epc(SSCC), vec![epc(PACK), epc(OTHER)]);
		assert_eq!(
			step(aggregation("ADD", json!([PACK, OTHER]))).unwrap(),
			Step::Pack { parent: parent.clone(), children }
		);
		assert_eq!(
			step(aggregation("DELETE", json!([PACK]))).unwrap(),
			Step::Unpack { parent: parent.clone(), children: vec![epc(PACK)] }
		);
		assert_eq!(
			step(aggregation("DELETE", json!([]))).unwrap(),
			Step::Unpack { parent: parent.clone(), children: vec![] }
		);
		let mut shipping = aggregation("OBSERVE", json!([PACK]));
		shipping["bizStep"] = "shipping".into();
		let Step::Ship { items, .. } = step(shipping).unwrap() else { panic!("it ships") };
		assert_eq!(items, [parent]);
		let mut crate_ = aggregation("ADD", json!([PACK]));
		crate_["parentID"] = "urn:epc:id:grai:9521321.12345.1".into();
		assert_eq!(step(crate_).unwrap(), Step::Observe(vec![epc(PACK)]));
	}

	#[test]
	fn what_is_not_traced_should_be_anchored() {
		let quantities = json!({
			"action": "OBSERVE",
			"bizStep": "shipping",
			"quantityList": [{ "epcClass": "https://id.gs1.org/01/08904000210037/10/L1", "quantity": 5 }],
		});
		assert_eq!(step(quantities).unwrap(), Step::Anchor(EventKind::Object));
		let association = json!({
			"type": "AssociationEvent",
			"action": "ADD",
			"parentID": SSCC,
			"childEPCs": ["urn:epc:id:giai:9521321.1"],
		});
		assert_eq!(step(association).unwrap(), Step::Anchor(EventKind::Association));
	}

	#[test]
	fn sc_11_a_transformation_should_use_up_its_inputs() {
		let mut fields = json!({
			"type": "TransformationEvent",
			"bizStep": "repackaging",
			"inputEPCList": [PACK],
			"outputEPCList": [STRANGE],
			"ilmd": { "cbvmda:lotNumber": "L2", "cbvmda:itemExpirationDate": "2028-01-31" },
		});
		let Step::Transform { inputs, gtin, .. } = step(fields.clone()).unwrap() else {
			panic!("it transforms")
		};
		assert_eq!((inputs, gtin), (vec![epc(PACK)], 6_141_411_234_562));
		let map = fields.as_object_mut().unwrap();
		map.remove("outputEPCList");
		map.remove("ilmd");
		map.insert("transformationID".into(), "urn:epc:id:gdti:9521321.12345.T1".into());
		assert_eq!(
			step(fields).unwrap(),
			Step::Decommission { items: vec![epc(PACK)], reason: DecommissionReason::Transformed }
		);
	}

	#[test]
	fn x_4_an_error_declaration_should_link_its_correction() {
		let hash = [7; 32];
		let mut fields = object("OBSERVE", "shipping", "in_transit");
		fields["errorDeclaration"] = json!({
			"declarationTime": "2026-03-02T12:00:00Z",
			"reason": "incorrect_data",
			"correctiveEventIDs": [epcis::hash_uri(&hash), "urn:uuid:1"],
		});
		let plan = plan(&event(fields), &Surroundings::default()).unwrap();
		let Step::DeclareError { corrective, .. } = plan.step else { panic!("it declares") };
		assert_eq!(corrective, [hash]);
		assert_eq!(plan.warnings[0].0, "corrective_not_linked");
	}

	#[test]
	fn one_event_should_list_4096_epcs_and_not_more() {
		let list = |count: usize| {
			let epcs: Vec<_> = (0..count)
				.map(|serial| format!("https://id.gs1.org/01/08904000210037/21/{serial}"))
				.collect();
			json!({ "action": "OBSERVE", "bizStep": "receiving", "epcList": epcs })
		};
		assert!(step(list(4_096)).is_ok());
		assert_eq!(step(list(4_097)).unwrap_err().code, "Cli.TooManyEpcs");
	}

	#[test]
	fn calls_should_have_the_arguments_of_the_pallet() {
		let facts = event(object("OBSERVE", "shipping", "in_transit")).facts();
		let acting = json!({ "organisation": 3, "capacity": "wholesaler" });
		let step = Step::Ship {
			items: vec![epc(PACK)],
			kind: ShipmentKind::Sale,
			to: None,
			information: None,
		};
		let (name, args) = step.call(&facts, &acting, Some(4));
		assert_eq!(name, "ship");
		assert_eq!(args["items"][0]["Sgtin"]["serial"], "0x4131");
		assert_eq!(args["shipment"]["to"], 4);
		assert_eq!(args["shipment"]["statement"], 127);
		assert_eq!(args["shipment"]["id"].as_str().unwrap().len(), 34);
		assert_eq!(args["event"]["biz_step"], "shipping");
		let (_, args) = Step::Anchor(EventKind::Object).call(&facts, &acting, None);
		assert_eq!(args["kind"], "object");
	}
}

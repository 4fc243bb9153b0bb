//! Makes an event of its tree, and finds what is wrong with it (EP-1).

use super::{
	datetime::{self, TimeError},
	element::Element,
	error::{Fault, Position, Warning, EP_4},
	hash,
	model::{
		Action, BizTransaction, ErrorDeclaration, Event, EventType, Ilmd, Party,
		PersistentDisposition, Quantity,
	},
	vocabulary::{
		Vocabulary, BIZ_STEP, BIZ_TRANSACTION_TYPE, DISPOSITION, ERROR_REASON,
		SOURCE_DESTINATION_TYPE,
	},
};
use crate::id::Identifier;
use salus_primitives::Moment;
use std::collections::BTreeSet;

/// Fields of the standard that every kind of event may have.
const COMMON: &[&str] = &[
	"eventTime",
	"recordTime",
	"eventTimeZoneOffset",
	"eventID",
	"errorDeclaration",
	"certificationInfo",
	"bizStep",
	"disposition",
	"readPoint",
	"bizLocation",
	"bizTransactionList",
	"sourceList",
	"destinationList",
	"sensorElementList",
];

/// The other fields of the standard, and which kinds of event may have them.
const SPECIAL: &[(&str, &[EventType])] = {
	use EventType::*;
	&[
		("action", &[Object, Aggregation, Transaction, Association]),
		("epcList", &[Object, Transaction]),
		("quantityList", &[Object, Transaction]),
		("parentID", &[Aggregation, Transaction, Association]),
		("childEPCs", &[Aggregation, Association]),
		("childQuantityList", &[Aggregation, Association]),
		("inputEPCList", &[Transformation]),
		("inputQuantityList", &[Transformation]),
		("outputEPCList", &[Transformation]),
		("outputQuantityList", &[Transformation]),
		("transformationID", &[Transformation]),
		("ilmd", &[Object, Transformation]),
		("persistentDisposition", &[Object, Transformation]),
	]
};

type Checked<T> = Result<T, Fault>;

/// Every name is one that may stand in this kind of event, and once.
fn check_names(kind: EventType, event: &Element) -> Checked<()> {
	let mut seen: Vec<&str> = Vec::new();
	for child in event.children.iter().filter(|child| !child.is_extension()) {
		let name = child.name.as_str();
		let special = SPECIAL.iter().find(|(field, _)| *field == name);
		match special {
			Some((_, kinds)) if kinds.contains(&kind) => (),
			Some(_) => {
				let code = match name {
					"action" => "action_not_allowed",
					"ilmd" => "ilmd_not_allowed",
					"persistentDisposition" => "persistent_disposition_not_allowed",
					_ => "field_not_allowed",
				};
				return Err(Fault::new(code, name, format!("may not stand in a {kind}")));
			}
			None if COMMON.contains(&name) => (),
			None => {
				return Err(Fault::new(
					"unknown_field",
					name,
					"is not a field of EPCIS; write an extension with the prefix of its namespace",
				))
			}
		}
		// One certificate each is the schema's way of a list.
		if seen.contains(&name) && name != "certificationInfo" {
			return Err(Fault::new("duplicate_field", name, "may stand only once"));
		}
		seen.push(name);
	}
	Ok(())
}

/// A field that, where it is, has a text and nothing below it.
fn scalar<'a>(event: &'a Element, name: &str) -> Checked<Option<&'a str>> {
	match event.child(name) {
		None => Ok(None),
		Some(field) if field.children.iter().any(|child| !child.is_extension()) => {
			Err(Fault::new("not_a_text", name, "must be one text, not an object or a list"))
		}
		Some(field) if field.text.is_empty() => {
			Err(Fault::new("empty_field", name, "is empty; leave it out or give it a value"))
		}
		Some(field) => Ok(Some(&field.text)),
	}
}

fn time(text: &str, path: &str, missing_zone: &'static str) -> Checked<Moment> {
	let shown: String = text.chars().take(40).collect();
	datetime::moment(text).map_err(|error| match error {
		TimeError::NoZone => Fault::new(
			missing_zone,
			path,
			format!("{shown:?} has no time zone; add Z or an offset such as +01:00"),
		),
		TimeError::Invalid => Fault::new(
			"invalid_time",
			path,
			format!("{shown:?} is no time; write 2026-03-01T12:00:00.000Z"),
		),
		TimeError::Range => Fault::new("invalid_time", path, format!("{shown:?} is before 1970")),
	})
}

fn identifier(text: &str, path: impl Into<String>) -> Checked<Identifier> {
	let path = path.into();
	if text.is_empty() {
		return Err(Fault::new("empty_identifier", path, "is empty"));
	}
	Identifier::parse(text).map_err(|error| Fault::identifier(path, text, &error))
}

fn word(vocabulary: Vocabulary, text: &str, path: &str) -> Checked<String> {
	match vocabulary.canonical(text) {
		Some(canonical) => Ok(vocabulary.word(&canonical)),
		None => {
			let shown: String = text.chars().take(40).collect();
			Err(Fault::new(
				"unknown_word",
				path,
				format!(
					"{shown:?} is no {} of CBV 2.0; write one of {}, or a URI of your own",
					vocabulary.what,
					vocabulary.list()
				),
			))
		}
	}
}

/// What stands beside a value says it once: a reader that took another one would see another event.
fn check_once(item: &Element, path: &str) -> Checked<()> {
	let mut seen = BTreeSet::new();
	for child in item.children.iter().filter(|child| !child.is_extension()) {
		if !seen.insert(child.name.as_str()) {
			let path = format!("{path}.{}", child.name);
			return Err(Fault::new("duplicate_field", path, "may stand only once"));
		}
	}
	Ok(())
}

fn epcs(event: &Element, list: &str) -> Checked<Vec<Identifier>> {
	let Some(element) = event.child(list) else { return Ok(Vec::new()) };
	element
		.children_named("epc")
		.enumerate()
		.map(|(at, epc)| identifier(&epc.text, format!("{list}[{at}]")))
		.collect()
}

fn quantities(event: &Element, list: &str) -> Checked<Vec<Quantity>> {
	let Some(element) = event.child(list) else { return Ok(Vec::new()) };
	element
		.children_named("quantityElement")
		.enumerate()
		.map(|(at, item)| {
			let path = format!("{list}[{at}]");
			check_once(item, &path)?;
			let Some(class) = item.text_of("epcClass") else {
				return Err(Fault::new("missing_epc_class", path, "needs an epcClass"));
			};
			let class = identifier(class, format!("{path}.epcClass"))?;
			let quantity = item.text_of("quantity").map(super::canonical::quantity);
			if let Some(quantity) = &quantity {
				let number = super::canonical::decimal(quantity);
				if number.is_none_or(|number| number.starts_with('-')) {
					return Err(Fault::new(
						"invalid_quantity",
						format!("{path}.quantity"),
						"must be a number that is not negative",
					));
				}
			}
			Ok(Quantity { class, quantity, unit: item.text_of("uom").map(str::to_owned) })
		})
		.collect()
}

fn place(event: &Element, field: &str) -> Checked<Option<Identifier>> {
	let Some(element) = event.child(field) else { return Ok(None) };
	if element.children_named("id").count() > 1 {
		return Err(Fault::new("duplicate_field", field, "may have only one id"));
	}
	match element.text_of("id") {
		Some(id) => identifier(id, format!("{field}.id")).map(Some),
		None => Err(Fault::new("missing_id", field, "needs an id")),
	}
}

fn biz_transactions(event: &Element) -> Checked<Vec<BizTransaction>> {
	let Some(list) = event.child("bizTransactionList") else { return Ok(Vec::new()) };
	list.children_named("bizTransaction")
		.enumerate()
		.map(|(at, item)| {
			let path = format!("bizTransactionList[{at}]");
			check_once(item, &path)?;
			if item.text.is_empty() {
				return Err(Fault::new("empty_identifier", path, "has no identifier"));
			}
			// Its identifier may be of any scheme or none, but an EPC must be right.
			if item.text.starts_with("urn:epc:") {
				identifier(&item.text, path.as_str())?;
			}
			let kind = item
				.text_of("type")
				.map(|text| word(BIZ_TRANSACTION_TYPE, text, &format!("{path}.type")))
				.transpose()?;
			Ok(BizTransaction { kind, id: item.text.clone() })
		})
		.collect()
}

fn parties(event: &Element, list: &str, item: &str) -> Checked<Vec<Party>> {
	let Some(element) = event.child(list) else { return Ok(Vec::new()) };
	element
		.children_named(item)
		.enumerate()
		.map(|(at, party)| {
			let path = format!("{list}[{at}]");
			check_once(party, &path)?;
			let Some(kind) = party.text_of("type") else {
				return Err(Fault::new(
					"missing_type",
					path,
					"needs a type: owning_party, possessing_party or location",
				));
			};
			let kind = word(SOURCE_DESTINATION_TYPE, kind, &format!("{path}.type"))?;
			Ok(Party { kind, id: identifier(&party.text, path)? })
		})
		.collect()
}

fn persistent_disposition(event: &Element) -> Checked<Option<PersistentDisposition>> {
	let Some(element) = event.child("persistentDisposition") else { return Ok(None) };
	let words = |name: &str| -> Checked<Vec<String>> {
		element
			.children_named(name)
			.map(|item| word(DISPOSITION, &item.text, &format!("persistentDisposition.{name}")))
			.collect()
	};
	let found = PersistentDisposition { set: words("set")?, unset: words("unset")? };
	if found.set.is_empty() && found.unset.is_empty() {
		return Err(Fault::new(
			"empty_persistent_disposition",
			"persistentDisposition",
			"needs at least one disposition to set or unset",
		));
	}
	Ok(Some(found))
}

fn error_declaration(event: &Element) -> Checked<Option<ErrorDeclaration>> {
	let Some(element) = event.child("errorDeclaration") else { return Ok(None) };
	check_once(element, "errorDeclaration")?;
	let path = "errorDeclaration.declarationTime";
	let Some(text) = element.text_of("declarationTime") else {
		return Err(Fault::new(
			"missing_declaration_time",
			"errorDeclaration",
			"needs a declarationTime",
		));
	};
	let time = time(text, path, "time_without_zone")?;
	let reason = match element.text_of("reason") {
		Some(text) => {
			let reason = word(ERROR_REASON, text, "errorDeclaration.reason")?;
			Some((reason, ERROR_REASON.canonical(text)))
		}
		None => None,
	};
	let corrective_event_ids = element
		.children_named("correctiveEventIDs")
		.flat_map(|list| list.children_named("correctiveEventID"))
		.map(|id| id.text.clone())
		.filter(|id| !id.is_empty())
		.collect();
	let (reason, canonical) = reason.unzip();
	let hash = hash::declaration_hash(element, canonical.flatten().as_deref());
	Ok(Some(ErrorDeclaration { time, reason, corrective_event_ids, hash }))
}

/// Local names under which lots and expiry dates are sent, whatever the namespace.
const LOT: &[&str] = &["lotNumber", "hasBatchLotNumber", "batchLotNumber", "batchNumber", "lot"];
const EXPIRY: &[&str] = &["itemExpirationDate", "expirationDate", "expiryDate"];

fn ilmd(event: &Element, warnings: &mut Vec<Warning>) -> Option<Ilmd> {
	let element = event.child("ilmd")?;
	let find = |names: &[&str]| {
		names.iter().find_map(|name| {
			let found = element.children.iter().find(|child| {
				// `urn:epcglobal:cbv:mda:lotNumber`, a name that no prefix shortens.
				child.local_name().rsplit([':', '#', '/']).next() == Some(*name)
			});
			found.map(|child| child.text.clone()).filter(|text| !text.is_empty())
		})
	};
	let expiry_text = find(EXPIRY);
	let expiry = expiry_text.as_deref().and_then(datetime::expiry);
	if let (Some(text), None) = (&expiry_text, expiry) {
		let shown: String = text.chars().take(40).collect();
		let message = format!("ilmd: the expiry {shown:?} is no date; write 2027-12-31");
		warnings.push(Warning { code: "unreadable_expiry", message });
	}
	Some(Ilmd { lot: find(LOT), expiry, expiry_text, fields: element.children.clone() })
}

/// The rules about which lists must be there.
fn check_content(event: &Event) -> Checked<()> {
	let missing =
		|code, what: &str| Err(Fault::new(code, "", format!("the {} {what}", event.kind)));
	match event.kind {
		EventType::Object => {
			if event.ilmd.is_some() && event.action != Some(Action::Add) {
				return Err(Fault::new(
					"ilmd_not_allowed",
					"ilmd",
					"may stand only in an event with action ADD",
				));
			}
			// A sensor may report about a place alone.
			if event.epcs.is_empty()
				&& event.quantities.is_empty()
				&& event.sensor_elements.is_empty()
			{
				return missing("missing_objects", "needs an epcList or a quantityList");
			}
		}
		EventType::Aggregation | EventType::Association => {
			let optional =
				event.kind == EventType::Aggregation && event.action == Some(Action::Observe);
			if event.parent.is_none() && !optional {
				return missing("missing_parent", "needs a parentID");
			}
			if event.child_epcs.is_empty()
				&& event.child_quantities.is_empty()
				&& event.action != Some(Action::Delete)
			{
				return missing(
					"missing_children",
					"needs childEPCs or a childQuantityList unless its action is DELETE",
				);
			}
		}
		EventType::Transaction => {
			if event.biz_transactions.is_empty() {
				return missing("missing_biz_transaction", "needs a bizTransactionList");
			}
		}
		EventType::Transformation => {
			let inputs = !event.input_epcs.is_empty() || !event.input_quantities.is_empty();
			let outputs = !event.output_epcs.is_empty() || !event.output_quantities.is_empty();
			match (inputs, outputs, event.transformation_id.is_some()) {
				(true, true, _) | (true, _, true) | (_, true, true) => (),
				(false, false, _) => {
					return missing("missing_inputs_and_outputs", "has neither inputs nor outputs")
				}
				(true, false, false) => {
					return missing("missing_outputs", "needs outputs or a transformationID")
				}
				(false, true, false) => {
					return missing("missing_inputs", "needs inputs or a transformationID")
				}
			}
		}
	}
	Ok(())
}

/// The event that `tree` is, whose name is its kind.
pub(super) fn event(
	tree: &Element,
	index: usize,
	position: Option<Position>,
	mut warnings: Vec<Warning>,
) -> Checked<Event> {
	if tree.name.is_empty() {
		return Err(Fault::new(
			"missing_type",
			"type",
			"is missing; write \"type\": \"ObjectEvent\" or another of the five",
		));
	}
	let Some(kind) = EventType::parse(&tree.name) else {
		let shown: String = tree.name.chars().take(60).collect();
		return Err(Fault::new(
			"unknown_event_type",
			"",
			format!(
				"{shown:?} is no kind of event; EPCIS has ObjectEvent, AggregationEvent, \
				 TransactionEvent, TransformationEvent and AssociationEvent"
			),
		));
	};
	check_names(kind, tree)?;
	let event_time = match scalar(tree, "eventTime")? {
		Some(text) => time(text, "eventTime", "time_without_zone")?,
		None => return Err(Fault::new("missing_event_time", "eventTime", "is missing")),
	};
	let zone_offset = match scalar(tree, "eventTimeZoneOffset")? {
		None => {
			return Err(Fault::new(
				"missing_time_zone_offset",
				"eventTimeZoneOffset",
				"is missing; write the offset of the place, such as +01:00",
			))
		}
		Some(text) => datetime::zone_offset(text).ok_or_else(|| {
			Fault::new(
				"invalid_time_zone_offset",
				"eventTimeZoneOffset",
				"must be an offset between -14:00 and +14:00, such as +01:00",
			)
		})?,
	};
	let action = match (kind, scalar(tree, "action")?) {
		(EventType::Transformation, _) => None,
		(_, Some("ADD")) => Some(Action::Add),
		(_, Some("OBSERVE")) => Some(Action::Observe),
		(_, Some("DELETE")) => Some(Action::Delete),
		(_, Some(_)) => {
			return Err(Fault::new("invalid_action", "action", "must be ADD, OBSERVE or DELETE"))
		}
		(_, None) => {
			return Err(Fault::new(
				"missing_action",
				"action",
				"is missing; write ADD, OBSERVE or DELETE",
			))
		}
	};
	let record_time = match scalar(tree, "recordTime")? {
		Some(text) => match datetime::moment(text) {
			Ok(moment) => Some(moment),
			Err(_) => {
				let message = "recordTime is no time with a zone; it is not used".to_owned();
				warnings.push(Warning { code: "record_time", message });
				None
			}
		},
		None => None,
	};
	let biz_step =
		scalar(tree, "bizStep")?.map(|text| word(BIZ_STEP, text, "bizStep")).transpose()?;
	let disposition = scalar(tree, "disposition")?
		.map(|text| word(DISPOSITION, text, "disposition"))
		.transpose()?;
	let parent = scalar(tree, "parentID")?.map(|text| identifier(text, "parentID")).transpose()?;
	let hash = hash::hash(kind, tree);
	let event = Event {
		index,
		position,
		kind,
		time: event_time,
		zone_offset,
		record_time,
		event_id: scalar(tree, "eventID")?.map(str::to_owned),
		action,
		biz_step,
		disposition,
		persistent_disposition: persistent_disposition(tree)?,
		read_point: place(tree, "readPoint")?,
		biz_location: place(tree, "bizLocation")?,
		epcs: epcs(tree, "epcList")?,
		quantities: quantities(tree, "quantityList")?,
		parent,
		child_epcs: epcs(tree, "childEPCs")?,
		child_quantities: quantities(tree, "childQuantityList")?,
		input_epcs: epcs(tree, "inputEPCList")?,
		input_quantities: quantities(tree, "inputQuantityList")?,
		output_epcs: epcs(tree, "outputEPCList")?,
		output_quantities: quantities(tree, "outputQuantityList")?,
		transformation_id: scalar(tree, "transformationID")?.map(str::to_owned),
		biz_transactions: biz_transactions(tree)?,
		sources: parties(tree, "sourceList", "source")?,
		destinations: parties(tree, "destinationList", "destination")?,
		ilmd: ilmd(tree, &mut warnings),
		sensor_elements: tree
			.child("sensorElementList")
			.map(|list| list.children_named("sensorElement").cloned().collect())
			.unwrap_or_default(),
		certification_info: tree
			.children_named("certificationInfo")
			.map(|info| info.text.clone())
			.collect(),
		error_declaration: error_declaration(tree)?,
		extensions: tree.children.iter().filter(|child| child.is_extension()).cloned().collect(),
		warnings,
		hash,
	};
	check_content(&event)?;
	Ok(with_id_warning(event))
}

/// An event id that is another event's hash deserves a word (EP-4).
fn with_id_warning(mut event: Event) -> Event {
	let differs = event
		.event_id
		.as_deref()
		.is_some_and(|id| id.starts_with("ni:") && hash::parse_hash_uri(id) != Some(event.hash));
	if differs {
		let message = format!(
			"eventID is not the hash of the event ({EP_4}), which is {}",
			hash::hash_uri(&event.hash)
		);
		event.warnings.push(Warning { code: "event_id_mismatch", message });
	}
	event
}

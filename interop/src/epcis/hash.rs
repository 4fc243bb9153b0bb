//! The event hash id of CBV 2.0 (section 8.9, rule EP-4).
//!
//! The pre-hash string has the fields in one canonical order, `name=value` without separators,
//! lists sorted, values in the canonical form of [`super::canonical`]; then what is not of the
//! standard: instance data (`ilmd`), extensions inside standard fields after the names of the
//! fields that hold them, and extensions of the event. `recordTime`, `eventID`, `errorDeclaration`
//! and `certificationInfo` are left out.
//!
//! The behaviour is that of version `CBV2.0` of GS1's reference implementation
//! (RalphTro/epcis-event-hash-generator) and of OpenEPCIS: in contrast to CBV 2.1 there is no
//! `sensorElementList` in the string, and extensions do not stand beside the field they extend.

use sha2::{Digest, Sha256};

use super::{
	canonical, datetime,
	element::Element,
	model::EventType,
	vocabulary::{
		gs1_term, Vocabulary, BIZ_STEP, BIZ_TRANSACTION_TYPE, COMPONENT, DISPOSITION,
		SOURCE_DESTINATION_TYPE,
	},
};
use salus_primitives::supply::EventHash;

/// How the text of a field becomes its canonical value.
#[derive(Clone, Copy)]
enum Form {
	Text,
	Time,
	Number,
	Gs1Term,
	Word(Vocabulary),
}

impl Form {
	fn of(self, text: &str) -> String {
		match self {
			Self::Text => canonical::value(text),
			Self::Time => datetime::canonical(text),
			Self::Number => canonical::quantity(text),
			Self::Gs1Term => canonical::value(&gs1_term(text)),
			Self::Word(vocabulary) => {
				let known = vocabulary.canonical(text);
				canonical::value(known.as_deref().unwrap_or(text))
			}
		}
	}
}

const QUANTITY: &[(&str, Form)] =
	&[("epcClass", Form::Text), ("quantity", Form::Number), ("uom", Form::Text)];

const SENSOR_METADATA: &[(&str, Form)] = &[
	("time", Form::Time),
	("startTime", Form::Time),
	("endTime", Form::Time),
	("deviceID", Form::Text),
	("deviceMetadata", Form::Text),
	("rawData", Form::Text),
	("dataProcessingMethod", Form::Text),
	("bizRules", Form::Text),
];

const SENSOR_REPORT: &[(&str, Form)] = &[
	("type", Form::Gs1Term),
	("exception", Form::Gs1Term),
	("deviceID", Form::Text),
	("deviceMetadata", Form::Text),
	("rawData", Form::Text),
	("dataProcessingMethod", Form::Text),
	("time", Form::Time),
	("microorganism", Form::Text),
	("chemicalSubstance", Form::Text),
	("value", Form::Number),
	("component", Form::Word(COMPONENT)),
	("stringValue", Form::Text),
	("booleanValue", Form::Text),
	("hexBinaryValue", Form::Text),
	("uriValue", Form::Text),
	("minValue", Form::Number),
	("maxValue", Form::Number),
	("meanValue", Form::Number),
	("sDev", Form::Number),
	("percRank", Form::Number),
	("percValue", Form::Number),
	("uom", Form::Text),
	("coordinateReferenceSystem", Form::Text),
];

/// `name=value` of the children with this name, sorted.
fn fields(parent: &Element, name: &str, form: Form, out: &mut String) {
	let mut values: Vec<String> = parent
		.children_named(name)
		.filter(|child| !child.text.is_empty())
		.map(|child| format!("{name}={}", form.of(&child.text)))
		.collect();
	values.sort();
	out.extend(values);
}

/// A list whose items are identifiers.
fn epc_list(event: &Element, list: &str, out: &mut String) {
	let mut items = String::new();
	for element in event.children_named(list) {
		fields(element, "epc", Form::Text, &mut items);
	}
	wrapped(list, &items, out);
}

/// A list whose items have fields of their own.
fn item_list(
	event: &Element,
	list: &str,
	item: &str,
	of_item: impl Fn(&Element) -> String,
	out: &mut String,
) {
	let mut items: Vec<String> = event
		.children_named(list)
		.flat_map(|element| element.children_named(item))
		.map(of_item)
		.filter(|text| !text.is_empty())
		.collect();
	items.sort();
	wrapped(list, &items.concat(), out);
}

fn wrapped(name: &str, inner: &str, out: &mut String) {
	if !inner.is_empty() {
		out.push_str(name);
		out.push_str(inner);
	}
}

fn named_fields(parent: &Element, form: &[(&str, Form)]) -> String {
	let mut out = String::new();
	for (name, form) in form {
		fields(parent, name, *form, &mut out);
	}
	out
}

/// The type of a transaction or party goes before its identifier.
fn typed(item: &Element, vocabulary: Vocabulary) -> String {
	let mut out = String::new();
	fields(item, "type", Form::Word(vocabulary), &mut out);
	if !item.text.is_empty() {
		out.push_str(&format!("{}={}", item.name, canonical::value(&item.text)));
	}
	out
}

fn sensor_element(element: &Element) -> String {
	let mut inner = String::new();
	for metadata in element.children_named("sensorMetadata") {
		wrapped("sensorMetadata", &named_fields(metadata, SENSOR_METADATA), &mut inner);
	}
	let mut reports: Vec<String> = element
		.children_named("sensorReport")
		.map(|report| named_fields(report, SENSOR_REPORT))
		.filter(|report| !report.is_empty())
		.map(|report| format!("sensorReport{report}"))
		.collect();
	reports.sort();
	inner.extend(reports);
	if inner.is_empty() {
		inner
	} else {
		format!("sensorElement{inner}")
	}
}

/// What is not of the standard: every name, value and what is below, each level sorted.
fn free(elements: &[&Element]) -> String {
	let mut values: Vec<String> = elements
		.iter()
		.map(|element| {
			let children: Vec<&Element> = element.children.iter().collect();
			let below = free(&children);
			match element.text.as_str() {
				"" => format!("{}{below}", element.name),
				text => format!("{}={}{below}", element.name, canonical::value(text)),
			}
		})
		.collect();
	values.sort();
	values.concat()
}

fn extensions(element: &Element) -> String {
	let extensions: Vec<&Element> =
		element.children.iter().filter(|child| child.is_extension()).collect();
	free(&extensions)
}

/// Extensions inside a standard field, after the names of the fields that hold them.
fn held_extensions(event: &Element, out: &mut String) {
	for list in ["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"] {
		item_list(
			event,
			list,
			"quantityElement",
			|item| {
				let mut text = String::new();
				wrapped("quantityElement", &extensions(item), &mut text);
				text
			},
			out,
		);
	}
	for field in ["readPoint", "bizLocation"] {
		for element in event.children_named(field) {
			wrapped(field, &extensions(element), out);
		}
	}
	for list in event.children_named("sensorElementList") {
		let mut elements: Vec<String> = list
			.children_named("sensorElement")
			.map(|element| {
				let mut inner = String::new();
				for part in ["sensorMetadata", "sensorReport"] {
					let mut parts: Vec<String> =
						element.children_named(part).map(extensions).collect();
					parts.sort();
					for part_extensions in parts {
						wrapped(part, &part_extensions, &mut inner);
					}
				}
				inner.push_str(&extensions(element));
				let mut text = String::new();
				wrapped("sensorElement", &inner, &mut text);
				text
			})
			.collect();
		elements.sort();
		out.extend(elements);
	}
}

/// The string whose SHA-256 is the hash.
pub(crate) fn pre_hash(kind: EventType, event: &Element) -> String {
	let mut out = format!("eventType={kind}");
	fields(event, "eventTime", Form::Time, &mut out);
	fields(event, "eventTimeZoneOffset", Form::Text, &mut out);
	epc_list(event, "epcList", &mut out);
	fields(event, "parentID", Form::Text, &mut out);
	epc_list(event, "inputEPCList", &mut out);
	epc_list(event, "childEPCs", &mut out);
	let quantities = |list: &str, out: &mut String| {
		item_list(
			event,
			list,
			"quantityElement",
			|item| {
				let mut text = String::new();
				wrapped("quantityElement", &named_fields(item, QUANTITY), &mut text);
				text
			},
			out,
		);
	};
	quantities("quantityList", &mut out);
	quantities("childQuantityList", &mut out);
	quantities("inputQuantityList", &mut out);
	epc_list(event, "outputEPCList", &mut out);
	quantities("outputQuantityList", &mut out);
	fields(event, "action", Form::Text, &mut out);
	fields(event, "transformationID", Form::Text, &mut out);
	fields(event, "bizStep", Form::Word(BIZ_STEP), &mut out);
	fields(event, "disposition", Form::Word(DISPOSITION), &mut out);
	for persistent in event.children_named("persistentDisposition") {
		let mut inner = String::new();
		fields(persistent, "set", Form::Word(DISPOSITION), &mut inner);
		fields(persistent, "unset", Form::Word(DISPOSITION), &mut inner);
		wrapped("persistentDisposition", &inner, &mut out);
	}
	for field in ["readPoint", "bizLocation"] {
		for place in event.children_named(field) {
			wrapped(field, &named_fields(place, &[("id", Form::Text)]), &mut out);
		}
	}
	for (list, item, vocabulary) in [
		("bizTransactionList", "bizTransaction", BIZ_TRANSACTION_TYPE),
		("sourceList", "source", SOURCE_DESTINATION_TYPE),
		("destinationList", "destination", SOURCE_DESTINATION_TYPE),
	] {
		item_list(event, list, item, |item| typed(item, vocabulary), &mut out);
	}
	let mut sensors: Vec<String> = event
		.children_named("sensorElementList")
		.flat_map(|list| list.children_named("sensorElement"))
		.map(sensor_element)
		.collect();
	sensors.sort();
	out.extend(sensors);
	for ilmd in event.children_named("ilmd") {
		let children: Vec<&Element> = ilmd.children.iter().collect();
		wrapped("ilmd", &free(&children), &mut out);
	}
	held_extensions(event, &mut out);
	out.push_str(&extensions(event));
	out
}

/// The hash of an event of this kind.
pub(crate) fn hash(kind: EventType, event: &Element) -> EventHash {
	Sha256::digest(pre_hash(kind, event).as_bytes()).into()
}

/// The hash of an error declaration, which the event's own leaves out (EP-4).
///
/// The standard has none. Ours is made in the same way: `errorDeclaration`, `declarationTime`,
/// `reason`, the sorted `correctiveEventID`s, and the extensions.
pub(crate) fn declaration_hash(declaration: &Element, reason: Option<&str>) -> EventHash {
	let mut out = String::from("errorDeclaration");
	fields(declaration, "declarationTime", Form::Time, &mut out);
	if let Some(reason) = reason {
		out.push_str(&format!("reason={}", canonical::value(reason)));
	}
	let mut inner = String::new();
	for list in declaration.children_named("correctiveEventIDs") {
		fields(list, "correctiveEventID", Form::Text, &mut inner);
	}
	wrapped("correctiveEventIDs", &inner, &mut out);
	out.push_str(&extensions(declaration));
	Sha256::digest(out.as_bytes()).into()
}

/// The hash as the URI by which CBV 2.0 names an event: `ni:///sha-256;…?ver=CBV2.0`.
pub fn hash_uri(hash: &EventHash) -> String {
	format!("ni:///sha-256;{}?ver=CBV2.0", hex::encode(hash))
}

/// The hash that an `ni:` URI of CBV 2.0 names; none if it is not one.
pub fn parse_hash_uri(uri: &str) -> Option<EventHash> {
	let rest = uri.strip_prefix("ni:///sha-256;")?;
	let (digest, version) = rest.split_once('?')?;
	(version == "ver=CBV2.0").then_some(())?;
	hex::decode(digest).ok()?.try_into().ok()
}

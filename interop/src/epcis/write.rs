//! Events as EPCIS 2.0 JSON-LD, whatever they were written in.
//!
//! The inverse of the readers: a document read, written and read again has the same events with the
//! same hash ids. Each event explains the prefixes of its own extensions in a `@context` of its own,
//! so that events of many senders stand in one document.

use serde_json::{json, Map, Number, Value as Json};

use super::{
	element::Element,
	header::{MasterData, VocabularyElement},
};

/// The context of the standard, which explains its words.
pub const CONTEXT: &str = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

/// Namespaces that the standard context declares, with their prefixes.
const DECLARED: [(&str, &str); 2] =
	[("urn:epcglobal:cbv:mda", "cbvmda"), ("https://ref.gs1.org/voc/", "gs1")];

/// Fields that are numbers in JSON.
const NUMBERS: [&str; 8] =
	["quantity", "value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"];

/// Fields that are arrays in JSON, however many there are.
const ARRAYS: [&str; 4] = ["sensorReport", "set", "unset", "certificationInfo"];

/// A document with these events, each as `read_with_bodies` makes it.
pub fn document(created: &str, events: impl IntoIterator<Item = Json>) -> Json {
	json!({
		"@context": [CONTEXT],
		"type": "EPCISDocument",
		"schemaVersion": "2.0",
		"creationDate": created,
		"epcisBody": { "eventList": events.into_iter().collect::<Vec<_>>() },
	})
}

/// The same with master data.
pub fn document_with(
	created: &str,
	master_data: &MasterData,
	events: impl IntoIterator<Item = Json>,
) -> Json {
	let mut document = document(created, events);
	if !master_data.is_empty() {
		document["epcisHeader"] = json!({ "epcisMasterData": vocabularies(master_data) });
	}
	document
}

fn vocabularies(master_data: &MasterData) -> Json {
	let lists: Vec<Json> = master_data
		.vocabularies
		.iter()
		.map(|list| {
			let elements: Vec<Json> = list.elements.iter().map(vocabulary_element).collect();
			json!({ "type": list.kind, "vocabularyElementList": elements })
		})
		.collect();
	json!({ "vocabularyList": lists })
}

fn vocabulary_element(element: &VocabularyElement) -> Json {
	let attributes: Vec<Json> = element
		.attributes
		.iter()
		.map(|(id, value)| json!({ "id": id, "attribute": value }))
		.collect();
	let mut fields = json!({ "id": element.id, "attributes": attributes });
	if !element.children.is_empty() {
		fields["children"] = json!(element.children);
	}
	fields
}

/// The namespace of what Salus says beside a document's events.
pub const SALUS: &str = "urn:salus:epcis:";

/// The answer to a `SimpleEventQuery`: events, each as `read_with_bodies` makes it, and beside them,
/// as an extension of the result, those that only the chain knows of, as `anchored`.
pub fn query_document(
	created: &str,
	query_name: &str,
	events: impl IntoIterator<Item = Json>,
	anchored: Vec<Json>,
) -> Json {
	let mut body = json!({ "eventList": events.into_iter().collect::<Vec<_>>() });
	let mut context = vec![json!(CONTEXT)];
	if !anchored.is_empty() {
		context.push(json!({ "salus": SALUS }));
		body["salus:anchored"] = anchored.into();
	}
	json!({
		"@context": context,
		"type": "EPCISQueryDocument",
		"schemaVersion": "2.0",
		"creationDate": created,
		"epcisBody": { "queryResults": { "queryName": query_name, "resultsBody": body } },
	})
}

/// One event from its tree.
pub(super) fn event(kind: &str, tree: &Element) -> Json {
	let mut writer = Writer { prefixes: Vec::new() };
	let mut fields = Map::new();
	fields.insert("type".into(), kind.into());
	for child in &tree.children {
		let (name, value) = writer.field_of_event(child);
		add(&mut fields, name, value, false);
	}
	if !writer.prefixes.is_empty() {
		let context: Map<_, _> = writer
			.prefixes
			.iter()
			.enumerate()
			.map(|(number, namespace)| (prefix(number), namespace.as_str().into()))
			.collect();
		fields.insert("@context".into(), json!([context]));
	}
	Json::Object(fields)
}

fn prefix(number: usize) -> String {
	format!("ext{number}")
}

/// Put a field into an object; a second one of the same name makes an array of it.
fn add(fields: &mut Map<String, Json>, name: String, value: Json, is_array: bool) {
	match fields.get_mut(&name) {
		Some(Json::Array(items)) => items.push(value),
		Some(one) => *one = Json::Array(vec![one.take(), value]),
		None => {
			let value = if is_array { Json::Array(vec![value]) } else { value };
			fields.insert(name, value);
		}
	}
}

/// A number if it can be one without losing a digit; else the text.
fn number(text: &str) -> Json {
	let whole = text.parse::<i64>().ok().map(Number::from);
	whole
		.or_else(|| Number::from_f64(text.parse().ok()?))
		.filter(|number| number.to_string() == text)
		.map_or_else(|| text.into(), Json::Number)
}

struct Writer {
	/// Namespaces of extensions, in the order of their prefixes.
	prefixes: Vec<String>,
}

impl Writer {
	/// `{namespace}name` with a prefix.
	fn name(&mut self, name: &str) -> String {
		let Some((namespace, local)) =
			name.strip_prefix('{').and_then(|rest| rest.rsplit_once('}'))
		else {
			return name.to_owned();
		};
		if let Some((_, prefix)) = DECLARED.iter().find(|(known, _)| *known == namespace) {
			return format!("{prefix}:{local}");
		}
		let known = self.prefixes.iter().position(|known| known == namespace);
		let number = known.unwrap_or_else(|| {
			self.prefixes.push(namespace.to_owned());
			self.prefixes.len() - 1
		});
		format!("{}:{local}", prefix(number))
	}

	/// A field of the event itself, whose lists JSON writes in its own way.
	fn field_of_event(&mut self, field: &Element) -> (String, Json) {
		let children = &field.children;
		let value = match field.name.as_str() {
			"epcList" | "childEPCs" | "inputEPCList" | "outputEPCList" => {
				children.iter().map(|epc| epc.text.as_str()).collect()
			}
			"quantityList" | "childQuantityList" | "inputQuantityList" | "outputQuantityList"
			| "sensorElementList" => children.iter().map(|item| self.object(item)).collect(),
			"bizTransactionList" | "sourceList" | "destinationList" => {
				children.iter().map(|item| self.typed(item)).collect()
			}
			"errorDeclaration" => self.declaration(field),
			"persistentDisposition" | "readPoint" | "bizLocation" | "ilmd" => self.object(field),
			_ => self.value(field),
		};
		(self.name(&field.name), value)
	}

	/// What has an identifier beside its type.
	fn typed(&mut self, item: &Element) -> Json {
		let Json::Object(mut fields) = self.object(item) else { return Json::Null };
		fields.remove("#text");
		fields.insert(item.name.clone(), item.text.as_str().into());
		Json::Object(fields)
	}

	fn declaration(&mut self, declaration: &Element) -> Json {
		let mut fields = Map::new();
		for child in &declaration.children {
			if child.name == "correctiveEventIDs" {
				let ids = child.children.iter().map(|id| id.text.as_str()).collect();
				fields.insert(child.name.clone(), ids);
			} else {
				let (name, value) = (self.name(&child.name), self.value(child));
				add(&mut fields, name, value, false);
			}
		}
		Json::Object(fields)
	}

	fn object(&mut self, element: &Element) -> Json {
		let mut fields = Map::new();
		if !element.text.is_empty() {
			fields.insert("#text".into(), element.text.as_str().into());
		}
		for child in &element.children {
			let is_array = ARRAYS.contains(&child.name.as_str());
			let (name, value) = (self.name(&child.name), self.value(child));
			add(&mut fields, name, value, is_array);
		}
		Json::Object(fields)
	}

	fn value(&mut self, element: &Element) -> Json {
		match (element.children.is_empty(), element.name.as_str()) {
			(false, _) => self.object(element),
			(true, name) if NUMBERS.contains(&name) => number(&element.text),
			(true, "booleanValue") if element.text == "true" => true.into(),
			(true, "booleanValue") if element.text == "false" => false.into(),
			(true, _) => element.text.as_str().into(),
		}
	}
}

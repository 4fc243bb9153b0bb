//! The query language of EPCIS 2.0: `SimpleEventQuery` (8.2.7) under the names of its parameters.
//!
//! A query is a list of conditions, each of which names the [`Term`]s of which an event has to have
//! one; an event is the set of its terms. So a repository answers it from an index of terms, and
//! both sides write a value in the one canonical form of the event hash (EP-4): EPC URN and GS1
//! Digital Link, bare word and URI, find each other.
//!
//! ```
//! use salus_interop::epcis::query::{parse_query_string, Query};
//! let parameters = parse_query_string("EQ_bizStep=shipping,receiving&perPage=10").unwrap();
//! let query = Query::parse(&parameters).unwrap();
//! assert_eq!(query.conditions.len(), 1);
//! assert_eq!(query.per_page, Some(10));
//! assert!(Query::parse(&parse_query_string("EQ_bizstep=shipping").unwrap()).is_err());
//! ```

use super::{
	datetime,
	hash::{hash_uri, parse_hash_uri},
	model::{Action, Event, EventType, Party, Quantity},
	vocabulary::{
		gs1_term, Vocabulary, BIZ_STEP, BIZ_TRANSACTION_TYPE, DISPOSITION, ERROR_REASON,
		SOURCE_DESTINATION_TYPE,
	},
};
use crate::id::Identifier;
use percent_encoding::percent_decode_str;
use salus_primitives::{supply::EventHash, Gln, Moment};
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt};

/// What an event says in one field: `bizStep=shipping`.
pub type Term = String;

/// The most values that one query may name in all its parameters.
pub const MAX_VALUES: usize = 1_000;

/// Sensor fields that `EQ_<field>` asks for.
const SENSOR: &[&str] = &[
	"type",
	"deviceID",
	"deviceMetadata",
	"rawData",
	"dataProcessingMethod",
	"microorganism",
	"chemicalSubstance",
	"bizRules",
	"stringValue",
	"booleanValue",
	"hexBinaryValue",
	"uriValue",
];

/// Why a query is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
	/// The exception of the standard (8.2.6): `QueryParameterException`, `QueryTooLargeException`,
	/// `QueryTooComplexException`.
	pub exception: &'static str,
	/// What is wrong and what to do about it.
	pub message: String,
}

impl QueryError {
	/// A parameter is not one, or has a value that it cannot have.
	pub fn parameter(message: impl Into<String>) -> Self {
		Self { exception: "QueryParameterException", message: message.into() }
	}

	/// The answer would have more events than are wanted or given.
	pub fn too_large(message: impl Into<String>) -> Self {
		Self { exception: "QueryTooLargeException", message: message.into() }
	}

	/// It asks for more than is worked out.
	pub fn too_complex(message: impl Into<String>) -> Self {
		Self { exception: "QueryTooComplexException", message: message.into() }
	}
}

impl fmt::Display for QueryError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.message)
	}
}

impl std::error::Error for QueryError {}

/// From a moment on, and before another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
	/// `GE_`.
	pub from: Option<Moment>,
	/// `LT_`.
	pub before: Option<Moment>,
}

impl Range {
	/// Whether it limits anything.
	pub const fn is_open(&self) -> bool {
		self.from.is_none() && self.before.is_none()
	}

	/// Whether a moment is in it. What has no such time is only in the open one.
	pub fn contains(&self, moment: Option<Moment>) -> bool {
		match moment {
			None => self.is_open(),
			Some(moment) => {
				self.from.is_none_or(|from| moment >= from)
					&& self.before.is_none_or(|before| moment < before)
			}
		}
	}
}

/// `orderBy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy {
	/// When it happened.
	EventTime,
	/// When it was recorded.
	RecordTime,
}

/// A query that can be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Query {
	/// An event has to have one term of each.
	pub conditions: Vec<Vec<Term>>,
	/// `GE_eventTime`, `LT_eventTime`.
	pub event_time: Range,
	/// `GE_recordTime`, `LT_recordTime`.
	pub record_time: Range,
	/// `GE_errorDeclarationTime`, `LT_errorDeclarationTime`.
	pub declaration_time: Range,
	/// `orderBy`; without it events come in the order in which they were recorded.
	pub order_by: Option<OrderBy>,
	/// `orderDirection` is `DESC`, which is the default where there is an `orderBy`.
	pub descending: bool,
	/// `eventCountLimit`: only the first.
	pub event_count_limit: Option<u64>,
	/// `maxEventCount`: refused if there are more.
	pub max_event_count: Option<u64>,
	/// `perPage`.
	pub per_page: Option<usize>,
	/// `nextPageToken`.
	pub next_page_token: Option<String>,
	/// The one object that is asked for, if `MATCH_epc` or `MATCH_anyEPC` names one: a repository
	/// may know more of it than its events say.
	pub object: Option<Identifier>,
	/// Tells queries apart, whatever the order of their parameters; pages of one query share it.
	pub fingerprint: [u8; 32],
}

/// A parameter with its values.
pub type Parameter = (String, Vec<String>);

/// The parameters of a query string. Several values of one parameter are separated by a comma or
/// `|`, or stand in parameters of the same name; a comma in a value is written `%2C`.
///
/// # Errors
///
/// If it is not percent-encoded UTF-8, or names too many values.
pub fn parse_query_string(raw: &str) -> Result<Vec<Parameter>, QueryError> {
	let decode = |text: &str| {
		let text = text.replace('+', " ");
		percent_decode_str(&text)
			.decode_utf8()
			.map(|text| text.into_owned())
			.map_err(|_| QueryError::parameter("the query string is not UTF-8, percent-encoded"))
	};
	let mut parameters: Vec<Parameter> = Vec::new();
	let mut count = 0;
	for pair in raw.split('&').filter(|pair| !pair.is_empty()) {
		let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
		let name = decode(name)?;
		let value = value.replace("%7C", "|").replace("%7c", "|");
		let mut values = Vec::new();
		for part in value.split([',', '|']) {
			values.push(decode(part)?);
			count += 1;
			if count > MAX_VALUES {
				let message = format!("a query may name {MAX_VALUES} values: ask several times");
				return Err(QueryError::too_complex(message));
			}
		}
		match parameters.iter_mut().find(|(known, _)| *known == name) {
			Some((_, known)) => known.extend(values),
			None => parameters.push((name, values)),
		}
	}
	Ok(parameters)
}

fn term(field: &str, value: &str) -> Term {
	format!("{field}={value}")
}

/// A word of CBV bare, whatever its spelling.
fn word(vocabulary: Vocabulary, text: &str) -> String {
	match vocabulary.canonical(text) {
		Some(canonical) => vocabulary.word(&canonical),
		None => text.to_owned(),
	}
}

/// The canonical Digital Link of a place as a whole.
fn place(gln: Gln) -> String {
	Identifier::Sgln { gln, extension: None }.canonical_digital_link()
}

/// `{namespace}name` of an extension from `namespace#name`, or with a prefix that the standard's
/// context declares.
fn field_name(text: &str) -> Option<String> {
	if text.starts_with('{') {
		return Some(text.to_owned());
	}
	if let Some((namespace, name)) = text.rsplit_once('#') {
		return Some(format!("{{{namespace}}}{name}"));
	}
	let (prefix, name) = text.split_once(':')?;
	let namespace = match prefix {
		"cbvmda" => "urn:epcglobal:cbv:mda",
		"gs1" => "https://ref.gs1.org/voc/",
		_ => return None,
	};
	Some(format!("{{{namespace}}}{name}"))
}

/// How the values of a parameter are written in terms.
enum Form {
	Text,
	Id,
	Word(Vocabulary),
	Gs1Term,
}

impl Form {
	fn of(&self, name: &str, text: &str) -> Result<String, QueryError> {
		Ok(match self {
			Self::Text => text.to_owned(),
			Self::Word(vocabulary) => word(*vocabulary, text),
			Self::Gs1Term => gs1_term(text),
			Self::Id => Identifier::parse(text)
				.map_err(|error| {
					let shown: String = text.chars().take(60).collect();
					QueryError::parameter(format!("{name}: {shown:?}: {error}"))
				})?
				.canonical_digital_link(),
		})
	}
}

fn one<'a>(name: &str, values: &'a [String]) -> Result<&'a str, QueryError> {
	match values {
		[value] if !value.is_empty() => Ok(value),
		_ => Err(QueryError::parameter(format!("{name} has one value"))),
	}
}

fn number<N: std::str::FromStr + PartialOrd + From<u8>>(
	name: &str,
	values: &[String],
) -> Result<N, QueryError> {
	one(name, values)?
		.parse()
		.ok()
		.filter(|number| *number >= N::from(1))
		.ok_or_else(|| QueryError::parameter(format!("{name} is a number from 1 on")))
}

fn moment(name: &str, values: &[String]) -> Result<Moment, QueryError> {
	let text = one(name, values)?;
	// A plus sign that was not encoded has become a space.
	datetime::moment(&text.replace(' ', "+")).map_err(|_| {
		QueryError::parameter(format!("{name} is a time with a zone: 2026-03-01T12:00:00Z"))
	})
}

impl Query {
	/// The query of these parameters.
	///
	/// # Errors
	///
	/// [`QueryError`] with the standard's exception: for a parameter that is none or is not offered,
	/// a value that it cannot have, and combinations that the standard forbids.
	pub fn parse(parameters: &[Parameter]) -> Result<Self, QueryError> {
		let mut query = Self::default();
		let mut direction = None;
		for (name, values) in parameters {
			if values.iter().all(String::is_empty) {
				return Err(QueryError::parameter(format!("{name} has no value")));
			}
			match name.as_str() {
				"GE_eventTime" => query.event_time.from = Some(moment(name, values)?),
				"LT_eventTime" => query.event_time.before = Some(moment(name, values)?),
				"GE_recordTime" => query.record_time.from = Some(moment(name, values)?),
				"LT_recordTime" => query.record_time.before = Some(moment(name, values)?),
				"GE_errorDeclarationTime" => {
					query.declaration_time.from = Some(moment(name, values)?);
				}
				"LT_errorDeclarationTime" => {
					query.declaration_time.before = Some(moment(name, values)?);
				}
				"orderBy" => {
					query.order_by = Some(match one(name, values)? {
						"eventTime" => OrderBy::EventTime,
						"recordTime" => OrderBy::RecordTime,
						_ => {
							let message = "orderBy is eventTime or recordTime";
							return Err(QueryError::parameter(message));
						}
					});
				}
				"orderDirection" => {
					direction = Some(match one(name, values)? {
						"ASC" => false,
						"DESC" => true,
						_ => {
							return Err(QueryError::parameter("orderDirection is ASC or DESC"));
						}
					});
				}
				"eventCountLimit" => query.event_count_limit = Some(number(name, values)?),
				"maxEventCount" => query.max_event_count = Some(number(name, values)?),
				"perPage" => query.per_page = Some(number(name, values)?),
				"nextPageToken" => query.next_page_token = Some(one(name, values)?.to_owned()),
				"EXISTS_errorDeclaration" => match one(name, values)? {
					"true" => query.conditions.push(vec![term("errorDeclaration", "true")]),
					"false" => (),
					_ => {
						let message = "EXISTS_errorDeclaration is true or false";
						return Err(QueryError::parameter(message));
					}
				},
				_ => {
					let fields = fields(name, values)?;
					let mut terms = Vec::new();
					for (field, form) in fields {
						for value in values {
							terms.push(term(&field, &form.of(name, value)?));
						}
					}
					query.conditions.push(terms);
				}
			}
		}
		query.object = object(parameters);
		query.descending = match (query.order_by, direction) {
			(_, Some(direction)) => direction,
			(order, None) => order.is_some(),
		};
		if query.event_count_limit.is_some() && query.max_event_count.is_some() {
			let message = "eventCountLimit and maxEventCount exclude each other";
			return Err(QueryError::parameter(message));
		}
		if query.event_count_limit.is_some() && query.order_by.is_none() {
			let message = "eventCountLimit is the first of an order: give orderBy";
			return Err(QueryError::parameter(message));
		}
		query.fingerprint = fingerprint(parameters);
		Ok(query)
	}
}

/// The object of the only parameter about objects, if that has one value.
fn object(parameters: &[Parameter]) -> Option<Identifier> {
	let mut about = parameters.iter().filter(|(name, _)| name.starts_with("MATCH_"));
	match (about.next(), about.next()) {
		(Some((name, values)), None) if matches!(name.as_str(), "MATCH_epc" | "MATCH_anyEPC") => {
			match &values[..] {
				[value] => Identifier::parse(value).ok().filter(|id| id.to_epc().is_some()),
				_ => None,
			}
		}
		_ => None,
	}
}

/// Whether a condition is about objects, which the chain's word of an event does not name.
pub fn is_about_objects(condition: &[Term]) -> bool {
	let fields = ["epc=", "parentID=", "inputEPC=", "outputEPC="];
	condition.iter().all(|term| fields.iter().any(|field| term.starts_with(field)))
}

fn fingerprint(parameters: &[Parameter]) -> [u8; 32] {
	let lines: BTreeSet<String> = parameters
		.iter()
		.filter(|(name, _)| !matches!(name.as_str(), "perPage" | "nextPageToken"))
		.map(|(name, values)| {
			let values: BTreeSet<_> = values.iter().map(|value| format!("{value:?}")).collect();
			format!("{name:?}={values:?}")
		})
		.collect();
	Sha256::digest(format!("{lines:?}").as_bytes()).into()
}

/// The fields of terms that a parameter asks for, one of which is enough.
fn fields(name: &str, values: &[String]) -> Result<Vec<(String, Form)>, QueryError> {
	let single = |field: &str, form: Form| Ok(vec![(field.to_owned(), form)]);
	let several = |fields: &[&str]| {
		Ok(fields.iter().map(|field| ((*field).to_owned(), Form::Id)).collect::<Vec<_>>())
	};
	match name {
		"eventType" => return single("eventType", Form::Text),
		"EQ_action" => {
			let is_action = |value: &String| matches!(value.as_str(), "ADD" | "OBSERVE" | "DELETE");
			return match values.iter().all(is_action) {
				true => single("action", Form::Text),
				false => Err(QueryError::parameter("EQ_action is ADD, OBSERVE or DELETE")),
			};
		}
		"EQ_bizStep" => return single("bizStep", Form::Word(BIZ_STEP)),
		"EQ_disposition" => return single("disposition", Form::Word(DISPOSITION)),
		"EQ_persistentDisposition_set" | "EQ_persistentDisposition_unset" => {
			return single(&name[3..], Form::Word(DISPOSITION));
		}
		"EQ_readPoint" | "EQ_bizLocation" => return single(&name[3..], Form::Id),
		"WD_readPoint" | "WD_bizLocation" => return single(name, Form::Id),
		"EQ_transformationID" | "EQ_eventID" | "EQ_correctiveEventID" => {
			return single(&name[3..], Form::Text);
		}
		"MATCH_epc"
		| "MATCH_parentID"
		| "MATCH_inputEPC"
		| "MATCH_outputEPC"
		| "MATCH_epcClass"
		| "MATCH_inputEPCClass"
		| "MATCH_outputEPCClass" => {
			return single(&name[6..], Form::Id);
		}
		"MATCH_anyEPC" => return several(&["epc", "parentID", "inputEPC", "outputEPC"]),
		"MATCH_anyEPCClass" => return several(&["epcClass", "inputEPCClass", "outputEPCClass"]),
		"EQ_errorReason" => return single("errorReason", Form::Word(ERROR_REASON)),
		"EQ_type" => return single("sensor_type", Form::Gs1Term),
		_ => (),
	}
	if let Some(kind) = name.strip_prefix("EQ_bizTransaction_") {
		let kind = word(BIZ_TRANSACTION_TYPE, kind);
		// Its identifier may be of any scheme or none.
		return Ok(vec![(format!("bizTransaction_{kind}"), Form::Text)]);
	}
	for end in ["source", "destination"] {
		if let Some(kind) = name.strip_prefix("EQ_").and_then(|rest| rest.strip_prefix(end)) {
			if let Some(kind) = kind.strip_prefix('_') {
				let kind = word(SOURCE_DESTINATION_TYPE, kind);
				return Ok(vec![(format!("{end}_{kind}"), Form::Id)]);
			}
		}
	}
	if let Some(field) = name.strip_prefix("EQ_ILMD_").and_then(field_name) {
		return Ok(vec![(format!("ilmd_{field}"), Form::Text)]);
	}
	if let Some(field) = name.strip_prefix("EQ_") {
		if SENSOR.contains(&field) {
			return Ok(vec![(format!("sensor_{field}"), Form::Text)]);
		}
		if let Some(field) = field_name(field) {
			return Ok(vec![(format!("extension_{field}"), Form::Text)]);
		}
	}
	let message = format!(
		"{name:?} is no parameter of SimpleEventQuery, or none that this repository offers: see \
		 docs/serve.md for those that it does"
	);
	Err(QueryError::parameter(message))
}

fn add_place(terms: &mut BTreeSet<Term>, field: &str, id: Option<&Identifier>) {
	let Some(id) = id else { return };
	terms.insert(term(field, &id.canonical_digital_link()));
	terms.insert(term(&format!("WD_{field}"), &id.canonical_digital_link()));
	if let Some(gln) = id.gln() {
		terms.insert(term(&format!("WD_{field}"), &place(gln)));
		terms.insert(term("party", &gln.to_string()));
	}
}

fn add_epcs<'a>(
	terms: &mut BTreeSet<Term>,
	field: &str,
	epcs: impl IntoIterator<Item = &'a Identifier>,
) {
	for epc in epcs {
		terms.insert(term(field, &epc.canonical_digital_link()));
		// A pattern of all serials of a product matches each of them.
		if let Some(gtin) = epc.gtin() {
			terms.insert(term(field, &Identifier::Gtin(gtin).canonical_digital_link()));
		}
	}
}

fn add_classes<'a>(
	terms: &mut BTreeSet<Term>,
	field: &str,
	quantities: impl IntoIterator<Item = &'a Quantity>,
) {
	for quantity in quantities {
		terms.insert(term(field, &quantity.class.canonical_digital_link()));
	}
}

fn add_parties(terms: &mut BTreeSet<Term>, end: &str, parties: &[Party]) {
	for party in parties {
		let id = party.id.canonical_digital_link();
		terms.insert(term(&format!("{end}_{}", party.kind), &id));
		if let Some(gln) = party.id.gln() {
			terms.insert(term("party", &gln.to_string()));
		}
	}
}

/// Everything by which a query finds an event.
pub fn terms(event: &Event) -> BTreeSet<Term> {
	let mut terms = BTreeSet::new();
	terms.insert(term("eventType", event.kind.name()));
	terms.insert(term("eventID", &hash_uri(&event.hash())));
	let mut add = |field: &str, value: Option<&str>| {
		terms.extend(value.map(|value| term(field, value)));
	};
	add("eventID", event.event_id.as_deref());
	add("action", event.action.map(Action::name));
	add("bizStep", event.biz_step.as_deref());
	add("disposition", event.disposition.as_deref());
	add("transformationID", event.transformation_id.as_deref());
	if let Some(persistent) = &event.persistent_disposition {
		for (field, words) in [("set", &persistent.set), ("unset", &persistent.unset)] {
			for word in words {
				add(&format!("persistentDisposition_{field}"), Some(word));
			}
		}
	}
	if let Some(declaration) = &event.error_declaration {
		add("errorDeclaration", Some("true"));
		add("errorReason", declaration.reason.as_deref());
		for id in &declaration.corrective_event_ids {
			add("correctiveEventID", Some(id));
		}
	}
	for transaction in &event.biz_transactions {
		let kind = transaction.kind.as_deref().unwrap_or_default();
		add(&format!("bizTransaction_{kind}"), Some(&transaction.id));
	}
	for field in event.ilmd.iter().flat_map(|ilmd| &ilmd.fields) {
		if field.is_extension() && !field.text.is_empty() {
			add(&format!("ilmd_{}", field.name), Some(&field.text));
		}
	}
	for field in event.extensions.iter().filter(|field| !field.text.is_empty()) {
		add(&format!("extension_{}", field.name), Some(&field.text));
	}
	for part in event.sensor_elements.iter().flat_map(|element| &element.children) {
		for field in part.children.iter().filter(|field| SENSOR.contains(&field.name.as_str())) {
			let text = match field.name.as_str() {
				"type" => gs1_term(&field.text),
				_ => field.text.clone(),
			};
			add(&format!("sensor_{}", field.name), Some(&text));
		}
	}
	add_place(&mut terms, "readPoint", event.read_point.as_ref());
	add_place(&mut terms, "bizLocation", event.biz_location.as_ref());
	add_epcs(&mut terms, "epc", event.epcs.iter().chain(&event.child_epcs));
	add_epcs(&mut terms, "parentID", &event.parent);
	add_epcs(&mut terms, "inputEPC", &event.input_epcs);
	add_epcs(&mut terms, "outputEPC", &event.output_epcs);
	add_classes(&mut terms, "epcClass", event.quantities.iter().chain(&event.child_quantities));
	add_classes(&mut terms, "inputEPCClass", &event.input_quantities);
	add_classes(&mut terms, "outputEPCClass", &event.output_quantities);
	add_parties(&mut terms, "source", &event.sources);
	add_parties(&mut terms, "destination", &event.destinations);
	terms
}

/// The identifiers in an event, in their canonical form, and the products of its objects: what master
/// data may describe.
pub fn identifiers(event: &Event) -> BTreeSet<String> {
	let is_named = |field: &str| {
		let prefixes = [
			"epc",
			"parentID",
			"input",
			"output",
			"readPoint",
			"bizLocation",
			"source_",
			"destination_",
		];
		prefixes.iter().any(|prefix| field.starts_with(prefix))
	};
	terms(event)
		.into_iter()
		.filter_map(|term| {
			let (field, id) = term.split_once('=')?;
			is_named(field).then(|| id.to_owned())
		})
		.collect()
}

/// What the chain says of an event whose body is with somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchored {
	/// Its hash.
	pub hash: EventHash,
	/// `bizStep`, as the chain has it.
	pub biz_step: Option<String>,
	/// `disposition`, as the chain has it.
	pub disposition: Option<String>,
	/// `readPoint`.
	pub read_point: Option<Gln>,
	/// `bizLocation`.
	pub biz_location: Option<Gln>,
	/// `parentID`.
	pub parent: Option<Identifier>,
}

/// Everything by which a query finds what is only anchored: no more than the chain says of it.
pub fn anchored_terms(anchored: &Anchored) -> BTreeSet<Term> {
	let mut terms = BTreeSet::from([term("eventID", &hash_uri(&anchored.hash))]);
	// What the chain does not enforce it calls other, which is no word of the event.
	let step = anchored.biz_step.as_deref().filter(|step| *step != "other");
	terms.extend(step.map(|step| term("bizStep", step)));
	terms.extend(anchored.disposition.as_deref().map(|word| term("disposition", word)));
	let location = |gln| Identifier::Sgln { gln, extension: None };
	let [read_point, biz_location] =
		[anchored.read_point, anchored.biz_location].map(|gln| gln.map(location));
	add_place(&mut terms, "readPoint", read_point.as_ref());
	add_place(&mut terms, "bizLocation", biz_location.as_ref());
	add_epcs(&mut terms, "parentID", &anchored.parent);
	terms
}

/// The term of everything in which the organisation at a location takes part: as source,
/// destination, read point or business location.
pub fn party_term(gln: Gln) -> Term {
	term("party", &gln.to_string())
}

/// The term that the name of an event is: its `eventID`, or its hash in any case of its digits.
pub fn event_id_term(id: &str) -> Term {
	match parse_hash_uri(id) {
		Some(hash) => term("eventID", &hash_uri(&hash)),
		None => term("eventID", id),
	}
}

/// The words that the resource `/{collection}` lists, if it is one of known words.
pub fn collection_words(name: &str) -> Option<Vec<&'static str>> {
	match name {
		"eventTypes" => Some(
			[
				EventType::Object,
				EventType::Aggregation,
				EventType::Transaction,
				EventType::Transformation,
				EventType::Association,
			]
			.map(EventType::name)
			.to_vec(),
		),
		"bizSteps" => Some(BIZ_STEP.words().to_vec()),
		"dispositions" => Some(DISPOSITION.words().to_vec()),
		_ => None,
	}
}

/// The condition that the resource `/{collection}/{value}/events` is; none if there is no such
/// collection.
///
/// # Errors
///
/// If the value is none that it can have.
pub fn collection(name: &str, value: &str) -> Option<Result<Vec<Term>, QueryError>> {
	let parameter = match name {
		"eventTypes" => match EventType::parse(value) {
			Some(kind) => return Some(Ok(vec![term("eventType", kind.name())])),
			None => return None,
		},
		"epcs" => "MATCH_anyEPC",
		"bizSteps" => "EQ_bizStep",
		"bizLocations" => "EQ_bizLocation",
		"readPoints" => "EQ_readPoint",
		"dispositions" => "EQ_disposition",
		_ => return None,
	};
	let parameters = [(parameter.to_owned(), vec![value.to_owned()])];
	Some(Query::parse(&parameters).map(|query| query.conditions.into_iter().flatten().collect()))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::epcis::read;

	fn event(text: &str) -> Event {
		read(text.as_bytes()).unwrap().events.remove(0).unwrap()
	}

	fn query(text: &str) -> Result<Query, QueryError> {
		Query::parse(&parse_query_string(text)?)
	}

	fn finds(text: &str, event: &Event) -> bool {
		let query = query(text).unwrap();
		let terms = terms(event);
		query.event_time.contains(Some(event.time))
			&& query.conditions.iter().all(|any| any.iter().any(|term| terms.contains(term)))
	}

	const SHIPPING: &str = r#"{"type":"ObjectEvent","eventID":"urn:uuid:1",
		"eventTime":"2026-03-01T12:00:00+02:00","eventTimeZoneOffset":"+02:00",
		"epcList":["urn:epc:id:sgtin:9520001.012345.S0001","urn:epc:id:sscc:9520001.1000000001"],
		"action":"OBSERVE","bizStep":"shipping","disposition":"in_transit",
		"persistentDisposition":{"set":["recalled"],"unset":["completeness_verified"]},
		"readPoint":{"id":"urn:epc:id:sgln:9520001.00001.dock"},
		"bizLocation":{"id":"https://id.gs1.org/414/9520001000010"},
		"bizTransactionList":[{"type":"po","bizTransaction":"urn:epcglobal:cbv:bt:9520002000019:1"}],
		"sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:9520001.00001"}],
		"destinationList":[{"type":"owning_party","destination":"urn:epc:id:pgln:9520002.00001"}],
		"sensorElementList":[{"sensorReport":[{"type":"Temperature","value":26,"uom":"CEL"}]}],
		"errorDeclaration":{"declarationTime":"2026-03-02T12:00:00Z","reason":"incorrect_data",
			"correctiveEventIDs":["urn:uuid:2"]}}"#;

	#[test]
	fn ep_1_every_field_should_be_found_under_the_standard_name_of_its_parameter() {
		let event = event(SHIPPING);
		for text in [
			"eventType=ObjectEvent",
			"eventType=AggregationEvent,ObjectEvent",
			"GE_eventTime=2026-03-01T10:00:00Z&LT_eventTime=2026-03-01T10:00:01Z",
			"EQ_action=OBSERVE",
			"EQ_bizStep=shipping",
			"EQ_bizStep=receiving%7Cshipping",
			"EQ_bizStep=urn:epcglobal:cbv:bizstep:shipping",
			"EQ_bizStep=https://ref.gs1.org/cbv/BizStep-shipping",
			"EQ_disposition=in_transit",
			"EQ_persistentDisposition_set=recalled",
			"EQ_persistentDisposition_unset=completeness_verified",
			"EQ_readPoint=https://id.gs1.org/414/9520001000010/254/dock",
			"WD_readPoint=urn:epc:id:sgln:9520001.00001.0",
			"WD_readPoint=urn:epc:id:sgln:9520001.00001.dock",
			"EQ_bizLocation=urn:epc:id:sgln:9520001.00001.0",
			"MATCH_epc=https://id.gs1.org/01/09520001123450/21/S0001",
			"MATCH_epc=urn:epc:idpat:sgtin:9520001.012345.*",
			"MATCH_anyEPC=urn:epc:id:sscc:9520001.1000000001",
			"EQ_eventID=urn:uuid:1",
			"EQ_bizTransaction_po=urn:epcglobal:cbv:bt:9520002000019:1",
			"EQ_bizTransaction_urn:epcglobal:cbv:btt:po=urn:epcglobal:cbv:bt:9520002000019:1",
			"EQ_source_owning_party=https://id.gs1.org/417/9520001000010",
			"EQ_destination_owning_party=urn:epc:id:pgln:9520002.00001",
			"EXISTS_errorDeclaration=true",
			"EQ_errorReason=incorrect_data",
			"EQ_correctiveEventID=urn:uuid:2",
			"EQ_type=Temperature",
		] {
			assert!(finds(text, &event), "{text}");
		}
		let hash = hash_uri(&event.hash()).replace('?', "%3F").replace('=', "%3D");
		assert!(finds(&format!("EQ_eventID={hash}"), &event));
		for text in [
			"eventType=AggregationEvent",
			"LT_eventTime=2026-03-01T10:00:00Z",
			"EQ_action=ADD",
			"EQ_bizStep=receiving",
			"EQ_persistentDisposition_set=expired",
			"EQ_readPoint=urn:epc:id:sgln:9520001.00001.0",
			"MATCH_parentID=urn:epc:id:sscc:9520001.1000000001",
			"MATCH_epc=urn:epc:id:sgtin:9520001.012345.S0002",
			"EQ_source_possessing_party=https://id.gs1.org/417/9520001000010",
			"EQ_errorReason=did_not_occur",
		] {
			assert!(!finds(text, &event), "{text}");
		}
	}

	#[test]
	fn ep_1_what_is_no_parameter_should_be_a_query_parameter_exception() {
		for text in [
			"EQ_bizstep=shipping",
			"bizStep=shipping",
			"EQ_action=REMOVE",
			"EQ_bizStep=",
			"GE_eventTime=yesterday",
			"MATCH_epc=123",
			"orderBy=bizStep",
			"orderDirection=up",
			"perPage=0",
			"perPage=-1",
			"perPage=1,2",
			"eventCountLimit=1",
			"eventCountLimit=1&maxEventCount=1&orderBy=eventTime",
			"EXISTS_errorDeclaration=yes",
			"EQ_bizStep=%ff",
		] {
			assert_eq!(query(text).unwrap_err().exception, "QueryParameterException", "{text}");
		}
		let many = format!("EQ_bizStep={}", vec!["shipping"; MAX_VALUES + 1].join(","));
		assert_eq!(query(&many).unwrap_err().exception, "QueryTooComplexException");
	}

	#[test]
	fn an_order_should_be_descending_by_default() {
		assert!(query("orderBy=eventTime").unwrap().descending);
		assert!(!query("orderBy=eventTime&orderDirection=ASC").unwrap().descending);
		assert!(!query("").unwrap().descending);
	}

	#[test]
	fn pages_of_one_query_should_share_its_fingerprint() {
		let first = query("EQ_bizStep=a,b&EQ_action=ADD&perPage=3").unwrap();
		let next = query("EQ_action=ADD&EQ_bizStep=b,a&perPage=5&nextPageToken=x").unwrap();
		assert_eq!(first.fingerprint, next.fingerprint);
		assert_ne!(first.fingerprint, query("EQ_bizStep=a&EQ_action=ADD").unwrap().fingerprint);
		// A comma that is encoded belongs to the value.
		let comma = query("EQ_bizStep=a%2Cb&EQ_action=ADD").unwrap();
		assert_eq!(comma.conditions[0], ["bizStep=a,b"]);
		assert_ne!(first.fingerprint, comma.fingerprint);
	}

	#[test]
	fn ep_2_lot_and_expiry_should_be_found_by_their_master_data_fields() {
		let event = event(
			r#"{"type":"ObjectEvent","eventTime":"2026-03-01T12:00:00Z",
			"eventTimeZoneOffset":"+00:00","action":"ADD","bizStep":"commissioning",
			"epcList":["urn:epc:id:sgtin:9520001.012345.S0001"],
			"ilmd":{"cbvmda:lotNumber":"L1","cbvmda:itemExpirationDate":"2028-01-31"}}"#,
		);
		assert!(finds("EQ_ILMD_cbvmda:lotNumber=L1", &event));
		assert!(finds("EQ_ILMD_urn:epcglobal:cbv:mda%23lotNumber=L2,L1", &event));
		assert!(!finds("EQ_ILMD_cbvmda:lotNumber=L2", &event));
	}

	#[test]
	fn the_one_object_of_a_query_should_be_known() {
		let sscc = "urn:epc:id:sscc:9520001.1000000001";
		for text in [format!("MATCH_epc={sscc}"), format!("MATCH_anyEPC={sscc}&EQ_action=ADD")] {
			let query = query(&text).unwrap();
			assert!(query.object.is_some(), "{text}");
			assert!(is_about_objects(&query.conditions[0]));
		}
		for text in [
			format!("MATCH_epc={sscc},{sscc}"),
			format!("MATCH_parentID={sscc}"),
			format!("MATCH_epc={sscc}&MATCH_parentID={sscc}"),
			"MATCH_epc=urn:epc:idpat:sgtin:9520001.012345.*".into(),
			"EQ_action=ADD".into(),
		] {
			assert_eq!(query(&text).unwrap().object, None, "{text}");
		}
		assert!(!is_about_objects(&query("EQ_action=ADD").unwrap().conditions[0]));
	}

	#[test]
	fn what_is_only_anchored_should_be_found_by_what_the_chain_says_alone() {
		let gln: Gln = "9520001000010".parse().unwrap();
		let anchored = Anchored {
			hash: [7; 32],
			biz_step: Some("shipping".into()),
			read_point: Some(gln),
			..Anchored::default()
		};
		let terms = anchored_terms(&anchored);
		assert!(terms.contains("bizStep=shipping"));
		assert!(terms.contains(&party_term(gln)));
		assert!(terms.contains(&event_id_term(&hash_uri(&[7; 32]))));
		assert!(!terms.iter().any(|term| term.starts_with("eventType=")));
		let other = Anchored { biz_step: Some("other".into()), ..anchored };
		assert!(!anchored_terms(&other).iter().any(|term| term.starts_with("bizStep=")));
	}
}

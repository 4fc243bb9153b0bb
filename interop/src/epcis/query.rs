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
	element::Element,
	hash::{hash_uri, parse_hash_uri},
	header::{MasterData, VocabularyElement},
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
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt,
};

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

/// The least and the most that an event has of numbers of one name.
pub type Bounds = BTreeMap<String, (f64, f64)>;

/// `GT_`, `GE_`, `LT_`, `LE_` of a number or a time: one of an event's numbers is on the right side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
	/// The name of the numbers.
	pub field: String,
	/// Greater, rather than less.
	pub is_greater: bool,
	/// Or equal.
	pub or_equal: bool,
	/// Than what.
	pub than: f64,
}

impl Comparison {
	/// Whether one of these numbers is on the right side.
	pub fn holds(&self, bounds: &Bounds) -> bool {
		bounds.get(&self.field).is_some_and(|(least, most)| {
			match (self.is_greater, self.or_equal) {
				(true, true) => *most >= self.than,
				(true, false) => *most > self.than,
				(false, true) => *least <= self.than,
				(false, false) => *least < self.than,
			}
		})
	}
}

/// What master data has to say of the value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Described {
	/// `WD_`: it is one of these, or belongs to one.
	Within(Vec<String>),
	/// `HASATTR_`: it has one of these attributes.
	Has(Vec<String>),
	/// `EQATTR_`: its attribute has one of these values.
	Equals(String, Vec<String>),
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
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Query {
	/// An event has to have one term of each.
	pub conditions: Vec<Vec<Term>>,
	/// Comparisons with numbers and times, all of which have to hold.
	pub comparisons: Vec<Comparison>,
	/// Conditions that master data completes, each with the field whose terms it adds.
	described: Vec<(usize, String, Described)>,
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
			if values.iter().all(String::is_empty) && !name.starts_with("EXISTS_") {
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
				_ if name.starts_with("EXISTS_") => query.exists(name, values)?,
				_ if query.compare(name, values)? || query.describe(name, values)? => (),
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

	/// `EXISTS_`, which has no value, or `true`; `false` asks for nothing.
	fn exists(&mut self, name: &str, values: &[String]) -> Result<(), QueryError> {
		let rest = name.strip_prefix("EXISTS_").unwrap_or(name);
		let field = match rest {
			"errorDeclaration" => Some("errorDeclaration".to_owned()),
			"sensorElement" | "sensorElementList" => Some("sensorElement".to_owned()),
			_ => extension_field(rest),
		};
		let Some(field) = field else { return Err(unknown(name)) };
		match values {
			[value] if matches!(value.as_str(), "" | "true" | "1" | "null") => {
				self.conditions.push(vec![term("has", &field)]);
				Ok(())
			}
			[value] if value == "false" => Ok(()),
			_ => Err(QueryError::parameter(format!("{name} has no value, or true or false"))),
		}
	}

	/// A comparison of numbers or times; whether the parameter is one.
	fn compare(&mut self, name: &str, values: &[String]) -> Result<bool, QueryError> {
		let Some((operator, rest)) = name.split_once('_') else { return Ok(false) };
		let is_equality = operator == "EQ";
		let (is_greater, or_equal) = match operator {
			"GT" => (true, false),
			"GE" => (true, true),
			"LT" => (false, false),
			"LE" => (false, true),
			"EQ" => (false, false),
			_ => return Ok(false),
		};
		let number = number_field(rest);
		let is_standard = number.is_some();
		let field = match number {
			Some(field) => field,
			// Texts are compared as texts, so that 007 is not 7.
			None if is_equality => return Ok(false),
			None => extension_field(rest).ok_or_else(|| unknown(name))?,
		};
		let shown = || QueryError::parameter(format!("{name} is a number, a date or a time"));
		if is_equality {
			let terms = values
				.iter()
				.map(|value| canonical_number(value).map(|number| term(&field, &number)))
				.collect::<Option<Vec<_>>>();
			self.conditions.push(terms.ok_or_else(shown)?);
			return Ok(true);
		}
		// A plus sign that was not encoded has become a space.
		let (kind, than) = comparable(&one(name, values)?.replace(' ', "+")).ok_or_else(shown)?;
		if is_standard && (kind == "time_") != (rest.ends_with("ime")) {
			return Err(shown());
		}
		let field = format!("{kind}{field}");
		self.conditions.push(vec![term("has", &field)]);
		self.comparisons.push(Comparison { field, is_greater, or_equal, than });
		Ok(true)
	}

	/// A condition about master data; whether the parameter is one.
	fn describe(&mut self, name: &str, values: &[String]) -> Result<bool, QueryError> {
		// `EQ_ATTR_` in the schema of the REST binding, `EQATTR_` in the text.
		let rest = name.strip_prefix("EQ_ATTR_").map(|rest| ("EQATTR", rest));
		let Some((operator, rest)) = rest.or(name.split_once('_')) else { return Ok(false) };
		let (field, described, terms) = match (operator, rest) {
			("WD", "readPoint" | "bizLocation") => {
				let ids = values
					.iter()
					.map(|value| Form::Id.of(name, value))
					.collect::<Result<Vec<_>, _>>()?;
				let terms = ids.iter().map(|id| term(name, id)).collect();
				(name, Described::Within(ids), terms)
			}
			("HASATTR", field) if DESCRIBED.contains(&field) => {
				(field, Described::Has(values.to_vec()), Vec::new())
			}
			("EQATTR", rest) => {
				let Some((field, attribute)) =
					rest.split_once('_').filter(|(field, _)| DESCRIBED.contains(field))
				else {
					return Err(unknown(name));
				};
				let described = Described::Equals(attribute.to_owned(), values.to_vec());
				(field, described, Vec::new())
			}
			_ => return Ok(false),
		};
		self.described.push((self.conditions.len(), field.to_owned(), described));
		self.conditions.push(terms);
		Ok(true)
	}

	/// Whether the answer needs master data.
	pub fn needs_master_data(&self) -> bool {
		!self.described.is_empty()
	}

	/// Complete the conditions that master data describes.
	///
	/// # Errors
	///
	/// If they name more than [`MAX_DESCRIBED`] places or products.
	pub fn describe_by(&mut self, data: &MasterData) -> Result<(), QueryError> {
		let elements = || data.vocabularies.iter().flat_map(|list| &list.elements);
		for (condition, field, described) in &self.described {
			let found: BTreeSet<String> = match described {
				Described::Within(ids) => within(ids, elements()),
				Described::Has(names) => elements()
					.filter(|element| {
						let is_it = |name| {
							element.attributes.iter().any(|(known, _)| same_attribute(known, name))
						};
						names.iter().any(|name| is_it(name))
					})
					.map(VocabularyElement::canonical_id)
					.collect(),
				Described::Equals(name, values) => elements()
					.filter(|element| {
						element.attributes.iter().any(|(known, value)| {
							same_attribute(known, name) && values.contains(value)
						})
					})
					.map(VocabularyElement::canonical_id)
					.collect(),
			};
			if found.len() > MAX_DESCRIBED {
				let message = format!(
					"master data describes more than {MAX_DESCRIBED} that {field} could be: name \
					 them by another parameter"
				);
				return Err(QueryError::too_complex(message));
			}
			if let Some(terms) = self.conditions.get_mut(*condition) {
				terms.extend(found.iter().map(|id| term(field, id)));
			}
		}
		Ok(())
	}
}

/// Fields of which `HASATTR_` and `EQATTR_` ask what master data says.
const DESCRIBED: &[&str] = &["readPoint", "bizLocation", "epcClass"];
/// The most places or products that master data may add to a query.
pub const MAX_DESCRIBED: usize = 10_000;

/// These and what belongs to them, however indirectly.
fn within<'a>(
	ids: &[String],
	elements: impl Iterator<Item = &'a VocabularyElement>,
) -> BTreeSet<String> {
	let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
	for element in elements.filter(|element| !element.children.is_empty()) {
		children.entry(element.canonical_id()).or_default().extend(element.canonical_children());
	}
	let mut found: BTreeSet<String> = ids.iter().cloned().collect();
	let mut open = ids.to_vec();
	while let Some(id) = open.pop() {
		for child in children.get(&id).into_iter().flatten() {
			if found.insert(child.clone()) {
				open.push(child.clone());
			}
		}
	}
	found
}

/// Whether an attribute has this name, of which the standard's own may be short.
fn same_attribute(known: &str, name: &str) -> bool {
	known == name
		|| known.strip_prefix("urn:epcglobal:cbv:mda").is_some_and(|local| {
			let local = local.trim_start_matches(['#', ':']);
			local == name || name.strip_prefix("cbvmda:") == Some(local)
		}) || known.strip_prefix("cbvmda:") == Some(name)
}

/// The field of a parameter that compares numbers or times of the standard.
fn number_field(rest: &str) -> Option<String> {
	const WITH_UNIT: [&str; 7] =
		["quantity", "value", "minValue", "maxValue", "meanValue", "sDev", "percValue"];
	const ALONE: [&str; 7] = [
		"quantity",
		"percRank",
		"time",
		"startTime",
		"endTime",
		"SENSORMETADATA_time",
		"SENSORREPORT_time",
	];
	let is_known = ALONE.contains(&rest)
		|| rest.split_once('_').is_some_and(|(field, unit)| {
			WITH_UNIT.contains(&field) && !unit.is_empty() && unit.len() <= 8
		});
	is_known.then(|| format!("number_{rest}"))
}

/// The fields in which a name of somebody else may stand, under the standard's names for them.
const AREAS: [&str; 4] = ["ILMD", "SENSORELEMENT", "SENSORMETADATA", "SENSORREPORT"];

/// The field of `EQ_`, `EXISTS_` and comparisons that names an extension: at the top of an area, or
/// with `INNER_` below that.
fn extension_field(rest: &str) -> Option<String> {
	let (inner, rest) = match rest.strip_prefix("INNER_") {
		Some(rest) => ("inner_", rest),
		None => ("", rest),
	};
	// Not looked into: it must not seem to be a namespace.
	if ["ERROR_DECLARATION_", "readPoint_", "bizLocation_", "ATTR_"]
		.iter()
		.any(|area| rest.starts_with(area))
	{
		return None;
	}
	for area in AREAS {
		if let Some(name) = rest.strip_prefix(area).and_then(|rest| rest.strip_prefix('_')) {
			let is_sensor = area.starts_with("SENSOR") && SENSOR.contains(&name);
			let name = if is_sensor { name.to_owned() } else { field_name(name)? };
			return Some(format!("{inner}{area}_{name}"));
		}
	}
	Some(format!("{inner}extension_{}", field_name(rest)?))
}

fn unknown(name: &str) -> QueryError {
	QueryError::parameter(format!(
		"{name:?} is no parameter of SimpleEventQuery, or none that this repository offers: see \
		 docs/serve.md for those that it does"
	))
}

/// A number, a date or a time that can be compared, and which of them.
fn comparable(text: &str) -> Option<(&'static str, f64)> {
	if let Some(number) = number_of(text) {
		return Some(("", number));
	}
	let moment = datetime::moment(text)
		.ok()
		.or_else(|| datetime::moment(&format!("{text}T00:00:00Z")).ok())?;
	// Exact up to the year 287396.
	Some(("time_", moment as f64))
}

fn number_of(text: &str) -> Option<f64> {
	let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
	text.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

fn canonical_number(text: &str) -> Option<String> {
	number_of(text).map(|number| (number + 0.0).to_string())
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
	if let Some(field) = name.strip_prefix("EQ_") {
		if SENSOR.contains(&field) {
			return Ok(vec![(format!("sensor_{field}"), Form::Text)]);
		}
		if let Some(field) = extension_field(field) {
			return Ok(vec![(field, Form::Text)]);
		}
	}
	Err(unknown(name))
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

/// Every field of somebody else in an event, and those of its sensors, with the name that
/// [`extension_field`] gives it.
fn extension_fields(event: &Event) -> Vec<(String, &Element)> {
	fn below<'a>(found: &mut Vec<(String, &'a Element)>, area: &str, field: &'a Element) {
		for inner in &field.children {
			if inner.is_extension() {
				found.push((format!("inner_{area}_{}", inner.name), inner));
			}
			below(found, area, inner);
		}
	}
	fn add<'a>(
		found: &mut Vec<(String, &'a Element)>,
		area: &str,
		fields: impl IntoIterator<Item = &'a Element>,
	) {
		for field in fields {
			let is_sensor = area.starts_with("SENSOR") && SENSOR.contains(&field.name.as_str());
			if field.is_extension() || is_sensor {
				found.push((format!("{area}_{}", field.name), field));
				below(found, area, field);
			}
		}
	}
	let mut found = Vec::new();
	add(&mut found, "extension", &event.extensions);
	add(&mut found, "ILMD", event.ilmd.iter().flat_map(|ilmd| &ilmd.fields));
	for element in &event.sensor_elements {
		add(&mut found, "SENSORELEMENT", &element.children);
		for (area, part) in [("SENSORMETADATA", "sensorMetadata"), ("SENSORREPORT", "sensorReport")]
		{
			let parts = element.children_named(part);
			add(&mut found, area, parts.flat_map(|part| &part.children));
		}
	}
	found
}

/// The numbers and times of the standard in an event, as they are written, with the name that
/// [`number_field`] gives them.
fn number_fields(event: &Event) -> Vec<(String, &str)> {
	let mut found = Vec::new();
	let quantities = [
		&event.quantities,
		&event.child_quantities,
		&event.input_quantities,
		&event.output_quantities,
	];
	for quantity in quantities.into_iter().flatten() {
		let Some(number) = quantity.quantity.as_deref() else { continue };
		found.push(("number_quantity".to_owned(), number));
		if let Some(unit) = &quantity.unit {
			found.push((format!("number_quantity_{unit}"), number));
		}
	}
	for element in &event.sensor_elements {
		for part in &element.children {
			let unit = part.text_of("uom");
			for field in part.children.iter().filter(|field| !field.text.is_empty()) {
				if field.name == "time" {
					found.push(("number_time".to_owned(), field.text.as_str()));
				}
				let name = match (part.name.as_str(), field.name.as_str(), unit) {
					("sensorMetadata", "time", _) => "SENSORMETADATA_time".to_owned(),
					("sensorReport", "time", _) => "SENSORREPORT_time".to_owned(),
					("sensorMetadata", "startTime" | "endTime", _)
					| ("sensorReport", "percRank", _) => field.name.clone(),
					("sensorReport", name, Some(unit)) => format!("{name}_{unit}"),
					_ => continue,
				};
				found.extend(number_field(&name).map(|name| (name, field.text.as_str())));
			}
		}
	}
	found
}

/// The least and the most of the numbers and times in an event.
pub fn bounds(event: &Event) -> Bounds {
	let numbers = number_fields(event);
	let extensions = extension_fields(event);
	let extensions = extensions.iter().map(|(name, field)| (name, field.text.as_str()));
	let mut bounds = Bounds::new();
	for (name, text) in numbers.iter().map(|(name, text)| (name, *text)).chain(extensions) {
		let Some((kind, number)) = comparable(text) else { continue };
		let (least, most) = bounds.entry(format!("{kind}{name}")).or_insert((number, number));
		(*least, *most) = (least.min(number), most.max(number));
	}
	bounds
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
		add("has", Some("errorDeclaration"));
		add("errorReason", declaration.reason.as_deref());
		for id in &declaration.corrective_event_ids {
			add("correctiveEventID", Some(id));
		}
	}
	for transaction in &event.biz_transactions {
		let kind = transaction.kind.as_deref().unwrap_or_default();
		add(&format!("bizTransaction_{kind}"), Some(&transaction.id));
	}
	for (field, element) in extension_fields(event) {
		add("has", Some(&field));
		if !element.text.is_empty() {
			add(&field, Some(&element.text));
		}
	}
	for (field, text) in number_fields(event) {
		add(&field, canonical_number(text).as_deref());
	}
	for field in bounds(event).keys() {
		add("has", Some(field));
	}
	if !event.sensor_elements.is_empty() {
		add("has", Some("sensorElement"));
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

/// What an event adds to the resources that list what is known: `epcs`, `bizLocations`... with the
/// value as an index has it.
pub fn listed(event: &Event) -> BTreeSet<(&'static str, String)> {
	let mut listed: BTreeSet<_> =
		event.objects().map(|epc| ("epcs", epc.canonical_digital_link())).collect();
	let mut add = |name, value: Option<String>| listed.extend(value.map(|value| (name, value)));
	let link = |id: &Option<Identifier>| id.as_ref().map(Identifier::canonical_digital_link);
	add("eventTypes", Some(event.kind.name().to_owned()));
	add("bizSteps", event.biz_step.clone());
	add("dispositions", event.disposition.clone());
	add("readPoints", link(&event.read_point));
	add("bizLocations", link(&event.biz_location));
	listed
}

/// What is only anchored adds to them: no more than the chain says of it.
pub fn listed_anchored(anchored: &Anchored) -> BTreeSet<(&'static str, String)> {
	anchored_terms(anchored)
		.into_iter()
		.filter_map(|term| {
			let (field, value) = term.split_once('=')?;
			let name = match field {
				"bizStep" => "bizSteps",
				"disposition" => "dispositions",
				"readPoint" => "readPoints",
				"bizLocation" => "bizLocations",
				_ => return None,
			};
			Some((name, value.to_owned()))
		})
		.chain(anchored.parent.iter().map(|parent| ("epcs", parent.canonical_digital_link())))
		.collect()
}

/// The organisations that take part in an event, for whom [`listed`] counts.
pub fn parties(terms: &BTreeSet<Term>) -> impl Iterator<Item = &str> {
	terms.iter().filter_map(|term| term.strip_prefix("party="))
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
		let bounds = bounds(event);
		query.event_time.contains(Some(event.time))
			&& query.comparisons.iter().all(|comparison| comparison.holds(&bounds))
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

	const MEASURED: &str = r#"{"@context":{"ex":"https://ns.example.com/epcis/"},
		"type":"ObjectEvent","eventTime":"2026-03-01T12:00:00Z","eventTimeZoneOffset":"+00:00",
		"action":"ADD","bizStep":"commissioning",
		"quantityList":[{"epcClass":"urn:epc:class:lgtin:9520001.012345.L1","quantity":12.5,"uom":"KGM"},
			{"epcClass":"urn:epc:class:lgtin:9520001.012345.L2","quantity":7}],
		"readPoint":{"id":"urn:epc:id:sgln:9520001.00001.dock"},
		"ilmd":{"cbvmda:itemExpirationDate":"2028-01-31","ex:grade":{"ex:purity":"99.5"}},
		"sensorElementList":[{"sensorMetadata":{"startTime":"2026-03-01T10:00:00Z",
				"time":"2026-03-01T11:00:00+01:00","deviceID":"urn:epc:id:giai:9520001.7","ex:calibrated":"yes"},
			"sensorReport":[{"type":"Temperature","value":4.5,"minValue":-1,"maxValue":9.5,"uom":"CEL"},
				{"type":"Temperature","percRank":90,"percValue":8,"uom":"CEL","ex:spot":"lid"}]}],
		"ex:batchSize":"40","ex:outer":{"ex:inner":"x","ex:weight":3}}"#;

	#[test]
	fn ep_1_numbers_and_times_should_be_compared_under_the_names_of_the_standard() {
		let event = event(MEASURED);
		for text in [
			"EQ_quantity=7.0",
			"GE_quantity=12.5",
			"GT_quantity_KGM=12",
			"LE_quantity=7",
			"EQ_quantity_KGM=12.50",
			"GE_value_CEL=4.5",
			"EQ_value_CEL=4.50",
			"LT_minValue_CEL=0",
			"GT_maxValue_CEL=9&LT_maxValue_CEL=10",
			"GE_percRank=90&LE_percValue_CEL=8",
			"GE_startTime=2026-03-01T10:00:00Z",
			"LT_SENSORMETADATA_time=2026-03-01T10:00:00.001Z",
			"GE_time=2026-03-01T10:00:00Z",
			"GE_https://ns.example.com/epcis/%23batchSize=40",
			"LT_ILMD_cbvmda:itemExpirationDate=2028-02-01",
			"GE_INNER_https://ns.example.com/epcis/%23weight=2.5",
			"GT_INNER_ILMD_https://ns.example.com/epcis/%23purity=99",
		] {
			assert!(finds(text, &event), "{text}");
		}
		for text in [
			"GT_quantity=12.5",
			"GE_quantity_KGM=13",
			"GE_quantity_LBR=1",
			"EQ_quantity_KGM=7",
			"GT_value_CEL=4.5",
			"GE_value_FAH=1",
			"LT_startTime=2026-03-01T10:00:00Z",
			"GT_https://ns.example.com/epcis/%23batchSize=40",
			"LT_ILMD_cbvmda:itemExpirationDate=2028-01-31",
			"GE_https://ns.example.com/epcis/%23weight=2.5",
		] {
			assert!(!finds(text, &event), "{text}");
		}
		for text in [
			"GE_quantity=many",
			"GE_quantity=NaN",
			"GE_quantity=inf",
			"GE_quantity=2026-03-01",
			"GE_startTime=7",
			"GE_quantity=1,2",
			"GE_speed_KMH=1",
			"GE_quantity_=1",
			"EQ_quantity=few",
		] {
			assert_eq!(query(text).unwrap_err().exception, "QueryParameterException", "{text}");
		}
	}

	#[test]
	fn ep_1_extensions_should_be_found_where_they_stand_and_nowhere_else() {
		let event = event(MEASURED);
		let of = |text: &str| text.replace("EX:", "https://ns.example.com/epcis/%23");
		for text in [
			"EXISTS_sensorElement=",
			"EXISTS_EX:batchSize=true",
			"EXISTS_EX:outer",
			"EXISTS_ILMD_cbvmda:itemExpirationDate",
			"EXISTS_INNER_EX:inner",
			"EXISTS_INNER_ILMD_EX:purity",
			"EXISTS_SENSORMETADATA_EX:calibrated",
			"EQ_SENSORMETADATA_deviceID=urn:epc:id:giai:9520001.7",
			"EQ_SENSORREPORT_EX:spot=lid",
			"EQ_INNER_EX:inner=x",
			"EQ_INNER_ILMD_EX:purity=99.5",
		] {
			assert!(finds(&of(text), &event), "{text}");
		}
		for text in [
			"EXISTS_errorDeclaration",
			"EXISTS_EX:inner",
			"EXISTS_INNER_EX:outer",
			"EXISTS_ILMD_EX:purity",
			"EXISTS_SENSORREPORT_EX:calibrated",
			"EQ_EX:inner=x",
			"EQ_SENSORREPORT_deviceID=urn:epc:id:giai:9520001.7",
		] {
			assert!(!finds(&of(text), &event), "{text}");
		}
		// What is not looked into is refused by name, not answered with nothing.
		for text in [
			"EXISTS_bizStep",
			"EXISTS_EX:outer=perhaps",
			"EQ_ERROR_DECLARATION_EX:note=x",
			"EXISTS_INNER_ERROR_DECLARATION_EX:note",
			"EQ_readPoint_EX:note=x",
			"GE_bizLocation_EX:note=1",
			"HASATTR_bizStep=x",
			"EQATTR_bizLocation=x",
			"WD_bizStep=x",
		] {
			let error = query(&of(text)).unwrap_err();
			assert_eq!(error.exception, "QueryParameterException", "{text}");
			let name = of(text).split('=').next().unwrap().replace("%23", "#");
			assert!(error.message.contains(&name), "{text}: {}", error.message);
		}
	}

	#[test]
	fn ep_1_master_data_should_say_what_belongs_to_a_place_and_what_it_is_like() {
		let event = event(MEASURED);
		let data = read(
			br#"{"type":"EPCISDocument","schemaVersion":"2.0","epcisHeader":{"epcisMasterData":
			{"vocabularyList":[{"type":"urn:epcglobal:epcis:vtype:Location","vocabularyElementList":[
			{"id":"urn:epc:id:sgln:9520002.00001.0","attributes":[],
				"children":["https://id.gs1.org/414/9520001000010"]},
			{"id":"urn:epc:id:sgln:9520001.00001.0","attributes":[],
				"children":["urn:epc:id:sgln:9520002.00001.0"]},
			{"id":"urn:epc:id:sgln:9520001.00001.dock","attributes":[
				{"id":"urn:epcglobal:cbv:mda#countryCode","attribute":"AT"}]}]}]}}}"#,
		)
		.unwrap()
		.master_data;
		let finds = |text: &str| {
			let mut query = query(text).unwrap();
			assert!(query.needs_master_data());
			query.describe_by(&data).unwrap();
			let terms = terms(&event);
			query.conditions.iter().all(|any| any.iter().any(|term| terms.contains(term)))
		};
		for text in [
			"WD_readPoint=urn:epc:id:sgln:9520001.00001.dock",
			"WD_readPoint=https://id.gs1.org/414/9520001000010",
			// A circle ends.
			"WD_readPoint=urn:epc:id:sgln:9520002.00001.0",
			"HASATTR_readPoint=urn:epcglobal:cbv:mda%23countryCode",
			"HASATTR_readPoint=cbvmda:countryCode",
			"EQATTR_readPoint_cbvmda:countryCode=AT,DE",
			"EQ_ATTR_readPoint_countryCode=AT",
		] {
			assert!(finds(text), "{text}");
		}
		for text in [
			"WD_readPoint=urn:epc:id:sgln:9520003.00001.0",
			"HASATTR_readPoint=cbvmda:name",
			"HASATTR_bizLocation=cbvmda:countryCode",
			"EQATTR_readPoint_cbvmda:countryCode=DE",
		] {
			assert!(!finds(text), "{text}");
		}
	}

	#[test]
	fn ep_1_what_is_known_should_be_listed_for_those_who_take_part() {
		let shipped = event(SHIPPING);
		let listed = listed(&shipped);
		let has = |name, value: &str| listed.contains(&(name, value.to_owned()));
		assert!(has("epcs", "https://id.gs1.org/01/09520001123450/21/S0001"));
		assert!(!has("epcs", "https://id.gs1.org/01/09520001123450"));
		assert!(has("readPoints", "https://id.gs1.org/414/9520001000010/254/dock"));
		assert!(has("bizSteps", "shipping") && has("eventTypes", "ObjectEvent"));
		let terms = terms(&shipped);
		let parties: Vec<_> = parties(&terms).collect();
		assert_eq!(parties, ["9520001000010", "9520002000019"]);
	}
}

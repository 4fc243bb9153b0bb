//! To decide by FHIR consents, without a chain and with the same function as the chain.

use super::{
	codes::{self, Coding},
	error::{Code, Error},
	json::Object,
	model::{ActorRef, Consent, Header, Provision, Status},
	DateTime, Kind, Plain, Same, Stored, What,
};
use salus_primitives::{
	consent::{
		self as stored, Action, Assumption, Confidentiality, Decision, Id, ImplicitPolicy, Meaning,
		Obligation, Outcome, Purpose, Reason, Request,
	},
	Capacity, Moment,
};
use serde_json::{json, Map, Value};
use std::{cmp::Reverse, collections::BTreeSet};

#[cfg(test)]
mod tests;

/// The most consents of other patients that warnings name one by one.
const MAX_NAMED: usize = 20;

/// A code as a request has it: without a system it is of whichever system the consent names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
	/// The code, with the usual system where none is given.
	pub coding: Coding,
	/// Whether the system was left to be found.
	pub is_bare: bool,
}

/// Who asks for what, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
	/// Whose data.
	pub patient: String,
	/// Who asks.
	pub actor: Option<String>,
	/// For which organisation.
	pub organisation: Option<String>,
	/// In which capacity.
	pub capacity: Option<Capacity>,
	/// As a member of which groups.
	pub groups: Option<Vec<String>>,
	/// For which purposes.
	pub purposes: Vec<Asked>,
	/// What for.
	pub action: Option<Action>,
	/// Which data.
	pub data: Option<Described>,
	/// What the request names by a reference and by an identifier.
	pub aliases: Vec<(String, String)>,
}

/// What is known of the data. What is none is not known; an empty list says that there are none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Described {
	/// Of which classes.
	pub classes: Option<Vec<Asked>>,
	/// With which codes.
	pub codes: Option<Vec<Asked>>,
	/// With which labels.
	pub labels: Vec<Asked>,
	/// By whom.
	pub authors: Option<Vec<String>>,
	/// When.
	pub authored: Option<DateTime>,
	/// In which encounters.
	pub encounters: Option<Vec<String>>,
	/// The record itself.
	pub record: Option<String>,
}

/// A consent that was given, and what it is called in answers.
#[derive(Clone, PartialEq, Debug)]
pub struct Given {
	/// Where it comes from.
	pub name: String,
	/// The resource.
	pub resource: Value,
}

/// A decision.
#[derive(Clone, PartialEq, Debug)]
pub struct Verdict {
	/// Permit or deny.
	pub decision: Decision,
	/// `decision`, `reason`, `consents`, `provision`, `policy`, `residual`, `obligations`,
	/// `assumed`.
	pub answer: Value,
	/// What was given and did not count, and why.
	pub warnings: Vec<String>,
}

impl Question {
	/// Read a request: `{patient, actor, organisation, capacity, groups[], purpose[], action,
	/// data?: {class, code, labels, author, authoredAt, encounter, reference}}`.
	pub fn read(value: &Value) -> Result<Self, Error> {
		let value = without_nulls(value);
		let request = Object::new(&value, "Request")?;
		check_members(
			&request,
			&[
				"patient",
				"actor",
				"organisation",
				"organization",
				"capacity",
				"groups",
				"purpose",
				"action",
				"data",
			],
		)?;
		let patient = reference(&request, "patient")?.ok_or_else(|| request.missing("patient"))?;
		let purposes = coded(&request, "purpose", |_| codes::ACT_REASON)?
			.ok_or_else(|| request.missing("purpose"))?;
		let mut organisation =
			match (reference(&request, "organisation")?, reference(&request, "organization")?) {
				(Some(_), Some(_)) => {
					let message = "it is stated as `organisation`, too: state it once";
					return Err(request.error("organization", Code::Duplicate, message));
				}
				(one, other) => one.or(other),
			};
		let mut groups = references(&request, "groups")?;
		let actor = reference(&request, "actor")?;
		// An organisation or a group may ask for itself.
		match actor.as_deref().map(|actor| Kind::of(codes::type_of(actor))) {
			Some(Some(Kind::Organisation)) if organisation.is_none() => {
				organisation.clone_from(&actor);
			}
			Some(Some(Kind::Group)) => {
				groups.get_or_insert_default().extend(actor.clone());
			}
			_ => (),
		}
		let capacity = match request.text("capacity")? {
			None => None,
			Some(name) => Some(codes::capacity(name).ok_or_else(|| {
				let known = Capacity::ALL.map(codes::capacity_name).join(", ");
				let message = format!("`{name}` is no capacity: {known}");
				request.error("capacity", Code::UnknownCode, message)
			})?),
		};
		let action = match request.text("action")? {
			None => None,
			Some(text) => {
				let coding = Coding::parse(text, codes::CONSENT_ACTION);
				Some(codes::action(&coding.code).ok_or_else(|| {
					let message =
						format!("`{text}` is not collect, access, use, disclose or correct");
					request.error("action", Code::UnknownCode, message)
				})?)
			}
		};
		let data = request.object("data")?.map(|data| Described::read(&data)).transpose()?;
		let mut aliases = Vec::new();
		aliases_in(&value, &mut aliases);
		Ok(Self { patient, actor, organisation, capacity, groups, purposes, action, data, aliases })
	}

	fn references(&self) -> Vec<&str> {
		let data = self.data.iter();
		let data = data.flat_map(|data| {
			let authors = data.authors.iter().flatten();
			authors.chain(data.encounters.iter().flatten()).chain(&data.record)
		});
		let all = std::iter::once(&self.patient)
			.chain(&self.actor)
			.chain(&self.organisation)
			.chain(self.groups.iter().flatten());
		all.chain(data).map(String::as_str).collect()
	}
}

impl Described {
	fn read(data: &Object) -> Result<Self, Error> {
		check_members(
			data,
			&["class", "code", "labels", "author", "authoredAt", "encounter", "reference"],
		)?;
		let record = reference(data, "reference")?;
		let mut classes = coded(data, "class", |_| codes::RESOURCE_TYPES)?;
		// A reference says of which type of resource it is, whatever else it is.
		if let Some(kind) = record.as_deref().and_then(codes::type_of) {
			let coding = Coding::new(codes::RESOURCE_TYPES, kind);
			classes.get_or_insert_default().push(Asked { coding, is_bare: false });
		}
		let authored = data
			.text("authoredAt")?
			.map(|text| DateTime::parse(text, &data.at("authoredAt")))
			.transpose()?;
		Ok(Self {
			classes,
			codes: coded(data, "code", |_| "")?,
			labels: coded(data, "labels", codes::usual_label_system)?.unwrap_or_default(),
			authors: references(data, "author")?,
			authored,
			encounters: references(data, "encounter")?,
			record,
		})
	}
}

/// A request has none of FHIR's extensions and companions: what is not known is a mistake.
fn check_members(object: &Object, known: &[&str]) -> Result<(), Error> {
	match object.names().find(|name| !known.contains(name)) {
		None => Ok(()),
		Some(name) => Err(object.error(
			name,
			Code::UnknownElement,
			format!("a request has no such member: {}", known.join(", ")),
		)),
	}
}

/// What is null is not said.
fn without_nulls(value: &Value) -> Value {
	match value {
		Value::Object(members) => {
			let kept = members.iter().filter(|(_, member)| !member.is_null());
			kept.map(|(name, member)| (name.clone(), without_nulls(member))).collect()
		}
		other => other.clone(),
	}
}

/// Whatever has a reference and an identifier: both name the same.
fn aliases_in(value: &Value, aliases: &mut Vec<(String, String)>) {
	match value {
		Value::Object(members) => {
			let reference = members.get("reference").and_then(Value::as_str);
			if let (Some(reference), Some(identifier)) = (reference, codes::identifier(value)) {
				aliases.push((codes::normalise(reference), identifier));
			}
			members.values().for_each(|member| aliases_in(member, aliases));
		}
		Value::Array(items) => items.iter().for_each(|item| aliases_in(item, aliases)),
		_ => (),
	}
}

/// One value or a list of them.
fn one_or_more<'a>(object: &Object<'a>, name: &str) -> Option<Vec<(String, &'a Value)>> {
	let path = object.at(name);
	Some(match object.value(name)? {
		Value::Array(items) => {
			let each = items.iter().enumerate();
			each.map(|(index, item)| (format!("{path}[{index}]"), item)).collect()
		}
		one => vec![(path, one)],
	})
}

fn reference_at(path: &str, value: &Value) -> Result<String, Error> {
	match value {
		Value::String(text) if !text.trim().is_empty() => Ok(codes::normalise(text)),
		Value::Object(_) => codes::reference(&Object::new(value, path)?).map(|(text, _)| text),
		_ => {
			Err(Error::new(Code::WrongType, path, "a reference such as Patient/1 must stand here"))
		}
	}
}

fn reference(object: &Object, name: &str) -> Result<Option<String>, Error> {
	object.value(name).map(|value| reference_at(&object.at(name), value)).transpose()
}

fn references(object: &Object, name: &str) -> Result<Option<Vec<String>>, Error> {
	let Some(each) = one_or_more(object, name) else { return Ok(None) };
	each.into_iter()
		.map(|(path, value)| reference_at(&path, value))
		.collect::<Result<_, _>>()
		.map(Some)
}

fn coded(
	object: &Object,
	name: &str,
	usual: impl Fn(&str) -> &'static str,
) -> Result<Option<Vec<Asked>>, Error> {
	let Some(each) = one_or_more(object, name) else { return Ok(None) };
	let mut found = Vec::new();
	for (path, value) in each {
		found.push(match value {
			Value::String(text) if !text.trim().is_empty() => {
				let text = text.trim();
				let is_bare = !text.trim_start_matches('|').contains('|');
				Asked { coding: Coding::parse(text, usual(text)), is_bare }
			}
			Value::Object(_) => {
				let object = Object::new(value, path)?;
				object.only(&["system", "version", "code", "display", "userSelected"])?;
				let code = object.required("code")?;
				let system = object.text("system")?;
				Asked {
					coding: Coding::new(system.unwrap_or_else(|| usual(code)), code),
					is_bare: system.is_none(),
				}
			}
			_ => {
				return Err(Error::new(
					Code::WrongType,
					path,
					"a code, `system|code` or a Coding must stand here",
				))
			}
		});
	}
	Ok(Some(found))
}

impl Consent {
	/// Every reference in it.
	fn references(&self) -> Vec<&str> {
		let each = self.all_provisions().into_iter().flat_map(|provision| {
			let actors = provision.actors.iter().filter_map(|actor| match actor {
				ActorRef::Reference { reference, .. } => Some(reference.as_str()),
				ActorRef::Capacity(_) => None,
			});
			actors.chain(provision.data.iter().map(|data| data.reference.as_str()))
		});
		each.collect()
	}

	/// Every code of one element of its provisions.
	fn codings(&self, of: fn(&Provision) -> &[Coding]) -> Vec<&Coding> {
		self.all_provisions().into_iter().flat_map(of).collect()
	}
}

impl Plain {
	/// Where all absolute references are to one server, relative ones are to that server, too.
	fn among<'a>(references: impl IntoIterator<Item = &'a str>) -> Self {
		let bases = references
			.into_iter()
			.filter_map(codes::split)
			.map(|(base, _)| base)
			.filter(|base| !base.is_empty())
			.collect::<BTreeSet<_>>();
		let mut bases = bases.into_iter();
		match (bases.next(), bases.next()) {
			(Some(one), None) => Self::at(Some(one.to_owned())),
			_ => Self::default(),
		}
	}
}

struct Candidate<'a> {
	name: &'a str,
	resource: &'a Value,
	header: Header,
	consent: Result<Consent, Error>,
}

/// The consent that counts.
struct Chosen<'a> {
	label: String,
	resource: &'a Value,
	consent: Consent,
}

impl Candidate<'_> {
	/// What it is called in an answer.
	fn label(&self) -> String {
		self.header.id.as_ref().map_or_else(|| self.name.to_owned(), |id| format!("Consent/{id}"))
	}

	fn says_the_same(&self, other: &Self) -> bool {
		matches!(
			(&self.consent, &other.consent),
			(Ok(one), Ok(other)) if one.provisions == other.provisions &&
				one.base == other.base &&
				one.part2 == other.part2 &&
				one.period == other.period
		)
	}
}

/// Take a reference and an identifier for two names of the same.
fn alias(plain: &mut Plain, one: &str, other: &str, place: &str) -> Result<(), Error> {
	match plain.alias(one, other) {
		true => Ok(()),
		false => Err(Error::new(
			Code::Ambiguous,
			place,
			format!("`{one}` and `{other}` are said to be the same, and elsewhere to be two"),
		)),
	}
}

fn place(error: Error, name: &str) -> Error {
	Error { message: format!("{} ({name})", error.message), ..error }
}

/// Decide a question at a time by the newest of the patient's consents that are active then, or by
/// the policy where there is none in force (rules CN-1 and CN-3).
///
/// # Errors
///
/// It cannot be decided: whose consent one is cannot be read, the one that counts states what is
/// not honoured, or which one counts is not clear.
pub fn decide(
	given: &[Given],
	question: &Question,
	policy: ImplicitPolicy,
	at: Moment,
) -> Result<Verdict, Error> {
	let mut candidates = Vec::new();
	for Given { name, resource } in given {
		let header = Header::read(resource).map_err(|error| place(error, name))?;
		let consent = Consent::read(resource);
		candidates.push(Candidate { name, resource, header, consent });
	}
	let mut plain = {
		let headers = candidates.iter().map(|one| one.header.patient.as_str());
		let consents = candidates.iter().filter_map(|one| one.consent.as_ref().ok());
		Plain::among(
			headers.chain(question.references()).chain(consents.flat_map(Consent::references)),
		)
	};
	for (one, other) in &question.aliases {
		alias(&mut plain, one, other, "Request")?;
	}
	for Header { patient, patient_identifier, .. } in candidates.iter().map(|one| &one.header) {
		let Some(identifier) = patient_identifier else { continue };
		// Of other patients it does not matter who is who.
		if plain.same(identifier, &question.patient) != Same::No {
			alias(&mut plain, patient, identifier, "Consent.patient")?;
		} else {
			let _ = plain.alias(patient, identifier);
		}
	}
	let mut warnings = Vec::new();
	let (mut mine, mut others, mut doubtful) = (Vec::new(), Vec::new(), Vec::new());
	for one in candidates {
		match plain.same(&one.header.patient, &question.patient) {
			Same::Yes => mine.push(one),
			Same::Unknown if one.header.status == Status::Active => doubtful.push(one),
			Same::No | Same::Unknown => others.push(one),
		}
	}
	for one in others.iter().take(MAX_NAMED) {
		let whose = &one.header.patient;
		warnings.push(format!("{}: ignored, because it is a consent of {whose}", one.name));
	}
	if let Some(more @ 1..) = others.len().checked_sub(MAX_NAMED) {
		warnings.push(format!("{more} more ignored, because they are consents of other patients"));
	}
	let chosen = choose(mine, at, &mut warnings)?;
	let in_force = match chosen {
		None => None,
		Some(Chosen { label, resource, consent }) => {
			let mut aliases = Vec::new();
			aliases_in(resource, &mut aliases);
			for (one, other) in &aliases {
				alias(&mut plain, one, other, &label)?;
			}
			let stored = consent.to_stored(&plain).map_err(|error| place(error, &label))?;
			if stored.consent.is_in_force(at) {
				Some((label, consent, stored))
			} else {
				warnings.push(format!("{label}: ignored, because it has expired"));
				None
			}
		}
	};
	let (decision, answer) = match &in_force {
		Some((label, consent, stored)) => {
			let outcome = ask(&stored.consent, Some(consent), question, &plain, at)?;
			(outcome.decision, by_consent(label, consent, stored, &outcome))
		}
		None => {
			let outcome = ask(&policy.consent(), None, question, &plain, at)?;
			(outcome.decision, by_policy(policy, &outcome))
		}
	};
	if let Some(one) = doubtful.first() {
		let Header { patient, .. } = &one.header;
		let whose = format!(
			"{}: whether `{patient}` and `{}` are the same patient cannot be told",
			one.label(),
			question.patient
		);
		if decision == Decision::Permit {
			return Err(Error::new(
				Code::Ambiguous,
				"Request.patient",
				format!("{whose}: state the patient with its reference and its identifier"),
			));
		}
		warnings.push(format!("{whose}: ignored"));
	}
	Ok(Verdict { decision, answer, warnings })
}

/// The newest active consent that has begun. A resource counts in its newest version alone.
fn choose<'a>(
	mut candidates: Vec<Candidate<'a>>,
	at: Moment,
	warnings: &mut Vec<String>,
) -> Result<Option<Chosen<'a>>, Error> {
	candidates.sort_by_key(|one| Reverse((one.header.changed(), one.header.age())));
	let mut newest: Vec<Candidate> = Vec::new();
	for one in candidates {
		let older_version = newest
			.iter()
			.find(|newer| newer.header.id.is_some() && newer.header.id == one.header.id);
		match older_version {
			Some(newer) if newer.header.stands_for(&one.header) => warnings.push(format!(
				"{}: ignored, because {} is a newer version of it",
				one.name, newer.name
			)),
			Some(newer) => {
				let (mine, theirs) = (newer.header.status, one.header.status);
				let counts = mine == Status::Active || theirs == Status::Active;
				if counts && (mine != theirs || !newer.says_the_same(&one)) {
					return Err(unclear(newer, &one));
				}
			}
			None => newest.push(one),
		}
	}
	let now = i64::try_from(at).unwrap_or(i64::MAX);
	newest.retain(|one| {
		let why = match &one.header {
			Header { status, .. } if *status != Status::Active => {
				format!("its status is {}", status.code())
			}
			Header { date: Some(date), .. } if date.first > now => {
				format!("it was given later, {}", date.text)
			}
			_ => return true,
		};
		warnings.push(format!("{}: ignored, because {why}", one.name));
		false
	});
	newest.sort_by_key(|one| Reverse(one.header.age()));
	for (index, one) in newest.iter().enumerate() {
		let consent = one.consent.clone().map_err(|error| place(error, one.name))?;
		if consent.period.start.as_ref().is_some_and(|start| start.start() > at) {
			warnings.push(format!("{}: ignored, because it has not begun", one.name));
			continue;
		}
		for older in &newest[index + 1..] {
			if older.header.age() == one.header.age() && !one.says_the_same(older) {
				return Err(unclear(one, older));
			}
			warnings.push(format!("{}: ignored, because {} is newer", older.name, one.name));
		}
		return Ok(Some(Chosen { label: one.label(), resource: one.resource, consent }));
	}
	Ok(None)
}

fn unclear(one: &Candidate, other: &Candidate) -> Error {
	Error::new(
		Code::Ambiguous,
		"Consent",
		format!(
			"{} and {} are equally new and differ: state when each was given (`dateTime` in R4, \
			 `date` in R5), or `meta.lastUpdated`",
			one.name, other.name
		),
	)
}

/// A permit is needed for each purpose that is declared.
fn ask(
	decided_by: &stored::Consent,
	consent: Option<&Consent>,
	question: &Question,
	plain: &Plain,
	at: Moment,
) -> Result<Outcome, Error> {
	let found = |asked: &[Asked], of: fn(&Provision) -> &[Coding]| {
		let stated = consent.map(|consent| consent.codings(of)).unwrap_or_default();
		let mut codings = Vec::new();
		for one in asked {
			codings.push(one.coding.clone());
			if one.is_bare {
				let meant = stated.iter().filter(|coding| coding.code == one.coding.code);
				codings.extend(meant.map(|coding| (*coding).clone()));
			}
		}
		codings.sort();
		codings.dedup();
		codings
	};
	let ids = |what: What, codings: &[Coding]| {
		codings.iter().map(|coding| plain.id(what, &coding.text())).collect::<Vec<_>>()
	};
	let references = |each: &[String]| {
		each.iter().map(|reference| plain.reference(reference)).collect::<Vec<_>>()
	};
	// What is borrowed below.
	let groups = question.groups.as_deref().map(references);
	let data = question.data.as_ref();
	let classes = data.and_then(|data| data.classes.as_deref());
	let classes = classes.map(|asked| ids(What::Class, &found(asked, |one| &one.classes)));
	let data_codes = data.and_then(|data| data.codes.as_deref());
	let data_codes = data_codes.map(|asked| ids(What::Code, &found(asked, |one| &one.codes)));
	let (confidentiality, sensitivities) = match data {
		None => (None, Vec::new()),
		Some(data) => labels(&found(&data.labels, |one| &one.labels), plain),
	};
	let authors = data.and_then(|data| data.authors.as_deref()).map(references);
	let record = data.and_then(|data| data.record.as_deref()).map(|text| plain.reference(text));
	let is_encounter = |text: &str| codes::type_of(text) == Some("Encounter");
	let encounters = data.and_then(|data| match (&data.encounters, data.record.as_deref()) {
		(Some(each), text) => Some(each.iter().map(String::as_str).chain(text).collect()),
		(None, Some(text)) if is_encounter(text) => Some(vec![text]),
		(None, _) => None,
	});
	let encounters = encounters.map(|each: Vec<&str>| {
		each.into_iter().map(|reference| plain.reference(reference)).collect::<Vec<_>>()
	});
	let described = data.map(|data| stored::Data {
		classes: classes.as_deref(),
		codes: data_codes.as_deref(),
		confidentiality,
		sensitivities: &sensitivities,
		authors: authors.as_deref(),
		authored: data.authored.as_ref().and_then(|date| date.span()),
		encounters: encounters.as_deref(),
		record,
	});
	let stated = consent.map(|consent| consent.codings(|one| &one.purposes)).unwrap_or_default();
	let mut purposes = Vec::new();
	for purpose in question.purposes.iter().flat_map(|asked| meant(asked, &stated, plain)) {
		if !purposes.contains(&purpose) {
			purposes.push(purpose);
		}
	}
	// Break-glass counts as treatment: to declare both is to declare it.
	if purposes.contains(&Purpose::BreakGlass) {
		purposes.retain(|purpose| *purpose != Purpose::Treatment);
	}
	let uncertain = consent.map(|one| uncertain(one, question, plain)).unwrap_or_default();
	let mut all: Option<Outcome> = None;
	for purpose in purposes {
		let outcome = decided_by.decide(&Request {
			person: question.actor.as_deref().map(|actor| plain.reference(actor)),
			organisation: question.organisation.as_deref().map(|one| plain.reference(one)),
			capacity: question.capacity,
			groups: groups.as_deref(),
			opened: &[],
			uncertain: &uncertain,
			purpose,
			action: question.action,
			data: described,
			now: at,
		});
		all = Some(match all {
			None => outcome,
			Some(before) => both(before, outcome)?,
		});
	}
	all.ok_or_else(|| Error::new(Code::Missing, "Request.purpose", "a purpose is needed"))
}

/// One answer for two purposes of the same request.
fn both(before: Outcome, outcome: Outcome) -> Result<Outcome, Error> {
	let (mut kept, other) = match (before.decision, outcome.decision) {
		(Decision::Permit, Decision::Deny) => (outcome, before),
		_ => (before, outcome),
	};
	if kept.decision == Decision::Permit {
		if kept.residual != other.residual {
			return Err(Error::new(
				Code::Ambiguous,
				"Request.purpose",
				"the purposes leave different rules to be enforced: ask for each by itself, or \
				 state the data",
			));
		}
		for obligation in other.obligations {
			if !kept.obligations.contains(&obligation) {
				// As many as there are fit.
				let _ = kept.obligations.try_push(obligation);
			}
		}
	}
	for assumption in other.assumed {
		if !kept.assumed.contains(&assumption) {
			// As many as there are fit.
			let _ = kept.assumed.try_push(assumption);
		}
	}
	Ok(kept)
}

/// The purposes that a declared one is: a bare code is one of each system in which the consent has it,
/// or one that everybody knows.
fn meant(asked: &Asked, stated: &[&Coding], plain: &Plain) -> Vec<Purpose> {
	let one = |coding: &Coding| {
		codes::purpose(coding)
			.unwrap_or_else(|| Purpose::Other(plain.id(What::Purpose, &coding.text())))
	};
	let same_code = |coding: &&&Coding| asked.is_bare && coding.code == asked.coding.code;
	let mut all = stated.iter().filter(same_code).map(|coding| one(coding)).collect::<Vec<_>>();
	if all.is_empty() || codes::purpose(&asked.coding).is_some() {
		all.push(one(&asked.coding));
	}
	all
}

/// What the consent names in such a way that it cannot be compared with what the request names: it
/// may be the same.
fn uncertain(consent: &Consent, question: &Question, plain: &Plain) -> Vec<Id> {
	let data = question.data.as_ref();
	let persons = question.actor.iter();
	let organisations = question.organisation.iter();
	let groups = question.groups.iter().flatten();
	let records = data.iter().flat_map(|data| &data.record);
	let encounters = data.iter().flat_map(|data| data.encounters.iter().flatten());
	let authors = data.iter().flat_map(|data| data.authors.iter().flatten());
	let mut found = Vec::new();
	let mut compare = |stated: &str, asked: &mut dyn Iterator<Item = &String>| {
		let each = asked.map(|asked| plain.same(stated, asked)).collect::<Vec<_>>();
		if each.contains(&Same::Unknown) && !each.contains(&Same::Yes) {
			found.push(plain.reference(stated));
		}
	};
	for provision in consent.all_provisions() {
		for actor in &provision.actors {
			let ActorRef::Reference { reference, kind } = actor else { continue };
			match kind {
				Kind::Person => compare(reference, &mut persons.clone()),
				Kind::Organisation => compare(reference, &mut organisations.clone()),
				Kind::Group => compare(reference, &mut groups.clone()),
				Kind::Unknown => {
					let somebody = persons.clone().chain(organisations.clone());
					compare(reference, &mut somebody.chain(groups.clone()));
				}
			}
		}
		for one in &provision.data {
			match one.meaning {
				Meaning::Instance => compare(&one.reference, &mut records.clone()),
				Meaning::Related | Meaning::Dependents => {
					compare(&one.reference, &mut encounters.clone().chain(records.clone()));
				}
				Meaning::AuthoredBy => compare(&one.reference, &mut authors.clone()),
			}
		}
	}
	found
}

/// The highest confidentiality, and the sensitivities with those that they are a kind of.
fn labels(codings: &[Coding], plain: &Plain) -> (Option<Confidentiality>, Vec<Id>) {
	let mut confidentiality = None;
	let mut sensitivities = Vec::new();
	for coding in codings {
		match codes::confidentiality(&coding.code) {
			Some(word) if coding.system == codes::CONFIDENTIALITY => {
				confidentiality = confidentiality.max(Some(word));
			}
			_ => {
				let general = codes::general_labels(coding);
				let each = std::iter::once(coding).chain(&general);
				sensitivities.extend(each.map(|one| plain.id(What::Label, &one.text())));
			}
		}
	}
	(confidentiality, sensitivities)
}

fn by_consent(label: &str, consent: &Consent, stored: &Stored, outcome: &Outcome) -> Value {
	let residual = outcome.residual.iter().map(|rule| {
		let mut out = Map::new();
		let kind = match rule.decision {
			Decision::Permit => "permit",
			Decision::Deny => "forbid",
		};
		out.insert("type".into(), kind.into());
		out.extend(
			rule.provision.and_then(|index| consent.scope(usize::from(index))).unwrap_or_default(),
		);
		Value::Object(out)
	});
	let path = outcome.provision.and_then(|index| stored.paths.get(usize::from(index)));
	answer(outcome, vec![label.to_owned()], path.cloned(), None, residual.collect())
}

fn by_policy(policy: ImplicitPolicy, outcome: &Outcome) -> Value {
	answer(outcome, Vec::new(), None, Some(policy.name()), Value::Array(Vec::new()))
}

fn answer(
	outcome: &Outcome,
	consents: Vec<String>,
	provision: Option<String>,
	policy: Option<&str>,
	residual: Value,
) -> Value {
	let reason = match outcome.reason {
		Reason::PurposeNotEntitled => "purposeNotEntitled",
		Reason::Malformed => "malformed",
		Reason::Provision | Reason::Base if policy.is_some() => "policy",
		Reason::Provision => "provision",
		Reason::Base => "base",
	};
	let obligations = outcome.obligations.iter().map(|one| match one {
		Obligation::ReviewBreakGlass => "reviewBreakGlass",
		Obligation::RedisclosureNotice => "redisclosureNotice",
		Obligation::MinimumNecessary => "minimumNecessary",
	});
	let assumed = outcome.assumed.iter().map(|one| match one {
		Assumption::ConfidentialityNormal => "confidentiality N: the data have no such label",
		Assumption::PersonUnknown => {
			"actor: not stated, or in such a way that it cannot be compared"
		}
		Assumption::OrganisationUnknown => {
			"organisation: not stated, or in such a way that it cannot be compared"
		}
		Assumption::CapacityUnknown => {
			"capacity: not stated, so that whether it may declare the purpose was not looked at"
		}
		Assumption::GroupsUnknown => {
			"groups: not stated, or in such a way that it cannot be compared"
		}
		Assumption::CommitmentUnopened => "actor: a commitment was not opened",
		Assumption::ActionUnknown => "action: not stated",
		Assumption::ClassUnknown => "data.class: not stated",
		Assumption::CodesUnknown => "data.code: not stated",
		Assumption::AuthorUnknown => {
			"data.author: not stated, or in such a way that it cannot be compared"
		}
		Assumption::AuthoredUnknown => "data.authoredAt: not stated, or not exactly enough",
		Assumption::EncounterUnknown => {
			"data.encounter: not stated, or in such a way that it cannot be compared"
		}
		Assumption::RecordUnknown => {
			"data.reference: not stated, or in such a way that it cannot be compared"
		}
	});
	json!({
		"decision": match outcome.decision {
			Decision::Permit => "permit",
			Decision::Deny => "deny",
		},
		"reason": reason,
		"consents": consents,
		"provision": provision,
		"policy": policy,
		"residual": residual,
		"obligations": obligations.collect::<Vec<_>>(),
		"assumed": assumed.collect::<Vec<_>>(),
	})
}

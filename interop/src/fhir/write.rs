//! Writing, in the version that the consent came in.

use super::{
	codes::{self, Coding},
	model::{ActorRef, Base, Consent, DataRef, Period, Provision, Version},
	Kind,
};
use salus_primitives::consent::{Decision, Meaning};
use serde_json::{json, Map, Value};

/// LOINC "Privacy policy acknowledgement Document": what category a privacy consent is of where
/// nothing else is known.
const CATEGORY: (&str, &str) = ("http://loinc.org", "59284-0");

impl Consent {
	/// As JSON: to read it again gives an equal consent.
	pub fn write(&self) -> Value {
		let header = &self.header;
		let mut out = Map::new();
		out.insert("resourceType".into(), "Consent".into());
		if let Some(id) = &header.id {
			out.insert("id".into(), id.as_str().into());
		}
		let mut meta = Map::new();
		if let Some(version) = &header.version_id {
			meta.insert("versionId".into(), version.as_str().into());
		}
		if let Some(updated) = &header.last_updated {
			meta.insert("lastUpdated".into(), updated.text.as_str().into());
		}
		if !meta.is_empty() {
			out.insert("meta".into(), meta.into());
		}
		out.insert("status".into(), header.status.code().into());
		let is_r4 = header.version == Version::R4;
		if is_r4 {
			let scope = Coding::new(codes::CONSENT_SCOPE, "patient-privacy");
			out.insert("scope".into(), concept(&scope));
		}
		let mut category = vec![concept(&Coding::new(CATEGORY.0, CATEGORY.1))];
		if self.part2 {
			category.push(concept(&Coding::new(codes::ACT_CODE, "42CFRPart2")));
		}
		out.insert("category".into(), category.into());
		let (patient, date, controller) = match is_r4 {
			true => ("patient", "dateTime", "organization"),
			false => ("subject", "date", "controller"),
		};
		let mut whose = reference(&header.patient, Some("Patient"));
		if let Some((system, value)) =
			header.patient_identifier.as_deref().and_then(|text| text.rsplit_once('|'))
		{
			whose["identifier"] = json!({ "system": system, "value": value });
		}
		out.insert(patient.into(), whose);
		if let Some(given) = &header.date {
			out.insert(date.into(), given.text.as_str().into());
		}
		if !self.controllers.is_empty() {
			let each = self.controllers.iter().map(|one| reference(one, None));
			out.insert(controller.into(), each.collect());
		}
		match self.base {
			Base::Decision(decision) => {
				put_period(&mut out, "period", &self.period);
				out.insert("decision".into(), decision_code(decision).into());
				put_provisions(&mut out, &self.provisions, Version::R5);
			}
			Base::PolicyRule(decision) => {
				let code = match decision {
					Decision::Permit => "OPTIN",
					Decision::Deny => "OPTOUT",
				};
				out.insert("policyRule".into(), concept(&Coding::new(codes::ACT_CODE, code)));
				match self.provisions.first() {
					Some(root) if root.path == "Consent.provision" => {
						out.insert("provision".into(), provision(root, Version::R4));
					}
					_ => {
						let mut root = Map::new();
						put_period(&mut root, "period", &self.period);
						put_provisions(&mut root, &self.provisions, Version::R4);
						if !root.is_empty() {
							out.insert("provision".into(), root.into());
						}
					}
				}
			}
			Base::Root => {
				let mut root = match self.provisions.first() {
					Some(root) => provision(root, Version::R4),
					None => json!({ "type": "deny" }),
				};
				if let Value::Object(members) = &mut root {
					put_period(members, "period", &self.period);
				}
				out.insert("provision".into(), root);
			}
		}
		out.into()
	}
}

impl Consent {
	/// What the provision at `index` of the stored consent says of data, with what it inherits, in
	/// the words of FHIR: `securityLabel`, `class`, `code`, `dataPeriod`, `data`.
	pub fn scope(&self, index: usize) -> Option<Map<String, Value>> {
		let mut next = 0;
		let way = self.provisions.iter().find_map(|root| way_to(root, index, &mut next))?;
		let mut out = Map::new();
		let stated = |has: fn(&Provision) -> bool| way.iter().rev().copied().find(|one| has(one));
		let list = |from: &[Coding]| from.iter().map(coding).collect::<Value>();
		if let Some(one) = stated(|one| !one.labels.is_empty()) {
			out.insert("securityLabel".into(), list(&one.labels));
		}
		if let Some(one) = stated(|one| !one.classes.is_empty()) {
			out.insert("class".into(), list(&one.classes));
		}
		if let Some(one) = stated(|one| !one.codes.is_empty()) {
			out.insert("code".into(), list(&one.codes));
		}
		if let Some(one) = stated(|one| one.data_period.is_stated()) {
			out.insert("dataPeriod".into(), period(&one.data_period));
		}
		if let Some(one) = stated(|one| !one.data.is_empty()) {
			out.insert("data".into(), one.data.iter().map(data).collect());
		}
		Some(out)
	}
}

/// The provisions from `root` down to the one that is `index`th in pre-order.
fn way_to<'a>(root: &'a Provision, index: usize, next: &mut usize) -> Option<Vec<&'a Provision>> {
	let mine = *next;
	*next += 1;
	if mine == index {
		return Some(vec![root]);
	}
	let mut way = root.provisions.iter().find_map(|child| way_to(child, index, next))?;
	way.insert(0, root);
	Some(way)
}

/// `permit` or `deny`.
fn decision_code(decision: Decision) -> &'static str {
	match decision {
		Decision::Permit => "permit",
		Decision::Deny => "deny",
	}
}

fn put_provisions(out: &mut Map<String, Value>, provisions: &[Provision], version: Version) {
	if !provisions.is_empty() {
		let each = provisions.iter().map(|one| provision(one, version));
		out.insert("provision".into(), each.collect());
	}
}

fn provision(from: &Provision, version: Version) -> Value {
	let mut out = Map::new();
	let mut put = |name: &str, each: Vec<Value>| {
		if !each.is_empty() {
			out.insert(name.into(), each.into());
		}
	};
	put("actor", from.actors.iter().map(|one| actor(one, version)).collect());
	let action = |one: &_| concept(&Coding::new(codes::CONSENT_ACTION, codes::action_code(*one)));
	put("action", from.actions.iter().map(action).collect());
	put("securityLabel", from.labels.iter().map(coding).collect());
	put("purpose", from.purposes.iter().map(coding).collect());
	let class = match version {
		Version::R4 => "class",
		Version::R5 if from.classes.iter().all(|one| one.system == codes::RESOURCE_TYPES) => {
			"resourceType"
		}
		Version::R5 => "documentType",
	};
	put(class, from.classes.iter().map(coding).collect());
	put("code", from.codes.iter().map(concept).collect());
	put("data", from.data.iter().map(data).collect());
	if version == Version::R4 {
		out.insert("type".into(), decision_code(from.decision).into());
	}
	put_period(&mut out, "period", &from.period);
	put_period(&mut out, "dataPeriod", &from.data_period);
	put_provisions(&mut out, &from.provisions, version);
	out.into()
}

fn put_period(out: &mut Map<String, Value>, name: &str, from: &Period) {
	if from.is_stated() {
		out.insert(name.into(), period(from));
	}
}

/// A Period.
fn period(from: &Period) -> Value {
	let mut out = Map::new();
	if let Some(start) = &from.start {
		out.insert("start".into(), start.text.as_str().into());
	}
	if let Some(end) = &from.end {
		out.insert("end".into(), end.text.as_str().into());
	}
	out.into()
}

fn actor(from: &ActorRef, version: Version) -> Value {
	let recipient = || concept(&Coding::new(codes::PARTICIPATION, "IRCP"));
	match (from, version) {
		(ActorRef::Reference { reference: text, kind }, _) => {
			let kind = match kind {
				Kind::Organisation => Some("Organization"),
				Kind::Group => Some("Group"),
				Kind::Person => Some("Practitioner"),
				Kind::Unknown => None,
			};
			json!({ "role": recipient(), "reference": reference(text, kind) })
		}
		(ActorRef::Capacity(capacity), Version::R4) => {
			let text = format!("{}|{}", codes::CAPACITY, codes::capacity_name(*capacity));
			json!({ "role": recipient(), "reference": reference(&text, None) })
		}
		(ActorRef::Capacity(capacity), Version::R5) => {
			let role = Coding::new(codes::CAPACITY, codes::capacity_name(*capacity));
			json!({ "role": concept(&role) })
		}
	}
}

/// A data element.
fn data(from: &DataRef) -> Value {
	let (meaning, kind) = match from.meaning {
		Meaning::Instance => ("instance", None),
		Meaning::Related => ("related", Some("Encounter")),
		Meaning::Dependents => ("dependents", Some("Encounter")),
		Meaning::AuthoredBy => (
			"authoredby",
			match from.kind {
				Kind::Organisation => Some("Organization"),
				Kind::Group => Some("Group"),
				Kind::Person => Some("Practitioner"),
				Kind::Unknown => None,
			},
		),
	};
	json!({ "meaning": meaning, "reference": reference(&from.reference, kind) })
}

/// A Reference; its type is stated where the text does not say it.
fn reference(text: &str, kind: Option<&str>) -> Value {
	let mut out = match text.rsplit_once('|') {
		Some((system, value)) => json!({ "identifier": { "system": system, "value": value } }),
		None => json!({ "reference": text }),
	};
	if let (None, Some(kind), Value::Object(members)) = (codes::type_of(text), kind, &mut out) {
		members.insert("type".into(), kind.into());
	}
	out
}

/// A Coding.
fn coding(from: &Coding) -> Value {
	json!({ "system": from.system, "code": from.code })
}

fn concept(from: &Coding) -> Value {
	json!({ "coding": [coding(from)] })
}

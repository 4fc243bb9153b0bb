//! Reading.

use super::{
	codes::{self, Coding},
	datetime::DateTime,
	error::{Code, Error},
	json::{modifier_extension, Object},
	model::{ActorRef, Base, Consent, DataRef, Header, Period, Provision, Status, Version},
	Kind,
};
use salus_primitives::consent::{Decision, Meaning, MAX_DEPTH};
use serde_json::Value;

/// What every resource may have, and says nothing about who may see what.
const OF_EVERY_RESOURCE: [&str; 5] = ["resourceType", "meta", "language", "text", "contained"];
const R4: [&str; 14] = [
	"identifier",
	"status",
	"scope",
	"category",
	"patient",
	"dateTime",
	"performer",
	"organization",
	"sourceAttachment",
	"sourceReference",
	"policy",
	"policyRule",
	"verification",
	"provision",
];
const R5: [&str; 18] = [
	"identifier",
	"status",
	"category",
	"subject",
	"date",
	"period",
	"grantor",
	"grantee",
	"manager",
	"controller",
	"sourceAttachment",
	"sourceReference",
	"regulatoryBasis",
	"policyBasis",
	"policyText",
	"verification",
	"decision",
	"provision",
];
const R4_PROVISION: [&str; 11] = [
	"type",
	"period",
	"actor",
	"action",
	"securityLabel",
	"purpose",
	"class",
	"code",
	"dataPeriod",
	"data",
	"provision",
];
const R5_PROVISION: [&str; 12] = [
	"period",
	"actor",
	"action",
	"securityLabel",
	"purpose",
	"documentType",
	"resourceType",
	"code",
	"dataPeriod",
	"data",
	"expression",
	"provision",
];

impl Header {
	/// Read it from a Consent.
	pub fn read(value: &Value) -> Result<Self, Error> {
		let consent = open(value)?;
		let version = version_of(&consent)?;
		let status = consent.required("status")?;
		let status = Status::from_code(status, version).ok_or_else(|| {
			consent.error("status", Code::UnknownCode, format!("`{status}` is no status"))
		})?;
		let (patient, date) = match version {
			Version::R4 => ("patient", "dateTime"),
			Version::R5 => ("subject", "date"),
		};
		let whose = consent.object(patient)?.ok_or_else(|| consent.missing(patient))?;
		let (reference, kind) = codes::reference(&whose)?;
		if kind.is_some_and(|kind| kind != "Patient") {
			return Err(consent.error(
				patient,
				Code::NotHonoured,
				"a consent is of one patient: a Group or Practitioner has none here",
			));
		}
		let meta = consent.object("meta")?;
		let of_meta = |name| meta.as_ref().map_or(Ok(None), |meta| meta.text(name));
		let last_updated = of_meta("lastUpdated")?
			.map(|text| DateTime::parse(text, "Consent.meta.lastUpdated"))
			.transpose()?;
		Ok(Self {
			version,
			id: consent.text("id")?.map(str::to_owned),
			status,
			patient: reference,
			patient_identifier: consent.value(patient).and_then(codes::identifier),
			date: date_at(&consent, date)?,
			last_updated,
			version_id: of_meta("versionId")?.map(str::to_owned),
		})
	}
}

impl Consent {
	/// Read a Consent.
	pub fn read(value: &Value) -> Result<Self, Error> {
		let header = Header::read(value)?;
		let consent = open(value)?;
		match header.version {
			Version::R4 => read_r4(header, &consent),
			Version::R5 => read_r5(header, &consent),
		}
	}
}

fn open(value: &Value) -> Result<Object<'_>, Error> {
	let consent = Object::new(value, "Consent")?;
	match consent.required("resourceType")? {
		"Consent" => Ok(consent),
		other => Err(consent.error(
			"resourceType",
			Code::NotConsent,
			format!("a Consent is needed, and this is a {other}"),
		)),
	}
}

/// R4 and R5 share few elements: those of both at once are a mixture that means nothing.
fn version_of(consent: &Object) -> Result<Version, Error> {
	let only_in = |these: &'static [&'static str], those: &[&str]| {
		these.iter().copied().find(|name| !those.contains(name) && consent.has(name))
	};
	let (r4, r5) = (only_in(&R4, &R5), only_in(&R5, &R4));
	let by_provision = match consent.value("provision") {
		Some(Value::Array(_)) => Some(Version::R5),
		Some(_) => Some(Version::R4),
		None => None,
	};
	match (r4, r5, by_provision) {
		(Some(one), Some(other), _) => Err(consent.error(
			other,
			Code::Version,
			format!("`{one}` is of FHIR R4 and `{other}` of R5: use the elements of one"),
		)),
		(Some(one), None, Some(Version::R5)) => Err(consent.error(
			"provision",
			Code::WrongType,
			format!("in FHIR R4, of which `{one}` is, there is one provision, not a list"),
		)),
		(None, Some(one), Some(Version::R4)) => Err(consent.error(
			"provision",
			Code::WrongType,
			format!("in FHIR R5, of which `{one}` is, a list of provisions must stand here"),
		)),
		(Some(_), None, _) => Ok(Version::R4),
		(None, Some(_), _) => Ok(Version::R5),
		(None, None, Some(version)) => Ok(version),
		(None, None, None) => Err(Error::new(
			Code::Version,
			consent.path(),
			"neither of FHIR R4 (`patient`) nor of R5 (`subject`)",
		)),
	}
}

fn check_whole(consent: &Object, own: &[&str]) -> Result<(), Error> {
	let mut known = OF_EVERY_RESOURCE.to_vec();
	known.extend(own);
	if consent.has("implicitRules") {
		return Err(consent.error(
			"implicitRules",
			Code::NotHonoured,
			"rules that are kept elsewhere may change the meaning of what is stated",
		));
	}
	consent.only(&known)?;
	// Also where nothing else is read: in `verification`, `policy`, `source...`.
	for name in own {
		if let Some(value) = consent.value(name) {
			no_modifier_in(value, &consent.at(name))?;
		}
	}
	check_category(consent)
}

/// Refuse a modifier extension at any depth.
fn no_modifier_in(value: &Value, path: &str) -> Result<(), Error> {
	match value {
		Value::Object(members) => {
			for (name, member) in members {
				let path = format!("{path}.{name}");
				if name == "modifierExtension" {
					return Err(modifier_extension(path));
				}
				no_modifier_in(member, &path)?;
			}
			Ok(())
		}
		Value::Array(items) => items
			.iter()
			.enumerate()
			.try_for_each(|(index, item)| no_modifier_in(item, &format!("{path}[{index}]"))),
		_ => Ok(()),
	}
}

/// Refuse what is by its category a consent to something else than the use of data: R5 has no
/// `scope` to say so.
fn check_category(consent: &Object) -> Result<(), Error> {
	for concept in consent.objects("category")? {
		for coding in concept.objects("coding")? {
			let other = match (coding.text("system")?.map(str::trim), coding.text("code")?) {
				(Some(codes::CONSENT_SCOPE), Some(code)) => matches!(code, "treatment" | "adr"),
				(Some(codes::CONSENT_CATEGORY), Some(code)) => {
					matches!(code, "acd" | "dnr" | "emrgonly" | "hcd" | "polst")
				}
				_ => false,
			};
			if other {
				return Err(coding.error(
					"code",
					Code::NotHonoured,
					"a directive about care, or for emergencies alone: what it says of who may see \
					 what has to stand in provisions of a consent to privacy",
				));
			}
		}
	}
	Ok(())
}

fn read_r4(header: Header, consent: &Object) -> Result<Consent, Error> {
	check_whole(consent, &R4)?;
	if let Some(scope) = consent.object("scope")? {
		let codings = concept(&scope, codes::CONSENT_SCOPE)?;
		let privacy = ["patient-privacy", "research"];
		if !codings.iter().any(|coding| {
			coding.system == codes::CONSENT_SCOPE && privacy.contains(&coding.code.as_str())
		}) {
			return Err(consent.error(
				"scope",
				Code::NotHonoured,
				"only consents to privacy (`patient-privacy`, `research`) say who may see what",
			));
		}
	}
	let rule = consent.object("policyRule")?.map(|rule| policy_rule(&rule)).transpose()?;
	let root = consent.object("provision")?;
	let stated = root.as_ref().map(|root| root.text("type")).transpose()?.flatten();
	let mut period = Period::default();
	let ambiguous = |path: String, message: &str| Error::new(Code::Ambiguous, path, message);
	let (base, provisions) =
		match (rule, root) {
			(None, None) => {
				return Err(ambiguous(
					consent.at("provision"),
					"neither `policyRule` nor a provision says whether it permits or denies",
				))
			}
			(Some((_, true)), None) => return Err(ambiguous(consent.at("policyRule"), RESTRICTED)),
			(Some((base, _)), None) => (Base::PolicyRule(base), Vec::new()),
			// HL7: the root is the first exception to the rule.
			(Some((base, _)), Some(root)) if stated.is_some() => {
				(Base::PolicyRule(base), vec![provision_r4(&root, 1)?])
			}
			(Some((base, restricted)), Some(root)) => {
				root.only(&R4_PROVISION)?;
				for name in R4_PROVISION {
					if root.has(name) && !matches!(name, "period" | "provision") {
						return Err(ambiguous(
						root.at(name),
						"a root provision without `type` may state `period` and exceptions alone: \
						 whether the rest permits or denies is not said",
					));
					}
				}
				period = period_at(&root, "period")?;
				let provisions = provisions_r4(&root, 0)?;
				if restricted && provisions.is_empty() {
					return Err(ambiguous(consent.at("policyRule"), RESTRICTED));
				}
				(Base::PolicyRule(base), provisions)
			}
			// IHE PCF: the type of the root is the base, and its period that of the consent.
			(None, Some(root)) if stated.is_some() => {
				let mut only = provision_r4(&root, 1)?;
				period = std::mem::take(&mut only.period);
				(Base::Root, vec![only])
			}
			(None, Some(root)) => return Err(ambiguous(
				root.at("type"),
				"without `policyRule` (OPTIN or OPTOUT) the root provision has to say `permit` or \
				 `deny`",
			)),
		};
	Ok(Consent {
		header,
		controllers: references(consent, "organization")?,
		period,
		base,
		part2: is_part2(consent, &["category", "policyRule"])?,
		provisions,
	})
}

fn read_r5(header: Header, consent: &Object) -> Result<Consent, Error> {
	check_whole(consent, &R5)?;
	let base = match consent.text("decision")? {
		Some("permit") => Decision::Permit,
		Some("deny") => Decision::Deny,
		Some(other) => {
			return Err(consent.error(
				"decision",
				Code::UnknownCode,
				format!("`{other}` is neither `permit` nor `deny`"),
			))
		}
		None => {
			return Err(consent.error(
				"decision",
				Code::Ambiguous,
				"without `decision` nothing says whether it permits or denies",
			))
		}
	};
	let provisions = consent
		.objects("provision")?
		.iter()
		.map(|provision| provision_r5(provision, !base, 1))
		.collect::<Result<_, _>>()?;
	let mut controllers = references(consent, "controller")?;
	if controllers.is_empty() {
		controllers = references(consent, "manager")?;
	}
	Ok(Consent {
		header,
		controllers,
		period: period_at(consent, "period")?,
		base: Base::Decision(base),
		part2: is_part2(consent, &["category", "regulatoryBasis"])?,
		provisions,
	})
}

/// Why OPTINR by itself is not understood.
const RESTRICTED: &str =
	"OPTINR permits with restrictions, and none is stated: state them as provisions, or OPTIN";

/// What a policy rule says, and whether it says that there are restrictions.
fn policy_rule(rule: &Object) -> Result<(Decision, bool), Error> {
	let codings = concept(rule, codes::ACT_CODE)?;
	let mut decisions = codings.iter().filter_map(|coding| match coding.code.as_str() {
		_ if coding.system != codes::ACT_CODE => None,
		"OPTIN" | "OPTINR" => Some(Decision::Permit),
		"OPTOUT" | "OPTOUTE" => Some(Decision::Deny),
		_ => None,
	});
	let Some(decision) = decisions.next() else {
		return Err(Error::new(
			Code::UnknownCode,
			rule.path(),
			"only OPTIN and OPTOUT of HL7 v3 ActCode say what holds: leave `policyRule` out, and \
			 give the root provision a `type`",
		));
	};
	if decisions.any(|other| other != decision) {
		return Err(Error::new(
			Code::Ambiguous,
			rule.path(),
			"OPTIN and OPTOUT at once permit and deny",
		));
	}
	let restricted = codings.iter().any(|coding| coding.code == "OPTINR");
	Ok((decision, restricted))
}

/// The law on the records of substance use disorder, and a consent under it (HL7 v3 ActCode).
const PART_2: [&str; 2] = ["42CFRPart2", "42CFRPart2CD"];

/// Whether one of these concepts is the law on the records of substance use disorder.
fn is_part2(consent: &Object, names: &[&str]) -> Result<bool, Error> {
	for name in names {
		let concepts = match consent.value(name) {
			Some(Value::Array(_)) => consent.objects(name)?,
			_ => consent.object(name)?.into_iter().collect(),
		};
		for concept in concepts {
			concept.only(&["coding", "text"])?;
			for coding in concept.objects("coding")? {
				if coding.text("code")?.is_some_and(|code| PART_2.contains(&code)) {
					return Ok(true);
				}
			}
		}
	}
	Ok(false)
}

fn too_deep(provision: &Object) -> Error {
	Error::new(
		Code::TooLarge,
		provision.path(),
		format!("provisions are nested at most {MAX_DEPTH} deep"),
	)
}

fn provisions_r4(parent: &Object, depth: u8) -> Result<Vec<Provision>, Error> {
	let children = parent.objects("provision")?;
	children.iter().map(|child| provision_r4(child, depth + 1)).collect()
}

fn provision_r4(object: &Object, depth: u8) -> Result<Provision, Error> {
	if depth > MAX_DEPTH {
		return Err(too_deep(object));
	}
	object.only(&R4_PROVISION)?;
	let decision = match object.text("type")? {
		Some("permit") => Decision::Permit,
		Some("deny") => Decision::Deny,
		Some(other) => {
			return Err(object.error(
				"type",
				Code::UnknownCode,
				format!("`{other}` is neither `permit` nor `deny`"),
			))
		}
		None => {
			return Err(object.error(
				"type",
				Code::Missing,
				"a nested provision has to say `permit` or `deny`",
			))
		}
	};
	let classes = object.objects("class")?.iter().map(class_coding).collect::<Result<_, _>>()?;
	Ok(Provision {
		classes,
		provisions: provisions_r4(object, depth)?,
		..shared(object, decision, Version::R4)?
	})
}

fn provision_r5(object: &Object, decision: Decision, depth: u8) -> Result<Provision, Error> {
	if depth > MAX_DEPTH {
		return Err(too_deep(object));
	}
	object.only(&R5_PROVISION)?;
	if object.has("expression") {
		return Err(object.error(
			"expression",
			Code::NotHonoured,
			"expressions are not evaluated: state the data by class, code, label or reference",
		));
	}
	if object.has("documentType") && object.has("resourceType") {
		return Err(object.error(
			"resourceType",
			Code::NotHonoured,
			"document and resource types at once are not held: state one of them",
		));
	}
	let mut classes = Vec::new();
	for name in ["documentType", "resourceType"] {
		for class in object.objects(name)? {
			classes.push(class_coding(&class)?);
		}
	}
	// An exception to what permits denies, and the other way round.
	let provisions = object
		.objects("provision")?
		.iter()
		.map(|child| provision_r5(child, !decision, depth + 1))
		.collect::<Result<_, _>>()?;
	Ok(Provision { classes, provisions, ..shared(object, decision, Version::R5)? })
}

/// What both versions have.
fn shared(object: &Object, decision: Decision, version: Version) -> Result<Provision, Error> {
	let mut actors = Vec::new();
	for actor in object.objects("actor")? {
		actors.push(actor_ref(&actor, version)?);
	}
	let mut actions = Vec::new();
	for action in object.objects("action")? {
		let codings = concept(&action, codes::CONSENT_ACTION)?;
		let of_ours = codings.iter().filter(|coding| coding.system == codes::CONSENT_ACTION);
		let mut known = of_ours.filter_map(|coding| codes::action(&coding.code));
		let Some(first) = known.next() else {
			return Err(Error::new(
				Code::UnknownCode,
				action.path(),
				"an action is collect, access, use, disclose or correct",
			));
		};
		if known.any(|other| other != first) {
			return Err(several(&action, "actions: state a concept for each"));
		}
		actions.push(first);
	}
	let mut labels = Vec::new();
	for label in object.objects("securityLabel")? {
		let code = label.required("code")?;
		let found = coding(&label, Some(codes::usual_label_system(code)))?;
		if found.system == codes::CONFIDENTIALITY && codes::confidentiality(&found.code).is_none() {
			return Err(label.error(
				"code",
				Code::UnknownCode,
				format!("`{code}` is no confidentiality: U, L, M, N, R or V"),
			));
		}
		labels.push(found);
	}
	let mut purposes = Vec::new();
	for purpose in object.objects("purpose")? {
		let code = purpose.required("code")?;
		// A purpose without system is one that everybody knows, or nobody.
		let usual = salus_primitives::consent::Purpose::from_code(code).map(|_| codes::ACT_REASON);
		purposes.push(coding(&purpose, usual)?);
	}
	let mut data_codes = Vec::new();
	for code in object.objects("code")? {
		code.only(&["coding", "text"])?;
		let codings = code.objects("coding")?;
		if codings.is_empty() {
			return Err(Error::new(
				Code::NotHonoured,
				code.path(),
				"a text is not compared with data: state a coding",
			));
		}
		// The codings of a concept say the same in several systems: data has one of them.
		for one in codings {
			data_codes.push(coding(&one, None)?);
		}
	}
	let mut data = Vec::new();
	for one in object.objects("data")? {
		data.push(data_ref(&one)?);
	}
	Ok(Provision {
		path: object.path().to_owned(),
		decision,
		period: period_at(object, "period")?,
		actors,
		actions,
		purposes,
		labels,
		classes: Vec::new(),
		codes: data_codes,
		data_period: period_at(object, "dataPeriod")?,
		data,
		provisions: Vec::new(),
	})
}

/// A concept is one thing, whose codings say the same.
fn several(concept: &Object, what: &str) -> Error {
	Error::new(Code::Ambiguous, concept.path(), format!("one concept is two {what}"))
}

fn actor_ref(actor: &Object, version: Version) -> Result<ActorRef, Error> {
	actor.only(&["role", "reference"])?;
	let roles = match actor.object("role")? {
		Some(role) => concept(&role, codes::PARTICIPATION)?,
		None if version == Version::R4 => return Err(actor.missing("role")),
		None => Vec::new(),
	};
	let mut by_roles = roles.iter().filter(|role| role.system == codes::CAPACITY);
	let by_role = by_roles.next().map(|role| capacity(&role.code, actor, "role")).transpose()?;
	if by_roles.next().is_some() {
		return Err(several(actor, "capacities: state an actor for each"));
	}
	let reference = actor.object("reference")?;
	if by_role.is_none() && !roles.is_empty() {
		let receives = roles.iter().any(|role| {
			role.system == codes::PARTICIPATION && matches!(role.code.as_str(), "IRCP" | "PRCP")
		});
		if !receives {
			return Err(actor.error(
				"role",
				Code::NotHonoured,
				"only who receives data is honoured as an actor (IRCP, PRCP), or a capacity \
				 (system urn:salus:capacity)",
			));
		}
	}
	match (by_role, reference) {
		(Some(capacity), None) => Ok(ActorRef::Capacity(capacity)),
		(Some(_), Some(_)) => Err(actor.error(
			"reference",
			Code::NotHonoured,
			"a capacity and somebody at once are not held: state one of them",
		)),
		(None, None) => Err(actor.missing("reference")),
		(None, Some(reference)) => {
			let (text, kind) = codes::reference(&reference)?;
			if let Some(name) = text.strip_prefix("urn:salus:capacity|") {
				return Ok(ActorRef::Capacity(capacity(name, actor, "reference")?));
			}
			let kind = Kind::of(kind.as_deref()).ok_or_else(|| {
				actor.error(
					"reference",
					Code::NotHonoured,
					"an actor is an organisation, a person, a device or a group of them",
				)
			})?;
			Ok(ActorRef::Reference { reference: text, kind })
		}
	}
}

fn capacity(name: &str, actor: &Object, at: &str) -> Result<salus_primitives::Capacity, Error> {
	codes::capacity(name)
		.ok_or_else(|| actor.error(at, Code::UnknownCode, format!("`{name}` is no capacity")))
}

fn data_ref(data: &Object) -> Result<DataRef, Error> {
	data.only(&["meaning", "reference"])?;
	let meaning = match data.required("meaning")? {
		"instance" => Meaning::Instance,
		"related" => Meaning::Related,
		"dependents" => Meaning::Dependents,
		"authoredby" => Meaning::AuthoredBy,
		other => {
			return Err(data.error(
				"meaning",
				Code::UnknownCode,
				format!("`{other}` is not instance, related, dependents or authoredby"),
			))
		}
	};
	let reference = data.object("reference")?.ok_or_else(|| data.missing("reference"))?;
	let (text, kind) = codes::reference(&reference)?;
	if matches!(meaning, Meaning::Related | Meaning::Dependents)
		&& kind.as_deref() != Some("Encounter")
	{
		return Err(data.error(
			"reference",
			Code::NotHonoured,
			"of what is related to data, encounters alone are known: refer to an Encounter",
		));
	}
	let kind = match meaning {
		Meaning::AuthoredBy => Kind::of(kind.as_deref()).unwrap_or(Kind::Unknown),
		_ => Kind::Unknown,
	};
	Ok(DataRef { meaning, reference: text, kind })
}

/// The codings of a CodeableConcept.
fn concept(object: &Object, usual: &str) -> Result<Vec<Coding>, Error> {
	object.only(&["coding", "text"])?;
	let codings = object.objects("coding")?;
	if codings.is_empty() {
		return Err(Error::new(
			Code::UnknownCode,
			object.path(),
			"a text alone cannot be understood: state a coding",
		));
	}
	codings.iter().map(|one| coding(one, Some(usual))).collect()
}

/// A Coding; without a system it is of the usual one, if there is such.
fn coding(object: &Object, usual: Option<&str>) -> Result<Coding, Error> {
	object.only(&["system", "version", "code", "display", "userSelected"])?;
	let code = object.required("code")?;
	match (object.text("system")?, usual) {
		(Some(system), _) => Ok(Coding::new(system, code)),
		(None, Some(usual)) => Ok(Coding::new(usual, code)),
		(None, None) => Err(object.missing("system")),
	}
}

/// A class of data; without a system, a LOINC number is one and the rest are types of resources.
fn class_coding(class: &Object) -> Result<Coding, Error> {
	let usual = codes::class(class.required("code")?).system;
	coding(class, Some(&usual))
}

fn references(consent: &Object, name: &str) -> Result<Vec<String>, Error> {
	let each = consent.objects(name)?;
	each.iter().map(|one| codes::reference(one).map(|(text, _)| text)).collect()
}

fn date_at(object: &Object, name: &str) -> Result<Option<DateTime>, Error> {
	object.text(name)?.map(|text| DateTime::parse(text, &object.at(name))).transpose()
}

fn period_at(object: &Object, name: &str) -> Result<Period, Error> {
	let Some(period) = object.object(name)? else { return Ok(Period::default()) };
	period.only(&["start", "end"])?;
	let period = Period { start: date_at(&period, "start")?, end: date_at(&period, "end")? };
	if !period.is_stated() {
		return Err(object.error(name, Code::Missing, "a period has a start or an end"));
	}
	if let (Some(start), Some(end)) = (&period.start, &period.end) {
		if start.first > end.last {
			return Err(object.error(name, Code::BadDate, "the period ends before it begins"));
		}
	}
	Ok(period)
}

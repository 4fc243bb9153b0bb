//! FHIR consents: the examples of IHE PCF, what is refused, and that nothing is lost.

use super::*;
use codes::Coding;
use proptest::prelude::*;
use salus_primitives::{
	consent::{
		Action, Actor, Confidentiality, Decision, Id, Label, Meaning, Month, Purpose, Reference,
		Request,
	},
	Capacity,
};
use serde_json::{json, Value};
use std::{cell::RefCell, collections::HashMap};

const TREAT: &str = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

/// An R4 consent with this provision and without `policyRule`.
fn pcf(provision: Value) -> Value {
	json!({
		"resourceType": "Consent",
		"id": "c1",
		"status": "active",
		"scope": { "coding": [{ "system": codes::CONSENT_SCOPE, "code": "patient-privacy" }] },
		"category": [{ "coding": [{ "system": "http://loinc.org", "code": "59284-0" }] }],
		"patient": { "reference": "Patient/ex-patient" },
		"dateTime": "2022-06-13",
		"performer": [{ "reference": "Patient/ex-patient" }],
		"organization": [{ "reference": "Organization/ex-organization" }],
		"sourceReference": { "reference": "DocumentReference/ex-documentreference" },
		"policy": [{ "uri": "http://example.org/policies/basePrivacyConsentPolicy.txt" }],
		"provision": provision,
	})
}

fn r5(decision: &str, provisions: Value) -> Value {
	json!({
		"resourceType": "Consent",
		"status": "active",
		"subject": { "reference": "Patient/ex-patient" },
		"date": "2024-01",
		"decision": decision,
		"provision": provisions,
	})
}

fn with(mut value: Value, name: &str, member: Value) -> Value {
	value[name] = member;
	value
}

#[track_caller]
fn read(value: &Value) -> Consent {
	Consent::read(value).unwrap()
}

#[track_caller]
fn refused(value: &Value, code: Code, path: &str) {
	let error = Consent::read(value)
		.and_then(|consent| consent.to_stored(&Plain::default()))
		.expect_err("it should be refused");
	assert_eq!((error.code, error.path.as_str()), (code, path), "{error}");
	assert!(!error.message.is_empty());
}

fn stored(value: &Value) -> Stored {
	read(value).to_stored(&Plain::default()).unwrap()
}

fn reference(text: &str) -> Id {
	Plain::default().reference(text)
}

#[test]
fn cn_2_in_pcf_the_root_should_be_the_base() {
	let stored = stored(&pcf(json!({
		"type": "permit",
		"period": { "end": "2022-12-31" },
		"actor": [{
			"role": { "coding": [{ "system": codes::PARTICIPATION, "code": "IRCP" }] },
			"reference": { "reference": "Practitioner/ex-practitioner" },
		}],
		"purpose": [{ "system": TREAT, "code": "TREAT" }],
		"securityLabel": [{ "system": codes::CONFIDENTIALITY, "code": "N" }],
		"provision": [{
			"type": "deny",
			"data": [{ "meaning": "related", "reference": { "reference": "Encounter/e" } }],
		}],
	})));
	let consent = &stored.consent;
	assert_eq!(consent.otherwise, Decision::Deny);
	assert_eq!((consent.period.start, consent.period.end), (None, Some(1_672_531_199_999)));
	assert_eq!(stored.paths, ["Consent.provision", "Consent.provision.provision[0]"]);
	let root = &consent.provisions[0];
	assert_eq!((root.parent, root.decision), (None, Decision::Permit));
	assert!(!root.period.is_stated(), "it is the consent's own");
	assert_eq!(root.actors[..], [Actor::Person(reference("Practitioner/ex-practitioner"))]);
	assert_eq!(root.purposes[..], [Purpose::Treatment]);
	assert_eq!(root.labels[..], [Label::Confidentiality(Confidentiality::Normal)]);
	let but = &consent.provisions[1];
	assert_eq!((but.parent, but.decision), (Some(0), Decision::Deny));
	assert_eq!(
		but.data[..],
		[Reference { meaning: Meaning::Related, id: reference("Encounter/e") }]
	);
}

#[test]
fn cn_2_with_a_policy_rule_the_root_should_be_its_first_exception() {
	let rule = |code: &str, provision: Value| {
		let rule = json!({ "coding": [{ "system": codes::ACT_CODE, "code": code }] });
		with(pcf(provision), "policyRule", rule)
	};
	for (code, base) in [
		("OPTIN", Decision::Permit),
		("OPTINR", Decision::Permit),
		("OPTOUT", Decision::Deny),
		("OPTOUTE", Decision::Deny),
	] {
		let typed = stored(&rule(code, json!({ "type": "deny", "period": { "start": "2024" } })));
		assert_eq!(typed.consent.otherwise, base, "{code}");
		assert!(!typed.consent.period.is_stated());
		assert!(typed.consent.provisions[0].period.is_stated(), "the exception's own");
		let untyped = stored(&rule(
			code,
			json!({
				"period": { "start": "2024" },
				"provision": [{ "type": "deny" }, { "type": "permit" }],
			}),
		));
		assert!(untyped.consent.period.is_stated(), "the consent's own");
		assert_eq!(
			untyped.paths,
			["Consent.provision.provision[0]", "Consent.provision.provision[1]"]
		);
		assert!(untyped.consent.provisions.iter().all(|one| one.parent.is_none()));
	}
	let alone = rule("OPTIN", json!(null));
	let Value::Object(mut members) = alone else { unreachable!() };
	members.remove("provision");
	let consent = read(&members.into());
	assert_eq!((consent.base, consent.provisions.len()), (Base::PolicyRule(Decision::Permit), 0));
	// Any other rule says nothing that could be decided by.
	let other = rule("hipaa-auth", json!({ "type": "permit" }));
	refused(&other, Code::UnknownCode, "Consent.policyRule");
	let both = json!({ "coding": [
		{ "system": codes::ACT_CODE, "code": "OPTIN" },
		{ "system": codes::ACT_CODE, "code": "OPTOUT" },
	] });
	let both = with(pcf(json!({ "type": "permit" })), "policyRule", both);
	refused(&both, Code::Ambiguous, "Consent.policyRule");
}

#[test]
fn cn_2_an_ambiguous_root_should_be_refused() {
	let rule = json!({ "coding": [{ "system": codes::ACT_CODE, "code": "OPTIN" }] });
	for (name, value) in [
		("actor", json!([{ "role": {}, "reference": {} }])),
		("purpose", json!([{ "system": TREAT, "code": "TREAT" }])),
		("securityLabel", json!([{ "code": "N" }])),
		("dataPeriod", json!({ "start": "2024" })),
		("action", json!([{}])),
		("class", json!([{}])),
		("code", json!([{}])),
		("data", json!([{}])),
	] {
		let root = with(json!({ "provision": [{ "type": "deny" }] }), name, value.clone());
		let untyped = with(pcf(root.clone()), "policyRule", rule.clone());
		refused(&untyped, Code::Ambiguous, &format!("Consent.provision.{name}"));
		// And without a rule nothing says what holds at all.
		refused(&pcf(root), Code::Ambiguous, "Consent.provision.type");
	}
	refused(
		&pcf(json!({ "period": { "end": "2030" } })),
		Code::Ambiguous,
		"Consent.provision.type",
	);
	let Value::Object(mut members) = pcf(json!(null)) else { unreachable!() };
	members.remove("provision");
	refused(&members.into(), Code::Ambiguous, "Consent.provision");
	refused(
		&pcf(json!({ "type": "permit", "provision": [{ "purpose": [{ "code": "TREAT" }] }] })),
		Code::Missing,
		"Consent.provision.provision[0].type",
	);
}

#[test]
fn cn_2_in_r5_provisions_should_be_exceptions_that_alternate() {
	let value = r5(
		"deny",
		json!([{
			"purpose": [{ "system": TREAT, "code": "TREAT" }],
			"provision": [{
				"resourceType": [{ "code": "Observation" }],
				"provision": [{ "action": [{ "coding": [{ "code": "access" }] }] }],
			}],
		}]),
	);
	let value = with(value, "period", json!({ "start": "2024-02", "end": "2024-02" }));
	let stored = stored(&value);
	assert_eq!(stored.consent.otherwise, Decision::Deny);
	let decisions = stored.consent.provisions.iter().map(|one| one.decision).collect::<Vec<_>>();
	assert_eq!(decisions, [Decision::Permit, Decision::Deny, Decision::Permit]);
	assert_eq!(
		stored.paths,
		[
			"Consent.provision[0]",
			"Consent.provision[0].provision[0]",
			"Consent.provision[0].provision[0].provision[0]",
		]
	);
	assert_eq!(stored.consent.provisions[2].actions[..], [Action::Access]);
	let month = Month::of(1_706_745_600_000);
	assert_eq!(stored.consent.period.start, Some(month.first()));
	assert_eq!(stored.consent.period.end, Some(month.last()));
	let undecided = r5("maybe", json!([{ "period": { "start": "2024" } }]));
	refused(&undecided, Code::UnknownCode, "Consent.decision");
	let Value::Object(mut members) = value else { unreachable!() };
	members.remove("decision");
	refused(&members.into(), Code::Ambiguous, "Consent.decision");
}

fn recipient(reference: Value) -> Value {
	json!({
		"role": { "coding": [{ "system": codes::PARTICIPATION, "code": "IRCP" }] },
		"reference": reference,
	})
}

#[test]
fn cn_2_actors_should_be_told_apart_by_type() {
	let of = |reference: Value| {
		stored(&pcf(json!({ "type": "permit", "actor": [recipient(reference)] })))
			.consent
			.provisions[0]
			.actors
			.to_vec()
	};
	let id = |text: &str| reference(text);
	for (text, actor) in [
		("Organization/o", Actor::Organisation(id("Organization/o"))),
		("CareTeam/t", Actor::Group(id("CareTeam/t"))),
		("Group/g", Actor::Group(id("Group/g"))),
		("Practitioner/p/_history/2", Actor::Person(id("Practitioner/p"))),
		("PractitionerRole/r", Actor::Person(id("PractitionerRole/r"))),
		("Device/d", Actor::Person(id("Device/d"))),
		("RelatedPerson/r", Actor::Person(id("RelatedPerson/r"))),
		("HTTP://Example.org/fhir/Group/g", Actor::Group(id("http://example.org/fhir/Group/g"))),
	] {
		assert_eq!(of(json!({ "reference": text })), [actor], "{text}");
	}
	let identifier = json!({ "system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893" });
	let npi = id("http://hl7.org/fhir/sid/us-npi|1234567893");
	assert_eq!(
		of(json!({ "type": "Practitioner", "identifier": identifier })),
		[Actor::Person(npi)]
	);
	assert_eq!(of(json!({ "identifier": identifier })).len(), 3, "of whichever kind");
	let capacity = json!({ "identifier": { "system": codes::CAPACITY, "value": "provider" } });
	assert_eq!(of(capacity), [Actor::Capacity(Capacity::Provider)]);
	let by_role = stored(&r5(
		"deny",
		json!([{ "actor": [{ "role": { "coding": [
			{ "system": codes::CAPACITY, "code": "ethics-committee" },
		] } }] }]),
	));
	assert_eq!(
		by_role.consent.provisions[0].actors[..],
		[Actor::Capacity(Capacity::EthicsCommittee)]
	);
}

#[test]
fn what_cannot_be_honoured_should_be_refused_where_it_stands() {
	let permit = |name: &str, value: Value| pcf(with(json!({ "type": "permit" }), name, value));
	let at = |name: &str| format!("Consent.provision.{name}");
	let extension = json!([{ "url": "http://example.org/not", "valueBoolean": true }]);
	for (value, code, path) in [
		(
			with(pcf(json!({ "type": "permit" })), "modifierExtension", extension.clone()),
			Code::NotHonoured,
			"Consent.modifierExtension".into(),
		),
		(
			permit("modifierExtension", extension.clone()),
			Code::NotHonoured,
			at("modifierExtension"),
		),
		(
			with(pcf(json!({ "type": "permit" })), "implicitRules", json!("http://example.org/r")),
			Code::NotHonoured,
			"Consent.implicitRules".into(),
		),
		(
			with(pcf(json!({ "type": "permit" })), "colour", json!("red")),
			Code::UnknownElement,
			"Consent.colour".into(),
		),
		(permit("expression", json!({})), Code::UnknownElement, at("expression")),
		(permit("type", json!("allow")), Code::UnknownCode, at("type")),
		(permit("type", json!(true)), Code::WrongType, at("type")),
		(permit("period", json!("2024")), Code::WrongType, at("period")),
		(permit("period", json!({})), Code::WrongType, at("period")),
		(permit("period", json!({ "begin": "2024" })), Code::UnknownElement, at("period.begin")),
		(permit("period", json!({ "start": "24" })), Code::BadDate, at("period.start")),
		(permit("period", json!({ "start": "2024", "end": "2023" })), Code::BadDate, at("period")),
		(permit("dataPeriod", json!({ "end": "1969" })), Code::BadDate, at("dataPeriod.end")),
		(permit("purpose", json!({ "code": "TREAT" })), Code::WrongType, at("purpose")),
		(permit("purpose", json!([])), Code::WrongType, at("purpose")),
		(permit("purpose", json!(["TREAT"])), Code::WrongType, at("purpose[0]")),
		(permit("purpose", json!([{ "code": "FooBar" }])), Code::Missing, at("purpose[0].system")),
		(permit("purpose", json!([{ "system": TREAT }])), Code::Missing, at("purpose[0].code")),
		(
			permit("securityLabel", json!([{ "system": codes::CONFIDENTIALITY, "code": "X" }])),
			Code::UnknownCode,
			at("securityLabel[0].code"),
		),
		(
			permit("action", json!([{ "coding": [{ "code": "access" }] }, { "text": "read" }])),
			Code::UnknownCode,
			at("action[1]"),
		),
		(
			permit("action", json!([{ "coding": [{ "code": "destroy" }] }])),
			Code::UnknownCode,
			at("action[0]"),
		),
		(permit("code", json!([{ "text": "weight" }])), Code::NotHonoured, at("code[0]")),
		(
			permit("code", json!([{ "coding": [{ "code": "1" }] }])),
			Code::Missing,
			at("code[0].coding[0].system"),
		),
		(
			permit("actor", json!([{ "reference": { "reference": "Practitioner/p" } }])),
			Code::Missing,
			at("actor[0].role"),
		),
		(
			permit(
				"actor",
				json!([{
					"role": { "coding": [{ "system": codes::PARTICIPATION, "code": "CST" }] },
					"reference": { "reference": "Organization/o" },
				}]),
			),
			Code::NotHonoured,
			at("actor[0].role"),
		),
		(
			permit("actor", json!([recipient(json!({ "reference": "Location/l" }))])),
			Code::NotHonoured,
			at("actor[0].reference"),
		),
		(
			permit("actor", json!([recipient(json!({ "reference": "#p" }))])),
			Code::NotHonoured,
			at("actor[0].reference.reference"),
		),
		(
			permit("actor", json!([recipient(json!({ "display": "Dr Jones" }))])),
			Code::BadReference,
			at("actor[0].reference"),
		),
		(
			permit("data", json!([{ "meaning": "about", "reference": { "reference": "A/1" } }])),
			Code::UnknownCode,
			at("data[0].meaning"),
		),
		(
			permit(
				"data",
				json!([{ "meaning": "related", "reference": { "reference": "CarePlan/1" } }]),
			),
			Code::NotHonoured,
			at("data[0].reference"),
		),
		(
			r5("deny", json!([{ "expression": { "language": "text/fhirpath" } }])),
			Code::NotHonoured,
			"Consent.provision[0].expression".into(),
		),
		(
			r5(
				"deny",
				json!([{
					"documentType": [{ "system": "http://x", "code": "a" }],
					"resourceType": [{ "code": "Observation" }],
				}]),
			),
			Code::NotHonoured,
			"Consent.provision[0].resourceType".into(),
		),
		(
			with(
				pcf(json!({ "type": "permit" })),
				"scope",
				json!({ "coding": [{ "system": codes::CONSENT_SCOPE, "code": "adr" }] }),
			),
			Code::NotHonoured,
			"Consent.scope".into(),
		),
		(
			with(pcf(json!({ "type": "permit" })), "patient", json!({ "reference": "Group/1" })),
			Code::NotHonoured,
			"Consent.patient".into(),
		),
		(
			with(pcf(json!({ "type": "permit" })), "status", json!("unknown")),
			Code::UnknownCode,
			"Consent.status".into(),
		),
		(
			with(pcf(json!({ "type": "permit" })), "decision", json!("permit")),
			Code::Version,
			"Consent.decision".into(),
		),
		(pcf(json!([{ "type": "permit" }])), Code::WrongType, "Consent.provision".into()),
		(r5("deny", json!({ "type": "permit" })), Code::WrongType, "Consent.provision".into()),
		(json!({ "resourceType": "Patient" }), Code::NotConsent, "Consent.resourceType".into()),
		(json!({ "resourceType": "Consent" }), Code::Version, "Consent".into()),
		(json!([]), Code::WrongType, "Consent".into()),
	] {
		refused(&value, code, &path);
	}
}

#[test]
fn what_is_too_large_should_be_refused() {
	let code =
		|n: usize| json!({ "coding": [{ "system": "http://loinc.org", "code": n.to_string() }] });
	let nine = (0..9).map(code).collect::<Vec<_>>();
	refused(
		&pcf(json!({ "type": "permit", "code": nine })),
		Code::TooLarge,
		"Consent.provision.code",
	);
	let many = |count: usize| {
		let each = (0..count).map(|_| json!({ "type": "deny" })).collect::<Vec<_>>();
		pcf(json!({ "type": "permit", "provision": each }))
	};
	assert_eq!(stored(&many(63)).paths.len(), 64);
	refused(&many(64), Code::TooLarge, "Consent.provision.provision[63]");
	let nested = |depth: usize| {
		let mut provision = json!({ "type": "deny" });
		for _ in 1..depth {
			provision = json!({ "type": "permit", "provision": [provision] });
		}
		pcf(provision)
	};
	assert_eq!(stored(&nested(4)).paths.len(), 4);
	refused(
		&nested(5),
		Code::TooLarge,
		"Consent.provision.provision[0].provision[0].provision[0].provision[0]",
	);
	let eight = (0..8).map(code).collect::<Vec<_>>();
	let each = (0..63).map(|_| json!({ "type": "deny", "code": eight })).collect::<Vec<_>>();
	refused(&pcf(json!({ "type": "permit", "provision": each })), Code::TooLarge, "Consent");
}

#[test]
fn documents_should_be_a_resource_a_bundle_or_lines() {
	let one = pcf(json!({ "type": "permit" }));
	let Documents { consents: found, others, .. } = read_documents(&one.to_string()).unwrap();
	assert_eq!((found.len(), others), (1, 0));
	assert_eq!(found[0], Resource { index: 0, value: Ok(one.clone()) });
	// Printed over several lines it is still one.
	let pretty = format!("\u{feff}{}\n", serde_json::to_string_pretty(&one).unwrap());
	assert_eq!(read_documents(&pretty).unwrap().consents.len(), 1);
	let bundle = json!({
		"resourceType": "Bundle",
		"type": "collection",
		"entry": [
			{ "fullUrl": "urn:uuid:1", "resource": { "resourceType": "Patient" } },
			{ "resource": one },
			{ "response": { "status": "200" } },
		],
	});
	let Documents { consents: found, others, .. } = read_documents(&bundle.to_string()).unwrap();
	assert_eq!((found.len(), found[0].index, others), (1, 1, 1));
	let lines = format!("{one}\n\n{{\"resourceType\":\"Patient\"}}\n{{\"resourceType\"\n{one}\n");
	let Documents { consents: found, others, .. } = read_documents(&lines).unwrap();
	assert_eq!(others, 1);
	assert_eq!(found.iter().map(|one| one.index).collect::<Vec<_>>(), [0, 3, 4]);
	assert_eq!(found[1].value.as_ref().unwrap_err().code, Code::Syntax);
	for (text, code) in [
		("", Code::Syntax),
		("hello", Code::Syntax),
		(&one.to_string()[..100], Code::Syntax),
		("[]", Code::WrongType),
		("{}", Code::WrongType),
		("{\"id\":\"1\"}", Code::NotConsent),
		("{\"resourceType\":\"Patient\"}", Code::NotConsent),
		("{\"resourceType\":\"Bundle\",\"entry\":{}}", Code::WrongType),
		("{\"resourceType\":\"Bundle\",\"implicitRules\":\"x\"}", Code::UnknownElement),
		(
			"{\"resourceType\":\"Consent\",\"status\":\"active\",\"status\":\"draft\"}",
			Code::Duplicate,
		),
	] {
		assert_eq!(read_documents(text).unwrap_err().code, code, "{text}");
	}
	let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
	assert_eq!(read_documents(&deep).unwrap_err().code, Code::Syntax);
}

#[test]
fn who_is_named_in_a_bundle_should_be_known_by_identifier() {
	let identifier = json!([{ "system": "urn:mrn", "value": "7" }, { "value": "no system" }]);
	let patient = json!({ "resourceType": "Patient", "id": "p", "identifier": identifier });
	let entry = json!({ "fullUrl": "URN:UUID:AB", "resource": patient });
	let bundle = json!({ "resourceType": "Bundle", "type": "transaction", "entry": [entry] });
	let identifiers = read_documents(&bundle.to_string()).unwrap().identifiers;
	let known = ["urn:uuid:ab", "Patient/p"].map(|name| (name.into(), vec!["urn:mrn|7".into()]));
	assert_eq!(identifiers, known.into());

	let mut one = pcf(json!({ "type": "permit" }));
	one["patient"]["identifier"] = json!({ "system": "urn:mrn", "value": "7" });
	let header = read(&one).header;
	assert_eq!(header.patient_identifier.as_deref(), Some("urn:mrn|7"));
	assert_eq!(read(&read(&one).write()).header, header);
}

#[test]
fn cn_2_a_denial_of_what_nobody_knows_should_be_refused_rather_than_match_nothing() {
	let unknown = json!({ "reference": "DocumentReference/unknown" });
	let data = json!([{ "meaning": "instance", "reference": unknown }]);
	let consent = read(&pcf(json!({
		"type": "permit",
		"provision": [{ "type": "deny", "data": data }],
	})));
	let error = consent.to_stored(&Chain::default()).unwrap_err();
	assert_eq!(error.code, Code::Unmapped);
	assert_eq!(error.path, "Consent.provision.provision[0].data[0]");
}

#[test]
fn cn_9_part_2_should_be_known_by_its_code() {
	let category = json!([{ "coding": [{ "system": codes::ACT_CODE, "code": "42CFRPart2" }] }]);
	assert!(read(&with(pcf(json!({ "type": "permit" })), "category", category.clone())).part2);
	assert!(!read(&pcf(json!({ "type": "permit" }))).part2);
	let basis =
		with(r5("permit", json!([{ "period": { "end": "2030" } }])), "regulatoryBasis", category);
	assert!(read(&basis).part2);
}

/// Tokens that remember what they stand for, on a chain whose periods are months.
#[derive(Default)]
struct Chain {
	coarse: bool,
	texts: RefCell<HashMap<Id, String>>,
	actors: RefCell<HashMap<Id, ActorRef>>,
}

impl Names for Chain {
	fn token(&self, what: What, text: &str) -> Result<Id, String> {
		let id = Plain::default().id(what, text);
		self.texts.borrow_mut().insert(id, text.to_owned());
		match text {
			"DocumentReference/unknown" => Err("nobody knows it".into()),
			_ => Ok(id),
		}
	}

	fn actors(&self, reference: &str, kind: Kind) -> Result<Vec<Actor>, String> {
		if reference == "Practitioner/stranger" {
			return Err("nobody knows `Practitioner/stranger`".into());
		}
		let id = Plain::default().reference(reference);
		let known = ActorRef::Reference { reference: reference.to_owned(), kind };
		self.actors.borrow_mut().insert(id, known);
		Plain::default().actors(reference, kind)
	}

	fn is_coarse(&self) -> bool {
		self.coarse
	}
}

impl Origin for Chain {
	fn text(&self, _: What, id: &Id) -> Option<String> {
		self.texts.borrow().get(id).cloned()
	}

	fn actor(&self, actor: &Actor) -> Option<ActorRef> {
		match actor {
			Actor::Organisation(id) | Actor::Person(id) | Actor::Group(id) => {
				self.actors.borrow().get(id).cloned()
			}
			_ => None,
		}
	}
}

#[test]
fn x_1_on_the_chain_periods_of_data_should_be_whole_months_and_never_permit_more() {
	let period = json!({ "start": "2024-01-15", "end": "2024-03-10" });
	let value = pcf(json!({
		"type": "permit",
		"dataPeriod": period,
		"provision": [{
			"type": "deny",
			"securityLabel": [{ "code": "PSY" }],
			"provision": [{ "type": "deny" }, { "type": "permit" }],
		}],
	}));
	let chain = Chain { coarse: true, ..Chain::default() };
	let stored = read(&value).to_stored(&chain).unwrap();
	assert!(stored.consent.is_coarse());
	let months = |first: &str, last: &str| salus_primitives::consent::Period {
		start: Some(DateTime::parse(first, "").unwrap().start()),
		end: Some(DateTime::parse(last, "").unwrap().end("").unwrap()),
	};
	let (narrow, wide) = (months("2024-02", "2024-02"), months("2024-01", "2024-03"));
	let found = stored.consent.provisions.iter().map(|one| one.data_period).collect::<Vec<_>>();
	let inherited = salus_primitives::consent::Period::ALWAYS;
	assert_eq!(found, [narrow, wide, inherited, narrow]);
	assert!(!stored.notes.is_empty());
	// Off the chain they are as exact as they are written.
	let exact = read(&value).to_stored(&Plain::default()).unwrap();
	assert!(exact.notes.is_empty());
	assert!(!exact.consent.is_coarse());
	let none = pcf(json!({
		"type": "permit",
		"dataPeriod": { "start": "2024-01-02", "end": "2024-02-27" },
	}));
	let error = read(&none).to_stored(&chain).unwrap_err();
	assert_eq!(
		(error.code, error.path.as_str()),
		(Code::NotHonoured, "Consent.provision.dataPeriod")
	);
}

#[test]
fn who_is_not_in_the_map_should_be_refused_by_path() {
	let stranger = recipient(json!({ "reference": "Practitioner/stranger" }));
	let known = recipient(json!({ "reference": "Practitioner/known" }));
	let value = pcf(json!({ "type": "permit", "actor": [known, stranger] }));
	let error = read(&value).to_stored(&Chain::default()).unwrap_err();
	assert_eq!((error.code, error.path.as_str()), (Code::Unmapped, "Consent.provision.actor[1]"));
}

#[test]
fn plain_ids_should_take_the_one_server_for_granted() {
	let plain = Plain::at(Some("http://example.org/fhir/".into()));
	assert_eq!(
		plain.reference("http://example.org/fhir/Practitioner/1"),
		plain.reference("Practitioner/1")
	);
	assert_ne!(
		plain.reference("http://other.org/fhir/Practitioner/1"),
		plain.reference("Practitioner/1")
	);
	let id = |what| Plain::default().id(what, "x");
	assert_ne!(id(What::Label), id(What::Class));
	assert_ne!(id(What::Class), id(What::Code));
}

#[test]
fn residual_scopes_should_be_in_the_words_of_fhir() {
	let consent = read(&pcf(json!({
		"type": "permit",
		"securityLabel": [{ "system": codes::CONFIDENTIALITY, "code": "N" }],
		"provision": [
			{ "type": "deny", "dataPeriod": { "start": "2022-01", "end": "2022-12" } },
			{ "type": "permit", "securityLabel": [{ "code": "PSY" }] },
		],
	})));
	let scope = |index| Value::Object(consent.scope(index).unwrap());
	assert_eq!(
		scope(1),
		json!({
			"securityLabel": [{ "system": codes::CONFIDENTIALITY, "code": "N" }],
			"dataPeriod": { "start": "2022-01", "end": "2022-12" },
		})
	);
	assert_eq!(
		scope(2),
		json!({ "securityLabel": [{ "system": codes::ACT_CODE, "code": "PSY" }] })
	);
	assert_eq!(consent.scope(3), None);
}

// To write and read again loses nothing.

fn any_date() -> impl Strategy<Value = DateTime> {
	prop_oneof![
		(1970u32..2100).prop_map(|year| format!("{year:04}")),
		(1970u32..2100, 1u32..13).prop_map(|(year, month)| format!("{year:04}-{month:02}")),
		(1970u32..2100, 1u32..13, 1u32..29)
			.prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
		(0u64..4_000_000_000_000).prop_map(|moment| DateTime::from_start(moment).text),
	]
	.prop_map(|text| DateTime::parse(&text, "").unwrap())
}

fn any_period() -> impl Strategy<Value = Period> {
	use prop::option::of;
	prop_oneof![
		2 => Just(Period::default()),
		1 => (of(any_date()), of(any_date())).prop_map(|(start, end)| match (&start, &end) {
			(Some(from), Some(to)) if from.first > to.last => Period { start: end, end: start },
			_ => Period { start, end },
		}),
	]
}

fn any_coding(
	system: &'static str,
	codes: &'static [&'static str],
) -> impl Strategy<Value = Coding> {
	prop_oneof![
		prop::sample::select(codes).prop_map(move |code| Coding::new(system, code)),
		"[a-z]{1,6}".prop_map(|code| Coding::new("http://example.org/codes", &code)),
	]
}

fn some<T: std::fmt::Debug + Clone + PartialEq>(
	one: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<T>> {
	prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(one, 1..3)].prop_map(
		|mut each| {
			each.dedup();
			each
		},
	)
}

fn any_actor() -> impl Strategy<Value = ActorRef> {
	let kind = |kind, text: String| ActorRef::Reference { reference: text, kind };
	prop_oneof![
		"[a-z]{1,3}".prop_map(move |id| kind(Kind::Organisation, format!("Organization/{id}"))),
		"[a-z]{1,3}".prop_map(move |id| kind(Kind::Group, format!("CareTeam/{id}"))),
		"[a-z]{1,3}"
			.prop_map(move |id| kind(Kind::Person, format!("http://a/PractitionerRole/{id}"))),
		"[0-9]{1,3}".prop_map(move |id| kind(Kind::Person, format!("urn:oid:1.2.{id}"))),
		"[a-z]{1,3}".prop_map(move |id| kind(Kind::Organisation, format!("http://a/mrn|{id}"))),
		"[a-z]{1,3}".prop_map(move |id| kind(Kind::Unknown, format!("urn:x:{id}"))),
		prop::sample::select(&Capacity::ALL[..]).prop_map(ActorRef::Capacity),
	]
}

fn any_data() -> impl Strategy<Value = DataRef> {
	let data = |meaning, kind, reference| DataRef { meaning, reference, kind };
	prop_oneof![
		"[a-z]{1,3}".prop_map(move |id| {
			data(Meaning::Instance, Kind::Unknown, format!("Observation/{id}"))
		}),
		"[a-z]{1,3}".prop_map(move |id| {
			data(Meaning::Related, Kind::Unknown, format!("Encounter/{id}"))
		}),
		"[a-z]{1,3}".prop_map(move |id| {
			data(Meaning::Dependents, Kind::Unknown, format!("urn:x:{id}"))
		}),
		"[a-z]{1,3}".prop_map(move |id| {
			data(Meaning::AuthoredBy, Kind::Organisation, format!("Organization/{id}"))
		}),
		"[a-z]{1,3}".prop_map(move |id| {
			data(Meaning::AuthoredBy, Kind::Unknown, format!("urn:x:{id}"))
		}),
	]
}

fn any_provision() -> impl Strategy<Value = Provision> {
	let class = any_coding(codes::RESOURCE_TYPES, &["Observation", "Condition"]);
	let code = any_coding("http://loinc.org", &["1-8", "2-6"]);
	let leaf = (
		(any::<bool>(), any_period(), some(any_actor()), some(prop::sample::select(Action::ALL))),
		(some(any_coding(TREAT, &["TREAT", "BTG"])), some(any_coding(codes::ACT_CODE, &["PSY"]))),
		(some(class), some(code), any_period(), some(any_data())),
	)
		.prop_map(
			|(
				(permits, period, actors, actions),
				(purposes, labels),
				(classes, codes, data_period, data),
			)| Provision {
				path: String::new(),
				decision: if permits { Decision::Permit } else { Decision::Deny },
				period,
				actors,
				actions,
				purposes,
				labels,
				classes,
				codes,
				data_period,
				data,
				provisions: Vec::new(),
			},
		);
	leaf.prop_recursive(2, 8, 3, |inner| {
		(inner.clone(), prop::collection::vec(inner, 1..3)).prop_map(|(mut outer, children)| {
			// An R5 provision that states nothing would be an empty element.
			outer.provisions = children;
			outer
		})
	})
}

/// Give the provisions their paths, and in R5 the decisions that follow.
fn place(provisions: &mut [Provision], prefix: &str, decision: Option<Decision>) {
	for (index, provision) in provisions.iter_mut().enumerate() {
		provision.path = format!("{prefix}[{index}]");
		if let Some(decision) = decision {
			provision.decision = decision;
			if provision.actions.is_empty() {
				provision.actions = vec![Action::Access];
			}
		}
		let path = format!("{}.provision", provision.path);
		place(&mut provision.provisions, &path, decision.map(|decision| !decision));
	}
}

fn any_consent() -> impl Strategy<Value = Consent> {
	let provisions = prop::collection::vec(any_provision(), 1..3);
	(0u8..4, any::<bool>(), any::<bool>(), any_period(), provisions, any_date()).prop_map(
		|(form, permits, part2, period, mut provisions, date)| {
			let decision = if permits { Decision::Permit } else { Decision::Deny };
			let version = if form == 3 { Version::R5 } else { Version::R4 };
			let mut consent_period = period;
			let base = match form {
				// As IHE PCF has it.
				0 => {
					provisions.truncate(1);
					provisions[0].path = "Consent.provision".into();
					provisions[0].period = Period::default();
					place(&mut provisions[0].provisions, "Consent.provision.provision", None);
					Base::Root
				}
				// A typed root under a rule.
				1 => {
					provisions.truncate(1);
					provisions[0].path = "Consent.provision".into();
					place(&mut provisions[0].provisions, "Consent.provision.provision", None);
					consent_period = Period::default();
					Base::PolicyRule(decision)
				}
				2 => {
					place(&mut provisions, "Consent.provision.provision", None);
					Base::PolicyRule(decision)
				}
				_ => {
					place(&mut provisions, "Consent.provision", Some(!decision));
					Base::Decision(decision)
				}
			};
			Consent {
				header: Header {
					version,
					id: Some("c1".into()),
					status: Status::Active,
					patient: "Patient/p".into(),
					patient_identifier: None,
					date: Some(date),
					last_updated: None,
					version_id: Some("7".into()),
				},
				controllers: vec!["Organization/o".into()],
				period: consent_period,
				base,
				part2,
				provisions,
			}
		},
	)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(400))]

	#[test]
	fn to_write_and_read_should_lose_nothing(consent in any_consent()) {
		let written = consent.write();
		// As it goes over the wire.
		let read = Consent::read(&json::parse(&written.to_string()).unwrap());
		prop_assert_eq!(read, Ok(consent), "{}", written);
	}

	#[test]
	fn to_store_export_and_import_should_decide_the_same(consent in any_consent()) {
		let chain = Chain::default();
		let Ok(first) = consent.to_stored(&chain) else { return Ok(()) };
		let back = Consent::from_stored(consent.header.clone(), &first.consent, &chain).unwrap();
		let read = Consent::read(&back.write()).unwrap();
		let again = read.to_stored(&chain).unwrap();
		prop_assert_eq!(&again.consent, &first.consent);
	}

	#[test]
	fn whatever_comes_in_should_be_answered(text in "\\PC{0,200}") {
		let _ = read_documents(&text);
	}

	/// One element of a good consent replaced by anything: an answer, never a panic.
	#[test]
	fn whatever_stands_where_should_be_answered(
		consent in any_consent(), at in 0usize..64, with in 0usize..6,
	) {
		let mut value = consent.write();
		let mut next = 0;
		let other = [
			json!(null), json!(1), json!("x"), json!([]), json!({}), json!([{ "x": {} }]),
		][with].clone();
		replace(&mut value, at, &mut next, &other);
		if let Ok(consent) = Consent::read(&value) {
			let _ = consent.to_stored(&Plain::default());
		}
	}
}

/// Replace the `at`th value.
fn replace(value: &mut Value, at: usize, next: &mut usize, other: &Value) {
	if *next == at {
		*value = other.clone();
	}
	*next += 1;
	match value {
		Value::Array(items) => items.iter_mut().for_each(|item| replace(item, at, next, other)),
		Value::Object(members) => {
			members.values_mut().for_each(|member| replace(member, at, next, other));
		}
		_ => (),
	}
}

#[test]
fn cn_3_the_examples_should_decide() {
	// End to end, once: a file, an id by hash, a decision.
	let consent = stored(&pcf(json!({
		"type": "permit",
		"actor": [recipient(json!({ "reference": "Organization/hospital" }))],
		"purpose": [{ "system": TREAT, "code": "TREAT" }],
	})))
	.consent;
	let mut request = Request {
		person: None,
		organisation: Some(reference("Organization/hospital")),
		capacity: Some(Capacity::Provider),
		groups: None,
		opened: &[],
		uncertain: &[],
		purpose: Purpose::Treatment,
		action: None,
		data: None,
		now: 0,
	};
	assert_eq!(consent.decide(&request).decision, Decision::Permit);
	request.organisation = Some(reference("Organization/insurer"));
	assert_eq!(consent.decide(&request).decision, Decision::Deny);
}

/// HL7's own examples, in the elements that decide.
#[test]
fn the_examples_of_the_standard_should_be_read_by_their_elements() {
	let concept =
		|system: &str, code: &str| json!({ "coding": [{ "system": system, "code": code }] });
	let action = |code: &str| concept(codes::CONSENT_ACTION, code);
	// R5, a SMART on FHIR authorisation: for half an hour nothing but the medication.
	let smart = json!({
		"resourceType": "Consent", "id": "consent-example-smartonfhir", "status": "active",
		"category": [concept(codes::LOINC, "59284-0")],
		"subject": { "reference": "Patient/xcda" },
		"date": "2016-06-23",
		"grantor": [{ "reference": "RelatedPerson/peter" }],
		"controller": [{ "reference": "Organization/f001" }],
		"regulatoryBasis": [concept(codes::ACT_CODE, "INFA")],
		"decision": "permit",
		"provision": [{
			"period": { "start": "2016-06-23T17:02:33+10:00", "end": "2016-06-23T17:32:33+10:00" },
			"provision": [{
				"action": [action("access"), action("correct")],
				"resourceType": [{ "system": codes::RESOURCE_TYPES, "code": "MedicationRequest" }],
			}],
		}],
	});
	let read_smart = read(&smart);
	assert_eq!(read_smart.base, Base::Decision(Decision::Permit));
	let [window] = &read_smart.provisions[..] else { panic!("one provision") };
	assert_eq!(
		(window.decision, window.provisions[0].decision),
		(Decision::Deny, Decision::Permit)
	);
	assert_eq!(read(&read_smart.write()), read_smart);

	// R4, "not this time": its text withholds data of a month, its element is the time of the consent.
	let opt_in = |root: Value| {
		json!({
			"resourceType": "Consent", "id": "consent-example-notTime", "status": "active",
			"meta": { "tag": [{ "system": codes::ACT_REASON, "code": "HTEST" }] },
			"scope": concept(codes::CONSENT_SCOPE, "patient-privacy"),
			"category": [concept(codes::LOINC, "59284-0")],
			"patient": { "reference": "Patient/f001", "display": "P. van de Heuvel" },
			"dateTime": "2015-11-18",
			"organization": [{ "reference": "Organization/f001" }],
			"sourceAttachment": { "title": "The terms of the consent in lawyer speak." },
			"policyRule": concept(codes::ACT_CODE, "OPTIN"),
			"provision": root,
		})
	};
	let not_time = opt_in(json!({ "period": { "start": "2015-01-01", "end": "2015-02-01" } }));
	let read_time = read(&not_time);
	assert_eq!(read_time.base, Base::PolicyRule(Decision::Permit));
	assert!(read_time.period.is_stated() && read_time.provisions.is_empty());
	assert_eq!(read(&read_time.write()), read_time);
	// As it is published, it names a custodian, and not who receives: nobody knows what to withhold.
	let custodian = json!([{
		"role": concept(codes::PARTICIPATION, "CST"),
		"reference": { "reference": "Organization/f001" },
	}]);
	let nested = json!({ "provision": [{ "type": "deny", "actor": custodian }] });
	refused(&opt_in(nested), Code::NotHonoured, "Consent.provision.provision[0].actor[0].role");
	refused(&opt_in(json!({ "actor": custodian })), Code::Ambiguous, "Consent.provision.actor");
}

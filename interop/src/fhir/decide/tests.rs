//! Unusual but valid resources: what they do not clearly permit is never permitted.

use super::*;
use serde_json::json;
use std::slice::from_ref;

const AT: Moment = 1_780_000_000_000; // 28 May 2026

fn concept(system: &str, code: &str) -> Value {
	json!({ "coding": [{ "system": system, "code": code }] })
}

fn r4(rest: Value) -> Value {
	merged(
		json!({
			"resourceType": "Consent", "id": "a", "status": "active", "dateTime": "2026-01-01",
			"scope": concept(codes::CONSENT_SCOPE, "patient-privacy"),
			"category": [concept(codes::LOINC, "59284-0")],
			"patient": { "reference": "Patient/p" },
		}),
		rest,
	)
}

fn r5(decision: &str, provisions: Value) -> Value {
	json!({
		"resourceType": "Consent", "id": "a", "status": "active", "date": "2026-01-01",
		"subject": { "reference": "Patient/p" }, "decision": decision, "provision": provisions,
	})
}

fn opt_in(rest: Value) -> Value {
	merged(r4(json!({ "policyRule": concept(codes::ACT_CODE, "OPTIN") })), rest)
}

fn merged(mut value: Value, rest: Value) -> Value {
	for (name, member) in rest.as_object().unwrap() {
		value[name] = member.clone();
	}
	value
}

fn actor(reference: Value) -> Value {
	json!({ "role": concept(codes::PARTICIPATION, "IRCP"), "reference": reference })
}

fn asks(rest: Value) -> Value {
	merged(
		json!({
			"patient": "Patient/p", "actor": "Practitioner/jones",
			"organisation": "Organization/hospital", "capacity": "provider", "groups": [],
			"purpose": "TREAT", "action": "access",
			"data": {
				"class": "Observation", "code": "http://loinc.org|29463-7", "labels": ["N"],
				"author": "Practitioner/smith", "authoredAt": "2025-06-01",
				"encounter": "Encounter/hip", "reference": "Observation/weight",
			},
		}),
		rest,
	)
}

fn decides(consents: &[Value], request: &Value, policy: ImplicitPolicy) -> Result<Verdict, Error> {
	let each = consents.iter().enumerate();
	let given = each
		.map(|(index, resource)| Given { name: format!("#{index}"), resource: resource.clone() })
		.collect::<Vec<_>>();
	decide(&given, &Question::read(request)?, policy, AT)
}

/// Permit, deny, or what cannot be decided.
#[track_caller]
fn found(consents: &[Value], request: Value) -> Result<Decision, Code> {
	// The kindest policy: nothing is denied because a consent was not seen.
	decides(consents, &request, ImplicitPolicy::AllNormal)
		.map(|verdict| verdict.decision)
		.map_err(|error| error.code)
}

const PERMIT: Result<Decision, Code> = Ok(Decision::Permit);
const DENY: Result<Decision, Code> = Ok(Decision::Deny);

#[test]
fn cn_2_who_is_named_by_identifier_should_not_evade_a_denial_by_address() {
	let npi = json!({ "system": "http://hl7.org/fhir/sid/us-npi", "value": "1003000126" });
	let other = json!({ "system": "http://hl7.org/fhir/sid/us-npi", "value": "1003000134" });
	let by = |reference: Value| {
		let denial = json!({ "actor": [actor(reference.clone())] });
		let consent = merged(denial.clone(), json!({ "type": "deny" }));
		[r5("permit", json!([denial])), opt_in(json!({ "provision": { "provision": [consent] } }))]
	};
	let both = json!({ "reference": "Practitioner/jones", "identifier": npi });
	for (stated, asked, decision) in [
		// By address and by identifier: nobody can tell.
		(json!({ "identifier": npi, "type": "Practitioner" }), json!("Practitioner/jones"), DENY),
		(json!({ "identifier": npi }), json!("Practitioner/jones"), DENY),
		(json!({ "reference": "Practitioner/smith" }), json!({ "identifier": npi }), DENY),
		// Who says both is told apart.
		(json!({ "identifier": npi, "type": "Practitioner" }), both.clone(), DENY),
		(json!({ "identifier": other, "type": "Practitioner" }), both.clone(), PERMIT),
		(json!({ "reference": "Practitioner/smith" }), both.clone(), PERMIT),
		(both.clone(), json!("Practitioner/jones"), DENY),
		(both.clone(), json!({ "identifier": npi }), DENY),
		(both.clone(), json!({ "identifier": other }), PERMIT),
		(both.clone(), json!("Practitioner/smith"), PERMIT),
		// Another server has other names, a Bundle its own, and a role is somebody's.
		(
			json!({ "reference": "http://a.example/Practitioner/1" }),
			json!("http://b.example/Practitioner/2"),
			DENY,
		),
		(
			json!({ "reference": "urn:uuid:0c3c", "type": "Practitioner" }),
			json!("Practitioner/jones"),
			DENY,
		),
		(json!({ "reference": "PractitionerRole/of-jones" }), json!("Practitioner/jones"), DENY),
		(json!({ "reference": "Practitioner/smith" }), json!("Practitioner/jones"), PERMIT),
	] {
		for consent in by(stated.clone()) {
			let request = asks(json!({ "actor": asked }));
			assert_eq!(found(&[consent], request), decision, "{stated} {asked}");
		}
	}
	// It is said why.
	let [consent, _] = by(json!({ "identifier": npi, "type": "Practitioner" }));
	let answer = decides(&[consent], &asks(json!({})), ImplicitPolicy::Deny).unwrap().answer;
	assert!(answer["assumed"][0].as_str().unwrap().starts_with("actor: "), "{answer}");
	// A permit by identifier is not one for who is known by address.
	let permit = |reference: Value| {
		r4(json!({ "provision": { "type": "permit", "actor": [actor(reference)] } }))
	};
	let identified = json!({ "identifier": npi, "type": "Practitioner" });
	assert_eq!(found(&[permit(identified.clone())], asks(json!({}))), DENY);
	assert_eq!(found(&[permit(identified)], asks(json!({ "actor": both }))), PERMIT);
}

#[test]
fn cn_2_organisations_authors_and_records_should_be_compared_as_persons_are() {
	let oid = json!({ "system": "urn:oid:1.2.3", "value": "7" });
	let denial = |element: Value| r5("permit", json!([element]));
	let organisation = |reference: Value| denial(json!({ "actor": [actor(reference)] }));
	let identified = json!({ "identifier": oid, "type": "Organization" });
	assert_eq!(found(&[organisation(identified.clone())], asks(json!({}))), DENY);
	let said = json!({ "organisation": { "reference": "Organization/hospital", "identifier": { "system": "urn:oid:1.2.3", "value": "8" } } });
	assert_eq!(found(&[organisation(identified)], asks(said)), PERMIT);
	let group = json!({ "identifier": oid, "type": "Group" });
	assert_eq!(found(&[organisation(group.clone())], asks(json!({}))), PERMIT, "a member of none");
	let member = asks(json!({ "groups": ["Group/emergency"] }));
	assert_eq!(found(&[organisation(group)], member), DENY);
	for meaning in ["instance", "authoredby"] {
		let data = json!({ "data": [{ "meaning": meaning, "reference": { "identifier": oid } }] });
		assert_eq!(found(&[denial(data)], asks(json!({}))), DENY, "{meaning}");
	}
	for meaning in ["related", "dependents"] {
		let encounter = json!({ "identifier": oid, "type": "Encounter" });
		let data = json!({ "data": [{ "meaning": meaning, "reference": encounter }] });
		assert_eq!(found(&[denial(data)], asks(json!({}))), DENY, "{meaning}");
	}
}

#[test]
fn cn_1_a_consent_that_may_be_the_patients_should_not_be_passed_over_for_a_permit() {
	let mrn = |value: &str| json!({ "system": "urn:mrn", "value": value });
	let of = |patient: Value| {
		merged(
			r5("deny", json!([{ "purpose": [{ "system": codes::ACT_REASON, "code": "HRESCH" }] }])),
			json!({ "subject": patient }),
		)
	};
	let by_identifier = of(json!({ "identifier": mrn("7") }));
	// The policy would permit, but this may be the patient's refusal.
	assert_eq!(found(from_ref(&by_identifier), asks(json!({}))), Err(Code::Ambiguous));
	let inactive = merged(by_identifier.clone(), json!({ "status": "draft" }));
	assert_eq!(found(&[inactive], asks(json!({}))), PERMIT);
	// Where it is denied anyway, nobody has to know.
	let denied = decides(from_ref(&by_identifier), &asks(json!({})), ImplicitPolicy::Deny).unwrap();
	assert_eq!(denied.decision, Decision::Deny);
	assert!(denied.warnings[0].contains("cannot be told"), "{:?}", denied.warnings);
	// The request says both.
	let both =
		|value: &str| json!({ "patient": { "reference": "Patient/p", "identifier": mrn(value) } });
	assert_eq!(found(from_ref(&by_identifier), asks(both("7"))), DENY);
	assert_eq!(found(&[by_identifier], asks(both("8"))), PERMIT);
	// So does the consent.
	let said = of(json!({ "reference": "Patient/p", "identifier": mrn("7") }));
	let asked = asks(json!({ "patient": { "identifier": mrn("7") } }));
	assert_eq!(found(from_ref(&said), asked), DENY);
	// One identifier for two addresses of one server is somebody's mistake, and not another patient's harm.
	let mixed = of(json!({ "reference": "Patient/q", "identifier": mrn("7") }));
	assert_eq!(found(&[said, mixed.clone()], asks(json!({}))), Err(Code::Ambiguous));
	let theirs = of(json!({ "reference": "Patient/r", "identifier": mrn("7") }));
	assert_eq!(found(&[mixed, theirs], asks(json!({}))), PERMIT);
}

#[test]
fn cn_5_a_denied_purpose_should_not_be_evaded_by_another_word() {
	let denies = |code: &str| {
		r5("permit", json!([{ "purpose": [{ "system": codes::ACT_REASON, "code": code }] }]))
	};
	for (denied, declared) in [
		("TREAT", "ETREAT"),
		("TREAT", "T-TREAT"),
		("TREAT", "BTG"),
		("HOPERAT", "T-HCO"),
		("HOPERAT", "CAREMGT"),
	] {
		assert_eq!(
			found(&[denies(denied)], asks(json!({ "purpose": declared }))),
			DENY,
			"{declared}"
		);
	}
	assert_eq!(found(&[denies("HPAYMT")], asks(json!({}))), PERMIT);
	// One code in two systems: a bare one is both, and both have to be permitted.
	let two = r5(
		"deny",
		json!([
			{ "purpose": [{ "system": "urn:a", "code": "X" }], "provision": [] },
		]),
	);
	assert_eq!(
		found(&[two], asks(json!({ "purpose": "X" }))),
		Err(Code::WrongType),
		"an empty list"
	);
	let purpose = |system: &str| json!([{ "system": system, "code": "X" }]);
	let half = opt_in(json!({ "provision": { "provision": [
		{ "type": "permit", "purpose": purpose("urn:a") }, { "type": "deny", "purpose": purpose("urn:b") },
	] } }));
	assert_eq!(found(from_ref(&half), asks(json!({ "purpose": "X" }))), DENY);
	assert_eq!(found(&[half], asks(json!({ "purpose": "urn:a|X" }))), PERMIT);
	assert_eq!(codes::purpose(&Coding::new(codes::ACT_REASON, "HLEGAL")), Some(Purpose::Legal));
	assert_eq!(codes::purpose(&Coding::new(codes::ACT_REASON, "LEGAL")), Some(Purpose::Legal));
}

#[test]
fn cn_2_a_general_label_should_meet_its_kinds() {
	let denies = |code: &str| {
		r5("permit", json!([{ "securityLabel": [{ "system": codes::ACT_CODE, "code": code }] }]))
	};
	let labelled = |label: &str| {
		let mut request = asks(json!({}));
		request["data"]["labels"] = json!(["N", label]);
		request
	};
	for (denied, label) in [
		("BH", "PSY"),
		("SPI", "ETHUD"),
		("SUD", "OPIOIDUD"),
		("ETH", "ETHUD"),
		("BH", "PSYTHPN"),
		("PSY", "PSY"),
	] {
		assert_eq!(found(&[denies(denied)], labelled(label)), DENY, "{denied} {label}");
	}
	for (denied, label) in [("PSY", "SUD"), ("HIV", "PSY"), ("PSY", "BH")] {
		assert_eq!(found(&[denies(denied)], labelled(label)), PERMIT, "{denied} {label}");
	}
}

#[test]
fn cn_2_what_the_request_does_not_say_of_the_data_should_count_against_it() {
	let denies = |element: Value| r5("permit", json!([element]));
	let code = denies(json!({ "code": [concept("http://loinc.org", "68518-0")] }));
	let encounter = denies(json!({ "data": [{
		"meaning": "related", "reference": { "reference": "Encounter/knee" },
	}] }));
	for (consent, member) in [(&code, "code"), (&encounter, "encounter")] {
		let mut request = asks(json!({}));
		assert_eq!(found(from_ref(consent), request.clone()), PERMIT);
		request["data"].as_object_mut().unwrap().remove(member);
		assert_eq!(found(from_ref(consent), request.clone()), DENY, "not known");
		request["data"][member] = json!([]);
		assert_eq!(found(from_ref(consent), request), PERMIT, "known to be none");
	}
	// An encounter is its own, and a resource of the type that its reference says.
	let permits = r4(json!({ "provision": { "type": "permit", "data": [{
		"meaning": "related", "reference": { "reference": "Encounter/knee" },
	}] } }));
	assert_eq!(
		found(&[permits], asks(json!({ "data": { "reference": "Encounter/knee" } }))),
		PERMIT
	);
	let typed = denies(
		json!({ "resourceType": [{ "system": codes::RESOURCE_TYPES, "code": "Observation" }] }),
	);
	let described = json!({ "data": { "class": "18842-5", "reference": "Observation/1" } });
	assert_eq!(found(&[typed], asks(described)), DENY);
	// A LOINC number without a system is one of LOINC.
	let document = denies(json!({ "documentType": [{ "code": "18842-5" }] }));
	assert_eq!(
		found(&[document], asks(json!({ "data": { "class": "http://loinc.org|18842-5" } }))),
		DENY
	);
}

#[test]
fn cn_2_what_can_be_read_in_two_ways_should_decide_nothing() {
	let optinr =
		|rest: Value| merged(r4(json!({ "policyRule": concept(codes::ACT_CODE, "OPTINR") })), rest);
	let insurer = json!([{ "type": "deny", "actor": [actor(json!({ "reference": "Organization/insurer" }))] }]);
	let in_actions = |codings: Value| r5("permit", json!([{ "action": [{ "coding": codings }] }]));
	let action = |code: &str| json!({ "system": codes::CONSENT_ACTION, "code": code });
	let category = |system: &str, code: &str| {
		merged(
			r5("permit", json!([{ "period": { "end": "2020" } }])),
			json!({ "category": [concept(system, code)] }),
		)
	};
	let modified = |element: &str, value: Value| opt_in(json!({ element: value }));
	let extension = json!([{ "url": "http://example.org/not", "valueBoolean": true }]);
	for (what, consent, outcome) in [
		("restrictions that nobody states", optinr(json!({})), Err(Code::Ambiguous)),
		(
			"nor here",
			optinr(json!({ "provision": { "period": { "end": "2030" } } })),
			Err(Code::Ambiguous),
		),
		("they are stated", optinr(json!({ "provision": { "provision": insurer } })), PERMIT),
		(
			"two actions in one concept",
			in_actions(json!([action("use"), action("access")])),
			Err(Code::Ambiguous),
		),
		("one action, twice", in_actions(json!([action("access"), action("access")])), DENY),
		(
			"a class as a concept",
			r5(
				"permit",
				json!([{ "resourceType": [concept(codes::RESOURCE_TYPES, "Observation")] }]),
			),
			Err(Code::Missing),
		),
		(
			"a label as a concept",
			r5("permit", json!([{ "securityLabel": [concept(codes::ACT_CODE, "PSY")] }])),
			Err(Code::Missing),
		),
		(
			"a consent to treatment",
			category(codes::CONSENT_SCOPE, "treatment"),
			Err(Code::NotHonoured),
		),
		("an advance directive", category(codes::CONSENT_CATEGORY, "acd"), Err(Code::NotHonoured)),
		("for emergencies", category(codes::CONSENT_CATEGORY, "emrgonly"), Err(Code::NotHonoured)),
		("research", category(codes::CONSENT_CATEGORY, "research"), PERMIT),
		(
			"modified verification",
			modified("verification", json!([{ "verified": true, "modifierExtension": extension }])),
			Err(Code::NotHonoured),
		),
		(
			"modified policy",
			modified("policy", json!([{ "uri": "urn:x", "modifierExtension": extension }])),
			Err(Code::NotHonoured),
		),
		("an empty provision", r5("permit", json!([{}])), Err(Code::WrongType)),
		(
			"no decision",
			{
				let mut one = r5("permit", json!([{ "period": { "end": "2020" } }]));
				one.as_object_mut().unwrap().remove("decision");
				one
			},
			Err(Code::Ambiguous),
		),
		(
			"R4 and R5",
			merged(
				r5("permit", json!([{ "period": { "end": "2020" } }])),
				json!({ "policyRule": concept(codes::ACT_CODE, "OPTIN") }),
			),
			Err(Code::Version),
		),
	] {
		assert_eq!(found(&[consent], asks(json!({}))), outcome, "{what}");
	}
}

#[test]
fn cn_2_exceptions_to_exceptions_should_inherit_labels_and_periods() {
	// All but psychiatry, but psychiatry to Dr Jones, but not what is very restricted.
	let psy = json!([{ "system": codes::ACT_CODE, "code": "PSY" }]);
	let consent = r5(
		"permit",
		json!([{ "securityLabel": psy, "provision": [{
		"actor": [actor(json!({ "reference": "Practitioner/jones" }))],
		"dataPeriod": { "start": "2025" },
		"provision": [{ "securityLabel": [{ "system": codes::CONFIDENTIALITY, "code": "V" }] }],
	}] }]),
	);
	let request = |labels: Value, who: &str, when: &str| {
		let mut request = asks(json!({ "actor": who }));
		request["data"]["labels"] = labels;
		request["data"]["authoredAt"] = json!(when);
		request
	};
	let (jones, smith) = ("Practitioner/jones", "Practitioner/smith");
	for (labels, who, when, decision) in [
		(json!(["R", "PSY"]), jones, "2025-01-01", PERMIT),
		(json!(["R", "PSY"]), smith, "2025-01-01", DENY),
		(json!(["V", "PSY"]), jones, "2025-01-01", DENY),
		(json!(["R", "PSY"]), jones, "2024-12-31", DENY),
		(json!(["R"]), smith, "2024-12-31", PERMIT),
		// A year that may be either.
		(json!(["R", "PSY"]), jones, "2024", DENY),
	] {
		assert_eq!(
			found(from_ref(&consent), request(labels.clone(), who, when)),
			decision,
			"{labels} {who} {when}"
		);
	}
}

#[test]
fn cn_1_of_two_versions_the_later_should_count_and_doubt_should_not_bring_one_back() {
	let version = |status: &str, meta: Value| {
		merged(opt_in(json!({ "status": status })), json!({ "meta": meta }))
	};
	let (first, second) = (json!({ "versionId": "1" }), json!({ "versionId": "2" }));
	let without = |status: &str| opt_in(json!({ "status": status }));
	let request = || asks(json!({}));
	let deny = |consents: &[Value]| {
		decides(consents, &request(), ImplicitPolicy::Deny)
			.map(|verdict| verdict.decision)
			.map_err(|error| error.code)
	};
	for both in [
		[version("active", first.clone()), version("inactive", second.clone())],
		[without("active"), version("inactive", first.clone())],
		[
			version("active", json!({ "lastUpdated": "2026-02-01T00:00:00Z" })),
			version("inactive", json!({ "lastUpdated": "2026-02-02T00:00:00Z" })),
		],
	] {
		let [one, other] = both.clone();
		assert_eq!(deny(&both), DENY);
		assert_eq!(deny(&[other, one]), DENY);
	}
	assert_eq!(deny(&[version("inactive", first.clone()), version("active", second)]), PERMIT);
	// The one that was taken back does not say which version it is: it may be the later.
	let doubt = [version("active", first), without("inactive")];
	assert_eq!(deny(&doubt), Err(Code::Ambiguous));
	// Of two that do not count it does not matter.
	let drafts = [version("draft", json!({ "versionId": "1" })), without("inactive")];
	assert_eq!(deny(&drafts), DENY);
	// Two that say the same but for the law they are given under are not the same.
	let part2 = json!({ "category": [concept(codes::ACT_CODE, "42CFRPart2CD")], "id": "b" });
	assert_eq!(deny(&[without("active"), merged(without("active"), part2)]), Err(Code::Ambiguous));
}

#[test]
fn cn_1_what_a_bundle_holds_should_be_seen_however_deep_it_is() {
	let denial =
		merged(r5("deny", json!([{ "period": { "end": "2020" } }])), json!({ "id": "deep" }));
	let bundle = |entries: Value| json!({ "resourceType": "Bundle", "type": "collection", "entry": entries });
	let nested = bundle(
		json!([{ "resource": { "resourceType": "Patient", "id": "p" } }, { "resource": bundle(json!([{ "resource": denial }])) }]),
	);
	let found = crate::fhir::read_documents(&nested.to_string()).unwrap();
	assert_eq!(found.consents.len(), 1);
	assert_eq!((found.consents[0].index, found.others), (1, 1));
	let deleted = bundle(json!([
		{ "resource": opt_in(json!({})), "request": { "method": "PUT", "url": "Consent/a" } },
		{ "request": { "method": "DELETE", "url": "Consent/a" } },
	]));
	let error = crate::fhir::read_documents(&deleted.to_string()).unwrap_err();
	assert_eq!((error.code, error.path.as_str()), (Code::NotHonoured, "Bundle.entry[1].request"));
	let other = bundle(json!([{ "request": { "method": "DELETE", "url": "Observation/a" } }]));
	assert!(crate::fhir::read_documents(&other.to_string()).is_ok());
}

/// Under 42 CFR Part 2, what a permit states beside treatment.
fn under_part_2(provision: Value) -> Value {
	let base = json!({ "type": "permit", "purpose": [{ "code": "TREAT" }] });
	r4(json!({
		"category": [concept(codes::ACT_CODE, "42CFRPart2")],
		"provision": merged(base, provision),
	}))
}

fn asks_for_labels(labels: &[&str]) -> Value {
	let mut request = asks(json!({}));
	request["data"]["labels"] = json!(labels);
	request
}

#[test]
fn cn_9_a_broad_part_2_consent_should_not_reach_counselling_notes() {
	let notes = || asks_for_labels(&["N", "SUD", "PSYTHPN", "BH"]);
	let label = |code: &str| json!([{ "code": code }]);
	for broad in [
		json!({}),
		json!({ "securityLabel": label("SUD") }),
		json!({ "securityLabel": label("BH") }),
		json!({ "class": [{ "system": codes::RESOURCE_TYPES, "code": "Observation" }] }),
		// Nor by an exception that is deeper than a denial, or that brings back what was denied.
		json!({ "provision": [
			{ "type": "deny", "securityLabel": label("BH"), "provision": [
				{ "type": "permit", "securityLabel": label("SUD") },
			] },
		] }),
		// Nor where the consent names them beside others, which no import takes.
		json!({ "securityLabel": [{ "code": "SUD" }, { "code": "PSYTHPN" }] }),
	] {
		let consent = under_part_2(broad);
		assert_eq!(found(from_ref(&consent), asks_for_labels(&["N", "SUD", "BH"])), PERMIT);
		assert_eq!(found(from_ref(&consent), notes()), DENY, "{consent}");
		for purpose in ["ETREAT", "BTG"] {
			let request = merged(notes(), json!({ "purpose": purpose }));
			assert_eq!(found(from_ref(&consent), request), DENY, "{purpose}");
		}
	}
	// Another law's consent is read as it stands.
	let mut other = under_part_2(json!({}));
	other["category"] = json!([concept(codes::LOINC, "59284-0")]);
	assert_eq!(found(&[other], notes()), PERMIT);
	// One that permits by its base, neither.
	let mut open = opt_in(json!({}));
	open["category"] = json!([concept(codes::ACT_CODE, "42CFRPart2")]);
	assert_eq!(found(from_ref(&open), notes()), DENY);
	assert_eq!(found(&[open], asks_for_labels(&["N", "SUD"])), PERMIT);
}

#[test]
fn cn_9_the_separate_consent_should_reach_counselling_notes_and_nothing_else() {
	let separate = under_part_2(json!({ "securityLabel": [{ "code": "PSYTHPN" }] }));
	assert_eq!(found(from_ref(&separate), asks_for_labels(&["N", "PSYTHPN", "BH"])), PERMIT);
	assert_eq!(found(&[separate], asks_for_labels(&["N", "SUD"])), DENY);
}

#[test]
fn cn_9_a_part_2_permit_that_has_no_room_for_the_denial_should_be_refused() {
	let nested = |depth: usize| {
		let mut inner = json!({ "type": "permit", "securityLabel": [{ "code": "SUD" }] });
		for _ in 1..depth {
			inner = json!({ "type": "permit", "provision": [inner] });
		}
		under_part_2(inner)
	};
	let stored = |depth| Consent::read(&nested(depth)).unwrap().to_stored(&Plain::default());
	let three = stored(3).unwrap();
	assert_eq!(three.consent.provisions.len(), 6);
	assert_eq!(three.paths.len(), 6);
	assert_eq!(three.notes.len(), 1, "it is said once");
	let error = stored(4).unwrap_err();
	assert_eq!(error.code, Code::TooLarge);
	assert!(error.message.contains("42 CFR Part 2"), "{}", error.message);
}

#[test]
fn cn_9_the_denial_should_be_stored_once_and_the_resource_stay_what_it_is() {
	let denial = json!({ "type": "deny", "securityLabel": [{ "code": "PSYTHPN" }] });
	let says_so = under_part_2(json!({ "provision": [denial] }));
	let silent = under_part_2(json!({}));
	let stored =
		|value: &Value| Consent::read(value).unwrap().to_stored(&Plain::default()).unwrap();
	assert_eq!(stored(&says_so).consent, stored(&silent).consent);
	assert_eq!(stored(&says_so).notes, Vec::<String>::new());
	// What is written of it is what was read: the denial is the chain's alone.
	let written = Consent::read(&silent).unwrap().write();
	assert!(!written.to_string().contains("PSYTHPN"));
}

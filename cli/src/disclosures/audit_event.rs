//! Accounts of disclosures as FHIR AuditEvents (R4) after IHE's Basic Audit Log Patterns.
//!
//! A permit is a `PrivacyDisclosure.Source` event: an export by the custodian to the requester. A denial
//! is an `AuthZconsent` event that failed. Both are in one Bundle, with an OperationOutcome that says
//! what is left out and what could not be opened.

use super::report::{Opened, Organisation, Report, Row};
use crate::{chain::domain::capacity_name, time::format_moment};
use salus_primitives::{
	consent::Action,
	records::{Basis, DenialClass, TicketDecision},
};
use salus_vault::store::ticket_text;
use serde_json::{json, Map, Value as Json};

const PROFILES: &str = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
const AUTHZ: &str = "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType";
const DCM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const LIFECYCLE: &str = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
const OUTCOME: &str = "0";
const FAILURE: &str = "8";
const ENTITY_TYPE: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
const OBJECT_ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";
const RESOURCE_TYPES: &str = "http://hl7.org/fhir/resource-types";
const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
const ROLE_CLASS: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleClass";
const SECURITY_ROLE: &str = "http://terminology.hl7.org/CodeSystem/extra-security-role-type";
const SOURCE_TYPE: &str = "http://terminology.hl7.org/CodeSystem/security-source-type";

fn coding(system: &str, code: &str) -> Json {
	json!({ "system": system, "code": code })
}

fn concept(system: &str, code: &str) -> Json {
	json!({ "coding": [coding(system, code)] })
}

fn opened(opened: &Opened) -> Json {
	match opened {
		Opened::Code(code) => coding(&code.system, &code.code),
		Opened::Token(_) => coding("urn:salus:token", &opened.text()),
	}
}

/// A reference by identifier: nothing of Salus is at a FHIR server's address.
fn identified(kind: Option<&str>, system: &str, value: &str) -> Json {
	let mut out = json!({ "identifier": { "system": system, "value": value } });
	if let Some(kind) = kind {
		out["type"] = kind.into();
	}
	out
}

fn organisation(of: &Organisation) -> Json {
	let mut who =
		identified(Some("Organization"), "urn:salus:organisation", &of.number.to_string());
	if let Some(reference) = &of.reference {
		who["reference"] = reference.as_str().into();
	}
	let names: Vec<_> =
		of.identifiers.iter().map(|(kind, value)| format!("{kind} {value}")).collect();
	if !names.is_empty() {
		who["display"] = names.join(", ").into();
	}
	who
}

/// Where an organisation is on the network: its place on the chain.
fn network(of: &Organisation) -> Json {
	json!({ "address": format!("urn:salus:organisation:{}", of.number), "type": "5" })
}

/// The account as a Bundle.
pub fn bundle(report: &Report) -> Json {
	let mut entries = Vec::new();
	let issues: Vec<_> = std::iter::once(report.account.title().to_owned())
		.chain(report.remarks())
		.map(
			|text| json!({ "severity": "information", "code": "informational", "diagnostics": text }),
		)
		.collect();
	let outcome = json!({ "resourceType": "OperationOutcome", "issue": issues });
	entries.push(json!({ "resource": outcome }));
	entries.extend(report.rows.iter().map(|row| {
		let name = name(row);
		json!({ "fullUrl": format!("urn:salus:ticket:{name}"), "resource": event(report, row) })
	}));
	json!({
		"resourceType": "Bundle",
		"type": "collection",
		"timestamp": format_moment(report.made),
		"entry": entries,
	})
}

fn name(row: &Row) -> String {
	ticket_text(row.ticket.requester, &row.ticket.id)
}

/// One row as an AuditEvent.
fn event(report: &Report, row: &Row) -> Json {
	let custodian = report.organisation(report.custodian);
	let requester = report.organisation(row.ticket.requester);
	let mut out = match &row.ticket.decision {
		TicketDecision::Permit { .. } => disclosure(report, row, &custodian, &requester),
		TicketDecision::Deny(class) => denial(report, row, &custodian, &requester, *class),
	};
	let common = json!({
		"resourceType": "AuditEvent",
		"id": name(row),
		"recorded": format_moment(row.ticket.decided),
		"purposeOfEvent": [{ "coding": [opened(&row.purpose)] }],
		"source": {
			"site": format!("urn:salus:organisation:{}", report.custodian),
			"observer": organisation(&custodian),
			"type": [coding(SOURCE_TYPE, "6")],
		},
	});
	if let (Json::Object(out), Json::Object(common)) = (&mut out, common) {
		out.extend(common);
	}
	if let Some(at) = row.ticket.emergency.as_ref().and_then(|emergency| emergency.occurred_at) {
		// Posted late: the time at which it was recorded is another one.
		out["period"] = json!({ "start": format_moment(at) });
	}
	out
}

fn disclosure(
	report: &Report,
	row: &Row,
	custodian: &Organisation,
	requester: &Organisation,
) -> Json {
	let mut agents = vec![
		json!({
			"type": concept(DCM, "110153"), "who": organisation(custodian),
			"requestor": false, "network": network(custodian),
		}),
		json!({
			"type": concept(DCM, "110152"), "who": organisation(requester),
			"requestor": false, "network": network(requester),
		}),
	];
	if report.account.names_persons() {
		agents.push(user(row));
	}
	let mut event = json!({
		"meta": { "profile": [format!("{PROFILES}PrivacyDisclosure.Source")] },
		"type": coding(DCM, "110106"),
		"subtype": [coding(LIFECYCLE, "disclose")],
		"action": "R",
		"outcome": OUTCOME,
		"agent": agents,
		"entity": [patient(report), data(row)],
	});
	if let Some(text) = said(row) {
		event["outcomeDesc"] = text.into();
	}
	event
}

fn denial(
	report: &Report,
	row: &Row,
	custodian: &Organisation,
	requester: &Organisation,
	class: DenialClass,
) -> Json {
	let on_consent = row.ticket.basis == Basis::Consent;
	let mut client = identified(None, "urn:salus:account", &hex(&row.ticket.account));
	client["display"] = "the account that signed the request".into();
	let agents = json!([
		{
			"type": concept(DCM, "110150"), "who": client,
			"requestor": false, "network": network(requester),
		},
		user(row),
		{
			"type": concept(ROLE_CLASS, "PROV"), "who": organisation(requester),
			"requestor": false,
		},
		{
			"type": concept(SECURITY_ROLE, "authserver"), "who": organisation(custodian),
			"requestor": false,
		},
	]);
	let mut entities = vec![patient(report)];
	let mut event = Map::new();
	if on_consent {
		// The profile is for decisions on a consent: a policy or a rule is none.
		event.insert("meta".into(), json!({ "profile": [format!("{PROFILES}AuthZconsent")] }));
		let value = format!("{}-{}", report.custodian, hex::encode(report.patient));
		let version = row.ticket.consent_version.map(|version| format!("#{version}"));
		let value = format!("{value}{}", version.unwrap_or_default());
		entities.push(json!({
			"type": coding(RESOURCE_TYPES, "Consent"),
			"what": identified(Some("Consent"), "urn:salus:consent", &value),
		}));
	}
	let subtype = if on_consent { "AuthZ-Consent" } else { "AuthZ-Role" };
	event.insert("type".into(), coding(DCM, "110113"));
	event.insert("subtype".into(), json!([coding(AUTHZ, subtype)]));
	event.insert("action".into(), "E".into());
	event.insert("outcome".into(), FAILURE.into());
	event.insert("outcomeDesc".into(), denial_text(class).into());
	event.insert("agent".into(), agents);
	event.insert("entity".into(), entities.into());
	event.into()
}

/// Why it was denied, as far as it is told.
pub const fn denial_text(class: DenialClass) -> &'static str {
	match class {
		DenialClass::NotPermitted => "neither a consent nor the custodian's policy permits it",
		DenialClass::PurposeNotEntitled => "the capacity is not entitled to the purpose",
		DenialClass::ClassesNotNamed => "the classes wanted were not named (minimum necessary)",
		DenialClass::Restricted => "the patient has the processing restricted",
		DenialClass::Erased => "the records are erased",
	}
}

/// Who asked.
fn user(row: &Row) -> Json {
	let capacity = capacity_name(row.ticket.capacity);
	let mut agent = json!({
		"type": concept(PARTICIPATION, "IRCP"),
		"role": [concept("urn:salus:capacity", &capacity)],
		"requestor": true,
		"purposeOfUse": [{ "coding": [opened(&row.purpose)] }],
	});
	match &row.person {
		Some(person) => {
			agent["who"] = json!({ "display": person.name });
			if !person.affiliation.is_empty() {
				agent["who"]["display"] = format!("{}, {}", person.name, person.affiliation).into();
			}
			agent["name"] = person.name.as_str().into();
		}
		None => {
			let person = hex(&row.ticket.request.person);
			agent["who"] = identified(None, "urn:salus:person", &person);
			agent["who"]["display"] = "not opened".into();
		}
	}
	agent
}

fn patient(report: &Report) -> Json {
	let what = match &report.identifier {
		Some((system, value)) => identified(Some("Patient"), system, value),
		None => identified(Some("Patient"), "urn:salus:pseudonym", &hex(&report.patient)),
	};
	json!({ "type": coding(ENTITY_TYPE, "1"), "role": coding(OBJECT_ROLE, "1"), "what": what })
}

/// What was asked for.
fn data(row: &Row) -> Json {
	let record = row.ticket.request.data.as_ref().and_then(|data| data.record);
	let what = match record {
		Some(record) => identified(None, "urn:salus:record", &hex(&record)),
		None => identified(None, "urn:salus:ticket", &name(row)),
	};
	let mut entity = json!({
		"type": coding(ENTITY_TYPE, "2"),
		"role": coding(OBJECT_ROLE, "3"),
		"what": what,
		"description": description(row),
	});
	if !row.labels.is_empty() {
		entity["securityLabel"] = row.labels.iter().map(opened).collect();
	}
	let details: Vec<_> = row
		.classes
		.iter()
		.map(|class| json!({ "type": "class", "valueString": class.text() }))
		.collect();
	if !details.is_empty() {
		entity["detail"] = details.into();
	}
	entity
}

/// In a few words, what was asked for (45 CFR 164.528(b)(2)(iii)).
pub fn description(row: &Row) -> String {
	let action = match row.ticket.request.action {
		Action::Collect => "collect",
		Action::Access => "access",
		Action::Use => "use",
		Action::Disclose => "disclose",
		Action::Correct => "correct",
	};
	match row.classes.is_empty() {
		true => format!("{action}: all that the decision leaves"),
		false => {
			let classes: Vec<_> = row.classes.iter().map(Opened::text).collect();
			format!("{action}: {}", classes.join(", "))
		}
	}
}

/// What else is to be said of a disclosure.
pub fn said(row: &Row) -> Option<String> {
	let emergency = row.ticket.emergency.as_ref()?;
	let late = match emergency.occurred_at {
		Some(_) => ", posted late",
		None => "",
	};
	let review = match emergency.review {
		Some(salus_primitives::records::ReviewOutcome::Approved) => "approved".to_owned(),
		Some(salus_primitives::records::ReviewOutcome::Violation) => "found a violation".to_owned(),
		None => format!("due {}", format_moment(emergency.review_due)),
	};
	Some(format!("emergency{late}; review: {review}"))
}

fn hex(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

#[cfg(test)]
mod tests {
	use super::{
		super::{
			report::{Organisation, Reader},
			rules::{
				tests::{denied, row},
				Account,
			},
		},
		*,
	};
	use salus_primitives::consent::Purpose;
	use salus_vault::persons::Person;
	use std::collections::{BTreeMap, HashMap};

	fn report(account: Account) -> Report {
		let doctor = Person { name: "Dr. Ada".into(), affiliation: "Clinic".into(), salt: [1; 32] };
		let mut permit = row(Purpose::Treatment, Basis::Consent, true);
		permit.request.person = doctor.commitment();
		let persons = HashMap::from([(doctor.commitment(), doctor)]);
		let reader = Reader::blind();
		let rows = [
			permit,
			denied(Purpose::Payment, Basis::Consent),
			denied(Purpose::Payment, Basis::Policy),
		];
		let clinic = Organisation {
			number: 5,
			reference: Some("Organization/clinic".into()),
			identifiers: vec![("gln".into(), "9520011000017".into())],
		};
		Report {
			account,
			patient: [3; 32],
			identifier: Some(("urn:mrn".into(), "7".into())),
			custodian: 4,
			made: 1_760_000_000_000,
			from: None,
			to: 1_760_000_000_000,
			is_limited: false,
			rows: rows.into_iter().map(|ticket| reader.row(ticket, &persons)).collect(),
			omitted: BTreeMap::new(),
			organisations: BTreeMap::from([(5, clinic)]),
		}
	}

	/// The codes of all agents of an event.
	fn agents(event: &Json) -> Vec<&str> {
		let agents = event["agent"].as_array().unwrap();
		agents.iter().map(|agent| agent["type"]["coding"][0]["code"].as_str().unwrap()).collect()
	}

	#[test]
	fn cn_8_permits_should_be_disclosures_and_denials_failed_authorisations() {
		let bundle = bundle(&report(Account::Patient));
		let entries = bundle["entry"].as_array().unwrap();
		assert_eq!(entries.len(), 4);
		let [permit, by_consent, by_policy] = [1, 2, 3].map(|index| &entries[index]["resource"]);

		assert_eq!(permit["meta"]["profile"][0], format!("{PROFILES}PrivacyDisclosure.Source"));
		assert_eq!(agents(permit), ["110153", "110152", "IRCP"]);
		// The profile's invariant: the source agent is the observer.
		assert_eq!(permit["agent"][0]["who"], permit["source"]["observer"]);
		assert_eq!(permit["agent"][1]["who"]["reference"], "Organization/clinic");
		assert_eq!(permit["agent"][2]["name"], "Dr. Ada");
		assert_eq!(permit["entity"][0]["what"]["type"], "Patient");
		assert_eq!(permit["entity"][0]["what"]["identifier"]["value"], "7");
		assert_eq!(permit["outcome"], "0");

		assert_eq!(by_consent["meta"]["profile"][0], format!("{PROFILES}AuthZconsent"));
		assert_eq!(agents(by_consent), ["110150", "IRCP", "PROV", "authserver"]);
		assert_eq!(by_consent["agent"][3]["who"], by_consent["source"]["observer"]);
		assert_eq!(by_consent["entity"].as_array().unwrap().len(), 2);
		assert_eq!(by_consent["outcome"], "8");
		assert_eq!(by_consent["agent"][1]["who"]["display"], "not opened");
		// A denial by policy has no consent, and does not claim a profile that wants one.
		assert!(by_policy.get("meta").is_none());
		assert_eq!(by_policy["subtype"][0]["code"], "AuthZ-Role");

		let said = entries[0]["resource"]["issue"].to_string();
		assert!(said.contains("2 of 3 name nobody"), "{said}");
	}

	#[test]
	fn an_intermediarys_list_should_name_entities_alone() {
		let bundle = bundle(&report(Account::Intermediary));
		assert_eq!(agents(&bundle["entry"][1]["resource"]), ["110153", "110152"]);
		assert!(!bundle.to_string().contains("Dr. Ada"));
	}
}

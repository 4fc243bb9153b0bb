//! The elements that 42 CFR 2.31 asks of a consent, as a FHIR Consent states them (CN-9).
//!
//! | 42 CFR 2.31(a) | R4, R5 |
//! |---|---|
//! | (1) the patient | `patient`, `subject` |
//! | (2) who discloses | `organization`, `controller` |
//! | (3) what is disclosed | what each permit says of data: class, code, label, period, reference |
//! | (4) to whom | the organisations that each permit names; none, or capacities, with no other purposes than treatment, payment and operations: the single consent for these |
//! | (5) the purpose | `purpose` of each permit |
//! | (6) the right to revoke | the form: `sourceAttachment`, `sourceReference`; in R5 also `policyText` |
//! | (7) the end | the `period` of the consent; none for the single consent |
//! | (8) the signature | the form, or a `verification` that was done |
//! | (9) the date | `dateTime`, `date` |

use super::{
	codes::Coding,
	error::{Code, Error},
	model::{Consent, Provision, Version},
	Stored,
};
use salus_primitives::{
	consent::{self as stored, Actor, Decision, Month, Purpose},
	records::{Commitment, Part2, Part2Expiry, Part2Recipient, MAX_PART_2_RECIPIENTS},
	OrganisationId,
};
use serde_json::Value;

/// What a FHIR Consent says of the elements: texts are committed to, the rest is in clear.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part2Elements {
	/// What is disclosed to whom, for what.
	provisions: String,
	/// Where the right to revoke is stated.
	right_to_revoke: String,
	/// The signed form, or its verification.
	signature: String,
	/// When it was signed.
	signed: String,
	recipients: Vec<Part2Recipient>,
	expiry: Part2Expiry,
}

fn missing(path: impl Into<String>, clause: &str, what: &str) -> Error {
	Error::new(Code::Missing, path, format!("42 CFR 2.31(a)({clause}) asks for {what}"))
}

/// Whether the purpose is one of the single consent for treatment, payment and operations.
fn is_tpo(purpose: &Purpose) -> bool {
	let everybody = Part2 {
		description: [0; 32],
		recipients: vec![Part2Recipient::Tpo].try_into().unwrap_or_default(),
		purpose: [0; 32],
		right_to_revoke: [0; 32],
		expiry: Part2Expiry::None,
		signature: [0; 32],
		signed: [0; 32],
	};
	everybody.reaches(OrganisationId::MAX, purpose, Month(0))
}

/// What a provision states or inherits of an element.
fn effective<'a, T>(
	consent: &'a stored::Consent,
	index: usize,
	of: impl Fn(&'a stored::Provision) -> &'a [T],
) -> &'a [T] {
	let mut at = consent.provisions.get(index);
	while let Some(provision) = at {
		if !of(provision).is_empty() {
			return of(provision);
		}
		at = provision.parent.and_then(|parent| consent.provisions.get(usize::from(parent)));
	}
	&[]
}

/// To whom the permit at `index` is.
fn recipients_of(
	consent: &stored::Consent,
	index: usize,
	path: &str,
) -> Result<Vec<Part2Recipient>, Error> {
	let actors = effective(consent, index, |one| &one.actors);
	let purposes = effective(consent, index, |one| &one.purposes);
	if actors.iter().all(|actor| matches!(actor, Actor::Capacity(_))) {
		return match purposes.iter().all(is_tpo) {
			true => Ok(vec![Part2Recipient::Tpo]),
			false => Err(missing(
				format!("{path}.actor"),
				"4",
				"recipients by name: none need to be named for treatment, payment and operations \
				 alone",
			)),
		};
	}
	let named = |(number, actor): (usize, &Actor)| {
		match actor {
		Actor::Organisation([a, b, c, d, ..]) => {
			Ok(Part2Recipient::Organisation(OrganisationId::from_le_bytes([*a, *b, *c, *d])))
		}
		_ => Err(Error::new(
			Code::NotHonoured,
			format!("{path}.actor[{number}]"),
			"of a consent under 42 CFR Part 2 the chain holds recipients as organisations: name the \
			 one for which they act",
		)),
	}
	};
	actors.iter().enumerate().map(named).collect()
}

/// Counselling notes: what of a session is kept apart from the record (42 CFR 2.11), as HL7 v3 ActCode
/// labels it.
pub const COUNSELLING_NOTES: &str = "PSYTHPN";

fn names_notes(coding: &Coding) -> bool {
	coding.code == COUNSELLING_NOTES
}

/// Whether a provision is about counselling notes and about nothing else.
fn is_of_notes(provision: &Provision) -> bool {
	let all = |codings: &[Coding]| !codings.is_empty() && codings.iter().all(names_notes);
	all(&provision.labels) || all(&provision.classes)
}

fn permits(consent: &Consent) -> Vec<&Provision> {
	let mut permits = consent.all_provisions();
	permits.retain(|provision| provision.decision == Decision::Permit);
	permits
}

/// Whether a consent under Part 2 is another than the separate one to counselling notes, so that it
/// does not reach them (42 CFR 2.31(b)).
pub(super) fn withholds_notes(consent: &Consent) -> bool {
	consent.part2
		&& (consent.base.otherwise() == Decision::Permit
			|| !permits(consent).into_iter().all(is_of_notes))
}

/// Refuse a consent to counselling notes that is combined with another (42 CFR 2.31(b)).
fn ensure_separate(consent: &Consent) -> Result<(), Error> {
	let permits = permits(consent);
	let others = permits.iter().find(|one| !is_of_notes(one));
	let mentions = |one: &&Provision| one.labels.iter().chain(&one.classes).any(names_notes);
	match others {
		Some(other) if permits.iter().any(mentions) => Err(Error::new(
			Code::NotHonoured,
			format!("{}.securityLabel", other.path),
			"42 CFR 2.31(b): a consent to counselling notes is combined with no other: give it by \
			 itself",
		)),
		_ => Ok(()),
	}
}

impl Part2Elements {
	/// What a resource says; `stored` is what the chain would hold of it.
	///
	/// # Errors
	///
	/// Which element is missing, with the clause that asks for it.
	pub fn read(resource: &Value, consent: &Consent, stored: &Stored) -> Result<Self, Error> {
		let is_r4 = consent.header.version == Version::R4;
		let (discloser, date, base) = match is_r4 {
			true => ("Consent.organization", "Consent.dateTime", "Consent.policyRule"),
			false => ("Consent.controller", "Consent.date", "Consent.decision"),
		};
		if consent.controllers.is_empty() {
			return Err(missing(discloser, "2", "who discloses, by name"));
		}
		if stored.consent.otherwise == Decision::Permit {
			return Err(missing(base, "3", "what is disclosed: permit it, and deny the rest"));
		}
		ensure_separate(consent)?;
		let mut recipients = Vec::new();
		let permits = stored.consent.provisions.iter().enumerate();
		for (index, _) in permits.filter(|(_, one)| one.decision == Decision::Permit) {
			let path = stored.paths.get(index).map_or("Consent.provision", String::as_str);
			let says_what = u8::try_from(index)
				.ok()
				.and_then(|index| stored.consent.scope(index))
				.is_some_and(|scope| {
					scope.data_period.is_stated()
						|| !(scope.labels.is_empty()
							&& scope.classes.is_empty()
							&& scope.codes.is_empty()
							&& scope.data.is_empty())
				});
			if !says_what {
				let class = if is_r4 { "class" } else { "resourceType" };
				let what =
					"how much and what kind of information: a class, code, label, period or \
				            reference of data";
				return Err(missing(format!("{path}.{class}"), "3", what));
			}
			if effective(&stored.consent, index, |one| &one.purposes).is_empty() {
				return Err(missing(format!("{path}.purpose"), "5", "the purpose"));
			}
			for recipient in recipients_of(&stored.consent, index, path)? {
				if !recipients.contains(&recipient) {
					recipients.push(recipient);
				}
			}
		}
		if recipients.is_empty() {
			return Err(missing("Consent.provision", "4", "recipients: it permits nothing"));
		}
		if recipients.len() > MAX_PART_2_RECIPIENTS as usize {
			let message = format!("at most {MAX_PART_2_RECIPIENTS} recipients are named");
			return Err(Error::new(Code::TooLarge, "Consent.provision", message));
		}
		let text = |names: &[&str]| {
			let stated = names.iter().find_map(|name| resource.get(*name));
			stated.filter(|value| !value.is_null()).map(Value::to_string)
		};
		let form = text(&["sourceAttachment", "sourceReference"]);
		let right_to_revoke = form.clone().or_else(|| text(&["policyText"])).ok_or_else(|| {
			let what =
				"the right to revoke in writing and how: give the signed form, which says so";
			missing("Consent.sourceAttachment", "6", what)
		})?;
		let verified = || {
			let each = resource.get("verification")?.as_array()?;
			each.iter().find(|one| one.get("verified") == Some(&Value::Bool(true)))
		};
		let signature = form.or_else(|| verified().map(Value::to_string)).ok_or_else(|| {
			let what = "the signature: give the signed form, or a verification that was done";
			missing("Consent.verification", "8", what)
		})?;
		let expiry = match stored.consent.period.end {
			Some(end) => Part2Expiry::Month(Month::of(end)),
			None if recipients.iter().all(|one| *one == Part2Recipient::Tpo) => Part2Expiry::None,
			None => {
				let at = if is_r4 { "Consent.provision.period.end" } else { "Consent.period.end" };
				let what = "an end, except of the single consent for treatment, payment and \
				            operations";
				return Err(missing(at, "7", what));
			}
		};
		let signed = consent.header.date.as_ref();
		Ok(Self {
			provisions: text(&["provision"]).unwrap_or_default(),
			right_to_revoke,
			signature,
			signed: signed.ok_or_else(|| missing(date, "9", "the date"))?.text.clone(),
			recipients,
			expiry,
		})
	}

	/// As the chain holds them. `commit` hides a text of a kind under a secret that is kept off the
	/// chain.
	pub fn commit(&self, commit: impl Fn(&str, &str) -> Commitment) -> Part2 {
		Part2 {
			description: commit("part2 description", &self.provisions),
			// As many as there may be: `read` looked.
			recipients: self.recipients.clone().try_into().unwrap_or_default(),
			purpose: commit("part2 purpose", &self.provisions),
			right_to_revoke: commit("part2 right to revoke", &self.right_to_revoke),
			expiry: self.expiry,
			signature: commit("part2 signature", &self.signature),
			signed: commit("part2 signed", &self.signed),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::{super::Plain, *};
	use serde_json::json;

	fn whole() -> Value {
		let recipient = |id: &str| {
			json!({
				"role": { "coding": [{
					"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
					"code": "IRCP",
				}] },
				"reference": { "reference": id },
			})
		};
		json!({
			"resourceType": "Consent", "status": "active", "dateTime": "2026-01-10",
			"category": [{ "coding": [{
				"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "42CFRPart2CD",
			}] }],
			"patient": { "reference": "Patient/p" },
			"organization": [{ "reference": "Organization/clinic" }],
			"sourceAttachment": { "title": "Signed form", "url": "urn:uuid:5a" },
			"provision": {
				"type": "permit",
				"period": { "end": "2026-12-31" },
				"actor": [recipient("Organization/specialist")],
				"purpose": [{ "code": "TREAT" }],
				"securityLabel": [{ "code": "SUD" }],
			},
		})
	}

	fn elements(value: &Value) -> Result<Part2Elements, Error> {
		let consent = Consent::read(value).unwrap();
		assert!(consent.part2);
		let stored = consent.to_stored(&Plain::default()).unwrap();
		Part2Elements::read(value, &consent, &stored)
	}

	/// The whole one, without the member at a pointer.
	fn without(pointer: &str) -> Value {
		let mut value = whole();
		let (parent, name) = pointer.rsplit_once('/').unwrap();
		value.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
		value
	}

	#[test]
	fn cn_9_a_consent_that_lacks_an_element_should_be_refused_by_that_element() {
		let part_2 = elements(&whole()).unwrap().commit(|kind, text| {
			assert!(!kind.is_empty() && !text.is_empty());
			[kind.len() as u8; 32]
		});
		assert!(part_2.is_complete());
		assert!(matches!(part_2.recipients[..], [Part2Recipient::Organisation(_)]));
		assert_eq!(part_2.expiry, Part2Expiry::Month(Month(56 * 12 + 11)));
		for (member, path, clause) in [
			("/organization", "Consent.organization", "(2)"),
			("/provision/securityLabel", "Consent.provision.class", "(3)"),
			("/provision/purpose", "Consent.provision.purpose", "(5)"),
			("/sourceAttachment", "Consent.sourceAttachment", "(6)"),
			("/provision/period", "Consent.provision.period.end", "(7)"),
			("/dateTime", "Consent.dateTime", "(9)"),
		] {
			let error = elements(&without(member)).unwrap_err();
			assert_eq!((error.code, error.path.as_str()), (Code::Missing, path), "{member}");
			assert!(error.message.contains(&format!("2.31(a){clause}")), "{}", error.message);
		}
		// Without recipients it is the single consent, if it is for nothing else, and needs no end.
		let mut single = without("/provision/actor");
		assert!(elements(&single).is_ok());
		single["provision"].as_object_mut().unwrap().remove("period");
		let part_2 = elements(&single).unwrap().commit(|_, _| [0; 32]);
		assert_eq!(part_2.recipients[..], [Part2Recipient::Tpo]);
		assert_eq!(part_2.expiry, Part2Expiry::None);
		single["provision"]["purpose"] = json!([{ "code": "TREAT" }, { "code": "HRESCH" }]);
		let error = elements(&single).unwrap_err();
		assert_eq!(error.path, "Consent.provision.actor");
		assert!(error.message.contains("2.31(a)(4)"), "{}", error.message);
		// A person is somebody's: of whom the chain holds the organisation.
		let mut person = whole();
		person["provision"]["actor"][0]["reference"]["reference"] = json!("Practitioner/jones");
		let error = elements(&person).unwrap_err();
		assert_eq!(
			(error.code, error.path.as_str()),
			(Code::NotHonoured, "Consent.provision.actor[0]")
		);
	}

	#[test]
	fn cn_9_a_consent_to_counselling_notes_should_be_combined_with_no_other() {
		let labelled = |labels: &[&str]| {
			let mut value = whole();
			let each = labels.iter().map(|code| json!({ "code": code })).collect();
			value["provision"]["securityLabel"] = each;
			value
		};
		assert!(elements(&labelled(&["PSYTHPN"])).is_ok());
		assert!(elements(&labelled(&["SUD", "ETHUD"])).is_ok());
		let error = elements(&labelled(&["SUD", "PSYTHPN"])).unwrap_err();
		assert_eq!(
			(error.code, error.path.as_str()),
			(Code::NotHonoured, "Consent.provision.securityLabel")
		);
		// To deny them is to combine nothing.
		let mut but = labelled(&["SUD"]);
		but["provision"]["provision"] =
			json!([{ "type": "deny", "securityLabel": [{ "code": "PSYTHPN" }] }]);
		assert!(elements(&but).is_ok());
	}

	#[test]
	fn cn_9_a_signature_should_be_the_form_or_a_verification_that_was_done() {
		let resource = json!({
			"resourceType": "Consent", "status": "active", "date": "2026-01-10",
			"regulatoryBasis": [{ "coding": [{ "code": "42CFRPart2" }] }],
			"subject": { "reference": "Patient/p" },
			"controller": [{ "reference": "Organization/clinic" }],
			"policyText": [{ "reference": "DocumentReference/rights" }],
			"decision": "deny",
			"provision": [{
				"purpose": [{ "code": "TREAT" }, { "code": "HPAYMT" }],
				"resourceType": [{ "code": "Observation" }],
			}],
		});
		for (verified, there) in [(Some(true), true), (Some(false), false), (None, false)] {
			let mut resource = resource.clone();
			if let Some(verified) = verified {
				resource["verification"] = json!([{ "verified": verified }]);
			}
			match elements(&resource) {
				Ok(_) => assert!(there),
				Err(error) => {
					assert!(!there);
					assert_eq!(error.path, "Consent.verification");
					assert!(error.message.contains("2.31(a)(8)"), "{}", error.message);
				}
			}
		}
		// What permits by its base says neither what nor to whom.
		let mut open = resource;
		open["decision"] = json!("permit");
		assert_eq!(elements(&open).unwrap_err().path, "Consent.decision");
	}
}

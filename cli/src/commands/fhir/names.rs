//! What a consent names, as the custodian's patient map knows it.

use salus_interop::fhir::{
	codes::type_of, Code, Consent, Error, Header, Kind, Names, Plain, Version, What,
};
use salus_primitives::{
	consent::{organisation_id, Actor, Id},
	records::person_id,
	OrganisationId,
};
use salus_vault::{
	map::{Named, Patient, PatientMap},
	token,
};
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

/// Identifiers that a file gives for the references in it.
pub type Identifiers = BTreeMap<String, Vec<String>>;

/// The chain's ids of what the consent of one patient names: tokens under the secret of the
/// relationship, accounts, numbers of organisations, groups and commitments.
pub struct Mapped<'a> {
	map: &'a PatientMap,
	secret: &'a [u8; 32],
	identifiers: &'a Identifiers,
	codes: RefCell<BTreeSet<(&'static str, String)>>,
}

impl<'a> Mapped<'a> {
	/// For a patient of the map.
	pub fn new(map: &'a PatientMap, patient: &'a Patient, identifiers: &'a Identifiers) -> Self {
		Self { map, secret: &patient.secret, identifiers, codes: RefCell::default() }
	}

	/// The codes that tokens were made of: they say nothing about a person.
	pub fn into_codes(self) -> BTreeSet<(&'static str, String)> {
		self.codes.into_inner()
	}

	fn named(&self, reference: &str) -> Result<Option<Named>, String> {
		named(self.map, reference, self.identifiers)
	}
}

/// The spellings by which the map may know what a file calls by this reference.
fn spellings<'b>(
	reference: &'b str,
	identifiers: &'b Identifiers,
) -> impl Iterator<Item = &'b str> {
	let known = identifiers.get(reference).into_iter().flatten().map(String::as_str);
	std::iter::once(reference).chain(known)
}

fn named(
	map: &PatientMap,
	reference: &str,
	identifiers: &Identifiers,
) -> Result<Option<Named>, String> {
	for name in spellings(reference, identifiers) {
		if let Some(named) = map.named(name).map_err(|error| error.to_string())? {
			return Ok(Some(named));
		}
	}
	Ok(None)
}

/// What to do about a reference that the map does not have.
fn unmapped(reference: &str) -> String {
	let value = match type_of(reference) {
		Some("Organization") => "organisation:NUMBER",
		Some("Group" | "CareTeam") => "group:HEX",
		Some("Patient") => "SYSTEM|IDENTIFIER",
		Some("Practitioner" | "PractitionerRole" | "RelatedPerson" | "Device") => "ACCOUNT",
		_ => "ACCOUNT, organisation:NUMBER, group:HEX or record:HEX",
	};
	format!(
		"the patient map does not know `{reference}`: salus patient map add '{reference}' {value}"
	)
}

/// The patient whose consent it is.
///
/// # Errors
/// The map knows none, or two.
pub fn whose(
	map: &PatientMap,
	header: &Header,
	identifiers: &Identifiers,
) -> Result<Patient, Error> {
	let damaged = |error: &dyn std::fmt::Display| {
		Error::new(Code::Unmapped, "Consent.patient", error.to_string())
	};
	let mut found: Option<Patient> = None;
	let names = spellings(&header.patient, identifiers).chain(header.patient_identifier.as_deref());
	for name in names {
		let patient = match name.split_once('|') {
			Some((system, identifier)) => map.by_identifier(system, identifier),
			None => match map.named(name).map_err(|error| damaged(&error))? {
				Some(Named::Patient(pseudonym)) => map.by_pseudonym(&pseudonym),
				_ => Ok(None),
			},
		};
		let patient = patient.map_err(|error| damaged(&error))?;
		match (&found, patient) {
			(Some(one), Some(other)) if *one != other => {
				return Err(Error::new(
					Code::Ambiguous,
					"Consent.patient",
					"by reference and by identifier, two patients of the map are meant",
				))
			}
			(None, Some(patient)) => found = Some(patient),
			_ => (),
		}
	}
	found.ok_or_else(|| Error::new(Code::Unmapped, "Consent.patient", unmapped(&header.patient)))
}

/// Towards whom a consent is. One that names nobody is towards who has the patient.
pub struct Controllers {
	/// The element that says it.
	element: &'static str,
	/// The organisations that it names; empty where it names nobody.
	named: Vec<OrganisationId>,
	/// What is wrong with one that is not known.
	unknown: Option<Error>,
}

impl Controllers {
	/// Of a consent, as the map knows them.
	pub fn of(map: &PatientMap, consent: &Consent, identifiers: &Identifiers) -> Self {
		let element = match consent.header.version {
			Version::R4 => "Consent.organization",
			Version::R5 => "Consent.controller",
		};
		let mut controllers = Self { element, named: Vec::new(), unknown: None };
		for (number, controller) in consent.controllers.iter().enumerate() {
			let unknown = match named(map, controller, identifiers) {
				Ok(Some(Named::Organisation(organisation))) => {
					controllers.named.push(organisation);
					continue;
				}
				Ok(Some(_)) => format!("`{controller}` is no organisation in the patient map"),
				Ok(None) => unmapped(controller),
				Err(message) => message,
			};
			let path = format!("{element}[{number}]");
			controllers.unknown = Some(Error::new(Code::Unmapped, path, unknown));
		}
		controllers
	}

	/// Whether it is towards this custodian.
	///
	/// # Errors
	/// It is towards others, or somebody whom the map does not know.
	pub fn admit(&self, custodian: OrganisationId) -> Result<(), Error> {
		if self.named.contains(&custodian) {
			return Ok(());
		}
		match &self.unknown {
			Some(error) => Err(error.clone()),
			None if self.named.is_empty() => Ok(()),
			None => Err(Error::new(
				Code::NotHonoured,
				self.element,
				format!(
					"the consent is towards others than organisation {custodian}, whose patient it \
					 is"
				),
			)),
		}
	}
}

impl Names for Mapped<'_> {
	fn token(&self, what: What, text: &str) -> Result<Id, String> {
		match what {
			// A record has a random name of its own.
			What::Record => match self.named(text)? {
				Some(Named::Record(record)) => Ok(record),
				_ => Err(unmapped(text)),
			},
			What::Encounter | What::Author => Ok(token(self.secret, what.kind(), text)),
			What::Label | What::Class | What::Code | What::Purpose => {
				self.codes.borrow_mut().insert((what.kind(), text.to_owned()));
				Ok(token(self.secret, what.kind(), text))
			}
		}
	}

	fn actors(&self, reference: &str, kind: Kind) -> Result<Vec<Actor>, String> {
		let named = self.named(reference)?.ok_or_else(|| unmapped(reference))?;
		let actor = match (named, kind) {
			(Named::Account(account), Kind::Person | Kind::Unknown) => {
				Actor::Person(person_id(&account))
			}
			(Named::Commitment(commitment), Kind::Person | Kind::Unknown) => {
				Actor::Commitment(commitment)
			}
			(Named::Organisation(number), Kind::Organisation | Kind::Unknown) => {
				Actor::Organisation(organisation_id(number))
			}
			(Named::Group(group), Kind::Group | Kind::Unknown) => Actor::Group(group),
			(Named::Patient(_), _) => {
				return Err(format!(
					"`{reference}` is a patient, who reads without a permit; somebody else is \
					 entered into the map by account, or made a representative"
				))
			}
			_ => return Err(format!("the patient map has something else for `{reference}`")),
		};
		Ok(vec![actor])
	}

	fn is_coarse(&self) -> bool {
		true
	}
}

/// Ids as good as those of the chain to see whether a consent can be held there: as many, as long,
/// and with periods of data in whole months.
pub struct OnChain;

impl Names for OnChain {
	fn token(&self, what: What, text: &str) -> Result<Id, String> {
		Plain::default().token(what, text)
	}

	fn actors(&self, reference: &str, kind: Kind) -> Result<Vec<Actor>, String> {
		// The patient map knows who it is: one.
		let actors = Plain::default().actors(reference, kind)?;
		Ok(actors.into_iter().take(1).collect())
	}

	fn is_coarse(&self) -> bool {
		true
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_vault::map::MapKey;
	use serde_json::json;

	fn consent(patient: serde_json::Value) -> Consent {
		Consent::read(&json!({
			"resourceType": "Consent", "status": "active", "patient": patient,
			"organization": [{ "reference": "Organization/h" }], "provision": { "type": "permit" },
		}))
		.unwrap()
	}

	fn desk(test: impl FnOnce(&PatientMap, &Patient)) {
		let folder = tempfile::tempdir().unwrap();
		let key = MapKey::from_text(&"ab".repeat(32)).unwrap();
		let map = PatientMap::open(&folder.path().join("map"), &key).unwrap();
		let jane = map.add_patient("urn:mrn", "1", None).unwrap();
		map.add_reference("Patient/1", Named::Patient(jane.pseudonym)).unwrap();
		test(&map, &jane);
	}

	#[test]
	fn a_patient_should_be_found_however_it_is_named() {
		desk(|map, jane| {
			let other = map.add_patient("urn:mrn", "2", None).unwrap();
			let by = |patient: serde_json::Value, identifiers: &Identifiers| {
				whose(map, &consent(patient).header, identifiers)
			};
			let none = Identifiers::new();
			let identifier = json!({ "system": "urn:mrn", "value": "1" });
			assert_eq!(by(json!({ "reference": "Patient/1" }), &none).as_ref(), Ok(jane));
			assert_eq!(by(json!({ "identifier": identifier }), &none).as_ref(), Ok(jane));
			let both = json!({ "reference": "Patient/unknown", "identifier": identifier });
			assert_eq!(by(both, &none).as_ref(), Ok(jane));
			let in_file = [("urn:uuid:a".to_owned(), vec!["urn:mrn|1".to_owned()])].into();
			assert_eq!(by(json!({ "reference": "urn:uuid:A" }), &in_file).as_ref(), Ok(jane));

			let unknown = by(json!({ "reference": "Patient/9" }), &none).unwrap_err();
			assert_eq!((unknown.code, unknown.path.as_str()), (Code::Unmapped, "Consent.patient"));
			// Nobody's records are opened by a mix-up.
			map.add_reference("Patient/2", Named::Patient(other.pseudonym)).unwrap();
			let mixed = json!({ "reference": "Patient/2", "identifier": identifier });
			assert_eq!(by(mixed, &none).unwrap_err().code, Code::Ambiguous);
		});
	}

	#[test]
	fn actors_should_be_who_the_map_says() {
		desk(|map, jane| {
			let identifiers = Identifiers::new();
			let names = Mapped::new(map, jane, &identifiers);
			for (reference, named) in [
				("Practitioner/1", Named::Account([5; 32])),
				("Practitioner/shy", Named::Commitment([6; 32])),
				("Organization/1", Named::Organisation(5)),
				("Group/1", Named::Group([7; 32])),
				("DocumentReference/1", Named::Record([8; 32])),
			] {
				map.add_reference(reference, named).unwrap();
			}
			let actor = |reference: &str, kind| names.actors(reference, kind);
			let person = Ok(vec![Actor::Person([5; 32])]);
			assert_eq!(actor("Practitioner/1", Kind::Person), person);
			assert_eq!(actor("Practitioner/1", Kind::Unknown), person);
			let committed = Ok(vec![Actor::Commitment([6; 32])]);
			assert_eq!(actor("Practitioner/shy", Kind::Person), committed);
			let organisation = Ok(vec![Actor::Organisation(organisation_id(5))]);
			assert_eq!(actor("Organization/1", Kind::Organisation), organisation);
			assert_eq!(actor("Group/1", Kind::Group), Ok(vec![Actor::Group([7; 32])]));
			assert!(actor("Practitioner/1", Kind::Organisation).is_err());
			assert!(actor("Patient/1", Kind::Person).is_err(), "reads without a permit");
			assert!(actor("Practitioner/2", Kind::Person).unwrap_err().contains("ACCOUNT"));

			// A document is known by its own name, and a stranger is not made up.
			assert_eq!(names.token(What::Record, "DocumentReference/1"), Ok([8; 32]));
			assert!(names.token(What::Record, "DocumentReference/2").is_err());
			let psy = codes_text("PSY");
			let label = names.token(What::Label, &psy).unwrap();
			assert_eq!(label, token(&jane.secret, "label", &psy));
			assert_eq!(names.into_codes(), [("label", psy)].into());
		});
	}

	fn codes_text(label: &str) -> String {
		salus_interop::fhir::codes::label(label).text()
	}

	#[test]
	fn a_consent_should_be_towards_who_holds_it() {
		desk(|map, _| {
			let consent = consent(json!({ "reference": "Patient/1" }));
			let none = Identifiers::new();
			let admitted = |consent: &Consent, custodian| {
				Controllers::of(map, consent, &none).admit(custodian)
			};
			let unmapped = admitted(&consent, 4).unwrap_err();
			assert_eq!(
				(unmapped.code, unmapped.path.as_str()),
				(Code::Unmapped, "Consent.organization[0]")
			);
			map.add_reference("Organization/h", Named::Organisation(4)).unwrap();
			assert_eq!(admitted(&consent, 4), Ok(()));
			let other = admitted(&consent, 5).unwrap_err();
			assert_eq!(
				(other.code, other.path.as_str()),
				(Code::NotHonoured, "Consent.organization")
			);
			let silent = Consent { controllers: Vec::new(), ..consent };
			assert_eq!(admitted(&silent, 5), Ok(()));
		});
	}
}

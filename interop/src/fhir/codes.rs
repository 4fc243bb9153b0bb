//! Code systems and references, each in one spelling.

use super::error::{Code, Error};
use salus_primitives::consent::{Action, Confidentiality, Purpose};
use salus_primitives::Capacity;

/// HL7 v3 ActReason: purposes of use.
pub const ACT_REASON: &str = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
/// HL7 v3 ActCode: sensitivity labels, policies.
pub const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
/// HL7 v3 Confidentiality.
pub const CONFIDENTIALITY: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
/// HL7 v3 ParticipationType: roles of actors.
pub const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
/// FHIR consent actions.
pub const CONSENT_ACTION: &str = "http://terminology.hl7.org/CodeSystem/consentaction";
/// FHIR consent scopes (R4).
pub const CONSENT_SCOPE: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
/// FHIR consent categories.
pub const CONSENT_CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/consentcategorycodes";
/// FHIR resource types.
pub const RESOURCE_TYPES: &str = "http://hl7.org/fhir/resource-types";
/// LOINC: kinds of documents.
pub const LOINC: &str = "http://loinc.org";
/// Exchange purposes of TEFCA.
pub const TEFCA: &str = "urn:oid:2.16.840.1.113883.3.7204.1.5.2.1";
/// The capacities in which organisations act on the chain, as an actor.
pub const CAPACITY: &str = "urn:salus:capacity";

/// A code in the one spelling of its system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Coding {
	/// The system.
	pub system: String,
	/// The code.
	pub code: String,
}

impl Coding {
	/// Of a system, in whichever spelling.
	pub fn new(system: &str, code: &str) -> Self {
		Self { system: system_of(system).to_owned(), code: code.trim().to_owned() }
	}

	/// From `system|code`; from a bare code with the system that is usual there.
	pub fn parse(text: &str, usual: &str) -> Self {
		match text.trim().rsplit_once('|') {
			Some((system, code)) if !system.is_empty() => Self::new(system, code),
			_ => Self::new(usual, text.trim().trim_start_matches('|')),
		}
	}

	/// `system|code`.
	pub fn text(&self) -> String {
		format!("{}|{}", self.system, self.code)
	}
}

/// One spelling for the systems that have several.
fn system_of(system: &str) -> &str {
	match system.trim().trim_end_matches('/') {
		"http://hl7.org/fhir/v3/ActReason" | "urn:oid:2.16.840.1.113883.5.8" => ACT_REASON,
		"http://hl7.org/fhir/v3/ActCode" | "urn:oid:2.16.840.1.113883.5.4" => ACT_CODE,
		"http://hl7.org/fhir/v3/Confidentiality" | "urn:oid:2.16.840.1.113883.5.25" => {
			CONFIDENTIALITY
		}
		"http://hl7.org/fhir/v3/ParticipationType" | "urn:oid:2.16.840.1.113883.5.90" => {
			PARTICIPATION
		}
		"http://hl7.org/fhir/consentaction" => CONSENT_ACTION,
		"http://hl7.org/fhir/fhir-types" | "http://hl7.org/fhir/defined-types" => RESOURCE_TYPES,
		"urn:oid:2.16.840.1.113883.6.1" => LOINC,
		"urn:oid:2.16.840.1.113883.6.96" => "http://snomed.info/sct",
		system => system,
	}
}

/// The word for a purpose, if it has one. A TEFCA code is one in any system: nobody else uses them.
pub fn purpose(coding: &Coding) -> Option<Purpose> {
	let is_known = coding.system == ACT_REASON || coding.code.starts_with("T-");
	is_known.then(|| Purpose::from_code(&coding.code)).flatten()
}

/// A purpose with a word as a coding.
pub fn purpose_coding(purpose: Purpose) -> Option<Coding> {
	let code = purpose.code()?;
	Some(Coding::new(if code.starts_with("T-") { TEFCA } else { ACT_REASON }, code))
}

/// The confidentiality with this code of [`CONFIDENTIALITY`].
pub fn confidentiality(code: &str) -> Option<Confidentiality> {
	Some(match code {
		"U" => Confidentiality::Unrestricted,
		"L" => Confidentiality::Low,
		"M" => Confidentiality::Moderate,
		"N" => Confidentiality::Normal,
		"R" => Confidentiality::Restricted,
		"V" => Confidentiality::VeryRestricted,
		_ => return None,
	})
}

/// The code of a confidentiality.
pub const fn confidentiality_code(confidentiality: Confidentiality) -> &'static str {
	match confidentiality {
		Confidentiality::Unrestricted => "U",
		Confidentiality::Low => "L",
		Confidentiality::Moderate => "M",
		Confidentiality::Normal => "N",
		Confidentiality::Restricted => "R",
		Confidentiality::VeryRestricted => "V",
	}
}

/// The system of a bare label: a confidentiality where it is one, else a sensitivity.
pub fn usual_label_system(code: &str) -> &'static str {
	if confidentiality(code).is_some() {
		CONFIDENTIALITY
	} else {
		ACT_CODE
	}
}

/// The action with this code.
pub fn action(code: &str) -> Option<Action> {
	Action::ALL.iter().copied().find(|action| action_code(*action) == code)
}

/// The code of an action.
pub const fn action_code(action: Action) -> &'static str {
	match action {
		Action::Collect => "collect",
		Action::Access => "access",
		Action::Use => "use",
		Action::Disclose => "disclose",
		Action::Correct => "correct",
	}
}

/// The capacity with this name, in whichever case and with whichever separator; also what people
/// in it are called.
pub fn capacity(name: &str) -> Option<Capacity> {
	let plain = |text: &str| {
		text.chars()
			.filter(char::is_ascii_alphanumeric)
			.map(|c| c.to_ascii_lowercase())
			.collect::<String>()
	};
	let name = plain(name);
	Some(match name.as_str() {
		"clinician" | "physician" | "practitioner" | "nurse" | "doctor" => Capacity::Provider,
		"pharmacist" | "pharmacy" => Capacity::Dispenser,
		"insurer" | "healthplan" => Capacity::Payer,
		_ => return Capacity::ALL.into_iter().find(|one| plain(capacity_name(*one)) == name),
	})
}

/// The name of a capacity: the one word that JSON-RPC, the command line and FHIR resources share.
/// [`capacity`] reads it in any usual spelling.
pub const fn capacity_name(capacity: Capacity) -> &'static str {
	match capacity {
		Capacity::Manufacturer => "manufacturer",
		Capacity::Repackager => "repackager",
		Capacity::Wholesaler => "wholesaler",
		Capacity::ThirdPartyLogistics => "thirdPartyLogistics",
		Capacity::Dispenser => "dispenser",
		Capacity::Provider => "provider",
		Capacity::Prescriber => "prescriber",
		Capacity::Payer => "payer",
		Capacity::Sponsor => "sponsor",
		Capacity::Investigator => "investigator",
		Capacity::EthicsCommittee => "ethicsCommittee",
		Capacity::SafetyBoard => "safetyBoard",
		Capacity::UnblindedPharmacist => "unblindedPharmacist",
		Capacity::DeviceManufacturer => "deviceManufacturer",
		Capacity::ServiceEngineer => "serviceEngineer",
		Capacity::NotifiedBody => "notifiedBody",
		Capacity::SettlementBank => "settlementBank",
		Capacity::Regulator => "regulator",
		Capacity::Auditor => "auditor",
		Capacity::PrivacyOfficer => "privacyOfficer",
		Capacity::ResponsiblePerson => "responsiblePerson",
	}
}

/// The class of a record from `system|code` or a bare code: a LOINC number is one of LOINC, anything
/// else a FHIR resource type. FHIR consents name classes in the same words.
pub fn class(text: &str) -> Coding {
	let is_loinc = text.rsplit_once('-').is_some_and(|(number, check)| {
		let digits =
			|part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
		digits(number) && check.len() == 1 && digits(check)
	});
	Coding::parse(text, if is_loinc { LOINC } else { RESOURCE_TYPES })
}

/// A security label from `system|code` or a bare code.
pub fn label(text: &str) -> Coding {
	Coding::parse(text, usual_label_system(text.trim()))
}

/// The labels that a sensitivity is a kind of: data with the special label are met by a provision
/// about the general one. HL7 v3 ActCode has behavioural health (BH) among what is specially
/// protected (SPI), and mental health, psychiatry and substance use below it; IHE PCF has ETHUD and
/// OPIOIDUD below ETH.
pub fn general_labels(label: &Coding) -> Vec<Coding> {
	let general: &[&str] = match label.code.as_str() {
		_ if label.system != ACT_CODE => &[],
		"ETHUD" | "OPIOIDUD" => &["ETH", "SUD", "BH", "SPI"],
		"COGN" | "DVD" | "EMOTDIS" | "MH" | "PSY" | "PSYTHPN" | "SUD" => &["BH", "SPI"],
		"BH" => &["SPI"],
		_ => &[],
	};
	general.iter().map(|code| Coding::new(ACT_CODE, code)).collect()
}

/// A reference in one spelling: without version, without a trailing slash, scheme and host in
/// lower case; `system|value` for one by identifier.
pub fn normalise(reference: &str) -> String {
	let reference = reference.trim();
	if reference.contains('|') {
		return reference.to_owned();
	}
	let unversioned = reference.split_once("/_history/").map_or(reference, |(before, _)| before);
	let bare = unversioned.trim_end_matches('/');
	match bare.split_once("://") {
		Some((scheme, rest)) => {
			let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
			format!("{}://{}{path}", scheme.to_ascii_lowercase(), host.to_ascii_lowercase())
		}
		None if bare.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:")) => {
			// The namespace is in any case; so are UUIDs.
			let lower = bare.to_ascii_lowercase();
			if lower.starts_with("urn:uuid:") {
				lower
			} else {
				format!("urn:{}", &bare[4..])
			}
		}
		None => bare.to_owned(),
	}
}

/// `Type/id` and the base before it, of a reference to a server.
pub fn split(reference: &str) -> Option<(&str, &str)> {
	let id_at = reference.rfind('/')?;
	let type_at = reference[..id_at].rfind('/').map_or(0, |slash| slash + 1);
	let (kind, id) = (&reference[type_at..id_at], &reference[id_at + 1..]);
	let is_type = kind.starts_with(|c: char| c.is_ascii_uppercase())
		&& kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
	let is_id = (1..=64).contains(&id.len())
		&& id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
	(is_type && is_id).then(|| (&reference[..type_at], &reference[type_at..]))
}

/// The type of the resource that a reference names, where it says so.
pub fn type_of(reference: &str) -> Option<&str> {
	split(reference).and_then(|(_, local)| local.split_once('/')).map(|(kind, _)| kind)
}

/// Where a name is one of several that can be told apart: the server of an address, the system of an
/// identifier. None for what has a name within one Bundle alone. A role is not told apart from who
/// has it.
pub fn namespace(reference: &str) -> Option<(&str, &str)> {
	match reference.rsplit_once('|') {
		Some((system, _)) => Some(("|", system)),
		None if reference.starts_with("urn:uuid:") => None,
		None => Some(match split(reference) {
			Some((base, _)) if type_of(reference) == Some("PractitionerRole") => ("role", base),
			Some((base, _)) => ("", base),
			None => ("other", ""),
		}),
	}
}

/// The identifier of a FHIR `Reference` as `system|value`, where it has a whole one.
pub fn identifier(reference: &serde_json::Value) -> Option<String> {
	let word = |name: &str| {
		let text = reference.get("identifier")?.get(name)?.as_str()?.trim();
		(!text.is_empty()).then_some(text)
	};
	Some(format!("{}|{}", word("system")?, word("value")?))
}

/// The normalised text of a FHIR `Reference`, and the type of what it names.
pub fn reference(object: &super::json::Object<'_>) -> Result<(String, Option<String>), Error> {
	object.only(&["reference", "type", "identifier", "display"])?;
	let stated = object.text("type")?;
	if let Some(text) = object.text("reference")? {
		if text.starts_with('#') {
			return Err(object.error(
				"reference",
				Code::NotHonoured,
				"a contained resource is known nowhere else: refer to one by its identifier",
			));
		}
		let text = normalise(text);
		let kind = type_of(&text).or(stated).map(str::to_owned);
		return Ok((text, kind));
	}
	let Some(identifier) = object.object("identifier")? else {
		return Err(Error::new(
			Code::BadReference,
			object.path(),
			"a reference, or an identifier with system and value, is needed to know who is meant",
		));
	};
	identifier.only(&["use", "type", "system", "value", "period", "assigner"])?;
	let (system, value) = (identifier.required("system")?, identifier.required("value")?);
	Ok((format!("{system}|{value}"), stated.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn classes_and_labels_should_be_the_words_of_fhir_consents() {
		assert_eq!(class("18842-5").text(), "http://loinc.org|18842-5");
		assert_eq!(class("Observation").text(), "http://hl7.org/fhir/resource-types|Observation");
		assert_eq!(class("urn:x|18842-5").text(), "urn:x|18842-5");
		assert_eq!(label("N").text(), format!("{CONFIDENTIALITY}|N"));
		assert_eq!(label("PSY").text(), format!("{ACT_CODE}|PSY"));
	}

	#[test]
	fn references_should_have_one_spelling() {
		for (text, one) in [
			("Patient/1", "Patient/1"),
			(" Patient/1/_history/3 ", "Patient/1"),
			("HTTP://Example.ORG/fhir/Patient/A/", "http://example.org/fhir/Patient/A"),
			("URN:UUID:AB", "urn:uuid:ab"),
			("urn:oid:1.2", "urn:oid:1.2"),
			("http://hospital.example/mrn|00A", "http://hospital.example/mrn|00A"),
		] {
			assert_eq!(normalise(text), one);
		}
		assert_ne!(normalise("Patient/a"), normalise("Patient/A"), "ids have a case");
	}

	#[test]
	fn a_reference_should_say_of_which_type_it_is() {
		assert_eq!(type_of("Practitioner/1"), Some("Practitioner"));
		assert_eq!(type_of("http://example.org/fhir/Group/x-1"), Some("Group"));
		assert_eq!(split("http://a/Group/1"), Some(("http://a/", "Group/1")));
		assert_eq!(type_of("urn:uuid:ab"), None);
		assert_eq!(type_of("http://hospital.example/mrn|00A"), None);
		assert_eq!(type_of("http://example.org"), None);
	}

	#[test]
	fn cn_5_codes_should_have_one_spelling() {
		let treat = Coding::parse("TREAT", ACT_REASON);
		assert_eq!(treat, Coding::parse("http://hl7.org/fhir/v3/ActReason|TREAT", "x"));
		assert_eq!(purpose(&treat), Some(Purpose::Treatment));
		assert_eq!(purpose(&Coding::parse("urn:x|TREAT", ACT_REASON)), None);
		assert_eq!(purpose(&Coding::parse("T-PH", ACT_REASON)), Some(Purpose::TefcaPublicHealth));
		for (purpose, _) in Purpose::CODES {
			assert_eq!(super::purpose(&purpose_coding(purpose).unwrap()), Some(purpose));
		}
		for capacity in Capacity::ALL {
			assert_eq!(super::capacity(capacity_name(capacity)), Some(capacity));
		}
		assert_eq!(capacity("ethicsCommittee"), Some(Capacity::EthicsCommittee));
		assert_eq!(capacity("ethics-committee"), Some(Capacity::EthicsCommittee));
		assert_eq!(capacity("king"), None);
	}
}

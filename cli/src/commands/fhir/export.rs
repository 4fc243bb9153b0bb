//! `salus fhir export`: a consent in the version and the words in which it came.

use crate::{
	cli::FhirExportConsentArgs,
	commands::{
		patient,
		records_api::{text, RecordsApi},
		vault::{open_store, store_failure},
		Context,
	},
	error::Failure,
};
use salus_primitives::{
	records::{ConsentEvent, ConsentStatus, PatientId},
	OrganisationId,
};
use salus_vault::{
	originals::{Original, Originals},
	store::Store,
};
use serde_json::Value as Json;

/// What a consent is called: by controller and patient, whose newest one it is.
pub fn consent_text(controller: OrganisationId, patient: &PatientId) -> String {
	format!("{controller}-{}", hex::encode(patient))
}

/// Whose and towards whom a consent is, from what it is called.
fn parse_consent(text: &str) -> Option<(OrganisationId, PatientId)> {
	let (controller, patient) = text.split_once('-')?;
	Some((controller.parse().ok()?, hex::decode(patient).ok()?.try_into().ok()?))
}

/// The resource as it came in.
pub fn read_original(store: &Store, original: &Original) -> Result<Json, Failure> {
	let failed = |error| store_failure(&error);
	let record = store.record(&original.record).map_err(failed)?;
	let version = record.version(Some(1)).map_err(failed)?;
	let mut content = Vec::new();
	store.copy_content(original.record, version, &mut content).map_err(failed)?;
	serde_json::from_slice(&content)
		.map_err(|error| Failure::unreadable(text(&original.record), error))
}

/// Export.
pub async fn run(context: &Context, args: &FhirExportConsentArgs) -> Result<u8, Failure> {
	let store = open_store(&args.vault)?;
	let chain = context.chain().await?;
	let api = RecordsApi::finalized(&chain).await?;
	let (controller, patient) = match parse_consent(&args.consent) {
		Some(found) => found,
		None => {
			let patient = patient::find(&patient::open(&args.map)?, &args.consent)?.pseudonym;
			(api.known_patient(&patient).await?.custodian, patient)
		}
	};
	let not_found = |message: &str| Failure::refused("Cli.NotFound", message);
	let newest = api
		.consent(&patient, controller)
		.await?
		.ok_or_else(|| not_found("the chain has no consent of this patient for this controller"))?;
	let version = args.version.unwrap_or(newest.version);
	let history = api.consent_history(&patient).await?;
	let acts: Vec<_> = history.iter().filter(|row| row.version == version).collect();
	let granted = acts
		.iter()
		.find(|row| matches!(row.event, ConsentEvent::Granted | ConsentEvent::Recorded))
		.ok_or_else(|| not_found("the chain has no such version of the consent"))?;
	let originals =
		Originals::new(&store, &patient).all().map_err(|error| store_failure(&error))?;
	// What was recorded as a withdrawal came in as a resource, too.
	let withdrawn = acts.iter().find(|row| row.event == ConsentEvent::RevocationRecorded);
	let original = withdrawn
		.into_iter()
		.chain([granted])
		.filter_map(|row| row.form)
		.find_map(|form| originals.iter().find(|original| original.form == form))
		.ok_or_else(|| {
			not_found(
				"the vault has no FHIR resource of this consent: it was granted by other means",
			)
		})?;
	let mut resource = read_original(&store, original)?;
	// What happened to it since it came in.
	let in_force = version == newest.version
		&& matches!(newest.status, ConsentStatus::Active | ConsentStatus::Expired);
	if !in_force && resource["status"] == "active" {
		resource["status"] = "inactive".into();
		context.output.note("it is in force no more: exported as inactive");
	}
	// A resource is JSON whoever reads it.
	context
		.output
		.result(&resource, |resource| serde_json::to_string_pretty(resource).unwrap_or_default());
	Ok(0)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_a_consent_is_called_should_be_read_again() {
		let called = consent_text(4, &[7; 32]);
		assert_eq!(parse_consent(&called), Some((4, [7; 32])));
		for text in ["", "4-", "4-00", "x-0707", "urn:mrn|7"] {
			assert_eq!(parse_consent(text), None, "{text}");
		}
	}
}

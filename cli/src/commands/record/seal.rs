//! `salus record seal`: a document, encrypted into the vault under tokens of what it is.

use crate::{
	cli::SealArgs,
	commands::{
		patient::{self, parse_bytes},
		records_api::text,
		vault::{open_store, store_failure},
		Context,
	},
	error::Failure,
	output::plain,
	time::{now, parse_moment},
};
use salus_interop::fhir::{
	codes::{self, Coding},
	COUNSELLING_NOTES,
};
use salus_primitives::{consent::Month, Moment};
use salus_vault::{map::Patient, store::Labels, token};
use serde_json::json;
use std::{fs::File, io::BufReader};

/// How far ahead of ours the date of who wrote it may be.
const DAY: Moment = 86_400_000;

/// The sensitivities of HL7's v3 ActCode (InformationSensitivityPolicy), and its privacy laws.
const SENSITIVITIES: [&str; 46] = [
	"ADOL",
	"B",
	"BH",
	"CEL",
	"COGN",
	"DEMO",
	"DIA",
	"DOB",
	"DRGIS",
	"DVD",
	"EMOTDIS",
	"EMP",
	"EMPL",
	"ETH",
	"ETHUD",
	"GDIS",
	"GENDER",
	"HIV",
	"LIVARG",
	"LOCIS",
	"MARST",
	"MH",
	"MST",
	"OPIOIDUD",
	"PDS",
	"PHY",
	"PRS",
	"PSY",
	"PSYTHPN",
	"RACE",
	"REL",
	"SCA",
	"SDV",
	"SEX",
	"SICKLE",
	"SPI",
	"SSP",
	"STD",
	"SUD",
	"TBOO",
	"VIO",
	"42CFRPart2",
	"HIPAAPsyNotes",
	"HIPAASelfPay",
	"CommonRule",
	"Title38Section7332",
];

/// A label. A bare code has to be one that there is: data under a misspelt label are met by no
/// provision about the right one, and would be let go.
fn parse_label(text: &str) -> Result<Coding, Failure> {
	let label = codes::label(text);
	let is_known = text.contains('|')
		|| codes::confidentiality(&label.code).is_some()
		|| SENSITIVITIES.contains(&label.code.as_str());
	match is_known {
		true => Ok(label),
		false => Err(Failure::usage(format!(
			"`{text}` is no label: N, R, V ..., a sensitivity such as PSY or HIV, or SYSTEM|CODE of \
			 another code system"
		))),
	}
}

/// The month in which it was written: not one to come.
fn parse_written(text: Option<&str>) -> Result<Month, Failure> {
	let now = now();
	let written = text.map_or(Ok(now), parse_moment)?;
	if written > now.saturating_add(DAY) {
		return Err(Failure::usage("--written is in the future"));
	}
	Ok(Month::of(written))
}

/// What is said of a document, in tokens of the patient's relationship; and the codes that they stand
/// for, each with its kind.
fn labels(
	args: &SealArgs,
	patient: &Patient,
) -> Result<(Labels, Vec<(&'static str, String)>), Failure> {
	let secret = &patient.secret;
	if args.class.trim().is_empty() {
		return Err(Failure::usage("--class is empty: a LOINC number or a FHIR resource type"));
	}
	// In the one spelling that FHIR consents are compared in.
	let class = codes::class(&args.class).text();
	let mut kept = vec![("class", class.clone())];
	let mut labels = Labels {
		class: token(secret, "class", &class),
		author: token(secret, "author", &codes::normalise(&args.author)),
		month: parse_written(args.written.as_deref())?.0,
		..Labels::default()
	};
	// What is of this class is met by what consents say of the label (CN-9).
	let of_notes = codes::class(&args.class).code == COUNSELLING_NOTES;
	let implied = of_notes.then_some(COUNSELLING_NOTES);
	for label in args.labels.iter().map(String::as_str).chain(implied) {
		let label = parse_label(label)?;
		let text = label.text();
		match codes::confidentiality(&label.code) {
			Some(level) if label.system == codes::CONFIDENTIALITY => {
				if labels.confidentiality.replace(level).is_some() {
					return Err(Failure::usage("one confidentiality label is enough"));
				}
				labels.confidentiality_token.push(token(secret, "label", &text));
				kept.push(("label", text));
			}
			_ => {
				// Also met by what a consent says of the labels that it is a kind of.
				for one in std::iter::once(&label).chain(&codes::general_labels(&label)) {
					let token = token(secret, "label", &one.text());
					if !labels.sensitivities.contains(&token) {
						labels.sensitivities.push(token);
						kept.push(("label", one.text()));
					}
				}
			}
		}
	}
	Ok((labels, kept))
}

/// Seal.
pub fn run(context: &Context, args: &SealArgs) -> Result<u8, Failure> {
	let store = open_store(&args.vault)?;
	let map = patient::open(&args.map)?;
	let patient = patient::find(&map, &args.patient)?;
	let (labels, kept) = labels(args, &patient)?;
	let replaces =
		args.replaces.as_deref().map(|record| parse_bytes("record", record)).transpose()?;
	let unreadable = |error| Failure::unreadable(args.file.display(), error);
	let from = File::open(&args.file).map_err(unreadable)?;
	if from.metadata().map_err(unreadable)?.is_dir() {
		return Err(Failure::unreadable(args.file.display(), "a folder is no document"));
	}
	let (record, version) = store
		.seal(BufReader::new(from), patient.pseudonym, replaces, labels, !args.no_anchor)
		.map_err(|error| store_failure(&error))?;
	map.keep_codes(kept.iter().map(|(kind, code)| (*kind, code.as_str())))
		.map_err(|error| patient::map_failure(&error))?;
	let leaf = version.leaf(record).map_err(|error| store_failure(&error))?;
	let labels: Vec<_> = leaf.labels.iter().map(|label| text(label)).collect();
	let result = json!({
		"record": text(&record),
		"patient": text(&patient.pseudonym),
		"commitment": text(&version.content),
		"leaf": {
			"version": leaf.version,
			"supersedes": leaf.supersedes,
			"class": text(&leaf.class),
			"labels": labels,
			"author": text(&leaf.author),
			"month": leaf.month.0,
			"status": leaf.status,
		},
		"pending": version.pending,
	});
	context.output.result(&result, plain);
	Ok(0)
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	#[derive(Parser)]
	struct Line {
		#[command(flatten)]
		args: SealArgs,
	}

	#[test]
	fn cn_2_a_misspelt_label_should_be_refused() {
		for known in ["N", "PSY", "42CFRPart2", " HIV ", "urn:local|VIP"] {
			assert!(parse_label(known).is_ok(), "{known}");
		}
		for unknown in ["PSYCH", "psy", "", "RESTRICTED"] {
			assert!(parse_label(unknown).is_err(), "{unknown}");
		}
	}

	#[test]
	fn cn_9_counselling_notes_by_class_should_be_labelled_so() {
		let patient = Patient {
			system: "urn:mrn".into(),
			identifier: "1".into(),
			pseudonym: [7; 32],
			secret: [1; 32],
		};
		let of_class = |class: &str| {
			let line = ["seal", "FILE", "--vault", "v", "--patient", "p", "--class", class];
			labels(&Line::try_parse_from(line).unwrap().args, &patient).unwrap().0.sensitivities
		};
		let notes = token(&patient.secret, "label", &codes::label("PSYTHPN").text());
		assert!(of_class("PSYTHPN").contains(&notes));
		assert!(of_class(&codes::label("PSYTHPN").text()).contains(&notes));
		assert!(of_class("DocumentReference").is_empty());
	}

	#[test]
	fn what_is_written_should_not_be_of_the_future() {
		assert!(parse_written(Some("2999-01-01")).is_err());
		assert_eq!(parse_written(Some("1970-02-01")).unwrap(), Month(1));
		assert!(parse_written(None).is_ok());
	}
}

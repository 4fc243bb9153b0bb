//! `salus patient`: who a pseudonym is, and whose it is on the chain.

mod own;

use super::Context;
use crate::{
	chain::account,
	cli::{MapArgs, MapCommand},
	error::Failure,
	output::plain,
};
use salus_interop::fhir::{
	codes::{self, normalise},
	Kind,
};
use salus_vault::map::{parse_identifier, MapError, MapFile, MapKey, Named, Patient, PatientMap};
use serde_json::json;
use std::fs::{self, File};

pub use own::run;

/// The variable with the map's key.
pub const MAP_KEY: &str = "SALUS_MAP_KEY";

/// The map's failure.
pub fn map_failure(error: &MapError) -> Failure {
	match error {
		MapError::Conflict(_) => Failure::refused("Cli.VaultRefused", error.to_string()),
		MapError::Busy => {
			Failure { retryable: true, ..Failure::refused("Cli.VaultRefused", error.to_string()) }
		}
		MapError::Database(_) | MapError::Io(_) | MapError::Damaged => {
			Failure::usage(error.to_string()).with_code("Cli.Unreadable")
		}
		_ => Failure::usage(error.to_string()),
	}
}

/// Whether a key is given.
pub fn has_key(args: &MapArgs) -> bool {
	args.key_file.is_some() || std::env::var_os(MAP_KEY).is_some()
}

/// The patient map, open.
pub fn open(args: &MapArgs) -> Result<PatientMap, Failure> {
	file(args)?.open().map_err(|error| map_failure(&error))
}

/// Where the patient map is, with its key.
pub fn file(args: &MapArgs) -> Result<MapFile, Failure> {
	let text = match &args.key_file {
		Some(path) => {
			fs::read_to_string(path).map_err(|error| Failure::unreadable(path.display(), error))?
		}
		None => std::env::var(MAP_KEY).map_err(|_| {
			Failure::usage(format!("the map's key is missing: give --key-file or {MAP_KEY}"))
		})?,
	};
	let key = MapKey::from_text(&text).map_err(|error| map_failure(&error))?;
	Ok(MapFile::new(args.map.clone(), key))
}

/// 32 bytes as hex.
pub fn parse_bytes(what: &str, text: &str) -> Result<[u8; 32], Failure> {
	hex::decode(text.strip_prefix("0x").unwrap_or(text))
		.ok()
		.and_then(|bytes| bytes.try_into().ok())
		.ok_or_else(|| Failure::usage(format!("`{text}` is no {what}: 64 hexadecimal digits")))
}

/// A patient as it is named.
pub enum Who<'a> {
	/// SYSTEM|IDENTIFIER.
	Identifier(&'a str, &'a str),
	/// The pseudonym.
	Pseudonym([u8; 32]),
}

/// Who is meant by SYSTEM|IDENTIFIER or a pseudonym.
pub fn parse_who(text: &str) -> Result<Who<'_>, Failure> {
	if !text.contains('|') {
		return parse_bytes("pseudonym", text).map(Who::Pseudonym);
	}
	let (system, identifier) = parse_identifier(text).ok_or_else(|| {
		Failure::usage(format!("`{text}` names nobody: SYSTEM|IDENTIFIER, neither of them empty"))
	})?;
	Ok(Who::Identifier(system, identifier))
}

/// A patient by SYSTEM|IDENTIFIER or pseudonym.
pub fn find(map: &PatientMap, who: &str) -> Result<Patient, Failure> {
	let found = match parse_who(who)? {
		Who::Identifier(system, identifier) => map.by_identifier(system, identifier),
		Who::Pseudonym(pseudonym) => map.by_pseudonym(&pseudonym),
	};
	found.map_err(|error| map_failure(&error))?.ok_or_else(|| {
		let message = "the patient map has no such patient: add it with `salus patient map add`";
		Failure::refused("Cli.NotFound", message)
	})
}

fn text(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// What a reference stands for: an account, `organisation:NUMBER`, `group:HEX`, `commitment:HEX`,
/// `record:HEX`, or for a Patient SYSTEM|IDENTIFIER or a pseudonym. What it is has to be what the
/// reference says it is.
fn parse_named(map: &PatientMap, reference: &str, text: &str) -> Result<Named, String> {
	let bytes = |what: &str, text: &str| parse_bytes(what, text).map_err(|failure| failure.message);
	let kind = codes::type_of(reference);
	let named = match text.split_once(':') {
		_ if kind == Some("Patient") => {
			Named::Patient(find(map, text).map_err(|failure| failure.message)?.pseudonym)
		}
		Some(("organisation", number)) => Named::Organisation(
			number.parse().map_err(|_| format!("`{number}` is no organisation's number"))?,
		),
		Some(("group", group)) => Named::Group(bytes("group", group)?),
		Some(("commitment", commitment)) => Named::Commitment(bytes("commitment", commitment)?),
		Some(("record", record)) => Named::Record(bytes("record", record)?),
		Some(("account", account)) => Named::Account(account::parse(account)?.0),
		Some((other, _)) => {
			return Err(format!(
				"`{other}:` is none of account:, organisation:, group:, commitment:, record:"
			))
		}
		None => Named::Account(account::parse(text)?.0),
	};
	let fits = match Kind::of(kind) {
		Some(Kind::Unknown) => true,
		Some(Kind::Organisation) => matches!(named, Named::Organisation(_)),
		Some(Kind::Group) => matches!(named, Named::Group(_)),
		Some(Kind::Person) => {
			matches!(named, Named::Account(_) | Named::Commitment(_) | Named::Patient(_))
		}
		None => matches!(named, Named::Record(_)),
	};
	if !fits {
		return Err(format!(
			"`{reference}` is something else: an Organization is organisation:NUMBER, a Group or \
			 CareTeam group:HEX, a person an account or commitment:HEX, a document record:HEX"
		));
	}
	Ok(named)
}

fn named_json(reference: &str, named: &Named) -> serde_json::Value {
	let (kind, value): (_, serde_json::Value) = match named {
		Named::Account(account) => ("account", text(account).into()),
		Named::Organisation(number) => ("organisation", (*number).into()),
		Named::Group(group) => ("group", text(group).into()),
		Named::Commitment(commitment) => ("commitment", text(commitment).into()),
		Named::Patient(pseudonym) => ("pseudonym", text(pseudonym).into()),
		Named::Record(record) => ("record", text(record).into()),
	};
	json!({ "reference": reference, kind: value })
}

fn is_reference(who: &str) -> bool {
	who.contains('/') && !who.contains('|')
}

/// The pseudonym of SYSTEM|IDENTIFIER by the map, or itself.
pub fn pseudonym(map: &MapArgs, who: &str) -> Result<[u8; 32], Failure> {
	match parse_who(who)? {
		Who::Identifier(..) => Ok(find(&open(map)?, who)?.pseudonym),
		Who::Pseudonym(pseudonym) => Ok(pseudonym),
	}
}

/// `salus patient map`. Needs no chain.
fn run_map(context: &Context, command: MapCommand) -> Result<u8, Failure> {
	let failed = |error| map_failure(&error);
	let result = match command {
		MapCommand::Add { who, value, map } => {
			let map = open(&map)?;
			let is_named = value.as_deref().is_some_and(|value| value.contains(':'));
			if is_reference(&who) || is_named {
				let value = value.ok_or_else(|| {
					Failure::usage("what the reference stands for is missing: see --help")
				})?;
				let named = parse_named(&map, &who, &value).map_err(Failure::usage)?;
				let reference = normalise(&who);
				map.add_reference(&reference, named).map_err(failed)?;
				named_json(&reference, &named)
			} else {
				let Some((system, identifier)) = parse_identifier(&who) else {
					let message = "a patient is SYSTEM|IDENTIFIER, neither of them empty; a \
					               reference is TYPE/ID";
					return Err(Failure::usage(message));
				};
				let pseudonym = value.map(|value| parse_bytes("pseudonym", &value)).transpose()?;
				let patient = map.add_patient(system, identifier, pseudonym).map_err(failed)?;
				json!({ "pseudonym": text(&patient.pseudonym) })
			}
		}
		MapCommand::Get { who, map } => {
			let map = open(&map)?;
			if is_reference(&who) {
				let reference = normalise(&who);
				let named = map.named(&reference).map_err(failed)?.ok_or_else(|| {
					Failure::refused("Cli.NotFound", "the patient map has no such reference")
				})?;
				named_json(&reference, &named)
			} else {
				let patient = find(&map, &who)?;
				// The secret of the relationship is never shown.
				json!({
					"system": patient.system,
					"identifier": patient.identifier,
					"pseudonym": text(&patient.pseudonym),
				})
			}
		}
		MapCommand::Import { file, map } => {
			let from =
				File::open(&file).map_err(|error| Failure::unreadable(file.display(), error))?;
			let map = open(&map)?;
			let named = |reference: &str, text: &str| parse_named(&map, reference, text);
			let done = map.import(from, named).map_err(failed)?;
			json!({ "added": done.added.to_string(), "unchanged": done.unchanged.to_string() })
		}
		MapCommand::ListCount { map } => {
			let (patients, references) = open(&map)?.count().map_err(failed)?;
			json!({ "patients": patients.to_string(), "references": references.to_string() })
		}
	};
	context.output.result(&result, plain);
	Ok(0)
}

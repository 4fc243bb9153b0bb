//! `salus fhir`.

use super::{consent::read, Context};
use crate::{
	cli::{FhirCommand, FhirImportArgs},
	error::{Exit, Failure},
	output::scalar,
};
use codec::Encode;
use salus_interop::fhir::{
	read_documents, Code, Consent, Error, Kind, Names, Plain, Resource, Status, What,
};
use salus_primitives::{
	consent::{Actor, Id},
	records::MAX_GROUPS,
};
use serde_json::{json, Value as Json};
use std::collections::BTreeSet;

/// Run a subcommand. Needs no chain.
pub fn run(context: &Context, command: &FhirCommand) -> Result<u8, Failure> {
	match command {
		FhirCommand::Import(args) => import(context, args),
	}
}

/// What a consent would do to the one that is in force.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Act {
	Grant,
	Revoke,
}

fn import(context: &Context, args: &FhirImportArgs) -> Result<u8, Failure> {
	let mut seen = BTreeSet::new();
	let mut exit = 0;
	for path in &args.files {
		let file = path.display().to_string();
		let resources = match read(path) {
			Ok(text) => read_documents(&text).map(|(resources, _)| resources),
			Err(failure) => {
				show(
					context,
					&row(&file, None, None, Err((failure.code.to_string(), &failure.message))),
				);
				exit = exit.max(Exit::Usage as u8);
				continue;
			}
		};
		let resources = match resources {
			Ok(resources) => resources,
			Err(error) => {
				show(context, &refused(&file, None, None, &error));
				exit = exit.max(Exit::Usage as u8);
				continue;
			}
		};
		for Resource { index, value } in resources {
			let id = value.as_ref().ok().and_then(|value| value.get("id"));
			let id = id.and_then(Json::as_str).map(str::to_owned);
			let checked = value.and_then(|value| check(&value));
			let line = match checked {
				Ok((act, what, warnings)) => {
					let outcome = if seen.insert((act, what)) { "valid" } else { "duplicate" };
					let mut line = row(&file, Some(index), id.as_deref(), Ok(outcome));
					line["warnings"] = warnings.into();
					line
				}
				Err(error) => {
					exit = exit.max(Exit::Refused as u8);
					refused(&file, Some(index), id.as_deref(), &error)
				}
			};
			show(context, &line);
		}
	}
	Ok(exit)
}

/// What a resource would do, what tells it from others, and what was made stricter to be held.
fn check(value: &Json) -> Result<(Act, Vec<u8>, Vec<String>), Error> {
	let consent = Consent::read(value)?;
	let header = &consent.header;
	let whose = (header.patient.clone(), consent.controllers.clone()).encode();
	match header.status {
		status if status.ends() => return Ok((Act::Revoke, whose, Vec::new())),
		Status::Active => (),
		status => {
			return Err(Error::new(
				Code::NotHonoured,
				"Consent.status",
				format!("`{}` is neither given nor taken back", status.code()),
			))
		}
	}
	if consent.part2 {
		return Err(Error::new(
			Code::NotHonoured,
			"Consent.category",
			"a consent under 42 CFR Part 2 needs the elements of 42 CFR 2.31 beside it, which a \
			 FHIR Consent does not have",
		));
	}
	let stored = consent.to_stored(&OnChain)?;
	let actors = stored.consent.provisions.iter().flat_map(|provision| &provision.actors);
	let groups = actors.filter_map(|actor| match actor {
		Actor::Group(group) => Some(group),
		_ => None,
	});
	if groups.collect::<BTreeSet<_>>().len() > MAX_GROUPS as usize {
		return Err(Error::new(
			Code::TooLarge,
			"Consent",
			format!("a consent names at most {MAX_GROUPS} groups on the chain"),
		));
	}
	Ok((Act::Grant, (whose, &stored.consent).encode(), stored.notes))
}

/// Ids as good as those of the chain to see whether a consent can be held there: as many, as long,
/// and with periods of data in whole months.
struct OnChain;

impl Names for OnChain {
	fn token(&self, what: What, text: &str) -> Id {
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

fn refused(file: &str, index: Option<usize>, id: Option<&str>, error: &Error) -> Json {
	let mut line = row(file, index, id, Err((error.code.as_str().to_owned(), &error.message)));
	line["error"]["path"] = error.path.as_str().into();
	line
}

fn row(
	file: &str,
	index: Option<usize>,
	id: Option<&str>,
	outcome: Result<&str, (String, &str)>,
) -> Json {
	let (outcome, error) = match outcome {
		Ok(outcome) => (outcome, Json::Null),
		Err((code, message)) => {
			("refused", json!({ "code": code, "path": null, "message": message }))
		}
	};
	json!({
		"file": file,
		"index": index,
		"id": id,
		"outcome": outcome,
		"consent": null,
		"version": null,
		"error": error,
		"warnings": [],
	})
}

fn show(context: &Context, line: &Json) {
	context.output.result(line, |line| {
		let place = match &line["index"] {
			Json::Null => scalar(&line["file"]),
			index => format!("{}#{index}", scalar(&line["file"])),
		};
		let why = match (&line["error"], &line["error"]["path"]) {
			(Json::Null, _) => String::new(),
			(error, Json::String(path)) if !path.is_empty() => {
				format!(" {path}: {}", scalar(&error["message"]))
			}
			(error, _) => format!(" {}", scalar(&error["message"])),
		};
		format!("{place} {}{why}", scalar(&line["outcome"]))
	});
}

//! `salus fhir`: consents onto the chain, and back in the version that they came in.

mod export;
mod import;
mod names;
mod plan;

use super::{consent::read, Context};
use crate::{
	cli::{FhirCommand, FhirExportWhat, FhirImportArgs},
	error::{Exit, Failure},
	output::scalar,
};
use codec::Encode;
use names::{Identifiers, OnChain};
use salus_interop::fhir::{
	read_documents, Code, Consent, Documents, Error, Names, Part2Elements, Resource, Status,
};
use salus_primitives::{
	consent::{self as stored, Actor},
	records::MAX_GROUPS,
};
use serde_json::{json, Value as Json};
use std::collections::BTreeSet;

/// Run what needs no chain; none for what does.
pub fn offline(context: &Context, command: &FhirCommand) -> Option<Result<u8, Failure>> {
	match command {
		FhirCommand::Import(args) if args.dry_run => Some(Ok(dry_run(context, args))),
		_ => None,
	}
}

/// Run a subcommand.
pub async fn run(context: &Context, command: FhirCommand) -> Result<u8, Failure> {
	match command {
		FhirCommand::Import(args) if args.dry_run => Ok(dry_run(context, &args)),
		FhirCommand::Import(args) => import::run(context, &args).await,
		FhirCommand::Export { what: FhirExportWhat::Consent(args) } => {
			export::run(context, &args).await
		}
	}
}

/// What a consent would do to the one that is in force.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Act {
	Grant,
	Revoke,
}

/// What became of a resource.
#[derive(Clone, Debug)]
enum End {
	/// The chain could hold it.
	Valid,
	/// It is done already, or another resource of the import does it.
	Duplicate(Option<Place>),
	/// It is in force.
	Granted(Place),
	/// It was taken back.
	Revoked(Place),
	/// It cannot be honoured.
	Refused(Error),
	/// The chain or the vault refuses it, or nobody knows what became of it.
	Failed(Failure),
}

/// Where a consent is on the chain: its name, and its version there.
type Place = (String, u32);

/// One resource of a file.
struct Row {
	file: String,
	index: Option<usize>,
	id: Option<String>,
	warnings: Vec<String>,
}

impl Row {
	fn of_file(file: &str) -> Self {
		Self { file: file.to_owned(), index: None, id: None, warnings: Vec::new() }
	}

	/// Show what became of it. Returns the exit code that follows.
	fn show(&self, context: &Context, end: &End) -> u8 {
		let (outcome, place, error, exit) = match end {
			End::Valid => ("valid", None, Json::Null, 0),
			End::Duplicate(place) => ("duplicate", place.as_ref(), Json::Null, 0),
			End::Granted(place) => ("granted", Some(place), Json::Null, 0),
			End::Revoked(place) => ("revoked", Some(place), Json::Null, 0),
			End::Refused(error) => {
				let error = json!({
					"code": error.code.as_str(),
					"path": error.path,
					"message": error.message,
				});
				// A file that cannot be read at all is bad input, not one refused resource.
				let exit = if self.index.is_none() { Exit::Usage } else { Exit::Refused };
				("refused", None, error, exit as u8)
			}
			End::Failed(failure) => {
				let error = json!({
					"code": failure.code,
					"path": null,
					"message": failure.message,
				});
				let outcome = if failure.exit == Exit::Unknown { "unknown" } else { "refused" };
				(outcome, None, error, failure.exit as u8)
			}
		};
		let line = json!({
			"file": self.file,
			"index": self.index,
			"id": self.id,
			"outcome": outcome,
			"consent": place.map(|(consent, _)| consent),
			"version": place.map(|(_, version)| version),
			"error": error,
			"warnings": self.warnings,
		});
		context.output.result(&line, |line| {
			let place = match &line["index"] {
				Json::Null => scalar(&line["file"]),
				index => format!("{}#{index}", scalar(&line["file"])),
			};
			let why = match (&line["error"], &line["error"]["path"]) {
				(Json::Null, _) => match &line["consent"] {
					Json::String(consent) => format!(" {consent} version {}", line["version"]),
					_ => String::new(),
				},
				(error, Json::String(path)) if !path.is_empty() => {
					format!(" {path}: {}", scalar(&error["message"]))
				}
				(error, _) => format!(" {}", scalar(&error["message"])),
			};
			format!("{place} {}{why}", scalar(&line["outcome"]))
		});
		exit
	}
}

/// The resources of the files, each with what its file says of others.
struct Input {
	rows: Vec<(Row, Result<Json, End>, usize)>,
	identifiers: Vec<Identifiers>,
}

impl Input {
	fn read(args: &FhirImportArgs) -> Self {
		let (mut rows, mut all) = (Vec::new(), Vec::new());
		for path in &args.files {
			let file = path.display().to_string();
			let documents = read(path)
				.map_err(End::Failed)
				.and_then(|text| read_documents(&text).map_err(End::Refused));
			let Documents { consents, identifiers, .. } = match documents {
				Ok(documents) => documents,
				Err(end) => {
					rows.push((Row::of_file(&file), Err(end), all.len()));
					all.push(Identifiers::new());
					continue;
				}
			};
			for Resource { index, value } in consents {
				let id = value.as_ref().ok().and_then(|value| value.get("id"));
				let id = id.and_then(Json::as_str).map(str::to_owned);
				let row = Row { index: Some(index), id, ..Row::of_file(&file) };
				rows.push((row, value.map_err(End::Refused), all.len()));
			}
			all.push(identifiers);
		}
		Self { rows, identifiers: all }
	}
}

/// What a resource says, as far as the chain can hold it.
struct Checked {
	consent: Consent,
	act: Act,
	/// What would be granted; none where it is taken back.
	stored: Option<stored::Consent>,
	/// The elements of 42 CFR 2.31, where it is given under Part 2.
	part_2: Option<Part2Elements>,
	/// What was made stricter to be held.
	notes: Vec<String>,
}

/// Read a resource, and see whether the chain can hold it, by the names of `names`.
fn check(resource: &Json, consent: Consent, names: &dyn Names) -> Result<Checked, Error> {
	match consent.header.status {
		status if status.ends() => {
			return Ok(Checked {
				consent,
				act: Act::Revoke,
				stored: None,
				part_2: None,
				notes: Vec::new(),
			})
		}
		Status::Active => (),
		status => {
			return Err(Error::new(
				Code::NotHonoured,
				"Consent.status",
				format!("`{}` is neither given nor taken back", status.code()),
			))
		}
	}
	let stored = consent.to_stored(names)?;
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
	let part_2 = match consent.part2 {
		true => Some(Part2Elements::read(resource, &consent, &stored)?),
		false => None,
	};
	Ok(Checked {
		consent,
		act: Act::Grant,
		stored: Some(stored.consent),
		part_2,
		notes: stored.notes,
	})
}

/// See of each resource whether the chain could hold it, without chain, map or vault.
fn dry_run(context: &Context, args: &FhirImportArgs) -> u8 {
	let mut seen = BTreeSet::new();
	let mut exit = 0;
	for (mut row, value, _) in Input::read(args).rows {
		let checked = value.and_then(|value| {
			Consent::read(&value)
				.and_then(|consent| check(&value, consent, &OnChain))
				.map_err(End::Refused)
		});
		let end = match checked {
			Ok(checked) => {
				let header = &checked.consent.header;
				let whose = (&header.patient, &checked.consent.controllers).encode();
				row.warnings = checked.notes;
				match seen.insert((checked.act, whose, checked.stored.encode())) {
					true => End::Valid,
					false => End::Duplicate(None),
				}
			}
			Err(end) => end,
		};
		exit = exit.max(row.show(context, &end));
	}
	exit
}

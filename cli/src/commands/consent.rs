//! `salus consent`.

use super::Context;
use crate::{
	cli::{ConsentCommand, DecideArgs},
	error::{Exit, Failure},
	output::plain,
	time::{now, parse_moment},
};
use salus_interop::{
	fhir::{self, json, Given, Question, Verdict},
	smart::Scopes,
};
use salus_primitives::consent::{Decision, ImplicitPolicy};
use std::{
	fs::File,
	io::Read,
	path::{Path, PathBuf},
};

/// A file of more bytes is not read: hundreds of thousands of consents fit.
const MAX_FILE: u64 = 256 << 20;

/// Run a subcommand. Needs no chain.
pub fn run(context: &Context, command: &ConsentCommand) -> Result<u8, Failure> {
	match command {
		ConsentCommand::Decide(args) => decide(context, args),
	}
}

fn decide(context: &Context, args: &DecideArgs) -> Result<u8, Failure> {
	let at = args.at.as_deref().map_or(Ok(now()), parse_moment)?;
	let policy = policy(&args.policy)?;
	let scopes: Option<Scopes> = args
		.scope
		.as_deref()
		.map(str::parse)
		.transpose()
		.map_err(|error| Failure::usage(format!("--scope: {error}")))?;
	let from_input = args.consent.iter().chain([&args.request]).filter(|path| is_input(path));
	if from_input.count() > 1 {
		return Err(Failure::usage("standard input can be read for one file alone"));
	}
	let question = json::parse(&read(&args.request)?)
		.and_then(|value| Question::read(&value))
		.map_err(|error| failure(&args.request.display().to_string(), &error))?;
	let given = given(&args.consent)?;
	let verdict = fhir::decide(&given, &question, policy, at)
		.map_err(|error| Failure::usage(error.to_string()).with_code(error.code.as_str()))?;
	let Verdict { decision, answer, warnings } = match &scopes {
		Some(scopes) => verdict.narrowed(&question, scopes),
		None => verdict,
	};
	for warning in warnings {
		context.output.note(format!("warning: {warning}"));
	}
	context.output.result(&answer, plain);
	Ok(match decision {
		Decision::Permit => 0,
		Decision::Deny => Exit::Refused as u8,
	})
}

/// The consents of the files. One that cannot be read might be the one that denies: then nothing
/// is decided.
fn given(paths: &[PathBuf]) -> Result<Vec<Given>, Failure> {
	let mut given = Vec::new();
	for path in paths {
		let file = path.display().to_string();
		let documents =
			fhir::read_documents(&read(path)?).map_err(|error| failure(&file, &error))?;
		let resources = documents.consents;
		let several = resources.len() > 1;
		for resource in resources {
			let name = match several {
				true => format!("{file}#{}", resource.index),
				false => file.clone(),
			};
			let resource = resource.value.map_err(|error| failure(&name, &error))?;
			given.push(Given { name, resource });
		}
	}
	Ok(given)
}

/// One of IHE PCF's four, also by its address or without `Policy-`.
fn policy(name: &str) -> Result<ImplicitPolicy, Failure> {
	let last = name.rsplit('/').next().unwrap_or(name);
	ImplicitPolicy::from_name(last)
		.or_else(|| ImplicitPolicy::from_name(&format!("Policy-{last}")))
		.ok_or_else(|| {
			let known = ImplicitPolicy::ALL.map(|policy| policy.name()).join(", ");
			Failure::usage(format!("`{name}` is no policy: {known}"))
		})
}

/// What is wrong with a file that is read whole or not at all.
fn failure(name: &str, error: &fhir::Error) -> Failure {
	Failure::usage(format!("{name}: {error}")).with_code(error.code.as_str())
}

fn is_input(path: &Path) -> bool {
	path.as_os_str() == "-"
}

/// The text of a file; `-` is standard input.
pub fn read(path: &Path) -> Result<String, Failure> {
	let name = path.display();
	let unreadable = |error: std::io::Error| Failure::unreadable(&name, error);
	let mut bytes = Vec::new();
	// One byte more than is allowed tells that there is more.
	if is_input(path) {
		std::io::stdin().lock().take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(&unreadable)?;
	} else {
		let file = File::open(path).map_err(&unreadable)?;
		file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(&unreadable)?;
	}
	if bytes.len() as u64 > MAX_FILE {
		return Err(Failure::unreadable(&name, "larger than 256 MiB: split it"));
	}
	String::from_utf8(bytes).map_err(|error| {
		let at = error.utf8_error().valid_up_to();
		Failure::unreadable(&name, format!("not UTF-8 at byte {at}"))
	})
}

//! `salus record`: documents that are encrypted, committed to and released.

mod log;
mod open;
mod request;
mod seal;
mod visit;

use super::{
	accepted,
	patient::{self, parse_bytes},
	records_api::{scale, text, RecordsApi},
	vault::{ensure_chain, open_store, store_failure},
	Context,
};
use crate::{
	chain::Chain,
	cli::{RecordCommand, VisitArgs},
	error::Failure,
	output::plain,
};
use salus_primitives::{
	merkle::Root,
	records::{BatchId, RecordToken},
	Capacity,
};
use salus_vault::document::DocumentError;
use serde_json::{json, Value as Json};
use std::path::Path;
use visit::Visit;

pub use visit::own_pseudonym;

/// Exit code without a ticket.
const NO_TICKET: u8 = 4;
/// Exit code where the document is not what was committed.
const MISMATCH: u8 = 5;
/// Exit code where it is erased.
const ERASED: u8 = 6;

/// Capacities that keep records.
pub const CUSTODIANS: [Capacity; 6] = [
	Capacity::Provider,
	Capacity::Prescriber,
	Capacity::Dispenser,
	Capacity::Payer,
	Capacity::Investigator,
	Capacity::PrivacyOfficer,
];

fn no_ticket(message: impl Into<String>) -> Failure {
	Failure::refused("Cli.NoTicket", message)
}

fn mismatch(message: impl Into<String>) -> Failure {
	Failure::refused("Cli.CommitmentMismatch", message)
}

fn document_failure(error: &DocumentError) -> Failure {
	match error {
		DocumentError::Io(error) => Failure::unreadable("the document", error),
		DocumentError::KeyNotOurs => no_ticket(error.to_string()),
		_ => mismatch(error.to_string()),
	}
}

/// Run a subcommand.
pub async fn run(context: &Context, command: RecordCommand) -> Result<u8, Failure> {
	let result = match command {
		RecordCommand::Seal(args) => seal::run(context, &args),
		RecordCommand::Anchor { vault } => anchor(context, &vault).await,
		RecordCommand::Request(args) => request::run(context, &args).await,
		RecordCommand::Name { ticket, person, server } => {
			request::name(context, &ticket, &person, &server).await
		}
		RecordCommand::List(args) => list(context, &args).await,
		RecordCommand::Log { command } => log::run(context, command).await,
		RecordCommand::Open(args) => open::open(context, &args).await,
		RecordCommand::Share { record, vault, ticket, to, out } => {
			open::share(context, &record, &vault, &ticket, &to, &out).await
		}
		RecordCommand::Rotate { record, vault } => {
			let token = parse_bytes("record", &record)?;
			let rotated = open_store(&vault)?.rotate(&token).map_err(|e| store_failure(&e))?;
			context.output.result(&json!({ "record": text(&token), "rotated": rotated }), plain);
			Ok(0)
		}
		RecordCommand::Erase { records, patient, vault, map } => {
			let store = open_store(&vault)?;
			let records: Vec<RecordToken> = match patient {
				Some(who) => {
					let patient = patient::pseudonym(&map, &who)?;
					let records = store.records_of(&patient).map_err(|e| store_failure(&e))?;
					records.into_iter().map(|record| record.record).collect()
				}
				None => records
					.iter()
					.map(|record| parse_bytes("record", record))
					.collect::<Result<_, _>>()?,
			};
			let done = store.erase(&records).map_err(|error| store_failure(&error))?;
			let done = serde_json::to_value(&done).unwrap_or_default();
			context.output.result(&done, plain);
			Ok(0)
		}
	};
	// What a script has to tell apart has exit codes of its own.
	match result {
		Err(failure) => {
			let code = match failure.code.as_ref() {
				"Cli.NoTicket" => NO_TICKET,
				"Cli.CommitmentMismatch" => MISMATCH,
				"Cli.Erased" => ERASED,
				_ => return Err(failure),
			};
			context.output.failure(&failure);
			Ok(code)
		}
		done => done,
	}
}

/// Put a root on the chain as the custodian, unless it is there: an earlier run may have sent it and not
/// have lived to note that.
async fn anchor_root(
	context: &Context,
	chain: &Chain,
	name: &str,
	id: &BatchId,
	root: &Root,
	is_there: bool,
) -> Result<Json, Failure> {
	let mut result = json!({ "outcome": "anchored already" });
	if !is_there {
		let signer = context.signer(chain).await?;
		let directory = context.directory(chain).await?;
		let acting = directory.acting(&signer.account(), &CUSTODIANS).await?;
		let args = json!({ "acting": acting, "id": text(id), "root": scale(root) });
		let call = chain.runtime().await?.call("RecordsAccess", name, &args)?;
		let (place, events) = context.send(chain, &signer, call).await?;
		result = accepted(&format!("RecordsAccess.{name}"), place, &events);
	}
	result["batch"] = text(id).into();
	result["root"] = text(&root.hash).into();
	Ok(result)
}

/// The records that would be released.
async fn list(context: &Context, args: &VisitArgs) -> Result<u8, Failure> {
	let visit = Visit::new(context, args).await?;
	for one in visit.records()? {
		let line = json!({
			"record": text(&one.record),
			"version": one.version,
			"class": text(&one.class),
			"month": format!("{:04}-{:02}", 1970 + one.month / 12, one.month % 12 + 1),
			"ticket": visit.ticket(),
		});
		context.output.result(&line, plain);
	}
	Ok(0)
}

async fn anchor(context: &Context, vault: &Path) -> Result<u8, Failure> {
	let store = open_store(vault)?;
	let failed = |error| store_failure(&error);
	let Some(batch) = store.batch().map_err(failed)? else {
		context.output.result(&json!({ "outcome": "nothing to anchor" }), plain);
		return Ok(0);
	};
	let chain = context.chain().await?;
	ensure_chain(&chain, &store)?;
	let custodian = store.info().organisation;
	let there = RecordsApi::finalized(&chain).await?.record_batch(custodian, &batch.id).await?;
	let (id, root) = (&batch.id, Root { hash: batch.root, count: batch.count });
	let mut result =
		anchor_root(context, &chain, "anchor_batch", id, &root, there.is_some()).await?;
	let count = store.anchored(&batch).map_err(failed)?;
	result["records"] = count.into();
	context.output.result(&result, plain);
	Ok(0)
}

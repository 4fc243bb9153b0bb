//! `salus record log`: who looked, anchored by root and shown on demand.

use crate::{
	cli::RecordLogCommand,
	commands::{
		accepted, patient,
		record::{anchor_root, CUSTODIANS},
		records_api::{scale, text, RecordsApi},
		vault::{ensure_chain, open_store, store_failure},
		Context,
	},
	error::Failure,
	output::plain,
};
use codec::{Decode, Encode};
use salus_primitives::{
	merkle::{Proof, Root},
	records::{log_leaf, BatchId, LogEntry, PatientId},
	OrganisationId,
};
use salus_vault::{
	log::{AccessLog, Shown},
	persons::{Person, Persons},
	store::write_atomically,
};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value as Json};
use std::{collections::HashMap, fs, path::Path};

/// What a custodian gives a patient that demanded its entries of a batch.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Extract {
	custodian: OrganisationId,
	#[serde(with = "salus_vault::hex_bytes")]
	batch: BatchId,
	#[serde(with = "salus_vault::hex_bytes")]
	patient: PatientId,
	entries: Vec<ExtractEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ExtractEntry {
	/// As the leaf has it, in SCALE.
	#[serde(with = "salus_vault::hex_bytes")]
	entry: Vec<u8>,
	index: u32,
	#[serde(with = "salus_vault::hex_list")]
	siblings: Vec<[u8; 32]>,
	/// Who it was, by name, where the vault knows.
	person: Option<Person>,
}

/// Run a subcommand.
pub async fn run(context: &Context, command: RecordLogCommand) -> Result<u8, Failure> {
	match command {
		RecordLogCommand::Anchor { vault } => anchor(context, &vault).await,
		RecordLogCommand::Answer { vault, patient, demand, out, map } => {
			let patient = patient::pseudonym(&map, &patient)?;
			answer(context, &vault, &patient, &demand, &out).await
		}
		RecordLogCommand::Check { file } => check(context, &file).await,
	}
}

async fn anchor(context: &Context, vault: &Path) -> Result<u8, Failure> {
	let store = open_store(vault)?;
	let log = AccessLog::new(&store);
	let failed = |error| store_failure(&error);
	let Some(batch) = log.batch().map_err(failed)? else {
		context.output.result(&json!({ "outcome": "nothing to anchor" }), plain);
		return Ok(0);
	};
	let chain = context.chain().await?;
	ensure_chain(&chain, &store)?;
	let custodian = store.info().organisation;
	let there = RecordsApi::finalized(&chain).await?.access_log(custodian, &batch.id).await?;
	let (id, root) = (&batch.id, Root { hash: batch.root, count: batch.count });
	let name = "anchor_access_log";
	let mut result = anchor_root(context, &chain, name, id, &root, there.is_some()).await?;
	log.anchored(&batch).map_err(failed)?;
	result["entries"] = batch.count.into();
	context.output.result(&result, plain);
	Ok(0)
}

fn parse_id(what: &str, text: &str) -> Result<[u8; 16], Failure> {
	hex::decode(text.strip_prefix("0x").unwrap_or(text))
		.ok()
		.and_then(|bytes| bytes.try_into().ok())
		.ok_or_else(|| Failure::usage(format!("`{text}` is no {what}: 32 hexadecimal digits")))
}

/// Show a patient its entries of the batch that it demands: one with its proof on the chain, all of
/// them in a file for the patient.
async fn answer(
	context: &Context,
	vault: &Path,
	patient: &PatientId,
	demand: &str,
	out: &Path,
) -> Result<u8, Failure> {
	let store = open_store(vault)?;
	let failed = |error| store_failure(&error);
	let id = parse_id("demand", demand)?;
	let chain = context.chain().await?;
	ensure_chain(&chain, &store)?;
	let keys = [json!(text(patient)), json!(text(&id))];
	let block = chain.finalized().await?.hash;
	let found = chain.storage("RecordsAccess", "Demands", &keys, Some(&block)).await?;
	let batch = found
		.as_ref()
		.and_then(|demand| demand.get("batch")?.as_str())
		.ok_or_else(|| Failure::refused("Cli.NotFound", "the chain has no such demand"))?;
	let batch = parse_id("batch", batch)?;
	let shown = AccessLog::new(&store).of(&batch, patient).map_err(failed)?.ok_or_else(|| {
		Failure::refused("Cli.NotFound", "the vault has no such batch of its log")
	})?;
	let persons: HashMap<_, _> = Persons::new(&store, *patient)
		.all()
		.map_err(failed)?
		.into_iter()
		.map(|person| (person.commitment(), person))
		.collect();
	let extract = Extract {
		custodian: store.info().organisation,
		batch,
		patient: *patient,
		entries: shown
			.iter()
			.map(|Shown { entry, proof }| ExtractEntry {
				entry: entry.encode(),
				index: proof.index,
				siblings: proof.siblings.to_vec(),
				person: persons.get(&entry.person).cloned(),
			})
			.collect(),
	};
	let bytes = serde_json::to_vec_pretty(&extract).unwrap_or_default();
	write_atomically(out, &bytes).map_err(failed)?;
	let answer = match shown.first() {
		Some(Shown { entry, proof }) => {
			let leaf = log_leaf(entry, proof.index);
			json!({ "Shown": { "leaf": text(&leaf), "proof": scale(proof) } })
		}
		// The statement is the file, which says that there is none.
		None => {
			let statement = sp_crypto_hashing::sha2_256(&bytes);
			json!({ "Nothing": { "statement": text(&statement) } })
		}
	};
	let signer = context.signer(&chain).await?;
	let directory = context.directory(&chain).await?;
	let acting = directory.acting(&signer.account(), &CUSTODIANS).await?;
	let args = json!({
		"acting": acting, "patient": text(patient), "id": text(&id), "answer": answer,
	});
	let call = chain.runtime().await?.call("RecordsAccess", "answer_log_demand", &args)?;
	let (place, events) = context.send(&chain, &signer, call).await?;
	let mut result = accepted("RecordsAccess.answer_log_demand", place, &events);
	result["entries"] = shown.len().into();
	result["file"] = out.display().to_string().into();
	context.output.result(&result, plain);
	Ok(0)
}

/// Hold what a custodian gave against the root on the chain.
async fn check(context: &Context, file: &Path) -> Result<u8, Failure> {
	let unreadable = |error: &dyn std::fmt::Display| Failure::unreadable(file.display(), error);
	let bytes = fs::read(file).map_err(|error| unreadable(&error))?;
	let extract: Extract = serde_json::from_slice(&bytes).map_err(|error| unreadable(&error))?;
	let chain = context.chain().await?;
	let (root, anchored) = RecordsApi::finalized(&chain)
		.await?
		.access_log(extract.custodian, &extract.batch)
		.await?
		.ok_or_else(|| {
			Failure::refused("Cli.NotFound", "the chain has no such batch of the log")
		})?;
	let mut shown = Vec::new();
	for one in extract.entries {
		let entry = LogEntry::decode(&mut &one.entry[..]).map_err(|error| unreadable(&error))?;
		let siblings = one.siblings.try_into().map_err(|_| unreadable(&"a proof is too long"))?;
		let proof = Proof { index: one.index, siblings };
		let is_there = root.verify(&proof, |index| log_leaf(&entry, index)).is_ok();
		if !is_there || entry.patient != extract.patient {
			return Err(super::mismatch("an entry is not in the log that the chain has"));
		}
		let person = one.person.filter(|person| person.commitment() == entry.person);
		shown.push(entry_json(&entry, person.as_ref()));
	}
	context.output.result(
		&json!({
			"custodian": extract.custodian,
			"batch": text(&extract.batch),
			"anchored": crate::time::format_moment(anchored),
			"entries": shown,
		}),
		plain,
	);
	Ok(0)
}

fn entry_json(entry: &LogEntry, person: Option<&Person>) -> Json {
	let month = (1970 + entry.month.0 / 12, entry.month.0 % 12 + 1);
	json!({
		"requester": entry.requester,
		"ticket": entry.ticket.map(|ticket| text(&ticket)),
		"record": text(&entry.record),
		"version": entry.version,
		"purpose": entry.purpose.code(),
		"month": format!("{:04}-{:02}", month.0, month.1),
		"person": person.map(|person| json!({
			"name": person.name, "affiliation": person.affiliation,
		})),
	})
}

//! `salus epcis`.

use super::{index, supply, Context};
use crate::{
	chain::Chain,
	cli::{CaptureArgs, ExportArgs, QueryArgs},
	epcis::{
		batch, capture, files,
		store::{Kept, Store},
	},
	error::{Exit, Failure},
	index::{answer, Audience, MAX_PER_PAGE},
	output::{self, plain},
	time::{format_moment, now},
};
use salus_interop::epcis::{
	self, hash_uri,
	query::{identifiers, Parameter, Query, QueryError},
};
use salus_primitives::supply::EventHash;
use serde_json::{json, Value as Json};
use std::{
	collections::{BTreeSet, HashSet},
	fs,
	path::PathBuf,
};

/// Print the hash of every event: a line each, in order, empty for an invalid one.
pub fn hash(context: &Context, paths: &[PathBuf]) -> Result<u8, Failure> {
	let mut exit = 0;
	for source in files::load(paths) {
		match source.document {
			Err(failure) => {
				let message = format!("{}: {}", source.name, failure.message);
				context.output.failure(&Failure { message, ..failure.clone() });
				exit = exit.max(failure.exit as u8);
			}
			Ok(document) => {
				for event in &document.events {
					match event {
						Ok(event) => output::line(&hash_uri(&event.hash())),
						Err(error) => {
							output::line("");
							context
								.output
								.note(format!("{}: {error} [{}]", source.name, error.rule));
							exit = exit.max(Exit::Refused as u8);
						}
					}
				}
			}
		}
	}
	Ok(exit)
}

/// Send the events of documents.
pub async fn capture(context: &Context, args: &CaptureArgs) -> Result<u8, Failure> {
	capture::run(context, args).await
}

/// Write what the chain has of events, each body checked against its hash.
pub async fn export(context: &Context, args: &ExportArgs) -> Result<u8, Failure> {
	let store = Store::open(&args.store)?;
	let chain = context.chain().await?;
	let hashes = match &args.epc {
		Some(epc) => traced(context, &chain, epc, &args.proofs).await?,
		None => store.hashes()?,
	};
	let rows = batch::event_rows(&chain, &*chain.runtime().await?, &hashes).await?;
	let declarations = store.declarations(&hashes)?;
	let (mut events, mut named, mut exit) = (Vec::new(), BTreeSet::new(), 0);
	for (hash, kept) in hashes.iter().zip(store.each(&hashes, |hash| store.get(hash))) {
		let Some(row) = rows.get(hash) else {
			exit = Exit::Refused as u8;
			show(context, hash, "notOnChain", None);
			continue;
		};
		let Some(Kept { mut body, event }) = kept? else {
			show(context, hash, "anchorOnly", Some(row));
			continue;
		};
		// The repository's own word (EP-1), which the hash leaves out.
		if let Some(recorded) = recorded(row) {
			body["recordTime"] = format_moment(recorded).into();
		}
		events.push(body);
		named.extend(identifiers(&event));
		let declared = declarations.get(hash).map_or(&[][..], Vec::as_slice);
		events.extend(store.declared(hash, declared)?.into_iter().map(|kept| kept.body));
		show(context, hash, "whole", Some(row));
	}
	let master_data = store.master_data(|element| named.contains(&element.canonical_id()))?;
	let document = epcis::write_document_with(&format_moment(now()), &master_data, events);
	fs::write(&args.out, document.to_string())
		.map_err(|error| Failure::unreadable(args.out.display(), error))?;
	Ok(exit)
}

/// Answer a query of the standard from the index and the store.
pub async fn query(context: &Context, args: &QueryArgs) -> Result<u8, Failure> {
	let query = Query::parse(&parameters(&args.parameters)?).map_err(query_failure)?;
	let mut audience = Audience { name: "salus epcis query".into(), ..Audience::default() };
	let (index, documents) = match args.offline {
		true => index::open_offline(&args.index)?,
		false => {
			let chain = context.chain().await?;
			let (index, mut documents) = index::open(&args.index, &chain)?;
			index::catch_up(context, &chain, &index, &mut documents).await?;
			audience.traced = traced_object(context, &chain, &query).await?;
			(index, documents)
		}
	};
	let page = answer(&index, documents.store(), &query, &audience, MAX_PER_PAGE)?
		.map_err(query_failure)?;
	match &args.out {
		Some(out) => fs::write(out, page.document.to_string())
			.map_err(|error| Failure::unreadable(out.display(), error))?,
		None => output::line(&page.document.to_string()),
	}
	if let Some((token, expires)) = page.next {
		let until = format_moment(expires);
		context.output.note(format!(
			"there is more, until {until}: the same command with nextPageToken={token}"
		));
	}
	Ok(0)
}

/// The events of the trace of the one object that a query is about, if it is about one and the chain
/// knows it.
pub async fn traced_object(
	context: &Context,
	chain: &Chain,
	query: &Query,
) -> Result<Vec<EventHash>, Failure> {
	let Some(object) = &query.object else { return Ok(Vec::new()) };
	match traced(context, chain, &object.canonical_digital_link(), &[]).await {
		// It is not there, or only under the root of its lot: then it has no trace to look at.
		Err(failure) if failure.exit != Exit::Unknown => Ok(Vec::new()),
		found => found,
	}
}

/// `NAME=VALUE` of the command line, where nothing is percent-encoded.
fn parameters(texts: &[String]) -> Result<Vec<Parameter>, Failure> {
	let mut parameters: Vec<Parameter> = Vec::new();
	for text in texts {
		let (name, value) = text
			.split_once('=')
			.ok_or_else(|| Failure::usage(format!("`{text}` is not NAME=VALUE")))?;
		let values = value.split(['|', ',']).map(str::to_owned);
		match parameters.iter_mut().find(|(known, _)| known == name) {
			Some((_, known)) => known.extend(values),
			None => parameters.push((name.to_owned(), values.collect())),
		}
	}
	Ok(parameters)
}

fn query_failure(error: QueryError) -> Failure {
	Failure::usage(error.message).with_code(format!("Epcis.{}", error.exception))
}

fn recorded(row: &Json) -> Option<u64> {
	row.get("recorded").and_then(Json::as_str).and_then(|text| text.parse().ok())
}

fn show(context: &Context, hash: &EventHash, status: &str, row: Option<&Json>) {
	let result = json!({
		"eventHash": hash_uri(hash),
		"status": status,
		"recordTime": row.and_then(recorded).map(format_moment),
		"block": row.and_then(|row| row.get("block")),
		"organisation": row.and_then(|row| row.pointer("/acting/organisation")),
	});
	context.output.result(&result, plain);
}

/// The events of a trace, the oldest first, each once.
pub async fn traced(
	context: &Context,
	chain: &Chain,
	epc: &str,
	proofs: &[PathBuf],
) -> Result<Vec<EventHash>, Failure> {
	let (mut hashes, mut seen) = (Vec::new(), HashSet::new());
	for hop in supply::hops(context, chain, epc, proofs).await? {
		// A recall is no EPCIS event.
		let is_recall = hop
			.get("kind")
			.and_then(Json::as_str)
			.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("recall"));
		let hash = hop.get("event").and_then(Json::as_str).and_then(epcis::parse_hash_uri);
		if let (Some(hash), false) = (hash, is_recall) {
			if seen.insert(hash) {
				hashes.push(hash);
			}
		}
	}
	Ok(hashes)
}

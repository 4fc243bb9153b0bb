//! `salus serve`.

use super::{lot::Stores, participants::parse_gln, vault::interrupted, Context};
use crate::{
	chain::Chain,
	cli::{CaptureOptions, KeyCommand, ServeArgs, ServeCommand},
	epcis::{batch::Keys as Signers, store::Store},
	error::Failure,
	index::Index,
	output::plain,
	serve::{
		keys::{self, Keys},
		serve, Jobs, Metrics, Server, Settings, Work,
	},
	time::now,
};
use serde_json::json;
use std::sync::{
	atomic::{AtomicBool, AtomicU64},
	Arc,
};
use tokio::{net::TcpListener, sync::Notify};

/// Run the server, or look after its keys.
pub async fn run(
	context: &Context,
	command: Option<ServeCommand>,
	args: ServeArgs,
) -> Result<u8, Failure> {
	match command {
		Some(ServeCommand::Key { command }) => key(context, command),
		None => start(context, args).await,
	}
}

fn key(context: &Context, command: KeyCommand) -> Result<u8, Failure> {
	match command {
		KeyCommand::Add { name, data, may, party, inbound } => {
			let parties =
				party.iter().map(|text| parse_gln(text)).collect::<Result<Vec<_>, _>>()?;
			let key = keys::add(&keys::file(&data), &name, &may, &parties, inbound, now())?;
			context.output.result(&json!({ "name": name, "key": key }), plain);
			context.output.note("The key is shown this once: the server keeps its hash alone.");
		}
		KeyCommand::List { data } => {
			for client in keys::list(&keys::file(&data))? {
				let json = serde_json::to_value(&client)
					.map_err(|error| Failure::unreadable(data.display(), error))?;
				context.output.result(&json, plain);
			}
		}
		KeyCommand::Revoke { name, data } => {
			keys::revoke(&keys::file(&data), &name)?;
			context.output.result(&json!({ "name": name, "outcome": "revoked" }), plain);
		}
	}
	Ok(0)
}

async fn start(context: &Context, args: ServeArgs) -> Result<u8, Failure> {
	let (Some(data), Some(store)) = (args.data, args.store) else {
		return Err(Failure::usage("give --data and --store"));
	};
	let responder = args.gln.as_deref().map(parse_gln).transpose()?;
	let proofs = Stores::open(&args.proofs)?;
	let store = Store::create(&store)?;
	let chain = context.chain().await?;
	// What cannot be signed is told now, not at the first event.
	let signer = match &context.global.signer {
		Some(_) => Some(context.signer(&chain).await?),
		None => None,
	};
	let can_capture = !Signers::open(&chain, signer, &args.party).await?.is_empty();
	let index = Index::open(&data.join("index"), chain.genesis())?;
	let keys = Keys::open(keys::file(&data))?;
	let work = Arc::new(Work {
		context: Context { global: context.global.clone(), output: context.output },
		options: CaptureOptions { party: args.party, ..CaptureOptions::default() },
		store,
		index,
		jobs: Jobs::open(&data)?,
		metrics: Metrics::default(),
		added: Notify::new(),
		finished: Notify::new(),
		stopping: AtomicBool::new(false),
		indexed: AtomicU64::new(0),
		current_at: AtomicU64::new(now()),
	});
	let settings = Settings {
		base: args.base_url.trim_end_matches('/').to_owned(),
		max_body: args.max_body,
		responder,
		can_capture,
	};
	let listener = TcpListener::bind(&args.listen)
		.await
		.map_err(|error| Failure::usage(format!("--listen {}: {error}", args.listen)))?;
	let address = listener.local_addr().map_err(|error| Failure::usage(error.to_string()))?;
	// Answers to clients shall not wait for a node that is away.
	let impatient = Chain::connect_impatiently(&context.global.url).await?;
	let server = Server::new(work, keys, impatient, proofs, settings);
	context.output.result(&json!({ "listening": address.to_string() }), plain);
	serve(server, chain, listener, interrupted()).await?;
	Ok(0)
}

//! One module a command.

mod call;
mod consent;
mod disclosures;
pub mod epcis;
mod errors;
mod fhir;
mod governance;
mod id;
mod import;
mod index;
pub mod lot;
mod obligations;
pub mod participants;
mod patient;
mod proof;
mod record;
mod records_api;
mod serve;
mod status;
mod stock;
mod supply;
mod validator;
mod vault;
mod vault_client;
mod watch;

use crate::{
	chain::{
		client,
		domain::{ActingChoice, Directory},
		events::ChainEvent,
		runtime::Call,
		submit::{Limits, Outcome, Place, Submitter},
		Chain, Signer,
	},
	cli::{Cli, Command, EpcisCommand, Global, IdCommand, ProofCommand, SupplyCommand},
	epcis::{batch, plan::Consignee},
	error::Failure,
	output::{plain, Output},
};
use serde_json::{json, Value as Json};
use std::sync::Arc;

/// What every command has.
pub struct Context {
	/// Options of the command line.
	pub global: Global,
	/// Where results go.
	pub output: Output,
}

impl Context {
	/// The chain at `--url`.
	pub async fn chain(&self) -> Result<Chain, Failure> {
		Chain::connect(&self.global.url, client::LONG_PATIENCE).await
	}

	/// The key of `--signer`.
	pub async fn signer(&self, chain: &Chain) -> Result<Arc<Signer>, Failure> {
		let text = self.global.signer.as_deref().ok_or_else(|| {
			let message = "this is signed, and no key is given: --signer @FILE, env:NAME or \
			               cmd:PROGRAM (also in SALUS_SIGNER)";
			Failure::usage(message).with_code("Cli.NoSigner")
		})?;
		Signer::open(text, chain).await.map(Arc::new)
	}

	/// For whom to act, as the command line says.
	pub fn choice(&self) -> Result<ActingChoice, Failure> {
		let global = &self.global;
		ActingChoice::parse(
			global.acting.as_deref(),
			global.organisation,
			global.capacity.as_deref(),
		)
	}

	/// Organisations, as the command line chooses among them.
	pub async fn directory<'a>(&self, chain: &'a Chain) -> Result<Directory<'a>, Failure> {
		Ok(Directory::new(chain, self.choice()?, chain.runtime().await?.ss58_prefix))
	}

	/// An organisation by number or GLN; else the one that the command line or the signer says.
	pub async fn organisation(&self, chain: &Chain, of: Option<&str>) -> Result<u32, Failure> {
		if let Some(text) = of {
			return consignee(&self.directory(chain).await?, Consignee::parse(text)?).await;
		}
		if let Some(organisation) = self.choice()?.organisation {
			return Ok(organisation);
		}
		let account = self.signer(chain).await?.account();
		self.directory(chain).await?.acting_organisation(&account).await
	}

	/// A submitter that waits as `--wait` says.
	pub async fn submitter<'a>(&self, chain: &'a Chain) -> Result<Submitter<'a>, Failure> {
		Submitter::new(chain, self.global.wait, Limits::default()).await
	}

	/// Sign and send one call, and wait.
	pub async fn send(
		&self,
		chain: &Chain,
		signer: &Arc<Signer>,
		call: Call,
	) -> Result<(Place, Vec<ChainEvent>), Failure> {
		match self.submitter(chain).await?.send_one(signer, call).await {
			Outcome::Done { place, events } => Ok((place, events)),
			Outcome::Refused { failure, .. }
			| Outcome::NotSent(failure)
			| Outcome::Unknown(failure) => Err(failure),
		}
	}

	/// Sign and send one call by name, and show what it did.
	pub async fn send_and_show(
		&self,
		pallet: &str,
		name: &str,
		args: &Json,
	) -> Result<u8, Failure> {
		let chain = self.chain().await?;
		let signer = self.signer(&chain).await?;
		let call = chain.runtime().await?.call(pallet, name, args)?;
		let what = format!("{}.{}", call.pallet, call.name);
		let (place, events) = self.send(&chain, &signer, call).await?;
		self.output.result(&accepted(&what, place, &events), plain);
		Ok(0)
	}
}

/// The number of whoever gets something.
pub async fn consignee(directory: &Directory<'_>, consignee: Consignee) -> Result<u32, Failure> {
	match consignee {
		Consignee::Organisation(organisation) => Ok(organisation),
		Consignee::Location(gln) => match directory.at_location(gln).await? {
			Some(organisation) => Ok(organisation.id),
			None => Err(batch::unknown_party(&gln)),
		},
	}
}

/// The result of a call that was executed.
pub fn accepted(what: &str, place: Place, events: &[ChainEvent]) -> Json {
	// What every extrinsic causes says nothing about this one.
	let events: Vec<_> = events
		.iter()
		.filter(|event| {
			!matches!(
				event.pallet.as_str(),
				"TransactionPayment" | "System" | "Balances" | "Utility"
			)
		})
		.map(
			|event| json!({ "event": format!("{}.{}", event.pallet, event.name), "fields": event.fields }),
		)
		.collect();
	json!({
		"outcome": "accepted",
		"call": what,
		"events": events,
		"block": place.block.to_json(),
		"extrinsic": place.extrinsic(),
	})
}

/// Run a command; its exit code where it did what it could.
pub fn run(cli: Cli, output: Output) -> Result<u8, Failure> {
	let context = Context { global: cli.global, output };
	// What is wrong on the command line is said before anybody is asked.
	context.choice()?;
	// Without a network there is no need of a runtime.
	match &cli.command {
		Command::Id { command: IdCommand::Check { kind, value } } => {
			return id::check(&context, kind, value)
		}
		Command::Epcis { command: EpcisCommand::Hash { files } } => {
			return epcis::hash(&context, files)
		}
		Command::Proof { command: ProofCommand::Check { file, chain } } => {
			return proof::check(&context, file, chain)
		}
		Command::Supply { command: SupplyCommand::Lot { command } } => {
			if let Some(result) = lot::offline(&context, command) {
				return result;
			}
		}
		Command::Consent { command } => return consent::run(&context, command),
		Command::Fhir { command } => {
			if let Some(result) = fhir::offline(&context, command) {
				return result;
			}
		}
		_ => (),
	}
	let runtime = tokio::runtime::Builder::new_multi_thread()
		.worker_threads(2)
		.enable_all()
		.build()
		.map_err(|error| Failure::unreachable(format!("no threads: {error}")))?;
	let result = runtime.block_on(dispatch(&context, cli.command));
	// A connection in use is nobody's loss.
	runtime.shutdown_background();
	result
}

async fn dispatch(context: &Context, command: Command) -> Result<u8, Failure> {
	match command {
		Command::Status => status::run(context).await,
		Command::Errors => errors::run(context).await,
		Command::Id { command: IdCommand::Check { kind, value } } => {
			id::check(context, &kind, &value)
		}
		Command::Epcis { command: EpcisCommand::Hash { files } } => epcis::hash(context, &files),
		Command::Epcis { command: EpcisCommand::Capture(args) } => {
			epcis::capture(context, &args).await
		}
		Command::Epcis { command: EpcisCommand::Export(args) } => {
			epcis::export(context, &args).await
		}
		Command::Epcis { command: EpcisCommand::Query(args) } => epcis::query(context, &args).await,
		Command::Index(args) => index::run(context, &args).await,
		Command::Serve { command, args } => serve::run(context, command, args).await,
		Command::Proof { command: ProofCommand::Check { file, chain } } => {
			proof::check(context, &file, &chain)
		}
		Command::Consent { command } => consent::run(context, &command),
		Command::Fhir { command } => fhir::run(context, command).await,
		Command::Supply { command } => supply::run(context, command).await,
		Command::Participants { command } => participants::run(context, command).await,
		Command::Obligations { command } => obligations::run(context, command).await,
		Command::Record { command } => record::run(context, command).await,
		Command::Patient { command } => patient::run(context, command).await,
		Command::Disclosures(args) => disclosures::run(context, &args).await,
		Command::Vault { command } => vault::run(context, command).await,
		Command::Validator { command } => validator::run(context, command).await,
		Command::Governance { command } => governance::run(context, command).await,
		Command::Call { call, args, dry_run } => {
			call::run(context, &call, args.as_deref(), dry_run).await
		}
		Command::Watch(args) => watch::run(context, &args).await,
	}
}

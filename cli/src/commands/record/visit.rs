//! What is asked of a custodian's vault, and on which claim: a ticket, the patient's own right, or an
//! emergency.

use super::{mismatch, no_ticket, open::parse_subject};
use crate::{
	chain::{domain::parse_capacity, Chain, Signer},
	cli::VisitArgs,
	commands::{
		patient::{parse_bytes, parse_who, Who},
		records_api::{text, RecordsApi},
		vault::{read_key, store_failure},
		vault_client::{Claim, Client, STALE},
		Context,
	},
	error::{Exit, Failure},
	time::now,
};
use salus_primitives::{
	records::{PatientId, RecordToken, TicketDecision},
	Acting, Capacity,
};
use salus_vault::{
	consent::SealedConsent,
	document::SecretKey,
	persons::Person,
	release::{Envelope, Listed, Subject},
	spool::Emergency,
	statement::Statement,
	store::{ticket_text, write_atomically},
};
use serde_json::json;
use std::{fs, io::Read, path::Path, sync::Arc};

/// Capacities that break the glass.
const CLINICIANS: [Capacity; 2] = [Capacity::Provider, Capacity::Prescriber];

/// A visit to a vault.
pub struct Visit {
	client: Client,
	signer: Arc<Signer>,
	/// None where no node answers, in an emergency.
	chain: Option<Chain>,
	subject: Subject,
	/// The declaration, for a vault that does not know of it from the chain.
	emergency: Option<Emergency>,
	person: Option<Person>,
}

impl VisitArgs {
	/// Who looks: as the request committed to it, or as said now.
	pub fn person(&self) -> Result<Option<Person>, Failure> {
		if let Some(path) = &self.person {
			return read_person(path).map(Some);
		}
		let affiliation = self.affiliation.as_deref().unwrap_or_default();
		Ok(self.name.as_deref().map(|name| Person::new(name, affiliation)))
	}
}

/// Somebody from a file that `salus record request` made.
pub fn read_person(path: &Path) -> Result<Person, Failure> {
	let bytes = fs::read(path).map_err(|error| Failure::unreadable(path.display(), error))?;
	serde_json::from_slice(&bytes).map_err(|error| Failure::unreadable(path.display(), error))
}

/// The key to which data keys are sealed.
pub fn open_key(args: &VisitArgs) -> Result<SecretKey, Failure> {
	let key = args.key.as_deref();
	read_key(key.ok_or_else(|| Failure::usage("give --key: the file with the secret key"))?)
}

impl Visit {
	/// Prepare one: with a permit on the chain, as the patient itself, or in an emergency.
	pub async fn new(context: &Context, args: &VisitArgs) -> Result<Self, Failure> {
		let server = args.server.as_deref().ok_or_else(|| Failure::usage("give --server"))?;
		if let Some(statement) = &args.emergency {
			return Self::in_emergency(context, args, server, statement).await;
		}
		let chain = context.chain().await?;
		let signer = context.signer(&chain).await?;
		let client = Client::new(server, Some(chain.genesis().0));
		let subject = match &args.ticket {
			Some(ticket) => parse_subject(ticket)?,
			None => {
				let api = RecordsApi::finalized(&chain).await?;
				let patient = match &args.patient {
					Some(patient) => parse_bytes("pseudonym", patient)?,
					None => own_pseudonym(&api, &signer).await?,
				};
				Subject::Own { patient }
			}
		};
		ensure_ticket(&chain, &subject).await?;
		let person = args.person()?;
		Ok(Self { client, signer, chain: Some(chain), subject, emergency: None, person })
	}

	/// Break the glass: on the chain where it answers, else before the vault.
	async fn in_emergency(
		context: &Context,
		args: &VisitArgs,
		server: &str,
		path: &Path,
	) -> Result<Self, Failure> {
		// Nobody waits for a node that is away.
		let chain = match Chain::connect_impatiently(&context.global.url).await {
			Ok(_) => Some(context.chain().await?),
			Err(failure) if failure.exit == Exit::Unknown => None,
			Err(failure) => return Err(failure),
		};
		let signer = match &chain {
			Some(chain) => context.signer(chain).await?,
			None => signer_without_chain(context)?,
		};
		let client = Client::new(server, chain.as_ref().map(|chain| chain.genesis().0));
		let statement = match path.exists() {
			true => read_statement(path)?,
			false => {
				let acting = acting(context, chain.as_ref(), &signer).await?;
				let statement = state(args, acting, &client, &signer)?;
				// Before anything is declared: what cannot be opened at the review is no reason.
				let text = serde_json::to_vec_pretty(&statement).unwrap_or_default();
				write_atomically(path, &text).map_err(|error| store_failure(&error))?;
				statement
			}
		};
		let declared = match &chain {
			Some(chain) => break_glass(context, chain, &signer, &statement).await?,
			None => false,
		};
		if !declared {
			context.output.note(
				"the chain is out of reach: the emergency is declared to the vault, which posts it",
			);
		}
		let (organisation, ticket) = (statement.organisation, statement.ticket);
		Ok(Self {
			client,
			signer,
			chain,
			subject: Subject::Ticket { organisation, ticket },
			emergency: Some(statement.emergency()),
			person: Some(statement.person),
		})
	}

	/// The chain, where it answers.
	pub const fn chain(&self) -> Option<&Chain> {
		self.chain.as_ref()
	}

	/// The first block of the chain that was signed for.
	pub fn genesis(&self) -> [u8; 32] {
		self.client.genesis().unwrap_or_default()
	}

	/// The ticket, as text.
	pub fn ticket(&self) -> Option<String> {
		match &self.subject {
			Subject::Ticket { organisation, ticket } => Some(ticket_text(*organisation, ticket)),
			_ => None,
		}
	}

	/// Ask: first on what the chain knows, and where the vault does not know the chain, on the
	/// declaration.
	fn ask<T>(&self, ask: impl Fn(&Claim) -> Result<T, Failure>) -> Result<T, Failure> {
		let person = self.person.as_ref();
		let claim = |emergency| Claim { subject: self.subject, emergency, person };
		if self.chain.is_some() || self.emergency.is_none() {
			match ask(&claim(None)) {
				Err(failure) if failure.code == STALE && self.emergency.is_some() => (),
				done => return done,
			}
		}
		ask(&claim(self.emergency.as_ref()))
	}

	/// A document.
	pub fn release(
		&self,
		record: Option<RecordToken>,
		version: Option<u32>,
	) -> Result<(Envelope, impl Read), Failure> {
		self.ask(|claim| self.client.release(&self.signer, claim, record, version))
	}

	/// The consent that goes with what was released on the ticket.
	pub fn consent(&self) -> Result<SealedConsent, Failure> {
		match self.subject {
			Subject::Ticket { organisation, ticket } => {
				self.client.consent(&self.signer, organisation, ticket)
			}
			_ => Err(mismatch("a consent goes with what is released on a ticket")),
		}
	}

	/// The records that would be released.
	pub fn records(&self) -> Result<Vec<Listed>, Failure> {
		self.ask(|claim| self.client.records(&self.signer, claim))
	}
}

/// The pseudonym that the signer controls.
pub async fn own_pseudonym(api: &RecordsApi<'_>, signer: &Signer) -> Result<PatientId, Failure> {
	api.controlled_by(&signer.account().0).await?.ok_or_else(|| {
		Failure::usage("the signer controls no pseudonym: say whose records with --patient")
	})
}

/// Whether there is a permit on the chain at all: who has none need not ask the vault.
async fn ensure_ticket(chain: &Chain, subject: &Subject) -> Result<(), Failure> {
	let Subject::Ticket { organisation, ticket } = subject else { return Ok(()) };
	let info = RecordsApi::finalized(chain)
		.await?
		.ticket(*organisation, ticket)
		.await?
		.ok_or_else(|| no_ticket("the chain has no such ticket: request access first"))?;
	match info.decision {
		TicketDecision::Permit { until, .. } if until > now() => Ok(()),
		TicketDecision::Permit { .. } => {
			Err(no_ticket("the ticket has ended: request access again"))
		}
		TicketDecision::Deny(_) => Err(no_ticket("the ticket is a denial")),
	}
}

fn signer_without_chain(context: &Context) -> Result<Arc<Signer>, Failure> {
	let text = context.global.signer.as_deref().unwrap_or_default();
	Signer::open_without_chain(text)
		.unwrap_or_else(|| {
			let message = "no node says that this is a development chain: give --signer @FILE, \
		               env:NAME or cmd:PROGRAM";
			Err(Failure::usage(message).with_code("Cli.NoSigner"))
		})
		.map(Arc::new)
}

/// For whom and as what the clinician acts.
async fn acting(
	context: &Context,
	chain: Option<&Chain>,
	signer: &Signer,
) -> Result<Acting, Failure> {
	let choice = context.choice()?;
	if let (Some(organisation), Some(capacity)) = (choice.organisation, choice.capacity) {
		return Ok(Acting { organisation, capacity });
	}
	let Some(chain) = chain else {
		let message = "no node says for whom the signer acts: give --acting ORG:provider";
		return Err(Failure::usage(message));
	};
	let directory = context.directory(chain).await?;
	let organisation = directory.acting_organisation(&signer.account()).await?;
	let acting = directory.acting(&signer.account(), &CLINICIANS).await?;
	let capacity = acting["capacity"].as_str().unwrap_or_default();
	Ok(Acting { organisation, capacity: parse_capacity(capacity)? })
}

/// A new statement, from the command line.
fn state(
	args: &VisitArgs,
	acting: Acting,
	client: &Client,
	signer: &Signer,
) -> Result<Statement, Failure> {
	let missing = |what: &str| Failure::usage(format!("an emergency is declared with {what}"));
	let reason = args.reason.as_deref().ok_or_else(|| missing("--reason TEXT"))?;
	let person = args.person()?.ok_or_else(|| missing("--as NAME"))?;
	let who = args.patient.as_deref().ok_or_else(|| missing("--patient"))?;
	let patient = match parse_who(who)? {
		Who::Identifier(system, identifier) => {
			client.lookup(signer, acting.organisation, acting.capacity, system, identifier)?
		}
		Who::Pseudonym(pseudonym) => pseudonym,
	};
	Ok(Statement::new(acting.organisation, acting.capacity, patient, reason, person))
}

/// A statement from a file.
pub fn read_statement(path: &Path) -> Result<Statement, Failure> {
	let bytes = fs::read(path).map_err(|error| Failure::unreadable(path.display(), error))?;
	serde_json::from_slice(&bytes).map_err(|error| Failure::unreadable(path.display(), error))
}

/// Put the emergency on the chain, once. False where the chain is lost meanwhile.
async fn break_glass(
	context: &Context,
	chain: &Chain,
	signer: &Arc<Signer>,
	statement: &Statement,
) -> Result<bool, Failure> {
	let api = RecordsApi::finalized(chain).await?;
	if api.ticket(statement.organisation, &statement.ticket).await?.is_some() {
		return Ok(true);
	}
	let emergency = statement.emergency();
	let args = json!({
		"acting": { "organisation": statement.organisation, "capacity": statement.capacity },
		"ticket": text(&statement.ticket),
		"patient": text(&statement.patient),
		"reason": text(&emergency.reason),
		"person": text(&emergency.person),
		"occurred_at": null,
	});
	let call = chain.runtime().await?.call("RecordsAccess", "break_glass", &args)?;
	match context.send(chain, signer, call).await {
		Ok(_) => Ok(true),
		Err(failure) if failure.exit == Exit::Unknown => Ok(false),
		Err(failure) => Err(failure),
	}
}

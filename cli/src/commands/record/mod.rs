//! `salus record`: documents that are encrypted, committed to and released.

use super::{
	accepted,
	patient::{self, parse_bytes},
	vault::{open_store, read_key, store_failure, Node},
	Context,
};
use crate::{
	chain::{self, account, submit::Outcome, Signer},
	cli::{OpenArgs, RecordCommand, SealArgs},
	error::{Exit, Failure},
	output::plain,
	time::{now, parse_moment},
};
use codec::{Decode, Encode};
use salus_interop::fhir::codes;
use salus_primitives::{
	consent::Month,
	merkle::Proof,
	records::{record_leaf, RecordInfo, RecordToken, TicketDecision, TicketInfo},
	Capacity,
};
use salus_vault::{
	document::{Binding, DocumentError, KeyMaterial, Opener, SecretKey},
	release::{message, Envelope, Refusal, Scheme, Signed, Subject, Vault},
	server::{ChallengeAnswer, ReleaseRequest, ENVELOPE},
	store::{parse_ticket, Labels, Store},
	token,
};
use serde_json::{json, Value as Json};
use std::{
	fs::File,
	io::{self, BufReader, Read, Write},
	path::Path,
	time::Duration,
};
use subxt::utils::MultiSignature;

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

fn text(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

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
		RecordCommand::Seal(args) => seal(context, &args),
		RecordCommand::Anchor { vault } => anchor(context, &vault).await,
		RecordCommand::Open(args) => open(context, &args).await,
		RecordCommand::Share { record, vault, ticket, to, out } => {
			share(context, &record, &vault, &ticket, &to, &out).await
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
					let patient = match who.contains('|') {
						true => patient::find(&patient::open(&map)?, &who)?.pseudonym,
						false => parse_bytes("pseudonym", &who)?,
					};
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

fn seal(context: &Context, args: &SealArgs) -> Result<u8, Failure> {
	let store = open_store(&args.vault)?;
	let map = patient::open(&args.map)?;
	let patient = patient::find(&map, &args.patient)?;
	let secret = &patient.secret;
	// In the one spelling that FHIR consents are compared in.
	let class = codes::class(&args.class).text();
	let mut kept = vec![("class", class.clone())];
	let mut labels = Labels {
		class: token(secret, "class", &class),
		author: token(secret, "author", &codes::normalise(&args.author)),
		month: Month::of(args.written.as_deref().map_or(Ok(now()), parse_moment)?).0,
		..Labels::default()
	};
	for label in args.labels.iter().map(|label| codes::label(label)) {
		let text = label.text();
		match codes::confidentiality(&label.code) {
			Some(level) if label.system == codes::CONFIDENTIALITY => {
				if labels.confidentiality.replace(level).is_some() {
					return Err(Failure::usage("one confidentiality label is enough"));
				}
				labels.confidentiality_token.push(token(secret, "label", &text));
				kept.push(("label", text));
			}
			_ => {
				// Also met by what a consent says of the labels that it is a kind of.
				for one in std::iter::once(&label).chain(&codes::general_labels(&label)) {
					let token = token(secret, "label", &one.text());
					if !labels.sensitivities.contains(&token) {
						labels.sensitivities.push(token);
						kept.push(("label", one.text()));
					}
				}
			}
		}
	}
	let replaces =
		args.replaces.as_deref().map(|record| parse_bytes("record", record)).transpose()?;
	let from =
		File::open(&args.file).map_err(|error| Failure::unreadable(args.file.display(), error))?;
	let (record, version) = store
		.seal(BufReader::new(from), patient.pseudonym, replaces, labels, !args.no_anchor)
		.map_err(|error| store_failure(&error))?;
	map.keep_codes(kept.iter().map(|(kind, code)| (*kind, code.as_str())))
		.map_err(|error| patient::map_failure(&error))?;
	let leaf = version.leaf(record).map_err(|error| store_failure(&error))?;
	let labels: Vec<_> = leaf.labels.iter().map(|label| text(label)).collect();
	let result = json!({
		"record": text(&record),
		"patient": text(&patient.pseudonym),
		"commitment": text(&version.content),
		"leaf": {
			"version": leaf.version,
			"supersedes": leaf.supersedes,
			"class": text(&leaf.class),
			"labels": labels,
			"author": text(&leaf.author),
			"month": leaf.month.0,
			"status": leaf.status,
		},
		"pending": version.pending,
	});
	context.output.result(&result, plain);
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
	if chain.genesis().0 != store.info().genesis {
		let message = "the node at --url is of another chain than the vault";
		return Err(Failure::refused("Cli.VaultRefused", message));
	}
	let custodian = store.info().organisation;
	let mut result = json!({ "outcome": "anchored already" });
	// An earlier run may have sent it and not have lived to note that.
	if Node::batch_root(&chain, custodian, batch.id).await?.is_none() {
		let signer = context.signer(&chain).await?;
		let directory = context.directory(&chain).await?;
		let acting = directory.acting(&signer.account(), &CUSTODIANS).await?;
		let args = json!({
			"acting": acting,
			"id": text(&batch.id),
			"root": { "hash": text(&batch.root), "count": batch.count },
		});
		let call = chain.runtime().await?.call("RecordsAccess", "anchor_batch", &args)?;
		match context.submitter(&chain).await?.send_one(&signer, call).await {
			Outcome::Done { place, events } => {
				result = accepted("RecordsAccess.anchor_batch", place, &events);
			}
			Outcome::Refused { failure, .. }
			| Outcome::NotSent(failure)
			| Outcome::Unknown(failure) => return Err(failure),
		}
	}
	let count = store.anchored(&batch).map_err(failed)?;
	result["batch"] = text(&batch.id).into();
	result["root"] = text(&batch.root).into();
	result["records"] = count.into();
	context.output.result(&result, plain);
	Ok(0)
}

fn refusal(refusal: &Refusal) -> Failure {
	match refusal {
		Refusal::Erased => Failure::refused("Cli.Erased", "the record is erased"),
		Refusal::NotFound => {
			Failure::refused("Cli.NotFound", "there is no such record for this ticket")
		}
		Refusal::Stale => {
			Failure::unreachable("the node is behind: what is permitted is not known")
		}
		Refusal::Forbidden(class) => no_ticket(format!("not released: {class}")),
		Refusal::Damaged => {
			Failure::usage("the document is damaged in the vault").with_code("Cli.Unreadable")
		}
		_ => no_ticket("not released: not authenticated"),
	}
}

async fn share(
	context: &Context,
	record: &str,
	vault: &Path,
	ticket: &str,
	to: &str,
	out: &Path,
) -> Result<u8, Failure> {
	let store = open_store(vault)?;
	let token = parse_bytes("record", record)?;
	let subject = parse_subject(ticket)?;
	let account = account::parse(to).map_err(Failure::usage)?.0;
	let node = Node::connect(context, &store).await?;
	let vault = Vault::new(store, node, None, Box::new(now), 60_000);
	let (envelope, mut file) = vault
		.share(&subject, account, Some(token), None)
		.await
		.map_err(|reason| refusal(&reason))?;
	let failed = |error| Failure::unreadable(out.display(), error);
	let head = serde_json::to_vec(&envelope).unwrap_or_default();
	let mut temporary = temporary_beside(out)?;
	temporary
		.write_all(&(head.len() as u32).to_le_bytes())
		.and_then(|()| temporary.write_all(&head))
		.and_then(|()| io::copy(&mut file, &mut temporary))
		.map_err(failed)?;
	keep(temporary, out)?;
	context.output.result(&json!({ "record": record, "file": out.display().to_string() }), plain);
	Ok(0)
}

fn temporary_beside(out: &Path) -> Result<tempfile::NamedTempFile, Failure> {
	let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
	tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
		.map_err(|error| Failure::unreadable(out.display(), error))
}

fn keep(file: tempfile::NamedTempFile, out: &Path) -> Result<(), Failure> {
	file.as_file()
		.sync_all()
		.and_then(|()| file.persist(out).map_err(|error| error.error))
		.map(drop)
		.map_err(|error| Failure::unreadable(out.display(), error))
}

fn parse_subject(ticket: &str) -> Result<Subject, Failure> {
	let (organisation, ticket) = parse_ticket(ticket)
		.ok_or_else(|| Failure::usage(format!("`{ticket}` is no ticket: ORG-HEX")))?;
	Ok(Subject::Ticket { organisation, ticket })
}

async fn open(context: &Context, args: &OpenArgs) -> Result<u8, Failure> {
	let token = args.record.as_deref().map(|record| parse_bytes("record", record)).transpose()?;
	let mut temporary = temporary_beside(&args.out)?;
	let (record, version) = match (&args.vault, &args.server, &args.shared) {
		(Some(vault), ..) => {
			let token = token.ok_or_else(|| Failure::usage("which record?"))?;
			open_own(&open_store(vault)?, token, args.version, &mut temporary)?
		}
		(_, Some(server), _) => {
			let ticket = args.ticket.as_deref().ok_or_else(|| Failure::usage("give --ticket"))?;
			let key = read_key(args.key.as_deref().unwrap_or(Path::new("")))?;
			let chain = context.chain().await?;
			let subject = parse_subject(ticket)?;
			ensure_ticket(&chain, &subject).await?;
			let signer = context.signer(&chain).await?;
			let genesis = chain.genesis().0;
			let (envelope, from) = fetch(server, genesis, ticket, &subject, &signer, args)?;
			verify(&chain, &envelope, &key, from, &mut temporary).await?;
			(envelope.record, envelope.version.version)
		}
		(_, _, Some(shared)) => {
			let key = read_key(args.key.as_deref().unwrap_or(Path::new("")))?;
			let chain = context.chain().await?;
			let (envelope, from) = read_shared(shared)?;
			verify(&chain, &envelope, &key, from, &mut temporary).await?;
			(envelope.record, envelope.version.version)
		}
		_ => return Err(Failure::usage("from where? --vault, --server or --shared")),
	};
	if token.is_some_and(|token| token != record) {
		return Err(mismatch("another record was released than was asked for"));
	}
	keep(temporary, &args.out)?;
	let result = json!({
		"record": text(&record),
		"version": version,
		"file": args.out.display().to_string(),
	});
	context.output.result(&result, plain);
	Ok(0)
}

fn open_own(
	store: &Store,
	token: RecordToken,
	number: Option<u32>,
	to: impl Write,
) -> Result<(RecordToken, u32), Failure> {
	let failed = |error| store_failure(&error);
	let record = store.record(&token).map_err(failed)?;
	let version = record.version(number).map_err(failed)?;
	store.copy_content(token, version, to).map_err(|error| match error {
		salus_vault::store::StoreError::Document(error) => document_failure(&error),
		salus_vault::store::StoreError::Damaged { .. } => mismatch(error.to_string()),
		error => store_failure(&error),
	})?;
	Ok((token, version.version))
}

/// Whether there is a permit on the chain at all: who has none need not ask the vault.
async fn ensure_ticket(chain: &chain::Chain, subject: &Subject) -> Result<(), Failure> {
	let Subject::Ticket { organisation, ticket } = subject else { return Ok(()) };
	let args = text(&(organisation, ticket).encode());
	let block = chain.finalized().await?.hash;
	let answer = chain.state_call("RecordsApi_ticket", &args, Some(&block)).await?;
	let info = Option::<TicketInfo<[u8; 32]>>::decode(&mut &answer[..])
		.map_err(|error| Failure::incompatible(error.to_string()))?
		.ok_or_else(|| no_ticket("the chain has no such ticket: request access first"))?;
	match info.decision {
		TicketDecision::Permit { until, .. } if until > now() => Ok(()),
		TicketDecision::Permit { .. } => {
			Err(no_ticket("the ticket has ended: request access again"))
		}
		TicketDecision::Deny(_) => Err(no_ticket("the ticket is a denial")),
	}
}

/// Check key, commitment and proof, and write the content.
async fn verify(
	chain: &chain::Chain,
	envelope: &Envelope,
	key: &SecretKey,
	from: impl Read,
	to: impl Write,
) -> Result<(), Failure> {
	let failed = |error| document_failure(&error);
	let reason = envelope.reason.reason().ok_or_else(|| mismatch("the release names no ticket"))?;
	let version = &envelope.version;
	let bound = Binding {
		suite: salus_vault::document::SUITE_X25519_CHACHA20,
		record: envelope.record,
		version: version.version,
		genesis: chain.genesis().0,
		reason,
	};
	let material = KeyMaterial::open(&version.sealed_key, key, &bound).map_err(failed)?;
	let opener = Opener::new(from, &material).map_err(failed)?;
	let header = *opener.header();
	if Binding::new(&header, reason) != bound {
		return Err(mismatch("the document is another record, version or chain's"));
	}
	let content = opener.copy_to(to).map_err(failed)?;
	if material.commitment(&content) != version.content {
		return Err(mismatch("the document is not what the envelope says"));
	}
	if !is_committed(chain, envelope).await? {
		return Err(mismatch("the chain has no commitment of this document by this custodian"));
	}
	Ok(())
}

/// Whether the chain holds the commitment: in a batch, by proof, or as a row of its own.
async fn is_committed(chain: &chain::Chain, envelope: &Envelope) -> Result<bool, Failure> {
	let version = &envelope.version;
	if let Some(anchor) = &version.anchor {
		let Some(root) = Node::batch_root(chain, envelope.custodian, anchor.batch).await? else {
			return Ok(false);
		};
		let leaf = version.leaf(envelope.record).map_err(|error| store_failure(&error))?;
		let Ok(siblings) = anchor.siblings.clone().try_into() else { return Ok(false) };
		let proof = Proof { index: anchor.index, siblings };
		return Ok(root.verify(&proof, |index| record_leaf(&leaf, index)).is_ok());
	}
	let args = text(&envelope.record);
	let block = chain.finalized().await?.hash;
	let answer = chain.state_call("RecordsApi_record", &args, Some(&block)).await?;
	let row = Option::<RecordInfo>::decode(&mut &answer[..])
		.map_err(|error| Failure::incompatible(error.to_string()))?;
	Ok(row.is_some_and(|row| {
		(row.custodian, row.version, row.content)
			== (envelope.custodian, version.version, version.content)
	}))
}

fn read_shared(path: &Path) -> Result<(Envelope, impl Read), Failure> {
	let failed = |error: io::Error| Failure::unreadable(path.display(), error);
	let mut file = BufReader::new(File::open(path).map_err(failed)?);
	let mut length = [0; 4];
	file.read_exact(&mut length).map_err(failed)?;
	let length = u32::from_le_bytes(length);
	if length > 64 * 1024 {
		return Err(Failure::unreadable(path.display(), "this is no shared document"));
	}
	let mut head = vec![0; length as usize];
	file.read_exact(&mut head).map_err(failed)?;
	let envelope = serde_json::from_slice(&head)
		.map_err(|error| Failure::unreadable(path.display(), error))?;
	Ok((envelope, file))
}

fn http() -> ureq::Agent {
	ureq::Agent::config_builder()
		.http_status_as_error(false)
		.timeout_connect(Some(Duration::from_secs(10)))
		.timeout_recv_response(Some(Duration::from_secs(60)))
		.build()
		.into()
}

/// Ask a vault: for a challenge, then, with the challenge signed, for the document.
fn fetch(
	server: &str,
	genesis: [u8; 32],
	ticket: &str,
	subject: &Subject,
	signer: &Signer,
	args: &OpenArgs,
) -> Result<(Envelope, impl Read), Failure> {
	let unreachable = |error: ureq::Error| Failure::unreachable(format!("{server}: {error}"));
	let server = server.trim_end_matches('/');
	let agent = http();
	let mut answer =
		agent.get(format!("{server}/v1/challenge?ticket={ticket}")).call().map_err(unreachable)?;
	if !answer.status().is_success() {
		return Err(problem(&mut answer));
	}
	let challenge: ChallengeAnswer = answer.body_mut().read_json().map_err(unreachable)?;
	if challenge.genesis != genesis {
		return Err(no_ticket("the vault is of another chain than the node at --url"));
	}
	// From what we know, not from what the vault says that we should sign.
	let message = message(&genesis, &challenge.vault, subject, &challenge.challenge, None);
	let (scheme, signature) = match signer.sign(&message)? {
		MultiSignature::Sr25519(signature) => (Scheme::Sr25519, signature),
		MultiSignature::Ed25519(signature) => (Scheme::Ed25519, signature),
		MultiSignature::Ecdsa(_) => {
			return Err(Failure::usage("a vault knows sr25519 and ed25519 keys, not ecdsa ones"))
		}
	};
	let request = ReleaseRequest {
		ticket: Some(ticket.to_owned()),
		patient: None,
		signed: Signed {
			account: signer.account().0,
			challenge: challenge.challenge,
			signature: signature.to_vec(),
			scheme,
		},
		record: args.record.clone(),
		version: args.version,
		emergency: None,
	};
	let mut answer =
		agent.post(format!("{server}/v1/release")).send_json(&request).map_err(unreachable)?;
	if !answer.status().is_success() {
		return Err(problem(&mut answer));
	}
	let envelope = answer
		.headers()
		.get(ENVELOPE)
		.and_then(|value| serde_json::from_slice(value.as_bytes()).ok())
		.ok_or_else(|| Failure::incompatible("the vault answers in another way"))?;
	Ok((envelope, answer.into_body().into_reader()))
}

/// What a vault's problem means here.
fn problem(answer: &mut ureq::http::Response<ureq::Body>) -> Failure {
	let status = answer.status().as_u16();
	let problem: Json = answer.body_mut().read_json().unwrap_or_default();
	let word = |key: &str| problem.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
	let said = format!("the vault answers {status}: {} {}", word("detail"), word("class"));
	match status {
		401 | 403 => no_ticket(said.trim()),
		410 => Failure::refused("Cli.Erased", said.trim()),
		404 => Failure::refused("Cli.NotFound", said.trim()),
		500.. => Failure { exit: Exit::Unknown, ..Failure::unreachable(said.trim()) },
		_ => Failure::incompatible(said.trim()),
	}
}

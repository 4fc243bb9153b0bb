//! `salus record open` and `share`: documents, decrypted and verified before anything is written.

use super::{
	document_failure, mismatch, no_ticket,
	visit::{open_key, Visit},
};
use crate::{
	chain::{account, Chain},
	cli::OpenArgs,
	commands::{
		patient::parse_bytes,
		records_api::{text, RecordsApi},
		vault::{open_store, store_failure, Node},
		Context,
	},
	error::Failure,
	output::plain,
	time::now,
};
use salus_primitives::{
	consent::{Month, Purpose},
	merkle::Proof,
	records::{record_leaf, LogEntry, RecordStatus, RecordToken, TicketId},
	OrganisationId,
};
use salus_vault::{
	document::{Binding, KeyMaterial, Opener, SecretKey, SUITE_X25519_CHACHA20},
	log::AccessLog,
	persons::{Person, Persons},
	release::{Envelope, Refusal, Subject, Vault},
	store::{self, Store, StoreError},
};
use serde_json::json;
use std::{
	fs::File,
	io::{self, BufReader, Read, Write},
	path::Path,
};

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

/// A ticket by its organisation and name.
pub fn parse_ticket(text: &str) -> Result<(OrganisationId, TicketId), Failure> {
	store::parse_ticket(text)
		.ok_or_else(|| Failure::usage(format!("`{text}` is no ticket: ORG-HEX")))
}

/// A ticket as a subject.
pub fn parse_subject(ticket: &str) -> Result<Subject, Failure> {
	let (organisation, ticket) = parse_ticket(ticket)?;
	Ok(Subject::Ticket { organisation, ticket })
}

/// Write what the vault would serve into one file.
pub async fn share(
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

/// Open a document.
pub async fn open(context: &Context, args: &OpenArgs) -> Result<u8, Failure> {
	let token = args.record.as_deref().map(|record| parse_bytes("record", record)).transpose()?;
	let mut temporary = temporary_beside(&args.out)?;
	let mut result = json!({});
	let (record, version) = if let Some(vault) = &args.vault {
		let token = token.ok_or_else(|| Failure::usage("which record?"))?;
		let person = args.from.person()?;
		open_own(&open_store(vault)?, token, args.version, person.as_ref(), &mut temporary)?
	} else if let Some(shared) = &args.shared {
		let key = open_key(&args.from)?;
		let chain = context.chain().await?;
		let (envelope, from) = read_shared(shared)?;
		verify(chain.genesis().0, &envelope, &key, from, &mut temporary)?;
		ensure_committed(&chain, &envelope).await?;
		(envelope.record, envelope.version.version)
	} else {
		let key = open_key(&args.from)?;
		let visit = Visit::new(context, &args.from).await?;
		let (envelope, from) = visit.release(token, args.version)?;
		verify(visit.genesis(), &envelope, &key, from, &mut temporary)?;
		result["verified"] = match visit.chain() {
			Some(chain) => {
				ensure_committed(chain, &envelope).await?;
				true.into()
			}
			// It is what the custodian's vault says that it is; whether it committed to it is not
			// known before the chain is back.
			None => false.into(),
		};
		result["ticket"] = visit.ticket().into();
		result["notice"] = envelope.notice.clone().into();
		(envelope.record, envelope.version.version)
	};
	if token.is_some_and(|token| token != record) {
		return Err(mismatch("another record was released than was asked for"));
	}
	keep(temporary, &args.out)?;
	result["record"] = text(&record).into();
	result["version"] = version.into();
	result["file"] = args.out.display().to_string().into();
	context.output.result(&result, plain);
	Ok(0)
}

/// Open a document of the custodian's own vault. It is an access inside the custodian: in the log.
fn open_own(
	store: &Store,
	token: RecordToken,
	number: Option<u32>,
	person: Option<&Person>,
	to: impl Write,
) -> Result<(RecordToken, u32), Failure> {
	let failed = |error| store_failure(&error);
	let record = store.record(&token).map_err(failed)?;
	let version = record.version(number).map_err(failed)?;
	if let Some(person) = person {
		Persons::new(store, record.patient).keep(person).map_err(failed)?;
	}
	AccessLog::new(store)
		.note(&LogEntry {
			entry: salus_vault::random(),
			patient: record.patient,
			requester: store.info().organisation,
			ticket: None,
			record: token,
			version: version.version,
			content: version.content,
			// Where nobody says who, the entry says so: there is nothing that opens zeros.
			person: person.map(Person::commitment).unwrap_or_default(),
			purpose: Purpose::Treatment,
			month: Month::of(now()),
			version_asked_for: number.is_some() && version.status != RecordStatus::Current,
		})
		.map_err(failed)?;
	store.copy_content(token, version, to).map_err(|error| match error {
		StoreError::Document(error) => document_failure(&error),
		StoreError::Damaged { .. } => mismatch(error.to_string()),
		error => store_failure(&error),
	})?;
	Ok((token, version.version))
}

/// Check key and commitment, and write the content.
fn verify(
	genesis: [u8; 32],
	envelope: &Envelope,
	key: &SecretKey,
	from: impl Read,
	to: impl Write,
) -> Result<(), Failure> {
	let failed = |error| document_failure(&error);
	let reason = envelope.reason.reason().ok_or_else(|| mismatch("the release names no ticket"))?;
	let version = &envelope.version;
	let bound = Binding {
		suite: SUITE_X25519_CHACHA20,
		record: envelope.record,
		version: version.version,
		genesis,
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
	Ok(())
}

/// Whether the chain holds the commitment: in a batch, by proof, or as a row of its own.
async fn ensure_committed(chain: &Chain, envelope: &Envelope) -> Result<(), Failure> {
	let api = RecordsApi::finalized(chain).await?;
	let version = &envelope.version;
	let is_committed = match &version.anchor {
		Some(anchor) => {
			let root = api.record_batch(envelope.custodian, &anchor.batch).await?;
			let leaf = version.leaf(envelope.record).map_err(|error| store_failure(&error))?;
			match (root, anchor.siblings.clone().try_into()) {
				(Some(root), Ok(siblings)) => {
					let proof = Proof { index: anchor.index, siblings };
					root.verify(&proof, |index| record_leaf(&leaf, index)).is_ok()
				}
				_ => false,
			}
		}
		None => api.record(&envelope.record).await?.is_some_and(|row| {
			(row.custodian, row.version, row.content)
				== (envelope.custodian, version.version, version.content)
		}),
	};
	match is_committed {
		true => Ok(()),
		false => Err(mismatch("the chain has no commitment of this document by this custodian")),
	}
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

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
	records::{record_leaf, ConsentEvent, LogEntry, RecordStatus, RecordToken, TicketId},
	OrganisationId,
};
use salus_vault::{
	consent::{Accompanying, SealedConsent},
	document::{Binding, KeyMaterial, Opener, Reason, SecretKey, SUITE_X25519_CHACHA20},
	log::AccessLog,
	persons::{Person, Persons},
	release::{Envelope, Refusal, Subject, Vault},
	store::{self, write_atomically, Store, StoreError},
};
use serde_json::json;
use std::{
	fs::{self, File},
	io::{self, BufReader, Read, Write},
	path::{Path, PathBuf},
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
	let consent = vault
		.share_consent(&subject, account)
		.await
		.map_err(|reason| refusal(&reason))?
		.map(|sealed| {
			let bytes = serde_json::to_vec(&sealed).unwrap_or_default();
			let beside = beside(out, SEALED_CONSENT);
			write_atomically(&beside, &bytes).map_err(|error| store_failure(&error))?;
			Ok::<_, Failure>(beside.display().to_string())
		})
		.transpose()?;
	keep(temporary, out)?;
	let mut result = json!({ "record": record, "file": out.display().to_string() });
	if let Some(consent) = consent {
		result["consent"] = consent.into();
	}
	context.output.result(&result, plain);
	Ok(0)
}

/// Beside a shared document: the consent that goes with it, sealed.
const SEALED_CONSENT: &str = ".consent";

/// A file's name, and what is added to it.
fn beside(file: &Path, ending: &str) -> PathBuf {
	let mut name = file.as_os_str().to_owned();
	name.push(ending);
	name.into()
}

/// The consent that goes with a document on a ticket (CN-9, 42 CFR 2.32(b)), opened and held against
/// the chain.
struct Accompanied {
	version: u32,
	opened: Accompanying,
}

impl Accompanied {
	async fn open(
		chain: &Chain,
		envelope: &Envelope,
		sealed: &SealedConsent,
		key: &SecretKey,
	) -> Result<Self, Failure> {
		let reason = envelope.reason.reason();
		let Some(Reason::Ticket { organisation, ticket }) = reason else {
			return Err(mismatch("a consent goes with what is released on a ticket"));
		};
		let api = RecordsApi::finalized(chain).await?;
		let info = api.ticket(organisation, &ticket).await?;
		let info = info.ok_or_else(|| no_ticket("the chain has no such ticket"))?;
		let history = api.consent_history(&info.request.patient).await?;
		let granted =
			|event: &ConsentEvent| matches!(event, ConsentEvent::Granted | ConsentEvent::Recorded);
		let form = sealed.form.first().copied();
		let is_chains = envelope.consent == Some(sealed.version)
			&& sealed.form.len() < 2
			&& history.iter().any(|row| {
				(row.version, row.form) == (sealed.version, form) && granted(&row.event)
			});
		if !is_chains {
			return Err(mismatch("the consent that came with it is not one that the chain has"));
		}
		let opened = sealed
			.open(key, &chain.genesis().0, Reason::Ticket { organisation, ticket })
			.map_err(|error| document_failure(&error))?;
		Ok(Self { version: sealed.version, opened })
	}

	/// Write it beside the document.
	fn write(&self, document: &Path) -> Result<serde_json::Value, Failure> {
		let (what, ending, bytes) = match &self.opened {
			Accompanying::Copy { resource, .. } => ("copy", ".consent.json", &resource[..]),
			Accompanying::Scope(text) => ("scope", ".consent.txt", text.as_bytes()),
		};
		let file = beside(document, ending);
		write_atomically(&file, bytes).map_err(|error| store_failure(&error))?;
		Ok(json!({
			"version": self.version, "what": what, "file": file.display().to_string(),
		}))
	}
}

/// Whether a consent goes with what was released. A vault of an earlier release gives the notice
/// alone; in an emergency none goes along (42 CFR 2.51).
async fn has_consent(
	context: &Context,
	chain: &Chain,
	envelope: &Envelope,
) -> Result<bool, Failure> {
	if envelope.notice.is_none() || envelope.consent.is_some() {
		return Ok(envelope.consent.is_some());
	}
	if let Some(Reason::Ticket { organisation, ticket }) = envelope.reason.reason() {
		let info = RecordsApi::finalized(chain).await?.ticket(organisation, &ticket).await?;
		if info.is_some_and(|info| info.emergency.is_none()) {
			context.output.note(
				"warning: the vault gave neither copy nor scope of the consent (42 CFR 2.32(b)): \
				 ask the custodian for it",
			);
		}
	}
	Ok(false)
}

/// The consent beside a shared document.
fn read_shared_consent(context: &Context, shared: &Path) -> Result<Option<SealedConsent>, Failure> {
	let path = beside(shared, SEALED_CONSENT);
	match fs::read(&path) {
		Ok(bytes) => serde_json::from_slice(&bytes)
			.map(Some)
			.map_err(|error| Failure::unreadable(path.display(), error)),
		// It is the custodian's to give: the document is not withheld for it.
		Err(error) if error.kind() == io::ErrorKind::NotFound => {
			context.output.note(format!(
				"warning: {} is not there: the consent goes with the document (42 CFR 2.32(b))",
				path.display()
			));
			Ok(None)
		}
		Err(error) => Err(Failure::unreadable(path.display(), error)),
	}
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
	let mut accompanied = None;
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
		if has_consent(context, &chain, &envelope).await? {
			if let Some(sealed) = read_shared_consent(context, shared)? {
				accompanied = Some(Accompanied::open(&chain, &envelope, &sealed, &key).await?);
			}
		}
		result["notice"] = envelope.notice.clone().into();
		(envelope.record, envelope.version.version)
	} else {
		let key = open_key(&args.from)?;
		let visit = Visit::new(context, &args.from).await?;
		let (envelope, from) = visit.release(token, args.version)?;
		verify(visit.genesis(), &envelope, &key, from, &mut temporary)?;
		result["verified"] = match visit.chain() {
			Some(chain) => {
				ensure_committed(chain, &envelope).await?;
				if has_consent(context, chain, &envelope).await? {
					let sealed = visit.consent()?;
					let opened = Accompanied::open(chain, &envelope, &sealed, &key).await?;
					accompanied = Some(opened);
				}
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
	// The document is not there without the consent that goes with it.
	if let Some(accompanied) = &accompanied {
		result["consent"] = accompanied.write(&args.out)?;
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

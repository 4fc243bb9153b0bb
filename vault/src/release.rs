//! Whether a document is released, to whom, and under which key.

use crate::{
	chain::{timely, Account, Chain, Head, Unreachable},
	consent::{Accompanying, SealedConsent},
	document::Reason,
	log::AccessLog,
	mac,
	map::{MapError, MapFile},
	persons::{Person, Persons, SealedPerson},
	spool::{Emergency, LateEmergency, Spool, StaffList},
	store::{ticket_text, Record, Released, Store, StoreError, Version},
};
use codec::Encode;
use salus_primitives::{
	consent::{Month, Purpose},
	records::{
		AccessQuery, AccessRequest, Commitment, ConsentInfo, DataDescriptor, EncryptionKey,
		LogEntry, PatientId, RecordStatus, RecordToken, ReleaseRefusal, TicketId,
	},
	Capacity, Moment, OrganisationId,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sp_core::{ed25519, sr25519, Pair};
use std::{
	collections::BTreeSet,
	fs::File,
	sync::{Arc, Mutex},
};
use tokio::task;

/// How long a challenge is good for.
pub const CHALLENGE_PERIOD: Moment = 60_000;
/// How many records one list holds.
pub const PAGE: usize = 100;

/// The notice of 42 CFR 2.32(a)(2).
pub const NOTICE: &str = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

/// What a challenge is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode)]
pub enum Subject {
	/// A release on a ticket.
	#[codec(index = 0)]
	Ticket {
		/// Whose.
		organisation: OrganisationId,
		/// Which.
		ticket: TicketId,
	},
	/// A release to the patient, or to who reads for it.
	#[codec(index = 1)]
	Own {
		/// Whose.
		patient: PatientId,
	},
	/// A look-up in the patient map.
	#[codec(index = 2)]
	Lookup {
		/// For which organisation.
		organisation: OrganisationId,
	},
}

/// Bytes of a challenge: 16 random ones, until when it is good, and the vault's own mark.
pub type Challenge = [u8; 56];

/// What is signed. Who signs builds it itself, from the chain and the vault that it means.
pub fn message(
	genesis: &[u8; 32],
	vault: &EncryptionKey,
	subject: &Subject,
	challenge: &Challenge,
	emergency: Option<&Emergency>,
) -> Vec<u8> {
	let mut message = b"salus/vault/challenge/1".to_vec();
	message.extend_from_slice(genesis);
	message.extend_from_slice(vault);
	subject.encode_to(&mut message);
	message.extend_from_slice(challenge);
	if let Some(emergency) = emergency {
		message.extend_from_slice(&Sha256::digest(
			[&b"salus/vault/emergency/1"[..], &emergency.encode()].concat(),
		));
	}
	message
}

/// How an account signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
	/// Schnorrkel.
	#[default]
	Sr25519,
	/// Ed25519.
	Ed25519,
}

/// Who asks, and the proof.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signed {
	/// The account.
	#[serde(with = "crate::hex_bytes")]
	pub account: Account,
	/// The challenge.
	#[serde(with = "crate::hex_bytes")]
	pub challenge: Challenge,
	/// The signature of [`message`].
	#[serde(with = "crate::hex_bytes")]
	pub signature: Vec<u8>,
	/// How it signs.
	#[serde(default)]
	pub scheme: Scheme,
}

/// Why nothing is released.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// The challenge is none of this vault's, or of another subject.
	UnknownChallenge,
	/// The challenge is too old.
	ExpiredChallenge,
	/// The challenge was used.
	Replay,
	/// The signature is not the account's, or of another chain, vault or subject.
	BadSignature,
	/// It may not be released; the class of reason.
	Forbidden(&'static str),
	/// There is no such record for this ticket.
	NotFound,
	/// It is erased.
	Erased,
	/// The node is behind or out of reach.
	Stale,
	/// Another command has the patient map open.
	Busy,
	/// The vault's files are damaged, or its disk fails.
	Damaged,
}

impl From<Unreachable> for Refusal {
	fn from(_: Unreachable) -> Self {
		Self::Stale
	}
}

impl From<StoreError> for Refusal {
	fn from(error: StoreError) -> Self {
		match error {
			StoreError::NotFound => Self::NotFound,
			StoreError::Erased => Self::Erased,
			error => {
				log::error!("{error}");
				Self::Damaged
			}
		}
	}
}

impl From<ReleaseRefusal> for Refusal {
	fn from(refusal: ReleaseRefusal) -> Self {
		Self::Forbidden(match refusal {
			ReleaseRefusal::UnknownTicket => "unknownTicket",
			ReleaseRefusal::Denied => "denied",
			ReleaseRefusal::Ended => "ended",
			ReleaseRefusal::NoLongerPermitted => "noLongerPermitted",
			ReleaseRefusal::NotActing => "notActing",
			ReleaseRefusal::NoEncryptionKey => "noEncryptionKey",
			ReleaseRefusal::FoundViolation => "foundViolation",
			ReleaseRefusal::Erased => return Self::Erased,
		})
	}
}

/// What comes with a sealed document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
	/// The record.
	#[serde(with = "crate::hex_bytes")]
	pub record: RecordToken,
	/// The version, with its data key sealed to who asked.
	pub version: Version,
	/// Why it was released, as far as the key is bound to it.
	pub reason: ReleaseReason,
	/// Whose vault it is from.
	pub custodian: OrganisationId,
	/// The notice against redisclosure, where it has to travel with the data.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub notice: Option<String>,
	/// The consent on which it was released, where that has to travel with the data: its version on
	/// the chain. [`Vault::consent`] gives it.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub consent: Option<u32>,
}

/// Why a document was released.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReleaseReason {
	/// On a ticket, as `ORG-HEX`.
	Ticket(String),
	/// To the patient.
	Own(#[serde(with = "crate::hex_bytes")] PatientId),
}

impl ReleaseReason {
	/// As the data key is bound to it; none where the ticket is no ticket.
	pub fn reason(&self) -> Option<Reason> {
		Some(match self {
			Self::Ticket(text) => {
				let (organisation, ticket) = crate::store::parse_ticket(text)?;
				Reason::Ticket { organisation, ticket }
			}
			Self::Own(patient) => Reason::Own { patient: *patient },
		})
	}
}

/// A record that would be released.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
	/// The record.
	#[serde(with = "crate::hex_bytes")]
	pub record: RecordToken,
	/// Its version in force.
	pub version: u32,
	/// Its class.
	#[serde(with = "crate::hex_bytes")]
	pub class: [u8; 32],
	/// The month in which it was written.
	pub month: u16,
}

/// What was authorised.
struct Authorised {
	patient: PatientId,
	key: EncryptionKey,
	data: Option<DataDescriptor>,
	/// The question to be asked of each record; none where nothing more is to be asked.
	question: Option<(OrganisationId, Capacity, AccessRequest)>,
	notice: bool,
	/// The consent that permits, where 42 CFR 2.32(b) wants it with the data: not in an emergency,
	/// which needs none (42 CFR 2.51), and not for the patient.
	consent: Option<ConsentInfo>,
	head: Option<Head>,
	/// Who looks, as a commitment, and what for; none for the patient itself.
	looker: Option<(Commitment, Purpose)>,
}

/// An account that did not ask: the custodian hands over to it.
fn unsigned(account: Account) -> Signed {
	let (challenge, signature) = ([0; 56], Vec::new());
	Signed { account, challenge, signature, scheme: Scheme::default() }
}

/// The time, for what has to be tested at another one.
pub type Clock = Box<dyn Fn() -> Moment + Send + Sync>;

/// A vault that can release.
pub struct Vault<C> {
	/// Its folder.
	pub store: Arc<Store>,
	/// Its chain.
	pub chain: C,
	/// Its patient map, where look-ups are served; open only while one is.
	pub map: Option<Arc<MapFile>>,
	clock: Clock,
	max_stale: Moment,
	mark: [u8; 32],
	/// Answered challenges, by when they end.
	used: Mutex<BTreeSet<(Moment, [u8; 16])>>,
}

impl<C: Chain> Vault<C> {
	/// A vault that trusts its node as long as its head is not older than `max_stale`.
	pub fn new(
		store: Store,
		chain: C,
		map: Option<MapFile>,
		clock: Clock,
		max_stale: Moment,
	) -> Self {
		let (mark, used) = (crate::random(), Mutex::default());
		let (store, map) = (Arc::new(store), map.map(Arc::new));
		Self { store, chain, map, clock, max_stale, mark, used }
	}

	fn mark(&self, subject: &Subject, start: &[u8]) -> [u8; 32] {
		mac(&self.mark, "salus/vault/mark/1", &[&subject.encode(), start])
	}

	/// A challenge for a subject. The vault keeps nothing of it until it is answered.
	pub fn challenge(&self, subject: &Subject) -> (Challenge, Moment) {
		let expires = (self.clock)() + CHALLENGE_PERIOD;
		let mut challenge = [0; 56];
		challenge[..16].copy_from_slice(&crate::random::<16>());
		challenge[16..24].copy_from_slice(&expires.to_le_bytes());
		let mark = self.mark(subject, &challenge[..24]);
		challenge[24..].copy_from_slice(&mark);
		(challenge, expires)
	}

	/// Whether the account signed the challenge for this subject, here, now, for the first time.
	///
	/// # Errors
	/// Why not.
	pub fn authenticate(
		&self,
		subject: &Subject,
		signed: &Signed,
		emergency: Option<&Emergency>,
	) -> Result<Vec<u8>, Refusal> {
		let (start, mark) = signed.challenge.split_at(24);
		// Compared as hashes: how much of a wrong mark is right cannot be timed.
		if Sha256::digest(mark) != Sha256::digest(self.mark(subject, start)) {
			return Err(Refusal::UnknownChallenge);
		}
		let mut expires = [0; 8];
		expires.copy_from_slice(&start[16..]);
		let (now, expires) = ((self.clock)(), Moment::from_le_bytes(expires));
		if now >= expires {
			return Err(Refusal::ExpiredChallenge);
		}
		let info = self.store.info();
		let message =
			message(&info.genesis, &info.public_key, subject, &signed.challenge, emergency);
		let signature = &signed.signature[..];
		let holds = match signed.scheme {
			Scheme::Sr25519 => sr25519::Signature::try_from(signature).is_ok_and(|signature| {
				sr25519::Pair::verify(
					&signature,
					&message,
					&sr25519::Public::from_raw(signed.account),
				)
			}),
			Scheme::Ed25519 => ed25519::Signature::try_from(signature).is_ok_and(|signature| {
				ed25519::Pair::verify(
					&signature,
					&message,
					&ed25519::Public::from_raw(signed.account),
				)
			}),
		};
		if !holds {
			return Err(Refusal::BadSignature);
		}
		let mut id = [0; 16];
		id.copy_from_slice(&start[..16]);
		let mut used = self.used.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
		// Only answered challenges are kept, and only while they could be answered again.
		while used.first().is_some_and(|(until, _)| *until <= now) {
			used.pop_first();
		}
		match used.insert((expires, id)) {
			true => Ok(message),
			false => Err(Refusal::Replay),
		}
	}

	/// The head, where it is fresh enough to decide on.
	///
	/// # Errors
	/// [`Refusal::Stale`].
	pub async fn fresh_head(&self) -> Result<Head, Refusal> {
		let head = timely(self.chain.head()).await?;
		if head.time.saturating_add(self.max_stale) < (self.clock)() {
			return Err(Refusal::Stale);
		}
		Ok(head)
	}

	/// Whether a clinician may be served, and under which key: as the node says, be it behind, or
	/// as it last said of the listed staff where it does not answer.
	async fn last_known(
		&self,
		organisation: OrganisationId,
		capacity: Capacity,
		account: Account,
	) -> Result<EncryptionKey, Refusal> {
		let said = timely(async {
			let head = self.chain.head().await?;
			let privilege = self.chain.privilege(&head, organisation, capacity, account).await?;
			Ok((privilege, self.chain.encryption_key(&head, account).await?))
		});
		if let Ok((privilege, key)) = said.await {
			return match (privilege.filter(|privilege| privilege.usable), key) {
				(Some(_), Some(key)) => Ok(key),
				(Some(_), None) => Err(Refusal::Forbidden("noEncryptionKey")),
				(None, _) => Err(Refusal::Forbidden("notActing")),
			};
		}
		let staff = StaffList::new(&self.store).find(organisation, capacity, &account)?;
		match staff.filter(|staff| staff.usable) {
			Some(staff) => staff.encryption_key.ok_or(Refusal::Forbidden("noEncryptionKey")),
			None => Err(Refusal::Stale),
		}
	}

	/// Whether anything may be released on a subject.
	async fn authorise(
		&self,
		subject: &Subject,
		signed: &Signed,
		emergency: Option<&Emergency>,
		message: Vec<u8>,
	) -> Result<Authorised, Refusal> {
		let head = match self.fresh_head().await {
			Ok(head) => head,
			Err(refusal) => {
				let (Some(emergency), Subject::Ticket { organisation, ticket }) =
					(emergency, subject)
				else {
					return Err(refusal);
				};
				let key =
					self.last_known(*organisation, emergency.capacity, signed.account).await?;
				let entry = LateEmergency {
					organisation: *organisation,
					ticket: *ticket,
					account: signed.account,
					emergency: emergency.clone(),
					occurred_at: (self.clock)(),
					message,
					signature: signed.signature.clone(),
				};
				// A node that is behind may know the name of the ticket as another's.
				let known = timely(async {
					let head = self.chain.head().await?;
					self.chain.ticket(&head, *organisation, *ticket).await
				});
				if known.await.is_ok_and(|known| known.is_some_and(|known| !entry.is(&known))) {
					return Err(Refusal::Forbidden("ticketInUse"));
				}
				if !Spool::new(&self.store).add(&entry)? {
					return Err(Refusal::Forbidden("ticketInUse"));
				}
				return Ok(Authorised {
					patient: emergency.patient,
					key,
					data: None,
					question: None,
					notice: false,
					consent: None,
					head: None,
					looker: Some((emergency.person, Purpose::BreakGlass)),
				});
			}
		};
		let (release, question, looker) = match subject {
			Subject::Ticket { organisation, ticket } => {
				let release = self
					.chain
					.authorise_release(&head, *organisation, *ticket, signed.account)
					.await??;
				let info = self.chain.ticket(&head, *organisation, *ticket).await?;
				let info = info.ok_or(Refusal::Forbidden("unknownTicket"))?;
				// The glass is broken for everything but what a residual keeps back.
				let is_open = release.emergency && release.residual.is_empty();
				let looker = (info.request.person, info.request.purpose);
				let question = (*organisation, info.capacity, info.request);
				(release, (!is_open).then_some(question), Some(looker))
			}
			Subject::Own { patient } => {
				let release =
					self.chain.authorise_own_release(&head, *patient, signed.account).await??;
				(release, None, None)
			}
			Subject::Lookup { .. } => return Err(Refusal::UnknownChallenge),
		};
		if release.custodian != self.store.info().organisation {
			return Err(Refusal::Forbidden("anotherCustodian"));
		}
		let on_consent = release.redisclosure_notice && !release.emergency && question.is_some();
		let consent = match on_consent {
			true => {
				let (patient, custodian) = (release.patient, release.custodian);
				let newest = self.chain.consent(&head, patient, custodian).await?;
				// That this head permits, with the notice, says that it is in force.
				Some(newest.ok_or(Refusal::Forbidden("noLongerPermitted"))?)
			}
			false => None,
		};
		Ok(Authorised {
			patient: release.patient,
			key: release.encryption_key,
			data: release.data,
			question,
			notice: release.redisclosure_notice,
			consent,
			head: Some(head),
			looker,
		})
	}

	/// Whether one version is within what was authorised. The ticket describes what the requester
	/// thought it would be; here it is what it is.
	async fn covers(
		&self,
		authorised: &Authorised,
		record: &Record,
		version: &Version,
		account: Account,
	) -> Result<(), Refusal> {
		let data = version.descriptor(record.record)?;
		if let Some(asked) = &authorised.data {
			let is_asked = asked.record.is_none_or(|asked| asked == record.record)
				&& (asked.classes.is_empty() || asked.classes.contains(&version.labels.class));
			if !is_asked {
				return Err(Refusal::Forbidden("outsideTicket"));
			}
		}
		if let (Some((requester, capacity, request)), Some(head)) =
			(&authorised.question, &authorised.head)
		{
			let request = AccessRequest { data: Some(data), ..request.clone() };
			let query =
				AccessQuery { requester: *requester, capacity: *capacity, account, request };
			if !self.chain.is_permitted(head, query).await? {
				return Err(Refusal::Forbidden("notCovered"));
			}
		}
		Ok(())
	}

	/// Release one record: the envelope, and the sealed document.
	///
	/// `person` says who looks, by name: it has to be whom the ticket or the declaration committed to.
	///
	/// # Errors
	/// Why not.
	pub async fn release(
		&self,
		subject: &Subject,
		signed: &Signed,
		emergency: Option<&Emergency>,
		which: Option<RecordToken>,
		number: Option<u32>,
		person: Option<&Person>,
	) -> Result<(Envelope, File), Refusal> {
		let message = self.authenticate(subject, signed, emergency)?;
		let authorised = self.authorise(subject, signed, emergency, message).await?;
		if let Some(person) = person {
			let committed = authorised.looker.as_ref().map(|(committed, _)| *committed);
			self.keep_person(authorised.patient, committed, person)?;
		}
		self.release_authorised(&authorised, subject, signed.account, which, number).await
	}

	/// Keep who looks, where that is whom the ticket or the declaration committed to.
	fn keep_person(
		&self,
		patient: PatientId,
		committed: Option<Commitment>,
		person: &Person,
	) -> Result<(), Refusal> {
		if !person.is_sound() || committed != Some(person.commitment()) {
			return Err(Refusal::Forbidden("anotherPerson"));
		}
		Ok(Persons::new(&self.store, patient).keep(person)?)
	}

	/// Take the name behind a ticket from who asked for it, and release nothing: the patient is told
	/// also who was denied (CN-8), and who is denied comes for no document.
	///
	/// # Errors
	/// Why not.
	pub async fn name(
		&self,
		subject: &Subject,
		signed: &Signed,
		person: &Person,
	) -> Result<(), Refusal> {
		self.authenticate(subject, signed, None)?;
		let Subject::Ticket { organisation, ticket } = subject else {
			return Err(Refusal::UnknownChallenge);
		};
		let head = self.fresh_head().await?;
		let info = self.chain.ticket(&head, *organisation, *ticket).await?;
		let info = info.ok_or(Refusal::Forbidden("unknownTicket"))?;
		if info.request.custodian != self.store.info().organisation {
			return Err(Refusal::Forbidden("anotherCustodian"));
		}
		if info.account != signed.account {
			return Err(Refusal::Forbidden("notActing"));
		}
		self.keep_person(info.request.patient, Some(info.request.person), person)
	}

	/// Release one record to an account without being asked by it: for the custodian, who hands the
	/// document over by other means. What the account may not have it does not get this way.
	///
	/// # Errors
	/// Why not.
	pub async fn share(
		&self,
		subject: &Subject,
		account: Account,
		which: Option<RecordToken>,
		number: Option<u32>,
	) -> Result<(Envelope, File), Refusal> {
		let authorised = self.authorise(subject, &unsigned(account), None, Vec::new()).await?;
		self.release_authorised(&authorised, subject, account, which, number).await
	}

	/// The consent that goes with what is released on a ticket (CN-9, 42 CFR 2.32(b)), sealed to who
	/// asked.
	///
	/// # Errors
	/// Why not; [`Refusal::NotFound`] where none has to go with it.
	pub async fn consent(
		&self,
		subject: &Subject,
		signed: &Signed,
	) -> Result<SealedConsent, Refusal> {
		let message = self.authenticate(subject, signed, None)?;
		let authorised = self.authorise(subject, signed, None, message).await?;
		self.consent_of(authorised, subject).await?.ok_or(Refusal::NotFound)
	}

	/// The same for what is [shared](Self::share); none where none has to go with it.
	///
	/// # Errors
	/// Why not.
	pub async fn share_consent(
		&self,
		subject: &Subject,
		account: Account,
	) -> Result<Option<SealedConsent>, Refusal> {
		let authorised = self.authorise(subject, &unsigned(account), None, Vec::new()).await?;
		self.consent_of(authorised, subject).await
	}

	async fn consent_of(
		&self,
		authorised: Authorised,
		subject: &Subject,
	) -> Result<Option<SealedConsent>, Refusal> {
		let Subject::Ticket { organisation, ticket } = *subject else { return Ok(None) };
		let Authorised { patient, key, consent: Some(consent), .. } = authorised else {
			return Ok(None);
		};
		let (store, map) = (Arc::clone(&self.store), self.map.clone());
		// It is read from a disk, and another command may have the map open.
		let sealed = task::spawn_blocking(move || {
			let genesis = store.info().genesis;
			Accompanying::of(&store, map.as_deref(), &patient, &consent).seal(
				&key,
				&genesis,
				Reason::Ticket { organisation, ticket },
				&consent,
			)
		});
		let sealed = sealed.await.map_err(|_| Refusal::Damaged)?;
		sealed.map(Some).map_err(|_| Refusal::Forbidden("noEncryptionKey"))
	}

	async fn release_authorised(
		&self,
		authorised: &Authorised,
		subject: &Subject,
		account: Account,
		which: Option<RecordToken>,
		number: Option<u32>,
	) -> Result<(Envelope, File), Refusal> {
		let named = authorised.data.as_ref().and_then(|data| data.record);
		let token = which.or(named).ok_or(Refusal::NotFound)?;
		let record = self.store.record(&token)?;
		// Whether a token exists is nobody's business who has no ticket for its patient.
		if record.patient != authorised.patient {
			return Err(Refusal::NotFound);
		}
		let version = record.version(number)?;
		self.covers(authorised, &record, version, account).await?;
		let (reason, released) = match subject {
			Subject::Ticket { organisation, ticket } => {
				let text = ticket_text(*organisation, ticket);
				let released = Released {
					organisation: Some(*organisation),
					ticket: Some(text.clone()),
					version: version.version,
				};
				(ReleaseReason::Ticket(text), released)
			}
			Subject::Own { patient } => {
				let released =
					Released { organisation: None, ticket: None, version: version.version };
				(ReleaseReason::Own(*patient), released)
			}
			Subject::Lookup { .. } => return Err(Refusal::UnknownChallenge),
		};
		let bound = reason.reason().ok_or(Refusal::Damaged)?;
		let (store, number_of) = (Arc::clone(&self.store), version.version);
		// It may be large, and far away; and have another key than a moment ago.
		let (version, file) = task::spawn_blocking(move || store.open_version(&token, number_of))
			.await
			.map_err(|_| Refusal::Damaged)??;
		let sealed_key = self
			.store
			.material(token, &version)?
			.seal(&authorised.key, &self.store.binding(token, version.version, bound))
			.map_err(|_| Refusal::Forbidden("noEncryptionKey"))?;
		self.store.note_release(&token, &released)?;
		if let (Some((person, purpose)), Some(requester)) =
			(authorised.looker, released.organisation)
		{
			let ticket = match subject {
				Subject::Ticket { ticket, .. } => Some(*ticket),
				_ => None,
			};
			AccessLog::new(&self.store).note(&LogEntry {
				entry: crate::random(),
				patient: authorised.patient,
				requester,
				ticket,
				record: token,
				version: version.version,
				content: version.content,
				person,
				purpose,
				month: Month::of(self.now()),
				version_asked_for: number.is_some() && version.status != RecordStatus::Current,
			})?;
		}
		let envelope = Envelope {
			record: token,
			version: Version { sealed_key, ..version },
			reason,
			custodian: self.store.info().organisation,
			notice: authorised.notice.then(|| NOTICE.to_owned()),
			consent: authorised.consent.as_ref().map(|consent| consent.version),
		};
		Ok((envelope, file))
	}

	/// The records that would be released, in the order of their tokens, after one; and whether
	/// there are more to be looked at.
	///
	/// # Errors
	/// Why none.
	pub async fn list(
		&self,
		subject: &Subject,
		signed: &Signed,
		emergency: Option<&Emergency>,
		after: Option<RecordToken>,
	) -> Result<(Vec<Listed>, Option<RecordToken>), Refusal> {
		let message = self.authenticate(subject, signed, emergency)?;
		let authorised = self.authorise(subject, signed, emergency, message).await?;
		let mut records = self.store.records_of(&authorised.patient)?;
		records.retain(|record| after.is_none_or(|after| record.record > after));
		let next = records.get(PAGE - 1).filter(|_| records.len() > PAGE).map(|it| it.record);
		let mut listed = Vec::new();
		for record in records.iter().take(PAGE) {
			let Ok(version) = record.version(None) else { continue };
			match self.covers(&authorised, record, version, signed.account).await {
				Ok(()) => listed.push(Listed {
					record: record.record,
					version: version.version,
					class: version.labels.class,
					month: version.labels.month,
				}),
				Err(Refusal::Forbidden(_)) => (),
				Err(refusal) => return Err(refusal),
			}
		}
		Ok((listed, next))
	}

	/// Who looked at the patient's records, by name, sealed to the patient's key.
	///
	/// # Errors
	/// Why not.
	pub async fn persons(
		&self,
		subject: &Subject,
		signed: &Signed,
	) -> Result<Vec<SealedPerson>, Refusal> {
		let message = self.authenticate(subject, signed, None)?;
		let Subject::Own { patient } = subject else {
			return Err(Refusal::Forbidden("notActing"));
		};
		let authorised = self.authorise(subject, signed, None, message).await?;
		let genesis = &self.store.info().genesis;
		let persons = Persons::new(&self.store, *patient).all()?;
		let sealed = persons.iter().map(|person| person.seal(&authorised.key, genesis, patient));
		sealed.collect::<Result<_, _>>().map_err(|_| Refusal::Forbidden("noEncryptionKey"))
	}

	/// The pseudonym of an identifier, for clinicians who may break the glass.
	///
	/// # Errors
	/// Why not.
	pub async fn lookup(
		&self,
		organisation: OrganisationId,
		capacity: Capacity,
		signed: &Signed,
		system: &str,
		identifier: &str,
	) -> Result<PatientId, Refusal> {
		self.authenticate(&Subject::Lookup { organisation }, signed, None)?;
		self.last_known(organisation, capacity, signed.account).await?;
		let map = self.map.clone().ok_or(Refusal::NotFound)?;
		let (system, identifier) = (system.to_owned(), identifier.to_owned());
		// Another command may have the map open: waiting for it must not keep others waiting.
		let found = task::spawn_blocking(move || map.open()?.by_identifier(&system, &identifier))
			.await
			.map_err(|_| Refusal::Damaged)?;
		match found {
			Ok(Some(patient)) => Ok(patient.pseudonym),
			Ok(None) => Err(Refusal::NotFound),
			Err(MapError::Busy) => Err(Refusal::Busy),
			Err(error) => {
				log::error!("{error}");
				Err(Refusal::Damaged)
			}
		}
	}

	/// What is done every minute: post late emergencies, ask about the staff.
	///
	/// # Errors
	/// Where the vault's files cannot be read or written.
	pub async fn tend(&self) -> Result<(), StoreError> {
		let synced = StaffList::new(&self.store).sync(&self.chain).await;
		if self.fresh_head().await.is_ok() {
			Spool::new(&self.store).post(&self.chain).await?;
		}
		synced
	}

	/// The time.
	pub fn now(&self) -> Moment {
		(self.clock)()
	}
}

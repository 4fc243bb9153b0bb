//! What goes with data that are disclosed on a patient's consent under 42 CFR Part 2 (CN-9).
//!
//! 42 CFR 2.32(b) wants a copy of the consent with each disclosure, or a clear explanation of its
//! scope. The copy is the FHIR Consent as it was imported, where the vault has it; the explanation is
//! made from what the chain has. Either is sealed to who asked, and the copy is held against the
//! commitment of the signed form that the chain has.

use crate::{
	document::{commit, open_with, seal_to, Content, DocumentError, Reason, SecretKey},
	map::{MapError, MapFile, Named},
	originals::Originals,
	store::{Store, StoreError},
	token,
};
use codec::{Decode, Encode};
use salus_primitives::{
	consent::{Actor, Consent, Decision, Id, Label, Meaning, Month, Period, Provision, Purpose},
	records::{Commitment, ConsentInfo, EncryptionKey, Part2Expiry, Part2Recipient, PatientId},
	Moment, OrganisationId,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, io};

/// The longest copy. A longer consent, such as one with a scanned form inside, is explained.
pub const MAX_COPY: usize = 1024 * 1024;

/// What goes with the data.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Accompanying {
	/// The FHIR Consent, byte for byte as the chain has its commitment.
	#[codec(index = 0)]
	Copy {
		/// It.
		resource: Vec<u8>,
		/// The salt of its commitment.
		salt: [u8; 32],
	},
	/// Its scope, explained.
	#[codec(index = 1)]
	Scope(String),
}

impl Accompanying {
	/// Of a patient's consent, as a vault has it. `map` says what tokens stand for.
	pub(crate) fn of(
		store: &Store,
		map: Option<&MapFile>,
		patient: &PatientId,
		consent: &ConsentInfo,
	) -> Self {
		match copy(store, patient, consent) {
			Ok(Some(copy)) => return copy,
			Ok(None) | Err(StoreError::Erased | StoreError::NotFound) => (),
			// Who is permitted to have the data does not wait until the copy is restored.
			Err(error) => log::error!("the copy of a consent cannot be read: {error}"),
		}
		let words = map.and_then(|map| Words::of(map, patient, &consent.consent).ok());
		let words = words.unwrap_or_default();
		Self::Scope(explain(consent, patient, store.info().organisation, &words))
	}

	/// Sealed to who asked, for one release.
	///
	/// # Errors
	/// [`DocumentError::BadPublicKey`].
	pub fn seal(
		&self,
		to: &EncryptionKey,
		genesis: &[u8; 32],
		reason: Reason,
		consent: &ConsentInfo,
	) -> Result<SealedConsent, DocumentError> {
		let (version, form) = (consent.version, consent.form);
		let info = info(genesis, reason, version, form.as_ref());
		let sealed = seal_to(to, &info, &self.encode())?;
		Ok(SealedConsent { version, form: form.into_iter().collect(), sealed })
	}
}

/// The resource that the consent in force came in.
fn copy(
	store: &Store,
	patient: &PatientId,
	consent: &ConsentInfo,
) -> Result<Option<Accompanying>, StoreError> {
	let Some(form) = consent.form else { return Ok(None) };
	let originals = Originals::new(store, patient).all()?;
	let Some(original) = originals.into_iter().find(|original| original.form == form) else {
		return Ok(None);
	};
	let record = store.record(&original.record)?;
	let version = record.version(Some(1))?;
	let mut bounded = Bounded(Vec::new());
	match store.copy_content(original.record, version, &mut bounded) {
		Ok(()) => (),
		Err(StoreError::Document(DocumentError::Io(error)))
			if error.kind() == io::ErrorKind::FileTooLarge =>
		{
			return Ok(None);
		}
		Err(error) => return Err(error),
	}
	let salt = store.material(original.record, version)?.salt();
	// Its own commitment it has; that this is the chain's is looked at here.
	match version.content == form {
		true => Ok(Some(Accompanying::Copy { resource: bounded.0, salt })),
		false => Ok(None),
	}
}

/// At most [`MAX_COPY`] bytes.
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
	fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
		if self.0.len() + bytes.len() > MAX_COPY {
			return Err(io::ErrorKind::FileTooLarge.into());
		}
		self.0.extend_from_slice(bytes);
		Ok(bytes.len())
	}

	fn flush(&mut self) -> io::Result<()> {
		Ok(())
	}
}

fn info(genesis: &[u8; 32], reason: Reason, version: u32, form: Option<&Commitment>) -> Vec<u8> {
	let mut info = b"salus/vault/consent/1".to_vec();
	info.extend_from_slice(genesis);
	reason.write_to(&mut info);
	info.extend_from_slice(&version.to_le_bytes());
	info.extend_from_slice(form.map_or(&[], |form| &form[..]));
	info
}

/// What goes with the data, sealed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SealedConsent {
	/// Its version on the chain.
	pub version: u32,
	/// The signed form, as the chain has it: one, or none.
	#[serde(default, with = "crate::hex_list", skip_serializing_if = "Vec::is_empty")]
	pub form: Vec<Commitment>,
	/// The SCALE encoding of [`Accompanying`], sealed.
	#[serde(with = "crate::hex_bytes")]
	pub sealed: Vec<u8>,
}

impl SealedConsent {
	/// Opened. A copy is held against the commitment, which has to be the chain's: that is for the
	/// reader to ask.
	///
	/// # Errors
	/// [`DocumentError::KeyNotOurs`], [`DocumentError::NotAuthentic`].
	pub fn open(
		&self,
		with: &SecretKey,
		genesis: &[u8; 32],
		reason: Reason,
	) -> Result<Accompanying, DocumentError> {
		let info = info(genesis, reason, self.version, self.form.first());
		let plain = open_with(&self.sealed, with, &info)?;
		let opened =
			Accompanying::decode(&mut &plain[..]).map_err(|_| DocumentError::NotAuthentic)?;
		let holds = match &opened {
			Accompanying::Copy { resource, salt } => {
				let hash = Sha256::digest(resource).into();
				let content = Content { length: resource.len() as u64, hash };
				self.form == [commit(salt, &content)]
			}
			Accompanying::Scope(_) => true,
		};
		match holds {
			true => Ok(opened),
			false => Err(DocumentError::NotAuthentic),
		}
	}
}

/// What the ids of a consent stand for, as far as the patient map says.
#[derive(Default)]
struct Words {
	tokens: BTreeMap<(String, Id), String>,
	actors: BTreeMap<Id, String>,
}

impl Words {
	fn of(map: &MapFile, patient: &PatientId, consent: &Consent) -> Result<Self, MapError> {
		let map = map.open()?;
		let mut words = Self::default();
		for actor in consent.provisions.iter().flat_map(|provision| &provision.actors) {
			let (id, named) = match actor {
				Actor::Person(id) => (id, Named::Account(*id)),
				Actor::Group(id) => (id, Named::Group(*id)),
				Actor::Commitment(id) => (id, Named::Commitment(*id)),
				Actor::Organisation(_) | Actor::Capacity(_) => continue,
			};
			if let Some(reference) = map.reference(&named)? {
				words.actors.insert(*id, reference);
			}
		}
		if let Some(patient) = map.by_pseudonym(patient)? {
			words.tokens.extend(map.codes()?.into_iter().map(|(kind, code)| {
				let id = token(&patient.secret, &kind, &code);
				((kind, id), code)
			}));
		}
		Ok(words)
	}

	fn token(&self, kind: &str, id: &Id) -> String {
		let known = self.tokens.get(&(kind.to_owned(), *id));
		known.cloned().unwrap_or_else(|| hexed(id))
	}

	fn actor(&self, actor: &Actor) -> String {
		let named = |what: &str, id: &Id| {
			let known = self.actors.get(id).cloned();
			format!("{what} {}", known.unwrap_or_else(|| hexed(id)))
		};
		match actor {
			// The number, as the chain has it.
			Actor::Organisation([a, b, c, d, ..]) => {
				format!("organisation {}", OrganisationId::from_le_bytes([*a, *b, *c, *d]))
			}
			Actor::Capacity(capacity) => format!("whoever acts as {capacity:?}"),
			Actor::Person(id) => named("person", id),
			Actor::Group(id) => named("group", id),
			Actor::Commitment(id) => named("whoever opens the commitment", id),
		}
	}
}

fn hexed(id: &Id) -> String {
	format!("0x{}", hex::encode(id))
}

fn date(moment: Moment) -> String {
	let seconds = i64::try_from(moment / 1_000).unwrap_or(i64::MAX);
	match time::OffsetDateTime::from_unix_timestamp(seconds) {
		Ok(time) => time.date().to_string(),
		Err(_) => format!("{moment} ms after 1970"),
	}
}

fn span(period: &Period) -> String {
	let from = period.start.map(|start| format!(" from {}", date(start)));
	let until = period.end.map(|end| format!(" until {} inclusive", date(end)));
	[from, until].into_iter().flatten().collect()
}

/// One provision in a sentence.
fn sentence(provision: &Provision, words: &Words) -> String {
	let mut said = match provision.decision {
		Decision::Permit => "permits".to_owned(),
		Decision::Deny => "denies".to_owned(),
	};
	let mut list = |before: &str, each: Vec<String>| {
		if !each.is_empty() {
			said += &format!("; {before} {}", each.join(" or "));
		}
	};
	list("to", provision.actors.iter().map(|actor| words.actor(actor)).collect());
	list("to", provision.actions.iter().map(|action| format!("{action:?}")).collect());
	let purpose = |purpose: &Purpose| match purpose {
		Purpose::Other(id) => words.token("purpose", id),
		purpose => format!("{purpose:?}"),
	};
	list("for", provision.purposes.iter().map(purpose).collect());
	let tokens = |kind: &'static str, ids: &[Id]| -> Vec<String> {
		ids.iter().map(|id| words.token(kind, id)).collect()
	};
	list("data of class", tokens("class", &provision.classes));
	let label = |label: &Label| match label {
		Label::Confidentiality(level) => format!("confidentiality {level:?}"),
		Label::Sensitivity(id) => words.token("label", id),
	};
	list("data labelled", provision.labels.iter().map(label).collect());
	list("data with code", tokens("code", &provision.codes));
	let reference = |one: &salus_primitives::consent::Reference| match one.meaning {
		Meaning::Instance => format!("the record {}", hexed(&one.id)),
		Meaning::Related | Meaning::Dependents => format!("encounter {}", hexed(&one.id)),
		Meaning::AuthoredBy => format!("author {}", hexed(&one.id)),
	};
	list("data by reference:", provision.data.iter().map(reference).collect());
	let periods = [(&provision.data_period, "data written"), (&provision.period, "in force")];
	for (period, what) in periods.into_iter().filter(|(period, _)| period.is_stated()) {
		list(what, vec![span(period).trim().to_owned()]);
	}
	said
}

/// The scope of a consent, from what the chain has of it: who discloses what to whom, for what, until
/// when, and how it is revoked.
fn explain(
	info: &ConsentInfo,
	patient: &PatientId,
	custodian: OrganisationId,
	words: &Words,
) -> String {
	let ConsentInfo { version, consent, form, part_2, granted, .. } = info;
	let mut text = format!(
		"Scope of the patient's consent under 42 CFR Part 2 (42 CFR 2.32(b)).\n\nPatient: \
		 pseudonym {}\nDiscloses: organisation {custodian}\nConsent: version {version} on the \
		 chain, recorded {}\n",
		hexed(patient),
		date(*granted),
	);
	let mut line = |what: &str, said: String| text += &format!("{what}: {said}\n");
	line(
		"Commitment of the signed form",
		match form {
			Some(form) => hexed(form),
			None => "none on the chain: the patient granted it by its own signature".to_owned(),
		},
	);
	if let Some(part_2) = part_2 {
		let recipient = |to: &Part2Recipient| match to {
			Part2Recipient::Tpo => "the patient's treating providers, health plans, third-party \
			                        payers, and those who help operate this program"
				.to_owned(),
			Part2Recipient::Organisation(to) => format!("organisation {to}"),
		};
		let recipients: Vec<_> = part_2.recipients.iter().map(recipient).collect();
		line("Recipients", recipients.join("; "));
		line(
			"Ends",
			match &part_2.expiry {
				Part2Expiry::None => "not by itself (treatment, payment and operations)".to_owned(),
				Part2Expiry::Month(Month(month)) => {
					format!("with the month {}-{:02}", 1970 + month / 12, month % 12 + 1)
				}
				Part2Expiry::Event(event) => {
					format!("with an event that the form names, commitment {}", hexed(event))
				}
			},
		);
	}
	if consent.period.is_stated() {
		line("In force", span(&consent.period).trim().to_owned());
	}
	line(
		"What none of the following says",
		match consent.otherwise {
			Decision::Permit => "permitted".to_owned(),
			Decision::Deny => "denied".to_owned(),
		},
	);
	for (number, provision) in (1..).zip(&consent.provisions) {
		let place = match provision.parent {
			Some(parent) => format!("{number}, an exception to {}", u32::from(parent) + 1),
			None => format!("{number}"),
		};
		line(&place, sentence(provision, words));
	}
	text
		+ "An exception has of what it leaves out what it is an exception to has. The more special \
	        one holds, and of two the denial.\nRevocation: the patient may revoke it in writing at \
	        any time, except as far as it has been relied on (42 CFR 2.31(a)(6)). A revocation is on \
	        the chain, and nothing is released on the consent after it.\n"
}

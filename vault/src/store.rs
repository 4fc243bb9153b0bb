//! A folder of sealed documents.
//!
//! ```text
//! vault.json              the vault: its public key, its organisation, its chain
//! vault.key               its secret key, readable by its owner alone
//! objects/ab/abcd...      sealed documents, named by their SHA-256
//! records/ab/abcd....json a record: its versions, their sealed keys; or that it is erased
//! patients/abcd.../       an empty file for each record of a pseudonym
//! releases/abcd....ndjson to whom a record was released
//! pending/abcd....-1      an empty file for each version that waits to be anchored
//! batches/abcd....json    an anchored batch: its leaves in order
//! staging/                what is on the way to its place
//! log/                    the log of accesses: what waits, and its batches
//! persons/abcd.../        who looked at a patient's records, by name, sealed to the vault
//! consents/abcd....json   the FHIR Consents of a pseudonym, by the commitments that the chain has
//! ```
//!
//! A file is written beside its place, synced, and moved there: after a crash there is the old one
//! or the new one. One process writes at a time.

use crate::document::{
	self, Binding, DocumentError, Header, KeyMaterial, Opener, Reason, SecretKey,
};
use salus_objects::Objects;
use salus_primitives::{
	consent::{Confidentiality, Month},
	merkle::Tree,
	records::{
		record_leaf, BatchId, Commitment, DataDescriptor, EncryptionKey, PatientId, RecordLeaf,
		RecordStatus, RecordToken, TicketId, Token,
	},
	OrganisationId,
};
use serde::{de::DeserializeOwned, Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
	collections::BTreeSet,
	fs::{self, File, OpenOptions},
	io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write},
	path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Why the store does not do what it is asked.
#[derive(thiserror::Error, Debug)]
pub enum StoreError {
	/// There is a vault already.
	#[error("{0} is a vault already")]
	Exists(PathBuf),
	/// There is no vault.
	#[error("{0} is no vault: make one with `salus vault init`")]
	NoVault(PathBuf),
	/// There is no such record or version.
	#[error("the vault has no such record or version")]
	NotFound,
	/// It is erased.
	#[error("the record is erased")]
	Erased,
	/// The record is another patient's.
	#[error("the record is another patient's")]
	AnotherPatient,
	/// More labels than a record can carry.
	#[error("a record has at most {} labels", salus_primitives::records::MAX_LABELS)]
	TooManyLabels,
	/// A file does not hold what it should.
	#[error("{path} is damaged ({reason}): restore it from a backup")]
	Damaged {
		/// Which.
		path: PathBuf,
		/// How.
		reason: String,
	},
	/// A sealed document cannot be kept or fetched.
	#[error(transparent)]
	Objects(#[from] salus_objects::Error),
	/// A document does not open.
	#[error(transparent)]
	Document(#[from] DocumentError),
	/// Reading or writing failed.
	#[error("{path}: {error}")]
	Io {
		/// What.
		path: PathBuf,
		/// Why.
		error: io::Error,
	},
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> StoreError + '_ {
	move |error| StoreError::Io { path: path.to_owned(), error }
}

/// Which vault it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VaultInfo {
	/// How it seals.
	pub suite: u16,
	/// Where data keys are sealed to; also the vault's name in challenges.
	#[serde(with = "crate::hex_bytes")]
	pub public_key: EncryptionKey,
	/// Whose it is.
	pub organisation: OrganisationId,
	/// The first block of its chain.
	#[serde(with = "crate::hex_bytes")]
	pub genesis: [u8; 32],
	/// Where sealed documents lie, if not in its folder `objects`: `s3://BUCKET/PREFIX`.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub objects: Option<String>,
}

impl VaultInfo {
	fn open_objects(&self, root: &Path) -> Result<Objects, StoreError> {
		Ok(match &self.objects {
			Some(location) => Objects::at(location)?,
			None => Objects::folder(root.join("objects"))?,
		})
	}
}

/// What is said of a version beside its content.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Labels {
	/// The token of its class.
	#[serde(with = "crate::hex_bytes")]
	pub class: Token,
	/// The tokens of its sensitivity labels.
	#[serde(with = "crate::hex_list")]
	pub sensitivities: Vec<Token>,
	/// How confidential it is.
	pub confidentiality: Option<Confidentiality>,
	/// The token of that, as the leaf carries it.
	#[serde(default, with = "crate::hex_list", skip_serializing_if = "Vec::is_empty")]
	pub confidentiality_token: Vec<Token>,
	/// The token of its author.
	#[serde(with = "crate::hex_bytes")]
	pub author: Token,
	/// The month in which it was written.
	pub month: u16,
}

/// Where a version stands in an anchored batch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Anchor {
	/// The batch.
	#[serde(with = "crate::hex_bytes")]
	pub batch: BatchId,
	/// Its place.
	pub index: u32,
	/// The way to the root.
	#[serde(with = "crate::hex_list")]
	pub siblings: Vec<[u8; 32]>,
}

/// One version of a record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Version {
	/// From 1.
	pub version: u32,
	/// The version in whose place it stands.
	pub supersedes: Option<u32>,
	/// What is said of it.
	pub labels: Labels,
	/// The commitment of its content.
	#[serde(with = "crate::hex_bytes")]
	pub content: Commitment,
	/// How it stands.
	pub status: RecordStatus,
	/// Data key and salt, sealed to the vault.
	#[serde(with = "crate::hex_bytes")]
	pub sealed_key: Vec<u8>,
	/// The SHA-256 of its sealed document.
	#[serde(with = "crate::hex_bytes")]
	pub object: [u8; 32],
	/// Where it is anchored, once it is.
	pub anchor: Option<Anchor>,
	/// Whether it waits to be anchored.
	pub pending: bool,
}

impl Version {
	/// As the leaf of a batch, as it is anchored.
	///
	/// # Errors
	/// [`StoreError::TooManyLabels`].
	pub fn leaf(&self, record: RecordToken) -> Result<RecordLeaf, StoreError> {
		let labels = &self.labels;
		let all = [&labels.sensitivities[..], &labels.confidentiality_token[..]].concat();
		Ok(RecordLeaf {
			record,
			version: self.version,
			supersedes: self.supersedes,
			class: labels.class,
			labels: all.try_into().map_err(|_| StoreError::TooManyLabels)?,
			author: labels.author,
			month: Month(labels.month),
			content: self.content,
			// What becomes of it later is no part of what was anchored.
			status: RecordStatus::Current,
		})
	}

	/// As a consent looks at it.
	///
	/// # Errors
	/// [`StoreError::TooManyLabels`].
	pub fn descriptor(&self, record: RecordToken) -> Result<DataDescriptor, StoreError> {
		let many = |_| StoreError::TooManyLabels;
		Ok(DataDescriptor {
			classes: vec![self.labels.class].try_into().map_err(many)?,
			codes: Default::default(),
			confidentiality: self.labels.confidentiality,
			sensitivities: self.labels.sensitivities.clone().try_into().map_err(many)?,
			author: Some(self.labels.author),
			authored: Some(Month(self.labels.month)),
			encounter: None,
			record: Some(record),
		})
	}
}

/// A record: its versions; none once it is erased.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
	/// Which.
	#[serde(with = "crate::hex_bytes")]
	pub record: RecordToken,
	/// Whose.
	#[serde(with = "crate::hex_bytes")]
	pub patient: PatientId,
	/// Whether it is erased: then nothing that opened it is left.
	pub erased: bool,
	/// The oldest first.
	pub versions: Vec<Version>,
	/// Sealed documents that are no version's any more and are still to be destroyed: after a crash
	/// the next rotation or erasure does.
	#[serde(default, with = "crate::hex_list", skip_serializing_if = "Vec::is_empty")]
	pub retired: Vec<[u8; 32]>,
}

impl Record {
	/// Whether a sealed document is one of its versions', or of what it has still to destroy.
	fn holds(&self, object: &[u8; 32]) -> bool {
		self.retired.contains(object)
			|| self.versions.iter().any(|version| version.object == *object)
	}

	/// The version asked for, or the one in force.
	///
	/// # Errors
	/// [`StoreError::Erased`], [`StoreError::NotFound`].
	pub fn version(&self, which: Option<u32>) -> Result<&Version, StoreError> {
		if self.erased {
			return Err(StoreError::Erased);
		}
		self.versions
			.iter()
			.rev()
			.find(|version| match which {
				Some(which) => version.version == which,
				None => version.status == RecordStatus::Current,
			})
			.ok_or(StoreError::NotFound)
	}
}

/// To whom a version was released.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Released {
	/// Whose member has it; none for the patient itself.
	pub organisation: Option<OrganisationId>,
	/// On which ticket.
	pub ticket: Option<String>,
	/// Which version.
	pub version: u32,
}

/// An anchored batch: the record and version of each leaf.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
	/// Its name.
	#[serde(with = "crate::hex_bytes")]
	pub id: BatchId,
	/// Its root.
	#[serde(with = "crate::hex_bytes")]
	pub root: [u8; 32],
	/// How many leaves it has.
	pub count: u32,
	/// What they are, in order.
	pub leaves: Vec<BatchLeaf>,
	/// Whether the chain has it.
	pub anchored: bool,
}

/// A leaf of a batch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchLeaf {
	/// The record.
	#[serde(with = "crate::hex_bytes")]
	pub record: RecordToken,
	/// Its version.
	pub version: u32,
	/// Its hash: proofs of the others need it also once this one is erased.
	#[serde(with = "crate::hex_bytes")]
	pub hash: [u8; 32],
}

/// What erasure did.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Erasure {
	/// The records of which nothing opens any more, as hex.
	pub erased: Vec<String>,
	/// Copies out of our reach: who has them.
	pub not_reached: Vec<NotReached>,
}

/// A copy that the vault cannot erase.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NotReached {
	/// Of which record, as hex.
	pub record: String,
	/// To whom and on what it was released.
	#[serde(flatten)]
	pub released: Released,
}

/// A vault's folder.
pub struct Store {
	root: PathBuf,
	info: VaultInfo,
	key: SecretKey,
	objects: Objects,
}

impl Store {
	/// Make a vault in a folder that holds none. Its sealed documents go to that folder, or to
	/// another place that [`Objects::at`] knows: keys, labels and lists stay in the folder.
	///
	/// # Errors
	/// [`StoreError::Exists`], and where writing fails.
	pub fn init(
		root: &Path,
		organisation: OrganisationId,
		genesis: [u8; 32],
		objects: Option<String>,
	) -> Result<Self, StoreError> {
		let place = root.join("vault.json");
		if place.exists() {
			return Err(StoreError::Exists(root.to_owned()));
		}
		make_folder(root)?;
		// Whatever is made in it later, and with which permissions: nobody else looks in.
		#[cfg(unix)]
		{
			use std::os::unix::fs::PermissionsExt;
			fs::set_permissions(root, fs::Permissions::from_mode(0o700)).map_err(at(root))?;
		}
		for folder in ["records", "patients", "releases", "pending", "batches", "spool"] {
			make_folder(&root.join(folder))?;
		}
		let key = SecretKey::random();
		// Where an earlier attempt ended here, nothing is sealed to its key yet.
		write_key(&root.join("vault.key"), &key)?;
		let info = VaultInfo {
			suite: document::SUITE_X25519_CHACHA20,
			public_key: key.public(),
			organisation,
			genesis,
			objects,
		};
		// Before there is a vault: one that could keep nothing is none.
		let objects = info.open_objects(root)?;
		objects.has(&object_name(&[0; 32]))?;
		write_json(&place, &info)?;
		Ok(Self { root: root.to_owned(), info, key, objects })
	}

	/// Open a vault.
	///
	/// # Errors
	/// [`StoreError::NoVault`], [`StoreError::Damaged`], and where reading fails.
	pub fn open(root: &Path) -> Result<Self, StoreError> {
		let place = root.join("vault.json");
		let info: VaultInfo =
			read_json(&place)?.ok_or_else(|| StoreError::NoVault(root.to_owned()))?;
		let path = root.join("vault.key");
		let key = read_key(&path)?;
		if key.public() != info.public_key {
			return Err(StoreError::Damaged { path, reason: "the key of another vault".into() });
		}
		let objects = info.open_objects(root)?;
		Ok(Self { root: root.to_owned(), info, key, objects })
	}

	/// Which vault it is.
	pub const fn info(&self) -> &VaultInfo {
		&self.info
	}

	/// Its secret key.
	pub(crate) const fn key(&self) -> &SecretKey {
		&self.key
	}

	/// A folder or file in it.
	pub fn path(&self, name: &str) -> PathBuf {
		self.root.join(name)
	}

	/// Held while something is written, or read to be written anew. What a crash left of an earlier
	/// holder's work is destroyed first: it could hold a key.
	pub(crate) fn lock(&self) -> Result<File, StoreError> {
		let lock = self.lock_file("vault.lock")?;
		self.sweep()?;
		Ok(lock)
	}

	/// Held for a moment: whoever serves an emergency must not wait for who seals a large document.
	pub(crate) fn lock_file(&self, name: &str) -> Result<File, StoreError> {
		let path = self.root.join(name);
		let file = OpenOptions::new()
			.create(true)
			.truncate(false)
			.write(true)
			.open(&path)
			.map_err(at(&path))?;
		file.lock().map_err(at(&path))?;
		Ok(file)
	}

	/// Destroy what is in the way to its place: records that were never moved there, and documents
	/// that became no version of the record which their note names.
	fn sweep(&self) -> Result<(), StoreError> {
		for path in all_files(&self.staging())? {
			let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
			if let Some(token) = name.strip_suffix(".old").and_then(from_hex) {
				// It could still be the record itself: no more, once that is written anew.
				let live = self.record_path(&token);
				let bytes = fs::read(&live).map_err(at(&live))?;
				write_staged(&self.staging(), &live, &bytes)?;
			} else if let Some(object) = from_hex(name) {
				let note = fs::read_to_string(&path).map_err(at(&path))?;
				let is_used = match from_hex(&note).map(|token| self.record(&token)) {
					Some(Ok(record)) => record.holds(&object),
					Some(Err(StoreError::NotFound)) => false,
					// What cannot be read now may still name it.
					Some(Err(_)) => continue,
					// Whose it is nobody can tell from this: a record may name it.
					None => true,
				};
				let removed = match is_used {
					true => Ok(()),
					false => self.objects.remove(&object_name(&object)),
				};
				if let Err(error) = removed {
					// Its place is away now: the next one to write tries again.
					log::warn!("{error}");
					continue;
				}
				// There is no secret in it, and half overwritten it would be a note of nobody's.
				fs::remove_file(&path).map_err(at(&path))?;
				continue;
			}
			wipe(&path).map_err(at(&path))?;
		}
		// Documents that were never whole.
		for path in all_files(&self.root.join("objects"))? {
			if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
				fs::remove_file(&path).map_err(at(&path))?;
			}
		}
		Ok(())
	}

	/// What is on the way to its place.
	fn staging(&self) -> PathBuf {
		self.root.join("staging")
	}

	/// Write a record. By who holds the lock alone.
	fn write_record(&self, record: &Record) -> Result<(), StoreError> {
		let path = self.record_path(&record.record);
		let bytes = serde_json::to_vec(record).map_err(|error| at(&path)(error.into()))?;
		write_staged(&self.staging(), &path, &bytes)
	}

	/// Write a record in the place of one whose keys must not be read again, and overwrite that: as
	/// good as the file system lets us (docs/vault.md). A crash leaves it to the next time.
	fn replace_record(&self, record: &Record) -> Result<(), StoreError> {
		let path = self.record_path(&record.record);
		let old = self.staging().join(format!("{}.old", hex::encode(record.record)));
		make_folder(&self.staging())?;
		fs::hard_link(&path, &old).map_err(at(&old))?;
		self.write_record(record)?;
		wipe(&old).map_err(at(&old))
	}

	fn record_path(&self, record: &RecordToken) -> PathBuf {
		let name = hex::encode(record);
		self.root.join("records").join(&name[..2]).join(format!("{name}.json"))
	}

	fn pending_path(&self, record: &RecordToken, version: u32) -> PathBuf {
		self.root.join("pending").join(format!("{}-{version}", hex::encode(record)))
	}

	fn releases_path(&self, record: &RecordToken) -> PathBuf {
		self.root.join("releases").join(format!("{}.ndjson", hex::encode(record)))
	}

	/// A record.
	///
	/// # Errors
	/// [`StoreError::NotFound`], [`StoreError::Damaged`], and where reading fails.
	pub fn record(&self, record: &RecordToken) -> Result<Record, StoreError> {
		let path = self.record_path(record);
		let found = match read_json(&path) {
			// It was replaced, and what had been opened was overwritten: now there is the new one.
			Err(StoreError::Damaged { .. }) => read_json(&path)?,
			found => found?,
		};
		found.ok_or(StoreError::NotFound)
	}

	/// The records of a pseudonym, erased ones among them.
	///
	/// # Errors
	/// [`StoreError::Damaged`], and where reading fails.
	pub fn records_of(&self, patient: &PatientId) -> Result<Vec<Record>, StoreError> {
		let folder = self.root.join("patients").join(hex::encode(patient));
		let entries = match fs::read_dir(&folder) {
			Ok(entries) => entries,
			Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
			Err(error) => return Err(at(&folder)(error)),
		};
		let mut records = Vec::new();
		for entry in entries {
			let name = entry.map_err(at(&folder))?.file_name();
			let token = name.to_str().and_then(|name| hex::decode(name).ok()?.try_into().ok());
			// The name is written before the record: after a crash there may be none.
			match token.map(|token| self.record(&token)) {
				Some(Ok(record)) => records.push(record),
				Some(Err(StoreError::NotFound)) | None => (),
				Some(Err(error)) => return Err(error),
			}
		}
		records.sort_by_key(|record| record.record);
		Ok(records)
	}

	/// Seal a document: as a new record, or as the next version of one.
	///
	/// # Errors
	/// [`StoreError::AnotherPatient`], [`StoreError::Erased`], [`StoreError::NotFound`] for a record
	/// to be replaced, [`StoreError::TooManyLabels`], and where reading or writing fails: then nothing
	/// has changed.
	pub fn seal(
		&self,
		from: impl Read,
		patient: PatientId,
		replaces: Option<RecordToken>,
		labels: Labels,
		pending: bool,
	) -> Result<(RecordToken, Version), StoreError> {
		let _lock = self.lock()?;
		let mut record = match replaces {
			Some(token) => self.record(&token)?,
			None => {
				let (record, versions, retired) = (crate::random(), Vec::new(), Vec::new());
				Record { record, patient, erased: false, versions, retired }
			}
		};
		if record.patient != patient {
			return Err(StoreError::AnotherPatient);
		}
		if record.erased {
			return Err(StoreError::Erased);
		}
		let last = record.versions.last().map(|version| version.version);
		let number = last.unwrap_or_default() + 1;
		let header = Header::new(record.record, number, self.info.genesis);
		let material = KeyMaterial::random();
		let mut version = Version {
			version: number,
			supersedes: last,
			labels,
			content: [0; 32],
			status: RecordStatus::Current,
			sealed_key: material
				.seal(&self.info.public_key, &Binding::new(&header, Reason::AtRest))?,
			object: [0; 32],
			anchor: None,
			pending,
		};
		// Before anything is written.
		version.leaf(record.record)?;
		version.descriptor(record.record)?;
		let (object, content) = self.put(from, &header, &material)?;
		version.object = object;
		version.content = material.commitment(&content);
		for earlier in &mut record.versions {
			if earlier.status == RecordStatus::Current {
				earlier.status = RecordStatus::Superseded;
			}
		}
		record.versions.push(version.clone());
		let folder = self.root.join("patients").join(hex::encode(patient));
		write_atomically(&folder.join(hex::encode(record.record)), &[])?;
		if pending {
			write_atomically(&self.pending_path(&record.record, number), &[])?;
		}
		self.write_record(&record)?;
		Ok((record.record, version))
	}

	/// Seal into the place of the objects.
	fn put(
		&self,
		from: impl Read,
		header: &Header,
		material: &KeyMaterial,
	) -> Result<([u8; 32], document::Content), StoreError> {
		let staged = BufWriter::new(self.objects.stage()?);
		let mut out = Hashing { to: staged, hash: Sha256::new() };
		let content = document::seal(from, &mut out, header, material)?;
		let object = out.hash.finalize().into();
		let folder = self.root.join("objects");
		let staged = out.to.into_inner().map_err(|error| at(&folder)(error.into_error()))?;
		// Before there is the document: whose it is to be, so that a crash leaves none that is nobody's.
		let note = self.staging().join(hex::encode(object));
		write_atomically(&note, hex::encode(header.record).as_bytes())?;
		self.objects.put(&object_name(&object), staged)?;
		Ok((object, content))
	}

	/// The sealed document of a version.
	///
	/// # Errors
	/// [`StoreError::Damaged`] where it is missing.
	pub fn object(&self, version: &Version) -> Result<File, StoreError> {
		let name = object_name(&version.object);
		self.objects
			.get(&name)?
			.ok_or_else(|| StoreError::Damaged { path: name.into(), reason: "missing".into() })
	}

	/// The sealed document of a version, once its hash was compared: what is served is whole.
	///
	/// # Errors
	/// [`StoreError::Damaged`].
	fn whole_object(&self, version: &Version) -> Result<File, StoreError> {
		let mut file = self.object(version)?;
		let path = PathBuf::from(object_name(&version.object));
		let mut hash = Sha256::new();
		let mut buffer = vec![0; document::CHUNK];
		loop {
			match file.read(&mut buffer).map_err(at(&path))? {
				0 => break,
				count => hash.update(&buffer[..count]),
			}
		}
		if <[u8; 32]>::from(hash.finalize()) != version.object {
			return Err(StoreError::Damaged { path, reason: "another hash".into() });
		}
		file.rewind().map_err(at(&path))?;
		Ok(file)
	}

	/// A version as it is now, and its sealed document, whole. Where it is rotated or erased
	/// meanwhile, it is looked up again.
	///
	/// # Errors
	/// [`StoreError::Erased`], [`StoreError::NotFound`], [`StoreError::Damaged`].
	pub fn open_version(
		&self,
		token: &RecordToken,
		number: u32,
	) -> Result<(Version, File), StoreError> {
		let mut record = self.record(token)?;
		loop {
			let version = record.version(Some(number))?.clone();
			match self.whole_object(&version) {
				Err(error @ StoreError::Damaged { .. }) => {
					let now = self.record(token)?;
					if now == record {
						return Err(error);
					}
					record = now;
				}
				done => return done.map(|file| (version, file)),
			}
		}
	}

	/// What a data key of this vault is bound to.
	pub const fn binding(&self, record: RecordToken, version: u32, reason: Reason) -> Binding {
		let (suite, genesis) = (self.info.suite, self.info.genesis);
		Binding { suite, record, version, genesis, reason }
	}

	/// Data key and salt of a version.
	///
	/// # Errors
	/// [`DocumentError::KeyNotOurs`].
	pub fn material(
		&self,
		record: RecordToken,
		version: &Version,
	) -> Result<KeyMaterial, StoreError> {
		let bound = self.binding(record, version.version, Reason::AtRest);
		Ok(KeyMaterial::open(&version.sealed_key, &self.key, &bound)?)
	}

	/// Write the content of a version to `to`, and compare it with its commitment.
	///
	/// # Errors
	/// Those of [`Opener::copy_to`]; [`StoreError::Damaged`] where the commitment is of another
	/// content. What was written has to be thrown away then.
	pub fn copy_content(
		&self,
		record: RecordToken,
		version: &Version,
		to: impl Write,
	) -> Result<(), StoreError> {
		let material = self.material(record, version)?;
		let opener = Opener::new(BufReader::new(self.object(version)?), &material)?;
		if (opener.header().record, opener.header().version) != (record, version.version) {
			return Err(DocumentError::AnotherDocument.into());
		}
		let content = opener.copy_to(to)?;
		if material.commitment(&content) != version.content {
			let path = PathBuf::from(object_name(&version.object));
			return Err(StoreError::Damaged { path, reason: "another content".into() });
		}
		Ok(())
	}

	/// Seal all versions of a record anew, each under another data key: who has an old key reads
	/// nothing with it here any more. Commitments stay.
	///
	/// # Errors
	/// [`StoreError::NotFound`], [`StoreError::Erased`], and where a document does not open: then
	/// nothing has changed.
	pub fn rotate(&self, token: &RecordToken) -> Result<u32, StoreError> {
		let _lock = self.lock()?;
		let mut record = self.record(token)?;
		if record.erased {
			return Err(StoreError::Erased);
		}
		let mut old = Vec::new();
		for version in &mut record.versions {
			let material = self.material(*token, version)?;
			let mut opener = Opener::new(BufReader::new(self.object(version)?), &material)?;
			let header = Header::new(*token, version.version, self.info.genesis);
			let rotated = material.rotated();
			let (object, content) = self.put(&mut opener, &header, &rotated)?;
			if rotated.commitment(&content) != version.content {
				let path = object_name(&version.object).into();
				return Err(StoreError::Damaged { path, reason: "another content".into() });
			}
			old.push(std::mem::replace(&mut version.object, object));
			version.sealed_key =
				rotated.seal(&self.info.public_key, &Binding::new(&header, Reason::AtRest))?;
		}
		let count = old.len() as u32;
		record.retired.append(&mut old);
		self.replace_record(&record)?;
		self.destroy_retired(&mut record)?;
		Ok(count)
	}

	/// Destroy what is no version's any more, and then forget its name.
	fn destroy_retired(&self, record: &mut Record) -> Result<(), StoreError> {
		if record.retired.is_empty() {
			return Ok(());
		}
		for object in &record.retired {
			self.objects.remove(&object_name(object))?;
		}
		record.retired.clear();
		self.write_record(record)
	}

	/// Withdraw the current version, or say that it was wrong: it is served no more by default.
	///
	/// # Errors
	/// [`StoreError::NotFound`], [`StoreError::Erased`].
	pub fn set_status(&self, token: &RecordToken, status: RecordStatus) -> Result<(), StoreError> {
		let _lock = self.lock()?;
		let mut record = self.record(token)?;
		let current = record.version(None)?.version;
		for version in &mut record.versions {
			if version.version == current {
				version.status = status;
			}
		}
		self.write_record(&record)
	}

	/// Destroy keys, salts and ciphertexts of records. Again is the same.
	///
	/// # Errors
	/// [`StoreError::NotFound`] where there is not one of them: then nothing was erased; and where a file cannot be removed: run it again.
	pub fn erase(&self, records: &[RecordToken]) -> Result<Erasure, StoreError> {
		let _lock = self.lock()?;
		let mut done = Erasure::default();
		let found: Vec<_> = records.iter().map(|it| self.record(it)).collect::<Result<_, _>>()?;
		for (token, record) in records.iter().zip(found) {
			let name = format!("0x{}", hex::encode(token));
			// The keys first: without them the rest is noise. The objects' names stay in the
			// tombstone until they are gone, so that a crash in between leaves none behind.
			let mut tombstone = Record { erased: true, versions: Vec::new(), ..record };
			tombstone.retired.extend(record.versions.iter().map(|version| version.object));
			self.replace_record(&tombstone)?;
			self.destroy_retired(&mut tombstone)?;
			let released = self.released(token)?.into_iter();
			done.not_reached
				.extend(released.map(|released| NotReached { record: name.clone(), released }));
			done.erased.push(name);
		}
		Ok(done)
	}

	/// Note to whom a version goes, before it does.
	///
	/// # Errors
	/// Where writing fails.
	pub fn note_release(&self, record: &RecordToken, to: &Released) -> Result<(), StoreError> {
		append(&self.releases_path(record), to)
	}

	/// To whom a record was released, each once.
	///
	/// # Errors
	/// Where reading fails.
	pub fn released(&self, record: &RecordToken) -> Result<Vec<Released>, StoreError> {
		let path = self.releases_path(record);
		let file = match File::open(&path) {
			Ok(file) => file,
			Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
			Err(error) => return Err(at(&path)(error)),
		};
		let mut released = BTreeSet::new();
		for line in BufReader::new(file).lines() {
			let line = line.map_err(at(&path))?;
			// A line cut off by a crash is a release that did not happen.
			released.extend(serde_json::from_str::<Released>(&line));
		}
		Ok(released.into_iter().collect())
	}

	/// Put what waits into one batch, shuffled: neither its order nor its place says whose it is.
	/// Proofs are written when the chain has it, see [`anchored`](Self::anchored). None where nothing
	/// waits. A batch that was made and not anchored is given again.
	///
	/// # Errors
	/// Where reading or writing fails.
	pub fn batch(&self) -> Result<Option<Batch>, StoreError> {
		let _lock = self.lock()?;
		let folder = self.root.join("batches");
		for path in files(&folder, "json")? {
			if let Some(batch) = read_json::<Batch>(&path)?.filter(|batch| !batch.anchored) {
				return Ok(Some(batch));
			}
		}
		let mut waiting = Vec::new();
		for (token, number) in self.waiting()? {
			// The name is written before the record: after a crash there may be none, and what was
			// erased since is not anchored.
			let Ok(record) = self.record(&token) else { continue };
			let version = record.version(Some(number)).ok().filter(|version| version.pending);
			if let Some(version) = version {
				let order: [u8; 16] = crate::random();
				waiting.push((order, version.leaf(token)?));
			}
		}
		// By a random key each: a shuffle.
		waiting.sort_by_key(|(order, _)| *order);
		let leaves: Vec<_> = (0u32..)
			.zip(&waiting)
			.map(|(index, (_, leaf))| BatchLeaf {
				record: leaf.record,
				version: leaf.version,
				hash: record_leaf(leaf, index),
			})
			.collect();
		let Some(tree) = tree_of(&leaves) else { return Ok(None) };
		let root = tree.root();
		let id: BatchId = crate::random();
		let batch = Batch { id, root: root.hash, count: root.count, leaves, anchored: false };
		write_json(&folder.join(format!("{}.json", hex::encode(id))), &batch)?;
		Ok(Some(batch))
	}

	/// The records and versions that wait to be anchored.
	fn waiting(&self) -> Result<Vec<(RecordToken, u32)>, StoreError> {
		let folder = self.root.join("pending");
		let mut waiting = Vec::new();
		for entry in fs::read_dir(&folder).map_err(at(&folder))? {
			let name = entry.map_err(at(&folder))?.file_name();
			waiting.extend(name.to_str().and_then(|name| {
				let (record, version) = name.split_once('-')?;
				Some((hex::decode(record).ok()?.try_into().ok()?, version.parse().ok()?))
			}));
		}
		waiting.truncate(salus_primitives::merkle::MAX_LEAVES as usize);
		Ok(waiting)
	}

	/// The chain has a batch: give each of its versions its proof. Again is the same. What was erased
	/// since gets none.
	///
	/// # Errors
	/// [`StoreError::Damaged`] where the batch is of another root than its leaves have.
	pub fn anchored(&self, batch: &Batch) -> Result<u32, StoreError> {
		let _lock = self.lock()?;
		let path = self.root.join("batches").join(format!("{}.json", hex::encode(batch.id)));
		let tree =
			tree_of(&batch.leaves).filter(|tree| tree.root().hash == batch.root).ok_or_else(
				|| StoreError::Damaged { path: path.clone(), reason: "another root".into() },
			)?;
		for (index, leaf) in (0u32..).zip(&batch.leaves) {
			let mut record = self.record(&leaf.record)?;
			let proof = tree.prove(index).expect("the tree has a leaf for each; qed");
			if !record.erased {
				for mine in record.versions.iter_mut().filter(|it| it.version == leaf.version) {
					let siblings = proof.siblings.to_vec();
					mine.anchor = Some(Anchor { batch: batch.id, index, siblings });
					mine.pending = false;
				}
				self.write_record(&record)?;
			}
			let waiting = self.pending_path(&leaf.record, leaf.version);
			if waiting.exists() {
				fs::remove_file(&waiting).map_err(at(&waiting))?;
			}
		}
		write_json(&path, &Batch { anchored: true, ..batch.clone() })?;
		Ok(batch.count)
	}

	/// Give up a batch that the chain does not have: its versions wait again.
	///
	/// # Errors
	/// Where the file cannot be removed.
	pub fn discard(&self, batch: &Batch) -> Result<(), StoreError> {
		let _lock = self.lock()?;
		let path = self.root.join("batches").join(format!("{}.json", hex::encode(batch.id)));
		fs::remove_file(&path).map_err(at(&path))
	}
}

fn tree_of(leaves: &[BatchLeaf]) -> Option<Tree> {
	Tree::new(leaves.iter().map(|leaf| leaf.hash).collect())
}

struct Hashing<W> {
	to: W,
	hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
	fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
		let count = self.to.write(bytes)?;
		self.hash.update(&bytes[..count]);
		Ok(count)
	}

	fn flush(&mut self) -> io::Result<()> {
		self.to.flush()
	}
}

/// What a file holds as JSON; none if there is no file.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, StoreError> {
	let bytes = match fs::read(path) {
		Ok(bytes) => bytes,
		Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
		Err(error) => return Err(at(path)(error)),
	};
	serde_json::from_slice(&bytes)
		.map(Some)
		.map_err(|error| StoreError::Damaged { path: path.to_owned(), reason: error.to_string() })
}

/// The files of a folder, by name; none where there is no folder.
fn all_files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
	let entries = match fs::read_dir(folder) {
		Ok(entries) => entries,
		Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
		Err(error) => return Err(at(folder)(error)),
	};
	let mut files = Vec::new();
	for entry in entries {
		let entry = entry.map_err(at(folder))?;
		if entry.file_type().map_err(at(folder))?.is_file() {
			files.push(entry.path());
		}
	}
	files.sort();
	Ok(files)
}

/// The files of a folder that end in `.extension`, by name; none where there is no folder.
pub(crate) fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, StoreError> {
	let mut files = all_files(folder)?;
	files.retain(|path| path.extension().is_some_and(|its| its == extension));
	Ok(files)
}

/// 32 bytes from hex.
pub(crate) fn from_hex(text: &str) -> Option<[u8; 32]> {
	hex::decode(text.strip_prefix("0x").unwrap_or(text)).ok()?.try_into().ok()
}

/// Write JSON, all or nothing.
pub(crate) fn write_json(path: &Path, value: &impl Serialize) -> Result<(), StoreError> {
	let bytes = serde_json::to_vec(value).map_err(|error| at(path)(error.into()))?;
	write_atomically(path, &bytes)
}

/// The folder that a file is in: of a bare name, the current one.
fn folder_of(path: &Path) -> &Path {
	match path.parent() {
		Some(folder) if !folder.as_os_str().is_empty() => folder,
		_ => Path::new("."),
	}
}

/// Write a file that its owner alone can read, all or nothing.
///
/// # Errors
/// Where writing fails.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
	write_staged(folder_of(path), path, bytes)
}

/// Likewise, and until it is whole it lies in another folder of the same file system.
fn write_staged(staging: &Path, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
	let folder = folder_of(path);
	make_folder(folder)?;
	make_folder(staging)?;
	let mut file = tempfile::NamedTempFile::new_in(staging).map_err(at(staging))?;
	file.write_all(bytes).map_err(at(path))?;
	file.as_file().sync_all().map_err(at(path))?;
	file.persist(path).map_err(|error| at(path)(error.error))?;
	sync_folder(folder)
}

/// A secret key from a file.
///
/// # Errors
/// [`StoreError::Damaged`] where it holds none, and where reading fails.
pub fn read_key(path: &Path) -> Result<SecretKey, StoreError> {
	let text = Zeroizing::new(fs::read_to_string(path).map_err(at(path))?);
	let text = text.trim();
	let mut key = Zeroizing::new([0; 32]);
	// What is there is in no message: it could be a key with a typing error.
	hex::decode_to_slice(text.strip_prefix("0x").unwrap_or(text), &mut key[..])
		.map_err(|_| StoreError::Damaged { path: path.to_owned(), reason: "no key".into() })?;
	Ok(SecretKey::from_bytes(*key))
}

/// Write a secret key to a file that its owner alone can read.
///
/// # Errors
/// Where writing fails.
pub fn write_key(path: &Path, key: &SecretKey) -> Result<(), StoreError> {
	let digits = Zeroizing::new(hex::encode(key.expose()));
	let text = Zeroizing::new(format!("0x{}\n", *digits));
	write_atomically(path, text.as_bytes())
}

/// The names in a folder, on disk when it returns.
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
	File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
}

/// A folder and those above it, on disk when it returns: a file is not safe in a folder that is not.
fn make_folder(folder: &Path) -> Result<(), StoreError> {
	if folder.is_dir() {
		return Ok(());
	}
	let above = folder_of(folder);
	if above != folder {
		make_folder(above)?;
	}
	match fs::create_dir(folder) {
		Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(at(folder)(error)),
		_ => sync_folder(above),
	}
}

/// Add a line to a file that its owner alone can read, on disk when it returns. A line is one write:
/// concurrent ones do not mix.
pub(crate) fn append(path: &Path, value: &impl Serialize) -> Result<(), StoreError> {
	let mut line = serde_json::to_vec(value).map_err(|error| at(path)(error.into()))?;
	line.push(b'\n');
	let is_new = !path.exists();
	let mut options = OpenOptions::new();
	options.create(true).read(true).append(true);
	#[cfg(unix)]
	std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
	let mut file = options.open(path).map_err(at(path))?;
	// What a crash cut off must not take this line with it.
	if is_cut_off(&mut file).map_err(at(path))? {
		line.insert(0, b'\n');
	}
	file.write_all(&line).and_then(|()| file.sync_data()).map_err(at(path))?;
	if is_new {
		sync_folder(folder_of(path))?;
	}
	Ok(())
}

/// Whether the last line of a file has no end.
fn is_cut_off(file: &mut File) -> io::Result<bool> {
	if file.metadata()?.len() == 0 {
		return Ok(false);
	}
	let mut last = [0];
	file.seek(io::SeekFrom::End(-1))?;
	file.read_exact(&mut last)?;
	Ok(last != *b"\n")
}

/// Remove a file that may be gone already.
pub(crate) fn remove_file(path: &Path) -> Result<(), StoreError> {
	match fs::remove_file(path) {
		Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
		_ => Ok(()),
	}
}

/// Overwrite a file, and remove it.
fn wipe(path: &Path) -> io::Result<()> {
	let mut file = OpenOptions::new().write(true).open(path)?;
	let length = file.metadata()?.len();
	io::copy(&mut io::repeat(0).take(length), &mut file)?;
	file.sync_all()?;
	fs::remove_file(path)
}

/// What the sealed document of this hash is called where objects lie.
fn object_name(object: &[u8; 32]) -> String {
	let name = hex::encode(object);
	format!("{}/{name}", &name[..2])
}

/// A ticket as text: `ORG-HEX`.
pub fn ticket_text(organisation: OrganisationId, ticket: &TicketId) -> String {
	format!("{organisation}-{}", hex::encode(ticket))
}

/// A ticket from text.
pub fn parse_ticket(text: &str) -> Option<(OrganisationId, TicketId)> {
	let (organisation, ticket) = text.split_once('-')?;
	let ticket = hex::decode(ticket.trim_start_matches("0x")).ok()?.try_into().ok()?;
	Some((organisation.parse().ok()?, ticket))
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::merkle::{Proof, Root};

	fn store() -> (tempfile::TempDir, Store) {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::init(folder.path(), 3, [9; 32], None).unwrap();
		(folder, store)
	}

	fn labels() -> Labels {
		Labels { class: [1; 32], author: [2; 32], month: 670, ..Labels::default() }
	}

	fn content(
		store: &Store,
		token: RecordToken,
		version: Option<u32>,
	) -> Result<Vec<u8>, StoreError> {
		let record = store.record(&token)?;
		let mut out = Vec::new();
		store.copy_content(token, record.version(version)?, &mut out)?;
		Ok(out)
	}

	/// All regular files of a folder, whatever is in them.
	fn everything(folder: &Path) -> Vec<PathBuf> {
		let mut all = all_files(folder).unwrap();
		for entry in fs::read_dir(folder).unwrap() {
			let path = entry.unwrap().path();
			if path.is_dir() {
				all.extend(everything(&path));
			}
		}
		all
	}

	/// The files of sealed documents.
	fn objects(folder: &Path) -> Vec<PathBuf> {
		everything(&folder.join("objects"))
	}

	#[test]
	fn a_line_after_one_that_a_crash_cut_off_should_be_read() {
		let (folder, store) = store();
		let to = |version| Released { organisation: Some(5), ticket: None, version };
		store.note_release(&[1; 32], &to(1)).unwrap();
		let path = store.releases_path(&[1; 32]);
		let whole = fs::read(&path).unwrap();
		fs::write(&path, [&whole[..], &whole[..9]].concat()).unwrap();
		store.note_release(&[1; 32], &to(2)).unwrap();
		assert_eq!(store.released(&[1; 32]).unwrap(), [to(1), to(2)]);
		drop(folder);
	}

	#[cfg(unix)]
	#[test]
	fn nobody_else_should_look_into_a_vault() {
		use std::os::unix::fs::PermissionsExt;
		let (folder, store) = store();
		let (token, _) = store.seal(&b"x"[..], [7; 32], None, labels(), true).unwrap();
		let released = Released { organisation: Some(5), ticket: None, version: 1 };
		store.note_release(&token, &released).unwrap();
		let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
		assert_eq!(mode(folder.path()), 0o700);
		for file in everything(folder.path()) {
			let is_lock = file.extension().is_some_and(|extension| extension == "lock");
			assert!(is_lock || mode(&file) == 0o600, "{}", file.display());
		}
	}

	#[test]
	fn what_a_crash_left_of_a_document_should_be_destroyed() {
		let (folder, store) = store();
		let (token, version) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		// Killed when the document was in its place and the record was not: twice, of a record that
		// there is, and of one that there never was.
		for (record, content) in [(token, "two"), ([5; 32], "three")] {
			let header = Header::new(record, 2, [9; 32]);
			store.put(content.as_bytes(), &header, &KeyMaterial::random()).unwrap();
		}
		// Killed while it was written: a document, and a record with its key.
		fs::write(folder.path().join("objects/.tmpABC"), "half").unwrap();
		fs::write(store.staging().join(".tmpDEF"), "a key").unwrap();
		assert_eq!(objects(folder.path()).len(), 4);
		drop(store.lock().unwrap());
		let left = objects(folder.path());
		assert_eq!(left.len(), 1);
		assert!(left[0].ends_with(hex::encode(version.object)));
		assert_eq!(all_files(&store.staging()).unwrap(), [] as [PathBuf; 0]);
		assert_eq!(content(&store, token, None).unwrap(), b"one");
	}

	#[test]
	fn a_note_that_a_crash_cut_off_should_cost_no_document() {
		let (_folder, store) = store();
		let (token, version) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		let note = store.staging().join(hex::encode(version.object));
		// Overwritten and not removed any more, as an earlier release did; half of it.
		for left in ["\0".repeat(64), "5e".to_owned(), String::new()] {
			fs::write(&note, left).unwrap();
			drop(store.lock().unwrap());
			assert_eq!(content(&store, token, None).unwrap(), b"one");
		}
	}

	#[test]
	fn what_a_crash_left_of_a_rotation_should_be_destroyed() {
		let (folder, store) = store();
		let (token, _) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		let old_file = fs::read(store.record_path(&token)).unwrap();
		let old_object = objects(folder.path())[0].clone();
		let copy = fs::read(&old_object).unwrap();
		store.rotate(&token).unwrap();
		// Killed when the record was in its place and the old document still there.
		let mut record = store.record(&token).unwrap();
		let name = old_object.file_name().unwrap().to_str().unwrap();
		record.retired.push(from_hex(name).unwrap());
		store.write_record(&record).unwrap();
		fs::create_dir_all(old_object.parent().unwrap()).unwrap();
		fs::write(&old_object, &copy).unwrap();
		// And the old record not overwritten yet.
		let old = store.staging().join(format!("{}.old", hex::encode(token)));
		fs::write(&old, old_file).unwrap();

		assert_eq!(store.rotate(&token).unwrap(), 1);
		assert_eq!(objects(folder.path()).len(), 1);
		assert!(!old.exists());
		assert_eq!(content(&store, token, None).unwrap(), b"one");

		// Killed before the new record was in its place: the old name leads to what is in force.
		fs::hard_link(store.record_path(&token), &old).unwrap();
		drop(store.lock().unwrap());
		assert!(!old.exists());
		assert_eq!(content(&store, token, None).unwrap(), b"one");
	}

	#[test]
	fn an_erasure_that_a_crash_cut_off_should_be_finished() {
		let (folder, store) = store();
		let (token, version) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		let mut tombstone = store.record(&token).unwrap();
		(tombstone.erased, tombstone.versions) = (true, Vec::new());
		tombstone.retired = vec![version.object];
		store.write_record(&tombstone).unwrap();
		assert!(matches!(content(&store, token, None), Err(StoreError::Erased)));
		assert_eq!(objects(folder.path()).len(), 1);
		let done = store.erase(&[token]).unwrap();
		assert_eq!(done.erased, [format!("0x{}", hex::encode(token))]);
		assert_eq!(objects(folder.path()), [] as [PathBuf; 0]);
		assert_eq!(store.erase(&[token]).unwrap(), done);
	}

	#[test]
	fn an_erasure_of_what_is_not_there_should_erase_nothing() {
		let (_folder, store) = store();
		let (token, _) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		assert!(matches!(store.erase(&[token, [0; 32]]), Err(StoreError::NotFound)));
		assert_eq!(content(&store, token, None).unwrap(), b"one");
	}

	#[test]
	fn a_version_that_is_rotated_meanwhile_should_be_found_again() {
		let (_folder, store) = store();
		let (token, _) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		std::thread::scope(|scope| {
			let rotating =
				scope.spawn(|| (0..200).for_each(|_| assert_eq!(store.rotate(&token).unwrap(), 1)));
			while !rotating.is_finished() {
				store.open_version(&token, 1).unwrap();
			}
		});
		store.erase(&[token]).unwrap();
		assert!(matches!(store.open_version(&token, 1), Err(StoreError::Erased)));
	}

	#[test]
	fn a_version_should_touch_no_other() {
		let (folder, store) = store();
		let (one, _) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		let (two, _) = store.seal(&b"two"[..], [7; 32], None, labels(), true).unwrap();
		let (same, version) = store.seal(&b"one!"[..], [7; 32], Some(one), labels(), true).unwrap();
		assert_eq!((same, version.version, version.supersedes), (one, 2, Some(1)));
		let reopened = Store::open(folder.path()).unwrap();
		assert_eq!(content(&reopened, one, None).unwrap(), b"one!");
		assert_eq!(content(&reopened, one, Some(1)).unwrap(), b"one");
		assert_eq!(content(&reopened, two, None).unwrap(), b"two");
		assert_eq!(reopened.records_of(&[7; 32]).unwrap().len(), 2);
		let other = store.seal(&b""[..], [8; 32], Some(one), labels(), true);
		assert!(matches!(other, Err(StoreError::AnotherPatient)));
		assert!(matches!(Store::init(folder.path(), 3, [9; 32], None), Err(StoreError::Exists(_))));
	}

	#[test]
	fn cn_6_rotation_should_change_keys_and_keep_commitments() {
		let (_folder, store) = store();
		let (token, before) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		let old = store.path("objects").join(object_name(&before.object));
		assert_eq!(store.rotate(&token).unwrap(), 1);
		let after = store.record(&token).unwrap().versions[0].clone();
		assert_ne!(after.object, before.object);
		assert_eq!(after.content, before.content);
		assert_eq!(content(&store, token, None).unwrap(), b"one");
		assert!(!old.exists());
		// The old key opens nothing here.
		let key = store.material(token, &before).unwrap();
		let opener = Opener::new(store.object(&after).unwrap(), &key).unwrap();
		assert!(opener.copy_to(io::sink()).is_err());
	}

	#[test]
	fn nothing_should_open_after_erasure() {
		let (folder, store) = store();
		let (token, version) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		let (other, _) = store.seal(&b"two"[..], [7; 32], None, labels(), true).unwrap();
		let released = Released { organisation: Some(5), ticket: Some("5-00".into()), version: 1 };
		store.note_release(&token, &released).unwrap();
		store.note_release(&token, &released).unwrap();
		let done = store.erase(&[token]).unwrap();
		assert_eq!(done.erased, [format!("0x{}", hex::encode(token))]);
		assert_eq!(done.not_reached.len(), 1);
		assert_eq!(store.erase(&[token]).unwrap(), done, "erasing again is the same");
		assert!(matches!(content(&store, token, None), Err(StoreError::Erased)));
		assert!(!store.path("objects").join(object_name(&version.object)).exists());
		let left = fs::read_to_string(store.record_path(&token)).unwrap();
		assert!(!left.contains(&hex::encode(&version.sealed_key)));
		assert!(!left.contains(&hex::encode(version.content)));
		assert_eq!(content(&Store::open(folder.path()).unwrap(), other, None).unwrap(), b"two");
		let again = store.seal(&b""[..], [7; 32], Some(token), labels(), true);
		assert!(matches!(again, Err(StoreError::Erased)));
		let json = serde_json::to_value(Erasure::default()).unwrap();
		assert_eq!(json, serde_json::json!({ "erased": [], "notReached": [] }));
	}

	#[test]
	fn damaged_objects_should_be_found() {
		let (_folder, store) = store();
		let (token, version) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		assert!(store.whole_object(&version).is_ok());
		let path = store.path("objects").join(object_name(&version.object));
		let bytes = fs::read(&path).unwrap();
		fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
		assert!(matches!(store.whole_object(&version), Err(StoreError::Damaged { .. })));
		assert!(content(&store, token, None).is_err());
		assert!(store.rotate(&token).is_err());
		fs::remove_file(&path).unwrap();
		assert!(matches!(store.whole_object(&version), Err(StoreError::Damaged { .. })));
	}

	#[test]
	fn sealed_documents_should_go_where_they_are_told_to() {
		let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
		let location = elsewhere.path().to_str().unwrap().to_owned();
		Store::init(folder.path(), 3, [9; 32], Some(location)).unwrap();
		let store = Store::open(folder.path()).unwrap();
		let (token, version) = store.seal(&b"one"[..], [7; 32], None, labels(), true).unwrap();
		let object = elsewhere.path().join(object_name(&version.object));
		assert!(object.exists() && !store.path("objects").exists());
		assert_eq!(content(&store, token, None).unwrap(), b"one");
		store.erase(&[token]).unwrap();
		assert!(!object.exists());

		let nowhere = Some("gopher://documents".to_owned());
		let failed = Store::init(&folder.path().join("other"), 3, [9; 32], nowhere);
		assert!(matches!(failed, Err(StoreError::Objects(_))));
		assert!(!folder.path().join("other/vault.json").exists());
	}

	/// Fails in the middle.
	struct Failing(usize);

	impl Read for Failing {
		fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
			if self.0 == 0 {
				return Err(io::Error::other("the disk is gone"));
			}
			let count = self.0.min(buffer.len());
			self.0 -= count;
			Ok(count)
		}
	}

	#[test]
	fn a_failed_write_should_leave_nothing() {
		let (_folder, store) = store();
		let failed = store.seal(Failing(200_000), [7; 32], None, labels(), true);
		assert!(failed.is_err());
		assert_eq!(fs::read_dir(store.path("objects")).unwrap().count(), 0);
		assert!(store.records_of(&[7; 32]).unwrap().is_empty());
		let many = Labels { sensitivities: vec![[1; 32]; 9], ..labels() };
		let failed = store.seal(&b""[..], [7; 32], None, many, true);
		assert!(matches!(failed, Err(StoreError::TooManyLabels)));
	}

	#[test]
	fn batches_should_prove_each_version() {
		let (_folder, store) = store();
		assert_eq!(store.batch().unwrap(), None);
		for patient in 0..5 {
			store.seal(&b"x"[..], [patient; 32], None, labels(), true).unwrap();
		}
		let (alone, _) = store.seal(&b"x"[..], [0; 32], None, labels(), false).unwrap();
		let batch = store.batch().unwrap().unwrap();
		assert_eq!(batch.count, 5);
		assert_eq!(store.batch().unwrap().unwrap(), batch, "until it is anchored");
		// One is erased before the chain has it: the others keep their proofs.
		store.erase(&[batch.leaves[2].record]).unwrap();
		assert_eq!(store.anchored(&batch).unwrap(), 5);
		assert_eq!(store.anchored(&batch).unwrap(), 5, "again is the same");
		assert_eq!(store.batch().unwrap(), None);
		let root = Root { hash: batch.root, count: batch.count };
		for leaf in batch.leaves.iter().filter(|leaf| leaf.record != batch.leaves[2].record) {
			let record = store.record(&leaf.record).unwrap();
			let version = record.version(None).unwrap();
			let anchor = version.anchor.clone().unwrap();
			let siblings = anchor.siblings.try_into().unwrap();
			let proof = Proof { index: anchor.index, siblings };
			let facts = version.leaf(leaf.record).unwrap();
			assert_eq!(root.verify(&proof, |index| record_leaf(&facts, index)), Ok(()));
		}
		assert_eq!(store.record(&alone).unwrap().versions[0].anchor, None);
	}

	#[test]
	fn tickets_should_be_read_back() {
		assert_eq!(parse_ticket(&ticket_text(7, &[1; 16])), Some((7, [1; 16])));
		assert_eq!(parse_ticket("7-00"), None);
		assert_eq!(parse_ticket("x"), None);
	}
}

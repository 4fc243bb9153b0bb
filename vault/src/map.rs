//! The custodian's table: which identifier is which pseudonym, which FHIR reference is which account,
//! organisation, group, patient or record, and which codes its tokens may stand for.
//!
//! One redb file. A row is found by the HMAC of what it is looked up by, and holds its content
//! sealed with XChaCha20-Poly1305, the row's place being associated data: who has the file without
//! the key learns how many rows there are, and cannot ask whether somebody is among them. Both keys
//! are derived with HKDF-SHA-256 from one of 32 bytes, which is kept apart from the file.

use crate::mac;
use chacha20poly1305::{
	aead::{Aead, KeyInit, Payload},
	XChaCha20Poly1305,
};
use codec::{Decode, Encode};
use hkdf::Hkdf;
use redb::{Database, ReadableDatabase, ReadableTable, ReadableTableMetadata, TableDefinition};
use salus_primitives::{
	records::{Commitment, PatientId, RecordToken, Token},
	OrganisationId,
};
use sha2::Sha256;
use std::{
	fs,
	io::Read,
	path::{Path, PathBuf},
	thread,
	time::{Duration, Instant},
};
use zeroize::{Zeroize, ZeroizeOnDrop};

type Rows = TableDefinition<'static, [u8; 32], &'static [u8]>;

const META: Rows = TableDefinition::new("meta");
const IDENTIFIERS: Rows = TableDefinition::new("identifiers");
const PSEUDONYMS: Rows = TableDefinition::new("pseudonyms");
const REFERENCES: Rows = TableDefinition::new("references");
const ACCOUNTS: Rows = TableDefinition::new("accounts");
const CODES: Rows = TableDefinition::new("codes");

const CHECK: &[u8] = b"salus/map/1";
const NONCE: usize = 24;
/// How many rows of a file are sorted before they are written: the tree is walked in order then.
const RUN: usize = 100_000;
/// How long a map is waited for that another process has open.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why the map does not do what it is asked.
#[derive(thiserror::Error, Debug)]
pub enum MapError {
	/// The key is no key.
	#[error("the map's key is 32 bytes as hex (64 digits): make one with `openssl rand -hex 32`")]
	BadKey,
	/// The key is another's.
	#[error("this key does not open the map")]
	WrongKey,
	/// A row was changed by somebody without the key.
	#[error("the map is damaged: restore it from a backup")]
	Damaged,
	/// It says something else already.
	#[error("{0}: there is another entry already, and entries are not overwritten")]
	Conflict(String),
	/// A line of a file is not understood: nothing of the file was taken.
	#[error("line {line}: {reason}; nothing was imported")]
	Line {
		/// From 1, the columns' names among them.
		line: u64,
		/// What is wrong with it.
		reason: String,
	},
	/// The columns of a file are not understood.
	#[error("the first line has to name the columns: system,identifier[,pseudonym], or reference,account")]
	Columns,
	/// Another process has it open.
	#[error("another command has the map open: try again when it is done")]
	Busy,
	/// The database.
	#[error("the map cannot be read or written: {0}")]
	Database(Box<redb::Error>),
	/// The file cannot be made.
	#[error("the map cannot be made: {0}")]
	Io(#[from] std::io::Error),
}

macro_rules! from_redb {
	($($error:ident)*) => { $(
		impl From<redb::$error> for MapError {
			fn from(error: redb::$error) -> Self {
				Self::Database(Box::new(error.into()))
			}
		}
	)* };
}

from_redb!(DatabaseError TransactionError TableError StorageError CommitError);

/// The key of a map.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MapKey([u8; 32]);

impl MapKey {
	/// From 64 hexadecimal digits.
	///
	/// # Errors
	/// [`MapError::BadKey`].
	pub fn from_text(text: &str) -> Result<Self, MapError> {
		let text = text.trim();
		let mut bytes =
			hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(|_| MapError::BadKey)?;
		let key = <[u8; 32]>::try_from(&bytes[..]).map(Self).map_err(|_| MapError::BadKey);
		bytes.zeroize();
		key
	}
}

/// A patient as the custodian knows it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Patient {
	/// Who gave the identifier.
	pub system: String,
	/// The identifier, such as a medical record number.
	pub identifier: String,
	/// The pseudonym.
	pub pseudonym: PatientId,
	/// The secret of the relationship, under which tokens are made.
	pub secret: [u8; 32],
}

/// Who is meant by `SYSTEM|IDENTIFIER`: who gave the identifier, and the identifier, without spaces
/// around them. None where one of them is missing.
pub fn parse_identifier(text: &str) -> Option<(&str, &str)> {
	let (system, identifier) = text.split_once('|')?;
	let (system, identifier) = (system.trim(), identifier.trim());
	(!system.is_empty() && !identifier.is_empty()).then_some((system, identifier))
}

/// What a FHIR reference stands for on the chain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Encode, Decode)]
pub enum Named {
	/// A person, by account: a Practitioner.
	Account([u8; 32]),
	/// An Organization, by number.
	Organisation(OrganisationId),
	/// A Group or CareTeam, by its name on the chain.
	Group(Token),
	/// A person who wants no account shown: the commitment that it opens when it asks.
	Commitment(Commitment),
	/// A Patient, by pseudonym.
	Patient(PatientId),
	/// A document of the vault, such as a DocumentReference.
	Record(RecordToken),
}

impl Named {
	/// As a row holds it. An account is its bare 32 bytes, which nothing else has as many of.
	fn to_row(self) -> Vec<u8> {
		match self {
			Self::Account(account) => account.to_vec(),
			other => other.encode(),
		}
	}

	fn from_row(row: &[u8]) -> Result<Self, MapError> {
		match row.try_into() {
			Ok(account) => Ok(Self::Account(account)),
			Err(_) => Self::decode(&mut &row[..]).map_err(|_| MapError::Damaged),
		}
	}
}

/// What an import did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Imported {
	/// Rows that are new.
	pub added: u64,
	/// Rows that were there.
	pub unchanged: u64,
}

/// Where a map is, for what serves for long: the file has one user at a time, and a vault that is
/// served must not keep everybody else from it.
pub struct MapFile {
	path: PathBuf,
	key: MapKey,
}

impl MapFile {
	/// A map's place. Nothing is opened.
	pub const fn new(path: PathBuf, key: MapKey) -> Self {
		Self { path, key }
	}

	/// Open it, until what is returned is dropped.
	///
	/// # Errors
	/// Those of [`PatientMap::open`].
	pub fn open(&self) -> Result<PatientMap, MapError> {
		PatientMap::open(&self.path, &self.key)
	}
}

/// The table.
pub struct PatientMap {
	database: Database,
	lookup: [u8; 32],
	cipher: XChaCha20Poly1305,
}

impl PatientMap {
	/// Open a map, or make one where there is none. Waits some seconds for who has it open.
	///
	/// # Errors
	/// [`MapError::WrongKey`], [`MapError::Busy`], [`MapError::Database`].
	pub fn open(path: &Path, key: &MapKey) -> Result<Self, MapError> {
		if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
			fs::create_dir_all(folder)?;
		}
		let started = Instant::now();
		let database = loop {
			match Database::create(path) {
				Err(redb::DatabaseError::DatabaseAlreadyOpen) if started.elapsed() < PATIENCE => {
					thread::sleep(Duration::from_millis(20));
				}
				Err(redb::DatabaseError::DatabaseAlreadyOpen) => return Err(MapError::Busy),
				done => break done?,
			}
		};
		#[cfg(unix)]
		{
			use std::os::unix::fs::PermissionsExt;
			fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
		}
		let derive = |info: &[u8]| {
			let mut bytes = [0; 32];
			Hkdf::<Sha256>::new(Some(CHECK), &key.0)
				.expand(info, &mut bytes)
				.expect("HKDF-SHA-256 gives up to 8,160 bytes; qed");
			bytes
		};
		let cipher = XChaCha20Poly1305::new(&derive(b"seal").into());
		let map = Self { database, lookup: derive(b"lookup"), cipher };
		map.check()?;
		Ok(map)
	}

	/// Whether the key is the one that the map was made with; make the tables of a new one.
	fn check(&self) -> Result<(), MapError> {
		let write = self.database.begin_write()?;
		{
			let mut meta = write.open_table(META)?;
			let row = meta.get([0; 32])?.map(|row| row.value().to_vec());
			match row {
				Some(row) => {
					if self.open_row(META, &[0; 32], &row).map_err(|_| MapError::WrongKey)? != CHECK
					{
						return Err(MapError::WrongKey);
					}
					return Ok(());
				}
				None => {
					meta.insert([0; 32], &self.seal_row(META, &[0; 32], CHECK)[..])?;
				}
			}
			for table in [IDENTIFIERS, PSEUDONYMS, REFERENCES, ACCOUNTS, CODES] {
				write.open_table(table)?;
			}
		}
		write.commit()?;
		Ok(())
	}

	fn place(&self, table: Rows, fields: &[&[u8]]) -> [u8; 32] {
		mac(&self.lookup, redb::TableHandle::name(&table), fields)
	}

	fn aad(table: Rows, place: &[u8; 32]) -> Vec<u8> {
		[redb::TableHandle::name(&table).as_bytes(), place].concat()
	}

	fn seal_row(&self, table: Rows, place: &[u8; 32], content: &[u8]) -> Vec<u8> {
		let nonce: [u8; NONCE] = crate::random();
		let payload = Payload { msg: content, aad: &Self::aad(table, place) };
		let sealed = self
			.cipher
			.encrypt(&nonce.into(), payload)
			.expect("a row is shorter than 256 GiB; qed");
		[&nonce[..], &sealed].concat()
	}

	fn open_row(&self, table: Rows, place: &[u8; 32], row: &[u8]) -> Result<Vec<u8>, MapError> {
		let (nonce, sealed) = row.split_at_checked(NONCE).ok_or(MapError::Damaged)?;
		let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| MapError::Damaged)?;
		let payload = Payload { msg: sealed, aad: &Self::aad(table, place) };
		self.cipher.decrypt(&nonce.into(), payload).map_err(|_| MapError::Damaged)
	}

	fn read(&self, table: Rows, place: &[u8; 32]) -> Result<Option<Vec<u8>>, MapError> {
		let read = self.database.begin_read()?;
		let row = read.open_table(table)?.get(place)?.map(|row| row.value().to_vec());
		row.map(|row| self.open_row(table, place, &row)).transpose()
	}

	/// The patient with an identifier.
	///
	/// # Errors
	/// [`MapError::Damaged`], [`MapError::Database`].
	pub fn by_identifier(
		&self,
		system: &str,
		identifier: &str,
	) -> Result<Option<Patient>, MapError> {
		let place = self.place(IDENTIFIERS, &[system.as_bytes(), identifier.as_bytes()]);
		self.read(IDENTIFIERS, &place)?.map(|row| patient(&row)).transpose()
	}

	/// The patient behind a pseudonym.
	///
	/// # Errors
	/// [`MapError::Damaged`], [`MapError::Database`].
	pub fn by_pseudonym(&self, pseudonym: &PatientId) -> Result<Option<Patient>, MapError> {
		let Some(row) = self.read(PSEUDONYMS, &self.place(PSEUDONYMS, &[pseudonym]))? else {
			return Ok(None);
		};
		let place = row.try_into().map_err(|_| MapError::Damaged)?;
		self.read(IDENTIFIERS, &place)?.map(|row| patient(&row)).transpose()
	}

	/// What a reference such as `Practitioner/42` stands for.
	///
	/// # Errors
	/// [`MapError::Damaged`], [`MapError::Database`].
	pub fn named(&self, reference: &str) -> Result<Option<Named>, MapError> {
		let place = self.place(REFERENCES, &[reference.as_bytes()]);
		self.read(REFERENCES, &place)?.map(|row| Named::from_row(&row)).transpose()
	}

	/// The reference to somebody or something: the first that was added.
	///
	/// # Errors
	/// [`MapError::Damaged`], [`MapError::Database`].
	pub fn reference(&self, named: &Named) -> Result<Option<String>, MapError> {
		let row = self.read(ACCOUNTS, &self.place(ACCOUNTS, &[&named.to_row()]))?;
		row.map(|row| String::from_utf8(row).map_err(|_| MapError::Damaged)).transpose()
	}

	/// Keep codes of which tokens were made, each with its kind: with them tokens can be read again.
	/// They say nothing about a person.
	///
	/// # Errors
	/// [`MapError::Database`].
	pub fn keep_codes<'a>(
		&self,
		codes: impl IntoIterator<Item = (&'a str, &'a str)>,
	) -> Result<(), MapError> {
		let write = self.database.begin_write()?;
		{
			let mut table = write.open_table(CODES)?;
			for (kind, code) in codes {
				let place = self.place(CODES, &[kind.as_bytes(), code.as_bytes()]);
				if table.get(place)?.is_none() {
					let row = self.seal_row(CODES, &place, &(kind, code).encode());
					table.insert(place, &row[..])?;
				}
			}
		}
		write.commit()?;
		Ok(())
	}

	/// The codes that were kept, with their kinds.
	///
	/// # Errors
	/// [`MapError::Damaged`], [`MapError::Database`].
	pub fn codes(&self) -> Result<Vec<(String, String)>, MapError> {
		let read = self.database.begin_read()?;
		let table = match read.open_table(CODES) {
			Ok(table) => table,
			// A map of before there were any.
			Err(redb::TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
			Err(error) => return Err(error.into()),
		};
		let mut codes = Vec::new();
		for row in table.iter()? {
			let (place, row) = row?;
			let row = self.open_row(CODES, &place.value(), row.value())?;
			codes.push(Decode::decode(&mut &row[..]).map_err(|_| MapError::Damaged)?);
		}
		Ok(codes)
	}

	/// How many patients and references it has.
	///
	/// # Errors
	/// [`MapError::Database`].
	pub fn count(&self) -> Result<(u64, u64), MapError> {
		let read = self.database.begin_read()?;
		Ok((read.open_table(IDENTIFIERS)?.len()?, read.open_table(REFERENCES)?.len()?))
	}

	/// Add a patient under a pseudonym, a random one where none is given. What is there stays.
	///
	/// # Errors
	/// [`MapError::Conflict`] where the identifier has another pseudonym, or the pseudonym another
	/// identifier.
	pub fn add_patient(
		&self,
		system: &str,
		identifier: &str,
		pseudonym: Option<PatientId>,
	) -> Result<Patient, MapError> {
		let mut writer = Writer::new(self)?;
		writer.patients(vec![(system.into(), identifier.into(), pseudonym)])?;
		writer.commit()?;
		self.by_identifier(system, identifier)?.ok_or(MapError::Damaged)
	}

	/// Add a patient as another map has it, with the secret of the relationship: a patient's own map
	/// of itself.
	///
	/// # Errors
	/// [`MapError::Conflict`] where there is another entry for the identifier or the pseudonym.
	pub fn add_known(&self, patient: &Patient) -> Result<(), MapError> {
		let mut writer = Writer::new(self)?;
		writer.known(patient)?;
		writer.commit().map(|_| ())
	}

	/// Add what a reference stands for.
	///
	/// # Errors
	/// [`MapError::Conflict`].
	pub fn add_reference(&self, reference: &str, named: Named) -> Result<(), MapError> {
		let mut writer = Writer::new(self)?;
		writer.references(vec![(reference.into(), named)])?;
		writer.commit().map(|_| ())
	}

	/// Import a file of patients (`system,identifier[,pseudonym]`) or of references
	/// (`reference,account`), all of it or nothing. `parse_named` reads what references stand for: an
	/// account as text, or what the caller knows beside it.
	///
	/// # Errors
	/// [`MapError::Columns`], [`MapError::Line`], [`MapError::Conflict`].
	pub fn import(
		&self,
		from: impl Read,
		parse_named: impl Fn(&str, &str) -> Result<Named, String>,
	) -> Result<Imported, MapError> {
		let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(from);
		let columns = reader.headers().map_err(|_| MapError::Columns)?.clone();
		let column = |name: &str| columns.iter().position(|column| column == name);
		let known = ["system", "identifier", "pseudonym", "reference", "account"];
		if columns.iter().any(|column| !known.contains(&column)) {
			return Err(MapError::Columns);
		}
		let is_patients = match (column("system"), column("reference")) {
			(Some(_), None) if column("identifier").is_some() => true,
			(None, Some(_)) if column("account").is_some() => false,
			_ => return Err(MapError::Columns),
		};
		let mut writer = Writer::new(self)?;
		let (mut patients, mut references) = (Vec::new(), Vec::new());
		for row in reader.into_records() {
			let row = row.map_err(|error| MapError::Line {
				line: error.position().map_or(0, csv::Position::line),
				reason: "another number of columns, or no UTF-8".into(),
			})?;
			let line = row.position().map_or(0, csv::Position::line);
			let wrong = |reason: String| MapError::Line { line, reason };
			let cell = |name: &str| {
				let cell = column(name).and_then(|at| row.get(at)).unwrap_or_default();
				(!cell.is_empty()).then_some(cell).ok_or_else(|| wrong(format!("no {name}")))
			};
			if is_patients {
				let pseudonym = match cell("pseudonym") {
					Ok(text) => Some(
						hex::decode(text.trim_start_matches("0x"))
							.ok()
							.and_then(|bytes| bytes.try_into().ok())
							.ok_or_else(|| wrong("the pseudonym is not 32 bytes as hex".into()))?,
					),
					Err(_) => None,
				};
				patients.push((
					cell("system")?.to_owned(),
					cell("identifier")?.to_owned(),
					pseudonym,
				));
			} else {
				let reference = cell("reference")?;
				let named = parse_named(reference, cell("account")?).map_err(wrong)?;
				references.push((reference.to_owned(), named));
			}
			if patients.len() == RUN {
				writer.patients(std::mem::take(&mut patients))?;
			}
			if references.len() == RUN {
				writer.references(std::mem::take(&mut references))?;
			}
		}
		writer.patients(patients)?;
		writer.references(references)?;
		writer.commit()
	}
}

fn patient(row: &[u8]) -> Result<Patient, MapError> {
	Patient::decode(&mut &row[..]).map_err(|_| MapError::Damaged)
}

/// What is written together or not at all.
struct Writer<'a> {
	map: &'a PatientMap,
	write: redb::WriteTransaction,
	done: Imported,
}

impl<'a> Writer<'a> {
	fn new(map: &'a PatientMap) -> Result<Self, MapError> {
		Ok(Self { map, write: map.database.begin_write()?, done: Imported::default() })
	}

	fn patients(&mut self, rows: Vec<(String, String, Option<PatientId>)>) -> Result<(), MapError> {
		let map = self.map;
		let mut rows: Vec<_> = rows
			.into_iter()
			.map(|row| (map.place(IDENTIFIERS, &[row.0.as_bytes(), row.1.as_bytes()]), row))
			.collect();
		rows.sort_by_key(|(place, _)| *place);
		let mut back = Vec::with_capacity(rows.len());
		let mut identifiers = self.write.open_table(IDENTIFIERS)?;
		for (place, (system, identifier, pseudonym)) in rows {
			let there = identifiers.get(place)?.map(|row| row.value().to_vec());
			if let Some(row) = there {
				let there = patient(&map.open_row(IDENTIFIERS, &place, &row)?)?;
				if pseudonym.is_some_and(|pseudonym| pseudonym != there.pseudonym) {
					// The identifier itself is not repeated: messages end in logs.
					return Err(MapError::Conflict("an identifier".into()));
				}
				self.done.unchanged += 1;
				continue;
			}
			let pseudonym = pseudonym.unwrap_or_else(crate::random);
			let patient = Patient { system, identifier, pseudonym, secret: crate::random() };
			let row = map.seal_row(IDENTIFIERS, &place, &patient.encode());
			identifiers.insert(place, &row[..])?;
			back.push((map.place(PSEUDONYMS, &[&pseudonym]), place));
			self.done.added += 1;
		}
		back.sort_unstable();
		let mut pseudonyms = self.write.open_table(PSEUDONYMS)?;
		for (place, identifier) in back {
			if pseudonyms
				.insert(place, &map.seal_row(PSEUDONYMS, &place, &identifier)[..])?
				.is_some()
			{
				return Err(MapError::Conflict("a pseudonym".into()));
			}
		}
		Ok(())
	}

	fn known(&mut self, known: &Patient) -> Result<(), MapError> {
		let map = self.map;
		let place = map.place(IDENTIFIERS, &[known.system.as_bytes(), known.identifier.as_bytes()]);
		let back = map.place(PSEUDONYMS, &[&known.pseudonym]);
		let mut identifiers = self.write.open_table(IDENTIFIERS)?;
		let mut pseudonyms = self.write.open_table(PSEUDONYMS)?;
		let there = identifiers.get(place)?.map(|row| row.value().to_vec());
		if let Some(row) = there {
			return match patient(&map.open_row(IDENTIFIERS, &place, &row)?)? == *known {
				true => Ok(()),
				false => Err(MapError::Conflict("the patient".into())),
			};
		}
		identifiers.insert(place, &map.seal_row(IDENTIFIERS, &place, &known.encode())[..])?;
		let row = map.seal_row(PSEUDONYMS, &back, &place);
		if pseudonyms.insert(back, &row[..])?.is_some() {
			return Err(MapError::Conflict("the pseudonym".into()));
		}
		Ok(())
	}

	fn references(&mut self, rows: Vec<(String, Named)>) -> Result<(), MapError> {
		let map = self.map;
		let mut references = self.write.open_table(REFERENCES)?;
		let mut accounts = self.write.open_table(ACCOUNTS)?;
		for (reference, named) in rows {
			let place = map.place(REFERENCES, &[reference.as_bytes()]);
			let named = named.to_row();
			let there = references.get(place)?.map(|row| row.value().to_vec());
			match there {
				Some(row) if map.open_row(REFERENCES, &place, &row)? == named => {
					self.done.unchanged += 1;
				}
				Some(_) => return Err(MapError::Conflict(reference)),
				None => {
					references.insert(place, &map.seal_row(REFERENCES, &place, &named)[..])?;
					let back = map.place(ACCOUNTS, &[&named]);
					// An account in two roles is named by the first.
					if accounts.get(back)?.is_none() {
						let row = map.seal_row(ACCOUNTS, &back, reference.as_bytes());
						accounts.insert(back, &row[..])?;
					}
					self.done.added += 1;
				}
			}
		}
		Ok(())
	}

	fn commit(self) -> Result<Imported, MapError> {
		self.write.commit()?;
		Ok(self.done)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const SYSTEM: &str = "urn:oid:2.16.840.1.113883.3.42";

	fn key(byte: u8) -> MapKey {
		MapKey([byte; 32])
	}

	fn account(_: &str, text: &str) -> Result<Named, String> {
		match text {
			"5Bob" => Ok(Named::Account([5; 32])),
			other => Err(format!("`{other}` is no account")),
		}
	}

	#[test]
	fn identifiers_should_be_whole_and_without_spaces() {
		assert_eq!(parse_identifier(" urn:mrn | 7 "), Some(("urn:mrn", "7")));
		assert_eq!(parse_identifier("urn:mrn|a|b"), Some(("urn:mrn", "a|b")));
		for text in ["urn:mrn|", "|7", "urn:mrn| ", "|", "7", ""] {
			assert_eq!(parse_identifier(text), None, "{text}");
		}
	}

	#[test]
	fn patients_should_be_found_both_ways() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("map");
		let map = PatientMap::open(&path, &key(1)).unwrap();
		let jane = map.add_patient(SYSTEM, "MRN-777", None).unwrap();
		assert_eq!(map.add_patient(SYSTEM, "MRN-777", None).unwrap(), jane, "it is there");
		assert_eq!(map.by_identifier(SYSTEM, "MRN-777").unwrap(), Some(jane.clone()));
		assert_eq!(map.by_pseudonym(&jane.pseudonym).unwrap(), Some(jane.clone()));
		assert_eq!(map.by_identifier(SYSTEM, "MRN-778").unwrap(), None);
		// No shift between the fields makes another the same.
		assert_eq!(map.by_identifier(&format!("{SYSTEM}M"), "RN-777").unwrap(), None);
		let conflict = map.add_patient(SYSTEM, "MRN-777", Some([1; 32]));
		assert!(matches!(conflict, Err(MapError::Conflict(_))));
		let conflict = map.add_patient(SYSTEM, "MRN-9", Some(jane.pseudonym));
		assert!(matches!(conflict, Err(MapError::Conflict(_))));
		assert_eq!(map.count().unwrap(), (1, 0));
		drop(map);
		assert!(matches!(PatientMap::open(&path, &key(2)), Err(MapError::WrongKey)));
		let map = PatientMap::open(&path, &key(1)).unwrap();
		assert_eq!(map.by_identifier(SYSTEM, "MRN-777").unwrap(), Some(jane.clone()));
		drop(map);
		// In the file there is nothing to be read or recognised.
		let bytes = fs::read(&path).unwrap();
		let found = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
		assert!(!found(b"MRN-777") && !found(SYSTEM.as_bytes()));
		assert!(!found(&jane.pseudonym) && !found(&jane.secret));
	}

	#[test]
	fn two_pseudonyms_of_one_person_should_have_nothing_in_common() {
		let folder = tempfile::tempdir().unwrap();
		let one = PatientMap::open(&folder.path().join("one"), &key(1)).unwrap();
		let other = PatientMap::open(&folder.path().join("other"), &key(1)).unwrap();
		let one = one.add_patient(SYSTEM, "MRN-777", None).unwrap();
		let other = other.add_patient(SYSTEM, "MRN-777", None).unwrap();
		let words = |patient: &Patient| {
			let token = crate::token(&patient.secret, "class", "60591-5");
			[patient.pseudonym, patient.secret, token].concat()
		};
		// Both maps have the same key and identifier, and yet no four bytes are the same.
		let (one, other) = (words(&one), words(&other));
		let shared = one.windows(4).any(|part| other.windows(4).any(|there| there == part));
		assert!(!shared);
	}

	#[test]
	fn references_should_be_found_both_ways() {
		let folder = tempfile::tempdir().unwrap();
		let map = PatientMap::open(&folder.path().join("map"), &key(1)).unwrap();
		let all = [
			("Practitioner/42", Named::Account([5; 32])),
			("Organization/5", Named::Organisation(5)),
			("Group/5", Named::Group([5; 32])),
			("Practitioner/shy", Named::Commitment([5; 32])),
			("Patient/5", Named::Patient([5; 32])),
			("DocumentReference/5", Named::Record([5; 32])),
		];
		for (reference, named) in all {
			map.add_reference(reference, named).unwrap();
			map.add_reference(reference, named).unwrap();
			assert_eq!(map.named(reference).unwrap(), Some(named));
			assert_eq!(map.reference(&named).unwrap().as_deref(), Some(reference));
		}
		let another = map.add_reference("Practitioner/42", Named::Account([6; 32]));
		assert!(matches!(another, Err(MapError::Conflict(_))));
		assert_eq!(map.count().unwrap(), (0, 6));
	}

	#[test]
	fn codes_should_be_kept_once() {
		let folder = tempfile::tempdir().unwrap();
		let map = PatientMap::open(&folder.path().join("map"), &key(1)).unwrap();
		map.keep_codes([("class", "a"), ("label", "a")]).unwrap();
		map.keep_codes([("class", "a"), ("class", "b")]).unwrap();
		let mut codes = map.codes().unwrap();
		codes.sort();
		let expected = [("class", "a"), ("class", "b"), ("label", "a")];
		assert_eq!(codes, expected.map(|(kind, code)| (kind.to_owned(), code.to_owned())));
		// A map of before there were any has none, and takes them.
		let write = map.database.begin_write().unwrap();
		write.delete_table(CODES).unwrap();
		write.commit().unwrap();
		assert_eq!(map.codes().unwrap(), []);
		map.keep_codes([("class", "a")]).unwrap();
		assert_eq!(map.codes().unwrap().len(), 1);
	}

	#[test]
	fn a_patient_should_have_a_map_of_itself() {
		let folder = tempfile::tempdir().unwrap();
		let hospital = PatientMap::open(&folder.path().join("hospital"), &key(1)).unwrap();
		let own = PatientMap::open(&folder.path().join("own"), &key(2)).unwrap();
		let jane = hospital.add_patient(SYSTEM, "MRN-777", None).unwrap();
		own.add_known(&jane).unwrap();
		own.add_known(&jane).unwrap();
		assert_eq!(own.by_pseudonym(&jane.pseudonym).unwrap(), Some(jane.clone()));
		let other = Patient { secret: [1; 32], ..jane };
		assert!(matches!(own.add_known(&other), Err(MapError::Conflict(_))));
	}

	#[test]
	fn files_should_be_imported_whole_or_not_at_all() {
		let folder = tempfile::tempdir().unwrap();
		let map = PatientMap::open(&folder.path().join("map"), &key(1)).unwrap();
		let import = |text: &str| map.import(text.as_bytes(), account);
		let done = import("system,identifier\nurn:a,1\nurn:a,2\n").unwrap();
		assert_eq!(done, Imported { added: 2, unchanged: 0 });
		let done = import("identifier,system\n2,urn:a\n3,urn:a\n").unwrap();
		assert_eq!(done, Imported { added: 1, unchanged: 1 });
		let error = import("system,identifier\nurn:a,4\nurn:a,\n").unwrap_err();
		assert!(matches!(error, MapError::Line { line: 3, .. }), "{error}");
		assert_eq!(map.by_identifier("urn:a", "4").unwrap(), None);
		let error = import("system,identifier,pseudonym\nurn:a,4,0x00\n").unwrap_err();
		assert!(matches!(error, MapError::Line { line: 2, .. }), "{error}");
		assert!(matches!(import("system,name\nx,y\n"), Err(MapError::Columns)));
		assert!(matches!(import("system,identifier\nurn:a,4,5\n"), Err(MapError::Line { .. })));
		let done = import("reference,account\nPractitioner/1,5Bob\n").unwrap();
		assert_eq!(done.added, 1);
		assert!(import("reference,account\nPractitioner/2,5Eve\n").is_err());
		assert_eq!(map.count().unwrap(), (3, 1));
	}

	#[test]
	fn a_map_in_use_should_be_waited_for() {
		let folder = tempfile::tempdir().unwrap();
		let file = MapFile::new(folder.path().join("map"), key(1));
		let first = file.open().unwrap();
		thread::scope(|scope| {
			let second =
				scope.spawn(|| file.open().and_then(|map| map.add_patient(SYSTEM, "1", None)));
			thread::sleep(Duration::from_millis(200));
			assert_eq!(first.count().unwrap(), (0, 0), "there is one user at a time");
			drop(first);
			assert!(second.join().unwrap().is_ok());
		});
	}

	#[test]
	fn rows_should_not_be_moved() {
		let folder = tempfile::tempdir().unwrap();
		let map = PatientMap::open(&folder.path().join("map"), &key(1)).unwrap();
		let row = map.seal_row(IDENTIFIERS, &[1; 32], b"row");
		assert_eq!(map.open_row(IDENTIFIERS, &[1; 32], &row).unwrap(), b"row");
		assert!(map.open_row(IDENTIFIERS, &[2; 32], &row).is_err());
		assert!(map.open_row(PSEUDONYMS, &[1; 32], &row).is_err());
		assert!(map.open_row(IDENTIFIERS, &[1; 32], &row[..10]).is_err());
	}

	#[test]
	fn keys_should_be_64_digits() {
		assert!(MapKey::from_text(&"ab".repeat(32)).is_ok());
		assert!(MapKey::from_text(&format!("0x{}\n", "ab".repeat(32))).is_ok());
		assert!(matches!(MapKey::from_text("hunter2"), Err(MapError::BadKey)));
	}

	#[test]
	#[ignore = "long: a million patients"]
	fn a_million_patients_should_be_imported() {
		let folder = tempfile::tempdir().unwrap();
		let map = PatientMap::open(&folder.path().join("map"), &key(1)).unwrap();
		let mut text = String::from("system,identifier\n");
		for number in 0..1_000_000 {
			text.push_str(&format!("{SYSTEM},{number:09}\n"));
		}
		let start = std::time::Instant::now();
		assert_eq!(map.import(text.as_bytes(), account).unwrap().added, 1_000_000);
		println!("imported in {:?}", start.elapsed());
		let start = std::time::Instant::now();
		for number in (0..1_000_000).step_by(1_000) {
			assert!(map.by_identifier(SYSTEM, &format!("{number:09}")).unwrap().is_some());
		}
		println!("a look-up takes {:?}", start.elapsed() / 1_000);
	}
}

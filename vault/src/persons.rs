//! Who looked: what the commitment `person` of a request or an emergency stands for.
//!
//! The chain has a commitment of the name. The requester gives what opens it to the custodian's
//! vault when a document is released; there it is kept, sealed to the vault, for the accounting by
//! name (CN-8, 42 CFR 2.51), and given to the patient, sealed to the patient's key.

use crate::{
	document::{open_with, seal_to, DocumentError, SecretKey},
	store::{files, read_json, write_json, Store, StoreError},
};
use codec::{Decode, Encode};
use salus_primitives::records::{Commitment, EncryptionKey, PatientId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// The longest text of one element, in bytes.
pub const MAX_TEXT: usize = 256;

/// Somebody who looks at records.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Person {
	/// The name.
	pub name: String,
	/// Whose member, and where to be found (45 CFR 164.528(b)(2)(ii): the address, if known).
	#[serde(default, skip_serializing_if = "String::is_empty")]
	pub affiliation: String,
	/// 32 random bytes, new for each request: without them the commitment cannot be guessed.
	#[serde(with = "crate::hex_bytes")]
	pub salt: [u8; 32],
}

impl Person {
	/// With a new salt.
	pub fn new(name: &str, affiliation: &str) -> Self {
		let (name, affiliation) = (name.to_owned(), affiliation.to_owned());
		Self { name, affiliation, salt: crate::random() }
	}

	/// What a request carries as `person`.
	pub fn commitment(&self) -> Commitment {
		let mut hash = Sha256::new();
		hash.update(b"salus/person/1");
		hash.update(self.salt);
		for text in [&self.name, &self.affiliation] {
			hash.update((text.len() as u64).to_le_bytes());
			hash.update(text.as_bytes());
		}
		hash.finalize().into()
	}

	/// Whether it is somebody, and no more is said than fits.
	pub fn is_sound(&self) -> bool {
		!self.name.trim().is_empty()
			&& self.name.len() <= MAX_TEXT
			&& self.affiliation.len() <= MAX_TEXT
	}

	fn info(genesis: &[u8; 32], patient: &PatientId, commitment: &Commitment) -> Vec<u8> {
		[b"salus/vault/person/1".as_slice(), genesis, patient, commitment].concat()
	}

	/// Sealed to a key, for one patient.
	///
	/// # Errors
	/// [`DocumentError::BadPublicKey`].
	pub fn seal(
		&self,
		to: &EncryptionKey,
		genesis: &[u8; 32],
		patient: &PatientId,
	) -> Result<SealedPerson, DocumentError> {
		let commitment = self.commitment();
		let info = Self::info(genesis, patient, &commitment);
		Ok(SealedPerson { commitment, sealed: seal_to(to, &info, &self.encode())? })
	}
}

/// Somebody, sealed to whom the name is for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SealedPerson {
	/// What the chain has.
	#[serde(with = "crate::hex_bytes")]
	pub commitment: Commitment,
	/// What opens it.
	#[serde(with = "crate::hex_bytes")]
	pub sealed: Vec<u8>,
}

impl SealedPerson {
	/// Opened, and held against the commitment.
	///
	/// # Errors
	/// [`DocumentError::KeyNotOurs`].
	pub fn open(
		&self,
		with: &SecretKey,
		genesis: &[u8; 32],
		patient: &PatientId,
	) -> Result<Person, DocumentError> {
		let info = Person::info(genesis, patient, &self.commitment);
		let plain = open_with(&self.sealed, with, &info)?;
		Person::decode(&mut &plain[..])
			.ok()
			.filter(|person| person.commitment() == self.commitment)
			.ok_or(DocumentError::KeyNotOurs)
	}
}

/// Who looked at the records of one patient, in `persons/`.
pub struct Persons<'a> {
	store: &'a Store,
	patient: PatientId,
	folder: PathBuf,
}

impl<'a> Persons<'a> {
	/// Of a patient.
	pub fn new(store: &'a Store, patient: PatientId) -> Self {
		let folder = store.path("persons").join(hex::encode(patient));
		Self { store, patient, folder }
	}

	/// Keep somebody. The same again is the same.
	///
	/// # Errors
	/// Where writing fails.
	pub fn keep(&self, person: &Person) -> Result<(), StoreError> {
		let path = self.folder.join(format!("{}.json", hex::encode(person.commitment())));
		if path.exists() {
			return Ok(());
		}
		let info = self.store.info();
		let sealed = person.seal(&info.public_key, &info.genesis, &self.patient)?;
		write_json(&path, &sealed)
	}

	/// All of them.
	///
	/// # Errors
	/// [`StoreError::Damaged`], and where reading fails.
	pub fn all(&self) -> Result<Vec<Person>, StoreError> {
		let mut persons = Vec::new();
		for path in files(&self.folder, "json")? {
			if let Some(sealed) = read_json::<SealedPerson>(&path)? {
				let genesis = &self.store.info().genesis;
				persons.push(sealed.open(self.store.key(), genesis, &self.patient)?);
			}
		}
		Ok(persons)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::fs;

	#[test]
	fn cn_8_who_looked_should_be_read_by_the_custodian_and_the_patient_alone() {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::init(folder.path(), 3, [9; 32], None).unwrap();
		let persons = Persons::new(&store, [1; 32]);
		let doctor = Person::new("Dr. Ada Jones", "Specialists, 1 High Street");
		persons.keep(&doctor).unwrap();
		persons.keep(&doctor).unwrap();
		assert_eq!(persons.all().unwrap(), std::slice::from_ref(&doctor));
		assert_eq!(Persons::new(&store, [2; 32]).all().unwrap(), []);
		// In the file there is no name.
		let name = hex::encode(doctor.commitment());
		let path = folder.path().join(format!("persons/{}/{name}.json", hex::encode([1; 32])));
		assert!(!fs::read_to_string(path).unwrap().contains("Ada"));

		let key = SecretKey::random();
		let sealed = doctor.seal(&key.public(), &[9; 32], &[1; 32]).unwrap();
		assert_eq!(sealed.open(&key, &[9; 32], &[1; 32]).unwrap(), doctor);
		assert!(sealed.open(&SecretKey::random(), &[9; 32], &[1; 32]).is_err());
		assert!(sealed.open(&key, &[9; 32], &[2; 32]).is_err(), "another patient's");
	}

	#[test]
	fn one_person_should_be_another_commitment_each_time() {
		let one = Person::new("Dr. Ada Jones", "");
		assert_ne!(one.commitment(), Person::new("Dr. Ada Jones", "").commitment());
		// Nothing shifts between the elements.
		let shifted = |name: &str, affiliation: &str| Person {
			name: name.into(),
			affiliation: affiliation.into(),
			salt: [0; 32],
		};
		assert_ne!(shifted("ab", "c").commitment(), shifted("a", "bc").commitment());
		assert!(!shifted(" ", "").is_sound());
		assert!(!shifted(&"x".repeat(257), "").is_sound());
	}
}

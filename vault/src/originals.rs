//! FHIR Consents as they came in, beside what the chain holds of them.
//!
//! The chain holds tokens, and a commitment of the signed form. That commitment is of the resource
//! itself, which lies in the vault as a record of its patient. So what was granted can be shown in
//! the version and the words in which it came, and proved to be it.

use crate::store::{read_json, write_json, Store, StoreError};
use salus_primitives::records::{Commitment, PatientId, RecordToken};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A resource that was put on the chain, or is about to be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Original {
	/// A token of what it says, under the secret of the relationship: the same again is known by it.
	#[serde(with = "crate::hex_bytes")]
	pub source: [u8; 32],
	/// The commitment of its content: the `form` of the act on the chain.
	#[serde(with = "crate::hex_bytes")]
	pub form: Commitment,
	/// The record that holds it.
	#[serde(with = "crate::hex_bytes")]
	pub record: RecordToken,
}

/// The originals of one patient, in `consents/`.
pub struct Originals<'a> {
	store: &'a Store,
	path: PathBuf,
}

impl<'a> Originals<'a> {
	/// Of a patient.
	pub fn new(store: &'a Store, patient: &PatientId) -> Self {
		let name = format!("consents/{}.json", hex::encode(patient));
		Self { store, path: store.path(&name) }
	}

	/// All of them, the oldest first.
	///
	/// # Errors
	/// [`StoreError::Damaged`], and where reading fails.
	pub fn all(&self) -> Result<Vec<Original>, StoreError> {
		Ok(read_json(&self.path)?.unwrap_or_default())
	}

	/// Add one.
	///
	/// # Errors
	/// Where reading or writing fails.
	pub fn add(&self, original: Original) -> Result<(), StoreError> {
		self.change(|all| all.push(original))
	}

	/// Forget one: the chain did not take it.
	///
	/// # Errors
	/// Where reading or writing fails.
	pub fn remove(&self, form: &Commitment) -> Result<(), StoreError> {
		self.change(|all| all.retain(|original| original.form != *form))
	}

	fn change(&self, change: impl FnOnce(&mut Vec<Original>)) -> Result<(), StoreError> {
		let _lock = self.store.lock()?;
		let mut all = self.all()?;
		change(&mut all);
		write_json(&self.path, &all)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn originals_should_be_found_again_by_patient() {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::init(folder.path(), 3, [9; 32], None).unwrap();
		let originals = Originals::new(&store, &[1; 32]);
		assert_eq!(originals.all().unwrap(), []);
		let one = |byte| Original { source: [byte; 32], form: [byte; 32], record: [byte; 32] };
		originals.add(one(1)).unwrap();
		originals.add(one(2)).unwrap();
		assert_eq!(originals.all().unwrap(), [one(1), one(2)]);
		assert_eq!(Originals::new(&store, &[2; 32]).all().unwrap(), []);
		originals.remove(&[1; 32]).unwrap();
		assert_eq!(originals.all().unwrap(), [one(2)]);
	}
}

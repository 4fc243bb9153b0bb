//! The log that is anchored: who looked at what, of those inside the custodian and of those whom the
//! vault released to.
//!
//! Each access is an entry of 32 random bytes and what the chain's [`LogEntry`] says beside them.
//! Entries are anchored together, shuffled, by one root. A patient that demands its entries of a batch
//! gets them with their proofs, and holds them against the root on the chain.

use crate::store::{files, read_json, remove_file, write_json, Store, StoreError};
use codec::{Decode, Encode};
use salus_primitives::{
	merkle::{Proof, Root, Tree},
	records::{log_leaf, BatchId, LogEntry, PatientId},
};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// An entry as it lies in a file: its SCALE encoding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Encoded(#[serde(with = "crate::hex_bytes")] Vec<u8>);

impl Encoded {
	fn decode(&self) -> Option<LogEntry> {
		LogEntry::decode(&mut &self.0[..]).ok()
	}
}

/// A batch of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogBatch {
	/// Its name.
	#[serde(with = "crate::hex_bytes")]
	pub id: BatchId,
	/// The hash of its root.
	#[serde(with = "crate::hex_bytes")]
	pub root: [u8; 32],
	/// How many entries it has.
	pub count: u32,
	/// Them, in order.
	entries: Vec<Encoded>,
	/// Whether the chain has it.
	pub anchored: bool,
}

impl LogBatch {
	fn tree(&self) -> Option<(Vec<LogEntry>, Tree)> {
		let entries: Vec<_> = self.entries.iter().map(Encoded::decode).collect::<Option<_>>()?;
		let leaves = (0..).zip(&entries).map(|(index, entry)| log_leaf(entry, index)).collect();
		let tree = Tree::new(leaves)?;
		(tree.root() == Root { hash: self.root, count: self.count }).then_some((entries, tree))
	}
}

/// An entry with its way to the root: what a demand is answered with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
	/// The entry.
	pub entry: LogEntry,
	/// Its proof.
	pub proof: Proof,
}

/// The log of a vault, in `log/`.
pub struct AccessLog<'a> {
	store: &'a Store,
	pending: PathBuf,
	batches: PathBuf,
}

impl<'a> AccessLog<'a> {
	/// Of a vault.
	pub fn new(store: &'a Store) -> Self {
		Self { store, pending: store.path("log/pending"), batches: store.path("log/batches") }
	}

	/// Note an access, on disk when it returns: before anything is handed out.
	///
	/// # Errors
	/// Where writing fails: then nothing may be handed out.
	pub fn note(&self, entry: &LogEntry) -> Result<(), StoreError> {
		let path = self.pending.join(format!("{}.json", hex::encode(entry.entry)));
		write_json(&path, &Encoded(entry.encode()))
	}

	/// Put what waits into one batch. None where nothing waits. A batch that was made and not
	/// anchored is given again.
	///
	/// # Errors
	/// Where reading or writing fails.
	pub fn batch(&self) -> Result<Option<LogBatch>, StoreError> {
		let _lock = self.store.lock()?;
		for path in files(&self.batches, "json")? {
			if let Some(batch) = read_json::<LogBatch>(&path)?.filter(|batch| !batch.anchored) {
				return Ok(Some(batch));
			}
		}
		let mut entries = Vec::new();
		let most = salus_primitives::merkle::MAX_LEAVES as usize;
		// By name, which is random: a shuffle that says nothing of the order of the accesses.
		for path in files(&self.pending, "json")?.into_iter().take(most) {
			let encoded = read_json::<Encoded>(&path)?.filter(|encoded| encoded.decode().is_some());
			let damaged = StoreError::Damaged { path, reason: "no entry of a log".into() };
			entries.push(encoded.ok_or(damaged)?);
		}
		let decoded = entries.iter().filter_map(Encoded::decode);
		let leaves = (0..).zip(decoded).map(|(index, entry)| log_leaf(&entry, index)).collect();
		let Some(tree) = Tree::new(leaves) else { return Ok(None) };
		let (id, root) = (crate::random(), tree.root());
		let batch = LogBatch { id, root: root.hash, count: root.count, entries, anchored: false };
		write_json(&self.path(&id), &batch)?;
		Ok(Some(batch))
	}

	fn path(&self, id: &BatchId) -> PathBuf {
		self.batches.join(format!("{}.json", hex::encode(id)))
	}

	/// The chain has a batch: its entries wait no more. Again is the same.
	///
	/// # Errors
	/// Where reading or writing fails.
	pub fn anchored(&self, batch: &LogBatch) -> Result<(), StoreError> {
		let _lock = self.store.lock()?;
		write_json(&self.path(&batch.id), &LogBatch { anchored: true, ..batch.clone() })?;
		for entry in batch.entries.iter().filter_map(Encoded::decode) {
			remove_file(&self.pending.join(format!("{}.json", hex::encode(entry.entry))))?;
		}
		Ok(())
	}

	/// What a batch says of a patient, with proofs. None where there is no such batch.
	///
	/// # Errors
	/// [`StoreError::Damaged`] where the batch has another root than its entries.
	pub fn of(&self, id: &BatchId, patient: &PatientId) -> Result<Option<Vec<Shown>>, StoreError> {
		let path = self.path(id);
		let Some(batch) = read_json::<LogBatch>(&path)? else { return Ok(None) };
		let damaged = || StoreError::Damaged { path, reason: "another root".into() };
		let (entries, tree) = batch.tree().ok_or_else(damaged)?;
		let mine = (0..).zip(entries).filter(|(_, entry)| entry.patient == *patient);
		let shown =
			mine.filter_map(|(index, entry)| Some(Shown { entry, proof: tree.prove(index)? }));
		Ok(Some(shown.collect()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::consent::{Month, Purpose};

	fn entry(patient: u8) -> LogEntry {
		LogEntry {
			entry: crate::random(),
			patient: [patient; 32],
			requester: 3,
			ticket: None,
			record: [7; 32],
			version: 1,
			content: [8; 32],
			person: [9; 32],
			purpose: Purpose::Treatment,
			month: Month(680),
			version_asked_for: false,
		}
	}

	#[test]
	fn accesses_should_be_anchored_together_and_shown_with_proof() {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::init(folder.path(), 3, [9; 32], None).unwrap();
		let log = AccessLog::new(&store);
		assert_eq!(log.batch().unwrap(), None);
		let mine = [entry(1), entry(1)];
		for one in mine.iter().chain(&[entry(2)]) {
			log.note(one).unwrap();
		}
		let batch = log.batch().unwrap().unwrap();
		assert_eq!(batch.count, 3);
		// Not anchored yet: the same again, also after more accesses.
		log.note(&entry(2)).unwrap();
		assert_eq!(log.batch().unwrap().unwrap(), batch);
		log.anchored(&batch).unwrap();
		let next = log.batch().unwrap().unwrap();
		assert_eq!(next.count, 1);

		let root = Root { hash: batch.root, count: batch.count };
		let shown = log.of(&batch.id, &[1; 32]).unwrap().unwrap();
		assert_eq!(shown.len(), 2);
		for Shown { entry, proof } in &shown {
			assert!(mine.contains(entry));
			assert_eq!(root.verify(proof, |index| log_leaf(entry, index)), Ok(()));
		}
		assert_eq!(log.of(&batch.id, &[3; 32]).unwrap(), Some(Vec::new()));
		assert_eq!(log.of(&[0; 16], &[1; 32]).unwrap(), None);
	}
}

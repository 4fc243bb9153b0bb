//! Emergencies that were served while the chain was out of reach, and who may be served then.

use crate::{
	chain::{timely, Account, Answer, Chain, Posted},
	store::{files, read_json, write_json, Store, StoreError},
};
use codec::Encode;
use salus_primitives::{
	records::{Commitment, EncryptionKey, PatientId, TicketId, TicketInfo},
	Capacity, Moment, OrganisationId,
};
use serde::{Deserialize, Serialize};
use std::{
	fs,
	path::{Path, PathBuf},
};

/// What a clinician declares: the call `break_glass`, as far as it is not in the ticket.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Encode)]
#[serde(rename_all = "camelCase")]
pub struct Emergency {
	/// In which capacity.
	pub capacity: Capacity,
	/// Whose records.
	#[serde(with = "crate::hex_bytes")]
	pub patient: PatientId,
	/// The commitment of the reason.
	#[serde(with = "crate::hex_bytes")]
	pub reason: Commitment,
	/// Who looks, as a commitment.
	#[serde(with = "crate::hex_bytes")]
	pub person: Commitment,
}

/// An emergency that the chain does not know yet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LateEmergency {
	/// For which organisation the clinician acted.
	pub organisation: OrganisationId,
	/// How the clinician named the ticket.
	#[serde(with = "crate::hex_bytes")]
	pub ticket: TicketId,
	/// The clinician.
	#[serde(with = "crate::hex_bytes")]
	pub account: Account,
	/// What was declared.
	pub emergency: Emergency,
	/// When the vault opened.
	pub occurred_at: Moment,
	/// What the clinician signed: the challenge, and the declaration's hash.
	#[serde(with = "crate::hex_bytes")]
	pub message: Vec<u8>,
	/// The signature.
	#[serde(with = "crate::hex_bytes")]
	pub signature: Vec<u8>,
}

impl LateEmergency {
	/// Whether a ticket of the chain is this emergency.
	pub fn is(&self, ticket: &TicketInfo<Account>) -> bool {
		let Emergency { capacity, patient, reason, person } = &self.emergency;
		ticket.account == self.account
			&& ticket.capacity == *capacity
			&& (ticket.request.patient, ticket.request.person) == (*patient, *person)
			&& ticket.emergency.as_ref().is_some_and(|known| known.reason == *reason)
	}
}

/// Somebody who may be served while the chain is out of reach, as the chain last said.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Staff {
	/// For which organisation.
	pub organisation: OrganisationId,
	/// In which capacity.
	pub capacity: Capacity,
	/// Who.
	#[serde(with = "crate::hex_bytes")]
	pub account: Account,
	/// Whether the chain said that the privilege may be used.
	#[serde(default)]
	pub usable: bool,
	/// Where data keys are sealed to.
	#[serde(default, with = "key_list")]
	pub encryption_key: Option<EncryptionKey>,
	/// The time of the block in which it was so.
	#[serde(default)]
	pub synced: Moment,
}

mod key_list {
	use salus_primitives::records::EncryptionKey;
	use serde::{Deserializer, Serializer};

	pub fn serialize<S: Serializer>(key: &Option<EncryptionKey>, to: S) -> Result<S::Ok, S::Error> {
		crate::hex_list::serialize(key.as_slice(), to)
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(
		from: D,
	) -> Result<Option<EncryptionKey>, D::Error> {
		Ok(crate::hex_list::deserialize(from)?.into_iter().next())
	}
}

impl Staff {
	/// Who it is: one entry each.
	const fn key(&self) -> (OrganisationId, Capacity, Account) {
		(self.organisation, self.capacity, self.account)
	}
}

/// The emergency staff of a vault, in `staff.json`.
pub struct StaffList<'a> {
	store: &'a Store,
	path: PathBuf,
}

impl<'a> StaffList<'a> {
	/// Of a vault.
	pub fn new(store: &'a Store) -> Self {
		Self { store, path: store.path("staff.json") }
	}

	/// All of them.
	///
	/// # Errors
	/// [`StoreError::Damaged`].
	pub fn all(&self) -> Result<Vec<Staff>, StoreError> {
		Ok(read_json(&self.path)?.unwrap_or_default())
	}

	/// Somebody, if listed.
	///
	/// # Errors
	/// [`StoreError::Damaged`].
	pub fn find(
		&self,
		organisation: OrganisationId,
		capacity: Capacity,
		account: &Account,
	) -> Result<Option<Staff>, StoreError> {
		Ok(self.all()?.into_iter().find(|it| it.key() == (organisation, capacity, *account)))
	}

	/// Read, change and write the list with nobody else in between: a served vault asks the chain
	/// about it every minute, and an operator adds to it.
	fn change(&self, change: impl FnOnce(&mut Vec<Staff>)) -> Result<(), StoreError> {
		let _lock = self.store.lock_file("staff.lock")?;
		let mut all = self.all()?;
		let before = all.clone();
		change(&mut all);
		if all == before {
			return Ok(());
		}
		write_json(&self.path, &all)
	}

	/// Add somebody: served without the chain once the chain has said that it may be.
	///
	/// # Errors
	/// Where writing fails.
	pub fn add(&self, staff: Staff) -> Result<(), StoreError> {
		self.change(|all| {
			if all.iter().all(|it| it.key() != staff.key()) {
				all.push(staff);
			}
		})
	}

	/// Ask the chain about all of them. Where it does not answer, what it said last stays.
	///
	/// # Errors
	/// Where reading or writing fails.
	pub async fn sync(&self, chain: &impl Chain) -> Result<(), StoreError> {
		// Asking takes its time: nothing is locked meanwhile, and who was added since stays.
		let mut known = self.all()?;
		if known.is_empty() {
			return Ok(());
		}
		let Ok(head) = timely(chain.head()).await else { return Ok(()) };
		for staff in &mut known {
			let (organisation, capacity) = (staff.organisation, staff.capacity);
			let said = timely(async {
				let privilege =
					chain.privilege(&head, organisation, capacity, staff.account).await?;
				Ok((privilege, chain.encryption_key(&head, staff.account).await?))
			});
			let Ok((privilege, key)) = said.await else { break };
			staff.usable = privilege.is_some_and(|privilege| privilege.usable);
			staff.encryption_key = key;
			staff.synced = head.time;
		}
		self.change(|all| {
			for staff in all {
				if let Some(new) = known.iter().find(|it| it.key() == staff.key()) {
					staff.clone_from(new);
				}
			}
		})
	}
}

/// What became of an entry: how its file ends.
const POSTED: &str = "posted";
const REFUSED: &str = "refused";

/// Entries that wait for the chain, a file each in `spool/`.
pub struct Spool<'a> {
	store: &'a Store,
	folder: PathBuf,
}

impl<'a> Spool<'a> {
	/// Of a vault.
	pub fn new(store: &'a Store) -> Self {
		Self { store, folder: store.path("spool") }
	}

	/// Keep an entry, on disk when it returns: before anything is released on it. The same again is
	/// the same. False where there was another under the name of this ticket: the chain would take
	/// one of them alone.
	///
	/// # Errors
	/// Where reading or writing fails.
	pub fn add(&self, entry: &LateEmergency) -> Result<bool, StoreError> {
		let name = format!("{}-{}.json", entry.organisation, hex::encode(entry.ticket));
		let path = self.folder.join(name);
		let _lock = self.store.lock_file("spool.lock")?;
		for place in [path.clone(), path.with_extension(POSTED), path.with_extension(REFUSED)] {
			if let Some(there) = read_json::<LateEmergency>(&place)? {
				return Ok(there.account == entry.account && there.emergency == entry.emergency);
			}
		}
		write_json(&path, entry)?;
		Ok(true)
	}

	fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
		files(&self.folder, "json")
	}

	/// How many entries wait.
	///
	/// # Errors
	/// Where reading fails.
	pub fn len(&self) -> Result<usize, StoreError> {
		self.files().map(|files| files.len())
	}

	/// How many the chain refused: each is for the privacy officer to look at.
	///
	/// # Errors
	/// Where reading fails.
	pub fn refused(&self) -> Result<usize, StoreError> {
		files(&self.folder, REFUSED).map(|files| files.len())
	}

	/// Whether none waits.
	///
	/// # Errors
	/// Where reading fails.
	pub fn is_empty(&self) -> Result<bool, StoreError> {
		self.len().map(|count| count == 0)
	}

	/// Post what waits. What the chain has is kept as `.posted`, what it refuses as `.refused`, for
	/// the privacy officer. Posting again after a crash is refused by the chain as known: it is there.
	///
	/// # Errors
	/// Where reading or writing fails. What else waits is posted all the same.
	pub async fn post(&self, chain: &impl Chain) -> Result<usize, StoreError> {
		let (mut posted, mut failed) = (0, None);
		for path in self.files()? {
			let entry = match read_json::<LateEmergency>(&path) {
				Ok(Some(entry)) => entry,
				Ok(None) => continue,
				Err(error) => {
					failed = Some(error);
					continue;
				}
			};
			let outcome = match chain.report_emergency(&entry).await {
				Err(_) => break,
				Ok(Posted::Done) => POSTED,
				Ok(Posted::Refused(reason)) => match self.is_known(chain, &entry).await {
					Err(_) => break,
					Ok(true) => POSTED,
					Ok(false) => {
						log::warn!("the chain refuses a late emergency: {reason}");
						REFUSED
					}
				},
			};
			posted += usize::from(outcome == POSTED);
			self.rename(&path, outcome)?;
		}
		failed.map_or(Ok(posted), Err)
	}

	/// Whether the chain has an entry.
	async fn is_known(&self, chain: &impl Chain, entry: &LateEmergency) -> Answer<bool> {
		timely(async {
			let head = chain.head().await?;
			let there = chain.ticket(&head, entry.organisation, entry.ticket).await?;
			Ok(there.is_some_and(|ticket| entry.is(&ticket)))
		})
		.await
	}

	fn rename(&self, path: &Path, extension: &str) -> Result<(), StoreError> {
		let _lock = self.store.lock_file("spool.lock")?;
		fs::rename(path, path.with_extension(extension))
			.map_err(|error| StoreError::Io { path: path.to_owned(), error })
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::thread;

	#[test]
	fn staff_that_is_added_at_once_should_all_be_listed() {
		let folder = tempfile::tempdir().unwrap();
		Store::init(folder.path(), 3, [9; 32], None).unwrap();
		thread::scope(|scope| {
			for byte in 0..16 {
				let path = folder.path();
				scope.spawn(move || {
					// As processes have it: each with a store and a lock of its own.
					let store = Store::open(path).unwrap();
					let staff = Staff {
						organisation: 3,
						capacity: Capacity::Provider,
						account: [byte; 32],
						usable: false,
						encryption_key: None,
						synced: 0,
					};
					StaffList::new(&store).add(staff.clone()).unwrap();
					StaffList::new(&store).add(staff).unwrap();
				});
			}
		});
		let store = Store::open(folder.path()).unwrap();
		assert_eq!(StaffList::new(&store).all().unwrap().len(), 16);
	}
}

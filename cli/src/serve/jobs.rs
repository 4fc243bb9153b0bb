//! Capture jobs, on disk from before they are acknowledged: a restart loses none and doubles none,
//! because an event that the chain knows is a duplicate, which counts as captured.

use crate::{error::Failure, time::format_moment};
use redb::{Database, ReadableDatabase, ReadableTable, ReadableTableMetadata, TableDefinition};
use salus_primitives::Moment;
use serde::{Deserialize, Serialize};
use serde_json::{json, Value as Json};
use std::{
	fs,
	path::{Path, PathBuf},
};

/// Jobs by number, in the order in which they came.
const JOBS: TableDefinition<u64, &[u8]> = TableDefinition::new("jobs");
/// The number of each job by its id.
const IDS: TableDefinition<&str, u64> = TableDefinition::new("ids");
/// The documents of jobs that are not finished.
const BODIES: TableDefinition<u64, &[u8]> = TableDefinition::new("bodies");

/// How many jobs may wait.
const MAX_WAITING: u64 = 256;
/// How many of one client, so that none keeps the others out.
const MAX_WAITING_OF_ONE: usize = 64;
/// How many jobs are remembered.
const MAX_KEPT: u64 = 10_000;
/// How many errors of a job are kept.
pub const MAX_ERRORS: usize = 1_000;

/// `GS1-Capture-Error-Behaviour`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Behaviour {
	/// All or nothing.
	#[default]
	Rollback,
	/// As many as possible.
	Proceed,
}

/// A job.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Job {
	/// Its id, which nobody guesses.
	pub id: String,
	/// Whose it is.
	pub client: String,
	/// Since when.
	pub created: Moment,
	/// Until when.
	pub finished: Option<Moment>,
	/// What happens when an event is refused.
	pub behaviour: Behaviour,
	/// Whether the document is a supplier's.
	#[serde(default)]
	pub inbound: bool,
	/// How many events the document has.
	pub events: usize,
	/// Whether every event was captured.
	pub success: bool,
	/// Problems of those that were not.
	pub errors: Vec<Json>,
}

impl Job {
	/// As the standard has it (12.6, `EPCISCaptureJob`).
	pub fn to_json(&self) -> Json {
		let mut body = json!({
			"captureID": self.id,
			"createdAt": format_moment(self.created),
			"running": self.finished.is_none(),
			"success": self.success,
			"captureErrorBehaviour": self.behaviour,
			"errors": self.errors,
		});
		if let Some(finished) = self.finished {
			body["finishedAt"] = format_moment(finished).into();
		}
		body
	}
}

/// A job that is to be done.
pub struct Waiting {
	/// Its number.
	pub number: u64,
	/// The job.
	pub job: Job,
	/// Its document.
	pub body: Vec<u8>,
}

/// All jobs.
pub struct Jobs {
	database: Database,
	path: PathBuf,
}

type Done<T> = Result<T, redb::Error>;

fn decode(bytes: &[u8]) -> Done<Job> {
	serde_json::from_slice(bytes).map_err(|error| redb::Error::Corrupted(error.to_string()))
}

fn encode(job: &Job) -> Done<Vec<u8>> {
	serde_json::to_vec(job).map_err(|error| redb::Error::Corrupted(error.to_string()))
}

impl Jobs {
	/// The jobs in this folder.
	pub fn open(folder: &Path) -> Result<Self, Failure> {
		fs::create_dir_all(folder).map_err(|error| Failure::unreadable(folder.display(), error))?;
		let path = folder.join("jobs.redb");
		let database =
			Database::create(&path).map_err(|error| Failure::unreadable(path.display(), error))?;
		let jobs = Self { database, path };
		jobs.done((|| {
			let write = jobs.database.begin_write()?;
			write.open_table(JOBS)?;
			write.open_table(IDS)?;
			write.open_table(BODIES)?;
			Ok(write.commit()?)
		})())?;
		Ok(jobs)
	}

	fn done<T>(&self, result: Done<T>) -> Result<T, Failure> {
		result.map_err(|error| Failure::unreadable(self.path.display(), error))
	}

	/// Take a document in; none if too many wait, of all clients or of this one.
	pub fn add(
		&self,
		client: &str,
		behaviour: Behaviour,
		inbound: bool,
		events: usize,
		body: &[u8],
		now: Moment,
	) -> Result<Option<Job>, Failure> {
		let job = Job {
			id: hex::encode(salus_vault::random::<16>()),
			client: client.to_owned(),
			created: now,
			finished: None,
			behaviour,
			inbound,
			events,
			success: false,
			errors: Vec::new(),
		};
		self.done((|| {
			let write = self.database.begin_write()?;
			{
				let (mut jobs, mut ids) = (write.open_table(JOBS)?, write.open_table(IDS)?);
				let mut bodies = write.open_table(BODIES)?;
				if bodies.len()? >= MAX_WAITING {
					return Ok(None);
				}
				let mut own = 0;
				for entry in bodies.range::<u64>(..)? {
					let waiting = jobs.get(entry?.0.value())?;
					let waiting = waiting.map(|job| decode(job.value())).transpose()?;
					own += usize::from(waiting.is_some_and(|job| job.client == client));
				}
				if own >= MAX_WAITING_OF_ONE {
					return Ok(None);
				}
				let number = jobs.last()?.map_or(0, |(number, _)| number.value() + 1);
				jobs.insert(number, &encode(&job)?[..])?;
				ids.insert(job.id.as_str(), number)?;
				bodies.insert(number, body)?;
				// The oldest that is finished makes room.
				while jobs.len()? > MAX_KEPT {
					let Some((number, old)) = jobs.pop_first()? else { break };
					let (number, old) = (number.value(), decode(old.value())?);
					ids.remove(old.id.as_str())?;
					bodies.remove(number)?;
				}
			}
			write.commit()?;
			Ok(Some(job))
		})())
	}

	/// The jobs that are to be done next, the oldest first: one, or as many as can be done together
	/// because none of them depends on all of it being taken.
	pub fn next(&self, most: usize, bytes: usize) -> Result<Vec<Waiting>, Failure> {
		self.done((|| {
			let read = self.database.begin_read()?;
			let (jobs, bodies) = (read.open_table(JOBS)?, read.open_table(BODIES)?);
			let (mut group, mut size) = (Vec::<Waiting>::new(), 0);
			for entry in bodies.range::<u64>(..)? {
				let (number, body) = entry?;
				let Some(job) = jobs.get(number.value())? else { continue };
				let job = decode(job.value())?;
				let is_alone =
					job.inbound || job.behaviour == Behaviour::Rollback && job.events > 1;
				size += body.value().len();
				if !group.is_empty() && (is_alone || group.len() >= most || size > bytes) {
					break;
				}
				group.push(Waiting { number: number.value(), job, body: body.value().to_vec() });
				if is_alone {
					break;
				}
			}
			Ok(group)
		})())
	}

	/// A job is done.
	pub fn finish(&self, number: u64, errors: Vec<Json>, now: Moment) -> Result<(), Failure> {
		self.done((|| {
			let write = self.database.begin_write()?;
			{
				let (mut jobs, mut bodies) = (write.open_table(JOBS)?, write.open_table(BODIES)?);
				let found = jobs.get(number)?.map(|job| decode(job.value())).transpose()?;
				if let Some(mut job) = found {
					job.finished = Some(now);
					job.success = errors.is_empty();
					job.errors = errors;
					jobs.insert(number, &encode(&job)?[..])?;
				}
				bodies.remove(number)?;
			}
			Ok(write.commit()?)
		})())
	}

	/// A job of a client.
	pub fn get(&self, client: &str, id: &str) -> Result<Option<Job>, Failure> {
		self.done((|| {
			let read = self.database.begin_read()?;
			let Some(number) = read.open_table(IDS)?.get(id)? else { return Ok(None) };
			let Some(job) = read.open_table(JOBS)?.get(number.value())? else { return Ok(None) };
			let job = decode(job.value())?;
			Ok((job.client == client).then_some(job))
		})())
	}

	/// The jobs of a client with their numbers, the newest first, those before a number.
	pub fn list(
		&self,
		client: &str,
		before: Option<u64>,
		most: usize,
	) -> Result<Vec<(u64, Job)>, Failure> {
		self.done((|| {
			let jobs = self.database.begin_read()?.open_table(JOBS)?;
			let mut found = Vec::new();
			for entry in jobs.range(..before.unwrap_or(u64::MAX))?.rev() {
				let (number, job) = entry?;
				let job = decode(job.value())?;
				if job.client == client {
					found.push((number.value(), job));
					if found.len() >= most {
						break;
					}
				}
			}
			Ok(found)
		})())
	}

	/// How many wait.
	pub fn waiting(&self) -> Result<u64, Failure> {
		self.done((|| Ok(self.database.begin_read()?.open_table(BODIES)?.len()?))())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn jobs_should_survive_a_restart_and_be_their_clients_alone() {
		let folder = tempfile::tempdir().unwrap();
		let jobs = Jobs::open(folder.path()).unwrap();
		let first = jobs.add("a", Behaviour::Rollback, false, 2, b"one", 1).unwrap().unwrap();
		let second = jobs.add("b", Behaviour::Proceed, false, 2, b"two", 2).unwrap().unwrap();
		drop(jobs);
		let jobs = Jobs::open(folder.path()).unwrap();
		assert_eq!(jobs.get("a", &first.id).unwrap(), Some(first.clone()));
		assert_eq!(jobs.get("b", &first.id).unwrap(), None);
		assert_eq!(jobs.get("a", "no").unwrap(), None);
		let next = jobs.next(10, 1_000).unwrap();
		assert_eq!((next.len(), &next[0].job, &next[0].body[..]), (1, &first, &b"one"[..]));
		jobs.finish(next[0].number, vec![], 3).unwrap();
		let done = jobs.get("a", &first.id).unwrap().unwrap();
		assert_eq!((done.success, done.finished), (true, Some(3)));
		let next = jobs.next(10, 1_000).unwrap();
		assert_eq!(next[0].job, second);
		jobs.finish(next[0].number, vec![json!({ "type": "x" })], 4).unwrap();
		assert!(!jobs.get("b", &second.id).unwrap().unwrap().success);
		assert!(jobs.next(10, 1_000).unwrap().is_empty());
		assert_eq!(jobs.waiting().unwrap(), 0);
		assert_eq!(jobs.list("a", None, 10).unwrap().len(), 1);
	}

	#[test]
	fn only_jobs_that_need_not_be_whole_should_be_done_together() {
		let folder = tempfile::tempdir().unwrap();
		let jobs = Jobs::open(folder.path()).unwrap();
		let add = |behaviour, events| {
			jobs.add("a", behaviour, false, events, b"12345", 0).unwrap().unwrap();
		};
		// Whole and single is the same.
		add(Behaviour::Rollback, 1);
		add(Behaviour::Proceed, 5);
		add(Behaviour::Rollback, 5);
		add(Behaviour::Proceed, 1);
		let numbers = |most, bytes| {
			let group = jobs.next(most, bytes).unwrap();
			group.iter().map(|waiting| waiting.number).collect::<Vec<_>>()
		};
		assert_eq!(numbers(10, 1_000), [0, 1]);
		assert_eq!(numbers(1, 1_000), [0]);
		assert_eq!(numbers(10, 9), [0]);
		jobs.finish(0, vec![], 0).unwrap();
		jobs.finish(1, vec![], 0).unwrap();
		assert_eq!(numbers(10, 1_000), [2]);
	}

	#[test]
	fn more_than_may_wait_should_not_be_taken_in() {
		let folder = tempfile::tempdir().unwrap();
		let jobs = Jobs::open(folder.path()).unwrap();
		let is_taken = |client: &str| {
			jobs.add(client, Behaviour::Proceed, false, 1, b"x", 0).unwrap().is_some()
		};
		for client in ["a", "b", "c", "d"] {
			for _ in 0..MAX_WAITING_OF_ONE {
				assert!(is_taken(client));
			}
			// Who floods keeps nobody else out.
			assert!(!is_taken(client));
		}
		assert!(!is_taken("e"));
		jobs.finish(0, vec![], 0).unwrap();
		assert!(is_taken("e"));
	}
}

//! What goes on beside the requests: jobs are done in the order in which they came, and the index
//! follows the chain. Each has a thread of its own, because sending keeps state that does not move
//! between threads.

use super::{jobs::MAX_ERRORS, metrics::Metrics, problem::Problem, Jobs};
use crate::{
	chain::Chain,
	cli::CaptureOptions,
	commands::Context,
	epcis::{
		capture::capture,
		files,
		report::{Report, Row, Verdict},
		store::Store,
	},
	error::{Exit, Failure},
	index::{self, Documents, Index},
	time::now,
};
use futures::FutureExt;
use salus_interop::epcis::hash_uri;
use salus_primitives::supply::EventHash;
use serde_json::Value as Json;
use std::{
	collections::BTreeMap,
	io,
	panic::AssertUnwindSafe,
	sync::{
		atomic::{AtomicBool, AtomicU64, Ordering},
		Arc,
	},
	thread,
	time::Duration,
};
use tokio::{
	sync::Notify,
	time::{sleep, timeout},
};

/// How often finality is looked at.
const POLL: Duration = Duration::from_millis(500);
/// The longest pause between attempts.
const LONGEST: Duration = Duration::from_secs(60);
/// Jobs that are done together, where none has to be whole.
const TOGETHER: usize = 64;
/// And how many bytes of documents.
const TOGETHER_BYTES: usize = 8 * 1024 * 1024;
/// So long a job waits for its events to be found in the index.
const INDEXED: Duration = Duration::from_secs(20);

/// What the threads share with the requests.
pub struct Work {
	/// The command line.
	pub context: Context,
	/// Who signs what, as for `salus epcis capture`.
	pub options: CaptureOptions,
	/// Where bodies are kept.
	pub store: Store,
	/// The index.
	pub index: Index,
	/// The jobs.
	pub jobs: Jobs,
	/// Counts.
	pub metrics: Metrics,
	/// Wakes the thread that does jobs.
	pub added: Notify,
	/// Wakes whoever waits for a job.
	pub finished: Notify,
	/// Whether the server is to end.
	pub stopping: AtomicBool,
	/// The last block that is in the index.
	pub indexed: AtomicU64,
	/// When the index was last found to be at the end of the chain, in milliseconds since 1970.
	pub current_at: AtomicU64,
}

impl Work {
	fn is_stopping(&self) -> bool {
		self.stopping.load(Ordering::Relaxed)
	}

	/// Let the threads come to an end.
	pub fn stop(&self) {
		self.stopping.store(true, Ordering::Relaxed);
		self.added.notify_one();
	}
}

/// A thread with a runtime of its own.
fn spawn<F>(
	name: &str,
	work: impl FnOnce() -> F + Send + 'static,
) -> io::Result<thread::JoinHandle<()>>
where
	F: std::future::Future<Output = ()>,
{
	thread::Builder::new().name(name.to_owned()).spawn(move || {
		match tokio::runtime::Builder::new_current_thread().enable_all().build() {
			Ok(runtime) => runtime.block_on(work()),
			Err(error) => log::error!("no runtime: {error}"),
		}
	})
}

/// Do jobs until the server ends.
pub fn spawn_capture(work: Arc<Work>) -> io::Result<thread::JoinHandle<()>> {
	spawn("capture", move || async move {
		let mut pause = POLL;
		let mut care = Care::default();
		while !work.is_stopping() {
			match AssertUnwindSafe(pass(&work, care.together())).catch_unwind().await {
				Ok(Ok(true)) => pause = POLL,
				Ok(Ok(false)) => {
					pause = POLL;
					work.added.notified().await;
				}
				Ok(Err(failure)) => {
					log::warn!("{failure} (trying again)");
					// Whoever ends the server does not wait for a node that is away.
					let _ = timeout(pause, work.added.notified()).await;
					pause = (pause * 2).min(LONGEST);
				}
				Err(_) => {
					if care.is_it_the_first() {
						give_up(&work);
					}
				}
			}
		}
	})
}

/// Follow the chain until the server ends.
pub fn spawn_index(work: Arc<Work>, chain: Chain) -> io::Result<thread::JoinHandle<()>> {
	spawn("index", move || async move {
		let mut documents = Documents::new(work.store.clone());
		let mut pause = POLL;
		while !work.is_stopping() {
			let progress = |at, _| work.indexed.store(at, Ordering::Relaxed);
			match index::catch_up(&chain, &work.index, &mut documents, progress).await {
				Ok(block) => {
					work.indexed.store(block, Ordering::Relaxed);
					work.current_at.store(now(), Ordering::Relaxed);
					pause = POLL;
				}
				Err(failure) => {
					log::warn!("index: {failure} (trying again)");
					pause = (pause * 2).min(LONGEST);
				}
			}
			sleep(pause).await;
		}
	})
}

/// How many jobs are done together: one by one after the program failed, so that the document at
/// which it fails is known and no other pays for it.
#[derive(Default)]
struct Care {
	/// How many are still to be done one by one.
	left: usize,
}

impl Care {
	fn together(&mut self) -> usize {
		match self.left {
			0 => TOGETHER,
			left => {
				self.left = left - 1;
				1
			}
		}
	}

	/// After a failure of the program: whether it is the first job's.
	fn is_it_the_first(&mut self) -> bool {
		let is_alone = self.left > 0;
		self.left = TOGETHER + 1;
		is_alone
	}
}

/// Do the next jobs, at most so many; whether there were any. What could not be sent stays.
async fn pass(work: &Work, together: usize) -> Result<bool, Failure> {
	let group = work.jobs.next(together, TOGETHER_BYTES)?;
	let Some(first) = group.first() else { return Ok(false) };
	let is_alone = group.len() == 1;
	let rollback = is_alone && first.job.behaviour == super::jobs::Behaviour::Rollback;
	let inbound = first.job.inbound;
	// The receiver alone signs what a supplier says.
	let party = if inbound { Vec::new() } else { work.options.party.clone() };
	let options = CaptureOptions { rollback, inbound, party, ..CaptureOptions::default() };
	let sources = group
		.iter()
		.map(|waiting| files::of_bytes(waiting.number.to_string(), &waiting.body))
		.collect();
	let (report, result) = capture(&work.context, &options, Some(&work.store), sources, None).await;
	let failed = match result {
		Ok(()) => None,
		// The chain has the events and the store does not have their bodies, for want of space
		// perhaps: the same again finds duplicates, and keeps them.
		Err(failure) if failure.code == "Cli.Unreadable" => return Err(failure),
		// It was not even tried: the same again can succeed.
		Err(failure) if failure.exit == Exit::Unknown || failure.retryable => Some(failure),
		Err(failure) => {
			for waiting in &group {
				let problem = Problem::internal(failure.message.clone())
					.with("code", failure.code.to_string());
				work.jobs.finish(waiting.number, vec![problem.to_json()], now())?;
			}
			work.finished.notify_waiters();
			return Ok(true);
		}
	};
	let rows = by_job(&report);
	let mut open = None;
	for waiting in &group {
		let rows = rows.get(waiting.number.to_string().as_str()).map_or(&[][..], Vec::as_slice);
		match errors(rows) {
			Some(errors) => {
				for row in rows {
					work.metrics.event(outcome(row));
				}
				// What is introduced has the receiver's own hash, not the event's.
				if !waiting.job.inbound {
					until_indexed(work, rows).await;
				}
				work.jobs.finish(waiting.number, errors, now())?;
			}
			None => open = Some(()),
		}
	}
	work.finished.notify_waiters();
	match (open, failed) {
		(None, None) => Ok(true),
		(_, Some(failure)) => Err(failure),
		(Some(()), None) => Err(Failure::unknown("the outcome of some events is not known yet")),
	}
}

/// A job at which the program itself fails is not tried for ever.
fn give_up(work: &Work) {
	let number = match work.jobs.next(1, 0) {
		Ok(group) => group.first().map(|waiting| waiting.number),
		Err(failure) => {
			log::error!("{failure}");
			None
		}
	};
	if let Some(number) = number {
		let problem =
			Problem::internal("The repository failed at this document: tell its operator.");
		if let Err(failure) = work.jobs.finish(number, vec![problem.to_json()], now()) {
			log::error!("{failure}");
		}
	}
	work.finished.notify_waiters();
}

fn by_job(report: &Report) -> BTreeMap<&str, Vec<&Row>> {
	let mut jobs: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
	for row in &report.rows {
		jobs.entry(row.file.as_str()).or_default().push(row);
	}
	jobs
}

fn outcome(row: &Row) -> &'static str {
	match &row.verdict {
		Some(Verdict::Accepted(_)) => "accepted",
		Some(Verdict::Anchored(_)) => "anchored",
		Some(Verdict::Duplicate(_)) => "duplicate",
		Some(Verdict::Rejected(..)) => "rejected",
		Some(Verdict::Valid) => "rolledBack",
		Some(Verdict::Unknown(_)) | None => "unknown",
	}
}

/// The problems of a document's events; none while the outcome of one is open.
fn errors(rows: &[&Row]) -> Option<Vec<Json>> {
	let mut errors = Vec::new();
	for row in rows {
		let problem = match &row.verdict {
			Some(verdict) if verdict.is_known() => continue,
			Some(Verdict::Rejected(failure, _)) => {
				let problem = Problem::validation(failure.message.clone())
					.with("code", failure.code.to_string());
				match &failure.rule {
					Some(rule) => problem.with("rule", rule.as_str()),
					None => problem,
				}
			}
			// Nothing of a document is sent where one event of it would be refused.
			Some(Verdict::Valid) => continue,
			// Its outcome is open.
			_ => return None,
		};
		let problem = match row.index {
			Some(index) => problem.with("eventIndex", index),
			None => problem,
		};
		errors.push(match &row.hash {
			Some(hash) => problem.with("eventHash", hash_uri(hash)).to_json(),
			None => problem.to_json(),
		});
	}
	let count = errors.len();
	if count > MAX_ERRORS {
		errors.truncate(MAX_ERRORS);
		let more = format!("{} more events were not captured.", count - MAX_ERRORS);
		errors.push(Problem::validation(more).to_json());
	}
	Some(errors)
}

/// Who is told that events were captured finds them; also one whose body came into the store only
/// now, when the chain had it before.
async fn until_indexed(work: &Work, rows: &[&Row]) {
	let captured: Vec<(EventHash, Option<EventHash>)> = rows
		.iter()
		.filter(|row| row.verdict.as_ref().is_some_and(Verdict::is_known))
		.filter_map(|row| Some((row.hash?, row.declaration)))
		.collect();
	let found = async {
		for (hash, declaration) in captured {
			let has_body = || work.index.has_body(&hash, declaration.as_ref()).unwrap_or(true);
			while !work.is_stopping() && !has_body() {
				sleep(Duration::from_millis(100)).await;
			}
		}
	};
	if timeout(INDEXED, found).await.is_err() {
		log::warn!("events were captured and are not in the index yet");
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn row(verdict: Option<Verdict>) -> Row {
		Row {
			file: "7".into(),
			index: Some(3),
			event_type: Some("ObjectEvent"),
			hash: Some([7; 32]),
			declaration: None,
			warnings: Vec::new(),
			verdict,
		}
	}

	#[test]
	fn the_document_at_which_the_program_fails_should_be_found_before_one_is_given_up() {
		let mut care = Care::default();
		assert_eq!(care.together(), TOGETHER);
		assert!(!care.is_it_the_first());
		for _ in 0..TOGETHER {
			assert_eq!(care.together(), 1);
		}
		assert!(care.is_it_the_first());
		for _ in 0..=TOGETHER {
			assert_eq!(care.together(), 1);
		}
		assert_eq!(care.together(), TOGETHER);
	}

	#[test]
	fn a_job_should_be_open_until_every_event_is_decided() {
		let duplicate = row(Some(Verdict::Duplicate(None)));
		assert_eq!(errors(&[&duplicate]), Some(vec![]));
		assert_eq!(errors(&[&duplicate, &row(None)]), None);
		let unknown = row(Some(Verdict::Unknown(Failure::unknown("?"))));
		assert_eq!(errors(&[&unknown]), None);
	}

	#[test]
	fn ep_2_a_refused_event_should_be_named_with_its_place_and_rule() {
		let failure = Failure::refused("SupplyChain.UnknownItem", "No such item (EP-2).");
		let refused = row(Some(Verdict::Rejected(failure, None)));
		let errors = errors(&[&row(Some(Verdict::Valid)), &refused]).unwrap();
		assert_eq!(errors.len(), 1);
		assert_eq!(errors[0]["type"], "epcisException:ValidationException");
		assert_eq!(errors[0]["rule"], "EP-2");
		assert_eq!(errors[0]["eventIndex"], 3);
		assert_eq!(errors[0]["code"], "SupplyChain.UnknownItem");
	}
}

//! `salus serve`: what a trading partner expects of an EPCIS 2.0 repository over REST, and GS1
//! Lightweight Messaging for Verification of Product Identifiers. Behind a proxy that ends TLS.

mod http;
mod jobs;
pub mod keys;
mod metrics;
mod problem;
mod resources;
mod verification;
mod worker;

use crate::{chain::Chain, commands::lot::Stores, error::Failure, time::now};
pub use jobs::Jobs;
use keys::Keys;
pub use metrics::Metrics;
use salus_primitives::Gln;
use std::{
	future::Future,
	sync::{atomic::Ordering, Arc},
	thread::JoinHandle,
	time::Duration,
};
use tokio::{net::TcpListener, sync::Semaphore, time::sleep};
pub use worker::Work;

/// How many requests are worked on at once.
const MAX_REQUESTS: usize = 64;
/// How many documents are read at once: each is in memory.
const MAX_DOCUMENTS: usize = 4;
/// How many requests may wait for their event to be captured.
const MAX_AWAITED: usize = 256;
/// How long one may take.
const MAX_TIME: Duration = Duration::from_secs(30);
/// How long a request waits for its event to be captured.
const MAX_CAPTURE: Duration = Duration::from_secs(60);
/// The longest request line that is looked at.
const MAX_URI: usize = 8 * 1024;
/// How many events one document may have.
const MAX_EVENTS: usize = 10_000;
/// The index is behind if it was not at the end of the chain for so long, in milliseconds.
const MAX_STALE: u64 = 60_000;
/// How long the end waits for what was begun.
const LAST_WORDS: Duration = Duration::from_secs(15);

/// How the server presents itself.
pub struct Settings {
	/// What goes before the paths of `Location` and `Link`: nothing, or an absolute address.
	pub base: String,
	/// The largest document.
	pub max_body: usize,
	/// Who answers verifications; none is asked without it.
	pub responder: Option<Gln>,
	/// Whether there is a key to sign with.
	pub can_capture: bool,
}

/// Everything that a request can reach.
pub struct Server {
	work: Arc<Work>,
	keys: Keys,
	chain: Chain,
	proofs: Stores,
	settings: Settings,
	requests: Semaphore,
	documents: Semaphore,
	awaited: Semaphore,
}

impl Server {
	/// With everything that it needs.
	pub fn new(
		work: Arc<Work>,
		keys: Keys,
		chain: Chain,
		proofs: Stores,
		settings: Settings,
	) -> Self {
		Self {
			work,
			keys,
			chain,
			proofs,
			settings,
			requests: Semaphore::new(MAX_REQUESTS),
			documents: Semaphore::new(MAX_DOCUMENTS),
			awaited: Semaphore::new(MAX_AWAITED),
		}
	}

	/// For how long the index has not been at the end of the chain, in milliseconds.
	fn stale_for(&self) -> u64 {
		now().saturating_sub(self.work.current_at.load(Ordering::Relaxed))
	}
}

/// Serve until `stop`, then finish what was begun: answers, and the job in hand if it does not take
/// long. Other jobs are done after the next start.
pub async fn serve(
	server: Server,
	follower: Chain,
	listener: TcpListener,
	stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Failure> {
	let failed = |error: std::io::Error| Failure::unreachable(error.to_string());
	let work = server.work.clone();
	let threads = [
		worker::spawn_capture(work.clone()).map_err(failed)?,
		worker::spawn_index(work.clone(), follower).map_err(failed)?,
	];
	let served = axum::serve(listener, http::router(Arc::new(server)))
		.with_graceful_shutdown(stop)
		.await
		.map_err(failed);
	work.stop();
	let mut left = LAST_WORDS;
	while !threads.iter().all(JoinHandle::is_finished) && !left.is_zero() {
		let pause = Duration::from_millis(50);
		sleep(pause).await;
		left = left.saturating_sub(pause);
	}
	served
}

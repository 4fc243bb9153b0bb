//! Sends calls and tells what became of each.
//!
//! - Consecutive calls of one signer travel together as `utility.force_batch`, in which each
//!   succeeds or fails alone. The next batch is sent while the last waits for its block.
//! - Calls of different signers keep their order: the next signer's are sent when those before
//!   are in a block.
//! - Transactions are mortal, so that after a while it is certain what became of them, and they
//!   are found again by looking through blocks: neither a lost connection nor a restarted node
//!   loses one.
//! - Another process with the same key may take a nonce. Whoever comes second takes the next one;
//!   whose transaction was pushed out of the pool sends it again. What a call does twice is the
//!   call's own matter: domain calls know their event by its hash.

use super::{
	account,
	client::{hash_text, LONG_PATIENCE},
	events::{self, call_results, CallResult, ChainEvent},
	follow::{self, Follower},
	runtime::{Binding, Call, ERA},
	BlockId, Chain, RpcError, Runtime, Signer,
};
use crate::error::Failure;
use codec::Decode;
use serde_json::{json, Value as Json};
use std::{
	collections::{BTreeSet, HashMap, HashSet},
	sync::Arc,
	time::{Duration, Instant},
};
use subxt::utils::H256;
use tokio::time::sleep;

/// When a result counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Wait {
	/// In the best block, which may still be replaced.
	Best,
	/// Finalised: it stays.
	Finalized,
}

/// One call to send.
#[derive(Clone)]
pub struct Item {
	/// Who signs it.
	pub signer: Arc<Signer>,
	/// What is sent.
	pub call: Call,
	/// How many objects it touches: a batch is bounded by their sum.
	pub size: usize,
}

/// What became of one call.
#[derive(Clone, Debug)]
pub enum Outcome {
	/// Executed.
	Done {
		/// Where.
		place: Place,
		/// Its events.
		events: Vec<ChainEvent>,
	},
	/// In a block, and refused there.
	Refused {
		/// Where.
		place: Place,
		/// Why.
		failure: Failure,
	},
	/// Certainly in no block.
	NotSent(Failure),
	/// Sent, and not known.
	Unknown(Failure),
}

/// Where an extrinsic is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
	/// Its block.
	pub block: BlockId,
	/// Its index there.
	pub index: u32,
}

impl Place {
	/// `N-i`: block and index.
	pub fn extrinsic(&self) -> String {
		format!("{}-{}", self.block.number, self.index)
	}
}

/// How much travels together.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
	/// Calls in a batch.
	pub calls: usize,
	/// Objects that the calls of a batch touch.
	pub size: usize,
	/// Bytes of a batch.
	pub bytes: usize,
	/// Transactions of which the outcome is awaited.
	pub in_flight: usize,
}

impl Default for Limits {
	fn default() -> Self {
		Self { calls: 128, size: 4_096, bytes: 512 * 1_024, in_flight: 12 }
	}
}

/// How often a call is sent before it is given up.
const ATTEMPTS: u8 = 6;
/// How often blocks are looked for.
const POLL: Duration = Duration::from_millis(250);

/// The first calls of `sizes` that travel together: (objects, bytes) of each.
pub fn batch_length(sizes: impl IntoIterator<Item = (usize, usize)>, limits: &Limits) -> usize {
	let (mut calls, mut size, mut bytes) = (0, 0, 0);
	for (objects, length) in sizes {
		size += objects;
		bytes += length;
		// One call always goes, whatever its size: the chain says if it is too large.
		if calls > 0 && (calls >= limits.calls || size > limits.size || bytes > limits.bytes) {
			break;
		}
		calls += 1;
	}
	calls
}

/// What to do when the pool refuses a transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reaction {
	/// It is in the pool already.
	Sent,
	/// The nonce is taken: ask for the next one.
	NextNonce,
	/// Too heavy for a block: send fewer together.
	Fewer,
	/// Not payable: a sponsor pays for direct calls alone, so send one by one.
	OneByOne,
	/// The pool is full or has banned it: wait and build it anew.
	Later,
	/// The runtime was upgraded: read it again.
	ReadRuntime,
	/// No.
	GiveUp(Failure),
}

/// What the pool's answer means.
pub fn react(code: i32, text: &str) -> Reaction {
	let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
	match code {
		1013 => Reaction::Sent,
		1014 => Reaction::NextNonce,
		1012 | 1016 | 1011 => Reaction::Later,
		1010 if says(&["outdated", "Stale", "stale", "ancient", "will be valid in the future"]) => {
			Reaction::NextNonce
		}
		1010 if says(&["exhaust"]) => Reaction::Fewer,
		1010 if says(&["pay some fees", "balance too low"]) => Reaction::OneByOne,
		1010 if says(&["bad signature", "BadProof"]) => Reaction::ReadRuntime,
		_ => Reaction::GiveUp(Failure::refused("Cli.Refused", text)),
	}
}

struct Flight {
	items: Vec<usize>,
	account: [u8; 32],
	nonce: u64,
	/// The block after which it can be in none.
	death: u64,
	bytes: Vec<u8>,
	hash: H256,
	place: Option<Place>,
	/// The best block when it was last asked after.
	checked: u64,
	/// An earlier transaction was lost or moved to a later block, so that a refusal here may only be
	/// its consequence.
	is_tainted: bool,
}

/// Sends calls; see the module.
pub struct Submitter<'a> {
	chain: &'a Chain,
	wait: Wait,
	limits: Limits,
	runtime: Arc<Runtime>,
	follower: Follower,
	nonces: HashMap<[u8; 32], u64>,
	one_by_one: HashSet<[u8; 32]>,
}

impl<'a> Submitter<'a> {
	/// Ready to send.
	pub async fn new(chain: &'a Chain, wait: Wait, limits: Limits) -> Result<Self, Failure> {
		Ok(Self {
			chain,
			wait,
			limits,
			runtime: chain.runtime().await?,
			follower: Follower::start(chain).await?,
			nonces: HashMap::new(),
			one_by_one: HashSet::new(),
		})
	}

	/// Send one call and wait for its outcome.
	pub async fn send_one(&mut self, signer: &Arc<Signer>, call: Call) -> Outcome {
		let item = Item { signer: signer.clone(), call, size: 1 };
		let mut outcome = None;
		self.send_all(std::slice::from_ref(&item), |_, done| outcome = Some(done)).await;
		outcome.unwrap_or_else(|| Outcome::Unknown(Failure::unknown("no outcome")))
	}

	/// Send calls in this order; `done` is told each outcome as soon as it counts.
	pub async fn send_all(&mut self, items: &[Item], mut done: impl FnMut(usize, Outcome)) {
		let mut todo: BTreeSet<usize> = (0..items.len()).collect();
		let mut attempts = vec![0u8; items.len()];
		let mut flights: Vec<Flight> = Vec::new();
		loop {
			while flights.len() < self.limits.in_flight {
				let Some(batch) = self.next_batch(items, &todo, &flights) else { break };
				if let Some(flight) = self.launch(items, &batch, &mut todo, &mut done).await {
					flights.push(flight);
				}
			}
			if flights.is_empty() && todo.is_empty() {
				return;
			}
			sleep(POLL).await;
			if let Err(failure) = self.look_patiently(&mut flights).await {
				let unknown = Failure::unknown(format!(
					"it was sent, and then the node was lost: {}",
					failure.message
				));
				for flight in flights {
					flight.items.iter().for_each(|i| done(*i, Outcome::Unknown(unknown.clone())));
				}
				todo.iter().for_each(|index| done(*index, Outcome::NotSent(failure.clone())));
				return;
			}
			// Results that count, in the order in which they were sent.
			let finalized = self.follower.finalized().number;
			let mut waiting = Vec::with_capacity(flights.len());
			for flight in std::mem::take(&mut flights) {
				match flight.place {
					Some(place) if self.wait == Wait::Best || place.block.number <= finalized => {
						self.settle(flight, place, &mut todo, &mut attempts, &mut done).await;
					}
					_ => waiting.push(flight),
				}
			}
			flights = waiting;
			self.ask_after(&mut flights, &mut todo, &mut attempts, &mut done).await;
		}
	}

	/// The next calls to send together, unless something has to happen before.
	fn next_batch(
		&self,
		items: &[Item],
		todo: &BTreeSet<usize>,
		flights: &[Flight],
	) -> Option<Vec<usize>> {
		let first = *todo.first()?;
		let account = items[first].signer.account().0;
		// Other signers' calls before these have to be in a block.
		if flights.iter().any(|flight| flight.account != account && flight.place.is_none()) {
			return None;
		}
		let run: Vec<usize> = todo
			.iter()
			.copied()
			.take_while(|index| items[*index].signer.account().0 == account)
			.take(self.limits.calls)
			.collect();
		let length = match self.one_by_one.contains(&account) {
			true => 1,
			false => {
				let sizes = run.iter().map(|i| (items[*i].size, items[*i].call.data.len()));
				batch_length(sizes, &self.limits)
			}
		};
		Some(run.into_iter().take(length).collect())
	}

	async fn nonce(&mut self, account: &[u8; 32]) -> Result<u64, Failure> {
		if let Some(nonce) = self.nonces.get(account) {
			return Ok(*nonce);
		}
		let text = account::to_ss58(account, self.runtime.ss58_prefix);
		let nonce = self.chain.request("system_accountNextIndex", &[json!(text)]).await?;
		nonce.as_u64().ok_or_else(|| Failure::incompatible(format!("`{nonce}` is no nonce")))
	}

	/// Sign and send a batch. What was sent, or is refused for good, leaves `todo`.
	async fn launch(
		&mut self,
		items: &[Item],
		batch: &[usize],
		todo: &mut BTreeSet<usize>,
		done: &mut impl FnMut(usize, Outcome),
	) -> Option<Flight> {
		match self.try_launch(items, batch).await {
			Ok(flight) => {
				if flight.is_some() {
					batch.iter().for_each(|index| {
						todo.remove(index);
					});
				}
				flight
			}
			Err(failure) => {
				for index in batch {
					todo.remove(index);
					done(*index, Outcome::NotSent(failure.clone()));
				}
				None
			}
		}
	}

	/// `None` when the batch has to be put together anew.
	async fn try_launch(
		&mut self,
		items: &[Item],
		batch: &[usize],
	) -> Result<Option<Flight>, Failure> {
		let signer = items[batch[0]].signer.clone();
		let account = signer.account().0;
		let mut refused = Failure::refused("Cli.Refused", "the pool does not take it");
		for attempt in 0..u32::from(ATTEMPTS) {
			let calls: Vec<&Call> = batch.iter().map(|index| &items[*index].call).collect();
			let call = self.runtime.batch(&calls)?;
			let nonce = self.nonce(&account).await?;
			let anchor = self.follower.anchor();
			let binding = Binding { nonce, birth: anchor.number, birth_hash: anchor.hash };
			let bytes = self.runtime.sign(&call, &signer, binding)?;
			let flight = Flight {
				items: batch.to_vec(),
				account,
				nonce,
				death: anchor.number + ERA,
				hash: follow::hash(&bytes),
				place: None,
				checked: self.follower.best().number,
				is_tainted: false,
				bytes,
			};
			match self.submit(&flight.bytes).await {
				// Nobody knows whether it arrived: it is looked for like one that did.
				Ok(()) | Err(RpcError::Unreachable(_)) => {
					self.nonces.insert(account, nonce + 1);
					return Ok(Some(flight));
				}
				Err(RpcError::Call { code, message, data }) => {
					let data = data.as_ref().and_then(Json::as_str).unwrap_or_default();
					let text = format!("{message}: {data}");
					log::debug!("pool: {code} {text}");
					refused.message = text.trim_end_matches(": ").to_owned();
					refused.retryable = true;
					match react(code, &text) {
						Reaction::Sent => {
							self.nonces.insert(account, nonce + 1);
							return Ok(Some(flight));
						}
						Reaction::NextNonce => {
							self.nonces.remove(&account);
							sleep(Duration::from_millis(50 * u64::from(attempt))).await;
						}
						Reaction::Fewer if batch.len() > 1 => {
							self.limits.calls = (batch.len() / 2).max(1);
							return Ok(None);
						}
						Reaction::Fewer => {
							let message = "the call is too heavy for one block: split it";
							return Err(Failure::refused("Cli.CallTooHeavy", message));
						}
						Reaction::OneByOne if batch.len() > 1 => {
							self.one_by_one.insert(account);
							return Ok(None);
						}
						Reaction::OneByOne => {
							let who = account::to_ss58(&account, self.runtime.ss58_prefix);
							let message =
								format!("{who} cannot pay the fee: fund it, or have it sponsored");
							let failure = Failure::refused("Cli.InsufficientFunds", message);
							return Err(Failure { retryable: true, ..failure });
						}
						Reaction::Later => {
							self.nonces.remove(&account);
							sleep(Duration::from_secs(2)).await;
						}
						Reaction::ReadRuntime if attempt < 2 => {
							self.runtime = self.chain.runtime().await?;
							self.nonces.remove(&account);
						}
						Reaction::ReadRuntime => {
							return Err(Failure { retryable: false, ..refused })
						}
						Reaction::GiveUp(failure) => return Err(failure),
					}
				}
			}
		}
		Err(refused)
	}

	async fn submit(&self, bytes: &[u8]) -> Result<(), RpcError> {
		let hex = format!("0x{}", hex::encode(bytes));
		self.chain.request("author_submitExtrinsic", &[json!(hex)]).await.map(drop)
	}

	/// Look, also while the node is restarted or behind where it was.
	async fn look_patiently(&mut self, flights: &mut [Flight]) -> Result<(), Failure> {
		let start = Instant::now();
		loop {
			match self.look(flights).await {
				Err(failure) if failure.retryable && start.elapsed() < LONG_PATIENCE => {
					log::info!("{}", failure.message);
					sleep(Duration::from_secs(1)).await;
				}
				result => return result,
			}
		}
	}

	/// Find the transactions in new blocks, and forget places in blocks that were replaced.
	async fn look(&mut self, flights: &mut [Flight]) -> Result<(), Failure> {
		let update = self.follower.advance(self.chain, !flights.is_empty()).await?;
		let mut is_reorganised = false;
		for flight in flights.iter_mut() {
			if flight.place.is_some_and(|place| update.removed.contains(&place.block.hash)) {
				flight.place = None;
				flight.checked = self.follower.best().number;
				is_reorganised = true;
			}
			flight.is_tainted |= is_reorganised;
			for added in &update.added {
				let found = added.extrinsics.iter().position(|hash| *hash == flight.hash);
				if let Some(index) = found.and_then(|index| u32::try_from(index).ok()) {
					flight.place = Some(Place { block: added.id, index });
				}
			}
		}
		Ok(())
	}

	async fn settle(
		&mut self,
		flight: Flight,
		place: Place,
		todo: &mut BTreeSet<usize>,
		attempts: &mut [u8],
		done: &mut impl FnMut(usize, Outcome),
	) {
		let results = match events::of_block(self.chain, &place.block.hash).await {
			Ok(events) => {
				let own: Vec<_> =
					events.into_iter().filter(|e| e.extrinsic == Some(place.index)).collect();
				call_results(&own, flight.items.len())
			}
			Err(failure) => Err(failure),
		};
		match results {
			Ok(results) => {
				for (index, result) in flight.items.into_iter().zip(results) {
					match result {
						CallResult::Done(events) => done(index, Outcome::Done { place, events }),
						CallResult::Failed(_)
							if flight.is_tainted && attempts[index] < ATTEMPTS =>
						{
							attempts[index] += 1;
							todo.insert(index);
						}
						CallResult::Failed(failure) => {
							done(index, Outcome::Refused { place, failure });
						}
					}
				}
			}
			Err(failure) => {
				let message = format!(
					"it is in block {} ({}), whose events cannot be read: {}",
					place.block.number,
					hash_text(&place.block.hash),
					failure.message
				);
				let unknown = Outcome::Unknown(Failure::unknown(message));
				flight.items.into_iter().for_each(|index| done(index, unknown.clone()));
			}
		}
	}

	/// Whoever is not in a block after a few: still in the pool, dropped, or never to come?
	async fn ask_after(
		&mut self,
		flights: &mut Vec<Flight>,
		todo: &mut BTreeSet<usize>,
		attempts: &mut [u8],
		done: &mut impl FnMut(usize, Outcome),
	) {
		let (best, finalized) = (self.follower.best().number, self.follower.finalized());
		let mut lost: Option<([u8; 32], u64)> = None;
		let mut kept = Vec::with_capacity(flights.len());
		for mut flight in std::mem::take(flights) {
			if flight.place.is_some() || best < flight.checked + 3 {
				kept.push(flight);
				continue;
			}
			flight.checked = best;
			let is_past = match self.final_nonce(&flight.account, &finalized.hash).await {
				Ok(nonce) => nonce > flight.nonce || finalized.number > flight.death,
				Err(_) => false,
			};
			if !is_past {
				// The pool may have dropped it; if it has not, it says so.
				let answer = self.submit(&flight.bytes).await;
				log::debug!("sent again, nonce {}: {answer:?}", flight.nonce);
				kept.push(flight);
				continue;
			}
			log::debug!("nonce {} went to another transaction", flight.nonce);
			self.nonces.remove(&flight.account);
			lost = Some(match lost {
				Some((account, nonce)) if account == flight.account && nonce < flight.nonce => {
					(account, nonce)
				}
				_ => (flight.account, flight.nonce),
			});
			for index in flight.items {
				attempts[index] += 1;
				if attempts[index] < ATTEMPTS {
					todo.insert(index);
				} else {
					let message = "the transaction was pushed out of the pool again and again: \
					               run the command again";
					let failure = Failure::unreachable(message).with_code("Cli.OutcomeUnknown");
					done(index, Outcome::NotSent(failure));
				}
			}
		}
		if let Some((account, nonce)) = lost {
			for flight in kept.iter_mut().filter(|f| f.account == account && f.nonce > nonce) {
				flight.is_tainted = true;
			}
		}
		*flights = kept;
	}

	async fn final_nonce(&self, account: &[u8; 32], block: &H256) -> Result<u64, Failure> {
		let args = format!("0x{}", hex::encode(account));
		let bytes =
			self.chain.state_call("AccountNonceApi_account_nonce", &args, Some(block)).await?;
		let mut padded = bytes;
		padded.resize(8, 0);
		u64::decode(&mut &padded[..]).map_err(|error| Failure::incompatible(error.to_string()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const LIMITS: Limits = Limits { calls: 3, size: 10, bytes: 100, in_flight: 1 };

	#[test]
	fn batches_should_be_bounded() {
		assert_eq!(batch_length([(1, 1); 9], &LIMITS), 3);
		assert_eq!(batch_length([(6, 1), (4, 1), (1, 1)], &LIMITS), 2);
		assert_eq!(batch_length([(1, 60), (1, 60)], &LIMITS), 1);
		assert_eq!(batch_length([], &LIMITS), 0);
	}

	#[test]
	fn one_call_should_always_go() {
		assert_eq!(batch_length([(4_096, 9_999)], &LIMITS), 1);
	}

	#[test]
	fn a_taken_nonce_should_lead_to_the_next() {
		assert_eq!(react(1014, "Priority is too low: (1 vs 2)"), Reaction::NextNonce);
		assert_eq!(
			react(1010, "Invalid Transaction: Transaction is outdated"),
			Reaction::NextNonce
		);
		assert_eq!(
			react(1010, "Invalid Transaction: Transaction has an ancient birth block"),
			Reaction::NextNonce
		);
	}

	#[test]
	fn the_pool_should_be_understood() {
		assert_eq!(react(1013, "Transaction Already Imported"), Reaction::Sent);
		assert_eq!(react(1016, "Immediately Dropped"), Reaction::Later);
		assert_eq!(
			react(1010, "Invalid Transaction: Transaction would exhaust the block limits"),
			Reaction::Fewer
		);
		let poor = "Invalid Transaction: Inability to pay some fees (e.g. account balance too low)";
		assert_eq!(react(1010, poor), Reaction::OneByOne);
		assert_eq!(
			react(1010, "Invalid Transaction: Transaction has a bad signature"),
			Reaction::ReadRuntime
		);
		assert!(matches!(react(1010, "Invalid Transaction: Custom error: 7"), Reaction::GiveUp(_)));
		assert!(matches!(react(-32602, "Invalid params"), Reaction::GiveUp(_)));
	}
}

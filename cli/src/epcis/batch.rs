//! From plans to signed calls, and from what became of them to verdicts.

use super::{
	plan::{Consignee, Plan, Step, PALLET},
	report::{Report, Verdict},
};
use crate::{
	chain::{
		client::{hash_text, BlockId},
		domain::{self, Directory, MAX_DRY_RUN},
		runtime::Call,
		submit::{Item, Outcome, Submitter},
		Chain, Runtime, Signer,
	},
	error::Failure,
	output::Output,
};
use salus_primitives::{supply::EventHash, Gln};
use serde_json::{json, Value as Json};
use std::{collections::HashMap, sync::Arc};
use subxt::utils::{AccountId32, H256};

/// How many storage keys are asked for at once.
const KEYS: usize = 512;

/// A call that is ready, and the rows that it decides.
pub struct Job {
	/// Which rows.
	pub rows: Vec<usize>,
	/// Who signs.
	pub account: AccountId32,
	/// The key, unless it is only tried.
	pub signer: Option<Arc<Signer>>,
	/// The call.
	pub call: Call,
	/// How many objects it touches.
	pub size: usize,
	/// Whether only a hash is kept.
	pub is_anchor: bool,
}

/// Who signs for whom.
#[derive(Default)]
pub struct Keys {
	/// Where no party's key is given.
	pub default: Option<Arc<Signer>>,
	/// By location.
	pub by_location: HashMap<u64, Arc<Signer>>,
}

impl Keys {
	/// The keys of `--party GLN=KEY`.
	pub async fn open(
		chain: &Chain,
		default: Option<Arc<Signer>>,
		parties: &[String],
	) -> Result<Self, Failure> {
		let mut by_location = HashMap::new();
		for text in parties {
			let (gln, key) = text
				.split_once('=')
				.ok_or_else(|| Failure::usage(format!("--party `{text}` is not GLN=KEY")))?;
			let gln: Gln = gln.parse().map_err(|error| {
				Failure::usage(format!("--party `{gln}` is no GLN: it {error}"))
			})?;
			by_location.insert(gln.get(), Arc::new(Signer::open(key, chain).await?));
		}
		Ok(Self { default, by_location })
	}

	/// Whether there is any.
	pub fn is_empty(&self) -> bool {
		self.default.is_none() && self.by_location.is_empty()
	}
}

/// Makes jobs of plans.
pub struct Preparer<'a> {
	/// Organisations.
	pub directory: &'a Directory<'a>,
	/// The runtime.
	pub runtime: &'a Runtime,
	/// Who signs.
	pub keys: &'a Keys,
	/// Whether a party without a key is taken for granted: nothing is signed.
	pub is_trial: bool,
}

impl Preparer<'_> {
	/// Who signs an event.
	pub async fn signer(&self, plan: &Plan) -> Result<(AccountId32, Option<Arc<Signer>>), Failure> {
		let of_party = match plan.party {
			Some(gln) => self.key_of(gln).await?,
			None => None,
		};
		if let Some(signer) = of_party.or_else(|| self.keys.default.clone()) {
			return Ok((signer.account(), Some(signer)));
		}
		let Some(gln) = plan.party else {
			let message = "the event names no party (no source, bizLocation or readPoint with a \
			               GLN), and there is no --signer";
			return Err(Failure::refused("Cli.NoParty", message));
		};
		if self.is_trial {
			return match self.directory.at_location(gln).await? {
				Some(organisation) => Ok((organisation.controller, None)),
				None => Err(unknown_party(&gln)),
			};
		}
		let message =
			format!("no key is known for party {gln}: give --party {gln}=KEY, or --signer");
		Err(Failure::refused("Cli.NoSignerForParty", message))
	}

	/// The key that was given for a location, or for another location of the same organisation.
	async fn key_of(&self, gln: Gln) -> Result<Option<Arc<Signer>>, Failure> {
		let keys = &self.keys.by_location;
		if keys.is_empty() || keys.contains_key(&gln.get()) {
			return Ok(keys.get(&gln.get()).cloned());
		}
		let organisation = self.directory.at_location(gln).await?;
		Ok(organisation.and_then(|organisation| {
			keys.values().find(|key| key.account() == organisation.controller).cloned()
		}))
	}

	/// The call of a plan.
	pub async fn job(&self, row: usize, plan: &Plan) -> Result<Job, Failure> {
		let (account, signer) = self.signer(plan).await?;
		let acting = self.directory.acting(&account, plan.step.capacities()).await?;
		let consignee = match plan.step.consignee() {
			Some(Consignee::Organisation(organisation)) => Some(organisation),
			Some(Consignee::Location(gln)) => match self.directory.at_location(gln).await? {
				Some(organisation) => Some(organisation.id),
				None => return Err(unknown_party(&gln)),
			},
			None => None,
		};
		let (name, args) = plan.step.call(&plan.facts, &acting, consignee);
		let call = self.runtime.call(PALLET, name, &args)?;
		Ok(Job {
			rows: vec![row],
			account,
			signer,
			call,
			size: plan.step.size(),
			is_anchor: matches!(plan.step, Step::Anchor(_)),
		})
	}
}

/// Nobody is at that location.
pub fn unknown_party(gln: &Gln) -> Failure {
	let message = format!(
		"no organisation on the chain is at {gln}: an issuer registers it with `salus participants \
		 site add`"
	);
	Failure::refused("Cli.UnknownParty", message)
}

/// The rows of the events among these that the chain knows.
pub async fn event_rows(
	chain: &Chain,
	runtime: &Runtime,
	hashes: &[EventHash],
) -> Result<HashMap<EventHash, Json>, Failure> {
	event_rows_at(chain, runtime, hashes, None).await
}

/// The same, as they were after a block.
pub async fn event_rows_at(
	chain: &Chain,
	runtime: &Runtime,
	hashes: &[EventHash],
	block: Option<&H256>,
) -> Result<HashMap<EventHash, Json>, Failure> {
	let keys: Vec<Vec<u8>> = hashes
		.iter()
		.map(|hash| {
			let hash = json!(format!("0x{}", hex::encode(hash)));
			runtime.storage_key(PALLET, "Events", &[hash])
		})
		.collect::<Result<_, _>>()?;
	let values = values_at(chain, &keys, block).await?;
	let mut rows = HashMap::new();
	for (hash, value) in hashes.iter().zip(values) {
		let Some(value) = value else { continue };
		rows.insert(*hash, runtime.storage_value(PALLET, "Events", &value)?);
	}
	Ok(rows)
}

/// The events that the chain has of these, with the block of each.
pub async fn known_events(
	chain: &Chain,
	runtime: &Runtime,
	hashes: &[EventHash],
) -> Result<HashMap<EventHash, Option<u64>>, Failure> {
	let rows = event_rows(chain, runtime, hashes).await?;
	let block = |row: &Json| row.get("block").and_then(Json::as_u64);
	Ok(rows.iter().map(|(hash, row)| (*hash, block(row))).collect())
}

/// The values under many keys.
pub async fn values(chain: &Chain, keys: &[Vec<u8>]) -> Result<Vec<Option<Vec<u8>>>, Failure> {
	values_at(chain, keys, None).await
}

async fn values_at(
	chain: &Chain,
	keys: &[Vec<u8>],
	block: Option<&H256>,
) -> Result<Vec<Option<Vec<u8>>>, Failure> {
	let text = |key: &Vec<u8>| format!("0x{}", hex::encode(key));
	let mut found: HashMap<String, Vec<u8>> = HashMap::new();
	for chunk in keys.chunks(KEYS) {
		let chunk: Vec<_> = chunk.iter().map(text).collect();
		let mut params = vec![json!(chunk)];
		params.extend(block.map(|hash| json!(hash_text(hash))));
		let answer = chain.request("state_queryStorageAt", &params).await?;
		for set in answer.as_array().into_iter().flatten() {
			for change in set.get("changes").and_then(Json::as_array).into_iter().flatten() {
				let part = |index: usize| change.get(index).and_then(Json::as_str);
				if let (Some(key), Some(value)) = (part(0), part(1)) {
					if let Ok(bytes) = hex::decode(value.trim_start_matches("0x")) {
						found.insert(key.to_owned(), bytes);
					}
				}
			}
		}
	}
	Ok(keys.iter().map(|key| found.remove(&text(key))).collect())
}

/// The block with this number, as results show it.
pub async fn block(chain: &Chain, number: Option<u64>) -> Option<BlockId> {
	let number = number?;
	let hash = chain.block_hash(number).await.ok()??;
	Some(BlockId { number, hash })
}

fn is_duplicate(failure: &Failure) -> bool {
	failure.code == format!("{PALLET}.DuplicateEvent")
}

/// Try all jobs on the chain's state. More than the node tries at once are tried in groups, of
/// which all or none would be taken.
pub async fn try_all(
	chain: &Chain,
	runtime: &Runtime,
	jobs: &[Job],
) -> Result<Vec<Verdict>, Failure> {
	let length = jobs.len().div_ceil(MAX_DRY_RUN).max(1);
	let mut groups: Vec<Vec<&Job>> = Vec::new();
	for job in jobs {
		match groups.last_mut() {
			Some(group) if group.len() < length && group[0].account == job.account => {
				group.push(job)
			}
			_ => groups.push(vec![job]),
		}
	}
	if groups.len() > MAX_DRY_RUN {
		let message = format!(
			"{} events of changing parties are too many to be tried together: split the document",
			jobs.len()
		);
		return Err(Failure::refused("Cli.CallTooHeavy", message));
	}
	let calls: Vec<Call> = groups
		.iter()
		.map(|group| {
			let calls: Vec<_> = group.iter().map(|job| &job.call).collect();
			runtime.batch_all(&calls)
		})
		.collect::<Result<_, _>>()?;
	let list: Vec<_> =
		groups.iter().zip(&calls).map(|(group, call)| (group[0].account, call)).collect();
	let results = domain::dry_run(chain, runtime, &list).await?;
	let mut verdicts = Vec::with_capacity(jobs.len());
	for (group, result) in groups.iter().zip(results) {
		let verdict = match result {
			Ok(()) => Verdict::Valid,
			Err(failure) if is_duplicate(&failure) && group.len() == 1 => Verdict::Duplicate(None),
			Err(mut failure) => {
				if group.len() > 1 {
					let count = group.len();
					failure.message = format!(
						"one of {count} events that are tried together: {}",
						failure.message
					);
				}
				Verdict::Rejected(failure, None)
			}
		};
		verdicts.extend(std::iter::repeat_n(verdict, group.len()));
	}
	Ok(verdicts)
}

/// Send all jobs, in order, and decide their rows.
pub async fn send_all(
	output: Output,
	submitter: &mut Submitter<'_>,
	jobs: &[Job],
	report: &mut Report,
) -> Result<(), Failure> {
	let items: Vec<Item> = jobs
		.iter()
		.map(|job| {
			let signer = job.signer.clone().ok_or_else(|| {
				Failure::usage("nobody signs: give --signer").with_code("Cli.NoSigner")
			})?;
			Ok(Item { signer, call: job.call.clone(), size: job.size })
		})
		.collect::<Result<_, Failure>>()?;
	let bar = output.progress(items.len() as u64, "events");
	submitter
		.send_all(&items, |index, outcome| {
			bar.inc(1);
			let job = &jobs[index];
			let verdict = match outcome {
				Outcome::Done { place, .. } if job.is_anchor => Verdict::Anchored(place),
				Outcome::Done { place, .. } => Verdict::Accepted(place),
				Outcome::Refused { failure, .. } if is_duplicate(&failure) => {
					Verdict::Duplicate(None)
				}
				Outcome::Refused { failure, place } => Verdict::Rejected(failure, Some(place)),
				Outcome::NotSent(failure) if failure.exit == crate::error::Exit::Unknown => {
					Verdict::Unknown(failure)
				}
				Outcome::NotSent(failure) => Verdict::Rejected(failure, None),
				Outcome::Unknown(failure) => Verdict::Unknown(failure),
			};
			for row in &job.rows {
				report.decide(*row, verdict.clone());
			}
		})
		.await;
	bar.finish_and_clear();
	Ok(())
}

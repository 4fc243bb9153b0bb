//! `salus watch`: finalised events to other systems, each at least once.

use super::Context;
use crate::{
	chain::{
		client::hash_text,
		events::{self, ChainEvent},
		Chain,
	},
	cli::WatchArgs,
	error::{Exit, Failure},
	output,
};
use serde_json::{json, Value as Json};
use std::{
	fs,
	io::Write,
	path::Path,
	process::{Command, Stdio},
	str::FromStr,
	time::Duration,
};
use tokio::time::sleep;

/// How often finality is looked at.
const POLL: Duration = Duration::from_secs(1);
/// The longest pause between attempts.
const LONGEST: Duration = Duration::from_secs(60);

/// What has been handed over: everything up to this event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Cursor {
	block: u64,
	/// None: nothing of the block.
	index: Option<u32>,
}

impl FromStr for Cursor {
	type Err = Failure;

	fn from_str(text: &str) -> Result<Self, Failure> {
		let wrong = || Failure::usage(format!("`{text}` is no cursor: BLOCK-INDEX, or BLOCK"));
		let (block, index) = match text.trim().split_once('-') {
			Some((block, index)) => (block, Some(index.parse().map_err(|_| wrong())?)),
			None => (text.trim(), None),
		};
		Ok(Self { block: block.parse().map_err(|_| wrong())?, index })
	}
}

impl Cursor {
	/// Whether an event of the block is new.
	fn is_before(&self, block: u64, index: u32) -> bool {
		block > self.block || block == self.block && self.index.is_none_or(|last| index > last)
	}

	fn text(&self) -> String {
		match self.index {
			Some(index) => format!("{}-{index}", self.block),
			None => self.block.to_string(),
		}
	}
}

/// The pallets of two domains.
const VALIDATORS: [&str; 4] = ["validatorset", "session", "offences", "grandpa"];
const GOVERNANCE: [&str; 5] =
	["governance", "council", "technicalcommittee", "preimage", "scheduler"];

struct Filter {
	organisations: Vec<u32>,
	pallets: Vec<String>,
}

impl Filter {
	/// As the command line says. A word that names no pallet would wait for ever for nothing.
	fn new(args: &WatchArgs, pallets: &[String]) -> Result<Self, Failure> {
		let mut wanted = Vec::new();
		for domain in &args.domain {
			let word = domain.to_ascii_lowercase().replace(['-', '_'], "");
			match word.as_str() {
				"supply" => wanted.push("supplychain".to_owned()),
				"validators" => wanted.extend(VALIDATORS.map(str::to_owned)),
				"governance" => wanted.extend(GOVERNANCE.map(str::to_owned)),
				_ if pallets.iter().any(|pallet| pallet.eq_ignore_ascii_case(&word)) => {
					wanted.push(word);
				}
				_ => {
					return Err(Failure::usage(format!(
						"`{domain}` is no domain: supply, validators, governance, or a pallet: {}",
						pallets.join(", ")
					)));
				}
			}
		}
		Ok(Self { organisations: args.org.clone(), pallets: wanted })
	}

	fn takes(&self, event: &ChainEvent) -> bool {
		let pallet = event.pallet.to_ascii_lowercase();
		(self.pallets.is_empty() || self.pallets.contains(&pallet))
			&& (self.organisations.is_empty()
				|| self.organisations.iter().any(|org| event.organisations.contains(org)))
	}
}

/// Follow events.
pub async fn run(context: &Context, args: &WatchArgs) -> Result<u8, Failure> {
	let saved = args.cursor_file.as_deref().map(read_cursor).transpose()?.flatten();
	let given = args.since.as_deref().map(Cursor::from_str).transpose()?;
	let chain = context.chain().await?;
	let runtime = chain.runtime().await?;
	let pallets: Vec<String> =
		runtime.metadata().pallets().map(|pallet| pallet.name().to_owned()).collect();
	let filter = Filter::new(args, &pallets)?;
	let mut cursor = match (saved, given) {
		// The file knows more than the command line of the unit that restarted this.
		(Some(saved), Some(given)) => saved.max(given),
		(Some(only), None) | (None, Some(only)) => only,
		(None, None) => Cursor { block: chain.finalized().await?.number + 1, index: None },
	};
	let mut pause = POLL;
	loop {
		match pass(&chain, args, &filter, &mut cursor).await {
			Ok(()) if args.once => return Ok(0),
			Ok(()) => {
				pause = POLL;
				sleep(POLL).await;
			}
			// The node is away, perhaps restarted: go on where we were.
			Err(failure) if failure.retryable && failure.exit == Exit::Unknown && !args.once => {
				context.output.note(format!("{} (trying again)", failure.message));
				sleep(pause).await;
				pause = (pause * 2).min(LONGEST);
				ensure_same_chain(&chain).await?;
			}
			Err(failure) => return Err(failure),
		}
	}
}

/// A node that was started afresh with another chain has other events under the same cursors.
async fn ensure_same_chain(chain: &Chain) -> Result<(), Failure> {
	match chain.block_hash(0).await {
		Ok(Some(genesis)) if genesis != chain.genesis() => Err(Failure::refused(
			"Cli.Refused",
			"the node now runs another chain, whose events this cursor does not count",
		)),
		_ => Ok(()),
	}
}

/// Hand over everything up to the last finalised block.
async fn pass(
	chain: &Chain,
	args: &WatchArgs,
	filter: &Filter,
	cursor: &mut Cursor,
) -> Result<(), Failure> {
	let finalized = chain.finalized().await?.number;
	if finalized + 1 < cursor.block {
		// Behind where it was: still starting, or started afresh.
		ensure_same_chain(chain).await?;
	}
	while cursor.block <= finalized {
		let number = cursor.block;
		let hash = chain
			.block_hash(number)
			.await?
			.ok_or_else(|| Failure::unreachable(format!("the node has no block {number} yet")))?;
		let events = events::of_block(chain, &hash).await.map_err(|failure| {
			match failure.message.contains("discarded") {
				true => Failure::refused(
					"Cli.NotFound",
					format!(
						"the node no longer has the state of block {number}: ask an archive node, \
						 or start with a later --since"
					),
				),
				false => failure,
			}
		})?;
		for event in &events {
			if !cursor.is_before(number, event.index) {
				continue;
			}
			let at = Cursor { block: number, index: Some(event.index) };
			if filter.takes(event) {
				let line = json!({
					"block": number,
					"blockHash": hash_text(&hash),
					"extrinsic": event.extrinsic.map(|index| format!("{number}-{index}")),
					"index": event.index,
					"pallet": event.pallet,
					"event": event.name,
					"fields": event.fields,
					"cursor": at.text(),
				});
				deliver(args, &line).await?;
				save(args, at)?;
			}
			*cursor = at;
		}
		*cursor = Cursor { block: number + 1, index: None };
		// Once a while, so that a long silence is not read again.
		if number.is_multiple_of(32) || number == finalized {
			save(args, *cursor)?;
		}
	}
	Ok(())
}

async fn deliver(args: &WatchArgs, line: &Json) -> Result<(), Failure> {
	let text = line.to_string();
	output::line(&text);
	let mut pause = Duration::from_secs(1);
	let (mut is_run, mut is_posted) = (args.exec.is_none(), args.post.is_none());
	let mut attempts = 0u32;
	while !(is_run && is_posted) {
		let (exec, post) = (args.exec.clone(), args.post.clone());
		let body = text.clone();
		let (run_now, post_now) = (!is_run, !is_posted);
		let (ran, posted) = tokio::task::spawn_blocking(move || {
			let ran = exec.filter(|_| run_now).map(|command| execute(&command, &body));
			let posted = post.filter(|_| post_now).map(|url| post_to(&url, &body));
			(ran, posted)
		})
		.await
		.map_err(|error| Failure::unknown(error.to_string()))?;
		for (result, is_done) in [(ran, &mut is_run), (posted, &mut is_posted)] {
			match result {
				Some(Ok(())) => *is_done = true,
				Some(Err(reason)) => log::warn!("{reason}: trying again"),
				None => (),
			}
		}
		if !(is_run && is_posted) {
			attempts += 1;
			if args.once && attempts >= 3 {
				let message = "the event could not be handed over";
				let failure = Failure::unreachable(message).with_code("Cli.DeliveryFailed");
				return Err(Failure { exit: Exit::Unknown, ..failure });
			}
			sleep(pause).await;
			pause = (pause * 2).min(LONGEST);
		}
	}
	Ok(())
}

fn execute(command: &str, line: &str) -> Result<(), String> {
	let mut child = Command::new("sh")
		.args(["-c", command])
		.stdin(Stdio::piped())
		// Standard output is for events.
		.stdout(Stdio::from(std::io::stderr()))
		.spawn()
		.map_err(|error| format!("--exec: {error}"))?;
	if let Some(mut stdin) = child.stdin.take() {
		// A command that does not read may still do its work.
		let _ = writeln!(stdin, "{line}");
	}
	let status = child.wait().map_err(|error| format!("--exec: {error}"))?;
	if status.success() {
		Ok(())
	} else {
		Err(format!("--exec ended with {status}"))
	}
}

fn post_to(url: &str, line: &str) -> Result<(), String> {
	let agent: ureq::Agent =
		ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(30))).build().into();
	agent
		.post(url)
		.header("content-type", "application/json")
		.send(line)
		.map(drop)
		.map_err(|error| format!("--post {url}: {error}"))
}

fn read_cursor(path: &Path) -> Result<Option<Cursor>, Failure> {
	match fs::read_to_string(path) {
		Ok(text) if text.trim().is_empty() => Ok(None),
		Ok(text) => text.parse().map(Some),
		Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
		Err(error) => Err(Failure::unreadable(path.display(), error)),
	}
}

/// Replace the file in one step: a crash leaves the old cursor or the new one.
fn save(args: &WatchArgs, cursor: Cursor) -> Result<(), Failure> {
	let Some(path) = &args.cursor_file else { return Ok(()) };
	let mut temporary = path.clone().into_os_string();
	temporary.push(".new");
	fs::write(&temporary, cursor.text() + "\n")
		.and_then(|()| fs::rename(&temporary, path))
		.map_err(|error| Failure::unreadable(path.display(), error))
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::collections::BTreeSet;

	#[test]
	fn cursors_should_round_trip() {
		for text in ["0", "17", "17-3"] {
			assert_eq!(text.parse::<Cursor>().unwrap().text(), text);
		}
		for text in ["", "x", "1-", "-1", "1-2-3"] {
			assert!(text.parse::<Cursor>().is_err(), "{text}");
		}
	}

	#[test]
	fn events_after_the_cursor_should_be_new() {
		let cursor: Cursor = "17-3".parse().unwrap();
		assert!(!cursor.is_before(17, 3));
		assert!(cursor.is_before(17, 4));
		assert!(cursor.is_before(18, 0));
		assert!(!cursor.is_before(16, 9));
		assert!("17".parse::<Cursor>().unwrap().is_before(17, 0));
		assert!("17-3".parse::<Cursor>().unwrap() > "17".parse().unwrap());
	}

	fn args(org: &[u32], domain: &[&str]) -> WatchArgs {
		WatchArgs {
			org: org.to_vec(),
			domain: domain.iter().map(|text| (*text).to_owned()).collect(),
			since: None,
			cursor_file: None,
			exec: None,
			post: None,
			once: true,
		}
	}

	#[test]
	fn filters_should_take_what_was_asked_for() {
		let event = ChainEvent {
			index: 0,
			extrinsic: None,
			pallet: "SupplyChain".into(),
			name: "Shipped".into(),
			fields: json!({}),
			organisations: BTreeSet::from([3]),
		};
		let pallets = ["SupplyChain", "Participants", "Council"].map(str::to_owned);
		let filter = |org: &[u32], domain: &[&str]| Filter::new(&args(org, domain), &pallets);
		let takes = |org: &[u32], domain: &[&str]| filter(org, domain).unwrap().takes(&event);
		assert!(takes(&[], &[]));
		assert!(takes(&[3, 4], &["supply"]));
		assert!(takes(&[], &["supply-chain"]));
		assert!(!takes(&[4], &[]));
		assert!(!takes(&[], &["governance"]));
		assert!(filter(&[], &["suply"]).is_err());
	}

	#[tokio::test]
	async fn events_should_be_handed_to_a_program() {
		let dir = tempfile::tempdir().unwrap();
		let path = dir.path().join("got");
		let mut args = args(&[], &[]);
		args.exec = Some(format!("cat >> {}", path.display()));
		deliver(&args, &json!({ "cursor": "1-2" })).await.unwrap();
		assert_eq!(fs::read_to_string(&path).unwrap(), "{\"cursor\":\"1-2\"}\n");
		args.exec = Some("exit 1".into());
		assert!(deliver(&args, &json!({})).await.is_err());
	}

	#[test]
	fn the_cursor_file_should_survive() {
		let dir = tempfile::tempdir().unwrap();
		let path = dir.path().join("cursor");
		assert_eq!(read_cursor(&path).unwrap(), None);
		let mut args = args(&[], &[]);
		args.cursor_file = Some(path.clone());
		save(&args, "9-1".parse().unwrap()).unwrap();
		assert_eq!(read_cursor(&path).unwrap(), Some("9-1".parse().unwrap()));
	}
}

//! From blocks to rows, as far as they are final.

use super::{database::Anchor, Index};
use crate::{
	chain::{events, Chain},
	epcis::{
		batch,
		plan::PALLET,
		store::{Seen, Store},
	},
	error::{Exit, Failure},
};
use codec::Decode;
use futures::{stream, StreamExt, TryStreamExt};
use salus_primitives::{supply::EventHash, Moment};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use subxt::utils::H256;

/// Blocks that are asked for at the same time.
const AT_ONCE: usize = 8;
/// Blocks that are written together.
const TOGETHER: u64 = 256;

/// A block, as far as it is about events.
pub struct Block {
	/// Its number.
	pub number: u64,
	/// Its hash.
	pub hash: H256,
	/// What it recorded.
	pub anchors: Vec<Anchor>,
}

/// Which documents of a store were looked at.
pub struct Documents {
	store: Store,
	seen: Seen,
}

impl Documents {
	/// Of a store, none yet.
	pub fn new(store: Store) -> Self {
		Self { store, seen: Seen::default() }
	}

	/// The store.
	pub const fn store(&self) -> &Store {
		&self.store
	}
}

/// Bring the index up to the last finalised block, and to the documents that are there. Answers up to
/// which block it is now.
pub async fn catch_up(
	chain: &Chain,
	index: &Index,
	documents: &mut Documents,
	mut progress: impl FnMut(u64, u64),
) -> Result<u64, Failure> {
	let finalized = chain.finalized().await?.number;
	let cursor = index.cursor()?;
	if let Some((last, hash)) = cursor.last {
		match chain.block_hash(last).await? {
			Some(found) if found == hash => (),
			None if finalized < last => {
				return Err(Failure::unreachable(format!(
					"the node is at block {finalized}, and the index at {last}: is it syncing?"
				)))
			}
			_ => {
				let message = format!(
					"the index knows another block {last} than the chain: it is of another chain. \
					 Delete it, and it is made again"
				);
				return Err(Failure::refused("Cli.AnotherChain", message));
			}
		}
	}
	let mut next = cursor.next;
	while next <= finalized {
		let end = finalized.min(next + TOGETHER - 1);
		let blocks: Vec<Block> = stream::iter(next..=end)
			.map(|number| read(chain, number))
			.buffered(AT_ONCE)
			.try_collect()
			.await?;
		index.add(&blocks, documents.store())?;
		next = end + 1;
		progress(end, finalized);
	}
	// One part at a time: a store may have more events than fit into memory.
	let (added, parts) = documents.store.changed(&mut documents.seen)?;
	index.attach(&added, documents.store())?;
	for part in parts {
		let hashes = documents.store.look_at(part, &mut documents.seen)?;
		index.attach(&hashes, documents.store())?;
	}
	Ok(finalized)
}

/// What a block recorded of events.
async fn read(chain: &Chain, number: u64) -> Result<Block, Failure> {
	let hash = chain
		.block_hash(number)
		.await?
		.ok_or_else(|| Failure::unreachable(format!("the node has no block {number} yet")))?;
	let events =
		events::of_block(chain, &hash).await.map_err(|failure| discarded(failure, number))?;
	let named: Vec<_> = events
		.iter()
		.filter(|event| event.pallet == PALLET)
		.filter_map(|event| Some((event, bytes32(event.fields.get("event"))?)))
		.collect();
	if named.is_empty() {
		return Ok(Block { number, hash, anchors: Vec::new() });
	}
	let hashes: Vec<_> = named.iter().map(|(_, hash)| *hash).collect();
	let runtime = chain.runtime_at(Some(&hash)).await?;
	let rows = batch::event_rows_at(chain, &runtime, &hashes, Some(&hash))
		.await
		.map_err(|failure| discarded(failure, number))?;
	let recorded = time_of(chain, &hash).await?;
	let (mut anchors, mut seen) = (Vec::new(), BTreeSet::new());
	for (event, name) in named {
		let declaration = bytes32(event.fields.get("declaration"));
		// One act may cause several events of the chain, all of one EPCIS event.
		if !seen.insert((name, declaration)) {
			continue;
		}
		let row = match declaration {
			Some(_) => None,
			None => rows.get(&name),
		};
		anchors.push(anchor(event, name, declaration, row, recorded));
	}
	Ok(Block { number, hash, anchors })
}

fn anchor(
	event: &events::ChainEvent,
	hash: EventHash,
	declaration: Option<EventHash>,
	row: Option<&Json>,
	recorded: Moment,
) -> Anchor {
	let text = |key: &str| row.and_then(|row| row.get(key)?.as_str()).map(snake_case);
	let place = |key: &str| row.and_then(|row| number(row.get(key)?));
	let organisation = event.fields.get("organisation").or_else(|| {
		// A shipment is named by its shipper, whose act this is.
		row.and_then(|row| row.pointer("/acting/organisation"))
	});
	Anchor {
		index: event.index,
		act: event.name.clone(),
		hash,
		declaration,
		organisation: organisation.and_then(number).and_then(|id| id.try_into().ok()),
		recorded,
		time: row.and_then(|row| number(row.get("time")?)),
		biz_step: text("biz_step"),
		disposition: text("disposition"),
		read_point: place("read_point"),
		biz_location: place("biz_location"),
		parent: event.fields.get("parent").and_then(Json::as_str).map(str::to_owned),
	}
}

fn discarded(failure: Failure, number: u64) -> Failure {
	match failure.message.contains("discarded") {
		true => {
			Failure { exit: Exit::Refused, retryable: false, ..failure.with_code("Cli.NotFound") }
				.saying(format!(
			"the node no longer has the state of block {number}: an index is made from an archive \
			 node (--state-pruning archive)"
		))
		}
		false => failure,
	}
}

/// When a block was made.
async fn time_of(chain: &Chain, block: &H256) -> Result<Moment, Failure> {
	let key =
		[sp_crypto_hashing::twox_128(b"Timestamp"), sp_crypto_hashing::twox_128(b"Now")].concat();
	let bytes = chain.storage_raw(&key, Some(block)).await?.unwrap_or_default();
	Moment::decode(&mut &bytes[..])
		.map_err(|_| Failure::incompatible(format!("block {block:?} has no time")))
}

fn bytes32(json: Option<&Json>) -> Option<[u8; 32]> {
	hex::decode(json?.as_str()?.strip_prefix("0x")?).ok()?.try_into().ok()
}

fn number(json: &Json) -> Option<u64> {
	json.as_u64().or_else(|| json.as_str()?.parse().ok())
}

/// `InTransit` as EPCIS writes it.
fn snake_case(word: &str) -> String {
	let mut out = String::with_capacity(word.len() + 4);
	for (at, letter) in word.char_indices() {
		if letter.is_ascii_uppercase() && at > 0 {
			out.push('_');
		}
		out.push(letter.to_ascii_lowercase());
	}
	out
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn words_of_the_chain_should_be_those_of_epcis() {
		assert_eq!(snake_case("InTransit"), "in_transit");
		assert_eq!(snake_case("Shipping"), "shipping");
		assert_eq!(snake_case("in_transit"), "in_transit");
		for number in [serde_json::json!("9520001000010"), serde_json::json!(9_520_001_000_010_u64)]
		{
			assert_eq!(super::number(&number), Some(9_520_001_000_010));
		}
		assert_eq!(super::number(&Json::Null), None);
	}
}

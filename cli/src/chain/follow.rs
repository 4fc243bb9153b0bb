//! Follows the best chain block by block, through reorganisations and lost connections.
//!
//! Everything is asked for, nothing subscribed to: after a lost connection the next question goes
//! on where the last answer ended.

use super::{
	client::{parse_hash, Header},
	BlockId, Chain,
};
use crate::error::Failure;
use std::collections::VecDeque;
use subxt::utils::H256;

/// A block that was added to the best chain.
#[derive(Clone, Debug)]
pub struct Added {
	/// The block.
	pub id: BlockId,
	/// The hashes of its extrinsics, where they were asked for.
	pub extrinsics: Vec<H256>,
}

/// What changed since the last look.
#[derive(Clone, Debug, Default)]
pub struct Update {
	/// Blocks that are no longer on the best chain.
	pub removed: Vec<H256>,
	/// Blocks that are now, oldest first.
	pub added: Vec<Added>,
}

/// The best chain from the last finalised block on.
pub struct Follower {
	segment: VecDeque<Header>,
	finalized: BlockId,
}

impl Follower {
	/// Start at the finalised block of now.
	pub async fn start(chain: &Chain) -> Result<Self, Failure> {
		let finalized = chain.finalized().await?;
		let header = chain.header(&finalized.hash).await?;
		Ok(Self { segment: VecDeque::from([header]), finalized })
	}

	/// The last finalised block that was seen.
	pub const fn finalized(&self) -> BlockId {
		self.finalized
	}

	/// The best block that was seen.
	pub fn best(&self) -> BlockId {
		self.segment.back().map_or(self.finalized, |header| header.id)
	}

	/// A recent block that will hardly be reorganised away: the finalised one, unless finality is
	/// far behind.
	pub fn anchor(&self) -> BlockId {
		let best = self.best().number;
		if best.saturating_sub(self.finalized.number) <= 24 {
			return self.finalized;
		}
		self.segment
			.iter()
			.find(|header| header.id.number + 16 >= best)
			.map_or(self.finalized, |header| header.id)
	}

	/// Look again. With `bodies`, the extrinsics of added blocks are fetched.
	pub async fn advance(&mut self, chain: &Chain, bodies: bool) -> Result<Update, Failure> {
		let finalized = parse_hash(&chain.request("chain_getFinalizedHead", &[]).await?)?;
		let best = parse_hash(&chain.request("chain_getBlockHash", &[]).await?)?;
		let mut update = Update::default();
		if !self.contains(&best) {
			// Walk back from the new best block to one that is known.
			let mut new = Vec::new();
			let mut next = best;
			while !self.contains(&next) {
				let header = chain.header(&next).await?;
				let base = self.segment.front().map_or(0, |header| header.id.number);
				if header.id.number <= base {
					return Err(Failure::unreachable(
						"the node is on another chain than before, or behind it: is it syncing?",
					));
				}
				next = header.parent;
				new.push(header);
			}
			update.removed = self.truncate_after(&next);
			for header in new.into_iter().rev() {
				let extrinsics = match bodies {
					true => chain
						.extrinsics(&header.id.hash)
						.await?
						.iter()
						.map(|bytes| hash(bytes))
						.collect(),
					false => Vec::new(),
				};
				self.segment.push_back(header);
				update.added.push(Added { id: header.id, extrinsics });
			}
		}
		if let Some(header) = self.segment.iter().find(|header| header.id.hash == finalized) {
			self.finalized = header.id;
			// Below it nothing changes any more.
			while self.segment.front().is_some_and(|h| h.id.number < self.finalized.number) {
				self.segment.pop_front();
			}
		}
		Ok(update)
	}

	fn contains(&self, hash: &H256) -> bool {
		self.segment.iter().any(|header| header.id.hash == *hash)
	}

	fn truncate_after(&mut self, hash: &H256) -> Vec<H256> {
		let mut removed = Vec::new();
		while self.segment.back().is_some_and(|header| header.id.hash != *hash) {
			removed.extend(self.segment.pop_back().map(|header| header.id.hash));
		}
		removed
	}
}

/// The hash of an extrinsic.
pub fn hash(extrinsic: &[u8]) -> H256 {
	H256(sp_crypto_hashing::blake2_256(extrinsic))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn header(number: u64, fork: u8) -> Header {
		let hash = |number: u64| {
			let mut hash = [fork; 32];
			hash[0] = number as u8;
			H256(hash)
		};
		Header { id: BlockId { number, hash: hash(number) }, parent: hash(number - 1) }
	}

	fn follower(length: u64) -> Follower {
		let segment: VecDeque<_> = (1..=length).map(|number| header(number, 0)).collect();
		Follower { finalized: segment[0].id, segment }
	}

	#[test]
	fn a_reorganisation_should_remove_what_is_above_the_fork() {
		let mut follower = follower(5);
		let removed = follower.truncate_after(&header(3, 0).id.hash);
		assert_eq!(removed, [header(5, 0).id.hash, header(4, 0).id.hash]);
		assert_eq!(follower.best().number, 3);
		assert!(follower.truncate_after(&header(3, 0).id.hash).is_empty());
	}

	#[test]
	fn the_anchor_should_be_recent_also_without_finality() {
		assert_eq!(follower(20).anchor().number, 1);
		assert_eq!(follower(100).anchor().number, 84);
	}
}

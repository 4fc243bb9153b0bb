//! Reads of the state at one block.

use std::sync::Arc;

use jsonrpsee::core::RpcResult;
use serde::Serialize;
use sp_api::ApiError;
use sp_blockchain::HeaderBackend;

use super::error;
use crate::service::FullClient;
use salus_runtime::{BlockNumber, Hash, Header};

/// The block that an answer was read from.
#[derive(Clone, Serialize)]
pub struct AsOf {
	/// Its height.
	pub block: BlockNumber,
	/// Its hash.
	pub hash: Hash,
	/// Whether it is final: an answer from a block that is not may still be taken back.
	pub finalized: bool,
}

/// Serves our methods from the node's client.
#[derive(Clone)]
pub struct Reader {
	client: Arc<FullClient>,
}

impl Reader {
	/// One that reads through `client`.
	pub fn new(client: Arc<FullClient>) -> Self {
		Self { client }
	}

	/// The newest block that is final.
	pub fn finalized(&self) -> Hash {
		self.client.info().finalized_hash
	}

	/// The header of a block.
	pub fn header(&self, hash: Hash) -> RpcResult<Header> {
		self.client.header(hash).ok().flatten().ok_or_else(|| error::unknown_block(hash))
	}

	/// The block asked for, or the best one, and what `read` finds there.
	pub fn read<T>(
		&self,
		at: Option<Hash>,
		read: impl FnOnce(&FullClient, Hash) -> Result<T, ApiError>,
	) -> RpcResult<(T, AsOf)> {
		let info = self.client.info();
		let hash = at.unwrap_or(info.best_hash);
		let block =
			self.client.number(hash).ok().flatten().ok_or_else(|| error::unknown_block(hash))?;
		let canonical = self.client.hash(block).ok().flatten() == Some(hash);
		let answer = read(&self.client, hash).map_err(error::runtime)?;
		let finalized = canonical && block <= info.finalized_number;
		Ok((answer, AsOf { block, hash, finalized }))
	}
}

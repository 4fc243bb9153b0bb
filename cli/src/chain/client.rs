//! A chain, through one node.

use super::{rpc::Rpc, runtime::Runtime, RpcError};
use crate::error::Failure;
use serde_json::{json, Value as Json};
use std::{
	collections::HashMap,
	sync::{Arc, Mutex},
	time::Duration,
};
use subxt::utils::H256;

/// A block by number and hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockId {
	/// Its number.
	pub number: u64,
	/// Its hash.
	pub hash: H256,
}

impl BlockId {
	/// `{"number", "hash"}`, as results show a block.
	pub fn to_json(self) -> Json {
		json!({ "number": self.number, "hash": hash_text(&self.hash) })
	}
}

/// A hash as 0x and 64 digits.
pub fn hash_text(hash: &H256) -> String {
	format!("0x{}", hex::encode(hash.as_bytes()))
}

/// A header, as far as it is needed.
#[derive(Clone, Copy, Debug)]
pub struct Header {
	/// The block itself.
	pub id: BlockId,
	/// The hash of its parent.
	pub parent: H256,
}

/// A chain, through one node.
pub struct Chain {
	rpc: Rpc,
	genesis: H256,
	/// Runtimes by version: an upgrade can come while a command runs.
	runtimes: Mutex<HashMap<u32, Arc<Runtime>>>,
}

/// Waiting this long for a node is right for a command that somebody waits for.
pub const PATIENCE: Duration = Duration::from_secs(3);
/// Once it has spoken to the node, a command waits longer: it may be restarted.
pub const LONG_PATIENCE: Duration = Duration::from_secs(45);

impl Chain {
	/// Connect, or say that nobody answers.
	pub async fn connect(url: &str, patience: Duration) -> Result<Self, Failure> {
		if !url.starts_with("ws://") && !url.starts_with("wss://") {
			return Err(Failure::usage(format!("--url `{url}` is no ws:// or wss:// address")));
		}
		let probe = Rpc::new(url, PATIENCE);
		let genesis = probe.request("chain_getBlockHash", &[json!(0)]).await?;
		let genesis = parse_hash(&genesis)?;
		let rpc = Rpc::new(url, patience);
		Ok(Self { rpc, genesis, runtimes: Mutex::default() })
	}

	/// Connect for who has something better to do than to wait for a node that is away: a vault
	/// has to serve an emergency within its own deadline.
	pub async fn connect_impatiently(url: &str) -> Result<Self, Failure> {
		let mut chain = Self::connect(url, PATIENCE).await?;
		chain.rpc = Rpc::new(url, PATIENCE).answering_within(PATIENCE);
		Ok(chain)
	}

	/// Send one request.
	pub async fn request(&self, method: &str, params: &[Json]) -> Result<Json, RpcError> {
		self.rpc.request(method, params).await
	}

	/// The hash of the first block: which chain this is.
	pub const fn genesis(&self) -> H256 {
		self.genesis
	}

	/// Whether this is a chain for development, with well-known keys.
	pub async fn is_development(&self) -> Result<bool, Failure> {
		let chain_type = self.request("system_chainType", &[]).await?;
		Ok(matches!(chain_type.as_str(), Some("Development" | "Local")))
	}

	/// The best block.
	pub async fn best(&self) -> Result<BlockId, Failure> {
		let hash = parse_hash(&self.request("chain_getBlockHash", &[]).await?)?;
		Ok(self.header(&hash).await?.id)
	}

	/// The last finalised block.
	pub async fn finalized(&self) -> Result<BlockId, Failure> {
		let hash = parse_hash(&self.request("chain_getFinalizedHead", &[]).await?)?;
		Ok(self.header(&hash).await?.id)
	}

	/// The header of a block.
	pub async fn header(&self, hash: &H256) -> Result<Header, Failure> {
		let header = self.request("chain_getHeader", &[json!(hash_text(hash))]).await?;
		parse_header(&header, *hash)
	}

	/// The hash of the block with this number on the best chain.
	pub async fn block_hash(&self, number: u64) -> Result<Option<H256>, Failure> {
		match self.request("chain_getBlockHash", &[json!(number)]).await? {
			Json::Null => Ok(None),
			hash => parse_hash(&hash).map(Some),
		}
	}

	/// The encoded extrinsics of a block.
	pub async fn extrinsics(&self, hash: &H256) -> Result<Vec<Vec<u8>>, Failure> {
		let block = self.request("chain_getBlock", &[json!(hash_text(hash))]).await?;
		let list =
			block.pointer("/block/extrinsics").and_then(Json::as_array).ok_or_else(|| {
				Failure::unreachable(format!("the node has no block {hash:?} any more"))
			})?;
		list.iter().map(parse_bytes).collect()
	}

	/// The runtime of the best block.
	pub async fn runtime(&self) -> Result<Arc<Runtime>, Failure> {
		self.runtime_at(None).await
	}

	/// The runtime that is in force after a block.
	pub async fn runtime_at(&self, block: Option<&H256>) -> Result<Arc<Runtime>, Failure> {
		let at: Vec<_> = block.map(|hash| json!(hash_text(hash))).into_iter().collect();
		let version = self.request("state_getRuntimeVersion", &at).await?;
		let number = |key: &str| {
			version
				.get(key)
				.and_then(Json::as_u64)
				.and_then(|number| u32::try_from(number).ok())
				.ok_or_else(|| Failure::incompatible(format!("no {key} in the runtime's version")))
		};
		let (spec, transaction) = (number("specVersion")?, number("transactionVersion")?);
		if let Some(runtime) = self.lock().get(&spec) {
			return Ok(runtime.clone());
		}
		let metadata = self.metadata(block).await?;
		let runtime = Arc::new(Runtime::new(&metadata, self.genesis, spec, transaction)?);
		self.lock().insert(spec, runtime.clone());
		Ok(runtime)
	}

	fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u32, Arc<Runtime>>> {
		self.runtimes.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
	}

	async fn metadata(&self, block: Option<&H256>) -> Result<Vec<u8>, Failure> {
		use codec::Decode;
		for version in [16u32, 15, 14] {
			let arg = format!("0x{}", hex::encode(version.to_le_bytes()));
			let Ok(answer) = self.state_call("Metadata_metadata_at_version", &arg, block).await
			else {
				continue;
			};
			if let Ok(Some(metadata)) = Option::<Vec<u8>>::decode(&mut &answer[..]) {
				return Ok(metadata);
			}
		}
		Err(Failure::incompatible("the node gives no metadata of version 14 to 16"))
	}

	/// Call a runtime API with encoded arguments.
	pub async fn state_call(
		&self,
		method: &str,
		args: &str,
		block: Option<&H256>,
	) -> Result<Vec<u8>, Failure> {
		let mut params = vec![json!(method), json!(args)];
		params.extend(block.map(|hash| json!(hash_text(hash))));
		parse_bytes(&self.request("state_call", &params).await?)
	}

	/// Raw bytes of a storage key.
	pub async fn storage_raw(
		&self,
		key: &[u8],
		block: Option<&H256>,
	) -> Result<Option<Vec<u8>>, Failure> {
		let mut params = vec![json!(format!("0x{}", hex::encode(key)))];
		params.extend(block.map(|hash| json!(hash_text(hash))));
		match self.request("state_getStorage", &params).await? {
			Json::Null => Ok(None),
			value => parse_bytes(&value).map(Some),
		}
	}

	/// A storage item as JSON; its default, or none, where nothing is stored.
	pub async fn storage(
		&self,
		pallet: &str,
		item: &str,
		keys: &[Json],
		block: Option<&H256>,
	) -> Result<Option<Json>, Failure> {
		let runtime = self.runtime_at(block).await?;
		let key = runtime.storage_key(pallet, item, keys)?;
		match self.storage_raw(&key, block).await? {
			Some(value) => runtime.storage_value(pallet, item, &value).map(Some),
			None => runtime.storage_default(pallet, item),
		}
	}
}

/// A hash from JSON.
pub fn parse_hash(json: &Json) -> Result<H256, Failure> {
	let bytes = parse_bytes(json)?;
	let bytes: [u8; 32] = bytes
		.try_into()
		.map_err(|_| Failure::incompatible(format!("`{json}` is no block hash")))?;
	Ok(H256(bytes))
}

fn parse_bytes(json: &Json) -> Result<Vec<u8>, Failure> {
	json.as_str()
		.and_then(|text| text.strip_prefix("0x"))
		.and_then(|digits| hex::decode(digits).ok())
		.ok_or_else(|| Failure::incompatible(format!("`{json}` is no hex")))
}

fn parse_header(json: &Json, hash: H256) -> Result<Header, Failure> {
	if json.is_null() {
		return Err(Failure::unreachable(format!("the node has no block {hash:?} any more")));
	}
	let number = json
		.get("number")
		.and_then(Json::as_str)
		.and_then(|text| u64::from_str_radix(text.trim_start_matches("0x"), 16).ok())
		.ok_or_else(|| Failure::incompatible("a header without number"))?;
	let parent = parse_hash(json.get("parentHash").unwrap_or(&Json::Null))?;
	Ok(Header { id: BlockId { number, hash }, parent })
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn headers_should_be_read() {
		let hash = format!("0x{}", "11".repeat(32));
		let header = parse_header(&json!({ "number": "0x1f", "parentHash": hash }), H256([2; 32]));
		let header = header.unwrap();
		assert_eq!(header.id.number, 31);
		assert_eq!(header.parent, H256([0x11; 32]));
		assert!(parse_header(&Json::Null, H256([2; 32])).is_err());
		assert!(parse_hash(&json!("0x12")).is_err());
	}
}

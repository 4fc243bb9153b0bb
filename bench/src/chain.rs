//! A chain of one process: the runtime's WebAssembly on ParityDB, blocks without a network.
//!
//! Blocks are built as an author builds them and then imported as a validator imports those of
//! others: executed once more and written to the database. What is timed is the import.

use std::{
	collections::HashMap,
	path::Path,
	sync::Arc,
	time::{Duration, Instant},
};

use codec::{Decode, Encode};
use frame_system::{EventRecord, Phase};
use futures::executor::{block_on, ThreadPool};
use sc_block_builder::BlockBuilderBuilder;
use sc_client_api::StorageProvider;
use sc_client_db::{BlocksPruning, DatabaseSettings, DatabaseSource, PruningMode};
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy, ImportResult, StateAction};
use sc_executor::WasmExecutor;
use sc_service::{GenesisBlockBuilder, TFullClient};
use sp_blockchain::{ApplyExtrinsicFailed, Error as ChainError};
use sp_consensus::BlockOrigin;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{
	storage::{Storage, StorageKey},
	Pair,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::{Digest, DigestItem, Era},
	traits::Block as _,
	BuildStorage, OpaqueExtrinsic,
};

use salus_runtime::{
	apis::RuntimeApi, configs, opaque::Block, AccountId, Hash, Nonce, RuntimeCall, RuntimeEvent,
	RuntimeGenesisConfig, Signature, SignedPayload, TxExtension, UncheckedExtrinsic, VERSION,
};

/// Anything that ends a measurement.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

type Client = TFullClient<Block, RuntimeApi, WasmExecutor<sp_io::SubstrateHostFunctions>>;

/// The slot of the first block: in 2026.
const FIRST_SLOT: u64 = 895_000_000;
/// Of the trie cache, as the node has it on a machine of two cores.
const TRIE_CACHE: usize = 256 * 1024 * 1024;

/// A chain of one process.
pub struct Chain {
	client: Arc<Client>,
	genesis: Hash,
	number: u32,
	slot: u64,
	nonces: HashMap<AccountId, Nonce>,
	folder: tempfile::TempDir,
}

/// What importing some blocks took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
	/// How many transactions were in them.
	pub transactions: u64,
	/// How many blocks.
	pub blocks: u64,
	/// To execute and commit them.
	pub time: Duration,
	/// Bytes of the transactions.
	pub body: u64,
	/// The most transactions that one block had room for, by weight and length.
	pub fullest: u64,
}

impl Cost {
	/// Together with another.
	pub fn add(&mut self, other: Self) {
		self.transactions += other.transactions;
		self.blocks += other.blocks;
		self.time += other.time;
		self.body += other.body;
		self.fullest = self.fullest.max(other.fullest);
	}

	/// Microseconds of import for each transaction.
	pub fn micros(&self) -> f64 {
		self.time.as_secs_f64() * 1e6 / self.transactions.max(1) as f64
	}
}

fn genesis(seed: impl FnOnce()) -> Result<Storage, Error> {
	fn merge(base: &mut serde_json::Value, patch: serde_json::Value) {
		match (base, patch) {
			(serde_json::Value::Object(base), serde_json::Value::Object(patch)) => {
				for (key, value) in patch {
					merge(base.entry(key).or_insert(serde_json::Value::Null), value);
				}
			}
			(base, patch) => *base = patch,
		}
	}
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default())?;
	let preset = salus_runtime::genesis::preset(&salus_runtime::genesis::DEVELOPMENT.into())
		.ok_or("the runtime has no development preset")?;
	merge(&mut config, serde_json::from_slice(&preset)?);
	let mut storage = serde_json::from_value::<RuntimeGenesisConfig>(config)?.build_storage()?;
	let code = salus_runtime_wasm::WASM_BINARY.ok_or("this was built without WebAssembly")?;
	storage.top.insert(sp_core::storage::well_known_keys::CODE.to_vec(), code.to_vec());
	sp_state_machine::BasicExternalities::execute_with_storage(&mut storage, seed);
	Ok(storage)
}

impl Chain {
	/// A new one, in a folder that is deleted with it.
	pub fn new() -> Result<Self, Error> {
		Self::seeded(|| ())
	}

	/// One whose first state has what `seed` puts there.
	pub fn seeded(seed: impl FnOnce()) -> Result<Self, Error> {
		let folder = tempfile::tempdir()?;
		let backend = sc_service::new_db_backend::<Block>(DatabaseSettings {
			trie_cache_maximum_size: Some(TRIE_CACHE),
			// As a validator: the state of the last 256 blocks, and all bodies.
			state_pruning: Some(PruningMode::blocks_pruning(256)),
			source: DatabaseSource::ParityDb { path: folder.path().to_owned() },
			blocks_pruning: BlocksPruning::KeepAll,
			pruning_filters: Vec::new(),
			metrics_registry: None,
		})?;
		let executor = WasmExecutor::<sp_io::SubstrateHostFunctions>::builder().build();
		let storage = genesis(seed)?;
		let builder = GenesisBlockBuilder::new(&storage, true, backend.clone(), executor.clone())?;
		let extensions = sc_client_api::execution_extensions::ExecutionExtensions::new(
			None,
			Arc::new(executor.clone()),
		);
		let client = sc_service::new_client(
			backend,
			executor,
			builder,
			None,
			None,
			extensions,
			Box::new(Spawner(ThreadPool::new()?)),
			None,
			None,
			Default::default(),
		)?;
		let genesis = client.chain_info().genesis_hash;
		let client = Arc::new(client);
		Ok(Self { client, genesis, number: 0, slot: FIRST_SLOT, nonces: HashMap::new(), folder })
	}

	/// The time of the next block, in milliseconds since the epoch.
	pub fn now(&self) -> u64 {
		(self.slot + 1) * configs::time::SLOT_DURATION
	}

	/// Let the clock run without blocks in between.
	pub fn skip(&mut self, milliseconds: u64) {
		self.slot += milliseconds / configs::time::SLOT_DURATION;
	}

	/// Sign a call with the next nonce of a key.
	pub fn sign(
		&mut self,
		key: &sp_core::sr25519::Pair,
		call: impl Into<RuntimeCall>,
	) -> Result<UncheckedExtrinsic, Error> {
		let account = AccountId::from(key.public());
		let nonce = self.nonces.entry(account.clone()).or_default();
		let extension: TxExtension = (
			frame_system::AuthorizeCall::new(),
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			frame_system::CheckMortality::from(Era::Immortal),
			frame_system::CheckNonce::from(*nonce),
			frame_system::CheckWeight::new(),
			pallet_transaction_payment::ChargeTransactionPayment::from(0),
			frame_metadata_hash_extension::CheckMetadataHash::new(false),
			frame_system::WeightReclaim::new(),
		);
		*nonce += 1;
		let versions = (VERSION.spec_version, VERSION.transaction_version);
		let implicit =
			((), (), versions.0, versions.1, self.genesis, self.genesis, (), (), (), None, ());
		let payload = SignedPayload::from_raw(call.into(), extension, implicit);
		let signature = payload.using_encoded(|bytes| key.sign(bytes));
		let (call, extension, _) = payload.deconstruct();
		Ok(UncheckedExtrinsic::new_signed(
			call,
			account.into(),
			Signature::from(signature),
			extension,
		))
	}

	/// Put transactions into as few blocks as they fit, and import those. Every one has to succeed.
	pub fn run(&mut self, transactions: &[UncheckedExtrinsic]) -> Result<Cost, Error> {
		let mut cost = Cost::default();
		let mut rest = transactions;
		let mut full = false;
		while !rest.is_empty() {
			let taken = self.block(rest, &mut cost)?;
			// The block that ends a session has room for none, the next one does.
			if taken == 0 && full {
				return Err("a transaction does not fit a block".into());
			}
			full = taken == 0;
			rest = &rest[taken..];
		}
		Ok(cost)
	}

	fn block(
		&mut self,
		transactions: &[UncheckedExtrinsic],
		cost: &mut Cost,
	) -> Result<usize, Error> {
		self.slot += 1;
		let now = self.slot * configs::time::SLOT_DURATION;
		let slot = DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(self.slot).encode());
		let mut builder = BlockBuilderBuilder::new(&*self.client)
			.on_parent_block(self.client.chain_info().best_hash)
			.with_parent_block_number(self.number)
			.with_inherent_digests(Digest { logs: vec![slot] })
			.build()?;
		builder.push(opaque(&UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(
			pallet_timestamp::Call::set { now },
		)))?)?;
		let (mut taken, mut body) = (0, 0u64);
		for transaction in transactions {
			let bytes = opaque(transaction)?;
			let length = bytes.encoded_size() as u64;
			match builder.push(bytes) {
				Ok(()) => {
					taken += 1;
					body += length;
				}
				Err(ChainError::ApplyExtrinsicFailed(ApplyExtrinsicFailed::Validity(why)))
					if why.exhausted_resources() =>
				{
					break
				}
				Err(why) => return Err(why.into()),
			}
		}
		let block = builder.build()?.block;
		let hash = block.header().hash();
		let (header, extrinsics) = block.deconstruct();
		let mut import = BlockImportParams::new(BlockOrigin::NetworkBroadcast, header);
		import.body = Some(extrinsics);
		import.state_action = StateAction::Execute;
		import.fork_choice = Some(ForkChoiceStrategy::LongestChain);
		import.finalized = true;
		let started = Instant::now();
		match block_on(self.client.import_block(import))? {
			ImportResult::Imported(_) => (),
			other => return Err(format!("the block was not imported: {other:?}").into()),
		}
		cost.time += started.elapsed();
		cost.transactions += taken as u64;
		cost.blocks += 1;
		cost.body += body;
		cost.fullest = cost.fullest.max(taken as u64);
		self.number += 1;
		self.all_succeeded(hash)?;
		Ok(taken)
	}

	/// A figure about transactions that were refused would be none.
	fn all_succeeded(&self, block: Hash) -> Result<(), Error> {
		let key = sp_core::storage::StorageKey(
			frame_support::storage::storage_prefix(b"System", b"Events").to_vec(),
		);
		let events = self.client.storage(block, &key)?.ok_or("the block has no events")?;
		let events = Vec::<EventRecord<RuntimeEvent, Hash>>::decode(&mut &events.0[..])?;
		for event in events {
			if let RuntimeEvent::System(frame_system::Event::ExtrinsicFailed {
				dispatch_error,
				..
			}) = event.event
			{
				let Phase::ApplyExtrinsic(index) = event.phase else { continue };
				return Err(format!("transaction {index} failed: {dispatch_error:?}").into());
			}
		}
		Ok(())
	}

	/// A block without transactions: what the state keeps of the last block only, its events, goes.
	pub fn settle(&mut self) -> Result<(), Error> {
		self.block(&[], &mut Cost::default()).map(drop)
	}

	/// What stands under a key of the state now.
	pub fn get<Value: Decode>(&self, key: Vec<u8>) -> Result<Option<Value>, Error> {
		let best = self.client.chain_info().best_hash;
		let value = self.client.storage(best, &StorageKey(key))?;
		Ok(value.map(|data| Value::decode(&mut &data.0[..])).transpose()?)
	}

	/// Keys and values of the whole state, in bytes.
	pub fn state_size(&self) -> Result<u64, Error> {
		self.size_below(None)
	}

	/// Keys and values below these prefixes, in bytes.
	pub fn size_of(&self, prefixes: &[&[u8]]) -> Result<u64, Error> {
		prefixes.iter().map(|prefix| self.size_below(Some(&StorageKey(prefix.to_vec())))).sum()
	}

	fn size_below(&self, prefix: Option<&StorageKey>) -> Result<u64, Error> {
		let best = self.client.chain_info().best_hash;
		let pairs = self.client.storage_pairs(best, prefix, None)?;
		Ok(pairs.map(|(key, value)| (key.0.len() + value.0.len()) as u64).sum())
	}

	/// The database on disk, in bytes that are in use.
	pub fn database_size(&self) -> Result<u64, Error> {
		fn size(path: &Path) -> std::io::Result<u64> {
			use std::os::unix::fs::MetadataExt;
			let mut bytes = 0;
			for entry in std::fs::read_dir(path)? {
				let entry = entry?;
				let metadata = entry.metadata()?;
				bytes += match metadata.is_dir() {
					true => size(&entry.path())?,
					false => metadata.blocks() * 512,
				};
			}
			Ok(bytes)
		}
		Ok(size(self.folder.path())?)
	}
}

fn opaque(extrinsic: &UncheckedExtrinsic) -> Result<OpaqueExtrinsic, Error> {
	Ok(OpaqueExtrinsic::try_from_encoded_extrinsic(&extrinsic.encode())?)
}

/// A well-known key.
pub fn key(who: Sr25519Keyring) -> sp_core::sr25519::Pair {
	who.pair()
}

/// Runs what the client wants done aside.
#[derive(Clone)]
struct Spawner(ThreadPool);

impl sp_core::traits::SpawnNamed for Spawner {
	fn spawn_blocking(
		&self,
		_: &'static str,
		_: Option<&'static str>,
		future: futures::future::BoxFuture<'static, ()>,
	) {
		self.0.spawn_ok(future);
	}

	fn spawn(
		&self,
		_: &'static str,
		_: Option<&'static str>,
		future: futures::future::BoxFuture<'static, ()>,
	) {
		self.0.spawn_ok(future);
	}
}

//! One runtime, as its metadata describes it: encodes calls, signs, decodes events.

use super::{scale::Types, Signer};
use crate::error::Failure;
use codec::{Compact, Decode, Encode};
use serde_json::Value as Json;
use std::{collections::BTreeSet, sync::Arc};
use subxt::{
	client::OfflineClientAtBlock,
	config::{substrate::SpecVersionForRange, DefaultExtrinsicParamsBuilder, SubstrateConfig},
	ext::{
		frame_decode::storage::StorageHasher,
		scale_encode::{self, EncodeAsFields, FieldIter, TypeResolver},
	},
	tx::DynamicPayload,
	utils::H256,
	Metadata, OfflineClient,
};

/// What a transaction may not outlive: this many blocks after the one it was made on.
pub const ERA: u64 = 64;

/// A runtime of the chain.
pub struct Runtime {
	/// Prefix of accounts as text.
	pub ss58_prefix: u16,
	metadata: Arc<Metadata>,
	client: OfflineClientAtBlock<SubstrateConfig>,
}

/// A call that is encoded already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
	/// Its pallet.
	pub pallet: String,
	/// Its name.
	pub name: String,
	/// Both indices and the arguments.
	pub data: Vec<u8>,
}

/// Arguments that are encoded already.
struct Encoded(Vec<u8>);

impl EncodeAsFields for Encoded {
	fn encode_as_fields_to<R: TypeResolver>(
		&self,
		_: &mut dyn FieldIter<'_, R::TypeId>,
		_: &R,
		out: &mut Vec<u8>,
	) -> Result<(), scale_encode::Error> {
		out.extend_from_slice(&self.0);
		Ok(())
	}
}

/// What a transaction is bound to beside its call.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
	/// The signer's nonce.
	pub nonce: u64,
	/// The block from which on it is valid, for [`ERA`] blocks.
	pub birth: u64,
	/// The hash of that block.
	pub birth_hash: H256,
}

impl Runtime {
	/// From metadata as the node returns it.
	pub fn new(
		metadata: &[u8],
		genesis: H256,
		spec_version: u32,
		transaction_version: u32,
	) -> Result<Self, Failure> {
		let metadata = Metadata::decode_from(metadata)
			.map_err(|error| Failure::incompatible(format!("unreadable metadata ({error})")))?;
		let metadata = Arc::new(metadata);
		let config = SubstrateConfig::builder()
			.set_genesis_hash(genesis)
			.set_metadata_for_spec_versions([(spec_version, metadata.clone())])
			.set_spec_version_for_block_ranges([SpecVersionForRange {
				block_range: 0..u64::MAX,
				spec_version,
				transaction_version,
			}])
			.build();
		let client = OfflineClient::new_with_config(config)
			.at_block(0u64)
			.map_err(|error| Failure::incompatible(error.to_string()))?;
		let ss58_prefix = metadata
			.pallet_by_name("System")
			.and_then(|system| system.constant_by_name("SS58Prefix"))
			.and_then(|constant| {
				let value = constant.value();
				u16::decode(&mut &value[..])
					.or_else(|_| u8::decode(&mut &value[..]).map(u16::from))
					.ok()
			})
			.unwrap_or(42);
		Ok(Self { ss58_prefix, metadata, client })
	}

	/// The metadata.
	pub fn metadata(&self) -> &Metadata {
		&self.metadata
	}

	/// The types, to read and write values with.
	pub fn types(&self) -> Types<'_> {
		Types { metadata: &self.metadata, ss58_prefix: self.ss58_prefix }
	}

	/// Encode a call from arguments by name.
	pub fn call(&self, pallet: &str, name: &str, args: &Json) -> Result<Call, Failure> {
		let mut data = Vec::new();
		self.types()
			.encode_call(pallet, name, args, "", 0, &mut data)
			.map_err(|error| Failure::usage(format!("{pallet}.{name}: {error}")))?;
		self.call_from_data(data)
	}

	/// A call from its encoded data.
	pub fn call_from_data(&self, data: Vec<u8>) -> Result<Call, Failure> {
		let json = self
			.types()
			.decode_call(&data)
			.map_err(|error| Failure::usage(format!("this is no call of the chain: {error}")))?;
		let word = |key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
		Ok(Call { pallet: word("pallet"), name: word("call"), data })
	}

	/// Several calls as one, of which each succeeds or fails alone. One call stays itself.
	pub fn batch(&self, calls: &[&Call]) -> Result<Call, Failure> {
		self.batch_as("force_batch", calls)
	}

	/// Several calls as one, of which all succeed or none.
	pub fn batch_all(&self, calls: &[&Call]) -> Result<Call, Failure> {
		self.batch_as("batch_all", calls)
	}

	fn batch_as(&self, name: &str, calls: &[&Call]) -> Result<Call, Failure> {
		if let [only] = calls {
			return Ok((*only).clone());
		}
		let pallet = "Utility";
		let utility = self
			.metadata
			.pallet_by_name(pallet)
			.ok_or_else(|| Failure::incompatible("the chain has no pallet Utility"))?;
		let variant = utility
			.call_variant_by_name(name)
			.ok_or_else(|| Failure::incompatible(format!("Utility has no call {name}")))?;
		let mut data = vec![utility.call_index(), variant.index];
		let count = u32::try_from(calls.len()).map_err(|_| Failure::usage("too many calls"))?;
		Compact(count).encode_to(&mut data);
		for call in calls {
			data.extend_from_slice(&call.data);
		}
		Ok(Call { pallet: pallet.into(), name: name.into(), data })
	}

	/// Sign a call: the transaction as it is sent.
	pub fn sign(&self, call: &Call, signer: &Signer, binding: Binding) -> Result<Vec<u8>, Failure> {
		let internal = |error: &dyn std::fmt::Display| {
			Failure::incompatible(format!("the transaction cannot be built ({error})"))
		};
		let args = call.data.get(2..).unwrap_or_default().to_vec();
		let payload = DynamicPayload::new(call.pallet.clone(), call.name.clone(), Encoded(args));
		let params = DefaultExtrinsicParamsBuilder::<SubstrateConfig>::new()
			.nonce(binding.nonce)
			.mortal_from_unchecked(ERA, binding.birth, binding.birth_hash)
			.build();
		let tx = self.client.tx();
		let mut signable =
			tx.create_signable_offline(&payload, params).map_err(|error| internal(&error))?;
		let to_sign = signable.signer_payload().map_err(|error| internal(&error))?;
		let signature = signer.sign(&to_sign)?;
		let signed = signable
			.sign_with_account_and_signature(&signer.account(), &signature)
			.map_err(|error| internal(&error))?;
		Ok(signed.into_encoded())
	}

	/// The key of a storage item: its prefix, and the hash of each key.
	pub fn storage_key(&self, pallet: &str, item: &str, keys: &[Json]) -> Result<Vec<u8>, Failure> {
		let entry = self.storage_entry(pallet, item)?;
		let prefix = self
			.metadata
			.pallet_by_name(pallet)
			.and_then(|pallet| pallet.storage())
			.map_or(pallet, |storage| storage.prefix());
		let mut key = sp_crypto_hashing::twox_128(prefix.as_bytes()).to_vec();
		key.extend_from_slice(&sp_crypto_hashing::twox_128(item.as_bytes()));
		for (info, json) in entry.keys().zip(keys) {
			let mut plain = Vec::new();
			self.types()
				.encode(info.key_id, json, &mut plain)
				.map_err(|error| Failure::usage(format!("{pallet}.{item}: {error}")))?;
			match info.hasher {
				StorageHasher::Blake2_128 => {
					key.extend_from_slice(&sp_crypto_hashing::blake2_128(&plain));
				}
				StorageHasher::Blake2_256 => {
					key.extend_from_slice(&sp_crypto_hashing::blake2_256(&plain));
				}
				StorageHasher::Blake2_128Concat => {
					key.extend_from_slice(&sp_crypto_hashing::blake2_128(&plain));
					key.extend_from_slice(&plain);
				}
				StorageHasher::Twox128 => {
					key.extend_from_slice(&sp_crypto_hashing::twox_128(&plain));
				}
				StorageHasher::Twox256 => {
					key.extend_from_slice(&sp_crypto_hashing::twox_256(&plain));
				}
				StorageHasher::Twox64Concat => {
					key.extend_from_slice(&sp_crypto_hashing::twox_64(&plain));
					key.extend_from_slice(&plain);
				}
				StorageHasher::Identity => key.extend_from_slice(&plain),
			}
		}
		Ok(key)
	}

	fn storage_entry(
		&self,
		pallet: &str,
		item: &str,
	) -> Result<&subxt::metadata::StorageEntryMetadata, Failure> {
		self.metadata
			.pallet_by_name(pallet)
			.and_then(|pallet| pallet.storage())
			.and_then(|storage| storage.entry_by_name(item))
			.ok_or_else(|| Failure::incompatible(format!("the chain has no {pallet}.{item}")))
	}

	/// A storage item's value as JSON.
	pub fn storage_value(&self, pallet: &str, item: &str, value: &[u8]) -> Result<Json, Failure> {
		let entry = self.storage_entry(pallet, item)?;
		self.types()
			.decode(entry.value_ty(), &mut &value[..], &mut BTreeSet::new())
			.map_err(|error| Failure::incompatible(format!("{pallet}.{item}: {error}")))
	}

	/// What a storage item is where nothing is stored, if it is anything then.
	pub fn storage_default(&self, pallet: &str, item: &str) -> Result<Option<Json>, Failure> {
		match self.storage_entry(pallet, item)?.default_value() {
			Some(value) => self.storage_value(pallet, item, value).map(Some),
			None => Ok(None),
		}
	}

	/// The offline client, for what subxt does better than we could.
	pub fn client(&self) -> &OfflineClientAtBlock<SubstrateConfig> {
		&self.client
	}
}

//! The Salus runtime: the pallets of a health network, compiled into one state machine.
//!
//! Pallet and call indices are part of what signers sign and of what hardware shows; a test pins
//! them (`tests/metadata.rs`). New pallets take new indices, retired indices are never used again.

#![cfg_attr(not(feature = "std"), no_std)]
// `frame_support::runtime` and `impl_runtime_apis` expand to deep types.
#![recursion_limit = "256"]
// The runtime is put together by macros: what they generate (enums of all calls and events, getters
// of `parameter_types`) is documented by what went in.
#![allow(missing_docs)]

extern crate alloc;

// First, because the runtime APIs use its macros.
#[cfg(feature = "runtime-benchmarks")]
#[macro_use]
pub mod benchmarking;

pub mod apis;
pub mod configs;
pub mod genesis;
pub mod weights;

use alloc::vec::Vec;

use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::{runtime_version, RuntimeVersion};

pub use configs::{time, UNIT};

/// A signature by any of the schemes that the SDK knows.
pub type Signature = MultiSignature;
/// An account is a key, or what several keys make together.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An amount of the native token in its smallest unit.
pub type Balance = u128;
/// How many transactions an account has signed.
pub type Nonce = u32;
/// A hash of some data of the chain.
pub type Hash = sp_core::H256;
/// The height of a block.
pub type BlockNumber = u32;
/// An account as transactions carry it.
pub type Address = MultiAddress<AccountId, ()>;
/// The header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// What surrounds every call: who signs, what it costs, what it may do.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckMortality<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);
/// A transaction as it comes in.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What a signer signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;
/// Runs blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	configs::BareCalls,
	AllPalletsWithSystem,
>;

/// Types for whoever handles blocks without knowing what is in them: the node.
pub mod opaque {
	use super::*;
	use sp_runtime::OpaqueExtrinsic;

	/// A header.
	pub type Header = super::Header;
	/// A block whose transactions are bytes.
	pub type Block = generic::Block<Header, OpaqueExtrinsic>;
}

impl_opaque_keys! {
	/// The keys with which a validator makes and finalises blocks.
	pub struct SessionKeys {
		/// Makes blocks.
		pub aura: Aura,
		/// Finalises blocks.
		pub grandpa: Grandpa,
	}
}

/// The version of this runtime. `spec_version` goes up with every release.
#[runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: alloc::borrow::Cow::Borrowed("salus"),
	impl_name: alloc::borrow::Cow::Borrowed("salus-node"),
	authoring_version: 1,
	spec_version: 103,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// The runtime.
#[frame_support::runtime]
mod runtime {
	/// All that the pallets are configured on.
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// The chain itself: 0-19.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(3)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(4)]
	pub type TransactionPayment = pallet_transaction_payment;
	// Before Session, which asks it for validators at genesis.
	#[runtime::pallet_index(5)]
	pub type ValidatorSet = pallet_validator_set;
	#[runtime::pallet_index(6)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(7)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(8)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(9)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(10)]
	pub type Offences = pallet_offences;

	// Tools: 20-29.
	#[runtime::pallet_index(20)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(21)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(22)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(23)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(24)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(25)]
	pub type Migrations = pallet_migrations;

	// Governance: 30-39.
	#[runtime::pallet_index(30)]
	pub type Council = pallet_collective<Instance1>;
	#[runtime::pallet_index(31)]
	pub type TechnicalCommittee = pallet_collective<Instance2>;
	#[runtime::pallet_index(32)]
	pub type Governance = pallet_governance;
	#[runtime::pallet_index(33)]
	pub type Parameters = pallet_parameters;
	#[runtime::pallet_index(34)]
	pub type TxPause = pallet_tx_pause;

	// People: 40-49.
	#[runtime::pallet_index(40)]
	pub type Participants = pallet_participants;
	#[runtime::pallet_index(41)]
	pub type Obligations = pallet_obligations;
	#[runtime::pallet_index(42)]
	pub type Sponsorship = pallet_sponsorship;

	// Health domains: from 50 on.
	#[runtime::pallet_index(50)]
	pub type SupplyChain = pallet_supply_chain;
	#[runtime::pallet_index(51)]
	pub type RecordsAccess = pallet_records_access;
}

//! A chain in memory: the runtime as it is, genesis from its presets, blocks with their digests and
//! inherents, and signed transactions through the whole extension tuple.
#![allow(dead_code)]

use codec::{Decode, Encode};
use frame_metadata::RuntimeMetadata;
use frame_support::traits::{GetCallMetadata, Hooks};
use salus_runtime::*;
use scale_info::{form::PortableForm, PortableRegistry};
use serde_json::Value;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era, traits::Header as _, transaction_validity::TransactionValidityError,
	ApplyExtrinsicResult, Digest, DigestItem,
};

/// The slot of the first block: in 2026.
pub const FIRST_SLOT: u64 = 895_000_000;

/// Write `patch` over `base`, field by field.
fn merge(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

/// The genesis state of a preset.
pub fn genesis(preset: &str) -> sp_io::TestExternalities {
	let patch = salus_runtime::genesis::preset(&preset.into()).expect("the preset is there");
	genesis_of(serde_json::from_slice(&patch).unwrap())
}

/// The genesis state of a patch.
pub fn genesis_of(patch: Value) -> sp_io::TestExternalities {
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
	merge(&mut config, patch);
	let mut ext = sp_io::TestExternalities::new_empty();
	ext.execute_with(|| {
		frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(
			serde_json::to_vec(&config).unwrap(),
		)
		.expect("the preset builds");
	});
	ext
}

/// Run `test` on the state of a preset, in its first block, and check what always holds at its end.
pub fn on(preset: &str, test: impl FnOnce()) {
	let mut ext = genesis(preset);
	ext.execute_with(|| {
		start_block(1);
		try_state();
		test();
		try_state();
	});
}

/// The invariants of every pallet of ours, and with the feature `try-runtime` those of the SDK's too.
pub fn try_state() {
	for (name, outcome) in [
		("ValidatorSet", ValidatorSet::do_try_state()),
		("Participants", Participants::do_try_state()),
		("Obligations", Obligations::do_try_state()),
		("Sponsorship", Sponsorship::do_try_state()),
		("SupplyChain", SupplyChain::do_try_state()),
		("RecordsAccess", RecordsAccess::do_try_state()),
	] {
		if let Err(broken) = outcome {
			panic!("{name} holds its invariants no more: {broken:?}");
		}
	}
	#[cfg(feature = "try-runtime")]
	<AllPalletsWithSystem as frame_support::traits::TryState<BlockNumber>>::try_state(
		System::block_number(),
		frame_support::traits::TryStateSelect::All,
	)
	.expect("every pallet holds its invariants");
}

/// Start a block: digest, hooks, and the timestamp of its slot.
pub fn start_block(number: BlockNumber) {
	let slot = Slot::from(FIRST_SLOT + u64::from(number));
	let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())] };
	let parent = System::parent_hash();
	Executive::initialize_block(&Header::new(
		number,
		Default::default(),
		Default::default(),
		parent,
		digest,
	));
	let now = *slot * configs::time::SLOT_DURATION;
	let inherent = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now });
	Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(inherent))
		.expect("the inherent is valid")
		.expect("the inherent succeeds");
}

/// End the block and start the next.
pub fn next_block() {
	let number = System::block_number();
	Executive::finalize_block();
	start_block(number + 1);
}

/// End the session, as many times as it takes for a change of the validators to take effect: what
/// is decided in one session is queued in the next and in force in the one after.
pub fn two_sessions() {
	for _ in 0..2 {
		Session::rotate_session();
		Grandpa::on_finalize(System::block_number());
	}
}

/// The account of a well-known key.
pub fn account(keyring: Sr25519Keyring) -> AccountId {
	keyring.to_account_id()
}

/// A transaction signed by a well-known key, with a tip.
pub fn signed(
	who: Sr25519Keyring,
	call: impl Into<RuntimeCall>,
	tip: Balance,
) -> UncheckedExtrinsic {
	let extension: TxExtension = (
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckMortality::from(Era::Immortal),
		frame_system::CheckNonce::from(System::account_nonce(account(who))),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(tip),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	);
	let payload = SignedPayload::new(call.into(), extension).expect("the payload is complete");
	let signature = payload.using_encoded(|bytes| who.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(call, account(who).into(), signature.into(), extension)
}

/// Sign and apply.
pub fn submit(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
	Executive::apply_extrinsic(signed(who, call, 0))
}

/// Sign and apply with a tip.
pub fn submit_with_tip(
	who: Sr25519Keyring,
	call: impl Into<RuntimeCall>,
	tip: Balance,
) -> Result<(), TransactionValidityError> {
	Executive::apply_extrinsic(signed(who, call, tip)).map(drop)
}

/// The pallets of the metadata, with the registry of their types.
pub fn metadata() -> (Vec<Pallet>, PortableRegistry) {
	// The default of a constant may be read from state.
	let made = sp_io::TestExternalities::new_empty().execute_with(Runtime::metadata);
	let RuntimeMetadata::V14(metadata) = made.1 else {
		panic!("the runtime makes version 14 of its metadata");
	};
	(metadata.pallets, metadata.types)
}

/// A pallet as the metadata describes it.
pub type Pallet = frame_metadata::v14::PalletMetadata<PortableForm>;

/// The calls, events or errors of a pallet, as variants.
pub fn variants(types: &PortableRegistry, ty: u32) -> Vec<scale_info::Variant<PortableForm>> {
	match &types.resolve(ty).expect("the type is in the registry").type_def {
		scale_info::TypeDef::Variant(def) => def.variants.clone(),
		_ => Vec::new(),
	}
}

/// The council's origin with all of its members.
pub fn council() -> RuntimeOrigin {
	pallet_collective::RawOrigin::<AccountId, pallet_collective::Instance1>::Members(4, 4).into()
}

/// The technical committee's origin with all of its members.
pub fn committee() -> RuntimeOrigin {
	pallet_collective::RawOrigin::<AccountId, pallet_collective::Instance2>::Members(3, 3).into()
}

/// One value of every call of the runtime, as far as arguments can be made up: decoded from zeros,
/// which every argument type of ours and of the SDK takes for something.
pub fn every_call() -> Vec<(String, RuntimeCall)> {
	let mut calls = Vec::new();
	for pallet in 0..=u8::MAX {
		for index in 0..=u8::MAX {
			// Filler in the order of likelihood: a nested call is `system.remark` of nothing.
			for filler in [0u8, 1, 2, 3] {
				let mut bytes = vec![pallet, index];
				bytes.extend(core::iter::repeat_n(filler, 4_096));
				if let Ok(call) = RuntimeCall::decode(&mut bytes.as_slice()) {
					let name = call.get_call_metadata();
					calls.push((format!("{}.{}", name.pallet_name, name.function_name), call));
					break;
				}
			}
		}
	}
	calls
}

//! Who makes blocks, who finalises them, and what misbehaviour costs.

use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU128, ConstU32, ConstU64, KeyOwnerProofSystem},
};
use pallet_session::{historical, PeriodicSessions, SessionManager};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::crypto::KeyTypeId;
use sp_runtime::{
	traits::{Convert, OpaqueKeys},
	Vec,
};
use sp_staking::SessionIndex;

use super::time;
use crate::{
	weights, AccountId, Aura, Balances, BlockNumber, Historical, Offences, Runtime, RuntimeCall,
	RuntimeEvent, SessionKeys, UncheckedExtrinsic, ValidatorSet,
};

/// The most validators that sit at once.
pub const MAX_VALIDATORS: u32 = 100;

parameter_types! {
	pub const SessionPeriod: BlockNumber = time::SESSION;
	pub const SessionOffset: BlockNumber = 0;
	/// Reports are taken as long as the sessions that they are about are kept.
	pub const ReportLongevity: u64 = time::KEPT_SESSIONS as u64 * time::SESSION as u64;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Aura>;
	type EventHandler = ();
}

impl pallet_aura::Config for Runtime {
	type AuthorityId = AuraId;
	// Nobody is disabled within a session: the pallet would panic in that validator's slots.
	// Whoever misbehaves loses the seat at the next session.
	type DisabledValidators = ();
	type MaxAuthorities = ConstU32<MAX_VALIDATORS>;
	type AllowMultipleBlocksPerSlot = ConstBool<false>;
	type SlotDuration = ConstU64<{ time::SLOT_DURATION }>;
}

type KeyOwnerProof =
	<Historical as KeyOwnerProofSystem<(KeyTypeId, sp_consensus_grandpa::AuthorityId)>>::Proof;

impl<C> frame_system::offchain::CreateTransactionBase<C> for Runtime
where
	RuntimeCall: From<C>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<C> frame_system::offchain::CreateBare<C> for Runtime
where
	RuntimeCall: From<C>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::consensus::Grandpa<Runtime>;
	type MaxAuthorities = ConstU32<MAX_VALIDATORS>;
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = ConstU64<{ time::KEPT_SESSIONS as u64 }>;
	type KeyOwnerProof = KeyOwnerProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

/// The validators of the next session, with the history by which old misbehaviour is judged:
/// kept for [`time::KEPT_SESSIONS`] and pruned after.
pub struct PrunedHistory;

type NotedHistory = historical::NoteHistoricalRoot<Runtime, ValidatorSet>;

impl SessionManager<AccountId> for PrunedHistory {
	fn new_session(index: SessionIndex) -> Option<Vec<AccountId>> {
		<NotedHistory as SessionManager<_>>::new_session(index)
	}

	fn new_session_genesis(index: SessionIndex) -> Option<Vec<AccountId>> {
		<NotedHistory as SessionManager<_>>::new_session_genesis(index)
	}

	fn start_session(index: SessionIndex) {
		<NotedHistory as SessionManager<_>>::start_session(index);
		// One root goes for each that comes.
		Historical::prune_up_to(index.saturating_sub(time::KEPT_SESSIONS));
	}

	fn end_session(index: SessionIndex) {
		<NotedHistory as SessionManager<_>>::end_session(index)
	}
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = sp_runtime::traits::ConvertInto;
	type ShouldEndSession = PeriodicSessions<SessionPeriod, SessionOffset>;
	type NextSessionRotation = PeriodicSessions<SessionPeriod, SessionOffset>;
	type SessionManager = PrunedHistory;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	// Keys are few and only governance can seat them: no deposit stands in a validator's way.
	type KeyDeposit = ConstU128<{ super::deposit(1, 96) }>;
}

/// Nothing about a validator matters to its judges but who it is: there are no stakes.
pub struct NoIdentification;

impl Convert<AccountId, Option<()>> for NoIdentification {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

impl historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = NoIdentification;
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = historical::IdentificationTuple<Self>;
	type OnOffenceHandler = ValidatorSet;
}

//! A runtime with both collectives, for the tests.

use crate as pallet_governance;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, ConstU64, Contains},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_collective::{
	EnsureProportionAtLeast, Instance1, Instance2, MoreThanMajorityThenPrimeDefaultVote,
};
use sp_runtime::BuildStorage;

type Block = frame_system::mocking::MockBlock<Test>;
type AccountId = u64;

#[frame_support::runtime]
mod runtime {
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
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(3)]
	pub type Council = pallet_collective<Instance1>;
	#[runtime::pallet_index(4)]
	pub type TechnicalCommittee = pallet_collective<Instance2>;
	#[runtime::pallet_index(5)]
	pub type Governance = pallet_governance;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

impl pallet_utility::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = ();
}

parameter_types! {
	pub MaxProposalWeight: Weight = Weight::MAX;
}

impl pallet_collective::Config<Instance1> for Test {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = ConstU64<5>;
	type MaxProposals = ConstU32<10>;
	type MaxMembers = ConstU32<10>;
	type DefaultVote = MoreThanMajorityThenPrimeDefaultVote;
	type WeightInfo = ();
	type SetMembersOrigin = EnsureRoot<AccountId>;
	type MaxProposalWeight = MaxProposalWeight;
	type DisapproveOrigin = EnsureRoot<AccountId>;
	type KillOrigin = EnsureRoot<AccountId>;
	type Consideration = ();
}

impl pallet_collective::Config<Instance2> for Test {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = ConstU64<5>;
	type MaxProposals = ConstU32<10>;
	type MaxMembers = ConstU32<10>;
	type DefaultVote = MoreThanMajorityThenPrimeDefaultVote;
	type WeightInfo = ();
	type SetMembersOrigin = EnsureRoot<AccountId>;
	type MaxProposalWeight = MaxProposalWeight;
	type DisapproveOrigin = EnsureRoot<AccountId>;
	type KillOrigin = EnsureRoot<AccountId>;
	type Consideration = ();
}

/// An upgrade, and what stands in for `note_stalled` here: setting the heap pages.
pub struct RootCalls;
impl Contains<RuntimeCall> for RootCalls {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(
			call,
			RuntimeCall::System(frame_system::Call::authorize_upgrade { .. })
				| RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { .. })
		) || StallCalls::contains(call)
	}
}

/// The announcement of new code.
pub struct UpgradeCalls;
impl Contains<RuntimeCall> for UpgradeCalls {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::System(frame_system::Call::authorize_upgrade { .. }))
	}
}

/// What stands in for `note_stalled` here.
pub struct StallCalls;
impl Contains<RuntimeCall> for StallCalls {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::System(frame_system::Call::set_heap_pages { .. }))
	}
}

impl pallet_governance::Config for Test {
	type CouncilOrigin = EnsureProportionAtLeast<AccountId, Instance1, 3, 4>;
	type TechnicalOrigin = EnsureProportionAtLeast<AccountId, Instance2, 2, 3>;
	type RootCalls = RootCalls;
	type StallCalls = StallCalls;
	type UpgradeCalls = UpgradeCalls;
	type UpgradeDelay = ConstU64<10>;
	type WeightInfo = ();
}

/// The members of the council.
pub const COUNCIL: [AccountId; 4] = [1, 2, 3, 4];
/// The members of the technical committee.
pub const COMMITTEE: [AccountId; 3] = [11, 12, 13];

/// Builds the state that a test starts from.
pub struct ExtBuilder;

impl ExtBuilder {
	/// The externalities, at block 1.
	pub fn build(self) -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig {
			council: pallet_collective::GenesisConfig {
				members: COUNCIL.to_vec(),
				..Default::default()
			},
			technical_committee: pallet_collective::GenesisConfig {
				members: COMMITTEE.to_vec(),
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.expect("the genesis is sound");
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Run a test. The pallet keeps nothing, so that there is no state to try afterwards.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(test);
	}
}

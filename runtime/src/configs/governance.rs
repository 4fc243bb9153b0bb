//! Two collectives, proportions of them for every privileged call, and Root for an allow-list.

use core::cmp::Ordering;

use frame_support::{
	parameter_types,
	traits::{ConstU32, Contains, PrivilegeCmp},
	weights::Weight,
};
use pallet_collective::{
	EnsureProportionAtLeast, EnsureProportionMoreThan, Instance1, Instance2, MemberCount,
};
use pallet_tx_pause::RuntimeCallNameOf;
use sp_runtime::Perbill;

use super::{time, MAXIMUM_BLOCK_WEIGHT};
use crate::{
	AccountId, BlockNumber, OriginCaller, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
};

/// More than half of the council.
pub type CouncilMajority = EnsureProportionMoreThan<AccountId, Instance1, 1, 2>;
/// Three quarters of the council.
pub type CouncilThreeQuarters = EnsureProportionAtLeast<AccountId, Instance1, 3, 4>;
/// Two thirds of the technical committee.
pub type TechnicalTwoThirds = EnsureProportionAtLeast<AccountId, Instance2, 2, 3>;
/// What is scheduled runs with the origin that scheduled it, so the proportion is kept.
pub type ScheduleOrigin = frame_support::traits::EitherOf<CouncilThreeQuarters, CouncilMajority>;

/// What a proportion of the council has scheduled, an equal or a greater one may cancel. Equal counts of
/// votes alone, as the SDK's own comparison wants them, would keep all of the council from cancelling
/// what three quarters of it had scheduled.
pub struct GreaterProportion;

impl PrivilegeCmp<OriginCaller> for GreaterProportion {
	fn cmp_privilege(left: &OriginCaller, right: &OriginCaller) -> Option<Ordering> {
		use pallet_collective::RawOrigin::Members;
		match (left, right) {
			(
				OriginCaller::Council(Members(ayes, seats)),
				OriginCaller::Council(Members(others, of)),
			) => Some(
				(u64::from(*ayes) * u64::from(*of)).cmp(&(u64::from(*others) * u64::from(*seats))),
			),
			_ => (left == right).then_some(Ordering::Equal),
		}
	}
}

parameter_types! {
	pub const MotionDuration: BlockNumber = 7 * time::DAYS;
	pub MaxProposalWeight: Weight = Perbill::from_percent(50) * MAXIMUM_BLOCK_WEIGHT;
}

/// Who says nothing when the time of a motion is over has not agreed. The SDK's own defaults count the
/// absent with a prime member: on a quiet week, one key would speak for three quarters of the council.
pub struct SilenceIsNo;

impl pallet_collective::DefaultVote for SilenceIsNo {
	fn default_vote(_: Option<bool>, _: MemberCount, _: MemberCount, _: MemberCount) -> bool {
		false
	}
}

impl pallet_collective::Config<Instance1> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = MotionDuration;
	type MaxProposals = ConstU32<100>;
	type MaxMembers = ConstU32<50>;
	type DefaultVote = SilenceIsNo;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = CouncilThreeQuarters;
	type MaxProposalWeight = MaxProposalWeight;
	type DisapproveOrigin = CouncilThreeQuarters;
	type KillOrigin = CouncilThreeQuarters;
	type Consideration = ();
}

impl pallet_collective::Config<Instance2> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = MotionDuration;
	type MaxProposals = ConstU32<100>;
	type MaxMembers = ConstU32<20>;
	type DefaultVote = SilenceIsNo;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = CouncilMajority;
	type MaxProposalWeight = MaxProposalWeight;
	type DisapproveOrigin = CouncilMajority;
	type KillOrigin = CouncilMajority;
	type Consideration = ();
}

/// What the council's three quarters may do as Root: announce new code and steer migrations.
/// Nothing that edits state, and no wrapper of another call.
pub struct RootCalls;

impl Contains<RuntimeCall> for RootCalls {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(
			call,
			RuntimeCall::System(frame_system::Call::authorize_upgrade { .. })
				| RuntimeCall::Grandpa(pallet_grandpa::Call::note_stalled { .. })
				| RuntimeCall::Migrations(_)
		)
	}
}

/// What the technical committee's two thirds may do as Root: get finality going again.
pub struct StallCalls;

impl Contains<RuntimeCall> for StallCalls {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::Grandpa(pallet_grandpa::Call::note_stalled { .. }))
	}
}

/// Calls that announce new code.
pub struct UpgradeCalls;

impl Contains<RuntimeCall> for UpgradeCalls {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::System(frame_system::Call::authorize_upgrade { .. }))
	}
}

impl pallet_governance::Config for Runtime {
	type CouncilOrigin = CouncilThreeQuarters;
	type TechnicalOrigin = TechnicalTwoThirds;
	type RootCalls = RootCalls;
	type StallCalls = StallCalls;
	type UpgradeCalls = UpgradeCalls;
	type UpgradeDelay = super::parameters::UpgradeDelay;
	type WeightInfo = pallet_governance::weights::SubstrateWeight<Runtime>;
}

impl pallet_validator_set::Config for Runtime {
	type GovernanceOrigin = CouncilMajority;
	// A network that several run says 3 in its genesis.
	type MinValidators = ConstU32<1>;
	type MaxValidators = ConstU32<{ super::consensus::MAX_VALIDATORS }>;
	type WeightInfo = pallet_validator_set::weights::SubstrateWeight<Runtime>;
}

/// Calls that no pause reaches: without them the chain, its governance or its honesty stops.
pub struct Unpausable;

impl Contains<RuntimeCallNameOf<Runtime>> for Unpausable {
	fn contains(name: &RuntimeCallNameOf<Runtime>) -> bool {
		let (pallet, call) = (name.0.as_slice(), name.1.as_slice());
		match pallet {
			b"System"
			| b"Timestamp"
			| b"Council"
			| b"TechnicalCommittee"
			| b"Governance"
			| b"TxPause"
			| b"Grandpa"
			| b"Scheduler"
			| b"Preimage"
			| b"Migrations"
			| b"Parameters"
			| b"ValidatorSet"
			| b"Session" => true,
			b"Sponsorship" => call == b"stop_sponsoring" || call == b"leave_sponsor",
			b"Participants" => matches!(
				call,
				b"suspend_credential"
					| b"revoke_credential"
					| b"leave_organisation"
					| b"remove_member"
					| b"declare_issuer_compromised"
			),
			b"SupplyChain" => matches!(
				call,
				b"open_recall"
					| b"quarantine" | b"report_failed_verification"
					| b"notify_illegitimate"
					| b"record_conditions"
			),
			// Consent is withdrawn and life saved whatever is broken.
			b"RecordsAccess" => matches!(
				call,
				b"revoke_consent"
					| b"record_revocation"
					| b"contest_recorded"
					| b"revoke_representative"
					| b"refuse_offer"
					| b"break_glass"
					| b"report_break_glass"
			),
			_ => false,
		}
	}
}

impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = TechnicalTwoThirds;
	type UnpauseOrigin = TechnicalTwoThirds;
	type WhitelistedCalls = Unpausable;
	type MaxNameLen = ConstU32<256>;
	type WeightInfo = pallet_tx_pause::weights::SubstrateWeight<Runtime>;
}

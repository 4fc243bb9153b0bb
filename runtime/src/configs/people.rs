//! Who acts, what is due, and who pays.

use frame_support::traits::{ConstU128, ConstU32, ConstU64, Contains};

use super::{deposit, governance::CouncilMajority, parameters, ToAuthor, UNIT};
use crate::{Balance, Balances, Runtime, RuntimeCall, RuntimeHoldReason, Sponsorship, Timestamp};
use salus_primitives::HOUR;

impl pallet_participants::Config for Runtime {
	type GovernanceOrigin = CouncilMajority;
	type Time = Timestamp;
	type Balance = Balance;
	type Deposits = Sponsorship;
	type OrganisationDeposit = ConstU128<{ deposit(2, 128) }>;
	type MembershipDeposit = ConstU128<{ deposit(2, 128) }>;
	type CredentialDeposit = ConstU128<{ deposit(1, 192) }>;
	type HistoryDeposit = ConstU128<{ deposit(1, 96) }>;
	type SiteDeposit = ConstU128<{ deposit(1, 96) }>;
	type RetentionPeriod = parameters::CredentialRetention;
	type WeightInfo = pallet_participants::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarking::Helper;
}

impl pallet_obligations::Config for Runtime {
	type Time = Timestamp;
	type RetentionPeriod = parameters::ObligationRetention;
	type MaxAnnouncedPerBlock = ConstU32<500>;
	type WeightInfo = pallet_obligations::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarking::Helper;
}

/// Calls whose fee a sponsor pays, made directly: what a person without tokens has to be able to
/// do. No wrapper is among them, or the sponsor would pay for whatever is inside.
pub struct SponsoredCalls;

impl Contains<RuntimeCall> for SponsoredCalls {
	fn contains(call: &RuntimeCall) -> bool {
		use pallet_participants::Call as P;
		matches!(
			call,
			RuntimeCall::SupplyChain(_)
				| RuntimeCall::Participants(
					P::register_organisation { .. }
						| P::accept_membership { .. }
						| P::leave_organisation { .. }
						| P::invite_member { .. }
						| P::withdraw_invitation { .. }
						| P::remove_member { .. }
				)
		)
	}
}

impl pallet_sponsorship::Config for Runtime {
	type Time = Timestamp;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type SponsoredCalls = SponsoredCalls;
	type RecordDeposit = ConstU128<{ deposit(1, 160) }>;
	type AccountFee = ConstU128<{ UNIT / 100 }>;
	type OnAccountFee = ToAuthor;
	type MinPeriod = ConstU64<HOUR>;
	type WeightInfo = pallet_sponsorship::weights::SubstrateWeight<Runtime>;
}

/// Fees: from the sponsor within its allowance, from the signer otherwise, to the author.
pub type OnChargeTransaction = pallet_sponsorship::SponsoredFungibleAdapter<Balances, ToAuthor>;

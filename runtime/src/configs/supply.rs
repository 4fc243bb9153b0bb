//! Medicines.

use frame_support::traits::{ConstU128, ConstU32};

use super::{governance::CouncilMajority, parameters};
use crate::{Balances, Obligations, Participants, Runtime, RuntimeHoldReason, Timestamp};

/// How many items one call lists: one EPCIS event of a full pallet.
pub const MAX_ITEMS: u32 = 4_096;

impl pallet_supply_chain::Config for Runtime {
	type Participants = Participants;
	type Obligations = Obligations;
	type Time = Timestamp;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type GovernanceOrigin = CouncilMajority;
	type MaxItems = ConstU32<MAX_ITEMS>;
	type RowDeposit = ConstU128<{ super::deposit(0, 64) }>;
	type MaxFuture = parameters::MaxFuture;
	type MaxBackdating = parameters::MaxBackdating;
	type Retention = parameters::SupplyRetention;
	type ReceiptPeriod = parameters::ReceiptPeriod;
	type ReviewPeriod = parameters::ReviewPeriod;
	type RecallPeriod = parameters::RecallPeriod;
	type WeightInfo = pallet_supply_chain::weights::SubstrateWeight<Runtime>;
	type Deadlines = parameters::SupplyDeadlines;
}

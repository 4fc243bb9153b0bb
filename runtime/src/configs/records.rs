//! Health records: consents, access, who looked.

use frame_support::traits::ConstU128;

use super::{deposit, parameters};
use crate::{Balance, Obligations, Participants, Runtime, Sponsorship, Timestamp};

impl pallet_records_access::Config for Runtime {
	type Participants = Participants;
	type Obligations = Obligations;
	type Time = Timestamp;
	type Balance = Balance;
	type Deposits = Sponsorship;
	type RowDeposit = ConstU128<{ deposit(1, 0) }>;
	type ByteDeposit = ConstU128<{ deposit(0, 1) }>;
	type Limits = parameters::ClampedRecordsLimits;
	type WeightInfo = pallet_records_access::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarking::Helper;
}

//! What is measured, and what benchmarks need of the runtime: money and a clock.

use frame_support::traits::fungible::Mutate;
use salus_primitives::Moment;

use crate::{AccountId, Balances, Runtime, UNIT};

/// Funds accounts and sets the clock.
pub struct Helper;

fn set_clock(now: Moment) {
	pallet_timestamp::Now::<Runtime>::put(now);
}

impl pallet_participants::BenchmarkHelper<AccountId> for Helper {
	fn fund(who: &AccountId) {
		// Enough for any deposit of any benchmark; where it does not fit, the benchmark says so.
		let _ = Balances::mint_into(who, 1_000_000_000 * UNIT);
	}

	fn set_time(now: Moment) {
		set_clock(now);
	}
}

impl pallet_obligations::BenchmarkHelper for Helper {
	fn set_time(now: Moment) {
		set_clock(now);
	}
}

impl pallet_records_access::BenchmarkHelper<AccountId> for Helper {
	fn fund(who: &AccountId) {
		let _ = Balances::mint_into(who, 1_000_000_000 * UNIT);
	}

	fn set_time(now: Moment) {
		set_clock(now);
	}
}

frame_benchmarking::define_benchmarks!(
	[frame_benchmarking, BaselineBench::<Runtime>]
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_balances, Balances]
	[pallet_collective, Council]
	[pallet_governance, Governance]
	[pallet_migrations, Migrations]
	[pallet_multisig, Multisig]
	[pallet_obligations, Obligations]
	[pallet_parameters, Parameters]
	[pallet_participants, Participants]
	[pallet_preimage, Preimage]
	[pallet_proxy, Proxy]
	[pallet_records_access, RecordsAccess]
	[pallet_scheduler, Scheduler]
	[pallet_sponsorship, Sponsorship]
	[pallet_supply_chain, SupplyChain]
	[pallet_timestamp, Timestamp]
	[pallet_tx_pause, TxPause]
	[pallet_utility, Utility]
	[pallet_validator_set, ValidatorSet]
);

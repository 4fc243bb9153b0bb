//! `frame-omni-bencher v1 benchmark pallet`, built without RocksDB, which that tool always brings
//! and a run in memory never opens. Takes the same options.

use clap::Parser;
use frame_benchmarking_cli::PalletCmd;
use sp_runtime::traits::BlakeTwo256;

fn main() -> sc_cli::Result<()> {
	// A benchmark that fails is only logged.
	sc_cli::LoggerBuilder::new("warn").init()?;
	// The runtime calls no host function beyond the standard ones, which are always there.
	PalletCmd::parse().run_with_spec::<BlakeTwo256, ()>(None)
}

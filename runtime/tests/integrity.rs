//! What FRAME asks of every runtime. `construct_runtime` writes these tests into the library, whose
//! unit tests would compile all of it a second time for them alone (`test = false` in Cargo.toml).

use frame_support::traits::{BuildGenesisConfig, IntegrityTest};
use salus_runtime::{AllPalletsWithSystem, RuntimeGenesisConfig};

#[test]
fn every_pallet_should_find_its_configuration_sound() {
	sp_io::TestExternalities::default()
		.execute_with(<AllPalletsWithSystem as IntegrityTest>::integrity_test);
}

#[test]
fn a_genesis_of_defaults_should_build() {
	sp_io::TestExternalities::default().execute_with(|| RuntimeGenesisConfig::default().build());
}

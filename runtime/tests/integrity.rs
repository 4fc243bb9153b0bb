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

/// Cargo finds these files no longer by itself (`autotests = false`): one that nobody names would
/// never run.
#[test]
fn every_file_with_tests_should_be_part_of_this_program() {
	let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
	for entry in std::fs::read_dir(folder).expect("the tests are there") {
		let path = entry.expect("it can be listed").path();
		let name = path.file_stem().and_then(|name| name.to_str()).expect("a name in ASCII");
		if path.extension().is_some_and(|it| it == "rs") && !["main", "linkability"].contains(&name)
		{
			let module = format!("\nmod {name};\n");
			assert!(include_str!("main.rs").contains(&module), "main.rs does not name {name}");
		}
	}
}

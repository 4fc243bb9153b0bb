//! The networks that the runtime carries.

use crate::common::*;
use codec::Encode;
use salus_primitives::{Capacity, Gln, Participants as _};
use salus_runtime::{genesis::*, *};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use std::path::Path;

#[test]
fn every_preset_should_build() {
	for name in names() {
		genesis(name.as_ref());
	}
	assert_eq!(preset(&"no such network".into()), None);
}

#[test]
fn development_should_have_one_validator_and_local_four() {
	on(DEVELOPMENT, || assert_eq!(pallet_session::Validators::<Runtime>::get().len(), 1));
	on(LOCAL, || {
		assert_eq!(pallet_session::Validators::<Runtime>::get().len(), 4);
		assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 4);
		assert_eq!(Grandpa::grandpa_authorities().len(), 4);
	});
}

#[test]
fn a_network_that_several_run_should_keep_three_validators() {
	for (name, minimum) in [(DEVELOPMENT, 1), (LOCAL, 3), (STAGING, 3)] {
		assert_eq!(genesis(name).execute_with(ValidatorSet::minimum), minimum, "{name}");
	}
}

#[test]
fn well_known_organisations_should_be_accredited_at_their_sites() {
	on(LOCAL, || {
		let expected = [
			(1, Capacity::Manufacturer, 9_520_001_000_010),
			(2, Capacity::Wholesaler, 9_520_002_000_019),
			(3, Capacity::Dispenser, 9_520_003_000_018),
			(4, Capacity::Provider, 9_520_005_000_016),
			(5, Capacity::Payer, 9_520_006_000_015),
			(6, Capacity::Sponsor, 9_520_007_000_014),
			(7, Capacity::DeviceManufacturer, 9_520_008_000_013),
			(8, Capacity::Regulator, 9_520_009_000_012),
		];
		for (organisation, capacity, gln) in expected {
			assert_eq!(Participants::ensure_accredited(organisation, capacity), Ok(()));
			let gln = Gln::try_from(gln).expect("the preset's GLNs are right");
			assert_eq!(Participants::organisation_at(gln), Some(organisation));
		}
	});
}

/// The storage keys of the first state of a preset under which, or in which, a well-known key stands.
fn where_well_known_keys_are(name: &str) -> Vec<Vec<u8>> {
	let known: Vec<_> = Sr25519Keyring::iter()
		.map(|keyring| keyring.public().encode())
		.chain(Ed25519Keyring::iter().map(|keyring| keyring.public().encode()))
		.collect();
	genesis(name).execute_with(|| {
		let mut found = Vec::new();
		let mut key = Vec::new();
		while let Some(next) = sp_io::storage::next_key(&key) {
			let value = sp_io::storage::get(&next).unwrap_or_default();
			let holds =
				|bytes: &[u8]| bytes.windows(32).any(|it| known.iter().any(|one| it == one));
			if holds(&next) || holds(&value) {
				found.push(next.clone());
			}
			key = next;
		}
		assert!(!key.is_empty(), "a first state holds something");
		found
	})
}

#[test]
fn staging_should_hold_no_well_known_key() {
	assert_eq!(where_well_known_keys_are(STAGING), Vec::<Vec<u8>>::new());
	// Where there are some they are found.
	assert!(where_well_known_keys_are(DEVELOPMENT).len() > 30);
}

/// chain-specs/ holds the genesis of each network as it was made: `chain-specs/make` writes it
/// anew, and this says when it has to.
#[test]
fn chain_specs_should_not_have_drifted_from_their_presets() {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../chain-specs");
	for (file, name) in [("development", DEVELOPMENT), ("local", LOCAL), ("staging", STAGING)] {
		let path = folder.join(file).with_extension("json");
		let text = std::fs::read_to_string(&path)
			.unwrap_or_else(|why| panic!("{}: {why}; run chain-specs/make", path.display()));
		let spec: serde_json::Value = serde_json::from_str(&text).expect("the spec is JSON");
		let made = preset(&name.into()).expect("the preset is there");
		let made: serde_json::Value = serde_json::from_slice(&made).expect("the preset is JSON");
		assert!(
			spec["genesis"]["runtimeGenesis"]["patch"] == made,
			"{} has drifted from the preset {name}: run chain-specs/make",
			path.display()
		);
	}
}

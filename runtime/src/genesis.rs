//! What a network starts with: presets that the runtime itself carries, so that a chain
//! specification can be made anew from the code alone.
//!
//! `development` is one validator, `local_testnet` four; both have the same organisations, run by
//! the well-known development accounts. `staging` names no account at all, only how many validators
//! stay at least: `scripts/make-network` fills it in from a file of keys and seats.

use alloc::{vec, vec::Vec};

use frame_support::build_struct_json_patch;
use pallet_participants::{GenesisIdentifier, GenesisOrganisation};
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

use salus_primitives::{Capacity, Moment, DAY};

use crate::{
	AccountId, BalancesConfig, CouncilConfig, ParticipantsConfig, RuntimeGenesisConfig,
	SessionConfig, SessionKeys, TechnicalCommitteeConfig, ValidatorSetConfig, UNIT,
};

/// One validator, every seat held by well-known accounts.
pub const DEVELOPMENT: &str = sp_genesis_builder::DEV_RUNTIME_PRESET;
/// Four validators, every seat held by well-known accounts.
pub const LOCAL: &str = sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
/// A network to be: no accounts, no validators.
pub const STAGING: &str = "staging";

/// Nobody leaves below this many validators wherever several run a network together.
const MINIMUM: u32 = 3;

/// Credentials of well-known accounts end with the year 2040.
const VALID_UNTIL: Moment = 25_932 * DAY;

/// The names of the presets.
pub fn names() -> Vec<PresetId> {
	vec![PresetId::from(DEVELOPMENT), PresetId::from(LOCAL), PresetId::from(STAGING)]
}

/// The preset of that name, as JSON.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave};
	let patch = match id.as_str() {
		DEVELOPMENT => well_known(&[Alice]),
		LOCAL => well_known(&[Alice, Bob, Charlie, Dave]),
		STAGING => build_struct_json_patch!(RuntimeGenesisConfig {
			validator_set: ValidatorSetConfig { minimum: MINIMUM },
		}),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The organisations of a development network, numbered from 1: who controls each, what it may
/// do, and the GLN of its site. The GLNs are in GS1's range for demonstrations, 952.
const ORGANISATIONS: [(Sr25519Keyring, &[Capacity], u64); 8] = [
	(Sr25519Keyring::Alice, &[Capacity::Manufacturer], 9_520_001_000_010),
	(Sr25519Keyring::Bob, &[Capacity::Wholesaler], 9_520_002_000_019),
	(Sr25519Keyring::Charlie, &[Capacity::Dispenser], 9_520_003_000_018),
	(Sr25519Keyring::Dave, &[Capacity::Provider, Capacity::Dispenser], 9_520_005_000_016),
	(Sr25519Keyring::Eve, &[Capacity::Payer], 9_520_006_000_015),
	(Sr25519Keyring::Ferdie, &[Capacity::Sponsor], 9_520_007_000_014),
	(Sr25519Keyring::One, &[Capacity::DeviceManufacturer], 9_520_008_000_013),
	(Sr25519Keyring::Two, &[Capacity::Regulator], 9_520_009_000_012),
];

/// Issues credentials of every capacity on a development network: `//Alice//stash`. No
/// organisation's controller, because nobody vouches for itself.
const REGISTRAR: Sr25519Keyring = Sr25519Keyring::AliceStash;

/// Patients of a development network: accounts without tokens.
pub const PATIENTS: [Sr25519Keyring; 2] = [Sr25519Keyring::BobStash, Sr25519Keyring::CharlieStash];

fn session_keys(keyring: Sr25519Keyring) -> SessionKeys {
	let grandpa: Ed25519Keyring = match keyring {
		Sr25519Keyring::Bob => Ed25519Keyring::Bob,
		Sr25519Keyring::Charlie => Ed25519Keyring::Charlie,
		Sr25519Keyring::Dave => Ed25519Keyring::Dave,
		_ => Ed25519Keyring::Alice,
	};
	SessionKeys { aura: AuraId::from(keyring.public()), grandpa: GrandpaId::from(grandpa.public()) }
}

fn well_known(validators: &[Sr25519Keyring]) -> Value {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave};
	let account = |keyring: &Sr25519Keyring| keyring.to_account_id();
	let organisations: Vec<GenesisOrganisation<AccountId>> = ORGANISATIONS
		.iter()
		.map(|(controller, capacities, gln)| GenesisOrganisation {
			controller: account(controller),
			credentials: capacities
				.iter()
				.map(|capacity| (*capacity, GenesisIdentifier::Gln(*gln)))
				.collect(),
			valid_until: VALID_UNTIL,
			sites: vec![*gln],
			members: Vec::new(),
		})
		.collect();
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: Sr25519Keyring::iter()
				.filter(|keyring| !PATIENTS.contains(keyring))
				.map(|keyring| (keyring.to_account_id(), 1_000_000 * UNIT))
				.collect(),
		},
		validator_set: ValidatorSetConfig {
			validators: validators.iter().map(account).collect(),
			// One on a developer's machine.
			minimum: (validators.len() as u32).min(MINIMUM),
		},
		session: SessionConfig {
			keys: validators
				.iter()
				.map(|keyring| (account(keyring), account(keyring), session_keys(*keyring)))
				.collect(),
		},
		council: CouncilConfig {
			members: [Alice, Bob, Charlie, Dave].iter().map(account).collect()
		},
		technical_committee: TechnicalCommitteeConfig {
			members: [Alice, Bob, Charlie].iter().map(account).collect(),
		},
		participants: ParticipantsConfig {
			issuers: Capacity::ALL
				.iter()
				.map(|capacity| (*capacity, account(&REGISTRAR)))
				.collect(),
			organisations,
		},
	})
}

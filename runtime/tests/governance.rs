//! Root, upgrades and pauses.

use crate::common::*;
use frame_support::{assert_noop, assert_ok, traits::Contains};
use salus_runtime::{
	configs::governance::{RootCalls, Unpausable},
	genesis::DEVELOPMENT,
	*,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring;

#[test]
fn every_call_of_the_metadata_should_be_tried() {
	let tried: std::collections::BTreeSet<_> =
		every_call().into_iter().map(|(name, _)| name).collect();
	let (pallets, types) = metadata();
	let mut missing = Vec::new();
	for pallet in pallets {
		let Some(calls) = pallet.calls else { continue };
		for variant in variants(&types, calls.ty.id) {
			let name = format!("{}.{}", pallet.name, variant.name);
			if !tried.contains(&name) {
				missing.push(name);
			}
		}
	}
	assert!(missing.is_empty(), "no value could be made of {missing:?}");
}

#[test]
fn dispatch_as_root_should_pass_the_allow_list_alone() {
	let allowed: Vec<_> = every_call()
		.into_iter()
		.filter(|(_, call)| {
			let mut ext = genesis(DEVELOPMENT);
			ext.execute_with(|| {
				start_block(1);
				let is_ok = Governance::dispatch_as_root(council(), Box::new(call.clone())).is_ok();
				try_state();
				is_ok
			})
		})
		.map(|(name, _)| name)
		.collect();
	assert_eq!(
		allowed,
		[
			"System.authorize_upgrade",
			"Grandpa.note_stalled",
			"Migrations.force_set_cursor",
			"Migrations.force_set_active_cursor",
			"Migrations.force_onboard_mbms",
			"Migrations.clear_historic",
		]
	);
}

#[test]
fn technical_committee_should_reach_note_stalled_alone() {
	on(DEVELOPMENT, || {
		let allowed: Vec<_> = every_call()
			.into_iter()
			.filter(|(_, call)| {
				Governance::dispatch_as_root(committee(), Box::new(call.clone())).is_ok()
			})
			.map(|(name, _)| name)
			.collect();
		assert_eq!(allowed, ["Grandpa.note_stalled"]);
	});
}

#[test]
fn nobody_else_should_reach_root() {
	on(DEVELOPMENT, || {
		let call = || {
			Box::new(RuntimeCall::System(frame_system::Call::authorize_upgrade {
				code_hash: H256::repeat_byte(1),
			}))
		};
		let half: RuntimeOrigin =
			pallet_collective::RawOrigin::<AccountId, pallet_collective::Instance1>::Members(2, 4)
				.into();
		for origin in
			[half, RuntimeOrigin::signed(account(Sr25519Keyring::Alice)), RuntimeOrigin::root()]
		{
			assert_noop!(
				Governance::dispatch_as_root(origin, call()),
				sp_runtime::DispatchError::BadOrigin
			);
		}
		assert!(RootCalls::contains(&call()));
	});
}

#[test]
fn authorised_upgrade_should_apply_after_its_delay_and_not_before() {
	let mut ext = genesis(DEVELOPMENT);
	ext.register_extension(sp_core::traits::ReadRuntimeVersionExt::new(NextVersion));
	ext.execute_with(|| {
		start_block(1);
		let code = b"the next runtime".to_vec();
		let code_hash = H256(sp_io::hashing::blake2_256(&code));
		let announce = RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash });
		let apply = || {
			RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { code: code.clone() })
		};
		assert_ok!(Governance::dispatch_as_root(council(), Box::new(announce)));

		// Too early, for everybody, wrapped or not.
		let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(submit(Sr25519Keyring::Eve, apply()), Ok(Err(filtered)));
		let batch = pallet_utility::Call::<Runtime>::batch_all { calls: vec![apply()] };
		assert_eq!(submit(Sr25519Keyring::Eve, batch), Ok(Err(filtered)));

		System::set_block_number(1 + 2 * configs::time::DAYS);
		assert_ok!(submit(Sr25519Keyring::Eve, apply()).expect("valid"));
		assert_eq!(
			frame_support::storage::unhashed::get_raw(sp_core::storage::well_known_keys::CODE),
			Some(code)
		);
		try_state();
	});
}

/// Says of any code that it is this runtime with the next `spec_version`.
struct NextVersion;

impl sp_core::traits::ReadRuntimeVersion for NextVersion {
	fn read_runtime_version(
		&self,
		_: &[u8],
		_: &mut dyn sp_externalities::Externalities,
	) -> Result<Vec<u8>, String> {
		use codec::Encode;
		let mut version = VERSION;
		version.spec_version += 1;
		Ok(version.encode())
	}
}

#[test]
fn nothing_essential_should_be_paused() {
	on(DEVELOPMENT, || {
		let essential = [
			("Timestamp", "set"),
			("Grandpa", "report_equivocation"),
			("Grandpa", "report_equivocation_unsigned"),
			("Grandpa", "note_stalled"),
			("Council", "propose"),
			("Council", "vote"),
			("Council", "close"),
			("TechnicalCommittee", "propose"),
			("TechnicalCommittee", "close"),
			("Governance", "dispatch_as_root"),
			("System", "apply_authorized_upgrade"),
			("Session", "set_keys"),
			("ValidatorSet", "unseat"),
			("ValidatorSet", "release_keys"),
			("Participants", "suspend_credential"),
			("Participants", "revoke_credential"),
			("Participants", "leave_organisation"),
			("Participants", "declare_issuer_compromised"),
			("Sponsorship", "stop_sponsoring"),
			("Sponsorship", "leave_sponsor"),
			("SupplyChain", "open_recall"),
			("SupplyChain", "quarantine"),
			("SupplyChain", "report_failed_verification"),
			("SupplyChain", "notify_illegitimate"),
			("SupplyChain", "record_conditions"),
			("RecordsAccess", "revoke_consent"),
			("RecordsAccess", "record_revocation"),
			("RecordsAccess", "contest_recorded"),
			("RecordsAccess", "revoke_representative"),
			("RecordsAccess", "refuse_offer"),
			("RecordsAccess", "break_glass"),
			("RecordsAccess", "report_break_glass"),
			("TxPause", "unpause"),
		];
		for (pallet, call) in essential {
			let name = (
				pallet.as_bytes().to_vec().try_into().unwrap(),
				call.as_bytes().to_vec().try_into().unwrap(),
			);
			assert!(names().contains(&(pallet.into(), call.into())), "{pallet}.{call} is no call");
			assert_noop!(
				TxPause::pause(committee(), name),
				pallet_tx_pause::Error::<Runtime>::Unpausable
			);
		}
	});
}

#[test]
fn what_can_be_paused_should_be_refused_while_it_is_also_nested() {
	on(DEVELOPMENT, || {
		let name = |pallet: &str, call: &str| {
			(
				pallet.as_bytes().to_vec().try_into().unwrap(),
				call.as_bytes().to_vec().try_into().unwrap(),
			)
		};
		assert_ok!(TxPause::pause(committee(), name("Balances", "transfer_keep_alive")));
		let transfer = RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
			dest: account(Sr25519Keyring::Bob).into(),
			value: UNIT,
		});
		let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(submit(Sr25519Keyring::Alice, transfer.clone()), Ok(Err(filtered)));
		let batch = pallet_utility::Call::<Runtime>::batch_all { calls: vec![transfer.clone()] };
		assert_eq!(submit(Sr25519Keyring::Alice, batch), Ok(Err(filtered)));

		assert_ok!(TxPause::unpause(committee(), name("Balances", "transfer_keep_alive")));
		assert_eq!(submit(Sr25519Keyring::Alice, transfer), Ok(Ok(())));
	});
}

/// The names of all calls.
fn names() -> Vec<(String, String)> {
	use frame_support::traits::GetCallMetadata;
	RuntimeCall::get_module_names()
		.iter()
		.flat_map(|pallet| {
			RuntimeCall::get_call_names(pallet)
				.iter()
				.map(|call| (pallet.to_string(), call.to_string()))
		})
		.collect()
}

#[test]
fn what_is_unpausable_should_name_calls_that_exist() {
	// A renamed call would silently become pausable: the list is compared with the metadata.
	for (pallet, call) in [("Participants", "remove_member"), ("SupplyChain", "open_recall")] {
		assert!(names().contains(&(pallet.into(), call.into())));
		let name = (
			pallet.as_bytes().to_vec().try_into().unwrap(),
			call.as_bytes().to_vec().try_into().unwrap(),
		);
		assert!(Unpausable::contains(&name));
	}
}

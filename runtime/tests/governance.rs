//! Root, upgrades and pauses.

use crate::common::*;
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, traits::Contains};
use salus_runtime::{
	configs::governance::{RootCalls, Unpausable},
	genesis::DEVELOPMENT,
	*,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionValidityError,
};

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
fn what_is_scheduled_should_be_cancelled_by_no_smaller_proportion() {
	on(DEVELOPMENT, || {
		let members = |ayes, seats| -> RuntimeOrigin {
			pallet_collective::RawOrigin::<AccountId, pallet_collective::Instance1>::Members(
				ayes, seats,
			)
			.into()
		};
		let schedule = |origin| {
			let call = frame_system::Call::remark { remark: vec![] };
			Scheduler::schedule(origin, 100, None, 0, Box::new(RuntimeCall::System(call)))
		};
		assert_ok!(schedule(members(3, 4)));
		assert_noop!(
			Scheduler::cancel(members(2, 3), 100, 0),
			sp_runtime::DispatchError::BadOrigin
		);
		assert_ok!(Scheduler::cancel(members(4, 4), 100, 0));

		assert_ok!(schedule(members(4, 4)));
		assert_noop!(
			Scheduler::cancel(members(3, 4), 100, 0),
			sp_runtime::DispatchError::BadOrigin
		);
		assert_ok!(Scheduler::cancel(members(8, 8), 100, 0));
	});
}

#[test]
fn silence_should_never_count_as_consent() {
	on(DEVELOPMENT, || {
		let members = pallet_collective::Members::<Runtime, pallet_collective::Instance1>::get();
		let prime = members[0].clone();
		let of_prime = || RuntimeOrigin::signed(prime.clone());
		assert_ok!(Council::set_members(
			council(),
			members.clone(),
			Some(prime.clone()),
			members.len() as u32
		));
		let announce = RuntimeCall::System(frame_system::Call::authorize_upgrade {
			code_hash: H256::repeat_byte(1),
		});
		let motion = RuntimeCall::Governance(pallet_governance::Call::dispatch_as_root {
			call: Box::new(announce),
		});
		let (length, hash) = (
			motion.encoded_size() as u32,
			motion.using_encoded(|bytes| H256(sp_io::hashing::blake2_256(bytes))),
		);
		let weight = motion.get_dispatch_info().call_weight;
		assert_ok!(Council::propose(of_prime(), 3, Box::new(motion), length));
		assert_ok!(Council::vote(of_prime(), hash, 0, true));

		// The others say nothing until time is up.
		System::set_block_number(2 + 7 * configs::time::DAYS);
		assert_ok!(Council::close(of_prime(), hash, 0, weight, length));
		System::assert_has_event(
			pallet_collective::Event::<Runtime, pallet_collective::Instance1>::Closed {
				proposal_hash: hash,
				yes: 1,
				no: members.len() as u32 - 1,
			}
			.into(),
		);
		assert!(System::authorized_upgrade().is_none());
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

#[test]
fn announced_code_should_not_fill_blocks_for_nothing_until_its_delay_is_over() {
	let mut ext = genesis(DEVELOPMENT);
	ext.register_extension(sp_core::traits::ReadRuntimeVersionExt::new(NextVersion));
	ext.execute_with(|| {
		start_block(1);
		let code = b"the next runtime".to_vec();
		let code_hash = H256(sp_io::hashing::blake2_256(&code));
		let announce = RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash });
		assert_ok!(Governance::dispatch_as_root(council(), Box::new(announce)));

		// Unsigned it costs nobody anything, and goes before everything else.
		let apply = frame_system::Call::apply_authorized_upgrade { code };
		let bare = || UncheckedExtrinsic::new_bare(RuntimeCall::System(apply.clone()));
		let validity = || {
			let source = TransactionSource::External;
			Executive::validate_transaction(source, bare(), System::parent_hash())
		};
		let refused = TransactionValidityError::Invalid(InvalidTransaction::Call);
		assert_eq!(validity(), Err(refused));
		assert_eq!(Executive::apply_extrinsic(bare()), Err(refused));

		System::set_block_number(1 + 2 * configs::time::DAYS);
		assert_ok!(validity());
		assert_ok!(Executive::apply_extrinsic(bare()).expect("valid"));
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
		let mut version = VERSION;
		version.spec_version += 1;
		Ok(version.encode())
	}
}

/// What no pause reaches, beside every call of the pallets in `ESSENTIAL_PALLETS`.
const ESSENTIAL_CALLS: &[(&str, &str)] = &[
	("Participants", "suspend_credential"),
	("Participants", "revoke_credential"),
	("Participants", "leave_organisation"),
	("Participants", "remove_member"),
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
];

/// The pallets without which the chain, its governance or its honesty stops.
const ESSENTIAL_PALLETS: &[&str] = &[
	"System",
	"Timestamp",
	"Council",
	"TechnicalCommittee",
	"Governance",
	"TxPause",
	"Grandpa",
	"Scheduler",
	"Preimage",
	"Migrations",
	"Parameters",
	"ValidatorSet",
	"Session",
];

#[test]
fn nothing_essential_should_be_paused() {
	on(DEVELOPMENT, || {
		let calls = names();
		for (pallet, call) in ESSENTIAL_CALLS {
			let name = (pallet.to_string(), call.to_string());
			assert!(calls.contains(&name), "{pallet}.{call} is no call");
		}
		for pallet in ESSENTIAL_PALLETS {
			assert!(calls.iter().any(|(of, _)| of == pallet), "{pallet} is no pallet with calls");
		}
		for (pallet, call) in calls {
			let essential = ESSENTIAL_PALLETS.contains(&pallet.as_str())
				|| ESSENTIAL_CALLS.contains(&(pallet.as_str(), call.as_str()));
			let name = (
				pallet.as_bytes().to_vec().try_into().unwrap(),
				call.as_bytes().to_vec().try_into().unwrap(),
			);
			// Renamed, a call would silently become pausable, or the list be of no use.
			assert_eq!(Unpausable::contains(&name), essential, "{pallet}.{call}");
			let outcome = TxPause::pause(committee(), name);
			let refusal = pallet_tx_pause::Error::<Runtime>::Unpausable.into();
			assert_eq!(outcome, if essential { Err(refusal) } else { Ok(()) }, "{pallet}.{call}");
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

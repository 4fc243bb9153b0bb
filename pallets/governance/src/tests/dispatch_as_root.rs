//! `dispatch_as_root`: who, what, and what comes of it.

use crate::{mock::*, Authority, Call, Error, Event, WeightInfo};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchClass, GetDispatchInfo, Pays},
};
use pallet_collective::{Instance1, Instance2, RawOrigin};
use proptest::prelude::*;
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Dispatchable, Hash},
	DispatchError,
};

fn council(ayes: u32, seats: u32) -> RuntimeOrigin {
	RawOrigin::<u64, Instance1>::Members(ayes, seats).into()
}

fn committee(ayes: u32, seats: u32) -> RuntimeOrigin {
	RawOrigin::<u64, Instance2>::Members(ayes, seats).into()
}

fn upgrade() -> RuntimeCall {
	frame_system::Call::authorize_upgrade { code_hash: H256::repeat_byte(7) }.into()
}

/// What stands in for `note_stalled`.
fn stalled() -> RuntimeCall {
	frame_system::Call::set_heap_pages { pages: 64 }.into()
}

fn as_root(call: RuntimeCall) -> RuntimeCall {
	Call::dispatch_as_root { call: Box::new(call) }.into()
}

fn heap_pages() -> Option<Vec<u8>> {
	sp_io::storage::get(sp_core::storage::well_known_keys::HEAP_PAGES).map(|pages| pages.to_vec())
}

#[test]
fn council_has_an_upgrade_authorised() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(Governance::dispatch_as_root(council(3, 4), Box::new(upgrade())));

		assert!(System::authorized_upgrade().is_some());
		System::assert_has_event(
			Event::RootDispatched {
				authority: Authority::Council,
				call_hash: BlakeTwo256::hash_of(&upgrade()),
				result: Ok(()),
			}
			.into(),
		);
	});
}

#[test]
fn upgrade_is_announced_and_due_after_the_delay() {
	ExtBuilder.build_and_execute(|| {
		assert!(!Governance::is_upgrade_due());
		assert_ok!(Governance::dispatch_as_root(council(3, 4), Box::new(upgrade())));

		System::assert_last_event(Event::UpgradeAnnounced { due_at: 11 }.into());
		System::set_block_number(10);
		assert!(!Governance::is_upgrade_due());
		System::set_block_number(11);
		assert!(Governance::is_upgrade_due());
		// A second announcement waits its own time.
		assert_ok!(Governance::dispatch_as_root(council(3, 4), Box::new(upgrade())));
		assert!(!Governance::is_upgrade_due());
	});
}

#[test]
fn other_calls_announce_nothing() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(Governance::dispatch_as_root(council(3, 4), Box::new(stalled())));
		assert_eq!(crate::UpgradeDueAt::<Test>::get(), None);
	});
}

#[test]
fn council_decides_by_motion_vote_and_close() {
	ExtBuilder.build_and_execute(|| {
		let motion = as_root(upgrade());
		let (length, hash) = (motion.encoded_size() as u32, BlakeTwo256::hash_of(&motion));
		let weight = motion.get_dispatch_info().call_weight;
		assert_ok!(Council::propose(RuntimeOrigin::signed(1), 3, Box::new(motion), length));
		for member in [1, 2] {
			assert_ok!(Council::vote(RuntimeOrigin::signed(member), hash, 0, true));
		}
		// Two of four are not three quarters.
		assert_noop!(
			Council::close(RuntimeOrigin::signed(1), hash, 0, weight, length),
			pallet_collective::Error::<Test, Instance1>::TooEarly
		);
		assert_ok!(Council::vote(RuntimeOrigin::signed(3), hash, 0, true));
		assert_ok!(Council::close(RuntimeOrigin::signed(1), hash, 0, weight, length));
		assert!(System::authorized_upgrade().is_some());
	});
}

#[test]
fn council_motion_with_a_low_threshold_changes_nothing() {
	ExtBuilder.build_and_execute(|| {
		// A motion of threshold 1 is executed at once, with one of four ayes.
		let motion = as_root(upgrade());
		let length = motion.encoded_size() as u32;
		assert_ok!(Council::propose(RuntimeOrigin::signed(1), 1, Box::new(motion), length));
		assert!(System::authorized_upgrade().is_none());
		System::assert_last_event(
			pallet_collective::Event::<Test, Instance1>::Executed {
				proposal_hash: BlakeTwo256::hash_of(&as_root(upgrade())),
				result: Err(DispatchError::BadOrigin),
			}
			.into(),
		);
	});
}

#[test]
fn technical_committee_notes_a_stall() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(Governance::dispatch_as_root(committee(2, 3), Box::new(stalled())));
		assert_eq!(heap_pages(), Some(64u64.encode()));
		System::assert_last_event(
			Event::RootDispatched {
				authority: Authority::TechnicalCommittee,
				call_hash: BlakeTwo256::hash_of(&stalled()),
				result: Ok(()),
			}
			.into(),
		);
		// The council may as well.
		assert_ok!(Governance::dispatch_as_root(council(4, 4), Box::new(stalled())));
	});
}

#[test]
fn technical_committee_may_nothing_else() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			Governance::dispatch_as_root(committee(3, 3), Box::new(upgrade())),
			Error::<Test>::CallNotAllowed
		);
	});
}

#[test]
fn anyone_else_is_refused() {
	ExtBuilder.build_and_execute(|| {
		for origin in [
			RuntimeOrigin::signed(COUNCIL[0]),
			RuntimeOrigin::none(),
			// Root needs no way to Root, and a list that let it through would hide one.
			RuntimeOrigin::root(),
			council(2, 4),
			council(74, 100),
			committee(1, 3),
			committee(65, 100),
			RawOrigin::<u64, Instance1>::Member(1).into(),
			RawOrigin::<u64, Instance2>::Member(11).into(),
		] {
			assert_noop!(
				Governance::dispatch_as_root(origin, Box::new(stalled())),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn what_is_not_listed_is_refused_and_so_is_every_wrapper() {
	ExtBuilder.build_and_execute(|| {
		let root = || Box::new(frame_system::RawOrigin::Root.into());
		let calls: Vec<RuntimeCall> = vec![
			frame_system::Call::set_storage { items: vec![(vec![1], vec![2])] }.into(),
			frame_system::Call::kill_storage { keys: vec![vec![1]] }.into(),
			frame_system::Call::kill_prefix { prefix: vec![], subkeys: 100 }.into(),
			frame_system::Call::set_code { code: vec![1] }.into(),
			frame_system::Call::set_code_without_checks { code: vec![1] }.into(),
			frame_system::Call::authorize_upgrade_without_checks { code_hash: H256::zero() }.into(),
			pallet_balances::Call::force_transfer { source: 1, dest: 2, value: 1 }.into(),
			pallet_utility::Call::batch { calls: vec![upgrade()] }.into(),
			pallet_utility::Call::batch_all { calls: vec![upgrade()] }.into(),
			pallet_utility::Call::force_batch { calls: vec![upgrade()] }.into(),
			pallet_utility::Call::with_weight {
				call: Box::new(upgrade()),
				weight: Default::default(),
			}
			.into(),
			pallet_utility::Call::as_derivative { index: 0, call: Box::new(upgrade()) }.into(),
			pallet_utility::Call::dispatch_as { as_origin: root(), call: Box::new(upgrade()) }
				.into(),
			pallet_utility::Call::dispatch_as_fallible {
				as_origin: root(),
				call: Box::new(upgrade()),
			}
			.into(),
			pallet_utility::Call::if_else {
				main: Box::new(upgrade()),
				fallback: Box::new(upgrade()),
			}
			.into(),
			as_root(upgrade()),
		];
		for call in calls {
			for origin in [council(4, 4), committee(3, 3)] {
				assert_noop!(
					Governance::dispatch_as_root(origin, Box::new(call.clone())),
					Error::<Test>::CallNotAllowed
				);
			}
		}
	});
}

#[test]
fn failure_of_the_inner_call_is_in_the_event_and_changes_nothing() {
	ExtBuilder.build_and_execute(|| {
		let apply: RuntimeCall =
			frame_system::Call::apply_authorized_upgrade { code: vec![1, 2, 3] }.into();
		let root = sp_io::storage::root(Default::default());
		assert_ok!(Governance::dispatch_as_root(council(4, 4), Box::new(apply.clone())));
		System::assert_last_event(
			Event::RootDispatched {
				authority: Authority::Council,
				call_hash: BlakeTwo256::hash_of(&apply),
				result: Err(frame_system::Error::<Test>::NothingAuthorized.into()),
			}
			.into(),
		);
		System::reset_events();
		assert_eq!(sp_io::storage::root(Default::default()), root);
	});
}

#[test]
fn weight_and_class_are_those_of_what_is_inside() {
	ExtBuilder.build_and_execute(|| {
		let (outer, inner) =
			(as_root(upgrade()).get_dispatch_info(), upgrade().get_dispatch_info());
		let own = <() as WeightInfo>::dispatch_as_root();
		assert_eq!(outer.call_weight, own + inner.call_weight);
		// An operational class would be of use to nobody but those who are refused.
		assert_eq!(inner.class, DispatchClass::Operational);
		assert_eq!(outer.class, DispatchClass::Normal);
		assert_eq!(outer.pays_fee, Pays::Yes);

		let post = as_root(upgrade()).dispatch(council(4, 4)).expect("the council may");
		assert!(post.actual_weight.expect("is known").all_lte(outer.call_weight));
		assert!(post.actual_weight.expect("is known").all_gte(own));
	});
}

/// How many cases a property test runs: few by default, `PROPTEST_CASES` for more.
fn cases() -> u32 {
	std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(32)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(cases()))]

	#[test]
	fn dispatch_follows_the_proportions_and_the_lists(
		of_council in any::<bool>(),
		seats in 1u32..100,
		ayes in 0u32..100,
		kind in 0u8..3,
	) {
		let ayes = ayes.min(seats);
		let call = match kind {
			0 => upgrade(),
			1 => stalled(),
			_ => frame_system::Call::remark { remark: vec![] }.into(),
		};
		let (origin, enough, listed) = if of_council {
			(council(ayes, seats), ayes * 4 >= seats * 3, kind < 2)
		} else {
			(committee(ayes, seats), ayes * 3 >= seats * 2, kind == 1)
		};
		ExtBuilder.build_and_execute(|| {
			let result = Governance::dispatch_as_root(origin, Box::new(call))
				.map(|_| ())
				.map_err(|failure| failure.error);
			let expected = match (enough, listed) {
				(false, _) => Err(DispatchError::BadOrigin),
				(true, false) => Err(Error::<Test>::CallNotAllowed.into()),
				(true, true) => Ok(()),
			};
			assert_eq!(result, expected);
		});
	}
}

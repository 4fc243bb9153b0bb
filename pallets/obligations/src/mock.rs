//! A runtime of the pallet alone, and helpers that make tests read as sentences.

use crate::*;
use alloc::vec::Vec;
use frame_support::{
	derive_impl,
	traits::{ConstU32, ConstU64, OnIdle},
	weights::Weight,
};
use salus_primitives::{
	Moment, ObligationKey, ObligationKind, Obligations as _, OrganisationId, DAY, HOUR,
};
use sp_runtime::BuildStorage;

type Block = frame_system::mocking::MockBlock<Test>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Obligations = crate;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

pub const RETENTION: Moment = 100 * DAY;
pub const MAX_ANNOUNCED: u32 = 50;

impl Config for Test {
	type Time = Timestamp;
	type RetentionPeriod = ConstU64<RETENTION>;
	type MaxAnnouncedPerBlock = ConstU32<MAX_ANNOUNCED>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper for Helper {
	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}
}

/// When the tests begin.
pub const START: Moment = 1_000 * DAY + 20 * 60_000;
pub const ORG: OrganisationId = 1;
pub const OTHER_ORG: OrganisationId = 256;

/// Makes the state that a test begins with.
#[derive(Default)]
pub struct ExtBuilder {
	open: Vec<(ObligationKey, Moment)>,
}

impl ExtBuilder {
	/// The test begins with this obligation.
	pub fn with_open(mut self, key: ObligationKey, due: Moment) -> Self {
		self.open.push((key, due));
		self
	}

	/// The test begins with `count` obligations of [`ORG`], due one hour after another from the
	/// next hour on.
	pub fn with_hourly(mut self, count: u32) -> Self {
		for i in 0..count {
			self.open.push((key(i), START + HOUR * Moment::from(i + 1)));
		}
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			set_time(START);
			for (key, due) in self.open {
				Obligations::open(key, due).unwrap();
			}
			System::reset_events();
		});
		// As between two blocks: what a test removes is removed from the trie, not from an overlay.
		ext.commit_all().unwrap();
		ext
	}

	/// Run the test and check the invariants of the state that it leaves.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Obligations::do_try_state().expect("the invariants hold");
		});
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	ExtBuilder::default().build()
}

pub fn set_time(now: Moment) {
	Timestamp::set_timestamp(now);
}

/// Obligation number `i` of [`ORG`].
pub fn key(i: u32) -> ObligationKey {
	key_for(ORG, i)
}

/// Obligation number `i` of an organisation. Subjects are in no order.
pub fn key_for(responsible: OrganisationId, i: u32) -> ObligationKey {
	let subject = sp_io::hashing::blake2_256(&i.to_le_bytes());
	ObligationKey { kind: ObligationKind::ReceiveShipment, subject, responsible }
}

/// The end of a block with as much weight left as anyone could want.
pub fn idle() -> Weight {
	idle_with(Weight::MAX)
}

/// The end of a block with this weight left.
pub fn idle_with(remaining: Weight) -> Weight {
	<Obligations as OnIdle<_>>::on_idle(System::block_number(), remaining)
}

/// The events of this pallet since the last call.
pub fn events() -> Vec<Event<Test>> {
	let events = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	events
}

/// The event that tells that an obligation is overdue.
pub fn overdue(key: ObligationKey, due: Moment) -> Event<Test> {
	let ObligationKey { kind, subject, responsible } = key;
	Event::ObligationOverdue { kind, subject, responsible, due }
}

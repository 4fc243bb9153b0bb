//! A runtime with sessions of two blocks, their history, and offences.

use crate as pallet_validator_set;
use codec::Encode;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU64, Hooks},
};
use frame_system::EnsureRoot;
use pallet_session::{historical, PeriodicSessions, SessionHandler};
use sp_runtime::{
	impl_opaque_keys,
	testing::UintAuthorityId,
	traits::{ConvertInto, OpaqueKeys},
	BuildStorage, KeyTypeId, Perbill, RuntimeAppPublic,
};
use sp_staking::{
	offence::{Kind, Offence, ReportOffence},
	SessionIndex,
};

type Block = frame_system::mocking::MockBlock<Test>;
type AccountId = u64;

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
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type ValidatorSet = pallet_validator_set;
	#[runtime::pallet_index(3)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(4)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(5)]
	pub type Offences = pallet_offences;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

impl_opaque_keys! {
	pub struct SessionKeys {
		pub dummy: UintAuthorityId,
	}
}

parameter_types! {
	/// What the session handler was told last: changed, authorities, and those of the next session.
	pub static Told: (bool, Vec<(AccountId, u64)>, Vec<(AccountId, u64)>) = Default::default();
	pub static MinValidators: u32 = 2;
	pub const MaxValidators: u32 = 5;
}

fn plain<Ks: OpaqueKeys>(keys: &[(AccountId, Ks)]) -> Vec<(AccountId, u64)> {
	keys.iter()
		.map(|(who, keys)| {
			let key = keys.get::<UintAuthorityId>(UintAuthorityId::ID).expect("has the key");
			(*who, key.0)
		})
		.collect()
}

/// Notes what consensus is told.
pub struct Consensus;
impl SessionHandler<AccountId> for Consensus {
	const KEY_TYPE_IDS: &'static [KeyTypeId] = &[UintAuthorityId::ID];

	fn on_genesis_session<Ks: OpaqueKeys>(validators: &[(AccountId, Ks)]) {
		Told::set((false, plain(validators), plain(validators)));
	}

	fn on_new_session<Ks: OpaqueKeys>(
		changed: bool,
		validators: &[(AccountId, Ks)],
		queued: &[(AccountId, Ks)],
	) {
		Told::set((changed, plain(validators), plain(queued)));
	}

	fn on_disabled(_: u32) {}
}

impl pallet_session::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = PeriodicSessions<ConstU64<2>, ConstU64<0>>;
	type NextSessionRotation = ();
	type SessionManager = historical::NoteHistoricalRoot<Test, ValidatorSet>;
	type SessionHandler = Consensus;
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = ();
	type Currency = Balances;
	type KeyDeposit = ConstU64<10>;
}

/// There is nothing about a validator beyond its account.
pub struct NoIdentification;
impl sp_runtime::traits::Convert<AccountId, Option<()>> for NoIdentification {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

impl historical::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = NoIdentification;
}

impl pallet_offences::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = historical::IdentificationTuple<Test>;
	type OnOffenceHandler = ValidatorSet;
}

impl pallet_validator_set::Config for Test {
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type MinValidators = MinValidators;
	type MaxValidators = MaxValidators;
	type WeightInfo = ();
}

/// An offence of some validators at one moment.
pub struct Equivocation {
	pub offenders: Vec<AccountId>,
	pub session: SessionIndex,
	pub round: u64,
}

impl Offence<(AccountId, ())> for Equivocation {
	const ID: Kind = *b"test:equivocatio";
	type Slot = u64;

	fn offenders(&self) -> Vec<(AccountId, ())> {
		self.offenders.iter().map(|offender| (*offender, ())).collect()
	}

	fn session_index(&self) -> SessionIndex {
		self.session
	}

	fn validator_set_count(&self) -> u32 {
		3
	}

	fn slot(&self) -> u64 {
		self.round
	}

	fn slash_fraction(&self, _: u32) -> Perbill {
		Perbill::from_percent(100)
	}
}

/// Report an offence of `offender` in the current session.
pub fn report(offender: AccountId, round: u64) {
	report_in(Session::current_index(), offender, round);
}

/// Report an offence of `offender` in `session`.
pub fn report_in(session: SessionIndex, offender: AccountId, round: u64) {
	Offences::report_offence(vec![], Equivocation { offenders: vec![offender], session, round })
		.expect("is not known");
}

/// Register `key` for `who`, as a validator does.
pub fn set_keys(who: AccountId, key: u64) {
	let public = UintAuthorityId(key);
	let proof = public.sign(&who.encode()).expect("the test key signs").encode();
	Session::set_keys(RuntimeOrigin::signed(who), SessionKeys { dummy: public }, proof)
		.expect("the keys are good");
}

/// Go on to the first block of the next session.
pub fn next_session() {
	let ended = Session::current_index();
	while Session::current_index() == ended {
		let block = System::block_number() + 1;
		System::set_block_number(block);
		<Session as Hooks<u64>>::on_initialize(block);
	}
}

/// The accounts that validate in the current session.
pub fn active() -> Vec<AccountId> {
	Session::validators()
}

/// The accounts that validate in the next session.
pub fn queued() -> Vec<AccountId> {
	Session::queued_keys().into_iter().map(|(who, _)| who).collect()
}

/// The events of this pallet since the last call.
pub fn events() -> Vec<crate::Event<Test>> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	System::reset_events();
	events
}

/// Builds the state that a test starts from.
pub struct ExtBuilder {
	validators: Vec<AccountId>,
	minimum: u32,
	genesis_minimum: u32,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self { validators: vec![1, 2, 3], minimum: 2, genesis_minimum: 0 }
	}
}

impl ExtBuilder {
	/// Start with these validators.
	pub fn with_validators(mut self, validators: &[AccountId]) -> Self {
		self.validators = validators.to_vec();
		self
	}

	/// With this minimum.
	pub fn with_minimum(mut self, minimum: u32) -> Self {
		self.minimum = minimum;
		self
	}

	/// With this minimum of the network.
	pub fn with_genesis_minimum(mut self, minimum: u32) -> Self {
		self.genesis_minimum = minimum;
		self
	}

	/// The externalities, at block 1. Accounts 1 to 9 have 100 each, and every validator has its
	/// own number as its key.
	pub fn build(self) -> sp_io::TestExternalities {
		MinValidators::set(self.minimum);
		let keys = self
			.validators
			.iter()
			.map(|who| (*who, *who, SessionKeys { dummy: UintAuthorityId(*who) }))
			.collect();
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: (1..10).map(|who| (who, 100)).collect(),
				..Default::default()
			},
			validator_set: crate::GenesisConfig {
				validators: self.validators,
				minimum: self.genesis_minimum,
			},
			session: pallet_session::GenesisConfig { keys, ..Default::default() },
			..Default::default()
		}
		.build_storage()
		.expect("the genesis is sound");
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Run a test, and see that all is as it must always be.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			ValidatorSet::do_try_state().expect("the state is sound");
		});
	}
}

//! A runtime of the pallet alone, and helpers that make tests read as sentences.

use crate::*;
use alloc::vec::Vec;
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		fungible::{InspectHold, Mutate, MutateHold},
		tokens::Precision,
		ConstU64,
	},
};
use frame_system::EnsureRoot;
use salus_primitives::{BusinessIdentifier, Capacity, Deposits, Moment, OrganisationId, DAY};
use sp_runtime::{BuildStorage, DispatchError};

pub type AccountId = u64;
pub type Balance = u64;
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
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Participants = crate;
	#[runtime::pallet_index(4)]
	pub type Holds = holds;
}

/// Gives deposits a reason to be held for.
#[frame_support::pallet(dev_mode)]
pub mod holds {
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For storage.
		Storage,
	}
}

impl holds::Config for Test {}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type ExistentialDeposit = ConstU64<1>;
}

parameter_types! {
	/// Who pays the deposits of [`SPONSORED`].
	pub const SponsorOf: AccountId = SPONSOR;
}

/// Deposits as the runtime has them: held on the account itself, or on its sponsor.
pub struct HeldDeposits;

impl Deposits<AccountId, Balance> for HeldDeposits {
	fn hold(who: &AccountId, amount: Balance) -> Result<AccountId, DispatchError> {
		let payer = if *who == SPONSORED { SponsorOf::get() } else { *who };
		Balances::hold(&holds::HoldReason::Storage.into(), &payer, amount)?;
		Ok(payer)
	}

	fn release(_: &AccountId, payer: &AccountId, amount: Balance) {
		Balances::release(&holds::HoldReason::Storage.into(), payer, amount, Precision::BestEffort)
			.expect("is held");
	}
}

pub const ORGANISATION_DEPOSIT: Balance = 100;
pub const MEMBERSHIP_DEPOSIT: Balance = 10;
pub const CREDENTIAL_DEPOSIT: Balance = 20;
pub const HISTORY_DEPOSIT: Balance = 3;
pub const SITE_DEPOSIT: Balance = 5;
pub const RETENTION: Moment = 100 * DAY;

impl Config for Test {
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Time = Timestamp;
	type Balance = Balance;
	type Deposits = HeldDeposits;
	type OrganisationDeposit = ConstU64<ORGANISATION_DEPOSIT>;
	type MembershipDeposit = ConstU64<MEMBERSHIP_DEPOSIT>;
	type CredentialDeposit = ConstU64<CREDENTIAL_DEPOSIT>;
	type HistoryDeposit = ConstU64<HISTORY_DEPOSIT>;
	type SiteDeposit = ConstU64<SITE_DEPOSIT>;
	type RetentionPeriod = ConstU64<RETENTION>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<AccountId> for Helper {
	fn fund(who: &AccountId) {
		Balances::set_balance(who, 1_000_000);
	}

	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}
}

// People of the tests.
/// Issues for every capacity but that of regulators.
pub const ISSUER: AccountId = 1;
/// Issues for every capacity but that of regulators.
pub const OTHER_ISSUER: AccountId = 2;
/// Issues for auditors alone.
pub const AUDIT_ISSUER: AccountId = 3;
/// Controls organisation 1, with credentials as a wholesaler and a dispenser, and the site [`SITE`].
pub const CONTROLLER: AccountId = 10;
/// Controls organisation 2, with no credential and no site.
pub const RIVAL: AccountId = 11;
pub const MEMBER: AccountId = 12;
pub const STRANGER: AccountId = 13;
pub const PERSON: AccountId = 14;
/// Has no tokens; [`SPONSOR`] pays.
pub const SPONSORED: AccountId = 15;
pub const SPONSOR: AccountId = 16;
/// Has no tokens, and nobody pays.
pub const POOR: AccountId = 17;

pub const ORG: OrganisationId = 1;
pub const RIVAL_ORG: OrganisationId = 2;
pub const SITE: u64 = 8904000210037;
pub const SITE_2: u64 = 6291041500213;
pub const SITE_3: u64 = 614141000005;
pub const FUNDS: Balance = 10_000;
/// When the tests begin.
pub const START: Moment = 1_000 * DAY;
/// When the credentials of the genesis end.
pub const END: Moment = START + 365 * DAY;
/// A right identifier.
pub const NPI: BusinessIdentifier = BusinessIdentifier::Npi(1_234_567_893);
pub const GLN: BusinessIdentifier = BusinessIdentifier::Gln(SITE_2);

/// Makes the state that a test begins with.
pub struct ExtBuilder {
	issuers: Vec<(Capacity, AccountId)>,
	organisations: Vec<GenesisOrganisation<AccountId>>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		let mut issuers: Vec<_> = Capacity::ALL
			.into_iter()
			.filter(|capacity| *capacity != Capacity::Regulator)
			.flat_map(|capacity| [(capacity, ISSUER), (capacity, OTHER_ISSUER)])
			.collect();
		issuers.push((Capacity::Auditor, AUDIT_ISSUER));
		let organisation = |controller, credentials, sites| GenesisOrganisation {
			controller,
			credentials,
			valid_until: END,
			sites,
			members: Vec::new(),
		};
		let credentials =
			[(Capacity::Wholesaler, GLN.into()), (Capacity::Dispenser, NPI.into())].to_vec();
		Self {
			issuers,
			organisations: [
				organisation(CONTROLLER, credentials, [SITE].to_vec()),
				organisation(RIVAL, Vec::new(), Vec::new()),
			]
			.to_vec(),
		}
	}
}

impl ExtBuilder {
	/// The test begins with a member of organisation 1 for these capacities.
	pub fn with_member(mut self, capacities: &[Capacity], site: Option<u64>) -> Self {
		self.organisations[0].members.push(GenesisMember {
			account: MEMBER,
			capacities: capacities.to_vec(),
			site,
		});
		self
	}

	/// The genesis is this one.
	pub fn with_genesis(
		mut self,
		issuers: Vec<(Capacity, AccountId)>,
		organisations: Vec<GenesisOrganisation<AccountId>>,
	) -> Self {
		self.issuers = issuers;
		self.organisations = organisations;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let funded =
			[1, 2, 3, CONTROLLER, RIVAL, MEMBER, STRANGER, PERSON, SPONSOR].map(|w| (w, FUNDS));
		pallet_balances::GenesisConfig::<Test> { balances: funded.to_vec(), ..Default::default() }
			.assimilate_storage(&mut storage)
			.unwrap();
		GenesisConfig::<Test> { issuers: self.issuers, organisations: self.organisations }
			.assimilate_storage(&mut storage)
			.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			Timestamp::set_timestamp(START);
		});
		ext
	}

	/// Run the test and check the invariants of the state that it leaves.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Participants::do_try_state().expect("the invariants hold");
			try_state_deposits();
		});
	}
}

/// What is held is exactly what the rows say, of whom they say.
pub fn try_state_deposits() {
	let mut held = alloc::collections::BTreeMap::<AccountId, Balance>::new();
	let mut count = |deposit: &DepositOf<Test>| {
		*held.entry(deposit.payer).or_default() += deposit.amount;
	};
	Organisations::<Test>::iter_values().for_each(|row| count(&row.deposit));
	Members::<Test>::iter_values().for_each(|row| count(&row.deposit));
	Invitations::<Test>::iter_values().for_each(|row| count(&row.deposit));
	Credentials::<Test>::iter_values().for_each(|row| count(&row.deposit));
	Sites::<Test>::iter_values().for_each(|row| count(&row.deposit));
	CredentialHistory::<Test>::iter_values()
		.filter_map(|row| row.deposit)
		.for_each(|deposit| count(&deposit));
	for who in 0..100 {
		assert_eq!(on_hold(who), held.get(&who).copied().unwrap_or_default(), "held of {who}");
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	ExtBuilder::default().build()
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn on_hold(who: AccountId) -> Balance {
	Balances::balance_on_hold(&holds::HoldReason::Storage.into(), &who)
}

pub fn set_time(now: Moment) {
	Timestamp::set_timestamp(now);
}

/// The events of this pallet since the last call.
pub fn events() -> Vec<Event<Test>> {
	let events = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	events
}

pub fn org() -> HolderOf<Test> {
	Holder::Organisation(ORG)
}

pub fn status(holder: HolderOf<Test>, capacity: Capacity) -> Option<CredentialStatus> {
	Credentials::<Test>::get(holder, capacity).map(|c| Participants::status_of(&c))
}

/// An account that has tokens.
pub fn fund(who: AccountId) {
	Balances::set_balance(&who, FUNDS);
}

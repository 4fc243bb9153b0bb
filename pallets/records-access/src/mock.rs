//! A small network: a hospital, a specialist, an insurer, a regulator, a pharmacy, a sponsor.
//!
//! Accounts from ten times an organisation's number to nine more act for it; its controller, who
//! pays, has its number plus 1,000.

use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

use frame_support::{derive_impl, ensure, parameter_types, traits::ConstU64};
use salus_primitives::{
	consent::{Action, Actor, Consent, Decision, ImplicitPolicy, Period, Provision, Purpose},
	records::{
		AccessRequest, ConsentGrant, DataDescriptor, PatientId, RecordEntry, TicketDecision,
		TicketId, Token,
	},
	Acting, Capacity, Deposits, Gln, Moment, ObligationKey, Obligations, OrganisationId,
	Participants, DAY, HOUR,
};
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};

use crate::{self as pallet_records_access, RecordsLimits};

pub type Block = frame_system::mocking::MockBlock<Test>;

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
	pub type RecordsAccess = pallet_records_access;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {
	type MinimumPeriod = ConstU64<1>;
}

pub const USUAL: RecordsLimits = RecordsLimits {
	ticket_period: 3 * DAY,
	break_glass_period: 8 * HOUR,
	break_glass_quota: 3,
	late_period: 7 * DAY,
	review_period: 3 * DAY,
	overdue_suspends: 2,
	recovery_period: 3 * DAY,
	access_period: 30 * DAY,
	amendment_period: 60 * DAY,
	request_period: 30 * DAY,
	accounting_period: 60 * DAY,
	extension: 30 * DAY,
	long_extension: 60 * DAY,
	answer_period: 14 * DAY,
	retention: 6 * 365 * DAY,
	strictest_policy: ImplicitPolicy::Deny,
	most_open_policy: ImplicitPolicy::BasicNormal,
	default_policy: ImplicitPolicy::BreakGlassOnly,
};

parameter_types! {
	pub static Limits: RecordsLimits = USUAL;
	pub const RowDeposit: u64 = 100;
	pub const ByteDeposit: u64 = 1;
}

impl crate::Config for Test {
	type Participants = Network;
	type Obligations = Diary;
	type Time = Timestamp;
	type Balance = u64;
	type Deposits = Safe;
	type RowDeposit = RowDeposit;
	type ByteDeposit = ByteDeposit;
	type Limits = Limits;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkClock;
}

pub const HOSPITAL: OrganisationId = 1;
pub const SPECIALIST: OrganisationId = 2;
pub const INSURER: OrganisationId = 3;
pub const REGULATOR: OrganisationId = 4;
pub const PHARMACY: OrganisationId = 5;
pub const SPONSOR: OrganisationId = 6;

/// The patient's own account, and one of somebody who is nobody.
pub const PATIENT: u64 = 501;
pub const PARENT: u64 = 502;
pub const STRANGER: u64 = 900;

pub const START: Moment = 1_800_000_000_000;

thread_local! {
	pub static CREDENTIALS: RefCell<BTreeSet<(OrganisationId, Capacity)>> = RefCell::default();
	pub static GONE: RefCell<BTreeSet<u64>> = RefCell::default();
	pub static DIARY: RefCell<BTreeMap<Vec<u8>, (Moment, &'static str)>> = RefCell::default();
	pub static HELD: RefCell<BTreeMap<u64, u64>> = RefCell::default();
	pub static POOR: RefCell<BTreeSet<u64>> = RefCell::default();
	/// Accounts of benchmarks, with their organisations.
	pub static MEMBERS: RefCell<Vec<u64>> = RefCell::default();
	static IDS: RefCell<u64> = RefCell::default();
}

/// Participants, with reasons that are plain words.
pub struct Network;

impl Participants<u64> for Network {
	fn ensure_acting(who: &u64, acting: &Acting, _: Option<Gln>) -> DispatchResult {
		let member = *who / 10 == u64::from(acting.organisation)
			&& !GONE.with_borrow(|gone| gone.contains(who));
		let member = member || benchmarked(acting.organisation) == Some(*who);
		ensure!(member, DispatchError::Other("NotAMember"));
		Self::ensure_accredited(acting.organisation, acting.capacity)
	}

	fn ensure_accredited(organisation: OrganisationId, capacity: Capacity) -> DispatchResult {
		let held = CREDENTIALS.with_borrow(|all| all.contains(&(organisation, capacity)));
		ensure!(held, DispatchError::Other("CredentialMissing"));
		Ok(())
	}

	fn controller(organisation: OrganisationId) -> Option<u64> {
		Some(benchmarked(organisation).unwrap_or(u64::from(organisation) + 1_000))
	}

	fn organisation_at(_: Gln) -> Option<OrganisationId> {
		None
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_organisation(who: &u64, _: Option<Gln>, _: Moment) -> OrganisationId {
		let organisation = MEMBERS.with_borrow_mut(|all| {
			all.push(*who);
			FIRST_BENCHMARKED + all.len() as u32 - 1
		});
		CREDENTIALS.with_borrow_mut(|all| {
			all.extend(Capacity::ALL.map(|capacity| (organisation, capacity)))
		});
		organisation
	}
}

const FIRST_BENCHMARKED: OrganisationId = 1_000_000;

/// The account of an organisation that a benchmark made.
fn benchmarked(organisation: OrganisationId) -> Option<u64> {
	let index = organisation.checked_sub(FIRST_BENCHMARKED)?;
	MEMBERS.with_borrow(|all| all.get(index as usize).copied())
}

/// Deposits, counted by who holds them.
pub struct Safe;

impl Deposits<u64, u64> for Safe {
	fn hold(who: &u64, amount: u64) -> Result<u64, DispatchError> {
		let poor = POOR.with_borrow(|poor| poor.contains(who));
		ensure!(!poor, DispatchError::Other("InsufficientFunds"));
		HELD.with_borrow_mut(|held| *held.entry(*who).or_default() += amount);
		Ok(*who)
	}

	fn release(who: &u64, payer: &u64, amount: u64) {
		assert_eq!(who, payer);
		HELD.with_borrow_mut(|held| {
			let sum = held.get_mut(who).expect("something is held");
			*sum = sum.checked_sub(amount).expect("no more goes back than was held");
		});
	}
}

pub fn held(who: u64) -> u64 {
	HELD.with_borrow(|held| held.get(&who).copied().unwrap_or(0))
}

/// Obligations, written down.
pub struct Diary;

impl Diary {
	fn close(key: &ObligationKey, state: &'static str) {
		DIARY.with_borrow_mut(|all| {
			if let Some(row) = all.get_mut(&codec::Encode::encode(key)) {
				if row.1 == "open" {
					row.1 = state;
				}
			}
		});
	}

	/// Those of a kind, with when they are due and how they stand.
	pub fn of(
		kind: salus_primitives::ObligationKind,
		responsible: OrganisationId,
	) -> Vec<(Moment, &'static str)> {
		DIARY.with_borrow(|all| {
			all.iter()
				.filter(|(key, _)| {
					let key: ObligationKey = codec::Decode::decode(&mut &key[..]).unwrap();
					key.kind == kind && key.responsible == responsible
				})
				.map(|(_, row)| *row)
				.collect()
		})
	}
}

impl Obligations for Diary {
	fn open(key: ObligationKey, due: Moment) -> DispatchResult {
		DIARY.with_borrow_mut(|all| {
			let row = all.entry(codec::Encode::encode(&key)).or_insert((due, "open"));
			// Opening what is open changes nothing, as in the pallet.
			if row.1 != "open" {
				*row = (due, "open");
			}
		});
		Ok(())
	}

	fn fulfil(key: &ObligationKey) {
		Self::close(key, "fulfilled");
	}

	fn cancel(key: &ObligationKey) {
		Self::close(key, "cancelled");
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkClock;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<u64> for BenchmarkClock {
	fn fund(_: &u64) {}

	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Test>::put(now);
	}
}

/// Give or take a credential.
pub fn accredit(organisation: OrganisationId, capacity: Capacity, held: bool) {
	CREDENTIALS.with_borrow_mut(|all| {
		if held {
			all.insert((organisation, capacity));
		} else {
			all.remove(&(organisation, capacity));
		}
	});
}

/// Take an account out of its organisation.
pub fn leave(account: u64) {
	GONE.with_borrow_mut(|gone| gone.insert(account));
}

/// Let nobody pay for an account.
pub fn impoverish(account: u64) {
	POOR.with_borrow_mut(|poor| poor.insert(account));
}

#[derive(Default)]
pub struct ExtBuilder {
	claimed: bool,
}

impl ExtBuilder {
	/// The patient has a key of its own.
	pub fn with_claimed_patient(mut self) -> Self {
		self.claimed = true;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		use Capacity::*;
		CREDENTIALS.with_borrow_mut(|all| {
			*all = BTreeSet::from([
				(HOSPITAL, Provider),
				(HOSPITAL, PrivacyOfficer),
				(SPECIALIST, Provider),
				(SPECIALIST, Prescriber),
				(SPECIALIST, PrivacyOfficer),
				(INSURER, Payer),
				(REGULATOR, Regulator),
				(PHARMACY, Dispenser),
				(SPONSOR, Sponsor),
			]);
		});
		GONE.with_borrow_mut(|all| all.clear());
		DIARY.with_borrow_mut(|all| all.clear());
		HELD.with_borrow_mut(|all| all.clear());
		POOR.with_borrow_mut(|all| all.clear());
		MEMBERS.with_borrow_mut(|all| all.clear());
		Limits::set(USUAL);
		let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			pallet_timestamp::Now::<Test>::put(START);
			open_pseudonym(HOSPITAL, alice());
			if self.claimed {
				claim(alice(), PATIENT);
			}
			for account in [10, 11, 20, 21, 22, 30, 50] {
				RecordsAccess::register_encryption_key(
					RuntimeOrigin::signed(account),
					[account as u8; 32],
				)
				.unwrap();
			}
			System::reset_events();
		});
		ext
	}

	#[cfg(feature = "runtime-benchmarks")]
	pub fn bench() -> sp_io::TestExternalities {
		Self::default().build()
	}

	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			RecordsAccess::do_try_state().unwrap();
		});
	}
}

/// The clock, forward.
pub fn pass(time: Moment) {
	pallet_timestamp::Now::<Test>::mutate(|now| *now += time);
	System::set_block_number(System::block_number() + 1);
}

pub fn now() -> Moment {
	pallet_timestamp::Now::<Test>::get()
}

/// The origin of an account.
pub fn by(account: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(account)
}

/// The origin of an organisation's first member.
pub fn member(organisation: OrganisationId) -> RuntimeOrigin {
	by(u64::from(organisation) * 10)
}

/// An organisation in the capacity that it mostly acts in.
pub fn acting(organisation: OrganisationId) -> Acting {
	let capacity = match organisation {
		INSURER => Capacity::Payer,
		REGULATOR => Capacity::Regulator,
		PHARMACY => Capacity::Dispenser,
		SPONSOR => Capacity::Sponsor,
		_ => Capacity::Provider,
	};
	Acting { organisation, capacity }
}

/// An organisation as its privacy officer.
pub fn officer(organisation: OrganisationId) -> Acting {
	Acting { organisation, capacity: Capacity::PrivacyOfficer }
}

/// The patient of most tests, of the hospital.
pub fn alice() -> PatientId {
	token("alice")
}

/// Bytes that stand for a random or keyed value.
pub fn token(name: &str) -> Token {
	sp_io::hashing::blake2_256(name.as_bytes())
}

/// An id that no other row has.
pub fn fresh() -> TicketId {
	IDS.with_borrow_mut(|next| {
		*next += 1;
		let mut id = [0xEE; 16];
		id[..8].copy_from_slice(&next.to_be_bytes());
		id
	})
}

pub fn open_pseudonym(custodian: OrganisationId, patient: PatientId) {
	RecordsAccess::open_pseudonym(member(custodian), acting(custodian), patient).unwrap();
}

pub fn claim(patient: PatientId, account: u64) {
	RecordsAccess::offer_claim(member(HOSPITAL), acting(HOSPITAL), patient, account).unwrap();
	RecordsAccess::accept_claim(by(account), patient, [account as u8; 32]).unwrap();
}

/// A permit of everything, to whoever the actors are, for the purposes.
pub fn permit(actors: Vec<Actor>, purposes: Vec<Purpose>) -> Consent {
	let mut provision = Provision::new(None, Decision::Permit);
	provision.actors = actors.try_into().unwrap();
	provision.purposes = purposes.try_into().unwrap();
	Consent {
		otherwise: Decision::Deny,
		period: Period::ALWAYS,
		part2: false,
		provisions: vec![provision].try_into().unwrap(),
	}
}

/// A permit to an organisation, for treatment.
pub fn permit_treatment(organisation: OrganisationId) -> Consent {
	permit(
		vec![Actor::Organisation(salus_primitives::consent::organisation_id(organisation))],
		vec![Purpose::Treatment],
	)
}

/// A denial of everything.
pub fn deny_all() -> Consent {
	Consent {
		otherwise: Decision::Deny,
		period: Period::ALWAYS,
		part2: false,
		provisions: Default::default(),
	}
}

/// A consent as it is granted, without a form.
pub fn plain(consent: Consent) -> ConsentGrant {
	ConsentGrant { consent, form: None, part_2: None }
}

/// Grant as the patient.
pub fn grant(consent: Consent) {
	RecordsAccess::grant_consent(by(PATIENT), None, alice(), HOSPITAL, plain(consent)).unwrap();
}

/// What is asked of the hospital about alice.
pub fn request(purpose: Purpose) -> AccessRequest {
	AccessRequest {
		patient: alice(),
		custodian: HOSPITAL,
		purpose,
		action: Action::Access,
		person: token("who looks"),
		openings: Default::default(),
		data: None,
	}
}

/// The same about data of a class.
pub fn request_class(purpose: Purpose, class: &str) -> AccessRequest {
	let data =
		DataDescriptor { classes: vec![token(class)].try_into().unwrap(), ..Default::default() };
	AccessRequest { data: Some(data), ..request(purpose) }
}

/// Ask, and be told what was recorded.
pub fn ask_as(account: u64, acting: Acting, request: AccessRequest) -> (TicketId, TicketDecision) {
	let id = fresh();
	RecordsAccess::request_access(by(account), acting, id, request).unwrap();
	(id, RecordsAccess::ticket(acting.organisation, id).unwrap().decision)
}

/// The same by an organisation's first member.
pub fn ask(organisation: OrganisationId, request: AccessRequest) -> (TicketId, TicketDecision) {
	ask_as(u64::from(organisation) * 10, acting(organisation), request)
}

/// Break the glass as an account of the specialist.
pub fn break_glass(account: u64) -> Result<TicketId, DispatchError> {
	let id = fresh();
	RecordsAccess::break_glass(
		by(account),
		acting(SPECIALIST),
		id,
		alice(),
		token("reason"),
		token("who looks"),
		None,
	)
	.map(|_| id)
	.map_err(|refused| refused.error)
}

/// A version of a record.
pub fn entry(content: &str) -> RecordEntry {
	RecordEntry {
		class: token("class"),
		labels: vec![token("label")].try_into().unwrap(),
		author: token("author"),
		month: salus_primitives::consent::Month::of(START),
		content: token(content),
	}
}

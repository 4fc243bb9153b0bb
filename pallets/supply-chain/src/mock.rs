//! A small network: a maker, a wholesaler, two pharmacies, a logistics provider, a regulator.
//!
//! The account that acts for an organisation has the organisation's number; its controller, who
//! pays, that number plus 1,000. The account 100 plus the number is limited to one site.

use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

use frame_support::{
	derive_impl, ensure, parameter_types,
	traits::{ConstU64, VariantCountOf},
};
use frame_system::EnsureRoot;
use salus_primitives::{
	supply::{
		Day, Disposition, Epc, EventFacts, LotNumber, Serial, ShipmentFacts, ShipmentKind,
		FULL_STATEMENT,
	},
	Acting, Capacity, Gln, Moment, ObligationKey, Obligations, OrganisationId, Participants, DAY,
	HOUR, MINUTE,
};
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};

use crate as pallet_supply_chain;

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
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type SupplyChain = pallet_supply_chain;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
	type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {
	type MinimumPeriod = ConstU64<1>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

parameter_types! {
	pub static MaxItems: u32 = 4_096;
	pub static RowDeposit: u64 = 1;
	pub const MaxFuture: Moment = 5 * MINUTE;
	pub const MaxBackdating: Moment = 180 * DAY;
	pub const Retention: Moment = 6 * 365 * DAY;
	pub const ReceiptPeriod: Moment = 14 * DAY;
	pub const ReviewPeriod: Moment = 30 * DAY;
	pub const RecallPeriod: Moment = 90 * DAY;
	pub const Terms: crate::Deadlines = crate::Deadlines {
		investigation: 10 * DAY,
		notice: 24 * HOUR,
		quarantine: 24 * HOUR,
		alert: 24 * HOUR,
		reversal: 10 * DAY,
		acknowledgement: 3 * DAY,
		reconciliation: 30 * DAY,
		trace: 24 * HOUR,
		trace_dispenser: 48 * HOUR,
		exception: 10 * DAY,
		excursion: 10 * DAY,
	};
}

impl crate::Config for Test {
	type Participants = Network;
	type Obligations = Diary;
	type Time = Timestamp;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type GovernanceOrigin = EnsureRoot<u64>;
	type MaxItems = MaxItems;
	type RowDeposit = RowDeposit;
	type MaxFuture = MaxFuture;
	type MaxBackdating = MaxBackdating;
	type Retention = Retention;
	type ReceiptPeriod = ReceiptPeriod;
	type ReviewPeriod = ReviewPeriod;
	type RecallPeriod = RecallPeriod;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	type Deadlines = Terms;
}

pub const MAKER: OrganisationId = 1;
pub const WHOLESALER: OrganisationId = 2;
pub const PHARMACY: OrganisationId = 3;
pub const PHARMACY_TWO: OrganisationId = 4;
pub const LOGISTICS: OrganisationId = 5;
pub const REGULATOR: OrganisationId = 6;
pub const REPACKAGER: OrganisationId = 7;
pub const AUDITOR: OrganisationId = 8;

pub const START: Moment = 1_800_000_000_000;
pub const TODAY: Day = (START / DAY) as Day;
pub const EXPIRY: Day = TODAY + 700;

thread_local! {
	pub static CREDENTIALS: RefCell<BTreeSet<(OrganisationId, Capacity)>> = RefCell::default();
	pub static DIARY: RefCell<BTreeMap<Vec<u8>, (Moment, &'static str)>> = RefCell::default();
	/// Accounts of benchmarks, with their organisations.
	pub static MEMBERS: RefCell<Vec<u64>> = RefCell::default();
	static HASHES: RefCell<u64> = RefCell::default();
}

/// Participants, with reasons that are plain words.
pub struct Network;

impl Participants<u64> for Network {
	fn ensure_acting(who: &u64, acting: &Acting, site: Option<Gln>) -> DispatchResult {
		let limited = *who == u64::from(acting.organisation) + 100;
		let member = *who == u64::from(acting.organisation)
			|| benchmarked(acting.organisation) == Some(*who);
		ensure!(limited || member, DispatchError::Other("NotAMember"));
		ensure!(
			!limited || site.map(Gln::get) == Some(gln(1)),
			DispatchError::Other("SiteNotGranted")
		);
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

const FIRST_BENCHMARKED: OrganisationId = 10_000;

/// The account of an organisation that a benchmark made.
fn benchmarked(organisation: OrganisationId) -> Option<u64> {
	let index = organisation.checked_sub(FIRST_BENCHMARKED)?;
	MEMBERS.with_borrow(|all| all.get(index as usize).copied())
}

/// Obligations, written down.
pub struct Diary;

impl Diary {
	fn note(key: &ObligationKey, due: Option<Moment>, state: &'static str) {
		let key = codec::Encode::encode(key);
		DIARY.with_borrow_mut(|all| match due {
			Some(due) => {
				all.insert(key, (due, state));
			}
			None => {
				if let Some(row) = all.get_mut(&key) {
					row.1 = state;
				}
			}
		});
	}

	/// When it is due and how it stands.
	pub fn get(key: ObligationKey) -> Option<(Moment, &'static str)> {
		DIARY.with_borrow(|all| all.get(&codec::Encode::encode(&key)).copied())
	}
}

impl Obligations for Diary {
	fn open(key: ObligationKey, due: Moment) -> DispatchResult {
		Self::note(&key, Some(due), "open");
		Ok(())
	}

	fn fulfil(key: &ObligationKey) {
		Self::note(key, None, "fulfilled");
	}

	fn cancel(key: &ObligationKey) {
		Self::note(key, None, "cancelled");
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

#[derive(Default)]
pub struct ExtBuilder {
	poor: bool,
}

impl ExtBuilder {
	/// Controllers without balance.
	pub fn with_poor_controllers(mut self) -> Self {
		self.poor = true;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		CREDENTIALS.with_borrow_mut(|all| {
			*all = BTreeSet::from([
				(MAKER, Capacity::Manufacturer),
				(WHOLESALER, Capacity::Wholesaler),
				(PHARMACY, Capacity::Dispenser),
				(PHARMACY_TWO, Capacity::Dispenser),
				(LOGISTICS, Capacity::ThirdPartyLogistics),
				(REGULATOR, Capacity::Regulator),
				(REPACKAGER, Capacity::Repackager),
				(AUDITOR, Capacity::Auditor),
				(MAKER, Capacity::ResponsiblePerson),
				(WHOLESALER, Capacity::ResponsiblePerson),
				(LOGISTICS, Capacity::ResponsiblePerson),
				(PHARMACY_TWO, Capacity::ResponsiblePerson),
			]);
		});
		DIARY.with_borrow_mut(|all| all.clear());
		MEMBERS.with_borrow_mut(|all| all.clear());
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let balances = if self.poor {
			vec![]
		} else {
			(1..=8).map(|organisation| (organisation + 1_000, 1_000_000_000)).collect()
		};
		pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
			.assimilate_storage(&mut storage)
			.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			pallet_timestamp::Now::<Test>::put(START);
			if !self.poor {
				register(MAKER, pack_gtin(), None);
				register(MAKER, case_gtin(), Some((pack_gtin(), 10)));
				System::reset_events();
			}
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
			SupplyChain::do_try_state().unwrap();
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

/// The origin of an organisation's member.
pub fn by(organisation: OrganisationId) -> RuntimeOrigin {
	RuntimeOrigin::signed(organisation.into())
}

/// An organisation in the capacity that it has.
pub fn acting(organisation: OrganisationId) -> Acting {
	let capacity = match organisation {
		MAKER => Capacity::Manufacturer,
		WHOLESALER => Capacity::Wholesaler,
		PHARMACY | PHARMACY_TWO => Capacity::Dispenser,
		LOGISTICS => Capacity::ThirdPartyLogistics,
		REGULATOR => Capacity::Regulator,
		REPACKAGER => Capacity::Repackager,
		_ => Capacity::Auditor,
	};
	Acting { organisation, capacity }
}

/// A hash that no other event has.
pub fn fresh_hash() -> [u8; 32] {
	HASHES.with_borrow_mut(|next| {
		*next += 1;
		let mut hash = [0xEE; 32];
		hash[..8].copy_from_slice(&next.to_be_bytes());
		hash
	})
}

/// An event now.
pub fn event() -> EventFacts {
	event_at(now())
}

/// An event at a time.
pub fn event_at(time: Moment) -> EventFacts {
	EventFacts {
		hash: fresh_hash(),
		time,
		biz_step: None,
		disposition: None,
		read_point: None,
		biz_location: None,
	}
}

/// An event now that says what came of it.
pub fn event_with(disposition: Disposition) -> EventFacts {
	EventFacts { disposition: Some(disposition), ..event() }
}

fn checked(body: u64) -> u64 {
	body * 10 + u64::from(salus_primitives::identifiers::gs1_check_digit(body))
}

pub fn pack_gtin() -> u64 {
	checked(890_400_021_003)
}

pub fn case_gtin() -> u64 {
	checked(1_890_400_021_003)
}

pub fn other_gtin(n: u64) -> u64 {
	checked(30_000_000_000 + n)
}

pub fn gln(n: u64) -> u64 {
	checked(950_600_013_400 + n)
}

pub fn sscc(n: u64) -> u64 {
	checked(10_614_141_000_000_000 + n)
}

pub fn serial(n: u32) -> Serial {
	format!("S{n}").into_bytes().try_into().unwrap()
}

pub fn lot(name: &str) -> LotNumber {
	name.as_bytes().to_vec().try_into().unwrap()
}

pub fn pack(n: u32) -> Epc {
	Epc::Sgtin { gtin: pack_gtin(), serial: serial(n) }
}

pub fn packs(range: impl IntoIterator<Item = u32>) -> Vec<Epc> {
	range.into_iter().map(pack).collect()
}

pub fn case(n: u32) -> Epc {
	Epc::Sgtin { gtin: case_gtin(), serial: serial(n) }
}

pub fn pallet(n: u64) -> Epc {
	Epc::Sscc(sscc(n))
}

pub fn register(organisation: OrganisationId, gtin: u64, contains: Option<(u64, u32)>) {
	SupplyChain::register_product(by(organisation), acting(organisation), gtin, contains, None)
		.unwrap();
}

/// Commission packs of lot A.
pub fn commission(range: impl IntoIterator<Item = u32>) {
	commission_as(pack_gtin(), "A", range)
}

pub fn commission_as(gtin: u64, name: &str, range: impl IntoIterator<Item = u32>) {
	let serials: Vec<_> = range.into_iter().map(serial).collect();
	SupplyChain::commission(
		by(MAKER),
		acting(MAKER),
		event(),
		gtin,
		lot(name),
		EXPIRY,
		serials.try_into().unwrap(),
	)
	.unwrap();
}

pub fn do_pack(organisation: OrganisationId, parent: Epc, children: Vec<Epc>) -> DispatchResult {
	SupplyChain::pack(
		by(organisation),
		acting(organisation),
		event(),
		parent,
		children.try_into().unwrap(),
	)
	.map(drop)
	.map_err(|error| error.error)
}

pub fn do_unpack(organisation: OrganisationId, parent: Epc, children: Vec<Epc>) -> DispatchResult {
	SupplyChain::unpack(
		by(organisation),
		acting(organisation),
		event(),
		parent,
		children.try_into().unwrap(),
	)
	.map(drop)
	.map_err(|error| error.error)
}

/// The facts of a shipment with an id that no other has.
pub fn shipment(kind: ShipmentKind, to: Option<OrganisationId>) -> ShipmentFacts {
	let mut id = [0; 16];
	id.copy_from_slice(&fresh_hash()[..16]);
	ShipmentFacts { id, kind, to, statement: FULL_STATEMENT, information: Some([7; 32]) }
}

pub fn do_ship(
	organisation: OrganisationId,
	items: Vec<Epc>,
	kind: ShipmentKind,
	to: Option<OrganisationId>,
) -> DispatchResult {
	SupplyChain::ship(
		by(organisation),
		acting(organisation),
		event(),
		items.try_into().unwrap(),
		shipment(kind, to),
	)
	.map(drop)
	.map_err(|error| error.error)
}

pub fn do_receive(organisation: OrganisationId, items: Vec<Epc>) -> DispatchResult {
	SupplyChain::receive(by(organisation), acting(organisation), event(), items.try_into().unwrap())
		.map(drop)
		.map_err(|error| error.error)
}

pub fn do_void(organisation: OrganisationId, items: Vec<Epc>) -> DispatchResult {
	SupplyChain::void_shipment(
		by(organisation),
		acting(organisation),
		event(),
		items.try_into().unwrap(),
	)
	.map(drop)
	.map_err(|error| error.error)
}

pub fn do_dispense(organisation: OrganisationId, items: Vec<Epc>) -> DispatchResult {
	SupplyChain::dispense(
		by(organisation),
		acting(organisation),
		event(),
		items.try_into().unwrap(),
	)
	.map(drop)
	.map_err(|error| error.error)
}

pub fn do_change(
	organisation: OrganisationId,
	items: Vec<Epc>,
	biz_step: Option<salus_primitives::supply::BizStep>,
	disposition: Disposition,
) -> DispatchResult {
	SupplyChain::change_disposition(
		by(organisation),
		acting(organisation),
		EventFacts { biz_step, ..event() },
		items.try_into().unwrap(),
		disposition,
	)
	.map(drop)
	.map_err(|error| error.error)
}

/// Sell and receive.
pub fn transfer(from: OrganisationId, to: OrganisationId, items: Vec<Epc>) {
	do_ship(from, items.clone(), ShipmentKind::Sale, Some(to)).unwrap();
	pass(HOUR);
	do_receive(to, items).unwrap();
}

//! How the pallets are configured: the chain itself and the tools here, the rest by subject.

pub mod consensus;
pub mod governance;
pub mod parameters;
pub mod people;
pub mod records;
pub mod supply;

use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	ensure, parameter_types,
	traits::{
		fungible::{Balanced, Credit, HoldConsideration},
		ConstU128, ConstU32, ConstU64, ConstU8, Contains, InsideBoth, LinearStoragePrice,
		OnUnbalanced, VariantCountOf,
	},
	weights::{
		constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_SECOND},
		ConstantMultiplier, IdentityFee, Weight,
	},
};
use frame_system::limits::{BlockLength, BlockWeights};
use pallet_transaction_payment::{Multiplier, TargetedFeeAdjustment};
#[allow(deprecated)]
use sp_runtime::traits::ValidateUnsigned;
use sp_runtime::{
	traits::{AccountIdLookup, BlakeTwo256},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
	},
	FixedPointNumber, Perbill, Perquintill,
};
use sp_version::RuntimeVersion;

use crate::{
	weights, AccountId, Authorship, Balance, Balances, Block, BlockNumber, Governance, Hash,
	Migrations, Nonce, OriginCaller, PalletInfo, Preimage, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeFreezeReason, RuntimeHoldReason, RuntimeOrigin, RuntimeTask, System, TxPause, VERSION,
};
use governance::CouncilMajority;

/// One whole token.
pub const UNIT: Balance = 1_000_000_000_000;
/// A thousandth of a token.
pub const MILLI_UNIT: Balance = UNIT / 1_000;
/// The least that an account holds.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI_UNIT;

/// The deposit for `items` rows that hold `bytes` together.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	items as Balance * MILLI_UNIT + bytes as Balance * (MILLI_UNIT / 100)
}

/// Lengths of time in blocks and sessions.
pub mod time {
	use crate::BlockNumber;

	/// The length of a slot in milliseconds. Fixed for ever after launch: slots are counted by it.
	pub const SLOT_DURATION: u64 = 2_000;
	/// A minute in blocks.
	pub const MINUTES: BlockNumber = 60_000 / SLOT_DURATION as BlockNumber;
	/// An hour in blocks.
	pub const HOURS: BlockNumber = MINUTES * 60;
	/// A day in blocks.
	pub const DAYS: BlockNumber = HOURS * 24;
	/// A session: validators change and keys rotate at its end. Twenty blocks in the runtime that
	/// `scripts/finality-drill` builds for a network of its own, and in no other.
	pub const SESSION: BlockNumber = if cfg!(feature = "short-sessions") { 20 } else { HOURS };
	/// How many sessions are kept to judge misbehaviour by: a week.
	pub const KEPT_SESSIONS: u32 = 168;
}

/// A block takes at most a second of computation on the reference machine, half of its slot.
pub const MAXIMUM_BLOCK_WEIGHT: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, u64::MAX);
/// What normal transactions may take of a block. The rest is for operational ones.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(80);
/// What the calls of one dry run may weigh together: twenty blocks full.
pub const MAX_DRY_RUN_WEIGHT: Weight = MAXIMUM_BLOCK_WEIGHT.saturating_mul(20);
/// What hooks at the beginning of a block are assumed to take.
const AVERAGE_ON_INITIALIZE_RATIO: Perbill = Perbill::from_percent(5);
/// The most bytes of a block.
pub const MAXIMUM_BLOCK_LENGTH: u32 = 4 * 1024 * 1024;

parameter_types! {
	pub const BlockHashCount: BlockNumber = 2_400;
	pub const Version: RuntimeVersion = VERSION;
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |max| {
			*max = NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_LENGTH
		})
		.build();
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(weights::BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |weights| {
			weights.base_extrinsic = weights::ExtrinsicBaseWeight::get();
		})
		.for_class(DispatchClass::Normal, |weights| {
			weights.max_total = Some(NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.for_class(DispatchClass::Operational, |weights| {
			weights.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
			weights.reserved = Some(MAXIMUM_BLOCK_WEIGHT - NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE_RATIO)
		.build_or_panic();
	/// Substrate's general prefix: the network is named by its genesis, not by its addresses.
	pub const SS58Prefix: u8 = 42;
}

/// Calls that nobody may make, also not nested in another call.
pub struct CallFilter;

impl Contains<RuntimeCall> for CallFilter {
	fn contains(call: &RuntimeCall) -> bool {
		match call {
			// A seated validator without keys stalls its slots: `ValidatorSet::release_keys` checks.
			RuntimeCall::Session(pallet_session::Call::purge_keys { .. }) => false,
			// Code is announced first, and applied when everybody had time to look at it.
			RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { .. }) => {
				Governance::is_upgrade_due()
			}
			_ => true,
		}
	}
}

/// Calls without a signature: what the pallets take, unless nobody may make it at the moment.
///
/// They cost nothing. The SDK takes announced code unsigned, before everything else and without a look
/// at the filter, so that anybody could fill every block with it, refused, until its delay is over.
pub struct BareCalls;

// The SDK's own pallets still validate in this way, and `Executive` asks for it.
#[allow(deprecated)]
impl ValidateUnsigned for BareCalls {
	type Call = RuntimeCall;

	fn pre_dispatch(call: &RuntimeCall) -> Result<(), TransactionValidityError> {
		ensure!(is_allowed(call), InvalidTransaction::Call);
		<Runtime as ValidateUnsigned>::pre_dispatch(call)
	}

	fn validate_unsigned(source: TransactionSource, call: &RuntimeCall) -> TransactionValidity {
		ensure!(is_allowed(call), InvalidTransaction::Call);
		<Runtime as ValidateUnsigned>::validate_unsigned(source, call)
	}
}

fn is_allowed(call: &RuntimeCall) -> bool {
	<Runtime as frame_system::Config>::BaseCallFilter::contains(call)
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type BlockHashCount = BlockHashCount;
	type DbWeight = ParityDbWeight;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SS58Prefix = SS58Prefix;
	type Lookup = AccountIdLookup<AccountId, ()>;
	type MaxConsumers = ConstU32<128>;
	type BaseCallFilter = InsideBoth<CallFilter, TxPause>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type MultiBlockMigrator = Migrations;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	type OnTimestampSet = crate::Aura;
	type MinimumPeriod = ConstU64<{ time::SLOT_DURATION / 2 }>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
	type Balance = Balance;
	type DustRemoval = ();
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

/// Fees go to whoever made the block.
pub struct ToAuthor;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToAuthor {
	fn on_nonzero_unbalanced(fee: Credit<AccountId, Balances>) {
		if let Some(author) = Authorship::author() {
			// Burnt where it does not fit: an author without an account and a fee below the
			// existential deposit.
			let _ = Balances::resolve(&author, fee);
		}
	}
}

parameter_types! {
	/// Above a quarter of a full block, fees rise.
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(25);
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(75, 1_000_000);
	pub MinimumMultiplier: Multiplier = Multiplier::saturating_from_rational(1, 10);
	/// A flood makes transactions dearer, and hospitals still have to be able to pay for theirs.
	pub MaximumMultiplier: Multiplier = Multiplier::saturating_from_integer(100);
	pub const TransactionByteFee: Balance = 1_000_000;
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = people::OnChargeTransaction;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightToFee = IdentityFee<Balance>;
	type LengthToFee = ConstantMultiplier<Balance, TransactionByteFee>;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Self,
		TargetBlockFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	// A sponsored fee touches two accounts and the sponsorship.
	type WeightInfo = pallet_sponsorship::SponsoredChargeWeight<
		Runtime,
		pallet_transaction_payment::weights::SubstrateWeight<Runtime>,
	>;
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

/// What a proxy may do for the account that appointed it.
#[derive(
	Copy,
	Clone,
	Default,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	codec::Encode,
	codec::Decode,
	codec::DecodeWithMemTracking,
	Debug,
	codec::MaxEncodedLen,
	scale_info::TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// Calls of the health domains: what a member's software does all day.
	#[codec(index = 1)]
	Domain,
	/// Votes and proposals.
	#[codec(index = 2)]
	Governance,
	/// A validator's keys.
	#[codec(index = 3)]
	SessionKeys,
}

impl frame_support::traits::InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			Self::Any => true,
			Self::Domain => {
				matches!(call, RuntimeCall::SupplyChain(_) | RuntimeCall::RecordsAccess(_))
			}
			Self::Governance => matches!(
				call,
				RuntimeCall::Council(_)
					| RuntimeCall::TechnicalCommittee(_)
					| RuntimeCall::Preimage(_)
			),
			Self::SessionKeys => matches!(
				call,
				RuntimeCall::Session(pallet_session::Call::set_keys { .. })
					| RuntimeCall::ValidatorSet(pallet_validator_set::Call::release_keys { .. })
			),
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		self == other || matches!(self, Self::Any)
	}
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ConstU128<{ deposit(1, 8) }>;
	type ProxyDepositFactor = ConstU128<{ deposit(0, 33) }>;
	type MaxProxies = ConstU32<32>;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = ConstU128<{ deposit(1, 8) }>;
	type AnnouncementDepositFactor = ConstU128<{ deposit(0, 66) }>;
	type BlockNumberProvider = System;
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = ConstU128<{ deposit(1, 88) }>;
	type DepositFactor = ConstU128<{ deposit(0, 32) }>;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}

parameter_types! {
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
	pub MaximumSchedulerWeight: Weight = Perbill::from_percent(40) * MAXIMUM_BLOCK_WEIGHT;
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = CouncilMajority;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaximumSchedulerWeight;
	type ScheduleOrigin = governance::ScheduleOrigin;
	type OriginPrivilegeCmp = governance::GreaterProportion;
	type MaxScheduledPerBlock = ConstU32<32>;
	type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

parameter_types! {
	pub MaxMigrationWeight: Weight = Perbill::from_percent(75) * MAXIMUM_BLOCK_WEIGHT;
}

#[derive_impl(pallet_migrations::config_preludes::TestDefaultConfig)]
impl pallet_migrations::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Migrations = ();
	// The benchmarks need migrations to step through.
	#[cfg(feature = "runtime-benchmarks")]
	type Migrations = pallet_migrations::mock_helpers::MockedMigrations;
	type CursorMaxLen = ConstU32<65_536>;
	type IdentifierMaxLen = ConstU32<256>;
	// No pause of transactions that a broken migration could make endless: governance decides.
	type MigrationStatusHandler = ();
	type FailedMigrationHandler = frame_support::migrations::FreezeChainOnFailedMigration;
	type MaxServiceWeight = MaxMigrationWeight;
	type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}

//! A runtime in which transactions are signed, charged and executed.

use crate as pallet_sponsorship;
use codec::Encode;
use frame_support::{
	derive_impl,
	dispatch::GetDispatchInfo,
	parameter_types,
	storage::{with_transaction, TransactionOutcome},
	traits::{tokens::imbalance::ResolveTo, ConstU64, ConstU8, Contains},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, IdentityFee, Weight},
};
use pallet_transaction_payment::ChargeTransactionPayment;
use sp_runtime::{
	generic::SignedPayload,
	testing::TestSignature,
	traits::{Applyable, Checkable},
	transaction_validity::{TransactionSource, TransactionValidityError},
	BuildStorage, DispatchError, DispatchResult,
};

pub use pallet_sponsorship::{Sponsorship as Record, Terms};

pub type AccountId = u64;
pub type TxExtension = (
	frame_system::CheckNonce<Test>,
	frame_system::CheckWeight<Test>,
	ChargeTransactionPayment<Test>,
);
pub type Extrinsic =
	frame_system::mocking::MockUncheckedExtrinsic<Test, TestSignature, TxExtension>;
type Block = frame_system::mocking::MockBlock<Test, TestSignature, TxExtension>;

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
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(4)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(5)]
	pub type Sponsorship = pallet_sponsorship;
	#[runtime::pallet_index(6)]
	pub type Services = services;
}

/// Something worth a fee.
#[frame_support::pallet(dev_mode)]
pub mod services {
	use crate::BalanceOf;
	use frame_support::{dispatch::PostDispatchInfo, pallet_prelude::*};
	use frame_system::{pallet_prelude::*, RawOrigin};
	use salus_primitives::Deposits;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config + crate::Config {}

	/// What an account keeps: who paid, and how much.
	#[pallet::storage]
	#[pallet::unbounded]
	pub type Kept<T: Config> =
		StorageMap<_, Twox64Concat, T::AccountId, Vec<(T::AccountId, BalanceOf<T>)>, ValueQuery>;

	#[pallet::error]
	pub enum Error<T> {
		Refused,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Costs `cost`, and uses `used` of it.
		#[pallet::call_index(0)]
		#[pallet::weight(Weight::from_parts(*cost, 0))]
		pub fn serve(
			origin: OriginFor<T>,
			cost: u64,
			used: u64,
			fail: bool,
		) -> DispatchResultWithPostInfo {
			let _ = (ensure_signed(origin)?, cost);
			let post: PostDispatchInfo = Some(Weight::from_parts(used, 0)).into();
			if fail {
				let error = Error::<T>::Refused.into();
				return Err(sp_runtime::DispatchErrorWithPostInfo { post_info: post, error });
			}
			Ok(post)
		}

		/// Stores something for a deposit.
		#[pallet::call_index(1)]
		#[pallet::weight(Weight::from_parts(1_000, 0))]
		pub fn keep(origin: OriginFor<T>, amount: BalanceOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let payer = crate::Pallet::<T>::hold(&who, amount)?;
			Kept::<T>::append(who, (payer, amount));
			Ok(())
		}

		/// Removes what was stored last.
		#[pallet::call_index(2)]
		#[pallet::weight(Weight::from_parts(1_000, 0))]
		pub fn discard(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let (payer, amount) =
				Kept::<T>::mutate(&who, |kept| kept.pop()).ok_or(Error::<T>::Refused)?;
			crate::Pallet::<T>::release(&who, &payer, amount);
			Ok(())
		}

		/// Leaves the sponsor while it is paying, and uses nothing of what was charged.
		#[pallet::call_index(3)]
		#[pallet::weight(Weight::from_parts(*cost, 0))]
		pub fn leave_within(origin: OriginFor<T>, cost: u64) -> DispatchResultWithPostInfo {
			let _ = cost;
			crate::Pallet::<T>::leave_sponsor(origin)?;
			Ok(Some(Weight::zero()).into())
		}

		/// Changes the sponsor while it is paying, and uses nothing of what was charged.
		#[pallet::call_index(4)]
		#[pallet::weight(Weight::from_parts(*cost, 0))]
		pub fn change_within(
			origin: OriginFor<T>,
			cost: u64,
			successor: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let (who, _) = (ensure_signed(origin)?, cost);
			let record =
				crate::Sponsorships::<T>::get(&who).ok_or(crate::Error::<T>::NotSponsored)?;
			let as_sponsor = RawOrigin::Signed(record.sponsor);
			crate::Pallet::<T>::stop_sponsoring(as_sponsor.into(), who.clone())?;
			let as_successor = RawOrigin::Signed(successor);
			crate::Pallet::<T>::sponsor(as_successor.into(), who, record.terms)?;
			Ok(Some(Weight::zero()).into())
		}
	}
}

impl services::Config for Test {}

/// The existential deposit.
pub const ED: u64 = 1_000;
/// What is held for the record of a sponsorship.
pub const RECORD: u64 = 2_000;
/// What a new account costs its sponsor.
pub const ACCOUNT_FEE: u64 = 700;
/// The shortest period.
pub const MIN_PERIOD: u64 = 1_000;
/// A period, in milliseconds.
pub const PERIOD: u64 = 60_000;
/// The first moment.
pub const START: u64 = 1_000_000;

parameter_types! {
	pub BlockWeights: frame_system::limits::BlockWeights =
		frame_system::limits::BlockWeights::builder()
			.base_block(Weight::zero())
			.for_class(frame_support::dispatch::DispatchClass::all(), |weights| {
				weights.base_extrinsic = Weight::zero();
			})
			.for_class(frame_support::dispatch::DispatchClass::non_mandatory(), |weights| {
				weights.max_total =
					Some(Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND * 1_000, u64::MAX));
			})
			.build_or_panic();
	pub const FeePot: AccountId = 99;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
	type BlockWeights = BlockWeights;
	type ExtensionsWeightInfo = NoWeight;
}

/// Extensions weigh nothing here, so that fees are small numbers.
pub struct NoWeight;
impl frame_system::ExtensionsWeightInfo for NoWeight {
	fn check_genesis() -> Weight {
		Weight::zero()
	}
	fn check_mortality_mortal_transaction() -> Weight {
		Weight::zero()
	}
	fn check_mortality_immortal_transaction() -> Weight {
		Weight::zero()
	}
	fn check_non_zero_sender() -> Weight {
		Weight::zero()
	}
	fn check_nonce() -> Weight {
		Weight::zero()
	}
	fn check_spec_version() -> Weight {
		Weight::zero()
	}
	fn check_tx_version() -> Weight {
		Weight::zero()
	}
	fn check_weight() -> Weight {
		Weight::zero()
	}
	fn weight_reclaim() -> Weight {
		Weight::zero()
	}
}
impl pallet_transaction_payment::WeightInfo for NoWeight {
	fn charge_transaction_payment() -> Weight {
		Weight::zero()
	}
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type ExistentialDeposit = ConstU64<ED>;
}

impl pallet_transaction_payment::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction =
		crate::SponsoredFungibleAdapter<Balances, ResolveTo<FeePot, Balances>>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightToFee = IdentityFee<u64>;
	type LengthToFee = IdentityFee<u64>;
	type FeeMultiplierUpdate = ();
	type WeightInfo = NoWeight;
}

impl pallet_utility::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = ();
}

/// The services, and nothing that wraps them.
pub struct SponsoredCalls;
impl Contains<RuntimeCall> for SponsoredCalls {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::Services(_))
	}
}

impl pallet_sponsorship::Config for Test {
	type Time = Timestamp;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type SponsoredCalls = SponsoredCalls;
	type RecordDeposit = ConstU64<RECORD>;
	type AccountFee = ConstU64<ACCOUNT_FEE>;
	type OnAccountFee = ResolveTo<FeePot, Balances>;
	type MinPeriod = ConstU64<MIN_PERIOD>;
	type WeightInfo = ();
}

/// A hospital.
pub const SPONSOR: AccountId = 1;
/// Another one.
pub const OTHER: AccountId = 2;
/// Somebody without tokens.
pub const PATIENT: AccountId = 10;
/// Somebody with tokens.
pub const RICH: AccountId = 11;
/// What the sponsors have at first.
pub const FUNDS: u64 = 10_000_000;
/// What the rich one has at first.
pub const RICHES: u64 = 1_000_000;

/// A fee allowance of 100,000 and a deposit allowance of 50,000 for each minute.
pub fn terms() -> Terms<u64> {
	Terms { fee_allowance: 100_000, deposit_allowance: 50_000, period: PERIOD, until: None }
}

/// A call that costs `cost` and uses all of it.
pub fn serve(cost: u64) -> RuntimeCall {
	services::Call::serve { cost, used: cost, fail: false }.into()
}

/// A transaction of `who`, signed, with the next nonce.
pub fn signed(who: AccountId, call: RuntimeCall, tip: u64) -> Extrinsic {
	signed_with_nonce(who, call, tip, System::account_nonce(who))
}

/// A transaction of `who`, signed, with this nonce.
pub fn signed_with_nonce(who: AccountId, call: RuntimeCall, tip: u64, nonce: u32) -> Extrinsic {
	let extension: TxExtension = (
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		ChargeTransactionPayment::from(tip),
	);
	let signature = SignedPayload::new(call.clone(), extension.clone())
		.expect("the extensions have what they sign")
		.using_encoded(|payload| TestSignature(who, payload.to_vec()));
	Extrinsic::new_signed(call, who, signature, extension)
}

/// The fee of a transaction before it is executed, tip included.
pub fn fee_of(transaction: &Extrinsic, tip: u64) -> u64 {
	let (info, length) = (transaction.get_dispatch_info(), transaction.encoded_size() as u32);
	TransactionPayment::compute_fee(length, &info, tip)
}

/// Submit a transaction: validate it as the pool does, then execute it as a block does. The two
/// must agree, and validating must change nothing.
pub fn submit(transaction: Extrinsic) -> Result<DispatchResult, TransactionValidityError> {
	let (info, length) = (transaction.get_dispatch_info(), transaction.encoded_size());
	let checked = transaction.check(&frame_system::ChainContext::<Test>::default())?;

	let root = sp_io::storage::root(Default::default());
	let validity = checked.validate::<Test>(TransactionSource::External, &info, length);
	assert_eq!(sp_io::storage::root(Default::default()), root, "validation changed the state");

	// As an executive does, whose block keeps nothing of a transaction that is not valid.
	let applied = with_transaction(|| match checked.apply::<Test>(&info, length) {
		Ok(outcome) => TransactionOutcome::Commit(Ok::<_, DispatchError>(Ok(outcome))),
		Err(invalid) => TransactionOutcome::Rollback(Ok(Err(invalid))),
	})
	.expect("the transaction layers are not used up");
	assert_eq!(
		validity.map(|_| ()),
		applied.as_ref().map(|_| ()).map_err(|invalid| *invalid),
		"the pool and the block differ"
	);
	applied.map(|outcome| outcome.map(|_| ()).map_err(|failure| failure.error))
}

/// Sign and submit a call without a tip.
pub fn send(who: AccountId, call: RuntimeCall) -> Result<DispatchResult, TransactionValidityError> {
	submit(signed(who, call, 0))
}

/// Move the clock on.
pub fn advance(milliseconds: u64) {
	pallet_timestamp::Now::<Test>::mutate(|now| *now += milliseconds);
}

/// The time.
pub fn now() -> u64 {
	pallet_timestamp::Now::<Test>::get()
}

/// What was spent of the allowance of `who` when the last fee was charged.
pub fn spent(who: AccountId) -> u64 {
	Sponsorship::open_sponsorship(&who).expect("is sponsored").spent
}

/// The events of this pallet since the last call.
pub fn events() -> Vec<crate::Event<Test>> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	System::reset_events();
	events
}

/// Builds the state that a test starts from.
#[derive(Default)]
pub struct ExtBuilder {
	sponsorships: Vec<(AccountId, AccountId, Terms<u64>)>,
}

impl ExtBuilder {
	/// With the patient sponsored on these terms.
	pub fn with_terms(self, terms: Terms<u64>) -> Self {
		self.with_sponsorship(SPONSOR, PATIENT, terms)
	}

	/// With a sponsorship from the beginning.
	pub fn with_sponsorship(
		mut self,
		sponsor: AccountId,
		account: AccountId,
		terms: Terms<u64>,
	) -> Self {
		self.sponsorships.push((sponsor, account, terms));
		self
	}

	/// The externalities, at block 1.
	pub fn build(self) -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: vec![
					(SPONSOR, FUNDS),
					(OTHER, FUNDS),
					(RICH, RICHES),
					(FeePot::get(), ED),
				],
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.expect("the genesis is sound");
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			pallet_timestamp::Now::<Test>::put(START);
			for (sponsor, account, terms) in self.sponsorships {
				Sponsorship::sponsor(RuntimeOrigin::signed(sponsor), account, terms)
					.expect("the terms are sound");
			}
			System::reset_events();
		});
		ext
	}

	/// Run a test, and see that all is as it must always be: also that not a token came or went.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			let issuance = Balances::total_issuance();
			test();
			Sponsorship::do_try_state().expect("the state is sound");
			assert_eq!(Balances::total_issuance(), issuance, "tokens came or went");
		});
	}
}

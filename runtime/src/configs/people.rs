//! Who acts, what is due, and who pays.

use core::marker::PhantomData;

use frame_support::{
	dispatch::CheckIfFeeless,
	traits::{ConstU128, ConstU32, ConstU64, Contains},
};
use pallet_transaction_payment::{OnChargeTransaction as ChargesFees, TxCreditHold};
use sp_runtime::{
	traits::{DispatchInfoOf, PostDispatchInfoOf},
	transaction_validity::TransactionValidityError,
};

use super::{deposit, governance::CouncilMajority, parameters, ToAuthor, UNIT};
use crate::{
	AccountId, Balance, Balances, Runtime, RuntimeCall, RuntimeHoldReason, RuntimeOrigin,
	Sponsorship, Timestamp,
};
use salus_primitives::HOUR;

impl pallet_participants::Config for Runtime {
	type GovernanceOrigin = CouncilMajority;
	type Time = Timestamp;
	type Balance = Balance;
	type Deposits = Sponsorship;
	type OrganisationDeposit = ConstU128<{ deposit(2, 128) }>;
	type MembershipDeposit = ConstU128<{ deposit(2, 128) }>;
	type CredentialDeposit = ConstU128<{ deposit(1, 192) }>;
	type HistoryDeposit = ConstU128<{ deposit(1, 96) }>;
	type SiteDeposit = ConstU128<{ deposit(1, 96) }>;
	type RetentionPeriod = parameters::CredentialRetention;
	type WeightInfo = pallet_participants::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarking::Helper;
}

impl pallet_obligations::Config for Runtime {
	type Time = Timestamp;
	type RetentionPeriod = parameters::ObligationRetention;
	type MaxAnnouncedPerBlock = ConstU32<500>;
	type WeightInfo = pallet_obligations::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarking::Helper;
}

/// Calls whose fee a sponsor pays, made directly: what a person without tokens has to be able to
/// do. No wrapper is among them, or the sponsor would pay for whatever is inside.
pub struct SponsoredCalls;

impl Contains<RuntimeCall> for SponsoredCalls {
	fn contains(call: &RuntimeCall) -> bool {
		use pallet_participants::Call as P;
		matches!(
			call,
			RuntimeCall::SupplyChain(_)
				| RuntimeCall::RecordsAccess(_)
				| RuntimeCall::Participants(
					P::register_organisation { .. }
						| P::accept_membership { .. }
						| P::leave_organisation { .. }
						| P::invite_member { .. }
						| P::withdraw_invitation { .. }
						| P::remove_member { .. }
				)
		)
	}
}

impl pallet_sponsorship::Config for Runtime {
	type Time = Timestamp;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type SponsoredCalls = SponsoredCalls;
	type RecordDeposit = ConstU128<{ deposit(1, 160) }>;
	type AccountFee = ConstU128<{ UNIT / 100 }>;
	type OnAccountFee = ToAuthor;
	type MinPeriod = ConstU64<HOUR>;
	type WeightInfo = pallet_sponsorship::weights::SubstrateWeight<Runtime>;
}

/// Charges nothing for what a pallet says is free (`feeless_if`): a patient's revocation, a
/// clinician's emergency within the quota. Made directly and without a tip: a wrapper is not free,
/// whatever is inside, and nobody gets ahead for free. Everything else goes to `A`.
pub struct FreeWhereDue<A>(PhantomData<A>);

impl<A> FreeWhereDue<A> {
	fn is_free(who: &AccountId, call: &RuntimeCall, tip: Balance) -> bool {
		tip == 0 && call.is_feeless(&RuntimeOrigin::signed(who.clone()))
	}
}

impl<A: TxCreditHold<Runtime>> TxCreditHold<Runtime> for FreeWhereDue<A> {
	type Credit = A::Credit;
}

impl<A> ChargesFees<Runtime> for FreeWhereDue<A>
where
	A: ChargesFees<Runtime, Balance = Balance>,
{
	type Balance = Balance;
	type LiquidityInfo = Option<A::LiquidityInfo>;

	fn withdraw_fee(
		who: &AccountId,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		fee_with_tip: Balance,
		tip: Balance,
	) -> Result<Self::LiquidityInfo, TransactionValidityError> {
		if Self::is_free(who, call, tip) {
			return Ok(None);
		}
		A::withdraw_fee(who, call, info, fee_with_tip, tip).map(Some)
	}

	fn can_withdraw_fee(
		who: &AccountId,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		fee_with_tip: Balance,
		tip: Balance,
	) -> Result<(), TransactionValidityError> {
		if Self::is_free(who, call, tip) {
			return Ok(());
		}
		A::can_withdraw_fee(who, call, info, fee_with_tip, tip)
	}

	fn correct_and_deposit_fee(
		who: &AccountId,
		info: &DispatchInfoOf<RuntimeCall>,
		post_info: &PostDispatchInfoOf<RuntimeCall>,
		corrected_fee_with_tip: Balance,
		tip: Balance,
		charged: Self::LiquidityInfo,
	) -> Result<(), TransactionValidityError> {
		match charged {
			Some(charged) => A::correct_and_deposit_fee(
				who,
				info,
				post_info,
				corrected_fee_with_tip,
				tip,
				charged,
			),
			None => Ok(()),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn endow_account(who: &AccountId, amount: Balance) {
		A::endow_account(who, amount)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn minimum_balance() -> Balance {
		A::minimum_balance()
	}
}

/// Fees: none where due, from the sponsor within its allowance, from the signer otherwise; to the
/// author.
pub type OnChargeTransaction =
	FreeWhereDue<pallet_sponsorship::SponsoredFungibleAdapter<Balances, ToAuthor>>;

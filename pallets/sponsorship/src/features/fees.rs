//! Fees, from the sponsor within its terms and otherwise from whoever signs.

use crate::*;
use core::marker::PhantomData;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{Balanced, Credit, Inspect},
		tokens::{Fortitude, Preservation},
		Contains, IsSubType, NoDrop, OnUnbalanced,
	},
};
use pallet_transaction_payment::{
	FungibleAdapter, OnChargeTransaction, Pallet as TransactionPayment, TxCreditHold,
};
use sp_runtime::{
	traits::{DispatchInfoOf, PostDispatchInfoOf, Saturating, Zero},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};

impl<T: Config> Pallet<T> {
	/// What the sponsor of `account` would be charged for `call`, and the record as it would be
	/// then; none if `account` has to pay itself. Changes nothing.
	///
	/// A tip is never sponsored, nor what goes with one: it would buy priority with the money of
	/// somebody else.
	pub fn sponsored_charge(
		account: &T::AccountId,
		call: &T::RuntimeCall,
		fee_with_tip: BalanceOf<T>,
		tip: BalanceOf<T>,
	) -> Option<(Charge<T::AccountId, BalanceOf<T>>, Sponsorship<T::AccountId, BalanceOf<T>>)> {
		if !tip.is_zero() || fee_with_tip.is_zero() || !T::SponsoredCalls::contains(call) {
			return None;
		}
		Self::charge_within_terms(account, fee_with_tip)
	}

	pub(crate) fn charge_within_terms(
		account: &T::AccountId,
		fee: BalanceOf<T>,
	) -> Option<(Charge<T::AccountId, BalanceOf<T>>, Sponsorship<T::AccountId, BalanceOf<T>>)> {
		let mut sponsorship = Self::open_sponsorship(account)?;
		if sponsorship.fees_left() < fee {
			return None;
		}
		let funds = T::Currency::reducible_balance(
			&sponsorship.sponsor,
			Preservation::Preserve,
			Fortitude::Polite,
		);
		if funds < fee {
			return None;
		}
		sponsorship.spent = sponsorship.spent.saturating_add(fee);
		let charge = Charge {
			sponsor: sponsorship.sponsor.clone(),
			period_start: sponsorship.period_start,
			fee,
		};
		Some((charge, sponsorship))
	}

	/// Book that `refund` of `charge` went back to the sponsor: on the allowance of the period that
	/// it was charged in, if the sponsorship is still the same and still in that period.
	pub(crate) fn settle(
		account: &T::AccountId,
		charge: Charge<T::AccountId, BalanceOf<T>>,
		refund: BalanceOf<T>,
	) {
		if !refund.is_zero() {
			Sponsorships::<T>::mutate(account, |sponsorship| {
				if let Some(sponsorship) = sponsorship.as_mut().filter(|it| {
					it.sponsor == charge.sponsor && it.period_start == charge.period_start
				}) {
					sponsorship.spent = sponsorship.spent.saturating_sub(refund);
				}
			});
		}
		Self::deposit_event(Event::FeeSponsored {
			sponsor: charge.sponsor,
			account: account.clone(),
			fee: charge.fee.saturating_sub(refund),
		});
	}
}

/// [`FungibleAdapter`] with a sponsor in front: `pallet_transaction_payment` charges through it.
///
/// The sponsor pays if it has agreed to (the time is not over), the call is listed, there is no tip,
/// the allowance of this period covers the whole fee, and the sponsor has it. Otherwise whoever
/// signs pays, and if that one cannot, the transaction is refused with
/// [`InvalidTransaction::Payment`]. A fee is never split between the two.
///
/// The sponsor of a sponsor is never asked. What a transaction does not use goes back to who paid,
/// also if the sponsorship ended while it was executed.
pub struct SponsoredFungibleAdapter<F, OU>(PhantomData<(F, OU)>);

impl<F, OU> SponsoredFungibleAdapter<F, OU> {
	/// `leave_sponsor` is free, so that an account without a sponsor must not get it into a block.
	fn refuse_idle_leave<T: Config>(
		who: &T::AccountId,
		call: &T::RuntimeCall,
	) -> Result<(), TransactionValidityError>
	where
		T::RuntimeCall: IsSubType<Call<T>>,
	{
		match call.is_sub_type() {
			Some(Call::leave_sponsor {}) if !Sponsorships::<T>::contains_key(who) => {
				Err(InvalidTransaction::Call.into())
			}
			_ => Ok(()),
		}
	}
}

impl<T, F, OU> TxCreditHold<T> for SponsoredFungibleAdapter<F, OU>
where
	T: pallet_transaction_payment::Config,
	F: Balanced<T::AccountId> + 'static,
{
	type Credit = NoDrop<Credit<T::AccountId, F>>;
}

impl<T, F, OU> OnChargeTransaction<T> for SponsoredFungibleAdapter<F, OU>
where
	T: Config<Currency = F> + pallet_transaction_payment::Config,
	T::OnChargeTransaction: TxCreditHold<T, Credit = NoDrop<Credit<T::AccountId, F>>>,
	T::RuntimeCall: IsSubType<Call<T>>,
	F: Balanced<T::AccountId> + 'static,
	OU: OnUnbalanced<Credit<T::AccountId, F>>,
{
	type Balance = <F as Inspect<T::AccountId>>::Balance;
	/// What the sponsor was charged, if it was, and the credit for the tip.
	type LiquidityInfo =
		(Option<Charge<T::AccountId, Self::Balance>>, Option<Credit<T::AccountId, F>>);

	fn withdraw_fee(
		who: &T::AccountId,
		call: &T::RuntimeCall,
		dispatch_info: &DispatchInfoOf<T::RuntimeCall>,
		fee_with_tip: Self::Balance,
		tip: Self::Balance,
	) -> Result<Self::LiquidityInfo, TransactionValidityError> {
		Self::refuse_idle_leave::<T>(who, call)?;
		let sponsored = Pallet::<T>::sponsored_charge(who, call, fee_with_tip, tip);
		let payer = sponsored.as_ref().map_or(who, |(charge, _)| &charge.sponsor);
		let credit = <FungibleAdapter<F, OU> as OnChargeTransaction<T>>::withdraw_fee(
			payer,
			call,
			dispatch_info,
			fee_with_tip,
			tip,
		)?;
		let charge = sponsored.map(|(charge, sponsorship)| {
			Sponsorships::<T>::insert(who, sponsorship);
			charge
		});
		Ok((charge, credit))
	}

	fn can_withdraw_fee(
		who: &T::AccountId,
		call: &T::RuntimeCall,
		dispatch_info: &DispatchInfoOf<T::RuntimeCall>,
		fee_with_tip: Self::Balance,
		tip: Self::Balance,
	) -> Result<(), TransactionValidityError> {
		Self::refuse_idle_leave::<T>(who, call)?;
		if Pallet::<T>::sponsored_charge(who, call, fee_with_tip, tip).is_some() {
			return Ok(());
		}
		<FungibleAdapter<F, OU> as OnChargeTransaction<T>>::can_withdraw_fee(
			who,
			call,
			dispatch_info,
			fee_with_tip,
			tip,
		)
	}

	fn correct_and_deposit_fee(
		who: &T::AccountId,
		dispatch_info: &DispatchInfoOf<T::RuntimeCall>,
		post_info: &PostDispatchInfoOf<T::RuntimeCall>,
		corrected_fee_with_tip: Self::Balance,
		tip: Self::Balance,
		(charge, tip_credit): Self::LiquidityInfo,
	) -> Result<(), TransactionValidityError> {
		let Some(charge) = charge else {
			return <FungibleAdapter<F, OU> as OnChargeTransaction<T>>::correct_and_deposit_fee(
				who,
				dispatch_info,
				post_info,
				corrected_fee_with_tip,
				tip,
				tip_credit,
			);
		};

		// The refund is made here, so that exactly what went back is given back to the allowance;
		// the adapter then finds nothing to refund.
		let fee = corrected_fee_with_tip.saturating_sub(tip);
		let unused =
			TransactionPayment::<T>::remaining_txfee::<Self::Balance>().saturating_sub(fee);
		let refund = match TransactionPayment::<T>::withdraw_txfee(unused) {
			// As in the adapter: no refund to an account that is gone.
			Some(credit) if !frame_system::Pallet::<T>::account_exists(&charge.sponsor) => {
				TransactionPayment::<T>::deposit_txfee(credit);
				Zero::zero()
			}
			Some(credit) => match F::resolve(&charge.sponsor, credit) {
				Ok(()) => unused,
				Err(credit) => {
					TransactionPayment::<T>::deposit_txfee(credit);
					Zero::zero()
				}
			},
			None => Zero::zero(),
		};
		<FungibleAdapter<F, OU> as OnChargeTransaction<T>>::correct_and_deposit_fee(
			&charge.sponsor,
			dispatch_info,
			post_info,
			corrected_fee_with_tip,
			tip,
			tip_credit,
		)?;
		Pallet::<T>::settle(who, charge, refund);
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn endow_account(who: &T::AccountId, amount: Self::Balance) {
		<FungibleAdapter<F, OU> as OnChargeTransaction<T>>::endow_account(who, amount)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn minimum_balance() -> Self::Balance {
		<FungibleAdapter<F, OU> as OnChargeTransaction<T>>::minimum_balance()
	}
}

/// The weight of charging a fee `W` with that of a sponsor on top: the benchmark of
/// `pallet_transaction_payment` charges an account without one.
pub struct SponsoredChargeWeight<T, W>(PhantomData<(T, W)>);

impl<T, W> pallet_transaction_payment::WeightInfo for SponsoredChargeWeight<T, W>
where
	T: Config,
	W: pallet_transaction_payment::WeightInfo,
{
	fn charge_transaction_payment() -> Weight {
		W::charge_transaction_payment().saturating_add(<T as Config>::WeightInfo::sponsored_fee())
	}
}

//! Benchmarks.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Balanced, Inspect},
	tokens::{Fortitude, Precision, Preservation},
	Get,
};
use frame_system::RawOrigin;
use sp_runtime::traits::{Bounded, Saturating};

/// An account that can pay everything that is asked of a sponsor.
fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who: T::AccountId = account(name, 0, 0);
	let amount = T::RecordDeposit::get()
		.saturating_add(T::AccountFee::get())
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(1_000u32.into());
	drop(T::Currency::deposit(&who, amount, Precision::Exact).expect("the account can hold it"));
	who
}

fn terms<T: Config>() -> Terms<BalanceOf<T>> {
	Terms {
		fee_allowance: BalanceOf::<T>::max_value(),
		deposit_allowance: BalanceOf::<T>::max_value(),
		period: T::MinPeriod::get(),
		until: None,
	}
}

/// A sponsor, and an account that it sponsors.
fn sponsored<T: Config>() -> Result<(T::AccountId, T::AccountId), BenchmarkError> {
	let (sponsor, account): (_, T::AccountId) = (funded::<T>("sponsor"), account("account", 0, 0));
	Pallet::<T>::do_sponsor(sponsor.clone(), account.clone(), terms::<T>())
		.map_err(|_| BenchmarkError::Stop("a sponsor with funds can sponsor"))?;
	Ok((sponsor, account))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// In place of an expired sponsor, for an account that has no reference yet.
	#[benchmark]
	fn sponsor() -> Result<(), BenchmarkError> {
		let (_, account) = sponsored::<T>()?;
		Sponsorships::<T>::mutate(&account, |sponsorship| {
			if let Some(sponsorship) = sponsorship {
				sponsorship.terms.until = Some(0);
			}
		});
		Referenced::<T>::remove(&account);
		let caller = funded::<T>("successor");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), account.clone(), terms::<T>());

		assert_eq!(Sponsorships::<T>::get(&account).map(|it| it.sponsor), Some(caller));
		assert!(Referenced::<T>::contains_key(&account));
		Ok(())
	}

	#[benchmark]
	fn set_terms() -> Result<(), BenchmarkError> {
		let (payer, account) = sponsored::<T>()?;
		let terms = Terms { fee_allowance: 0u32.into(), ..terms::<T>() };

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), account.clone(), terms);

		assert_eq!(Sponsorships::<T>::get(&account).map(|it| it.terms), Some(terms));
		Ok(())
	}

	#[benchmark]
	fn stop_sponsoring() -> Result<(), BenchmarkError> {
		let (payer, account) = sponsored::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), account.clone());

		assert!(!Sponsorships::<T>::contains_key(&account));
		Ok(())
	}

	#[benchmark]
	fn leave_sponsor() -> Result<(), BenchmarkError> {
		let (_, account) = sponsored::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(account.clone()));

		assert!(!Sponsorships::<T>::contains_key(&account));
		Ok(())
	}

	/// What the fee of a sponsored transaction takes: asked, charged, refunded and settled.
	#[benchmark]
	fn sponsored_fee() -> Result<(), BenchmarkError> {
		let (payer, account) = sponsored::<T>()?;
		let fee = T::Currency::minimum_balance();

		#[block]
		{
			let (charge, sponsorship) = Pallet::<T>::charge_within_terms(&account, fee)
				.ok_or(BenchmarkError::Stop("the sponsor pays"))?;
			let credit = T::Currency::withdraw(
				&charge.sponsor,
				fee,
				Precision::Exact,
				Preservation::Preserve,
				Fortitude::Polite,
			)
			.map_err(|_| BenchmarkError::Stop("the sponsor has the fee"))?;
			Sponsorships::<T>::insert(&account, sponsorship);
			T::Currency::resolve(&payer, credit)
				.map_err(|_| BenchmarkError::Stop("the sponsor takes the refund"))?;
			Pallet::<T>::settle(&account, charge, fee);
		}

		assert_eq!(Sponsorships::<T>::get(&account).map(|it| it.spent), Some(0u32.into()));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}

//! Benchmarks of every call, at its worst.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	pallet_prelude::BoundedVec,
	traits::{EnsureOrigin, Get},
};
use frame_system::RawOrigin;
use salus_primitives::{
	BusinessIdentifier, Capacity, Gln, Moment, OrganisationId, Participants, DAY,
};

const NOW: Moment = 1_000 * DAY;
const END: Moment = 2_000 * DAY;
const SITE: u64 = 8_904_000_210_037;
const PAYER: Capacity = Capacity::Payer;
const REASON: SuspensionReason = SuspensionReason::UnderInvestigation;
const GLN: BusinessIdentifier = BusinessIdentifier::Gln(SITE);

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::BenchmarkHelper::fund(&who);
	who
}

/// An issuer for every capacity. Sets the clock.
fn issuer<T: Config>(name: &'static str) -> T::AccountId {
	T::BenchmarkHelper::set_time(NOW);
	let who = funded::<T>(name);
	let capacities = Capacity::ALL.into_iter().collect();
	Issuers::<T>::insert(&who, Issuer { capacities, compromised_since: None });
	who
}

/// An organisation that its controller pays for.
fn organisation<T: Config>(controller: &T::AccountId) -> OrganisationId {
	Pallet::<T>::register_organisation(RawOrigin::Signed(controller.clone()).into(), None)
		.expect("registers");
	Pallet::<T>::organisation_of(controller).expect("is registered")
}

fn holder<T: Config>() -> HolderOf<T> {
	let controller = funded::<T>("controller");
	Holder::Organisation(organisation::<T>(&controller))
}

fn issue<T: Config>(who: &T::AccountId, holder: &HolderOf<T>) {
	let origin = RawOrigin::Signed(who.clone()).into();
	Pallet::<T>::issue_credential(origin, holder.clone(), PAYER, GLN, NOW, END).expect("issues");
}

fn suspend<T: Config>(who: &T::AccountId, holder: &HolderOf<T>) {
	let origin = RawOrigin::Signed(who.clone()).into();
	Pallet::<T>::suspend_credential(origin, holder.clone(), PAYER, REASON).expect("suspends");
}

fn all_capacities() -> BoundedVec<Capacity, frame_support::traits::ConstU32<MAX_CAPACITIES>> {
	Capacity::ALL.to_vec().try_into().expect("there is room for all")
}

/// An organisation with a site, and an invitation of `account` to it. Answers the controller.
fn invited<T: Config>(account: &T::AccountId) -> (OrganisationId, T::AccountId) {
	T::BenchmarkHelper::set_time(NOW);
	let controller = funded::<T>("controller");
	organisation::<T>(&controller);
	let gln = Gln::try_from(SITE).expect("is a GLN");
	let id = <Pallet<T> as Participants<T::AccountId>>::benchmark_organisation(
		&controller,
		Some(gln),
		END,
	);
	invite::<T>(&controller, id, account);
	(id, controller)
}

fn invite<T: Config>(controller: &T::AccountId, id: OrganisationId, account: &T::AccountId) {
	Pallet::<T>::invite_member(
		RawOrigin::Signed(controller.clone()).into(),
		id,
		account.clone(),
		[Capacity::Auditor].to_vec().try_into().expect("one fits"),
		Some(SITE),
	)
	.expect("invites");
}

fn accept<T: Config>(id: OrganisationId, account: &T::AccountId) {
	let origin = RawOrigin::Signed(account.clone()).into();
	Pallet::<T>::accept_membership(origin, id).expect("accepts");
}

/// Let all credentials but the last rest on an issuer that was compromised, and each on three
/// issuers of its own: the most that a search for one in force has to read.
fn make_search_long<T: Config>(id: OrganisationId) {
	let holder = Holder::Organisation(id);
	for (i, capacity) in (0u32..).zip(Capacity::ALL) {
		let [by_1, by_2, by_3]: [T::AccountId; 3] =
			[0, 1, 2].map(|slot| account("voucher", i, slot));
		let compromised_since = (i < 20).then_some(0);
		let record = |compromised_since| {
			let capacities = Capacities::NONE.with(capacity);
			Issuer { capacities, compromised_since }
		};
		Issuers::<T>::insert(&by_1, record(None));
		Issuers::<T>::insert(&by_2, record(None));
		Issuers::<T>::insert(&by_3, record(compromised_since));
		Credentials::<T>::mutate(&holder, capacity, |credential| {
			let credential = credential.as_mut().expect("has all credentials");
			credential.issued = Voucher { by: by_1, at: NOW };
			credential.renewed = Some(Voucher { by: by_2, at: NOW });
			credential.reinstated = Some(Voucher { by: by_3, at: NOW });
		});
	}
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn appoint_issuer() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let who: T::AccountId = account("issuer", 0, 0);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, PAYER, who.clone());

		assert!(Issuers::<T>::contains_key(who));
		Ok(())
	}

	#[benchmark]
	fn retire_issuer() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let who = issuer::<T>("issuer");

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, PAYER, who.clone());

		assert!(Issuers::<T>::get(who).is_some_and(|issuer| !issuer.capacities.contains(PAYER)));
		Ok(())
	}

	#[benchmark]
	fn declare_issuer_compromised() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let who = issuer::<T>("issuer");

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), NOW);

		assert!(Issuers::<T>::get(who).is_some_and(|i| i.compromised_since == Some(NOW)));
		Ok(())
	}

	#[benchmark]
	fn register_organisation() {
		let who = issuer::<T>("issuer");
		let controller: T::AccountId = account("controller", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), Some(controller.clone()));

		assert!(Pallet::<T>::organisation_of(&controller).is_some());
	}

	/// Over one that has expired and rests on three issuers, whose deposit goes back.
	#[benchmark]
	fn issue_credential() {
		let (who, other) = (issuer::<T>("issuer"), issuer::<T>("other"));
		let third = issuer::<T>("third");
		let holder = holder::<T>();
		issue::<T>(&other, &holder);
		let origin = RawOrigin::Signed(third.clone()).into();
		Pallet::<T>::renew_credential(origin, holder.clone(), PAYER, END + DAY).expect("renews");
		suspend::<T>(&third, &holder);
		let origin = RawOrigin::Signed(who.clone()).into();
		Pallet::<T>::reinstate_credential(origin, holder.clone(), PAYER).expect("reinstates");
		T::BenchmarkHelper::set_time(END + DAY);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(who.clone()),
			holder.clone(),
			PAYER,
			BusinessIdentifier::Commitment([7; 32]),
			END,
			END + 2 * DAY,
		);

		assert!(Credentials::<T>::get(holder, PAYER).is_some_and(|c| c.issued.by == who));
	}

	#[benchmark]
	fn renew_credential() {
		let (who, other) = (issuer::<T>("issuer"), issuer::<T>("other"));
		let third = issuer::<T>("third");
		let holder = holder::<T>();
		issue::<T>(&other, &holder);
		let origin = RawOrigin::Signed(third).into();
		Pallet::<T>::renew_credential(origin, holder.clone(), PAYER, END + DAY).expect("renews");

		#[extrinsic_call]
		_(RawOrigin::Signed(who), holder.clone(), PAYER, END + 2 * DAY);

		assert!(
			Credentials::<T>::get(holder, PAYER).is_some_and(|c| c.valid_until == END + 2 * DAY)
		);
	}

	#[benchmark]
	fn suspend_credential() {
		let who = issuer::<T>("issuer");
		let holder = holder::<T>();
		issue::<T>(&who, &holder);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), holder.clone(), PAYER, REASON);

		assert!(Credentials::<T>::get(holder, PAYER).is_some_and(|c| c.suspended.is_some()));
	}

	/// In place of a reinstatement by a compromised issuer.
	#[benchmark]
	fn reinstate_credential() {
		let (who, other) = (issuer::<T>("issuer"), issuer::<T>("other"));
		let thief = issuer::<T>("thief");
		let holder = holder::<T>();
		issue::<T>(&other, &holder);
		suspend::<T>(&other, &holder);
		let origin = RawOrigin::Signed(thief.clone()).into();
		Pallet::<T>::reinstate_credential(origin, holder.clone(), PAYER).expect("reinstates");
		Pallet::<T>::do_declare_issuer_compromised(thief, NOW).expect("declares");

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), holder.clone(), PAYER);

		let credential = Credentials::<T>::get(holder, PAYER).expect("exists");
		assert!(credential.reinstated.is_some_and(|voucher| voucher.by == who));
	}

	#[benchmark]
	fn revoke_credential() {
		let who = issuer::<T>("issuer");
		let holder = holder::<T>();
		issue::<T>(&who, &holder);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), holder.clone(), PAYER, REASON);

		assert!(Credentials::<T>::get(holder, PAYER).is_some_and(|c| c.revoked.is_some()));
	}

	/// In place of another invitation.
	#[benchmark]
	fn invite_member() {
		let member: T::AccountId = account("member", 0, 0);
		let (id, controller) = invited::<T>(&member);

		#[extrinsic_call]
		_(RawOrigin::Signed(controller), id, member.clone(), all_capacities(), Some(SITE));

		let all: Capacities = Capacity::ALL.into_iter().collect();
		assert!(Invitations::<T>::get(id, member).is_some_and(|i| i.capacities == all));
	}

	/// By one that is a member on other terms.
	#[benchmark]
	fn accept_membership() {
		let member: T::AccountId = account("member", 0, 0);
		let (id, controller) = invited::<T>(&member);
		accept::<T>(id, &member);
		invite::<T>(&controller, id, &member);

		#[extrinsic_call]
		_(RawOrigin::Signed(member.clone()), id);

		assert!(!Invitations::<T>::contains_key(id, member));
	}

	#[benchmark]
	fn leave_organisation() {
		let member: T::AccountId = account("member", 0, 0);
		let (id, _) = invited::<T>(&member);
		accept::<T>(id, &member);

		#[extrinsic_call]
		_(RawOrigin::Signed(member.clone()), id);

		assert!(!Members::<T>::contains_key(id, member));
	}

	/// One that is invited on other terms as well.
	#[benchmark]
	fn remove_member() {
		let member: T::AccountId = account("member", 0, 0);
		let (id, controller) = invited::<T>(&member);
		accept::<T>(id, &member);
		invite::<T>(&controller, id, &member);

		#[extrinsic_call]
		_(RawOrigin::Signed(controller), id, member.clone());

		assert!(!Members::<T>::contains_key(id, member));
	}

	/// By a controller who is not the one who invited.
	#[benchmark]
	fn withdraw_invitation() {
		let member: T::AccountId = account("member", 0, 0);
		let (id, controller) = invited::<T>(&member);
		let next = funded::<T>("next");
		let origin = RawOrigin::Signed(controller).into();
		Pallet::<T>::offer_control(origin, Some(next.clone())).expect("offers");
		let origin = RawOrigin::Signed(next.clone()).into();
		Pallet::<T>::accept_control(origin, id).expect("accepts");

		#[extrinsic_call]
		_(RawOrigin::Signed(next), id, member.clone());

		assert!(!Invitations::<T>::contains_key(id, member));
	}

	/// In place of what a compromised issuer attested, after a search through all credentials.
	#[benchmark]
	fn register_site() {
		let member: T::AccountId = account("member", 0, 0);
		let (id, _) = invited::<T>(&member);
		let (who, thief) = (issuer::<T>("issuer-of-all"), issuer::<T>("thief"));
		make_search_long::<T>(id);
		Sites::<T>::remove(Gln::try_from(SITE).expect("is a GLN"));
		Pallet::<T>::register_site(RawOrigin::Signed(thief.clone()).into(), id, SITE)
			.expect("registers");
		Pallet::<T>::do_declare_issuer_compromised(thief, NOW).expect("declares");

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), id, SITE);

		let site = Sites::<T>::get(Gln::try_from(SITE).expect("is a GLN")).expect("is there");
		assert_eq!(site.attested.by, who);
	}

	/// By an issuer of all capacities, of which the organisation has only the last.
	#[benchmark]
	fn remove_site() {
		let member: T::AccountId = account("member", 0, 0);
		let (id, _) = invited::<T>(&member);
		let who = issuer::<T>("issuer-of-all");
		Sites::<T>::remove(Gln::try_from(SITE).expect("is a GLN"));
		Pallet::<T>::register_site(RawOrigin::Signed(who.clone()).into(), id, SITE)
			.expect("registers");
		let others: Vec<_> = Capacity::ALL.into_iter().take(20).collect();
		let holder = Holder::Organisation(id);
		for capacity in others {
			Credentials::<T>::remove(&holder, capacity);
			CredentialHistory::<T>::remove((&holder, capacity, 0));
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(who), SITE);

		assert!(!Sites::<T>::contains_key(Gln::try_from(SITE).expect("is a GLN")));
	}

	#[benchmark]
	fn offer_control() {
		let controller = funded::<T>("controller");
		let id = organisation::<T>(&controller);
		let next: T::AccountId = account("next", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(controller), Some(next.clone()));

		assert!(Organisations::<T>::get(id).is_some_and(|o| o.offered_to == Some(next)));
	}

	/// By a member that is invited on other terms as well; the deposit passes over.
	#[benchmark]
	fn accept_control() {
		let member = funded::<T>("member");
		let (id, controller) = invited::<T>(&member);
		accept::<T>(id, &member);
		invite::<T>(&controller, id, &member);
		let origin = RawOrigin::Signed(controller).into();
		Pallet::<T>::offer_control(origin, Some(member.clone())).expect("offers");

		#[extrinsic_call]
		_(RawOrigin::Signed(member.clone()), id);

		assert_eq!(Pallet::<T>::organisation_of(&member), Some(id));
	}

	/// The last row, and the credential with it.
	#[benchmark]
	fn reap_history() {
		let caller: T::AccountId = whitelisted_caller();
		let who = issuer::<T>("issuer");
		let holder = holder::<T>();
		issue::<T>(&who, &holder);
		T::BenchmarkHelper::set_time(END + T::RetentionPeriod::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), holder.clone(), PAYER, 0);

		assert!(!Credentials::<T>::contains_key(holder, PAYER));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}

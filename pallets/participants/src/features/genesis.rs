//! What the first block holds.

use crate::*;
use salus_primitives::{Capacity, Gln, Moment, OrganisationId};

impl<T: Config> Pallet<T> {
	/// A row for which nothing is held.
	pub(crate) fn unpaid(who: &T::AccountId) -> DepositOf<T> {
		Deposit { depositor: who.clone(), payer: who.clone(), amount: T::Balance::default() }
	}

	/// Write the issuers and organisations of a chain specification. Everything that a call would
	/// refuse is refused here as well; the error says what is wrong.
	pub(crate) fn build_genesis(
		issuers: &[(Capacity, T::AccountId)],
		organisations: &[GenesisOrganisation<T::AccountId>],
	) -> Result<(), &'static str> {
		for (capacity, issuer) in issuers {
			Issuers::<T>::mutate(issuer, |record| {
				let record = record.get_or_insert_with(Issuer::default);
				record.capacities = record.capacities.with(*capacity);
			});
		}
		for organisation in organisations {
			let controller = &organisation.controller;
			if ControllerOf::<T>::contains_key(controller) {
				return Err("an account controls two organisations");
			}
			let id = Self::store_organisation(controller, Self::unpaid(controller))
				.map_err(|_| "too many organisations")?;
			Self::build_organisation(id, issuers, organisation)?;
		}
		Ok(())
	}

	fn build_organisation(
		id: OrganisationId,
		issuers: &[(Capacity, T::AccountId)],
		organisation: &GenesisOrganisation<T::AccountId>,
	) -> Result<(), &'static str> {
		let GenesisOrganisation { controller, credentials, valid_until, sites, members } =
			organisation;
		let mut voucher = None;
		for (capacity, identifier) in credentials {
			let (_, issuer) = issuers
				.iter()
				.find(|(appointed, _)| appointed == capacity)
				.ok_or("nobody issues credentials of a capacity that an organisation has")?;
			voucher = Some(issuer);
			Self::build_credential(issuer, id, *capacity, *identifier, *valid_until)?;
		}
		for gln in sites {
			let gln = Gln::try_from(*gln).map_err(|_| "a site is no GLN")?;
			if Sites::<T>::contains_key(gln) {
				return Err("a site is of two organisations");
			}
			let issuer = voucher.ok_or("an organisation without a credential has a site")?;
			let attested = Voucher { by: issuer.clone(), at: Self::now() };
			let deposit = Self::unpaid(issuer);
			Sites::<T>::insert(gln, Site { organisation: id, attested, deposit });
		}
		for member in members {
			let capacities: Capacities = member.capacities.iter().copied().collect();
			let site = member.site.map(Gln::try_from).transpose();
			let site = site.map_err(|_| "a member's site is no GLN")?;
			if site.is_some_and(|site| Self::ensure_site(id, site).is_err()) {
				return Err("a member's site is not the organisation's");
			}
			if capacities.is_empty()
				|| member.account == *controller
				|| Members::<T>::contains_key(id, &member.account)
			{
				return Err("a member has no capacity, is the controller, or is there twice");
			}
			let deposit = Self::unpaid(controller);
			let membership = Membership { capacities, site, since: Self::now(), deposit };
			Members::<T>::insert(id, &member.account, membership);
			Self::keep_account(&member.account);
		}
		Ok(())
	}

	fn build_credential(
		issuer: &T::AccountId,
		id: OrganisationId,
		capacity: Capacity,
		identifier: GenesisIdentifier,
		valid_until: Moment,
	) -> Result<(), &'static str> {
		let holder = Holder::Organisation(id);
		let identifier = salus_primitives::BusinessIdentifier::from(identifier);
		identifier.validate().map_err(|_| "a business identifier is wrong")?;
		if Credentials::<T>::contains_key(&holder, capacity) || valid_until == 0 {
			return Err("a credential is there twice, or never in force");
		}
		let deposits = (Self::unpaid(issuer), None);
		Self::store_credential(
			issuer.clone(),
			&holder,
			capacity,
			identifier,
			0,
			valid_until,
			None,
			deposits,
		)
		.map_err(|_| "a credential cannot be stored")
	}

	/// An organisation for benchmarks: credentials for every capacity, each of which rests on
	/// three issuers, which is the worst case of a check.
	#[cfg(feature = "runtime-benchmarks")]
	pub(crate) fn build_for_benchmark(
		who: &T::AccountId,
		location: Option<Gln>,
		until: Moment,
	) -> OrganisationId {
		let issuers: [T::AccountId; 3] =
			core::array::from_fn(|i| frame_benchmarking::account("issuer", i as u32, 0));
		for issuer in &issuers {
			let capacities = Capacity::ALL.into_iter().collect();
			Issuers::<T>::insert(issuer, Issuer { capacities, compromised_since: None });
		}
		let id = ControllerOf::<T>::get(who).unwrap_or_else(|| {
			Self::store_organisation(who, Self::unpaid(who)).expect("there are numbers left")
		});
		let [first, second, third] = issuers;
		let at = Self::now();
		for capacity in Capacity::ALL {
			let holder = Holder::Organisation(id);
			let identifier = GenesisIdentifier::Commitment([0; 32]);
			if !Credentials::<T>::contains_key(&holder, capacity) {
				Self::build_credential(&first, id, capacity, identifier, until)
					.expect("the particulars are right");
			}
			Credentials::<T>::mutate(&holder, capacity, |credential| {
				let credential = credential.as_mut().expect("was just made");
				credential.valid_until = until;
				credential.renewed = Some(Voucher { by: second.clone(), at });
				credential.reinstated = Some(Voucher { by: third.clone(), at });
			});
		}
		if let Some(gln) = location {
			let attested = Voucher { by: first.clone(), at };
			let deposit = Self::unpaid(&first);
			Sites::<T>::insert(gln, Site { organisation: id, attested, deposit });
		}
		id
	}
}

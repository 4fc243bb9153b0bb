//! What the other pallets and the runtime APIs ask.

use crate::*;
use alloc::vec::Vec;
use frame_support::pallet_prelude::*;
use salus_primitives::{Acting, Capacity, Gln, OrganisationId, Participants};

impl<T: Config> Pallet<T> {
	/// Every credential of a holder, in the order of the capacities: at most 21.
	pub fn credentials_of(holder: &HolderOf<T>) -> Vec<CredentialInfo<T::AccountId>> {
		Capacity::ALL
			.into_iter()
			.filter_map(|capacity| {
				let credential = Credentials::<T>::get(holder, capacity)?;
				let latest = credential.latest();
				Some(CredentialInfo {
					capacity,
					issuer: latest.by.clone(),
					issued_at: latest.at,
					valid_from: credential.valid_from,
					valid_until: credential.valid_until,
					identifier: credential.identifier,
					status: Self::status_of(&credential),
				})
			})
			.collect()
	}

	/// The organisation that an account controls.
	pub fn organisation_of(controller: &T::AccountId) -> Option<OrganisationId> {
		ControllerOf::<T>::get(controller)
	}

	/// `Ok` if the person holds a credential for the capacity that is in force now.
	pub fn ensure_person_accredited(who: &T::AccountId, capacity: Capacity) -> DispatchResult {
		Self::ensure_credential(&Holder::Person(who.clone()), capacity)
	}
}

impl<T: Config> Participants<T::AccountId> for Pallet<T> {
	fn ensure_acting(who: &T::AccountId, acting: &Acting, site: Option<Gln>) -> DispatchResult {
		let organisation =
			Organisations::<T>::get(acting.organisation).ok_or(Error::<T>::UnknownOrganisation)?;
		if organisation.controller != *who {
			let membership =
				Members::<T>::get(acting.organisation, who).ok_or(Error::<T>::NotAMember)?;
			ensure!(
				membership.capacities.contains(acting.capacity),
				Error::<T>::CapacityNotGranted
			);
			if let Some(limit) = membership.site {
				ensure!(site == Some(limit), Error::<T>::SiteNotGranted);
				Self::ensure_site(acting.organisation, limit)?;
			}
		}
		Self::ensure_accredited(acting.organisation, acting.capacity)
	}

	fn ensure_accredited(organisation: OrganisationId, capacity: Capacity) -> DispatchResult {
		Self::ensure_credential(&Holder::Organisation(organisation), capacity)
	}

	fn controller(organisation: OrganisationId) -> Option<T::AccountId> {
		Organisations::<T>::get(organisation).map(|organisation| organisation.controller)
	}

	fn organisation_at(location: Gln) -> Option<OrganisationId> {
		Self::trusted_site(location).map(|site| site.organisation)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_organisation(
		who: &T::AccountId,
		location: Option<Gln>,
		until: salus_primitives::Moment,
	) -> OrganisationId {
		Self::build_for_benchmark(who, location, until)
	}
}

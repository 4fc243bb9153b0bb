//! Which location is whose.

use crate::*;
use frame_support::pallet_prelude::*;
use salus_primitives::{Capacity, Gln, OrganisationId};

impl<T: Config> Pallet<T> {
	/// The site at a location, unless a compromised issuer attested it.
	pub(crate) fn trusted_site(gln: Gln) -> Option<SiteOf<T>> {
		Sites::<T>::get(gln).filter(|site| !Self::is_compromised(&site.attested))
	}

	/// `Ok` if the location is attested as one of the organisation.
	pub(crate) fn ensure_site(organisation: OrganisationId, gln: Gln) -> DispatchResult {
		let site = Self::trusted_site(gln).ok_or(Error::<T>::UnknownSite)?;
		ensure!(site.organisation == organisation, Error::<T>::SiteOfAnother);
		Ok(())
	}

	/// `Ok` if `who` is an issuer for a capacity for which `accepts` is true.
	fn ensure_issuer_for_any(
		who: &T::AccountId,
		accepts: impl Fn(Capacity) -> bool,
	) -> DispatchResult {
		let issuer = Self::trusted_issuer(who)?;
		ensure!(issuer.capacities.iter().any(accepts), Error::<T>::CredentialMissing);
		Ok(())
	}

	pub(crate) fn do_register_site(
		who: T::AccountId,
		organisation: OrganisationId,
		gln: u64,
	) -> DispatchResult {
		let gln = Gln::try_from(gln).map_err(|_| Error::<T>::InvalidIdentifier)?;
		let holder = Holder::Organisation(organisation);
		Self::ensure_not_own(&who, &holder)?;
		Self::ensure_issuer_for_any(&who, |capacity| {
			Self::ensure_credential(&holder, capacity).is_ok()
		})?;
		if let Some(former) = Sites::<T>::get(gln) {
			if !Self::is_compromised(&former.attested) {
				ensure!(former.organisation == organisation, Error::<T>::SiteTaken);
				return Ok(());
			}
			Self::release(&former.deposit);
		}
		let deposit = Self::hold(&who, T::SiteDeposit::get())?;
		let attested = Voucher { by: who.clone(), at: Self::now() };
		Sites::<T>::insert(gln, Site { organisation, attested, deposit });
		Self::deposit_event(Event::SiteRegistered { organisation, site: gln, issuer: who });
		Ok(())
	}

	pub(crate) fn do_remove_site(who: T::AccountId, gln: u64) -> DispatchResult {
		let gln = Gln::try_from(gln).map_err(|_| Error::<T>::InvalidIdentifier)?;
		let site = Sites::<T>::get(gln).ok_or(Error::<T>::UnknownSite)?;
		if ControllerOf::<T>::get(&who) != Some(site.organisation) {
			let holder = Holder::Organisation(site.organisation);
			Self::ensure_issuer_for_any(&who, |capacity| {
				Credentials::<T>::contains_key(&holder, capacity)
			})?;
		}
		Self::release(&site.deposit);
		Sites::<T>::remove(gln);
		let organisation = site.organisation;
		Self::deposit_event(Event::SiteRemoved { organisation, site: gln, by: who });
		Ok(())
	}
}

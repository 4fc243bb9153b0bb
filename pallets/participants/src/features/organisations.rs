//! Organisations, who controls them and who acts for them.

use crate::*;
use frame_support::pallet_prelude::*;
use salus_primitives::{Gln, OrganisationId};

impl<T: Config> Pallet<T> {
	/// The organisation, if `who` controls it.
	pub(crate) fn controlled_by(
		who: &T::AccountId,
		organisation: OrganisationId,
	) -> Result<OrganisationOf<T>, DispatchError> {
		let organisation =
			Organisations::<T>::get(organisation).ok_or(Error::<T>::UnknownOrganisation)?;
		ensure!(organisation.controller == *who, Error::<T>::NotController);
		Ok(organisation)
	}

	/// Store a new organisation under the next number.
	pub(crate) fn store_organisation(
		controller: &T::AccountId,
		deposit: DepositOf<T>,
	) -> Result<OrganisationId, DispatchError> {
		let id = NextId::<T>::get();
		NextId::<T>::put(id.checked_add(1).ok_or(Error::<T>::TooManyOrganisations)?);
		let organisation =
			Organisation { controller: controller.clone(), offered_to: None, deposit };
		Organisations::<T>::insert(id, organisation);
		ControllerOf::<T>::insert(controller, id);
		Self::keep_account(controller);
		Ok(id)
	}

	pub(crate) fn do_register_organisation(
		who: T::AccountId,
		controller: Option<T::AccountId>,
	) -> DispatchResult {
		let controller = controller.unwrap_or_else(|| who.clone());
		if controller != who {
			Self::trusted_issuer(&who)?;
		}
		if ControllerOf::<T>::contains_key(&controller) {
			return Ok(());
		}
		let deposit = Self::hold(&who, T::OrganisationDeposit::get())?;
		let organisation = Self::store_organisation(&controller, deposit)?;
		Self::deposit_event(Event::OrganisationRegistered {
			organisation,
			controller,
			registered_by: who,
		});
		Ok(())
	}

	pub(crate) fn do_invite_member(
		who: T::AccountId,
		organisation: OrganisationId,
		account: T::AccountId,
		capacities: Capacities,
		site: Option<u64>,
	) -> DispatchResult {
		let controller = Self::controlled_by(&who, organisation)?.controller;
		ensure!(controller != account, Error::<T>::AlreadyMember);
		ensure!(!capacities.is_empty(), Error::<T>::NoCapacity);
		let site =
			site.map(Gln::try_from).transpose().map_err(|_| Error::<T>::InvalidIdentifier)?;
		if let Some(site) = site {
			Self::ensure_site(organisation, site)?;
		}
		match Invitations::<T>::get(organisation, &account) {
			Some(former)
				if former.invited_by == who
					&& former.capacities == capacities
					&& former.site == site =>
			{
				return Ok(())
			}
			Some(former) => Self::release(&former.deposit),
			None => (),
		}
		let deposit = Self::hold(&who, T::MembershipDeposit::get())?;
		let invitation = Invitation { capacities, site, invited_by: who, deposit };
		Invitations::<T>::insert(organisation, &account, invitation);
		Self::deposit_event(Event::MemberInvited { organisation, account, capacities, site });
		Ok(())
	}

	pub(crate) fn do_accept_membership(
		who: T::AccountId,
		organisation: OrganisationId,
	) -> DispatchResult {
		let invitation = Invitations::<T>::get(organisation, &who).ok_or(Error::<T>::NotInvited)?;
		let controller = Organisations::<T>::get(organisation)
			.ok_or(Error::<T>::UnknownOrganisation)?
			.controller;
		ensure!(controller == invitation.invited_by, Error::<T>::InvitationOutdated);
		Invitations::<T>::remove(organisation, &who);
		match Members::<T>::get(organisation, &who) {
			Some(former) => Self::release(&former.deposit),
			None => Self::keep_account(&who),
		}
		let Invitation { capacities, site, deposit, .. } = invitation;
		let membership = Membership { capacities, site, since: Self::now(), deposit };
		Members::<T>::insert(organisation, &who, membership);
		Self::deposit_event(Event::MemberJoined { organisation, account: who });
		Ok(())
	}

	/// End a membership and give its deposit back.
	fn end_membership(organisation: OrganisationId, account: &T::AccountId) -> DispatchResult {
		let membership = Members::<T>::take(organisation, account).ok_or(Error::<T>::NotAMember)?;
		Self::release(&membership.deposit);
		Self::let_account_go(account);
		Ok(())
	}

	pub(crate) fn do_leave_organisation(
		who: T::AccountId,
		organisation: OrganisationId,
	) -> DispatchResult {
		Self::end_membership(organisation, &who)?;
		Self::deposit_event(Event::MemberLeft { organisation, account: who });
		Ok(())
	}

	pub(crate) fn do_remove_member(
		who: T::AccountId,
		organisation: OrganisationId,
		account: T::AccountId,
	) -> DispatchResult {
		Self::controlled_by(&who, organisation)?;
		Self::end_membership(organisation, &account)?;
		// Or the one removed would come back on terms that it did not accept yet.
		if let Some(invitation) = Invitations::<T>::take(organisation, &account) {
			Self::release(&invitation.deposit);
		}
		Self::deposit_event(Event::MemberRemoved { organisation, account });
		Ok(())
	}

	pub(crate) fn do_withdraw_invitation(
		who: T::AccountId,
		organisation: OrganisationId,
		account: T::AccountId,
	) -> DispatchResult {
		let invitation =
			Invitations::<T>::get(organisation, &account).ok_or(Error::<T>::NotInvited)?;
		if who != account && who != invitation.invited_by {
			Self::controlled_by(&who, organisation)?;
		}
		Invitations::<T>::remove(organisation, &account);
		Self::release(&invitation.deposit);
		Self::deposit_event(Event::InvitationWithdrawn { organisation, account, by: who });
		Ok(())
	}

	pub(crate) fn do_offer_control(
		who: T::AccountId,
		new_controller: Option<T::AccountId>,
	) -> DispatchResult {
		let id = ControllerOf::<T>::get(&who).ok_or(Error::<T>::NotController)?;
		ensure!(new_controller.as_ref() != Some(&who), Error::<T>::AlreadyController);
		let mut organisation = Self::controlled_by(&who, id)?;
		if organisation.offered_to == new_controller {
			return Ok(());
		}
		organisation.offered_to.clone_from(&new_controller);
		Organisations::<T>::insert(id, organisation);
		Self::deposit_event(Event::ControlOffered { organisation: id, to: new_controller });
		Ok(())
	}

	pub(crate) fn do_accept_control(who: T::AccountId, id: OrganisationId) -> DispatchResult {
		let mut organisation =
			Organisations::<T>::get(id).ok_or(Error::<T>::UnknownOrganisation)?;
		ensure!(organisation.offered_to.as_ref() == Some(&who), Error::<T>::NotOffered);
		ensure!(!ControllerOf::<T>::contains_key(&who), Error::<T>::AlreadyController);

		let former = core::mem::replace(&mut organisation.controller, who.clone());
		organisation.offered_to = None;
		// An issuer that registered an organisation for another goes on paying for it.
		if organisation.deposit.depositor == former {
			let deposit = Self::hold(&who, T::OrganisationDeposit::get())?;
			Self::release(&core::mem::replace(&mut organisation.deposit, deposit));
		}
		Organisations::<T>::insert(id, organisation);
		ControllerOf::<T>::remove(&former);
		ControllerOf::<T>::insert(&who, id);
		// The controller is a member without a row.
		if let Some(membership) = Members::<T>::take(id, &who) {
			Self::release(&membership.deposit);
		} else {
			Self::keep_account(&who);
		}
		if let Some(invitation) = Invitations::<T>::take(id, &who) {
			Self::release(&invitation.deposit);
		}
		Self::let_account_go(&former);
		Self::deposit_event(Event::ControlTransferred { organisation: id, from: former, to: who });
		Ok(())
	}
}

//! What always holds.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check every invariant of the pallet's state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_organisations()?;
		Self::try_state_members()?;
		Self::try_state_credentials()?;
		Self::try_state_sites()
	}

	/// Numbers are below the counter; an account controls at most one organisation.
	fn try_state_organisations() -> Result<(), TryRuntimeError> {
		for (id, organisation) in Organisations::<T>::iter() {
			ensure!(id != 0 && id < NextId::<T>::get(), "number of an organisation was not given");
			ensure!(
				ControllerOf::<T>::get(&organisation.controller) == Some(id),
				"controller is not known as one"
			);
			ensure!(
				organisation.offered_to.as_ref() != Some(&organisation.controller),
				"control is offered to the controller"
			);
		}
		for (controller, id) in ControllerOf::<T>::iter() {
			ensure!(
				Organisations::<T>::get(id).is_some_and(|o| o.controller == controller),
				"organisation has another controller"
			);
			ensure!(
				frame_system::Pallet::<T>::providers(&controller) > 0,
				"account of a controller can be reaped"
			);
		}
		Ok(())
	}

	/// Members and invitations are of organisations that exist, and for something.
	fn try_state_members() -> Result<(), TryRuntimeError> {
		for (id, account, membership) in Members::<T>::iter() {
			let organisation = Organisations::<T>::get(id).ok_or("members of no organisation")?;
			ensure!(organisation.controller != account, "controller has a row as a member");
			ensure!(!membership.capacities.is_empty(), "member for nothing");
			ensure!(
				frame_system::Pallet::<T>::providers(&account) > 0,
				"account of a member can be reaped"
			);
		}
		for (id, account, invitation) in Invitations::<T>::iter() {
			ensure!(Organisations::<T>::contains_key(id), "invitation to no organisation");
			ensure!(!invitation.capacities.is_empty(), "invitation for nothing");
			ensure!(invitation.invited_by != account, "invited by oneself");
		}
		for (_, issuer) in Issuers::<T>::iter() {
			ensure!(issuer != Issuer::default(), "issuer of nothing");
		}
		Ok(())
	}

	/// Credentials have right particulars, and exactly the rows of history that they count.
	fn try_state_credentials() -> Result<(), TryRuntimeError> {
		let mut rows = BTreeMap::<_, u32>::new();
		for ((holder, capacity, number), act) in CredentialHistory::<T>::iter() {
			let credential =
				Credentials::<T>::get(&holder, capacity).ok_or("history of no credential")?;
			ensure!(
				(credential.first_act..credential.next_act).contains(&number),
				"act is out of the range of its credential"
			);
			ensure!(act.at <= Self::now(), "act of the future");
			*rows.entry((holder, capacity)).or_default() += 1;
		}
		for (holder, capacity, credential) in Credentials::<T>::iter() {
			if let Holder::Organisation(id) = &holder {
				ensure!(Organisations::<T>::contains_key(id), "credential of no organisation");
			}
			ensure!(credential.identifier.validate().is_ok(), "identifier is wrong");
			ensure!(credential.valid_from < credential.valid_until, "never in force");
			ensure!(
				rows.get(&(holder, capacity)).copied()
					== credential.next_act.checked_sub(credential.first_act)
					&& credential.first_act < credential.next_act,
				"history has gaps"
			);
		}
		Ok(())
	}

	/// Sites are of organisations that exist.
	fn try_state_sites() -> Result<(), TryRuntimeError> {
		for (_, site) in Sites::<T>::iter() {
			ensure!(Organisations::<T>::contains_key(site.organisation), "site of nobody");
		}
		Ok(())
	}
}

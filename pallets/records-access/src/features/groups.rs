//! Groups of accounts, such as a care team, that consents name: who joined yesterday is in it.

use frame_support::{dispatch::DispatchResult, ensure};
use salus_primitives::{records::Token, Acting, Participants};

use super::ledger::row_bytes;
use crate::{Config, Error, Event, Group, GroupMembers, Groups, Pallet};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_add_group_member(
		who: T::AccountId,
		acting: Acting,
		group: Token,
		account: T::AccountId,
	) -> DispatchResult {
		T::Participants::ensure_acting(&who, &acting, None)?;
		let organisation = acting.organisation;
		match Groups::<T>::get(group) {
			Some(row) => ensure!(row.owner == organisation, Error::<T>::NotGroupOwner),
			// Stays when the last member leaves: consents may name it, and nobody else may take it.
			None => {
				let deposit = Self::hold_for(organisation, row_bytes(128))?;
				Groups::<T>::insert(group, Group { owner: organisation, deposit });
			}
		}
		ensure!(!GroupMembers::<T>::contains_key(group, &account), Error::<T>::AlreadyInGroup);
		let deposit = Self::hold_for(organisation, row_bytes(128))?;
		GroupMembers::<T>::insert(group, &account, deposit);
		Self::deposit_event(Event::GroupMemberAdded { group, account });
		Ok(())
	}

	pub(crate) fn do_remove_group_member(
		who: T::AccountId,
		acting: Acting,
		group: Token,
		account: T::AccountId,
	) -> DispatchResult {
		T::Participants::ensure_acting(&who, &acting, None)?;
		ensure!(
			Groups::<T>::get(group).is_some_and(|row| row.owner == acting.organisation),
			Error::<T>::NotGroupOwner
		);
		let deposit = GroupMembers::<T>::take(group, &account).ok_or(Error::<T>::NotInGroup)?;
		Self::give_back(&deposit);
		Self::deposit_event(Event::GroupMemberRemoved { group, account });
		Ok(())
	}
}

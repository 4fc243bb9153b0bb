//! The life of a credential: issued, renewed, suspended, reinstated, revoked, removed.

use crate::*;
use frame_support::pallet_prelude::*;
use salus_primitives::{BusinessIdentifier, Capacity, Moment};
use sp_runtime::ArithmeticError;

impl<T: Config> Pallet<T> {
	/// How a credential stands now.
	///
	/// What cannot be mended comes first: revoked, resting on a compromised issuer, suspended,
	/// and then the clock.
	pub fn status_of(credential: &CredentialOf<T>) -> CredentialStatus {
		let now = Self::now();
		if credential.revoked.is_some() {
			CredentialStatus::Revoked
		} else if credential.vouchers().any(Self::is_compromised) {
			CredentialStatus::IssuerCompromised
		} else if credential.suspended.is_some() {
			CredentialStatus::Suspended
		} else if now < credential.valid_from {
			CredentialStatus::NotYetValid
		} else if now >= credential.valid_until {
			CredentialStatus::Expired
		} else {
			CredentialStatus::Valid
		}
	}

	/// `Ok` if `holder` has a credential for `capacity` in force now.
	pub fn ensure_credential(holder: &HolderOf<T>, capacity: Capacity) -> DispatchResult {
		let credential =
			Credentials::<T>::get(holder, capacity).ok_or(Error::<T>::CredentialMissing)?;
		match Self::status_of(&credential) {
			CredentialStatus::Valid => Ok(()),
			CredentialStatus::Suspended => Err(Error::<T>::CredentialSuspended.into()),
			CredentialStatus::Revoked => Err(Error::<T>::CredentialRevoked.into()),
			CredentialStatus::Expired => Err(Error::<T>::CredentialExpired.into()),
			CredentialStatus::NotYetValid => Err(Error::<T>::CredentialNotYetValid.into()),
			CredentialStatus::IssuerCompromised => Err(Error::<T>::CredentialCompromised.into()),
		}
	}

	/// The credential, unless it was revoked.
	fn live_credential(
		holder: &HolderOf<T>,
		capacity: Capacity,
	) -> Result<CredentialOf<T>, DispatchError> {
		let credential =
			Credentials::<T>::get(holder, capacity).ok_or(Error::<T>::CredentialMissing)?;
		ensure!(credential.revoked.is_none(), Error::<T>::CredentialRevoked);
		Ok(credential)
	}

	/// Write a row of history and the credential after the act.
	fn record(
		holder: &HolderOf<T>,
		capacity: Capacity,
		mut credential: CredentialOf<T>,
		act: ActOf<T>,
	) -> DispatchResult {
		let number = credential.next_act;
		credential.next_act = number.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		CredentialHistory::<T>::insert((holder, capacity, number), act);
		Credentials::<T>::insert(holder, capacity, credential);
		Ok(())
	}

	/// Store a credential that replaces `former`, and the row of its issue.
	#[allow(clippy::too_many_arguments)]
	pub(crate) fn store_credential(
		by: T::AccountId,
		holder: &HolderOf<T>,
		capacity: Capacity,
		identifier: BusinessIdentifier,
		valid_from: Moment,
		valid_until: Moment,
		former: Option<CredentialOf<T>>,
		(deposit, row): (DepositOf<T>, Option<DepositOf<T>>),
	) -> DispatchResult {
		let at = Self::now();
		let (first_act, next_act) = former.map_or((0, 0), |f| (f.first_act, f.next_act));
		let credential = Credential {
			identifier,
			valid_from,
			valid_until,
			issued: Voucher { by: by.clone(), at },
			renewed: None,
			reinstated: None,
			suspended: None,
			revoked: None,
			first_act,
			next_act,
			deposit,
		};
		let kind = ActKind::Issued { identifier, valid_from, valid_until };
		Self::record(holder, capacity, credential, Act { kind, by, at, deposit: row })
	}

	pub(crate) fn do_issue_credential(
		who: T::AccountId,
		holder: HolderOf<T>,
		capacity: Capacity,
		identifier: BusinessIdentifier,
		valid_from: Moment,
		valid_until: Moment,
	) -> DispatchResult {
		Self::ensure_issuer(&who, capacity)?;
		Self::ensure_not_own(&who, &holder)?;
		identifier.validate().map_err(|_| Error::<T>::InvalidIdentifier)?;
		ensure!(valid_from < valid_until, Error::<T>::InvalidPeriod);
		ensure!(valid_until > Self::now(), Error::<T>::PeriodInPast);

		let former = Credentials::<T>::get(&holder, capacity);
		if let Some(former) = &former {
			match Self::status_of(former) {
				CredentialStatus::Valid | CredentialStatus::NotYetValid => {
					let same = former.identifier == identifier
						&& former.valid_from == valid_from
						&& former.valid_until == valid_until;
					return if same { Ok(()) } else { Err(Error::<T>::CredentialExists.into()) };
				}
				// Nobody gets round a suspension with a second credential.
				CredentialStatus::Suspended => {
					return Err(Error::<T>::CredentialSuspended.into());
				}
				CredentialStatus::IssuerCompromised if former.suspended.is_some() => {
					return Err(Error::<T>::CredentialSuspended.into());
				}
				CredentialStatus::IssuerCompromised
				| CredentialStatus::Revoked
				| CredentialStatus::Expired => Self::release(&former.deposit),
			}
		}
		let deposit = Self::hold(&who, T::CredentialDeposit::get())?;
		let row = Self::hold(&who, T::HistoryDeposit::get())?;
		Self::store_credential(
			who.clone(),
			&holder,
			capacity,
			identifier,
			valid_from,
			valid_until,
			former,
			(deposit, Some(row)),
		)?;
		Self::deposit_event(Event::CredentialIssued {
			holder,
			capacity,
			issuer: who,
			valid_from,
			valid_until,
		});
		Ok(())
	}

	pub(crate) fn do_renew_credential(
		who: T::AccountId,
		holder: HolderOf<T>,
		capacity: Capacity,
		valid_until: Moment,
	) -> DispatchResult {
		Self::ensure_issuer(&who, capacity)?;
		Self::ensure_not_own(&who, &holder)?;
		let mut credential = Self::live_credential(&holder, capacity)?;
		let at = Self::now();
		ensure!(!Self::is_compromised(&credential.issued), Error::<T>::CredentialCompromised);
		ensure!(valid_until > credential.valid_from, Error::<T>::InvalidPeriod);
		ensure!(valid_until > at, Error::<T>::PeriodInPast);
		// The end that a compromised issuer wrote binds nobody.
		let binding = !credential.renewed.as_ref().is_some_and(Self::is_compromised);
		ensure!(!binding || valid_until > credential.valid_until, Error::<T>::NotExtended);

		let deposit = Some(Self::hold(&who, T::HistoryDeposit::get())?);
		credential.valid_until = valid_until;
		credential.renewed = Some(Voucher { by: who.clone(), at });
		let kind = ActKind::Renewed { valid_until };
		Self::record(&holder, capacity, credential, Act { kind, by: who.clone(), at, deposit })?;
		Self::deposit_event(Event::CredentialRenewed {
			holder,
			capacity,
			issuer: who,
			valid_until,
		});
		Ok(())
	}

	pub(crate) fn do_suspend_credential(
		who: T::AccountId,
		holder: HolderOf<T>,
		capacity: Capacity,
		reason: SuspensionReason,
	) -> DispatchResult {
		Self::ensure_issuer(&who, capacity)?;
		let mut credential = Self::live_credential(&holder, capacity)?;
		ensure!(credential.suspended.is_none(), Error::<T>::CredentialSuspended);
		credential.suspended = Some(reason);
		let kind = ActKind::Suspended { reason };
		let act = Act { kind, by: who.clone(), at: Self::now(), deposit: None };
		Self::record(&holder, capacity, credential, act)?;
		Self::deposit_event(Event::CredentialSuspended { holder, capacity, issuer: who, reason });
		Ok(())
	}

	pub(crate) fn do_reinstate_credential(
		who: T::AccountId,
		holder: HolderOf<T>,
		capacity: Capacity,
	) -> DispatchResult {
		Self::ensure_issuer(&who, capacity)?;
		Self::ensure_not_own(&who, &holder)?;
		let mut credential = Self::live_credential(&holder, capacity)?;
		ensure!(!Self::is_compromised(&credential.issued), Error::<T>::CredentialCompromised);
		// A reinstatement by a compromised issuer is none: it can be made good.
		ensure!(
			credential.suspended.is_some()
				|| credential.reinstated.as_ref().is_some_and(Self::is_compromised),
			Error::<T>::CredentialNotSuspended
		);
		let at = Self::now();
		let deposit = Some(Self::hold(&who, T::HistoryDeposit::get())?);
		credential.suspended = None;
		credential.reinstated = Some(Voucher { by: who.clone(), at });
		let act = Act { kind: ActKind::Reinstated, by: who.clone(), at, deposit };
		Self::record(&holder, capacity, credential, act)?;
		Self::deposit_event(Event::CredentialReinstated { holder, capacity, issuer: who });
		Ok(())
	}

	pub(crate) fn do_revoke_credential(
		who: T::AccountId,
		holder: HolderOf<T>,
		capacity: Capacity,
		reason: SuspensionReason,
	) -> DispatchResult {
		Self::ensure_issuer(&who, capacity)?;
		let mut credential = Self::live_credential(&holder, capacity)?;
		let at = Self::now();
		credential.revoked = Some(at);
		let act = Act { kind: ActKind::Revoked { reason }, by: who.clone(), at, deposit: None };
		Self::record(&holder, capacity, credential, act)?;
		Self::deposit_event(Event::CredentialRevoked { holder, capacity, issuer: who, reason });
		Ok(())
	}

	pub(crate) fn do_reap_history(
		holder: HolderOf<T>,
		capacity: Capacity,
		number: u32,
	) -> DispatchResult {
		let mut credential =
			Credentials::<T>::get(&holder, capacity).ok_or(Error::<T>::CredentialMissing)?;
		let act = CredentialHistory::<T>::get((&holder, capacity, number))
			.ok_or(Error::<T>::HistoryMissing)?;
		ensure!(number == credential.first_act, Error::<T>::HistoryNotOldest);
		let over = |since: Moment| {
			since.checked_add(T::RetentionPeriod::get()).is_some_and(|end| end <= Self::now())
		};
		ensure!(over(act.at), Error::<T>::RetentionRunning);

		let next = number.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		let last = next == credential.next_act;
		if last {
			ensure!(
				credential.revoked.is_some() || over(credential.valid_until),
				Error::<T>::CredentialStanding
			);
			Self::release(&credential.deposit);
			Credentials::<T>::remove(&holder, capacity);
		} else {
			credential.first_act = next;
			Credentials::<T>::insert(&holder, capacity, credential);
		}
		if let Some(deposit) = &act.deposit {
			Self::release(deposit);
		}
		CredentialHistory::<T>::remove((&holder, capacity, number));
		Self::deposit_event(Event::HistoryReaped { holder: holder.clone(), capacity, act: number });
		if last {
			Self::deposit_event(Event::CredentialRemoved { holder, capacity });
		}
		Ok(())
	}
}

//! Pseudonyms: opened by a custodian, claimed by the patient, and the keys of both sides.

use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{
	consent::ImplicitPolicy,
	records::{EncryptionKey, PatientId},
	Acting, Moment,
};

use super::ledger::{month, most_bytes, now, row_bytes, PatientOf};
use crate::{
	Config, Controllers, EncryptionKeyRow, EncryptionKeys, Error, Event, Offer, Pallet, Patient,
	Patients, Policies,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_open_pseudonym(
		who: T::AccountId,
		acting: Acting,
		id: PatientId,
	) -> DispatchResult {
		Self::ensure_custodial(&who, &acting)?;
		ensure!(!Patients::<T>::contains_key(id), Error::<T>::PatientExists);
		let custodian = acting.organisation;
		let deposit = Self::hold_for(custodian, most_bytes::<PatientOf<T>>())?;
		Patients::<T>::insert(
			id,
			Patient {
				custodian,
				controller: None,
				encryption_key: None,
				offer: None,
				opened: month::<T>(),
				erased: None,
				legal_hold: None,
				held_records: 0,
				restricted: false,
				paid_in_full: 0,
				linked_to: None,
				next_disclosure: 0,
				next_history: 0,
				representatives: 0,
				open_requests: 0,
				deposit,
			},
		);
		Self::deposit_event(Event::PseudonymOpened { patient: id, custodian });
		Ok(())
	}

	fn offer(id: PatientId, mut patient: PatientOf<T>, account: T::AccountId, from: Moment) {
		patient.offer = Some(Offer { account: account.clone(), from });
		Patients::<T>::insert(id, patient);
		Self::deposit_event(Event::ClaimOffered { patient: id, account, from });
	}

	pub(crate) fn do_offer_claim(
		who: T::AccountId,
		acting: Acting,
		id: PatientId,
		account: T::AccountId,
	) -> DispatchResult {
		let patient = Self::live(&id)?;
		Self::ensure_custodian(&who, &acting, &patient)?;
		ensure!(!Controllers::<T>::contains_key(&account), Error::<T>::AccountInUse);
		// A patient with a key has time to object: or a custodian could take its place.
		let wait = match patient.controller {
			Some(_) => T::Limits::get().recovery_period,
			None => 0,
		};
		Self::offer(id, patient, account, now::<T>().saturating_add(wait));
		Ok(())
	}

	pub(crate) fn do_accept_claim(
		who: T::AccountId,
		id: PatientId,
		key: EncryptionKey,
	) -> DispatchResult {
		let mut patient = Self::live(&id)?;
		let offer = patient.offer.take().filter(|offer| offer.account == who);
		let offer = offer.ok_or(Error::<T>::NoOffer)?;
		ensure!(offer.from <= now::<T>(), Error::<T>::OfferNotDue);
		ensure!(!Controllers::<T>::contains_key(&who), Error::<T>::AccountInUse);
		if let Some(former) = patient.controller.replace(who.clone()) {
			Controllers::<T>::remove(&former);
		}
		// For ever, so that the account can revoke without holding a balance, and no transaction
		// that it signed can be replayed.
		frame_system::Pallet::<T>::inc_providers(&who);
		Controllers::<T>::insert(&who, id);
		patient.encryption_key = Some(key);
		Patients::<T>::insert(id, patient);
		Self::deposit_event(Event::PseudonymClaimed { patient: id, account: who });
		Ok(())
	}

	pub(crate) fn do_refuse_offer(who: T::AccountId, id: PatientId) -> DispatchResult {
		let mut patient = Self::known(&id)?;
		let offer = patient.offer.take().ok_or(Error::<T>::NoOffer)?;
		ensure!(
			patient.controller.as_ref() == Some(&who) || offer.account == who,
			Error::<T>::NotPatient
		);
		Patients::<T>::insert(id, patient);
		Self::deposit_event(Event::OfferRefused { patient: id, by: who });
		Ok(())
	}

	pub(crate) fn do_replace_key(
		who: T::AccountId,
		id: PatientId,
		account: Option<T::AccountId>,
		key: EncryptionKey,
	) -> DispatchResult {
		let mut patient = Self::live(&id)?;
		ensure!(patient.controller.as_ref() == Some(&who), Error::<T>::NotPatient);
		patient.encryption_key = Some(key);
		Self::deposit_event(Event::KeyReplaced { patient: id });
		match account {
			Some(account) => {
				ensure!(!Controllers::<T>::contains_key(&account), Error::<T>::AccountInUse);
				Self::offer(id, patient, account, now::<T>());
			}
			None => Patients::<T>::insert(id, patient),
		}
		Ok(())
	}

	pub(crate) fn do_link_pseudonyms(
		who: T::AccountId,
		acting: Acting,
		from: PatientId,
		into: PatientId,
	) -> DispatchResult {
		let mut old = Self::known(&from)?;
		let new = Self::known(&into)?;
		Self::ensure_custodian(&who, &acting, &old)?;
		ensure!(new.custodian == old.custodian, Error::<T>::NotCustodian);
		// One step: what is linked to is not linked itself, so that nobody walks chains or circles.
		ensure!(from != into && new.linked_to.is_none(), Error::<T>::LinkInvalid);
		ensure!(old.linked_to.is_none(), Error::<T>::LinkInvalid);
		old.linked_to = Some(into);
		Patients::<T>::insert(from, old);
		Self::deposit_event(Event::PseudonymsLinked { from, into });
		Ok(())
	}

	pub(crate) fn do_register_encryption_key(
		who: T::AccountId,
		key: EncryptionKey,
	) -> DispatchResult {
		let deposit = match EncryptionKeys::<T>::get(&who) {
			Some(row) if row.key == key => return Ok(()),
			Some(row) => row.deposit,
			None => Self::hold_on(&who, row_bytes(32))?,
		};
		EncryptionKeys::<T>::insert(&who, EncryptionKeyRow { key, deposit });
		Self::deposit_event(Event::EncryptionKeyRegistered { account: who, key });
		Ok(())
	}

	pub(crate) fn do_remove_encryption_key(who: T::AccountId) -> DispatchResult {
		let row = EncryptionKeys::<T>::take(&who).ok_or(Error::<T>::NoEncryptionKey)?;
		Self::give_back(&row.deposit);
		Self::deposit_event(Event::EncryptionKeyRemoved { account: who });
		Ok(())
	}

	/// The policy of a custodian, within what the jurisdiction allows now.
	pub fn policy_of(custodian: salus_primitives::OrganisationId) -> ImplicitPolicy {
		let limits = T::Limits::get();
		Policies::<T>::get(custodian)
			.unwrap_or(limits.default_policy)
			.max(limits.strictest_policy)
			.min(limits.most_open_policy)
	}

	pub(crate) fn do_set_policy(
		who: T::AccountId,
		acting: Acting,
		policy: ImplicitPolicy,
	) -> DispatchResult {
		Self::ensure_custodial(&who, &acting)?;
		let limits = T::Limits::get();
		ensure!(
			policy >= limits.strictest_policy && policy <= limits.most_open_policy,
			Error::<T>::PolicyOutOfBounds
		);
		// One byte for each organisation, which paid for being one.
		Policies::<T>::insert(acting.organisation, policy);
		Self::deposit_event(Event::PolicySet { custodian: acting.organisation, policy });
		Ok(())
	}
}

//! Who acts for a patient: parents, guardians, holders of a power of attorney (CN-1).

use frame_support::{dispatch::DispatchResult, ensure};
use salus_primitives::{
	consent::Month,
	records::{Commitment, PatientId, Scope},
	Acting,
};

use super::ledger::{month, most_bytes, Side};
use crate::{
	Config, Error, Event, Pallet, Patients, Representative, Representatives, MAX_REPRESENTATIVES,
};

type RepresentativeOf<T> =
	Representative<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

impl<T: Config> Pallet<T> {
	#[allow(clippy::too_many_arguments)]
	pub(crate) fn do_appoint_representative(
		who: T::AccountId,
		acting: Option<Acting>,
		id: PatientId,
		account: T::AccountId,
		scope: Scope,
		until: Month,
		evidence: Option<Commitment>,
	) -> DispatchResult {
		let mut patient = Self::live(&id)?;
		// Nobody passes on what was only lent.
		let side = Self::ensure_side(&who, &acting, &id, &patient, |_| false)?;
		ensure!(side == Side::Patient || evidence.is_some(), Error::<T>::FormMissing);
		ensure!(
			until >= month::<T>() && (scope.grant || scope.revoke || scope.read),
			Error::<T>::RepresentationInvalid
		);
		let deposit = match Representatives::<T>::get(id, &account) {
			Some(former) => former.deposit,
			None => {
				ensure!(
					patient.representatives < MAX_REPRESENTATIVES,
					Error::<T>::TooManyRepresentatives
				);
				patient.representatives = patient.representatives.saturating_add(1);
				Self::hold_for(patient.custodian, most_bytes::<RepresentativeOf<T>>())?
			}
		};
		Patients::<T>::insert(id, patient);
		Representatives::<T>::insert(
			id,
			&account,
			Representative { scope, until, evidence, deposit },
		);
		Self::deposit_event(Event::RepresentativeAppointed { patient: id, account, scope, until });
		Ok(())
	}

	pub(crate) fn do_revoke_representative(
		who: T::AccountId,
		acting: Option<Acting>,
		id: PatientId,
		account: T::AccountId,
	) -> DispatchResult {
		let mut patient = Self::known(&id)?;
		// A representative may lay its office down.
		if acting.is_some() || who != account {
			Self::ensure_side(&who, &acting, &id, &patient, |_| false)?;
		}
		let row =
			Representatives::<T>::take(id, &account).ok_or(Error::<T>::UnknownRepresentative)?;
		Self::give_back(&row.deposit);
		patient.representatives = patient.representatives.saturating_sub(1);
		Patients::<T>::insert(id, patient);
		Self::deposit_event(Event::RepresentativeRevoked { patient: id, account });
		Ok(())
	}
}

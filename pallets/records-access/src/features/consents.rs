//! Consents: granted, recorded, revoked, contested (CN-1, CN-2, CN-6, CN-9).

use alloc::{collections::BTreeSet, vec::Vec};
use codec::Encode;
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{
	consent::{Actor, Consent, Id, Purpose},
	records::{Commitment, ConsentGrant, PatientId, MAX_GROUPS},
	Acting, ObligationKind, Obligations, OrganisationId,
};
use sp_runtime::DispatchError;

use super::ledger::{duty, most_bytes, now, row_bytes, PatientOf, Side};
use crate::{
	Config, ConsentAct, ConsentHistory, ConsentRow, ConsentState, Consents, Error, Event,
	HistoryRow, Pallet, Patients,
};

/// The newest consent of a patient, on the runtime.
pub type ConsentRowOf<T> =
	ConsentRow<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;
type HistoryRowOf<T> = HistoryRow<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

/// The groups that a consent names, each once.
pub fn groups_of(consent: &Consent) -> Vec<Id> {
	let groups: BTreeSet<Id> = consent
		.provisions
		.iter()
		.flat_map(|provision| provision.actors.iter())
		.filter_map(|actor| match actor {
			Actor::Group(group) => Some(*group),
			_ => None,
		})
		.collect();
	groups.into_iter().collect()
}

impl<T: Config> Pallet<T> {
	/// What has to hold of a consent beside what the engine asks of it.
	fn ensure_consent(grant: &ConsentGrant) -> Result<(), Error<T>> {
		let consent = &grant.consent;
		consent.validate().map_err(|_| Error::<T>::ConsentInvalid)?;
		ensure!(
			consent.provisions.iter().all(|provision| provision.data_period.is_whole_months()),
			Error::<T>::PeriodTooFine
		);
		ensure!(groups_of(consent).len() <= MAX_GROUPS as usize, Error::<T>::TooManyGroups);
		ensure!(consent.part2 == grant.part_2.is_some(), Error::<T>::Part2ElementsMissing);
		ensure!(
			grant.part_2.as_ref().is_none_or(|elements| elements.is_complete()),
			Error::<T>::Part2Incomplete
		);
		ensure!(
			!consent.part2
				|| !consent.states(Purpose::Legal)
				|| consent.is_for_nothing_but(Purpose::Legal),
			Error::<T>::ProceedingsCombined
		);
		Ok(())
	}

	/// Add a row to the history of a patient's consents.
	fn note(
		id: &PatientId,
		patient: &mut PatientOf<T>,
		row: HistoryRowOf<T>,
	) -> Result<(), Error<T>> {
		let number = patient.next_history;
		patient.next_history = number.checked_add(1).ok_or(Error::<T>::Exhausted)?;
		ConsentHistory::<T>::insert(id, number.to_be_bytes(), row);
		Ok(())
	}

	pub(crate) fn do_grant_consent(
		who: T::AccountId,
		acting: Option<Acting>,
		id: PatientId,
		controller: OrganisationId,
		grant: ConsentGrant,
	) -> DispatchResult {
		let mut patient = Self::live(&id)?;
		let side = Self::ensure_side(&who, &acting, &id, &patient, |scope| scope.grant)?;
		ensure!(patient.custodian == controller, Error::<T>::NotCustodian);
		Self::ensure_consent(&grant)?;
		let recorded = side == Side::Custodian;
		ensure!(!recorded || grant.form.is_some(), Error::<T>::FormMissing);

		let former = Consents::<T>::get(id, controller);
		let version = former.as_ref().map_or(0, |row| row.version);
		let version = version.checked_add(1).ok_or(Error::<T>::Exhausted)?;
		if let Some(former) = &former {
			Self::give_back(&former.deposit);
		}
		// The custodian pays for its patients, and now also for the row of the revocation, which
		// must not depend on anybody's money.
		let deposit = Self::hold_for(controller, row_bytes(grant.encoded_size()))?;
		let history = most_bytes::<HistoryRowOf<T>>().saturating_mul(2);
		let history = Self::hold_for(controller, history)?;
		let ConsentGrant { consent, form, part_2 } = grant;
		let row = HistoryRow {
			version,
			act: if recorded { ConsentAct::Recorded } else { ConsentAct::Granted },
			consent: consent.using_encoded(sp_io::hashing::blake2_256),
			form,
			actor: who,
			at: now::<T>(),
			deposit: Some(history),
		};
		Self::note(&id, &mut patient, row)?;
		Consents::<T>::insert(
			id,
			controller,
			ConsentRow {
				version,
				state: ConsentState::Active,
				consent,
				form,
				part_2,
				granted: now::<T>(),
				recorded,
				deposit,
			},
		);
		Patients::<T>::insert(id, patient);
		Self::deposit_event(Event::ConsentGranted { patient: id, controller, version, recorded });
		Ok(())
	}

	/// The consent that is given, whether or not its time has come or gone.
	fn active(id: &PatientId, controller: OrganisationId) -> Result<ConsentRowOf<T>, Error<T>> {
		Consents::<T>::get(id, controller)
			.filter(|row| row.state == ConsentState::Active)
			.ok_or(Error::<T>::NoConsent)
	}

	/// End a consent, at once.
	fn end(
		who: T::AccountId,
		id: PatientId,
		mut patient: PatientOf<T>,
		controller: OrganisationId,
		mut consent: ConsentRowOf<T>,
		act: ConsentAct,
		form: Option<Commitment>,
	) -> Result<u32, DispatchError> {
		let row = HistoryRow {
			version: consent.version,
			act,
			consent: consent.consent.using_encoded(sp_io::hashing::blake2_256),
			form,
			actor: who,
			at: now::<T>(),
			deposit: None,
		};
		Self::note(&id, &mut patient, row)?;
		Patients::<T>::insert(id, patient);
		let version = consent.version;
		consent.state = match act {
			ConsentAct::Contested => ConsentState::Contested,
			_ => ConsentState::Revoked,
		};
		Consents::<T>::insert(id, controller, consent);
		Ok(version)
	}

	/// Whether the account may revoke without a fee: the patient itself, what is given. A call that
	/// is free so succeeds, and takes its own reason away.
	pub(crate) fn revokes_free(
		who: &T::AccountId,
		id: &PatientId,
		controller: OrganisationId,
	) -> bool {
		Patients::<T>::get(id).is_some_and(|patient| patient.controller.as_ref() == Some(who))
			&& Self::active(id, controller).is_ok()
	}

	pub(crate) fn do_revoke_consent(
		who: T::AccountId,
		id: PatientId,
		controller: OrganisationId,
	) -> DispatchResult {
		let patient = Self::known(&id)?;
		Self::ensure_patient(&who, &id, &patient, |scope| scope.revoke)?;
		let row = Self::active(&id, controller)?;
		let version = Self::end(who, id, patient, controller, row, ConsentAct::Revoked, None)?;
		Self::deposit_event(Event::ConsentRevoked {
			patient: id,
			controller,
			version,
			recorded: false,
		});
		Ok(())
	}

	pub(crate) fn do_record_revocation(
		who: T::AccountId,
		acting: Acting,
		id: PatientId,
		form: Commitment,
	) -> DispatchResult {
		let patient = Self::known(&id)?;
		Self::ensure_side(&who, &Some(acting), &id, &patient, |_| false)?;
		let controller = patient.custodian;
		let row = Self::active(&id, controller)?;
		let act = ConsentAct::RevocationRecorded;
		let version = Self::end(who, id, patient, controller, row, act, Some(form))?;
		Self::deposit_event(Event::ConsentRevoked {
			patient: id,
			controller,
			version,
			recorded: true,
		});
		Ok(())
	}

	pub(crate) fn do_contest_recorded(
		who: T::AccountId,
		id: PatientId,
		controller: OrganisationId,
	) -> DispatchResult {
		let patient = Self::known(&id)?;
		Self::ensure_patient(&who, &id, &patient, |scope| scope.revoke)?;
		let row = Self::active(&id, controller)?;
		ensure!(row.recorded, Error::<T>::NotRecorded);
		let version = Self::end(who, id, patient, controller, row, ConsentAct::Contested, None)?;
		let due = now::<T>().saturating_add(T::Limits::get().answer_period);
		T::Obligations::open(Self::contest_duty(&id, version, controller), due)?;
		Self::deposit_event(Event::ConsentContested { patient: id, controller, version });
		Ok(())
	}

	fn contest_duty(
		id: &PatientId,
		version: u32,
		custodian: OrganisationId,
	) -> salus_primitives::ObligationKey {
		duty(ObligationKind::AnswerContest, custodian, &[id, &version.to_le_bytes()])
	}

	pub(crate) fn do_answer_contest(
		who: T::AccountId,
		acting: Acting,
		id: PatientId,
		statement: Commitment,
	) -> DispatchResult {
		let patient = Self::known(&id)?;
		Self::ensure_custodian(&who, &acting, &patient)?;
		let row = Consents::<T>::get(id, patient.custodian)
			.filter(|row| row.state == ConsentState::Contested)
			.ok_or(Error::<T>::NotContested)?;
		T::Obligations::fulfil(&Self::contest_duty(&id, row.version, patient.custodian));
		Self::deposit_event(Event::ContestAnswered {
			patient: id,
			version: row.version,
			statement,
		});
		Ok(())
	}
}

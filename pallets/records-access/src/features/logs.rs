//! Accesses inside a custodian: logged there, anchored as one root a batch, shown on demand.

use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{
	merkle::Root,
	records::{BatchId, PatientId, RowId},
	Acting, ObligationKey, ObligationKind, Obligations, OrganisationId,
};

use super::ledger::{duty, most_bytes, now};
use crate::{
	AccessLogs, Config, Demand, Demands, Error, Event, LogAnswer, Pallet, Patients,
	MAX_OPEN_REQUESTS,
};

type DemandOf<T> = Demand<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

fn show_duty(custodian: OrganisationId, patient: &PatientId, id: &RowId) -> ObligationKey {
	duty(ObligationKind::ShowLogEntry, custodian, &[patient, id])
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_anchor_access_log(
		who: T::AccountId,
		acting: Acting,
		id: BatchId,
		root: Root,
	) -> DispatchResult {
		Self::ensure_custodial(&who, &acting)?;
		let custodian = acting.organisation;
		let former = AccessLogs::<T>::get(custodian, id);
		if let Some(batch) = Self::new_batch(custodian, root, former)? {
			AccessLogs::<T>::insert(custodian, id, batch);
			Self::deposit_event(Event::AccessLogAnchored {
				custodian,
				batch: id,
				count: root.count,
			});
		}
		Ok(())
	}

	pub(crate) fn do_demand_log_entry(
		who: T::AccountId,
		patient: PatientId,
		id: RowId,
		batch: BatchId,
	) -> DispatchResult {
		let mut row = Self::known(&patient)?;
		Self::ensure_patient(&who, &patient, &row, |scope| scope.read)?;
		let custodian = row.custodian;
		ensure!(!Demands::<T>::contains_key(patient, id), Error::<T>::RequestExists);
		ensure!(AccessLogs::<T>::contains_key(custodian, batch), Error::<T>::UnknownBatch);
		ensure!(row.open_requests < MAX_OPEN_REQUESTS, Error::<T>::TooManyRequests);
		row.open_requests = row.open_requests.saturating_add(1);
		let due = now::<T>().saturating_add(T::Limits::get().answer_period);
		// A custodian without money does not take the right away.
		let deposit = Self::try_hold_for(custodian, most_bytes::<DemandOf<T>>());
		Demands::<T>::insert(patient, id, Demand { batch, due, answer: None, deposit });
		Patients::<T>::insert(patient, row);
		T::Obligations::open(show_duty(custodian, &patient, &id), due)?;
		Self::deposit_event(Event::LogEntryDemanded { patient, id, batch });
		Ok(())
	}

	pub(crate) fn do_answer_log_demand(
		who: T::AccountId,
		acting: Acting,
		patient: PatientId,
		id: RowId,
		answer: LogAnswer,
	) -> DispatchResult {
		let mut row = Self::known(&patient)?;
		Self::ensure_custodian(&who, &acting, &row)?;
		let mut demand = Demands::<T>::get(patient, id).ok_or(Error::<T>::UnknownRequest)?;
		ensure!(demand.answer.is_none(), Error::<T>::RequestClosed);
		let shown = match &answer {
			LogAnswer::Shown { leaf, proof } => {
				let batch = AccessLogs::<T>::get(row.custodian, demand.batch)
					.ok_or(Error::<T>::UnknownBatch)?;
				batch.root.verify(proof, |_| *leaf).map_err(|_| Error::<T>::ProofInvalid)?;
				true
			}
			LogAnswer::Nothing { .. } => false,
		};
		demand.answer = Some((answer, now::<T>()));
		Demands::<T>::insert(patient, id, demand);
		row.open_requests = row.open_requests.saturating_sub(1);
		T::Obligations::fulfil(&show_duty(row.custodian, &patient, &id));
		Patients::<T>::insert(patient, row);
		Self::deposit_event(Event::LogDemandAnswered { patient, id, shown });
		Ok(())
	}
}

//! The end of history: after the retention, anybody removes rows, and who paid gets it back.

use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{records::PatientId, Moment};
use sp_runtime::DispatchError;

use super::ledger::now;
use crate::{
	AccessLogs, Breaches, Config, ConsentHistory, Demands, Disclosures, Error, Event, History,
	Pallet, Requests, SupersededReleases, Suspensions, Tickets, MAX_REAP,
};

impl History {
	/// How many rows it is about at most.
	pub fn rows(&self) -> u32 {
		match self {
			Self::Disclosures { count, .. } | Self::Consents { count, .. } => {
				(*count).min(MAX_REAP)
			}
			_ => 1,
		}
	}
}

impl<T: Config> Pallet<T> {
	fn is_over(since: Moment) -> bool {
		now::<T>() >= since.saturating_add(T::Limits::get().retention)
	}

	fn ensure_over(since: Moment) -> Result<(), Error<T>> {
		ensure!(Self::is_over(since), Error::<T>::RetentionNotOver);
		Ok(())
	}

	/// What to say when nothing was removed: why, if there is a row.
	fn ensure_some(rows: u32, kept: bool) -> Result<u32, Error<T>> {
		match (rows, kept) {
			(0, true) => Err(Error::<T>::RetentionNotOver),
			(0, false) => Err(Error::<T>::NothingToReap),
			_ => Ok(rows),
		}
	}

	pub(crate) fn do_reap_history(history: History) -> DispatchResult {
		let rows = match history {
			History::Disclosures { patient, count } => Self::reap_disclosures(&patient, count)?,
			History::Consents { patient, count } => Self::reap_consents(&patient, count)?,
			History::Request { patient, id } => {
				let row = Requests::<T>::get(patient, id).ok_or(Error::<T>::NothingToReap)?;
				let (_, closed, _) = row.outcome.ok_or(Error::<T>::NothingToReap)?;
				Self::ensure_over(closed)?;
				row.deposit.iter().for_each(Self::give_back);
				Requests::<T>::remove(patient, id);
				1
			}
			History::Demand { patient, id } => {
				let row = Demands::<T>::get(patient, id).ok_or(Error::<T>::NothingToReap)?;
				let (_, answered) = row.answer.ok_or(Error::<T>::NothingToReap)?;
				Self::ensure_over(answered)?;
				row.deposit.iter().for_each(Self::give_back);
				Demands::<T>::remove(patient, id);
				1
			}
			History::SupersededRelease { custodian, entry } => {
				let row = SupersededReleases::<T>::get(custodian, entry)
					.filter(|row| row.explanation.is_some())
					.ok_or(Error::<T>::NothingToReap)?;
				Self::ensure_over(row.reported)?;
				Self::give_back(&row.deposit);
				SupersededReleases::<T>::remove(custodian, entry);
				1
			}
			History::AccessLog { custodian, id } => {
				let row = AccessLogs::<T>::get(custodian, id).ok_or(Error::<T>::NothingToReap)?;
				Self::ensure_over(row.anchored)?;
				Self::give_back(&row.deposit);
				AccessLogs::<T>::remove(custodian, id);
				1
			}
			History::Breach { custodian, id } => {
				let row = Breaches::<T>::get(custodian, id).ok_or(Error::<T>::NothingToReap)?;
				let (Some(authority), Some(persons)) = (row.authority, row.persons) else {
					return Err(Error::<T>::NothingToReap.into());
				};
				Self::ensure_over(authority.at.max(persons.at))?;
				Self::give_back(&row.deposit);
				Breaches::<T>::remove(custodian, id);
				1
			}
			History::Suspension { custodian, id } => {
				let row = Suspensions::<T>::get(custodian, id).ok_or(Error::<T>::NothingToReap)?;
				let (_, accounted) = row.accounted.ok_or(Error::<T>::NothingToReap)?;
				Self::ensure_over(accounted)?;
				Self::give_back(&row.deposit);
				Suspensions::<T>::remove(custodian, id);
				1
			}
		};
		Self::deposit_event(Event::HistoryReaped { rows });
		Ok(())
	}

	fn reap_disclosures(patient: &PatientId, count: u32) -> Result<u32, DispatchError> {
		let mut rows = 0u32;
		let mut kept = false;
		// In order of time: the first that has to stay is the last that is looked at.
		let limit = count.min(MAX_REAP) as usize;
		let oldest: Vec<_> = Disclosures::<T>::iter_prefix(patient).take(limit).collect();
		for (key, (requester, id)) in oldest {
			let Some(ticket) = Tickets::<T>::get(requester, id) else { continue };
			if !Self::is_over(ticket.decided) {
				kept = true;
				break;
			}
			ticket.deposit.iter().for_each(Self::give_back);
			Tickets::<T>::remove(requester, id);
			Disclosures::<T>::remove(patient, key);
			rows = rows.saturating_add(1);
		}
		Ok(Self::ensure_some(rows, kept)?)
	}

	fn reap_consents(patient: &PatientId, count: u32) -> Result<u32, DispatchError> {
		let mut rows = 0u32;
		let mut kept = false;
		let limit = count.min(MAX_REAP) as usize;
		let oldest: Vec<_> = ConsentHistory::<T>::iter_prefix(patient).take(limit).collect();
		for (key, row) in oldest {
			if !Self::is_over(row.at) {
				kept = true;
				break;
			}
			row.deposit.iter().for_each(Self::give_back);
			ConsentHistory::<T>::remove(patient, key);
			rows = rows.saturating_add(1);
		}
		Ok(Self::ensure_some(rows, kept)?)
	}
}

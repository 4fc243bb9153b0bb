//! What must hold of the state between blocks. It visits everything: for tests and `try-runtime`.

use alloc::collections::BTreeMap;
use frame_support::ensure;
use salus_primitives::{
	consent::Purpose,
	records::{Basis, PatientId, RecordStatus, TicketDecision},
};
use sp_runtime::TryRuntimeError;

use crate::{
	features::access::disclosure_key, Config, ConsentHistory, Consents, Controllers, Demands,
	Disclosures, GroupMembers, Groups, PaidInFullServices, Pallet, Patients, RecordVersions,
	Records, Representatives, Requests, Tickets, MAX_OPEN_REQUESTS, MAX_REPRESENTATIVES,
};

fn count<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K) {
	let count = counts.entry(key).or_default();
	*count = count.saturating_add(1);
}

impl<T: Config> Pallet<T> {
	/// Every invariant of the README.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_patients()?;
		Self::try_consents()?;
		Self::try_disclosures()?;
		Self::try_records()
	}

	fn try_patients() -> Result<(), TryRuntimeError> {
		let mut open = BTreeMap::<PatientId, u32>::new();
		for (patient, _, request) in Requests::<T>::iter() {
			if request.outcome.is_none() {
				count(&mut open, patient);
			}
		}
		for (patient, _, demand) in Demands::<T>::iter() {
			if demand.answer.is_none() {
				count(&mut open, patient);
			}
		}
		let mut representatives = BTreeMap::<PatientId, u32>::new();
		for (patient, _, _) in Representatives::<T>::iter() {
			count(&mut representatives, patient);
		}
		let mut paid = BTreeMap::<PatientId, u32>::new();
		for (patient, _, _) in PaidInFullServices::<T>::iter() {
			count(&mut paid, patient);
		}
		let mut controllers = 0usize;
		for (id, patient) in Patients::<T>::iter() {
			if let Some(account) = &patient.controller {
				controllers = controllers.saturating_add(1);
				ensure!(
					Controllers::<T>::get(account) == Some(id),
					"an account that controls a pseudonym is not listed for it"
				);
			}
			ensure!(
				patient.erased.is_none() || patient.encryption_key.is_none(),
				"an erased patient has a key"
			);
			ensure!(
				patient.erased.is_none() || !Consents::<T>::contains_key(id, patient.custodian),
				"an erased patient has a consent"
			);
			ensure!(
				u32::from(patient.open_requests) == open.get(&id).copied().unwrap_or(0)
					&& patient.open_requests <= MAX_OPEN_REQUESTS,
				"open requests are miscounted"
			);
			ensure!(
				u32::from(patient.representatives)
					== representatives.get(&id).copied().unwrap_or(0)
					&& patient.representatives <= MAX_REPRESENTATIVES,
				"representatives are miscounted"
			);
			ensure!(
				patient.paid_in_full == paid.get(&id).copied().unwrap_or(0),
				"services paid in full are miscounted"
			);
			if let Some(other) = patient.linked_to {
				let other = Patients::<T>::get(other).ok_or("a link leads nowhere")?;
				ensure!(other.custodian == patient.custodian, "a link leads to another custodian");
			}
		}
		ensure!(
			Controllers::<T>::iter().count() == controllers,
			"an account is listed for a pseudonym that it does not control"
		);
		for (group, _, _) in GroupMembers::<T>::iter() {
			ensure!(Groups::<T>::contains_key(group), "a group has members and no owner");
		}
		Ok(())
	}

	fn try_consents() -> Result<(), TryRuntimeError> {
		for (id, controller, row) in Consents::<T>::iter() {
			let patient = Patients::<T>::get(id).ok_or("a consent is of nobody")?;
			ensure!(patient.custodian == controller, "a consent is for another custodian");
			ensure!(row.version > 0, "versions begin with 1");
			ensure!(row.consent.validate().is_ok(), "a consent is malformed");
			ensure!(row.consent.part2 == row.part_2.is_some(), "Part 2 has its elements");
		}
		for (id, key, _) in ConsentHistory::<T>::iter() {
			let patient = Patients::<T>::get(id).ok_or("history is of nobody")?;
			ensure!(
				u32::from_be_bytes(key) < patient.next_history,
				"a row of the history has a number that was not given"
			);
		}
		Ok(())
	}

	fn try_disclosures() -> Result<(), TryRuntimeError> {
		let mut rows = 0usize;
		for (id, key, (requester, ticket)) in Disclosures::<T>::iter() {
			rows = rows.saturating_add(1);
			let patient = Patients::<T>::get(id).ok_or("a disclosure is of nobody")?;
			let row = Tickets::<T>::get(requester, ticket).ok_or("a disclosure has no ticket")?;
			ensure!(row.request.patient == id, "a disclosure is listed for another patient");
			let number = u32::from_be_bytes([key[2], key[3], key[4], key[5]]);
			ensure!(number < patient.next_disclosure, "a disclosure's number was not given");
			let month = salus_primitives::consent::Month::of(row.decided).0;
			ensure!(disclosure_key(month, number) == key, "a disclosure is in another month");
		}
		// Complete: whoever asked is listed, denials too.
		ensure!(Tickets::<T>::iter().count() == rows, "a ticket is not listed for its patient");
		for (_, _, row) in Tickets::<T>::iter() {
			let emergency = row.emergency.is_some();
			ensure!(
				emergency == (row.basis == Basis::BreakGlass)
					&& (!emergency || row.request.purpose == Purpose::BreakGlass),
				"an emergency is one in every field"
			);
			if let TicketDecision::Permit { until, .. } = row.decision {
				ensure!(until < u64::MAX, "a permit has no end");
			}
		}
		Ok(())
	}

	fn try_records() -> Result<(), TryRuntimeError> {
		let mut held = BTreeMap::<PatientId, u32>::new();
		for (_, record) in Records::<T>::iter() {
			ensure!(record.version > 0, "versions begin with 1");
			ensure!(
				(record.status == RecordStatus::Erased) == record.tags.is_none(),
				"tokens go with erasure, and only then"
			);
			ensure!(record.status != RecordStatus::Superseded, "the newest version is superseded");
			if record.legal_hold.is_some() {
				count(&mut held, record.patient);
			}
		}
		for (id, patient) in Patients::<T>::iter() {
			ensure!(
				patient.held_records == held.get(&id).copied().unwrap_or(0),
				"held records are miscounted"
			);
		}
		for (token, version, former) in RecordVersions::<T>::iter() {
			let record = Records::<T>::get(token).ok_or("a version is of no record")?;
			ensure!(version > 0 && version < record.version, "a former version is not former");
			ensure!(
				matches!(former.status, RecordStatus::Superseded | RecordStatus::EnteredInError),
				"a former version is in force"
			);
		}
		Ok(())
	}
}

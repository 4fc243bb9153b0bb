//! Records: anchored by root or one by one, changed, erased (CN-11, X-2, X-4).

use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{
	merkle::{Proof, Root},
	records::{
		log_leaf, record_leaf, BatchId, Commitment, ErasureGround, LogEntry, PatientId,
		RecordChange, RecordEntry, RecordLeaf, RecordStatus, RecordToken,
	},
	Acting, ObligationKey, ObligationKind, Obligations, OrganisationId,
};
use sp_runtime::DispatchError;

use super::ledger::{duty, month, most_bytes, now, PatientOf};
use crate::{
	AccessLogs, Batch, Batches, Config, Consents, Error, Event, FormerVersion, Pallet, Patients,
	Record, RecordTags, RecordVersions, Records, SupersededRelease, SupersededReleases, Tickets,
};

/// A record of the runtime.
pub type RecordOf<T> = Record<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;
/// A batch of the runtime.
pub type BatchOf<T> = Batch<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;
type FormerOf<T> = FormerVersion<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;
type ReleaseOf<T> =
	SupersededRelease<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

/// The proof that a superseded version was released: two leaves of a custodian's own batches.
pub struct ReleaseProof {
	/// Against whom.
	pub custodian: OrganisationId,
	/// The batch of records in which the version is superseded.
	pub records: BatchId,
	/// The leaf that does so.
	pub leaf: RecordLeaf,
	/// That it is there.
	pub leaf_proof: Proof,
	/// The batch of the log in which the release is.
	pub log: BatchId,
	/// Its entry.
	pub entry: LogEntry,
	/// That it is there.
	pub entry_proof: Proof,
}

fn tags(entry: &RecordEntry) -> RecordTags {
	RecordTags {
		class: entry.class,
		labels: entry.labels.clone(),
		author: entry.author,
		month: entry.month,
	}
}

fn explanation_duty(custodian: OrganisationId, entry: &[u8; 32]) -> ObligationKey {
	duty(ObligationKind::ExplainSupersededRelease, custodian, &[entry])
}

impl<T: Config> Pallet<T> {
	/// A batch to be anchored; none if this very root is under the id already.
	pub(crate) fn new_batch(
		organisation: OrganisationId,
		root: Root,
		former: Option<BatchOf<T>>,
	) -> Result<Option<BatchOf<T>>, DispatchError> {
		ensure!(root.is_valid(), Error::<T>::RootInvalid);
		if let Some(former) = former {
			ensure!(former.root == root, Error::<T>::BatchExists);
			return Ok(None);
		}
		let deposit = Self::hold_for(organisation, most_bytes::<BatchOf<T>>())?;
		Ok(Some(Batch { root, anchored: now::<T>(), deposit }))
	}

	pub(crate) fn do_anchor_batch(
		who: T::AccountId,
		acting: Acting,
		id: BatchId,
		root: Root,
	) -> DispatchResult {
		Self::ensure_custodial(&who, &acting)?;
		let custodian = acting.organisation;
		let former = Batches::<T>::get(custodian, id);
		if let Some(batch) = Self::new_batch(custodian, root, former)? {
			Batches::<T>::insert(custodian, id, batch);
			Self::deposit_event(Event::BatchAnchored { custodian, batch: id, count: root.count });
		}
		Ok(())
	}

	fn insert_record(
		token: RecordToken,
		patient: PatientId,
		custodian: OrganisationId,
		entry: RecordEntry,
		appends: Option<RecordToken>,
	) -> DispatchResult {
		ensure!(!Records::<T>::contains_key(token), Error::<T>::RecordExists);
		let deposit = Self::hold_for(custodian, most_bytes::<RecordOf<T>>())?;
		let record = Record {
			patient,
			custodian,
			version: 1,
			status: RecordStatus::Current,
			content: entry.content,
			tags: Some(tags(&entry)),
			appends,
			legal_hold: None,
			deposit,
		};
		Records::<T>::insert(token, record);
		Self::deposit_event(Event::RecordAnchored { record: token, custodian });
		Ok(())
	}

	pub(crate) fn do_anchor_record(
		who: T::AccountId,
		acting: Acting,
		patient: PatientId,
		token: RecordToken,
		entry: RecordEntry,
	) -> DispatchResult {
		let row = Self::live(&patient)?;
		Self::ensure_custodian(&who, &acting, &row)?;
		Self::insert_record(token, patient, row.custodian, entry, None)
	}

	/// A record of the organisation that acts, and its patient.
	fn own_record(
		who: &T::AccountId,
		acting: &Acting,
		token: &RecordToken,
	) -> Result<(RecordOf<T>, PatientOf<T>), DispatchError> {
		let record = Records::<T>::get(token).ok_or(Error::<T>::UnknownRecord)?;
		let patient = Self::known(&record.patient)?;
		Self::ensure_custodian(who, acting, &patient)?;
		Ok((record, patient))
	}

	/// Put a new version in the place of the current one, which stays as `former`.
	fn next_version(
		token: &RecordToken,
		record: &mut RecordOf<T>,
		entry: RecordEntry,
		former: RecordStatus,
	) -> DispatchResult {
		let deposit = Self::hold_for(record.custodian, most_bytes::<FormerOf<T>>())?;
		RecordVersions::<T>::insert(
			token,
			record.version,
			FormerVersion { content: record.content, status: former, deposit },
		);
		record.version = record.version.checked_add(1).ok_or(Error::<T>::Exhausted)?;
		record.content = entry.content;
		record.tags = Some(tags(&entry));
		Ok(())
	}

	pub(crate) fn do_update_record(
		who: T::AccountId,
		acting: Acting,
		token: RecordToken,
		change: RecordChange,
	) -> DispatchResult {
		let (mut record, patient) = Self::own_record(&who, &acting, &token)?;
		ensure!(patient.erased.is_none(), Error::<T>::PatientErased);
		ensure!(record.status == RecordStatus::Current, Error::<T>::RecordNotCurrent);
		match change {
			RecordChange::Replace(entry) => {
				Self::next_version(&token, &mut record, entry, RecordStatus::Superseded)?;
			}
			RecordChange::Correct(entry) => {
				Self::next_version(&token, &mut record, entry, RecordStatus::EnteredInError)?;
			}
			RecordChange::Append { record: addition, entry } => {
				return Self::insert_record(
					addition,
					record.patient,
					record.custodian,
					entry,
					Some(token),
				);
			}
			RecordChange::Deprecate => record.status = RecordStatus::Deprecated,
			RecordChange::EnteredInError => record.status = RecordStatus::EnteredInError,
		}
		let (version, status) = (record.version, record.status);
		Records::<T>::insert(token, record);
		Self::deposit_event(Event::RecordUpdated { record: token, version, status });
		Ok(())
	}

	pub(crate) fn do_erase_record(
		who: T::AccountId,
		acting: Acting,
		token: RecordToken,
	) -> DispatchResult {
		let (mut record, patient) = Self::own_record(&who, &acting, &token)?;
		if record.status == RecordStatus::Erased {
			return Ok(());
		}
		let held = record.legal_hold.or(patient.legal_hold).is_some();
		ensure!(!held, Error::<T>::ErasureRefused);
		record.status = RecordStatus::Erased;
		record.tags = None;
		Records::<T>::insert(token, record);
		Self::deposit_event(Event::RecordErased { record: token });
		Ok(())
	}

	pub(crate) fn do_erase_patient(
		who: T::AccountId,
		acting: Acting,
		id: PatientId,
	) -> DispatchResult {
		let mut patient = Self::known(&id)?;
		Self::ensure_custodian(&who, &acting, &patient)?;
		if patient.erased.is_some() {
			return Ok(());
		}
		let held = patient.legal_hold.is_some() || patient.held_records > 0;
		ensure!(!held, Error::<T>::ErasureRefused);
		patient.erased = Some(month::<T>());
		patient.encryption_key = None;
		patient.offer = None;
		// The tokens of the consent are about the person. Its history keeps a hash.
		if let Some(consent) = Consents::<T>::take(id, patient.custodian) {
			Self::give_back(&consent.deposit);
		}
		Patients::<T>::insert(id, patient);
		Self::deposit_event(Event::PatientErased { patient: id });
		Ok(())
	}

	pub(crate) fn do_set_legal_hold(
		who: T::AccountId,
		acting: Acting,
		id: PatientId,
		token: Option<RecordToken>,
		ground: Option<ErasureGround>,
	) -> DispatchResult {
		let mut patient = Self::live(&id)?;
		Self::ensure_custodian(&who, &acting, &patient)?;
		match token {
			None => patient.legal_hold = ground,
			Some(token) => {
				let mut record = Records::<T>::get(token)
					.filter(|record| record.patient == id)
					.ok_or(Error::<T>::UnknownRecord)?;
				match (record.legal_hold, ground) {
					(None, Some(_)) => {
						patient.held_records = patient.held_records.saturating_add(1);
					}
					(Some(_), None) => {
						patient.held_records = patient.held_records.saturating_sub(1);
					}
					_ => (),
				}
				record.legal_hold = ground;
				Records::<T>::insert(token, record);
			}
		}
		Patients::<T>::insert(id, patient);
		Self::deposit_event(Event::LegalHoldSet { patient: id, record: token, ground });
		Ok(())
	}

	pub(crate) fn do_report_superseded_release(
		who: T::AccountId,
		shown: ReleaseProof,
	) -> DispatchResult {
		let ReleaseProof { custodian, records, leaf, leaf_proof, log, entry, entry_proof } = shown;
		ensure!(
			!SupersededReleases::<T>::contains_key(custodian, entry.entry),
			Error::<T>::AlreadyReported
		);
		let batch = Batches::<T>::get(custodian, records).ok_or(Error::<T>::UnknownBatch)?;
		let log = AccessLogs::<T>::get(custodian, log).ok_or(Error::<T>::UnknownBatch)?;
		batch
			.root
			.verify(&leaf_proof, |index| record_leaf(&leaf, index))
			.map_err(|_| Error::<T>::ProofInvalid)?;
		log.root
			.verify(&entry_proof, |index| log_leaf(&entry, index))
			.map_err(|_| Error::<T>::ProofInvalid)?;
		// It was superseded before access was asked for, so before it was released.
		let ticket = entry
			.ticket
			.and_then(|ticket| Tickets::<T>::get(entry.requester, ticket))
			.ok_or(Error::<T>::NotSupersededRelease)?;
		ensure!(
			leaf.record == entry.record
				&& leaf.supersedes == Some(entry.version)
				&& !entry.version_asked_for
				&& ticket.request.custodian == custodian
				&& ticket.request.patient == entry.patient
				&& ticket.decided > batch.anchored,
			Error::<T>::NotSupersededRelease
		);
		let deposit = Self::hold_on(&who, most_bytes::<ReleaseOf<T>>())?;
		let row = SupersededRelease { reported: now::<T>(), explanation: None, deposit };
		SupersededReleases::<T>::insert(custodian, entry.entry, row);
		let due = now::<T>().saturating_add(T::Limits::get().answer_period);
		T::Obligations::open(explanation_duty(custodian, &entry.entry), due)?;
		Self::deposit_event(Event::SupersededReleaseProved {
			custodian,
			entry: entry.entry,
			reporter: who,
		});
		Ok(())
	}

	pub(crate) fn do_explain_release(
		who: T::AccountId,
		acting: Acting,
		entry: [u8; 32],
		statement: Commitment,
	) -> DispatchResult {
		Self::ensure_custodial(&who, &acting)?;
		let custodian = acting.organisation;
		SupersededReleases::<T>::try_mutate(custodian, entry, |row| {
			let row = row
				.as_mut()
				.filter(|row| row.explanation.is_none())
				.ok_or(Error::<T>::NothingToExplain)?;
			row.explanation = Some(statement);
			Ok::<_, Error<T>>(())
		})?;
		T::Obligations::fulfil(&explanation_duty(custodian, &entry));
		Self::deposit_event(Event::SupersededReleaseExplained { custodian, entry, statement });
		Ok(())
	}
}

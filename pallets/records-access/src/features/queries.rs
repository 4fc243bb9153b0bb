//! What the runtime API answers.

use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use salus_primitives::{
	consent::{Action, Month},
	merkle::Root,
	records::{
		AccessDecision, AccessError, AccessQuery, BatchId, ConsentEvent, ConsentHistoryPage,
		ConsentHistoryRow, ConsentInfo, ConsentStatus, DisclosurePage, EncryptionKey, PatientId,
		PatientInfo, PrivilegeInfo, RecordEntry, RecordInfo, RecordStatus, RecordToken, Release,
		ReleaseRefusal, RepresentativeInfo, RequestInfo, Residuals, ReviewOutcome, RowId,
		TicketDecision, TicketId, TicketInfo,
	},
	Acting, BadCursor, Capacity, Moment, OrganisationId, Participants,
};

use super::{
	access::{disclosure_key, Asker, TicketOf, Verdict},
	ledger::now,
};
use crate::{
	AccessLogs, Batches, Config, ConsentAct, ConsentHistory, ConsentState, Consents, DisclosureKey,
	Disclosures, EncryptionKeys, Ordered, Pallet, Patients, Privileges, Records, Representatives,
	Requests, Tickets, CLINICIANS, MAX_PAGE,
};

/// A cursor as it was given out: a key.
pub(super) fn cursor_of<const N: usize>(
	cursor: Option<Vec<u8>>,
) -> Result<Option<[u8; N]>, BadCursor> {
	cursor.map(|bytes| bytes.try_into().map_err(|_| BadCursor)).transpose()
}

fn info<AccountId, Balance>(
	requester: OrganisationId,
	id: TicketId,
	ticket: crate::Ticket<AccountId, Balance>,
) -> TicketInfo<AccountId> {
	TicketInfo {
		requester,
		id,
		capacity: ticket.capacity,
		account: ticket.account,
		request: ticket.request,
		decision: ticket.decision,
		basis: ticket.basis,
		consent_version: ticket.consent_version,
		decided: ticket.decided,
		emergency: ticket.emergency,
	}
}

impl<T: Config> Pallet<T> {
	/// A pseudonym.
	pub fn patient(id: &PatientId) -> Option<PatientInfo<T::AccountId>> {
		let row = Patients::<T>::get(id)?;
		Some(PatientInfo {
			custodian: row.custodian,
			controller: row.controller,
			offered_to: row.offer.map(|offer| offer.account),
			encryption_key: row.encryption_key,
			opened: row.opened,
			erased: row.erased,
			legal_hold: row.legal_hold,
			restricted: row.restricted,
			linked_to: row.linked_to,
			disclosures: row.next_disclosure,
		})
	}

	/// Where data keys for an account are sealed to.
	pub fn encryption_key(account: &T::AccountId) -> Option<EncryptionKey> {
		EncryptionKeys::<T>::get(account).map(|row| row.key)
	}

	/// What `request_access` would decide now.
	///
	/// # Errors
	/// Where there would be no decision at all.
	pub fn evaluate_access(
		query: AccessQuery<T::AccountId>,
	) -> Result<AccessDecision, AccessError> {
		let acting = Acting { organisation: query.requester, capacity: query.capacity };
		T::Participants::ensure_acting(&query.account, &acting, None)
			.map_err(AccessError::NotActing)?;
		let id = query.request.patient;
		let patient = Patients::<T>::get(id).ok_or(AccessError::UnknownPatient)?;
		ensure!(patient.custodian == query.request.custodian, AccessError::NotCustodian);
		let asker = Asker {
			account: &query.account,
			organisation: query.requester,
			capacity: query.capacity,
		};
		let Verdict { decision, basis, consent_version, policy } =
			Self::decide(&id, &patient, &asker, &query.request);
		Ok(AccessDecision { decision, basis, consent_version, policy })
	}

	/// The newest consent of a patient for a custodian.
	pub fn consent(patient: &PatientId, controller: OrganisationId) -> Option<ConsentInfo> {
		let row = Consents::<T>::get(patient, controller)?;
		let ended = row.consent.period.end.is_some_and(|end| end < now::<T>());
		let status = match row.state {
			ConsentState::Revoked => ConsentStatus::Revoked,
			ConsentState::Contested => ConsentStatus::Contested,
			ConsentState::Active if ended => ConsentStatus::Expired,
			ConsentState::Active => ConsentStatus::Active,
		};
		Some(ConsentInfo {
			version: row.version,
			status,
			consent: row.consent,
			form: row.form,
			part_2: row.part_2,
			granted: row.granted,
		})
	}

	/// What happened to the consents of a patient, the oldest first; at most [`MAX_PAGE`] rows.
	///
	/// # Errors
	/// [`BadCursor`]: `cursor` was not made here.
	pub fn consent_history(
		patient: &PatientId,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<ConsentHistoryPage<T::AccountId>, BadCursor> {
		let mut rows = match cursor_of::<4>(cursor)? {
			Some(last) => ConsentHistory::<T>::iter_prefix_from(
				patient,
				ConsentHistory::<T>::hashed_key_for(patient, last),
			),
			None => ConsentHistory::<T>::iter_prefix(patient),
		};
		let mut page = Vec::new();
		let mut last: Option<Ordered> = None;
		for (key, row) in rows.by_ref().take(limit.clamp(1, MAX_PAGE) as usize) {
			last = Some(key);
			page.push(ConsentHistoryRow {
				version: row.version,
				event: match row.act {
					ConsentAct::Granted => ConsentEvent::Granted,
					ConsentAct::Recorded => ConsentEvent::Recorded,
					ConsentAct::Revoked => ConsentEvent::Revoked,
					ConsentAct::RevocationRecorded => ConsentEvent::RevocationRecorded,
					ConsentAct::Contested => ConsentEvent::Contested,
				},
				consent: row.consent,
				form: row.form,
				actor: row.actor,
				at: row.at,
			});
		}
		let next = last.filter(|_| rows.next().is_some()).map(|key| key.to_vec());
		Ok(ConsentHistoryPage { rows: page, next })
	}

	/// A permit or denial on record.
	pub fn ticket(requester: OrganisationId, id: TicketId) -> Option<TicketInfo<T::AccountId>> {
		Tickets::<T>::get(requester, id).map(|ticket| info(requester, id, ticket))
	}

	/// Who asked for a patient's records, the oldest first, by month; at most [`MAX_PAGE`] rows.
	///
	/// # Errors
	/// [`BadCursor`]: `cursor` was not made here.
	pub fn list_disclosures(
		patient: &PatientId,
		from: Option<Month>,
		to: Option<Month>,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<DisclosurePage<T::AccountId>, BadCursor> {
		// After the last row before the first month, or after the row that the cursor names.
		let before = from.and_then(|from| from.0.checked_sub(1));
		let start = match (cursor_of::<6>(cursor)?, before) {
			(Some(key), _) => Some(key),
			(None, Some(month)) => Some(disclosure_key(month, u32::MAX)),
			(None, None) => None,
		};
		let rows = match start {
			Some(key) => Disclosures::<T>::iter_prefix_from(
				patient,
				Disclosures::<T>::hashed_key_for(patient, key),
			),
			None => Disclosures::<T>::iter_prefix(patient),
		};
		let last_month = to.map_or(u16::MAX, |to| to.0).to_be_bytes();
		let mut rows = rows.take_while(|(key, _)| [key[0], key[1]] <= last_month);
		let mut disclosures = Vec::new();
		let mut last: Option<DisclosureKey> = None;
		for (key, (requester, id)) in rows.by_ref().take(limit.clamp(1, MAX_PAGE) as usize) {
			last = Some(key);
			disclosures.extend(Self::ticket(requester, id));
		}
		let next = last.filter(|_| rows.next().is_some()).map(|key| key.to_vec());
		Ok(DisclosurePage { disclosures, next })
	}

	/// Why an emergency's ticket gives nothing, if so.
	fn emergency_ended(ticket: &TicketOf<T>) -> bool {
		ticket
			.emergency
			.as_ref()
			.is_some_and(|emergency| emergency.review == Some(ReviewOutcome::Violation))
	}

	/// Whether the vault may release on a ticket to an account now.
	///
	/// What the ticket rested on is asked again, for the account that wants it now: so revocation,
	/// replacement, restriction, suspension and erasure since count at once (CN-6), and a permit to
	/// an organisation, capacity or team is one for who joined yesterday.
	///
	/// # Errors
	/// Why not.
	pub fn authorise_release(
		requester: OrganisationId,
		id: TicketId,
		account: &T::AccountId,
	) -> Result<Release, ReleaseRefusal> {
		let ticket = Tickets::<T>::get(requester, id).ok_or(ReleaseRefusal::UnknownTicket)?;
		let TicketDecision::Permit { residual, until, redisclosure_notice } =
			ticket.decision.clone()
		else {
			return Err(ReleaseRefusal::Denied);
		};
		let patient_id = ticket.request.patient;
		let patient = Patients::<T>::get(patient_id).ok_or(ReleaseRefusal::Erased)?;
		ensure!(patient.erased.is_none(), ReleaseRefusal::Erased);
		ensure!(now::<T>() < until, ReleaseRefusal::Ended);
		ensure!(!Self::emergency_ended(&ticket), ReleaseRefusal::FoundViolation);
		let acting = Acting { organisation: requester, capacity: ticket.capacity };
		T::Participants::ensure_acting(account, &acting, None)
			.map_err(|_| ReleaseRefusal::NotActing)?;
		let emergency = ticket.emergency.is_some();
		let (residual, until, redisclosure_notice) = if emergency {
			// The glass was broken by one clinician, for that one.
			ensure!(ticket.account == *account, ReleaseRefusal::NotActing);
			(residual, until, redisclosure_notice)
		} else {
			let asker = Asker { account, organisation: requester, capacity: ticket.capacity };
			match Self::decide(&patient_id, &patient, &asker, &ticket.request).decision {
				TicketDecision::Permit { residual, until: end, redisclosure_notice } => {
					(residual, end.min(until), redisclosure_notice)
				}
				TicketDecision::Deny(_) => return Err(ReleaseRefusal::NoLongerPermitted),
			}
		};
		let encryption_key =
			Self::encryption_key(account).ok_or(ReleaseRefusal::NoEncryptionKey)?;
		Ok(Release {
			patient: patient_id,
			custodian: patient.custodian,
			encryption_key,
			data: ticket.request.data,
			action: ticket.request.action,
			residual,
			until,
			redisclosure_notice,
			emergency,
		})
	}

	/// Whether the vault may release to the patient, or to a representative that may read, now.
	///
	/// # Errors
	/// Why not.
	pub fn authorise_own_release(
		id: &PatientId,
		account: &T::AccountId,
	) -> Result<Release, ReleaseRefusal> {
		let patient = Patients::<T>::get(id).ok_or(ReleaseRefusal::UnknownTicket)?;
		ensure!(patient.erased.is_none(), ReleaseRefusal::Erased);
		let own = patient.controller.as_ref() == Some(account);
		ensure!(
			own || Self::represents(account, id, |scope| scope.read),
			ReleaseRefusal::NotActing
		);
		let key = if own { patient.encryption_key } else { Self::encryption_key(account) };
		Ok(Release {
			patient: *id,
			custodian: patient.custodian,
			encryption_key: key.ok_or(ReleaseRefusal::NoEncryptionKey)?,
			data: None,
			action: Action::Access,
			residual: Residuals::default(),
			until: now::<T>().saturating_add(T::Limits::get().ticket_period),
			redisclosure_notice: false,
			emergency: false,
		})
	}

	/// A clinician's privilege; none if the account does not act as one for the organisation.
	pub fn privilege(
		organisation: OrganisationId,
		capacity: Capacity,
		account: &T::AccountId,
	) -> Option<PrivilegeInfo> {
		let acting = Acting { organisation, capacity };
		if !CLINICIANS.contains(&capacity)
			|| T::Participants::ensure_acting(account, &acting, None).is_err()
		{
			return None;
		}
		let limits = T::Limits::get();
		let privilege = Privileges::<T>::get(account);
		let now = now::<T>();
		Some(PrivilegeInfo {
			usable: privilege.is_usable(now, limits.overdue_suspends),
			unreviewed: crate::len(&privilege.unreviewed),
			overdue: privilege.overdue(now),
			violation: privilege.violation,
			free_left: privilege.free_left(now, limits.break_glass_quota),
		})
	}

	/// A record that has a row.
	pub fn record(token: &RecordToken) -> Option<RecordInfo> {
		let row = Records::<T>::get(token)?;
		let erased = Patients::<T>::get(row.patient).is_none_or(|it| it.erased.is_some());
		let tags = row.tags.filter(|_| !erased);
		Some(RecordInfo {
			patient: row.patient,
			custodian: row.custodian,
			version: row.version,
			status: if erased { RecordStatus::Erased } else { row.status },
			content: row.content,
			appends: row.appends,
			legal_hold: row.legal_hold,
			entry: tags.map(|tags| RecordEntry {
				class: tags.class,
				labels: tags.labels,
				author: tags.author,
				month: tags.month,
				content: row.content,
			}),
		})
	}

	/// A batch of records.
	pub fn record_batch(custodian: OrganisationId, id: BatchId) -> Option<(Root, Moment)> {
		Batches::<T>::get(custodian, id).map(|batch| (batch.root, batch.anchored))
	}

	/// A batch of the access log.
	pub fn access_log(custodian: OrganisationId, id: BatchId) -> Option<(Root, Moment)> {
		AccessLogs::<T>::get(custodian, id).map(|batch| (batch.root, batch.anchored))
	}

	/// Whether the account may act for the patient now, and how far.
	pub fn representative(
		patient: &PatientId,
		account: &T::AccountId,
	) -> Option<RepresentativeInfo> {
		let row = Representatives::<T>::get(patient, account)?;
		(row.until >= Month::of(now::<T>()))
			.then_some(RepresentativeInfo { scope: row.scope, until: row.until })
	}

	/// A request for a right.
	pub fn rights_request(patient: &PatientId, id: &RowId) -> Option<RequestInfo> {
		let row = Requests::<T>::get(patient, id)?;
		Some(RequestInfo {
			kind: row.kind,
			details: row.details,
			filed: row.filed,
			due: row.due,
			extended: row.extended,
			outcome: row.outcome.map(|(outcome, _, statement)| (outcome, statement)),
		})
	}
}

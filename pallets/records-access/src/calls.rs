//! The calls, in the order of their indices: each says who signs, and hands over.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
pub mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Open a pseudonym for a patient, who needs no key for it.
		///
		/// Dispatch origin: signed by a member of an organisation that has patients: provider,
		/// prescriber, dispenser, payer, investigator or privacy officer.
		/// Errors: `CapacityNotAllowed`, `PatientExists`, those of the participants and of
		/// deposits. Events: `PseudonymOpened`. Complexity: O(1).
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::open_pseudonym())]
		pub fn open_pseudonym(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open_pseudonym(who, acting, patient)
		}

		/// Offer a pseudonym to the patient's own account: the first, or a new one for a lost key.
		///
		/// Where the patient has a key, the offer can be accepted when the recovery period is over,
		/// and until then refused: a custodian cannot quietly take a patient's place.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownPatient`, `PatientErased`, `CapacityNotAllowed`, `NotCustodian`,
		/// `AccountInUse`. Events: `ClaimOffered`. Complexity: O(1).
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::offer_claim())]
		pub fn offer_claim(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer_claim(who, acting, patient, account)
		}

		/// Take over a pseudonym: from now on the patient grants and revokes, and not the custodian.
		/// Representatives that were recorded before stay until the patient revokes them.
		///
		/// Dispatch origin: signed by the account that it is offered to.
		/// Errors: `UnknownPatient`, `PatientErased`, `NoOffer`, `OfferNotDue`, `AccountInUse`.
		/// Events: `PseudonymClaimed`. Complexity: O(1).
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::accept_claim())]
		pub fn accept_claim(
			origin: OriginFor<T>,
			patient: PatientId,
			encryption_key: EncryptionKey,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_claim(who, patient, encryption_key)
		}

		/// Refuse an offer, or object to it.
		///
		/// Dispatch origin: signed by the patient, or by the account that it is offered to.
		/// Errors: `UnknownPatient`, `NoOffer`, `NotPatient`. Events: `OfferRefused`. Complexity:
		/// O(1).
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::refuse_offer())]
		pub fn refuse_offer(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refuse_offer(who, patient)
		}

		/// Replace the patient's encryption key, and offer the pseudonym to a new account of its
		/// own.
		///
		/// The new account accepts at once, with `accept_claim`.
		///
		/// Dispatch origin: signed by the patient.
		/// Errors: `UnknownPatient`, `PatientErased`, `NotPatient`, `AccountInUse`. Events:
		/// `KeyReplaced`, `ClaimOffered`. Complexity: O(1).
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::replace_key())]
		pub fn replace_key(
			origin: OriginFor<T>,
			patient: PatientId,
			account: Option<T::AccountId>,
			encryption_key: EncryptionKey,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_replace_key(who, patient, account, encryption_key)
		}

		/// Contest a consent that the custodian recorded: it is out of force at once, and the
		/// custodian has to answer.
		///
		/// Dispatch origin: signed by the patient, or a representative that may revoke.
		/// Errors: `UnknownPatient`, `NotPatient`, `NoConsent`, `NotRecorded`. Events:
		/// `ConsentContested`. Complexity: O(1).
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::contest_recorded())]
		pub fn contest_recorded(
			origin: OriginFor<T>,
			patient: PatientId,
			controller: OrganisationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_contest_recorded(who, patient, controller)
		}

		/// Answer a contest. The consent stays out of force: a new one can be granted.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownPatient`, `CapacityNotAllowed`, `NotCustodian`, `NotContested`. Events:
		/// `ContestAnswered`. Complexity: O(1).
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::answer_contest())]
		pub fn answer_contest(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
			statement: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer_contest(who, acting, patient, statement)
		}

		/// Register the key to which vaults seal data keys for the signer.
		///
		/// Dispatch origin: signed by anybody.
		/// Errors: those of deposits. Events: `EncryptionKeyRegistered`. Complexity: O(1).
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::register_encryption_key())]
		pub fn register_encryption_key(origin: OriginFor<T>, key: EncryptionKey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register_encryption_key(who, key)
		}

		/// Remove it, and get the deposit back.
		///
		/// Dispatch origin: signed by anybody.
		/// Errors: `NoEncryptionKey`. Events: `EncryptionKeyRemoved`. Complexity: O(1).
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::remove_encryption_key())]
		pub fn remove_encryption_key(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_encryption_key(who)
		}

		/// Choose what holds where no consent is in force (CN-3), within the bounds of the
		/// jurisdiction.
		///
		/// Dispatch origin: signed by a member of an organisation that has patients.
		/// Errors: `CapacityNotAllowed`, `PolicyOutOfBounds`. Events: `PolicySet`. Complexity:
		/// O(1).
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::set_policy())]
		pub fn set_policy(
			origin: OriginFor<T>,
			acting: Acting,
			policy: ImplicitPolicy,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_policy(who, acting, policy)
		}

		/// Grant a consent, in the place of the one before (CN-1, CN-2). What was before stays in
		/// the history.
		///
		/// Dispatch origin: with `acting` none, signed by the patient or a representative that may
		/// grant; with `acting`, by a member of the custodian that has the signed form of a patient
		/// without a key.
		/// Errors: `UnknownPatient`, `PatientErased`, `NotPatient`, `PatientClaimed`,
		/// `CapacityNotAllowed`, `NotCustodian`, `ConsentInvalid`, `PeriodTooFine`,
		/// `TooManyGroups`, `Part2ElementsMissing`, `Part2Incomplete`, `ProceedingsCombined`,
		/// `FormMissing`, those of deposits. Events: `ConsentGranted`. Complexity: O(size of the consent), at most 8 KiB.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::grant_consent(u32::try_from(grant.encoded_size()).unwrap_or(u32::MAX)))]
		pub fn grant_consent(
			origin: OriginFor<T>,
			acting: Option<Acting>,
			patient: PatientId,
			controller: OrganisationId,
			grant: ConsentGrant,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_grant_consent(who, acting, patient, controller, grant)
		}

		/// Revoke a consent, at once (CN-6): no new access, and no further release on what it
		/// permitted. What was released before cannot be called back; that it was is on record.
		///
		/// Free for the patient as long as there is something to revoke; it cannot be paused, and
		/// depends on nobody.
		///
		/// Dispatch origin: signed by the patient, or a representative that may revoke.
		/// Errors: `UnknownPatient`, `NotPatient`, `NoConsent`. Events: `ConsentRevoked`.
		/// Complexity: O(1).
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::revoke_consent())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, controller: &OrganisationId| -> bool {
			ensure_signed(origin.clone())
				.is_ok_and(|who| Pallet::<T>::revokes_free(&who, patient, *controller))
		})]
		pub fn revoke_consent(
			origin: OriginFor<T>,
			patient: PatientId,
			controller: OrganisationId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let free = Self::revokes_free(&who, &patient, controller);
			Self::do_revoke_consent(who, patient, controller)?;
			Ok(pays(!free).into())
		}

		/// Record that a patient without a key has revoked, as at once as the patient's own.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownPatient`, `PatientClaimed`, `CapacityNotAllowed`, `NotCustodian`,
		/// `NoConsent`. Events: `ConsentRevoked`. Complexity: O(1).
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::record_revocation())]
		pub fn record_revocation(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
			form: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_record_revocation(who, acting, patient, form)
		}

		/// Ask for access. Permit and denial are both recorded, and both are this call's success
		/// (CN-4).
		///
		/// A permit is a ticket with an end, on which the custodian's vault releases. A denial
		/// tells a class of reason.
		///
		/// Dispatch origin: signed by a member of an organisation, in the capacity that the purpose
		/// needs.
		/// Errors: `TicketExists`, `UnknownPatient`, `NotCustodian`, those of the participants and
		/// of deposits. Events: `AccessDecided`. Complexity: O(1), however many records and
		/// accesses there are.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::request_access())]
		pub fn request_access(
			origin: OriginFor<T>,
			acting: Acting,
			ticket: TicketId,
			request: AccessRequest,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_access(who, acting, ticket, request)
		}

		/// Break the glass: access to everything, at once, for hours, whatever consents and
		/// policies say (CN-7).
		///
		/// The patient and the custodian's privacy officer are told by event, and the review is an
		/// obligation. `occurred_at` marks one that is posted late. Free within the clinician's
		/// quota of 24 hours, for a fee beyond; never pausable; no deposit stands in its way.
		///
		/// Dispatch origin: signed by a member acting as `Provider` or `Prescriber`, with a
		/// credential in force.
		/// Errors: `CapacityNotAllowed`, `PrivilegeSuspended`, `UnknownPatient`, `PatientErased`,
		/// `TicketExists`, `OccurredInFuture`, `PostedTooLate`. Events: `GlassBroken`. Complexity:
		/// O(1).
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::break_glass())]
		#[pallet::feeless_if(|origin: &OriginFor<T>,
		 acting: &Acting,
		 ticket: &TicketId,
		 patient: &PatientId,
		 reason: &Commitment,
		 person: &Commitment,
		 occurred_at: &Option<Moment>|
		 -> bool {
			ensure_signed(origin.clone()).is_ok_and(|account| {
				Pallet::<T>::breaks_free(&Declaration {
					account,
					acting: *acting,
					ticket: *ticket,
					patient: *patient,
					reason: *reason,
					person: *person,
					occurred_at: *occurred_at,
				})
			})
		})]
		pub fn break_glass(
			origin: OriginFor<T>,
			acting: Acting,
			ticket: TicketId,
			patient: PatientId,
			reason: Commitment,
			person: Commitment,
			occurred_at: Option<Moment>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let declaration =
				Declaration { account: who, acting, ticket, patient, reason, person, occurred_at };
			let free = Self::breaks_free(&declaration);
			Self::do_break_glass(declaration)?;
			Ok(pays(!free).into())
		}

		/// Post an emergency in which the vault let a clinician in while the chain was out of reach
		/// (CN-7).
		///
		/// It is marked late and reported. The clinician's credential is not asked: it was in force
		/// in the state that the vault knew. It does not count against the clinician's privilege.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: those of `break_glass` but for the privilege, `NotCustodian`. Events:
		/// `GlassBroken`. Complexity: O(1).
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::report_break_glass())]
		pub fn report_break_glass(
			origin: OriginFor<T>,
			acting: Acting,
			requester: Acting,
			clinician: T::AccountId,
			ticket: TicketId,
			patient: PatientId,
			reason: Commitment,
			person: Commitment,
			occurred_at: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report_break_glass(
				who,
				acting,
				Declaration {
					account: clinician,
					acting: requester,
					ticket,
					patient,
					reason,
					person,
					occurred_at: Some(occurred_at),
				},
			)
		}

		/// Review an emergency: approve it, or find a violation, which ends the ticket and suspends
		/// the clinician's privilege (CN-7).
		///
		/// Dispatch origin: signed by a privacy officer of the custodian, who is not the clinician.
		/// Errors: `UnknownTicket`, `NotAnEmergency`, `CapacityNotAllowed`, `NotCustodian`,
		/// `OwnReview`, `AlreadyReviewed`. Events: `BreakGlassReviewed`. Complexity: O(1).
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::review_break_glass())]
		pub fn review_break_glass(
			origin: OriginFor<T>,
			acting: Acting,
			requester: OrganisationId,
			ticket: TicketId,
			outcome: ReviewOutcome,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_review_break_glass(who, acting, requester, ticket, outcome)
		}

		/// Give a clinician the privilege back after a violation.
		///
		/// Dispatch origin: signed by a member of a regulator.
		/// Errors: `CapacityNotAllowed`, `NotSuspended`. Events: `PrivilegeReinstated`. Complexity:
		/// O(1).
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::reinstate_privilege())]
		pub fn reinstate_privilege(
			origin: OriginFor<T>,
			acting: Acting,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reinstate_privilege(who, acting, account)
		}

		/// Let somebody act for a patient, until the end of a month; or change what it may do.
		///
		/// Dispatch origin: with `acting` none, signed by the patient; with `acting`, by a member
		/// of the custodian, with evidence, for a patient without a key: a child's parent, a
		/// guardian.
		/// Errors: `UnknownPatient`, `PatientErased`, `NotPatient`, `PatientClaimed`,
		/// `NotCustodian`, `FormMissing`, `RepresentationInvalid`, `TooManyRepresentatives`, those
		/// of deposits. Events: `RepresentativeAppointed`. Complexity: O(1).
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::appoint_representative())]
		pub fn appoint_representative(
			origin: OriginFor<T>,
			acting: Option<Acting>,
			patient: PatientId,
			account: T::AccountId,
			scope: Scope,
			until: Month,
			evidence: Option<Commitment>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_appoint_representative(who, acting, patient, account, scope, until, evidence)
		}

		/// End it at once.
		///
		/// Dispatch origin: signed by the patient, or the representative itself; or as for the
		/// appointment.
		/// Errors: `UnknownPatient`, `NotPatient`, `PatientClaimed`, `NotCustodian`,
		/// `UnknownRepresentative`. Events: `RepresentativeRevoked`. Complexity: O(1).
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::revoke_representative())]
		pub fn revoke_representative(
			origin: OriginFor<T>,
			acting: Option<Acting>,
			patient: PatientId,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_representative(who, acting, patient, account)
		}

		/// Anchor a shuffled batch of record versions by its root. The same again changes nothing.
		///
		/// Dispatch origin: signed by a member of an organisation that has patients.
		/// Errors: `CapacityNotAllowed`, `RootInvalid`, `BatchExists`, those of deposits. Events:
		/// `BatchAnchored`. Complexity: O(1).
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::anchor_batch())]
		pub fn anchor_batch(
			origin: OriginFor<T>,
			acting: Acting,
			id: BatchId,
			root: Root,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor_batch(who, acting, id, root)
		}

		/// Give one record a row of its own.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownPatient`, `PatientErased`, `CapacityNotAllowed`, `NotCustodian`,
		/// `RecordExists`, those of deposits. Events: `RecordAnchored`. Complexity: O(1).
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::anchor_record())]
		pub fn anchor_record(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
			record: RecordToken,
			entry: RecordEntry,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor_record(who, acting, patient, record, entry)
		}

		/// Replace, correct, append to, deprecate or declare in error a record that has a row
		/// (CN-11). No other record is touched, and nothing is overwritten.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownRecord`, `CapacityNotAllowed`, `NotCustodian`, `PatientErased`,
		/// `RecordNotCurrent`, `RecordExists`, those of deposits. Events: `RecordUpdated`,
		/// `RecordAnchored`. Complexity: O(1).
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::update_record())]
		pub fn update_record(
			origin: OriginFor<T>,
			acting: Acting,
			record: RecordToken,
			change: RecordChange,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_update_record(who, acting, record, change)
		}

		/// Mark a record erased: its ciphertext, salt and key are destroyed. Again changes
		/// nothing.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownRecord`, `CapacityNotAllowed`, `NotCustodian`, `ErasureRefused`. Events:
		/// `RecordErased`. Complexity: O(1).
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::erase_record())]
		pub fn erase_record(
			origin: OriginFor<T>,
			acting: Acting,
			record: RecordToken,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_erase_record(who, acting, record)
		}

		/// Mark all of a patient erased, however much there is: nothing is granted or released any
		/// more. Again changes nothing.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownPatient`, `CapacityNotAllowed`, `NotCustodian`, `ErasureRefused`.
		/// Events: `PatientErased`. Complexity: O(1).
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::erase_patient())]
		pub fn erase_patient(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_erase_patient(who, acting, patient)
		}

		/// Set or lift a legal hold, on all of a patient or on one record.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownPatient`, `PatientErased`, `CapacityNotAllowed`, `NotCustodian`,
		/// `UnknownRecord`. Events: `LegalHoldSet`. Complexity: O(1).
		#[pallet::call_index(25)]
		#[pallet::weight(T::WeightInfo::set_legal_hold())]
		pub fn set_legal_hold(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
			record: Option<RecordToken>,
			ground: Option<ErasureGround>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_legal_hold(who, acting, patient, record, ground)
		}

		/// Prove, with two leaves of a custodian's own batches, that it released a version which
		/// was superseded before access was asked for (CN-11). It has to explain.
		///
		/// Dispatch origin: signed by anybody who has the leaves.
		/// Errors: `AlreadyReported`, `UnknownBatch`, `ProofInvalid`, `NotSupersededRelease`, those
		/// of deposits. Events: `SupersededReleaseProved`. Complexity: O(depth), at most 24 each.
		#[pallet::call_index(26)]
		#[pallet::weight(T::WeightInfo::report_superseded_release())]
		pub fn report_superseded_release(
			origin: OriginFor<T>,
			custodian: OrganisationId,
			records: BatchId,
			leaf: RecordLeaf,
			leaf_proof: Proof,
			log: BatchId,
			entry: LogEntry,
			entry_proof: Proof,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report_superseded_release(
				who,
				ReleaseProof { custodian, records, leaf, leaf_proof, log, entry, entry_proof },
			)
		}

		/// Explain a proved release.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `CapacityNotAllowed`, `NothingToExplain`. Events: `SupersededReleaseExplained`.
		/// Complexity: O(1).
		#[pallet::call_index(27)]
		#[pallet::weight(T::WeightInfo::explain_release())]
		pub fn explain_release(
			origin: OriginFor<T>,
			acting: Acting,
			entry: [u8; 32],
			statement: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_explain_release(who, acting, entry, statement)
		}

		/// Anchor a batch of the log of accesses by its root: those inside the custodian, and
		/// releases. The same again changes nothing.
		///
		/// Dispatch origin: signed by a member of an organisation that has patients.
		/// Errors: `CapacityNotAllowed`, `RootInvalid`, `BatchExists`, those of deposits. Events:
		/// `AccessLogAnchored`. Complexity: O(1).
		#[pallet::call_index(28)]
		#[pallet::weight(T::WeightInfo::anchor_access_log())]
		pub fn anchor_access_log(
			origin: OriginFor<T>,
			acting: Acting,
			id: BatchId,
			root: Root,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor_access_log(who, acting, id, root)
		}

		/// Demand to see what a batch of the log says of oneself. The custodian has to answer in
		/// time.
		///
		/// Dispatch origin: signed by the patient, or a representative that may read.
		/// Errors: `UnknownPatient`, `NotPatient`, `RequestExists`, `UnknownBatch`,
		/// `TooManyRequests`. Events: `LogEntryDemanded`. Complexity: O(1).
		#[pallet::call_index(29)]
		#[pallet::weight(T::WeightInfo::demand_log_entry())]
		pub fn demand_log_entry(
			origin: OriginFor<T>,
			patient: PatientId,
			id: RowId,
			batch: BatchId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_demand_log_entry(who, patient, id, batch)
		}

		/// Answer a demand: with a leaf, proved, whose content goes to the patient off the chain,
		/// or with a statement that there is none.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownPatient`, `CapacityNotAllowed`, `NotCustodian`, `UnknownRequest`,
		/// `RequestClosed`, `UnknownBatch`, `ProofInvalid`. Events: `LogDemandAnswered`.
		/// Complexity: O(depth), at most 24.
		#[pallet::call_index(30)]
		#[pallet::weight(T::WeightInfo::answer_log_demand())]
		pub fn answer_log_demand(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
			id: RowId,
			answer: LogAnswer,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer_log_demand(who, acting, patient, id, answer)
		}

		/// Claim a right (CN-10): the deadline is an obligation of the custodian.
		///
		/// Dispatch origin: with `acting` none, signed by the patient or a representative that may
		/// grant; with `acting`, by a member of the custodian, for a patient without a key.
		/// Errors: `UnknownPatient`, `NotPatient`, `PatientClaimed`, `NotCustodian`,
		/// `RequestExists`, `TooManyRequests`. Events: `RequestFiled`. Complexity: O(1).
		#[pallet::call_index(31)]
		#[pallet::weight(T::WeightInfo::file_request())]
		pub fn file_request(
			origin: OriginFor<T>,
			acting: Option<Acting>,
			patient: PatientId,
			id: RowId,
			kind: RightKind,
			details: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_file_request(who, acting, patient, id, kind, details)
		}

		/// Extend the time for a request, once, with the reasons in writing (CN-10).
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownPatient`, `CapacityNotAllowed`, `NotCustodian`, `UnknownRequest`,
		/// `RequestClosed`, `AlreadyExtended`. Events: `RequestExtended`. Complexity: O(1).
		#[pallet::call_index(32)]
		#[pallet::weight(T::WeightInfo::extend_request())]
		pub fn extend_request(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
			id: RowId,
			statement: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_extend_request(who, acting, patient, id, statement)
		}

		/// Answer a request. A restriction that is granted is in force at once.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `UnknownPatient`, `CapacityNotAllowed`, `NotCustodian`, `OutcomeNotAllowed`,
		/// `StatementMissing`, `UnknownRequest`, `RequestClosed`. Events: `RequestClosed`.
		/// Complexity: O(1).
		#[pallet::call_index(33)]
		#[pallet::weight(T::WeightInfo::close_request())]
		pub fn close_request(
			origin: OriginFor<T>,
			acting: Acting,
			patient: PatientId,
			id: RowId,
			outcome: RequestOutcome,
			statement: Option<Commitment>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_request(who, acting, patient, id, outcome, statement)
		}

		/// Take a request back.
		///
		/// Dispatch origin: signed by the patient, or a representative that may grant.
		/// Errors: `UnknownPatient`, `NotPatient`, `UnknownRequest`, `RequestClosed`. Events:
		/// `RequestClosed`. Complexity: O(1).
		#[pallet::call_index(34)]
		#[pallet::weight(T::WeightInfo::withdraw_request())]
		pub fn withdraw_request(
			origin: OriginFor<T>,
			patient: PatientId,
			id: RowId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_request(who, patient, id)
		}

		/// Lift a restriction of processing.
		///
		/// Dispatch origin: with `acting` none, signed by the patient or a representative that may
		/// grant; with `acting`, by a member of the custodian, for a patient without a key.
		/// Errors: `UnknownPatient`, `NotPatient`, `PatientClaimed`, `NotCustodian`,
		/// `NotRestricted`. Events: `RestrictionLifted`. Complexity: O(1).
		#[pallet::call_index(35)]
		#[pallet::weight(T::WeightInfo::lift_restriction())]
		pub fn lift_restriction(
			origin: OriginFor<T>,
			acting: Option<Acting>,
			patient: PatientId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_restriction(who, acting, patient)
		}

		/// Put an account into a group that consents can name. Who names a group first keeps it.
		///
		/// Dispatch origin: signed by a member of the group's organisation, in any capacity.
		/// Errors: `NotGroupOwner`, `AlreadyInGroup`, those of the participants and of deposits.
		/// Events: `GroupMemberAdded`. Complexity: O(1).
		#[pallet::call_index(36)]
		#[pallet::weight(T::WeightInfo::add_group_member())]
		pub fn add_group_member(
			origin: OriginFor<T>,
			acting: Acting,
			group: Token,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_group_member(who, acting, group, account)
		}

		/// Take an account out of a group: permits to the group end for it at once.
		///
		/// Dispatch origin: signed by a member of the group's organisation, in any capacity.
		/// Errors: `NotGroupOwner`, `NotInGroup`. Events: `GroupMemberRemoved`. Complexity: O(1).
		#[pallet::call_index(37)]
		#[pallet::weight(T::WeightInfo::remove_group_member())]
		pub fn remove_group_member(
			origin: OriginFor<T>,
			acting: Acting,
			group: Token,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_group_member(who, acting, group, account)
		}

		/// Say that two pseudonyms are of one person: a link, and nothing is rewritten (CN-11).
		///
		/// Dispatch origin: signed by a member of the custodian of both.
		/// Errors: `UnknownPatient`, `CapacityNotAllowed`, `NotCustodian`, `LinkInvalid`. Events:
		/// `PseudonymsLinked`. Complexity: O(1).
		#[pallet::call_index(38)]
		#[pallet::weight(T::WeightInfo::link_pseudonyms())]
		pub fn link_pseudonyms(
			origin: OriginFor<T>,
			acting: Acting,
			from: PatientId,
			into: PatientId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_link_pseudonyms(who, acting, from, into)
		}

		/// Remove rows whose retention is over, and give the deposits back to who paid them.
		///
		/// Dispatch origin: signed by anyone.
		/// Errors: `NothingToReap`, `RetentionNotOver`. Events: `HistoryReaped`. Complexity:
		/// O(rows), at most 100.
		#[pallet::call_index(39)]
		#[pallet::weight(T::WeightInfo::reap_history(history.rows()))]
		pub fn reap_history(origin: OriginFor<T>, history: History) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_reap_history(history)
		}

		/// Report a breach of protected data, without saying whose or what (CN-10). Two notices are
		/// due from its discovery: to the authority within 72 hours, to the persons within 60 days.
		///
		/// Dispatch origin: signed by a member of an organisation that has patients.
		/// Errors: `CapacityNotAllowed`, `BreachExists`, `OccurredInFuture`, those of deposits.
		/// Events: `BreachReported`. Complexity: O(1).
		#[pallet::call_index(40)]
		#[pallet::weight(T::WeightInfo::report_breach())]
		pub fn report_breach(
			origin: OriginFor<T>,
			acting: Acting,
			id: RowId,
			discovered: Moment,
			details: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report_breach(who, acting, id, discovered, details)
		}

		/// Say that a notice of a breach was given, or that the assessment found it not due (CN-10).
		///
		/// Dispatch origin: signed by a member of the custodian that reported the breach.
		/// Errors: `CapacityNotAllowed`, `UnknownBreach`, `NoticeSettled`. Events:
		/// `BreachNoticeSettled`. Complexity: O(1).
		#[pallet::call_index(41)]
		#[pallet::weight(T::WeightInfo::settle_breach_notice())]
		pub fn settle_breach_notice(
			origin: OriginFor<T>,
			acting: Acting,
			id: RowId,
			notice: BreachNotice,
			outcome: NoticeOutcome,
			statement: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_settle_breach_notice(who, acting, id, notice, outcome, statement)
		}

		/// Keep a disclosure out of accountings for a time because an official asked for it (CN-8),
		/// without saying whose. Afterwards it has to be in an anchored log. An oral request can be
		/// followed up in writing under the same id.
		///
		/// Dispatch origin: signed by a member of an organisation that has patients.
		/// Errors: `CapacityNotAllowed`, `SuspensionPeriodInvalid`, `SuspensionExists`, those of
		/// deposits. Events: `AccountingSuspended`. Complexity: O(1).
		#[pallet::call_index(42)]
		#[pallet::weight(T::WeightInfo::suspend_accounting())]
		pub fn suspend_accounting(
			origin: OriginFor<T>,
			acting: Acting,
			id: RowId,
			basis: SuspensionBasis,
			until: Moment,
			statement: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_suspend_accounting(who, acting, id, basis, until, statement)
		}

		/// Say in which batch of the log the disclosure is: patients can see it now.
		///
		/// Dispatch origin: signed by a member of the custodian.
		/// Errors: `CapacityNotAllowed`, `UnknownSuspension`, `UnknownBatch`. Events:
		/// `SuspensionAccounted`. Complexity: O(1).
		#[pallet::call_index(43)]
		#[pallet::weight(T::WeightInfo::account_suspended())]
		pub fn account_suspended(
			origin: OriginFor<T>,
			acting: Acting,
			id: RowId,
			batch: BatchId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_account_suspended(who, acting, id, batch)
		}
	}
}

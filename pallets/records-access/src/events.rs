//! What is told: actor, subject, reason, correlation id, under 150 bytes.

use frame_support::pallet_macros::*;

/// The events of the pallet.
#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A custodian opened a pseudonym.
		PseudonymOpened {
			/// The pseudonym.
			patient: PatientId,
			/// Whose patient.
			custodian: OrganisationId,
		},
		/// A pseudonym is offered to an account.
		ClaimOffered {
			/// The pseudonym.
			patient: PatientId,
			/// To whom.
			account: T::AccountId,
			/// From when on it may be accepted.
			from: Moment,
		},
		/// An offer was taken back or refused.
		OfferRefused {
			/// The pseudonym.
			patient: PatientId,
			/// By whom.
			by: T::AccountId,
		},
		/// A patient has a key of its own, or a new one.
		PseudonymClaimed {
			/// The pseudonym.
			patient: PatientId,
			/// The patient's account.
			account: T::AccountId,
		},
		/// A patient changed its encryption key.
		KeyReplaced {
			/// The pseudonym.
			patient: PatientId,
		},
		/// An account registered an encryption key.
		EncryptionKeyRegistered {
			/// The account.
			account: T::AccountId,
			/// The key.
			key: EncryptionKey,
		},
		/// An account removed its encryption key.
		EncryptionKeyRemoved {
			/// The account.
			account: T::AccountId,
		},
		/// A custodian chose its implicit policy.
		PolicySet {
			/// The custodian.
			custodian: OrganisationId,
			/// The policy.
			policy: ImplicitPolicy,
		},
		/// A consent is in force, in the place of the one before.
		ConsentGranted {
			/// The patient.
			patient: PatientId,
			/// For whose data.
			controller: OrganisationId,
			/// Its version.
			version: u32,
			/// Whether the custodian recorded it.
			recorded: bool,
		},
		/// A consent was revoked.
		ConsentRevoked {
			/// The patient.
			patient: PatientId,
			/// For whose data.
			controller: OrganisationId,
			/// Its version.
			version: u32,
			/// Whether the custodian recorded it.
			recorded: bool,
		},
		/// The patient contests a consent that was recorded: it is no longer in force.
		ConsentContested {
			/// The patient.
			patient: PatientId,
			/// Who recorded it.
			controller: OrganisationId,
			/// Its version.
			version: u32,
		},
		/// The custodian answered a contest.
		ContestAnswered {
			/// The patient.
			patient: PatientId,
			/// The version.
			version: u32,
			/// The answer.
			statement: Commitment,
		},
		/// Access was decided upon: permit and denial alike.
		AccessDecided {
			/// The patient.
			patient: PatientId,
			/// Who asked.
			requester: OrganisationId,
			/// The ticket.
			ticket: TicketId,
			/// Whether it is a permit.
			permitted: bool,
		},
		/// Glass was broken: for the patient, and for the custodian's privacy officer.
		GlassBroken {
			/// The patient.
			patient: PatientId,
			/// Whose vault.
			custodian: OrganisationId,
			/// Who broke it.
			requester: OrganisationId,
			/// The ticket.
			ticket: TicketId,
			/// Whether it was posted after the fact.
			late: bool,
			/// Whether the custodian posted it.
			reported: bool,
		},
		/// An emergency was reviewed.
		BreakGlassReviewed {
			/// The patient.
			patient: PatientId,
			/// Who broke the glass.
			requester: OrganisationId,
			/// The ticket.
			ticket: TicketId,
			/// What was found.
			outcome: ReviewOutcome,
		},
		/// A violation is forgiven.
		PrivilegeReinstated {
			/// Whose.
			account: T::AccountId,
			/// By which regulator.
			by: OrganisationId,
		},
		/// Somebody may act for a patient.
		RepresentativeAppointed {
			/// The patient.
			patient: PatientId,
			/// Who.
			account: T::AccountId,
			/// What it may do.
			scope: Scope,
			/// The last month.
			until: Month,
		},
		/// Somebody may no longer act for a patient.
		RepresentativeRevoked {
			/// The patient.
			patient: PatientId,
			/// Who.
			account: T::AccountId,
		},
		/// A batch of records was anchored.
		BatchAnchored {
			/// The custodian.
			custodian: OrganisationId,
			/// The batch.
			batch: BatchId,
			/// How many records.
			count: u32,
		},
		/// A record has a row.
		RecordAnchored {
			/// The record.
			record: RecordToken,
			/// The custodian.
			custodian: OrganisationId,
		},
		/// A record changed.
		RecordUpdated {
			/// The record.
			record: RecordToken,
			/// Its newest version.
			version: u32,
			/// How that stands.
			status: RecordStatus,
		},
		/// A record was erased.
		RecordErased {
			/// The record.
			record: RecordToken,
		},
		/// All records of a patient were erased.
		PatientErased {
			/// The patient.
			patient: PatientId,
		},
		/// A legal hold was set or lifted.
		LegalHoldSet {
			/// The patient.
			patient: PatientId,
			/// The record; none for all.
			record: Option<RecordToken>,
			/// The ground; none if it was lifted.
			ground: Option<ErasureGround>,
		},
		/// It was proved that a superseded version was released.
		SupersededReleaseProved {
			/// Against whom.
			custodian: OrganisationId,
			/// The entry of its log.
			entry: [u8; 32],
			/// By whom.
			reporter: T::AccountId,
		},
		/// The custodian explained it.
		SupersededReleaseExplained {
			/// The custodian.
			custodian: OrganisationId,
			/// The entry of its log.
			entry: [u8; 32],
			/// The explanation.
			statement: Commitment,
		},
		/// A batch of an access log was anchored.
		AccessLogAnchored {
			/// The custodian.
			custodian: OrganisationId,
			/// The batch.
			batch: BatchId,
			/// How many entries.
			count: u32,
		},
		/// A patient demands to see an entry of a log.
		LogEntryDemanded {
			/// The patient.
			patient: PatientId,
			/// The demand.
			id: RowId,
			/// The batch.
			batch: BatchId,
		},
		/// The custodian answered the demand.
		LogDemandAnswered {
			/// The patient.
			patient: PatientId,
			/// The demand.
			id: RowId,
			/// Whether an entry was shown.
			shown: bool,
		},
		/// A right was claimed.
		RequestFiled {
			/// The patient.
			patient: PatientId,
			/// The request.
			id: RowId,
			/// By when it has to be answered.
			due: Moment,
		},
		/// The time for it was extended.
		RequestExtended {
			/// The patient.
			patient: PatientId,
			/// The request.
			id: RowId,
			/// By when it has to be answered now.
			due: Moment,
		},
		/// It was closed.
		RequestClosed {
			/// The patient.
			patient: PatientId,
			/// The request.
			id: RowId,
			/// What became of it.
			outcome: RequestOutcome,
		},
		/// Processing is no longer restricted.
		RestrictionLifted {
			/// The patient.
			patient: PatientId,
		},
		/// An account is in a group.
		GroupMemberAdded {
			/// The group.
			group: Token,
			/// The account.
			account: T::AccountId,
		},
		/// An account is no longer in a group.
		GroupMemberRemoved {
			/// The group.
			group: Token,
			/// The account.
			account: T::AccountId,
		},
		/// Two pseudonyms of a custodian are of one person. Nothing is rewritten (CN-11).
		PseudonymsLinked {
			/// The one that is no longer used.
			from: PatientId,
			/// The one that is.
			into: PatientId,
		},
		/// Rows whose retention is over were removed.
		HistoryReaped {
			/// How many.
			rows: u32,
		},
		/// A custodian came to know of a breach of protected data (CN-10).
		BreachReported {
			/// The custodian.
			custodian: OrganisationId,
			/// The breach.
			id: RowId,
			/// When it came to know: the deadlines run from then.
			discovered: Moment,
		},
		/// A notice of a breach was given, or is not due.
		BreachNoticeSettled {
			/// The custodian.
			custodian: OrganisationId,
			/// The breach.
			id: RowId,
			/// To whom.
			notice: BreachNotice,
			/// Which of both.
			outcome: NoticeOutcome,
		},
		/// A disclosure is kept out of accountings for a time (CN-8).
		AccountingSuspended {
			/// The custodian.
			custodian: OrganisationId,
			/// The suspension.
			id: RowId,
			/// Until when.
			until: Moment,
		},
		/// The disclosure is in the log now.
		SuspensionAccounted {
			/// The custodian.
			custodian: OrganisationId,
			/// The suspension.
			id: RowId,
			/// The batch of the log.
			batch: BatchId,
		},
	}
}

//! The words of health records: pseudonyms, records and their versions, tickets, disclosures,
//! rights (rules CN-4 to CN-12).
//!
//! Nothing here can hold clear text about a person: identifiers are random, classes, labels
//! and authors are tokens under a secret of the relationship, everything else is a commitment with
//! its salt kept off the chain, a word of a closed list, a month, an organisation or an account.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{bounded::BoundedVec, ConstU32};
use sp_runtime::DispatchError;

use crate::{
	consent::{
		Action, Confidentiality, Consent, Data, Id, ImplicitPolicy, Month, Purpose, Residual, Span,
		MAX_PROVISIONS,
	},
	merkle, Capacity, Moment, OrganisationId,
};

/// A patient as one custodian knows it: 32 random bytes that the custodian chooses, one for each
/// relationship. Never derived from anything about the person, or from another pseudonym.
pub type PatientId = [u8; 32];
/// A record: 32 random bytes that the custodian chooses. All versions of a record share it.
pub type RecordToken = [u8; 32];
/// A class, label, code, author or reference: HMAC under a secret of the relationship.
pub type Token = [u8; 32];
/// A domain-separated hash with at least 128 random bits of salt, kept off the chain.
pub type Commitment = [u8; 32];
/// The public part of an X25519 key, to which data keys and names are sealed.
pub type EncryptionKey = [u8; 32];
/// A ticket, a request or another row that its creator names: 16 random bytes, scoped by creator.
pub type RowId = [u8; 16];
/// What a requester names its ticket. Scoped by the requesting organisation.
pub type TicketId = RowId;
/// What a custodian names an anchored batch. Scoped by the custodian.
pub type BatchId = RowId;
/// The most labels of one record.
pub const MAX_LABELS: u32 = 8;
/// Label tokens of one record.
pub type Labels = BoundedVec<Token, ConstU32<MAX_LABELS>>;
/// The most recipients that a Part 2 consent names.
pub const MAX_PART_2_RECIPIENTS: u32 = 16;

/// The most values of one element of a data descriptor.
pub const MAX_DESCRIBED: u32 = 4;
/// The most groups that one consent names: each is looked up when a decision is made.
pub const MAX_GROUPS: u32 = 8;
/// The most commitments that one request opens.
pub const MAX_OPENINGS: u32 = 4;

/// What remains to be enforced on what a permit covers, in terms of the consent's provisions.
pub type Residuals = BoundedVec<Residual, ConstU32<{ MAX_PROVISIONS + 1 }>>;

/// Derives for a word that goes into calls, events and state. Values are appended.
macro_rules! word {
	($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $index:literal,)+ }) => {
		$(#[$doc])*
		#[derive(
			Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode,
			DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize, Deserialize,
		)]
		#[serde(rename_all = "camelCase")]
		pub enum $name { $($(#[$vdoc])* #[codec(index = $index)] $variant,)+ }

		impl $name {
			/// Every value, in the order of the indices.
			pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
		}
	};
}

/// Derives for what goes into calls and state.
macro_rules! data {
	($($(#[$meta:meta])* pub $kind:tt $name:ident $(<$param:ident>)? { $($body:tt)* })+) => {
		$(
			$(#[$meta])*
			#[derive(
				Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
				TypeInfo,
			)]
			pub $kind $name $(<$param>)? { $($body)* }
		)+
	};
}

/// Derives for what a runtime API answers.
macro_rules! answer {
	($($(#[$meta:meta])* pub $kind:tt $name:ident $(<$param:ident>)? { $($body:tt)* })+) => {
		$(
			$(#[$meta])*
			#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
			pub $kind $name $(<$param>)? { $($body)* }
		)+
	};
}

word! {
	/// How a version of a record stands (CN-11; XDS Approved and Deprecated, FHIR entered-in-error).
	pub enum RecordStatus {
		/// In force: what is served where nobody asks for a version.
		Current = 0,
		/// A newer version stands in its place.
		Superseded = 1,
		/// Withdrawn without one.
		Deprecated = 2,
		/// Was wrong; not served but for a correction.
		EnteredInError = 3,
		/// Ciphertext, salt and key are destroyed.
		Erased = 4,
	}
}

word! {
	/// Why erasure is refused (GDPR 17(3)).
	pub enum ErasureGround {
		/// A law says that it has to be kept.
		LegalObligation = 0,
		/// Public interest in public health.
		PublicHealth = 1,
		/// Archiving, research or statistics in the public interest.
		Archiving = 2,
		/// Legal claims: establishment, exercise or defence.
		LegalClaims = 3,
		/// Freedom of expression and information.
		Expression = 4,
	}
}

word! {
	/// What became of a demand or request.
	pub enum RequestOutcome {
		/// Done as asked.
		Granted = 0,
		/// Done in part; the statement says which.
		PartlyGranted = 1,
		/// Refused, with a statement of why and what the patient can do.
		Denied = 2,
		/// The patient took it back.
		Withdrawn = 3,
	}
}

word! {
	/// What the requester learns of why it was denied: a class, never which label or provision.
	pub enum DenialClass {
		/// Neither a consent nor the custodian's policy permits it.
		NotPermitted = 0,
		/// The capacity is not entitled to a purpose that was declared (CN-4).
		PurposeNotEntitled = 1,
		/// Other than for treatment, the classes wanted have to be named (CN-12).
		ClassesNotNamed = 2,
		/// The patient has the processing restricted, or paid in full and had it kept from payers.
		Restricted = 3,
		/// The patient's records are erased.
		Erased = 4,
	}
}

word! {
	/// On what a decision rests.
	pub enum Basis {
		/// A consent in force.
		Consent = 0,
		/// The custodian's implicit policy: there was no consent in force.
		Policy = 1,
		/// A declared emergency (CN-7).
		BreakGlass = 2,
		/// A rule above both: erasure, restriction, entitlement, minimum necessary.
		Rule = 3,
	}
}

word! {
	/// Why the vault must not release now.
	pub enum ReleaseRefusal {
		/// The organisation has no such ticket.
		UnknownTicket = 0,
		/// The ticket is a denial.
		Denied = 1,
		/// The ticket has ended: request access again.
		Ended = 2,
		/// What it rested on was revoked, replaced or restricted since, or does not reach this account.
		NoLongerPermitted = 3,
		/// The account does not act for the organisation in the capacity of the ticket now.
		NotActing = 4,
		/// The account has registered no encryption key.
		NoEncryptionKey = 5,
		/// The patient's records are erased.
		Erased = 6,
		/// The review found that the emergency was none.
		FoundViolation = 7,
	}
}

word! {
	/// Who has to be told of a breach (CN-10).
	pub enum BreachNotice {
		/// The supervisory authority (GDPR 33), or the Secretary (45 CFR 164.408).
		Authority = 0,
		/// The persons whose data they are (GDPR 34, 45 CFR 164.404).
		Persons = 1,
	}
}

word! {
	/// What became of a notice that a breach asks for.
	pub enum NoticeOutcome {
		/// It was given.
		Given = 0,
		/// It is not due: the assessment found no risk for the persons (GDPR 33(1), 34(1); 45 CFR
		/// 164.402(2)).
		NotDue = 1,
	}
}

word! {
	/// How an official asked that a disclosure be kept out of accountings (45 CFR 164.528(a)(2)).
	pub enum SuspensionBasis {
		/// In writing, with the time for which.
		Written = 0,
		/// By word of mouth: for thirty days at most.
		Oral = 1,
	}
}

word! {
	/// What the review of a declared emergency found (CN-7).
	pub enum ReviewOutcome {
		/// It was an emergency.
		Approved = 0,
		/// It was none: the privilege is suspended.
		Violation = 1,
	}
}

data! {
	/// What a right is claimed for (CN-10).
	#[derive(Copy)]
	pub enum RightKind {
		/// A copy of the records (45 CFR 164.524, GDPR 15).
		#[codec(index = 0)]
		Access,
		/// A change of the records (45 CFR 164.526, GDPR 16).
		#[codec(index = 1)]
		Amendment,
		/// Restriction of processing (45 CFR 164.522(a), GDPR 18).
		#[codec(index = 2)]
		Restriction,
		/// Erasure (GDPR 17).
		#[codec(index = 3)]
		Erasure,
		/// An accounting of disclosures (45 CFR 164.528).
		#[codec(index = 4)]
		Accounting,
		/// Data in a form that another can use (GDPR 20).
		#[codec(index = 5)]
		Portability,
		/// A service that the patient paid for in full is kept from health plans, by its token
		/// (45 CFR 164.522(a)(1)(vi)).
		#[codec(index = 6)]
		PaidInFull {
			/// The encounter or service, as requests name it.
			service: Token,
		},
	}

	/// One version of a record, as the leaf of an anchored batch.
	pub struct RecordLeaf {
		/// The record.
		pub record: RecordToken,
		/// From 1.
		pub version: u32,
		/// The version that this one stands in the place of.
		pub supersedes: Option<u32>,
		/// What kind of document it is.
		pub class: Token,
		/// Its security labels.
		pub labels: Labels,
		/// Who wrote it.
		pub author: Token,
		/// When it was written.
		pub month: Month,
		/// The commitment of its content.
		pub content: Commitment,
		/// How it stands when it is anchored.
		pub status: RecordStatus,
	}

	/// One entry of a custodian's log: who looked at what. The leaf of an anchored log.
	pub struct LogEntry {
		/// 32 random bytes of the entry: what is in it cannot be guessed from its hash.
		pub entry: [u8; 32],
		/// Whose record.
		pub patient: PatientId,
		/// Whose member looked: the custodian itself, or a requester.
		pub requester: OrganisationId,
		/// The requester's ticket; none for an access inside the custodian.
		pub ticket: Option<TicketId>,
		/// The record.
		pub record: RecordToken,
		/// Its version.
		pub version: u32,
		/// The commitment of the content that was released.
		pub content: Commitment,
		/// Who looked: sealed to the patient, or kept by the custodian.
		pub person: Commitment,
		/// What for.
		pub purpose: Purpose,
		/// When.
		pub month: Month,
		/// Whether this version was asked for, though it was not the current one.
		pub version_asked_for: bool,
	}

	/// A version as `anchor_record` and its successors carry it.
	pub struct RecordEntry {
		/// What kind of document it is.
		pub class: Token,
		/// Its security labels.
		pub labels: Labels,
		/// Who wrote it.
		pub author: Token,
		/// When it was written.
		pub month: Month,
		/// The commitment of its content.
		pub content: Commitment,
	}

	/// What happens to one record that has a row.
	pub enum RecordChange {
		/// A new version; the current one is superseded (XDS RPLC).
		#[codec(index = 0)]
		Replace(RecordEntry),
		/// A new version; the current one was wrong.
		#[codec(index = 1)]
		Correct(RecordEntry),
		/// A record of its own, under the token given, that adds to this one (XDS APND).
		#[codec(index = 2)]
		Append {
			/// The new record.
			record: RecordToken,
			/// What is in it.
			entry: RecordEntry,
		},
		/// The current version is withdrawn.
		#[codec(index = 3)]
		Deprecate,
		/// The current version was wrong, and nothing takes its place.
		#[codec(index = 4)]
		EnteredInError,
	}

	/// A recipient of a Part 2 consent.
	#[derive(Copy)]
	pub enum Part2Recipient {
		/// "My treating providers, health plans, third-party payers, and those who help operate this
		/// program": the single consent for treatment, payment and operations (42 CFR 2.31(a)(4)(ii)).
		#[codec(index = 0)]
		Tpo,
		/// A named organisation. Intermediaries have to be named.
		#[codec(index = 1)]
		Organisation(OrganisationId),
	}

	/// When a Part 2 consent ends.
	#[derive(Copy)]
	pub enum Part2Expiry {
		/// "None": allowed where every recipient is of the single consent for TPO.
		#[codec(index = 0)]
		None,
		/// With the last instant of the month.
		#[codec(index = 1)]
		Month(Month),
		/// With an event that the form names.
		#[codec(index = 2)]
		Event(Commitment),
	}

	/// The elements of a consent under 42 CFR 2.31 (CN-9). The patient and the discloser are those
	/// of the consent; here are the other seven.
	pub struct Part2 {
		/// A meaningful description of what is disclosed.
		pub description: Commitment,
		/// To whom.
		pub recipients: BoundedVec<Part2Recipient, ConstU32<MAX_PART_2_RECIPIENTS>>,
		/// What for.
		pub purpose: Commitment,
		/// The statement of the right to revoke, as it was given.
		pub right_to_revoke: Commitment,
		/// When it ends.
		pub expiry: Part2Expiry,
		/// The signature.
		pub signature: Commitment,
		/// The date of the signature.
		pub signed: Commitment,
	}

	/// A consent as it is granted.
	pub struct ConsentGrant {
		/// What is permitted and denied.
		pub consent: Consent,
		/// The commitment of the signed form: has to be there where the custodian records.
		pub form: Option<Commitment>,
		/// The elements of 42 CFR 2.31, where the consent is one under Part 2.
		pub part_2: Option<Part2>,
	}

	/// What is known of the data that are asked for. What is empty or none is not known, and counts
	/// against the request.
	///
	/// It is the requester's word: the vault holds it against the record before it releases.
	#[derive(Default)]
	pub struct DataDescriptor {
		/// Of which classes.
		pub classes: BoundedVec<Token, ConstU32<MAX_DESCRIBED>>,
		/// Their codes.
		pub codes: BoundedVec<Token, ConstU32<MAX_DESCRIBED>>,
		/// How confidential; none: unlabelled, which counts as N.
		pub confidentiality: Option<Confidentiality>,
		/// Their sensitivity labels.
		pub sensitivities: BoundedVec<Token, ConstU32<MAX_LABELS>>,
		/// Who wrote them.
		pub author: Option<Token>,
		/// When they were written.
		pub authored: Option<Month>,
		/// In which encounter.
		pub encounter: Option<Token>,
		/// The record itself.
		pub record: Option<RecordToken>,
	}

	/// What access is asked for.
	pub struct AccessRequest {
		/// Whose records.
		pub patient: PatientId,
		/// Who has them.
		pub custodian: OrganisationId,
		/// What for: one the capacity is entitled to.
		pub purpose: Purpose,
		/// What is done with them.
		pub action: Action,
		/// Who looks: sealed to the patient's key, or kept by the custodian until there is one.
		pub person: Commitment,
		/// Salts that open commitments to the account that asks, see [`actor_commitment`].
		pub openings: BoundedVec<[u8; 32], ConstU32<MAX_OPENINGS>>,
		/// What is wanted. Without it the decision is one of an authorisation server: a permit with
		/// what may not be released. Other than for treatment its class has to be named (CN-12).
		pub data: Option<DataDescriptor>,
	}

	/// What a representative may do.
	#[derive(Copy, Default)]
	pub struct Scope {
		/// Grant consents, and claim rights.
		pub grant: bool,
		/// Revoke consents.
		pub revoke: bool,
		/// Read the patient's records.
		pub read: bool,
	}

	/// Permit or denial, as stored.
	pub enum TicketDecision {
		/// Access until a time.
		#[codec(index = 0)]
		Permit {
			/// What must not be released all the same.
			residual: Residuals,
			/// Releases stop at this time.
			until: Moment,
			/// Whether the notice of 42 CFR 2.32 and a copy of the consent travel with the data.
			redisclosure_notice: bool,
		},
		/// None.
		#[codec(index = 1)]
		Deny(DenialClass),
	}

	/// What only an emergency has.
	pub struct Emergency {
		/// The commitment of the reason.
		pub reason: Commitment,
		/// Whether it was posted after the fact, and when that was.
		pub occurred_at: Option<Moment>,
		/// Whether the custodian's vault posted it for a clinician that it let in without the chain.
		pub reported: bool,
		/// What the review found.
		pub review: Option<ReviewOutcome>,
		/// By when it has to be reviewed.
		pub review_due: Moment,
	}
}

answer! {
	/// A pseudonym.
	pub struct PatientInfo<AccountId> {
		/// Whose patient.
		pub custodian: OrganisationId,
		/// The patient's own account, once claimed.
		pub controller: Option<AccountId>,
		/// The account that the custodian offers the pseudonym to.
		pub offered_to: Option<AccountId>,
		/// Where names and data keys for the patient are sealed to.
		pub encryption_key: Option<EncryptionKey>,
		/// When it was opened.
		pub opened: Month,
		/// When its records were erased.
		pub erased: Option<Month>,
		/// Why they must not be erased.
		pub legal_hold: Option<ErasureGround>,
		/// Whether processing is restricted.
		pub restricted: bool,
		/// Another pseudonym of the same custodian for the same person.
		pub linked_to: Option<PatientId>,
		/// How many disclosures and denials are on record, and were since it was opened.
		pub disclosures: u32,
	}

	/// How a consent stands.
	pub enum ConsentStatus {
		/// In force.
		Active,
		/// Withdrawn.
		Revoked,
		/// The patient says that it never gave what the custodian recorded: not in force.
		Contested,
		/// Past its end: not in force.
		Expired,
	}

	/// A consent as it stands for a patient and a custodian.
	pub struct ConsentInfo {
		/// Goes up with every grant.
		pub version: u32,
		/// How it stands now.
		pub status: ConsentStatus,
		/// What is permitted and denied.
		pub consent: Consent,
		/// The signed form.
		pub form: Option<Commitment>,
		/// Its elements under Part 2.
		pub part_2: Option<Part2>,
		/// When it was granted.
		pub granted: Moment,
	}

	/// Why there is no decision at all.
	pub enum AccessError {
		/// There is no such pseudonym.
		UnknownPatient,
		/// It is another custodian's.
		NotCustodian,
		/// The requester does not act in that capacity.
		NotActing(DispatchError),
	}

	/// A question for a decision that is not recorded.
	pub struct AccessQuery<AccountId> {
		/// Whose member asks.
		pub requester: OrganisationId,
		/// In which capacity.
		pub capacity: Capacity,
		/// Who.
		pub account: AccountId,
		/// What.
		pub request: AccessRequest,
	}

	/// What would be decided now.
	pub struct AccessDecision {
		/// Permit or denial.
		pub decision: TicketDecision,
		/// On what it rests.
		pub basis: Basis,
		/// The version of the consent that was looked at.
		pub consent_version: Option<u32>,
		/// The custodian's policy where there was no consent in force.
		pub policy: Option<ImplicitPolicy>,
	}

	/// A ticket: a permit or denial on record.
	pub struct TicketInfo<AccountId> {
		/// Whose member asked.
		pub requester: OrganisationId,
		/// How the requester names it.
		pub id: TicketId,
		/// In which capacity.
		pub capacity: Capacity,
		/// Who asked, and for what.
		pub account: AccountId,
		/// What was asked.
		pub request: AccessRequest,
		/// What was decided.
		pub decision: TicketDecision,
		/// On what it rests.
		pub basis: Basis,
		/// The version of the consent that was looked at.
		pub consent_version: Option<u32>,
		/// When it was decided.
		pub decided: Moment,
		/// What only an emergency has.
		pub emergency: Option<Emergency>,
	}

	/// A page of disclosures, the oldest first.
	pub struct DisclosurePage<AccountId> {
		/// The rows, denials among them.
		pub disclosures: Vec<TicketInfo<AccountId>>,
		/// What to ask with for the next page; none after the last. Opaque to the caller.
		pub next: Option<Vec<u8>>,
	}

	/// What the vault needs to release.
	pub struct Release {
		/// Whose records.
		pub patient: PatientId,
		/// Whose vault.
		pub custodian: OrganisationId,
		/// Where the data key is sealed to.
		pub encryption_key: EncryptionKey,
		/// What is wanted; none for whatever the residual leaves.
		pub data: Option<DataDescriptor>,
		/// What is done with it.
		pub action: Action,
		/// What must not be released all the same.
		pub residual: Residuals,
		/// Until when.
		pub until: Moment,
		/// Whether the notice of 42 CFR 2.32 and a copy of the consent travel with the data.
		pub redisclosure_notice: bool,
		/// Whether it is an emergency.
		pub emergency: bool,
	}

	/// One record that has a row.
	pub struct RecordInfo {
		/// Whose.
		pub patient: PatientId,
		/// Who has it.
		pub custodian: OrganisationId,
		/// The newest version.
		pub version: u32,
		/// How it stands.
		pub status: RecordStatus,
		/// The commitment of its content.
		pub content: Commitment,
		/// The record that it adds to.
		pub appends: Option<RecordToken>,
		/// Why it must not be erased.
		pub legal_hold: Option<ErasureGround>,
		/// The tokens of the newest version; none once erased.
		pub entry: Option<RecordEntry>,
	}

	/// What happened to a consent.
	pub enum ConsentEvent {
		/// It was granted, in the place of the one before.
		Granted,
		/// It was revoked.
		Revoked,
		/// The patient contested it.
		Contested,
		/// The custodian recorded it for a patient that has no key yet.
		Recorded,
		/// The custodian recorded a withdrawal.
		RevocationRecorded,
	}

	/// A row of the history of a patient's consents.
	pub struct ConsentHistoryRow<AccountId> {
		/// The version.
		pub version: u32,
		/// What happened to it.
		pub event: ConsentEvent,
		/// The hash of what was permitted and denied.
		pub consent: [u8; 32],
		/// The signed form.
		pub form: Option<Commitment>,
		/// Who did it.
		pub actor: AccountId,
		/// When.
		pub at: Moment,
	}

	/// A page of it, the oldest first.
	pub struct ConsentHistoryPage<AccountId> {
		/// The rows.
		pub rows: Vec<ConsentHistoryRow<AccountId>>,
		/// What to ask with for the next page; none after the last. Opaque to the caller.
		pub next: Option<Vec<u8>>,
	}

	/// Somebody who acts for a patient.
	pub struct RepresentativeInfo {
		/// What it may do.
		pub scope: Scope,
		/// The last month in which it may.
		pub until: Month,
	}

	/// A request for a right.
	pub struct RequestInfo {
		/// What for.
		pub kind: RightKind,
		/// What exactly, off the chain.
		pub details: Commitment,
		/// When it was filed.
		pub filed: Moment,
		/// By when it has to be answered.
		pub due: Moment,
		/// Whether the time was extended, which it is once.
		pub extended: bool,
		/// What became of it, and the statement.
		pub outcome: Option<(RequestOutcome, Option<Commitment>)>,
	}

	/// What became of one of the two notices of a breach.
	#[derive(Copy)]
	pub struct BreachNoticeInfo {
		/// Which.
		pub notice: BreachNotice,
		/// By when it is due.
		pub due: Moment,
		/// Whether it was given or found not to be due, the commitment of the notice or of the
		/// assessment, and when the chain was told; none as long as it is open.
		pub settled: Option<(NoticeOutcome, Commitment, Moment)>,
	}

	/// A breach of protected data, without whose they are.
	pub struct BreachInfo {
		/// How the custodian named it.
		pub id: RowId,
		/// When the custodian came to know of it.
		pub discovered: Moment,
		/// When it said so on the chain.
		pub reported: Moment,
		/// The commitment of what happened.
		pub details: Commitment,
		/// The notices: to the authority and to the persons.
		pub notices: Vec<BreachNoticeInfo>,
	}

	/// A page of a custodian's breaches, in no order.
	pub struct BreachPage {
		/// The rows.
		pub breaches: Vec<BreachInfo>,
		/// What to ask with for the next page; none after the last. Opaque to the caller.
		pub next: Option<Vec<u8>>,
	}

	/// A clinician's privilege to break the glass.
	pub struct PrivilegeInfo {
		/// Whether it may be used now, as far as the person is concerned.
		pub usable: bool,
		/// How many of its uses wait for a review.
		pub unreviewed: u32,
		/// How many of those are overdue.
		pub overdue: u32,
		/// Whether a review found a violation.
		pub violation: bool,
		/// How many more are free now.
		pub free_left: u32,
	}
}

impl DataDescriptor {
	/// As the consent engine takes it.
	pub fn as_data(&self) -> Data<'_> {
		fn known<S>(values: &BoundedVec<Token, S>) -> Option<&[Id]> {
			(!values.is_empty()).then_some(values.as_slice())
		}
		Data {
			classes: known(&self.classes),
			codes: known(&self.codes),
			confidentiality: self.confidentiality,
			sensitivities: &self.sensitivities,
			authors: self.author.as_ref().map(core::slice::from_ref),
			authored: self.authored.map(Month::span) as Option<Span>,
			encounters: self.encounter.as_ref().map(core::slice::from_ref),
			record: self.record,
		}
	}
}

impl Part2 {
	/// Whether the elements agree with each other: somebody is named, and an end is, except under
	/// the single consent for treatment, payment and operations (42 CFR 2.31(a)(7)).
	pub fn is_complete(&self) -> bool {
		!self.recipients.is_empty()
			&& (self.expiry != Part2Expiry::None
				|| self.recipients.iter().all(|to| *to == Part2Recipient::Tpo))
	}

	/// Whether the organisation is a recipient for the purpose, in the month.
	pub fn reaches(&self, organisation: OrganisationId, purpose: &Purpose, now: Month) -> bool {
		let ended = matches!(self.expiry, Part2Expiry::Month(last) if last < now);
		let named = |to: &Part2Recipient| match to {
			Part2Recipient::Organisation(to) => *to == organisation,
			Part2Recipient::Tpo => {
				purpose.is_treatment()
					|| matches!(
						purpose,
						Purpose::Payment
							| Purpose::Operations | Purpose::Coverage
							| Purpose::CareManagement
							| Purpose::TefcaPayment
							| Purpose::TefcaOperations
					)
			}
		};
		!ended && self.recipients.iter().any(named)
	}
}

/// An account as the consent engine's [`Id`]: its 32 bytes; a shorter one is filled up with zeros.
pub fn person_id(account: &impl Encode) -> Id {
	let encoded = account.encode();
	let mut id = [0; 32];
	let length = encoded.len().min(id.len());
	id[..length].copy_from_slice(&encoded[..length]);
	id
}

/// What a consent holds instead of a person's account that it does not want to show
/// (`Actor::Commitment`): opened with the salt when that person asks.
pub fn actor_commitment(person: &Id, salt: &[u8; 32]) -> Id {
	merkle::leaf(&[b"salus/actor/1", person, salt], 0)
}

/// The leaf of a record in an anchored batch.
pub fn record_leaf(record: &RecordLeaf, index: u32) -> merkle::Hash {
	merkle::leaf(
		&[
			b"salus/record/1",
			&record.record,
			&record.version.to_le_bytes(),
			&record.supersedes.encode(),
			&record.class,
			&record.labels.encode(),
			&record.author,
			&record.month.0.to_le_bytes(),
			&record.content,
			&record.status.encode(),
		],
		index,
	)
}

/// The leaf of an entry in an anchored log.
pub fn log_leaf(entry: &LogEntry, index: u32) -> merkle::Hash {
	merkle::leaf(&[b"salus/log/1", &entry.encode()], index)
}

/// Whether a service is kept from health plans because the patient paid for it in full
/// (45 CFR 164.522(a)(1)(vi)): claims ask it.
pub trait PaidInFull {
	/// Whether the patient had the service, by its token, restricted. One read.
	fn is_paid_in_full(patient: &PatientId, service: &Token) -> bool;
}

/// No restrictions: for tests of pallets whose subject is something else.
impl PaidInFull for () {
	fn is_paid_in_full(_: &PatientId, _: &Token) -> bool {
		false
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn leaf() -> RecordLeaf {
		RecordLeaf {
			record: [1; 32],
			version: 2,
			supersedes: Some(1),
			class: [2; 32],
			labels: Labels::truncate_from(alloc::vec![[3; 32]]),
			author: [4; 32],
			month: Month(683),
			content: [5; 32],
			status: RecordStatus::Current,
		}
	}

	#[test]
	fn every_field_of_a_record_should_be_in_its_leaf() {
		let whole = record_leaf(&leaf(), 7);
		let changed = [
			RecordLeaf { record: [9; 32], ..leaf() },
			RecordLeaf { version: 3, ..leaf() },
			RecordLeaf { supersedes: None, ..leaf() },
			RecordLeaf { class: [9; 32], ..leaf() },
			RecordLeaf { labels: Labels::default(), ..leaf() },
			RecordLeaf { author: [9; 32], ..leaf() },
			RecordLeaf { month: Month(684), ..leaf() },
			RecordLeaf { content: [9; 32], ..leaf() },
			RecordLeaf { status: RecordStatus::Deprecated, ..leaf() },
		];
		for other in changed {
			assert_ne!(record_leaf(&other, 7), whole, "{other:?}");
		}
		assert_ne!(record_leaf(&leaf(), 8), whole);
	}

	#[test]
	fn an_actor_commitment_should_open_for_that_person_and_salt_alone() {
		let person = person_id(&[7u8; 32]);
		assert_eq!(person, [7; 32]);
		assert_eq!(person_id(&1u64)[..8], 1u64.to_le_bytes());
		let committed = actor_commitment(&person, &[1; 32]);
		assert_ne!(actor_commitment(&person, &[2; 32]), committed);
		assert_ne!(actor_commitment(&[8; 32], &[1; 32]), committed);
	}

	#[test]
	fn cn_9_part_2_should_reach_its_recipients_for_its_purposes_until_its_end() {
		let part_2 = |to, expiry| Part2 {
			description: [1; 32],
			recipients: BoundedVec::truncate_from(alloc::vec![to]),
			purpose: [2; 32],
			right_to_revoke: [3; 32],
			expiry,
			signature: [4; 32],
			signed: [5; 32],
		};
		let (now, treatment) = (Month(680), Purpose::Treatment);
		let named = part_2(Part2Recipient::Organisation(2), Part2Expiry::Month(now));
		assert!(named.is_complete());
		assert!(named.reaches(2, &Purpose::Legal, now));
		assert!(!named.reaches(3, &treatment, now));
		assert!(!named.reaches(2, &treatment, Month(681)));
		let tpo = part_2(Part2Recipient::Tpo, Part2Expiry::None);
		assert!(tpo.is_complete());
		for (purpose, reaches) in [
			(Purpose::Treatment, true),
			(Purpose::Payment, true),
			(Purpose::Operations, true),
			(Purpose::Research, false),
			(Purpose::Legal, false),
			(Purpose::Marketing, false),
		] {
			assert_eq!(tpo.reaches(9, &purpose, Month(u16::MAX)), reaches, "{purpose:?}");
		}
		assert!(!part_2(Part2Recipient::Organisation(2), Part2Expiry::None).is_complete());
	}
}

//! What the pallet stores, and the bounds that keep every call finite.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::BoundedVec;
use salus_primitives::{
	consent::{Consent, ImplicitPolicy, Month},
	merkle::{Hash, Proof, Root},
	records::{
		AccessRequest, Basis, BatchId, Commitment, Emergency, EncryptionKey, ErasureGround, Labels,
		NoticeOutcome, Part2, PatientId, RecordStatus, RecordToken, RequestOutcome, RightKind,
		RowId, Scope, SuspensionBasis, TicketDecision, Token,
	},
	Capacity, Moment, OrganisationId, DAY, HOUR,
};
use scale_info::TypeInfo;
use sp_runtime::traits::ConstU32;

use crate::Config;

/// Capacities whose organisations have records of patients, and so open pseudonyms.
pub const CUSTODIANS: [Capacity; 6] = [
	Capacity::Provider,
	Capacity::Prescriber,
	Capacity::Dispenser,
	Capacity::Payer,
	Capacity::Investigator,
	Capacity::PrivacyOfficer,
];
/// Capacities that may break the glass: licensed clinicians (CN-7).
pub const CLINICIANS: [Capacity; 2] = [Capacity::Provider, Capacity::Prescriber];
/// How many representatives a patient has at once.
pub const MAX_REPRESENTATIVES: u8 = 8;
/// How many requests and demands of a patient are open at once.
pub const MAX_OPEN_REQUESTS: u8 = 16;
/// How many uses of break-glass that wait for a review are counted for one clinician.
pub const MAX_UNREVIEWED: u32 = 32;
/// How many rows one call may reap.
pub const MAX_REAP: u32 = 100;
/// How many rows a page may have.
pub const MAX_PAGE: u32 = 100;

/// How long a custodian has, from the discovery of a breach, to tell the authority (GDPR 33(1)).
pub const BREACH_TO_AUTHORITY: Moment = 72 * HOUR;
/// And the persons concerned (45 CFR 164.404(b)).
pub const BREACH_TO_PERSONS: Moment = 60 * DAY;
/// The longest suspension of accountings that was asked for by word of mouth (45 CFR
/// 164.528(a)(2)(ii)).
pub const ORAL_SUSPENSION: Moment = 30 * DAY;

/// A number as a key that sorts as it counts.
pub type Ordered = [u8; 4];
/// The key of a disclosure: its month and then its number, big-endian, so that the rows of a
/// patient are in order.
pub type DisclosureKey = [u8; 6];

/// The account of a runtime and its balance, as rows hold them.
pub type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, <T as Config>::Balance>;

/// Derives for what goes into state.
macro_rules! stored {
	($($(#[$meta:meta])* pub $kind:tt $name:ident $(<$($param:ident),+>)? { $($body:tt)* })+) => {
		$(
			$(#[$meta])*
			#[derive(
				Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
				TypeInfo,
			)]
			pub $kind $name $(<$($param),+>)? { $($body)* }
		)+
	};
}

stored! {
	/// Deadlines, windows and bounds that governance sets. The runtime clamps them.
	#[derive(Copy)]
	pub struct RecordsLimits {
		/// How long a permit is good for.
		pub ticket_period: Moment,
		/// How long broken glass stays broken (CN-7: 4 to 24 hours).
		pub break_glass_period: Moment,
		/// How many uses of break-glass a clinician has free of charge in 24 hours.
		pub break_glass_quota: u32,
		/// How late an emergency may be posted.
		pub late_period: Moment,
		/// How long a custodian has to review one.
		pub review_period: Moment,
		/// How many overdue reviews suspend a clinician's privilege.
		pub overdue_suspends: u32,
		/// How long a patient has to object before a lost key is replaced.
		pub recovery_period: Moment,
		/// How long a custodian has to answer for access (CN-10: 30 days), and once more.
		pub access_period: Moment,
		/// For an amendment (60 days, and 30 more).
		pub amendment_period: Moment,
		/// For restriction, erasure and portability (GDPR: a month, and two more).
		pub request_period: Moment,
		/// For an accounting of disclosures (60 days, and 30 more).
		pub accounting_period: Moment,
		/// How long the one extension of access, amendment and accounting is.
		pub extension: Moment,
		/// How long the one extension of the others is.
		pub long_extension: Moment,
		/// How long a custodian has to show a log entry, or to answer a contest or a proof.
		pub answer_period: Moment,
		/// How long history is kept (CN-8, CN-10: six years).
		pub retention: Moment,
		/// The strictest implicit policy that a custodian may choose.
		pub strictest_policy: ImplicitPolicy,
		/// The most open one.
		pub most_open_policy: ImplicitPolicy,
		/// The one of a custodian that chose none.
		pub default_policy: ImplicitPolicy,
	}

	/// A deposit, and who gets it back.
	pub struct Deposit<AccountId, Balance> {
		/// For whom it was held.
		pub who: AccountId,
		/// On whom.
		pub payer: AccountId,
		/// How much.
		pub amount: Balance,
	}

	/// An account that may take a pseudonym over.
	pub struct Offer<AccountId> {
		/// The account.
		pub account: AccountId,
		/// Not before: while a patient with a key can object.
		pub from: Moment,
	}

	/// A pseudonym.
	pub struct Patient<AccountId, Balance> {
		/// Whose patient.
		pub custodian: OrganisationId,
		/// The patient's own account, once claimed.
		pub controller: Option<AccountId>,
		/// Where what is for the patient is sealed to.
		pub encryption_key: Option<EncryptionKey>,
		/// Who may take it over.
		pub offer: Option<Offer<AccountId>>,
		/// When it was opened.
		pub opened: Month,
		/// When its records were erased.
		pub erased: Option<Month>,
		/// Why nothing of it must be erased.
		pub legal_hold: Option<ErasureGround>,
		/// How many of its records have a hold of their own.
		pub held_records: u32,
		/// Whether processing is restricted (GDPR 18).
		pub restricted: bool,
		/// How many services are kept from health plans.
		pub paid_in_full: u32,
		/// Another pseudonym of this custodian for the same person (CN-11).
		pub linked_to: Option<PatientId>,
		/// The number of the next disclosure; only goes up.
		pub next_disclosure: u32,
		/// The number of the next row of the consents' history; only goes up.
		pub next_history: u32,
		/// How many representatives it has.
		pub representatives: u8,
		/// How many requests and demands are open.
		pub open_requests: u8,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// How a consent stands, but for its end.
	#[derive(Copy)]
	pub enum ConsentState {
		/// Given.
		#[codec(index = 0)]
		Active,
		/// Withdrawn.
		#[codec(index = 1)]
		Revoked,
		/// Recorded by the custodian, and never given as the patient says.
		#[codec(index = 2)]
		Contested,
	}

	/// The newest consent of a patient for a custodian.
	pub struct ConsentRow<AccountId, Balance> {
		/// Goes up with every grant.
		pub version: u32,
		/// How it stands.
		pub state: ConsentState,
		/// What is permitted and denied.
		pub consent: Consent,
		/// The signed form.
		pub form: Option<Commitment>,
		/// The elements of 42 CFR 2.31.
		pub part_2: Option<Part2>,
		/// When it was granted.
		pub granted: Moment,
		/// Whether the custodian recorded it.
		pub recorded: bool,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// What happened to a consent.
	#[derive(Copy)]
	pub enum ConsentAct {
		/// The patient or a representative granted it.
		#[codec(index = 0)]
		Granted,
		/// The custodian recorded it.
		#[codec(index = 1)]
		Recorded,
		/// The patient or a representative revoked it.
		#[codec(index = 2)]
		Revoked,
		/// The custodian recorded its withdrawal.
		#[codec(index = 3)]
		RevocationRecorded,
		/// The patient contested it.
		#[codec(index = 4)]
		Contested,
	}

	/// A row of the history of a patient's consents.
	pub struct HistoryRow<AccountId, Balance> {
		/// Of which version.
		pub version: u32,
		/// What happened.
		pub act: ConsentAct,
		/// The hash of what is permitted and denied.
		pub consent: [u8; 32],
		/// The signed form.
		pub form: Option<Commitment>,
		/// Who did it.
		pub actor: AccountId,
		/// When.
		pub at: Moment,
		/// For the row; what a patient does to its consent is paid for with the grant.
		pub deposit: Option<Deposit<AccountId, Balance>>,
	}

	/// A permit or denial on record.
	pub struct Ticket<AccountId, Balance> {
		/// Who asked.
		pub account: AccountId,
		/// In which capacity.
		pub capacity: Capacity,
		/// For what.
		pub request: AccessRequest,
		/// What was decided.
		pub decision: TicketDecision,
		/// On what it rests.
		pub basis: Basis,
		/// The version of the consent that was looked at.
		pub consent_version: Option<u32>,
		/// When.
		pub decided: Moment,
		/// What only an emergency has.
		pub emergency: Option<Emergency>,
		/// For this row and the one by patient; none where an emergency could not pay.
		pub deposit: Option<Deposit<AccountId, Balance>>,
	}

	/// A clinician's use of break-glass.
	#[derive(Default)]
	pub struct Privilege {
		/// When the present 24 hours began.
		pub window: Moment,
		/// How many free uses were made in them.
		pub used: u32,
		/// By when its uses have to be reviewed, those that were not.
		pub unreviewed: BoundedVec<Moment, ConstU32<MAX_UNREVIEWED>>,
		/// Whether a review found a violation.
		pub violation: bool,
	}

	/// Somebody who acts for a patient.
	pub struct Representative<AccountId, Balance> {
		/// What it may do.
		pub scope: Scope,
		/// The last month in which it may.
		pub until: Month,
		/// On what evidence, where the custodian recorded it.
		pub evidence: Option<Commitment>,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// A group of accounts that consents name.
	pub struct Group<AccountId, Balance> {
		/// Who says who is in it.
		pub owner: OrganisationId,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// The encryption key of an account.
	pub struct EncryptionKeyRow<AccountId, Balance> {
		/// The key.
		pub key: EncryptionKey,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// An anchored batch, of records or of an access log.
	pub struct Batch<AccountId, Balance> {
		/// What is committed.
		pub root: Root,
		/// When.
		pub anchored: Moment,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// The tokens of a record.
	pub struct RecordTags {
		/// What kind of document it is.
		pub class: Token,
		/// Its security labels.
		pub labels: Labels,
		/// Who wrote it.
		pub author: Token,
		/// When.
		pub month: Month,
	}

	/// A record with a row of its own, at its newest version.
	pub struct Record<AccountId, Balance> {
		/// Whose.
		pub patient: PatientId,
		/// Who has it.
		pub custodian: OrganisationId,
		/// The newest version; only goes up.
		pub version: u32,
		/// How it stands.
		pub status: RecordStatus,
		/// The commitment of its content.
		pub content: Commitment,
		/// Its tokens; none once erased.
		pub tags: Option<RecordTags>,
		/// The record that it adds to.
		pub appends: Option<RecordToken>,
		/// Why it must not be erased.
		pub legal_hold: Option<ErasureGround>,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// A former version of a record. What it was about went with it: a commitment and a word stay.
	pub struct FormerVersion<AccountId, Balance> {
		/// The commitment of its content.
		pub content: Commitment,
		/// How it stands.
		pub status: RecordStatus,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// A proof that a superseded version was released.
	pub struct SupersededRelease<AccountId, Balance> {
		/// When it was shown.
		pub reported: Moment,
		/// The custodian's explanation.
		pub explanation: Option<Commitment>,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// A request for a right.
	pub struct Request<AccountId, Balance> {
		/// What for.
		pub kind: RightKind,
		/// What exactly, off the chain.
		pub details: Commitment,
		/// When it was filed.
		pub filed: Moment,
		/// By when it has to be answered.
		pub due: Moment,
		/// Whether that was extended.
		pub extended: bool,
		/// What became of it, when, and the statement.
		pub outcome: Option<(RequestOutcome, Moment, Option<Commitment>)>,
		/// For the row; none where the custodian could not pay, which is no reason to refuse.
		pub deposit: Option<Deposit<AccountId, Balance>>,
	}

	/// A demand to see an entry of an access log.
	pub struct Demand<AccountId, Balance> {
		/// In which batch.
		pub batch: BatchId,
		/// By when.
		pub due: Moment,
		/// What the custodian answered, and when.
		pub answer: Option<(LogAnswer, Moment)>,
		/// For the row, as for a request.
		pub deposit: Option<Deposit<AccountId, Balance>>,
	}

	/// A notice that was given of a breach, or is not due.
	#[derive(Copy)]
	pub struct Notice {
		/// Which of both.
		pub outcome: NoticeOutcome,
		/// The notice as it was given, or the assessment.
		pub statement: Commitment,
		/// When the chain was told.
		pub at: Moment,
	}

	/// A breach of protected data. Whose they are is off the chain, with everything else about it.
	pub struct Breach<AccountId, Balance> {
		/// When the custodian came to know of it: deadlines run from then.
		pub discovered: Moment,
		/// When it said so here.
		pub reported: Moment,
		/// What happened.
		pub details: Commitment,
		/// The notice to the authority.
		pub authority: Option<Notice>,
		/// The notice to the persons.
		pub persons: Option<Notice>,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// A disclosure that an official asked to keep out of accountings for a time. It is not said
	/// whose.
	pub struct Suspension<AccountId, Balance> {
		/// How it was asked for.
		pub basis: SuspensionBasis,
		/// The statement and who made it.
		pub statement: Commitment,
		/// Until when.
		pub until: Moment,
		/// The batch of the log that the disclosure is in, and when that was said.
		pub accounted: Option<(BatchId, Moment)>,
		/// For the row.
		pub deposit: Deposit<AccountId, Balance>,
	}

	/// What a custodian answers to a demand.
	pub enum LogAnswer {
		/// An entry: its leaf, proved to stand in the batch. What is in it goes to the patient, sealed.
		#[codec(index = 0)]
		Shown {
			/// The leaf.
			leaf: Hash,
			/// That it is in the batch.
			proof: Proof,
		},
		/// There is none, as a statement says.
		#[codec(index = 1)]
		Nothing {
			/// Its commitment.
			statement: Commitment,
		},
	}

	/// Which rows to reap.
	#[derive(Copy)]
	pub enum History {
		/// The oldest disclosures of a patient.
		#[codec(index = 0)]
		Disclosures {
			/// Of whom.
			patient: PatientId,
			/// How many.
			count: u32,
		},
		/// The oldest rows of the history of a patient's consents.
		#[codec(index = 1)]
		Consents {
			/// Of whom.
			patient: PatientId,
			/// How many.
			count: u32,
		},
		/// A request that was closed.
		#[codec(index = 2)]
		Request {
			/// Of whom.
			patient: PatientId,
			/// Which.
			id: RowId,
		},
		/// A demand that was answered.
		#[codec(index = 3)]
		Demand {
			/// Of whom.
			patient: PatientId,
			/// Which.
			id: RowId,
		},
		/// A proof that was explained.
		#[codec(index = 4)]
		SupersededRelease {
			/// Against whom.
			custodian: OrganisationId,
			/// The entry of the log.
			entry: [u8; 32],
		},
		/// A batch of an access log.
		#[codec(index = 5)]
		AccessLog {
			/// Whose.
			custodian: OrganisationId,
			/// Which.
			id: BatchId,
		},
		/// A breach whose notices are settled.
		#[codec(index = 6)]
		Breach {
			/// Who reported it.
			custodian: OrganisationId,
			/// Which.
			id: RowId,
		},
		/// A suspension that was accounted for.
		#[codec(index = 7)]
		Suspension {
			/// Whose.
			custodian: OrganisationId,
			/// Which.
			id: RowId,
		},
	}
}

//! Typed, versioned runtime APIs: the source of truth for what can be read of the chain.
//!
//! JSON-RPC is a thin layer over these; light clients and PAPI call them directly. Every list is
//! paged and has at most [`MAX_PAGE`] rows a page. Cursors are opaque to the caller.

#![cfg_attr(not(feature = "std"), no_std)]
// `decl_runtime_apis` repeats the bounds of the trait's parameters on each method.
#![allow(clippy::multiple_bound_locations)]

extern crate alloc;

use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use salus_primitives::{
	consent::Month,
	lot::PackProof,
	merkle::Root,
	obligations::ObligationPage,
	participants::{CredentialInfo, Holder},
	records::{
		AccessDecision, AccessError, AccessQuery, BatchId, BreachInfo, BreachPage,
		ConsentHistoryPage, ConsentInfo, DisclosurePage, EncryptionKey, PatientId, PatientInfo,
		PrivilegeInfo, RecordInfo, RecordToken, Release, ReleaseRefusal, RepresentativeInfo,
		RequestInfo, RowId, TicketId, TicketInfo,
	},
	supply::{
		CaseInfo, ConditionsInfo, ConsigneePage, Epc, ItemInfo, LeafInfo, LotInfo, LotNumber,
		NoticeInfo, OpenCasePage, RangePage, RecallInfo, RecipientPage, ScopedId, ShipmentInfo,
		TracePage, TraceRequestInfo, Verification, VerifyQuery,
	},
	BadCursor, Capacity, Gln, Moment, OrganisationId,
};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

/// The most rows that one page holds.
pub const MAX_PAGE: u32 = 100;

/// The most calls that one dry run takes.
pub const MAX_DRY_RUN: usize = 1_024;

/// How deep calls may be nested in each other, as for transactions.
pub const MAX_CALL_DEPTH: u32 = 256;

/// How to find an organisation.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum OrganisationQuery<AccountId> {
	/// By its number.
	Id(OrganisationId),
	/// By the account that controls it.
	Controller(AccountId),
	/// By the location of one of its sites.
	Location(Gln),
}

/// An organisation.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct OrganisationInfo<AccountId> {
	/// Its number.
	pub id: OrganisationId,
	/// The account that controls it.
	pub controller: AccountId,
}

sp_api::decl_runtime_apis! {
	/// Who may act, and on what grounds.
	pub trait ParticipantsApi<AccountId: Codec> {
		/// The organisation asked for.
		fn organisation(query: OrganisationQuery<AccountId>) -> Option<OrganisationInfo<AccountId>>;

		/// All credentials of a holder: at most one for each capacity.
		fn credentials(holder: Holder<AccountId>) -> Vec<CredentialInfo<AccountId>>;
	}

	/// What is due, by whom.
	pub trait ObligationsApi {
		/// Open obligations of an organisation, by due time.
		fn list_open(
			organisation: OrganisationId,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<ObligationPage, BadCursor>;
	}

	/// Medicines.
	pub trait SupplyChainApi {
		/// Whether a pack is genuine, and whether it may be sold or dispensed now.
		fn verify_pack(query: VerifyQuery) -> Verification;

		/// Where a pack or container has been, oldest first; none if the chain does not know it.
		fn trace(
			epc: Epc,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<Option<TracePage>, BadCursor>;

		/// The same of a pack that is known through its lot's root; of one that has a row, its trace.
		/// None if the proof does not lead to the root.
		fn trace_unit(
			gtin: u64,
			pack: PackProof,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<Option<TracePage>, BadCursor>;

		/// The same of a leaf of a lot, without its serial; none if the lot has no such leaf.
		fn trace_leaf(
			gtin: u64,
			lot: LotNumber,
			index: u32,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<Option<TracePage>, BadCursor>;

		/// Which of these events the chain has recorded, by their CBV hash.
		fn known_events(hashes: Vec<[u8; 32]>) -> Vec<bool>;

		/// A lot that its maker committed by root.
		fn lot(gtin: u64, lot: LotNumber) -> Option<LotInfo>;

		/// Who has which leaves of a lot, those of the last leaves in front; none if it is not
		/// committed by root.
		fn list_ranges(
			gtin: u64,
			lot: LotNumber,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<Option<RangePage>, BadCursor>;

		/// A leaf of a lot, and the range that it is in.
		fn leaf(gtin: u64, lot: LotNumber, index: u32) -> Option<LeafInfo>;

		/// A container, or a pack with a row of its own: where it is, what holds it, what is in it.
		fn item(epc: Epc) -> Option<ItemInfo>;

		/// A case: suspect product, a failed verification, an exception, an excursion.
		fn case(key: ScopedId) -> Option<CaseInfo>;

		/// Open cases in which an organisation has something to do, the one due first in front.
		fn list_open_cases(
			organisation: OrganisationId,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<OpenCasePage, BadCursor>;

		/// A recall, how it stands, and how far its effectiveness was checked.
		fn recall(id: [u8; 16]) -> Option<RecallInfo>;

		/// Consignees of a recall, in no order.
		fn list_consignees(
			id: [u8; 16],
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<ConsigneePage, BadCursor>;

		/// A shipment.
		fn shipment(key: ScopedId) -> Option<ShipmentInfo>;

		/// How each of these items was kept, in their order. At most [`MAX_PAGE`]; the rest is not
		/// answered.
		fn conditions(items: Vec<Epc>) -> Vec<Option<ConditionsInfo>>;

		/// A notice of illegitimate product.
		fn notice(key: ScopedId) -> Option<NoticeInfo>;

		/// Who was notified, by an initial notice and those that follow, in no order.
		fn list_recipients(
			key: ScopedId,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<RecipientPage, BadCursor>;

		/// A request to trace.
		fn trace_request(key: ScopedId) -> Option<TraceRequestInfo>;
	}

	/// Records, consents, and who looked.
	pub trait RecordsApi<AccountId: Codec> {
		/// A pseudonym.
		fn patient(id: PatientId) -> Option<PatientInfo<AccountId>>;

		/// Where data keys for an account are sealed to.
		fn encryption_key(account: AccountId) -> Option<EncryptionKey>;

		/// What `request_access` would decide now. Nothing is recorded, and nothing may be released
		/// on it.
		fn evaluate_access(query: AccessQuery<AccountId>) -> Result<AccessDecision, AccessError>;

		/// The newest consent of a patient for a custodian, with how it stands now.
		fn consent(patient: PatientId, controller: OrganisationId) -> Option<ConsentInfo>;

		/// What happened to the consents of a patient, the oldest first.
		fn consent_history(
			patient: PatientId,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<ConsentHistoryPage<AccountId>, BadCursor>;

		/// A permit or denial on record.
		fn ticket(requester: OrganisationId, id: TicketId) -> Option<TicketInfo<AccountId>>;

		/// Who asked for a patient's records and what was decided, denials and emergencies among
		/// them: the oldest first, from the first to the last month given.
		fn list_disclosures(
			patient: PatientId,
			from: Option<Month>,
			to: Option<Month>,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<DisclosurePage<AccountId>, BadCursor>;

		/// Whether the vault may release on a ticket to an account now: decided anew, so that what
		/// was revoked, replaced, suspended or erased since counts at once.
		fn authorise_release(
			requester: OrganisationId,
			ticket: TicketId,
			account: AccountId,
		) -> Result<Release, ReleaseRefusal>;

		/// Whether the vault may release to the patient itself, or to a representative that may read,
		/// now. It needs no ticket, and is no disclosure to be accounted for (45 CFR 164.528(a)(1)).
		fn authorise_own_release(
			patient: PatientId,
			account: AccountId,
		) -> Result<Release, ReleaseRefusal>;

		/// Whether an account may break the glass for an organisation now, and what is left of it.
		/// None if it does not act for it in that capacity, or the capacity may not.
		fn privilege(
			organisation: OrganisationId,
			capacity: Capacity,
			account: AccountId,
		) -> Option<PrivilegeInfo>;

		/// A record that has a row.
		fn record(token: RecordToken) -> Option<RecordInfo>;

		/// A batch of records: its root, and when it was anchored.
		fn record_batch(custodian: OrganisationId, id: BatchId) -> Option<(Root, Moment)>;

		/// A batch of the access log: its root, and when it was anchored.
		fn access_log(custodian: OrganisationId, id: BatchId) -> Option<(Root, Moment)>;

		/// Who may act for a patient, if the account is such a one now.
		fn representative(patient: PatientId, account: AccountId) -> Option<RepresentativeInfo>;

		/// A request for a right.
		fn rights_request(patient: PatientId, id: RowId) -> Option<RequestInfo>;

		/// A breach of protected data that a custodian reported, and its notices.
		fn breach(custodian: OrganisationId, id: RowId) -> Option<BreachInfo>;

		/// The breaches that a custodian reported, in no order.
		fn list_breaches(
			custodian: OrganisationId,
			cursor: Option<Vec<u8>>,
			limit: u32,
		) -> Result<BreachPage, BadCursor>;

		/// Whether the patient had a service, by its token, kept from health plans.
		fn is_paid_in_full(patient: PatientId, service: [u8; 32]) -> bool;
	}

	/// What calls would do.
	pub trait DryRunApi<AccountId: Codec, Call: Codec> {
		/// Dispatch calls one after another, each as if signed by its account, on the state of the
		/// block, and keep nothing. At most [`MAX_DRY_RUN`], and so many as weigh twenty blocks full;
		/// the rest is answered with `Exhausted`. A call's success here is no promise: state may change before it is sent.
		fn dry_run(calls: Vec<(AccountId, Call)>) -> Vec<Result<(), DispatchError>>;
	}
}

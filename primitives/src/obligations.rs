//! Deadlines: the words, and the trait through which a pallet opens and meets them (rule X-6).

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::DispatchResult;

use crate::{Moment, OrganisationId};

/// What has to be done by the due time. New kinds are appended: the indices are in state.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum ObligationKind {
	/// A shipment was announced to the organisation and has to be received or disputed.
	#[codec(index = 0)]
	ReceiveShipment,
	/// A maker has to confirm or contest packs that a holder introduced in its name.
	#[codec(index = 1)]
	ReviewIntroduction,
	/// A recall was opened: the organisation that opened it has to see it through.
	#[codec(index = 2)]
	CompleteRecall,
	/// One serial of its product was shown at two places: the maker has to find out why.
	#[codec(index = 3)]
	ResolveDuplicateSerial,
	/// Whoever put a product in quarantine has to find out what it is.
	#[codec(index = 7)]
	InvestigateSuspect,
	/// Illegitimate product has to be notified to the authority and to trading partners.
	#[codec(index = 8)]
	NotifyIllegitimate,
	/// Who was notified of illegitimate product has to quarantine what matches.
	#[codec(index = 9)]
	QuarantineNotified,
	/// A maker has to answer for a pack that failed its verification.
	#[codec(index = 10)]
	AnswerAlert,
	/// The end of an incident has to be notified to all who were notified of it.
	#[codec(index = 11)]
	NotifyTermination,
	/// A consignee of recalled product has to say that it knows.
	#[codec(index = 12)]
	AcknowledgeRecall,
	/// A consignee of recalled product has to say what became of it.
	#[codec(index = 13)]
	ReconcileRecall,
	/// A request to trace a product has to be answered.
	#[codec(index = 14)]
	AnswerTrace,
	/// Goods and data that do not agree have to be put right.
	#[codec(index = 15)]
	ResolveException,
	/// What left its storage conditions has to be released or rejected.
	#[codec(index = 16)]
	DecideExcursion,
	/// Glass was broken: the custodian has to review it (CN-7).
	#[codec(index = 20)]
	ReviewBreakGlass,
	/// A patient asked for access to its records (45 CFR 164.524, GDPR 15).
	#[codec(index = 21)]
	AnswerAccess,
	/// A patient asked for an amendment (45 CFR 164.526, GDPR 16).
	#[codec(index = 22)]
	AnswerAmendment,
	/// A patient asked for restriction (45 CFR 164.522, GDPR 18).
	#[codec(index = 23)]
	AnswerRestriction,
	/// A patient asked for erasure (GDPR 17).
	#[codec(index = 24)]
	AnswerErasure,
	/// A patient asked for an accounting of disclosures (45 CFR 164.528).
	#[codec(index = 25)]
	AnswerAccounting,
	/// A patient asked for its data in a portable form (GDPR 20).
	#[codec(index = 26)]
	AnswerPortability,
	/// A patient demands to see an entry of an anchored access log.
	#[codec(index = 27)]
	ShowLogEntry,
	/// A patient contests a consent that the custodian recorded.
	#[codec(index = 28)]
	AnswerContest,
	/// A superseded version was released, as two leaves prove.
	#[codec(index = 29)]
	ExplainSupersededRelease,
	/// A breach has to be notified to the authority (GDPR 33).
	#[codec(index = 30)]
	NotifyBreachAuthority,
	/// A breach has to be notified to the persons concerned (45 CFR 164.404, GDPR 34).
	#[codec(index = 31)]
	NotifyBreachPersons,
	/// A disclosure whose accounting was suspended has to be accounted for (45 CFR 164.528(a)(2)).
	#[codec(index = 32)]
	AccountSuspended,
}

/// What identifies an obligation: opening the same one twice changes nothing.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ObligationKey {
	/// What has to be done.
	pub kind: ObligationKind,
	/// The thing it is about: a hash or an id of the pallet that opened it. Never a person.
	pub subject: [u8; 32],
	/// Who has to do it.
	pub responsible: OrganisationId,
}

/// An obligation that is open, as the runtime API shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct OpenObligation {
	/// What, about what, by whom.
	pub key: ObligationKey,
	/// When it was opened.
	pub opened: Moment,
	/// By when it has to be done.
	pub due: Moment,
	/// Whether that time has passed.
	pub overdue: bool,
}

/// A page of open obligations, the one due first in front.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct ObligationPage {
	/// The rows.
	pub obligations: Vec<OpenObligation>,
	/// What to ask with for the next page; none after the last. Opaque to the caller.
	pub next: Option<Vec<u8>>,
}

/// Opens, fulfils and cancels obligations.
pub trait Obligations {
	/// Open one that is due at `due`, an absolute time. Opening the same key again while it is
	/// open changes nothing; after it was fulfilled or cancelled it opens anew.
	fn open(key: ObligationKey, due: Moment) -> DispatchResult;

	/// Mark it fulfilled now. One that is not open is left as it is.
	fn fulfil(key: &ObligationKey);

	/// It no longer has to be done. One that is not open is left as it is.
	fn cancel(key: &ObligationKey);
}

/// No obligations: for tests of pallets whose subject is something else.
impl Obligations for () {
	fn open(_: ObligationKey, _: Moment) -> DispatchResult {
		Ok(())
	}

	fn fulfil(_: &ObligationKey) {}

	fn cancel(_: &ObligationKey) {}
}

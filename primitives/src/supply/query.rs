//! What is read of the supply chain: the answers of its runtime API (design section 12).

use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

use super::{
	Day, Disposition, EffectivenessLevel, Epc, EventHash, ExceptionKind, Excursion, ExemptReason,
	LotNumber, NoticeKind, NoticeReason, RecallClass, RecallDepth, RecallScope, RecallStatus,
	RecallSummary, Reconciliation, ShipmentKind, StorageLimits, StorageProfile, SuspectReason,
	VerificationFailure,
};
use crate::{lot::LotCommitment, Capacity, Moment, ObligationKind, OrganisationId};

/// Derives for what is answered and never stored.
macro_rules! answers {
	($($(#[$meta:meta])* pub $kind:tt $name:ident $body:tt)+) => {
		$(
			$(#[$meta])*
			#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
			pub $kind $name $body
		)+
	};
}

answers! {
	/// A shipment, case, notice or request: its id, and who chose it.
	#[derive(Copy)]
	pub struct ScopedId {
		/// Who opened it.
		pub by: OrganisationId,
		/// The id that it chose.
		pub id: [u8; 16],
	}

	/// A lot that its maker committed by root.
	pub struct LotInfo {
		/// Who makes the product.
		pub maker: Option<OrganisationId>,
		/// The roots over its packs and its packing.
		pub commitment: LotCommitment,
		/// The last day of use.
		pub expiry: Day,
		/// Open recalls of the lot, of some of its leaves, of its product and of the day on which it
		/// expires, the most serious in front.
		pub recalls: Vec<RecallSummary>,
	}

	/// Neighbouring leaves of a committed lot that share owner, holder and condition.
	pub struct RangeInfo {
		/// The first leaf.
		pub first: u32,
		/// How many leaves.
		pub len: u32,
		/// How many of them have not ended.
		pub live: u32,
		/// How many of those may not be sold by themselves.
		pub held: u32,
		/// Who owns them.
		pub owner: OrganisationId,
		/// Who has them in hand; in transit, who sent them.
		pub holder: OrganisationId,
		/// Their disposition, where a unit has no other; `in_transit` also inside a container that is.
		pub disposition: Disposition,
		/// The shipment that they are in, by themselves or with what they are in.
		pub shipment: Option<ScopedId>,
		/// What they are packed in.
		pub parent: Option<Epc>,
		/// Time of their last event.
		pub last: Moment,
	}

	/// A page of ranges, those of the last leaves in front.
	pub struct RangePage {
		/// The rows.
		pub ranges: Vec<RangeInfo>,
		/// What to ask with for the next page; none after the last. Opaque to callers.
		pub next: Option<Vec<u8>>,
	}

	/// One leaf of a committed lot.
	pub struct LeafInfo {
		/// Its disposition.
		pub disposition: Disposition,
		/// The range that it is in; none once no unit of its range is live.
		pub range: Option<RangeInfo>,
	}

	/// Units of one lot in a container.
	pub struct ContentInfo {
		/// The GTIN as a number.
		pub gtin: u64,
		/// AI (10).
		pub lot: LotNumber,
		/// How many, at every level.
		pub units: u32,
		/// The earliest expiry among them.
		pub expiry: Day,
	}

	/// How a case holds an item.
	#[derive(Copy)]
	pub struct HoldInfo {
		/// The case.
		pub case: ScopedId,
		/// What was decided of the item.
		pub decision: HoldDecision,
	}

	/// What is decided of an item in a case.
	#[derive(Copy)]
	pub enum HoldDecision {
		/// Nothing yet.
		Open,
		/// It can only be destroyed or disposed of.
		Condemned,
		/// It can only go back.
		ToReturn,
	}

	/// A container, or a pack with a row of its own, as a whole.
	pub struct ItemInfo {
		/// Who owns it.
		pub owner: OrganisationId,
		/// Who has it in hand; in transit, who sent it.
		pub holder: OrganisationId,
		/// Its disposition; `in_transit` also inside a container that is.
		pub disposition: Disposition,
		/// The shipment that it is in, by itself or with what it is in.
		pub shipment: Option<ScopedId>,
		/// What it is packed in.
		pub parent: Option<Epc>,
		/// Time of its last event.
		pub last: Moment,
		/// It came back and was not verified since (SC-6).
		pub returned: bool,
		/// The cases that hold it.
		pub holds: Vec<HoldInfo>,
		/// Items directly inside.
		pub children: u32,
		/// Levels below it, at most.
		pub height: u8,
		/// Items inside that may not be sold.
		pub held: u32,
		/// Items inside whose serial is recalled.
		pub recalled: u32,
		/// Items inside that are in a case.
		pub quarantined: u32,
		/// What is inside, by product and lot.
		pub contents: Vec<ContentInfo>,
	}

	/// What a case is about.
	#[derive(Copy)]
	pub enum CaseSubject {
		/// Suspect product (SC-7).
		Suspect(SuspectReason),
		/// A pack that failed its verification, and how; none: it has ended already (FMD-5).
		Alert(Option<VerificationFailure>),
		/// Goods and data do not agree (SC-12).
		Exception(ExceptionKind),
		/// Storage conditions were left (CC-3).
		Excursion(Excursion),
	}

	/// A case: something is wrong, and somebody has to find out or put it right.
	pub struct CaseInfo {
		/// Which.
		pub key: ScopedId,
		/// What it is about.
		pub subject: CaseSubject,
		/// A competent authority opened it.
		pub regulator: bool,
		/// The product, if it is about one.
		pub gtin: Option<u64>,
		/// When it was opened.
		pub opened: Moment,
		/// By when it is to be decided.
		pub due: Moment,
		/// Items in it that are not decided.
		pub items: u32,
		/// Items of it that were condemned.
		pub condemned: u32,
		/// Who has to notify what was found to be illegitimate.
		pub notifier: Option<OrganisationId>,
		/// The other party of an exception.
		pub counterparty: Option<OrganisationId>,
		/// Samples of what is destroyed were retained (SC-7).
		pub sample_retained: bool,
		/// Of an alert: whether its maker says that the pack is its own, and its evidence.
		pub answer: Option<(bool, [u8; 32])>,
		/// The commitment to the evidence with which it was opened; then to the last decision's.
		pub evidence: [u8; 32],
		/// When nothing was left to decide.
		pub closed: Option<Moment>,
	}

	/// A case with what an organisation has to do about it.
	pub struct OpenCase {
		/// What it has to do.
		pub duty: ObligationKind,
		/// By when.
		pub due: Moment,
		/// Whether that time has passed.
		pub overdue: bool,
		/// The case.
		pub case: CaseInfo,
	}

	/// A page of open cases, the one due first in front.
	#[derive(Default)]
	pub struct OpenCasePage {
		/// The rows. A page may be shorter than its limit and still have a next one.
		pub cases: Vec<OpenCase>,
		/// What to ask with for the next page; none after the last. Opaque to callers.
		pub next: Option<Vec<u8>>,
	}

	/// A recall, and how far it is (RC-1, RC-2).
	pub struct RecallInfo {
		/// Who opened it.
		pub by: OrganisationId,
		/// A competent authority opened it.
		pub regulator: bool,
		/// Its class now.
		pub class: RecallClass,
		/// How deep it goes.
		pub depth: RecallDepth,
		/// What it covers. Of one by serials that is closed: the first alone.
		pub scope: RecallScope,
		/// How it stands.
		pub status: RecallStatus,
		/// When it was opened.
		pub opened: Moment,
		/// When it was closed.
		pub closed: Option<Moment>,
		/// How it is checked, and what that found; none where nobody planned anything or answered.
		pub effectiveness: Option<EffectivenessInfo>,
	}

	/// How the effectiveness of a recall is checked, and how far it is.
	pub struct EffectivenessInfo {
		/// The level of the checks; none: every consignee that there is.
		pub level: Option<EffectivenessLevel>,
		/// How many consignees of a hundred have to be checked.
		pub percent: u8,
		/// A commitment to the reason of the recall.
		pub reason: [u8; 32],
		/// Consignees.
		pub consignees: u32,
		/// Consignees that know.
		pub acknowledged: u32,
		/// Consignees that said what became of what they had.
		pub reconciled: u32,
		/// Packs sent to those.
		pub shipped: u64,
		/// Packs that came back.
		pub returned: u64,
		/// Packs destroyed.
		pub destroyed: u64,
		/// Packs that were supplied to the public before.
		pub dispensed: u64,
		/// Packs that nobody finds.
		pub unaccounted: u64,
		/// Enough consignees were checked.
		pub effective: bool,
		/// The quantities add up.
		pub adds_up: bool,
	}

	/// A consignee of recalled product.
	pub struct ConsigneeInfo {
		/// Who.
		pub organisation: OrganisationId,
		/// How many whoever recalls says that it sent; none: the consignee came by itself.
		pub shipped: Option<u32>,
		/// When it said that it knows.
		pub acknowledged: Option<Moment>,
		/// What became of them, and when it was said.
		pub reconciled: Option<(Moment, Reconciliation)>,
	}

	/// A page of consignees, in no order.
	pub struct ConsigneePage {
		/// The rows.
		pub consignees: Vec<ConsigneeInfo>,
		/// What to ask with for the next page; none after the last. Opaque to callers.
		pub next: Option<Vec<u8>>,
	}

	/// A shipment.
	pub struct ShipmentInfo {
		/// What passes on receipt.
		pub kind: ShipmentKind,
		/// In which capacity the shipper acted.
		pub capacity: Capacity,
		/// Whose goods are sold.
		pub seller: OrganisationId,
		/// The consignee; none: whoever receives first.
		pub to: Option<OrganisationId>,
		/// The sender is not on Salus: the receiver announced it to itself.
		pub inbound: bool,
		/// The seven facts of the transaction statement (SC-2), as bits.
		pub statement: u8,
		/// A commitment to the transaction information (SC-2).
		pub information: Option<[u8; 32]>,
		/// Why it is no transaction (SC-5).
		pub exempt: Option<ExemptReason>,
		/// The hash of the event that opened it; none once that was reaped.
		pub event: Option<EventHash>,
		/// Items and ranges not yet received, voided or lost.
		pub outstanding: u32,
		/// Items and ranges received.
		pub received: u32,
		/// When it was complete.
		pub closed: Option<Moment>,
	}

	/// How an item was kept, over all of its life (CC-1).
	pub struct ConditionsInfo {
		/// Minutes outside the limits of the label, summed over all summaries.
		pub minutes_outside: u32,
		/// How many summaries.
		pub summaries: u32,
		/// The end of the last.
		pub until: Moment,
		/// The root over the readings of all: each root hashed onto those before.
		pub readings: [u8; 32],
		/// The shipment in which the last was made.
		pub shipment: Option<ScopedId>,
		/// What the label of a trade item allows.
		pub profile: Option<StorageProfile>,
		/// What limits its storage beside that.
		pub limits: Option<StorageLimits>,
	}

	/// A notice of illegitimate product (SC-8, Form FDA 3911).
	pub struct NoticeInfo {
		/// Initial, follow-up, termination.
		pub kind: NoticeKind,
		/// A commitment to the incident number.
		pub incident: [u8; 32],
		/// The product.
		pub gtin: u64,
		/// The lot, where it is about one.
		pub lot: Option<LotNumber>,
		/// Why.
		pub reason: NoticeReason,
		/// The case in which product was found to be illegitimate.
		pub case: Option<ScopedId>,
		/// Of another notice: the id of the initial one.
		pub initial: Option<[u8; 16]>,
		/// Of a termination: a commitment to the consultation with the authority.
		pub consultation: Option<[u8; 32]>,
		/// When it was made.
		pub made: Moment,
		/// How many were notified.
		pub recipients: u32,
		/// How many of them were told that it is over.
		pub told: u32,
		/// When it was terminated.
		pub terminated: Option<Moment>,
	}

	/// Who was notified.
	pub struct RecipientInfo {
		/// Who.
		pub organisation: OrganisationId,
		/// When.
		pub notified: Moment,
		/// When it answered.
		pub answered: Option<Moment>,
		/// The case in which it put what matches; none: it has nothing.
		pub case: Option<[u8; 16]>,
		/// When it was told that it is over.
		pub told: Option<Moment>,
	}

	/// A page of those who were notified, in no order.
	pub struct RecipientPage {
		/// The rows.
		pub recipients: Vec<RecipientInfo>,
		/// What to ask with for the next page; none after the last. Opaque to callers.
		pub next: Option<Vec<u8>>,
	}

	/// A request to trace (SC-10).
	pub struct TraceRequestInfo {
		/// About what.
		pub item: Epc,
		/// Who has to answer.
		pub respondent: OrganisationId,
		/// When it was made.
		pub made: Moment,
		/// When it was answered, and the commitment to what.
		pub answered: Option<(Moment, [u8; 32])>,
	}
}

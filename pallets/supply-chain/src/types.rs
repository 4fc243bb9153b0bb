//! What the pallet stores, and the bounds that keep every call finite.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::fungible::Inspect, BoundedBTreeMap, BoundedVec};
use salus_primitives::{
	lot::LotCommitment,
	supply::{
		BizStep, Day, DecommissionReason, Disposition, EffectivenessLevel, Epc, EventHash,
		EventKind, ExceptionKind, Excursion, HopKind, LotNumber, NoticeKind, NoticeReason,
		Provenance, RecallClass, RecallDepth, Reconciliation, Serial, ShipmentKind, StorageProfile,
		SuspectReason, VerificationFailure, MAX_RECALL_SERIALS,
	},
	Acting, Capacity, Moment, OrganisationId,
};
use scale_info::TypeInfo;
use sp_runtime::traits::ConstU32;

use crate::Config;

/// Balance of the currency in which deposits are held.
pub type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;

/// How many containers can stand around a pack: pack, bundle, case, layer, pallet, load.
pub const MAX_DEPTH: u32 = 5;
/// How many lots a container can hold together (design section 10).
pub const MAX_LOTS: u32 = 64;
/// How many recalls can be open at once for a product, for a lot and for a serial.
pub const MAX_RECALLS: u32 = 32;
/// How many of them its maker can open. The others are for authorities: nobody keeps one off by as many
/// recalls of its own, which it closes when it likes.
pub const MAX_OWN_RECALLS: u32 = 24;
/// How many containers one introduction may list.
pub const MAX_INTRODUCED_CONTAINERS: u32 = 512;
/// How many containers around the listed items one call may look at or change.
pub const MAX_CONTAINERS: u32 = 256;
/// How many lots one call may check for recalls.
pub const MAX_CHECKED_LOTS: u32 = 2_048;
/// How many containers one call may go through with as many lots as they can hold.
pub const MAX_FULL_CONTAINERS: u32 = 128;
/// How many shipments, and how many introductions, one call may touch.
pub const MAX_GROUPS: u32 = 64;
/// How many corrective events an error declaration may name.
pub const MAX_CORRECTIVE: u32 = 16;
/// How many hops one call may reap.
pub const MAX_REAP: u32 = 100;
/// How many rows a page of a trace may have.
pub const MAX_PAGE: u32 = 100;

/// Capacities that make an authorised trading partner (SC-3).
pub const TRADING: [Capacity; 5] = [
	Capacity::Manufacturer,
	Capacity::Repackager,
	Capacity::Wholesaler,
	Capacity::ThirdPartyLogistics,
	Capacity::Dispenser,
];
/// Trading partners that may own what they hold: a logistics provider may not (DSCSA 581(22)).
pub const OWNING: [Capacity; 4] =
	[Capacity::Manufacturer, Capacity::Repackager, Capacity::Wholesaler, Capacity::Dispenser];
/// Capacities that give packs their identity.
pub const MAKING: [Capacity; 2] = [Capacity::Manufacturer, Capacity::Repackager];
/// Capacities that may recall.
pub const RECALLING: [Capacity; 3] =
	[Capacity::Manufacturer, Capacity::Repackager, Capacity::Regulator];

/// Ids of open recalls.
pub type RecallIds = BoundedVec<[u8; 16], ConstU32<MAX_RECALLS>>;
/// Serials of a recall that lists them.
pub type RecallSerials = BoundedVec<Serial, ConstU32<MAX_RECALL_SERIALS>>;

/// Open recalls of parts of something, each with the first and the last of what it covers: days of
/// expiry, leaves.
pub type PartRecalls = BoundedVec<([u8; 16], (u32, u32)), ConstU32<MAX_RECALLS>>;

/// Whether two intervals, each with its first and its last, have something in common.
pub const fn overlap(one: (u32, u32), other: (u32, u32)) -> bool {
	one.0 <= other.1 && other.0 <= one.1
}

/// Derives for what goes into state alone.
macro_rules! stored {
	($($(#[$meta:meta])* pub $kind:tt $name:ident $body:tt)+) => {
		$(
			$(#[$meta])*
			#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
			pub $kind $name $body
		)+
	};
}

stored! {
	/// What is known of a GTIN. The row may exist before the product is registered: a regulator
	/// can recall what its maker never registered.
	#[derive(Default)]
	pub struct Product {
		/// What its maker registered.
		pub registration: Option<Registration>,
		/// Open recalls of the whole product.
		pub recalls: RecallIds,
		/// Open recalls of packs that expire within some days.
		pub expiries: PartRecalls,
		/// How many rows its recall log has.
		pub log: u32,
		/// Governance has switched off that holders introduce packs of it.
		pub introduction_refused: bool,
	}

	/// A product as its maker registered it.
	pub struct Registration {
		/// The manufacturer or repackager: the only one that commissions packs of it.
		pub maker: OrganisationId,
		/// For a homogeneous case or bundle: what it contains, and how many.
		pub contains: Option<(u64, u32)>,
		/// The innermost product of a case of cases, so that a recall of packs reaches cases whose
		/// content was never listed.
		pub base: Option<u64>,
		/// Storage conditions on the label.
		pub storage: Option<StorageProfile>,
	}

	/// What is known of a lot. The row may exist before anything of the lot does (RC-2).
	#[derive(Default)]
	pub struct Lot {
		/// Last day of use, fixed when its maker first commissions something of it (SC-1).
		pub expiry: Option<Day>,
		/// Open recalls of the lot.
		pub recalls: RecallIds,
		/// Open recalls of intervals of its leaves.
		pub leaves: PartRecalls,
		/// How many rows its recall log has.
		pub log: u32,
	}

	/// Recalls that list one serial, which need not exist yet.
	#[derive(Default)]
	pub struct SerialRecall {
		/// Open recalls that list it.
		pub recalls: RecallIds,
		/// How many rows its recall log has.
		pub log: u32,
	}

	/// What only a trade item has: a pack, or a case with a GTIN of its own.
	pub struct Trade {
		/// The lot, fixed for ever (SC-1).
		pub lot: LotNumber,
		/// The last day of use, fixed for ever (SC-1).
		pub expiry: Day,
	}

	/// What an item is packed in. Stale once the container was emptied, which raises the
	/// container's generation: the item is then loose.
	pub struct Parent {
		/// The container.
		pub epc: Epc,
		/// The container's generation when the item was packed.
		pub generation: u32,
	}

	/// An item on its way.
	pub struct Transit {
		/// The shipment.
		pub shipment: ShipmentKey,
		/// What it goes back to when the shipment is voided.
		pub before: Disposition,
	}

	/// How a holder put an item on the chain.
	pub struct Introduction {
		/// The number of the event.
		pub number: u64,
		/// Its maker was registered then, and has not answered yet.
		pub awaited: bool,
	}

	/// A container that an item goes into, directly or with the one that it goes into.
	pub struct Stop {
		/// The container.
		pub parent: Parent,
		/// Its first hop after that.
		pub seq: u32,
	}

	/// One traced object: a pack, a homogeneous case, or a logistic unit.
	///
	/// Owner, holder, transit and time of something packed are those of its outermost container:
	/// its own say nothing until it is taken out.
	pub struct Item {
		/// Lot and expiry of a trade item; none for a logistic unit.
		pub trade: Option<Trade>,
		/// Who owns it.
		pub owner: OrganisationId,
		/// Who has it in hand; while it is in transit, who sent it.
		pub holder: OrganisationId,
		/// Who says that it is genuine.
		pub provenance: Provenance,
		/// How it was introduced, if it was.
		pub introduced: Option<Introduction>,
		/// Its disposition (EP-3).
		pub disposition: Disposition,
		/// Why it is inactive.
		pub reason: Option<DecommissionReason>,
		/// It was reported stolen, or a part of it was supplied: it never becomes sellable again
		/// (FMD-3).
		pub tainted: bool,
		/// What it is packed in.
		pub parent: Option<Parent>,
		/// The shipment that it is in by itself.
		pub transit: Option<Transit>,
		/// It has been a container, so that there may be something inside.
		pub container: bool,
		/// How often it was emptied as a whole.
		pub generation: u32,
		/// How many open recalls list its serial.
		pub serial_recalls: u8,
		/// In how many cases it is: suspect, not verified, an exception, an excursion.
		pub cases: u8,
		/// It came back and its identifier was not verified since (SC-6).
		pub returned: bool,
		/// Time of its last event.
		pub last: Moment,
		/// Its oldest hop that was not reaped.
		pub first_hop: u32,
		/// The number of its next hop.
		pub next_hop: u32,
	}

	/// Units of one lot in a container.
	pub struct LotContent {
		/// How many, at every level.
		pub units: u32,
		/// The earliest expiry among them.
		pub expiry: Day,
		/// Between which leaves they stand; none if that is not known of all of them.
		pub leaves: Option<(u32, u32)>,
	}

	/// The summary of what is inside a container, at every level, so that a recall or a hold
	/// blocks it without a visit to its children.
	#[derive(Default)]
	pub struct Contents {
		/// Items directly inside.
		pub children: u32,
		/// Levels below it; an upper bound until it is empty.
		pub height: u8,
		/// Items inside that may not be sold.
		pub held: u32,
		/// Items inside whose serial is recalled.
		pub recalled: u32,
		/// Items inside that are in a case (SC-7).
		pub quarantined: u32,
		/// Units by product and lot.
		pub lots: BoundedBTreeMap<(u64, LotNumber), LotContent, ConstU32<MAX_LOTS>>,
	}

	/// Where the children of a container were left when it was emptied as a whole.
	pub struct Emptied {
		/// Whose they were.
		pub owner: OrganisationId,
		/// Who had them in hand.
		pub holder: OrganisationId,
		/// When.
		pub time: Moment,
		/// The disposition of the container if it was held: its children then are too. `stolen` if it
		/// was stolen once, whatever it was found to be since.
		pub held: Option<Disposition>,
		/// The container had come back: so had they.
		pub returned: bool,
	}

	/// A shipment, from dispatch until the last item is received.
	pub struct Shipment {
		/// What passes on receipt.
		pub kind: ShipmentKind,
		/// In which capacity the shipper acted: checked again on receipt (SC-3).
		pub capacity: Capacity,
		/// Whose goods are sold: the shipper's, or those of who entrusted them to it.
		pub seller: OrganisationId,
		/// The consignee; of an open consignment, whoever received first.
		pub to: Option<OrganisationId>,
		/// The sender is not on Salus: the receiver announced it to itself.
		pub inbound: bool,
		/// The seven facts of the transaction statement (SC-2).
		pub statement: u8,
		/// A commitment to the transaction information (SC-2).
		pub information: Option<[u8; 32]>,
		/// The number of the event that opened it.
		pub number: u64,
		/// Items not yet received, voided or lost.
		pub outstanding: u32,
		/// Items received.
		pub received: u32,
		/// When it was complete.
		pub closed: Option<Moment>,
	}

	/// A recall, withdrawal or stock recovery (RC-1).
	pub struct Recall {
		/// Who opened it.
		pub by: OrganisationId,
		/// A competent authority opened it.
		pub regulator: bool,
		/// Its class now.
		pub class: RecallClass,
		/// How deep it goes.
		pub depth: RecallDepth,
		/// What it covers.
		pub scope: Scope,
		/// When it was opened.
		pub opened: Moment,
		/// When it was closed.
		pub closed: Option<Moment>,
	}

	/// A row of the recall log of a scope.
	pub struct RecallLogRow {
		/// The recall.
		pub id: [u8; 16],
		/// Opened or closed.
		pub opened: bool,
		/// Who did it.
		pub by: OrganisationId,
		/// Its place among all events.
		pub number: u64,
		/// When.
		pub time: Moment,
		/// In which block.
		pub block: u32,
	}

	/// One row of the history of an item.
	pub struct HopRow {
		/// The number of the event.
		pub number: u64,
		/// What happened.
		pub kind: HopKind,
		/// To or from what.
		pub link: Link,
	}

	/// How a hop connects an item with another.
	pub enum Link {
		/// Not at all.
		None,
		/// It went into a container: that and those around it, innermost first, so that a trace can
		/// follow them.
		Into(BoundedVec<Stop, ConstU32<MAX_DEPTH>>),
		/// It came out of a container, alone.
		OutOf(Parent),
		/// It was emptied as a whole, which ended this generation.
		Emptied(u32),
		/// It was made from this and perhaps others.
		From(Epc),
	}

	/// What an event did.
	pub enum Act {
		/// Something to traced items.
		Step(HopKind),
		/// Nothing to what the chain tracks: only its hash is kept.
		Anchored(EventKind),
	}
}

/// An event, by whom and when, with what its rows cost.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct EventRow<AccountId, Balance> {
	/// Its place among all events.
	pub number: u64,
	/// Who signed.
	pub actor: AccountId,
	/// Who paid the deposit, if not the signer.
	pub payer: Option<AccountId>,
	/// For which organisation, in which capacity.
	pub acting: Acting,
	/// What it did.
	pub act: Act,
	/// `eventTime`.
	pub time: Moment,
	/// `recordTime`: the time of the block.
	pub recorded: Moment,
	/// The block.
	pub block: u32,
	/// `bizStep`.
	pub biz_step: Option<BizStep>,
	/// The disposition that the items had after it, where it is one for all.
	pub disposition: Option<Disposition>,
	/// `readPoint`.
	pub read_point: Option<u64>,
	/// `bizLocation`.
	pub biz_location: Option<u64>,
	/// The other party.
	pub counterparty: Option<OrganisationId>,
	/// Why something was decommissioned.
	pub reason: Option<DecommissionReason>,
	/// What it refers to off the chain: the document of a supplier.
	pub reference: Option<[u8; 32]>,
	/// Hops and shipments that belong to it and were not reaped.
	pub rows: u32,
	/// What each of them, and this row, gives back when it is reaped.
	pub row_deposit: Balance,
}

/// An EPCIS error declaration: the event it is about stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Declaration<AccountId, Balance> {
	/// Who signed.
	pub actor: AccountId,
	/// Who paid the deposit.
	pub payer: AccountId,
	/// For whom.
	pub acting: Acting,
	/// When it was recorded.
	pub recorded: Moment,
	/// The events that correct it.
	pub corrective: BoundedVec<EventHash, ConstU32<MAX_CORRECTIVE>>,
	/// What is given back when it is reaped.
	pub deposit: Balance,
}

/// A shipment: scoped by its shipper, who chose the id.
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
)]
pub struct ShipmentKey {
	/// Who ships; for an inbound shipment, who expects it.
	pub shipper: OrganisationId,
	/// The id that it chose.
	pub id: [u8; 16],
}

/// What recalls and their logs are keyed by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Scope {
	/// A product.
	Product(u64),
	/// A lot.
	Lot(u64, LotNumber),
	/// One serial. Of a recall that lists serials: the first.
	Serial(u64, Serial),
	/// Days of expiry of a product, first and last.
	Expiry(u64, (u32, u32)),
	/// Leaves of a lot, first and last.
	Leaves(u64, LotNumber, (u32, u32)),
}

impl Scope {
	/// In whose log a recall stands: parts are logged with the whole.
	pub fn logged(&self) -> Self {
		match self {
			Self::Expiry(gtin, _) => Self::Product(*gtin),
			Self::Leaves(gtin, lot, _) => Self::Lot(*gtin, lot.clone()),
			whole => whole.clone(),
		}
	}

	/// Whether a recall of this covers a pack whose log it stands in. A leaf that is not known may be
	/// any.
	pub fn covers(&self, expiry: Day, leaf: Option<u32>) -> bool {
		match self {
			Self::Expiry(_, days) => overlap(*days, (expiry, expiry)),
			Self::Leaves(_, _, leaves) => leaf.is_none_or(|leaf| overlap(*leaves, (leaf, leaf))),
			_ => true,
		}
	}
}

/// What may be reaped after the retention.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum History {
	/// The oldest hops of an item.
	#[codec(index = 0)]
	Hops {
		/// The item.
		item: Epc,
		/// How many, at most 100.
		count: u32,
	},
	/// A shipment that is complete.
	#[codec(index = 1)]
	Shipment(ShipmentKey),
	/// An event that has no rows, as one that was only anchored.
	#[codec(index = 2)]
	Event(EventHash),
	/// An error declaration.
	#[codec(index = 3)]
	Declaration {
		/// The event.
		event: EventHash,
		/// The declaration.
		declaration: EventHash,
	},
	/// A row of the history of a range.
	#[codec(index = 4)]
	RangeHop {
		/// The GTIN as a number.
		gtin: u64,
		/// AI (10).
		lot: LotNumber,
		/// Whose history.
		segment: u32,
		/// Which row.
		seq: u32,
	},
	/// A case that is over.
	#[codec(index = 5)]
	Case(CaseKey),
	/// A notice that was terminated, or one that followed on it: first those whom it named, at most
	/// 100 a call, and after the last of them the notice itself.
	#[codec(index = 6)]
	Notice {
		/// The notice.
		notice: CaseKey,
		/// How many of those whom it named.
		count: u32,
	},
	/// A request to trace that was answered.
	#[codec(index = 7)]
	Request(CaseKey),
	/// What a maker sent of a lot that expired.
	#[codec(index = 8)]
	Supply {
		/// The GTIN as a number.
		gtin: u64,
		/// AI (10).
		lot: LotNumber,
		/// To whom.
		consignee: OrganisationId,
	},
	/// How far a recall came that is closed: first its consignees, at most 100 a call, and after the
	/// last of them the plan. The recall itself stays: what was unsafe stays known.
	#[codec(index = 9)]
	Recall {
		/// The recall.
		id: [u8; 16],
		/// How many of its consignees.
		count: u32,
	},
	/// What somebody paid for the plan or the consignees of another's recall, once those are gone.
	#[codec(index = 10)]
	RecallDeposit {
		/// The recall.
		id: [u8; 16],
		/// Who paid.
		organisation: OrganisationId,
	},
}

/// How many of a maker's lots one call may count for their consignees.
pub const MAX_SUPPLIES: u32 = 64;

/// What a maker sent of a product or a lot to one consignee, as far as it was its own.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Supply<AccountId, Balance> {
	/// How many units, without what was called back.
	pub units: u32,
	/// Who paid for this row.
	pub payer: AccountId,
	/// How much.
	pub deposit: Balance,
}

/// What may be reaped although it is no event: who paid for it is kept beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Owed {
	/// A case.
	Case(CaseKey),
	/// A notice, with those whom it named.
	Notice(CaseKey),
	/// A request to trace.
	Request(CaseKey),
	/// The plan and the consignees of a recall, as far as one organisation paid for them.
	Recall {
		/// The recall.
		id: [u8; 16],
		/// Who paid.
		organisation: OrganisationId,
	},
}

/// How many ranges one call may list.
pub const MAX_RANGES: u32 = 128;
/// How many packs one call may show by proof.
pub const MAX_UNITS: u32 = 64;
/// How many leaves one row of marks is about (design section 10).
pub const CHUNK: u32 = 1_024;
/// How many rows of marks one cut may count: what was touched is cut from an end, in steps of
/// [`CHUNK`] times less than this.
pub const MAX_COUNTED: u32 = 5;

/// Leaves of a committed lot, as a call names them.
#[derive(
	Clone,
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
)]
pub struct Leaves {
	/// The GTIN as a number.
	pub gtin: u64,
	/// AI (10).
	pub lot: LotNumber,
	/// The first leaf.
	pub first: u32,
	/// How many.
	pub len: u32,
}

stored! {
	/// A lot that its maker committed by root.
	pub struct CommittedLot {
		/// The roots.
		pub commitment: LotCommitment,
		/// The last day of use, fixed for ever (SC-1).
		pub expiry: Day,
		/// The next piece of history: each range that is cut off gets one of its own.
		pub next_segment: u32,
	}

	/// A row of the history of a range, found by its leaves.
	pub enum RangeLogRow {
		/// Something happened to all leaves.
		Hop(HopRow),
		/// Leaves were cut off: theirs goes on in another segment.
		Cut {
			/// The first leaf.
			first: u32,
			/// How many.
			len: u32,
			/// Where it goes on.
			segment: u32,
		},
		/// The range became a part of its neighbour: its history goes on there.
		Merged {
			/// Where.
			segment: u32,
			/// With which row.
			seq: u32,
		},
	}

	/// At which leaf of a committed lot a serial stands that has a row of its own all the same.
	pub struct ShownSerial {
		/// AI (10).
		pub lot: LotNumber,
		/// The leaf.
		pub leaf: u32,
		/// The number of the event since which the pack has its own history; none: the row is of
		/// another pack, which a holder introduced under the same serial.
		pub since: Option<u64>,
	}

	/// What is to be known of one unit beside its range.
	pub struct Mark {
		/// Its leaf, in its chunk.
		pub offset: u16,
		/// Its disposition.
		pub disposition: Disposition,
		/// Why it is inactive.
		pub reason: Option<DecommissionReason>,
		/// It was stolen once, or is the rest of a pack.
		pub tainted: bool,
		/// Its serial stands at another leaf too.
		pub duplicate: bool,
		/// It goes on in a row of its own: what is said here is what it was when it got that.
		pub row: bool,
		/// Who did it.
		pub organisation: OrganisationId,
		/// Where.
		pub premises: Option<u64>,
		/// When, in hours since the epoch.
		pub hour: u32,
	}

	/// 1,024 leaves: which have ended, and what is to be known of some.
	pub struct Chunk {
		/// One bit a leaf: it has ended, as supplied if no mark says otherwise.
		pub ended: [u8; 128],
		/// Of those that may be restored still, or are not plainly supplied; in the order of leaves.
		pub marks: BoundedVec<Mark, ConstU32<CHUNK>>,
	}
}

impl Default for Chunk {
	fn default() -> Self {
		Self { ended: [0; 128], marks: BoundedVec::new() }
	}
}

/// Neighbouring leaves of a committed lot that share owner, holder and condition.
///
/// Owner, holder and transit of what is packed are those of the outermost container.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Range<AccountId, Balance> {
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
	/// Their disposition, where a unit has no other.
	pub disposition: Disposition,
	/// Why they are inactive.
	pub reason: Option<DecommissionReason>,
	/// They were stolen once.
	pub tainted: bool,
	/// They came back, and were not verified since (SC-6).
	pub returned: bool,
	/// What they are packed in.
	pub parent: Option<Parent>,
	/// The shipment that they are in by themselves.
	pub transit: Option<Transit>,
	/// Time of their last event.
	pub last: Moment,
	/// Where their history goes on.
	pub segment: u32,
	/// With which row.
	pub next_hop: u32,
	/// Who paid for this row.
	pub payer: AccountId,
	/// How much: given back when no unit is live.
	pub deposit: Balance,
}

/// Where a leaf of a committed lot is, and how it stands.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct LeafState {
	/// Its disposition; `in_transit` too where a container around it is. Of a pack that goes on in a
	/// row of its own: as it was when it got that.
	pub disposition: Disposition,
	/// Who owns it; none once no unit of its range is live, and of a pack with a row of its own.
	pub owner: Option<OrganisationId>,
	/// Who holds it.
	pub holder: Option<OrganisationId>,
	/// What it is packed in.
	pub parent: Option<Epc>,
	/// The range that it is in: first leaf and length.
	pub range: Option<(u32, u32)>,
}

/// How many cases an item can be in at once.
pub const MAX_CASES: u32 = 4;
/// How many of them trading partners can open. The other is for an authority, for the same reason.
pub const MAX_OWN_CASES: u32 = 3;
/// How many items one call about a case may list: each has one row more than those of other calls.
pub const MAX_CASE_ITEMS: u32 = 2_048;
/// Items of a call about a case.
pub type CaseItems = BoundedVec<Epc, ConstU32<MAX_CASE_ITEMS>>;
/// How many organisations one call may notify, or name as consignees.
pub const MAX_RECIPIENTS: u32 = 64;
/// Trading partners and authorities: who may say that something is wrong with what they hold, and
/// with anything.
pub const INVESTIGATING: [Capacity; 6] = [
	Capacity::Manufacturer,
	Capacity::Repackager,
	Capacity::Wholesaler,
	Capacity::ThirdPartyLogistics,
	Capacity::Dispenser,
	Capacity::Regulator,
];

/// Derives for what goes into calls and state.
macro_rules! worded {
	($($(#[$meta:meta])* pub $kind:tt $name:ident $body:tt)+) => {
		$(
			$(#[$meta])*
			#[derive(
				Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
				TypeInfo,
			)]
			pub $kind $name $body
		)+
	};
}

worded! {
	/// A case, a notice or a request: scoped by who opened it, who chose the id.
	#[derive(Copy, PartialOrd, Ord)]
	pub struct CaseKey {
		/// Who opened it.
		pub by: OrganisationId,
		/// The id that it chose.
		pub id: [u8; 16],
	}

	/// Deadlines of what is done when something is wrong, in milliseconds.
	#[derive(Copy)]
	pub struct Deadlines {
		/// To find out what a suspect product is.
		pub investigation: Moment,
		/// To notify illegitimate product, and the end of an incident (SC-8: 24 hours).
		pub notice: Moment,
		/// To quarantine what matches a notice.
		pub quarantine: Moment,
		/// For a maker to answer for a pack that failed its verification (SC-6: 24 hours).
		pub alert: Moment,
		/// How long after it a decommissioning can be reversed (FMD-3: ten days).
		pub reversal: Moment,
		/// For a consignee to say that it knows of a recall.
		pub acknowledgement: Moment,
		/// For a consignee to say what became of recalled packs.
		pub reconciliation: Moment,
		/// To answer a request to trace (SC-10: one business day, 48 hours at the most).
		pub trace: Moment,
		/// The same for a dispenser (SC-10: two business days).
		pub trace_dispenser: Moment,
		/// To resolve an exception.
		pub exception: Moment,
		/// To release or reject what left its storage conditions.
		pub excursion: Moment,
	}

	/// What is said of illegitimate product: the facts of a Form FDA 3911 (SC-8).
	pub struct NoticeFacts {
		/// Initial, follow-up, termination.
		pub kind: NoticeKind,
		/// A commitment to the incident number that the authority gave, or to the request for one.
		pub incident: [u8; 32],
		/// The product.
		pub gtin: u64,
		/// The lot, where it is about one.
		pub lot: Option<LotNumber>,
		/// Why.
		pub reason: NoticeReason,
		/// Of an initial notice: the case in which product was found to be illegitimate. A
		/// manufacturer that notifies a high risk has none.
		pub case: Option<CaseKey>,
		/// Of another notice: the id of the initial one.
		pub initial: Option<[u8; 16]>,
		/// Of a termination: a commitment to the consultation with the authority.
		pub consultation: Option<[u8; 32]>,
	}
}

stored! {
	/// What a case is about.
	pub enum Subject {
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
	pub struct Case {
		/// What it is about.
		pub subject: Subject,
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
		/// Samples of what is destroyed were retained (SC-7).
		pub sample_retained: bool,
		/// Of an alert: what its maker answered, and the commitment to its evidence.
		pub answer: Option<(bool, [u8; 32])>,
		/// The commitment to the evidence with which it was opened; then to the last decision's.
		pub evidence: [u8; 32],
		/// When nothing was left to decide.
		pub closed: Option<Moment>,
	}

	/// How a case holds an item.
	#[derive(Copy)]
	pub enum Hold {
		/// Not decided.
		Open,
		/// Decided: it can only be destroyed or disposed of.
		Condemned,
		/// Decided: it can only go back.
		ToReturn,
	}

	/// What holds an item that is in cases.
	pub struct HeldItem {
		/// The disposition that it gets back when it is free.
		pub before: Disposition,
		/// The cases.
		pub holds: BoundedVec<(CaseKey, Hold), ConstU32<MAX_CASES>>,
	}

	/// A notice of illegitimate product on record (SC-8).
	pub struct Notice {
		/// What it says.
		pub facts: NoticeFacts,
		/// When it was made.
		pub made: Moment,
		/// Of an initial one: how many were notified, by it and by those that follow.
		pub recipients: u32,
		/// How many of them were told that it is over.
		pub told: u32,
		/// When it was terminated.
		pub terminated: Option<Moment>,
	}

	/// Who was notified, by an initial notice and those that follow.
	#[derive(Default)]
	pub struct Recipient {
		/// When.
		pub notified: Moment,
		/// When it answered.
		pub answered: Option<Moment>,
		/// The case in which it put what matches; none: it has nothing.
		pub case: Option<[u8; 16]>,
		/// When it was told that it is over.
		pub told: Option<Moment>,
	}

	/// How a recall is to be carried out, and how far it is (RC-1, RC-2).
	#[derive(Default)]
	pub struct RecallPlan {
		/// A commitment to the reason.
		pub reason: [u8; 32],
		/// The level of effectiveness checks; none: every consignee that there is.
		pub level: Option<EffectivenessLevel>,
		/// How many consignees of a hundred have to be checked.
		pub percent: u8,
		/// Consignees.
		pub consignees: u32,
		/// Consignees that know.
		pub acknowledged: u32,
		/// Consignees whose quantities add up.
		pub reconciled: u32,
		/// The sum over those.
		pub totals: Totals,
		/// Consignees of whom the chain itself knows that the maker's goods went to them.
		pub known: u32,
	}

	/// Sums over consignees.
	#[derive(Copy, Default)]
	pub struct Totals {
		/// Sent to them.
		pub shipped: u64,
		/// Sent back.
		pub returned: u64,
		/// Destroyed.
		pub destroyed: u64,
		/// Supplied to the public.
		pub dispensed: u64,
		/// Not found.
		pub unaccounted: u64,
	}

	/// A consignee of recalled product.
	#[derive(Default)]
	pub struct Consignee {
		/// How many whoever recalls says that it sent; none: the consignee came by itself.
		pub shipped: Option<u32>,
		/// When it said that it knows.
		pub acknowledged: Option<Moment>,
		/// What became of them, and when it was said.
		pub reconciled: Option<(Moment, Reconciliation)>,
		/// The chain itself knows that the maker's goods went to it.
		pub known: bool,
	}

	/// A request to trace (SC-10).
	pub struct TraceRequest {
		/// About what.
		pub item: Epc,
		/// Who has to answer.
		pub respondent: OrganisationId,
		/// When it was made.
		pub made: Moment,
		/// When it was answered, and the commitment to what.
		pub answered: Option<(Moment, [u8; 32])>,
	}

	/// How an item was kept, over all of its life (CC-1).
	#[derive(Default)]
	pub struct Exposure {
		/// Minutes outside the limits of the label, summed over all summaries.
		pub minutes_outside: u32,
		/// How many summaries.
		pub summaries: u32,
		/// The end of the last.
		pub until: Moment,
		/// The root over the readings of all: each root hashed onto those before.
		pub readings: [u8; 32],
		/// The shipment in which the last was made.
		pub shipment: Option<ShipmentKey>,
	}
}

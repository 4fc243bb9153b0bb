//! The words of the supply chain: GS1 EPCIS 2.0 and CBV 2.0 for events, DSCSA and EU FMD for what
//! may be done with a pack.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{bounded::BoundedVec, ConstU32};

use crate::{
	identifiers::{Gln, Gtin, IdentifierError, Sscc},
	Moment, OrganisationId,
};

/// A serial number, AI (21): 1 to 20 characters of GS1 AI set 82 (ID-2).
pub type Serial = BoundedVec<u8, ConstU32<20>>;
/// A lot or batch number, AI (10): 1 to 20 characters of GS1 AI set 82 (ID-2).
pub type LotNumber = BoundedVec<u8, ConstU32<20>>;
/// The hash by which an event is known: the SHA-256 of its CBV 2.0 pre-hash string (EP-4).
pub type EventHash = [u8; 32];
/// Days since the Unix epoch. A pack whose label says `251100` expires with the last of November.
pub type Day = u32;

/// Derives for a word that goes into calls, events and state. Variants that a standard adds are
/// appended.
macro_rules! word {
	($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $index:literal,)+ }) => {
		$(#[$doc])*
		#[derive(
			Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode,
			DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize, Deserialize,
		)]
		#[serde(rename_all = "snake_case")]
		pub enum $name { $($(#[$vdoc])* #[codec(index = $index)] $variant,)+ }

		impl $name {
			/// Every value, in the order of the indices.
			pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
		}
	};
}

mod query;
mod rules;

pub use query::*;
pub use rules::*;

/// Whether `byte` is of GS1 AI encodable character set 82.
pub const fn is_set_82(byte: u8) -> bool {
	matches!(byte,
		b'!' | b'"' | b'%'..=b'?' | b'A'..=b'Z' | b'_' | b'a'..=b'z')
}

/// 1 to 20 characters of set 82, as a serial or a lot number has them.
pub fn validate_set_82(text: &[u8]) -> Result<(), IdentifierError> {
	if text.is_empty() {
		return Err(IdentifierError::Length { expected: 20, found: 0 });
	}
	match text.iter().position(|byte| !is_set_82(*byte)) {
		Some(position) => Err(IdentifierError::Character { position: position as u8 }),
		None => Ok(()),
	}
}

/// An electronic product code as a call carries it: one pack or case, or one logistic unit.
///
/// What a caller sends may be wrong; [`validate`](Self::validate) is asked where one is first
/// put on the chain, so that everything found in state is right.
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
pub enum Epc {
	/// A serialised trade item: a pack, or a homogeneous case or bundle with a GTIN of its own.
	#[codec(index = 0)]
	Sgtin {
		/// The GTIN as a number of at most 14 digits.
		gtin: u64,
		/// The serial number, AI (21).
		serial: Serial,
	},
	/// A logistic unit: a case, pallet or tote, by its SSCC as a number of at most 18 digits.
	#[codec(index = 1)]
	Sscc(u64),
}

impl Epc {
	/// Length, charset and check digits (rule X-8).
	pub fn validate(&self) -> Result<(), IdentifierError> {
		match self {
			Self::Sgtin { gtin, serial } => {
				Gtin::try_from(*gtin)?;
				validate_set_82(serial)
			}
			Self::Sscc(sscc) => Sscc::try_from(*sscc).map(drop),
		}
	}
}

word! {
	/// CBV 2.0 business steps (section 7.1). The chain enforces rules on those that move, change or
	/// end a traced object; the others may stand in an event that is only anchored.
	pub enum BizStep {
		/// Arrival of goods at a place.
		Arriving = 0,
		/// Receipt is complete and agreed.
		Accepting = 1,
		/// A new object gets its identity.
		Commissioning = 2,
		/// Identity is taken away.
		Decommissioning = 3,
		/// Goods leave a place.
		Departing = 4,
		/// Physical destruction.
		Destroying = 5,
		/// Supply to the patient.
		Dispensing = 6,
		/// Put aside for investigation or return.
		Holding = 7,
		/// Looked at for quality.
		Inspecting = 8,
		/// Loaded on a vehicle.
		Loading = 9,
		/// Put into a container.
		Packing = 10,
		/// Taken out of stock for an order.
		Picking = 11,
		/// Received from a trading partner.
		Receiving = 12,
		/// Put in another pack with a new identity.
		Repackaging = 13,
		/// Sold at a point of sale.
		RetailSelling = 14,
		/// Sent to a trading partner.
		Shipping = 15,
		/// Made ready for shipping.
		StagingOutbound = 16,
		/// Put into stock.
		Storing = 17,
		/// Taken out of a container.
		Unpacking = 18,
		/// A shipment is called back before receipt.
		VoidShipping = 19,
		/// Counted in stock.
		CycleCounting = 20,
		/// Entry of goods that come back.
		EnteringExiting = 21,
		/// A code is put on a label.
		Encoding = 22,
		/// Any other step of CBV.
		Other = 23,
	}
}

word! {
	/// CBV 2.0 dispositions (section 7.2) that a traced object can have.
	pub enum Disposition {
		/// Commissioned and in the care of its maker.
		Active = 0,
		/// Between steps, no other disposition applies.
		InProgress = 1,
		/// Between two parties.
		InTransit = 2,
		/// May be sold, and whoever buys can take it.
		SellableAccessible = 3,
		/// May be sold, after somebody brings it.
		SellableNotAccessible = 4,
		/// May not be sold; no narrower word applies.
		NonSellableOther = 5,
		/// Damaged.
		Damaged = 6,
		/// Known to be past its expiry.
		Expired = 7,
		/// Known to be recalled.
		Recalled = 8,
		/// No pedigree, or one that does not match.
		NoPedigreeMatch = 9,
		/// Sent back, or received back.
		Returned = 10,
		/// Closed container.
		ContainerClosed = 11,
		/// Open container.
		ContainerOpen = 12,
		/// Supplied in part.
		PartiallyDispensed = 13,
		/// Supplied to the public: terminal.
		Dispensed = 14,
		/// Decommissioned.
		Inactive = 15,
		/// Destroyed: terminal.
		Destroyed = 16,
		/// Handed over for disposal: terminal.
		Disposed = 17,
		/// Sold at a point of sale: terminal.
		RetailSold = 18,
		/// Stolen.
		Stolen = 19,
		/// Nobody knows where.
		Unknown = 20,
		/// The code is on the label and not yet commissioned.
		Encoded = 21,
	}
}

word! {
	/// Why a pack was decommissioned: the inactive states of EU FMD (FMD-2, FMD-5).
	pub enum DecommissionReason {
		/// Exported out of the union.
		Exported = 0,
		/// Checked out by its maker, for instance to be repackaged.
		CheckedOut = 1,
		/// Sample for a competent authority.
		Sample = 2,
		/// Free sample for a prescriber.
		FreeSample = 3,
		/// Locked during an investigation.
		Locked = 4,
		/// Stolen.
		Stolen = 5,
		/// Sent to be destroyed.
		Destroyed = 6,
		/// Damaged beyond use.
		Damaged = 7,
		/// Expired.
		Expired = 8,
		/// Supplied to an Article 23 entity (FMD Article 23: vets, dentists, armed forces...).
		Article23 = 9,
		/// Recalled or withdrawn.
		Recalled = 10,
		/// Consumed by a transformation.
		Transformed = 11,
	}
}

word! {
	/// Classes of recall (RC-1) with the two that are no recalls.
	pub enum RecallClass {
		/// Class I: serious harm or death is reasonably probable.
		I = 0,
		/// Class II: temporary or reversible harm, or serious harm is remote.
		II = 1,
		/// Class III: harm is not likely.
		III = 2,
		/// Market withdrawal: not a recall.
		MarketWithdrawal = 3,
		/// Stock recovery: not a recall.
		StockRecovery = 4,
	}
}

word! {
	/// How deep a recall goes (RC-1).
	pub enum RecallDepth {
		/// To wholesalers.
		Wholesale = 0,
		/// To pharmacies and hospitals.
		Retail = 1,
		/// To patients.
		Consumer = 2,
	}
}

word! {
	/// What a shipment is (SC-4, SC-5).
	pub enum ShipmentKind {
		/// A sale: ownership passes on receipt, with a transaction statement.
		Sale = 0,
		/// Possession alone passes: to a carrier, a third-party logistics provider, an own site.
		Custody = 1,
		/// A return to a former owner.
		Return = 2,
	}
}

/// The facts of an event that every traced step records (rules X-3, EP-1).
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct EventFacts {
	/// The event's CBV 2.0 hash: its identity, and what makes a call idempotent.
	pub hash: EventHash,
	/// `eventTime` in milliseconds since the epoch: at most 5 minutes ahead of the block, not
	/// before the last event of any object in it, not older than `MaxBackdating`.
	pub time: Moment,
	/// `bizStep`, where the event has one.
	pub biz_step: Option<BizStep>,
	/// `disposition` after the event, where it has one.
	pub disposition: Option<Disposition>,
	/// `readPoint` as a GLN, where it is one.
	pub read_point: Option<u64>,
	/// `bizLocation` as a GLN, where it is one.
	pub biz_location: Option<u64>,
}

/// One item that a holder introduces (packs whose maker is not on Salus).
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct IntroducedPack {
	/// The GTIN as a number.
	pub gtin: u64,
	/// AI (21).
	pub serial: Serial,
	/// AI (10).
	pub lot: LotNumber,
	/// Last day on which the pack may be used.
	pub expiry: Day,
	/// The container in which the supplier's document shows it, by index into the list of
	/// containers introduced with it.
	pub parent: Option<u16>,
}

/// A container of the document with which a holder introduces packs.
///
/// Outermost first: `parent` names a container that stands *before* this one in the list. A
/// homogeneous case with an SGTIN of its own is listed among the packs too, and its parent is what
/// the pack says; here it is `None`.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct IntroducedContainer {
	/// The container.
	pub epc: Epc,
	/// What an SSCC stands in, by index into the same list.
	pub parent: Option<u16>,
}

/// What a shipper says of a shipment.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ShipmentFacts {
	/// Chosen by the shipper, random, once for ever for this shipper.
	pub id: [u8; 16],
	/// What passes on receipt.
	pub kind: ShipmentKind,
	/// The consignee; none is an open consignment, which the first accredited receiver takes.
	pub to: Option<OrganisationId>,
	/// The seven facts of the DSCSA transaction statement, (a) in bit 0 to (g) in bit 6. A sale
	/// needs all of them: [`FULL_STATEMENT`].
	pub statement: u8,
	/// A commitment to the transaction information (SC-2).
	pub information: Option<[u8; 32]>,
}

/// A transaction statement with all seven facts attested (SC-2).
pub const FULL_STATEMENT: u8 = 0b0111_1111;

/// How many serials one recall may list.
pub const MAX_RECALL_SERIALS: u32 = 256;

/// What a recall covers, of what exists and of what will (RC-2).
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum RecallScope {
	/// Every pack of a product.
	#[codec(index = 0)]
	Product {
		/// The GTIN as a number.
		gtin: u64,
	},
	/// Every pack of a lot.
	#[codec(index = 1)]
	Lot {
		/// The GTIN as a number.
		gtin: u64,
		/// AI (10).
		lot: LotNumber,
	},
	/// The packs listed, each once.
	#[codec(index = 2)]
	Serials {
		/// The GTIN as a number.
		gtin: u64,
		/// AI (21) of each.
		serials: BoundedVec<Serial, ConstU32<MAX_RECALL_SERIALS>>,
	},
	/// Every pack of a product that expires within some days.
	#[codec(index = 3)]
	Expiry {
		/// The GTIN as a number.
		gtin: u64,
		/// The first day of expiry.
		from: Day,
		/// The last.
		to: Day,
	},
	/// Neighbouring leaves of a lot that is committed by its root, or will be: in packing order, so
	/// that what came off a line within an hour is one interval.
	#[codec(index = 4)]
	Leaves {
		/// The GTIN as a number.
		gtin: u64,
		/// AI (10).
		lot: LotNumber,
		/// The first leaf.
		first: u32,
		/// How many.
		len: u32,
	},
}

word! {
	/// The five kinds of EPCIS 2.0 events.
	pub enum EventKind {
		/// About objects as such.
		Object = 0,
		/// Objects in or out of a container.
		Aggregation = 1,
		/// Objects of a business transaction.
		Transaction = 2,
		/// Objects made from others.
		Transformation = 3,
		/// Objects on or off a physical asset.
		Association = 4,
	}
}

/// Storage conditions on a product's label, in hundredths of a degree Celsius (CC-1).
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
pub struct StorageProfile {
	/// Lowest temperature allowed at all times.
	pub min: i16,
	/// Highest temperature allowed at all times.
	pub max: i16,
	/// Highest temperature of an excursion.
	pub excursion_max: i16,
	/// How many minutes outside `min..=max` are allowed together.
	pub excursion_minutes: u32,
}

/// What is asked when a pack is verified (SC-6). Optional parts are compared when given.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct VerifyQuery {
	/// The GTIN as a number.
	pub gtin: u64,
	/// AI (21).
	pub serial: Vec<u8>,
	/// AI (10), as on the label.
	pub lot: Option<Vec<u8>>,
	/// AI (17), as on the label.
	pub expiry: Option<Day>,
	/// A membership proof, for packs that are committed by their lot's root.
	pub proof: Option<Vec<u8>>,
}

word! {
	/// Why a pack is not verified (SC-6), in the words of GS1 Lightweight Verification Messaging.
	pub enum VerificationFailure {
		/// No such GTIN and serial.
		NoMatchGtinSerial = 0,
		/// The lot on the label differs.
		NoMatchLot = 1,
		/// The expiry on the label differs.
		NoMatchExpiry = 2,
		/// The pack is known only through its lot's root: ask again with a proof.
		ProofRequired = 3,
		/// The proof does not lead to the lot's root.
		ProofInvalid = 4,
		/// The GTIN is not one.
		InvalidGtin = 5,
		/// The maker contested an introduced pack.
		Contested = 6,
	}
}

word! {
	/// Why a verified pack may not be sold or dispensed: identity is not fitness.
	pub enum Unfitness {
		/// An open recall covers it.
		Recalled = 0,
		/// Past its expiry.
		Expired = 1,
		/// Between two parties.
		InTransit = 2,
		/// Dispensed.
		Dispensed = 3,
		/// Decommissioned.
		Decommissioned = 4,
		/// Destroyed.
		Destroyed = 5,
		/// Held, damaged, returned or otherwise not sellable.
		Held = 6,
		/// Stolen or lost.
		Stolen = 7,
		/// Packed in a container that is closed: unpack first.
		Packed = 8,
		/// Held by an organisation that is not accredited now.
		HolderNotAccredited = 9,
		/// Its holder may not dispense.
		HolderNotDispenser = 10,
		/// Supplied in part.
		PartiallyDispensed = 11,
		/// In a case: suspect, illegitimate, not verified, an exception, an excursion.
		Quarantined = 12,
	}
}

word! {
	/// Who says that a pack is genuine.
	pub enum Provenance {
		/// Its maker commissioned it.
		Manufacturer = 0,
		/// A holder introduced it, its maker has not answered.
		Holder = 1,
		/// A holder introduced it and its maker confirmed it.
		HolderConfirmed = 2,
		/// A holder introduced it and its maker contested it.
		HolderContested = 3,
	}
}

/// The answer to [`VerifyQuery`] (SC-6, FMD-1).
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Verification {
	/// The lot that the chain has for it.
	pub lot: Option<Vec<u8>>,
	/// The last day of use that the chain has for it.
	pub expiry: Option<Day>,
	/// Identity: the pack is one that was commissioned or introduced, and what was asked matches.
	pub verified: bool,
	/// Why not.
	pub failure: Option<VerificationFailure>,
	/// Authentic in the sense of EU FMD (FMD-1): verified, and the identifier is active, which it
	/// no longer is once the pack was dispensed, decommissioned or destroyed.
	pub active: bool,
	/// Everything that stands against selling or dispensing it.
	pub unfit: Vec<Unfitness>,
	/// Its disposition.
	pub disposition: Option<Disposition>,
	/// Fitness: verified, and its holder may ship and sell it now.
	pub saleable: bool,
	/// Fitness: verified, and its holder may supply it to a patient now.
	pub dispensable: bool,
	/// Who says that it is genuine.
	pub provenance: Option<Provenance>,
	/// Between two parties.
	pub in_transit: bool,
	/// The open recall that covers it, the most serious where there are several.
	pub recall: Option<RecallSummary>,
	/// Who holds it.
	pub holder: Option<OrganisationId>,
	/// Who owns it.
	pub owner: Option<OrganisationId>,
	/// What it is packed in.
	pub parent: Option<Epc>,
}

/// A recall as a verification shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct RecallSummary {
	/// The id that whoever recalls chose.
	pub id: [u8; 16],
	/// Its class.
	pub class: RecallClass,
	/// How deep it goes.
	pub depth: RecallDepth,
}

word! {
	/// What a row of a trace shows.
	pub enum HopKind {
		/// Commissioned by its maker.
		Commissioned = 0,
		/// Introduced by a holder.
		Introduced = 1,
		/// Packed into a container.
		Packed = 2,
		/// Taken out of a container.
		Unpacked = 3,
		/// Sent.
		Shipped = 4,
		/// Received.
		Received = 5,
		/// A shipment was called back.
		ShipmentVoided = 6,
		/// Dispensed.
		Dispensed = 7,
		/// Decommissioned.
		Decommissioned = 8,
		/// Destroyed.
		Destroyed = 9,
		/// Its disposition changed.
		DispositionChanged = 10,
		/// Seen.
		Observed = 11,
		/// The maker confirmed the introduction.
		Confirmed = 12,
		/// The maker contested the introduction.
		Contested = 13,
		/// A recall that covers it was opened.
		RecallOpened = 14,
		/// A recall that covers it was closed.
		RecallClosed = 15,
		/// Made from others by a transformation.
		Transformed = 16,
		/// Put into a case: suspect, not verified, an exception, an excursion.
		Quarantined = 40,
		/// Free of a case.
		Cleared = 41,
		/// Found to be illegitimate, or unfit: only its destruction follows.
		Condemned = 42,
		/// Its decommissioning was reversed.
		Reactivated = 43,
		/// A return was verified, and may be sold again.
		ReturnVerified = 44,
		/// The conditions of its storage were put on record.
		ConditionsRecorded = 45,
	}
}

/// One row of a trace (SC-10), oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Hop {
	/// What happened.
	pub kind: HopKind,
	/// To what it happened: the pack itself or a container that it was in.
	pub object: Option<Epc>,
	/// The event's CBV hash.
	pub event: EventHash,
	/// `eventTime`.
	pub time: Moment,
	/// `recordTime`: the time of the block.
	pub recorded: Moment,
	/// The block.
	pub block: u32,
	/// Who acted.
	pub organisation: OrganisationId,
	/// The other party, where there is one.
	pub counterparty: Option<OrganisationId>,
	/// The other object, where there is one: the container, the pack.
	pub other: Option<Epc>,
	/// `bizStep`.
	pub biz_step: Option<BizStep>,
	/// `disposition` after it.
	pub disposition: Option<Disposition>,
	/// `readPoint`, else `bizLocation`.
	pub place: Option<Gln>,
}

/// A page of a trace.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct TracePage {
	/// The rows.
	pub hops: Vec<Hop>,
	/// What to ask with for the next page; none after the last. Opaque to callers.
	pub next: Option<Vec<u8>>,
}

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![doc = include_str!("../README.md")]

extern crate alloc;

pub use pallet::*;
pub use types::*;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod errors;
mod events;
mod features;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
pub mod weights;

use frame_support::pallet_macros::import_section;

pub use features::disposition;
pub use weights::WeightInfo;

/// The length of a bounded list.
pub(crate) fn len<X, S>(list: &frame_support::BoundedVec<X, S>) -> u32 {
	u32::try_from(list.len()).unwrap_or(u32::MAX)
}

#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible::MutateHold, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		supply::{
			Day, DecommissionReason, Disposition, Epc, EventFacts, EventHash, EventKind,
			IntroducedContainer, IntroducedPack, LotNumber, RecallClass, RecallDepth, RecallScope,
			Serial, ShipmentFacts, StorageProfile,
		},
		Acting, Moment, Obligations, OrganisationId, Participants,
	};

	/// The layout of the storage: raised with every migration.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who may act, asked when a call executes (SC-3, X-5).
		type Participants: Participants<Self::AccountId>;

		/// Where deadlines are opened and met.
		type Obligations: Obligations;

		/// The clock of the chain, in milliseconds.
		type Time: Time<Moment = Moment>;

		/// The currency in which deposits for storage are held.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// May switch introduction off for a product. It can change no record.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// How many items one call may list. One EPCIS event is one call.
		#[pallet::constant]
		type MaxItems: Get<u32>;

		/// What is held for each row that a call adds.
		type RowDeposit: Get<BalanceOf<Self>>;

		/// How far the time of an event may lie ahead of the block, in milliseconds.
		type MaxFuture: Get<Moment>;

		/// How far the time of an event may lie behind the block, in milliseconds.
		type MaxBackdating: Get<Moment>;

		/// How long history is kept at least, in milliseconds (SC-9: six years).
		type Retention: Get<Moment>;

		/// How long a consignee has to receive a shipment, in milliseconds.
		type ReceiptPeriod: Get<Moment>;

		/// How long a maker has to confirm or contest packs introduced in its name.
		type ReviewPeriod: Get<Moment>;

		/// How long a recall may take where whoever opens it names no date.
		type RecallPeriod: Get<Moment>;

		/// What the calls weigh.
		type WeightInfo: WeightInfo;
	}

	/// Why the pallet holds balance.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For rows in state.
		Storage,
	}

	/// What is known of each GTIN. Blake2, because users choose the key. Whoever registers pays; one
	/// row a product.
	#[pallet::storage]
	pub type Products<T: Config> = StorageMap<_, Blake2_128Concat, u64, Product, ValueQuery>;

	/// What is known of each lot. Paid by whoever commissions or recalls; one row a lot.
	#[pallet::storage]
	pub type Lots<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, u64, Blake2_128Concat, LotNumber, Lot, ValueQuery>;

	/// Every traced object. A row stays for ever, so that its identity is used once (SC-1); whoever
	/// put it on the chain pays for it.
	#[pallet::storage]
	pub type Items<T: Config> = StorageMap<_, Blake2_128Concat, Epc, Item>;

	/// What is inside each container that is not empty. Part of the deposit of the container.
	#[pallet::storage]
	pub type ContentsOf<T: Config> = StorageMap<_, Blake2_128Concat, Epc, Contents, ValueQuery>;

	/// Where the children of a container were left, by its generation. Kept as long as children may
	/// point to it; paid by whoever emptied it.
	#[pallet::storage]
	pub type EmptiedContainers<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, Epc, Twox64Concat, u32, Emptied>;

	/// Every shipment, until it is reaped. Paid by the shipper.
	#[pallet::storage]
	pub type Shipments<T: Config> = StorageMap<_, Blake2_128Concat, ShipmentKey, Shipment>;

	/// Every recall, for ever: what was unsafe must stay known. Paid by whoever recalls.
	#[pallet::storage]
	pub type Recalls<T: Config> = StorageMap<_, Blake2_128Concat, [u8; 16], Recall>;

	/// The serials of the open recalls that list serials.
	#[pallet::storage]
	pub type SerialsOf<T: Config> =
		StorageMap<_, Blake2_128Concat, [u8; 16], RecallSerials, ValueQuery>;

	/// Recalls that list one serial, known to the chain or not.
	#[pallet::storage]
	pub type SerialRecalls<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		u64,
		Blake2_128Concat,
		Serial,
		SerialRecall,
		ValueQuery,
	>;

	/// What happened to the recalls of a scope, oldest first, for traces.
	#[pallet::storage]
	pub type RecallLog<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, Scope, Twox64Concat, u32, RecallLogRow>;

	/// How many introduced items of an event (by its number) their maker has not answered yet.
	#[pallet::storage]
	pub type Reviews<T: Config> =
		StorageDoubleMap<_, Twox64Concat, u64, Twox64Concat, OrganisationId, u32, ValueQuery>;

	/// Every event by its hash: a hash is recorded once. Paid by the organisation that records it,
	/// reaped with its last row.
	#[pallet::storage]
	pub type Events<T: Config> =
		StorageMap<_, Blake2_128Concat, EventHash, EventRow<T::AccountId, BalanceOf<T>>>;

	/// The hash of each event by its number.
	#[pallet::storage]
	pub type EventHashes<T: Config> = StorageMap<_, Twox64Concat, u64, EventHash>;

	/// The number of the next event; only goes up.
	#[pallet::storage]
	pub type NextEvent<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// The history of each item: one small row an event. Paid by whoever acts, reaped after the
	/// retention.
	#[pallet::storage]
	pub type Hops<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, Epc, Twox64Concat, u32, HopRow>;

	/// Error declarations, by the event that they are about and their own hash.
	#[pallet::storage]
	pub type Declarations<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		EventHash,
		Blake2_128Concat,
		EventHash,
		Declaration<T::AccountId, BalanceOf<T>>,
	>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxItems::get() > 0, "a call without items does nothing");
			assert!(
				T::MaxItems::get() < u32::from(u16::MAX),
				"containers of an introduction are named by a u16"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Register a product, and what a case of it contains.
		///
		/// Dispatch origin: signed by a member acting as `Manufacturer` or `Repackager`. Who
		/// registers a GTIN is its maker for ever. The inner product of a case is registered first.
		///
		/// Errors: `CapacityNotAllowed`, `InvalidGtin`, `ProductExists`, `ContentsInvalid`,
		/// `ContainedProductUnknown`, `StorageProfileInvalid`, `DepositNotPayable`.
		/// Events: `ProductRegistered`. Complexity: O(1).
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register_product())]
		pub fn register_product(
			origin: OriginFor<T>,
			acting: Acting,
			gtin: u64,
			contains: Option<(u64, u32)>,
			storage: Option<StorageProfile>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register_product(who, acting, gtin, contains, storage)
		}

		/// Give packs, or homogeneous cases with a GTIN of their own, their identity (SC-1).
		///
		/// Each (GTIN, serial) once for ever. For a serial that a holder introduced with the same
		/// lot and expiry it is the maker's confirmation, and changes neither owner nor holder;
		/// a contested one becomes the maker's.
		///
		/// Dispatch origin: signed by a member of the product's maker acting as `Manufacturer` or
		/// `Repackager`.
		/// Errors: those of an event, `ProductUnknown`, `NotMaker`, `InvalidLot`, `InvalidSerial`,
		/// `Expired`, `LotExpiryMismatch`, `AlreadyCommissioned`, `IntroducedDiffers`.
		/// Events: `Commissioned`. Complexity: O(serials).
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::commission(len(serials)), len(serials)))]
		pub fn commission(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			gtin: u64,
			lot: LotNumber,
			expiry: Day,
			serials: BoundedVec<Serial, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_commission(who, acting, event, gtin, lot, expiry, serials)
		}

		/// Open logistic units: new ones, or empty ones of one's own.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner.
		/// Errors: those of an event, `InvalidSscc`, `ContainerInUse`, `NotEmpty`, `InTransit`,
		/// `Decommissioned`, `Destroyed`. Events: `ContainersCommissioned`.
		/// Complexity: O(ssccs).
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::weigh(
			T::WeightInfo::commission_containers(len(ssccs)),
			len(ssccs)
		))]
		pub fn commission_containers(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			ssccs: BoundedVec<u64, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_commission_containers(who, acting, event, ssccs)
		}

		/// Pack loose items into a container.
		///
		/// The holder of both packs. An SSCC that the chain does not know is opened by it, because
		/// real documents often pack into one that was never commissioned. What is held, returned or
		/// recalled may be packed too, and blocks the container for everything but a return.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner.
		/// Errors: those of an event and of an item, `NotAContainer`, `AlreadyPacked`,
		/// `PackingCycle`, `TooDeep`, `TooManyLots`, `MixedOwners`, `ContentsMismatch`, `CaseFull`.
		/// Events: `Packed`. Complexity: O(children), and one row for each container around.
		#[pallet::call_index(3)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::pack(len(children)), len(children)))]
		pub fn pack(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			parent: Epc,
			children: BoundedVec<Epc, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_pack(who, acting, event, parent, children)
		}

		/// Take items out of a container; an empty list takes out all, in O(1).
		///
		/// Lower levels stay packed (EP-2). What comes out of a held container is held.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner that holds it.
		/// Errors: those of an event and of an item, `ContainerEmpty`, `NotInParent`.
		/// Events: `Unpacked`. Complexity: O(children).
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::unpack(len(children)), len(children)))]
		pub fn unpack(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			parent: Epc,
			children: BoundedVec<Epc, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_unpack(who, acting, event, parent, children)
		}

		/// Send items. Until they are received or voided nobody can send or dispense them (SC-4).
		///
		/// Items are outermost: a container moves everything in it. The holder ships; a `Sale` is of
		/// the holder's own goods, or of those that their owner entrusted to the logistics provider
		/// who ships. What is recalled, held, contested, expired or partly supplied, or contains
		/// such, goes as `Return` only.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner.
		/// Errors: those of an event and of an item, `ShipmentExists`, `StatementIncomplete`,
		/// `ConsigneeNotAccredited`, `OwnShipment`, `NotOwner`, `MixedOwners`, `Packed`, and the
		/// reasons against selling. Events: `Shipped`. Complexity: O(items + lots in containers).
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::ship(len(items)), len(items)))]
		pub fn ship(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
			shipment: ShipmentFacts,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_ship(who, acting, event, items, shipment)
		}

		/// Receive items that are on their way: custody passes, and with a sale ownership.
		///
		/// Item by item: a shipment may be received in parts. Sender and receiver are both checked
		/// now (SC-3). Of a sale of something that was recalled or contested on the way, custody
		/// passes and ownership does not.
		///
		/// Dispatch origin: signed by a member of the consignee, or of any authorised trading
		/// partner if the consignment is open.
		/// Errors: those of an event, `NotInTransit`, `NotConsignee`, `OwnShipment`,
		/// `SenderNotAccredited`, `LogisticsCannotOwn`, `TooManyGroups`, `DispositionNotAllowed`.
		/// Events: `Received`, `ShipmentClosed`. Complexity: O(items + lots in containers).
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::weigh_groups(T::WeightInfo::receive(len(items)), len(items)))]
		pub fn receive(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_receive(who, acting, event, items)
		}

		/// Call items back before anything of their shipment was received.
		///
		/// Dispatch origin: signed by a member of the shipper.
		/// Errors: those of an event, `NotInTransit`, `NotShipper`, `ShipmentPartlyReceived`,
		/// `TooManyGroups`. Events: `ShipmentVoided`, `ShipmentClosed`. Complexity: O(items).
		#[pallet::call_index(7)]
		#[pallet::weight(
			Pallet::<T>::weigh_groups(T::WeightInfo::void_shipment(len(items)), len(items))
		)]
		pub fn void_shipment(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_void_shipment(who, acting, event, items)
		}

		/// Put packs on the chain whose maker did not, with the containers that they are in.
		///
		/// They verify as provenance `holder` until their maker answers. A maker that is registered
		/// gets an obligation to do so. Packs that exist cannot be introduced over; governance can
		/// refuse introduction per product.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner that holds them.
		/// Errors: those of an event, `InvalidGtin`, `InvalidSerial`, `InvalidLot`, `InvalidSscc`,
		/// `IntroductionNotAllowed`, `AlreadyCommissioned`, `ContainerInUse`, `ContainerNotListed`,
		/// `PackingCycle`, `TooDeep`, `TooManyLots`, `TooManyItems`. Events: `Introduced`.
		/// Complexity: O(containers + packs).
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::weigh_groups(
			T::WeightInfo::introduce(len(containers), len(packs)),
			len(packs)
		))]
		pub fn introduce(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			source: [u8; 32],
			containers: BoundedVec<IntroducedContainer, ConstU32<MAX_INTRODUCED_CONTAINERS>>,
			packs: BoundedVec<IntroducedPack, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_introduce(who, acting, event, source, containers, packs)
		}

		/// Say that introduced packs are genuine.
		///
		/// Dispatch origin: signed by a member of the product's maker.
		/// Errors: those of an event and of an item, `NotATradeItem`, `NotMaker`, `NotIntroduced`,
		/// `TooManyGroups`. Events: `IntroductionConfirmed`. Complexity: O(items).
		#[pallet::call_index(9)]
		#[pallet::weight(
			Pallet::<T>::weigh_groups(T::WeightInfo::confirm_introduction(len(items)), len(items))
		)]
		pub fn confirm_introduction(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_review(who, acting, event, items, true)
		}

		/// Say that introduced packs are not genuine: they no longer verify and are held.
		///
		/// Dispatch origin: signed by a member of the product's maker.
		/// Errors: as `confirm_introduction`. Events: `IntroductionContested`.
		/// Complexity: O(items).
		#[pallet::call_index(10)]
		#[pallet::weight(
			Pallet::<T>::weigh_groups(T::WeightInfo::contest_introduction(len(items)), len(items))
		)]
		pub fn contest_introduction(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_review(who, acting, event, items, false)
		}

		/// Supply packs to the public, each once for ever in the whole network (FMD-2).
		///
		/// A pack may be inside a container that the dispenser holds: supplying it takes it out,
		/// because pharmacies do not record unpacking. Nothing about a patient belongs here.
		/// With disposition `partially_dispensed` a part is supplied; after that, the rest is with
		/// `dispensed` said explicitly.
		///
		/// Dispatch origin: signed by a member acting as `Dispenser`.
		/// Errors: those of an event and of an item, `NotATradeItem`, `NotEmpty`, `PartlyDispensed`
		/// and the reasons against selling. Events: `Dispensed`. Complexity: O(items).
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::dispense(len(items)), len(items)))]
		pub fn dispense(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_dispense(who, acting, event, items)
		}

		/// Take away the identity of items: for export, samples, loss, destruction... (FMD-2).
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds them.
		/// Errors: those of an event and of an item, `NotEmpty`. Events: `Decommissioned`.
		/// Complexity: O(items).
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::decommission(len(items)), len(items)))]
		pub fn decommission(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
			reason: DecommissionReason,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_decommission(who, acting, event, items, reason)
		}

		/// Record that items were destroyed, or with disposition `disposed` handed over for it.
		///
		/// Only what is decommissioned, held, recalled or expired is destroyed (EP-3).
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds them.
		/// Errors: those of an event and of an item, `NotEmpty`. Events: `Destroyed`.
		/// Complexity: O(items).
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::destroy(len(items)), len(items)))]
		pub fn destroy(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_destroy(who, acting, event, items)
		}

		/// Change the disposition of items that stay where they are (EP-3): hold, release, store,
		/// pick, report damaged, stolen or lost.
		///
		/// The shipper may report what is on its way as stolen or unknown, which takes it out of the
		/// shipment.
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds them:
		/// nobody else can mark a pack.
		/// Errors: those of an event and of an item. Events: `DispositionChanged`.
		/// Complexity: O(items).
		#[pallet::call_index(14)]
		#[pallet::weight(Pallet::<T>::weigh_groups(
			T::WeightInfo::change_disposition(len(items)),
			len(items)
		))]
		pub fn change_disposition(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
			disposition: Disposition,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_change_disposition(who, acting, event, items, disposition)
		}

		/// Record that items were seen, which changes nothing but their history.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner that holds or owns
		/// them, or to which they are on their way.
		/// Errors: those of an event and of an item. Events: `Observed`. Complexity: O(items).
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::weigh_groups(T::WeightInfo::observe(len(items)), len(items)))]
		pub fn observe(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_observe(who, acting, event, items)
		}

		/// Make items from others, which are used up: repackaging, relabelling (SC-11).
		///
		/// Inputs and outputs together are at most `MaxItems`.
		///
		/// Dispatch origin: signed by a member of the maker of the new product, acting as
		/// `Manufacturer` or `Repackager`, that owns and holds the inputs.
		/// Errors: those of `commission` and of `dispense`, `NotOwner`, `ExpiryAfterInputs`.
		/// Events: `Transformed`. Complexity: O(inputs + serials).
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::weigh(
			T::WeightInfo::transform(len(inputs), len(serials)),
			len(inputs)
		))]
		#[allow(clippy::too_many_arguments)]
		pub fn transform(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			inputs: BoundedVec<Epc, T::MaxItems>,
			gtin: u64,
			lot: LotNumber,
			expiry: Day,
			serials: BoundedVec<Serial, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_transform(who, acting, event, inputs, gtin, lot, expiry, serials)
		}

		/// Recall a product, a lot or single packs: at once and wherever they are (RC-2).
		///
		/// Dispatch origin: signed by a member of the product's maker acting as `Manufacturer` or
		/// `Repackager`, or of a `Regulator`.
		/// Errors: `CapacityNotAllowed`, `RecallExists`, `InvalidGtin`, `InvalidLot`,
		/// `InvalidSerial`, `NotMaker`, `TooManyRecalls`, `ListedTwice`, `EmptyList`, `DueInPast`.
		/// Events: `RecallOpened`. Complexity: O(1) for products and lots, O(serials) for packs.
		#[pallet::call_index(17)]
		#[pallet::weight(Pallet::<T>::weigh_recall(scope))]
		pub fn open_recall(
			origin: OriginFor<T>,
			acting: Acting,
			id: [u8; 16],
			scope: RecallScope,
			class: RecallClass,
			depth: RecallDepth,
			due: Option<Moment>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open_recall(who, acting, id, scope, class, depth, due)
		}

		/// Change the class of an open recall: who opened it may raise it, a regulator may also
		/// lower it (RC-2).
		///
		/// Dispatch origin: signed by a member of who opened it, or of a `Regulator`.
		/// Errors: `UnknownRecall`, `RecallIsClosed`, `NotRecaller`, `ClassUnchanged`,
		/// `DowngradeNeedsRegulator`. Events: `RecallClassChanged`. Complexity: O(1).
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::change_recall_class())]
		pub fn change_recall_class(
			origin: OriginFor<T>,
			acting: Acting,
			id: [u8; 16],
			class: RecallClass,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_change_recall_class(who, acting, id, class)
		}

		/// Close a recall.
		///
		/// Dispatch origin: signed by a member of who opened it, or of a `Regulator`.
		/// Errors: `UnknownRecall`, `RecallIsClosed`, `NotRecaller`. Events: `RecallClosed`.
		/// Complexity: O(serials that it lists).
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::close_recall(
			salus_primitives::supply::MAX_RECALL_SERIALS
		))]
		pub fn close_recall(
			origin: OriginFor<T>,
			acting: Acting,
			id: [u8; 16],
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_close_recall(who, acting, id)
		}

		/// Keep the hash of an event about what the chain does not track: class-level quantities,
		/// reusable assets, documents.
		///
		/// Dispatch origin: signed by a member acting in any capacity of its organisation.
		/// Errors: those of an event. Events: `Anchored`. Complexity: O(1).
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::anchor())]
		pub fn anchor(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			kind: EventKind,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor(who, acting, event, kind)
		}

		/// Declare an event to be in error, and link what corrects it (EPCIS errorDeclaration).
		///
		/// It undoes nothing: corrections are events of their own.
		///
		/// Dispatch origin: signed by a member of the organisation that recorded the event.
		/// Errors: `UnknownEvent`, `NotRecorder`, `DuplicateEvent`. Events: `ErrorDeclared`.
		/// Complexity: O(corrective events).
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::declare_error())]
		pub fn declare_error(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventHash,
			declaration: EventHash,
			corrective: BoundedVec<EventHash, ConstU32<MAX_CORRECTIVE>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_declare_error(who, acting, event, declaration, corrective)
		}

		/// Announce to oneself introduced items that a supplier outside Salus has sent: they are in
		/// transit until `receive`.
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that introduced
		/// and holds them.
		/// Errors: those of an event and of an item, `NotIntroduced`, `ShipmentExists`, `Packed`.
		/// Events: `ReceiptExpected`. Complexity: O(items).
		#[pallet::call_index(22)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::expect_receipt(len(items)), len(items)))]
		pub fn expect_receipt(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			id: [u8; 16],
			items: BoundedVec<Epc, T::MaxItems>,
			information: Option<[u8; 32]>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_expect_receipt(who, acting, event, id, items, information)
		}

		/// Allow or refuse that holders introduce packs of a product.
		///
		/// Dispatch origin: `GovernanceOrigin`. It changes no record.
		/// Errors: `InvalidGtin`. Events: `IntroductionAllowed`. Complexity: O(1).
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::set_introduction_allowed())]
		pub fn set_introduction_allowed(
			origin: OriginFor<T>,
			gtin: u64,
			allowed: bool,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_introduction_allowed(gtin, allowed)
		}

		/// Remove rows whose retention is over, and give the deposits back to who paid them (SC-9).
		///
		/// Dispatch origin: signed by anyone.
		/// Errors: `UnknownItem`, `UnknownShipment`, `UnknownEvent`, `NothingToReap`,
		/// `RetentionNotOver`. Events: `HistoryReaped`. Complexity: O(rows), at most 100.
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::reap_history(history.rows()))]
		pub fn reap_history(origin: OriginFor<T>, history: History) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_reap_history(history, T::Retention::get())
		}
	}
}

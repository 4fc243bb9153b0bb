//! The calls, in the order of their indices: each says who signs, and hands over.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
pub mod calls {
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
		#[pallet::weight(Pallet::<T>::weigh(Pallet::<T>::unpacking(len(children)), len(children)))]
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
		#[pallet::weight(Pallet::<T>::weigh_moves(T::WeightInfo::ship(len(items)), len(items)))]
		pub fn ship(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
			shipment: ShipmentFacts,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_ship(who, acting, event, items, shipment, None)
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
		#[pallet::weight(Pallet::<T>::weigh_moves(T::WeightInfo::receive(len(items)), len(items)))]
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
			Pallet::<T>::weigh_moves(T::WeightInfo::void_shipment(len(items)), len(items))
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
			Pallet::<T>::introducing(len(containers), len(packs)),
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
			Pallet::<T>::transforming(len(inputs), len(serials)),
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
		/// Errors: `UnknownItem`, `UnknownShipment`, `UnknownEvent`, `UnknownRecall`, `NothingToReap`,
		/// `RetentionNotOver`. Events: `HistoryReaped`. Complexity: O(rows), at most 100.
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::reap_history(history.work()))]
		pub fn reap_history(origin: OriginFor<T>, history: History) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_reap_history(history, T::Retention::get())
		}

		/// Give all packs of a lot their identity at once, by the root over their serials (SC-1).
		///
		/// A lot has one root, or its serials are commissioned one by one; never both. With the root
		/// over the packing, cases and pallets can be shown by proof.
		///
		/// Dispatch origin: signed by a member of the product's maker acting as `Manufacturer` or
		/// `Repackager`.
		/// Errors: those of an event, `ProductUnknown`, `NotMaker`, `InvalidLot`, `Expired`,
		/// `CommitmentInvalid`, `LotAlreadyCommitted`, `LotIsListed`. Events: `LotCommissioned`.
		/// Complexity: O(1), however many packs there are.
		#[pallet::call_index(25)]
		#[pallet::weight(T::WeightInfo::commission_lot())]
		pub fn commission_lot(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			gtin: u64,
			lot: LotNumber,
			expiry: Day,
			commitment: LotCommitment,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_commission_lot(who, acting, event, gtin, lot, expiry, commitment)
		}

		/// Send ranges of packs, as `ship` sends items. A part of a range is cut off as it is named.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner that holds them.
		/// Errors: those of `ship`, `LotNotCommitted`, `UnknownRange`, `SplitInTransit`,
		/// `SplitWhileHeld`, `SplitTooLarge`. Events: `Shipped`. Complexity: O(ranges).
		#[pallet::call_index(26)]
		#[pallet::weight(Pallet::<T>::weigh_moves(T::WeightInfo::ship_ranges(len(ranges)), len(ranges)))]
		pub fn ship_ranges(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
			shipment: ShipmentFacts,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_ship_ranges(who, acting, event, ranges, shipment)
		}

		/// Receive ranges that are on their way, as they were sent (SC-3, SC-4).
		///
		/// Dispatch origin: signed by a member of the consignee, or of any authorised trading partner
		/// if the consignment is open.
		/// Errors: those of `receive`, `LotNotCommitted`, `UnknownRange`, `SplitInTransit`.
		/// Events: `Received`, `ShipmentClosed`. Complexity: O(ranges).
		#[pallet::call_index(27)]
		#[pallet::weight(Pallet::<T>::weigh_moves(T::WeightInfo::receive_ranges(len(ranges)),
			len(ranges)
		))]
		pub fn receive_ranges(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_receive_ranges(who, acting, event, ranges)
		}

		/// Call ranges back before anything of their shipment was received.
		///
		/// Dispatch origin: signed by a member of the shipper.
		/// Errors: those of `void_shipment`, `LotNotCommitted`, `UnknownRange`, `SplitInTransit`.
		/// Events: `ShipmentVoided`, `ShipmentClosed`. Complexity: O(ranges).
		#[pallet::call_index(28)]
		#[pallet::weight(Pallet::<T>::weigh_moves(T::WeightInfo::void_ranges(len(ranges)),
			len(ranges)
		))]
		pub fn void_ranges(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_void_ranges(who, acting, event, ranges)
		}

		/// Change the disposition of ranges that stay where they are: hold, release, store, report
		/// stolen or lost (EP-3). A part of a range that is not held is cut off as it is named.
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds them.
		/// Errors: those of `change_disposition`, `LotNotCommitted`, `UnknownRange`,
		/// `SplitInTransit`, `SplitWhileHeld`, `SplitTooLarge`. Events: `DispositionChanged`.
		/// Complexity: O(ranges).
		#[pallet::call_index(29)]
		#[pallet::weight(Pallet::<T>::weigh_groups(
			T::WeightInfo::change_range_disposition(len(ranges)),
			len(ranges)
		))]
		pub fn change_range_disposition(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
			disposition: Disposition,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_change_range_disposition(who, acting, event, ranges, disposition)
		}

		/// Take away the identity of ranges of packs (FMD-2).
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds them.
		/// Errors: those of `decommission`, `LotNotCommitted`, `UnknownRange`, `SplitInTransit`,
		/// `SplitTooLarge`. Events: `Decommissioned`. Complexity: O(ranges).
		#[pallet::call_index(30)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::decommission_ranges(len(ranges)), len(ranges)))]
		pub fn decommission_ranges(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
			reason: DecommissionReason,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_decommission_ranges(who, acting, event, ranges, reason)
		}

		/// Record that ranges of packs were destroyed, or with disposition `disposed` handed over for it.
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds them.
		/// Errors: those of `destroy`, `LotNotCommitted`, `UnknownRange`, `SplitInTransit`,
		/// `SplitTooLarge`. Events: `Destroyed`. Complexity: O(ranges).
		#[pallet::call_index(31)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::destroy_ranges(len(ranges)), len(ranges)))]
		pub fn destroy_ranges(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_destroy_ranges(who, acting, event, ranges)
		}

		/// Cut a range in two, before the leaf `at`.
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds it.
		/// Errors: `CapacityNotAllowed`, `LotNotCommitted`, `UnknownRange`, `NotHolder`,
		/// `SplitInTransit`, `SplitWhileHeld`, `SplitTooLarge`, `NothingToSplit`,
		/// `DepositNotPayable`. Events: `RangeSplit`. Complexity: O(1).
		#[pallet::call_index(32)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::split_range(), 1))]
		pub fn split_range(
			origin: OriginFor<T>,
			acting: Acting,
			gtin: u64,
			lot: LotNumber,
			at: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_split_range(who, acting, gtin, lot, at)
		}

		/// Make one range of the one that begins with leaf `at` and the one before it.
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds both.
		/// Errors: `CapacityNotAllowed`, `LotNotCommitted`, `UnknownRange`, `NotNeighbours`,
		/// `MixedOwners`, `RangesDiffer`, `NotHolder`, `InTransit`, `DepositNotPayable`.
		/// Events: `RangesMerged`.
		/// Complexity: O(1).
		#[pallet::call_index(33)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::merge_ranges(), 1))]
		pub fn merge_ranges(
			origin: OriginFor<T>,
			acting: Acting,
			gtin: u64,
			lot: LotNumber,
			at: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_merge_ranges(who, acting, gtin, lot, at)
		}

		/// Supply packs of committed lots to the public, each shown by proof, each once for ever in the
		/// whole network (FMD-2).
		///
		/// It cuts no range and stores no event. Otherwise as `dispense`.
		///
		/// Dispatch origin: signed by a member acting as `Dispenser`.
		/// Errors: those of `dispense`, `LotNotCommitted`, `ProofExpiryMismatch`,
		/// `ProofIndexOutOfRange`, `ProofLengthWrong`, `ProofMismatch`, `SerialHasRow`,
		/// `SerialDuplicated`. Events: `Dispensed`. Complexity: O(packs).
		#[pallet::call_index(34)]
		#[pallet::weight(Pallet::<T>::weigh_units(T::WeightInfo::dispense_units(len(units)), len(units)))]
		pub fn dispense_units(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			gtin: u64,
			units: BoundedVec<PackProof, ConstU32<MAX_UNITS>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_dispense_units(who, acting, event, gtin, units)
		}

		/// Take away the identity of packs of committed lots, each shown by proof (FMD-2).
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds them.
		/// Errors: those of `decommission` and the reasons against a proof, as `dispense_units`.
		/// Events: `Decommissioned`. Complexity: O(packs).
		#[pallet::call_index(35)]
		#[pallet::weight(Pallet::<T>::weigh_units(T::WeightInfo::decommission_units(len(units)), len(units)))]
		pub fn decommission_units(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			gtin: u64,
			units: BoundedVec<PackProof, ConstU32<MAX_UNITS>>,
			reason: DecommissionReason,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_decommission_units(who, acting, event, gtin, units, reason)
		}

		/// Hold, release or report packs of committed lots, each shown by proof (EP-3).
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds them.
		/// Errors: those of `change_disposition` and the reasons against a proof, as
		/// `dispense_units`. Events: `DispositionChanged`. Complexity: O(packs).
		#[pallet::call_index(36)]
		#[pallet::weight(Pallet::<T>::weigh_units(T::WeightInfo::change_unit_disposition(len(units)), len(units)))]
		pub fn change_unit_disposition(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			gtin: u64,
			units: BoundedVec<PackProof, ConstU32<MAX_UNITS>>,
			disposition: Disposition,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_change_unit_disposition(who, acting, event, gtin, units, disposition)
		}

		/// Show that packs of a committed lot are those that an open recall lists by serial: they are
		/// held wherever they are, and so is what they are in.
		///
		/// Dispatch origin: signed by anyone, who pays for the row.
		/// Errors: `EmptyList`, `NotRecalled`, `DepositNotPayable` and the reasons against a proof.
		/// Events: `RecalledUnitsFlagged`. Complexity: O(packs).
		#[pallet::call_index(37)]
		#[pallet::weight(T::WeightInfo::flag_recalled_units(len(units)))]
		pub fn flag_recalled_units(
			origin: OriginFor<T>,
			gtin: u64,
			units: BoundedVec<PackProof, ConstU32<MAX_UNITS>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_flag_recalled_units(who, gtin, units)
		}

		/// Show that one serial stands at two leaves, of one lot or of two lots of a product.
		///
		/// Both packs are in quarantine, wherever they are, and the maker has a day to answer
		/// (`answer_duplicate_serial`). To report it again changes nothing.
		///
		/// Dispatch origin: signed by anyone, who pays for the rows.
		/// Errors: `NotDuplicate`, `ProductUnknown`, `DepositNotPayable` and the reasons against a
		/// proof. Events: `DuplicateSerialReported`. Complexity: O(1).
		#[pallet::call_index(38)]
		#[pallet::weight(T::WeightInfo::report_duplicate_serial())]
		pub fn report_duplicate_serial(
			origin: OriginFor<T>,
			gtin: u64,
			first: PackProof,
			second: PackProof,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report_duplicate_serial(who, gtin, first, second)
		}

		/// Show a container of a committed lot, by scanning it: from then on it is one like any other,
		/// with its packs inside. Outer ones are shown before those in them.
		///
		/// Dispatch origin: signed by a member of the authorised trading partner that holds the packs.
		/// Errors: those of an event and of an item, `LotNotCommitted`, `PackingNotCommitted`, the
		/// reasons against a proof, `UnknownRange`, `SplitInTransit`, `SplitWhileHeld`,
		/// `SplitTooLarge`, `InvalidSscc`, `ContainerInUse`, `NotAContainer`, `ContentsMismatch`,
		/// `CaseFull`, `AlreadyCommissioned`, `TooDeep`. Events: `LotContainerOpened`.
		/// Complexity: O(1).
		#[pallet::call_index(39)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::open_lot_container(), 2))]
		pub fn open_lot_container(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			gtin: u64,
			lot: LotNumber,
			container: ContainerProof,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_open_lot_container(who, acting, event, gtin, lot, container)
		}

		/// Put suspect items in quarantine, under a case (SC-7).
		///
		/// They are neither sold, sent, supplied, packed, destroyed nor taken away until it is
		/// decided; a container around them is not sent as a whole.
		///
		/// Dispatch origin: signed by a member of the trading partner that holds them, or of a
		/// `Regulator`, who reaches any item.
		/// Errors: those of an event and of an item, `CaseExists`, `MixedProducts`,
		/// `AlreadyInCase`, `TooManyCases`. Events: `Quarantined`. Complexity: O(items).
		#[pallet::call_index(50)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::quarantine(len(items)), len(items)))]
		#[allow(clippy::too_many_arguments)]
		pub fn quarantine(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			id: [u8; 16],
			items: CaseItems,
			reason: SuspectReason,
			evidence: [u8; 32],
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_quarantine(who, acting, event, id, items, reason, evidence)
		}

		/// Decide what suspect items are: free again, or illegitimate, which only destruction
		/// follows (SC-7).
		///
		/// Dispatch origin: signed by a member of a `Regulator`; unless one opened the case, to
		/// clear: of who opened it, or once it is overdue of the items' owner; to condemn: of who
		/// opened it and owns them, or of the product's maker.
		/// Errors: those of an event and of an item, `UnknownCase`, `CaseOfOtherKind`, `NotInCase`,
		/// `NotInvestigator`, `AlertUnanswered`, `NotGenuine`. Events: `QuarantineDecided`.
		/// Complexity: O(items).
		#[pallet::call_index(51)]
		#[pallet::weight(Pallet::<T>::weigh(
			T::WeightInfo::decide_quarantine(len(items)),
			len(items)
		))]
		#[allow(clippy::too_many_arguments)]
		pub fn decide_quarantine(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			case: CaseKey,
			items: CaseItems,
			verdict: Verdict,
			evidence: [u8; 32],
			sample_retained: bool,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_decide_quarantine(
				who,
				acting,
				event,
				case,
				items,
				verdict,
				evidence,
				sample_retained,
			)
		}

		/// Notify illegitimate product to the authority and to trading partners: initial notice,
		/// follow-up, termination (SC-8, Form FDA 3911).
		///
		/// Each recipient gets the obligation to quarantine what matches. Recipients of a
		/// termination are those who were notified, in as many calls as it takes.
		///
		/// Dispatch origin: signed by a member of the trading partner that has to notify, or of the
		/// product's maker that sees a high risk.
		/// Errors: `CapacityNotAllowed`, `InvalidGtin`, `InvalidLot`, `NoticeExists`,
		/// `UnknownNotice`, `NoticeUnrelated`, `NothingIllegitimate`, `NotInvestigator`, `NotMaker`,
		/// `MixedProducts`, `ConsultationMissing`, `ListedTwice`, `RecipientInvalid`.
		/// Events: `IllegitimateNotified`. Complexity: O(recipients).
		#[pallet::call_index(52)]
		#[pallet::weight(T::WeightInfo::notify_illegitimate(len(recipients)))]
		pub fn notify_illegitimate(
			origin: OriginFor<T>,
			acting: Acting,
			id: [u8; 16],
			facts: NoticeFacts,
			recipients: BoundedVec<OrganisationId, ConstU32<MAX_RECIPIENTS>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_notify_illegitimate(who, acting, id, facts, recipients)
		}

		/// Say under which case of one's own what matches a notice is in quarantine; none: one
		/// has nothing (SC-8).
		///
		/// Dispatch origin: signed by a member of a trading partner that was notified.
		/// Errors: `CapacityNotAllowed`, `UnknownNotice`, `NotRecipient`, `AlreadyAnswered`,
		/// `UnknownCase`, `CaseOfOtherKind`, `MixedProducts`. Events: `NoticeAnswered`.
		/// Complexity: O(1).
		#[pallet::call_index(53)]
		#[pallet::weight(T::WeightInfo::answer_notice())]
		pub fn answer_notice(
			origin: OriginFor<T>,
			acting: Acting,
			notice: CaseKey,
			case: Option<[u8; 16]>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer_notice(who, acting, notice, case)
		}

		/// Put on record that a pack failed its verification: it is in quarantine, and its maker
		/// has to answer (SC-6, FMD-5).
		///
		/// The chain compares the label itself. Of a pack that it has, only its holder reports; of
		/// one that is unknown or has ended, who has a second one in hand, which touches no item.
		///
		/// Dispatch origin: signed by a member of a trading partner.
		/// Errors: those of an event and of an item, `InvalidGtin`, `InvalidSerial`, `InvalidLot`,
		/// `CaseExists`, `VerificationSucceeds`. Events: `VerificationFailed`. Complexity: O(1).
		#[pallet::call_index(54)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::report_failed_verification(), 1))]
		pub fn report_failed_verification(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			id: [u8; 16],
			label: Label,
			evidence: [u8; 32],
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_report_failed_verification(who, acting, event, id, label, evidence)
		}

		/// Answer for a pack that failed its verification: it is one's own, or it is not (SC-6).
		///
		/// Dispatch origin: signed by a member of the product's maker.
		/// Errors: `CapacityNotAllowed`, `UnknownCase`, `CaseOfOtherKind`, `NotMaker`,
		/// `AlreadyAnswered`. Events: `AlertAnswered`. Complexity: O(1).
		#[pallet::call_index(55)]
		#[pallet::weight(T::WeightInfo::answer_alert())]
		pub fn answer_alert(
			origin: OriginFor<T>,
			acting: Acting,
			alert: CaseKey,
			genuine: bool,
			evidence: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer_alert(who, acting, alert, genuine, evidence)
		}

		/// Reverse the decommissioning of items (FMD-3).
		///
		/// Only the same organisation in the same capacity, at the same premises, within ten days,
		/// of packs that are not expired, recalled, stolen, meant for destruction or supplied to the
		/// public. Of what was dispensed, `not_supplied` says under one's name that it was not.
		///
		/// Dispatch origin: signed by a member of the trading partner that decommissioned them.
		/// Errors: those of an event, `UnknownItem`, `NotDecommissioned`, `SuppliedToPublic`,
		/// `Destroyed`, `Stolen`, `Recalled`, `IntendedForDestruction`, `UsedUp`,
		/// `OtherAuthorisation`, `OtherPremises`, `ReversalTooLate`, `Expired`, `Contested`.
		/// Events: `Reactivated`. Complexity: O(items).
		#[pallet::call_index(56)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::reactivate(len(items)), len(items)))]
		pub fn reactivate(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: CaseItems,
			not_supplied: bool,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_reactivate(who, acting, event, items, not_supplied)
		}

		/// Verify packs that came back, by what is on their labels, so that they may be sold again
		/// (SC-6, FMD-4).
		///
		/// Dispatch origin: signed by a member of the trading partner that holds them.
		/// Errors: those of an event and of an item, `NotReturned`, `LabelMismatch`, `Contested`,
		/// `Recalled`, `Expired`. Events: `ReturnsVerified`. Complexity: O(labels).
		#[pallet::call_index(57)]
		#[pallet::weight(Pallet::<T>::weigh(
			T::WeightInfo::verify_returns(len(labels)),
			len(labels)
		))]
		pub fn verify_returns(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			labels: BoundedVec<Label, T::MaxItems>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_verify_returns(who, acting, event, labels)
		}

		/// Say how thoroughly a recall is checked, and why there is one (RC-1).
		///
		/// Dispatch origin: signed by a member of who opened it, or of a `Regulator`.
		/// Errors: `UnknownRecall`, `RecallIsClosed`, `NotRecaller`, `PercentNotOfLevel`,
		/// `LevelLowered`. Events: `RecallPlanned`. Complexity: O(1).
		#[pallet::call_index(58)]
		#[pallet::weight(T::WeightInfo::plan_recall())]
		pub fn plan_recall(
			origin: OriginFor<T>,
			acting: Acting,
			id: [u8; 16],
			level: EffectivenessLevel,
			percent: u8,
			reason: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_plan_recall(who, acting, id, level, percent, reason)
		}

		/// Name consignees of a recall with how many packs were sent to each (RC-2).
		///
		/// Each gets the obligations to acknowledge, and to say what became of them.
		///
		/// Dispatch origin: signed by a member of who opened it, or of a `Regulator`.
		/// Errors: `UnknownRecall`, `RecallIsClosed`, `NotRecaller`, `EmptyList`, `ListedTwice`,
		/// `NotAConsignee`. Events: `ConsigneesNamed`. Complexity: O(consignees).
		#[pallet::call_index(59)]
		#[pallet::weight(T::WeightInfo::name_consignees(len(consignees)))]
		pub fn name_consignees(
			origin: OriginFor<T>,
			acting: Acting,
			id: [u8; 16],
			consignees: BoundedVec<(OrganisationId, u32), ConstU32<MAX_RECIPIENTS>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_name_consignees(who, acting, id, consignees)
		}

		/// Say that one knows of a recall (RC-2). Who was not named and has recalled product may
		/// say so by itself. Who was named answers also after the recall was closed.
		///
		/// Dispatch origin: signed by a member of a trading partner.
		/// Errors: `UnknownRecall`, `RecallIsClosed`, `NotAConsignee`, `AlreadyAnswered`.
		/// Events: `RecallAcknowledged`. Complexity: O(1).
		#[pallet::call_index(60)]
		#[pallet::weight(T::WeightInfo::acknowledge_recall())]
		pub fn acknowledge_recall(
			origin: OriginFor<T>,
			acting: Acting,
			id: [u8; 16],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_acknowledge_recall(who, acting, id)
		}

		/// Say what became of the packs of a recall, in quantities that add up (RC-2). It may be
		/// said again as more is found, until the recall is closed; who has not answered by then still
		/// does.
		///
		/// Dispatch origin: signed by a member of a consignee that has acknowledged.
		/// Errors: `UnknownRecall`, `RecallIsClosed`, `NotAConsignee`, `NotAcknowledged`,
		/// `QuantitiesDoNotAddUp`, `ShippedDiffers`. Events: `RecallReconciled`. Complexity: O(1).
		#[pallet::call_index(61)]
		#[pallet::weight(T::WeightInfo::reconcile_recall())]
		pub fn reconcile_recall(
			origin: OriginFor<T>,
			acting: Acting,
			id: [u8; 16],
			quantities: Reconciliation,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reconcile_recall(who, acting, id, quantities)
		}

		/// Send items to a new owner by what is no transaction, with the reason (SC-5).
		///
		/// No transaction statement; everything else as in a sale, of which it is the record.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner.
		/// Errors: as `ship`. Events: `Shipped`, `ExemptShipped`.
		/// Complexity: O(items + lots in containers).
		#[pallet::call_index(62)]
		#[pallet::weight(Pallet::<T>::weigh_moves(T::WeightInfo::ship_exempt(len(items)), len(items)))]
		#[allow(clippy::too_many_arguments)]
		pub fn ship_exempt(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			items: BoundedVec<Epc, T::MaxItems>,
			id: [u8; 16],
			to: OrganisationId,
			reason: ExemptReason,
			information: Option<[u8; 32]>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let shipment = ShipmentFacts {
				id,
				kind: ShipmentKind::Sale,
				to: Some(to),
				statement: 0,
				information,
			};
			let done = Self::do_ship(who, acting, event, items, shipment, Some(reason))?;
			let shipment = ShipmentKey { shipper: acting.organisation, id };
			Self::deposit_event(Event::ExemptShipped { shipment, reason });
			Ok(done)
		}

		/// Ask a trading partner to trace an item: for documents, and what was before the chain
		/// (SC-10).
		///
		/// Dispatch origin: signed by a member of a `Regulator`, or of the trading partner that
		/// holds or owns it.
		/// Errors: `CapacityNotAllowed`, `RequestExists`, `UnknownItem`, `NoTraceRight`,
		/// `RespondentNotAccredited`. Events: `TraceRequested`. Complexity: O(1).
		#[pallet::call_index(63)]
		#[pallet::weight(T::WeightInfo::request_trace())]
		pub fn request_trace(
			origin: OriginFor<T>,
			acting: Acting,
			id: [u8; 16],
			item: Epc,
			respondent: OrganisationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_trace(who, acting, id, item, respondent)
		}

		/// Answer a request to trace, by the commitment to what was sent (SC-10).
		///
		/// Dispatch origin: signed by a member of the respondent.
		/// Errors: `CapacityNotAllowed`, `UnknownRequest`, `NotRecipient`, `AlreadyAnswered`.
		/// Events: `TraceAnswered`. Complexity: O(1).
		#[pallet::call_index(64)]
		#[pallet::weight(T::WeightInfo::answer_trace())]
		pub fn answer_trace(
			origin: OriginFor<T>,
			acting: Acting,
			request: CaseKey,
			answer: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer_trace(who, acting, request, answer)
		}

		/// Put on record that goods and data do not agree; the goods are held (SC-12).
		///
		/// Dispatch origin: signed by a member of the trading partner that holds them.
		/// Errors: those of an event and of an item, `ItemsDoNotFitException`, `RecipientInvalid`,
		/// `CaseExists`, `MixedProducts`, `AlreadyInCase`, `TooManyCases`.
		/// Events: `ExceptionOpened`. Complexity: O(items).
		#[pallet::call_index(65)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::open_exception(len(items)), len(items)))]
		#[allow(clippy::too_many_arguments)]
		pub fn open_exception(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			id: [u8; 16],
			kind: ExceptionKind,
			items: CaseItems,
			counterparty: Option<OrganisationId>,
			evidence: [u8; 32],
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_open_exception(who, acting, event, id, kind, items, counterparty, evidence)
		}

		/// Resolve an exception for items of it: keep with corrected data, return, destroy, cancel
		/// (SC-12). Of one without items: an empty list.
		///
		/// Dispatch origin: signed by a member of who opened it and holds them.
		/// Errors: those of an event and of an item, `UnknownCase`, `CaseOfOtherKind`, `NotInCase`,
		/// `NotInvestigator`, `AlreadyAnswered`, `EmptyList`, `CorrectionMissing`, `NotOwner`.
		/// Events: `ExceptionResolved`. Complexity: O(items).
		#[pallet::call_index(66)]
		#[pallet::weight(Pallet::<T>::weigh(
			T::WeightInfo::resolve_exception(len(items)),
			len(items)
		))]
		#[allow(clippy::too_many_arguments)]
		pub fn resolve_exception(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			case: CaseKey,
			items: CaseItems,
			resolution: Resolution,
			correction: Option<[u8; 32]>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_resolve_exception(who, acting, event, case, items, resolution, correction)
		}

		/// Limit the gaps and the mean kinetic temperature of a product's storage (CC-1).
		///
		/// Dispatch origin: signed by a member of the product's maker.
		/// Errors: `CapacityNotAllowed`, `ProductUnknown`, `NotMaker`, `NoStorageProfile`,
		/// `StorageLimitsInvalid`. Events: `StorageLimitsSet`. Complexity: O(1).
		#[pallet::call_index(67)]
		#[pallet::weight(T::WeightInfo::set_storage_limits())]
		pub fn set_storage_limits(
			origin: OriginFor<T>,
			acting: Acting,
			gtin: u64,
			limits: StorageLimits,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_storage_limits(who, acting, gtin, limits)
		}

		/// Put on record how items were kept: a signed summary of readings whose root it commits to
		/// (CC-2). What left its conditions is held at once, under the case `id` (CC-3).
		///
		/// Dispatch origin: signed by a member of the trading partner that holds them, or to which
		/// they are on their way.
		/// Errors: those of an event and of an item, `SummaryImplausible`, `SummaryOverlaps`,
		/// `NoStorageProfile`, `CaseExists`, `MixedProducts`, `TooManyCases`.
		/// Events: `ConditionsRecorded`. Complexity: O(items + products in containers).
		#[pallet::call_index(68)]
		#[pallet::weight(Pallet::<T>::weigh_groups(
			T::WeightInfo::record_conditions(len(items)),
			len(items)
		))]
		pub fn record_conditions(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			id: [u8; 16],
			items: CaseItems,
			summary: ConditionSummary,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_record_conditions(who, acting, event, id, items, summary)
		}

		/// Release what left its storage conditions, on evidence of its stability, or reject it,
		/// which only destruction follows (CC-3).
		///
		/// Dispatch origin: signed by a member acting as `ResponsiblePerson` for the product's
		/// maker, or for the items' owner; to release also for their holder.
		/// Errors: those of an event and of an item, `UnknownCase`, `CaseOfOtherKind`, `NotInCase`,
		/// `NotConcerned`. Events: `ExcursionDecided`. Complexity: O(items).
		#[pallet::call_index(69)]
		#[pallet::weight(Pallet::<T>::weigh(
			T::WeightInfo::decide_excursion(len(items)),
			len(items)
		))]
		#[allow(clippy::too_many_arguments)]
		pub fn decide_excursion(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			case: CaseKey,
			items: CaseItems,
			decision: QualityDecision,
			evidence: [u8; 32],
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_decide_excursion(who, acting, event, case, items, decision, evidence)
		}

		/// Pack ranges of committed lots into a container, beside whatever else is in it.
		///
		/// As `pack`: an SSCC that the chain does not know is opened by it, what is held blocks the
		/// container. So a case is opened on leaves as on anything else: on the container that they
		/// are in.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner that holds both.
		/// Errors: as `pack`, `UnknownRange`, `SplitInTransit`, `SplitWhileHeld`, `SplitTooLarge`.
		/// Events: `Packed`. Complexity: O(ranges), and one row for each container around.
		#[pallet::call_index(70)]
		#[pallet::weight(Pallet::<T>::weigh(T::WeightInfo::pack_ranges(len(ranges)), len(ranges)))]
		pub fn pack_ranges(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			parent: Epc,
			ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_pack_ranges(who, acting, event, parent, ranges)
		}

		/// Give single packs of committed lots rows of their own, where they are.
		///
		/// From then on they are items like any other, named by their identity: for a case, an
		/// exception, an excursion, the verification of a return.
		///
		/// Dispatch origin: signed by a member of an authorised trading partner that holds them, or of a
		/// `Regulator`, who reaches any pack, also on its way.
		/// Errors: those of an event and of a proof, `NotHolder`, `InTransit`, `SerialHasRow`,
		/// `SerialDuplicated`, `TooManyLots`, `TooManyGroups`. Events: `UnitsSeparated`.
		/// Complexity: O(units).
		#[pallet::call_index(71)]
		#[pallet::weight(Pallet::<T>::weigh_groups(
			T::WeightInfo::separate_units(len(units)),
			len(units).saturating_mul(2)
		))]
		pub fn separate_units(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			gtin: u64,
			units: BoundedVec<PackProof, ConstU32<MAX_UNITS>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_separate_units(who, acting, event, gtin, units)
		}

		/// Reverse the decommissioning of single packs of committed lots, as `reactivate` does
		/// (FMD-3). They go on in rows of their own.
		///
		/// Dispatch origin: signed by a member of the trading partner that decommissioned them.
		/// Errors: those of an event, of a proof and of `reactivate`, `SerialHasRow`,
		/// `SerialDuplicated`. Events: `Reactivated`. Complexity: O(units).
		#[pallet::call_index(72)]
		#[pallet::weight(
			Pallet::<T>::weigh(T::WeightInfo::reactivate_units(len(units)), len(units))
		)]
		pub fn reactivate_units(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			gtin: u64,
			units: BoundedVec<PackProof, ConstU32<MAX_UNITS>>,
			not_supplied: bool,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_reactivate_units(who, acting, event, gtin, units, not_supplied)
		}

		/// Verify packs of a committed lot that came back, so that they may be sold again (SC-6,
		/// FMD-4): every live pack from the first to the last, in the order of their leaves. They stay
		/// a range.
		///
		/// Dispatch origin: signed by a member of the trading partner that holds them.
		/// Errors: those of an event and of a proof, `NotReturned`, `UnitsMissing`, `Decommissioned`,
		/// `Recalled`, `Expired`, `Held`, `InQuarantine`. Events: `ReturnsVerified`.
		/// Complexity: O(units).
		#[pallet::call_index(73)]
		#[pallet::weight(
			Pallet::<T>::weigh_units(T::WeightInfo::verify_returned_units(len(units)), len(units))
		)]
		pub fn verify_returned_units(
			origin: OriginFor<T>,
			acting: Acting,
			event: EventFacts,
			gtin: u64,
			units: BoundedVec<PackProof, ConstU32<MAX_UNITS>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_verify_returned_units(who, acting, event, gtin, units)
		}

		/// Show that a serial with a row of its own stands at a leaf of a committed lot too.
		///
		/// What a holder introduced under it is contested where it is, whatever became of the pack at the
		/// leaf, as when that is supplied (SC-1). Of two packs that are both the maker's word, both are in
		/// quarantine. Maker and introducer have a day to answer. To report it again changes nothing.
		///
		/// Dispatch origin: signed by a member acting in any capacity of its organisation, who pays for
		/// the row.
		/// Errors: those of a proof, `UnknownItem`, `NotDuplicate`, `AlreadyDispensed`,
		/// `PartlyDispensed`, `SerialDuplicated`, `DepositNotPayable`.
		/// Events: `IntroductionOutdone` or `DuplicateSerialReported`. Complexity: O(1).
		#[pallet::call_index(74)]
		#[pallet::weight(Pallet::<T>::weigh_units(T::WeightInfo::report_serial_conflict(), 1))]
		pub fn report_serial_conflict(
			origin: OriginFor<T>,
			acting: Acting,
			gtin: u64,
			pack: PackProof,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_report_serial_conflict(who, acting, gtin, pack)
		}

		/// Answer why one serial stands for two packs, by the commitment to what was found (SC-6).
		///
		/// It meets the maker's obligation. Both packs stay held: what cannot be told apart is not sold.
		///
		/// Dispatch origin: signed by a member of the product's maker.
		/// Errors: `CapacityNotAllowed`, `NotMaker`, those of a proof, `NotDuplicate`.
		/// Events: `DuplicateSerialAnswered`. Complexity: O(1).
		#[pallet::call_index(75)]
		#[pallet::weight(T::WeightInfo::answer_duplicate_serial())]
		pub fn answer_duplicate_serial(
			origin: OriginFor<T>,
			acting: Acting,
			gtin: u64,
			pack: PackProof,
			findings: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer_duplicate_serial(who, acting, gtin, pack, findings)
		}
	}
}

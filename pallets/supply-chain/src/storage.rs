//! What the pallet keeps.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
pub mod storage {
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

	/// Every lot that is committed by its root. Paid by its maker; one row a lot, for ever.
	#[pallet::storage]
	pub type CommittedLots<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, u64, Blake2_128Concat, LotNumber, CommittedLot>;

	/// Ranges of leaves, by product, lot and the complement of their first leaf, so that the next key
	/// after a leaf is its range. Identity, because order is what it is for, and there are no more
	/// keys than leaves. Paid by whoever cut it off, until no unit in it is live.
	#[pallet::storage]
	pub type Ranges<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, u64>,
			NMapKey<Blake2_128Concat, LotNumber>,
			NMapKey<Identity, [u8; 4]>,
		),
		Range<T::AccountId, BalanceOf<T>>,
	>;

	/// The history of ranges, by segment and number, in order. Hops are paid by who acts and reaped
	/// after the retention; cuts and merges stay, paid by who made them.
	#[pallet::storage]
	pub type RangeLog<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, u64>,
			NMapKey<Blake2_128Concat, LotNumber>,
			NMapKey<Twox64Concat, u32>,
			NMapKey<Identity, [u8; 4]>,
		),
		RangeLogRow,
	>;

	/// What became of single packs, 1,024 leaves a row. Paid by whoever is the first to touch one,
	/// for ever: an identity is used once.
	#[pallet::storage]
	pub type Chunks<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, u64>,
			NMapKey<Blake2_128Concat, LotNumber>,
			NMapKey<Twox64Concat, u32>,
		),
		Chunk,
		ValueQuery,
	>;

	/// Which leaf a serial stands at that has a row in [`Items`] all the same, as a proof showed. Goes
	/// with that row, and is part of its deposit.
	#[pallet::storage]
	pub type ShownSerials<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, u64, Blake2_128Concat, Serial, ShownSerial>;

	/// What holds each item that is in a case; no row where nothing does. Whoever opens the case
	/// pays for the item's hop; the row goes with the last case.
	#[pallet::storage]
	pub type HeldItems<T: Config> = StorageMap<_, Blake2_128Concat, Epc, HeldItem>;

	/// Every case: suspect product, failed verifications, exceptions, excursions. Paid by whoever
	/// opens it, reaped after the retention once it is over.
	#[pallet::storage]
	pub type Cases<T: Config> = StorageMap<_, Blake2_128Concat, CaseKey, Case>;

	/// The other party of an exception, which sent goods or data. Goes with the case.
	#[pallet::storage]
	pub type Counterparties<T: Config> = StorageMap<_, Blake2_128Concat, CaseKey, OrganisationId>;

	/// Notices of illegitimate product (SC-8). Paid by whoever notifies, reaped after the retention
	/// once the incident is over.
	#[pallet::storage]
	pub type Notices<T: Config> = StorageMap<_, Blake2_128Concat, CaseKey, Notice>;

	/// Who was notified, by the initial notice, with which it goes. Paid by whoever notifies.
	#[pallet::storage]
	pub type NoticeRecipients<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, CaseKey, Twox64Concat, OrganisationId, Recipient>;

	/// How a recall is carried out and how far it is. Paid by whoever writes it first, reaped after
	/// the retention once the recall is closed, with its consignees.
	#[pallet::storage]
	pub type RecallPlans<T: Config> = StorageMap<_, Blake2_128Concat, [u8; 16], RecallPlan>;

	/// The consignees of each recall. Paid by whoever names them, or by themselves.
	#[pallet::storage]
	pub type Consignees<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, [u8; 16], Twox64Concat, OrganisationId, Consignee>;

	/// Why a shipment that changes the owner is no transaction (SC-5). Goes with the shipment.
	#[pallet::storage]
	pub type Exemptions<T: Config> = StorageMap<_, Blake2_128Concat, ShipmentKey, ExemptReason>;

	/// To whom a maker sent units of a product or a lot that were its own, and how many: what a
	/// recall is measured by (RC-2). Paid by the shipper; of a lot until it is reaped, of a product
	/// for ever, one row a consignee.
	#[pallet::storage]
	pub type Supplies<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		Scope,
		Twox64Concat,
		OrganisationId,
		Supply<T::AccountId, BalanceOf<T>>,
	>;

	/// How many rows of [`Supplies`] there are of a product or a lot, so that nobody has to count
	/// them when a recall is to end.
	#[pallet::storage]
	pub type SuppliedTo<T: Config> = StorageMap<_, Blake2_128Concat, Scope, u32, ValueQuery>;

	/// Who paid for what is reaped once it is over, and how much.
	#[pallet::storage]
	pub type RowDeposits<T: Config> =
		StorageMap<_, Blake2_128Concat, Owed, (T::AccountId, BalanceOf<T>)>;

	/// Requests to trace (SC-10). Paid by whoever asks, reaped after the retention once answered.
	#[pallet::storage]
	pub type TraceRequests<T: Config> = StorageMap<_, Blake2_128Concat, CaseKey, TraceRequest>;

	/// What limits the storage of a product beside its profile. Paid by its maker; one row a
	/// product.
	#[pallet::storage]
	pub type StorageLimitsOf<T: Config> = StorageMap<_, Blake2_128Concat, u64, StorageLimits>;

	/// How each item was kept, over all of its life (CC-1). Paid by who records first.
	#[pallet::storage]
	pub type Exposures<T: Config> = StorageMap<_, Blake2_128Concat, Epc, Exposure, ValueQuery>;
}

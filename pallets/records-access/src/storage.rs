//! What the pallet keeps.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
pub mod storage {
	/// Every pseudonym, for ever: an erased one stays as a tombstone. Blake2, because custodians
	/// choose the key; they pay.
	#[pallet::storage]
	pub type Patients<T: Config> =
		StorageMap<_, Blake2_128Concat, PatientId, Patient<T::AccountId, T::Balance>>;

	/// The pseudonym that an account controls: one, or two could be linked.
	#[pallet::storage]
	pub type Controllers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, PatientId>;

	/// Where data keys for an account are sealed to. The account or its sponsor pays.
	#[pallet::storage]
	pub type EncryptionKeys<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, EncryptionKeyRow<T::AccountId, T::Balance>>;

	/// The implicit policy that a custodian chose: a byte for each organisation, which paid for
	/// being one.
	#[pallet::storage]
	pub type Policies<T: Config> = StorageMap<_, Twox64Concat, OrganisationId, ImplicitPolicy>;

	/// The newest consent of each patient for each controller: one read decides. The custodian pays.
	#[pallet::storage]
	pub type Consents<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		PatientId,
		Twox64Concat,
		OrganisationId,
		ConsentRow<T::AccountId, T::Balance>,
	>;

	/// What happened to the consents of a patient, in order: identity, because the chain counts the
	/// key. Paid for with the grant, reaped after the retention.
	#[pallet::storage]
	pub type ConsentHistory<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		PatientId,
		Identity,
		Ordered,
		HistoryRow<T::AccountId, T::Balance>,
	>;

	/// Every permit and denial, by the requester and its id. The requester pays; reaped after the
	/// retention.
	#[pallet::storage]
	pub type Tickets<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganisationId,
		Blake2_128Concat,
		TicketId,
		Ticket<T::AccountId, T::Balance>,
	>;

	/// The same by patient, month and number, in order: identity, because the chain counts the key.
	#[pallet::storage]
	pub type Disclosures<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		PatientId,
		Identity,
		DisclosureKey,
		(OrganisationId, TicketId),
	>;

	/// How each clinician used break-glass. A row an account that acted as a clinician.
	#[pallet::storage]
	pub type Privileges<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Privilege, ValueQuery>;

	/// Who acts for a patient: at most eight. The custodian pays.
	#[pallet::storage]
	pub type Representatives<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		PatientId,
		Blake2_128Concat,
		T::AccountId,
		Representative<T::AccountId, T::Balance>,
	>;

	/// Groups of accounts, by their names. Who first names one keeps it, and pays.
	#[pallet::storage]
	pub type Groups<T: Config> =
		StorageMap<_, Blake2_128Concat, Token, Group<T::AccountId, T::Balance>>;

	/// Who is in a group. Its owner pays.
	#[pallet::storage]
	pub type GroupMembers<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		Token,
		Blake2_128Concat,
		T::AccountId,
		Deposit<T::AccountId, T::Balance>,
	>;

	/// Anchored batches of records, for ever: proofs lead to them. The custodian pays.
	#[pallet::storage]
	pub type Batches<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganisationId,
		Blake2_128Concat,
		BatchId,
		Batch<T::AccountId, T::Balance>,
	>;

	/// Records with a row of their own, at their newest version. An erased one stays as a
	/// tombstone. The custodian pays.
	#[pallet::storage]
	pub type Records<T: Config> =
		StorageMap<_, Blake2_128Concat, RecordToken, Record<T::AccountId, T::Balance>>;

	/// Their former versions. The custodian pays.
	#[pallet::storage]
	pub type RecordVersions<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		RecordToken,
		Twox64Concat,
		u32,
		FormerVersion<T::AccountId, T::Balance>,
	>;

	/// Proofs that a superseded version was released, by custodian and entry of its log. Who shows
	/// one pays, and gets it back after the retention.
	#[pallet::storage]
	pub type SupersededReleases<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganisationId,
		Blake2_128Concat,
		[u8; 32],
		SupersededRelease<T::AccountId, T::Balance>,
	>;

	/// Anchored batches of access logs. The custodian pays; reaped after the retention.
	#[pallet::storage]
	pub type AccessLogs<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganisationId,
		Blake2_128Concat,
		BatchId,
		Batch<T::AccountId, T::Balance>,
	>;

	/// Demands to see an entry of a log: at most sixteen open ones a patient, with the requests.
	/// The custodian pays where it can; reaped after the retention.
	#[pallet::storage]
	pub type Demands<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		PatientId,
		Blake2_128Concat,
		RowId,
		Demand<T::AccountId, T::Balance>,
	>;

	/// Requests for rights, as demands.
	#[pallet::storage]
	pub type Requests<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		PatientId,
		Blake2_128Concat,
		RowId,
		Request<T::AccountId, T::Balance>,
	>;

	/// Services that a patient paid for in full and had kept from health plans. The custodian pays
	/// where it can.
	#[pallet::storage]
	pub type PaidInFullServices<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		PatientId,
		Blake2_128Concat,
		Token,
		Option<Deposit<T::AccountId, T::Balance>>,
	>;

	/// Breaches by the custodian that reported them. The custodian pays; reaped after the retention.
	#[pallet::storage]
	pub type Breaches<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganisationId,
		Blake2_128Concat,
		RowId,
		Breach<T::AccountId, T::Balance>,
	>;

	/// Disclosures that are kept out of accountings for a time, as breaches.
	#[pallet::storage]
	pub type Suspensions<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganisationId,
		Blake2_128Concat,
		RowId,
		Suspension<T::AccountId, T::Balance>,
	>;
}

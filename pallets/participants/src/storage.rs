//! What the pallet keeps.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
pub mod storage {
	/// The number of the first organisation: 0 is nobody.
	#[pallet::type_value]
	pub fn FirstId() -> OrganisationId {
		1
	}

	/// The number that the next organisation gets. Only goes up.
	#[pallet::storage]
	pub type NextId<T> = StorageValue<_, OrganisationId, ValueQuery, FirstId>;

	/// Organisations by number, which is a counter and not a user's choice. Paid for by who
	/// registers; never removed.
	#[pallet::storage]
	pub type Organisations<T: Config> =
		StorageMap<_, Twox64Concat, OrganisationId, OrganisationOf<T>>;

	/// The organisation that an account controls, at most one. Paid for with the organisation.
	#[pallet::storage]
	pub type ControllerOf<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, OrganisationId>;

	/// Members by organisation. The controller is one without a row. Paid for by the controller.
	#[pallet::storage]
	pub type Members<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganisationId,
		Blake2_128Concat,
		T::AccountId,
		MembershipOf<T>,
	>;

	/// Invitations that were not accepted yet. Paid for by the controller who invites.
	#[pallet::storage]
	pub type Invitations<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganisationId,
		Blake2_128Concat,
		T::AccountId,
		InvitationOf<T>,
	>;

	/// Who may issue credentials. Rows are made by governance alone; the row of an issuer that
	/// was compromised is kept for ever.
	#[pallet::storage]
	pub type Issuers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Issuer>;

	/// Credentials by holder, at most one for each capacity (of which there are 21). Paid for by
	/// the issuer, removed with the last row of its history.
	#[pallet::storage]
	pub type Credentials<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, HolderOf<T>, Twox64Concat, Capacity, CredentialOf<T>>;

	/// What was done to a credential, a row for each act, numbered from `first_act` to
	/// `next_act` of the credential. Paid for by the issuer who acts, removed by anyone after the
	/// retention period.
	#[pallet::storage]
	pub type CredentialHistory<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, HolderOf<T>>,
			NMapKey<Twox64Concat, Capacity>,
			NMapKey<Twox64Concat, u32>,
		),
		ActOf<T>,
	>;

	/// The organisation at a location. Paid for by the issuer who attests it.
	#[pallet::storage]
	pub type Sites<T: Config> = StorageMap<_, Blake2_128Concat, Gln, SiteOf<T>>;
}

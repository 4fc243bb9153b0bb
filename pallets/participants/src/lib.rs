#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod features;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{tokens::Balance, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{BusinessIdentifier, Capacity, Deposits, Gln, Moment, OrganisationId};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Appoints and retires issuers, and declares them compromised. It cannot touch a
		/// credential, a member or a site.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The clock of the chain, in milliseconds.
		type Time: Time<Moment = Moment>;

		/// In what deposits are counted.
		type Balance: Balance;

		/// Holds deposits, on an account or on its sponsor.
		type Deposits: Deposits<Self::AccountId, Self::Balance>;

		/// Held for an organisation, which is for ever.
		#[pallet::constant]
		type OrganisationDeposit: Get<Self::Balance>;

		/// Held for an invitation and for the membership that it becomes, with the account's row.
		#[pallet::constant]
		type MembershipDeposit: Get<Self::Balance>;

		/// Held for a credential, and for the row of its revocation.
		#[pallet::constant]
		type CredentialDeposit: Get<Self::Balance>;

		/// Held for a row of a credential's history, and for that of a suspension after it.
		#[pallet::constant]
		type HistoryDeposit: Get<Self::Balance>;

		/// Held for a site.
		#[pallet::constant]
		type SiteDeposit: Get<Self::Balance>;

		/// How long history is kept, in milliseconds (21 CFR 11.10(c): as long as the records
		/// that rest on it).
		#[pallet::constant]
		type RetentionPeriod: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Funds accounts and sets the clock in benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

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

	/// Issuers, organisations and members of the first block. Nothing is held for them.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Who may issue credentials for which capacity.
		pub issuers: Vec<(Capacity, T::AccountId)>,
		/// Organisations, numbered from 1 in this order.
		pub organisations: Vec<GenesisOrganisation<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(&self.issuers, &self.organisations)
				.expect("the chain specification is wrong: participants");
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An issuer may issue credentials for a capacity.
		IssuerAppointed {
			/// For what.
			capacity: Capacity,
			/// Who.
			issuer: T::AccountId,
		},
		/// An issuer may no longer issue credentials for a capacity. What it issued stays.
		IssuerRetired {
			/// For what.
			capacity: Capacity,
			/// Who.
			issuer: T::AccountId,
		},
		/// What an issuer vouched for at or after a time is no longer in force.
		IssuerCompromised {
			/// Who.
			issuer: T::AccountId,
			/// Since when, in milliseconds.
			since: Moment,
		},
		/// An organisation was registered.
		OrganisationRegistered {
			/// Its number.
			organisation: OrganisationId,
			/// Who controls it.
			controller: T::AccountId,
			/// Who registered it: the controller or an issuer.
			registered_by: T::AccountId,
		},
		/// A credential was issued.
		CredentialIssued {
			/// To whom.
			holder: HolderOf<T>,
			/// For what.
			capacity: Capacity,
			/// By whom.
			issuer: T::AccountId,
			/// In force from this time on.
			valid_from: Moment,
			/// In force before this time.
			valid_until: Moment,
		},
		/// A credential lasts longer.
		CredentialRenewed {
			/// Whose.
			holder: HolderOf<T>,
			/// For what.
			capacity: Capacity,
			/// By whom.
			issuer: T::AccountId,
			/// In force before this time.
			valid_until: Moment,
		},
		/// A credential is out of force until it is reinstated.
		CredentialSuspended {
			/// Whose.
			holder: HolderOf<T>,
			/// For what.
			capacity: Capacity,
			/// By whom.
			issuer: T::AccountId,
			/// Why.
			reason: SuspensionReason,
		},
		/// A credential is in force again.
		CredentialReinstated {
			/// Whose.
			holder: HolderOf<T>,
			/// For what.
			capacity: Capacity,
			/// By whom.
			issuer: T::AccountId,
		},
		/// A credential is out of force for good.
		CredentialRevoked {
			/// Whose.
			holder: HolderOf<T>,
			/// For what.
			capacity: Capacity,
			/// By whom.
			issuer: T::AccountId,
			/// Why.
			reason: SuspensionReason,
		},
		/// A row of history was removed, its retention being over.
		HistoryReaped {
			/// Whose.
			holder: HolderOf<T>,
			/// For what.
			capacity: Capacity,
			/// The number of the act.
			act: u32,
		},
		/// A credential was removed with the last row of its history.
		CredentialRemoved {
			/// Whose.
			holder: HolderOf<T>,
			/// For what.
			capacity: Capacity,
		},
		/// An account was invited to act for an organisation.
		MemberInvited {
			/// For which.
			organisation: OrganisationId,
			/// Who.
			account: T::AccountId,
			/// In these capacities.
			capacities: Capacities,
			/// At this site alone, if limited to one.
			site: Option<Gln>,
		},
		/// An invitation was withdrawn or declined.
		InvitationWithdrawn {
			/// Of which organisation.
			organisation: OrganisationId,
			/// For whom.
			account: T::AccountId,
			/// By whom.
			by: T::AccountId,
		},
		/// An account accepted: it now acts for the organisation on the terms of the invitation.
		MemberJoined {
			/// For which.
			organisation: OrganisationId,
			/// Who.
			account: T::AccountId,
		},
		/// A member left by itself.
		MemberLeft {
			/// Which organisation.
			organisation: OrganisationId,
			/// Who.
			account: T::AccountId,
		},
		/// A member was removed by the controller.
		MemberRemoved {
			/// From which organisation.
			organisation: OrganisationId,
			/// Who.
			account: T::AccountId,
		},
		/// An issuer attested that a location is an organisation's.
		SiteRegistered {
			/// Whose.
			organisation: OrganisationId,
			/// Where.
			site: Gln,
			/// The issuer.
			issuer: T::AccountId,
		},
		/// A location is no longer an organisation's.
		SiteRemoved {
			/// Whose it was.
			organisation: OrganisationId,
			/// Where.
			site: Gln,
			/// By whom.
			by: T::AccountId,
		},
		/// Control of an organisation is offered, or no longer.
		ControlOffered {
			/// Of which.
			organisation: OrganisationId,
			/// To whom; to nobody if an offer was withdrawn.
			to: Option<T::AccountId>,
		},
		/// Another account controls an organisation.
		ControlTransferred {
			/// Which.
			organisation: OrganisationId,
			/// Who did.
			from: T::AccountId,
			/// Who does.
			to: T::AccountId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The signer is not appointed as an issuer for this capacity. Ask governance for the
		/// appointment, or let an appointed issuer sign.
		NotAnIssuer,
		/// The issuer was declared compromised: it can do nothing, and what it vouched for since
		/// counts for nothing. Another appointed issuer has to act.
		IssuerCompromised,
		/// An issuer cannot vouch for itself, or for an organisation that it controls or is a
		/// member of. Let another issuer sign.
		SelfIssued,
		/// The time since which an issuer is compromised cannot be in the future.
		CompromiseInFuture,
		/// The issuer is already compromised since an earlier time: it can only move earlier.
		CompromiseAlreadyEarlier,
		/// No organisation has this number.
		UnknownOrganisation,
		/// All numbers for organisations are used.
		TooManyOrganisations,
		/// The signer does not control the organisation.
		NotController,
		/// The account already controls an organisation. An account controls one at most.
		AlreadyController,
		/// Control was not offered to the signer.
		NotOffered,
		/// The identifier has a wrong length, character, prefix or check digit.
		InvalidIdentifier,
		/// A validity has to end after it begins.
		InvalidPeriod,
		/// The validity is over already: choose a later end.
		PeriodInPast,
		/// A renewal has to make the credential last longer.
		NotExtended,
		/// A credential for this capacity is in force. Renew or revoke it.
		CredentialExists,
		/// No credential for this capacity was issued to this holder.
		CredentialMissing,
		/// The credential is suspended: an issuer has to reinstate it, or revoke it before it
		/// issues another.
		CredentialSuspended,
		/// The credential is not suspended.
		CredentialNotSuspended,
		/// The credential was revoked for good: an issuer has to issue another.
		CredentialRevoked,
		/// The credential has expired: an issuer has to renew it.
		CredentialExpired,
		/// The credential is not in force yet.
		CredentialNotYetValid,
		/// The credential rests on an issuer that was compromised: another has to issue it again.
		CredentialCompromised,
		/// The signer is not a member of the organisation.
		NotAMember,
		/// The account is already a member for everything: it controls the organisation.
		AlreadyMember,
		/// The membership is not for this capacity.
		CapacityNotGranted,
		/// The membership is limited to another site than that of the act.
		SiteNotGranted,
		/// An invitation needs at least one capacity.
		NoCapacity,
		/// There is no such invitation.
		NotInvited,
		/// Whoever invited no longer controls the organisation: ask for a new invitation.
		InvitationOutdated,
		/// No organisation is attested at this location.
		UnknownSite,
		/// The location is not attested as a site of this organisation.
		SiteOfAnother,
		/// Another organisation is attested at this location. It has to be removed there first.
		SiteTaken,
		/// There is no such row of history.
		HistoryMissing,
		/// History is removed in order: the oldest row first.
		HistoryNotOldest,
		/// The row has to be kept longer.
		RetentionRunning,
		/// The last row of a credential's history is kept until the credential is revoked, or
		/// expired for the retention period.
		CredentialStanding,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert_eq!(
				usize::try_from(MAX_CAPACITIES).ok(),
				Some(Capacity::ALL.len()),
				"an invitation has to hold every capacity",
			);
			assert!(Capacity::ALL.len() <= 32, "capacities are bits of a u32");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Let `issuer` issue credentials for `capacity`. Doing so twice changes nothing.
		///
		/// ## Dispatch Origin
		/// `GovernanceOrigin`.
		///
		/// ## Errors
		/// - [`Error::IssuerCompromised`]: it was declared compromised; appoint another account.
		///
		/// ## Events
		/// - [`Event::IssuerAppointed`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(0)]
		pub fn appoint_issuer(
			origin: OriginFor<T>,
			capacity: Capacity,
			issuer: T::AccountId,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_appoint_issuer(capacity, issuer)
		}

		/// Let `issuer` no longer issue credentials for `capacity`. What it issued stays in force,
		/// and every other issuer of the capacity may renew, suspend, reinstate or revoke it.
		///
		/// ## Dispatch Origin
		/// `GovernanceOrigin`.
		///
		/// ## Errors
		/// - [`Error::NotAnIssuer`]: it is not appointed for the capacity.
		///
		/// ## Events
		/// - [`Event::IssuerRetired`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(1)]
		pub fn retire_issuer(
			origin: OriginFor<T>,
			capacity: Capacity,
			issuer: T::AccountId,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_retire_issuer(capacity, issuer)
		}

		/// Put out of force, at once, all that `issuer` issued, renewed, reinstated or attested at
		/// or after `since`, for every capacity. It can do nothing more. Cannot be taken back;
		/// `since` can move to an earlier time. An account that is no issuer, or no longer, may be
		/// named as well.
		///
		/// ## Dispatch Origin
		/// `GovernanceOrigin`.
		///
		/// ## Errors
		/// - [`Error::CompromiseInFuture`]
		/// - [`Error::CompromiseAlreadyEarlier`]
		///
		/// ## Events
		/// - [`Event::IssuerCompromised`]; none if it is compromised since that very time.
		///
		/// ## Complexity
		/// O(1), however much it issued.
		#[pallet::call_index(2)]
		pub fn declare_issuer_compromised(
			origin: OriginFor<T>,
			issuer: T::AccountId,
			since: Moment,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_declare_issuer_compromised(issuer, since)
		}

		/// Register an organisation that the signer controls, or, if the signer is an issuer for
		/// any capacity, one that `controller` controls. Registering for an account that controls
		/// one already changes nothing.
		///
		/// ## Dispatch Origin
		/// Signed. The signer pays the deposit.
		///
		/// ## Errors
		/// - [`Error::NotAnIssuer`], [`Error::IssuerCompromised`]: `controller` is another account
		///   and the signer may not register for others.
		/// - [`Error::TooManyOrganisations`]
		///
		/// ## Events
		/// - [`Event::OrganisationRegistered`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(3)]
		pub fn register_organisation(
			origin: OriginFor<T>,
			controller: Option<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register_organisation(who, controller)
		}

		/// Issue a credential: `holder` may act in `capacity` from `valid_from` until before
		/// `valid_until`, and does business under `identifier`. One that was revoked, has expired
		/// or rests on a compromised issuer is replaced; issuing what is in force with the same
		/// particulars changes nothing.
		///
		/// ## Dispatch Origin
		/// Signed by an issuer appointed for `capacity`. It pays the deposits.
		///
		/// ## Errors
		/// - [`Error::NotAnIssuer`], [`Error::IssuerCompromised`], [`Error::SelfIssued`]
		/// - [`Error::InvalidIdentifier`], [`Error::InvalidPeriod`], [`Error::PeriodInPast`]
		/// - [`Error::UnknownOrganisation`]
		/// - [`Error::CredentialExists`], [`Error::CredentialSuspended`]
		///
		/// ## Events
		/// - [`Event::CredentialIssued`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(4)]
		pub fn issue_credential(
			origin: OriginFor<T>,
			holder: HolderOf<T>,
			capacity: Capacity,
			identifier: BusinessIdentifier,
			valid_from: Moment,
			valid_until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_issue_credential(who, holder, capacity, identifier, valid_from, valid_until)
		}

		/// Let a credential last until before `valid_until`, also after it has expired. A
		/// suspension goes on. Replaces a renewal by a compromised issuer.
		///
		/// ## Dispatch Origin
		/// Signed by any issuer appointed for `capacity`, whoever issued. It pays the deposit of
		/// the row of history.
		///
		/// ## Errors
		/// - [`Error::NotAnIssuer`], [`Error::IssuerCompromised`], [`Error::SelfIssued`]
		/// - [`Error::CredentialMissing`], [`Error::CredentialRevoked`],
		///   [`Error::CredentialCompromised`]: has to be issued, or issued again.
		/// - [`Error::InvalidPeriod`], [`Error::PeriodInPast`], [`Error::NotExtended`]
		///
		/// ## Events
		/// - [`Event::CredentialRenewed`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(5)]
		pub fn renew_credential(
			origin: OriginFor<T>,
			holder: HolderOf<T>,
			capacity: Capacity,
			valid_until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_renew_credential(who, holder, capacity, valid_until)
		}

		/// Put a credential out of force, at once, until it is reinstated. Costs no deposit, so
		/// that an issuer out of tokens can still protect others.
		///
		/// ## Dispatch Origin
		/// Signed by any issuer appointed for `capacity`, whoever issued, also where that one has
		/// retired.
		///
		/// ## Errors
		/// - [`Error::NotAnIssuer`], [`Error::IssuerCompromised`]
		/// - [`Error::CredentialMissing`], [`Error::CredentialRevoked`],
		///   [`Error::CredentialSuspended`]
		///
		/// ## Events
		/// - [`Event::CredentialSuspended`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(6)]
		pub fn suspend_credential(
			origin: OriginFor<T>,
			holder: HolderOf<T>,
			capacity: Capacity,
			reason: SuspensionReason,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_suspend_credential(who, holder, capacity, reason)
		}

		/// Put a suspended credential in force again. Replaces a reinstatement by a compromised
		/// issuer.
		///
		/// ## Dispatch Origin
		/// Signed by any issuer appointed for `capacity`. It pays the deposit of the row of
		/// history.
		///
		/// ## Errors
		/// - [`Error::NotAnIssuer`], [`Error::IssuerCompromised`], [`Error::SelfIssued`]
		/// - [`Error::CredentialMissing`], [`Error::CredentialRevoked`],
		///   [`Error::CredentialCompromised`], [`Error::CredentialNotSuspended`]
		///
		/// ## Events
		/// - [`Event::CredentialReinstated`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(7)]
		pub fn reinstate_credential(
			origin: OriginFor<T>,
			holder: HolderOf<T>,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reinstate_credential(who, holder, capacity)
		}

		/// Put a credential out of force for good. Another may be issued. Costs no deposit.
		///
		/// ## Dispatch Origin
		/// Signed by any issuer appointed for `capacity`.
		///
		/// ## Errors
		/// - [`Error::NotAnIssuer`], [`Error::IssuerCompromised`]
		/// - [`Error::CredentialMissing`], [`Error::CredentialRevoked`]
		///
		/// ## Events
		/// - [`Event::CredentialRevoked`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(8)]
		pub fn revoke_credential(
			origin: OriginFor<T>,
			holder: HolderOf<T>,
			capacity: Capacity,
			reason: SuspensionReason,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_credential(who, holder, capacity, reason)
		}

		/// Invite `account` to act for the organisation in `capacities`, at `site` alone if one is
		/// given. It becomes a member when it accepts. A second invitation replaces the first;
		/// a member may be invited on other terms, which hold once it accepts them. What a member
		/// may do is narrowed at once by removing it.
		///
		/// ## Dispatch Origin
		/// Signed by the controller. It pays the deposit.
		///
		/// ## Errors
		/// - [`Error::UnknownOrganisation`], [`Error::NotController`]
		/// - [`Error::AlreadyMember`]: the account is the controller.
		/// - [`Error::NoCapacity`]
		/// - [`Error::InvalidIdentifier`], [`Error::UnknownSite`], [`Error::SiteOfAnother`]
		///
		/// ## Events
		/// - [`Event::MemberInvited`]
		///
		/// ## Complexity
		/// O(1): at most 21 capacities.
		#[pallet::call_index(9)]
		pub fn invite_member(
			origin: OriginFor<T>,
			organisation: OrganisationId,
			account: T::AccountId,
			capacities: BoundedVec<Capacity, ConstU32<MAX_CAPACITIES>>,
			site: Option<u64>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let capacities = capacities.into_iter().collect();
			Self::do_invite_member(who, organisation, account, capacities, site)
		}

		/// Become a member, on the terms of the invitation. The terms of an earlier membership of
		/// the same organisation end.
		///
		/// ## Dispatch Origin
		/// Signed by the account that is invited. Pays no deposit.
		///
		/// ## Errors
		/// - [`Error::NotInvited`]
		/// - [`Error::InvitationOutdated`]: another controls the organisation since.
		/// - [`Error::UnknownOrganisation`]
		///
		/// ## Events
		/// - [`Event::MemberJoined`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(10)]
		pub fn accept_membership(
			origin: OriginFor<T>,
			organisation: OrganisationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_membership(who, organisation)
		}

		/// Stop being a member. Asks nobody.
		///
		/// ## Dispatch Origin
		/// Signed by the member. A controller cannot leave: it hands over control.
		///
		/// ## Errors
		/// - [`Error::NotAMember`]
		///
		/// ## Events
		/// - [`Event::MemberLeft`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(11)]
		pub fn leave_organisation(
			origin: OriginFor<T>,
			organisation: OrganisationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave_organisation(who, organisation)
		}

		/// Remove a member, at once, together with an invitation on other terms.
		///
		/// ## Dispatch Origin
		/// Signed by the controller.
		///
		/// ## Errors
		/// - [`Error::UnknownOrganisation`], [`Error::NotController`]
		/// - [`Error::NotAMember`]
		///
		/// ## Events
		/// - [`Event::MemberRemoved`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(12)]
		pub fn remove_member(
			origin: OriginFor<T>,
			organisation: OrganisationId,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_member(who, organisation, account)
		}

		/// Withdraw or decline an invitation.
		///
		/// ## Dispatch Origin
		/// Signed by the controller, by the former controller who invited, or by the account that
		/// is invited.
		///
		/// ## Errors
		/// - [`Error::NotInvited`]
		/// - [`Error::UnknownOrganisation`], [`Error::NotController`]
		///
		/// ## Events
		/// - [`Event::InvitationWithdrawn`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(13)]
		pub fn withdraw_invitation(
			origin: OriginFor<T>,
			organisation: OrganisationId,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_invitation(who, organisation, account)
		}

		/// Attest that the location `gln` is the organisation's. Attesting it twice changes
		/// nothing; what a compromised issuer attested is replaced.
		///
		/// ## Dispatch Origin
		/// Signed by an issuer appointed for a capacity for which the organisation holds a
		/// credential in force. It pays the deposit.
		///
		/// ## Errors
		/// - [`Error::InvalidIdentifier`]
		/// - [`Error::UnknownOrganisation`]
		/// - [`Error::NotAnIssuer`], [`Error::IssuerCompromised`], [`Error::SelfIssued`]
		/// - [`Error::CredentialMissing`]: none in force for a capacity of the issuer.
		/// - [`Error::SiteTaken`]
		///
		/// ## Events
		/// - [`Event::SiteRegistered`]
		///
		/// ## Complexity
		/// O(1): at most 21 credentials are read.
		#[pallet::call_index(14)]
		pub fn register_site(
			origin: OriginFor<T>,
			organisation: OrganisationId,
			gln: u64,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register_site(who, organisation, gln)
		}

		/// Take back that the location `gln` is an organisation's. Members limited to it can do
		/// nothing until they are invited for another.
		///
		/// ## Dispatch Origin
		/// Signed by the controller of the organisation, or by an issuer appointed for a capacity
		/// for which the organisation has a credential, in force or not.
		///
		/// ## Errors
		/// - [`Error::InvalidIdentifier`], [`Error::UnknownSite`]
		/// - [`Error::NotAnIssuer`], [`Error::IssuerCompromised`]
		/// - [`Error::CredentialMissing`]: none for a capacity of the issuer.
		///
		/// ## Events
		/// - [`Event::SiteRemoved`]
		///
		/// ## Complexity
		/// O(1): at most 21 credentials are read.
		#[pallet::call_index(15)]
		pub fn remove_site(origin: OriginFor<T>, gln: u64) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_site(who, gln)
		}

		/// Offer control of the signer's organisation to another account, or to nobody any more.
		///
		/// ## Dispatch Origin
		/// Signed by the controller.
		///
		/// ## Errors
		/// - [`Error::NotController`]
		/// - [`Error::AlreadyController`]: offered to the controller itself.
		///
		/// ## Events
		/// - [`Event::ControlOffered`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(16)]
		pub fn offer_control(
			origin: OriginFor<T>,
			new_controller: Option<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer_control(who, new_controller)
		}

		/// Take control of an organisation. The former controller is no longer even a member, and
		/// its invitations are void. Members stay.
		///
		/// ## Dispatch Origin
		/// Signed by the account to which control is offered. It takes over the deposit of the
		/// organisation if that was the former controller's.
		///
		/// ## Errors
		/// - [`Error::UnknownOrganisation`], [`Error::NotOffered`]
		/// - [`Error::AlreadyController`]: the signer controls another organisation.
		///
		/// ## Events
		/// - [`Event::ControlTransferred`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(17)]
		pub fn accept_control(
			origin: OriginFor<T>,
			organisation: OrganisationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_control(who, organisation)
		}

		/// Remove the oldest row of a credential's history after the retention period, and with
		/// the last row the credential. Deposits go back. Costs no fee if it succeeds.
		///
		/// ## Dispatch Origin
		/// Signed by anyone.
		///
		/// ## Errors
		/// - [`Error::CredentialMissing`], [`Error::HistoryMissing`], [`Error::HistoryNotOldest`]
		/// - [`Error::RetentionRunning`], [`Error::CredentialStanding`]
		///
		/// ## Events
		/// - [`Event::HistoryReaped`], [`Event::CredentialRemoved`]
		///
		/// ## Complexity
		/// O(1).
		#[pallet::call_index(18)]
		pub fn reap_history(
			origin: OriginFor<T>,
			holder: HolderOf<T>,
			capacity: Capacity,
			act: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_history(holder, capacity, act)?;
			Ok(Pays::No.into())
		}
	}
}

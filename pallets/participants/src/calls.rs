//! The calls, in the order of their indices: each says who signs, and hands over.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
pub mod calls {
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

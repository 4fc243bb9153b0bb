//! What the pallet tells of.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
pub mod events {
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
}

//! Why the pallet refuses.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
pub mod errors {
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
}

//! What is stored, and the words of the calls.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
pub use salus_primitives::participants::{CredentialInfo, CredentialStatus, Holder};
use salus_primitives::{BusinessIdentifier, Capacity, Gln, Moment, OrganisationId};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The most capacities that one invitation can list: all there are.
pub const MAX_CAPACITIES: u32 = 21;

/// A set of capacities: one bit each.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Capacities(u32);

impl Capacities {
	/// The set of no capacity.
	pub const NONE: Self = Self(0);

	/// The discriminant is at most 20, so that the shift stays within the 32 bits.
	const fn bit(capacity: Capacity) -> u32 {
		1u32.wrapping_shl(capacity as u32)
	}

	/// Whether the set has `capacity`.
	pub const fn contains(self, capacity: Capacity) -> bool {
		self.0 & Self::bit(capacity) != 0
	}

	/// Whether the set is empty.
	pub const fn is_empty(self) -> bool {
		self.0 == 0
	}

	/// The set with `capacity` in it.
	#[must_use]
	pub const fn with(self, capacity: Capacity) -> Self {
		Self(self.0 | Self::bit(capacity))
	}

	/// The set without `capacity`.
	#[must_use]
	pub const fn without(self, capacity: Capacity) -> Self {
		Self(self.0 & !Self::bit(capacity))
	}

	/// The members of the set, in the order of the indices.
	pub fn iter(self) -> impl Iterator<Item = Capacity> {
		Capacity::ALL.into_iter().filter(move |capacity| self.contains(*capacity))
	}
}

impl FromIterator<Capacity> for Capacities {
	fn from_iter<I: IntoIterator<Item = Capacity>>(capacities: I) -> Self {
		capacities.into_iter().fold(Self::NONE, Self::with)
	}
}

/// Why a credential was suspended or revoked.
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
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum SuspensionReason {
	/// Facts are being established.
	#[codec(index = 0)]
	UnderInvestigation,
	/// The licence on which the credential rests has lapsed or was withdrawn.
	#[codec(index = 1)]
	LicenceLapsed,
	/// A competent authority ordered it.
	#[codec(index = 2)]
	RegulatoryAction,
	/// A key of the holder is lost or in other hands.
	#[codec(index = 3)]
	KeyCompromised,
	/// The holder asked for it.
	#[codec(index = 4)]
	HolderRequest,
	/// The holder no longer does this business.
	#[codec(index = 5)]
	CeasedBusiness,
	/// The credential should not have been issued, or not with these particulars.
	#[codec(index = 6)]
	IssuedInError,
}

/// Who answers for something, since when. The time is that of the block, never the caller's.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Voucher<AccountId> {
	/// The issuer.
	pub by: AccountId,
	/// The time of the block of the act.
	pub at: Moment,
}

/// What was held for a row, of whom, so that it goes back to where it came from.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Deposit<AccountId, Balance> {
	/// Whose deposit it is.
	pub depositor: AccountId,
	/// On which account it is held: the depositor's own or its sponsor's.
	pub payer: AccountId,
	/// How much.
	pub amount: Balance,
}

/// An organisation. The row is never removed: its number stands in the records of every domain.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Organisation<AccountId, Balance> {
	/// The account that controls it, and a member for every capacity.
	pub controller: AccountId,
	/// The account to which control is offered.
	pub offered_to: Option<AccountId>,
	/// What was held for the row.
	pub deposit: Deposit<AccountId, Balance>,
}

/// A credential: that its holder may act in a capacity.
///
/// It rests on up to three acts, and each has its voucher: that it was issued at all, that it
/// lasts until `valid_until`, that it is not suspended. A later act of the same kind replaces the
/// earlier one; only a credential none of whose vouchers was compromised is in force.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Credential<AccountId, Balance> {
	/// Under which identifier the holder does business.
	pub identifier: BusinessIdentifier,
	/// In force from this time on.
	pub valid_from: Moment,
	/// In force before this time.
	pub valid_until: Moment,
	/// Who issued it.
	pub issued: Voucher<AccountId>,
	/// Who last renewed it.
	pub renewed: Option<Voucher<AccountId>>,
	/// Who last reinstated it.
	pub reinstated: Option<Voucher<AccountId>>,
	/// Why it is suspended, if it is.
	pub suspended: Option<SuspensionReason>,
	/// When it was revoked, if it was.
	pub revoked: Option<Moment>,
	/// The number of the oldest act whose row is kept. Only goes up.
	pub first_act: u32,
	/// The number that the next act gets. Only goes up.
	pub next_act: u32,
	/// What was held for the row.
	pub deposit: Deposit<AccountId, Balance>,
}

impl<AccountId, Balance> Credential<AccountId, Balance> {
	/// The acts on which it rests.
	pub fn vouchers(&self) -> impl Iterator<Item = &Voucher<AccountId>> {
		core::iter::once(&self.issued).chain(&self.renewed).chain(&self.reinstated)
	}

	/// The latest of the acts on which it rests.
	pub fn latest(&self) -> &Voucher<AccountId> {
		self.vouchers().fold(
			&self.issued,
			|latest, voucher| {
				if voucher.at >= latest.at {
					voucher
				} else {
					latest
				}
			},
		)
	}
}

/// What was done to a credential.
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
pub enum ActKind {
	/// Issued, with these particulars.
	#[codec(index = 0)]
	Issued {
		/// Under which identifier the holder does business.
		identifier: BusinessIdentifier,
		/// In force from this time on.
		valid_from: Moment,
		/// In force before this time.
		valid_until: Moment,
	},
	/// Renewed.
	#[codec(index = 1)]
	Renewed {
		/// In force before this time.
		valid_until: Moment,
	},
	/// Suspended.
	#[codec(index = 2)]
	Suspended {
		/// Why.
		reason: SuspensionReason,
	},
	/// Put in force again after a suspension.
	#[codec(index = 3)]
	Reinstated,
	/// Revoked, for good.
	#[codec(index = 4)]
	Revoked {
		/// Why.
		reason: SuspensionReason,
	},
}

/// A row of a credential's history.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Act<AccountId, Balance> {
	/// What was done.
	pub kind: ActKind,
	/// The issuer who did it.
	pub by: AccountId,
	/// The time of the block.
	pub at: Moment,
	/// What was held for the row; nothing for a suspension or revocation, whose room the act
	/// before it paid.
	pub deposit: Option<Deposit<AccountId, Balance>>,
}

/// What an issuer may do.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Issuer {
	/// The capacities for which it is appointed.
	pub capacities: Capacities,
	/// Nothing that it vouched for at or after this time counts.
	pub compromised_since: Option<Moment>,
}

/// That an account acts for an organisation.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Membership<AccountId, Balance> {
	/// In these capacities.
	pub capacities: Capacities,
	/// At this site alone, if it is limited to one.
	pub site: Option<Gln>,
	/// Since this time.
	pub since: Moment,
	/// What was held for the row, of the controller who invited.
	pub deposit: Deposit<AccountId, Balance>,
}

/// That a controller invites an account to be a member.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Invitation<AccountId, Balance> {
	/// In these capacities.
	pub capacities: Capacities,
	/// At this site alone, if it is limited to one.
	pub site: Option<Gln>,
	/// The controller who invited. Void once another controls the organisation.
	pub invited_by: AccountId,
	/// What was held for the row.
	pub deposit: Deposit<AccountId, Balance>,
}

/// That a location is an organisation's.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Site<AccountId, Balance> {
	/// Whose it is.
	pub organisation: OrganisationId,
	/// The issuer who attested that.
	pub attested: Voucher<AccountId>,
	/// What was held for the row.
	pub deposit: Deposit<AccountId, Balance>,
}

/// A [`BusinessIdentifier`] as a chain specification writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GenesisIdentifier {
	/// GS1 Global Location Number.
	Gln(u64),
	/// US National Provider Identifier.
	Npi(u64),
	/// D-U-N-S number.
	Duns(u32),
	/// US DEA registration number, in ASCII.
	Dea([u8; 9]),
	/// A salted commitment.
	Commitment([u8; 32]),
}

impl From<BusinessIdentifier> for GenesisIdentifier {
	fn from(identifier: BusinessIdentifier) -> Self {
		match identifier {
			BusinessIdentifier::Gln(gln) => Self::Gln(gln),
			BusinessIdentifier::Npi(npi) => Self::Npi(npi),
			BusinessIdentifier::Duns(duns) => Self::Duns(duns),
			BusinessIdentifier::Dea(dea) => Self::Dea(dea),
			BusinessIdentifier::Commitment(commitment) => Self::Commitment(commitment),
		}
	}
}

impl From<GenesisIdentifier> for BusinessIdentifier {
	fn from(identifier: GenesisIdentifier) -> Self {
		match identifier {
			GenesisIdentifier::Gln(gln) => Self::Gln(gln),
			GenesisIdentifier::Npi(npi) => Self::Npi(npi),
			GenesisIdentifier::Duns(duns) => Self::Duns(duns),
			GenesisIdentifier::Dea(dea) => Self::Dea(dea),
			GenesisIdentifier::Commitment(commitment) => Self::Commitment(commitment),
		}
	}
}

/// A member that an organisation has from the first block on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[serde(bound(deserialize = "AccountId: Deserialize<'de>"))]
pub struct GenesisMember<AccountId> {
	/// The account.
	pub account: AccountId,
	/// In these capacities.
	pub capacities: Vec<Capacity>,
	/// At this site alone, if it is limited to one: one of the organisation's.
	#[serde(default)]
	pub site: Option<u64>,
}

/// An organisation that is there from the first block on. They are numbered from 1 in the order
/// of the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[serde(bound(deserialize = "AccountId: Deserialize<'de>"))]
pub struct GenesisOrganisation<AccountId> {
	/// The account that controls it.
	pub controller: AccountId,
	/// Its credentials. Each is vouched for by the first genesis issuer of its capacity.
	pub credentials: Vec<(Capacity, GenesisIdentifier)>,
	/// The end of all its credentials.
	pub valid_until: Moment,
	/// Its locations, by GLN.
	#[serde(default)]
	pub sites: Vec<u64>,
	/// Its members besides the controller.
	#[serde(default)]
	pub members: Vec<GenesisMember<AccountId>>,
}

/// What the benchmarks need of the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId> {
	/// Give `who` enough tokens for any deposit.
	fn fund(who: &AccountId);

	/// Set the clock.
	fn set_time(now: salus_primitives::Moment);
}

/// A [`Deposit`] of this runtime.
pub type DepositOf<T> =
	Deposit<<T as frame_system::Config>::AccountId, <T as crate::Config>::Balance>;
/// An [`Organisation`] of this runtime.
pub type OrganisationOf<T> =
	Organisation<<T as frame_system::Config>::AccountId, <T as crate::Config>::Balance>;
/// A [`Credential`] of this runtime.
pub type CredentialOf<T> =
	Credential<<T as frame_system::Config>::AccountId, <T as crate::Config>::Balance>;
/// An [`Act`] of this runtime.
pub type ActOf<T> = Act<<T as frame_system::Config>::AccountId, <T as crate::Config>::Balance>;
/// A [`Membership`] of this runtime.
pub type MembershipOf<T> =
	Membership<<T as frame_system::Config>::AccountId, <T as crate::Config>::Balance>;
/// An [`Invitation`] of this runtime.
pub type InvitationOf<T> =
	Invitation<<T as frame_system::Config>::AccountId, <T as crate::Config>::Balance>;
/// A [`Site`] of this runtime.
pub type SiteOf<T> = Site<<T as frame_system::Config>::AccountId, <T as crate::Config>::Balance>;
/// A [`Holder`] of this runtime.
pub type HolderOf<T> = Holder<<T as frame_system::Config>::AccountId>;

//! Who acts, for which organisation, in which capacity (rules ).

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::DispatchResult;

use crate::{
	identifiers::{DeaNumber, Duns, Gln, IdentifierError, Npi},
	Moment,
};

/// An organisation: a number from a counter that only goes up.
pub type OrganisationId = u32;

/// The capacity in which an organisation or person may act, as a credential grants it.
/// New capacities are appended: the indices are in state.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
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
pub enum Capacity {
	/// Makes medicines (DSCSA 581(10); FMD manufacturing authorisation holder).
	#[codec(index = 0)]
	Manufacturer,
	/// Repackages or relabels medicines (DSCSA 581(16)).
	#[codec(index = 1)]
	Repackager,
	/// Distributes medicines to others than patients (DSCSA 581(29)).
	#[codec(index = 2)]
	Wholesaler,
	/// Moves or stores medicines without owning them (DSCSA 581(22)).
	#[codec(index = 3)]
	ThirdPartyLogistics,
	/// Supplies medicines to patients: a pharmacy, a hospital pharmacy (DSCSA 581(3)).
	#[codec(index = 4)]
	Dispenser,
	/// Provides care.
	#[codec(index = 5)]
	Provider,
	/// Prescribes.
	#[codec(index = 6)]
	Prescriber,
	/// Insures and pays.
	#[codec(index = 7)]
	Payer,
	/// Sponsors clinical trials.
	#[codec(index = 8)]
	Sponsor,
	/// Conducts a clinical trial at a site.
	#[codec(index = 9)]
	Investigator,
	/// Institutional review board or ethics committee.
	#[codec(index = 10)]
	EthicsCommittee,
	/// Data and safety monitoring board.
	#[codec(index = 11)]
	SafetyBoard,
	/// Pharmacist who may know the treatment arm.
	#[codec(index = 12)]
	UnblindedPharmacist,
	/// Makes medical devices.
	#[codec(index = 13)]
	DeviceManufacturer,
	/// Maintains and calibrates medical devices.
	#[codec(index = 14)]
	ServiceEngineer,
	/// Notified body under EU MDR.
	#[codec(index = 15)]
	NotifiedBody,
	/// Mints and burns the settlement asset.
	#[codec(index = 16)]
	SettlementBank,
	/// Competent authority.
	#[codec(index = 17)]
	Regulator,
	/// Reads and verifies.
	#[codec(index = 18)]
	Auditor,
	/// Looks after the rights of patients.
	#[codec(index = 19)]
	PrivacyOfficer,
	/// Responsible Person or Qualified Person: releases what was held for quality.
	#[codec(index = 20)]
	ResponsiblePerson,
}

impl Capacity {
	/// Every capacity, in the order of the indices.
	pub const ALL: [Self; 21] = [
		Self::Manufacturer,
		Self::Repackager,
		Self::Wholesaler,
		Self::ThirdPartyLogistics,
		Self::Dispenser,
		Self::Provider,
		Self::Prescriber,
		Self::Payer,
		Self::Sponsor,
		Self::Investigator,
		Self::EthicsCommittee,
		Self::SafetyBoard,
		Self::UnblindedPharmacist,
		Self::DeviceManufacturer,
		Self::ServiceEngineer,
		Self::NotifiedBody,
		Self::SettlementBank,
		Self::Regulator,
		Self::Auditor,
		Self::PrivacyOfficer,
		Self::ResponsiblePerson,
	];
}

/// For whom, and as what, the signer acts: the first argument of every domain call.
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
pub struct Acting {
	/// The organisation that the signer acts for.
	pub organisation: OrganisationId,
	/// The capacity that the call needs.
	pub capacity: Capacity,
}

/// The identifier under which a credential's holder does business.
///
/// In clear where a public register lists it; a commitment where it would give a secret away.
/// What the caller sends is checked with [`validate`](Self::validate) before it is stored.
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
pub enum BusinessIdentifier {
	/// GS1 Global Location Number, 13 digits (ID-1).
	#[codec(index = 0)]
	Gln(u64),
	/// US National Provider Identifier, 10 digits (ID-6).
	#[codec(index = 1)]
	Npi(u64),
	/// D-U-N-S number, 9 digits.
	#[codec(index = 2)]
	Duns(u32),
	/// US DEA registration number, 2 letters and 7 digits (ID-11).
	#[codec(index = 3)]
	Dea([u8; 9]),
	/// A salted commitment to an identifier that is not public.
	#[codec(index = 4)]
	Commitment([u8; 32]),
}

impl BusinessIdentifier {
	/// Length, charset and check digit (rule X-8).
	pub fn validate(&self) -> Result<(), IdentifierError> {
		match self {
			Self::Gln(gln) => Gln::try_from(*gln).map(drop),
			Self::Npi(npi) => Npi::try_from(*npi).map(drop),
			Self::Duns(duns) => Duns::try_from(*duns).map(drop),
			Self::Dea(dea) => DeaNumber::try_from(*dea).map(drop),
			Self::Commitment(_) => Ok(()),
		}
	}
}

/// Who holds a credential.
#[derive(
	Clone,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Holder<AccountId> {
	/// An organisation, by its number.
	#[codec(index = 0)]
	Organisation(OrganisationId),
	/// A person, by the account with which the person signs.
	#[codec(index = 1)]
	Person(AccountId),
}

/// How a credential stands at the time of the block.
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
pub enum CredentialStatus {
	/// In force.
	#[codec(index = 0)]
	Valid,
	/// Suspended by an issuer.
	#[codec(index = 1)]
	Suspended,
	/// Revoked by an issuer, for good.
	#[codec(index = 2)]
	Revoked,
	/// Past its end.
	#[codec(index = 3)]
	Expired,
	/// Before its beginning.
	#[codec(index = 4)]
	NotYetValid,
	/// Issued, renewed or reinstated by an issuer that was compromised then.
	#[codec(index = 5)]
	IssuerCompromised,
}

/// A credential as the runtime API shows it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct CredentialInfo<AccountId> {
	/// What it lets its holder do.
	pub capacity: Capacity,
	/// Who issued it, or last renewed or reinstated it.
	pub issuer: AccountId,
	/// When that was, by the clock of the chain.
	pub issued_at: Moment,
	/// In force from this time on.
	pub valid_from: Moment,
	/// In force before this time.
	pub valid_until: Moment,
	/// Under which identifier the holder does business.
	pub identifier: BusinessIdentifier,
	/// How it stands.
	pub status: CredentialStatus,
}

/// Answers who may act. Everything is checked at the time of the block that asks.
pub trait Participants<AccountId> {
	/// `Ok` if `who` is a member of the organisation for that capacity, at that site where the
	/// membership is limited to one, and the organisation's credential for the capacity is in
	/// force now. The error is the reason and belongs to the caller.
	fn ensure_acting(who: &AccountId, acting: &Acting, site: Option<Gln>) -> DispatchResult;

	/// `Ok` if the organisation holds a credential for the capacity that is in force now.
	fn ensure_accredited(organisation: OrganisationId, capacity: Capacity) -> DispatchResult;

	/// Whether the organisation holds one of the capacities now.
	fn is_accredited_for_any(organisation: OrganisationId, capacities: &[Capacity]) -> bool {
		capacities.iter().any(|c| Self::ensure_accredited(organisation, *c).is_ok())
	}

	/// The account that controls the organisation: it pays the deposits of what its members do.
	fn controller(organisation: OrganisationId) -> Option<AccountId>;

	/// The organisation at a location, as an issuer attested it.
	fn organisation_at(location: Gln) -> Option<OrganisationId>;

	/// Make `who` the controller and a member, for every capacity, of a new organisation with
	/// credentials in force for all capacities until `until`, located at `location`.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_organisation(
		who: &AccountId,
		location: Option<Gln>,
		until: Moment,
	) -> OrganisationId;
}

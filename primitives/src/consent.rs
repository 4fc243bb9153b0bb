//! Consent as it is stored, and the one function that decides by it (rules CN-1 to CN-5).
//!
//! The shape is that of a FHIR Consent, flat: provisions in pre-order, each with the index of its
//! parent. The runtime call, the runtime API and the command that decides without a chain all ask
//! [`Consent::decide`], so that they cannot disagree.
//!
//! Everything that names somebody or something is an [`Id`] of 32 bytes that is only ever compared:
//! on the chain a token, an account or a padded organisation number; off the chain the hash of a
//! normalised reference.
//!
//! # How it decides
//!
//! - The elements of a provision must all match; of the values of one element, one has to.
//! - What a provision omits it inherits from its parent; what it states replaces what it would
//!   inherit. Exceptions are looked at even where their parent does not match.
//! - The deepest provision that matches decides; among equally deep ones a denial wins. Where none
//!   matches, [`Consent::otherwise`] does.
//! - What the request does not say counts against it: a permit needs to know that it matches, a
//!   denial needs only to be unable to exclude it. So a permit would also be one if the request
//!   said more. [`Outcome::assumed`] lists what was missing.
//! - A purpose that a denial states includes its kinds ([`Purpose::kind_of`]); one that a permit
//!   states does not, but for a declared BTG under TREAT.
//! - A confidentiality label is a high-water mark, as FHIR has it: a permit up to R includes N. A
//!   denial of R includes V. Data without one count as N.
//! - Without data in the request the answer is that of an authorisation server (IHE PCF): a permit
//!   with the rules that remain to be enforced on the data.

use codec::{Decode, DecodeWithMemTracking, Encode, Error as CodecError, Input, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{bounded::BoundedVec, ConstU32};

use crate::{Capacity, Moment, OrganisationId};

mod decide;
mod policy;
#[cfg(test)]
mod tests;

pub use decide::Scope;
pub use policy::ImplicitPolicy;

/// Names somebody or something, and is only compared.
pub type Id = [u8; 32];

/// The most provisions of a consent.
pub const MAX_PROVISIONS: u32 = 64;
/// The deepest nesting: a provision without parent has depth 1.
pub const MAX_DEPTH: u8 = 4;
/// The most values of one element of a provision.
pub const MAX_VALUES: u32 = 8;
/// The most bytes of an encoded consent.
pub const MAX_ENCODED: usize = 8 * 1024;

/// The values of one element of a provision: one of them has to match. Empty: not stated.
pub type Values<T> = BoundedVec<T, ConstU32<MAX_VALUES>>;

/// An organisation's number as an [`Id`].
pub fn organisation_id(organisation: OrganisationId) -> Id {
	let mut id = [0; 32];
	id[..4].copy_from_slice(&organisation.to_le_bytes());
	id
}

/// Derives for a small word that goes into calls, events and state. New ones are appended.
macro_rules! word {
	($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $index:literal,)+ }) => {
		$(#[$doc])*
		#[derive(
			Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode,
			DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize, Deserialize,
		)]
		#[serde(rename_all = "camelCase")]
		pub enum $name { $($(#[$vdoc])* #[codec(index = $index)] $variant,)+ }

		impl $name {
			/// Every value, in the order of the indices.
			pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
		}
	};
}

word! {
	/// Permit or deny.
	pub enum Decision {
		/// Access is given.
		Permit = 0,
		/// Access is refused.
		Deny = 1,
	}
}

impl core::ops::Not for Decision {
	type Output = Self;

	fn not(self) -> Self {
		match self {
			Self::Permit => Self::Deny,
			Self::Deny => Self::Permit,
		}
	}
}

word! {
	/// What is done with the data (FHIR consent action).
	pub enum Action {
		/// Gather.
		Collect = 0,
		/// Read.
		Access = 1,
		/// Use.
		Use = 2,
		/// Give to others.
		Disclose = 3,
		/// Change.
		Correct = 4,
	}
}

word! {
	/// How confidential data are (HL7 v3 Confidentiality), from low to high.
	pub enum Confidentiality {
		/// U: anybody may know.
		Unrestricted = 0,
		/// L: de-identified or the like.
		Low = 1,
		/// M: of little harm.
		Moderate = 2,
		/// N: what health data usually are.
		Normal = 3,
		/// R: would harm if known.
		Restricted = 4,
		/// V: would harm very much.
		VeryRestricted = 5,
	}
}

impl Confidentiality {
	/// What data without a label count as.
	pub const ASSUMED: Self = Self::Normal;
}

word! {
	/// How a provision's reference names data (FHIR consent data meaning).
	pub enum Meaning {
		/// That very record.
		Instance = 0,
		/// An encounter, and what belongs to it.
		Related = 1,
		/// An encounter, and what refers to it.
		Dependents = 2,
		/// What that author wrote.
		AuthoredBy = 3,
	}
}

/// What data are wanted for (HL7 v3 PurposeOfUse; TEFCA exchange purposes). Open-ended.
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
)]
pub enum Purpose {
	/// TREAT: treatment.
	#[codec(index = 0)]
	Treatment,
	/// ETREAT: emergency treatment.
	#[codec(index = 1)]
	EmergencyTreatment,
	/// BTG: break the glass. Counts as treatment, too.
	#[codec(index = 2)]
	BreakGlass,
	/// HPAYMT: payment.
	#[codec(index = 3)]
	Payment,
	/// HOPERAT: health care operations.
	#[codec(index = 4)]
	Operations,
	/// HRESCH: research.
	#[codec(index = 5)]
	Research,
	/// PUBHLTH: public health.
	#[codec(index = 6)]
	PublicHealth,
	/// HMARKT: marketing.
	#[codec(index = 7)]
	Marketing,
	/// PATRQT: the patient asked for it.
	#[codec(index = 8)]
	PatientRequest,
	/// FAMRQT: the family asked for it.
	#[codec(index = 9)]
	FamilyRequest,
	/// PWATRNY: who has power of attorney asked for it.
	#[codec(index = 10)]
	PowerOfAttorney,
	/// CAREMGT: care management.
	#[codec(index = 11)]
	CareManagement,
	/// COVERAGE: coverage under a policy.
	#[codec(index = 12)]
	Coverage,
	/// CLINTRCH: clinical trial research.
	#[codec(index = 13)]
	ClinicalTrial,
	/// PATSFTY: patient safety.
	#[codec(index = 14)]
	PatientSafety,
	/// HLEGAL: legal proceedings.
	#[codec(index = 15)]
	Legal,
	/// T-TREAT: TEFCA treatment.
	#[codec(index = 16)]
	TefcaTreatment,
	/// T-TRTMNT: TEFCA required treatment.
	#[codec(index = 17)]
	TefcaRequiredTreatment,
	/// T-PYMNT: TEFCA payment.
	#[codec(index = 18)]
	TefcaPayment,
	/// T-HCO: TEFCA health care operations.
	#[codec(index = 19)]
	TefcaOperations,
	/// T-PH: TEFCA public health.
	#[codec(index = 20)]
	TefcaPublicHealth,
	/// T-IAS: TEFCA individual access services.
	#[codec(index = 21)]
	TefcaIndividualAccess,
	/// T-GOVDTRM: TEFCA government benefits determination.
	#[codec(index = 22)]
	TefcaBenefitsDetermination,
	/// Any other, by the token or hash of its `system|code`.
	#[codec(index = 255)]
	Other(Id),
}

impl Purpose {
	/// Every purpose that has a word, with its code.
	pub const CODES: [(Self, &'static str); 23] = [
		(Self::Treatment, "TREAT"),
		(Self::EmergencyTreatment, "ETREAT"),
		(Self::BreakGlass, "BTG"),
		(Self::Payment, "HPAYMT"),
		(Self::Operations, "HOPERAT"),
		(Self::Research, "HRESCH"),
		(Self::PublicHealth, "PUBHLTH"),
		(Self::Marketing, "HMARKT"),
		(Self::PatientRequest, "PATRQT"),
		(Self::FamilyRequest, "FAMRQT"),
		(Self::PowerOfAttorney, "PWATRNY"),
		(Self::CareManagement, "CAREMGT"),
		(Self::Coverage, "COVERAGE"),
		(Self::ClinicalTrial, "CLINTRCH"),
		(Self::PatientSafety, "PATSFTY"),
		(Self::Legal, "HLEGAL"),
		(Self::TefcaTreatment, "T-TREAT"),
		(Self::TefcaRequiredTreatment, "T-TRTMNT"),
		(Self::TefcaPayment, "T-PYMNT"),
		(Self::TefcaOperations, "T-HCO"),
		(Self::TefcaPublicHealth, "T-PH"),
		(Self::TefcaIndividualAccess, "T-IAS"),
		(Self::TefcaBenefitsDetermination, "T-GOVDTRM"),
	];

	/// The purpose with this code, if it has a word. `LEGAL` is read as HLEGAL: it was so called
	/// here, and HL7 has no other.
	pub fn from_code(code: &str) -> Option<Self> {
		let code = if code == "LEGAL" { "HLEGAL" } else { code };
		Self::CODES.iter().find(|(_, known)| *known == code).map(|(purpose, _)| *purpose)
	}

	/// Its code; none for [`Other`](Self::Other).
	pub fn code(&self) -> Option<&'static str> {
		Self::CODES.iter().find(|(known, _)| known == self).map(|(_, code)| *code)
	}

	/// Whether it is treatment, for which a request may ask for everything (rule CN-12).
	pub const fn is_treatment(&self) -> bool {
		matches!(
			self,
			Self::Treatment
				| Self::EmergencyTreatment
				| Self::BreakGlass
				| Self::TefcaTreatment
				| Self::TefcaRequiredTreatment
		)
	}

	/// The purpose that this one is a kind of: as HL7 v3 PurposeOfUse has it, and for TEFCA's the
	/// one of HL7 that it stands for.
	pub const fn kind_of(&self) -> Option<Self> {
		Some(match self {
			Self::BreakGlass => Self::EmergencyTreatment,
			Self::EmergencyTreatment | Self::TefcaTreatment | Self::TefcaRequiredTreatment => {
				Self::Treatment
			}
			Self::Coverage | Self::TefcaPayment => Self::Payment,
			Self::CareManagement | Self::PatientSafety | Self::Legal | Self::TefcaOperations => {
				Self::Operations
			}
			Self::ClinicalTrial => Self::Research,
			Self::TefcaPublicHealth => Self::PublicHealth,
			Self::FamilyRequest | Self::PowerOfAttorney | Self::TefcaIndividualAccess => {
				Self::PatientRequest
			}
			_ => return None,
		})
	}

	/// Whether this declared purpose is met by `stated` in a provision with that decision. A permit
	/// is for the purpose that it states, and for a declared BTG under TREAT; a denial is of every
	/// kind of its purpose, too: nobody evades it by another word.
	pub fn is_met_by(&self, stated: &Self, decision: Decision) -> bool {
		match decision {
			Decision::Permit => {
				self == stated || (*self == Self::BreakGlass && *stated == Self::Treatment)
			}
			Decision::Deny => core::iter::successors(Some(*self), Self::kind_of)
				.any(|declared| declared == *stated),
		}
	}

	/// Whether who acts in `capacity` may declare this purpose at all (rule CN-4). A purpose that
	/// has no word is left to the consent.
	pub const fn is_open_to(&self, capacity: Capacity) -> bool {
		use Capacity::*;
		match self {
			Self::BreakGlass => matches!(capacity, Provider | Prescriber),
			Self::Treatment
			| Self::EmergencyTreatment
			| Self::CareManagement
			| Self::TefcaTreatment
			| Self::TefcaRequiredTreatment => matches!(capacity, Provider | Prescriber | Dispenser),
			Self::Payment | Self::Coverage | Self::TefcaPayment => {
				matches!(capacity, Payer | Provider | Prescriber | Dispenser)
			}
			Self::Operations | Self::TefcaOperations => {
				matches!(
					capacity,
					Provider | Prescriber | Payer | Dispenser | PrivacyOfficer | Auditor
				)
			}
			Self::Research | Self::ClinicalTrial => {
				matches!(
					capacity,
					Sponsor | Investigator | EthicsCommittee | SafetyBoard | Provider
				)
			}
			Self::PublicHealth | Self::TefcaPublicHealth => {
				matches!(capacity, Regulator | Provider | Dispenser)
			}
			Self::PatientSafety => matches!(
				capacity,
				Provider
					| Prescriber | Dispenser
					| Manufacturer | DeviceManufacturer
					| Regulator | PrivacyOfficer
			),
			Self::Marketing => {
				matches!(capacity, Provider | Payer | Dispenser | Manufacturer | DeviceManufacturer)
			}
			Self::PatientRequest
			| Self::FamilyRequest
			| Self::PowerOfAttorney
			| Self::TefcaIndividualAccess => {
				matches!(capacity, Provider | Prescriber | Dispenser | Payer | PrivacyOfficer)
			}
			Self::TefcaBenefitsDetermination => matches!(capacity, Regulator | Payer),
			Self::Legal => matches!(capacity, Regulator | PrivacyOfficer | Auditor),
			Self::Other(_) => true,
		}
	}
}

/// Whom a provision is about.
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
)]
pub enum Actor {
	/// Everybody who acts for an organisation, also who joined yesterday.
	#[codec(index = 0)]
	Organisation(Id),
	/// Everybody who acts in a capacity.
	#[codec(index = 1)]
	Capacity(Capacity),
	/// A person, by account or hash.
	#[codec(index = 2)]
	Person(Id),
	/// The members of a group, such as a care team.
	#[codec(index = 3)]
	Group(Id),
	/// Whoever opens this salted commitment when asking. For permits alone: nobody opens one in
	/// order to be refused.
	#[codec(index = 4)]
	Commitment(Id),
}

/// A security label of data.
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
)]
pub enum Label {
	/// How confidential.
	#[codec(index = 0)]
	Confidentiality(Confidentiality),
	/// Why (psychiatry, substance use...): a token or hash.
	#[codec(index = 1)]
	Sensitivity(Id),
}

/// Data by reference.
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
)]
pub struct Reference {
	/// How.
	pub meaning: Meaning,
	/// A record, an encounter or an author.
	pub id: Id,
}

/// A time from `start` to `end`, both included; open where there is none. All open: not stated.
///
/// On the chain the period of data is of whole months ([`is_whole_months`](Self::is_whole_months)),
/// because the dates of a person's care are personal data.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Period {
	/// The first moment.
	pub start: Option<Moment>,
	/// The last moment: of a partial date, its last millisecond.
	pub end: Option<Moment>,
}

impl Period {
	/// Without limits.
	pub const ALWAYS: Self = Self { start: None, end: None };

	/// Whether it limits anything.
	pub const fn is_stated(&self) -> bool {
		self.start.is_some() || self.end.is_some()
	}

	/// Whether `time` is in it.
	pub fn contains(&self, time: Moment) -> bool {
		self.start.is_none_or(|start| start <= time) && self.end.is_none_or(|end| time <= end)
	}

	/// Whether it begins with the first and ends with the last moment of a month.
	pub fn is_whole_months(&self) -> bool {
		self.start.is_none_or(|start| Month::of(start).first() == start)
			&& self.end.is_none_or(|end| Month::of(end).last() == end)
	}

	fn is_ordered(&self) -> bool {
		match (self.start, self.end) {
			(Some(start), Some(end)) => start <= end,
			_ => true,
		}
	}
}

/// A month of the Gregorian calendar in UTC: months since January 1970.
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
)]
pub struct Month(pub u16);

impl Month {
	/// The month in which `time` is.
	pub const fn of(time: Moment) -> Self {
		// Days to civil, after Howard Hinnant: years begin in March, eras have 400 years.
		let days = time / crate::DAY + 719_468;
		let day_of_era = days % 146_097;
		let year_of_era =
			(day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
		let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
		let from_march = (5 * day_of_year + 2) / 153;
		// 1970 begins ten months after March 1969.
		let months = (days / 146_097 * 400 + year_of_era) * 12 + from_march;
		let months = months.saturating_sub(1_969 * 12 + 10);
		Self(if months > u16::MAX as u64 { u16::MAX } else { months as u16 })
	}

	/// Its first moment.
	pub const fn first(self) -> Moment {
		let months = self.0 as u64 + 1_969 * 12 + 10;
		let (year, from_march) = (months / 12, months % 12);
		let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5;
		(days - 719_468) * crate::DAY
	}

	/// Its last moment: the millisecond before the next month.
	pub const fn last(self) -> Moment {
		Self(self.0.saturating_add(1)).first() - 1
	}

	/// All of it.
	pub const fn span(self) -> Span {
		Span { first: self.first(), last: self.last() }
	}
}

/// When something was, as exactly as it is known: at some moment from `first` to `last`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Span {
	/// Not before.
	pub first: Moment,
	/// Not after.
	pub last: Moment,
}

/// One provision.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Provision {
	/// The index of the provision that it is an exception to; none: an exception to the base.
	pub parent: Option<u8>,
	/// What it says of what it matches.
	pub decision: Decision,
	/// When it applies.
	pub period: Period,
	/// To whom.
	pub actors: Values<Actor>,
	/// To which actions.
	pub actions: Values<Action>,
	/// For which purposes.
	pub purposes: Values<Purpose>,
	/// To data with which labels.
	pub labels: Values<Label>,
	/// To data of which classes.
	pub classes: Values<Id>,
	/// To data with which codes.
	pub codes: Values<Id>,
	/// To data of which time.
	pub data_period: Period,
	/// To which data.
	pub data: Values<Reference>,
}

impl Provision {
	/// One that states nothing: it matches whatever its parent matches.
	pub fn new(parent: Option<u8>, decision: Decision) -> Self {
		Self {
			parent,
			decision,
			period: Period::ALWAYS,
			actors: Values::default(),
			actions: Values::default(),
			purposes: Values::default(),
			labels: Values::default(),
			classes: Values::default(),
			codes: Values::default(),
			data_period: Period::ALWAYS,
			data: Values::default(),
		}
	}
}

/// A consent: of one patient, towards one controller. Whose it is, its status and its history are
/// kept beside it.
///
/// Its encoding has at most [`MAX_ENCODED`] bytes: a longer one does not decode.
#[derive(Clone, PartialEq, Eq, Debug, Encode, TypeInfo)]
pub struct Consent {
	/// What holds where no provision matches.
	pub otherwise: Decision,
	/// When it is in force. Outside, it is as if it were not there.
	pub period: Period,
	/// Given under 42 CFR Part 2: what is released carries the notice against redisclosure (CN-9).
	pub part2: bool,
	/// The provisions in pre-order: each after its parent and all that is under an earlier sibling.
	pub provisions: BoundedVec<Provision, ConstU32<MAX_PROVISIONS>>,
}

impl Decode for Consent {
	fn decode<I: Input>(input: &mut I) -> Result<Self, CodecError> {
		let consent = Self {
			otherwise: Decode::decode(input)?,
			period: Decode::decode(input)?,
			part2: Decode::decode(input)?,
			provisions: Decode::decode(input)?,
		};
		if consent.encoded_size() > MAX_ENCODED {
			return Err("a consent has at most 8 KiB".into());
		}
		Ok(consent)
	}
}

impl DecodeWithMemTracking for Consent {}

impl MaxEncodedLen for Consent {
	fn max_encoded_len() -> usize {
		MAX_ENCODED
	}
}

/// Why a consent cannot be stored.
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
pub enum ConsentError {
	/// It is longer than [`MAX_ENCODED`] bytes: state less, or in several consents.
	TooLong,
	/// A provision does not come after its parent and the parent's earlier children.
	NotPreOrder,
	/// A provision is nested deeper than [`MAX_DEPTH`].
	TooDeep,
	/// A period ends before it begins.
	PeriodReversed,
	/// A denial names its actors by commitment, which nobody would open: name the person, the
	/// group or the organisation.
	CommittedDenial,
}

/// What is asked: who wants to do what with which data, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Request<'a> {
	/// Who asks, as a person.
	pub person: Option<Id>,
	/// For which organisation.
	pub organisation: Option<Id>,
	/// In which capacity.
	pub capacity: Option<Capacity>,
	/// As a member of which groups; none: not known.
	pub groups: Option<&'a [Id]>,
	/// The commitments to the asking person that were opened and hold.
	pub opened: &'a [Id],
	/// Ids of which it is not known whether they are of what is asked for or by, such as a person
	/// that the consent names by an identifier and the request by an address. Where one of these is
	/// compared and is not the same, it may be.
	pub uncertain: &'a [Id],
	/// For which purpose. Who has several asks for each, and needs a permit for each.
	pub purpose: Purpose,
	/// What for.
	pub action: Option<Action>,
	/// Which data. Without, the answer is what an authorisation server says: a permit with what
	/// remains to be enforced when the data are known.
	pub data: Option<Data<'a>>,
	/// The time.
	pub now: Moment,
}

/// What is known of the data that are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Data<'a> {
	/// Of which classes (a FHIR resource type, a profile, a document class); none: not known.
	pub classes: Option<&'a [Id]>,
	/// Their codes; none: not known.
	pub codes: Option<&'a [Id]>,
	/// How confidential; none: unlabelled.
	pub confidentiality: Option<Confidentiality>,
	/// Their sensitivity labels.
	pub sensitivities: &'a [Id],
	/// Who wrote them; none: not known.
	pub authors: Option<&'a [Id]>,
	/// When; none: not known.
	pub authored: Option<Span>,
	/// In which encounters, and the record itself if it is one; none: not known.
	pub encounters: Option<&'a [Id]>,
	/// The record itself; none: not known.
	pub record: Option<Id>,
}

word! {
	/// Why a decision is what it is.
	pub enum Reason {
		/// A provision of the consent says so.
		Provision = 0,
		/// No provision matches, and the consent's base says so.
		Base = 1,
		/// Who acts in that capacity may not declare that purpose (CN-4).
		PurposeNotEntitled = 2,
		/// The provisions are not in pre-order: nothing is permitted by what cannot be understood.
		Malformed = 3,
	}
}

word! {
	/// What the request left open and the decision therefore took on.
	pub enum Assumption {
		/// The data have no confidentiality label: they count as N.
		ConfidentialityNormal = 0,
		/// Who asks is not known as a person.
		PersonUnknown = 1,
		/// For which organisation is not known.
		OrganisationUnknown = 2,
		/// In which capacity is not known, also whether it may declare the purpose.
		CapacityUnknown = 3,
		/// The groups are not known.
		GroupsUnknown = 4,
		/// A commitment was not opened.
		CommitmentUnopened = 5,
		/// The action is not known.
		ActionUnknown = 6,
		/// The class of the data is not known.
		ClassUnknown = 7,
		/// The codes of the data are not known.
		CodesUnknown = 8,
		/// The author of the data is not known.
		AuthorUnknown = 9,
		/// When the data were authored is not known, or not exactly enough.
		AuthoredUnknown = 10,
		/// The encounter is not known.
		EncounterUnknown = 11,
		/// Which record it is is not known.
		RecordUnknown = 12,
	}
}

word! {
	/// What comes with a permit.
	pub enum Obligation {
		/// The access is reviewed afterwards (CN-7).
		ReviewBreakGlass = 0,
		/// What is released carries the notice of 42 CFR 2.32 (CN-9).
		RedisclosureNotice = 1,
		/// Not for treatment: ask for stated classes of data, no more than is needed (CN-12).
		MinimumNecessary = 2,
	}
}

/// A rule that remains to be enforced when the data are known. Of the rules that match, the last
/// one decides.
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
pub struct Residual {
	/// What it says.
	pub decision: Decision,
	/// Of the data that this provision is about, see [`Consent::scope`]; none: of all.
	pub provision: Option<u8>,
}

/// The answer.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Outcome {
	/// Permit or deny.
	pub decision: Decision,
	/// Why.
	pub reason: Reason,
	/// The provision that decided.
	pub provision: Option<u8>,
	/// With a permit that was asked for without data: what remains to be enforced. Empty: nothing.
	pub residual: BoundedVec<Residual, ConstU32<{ MAX_PROVISIONS + 1 }>>,
	/// With a permit: what comes with it.
	pub obligations: BoundedVec<Obligation, ConstU32<3>>,
	/// What the request left open where it mattered.
	pub assumed: BoundedVec<Assumption, ConstU32<13>>,
}

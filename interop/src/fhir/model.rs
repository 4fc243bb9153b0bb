//! A FHIR Consent in domain types.

use super::{codes::Coding, datetime::DateTime, Kind};
use salus_primitives::{
	consent::{Action, Decision, Meaning},
	Capacity,
};
use std::cmp::Ordering;

/// The version of FHIR that a resource is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Version {
	/// 4.0 and 4.3.
	R4,
	/// 5.0.
	R5,
}

/// How a consent stands (rule CN-1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
	/// Being written.
	Draft,
	/// Put to the patient (R4).
	Proposed,
	/// Enforced.
	Active,
	/// Revoked or superseded.
	Inactive,
	/// Refused by the patient (R4).
	Rejected,
	/// Not given (R5).
	NotDone,
	/// Was never meant.
	EnteredInError,
	/// Nobody knows (R5).
	Unknown,
}

impl Status {
	/// Every status with its code.
	pub const CODES: [(Self, &'static str); 8] = [
		(Self::Draft, "draft"),
		(Self::Proposed, "proposed"),
		(Self::Active, "active"),
		(Self::Inactive, "inactive"),
		(Self::Rejected, "rejected"),
		(Self::NotDone, "not-done"),
		(Self::EnteredInError, "entered-in-error"),
		(Self::Unknown, "unknown"),
	];

	/// The status with this code, where the version has it.
	pub fn from_code(code: &str, version: Version) -> Option<Self> {
		let (status, _) = Self::CODES.into_iter().find(|(_, known)| *known == code)?;
		let is_there = match status {
			Self::Proposed | Self::Rejected => version == Version::R4,
			Self::NotDone | Self::Unknown => version == Version::R5,
			_ => true,
		};
		is_there.then_some(status)
	}

	/// Its code.
	pub fn code(self) -> &'static str {
		Self::CODES.iter().find(|(known, _)| *known == self).map_or("unknown", |(_, code)| code)
	}

	/// Whether a consent that was given is taken back by it.
	pub const fn ends(self) -> bool {
		matches!(self, Self::Inactive | Self::Rejected | Self::NotDone | Self::EnteredInError)
	}
}

/// A period with its dates as they are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Period {
	/// From the first instant of it.
	pub start: Option<DateTime>,
	/// To the last instant of it.
	pub end: Option<DateTime>,
}

impl Period {
	/// Whether it limits anything.
	pub const fn is_stated(&self) -> bool {
		self.start.is_some() || self.end.is_some()
	}
}

/// Whom a provision is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ActorRef {
	/// Somebody by normalised reference.
	Reference {
		/// The reference.
		reference: String,
		/// What it names.
		kind: Kind,
	},
	/// Everybody in a capacity.
	Capacity(Capacity),
}

/// Data by normalised reference.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DataRef {
	/// How.
	pub meaning: Meaning,
	/// The reference.
	pub reference: String,
	/// What it names.
	pub kind: Kind,
}

/// A provision with those that are exceptions to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Provision {
	/// Its FHIRPath.
	pub path: String,
	/// What it says.
	pub decision: Decision,
	/// When it applies.
	pub period: Period,
	/// To whom.
	pub actors: Vec<ActorRef>,
	/// To which actions.
	pub actions: Vec<Action>,
	/// For which purposes.
	pub purposes: Vec<Coding>,
	/// To data with which security labels.
	pub labels: Vec<Coding>,
	/// To data of which classes.
	pub classes: Vec<Coding>,
	/// To data with which codes.
	pub codes: Vec<Coding>,
	/// To data of which time.
	pub data_period: Period,
	/// To which data.
	pub data: Vec<DataRef>,
	/// The exceptions.
	pub provisions: Vec<Provision>,
}

/// What holds where no provision matches, and how it is stated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
	/// R4: `policyRule` is OPTIN or OPTOUT.
	PolicyRule(Decision),
	/// R4 as IHE PCF has it: the root provision has the type, and what it does not match is denied.
	Root,
	/// R5: `decision`.
	Decision(Decision),
}

impl Base {
	/// What holds where no provision matches.
	pub const fn otherwise(&self) -> Decision {
		match self {
			Self::PolicyRule(decision) | Self::Decision(decision) => *decision,
			Self::Root => Decision::Deny,
		}
	}
}

/// Whose consent a resource is, how it stands and how new it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
	/// The version of FHIR.
	pub version: Version,
	/// Its id on the server that it comes from.
	pub id: Option<String>,
	/// How it stands.
	pub status: Status,
	/// Whose it is: a normalised reference.
	pub patient: String,
	/// The patient's identifier as `system|value`, where one stands beside the reference.
	pub patient_identifier: Option<String>,
	/// When it was given.
	pub date: Option<DateTime>,
	/// When the resource was last changed.
	pub last_updated: Option<DateTime>,
	/// The version of the resource.
	pub version_id: Option<String>,
}

impl Header {
	/// How new the consent is: by when it was given, then by when the resource was changed.
	pub fn age(&self) -> (Option<i64>, Option<i64>, u64) {
		let (updated, version) = self.changed();
		(self.date.as_ref().map(|date| date.last), updated, version)
	}

	/// Whether this version of a resource clearly stands in the place of another version of it: by
	/// when it was changed, by its number, by when it was given. Where only one of them says, it is
	/// taken for the later one if that takes a consent away, and never if that brings one back.
	pub fn stands_for(&self, other: &Self) -> bool {
		fn told<T: Ord>(one: Option<T>, other: Option<T>) -> Option<Ordering> {
			Some(one?.cmp(&other?)).filter(|order| order.is_ne())
		}
		let ((updated, number), (other_updated, other_number)) = (self.changed(), other.changed());
		let numbered = |number: u64| (number > 0).then_some(number);
		let last = |header: &Self| header.date.as_ref().map(|date| date.last);
		let order = told(updated, other_updated)
			.or_else(|| told(numbered(number), numbered(other_number)))
			.or_else(|| told(last(self), last(other)));
		match order {
			Some(order) => order.is_gt(),
			None => self.status != Status::Active && self.age() > other.age(),
		}
	}

	/// Which version of the resource it is: the higher is the later one.
	pub fn changed(&self) -> (Option<i64>, u64) {
		let number = self.version_id.as_deref().and_then(|version| version.parse().ok());
		(self.last_updated.as_ref().map(|date| date.last), number.unwrap_or(0))
	}
}

/// A consent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
	/// Whose it is, how it stands and how new it is.
	pub header: Header,
	/// Towards whom it is: normalised references.
	pub controllers: Vec<String>,
	/// When it is in force.
	pub period: Period,
	/// What holds where no provision matches.
	pub base: Base,
	/// Whether it is given under 42 CFR Part 2.
	pub part2: bool,
	/// The exceptions to the base.
	pub provisions: Vec<Provision>,
}

impl Consent {
	/// Every provision, each before its exceptions.
	pub fn all_provisions(&self) -> Vec<&Provision> {
		fn walk<'a>(provisions: &'a [Provision], found: &mut Vec<&'a Provision>) {
			for provision in provisions {
				found.push(provision);
				walk(&provision.provisions, found);
			}
		}
		let mut found = Vec::new();
		walk(&self.provisions, &mut found);
		found
	}
}

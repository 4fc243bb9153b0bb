//! What holds where a patient has not consented.

use super::{Actor, Consent, Decision, Period, Provision, Purpose, Values};
use crate::Capacity;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The policy for a patient of whom no consent is in force (rule CN-3): IHE PCF's four.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ImplicitPolicy {
	/// Nothing is permitted.
	#[default]
	#[codec(index = 0)]
	Deny,
	/// A clinician who declares break-glass, and nobody else.
	#[codec(index = 1)]
	BreakGlassOnly,
	/// Clinicians for treatment, and nobody else.
	#[codec(index = 2)]
	BasicNormal,
	/// Whoever is entitled to the purpose declared, but for marketing and for purposes that have
	/// no word: those need a consent (45 CFR 164.508(a)(3)).
	#[codec(index = 3)]
	AllNormal,
}

impl ImplicitPolicy {
	/// Every policy, the strictest first.
	pub const ALL: [Self; 4] =
		[Self::Deny, Self::BreakGlassOnly, Self::BasicNormal, Self::AllNormal];

	/// Its name in IHE PCF, which there follows `https://profiles.ihe.net/ITI/PCF/`.
	pub const fn name(&self) -> &'static str {
		match self {
			Self::Deny => "Policy-deny",
			Self::BreakGlassOnly => "Policy-break-glass-only",
			Self::BasicNormal => "Policy-basic-normal",
			Self::AllNormal => "Policy-all-normal",
		}
	}

	/// The policy with this name.
	pub fn from_name(name: &str) -> Option<Self> {
		Self::ALL.into_iter().find(|policy| policy.name() == name)
	}

	/// It as a consent, so that it is decided by in the same way.
	pub fn consent(&self) -> Consent {
		let clinicians = [Capacity::Provider, Capacity::Prescriber, Capacity::Dispenser];
		let permits = match self {
			Self::Deny => Vec::new(),
			Self::BreakGlassOnly => {
				alloc::vec![permit(
					&[Capacity::Provider, Capacity::Prescriber],
					&[Purpose::BreakGlass]
				)]
			}
			Self::BasicNormal => {
				let treatment = Purpose::CODES.iter().map(|(purpose, _)| *purpose);
				let treatment = treatment.filter(Purpose::is_treatment).collect::<Vec<_>>();
				alloc::vec![permit(&clinicians, &treatment)]
			}
			Self::AllNormal => Purpose::CODES
				.map(|(purpose, _)| purpose)
				.into_iter()
				.filter(|purpose| *purpose != Purpose::Marketing)
				.collect::<Vec<_>>()
				.chunks(super::MAX_VALUES as usize)
				.map(|purposes| permit(&[], purposes))
				.collect(),
		};
		Consent {
			otherwise: Decision::Deny,
			period: Period::ALWAYS,
			part2: false,
			provisions: permits.try_into().unwrap_or_default(),
		}
	}
}

fn permit(capacities: &[Capacity], purposes: &[Purpose]) -> Provision {
	Provision {
		actors: Values::truncate_from(capacities.iter().copied().map(Actor::Capacity).collect()),
		purposes: Values::truncate_from(purposes.to_vec()),
		..Provision::new(None, Decision::Permit)
	}
}

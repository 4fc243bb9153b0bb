//! What each account of disclosures contains.

use salus_primitives::{
	consent::Purpose,
	records::{Basis, TicketDecision, TicketInfo},
	Moment,
};
use time::OffsetDateTime;

/// For whom, and under which rule, an account is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Account {
	/// 45 CFR 164.528: six years; without treatment, payment and operations.
	Hipaa,
	/// 42 CFR 2.25: three years; with what was disclosed on a consent under Part 2.
	Part2,
	/// 42 CFR 2.24: three years; to which entities an intermediary disclosed.
	Intermediary,
	/// The patient: everything, denials and emergencies among it.
	Patient,
}

/// Why a row is in no account of a rule. It stays in the patient's own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Omission {
	/// It was denied: nothing was disclosed.
	Denied,
	/// Inside the custodian: a use, no disclosure (45 CFR 160.103).
	OwnUse,
	/// For treatment, payment or health care operations (45 CFR 164.528(a)(1)(i)).
	TreatmentPaymentOperations,
	/// To the individual, or who stands in its place (45 CFR 164.528(a)(1)(ii)).
	ToIndividual,
	/// On the patient's authorisation (45 CFR 164.528(a)(1)(iv)).
	Authorised,
	/// To persons involved in the patient's care (45 CFR 164.528(a)(1)(v)).
	InvolvedInCare,
	/// Not on a consent under 42 CFR Part 2.
	NotOnPart2Consent,
}

impl Omission {
	/// In a sentence.
	pub const fn text(self) -> &'static str {
		match self {
			Self::Denied => "denied, so that nothing was disclosed",
			Self::OwnUse => "used inside the custodian (45 CFR 160.103)",
			Self::TreatmentPaymentOperations => {
				"for treatment, payment or health care operations (45 CFR 164.528(a)(1)(i))"
			}
			Self::ToIndividual => "to the individual (45 CFR 164.528(a)(1)(ii))",
			Self::Authorised => "on the patient's authorisation (45 CFR 164.528(a)(1)(iv))",
			Self::InvolvedInCare => {
				"to persons involved in the patient's care (45 CFR 164.528(a)(1)(v))"
			}
			Self::NotOnPart2Consent => "not on a consent under 42 CFR Part 2",
		}
	}
}

impl Account {
	/// What it is called in a report.
	pub const fn title(self) -> &'static str {
		match self {
			Self::Hipaa => "Accounting of disclosures (45 CFR 164.528)",
			Self::Part2 => "Accounting of disclosures (42 CFR 2.25)",
			Self::Intermediary => "List of disclosures by an intermediary (42 CFR 2.24)",
			Self::Patient => "Who asked for my records",
		}
	}

	/// How many years before the request it reaches back; none without a limit.
	const fn years(self) -> Option<i32> {
		match self {
			Self::Hipaa => Some(6),
			Self::Part2 | Self::Intermediary => Some(3),
			Self::Patient => None,
		}
	}

	/// The first moment that it covers, where the rule has one, for a request made at `at`.
	pub fn earliest(self, at: Moment) -> Option<Moment> {
		let years = self.years()?;
		let at = i64::try_from(at / 1_000).ok()?;
		let at = OffsetDateTime::from_unix_timestamp(at).ok()?;
		let earlier = at
			.replace_year(at.year() - years)
			.or_else(|_| at.replace_day(28).and_then(|at| at.replace_year(at.year() - years)))
			.ok()?;
		u64::try_from(earlier.unix_timestamp()).ok().map(|seconds| seconds * 1_000)
	}

	/// Whether a person is named, or the entity alone.
	pub const fn names_persons(self) -> bool {
		!matches!(self, Self::Intermediary)
	}

	/// Why it leaves a row out; none where it lists it.
	pub fn leaves_out<AccountId>(
		self,
		row: &TicketInfo<AccountId>,
		custodian: u32,
	) -> Option<Omission> {
		if self == Self::Patient {
			return None;
		}
		let notice = match &row.decision {
			TicketDecision::Deny(_) => return Some(Omission::Denied),
			TicketDecision::Permit { redisclosure_notice, .. } => *redisclosure_notice,
		};
		if row.requester == custodian {
			return Some(Omission::OwnUse);
		}
		if self != Self::Hipaa {
			// An emergency is disclosed without consent (42 CFR 2.51), and noted there.
			let on_consent = row.basis == Basis::Consent && notice;
			return (!on_consent).then_some(Omission::NotOnPart2Consent);
		}
		let purpose = &row.request.purpose;
		match purpose {
			purpose if is_treatment_payment_operations(purpose) => {
				Some(Omission::TreatmentPaymentOperations)
			}
			Purpose::PatientRequest | Purpose::PowerOfAttorney | Purpose::TefcaIndividualAccess => {
				Some(Omission::ToIndividual)
			}
			Purpose::FamilyRequest => Some(Omission::InvolvedInCare),
			_ if row.basis == Basis::Consent => Some(Omission::Authorised),
			_ => None,
		}
	}
}

/// Treatment, payment and health care operations (45 CFR 164.501). An emergency is treatment.
fn is_treatment_payment_operations(purpose: &Purpose) -> bool {
	purpose.is_treatment()
		|| matches!(
			purpose,
			Purpose::Payment
				| Purpose::Coverage
				| Purpose::Operations
				| Purpose::CareManagement
				| Purpose::PatientSafety
				| Purpose::TefcaPayment
				| Purpose::TefcaOperations
		)
}

#[cfg(test)]
pub mod tests {
	use super::*;
	use crate::time::{format_moment, parse_moment};
	use salus_primitives::{
		consent::Action,
		records::{AccessRequest, DenialClass, Residuals},
		Capacity,
	};

	/// A permitted request of organisation 5 to custodian 4.
	pub fn row(purpose: Purpose, basis: Basis, notice: bool) -> TicketInfo<[u8; 32]> {
		TicketInfo {
			requester: 5,
			id: [1; 16],
			capacity: Capacity::Provider,
			account: [2; 32],
			request: AccessRequest {
				patient: [3; 32],
				custodian: 4,
				purpose,
				action: Action::Access,
				person: [4; 32],
				openings: Default::default(),
				data: None,
			},
			decision: TicketDecision::Permit {
				residual: Residuals::default(),
				until: 0,
				redisclosure_notice: notice,
			},
			basis,
			consent_version: None,
			decided: 1_760_000_000_000,
			emergency: None,
		}
	}

	/// The same, denied.
	pub fn denied(purpose: Purpose, basis: Basis) -> TicketInfo<[u8; 32]> {
		let decision = TicketDecision::Deny(DenialClass::NotPermitted);
		TicketInfo { decision, ..row(purpose, basis, false) }
	}

	#[test]
	fn cn_8_hipaa_should_leave_out_what_the_rule_says_and_nothing_else() {
		use Omission::*;
		for (row, expected) in [
			(row(Purpose::Treatment, Basis::Consent, false), Some(TreatmentPaymentOperations)),
			(row(Purpose::Payment, Basis::Policy, false), Some(TreatmentPaymentOperations)),
			(row(Purpose::TefcaOperations, Basis::Policy, false), Some(TreatmentPaymentOperations)),
			(row(Purpose::BreakGlass, Basis::BreakGlass, true), Some(TreatmentPaymentOperations)),
			(row(Purpose::PatientRequest, Basis::Policy, false), Some(ToIndividual)),
			(row(Purpose::FamilyRequest, Basis::Policy, false), Some(InvolvedInCare)),
			(row(Purpose::Research, Basis::Consent, false), Some(Authorised)),
			(row(Purpose::Research, Basis::Policy, false), None),
			(row(Purpose::PublicHealth, Basis::Policy, false), None),
			(row(Purpose::Legal, Basis::Policy, false), None),
			(row(Purpose::TefcaBenefitsDetermination, Basis::Policy, false), None),
			(denied(Purpose::PublicHealth, Basis::Policy), Some(Denied)),
		] {
			assert_eq!(Account::Hipaa.leaves_out(&row, 4), expected, "{:?}", row.request.purpose);
			assert_eq!(Account::Patient.leaves_out(&row, 4), None);
		}
		let own = row(Purpose::PublicHealth, Basis::Policy, false);
		assert_eq!(Account::Hipaa.leaves_out(&own, 5), Some(OwnUse));
	}

	#[test]
	fn cn_8_part_2_should_list_what_a_consent_disclosed_treatment_too() {
		for account in [Account::Part2, Account::Intermediary] {
			let leaves_out = |row| account.leaves_out(&row, 4);
			assert_eq!(leaves_out(row(Purpose::Treatment, Basis::Consent, true)), None);
			assert_eq!(leaves_out(row(Purpose::Legal, Basis::Consent, true)), None);
			let other = Some(Omission::NotOnPart2Consent);
			assert_eq!(leaves_out(row(Purpose::Treatment, Basis::Consent, false)), other);
			assert_eq!(leaves_out(row(Purpose::BreakGlass, Basis::BreakGlass, true)), other);
			let denied = denied(Purpose::Treatment, Basis::Consent);
			assert_eq!(leaves_out(denied), Some(Omission::Denied));
		}
		assert!(!Account::Intermediary.names_persons());
	}

	#[test]
	fn cn_8_windows_should_be_those_of_the_rules() {
		let at = |text: &str| parse_moment(text).unwrap();
		let earliest = |account: Account, text: &str| account.earliest(at(text)).map(format_moment);
		let text = "2026-07-15T12:00:00Z";
		let six = Some("2020-07-15T12:00:00Z".to_owned());
		assert_eq!(earliest(Account::Hipaa, text), six);
		let three = Some("2023-07-15T12:00:00Z".to_owned());
		assert_eq!(earliest(Account::Part2, text), three);
		assert_eq!(earliest(Account::Intermediary, text), three);
		assert_eq!(earliest(Account::Patient, text), None);
		let leap = Some("2021-02-28T00:00:00Z".to_owned());
		assert_eq!(earliest(Account::Part2, "2024-02-29T00:00:00Z"), leap);
	}
}

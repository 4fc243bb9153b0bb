//! Tests, by topic; each rule by its id.

mod access;
mod breaches;
mod consents;
mod emergency;
mod failures;
mod logs;
mod patients;
mod privacy;
mod property;
mod reaping;
mod records;
mod representatives;
mod rights;
mod suspensions;

pub use crate::{mock::*, *};
pub use frame_support::{assert_noop, assert_ok};
pub use salus_primitives::{
	consent::{Actor, Consent, Decision, ImplicitPolicy, Label, Month, Period, Provision, Purpose},
	merkle::{self, Tree},
	records::{
		AccessError, AccessQuery, AccessRequest, Basis, ConsentEvent, ConsentGrant, ConsentStatus,
		DataDescriptor, DenialClass, ErasureGround, LogEntry, PaidInFull, Part2, Part2Expiry,
		Part2Recipient, RecordChange, RecordLeaf, RecordStatus, ReleaseRefusal, RequestOutcome,
		ReviewOutcome, RightKind, Scope, TicketDecision,
	},
	Acting, Capacity, Moment, ObligationKind, DAY, HOUR,
};
pub use sp_runtime::DispatchError;

pub type Refused = Error<Test>;

pub fn permitted(decision: &TicketDecision) -> bool {
	matches!(decision, TicketDecision::Permit { .. })
}

/// What the last event was.
pub fn told(event: Event<Test>) {
	System::assert_last_event(event.into());
}

pub const NOT_A_MEMBER: DispatchError = DispatchError::Other("NotAMember");
pub const NO_CREDENTIAL: DispatchError = DispatchError::Other("CredentialMissing");

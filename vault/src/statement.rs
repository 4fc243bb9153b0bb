//! What a clinician declares in an emergency, with what opens its commitments (CN-7).
//!
//! The chain and the vault see commitments of the reason and the person. The clinician keeps this, and
//! gives it to the privacy officer who reviews the emergency: 42 CFR 2.51 wants the name and the
//! affiliation of the recipient, and the nature of the emergency, in writing.

use crate::{persons::Person, spool::Emergency};
use salus_primitives::{
	records::{Commitment, PatientId, TicketId},
	Capacity, OrganisationId,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A declaration in writing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statement {
	/// For which organisation the clinician acts.
	pub organisation: OrganisationId,
	/// In which capacity.
	pub capacity: Capacity,
	/// How the clinician names the ticket.
	#[serde(with = "crate::hex_bytes")]
	pub ticket: TicketId,
	/// Whose records.
	#[serde(with = "crate::hex_bytes")]
	pub patient: PatientId,
	/// The nature of the emergency.
	pub reason: String,
	/// 32 random bytes, so that the reason cannot be guessed from its commitment.
	#[serde(with = "crate::hex_bytes")]
	pub reason_salt: [u8; 32],
	/// Who looks.
	pub person: Person,
}

impl Statement {
	/// A new one, under a new ticket.
	pub fn new(
		organisation: OrganisationId,
		capacity: Capacity,
		patient: PatientId,
		reason: &str,
		person: Person,
	) -> Self {
		let (ticket, reason_salt) = (crate::random(), crate::random());
		let reason = reason.to_owned();
		Self { organisation, capacity, ticket, patient, reason, reason_salt, person }
	}

	/// The commitment of the reason.
	pub fn reason_commitment(&self) -> Commitment {
		let mut hash = Sha256::new();
		hash.update(b"salus/reason/1");
		hash.update(self.reason_salt);
		hash.update((self.reason.len() as u64).to_le_bytes());
		hash.update(self.reason.as_bytes());
		hash.finalize().into()
	}

	/// As it is declared.
	pub fn emergency(&self) -> Emergency {
		Emergency {
			capacity: self.capacity,
			patient: self.patient,
			reason: self.reason_commitment(),
			person: self.person.commitment(),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn cn_7_a_statement_should_open_what_was_declared_and_nothing_else() {
		let doctor = Person::new("Dr. Ada Jones", "Emergency");
		let one = Statement::new(5, Capacity::Provider, [7; 32], "unconscious", doctor);
		let text = serde_json::to_string(&one).unwrap();
		let again: Statement = serde_json::from_str(&text).unwrap();
		assert_eq!(again.emergency(), one.emergency());
		let other = Statement { reason: "curious".into(), ..one.clone() };
		assert_ne!(other.emergency().reason, one.emergency().reason);
		let same =
			Statement::new(5, Capacity::Provider, [7; 32], "unconscious", one.person.clone());
		assert_ne!(same.emergency().reason, one.emergency().reason, "salted");
		assert_ne!(same.ticket, one.ticket);
	}
}

//! Which of a patient's consents goes onto the chain, where one is in force at a time (CN-1, CN-3).
//!
//! The same rules as `salus consent decide` has for several files: a resource counts in its newest
//! version, and of several active consents the newest does. What is on the chain counts as one of
//! them. Importing the same files again changes nothing.

use super::{Act, Checked};
use salus_interop::fhir::{Code, Error, Header};
use salus_primitives::{
	records::{ConsentEvent, ConsentHistoryRow, ConsentInfo, ConsentStatus},
	Moment,
};
use salus_vault::originals::Original;
use std::cmp::Reverse;

/// A resource of one patient.
pub struct Entry<'a> {
	pub checked: &'a Checked,
	/// What it says, as a token.
	pub source: [u8; 32],
}

impl Entry<'_> {
	fn header(&self) -> &Header {
		&self.checked.consent.header
	}
}

/// What is on the chain of the patient's consents, and in the vault.
pub struct Standing {
	pub newest: Option<ConsentInfo>,
	pub history: Vec<ConsentHistoryRow<[u8; 32]>>,
	pub originals: Vec<Original>,
	/// The header of the resource that the newest consent came in, where the vault has it.
	pub header: Option<Header>,
	/// The time.
	pub now: Moment,
}

/// What is to be done about a resource.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
	/// It cannot be honoured.
	Refused(Error),
	/// It is done already, as this version on the chain; none where nothing is in force and nothing
	/// has to be.
	Duplicate(Option<u32>),
	/// Another of the entries says the same.
	SameAs(usize),
	/// It is sent. An earlier run may have kept its original.
	Send(Option<Original>),
}

/// What is to be done about each of a patient's resources.
pub fn decide(standing: &Standing, entries: &[Entry]) -> Vec<Verdict> {
	let mut verdicts = vec![Verdict::Duplicate(None); entries.len()];
	let kept = newest_versions(entries, &mut verdicts);
	let of = |act| kept.iter().copied().filter(move |index| entries[*index].checked.act == act);
	let mut active: Vec<usize> = of(Act::Grant).collect();
	active.sort_by_key(|index| Reverse(entries[*index].header().age()));
	if let Some((first, others)) = active.split_first() {
		verdicts[*first] = standing.grant(&entries[*first]);
		for other in others {
			verdicts[*other] = if entries[*other].checked.stored == entries[*first].checked.stored {
				Verdict::SameAs(*first)
			} else if entries[*other].header().age() == entries[*first].header().age() {
				verdicts[*first] = Verdict::Refused(unclear());
				Verdict::Refused(unclear())
			} else {
				Verdict::Refused(superseded("a newer consent of the patient is in the import"))
			};
		}
	}
	let mut revoking = None;
	for index in of(Act::Revoke) {
		verdicts[index] = match (standing.revoke(&entries[index]), revoking) {
			(Verdict::Send(_), Some(other)) => Verdict::SameAs(other),
			(verdict, _) => {
				if matches!(verdict, Verdict::Send(_)) {
					revoking = Some(index);
				}
				verdict
			}
		};
	}
	verdicts
}

/// Each resource in its newest version.
fn newest_versions(entries: &[Entry], verdicts: &mut [Verdict]) -> Vec<usize> {
	let mut order: Vec<usize> = (0..entries.len()).collect();
	order.sort_by_key(|index| {
		let header = entries[*index].header();
		Reverse((header.changed(), header.age()))
	});
	let mut kept: Vec<usize> = Vec::new();
	let mut unclear_ones = Vec::new();
	for index in order {
		let (entry, header) = (&entries[index], entries[index].header());
		if let Some(twin) = kept.iter().find(|one| entries[**one].source == entry.source) {
			verdicts[index] = Verdict::SameAs(*twin);
			continue;
		}
		match kept.iter().find(|one| header.id.is_some() && entries[**one].header().id == header.id)
		{
			Some(newer) if entries[*newer].header().stands_for(header) => {
				let why = "a newer version of the resource is in the import";
				verdicts[index] = Verdict::Refused(superseded(why));
			}
			Some(newer) => unclear_ones.extend([*newer, index]),
			None => kept.push(index),
		}
	}
	for index in &unclear_ones {
		verdicts[*index] = Verdict::Refused(unclear());
	}
	kept.retain(|index| !unclear_ones.contains(index));
	kept
}

fn superseded(why: &str) -> Error {
	Error::new(
		Code::Superseded,
		"Consent",
		format!("{why}: one holds at a time, and the newest does"),
	)
}

fn unclear() -> Error {
	Error::new(
		Code::Ambiguous,
		"Consent",
		"another consent of the patient is equally new and differs: state when each was given \
		 (`dateTime` in R4, `date` in R5), or `meta.lastUpdated`",
	)
}

impl Standing {
	/// The version that an earlier import of the same resource made.
	fn done(&self, source: &[u8; 32], events: &[ConsentEvent]) -> Option<u32> {
		let forms = self.originals.iter().filter(|original| original.source == *source);
		forms
			.flat_map(|original| {
				self.history.iter().filter(move |row| row.form == Some(original.form))
			})
			.find(|row| events.contains(&row.event))
			.map(|row| row.version)
	}

	fn send(&self, source: &[u8; 32]) -> Verdict {
		Verdict::Send(self.originals.iter().find(|original| original.source == *source).cloned())
	}

	fn grant(&self, entry: &Entry) -> Verdict {
		// Also one that was taken back since: importing it again does not bring it back.
		let granted = [ConsentEvent::Granted, ConsentEvent::Recorded];
		if let Some(version) = self.done(&entry.source, &granted) {
			return Verdict::Duplicate(Some(version));
		}
		let given = entry.header().date.as_ref().map(|date| date.start());
		if given.is_some_and(|given| given > self.now) {
			return Verdict::Refused(Error::new(
				Code::NotHonoured,
				"Consent.dateTime",
				"it is dated in the future: import it when it has been given",
			));
		}
		let stored = entry.checked.stored.as_ref();
		let begins = stored.and_then(|stored| stored.period.start);
		if begins.is_some_and(|start| start > self.now) {
			return Verdict::Refused(Error::new(
				Code::NotHonoured,
				"Consent.period.start",
				"it has not begun, and would end the one in force now: import it when it begins",
			));
		}
		if let Some(newest) = &self.newest {
			let is_there = matches!(newest.status, ConsentStatus::Active | ConsentStatus::Expired);
			if is_there && Some(&newest.consent) == stored {
				return Verdict::Duplicate(Some(newest.version));
			}
			if newest.status == ConsentStatus::Active {
				if let Some(header) = &self.header {
					let (there, this) = (header.age(), entry.header().age());
					let is_same = header.id.is_some() && header.id == entry.header().id;
					if there > this {
						return Verdict::Refused(superseded("the consent in force is newer"));
					}
					if there == this && !is_same {
						return Verdict::Refused(unclear());
					}
				}
			}
		}
		self.send(&entry.source)
	}

	fn revoke(&self, entry: &Entry) -> Verdict {
		let Some(newest) = &self.newest else { return Verdict::Duplicate(None) };
		if matches!(newest.status, ConsentStatus::Revoked | ConsentStatus::Contested) {
			return Verdict::Duplicate(Some(newest.version));
		}
		if let Some(version) = self.done(&entry.source, &[ConsentEvent::RevocationRecorded]) {
			return Verdict::Duplicate(Some(version));
		}
		let is_this = match &self.header {
			// Where one of them has no id, they may be the same: what is taken back is not kept.
			Some(header) => match (&header.id, &entry.header().id) {
				(Some(there), Some(this)) => there == this,
				_ => true,
			},
			// Granted by other means: a withdrawal that is older than it does not mean it.
			None => {
				let header = entry.header();
				let at = header.changed().0.or(header.date.as_ref().map(|date| date.last));
				at.is_none_or(|at| u64::try_from(at).unwrap_or(0) >= newest.granted)
			}
		};
		match is_this {
			true => self.send(&entry.source),
			false => Verdict::Duplicate(None),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::{
		super::{check, names::OnChain},
		*,
	};
	use salus_interop::fhir::Consent;
	use serde_json::{json, Value as Json};
	use std::slice::from_ref;

	fn consent(id: &str, date: &str, status: &str, purpose: &str) -> Json {
		let system = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
		json!({
			"resourceType": "Consent", "id": id, "status": status, "dateTime": date,
			"patient": { "reference": "Patient/p" },
			"provision": { "type": "permit", "purpose": [{ "system": system, "code": purpose }] },
		})
	}

	fn checked(value: &Json) -> Checked {
		check(value, Consent::read(value).unwrap(), &OnChain).unwrap()
	}

	/// A token of what it says.
	fn source(value: &Json) -> [u8; 32] {
		salus_vault::token(&[1; 32], "consent", &value.to_string())
	}

	fn decided(standing: &Standing, values: &[Json]) -> Vec<Verdict> {
		let all: Vec<_> = values.iter().map(checked).collect();
		let entries: Vec<_> = values
			.iter()
			.zip(&all)
			.map(|(value, checked)| Entry { checked, source: source(value) })
			.collect();
		decide(standing, &entries)
	}

	fn nothing() -> Standing {
		Standing {
			newest: None,
			history: Vec::new(),
			originals: Vec::new(),
			header: None,
			now: 1_800_000_000_000,
		}
	}

	/// What the chain and the vault have after imports, the oldest first: a consent and how it ended.
	fn after(acts: &[(&Json, ConsentStatus)]) -> Standing {
		let mut standing = nothing();
		for (number, (value, status)) in (1..).zip(acts) {
			let checked = checked(value);
			let (form, source) = ([number as u8; 32], source(value));
			standing.originals.push(Original { source, form, record: form });
			standing.history.push(ConsentHistoryRow {
				version: number,
				event: ConsentEvent::Recorded,
				consent: [0; 32],
				form: Some(form),
				actor: [0; 32],
				at: 1_700_000_000_000,
			});
			standing.newest = Some(ConsentInfo {
				version: number,
				status: status.clone(),
				consent: checked.stored.unwrap(),
				form: Some(form),
				part_2: None,
				granted: 1_700_000_000_000,
			});
			standing.header = Some(checked.consent.header);
		}
		standing
	}

	fn code(verdict: &Verdict) -> Option<Code> {
		match verdict {
			Verdict::Refused(error) => Some(error.code),
			_ => None,
		}
	}

	const SEND: Verdict = Verdict::Send(None);

	#[test]
	fn cn_3_the_newest_active_consent_should_be_granted_alone() {
		let old = consent("a", "2024-01-01", "active", "TREAT");
		let new = consent("b", "2025-01-01", "active", "HPAYMT");
		let verdicts = decided(&nothing(), &[old.clone(), new.clone(), new.clone()]);
		assert_eq!(code(&verdicts[0]), Some(Code::Superseded));
		assert_eq!(verdicts[1..], [SEND, Verdict::SameAs(1)]);
		// What the chain has counts as one of them.
		let standing = after(&[(&new, ConsentStatus::Active)]);
		assert_eq!(code(&decided(&standing, &[old])[0]), Some(Code::Superseded));
	}

	#[test]
	fn importing_again_should_change_nothing() {
		let old = consent("a", "2024-01-01", "active", "TREAT");
		let new = consent("b", "2025-01-01", "active", "HPAYMT");
		let standing = after(&[(&old, ConsentStatus::Active), (&new, ConsentStatus::Active)]);
		assert_eq!(decided(&standing, from_ref(&new)), [Verdict::Duplicate(Some(2))]);
		// One that was replaced, or taken back since by the patient, does not come back.
		assert_eq!(decided(&standing, &[old]), [Verdict::Duplicate(Some(1))]);
		let revoked = after(&[(&new, ConsentStatus::Revoked)]);
		assert_eq!(decided(&revoked, from_ref(&new)), [Verdict::Duplicate(Some(1))]);
		// One that was sealed and, as far as the chain knows, never sent, is sent as it was sealed.
		let mut sealed = after(&[(&new, ConsentStatus::Active)]);
		let original = sealed.originals[0].clone();
		(sealed.newest, sealed.header) = (None, None);
		sealed.history.clear();
		assert_eq!(decided(&sealed, &[new]), [Verdict::Send(Some(original))]);
	}

	#[test]
	fn cn_6_what_is_taken_back_should_be_revoked_and_nothing_else() {
		let mine = consent("a", "2024-01-01", "active", "TREAT");
		let standing = after(&[(&mine, ConsentStatus::Active)]);
		let ended = consent("a", "2024-01-01", "inactive", "TREAT");
		let other = consent("b", "2023-01-01", "inactive", "TREAT");
		let both = decided(&standing, &[ended.clone(), other.clone()]);
		assert_eq!(both, [SEND, Verdict::Duplicate(None)]);
		// With a newer consent in the same import it is revoked all the same: that one may fail.
		let new = consent("c", "2025-01-01", "active", "HPAYMT");
		assert_eq!(decided(&standing, &[ended.clone(), new]), [SEND, SEND]);
		let revoked = after(&[(&mine, ConsentStatus::Revoked)]);
		assert_eq!(decided(&revoked, from_ref(&ended)), [Verdict::Duplicate(Some(1))]);
		assert_eq!(decided(&nothing(), &[ended]), [Verdict::Duplicate(None)]);
		// One that came by other means is taken back by what is newer than it.
		let unknown = Standing { header: None, ..after(&[(&mine, ConsentStatus::Active)]) };
		assert_eq!(decided(&unknown, &[other]), [Verdict::Duplicate(None)]);
		let late = consent("b", "2026-01-01", "inactive", "TREAT");
		assert_eq!(decided(&unknown, &[late]), [SEND]);
	}

	#[test]
	fn what_is_not_clear_should_be_refused() {
		let one = consent("a", "2024-01-01", "active", "TREAT");
		let other = consent("b", "2024-01-01", "active", "HPAYMT");
		let same = consent("a", "2024-01-01", "active", "HOPERAT");
		for pair in [[one.clone(), other.clone()], [one.clone(), same.clone()]] {
			for verdict in decided(&nothing(), &pair) {
				assert_eq!(code(&verdict), Some(Code::Ambiguous));
			}
		}
		let standing = after(&[(&one, ConsentStatus::Active)]);
		assert_eq!(code(&decided(&standing, &[other])[0]), Some(Code::Ambiguous));
		// The same resource, changed without a new date: it was imported later.
		assert_eq!(decided(&standing, &[same]), [SEND]);
		let mut early = consent("c", "2026-01-01", "active", "TREAT");
		early["provision"]["period"] = json!({ "start": "2030-01-01" });
		assert_eq!(code(&decided(&nothing(), &[early])[0]), Some(Code::NotHonoured));
		let tomorrow = consent("c", "2030-01-01", "active", "TREAT");
		assert_eq!(code(&decided(&nothing(), &[tomorrow])[0]), Some(Code::NotHonoured));
	}
}

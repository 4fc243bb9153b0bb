//! The rows of an account, with what their tokens and commitments stand for.

use super::rules::{Account, Omission};
use crate::time::format_moment;
use salus_interop::fhir::codes::{self, Coding};
use salus_primitives::{
	consent::{Confidentiality, Purpose},
	records::{Commitment, TicketInfo, Token},
	Moment, OrganisationId,
};
use salus_vault::{
	map::{MapError, Named, Patient, PatientMap},
	persons::Person,
	token,
};
use std::collections::{BTreeMap, HashMap};

/// An organisation, as far as it is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organisation {
	/// Its number on the chain.
	pub number: OrganisationId,
	/// The reference of the patient map.
	pub reference: Option<String>,
	/// Its business identifiers on the chain, kind and value.
	pub identifiers: Vec<(String, String)>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
	/// What the chain has.
	pub ticket: TicketInfo<[u8; 32]>,
	/// Who asked, by name, where the commitment could be opened.
	pub person: Option<Person>,
	/// Of which classes the data were, where the tokens could be read.
	pub classes: Vec<Opened>,
	/// How sensitive, likewise.
	pub labels: Vec<Opened>,
	/// The purpose.
	pub purpose: Opened,
}

/// What a token stands for, or the token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opened {
	/// A code.
	Code(Coding),
	/// A token that the map does not know.
	Token(Token),
}

impl Opened {
	/// `system|code`, or the token as hex.
	pub fn text(&self) -> String {
		match self {
			Self::Code(coding) => coding.text(),
			Self::Token(token) => format!("0x{}", hex::encode(token)),
		}
	}
}

/// An account.
#[derive(Clone, Debug)]
pub struct Report {
	/// Under which rule.
	pub account: Account,
	/// The pseudonym.
	pub patient: [u8; 32],
	/// The patient's identifier, system and value, where the map has it.
	pub identifier: Option<(String, String)>,
	/// Whose records.
	pub custodian: OrganisationId,
	/// When it was made.
	pub made: Moment,
	/// The first moment that it covers.
	pub from: Option<Moment>,
	/// The last one.
	pub to: Moment,
	/// Whether the rule allows less than was asked for.
	pub is_limited: bool,
	/// The rows, the oldest first.
	pub rows: Vec<Row>,
	/// What is left out, by reason.
	pub omitted: BTreeMap<Omission, usize>,
	/// The organisations in it.
	pub organisations: BTreeMap<OrganisationId, Organisation>,
}

/// Reads the tokens of one patient.
pub struct Reader {
	codes: HashMap<([u8; 32], &'static str), Coding>,
}

const KINDS: [&str; 4] = ["class", "label", "code", "purpose"];

impl Reader {
	/// With all codes that the map has kept.
	///
	/// # Errors
	/// Those of the map.
	pub fn new(map: &PatientMap, patient: &Patient) -> Result<Self, MapError> {
		let mut codes = HashMap::new();
		for (kind, code) in map.codes()? {
			if let Some(kind) = KINDS.into_iter().find(|known| *known == kind) {
				let coding = Coding::parse(&code, "");
				codes.insert((token(&patient.secret, kind, &code), kind), coding);
			}
		}
		Ok(Self { codes })
	}

	/// One that reads nothing.
	pub fn blind() -> Self {
		Self { codes: HashMap::new() }
	}

	fn read(&self, kind: &'static str, token: &Token) -> Opened {
		match self.codes.get(&(*token, kind)) {
			Some(coding) => Opened::Code(coding.clone()),
			None => Opened::Token(*token),
		}
	}

	/// A row with what could be read.
	pub fn row(&self, ticket: TicketInfo<[u8; 32]>, persons: &HashMap<Commitment, Person>) -> Row {
		let data = ticket.request.data.as_ref();
		let classes = data.map(|data| data.classes.to_vec()).unwrap_or_default();
		let sensitivities = data.map(|data| data.sensitivities.to_vec()).unwrap_or_default();
		let confidentiality = data.and_then(|data| data.confidentiality);
		let purpose = match codes::purpose_coding(ticket.request.purpose) {
			Some(coding) => Opened::Code(coding),
			None => match ticket.request.purpose {
				Purpose::Other(token) => self.read("purpose", &token),
				_ => Opened::Token([0; 32]),
			},
		};
		let labels = confidentiality.map(label).into_iter();
		Row {
			person: persons.get(&ticket.request.person).cloned(),
			classes: classes.iter().map(|token| self.read("class", token)).collect(),
			labels: labels
				.chain(sensitivities.iter().map(|token| self.read("label", token)))
				.collect(),
			purpose,
			ticket,
		}
	}
}

fn label(level: Confidentiality) -> Opened {
	Opened::Code(Coding::new(codes::CONFIDENTIALITY, codes::confidentiality_code(level)))
}

/// What an account is asked for.
pub struct Asked {
	/// Under which rule.
	pub account: Account,
	/// Whose records.
	pub custodian: OrganisationId,
	/// From when.
	pub from: Option<Moment>,
	/// To when.
	pub to: Option<Moment>,
	/// When it is asked.
	pub at: Moment,
}

/// Which rows of a patient's list an account has.
pub struct Selection {
	/// The first moment that it covers.
	pub from: Option<Moment>,
	/// The last one.
	pub to: Moment,
	/// Whether the rule allows less than was asked for.
	pub is_limited: bool,
	/// The rows.
	pub rows: Vec<TicketInfo<[u8; 32]>>,
	/// What is left out.
	pub omitted: BTreeMap<Omission, usize>,
}

/// Choose the rows of an account.
pub fn select(asked: &Asked, tickets: Vec<TicketInfo<[u8; 32]>>) -> Selection {
	let earliest = asked.account.earliest(asked.at);
	let (from, is_limited) = match (asked.from, earliest) {
		(Some(from), Some(earliest)) if from < earliest => (Some(earliest), true),
		(from, earliest) => (from.or(earliest), false),
	};
	let to = asked.to.unwrap_or(asked.at);
	let mut omitted = BTreeMap::new();
	let mut rows = Vec::new();
	for ticket in tickets {
		if from.is_some_and(|from| ticket.decided < from) || ticket.decided > to {
			continue;
		}
		match asked.account.leaves_out(&ticket, asked.custodian) {
			Some(omission) => *omitted.entry(omission).or_default() += 1,
			None => rows.push(ticket),
		}
	}
	Selection { from, to, is_limited, rows, omitted }
}

impl Report {
	/// How many rows name somebody who could not be opened.
	pub fn unopened(&self) -> usize {
		match self.account.names_persons() {
			true => self.rows.iter().filter(|row| row.person.is_none()).count(),
			false => 0,
		}
	}

	/// An organisation.
	pub fn organisation(&self, number: OrganisationId) -> Organisation {
		self.organisations.get(&number).cloned().unwrap_or(Organisation {
			number,
			reference: None,
			identifiers: Vec::new(),
		})
	}

	/// What has to be said beside the rows.
	pub fn remarks(&self) -> Vec<String> {
		let from = self.from.map_or_else(|| "the beginning".to_owned(), format_moment);
		let mut remarks = vec![format!("from {from} to {}", format_moment(self.to))];
		if self.is_limited {
			remarks.push(format!("the rule reaches back to {from}: what is older is not in it"));
		}
		for (omission, count) in &self.omitted {
			remarks.push(format!("left out: {count} {}", omission.text()));
		}
		match self.unopened() {
			0 => (),
			count => remarks.push(format!(
				"{count} of {} name nobody: what opens the commitment was never given to the \
				 custodian's vault, or was not asked for",
				self.rows.len()
			)),
		}
		remarks
	}
}

/// The reference of an organisation in the map.
///
/// # Errors
/// Those of the map.
pub fn reference_of(map: &PatientMap, number: OrganisationId) -> Result<Option<String>, MapError> {
	map.reference(&Named::Organisation(number))
}

#[cfg(test)]
mod tests {
	use super::{
		super::rules::tests::{denied, row},
		*,
	};
	use salus_primitives::{consent::Purpose, records::Basis, records::DataDescriptor};
	use salus_vault::map::MapKey;

	const DAY: Moment = 86_400_000;
	const AT: Moment = 1_760_000_000_000;

	fn selected(asked: Asked, decided: &[Moment]) -> (Vec<Moment>, bool) {
		let tickets = decided.iter().map(|decided| {
			let row = row(Purpose::PublicHealth, Basis::Policy, false);
			TicketInfo { decided: *decided, ..row }
		});
		let selection = select(&asked, tickets.collect());
		(selection.rows.iter().map(|row| row.decided).collect(), selection.is_limited)
	}

	#[test]
	fn cn_8_a_window_should_be_no_longer_than_the_rule() {
		let seven_years_ago = AT - 7 * 365 * DAY;
		let decided = [seven_years_ago, AT - DAY, AT, AT + DAY];
		let asked = |account, from, to| Asked { account, custodian: 4, from, to, at: AT };
		let hipaa = asked(Account::Hipaa, Some(0), None);
		assert_eq!(selected(hipaa, &decided), (vec![AT - DAY, AT], true));
		let hipaa = asked(Account::Hipaa, None, Some(AT - 1));
		assert_eq!(selected(hipaa, &decided), (vec![AT - DAY], false));
		let patient = asked(Account::Patient, Some(0), Some(AT + DAY));
		assert_eq!(selected(patient, &decided), (decided.to_vec(), false));
	}

	#[test]
	fn what_is_left_out_should_be_counted() {
		let asked = Asked { account: Account::Hipaa, custodian: 4, from: None, to: None, at: AT };
		let tickets = vec![
			denied(Purpose::Payment, Basis::Policy),
			denied(Purpose::Payment, Basis::Policy),
			row(Purpose::Treatment, Basis::Consent, false),
		];
		let selection = select(&asked, tickets);
		assert!(selection.rows.is_empty());
		let expected = [(Omission::Denied, 2), (Omission::TreatmentPaymentOperations, 1)];
		assert_eq!(selection.omitted, BTreeMap::from(expected));
	}

	#[test]
	fn tokens_should_be_read_by_who_has_the_secret() {
		let folder = tempfile::tempdir().unwrap();
		let key = MapKey::from_text(&"ab".repeat(32)).unwrap();
		let map = PatientMap::open(&folder.path().join("map"), &key).unwrap();
		let jane = map.add_patient("urn:mrn", "1", None).unwrap();
		let class = codes::class("18842-5").text();
		map.keep_codes([("class", class.as_str())]).unwrap();
		let mut ticket = row(Purpose::Treatment, Basis::Consent, false);
		let known = token(&jane.secret, "class", &class);
		ticket.request.data = Some(DataDescriptor {
			classes: vec![known, [9; 32]].try_into().unwrap(),
			..DataDescriptor::default()
		});
		let reader = Reader::new(&map, &jane).unwrap();
		let read = reader.row(ticket.clone(), &HashMap::new());
		assert_eq!(read.classes[0].text(), class);
		assert_eq!(read.classes[1], Opened::Token([9; 32]));
		assert_eq!(Reader::blind().row(ticket, &HashMap::new()).classes[0], Opened::Token(known));
	}
}

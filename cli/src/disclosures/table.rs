//! Accounts of disclosures as CSV.

use super::{
	audit_event::{denial_text, description, said},
	report::{Opened, Report},
};
use crate::{chain::domain::capacity_name, error::Failure, time::format_moment};
use salus_primitives::records::{Basis, TicketDecision};
use salus_vault::store::ticket_text;

const COLUMNS: [&str; 14] = [
	"date",
	"decision",
	"recipient",
	"recipientIdentifier",
	"capacity",
	"person",
	"affiliation",
	"purpose",
	"description",
	"labels",
	"basis",
	"remark",
	"occurred",
	"ticket",
];

/// A cell that no spreadsheet takes for a formula: names come from whoever asked for the records.
fn cell(text: String) -> String {
	match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
		true => format!("'{text}"),
		false => text,
	}
}

/// The account as CSV, with a line of columns. What is to be said beside it is not in it.
pub fn csv(report: &Report) -> Result<String, Failure> {
	let failed = |error: csv::Error| Failure::unreadable("CSV", error);
	let mut writer = csv::Writer::from_writer(Vec::new());
	writer.write_record(COLUMNS).map_err(failed)?;
	for row in &report.rows {
		let ticket = &row.ticket;
		let recipient = report.organisation(ticket.requester);
		let name = recipient
			.reference
			.unwrap_or_else(|| format!("urn:salus:organisation:{}", ticket.requester));
		let identifiers: Vec<_> =
			recipient.identifiers.iter().map(|(kind, value)| format!("{kind}:{value}")).collect();
		let (decision, remark) = match &ticket.decision {
			TicketDecision::Permit { .. } => ("permit", said(row).unwrap_or_default()),
			TicketDecision::Deny(class) => ("deny", denial_text(*class).to_owned()),
		};
		let named = report.account.names_persons();
		let person = match &row.person {
			_ if !named => String::new(),
			Some(person) => person.name.clone(),
			None => format!("not opened: 0x{}", hex::encode(ticket.request.person)),
		};
		let affiliation = row.person.as_ref().filter(|_| named);
		let affiliation = affiliation.map(|person| person.affiliation.clone());
		let basis = match ticket.basis {
			Basis::Consent => "consent",
			Basis::Policy => "policy",
			Basis::BreakGlass => "breakGlass",
			Basis::Rule => "rule",
		};
		let occurred = ticket.emergency.as_ref().and_then(|emergency| emergency.occurred_at);
		let labels: Vec<_> = row.labels.iter().map(Opened::text).collect();
		let cells = [
			format_moment(ticket.decided),
			decision.to_owned(),
			name,
			identifiers.join(" "),
			capacity_name(ticket.capacity),
			person,
			affiliation.unwrap_or_default(),
			row.purpose.text(),
			description(row),
			labels.join(" "),
			basis.to_owned(),
			remark,
			occurred.map(format_moment).unwrap_or_default(),
			ticket_text(ticket.requester, &ticket.id),
		];
		writer.write_record(cells.map(cell)).map_err(failed)?;
	}
	let bytes =
		writer.into_inner().map_err(|error| Failure::unreadable("CSV", error.into_error()))?;
	String::from_utf8(bytes).map_err(|error| Failure::unreadable("CSV", error))
}

#[cfg(test)]
mod tests {
	use super::{
		super::{
			report::Reader,
			rules::{tests::row, Account},
		},
		*,
	};
	use salus_primitives::consent::Purpose;
	use salus_vault::persons::Person;
	use std::collections::{BTreeMap, HashMap};

	#[test]
	fn a_name_should_be_a_name_in_any_spreadsheet() {
		let person = Person { name: "=1+1".into(), affiliation: "a, \"b\"".into(), salt: [1; 32] };
		let mut ticket = row(Purpose::PublicHealth, Basis::Policy, false);
		ticket.request.person = person.commitment();
		let persons = HashMap::from([(person.commitment(), person)]);
		let report = Report {
			account: Account::Hipaa,
			patient: [3; 32],
			identifier: None,
			custodian: 4,
			made: 0,
			from: None,
			to: 0,
			is_limited: false,
			rows: vec![Reader::blind().row(ticket, &persons)],
			omitted: BTreeMap::new(),
			organisations: BTreeMap::new(),
		};
		let text = csv(&report).unwrap();
		let mut reader = csv::Reader::from_reader(text.as_bytes());
		let read = reader.records().next().unwrap().unwrap();
		assert_eq!((read.len(), &read[5], &read[6]), (COLUMNS.len(), "'=1+1", "a, \"b\""));
		let silent = csv(&Report { account: Account::Intermediary, ..report }).unwrap();
		assert!(!silent.contains("1+1"));
	}
}

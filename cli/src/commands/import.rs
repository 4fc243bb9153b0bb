//! `salus participants import`: thousands of credentials from a CSV file.
//!
//! What is on the chain already is left alone, so that the command can be run again after
//! whatever interrupted it.

use super::{
	participants::{parse_gln, parse_identifier},
	Context,
};
use crate::{
	chain::{
		account,
		domain::{self, capacity_name, parse_capacity},
		submit::{Item, Outcome, Place},
		Chain,
	},
	error::{Exit, Failure},
	output::scalar,
	table,
	time::{now, parse_moment},
};
use futures::{stream, StreamExt};
use salus_primitives::{Capacity, Gln, Moment};
use serde_json::{json, Value as Json};
use std::{
	collections::{BTreeMap, HashMap},
	fs::File,
	io::Read,
	path::Path,
};
use subxt::utils::AccountId32;

/// How many questions are asked at once.
const CONCURRENT: usize = 16;

/// A row that can be understood.
#[derive(Clone, PartialEq, Debug)]
struct Row {
	holder: Holder,
	capacity: Capacity,
	identifier: Json,
	from: Option<Moment>,
	until: Moment,
	site: Option<Gln>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Holder {
	Controller(AccountId32),
	Organisation(u32),
}

/// What is on the chain for a capacity of an organisation, or will be.
#[derive(Clone, PartialEq, Debug)]
struct Held {
	identifier: String,
	until: Moment,
	status: String,
}

/// What a row needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
	Nothing,
	Issue,
	Renew,
}

fn step(held: Option<&Held>, identifier: &str, until: Moment) -> Step {
	match held {
		Some(held) if held.status == "revoked" => Step::Issue,
		Some(held) if held.identifier == identifier && held.until == until => Step::Nothing,
		Some(held) if held.identifier == identifier => Step::Renew,
		// Another identifier: the chain says what it thinks of it.
		Some(_) | None => Step::Issue,
	}
}

/// `kind:digits`, to compare what a file says with what the chain has.
fn comparable(kind: &str, value: &str) -> String {
	let value: String = value.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
	let value = value.to_ascii_lowercase();
	let value = value.strip_prefix("0x").unwrap_or(&value);
	format!("{}:{}", kind.to_ascii_lowercase(), value.trim_start_matches('0'))
}

fn comparable_identifier(text: &str) -> String {
	text.split_once(':').map_or_else(String::new, |(kind, value)| comparable(kind, value))
}

fn parse_row(record: &table::Row) -> Result<(Row, String), Failure> {
	let field = |name: &str| Some(record.field(name)).filter(|text| !text.is_empty());
	let need = |name: &str| {
		field(name).ok_or_else(|| Failure::refused("Cli.Unreadable", format!("no {name}")))
	};
	let holder = match (field("organisation"), field("controller")) {
		(Some(text), _) => Holder::Organisation(text.parse().map_err(|_| {
			Failure::refused("Cli.Unreadable", format!("`{text}` is no organisation's number"))
		})?),
		(None, Some(text)) => Holder::Controller(
			account::parse(&text).map_err(|error| Failure::refused("Cli.Unreadable", error))?,
		),
		(None, None) => {
			return Err(Failure::refused("Cli.Unreadable", "neither controller nor organisation"))
		}
	};
	let identifier = need("identifier")?;
	let row = Row {
		holder,
		capacity: parse_capacity(&need("capacity")?)?,
		identifier: parse_identifier(&identifier)?,
		from: field("from").as_deref().map(parse_moment).transpose()?,
		until: parse_moment(&need("until")?)?,
		site: field("site").as_deref().map(parse_gln).transpose()?,
	};
	Ok((row, comparable_identifier(&identifier)))
}

type Rows = Vec<(u64, Result<(Row, String), Failure>)>;

fn read(input: impl Read, name: &str) -> Result<Rows, Failure> {
	let bytes = table::bytes(input, name)?;
	let rows = table::rows(&bytes, name, &["capacity", "identifier", "until"])?;
	Ok(rows
		.map(|row| {
			let parsed = row.check().and_then(|()| parse_row(&row));
			(row.line, parsed.map_err(|f| Failure { exit: Exit::Refused, ..f }))
		})
		.collect())
}

/// The result of a row, so far.
#[derive(Default)]
struct Progress {
	organisation: Option<u32>,
	outcome: Option<&'static str>,
	failure: Option<Failure>,
	place: Option<Place>,
}

/// Import a file.
pub async fn run(context: &Context, path: &Path) -> Result<u8, Failure> {
	let name = path.display().to_string();
	let rows = if name == "-" {
		read(std::io::stdin().lock(), "standard input")?
	} else {
		let file = File::open(path).map_err(|error| Failure::unreadable(&name, error))?;
		read(std::io::BufReader::new(file), &name)?
	};
	let chain = context.chain().await?;
	let signer = context.signer(&chain).await?;
	let runtime = chain.runtime().await?;
	let directory = context.directory(&chain).await?;
	let mut submitter = context.submitter(&chain).await?;
	let mut progress: Vec<Progress> = rows.iter().map(|_| Progress::default()).collect();
	for (row, progress) in rows.iter().zip(&mut progress) {
		if let (_, Err(failure)) = row {
			progress.failure = Some(failure.clone());
		}
	}

	// Organisations that do not exist yet.
	let controllers: BTreeMap<[u8; 32], AccountId32> = rows
		.iter()
		.filter_map(|(_, row)| match row.as_ref().ok()?.0.holder {
			Holder::Controller(account) => Some((account.0, account)),
			Holder::Organisation(_) => None,
		})
		.collect();
	let bar = context.output.progress(controllers.len() as u64, "organisations");
	let mut organisations: HashMap<[u8; 32], Result<u32, Failure>> = HashMap::new();
	let mut missing = Vec::new();
	let mut lookups = stream::iter(controllers.into_values())
		.map(|account| {
			let directory = &directory;
			async move { (account, directory.of_account(&account).await) }
		})
		.buffer_unordered(CONCURRENT);
	while let Some((account, found)) = lookups.next().await {
		bar.inc(1);
		match found? {
			Some(found) => drop(organisations.insert(account.0, Ok(found.id))),
			None => missing.push(account),
		}
	}
	drop(lookups);
	bar.finish_and_clear();
	missing.sort_unstable();
	let items: Vec<Item> = missing
		.iter()
		.map(|account| {
			let args = json!({ "controller": directory.ss58(account) });
			let call = runtime.call("Participants", "register_organisation", &args)?;
			Ok(Item { signer: signer.clone(), call, size: 1 })
		})
		.collect::<Result<_, Failure>>()?;
	submitter
		.send_all(&items, |index, outcome| {
			let result = match outcome {
				Outcome::Done { events, .. } => events
					.iter()
					.find_map(|event| event.fields.get("organisation")?.as_u64())
					.and_then(|id| u32::try_from(id).ok())
					.ok_or_else(|| Failure::unknown("registered, and the chain gave no number")),
				Outcome::Refused { failure, .. }
				| Outcome::NotSent(failure)
				| Outcome::Unknown(failure) => Err(failure),
			};
			organisations.insert(missing[index].0, result);
		})
		.await;
	for ((_, row), progress) in rows.iter().zip(&mut progress) {
		let Ok((row, _)) = row else { continue };
		match row.holder {
			Holder::Organisation(id) => progress.organisation = Some(id),
			Holder::Controller(account) => match organisations.get(&account.0) {
				Some(Ok(id)) => progress.organisation = Some(*id),
				Some(Err(failure)) => progress.failure = Some(failure.clone()),
				None => (),
			},
		}
	}

	// What they hold already, and what each row needs beyond it.
	let mut held = held(context, &chain, &progress).await?;
	let mut items = Vec::new();
	let mut owners = Vec::new();
	for (index, ((_, row), progress)) in rows.iter().zip(&mut progress).enumerate() {
		let (Ok((row, identifier)), Some(organisation)) = (row, progress.organisation) else {
			continue;
		};
		let holder = json!({ "Organisation": organisation });
		let key = (organisation, capacity_name(row.capacity));
		let step = step(held.get(&key), identifier, row.until);
		let (name, args) = match step {
			Step::Nothing => ("", Json::Null),
			Step::Issue => (
				"issue_credential",
				json!({
					"holder": holder,
					"capacity": row.capacity,
					"identifier": row.identifier,
					"valid_from": row.from.unwrap_or_else(now),
					"valid_until": row.until,
				}),
			),
			Step::Renew => (
				"renew_credential",
				json!({ "holder": holder, "capacity": row.capacity, "valid_until": row.until }),
			),
		};
		progress.outcome = Some(match step {
			Step::Nothing => "unchanged",
			Step::Issue => "created",
			Step::Renew => "renewed",
		});
		if step != Step::Nothing {
			let call = runtime.call("Participants", name, &args)?;
			items.push(Item { signer: signer.clone(), call, size: 1 });
			owners.push(index);
			let status = "valid".to_owned();
			held.insert(key, Held { identifier: identifier.clone(), until: row.until, status });
		}
		if let Some(site) = row.site {
			match directory.at_location(site).await? {
				Some(found) if found.id == organisation => (),
				_ => {
					let args = json!({ "organisation": organisation, "gln": site.get() });
					let call = runtime.call("Participants", "register_site", &args)?;
					items.push(Item { signer: signer.clone(), call, size: 1 });
					owners.push(index);
				}
			}
		}
	}
	let bar = context.output.progress(items.len() as u64, "credentials");
	submitter
		.send_all(&items, |index, outcome| {
			bar.inc(1);
			let progress = &mut progress[owners[index]];
			match outcome {
				Outcome::Done { place, .. } => {
					progress.place = Some(place);
					if progress.outcome == Some("unchanged") {
						progress.outcome = Some("created");
					}
				}
				Outcome::Refused { failure, place } => {
					progress.place = Some(place);
					progress.failure.get_or_insert(failure);
				}
				Outcome::NotSent(failure) | Outcome::Unknown(failure) => {
					progress.failure.get_or_insert(failure);
				}
			}
		})
		.await;
	bar.finish_and_clear();
	Ok(report(context, &rows, &progress))
}

type Holdings = HashMap<(u32, String), Held>;

async fn held(context: &Context, chain: &Chain, rows: &[Progress]) -> Result<Holdings, Failure> {
	let mut organisations: Vec<u32> = rows.iter().filter_map(|row| row.organisation).collect();
	organisations.sort_unstable();
	organisations.dedup();
	let bar = context.output.progress(organisations.len() as u64, "credentials held");
	let mut answers = stream::iter(organisations)
		.map(
			|id| async move { (id, domain::credentials(chain, json!({ "organisation": id })).await) },
		)
		.buffer_unordered(CONCURRENT);
	let mut held = HashMap::new();
	while let Some((id, answer)) = answers.next().await {
		bar.inc(1);
		let answer = answer?;
		for row in answer.get("credentials").and_then(Json::as_array).into_iter().flatten() {
			let text = |path: &str| row.pointer(path).map(scalar).unwrap_or_default();
			let Ok(capacity) = parse_capacity(&text("/capacity")) else { continue };
			held.insert(
				(id, capacity_name(capacity)),
				Held {
					identifier: comparable(&text("/identifier/type"), &text("/identifier/value")),
					until: text("/validUntil").parse().unwrap_or(0),
					status: text("/status"),
				},
			);
		}
	}
	bar.finish_and_clear();
	Ok(held)
}

fn report(context: &Context, rows: &Rows, progress: &[Progress]) -> u8 {
	let mut exit = 0;
	for ((line, row), progress) in rows.iter().zip(progress) {
		let outcome = match &progress.failure {
			Some(failure) if failure.exit == Exit::Unknown => "unknown",
			Some(_) => "rejected",
			None => progress.outcome.unwrap_or("unchanged"),
		};
		let code = progress.failure.as_ref().map_or(0, |failure| failure.exit as u8);
		exit = exit.max(code);
		let result = json!({
			"line": line,
			"organisation": progress.organisation,
			"capacity": row.as_ref().ok().map(|(row, _)| capacity_name(row.capacity)),
			"outcome": outcome,
			"error": progress.failure.as_ref().map(Failure::to_json),
			"block": progress.place.map(|place| place.block.to_json()),
			"extrinsic": progress.place.map(|place| place.extrinsic()),
		});
		context.output.result(&result, |result| {
			let text = |key: &str| result.get(key).map(scalar).unwrap_or_default();
			let error = result.pointer("/error/message").map(scalar).unwrap_or_default();
			format!(
				"line {:<6} organisation {:<6} {:<20} {:<10} {error}",
				text("line"),
				text("organisation"),
				text("capacity"),
				text("outcome")
			)
			.trim_end()
			.to_owned()
		});
	}
	exit
}

#[cfg(test)]
mod tests {
	use super::*;

	const HEAD: &str = "controller,organisation,capacity,identifier,until,site\n";

	fn rows(body: &str) -> Rows {
		read(format!("{HEAD}{body}").as_bytes(), "test").unwrap()
	}

	#[test]
	fn rows_should_be_read_one_by_one() {
		let rows = rows(
			"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY,,wholesaler,gln:0614141000005,2030-01-01,\n\
			 ,7,dispenser,npi:1234567893,2030-01-01,0614141000005\n\
			 ,7,dispenser,npi:1234567890,2030-01-01,\n\
			 ,,dispenser,npi:1234567893,2030-01-01,\n\
			 ,7,king,npi:1234567893,2030-01-01,\n\
			 ,7\n",
		);
		let good: Vec<_> = rows.iter().map(|(line, row)| (*line, row.is_ok())).collect();
		assert_eq!(good, [(2, true), (3, true), (4, false), (5, false), (6, false), (7, false)]);
	}

	#[test]
	fn a_file_without_columns_should_be_refused() {
		assert!(read("a,b\n1,2\n".as_bytes(), "test").is_err());
	}

	#[test]
	fn what_is_there_should_be_left_alone() {
		let id = comparable_identifier("gln:0614141000005");
		assert_eq!(id, comparable("Gln", "614141000005"));
		let held = |until, status: &str| {
			Some(Held { identifier: id.clone(), until, status: status.into() })
		};
		assert_eq!(step(held(5, "valid").as_ref(), &id, 5), Step::Nothing);
		assert_eq!(step(held(4, "valid").as_ref(), &id, 5), Step::Renew);
		assert_eq!(step(held(4, "expired").as_ref(), &id, 5), Step::Renew);
		assert_eq!(step(held(5, "revoked").as_ref(), &id, 5), Step::Issue);
		assert_eq!(step(held(5, "valid").as_ref(), "npi:1", 5), Step::Issue);
		assert_eq!(step(None, &id, 5), Step::Issue);
	}
}

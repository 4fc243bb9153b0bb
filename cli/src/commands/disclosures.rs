//! `salus disclosures`: who asked for a patient's records, and what became of it.

use super::{
	patient,
	records_api::RecordsApi,
	vault::{open_store, read_key, store_failure},
	vault_client::Client,
	Context,
};
use crate::{
	chain::{domain, Chain},
	cli::{DisclosuresArgs, DisclosuresFormat},
	disclosures::{
		audit_event::bundle,
		report::{reference_of, select, Asked, Organisation, Reader, Report},
		table::csv,
	},
	error::Failure,
	output::line,
	time::{now, parse_moment},
};
use salus_primitives::{
	consent::Month,
	records::{Commitment, PatientId, PatientInfo},
	Moment, OrganisationId,
};
use salus_vault::{
	map::Patient,
	persons::{Person, Persons},
};
use serde_json::{json, Value as Json};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A day, in milliseconds, less one: to the last instant of a day.
const REST_OF_DAY: Moment = 86_400_000 - 1;

/// The last instant of a date, or the moment itself.
fn parse_end(text: &str) -> Result<Moment, Failure> {
	let moment = parse_moment(text)?;
	Ok(if text.contains('T') { moment } else { moment.saturating_add(REST_OF_DAY) })
}

/// Run.
pub async fn run(context: &Context, args: &DisclosuresArgs) -> Result<u8, Failure> {
	let from = args.from.as_deref().map(parse_moment).transpose()?;
	let to = args.to.as_deref().map(parse_end).transpose()?;
	if let (Some(from), Some(to)) = (from, to) {
		if from > to {
			return Err(Failure::usage("--from is after --to"));
		}
	}
	let chain = context.chain().await?;
	let api = RecordsApi::finalized(&chain).await?;
	let (id, known, reader) = whose(context, &chain, &api, args).await?;
	let info = api.known_patient(&id).await?;
	let persons = persons(context, &chain, args, &id, &info).await?;
	let asked = Asked { account: args.account, custodian: info.custodian, from, to, at: now() };
	// By month on the chain, by the moment here. Of a window that a rule limits, no more is asked.
	let earliest = args.account.earliest(asked.at);
	let first = from.max(earliest).map(Month::of);
	let tickets = api.disclosures(&id, first, to.map(Month::of)).await?;
	let selection = select(&asked, tickets);
	let rows: Vec<_> =
		selection.rows.into_iter().map(|ticket| reader.row(ticket, &persons)).collect();
	let numbers: BTreeSet<_> =
		rows.iter().map(|row| row.ticket.requester).chain([info.custodian]).collect();
	let organisations = organisations(&chain, args, numbers).await?;
	let report = Report {
		account: args.account,
		patient: id,
		identifier: known.map(|patient| (patient.system, patient.identifier)),
		custodian: info.custodian,
		made: asked.at,
		from: selection.from,
		to: selection.to,
		is_limited: selection.is_limited,
		rows,
		omitted: selection.omitted,
		organisations,
	};
	match args.format {
		DisclosuresFormat::Json => {
			context.output.result(&bundle(&report), |bundle| {
				serde_json::to_string_pretty(bundle).unwrap_or_default()
			});
		}
		DisclosuresFormat::Csv => {
			line(csv(&report)?.trim_end());
			// Of the columns none is for it.
			for remark in report.remarks() {
				context.output.note(remark);
			}
		}
	}
	Ok(0)
}

/// The pseudonym, who it is and what reads its tokens, where the map says so. Without --patient, the
/// signer's own. The map is open no longer than that: a vault that is served needs it, too.
async fn whose(
	context: &Context,
	chain: &Chain,
	api: &RecordsApi<'_>,
	args: &DisclosuresArgs,
) -> Result<(PatientId, Option<Patient>, Reader), Failure> {
	let failed = |error| patient::map_failure(&error);
	let own = match args.patient.as_deref() {
		Some(_) => None,
		None => {
			let signer = context.signer(chain).await?;
			Some(api.controlled_by(&signer.account().0).await?.ok_or_else(|| {
				Failure::usage("the signer is no patient: give --patient SYSTEM|IDENTIFIER")
			})?)
		}
	};
	let map = patient::has_key(&args.map).then(|| patient::open(&args.map)).transpose()?;
	let (id, known) = match (args.patient.as_deref(), own) {
		(Some(who), _) if who.contains('|') => {
			let map = map.as_ref().ok_or_else(|| {
				Failure::usage("give --key-file: the patient map knows who that is")
			})?;
			let found = patient::find(map, who)?;
			(found.pseudonym, Some(found))
		}
		(who, own) => {
			let id = match (who, own) {
				(_, Some(own)) => own,
				(who, None) => patient::parse_bytes("pseudonym", who.unwrap_or_default())?,
			};
			let known = map.as_ref().map(|map| map.by_pseudonym(&id)).transpose();
			(id, known.map_err(failed)?.flatten())
		}
	};
	let reader = match (&map, &known) {
		(Some(map), Some(patient)) => Reader::new(map, patient).map_err(failed)?,
		_ => Reader::blind(),
	};
	Ok((id, known, reader))
}

/// Who looked, by name: from the custodian's own vault, or from its server with the patient's key.
async fn persons(
	context: &Context,
	chain: &Chain,
	args: &DisclosuresArgs,
	id: &PatientId,
	info: &PatientInfo<[u8; 32]>,
) -> Result<HashMap<Commitment, Person>, Failure> {
	let persons = match (&args.vault, &args.server) {
		(Some(vault), None) => {
			let store = open_store(vault)?;
			if store.info().organisation != info.custodian {
				let message = format!("the patient is one of organisation {}", info.custodian);
				return Err(Failure::refused("Cli.VaultRefused", message));
			}
			Persons::new(&store, *id).all().map_err(|error| store_failure(&error))?
		}
		(_, Some(server)) => {
			let key = args.key.as_deref().ok_or_else(|| Failure::usage("give --key"))?;
			let key = read_key(key)?;
			let signer = context.signer(chain).await?;
			let genesis = chain.genesis().0;
			let sealed = Client::new(server, Some(genesis)).persons(&signer, *id)?;
			// Sealed to an earlier key of the patient: said as not opened.
			sealed.iter().filter_map(|one| one.open(&key, &genesis, id).ok()).collect()
		}
		(None, None) => Vec::new(),
	};
	Ok(persons.into_iter().map(|person| (person.commitment(), person)).collect())
}

/// What is known of organisations, publicly and by the map.
async fn organisations(
	chain: &Chain,
	args: &DisclosuresArgs,
	numbers: BTreeSet<OrganisationId>,
) -> Result<BTreeMap<OrganisationId, Organisation>, Failure> {
	let mut organisations = BTreeMap::new();
	for number in numbers {
		let answer = domain::credentials(chain, json!({ "organisation": number })).await?;
		let credentials = answer.get("credentials").and_then(Json::as_array).into_iter().flatten();
		let identifiers: BTreeSet<(String, String)> = credentials
			.filter_map(|one| {
				let word = |key: &str| Some(one.pointer(key)?.as_str()?.to_owned());
				Some((word("/identifier/type")?, word("/identifier/value")?))
			})
			.collect();
		let identifiers = identifiers.into_iter().collect();
		organisations.insert(number, Organisation { number, reference: None, identifiers });
	}
	if patient::has_key(&args.map) {
		let map = patient::open(&args.map)?;
		for (number, organisation) in &mut organisations {
			organisation.reference =
				reference_of(&map, *number).map_err(|error| patient::map_failure(&error))?;
		}
	}
	Ok(organisations)
}

//! `salus record request`: ask for access. Permit and denial are both an answer.

use super::{open::parse_ticket, visit::read_person};
use crate::{
	cli::RequestArgs,
	commands::{
		patient::parse_bytes,
		records_api::{scale, text, RecordsApi},
		vault::store_failure,
		vault_client::Client,
		Context,
	},
	error::{Exit, Failure},
	output::plain,
};
use salus_interop::fhir::codes;
use salus_primitives::{
	consent::Purpose,
	records::{AccessRequest, DataDescriptor, TicketDecision, TicketId},
	Capacity,
};
use salus_vault::{
	persons::Person,
	store::{ticket_text, write_atomically},
};
use serde_json::json;
use std::path::Path;

/// A purpose by its code, or by the token of one that has no word.
fn parse_purpose(text: &str) -> Result<Purpose, Failure> {
	match Purpose::from_code(text) {
		Some(purpose) => Ok(purpose),
		None if text.starts_with("0x") => parse_bytes("token", text).map(Purpose::Other),
		None => {
			Err(Failure::usage(format!("`{text}` is no purpose: TREAT, HPAYMT, ... or a token")))
		}
	}
}

/// Give the custodian's vault the name behind a ticket.
pub async fn name(
	context: &Context,
	ticket: &str,
	person: &Path,
	server: &str,
) -> Result<u8, Failure> {
	let (organisation, id) = parse_ticket(ticket)?;
	let person = read_person(person)?;
	let chain = context.chain().await?;
	let signer = context.signer(&chain).await?;
	Client::new(server, Some(chain.genesis().0)).name(&signer, organisation, id, &person)?;
	context.output.result(&json!({ "ticket": ticket, "named": true }), plain);
	Ok(0)
}

/// Ask.
pub async fn run(context: &Context, args: &RequestArgs) -> Result<u8, Failure> {
	let purpose = parse_purpose(&args.purpose)?;
	let action = codes::action(&args.action)
		.ok_or_else(|| Failure::usage(format!("`{}` is no action: access", args.action)))?;
	let patient = parse_bytes("pseudonym", &args.patient)?;
	let classes: Vec<[u8; 32]> =
		args.classes.iter().map(|class| parse_bytes("token", class)).collect::<Result<_, _>>()?;
	let record = args.record.as_deref().map(|text| parse_bytes("record", text)).transpose()?;
	let person = Person::new(&args.name, args.affiliation.as_deref().unwrap_or_default());
	if !person.is_sound() {
		return Err(Failure::usage("--as is somebody's name, of at most 256 bytes"));
	}
	let data = (!classes.is_empty() || record.is_some())
		.then(|| {
			let classes = classes
				.try_into()
				.map_err(|_| Failure::usage("at most 4 classes are asked for at once"))?;
			Ok::<_, Failure>(DataDescriptor { classes, record, ..DataDescriptor::default() })
		})
		.transpose()?;
	let chain = context.chain().await?;
	let custodian = match args.custodian {
		Some(custodian) => custodian,
		None => RecordsApi::finalized(&chain).await?.known_patient(&patient).await?.custodian,
	};
	let signer = context.signer(&chain).await?;
	let directory = context.directory(&chain).await?;
	let wanted: Vec<Capacity> =
		Capacity::ALL.into_iter().filter(|capacity| purpose.is_open_to(*capacity)).collect();
	let acting = directory.acting(&signer.account(), &wanted).await?;
	let organisation = directory.acting_organisation(&signer.account()).await?;
	// What opens the commitment is on disk before the chain has it.
	let text_of = serde_json::to_vec_pretty(&person).unwrap_or_default();
	write_atomically(&args.person, &text_of).map_err(|error| store_failure(&error))?;
	let ticket: TicketId = salus_vault::random();
	let request = AccessRequest {
		patient,
		custodian,
		purpose,
		action,
		person: person.commitment(),
		openings: Default::default(),
		data,
	};
	let call = json!({ "acting": acting, "ticket": text(&ticket), "request": scale(&request) });
	let call = chain.runtime().await?.call("RecordsAccess", "request_access", &call)?;
	let (place, _) = context.send(&chain, &signer, call).await?;
	// The chain keeps the decision with the ticket; where it is only in the best block, ask there.
	let info = RecordsApi::at(&chain, place.block.hash)
		.ticket(organisation, &ticket)
		.await?
		.ok_or_else(|| Failure::incompatible("the block has no such ticket"))?;
	let mut result = json!({
		"ticket": ticket_text(organisation, &ticket),
		"person": args.person.display().to_string(),
		"block": place.block.to_json(),
	});
	let exit = match &info.decision {
		TicketDecision::Permit { until, redisclosure_notice, .. } => {
			result["decision"] = "permit".into();
			result["until"] = crate::time::format_moment(*until).into();
			result["redisclosureNotice"] = (*redisclosure_notice).into();
			0
		}
		TicketDecision::Deny(class) => {
			result["decision"] = "deny".into();
			result["reason"] = serde_json::to_value(class).unwrap_or_default();
			Exit::Refused as u8
		}
	};
	if let Some(server) = &args.server {
		let client = Client::new(server, Some(chain.genesis().0));
		let named = client.name(&signer, organisation, ticket, &person);
		result["named"] = named.is_ok().into();
		if let Err(failure) = named {
			// The decision stands whatever becomes of the name.
			context.output.note(format!(
				"the vault does not have the name ({failure}): give it with `salus record name`"
			));
		}
	}
	context.output.result(&result, plain);
	Ok(exit)
}

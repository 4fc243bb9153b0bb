//! `salus participants`.

use super::{import, Context};
use crate::{
	chain::{
		account,
		domain::{self, parse_capacity},
		Chain,
	},
	cli::{HolderArgs, ParticipantsCommand, SiteCommand},
	error::Failure,
	output::plain,
	time::{now, parse_moment},
};
use salus_primitives::{identifiers::DeaNumber, Gln, Npi};
use serde_json::{json, Value as Json};

const PALLET: &str = "Participants";

/// Run a subcommand.
pub async fn run(context: &Context, command: ParticipantsCommand) -> Result<u8, Failure> {
	let (call, args) = match command {
		ParticipantsCommand::Show { who } => return show(context, &who).await,
		ParticipantsCommand::ListCredentials { who } => return credentials(context, &who).await,
		ParticipantsCommand::Import { file } => return import::run(context, &file).await,
		ParticipantsCommand::Register { controller } => {
			return register(context, controller.as_deref()).await
		}
		ParticipantsCommand::Issue { holder, credential, identifier, from, until } => (
			"issue_credential",
			json!({
				"holder": holder_json(&holder)?,
				"capacity": parse_capacity(&credential)?,
				"identifier": parse_identifier(&identifier)?,
				"valid_from": from.as_deref().map_or(Ok(now()), parse_moment)?,
				"valid_until": parse_moment(&until)?,
			}),
		),
		ParticipantsCommand::Renew { holder, credential, until } => (
			"renew_credential",
			json!({
				"holder": holder_json(&holder)?,
				"capacity": parse_capacity(&credential)?,
				"valid_until": parse_moment(&until)?,
			}),
		),
		ParticipantsCommand::Suspend { holder, credential, reason } => (
			"suspend_credential",
			json!({
				"holder": holder_json(&holder)?,
				"capacity": parse_capacity(&credential)?,
				"reason": reason,
			}),
		),
		ParticipantsCommand::Reinstate { holder, credential } => (
			"reinstate_credential",
			json!({ "holder": holder_json(&holder)?, "capacity": parse_capacity(&credential)? }),
		),
		ParticipantsCommand::Revoke { holder, credential, reason } => (
			"revoke_credential",
			json!({
				"holder": holder_json(&holder)?,
				"capacity": parse_capacity(&credential)?,
				"reason": reason,
			}),
		),
		ParticipantsCommand::Invite { account, capacities, site } => {
			let capacities: Vec<_> =
				capacities.iter().map(|text| parse_capacity(text)).collect::<Result<_, _>>()?;
			(
				"invite_member",
				json!({
					"organisation": own_organisation(context).await?,
					"account": account,
					"capacities": capacities,
					"site": site.as_deref().map(parse_gln).transpose()?.map(Gln::get),
				}),
			)
		}
		ParticipantsCommand::Accept { organisation } => {
			("accept_membership", json!({ "organisation": organisation }))
		}
		ParticipantsCommand::Leave { organisation } => {
			("leave_organisation", json!({ "organisation": organisation }))
		}
		ParticipantsCommand::Remove { account } => (
			"remove_member",
			json!({ "organisation": own_organisation(context).await?, "account": account }),
		),
		ParticipantsCommand::Site { command: SiteCommand::Add { organisation, gln } } => (
			"register_site",
			json!({ "organisation": organisation, "gln": parse_gln(&gln)?.get() }),
		),
		ParticipantsCommand::Site { command: SiteCommand::Remove { gln } } => {
			("remove_site", json!({ "gln": parse_gln(&gln)?.get() }))
		}
	};
	context.send_and_show(PALLET, call, &args).await
}

/// The organisation that the signer acts for.
async fn own_organisation(context: &Context) -> Result<u32, Failure> {
	context.organisation(&context.chain().await?, None).await
}

/// Register, or say which organisation the account controls already: the pallet's call is
/// idempotent, and nobody has to pay to learn it.
async fn register(context: &Context, controller: Option<&str>) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let signer = context.signer(&chain).await?;
	let account = match controller {
		Some(text) => account::parse(text).map_err(Failure::usage)?,
		None => signer.account(),
	};
	let directory = context.directory(&chain).await?;
	if let Some(found) = directory.of_account(&account).await? {
		let result = json!({
			"outcome": "unchanged",
			"organisation": found.id,
			"controller": directory.ss58(&found.controller),
		});
		context.output.result(&result, plain);
		return Ok(0);
	}
	let args = json!({ "controller": controller });
	let call = chain.runtime().await?.call(PALLET, "register_organisation", &args)?;
	let (place, events) = context.send(&chain, &signer, call).await?;
	let organisation = events
		.iter()
		.find(|event| event.pallet == PALLET)
		.and_then(|event| event.fields.get("organisation").cloned());
	let result = json!({
		"outcome": "accepted",
		"organisation": organisation,
		"controller": directory.ss58(&account),
		"block": place.block.to_json(),
		"extrinsic": place.extrinsic(),
	});
	context.output.result(&result, plain);
	Ok(0)
}

/// Which organisation or person a text names: a number, a GLN, or an account.
enum Who {
	Organisation(u32),
	Location(Gln),
	Account(String),
}

fn parse_who(text: &str) -> Result<Who, Failure> {
	if text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit()) {
		return parse_gln(text).map(Who::Location);
	}
	if let Ok(number) = text.parse() {
		return Ok(Who::Organisation(number));
	}
	account::parse(text)
		.map(|_| Who::Account(text.to_owned()))
		.map_err(|error| Failure::usage(format!("neither a number nor a GLN: {error}")))
}

async fn find(chain: &Chain, who: &Who) -> Result<Option<domain::Organisation>, Failure> {
	let which = match who {
		Who::Organisation(number) => json!({ "organisation": number }),
		Who::Location(gln) => json!({ "location": gln.to_string() }),
		Who::Account(account) => json!({ "controller": account }),
	};
	domain::organisation(chain, which).await
}

fn not_found(what: &str) -> Failure {
	Failure::refused("Cli.NotFound", format!("the chain knows no organisation `{what}`"))
}

async fn show(context: &Context, who: &str) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let found = find(&chain, &parse_who(who)?).await?.ok_or_else(|| not_found(who))?;
	let answer = domain::credentials(&chain, json!({ "organisation": found.id })).await?;
	let prefix = chain.runtime().await?.ss58_prefix;
	let result = json!({
		"organisation": found.id,
		"controller": account::to_ss58(&found.controller.0, prefix),
		"credentials": answer.get("credentials"),
		"asOf": answer.get("asOf"),
	});
	context.output.result(&result, plain);
	Ok(0)
}

async fn credentials(context: &Context, who: &str) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let who_parsed = parse_who(who)?;
	let whose = match (&who_parsed, find(&chain, &who_parsed).await?) {
		(_, Some(found)) => json!({ "organisation": found.id }),
		// A person has credentials without an organisation.
		(Who::Account(account), None) => json!({ "account": account }),
		_ => return Err(not_found(who)),
	};
	let answer = domain::credentials(&chain, whose).await?;
	for row in answer.get("credentials").and_then(Json::as_array).into_iter().flatten() {
		context.output.result(row, plain);
	}
	Ok(0)
}

fn holder_json(holder: &HolderArgs) -> Result<Json, Failure> {
	match (holder.organisation, &holder.person) {
		(Some(organisation), _) => Ok(json!({ "Organisation": organisation })),
		(None, Some(person)) => Ok(json!({ "Person": person })),
		(None, None) => Err(Failure::usage("say whose: --of ORG or --person ACCOUNT")),
	}
}

/// A location by its 13 digits.
pub fn parse_gln(text: &str) -> Result<Gln, Failure> {
	text.parse().map_err(|error| Failure::usage(format!("`{text}` is no GLN: it {error} (ID-1)")))
}

/// `gln:0614141000005` and the like as a `BusinessIdentifier`.
pub fn parse_identifier(text: &str) -> Result<Json, Failure> {
	let wrong = |error: &dyn std::fmt::Display| {
		Failure::usage(format!("`{text}` is no business identifier: it {error} (X-8)"))
	};
	let (kind, value) = text
		.split_once(':')
		.ok_or_else(|| wrong(&"is not KIND:VALUE, such as gln:0614141000005"))?;
	Ok(match kind.to_ascii_lowercase().as_str() {
		"gln" => json!({ "Gln": value.parse::<Gln>().map_err(|error| wrong(&error))?.get() }),
		"npi" => json!({ "Npi": value.parse::<Npi>().map_err(|error| wrong(&error))?.get() }),
		"duns" => {
			let digits = value.replace('-', "");
			if digits.len() != 9 {
				return Err(wrong(&"has not nine digits"));
			}
			json!({ "Duns": digits.parse::<u32>().map_err(|_| wrong(&"has not nine digits"))? })
		}
		"dea" => {
			value.parse::<DeaNumber>().map_err(|error| wrong(&error))?;
			json!({ "Dea": value })
		}
		"commitment" => match hex::decode(value.trim_start_matches("0x")) {
			Ok(bytes) if bytes.len() == 32 => {
				json!({ "Commitment": format!("0x{}", hex::encode(bytes)) })
			}
			_ => return Err(wrong(&"is no commitment of 32 bytes as hex")),
		},
		other => {
			return Err(wrong(&format!(
				"has kind `{other}`, which is none of gln, npi, duns, dea, commitment"
			)))
		}
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn x_8_identifiers_should_be_checked() {
		assert_eq!(
			parse_identifier("gln:0614141000005").unwrap(),
			json!({ "Gln": 614_141_000_005u64 })
		);
		assert_eq!(parse_identifier("npi:1234567893").unwrap(), json!({ "Npi": 1_234_567_893u64 }));
		assert_eq!(parse_identifier("duns:15-048-3782").unwrap(), json!({ "Duns": 150_483_782 }));
		assert_eq!(parse_identifier("dea:AB1234563").unwrap(), json!({ "Dea": "AB1234563" }));
		for bad in
			["gln:0614141000006", "npi:1", "duns:1", "dea:AB1234567", "x:1", "1", "commitment:00"]
		{
			assert!(parse_identifier(bad).is_err(), "{bad}");
		}
	}

	#[test]
	fn whoever_is_named_should_be_understood() {
		assert!(matches!(parse_who("7"), Ok(Who::Organisation(7))));
		assert!(matches!(parse_who("0614141000005"), Ok(Who::Location(_))));
		assert!(matches!(
			parse_who("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"),
			Ok(Who::Account(_))
		));
		assert!(parse_who("0614141000006").is_err());
		assert!(parse_who("nobody").is_err());
	}
}

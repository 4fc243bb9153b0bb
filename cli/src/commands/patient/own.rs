//! Pseudonyms on the chain: opened and offered by the custodian, claimed and held by the patient.

use super::{find, has_key, open, parse_bytes, parse_who, pseudonym, Who};
use crate::{
	chain::{account, Chain, Signer},
	cli::{MapArgs, PatientCommand, Power},
	commands::{
		accepted,
		record::{own_pseudonym, CUSTODIANS},
		records_api::{text, RecordsApi},
		vault::{new_key, read_key, store_failure},
		Context,
	},
	error::Failure,
	output::plain,
	time::parse_moment,
};
use salus_primitives::{consent::Month, records::PatientId};
use salus_vault::{document::SecretKey, map::Patient, store::write_atomically};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value as Json};
use std::{fs, path::Path, sync::Arc};

/// What the custodian gives the patient with an offer: all that a map has of it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Offer {
	/// The first block of the chain.
	#[serde(with = "salus_vault::hex_bytes")]
	genesis: [u8; 32],
	/// Who offers.
	custodian: u32,
	/// The pseudonym.
	#[serde(with = "salus_vault::hex_bytes")]
	pseudonym: PatientId,
	/// Who gave the identifier, and the identifier.
	system: String,
	identifier: String,
	/// The secret of the relationship: with it the patient makes the tokens that its consents name.
	#[serde(with = "salus_vault::hex_bytes")]
	secret: [u8; 32],
}

/// A signer at a chain.
struct Desk {
	chain: Chain,
	signer: Arc<Signer>,
}

impl Desk {
	async fn new(context: &Context) -> Result<Self, Failure> {
		let chain = context.chain().await?;
		let signer = context.signer(&chain).await?;
		Ok(Self { chain, signer })
	}

	/// For whom the signer acts, as custodian.
	async fn acting(&self, context: &Context) -> Result<Json, Failure> {
		let directory = context.directory(&self.chain).await?;
		directory.acting(&self.signer.account(), &CUSTODIANS).await
	}

	/// The pseudonym that is meant: the signer's own by default.
	async fn own(&self, patient: Option<&str>) -> Result<PatientId, Failure> {
		match patient {
			Some(patient) => parse_bytes("pseudonym", patient),
			None => own_pseudonym(&RecordsApi::finalized(&self.chain).await?, &self.signer).await,
		}
	}

	/// The same, where it may also be somebody of the patient map.
	async fn whose(&self, who: Option<&str>, map: &MapArgs) -> Result<PatientId, Failure> {
		match who {
			Some(who) => pseudonym(map, who),
			None => self.own(None).await,
		}
	}

	/// As what the signer acts for a patient: as the patient where that has a key, else as custodian.
	async fn acting_for(&self, context: &Context, patient: &PatientId) -> Result<Json, Failure> {
		let api = RecordsApi::finalized(&self.chain).await?;
		match api.known_patient(patient).await?.controller {
			Some(_) => Ok(Json::Null),
			None => self.acting(context).await,
		}
	}

	async fn controller(&self, patient: &PatientId) -> Result<u32, Failure> {
		let api = RecordsApi::finalized(&self.chain).await?;
		Ok(api.known_patient(patient).await?.custodian)
	}

	/// Sign and send a call, and say what it did, with what is added.
	async fn send(
		&self,
		context: &Context,
		name: &str,
		args: &Json,
		added: Json,
	) -> Result<u8, Failure> {
		let call = self.chain.runtime().await?.call("RecordsAccess", name, args)?;
		let (place, events) = context.send(&self.chain, &self.signer, call).await?;
		let mut result = accepted(&format!("RecordsAccess.{name}"), place, &events);
		if let (Json::Object(result), Json::Object(added)) = (&mut result, added) {
			result.extend(added);
		}
		context.output.result(&result, plain);
		Ok(0)
	}
}

/// The secret key of a file, made where there is none.
fn key_of(path: &Path) -> Result<SecretKey, Failure> {
	match path.exists() {
		true => read_key(path),
		false => new_key(path),
	}
}

/// A month, YYYY-MM.
fn parse_month(text: &str) -> Result<Month, Failure> {
	let wrong = |_| Failure::usage(format!("`{text}` is no month: YYYY-MM"));
	parse_moment(&format!("{text}-01")).map(Month::of).map_err(wrong)
}

/// Run a subcommand that needs the chain.
pub async fn run(context: &Context, command: PatientCommand) -> Result<u8, Failure> {
	match command {
		PatientCommand::Map { command } => super::run_map(context, command),
		PatientCommand::Open { who, map } => open_pseudonym(context, &who, &map).await,
		PatientCommand::Offer { who, account, out, map } => {
			offer(context, &who, &account, &out, &map).await
		}
		PatientCommand::Claim { offer, key, map } => claim(context, &offer, &key, &map).await,
		PatientCommand::Refuse { patient } => {
			let desk = Desk::new(context).await?;
			let patient = desk.own(patient.as_deref()).await?;
			let args = json!({ "patient": text(&patient) });
			desk.send(context, "refuse_offer", &args, json!({})).await
		}
		PatientCommand::Rotate { key, to } => rotate(context, &key, to.as_deref()).await,
		PatientCommand::Contest { patient } => {
			on_consent(context, "contest_recorded", patient.as_deref()).await
		}
		PatientCommand::Revoke { patient } => {
			on_consent(context, "revoke_consent", patient.as_deref()).await
		}
		PatientCommand::Appoint { account, may, until, evidence, patient, map } => {
			let account = account::parse(&account).map_err(Failure::usage)?;
			let until = parse_month(&until)?;
			let evidence = evidence.map(|text| parse_bytes("commitment", &text)).transpose()?;
			let may = |power| may.contains(&power);
			let desk = Desk::new(context).await?;
			let patient = desk.whose(patient.as_deref(), &map).await?;
			let acting = desk.acting_for(context, &patient).await?;
			if !acting.is_null() && evidence.is_none() {
				return Err(Failure::usage(
					"the patient has no key: give --evidence, the commitment of what says that \
					 somebody represents it",
				));
			}
			let args = json!({
				"acting": acting,
				"patient": text(&patient),
				"account": text(&account.0),
				"scope": {
					"grant": may(Power::Grant),
					"revoke": may(Power::Revoke),
					"read": may(Power::Read),
				},
				"until": until.0,
				"evidence": evidence.map(|evidence| text(&evidence)),
			});
			desk.send(context, "appoint_representative", &args, json!({})).await
		}
		PatientCommand::Dismiss { account, patient, map } => {
			let account = account::parse(&account).map_err(Failure::usage)?;
			let desk = Desk::new(context).await?;
			let patient = desk.whose(patient.as_deref(), &map).await?;
			let acting = match account == desk.signer.account() {
				true => Json::Null,
				false => desk.acting_for(context, &patient).await?,
			};
			let args =
				json!({ "acting": acting, "patient": text(&patient), "account": text(&account.0) });
			desk.send(context, "revoke_representative", &args, json!({})).await
		}
		PatientCommand::Demand { batch, patient } => {
			let desk = Desk::new(context).await?;
			let patient = desk.own(patient.as_deref()).await?;
			let id: [u8; 16] = salus_vault::random();
			let args = json!({ "patient": text(&patient), "id": text(&id), "batch": batch });
			desk.send(context, "demand_log_entry", &args, json!({ "demand": text(&id) })).await
		}
		PatientCommand::Show { who, map } => show(context, who.as_deref(), &map).await,
	}
}

async fn open_pseudonym(context: &Context, who: &str, map: &MapArgs) -> Result<u8, Failure> {
	let patient = match parse_who(who)? {
		Who::Identifier(system, identifier) => {
			let patient = open(map)?.add_patient(system, identifier, None);
			patient.map_err(|error| super::map_failure(&error))?.pseudonym
		}
		Who::Pseudonym(pseudonym) => pseudonym,
	};
	let desk = Desk::new(context).await?;
	let added = json!({ "pseudonym": text(&patient) });
	// Again is the same.
	if let Some(there) = RecordsApi::finalized(&desk.chain).await?.patient(&patient).await? {
		let mut result = added;
		result["outcome"] = "opened already".into();
		result["custodian"] = there.custodian.into();
		context.output.result(&result, plain);
		return Ok(0);
	}
	let args = json!({ "acting": desk.acting(context).await?, "patient": text(&patient) });
	desk.send(context, "open_pseudonym", &args, added).await
}

async fn offer(
	context: &Context,
	who: &str,
	account: &str,
	out: &Path,
	map: &MapArgs,
) -> Result<u8, Failure> {
	let patient = find(&open(map)?, who)?;
	let account = account::parse(account).map_err(Failure::usage)?;
	let desk = Desk::new(context).await?;
	let offer = Offer {
		genesis: desk.chain.genesis().0,
		custodian: desk.controller(&patient.pseudonym).await?,
		pseudonym: patient.pseudonym,
		system: patient.system,
		identifier: patient.identifier,
		secret: patient.secret,
	};
	let args = json!({
		"acting": desk.acting(context).await?,
		"patient": text(&offer.pseudonym),
		"account": text(&account.0),
	});
	let bytes = serde_json::to_vec_pretty(&offer).unwrap_or_default();
	write_atomically(out, &bytes).map_err(|error| store_failure(&error))?;
	let added = json!({ "file": out.display().to_string() });
	desk.send(context, "offer_claim", &args, added).await
}

async fn claim(context: &Context, offer: &str, key: &Path, map: &MapArgs) -> Result<u8, Failure> {
	let desk = Desk::new(context).await?;
	let patient = match parse_bytes("pseudonym", offer) {
		Ok(pseudonym) => pseudonym,
		Err(_) => {
			let bytes = fs::read(offer).map_err(|error| Failure::unreadable(offer, error))?;
			let offer: Offer = serde_json::from_slice(&bytes)
				.map_err(|error| Failure::unreadable(offer, error))?;
			if offer.genesis != desk.chain.genesis().0 {
				let message = "the offer is of another chain than the node at --url";
				return Err(Failure::refused("Cli.VaultRefused", message));
			}
			let patient = Patient {
				system: offer.system,
				identifier: offer.identifier,
				pseudonym: offer.pseudonym,
				secret: offer.secret,
			};
			if has_key(map) {
				open(map)?.add_known(&patient).map_err(|error| super::map_failure(&error))?;
			}
			patient.pseudonym
		}
	};
	// On disk before the chain has its public part.
	let public = key_of(key)?.public();
	let args = json!({ "patient": text(&patient), "encryption_key": text(&public) });
	let added = json!({ "pseudonym": text(&patient), "publicKey": text(&public) });
	desk.send(context, "accept_claim", &args, added).await
}

async fn rotate(context: &Context, key: &Path, to: Option<&str>) -> Result<u8, Failure> {
	let to = to.map(account::parse).transpose().map_err(Failure::usage)?;
	let desk = Desk::new(context).await?;
	let patient = desk.own(None).await?;
	let public = key_of(key)?.public();
	let args = json!({
		"patient": text(&patient),
		"account": to.map(|account| text(&account.0)),
		"encryption_key": text(&public),
	});
	let added = json!({ "pseudonym": text(&patient), "publicKey": text(&public) });
	desk.send(context, "replace_key", &args, added).await
}

/// What a patient does to its consent.
async fn on_consent(context: &Context, name: &str, patient: Option<&str>) -> Result<u8, Failure> {
	let desk = Desk::new(context).await?;
	let patient = desk.own(patient).await?;
	let controller = desk.controller(&patient).await?;
	let args = json!({ "patient": text(&patient), "controller": controller });
	desk.send(context, name, &args, json!({})).await
}

async fn show(context: &Context, who: Option<&str>, map: &MapArgs) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let patient = match who {
		Some(who) => pseudonym(map, who)?,
		None => {
			let signer = context.signer(&chain).await?;
			own_pseudonym(&RecordsApi::finalized(&chain).await?, &signer).await?
		}
	};
	let id = json!(text(&patient));
	let mut answer = chain.request("records_getPatient", std::slice::from_ref(&id)).await?;
	if answer["custodian"].is_null() {
		return Err(Failure::refused("Cli.NotFound", "the chain has no such pseudonym"));
	}
	let consent = chain.request("records_getConsent", &[id, answer["custodian"].clone()]).await?;
	answer["pseudonym"] = text(&patient).into();
	answer["consent"] = json!({ "version": consent["version"], "status": consent["status"] });
	context.output.result(&answer, plain);
	Ok(0)
}

//! Reads of the domains: the node's own JSON-RPC, and who acts as what.

use super::{account, events, runtime::Call, Chain, Runtime};
use crate::error::Failure;
use salus_primitives::{Capacity, Gln, OrganisationId};
use serde_json::{json, Value as Json};
use std::collections::HashMap;
use subxt::utils::AccountId32;
use tokio::sync::Mutex;

/// A capacity from its name, in any usual spelling.
pub fn parse_capacity(text: &str) -> Result<Capacity, Failure> {
	let letters = |text: &str| {
		text.chars()
			.filter(|c| c.is_ascii_alphanumeric())
			.map(|c| c.to_ascii_lowercase())
			.collect::<String>()
	};
	let wanted = match letters(text).as_str() {
		"3pl" => "thirdpartylogistics".into(),
		"pharmacy" => "dispenser".into(),
		other => other.to_owned(),
	};
	Capacity::ALL.into_iter().find(|c| letters(&capacity_name(*c)) == wanted).ok_or_else(|| {
		let names: Vec<_> = Capacity::ALL.into_iter().map(capacity_name).collect();
		Failure::usage(format!("`{text}` is no capacity: {}", names.join(", ")))
	})
}

/// A capacity's name, as JSON has it.
pub fn capacity_name(capacity: Capacity) -> String {
	match serde_json::to_value(capacity) {
		Ok(Json::String(name)) => name,
		_ => format!("{capacity:?}"),
	}
}

/// For whom to act, where the command line says so.
#[derive(Clone, Copy, Default, Debug)]
pub struct ActingChoice {
	/// The organisation.
	pub organisation: Option<OrganisationId>,
	/// The capacity.
	pub capacity: Option<Capacity>,
}

impl ActingChoice {
	/// From `--acting`, or `--organisation` and `--capacity`.
	pub fn parse(
		acting: Option<&str>,
		organisation: Option<u32>,
		capacity: Option<&str>,
	) -> Result<Self, Failure> {
		let Some(acting) = acting else {
			return Ok(Self { organisation, capacity: capacity.map(parse_capacity).transpose()? });
		};
		let (organisation, capacity) = acting
			.split_once(':')
			.ok_or_else(|| Failure::usage("--acting is ORG:CAPACITY, such as 3:wholesaler"))?;
		let organisation = organisation
			.parse()
			.map_err(|_| Failure::usage(format!("`{organisation}` is no organisation's number")))?;
		Ok(Self { organisation: Some(organisation), capacity: Some(parse_capacity(capacity)?) })
	}
}

/// Looks up organisations and remembers what it found.
pub struct Directory<'a> {
	chain: &'a Chain,
	choice: ActingChoice,
	ss58_prefix: u16,
	at_location: Mutex<HashMap<u64, Option<Organisation>>>,
	of_account: Mutex<HashMap<[u8; 32], Option<Organisation>>>,
	capacities: Mutex<HashMap<OrganisationId, Vec<Capacity>>>,
}

/// An organisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Organisation {
	/// Its number.
	pub id: OrganisationId,
	/// Who controls it.
	pub controller: AccountId32,
}

impl<'a> Directory<'a> {
	/// An empty one.
	pub fn new(chain: &'a Chain, choice: ActingChoice, ss58_prefix: u16) -> Self {
		Self {
			chain,
			choice,
			ss58_prefix,
			at_location: Mutex::default(),
			of_account: Mutex::default(),
			capacities: Mutex::default(),
		}
	}

	/// Forget everything: something was registered.
	pub async fn forget(&self) {
		self.at_location.lock().await.clear();
		self.of_account.lock().await.clear();
		self.capacities.lock().await.clear();
	}

	/// An account as text.
	pub fn ss58(&self, account: &AccountId32) -> String {
		account::to_ss58(&account.0, self.ss58_prefix)
	}

	/// The organisation at a location.
	pub async fn at_location(&self, gln: Gln) -> Result<Option<Organisation>, Failure> {
		let mut known = self.at_location.lock().await;
		if let Some(found) = known.get(&gln.get()) {
			return Ok(*found);
		}
		let found = organisation(self.chain, json!({ "location": gln.to_string() })).await?;
		known.insert(gln.get(), found);
		Ok(found)
	}

	/// The organisation that an account controls.
	pub async fn of_account(&self, account: &AccountId32) -> Result<Option<Organisation>, Failure> {
		let mut known = self.of_account.lock().await;
		if let Some(found) = known.get(&account.0) {
			return Ok(*found);
		}
		let found = organisation(self.chain, json!({ "controller": self.ss58(account) })).await?;
		known.insert(account.0, found);
		Ok(found)
	}

	/// The organisation that a signer acts for: the one that was said, else the one it controls.
	pub async fn acting_organisation(
		&self,
		account: &AccountId32,
	) -> Result<OrganisationId, Failure> {
		if let Some(organisation) = self.choice.organisation {
			return Ok(organisation);
		}
		self.of_account(account).await?.map(|organisation| organisation.id).ok_or_else(|| {
			let account = self.ss58(account);
			let message = format!(
				"{account} controls no organisation: say for which one it acts with \
				 --organisation, or register one with `salus participants register`"
			);
			Failure::usage(message).with_code("Cli.NoOrganisation")
		})
	}

	/// The capacities of an organisation that are in force now.
	pub async fn capacities(&self, organisation: u32) -> Result<Vec<Capacity>, Failure> {
		let mut known = self.capacities.lock().await;
		if let Some(found) = known.get(&organisation) {
			return Ok(found.clone());
		}
		let answer = credentials(self.chain, json!({ "organisation": organisation })).await?;
		let found = capacities_in_force(&answer);
		known.insert(organisation, found.clone());
		Ok(found)
	}

	/// `acting` for a call that one of these capacities may make, the first that is held.
	pub async fn acting(
		&self,
		account: &AccountId32,
		wanted: &[Capacity],
	) -> Result<Json, Failure> {
		let organisation = self.acting_organisation(account).await?;
		let capacity = match self.choice.capacity {
			Some(capacity) => capacity,
			None => {
				let held = self.capacities(organisation).await?;
				wanted.iter().copied().find(|capacity| held.contains(capacity)).ok_or_else(
					|| {
						let names: Vec<_> = wanted.iter().copied().map(capacity_name).collect();
						let message = format!(
						"organisation {organisation} holds no credential in force as {}: ask an \
						 issuer (SC-3)",
						names.join(" or ")
					);
						Failure::refused("Cli.NoCapacity", message)
					},
				)?
			}
		};
		Ok(json!({ "organisation": organisation, "capacity": capacity }))
	}
}

/// The capacities in an answer of `participants_getCredentials` that are in force.
pub fn capacities_in_force(answer: &Json) -> Vec<Capacity> {
	answer
		.get("credentials")
		.and_then(Json::as_array)
		.into_iter()
		.flatten()
		.filter(|row| row.get("status").and_then(Json::as_str) == Some("valid"))
		.filter_map(|row| parse_capacity(row.get("capacity")?.as_str()?).ok())
		.collect()
}

/// Ask for an organisation.
pub async fn organisation(chain: &Chain, which: Json) -> Result<Option<Organisation>, Failure> {
	let answer = chain.request("participants_getOrganisation", &[which]).await?;
	if answer.get("organisation").is_none_or(Json::is_null) {
		return Ok(None);
	}
	let id = answer.get("organisation").and_then(Json::as_u64).and_then(|id| id.try_into().ok());
	let controller =
		answer.get("controller").and_then(Json::as_str).and_then(|text| account::parse(text).ok());
	match (id, controller) {
		(Some(id), Some(controller)) => Ok(Some(Organisation { id, controller })),
		_ => Err(Failure::incompatible(format!("`{answer}` is no organisation"))),
	}
}

/// Ask for credentials.
pub async fn credentials(chain: &Chain, whose: Json) -> Result<Json, Failure> {
	Ok(chain.request("participants_getCredentials", &[whose]).await?)
}

/// How many calls the node tries at once.
pub const MAX_DRY_RUN: usize = 1_024;

/// Try calls of these accounts one after another on the chain's state, and keep nothing. At most
/// [`MAX_DRY_RUN`].
pub async fn dry_run(
	chain: &Chain,
	runtime: &Runtime,
	calls: &[(AccountId32, &Call)],
) -> Result<Vec<Result<(), Failure>>, Failure> {
	let list: Vec<_> = calls
		.iter()
		.map(|(signer, call)| {
			json!({
				"signer": account::to_ss58(&signer.0, runtime.ss58_prefix),
				"call": format!("0x{}", hex::encode(&call.data)),
			})
		})
		.collect();
	let answer = chain.request("salus_dryRun", &[Json::Array(list)]).await?;
	let results: Vec<_> = answer
		.get("results")
		.and_then(Json::as_array)
		.into_iter()
		.flatten()
		.map(|row| dry_result(runtime, row))
		.collect();
	if results.len() == calls.len() {
		Ok(results)
	} else {
		let found = results.len();
		Err(Failure::incompatible(format!("{found} results of {} calls", calls.len())))
	}
}

fn dry_result(runtime: &Runtime, row: &Json) -> Result<(), Failure> {
	if row.get("ok").and_then(Json::as_bool) == Some(true) {
		return Ok(());
	}
	let index = |key: &str| {
		row.pointer(key).and_then(Json::as_u64).and_then(|index| u8::try_from(index).ok())
	};
	match (index("/error/pallet"), index("/error/error")) {
		(Some(pallet), Some(error)) => {
			let error = runtime.types().module_error(pallet, error);
			Err(events::dispatch_failure(Some(&error)))
		}
		_ => {
			let message = row.pointer("/error/message").and_then(Json::as_str);
			Err(Failure::refused("Dispatch.Other", message.unwrap_or("The call would be refused.")))
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn capacities_should_be_read_in_any_spelling() {
		for text in ["thirdPartyLogistics", "third-party-logistics", "ThirdPartyLogistics", "3pl"] {
			assert_eq!(parse_capacity(text).unwrap(), Capacity::ThirdPartyLogistics);
		}
		assert!(parse_capacity("king").is_err());
	}

	#[test]
	fn acting_should_be_read() {
		let choice = ActingChoice::parse(Some("3:wholesaler"), None, None).unwrap();
		assert_eq!((choice.organisation, choice.capacity), (Some(3), Some(Capacity::Wholesaler)));
		assert!(ActingChoice::parse(Some("3"), None, None).is_err());
		assert!(ActingChoice::parse(Some("x:payer"), None, None).is_err());
	}

	#[test]
	fn only_credentials_in_force_should_count() {
		let answer = json!({ "credentials": [
			{ "capacity": "wholesaler", "status": "valid" },
			{ "capacity": "dispenser", "status": "suspended" },
		]});
		assert_eq!(capacities_in_force(&answer), [Capacity::Wholesaler]);
	}
}

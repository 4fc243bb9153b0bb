//! `salus validator`.

use super::{accepted, Context};
use crate::{
	chain::{account, scale::ENCODED, Chain},
	cli::ValidatorCommand,
	error::Failure,
	output::plain,
};
use serde_json::{json, Value as Json};

/// Run a subcommand.
pub async fn run(context: &Context, command: ValidatorCommand) -> Result<u8, Failure> {
	match command {
		ValidatorCommand::Join | ValidatorCommand::Rotate => rotate(context).await,
		ValidatorCommand::Status { account } => status(context, account.as_deref()).await,
	}
}

/// New keys on the node, registered for the signer's account.
async fn rotate(context: &Context) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let signer = context.signer(&chain).await?;
	let account = signer.account();
	let owner = json!(format!("0x{}", hex::encode(account.0)));
	let answer = match chain.request("author_rotateKeysWithOwner", &[owner]).await {
		Ok(answer) => answer,
		Err(error) if error.is_method_missing() || error.text().contains("unsafe") => {
			let message =
				"the node gives its keys on its own machine alone: run this there, against \
			               a port that is not exposed";
			return Err(Failure::usage(message));
		}
		Err(error) => return Err(error.into()),
	};
	let part = |name: &str| {
		answer
			.get(name)
			.and_then(Json::as_str)
			.ok_or_else(|| Failure::incompatible(format!("the node's keys have no {name}")))
	};
	let args = json!({ "keys": { ENCODED: part("keys")? }, "proof": part("proof")? });
	let call = chain.runtime().await?.call("Session", "set_keys", &args)?;
	let (place, events) = context.send(&chain, &signer, call).await?;
	let standing = standing(&chain, &account.0).await?;
	let mut result = accepted("Session.set_keys", place, &events);
	if let (Some(result), Some(standing)) = (result.as_object_mut(), standing.as_object()) {
		result.insert("keys".into(), json!(part("keys")?));
		result.extend(standing.clone());
	}
	context.output.result(&result, plain);
	Ok(0)
}

/// How an account stands: keys, seat, and what is still missing.
async fn standing(chain: &Chain, account: &[u8; 32]) -> Result<Json, Failure> {
	let text = account::to_ss58(account, chain.runtime().await?.ss58_prefix);
	let has_keys = chain.storage("Session", "NextKeys", &[json!(text)], None).await?.is_some();
	let active = chain.storage("Session", "Validators", &[], None).await?.unwrap_or(json!([]));
	let is_active = active.as_array().is_some_and(|list| list.contains(&json!(text)));
	let seats = chain.storage("ValidatorSet", "Seats", &[], None).await?.unwrap_or(json!([]));
	let seat = seats
		.as_array()
		.into_iter()
		.flatten()
		.find(|seat| seat.get("validator").and_then(Json::as_str) == Some(text.as_str()));
	let departure = seat.and_then(|seat| seat.get("departure")).cloned().unwrap_or_default();
	let next = match (has_keys, seat.is_some(), is_active) {
		(false, _, _) => {
			"register keys: `salus validator join` on the validator's machine".to_owned()
		}
		(true, false, _) => format!(
			"the council has to vote a seat: salus governance propose ValidatorSet.seat \
			 '{{\"validator\": \"{text}\"}}'"
		),
		(true, true, _) if !departure.is_null() => {
			format!("nothing: it leaves as soon as the minimum allows ({departure})")
		}
		(true, true, false) => "nothing: it is active from the session after next".to_owned(),
		(true, true, true) => "nothing".to_owned(),
	};
	Ok(json!({
		"account": text,
		"keysRegistered": has_keys,
		"seated": seat.is_some(),
		"departure": departure,
		"active": is_active,
		"next": next,
	}))
}

async fn status(context: &Context, account: Option<&str>) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let who = match (account, &context.global.signer) {
		(Some(text), _) => Some(account::parse(text).map_err(Failure::usage)?),
		(None, Some(_)) => Some(context.signer(&chain).await?.account()),
		(None, None) => None,
	};
	let mut result = json!({
		"validators": chain.storage("Session", "Validators", &[], None).await?,
		"seats": chain.storage("ValidatorSet", "Seats", &[], None).await?,
		"session": chain.storage("Session", "CurrentIndex", &[], None).await?,
	});
	if let (Some(who), Some(result)) = (who, result.as_object_mut()) {
		result.insert("standing".into(), standing(&chain, &who.0).await?);
	}
	context.output.result(&result, plain);
	Ok(0)
}

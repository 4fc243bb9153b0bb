//! `salus status`.

use super::Context;
use crate::{chain::client::hash_text, error::Failure, output::plain};
use serde_json::{json, Value as Json};

/// Show the chain.
pub async fn run(context: &Context) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let name = chain.request("system_chain", &[]).await?;
	let chain_type = chain.request("system_chainType", &[]).await?;
	let node = chain.request("system_version", &[]).await?;
	let health = chain.request("system_health", &[]).await?;
	let version = chain.request("state_getRuntimeVersion", &[]).await?;
	let (best, finalized) = (chain.best().await?, chain.finalized().await?);
	let validators = chain.storage("Session", "Validators", &[], None).await?.unwrap_or(json!([]));
	let session = chain.storage("Session", "CurrentIndex", &[], None).await?;
	let result = json!({
		"chain": name,
		"chainType": chain_type,
		"genesis": hash_text(&chain.genesis()),
		"best": best.to_json(),
		"finalized": finalized.to_json(),
		"peers": health.get("peers"),
		"syncing": health.get("isSyncing"),
		"node": node,
		"specName": version.get("specName"),
		"specVersion": version.get("specVersion"),
		"session": session,
		"validators": validators,
	});
	context.output.result(&result, plain);
	let is_syncing = health.get("isSyncing").and_then(Json::as_bool).unwrap_or(false);
	if is_syncing {
		context.output.note("the node is syncing: what it answers is old");
	}
	Ok(0)
}

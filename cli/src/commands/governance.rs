//! `salus governance`.

use super::{accepted, call::read_call, Context};
use crate::{
	chain::{events::ChainEvent, Chain},
	cli::{Ballot, Committee, GovernanceCommand},
	error::Failure,
	output::plain,
};
use codec::{Compact, Decode, Encode};
use serde_json::{json, Value as Json};

/// Run a subcommand.
pub async fn run(context: &Context, command: GovernanceCommand) -> Result<u8, Failure> {
	match command {
		GovernanceCommand::List { committee } => list(context, committee).await,
		GovernanceCommand::Show { motion } => {
			let chain = context.chain().await?;
			let motion = find(&chain, &motion).await?;
			context.output.result(&motion.to_json(), plain);
			Ok(0)
		}
		GovernanceCommand::Propose { call, args, committee, threshold, root, dry_run } => {
			let proposal = Proposal { call, args, committee, threshold, root, dry_run };
			propose(context, &proposal).await
		}
		GovernanceCommand::Vote { motion, vote } => {
			let chain = context.chain().await?;
			let motion = find(&chain, &motion).await?;
			let args = json!({
				"proposal": motion.hash,
				"index": motion.number("index"),
				"approve": vote == Ballot::Aye,
			});
			context.send_and_show(pallet(motion.committee), "vote", &args).await
		}
		GovernanceCommand::Close { motion } => close(context, &motion).await,
	}
}

const fn pallet(committee: Committee) -> &'static str {
	match committee {
		Committee::Council => "Council",
		Committee::Technical => "TechnicalCommittee",
	}
}

/// How many of `members` decide by default.
const fn threshold(committee: Committee, members: u32) -> u32 {
	match committee {
		Committee::Council => (members * 3).div_ceil(4),
		Committee::Technical => (members * 2).div_ceil(3),
	}
}

/// A motion as it stands.
struct Motion {
	committee: Committee,
	hash: String,
	data: Vec<u8>,
	call: Json,
	votes: Json,
	members: usize,
}

impl Motion {
	fn number(&self, key: &str) -> u64 {
		self.votes.get(key).and_then(Json::as_u64).unwrap_or(0)
	}

	fn count(&self, key: &str) -> u64 {
		self.votes.get(key).and_then(Json::as_array).map_or(0, |list| list.len() as u64)
	}

	fn to_json(&self) -> Json {
		json!({
			"motion": self.hash,
			"committee": pallet(self.committee),
			"index": self.votes.get("index"),
			"call": self.call,
			"threshold": self.votes.get("threshold"),
			"members": self.members,
			"ayes": self.votes.get("ayes"),
			"nays": self.votes.get("nays"),
			"end": self.votes.get("end"),
			"approved": self.count("ayes") >= self.number("threshold"),
		})
	}
}

async fn members(chain: &Chain, committee: Committee) -> Result<usize, Failure> {
	let members = chain.storage(pallet(committee), "Members", &[], None).await?;
	Ok(members.and_then(|list| list.as_array().map(Vec::len)).unwrap_or(0))
}

async fn motions(chain: &Chain, committee: Committee) -> Result<Vec<Motion>, Failure> {
	let pallet = pallet(committee);
	let runtime = chain.runtime().await?;
	let members = members(chain, committee).await?;
	let hashes = chain.storage(pallet, "Proposals", &[], None).await?.unwrap_or(json!([]));
	let mut motions = Vec::new();
	for hash in hashes.as_array().into_iter().flatten() {
		let key = runtime.storage_key(pallet, "ProposalOf", std::slice::from_ref(hash))?;
		let data = chain.storage_raw(&key, None).await?.unwrap_or_default();
		let call = runtime.types().decode_call(&data).unwrap_or_else(
			|error| json!({ "undecodable": format!("0x{}", hex::encode(&data)), "reason": error }),
		);
		let votes = chain
			.storage(pallet, "Voting", std::slice::from_ref(hash), None)
			.await?
			.unwrap_or_default();
		let hash = hash.as_str().unwrap_or_default().to_owned();
		motions.push(Motion { committee, hash, data, call, votes, members });
	}
	Ok(motions)
}

async fn list(context: &Context, committee: Option<Committee>) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	for which in [Committee::Council, Committee::Technical] {
		if committee.is_none_or(|only| only == which) {
			for motion in motions(&chain, which).await? {
				context.output.result(&motion.to_json(), |json| plain(json) + "\n");
			}
		}
	}
	Ok(0)
}

async fn find(chain: &Chain, prefix: &str) -> Result<Motion, Failure> {
	let mut all = motions(chain, Committee::Council).await?;
	all.extend(motions(chain, Committee::Technical).await?);
	let digits = prefix.trim_start_matches("0x").to_ascii_lowercase();
	let mut found: Vec<_> = all
		.into_iter()
		.filter(|motion| motion.hash.trim_start_matches("0x").starts_with(&digits))
		.collect();
	match (found.pop(), found.is_empty()) {
		(Some(motion), true) if !digits.is_empty() => Ok(motion),
		(Some(_), _) => Err(Failure::usage(format!("`{prefix}` names several motions"))),
		(None, _) => Err(Failure::refused(
			"Cli.NotFound",
			format!("no open motion `{prefix}`: see `salus governance list`"),
		)),
	}
}

struct Proposal {
	call: String,
	args: Option<String>,
	committee: Committee,
	threshold: Option<u32>,
	root: bool,
	dry_run: bool,
}

async fn propose(context: &Context, proposal: &Proposal) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let runtime = chain.runtime().await?;
	let mut call = read_call(&runtime, &proposal.call, proposal.args.as_deref())?;
	if proposal.root {
		let inner = format!("0x{}", hex::encode(&call.data));
		call = runtime.call("Governance", "dispatch_as_root", &json!({ "call": inner }))?;
	}
	let shown = runtime.types().decode_call(&call.data).map_err(Failure::incompatible)?;
	let members = u32::try_from(members(&chain, proposal.committee).await?).unwrap_or(0);
	let threshold =
		proposal.threshold.unwrap_or_else(|| threshold(proposal.committee, members)).max(1);
	let preview = json!({
		"committee": pallet(proposal.committee),
		"call": shown,
		"callData": format!("0x{}", hex::encode(&call.data)),
		"threshold": threshold,
		"members": members,
	});
	if proposal.dry_run {
		context.output.result(&preview, plain);
		return Ok(0);
	}
	if !context.output.is_json() {
		context.output.note(plain(&preview));
	}
	let signer = context.signer(&chain).await?;
	let args = json!({
		"threshold": threshold,
		"proposal": format!("0x{}", hex::encode(&call.data)),
		"length_bound": call.data.len(),
	});
	let call = runtime.call(pallet(proposal.committee), "propose", &args)?;
	let (place, events) = context.send(&chain, &signer, call).await?;
	let motion = events.iter().find_map(|event| event.fields.get("proposal_hash").cloned());
	let mut result = accepted("propose", place, &events);
	if let Some(result) = result.as_object_mut() {
		result.insert("motion".into(), motion.unwrap_or_default());
	}
	context.output.result(&result, plain);
	Ok(exit_of(&events))
}

async fn close(context: &Context, motion: &str) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let motion = find(&chain, motion).await?;
	let (ref_time, proof_size) = weight(&chain, &motion.data).await?;
	let args = json!({
		"proposal_hash": motion.hash,
		"index": motion.number("index"),
		"proposal_weight_bound": { "ref_time": ref_time, "proof_size": proof_size },
		"length_bound": motion.data.len(),
	});
	let signer = context.signer(&chain).await?;
	let call = chain.runtime().await?.call(pallet(motion.committee), "close", &args)?;
	let (place, events) = context.send(&chain, &signer, call).await?;
	context.output.result(&accepted("close", place, &events), plain);
	Ok(exit_of(&events))
}

/// 1 where a motion was executed and its call refused.
fn exit_of(events: &[ChainEvent]) -> u8 {
	let is_refused = events.iter().any(|event| {
		let result = event.fields.get("result");
		result.is_some_and(|result| result.get("Err").is_some())
	});
	u8::from(is_refused)
}

/// What a call weighs, as the runtime says: of the call itself, or where it does not answer that,
/// of an extrinsic that would bear it.
async fn weight(chain: &Chain, data: &[u8]) -> Result<(String, String), Failure> {
	let length = |bytes: &[u8]| {
		u32::try_from(bytes.len())
			.map(u32::to_le_bytes)
			.map_err(|_| Failure::usage("the call is too long"))
	};
	let args = format!("0x{}{}", hex::encode(data), hex::encode(length(data)?));
	let of_call = chain.state_call("TransactionPaymentCallApi_query_call_info", &args, None).await;
	let info = match of_call {
		Ok(info) => info,
		Err(_) => {
			// Bare, of version 5.
			let extrinsic = [&[5], data].concat().encode();
			let args = format!("0x{}{}", hex::encode(&extrinsic), hex::encode(length(&extrinsic)?));
			chain.state_call("TransactionPaymentApi_query_info", &args, None).await?
		}
	};
	let (ref_time, proof_size) = <(Compact<u64>, Compact<u64>)>::decode(&mut &info[..])
		.map_err(|error| Failure::incompatible(format!("no weight ({error})")))?;
	Ok((ref_time.0.to_string(), proof_size.0.to_string()))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn thresholds_should_be_proportions() {
		assert_eq!(threshold(Committee::Council, 4), 3);
		assert_eq!(threshold(Committee::Council, 5), 4);
		assert_eq!(threshold(Committee::Council, 1), 1);
		assert_eq!(threshold(Committee::Technical, 3), 2);
		assert_eq!(threshold(Committee::Technical, 4), 3);
	}
}

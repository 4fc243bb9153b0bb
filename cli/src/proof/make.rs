//! Collects a proof from a node. What the node says is not believed: it is checked by `check`.

use super::{Bytes, Call, Finality, Handover, Proof, FORMAT};
use crate::{
	chain::{
		client::{hash_text, BlockId},
		Chain,
	},
	error::Failure,
};
use salus_runtime::{Runtime, VERSION};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct ProvedCall {
	result: Bytes,
	state: Vec<Bytes>,
	header: Bytes,
}

#[derive(Deserialize)]
struct ProvedFinality {
	handovers: Vec<Handover>,
	headers: Vec<Bytes>,
	justification: Bytes,
}

/// Ask the questions at a finalised block, and for all that proves the answers.
///
/// `next` is given the answer to the last question, and asks the following one: what comes in pages
/// is proved whole.
pub async fn make(
	chain: &Chain,
	at: BlockId,
	first: (&str, Vec<u8>),
	mut next: impl FnMut(&[u8]) -> Option<Vec<u8>>,
) -> Result<Proof, Failure> {
	let unreadable = |error| Failure::incompatible(format!("unreadable proof ({error})"));
	let block = json!(hash_text(&at.hash));
	// Which runtime answered, and the time: both are read when the proof is checked.
	let keys = [
		Bytes(frame_system::LastRuntimeUpgrade::<Runtime>::hashed_key().to_vec()),
		Bytes(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec()),
	];
	let (method, mut args) = (first.0, Some(first.1));
	let (mut calls, mut state, mut header) = (Vec::new(), BTreeSet::new(), Bytes::default());
	while let Some(encoded) = args {
		let asked = Bytes(encoded);
		let params = [json!(method), json!(asked), json!(keys), block.clone()];
		let answer = chain.request("salus_proveCall", &params).await?;
		let proved: ProvedCall = serde_json::from_value(answer).map_err(unreadable)?;
		args = next(&proved.result.0);
		state.extend(proved.state.into_iter().map(|node| node.0));
		header = proved.header;
		calls.push(Call { method: method.to_owned(), args: asked, result: proved.result });
	}
	let answer = chain.request("salus_proveFinality", &[block]).await?;
	let proved: ProvedFinality = serde_json::from_value(answer).map_err(unreadable)?;
	Ok(Proof {
		format: FORMAT.into(),
		genesis: sp_core::H256(chain.genesis().0),
		spec_version: VERSION.spec_version,
		calls,
		header,
		state: state.into_iter().map(Bytes).collect(),
		handovers: proved.handovers,
		finality: Finality { headers: proved.headers, justification: proved.justification },
	})
}

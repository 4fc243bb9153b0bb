//! Checks a proof, offline.

use super::{Call, Finality, Handover, Proof, APIS, FORMAT};
use codec::DecodeAll;
use finality_grandpa::voter_set::VoterSet;
use salus_runtime::{apis::api, BlockNumber, Header, Runtime, VERSION};
use serde_json::Value as Json;
use sp_consensus_grandpa::{
	check_message_signature, AuthorityId, AuthorityList, ConsensusLog, GrandpaJustification,
	SignatureResult, GRANDPA_ENGINE_ID,
};
use sp_core::{Blake2Hasher, H256};
use sp_runtime::{
	generic::{Digest, OpaqueDigestItemId},
	traits::Header as _,
};
use sp_state_machine::{create_proof_check_backend, Ext, MemoryDB, OverlayedChanges, TrieBackend};
use sp_trie::{LayoutV1, StorageProof, TrieConfiguration};
use std::{
	collections::{BTreeMap, BTreeSet, HashMap},
	panic::{catch_unwind, AssertUnwindSafe},
};

/// What whoever checks trusts beforehand: the specification of the chain.
pub struct Trust {
	/// Its name.
	pub chain: String,
	/// The hash of the first block, computed from the specification's state.
	pub genesis: H256,
	/// The first authorities.
	pub authorities: AuthorityList,
}

/// What a proof proves.
pub struct Proved {
	/// The header of the block.
	pub header: Header,
	/// The clock of the chain in that block, in milliseconds since the epoch.
	pub time: u64,
	/// The number of the set of authorities that made it final, from 0.
	pub set_id: u64,
	/// How many they are.
	pub authorities: usize,
}

impl Trust {
	/// From a raw chain specification, as `salus-node export-chain-spec --raw` writes it.
	pub fn from_spec(spec: &Json) -> Result<Self, String> {
		let raw = spec.pointer("/genesis/raw").ok_or(
			"it is no raw specification: `salus-node export-chain-spec --chain NAME --raw` makes one",
		)?;
		let top = raw.get("top").and_then(Json::as_object).ok_or("it has no `genesis.raw.top`")?;
		let children = raw.get("childrenDefault").and_then(Json::as_object);
		if children.is_some_and(|children| !children.is_empty()) {
			return Err("its first state has child tries, which no Salus chain has".into());
		}
		let state = top
			.iter()
			.map(|(key, value)| Some((unhex(key)?, unhex(value.as_str()?)?)))
			.collect::<Option<BTreeMap<_, _>>>()
			.ok_or("`genesis.raw.top` has an entry that is no hex")?;
		let authorities = state
			.get(&pallet_grandpa::Authorities::<Runtime>::hashed_key()[..])
			.and_then(|list| AuthorityList::decode_all(&mut &list[..]).ok())
			.ok_or("its first state has no GRANDPA authorities")?;
		let header = Header::new(
			0,
			LayoutV1::<Blake2Hasher>::trie_root(Vec::<(Vec<u8>, Vec<u8>)>::new()),
			LayoutV1::<Blake2Hasher>::trie_root(state),
			H256::zero(),
			Digest::default(),
		);
		let chain = spec.get("name").and_then(Json::as_str).unwrap_or_default().to_owned();
		Ok(Self { chain, genesis: header.hash(), authorities })
	}
}

fn unhex(text: &str) -> Option<Vec<u8>> {
	hex::decode(text.strip_prefix("0x")?).ok()
}

/// `Ok` if everything in the proof holds; otherwise the first thing that does not.
pub fn check(proof: &Proof, trust: &Trust) -> Result<Proved, String> {
	if proof.format != FORMAT {
		return Err(format!("its format is `{}`; this program reads {FORMAT}", proof.format));
	}
	if proof.genesis != trust.genesis {
		return Err(format!(
			"it is about the chain that begins with {:?}, and the specification's begins with {:?}",
			proof.genesis, trust.genesis
		));
	}
	if proof.calls.is_empty() {
		return Err("it answers no question".into());
	}
	let (set_id, voters) = walk(&proof.handovers, trust)?;
	let header = decode_header(&proof.header.0, "the block's header")?;
	check_finality(&header, &proof.finality, set_id, &voters)?;
	let state = State::new(proof, *header.state_root())?;
	let spec_version = state.spec_version()?;
	if spec_version != proof.spec_version || spec_version != VERSION.spec_version {
		return Err(format!(
			"the block ran runtime {spec_version}, the proof says {}, and this program knows runtime \
			 {}: check it with the `salus` of that release",
			proof.spec_version, VERSION.spec_version
		));
	}
	for call in &proof.calls {
		state.check_call(call)?;
	}
	Ok(Proved { time: state.time()?, header, set_id, authorities: voters.len().get() })
}

fn decode_header(bytes: &[u8], what: &str) -> Result<Header, String> {
	Header::decode_all(&mut &bytes[..]).map_err(|_| format!("{what} is no header"))
}

fn voter_set(authorities: AuthorityList) -> Result<VoterSet<AuthorityId>, String> {
	VoterSet::new(authorities).ok_or_else(|| "a set of authorities is empty".into())
}

/// From the first authorities to those of the block: each hands over in a block that it finalised.
fn walk(handovers: &[Handover], trust: &Trust) -> Result<(u64, VoterSet<AuthorityId>), String> {
	let mut voters = voter_set(trust.authorities.clone())?;
	let mut last: BlockNumber = 0;
	for (set_id, handover) in (0u64..).zip(handovers) {
		let header = decode_header(&handover.header.0, "the header of a handover")?;
		if *header.number() <= last {
			return Err("the handovers are not in order".into());
		}
		last = *header.number();
		let target = check_justification(&handover.justification.0, set_id, &voters)?;
		if target != (header.hash(), last) {
			return Err(format!("the handover in block {last} is not justified itself"));
		}
		let id = OpaqueDigestItemId::Consensus(&GRANDPA_ENGINE_ID);
		let change = header.digest().convert_first(|item| {
			match item.try_to::<ConsensusLog<BlockNumber>>(id)? {
				ConsensusLog::ScheduledChange(change) => Some(change),
				_ => None,
			}
		});
		let change =
			change.ok_or_else(|| format!("block {last} hands over to no new authorities"))?;
		if change.delay != 0 {
			return Err(format!("the handover in block {last} is delayed, which Salus never does"));
		}
		voters = voter_set(change.next_authorities)?;
	}
	Ok((handovers.len() as u64, voters))
}

/// The block itself, or one that descends from it, is justified by the set.
fn check_finality(
	header: &Header,
	finality: &Finality,
	set_id: u64,
	voters: &VoterSet<AuthorityId>,
) -> Result<(), String> {
	let (target, number) = check_justification(&finality.justification.0, set_id, voters)?;
	let mut tip = (header.hash(), *header.number());
	for bytes in &finality.headers {
		let next = decode_header(&bytes.0, "a header after the block")?;
		if *next.parent_hash() != tip.0 || Some(*next.number()) != tip.1.checked_add(1) {
			return Err("the headers after the block do not follow on each other".into());
		}
		tip = (next.hash(), *next.number());
	}
	if tip == (target, number) {
		Ok(())
	} else {
		Err(format!("block {number} was made final, which the headers do not lead to"))
	}
}

/// The block that a justification makes final.
fn check_justification(
	bytes: &[u8],
	set_id: u64,
	voters: &VoterSet<AuthorityId>,
) -> Result<(H256, BlockNumber), String> {
	let wrong = |what: &str| format!("a justification of set {set_id} does not hold: {what}");
	let justification = GrandpaJustification::<Header>::decode_all(&mut &bytes[..])
		.map_err(|_| wrong("it cannot be read"))?;
	let commit = &justification.commit;
	let ancestry = Ancestry(
		justification.votes_ancestries.iter().map(|header| (header.hash(), header)).collect(),
	);
	let is_valid = finality_grandpa::validate_commit(commit, voters, &ancestry)
		.is_ok_and(|result| result.is_valid());
	if !is_valid {
		return Err(wrong("fewer than two thirds voted for it"));
	}
	for vote in &commit.precommits {
		let message = finality_grandpa::Message::Precommit(vote.precommit.clone());
		let seal = check_message_signature(
			&message,
			&vote.id,
			&vote.signature,
			justification.round,
			set_id,
		);
		if !matches!(seal, SignatureResult::Valid) {
			return Err(wrong("a signature is wrong"));
		}
	}
	Ok((commit.target_hash, commit.target_number))
}

/// Headers between votes and the block that they are votes for.
struct Ancestry<'a>(HashMap<H256, &'a Header>);

impl finality_grandpa::Chain<H256, BlockNumber> for Ancestry<'_> {
	fn ancestry(&self, base: H256, block: H256) -> Result<Vec<H256>, finality_grandpa::Error> {
		let mut route = Vec::new();
		let mut hash = block;
		while hash != base {
			let header = self.0.get(&hash).ok_or(finality_grandpa::Error::NotDescendent)?;
			hash = *header.parent_hash();
			route.push(hash);
		}
		// Without the base itself.
		route.pop();
		Ok(route)
	}
}

/// The part of the state that a proof brings.
struct State(TrieBackend<MemoryDB<Blake2Hasher>, Blake2Hasher>);

impl State {
	fn new(proof: &Proof, root: H256) -> Result<Self, String> {
		let nodes: BTreeSet<_> = proof.state.iter().map(|node| node.0.clone()).collect();
		create_proof_check_backend::<Blake2Hasher>(root, StorageProof::new(nodes))
			.map(Self)
			.map_err(|_| "the state does not belong to the block".into())
	}

	/// Run something of the runtime on this state and throw away what it writes.
	fn run<T>(&self, run: impl FnOnce() -> T) -> Result<T, String> {
		let mut overlay = OverlayedChanges::default();
		let mut externalities = Ext::new(&mut overlay, &self.0, None);
		// What is read and not in the proof ends in a panic, whose text would help nobody.
		let hook = std::panic::take_hook();
		std::panic::set_hook(Box::new(|_| ()));
		let result = catch_unwind(AssertUnwindSafe(|| {
			sp_externalities::set_and_run_with_externalities(&mut externalities, run)
		}));
		std::panic::set_hook(hook);
		result.map_err(|_| "the proof lacks a part of the state that the answer depends on".into())
	}

	fn spec_version(&self) -> Result<u32, String> {
		let upgrade = self.run(frame_system::LastRuntimeUpgrade::<Runtime>::get)?;
		upgrade
			.map(|upgrade| upgrade.spec_version.0)
			.ok_or_else(|| "the block does not say which runtime it ran".into())
	}

	fn time(&self) -> Result<u64, String> {
		self.run(pallet_timestamp::Now::<Runtime>::get)
	}

	fn check_call(&self, call: &Call) -> Result<(), String> {
		let is_known = call.method.split_once('_').is_some_and(|(api, _)| APIS.contains(&api));
		if !is_known {
			return Err(format!("`{}` is no question that can be proved", call.method));
		}
		let answer = self
			.run(|| api::dispatch(&call.method, &call.args.0))?
			.ok_or_else(|| format!("the runtime has no `{}`", call.method))?;
		if answer == call.result.0 {
			Ok(())
		} else {
			Err(format!("the state gives another answer to `{}`", call.method))
		}
	}
}

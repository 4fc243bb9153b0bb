//! A chain made by hand, a proof about it, and every way to forge one that we could think of.

use super::{check, Bytes, Call, Finality, Handover, Proof, Trust, FORMAT};
use codec::Encode;
use finality_grandpa::{Message, SignedPrecommit};
use salus_primitives::participants::{CredentialInfo, Holder};
use salus_runtime::{apis::api, AccountId, Header, Runtime, RuntimeGenesisConfig, VERSION};
use serde_json::{json, Value as Json};
use sp_consensus_grandpa::{
	localized_payload, AuthorityId, AuthorityList, ConsensusLog, GrandpaJustification,
	ScheduledChange, GRANDPA_ENGINE_ID,
};
use sp_core::{storage::Storage, Blake2Hasher, Pair, H256};
use sp_keyring::Ed25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::{
	generic::{Digest, DigestItem},
	traits::Header as _,
	BuildStorage, StateVersion,
};
use sp_state_machine::{
	prove_read, Backend, Ext, InMemoryBackend, OverlayedChanges, TrieBackendBuilder,
};
use sp_trie::StorageProof;

type State = InMemoryBackend<Blake2Hasher>;

/// The clock of the chain in the block that is proved.
const NOW: u64 = 1_800_000_000_000;

fn genesis() -> Storage {
	fn merge(base: &mut Json, patch: Json) {
		match (base, patch) {
			(Json::Object(base), Json::Object(patch)) => {
				for (key, value) in patch {
					merge(base.entry(key).or_insert(Json::Null), value);
				}
			}
			(base, patch) => *base = patch,
		}
	}
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
	let preset = salus_runtime::genesis::preset(&"development".into()).unwrap();
	merge(&mut config, serde_json::from_slice(&preset).unwrap());
	serde_json::from_value::<RuntimeGenesisConfig>(config).unwrap().build_storage().unwrap()
}

fn spec(storage: &Storage) -> Json {
	let hex = |bytes: &[u8]| format!("0x{}", hex::encode(bytes));
	let top: serde_json::Map<_, _> =
		storage.top.iter().map(|(key, value)| (hex(key), hex(value).into())).collect();
	json!({ "name": "Test", "genesis": { "raw": { "top": top, "childrenDefault": {} } } })
}

fn run<T>(backend: &impl Backend<Blake2Hasher>, run: impl FnOnce() -> T) -> T {
	let mut overlay = OverlayedChanges::default();
	let mut externalities = Ext::new(&mut overlay, backend, None);
	sp_externalities::set_and_run_with_externalities(&mut externalities, run)
}

/// The question: which credentials has the manufacturer of the development network?
fn question() -> (String, Vec<u8>) {
	("ParticipantsApi_credentials".into(), Holder::<AccountId>::Organisation(1).encode())
}

fn header(number: u32, parent: H256, state: H256, digest: Digest) -> Header {
	Header::new(number, H256::repeat_byte(7), state, parent, digest)
}

fn justify(target: &Header, set_id: u64, voters: &[Ed25519Keyring]) -> Bytes {
	let (target_hash, target_number) = (target.hash(), *target.number());
	let round = 3;
	let precommits = voters
		.iter()
		.map(|voter| {
			let precommit = finality_grandpa::Precommit { target_hash, target_number };
			let message = Message::Precommit(precommit.clone());
			let signature = voter.pair().sign(&localized_payload(round, set_id, &message));
			SignedPrecommit { precommit, signature: signature.into(), id: authority(*voter) }
		})
		.collect();
	let commit = finality_grandpa::Commit { target_hash, target_number, precommits };
	let votes_ancestries = Vec::new();
	Bytes(GrandpaJustification::<Header> { round, commit, votes_ancestries }.encode())
}

fn authority(key: Ed25519Keyring) -> AuthorityId {
	key.public().into()
}

/// A chain whose one authority hands over to four in block 3; block 5 is proved, and block 7 final.
struct Chain {
	proof: Proof,
	trust: Trust,
	/// Blocks 5, 6 and 7.
	headers: Vec<Header>,
}

impl Chain {
	fn new() -> Self {
		let mut storage = genesis();
		let trust = Trust::from_spec(&spec(&storage)).unwrap();
		storage.top.insert(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec(), NOW.encode());
		let state = State::from((storage, StateVersion::V1));

		let root = *state.root();
		let (method, args) = question();
		let recording = TrieBackendBuilder::wrap(&state).with_recorder(Default::default()).build();
		let result = run(&recording, || api::dispatch(&method, &args)).unwrap();
		let read = recording.extract_proof().unwrap();
		let keys = [
			frame_system::LastRuntimeUpgrade::<Runtime>::hashed_key(),
			pallet_timestamp::Now::<Runtime>::hashed_key(),
		];
		let values = prove_read(state, keys).unwrap();
		let nodes = StorageProof::merge([read, values]);

		let next: AuthorityList =
			[Alice, Bob, Charlie, Dave].map(|key| (authority(key), 1)).to_vec();
		let change = ConsensusLog::ScheduledChange(ScheduledChange::<u32> {
			next_authorities: next,
			delay: 0,
		});
		let log = DigestItem::Consensus(GRANDPA_ENGINE_ID, change.encode());
		let third = header(3, H256::zero(), H256::zero(), Digest { logs: vec![log] });
		let proved = header(5, H256::zero(), root, Digest::default());
		let sixth = header(6, proved.hash(), H256::zero(), Digest::default());
		let seventh = header(7, sixth.hash(), H256::zero(), Digest::default());
		let proof = Proof {
			format: FORMAT.into(),
			genesis: trust.genesis,
			spec_version: VERSION.spec_version,
			calls: vec![Call { method, args: Bytes(args), result: Bytes(result) }],
			header: Bytes(proved.encode()),
			state: nodes.into_iter_nodes().map(Bytes).collect(),
			handovers: vec![Handover {
				header: Bytes(third.encode()),
				justification: justify(&third, 0, &[Alice]),
			}],
			finality: Finality {
				headers: vec![Bytes(sixth.encode()), Bytes(seventh.encode())],
				justification: justify(&seventh, 1, &[Alice, Bob, Charlie]),
			},
		};
		Self { proof, trust, headers: vec![proved, sixth, seventh] }
	}

	/// The reason why the proof does not hold after `forge`.
	fn refused(forge: impl FnOnce(&mut Proof, &Self)) -> String {
		let chain = Self::new();
		let mut proof = chain.proof.clone();
		forge(&mut proof, &chain);
		match check(&proof, &chain.trust) {
			Ok(_) => panic!("the forged proof holds"),
			Err(why) => why,
		}
	}
}

fn assert_says(why: &str, part: &str) {
	assert!(why.contains(part), "`{why}` does not say `{part}`");
}

#[test]
fn what_the_chain_answered_should_be_proved() {
	let Chain { proof, trust, headers } = Chain::new();
	let proved = check(&proof, &trust).unwrap();
	assert_eq!(proved.header, headers[0]);
	assert_eq!((proved.time, proved.set_id, proved.authorities), (NOW, 1, 4));
	// It says something: the manufacturer has its credential.
	let answer = <Vec<CredentialInfo<AccountId>> as codec::Decode>::decode(
		&mut &proof.calls[0].result.0[..],
	)
	.unwrap();
	assert_eq!(answer.len(), 1);
	// A proof survives being written and read.
	let text = serde_json::to_string(&proof).unwrap();
	let read: Proof = serde_json::from_str(&text).unwrap();
	assert!(check(&read, &trust).is_ok());
}

#[test]
fn genesis_of_the_specification_should_be_computed_not_believed() {
	let mut storage = genesis();
	let trust = Trust::from_spec(&spec(&storage)).unwrap();
	let root = *State::from((storage.clone(), StateVersion::V1)).root();
	let empty = *State::default().root();
	let first = Header::new(0, empty, root, H256::zero(), Digest::default());
	assert_eq!(trust.genesis, first.hash());
	// Other authorities are another chain.
	storage.top.insert(
		pallet_grandpa::Authorities::<Runtime>::hashed_key().to_vec(),
		vec![(authority(Bob), 1u64)].encode(),
	);
	let forged = Trust::from_spec(&spec(&storage)).unwrap();
	assert_ne!(forged.genesis, trust.genesis);
	assert_says(&check(&Chain::new().proof, &forged).err().unwrap(), "about the chain");
	assert!(Trust::from_spec(&json!({ "genesis": { "runtimeGenesis": {} } })).is_err());
}

#[test]
fn another_answer_or_question_should_not_be_proved() {
	let why = Chain::refused(|proof, _| proof.calls[0].result.0[5] ^= 1);
	assert_says(&why, "gives another answer");
	// The answer to a question about somebody else.
	let why = Chain::refused(|proof, _| {
		proof.calls[0].args = Bytes(Holder::<AccountId>::Organisation(2).encode());
	});
	assert!(why.contains("another answer") || why.contains("lacks a part"), "{why}");
	// What reads no records of the chain, or is no question at all.
	for method in ["Core_version", "DryRunApi_dry_run", "ParticipantsApi_", "nonsense"] {
		let why = Chain::refused(|proof, _| proof.calls[0].method = method.into());
		assert!(why.contains("no question") || why.contains("has no"), "{why}");
	}
	assert_says(&Chain::refused(|proof, _| proof.calls.clear()), "no question");
}

#[test]
fn state_of_another_block_or_with_holes_should_not_be_proved() {
	let why = Chain::refused(|proof, chain| {
		let mut other = chain.headers[0].clone();
		other.set_state_root(H256::repeat_byte(9));
		proof.header = Bytes(other.encode());
	});
	assert_says(&why, "do not follow");
	let why = Chain::refused(|proof, chain| {
		// A final block whose state is another one.
		proof.header = Bytes(chain.headers[2].encode());
		proof.finality.headers.clear();
	});
	assert_says(&why, "does not belong");
	let nodes = Chain::new().proof.state.len();
	assert!(nodes > 3);
	for missing in 0..nodes {
		let why = Chain::refused(|proof, _| {
			proof.state.remove(missing);
		});
		assert!(why.contains("lacks a part") || why.contains("does not belong"), "{why}");
	}
}

#[test]
fn block_that_is_not_final_should_not_be_proved() {
	// Two of four, the same one three times, authorities of before, somebody else, another set.
	for (set_id, voters) in [
		(1, vec![Alice, Bob]),
		(1, vec![Alice, Alice, Alice]),
		(0, vec![Alice]),
		(1, vec![Alice, Bob, Ed25519Keyring::Eve]),
		(2, vec![Alice, Bob, Charlie]),
	] {
		let why = Chain::refused(|proof, chain| {
			proof.finality.justification = justify(&chain.headers[2], set_id, &voters);
		});
		assert_says(&why, "a justification of set 1 does not hold");
	}
	// A vote for the one block, presented for another.
	let why = Chain::refused(|proof, chain| {
		proof.finality.justification = justify(&chain.headers[1], 1, &[Alice, Bob, Charlie]);
	});
	assert_says(&why, "do not lead to");
	let why = Chain::refused(|proof, _| {
		proof.finality.headers.remove(0);
	});
	assert_says(&why, "do not follow");
	let why = Chain::refused(|proof, _| proof.finality.justification = Bytes(vec![1, 2, 3]));
	assert_says(&why, "cannot be read");
}

#[test]
fn authorities_that_nobody_handed_over_to_should_not_be_believed() {
	let why = Chain::refused(|proof, _| proof.handovers.clear());
	assert_says(&why, "a justification of set 0 does not hold");
	// The new authorities vote themselves in.
	let why = Chain::refused(|proof, _| {
		let bytes = &proof.handovers[0].header.0;
		let third = <Header as codec::Decode>::decode(&mut &bytes[..]).unwrap();
		proof.handovers[0].justification = justify(&third, 0, &[Bob, Charlie, Dave]);
	});
	assert_says(&why, "a justification of set 0 does not hold");
	// A block that was made final and hands nothing over.
	let why = Chain::refused(|proof, _| {
		let block = header(4, H256::zero(), H256::zero(), Digest::default());
		proof.handovers[0] =
			Handover { header: Bytes(block.encode()), justification: justify(&block, 0, &[Alice]) };
	});
	assert_says(&why, "hands over to no");
	let why = Chain::refused(|proof, _| {
		let again = proof.handovers[0].clone();
		proof.handovers.push(again);
	});
	assert_says(&why, "not in order");
}

#[test]
fn proof_of_another_format_or_runtime_should_be_refused() {
	assert_says(&Chain::refused(|proof, _| proof.format = "salus-proof/9".into()), "format");
	assert_says(&Chain::refused(|proof, _| proof.spec_version += 1), "runtime");
}

//! `salus_proveCall` and `salus_proveFinality`: what a runtime API answers, with the part of the state
//! that it follows from, and how the block became final.

use std::sync::Arc;

use codec::Encode;
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use sc_client_api::ProofProvider;
use sc_consensus_grandpa::{best_justification, FinalityProofProvider, SharedAuthoritySet};
use serde::Serialize;
use sp_api::ApiError;
use sp_core::Bytes;
use sp_runtime::traits::Header as _;
use sp_trie::StorageProof;

use super::{
	error,
	reader::{AsOf, Reader},
};
use crate::service::{FullBackend, FullClient};
use salus_runtime::{opaque::Block, BlockNumber, Hash, Header};

/// How many storage keys one question may add.
const MAX_KEYS: usize = 16;
/// How many changes of authorities one proof of finality may go through.
const MAX_HANDOVERS: usize = 10_000;
/// How many headers may lie between the block and the one that was justified.
const MAX_HEADERS: usize = 10_000;

/// An answer, and all that is needed to come to it without this node.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProvedCall {
	/// What the runtime API answers, encoded.
	result: Bytes,
	/// Nodes of the state's trie: those that the answer was read from, and those of `keys`.
	state: Vec<Bytes>,
	/// The header of the block, encoded: it holds the root of the state.
	header: Bytes,
	as_of: AsOf,
}

/// A block that changed the authorities, and the justification by those before.
#[derive(Clone, Serialize)]
pub struct Handover {
	/// Its header, encoded.
	header: Bytes,
	/// The justification, encoded.
	justification: Bytes,
}

/// How a block became final, from the first authorities on.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProvedFinality {
	/// Where one set of authorities handed over to the next, the oldest first.
	handovers: Vec<Handover>,
	/// The headers after the block up to the justified one, encoded.
	headers: Vec<Bytes>,
	/// The justification, encoded.
	justification: Bytes,
	as_of: AsOf,
}

/// Serves proofs.
pub struct Prover {
	/// Reads state and headers.
	pub reader: Reader,
	/// Knows how every block became final whose authorities have handed over.
	pub finality: Arc<FinalityProofProvider<FullBackend, Block>>,
	/// Keeps the newest justification.
	pub client: Arc<FullClient>,
	/// Knows who the authorities are now.
	pub authorities: SharedAuthoritySet<Hash, BlockNumber>,
}

impl Prover {
	/// The block whose justification covers the block of this number, and that justification.
	fn justified(&self, block: BlockNumber) -> RpcResult<(Header, Vec<u8>)> {
		// The provider knows of no authorities before they have changed for the first time.
		if self.authorities.set_id() == 0 {
			let newest = best_justification::<_, Block>(&*self.client).map_err(error::finality)?;
			let newest = newest
				.filter(|justification| justification.target().0 >= block)
				.ok_or_else(|| error::finality("it is not final yet"))?;
			return Ok((self.reader.header(newest.target().1)?, newest.encode()));
		}
		let proof = self
			.finality
			.prove_finality_proof(block, false)
			.map_err(error::finality)?
			.ok_or_else(|| error::finality("this node has no justification for it"))?;
		Ok((self.reader.header(proof.block)?, proof.justification))
	}

	/// The headers after the block up to `last`, encoded; fails if it is on another fork.
	fn between(&self, block: BlockNumber, hash: Hash, last: &Header) -> RpcResult<Vec<Bytes>> {
		let count = last.number().saturating_sub(block) as usize;
		if count > MAX_HEADERS {
			return Err(error::finality("the block that was justified lies too far behind it"));
		}
		let mut headers = Vec::with_capacity(count);
		let mut header = last.clone();
		while *header.number() > block {
			headers.push(Bytes(header.encode()));
			header = self.reader.header(*header.parent_hash())?;
		}
		if header.hash() != hash {
			return Err(error::finality("another block of that height is final"));
		}
		headers.reverse();
		Ok(headers)
	}
}

/// Proofs.
#[rpc(server, namespace = "salus")]
pub trait Proving {
	/// Call a runtime API with encoded arguments and prove the answer. `keys` are storage keys whose
	/// values are proved with it.
	#[method(name = "proveCall", blocking)]
	fn prove_call(
		&self,
		method: String,
		args: Bytes,
		keys: Vec<Bytes>,
		at: Option<Hash>,
	) -> RpcResult<ProvedCall>;

	/// Prove that a block is final: `at`, or the newest that is.
	#[method(name = "proveFinality", blocking)]
	fn prove_finality(&self, at: Option<Hash>) -> RpcResult<ProvedFinality>;
}

impl ProvingServer for Prover {
	fn prove_call(
		&self,
		method: String,
		args: Bytes,
		keys: Vec<Bytes>,
		at: Option<Hash>,
	) -> RpcResult<ProvedCall> {
		if keys.len() > MAX_KEYS {
			return Err(error::invalid("keys", format!("has more than {MAX_KEYS}")));
		}
		let ((result, proof, header), as_of) = self.reader.read(at, |client, hash| {
			let failed = |why: sp_blockchain::Error| ApiError::Application(Box::new(why));
			let header = client.header(hash).map_err(failed)?;
			let header = header.ok_or(ApiError::UnknownBlock(hash.to_string()))?;
			let (result, proof) = client.execution_proof(hash, &method, &args).map_err(failed)?;
			let keys = &mut keys.iter().map(|key| key.0.as_slice());
			let values = client.read_proof(hash, keys).map_err(failed)?;
			Ok((result, StorageProof::merge([proof, values]), header))
		})?;
		Ok(ProvedCall {
			result: result.into(),
			state: proof.into_iter_nodes().map(Bytes).collect(),
			header: header.encode().into(),
			as_of,
		})
	}

	fn prove_finality(&self, at: Option<Hash>) -> RpcResult<ProvedFinality> {
		let hash = at.unwrap_or_else(|| self.reader.finalized());
		let target = *self.reader.header(hash)?.number();
		let mut handovers = Vec::new();
		let mut from = 1;
		let (last, justification) = loop {
			let (last, justification) = self.justified(from)?;
			if *last.number() >= target {
				break (last, justification);
			}
			if handovers.len() >= MAX_HANDOVERS {
				return Err(error::finality("the authorities changed too often since the first"));
			}
			from = last.number().saturating_add(1);
			handovers.push(Handover {
				header: last.encode().into(),
				justification: justification.into(),
			});
		};
		Ok(ProvedFinality {
			handovers,
			headers: self.between(target, hash, &last)?,
			justification: justification.into(),
			as_of: AsOf { block: target, hash, finalized: true },
		})
	}
}

//! Proofs that need neither us nor a node: what the chain answered at a finalised block, checked
//! from the chain's specification alone.
//!
//! A proof holds the question and the answer of a runtime API, the part of the state that the answer
//! was read from, the header whose root covers that state, and GRANDPA's justifications from the
//! first authorities on. [`check()`] walks back: the authorities are those of the specification, or
//! were handed over by a block that their predecessors finalised; they finalised the header; the
//! state belongs to the header; and this program's own copy of the runtime, run on that state, gives
//! the answer. docs/proofs.md tells it step by step.

mod check;
mod make;
#[cfg(test)]
mod tests;

pub use check::{check, Trust};
pub use make::make;

use codec::{Decode, Encode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sp_core::H256;

/// The format that this program writes and reads.
pub const FORMAT: &str = "salus-proof/1";

/// The runtime APIs whose answers can be proved: those that read the state and keep no secrets.
pub const APIS: [&str; 3] = ["ParticipantsApi", "ObligationsApi", "SupplyChainApi"];

/// A proof file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Proof {
	/// [`FORMAT`].
	pub format: String,
	/// Which chain: the hash of its first block.
	pub genesis: H256,
	/// The runtime that answered.
	pub spec_version: u32,
	/// Questions and answers, all about the same block.
	pub calls: Vec<Call>,
	/// The header of that block, encoded.
	pub header: Bytes,
	/// Nodes of its state's trie.
	pub state: Vec<Bytes>,
	/// The blocks in which one set of authorities handed over to the next, from the first on.
	pub handovers: Vec<Handover>,
	/// How the block became final.
	pub finality: Finality,
}

/// A question to a runtime API, and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
	/// `Api_method`.
	pub method: String,
	/// The arguments, encoded.
	pub args: Bytes,
	/// The answer, encoded.
	pub result: Bytes,
}

/// A block that changed the authorities, and the justification by those before.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handover {
	/// Its header, encoded.
	pub header: Bytes,
	/// The justification, encoded.
	pub justification: Bytes,
}

/// A justification for the block itself or for a later one, with the headers between.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finality {
	/// The headers after the block up to the justified one, encoded.
	pub headers: Vec<Bytes>,
	/// The justification, encoded.
	pub justification: Bytes,
}

/// Bytes, in JSON as hex with `0x`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&format!("0x{}", hex::encode(&self.0)))
	}
}

impl<'de> Deserialize<'de> for Bytes {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
		text.strip_prefix("0x")
			.and_then(|digits| hex::decode(digits).ok())
			.map(Self)
			.ok_or_else(|| serde::de::Error::custom("this is no hex with 0x"))
	}
}

//! The custodian's vault: where documents lie encrypted, who may have their keys, and which person
//! a pseudonym is.
//!
//! - [`document`]: the sealed document, byte for byte as in `docs/vault.md`.
//! - [`store`]: a folder of sealed documents, addressed by content; nothing in it is half-written.
//! - [`log`]: who looked at what, anchored in batches.
//! - [`map`]: the encrypted table of identifiers and pseudonyms, of references and what they stand for.
//! - [`originals`]: FHIR Consents as they came in.
//! - [`consent`]: the consent that goes with what is disclosed on it.
//! - [`persons`]: who looked, by name.
//! - [`chain`]: what the vault asks a chain. Tests answer with a fake one.
//! - [`release`]: whether a document is released, to whom, and under which key.
//! - [`server`]: the same over HTTP.
//! - [`statement`]: an emergency in writing.
//! - [`spool`]: emergencies that were served without the chain, until they are posted.

pub mod chain;
pub mod consent;
pub mod document;
pub mod log;
pub mod map;
pub mod originals;
pub mod persons;
pub mod release;
pub mod server;
pub mod spool;
pub mod statement;

pub mod store;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Random bytes from the operating system.
///
/// # Panics
/// Where the operating system has none: nothing that is secret could be made.
pub fn random<const N: usize>() -> [u8; N] {
	let mut bytes = [0; N];
	getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
	bytes
}

/// HMAC-SHA-256 of length-prefixed fields under a domain.
pub(crate) fn mac(key: &[u8; 32], domain: &str, fields: &[&[u8]]) -> [u8; 32] {
	let mut mac =
		<Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length; qed");
	for field in std::iter::once(&domain.as_bytes()).chain(fields) {
		mac.update(&(field.len() as u64).to_le_bytes());
		mac.update(field);
	}
	mac.finalize().into_bytes().into()
}

/// What a class, label, code, author or reference is called on the chain: its HMAC under the secret
/// of the relationship. `kind` keeps equal codes of different elements apart.
pub fn token(secret: &[u8; 32], kind: &str, code: &str) -> [u8; 32] {
	mac(secret, "salus/token/1", &[kind.as_bytes(), code.as_bytes()])
}

/// Bytes as lower-case hex with 0x, for serde.
pub mod hex_bytes {
	use serde::{de::Error, Deserialize, Deserializer, Serializer};

	/// As text.
	///
	/// # Errors
	/// Those of the serializer.
	pub fn serialize<S: Serializer>(bytes: impl AsRef<[u8]>, to: S) -> Result<S::Ok, S::Error> {
		to.serialize_str(&format!("0x{}", hex::encode(bytes.as_ref())))
	}

	/// From text.
	///
	/// # Errors
	/// Where it is no hex, or of another length.
	pub fn deserialize<'de, T: TryFrom<Vec<u8>>, D: Deserializer<'de>>(
		from: D,
	) -> Result<T, D::Error> {
		let text = String::deserialize(from)?;
		let bytes =
			hex::decode(text.strip_prefix("0x").unwrap_or(&text)).map_err(D::Error::custom)?;
		let length = bytes.len();
		T::try_from(bytes)
			.map_err(|_| D::Error::custom(format!("{length} bytes are not the right length")))
	}
}

/// Lists of 32 bytes as hex, for serde.
pub mod hex_list {
	use serde::{Deserialize, Deserializer, Serialize, Serializer};

	#[derive(Serialize, Deserialize)]
	struct Item(#[serde(with = "super::hex_bytes")] [u8; 32]);

	/// As texts.
	///
	/// # Errors
	/// Those of the serializer.
	pub fn serialize<S: Serializer>(list: &[[u8; 32]], to: S) -> Result<S::Ok, S::Error> {
		to.collect_seq(list.iter().map(|item| Item(*item)))
	}

	/// From texts.
	///
	/// # Errors
	/// Where one is no hex, or of another length.
	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<[u8; 32]>, D::Error> {
		Ok(Vec::<Item>::deserialize(from)?.into_iter().map(|item| item.0).collect())
	}
}

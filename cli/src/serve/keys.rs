//! Who may ask: a key per client, of which the server keeps a hash alone.

use crate::{error::Failure, time::format_moment};
use clap::ValueEnum;
use salus_primitives::{Gln, Moment};
use salus_vault::store::write_atomically;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
	fs,
	path::{Path, PathBuf},
	sync::{Arc, Mutex},
	time::SystemTime,
};

/// What a client may do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "camelCase")]
pub enum Right {
	/// Have events signed and sent in the name of the repository's organisation.
	Capture,
	/// Read events.
	Query,
	/// Have packs verified.
	Verify,
}

/// A client.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Client {
	/// Its name, for the log, its jobs and its page tokens.
	pub name: String,
	/// The hash of its key.
	hash: String,
	/// What it may do.
	pub rights: Vec<Right>,
	/// If there are any, it sees only events in which one of them takes part, and has only events
	/// captured whose acting party is one of them.
	#[serde(default)]
	parties: Vec<String>,
	/// Whether its documents are a supplier's, for goods on their way to the repository's organisation.
	#[serde(default)]
	pub inbound: bool,
	/// Since when.
	created: String,
}

impl Client {
	/// Whether it may do something.
	pub fn may(&self, right: Right) -> bool {
		self.rights.contains(&right)
	}

	/// The locations to which it is limited; none if it is not.
	pub fn parties(&self) -> Vec<Gln> {
		self.parties.iter().filter_map(|text| text.parse().ok()).collect()
	}
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
	clients: Vec<Client>,
}

/// The hash of a key. Keys are 256 random bits, so that nobody finds one by trying.
fn hash(key: &str) -> String {
	let digest =
		Sha256::new().chain_update(b"salus/serve/key/1").chain_update(key.as_bytes()).finalize();
	hex::encode(digest)
}

fn read(path: &Path) -> Result<File, Failure> {
	match fs::read(path) {
		Ok(bytes) => serde_json::from_slice(&bytes)
			.map_err(|error| Failure::unreadable(path.display(), error)),
		Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(File::default()),
		Err(error) => Err(Failure::unreadable(path.display(), error)),
	}
}

fn write(path: &Path, file: &File) -> Result<(), Failure> {
	let text = serde_json::to_string_pretty(file)
		.map_err(|error| Failure::unreadable(path.display(), error))?;
	write_atomically(path, text.as_bytes())
		.map_err(|error| Failure::unreadable(path.display(), error))
}

/// The file of keys in a folder.
pub fn file(folder: &Path) -> PathBuf {
	folder.join("keys.json")
}

/// Let a client in; its key, which is shown this once.
pub fn add(
	path: &Path,
	name: &str,
	rights: &[Right],
	parties: &[Gln],
	inbound: bool,
	now: Moment,
) -> Result<String, Failure> {
	let mut file = read(path)?;
	if name.is_empty() || name.len() > 64 || name.chars().any(char::is_control) {
		return Err(Failure::usage("a client's name has 1 to 64 characters"));
	}
	if file.clients.iter().any(|client| client.name == name) {
		let message = format!("{name} has a key: revoke it first, or take another name");
		return Err(Failure::refused("Cli.KeyExists", message));
	}
	let key = format!("salus_{}", hex::encode(salus_vault::random::<32>()));
	file.clients.push(Client {
		name: name.to_owned(),
		hash: hash(&key),
		rights: rights.to_vec(),
		parties: parties.iter().map(Gln::to_string).collect(),
		inbound,
		created: format_moment(now),
	});
	write(path, &file)?;
	Ok(key)
}

/// Shut a client out.
pub fn revoke(path: &Path, name: &str) -> Result<(), Failure> {
	let mut file = read(path)?;
	let before = file.clients.len();
	file.clients.retain(|client| client.name != name);
	if file.clients.len() == before {
		return Err(Failure::refused("Cli.NotFound", format!("no client is named {name}")));
	}
	write(path, &file)
}

/// All clients.
pub fn list(path: &Path) -> Result<Vec<Client>, Failure> {
	read(path).map(|file| file.clients)
}

/// What tells that a file was changed.
type Version = Option<(SystemTime, u64)>;

/// The clients of a running server: a key that is added or revoked counts at the next request.
pub struct Keys {
	path: PathBuf,
	known: Mutex<(Version, Arc<Vec<Client>>)>,
}

impl Keys {
	/// Of a file.
	pub fn open(path: PathBuf) -> Result<Self, Failure> {
		let version = version(&path);
		let clients = Arc::new(list(&path)?);
		Ok(Self { path, known: Mutex::new((version, clients)) })
	}

	/// The client whose key this is. A file that cannot be read lets nobody in.
	pub fn client(&self, key: &str) -> Result<Option<Client>, Failure> {
		let clients = {
			let mut known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
			let version = version(&self.path);
			if version != known.0 {
				*known = (version, Arc::new(list(&self.path)?));
			}
			known.1.clone()
		};
		// Equality of hashes tells nothing about the key, however long it takes.
		let hash = hash(key);
		Ok(clients.iter().find(|client| client.hash == hash).cloned())
	}
}

fn version(path: &Path) -> Version {
	let found = fs::metadata(path).ok()?;
	Some((found.modified().ok()?, found.len()))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_key_should_be_good_until_it_is_revoked_and_its_text_nowhere() {
		let folder = tempfile::tempdir().unwrap();
		let path = file(folder.path());
		let keys = Keys::open(path.clone()).unwrap();
		assert!(keys.client("salus_").unwrap().is_none());
		let gln: Gln = "9520002000019".parse().unwrap();
		let key = add(&path, "wholesaler", &[Right::Query], &[gln], false, 0).unwrap();
		let client = keys.client(&key).unwrap().unwrap();
		assert_eq!(client.name, "wholesaler");
		assert_eq!(client.parties(), [gln]);
		assert!(client.may(Right::Query) && !client.may(Right::Capture));
		assert!(!fs::read_to_string(&path).unwrap().contains(&key[6..]));
		assert!(add(&path, "wholesaler", &[Right::Query], &[], false, 0).is_err());
		let other = add(&path, "other", &[Right::Verify], &[], false, 0).unwrap();
		revoke(&path, "wholesaler").unwrap();
		assert!(keys.client(&key).unwrap().is_none());
		assert!(keys.client(&other).unwrap().is_some());
		assert!(revoke(&path, "wholesaler").is_err());
	}

	#[test]
	fn a_file_of_keys_that_is_damaged_should_let_nobody_in() {
		let folder = tempfile::tempdir().unwrap();
		let path = file(folder.path());
		let key = add(&path, "one", &[Right::Query], &[], false, 0).unwrap();
		let keys = Keys::open(path.clone()).unwrap();
		fs::write(&path, "{").unwrap();
		assert!(keys.client(&key).is_err());
	}
}

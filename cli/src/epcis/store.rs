//! Events kept off the chain, each under its hash.
//!
//! The chain keeps the hash of an event and what it did; the event itself stays with whoever captured
//! it. A store is a folder: `ab/abcd....json` holds one event as EPCIS 2.0 JSON-LD, and
//! `ab/abcd....declaration-N.json` the error declarations about it, which bear its hash;
//! `masterdata/` what the documents said of places and products. A file is written beside its place
//! and moved there, so that it is whole or not there.

use crate::{
	error::Failure,
	time::{format_moment, now},
};
use salus_interop::epcis::{self, Event, MasterData, VocabularyElement, VocabularyList};
use salus_primitives::supply::EventHash;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::{
	collections::{BTreeMap, BTreeSet, HashMap},
	fs, io,
	io::Write,
	path::{Path, PathBuf},
	time::{Duration, SystemTime},
};

/// The folder of master data in it.
const MASTER_DATA: &str = "masterdata";

/// A folder of events.
#[derive(Clone, Debug)]
pub struct Store {
	folder: PathBuf,
}

/// An event that was kept.
pub struct Kept {
	/// What it says.
	pub event: Event,
	/// As it was kept.
	pub body: Json,
}

impl Store {
	/// The store in this folder, which is made where it is not there.
	pub fn create(folder: &Path) -> Result<Self, Failure> {
		fs::create_dir_all(folder).map_err(|error| Failure::unreadable(folder.display(), error))?;
		Self::open(folder)
	}

	/// The store in this folder, which has to be there.
	pub fn open(folder: &Path) -> Result<Self, Failure> {
		match fs::metadata(folder) {
			Ok(found) if found.is_dir() => Ok(Self { folder: folder.to_owned() }),
			Ok(_) => Err(Failure::unreadable(folder.display(), "it is no folder")),
			Err(error) => Err(Failure::unreadable(folder.display(), error)),
		}
	}

	/// Where it is.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	fn place(&self, hash: &EventHash, suffix: &str) -> PathBuf {
		let name = hex::encode(hash);
		self.folder.join(&name[..2]).join(format!("{name}{suffix}.json"))
	}

	/// Keep an event. One that is there already stays as it is.
	pub fn put(&self, event: &Event, body: &Json) -> Result<(), Failure> {
		let declaration = event.error_declaration.as_ref().map(|declaration| &declaration.hash);
		let suffix = declaration.map(declaration_suffix);
		let place = self.place(&event.hash(), suffix.as_deref().unwrap_or_default());
		if place.exists() {
			return Ok(());
		}
		write(&place, body).map_err(|error| Failure::unreadable(place.display(), error))
	}

	/// The event with this hash, if the store has it: read again and checked, so that what was changed
	/// since is not taken for it.
	pub fn get(&self, hash: &EventHash) -> Result<Option<Kept>, Failure> {
		self.at(&self.place(hash, ""), hash)
	}

	/// The declaration with this hash about an event, if the store has it.
	pub fn declaration(
		&self,
		hash: &EventHash,
		declaration: &EventHash,
	) -> Result<Option<Kept>, Failure> {
		let kept = self.at(&self.place(hash, &declaration_suffix(declaration)), hash)?;
		let is_it = |kept: &Kept| {
			kept.event.error_declaration.as_ref().is_some_and(|found| found.hash == *declaration)
		};
		Ok(kept.filter(is_it))
	}

	fn at(&self, place: &Path, hash: &EventHash) -> Result<Option<Kept>, Failure> {
		match fs::read(place) {
			Ok(bytes) => check(place, &bytes, hash).map(Some),
			Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
			Err(error) => Err(Failure::unreadable(place.display(), error)),
		}
	}

	/// The error declarations about an event, as far as the store has them.
	pub fn declarations(&self, hash: &EventHash) -> Result<Vec<Kept>, Failure> {
		let name = hex::encode(hash);
		let mut bodies = Vec::new();
		for place in files(&self.folder.join(&name[..2]))? {
			let is_one = place
				.file_name()
				.and_then(|file| file.to_str())
				.is_some_and(|file| file.starts_with(&format!("{name}.declaration-")));
			if is_one {
				let bytes = fs::read(&place)
					.map_err(|error| Failure::unreadable(place.display(), error))?;
				bodies.push(check(&place, &bytes, hash)?);
			}
		}
		Ok(bodies)
	}

	/// Keep what a document says of places and products: no more than its sender's word, because the
	/// chain has no hash of it. What is said later of the same thing takes its place.
	pub fn put_master_data(&self, data: &MasterData) -> Result<(), Failure> {
		for list in &data.vocabularies {
			for element in list.elements.iter().filter(|element| !element.id.is_empty()) {
				let one = MasterData {
					vocabularies: vec![VocabularyList {
						kind: list.kind.clone(),
						elements: vec![element.clone()],
					}],
				};
				let key = format!("{}\n{}", list.kind, element.canonical_id());
				let name = hex::encode(Sha256::digest(key.as_bytes()));
				let place = self.folder.join(MASTER_DATA).join(format!("element-{name}.json"));
				// Partners say the same with every document.
				let known = fs::read(&place).ok().and_then(|bytes| epcis::read(&bytes).ok());
				if known.is_some_and(|known| known.master_data == one) {
					continue;
				}
				let body = epcis::write_document_with(&format_moment(now()), &one, []);
				write(&place, &body)
					.map_err(|error| Failure::unreadable(place.display(), error))?;
			}
		}
		Ok(())
	}

	/// What is known of these identifiers, in their canonical form.
	pub fn master_data(&self, wanted: &BTreeSet<String>) -> Result<MasterData, Failure> {
		let mut lists: BTreeMap<String, Vec<VocabularyElement>> = BTreeMap::new();
		for place in files(&self.folder.join(MASTER_DATA))? {
			let bytes =
				fs::read(&place).map_err(|error| Failure::unreadable(place.display(), error))?;
			// What is being written has another name, and no end yet.
			let Ok(document) = epcis::read(&bytes) else { continue };
			for list in document.master_data.vocabularies {
				let known = list.elements.into_iter();
				let known = known.filter(|element| wanted.contains(&element.canonical_id()));
				lists.entry(list.kind).or_default().extend(known);
			}
		}
		lists.retain(|_, elements| !elements.is_empty());
		let vocabularies =
			lists.into_iter().map(|(kind, elements)| VocabularyList { kind, elements }).collect();
		Ok(MasterData { vocabularies })
	}

	/// The hashes of all events in it, sorted.
	pub fn hashes(&self) -> Result<Vec<EventHash>, Failure> {
		let mut hashes = Vec::new();
		for folder in files(&self.folder)? {
			for place in files(&folder)? {
				hashes.extend(hash_in(&place).filter(|(_, is_event)| *is_event));
			}
		}
		hashes.sort_unstable();
		Ok(hashes.into_iter().map(|(hash, _)| hash).collect())
	}

	/// The folders in it that changed since they were looked at, by what was seen of them then.
	pub fn changed(&self, seen: &HashMap<PathBuf, SystemTime>) -> Result<Vec<PathBuf>, Failure> {
		let mut folders = files(&self.folder)?;
		folders.retain(|folder| {
			let changed = fs::metadata(folder).and_then(|found| found.modified()).ok();
			changed.is_none() || seen.get(folder) != changed.as_ref()
		});
		Ok(folders)
	}

	/// The hashes that something is kept about in one of these folders, which is seen with that.
	pub fn look_at(
		&self,
		folder: PathBuf,
		seen: &mut HashMap<PathBuf, SystemTime>,
	) -> Result<BTreeSet<EventHash>, Failure> {
		let changed = fs::metadata(&folder).and_then(|found| found.modified()).ok();
		let hashes = files(&folder)?.iter().filter_map(|place| Some(hash_in(place)?.0)).collect();
		// A clock that stands still for a moment shall hide nothing.
		let changed = changed.filter(|time| time.elapsed().is_ok_and(|age| age > SETTLED));
		if let Some(changed) = changed {
			seen.insert(folder, changed);
		}
		Ok(hashes)
	}
}

/// After this long the time of a folder tells whether it was changed again.
const SETTLED: Duration = Duration::from_secs(2);

fn declaration_suffix(declaration: &EventHash) -> String {
	format!(".declaration-{}", hex::encode(&declaration[..8]))
}

/// The hash in the name of a file, and whether it is the event itself.
fn hash_in(place: &Path) -> Option<(EventHash, bool)> {
	let name = place.file_name()?.to_str()?.strip_suffix(".json")?;
	let (digits, rest) = name.split_at_checked(64)?;
	let is_event = rest.is_empty();
	(is_event || rest.starts_with(".declaration-")).then_some(())?;
	Some((hex::decode(digits).ok()?.try_into().ok()?, is_event))
}

/// What is in a folder, in order; nothing where there is none.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
	let failed = |error| Failure::unreadable(folder.display(), error);
	let entries = match fs::read_dir(folder) {
		Ok(entries) => entries,
		Err(error)
			if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
		{
			return Ok(Vec::new())
		}
		Err(error) => return Err(failed(error)),
	};
	let mut found = entries
		.map(|entry| entry.map(|entry| entry.path()))
		.collect::<Result<Vec<_>, _>>()
		.map_err(failed)?;
	found.sort_unstable();
	Ok(found)
}

fn check(place: &Path, bytes: &[u8], hash: &EventHash) -> Result<Kept, Failure> {
	let wrong = |why: &str| {
		let message = format!("{}: {why}: take the file from a backup", place.display());
		Failure::refused("Cli.StoreChanged", message).with_rule("EP-4")
	};
	let read = epcis::read(bytes).map_err(|_| wrong("this is no event any more"))?;
	let mut events = read.events.into_iter();
	match (events.next(), events.next()) {
		(Some(Ok(event)), None) if event.hash() == *hash => {
			let body = serde_json::from_slice(bytes);
			Ok(Kept { event, body: body.map_err(|_| wrong("this is no event any more"))? })
		}
		_ => Err(wrong("the event has another hash than when it was stored")),
	}
}

fn write(place: &Path, body: &Json) -> io::Result<()> {
	let folder = place.parent().unwrap_or(Path::new("."));
	fs::create_dir_all(folder)?;
	let beside = place.with_extension(format!("{}.part", std::process::id()));
	let mut file = fs::File::create(&beside)?;
	file.write_all(body.to_string().as_bytes())?;
	file.sync_all()?;
	fs::rename(&beside, place)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn body(n: u32) -> (Event, Json) {
		let text = format!(
			r#"{{"type":"ObjectEvent","eventTime":"2026-03-01T12:00:00Z",
			"eventTimeZoneOffset":"+00:00","epcList":["urn:epc:id:sscc:9520001.{n:010}"],
			"action":"OBSERVE","bizStep":"shipping"}}"#
		);
		let (document, mut bodies) = epcis::read_with_bodies(text.as_bytes()).unwrap();
		let event = document.events.into_iter().next().unwrap().unwrap();
		(event, bodies.remove(0).unwrap())
	}

	#[test]
	fn what_is_put_in_should_come_out_and_nothing_else() {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::create(&folder.path().join("events")).unwrap();
		let (event, json) = body(1);
		assert!(store.get(&event.hash()).unwrap().is_none());
		store.put(&event, &json).unwrap();
		store.put(&event, &json).unwrap();
		assert_eq!(store.get(&event.hash()).unwrap().unwrap().body, json);
		assert_eq!(store.hashes().unwrap(), [event.hash()]);
		assert!(store.declarations(&event.hash()).unwrap().is_empty());
		assert!(Store::open(&folder.path().join("elsewhere")).is_err());
	}

	#[test]
	fn master_data_should_be_kept_for_what_it_is_about() {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::create(folder.path()).unwrap();
		let data = |name: &str| {
			let text = format!(
				r#"{{"type":"EPCISDocument","schemaVersion":"2.0","epcisHeader":{{"epcisMasterData":
				{{"vocabularyList":[{{"type":"urn:epcglobal:epcis:vtype:Location",
				"vocabularyElementList":[{{"id":"urn:epc:id:sgln:9520001.00001.0","attributes":
				[{{"id":"cbvmda:name","attribute":"{name}"}}]}}]}}]}}}}}}"#
			);
			epcis::read(text.as_bytes()).unwrap().master_data
		};
		store.put_master_data(&data("old")).unwrap();
		store.put_master_data(&data("new")).unwrap();
		let wanted = BTreeSet::from(["https://id.gs1.org/414/9520001000010".to_owned()]);
		assert_eq!(store.master_data(&wanted).unwrap(), data("new"));
		assert!(store.master_data(&BTreeSet::new()).unwrap().is_empty());
		assert!(store.hashes().unwrap().is_empty());
	}

	#[test]
	fn ep_4_what_was_changed_in_the_store_should_be_refused() {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::create(folder.path()).unwrap();
		let ((event, json), (_, other)) = (body(1), body(2));
		store.put(&event, &json).unwrap();
		let place = store.place(&event.hash(), "");
		for forged in [other.to_string(), json.to_string()[..40].to_owned(), "[]".to_owned()] {
			fs::write(&place, forged).unwrap();
			let failure = store.get(&event.hash()).err().unwrap();
			assert_eq!(failure.code, "Cli.StoreChanged");
			assert_eq!(failure.rule.as_deref(), Some("EP-4"));
		}
	}
}

//! Events kept off the chain, each under its hash.
//!
//! The chain keeps the hash of an event and what it did; the event itself stays with whoever captured
//! it. A store is a folder: `ab/abcd....json` holds one event as EPCIS 2.0 JSON-LD, and
//! `ab/abcd....declaration-N.json` the error declarations about it, which bear its hash. A file is
//! written beside its place and moved there, so that it is whole or not there.

use crate::error::Failure;
use salus_interop::epcis::{self, Event};
use salus_primitives::supply::EventHash;
use serde_json::Value as Json;
use std::{
	fs, io,
	io::Write,
	path::{Path, PathBuf},
};

/// A folder of events.
pub struct Store {
	folder: PathBuf,
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

	fn place(&self, hash: &EventHash, suffix: &str) -> PathBuf {
		let name = hex::encode(hash);
		self.folder.join(&name[..2]).join(format!("{name}{suffix}.json"))
	}

	/// Keep an event. One that is there already stays as it is.
	pub fn put(&self, event: &Event, body: &Json) -> Result<(), Failure> {
		let suffix = event
			.error_declaration
			.as_ref()
			.map(|declaration| format!(".declaration-{}", hex::encode(&declaration.hash[..8])));
		let place = self.place(&event.hash(), suffix.as_deref().unwrap_or_default());
		if place.exists() {
			return Ok(());
		}
		write(&place, body).map_err(|error| Failure::unreadable(place.display(), error))
	}

	/// The event with this hash, if the store has it: read again and checked, so that what was changed
	/// since is not taken for it.
	pub fn get(&self, hash: &EventHash) -> Result<Option<Json>, Failure> {
		let place = self.place(hash, "");
		match fs::read(&place) {
			Ok(bytes) => check(&place, &bytes, hash).map(Some),
			Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
			Err(error) => Err(Failure::unreadable(place.display(), error)),
		}
	}

	/// The error declarations about an event, as far as the store has them.
	pub fn declarations(&self, hash: &EventHash) -> Result<Vec<Json>, Failure> {
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

	/// The hashes of all events in it, sorted.
	pub fn hashes(&self) -> Result<Vec<EventHash>, Failure> {
		let mut hashes = Vec::new();
		for folder in files(&self.folder)? {
			for place in files(&folder)? {
				let hash: Option<EventHash> = place
					.file_stem()
					.and_then(|name| name.to_str())
					.and_then(|name| hex::decode(name).ok())
					.and_then(|bytes| bytes.try_into().ok());
				hashes.extend(hash);
			}
		}
		hashes.sort_unstable();
		Ok(hashes)
	}
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

fn check(place: &Path, bytes: &[u8], hash: &EventHash) -> Result<Json, Failure> {
	let wrong = |why: &str| {
		let message = format!("{}: {why}: take the file from a backup", place.display());
		Failure::refused("Cli.StoreChanged", message).with_rule("EP-4")
	};
	let read = epcis::read(bytes).map_err(|_| wrong("this is no event any more"))?;
	match read.events.as_slice() {
		[Ok(event)] if event.hash() == *hash => {
			serde_json::from_slice(bytes).map_err(|_| wrong("this is no event any more"))
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
		assert_eq!(store.get(&event.hash()).unwrap(), None);
		store.put(&event, &json).unwrap();
		store.put(&event, &json).unwrap();
		assert_eq!(store.get(&event.hash()).unwrap(), Some(json));
		assert_eq!(store.hashes().unwrap(), [event.hash()]);
		assert!(store.declarations(&event.hash()).unwrap().is_empty());
		assert!(Store::open(&folder.path().join("elsewhere")).is_err());
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
			let failure = store.get(&event.hash()).unwrap_err();
			assert_eq!(failure.code, "Cli.StoreChanged");
			assert_eq!(failure.rule.as_deref(), Some("EP-4"));
		}
	}
}

//! Events kept off the chain, each under its hash.
//!
//! The chain keeps the hash of an event and what it did; the event itself stays with whoever captured
//! it. A store is a folder or, with the feature `s3`, a bucket: `ab/abcd....json` holds one event as
//! EPCIS 2.0 JSON-LD, and `ab/abcd....declaration-N.json` the error declarations about it, which bear
//! its hash; `masterdata/` what the documents said of places and products.

use crate::{
	error::Failure,
	time::{format_moment, now},
};
use salus_interop::epcis::{self, Event, MasterData, VocabularyElement, VocabularyList};
use salus_objects::Objects;
use salus_primitives::supply::EventHash;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::{
	collections::{BTreeMap, BTreeSet, HashMap},
	fmt::Display,
	fs,
	io::{self, Read, Write},
	mem,
	path::{Path, PathBuf},
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	thread,
	time::{Duration, SystemTime},
};

/// What master data is under.
const MASTER_DATA: &str = "masterdata";
/// Requests to a bucket at the same time: each is a way there and back.
const AT_ONCE: usize = 16;

/// A place of events.
#[derive(Clone)]
pub struct Store {
	objects: Arc<Objects>,
	location: String,
	/// None for a bucket.
	folder: Option<PathBuf>,
	/// What this process has put into a bucket, which nothing else tells of soon.
	added: Arc<Mutex<BTreeSet<EventHash>>>,
}

/// An event that was kept.
pub struct Kept {
	/// What it says.
	pub event: Event,
	/// As it was kept.
	pub body: Json,
}

/// The names of the error declarations about events.
pub type Declarations = BTreeMap<EventHash, Vec<String>>;

impl Store {
	/// The store at this location, a folder or `s3://BUCKET/PREFIX`. A folder is made where it is not
	/// there.
	pub fn create(location: &str) -> Result<Self, Failure> {
		let objects = Objects::at(location).map_err(of_objects)?;
		let folder = (!location.contains("://")).then(|| PathBuf::from(location));
		let store = Self {
			objects: Arc::new(objects),
			location: location.to_owned(),
			folder,
			added: Arc::default(),
		};
		// Wrong credentials are told now, not at the first event.
		store.has(&name(&[0; 32], ""))?;
		Ok(store)
	}

	/// The store at this location, where a folder has to be there.
	pub fn open(location: &str) -> Result<Self, Failure> {
		if !location.contains("://") {
			match fs::metadata(location) {
				Ok(found) if found.is_dir() => (),
				Ok(_) => return Err(unreadable(location, "it is no folder")),
				Err(error) => return Err(unreadable(location, error)),
			}
		}
		Self::create(location)
	}

	fn failure(&self, name: &str, error: io::Error) -> Failure {
		unreadable(&format!("{}/{name}", self.location), error)
	}

	fn has(&self, name: &str) -> Result<bool, Failure> {
		self.objects.has(name).map_err(of_objects)
	}

	fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
		let found = self.objects.get(name).map_err(of_objects)?;
		let Some(file) = found else { return Ok(None) };
		let mut bytes = Vec::new();
		file.take(epcis::MAX_DOCUMENT as u64)
			.read_to_end(&mut bytes)
			.map_err(|error| self.failure(name, error))?;
		Ok(Some(bytes))
	}

	fn write(&self, name: &str, body: &Json) -> Result<(), Failure> {
		let mut staged = self.objects.stage().map_err(of_objects)?;
		staged.write_all(body.to_string().as_bytes()).map_err(|error| self.failure(name, error))?;
		self.objects.put(name, staged).map_err(of_objects)
	}

	/// The names that begin with this part.
	fn names(&self, part: &str) -> Result<Vec<String>, Failure> {
		self.objects.names(Some(part)).map_err(of_objects)
	}

	/// Do the same with each, in a bucket with some at the same time; the results in their order.
	pub fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
		if self.folder.is_some() || items.len() < 2 {
			return items.iter().map(work).collect();
		}
		let work = &work;
		thread::scope(|scope| {
			let threads: Vec<_> = items
				.chunks(items.len().div_ceil(AT_ONCE))
				.map(|chunk| scope.spawn(move || chunk.iter().map(work).collect::<Vec<_>>()))
				.collect();
			threads
				.into_iter()
				.flat_map(|thread| {
					thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
				})
				.collect()
		})
	}

	/// Keep an event. One that is there already stays as it is.
	pub fn put(&self, event: &Event, body: &Json) -> Result<(), Failure> {
		let declaration = event.error_declaration.as_ref().map(|declaration| &declaration.hash);
		let suffix = declaration.map(declaration_suffix);
		let hash = event.hash();
		let name = name(&hash, suffix.as_deref().unwrap_or_default());
		if !self.has(&name)? {
			self.write(&name, body)?;
		}
		if self.folder.is_none() {
			self.added().insert(hash);
		}
		Ok(())
	}

	fn added(&self) -> MutexGuard<'_, BTreeSet<EventHash>> {
		self.added.lock().unwrap_or_else(PoisonError::into_inner)
	}

	/// The event with this hash, if the store has it: read again and checked, so that what was changed
	/// since is not taken for it.
	pub fn get(&self, hash: &EventHash) -> Result<Option<Kept>, Failure> {
		self.at(&name(hash, ""), hash)
	}

	/// The declaration with this hash about an event, if the store has it.
	pub fn declaration(
		&self,
		hash: &EventHash,
		declaration: &EventHash,
	) -> Result<Option<Kept>, Failure> {
		let kept = self.at(&name(hash, &declaration_suffix(declaration)), hash)?;
		let is_it = |kept: &Kept| {
			kept.event.error_declaration.as_ref().is_some_and(|found| found.hash == *declaration)
		};
		Ok(kept.filter(is_it))
	}

	fn at(&self, name: &str, hash: &EventHash) -> Result<Option<Kept>, Failure> {
		self.read(name)?.map(|bytes| self.check(name, &bytes, hash)).transpose()
	}

	/// What the store has of error declarations about these events.
	pub fn declarations(&self, hashes: &[EventHash]) -> Result<Declarations, Failure> {
		let wanted: BTreeSet<&EventHash> = hashes.iter().collect();
		let parts: BTreeSet<String> = hashes.iter().map(|hash| hex::encode(&hash[..1])).collect();
		let parts: Vec<_> = parts.into_iter().collect();
		let mut found = Declarations::new();
		for names in self.each(&parts, |part| self.names(part)) {
			for name in names? {
				match hash_in(&name) {
					Some((hash, false)) if wanted.contains(&hash) => {
						found.entry(hash).or_default().push(name);
					}
					_ => (),
				}
			}
		}
		Ok(found)
	}

	/// The declarations about an event of these names.
	pub fn declared(&self, hash: &EventHash, names: &[String]) -> Result<Vec<Kept>, Failure> {
		names.iter().filter_map(|name| self.at(name, hash).transpose()).collect()
	}

	fn check(&self, name: &str, bytes: &[u8], hash: &EventHash) -> Result<Kept, Failure> {
		let wrong = |why: &str| {
			let location = &self.location;
			let message = format!("{location}/{name}: {why}: take the file from a backup");
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

	/// Keep what a document says of places and products: no more than its sender's word, because the
	/// chain has no hash of it. What is said later of the same thing takes its place.
	pub fn put_master_data(&self, data: &MasterData) -> Result<(), Failure> {
		let elements: Vec<_> = data
			.vocabularies
			.iter()
			.flat_map(|list| list.elements.iter().map(|element| (&list.kind, element)))
			.filter(|(_, element)| !element.id.is_empty())
			.collect();
		let put = |(kind, element): &(&String, &VocabularyElement)| {
			let one = MasterData {
				vocabularies: vec![VocabularyList {
					kind: (*kind).clone(),
					elements: vec![(*element).clone()],
				}],
			};
			let key = format!("{kind}\n{}", element.canonical_id());
			let digest = hex::encode(Sha256::digest(key.as_bytes()));
			let name = format!("{MASTER_DATA}/element-{digest}.json");
			// Partners say the same with every document.
			let known = self.read(&name)?.and_then(|bytes| epcis::read(&bytes).ok());
			if known.is_some_and(|known| known.master_data == one) {
				return Ok(());
			}
			self.write(&name, &epcis::write_document_with(&format_moment(now()), &one, []))
		};
		self.each(&elements, put).into_iter().collect()
	}

	/// What is known of what is asked for.
	pub fn master_data(
		&self,
		is_wanted: impl Fn(&VocabularyElement) -> bool,
	) -> Result<MasterData, Failure> {
		let mut lists: BTreeMap<String, Vec<VocabularyElement>> = BTreeMap::new();
		let names = self.names(MASTER_DATA)?;
		for bytes in self.each(&names, |name| self.read(name)) {
			// What somebody else put there is none.
			let Some(Ok(document)) = bytes?.map(|bytes| epcis::read(&bytes)) else { continue };
			for list in document.master_data.vocabularies {
				let known = list.elements.into_iter().filter(&is_wanted);
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
		let names = self.objects.names(None).map_err(of_objects)?;
		let mut hashes: Vec<_> = names.iter().filter_map(|name| hash_in(name)).collect();
		hashes.retain(|(_, is_event)| *is_event);
		hashes.sort_unstable();
		Ok(hashes.into_iter().map(|(hash, _)| hash).collect())
	}

	/// What may have changed since it was looked at: hashes of which something was kept, and parts of
	/// the store to be looked at. A folder tells when it was changed. A bucket does not: all of it is
	/// looked at first, and later one part each time.
	pub fn changed(&self, seen: &mut Seen) -> Result<(BTreeSet<EventHash>, Vec<String>), Failure> {
		let Some(folder) = &self.folder else {
			let added = mem::take(&mut *self.added());
			let mut unseen: Vec<_> =
				parts().filter(|part| !seen.listed.contains_key(part)).collect();
			if unseen.is_empty() {
				seen.next = seen.next.wrapping_add(1);
				unseen.push(hex::encode([seen.next]));
			}
			return Ok((added, unseen));
		};
		let mut changed = Vec::new();
		for part in parts() {
			match modified(&folder.join(&part)) {
				// Nobody has put anything there.
				Err(error) if error.kind() == io::ErrorKind::NotFound => (),
				found => {
					let found = found.ok();
					if found.is_none() || seen.modified.get(&part) != found.as_ref() {
						changed.push(part);
					}
				}
			}
		}
		Ok((BTreeSet::new(), changed))
	}

	/// The hashes that something is kept about in one of these parts, which is seen with that; none if
	/// it has the same names as before.
	pub fn look_at(&self, part: String, seen: &mut Seen) -> Result<BTreeSet<EventHash>, Failure> {
		let changed = self.folder.as_ref().and_then(|folder| modified(&folder.join(&part)).ok());
		let names = self.names(&part)?;
		// A clock that stands still for a moment shall hide nothing.
		let changed = changed.filter(|time| time.elapsed().is_ok_and(|age| age > SETTLED));
		if let Some(changed) = changed {
			seen.modified.insert(part.clone(), changed);
		}
		let digest: [u8; 32] = Sha256::digest(names.join("\n").as_bytes()).into();
		match seen.listed.insert(part, digest) {
			Some(before) if before == digest => Ok(BTreeSet::new()),
			_ => Ok(names.iter().filter_map(|name| Some(hash_in(name)?.0)).collect()),
		}
	}
}

/// What was seen of a store.
#[derive(Default)]
pub struct Seen {
	/// When a part of a folder was changed.
	modified: HashMap<String, SystemTime>,
	/// A digest of the names in a part.
	listed: HashMap<String, [u8; 32]>,
	/// The part of a bucket that was looked at last.
	next: u8,
}

/// After this long the time of a folder tells whether it was changed again.
const SETTLED: Duration = Duration::from_secs(2);

/// The first parts of names of events.
fn parts() -> impl Iterator<Item = String> {
	(0..=u8::MAX).map(|byte| hex::encode([byte]))
}

fn modified(path: &Path) -> io::Result<SystemTime> {
	fs::metadata(path)?.modified()
}

fn unreadable(place: &str, error: impl Display) -> Failure {
	Failure::unreadable(place, error)
}

/// An error of the place of objects, which names what it is about. The same again can succeed: what
/// the chain has is a duplicate then, and is kept.
fn of_objects(error: salus_objects::Error) -> Failure {
	let failure = Failure::usage(error.to_string()).with_code("Cli.Unreadable");
	Failure { retryable: true, ..failure }
}

fn name(hash: &EventHash, suffix: &str) -> String {
	let digits = hex::encode(hash);
	format!("{}/{digits}{suffix}.json", &digits[..2])
}

fn declaration_suffix(declaration: &EventHash) -> String {
	format!(".declaration-{}", hex::encode(&declaration[..8]))
}

/// The hash in the name of an object, and whether it is the event itself.
fn hash_in(name: &str) -> Option<(EventHash, bool)> {
	let (_, file) = name.rsplit_once('/')?;
	let (digits, rest) = file.strip_suffix(".json")?.split_at_checked(64)?;
	let is_event = rest.is_empty();
	(is_event || rest.starts_with(".declaration-")).then_some(())?;
	Some((hex::decode(digits).ok()?.try_into().ok()?, is_event))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn at(folder: &tempfile::TempDir, name: &str) -> String {
		folder.path().join(name).display().to_string()
	}

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
		let store = Store::create(&at(&folder, "events")).unwrap();
		let (event, json) = body(1);
		assert!(store.get(&event.hash()).unwrap().is_none());
		store.put(&event, &json).unwrap();
		store.put(&event, &json).unwrap();
		assert_eq!(store.get(&event.hash()).unwrap().unwrap().body, json);
		assert_eq!(store.hashes().unwrap(), [event.hash()]);
		assert!(store.declarations(&[event.hash()]).unwrap().is_empty());
		assert!(Store::open(&at(&folder, "elsewhere")).is_err());
	}

	#[test]
	fn master_data_should_be_kept_for_what_it_is_about() {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::create(&at(&folder, "events")).unwrap();
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
		let of = |wanted: &BTreeSet<String>| {
			store.master_data(|element| wanted.contains(&element.canonical_id())).unwrap()
		};
		let wanted = BTreeSet::from(["https://id.gs1.org/414/9520001000010".to_owned()]);
		assert_eq!(of(&wanted), data("new"));
		assert!(of(&BTreeSet::new()).is_empty());
		assert!(store.hashes().unwrap().is_empty());
	}

	#[test]
	fn ep_4_what_was_changed_in_the_store_should_be_refused() {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::create(&at(&folder, "events")).unwrap();
		let ((event, json), (_, other)) = (body(1), body(2));
		store.put(&event, &json).unwrap();
		let place = folder.path().join("events").join(name(&event.hash(), ""));
		for forged in [other.to_string(), json.to_string()[..40].to_owned(), "[]".to_owned()] {
			fs::write(&place, forged).unwrap();
			let failure = store.get(&event.hash()).err().unwrap();
			assert_eq!(failure.code, "Cli.StoreChanged");
			assert_eq!(failure.rule.as_deref(), Some("EP-4"));
		}
	}

	/// As a bucket is looked at, whose parts do not tell when they were changed.
	#[test]
	fn what_is_put_into_a_bucket_should_be_seen_at_once_here_and_soon_elsewhere() {
		let folder = tempfile::tempdir().unwrap();
		let bucket = || Store { folder: None, ..Store::create(&at(&folder, "bucket")).unwrap() };
		let (ours, theirs) = (bucket(), bucket());
		let look = |seen: &mut Seen| {
			let (mut found, parts) = ours.changed(seen).unwrap();
			let count = parts.len();
			for part in parts {
				found.extend(ours.look_at(part, seen).unwrap());
			}
			(found, count)
		};
		let ((first, json), (second, other)) = (body(1), body(2));
		theirs.put(&first, &json).unwrap();
		let mut seen = Seen::default();
		assert_eq!(look(&mut seen), (BTreeSet::from([first.hash()]), 256));
		ours.put(&second, &other).unwrap();
		let (found, count) = look(&mut seen);
		assert!(found.contains(&second.hash()) && count == 1);
		let (third, json) = body(3);
		theirs.put(&third, &json).unwrap();
		let mut found = BTreeSet::new();
		for _ in 0..256 {
			let (more, count) = look(&mut seen);
			assert_eq!(count, 1);
			found.extend(more);
		}
		assert!(found.contains(&third.hash()) && !found.contains(&first.hash()));
		// In order, however many are asked for at the same time.
		let numbers: Vec<u32> = (0..100).collect();
		assert_eq!(ours.each(&numbers, |number| number + 1), (1..101).collect::<Vec<_>>());
	}
}

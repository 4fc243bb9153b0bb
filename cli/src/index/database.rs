//! One redb file. A row for each EPCIS event and error declaration that the chain recorded, in the
//! chain's order, and for each row the terms by which a query finds it.

use super::follow::Block;
use crate::{
	epcis::store::{Kept, Store},
	error::Failure,
};
use redb::{
	Database, ReadOnlyTable, ReadTransaction, ReadableDatabase, ReadableTable, Table,
	TableDefinition, WriteTransaction,
};
use salus_interop::{
	epcis::query::{
		anchored_terms, bounds, listed, listed_anchored, parties, terms, Anchored, OrderBy, Query,
		QueryError, Range, Term,
	},
	id::Identifier,
};
use salus_primitives::{supply::EventHash, Gln, Moment};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
	collections::{BTreeMap, BTreeSet},
	fs,
	ops::Bound,
	path::{Path, PathBuf},
};
use subxt::utils::H256;

/// The form of the file: one of another form is made again.
const FORMAT: &[u8] = b"salus-index/2";
/// Rows that are looked at for one page; what needs more is refused.
const MAX_WORK: usize = 500_000;
/// Bodies that are joined at once.
const TOGETHER: usize = 256;
/// Up to so many rows of a condition are counted, to begin with the rarest.
const COUNTED: usize = 2_048;

/// What the index is about and how far it is.
const META: TableDefinition<&str, &[u8]> = TableDefinition::new("meta");
/// Each row by its place in the chain: block and event.
const ROWS: TableDefinition<u64, &[u8]> = TableDefinition::new("rows");
/// The place of an event by its hash, of a declaration by both hashes.
const NAMES: TableDefinition<&[u8], u64> = TableDefinition::new("names");
/// The hash of a term, and the place of a row that has it.
const TERMS: TableDefinition<[u8; TERM + 8], ()> = TableDefinition::new("terms");
/// `eventTime` and place.
const TIMES: TableDefinition<(u64, u64), ()> = TableDefinition::new("times");
/// `recordTime` and place.
const RECORDED: TableDefinition<(u64, u64), ()> = TableDefinition::new("recorded");

/// How many rows a resource, a party (none: all of them) and a value are of.
const LISTED: TableDefinition<(&str, &str, &str), u64> = TableDefinition::new("listed");

/// How many bytes of its hash stand for a term. Whoever makes two terms of equal hash finds both of
/// his own events under either.
const TERM: usize = 20;

/// What the chain recorded of an event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Anchor {
	/// Its place among the events of its block.
	pub index: u32,
	/// What it did: the name of the chain's event.
	pub act: String,
	/// Its hash.
	pub hash: EventHash,
	/// Of an error declaration, its own.
	pub declaration: Option<EventHash>,
	/// Who acted.
	pub organisation: Option<u32>,
	/// `recordTime`.
	pub recorded: Moment,
	/// `eventTime`.
	pub time: Option<Moment>,
	/// `bizStep`.
	pub biz_step: Option<String>,
	/// `disposition`.
	pub disposition: Option<String>,
	/// `readPoint`, a GLN.
	pub read_point: Option<u64>,
	/// `bizLocation`, a GLN.
	pub biz_location: Option<u64>,
	/// The container.
	pub parent: Option<String>,
}

/// A row: what the chain recorded, and whether its body is in the store.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
	/// What the chain recorded.
	pub anchor: Anchor,
	/// The block.
	pub block: u64,
	/// Whether the body was in the store.
	pub has_body: bool,
	/// `eventTime`: of the body, else of the chain.
	pub time: Option<Moment>,
	/// `declarationTime`, of the body.
	pub declared: Option<Moment>,
	/// The least and the most of its numbers, of the body: their bits, of which JSON loses none.
	bounds: BTreeMap<String, (u64, u64)>,
}

impl Row {
	/// What a query may know of it without its body.
	pub fn anchored(&self) -> Anchored {
		let anchor = &self.anchor;
		Anchored {
			hash: anchor.hash,
			biz_step: anchor.biz_step.clone(),
			disposition: anchor.disposition.clone(),
			read_point: anchor.read_point.and_then(gln),
			biz_location: anchor.biz_location.and_then(gln),
			parent: anchor.parent.as_deref().and_then(|text| Identifier::parse(text).ok()),
		}
	}
}

/// How far the index is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cursor {
	/// The next block.
	pub next: u64,
	/// The last one, with its hash.
	pub last: Option<(u64, H256)>,
}

/// The place of a row in an order: the pages of a query begin after one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Position {
	/// The time by which it is ordered; nothing in the chain's own order.
	pub time: u64,
	/// Its place in the chain.
	pub place: u64,
}

/// What is wanted of the rows that a query finds.
#[derive(Clone, Copy, Debug)]
pub struct Window {
	/// Those after this one.
	pub after: Option<Position>,
	/// None after this place in the chain, so that pages of one query are of one state.
	pub newest: u64,
	/// At most so many.
	pub limit: usize,
}

/// The index.
pub struct Index {
	database: Database,
	path: PathBuf,
}

type Done<T> = Result<T, redb::Error>;

fn hash_of(term: &str) -> [u8; TERM] {
	let mut short = [0; TERM];
	short.copy_from_slice(&Sha256::digest(term.as_bytes())[..TERM]);
	short
}

fn posting(term: &[u8; TERM], place: u64) -> [u8; TERM + 8] {
	let mut key = [0; TERM + 8];
	key[..TERM].copy_from_slice(term);
	key[TERM..].copy_from_slice(&place.to_be_bytes());
	key
}

fn place_in(posting: &[u8; TERM + 8]) -> u64 {
	let mut place = [0; 8];
	place.copy_from_slice(&posting[TERM..]);
	u64::from_be_bytes(place)
}

fn name(hash: &EventHash, declaration: Option<&EventHash>) -> Vec<u8> {
	[&hash[..], declaration.map_or(&[], |hash| &hash[..])].concat()
}

/// The place of an event of a block: in the order of the chain.
const fn place(block: u64, index: u32) -> u64 {
	block << 32 | index as u64
}

/// The GLN with this number.
pub fn gln(number: u64) -> Option<Gln> {
	Gln::try_from(number).ok()
}

fn decode(bytes: &[u8]) -> Done<Row> {
	serde_json::from_slice(bytes).map_err(|error| redb::Error::Corrupted(error.to_string()))
}

impl Index {
	/// The index in this folder, made where there is none. It is of one chain.
	pub fn open(folder: &Path, genesis: H256) -> Result<Self, Failure> {
		let index = Self::open_any(folder)?;
		let found = index.meta("genesis")?;
		match found {
			Some(found) if found == genesis.as_bytes() => Ok(index),
			Some(_) => {
				let message = format!(
					"{} is the index of another chain: delete it, and it is made again",
					index.path.display()
				);
				Err(Failure::refused("Cli.AnotherChain", message))
			}
			None => {
				index.put_meta("genesis", genesis.as_bytes())?;
				Ok(index)
			}
		}
	}

	/// The index in this folder, whatever chain it is of.
	pub fn open_any(folder: &Path) -> Result<Self, Failure> {
		fs::create_dir_all(folder).map_err(|error| Failure::unreadable(folder.display(), error))?;
		let path = folder.join("index.redb");
		let database = Database::create(&path).map_err(|error| match error {
			redb::DatabaseError::DatabaseAlreadyOpen => {
				let message = format!(
					"{} is in use, by `salus serve` or `salus index --follow`: ask there",
					path.display()
				);
				Failure { retryable: true, ..Failure::refused("Cli.IndexInUse", message) }
			}
			error => Failure::unreadable(path.display(), error),
		})?;
		let index = Self { database, path };
		index.done(index.prepare())?;
		match index.meta("format")? {
			Some(format) if format == FORMAT => Ok(index),
			_ => {
				let path = index.path.display();
				let message = "it is of another release: delete it, and it is made again";
				Err(Failure::unreadable(path, message))
			}
		}
	}

	fn prepare(&self) -> Done<()> {
		let write = self.database.begin_write()?;
		{
			let mut meta = write.open_table(META)?;
			if meta.get("format")?.is_none() {
				meta.insert("format", FORMAT)?;
				meta.insert("secret", &salus_vault::random::<32>()[..])?;
			}
			write.open_table(ROWS)?;
			write.open_table(NAMES)?;
			write.open_table(TERMS)?;
			write.open_table(TIMES)?;
			write.open_table(RECORDED)?;
			write.open_table(LISTED)?;
		}
		Ok(write.commit()?)
	}

	fn done<T>(&self, result: Done<T>) -> Result<T, Failure> {
		result.map_err(|error| Failure::unreadable(self.path.display(), error))
	}

	fn meta(&self, key: &str) -> Result<Option<Vec<u8>>, Failure> {
		self.done((|| {
			let meta = self.database.begin_read()?.open_table(META)?;
			let found = meta.get(key)?.map(|value| value.value().to_vec());
			Ok(found)
		})())
	}

	fn put_meta(&self, key: &str, value: &[u8]) -> Result<(), Failure> {
		self.done((|| {
			let write = self.database.begin_write()?;
			write.open_table(META)?.insert(key, value)?;
			Ok(write.commit()?)
		})())
	}

	/// What makes the page tokens of this index its own.
	pub fn secret(&self) -> Result<Vec<u8>, Failure> {
		self.meta("secret").map(Option::unwrap_or_default)
	}

	/// How far it is.
	pub fn cursor(&self) -> Result<Cursor, Failure> {
		let Some(value) = self.meta("last")? else {
			return Ok(Cursor { next: 0, last: None });
		};
		let (number, hash) = value.split_at_checked(8).unwrap_or_default();
		let number = number.try_into().map(u64::from_be_bytes);
		match (number, <[u8; 32]>::try_from(hash)) {
			(Ok(number), Ok(hash)) => {
				Ok(Cursor { next: number + 1, last: Some((number, H256(hash))) })
			}
			_ => Err(Failure::unreadable(self.path.display(), "its cursor is none: delete it")),
		}
	}

	/// Add blocks, which follow the last one, with the bodies that the store has of them. All of it is
	/// written or nothing.
	pub fn add(&self, blocks: &[Block], store: &Store) -> Result<(), Failure> {
		let Some(last) = blocks.last() else { return Ok(()) };
		let anchors: Vec<_> = blocks.iter().flat_map(|block| &block.anchors).collect();
		let kept = store.each(&anchors, |anchor| body(store, anchor));
		self.done((|| {
			let write = self.database.begin_write()?;
			{
				let mut tables = Tables::open(&write)?;
				let mut kept = kept.iter();
				for block in blocks {
					for anchor in &block.anchors {
						let kept = kept.next().and_then(Option::as_ref);
						tables.insert(block.number, anchor, kept)?;
					}
				}
				let cursor = [&last.number.to_be_bytes()[..], last.hash.as_bytes()].concat();
				write.open_table(META)?.insert("last", &cursor[..])?;
			}
			Ok(write.commit()?)
		})())
	}

	/// Join rows of these events that have no body yet with what the store has now. Answers how many
	/// were joined.
	pub fn attach(&self, hashes: &BTreeSet<EventHash>, store: &Store) -> Result<usize, Failure> {
		let hashes: Vec<_> = hashes.iter().collect();
		// As many bodies as fit into memory whatever they are.
		hashes.chunks(TOGETHER).map(|hashes| self.attach_some(hashes, store)).sum()
	}

	fn attach_some(&self, hashes: &[&EventHash], store: &Store) -> Result<usize, Failure> {
		let waiting = self.done(self.waiting(hashes))?;
		let kept = store.each(&waiting, |(_, row)| body(store, &row.anchor));
		let found: Vec<_> = waiting
			.into_iter()
			.zip(kept)
			.filter_map(|((place, row), kept)| Some((place, kept?, row)))
			.collect();
		if found.is_empty() {
			return Ok(0);
		}
		self.done((|| {
			let write = self.database.begin_write()?;
			{
				let mut tables = Tables::open(&write)?;
				for (place, kept, row) in &found {
					tables.remove(*place, row)?;
					tables.insert(row.block, &row.anchor, Some(kept))?;
				}
			}
			Ok(write.commit()?)
		})())?;
		Ok(found.len())
	}

	/// The rows of these events, and of declarations about them, that have no body.
	fn waiting(&self, hashes: &[&EventHash]) -> Done<Vec<(u64, Row)>> {
		let read = self.database.begin_read()?;
		let (names, rows) = (read.open_table(NAMES)?, read.open_table(ROWS)?);
		let mut found = Vec::new();
		for hash in hashes {
			for entry in names.range::<&[u8]>(&hash[..]..)? {
				let (key, place) = entry?;
				if !key.value().starts_with(&hash[..]) {
					break;
				}
				let Some(row) = rows.get(place.value())? else { continue };
				let row = decode(row.value())?;
				if !row.has_body {
					found.push((place.value(), row));
				}
			}
		}
		Ok(found)
	}

	/// Whether an event, or a declaration about it, is in it with its body.
	pub fn has_body(
		&self,
		hash: &EventHash,
		declaration: Option<&EventHash>,
	) -> Result<bool, Failure> {
		self.done((|| {
			let read = self.database.begin_read()?;
			let (names, rows) = (read.open_table(NAMES)?, read.open_table(ROWS)?);
			let Some(place) = names.get(&name(hash, declaration)[..])? else { return Ok(false) };
			let Some(row) = rows.get(place.value())? else { return Ok(false) };
			Ok(decode(row.value())?.has_body)
		})())
	}

	/// The rows of these events that are in it, none after a place.
	pub fn rows(&self, hashes: &[EventHash], newest: u64) -> Result<Vec<Row>, Failure> {
		self.done((|| {
			let read = self.database.begin_read()?;
			let (names, rows) = (read.open_table(NAMES)?, read.open_table(ROWS)?);
			let mut found = Vec::new();
			for hash in hashes {
				let Some(place) = names.get(&name(hash, None)[..])? else { continue };
				let Some(row) = rows.get(place.value())? else { continue };
				if place.value() <= newest {
					found.push(decode(row.value())?);
				}
			}
			Ok(found)
		})())
	}

	/// How many rows there are, and how many of them have a body.
	pub fn counts(&self) -> Result<(u64, u64), Failure> {
		self.done((|| {
			let rows = self.database.begin_read()?.open_table(ROWS)?;
			let (mut all, mut whole) = (0, 0);
			for entry in rows.range::<u64>(..)? {
				all += 1;
				whole += u64::from(decode(entry?.1.value())?.has_body);
			}
			Ok((all, whole))
		})())
	}

	/// A hash of all that is in it: equal where two indices answer every query alike.
	pub fn digest(&self) -> Result<[u8; 32], Failure> {
		self.done((|| {
			let read = self.database.begin_read()?;
			let mut hasher = Sha256::new();
			for entry in read.open_table(ROWS)?.range::<u64>(..)? {
				let (place, row) = entry?;
				hasher.update(place.value().to_be_bytes());
				hasher.update((row.value().len() as u64).to_be_bytes());
				hasher.update(row.value());
			}
			for entry in read.open_table(NAMES)?.range::<&[u8]>(..)? {
				let (name, place) = entry?;
				hasher.update((name.value().len() as u64).to_be_bytes());
				hasher.update(name.value());
				hasher.update(place.value().to_be_bytes());
			}
			for entry in read.open_table(TERMS)?.range::<[u8; TERM + 8]>(..)? {
				hasher.update(entry?.0.value());
			}
			for table in [TIMES, RECORDED] {
				for entry in read.open_table(table)?.range::<(u64, u64)>(..)? {
					let (time, place) = entry?.0.value();
					hasher.update(time.to_be_bytes());
					hasher.update(place.to_be_bytes());
				}
			}
			for entry in read.open_table(LISTED)?.range::<(&str, &str, &str)>(..)? {
				let (key, count) = entry?;
				let (name, party, value) = key.value();
				hasher.update(format!("{name:?}{party:?}{value:?}{}", count.value()));
			}
			Ok(hasher.finalize().into())
		})())
	}

	/// The values of a resource such as `epcs` after one of them, in order: of all events, or of those
	/// in which one of some parties takes part.
	pub fn list(
		&self,
		name: &str,
		parties: &[Gln],
		after: Option<&str>,
		most: usize,
	) -> Result<BTreeSet<String>, Failure> {
		let parties = match parties {
			[] => vec![String::new()],
			some => some.iter().map(Gln::to_string).collect(),
		};
		self.done((|| {
			let table = self.database.begin_read()?.open_table(LISTED)?;
			let mut found = BTreeSet::new();
			for party in &parties {
				let from = (name, party.as_str(), after.unwrap_or_default());
				for entry in table.range(from..)?.take(most.saturating_add(1)) {
					let (key, _) = entry?;
					let (of, by, value) = key.value();
					if (of, by) != (name, party.as_str()) {
						break;
					}
					if after != Some(value) {
						found.insert(value.to_owned());
					}
				}
			}
			while found.len() > most {
				found.pop_last();
			}
			Ok(found)
		})())
	}

	/// The newest place there is.
	pub fn newest(&self) -> Result<u64, Failure> {
		self.done((|| {
			let rows = self.database.begin_read()?.open_table(ROWS)?;
			let newest = rows.last()?.map_or(0, |(place, _)| place.value());
			Ok(newest)
		})())
	}

	/// The rows that a query finds and that have one term of each further condition, in its order.
	pub fn search(
		&self,
		query: &Query,
		further: &[Vec<Term>],
		window: Window,
	) -> Result<Result<Vec<(Position, Row)>, QueryError>, Failure> {
		self.done((|| {
			let read = self.database.begin_read()?;
			Search::new(&read, query, further, window)?.run()
		})())
	}
}

/// What the store has of an anchored event. What was changed in the store is as if it was not there.
pub fn body(store: &Store, anchor: &Anchor) -> Option<Kept> {
	let found = match &anchor.declaration {
		Some(declaration) => store.declaration(&anchor.hash, declaration),
		None => store.get(&anchor.hash),
	};
	found.unwrap_or_else(|failure| {
		log::warn!("{failure}");
		None
	})
}

/// The tables, while something is written.
struct Tables<'a> {
	rows: Table<'a, u64, &'static [u8]>,
	names: Table<'a, &'static [u8], u64>,
	terms: Table<'a, [u8; TERM + 8], ()>,
	times: Table<'a, (u64, u64), ()>,
	recorded: Table<'a, (u64, u64), ()>,
	listed: Table<'a, (&'static str, &'static str, &'static str), u64>,
}

impl<'a> Tables<'a> {
	fn open(write: &'a WriteTransaction) -> Done<Self> {
		Ok(Self {
			rows: write.open_table(ROWS)?,
			names: write.open_table(NAMES)?,
			terms: write.open_table(TERMS)?,
			times: write.open_table(TIMES)?,
			recorded: write.open_table(RECORDED)?,
			listed: write.open_table(LISTED)?,
		})
	}

	/// Count a row in or out of what is listed.
	fn list(
		&mut self,
		listed: BTreeSet<(&'static str, String)>,
		terms: &BTreeSet<Term>,
		is_added: bool,
	) -> Done<()> {
		for (name, value) in &listed {
			// Who is limited to parties is not told all packs of theirs.
			let parties = parties(terms).filter(|_| *name != "epcs");
			for party in std::iter::once("").chain(parties) {
				let key = (*name, party, value.as_str());
				let count = self.listed.get(key)?.map_or(0, |count| count.value());
				match if is_added { count + 1 } else { count.saturating_sub(1) } {
					0 => drop(self.listed.remove(key)?),
					count => drop(self.listed.insert(key, count)?),
				}
			}
		}
		Ok(())
	}

	fn insert(&mut self, block: u64, anchor: &Anchor, kept: Option<&Kept>) -> Done<()> {
		let event = kept.map(|kept| &kept.event);
		let row = Row {
			anchor: anchor.clone(),
			block,
			has_body: kept.is_some(),
			time: event.map_or(anchor.time, |event| Some(event.time)),
			declared: event
				.and_then(|event| event.error_declaration.as_ref())
				.map(|declaration| declaration.time),
			bounds: event
				.map(bounds)
				.into_iter()
				.flatten()
				.map(|(field, (least, most))| (field, (least.to_bits(), most.to_bits())))
				.collect(),
		};
		let place = place(block, anchor.index);
		let terms = event.map_or_else(|| anchored_terms(&row.anchored()), terms);
		for term in &terms {
			self.terms.insert(posting(&hash_of(term), place), ())?;
		}
		let listed = event.map_or_else(|| listed_anchored(&row.anchored()), listed);
		self.list(listed, &terms, true)?;
		self.times.insert((row.time.unwrap_or_default(), place), ())?;
		self.recorded.insert((anchor.recorded, place), ())?;
		self.names.insert(&name(&anchor.hash, anchor.declaration.as_ref())[..], place)?;
		let text =
			serde_json::to_vec(&row).map_err(|error| redb::Error::Corrupted(error.to_string()))?;
		self.rows.insert(place, &text[..])?;
		Ok(())
	}

	/// Remove what was found by the anchor alone.
	fn remove(&mut self, place: u64, row: &Row) -> Done<()> {
		let terms = anchored_terms(&row.anchored());
		for term in &terms {
			self.terms.remove(posting(&hash_of(term), place))?;
		}
		self.list(listed_anchored(&row.anchored()), &terms, false)?;
		self.times.remove((row.time.unwrap_or_default(), place))?;
		Ok(())
	}
}

type Terms = ReadOnlyTable<[u8; TERM + 8], ()>;

/// One search.
struct Search<'a> {
	rows: ReadOnlyTable<u64, &'static [u8]>,
	terms: Terms,
	times: ReadOnlyTable<(u64, u64), ()>,
	query: &'a Query,
	/// Hashes of terms, of which a row has to have one of each; the rarest first.
	conditions: Vec<Vec<[u8; TERM]>>,
	/// Rows of the rarest condition, if there are few.
	few: Option<Vec<u64>>,
	/// Places between which the rows are.
	first: u64,
	last: u64,
	window: Window,
	found: Vec<(Position, Row)>,
	work: usize,
}

/// Whether to go on.
type More = bool;

impl<'a> Search<'a> {
	fn new(
		read: &ReadTransaction,
		query: &'a Query,
		further: &[Vec<Term>],
		window: Window,
	) -> Done<Self> {
		let terms = read.open_table(TERMS)?;
		let recorded = read.open_table(RECORDED)?;
		let Range { from, before } = query.record_time;
		let place_from = |moment| -> Done<Option<u64>> {
			let mut range = recorded.range((moment, 0)..)?;
			let found = range.next().transpose()?.map(|(key, _)| key.value().1);
			Ok(found)
		};
		// What was recorded later stands later in the chain.
		let first = match from {
			Some(from) => place_from(from)?.unwrap_or(u64::MAX),
			None => 0,
		};
		let last = match before {
			Some(before) => place_from(before)?.map_or(u64::MAX, |place| place.saturating_sub(1)),
			None => u64::MAX,
		};
		let mut search = Self {
			rows: read.open_table(ROWS)?,
			terms,
			times: read.open_table(TIMES)?,
			query,
			conditions: Vec::new(),
			few: None,
			first,
			last: last.min(window.newest),
			window,
			found: Vec::new(),
			work: 0,
		};
		let mut conditions = Vec::new();
		for condition in query.conditions.iter().chain(further) {
			let hashes: BTreeSet<_> = condition.iter().map(|term| hash_of(term)).collect();
			let hashes: Vec<_> = hashes.into_iter().collect();
			let few = search.few(&hashes)?;
			conditions.push((few.as_ref().map_or(usize::MAX, Vec::len), few, hashes));
		}
		conditions.sort_by_key(|(count, _, _)| *count);
		search.few = conditions.first_mut().and_then(|(_, few, _)| few.take());
		search.conditions = conditions.into_iter().map(|(_, _, hashes)| hashes).collect();
		Ok(search)
	}

	/// The places of rows with one of these terms, in order, if they are few.
	fn few(&self, hashes: &[[u8; TERM]]) -> Done<Option<Vec<u64>>> {
		let mut places = BTreeSet::new();
		for hash in hashes {
			if self.first > self.last {
				break;
			}
			for entry in self.terms.range(posting(hash, self.first)..=posting(hash, self.last))? {
				places.insert(place_in(&entry?.0.value()));
				if places.len() > COUNTED {
					return Ok(None);
				}
			}
		}
		Ok(Some(places.into_iter().collect()))
	}

	/// The rows in their order.
	fn run(mut self) -> Done<Result<Vec<(Position, Row)>, QueryError>> {
		if self.first > self.last {
			return Ok(Ok(Vec::new()));
		}
		let complete = match (self.query.order_by, self.few.take()) {
			(Some(OrderBy::EventTime), Some(places)) => self.sorted(&places)?,
			(Some(OrderBy::EventTime), None) => self.by_time()?,
			(_, few) => self.by_place(few)?,
		};
		Ok(match complete {
			true => Ok(self.found),
			false => Err(QueryError::too_complex(
				"the query looks at too many events for what it finds: narrow it by time, or name \
				 an EPC, an event or a business transaction",
			)),
		})
	}

	/// Take a row if it is one of those that are asked for. Whether to go on.
	fn take(&mut self, place: u64, ordered_by_time: bool) -> Done<More> {
		self.work += 1;
		if place < self.first || place > self.last {
			return Ok(true);
		}
		for condition in &self.conditions {
			let mut has_one = false;
			for hash in condition {
				if self.terms.get(posting(hash, place))?.is_some() {
					has_one = true;
					break;
				}
			}
			if !has_one {
				return Ok(true);
			}
		}
		let Some(row) = self.rows.get(place)? else { return Ok(true) };
		let row = decode(row.value())?;
		let are_met = || {
			let float = |(field, (least, most)): (&String, &(u64, u64))| {
				(field.clone(), (f64::from_bits(*least), f64::from_bits(*most)))
			};
			let bounds: BTreeMap<_, _> = row.bounds.iter().map(float).collect();
			self.query.comparisons.iter().all(|comparison| comparison.holds(&bounds))
		};
		if self.query.event_time.contains(row.time)
			&& self.query.declaration_time.contains(row.declared)
			&& (self.query.comparisons.is_empty() || are_met())
		{
			let time = if ordered_by_time { row.time.unwrap_or_default() } else { 0 };
			self.found.push((Position { time, place }, row));
		}
		Ok(self.found.len() < self.window.limit)
	}

	/// In the order of the chain.
	fn by_place(&mut self, few: Option<Vec<u64>>) -> Done<bool> {
		let descending = self.query.descending;
		let after = self.window.after.map(|position| position.place);
		let (from, to) = match (after, descending) {
			(Some(after), false) => (self.first.max(after.saturating_add(1)), self.last),
			(Some(after), true) => (self.first, self.last.min(after.saturating_sub(1))),
			(None, _) => (self.first, self.last),
		};
		if from > to || after == Some(0) && descending {
			return Ok(true);
		}
		if let Some(mut places) = few {
			places.retain(|place| (from..=to).contains(place));
			if descending {
				places.reverse();
			}
			for place in places {
				if !self.take(place, false)? {
					break;
				}
			}
			return Ok(true);
		}
		// One term alone is walked along; more are looked for along all rows.
		let single = match self.conditions.first().map(Vec::as_slice) {
			Some([hash]) => Some(*hash),
			_ => None,
		};
		match single {
			Some(hash) => {
				let mut walk = self.terms.range(posting(&hash, from)..=posting(&hash, to))?;
				loop {
					let entry = if descending { walk.next_back() } else { walk.next() };
					let Some(entry) = entry else { return Ok(true) };
					let place = place_in(&entry?.0.value());
					if !self.take(place, false)? {
						return Ok(true);
					}
					if self.work > MAX_WORK {
						return Ok(false);
					}
				}
			}
			None => {
				let mut walk = self.rows.range(from..=to)?;
				loop {
					let entry = if descending { walk.next_back() } else { walk.next() };
					let Some(entry) = entry else { return Ok(true) };
					let place = entry?.0.value();
					if !self.take(place, false)? {
						return Ok(true);
					}
					if self.work > MAX_WORK {
						return Ok(false);
					}
				}
			}
		}
	}

	/// Along `eventTime`.
	fn by_time(&mut self) -> Done<bool> {
		let descending = self.query.descending;
		let Range { from, before } = self.query.event_time;
		let mut low = Bound::Included((from.unwrap_or_default(), 0));
		let mut high = before.map_or(Bound::Unbounded, |before| Bound::Excluded((before, 0)));
		if let Some(Position { time, place }) = self.window.after {
			match descending {
				true => high = Bound::Excluded((time, place)),
				false => low = Bound::Excluded((time, place)),
			}
		}
		if is_empty(low, high) {
			return Ok(true);
		}
		let mut walk = self.times.range::<(u64, u64)>((low, high))?;
		loop {
			let entry = if descending { walk.next_back() } else { walk.next() };
			let Some(entry) = entry else { return Ok(true) };
			let (_, place) = entry?.0.value();
			if !self.take(place, true)? {
				return Ok(true);
			}
			if self.work > MAX_WORK {
				return Ok(false);
			}
		}
	}

	/// Few rows, by `eventTime`.
	fn sorted(&mut self, places: &[u64]) -> Done<bool> {
		let limit = std::mem::replace(&mut self.window.limit, usize::MAX);
		for place in places {
			self.take(*place, true)?;
		}
		self.found.sort_by_key(|(position, _)| *position);
		if self.query.descending {
			self.found.reverse();
		}
		if let Some(after) = self.window.after {
			let descending = self.query.descending;
			self.found.retain(|(position, _)| match descending {
				true => *position < after,
				false => *position > after,
			});
		}
		self.found.truncate(limit);
		Ok(true)
	}
}

fn is_empty(low: Bound<(u64, u64)>, high: Bound<(u64, u64)>) -> bool {
	match (low, high) {
		(Bound::Included(low), Bound::Excluded(high)) => low >= high,
		(Bound::Excluded(low), Bound::Excluded(high)) => low >= high,
		_ => false,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_interop::epcis::{self, query::parse_query_string};
	use serde_json::{json, Value as Json};

	/// An event about one SSCC.
	fn document(n: u64, minute: u64, step: &str) -> Json {
		json!({
			"type": "ObjectEvent",
			"eventTime": format!("2026-03-01T12:{minute:02}:00Z"),
			"eventTimeZoneOffset": "+00:00",
			"epcList": [format!("urn:epc:id:sscc:9520001.{n:010}")],
			"action": "OBSERVE",
			"bizStep": step,
			"disposition": "in_transit",
		})
	}

	struct World {
		folder: tempfile::TempDir,
		store: Store,
		blocks: Vec<Block>,
		documents: Vec<(epcis::Event, Json)>,
	}

	/// Twelve events in four blocks; every third is shipped.
	fn world() -> World {
		let folder = tempfile::tempdir().unwrap();
		let store = Store::create(&folder.path().join("store").display().to_string()).unwrap();
		let (mut blocks, mut documents) = (Vec::new(), Vec::new());
		for number in 0..4_u64 {
			let mut anchors = Vec::new();
			for at in 0..3_u64 {
				let n = number * 3 + at;
				let step = if at == 0 { "shipping" } else { "receiving" };
				// The later in the chain, the earlier it happened.
				let text = document(n, 40 - n, step).to_string();
				let (mut read, mut bodies) = epcis::read_with_bodies(text.as_bytes()).unwrap();
				let event = read.events.remove(0).unwrap();
				anchors.push(Anchor {
					index: u32::try_from(at).unwrap() * 2,
					act: "Shipped".into(),
					hash: event.hash(),
					declaration: None,
					organisation: Some(1),
					recorded: 1_000_000 + number,
					time: Some(event.time),
					biz_step: event.biz_step.clone(),
					disposition: Some("in_transit".into()),
					read_point: None,
					biz_location: None,
					parent: None,
				});
				documents.push((event, bodies.remove(0).unwrap()));
			}
			let hash = H256([u8::try_from(number).unwrap(); 32]);
			blocks.push(Block { number, hash, anchors });
		}
		World { folder, store, blocks, documents }
	}

	impl World {
		fn index(&self, name: &str) -> Index {
			Index::open(&self.folder.path().join(name), H256([9; 32])).unwrap()
		}

		fn keep(&self, which: impl Iterator<Item = usize>) -> BTreeSet<EventHash> {
			which
				.map(|at| {
					let (event, body) = &self.documents[at];
					self.store.put(event, body).unwrap();
					event.hash()
				})
				.collect()
		}
	}

	fn search(index: &Index, text: &str, after: Option<Position>, limit: usize) -> Vec<Position> {
		let query = Query::parse(&parse_query_string(text).unwrap()).unwrap();
		let window = Window { after, newest: index.newest().unwrap(), limit };
		let found = index.search(&query, &[], window).unwrap().unwrap();
		found.into_iter().map(|(position, _)| position).collect()
	}

	#[test]
	fn a_deleted_index_should_rebuild_equal_whatever_came_first() {
		let world = world();
		let late = world.index("late");
		// Blocks one by one, bodies before, between and after them.
		world.keep(0..2);
		late.add(&world.blocks[..1], &world.store).unwrap();
		let between = world.keep(2..5);
		late.attach(&between, &world.store).unwrap();
		late.add(&world.blocks[1..], &world.store).unwrap();
		let half = late.digest().unwrap();
		let after = world.keep(5..12);
		assert_eq!(late.attach(&after, &world.store).unwrap(), 7);
		assert_eq!(late.attach(&after, &world.store).unwrap(), 0);
		assert_eq!(late.counts().unwrap(), (12, 12));
		let digest = late.digest().unwrap();
		assert_ne!(half, digest);
		drop(late);
		fs::remove_dir_all(world.folder.path().join("late")).unwrap();
		let again = world.index("late");
		again.add(&world.blocks, &world.store).unwrap();
		assert_eq!(again.digest().unwrap(), digest);
		assert_eq!(again.cursor().unwrap().next, 4);
	}

	#[test]
	fn what_is_known_should_be_listed_in_pages_and_only_to_whom_it_concerns() {
		let world = world();
		world.keep(0..6);
		let index = world.index("listed");
		index.add(&world.blocks, &world.store).unwrap();
		let all = index.list("epcs", &[], None, 100).unwrap();
		assert_eq!(all.len(), 6, "{all:?}");
		let (mut paged, mut after) = (Vec::new(), None);
		loop {
			let page = index.list("epcs", &[], after.as_deref(), 4).unwrap();
			let Some(last) = page.last() else { break };
			after = Some(last.clone());
			paged.extend(page);
		}
		assert_eq!(paged, all.into_iter().collect::<Vec<_>>());
		let steps = |parties: &[Gln]| index.list("bizSteps", parties, None, 100).unwrap();
		assert_eq!(steps(&[]), BTreeSet::from(["receiving".into(), "shipping".into()]));
		assert!(steps(&["9520001000010".parse().unwrap()]).is_empty());
		// What only the chain said is counted out when the body comes.
		let late = world.keep(6..12);
		index.attach(&late, &world.store).unwrap();
		assert_eq!(index.list("epcs", &[], None, 100).unwrap().len(), 12);
		assert_eq!(steps(&[]).len(), 2);
	}

	#[test]
	fn numbers_of_events_should_be_compared_also_after_an_hour_in_the_index() {
		let world = world();
		let mut event = document(99, 0, "shipping");
		event["quantityList"] = json!([{
			"epcClass": "urn:epc:class:lgtin:9520001.012345.L1", "quantity": 0.1, "uom": "KGM"
		}]);
		let text = event.to_string();
		let (mut read, mut bodies) = epcis::read_with_bodies(text.as_bytes()).unwrap();
		let event = read.events.remove(0).unwrap();
		world.store.put(&event, &bodies.remove(0).unwrap()).unwrap();
		let index = world.index("numbers");
		let mut blocks = world.blocks;
		blocks[3].anchors[0].hash = event.hash();
		index.add(&blocks, &world.store).unwrap();
		let count = |text: &str| search(&index, text, None, 100).len();
		assert_eq!(count("GE_quantity_KGM=0.1"), 1);
		assert_eq!(count("GT_quantity=0.1"), 0);
		assert_eq!(count("EQ_quantity=0.10&orderBy=eventTime"), 1);
	}

	#[test]
	fn an_index_should_be_of_one_chain() {
		let world = world();
		drop(world.index("one"));
		let failure = Index::open(&world.folder.path().join("one"), H256([8; 32])).err().unwrap();
		assert_eq!(failure.code, "Cli.AnotherChain");
	}

	#[test]
	fn pages_should_neither_lose_nor_double_an_event_in_any_order() {
		let world = world();
		world.keep(0..12);
		let index = world.index("pages");
		index.add(&world.blocks, &world.store).unwrap();
		for text in [
			"",
			"orderBy=recordTime",
			"orderBy=recordTime&orderDirection=ASC",
			"orderBy=eventTime",
			"orderBy=eventTime&orderDirection=ASC",
			"EQ_bizStep=receiving",
			"EQ_bizStep=receiving,shipping&EQ_disposition=in_transit&orderBy=eventTime",
			"EQ_bizStep=receiving&orderBy=recordTime",
		] {
			let all = search(&index, text, None, 100);
			let count = if text.starts_with("EQ_bizStep=receiving&") || text.ends_with("=receiving")
			{
				8
			} else {
				12
			};
			assert_eq!(all.len(), count, "{text}");
			let (mut paged, mut after) = (Vec::new(), None);
			loop {
				let page = search(&index, text, after, 5);
				let Some(last) = page.last() else { break };
				after = Some(*last);
				paged.extend(page);
			}
			assert_eq!(paged, all, "{text}");
		}
		let by_time = search(&index, "orderBy=eventTime", None, 1);
		assert_eq!(by_time[0].place, 0, "the first that was recorded happened last");
	}

	#[test]
	fn times_should_bound_what_is_found() {
		let world = world();
		world.keep(0..12);
		let index = world.index("times");
		index.add(&world.blocks, &world.store).unwrap();
		let count = |text: &str| search(&index, text, None, 100).len();
		assert_eq!(count("GE_recordTime=1970-01-01T00:16:40.001Z"), 9);
		assert_eq!(count("LT_recordTime=1970-01-01T00:16:40.001Z"), 3);
		let both = "GE_recordTime=1970-01-01T00:16:40.001Z&LT_recordTime=1970-01-01T00:16:40.002Z";
		assert_eq!(count(both), 3);
		assert_eq!(count(&format!("{both}&EQ_bizStep=shipping&orderBy=eventTime")), 1);
		assert_eq!(count("GE_eventTime=2026-03-01T12:40:00Z"), 1);
		assert_eq!(count("LT_eventTime=2026-03-01T12:40:00Z"), 11);
		assert_eq!(count("LT_eventTime=2026-03-01T12:40:00Z&orderBy=eventTime"), 11);
		assert_eq!(count("GE_recordTime=2030-01-01T00:00:00Z"), 0);
		assert_eq!(count("GE_eventTime=2030-01-01T00:00:00Z&orderBy=eventTime"), 0);
	}

	#[test]
	fn what_is_only_anchored_should_be_found_by_what_the_chain_says() {
		let world = world();
		let index = world.index("anchored");
		index.add(&world.blocks, &world.store).unwrap();
		let count = |text: &str| search(&index, text, None, 100).len();
		assert_eq!(index.counts().unwrap(), (12, 0));
		assert_eq!(count("EQ_bizStep=shipping"), 4);
		let epc = "MATCH_epc=urn:epc:id:sscc:9520001.0000000000";
		assert_eq!(count(epc), 0);
		let hashes = world.keep(0..1);
		index.attach(&hashes, &world.store).unwrap();
		assert_eq!(count(epc), 1);
		assert_eq!(count("EQ_bizStep=shipping"), 4);
	}
}

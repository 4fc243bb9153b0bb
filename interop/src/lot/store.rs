//! The proof store of a lot: one file that answers serial -> proof without a network.
//!
//! `docs/lots.md` has the format. Searching reads a few hundred bytes wherever they are, so that a
//! store of ten million packs answers in milliseconds and is never loaded.

use super::{
	error::LotError,
	leaf::{
		container_key, decode_container, encode_container, leaf_of_container, ContainerLeaf,
		PackLeaf, CONTAINER_KEY, CONTAINER_SIZE,
	},
	packing::{unpadded, Container, Lot, LotFacts, MAX_SERIAL},
	partial::{
		fold, padding, whole_nodes, Cover, Partial, Range, Source, CUT, NODE_SIZE, RANGE_SIZE,
	},
};
use codec::{Decode, Encode};
use salus_primitives::{
	identifiers::Gtin,
	lot::{ContainerProof, LotCommitment, PackProof},
	merkle::{depth_of, Hash, Root, MAX_DEPTH},
	supply::{Epc, LotNumber},
};
use std::{
	io::{Seek, SeekFrom, Write},
	sync::atomic::{AtomicU64, Ordering},
};

/// What a store begins with.
pub const MAGIC: &[u8; 8] = b"SALUSLOT";
/// The version of the format.
pub const VERSION: u16 = 1;
/// How large the header is.
pub const HEADER_SIZE: usize = 256;
const SUM_AT: usize = HEADER_SIZE - 32;

/// What the header says of one tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
struct TreeHeader {
	root: Root,
	ranges: u32,
	records: u32,
	nodes: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
struct Header {
	version: u16,
	gtin: u64,
	lot: Vec<u8>,
	expiry: u32,
	/// Bytes of a pack's record: those of the longest serial.
	width: u8,
	packs: TreeHeader,
	/// None for a lot that is packed in nothing.
	containers: Option<TreeHeader>,
}

/// Where the parts of a tree are.
#[derive(Clone, Copy)]
struct Layout {
	ranges_at: u64,
	records_at: u64,
	index_at: u64,
	nodes_at: u64,
	end: u64,
}

impl TreeHeader {
	fn layout(&self, start: u64, width: u64) -> Layout {
		let records_at = start + RANGE_SIZE * u64::from(self.ranges);
		let index_at = records_at + width * u64::from(self.records);
		let nodes_at = index_at + 4 * u64::from(self.records);
		let end = nodes_at + NODE_SIZE * u64::from(self.nodes);
		Layout { ranges_at: start, records_at, index_at, nodes_at, end }
	}
}

impl Header {
	fn bytes(&self) -> [u8; HEADER_SIZE] {
		let mut bytes = [0; HEADER_SIZE];
		let fields = self.encode();
		for (to, from) in bytes.iter_mut().zip(MAGIC.iter().chain(&fields)) {
			*to = *from;
		}
		let sum = checksum(&bytes[..SUM_AT]);
		bytes[SUM_AT..].copy_from_slice(&sum);
		bytes
	}

	fn read(bytes: &[u8; HEADER_SIZE]) -> Result<Self, LotError> {
		if !bytes.starts_with(MAGIC) {
			return Err(LotError::new(
				"not_a_store",
				super::error::FILE,
				"this is no proof store: `salus supply lot build` makes one, proofs.lot",
			));
		}
		if checksum(&bytes[..SUM_AT]) != bytes[SUM_AT..] {
			return Err(LotError::damaged("its header does not add up"));
		}
		let header = Self::decode(&mut &bytes[MAGIC.len()..SUM_AT])
			.map_err(|_| LotError::damaged("its header cannot be read"))?;
		if header.version != VERSION {
			let message = format!(
				"the proof store has version {} of the format and this program reads {VERSION}; \
				 use a newer `salus`",
				header.version
			);
			return Err(LotError::new("store_version", super::error::FILE, message));
		}
		Ok(header)
	}
}

fn checksum(bytes: &[u8]) -> Hash {
	sp_crypto_hashing::blake2_256(bytes)
}

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Built {
	/// What the chain keeps of the lot.
	pub commitment: LotCommitment,
	/// Bytes of the store.
	pub size: u64,
}

/// Hash the leaves with as many threads as there are processors, and fold them up to [`CUT`].
fn nodes_at_cut(
	count: u32,
	padding: &[Hash],
	leaf: impl Fn(u32) -> Hash + Sync,
	progress: &(dyn Fn(u64) + Sync),
) -> Vec<Hash> {
	let block = 1u32 << CUT;
	let levels = depth_of(count).min(CUT);
	let blocks = count.div_ceil(block);
	let threads = std::thread::available_parallelism().map_or(1, |n| n.get()).min(16);
	let share = blocks.div_ceil(u32::try_from(threads).unwrap_or(1)).max(1);
	let done = AtomicU64::new(0);
	let part = |first: u32| {
		let mut nodes = Vec::with_capacity(share as usize);
		for number in first..first.saturating_add(share).min(blocks) {
			let start = number * block;
			let end = start.saturating_add(block).min(count);
			let leaves = (start..end).map(&leaf).collect();
			nodes.extend(fold(leaves, 0, levels, padding));
			if number % 1_024 == 0 {
				progress(done.fetch_add(u64::from(block) * 1_024, Ordering::Relaxed));
			}
		}
		nodes
	};
	std::thread::scope(|scope| {
		let handles: Vec<_> = (0..blocks)
			.step_by(share as usize)
			.map(|first| scope.spawn(move || part(first)))
			.collect();
		handles.into_iter().flat_map(|handle| handle.join().unwrap_or_default()).collect()
	})
}

/// Writes the parts of one tree, and counts the bytes.
struct Writer<W> {
	out: W,
	at: u64,
}

impl<W: Write> Writer<W> {
	fn put(&mut self, bytes: &[u8]) -> Result<(), LotError> {
		self.out.write_all(bytes)?;
		self.at += bytes.len() as u64;
		Ok(())
	}

	fn ranges(&mut self, ranges: &[Range]) -> Result<(), LotError> {
		for range in ranges {
			self.put(&range.first.to_le_bytes())?;
			self.put(&range.len.to_le_bytes())?;
			self.put(&range.record.to_le_bytes())?;
		}
		Ok(())
	}

	fn nodes(&mut self, nodes: &[(u8, u32, Hash)]) -> Result<u32, LotError> {
		for (level, place, hash) in nodes {
			self.put(&[*level])?;
			self.put(&place.to_le_bytes())?;
			self.put(hash)?;
		}
		u32::try_from(nodes.len()).map_err(|_| LotError::damaged("it has too many nodes"))
	}
}

impl Lot {
	/// How wide a record of a pack has to be.
	fn width(&self) -> usize {
		self.serials.iter().map(|serial| unpadded(serial).len()).max().unwrap_or(1).max(1)
	}

	/// Write the store of the whole lot. `progress` is told how many leaves are hashed.
	///
	/// # Errors
	///
	/// If it cannot be written.
	pub fn write(
		&self,
		out: impl Write + Seek,
		progress: &(dyn Fn(u64) + Sync),
	) -> Result<Built, LotError> {
		let count = u32::try_from(self.serials.len())
			.map_err(|_| LotError::damaged("it has too many packs"))?;
		let width = self.width();
		let padding = padding(MAX_DEPTH);
		let mut writer = Writer { out, at: 0 };
		writer.put(&[0; HEADER_SIZE])?;

		writer.ranges(&[Range { first: 0, len: count, record: 0 }])?;
		for serial in &self.serials {
			writer.put(serial.get(..width).unwrap_or_default())?;
		}
		for leaf in &self.by_serial {
			writer.put(&leaf.to_le_bytes())?;
		}
		let maker = PackLeaf::new(&self.facts);
		let leaf = |index: u32| {
			let serial = self.serials.get(index as usize).map_or(&[][..], |serial| serial);
			maker.of(unpadded(serial), index)
		};
		let at_cut = nodes_at_cut(count, &padding, leaf, progress);
		let (nodes, hash) = whole_nodes(count, at_cut, &padding);
		let packs = TreeHeader {
			root: Root { hash: hash.unwrap_or_default(), count },
			ranges: 1,
			records: count,
			nodes: writer.nodes(&nodes)?,
		};
		let containers = self.write_containers(&mut writer, &padding)?;
		let header = Header {
			version: VERSION,
			gtin: self.facts.gtin.get(),
			lot: self.facts.lot.as_bytes().to_vec(),
			expiry: self.facts.expiry,
			width: u8::try_from(width).unwrap_or(u8::MAX),
			packs,
			containers,
		};
		let size = writer.at;
		finish(writer, &header)?;
		let packing = containers.map(|tree| tree.root);
		Ok(Built { commitment: LotCommitment { serials: packs.root, packing }, size })
	}

	fn write_containers<W: Write>(
		&self,
		writer: &mut Writer<W>,
		padding: &[Hash],
	) -> Result<Option<TreeHeader>, LotError> {
		let count = u32::try_from(self.containers.len())
			.map_err(|_| LotError::damaged("it has too many containers"))?;
		if count == 0 {
			return Ok(None);
		}
		writer.ranges(&[Range { first: 0, len: count, record: 0 }])?;
		let mut sorted = Vec::with_capacity(self.containers.len());
		for (number, container) in (0u32..).zip(&self.containers) {
			writer.put(&encode_container(container))?;
			sorted.push((container_key(&container.epc), number));
		}
		sorted.sort_unstable();
		for (_, number) in sorted {
			writer.put(&number.to_le_bytes())?;
		}
		let leaf = |index: u32| {
			self.containers
				.get(index as usize)
				.map_or([0; 32], |container| leaf_of_container(container, index))
		};
		let at_cut = nodes_at_cut(count, padding, leaf, &|_| ());
		let (nodes, hash) = whole_nodes(count, at_cut, padding);
		let nodes = writer.nodes(&nodes)?;
		let root = Root { hash: hash.unwrap_or_default(), count };
		Ok(Some(TreeHeader { root, ranges: 1, records: count, nodes }))
	}
}

fn finish<W: Write + Seek>(mut writer: Writer<W>, header: &Header) -> Result<(), LotError> {
	writer.out.seek(SeekFrom::Start(0))?;
	writer.out.write_all(&header.bytes())?;
	writer.out.flush()?;
	Ok(())
}

struct Tree {
	header: TreeHeader,
	layout: Layout,
	cover: Cover,
}

/// A proof store.
pub struct Store<S> {
	source: S,
	facts: LotFacts,
	lot: LotNumber,
	width: u32,
	packs: Tree,
	containers: Option<Tree>,
	padding: Vec<Hash>,
}

impl<S: Source> Store<S> {
	/// Open a store: its header is checked and its length; everything else is when it is used.
	///
	/// # Errors
	///
	/// If it is none, of another version, damaged, or cannot be read.
	pub fn open(source: S) -> Result<Self, LotError> {
		let length = source.length()?;
		let mut bytes = [0; HEADER_SIZE];
		let seen = usize::try_from(length.min(HEADER_SIZE as u64)).unwrap_or(HEADER_SIZE);
		source.read_at(0, &mut bytes[..seen])?;
		let header = Header::read(&bytes)?;
		let gtin = Gtin::try_from(header.gtin)
			.map_err(|error| LotError::damaged(format!("its GTIN {error}")))?;
		let number = header.lot.clone().try_into();
		let number: LotNumber =
			number.map_err(|_| LotError::damaged("its lot number is too long"))?;
		let lot = String::from_utf8(header.lot)
			.map_err(|_| LotError::damaged("its lot number is no text"))?;
		let width = u64::from(header.width);
		if width == 0 || width > MAX_SERIAL as u64 {
			return Err(LotError::damaged("its records have no size"));
		}
		let layout = header.packs.layout(HEADER_SIZE as u64, width);
		let inner = header.containers.map(|tree| tree.layout(layout.end, CONTAINER_SIZE as u64));
		let end = inner.map_or(layout.end, |inner| inner.end);
		if end != length {
			return Err(LotError::damaged(format!(
				"it has {length} bytes and its header speaks of {end}"
			)));
		}
		let packs = Tree {
			header: header.packs,
			layout,
			cover: read_cover(&source, &header.packs, &layout)?,
		};
		let containers = match (header.containers, inner) {
			(Some(header), Some(layout)) => {
				let cover = read_cover(&source, &header, &layout)?;
				Some(Tree { header, layout, cover })
			}
			_ => None,
		};
		let facts = LotFacts { gtin, lot, expiry: header.expiry };
		let width = u32::from(header.width);
		let padding = padding(MAX_DEPTH);
		Ok(Self { source, facts, lot: number, width, packs, containers, padding })
	}

	/// Where it is read from.
	pub fn source(&self) -> &S {
		&self.source
	}

	/// What all packs have in common.
	pub fn facts(&self) -> &LotFacts {
		&self.facts
	}

	/// What the chain keeps of the lot.
	pub fn commitment(&self) -> LotCommitment {
		let packing = self.containers.as_ref().map(|tree| tree.header.root);
		LotCommitment { serials: self.packs.header.root, packing }
	}

	/// How many packs it can prove: all of the lot, or those of a part.
	pub fn packs(&self) -> u32 {
		self.packs.header.records
	}

	/// How many containers it can prove.
	pub fn containers(&self) -> u32 {
		self.containers.as_ref().map_or(0, |tree| tree.header.records)
	}

	fn pack_tree(&self) -> Partial<'_, S, PackLeaf> {
		self.partial(&self.packs, PackLeaf::new(&self.facts), self.width)
	}

	fn partial<'a, L>(&'a self, tree: &'a Tree, leaf: L, width: u32) -> Partial<'a, S, L> {
		Partial {
			source: &self.source,
			leaf,
			root: tree.header.root,
			cover: &tree.cover,
			width,
			records_at: tree.layout.records_at,
			nodes_at: tree.layout.nodes_at,
			nodes: tree.header.nodes,
			padding: &self.padding,
		}
	}

	fn container_tree<'a>(&'a self, tree: &'a Tree) -> Partial<'a, S, ContainerLeaf> {
		self.partial(tree, ContainerLeaf, CONTAINER_SIZE as u32)
	}

	/// The record at a place of the sorted index.
	fn sorted(&self, tree: &Tree, place: u32) -> Result<u32, LotError> {
		let mut bytes = [0; 4];
		self.source.read_at(tree.layout.index_at + 4 * u64::from(place), &mut bytes)?;
		let record = u32::from_le_bytes(bytes);
		if record < tree.header.records {
			Ok(record)
		} else {
			Err(LotError::damaged("its index points beyond its records"))
		}
	}

	/// The record whose first bytes are the key, by halving.
	fn find(&self, tree: &Tree, width: u64, key: &[u8]) -> Result<Option<u32>, LotError> {
		let (mut low, mut high) = (0, tree.header.records);
		let mut found = vec![0; key.len()];
		while low < high {
			let middle = low + (high - low) / 2;
			let record = self.sorted(tree, middle)?;
			let at = tree.layout.records_at + width * u64::from(record);
			self.source.read_at(at, &mut found)?;
			match found.as_slice().cmp(key) {
				std::cmp::Ordering::Less => low = middle + 1,
				std::cmp::Ordering::Greater => high = middle,
				std::cmp::Ordering::Equal => return Ok(Some(record)),
			}
		}
		Ok(None)
	}

	/// The leaf of a serial; none if the store does not know it.
	///
	/// # Errors
	///
	/// If the store cannot be read.
	pub fn index_of(&self, serial: &str) -> Result<Option<u32>, LotError> {
		let width = self.width as usize;
		// A serial that is no serial, or longer than any here, is not here.
		let Ok(padded) = super::packing::pad_serial(serial.as_bytes()) else { return Ok(None) };
		if serial.len() > width {
			return Ok(None);
		}
		let key = padded.get(..width).unwrap_or_default();
		let record = self.find(&self.packs, u64::from(self.width), key)?;
		Ok(record.and_then(|record| self.packs.cover.index_of(record)))
	}

	/// The proof of a pack by its serial; none if the store does not know it.
	///
	/// # Errors
	///
	/// If the store cannot be read, or what it says does not lead to its root.
	pub fn prove(&self, serial: &str) -> Result<Option<PackProof>, LotError> {
		match self.index_of(serial)? {
			Some(index) => self.prove_at(index).map(Some),
			None => Ok(None),
		}
	}

	/// The proof of a pack by its place.
	///
	/// # Errors
	///
	/// If the store does not cover it, cannot be read, or does not lead to its root.
	pub fn prove_at(&self, index: u32) -> Result<PackProof, LotError> {
		let tree = self.pack_tree();
		let record = self.packs.cover.record_of(index).ok_or_else(|| {
			let message = format!("the proof store does not have leaf {index}");
			LotError::new("not_covered", super::error::FILE, message)
		})?;
		let serial = unpadded(&tree.record(record)?).to_vec();
		Ok(PackProof {
			serial: serial.try_into().map_err(|_| LotError::damaged("a serial is too long"))?,
			lot: self.lot.clone(),
			expiry: self.facts.expiry,
			proof: tree.prove(index)?,
		})
	}

	/// The places of all packs that it can prove, rising.
	pub fn indices(&self) -> impl Iterator<Item = u32> + '_ {
		self.packs.cover.ranges().iter().flat_map(|range| range.first..range.first + range.len)
	}

	/// A container and its proof; none if the store does not know it.
	///
	/// # Errors
	///
	/// If the store cannot be read, or what it says does not lead to its root.
	pub fn container(&self, epc: &Epc) -> Result<Option<ContainerProof>, LotError> {
		let Some(tree) = &self.containers else { return Ok(None) };
		let key = container_key(epc);
		debug_assert_eq!(key.len(), CONTAINER_KEY);
		let Some(record) = self.find(tree, CONTAINER_SIZE as u64, &key)? else { return Ok(None) };
		self.container_evidence(tree, record).map(Some)
	}

	fn container_evidence(&self, tree: &Tree, record: u32) -> Result<ContainerProof, LotError> {
		let partial = self.container_tree(tree);
		let container = decode_container(&partial.record(record)?)?;
		let index = tree
			.cover
			.index_of(record)
			.ok_or_else(|| LotError::damaged("a container is not covered"))?;
		let Container { epc, first, len, level, .. } = container;
		Ok(ContainerProof { epc, first, len, level, proof: partial.prove(index)? })
	}

	/// The containers around a pack, innermost first, as far as the store has them.
	///
	/// # Errors
	///
	/// If the store cannot be read, or what it says does not lead to its root.
	pub fn containers_over(&self, index: u32) -> Result<Vec<ContainerProof>, LotError> {
		let Some(tree) = &self.containers else { return Ok(Vec::new()) };
		let partial = self.container_tree(tree);
		// Records rise by their first leaf, each before what is in it: the last that does not begin
		// after the leaf is around it, or what it stands in is.
		let (mut low, mut high) = (0, tree.header.records);
		while low < high {
			let middle = low + (high - low) / 2;
			if decode_container(&partial.record(middle)?)?.first <= index {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		let mut next = low.checked_sub(1);
		let mut found = Vec::new();
		// A damaged store may have a parent that leads round in a circle.
		for _ in 0..=super::packing::MAX_LEVELS {
			let Some(record) = next else { break };
			let container = decode_container(&partial.record(record)?)?;
			next = container.parent.and_then(|parent| tree.cover.record_of(parent));
			let end = u64::from(container.first) + u64::from(container.len);
			if container.first <= index && u64::from(index) < end {
				found.push(self.container_evidence(tree, record)?);
			}
		}
		Ok(found)
	}

	/// Read everything, make both roots anew and compare. `progress` is told how many leaves more
	/// are done.
	///
	/// # Errors
	///
	/// If anything is not as it was written.
	pub fn check(&self, progress: &mut dyn FnMut(u32)) -> Result<(), LotError> {
		self.pack_tree().check(progress)?;
		self.check_order(&self.packs, u64::from(self.width), self.width as usize)?;
		if let Some(tree) = &self.containers {
			self.container_tree(tree).check(progress)?;
			self.check_order(tree, CONTAINER_SIZE as u64, CONTAINER_KEY)?;
		}
		Ok(())
	}

	fn check_order(&self, tree: &Tree, width: u64, key: usize) -> Result<(), LotError> {
		let mut last: Option<Vec<u8>> = None;
		for place in 0..tree.header.records {
			let record = self.sorted(tree, place)?;
			let mut found = vec![0; key];
			let at = tree.layout.records_at + width * u64::from(record);
			self.source.read_at(at, &mut found)?;
			if last.is_some_and(|last| last >= found) {
				return Err(LotError::damaged("its index is not in order"));
			}
			last = Some(found);
		}
		Ok(())
	}

	/// Write a smaller store: these containers with everything in them, and these packs.
	///
	/// # Errors
	///
	/// If the store does not know one of them, or cannot be read or written.
	pub fn extract(
		&self,
		containers: &[Epc],
		serials: &[String],
		out: impl Write + Seek,
	) -> Result<u64, LotError> {
		let unknown = |what: String| {
			let message = format!("the proof store does not know {what}");
			LotError::new("unknown_item", super::error::FILE, message)
		};
		let (mut leaves, mut boxes) = (Vec::new(), Vec::new());
		for epc in containers {
			let found = self.container(epc)?.ok_or_else(|| {
				let id = crate::id::Identifier::try_from(epc);
				unknown(id.map_or_else(|_| format!("{epc:?}"), |id| id.canonical_digital_link()))
			})?;
			leaves.push((found.first, found.len));
			boxes.push((found.proof.index, self.nested(&found)?));
		}
		for serial in serials {
			let index =
				self.index_of(serial)?.ok_or_else(|| unknown(format!("the serial {serial}")))?;
			leaves.push((index, 1));
		}
		let cover = Cover::new(leaves);
		if cover.records() == 0 {
			return Err(unknown("nothing: say which containers or serials".into()));
		}
		let mut writer = Writer { out, at: 0 };
		writer.put(&[0; HEADER_SIZE])?;
		let width = self.width as usize;
		let packs = extract_tree(&mut writer, &self.packs, &self.pack_tree(), &cover, width)?;
		let containers = match &self.containers {
			Some(tree) if !boxes.is_empty() => {
				let cover = Cover::new(boxes);
				let partial = self.container_tree(tree);
				Some(extract_tree(&mut writer, tree, &partial, &cover, CONTAINER_KEY)?)
			}
			_ => None,
		};
		let header = Header {
			version: VERSION,
			gtin: self.facts.gtin.get(),
			lot: self.facts.lot.as_bytes().to_vec(),
			expiry: self.facts.expiry,
			width: u8::try_from(width).unwrap_or(u8::MAX),
			packs,
			containers,
		};
		let size = writer.at;
		finish(writer, &header)?;
		Ok(size)
	}

	/// How many containers follow one another from this one on, itself and all that is in it.
	fn nested(&self, outer: &ContainerProof) -> Result<u32, LotError> {
		let Some(tree) = &self.containers else { return Ok(0) };
		let partial = self.container_tree(tree);
		let end = u64::from(outer.first) + u64::from(outer.len);
		let mut count = 1;
		while let Some(record) = tree.cover.record_of(outer.proof.index + count) {
			let inner = decode_container(&partial.record(record)?)?;
			let inner_end = u64::from(inner.first) + u64::from(inner.len);
			// What stands beside it begins where it ends; what is in it is lower.
			if inner.first < outer.first || inner_end > end || inner.level >= outer.level {
				break;
			}
			count += 1;
		}
		Ok(count)
	}
}

fn extract_tree<S: Source, L: super::partial::Leaf, W: Write>(
	writer: &mut Writer<W>,
	tree: &Tree,
	partial: &Partial<'_, S, L>,
	cover: &Cover,
	key: usize,
) -> Result<TreeHeader, LotError> {
	writer.ranges(cover.ranges())?;
	let mut sorted = Vec::with_capacity(cover.records() as usize);
	for range in cover.ranges() {
		for offset in 0..range.len {
			let from = tree
				.cover
				.record_of(range.first + offset)
				.ok_or_else(|| LotError::damaged("a leaf of a container is missing"))?;
			let record = partial.record(from)?;
			writer.put(&record)?;
			sorted.push((record.get(..key).unwrap_or_default().to_vec(), range.record + offset));
		}
	}
	sorted.sort_unstable();
	for (_, number) in &sorted {
		writer.put(&number.to_le_bytes())?;
	}
	let nodes = writer.nodes(&partial.nodes_for(cover)?)?;
	let ranges = u32::try_from(cover.ranges().len()).unwrap_or(u32::MAX);
	Ok(TreeHeader { root: partial.root, ranges, records: cover.records(), nodes })
}

fn read_cover<S: Source>(
	source: &S,
	header: &TreeHeader,
	layout: &Layout,
) -> Result<Cover, LotError> {
	if !header.root.is_valid() || header.records > header.root.count {
		return Err(LotError::damaged("its root is none"));
	}
	// Bounded by the file's length, which was compared.
	let size = usize::try_from(layout.records_at - layout.ranges_at).unwrap_or(usize::MAX);
	let mut bytes = vec![0; size];
	source.read_at(layout.ranges_at, &mut bytes)?;
	let word = |bytes: &[u8]| {
		let mut word = [0; 4];
		word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
		u32::from_le_bytes(word)
	};
	let ranges = bytes
		.chunks(RANGE_SIZE as usize)
		.map(|chunk| Range {
			first: word(chunk),
			len: word(chunk.get(4..).unwrap_or_default()),
			record: word(chunk.get(8..).unwrap_or_default()),
		})
		.collect();
	Cover::from_ranges(ranges, header.root.count, header.records)
		.ok_or_else(|| LotError::damaged("its ranges do not add up"))
}

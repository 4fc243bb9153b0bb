//! A Merkle tree of which some leaves are kept, with what is needed to prove each of them.
//!
//! Kept are the records of the covered leaves, from which their hashes are made anew, and the nodes
//! that they cannot make: every node from [`CUT`] on that has a covered leaf under it, and the
//! highest nodes that have none and stand beside one that has. So a whole lot needs one node for 16
//! packs, and a part of it needs what is under it and the way up.

use super::error::LotError;
use salus_primitives::merkle::{depth_of, empty_leaf, node, Hash, Proof, Root};

/// Nodes below this level are made anew from the leaves under them: 2^5 of them at most.
pub const CUT: u32 = 5;
/// A node: its level, its place in the level, its hash.
pub const NODE_SIZE: u64 = 37;
/// A covered range: its first leaf, how many, and the place of its first record.
pub const RANGE_SIZE: u64 = 12;

/// Bytes that can be read anywhere: a file, a slice.
pub trait Source {
	/// Fill `buffer` with what stands from `offset` on.
	///
	/// # Errors
	///
	/// If there is less, or it cannot be read.
	fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<()>;

	/// How many bytes there are.
	///
	/// # Errors
	///
	/// If it cannot be found out.
	fn length(&self) -> std::io::Result<u64>;
}

impl Source for Vec<u8> {
	fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<()> {
		let start = usize::try_from(offset).unwrap_or(usize::MAX);
		let bytes = start.checked_add(buffer.len()).and_then(|end| self.get(start..end));
		let bytes = bytes.ok_or(std::io::ErrorKind::UnexpectedEof)?;
		buffer.copy_from_slice(bytes);
		Ok(())
	}

	fn length(&self) -> std::io::Result<u64> {
		Ok(self.len() as u64)
	}
}

/// How a record becomes a leaf.
pub trait Leaf {
	/// The hash of a record at an index.
	///
	/// # Errors
	///
	/// If the bytes are no such record.
	fn leaf(&self, record: &[u8], index: u32) -> Result<Hash, LotError>;
}

/// Leaves that follow one another, and where their records are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
	/// The first leaf.
	pub first: u32,
	/// How many.
	pub len: u32,
	/// The place of the first one's record.
	pub record: u32,
}

impl Range {
	fn end(&self) -> u64 {
		u64::from(self.first) + u64::from(self.len)
	}
}

/// Which leaves are covered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cover(Vec<Range>);

/// How a node's leaves are covered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Covered {
	No,
	Partly,
	Wholly,
}

impl Cover {
	/// From `(first, len)` in any order, overlapping or not.
	pub fn new(mut parts: Vec<(u32, u32)>) -> Self {
		parts.retain(|(_, len)| *len > 0);
		parts.sort_unstable();
		let mut ranges: Vec<Range> = Vec::new();
		for (first, len) in parts {
			let end = u64::from(first) + u64::from(len);
			match ranges.last_mut() {
				Some(last) if u64::from(first) <= last.end() => {
					let longer = end.max(last.end()) - u64::from(last.first);
					last.len = u32::try_from(longer).unwrap_or(u32::MAX);
				}
				_ => ranges.push(Range { first, len, record: 0 }),
			}
		}
		let mut record = 0;
		for range in &mut ranges {
			range.record = record;
			record += range.len;
		}
		Self(ranges)
	}

	/// From ranges that were read: rising, apart, inside `count`, records one after another.
	pub fn from_ranges(ranges: Vec<Range>, count: u32, records: u32) -> Option<Self> {
		let (mut end, mut record) = (None, 0u32);
		for range in &ranges {
			let is_right = range.len > 0
				&& end.is_none_or(|end| u64::from(range.first) > end)
				&& range.end() <= u64::from(count)
				&& range.record == record;
			is_right.then_some(())?;
			end = Some(range.end());
			record = record.checked_add(range.len)?;
		}
		(record == records).then_some(Self(ranges))
	}

	/// The ranges, rising.
	pub fn ranges(&self) -> &[Range] {
		&self.0
	}

	/// How many leaves.
	pub fn records(&self) -> u32 {
		self.0.last().map_or(0, |last| last.record + last.len)
	}

	/// The place of a leaf's record.
	pub fn record_of(&self, index: u32) -> Option<u32> {
		let at = self.0.partition_point(|range| range.first <= index).checked_sub(1)?;
		let range = self.0.get(at)?;
		(u64::from(index) < range.end()).then(|| range.record + (index - range.first))
	}

	/// The leaf of a record.
	pub fn index_of(&self, record: u32) -> Option<u32> {
		let at = self.0.partition_point(|range| range.record <= record).checked_sub(1)?;
		let range = self.0.get(at)?;
		let offset = record - range.record;
		(offset < range.len).then_some(range.first + offset)
	}

	fn of_node(&self, level: u32, place: u32, count: u32) -> Covered {
		let start = u64::from(place) << level;
		let end = ((u64::from(place) + 1) << level).min(u64::from(count));
		// The first range that ends after the node begins.
		let at = self.0.partition_point(|range| range.end() <= start);
		match self.0.get(at) {
			Some(range) if u64::from(range.first) <= start && end <= range.end() => Covered::Wholly,
			Some(range) if u64::from(range.first) < end => Covered::Partly,
			_ => Covered::No,
		}
	}
}

/// What pads each level.
pub fn padding(depth: u32) -> Vec<Hash> {
	let mut list = vec![empty_leaf()];
	for _ in 0..depth {
		if let Some(last) = list.last() {
			let above = node(last, last);
			list.push(above);
		}
	}
	list
}

/// Hashes of a level made into those `levels` above; `padding` is that of all levels.
pub fn fold(mut hashes: Vec<Hash>, from: u32, levels: u32, padding: &[Hash]) -> Vec<Hash> {
	for level in from..from + levels {
		let empty = padding.get(level as usize).copied().unwrap_or_else(empty_leaf);
		let mut above = Vec::with_capacity(hashes.len().div_ceil(2));
		for pair in hashes.chunks(2) {
			if let [left, rest @ ..] = pair {
				above.push(node(left, rest.first().unwrap_or(&empty)));
			}
		}
		hashes = above;
	}
	hashes
}

/// The nodes of a whole tree that are kept, from those at [`CUT`], and its root.
pub fn whole_nodes(
	count: u32,
	at_cut: Vec<Hash>,
	padding: &[Hash],
) -> (Vec<(u8, u32, Hash)>, Option<Hash>) {
	let depth = depth_of(count);
	if depth <= CUT {
		return (Vec::new(), at_cut.first().copied());
	}
	let mut nodes = Vec::with_capacity(at_cut.len() * 2);
	let mut level = at_cut;
	for number in CUT..depth {
		let byte = u8::try_from(number).unwrap_or(u8::MAX);
		nodes.extend((0u32..).zip(&level).map(|(place, hash)| (byte, place, *hash)));
		level = fold(level, number, 1, padding);
	}
	(nodes, level.first().copied())
}

/// A tree of which some leaves are kept in a source.
pub struct Partial<'a, S: ?Sized, L> {
	/// Where it is.
	pub source: &'a S,
	/// How records become leaves.
	pub leaf: L,
	/// Its root.
	pub root: Root,
	/// What it covers.
	pub cover: &'a Cover,
	/// The size of a record.
	pub width: u32,
	/// Where the records begin.
	pub records_at: u64,
	/// Where the nodes begin.
	pub nodes_at: u64,
	/// How many nodes there are.
	pub nodes: u32,
	/// What pads each level.
	pub padding: &'a [Hash],
}

impl<S: Source + ?Sized, L: Leaf> Partial<'_, S, L> {
	/// A record by its place.
	pub fn record(&self, number: u32) -> Result<Vec<u8>, LotError> {
		self.records(number, 1)
	}

	/// Records that follow one another.
	pub fn records(&self, number: u32, count: u32) -> Result<Vec<u8>, LotError> {
		let width = u64::from(self.width);
		let size = usize::try_from(width * u64::from(count)).unwrap_or(usize::MAX);
		let mut bytes = vec![0; size];
		self.source.read_at(self.records_at + width * u64::from(number), &mut bytes)?;
		Ok(bytes)
	}

	/// The hashes of covered leaves that follow one another.
	fn leaves(&self, first: u32, count: u32) -> Result<Vec<Hash>, LotError> {
		let number = self
			.cover
			.record_of(first)
			.ok_or_else(|| LotError::damaged("a leaf is missing that should be there"))?;
		let bytes = self.records(number, count)?;
		(first..)
			.zip(bytes.chunks(self.width.max(1) as usize))
			.map(|(index, record)| self.leaf.leaf(record, index))
			.collect()
	}

	fn stored(&self, level: u32, place: u32) -> Result<Option<Hash>, LotError> {
		let (mut low, mut high) = (0, self.nodes);
		while low < high {
			let middle = low + (high - low) / 2;
			let mut bytes = [0; NODE_SIZE as usize];
			self.source.read_at(self.nodes_at + NODE_SIZE * u64::from(middle), &mut bytes)?;
			let [found, a, b, c, d, hash @ ..] = bytes;
			match (u32::from(found), u32::from_le_bytes([a, b, c, d])).cmp(&(level, place)) {
				std::cmp::Ordering::Less => low = middle + 1,
				std::cmp::Ordering::Greater => high = middle,
				std::cmp::Ordering::Equal => return Ok(Some(hash)),
			}
		}
		Ok(None)
	}

	fn pad(&self, level: u32) -> Hash {
		self.padding.get(level as usize).copied().unwrap_or_else(empty_leaf)
	}

	/// The hash of a node.
	pub fn node(&self, level: u32, place: u32) -> Result<Hash, LotError> {
		let start = u64::from(place) << level;
		let count = self.root.count;
		if start >= u64::from(count) {
			return Ok(self.pad(level));
		}
		let covered = self.cover.of_node(level, place, count);
		if covered == Covered::Wholly && level <= CUT {
			return self.node_of_leaves(level, place);
		}
		if let Some(hash) = self.stored(level, place)? {
			return Ok(hash);
		}
		if covered != Covered::Partly || level == 0 || level > CUT {
			return Err(LotError::damaged(format!("node {place} of level {level} is missing")));
		}
		let left = self.node(level - 1, place * 2)?;
		let right = self.node(level - 1, place * 2 + 1)?;
		Ok(node(&left, &right))
	}

	/// The hash of a node of which all leaves are covered, from these.
	fn node_of_leaves(&self, level: u32, place: u32) -> Result<Hash, LotError> {
		let first = place << level;
		let size = (1u32 << level).min(self.root.count - first);
		let hashes = fold(self.leaves(first, size)?, 0, level, self.padding);
		hashes.first().copied().ok_or_else(|| LotError::damaged("a node has no leaf"))
	}

	/// The proof of a covered leaf, checked against the root: what a damaged store gives out is an
	/// error and no proof.
	pub fn prove(&self, index: u32) -> Result<Proof, LotError> {
		let mut siblings = Vec::with_capacity(self.root.depth() as usize);
		for level in 0..self.root.depth() {
			siblings.push(self.node(level, (index >> level) ^ 1)?);
		}
		let siblings =
			siblings.try_into().map_err(|_| LotError::damaged("the tree is too deep"))?;
		let proof = Proof { index, siblings };
		let leaf = self.leaves(index, 1)?.first().copied().unwrap_or_else(empty_leaf);
		self.root
			.verify(&proof, |_| leaf)
			.map_err(|_| LotError::damaged("it does not lead to its root"))?;
		Ok(proof)
	}

	/// The nodes that a smaller tree over these leaves has to keep.
	pub fn nodes_for(&self, cover: &Cover) -> Result<Vec<(u8, u32, Hash)>, LotError> {
		let mut nodes = Vec::new();
		let depth = self.root.depth();
		let count = self.root.count;
		let is_made = |level: u32, place: u32| {
			level <= CUT && cover.of_node(level, place, count) == Covered::Wholly
		};
		let mut stack = vec![];
		if !is_made(depth, 0) {
			stack.push((depth, 0u32));
		}
		while let Some((level, place)) = stack.pop() {
			let Some(below) = level.checked_sub(1) else { continue };
			for child in [place * 2, place * 2 + 1] {
				if u64::from(child) << below >= u64::from(count) {
					continue;
				}
				let is_bare = cover.of_node(below, child, count) == Covered::No;
				if is_bare || below >= CUT {
					let byte = u8::try_from(below).unwrap_or(u8::MAX);
					nodes.push((byte, child, self.node(below, child)?));
				}
				if !is_bare && !is_made(below, child) {
					stack.push((below, child));
				}
			}
		}
		nodes.sort_unstable();
		Ok(nodes)
	}

	/// Make the root anew from every record, and compare every node that is kept.
	pub fn check(&self, progress: &mut dyn FnMut(u32)) -> Result<(), LotError> {
		let hash = self.made_anew(self.root.depth(), 0, progress)?;
		if hash == self.root.hash {
			Ok(())
		} else {
			Err(LotError::damaged("it does not lead to its root"))
		}
	}

	fn made_anew(
		&self,
		level: u32,
		place: u32,
		progress: &mut dyn FnMut(u32),
	) -> Result<Hash, LotError> {
		let start = u64::from(place) << level;
		if start >= u64::from(self.root.count) {
			return Ok(self.pad(level));
		}
		let covered = self.cover.of_node(level, place, self.root.count);
		if covered == Covered::No {
			return self.node(level, place);
		}
		let hash = if covered == Covered::Wholly && level <= CUT {
			progress(1 << level);
			self.node_of_leaves(level, place)?
		} else if level == 0 {
			return Err(LotError::damaged("a leaf is missing"));
		} else {
			let left = self.made_anew(level - 1, place * 2, progress)?;
			let right = self.made_anew(level - 1, place * 2 + 1, progress)?;
			node(&left, &right)
		};
		match self.stored(level, place)? {
			Some(stored) if stored != hash => {
				Err(LotError::damaged(format!("node {place} of level {level} is another")))
			}
			None if (CUT..self.root.depth()).contains(&level) => {
				Err(LotError::damaged(format!("node {place} of level {level} is missing")))
			}
			_ => Ok(hash),
		}
	}
}

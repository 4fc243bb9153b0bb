//! The one Merkle tree of Salus (design: anchor in bulk, materialise on demand).
//!
//! Many things are committed as one [`Root`]; one of them is shown later with a [`Proof`]. Pallets
//! check proofs, builders off the chain make them, both with this module.
//!
//! - The tree is complete: `count` leaves, padded to `2^depth` with a fixed empty leaf, where `depth`
//!   is the smallest that fits. Depth and count are part of the root, so that a proof has exactly
//!   `depth` siblings and an index below `count`: no leaf can be shown at two places, nothing inside
//!   the tree can be shown as a leaf, and padding cannot be shown at all.
//! - A leaf is `blake2_256(0x00 || (length as u32 LE || bytes) for each field || index as u32 LE)`,
//!   a node `blake2_256(0x01 || left || right)`, the empty leaf `blake2_256(0x02)`.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedVec, ConstU32};

/// A hash of the tree.
pub type Hash = [u8; 32];

/// The deepest tree: 2^24 leaves.
pub const MAX_DEPTH: u32 = 24;
/// The most leaves of one tree.
pub const MAX_LEAVES: u32 = 1 << MAX_DEPTH;

const LEAF: u8 = 0;
const NODE: u8 = 1;
const EMPTY: u8 = 2;

fn blake2_256(data: &[u8]) -> Hash {
	// In the runtime the node computes it; elsewhere there may be no node.
	#[cfg(substrate_runtime)]
	return sp_io::hashing::blake2_256(data);
	#[cfg(not(substrate_runtime))]
	sp_crypto_hashing::blake2_256(data)
}

/// The leaf of `fields` at `index`. Fields are length-prefixed: no two lists of fields collide.
pub fn leaf(fields: &[&[u8]], index: u32) -> Hash {
	let size = fields.iter().map(|field| 4 + field.len()).sum::<usize>();
	let mut data = Vec::with_capacity(size + 5);
	data.push(LEAF);
	for field in fields {
		data.extend_from_slice(&(field.len() as u32).to_le_bytes());
		data.extend_from_slice(field);
	}
	data.extend_from_slice(&index.to_le_bytes());
	blake2_256(&data)
}

/// The node above two others.
pub fn node(left: &Hash, right: &Hash) -> Hash {
	let mut data = [NODE; 65];
	data[1..33].copy_from_slice(left);
	data[33..].copy_from_slice(right);
	blake2_256(&data)
}

/// What stands where there is no leaf.
pub fn empty_leaf() -> Hash {
	blake2_256(&[EMPTY])
}

/// The depth of the tree over `count` leaves.
pub const fn depth_of(count: u32) -> u32 {
	match count {
		0 => 0,
		_ => u32::BITS - (count - 1).leading_zeros(),
	}
}

/// A committed list: its root hash and how many leaves it has, from which the depth follows.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Root {
	/// The hash at the top.
	pub hash: Hash,
	/// How many leaves: 1 to [`MAX_LEAVES`].
	pub count: u32,
}

/// Shows that a leaf is in a list.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Proof {
	/// The place of the leaf, from 0.
	pub index: u32,
	/// The hashes beside the way up, the lowest first.
	pub siblings: BoundedVec<Hash, ConstU32<MAX_DEPTH>>,
}

/// Why a proof does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProofError {
	/// The index is not below the number of leaves.
	IndexOutOfRange,
	/// It has more or fewer siblings than the tree is deep.
	WrongLength,
	/// It leads to another root: of another list, or the leaf says something else.
	RootMismatch,
}

impl Root {
	/// How many levels stand above a leaf.
	pub const fn depth(&self) -> u32 {
		depth_of(self.count)
	}

	/// Whether such a tree can be: what a caller commits is checked with this before it is stored.
	pub const fn is_valid(&self) -> bool {
		self.count > 0 && self.count <= MAX_LEAVES
	}

	/// `Ok` if the leaf stands at the index of the proof.
	///
	/// `make_leaf` is given the index, so that a leaf that was hashed for another cannot be passed.
	pub fn verify(
		&self,
		proof: &Proof,
		make_leaf: impl FnOnce(u32) -> Hash,
	) -> Result<(), ProofError> {
		if proof.index >= self.count {
			return Err(ProofError::IndexOutOfRange);
		}
		if proof.siblings.len() as u32 != self.depth() {
			return Err(ProofError::WrongLength);
		}
		let mut hash = make_leaf(proof.index);
		for (level, sibling) in proof.siblings.iter().enumerate() {
			hash = if (proof.index >> level) & 1 == 0 {
				node(&hash, sibling)
			} else {
				node(sibling, &hash)
			};
		}
		if hash == self.hash {
			Ok(())
		} else {
			Err(ProofError::RootMismatch)
		}
	}
}

/// A whole tree in memory, about 64 bytes a leaf, from which proofs are taken.
#[derive(Clone, Debug)]
pub struct Tree {
	/// The levels without their padding, leaves first. The last has one hash.
	levels: Vec<Vec<Hash>>,
	/// What pads each level.
	padding: Vec<Hash>,
}

impl Tree {
	/// The tree over leaves that were made with [`leaf`], in order. None for no leaves, or more
	/// than [`MAX_LEAVES`].
	pub fn new(leaves: Vec<Hash>) -> Option<Self> {
		let count = u32::try_from(leaves.len()).ok()?;
		if count == 0 || count > MAX_LEAVES {
			return None;
		}
		let mut levels = Vec::with_capacity(depth_of(count) as usize + 1);
		let mut padding = Vec::with_capacity(depth_of(count) as usize + 1);
		levels.push(leaves);
		padding.push(empty_leaf());
		for level in 0..depth_of(count) as usize {
			let pad = padding[level];
			let above = levels[level]
				.chunks(2)
				.map(|pair| node(&pair[0], pair.get(1).unwrap_or(&pad)))
				.collect();
			levels.push(above);
			padding.push(node(&pad, &pad));
		}
		Some(Self { levels, padding })
	}

	/// What is committed.
	pub fn root(&self) -> Root {
		Root { hash: self.levels[self.levels.len() - 1][0], count: self.levels[0].len() as u32 }
	}

	/// The proof of the leaf at `index`; none if there is no such leaf.
	pub fn prove(&self, index: u32) -> Option<Proof> {
		if index as usize >= self.levels[0].len() {
			return None;
		}
		let depth = self.levels.len() - 1;
		let siblings = (0..depth)
			.map(|level| {
				let beside = (index as usize >> level) ^ 1;
				*self.levels[level].get(beside).unwrap_or(&self.padding[level])
			})
			.collect::<Vec<_>>();
		Some(Proof { index, siblings: siblings.try_into().ok()? })
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn tree(count: u32) -> Tree {
		Tree::new((0..count).map(|i| leaf(&[b"pack", &i.to_le_bytes()], i)).collect()).unwrap()
	}

	fn made(i: u32) -> impl Fn(u32) -> Hash {
		move |index| leaf(&[b"pack", &i.to_le_bytes()], index)
	}

	#[test]
	fn depth_is_the_smallest_that_fits() {
		for (count, depth) in
			[(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (1_024, 10), (1_025, 11), (MAX_LEAVES, 24)]
		{
			assert_eq!(depth_of(count), depth, "{count} leaves");
		}
	}

	#[test]
	fn the_hashes_are_pinned() {
		// Whoever builds trees elsewhere compares with these.
		assert_eq!(
			hex(&leaf(&[b"a", b""], 7)),
			hex(&sp_crypto_hashing::blake2_256(&[0, 1, 0, 0, 0, b'a', 0, 0, 0, 0, 7, 0, 0, 0]))
		);
		assert_eq!(tree(1).root().hash, leaf(&[b"pack", &[0; 4]], 0));
		let three = tree(3);
		let leaves = (0..3).map(|i| made(i)(i)).collect::<Vec<_>>();
		assert_eq!(
			three.root().hash,
			node(&node(&leaves[0], &leaves[1]), &node(&leaves[2], &empty_leaf()))
		);
	}

	fn hex(hash: &Hash) -> alloc::string::String {
		hash.iter().map(|byte| alloc::format!("{byte:02x}")).collect()
	}

	#[test]
	fn fields_do_not_run_into_each_other() {
		assert_ne!(leaf(&[b"ab", b"c"], 0), leaf(&[b"a", b"bc"], 0));
		assert_ne!(leaf(&[b"ab"], 0), leaf(&[b"ab", b""], 0));
	}

	#[test]
	fn padding_and_inner_nodes_are_no_leaves() {
		let tree = tree(3);
		let root = tree.root();
		// The padding stands at index 3, which is not below the count.
		let mut proof = tree.prove(2).unwrap();
		proof.index = 3;
		proof.siblings[0] = made(2)(2);
		assert_eq!(root.verify(&proof, |_| empty_leaf()), Err(ProofError::IndexOutOfRange));
		// A node one level up, shown as a leaf of a shallower tree.
		let short = Proof {
			index: 0,
			siblings: tree.prove(0).unwrap().siblings[1..].to_vec().try_into().unwrap(),
		};
		assert_eq!(
			root.verify(&short, |_| node(&made(0)(0), &made(1)(1))),
			Err(ProofError::WrongLength)
		);
	}

	proptest! {
		#[test]
		fn every_leaf_is_proved_at_its_place_and_nowhere_else(
			count in 1u32..200, index in 0u32..200, other in 0u32..300, flip in 0usize..256,
		) {
			let index = index % count;
			let tree = tree(count);
			let root = tree.root();
			let proof = tree.prove(index).unwrap();
			prop_assert_eq!(root.verify(&proof, made(index)), Ok(()));
			// Another leaf, another place, one bit of the proof or of the root: none passes.
			if other != index {
				prop_assert!(root.verify(&proof, made(other)).is_err());
				let moved = Proof { index: other, ..proof.clone() };
				prop_assert!(root.verify(&moved, made(index)).is_err());
			}
			let bit = |hash: &mut Hash| hash[flip / 8] ^= 1 << (flip % 8);
			for level in 0..proof.siblings.len() {
				let mut forged = proof.clone();
				bit(&mut forged.siblings[level]);
				prop_assert_eq!(root.verify(&forged, made(index)), Err(ProofError::RootMismatch));
			}
			let mut another = root;
			bit(&mut another.hash);
			prop_assert_eq!(another.verify(&proof, made(index)), Err(ProofError::RootMismatch));
			let mut long = proof.clone();
			if long.siblings.try_push([0; 32]).is_ok() {
				prop_assert_eq!(root.verify(&long, made(index)), Err(ProofError::WrongLength));
			}
			prop_assert!(tree.prove(count).is_none());
		}
	}
}

//! A lot committed by its roots, and the proofs by which one pack or one container of it is shown.
//!
//! A maker commits a lot with one root over its packs in packing order, and if it likes one over
//! its containers. Whoever scans a pack shows a [`PackProof`], whoever scans a case or a pallet a
//! [`ContainerProof`]. Builders off the chain and the chain itself make the leaves with this module.

use codec::{Decode, DecodeAll, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{
	merkle::{self, Hash, Proof, ProofError, Root},
	supply::{Day, Epc, LotNumber, Serial},
};

/// The first field of the leaf of a pack.
pub const PACK_TAG: &[u8] = b"salus/pack/1";
/// The first field of the leaf of a container.
pub const CONTAINER_TAG: &[u8] = b"salus/container/1";

/// The leaf of one pack: tag, GTIN as u64 LE, serial, lot, expiry as u32 LE.
pub fn pack_leaf(gtin: u64, serial: &[u8], lot: &[u8], expiry: Day, index: u32) -> Hash {
	merkle::leaf(&[PACK_TAG, &gtin.to_le_bytes(), serial, lot, &expiry.to_le_bytes()], index)
}

/// The leaf of one container: tag, EPC in SCALE, first leaf and number of leaves as u32 LE, level.
///
/// `first` and `len` are leaves of the packs. Level 1 holds packs, level 2 holds level 1...
pub fn container_leaf(epc: &Epc, first: u32, len: u32, level: u8, index: u32) -> Hash {
	merkle::leaf(
		&[CONTAINER_TAG, &epc.encode(), &first.to_le_bytes(), &len.to_le_bytes(), &[level]],
		index,
	)
}

/// What a maker commits of a lot.
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
pub struct LotCommitment {
	/// Over [`pack_leaf`]s, in packing order: what stands in one container stands together.
	pub serials: Root,
	/// Over [`container_leaf`]s, in any order.
	pub packing: Option<Root>,
}

/// Shows that a pack is in a lot. Its SCALE encoding is the `proof` of a `VerifyQuery`.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PackProof {
	/// AI (21).
	pub serial: Serial,
	/// AI (10).
	pub lot: LotNumber,
	/// The last day of use.
	pub expiry: Day,
	/// The way to the root of the serials.
	pub proof: Proof,
}

impl PackProof {
	/// From its SCALE encoding, without anything behind it.
	pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
		Self::decode_all(&mut &*bytes).ok()
	}

	/// `Ok` if a lot with this commitment has the pack.
	pub fn verify(&self, gtin: u64, commitment: &LotCommitment) -> Result<(), ProofError> {
		commitment.serials.verify(&self.proof, |index| {
			pack_leaf(gtin, &self.serial, &self.lot, self.expiry, index)
		})
	}
}

/// Shows that a container is in a lot, and which packs are in it.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ContainerProof {
	/// The SSCC, or the SGTIN of a homogeneous case.
	pub epc: Epc,
	/// The first pack in it, as a leaf.
	pub first: u32,
	/// How many packs, at every level.
	pub len: u32,
	/// How many levels it has: 1 holds packs.
	pub level: u8,
	/// The way to the root of the packing.
	pub proof: Proof,
}

impl ContainerProof {
	/// From its SCALE encoding, without anything behind it.
	pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
		Self::decode_all(&mut &*bytes).ok()
	}

	/// `Ok` if this is the root of a packing in which the container stands.
	pub fn verify(&self, packing: &Root) -> Result<(), ProofError> {
		packing.verify(&self.proof, |index| {
			container_leaf(&self.epc, self.first, self.len, self.level, index)
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::merkle::Tree;
	use alloc::vec::Vec;

	fn text(text: &[u8]) -> Serial {
		text.to_vec().try_into().unwrap()
	}

	fn pack(n: u8) -> PackProof {
		let tree = Tree::new(
			(0..3).map(|i| pack_leaf(4, &[b'A' + i as u8], b"L", 20_000, i)).collect::<Vec<_>>(),
		)
		.unwrap();
		let proof = tree.prove(n.into()).unwrap();
		PackProof { serial: text(&[b'A' + n]), lot: text(b"L"), expiry: 20_000, proof }
	}

	fn commitment() -> LotCommitment {
		let leaves = (0..3).map(|i| pack_leaf(4, &[b'A' + i as u8], b"L", 20_000, i)).collect();
		LotCommitment { serials: Tree::new(leaves).unwrap().root(), packing: None }
	}

	#[test]
	fn a_pack_is_shown_as_it_was_committed_and_not_otherwise() {
		let commitment = commitment();
		for n in 0..3 {
			let proof = pack(n);
			assert_eq!(proof.verify(4, &commitment), Ok(()));
			assert_eq!(PackProof::from_bytes(&proof.encode()), Some(proof));
		}
		let wrong = |change: fn(&mut PackProof)| {
			let mut proof = pack(1);
			change(&mut proof);
			proof.verify(4, &commitment)
		};
		assert_eq!(wrong(|proof| proof.serial = text(b"C")), Err(ProofError::RootMismatch));
		assert_eq!(wrong(|proof| proof.lot = text(b"M")), Err(ProofError::RootMismatch));
		assert_eq!(wrong(|proof| proof.expiry += 1), Err(ProofError::RootMismatch));
		assert_eq!(wrong(|proof| proof.proof.index = 3), Err(ProofError::IndexOutOfRange));
		assert_eq!(pack(1).verify(5, &commitment), Err(ProofError::RootMismatch));
	}

	#[test]
	fn bytes_behind_a_proof_are_no_proof() {
		let mut bytes = pack(0).encode();
		assert_eq!(PackProof::from_bytes(&bytes[..bytes.len() - 1]), None);
		bytes.push(0);
		assert_eq!(PackProof::from_bytes(&bytes), None);
	}

	#[test]
	fn a_container_is_no_pack() {
		let epc = Epc::Sscc(106_141_411_234_567_897);
		let tree = Tree::new(alloc::vec![container_leaf(&epc, 0, 48, 1, 0)]).unwrap();
		let proof = ContainerProof {
			epc: epc.clone(),
			first: 0,
			len: 48,
			level: 1,
			proof: tree.prove(0).unwrap(),
		};
		assert_eq!(proof.verify(&tree.root()), Ok(()));
		let more = ContainerProof { len: 49, ..proof.clone() };
		assert_eq!(more.verify(&tree.root()), Err(ProofError::RootMismatch));
		assert_eq!(ContainerProof::from_bytes(&proof.encode()), Some(proof));
		assert_ne!(PACK_TAG, CONTAINER_TAG);
	}
}

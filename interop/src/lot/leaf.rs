//! Records of a store, and the leaves that they become.

use super::{
	error::LotError,
	packing::{unpadded, Container, LotFacts, PaddedSerial, MAX_SERIAL},
	partial::Leaf,
};
use salus_primitives::{
	lot::{container_leaf, pack_leaf},
	merkle::Hash,
	supply::Epc,
};

/// A record of a container: kind, number, serial, first leaf, leaves, level, parent.
pub const CONTAINER_SIZE: usize = 42;
/// The part of it that says which container it is.
pub const CONTAINER_KEY: usize = 29;
const NO_PARENT: u32 = u32::MAX;

/// Makes leaves of packs.
#[derive(Clone)]
pub struct PackLeaf {
	facts: LotFacts,
}

impl PackLeaf {
	/// For the packs of a lot.
	pub fn new(facts: &LotFacts) -> Self {
		Self { facts: facts.clone() }
	}

	/// The leaf of a pack.
	pub fn of(&self, serial: &[u8], index: u32) -> Hash {
		let LotFacts { gtin, lot, expiry } = &self.facts;
		pack_leaf(gtin.get(), serial, lot.as_bytes(), *expiry, index)
	}
}

impl Leaf for PackLeaf {
	fn leaf(&self, record: &[u8], index: u32) -> Result<Hash, LotError> {
		Ok(self.of(unpadded(record), index))
	}
}

/// Makes leaves of containers.
#[derive(Clone, Copy)]
pub struct ContainerLeaf;

impl Leaf for ContainerLeaf {
	fn leaf(&self, record: &[u8], index: u32) -> Result<Hash, LotError> {
		Ok(leaf_of_container(&decode_container(record)?, index))
	}
}

/// The record of a container. `level` and range are what its leaf says; the parent is for searching.
pub fn encode_container(container: &Container) -> [u8; CONTAINER_SIZE] {
	let mut record = [0; CONTAINER_SIZE];
	record[..CONTAINER_KEY].copy_from_slice(&container_key(&container.epc));
	record[29..33].copy_from_slice(&container.first.to_le_bytes());
	record[33..37].copy_from_slice(&container.len.to_le_bytes());
	record[37] = container.level;
	record[38..].copy_from_slice(&container.parent.unwrap_or(NO_PARENT).to_le_bytes());
	record
}

/// What containers are sorted by: SSCCs first, then by number and serial.
pub fn container_key(epc: &Epc) -> [u8; CONTAINER_KEY] {
	let mut key = [0; CONTAINER_KEY];
	let number = match epc {
		Epc::Sscc(sscc) => *sscc,
		Epc::Sgtin { gtin, serial } => {
			key[0] = 1;
			for (to, from) in key[9..].iter_mut().zip(serial.iter()) {
				*to = *from;
			}
			*gtin
		}
	};
	key[1..9].copy_from_slice(&number.to_be_bytes());
	key
}

/// A container from its record.
pub fn decode_container(record: &[u8]) -> Result<Container, LotError> {
	let wrong = || LotError::damaged("a record is no container");
	let record: &[u8; CONTAINER_SIZE] = record.try_into().map_err(|_| wrong())?;
	let word = |at: usize| {
		let mut bytes = [0; 4];
		bytes.iter_mut().zip(record.iter().skip(at)).for_each(|(to, from)| *to = *from);
		u32::from_le_bytes(bytes)
	};
	let mut number = [0; 8];
	number.copy_from_slice(&record[1..9]);
	let number = u64::from_be_bytes(number);
	let epc = match record[0] {
		0 => Epc::Sscc(number),
		1 => {
			let mut serial: PaddedSerial = [0; MAX_SERIAL];
			serial.copy_from_slice(&record[9..CONTAINER_KEY]);
			let serial = unpadded(&serial).to_vec().try_into().map_err(|_| wrong())?;
			Epc::Sgtin { gtin: number, serial }
		}
		_ => return Err(wrong()),
	};
	let parent = word(38);
	Ok(Container {
		epc,
		first: word(29),
		len: word(33),
		level: record[37],
		parent: (parent != NO_PARENT).then_some(parent),
		own_first: 0,
		own_len: 0,
	})
}

/// The leaf of a container of a lot.
pub fn leaf_of_container(container: &Container, index: u32) -> Hash {
	container_leaf(&container.epc, container.first, container.len, container.level, index)
}

//! From rows in any order to leaves in packing order.

use super::{
	error::{shown, LotError, Place, EP_2, FILE, ID_2, SC_1, X_8},
	leaf::{container_key, CONTAINER_KEY},
};
use crate::id::{scan, Identifier};
use salus_primitives::{
	merkle::MAX_LEAVES,
	supply::{is_set_82, Day, Epc},
	Gtin,
};
use std::collections::HashMap;

/// How many characters a serial number has at most.
pub const MAX_SERIAL: usize = 20;
/// How many containers can stand around a pack.
pub const MAX_LEVELS: u8 = 5;
/// No container.
const NONE: u32 = u32::MAX;

/// A serial number, padded with zeros: no character of set 82 is one.
pub type PaddedSerial = [u8; MAX_SERIAL];

/// What all packs of a lot have in common.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LotFacts {
	/// Their product.
	pub gtin: Gtin,
	/// AI (10).
	pub lot: String,
	/// The last day of use.
	pub expiry: Day,
}

/// The characters of a padded serial.
pub fn unpadded(serial: &[u8]) -> &[u8] {
	let length = serial.iter().position(|byte| *byte == 0).unwrap_or(serial.len());
	serial.get(..length).unwrap_or_default()
}

/// A serial number, checked and padded.
pub fn pad_serial(serial: &[u8]) -> Result<PaddedSerial, LotError> {
	if serial.is_empty() {
		return Err(LotError::new(
			"empty_serial",
			ID_2,
			"the serial number is empty; every row names one pack",
		));
	}
	if let Some(at) = serial.iter().position(|byte| !is_set_82(*byte)) {
		let message = format!(
			"the serial number \"{}\" has at character {} one that GS1 does not allow there (AI \
			 (21), set 82)",
			shown(serial),
			at + 1
		);
		return Err(LotError::new("serial_character", ID_2, message));
	}
	if serial.len() > MAX_SERIAL {
		let message = format!(
			"the serial number \"{}\" has {} characters; at most {MAX_SERIAL} are allowed",
			shown(serial),
			serial.len()
		);
		return Err(LotError::new("serial_length", ID_2, message));
	}
	let mut padded = [0; MAX_SERIAL];
	for (to, from) in padded.iter_mut().zip(serial) {
		*to = *from;
	}
	Ok(padded)
}

/// A container from text: an SSCC, or the SGTIN of a homogeneous case, as URN, link, element string
/// or, for an SSCC, its 18 digits.
pub fn parse_container(text: &str) -> Result<Epc, LotError> {
	let wrong = |why: String| {
		let message = format!("\"{}\" is no case or pallet: {why}", shown(text.as_bytes()));
		LotError::new("container", X_8, message)
	};
	let scanned = scan(text).map_err(|error| wrong(error.message))?;
	scanned
		.identifier()
		.as_ref()
		.and_then(Identifier::to_epc)
		.ok_or_else(|| wrong("give an SSCC, or the GTIN of a case with its serial number".into()))
}

/// An EPC as errors show it.
fn epc_text(epc: &Epc) -> String {
	Identifier::try_from(epc).map_or_else(|_| format!("{epc:?}"), |id| id.canonical_digital_link())
}

struct RawContainer {
	epc: Epc,
	parent: u32,
	/// Where it was first named.
	place: Place,
	/// Where its parent was.
	packed: Place,
}

/// Rows that follow one another: in a list each on the next line, in an event all on its line.
#[derive(Clone, Copy)]
struct Origin {
	row: u32,
	place: Place,
	step: u32,
}

/// Collects rows.
pub struct Collector {
	facts: LotFacts,
	limit: u32,
	serials: Vec<PaddedSerial>,
	parents: Vec<u32>,
	containers: Vec<RawContainer>,
	by_epc: HashMap<[u8; CONTAINER_KEY], u32>,
	origins: Vec<Origin>,
	/// The texts that were seen last, case and pallet: a list names each many times in a row.
	last: [Option<(String, u32)>; 2],
	/// Rows by serial, where packing comes after the serials.
	rows: HashMap<PaddedSerial, u32>,
}

impl Collector {
	/// For a lot.
	///
	/// # Errors
	///
	/// If the lot number is not 1 to 20 characters of set 82.
	pub fn new(facts: LotFacts) -> Result<Self, LotError> {
		let lot = facts.lot.as_bytes();
		if lot.is_empty() || lot.len() > MAX_SERIAL || !lot.iter().copied().all(is_set_82) {
			let message = format!(
				"the lot number \"{}\" is not 1 to 20 characters of GS1 set 82 (AI (10))",
				shown(lot)
			);
			return Err(LotError::new("lot_number", ID_2, message));
		}
		Ok(Self {
			facts,
			limit: MAX_LEAVES,
			serials: Vec::new(),
			parents: Vec::new(),
			containers: Vec::new(),
			by_epc: HashMap::new(),
			origins: Vec::new(),
			last: [None, None],
			rows: HashMap::new(),
		})
	}

	/// The same with a smaller limit: for tests of the limit.
	#[cfg(test)]
	pub(crate) fn with_limit(self, limit: u32) -> Self {
		Self { limit, ..self }
	}

	/// What all packs have in common.
	pub fn facts(&self) -> &LotFacts {
		&self.facts
	}

	/// How many packs there are so far.
	pub fn len(&self) -> u32 {
		u32::try_from(self.serials.len()).unwrap_or(u32::MAX)
	}

	/// Whether there is none so far.
	pub fn is_empty(&self) -> bool {
		self.serials.is_empty()
	}

	/// The rows that follow begin at this place; each is `step` lines below the one before.
	pub fn begin(&mut self, place: Place, step: u32) {
		let row = self.len();
		self.origins.push(Origin { row, place, step });
	}

	/// Where a row was.
	fn place(&self, row: u32) -> Place {
		let at = self.origins.partition_point(|origin| origin.row <= row);
		match at.checked_sub(1).and_then(|at| self.origins.get(at)) {
			Some(origin) => {
				let line = origin.place.line + (row - origin.row) * origin.step;
				Place { line, ..origin.place }
			}
			None => Place::default(),
		}
	}

	/// One more pack, in a case, in a pallet. A pallet without a case holds the pack itself.
	///
	/// # Errors
	///
	/// If the serial, the case or the pallet is no such identifier, the case already stands on
	/// another pallet, or the lot is full.
	pub fn push(
		&mut self,
		serial: &[u8],
		case: Option<&str>,
		pallet: Option<&str>,
	) -> Result<(), LotError> {
		let row = self.len();
		let place = self.place(row);
		let at = |error: LotError| error.at(place);
		if row >= self.limit {
			let message = format!(
				"the lot has more than {} packs (\"{}\" is one too many); give it two lot numbers",
				self.limit,
				shown(serial)
			);
			return Err(at(LotError::new("too_many", SC_1, message)));
		}
		let padded = pad_serial(serial).map_err(at)?;
		let pallet = match pallet {
			Some(text) => Some(self.container_of_text(1, text, place).map_err(at)?),
			None => None,
		};
		let case = match case {
			Some(text) => Some(self.container_of_text(0, text, place).map_err(at)?),
			None => None,
		};
		if let (Some(case), Some(pallet)) = (case, pallet) {
			self.contain(case, pallet, place)?;
		}
		self.serials.push(padded);
		self.parents.push(case.or(pallet).unwrap_or(NONE));
		Ok(())
	}

	fn container_of_text(
		&mut self,
		slot: usize,
		text: &str,
		place: Place,
	) -> Result<u32, LotError> {
		if let Some(Some((last, number))) = self.last.get(slot) {
			if last == text {
				return Ok(*number);
			}
		}
		let number = self.container(parse_container(text)?, place)?;
		if let Some(last) = self.last.get_mut(slot) {
			*last = Some((text.to_owned(), number));
		}
		Ok(number)
	}

	fn container(&mut self, epc: Epc, place: Place) -> Result<u32, LotError> {
		if let Epc::Sgtin { gtin, .. } = &epc {
			if *gtin == self.facts.gtin.get() {
				let message = format!(
					"{} is a pack of the lot's own product and cannot be a container; a \
					 homogeneous case has a GTIN of its own",
					epc_text(&epc)
				);
				return Err(LotError::new("container_is_pack", EP_2, message).at(place));
			}
		}
		let key = container_key(&epc);
		if let Some(number) = self.by_epc.get(&key) {
			return Ok(*number);
		}
		let number = u32::try_from(self.containers.len()).unwrap_or(u32::MAX);
		if number >= self.limit {
			let message = format!("the lot has more than {} containers", self.limit);
			return Err(LotError::new("too_many", EP_2, message).at(place));
		}
		self.by_epc.insert(key, number);
		self.containers.push(RawContainer { epc, parent: NONE, place, packed: place });
		Ok(number)
	}

	fn contain(&mut self, child: u32, parent: u32, place: Place) -> Result<(), LotError> {
		let name = |this: &Self, number: u32| {
			this.containers.get(number as usize).map_or_else(String::new, |c| epc_text(&c.epc))
		};
		if child == parent {
			let message = format!("{} cannot stand in itself", name(self, child));
			return Err(LotError::new("packing_cycle", EP_2, message).at(place));
		}
		let Some(found) = self.containers.get(child as usize) else { return Ok(()) };
		let (before, packed) = (found.parent, found.packed);
		if before == parent {
			return Ok(());
		}
		if before != NONE {
			let message = format!(
				"{} stands in {} and in {}; a case is on one pallet",
				name(self, child),
				name(self, before),
				name(self, parent)
			);
			return Err(LotError::new("split_case", EP_2, message).at(place).and(packed));
		}
		if let Some(found) = self.containers.get_mut(child as usize) {
			found.parent = parent;
			found.packed = place;
		}
		Ok(())
	}

	/// Whether a serial is known, once [`index_serials`](Self::index_serials) was called.
	pub(crate) fn knows(&self, serial: &PaddedSerial) -> bool {
		self.rows.contains_key(serial)
	}

	/// Remember every serial's row, so that [`pack_child`](Self::pack_child) finds it. Says which
	/// serial stands twice.
	///
	/// # Errors
	///
	/// As [`finish`](Self::finish) for a serial that stands twice.
	pub fn index_serials(&mut self) -> Result<(), LotError> {
		let mut rows = HashMap::with_capacity(self.serials.len());
		for (row, serial) in (0..).zip(&self.serials) {
			if let Some(first) = rows.insert(*serial, row) {
				return Err(self.duplicate(serial, first, row));
			}
		}
		self.rows = rows;
		Ok(())
	}

	fn duplicate(&self, serial: &[u8], first: u32, second: u32) -> LotError {
		let message = format!(
			"the serial number \"{}\" stands twice; each is used once for ever",
			shown(unpadded(serial))
		);
		LotError::new("duplicate_serial", SC_1, message)
			.at(self.place(second))
			.and(self.place(first))
	}

	/// Something stands in a container, after all serials are known.
	///
	/// # Errors
	///
	/// If the child is no pack or container of this lot, or stands in another container.
	pub fn pack_child(&mut self, parent: &Epc, child: &Epc, place: Place) -> Result<(), LotError> {
		let number = self.container(parent.clone(), place)?;
		let own = self.facts.gtin.get();
		let serial = match child {
			Epc::Sgtin { gtin, serial } if *gtin == own => serial,
			_ => {
				let child = self.container(child.clone(), place)?;
				return self.contain(child, number, place);
			}
		};
		let padded = pad_serial(serial).map_err(|error| error.at(place))?;
		let Some(row) = self.rows.get(&padded).copied() else {
			let message = format!(
				"\"{}\" is packed in {} and was not commissioned in this lot; what holds several \
				 lots is packed on the chain, not in the lot",
				shown(serial),
				epc_text(parent)
			);
			return Err(LotError::new("unknown_child", EP_2, message).at(place));
		};
		let Some(slot) = self.parents.get_mut(row as usize) else { return Ok(()) };
		if *slot != NONE && *slot != number {
			let before = *slot;
			let other = self.containers.get(before as usize).map(|c| epc_text(&c.epc));
			let message = format!(
				"\"{}\" is packed in {} and in {}",
				shown(serial),
				other.unwrap_or_default(),
				epc_text(parent)
			);
			return Err(LotError::new("split_case", EP_2, message).at(place));
		}
		*slot = number;
		Ok(())
	}

	/// Put everything in packing order: the packs of a case beside one another, the cases of a
	/// pallet too, otherwise as they came; what is packed in nothing comes last.
	///
	/// # Errors
	///
	/// If there is no pack, a serial stands twice, containers stand in each other or deeper than
	/// [`MAX_LEVELS`], or a container holds nothing of the lot.
	pub fn finish(mut self) -> Result<Lot, LotError> {
		if self.serials.is_empty() {
			return Err(LotError::new("no_serials", FILE, "the file has no serial number"));
		}
		self.rows = HashMap::new();
		self.last = [None, None];
		let places = self.arrange()?;
		let order = counting_order(&self.parents, &places);
		let containers = self.records(&places)?;
		// Sorted by serial: what the store is searched with, and how duplicates are found.
		let mut sorted: Vec<SortKey> = Vec::with_capacity(self.serials.len());
		for (row, serial) in (0u32..).zip(&self.serials) {
			sorted.push(SortKey { serial: *serial, number: row });
		}
		sorted.sort_unstable();
		let twice = sorted
			.iter()
			.zip(sorted.iter().skip(1))
			.filter(|(one, next)| one.serial == next.serial)
			.map(|(one, next)| (next.number, one.number, one.serial))
			.min();
		if let Some((second, first, serial)) = twice {
			return Err(self.duplicate(&serial, first, second));
		}
		let Self { facts, mut serials, mut parents, .. } = self;
		if let Some(order) = order {
			// Where each row went.
			for (leaf, row) in (0u32..).zip(&order) {
				if let Some(slot) = parents.get_mut(*row as usize) {
					*slot = leaf;
				}
			}
			for key in &mut sorted {
				if let Some(leaf) = parents.get(key.number as usize) {
					key.number = *leaf;
				}
			}
			drop(parents);
			for key in &sorted {
				if let Some(slot) = serials.get_mut(key.number as usize) {
					*slot = key.serial;
				}
			}
		}
		let by_serial = sorted.into_iter().map(|key| key.number).collect();
		Ok(Lot { facts, serials, by_serial, containers })
	}

	/// The order of containers, outer before inner, with what each holds.
	fn arrange(&self) -> Result<Arrangement, LotError> {
		let count = self.containers.len();
		let mut children: Vec<Vec<u32>> = vec![Vec::new(); count];
		let mut roots = Vec::new();
		for (number, container) in (0u32..).zip(&self.containers) {
			match children.get_mut(container.parent as usize) {
				Some(list) => list.push(number),
				None => roots.push(number),
			}
		}
		let mut arrangement =
			Arrangement { outer_first: Vec::with_capacity(count), slot: vec![0; count], slots: 0 };
		// Each is visited twice: before what is in it, and after.
		let mut stack: Vec<(u32, u8, bool)> = Vec::new();
		for root in roots {
			stack.push((root, 1, false));
			while let Some((number, depth, is_done)) = stack.pop() {
				if is_done {
					if let Some(slot) = arrangement.slot.get_mut(number as usize) {
						*slot = arrangement.slots;
					}
					arrangement.slots += 1;
					continue;
				}
				if depth > MAX_LEVELS {
					let place = self.containers.get(number as usize).map(|c| c.packed);
					let message =
						format!("containers stand more than {MAX_LEVELS} deep in each other");
					return Err(
						LotError::new("too_deep", EP_2, message).at(place.unwrap_or_default())
					);
				}
				arrangement.outer_first.push(number);
				stack.push((number, depth, true));
				if let Some(list) = children.get(number as usize) {
					stack.extend(list.iter().rev().map(|child| (*child, depth + 1, false)));
				}
			}
		}
		if arrangement.outer_first.len() < count {
			let mut reached = vec![false; count];
			for number in &arrangement.outer_first {
				if let Some(mark) = reached.get_mut(*number as usize) {
					*mark = true;
				}
			}
			let lost = reached.iter().position(|is_reached| !is_reached).unwrap_or_default();
			let container = self.containers.get(lost);
			let message = format!(
				"{} stands in itself, by way of others",
				container.map_or_else(String::new, |c| epc_text(&c.epc))
			);
			let place = container.map(|c| c.packed).unwrap_or_default();
			return Err(LotError::new("packing_cycle", EP_2, message).at(place));
		}
		Ok(arrangement)
	}

	/// The containers with their ranges, outer before inner.
	fn records(&self, arrangement: &Arrangement) -> Result<Vec<Container>, LotError> {
		let count = self.containers.len();
		// Packs directly in each, and from which leaf on.
		let mut direct = vec![0u32; arrangement.slots as usize];
		for parent in &self.parents {
			let slot = arrangement.slot.get(*parent as usize);
			if let Some(number) = slot.and_then(|slot| direct.get_mut(*slot as usize)) {
				*number += 1;
			}
		}
		let mut starts = Vec::with_capacity(direct.len());
		let mut next = 0;
		for number in &direct {
			starts.push(next);
			next += number;
		}
		let mut place = vec![NONE; count];
		for (at, number) in (0u32..).zip(&arrangement.outer_first) {
			if let Some(slot) = place.get_mut(*number as usize) {
				*slot = at;
			}
		}
		let mut records: Vec<Container> = Vec::with_capacity(count);
		for number in &arrangement.outer_first {
			let Some(raw) = self.containers.get(*number as usize) else { continue };
			let slot = arrangement.slot.get(*number as usize).copied().unwrap_or_default() as usize;
			let own = starts.get(slot).copied().unwrap_or_default();
			let len = direct.get(slot).copied().unwrap_or_default();
			records.push(Container {
				epc: raw.epc.clone(),
				first: own,
				len,
				level: 1,
				parent: place.get(raw.parent as usize).copied(),
				own_first: own,
				own_len: len,
			});
		}
		// Inner before outer: each adds itself to what it stands in.
		for at in (0..records.len()).rev() {
			let Some(inner) = records.get(at) else { continue };
			let (first, len, level) = (inner.first, inner.len, inner.level);
			if len == 0 {
				let message = format!("{} holds no pack of this lot", epc_text(&inner.epc));
				let number = arrangement.outer_first.get(at).copied().unwrap_or_default();
				let place = self.containers.get(number as usize).map(|raw| raw.place);
				return Err(
					LotError::new("empty_container", EP_2, message).at(place.unwrap_or_default())
				);
			}
			let Some(parent) = inner.parent else { continue };
			if let Some(outer) = records.get_mut(parent as usize) {
				// What stands in it comes before its own packs, the first of it first.
				outer.first = outer.first.min(first);
				outer.len += len;
				outer.level = outer.level.max(level + 1);
			}
		}
		Ok(records)
	}
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct SortKey {
	serial: PaddedSerial,
	number: u32,
}

struct Arrangement {
	/// Containers, each before what is in it.
	outer_first: Vec<u32>,
	/// For each container, the place of its own packs among those of all.
	slot: Vec<u32>,
	slots: u32,
}

/// The rows in packing order; none if they are in it already.
fn counting_order(parents: &[u32], arrangement: &Arrangement) -> Option<Vec<u32>> {
	let slot_of = |parent: u32| {
		arrangement.slot.get(parent as usize).copied().unwrap_or(arrangement.slots) as usize
	};
	let is_ordered = parents
		.iter()
		.zip(parents.iter().skip(1))
		.all(|(one, next)| one == next || slot_of(*one) <= slot_of(*next));
	if is_ordered {
		return None;
	}
	let mut next = vec![0u32; arrangement.slots as usize + 2];
	for parent in parents {
		if let Some(count) = next.get_mut(slot_of(*parent) + 1) {
			*count += 1;
		}
	}
	let mut sum = 0;
	for start in &mut next {
		sum += *start;
		*start = sum;
	}
	let mut order = vec![0u32; parents.len()];
	for (row, parent) in (0u32..).zip(parents) {
		if let Some(at) = next.get_mut(slot_of(*parent)) {
			if let Some(slot) = order.get_mut(*at as usize) {
				*slot = row;
			}
			*at += 1;
		}
	}
	Some(order)
}

/// A container of a lot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Container {
	/// Its identity.
	pub epc: Epc,
	/// The first leaf in it.
	pub first: u32,
	/// How many leaves are in it, at every level.
	pub len: u32,
	/// 1 for what holds packs alone, one more than the highest in it otherwise.
	pub level: u8,
	/// What it stands in: the place among the lot's containers.
	pub parent: Option<u32>,
	/// The first of the packs that stand in it directly.
	pub own_first: u32,
	/// How many packs stand in it directly.
	pub own_len: u32,
}

/// A lot in packing order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lot {
	/// What all packs have in common.
	pub facts: LotFacts,
	/// The serial of each leaf.
	pub serials: Vec<PaddedSerial>,
	/// The leaves, sorted by serial.
	pub by_serial: Vec<u32>,
	/// The containers, each before what is in it.
	pub containers: Vec<Container>,
}

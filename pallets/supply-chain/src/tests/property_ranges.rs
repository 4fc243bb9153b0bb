//! Ranges and units against a plain model in which every pack is tracked by itself: random operations
//! on a small network, and the two never disagree.
//!
//! `PROPTEST_CASES` says how many runs; few by default.

use super::{
	lots::Book,
	ranges::{change, merge, receive, ship, split, void},
	units::{dispense, end, hold},
	*,
};
use proptest::prelude::*;

const PARTNERS: [OrganisationId; 4] = [MAKER, WHOLESALER, PHARMACY, PHARMACY_TWO];
const PACKS: u32 = 24;

#[derive(Clone, Debug)]
enum Op {
	Ship(OrganisationId, u32, u32, bool, OrganisationId),
	Receive(OrganisationId, u32),
	Void(OrganisationId, u32),
	Split(OrganisationId, u32),
	Merge(OrganisationId, u32),
	Dispense(OrganisationId, u32),
	End(OrganisationId, u32),
	Hold(OrganisationId, u32),
	Release(OrganisationId, u32),
	HoldRange(OrganisationId, u32, u32),
}

/// One pack.
#[derive(Clone, PartialEq, Debug)]
struct Pack {
	owner: OrganisationId,
	holder: OrganisationId,
	/// To whom, and whether it is sold.
	transit: Option<(OrganisationId, bool)>,
	ended: bool,
	held: bool,
	/// With all of its range.
	range_held: bool,
	/// It has left its maker once.
	moved: bool,
}

struct Model {
	book: Book,
	packs: Vec<Pack>,
}

impl Model {
	fn new() -> Self {
		let book = Book::new("R", 0..PACKS);
		book.commission().unwrap();
		let pack = Pack {
			owner: MAKER,
			holder: MAKER,
			transit: None,
			ended: false,
			held: false,
			range_held: false,
			moved: false,
		};
		Self { book, packs: vec![pack; PACKS as usize] }
	}

	fn pack(&self, leaf: u32) -> &Pack {
		&self.packs[leaf as usize]
	}

	/// Where the range over a leaf begins and ends, as the chain has it: how packs are bundled is not
	/// what the model is about.
	fn range(&self, leaf: u32) -> Option<(u32, u32)> {
		self.book.state(leaf).range
	}

	fn all(&mut self, first: u32, len: u32, change: impl Fn(&mut Pack)) {
		self.packs[first as usize..(first + len) as usize]
			.iter_mut()
			.filter(|pack| !pack.ended)
			.for_each(change);
	}

	fn live(&self, first: u32, len: u32) -> impl Iterator<Item = &Pack> {
		self.packs[first as usize..(first + len) as usize].iter().filter(|pack| !pack.ended)
	}

	/// What the model says of an operation, and what the chain did. On success the model follows.
	fn apply(&mut self, op: &Op) -> (bool, DispatchResult) {
		match *op {
			Op::Ship(by, first, len, sale, to) => {
				let len = len.min(PACKS - first);
				let within = self.range(first).is_some_and(|(f, l)| first + len <= f + l);
				let free = self.live(first, len).all(|pack| {
					pack.holder == by
						&& pack.transit.is_none()
						&& !pack.held && !pack.range_held
						&& (!sale || pack.owner == by)
				});
				// A range in which all have ended is no range when it is cut off.
				let some = self.live(first, len).next().is_some();
				let fine = within && free && some && (to != by || !sale);
				let kind = if sale { ShipmentKind::Sale } else { ShipmentKind::Custody };
				let done = ship(by, vec![self.book.leaves(first, len)], kind, Some(to));
				if done.is_ok() {
					self.all(first, len, |pack| pack.transit = Some((to, sale)));
				}
				(fine, done)
			}
			Op::Receive(by, leaf) => {
				let (first, len) = self.range(leaf).unwrap_or((leaf, 1));
				let fine = self
					.pack_of(first, len)
					.is_some_and(|pack| pack.transit.is_some_and(|(to, _)| to == by));
				let done = receive(by, vec![self.book.leaves(first, len)]);
				if done.is_ok() {
					self.all(first, len, |pack| {
						if let Some((to, sale)) = pack.transit.take() {
							pack.holder = to;
							pack.owner = if sale { to } else { pack.owner };
							pack.moved = true;
						}
					});
				}
				(fine, done)
			}
			Op::Void(by, leaf) => {
				let (first, len) = self.range(leaf).unwrap_or((leaf, 1));
				let fine = self
					.pack_of(first, len)
					.is_some_and(|pack| pack.transit.is_some() && pack.holder == by);
				let done = void(by, vec![self.book.leaves(first, len)]);
				if done.is_ok() {
					self.all(first, len, |pack| pack.transit = None);
				}
				(fine, done)
			}
			Op::Split(by, at) => {
				let fine = self.range(at).is_some_and(|(first, len)| {
					first != at
						&& self.pack_of(first, len).is_some_and(|pack| {
							pack.holder == by && pack.transit.is_none() && !pack.range_held
						})
				});
				(fine, split(by, &self.book, at))
			}
			Op::Merge(by, at) => {
				let sides = at.checked_sub(1).and_then(|before| {
					let (right, left) = (self.range(at)?, self.range(before)?);
					(right.0 == at && left.0 != at).then_some((left, right))
				});
				let fine = sides.is_some_and(|(left, right)| {
					let one = self.pack_of(left.0, left.1).unwrap();
					let two = self.pack_of(right.0, right.1).unwrap();
					let same = |pack: &Pack| Pack { held: false, ..pack.clone() };
					same(one) == same(two) && one.holder == by && one.transit.is_none()
				});
				(fine, merge(by, &self.book, at))
			}
			Op::Dispense(by, leaf) => {
				let pack = self.pack(leaf);
				let fine = self.at_hand(by, leaf)
					&& pack.moved && !pack.held
					&& !pack.range_held
					&& matches!(by, PHARMACY | PHARMACY_TWO);
				let done = dispense(by, vec![self.book.proof(leaf)]);
				if done.is_ok() {
					self.packs[leaf as usize].ended = true;
				}
				(fine, done)
			}
			Op::End(by, leaf) => {
				let fine = self.at_hand(by, leaf);
				let done = end(by, vec![self.book.proof(leaf)]);
				if done.is_ok() {
					self.packs[leaf as usize].ended = true;
				}
				(fine, done)
			}
			Op::Hold(by, leaf) => {
				let fine = self.at_hand(by, leaf) && !self.pack(leaf).range_held;
				let packs = vec![self.book.proof(leaf)];
				let done = hold(by, packs, BizStep::Holding, Disposition::Damaged);
				if done.is_ok() {
					self.packs[leaf as usize].held = true;
				}
				(fine, done)
			}
			Op::Release(by, leaf) => {
				let fine = self.at_hand(by, leaf) && !self.pack(leaf).range_held;
				let packs = vec![self.book.proof(leaf)];
				let done = hold(by, packs, BizStep::Inspecting, Disposition::SellableAccessible);
				if done.is_ok() {
					self.packs[leaf as usize].held = false;
				}
				(fine, done)
			}
			Op::HoldRange(by, first, len) => {
				let len = len.min(PACKS - first);
				let range = self.range(first);
				let within = range.is_some_and(|(f, l)| first + len <= f + l);
				let exact = range == Some((first, len));
				let fine = within
					&& self.live(first, len).next().is_some()
					&& self.live(first, len).all(|pack| {
						pack.holder == by && pack.transit.is_none() && (exact || !pack.range_held)
					});
				let leaves = vec![self.book.leaves(first, len)];
				let done = change(by, leaves, BizStep::Holding, Disposition::NonSellableOther);
				if done.is_ok() {
					self.all(first, len, |pack| pack.range_held = true);
				}
				(fine, done)
			}
		}
	}

	fn at_hand(&self, by: OrganisationId, leaf: u32) -> bool {
		let pack = self.pack(leaf);
		!pack.ended && pack.holder == by && pack.transit.is_none()
	}

	/// A live pack of a range.
	fn pack_of(&self, first: u32, len: u32) -> Option<&Pack> {
		self.live(first, len).next()
	}

	/// Every pack is where the model has it, and as fit.
	fn compare(&self) -> Result<(), TestCaseError> {
		for (leaf, pack) in (0..).zip(&self.packs) {
			let answer = self.book.verify(leaf);
			let state = self.book.state(leaf);
			prop_assert!(answer.verified);
			prop_assert_eq!(answer.active, !pack.ended, "leaf {}", leaf);
			if pack.ended {
				continue;
			}
			prop_assert_eq!(answer.owner, Some(pack.owner), "leaf {}", leaf);
			prop_assert_eq!(answer.holder, Some(pack.holder), "leaf {}", leaf);
			prop_assert_eq!((state.owner, state.holder), (answer.owner, answer.holder));
			prop_assert_eq!(Some(state.disposition), answer.disposition);
			prop_assert_eq!(answer.in_transit, pack.transit.is_some(), "leaf {}", leaf);
			let fit = pack.transit.is_none() && !pack.held && !pack.range_held;
			prop_assert_eq!(answer.saleable, fit, "leaf {}", leaf);
		}
		Ok(())
	}
}

fn partner() -> impl Strategy<Value = OrganisationId> {
	proptest::sample::select(PARTNERS.to_vec())
}

fn op() -> impl Strategy<Value = Op> {
	let leaf = 0..PACKS;
	prop_oneof![
		6 => (partner(), leaf.clone(), 1..PACKS, any::<bool>(), partner())
			.prop_map(|(a, f, l, s, to)| Op::Ship(a, f, l, s, to)),
		6 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Receive(a, l)),
		2 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Void(a, l)),
		2 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Split(a, l)),
		4 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Merge(a, l)),
		6 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Dispense(a, l)),
		1 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::End(a, l)),
		2 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Hold(a, l)),
		2 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Release(a, l)),
		1 => (partner(), leaf, 1..6u32).prop_map(|(a, f, l)| Op::HoldRange(a, f, l)),
	]
}

/// Random actors hold nothing most of the time: let the right one act, more often than not.
fn likely(op: Op, model: &Model, seed: u8) -> Op {
	if seed.is_multiple_of(4) {
		return op;
	}
	let holder = |leaf: u32| model.pack(leaf).holder;
	let to = |leaf: u32| model.pack(leaf).transit.map_or(holder(leaf), |(to, _)| to);
	match op {
		Op::Ship(_, f, l, s, to) => Op::Ship(holder(f), f, l, s, to),
		Op::Receive(_, l) => {
			let way = (l..PACKS).chain(0..l).find(|leaf| model.pack(*leaf).transit.is_some());
			let l = way.unwrap_or(l);
			Op::Receive(to(l), l)
		}
		Op::Void(_, l) => Op::Void(holder(l), l),
		Op::Split(_, l) => Op::Split(holder(l), l),
		Op::Merge(_, l) => {
			let starts = (l..PACKS).chain(0..l).find(|leaf| {
				*leaf > 0 && model.range(*leaf).is_some_and(|(first, _)| first == *leaf)
			});
			let l = starts.unwrap_or(l);
			Op::Merge(holder(l), l)
		}
		Op::Dispense(_, l) => Op::Dispense(holder(l), l),
		Op::End(_, l) => Op::End(holder(l), l),
		Op::Hold(_, l) => Op::Hold(holder(l), l),
		Op::Release(_, l) => Op::Release(holder(l), l),
		Op::HoldRange(_, f, l) => Op::HoldRange(holder(f), f, l),
	}
}

fn cases() -> u32 {
	std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(24)
}

proptest! {
	#![proptest_config(ProptestConfig { cases: cases(), ..Default::default() })]

	#[test]
	fn ranges_should_agree_with_a_model_that_tracks_every_pack(
		ops in proptest::collection::vec((op(), any::<u8>()), 1..60),
	) {
		ExtBuilder::default().build().execute_with(|| {
			let mut model = Model::new();
			for (op, seed) in ops {
				pass(MINUTE);
				let op = likely(op, &model, seed);
				let root = || sp_io::storage::root(sp_core::storage::StateVersion::V1);
				let before = root();
				let (fine, done) = model.apply(&op);
				prop_assert_eq!(done.is_ok(), fine, "{:?}: {:?}", op, done);
				if done.is_err() {
					prop_assert_eq!(root(), before, "a refused call changed something");
				}
				model.compare()?;
				SupplyChain::do_try_state()
					.map_err(|error| TestCaseError::fail(format!("{error:?} after {op:?}")))?;
			}
			Ok(())
		})?;
	}
}

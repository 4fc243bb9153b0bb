//! Ranges and units against a plain model in which every pack is tracked by itself: random operations
//! on a small network, and the two never disagree.
//!
//! `PROPTEST_CASES` says how many runs, `PROPTEST_STEPS` how many operations a run has at the most; few
//! of both by default. From 1,000 runs on they are a million together. In long runs the answer to every
//! operation is compared, every pack now and then and at the end.

use super::{
	lots::Book,
	ranges::{change, merge, receive, ship, split, void},
	separation::{pack_in, restore_at, separate, verify_back},
	units::{dispense_with, end_with, hold},
	*,
};
use proptest::prelude::*;

const PARTNERS: [OrganisationId; 4] = [MAKER, WHOLESALER, PHARMACY, PHARMACY_TWO];
const PACKS: u32 = 24;
const BOXES: u32 = 2;

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
	Return(OrganisationId, u32, u32, OrganisationId),
	VerifyBack(OrganisationId, u32),
	Separate(OrganisationId, u32),
	Restore(OrganisationId, u32),
	DispenseRow(OrganisationId, u32),
	Quarantine(OrganisationId, u32),
	Clear(OrganisationId, u32),
	Recall(u32, u32),
	RecallDays(bool),
	CloseRecall(usize),
	Box(OrganisationId, u32, u32, u32),
	ShipBox(OrganisationId, u32, bool, OrganisationId),
	ReceiveBox(OrganisationId, u32),
	VoidBox(OrganisationId, u32),
	Empty(OrganisationId, u32),
}

/// One pack.
#[derive(Clone, PartialEq, Debug)]
struct Pack {
	owner: OrganisationId,
	holder: OrganisationId,
	/// To whom, and what passes.
	transit: Option<(OrganisationId, ShipmentKind)>,
	ended: bool,
	held: bool,
	/// With all of its range.
	range_held: bool,
	/// It came back, and was not verified since.
	returned: bool,
	/// It has left its maker once.
	moved: bool,
	/// It has a row of its own.
	row: bool,
	/// Its disposition says that it came back, rather than that it is held.
	shown_returned: bool,
	/// The cases that it is in.
	cases: Vec<u32>,
	/// Who ended it in a way that can be reversed.
	back: Option<OrganisationId>,
	/// The container that it is in.
	boxed: Option<u32>,
}

/// A container, once something was put into it.
#[derive(Clone, PartialEq, Debug)]
struct Outside {
	owner: OrganisationId,
	holder: OrganisationId,
	transit: Option<(OrganisationId, ShipmentKind)>,
}

fn container(n: u32) -> Epc {
	pallet(n.into())
}

/// At one place, so that what ends there can be restored there.
fn here() -> EventFacts {
	EventFacts { read_point: Some(gln(1)), ..event() }
}

struct Model {
	book: Book,
	packs: Vec<Pack>,
	/// Open recalls: id, first leaf, leaves; of days that all expire on, of all leaves.
	recalls: Vec<(u8, u32, u32)>,
	boxes: Vec<Option<Outside>>,
	next: u32,
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
			returned: false,
			moved: false,
			row: false,
			shown_returned: false,
			cases: vec![],
			back: None,
			boxed: None,
		};
		let boxes = vec![None; BOXES as usize];
		Self { book, packs: vec![pack; PACKS as usize], recalls: vec![], boxes, next: 0 }
	}

	fn pack(&self, leaf: u32) -> &Pack {
		&self.packs[leaf as usize]
	}

	/// Where the range over a leaf begins and ends, as the chain has it: how packs are bundled is not
	/// what the model is about.
	fn range(&self, leaf: u32) -> Option<(u32, u32)> {
		let (first, row) = SupplyChain::range_over(pack_gtin(), &self.book.lot, leaf)?;
		Some((first, row.len))
	}

	fn all(&mut self, first: u32, len: u32, change: impl Fn(&mut Pack)) {
		self.packs[first as usize..(first + len) as usize]
			.iter_mut()
			.filter(|pack| !pack.ended && !pack.row)
			.for_each(change);
	}

	fn live(&self, first: u32, len: u32) -> impl Iterator<Item = &Pack> {
		self.packs[first as usize..(first + len) as usize]
			.iter()
			.filter(|pack| !pack.ended && !pack.row)
	}

	/// What is in a container.
	fn inside(&self, n: u32) -> impl Iterator<Item = &Pack> {
		self.packs.iter().filter(move |pack| pack.boxed == Some(n) && !pack.ended)
	}

	fn change_inside(&mut self, n: u32, change: impl Fn(&mut Pack)) {
		self.packs.iter_mut().filter(|pack| pack.boxed == Some(n) && !pack.ended).for_each(change);
	}

	/// Whether something in a container may not be sold. Between which leaves its content stands is
	/// asked of the chain, which may know it no closer: but never too narrow.
	fn blocked(&self, n: u32) -> bool {
		let contents = ContentsOf::<Test>::get(container(n));
		let between = contents.lots.values().next().and_then(|content| content.leaves);
		let recalled = match between {
			Some((first, last)) => self.recalled(first, last + 1 - first),
			None => self.inside(n).next().is_some() && !self.recalls.is_empty(),
		};
		let unsafe_inside = (0..)
			.zip(&self.packs)
			.any(|(leaf, pack)| pack.boxed == Some(n) && !pack.ended && self.recalled(leaf, 1));
		assert!(recalled || !unsafe_inside, "a container does not know of a recall inside");
		recalled
			|| self.inside(n).any(|pack| pack.held || pack.range_held || !pack.cases.is_empty())
	}

	fn box_at_hand(&self, by: OrganisationId, n: u32) -> bool {
		self.boxes[n as usize]
			.as_ref()
			.is_some_and(|outside| outside.holder == by && outside.transit.is_none())
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
						&& pack.boxed.is_none()
						&& !pack.held && !pack.range_held
						&& (!sale || pack.owner == by)
				});
				// A range in which all have ended is no range when it is cut off.
				let some = self.live(first, len).next().is_some();
				let fine =
					within && free && some && (to != by || !sale) && !self.recalled(first, len);
				let kind = if sale { ShipmentKind::Sale } else { ShipmentKind::Custody };
				let done = ship(by, vec![self.book.leaves(first, len)], kind, Some(to));
				if done.is_ok() {
					self.all(first, len, |pack| pack.transit = Some((to, kind)));
				}
				(fine, done)
			}
			Op::Return(by, first, len, to) => {
				let len = len.min(PACKS - first);
				let range = self.range(first);
				let within = range.is_some_and(|(f, l)| first + len <= f + l);
				let exact = range == Some((first, len));
				// What is held goes back as it is, and is not cut.
				let free = self.live(first, len).all(|pack| {
					pack.holder == by
						&& pack.transit.is_none()
						&& pack.boxed.is_none()
						&& (exact || !pack.range_held)
				});
				let some = self.live(first, len).next().is_some();
				let fine = within && free && some && to != by;
				let kind = ShipmentKind::Return;
				let done = ship(by, vec![self.book.leaves(first, len)], kind, Some(to));
				if done.is_ok() {
					self.all(first, len, |pack| pack.transit = Some((to, kind)));
				}
				(fine, done)
			}
			Op::Receive(by, leaf) => {
				let (first, len) = self.range(leaf).unwrap_or((leaf, 1));
				let fine = self.pack_of(first, len).is_some_and(|pack| {
					pack.boxed.is_none() && pack.transit.is_some_and(|(to, _)| to == by)
				});
				let done = receive(by, vec![self.book.leaves(first, len)]);
				if done.is_ok() {
					// What is recalled, or has something in it that is held, does not change owner.
					let blocked =
						self.recalled(first, len) || self.live(first, len).any(|p| p.held);
					self.all(first, len, |pack| {
						let Some((to, kind)) = pack.transit.take() else { return };
						let owns = match kind {
							ShipmentKind::Sale => !blocked,
							ShipmentKind::Return => pack.owner == pack.holder,
							ShipmentKind::Custody => false,
						};
						pack.owner = if owns { to } else { pack.owner };
						pack.holder = to;
						pack.moved = true;
						pack.range_held = kind == ShipmentKind::Return;
						pack.shown_returned = pack.range_held;
						pack.returned |= kind == ShipmentKind::Return;
					});
				}
				(fine, done)
			}
			Op::Void(by, leaf) => {
				let (first, len) = self.range(leaf).unwrap_or((leaf, 1));
				let fine = self.pack_of(first, len).is_some_and(|pack| {
					pack.boxed.is_none() && pack.transit.is_some() && pack.holder == by
				});
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
					&& !self.recalled(leaf, 1)
					&& matches!(by, PHARMACY | PHARMACY_TWO);
				let done = dispense_with(by, here(), vec![self.book.proof(leaf)]);
				if done.is_ok() {
					self.packs[leaf as usize].ended = true;
					self.packs[leaf as usize].back = Some(by);
				}
				(fine, done)
			}
			Op::End(by, leaf) => {
				let fine = self.at_hand(by, leaf);
				let done = end_with(by, here(), vec![self.book.proof(leaf)]);
				if done.is_ok() {
					let pack = &mut self.packs[leaf as usize];
					pack.ended = true;
					// What came back unverified is not restored as if it had not.
					pack.back = (!pack.returned).then_some(by);
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
					// Whether it was ever moved is not said any more: it is held.
					self.all(first, len, |pack| {
						pack.range_held = true;
						pack.shown_returned = false;
						pack.moved = true;
					});
				}
				(fine, done)
			}
			Op::VerifyBack(by, leaf) => {
				let (first, len) = self.range(leaf).unwrap_or((leaf, 1));
				let live: Vec<u32> = (first..first + len)
					.filter(|leaf| !self.pack(*leaf).ended && !self.pack(*leaf).row)
					.collect();
				let span = (live.first().copied().unwrap_or(leaf), live.last().copied());
				let fine = span.1.is_some_and(|last| !self.recalled(span.0, last + 1 - span.0))
					&& self.pack_of(first, len).is_some_and(|pack| {
						pack.returned && pack.holder == by && pack.transit.is_none()
					});
				let units = live.iter().map(|leaf| self.book.proof(*leaf)).collect();
				let done = verify_back(by, units);
				if done.is_ok() {
					self.all(first, len, |pack| {
						pack.returned = false;
						pack.range_held = false;
						pack.shown_returned = false;
					});
				}
				(fine, done)
			}
			Op::Separate(by, leaf) => {
				let fine = self.at_hand(by, leaf);
				let done = separate(by, vec![self.book.proof(leaf)]);
				if done.is_ok() {
					self.packs[leaf as usize].row = true;
				}
				(fine, done)
			}
			Op::Restore(by, leaf) => {
				let pack = self.pack(leaf);
				let fine =
					pack.ended && !pack.row && pack.back == Some(by) && !self.recalled(leaf, 1);
				let beside = self
					.range(leaf)
					.and_then(|(first, len)| self.pack_of(first, len))
					.filter(|pack| pack.holder == by)
					.map(|pack| pack.owner);
				let done = restore_at(by, here(), vec![self.book.proof(leaf)], true);
				if done.is_ok() {
					self.packs[leaf as usize] = Pack {
						owner: beside.unwrap_or(by),
						holder: by,
						transit: None,
						ended: false,
						held: false,
						range_held: false,
						returned: false,
						moved: true,
						row: true,
						shown_returned: false,
						cases: vec![],
						back: None,
						boxed: None,
					};
				}
				(fine, done)
			}
			Op::DispenseRow(by, leaf) => {
				let pack = self.pack(leaf);
				let fine = self.row_at_hand(by, leaf)
					&& pack.moved && !pack.held
					&& !pack.range_held
					&& pack.cases.is_empty()
					&& !self.recalled(leaf, 1)
					&& matches!(by, PHARMACY | PHARMACY_TWO);
				let done = do_dispense(by, packs([leaf]));
				if done.is_ok() {
					self.packs[leaf as usize].ended = true;
				}
				(fine, done)
			}
			Op::Quarantine(by, leaf) => {
				let fine = self.row_at_hand(by, leaf)
					&& self.pack(leaf).cases.len() < MAX_OWN_CASES as usize;
				self.next += 1;
				let done = do_quarantine(by, case_id(self.next), packs([leaf]));
				if done.is_ok() {
					self.packs[leaf as usize].cases.push(self.next);
				}
				(fine, done)
			}
			Op::Clear(by, leaf) => {
				let pack = self.pack(leaf);
				let case = pack.cases.last().copied().unwrap_or(u32::MAX);
				let fine = self.row_at_hand(by, leaf) && !pack.cases.is_empty();
				let done = do_decide(by, key(by, case), packs([leaf]), Verdict::Cleared);
				if done.is_ok() {
					self.packs[leaf as usize].cases.pop();
				}
				(fine, done)
			}
			Op::Recall(first, len) => {
				let len = len.min(PACKS - first);
				self.next += 1;
				let id = self.next as u8;
				let scope = RecallScope::Leaves {
					gtin: pack_gtin(),
					lot: self.book.lot.clone(),
					first,
					len,
				};
				let used = Recalls::<Test>::contains_key([id; 16]);
				let fine = !used && self.recalls.len() < 3;
				let done = if self.recalls.len() < 3 {
					recall(REGULATOR, id, scope, RecallClass::II)
				} else {
					Err(Refused::TooManyRecalls.into())
				};
				if done.is_ok() {
					self.recalls.push((id, first, len));
				}
				(fine, done)
			}
			Op::RecallDays(all) => {
				self.next += 1;
				let id = self.next as u8;
				let used = Recalls::<Test>::contains_key([id; 16]);
				let fine = !used && self.recalls.len() < 3;
				let day = EXPIRY + u32::from(!all);
				let scope = RecallScope::Expiry { gtin: pack_gtin(), from: day, to: day + 5 };
				let done = if self.recalls.len() < 3 {
					recall(REGULATOR, id, scope, RecallClass::II)
				} else {
					Err(Refused::TooManyRecalls.into())
				};
				if done.is_ok() {
					self.recalls.push((id, 0, if all { PACKS } else { 0 }));
				}
				(fine, done)
			}
			Op::Box(by, first, len, n) => {
				let len = len.min(PACKS - first);
				let range = self.range(first);
				let within = range.is_some_and(|(f, l)| first + len <= f + l);
				let exact = range == Some((first, len));
				let some = self.live(first, len).next().cloned();
				let free = self.live(first, len).all(|pack| {
					pack.holder == by
						&& pack.transit.is_none()
						&& pack.boxed.is_none()
						&& (exact || !pack.range_held)
				});
				let whose = self.inside(n).next().map(|_| self.boxes[n as usize].clone());
				let owned = whose.flatten().map(|outside| outside.owner);
				let takes = self.boxes[n as usize].is_none() || self.box_at_hand(by, n);
				let fits =
					some.as_ref().is_some_and(|pack| owned.is_none_or(|own| own == pack.owner));
				let fine = within && free && takes && fits;
				let done = pack_in(by, container(n), vec![self.book.leaves(first, len)]);
				if let (Ok(()), Some(pack)) = (&done, some) {
					self.all(first, len, |pack| {
						pack.boxed = Some(n);
						pack.moved = true;
					});
					self.boxes[n as usize] =
						Some(Outside { owner: pack.owner, holder: by, transit: None });
				}
				(fine, done)
			}
			Op::ShipBox(by, n, sale, to) => {
				let owner = self.boxes[n as usize].as_ref().map(|outside| outside.owner);
				let fine = self.box_at_hand(by, n)
					&& (!sale || (owner == Some(by) && to != by))
					&& !self.blocked(n);
				let kind = if sale { ShipmentKind::Sale } else { ShipmentKind::Custody };
				let done = do_ship(by, vec![container(n)], kind, Some(to));
				if done.is_ok() {
					self.change_inside(n, |pack| pack.transit = Some((to, kind)));
					if let Some(outside) = &mut self.boxes[n as usize] {
						outside.transit = Some((to, kind));
					}
				}
				(fine, done)
			}
			Op::ReceiveBox(by, n) => {
				let outside = self.boxes[n as usize].clone();
				let transit = outside.as_ref().and_then(|outside| outside.transit);
				let fine = transit.is_some_and(|(to, _)| to == by);
				let blocked = self.blocked(n);
				let done = do_receive(by, vec![container(n)]);
				if let (Ok(()), Some(outside), Some((to, kind))) = (&done, outside, transit) {
					let sold = kind == ShipmentKind::Sale && !blocked;
					let owner = if sold { to } else { outside.owner };
					self.change_inside(n, |pack| {
						(pack.owner, pack.holder, pack.transit) = (owner, to, None);
					});
					self.boxes[n as usize] = Some(Outside { owner, holder: to, transit: None });
				}
				(fine, done)
			}
			Op::VoidBox(by, n) => {
				let outside = self.boxes[n as usize].as_ref();
				let fine = outside.is_some_and(|own| own.transit.is_some() && own.holder == by);
				let done = do_void(by, vec![container(n)]);
				if done.is_ok() {
					self.change_inside(n, |pack| pack.transit = None);
					if let Some(outside) = &mut self.boxes[n as usize] {
						outside.transit = None;
					}
				}
				(fine, done)
			}
			Op::Empty(by, n) => {
				let fine = self.box_at_hand(by, n)
					&& self.inside(n).next().is_some()
					&& self.inside(n).all(|pack| pack.cases.is_empty());
				let done = do_unpack(by, container(n), vec![]);
				if done.is_ok() {
					self.change_inside(n, |pack| pack.boxed = None);
				}
				(fine, done)
			}
			Op::CloseRecall(at) => {
				let id = self.recalls.get(at).map_or(0, |(id, ..)| *id);
				let fine = at < self.recalls.len();
				let done = SupplyChain::close_recall(by(REGULATOR), acting(REGULATOR), [id; 16]);
				if done.is_ok() {
					self.recalls.remove(at);
				}
				(fine, plain(done))
			}
		}
	}

	fn at_hand(&self, by: OrganisationId, leaf: u32) -> bool {
		let pack = self.pack(leaf);
		!pack.ended && !pack.row && pack.holder == by && pack.transit.is_none()
	}

	fn row_at_hand(&self, by: OrganisationId, leaf: u32) -> bool {
		let pack = self.pack(leaf);
		!pack.ended && pack.row && pack.holder == by && pack.transit.is_none()
	}

	/// Whether one of these leaves is recalled.
	fn recalled(&self, first: u32, len: u32) -> bool {
		self.recalls.iter().any(|(_, f, l)| first < f + l && *f < first + len)
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
			if !pack.row {
				prop_assert_eq!((state.owner, state.holder), (answer.owner, answer.holder));
				prop_assert_eq!(Some(state.disposition), answer.disposition);
			}
			prop_assert_eq!(answer.in_transit, pack.transit.is_some(), "leaf {}", leaf);
			prop_assert_eq!(answer.recall.is_some(), self.recalled(leaf, 1), "leaf {}", leaf);
			let fit = pack.transit.is_none()
				&& !pack.held
				&& !pack.range_held
				&& pack.cases.is_empty()
				&& answer.recall.is_none();
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
		1 => (partner(), leaf.clone(), 1..6u32).prop_map(|(a, f, l)| Op::HoldRange(a, f, l)),
		2 => (partner(), leaf.clone(), 1..PACKS, partner())
			.prop_map(|(a, f, l, to)| Op::Return(a, f, l, to)),
		2 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::VerifyBack(a, l)),
		1 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Separate(a, l)),
		3 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Restore(a, l)),
		2 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::DispenseRow(a, l)),
		1 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Quarantine(a, l)),
		1 => (partner(), leaf.clone()).prop_map(|(a, l)| Op::Clear(a, l)),
		1 => (leaf.clone(), 1..4u32).prop_map(|(f, l)| Op::Recall(f, l)),
		1 => any::<bool>().prop_map(Op::RecallDays),
		3 => (0..3usize).prop_map(Op::CloseRecall),
		3 => (partner(), leaf, 1..PACKS, 0..BOXES).prop_map(|(a, f, l, n)| Op::Box(a, f, l, n)),
		3 => (partner(), 0..BOXES, any::<bool>(), partner())
			.prop_map(|(a, n, s, to)| Op::ShipBox(a, n, s, to)),
		3 => (partner(), 0..BOXES).prop_map(|(a, n)| Op::ReceiveBox(a, n)),
		1 => (partner(), 0..BOXES).prop_map(|(a, n)| Op::VoidBox(a, n)),
		2 => (partner(), 0..BOXES).prop_map(|(a, n)| Op::Empty(a, n)),
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
		Op::Return(_, f, l, to) => Op::Return(holder(f), f, l, to),
		Op::VerifyBack(_, l) => {
			let back = (l..PACKS).chain(0..l).find(|leaf| {
				let pack = model.pack(*leaf);
				pack.returned && !pack.ended && !pack.row
			});
			let l = back.unwrap_or(l);
			Op::VerifyBack(holder(l), l)
		}
		Op::Separate(_, l) => Op::Separate(holder(l), l),
		Op::Restore(_, l) => {
			let l =
				(l..PACKS).chain(0..l).find(|leaf| model.pack(*leaf).back.is_some()).unwrap_or(l);
			Op::Restore(model.pack(l).back.unwrap_or(holder(l)), l)
		}
		Op::DispenseRow(_, l) => {
			let l = row(model, l);
			Op::DispenseRow(holder(l), l)
		}
		Op::Quarantine(_, l) => {
			let l = row(model, l);
			Op::Quarantine(holder(l), l)
		}
		Op::Clear(_, l) => {
			let l = row(model, l);
			Op::Clear(holder(l), l)
		}
		Op::Box(_, f, l, n) => Op::Box(holder(f), f, l, n),
		Op::ShipBox(by, n, s, to) => Op::ShipBox(keeper(model, n).unwrap_or(by), n, s, to),
		Op::ReceiveBox(by, n) => {
			let transit = model.boxes[n as usize].as_ref().and_then(|outside| outside.transit);
			Op::ReceiveBox(transit.map_or(by, |(to, _)| to), n)
		}
		Op::VoidBox(by, n) => Op::VoidBox(keeper(model, n).unwrap_or(by), n),
		Op::Empty(by, n) => Op::Empty(keeper(model, n).unwrap_or(by), n),
		op @ (Op::Recall(..) | Op::RecallDays(_) | Op::CloseRecall(_)) => op,
	}
}

/// Who has a container.
fn keeper(model: &Model, n: u32) -> Option<OrganisationId> {
	model.boxes[n as usize].as_ref().map(|outside| outside.holder)
}

/// A pack with a row of its own, if there is one.
fn row(model: &Model, from: u32) -> u32 {
	(from..PACKS)
		.chain(0..from)
		.find(|leaf| model.pack(*leaf).row && !model.pack(*leaf).ended)
		.unwrap_or(from)
}

fn cases() -> u32 {
	std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(24)
}

const FEW: usize = 60;

/// How many operations a run may have: half as many on average.
fn steps() -> usize {
	let said = std::env::var("PROPTEST_STEPS").ok().and_then(|n| n.parse().ok());
	said.unwrap_or(match cases() {
		few if few < 1_000 => FEW,
		many => 2_000_000 / many as usize,
	})
}

proptest! {
	#![proptest_config(ProptestConfig { cases: cases(), ..Default::default() })]

	#[test]
	fn ranges_should_agree_with_a_model_that_tracks_every_pack(
		ops in proptest::collection::vec((op(), any::<u8>()), 1..steps()),
	) {
		ExtBuilder::default().build().execute_with(|| {
			let mut model = Model::new();
			let last = ops.len();
			for (step, (op, seed)) in (1..).zip(ops) {
				pass(MINUTE);
				let op = likely(op, &model, seed);
				let root = || sp_io::storage::root(sp_core::storage::StateVersion::V1);
				let closely = steps() <= FEW || step % 100 == 0 || step == last;
				let before = closely.then(root);
				let (fine, done) = model.apply(&op);
				prop_assert_eq!(done.is_ok(), fine, "{:?}: {:?}", op, done);
				if !closely {
					continue;
				}
				if done.is_err() {
					prop_assert_eq!(Some(root()), before, "a refused call changed something");
				}
				model.compare()?;
				SupplyChain::do_try_state()
					.map_err(|error| TestCaseError::fail(format!("{error:?} after {op:?}")))?;
			}
			Ok(())
		})?;
	}
}

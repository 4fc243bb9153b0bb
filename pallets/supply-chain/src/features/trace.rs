//! The history of an item (SC-10): its own hops, those of the containers while it was in them, and
//! the recalls that cover it, in the order of the events.
//!
//! The rows of each source are in order already. At any time an item is in one chain of containers,
//! so the sources are the item, at most [`MAX_DEPTH`] containers, and the recall logs of its
//! product, lot and serial; a page takes the lowest event number again and again.

use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeAll, Encode};
use salus_primitives::{
	lot::PackProof,
	supply::{Disposition, Epc, Hop, HopKind, LotNumber, Serial, TracePage},
	BadCursor, Gln, Moment, HOUR,
};

use super::{disposition::is_terminal, ranges::in_chunk};
use crate::{
	Chunks, CommittedLots, Config, HopRow, Hops, Items, Link, Pallet, Products, RangeLog,
	RangeLogRow, RecallLog, RecallLogRow, Recalls, Scope, ShownSerials, Stop, Trade, MAX_DEPTH,
	MAX_PAGE,
};

/// How many rows may be looked at for one row shown.
const EFFORT: u32 = 16;

/// An item or container whose hops are being read.
#[derive(Clone, Encode, Decode)]
struct Frame {
	epc: Epc,
	/// The next hop.
	seq: u32,
	/// The generation of the container in which the frame below is.
	generation: u32,
}

/// Where a trace goes on.
#[derive(Clone, Default, Encode, Decode)]
struct Cursor {
	frames: Vec<Frame>,
	/// The next row of each recall log.
	logs: Vec<u32>,
	/// Of a leaf of a committed lot: what the first frame stands for.
	leaf: Option<Leaf>,
}

/// A leaf of a committed lot, and the segment of history that is being read.
#[derive(Clone, Encode, Decode, PartialEq, Eq)]
struct Leaf {
	gtin: u64,
	lot: LotNumber,
	index: u32,
	segment: u32,
	/// The event since which the pack has a row of its own, where its history goes on.
	until: Option<u64>,
	told: Told,
}

impl Leaf {
	fn new(gtin: u64, lot: LotNumber, index: u32) -> Self {
		Self { gtin, lot, index, segment: 0, until: None, told: Told::Nothing }
	}

	fn until(self, number: u64) -> Option<Self> {
		Some(Self { until: Some(number), ..self })
	}
}

/// How much of what is known of a leaf alone was shown.
#[derive(Clone, Copy, Encode, Decode, PartialEq, Eq)]
enum Told {
	/// Nothing, if there is anything.
	Nothing,
	/// What it is beside its range.
	Mark,
	/// That it has ended: its range goes on without it.
	End,
}

/// What a chunk says of one leaf.
struct Own {
	hop: Hop,
	/// In which hour it happened; the bit alone does not say when.
	hour: Option<Moment>,
	/// Its range goes on without it.
	ended: bool,
	/// It goes on in a row of its own, and its leaf in a segment in which nothing follows.
	separated: bool,
}

/// The row that comes next.
enum Next {
	Hop(usize, HopRow),
	Recall(usize, RecallLogRow),
}

impl<T: Config> Pallet<T> {
	/// A page of the history of an item, oldest first. None if it is not on the chain.
	///
	/// `cursor` is what the page before answered. `limit` is at most 100. A page may be shorter than
	/// its limit and still have a next one.
	///
	/// ## Errors
	/// [`BadCursor`]: `cursor` was not made by this item's trace.
	pub fn trace(
		epc: Epc,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<Option<TracePage>, BadCursor> {
		let Some(item) = Items::<T>::get(&epc) else { return Ok(None) };
		// A pack that was given a row begins as a leaf.
		let leaf = match &epc {
			Epc::Sgtin { gtin, serial } => ShownSerials::<T>::get(gtin, serial)
				.and_then(|row| Leaf::new(*gtin, row.lot, row.leaf).until(row.since?)),
			Epc::Sscc(_) => None,
		};
		let first = if leaf.is_some() { 0 } else { item.first_hop };
		Self::trace_from(epc, item.trade, first, leaf, cursor, limit).map(Some)
	}

	/// The same of a pack that is shown by proof; of one with a row of its own, its trace. None if the
	/// proof does not hold.
	///
	/// What happened to it alone, its end before all, is a row without event, because a pack that is
	/// shown leaves none. It stands after everything of the hour in which it happened; of what was
	/// supplied so long ago that it cannot be restored, neither who nor when is known: organisation and
	/// time are 0. What its range does without it is not told, recalls are.
	///
	/// ## Errors
	/// [`BadCursor`]: `cursor` was not made by this pack's trace.
	pub fn trace_unit(
		gtin: u64,
		pack: PackProof,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<Option<TracePage>, BadCursor> {
		let epc = Epc::Sgtin { gtin, serial: pack.serial.clone() };
		let outdone = Self::is_outdone(gtin, &pack.serial);
		if Items::<T>::contains_key(&epc) && !outdone {
			return Self::trace(epc, cursor, limit);
		}
		if Self::proved(gtin, &pack).is_err() {
			return Ok(None);
		}
		let leaf = Leaf::new(gtin, pack.lot.clone(), pack.proof.index);
		let trade = Trade { lot: pack.lot, expiry: pack.expiry };
		Self::trace_from(epc, Some(trade), 0, Some(leaf), cursor, limit).map(Some)
	}

	/// The same of a leaf of a committed lot, whose serial is not known: rows about it have no
	/// object. None if there is no such leaf.
	///
	/// ## Errors
	/// [`BadCursor`]: `cursor` was not made by this leaf's trace.
	pub fn trace_leaf(
		gtin: u64,
		lot: LotNumber,
		index: u32,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<Option<TracePage>, BadCursor> {
		let Some(committed) = CommittedLots::<T>::get(gtin, &lot) else { return Ok(None) };
		if index >= committed.commitment.serials.count {
			return Ok(None);
		}
		let epc = Epc::Sgtin { gtin, serial: Serial::default() };
		let leaf = Leaf::new(gtin, lot.clone(), index);
		let trade = Trade { lot, expiry: committed.expiry };
		let mut page = Self::trace_from(epc.clone(), Some(trade), 0, Some(leaf), cursor, limit)?;
		for hop in &mut page.hops {
			if hop.object.as_ref() == Some(&epc) {
				hop.object = None;
			}
		}
		Ok(Some(page))
	}

	/// A page of the history of `epc`, whose lot is known if it is a trade item.
	fn trace_from(
		epc: Epc,
		trade: Option<Trade>,
		first: u32,
		leaf: Option<Leaf>,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<TracePage, BadCursor> {
		let limit = limit.clamp(1, MAX_PAGE);
		let mut scopes = Vec::new();
		let lot = trade.as_ref().map(|trade| trade.lot.clone());
		let expiry = trade.map(|trade| trade.expiry);
		if let (Epc::Sgtin { gtin, serial }, Some(lot)) = (&epc, &lot) {
			scopes.push(Scope::Product(*gtin));
			scopes.push(Scope::Lot(*gtin, lot.clone()));
			scopes.push(Scope::Serial(*gtin, serial.clone()));
			if let Some(base) = Products::<T>::get(gtin).registration.and_then(|row| row.base) {
				scopes.push(Scope::Product(base));
				scopes.push(Scope::Lot(base, lot.clone()));
			}
		}
		let mut at = match cursor {
			Some(bytes) => Cursor::decode_all(&mut bytes.as_slice())
				.ok()
				.filter(|at| {
					at.frames.first().is_some_and(|frame| frame.epc == epc)
						&& at.frames.len() <= MAX_DEPTH as usize + 1
						&& at.logs.len() == scopes.len()
						&& same_leaf(at.leaf.as_ref(), leaf.as_ref())
				})
				.ok_or(BadCursor)?,
			None => Cursor {
				frames: alloc::vec![Frame { epc: epc.clone(), seq: first, generation: 0 }],
				logs: alloc::vec![0; scopes.len()],
				leaf: leaf.clone(),
			},
		};
		let index = leaf.map(|leaf| leaf.index);

		let mut hops = Vec::new();
		let mut peeked: BTreeMap<(usize, u32), Option<HopRow>> = BTreeMap::new();
		let mut effort = limit.saturating_mul(EFFORT);
		let own = at.leaf.as_ref().and_then(|leaf| Self::own(&epc, leaf));
		let next = loop {
			if !Self::follow(&mut at, &mut peeked, &mut effort) {
				break Some(at.encode());
			}
			let next = Self::next_row(&at, &scopes, &mut peeked);
			if let (Some(own), Some(leaf)) = (&own, &mut at.leaf) {
				let first = at.frames.first().map_or(0, |frame| frame.seq);
				let over = own.separated
					&& at.frames.len() == 1
					&& peeked.get(&(0, first)).is_some_and(Option::is_none);
				if leaf.told == Told::Nothing && (over || Self::is_due(own, next.as_ref())) {
					if hops.len() >= limit as usize {
						break Some(at.encode());
					}
					hops.push(own.hop.clone());
					leaf.told = if own.ended { Told::End } else { Told::Mark };
					continue;
				}
			}
			let Some(next) = next else {
				if at.leaf.as_ref().is_none_or(|leaf| leaf.until.is_none()) {
					break None;
				}
				// The pack has a row of its own by now.
				at.leaf = None;
				let seq = Items::<T>::get(&epc).map_or(0, |row| row.first_hop);
				at.frames = alloc::vec![Frame { epc: epc.clone(), seq, generation: 0 }];
				peeked.clear();
				continue;
			};
			if hops.len() >= limit as usize || effort == 0 {
				break Some(at.encode());
			}
			effort = effort.saturating_sub(1);
			match next {
				Next::Recall(log, row) => {
					if let Some(seq) = at.logs.get_mut(log) {
						*seq = seq.saturating_add(1);
					}
					let covers = Recalls::<T>::get(row.id)
						.zip(expiry)
						.is_none_or(|(recall, expiry)| recall.scope.covers(expiry, index));
					if covers {
						hops.push(recall_hop(&epc, row));
					}
				}
				Next::Hop(level, row) => {
					let Some(frame) = at.frames.get_mut(level) else { break None };
					frame.seq = frame.seq.saturating_add(1);
					let object = frame.epc.clone();
					let ours = match &row.link {
						Link::Emptied(generation) => *generation == frame.generation,
						_ => false,
					};
					let shown = level == 0
						|| match (&row.link, row.kind) {
							// What else went in or out of a container is not this item's story.
							(Link::Emptied(_), _) => ours,
							(Link::None, HopKind::Packed | HopKind::Unpacked) => false,
							_ => true,
						};
					match &row.link {
						// Out of what was around.
						Link::OutOf(_) => at.frames.truncate(level.saturating_add(1)),
						// Everything below came out of this one.
						Link::Emptied(_) if ours && level > 0 => at.frames.truncate(level),
						Link::Into(stops) => {
							at.frames.truncate(level.saturating_add(1));
							for Stop { parent, seq } in stops {
								// What was reaped of a container is not waited for.
								let first =
									Items::<T>::get(&parent.epc).map_or(0, |row| row.first_hop);
								at.frames.push(Frame {
									epc: parent.epc.clone(),
									seq: (*seq).max(first),
									generation: parent.generation,
								});
							}
						}
						_ => (),
					}
					if !matches!(row.link, Link::None | Link::From(_)) {
						peeked.clear();
					}
					if shown {
						hops.extend(Self::hop(object, row));
					}
				}
			}
		};
		Ok(TracePage { hops, next })
	}

	/// Go where the history of a leaf goes on, and look at its next row. False if that takes more than
	/// one page may.
	fn follow(
		at: &mut Cursor,
		peeked: &mut BTreeMap<(usize, u32), Option<HopRow>>,
		effort: &mut u32,
	) -> bool {
		let (Some(leaf), Some(frame)) = (&mut at.leaf, at.frames.first_mut()) else { return true };
		if leaf.told == Told::End || peeked.contains_key(&(0, frame.seq)) {
			return true;
		}
		loop {
			if *effort == 0 {
				return false;
			}
			let prefix = (leaf.gtin, leaf.lot.clone(), leaf.segment);
			let next = match frame.seq.checked_sub(1) {
				None => RangeLog::<T>::iter_prefix(prefix).next(),
				Some(before) => {
					let key = (leaf.gtin, leaf.lot.clone(), leaf.segment, before.to_be_bytes());
					let before = RangeLog::<T>::hashed_key_for(key);
					RangeLog::<T>::iter_prefix_from(prefix, before).next()
				}
			};
			let Some((seq, row)) = next else {
				peeked.insert((0, frame.seq), None);
				return true;
			};
			frame.seq = u32::from_be_bytes(seq);
			match row {
				RangeLogRow::Hop(row) => {
					peeked.insert((0, frame.seq), Some(row));
					return true;
				}
				RangeLogRow::Cut { first, len, segment }
					if leaf.index.checked_sub(first).is_some_and(|offset| offset < len) =>
				{
					leaf.segment = segment;
					frame.seq = 0;
				}
				RangeLogRow::Cut { .. } => frame.seq = frame.seq.saturating_add(1),
				RangeLogRow::Merged { segment, seq } => {
					leaf.segment = segment;
					frame.seq = seq;
				}
			}
			// Numbers of rows mean others in another segment.
			peeked.retain(|(level, _), _| *level > 0);
			*effort = effort.saturating_sub(1);
		}
	}

	/// What happened to a pack of a committed lot alone, as far as its chunk still says.
	fn own(epc: &Epc, leaf: &Leaf) -> Option<Own> {
		let (number, offset) = in_chunk(leaf.index);
		let chunk = Chunks::<T>::get((leaf.gtin, &leaf.lot, number));
		let ended = chunk.has_ended(offset);
		let mark = chunk.mark(offset);
		if mark.is_none() && !ended {
			return None;
		}
		// What ended and was restored is told as it ended; what was given a row as it lived tells that
		// itself, if its serial is known.
		let separated = mark.is_some_and(|mark| mark.row && !is_terminal(mark.disposition));
		if separated && leaf.until.is_some() {
			return None;
		}
		let disposition = mark.map_or(Disposition::Dispensed, |mark| mark.disposition);
		let kind = match disposition {
			Disposition::Inactive => HopKind::Decommissioned,
			Disposition::Destroyed | Disposition::Disposed => HopKind::Destroyed,
			_ if separated => HopKind::Observed,
			Disposition::PartiallyDispensed => HopKind::Dispensed,
			_ if ended => HopKind::Dispensed,
			_ if mark.is_some_and(|mark| mark.duplicate) => HopKind::Quarantined,
			_ => HopKind::DispositionChanged,
		};
		let hour = mark.map(|mark| Moment::from(mark.hour));
		let time = hour.unwrap_or(0).saturating_mul(HOUR);
		let hop = Hop {
			kind,
			object: Some(epc.clone()),
			event: [0; 32],
			time,
			recorded: time,
			block: 0,
			organisation: mark.map_or(0, |mark| mark.organisation),
			counterparty: None,
			other: None,
			biz_step: None,
			disposition: Some(disposition),
			place: mark.and_then(|mark| Gln::try_from(mark.premises?).ok()),
		};
		Some(Own { hop, hour, ended, separated })
	}

	/// Whether what happened to a leaf alone stands before the next row.
	fn is_due(own: &Own, next: Option<&Next>) -> bool {
		let (time, opens_recall) = match next {
			None => return true,
			Some(Next::Recall(_, row)) => (Some(row.time), row.opened),
			Some(Next::Hop(_, row)) => {
				(Self::event(row.number).map(|(_, facts)| facts.time), false)
			}
		};
		let Some((hour, time)) = own.hour.zip(time) else { return false };
		// The hour is all that is known: what else happened in it comes first, but for a recall,
		// after which nothing is supplied.
		time / HOUR > hour
			|| (opens_recall && own.hop.kind == HopKind::Dispensed && time / HOUR == hour)
	}

	/// The row with the lowest number; of one event, that of the innermost.
	fn next_row(
		at: &Cursor,
		scopes: &[Scope],
		peeked: &mut BTreeMap<(usize, u32), Option<HopRow>>,
	) -> Option<Next> {
		let mut best: Option<(u64, Next)> = None;
		let until = at.leaf.as_ref().and_then(|leaf| leaf.until).unwrap_or(u64::MAX);
		let over = at.leaf.as_ref().is_some_and(|leaf| leaf.told == Told::End);
		let frames = if over { &[] } else { at.frames.as_slice() };
		for (level, frame) in frames.iter().enumerate() {
			let row = peeked
				.entry((level, frame.seq))
				.or_insert_with(|| Hops::<T>::get(&frame.epc, frame.seq));
			if let Some(row) = row {
				if row.number < until
					&& best.as_ref().is_none_or(|(number, _)| row.number < *number)
				{
					best = Some((row.number, Next::Hop(level, row.clone())));
				}
			}
		}
		for (log, (scope, seq)) in scopes.iter().zip(&at.logs).enumerate() {
			if let Some(row) = RecallLog::<T>::get(scope, seq) {
				if row.number < until
					&& best.as_ref().is_none_or(|(number, _)| row.number < *number)
				{
					best = Some((row.number, Next::Recall(log, row)));
				}
			}
		}
		best.map(|(_, next)| next)
	}

	/// A hop with what its event says.
	fn hop(object: Epc, row: HopRow) -> Option<Hop> {
		let (event, facts) = Self::event(row.number)?;
		let other = match row.link {
			Link::Into(stops) => stops.first().map(|stop| stop.parent.epc.clone()),
			Link::OutOf(parent) => Some(parent.epc),
			Link::From(epc) => Some(epc),
			Link::None | Link::Emptied(_) => None,
		};
		Some(Hop {
			kind: row.kind,
			object: Some(object),
			event,
			time: facts.time,
			recorded: facts.recorded,
			block: facts.block,
			organisation: facts.acting.organisation,
			counterparty: facts.counterparty,
			other,
			biz_step: facts.biz_step,
			disposition: facts.disposition,
			place: facts
				.read_point
				.or(facts.biz_location)
				.and_then(|number| Gln::try_from(number).ok()),
		})
	}
}

/// Whether a cursor is about the leaf that is traced. One that has come to the pack's own row has none.
fn same_leaf(at: Option<&Leaf>, leaf: Option<&Leaf>) -> bool {
	match (at, leaf) {
		(Some(at), Some(leaf)) => {
			(at.gtin, &at.lot, at.index, at.until) == (leaf.gtin, &leaf.lot, leaf.index, leaf.until)
		}
		(None, Some(leaf)) => leaf.until.is_some(),
		(at, None) => at.is_none(),
	}
}

/// A recall has no EPCIS event: the first 16 bytes of its hop's `event` are the recall's id.
fn recall_hop(epc: &Epc, row: RecallLogRow) -> Hop {
	let mut event = [0; 32];
	for (to, from) in event.iter_mut().zip(row.id) {
		*to = from;
	}
	Hop {
		kind: if row.opened { HopKind::RecallOpened } else { HopKind::RecallClosed },
		object: Some(epc.clone()),
		event,
		time: row.time,
		recorded: row.time,
		block: row.block,
		organisation: row.by,
		counterparty: None,
		other: None,
		biz_step: None,
		disposition: row.opened.then_some(Disposition::Recalled),
		place: None,
	}
}

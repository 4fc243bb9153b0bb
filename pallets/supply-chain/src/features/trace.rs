//! The history of an item (SC-10): its own hops, those of the containers while it was in them, and
//! the recalls that cover it, in the order of the events.
//!
//! The rows of each source are in order already. At any time an item is in one chain of containers,
//! so the sources are the item, at most [`MAX_DEPTH`] containers, and the recall logs of its
//! product, lot and serial; a page takes the lowest event number again and again.

use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeAll, Encode};
use salus_primitives::{
	supply::{Disposition, Epc, Hop, HopKind, TracePage},
	BadCursor, Gln,
};

use crate::{
	Config, HopRow, Hops, Items, Link, Pallet, Products, RecallLog, RecallLogRow, Scope, Stop,
	MAX_DEPTH, MAX_PAGE,
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
		let limit = limit.clamp(1, MAX_PAGE);
		let mut scopes = Vec::new();
		if let (Epc::Sgtin { gtin, serial }, Some(trade)) = (&epc, &item.trade) {
			scopes.push(Scope::Product(*gtin));
			scopes.push(Scope::Lot(*gtin, trade.lot.clone()));
			scopes.push(Scope::Serial(*gtin, serial.clone()));
			if let Some(base) = Products::<T>::get(gtin).registration.and_then(|row| row.base) {
				scopes.push(Scope::Product(base));
				scopes.push(Scope::Lot(base, trade.lot.clone()));
			}
		}
		let mut at = match cursor {
			Some(bytes) => Cursor::decode_all(&mut bytes.as_slice())
				.ok()
				.filter(|at| {
					at.frames.first().is_some_and(|frame| frame.epc == epc)
						&& at.frames.len() <= MAX_DEPTH as usize + 1
						&& at.logs.len() == scopes.len()
				})
				.ok_or(BadCursor)?,
			None => Cursor {
				frames: alloc::vec![Frame { epc: epc.clone(), seq: item.first_hop, generation: 0 }],
				logs: alloc::vec![0; scopes.len()],
			},
		};

		let mut hops = Vec::new();
		let mut peeked: BTreeMap<(usize, u32), Option<HopRow>> = BTreeMap::new();
		let mut effort = limit.saturating_mul(EFFORT);
		let next = loop {
			let Some(next) = Self::next_row(&at, &scopes, &mut peeked) else { break None };
			if hops.len() >= limit as usize || effort == 0 {
				break Some(at.encode());
			}
			effort = effort.saturating_sub(1);
			match next {
				Next::Recall(log, row) => {
					if let Some(seq) = at.logs.get_mut(log) {
						*seq = seq.saturating_add(1);
					}
					hops.push(recall_hop(&epc, row));
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
		Ok(Some(TracePage { hops, next }))
	}

	/// The row with the lowest number; of one event, that of the innermost.
	fn next_row(
		at: &Cursor,
		scopes: &[Scope],
		peeked: &mut BTreeMap<(usize, u32), Option<HopRow>>,
	) -> Option<Next> {
		let mut best: Option<(u64, Next)> = None;
		for (level, frame) in at.frames.iter().enumerate() {
			let row = peeked
				.entry((level, frame.seq))
				.or_insert_with(|| Hops::<T>::get(&frame.epc, frame.seq));
			if let Some(row) = row {
				if best.as_ref().is_none_or(|(number, _)| row.number < *number) {
					best = Some((row.number, Next::Hop(level, row.clone())));
				}
			}
		}
		for (log, (scope, seq)) in scopes.iter().zip(&at.logs).enumerate() {
			if let Some(row) = RecallLog::<T>::get(scope, seq) {
				if best.as_ref().is_none_or(|(number, _)| row.number < *number) {
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

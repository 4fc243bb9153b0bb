//! Ranges of leaves: what shares owner, holder and condition moves as one row (design section 10).
//!
//! The ranges of a lot cover its leaves without overlap; a leaf that none covers has ended. A row is
//! keyed by the complement of its first leaf, so that one step to the next key finds the range
//! over any leaf.

use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
	traits::Get,
	BoundedVec,
};
use salus_primitives::{
	supply::{
		Day, DecommissionReason, Disposition, Epc, EventFacts, HopKind, LotNumber, Provenance,
		Serial, ShipmentFacts, ShipmentKind,
	},
	Acting, Capacity, OrganisationId,
};
use sp_runtime::{traits::ConstU32, DispatchError};

use super::{
	commissioning::new_item,
	disposition::{can_destroy, is_held, is_missing, is_sellable, is_terminal, Step},
	ledger::{ensure_live, hold_rows, Ledger, Outcome},
	lineage::Standing,
	records::release,
};
use crate::{
	Act, BalanceOf, Chunks, CommittedLots, Config, Contents, Error, Event, HopRow, Item, Leaves,
	Link, LotContent, Pallet, Range, RangeLog, RangeLogRow, Ranges, Trade, Transit, WeightInfo,
	CHUNK, MAX_COUNTED, MAX_RANGES, TRADING,
};

/// A row of [`Ranges`].
pub type RangeOf<T> = Range<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// How a range is keyed: later leaves come first.
pub fn place(first: u32) -> [u8; 4] {
	(!first).to_be_bytes()
}

/// The leaf that is keyed so.
pub fn first_of(place: [u8; 4]) -> u32 {
	!u32::from_be_bytes(place)
}

/// Leaf and chunk of a leaf.
pub fn in_chunk(leaf: u32) -> (u32, u16) {
	(leaf / CHUNK, u16::try_from(leaf % CHUNK).unwrap_or(u16::MAX))
}

impl<AccountId, Balance> Range<AccountId, Balance> {
	/// Whether a unit of it has ended or has a condition of its own.
	pub fn touched(&self) -> bool {
		self.live != self.len || self.held > 0
	}
}

/// How many units move together, and where they stand in their lot.
#[derive(Clone, Copy)]
pub struct Bulk {
	/// Units that live.
	pub units: u32,
	/// The first and the last leaf.
	pub leaves: (u32, u32),
}

/// A range, with the item that it stands for.
pub struct Piece<T: Config> {
	/// The GTIN.
	pub gtin: u64,
	/// The lot.
	pub lot: LotNumber,
	/// The first leaf.
	pub first: u32,
	/// The row as stored; what [`Self::item`] says goes over it.
	pub row: RangeOf<T>,
	/// What is the same for all its packs.
	pub item: Item,
}

impl<T: Config> Piece<T> {
	/// Make an item of a row, and let it say where it is.
	pub fn new(
		ledger: &mut Ledger<T>,
		gtin: u64,
		lot: LotNumber,
		expiry: Day,
		first: u32,
		row: RangeOf<T>,
	) -> Result<Self, Error<T>> {
		let mut item = range_item::<T>(&row, &lot, expiry);
		ledger.lineage.settle(&mut item)?;
		Ok(Self { gtin, lot, first, row, item })
	}

	/// Any pack of it: for what asks by product and lot.
	pub fn epc(&self) -> Epc {
		Epc::Sgtin { gtin: self.gtin, serial: Serial::default() }
	}

	/// Its first and its last leaf.
	pub fn leaves(&self) -> (u32, u32) {
		(self.first, self.first.saturating_add(self.row.len).saturating_sub(1))
	}

	/// What is to be known of it as of one thing that moves.
	pub fn bulk(&self) -> Bulk {
		Bulk { units: self.row.live, leaves: self.leaves() }
	}

	/// Put what the item says into the row.
	pub fn settle(&mut self) {
		let (row, item) = (&mut self.row, &self.item);
		row.owner = item.owner;
		row.holder = item.holder;
		row.disposition = item.disposition;
		row.reason = item.reason;
		row.tainted = item.tainted;
		row.returned = item.returned;
		row.parent = item.parent.clone();
		row.transit = item.transit.clone();
		row.last = item.last;
	}

	/// Write the row, or remove it and give its deposit back if no unit is live.
	pub fn store(mut self) {
		self.settle();
		let key = (self.gtin, self.lot, place(self.first));
		if self.row.live == 0 {
			Ranges::<T>::remove(key);
			release::<T>(&self.row.payer, self.row.deposit);
		} else {
			Ranges::<T>::insert(key, self.row);
		}
	}

	/// Write it with its hop.
	pub fn save(mut self, ledger: &mut Ledger<T>, kind: HopKind, link: Link) {
		let hop = RangeLogRow::Hop(HopRow { number: ledger.number, kind, link });
		self.log(hop);
		self.item.last = self.item.last.max(ledger.event.time);
		ledger.history = ledger.history.saturating_add(1);
		self.store();
	}

	/// Add a row to its history.
	pub fn log(&mut self, row: RangeLogRow) {
		let seq = self.row.next_hop.to_be_bytes();
		RangeLog::<T>::insert((self.gtin, &self.lot, self.row.segment, seq), row);
		self.row.next_hop = self.row.next_hop.saturating_add(1);
	}

	/// What it adds to the summaries of the containers around it.
	pub fn contribution(&self) -> Contents {
		let mut sum = Contents { children: 1, ..Default::default() };
		let all = is_held(self.item.disposition);
		sum.held = self.row.held.saturating_add(u32::from(all));
		let units = self.row.live;
		let expiry = self.item.trade.as_ref().map_or(0, |trade| trade.expiry);
		let leaves = Some(self.leaves());
		// The first lot of an empty summary.
		let first = sum
			.lots
			.try_insert((self.gtin, self.lot.clone()), LotContent { units, expiry, leaves });
		debug_assert!(first.is_ok());
		sum
	}
}

/// What is the same for all packs of a range, as an item.
pub fn range_item<T: Config>(row: &RangeOf<T>, lot: &LotNumber, expiry: Day) -> Item {
	let trade = Some(Trade { lot: lot.clone(), expiry });
	let fresh = new_item(trade, row.holder, Provenance::Manufacturer, row.disposition);
	Item {
		owner: row.owner,
		reason: row.reason,
		tainted: row.tainted,
		returned: row.returned,
		parent: row.parent.clone(),
		transit: row.transit.clone(),
		last: row.last,
		..fresh
	}
}

impl<T: Config> Pallet<T> {
	/// The range over a leaf, with its first leaf.
	pub(crate) fn range_over(gtin: u64, lot: &LotNumber, leaf: u32) -> Option<(u32, RangeOf<T>)> {
		let before =
			Ranges::<T>::hashed_key_for((gtin, lot.clone(), place(leaf.saturating_add(1))));
		let (key, row) = Ranges::<T>::iter_prefix_from((gtin, lot.clone()), before).next()?;
		let first = first_of(key);
		(leaf.checked_sub(first)? < row.len).then_some((first, row))
	}

	/// The range that has all these leaves.
	pub(crate) fn piece_with(
		ledger: &mut Ledger<T>,
		leaves: &Leaves,
	) -> Result<Piece<T>, DispatchError> {
		let Leaves { gtin, lot, first, len } = leaves;
		let expiry = CommittedLots::<T>::get(gtin, lot).ok_or(Error::<T>::LotNotCommitted)?.expiry;
		let (start, row) = Self::range_over(*gtin, lot, *first).ok_or(Error::<T>::UnknownRange)?;
		let end = first.checked_add(*len).ok_or(Error::<T>::UnknownRange)?;
		ensure!(*len > 0 && end <= start.saturating_add(row.len), Error::<T>::UnknownRange);
		Ok(Piece::new(ledger, *gtin, lot.clone(), expiry, start, row)?)
	}

	/// A range exactly as it is named.
	fn whole(ledger: &mut Ledger<T>, leaves: &Leaves) -> Result<Piece<T>, DispatchError> {
		let piece = Self::piece_with(ledger, leaves)?;
		let exact = piece.first == leaves.first && piece.row.len == leaves.len;
		if !exact {
			let standing = ledger.lineage.standing(&piece.item)?;
			ensure!(standing.transit.is_none(), Error::<T>::SplitInTransit);
			return Err(Error::<T>::UnknownRange.into());
		}
		Ok(piece)
	}

	/// A range exactly as it is named, cut out of a larger one where it has to be.
	pub(crate) fn carve(
		ledger: &mut Ledger<T>,
		leaves: &Leaves,
	) -> Result<Piece<T>, DispatchError> {
		let piece = Self::piece_with(ledger, leaves)?;
		let cut = piece.first < leaves.first || piece.row.len > leaves.len;
		if cut {
			let standing = ledger.lineage.standing(&piece.item)?;
			Self::ensure_can_cut(ledger, &piece, &standing)?;
		}
		Self::carve_out(ledger, piece, leaves)
	}

	/// The same; but what is held is not cut, and named as it is.
	pub(crate) fn carve_or_whole(
		ledger: &mut Ledger<T>,
		leaves: &Leaves,
	) -> Result<Piece<T>, DispatchError> {
		let found = Self::piece_with(ledger, leaves)?;
		let apart = !is_terminal(found.item.disposition)
			&& !is_held(found.item.disposition)
			&& found.item.transit.is_none();
		if apart {
			Self::carve(ledger, leaves)
		} else {
			Self::whole(ledger, leaves)
		}
	}

	/// The same of a range that may be held: both parts stay so.
	pub(crate) fn carve_out(
		ledger: &mut Ledger<T>,
		mut piece: Piece<T>,
		leaves: &Leaves,
	) -> Result<Piece<T>, DispatchError> {
		let (first, len) = (leaves.first, leaves.len);
		let is_cut = piece.first < first || piece.row.len > len;
		if piece.first < first {
			let (before, after) = Self::cut(ledger, piece, first)?;
			before.store();
			piece = after;
		}
		if piece.row.len > len {
			let (here, after) = Self::cut(ledger, piece, first.saturating_add(len))?;
			after.store();
			piece = here;
		}
		// Leaves that have all ended are no range of their own: there is nothing of them to move.
		ensure!(!is_cut || piece.row.live > 0, Error::<T>::UnknownRange);
		Ok(piece)
	}

	/// A range is cut by its holder, and neither on its way nor held.
	fn ensure_can_cut(
		ledger: &Ledger<T>,
		piece: &Piece<T>,
		standing: &Standing,
	) -> Result<(), Error<T>> {
		ensure!(standing.transit.is_none(), Error::<T>::SplitInTransit);
		ensure!(standing.holder == ledger.acting.organisation, Error::<T>::NotHolder);
		ensure_live::<T>(&piece.item)?;
		ensure!(
			!is_held(piece.item.disposition) && standing.held_around().is_none(),
			Error::<T>::SplitWhileHeld
		);
		Ok(())
	}

	/// Cut a range in two, before the leaf `at`. The smaller part begins a segment of its own, so that
	/// what is cut off bit by bit does not lengthen the history of what is left. Both are to be stored.
	pub(crate) fn cut(
		ledger: &mut Ledger<T>,
		mut piece: Piece<T>,
		at: u32,
	) -> Result<(Piece<T>, Piece<T>), DispatchError> {
		let standing = ledger.lineage.standing(&piece.item)?;
		ensure!(standing.transit.is_none(), Error::<T>::SplitInTransit);
		ensure!(standing.holder == ledger.acting.organisation, Error::<T>::NotHolder);
		ensure_live::<T>(&piece.item)?;
		let len = piece.row.len;
		let left = at.checked_sub(piece.first).filter(|left| *left > 0 && *left < len);
		let left = left.ok_or(Error::<T>::NothingToSplit)?;
		let right = len.saturating_sub(left);
		let (small_first, small_len) = if left < right { (piece.first, left) } else { (at, right) };
		let (live, held) = if piece.row.touched() {
			Self::count(piece.gtin, &piece.lot, small_first, small_len)?
		} else {
			(small_len, 0)
		};
		let segment = Self::next_segment(piece.gtin, &piece.lot)?;
		piece.settle();
		piece.log(RangeLogRow::Cut { first: small_first, len: small_len, segment });
		// Two rows: the range, and the one of the log, which stays.
		let price = T::RowDeposit::get();
		let (payer, _) = hold_rows::<T>(ledger.signer(), ledger.acting.organisation, price, 2)?;
		let small_row = Range {
			len: small_len,
			live,
			held,
			segment,
			next_hop: 0,
			payer,
			deposit: price,
			..piece.row.clone()
		};
		let small = Piece {
			gtin: piece.gtin,
			lot: piece.lot.clone(),
			first: small_first,
			row: small_row,
			item: piece.item.clone(),
		};
		let rest = piece.row.live.saturating_sub(live);
		if let Some(place) = standing.place.as_ref().filter(|_| live > 0 && rest > 0) {
			// One child of its container became two; a part in which all have ended is none.
			let one = Contents { children: 1, ..Default::default() };
			let direct = place.path.get(..1).unwrap_or_default().to_vec();
			ledger.lineage.add(&direct, &one)?;
		}
		piece.row.len = len.saturating_sub(small_len);
		piece.row.live = rest;
		piece.row.held = piece.row.held.saturating_sub(held);
		if small_first == piece.first {
			piece.first = at;
			// Its row moves to another key; the smaller part goes where it was.
			Ok((small, piece))
		} else {
			Ok((piece, small))
		}
	}

	/// A piece of history that is new.
	pub(crate) fn next_segment(gtin: u64, lot: &LotNumber) -> Result<u32, Error<T>> {
		CommittedLots::<T>::try_mutate(gtin, lot, |row| {
			let row = row.as_mut().ok_or(Error::<T>::LotNotCommitted)?;
			let segment = row.next_segment;
			row.next_segment = segment.saturating_add(1);
			Ok(segment)
		})
	}

	/// How many units of some leaves are live, and how many of those have a condition of their own.
	fn count(gtin: u64, lot: &LotNumber, first: u32, len: u32) -> Result<(u32, u32), Error<T>> {
		let end = first.saturating_add(len);
		let (low, high) = (first / CHUNK, end.saturating_sub(1) / CHUNK);
		ensure!(high.saturating_sub(low) < MAX_COUNTED, Error::<T>::SplitTooLarge);
		let (mut live, mut held) = (len, 0u32);
		for number in low..=high {
			let chunk = Chunks::<T>::get((gtin, lot, number));
			let base = number.saturating_mul(CHUNK);
			let from = first.max(base).saturating_sub(base);
			let to = end.saturating_sub(base).min(CHUNK);
			for offset in from..to {
				if chunk.has_ended(u16::try_from(offset).unwrap_or(u16::MAX)) {
					live = live.saturating_sub(1);
				}
			}
			for mark in &chunk.marks {
				if (from..to).contains(&mark.offset.into()) && mark.holds() {
					held = held.saturating_add(1);
				}
			}
		}
		Ok((live, held))
	}

	fn begin_ranges(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		step: Step,
		ranges: &[Leaves],
	) -> Result<Ledger<T>, DispatchError> {
		Ledger::<T>::begin(who, acting, event, &TRADING, Some(step), ranges.len())
	}

	pub(crate) fn do_ship_ranges(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
		shipment: ShipmentFacts,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&ranges);
		let returned = shipment.kind == ShipmentKind::Return;
		let step = if returned { Step::Returning } else { Step::Shipping };
		let mut ledger = Self::begin_ranges(who, acting, event, step, &ranges)?;
		let hash = ledger.event.hash;
		let key = Self::ensure_can_ship(&acting, &shipment, None)?;
		let row = Self::new_shipment(&ledger, &shipment);
		let mut seller: Option<OrganisationId> = None;
		let mut items = 0u32;
		for leaves in ranges {
			let mut piece = Self::carve(&mut ledger, &leaves)?;
			ensure_live::<T>(&piece.item)?;
			ledger.at_hand(&piece.item)?;
			ensure!(piece.item.parent.is_none(), Error::<T>::Packed);
			Self::ensure_can_sell(&acting, &shipment, &piece.item, &mut seller)?;
			let to = ledger.step(step, &piece.item)?;
			if !returned {
				let epc = piece.epc();
				ledger.ensure_fit(&epc, &piece.item, Some(piece.leaves()))?;
				ensure!(piece.row.held == 0, Error::<T>::ContainsHeld);
			}
			let units = piece.row.live;
			ledger.supply_units(&row, piece.item.owner, piece.gtin, &piece.lot, units, false)?;
			items = items.saturating_add(units);
			piece.item.transit = Some(Transit { shipment: key, before: piece.item.disposition });
			piece.item.disposition = to;
			piece.save(&mut ledger, HopKind::Shipped, Link::None);
		}
		let weights = Self::dispatch(ledger, key, row, seller, count)?;
		Self::deposit_event(Event::Shipped { event: hash, shipment: key, to: shipment.to, items });
		Ok(weights.post::<T>(T::WeightInfo::ship_ranges(count)))
	}

	pub(crate) fn do_receive_ranges(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&ranges);
		let mut ledger = Self::begin_ranges(who, acting, event, Step::Receiving, &ranges)?;
		let hash = ledger.event.hash;
		let (mut items, mut owner_kept) = (0u32, 0u32);
		for leaves in ranges {
			let mut piece = Self::whole(&mut ledger, &leaves)?;
			ensure_live::<T>(&piece.item)?;
			let epc = piece.epc();
			let blocked = piece.row.held > 0;
			let bulk = piece.bulk();
			let units = bulk.units;
			items = items.saturating_add(units);
			if Self::receive_one(&mut ledger, &epc, &mut piece.item, Some(bulk), blocked)? {
				owner_kept = owner_kept.saturating_add(units);
			}
			piece.save(&mut ledger, HopKind::Received, Link::None);
		}
		let counterparty = ledger.one_counterparty();
		let weights = ledger
			.finish(Act::Step(HopKind::Received), Outcome { counterparty, ..Default::default() })?;
		Self::deposit_event(Event::Received {
			event: hash,
			organisation: acting.organisation,
			items,
			owner_kept,
		});
		Ok(weights.post::<T>(T::WeightInfo::receive_ranges(count)))
	}

	pub(crate) fn do_void_ranges(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&ranges);
		let mut ledger = Self::begin_ranges(who, acting, event, Step::Voiding, &ranges)?;
		let hash = ledger.event.hash;
		let mut items = 0u32;
		for leaves in ranges {
			let mut piece = Self::whole(&mut ledger, &leaves)?;
			ensure_live::<T>(&piece.item)?;
			let (epc, bulk) = (piece.epc(), piece.bulk());
			Self::void_one(&mut ledger, &epc, &mut piece.item, Some(bulk))?;
			items = items.saturating_add(bulk.units);
			piece.save(&mut ledger, HopKind::ShipmentVoided, Link::None);
		}
		let weights = ledger.finish(Act::Step(HopKind::ShipmentVoided), Outcome::default())?;
		Self::deposit_event(Event::ShipmentVoided {
			event: hash,
			organisation: acting.organisation,
			items,
		});
		Ok(weights.post::<T>(T::WeightInfo::void_ranges(count)))
	}

	pub(crate) fn do_change_range_disposition(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
		disposition: Disposition,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&ranges);
		let mut ledger = Self::begin_ranges(who, acting, event, Step::Handling, &ranges)?;
		let hash = ledger.event.hash;
		let mut items = 0u32;
		for leaves in ranges {
			let mut piece = Self::carve_or_whole(&mut ledger, &leaves)?;
			ensure_live::<T>(&piece.item)?;
			let standing = if is_missing(disposition) {
				Self::lost_on_the_way(&mut ledger, &mut piece.item)?
			} else {
				ledger.at_hand(&piece.item)?
			};
			let before = piece.contribution();
			if !is_missing(disposition) {
				Ledger::<T>::ensure_free(&piece.item, &standing)?;
			}
			piece.item.disposition =
				ledger.step_to(Step::Handling, &piece.item, Some(disposition))?;
			// SC-6: what came back is verified pack by pack before it is sold again.
			ensure!(
				!(piece.item.returned && is_sellable(piece.item.disposition)),
				Error::<T>::ReturnNotVerified
			);
			piece.item.tainted |= disposition == Disposition::Stolen;
			Self::reweigh_piece(&mut ledger, &before, &piece, &standing)?;
			items = items.saturating_add(piece.row.live);
			piece.save(&mut ledger, HopKind::DispositionChanged, Link::None);
		}
		let weights = ledger.finish(
			Act::Step(HopKind::DispositionChanged),
			Outcome { disposition: Some(disposition), ..Default::default() },
		)?;
		Self::deposit_event(Event::DispositionChanged {
			event: hash,
			organisation: acting.organisation,
			disposition,
			items,
		});
		Ok(weights.post::<T>(T::WeightInfo::change_range_disposition(count)))
	}

	/// Keep the summaries right when a range, or a unit of it, changes where it is.
	pub(crate) fn reweigh_piece(
		ledger: &mut Ledger<T>,
		before: &Contents,
		piece: &Piece<T>,
		standing: &Standing,
	) -> Result<(), Error<T>> {
		let Some(place) = &standing.place else { return Ok(()) };
		let mut after = piece.contribution();
		if piece.row.live == 0 {
			after = Contents::default();
		}
		if *before == after {
			return Ok(());
		}
		// First the new one, so that the container is not taken for empty meanwhile.
		if piece.row.live > 0 {
			ledger.lineage.add(&place.path, &after)?;
		}
		ledger.lineage.subtract(&place.path, before);
		Ok(())
	}

	/// End a range as a whole: `step` is decommissioning or destruction.
	fn end_range(
		ledger: &mut Ledger<T>,
		leaves: &Leaves,
		step: Step,
		reason: Option<DecommissionReason>,
	) -> Result<(u32, Disposition), DispatchError> {
		let mut piece = Self::carve_or_whole(ledger, leaves)?;
		if step == Step::Destroying {
			ensure!(can_destroy(piece.item.reason), Error::<T>::Decommissioned);
		} else {
			ensure_live::<T>(&piece.item)?;
		}
		let standing = ledger.at_hand(&piece.item)?;
		if step == Step::Destroying {
			Self::ensure_condemned_around(ledger, &standing)?;
		} else {
			Ledger::<T>::ensure_free(&piece.item, &standing)?;
		}
		let to = match ledger.step(step, &piece.item) {
			Err(Error::DispositionNotAllowed)
				if step == Step::Destroying
					&& (ledger.expired(&piece.item)
						|| standing.held_around().is_some()
						|| ledger.recalled(&piece.epc(), &piece.item, Some(piece.leaves()))?) =>
			{
				// Recalled and expired are overlays: they count as dispositions here (EP-3).
				let known = Item { disposition: Disposition::Recalled, ..piece.item.clone() };
				ledger.step(step, &known)?
			}
			to => to?,
		};
		let link = Self::leave_piece(ledger, &mut piece, &standing);
		piece.item.disposition = to;
		piece.item.reason = reason.or(piece.item.reason);
		let units = piece.row.live;
		let kind = match step {
			Step::Destroying => HopKind::Destroyed,
			_ => HopKind::Decommissioned,
		};
		piece.save(ledger, kind, link);
		Ok((units, to))
	}

	/// Take a range out of what it is in.
	pub(crate) fn leave_piece(
		ledger: &mut Ledger<T>,
		piece: &mut Piece<T>,
		standing: &Standing,
	) -> Link {
		let (Some(place), Some(parent)) = (&standing.place, piece.item.parent.take()) else {
			return Link::None;
		};
		ledger.lineage.subtract(&place.path, &piece.contribution());
		piece.item.owner = standing.owner;
		piece.item.holder = standing.holder;
		piece.item.tainted |= place.tainted;
		Link::OutOf(parent)
	}

	pub(crate) fn do_decommission_ranges(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
		reason: DecommissionReason,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&ranges);
		let mut ledger = Self::begin_ranges(who, acting, event, Step::Decommissioning, &ranges)?;
		let hash = ledger.event.hash;
		let mut items = 0u32;
		for leaves in ranges {
			let (units, _) =
				Self::end_range(&mut ledger, &leaves, Step::Decommissioning, Some(reason))?;
			items = items.saturating_add(units);
		}
		let weights = ledger.finish(
			Act::Step(HopKind::Decommissioned),
			Outcome {
				disposition: Some(Disposition::Inactive),
				reason: Some(reason),
				..Default::default()
			},
		)?;
		Self::deposit_event(Event::Decommissioned {
			event: hash,
			organisation: acting.organisation,
			reason,
			items,
		});
		Ok(weights.post::<T>(T::WeightInfo::decommission_ranges(count)))
	}

	pub(crate) fn do_destroy_ranges(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		ranges: BoundedVec<Leaves, ConstU32<MAX_RANGES>>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&ranges);
		let mut ledger = Self::begin_ranges(who, acting, event, Step::Destroying, &ranges)?;
		let hash = ledger.event.hash;
		let mut items = 0u32;
		let mut disposition = None;
		for leaves in ranges {
			let (units, to) = Self::end_range(&mut ledger, &leaves, Step::Destroying, None)?;
			items = items.saturating_add(units);
			disposition = Some(to);
		}
		let weights = ledger
			.finish(Act::Step(HopKind::Destroyed), Outcome { disposition, ..Default::default() })?;
		Self::deposit_event(Event::Destroyed {
			event: hash,
			organisation: acting.organisation,
			items,
		});
		Ok(weights.post::<T>(T::WeightInfo::destroy_ranges(count)))
	}

	/// The ledger of a call that records no event of its own.
	pub(crate) fn silent(
		who: T::AccountId,
		acting: Acting,
		capacities: &[Capacity],
	) -> Result<Ledger<T>, DispatchError> {
		let event = EventFacts {
			hash: Default::default(),
			time: super::ledger::now::<T>(),
			biz_step: None,
			disposition: None,
			read_point: None,
			biz_location: None,
		};
		Ledger::<T>::enter(who, acting, event, capacities, 1)
	}

	pub(crate) fn do_split_range(
		who: T::AccountId,
		acting: Acting,
		gtin: u64,
		lot: LotNumber,
		at: u32,
	) -> DispatchResult {
		let mut ledger = Self::silent(who, acting, &TRADING)?;
		let leaves = Leaves { gtin, lot, first: at, len: 1 };
		let piece = Self::piece_with(&mut ledger, &leaves)?;
		let standing = ledger.lineage.standing(&piece.item)?;
		Self::ensure_can_cut(&ledger, &piece, &standing)?;
		let (before, after) = Self::cut(&mut ledger, piece, at)?;
		before.store();
		after.store();
		ledger.lineage.commit();
		Self::deposit_event(Event::RangeSplit {
			organisation: acting.organisation,
			gtin,
			lot: leaves.lot,
			at,
		});
		Ok(())
	}

	pub(crate) fn do_merge_ranges(
		who: T::AccountId,
		acting: Acting,
		gtin: u64,
		lot: LotNumber,
		at: u32,
	) -> DispatchResult {
		let mut ledger = Self::silent(who, acting, &TRADING)?;
		let leaves = Leaves { gtin, lot, first: at, len: 1 };
		let mut right = Self::piece_with(&mut ledger, &leaves)?;
		ensure!(right.first == at, Error::<T>::NotNeighbours);
		let before = at.checked_sub(1).ok_or(Error::<T>::NotNeighbours)?;
		let leaves = Leaves { first: before, ..leaves };
		let mut left = match Self::piece_with(&mut ledger, &leaves) {
			Err(error) if error == Error::<T>::UnknownRange.into() => {
				return Err(Error::<T>::NotNeighbours.into())
			}
			left => left?,
		};
		for piece in [&left, &right] {
			ensure_live::<T>(&piece.item)?;
			let standing = ledger.lineage.standing(&piece.item)?;
			ensure!(standing.transit.is_none(), Error::<T>::InTransit);
			ensure!(standing.holder == acting.organisation, Error::<T>::NotHolder);
		}
		ensure!(left.item.owner == right.item.owner, Error::<T>::MixedOwners);
		let alike = |item: &Item| Item { last: 0, ..item.clone() };
		ensure!(alike(&left.item) == alike(&right.item), Error::<T>::RangesDiffer);
		if let Some(place) = ledger.lineage.standing(&left.item)?.place {
			let one = Contents { children: 1, ..Default::default() };
			let direct = place.path.get(..1).unwrap_or_default().to_vec();
			ledger.lineage.subtract(&direct, &one);
		}
		right.log(RangeLogRow::Merged { segment: left.row.segment, seq: left.row.next_hop });
		hold_rows::<T>(ledger.signer(), acting.organisation, T::RowDeposit::get(), 1)?;
		left.row.len = left.row.len.saturating_add(right.row.len);
		left.row.live = left.row.live.saturating_add(right.row.live);
		left.row.held = left.row.held.saturating_add(right.row.held);
		left.item.last = left.item.last.max(right.item.last);
		Ranges::<T>::remove((gtin, &right.lot, place(at)));
		release::<T>(&right.row.payer, right.row.deposit);
		left.store();
		ledger.lineage.commit();
		Self::deposit_event(Event::RangesMerged {
			organisation: acting.organisation,
			gtin,
			lot: right.lot,
			at,
		});
		Ok(())
	}
}

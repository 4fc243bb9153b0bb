//! What must hold of the state between blocks. It visits everything: for tests and `try-runtime`.

use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use salus_primitives::{
	supply::{Disposition, Epc, NoticeKind, Provenance},
	OrganisationId,
};
use sp_runtime::TryRuntimeError;

use crate::{
	features::{
		disposition::{is_held, is_sellable, is_terminal},
		lineage::{holds, Lineage},
		ranges::{first_of, in_chunk, range_item},
	},
	CaseKey, Cases, Chunks, CommittedLots, Config, Consignees, Contents, ContentsOf,
	Counterparties, EmptiedContainers, EventHashes, Events, Exemptions, HeldItems, Hold, Hops,
	Items, LotContent, Lots, Mark, NextEvent, NoticeRecipients, Notices, Owed, Pallet, Products,
	RangeLog, RangeLogRow, Ranges, RecallPlan, RecallPlans, Recalls, Reviews, RowDeposits, Scope,
	SerialRecalls, SerialsOf, ShipmentKey, Shipments, ShownSerials, SuppliedTo, Supplies,
	TraceRequests, CHUNK, MAX_DEPTH,
};

impl<T: Config> Pallet<T> {
	/// Every invariant of the README.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_items()?;
		Self::try_ranges()?;
		Self::try_contents()?;
		Self::try_shipments()?;
		Self::try_history()?;
		Self::try_recalls()?;
		Self::try_cases()?;
		Self::try_effectiveness()?;
		Self::try_supplies()?;
		Self::try_reviews()
	}

	/// Items and what they are packed in.
	fn try_items() -> Result<(), TryRuntimeError> {
		for (epc, item) in Items::<T>::iter() {
			ensure!(epc.validate().is_ok(), "an item has an invalid identity");
			ensure!(
				item.trade.is_some() == matches!(epc, Epc::Sgtin { .. }),
				"trade items have a lot, logistic units have none"
			);
			ensure!(
				(item.disposition == Disposition::InTransit) == item.transit.is_some(),
				"in transit is what is in a shipment"
			);
			ensure!(
				(item.disposition == Disposition::Inactive) <= item.reason.is_some(),
				"an inactive item has a reason"
			);
			if is_terminal(item.disposition) {
				ensure!(item.parent.is_none(), "an ended item is packed");
				ensure!(
					ContentsOf::<T>::get(&epc).children == 0,
					"an ended item contains something"
				);
			}
			let Some(parent) = &item.parent else { continue };
			ensure!(item.transit.is_none(), "a packed item is in a shipment by itself");
			let container = Items::<T>::get(&parent.epc).ok_or("a parent does not exist")?;
			ensure!(container.container, "a parent is no container");
			ensure!(parent.generation <= container.generation, "a parent's generation is to come");
			if parent.generation < container.generation {
				ensure!(
					EmptiedContainers::<T>::contains_key(&parent.epc, parent.generation),
					"it is not known where the children of a container were left"
				);
			}
			// Within the depth, which excludes cycles.
			let mut lineage = Lineage::<T>::new(u32::MAX, u32::MAX);
			let item = lineage.load(&epc).map_err(|_| "an item cannot be read")?;
			let standing = lineage.standing(&item).map_err(|_| "packed too deep, or a cycle")?;
			let depth = standing.place.map_or(0, |place| place.path.len());
			ensure!(depth <= MAX_DEPTH as usize, "packed too deep");
		}
		Ok(())
	}

	/// Ranges cover the leaves of their lots without overlap, and know how many units are live and
	/// held; where there is no range, all have ended.
	fn try_ranges() -> Result<(), TryRuntimeError> {
		for (gtin, lot, committed) in CommittedLots::<T>::iter() {
			let count = committed.commitment.serials.count;
			ensure!(committed.commitment.serials.is_valid(), "a root that cannot be");
			ensure!(
				Lots::<T>::get(gtin, &lot).expiry == Some(committed.expiry),
				"a lot has two expiries"
			);
			let unit = |leaf: u32| {
				let (number, offset) = in_chunk(leaf);
				(Chunks::<T>::get((gtin, &lot, number)), offset)
			};
			let ended = |leaf: u32| {
				let (chunk, offset) = unit(leaf);
				chunk.has_ended(offset)
			};
			// From the last leaf to the first.
			let mut end = count;
			for (key, row) in Ranges::<T>::iter_prefix((gtin, &lot)) {
				let first = first_of(key);
				let after = first.checked_add(row.len).ok_or("a range ends nowhere")?;
				ensure!(row.len > 0 && after <= end, "ranges overlap, or go beyond their lot");
				ensure!((after..end).all(ended), "a live leaf is in no range");
				let live = (first..after).filter(|leaf| !ended(*leaf)).count();
				ensure!(live == row.live as usize && live > 0, "live units do not add up");
				let held = (first..after)
					.filter(|leaf| {
						let (chunk, offset) = unit(*leaf);
						!chunk.has_ended(offset) && chunk.mark(offset).is_some_and(Mark::holds)
					})
					.count();
				ensure!(held == row.held as usize, "held units do not add up");
				ensure!(
					(row.disposition == Disposition::InTransit) == row.transit.is_some(),
					"in transit is what is in a shipment"
				);
				ensure!(row.segment < committed.next_segment, "a segment of the future");
				ensure!(
					!(row.returned && is_sellable(row.disposition)),
					"a range that came back is sellable and not verified"
				);
				if is_terminal(row.disposition) {
					ensure!(row.parent.is_none(), "an ended range is packed");
				}
				if let Some(parent) = &row.parent {
					ensure!(row.transit.is_none(), "a packed range is in a shipment by itself");
					let container =
						Items::<T>::get(&parent.epc).ok_or("a parent does not exist")?;
					ensure!(container.container, "a parent is no container");
				}
				end = first;
			}
			ensure!((0..end).all(ended), "a live leaf is in no range");
		}
		for ((gtin, lot, number), chunk) in Chunks::<T>::iter() {
			let committed = CommittedLots::<T>::get(gtin, &lot).ok_or("a chunk of nothing")?;
			let count = committed.commitment.serials.count;
			let leaves = count.saturating_sub(number.saturating_mul(CHUNK));
			ensure!(
				(0..CHUNK).all(|offset| offset < leaves || !chunk.has_ended(offset as u16)),
				"a leaf beyond its lot has ended"
			);
			let mut before = None;
			for mark in &chunk.marks {
				ensure!(before < Some(mark.offset), "marks are not in order");
				ensure!(
					chunk.has_ended(mark.offset) == (mark.row || is_terminal(mark.disposition)),
					"a mark and its bit differ"
				);
				before = Some(mark.offset);
			}
		}
		for ((gtin, lot, _), _) in Ranges::<T>::iter() {
			ensure!(CommittedLots::<T>::contains_key(gtin, &lot), "a range of nothing");
		}
		Ok(())
	}

	/// The summaries add up, at every level.
	fn try_contents() -> Result<(), TryRuntimeError> {
		let mut sums: BTreeMap<Epc, Contents> = BTreeMap::new();
		for epc in Items::<T>::iter_keys() {
			let mut lineage = Lineage::<T>::new(u32::MAX, u32::MAX);
			let item = lineage.load(&epc).map_err(|_| "an item cannot be read")?;
			let standing = lineage.standing(&item).map_err(|_| "an item is nowhere")?;
			let Some(place) = standing.place else { continue };
			for (level, container) in place.path.iter().enumerate() {
				let sum = sums.entry(container.clone()).or_default();
				if level == 0 {
					sum.children += 1;
				}
				sum.height = sum.height.max(level as u8 + 1);
				sum.held += u32::from(holds(&item));
				sum.recalled += u32::from(item.serial_recalls > 0);
				sum.quarantined += u32::from(item.cases > 0);
				if let (Epc::Sgtin { gtin, .. }, Some(trade)) = (&epc, &item.trade) {
					let key = (*gtin, trade.lot.clone());
					let mut lot = sum.lots.get(&key).cloned().unwrap_or(LotContent {
						units: 0,
						expiry: trade.expiry,
						leaves: None,
					});
					lot.units += 1;
					lot.expiry = lot.expiry.min(trade.expiry);
					sum.lots.try_insert(key, lot).map_err(|_| "too many lots in a container")?;
				}
			}
		}
		for ((gtin, lot, key), row) in Ranges::<T>::iter() {
			let mut lineage = Lineage::<T>::new(u32::MAX, u32::MAX);
			let mut item = range_item::<T>(&row, &lot, 0);
			lineage.settle(&mut item).map_err(|_| "a range cannot be read")?;
			let standing = lineage.standing(&item).map_err(|_| "a range is nowhere")?;
			let Some(place) = standing.place else { continue };
			let expiry = CommittedLots::<T>::get(gtin, &lot).map_or(0, |row| row.expiry);
			for (level, container) in place.path.iter().enumerate() {
				let sum = sums.entry(container.clone()).or_default();
				sum.children += u32::from(level == 0);
				sum.height = sum.height.max(level as u8 + 1);
				sum.held += row.held + u32::from(is_held(item.disposition));
				let last = first_of(key) + row.len - 1;
				let fresh = LotContent { units: 0, expiry, leaves: Some((first_of(key), last)) };
				if !sum.lots.contains_key(&(gtin, lot.clone())) {
					sum.lots
						.try_insert((gtin, lot.clone()), fresh)
						.map_err(|_| "too many lots in a container")?;
				}
				if let Some(content) = sum.lots.get_mut(&(gtin, lot.clone())) {
					content.units += row.live;
					content.leaves =
						content.leaves.map(|(one, two)| (one.min(first_of(key)), two.max(last)));
				}
			}
		}
		for (epc, contents) in ContentsOf::<T>::iter() {
			let sum = sums.remove(&epc).ok_or("a summary of an empty container")?;
			ensure!(contents.children == sum.children, "children do not add up");
			ensure!(contents.held == sum.held, "held items do not add up");
			ensure!(contents.recalled == sum.recalled, "recalled items do not add up");
			ensure!(contents.quarantined == sum.quarantined, "items in cases do not add up");
			ensure!(contents.height >= sum.height, "a container is higher than its summary");
			ensure!(contents.lots.len() == sum.lots.len(), "lots do not add up");
			for (key, lot) in sum.lots {
				let stored = contents.lots.get(&key).ok_or("a lot is missing in a summary")?;
				ensure!(stored.units == lot.units, "units of a lot do not add up");
				ensure!(stored.expiry <= lot.expiry, "a summary expires after its content");
				let between = |(first, last): (u32, u32)| {
					lot.leaves.is_some_and(|leaves| first <= leaves.0 && leaves.1 <= last)
				};
				ensure!(stored.leaves.is_none_or(between), "leaves of a summary are elsewhere");
			}
		}
		ensure!(sums.is_empty(), "a container has no summary");
		Ok(())
	}

	/// Shipments know how many of their items are on the way.
	fn try_shipments() -> Result<(), TryRuntimeError> {
		let mut outstanding: BTreeMap<ShipmentKey, u32> = BTreeMap::new();
		for (_, item) in Items::<T>::iter() {
			if let Some(transit) = item.transit {
				ensure!(
					item.holder == transit.shipment.shipper,
					"in transit of another's shipment"
				);
				*outstanding.entry(transit.shipment).or_default() += 1;
			}
		}
		for (_, row) in Ranges::<T>::iter() {
			if let Some(transit) = row.transit {
				ensure!(row.holder == transit.shipment.shipper, "in transit of another's shipment");
				*outstanding.entry(transit.shipment).or_default() += 1;
			}
		}
		for (key, row) in Shipments::<T>::iter() {
			ensure!(
				row.outstanding == outstanding.remove(&key).unwrap_or_default(),
				"items of a shipment do not add up"
			);
			ensure!((row.outstanding == 0) == row.closed.is_some(), "a complete shipment is open");
			ensure!(row.received == 0 || row.to.is_some(), "received by nobody");
		}
		ensure!(outstanding.is_empty(), "in transit without a shipment");
		Ok(())
	}

	/// Hops are contiguous, and every event has as many rows as it says.
	fn try_history() -> Result<(), TryRuntimeError> {
		let mut rows: BTreeMap<u64, u32> = BTreeMap::new();
		let mut hops: BTreeMap<Epc, u32> = BTreeMap::new();
		for (epc, seq, hop) in Hops::<T>::iter() {
			let item = Items::<T>::get(&epc).ok_or("a hop of nothing")?;
			ensure!(
				item.first_hop <= seq && seq < item.next_hop,
				"a hop out of the range of its item"
			);
			*hops.entry(epc).or_default() += 1;
			*rows.entry(hop.number).or_default() += 1;
		}
		for (epc, item) in Items::<T>::iter() {
			let count = hops.get(&epc).copied().unwrap_or_default();
			ensure!(item.next_hop - item.first_hop == count, "a gap in the hops of an item");
		}
		for (_, row) in RangeLog::<T>::iter() {
			if let RangeLogRow::Hop(hop) = row {
				*rows.entry(hop.number).or_default() += 1;
			}
		}
		for (_, row) in Shipments::<T>::iter() {
			*rows.entry(row.number).or_default() += 1;
		}
		let next = NextEvent::<T>::get();
		let mut events = 0;
		for (hash, event) in Events::<T>::iter() {
			ensure!(event.number < next, "an event of the future");
			ensure!(
				EventHashes::<T>::get(event.number) == Some(hash),
				"the number of an event leads elsewhere"
			);
			ensure!(
				event.rows == rows.remove(&event.number).unwrap_or_default(),
				"rows of an event do not add up"
			);
			events += 1;
		}
		ensure!(EventHashes::<T>::iter().count() == events, "a number without an event");
		ensure!(rows.is_empty(), "rows without an event");
		Ok(())
	}

	/// What is marked as recalled is, by recalls that are open, and nothing else.
	fn try_recalls() -> Result<(), TryRuntimeError> {
		let mut marks: BTreeSet<([u8; 16], Scope)> = BTreeSet::new();
		for (gtin, row) in Products::<T>::iter() {
			marks.extend(row.recalls.into_iter().map(|id| (id, Scope::Product(gtin))));
			marks
				.extend(row.expiries.into_iter().map(|(id, part)| (id, Scope::Expiry(gtin, part))));
		}
		for (gtin, lot, row) in Lots::<T>::iter() {
			marks.extend(row.recalls.into_iter().map(|id| (id, Scope::Lot(gtin, lot.clone()))));
			let parts = row.leaves.into_iter();
			marks.extend(parts.map(|(id, part)| (id, Scope::Leaves(gtin, lot.clone(), part))));
		}
		for (gtin, serial, row) in SerialRecalls::<T>::iter() {
			let epc = Epc::Sgtin { gtin, serial: serial.clone() };
			if let Some(item) = Items::<T>::get(epc) {
				ensure!(
					usize::from(item.serial_recalls) == row.recalls.len(),
					"a pack does not know how often it is recalled"
				);
			}
			marks.extend(
				row.recalls.into_iter().map(|id| (id, Scope::Serial(gtin, serial.clone()))),
			);
		}
		for (id, recall) in Recalls::<T>::iter() {
			let serials = SerialsOf::<T>::get(id);
			if recall.closed.is_some() {
				ensure!(serials.is_empty(), "a closed recall lists serials");
				continue;
			}
			match &recall.scope {
				Scope::Serial(gtin, first) => {
					ensure!(serials.first() == Some(first), "serials of a recall are lost");
					for serial in serials {
						ensure!(
							marks.remove(&(id, Scope::Serial(*gtin, serial))),
							"a serial is not marked"
						);
					}
				}
				scope => {
					ensure!(marks.remove(&(id, scope.clone())), "a scope is not marked")
				}
			}
		}
		ensure!(marks.is_empty(), "a mark without an open recall");
		Ok(())
	}

	/// What is in a case is held, and cases know how many of their items are not decided.
	fn try_cases() -> Result<(), TryRuntimeError> {
		let mut open: BTreeMap<CaseKey, u32> = BTreeMap::new();
		for (epc, item) in Items::<T>::iter() {
			ensure!(
				!((item.cases > 0 || item.returned) && is_sellable(item.disposition)),
				"an item in a case, or back and not verified, is sellable"
			);
			let row = HeldItems::<T>::get(&epc);
			let holds = row.map(|row| row.holds).unwrap_or_default();
			ensure!(usize::from(item.cases) == holds.len(), "an item is lost in its cases");
			for (key, hold) in holds {
				if hold == Hold::Open {
					ensure!(Cases::<T>::contains_key(key), "held by no case");
					*open.entry(key).or_default() += 1;
				}
			}
		}
		for epc in HeldItems::<T>::iter_keys() {
			ensure!(Items::<T>::contains_key(epc), "nothing is held");
		}
		for (key, case) in Cases::<T>::iter() {
			ensure!(
				case.items == open.remove(&key).unwrap_or_default(),
				"items of a case do not add up"
			);
			ensure!(case.closed.is_none() || case.items == 0, "a closed case has items");
			ensure!(RowDeposits::<T>::contains_key(Owed::Case(key)), "nobody paid for a case");
		}
		for key in Counterparties::<T>::iter_keys() {
			ensure!(Cases::<T>::contains_key(key), "another party of no case");
		}
		for owed in RowDeposits::<T>::iter_keys() {
			ensure!(
				match owed {
					Owed::Case(key) => Cases::<T>::contains_key(key),
					Owed::Notice(key) => Notices::<T>::contains_key(key),
					Owed::Request(key) => TraceRequests::<T>::contains_key(key),
					Owed::Recall { id, .. } => Recalls::<T>::contains_key(id),
				},
				"a deposit for nothing"
			);
		}
		ensure!(open.is_empty(), "held by a case that does not know");
		for (key, notice) in Notices::<T>::iter() {
			if notice.facts.kind == NoticeKind::Initial {
				let (mut all, mut told) = (0, 0);
				for (_, row) in NoticeRecipients::<T>::iter_prefix(key) {
					all += 1;
					told += u32::from(row.told.is_some());
				}
				ensure!(
					(notice.recipients, notice.told) == (all, told),
					"recipients of a notice do not add up"
				);
			}
		}
		for key in Exemptions::<T>::iter_keys() {
			ensure!(Shipments::<T>::contains_key(key), "an exemption of nothing");
		}
		Ok(())
	}

	/// Makers' supplies are counted, and serials that were shown have a row.
	fn try_supplies() -> Result<(), TryRuntimeError> {
		let mut counts: BTreeMap<Scope, u32> = BTreeMap::new();
		for (scope, _, _) in Supplies::<T>::iter() {
			*counts.entry(scope).or_default() += 1;
		}
		for (scope, count) in SuppliedTo::<T>::iter() {
			ensure!(counts.remove(&scope) == Some(count), "consignees of a maker do not add up");
		}
		ensure!(counts.is_empty(), "a consignee that nobody counted");
		for (gtin, serial, shown) in ShownSerials::<T>::iter() {
			let committed =
				CommittedLots::<T>::get(gtin, &shown.lot).ok_or("shown in no committed lot")?;
			ensure!(shown.leaf < committed.commitment.serials.count, "shown at no leaf");
			let item = Items::<T>::get(Epc::Sgtin { gtin, serial }).ok_or("shown without a row")?;
			ensure!(
				shown.since.is_some() == (item.provenance == Provenance::Manufacturer),
				"an outdone row is not contested"
			);
		}
		Ok(())
	}

	/// Plans of recalls are the sums over their consignees.
	fn try_effectiveness() -> Result<(), TryRuntimeError> {
		for (id, plan) in RecallPlans::<T>::iter() {
			ensure!(Recalls::<T>::contains_key(id), "a plan of no recall");
			let mut sum = RecallPlan { totals: Default::default(), ..plan.clone() };
			(sum.consignees, sum.acknowledged, sum.reconciled, sum.known) = (0, 0, 0, 0);
			for (_, row) in Consignees::<T>::iter_prefix(id) {
				sum.known += u32::from(row.known);
				sum.consignees += u32::from(row.counts());
				sum.acknowledged += u32::from(row.acknowledged.is_some());
				if let Some((_, parts)) = row.reconciled {
					ensure!(parts.adds_up(), "quantities of a consignee do not add up");
					sum.reconciled += 1;
					sum.totals.shipped += u64::from(parts.shipped);
					sum.totals.returned += u64::from(parts.returned);
					sum.totals.destroyed += u64::from(parts.destroyed);
					sum.totals.dispensed += u64::from(parts.dispensed);
					sum.totals.unaccounted += u64::from(parts.unaccounted);
				}
			}
			ensure!(sum == plan, "a plan is not the sum over its consignees");
		}
		Ok(())
	}

	/// Makers know how many introduced items wait for them.
	fn try_reviews() -> Result<(), TryRuntimeError> {
		let mut waiting: BTreeMap<(u64, OrganisationId), u32> = BTreeMap::new();
		for (epc, item) in Items::<T>::iter() {
			let (Some(introduction), Epc::Sgtin { gtin, .. }) = (item.introduced, epc) else {
				continue;
			};
			if introduction.awaited {
				let maker = Self::maker(gtin).ok_or("an item waits for nobody")?;
				*waiting.entry((introduction.number, maker)).or_default() += 1;
			}
		}
		for (number, maker, count) in Reviews::<T>::iter() {
			ensure!(
				waiting.remove(&(number, maker)) == Some(count),
				"introduced items do not add up"
			);
		}
		ensure!(waiting.is_empty(), "an introduced item waits in vain");
		Ok(())
	}
}

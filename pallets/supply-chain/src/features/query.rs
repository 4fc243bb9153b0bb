//! What is read of lots, containers, shipments, cases and recalls. Nothing here changes state, and
//! every list is paged by the raw keys of one prefix.

use alloc::vec::Vec;
use codec::{Decode, DecodeAll, Encode};
use salus_primitives::{
	supply::{
		CaseInfo, CaseSubject, ConditionsInfo, ConsigneeInfo, ConsigneePage, ContentInfo, Day,
		Disposition, EffectivenessInfo, Epc, HoldDecision, HoldInfo, ItemInfo, LeafInfo, LotInfo,
		LotNumber, NoticeInfo, RangeInfo, RangePage, RecallInfo, RecallScope, RecallSummary,
		RecipientInfo, RecipientPage, ScopedId, ShipmentInfo, TraceRequestInfo,
	},
	BadCursor, OrganisationId,
};
use sp_runtime::BoundedVec;

use super::{
	disposition::{is_sellable, is_terminal},
	lineage::{Lineage, Standing},
	ranges::{first_of, range_item, RangeOf},
};
use crate::{
	overlap, Case, CaseKey, Cases, CommittedLots, Config, Consignees, Counterparties, Exemptions,
	Exposures, HeldItems, Hold, Item, Lots, NoticeRecipients, Notices, Pallet, Products, Ranges,
	RecallPlans, Recalls, Scope, SerialsOf, ShipmentKey, Shipments, StorageLimitsOf, Subject,
	TraceRequests, MAX_PAGE,
};

impl From<ShipmentKey> for ScopedId {
	fn from(key: ShipmentKey) -> Self {
		Self { by: key.shipper, id: key.id }
	}
}

impl From<CaseKey> for ScopedId {
	fn from(key: CaseKey) -> Self {
		Self { by: key.by, id: key.id }
	}
}

impl From<ScopedId> for ShipmentKey {
	fn from(key: ScopedId) -> Self {
		Self { shipper: key.by, id: key.id }
	}
}

impl From<ScopedId> for CaseKey {
	fn from(key: ScopedId) -> Self {
		Self { by: key.by, id: key.id }
	}
}

impl From<Subject> for CaseSubject {
	fn from(subject: Subject) -> Self {
		match subject {
			Subject::Suspect(reason) => Self::Suspect(reason),
			Subject::Alert(failure) => Self::Alert(failure),
			Subject::Exception(kind) => Self::Exception(kind),
			Subject::Excursion(excursion) => Self::Excursion(excursion),
		}
	}
}

impl From<Hold> for HoldDecision {
	fn from(hold: Hold) -> Self {
		match hold {
			Hold::Open => Self::Open,
			Hold::Condemned => Self::Condemned,
			Hold::ToReturn => Self::ToReturn,
		}
	}
}

/// Where a list goes on, as its page before said.
fn position<K: Decode>(cursor: Option<Vec<u8>>) -> Result<Option<K>, BadCursor> {
	cursor.map(|bytes| K::decode_all(&mut bytes.as_slice()).map_err(|_| BadCursor)).transpose()
}

/// At most so many rows, and where the next page begins if there are more.
fn page<K: Clone + Encode, V>(
	mut rows: impl Iterator<Item = (K, V)>,
	limit: u32,
) -> (Vec<(K, V)>, Option<Vec<u8>>) {
	let limit = usize::try_from(limit.clamp(1, MAX_PAGE)).unwrap_or(1);
	let page: Vec<(K, V)> = rows.by_ref().take(limit).collect();
	// A page that happens to end with the last row says so.
	let next = rows.next().and_then(|_| page.last()).map(|(key, _)| key.encode());
	(page, next)
}

/// The disposition to show of something that stands there.
fn shown(own: Disposition, standing: &Standing) -> Disposition {
	match standing.held_around() {
		_ if is_terminal(own) => own,
		_ if standing.transit.is_some() => Disposition::InTransit,
		Some(held) if is_sellable(own) => held,
		_ => own,
	}
}

impl<T: Config> Pallet<T> {
	/// A lot that its maker committed by root.
	pub fn lot_info(gtin: u64, lot: &LotNumber) -> Option<LotInfo> {
		let committed = CommittedLots::<T>::get(gtin, lot)?;
		let product = Products::<T>::get(gtin);
		let row = Lots::<T>::get(gtin, lot);
		let day = (committed.expiry, committed.expiry);
		let days = product.expiries.into_iter().filter(|(_, days)| overlap(*days, day));
		let mut recalls: Vec<_> = (row.recalls.into_iter())
			.chain(product.recalls)
			.chain(days.chain(row.leaves).map(|(id, _)| id))
			.filter_map(|id| {
				let recall = Recalls::<T>::get(id)?;
				Some(RecallSummary { id, class: recall.class, depth: recall.depth })
			})
			.collect();
		recalls.sort_by_key(|recall| recall.class);
		Some(LotInfo {
			maker: product.registration.map(|row| row.maker),
			commitment: committed.commitment,
			expiry: committed.expiry,
			recalls,
		})
	}

	fn range_info(
		lineage: &mut Lineage<T>,
		lot: &LotNumber,
		expiry: Day,
		first: u32,
		row: &RangeOf<T>,
	) -> Option<RangeInfo> {
		let mut item = range_item::<T>(row, lot, expiry);
		lineage.settle(&mut item).ok()?;
		let standing = lineage.standing(&item).ok()?;
		Some(RangeInfo {
			first,
			len: row.len,
			live: row.live,
			held: row.held,
			owner: standing.owner,
			holder: standing.holder,
			disposition: shown(item.disposition, &standing),
			shipment: standing.transit.map(|transit| transit.shipment.into()),
			parent: item.parent.map(|parent| parent.epc),
			last: standing.last,
		})
	}

	/// Who has which leaves of a committed lot, those of the last leaves in front. None if the lot is
	/// not committed. Leaves that no range covers have ended.
	///
	/// ## Errors
	/// [`BadCursor`]: `cursor` was not made by this method.
	pub fn list_ranges(
		gtin: u64,
		lot: &LotNumber,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<Option<RangePage>, BadCursor> {
		let Some(committed) = CommittedLots::<T>::get(gtin, lot) else { return Ok(None) };
		let prefix = (gtin, lot.clone());
		let rows = match position::<[u8; 4]>(cursor)? {
			Some(key) => {
				let after = Ranges::<T>::hashed_key_for((gtin, lot.clone(), key));
				Ranges::<T>::iter_prefix_from(prefix, after)
			}
			None => Ranges::<T>::iter_prefix(prefix),
		};
		let (rows, next) = page(rows, limit);
		let mut lineage = Lineage::<T>::new(u32::MAX, u32::MAX);
		let ranges = rows
			.into_iter()
			.filter_map(|(key, row)| {
				let first = first_of(key);
				Self::range_info(&mut lineage, lot, committed.expiry, first, &row)
			})
			.collect();
		Ok(Some(RangePage { ranges, next }))
	}

	/// One leaf of a committed lot, with the range that it is in. None if there is no such leaf.
	pub fn leaf_info(gtin: u64, lot: &LotNumber, index: u32) -> Option<LeafInfo> {
		let disposition = Self::leaf(gtin, lot.clone(), index)?.disposition;
		let expiry = CommittedLots::<T>::get(gtin, lot)?.expiry;
		let mut lineage = Lineage::<T>::new(u32::MAX, u32::MAX);
		let range = Self::range_over(gtin, lot, index)
			.and_then(|(first, row)| Self::range_info(&mut lineage, lot, expiry, first, &row));
		Some(LeafInfo { disposition, range })
	}

	/// A pack or container that has a row, as a whole.
	pub fn item_info(epc: &Epc) -> Option<ItemInfo> {
		let mut lineage = Lineage::<T>::new(u32::MAX, u32::MAX);
		let item: Item = lineage.load(epc).ok()?;
		let standing = lineage.standing(&item).ok()?;
		let inside = lineage.inside(epc, &item);
		let holds = match item.cases {
			0 => Vec::new(),
			_ => HeldItems::<T>::get(epc).map(|row| row.holds.into_inner()).unwrap_or_default(),
		};
		Some(ItemInfo {
			owner: standing.owner,
			holder: standing.holder,
			disposition: shown(item.disposition, &standing),
			last: standing.last,
			returned: item.returned,
			holds: holds
				.into_iter()
				.map(|(case, hold)| HoldInfo { case: case.into(), decision: hold.into() })
				.collect(),
			children: inside.children,
			height: inside.height,
			held: inside.held,
			recalled: inside.recalled,
			quarantined: inside.quarantined,
			contents: (inside.lots.into_iter())
				.map(|((gtin, lot), row)| ContentInfo {
					gtin,
					lot,
					units: row.units,
					expiry: row.expiry,
				})
				.collect(),
			shipment: standing.transit.map(|transit| transit.shipment.into()),
			parent: item.parent.map(|parent| parent.epc),
		})
	}

	/// A case of any kind.
	pub fn case_info(key: ScopedId) -> Option<CaseInfo> {
		let case: Case = Cases::<T>::get(CaseKey::from(key))?;
		Some(CaseInfo {
			key,
			subject: case.subject.into(),
			regulator: case.regulator,
			gtin: case.gtin,
			opened: case.opened,
			due: case.due,
			items: case.items,
			condemned: case.condemned,
			notifier: case.notifier,
			counterparty: Counterparties::<T>::get(CaseKey::from(key)),
			sample_retained: case.sample_retained,
			answer: case.answer,
			evidence: case.evidence,
			closed: case.closed,
		})
	}

	/// A recall, and how far it is (RC-1, RC-2).
	pub fn recall_info(id: [u8; 16]) -> Option<RecallInfo> {
		let recall = Recalls::<T>::get(id)?;
		let scope = match recall.scope {
			Scope::Product(gtin) => RecallScope::Product { gtin },
			Scope::Lot(gtin, lot) => RecallScope::Lot { gtin, lot },
			Scope::Serial(gtin, first) => {
				let mut serials = SerialsOf::<T>::get(id);
				if serials.is_empty() {
					serials = BoundedVec::truncate_from(alloc::vec![first]);
				}
				RecallScope::Serials { gtin, serials }
			}
			Scope::Expiry(gtin, (from, to)) => RecallScope::Expiry { gtin, from, to },
			Scope::Leaves(gtin, lot, (first, last)) => {
				let len = last.saturating_sub(first).saturating_add(1);
				RecallScope::Leaves { gtin, lot, first, len }
			}
		};
		let effectiveness = RecallPlans::<T>::get(id).map(|plan| EffectivenessInfo {
			effective: plan.is_effective(),
			adds_up: plan.adds_up(),
			level: plan.level,
			percent: plan.percent,
			reason: plan.reason,
			consignees: plan.consignees,
			acknowledged: plan.acknowledged,
			reconciled: plan.reconciled,
			shipped: plan.totals.shipped,
			returned: plan.totals.returned,
			destroyed: plan.totals.destroyed,
			dispensed: plan.totals.dispensed,
			unaccounted: plan.totals.unaccounted,
		});
		Some(RecallInfo {
			by: recall.by,
			regulator: recall.regulator,
			class: recall.class,
			depth: recall.depth,
			scope,
			status: Self::recall_status(id)?,
			opened: recall.opened,
			closed: recall.closed,
			effectiveness,
		})
	}

	/// Consignees of a recall, in no order.
	///
	/// ## Errors
	/// [`BadCursor`]: `cursor` was not made by this method.
	pub fn list_consignees(
		id: [u8; 16],
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<ConsigneePage, BadCursor> {
		let rows = match position::<OrganisationId>(cursor)? {
			Some(after) => {
				Consignees::<T>::iter_prefix_from(id, Consignees::<T>::hashed_key_for(id, after))
			}
			None => Consignees::<T>::iter_prefix(id),
		};
		let (rows, next) = page(rows, limit);
		let consignees = rows
			.into_iter()
			.map(|(organisation, row)| ConsigneeInfo {
				organisation,
				shipped: row.shipped,
				acknowledged: row.acknowledged,
				reconciled: row.reconciled,
			})
			.collect();
		Ok(ConsigneePage { consignees, next })
	}

	/// A shipment; none once it was reaped.
	pub fn shipment_info(key: ScopedId) -> Option<ShipmentInfo> {
		let key = ShipmentKey::from(key);
		let row = Shipments::<T>::get(key)?;
		Some(ShipmentInfo {
			kind: row.kind,
			capacity: row.capacity,
			seller: row.seller,
			to: row.to,
			inbound: row.inbound,
			statement: row.statement,
			information: row.information,
			exempt: Exemptions::<T>::get(key),
			event: Self::event(row.number).map(|(hash, _)| hash),
			outstanding: row.outstanding,
			received: row.received,
			closed: row.closed,
		})
	}

	/// How an item was kept; none if nobody recorded it (CC-1).
	pub fn conditions(epc: &Epc) -> Option<ConditionsInfo> {
		let row = Exposures::<T>::try_get(epc).ok()?;
		let gtin = match epc {
			Epc::Sgtin { gtin, .. } => Some(*gtin),
			Epc::Sscc(_) => None,
		};
		Some(ConditionsInfo {
			minutes_outside: row.minutes_outside,
			summaries: row.summaries,
			until: row.until,
			readings: row.readings,
			shipment: row.shipment.map(Into::into),
			profile: gtin.and_then(|gtin| Products::<T>::get(gtin).registration?.storage),
			limits: gtin.and_then(StorageLimitsOf::<T>::get),
		})
	}

	/// A notice of illegitimate product.
	pub fn notice_info(key: ScopedId) -> Option<NoticeInfo> {
		let notice = Notices::<T>::get(CaseKey::from(key))?;
		let facts = notice.facts;
		Some(NoticeInfo {
			kind: facts.kind,
			incident: facts.incident,
			gtin: facts.gtin,
			lot: facts.lot,
			reason: facts.reason,
			case: facts.case.map(Into::into),
			initial: facts.initial,
			consultation: facts.consultation,
			made: notice.made,
			recipients: notice.recipients,
			told: notice.told,
			terminated: notice.terminated,
		})
	}

	/// Who was notified by an initial notice and those that follow, in no order.
	///
	/// ## Errors
	/// [`BadCursor`]: `cursor` was not made by this method.
	pub fn list_recipients(
		key: ScopedId,
		cursor: Option<Vec<u8>>,
		limit: u32,
	) -> Result<RecipientPage, BadCursor> {
		let key = CaseKey::from(key);
		let rows = match position::<OrganisationId>(cursor)? {
			Some(after) => {
				let after = NoticeRecipients::<T>::hashed_key_for(key, after);
				NoticeRecipients::<T>::iter_prefix_from(key, after)
			}
			None => NoticeRecipients::<T>::iter_prefix(key),
		};
		let (rows, next) = page(rows, limit);
		let recipients = rows
			.into_iter()
			.map(|(organisation, row)| RecipientInfo {
				organisation,
				notified: row.notified,
				answered: row.answered,
				case: row.case,
				told: row.told,
			})
			.collect();
		Ok(RecipientPage { recipients, next })
	}

	/// A request to trace.
	pub fn trace_request_info(key: ScopedId) -> Option<TraceRequestInfo> {
		let row = TraceRequests::<T>::get(CaseKey::from(key))?;
		Some(TraceRequestInfo {
			item: row.item,
			respondent: row.respondent,
			made: row.made,
			answered: row.answered,
		})
	}

	/// The key in the subject of an obligation about a case, notice, request or shipment.
	pub fn key_of_subject(subject: &[u8; 32]) -> Option<ScopedId> {
		let mut bytes = subject.as_slice();
		let by = <[u8; 4]>::decode(&mut bytes).ok()?;
		let id = <[u8; 16]>::decode(&mut bytes).ok()?;
		Some(ScopedId { by: OrganisationId::from_be_bytes(by), id })
	}
}

//! Events that change no item, error declarations, and the end of history (X-4, SC-9).

use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, ConstU32, Get},
	BoundedVec,
};
use salus_primitives::{
	supply::{Epc, EventFacts, EventHash, EventKind},
	Acting, Moment, Participants,
};
use sp_runtime::traits::Zero;

use super::ledger::{hold_rows, now, Ledger, Outcome};
use crate::{
	Act, BalanceOf, Config, Declaration, Declarations, Error, Event, EventHashes, EventRow, Events,
	History, HoldReason, Hops, Items, Pallet, RangeLog, RangeLogRow, ShipmentKey, Shipments,
	MAX_CORRECTIVE, MAX_REAP,
};

/// Give a deposit back to who paid it. What is missing was slashed, which is no reason to keep rows.
pub fn release<T: Config>(payer: &T::AccountId, amount: BalanceOf<T>) {
	if amount.is_zero() {
		return;
	}
	let released =
		T::Currency::release(&HoldReason::Storage.into(), payer, amount, Precision::BestEffort);
	debug_assert!(released.is_ok());
}

impl History {
	/// How many rows it is about.
	pub fn rows(&self) -> u32 {
		match self {
			Self::Hops { count, .. } | Self::Notice { count, .. } | Self::Recall { count, .. } => {
				(*count).min(MAX_REAP)
			}
			_ => 1,
		}
	}

	/// As how many rows it is weighed: with a consignee go its two obligations.
	pub fn work(&self) -> u32 {
		match self {
			Self::Recall { .. } => self.rows().saturating_mul(3),
			_ => self.rows(),
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_anchor(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		kind: EventKind,
	) -> DispatchResult {
		let ledger = Ledger::<T>::begin(who, acting, event, &[], None, 0)?;
		let hash = ledger.event.hash;
		ledger.finish(Act::Anchored(kind), Outcome::default())?;
		Self::deposit_event(Event::Anchored {
			event: hash,
			organisation: acting.organisation,
			kind,
		});
		Ok(())
	}

	pub(crate) fn do_declare_error(
		who: T::AccountId,
		acting: Acting,
		event: EventHash,
		declaration: EventHash,
		corrective: BoundedVec<EventHash, ConstU32<MAX_CORRECTIVE>>,
	) -> DispatchResult {
		T::Participants::ensure_acting(&who, &acting, None)?;
		let row = Events::<T>::get(event).ok_or(Error::<T>::UnknownEvent)?;
		ensure!(row.acting.organisation == acting.organisation, Error::<T>::NotRecorder);
		// A declaration bears the hash of its event: both together tell whether it is new (EP-4).
		ensure!(!Declarations::<T>::contains_key(event, declaration), Error::<T>::DuplicateEvent);
		let (payer, deposit) = hold_rows::<T>(&who, acting.organisation, T::RowDeposit::get(), 1)?;
		Declarations::<T>::insert(
			event,
			declaration,
			Declaration { actor: who, payer, acting, recorded: now::<T>(), corrective, deposit },
		);
		Self::deposit_event(Event::ErrorDeclared {
			event,
			declaration,
			organisation: acting.organisation,
		});
		Ok(())
	}

	/// SC-9: not before the retention is over.
	pub(crate) fn ensure_retained(since: Moment, retention: Moment) -> DispatchResult {
		ensure!(now::<T>() >= since.saturating_add(retention), Error::<T>::RetentionNotOver);
		Ok(())
	}

	/// An event by its number.
	pub(crate) fn event(number: u64) -> Option<(EventHash, EventRow<T::AccountId, BalanceOf<T>>)> {
		let hash = EventHashes::<T>::get(number)?;
		Events::<T>::get(hash).map(|row| (hash, row))
	}

	/// One row of an event is gone: its deposit goes back, and with the last row the event.
	fn drop_row(number: u64) -> DispatchResult {
		let (hash, mut row) = Self::event(number).ok_or(Error::<T>::UnknownEvent)?;
		let payer = row.payer.as_ref().unwrap_or(&row.actor).clone();
		row.rows = row.rows.saturating_sub(1);
		release::<T>(&payer, row.row_deposit);
		if row.rows > 0 {
			Events::<T>::insert(hash, row);
		} else {
			Self::drop_event(number, &hash, &payer, row.row_deposit);
		}
		Ok(())
	}

	fn drop_event(number: u64, hash: &EventHash, payer: &T::AccountId, deposit: BalanceOf<T>) {
		release::<T>(payer, deposit);
		Events::<T>::remove(hash);
		EventHashes::<T>::remove(number);
	}

	/// Remove rows that are older than `retention`.
	pub(crate) fn do_reap_history(history: History, retention: Moment) -> DispatchResult {
		let rows = match history {
			History::Hops { item, count } => Self::reap_hops(&item, count, retention)?,
			History::Shipment(key) => Self::reap_shipment(&key, retention)?,
			History::Event(hash) => {
				let row = Events::<T>::get(hash).ok_or(Error::<T>::UnknownEvent)?;
				ensure!(row.rows == 0, Error::<T>::NothingToReap);
				Self::ensure_retained(row.recorded, retention)?;
				let payer = row.payer.unwrap_or(row.actor);
				Self::drop_event(row.number, &hash, &payer, row.row_deposit);
				1
			}
			History::RangeHop { gtin, lot, segment, seq } => {
				let key = (gtin, lot, segment, seq.to_be_bytes());
				// Cuts and merges stay: they lead to what comes after.
				let Some(RangeLogRow::Hop(hop)) = RangeLog::<T>::get(&key) else {
					return Err(Error::<T>::NothingToReap.into());
				};
				let recorded = Self::event(hop.number).map_or(0, |(_, row)| row.recorded);
				Self::ensure_retained(recorded, retention)?;
				RangeLog::<T>::remove(&key);
				Self::drop_row(hop.number)?;
				1
			}
			History::Case(key) => Self::reap_case(&key, retention)?,
			History::Notice { notice, count } => Self::reap_notice(&notice, count, retention)?,
			History::Request(key) => Self::reap_request(&key, retention)?,
			History::Supply { gtin, lot, consignee } => {
				Self::reap_supply(gtin, lot, consignee, retention)?
			}
			History::Recall { id, count } => Self::reap_recall(&id, count, retention)?,
			History::RecallDeposit { id, organisation } => {
				Self::reap_recall_deposit(&id, organisation, retention)?
			}
			History::Declaration { event, declaration } => {
				let row =
					Declarations::<T>::get(event, declaration).ok_or(Error::<T>::UnknownEvent)?;
				Self::ensure_retained(row.recorded, retention)?;
				release::<T>(&row.payer, row.deposit);
				Declarations::<T>::remove(event, declaration);
				1
			}
		};
		Self::deposit_event(Event::HistoryReaped { rows });
		Ok(())
	}

	/// Remove the oldest hops, as many as are old enough.
	fn reap_hops(
		epc: &Epc,
		count: u32,
		retention: Moment,
	) -> Result<u32, sp_runtime::DispatchError> {
		let mut item = Items::<T>::get(epc).ok_or(Error::<T>::UnknownItem)?;
		let mut rows = 0u32;
		while rows < count.min(MAX_REAP) && item.first_hop < item.next_hop {
			let Some(hop) = Hops::<T>::get(epc, item.first_hop) else { break };
			let recorded = Self::event(hop.number).map_or(0, |(_, row)| row.recorded);
			match Self::ensure_retained(recorded, retention) {
				Err(error) if rows == 0 => return Err(error),
				Err(_) => break,
				Ok(()) => (),
			}
			Hops::<T>::remove(epc, item.first_hop);
			Self::drop_row(hop.number)?;
			item.first_hop = item.first_hop.saturating_add(1);
			rows = rows.saturating_add(1);
		}
		ensure!(rows > 0, Error::<T>::NothingToReap);
		Items::<T>::insert(epc, item);
		Ok(rows)
	}

	fn reap_shipment(
		key: &ShipmentKey,
		retention: Moment,
	) -> Result<u32, sp_runtime::DispatchError> {
		let row = Shipments::<T>::get(key).ok_or(Error::<T>::UnknownShipment)?;
		let closed = row.closed.ok_or(Error::<T>::NothingToReap)?;
		Self::ensure_retained(closed, retention)?;
		Shipments::<T>::remove(key);
		crate::Exemptions::<T>::remove(key);
		Self::drop_row(row.number)?;
		Ok(1)
	}
}

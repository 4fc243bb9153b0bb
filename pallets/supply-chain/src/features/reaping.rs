//! What is over and past its retention goes, and gives its deposit back: cases, notices, requests to
//! trace, and what was counted of lots that expired (SC-9).

use frame_support::{
	ensure,
	traits::{Defensive, Get},
};
use salus_primitives::{
	supply::{LotNumber, NoticeKind},
	Moment, OrganisationId, DAY,
};
use sp_runtime::{traits::Saturating, DispatchError};

use super::{
	effectiveness::paid_by,
	ledger::{hold, hold_rows, payer},
	records::release,
};
use crate::{
	Case, CaseKey, Cases, Config, Consignees, Counterparties, Error, Lots, NoticeRecipients,
	Notices, Owed, Pallet, RecallPlans, Recalls, RowDeposits, Scope, Subject, SuppliedTo, Supplies,
	TraceRequests, MAX_REAP,
};

/// Remember who pays for rows that the event holds the deposit of.
pub fn owe<T: Config>(who: &T::AccountId, organisation: OrganisationId, to: Owed, rows: u32) {
	let deposit = T::RowDeposit::get().saturating_mul(rows.into());
	RowDeposits::<T>::insert(to, (payer::<T>(who, organisation), deposit));
}

/// Hold a deposit for rows, and remember who paid.
pub fn hold_owed<T: Config>(
	who: &T::AccountId,
	organisation: OrganisationId,
	to: Owed,
	rows: u32,
) -> Result<(), DispatchError> {
	let paid = hold_rows::<T>(who, organisation, T::RowDeposit::get(), rows)?;
	RowDeposits::<T>::insert(to, paid);
	Ok(())
}

/// The same of what is added to what was paid for before; where the organisation has another
/// controller since, that takes over.
pub fn hold_more<T: Config>(
	who: &T::AccountId,
	to: Owed,
	organisation: OrganisationId,
	rows: u32,
) -> Result<(), DispatchError> {
	let (payer, mut deposit) = hold_rows::<T>(who, organisation, T::RowDeposit::get(), rows)?;
	if let Some((before, sum)) = RowDeposits::<T>::get(to) {
		if before != payer {
			hold::<T>(&payer, sum)?;
			release::<T>(&before, sum);
		}
		deposit = deposit.saturating_add(sum);
	}
	RowDeposits::<T>::insert(to, (payer, deposit));
	Ok(())
}

impl Case {
	/// When it was over. An alert about a pack that nobody has in hand, and that no maker answers, is
	/// over when the answer was due.
	pub fn over(&self) -> Option<Moment> {
		self.closed.or_else(|| {
			(matches!(self.subject, Subject::Alert(_)) && self.items == 0).then_some(self.due)
		})
	}
}

impl<T: Config> Pallet<T> {
	fn give_back(owed: Owed) {
		let _ = Self::give_back_if(owed).then_some(()).defensive();
	}

	/// Give back what was paid, if there is a record of that. Answers whether there was.
	fn give_back_if(owed: Owed) -> bool {
		let Some((payer, deposit)) = RowDeposits::<T>::take(owed) else { return false };
		release::<T>(&payer, deposit);
		true
	}

	/// A case that is over. What it condemned stays so: that is written at the items.
	pub(crate) fn reap_case(key: &CaseKey, retention: Moment) -> Result<u32, DispatchError> {
		let case = Cases::<T>::get(key).ok_or(Error::<T>::UnknownCase)?;
		Self::ensure_retained(case.over().ok_or(Error::<T>::NothingToReap)?, retention)?;
		Cases::<T>::remove(key);
		Counterparties::<T>::remove(key);
		Self::give_back(Owed::Case(*key));
		Ok(1)
	}

	/// Those whom a notice named, and with the last of them the notice.
	pub(crate) fn reap_notice(
		key: &CaseKey,
		count: u32,
		retention: Moment,
	) -> Result<u32, DispatchError> {
		let mut notice = Notices::<T>::get(key).ok_or(Error::<T>::UnknownNotice)?;
		let initial = notice.facts.kind == NoticeKind::Initial;
		// What followed on it is over when the incident is.
		let over = match notice.facts.initial.filter(|_| !initial) {
			None => notice.terminated,
			Some(id) => match Notices::<T>::get(CaseKey { by: key.by, id }) {
				Some(first) => first.terminated,
				None => Some(notice.made),
			},
		};
		Self::ensure_retained(over.ok_or(Error::<T>::NothingToReap)?, retention)?;
		let mut rows = 0u32;
		if initial {
			let limit = count.min(MAX_REAP) as usize;
			for (_, row) in NoticeRecipients::<T>::drain_prefix(key).take(limit) {
				notice.recipients = notice.recipients.saturating_sub(1);
				notice.told = notice.told.saturating_sub(u32::from(row.told.is_some()));
				rows = rows.saturating_add(1);
			}
			if notice.recipients > 0 {
				ensure!(rows > 0, Error::<T>::NothingToReap);
				Notices::<T>::insert(key, notice);
				return Ok(rows);
			}
		}
		Notices::<T>::remove(key);
		Self::give_back(Owed::Notice(*key));
		Ok(rows.saturating_add(1))
	}

	/// A request that was answered.
	pub(crate) fn reap_request(key: &CaseKey, retention: Moment) -> Result<u32, DispatchError> {
		let request = TraceRequests::<T>::get(key).ok_or(Error::<T>::UnknownRequest)?;
		let (answered, _) = request.answered.ok_or(Error::<T>::NothingToReap)?;
		Self::ensure_retained(answered, retention)?;
		TraceRequests::<T>::remove(key);
		Self::give_back(Owed::Request(*key));
		Ok(1)
	}

	/// Consignees of a recall that is closed, and with the last of them its plan.
	pub(crate) fn reap_recall(
		id: &[u8; 16],
		count: u32,
		retention: Moment,
	) -> Result<u32, DispatchError> {
		let recall = Recalls::<T>::get(id).ok_or(Error::<T>::UnknownRecall)?;
		Self::ensure_retained(recall.closed.ok_or(Error::<T>::NothingToReap)?, retention)?;
		let mut plan = RecallPlans::<T>::get(id).ok_or(Error::<T>::NothingToReap)?;
		let mut rows = 0u32;
		let limit = count.min(MAX_REAP) as usize;
		for (who, row) in Consignees::<T>::drain_prefix(id).take(limit) {
			Self::forget_consignee(id, &recall, &mut plan, who, &row);
			Self::give_back_if(paid_by(*id, who));
			rows = rows.saturating_add(1);
		}
		if Consignees::<T>::iter_key_prefix(id).next().is_some() {
			ensure!(rows > 0, Error::<T>::NothingToReap);
			RecallPlans::<T>::insert(id, plan);
			return Ok(rows);
		}
		RecallPlans::<T>::remove(id);
		Self::give_back_if(paid_by(*id, recall.by));
		Ok(rows.saturating_add(1))
	}

	/// What somebody else paid for them, as an authority for a firm's recall.
	pub(crate) fn reap_recall_deposit(
		id: &[u8; 16],
		organisation: OrganisationId,
		retention: Moment,
	) -> Result<u32, DispatchError> {
		let recall = Recalls::<T>::get(id).ok_or(Error::<T>::UnknownRecall)?;
		Self::ensure_retained(recall.closed.ok_or(Error::<T>::NothingToReap)?, retention)?;
		ensure!(!RecallPlans::<T>::contains_key(id), Error::<T>::NothingToReap);
		ensure!(Self::give_back_if(paid_by(*id, organisation)), Error::<T>::NothingToReap);
		Ok(1)
	}

	/// What a maker sent of a lot to a consignee, once the lot has expired. While a recall of the lot
	/// is open, it is measured by that.
	pub(crate) fn reap_supply(
		gtin: u64,
		lot: LotNumber,
		consignee: OrganisationId,
		retention: Moment,
	) -> Result<u32, DispatchError> {
		let row = Lots::<T>::get(gtin, &lot);
		ensure!(row.recalls.is_empty(), Error::<T>::NothingToReap);
		let expiry = row.expiry.ok_or(Error::<T>::NothingToReap)?;
		Self::ensure_retained(Moment::from(expiry).saturating_mul(DAY), retention)?;
		let scope = Scope::Lot(gtin, lot);
		let supply = Supplies::<T>::take(&scope, consignee).ok_or(Error::<T>::NothingToReap)?;
		SuppliedTo::<T>::mutate_exists(&scope, |count| {
			*count = count.unwrap_or_default().checked_sub(1).filter(|left| *left > 0);
		});
		release::<T>(&supply.payer, supply.deposit);
		Ok(1)
	}
}

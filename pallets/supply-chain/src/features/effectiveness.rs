//! Whether a recall reached those it was for: consignees that know, quantities that add up, and no
//! end before (RC-1, RC-2).

use alloc::collections::BTreeSet;
use frame_support::{dispatch::DispatchResult, ensure, traits::ConstU32, BoundedVec};
use salus_primitives::{
	supply::{EffectivenessLevel, RecallClass, RecallStatus, Reconciliation},
	Acting, Capacity, ObligationKey, ObligationKind, Obligations, OrganisationId, Participants,
};
use sp_runtime::DispatchError;

use super::{
	cases::deadlines,
	ledger::{now, subject},
	reaping::hold_more,
};
use crate::{
	Config, Consignee, Consignees, Error, Event, Owed, Pallet, Recall, RecallPlan, RecallPlans,
	Recalls, SuppliedTo, Supplies, Totals, MAX_RECIPIENTS, TRADING,
};

fn duty(kind: ObligationKind, id: &[u8; 16], recall: &Recall, to: OrganisationId) -> ObligationKey {
	ObligationKey { kind, subject: subject(recall.by, id), responsible: to }
}

/// What an organisation paid for the plan and the consignees of a recall.
pub fn paid_by(id: [u8; 16], organisation: OrganisationId) -> Owed {
	Owed::Recall { id, organisation }
}

/// The shares of consignees that a level allows (21 CFR 7.42(b)(3)).
const fn shares(level: EffectivenessLevel) -> (u8, u8) {
	match level {
		EffectivenessLevel::A => (100, 100),
		EffectivenessLevel::B => (10, 100),
		EffectivenessLevel::C => (10, 10),
		EffectivenessLevel::D => (2, 2),
		EffectivenessLevel::E => (0, 0),
	}
}

/// The least share of consignees that a firm alone may be content with: where people may come to
/// harm, a recall is not left unchecked but by an authority.
pub const fn least_share(class: RecallClass) -> u8 {
	match class {
		RecallClass::I => 10,
		RecallClass::II => 2,
		_ => 0,
	}
}

impl RecallPlan {
	/// Whether enough consignees have quantities that add up. Without a plan: all have to.
	pub fn is_effective(&self) -> bool {
		let percent = if self.level.is_some() { self.percent } else { 100 };
		u64::from(self.reconciled).saturating_mul(100)
			>= u64::from(self.consignees).saturating_mul(percent.into())
	}

	/// Whether the sums over all consignees add up, as each of theirs does.
	pub fn adds_up(&self) -> bool {
		let Totals { shipped, returned, destroyed, dispensed, unaccounted } = self.totals;
		returned.saturating_add(destroyed).saturating_add(dispensed).saturating_add(unaccounted)
			== shipped
	}
}

impl Consignee {
	/// Whether it is one of those who have to have quantities that add up.
	pub fn counts(&self) -> bool {
		self.shipped.is_some() || self.reconciled.is_some()
	}
}

impl Totals {
	fn apply(&mut self, parts: &Reconciliation, op: fn(u64, u64) -> u64) {
		self.shipped = op(self.shipped, parts.shipped.into());
		self.returned = op(self.returned, parts.returned.into());
		self.destroyed = op(self.destroyed, parts.destroyed.into());
		self.dispensed = op(self.dispensed, parts.dispensed.into());
		self.unaccounted = op(self.unaccounted, parts.unaccounted.into());
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_plan_recall(
		who: T::AccountId,
		acting: Acting,
		id: [u8; 16],
		level: EffectivenessLevel,
		percent: u8,
		reason: [u8; 32],
	) -> DispatchResult {
		let recall = Self::own_recall(&who, &acting, &id)?;
		let (least, most) = shares(level);
		ensure!(percent >= least && percent <= most, Error::<T>::PercentNotOfLevel);
		ensure!(
			percent >= least_share(recall.class) || acting.capacity == Capacity::Regulator,
			Error::<T>::LevelLowered
		);
		let existing = RecallPlans::<T>::get(id);
		// Nobody makes an end easier for itself.
		if let Some(plan) = existing.as_ref().filter(|plan| plan.level.is_some()) {
			ensure!(
				percent >= plan.percent || acting.capacity == Capacity::Regulator,
				Error::<T>::LevelLowered
			);
		}
		if existing.is_none() {
			hold_more::<T>(&who, paid_by(id, acting.organisation), acting.organisation, 1)?;
		}
		let plan =
			RecallPlan { level: Some(level), percent, reason, ..existing.unwrap_or_default() };
		RecallPlans::<T>::insert(id, plan);
		Self::deposit_event(Event::RecallPlanned {
			id,
			organisation: acting.organisation,
			level,
			percent,
		});
		Ok(())
	}

	pub(crate) fn do_name_consignees(
		who: T::AccountId,
		acting: Acting,
		id: [u8; 16],
		consignees: BoundedVec<(OrganisationId, u32), ConstU32<MAX_RECIPIENTS>>,
	) -> DispatchResult {
		let recall = Self::own_recall(&who, &acting, &id)?;
		ensure!(!consignees.is_empty(), Error::<T>::EmptyList);
		let mut plan = RecallPlans::<T>::get(id).unwrap_or_default();
		let (now, terms) = (now::<T>(), deadlines::<T>());
		let mut seen = BTreeSet::new();
		for (to, shipped) in &consignees {
			ensure!(seen.insert(*to), Error::<T>::ListedTwice);
			ensure!(*to != recall.by, Error::<T>::NotAConsignee);
			let mut row = Consignees::<T>::get(id, to).unwrap_or_default();
			let supplied = Self::note_known(&recall, *to, &mut row, &mut plan);
			ensure!(*shipped >= supplied, Error::<T>::LessThanSupplied);
			if !row.counts() {
				plan.consignees = plan.consignees.saturating_add(1);
			}
			row.shipped = Some(*shipped);
			// A number that was corrected has to be answered anew.
			if let Some((_, parts)) = row.reconciled.filter(|(_, parts)| parts.shipped != *shipped)
			{
				plan.reconciled = plan.reconciled.saturating_sub(1);
				plan.totals.apply(&parts, u64::saturating_sub);
				row.reconciled = None;
			}
			if row.acknowledged.is_none() {
				let due = now.saturating_add(terms.acknowledgement);
				T::Obligations::open(
					duty(ObligationKind::AcknowledgeRecall, &id, &recall, *to),
					due,
				)?;
			}
			if row.reconciled.is_none() {
				let due = now.saturating_add(terms.reconciliation);
				T::Obligations::open(
					duty(ObligationKind::ReconcileRecall, &id, &recall, *to),
					due,
				)?;
			}
			Consignees::<T>::insert(id, to, row);
		}
		let count = crate::len(&consignees);
		let by = acting.organisation;
		hold_more::<T>(&who, paid_by(id, by), by, count.saturating_add(1))?;
		RecallPlans::<T>::insert(id, plan);
		Self::deposit_event(Event::ConsigneesNamed { id, consignees: count });
		Ok(())
	}

	/// An open recall, and the row of a consignee that may be new.
	fn consignee(
		who: &T::AccountId,
		acting: &Acting,
		id: &[u8; 16],
	) -> Result<(Recall, Option<Consignee>), DispatchError> {
		ensure!(TRADING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(who, acting, None)?;
		let recall = Recalls::<T>::get(id).ok_or(Error::<T>::UnknownRecall)?;
		ensure!(recall.by != acting.organisation, Error::<T>::NotAConsignee);
		let row = Consignees::<T>::get(id, acting.organisation);
		// The end of a recall meets nobody's duty to answer: who owes an answer gives it afterwards.
		let owes = row.as_ref().is_some_and(|row| row.reconciled.is_none());
		ensure!(recall.closed.is_none() || owes, Error::<T>::RecallIsClosed);
		Ok((recall, row))
	}

	pub(crate) fn do_acknowledge_recall(
		who: T::AccountId,
		acting: Acting,
		id: [u8; 16],
	) -> DispatchResult {
		let by = acting.organisation;
		let (recall, row) = Self::consignee(&who, &acting, &id)?;
		let mut plan = RecallPlans::<T>::get(id).unwrap_or_default();
		// Who has recalled product and was forgotten names itself. It counts once it says what it
		// had: nobody delays the end of another's recall by silence.
		let mut row = match row {
			Some(row) => row,
			None => {
				hold_more::<T>(&who, paid_by(id, by), by, 2)?;
				let due = now::<T>().saturating_add(deadlines::<T>().reconciliation);
				T::Obligations::open(duty(ObligationKind::ReconcileRecall, &id, &recall, by), due)?;
				Consignee::default()
			}
		};
		ensure!(row.acknowledged.is_none(), Error::<T>::AlreadyAnswered);
		row.acknowledged = Some(now::<T>());
		plan.acknowledged = plan.acknowledged.saturating_add(1);
		T::Obligations::fulfil(&duty(ObligationKind::AcknowledgeRecall, &id, &recall, by));
		Consignees::<T>::insert(id, by, row);
		RecallPlans::<T>::insert(id, plan);
		Self::deposit_event(Event::RecallAcknowledged { id, consignee: by });
		Ok(())
	}

	pub(crate) fn do_reconcile_recall(
		who: T::AccountId,
		acting: Acting,
		id: [u8; 16],
		parts: Reconciliation,
	) -> DispatchResult {
		let by = acting.organisation;
		let (recall, row) = Self::consignee(&who, &acting, &id)?;
		let mut row = row.ok_or(Error::<T>::NotAConsignee)?;
		ensure!(row.acknowledged.is_some(), Error::<T>::NotAcknowledged);
		ensure!(parts.adds_up(), Error::<T>::QuantitiesDoNotAddUp);
		ensure!(
			row.shipped.is_none_or(|shipped| shipped == parts.shipped),
			Error::<T>::ShippedDiffers
		);
		let mut plan = RecallPlans::<T>::get(id).unwrap_or_default();
		Self::note_known(&recall, by, &mut row, &mut plan);
		if !row.counts() {
			plan.consignees = plan.consignees.saturating_add(1);
		}
		// As more is found, the consignee says it again.
		match row.reconciled {
			Some((_, before)) => plan.totals.apply(&before, u64::saturating_sub),
			None => plan.reconciled = plan.reconciled.saturating_add(1),
		}
		plan.totals.apply(&parts, u64::saturating_add);
		row.reconciled = Some((now::<T>(), parts));
		T::Obligations::fulfil(&duty(ObligationKind::ReconcileRecall, &id, &recall, by));
		Consignees::<T>::insert(id, by, row);
		RecallPlans::<T>::insert(id, plan);
		Self::deposit_event(Event::RecallReconciled {
			id,
			consignee: by,
			unaccounted: parts.unaccounted,
		});
		Ok(())
	}

	/// One consignee of a recall that is over, with what it did not answer.
	pub(crate) fn forget_consignee(
		id: &[u8; 16],
		recall: &Recall,
		plan: &mut RecallPlan,
		who: OrganisationId,
		row: &Consignee,
	) {
		plan.known = plan.known.saturating_sub(u32::from(row.known));
		plan.consignees = plan.consignees.saturating_sub(u32::from(row.counts()));
		plan.acknowledged = plan.acknowledged.saturating_sub(u32::from(row.acknowledged.is_some()));
		if let Some((_, parts)) = row.reconciled {
			plan.reconciled = plan.reconciled.saturating_sub(1);
			plan.totals.apply(&parts, u64::saturating_sub);
		}
		for kind in [ObligationKind::AcknowledgeRecall, ObligationKind::ReconcileRecall] {
			T::Obligations::cancel(&duty(kind, id, recall, who));
		}
	}

	/// Note on a recall that the chain knows one of its consignees. Answers how many units it knows
	/// of: of a product or a lot all that was sent, of parts of them at least none.
	fn note_known(
		recall: &Recall,
		to: OrganisationId,
		row: &mut Consignee,
		plan: &mut RecallPlan,
	) -> u32 {
		let (scope, whole) = recall.scope.supplied();
		let Some(supply) = Supplies::<T>::get(scope, to) else { return 0 };
		if !row.known {
			row.known = true;
			plan.known = plan.known.saturating_add(1);
		}
		if whole {
			supply.units
		} else {
			0
		}
	}

	/// How a recall stands (RC-1): completed is computed, not said. Without consignees or a plan
	/// nothing tells that it has reached anybody.
	pub fn recall_status(id: [u8; 16]) -> Option<RecallStatus> {
		let recall = Recalls::<T>::get(id)?;
		let reached = RecallPlans::<T>::get(id).is_some_and(|plan| plan.consignees > 0)
			&& Self::ensure_effective(&id, &recall, recall.regulator).is_ok();
		Some(match (recall.closed, reached) {
			(Some(_), _) => RecallStatus::Terminated,
			(None, true) => RecallStatus::Completed,
			(None, false) => RecallStatus::Ongoing,
		})
	}

	/// Refuses to end a recall that is not effective (RC-2).
	///
	/// A firm does not end one by naming nobody: it names every consignee to whom the chain knows
	/// that its product or lot went; of a part of them one at least.
	pub(crate) fn ensure_effective(
		id: &[u8; 16],
		recall: &Recall,
		regulator: bool,
	) -> DispatchResult {
		let plan = RecallPlans::<T>::get(id).unwrap_or_default();
		if !regulator {
			let (scope, whole) = recall.scope.supplied();
			let all = SuppliedTo::<T>::get(scope);
			let needed = if whole { all } else { all.min(1) };
			ensure!(plan.known >= needed, Error::<T>::ConsigneesMissing);
		}
		ensure!(plan.is_effective(), Error::<T>::NotEffective);
		ensure!(plan.adds_up(), Error::<T>::QuantitiesDoNotAddUp);
		Ok(())
	}
}

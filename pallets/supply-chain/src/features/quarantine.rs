//! Suspect product, what becomes of it, and who is notified (SC-7, SC-8).

use alloc::collections::BTreeSet;
use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
	traits::ConstU32,
	BoundedVec,
};
use salus_primitives::{
	supply::{EventFacts, HopKind, NoticeKind, SuspectReason, Verdict},
	Acting, Capacity, ObligationKind, Obligations, OrganisationId, Participants,
};

use super::{
	cases::{deadlines, duty, Opening},
	disposition::Step,
	ledger::{ensure_gtin, ensure_lot, now, Ledger, Outcome},
	reaping::hold_owed,
};
use crate::{
	Act, Case, CaseItems, CaseKey, Config, Error, Event, Hold, Link, Notice, NoticeFacts,
	NoticeRecipients, Notices, Owed, Pallet, Recipient, Subject, WeightInfo, INVESTIGATING, MAKING,
	MAX_RECIPIENTS, TRADING,
};

/// Suspect product, or a pack that failed its verification.
fn is_suspect(subject: &Subject) -> bool {
	matches!(subject, Subject::Suspect(_) | Subject::Alert(_))
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_quarantine(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		id: [u8; 16],
		items: CaseItems,
		reason: SuspectReason,
		evidence: [u8; 32],
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let regulator = acting.capacity == Capacity::Regulator;
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&INVESTIGATING,
			Some(Step::Handling),
			items.len(),
		)?;
		let hash = ledger.event.hash;
		let mut opening = Opening::new::<T>(acting.organisation, id)?;
		for epc in items {
			let mut item = ledger.live(&epc)?;
			// A competent authority reaches what others hold, also on its way; nobody else does.
			let standing = if regulator {
				let standing = ledger.lineage.standing(&item)?;
				ledger.in_order(&standing)?;
				standing
			} else {
				ledger.at_hand(&item)?
			};
			opening.hold(&mut ledger, &epc, &mut item, &standing)?;
			ledger.save(&epc, item, HopKind::Quarantined, Link::None);
		}
		let due = ledger.now.saturating_add(deadlines::<T>().investigation);
		let case = opening.finish(&mut ledger, Subject::Suspect(reason), regulator, evidence, due);
		T::Obligations::open(
			duty(ObligationKind::InvestigateSuspect, &case, acting.organisation),
			due,
		)?;
		let weights = ledger.finish(
			Act::Step(HopKind::Quarantined),
			Outcome { reference: Some(evidence), ..Default::default() },
		)?;
		Self::deposit_event(Event::Quarantined { event: hash, case, reason, items: count });
		Ok(weights.post::<T>(T::WeightInfo::quarantine(count)))
	}

	/// Who may decide a case about an item with that owner.
	fn ensure_decides(
		acting: &Acting,
		key: &CaseKey,
		case: &Case,
		verdict: Verdict,
		owner: OrganisationId,
		maker: Option<OrganisationId>,
	) -> DispatchResult {
		if acting.capacity == Capacity::Regulator {
			return Ok(());
		}
		let actor = acting.organisation;
		// What an authority opened, an authority decides.
		ensure!(!case.regulator, Error::<T>::NotInvestigator);
		let overdue = now::<T>() > case.due;
		match verdict {
			Verdict::Cleared => {
				// Nobody keeps another's goods in quarantine for ever.
				ensure!(
					key.by == actor || (overdue && owner == actor),
					Error::<T>::NotInvestigator
				);
				if matches!(case.subject, Subject::Alert(_)) && maker.is_some() {
					match case.answer {
						Some((genuine, _)) => ensure!(genuine, Error::<T>::NotGenuine),
						None => ensure!(overdue, Error::<T>::AlertUnanswered),
					}
				}
			}
			// Nobody condemns what is another's, but its maker.
			Verdict::Illegitimate => ensure!(
				(key.by == actor && owner == actor)
					|| (maker == Some(actor) && MAKING.contains(&acting.capacity)),
				Error::<T>::NotInvestigator
			),
		}
		Ok(())
	}

	#[allow(clippy::too_many_arguments)]
	pub(crate) fn do_decide_quarantine(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		key: CaseKey,
		items: CaseItems,
		verdict: Verdict,
		evidence: [u8; 32],
		sample_retained: bool,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&INVESTIGATING,
			Some(Step::Handling),
			items.len(),
		)?;
		let hash = ledger.event.hash;
		let mut case = Self::open_case(&key, is_suspect)?;
		let maker = case.gtin.and_then(Self::maker);
		let (to, kind) = match verdict {
			Verdict::Cleared => (None, HopKind::Cleared),
			Verdict::Illegitimate => (Some(Hold::Condemned), HopKind::Condemned),
		};
		let mut holder = None;
		for epc in items {
			let mut item = ledger.live(&epc)?;
			let standing = ledger.lineage.standing(&item)?;
			Self::ensure_decides(&acting, &key, &case, verdict, standing.owner, maker)?;
			ledger.in_order(&standing)?;
			holder.get_or_insert(standing.holder);
			ledger.decide(&epc, &mut item, &standing, key, to)?;
			ledger.save(&epc, item, kind, Link::None);
		}
		case.evidence = evidence;
		let condemned = if to.is_some() { count } else { 0 };
		if condemned > 0 {
			// SC-8: who found it notifies it; of what an authority found, who has it. Of more that
			// is found in the same case, the same again.
			let notifier = case.notifier.unwrap_or(match acting.capacity {
				Capacity::Regulator => holder.unwrap_or(acting.organisation),
				_ => acting.organisation,
			});
			case.notifier = Some(notifier);
			case.sample_retained |= sample_retained;
			let due = ledger.now.saturating_add(deadlines::<T>().notice);
			T::Obligations::open(duty(ObligationKind::NotifyIllegitimate, &key, notifier), due)?;
		}
		if Self::close_items(&key, &mut case, count, condemned, ledger.now) {
			T::Obligations::fulfil(&duty(ObligationKind::InvestigateSuspect, &key, key.by));
		}
		let weights = ledger
			.finish(Act::Step(kind), Outcome { reference: Some(evidence), ..Default::default() })?;
		Self::deposit_event(Event::QuarantineDecided {
			event: hash,
			case: key,
			organisation: acting.organisation,
			verdict,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::decide_quarantine(count)))
	}

	pub(crate) fn do_notify_illegitimate(
		who: T::AccountId,
		acting: Acting,
		id: [u8; 16],
		facts: NoticeFacts,
		recipients: BoundedVec<OrganisationId, ConstU32<MAX_RECIPIENTS>>,
	) -> DispatchResult {
		ensure!(TRADING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&who, &acting, None)?;
		ensure_gtin::<T>(facts.gtin)?;
		if let Some(lot) = &facts.lot {
			ensure_lot::<T>(lot)?;
		}
		let by = acting.organisation;
		let key = CaseKey { by, id };
		ensure!(!Notices::<T>::contains_key(key), Error::<T>::NoticeExists);
		let (now, terms) = (now::<T>(), deadlines::<T>());
		let kind = facts.kind;
		let (root, mut first) = match (kind, facts.initial) {
			(NoticeKind::Initial, None) => {
				Self::ensure_may_notify(&acting, &facts)?;
				let first = Notice {
					facts: facts.clone(),
					made: now,
					recipients: 0,
					told: 0,
					terminated: None,
				};
				(key, first)
			}
			(NoticeKind::FollowUp | NoticeKind::Termination, Some(initial)) => {
				let root = CaseKey { by, id: initial };
				let first = Notices::<T>::get(root).ok_or(Error::<T>::UnknownNotice)?;
				ensure!(
					first.facts.kind == NoticeKind::Initial && first.facts.gtin == facts.gtin,
					Error::<T>::NoticeUnrelated
				);
				// Those who were notified may be told in several calls.
				ensure!(
					first.terminated.is_none() || kind == NoticeKind::Termination,
					Error::<T>::NoticeUnrelated
				);
				if facts.case.is_some() {
					Self::ensure_may_notify(&acting, &facts)?;
				}
				(root, first)
			}
			_ => return Err(Error::<T>::NoticeUnrelated.into()),
		};
		if kind == NoticeKind::Termination {
			ensure!(facts.consultation.is_some(), Error::<T>::ConsultationMissing);
		}
		let mut seen = BTreeSet::new();
		for to in &recipients {
			ensure!(seen.insert(*to), Error::<T>::ListedTwice);
			let row = NoticeRecipients::<T>::get(root, to);
			let row = if kind == NoticeKind::Termination {
				let row = row.filter(|row| row.told.is_none());
				let row = row.ok_or(Error::<T>::RecipientInvalid)?;
				first.told = first.told.saturating_add(1);
				T::Obligations::cancel(&duty(ObligationKind::QuarantineNotified, &root, *to));
				Recipient { told: Some(now), ..row }
			} else {
				ensure!(
					*to != by && T::Participants::is_accredited_for_any(*to, &TRADING),
					Error::<T>::RecipientInvalid
				);
				if row.is_none() {
					first.recipients = first.recipients.saturating_add(1);
				}
				// A follow-up asks those who were notified before to look again.
				T::Obligations::open(
					duty(ObligationKind::QuarantineNotified, &root, *to),
					now.saturating_add(terms.quarantine),
				)?;
				Recipient { notified: now, ..Default::default() }
			};
			NoticeRecipients::<T>::insert(root, to, row);
		}
		if kind == NoticeKind::Termination {
			let over = duty(ObligationKind::NotifyTermination, &root, by);
			if first.terminated.is_none() {
				first.terminated = Some(now);
				T::Obligations::open(over, now.saturating_add(terms.notice))?;
			}
			if first.told >= first.recipients {
				T::Obligations::fulfil(&over);
			}
		}
		let count = crate::len(&recipients);
		hold_owed::<T>(&who, by, Owed::Notice(key), count.saturating_add(1))?;
		Notices::<T>::insert(root, first);
		if key != root {
			let row = Notice { facts, made: now, recipients: count, told: 0, terminated: None };
			Notices::<T>::insert(key, row);
		}
		Self::deposit_event(Event::IllegitimateNotified { notice: key, kind, recipients: count });
		Ok(())
	}

	/// An initial notice is of what was found to be illegitimate; a manufacturer may also notify
	/// that its product is at high risk.
	fn ensure_may_notify(acting: &Acting, facts: &NoticeFacts) -> DispatchResult {
		let by = acting.organisation;
		let Some(case) = &facts.case else {
			let makes = MAKING.contains(&acting.capacity) && Self::maker(facts.gtin) == Some(by);
			ensure!(makes, Error::<T>::NotMaker);
			return Ok(());
		};
		let row = Self::open_case(case, is_suspect)?;
		ensure!(row.condemned > 0, Error::<T>::NothingIllegitimate);
		ensure!(row.notifier == Some(by), Error::<T>::NotInvestigator);
		ensure!(row.gtin.is_none() || row.gtin == Some(facts.gtin), Error::<T>::MixedProducts);
		T::Obligations::fulfil(&duty(ObligationKind::NotifyIllegitimate, case, by));
		Ok(())
	}

	pub(crate) fn do_answer_notice(
		who: T::AccountId,
		acting: Acting,
		key: CaseKey,
		case: Option<[u8; 16]>,
	) -> DispatchResult {
		ensure!(TRADING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&who, &acting, None)?;
		let by = acting.organisation;
		let notice = Notices::<T>::get(key).ok_or(Error::<T>::UnknownNotice)?;
		let row = NoticeRecipients::<T>::get(key, by).ok_or(Error::<T>::NotRecipient)?;
		ensure!(row.answered.is_none(), Error::<T>::AlreadyAnswered);
		if let Some(id) = case {
			let own = Self::open_case(&CaseKey { by, id }, is_suspect)?;
			ensure!(
				own.gtin.is_none() || own.gtin == Some(notice.facts.gtin),
				Error::<T>::MixedProducts
			);
		}
		T::Obligations::fulfil(&duty(ObligationKind::QuarantineNotified, &key, by));
		NoticeRecipients::<T>::insert(
			key,
			by,
			Recipient { answered: Some(now::<T>()), case, ..row },
		);
		Self::deposit_event(Event::NoticeAnswered { notice: key, organisation: by, case });
		Ok(())
	}
}

//! Goods and data that do not agree: a case, a hold, a resolution (SC-12).

use frame_support::{dispatch::DispatchResultWithPostInfo, ensure};
use salus_primitives::{
	supply::{EventFacts, ExceptionKind, HopKind, Resolution},
	Acting, ObligationKind, Obligations, OrganisationId, Participants,
};

use super::{
	cases::{deadlines, duty, Opening},
	disposition::Step,
	ledger::{Ledger, Outcome},
};
use crate::{
	Act, CaseItems, CaseKey, Config, Counterparties, Error, Event, Hold, Link, Pallet, Subject,
	WeightInfo, TRADING,
};

impl<T: Config> Pallet<T> {
	#[allow(clippy::too_many_arguments)]
	pub(crate) fn do_open_exception(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		id: [u8; 16],
		kind: ExceptionKind,
		items: CaseItems,
		counterparty: Option<OrganisationId>,
		evidence: [u8; 32],
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		// What is not there is not held; what is there and has no row yet is introduced by a call
		// of its own first, so that it can be.
		ensure!(
			kind == ExceptionKind::Mixed || (count == 0) == kind.is_without_product(),
			Error::<T>::ItemsDoNotFitException
		);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&TRADING,
			Some(Step::Handling),
			items.len().max(1),
		)?;
		let hash = ledger.event.hash;
		if let Some(other) = counterparty {
			ensure!(
				other != acting.organisation
					&& T::Participants::is_accredited_for_any(other, &TRADING),
				Error::<T>::RecipientInvalid
			);
		}
		let mut opening = Opening::new::<T>(acting.organisation, id)?;
		for epc in items {
			let mut item = ledger.live(&epc)?;
			let standing = ledger.at_hand(&item)?;
			opening.hold(&mut ledger, &epc, &mut item, &standing)?;
			ledger.save(&epc, item, HopKind::Quarantined, Link::None);
		}
		let due = ledger.now.saturating_add(deadlines::<T>().exception);
		let subject = Subject::Exception(kind);
		let case = opening.finish_with(&mut ledger, subject, false, evidence, due, counterparty);
		// Both have to put it right: who found it, and who sent goods or data.
		for party in [Some(acting.organisation), counterparty].into_iter().flatten() {
			T::Obligations::open(duty(ObligationKind::ResolveException, &case, party), due)?;
		}
		let weights = ledger.finish(
			Act::Step(HopKind::Quarantined),
			Outcome { counterparty, reference: Some(evidence), ..Default::default() },
		)?;
		Self::deposit_event(Event::ExceptionOpened { event: hash, case, kind, items: count });
		Ok(weights.post::<T>(T::WeightInfo::open_exception(count)))
	}

	#[allow(clippy::too_many_arguments)]
	pub(crate) fn do_resolve_exception(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		key: CaseKey,
		items: CaseItems,
		resolution: Resolution,
		correction: Option<[u8; 32]>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			&TRADING,
			Some(Step::Handling),
			items.len().max(1),
		)?;
		let hash = ledger.event.hash;
		let mut case = Self::open_case(&key, |subject| matches!(subject, Subject::Exception(_)))?;
		// Who opened it has the goods, and decides; the other party acts by its data.
		ensure!(key.by == acting.organisation, Error::<T>::NotInvestigator);
		ensure!(case.closed.is_none(), Error::<T>::AlreadyAnswered);
		ensure!(count > 0 || case.items == 0, Error::<T>::EmptyList);
		// SC-12: product with missing data is not sellable, and stays so without the data.
		ensure!(
			resolution != Resolution::Keep || correction.is_some(),
			Error::<T>::CorrectionMissing
		);
		let (to, kind) = match resolution {
			Resolution::Keep | Resolution::Cancel => (None, HopKind::Cleared),
			Resolution::Return => (Some(Hold::ToReturn), HopKind::Quarantined),
			Resolution::Destroy => (Some(Hold::Condemned), HopKind::Condemned),
		};
		// Nothing is set free by calling it a mistake, but what agrees: damage does not go away.
		ensure!(
			resolution != Resolution::Cancel || correction.is_some() || count == 0,
			Error::<T>::CorrectionMissing
		);
		for epc in items {
			let mut item = ledger.live(&epc)?;
			let standing = ledger.at_hand(&item)?;
			// Nobody destroys what is another's because its data are missing.
			ensure!(
				resolution != Resolution::Destroy || standing.owner == acting.organisation,
				Error::<T>::NotOwner
			);
			ledger.decide(&epc, &mut item, &standing, key, to)?;
			ledger.save(&epc, item, kind, Link::None);
		}
		if let Some(correction) = correction {
			case.evidence = correction;
		}
		let condemned = if to == Some(Hold::Condemned) { count } else { 0 };
		if Self::close_items(&key, &mut case, count, condemned, ledger.now) {
			let other = Counterparties::<T>::get(key);
			for party in [Some(key.by), other].into_iter().flatten() {
				T::Obligations::fulfil(&duty(ObligationKind::ResolveException, &key, party));
			}
		}
		let weights = ledger
			.finish(Act::Step(kind), Outcome { reference: correction, ..Default::default() })?;
		Self::deposit_event(Event::ExceptionResolved {
			event: hash,
			case: key,
			resolution,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::resolve_exception(count)))
	}
}

//! A failed verification on record, its maker's answer, and the verification of what comes back
//! (SC-6, FMD-4, FMD-5).

use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure, BoundedVec,
};
use salus_primitives::{
	supply::{
		BizStep, Disposition, Epc, EventFacts, HopKind, Label, Provenance, VerificationFailure,
	},
	Acting, ObligationKind, Obligations, Participants,
};

use super::{
	cases::{deadlines, duty, Opening},
	disposition::{is_terminal, Step},
	ledger::{ensure_gtin, ensure_lot, ensure_serial, now, Ledger, Outcome},
};
use crate::{
	Act, CaseKey, Cases, Config, Error, Event, Item, Items, Link, Pallet, Subject, WeightInfo,
	MAKING, TRADING,
};

/// What a pack fails with, as the chain has it. The outer `None`: nothing.
#[allow(clippy::option_option)]
fn failure(item: Option<&Item>, label: &Label) -> Option<Option<VerificationFailure>> {
	let Some((item, trade)) = item.and_then(|item| Some((item, item.trade.as_ref()?))) else {
		return Some(Some(VerificationFailure::NoMatchGtinSerial));
	};
	if item.provenance == Provenance::HolderContested {
		Some(Some(VerificationFailure::Contested))
	} else if trade.lot != label.lot {
		Some(Some(VerificationFailure::NoMatchLot))
	} else if trade.expiry != label.expiry {
		Some(Some(VerificationFailure::NoMatchExpiry))
	} else {
		// FMD-1: authentic is what is active.
		is_terminal(item.disposition).then_some(None)
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_report_failed_verification(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		id: [u8; 16],
		label: Label,
		evidence: [u8; 32],
	) -> DispatchResultWithPostInfo {
		let mut ledger = Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Handling), 1)?;
		let hash = ledger.event.hash;
		ensure_gtin::<T>(label.gtin)?;
		ensure_serial::<T>(&label.serial)?;
		ensure_lot::<T>(&label.lot)?;
		let epc = Epc::Sgtin { gtin: label.gtin, serial: label.serial.clone() };
		let mut opening = Opening::new::<T>(acting.organisation, id)?;
		opening.know::<T>(&epc)?;
		let item = match Items::<T>::contains_key(&epc) {
			true => Some(ledger.lineage.load(&epc)?),
			false => None,
		};
		// The chain itself answers whether it fails: nobody reports what verifies.
		let failure = failure(item.as_ref(), &label).ok_or(Error::<T>::VerificationSucceeds)?;
		let live = item.filter(|item| !is_terminal(item.disposition));
		let held = live.is_some();
		if let Some(mut item) = live {
			// Who holds it and nobody else. What is unknown or has ended is in nobody's hand, and
			// the report touches nothing but its maker.
			let standing = ledger.at_hand(&item)?;
			opening.hold(&mut ledger, &epc, &mut item, &standing)?;
			ledger.save(&epc, item, HopKind::Quarantined, Link::None);
		}
		let terms = deadlines::<T>();
		let due = ledger.now.saturating_add(if held {
			terms.investigation.max(terms.alert)
		} else {
			terms.alert
		});
		let answer_due = ledger.now.saturating_add(terms.alert);
		let alert = opening.finish(&mut ledger, Subject::Alert(failure), false, evidence, due);
		if let Some(maker) = Self::maker(label.gtin) {
			T::Obligations::open(duty(ObligationKind::AnswerAlert, &alert, maker), answer_due)?;
		}
		if held {
			T::Obligations::open(
				duty(ObligationKind::InvestigateSuspect, &alert, acting.organisation),
				due,
			)?;
		}
		let weights = ledger.finish(
			Act::Step(HopKind::Quarantined),
			Outcome { reference: Some(evidence), ..Default::default() },
		)?;
		Self::deposit_event(Event::VerificationFailed { event: hash, alert, failure, held });
		Ok(weights.post::<T>(T::WeightInfo::report_failed_verification()))
	}

	pub(crate) fn do_answer_alert(
		who: T::AccountId,
		acting: Acting,
		key: CaseKey,
		genuine: bool,
		evidence: [u8; 32],
	) -> DispatchResult {
		ensure!(MAKING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&who, &acting, None)?;
		let mut case = Self::open_case(&key, |subject| matches!(subject, Subject::Alert(_)))?;
		let maker = case.gtin.and_then(Self::maker);
		ensure!(maker == Some(acting.organisation), Error::<T>::NotMaker);
		ensure!(case.answer.is_none(), Error::<T>::AlreadyAnswered);
		case.answer = Some((genuine, evidence));
		if case.items == 0 && case.closed.is_none() {
			case.closed = Some(now::<T>());
		}
		Cases::<T>::insert(key, case);
		T::Obligations::fulfil(&duty(ObligationKind::AnswerAlert, &key, acting.organisation));
		Self::deposit_event(Event::AlertAnswered {
			alert: key,
			maker: acting.organisation,
			genuine,
		});
		Ok(())
	}

	pub(crate) fn do_verify_returns(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		labels: BoundedVec<Label, T::MaxItems>,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&labels);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Handling), labels.len())?;
		let hash = ledger.event.hash;
		let wanted = ledger.event.disposition.unwrap_or(Disposition::InProgress);
		for label in labels {
			let epc = Epc::Sgtin { gtin: label.gtin, serial: label.serial.clone() };
			let mut item = ledger.live(&epc)?;
			let standing = ledger.at_hand(&item)?;
			Ledger::<T>::ensure_free(&item, &standing)?;
			ensure!(item.returned, Error::<T>::NotReturned);
			// Contested, recalled and expired packs have their own errors.
			ledger.ensure_fit(&epc, &item, None)?;
			ensure!(failure(Some(&item), &label).is_none(), Error::<T>::LabelMismatch);
			let before = item.clone();
			item.disposition = super::disposition::transition(
				Step::Handling,
				item.disposition,
				Some(wanted),
				Some(BizStep::Inspecting),
				item.tainted,
			)
			.map_err(Error::<T>::from)?;
			ensure!(
				super::disposition::is_sellable(item.disposition),
				Error::<T>::DispositionNotAllowed
			);
			item.returned = false;
			ledger.reweigh(&epc, &before, &item, &standing)?;
			ledger.save(&epc, item, HopKind::ReturnVerified, Link::None);
		}
		let weights = ledger.finish(
			Act::Step(HopKind::ReturnVerified),
			Outcome { disposition: Some(wanted), ..Default::default() },
		)?;
		Self::deposit_event(Event::ReturnsVerified {
			event: hash,
			organisation: acting.organisation,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::verify_returns(count)))
	}
}

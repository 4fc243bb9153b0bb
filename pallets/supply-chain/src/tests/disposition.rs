//! EP-3, the table itself.

use super::*;
use crate::disposition::{accepts, is_held, is_sellable, is_terminal, transition, Refusal, Step};

const STEPS: [Step; 16] = [
	Step::Commissioning,
	Step::Packing,
	Step::Unpacking,
	Step::Shipping,
	Step::Returning,
	Step::Receiving,
	Step::ReceivingReturn,
	Step::Voiding,
	Step::Introducing,
	Step::Dispensing,
	Step::Decommissioning,
	Step::Destroying,
	Step::Handling,
	Step::Observing,
	Step::Transforming,
	Step::Reviewing,
];

/// Every step from every disposition to every wanted one.
fn all() -> impl Iterator<Item = (Step, Disposition, Option<Disposition>, Option<BizStep>, bool)> {
	let wanted = || Disposition::ALL.iter().copied().map(Some).chain([None]);
	STEPS.into_iter().flat_map(move |step| {
		Disposition::ALL.iter().flat_map(move |from| {
			wanted().flat_map(move |to| {
				[None, Some(BizStep::Inspecting), Some(BizStep::Storing)].into_iter().flat_map(
					move |biz| [false, true].map(move |tainted| (step, *from, to, biz, tainted)),
				)
			})
		})
	})
}

#[test]
fn ep_3_nothing_should_follow_on_an_end() {
	for (step, from, to, biz, tainted) in all().filter(|(_, from, ..)| is_terminal(*from)) {
		let after = transition(step, from, to, biz, tainted);
		let destroyed = from == Disposition::Inactive && step == Step::Destroying;
		assert!(after.is_err() || destroyed, "{step:?} from {from:?} gave {after:?}");
	}
}

#[test]
fn ep_3_only_dispensing_should_dispense() {
	for (step, from, to, biz, tainted) in all() {
		let after = transition(step, from, to, biz, tainted);
		if let Ok(Disposition::Dispensed | Disposition::RetailSold) = after {
			assert_eq!(step, Step::Dispensing);
			assert!(matches!(
				from,
				Disposition::SellableAccessible
					| Disposition::InProgress
					| Disposition::PartiallyDispensed
			));
		}
	}
}

#[test]
fn ep_3_in_transit_should_come_of_shipping_alone() {
	for (step, from, to, biz, tainted) in all() {
		let after = transition(step, from, to, biz, tainted);
		let ships = matches!(step, Step::Shipping | Step::Returning);
		let stays =
			from == Disposition::InTransit && matches!(step, Step::Observing | Step::Reviewing);
		assert!(after != Ok(Disposition::InTransit) || ships || stays, "{step:?} from {from:?}");
	}
}

#[test]
fn ep_3_what_is_held_should_be_released_by_inspection_alone() {
	for (step, from, to, biz, tainted) in all().filter(|(_, from, ..)| is_held(*from)) {
		// An introduction starts anew: it is asked for what does not exist.
		if matches!(step, Step::Introducing | Step::Commissioning) {
			continue;
		}
		if transition(step, from, to, biz, tainted).is_ok_and(is_sellable) {
			assert_eq!((step, biz), (Step::Handling, Some(BizStep::Inspecting)));
		}
	}
}

#[test]
fn fmd_3_a_tainted_item_should_not_become_sellable() {
	for (step, from, to, biz, _) in all().filter(|(_, from, ..)| !is_sellable(*from)) {
		if matches!(step, Step::Introducing | Step::Commissioning) {
			continue;
		}
		let after = transition(step, from, to, biz, true);
		assert!(!after.is_ok_and(is_sellable), "{step:?} from {from:?} gave {after:?}");
	}
}

#[test]
fn ep_3_the_recommended_table_should_hold() {
	use Disposition::*;
	let ok = |step, from, wanted, biz| transition(step, from, wanted, biz, false);
	assert_eq!(ok(Step::Commissioning, Encoded, None, None), Ok(Active));
	for from in [Active, InProgress, SellableAccessible, SellableNotAccessible] {
		assert_eq!(ok(Step::Packing, from, None, None), Ok(InProgress));
		assert_eq!(ok(Step::Unpacking, from, None, None), Ok(InProgress));
		assert_eq!(ok(Step::Shipping, from, None, None), Ok(InTransit));
	}
	for to in [InProgress, SellableAccessible, SellableNotAccessible, Returned, Damaged] {
		assert_eq!(ok(Step::Receiving, InTransit, Some(to), None), Ok(to));
	}
	assert_eq!(ok(Step::Receiving, Active, None, None), Err(Refusal::NotAllowed));
	for to in [NonSellableOther, Damaged, Expired, Recalled, NoPedigreeMatch] {
		for step in [BizStep::Holding, BizStep::Inspecting, BizStep::Storing] {
			assert_eq!(ok(Step::Handling, InProgress, Some(to), Some(step)), Ok(to));
		}
	}
	for from in [Damaged, Recalled, Expired, NonSellableOther, Inactive] {
		assert_eq!(ok(Step::Destroying, from, None, None), Ok(Destroyed));
	}
	assert_eq!(ok(Step::Destroying, InProgress, None, None), Err(Refusal::NotAllowed));
	assert_eq!(ok(Step::Handling, InProgress, None, None), Err(Refusal::NotAllowed));
	assert_eq!(ok(Step::Voiding, InTransit, None, None), Err(Refusal::NotAllowed));
	assert_eq!(ok(Step::ReceivingReturn, InTransit, None, None), Ok(Returned));
}

#[test]
fn ep_1_every_step_should_accept_events_that_say_nothing_else() {
	for step in STEPS {
		assert!(accepts(step, None) && accepts(step, Some(BizStep::Other)));
	}
	assert!(accepts(Step::Shipping, Some(BizStep::Departing)));
	assert!(!accepts(Step::Shipping, Some(BizStep::Dispensing)));
	assert!(!accepts(Step::Observing, Some(BizStep::Dispensing)));
}

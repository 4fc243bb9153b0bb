//! The disposition machine (EP-3): which step takes an item from which disposition to which.
//!
//! Recalled and expired are overlays, checked at use and never stored as a transition: here they
//! are only what a holder *knows* and writes down.

use salus_primitives::supply::{BizStep, DecommissionReason, Disposition};

/// A step that changes or keeps the disposition of an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
	/// It gets its identity.
	Commissioning,
	/// It goes into a container.
	Packing,
	/// It comes out of one.
	Unpacking,
	/// It is sent.
	Shipping,
	/// It is sent back.
	Returning,
	/// It arrives.
	Receiving,
	/// It arrives back.
	ReceivingReturn,
	/// It does not leave after all.
	Voiding,
	/// It is introduced by a holder.
	Introducing,
	/// It is supplied to the public.
	Dispensing,
	/// It loses its identity.
	Decommissioning,
	/// It is destroyed.
	Destroying,
	/// It stays where it is and is handled.
	Handling,
	/// It is seen.
	Observing,
	/// It is used up for something else, or made from something else.
	Transforming,
	/// Its maker looks at its introduction.
	Reviewing,
}

/// Why a step is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// It was supplied to the public.
	Dispensed,
	/// It has no identity any more.
	Decommissioned,
	/// It does not exist any more.
	Destroyed,
	/// It may not be sold.
	Held,
	/// It is stolen or lost.
	Stolen,
	/// A part of it was supplied.
	PartlyDispensed,
	/// The table has no such transition.
	NotAllowed,
}

/// Nothing follows on it, but for what [`transition`] says.
pub const fn is_terminal(disposition: Disposition) -> bool {
	matches!(
		disposition,
		Disposition::Dispensed
			| Disposition::RetailSold
			| Disposition::Inactive
			| Disposition::Destroyed
			| Disposition::Disposed
	)
}

/// It exists and may not be sold.
pub const fn is_held(disposition: Disposition) -> bool {
	matches!(
		disposition,
		Disposition::NonSellableOther
			| Disposition::Damaged
			| Disposition::Expired
			| Disposition::Recalled
			| Disposition::NoPedigreeMatch
			| Disposition::Returned
			| Disposition::Stolen
			| Disposition::Unknown
	)
}

/// Stolen, or nobody knows where.
pub const fn is_missing(disposition: Disposition) -> bool {
	matches!(disposition, Disposition::Stolen | Disposition::Unknown)
}

/// It may be sold as far as its disposition goes.
pub const fn is_sellable(disposition: Disposition) -> bool {
	matches!(
		disposition,
		Disposition::Active
			| Disposition::InProgress
			| Disposition::SellableAccessible
			| Disposition::SellableNotAccessible
			| Disposition::ContainerClosed
			| Disposition::ContainerOpen
	)
}

/// Whether an event with that `bizStep` is recorded by that step's call. An event without one, or
/// with one that the chain does not know, says nothing against it.
pub const fn accepts(step: Step, biz_step: Option<BizStep>) -> bool {
	use BizStep::*;
	let Some(biz_step) = biz_step else { return true };
	if matches!(biz_step, Other) {
		return true;
	}
	match step {
		Step::Commissioning => matches!(biz_step, Commissioning | Encoding | Repackaging | Packing),
		Step::Packing => matches!(biz_step, Packing | Repackaging | Loading | StagingOutbound),
		Step::Unpacking => matches!(biz_step, Unpacking | Receiving | Repackaging | Picking),
		Step::Shipping | Step::Returning => matches!(biz_step, Shipping | Departing | Loading),
		Step::Receiving | Step::ReceivingReturn => {
			matches!(biz_step, Receiving | Arriving | Accepting | EnteringExiting)
		}
		Step::Voiding => matches!(biz_step, VoidShipping),
		Step::Dispensing => matches!(biz_step, Dispensing | RetailSelling),
		Step::Decommissioning => matches!(biz_step, Decommissioning | Shipping | Dispensing),
		Step::Destroying => matches!(biz_step, Destroying),
		Step::Handling => matches!(
			biz_step,
			Holding
				| Inspecting | Storing
				| Picking | StagingOutbound
				| Loading | Accepting
				| CycleCounting
		),
		Step::Transforming => matches!(biz_step, Repackaging | Commissioning | Packing),
		// Whatever the supplier's document says.
		Step::Introducing | Step::Reviewing => true,
		// What moves, makes or ends something has a call of its own.
		Step::Observing => !matches!(
			biz_step,
			Commissioning
				| Decommissioning
				| Destroying | Dispensing
				| Packing | Receiving
				| RetailSelling
				| Shipping | Unpacking
				| VoidShipping
		),
	}
}

/// The disposition after `step`, of an item that has `from`, where the event says `wanted`.
///
/// `biz_step` tells the kinds of handling apart. `tainted`: it was stolen once.
pub fn transition(
	step: Step,
	from: Disposition,
	wanted: Option<Disposition>,
	biz_step: Option<BizStep>,
	tainted: bool,
) -> Result<Disposition, Refusal> {
	use Disposition::*;
	// EP-2: what has ended does not appear again. Destruction follows on decommissioning.
	match from {
		Dispensed | RetailSold => return Err(Refusal::Dispensed),
		Destroyed | Disposed => return Err(Refusal::Destroyed),
		Inactive if step != Step::Destroying => return Err(Refusal::Decommissioned),
		_ => (),
	}
	// What is on its way is received, voided or lost, and nothing else.
	let on_its_way = matches!(
		step,
		Step::Receiving
			| Step::ReceivingReturn
			| Step::Observing
			| Step::Reviewing
			| Step::Commissioning
			| Step::Introducing
	);
	if from == InTransit && !on_its_way {
		return Err(Refusal::NotAllowed);
	}
	let one_of = |allowed: &[Disposition], default: Disposition| match wanted {
		None => Ok(default),
		Some(wanted) if allowed.contains(&wanted) => Ok(wanted),
		Some(_) => Err(Refusal::NotAllowed),
	};
	match step {
		Step::Commissioning => one_of(&[Active], Active),
		Step::Introducing => Ok(InProgress),
		Step::Packing | Step::Unpacking => match from {
			Stolen | Unknown => Err(Refusal::Stolen),
			// What is held stays held, in a container and out of it.
			_ if is_held(from) || from == PartiallyDispensed => Ok(from),
			_ if is_sellable(from) => {
				one_of(&[InProgress, Active, ContainerClosed, ContainerOpen], InProgress)
					.map(|_| InProgress)
			}
			_ => Err(Refusal::NotAllowed),
		},
		Step::Shipping => match from {
			Stolen | Unknown => Err(Refusal::Stolen),
			PartiallyDispensed => Err(Refusal::PartlyDispensed),
			_ if is_held(from) => Err(Refusal::Held),
			_ if is_sellable(from) => one_of(&[InTransit], InTransit),
			_ => Err(Refusal::NotAllowed),
		},
		Step::Returning => match from {
			Stolen | Unknown => Err(Refusal::Stolen),
			// EP-3: a return is shipped as `returned`; on the chain it is in transit as well.
			_ => one_of(&[InTransit, Returned, NonSellableOther, Recalled], InTransit)
				.map(|_| InTransit),
		},
		Step::Receiving if from == InTransit => {
			let to = one_of(
				&[
					InProgress,
					SellableAccessible,
					SellableNotAccessible,
					Returned,
					Damaged,
					NonSellableOther,
				],
				InProgress,
			)?;
			if tainted && is_sellable(to) {
				Ok(NonSellableOther)
			} else {
				Ok(to)
			}
		}
		// SC-6: what comes back is looked at before it is sold again.
		Step::ReceivingReturn if from == InTransit => match one_of(
			&[Returned, InProgress, Damaged, NonSellableOther, Recalled, Expired],
			Returned,
		)? {
			InProgress => Ok(Returned),
			to => Ok(to),
		},
		Step::Receiving | Step::ReceivingReturn | Step::Voiding => Err(Refusal::NotAllowed),
		Step::Dispensing => {
			match from {
				Stolen | Unknown => return Err(Refusal::Stolen),
				_ if is_held(from) => return Err(Refusal::Held),
				SellableAccessible | InProgress => (),
				// The rest of a pack is supplied by whoever says so, not by mistake for a whole one.
				PartiallyDispensed if wanted.is_some() => (),
				PartiallyDispensed => return Err(Refusal::PartlyDispensed),
				_ => return Err(Refusal::NotAllowed),
			}
			one_of(&[Dispensed, PartiallyDispensed, RetailSold], Dispensed)
		}
		Step::Decommissioning => one_of(&[Inactive], Inactive),
		Step::Transforming => match from {
			Stolen | Unknown => Err(Refusal::Stolen),
			PartiallyDispensed => Err(Refusal::PartlyDispensed),
			_ if is_held(from) => Err(Refusal::Held),
			_ => Ok(Inactive),
		},
		Step::Destroying => {
			if !is_held(from) && from != Inactive {
				return Err(Refusal::NotAllowed);
			}
			one_of(&[Destroyed, Disposed], Destroyed)
		}
		Step::Observing | Step::Reviewing => Ok(from),
		Step::Handling => {
			handle(from, wanted.ok_or(Refusal::NotAllowed)?, biz_step.unwrap_or(BizStep::Holding))
				.and_then(|to| match to {
					// FMD-3: what was stolen never returns to saleable stock.
					_ if tainted && is_sellable(to) => Err(Refusal::NotAllowed),
					_ => Ok(to),
				})
		}
	}
}

/// Holding, inspecting, storing, picking...
fn handle(from: Disposition, to: Disposition, biz_step: BizStep) -> Result<Disposition, Refusal> {
	use Disposition::*;
	let inspected = matches!(biz_step, BizStep::Inspecting);
	let allowed = match to {
		// Reachable from anything that exists.
		Stolen | Unknown => true,
		NonSellableOther | Damaged | Expired | Recalled | NoPedigreeMatch => {
			// What was missing has to be inspected when it is found.
			!is_missing(from) || (inspected && to == NonSellableOther)
		}
		SellableAccessible
		| SellableNotAccessible
		| InProgress
		| ContainerClosed
		| ContainerOpen => {
			if is_missing(from) {
				return Err(Refusal::Stolen);
			}
			// Release is a decision of quality, not of storage; a part of a pack is never stock.
			from != PartiallyDispensed && (inspected || !is_held(from))
		}
		_ => false,
	};
	if allowed {
		Ok(to)
	} else {
		Err(Refusal::NotAllowed)
	}
}

/// Whether a decommissioned item may still be destroyed: not what was used up, or is elsewhere.
pub const fn can_destroy(reason: Option<DecommissionReason>) -> bool {
	!matches!(reason, Some(DecommissionReason::Transformed | DecommissionReason::Exported))
}

//! The conditions in which a product is kept: what the label allows, what the sensors say, and what
//! follows when the two differ (CC-1, CC-2, CC-3).
//!
//! The readings stay off the chain, under a root; the mean kinetic temperature is computed there
//! too. The chain keeps what was signed, checks that it does not contradict itself, sums up what is
//! cumulative over the life of each item, and compares it with the profile.

use alloc::collections::BTreeMap;
use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
	traits::Get,
};
use salus_primitives::{
	supply::{
		ConditionSummary, Epc, EventFacts, Excursion, HopKind, QualityDecision, StorageLimits,
		StorageProfile,
	},
	Acting, Capacity, ObligationKind, Obligations, Participants, MINUTE,
};

use super::{
	cases::{deadlines, duty, Opening},
	disposition::Step,
	ledger::{hold_rows, Ledger, Outcome},
};
use crate::{
	Act, CaseItems, CaseKey, Config, Error, Event, Exposures, Hold, Item, Link, Pallet, Products,
	StorageLimitsOf, Subject, Transit, WeightInfo, MAKING, TRADING,
};

/// Profiles and limits of the products that a call looked up.
type Profiles = BTreeMap<u64, Option<(StorageProfile, Option<StorageLimits>)>>;

/// The lowest and highest that a summary may tell of: no sensor reads less or more.
const READABLE: core::ops::RangeInclusive<i16> = -27_315..=20_000;

/// Refuses a summary that contradicts itself.
fn ensure_plausible<T: Config>(summary: &ConditionSummary) -> Result<(), Error<T>> {
	let minutes = summary.to.saturating_sub(summary.from) / MINUTE;
	let plausible = summary.count > 0
		&& summary.from <= summary.to
		&& READABLE.contains(&summary.min)
		&& READABLE.contains(&summary.max)
		&& summary.min <= summary.mean_kinetic
		&& summary.mean_kinetic <= summary.max
		&& u64::from(summary.minutes_outside) <= minutes
		&& u64::from(summary.longest_gap) <= minutes
		// Readings and the gaps between them fill the time.
		&& u64::from(summary.longest_gap).saturating_mul(summary.count.saturating_sub(1).into())
			>= minutes.saturating_sub(summary.count.into());
	ensure!(plausible, Error::<T>::SummaryImplausible);
	Ok(())
}

/// What is wrong with a summary, if `outside` minutes are all that an item was outside so far.
pub fn excursion(
	profile: &StorageProfile,
	limits: Option<&StorageLimits>,
	summary: &ConditionSummary,
	outside: u32,
) -> Option<Excursion> {
	if summary.min < profile.min {
		Some(Excursion::TooCold)
	} else if summary.max > profile.excursion_max {
		Some(Excursion::TooWarm)
	} else if outside > profile.excursion_minutes {
		Some(Excursion::TooLong)
	} else if limits.is_some_and(|limits| summary.longest_gap > limits.max_gap) {
		Some(Excursion::Gap)
	} else if limits.is_some_and(|limits| summary.mean_kinetic > limits.max_mean_kinetic) {
		Some(Excursion::MeanKinetic)
	} else {
		None
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_storage_limits(
		who: T::AccountId,
		acting: Acting,
		gtin: u64,
		limits: StorageLimits,
	) -> DispatchResult {
		ensure!(MAKING.contains(&acting.capacity), Error::<T>::CapacityNotAllowed);
		T::Participants::ensure_acting(&who, &acting, None)?;
		let registration =
			Products::<T>::get(gtin).registration.ok_or(Error::<T>::ProductUnknown)?;
		ensure!(registration.maker == acting.organisation, Error::<T>::NotMaker);
		let profile = registration.storage.ok_or(Error::<T>::NoStorageProfile)?;
		ensure!(
			limits.max_gap > 0
				&& limits.max_mean_kinetic >= profile.min
				&& limits.max_mean_kinetic <= profile.excursion_max,
			Error::<T>::StorageLimitsInvalid
		);
		if !StorageLimitsOf::<T>::contains_key(gtin) {
			hold_rows::<T>(&who, acting.organisation, T::RowDeposit::get(), 1)?;
		}
		StorageLimitsOf::<T>::insert(gtin, limits);
		Self::deposit_event(Event::StorageLimitsSet { gtin, maker: acting.organisation });
		Ok(())
	}

	/// What a summary says against an item: of a trade item by its own profile, of a container by
	/// that of every product inside. Answers whether there was a profile at all.
	fn excursion_of(
		ledger: &mut Ledger<T>,
		profiles: &mut Profiles,
		epc: &Epc,
		item: &Item,
		summary: &ConditionSummary,
		outside: u32,
	) -> Result<(bool, Option<Excursion>), Error<T>> {
		let inside = ledger.lineage.inside(epc, item);
		ledger.lineage.visit(&inside)?;
		let own = match epc {
			Epc::Sgtin { gtin, .. } => Some(*gtin),
			Epc::Sscc(_) => None,
		};
		let mut known = false;
		let mut found: Option<Excursion> = None;
		for gtin in own.into_iter().chain(inside.lots.keys().map(|(gtin, _)| *gtin)) {
			let row = match profiles.get(&gtin) {
				Some(row) => *row,
				None => {
					// Weighed as a lot that is looked up.
					ledger.recalls.count::<T>()?;
					let profile = Products::<T>::get(gtin).registration.and_then(|row| row.storage);
					let row = profile.map(|profile| (profile, StorageLimitsOf::<T>::get(gtin)));
					profiles.insert(gtin, row);
					row
				}
			};
			let Some((profile, limits)) = row else { continue };
			known = true;
			// What is outside for the summary is outside for the profile.
			ensure!(
				summary.minutes_outside > 0
					|| (summary.min >= profile.min && summary.max <= profile.max),
				Error::<T>::SummaryImplausible
			);
			found = found.or(excursion(&profile, limits.as_ref(), summary, outside));
		}
		Ok((known, found))
	}

	pub(crate) fn do_record_conditions(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		id: [u8; 16],
		items: CaseItems,
		summary: ConditionSummary,
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger =
			Ledger::<T>::begin(who, acting, event, &TRADING, Some(Step::Observing), items.len())?;
		let hash = ledger.event.hash;
		ensure_plausible::<T>(&summary)?;
		ensure!(summary.to <= ledger.event.time, Error::<T>::SummaryImplausible);
		let mut opening = Opening::new::<T>(acting.organisation, id)?;
		let mut profiles = Profiles::new();
		let mut worst: Option<Excursion> = None;
		let mut held = 0u32;
		for epc in items {
			let mut item = ledger.live(&epc)?;
			let standing = ledger.lineage.standing(&item)?;
			if standing.holder != acting.organisation {
				// On the way, the sensor may be in the hands of whoever waits for it.
				let Some(Transit { shipment, .. }) = &standing.transit else {
					return Err(Error::<T>::NotHolder.into());
				};
				let (row, _) = ledger.shipment(shipment)?;
				ensure!(row.to == Some(acting.organisation), Error::<T>::NotHolder);
			}
			ledger.in_order(&standing)?;
			let mut exposure = Exposures::<T>::get(&epc);
			if exposure.summaries == 0 {
				ledger.rows = ledger.rows.saturating_add(1);
			}
			ensure!(
				exposure.summaries == 0 || summary.from >= exposure.until,
				Error::<T>::SummaryOverlaps
			);
			let mut summary = summary;
			let shipment = standing.transit.as_ref().map(|transit| transit.shipment);
			if shipment.is_some() && exposure.shipment == shipment {
				// Of one journey, what lies between two summaries is a gap as well.
				let seam = summary.from.saturating_sub(exposure.until) / MINUTE;
				let seam = u32::try_from(seam).unwrap_or(u32::MAX);
				summary.longest_gap = summary.longest_gap.max(seam);
			}
			exposure.shipment = shipment;
			exposure.minutes_outside =
				exposure.minutes_outside.saturating_add(summary.minutes_outside);
			exposure.summaries = exposure.summaries.saturating_add(1);
			exposure.until = summary.to;
			exposure.readings =
				frame_support::Hashable::blake2_256(&(exposure.readings, summary.readings));
			let (known, found) = Self::excursion_of(
				&mut ledger,
				&mut profiles,
				&epc,
				&item,
				&summary,
				exposure.minutes_outside,
			)?;
			ensure!(known, Error::<T>::NoStorageProfile);
			Exposures::<T>::insert(&epc, exposure);
			let kind = match found {
				Some(found) => {
					worst.get_or_insert(found);
					held = held.saturating_add(1);
					// Held at once, wherever it is: nobody has to ask for it (CC-3).
					opening.hold(&mut ledger, &epc, &mut item, &standing)?;
					HopKind::Quarantined
				}
				None => HopKind::ConditionsRecorded,
			};
			ledger.save(&epc, item, kind, Link::None);
		}
		let mut case = None;
		if let Some(excursion) = worst {
			let due = ledger.now.saturating_add(deadlines::<T>().excursion);
			let key = opening.finish(
				&mut ledger,
				Subject::Excursion(excursion),
				false,
				summary.readings,
				due,
			);
			T::Obligations::open(
				duty(ObligationKind::DecideExcursion, &key, acting.organisation),
				due,
			)?;
			case = Some(key);
		}
		let weights = ledger.finish(
			Act::Step(HopKind::ConditionsRecorded),
			Outcome { reference: Some(summary.readings), ..Default::default() },
		)?;
		Self::deposit_event(Event::ConditionsRecorded { event: hash, items: count, held, case });
		Ok(weights.post::<T>(T::WeightInfo::record_conditions(count)))
	}

	pub(crate) fn do_decide_excursion(
		who: T::AccountId,
		acting: Acting,
		event: EventFacts,
		key: CaseKey,
		items: CaseItems,
		decision: QualityDecision,
		evidence: [u8; 32],
	) -> DispatchResultWithPostInfo {
		let count = crate::len(&items);
		let mut ledger = Ledger::<T>::begin(
			who,
			acting,
			event,
			// CC-3: quality decides, not whoever wants to sell.
			&[Capacity::ResponsiblePerson],
			Some(Step::Handling),
			items.len(),
		)?;
		let hash = ledger.event.hash;
		let mut case = Self::open_case(&key, |subject| matches!(subject, Subject::Excursion(_)))?;
		let actor = acting.organisation;
		let maker = case.gtin.and_then(Self::maker);
		let (to, kind) = match decision {
			QualityDecision::Released => (None, HopKind::Cleared),
			QualityDecision::Rejected => (Some(Hold::Condemned), HopKind::Condemned),
		};
		for epc in items {
			let mut item = ledger.live(&epc)?;
			let standing = ledger.lineage.standing(&item)?;
			// The Responsible Person of its maker, its owner, or who holds it; of nobody else.
			// Who only holds it does not destroy what is another's.
			let concerned = maker == Some(actor)
				|| standing.owner == actor
				|| (decision == QualityDecision::Released && standing.holder == actor);
			ensure!(concerned, Error::<T>::NotConcerned);
			ledger.in_order(&standing)?;
			ledger.decide(&epc, &mut item, &standing, key, to)?;
			ledger.save(&epc, item, kind, Link::None);
		}
		case.evidence = evidence;
		let condemned = if to.is_some() { count } else { 0 };
		if Self::close_items(&key, &mut case, count, condemned, ledger.now) {
			T::Obligations::fulfil(&duty(ObligationKind::DecideExcursion, &key, key.by));
		}
		let weights = ledger
			.finish(Act::Step(kind), Outcome { reference: Some(evidence), ..Default::default() })?;
		Self::deposit_event(Event::ExcursionDecided {
			event: hash,
			case: key,
			organisation: actor,
			decision,
			items: count,
		});
		Ok(weights.post::<T>(T::WeightInfo::decide_excursion(count)))
	}
}

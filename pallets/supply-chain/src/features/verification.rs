//! Is it genuine, and may it be sold: two questions with two answers (SC-6, FMD-1).

use alloc::{collections::BTreeSet, vec::Vec};
use salus_primitives::{
	lot::PackProof,
	supply::{
		Disposition, Epc, LotNumber, Provenance, RecallSummary, Serial, Unfitness, Verification,
		VerificationFailure, VerifyQuery,
	},
	Capacity, Gtin, OrganisationId, Participants, DAY,
};

use super::{
	commissioning::new_item,
	disposition::{is_held, is_missing, is_sellable, is_terminal},
	ledger::now,
	lineage::Lineage,
	ranges::{in_chunk, range_item},
};
use crate::{
	Chunks, CommittedLots, Config, Item, Lots, Pallet, Products, Recalls, SerialRecalls, Trade,
	TRADING,
};

/// Whether it, or a part of it, was supplied to the public.
fn was_supplied(item: &Item) -> bool {
	matches!(
		item.disposition,
		Disposition::Dispensed | Disposition::RetailSold | Disposition::PartiallyDispensed
	)
}

/// Stands for nobody: organisations are counted from 1.
const NOBODY: OrganisationId = 0;

impl<T: Config> Pallet<T> {
	/// Verify a pack: identity, then everything that stands against selling or dispensing it.
	///
	/// `verified` is identity alone: a recalled pack that matches is verified *and* not saleable.
	/// A pack inside a container is `Packed` among the reasons, which makes it neither unsaleable
	/// (it is sold with its container) nor, at a dispenser, impossible to supply. A pack of a lot that
	/// is committed by its root needs a proof: the SCALE encoding of a `PackProof`.
	pub fn verify_pack(query: VerifyQuery) -> Verification {
		let mut answer = Verification {
			lot: None,
			expiry: None,
			verified: false,
			failure: None,
			active: false,
			unfit: Vec::new(),
			disposition: None,
			saleable: false,
			dispensable: false,
			provenance: None,
			in_transit: false,
			recall: None,
			holder: None,
			owner: None,
			parent: None,
		};
		if Gtin::try_from(query.gtin).is_err() {
			answer.failure = Some(VerificationFailure::InvalidGtin);
			return answer;
		}
		let unknown = Some(VerificationFailure::NoMatchGtinSerial);
		let Ok(serial) = Serial::try_from(query.serial.clone()) else {
			answer.failure = unknown;
			return answer;
		};
		let gtin = query.gtin;
		let epc = Epc::Sgtin { gtin, serial: serial.clone() };
		let mut lineage = Lineage::<T>::new(u32::MAX, u32::MAX);
		let found = Self::known_pack(&mut lineage, &epc, &query, &serial);
		let (item, leaf) = match found {
			Ok(found) => found,
			Err(failure) => {
				answer.failure = Some(failure);
				return answer;
			}
		};
		let (Some(trade), Ok(standing)) = (item.trade.clone(), lineage.standing(&item)) else {
			answer.failure = unknown;
			return answer;
		};
		let expiry = trade.expiry;
		answer.failure = if item.provenance == Provenance::HolderContested {
			Some(VerificationFailure::Contested)
		} else if query.lot.is_some_and(|lot| lot != trade.lot.to_vec()) {
			Some(VerificationFailure::NoMatchLot)
		} else if query.expiry.is_some_and(|day| day != expiry) {
			Some(VerificationFailure::NoMatchExpiry)
		} else {
			None
		};
		answer.verified = answer.failure.is_none();
		answer.active = answer.verified && !is_terminal(item.disposition);
		answer.recall = Self::worst_recall(gtin, &trade, &serial, leaf);
		answer.in_transit = standing.transit.is_some();
		let held = standing.held_around().unwrap_or(item.disposition);
		let shown = if answer.in_transit {
			Disposition::InTransit
		} else if is_sellable(item.disposition) && is_held(held) {
			held
		} else {
			item.disposition
		};
		answer.disposition = Some(shown);
		answer.unfit = Self::unfitness(
			&item,
			shown,
			&answer,
			standing.holder,
			standing.place.is_some(),
			item.cases > 0 || standing.quarantined_around(),
		);
		let only =
			|allowed: &[Unfitness]| answer.unfit.iter().all(|reason| allowed.contains(reason));
		answer.saleable =
			answer.verified && only(&[Unfitness::HolderNotDispenser, Unfitness::Packed]);
		answer.dispensable = answer.verified
			&& only(&[Unfitness::Packed])
			&& matches!(shown, Disposition::InProgress | Disposition::SellableAccessible);
		answer.lot = Some(trade.lot.into());
		answer.expiry = Some(expiry);
		answer.provenance = Some(item.provenance);
		// Of a range in which no unit is live, nobody is the holder any more.
		if standing.holder != NOBODY {
			answer.holder = Some(standing.holder);
			answer.owner = Some(standing.owner);
		}
		answer.parent = item.parent.map(|parent| parent.epc);
		answer
	}

	/// The row of a pack, or what a proof shows. Where both are there, the maker's root is heavier than
	/// the word of who introduced a pack under the same serial; but what was supplied was supplied.
	fn known_pack(
		lineage: &mut Lineage<T>,
		epc: &Epc,
		query: &VerifyQuery,
		serial: &Serial,
	) -> Result<(Item, Option<u32>), VerificationFailure> {
		let row = lineage.load(epc);
		let by_row = |item: Item| (item, Self::leaf_of(query.gtin, serial));
		let introduced = |item: &Item| item.provenance != Provenance::Manufacturer;
		match row {
			Err(_) => Self::committed_item(lineage, query, serial),
			Ok(item) if Self::is_outdone(query.gtin, serial) => match &query.proof {
				Some(_) => Self::committed_item(lineage, query, serial),
				// Whoever has the pack of the row has no proof; whoever has the other has one.
				None if query.lot.as_deref() == item.trade.as_ref().map(|trade| &trade.lot[..]) => {
					Ok(by_row(item))
				}
				None => Err(VerificationFailure::ProofRequired),
			},
			Ok(item) if query.proof.is_some() && introduced(&item) && !was_supplied(&item) => {
				Self::committed_item(lineage, query, serial).or(Ok(by_row(item)))
			}
			Ok(item) => Ok(by_row(item)),
		}
	}

	/// A pack of a committed lot, with its leaf, as the proof in the query shows it.
	fn committed_item(
		lineage: &mut Lineage<T>,
		query: &VerifyQuery,
		serial: &Serial,
	) -> Result<(Item, Option<u32>), VerificationFailure> {
		let gtin = query.gtin;
		let Some(proof) = &query.proof else {
			// The lot on the label, or any lot of the product, may have it.
			let committed = match query.lot.clone().map(LotNumber::try_from) {
				Some(Ok(lot)) => CommittedLots::<T>::contains_key(gtin, &lot),
				Some(Err(_)) => false,
				None => CommittedLots::<T>::iter_key_prefix(gtin).next().is_some(),
			};
			return Err(if committed {
				VerificationFailure::ProofRequired
			} else {
				VerificationFailure::NoMatchGtinSerial
			});
		};
		let pack = PackProof::from_bytes(proof).ok_or(VerificationFailure::ProofInvalid)?;
		let lot = Self::proved(gtin, &pack).map_err(|_| VerificationFailure::ProofInvalid)?;
		if pack.serial != *serial {
			return Err(VerificationFailure::ProofInvalid);
		}
		let (number, offset) = in_chunk(pack.proof.index);
		let chunk = Chunks::<T>::get((gtin, &pack.lot, number));
		let range = match Self::range_over(gtin, &pack.lot, pack.proof.index) {
			Some((_, row)) => {
				let mut item = range_item::<T>(&row, &pack.lot, lot.expiry);
				lineage.settle(&mut item).map_err(|_| VerificationFailure::NoMatchGtinSerial)?;
				item
			}
			// No unit of its range is live: how this one ended is all that is left.
			None => {
				let trade = Some(Trade { lot: pack.lot.clone(), expiry: lot.expiry });
				new_item(trade, NOBODY, Provenance::Manufacturer, Disposition::Dispensed)
			}
		};
		let item = Self::unit_item(&range, &chunk, offset, gtin, serial);
		Ok((item, Some(pack.proof.index)))
	}

	fn unfitness(
		item: &Item,
		shown: Disposition,
		answer: &Verification,
		holder: u32,
		packed: bool,
		quarantined: bool,
	) -> Vec<Unfitness> {
		let mut unfit = BTreeSet::new();
		let today = u32::try_from(now::<T>() / DAY).unwrap_or(u32::MAX);
		if answer.recall.is_some() {
			unfit.insert(Unfitness::Recalled);
		}
		if item.trade.as_ref().is_some_and(|trade| trade.expiry < today) {
			unfit.insert(Unfitness::Expired);
		}
		match shown {
			Disposition::Dispensed | Disposition::RetailSold => {
				unfit.insert(Unfitness::Dispensed);
			}
			Disposition::Inactive => {
				unfit.insert(Unfitness::Decommissioned);
			}
			Disposition::Destroyed | Disposition::Disposed => {
				unfit.insert(Unfitness::Destroyed);
			}
			Disposition::PartiallyDispensed => {
				unfit.insert(Unfitness::PartiallyDispensed);
			}
			Disposition::InTransit => {
				unfit.insert(Unfitness::InTransit);
			}
			shown if is_missing(shown) => {
				unfit.insert(Unfitness::Stolen);
			}
			shown if is_held(shown) => {
				unfit.insert(Unfitness::Held);
			}
			_ => (),
		}
		if item.provenance == Provenance::HolderContested || is_held(item.disposition) {
			unfit.insert(if is_missing(item.disposition) {
				Unfitness::Stolen
			} else {
				Unfitness::Held
			});
		}
		if quarantined {
			unfit.insert(Unfitness::Quarantined);
		}
		if packed {
			unfit.insert(Unfitness::Packed);
		}
		if !is_terminal(shown) {
			if !T::Participants::is_accredited_for_any(holder, &TRADING) {
				unfit.insert(Unfitness::HolderNotAccredited);
			}
			if T::Participants::ensure_accredited(holder, Capacity::Dispenser).is_err() {
				unfit.insert(Unfitness::HolderNotDispenser);
			}
		}
		unfit.into_iter().collect()
	}

	/// The most serious open recall that covers a pack.
	fn worst_recall(
		gtin: u64,
		trade: &Trade,
		serial: &Serial,
		leaf: Option<u32>,
	) -> Option<RecallSummary> {
		let product = Products::<T>::get(gtin);
		let base = product.registration.as_ref().and_then(|row| row.base);
		let mut ids: Vec<[u8; 16]> = SerialRecalls::<T>::get(gtin, serial).recalls.into();
		for (gtin, product) in
			[(gtin, product)].into_iter().chain(base.map(|base| (base, Products::<T>::get(base))))
		{
			let lot = Lots::<T>::get(gtin, &trade.lot);
			ids.extend(product.recalls.into_iter().chain(lot.recalls));
			ids.extend(product.expiries.into_iter().chain(lot.leaves).map(|(id, _)| id));
		}
		ids.into_iter()
			.filter_map(|id| Recalls::<T>::get(id).map(|recall| (id, recall)))
			.filter(|(_, recall)| recall.scope.covers(trade.expiry, leaf))
			.min_by_key(|(_, recall)| recall.class)
			.map(|(id, recall)| RecallSummary { id, class: recall.class, depth: recall.depth })
	}
}

//! To whom makers sent what was their own: what the chain itself knows of the consignees of a recall
//! (RC-2), so that nobody ends one by naming nobody.
//!
//! Counted where goods leave the hands of an owner that made them, whoever carries them: a sale, or
//! custody; not what goes back. Of an open consignment the consignee is known when it is received.

use frame_support::{ensure, traits::Get};
use salus_primitives::{
	supply::{Epc, LotNumber, ShipmentKind},
	OrganisationId,
};
use sp_runtime::{DispatchError, DispatchResult, SaturatedConversion};

use super::ledger::{hold_rows, Ledger};
use crate::{
	Config, Contents, Error, Item, Pallet, Scope, Shipment, SuppliedTo, Supplies, Supply,
	MAX_SUPPLIES,
};

impl Scope {
	/// By which product or lot the consignees of a recall are known, and whether it is of all of it.
	pub fn supplied(&self) -> (Self, bool) {
		match self {
			Self::Product(_) | Self::Lot(..) => (self.clone(), true),
			Self::Serial(gtin, _) => (Self::Product(*gtin), false),
			Self::Expiry(..) | Self::Leaves(..) => (self.logged(), false),
		}
	}
}

/// Whether what moves so is counted, and for whom: not what goes back, nor what stays with its owner.
fn consignee(shipment: &Shipment, owner: OrganisationId) -> Option<OrganisationId> {
	shipment.to.filter(|to| *to != owner && shipment.kind != ShipmentKind::Return)
}

impl<T: Config> Ledger<T> {
	/// Count an item and what is in it, on its way from its owner to a consignee. `back`: it does not
	/// leave after all.
	pub fn supply(
		&mut self,
		shipment: &Shipment,
		epc: &Epc,
		item: &Item,
		back: bool,
	) -> Result<(), Error<T>> {
		let Some(to) = consignee(shipment, item.owner) else { return Ok(()) };
		let inside = self.lineage.inside(epc, item);
		self.supply_inside(to, item.owner, &inside, back)?;
		if let (Epc::Sgtin { gtin, .. }, Some(trade)) = (epc, &item.trade) {
			self.supply_lot(to, item.owner, *gtin, &trade.lot, 1, back)?;
		}
		Ok(())
	}

	/// The same of a summary.
	pub fn supply_inside(
		&mut self,
		to: OrganisationId,
		owner: OrganisationId,
		inside: &Contents,
		back: bool,
	) -> Result<(), Error<T>> {
		for ((gtin, lot), content) in &inside.lots {
			self.supply_lot(to, owner, *gtin, lot, content.units, back)?;
		}
		Ok(())
	}

	/// The same of units of one lot.
	pub fn supply_units(
		&mut self,
		shipment: &Shipment,
		owner: OrganisationId,
		gtin: u64,
		lot: &LotNumber,
		units: u32,
		back: bool,
	) -> Result<(), Error<T>> {
		match consignee(shipment, owner) {
			Some(to) => self.supply_lot(to, owner, gtin, lot, units, back),
			None => Ok(()),
		}
	}

	fn supply_lot(
		&mut self,
		to: OrganisationId,
		owner: OrganisationId,
		gtin: u64,
		lot: &LotNumber,
		units: u32,
		back: bool,
	) -> Result<(), Error<T>> {
		let (maker, base) = self.recalls.maker_and_base::<T>(gtin);
		if maker != Some(owner) {
			return Ok(());
		}
		// A recall of packs reaches cases whose content was never listed, and who has them.
		for (gtin, units) in [(gtin, units)].into_iter().chain(base.map(|base| (base, 0))) {
			let key = (to, gtin, lot.clone());
			let known = self.supplies.contains_key(&key);
			ensure!(
				known || self.supplies.len() < MAX_SUPPLIES as usize,
				Error::<T>::TooManySupplies
			);
			let (out, home) = self.supplies.entry(key).or_default();
			let sum = if back { home } else { out };
			*sum = sum.saturating_add(units);
		}
		Ok(())
	}

	/// Write what was counted.
	pub fn write_supplies(&mut self) -> DispatchResult {
		for ((to, gtin, lot), (out, home)) in core::mem::take(&mut self.supplies) {
			for scope in [Scope::Product(gtin), Scope::Lot(gtin, lot)] {
				Supplies::<T>::try_mutate(&scope, to, |row| -> Result<(), DispatchError> {
					let row = match row {
						Some(row) => row,
						None => {
							let (payer, deposit) = hold_rows::<T>(
								self.signer(),
								self.acting.organisation,
								T::RowDeposit::get(),
								1,
							)?;
							SuppliedTo::<T>::mutate(&scope, |count| {
								*count = count.saturating_add(1);
							});
							row.insert(Supply { units: 0, payer, deposit })
						}
					};
					row.units = row.units.saturating_add(out).saturating_sub(home);
					Ok(())
				})?;
			}
		}
		Ok(())
	}

	/// How many rows of supplies the call counts.
	pub fn supplies_counted(&self) -> u32 {
		self.supplies.len().saturated_into()
	}
}

impl<T: Config> Pallet<T> {
	/// How many units of a product or a lot its maker sent to a consignee, as far as the chain knows.
	pub fn supplied(scope: Scope, consignee: OrganisationId) -> Option<u32> {
		Supplies::<T>::get(scope, consignee).map(|row| row.units)
	}
}

//! Tests, by call; each rule by its id.

mod commission;
mod disposition;
mod endings;
mod events;
mod governance;
mod introduce;
mod lots;
mod pack;
mod products;
mod property;
mod property_ranges;
mod ranges;
mod recalls;
mod records;
mod ship;
mod trace;
mod units;
mod verify;

pub use crate::{mock::*, *};
pub use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
pub use salus_primitives::{
	supply::{
		BizStep, DecommissionReason, Disposition, Epc, EventFacts, EventKind, HopKind,
		IntroducedContainer, IntroducedPack, LotNumber, Provenance, RecallClass, RecallDepth,
		RecallScope, Serial, ShipmentFacts, ShipmentKind, StorageProfile, Unfitness, Verification,
		VerificationFailure, VerifyQuery,
	},
	Capacity, Moment, ObligationKey, ObligationKind, OrganisationId, DAY, HOUR, MINUTE,
};
pub use sp_runtime::{BoundedVec, DispatchError, DispatchResult};

pub type Refused = Error<Test>;

/// The stored item.
pub fn item(epc: &Epc) -> Item {
	Items::<Test>::get(epc).unwrap()
}

/// What is asked and answered about a pack.
pub fn verify(epc: &Epc) -> Verification {
	let Epc::Sgtin { gtin, serial } = epc else { panic!("only packs are verified") };
	SupplyChain::verify_pack(VerifyQuery {
		gtin: *gtin,
		serial: serial.to_vec(),
		lot: None,
		expiry: None,
		proof: None,
	})
}

/// Who owns and who holds a pack, through all containers.
pub fn whose(epc: &Epc) -> (OrganisationId, OrganisationId) {
	let answer = verify(epc);
	(answer.owner.unwrap(), answer.holder.unwrap())
}

/// The last event of the pallet.
pub fn last_event() -> Event<Test> {
	System::events()
		.into_iter()
		.rev()
		.find_map(|record| match record.event {
			RuntimeEvent::SupplyChain(event) => Some(event),
			_ => None,
		})
		.unwrap()
}

pub fn recall(
	organisation: OrganisationId,
	id: u8,
	scope: RecallScope,
	class: RecallClass,
) -> DispatchResult {
	SupplyChain::open_recall(
		by(organisation),
		acting(organisation),
		[id; 16],
		scope,
		class,
		RecallDepth::Retail,
		None,
	)
}

pub fn lot_a() -> RecallScope {
	RecallScope::Lot { gtin: pack_gtin(), lot: lot("A") }
}

pub fn introduced(n: u32, parent: Option<u16>) -> IntroducedPack {
	IntroducedPack { gtin: other_gtin(1), serial: serial(n), lot: lot("X"), expiry: EXPIRY, parent }
}

pub fn foreign(n: u32) -> Epc {
	Epc::Sgtin { gtin: other_gtin(1), serial: serial(n) }
}

pub fn do_introduce(
	organisation: OrganisationId,
	containers: Vec<IntroducedContainer>,
	packs: Vec<IntroducedPack>,
) -> DispatchResult {
	SupplyChain::introduce(
		by(organisation),
		acting(organisation),
		event(),
		[9; 32],
		containers.try_into().unwrap(),
		packs.try_into().unwrap(),
	)
	.map(drop)
	.map_err(|error| error.error)
}

//! Tests, by call; each rule by its id.

mod alerts;
mod cold_chain;
mod commission;
mod disposition;
mod effectiveness;
mod endings;
mod events;
mod exceptions;
mod governance;
mod introduce;
mod lots;
mod pack;
mod products;
mod property;
mod property_ranges;
mod quarantine;
mod query;
mod ranges;
mod reaping;
mod recalls;
mod records;
mod reversal;
mod separation;
mod ship;
mod shown;
mod trace;
mod trace_requests;
mod units;
mod verify;

pub use crate::{mock::*, *};
pub use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
pub use salus_primitives::{
	supply::{
		BizStep, ConditionSummary, DecommissionReason, Disposition, EffectivenessLevel, Epc,
		EventFacts, EventKind, ExceptionKind, Excursion, ExemptReason, HopKind,
		IntroducedContainer, IntroducedPack, Label, LotNumber, NoticeKind, NoticeReason,
		Provenance, QualityDecision, RecallClass, RecallDepth, RecallScope, RecallStatus,
		Reconciliation, Resolution, Serial, ShipmentFacts, ShipmentKind, StorageLimits,
		StorageProfile, SuspectReason, Unfitness, Verdict, Verification, VerificationFailure,
		VerifyQuery,
	},
	Acting, Capacity, Moment, ObligationKey, ObligationKind, OrganisationId, DAY, HOUR, MINUTE,
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

/// An id of 16 bytes.
pub fn case_id(n: u32) -> [u8; 16] {
	u128::from(n).to_be_bytes()
}

/// The key of a case, a notice or a request.
pub fn key(by: OrganisationId, n: u32) -> CaseKey {
	CaseKey { by, id: case_id(n) }
}

/// How an obligation about a case, a notice or a request stands, and when it is due.
pub fn duty(
	kind: ObligationKind,
	key: CaseKey,
	responsible: OrganisationId,
) -> Option<(Moment, &'static str)> {
	Diary::get(crate::features::cases::duty(kind, &key, responsible))
}

/// What stands on the label of a pack of lot A.
pub fn label(n: u32) -> Label {
	Label { gtin: pack_gtin(), serial: serial(n), lot: lot("A"), expiry: EXPIRY }
}

/// Without the weight.
pub fn plain(result: frame_support::dispatch::DispatchResultWithPostInfo) -> DispatchResult {
	result.map(drop).map_err(|error| error.error)
}

pub fn do_quarantine(
	organisation: OrganisationId,
	id: [u8; 16],
	items: Vec<Epc>,
) -> DispatchResult {
	plain(SupplyChain::quarantine(
		by(organisation),
		acting(organisation),
		event(),
		id,
		items.try_into().unwrap(),
		SuspectReason::Counterfeit,
		[5; 32],
	))
}

pub fn do_decide(
	organisation: OrganisationId,
	case: CaseKey,
	items: Vec<Epc>,
	verdict: Verdict,
) -> DispatchResult {
	plain(SupplyChain::decide_quarantine(
		by(organisation),
		acting(organisation),
		event(),
		case,
		items.try_into().unwrap(),
		verdict,
		[6; 32],
		true,
	))
}

/// Verify packs that came back by the right label, whatever their lot.
pub fn do_verify_returns(
	organisation: OrganisationId,
	range: impl IntoIterator<Item = u32>,
) -> DispatchResult {
	let labels: Vec<_> = range
		.into_iter()
		.map(|n| {
			let trade = item(&pack(n)).trade.unwrap();
			Label { lot: trade.lot, expiry: trade.expiry, ..label(n) }
		})
		.collect();
	plain(SupplyChain::verify_returns(
		by(organisation),
		acting(organisation),
		event(),
		labels.try_into().unwrap(),
	))
}

/// Destroy what is in hand.
pub fn do_destroy(organisation: OrganisationId, items: Vec<Epc>) -> DispatchResult {
	plain(SupplyChain::destroy(
		by(organisation),
		acting(organisation),
		event(),
		items.try_into().unwrap(),
	))
}

/// Decommission what is in hand.
pub fn do_decommission(
	organisation: OrganisationId,
	items: Vec<Epc>,
	reason: DecommissionReason,
) -> DispatchResult {
	plain(SupplyChain::decommission(
		by(organisation),
		acting(organisation),
		event(),
		items.try_into().unwrap(),
		reason,
	))
}

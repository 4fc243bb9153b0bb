//! Lots, containers, shipments, cases and recalls as plain JSON.

use serde::Serialize;

use super::{format_day, hex_of, text, EpcJson};
use salus_primitives::{
	merkle::Root,
	supply::{
		CaseInfo, CaseSubject, ConditionsInfo, ConsigneeInfo, ContentInfo, Disposition,
		EffectivenessInfo, EffectivenessLevel, ExemptReason, HoldDecision, HoldInfo, ItemInfo,
		LeafInfo, LotInfo, NoticeInfo, NoticeKind, NoticeReason, OpenCase, RangeInfo, RecallClass,
		RecallDepth, RecallInfo, RecallScope, RecallStatus, RecallSummary, RecipientInfo,
		Reconciliation, ScopedId, ShipmentInfo, ShipmentKind, StorageLimits, StorageProfile,
		TraceRequestInfo,
	},
	Capacity, Moment, ObligationKind, OrganisationId,
};

/// An id, and who chose it.
#[derive(Clone, Serialize)]
pub struct ScopedIdJson {
	by: OrganisationId,
	id: String,
}

impl From<ScopedId> for ScopedIdJson {
	fn from(key: ScopedId) -> Self {
		Self { by: key.by, id: hex_of(&key.id) }
	}
}

/// A root and how many leaves are under it.
#[derive(Clone, Serialize)]
pub struct RootJson {
	hash: String,
	count: u32,
}

impl From<Root> for RootJson {
	fn from(root: Root) -> Self {
		Self { hash: hex_of(&root.hash), count: root.count }
	}
}

/// A recall that covers something.
#[derive(Clone, Serialize)]
pub struct RecallJson {
	id: String,
	class: RecallClass,
	depth: RecallDepth,
}

impl From<RecallSummary> for RecallJson {
	fn from(recall: RecallSummary) -> Self {
		Self { id: hex_of(&recall.id), class: recall.class, depth: recall.depth }
	}
}

/// A lot that its maker committed by root.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LotJson {
	maker: Option<OrganisationId>,
	packs: u32,
	expiry: Option<String>,
	serial_root: RootJson,
	packing_root: Option<RootJson>,
	recalls: Vec<RecallJson>,
}

impl From<LotInfo> for LotJson {
	fn from(lot: LotInfo) -> Self {
		Self {
			maker: lot.maker,
			packs: lot.commitment.serials.count,
			expiry: format_day(lot.expiry),
			serial_root: lot.commitment.serials.into(),
			packing_root: lot.commitment.packing.map(Into::into),
			recalls: lot.recalls.into_iter().map(Into::into).collect(),
		}
	}
}

/// Neighbouring leaves that share owner, holder and condition.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RangeJson {
	first: u32,
	len: u32,
	live: u32,
	held: u32,
	owner: OrganisationId,
	holder: OrganisationId,
	disposition: Disposition,
	shipment: Option<ScopedIdJson>,
	parent: Option<EpcJson>,
	last_event_time: String,
}

impl From<RangeInfo> for RangeJson {
	fn from(range: RangeInfo) -> Self {
		Self {
			first: range.first,
			len: range.len,
			live: range.live,
			held: range.held,
			owner: range.owner,
			holder: range.holder,
			disposition: range.disposition,
			shipment: range.shipment.map(Into::into),
			parent: range.parent.map(Into::into),
			last_event_time: range.last.to_string(),
		}
	}
}

/// A leaf, and the range that it is in.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LeafJson {
	disposition: Disposition,
	range: Option<RangeJson>,
}

impl From<LeafInfo> for LeafJson {
	fn from(leaf: LeafInfo) -> Self {
		Self { disposition: leaf.disposition, range: leaf.range.map(Into::into) }
	}
}

/// Units of one lot in a container.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContentJson {
	gtin: String,
	lot: String,
	units: u32,
	earliest_expiry: Option<String>,
}

impl From<ContentInfo> for ContentJson {
	fn from(content: ContentInfo) -> Self {
		Self {
			gtin: gtin_text(content.gtin),
			lot: text(&content.lot),
			units: content.units,
			earliest_expiry: format_day(content.expiry),
		}
	}
}

/// How a case holds an item.
#[derive(Clone, Serialize)]
pub struct HoldJson {
	case: ScopedIdJson,
	decision: &'static str,
}

impl From<HoldInfo> for HoldJson {
	fn from(hold: HoldInfo) -> Self {
		Self {
			case: hold.case.into(),
			decision: match hold.decision {
				HoldDecision::Open => "open",
				HoldDecision::Condemned => "condemned",
				HoldDecision::ToReturn => "to_return",
			},
		}
	}
}

/// A pack or container as a whole.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemJson {
	owner: OrganisationId,
	holder: OrganisationId,
	disposition: Disposition,
	shipment: Option<ScopedIdJson>,
	parent: Option<EpcJson>,
	last_event_time: String,
	returned: bool,
	holds: Vec<HoldJson>,
	children: u32,
	height: u8,
	held: u32,
	recalled: u32,
	quarantined: u32,
	contents: Vec<ContentJson>,
	conditions: Option<ConditionsJson>,
}

impl ItemJson {
	/// With how it was kept.
	pub fn new(item: ItemInfo, conditions: Option<ConditionsInfo>) -> Self {
		Self {
			owner: item.owner,
			holder: item.holder,
			disposition: item.disposition,
			shipment: item.shipment.map(Into::into),
			parent: item.parent.map(Into::into),
			last_event_time: item.last.to_string(),
			returned: item.returned,
			holds: item.holds.into_iter().map(Into::into).collect(),
			children: item.children,
			height: item.height,
			held: item.held,
			recalled: item.recalled,
			quarantined: item.quarantined,
			contents: item.contents.into_iter().map(Into::into).collect(),
			conditions: conditions.map(Into::into),
		}
	}
}

/// What the label of a product allows. Temperatures in hundredths of a degree Celsius.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfileJson {
	min: i16,
	max: i16,
	excursion_max: i16,
	excursion_minutes: u32,
}

impl From<StorageProfile> for ProfileJson {
	fn from(profile: StorageProfile) -> Self {
		Self {
			min: profile.min,
			max: profile.max,
			excursion_max: profile.excursion_max,
			excursion_minutes: profile.excursion_minutes,
		}
	}
}

/// What limits the storage of a product beside that.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LimitsJson {
	max_gap: u32,
	max_mean_kinetic: i16,
}

impl From<StorageLimits> for LimitsJson {
	fn from(limits: StorageLimits) -> Self {
		Self { max_gap: limits.max_gap, max_mean_kinetic: limits.max_mean_kinetic }
	}
}

/// How an item was kept.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionsJson {
	minutes_outside: u32,
	summaries: u32,
	until: String,
	readings: String,
	shipment: Option<ScopedIdJson>,
	profile: Option<ProfileJson>,
	limits: Option<LimitsJson>,
}

impl From<ConditionsInfo> for ConditionsJson {
	fn from(conditions: ConditionsInfo) -> Self {
		Self {
			minutes_outside: conditions.minutes_outside,
			summaries: conditions.summaries,
			until: conditions.until.to_string(),
			readings: hex_of(&conditions.readings),
			shipment: conditions.shipment.map(Into::into),
			profile: conditions.profile.map(Into::into),
			limits: conditions.limits.map(Into::into),
		}
	}
}

/// What a maker answered for a pack that failed its verification.
#[derive(Clone, Serialize)]
pub struct AlertAnswerJson {
	genuine: bool,
	evidence: String,
}

/// A case.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseJson {
	by: OrganisationId,
	id: String,
	kind: &'static str,
	reason: Option<String>,
	regulator: bool,
	gtin: Option<String>,
	opened: String,
	due: String,
	items: u32,
	condemned: u32,
	notifier: Option<OrganisationId>,
	counterparty: Option<OrganisationId>,
	sample_retained: bool,
	answer: Option<AlertAnswerJson>,
	evidence: String,
	closed: Option<String>,
}

impl From<CaseInfo> for CaseJson {
	fn from(case: CaseInfo) -> Self {
		let (kind, reason) = match case.subject {
			CaseSubject::Suspect(reason) => ("suspect", word(&reason)),
			CaseSubject::Alert(failure) => {
				("alert", failure.map(|failure| super::failure_reason(failure).to_owned()))
			}
			CaseSubject::Exception(kind) => ("exception", word(&kind)),
			CaseSubject::Excursion(excursion) => ("excursion", word(&excursion)),
		};
		Self {
			by: case.key.by,
			id: hex_of(&case.key.id),
			kind,
			reason,
			regulator: case.regulator,
			gtin: case.gtin.map(gtin_text),
			opened: case.opened.to_string(),
			due: case.due.to_string(),
			items: case.items,
			condemned: case.condemned,
			notifier: case.notifier,
			counterparty: case.counterparty,
			sample_retained: case.sample_retained,
			answer: case.answer.map(|(genuine, evidence)| AlertAnswerJson {
				genuine,
				evidence: hex_of(&evidence),
			}),
			evidence: hex_of(&case.evidence),
			closed: moment(case.closed),
		}
	}
}

/// A case with what an organisation has to do about it.
#[derive(Clone, Serialize)]
pub struct OpenCaseJson {
	duty: ObligationKind,
	due: String,
	overdue: bool,
	case: CaseJson,
}

impl From<OpenCase> for OpenCaseJson {
	fn from(open: OpenCase) -> Self {
		Self {
			duty: open.duty,
			due: open.due.to_string(),
			overdue: open.overdue,
			case: open.case.into(),
		}
	}
}

/// What a recall covers.
#[derive(Clone, Default, Serialize)]
pub struct ScopeJson {
	gtin: String,
	lot: Option<String>,
	serials: Option<Vec<String>>,
	expiry: Option<DaysJson>,
	leaves: Option<LeavesJson>,
}

/// Days, the first and the last.
#[derive(Clone, Serialize)]
pub struct DaysJson {
	from: Option<String>,
	to: Option<String>,
}

/// Neighbouring leaves of a lot.
#[derive(Clone, Serialize)]
pub struct LeavesJson {
	first: u32,
	len: u32,
}

impl From<RecallScope> for ScopeJson {
	fn from(scope: RecallScope) -> Self {
		let of = |gtin| Self { gtin: gtin_text(gtin), ..Self::default() };
		match scope {
			RecallScope::Product { gtin } => of(gtin),
			RecallScope::Lot { gtin, lot } => Self { lot: Some(text(&lot)), ..of(gtin) },
			RecallScope::Serials { gtin, serials } => {
				let serials = serials.iter().map(|serial| text(serial)).collect();
				Self { serials: Some(serials), ..of(gtin) }
			}
			RecallScope::Expiry { gtin, from, to } => {
				let days = DaysJson { from: format_day(from), to: format_day(to) };
				Self { expiry: Some(days), ..of(gtin) }
			}
			RecallScope::Leaves { gtin, lot, first, len } => {
				Self { lot: Some(text(&lot)), leaves: Some(LeavesJson { first, len }), ..of(gtin) }
			}
		}
	}
}

/// What became of packs.
#[derive(Clone, Serialize)]
pub struct QuantitiesJson<N> {
	shipped: N,
	returned: N,
	destroyed: N,
	dispensed: N,
	unaccounted: N,
}

/// How the effectiveness of a recall is checked, and how far it is.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EffectivenessJson {
	level: Option<EffectivenessLevel>,
	percent: u8,
	reason: String,
	consignees: u32,
	acknowledged: u32,
	reconciled: u32,
	quantities: QuantitiesJson<String>,
	effective: bool,
	adds_up: bool,
}

impl From<EffectivenessInfo> for EffectivenessJson {
	fn from(info: EffectivenessInfo) -> Self {
		Self {
			level: info.level,
			percent: info.percent,
			reason: hex_of(&info.reason),
			consignees: info.consignees,
			acknowledged: info.acknowledged,
			reconciled: info.reconciled,
			quantities: QuantitiesJson {
				shipped: info.shipped.to_string(),
				returned: info.returned.to_string(),
				destroyed: info.destroyed.to_string(),
				dispensed: info.dispensed.to_string(),
				unaccounted: info.unaccounted.to_string(),
			},
			effective: info.effective,
			adds_up: info.adds_up,
		}
	}
}

/// A recall, and how far it is.
#[derive(Clone, Serialize)]
pub struct RecallStateJson {
	by: OrganisationId,
	regulator: bool,
	class: RecallClass,
	depth: RecallDepth,
	scope: ScopeJson,
	status: RecallStatus,
	opened: String,
	closed: Option<String>,
	effectiveness: Option<EffectivenessJson>,
}

impl From<RecallInfo> for RecallStateJson {
	fn from(recall: RecallInfo) -> Self {
		Self {
			by: recall.by,
			regulator: recall.regulator,
			class: recall.class,
			depth: recall.depth,
			scope: recall.scope.into(),
			status: recall.status,
			opened: recall.opened.to_string(),
			closed: moment(recall.closed),
			effectiveness: recall.effectiveness.map(Into::into),
		}
	}
}

/// A consignee of recalled product.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsigneeJson {
	organisation: OrganisationId,
	shipped: Option<u32>,
	acknowledged: Option<String>,
	reconciled: Option<String>,
	quantities: Option<QuantitiesJson<u32>>,
}

impl From<ConsigneeInfo> for ConsigneeJson {
	fn from(row: ConsigneeInfo) -> Self {
		let quantities = |parts: Reconciliation| QuantitiesJson {
			shipped: parts.shipped,
			returned: parts.returned,
			destroyed: parts.destroyed,
			dispensed: parts.dispensed,
			unaccounted: parts.unaccounted,
		};
		Self {
			organisation: row.organisation,
			shipped: row.shipped,
			acknowledged: moment(row.acknowledged),
			reconciled: moment(row.reconciled.map(|(time, _)| time)),
			quantities: row.reconciled.map(|(_, parts)| quantities(parts)),
		}
	}
}

/// A shipment.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShipmentJson {
	kind: ShipmentKind,
	capacity: Capacity,
	seller: OrganisationId,
	to: Option<OrganisationId>,
	inbound: bool,
	statement: u8,
	information: Option<String>,
	exempt: Option<ExemptReason>,
	event: Option<String>,
	outstanding: u32,
	received: u32,
	closed: Option<String>,
}

impl From<ShipmentInfo> for ShipmentJson {
	fn from(shipment: ShipmentInfo) -> Self {
		Self {
			kind: shipment.kind,
			capacity: shipment.capacity,
			seller: shipment.seller,
			to: shipment.to,
			inbound: shipment.inbound,
			statement: shipment.statement,
			information: shipment.information.map(|hash| hex_of(&hash)),
			exempt: shipment.exempt,
			event: shipment.event.map(super::event_uri),
			outstanding: shipment.outstanding,
			received: shipment.received,
			closed: moment(shipment.closed),
		}
	}
}

/// A notice of illegitimate product.
#[derive(Clone, Serialize)]
pub struct NoticeJson {
	kind: NoticeKind,
	incident: String,
	gtin: String,
	lot: Option<String>,
	reason: NoticeReason,
	case: Option<ScopedIdJson>,
	initial: Option<String>,
	consultation: Option<String>,
	made: String,
	recipients: u32,
	told: u32,
	terminated: Option<String>,
}

impl From<NoticeInfo> for NoticeJson {
	fn from(notice: NoticeInfo) -> Self {
		Self {
			kind: notice.kind,
			incident: hex_of(&notice.incident),
			gtin: gtin_text(notice.gtin),
			lot: notice.lot.map(|lot| text(&lot)),
			reason: notice.reason,
			case: notice.case.map(Into::into),
			initial: notice.initial.map(|id| hex_of(&id)),
			consultation: notice.consultation.map(|hash| hex_of(&hash)),
			made: notice.made.to_string(),
			recipients: notice.recipients,
			told: notice.told,
			terminated: moment(notice.terminated),
		}
	}
}

/// Who was notified.
#[derive(Clone, Serialize)]
pub struct RecipientJson {
	organisation: OrganisationId,
	notified: String,
	answered: Option<String>,
	case: Option<String>,
	told: Option<String>,
}

impl From<RecipientInfo> for RecipientJson {
	fn from(row: RecipientInfo) -> Self {
		Self {
			organisation: row.organisation,
			notified: row.notified.to_string(),
			answered: moment(row.answered),
			case: row.case.map(|id| hex_of(&id)),
			told: moment(row.told),
		}
	}
}

/// A request to trace.
#[derive(Clone, Serialize)]
pub struct TraceRequestJson {
	item: EpcJson,
	respondent: OrganisationId,
	made: String,
	answered: Option<String>,
	answer: Option<String>,
}

impl From<TraceRequestInfo> for TraceRequestJson {
	fn from(row: TraceRequestInfo) -> Self {
		Self {
			item: row.item.into(),
			respondent: row.respondent,
			made: row.made.to_string(),
			answered: moment(row.answered.map(|(time, _)| time)),
			answer: row.answered.map(|(_, answer)| hex_of(&answer)),
		}
	}
}

fn gtin_text(gtin: u64) -> String {
	format!("{gtin:014}")
}

fn moment(time: Option<Moment>) -> Option<String> {
	time.map(|time| time.to_string())
}

/// A word of a standard, as it is written.
fn word(word: &impl Serialize) -> Option<String> {
	serde_json::to_value(word).ok()?.as_str().map(Into::into)
}

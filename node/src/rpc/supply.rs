//! `supply_*`.

mod answers;

use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use serde::{Deserialize, Serialize};
use sp_api::ProvideRuntimeApi;
use time::{macros::format_description, Date, Duration, OffsetDateTime};

use super::{
	error,
	obligations::{cursor, next},
	reader::{AsOf, Reader},
};
use answers::{
	CaseJson, ConditionsJson, ConsigneeJson, ItemJson, LeafJson, LotJson, NoticeJson, OpenCaseJson,
	RangeJson, RecallJson, RecallStateJson, RecipientJson, ShipmentJson, TraceRequestJson,
};
use salus_primitives::{
	lot::PackProof,
	supply::{
		BizStep, Day, Disposition, Epc, EventHash, Hop, HopKind, LotNumber, Provenance, ScopedId,
		TracePage, Unfitness, VerificationFailure, VerifyQuery,
	},
	BadCursor, Gtin, OrganisationId, Sscc,
};
use salus_runtime::Hash;
use salus_runtime_api::{SupplyChainApi, MAX_PAGE};

/// What is on the label of a pack.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackParam {
	/// GTIN of 8, 12, 13 or 14 digits.
	gtin: String,
	/// AI (21).
	serial: String,
	/// AI (10), compared when given.
	lot: Option<String>,
	/// AI (17) as `YYYY-MM-DD` or `YYMMDD`, compared when given.
	expiry: Option<String>,
	/// A membership proof as hex, for packs known through their lot's root.
	proof: Option<String>,
}

/// A pack or a logistic unit.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum EpcParam {
	/// By GTIN and serial.
	Sgtin {
		/// GTIN of 8, 12, 13 or 14 digits.
		gtin: String,
		/// AI (21).
		serial: String,
	},
	/// By SSCC.
	Sscc {
		/// 18 digits.
		sscc: String,
	},
}

/// A pack or a logistic unit whose story is asked for.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum TraceParam {
	/// A pack that is known through its lot's root.
	Proved {
		/// GTIN of 8, 12, 13 or 14 digits.
		gtin: String,
		/// AI (21).
		serial: String,
		/// A membership proof as hex.
		proof: String,
	},
	/// Any other.
	Named(EpcParam),
}

impl TryFrom<EpcParam> for Epc {
	type Error = jsonrpsee::types::ErrorObjectOwned;

	fn try_from(param: EpcParam) -> Result<Self, Self::Error> {
		match param {
			EpcParam::Sgtin { gtin, serial } => Ok(Self::Sgtin {
				gtin: gtin.parse::<Gtin>().map_err(|why| error::invalid("gtin", why))?.get(),
				serial: serial
					.into_bytes()
					.try_into()
					.map_err(|_| error::invalid("serial", "has more than 20 characters"))?,
			}),
			EpcParam::Sscc { sscc } => Ok(Self::Sscc(
				sscc.parse::<Sscc>().map_err(|why| error::invalid("sscc", why))?.get(),
			)),
		}
	}
}

/// A pack or a logistic unit, as answers name it.
#[derive(Clone, Serialize)]
#[serde(untagged)]
pub enum EpcJson {
	/// A serialised trade item.
	Sgtin {
		/// 14 digits.
		gtin: String,
		/// AI (21).
		serial: String,
	},
	/// A logistic unit.
	Sscc {
		/// 18 digits.
		sscc: String,
	},
}

impl From<Epc> for EpcJson {
	fn from(epc: Epc) -> Self {
		match epc {
			Epc::Sgtin { gtin, serial } => {
				Self::Sgtin { gtin: format!("{gtin:014}"), serial: text(&serial) }
			}
			Epc::Sscc(sscc) => Self::Sscc { sscc: format!("{sscc:018}") },
		}
	}
}

/// The answer of `supply_verifyPack`: identity (`verified`) apart from fitness (`saleable`,
/// `dispensable`), and `active` as EU FMD means it (FMD-1).
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerificationJson {
	gtin: String,
	serial: String,
	lot: Option<String>,
	expiry: Option<String>,
	verified: bool,
	active: bool,
	verification_failure_reason: Option<&'static str>,
	additional_info: Vec<Unfitness>,
	state: Option<Disposition>,
	saleable: bool,
	dispensable: bool,
	provenance: Option<Provenance>,
	in_transit: bool,
	recall: Option<RecallJson>,
	holder: Option<OrganisationId>,
	owner: Option<OrganisationId>,
	parent: Option<EpcJson>,
	as_of: AsOf,
}

/// A row of a trace.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HopJson {
	kind: HopKind,
	object: Option<EpcJson>,
	event: Option<String>,
	recall: Option<String>,
	event_time: Option<String>,
	record_time: Option<String>,
	block: Option<u32>,
	organisation: Option<OrganisationId>,
	counterparty: Option<OrganisationId>,
	other: Option<EpcJson>,
	biz_step: Option<BizStep>,
	disposition: Option<Disposition>,
	place: Option<String>,
}

impl From<Hop> for HopJson {
	fn from(hop: Hop) -> Self {
		let is_recall = matches!(hop.kind, HopKind::RecallOpened | HopKind::RecallClosed);
		// What happened to a pack shown by proof has no event; a recall has its id in the place of one.
		let has_event = hop.event != EventHash::default();
		let recorded = hop.block > 0;
		Self {
			kind: hop.kind,
			object: hop.object.map(Into::into),
			event: (has_event && !is_recall).then(|| event_uri(hop.event)),
			recall: is_recall.then(|| hop.event.get(..16).map(hex_of)).flatten(),
			event_time: (hop.time > 0).then(|| hop.time.to_string()),
			record_time: recorded.then(|| hop.recorded.to_string()),
			block: recorded.then_some(hop.block),
			organisation: (hop.organisation > 0).then_some(hop.organisation),
			counterparty: hop.counterparty,
			other: hop.other.map(Into::into),
			biz_step: hop.biz_step,
			disposition: hop.disposition,
			place: hop.place.map(Into::into),
		}
	}
}

/// A page of a trace.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TraceJson {
	known: bool,
	failure_reason: Option<&'static str>,
	hops: Vec<HopJson>,
	next: Option<String>,
	as_of: AsOf,
}

impl TraceJson {
	fn new(page: Option<TracePage>, failure: Option<VerificationFailure>, as_of: AsOf) -> Self {
		let known = page.is_some();
		let (hops, cursor) = page.map(|page| (page.hops, page.next)).unwrap_or_default();
		Self {
			known,
			failure_reason: failure.map(failure_reason),
			hops: hops.into_iter().map(Into::into).collect(),
			next: next(cursor),
			as_of,
		}
	}
}

/// An answer about one thing, and the block that it was read from.
macro_rules! answers {
	($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)+ })+) => {
		$(
			$(#[$doc])*
			#[derive(Clone, Serialize)]
			#[serde(rename_all = "camelCase")]
			pub struct $name { $($field: $type,)+ as_of: AsOf }
		)+
	};
}

answers! {
	/// The answer of `supply_getLot`.
	LotAnswer { lot: Option<LotJson>, }
	/// The answer of `supply_listRanges`.
	RangesAnswer { known: bool, ranges: Vec<RangeJson>, next: Option<String>, }
	/// The answer of `supply_getLeaf`.
	LeafAnswer { leaf: Option<LeafJson>, }
	/// The answer of `supply_getItem`.
	ItemAnswer { item: Option<ItemJson>, }
	/// The answer of `supply_getCase`.
	CaseAnswer { case: Option<CaseJson>, }
	/// The answer of `supply_listOpenCases`.
	OpenCasesAnswer { cases: Vec<OpenCaseJson>, next: Option<String>, }
	/// The answer of `supply_getRecall`.
	RecallAnswer { recall: Option<RecallStateJson>, }
	/// The answer of `supply_listConsignees`.
	ConsigneesAnswer { consignees: Vec<ConsigneeJson>, next: Option<String>, }
	/// The answer of `supply_getShipment`.
	ShipmentAnswer { shipment: Option<ShipmentJson>, conditions: Vec<Option<ConditionsJson>>, }
	/// The answer of `supply_getNotice`.
	NoticeAnswer { notice: Option<NoticeJson>, }
	/// The answer of `supply_listRecipients`.
	RecipientsAnswer { recipients: Vec<RecipientJson>, next: Option<String>, }
	/// The answer of `supply_getTraceRequest`.
	TraceRequestAnswer { request: Option<TraceRequestJson>, }
}

/// Medicines.
#[rpc(server, namespace = "supply")]
pub trait Supply {
	/// Whether a pack is genuine, and whether it may be sold or dispensed now.
	#[method(name = "verifyPack", blocking)]
	fn verify_pack(&self, pack: PackParam, at: Option<Hash>) -> RpcResult<VerificationJson>;

	/// Where a pack or container has been, oldest first, moves inside containers included.
	#[method(name = "tracePack", blocking)]
	fn trace_pack(
		&self,
		epc: TraceParam,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<TraceJson>;

	/// The same of a leaf of a lot, whose serial is not known.
	#[method(name = "traceLeaf", blocking)]
	fn trace_leaf(
		&self,
		gtin: String,
		lot: String,
		index: u32,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<TraceJson>;

	/// A lot that its maker committed by root.
	#[method(name = "getLot", blocking)]
	fn get_lot(&self, gtin: String, lot: String, at: Option<Hash>) -> RpcResult<LotAnswer>;

	/// Who has which leaves of a lot, those of the last leaves in front.
	#[method(name = "listRanges", blocking)]
	fn list_ranges(
		&self,
		gtin: String,
		lot: String,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<RangesAnswer>;

	/// A leaf of a lot, and the range that it is in.
	#[method(name = "getLeaf", blocking)]
	fn get_leaf(
		&self,
		gtin: String,
		lot: String,
		index: u32,
		at: Option<Hash>,
	) -> RpcResult<LeafAnswer>;

	/// A container, or a pack with a row of its own: where it is, what holds it, what is in it.
	#[method(name = "getItem", blocking)]
	fn get_item(&self, epc: EpcParam, at: Option<Hash>) -> RpcResult<ItemAnswer>;

	/// A case: suspect product, a failed verification, an exception, an excursion.
	#[method(name = "getCase", blocking)]
	fn get_case(&self, by: OrganisationId, id: String, at: Option<Hash>) -> RpcResult<CaseAnswer>;

	/// Open cases in which an organisation has something to do, the one due first in front.
	#[method(name = "listOpenCases", blocking)]
	fn list_open_cases(
		&self,
		organisation: OrganisationId,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<OpenCasesAnswer>;

	/// A recall, how it stands, and how far its effectiveness was checked.
	#[method(name = "getRecall", blocking)]
	fn get_recall(&self, id: String, at: Option<Hash>) -> RpcResult<RecallAnswer>;

	/// Consignees of a recall, in no order.
	#[method(name = "listConsignees", blocking)]
	fn list_consignees(
		&self,
		recall: String,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<ConsigneesAnswer>;

	/// A shipment, and how items of it were kept.
	#[method(name = "getShipment", blocking)]
	fn get_shipment(
		&self,
		shipper: OrganisationId,
		id: String,
		items: Option<Vec<EpcParam>>,
		at: Option<Hash>,
	) -> RpcResult<ShipmentAnswer>;

	/// A notice of illegitimate product.
	#[method(name = "getNotice", blocking)]
	fn get_notice(
		&self,
		by: OrganisationId,
		id: String,
		at: Option<Hash>,
	) -> RpcResult<NoticeAnswer>;

	/// Who was notified, by an initial notice and those that follow, in no order.
	#[method(name = "listRecipients", blocking)]
	fn list_recipients(
		&self,
		by: OrganisationId,
		id: String,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<RecipientsAnswer>;

	/// A request to trace.
	#[method(name = "getTraceRequest", blocking)]
	fn get_trace_request(
		&self,
		by: OrganisationId,
		id: String,
		at: Option<Hash>,
	) -> RpcResult<TraceRequestAnswer>;
}

impl SupplyServer for Reader {
	fn verify_pack(&self, pack: PackParam, at: Option<Hash>) -> RpcResult<VerificationJson> {
		let gtin = pack.gtin.parse::<Gtin>().map_err(|why| error::invalid("gtin", why))?;
		let query = VerifyQuery {
			gtin: gtin.get(),
			serial: pack.serial.clone().into_bytes(),
			lot: pack.lot.map(String::into_bytes),
			expiry: pack.expiry.as_deref().map(parse_day).transpose()?,
			proof: pack.proof.map(|proof| bytes("proof", &proof)).transpose()?,
		};
		let (answer, as_of) =
			self.read(at, |client, hash| client.runtime_api().verify_pack(hash, query))?;
		Ok(VerificationJson {
			gtin: gtin.into(),
			serial: pack.serial,
			lot: answer.lot.as_deref().map(text),
			expiry: answer.expiry.and_then(format_day),
			verified: answer.verified,
			active: answer.active,
			verification_failure_reason: answer.failure.map(failure_reason),
			additional_info: answer.unfit,
			state: answer.disposition,
			saleable: answer.saleable,
			dispensable: answer.dispensable,
			provenance: answer.provenance,
			in_transit: answer.in_transit,
			recall: answer.recall.map(Into::into),
			holder: answer.holder,
			owner: answer.owner,
			parent: answer.parent.map(Into::into),
			as_of,
		})
	}

	fn trace_pack(
		&self,
		epc: TraceParam,
		from: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<TraceJson> {
		let (epc, proof) = match epc {
			TraceParam::Named(epc) => (Epc::try_from(epc)?, None),
			TraceParam::Proved { gtin, serial, proof } => {
				let epc = Epc::try_from(EpcParam::Sgtin { gtin, serial })?;
				(epc, Some(bytes("proof", &proof)?))
			}
		};
		let (from, limit) = (cursor(from)?, limit.unwrap_or(MAX_PAGE));
		let pack = proof.as_deref().and_then(PackProof::from_bytes);
		let ((page, failure), as_of) = self.read(at, |client, hash| {
			let api = client.runtime_api();
			let page = match (&epc, pack) {
				(Epc::Sgtin { gtin, serial }, Some(pack)) if pack.serial == *serial => {
					api.trace_unit(hash, *gtin, pack, from, limit)?
				}
				(epc, _) => api.trace(hash, epc.clone(), from, limit)?,
			};
			// Why there is none is said in the words of a verification.
			let failure = match (&page, &epc) {
				(Ok(None), Epc::Sgtin { gtin, serial }) => {
					let serial = serial.to_vec();
					let query = VerifyQuery { gtin: *gtin, serial, lot: None, expiry: None, proof };
					api.verify_pack(hash, query)?.failure
				}
				_ => None,
			};
			Ok((page, failure))
		})?;
		Ok(TraceJson::new(page.map_err(bad_cursor)?, failure, as_of))
	}

	fn trace_leaf(
		&self,
		gtin: String,
		lot: String,
		index: u32,
		from: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<TraceJson> {
		let (gtin, lot) = lot_of(&gtin, lot)?;
		let (from, limit) = (cursor(from)?, limit.unwrap_or(MAX_PAGE));
		let (page, as_of) = self.read(at, |client, hash| {
			client.runtime_api().trace_leaf(hash, gtin, lot, index, from, limit)
		})?;
		Ok(TraceJson::new(page.map_err(bad_cursor)?, None, as_of))
	}

	fn get_lot(&self, gtin: String, lot: String, at: Option<Hash>) -> RpcResult<LotAnswer> {
		let (gtin, lot) = lot_of(&gtin, lot)?;
		let (lot, as_of) =
			self.read(at, |client, hash| client.runtime_api().lot(hash, gtin, lot))?;
		Ok(LotAnswer { lot: lot.map(Into::into), as_of })
	}

	fn list_ranges(
		&self,
		gtin: String,
		lot: String,
		from: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<RangesAnswer> {
		let (gtin, lot) = lot_of(&gtin, lot)?;
		let (from, limit) = (cursor(from)?, limit.unwrap_or(MAX_PAGE));
		let (page, as_of) = self.read(at, |client, hash| {
			client.runtime_api().list_ranges(hash, gtin, lot, from, limit)
		})?;
		let page = page.map_err(bad_cursor)?;
		let known = page.is_some();
		let (ranges, cursor) = page.map(|page| (page.ranges, page.next)).unwrap_or_default();
		let ranges = ranges.into_iter().map(Into::into).collect();
		Ok(RangesAnswer { known, ranges, next: next(cursor), as_of })
	}

	fn get_leaf(
		&self,
		gtin: String,
		lot: String,
		index: u32,
		at: Option<Hash>,
	) -> RpcResult<LeafAnswer> {
		let (gtin, lot) = lot_of(&gtin, lot)?;
		let (leaf, as_of) =
			self.read(at, |client, hash| client.runtime_api().leaf(hash, gtin, lot, index))?;
		Ok(LeafAnswer { leaf: leaf.map(Into::into), as_of })
	}

	fn get_item(&self, epc: EpcParam, at: Option<Hash>) -> RpcResult<ItemAnswer> {
		let epc = Epc::try_from(epc)?;
		let (item, as_of) = self.read(at, |client, hash| {
			let api = client.runtime_api();
			let Some(item) = api.item(hash, epc.clone())? else { return Ok(None) };
			let conditions = api.conditions(hash, vec![epc])?.into_iter().next().flatten();
			Ok(Some(ItemJson::new(item, conditions)))
		})?;
		Ok(ItemAnswer { item, as_of })
	}

	fn get_case(&self, by: OrganisationId, id: String, at: Option<Hash>) -> RpcResult<CaseAnswer> {
		let key = key_of(by, &id)?;
		let (case, as_of) = self.read(at, |client, hash| client.runtime_api().case(hash, key))?;
		Ok(CaseAnswer { case: case.map(Into::into), as_of })
	}

	fn list_open_cases(
		&self,
		organisation: OrganisationId,
		from: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<OpenCasesAnswer> {
		let (from, limit) = (cursor(from)?, limit.unwrap_or(MAX_PAGE));
		let (page, as_of) = self.read(at, |client, hash| {
			client.runtime_api().list_open_cases(hash, organisation, from, limit)
		})?;
		let page = page.map_err(bad_cursor)?;
		let cases = page.cases.into_iter().map(Into::into).collect();
		Ok(OpenCasesAnswer { cases, next: next(page.next), as_of })
	}

	fn get_recall(&self, id: String, at: Option<Hash>) -> RpcResult<RecallAnswer> {
		let id = id_of("id", &id)?;
		let (recall, as_of) =
			self.read(at, |client, hash| client.runtime_api().recall(hash, id))?;
		Ok(RecallAnswer { recall: recall.map(Into::into), as_of })
	}

	fn list_consignees(
		&self,
		recall: String,
		from: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<ConsigneesAnswer> {
		let id = id_of("recall", &recall)?;
		let (from, limit) = (cursor(from)?, limit.unwrap_or(MAX_PAGE));
		let (page, as_of) = self
			.read(at, |client, hash| client.runtime_api().list_consignees(hash, id, from, limit))?;
		let page = page.map_err(bad_cursor)?;
		let consignees = page.consignees.into_iter().map(Into::into).collect();
		Ok(ConsigneesAnswer { consignees, next: next(page.next), as_of })
	}

	fn get_shipment(
		&self,
		shipper: OrganisationId,
		id: String,
		items: Option<Vec<EpcParam>>,
		at: Option<Hash>,
	) -> RpcResult<ShipmentAnswer> {
		let key = key_of(shipper, &id)?;
		let items = items.unwrap_or_default();
		if items.len() > MAX_PAGE as usize {
			return Err(error::invalid("items", format!("has more than {MAX_PAGE} entries")));
		}
		let items: Vec<Epc> = items.into_iter().map(Epc::try_from).collect::<Result<_, _>>()?;
		let ((shipment, conditions), as_of) = self.read(at, |client, hash| {
			let api = client.runtime_api();
			Ok((api.shipment(hash, key)?, api.conditions(hash, items)?))
		})?;
		// Of another journey, a summary says nothing about this one.
		let conditions = conditions
			.into_iter()
			.map(|row| row.filter(|row| row.shipment == Some(key)).map(Into::into))
			.collect();
		Ok(ShipmentAnswer { shipment: shipment.map(Into::into), conditions, as_of })
	}

	fn get_notice(
		&self,
		by: OrganisationId,
		id: String,
		at: Option<Hash>,
	) -> RpcResult<NoticeAnswer> {
		let key = key_of(by, &id)?;
		let (notice, as_of) =
			self.read(at, |client, hash| client.runtime_api().notice(hash, key))?;
		Ok(NoticeAnswer { notice: notice.map(Into::into), as_of })
	}

	fn list_recipients(
		&self,
		by: OrganisationId,
		id: String,
		from: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<RecipientsAnswer> {
		let key = key_of(by, &id)?;
		let (from, limit) = (cursor(from)?, limit.unwrap_or(MAX_PAGE));
		let (page, as_of) = self.read(at, |client, hash| {
			client.runtime_api().list_recipients(hash, key, from, limit)
		})?;
		let page = page.map_err(bad_cursor)?;
		let recipients = page.recipients.into_iter().map(Into::into).collect();
		Ok(RecipientsAnswer { recipients, next: next(page.next), as_of })
	}

	fn get_trace_request(
		&self,
		by: OrganisationId,
		id: String,
		at: Option<Hash>,
	) -> RpcResult<TraceRequestAnswer> {
		let key = key_of(by, &id)?;
		let (request, as_of) =
			self.read(at, |client, hash| client.runtime_api().trace_request(hash, key))?;
		Ok(TraceRequestAnswer { request: request.map(Into::into), as_of })
	}
}

fn bad_cursor(_: BadCursor) -> jsonrpsee::types::ErrorObjectOwned {
	error::invalid("cursor", "is not one that this method gave")
}

fn hex_of(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn bytes(name: &str, text: &str) -> RpcResult<Vec<u8>> {
	hex::decode(text.trim_start_matches("0x")).map_err(|_| error::invalid(name, "is not hex"))
}

/// An id that an organisation chose.
fn id_of(name: &str, text: &str) -> RpcResult<[u8; 16]> {
	bytes(name, text)?.try_into().map_err(|_| error::invalid(name, "is not 16 bytes as hex"))
}

fn key_of(by: OrganisationId, id: &str) -> RpcResult<ScopedId> {
	Ok(ScopedId { by, id: id_of("id", id)? })
}

fn lot_of(gtin: &str, lot: String) -> RpcResult<(u64, LotNumber)> {
	let gtin = gtin.parse::<Gtin>().map_err(|why| error::invalid("gtin", why))?;
	let lot = lot
		.into_bytes()
		.try_into()
		.map_err(|_| error::invalid("lot", "has more than 20 characters"))?;
	Ok((gtin.get(), lot))
}

/// The hash id of an event, as CBV 2.0 writes it.
fn event_uri(hash: EventHash) -> String {
	format!("ni:///sha-256;{}?ver=CBV2.0", hex::encode(hash))
}

/// The words of GS1 Lightweight Verification Messaging, and ours where it has none.
fn failure_reason(failure: VerificationFailure) -> &'static str {
	match failure {
		VerificationFailure::NoMatchGtinSerial => "No_match_GTIN_Serial",
		VerificationFailure::NoMatchLot => "No_match_GTIN_Serial_Lot",
		VerificationFailure::NoMatchExpiry => "No_match_GTIN_Serial_Expiry",
		VerificationFailure::ProofRequired => "proofRequired",
		VerificationFailure::ProofInvalid => "proofInvalid",
		VerificationFailure::InvalidGtin => "No_match_GTIN",
		VerificationFailure::Contested => "contested",
	}
}

fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes).into_owned()
}

fn format_day(day: Day) -> Option<String> {
	let date = OffsetDateTime::UNIX_EPOCH.date().checked_add(Duration::days(day.into()))?;
	date.format(format_description!("[year]-[month]-[day]")).ok()
}

/// `YYYY-MM-DD`, or `YYMMDD` as on a label, where day 00 is the month's last.
fn parse_day(text: &str) -> RpcResult<Day> {
	let wrong = || error::invalid("expiry", "is neither YYYY-MM-DD nor YYMMDD");
	let date = match text.len() {
		10 => Date::parse(text, format_description!("[year]-[month]-[day]")).ok(),
		6 => label_date(text),
		_ => None,
	}
	.ok_or_else(wrong)?;
	let days = (date - OffsetDateTime::UNIX_EPOCH.date()).whole_days();
	Day::try_from(days).map_err(|_| wrong())
}

/// AI (17): this century, and the last day of the month where the day is 00 (ID-4).
fn label_date(text: &str) -> Option<Date> {
	let number: u32 = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())??;
	let (year, month, day) = (2000 + number / 10_000, number / 100 % 100, number % 100);
	let (year, month) = (year.try_into().ok()?, time::Month::try_from(month as u8).ok()?);
	let day = if day == 0 { month.length(year) } else { day as u8 };
	Date::from_calendar_date(year, month, day).ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn id_4_expiry_should_be_read_as_labels_and_documents_write_it() {
		assert_eq!(parse_day("2027-11-30").unwrap(), parse_day("271100").unwrap());
		assert_eq!(parse_day("280229").unwrap(), parse_day("280200").unwrap());
		assert_eq!(format_day(parse_day("2027-11-30").unwrap()).unwrap(), "2027-11-30");
		for wrong in ["", "2027-13-01", "271301", "27113", "2027/11/30", "+71130"] {
			assert!(parse_day(wrong).is_err(), "{wrong}");
		}
	}
}

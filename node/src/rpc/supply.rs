//! `supply_*`.

use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use serde::{Deserialize, Serialize};
use sp_api::ProvideRuntimeApi;
use time::{macros::format_description, Date, Duration, OffsetDateTime};

use super::{
	error,
	obligations::{cursor, next},
	reader::{AsOf, Reader},
};
use salus_primitives::{
	supply::{
		BizStep, Day, Disposition, Epc, Hop, HopKind, Provenance, RecallClass, RecallDepth,
		Unfitness, VerificationFailure, VerifyQuery,
	},
	Gtin, OrganisationId, Sscc,
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

/// A recall that covers the pack.
#[derive(Clone, Serialize)]
pub struct RecallJson {
	id: String,
	class: RecallClass,
	depth: RecallDepth,
}

/// A row of a trace.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HopJson {
	kind: HopKind,
	object: Option<EpcJson>,
	event: String,
	event_time: String,
	record_time: String,
	block: u32,
	organisation: OrganisationId,
	counterparty: Option<OrganisationId>,
	other: Option<EpcJson>,
	biz_step: Option<BizStep>,
	disposition: Option<Disposition>,
	place: Option<String>,
}

impl From<Hop> for HopJson {
	fn from(hop: Hop) -> Self {
		Self {
			kind: hop.kind,
			object: hop.object.map(Into::into),
			event: format!("ni:///sha-256;{}?ver=CBV2.0", hex::encode(hop.event)),
			event_time: hop.time.to_string(),
			record_time: hop.recorded.to_string(),
			block: hop.block,
			organisation: hop.organisation,
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
	hops: Vec<HopJson>,
	next: Option<String>,
	as_of: AsOf,
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
		epc: EpcParam,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<TraceJson>;
}

impl SupplyServer for Reader {
	fn verify_pack(&self, pack: PackParam, at: Option<Hash>) -> RpcResult<VerificationJson> {
		let gtin = pack.gtin.parse::<Gtin>().map_err(|why| error::invalid("gtin", why))?;
		let query = VerifyQuery {
			gtin: gtin.get(),
			serial: pack.serial.clone().into_bytes(),
			lot: pack.lot.map(String::into_bytes),
			expiry: pack.expiry.as_deref().map(parse_day).transpose()?,
			proof: pack
				.proof
				.map(|proof| hex::decode(proof.trim_start_matches("0x")))
				.transpose()
				.map_err(|_| error::invalid("proof", "is not hex"))?,
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
			recall: answer.recall.map(|recall| RecallJson {
				id: format!("0x{}", hex::encode(recall.id)),
				class: recall.class,
				depth: recall.depth,
			}),
			holder: answer.holder,
			owner: answer.owner,
			parent: answer.parent.map(Into::into),
			as_of,
		})
	}

	fn trace_pack(
		&self,
		epc: EpcParam,
		from: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<TraceJson> {
		let epc = Epc::try_from(epc)?;
		let from = cursor(from)?;
		let (page, as_of) = self.read(at, |client, hash| {
			client.runtime_api().trace(hash, epc, from, limit.unwrap_or(MAX_PAGE))
		})?;
		let page =
			page.map_err(|_| error::invalid("cursor", "is not one that this method gave"))?;
		Ok(match page {
			Some(page) => TraceJson {
				known: true,
				hops: page.hops.into_iter().map(Into::into).collect(),
				next: next(page.next),
				as_of,
			},
			None => TraceJson { known: false, hops: Vec::new(), next: None, as_of },
		})
	}
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

//! `records_*`.

use jsonrpsee::{core::RpcResult, proc_macros::rpc, types::ErrorObjectOwned};
use serde::{Deserialize, Serialize};
use sp_api::ProvideRuntimeApi;

use super::{
	error,
	obligations::{cursor, next},
	reader::{AsOf, Reader},
};
use salus_primitives::{
	consent::{
		Action, Actor, Confidentiality, Consent, Decision, ImplicitPolicy, Label, Meaning, Month,
		Period, Provision, Purpose,
	},
	records::{
		AccessError, AccessQuery, AccessRequest, Basis, BreachInfo, BreachNotice, BreachNoticeInfo,
		ConsentStatus, DataDescriptor, DenialClass, Emergency, ErasureGround, NoticeOutcome,
		ReleaseRefusal, ReviewOutcome, TicketDecision, TicketInfo,
	},
	Capacity, OrganisationId,
};
use salus_runtime::{AccountId, Hash};
use salus_runtime_api::{RecordsApi, MAX_PAGE};

fn hex_of(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// Exactly `N` bytes as hex, with or without `0x`.
fn bytes<const N: usize>(name: &str, text: &str) -> Result<[u8; N], ErrorObjectOwned> {
	let bytes = hex::decode(text.trim_start_matches("0x"))
		.map_err(|_| error::invalid(name, "is not hex"))?;
	let found = bytes.len();
	bytes.try_into().map_err(|_| error::invalid(name, format!("has {found} bytes and needs {N}")))
}

/// A month as `YYYY-MM`.
fn month_of(name: &str, text: &str) -> Result<Month, ErrorObjectOwned> {
	let wrong = || error::invalid(name, "is not a month as YYYY-MM, from 1970 on");
	let (year, month) = text.split_once('-').ok_or_else(wrong)?;
	if year.len() != 4
		|| month.len() != 2
		|| !(year.to_owned() + month).bytes().all(|b| b.is_ascii_digit())
	{
		return Err(wrong());
	}
	let year: u16 = year.parse().map_err(|_| wrong())?;
	let month: u16 = month.parse().map_err(|_| wrong())?;
	let years = year.checked_sub(1970).ok_or_else(wrong)?;
	if !(1..=12).contains(&month) {
		return Err(wrong());
	}
	years
		.checked_mul(12)
		.and_then(|months| months.checked_add(month - 1))
		.map(Month)
		.ok_or_else(wrong)
}

fn month_text(month: Month) -> String {
	format!("{:04}-{:02}", 1970 + month.0 / 12, month.0 % 12 + 1)
}

/// A purpose by its code, such as `TREAT`, or the token of any other as hex.
fn purpose_of(text: &str) -> Result<Purpose, ErrorObjectOwned> {
	match Purpose::from_code(text) {
		Some(purpose) => Ok(purpose),
		None if text.starts_with("0x") => bytes("purpose", text).map(Purpose::Other),
		None => Err(error::invalid(
			"purpose",
			"is neither a code such as TREAT nor the token of another as 0x and 64 digits",
		)),
	}
}

fn purpose_text(purpose: &Purpose) -> String {
	match (purpose.code(), purpose) {
		(Some(code), _) => code.into(),
		(None, Purpose::Other(token)) => hex_of(token),
		(None, other) => format!("{other:?}"),
	}
}

/// What is known of the data that are asked for: tokens as hex.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DataParam {
	classes: Vec<String>,
	codes: Vec<String>,
	confidentiality: Option<Confidentiality>,
	sensitivities: Vec<String>,
	author: Option<String>,
	authored: Option<String>,
	encounter: Option<String>,
	record: Option<String>,
}

/// A question for a decision.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QueryParam {
	requester: OrganisationId,
	capacity: Capacity,
	account: AccountId,
	patient: String,
	custodian: OrganisationId,
	purpose: String,
	action: Action,
	#[serde(default)]
	openings: Vec<String>,
	data: Option<DataParam>,
}

fn list<const N: usize, S>(
	name: &str,
	values: &[String],
) -> Result<sp_runtime::BoundedVec<[u8; N], S>, ErrorObjectOwned>
where
	S: sp_core::Get<u32>,
{
	values
		.iter()
		.map(|value| bytes(name, value))
		.collect::<Result<Vec<_>, _>>()?
		.try_into()
		.map_err(|_| error::invalid(name, "has too many values"))
}

impl TryFrom<DataParam> for DataDescriptor {
	type Error = ErrorObjectOwned;

	fn try_from(data: DataParam) -> Result<Self, Self::Error> {
		let one = |name: &str, value: Option<String>| {
			value.map(|value| bytes::<32>(name, &value)).transpose()
		};
		Ok(Self {
			classes: list("classes", &data.classes)?,
			codes: list("codes", &data.codes)?,
			confidentiality: data.confidentiality,
			sensitivities: list("sensitivities", &data.sensitivities)?,
			author: one("author", data.author)?,
			authored: data.authored.map(|month| month_of("authored", &month)).transpose()?,
			encounter: one("encounter", data.encounter)?,
			record: one("record", data.record)?,
		})
	}
}

/// The same in an answer.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DataJson {
	classes: Vec<String>,
	codes: Vec<String>,
	confidentiality: Option<Confidentiality>,
	sensitivities: Vec<String>,
	author: Option<String>,
	authored: Option<String>,
	encounter: Option<String>,
	record: Option<String>,
}

impl From<DataDescriptor> for DataJson {
	fn from(data: DataDescriptor) -> Self {
		let all = |values: &[[u8; 32]]| values.iter().map(|value| hex_of(value)).collect();
		let one = |value: Option<[u8; 32]>| value.map(|value| hex_of(&value));
		Self {
			classes: all(&data.classes),
			codes: all(&data.codes),
			confidentiality: data.confidentiality,
			sensitivities: all(&data.sensitivities),
			author: one(data.author),
			authored: data.authored.map(month_text),
			encounter: one(data.encounter),
			record: one(data.record),
		}
	}
}

/// A rule that remains to be enforced when the data are known; of those that match, the last
/// decides.
#[derive(Clone, Serialize)]
pub struct ResidualJson {
	decision: Decision,
	provision: Option<u8>,
}

/// Permit or denial.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DecisionJson {
	decision: Decision,
	reason: Option<DenialClass>,
	until: Option<String>,
	residual: Vec<ResidualJson>,
	redisclosure_notice: bool,
}

impl From<TicketDecision> for DecisionJson {
	fn from(decision: TicketDecision) -> Self {
		match decision {
			TicketDecision::Permit { residual, until, redisclosure_notice } => Self {
				decision: Decision::Permit,
				reason: None,
				until: Some(until.to_string()),
				residual: residual
					.iter()
					.map(|rule| ResidualJson { decision: rule.decision, provision: rule.provision })
					.collect(),
				redisclosure_notice,
			},
			TicketDecision::Deny(reason) => Self {
				decision: Decision::Deny,
				reason: Some(reason),
				until: None,
				residual: Vec::new(),
				redisclosure_notice: false,
			},
		}
	}
}

/// What would be decided.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvaluationJson {
	#[serde(flatten)]
	decision: Option<DecisionJson>,
	basis: Option<Basis>,
	consent_version: Option<u32>,
	policy: Option<&'static str>,
	error: Option<&'static str>,
	as_of: AsOf,
}

/// What only an emergency has.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EmergencyJson {
	reason: String,
	occurred_at: Option<String>,
	late: bool,
	reported: bool,
	review: Option<ReviewOutcome>,
	review_due: String,
}

impl From<Emergency> for EmergencyJson {
	fn from(emergency: Emergency) -> Self {
		Self {
			reason: hex_of(&emergency.reason),
			occurred_at: emergency.occurred_at.map(|at| at.to_string()),
			late: emergency.occurred_at.is_some(),
			reported: emergency.reported,
			review: emergency.review,
			review_due: emergency.review_due.to_string(),
		}
	}
}

/// A permit or denial on record.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TicketJson {
	requester: OrganisationId,
	id: String,
	capacity: Capacity,
	account: AccountId,
	patient: String,
	custodian: OrganisationId,
	purpose: String,
	action: Action,
	person: String,
	data: Option<DataJson>,
	#[serde(flatten)]
	decision: DecisionJson,
	basis: Basis,
	consent_version: Option<u32>,
	decided: String,
	emergency: Option<EmergencyJson>,
}

impl From<TicketInfo<AccountId>> for TicketJson {
	fn from(info: TicketInfo<AccountId>) -> Self {
		Self {
			requester: info.requester,
			id: hex_of(&info.id),
			capacity: info.capacity,
			account: info.account,
			patient: hex_of(&info.request.patient),
			custodian: info.request.custodian,
			purpose: purpose_text(&info.request.purpose),
			action: info.request.action,
			person: hex_of(&info.request.person),
			data: info.request.data.map(Into::into),
			decision: info.decision.into(),
			basis: info.basis,
			consent_version: info.consent_version,
			decided: info.decided.to_string(),
			emergency: info.emergency.map(Into::into),
		}
	}
}

/// A ticket, or none.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TicketAnswer {
	ticket: Option<TicketJson>,
	as_of: AsOf,
}

/// A page of disclosures.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DisclosuresJson {
	disclosures: Vec<TicketJson>,
	next: Option<String>,
	as_of: AsOf,
}

/// A time with open ends.
#[derive(Clone, Serialize)]
pub struct PeriodJson {
	start: Option<String>,
	end: Option<String>,
}

impl From<Period> for PeriodJson {
	fn from(period: Period) -> Self {
		Self {
			start: period.start.map(|start| start.to_string()),
			end: period.end.map(|end| end.to_string()),
		}
	}
}

/// A kind and what it names.
#[derive(Clone, Serialize)]
pub struct Named {
	r#type: &'static str,
	value: String,
}

impl Named {
	fn new(r#type: &'static str, value: impl Into<String>) -> Self {
		Self { r#type, value: value.into() }
	}
}

/// One provision.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProvisionJson {
	parent: Option<u8>,
	decision: Decision,
	period: PeriodJson,
	actors: Vec<Named>,
	actions: Vec<Action>,
	purposes: Vec<String>,
	labels: Vec<Named>,
	classes: Vec<String>,
	codes: Vec<String>,
	data_period: PeriodJson,
	data: Vec<Named>,
}

/// A word of ours as JSON has it.
fn word(value: impl Serialize) -> String {
	match serde_json::to_value(value) {
		Ok(serde_json::Value::String(word)) => word,
		_ => String::new(),
	}
}

impl From<&Provision> for ProvisionJson {
	fn from(provision: &Provision) -> Self {
		let actor = |actor: &Actor| match actor {
			Actor::Organisation(id) => Named::new("organisation", hex_of(id)),
			Actor::Capacity(capacity) => Named::new("capacity", word(capacity)),
			Actor::Person(id) => Named::new("person", hex_of(id)),
			Actor::Group(id) => Named::new("group", hex_of(id)),
			Actor::Commitment(id) => Named::new("commitment", hex_of(id)),
		};
		let label = |label: &Label| match label {
			Label::Confidentiality(level) => Named::new("confidentiality", word(level)),
			Label::Sensitivity(id) => Named::new("sensitivity", hex_of(id)),
		};
		let meaning = |meaning: Meaning| match meaning {
			Meaning::Instance => "instance",
			Meaning::Related => "related",
			Meaning::Dependents => "dependents",
			Meaning::AuthoredBy => "authoredby",
		};
		Self {
			parent: provision.parent,
			decision: provision.decision,
			period: provision.period.into(),
			actors: provision.actors.iter().map(actor).collect(),
			actions: provision.actions.to_vec(),
			purposes: provision.purposes.iter().map(purpose_text).collect(),
			labels: provision.labels.iter().map(label).collect(),
			classes: provision.classes.iter().map(|id| hex_of(id)).collect(),
			codes: provision.codes.iter().map(|id| hex_of(id)).collect(),
			data_period: provision.data_period.into(),
			data: provision
				.data
				.iter()
				.map(|data| Named::new(meaning(data.meaning), hex_of(&data.id)))
				.collect(),
		}
	}
}

/// What is permitted and denied.
#[derive(Clone, Serialize)]
pub struct ConsentJson {
	otherwise: Decision,
	period: PeriodJson,
	part2: bool,
	provisions: Vec<ProvisionJson>,
}

impl From<Consent> for ConsentJson {
	fn from(consent: Consent) -> Self {
		Self {
			otherwise: consent.otherwise,
			period: consent.period.into(),
			part2: consent.part2,
			provisions: consent.provisions.iter().map(Into::into).collect(),
		}
	}
}

/// A consent with how it stands; nulls where there is none.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsentAnswer {
	version: Option<u32>,
	status: Option<&'static str>,
	granted: Option<String>,
	form: Option<String>,
	consent: Option<ConsentJson>,
	as_of: AsOf,
}

/// A pseudonym; nulls where there is none.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PatientAnswer {
	custodian: Option<OrganisationId>,
	controller: Option<AccountId>,
	offered_to: Option<AccountId>,
	encryption_key: Option<String>,
	opened: Option<String>,
	erased: Option<String>,
	legal_hold: Option<ErasureGround>,
	restricted: bool,
	linked_to: Option<String>,
	disclosures: u32,
	as_of: AsOf,
}

/// What a vault needs to release, or why it must not.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseAnswer {
	authorised: bool,
	refusal: Option<ReleaseRefusal>,
	patient: Option<String>,
	custodian: Option<OrganisationId>,
	encryption_key: Option<String>,
	data: Option<DataJson>,
	action: Option<Action>,
	residual: Vec<ResidualJson>,
	until: Option<String>,
	redisclosure_notice: bool,
	emergency: bool,
	as_of: AsOf,
}

/// What became of a notice of a breach.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BreachNoticeJson {
	notice: BreachNotice,
	due: String,
	outcome: Option<NoticeOutcome>,
	statement: Option<String>,
	settled: Option<String>,
}

/// A breach of protected data.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BreachJson {
	id: String,
	discovered: String,
	reported: String,
	details: String,
	notices: Vec<BreachNoticeJson>,
}

impl From<BreachInfo> for BreachJson {
	fn from(info: BreachInfo) -> Self {
		let notice = |info: BreachNoticeInfo| BreachNoticeJson {
			notice: info.notice,
			due: info.due.to_string(),
			outcome: info.settled.map(|(outcome, ..)| outcome),
			statement: info.settled.map(|(_, statement, _)| hex_of(&statement)),
			settled: info.settled.map(|(.., at)| at.to_string()),
		};
		Self {
			id: hex_of(&info.id),
			discovered: info.discovered.to_string(),
			reported: info.reported.to_string(),
			details: hex_of(&info.details),
			notices: info.notices.into_iter().map(notice).collect(),
		}
	}
}

/// A breach, or none.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BreachAnswer {
	breach: Option<BreachJson>,
	as_of: AsOf,
}

/// A page of breaches.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BreachesJson {
	breaches: Vec<BreachJson>,
	next: Option<String>,
	as_of: AsOf,
}

/// Health records: consents, decisions, who looked.
#[rpc(server, namespace = "records")]
pub trait Records {
	/// What a request for access would be answered now. Nothing is recorded.
	#[method(name = "evaluateAccess", blocking)]
	fn evaluate_access(&self, query: QueryParam, at: Option<Hash>) -> RpcResult<EvaluationJson>;

	/// Who asked for a patient's records, denials and emergencies included, the oldest first.
	#[method(name = "listDisclosures", blocking)]
	fn list_disclosures(
		&self,
		patient: String,
		from: Option<String>,
		to: Option<String>,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<DisclosuresJson>;

	/// The newest consent of a patient for a custodian.
	#[method(name = "getConsent", blocking)]
	fn get_consent(
		&self,
		patient: String,
		custodian: OrganisationId,
		at: Option<Hash>,
	) -> RpcResult<ConsentAnswer>;

	/// A permit or denial on record.
	#[method(name = "getTicket", blocking)]
	fn get_ticket(
		&self,
		requester: OrganisationId,
		ticket: String,
		at: Option<Hash>,
	) -> RpcResult<TicketAnswer>;

	/// A pseudonym.
	#[method(name = "getPatient", blocking)]
	fn get_patient(&self, patient: String, at: Option<Hash>) -> RpcResult<PatientAnswer>;

	/// Whether a vault may release on a ticket to an account now.
	#[method(name = "authoriseRelease", blocking)]
	fn authorise_release(
		&self,
		requester: OrganisationId,
		ticket: String,
		account: AccountId,
		at: Option<Hash>,
	) -> RpcResult<ReleaseAnswer>;

	/// A breach of protected data that a custodian reported, and what became of its notices.
	#[method(name = "getBreach", blocking)]
	fn get_breach(
		&self,
		custodian: OrganisationId,
		id: String,
		at: Option<Hash>,
	) -> RpcResult<BreachAnswer>;

	/// The breaches that a custodian reported, in no order.
	#[method(name = "listBreaches", blocking)]
	fn list_breaches(
		&self,
		custodian: OrganisationId,
		cursor: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<BreachesJson>;
}

impl RecordsServer for Reader {
	fn evaluate_access(&self, query: QueryParam, at: Option<Hash>) -> RpcResult<EvaluationJson> {
		let query = AccessQuery {
			requester: query.requester,
			capacity: query.capacity,
			account: query.account,
			request: AccessRequest {
				patient: bytes("patient", &query.patient)?,
				custodian: query.custodian,
				purpose: purpose_of(&query.purpose)?,
				action: query.action,
				person: [0; 32],
				openings: list("openings", &query.openings)?,
				data: query.data.map(TryInto::try_into).transpose()?,
			},
		};
		let (answer, as_of) =
			self.read(at, |client, hash| client.runtime_api().evaluate_access(hash, query))?;
		Ok(match answer {
			Ok(answer) => EvaluationJson {
				decision: Some(answer.decision.into()),
				basis: Some(answer.basis),
				consent_version: answer.consent_version,
				policy: answer.policy.as_ref().map(ImplicitPolicy::name),
				error: None,
				as_of,
			},
			Err(why) => EvaluationJson {
				decision: None,
				basis: None,
				consent_version: None,
				policy: None,
				error: Some(match why {
					AccessError::UnknownPatient => "unknownPatient",
					AccessError::NotCustodian => "notCustodian",
					AccessError::NotActing(_) => "notActing",
				}),
				as_of,
			},
		})
	}

	fn list_disclosures(
		&self,
		patient: String,
		from: Option<String>,
		to: Option<String>,
		after: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<DisclosuresJson> {
		let patient = bytes("patient", &patient)?;
		let from = from.map(|month| month_of("from", &month)).transpose()?;
		let to = to.map(|month| month_of("to", &month)).transpose()?;
		let after = cursor(after)?;
		let (page, as_of) = self.read(at, |client, hash| {
			let limit = limit.unwrap_or(MAX_PAGE);
			client.runtime_api().list_disclosures(hash, patient, from, to, after, limit)
		})?;
		let page =
			page.map_err(|_| error::invalid("cursor", "is not one that this method gave"))?;
		Ok(DisclosuresJson {
			disclosures: page.disclosures.into_iter().map(Into::into).collect(),
			next: next(page.next),
			as_of,
		})
	}

	fn get_breach(
		&self,
		custodian: OrganisationId,
		id: String,
		at: Option<Hash>,
	) -> RpcResult<BreachAnswer> {
		let id = bytes("id", &id)?;
		let (breach, as_of) =
			self.read(at, |client, hash| client.runtime_api().breach(hash, custodian, id))?;
		Ok(BreachAnswer { breach: breach.map(Into::into), as_of })
	}

	fn list_breaches(
		&self,
		custodian: OrganisationId,
		after: Option<String>,
		limit: Option<u32>,
		at: Option<Hash>,
	) -> RpcResult<BreachesJson> {
		let after = cursor(after)?;
		let (page, as_of) = self.read(at, |client, hash| {
			let limit = limit.unwrap_or(MAX_PAGE);
			client.runtime_api().list_breaches(hash, custodian, after, limit)
		})?;
		let page =
			page.map_err(|_| error::invalid("cursor", "is not one that this method gave"))?;
		Ok(BreachesJson {
			breaches: page.breaches.into_iter().map(Into::into).collect(),
			next: next(page.next),
			as_of,
		})
	}

	fn get_consent(
		&self,
		patient: String,
		custodian: OrganisationId,
		at: Option<Hash>,
	) -> RpcResult<ConsentAnswer> {
		let patient = bytes("patient", &patient)?;
		let (info, as_of) =
			self.read(at, |client, hash| client.runtime_api().consent(hash, patient, custodian))?;
		let Some(info) = info else {
			return Ok(ConsentAnswer {
				version: None,
				status: None,
				granted: None,
				form: None,
				consent: None,
				as_of,
			});
		};
		Ok(ConsentAnswer {
			version: Some(info.version),
			status: Some(match info.status {
				ConsentStatus::Active => "active",
				ConsentStatus::Revoked => "revoked",
				ConsentStatus::Contested => "contested",
				ConsentStatus::Expired => "expired",
			}),
			granted: Some(info.granted.to_string()),
			form: info.form.map(|form| hex_of(&form)),
			consent: Some(info.consent.into()),
			as_of,
		})
	}

	fn get_ticket(
		&self,
		requester: OrganisationId,
		ticket: String,
		at: Option<Hash>,
	) -> RpcResult<TicketAnswer> {
		let ticket = bytes("ticket", &ticket)?;
		let (info, as_of) =
			self.read(at, |client, hash| client.runtime_api().ticket(hash, requester, ticket))?;
		Ok(TicketAnswer { ticket: info.map(Into::into), as_of })
	}

	fn get_patient(&self, patient: String, at: Option<Hash>) -> RpcResult<PatientAnswer> {
		let patient = bytes("patient", &patient)?;
		let (info, as_of) =
			self.read(at, |client, hash| client.runtime_api().patient(hash, patient))?;
		let Some(info) = info else {
			return Ok(PatientAnswer {
				custodian: None,
				controller: None,
				offered_to: None,
				encryption_key: None,
				opened: None,
				erased: None,
				legal_hold: None,
				restricted: false,
				linked_to: None,
				disclosures: 0,
				as_of,
			});
		};
		Ok(PatientAnswer {
			custodian: Some(info.custodian),
			controller: info.controller,
			offered_to: info.offered_to,
			encryption_key: info.encryption_key.map(|key| hex_of(&key)),
			opened: Some(month_text(info.opened)),
			erased: info.erased.map(month_text),
			legal_hold: info.legal_hold,
			restricted: info.restricted,
			linked_to: info.linked_to.map(|other| hex_of(&other)),
			disclosures: info.disclosures,
			as_of,
		})
	}

	fn authorise_release(
		&self,
		requester: OrganisationId,
		ticket: String,
		account: AccountId,
		at: Option<Hash>,
	) -> RpcResult<ReleaseAnswer> {
		let ticket = bytes("ticket", &ticket)?;
		let (answer, as_of) = self.read(at, |client, hash| {
			client.runtime_api().authorise_release(hash, requester, ticket, account)
		})?;
		Ok(match answer {
			Ok(release) => ReleaseAnswer {
				authorised: true,
				refusal: None,
				patient: Some(hex_of(&release.patient)),
				custodian: Some(release.custodian),
				encryption_key: Some(hex_of(&release.encryption_key)),
				data: release.data.map(Into::into),
				action: Some(release.action),
				residual: release
					.residual
					.iter()
					.map(|rule| ResidualJson { decision: rule.decision, provision: rule.provision })
					.collect(),
				until: Some(release.until.to_string()),
				redisclosure_notice: release.redisclosure_notice,
				emergency: release.emergency,
				as_of,
			},
			Err(refusal) => ReleaseAnswer {
				authorised: false,
				refusal: Some(refusal),
				patient: None,
				custodian: None,
				encryption_key: None,
				data: None,
				action: None,
				residual: Vec::new(),
				until: None,
				redisclosure_notice: false,
				emergency: false,
				as_of,
			},
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn months_should_be_read_as_they_are_written() {
		for text in ["1970-01", "2026-11", "2027-01", "2399-12"] {
			assert_eq!(month_text(month_of("from", text).unwrap()), text);
		}
		assert_eq!(month_of("from", "1970-01").unwrap(), Month(0));
		for wrong in ["", "2026", "2026-13", "2026-00", "1969-12", "2026-1", "+026-01", "9999-12"] {
			assert!(month_of("from", wrong).is_err(), "{wrong}");
		}
	}

	#[test]
	fn purposes_should_be_codes_or_tokens() {
		assert_eq!(purpose_of("TREAT").unwrap(), Purpose::Treatment);
		let other = format!("0x{}", "ab".repeat(32));
		assert_eq!(purpose_text(&purpose_of(&other).unwrap()), other);
		for wrong in ["", "treat", "0x", "0xab", "TREATMENT"] {
			assert!(purpose_of(wrong).is_err(), "{wrong}");
		}
	}
}

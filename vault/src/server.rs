//! The vault over HTTP: challenges, releases, lists, look-ups. Behind a proxy that ends TLS.

use crate::{
	chain::Chain,
	persons::Person,
	release::{Challenge, Refusal, Signed, Subject, Vault, CHALLENGE_PERIOD},
	spool::{Emergency, Spool},
	store::{append, from_hex, parse_ticket},
};
use axum::{
	body::{Body, Bytes},
	extract::{DefaultBodyLimit, Query, Request, State},
	http::{header, HeaderName, HeaderValue, StatusCode},
	middleware::{from_fn, Next},
	response::{IntoResponse, Response},
	routing::{get, post},
	Json, Router,
};
use futures::stream;
use salus_primitives::{records::RecordToken, Capacity, OrganisationId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::{
	collections::BTreeMap,
	future::Future,
	io,
	sync::{Arc, Mutex},
	time::Duration,
};
use tokio::{io::AsyncReadExt, net::TcpListener, sync::Semaphore, time};

/// The header that carries the [`Envelope`](crate::release::Envelope) of what is released.
pub const ENVELOPE: &str = "salus-envelope";
/// The longest body that is read.
const MAX_BODY: usize = 16 * 1024;
/// How many requests are worked on at once.
const MAX_REQUESTS: usize = 64;
/// How long one may take before it answers; streaming the answer may take longer.
const MAX_TIME: Duration = Duration::from_secs(30);
/// When to come again, in seconds.
const RETRY_AFTER: u64 = 10;

/// How often the vault posts what waits and asks about its staff.
const TEND: Duration = Duration::from_secs(60);

struct Served<C> {
	vault: Vault<C>,
	requests: Semaphore,
	outcomes: Mutex<BTreeMap<(&'static str, u16), u64>>,
}

type Shared<C> = State<Arc<Served<C>>>;

/// What is asked for with a challenge.
#[derive(Deserialize)]
struct ChallengeQuery {
	ticket: Option<String>,
	patient: Option<String>,
	lookup: Option<OrganisationId>,
}

/// The body of a release, or of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseRequest {
	/// The ticket, `ORG-HEX`.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub ticket: Option<String>,
	/// Or the pseudonym, for the patient itself.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub patient: Option<String>,
	/// Who asks.
	pub signed: Signed,
	/// The record; the ticket's own by default.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub record: Option<String>,
	/// Its version; the one in force by default.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub version: Option<u32>,
	/// What is declared where the chain is out of reach.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub emergency: Option<Emergency>,
	/// Who looks, by name: what opens the commitment of the ticket or the declaration.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub person: Option<Person>,
}

/// The body of a name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NameRequest {
	/// The ticket, `ORG-HEX`: a permit or a denial.
	pub ticket: String,
	/// Who asks.
	pub signed: Signed,
	/// What opens the commitment of the ticket.
	pub person: Person,
}

/// The body of a request for the consent that goes with what a ticket releases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConsentRequest {
	/// The ticket, `ORG-HEX`.
	pub ticket: String,
	/// Who asks.
	pub signed: Signed,
}

/// The body of a look-up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LookupRequest {
	/// For which organisation.
	pub organisation: OrganisationId,
	/// In which capacity.
	pub capacity: Capacity,
	/// Who asks.
	pub signed: Signed,
	/// Who gave the identifier.
	pub system: String,
	/// The identifier.
	pub identifier: String,
}

/// A problem as RFC 9457 has it.
struct Problem {
	status: StatusCode,
	code: &'static str,
	title: &'static str,
	detail: &'static str,
	class: Option<&'static str>,
}

impl Problem {
	const fn new(
		status: StatusCode,
		code: &'static str,
		title: &'static str,
		detail: &'static str,
	) -> Self {
		Self { status, code, title, detail, class: None }
	}

	const fn bad(detail: &'static str) -> Self {
		Self::new(StatusCode::BAD_REQUEST, "badRequest", "Not understood", detail)
	}

	const BUSY: Self = Self::new(
		StatusCode::SERVICE_UNAVAILABLE,
		"busy",
		"Too many requests at once",
		"Come again when Retry-After says.",
	);
}

impl From<Refusal> for Problem {
	fn from(refusal: Refusal) -> Self {
		let unauthorised =
			|code, detail| Self::new(StatusCode::UNAUTHORIZED, code, "Not authenticated", detail);
		match refusal {
			Refusal::UnknownChallenge => unauthorised(
				"unknownChallenge",
				"The challenge is none of this vault for this ticket: ask for one.",
			),
			Refusal::ExpiredChallenge => unauthorised(
				"expiredChallenge",
				"The challenge is older than 60 seconds: ask for another, and check both clocks.",
			),
			Refusal::Replay => {
				unauthorised("replay", "The challenge was answered before: ask for another.")
			}
			Refusal::BadSignature => unauthorised(
				"badSignature",
				"The signature is not the account's for this challenge, vault and chain.",
			),
			Refusal::Forbidden(class) => Self {
				class: Some(class),
				..Self::new(
					StatusCode::FORBIDDEN,
					"forbidden",
					"Not released",
					"The chain does not permit it: `class` says of what kind the reason is.",
				)
			},
			Refusal::NotFound => Self::new(
				StatusCode::NOT_FOUND,
				"notFound",
				"No such record",
				"There is no such record or version for this ticket: ask /v1/records for a list.",
			),
			Refusal::Erased => Self::new(
				StatusCode::GONE,
				"erased",
				"Erased",
				"The record was erased: there is nothing left that could be opened.",
			),
			Refusal::Stale => Self::new(
				StatusCode::SERVICE_UNAVAILABLE,
				"stale",
				"The chain is out of reach",
				"The vault's node is behind, so that it does not know what is permitted now. In an \
				 emergency, declare it in `emergency`.",
			),
			Refusal::Busy => Self::new(
				StatusCode::SERVICE_UNAVAILABLE,
				"busy",
				"The patient map is in use",
				"Come again when Retry-After says.",
			),
			Refusal::Damaged => Self::new(
				StatusCode::INTERNAL_SERVER_ERROR,
				"damaged",
				"The vault is damaged",
				"The document is not whole in the vault: its operator restores it from a backup.",
			),
		}
	}
}

impl IntoResponse for Problem {
	fn into_response(self) -> Response {
		let mut body = json!({
			"type": format!("urn:salus:vault:{}", self.code),
			"title": self.title,
			"status": self.status.as_u16(),
			"detail": self.detail,
			"code": self.code,
			"retryable": self.status == StatusCode::SERVICE_UNAVAILABLE,
		});
		if let Some(class) = self.class {
			body["class"] = class.into();
		}
		let mut response = (self.status, Json(body)).into_response();
		let headers = response.headers_mut();
		headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
		if self.status == StatusCode::SERVICE_UNAVAILABLE {
			headers.insert(header::RETRY_AFTER, RETRY_AFTER.into());
		}
		if self.status == StatusCode::UNAUTHORIZED {
			headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Salus"));
		}
		response
	}
}

/// A line of the access log. Nothing in it is about a person: neither pseudonym nor account.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogLine<'a> {
	time: u64,
	what: &'a str,
	status: u16,
	#[serde(skip_serializing_if = "Option::is_none")]
	code: Option<&'a str>,
	#[serde(skip_serializing_if = "Option::is_none")]
	class: Option<&'a str>,
	#[serde(skip_serializing_if = "Option::is_none")]
	ticket: Option<&'a str>,
	#[serde(skip_serializing_if = "Option::is_none")]
	record: Option<&'a str>,
	emergency: bool,
}

impl<C: Chain> Served<C> {
	/// Work on a request within the limits, count it, log it.
	async fn serve(
		&self,
		what: &'static str,
		ticket: Option<&str>,
		record: Option<&str>,
		emergency: bool,
		work: impl Future<Output = Result<Response, Problem>>,
	) -> Response {
		let result = match self.requests.try_acquire() {
			Ok(_permit) => time::timeout(MAX_TIME, work).await.unwrap_or(Err(Problem::BUSY)),
			Err(_) => Err(Problem::BUSY),
		};
		let (status, code, class) = match &result {
			Ok(response) => (response.status().as_u16(), None, None),
			Err(problem) => (problem.status.as_u16(), Some(problem.code), problem.class),
		};
		*lock(&self.outcomes).entry((what, status)).or_default() += 1;
		// What is no ticket or token is not copied into the log: it could be anything.
		let ticket = ticket.filter(|text| parse_ticket(text).is_some());
		let record = record.filter(|text| from_hex(text).is_some());
		let time = self.vault.now();
		let line = LogLine { time, what, status, code, class, ticket, record, emergency };
		let path = self.vault.store.path("access.ndjson");
		if let Err(error) = append(&path, &line) {
			// What cannot be accounted for is not released.
			log::error!("{error}");
			return Problem::from(Refusal::Damaged).into_response();
		}
		result.unwrap_or_else(IntoResponse::into_response)
	}
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn parse_subject(ticket: Option<&str>, patient: Option<&str>) -> Result<Subject, Problem> {
	match (ticket, patient) {
		(Some(ticket), None) => {
			let (organisation, ticket) = parse_ticket(ticket)
				.ok_or(Problem::bad("`ticket` is ORG-HEX: a number and 32 hexadecimal digits."))?;
			Ok(Subject::Ticket { organisation, ticket })
		}
		(None, Some(patient)) => {
			let patient = from_hex(patient)
				.ok_or(Problem::bad("`patient` is a pseudonym: 64 hexadecimal digits."))?;
			Ok(Subject::Own { patient })
		}
		_ => Err(Problem::bad("Name either a `ticket` or a `patient`.")),
	}
}

fn parse<T: for<'de> Deserialize<'de>>(body: &Bytes) -> Result<T, Problem> {
	serde_json::from_slice(body)
		.map_err(|_| Problem::bad("The body is not the JSON that docs/vault.md describes."))
}

async fn challenge<C: Chain>(
	State(served): Shared<C>,
	Query(query): Query<ChallengeQuery>,
) -> Response {
	let subject = match query.lookup {
		Some(organisation) if query.ticket.is_none() && query.patient.is_none() => {
			Ok(Subject::Lookup { organisation })
		}
		Some(_) => Err(Problem::bad("Name one of `ticket`, `patient` and `lookup`.")),
		None => parse_subject(query.ticket.as_deref(), query.patient.as_deref()),
	};
	match subject {
		Ok(subject) => {
			let (challenge, expires) = served.vault.challenge(&subject);
			let info = served.vault.store.info();
			let challenge = ChallengeAnswer {
				challenge,
				vault: info.public_key,
				genesis: info.genesis,
				expires,
				period: CHALLENGE_PERIOD,
			};
			([(header::CACHE_CONTROL, "no-store")], Json(challenge)).into_response()
		}
		Err(problem) => problem.into_response(),
	}
}

/// The answer to `GET /v1/challenge`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChallengeAnswer {
	/// The challenge.
	#[serde(with = "crate::hex_bytes")]
	pub challenge: Challenge,
	/// The vault's public key.
	#[serde(with = "crate::hex_bytes")]
	pub vault: [u8; 32],
	/// The first block of the vault's chain.
	#[serde(with = "crate::hex_bytes")]
	pub genesis: [u8; 32],
	/// Until when it is good, by the vault's clock, in milliseconds since 1970.
	pub expires: u64,
	/// For how long it is good, in milliseconds.
	pub period: u64,
}

fn parse_record(text: Option<&str>) -> Result<Option<RecordToken>, Problem> {
	text.map(|text| {
		from_hex(text).ok_or(Problem::bad("`record` is a token: 64 hexadecimal digits."))
	})
	.transpose()
}

async fn release<C: Chain>(State(served): Shared<C>, body: Bytes) -> Response {
	let request: ReleaseRequest = match parse(&body) {
		Ok(request) => request,
		Err(problem) => return problem.into_response(),
	};
	let work = async {
		let subject = parse_subject(request.ticket.as_deref(), request.patient.as_deref())?;
		let record = parse_record(request.record.as_deref())?;
		let emergency = request.emergency.as_ref();
		let (envelope, file) = served
			.vault
			.release(
				&subject,
				&request.signed,
				emergency,
				record,
				request.version,
				request.person.as_ref(),
			)
			.await?;
		let length = file.metadata().map_err(|_| Problem::from(Refusal::Damaged))?.len();
		let text = serde_json::to_string(&envelope).unwrap_or_default();
		let envelope = HeaderValue::from_str(&text).map_err(|_| Problem::from(Refusal::Damaged))?;
		let file = tokio::fs::File::from_std(file);
		let chunks = stream::try_unfold(file, |mut file| async move {
			let mut chunk = vec![0; crate::document::CHUNK];
			let count = file.read(&mut chunk).await?;
			chunk.truncate(count);
			Ok::<_, io::Error>((count > 0).then_some((Bytes::from(chunk), file)))
		});
		let headers = [
			(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
			(header::CONTENT_LENGTH, length.into()),
			(header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
			(HeaderName::from_static(ENVELOPE), envelope),
		];
		Ok((headers, Body::from_stream(chunks)).into_response())
	};
	let (ticket, record) = (request.ticket.as_deref(), request.record.as_deref());
	served.serve("release", ticket, record, request.emergency.is_some(), work).await
}

async fn consent<C: Chain>(State(served): Shared<C>, body: Bytes) -> Response {
	let request: ConsentRequest = match parse(&body) {
		Ok(request) => request,
		Err(problem) => return problem.into_response(),
	};
	let work = async {
		let subject = parse_subject(Some(&request.ticket), None)?;
		let consent = served.vault.consent(&subject, &request.signed).await?;
		let answer = Json(json!({ "consent": consent }));
		Ok(([(header::CACHE_CONTROL, "no-store")], answer).into_response())
	};
	served.serve("consent", Some(&request.ticket), None, false, work).await
}

async fn records<C: Chain>(State(served): Shared<C>, body: Bytes) -> Response {
	let request: ReleaseRequest = match parse(&body) {
		Ok(request) => request,
		Err(problem) => return problem.into_response(),
	};
	let work = async {
		let subject = parse_subject(request.ticket.as_deref(), request.patient.as_deref())?;
		let after = parse_record(request.record.as_deref())?;
		let emergency = request.emergency.as_ref();
		let (records, next) =
			served.vault.list(&subject, &request.signed, emergency, after).await?;
		let next = next.map(|token| format!("0x{}", hex::encode(token)));
		Ok(Json(json!({ "records": records, "next": next })).into_response())
	};
	served
		.serve("records", request.ticket.as_deref(), None, request.emergency.is_some(), work)
		.await
}

async fn persons<C: Chain>(State(served): Shared<C>, body: Bytes) -> Response {
	let request: ReleaseRequest = match parse(&body) {
		Ok(request) => request,
		Err(problem) => return problem.into_response(),
	};
	let work = async {
		let subject = parse_subject(request.ticket.as_deref(), request.patient.as_deref())?;
		let persons = served.vault.persons(&subject, &request.signed).await?;
		let answer = json!({ "persons": persons });
		Ok(([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response())
	};
	served.serve("persons", None, None, false, work).await
}

async fn name<C: Chain>(State(served): Shared<C>, body: Bytes) -> Response {
	let request: NameRequest = match parse(&body) {
		Ok(request) => request,
		Err(problem) => return problem.into_response(),
	};
	let work = async {
		let subject = parse_subject(Some(&request.ticket), None)?;
		served.vault.name(&subject, &request.signed, &request.person).await?;
		Ok(StatusCode::NO_CONTENT.into_response())
	};
	served.serve("name", Some(&request.ticket), None, false, work).await
}

async fn lookup<C: Chain>(State(served): Shared<C>, body: Bytes) -> Response {
	let request: LookupRequest = match parse(&body) {
		Ok(request) => request,
		Err(problem) => return problem.into_response(),
	};
	let work = async {
		let LookupRequest { organisation, capacity, signed, system, identifier } = &request;
		let patient =
			served.vault.lookup(*organisation, *capacity, signed, system, identifier).await?;
		let answer = json!({ "patient": format!("0x{}", hex::encode(patient)) });
		Ok(([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response())
	};
	served.serve("lookup", None, None, true, work).await
}

async fn health<C: Chain>(State(served): Shared<C>) -> Response {
	let (status, chain) = match served.vault.fresh_head().await {
		Ok(_) => (StatusCode::OK, "fresh"),
		// It still serves emergencies: a balancer must not take it out, so it says so in 200.
		Err(_) => (StatusCode::OK, "stale"),
	};
	(status, Json(json!({ "status": "up", "chain": chain }))).into_response()
}

async fn metrics<C: Chain>(State(served): Shared<C>) -> Response {
	let mut text = String::from("# TYPE salus_vault_requests_total counter\n");
	for ((what, status), count) in &*lock(&served.outcomes) {
		text.push_str(&format!(
			"salus_vault_requests_total{{what=\"{what}\",status=\"{status}\"}} {count}\n"
		));
	}
	let spool = Spool::new(&served.vault.store);
	let spooled = spool.len().unwrap_or_default();
	let refused = spool.refused().unwrap_or_default();
	let stale = u8::from(served.vault.fresh_head().await.is_err());
	text.push_str(&format!(
		"# TYPE salus_vault_spooled gauge\nsalus_vault_spooled {spooled}\n\
		 # TYPE salus_vault_refused gauge\nsalus_vault_refused {refused}\n\
		 # TYPE salus_vault_stale gauge\nsalus_vault_stale {stale}\n"
	));
	text.into_response()
}

/// Reading the body takes its time, too: not more than twice that of an answer in all.
async fn within_time(request: Request, next: Next) -> Response {
	time::timeout(2 * MAX_TIME, next.run(request)).await.unwrap_or_else(|_| {
		Problem::new(
			StatusCode::REQUEST_TIMEOUT,
			"slow",
			"The request came too slowly",
			"Send it again, in one go.",
		)
		.into_response()
	})
}

fn served<C: Chain>(vault: Vault<C>) -> Arc<Served<C>> {
	let (requests, outcomes) = (Semaphore::new(MAX_REQUESTS), Mutex::default());
	Arc::new(Served { vault, requests, outcomes })
}

fn router<C: Chain>(served: Arc<Served<C>>) -> Router {
	Router::new()
		.route("/v1/challenge", get(challenge::<C>))
		.route("/v1/release", post(release::<C>))
		.route("/v1/consent", post(consent::<C>))
		.route("/v1/records", post(records::<C>))
		.route("/v1/persons", post(persons::<C>))
		.route("/v1/name", post(name::<C>))
		.route("/v1/lookup", post(lookup::<C>))
		.route("/healthz", get(health::<C>))
		.route("/metrics", get(metrics::<C>))
		.layer(DefaultBodyLimit::max(MAX_BODY))
		.layer(from_fn(within_time))
		.with_state(served)
}

/// Serve until `stop`, then finish what was begun.
///
/// # Errors
/// Where the listener fails.
pub async fn serve<C: Chain>(
	vault: Vault<C>,
	listener: TcpListener,
	stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
	let served = served(vault);
	let tended = served.clone();
	let tending = tokio::spawn(async move {
		let mut ticks = time::interval(TEND);
		ticks.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
		loop {
			ticks.tick().await;
			if let Err(error) = tended.vault.tend().await {
				log::error!("{error}");
			}
		}
	});
	let result = axum::serve(listener, router(served)).with_graceful_shutdown(stop).await;
	tending.abort();
	result
}

#[cfg(test)]
mod tests;

//! The resources of EPCIS 2.0's REST binding.

use super::{
	http::{internal, Resource, BEHAVIOUR},
	jobs::{Behaviour, Job},
	keys::Client,
	problem::Problem,
	verification::{self, Question},
	Server, MAX_CAPTURE, MAX_EVENTS, MAX_TIME,
};
use crate::{
	commands::epcis::traced_object,
	epcis::files,
	index::{answer, Audience, MAX_PER_PAGE, PER_PAGE},
	time::{format_moment, now},
};
use axum::{
	body::{Body, Bytes},
	extract::Request,
	http::{header, request::Parts, HeaderMap, HeaderName, HeaderValue, StatusCode},
	response::{IntoResponse, Response},
	Json,
};
use futures::StreamExt;
use percent_encoding::{utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};
use salus_interop::{
	epcis::{
		hash_uri,
		query::{
			collection, collection_words, event_id_term, parse_query_string, party_term, Parameter,
			Query, QueryError,
		},
		CONTEXT,
	},
	id::Identifier,
};
use serde_json::{json, Value};
use std::sync::Arc;
use tokio::{
	task::spawn_blocking,
	time::{timeout, timeout_at, Instant},
};

/// What is missing from an answer.
const INCOMPLETE: HeaderName = HeaderName::from_static("salus-incomplete");
/// How much of a body that is too large is still read.
const MAX_FORGOTTEN: usize = 64 * 1024 * 1024;
const EXPIRES: HeaderName = HeaderName::from_static("gs1-next-page-token-expires");
/// What stays as it is in a part of an address.
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encoded(text: &str) -> String {
	utf8_percent_encode(text, PART).to_string()
}

fn header_value(text: &str) -> Result<HeaderValue, Problem> {
	HeaderValue::from_str(text).map_err(|error| {
		log::error!("{error}");
		Problem::internal("An address is none.")
	})
}

/// Answer a GET.
pub async fn get(
	server: &Arc<Server>,
	client: &Client,
	resource: Resource,
	request: &Parts,
) -> Result<Response, Problem> {
	let raw = request.uri.query().unwrap_or_default();
	let parameters = parse_query_string(raw)?;
	match resource {
		Resource::Captures => captures(server, client, &parameters),
		Resource::Capture(id) => {
			match server.work.jobs.get(&client.name, &id).map_err(internal)? {
				Some(job) => Ok(Json(job.to_json()).into_response()),
				None => Err(Problem::not_found("No capture job of yours has this id.")),
			}
		}
		Resource::Events => events(server, client, request, parameters, None).await,
		Resource::MemberEvents(name, value) => {
			let member = Some((name, value));
			events(server, client, request, parameters, member).await
		}
		Resource::Event(id) => event(server, client, &request.headers, &id).await,
		Resource::Collection(name) => list(server, client, &name, &parameters).await,
		Resource::Member(name, value) => match collection(&name, &value) {
			Some(condition) => {
				condition?;
				Ok(Json(collection_json(json!(["events"]))).into_response())
			}
			None => Err(Problem::not_found("There is no such event type.")),
		},
		Resource::Queries => Err(Problem::not_implemented(
			"Named queries and subscriptions are not kept: ask /events, with GE_recordTime for what \
			 is new.",
		)),
		Resource::Verify { gtin, lot, serial } => {
			let question = Question::parse(&gtin, &lot, &serial, &parameters)?;
			let (message, outcome) =
				question.answer(&server.chain, &server.proofs, responder(server)?).await?;
			server.work.metrics.verification(outcome);
			Ok(Json(message).into_response())
		}
		Resource::Connectivity => {
			verification::check(&parameters)?;
			Ok(Json(json!({ "responderGLN": responder(server)?.to_string() })).into_response())
		}
		Resource::Root | Resource::Health | Resource::Metrics => {
			Err(Problem::not_found("It is not here."))
		}
	}
}

fn responder(server: &Server) -> Result<salus_primitives::Gln, Problem> {
	server.settings.responder.ok_or_else(|| {
		Problem::not_implemented("This repository answers no verifications: it has no --gln.")
	})
}

fn collection_json(members: Value) -> Value {
	json!({ "@context": CONTEXT, "type": "Collection", "member": members })
}

/// What is known of a kind: the words of the standard, and what events say.
async fn list(
	server: &Arc<Server>,
	client: &Client,
	name: &str,
	parameters: &[Parameter],
) -> Result<Response, Problem> {
	let parties = client.parties();
	if name == "epcs" && !parties.is_empty() {
		let detail = "A key that is limited to parties is not told all EPCs: ask /epcs/EPC/events.";
		return Err(Problem::forbidden(detail));
	}
	let (token, per_page) = paging(parameters)?;
	let after = token.map(|token| {
		hex::decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| {
			Problem::from(QueryError::parameter("nextPageToken was not made by this repository"))
		})
	});
	let after = after.transpose()?;
	let (work, owned, from) = (server.work.clone(), name.to_owned(), after.clone());
	let found =
		spawn_blocking(move || work.index.list(&owned, &parties, from.as_deref(), per_page + 1));
	let mut values = found.await.map_err(broken)?.map_err(internal)?;
	let is_later = |word: &String| after.as_ref().is_none_or(|after| word > after);
	let words = collection_words(name).unwrap_or_default().into_iter().map(str::to_owned);
	values.extend(words.filter(is_later));
	let is_more = values.len() > per_page;
	let page: Vec<_> = values.into_iter().take(per_page).collect();
	let last = page.last().filter(|_| is_more).map(hex::encode);
	let mut response = Json(collection_json(page.into())).into_response();
	if let Some(token) = last {
		add_next(server, &mut response, &format!("/{name}?perPage={per_page}&"), &token)?;
	}
	Ok(response)
}

/// `nextPageToken` and `perPage`, the only parameters of what is listed.
fn paging(parameters: &[Parameter]) -> Result<(Option<&str>, usize), Problem> {
	let (mut token, mut per_page) = (None, PER_PAGE);
	for (name, values) in parameters {
		match (name.as_str(), &values[..]) {
			("nextPageToken", [value]) => token = Some(value.as_str()),
			("perPage", [value]) if value.parse().is_ok_and(|number: usize| number > 0) => {
				per_page = value.parse().unwrap_or(PER_PAGE).min(MAX_PER_PAGE);
			}
			_ => {
				let detail =
					format!("{name:?} is none of perPage and nextPageToken, or has no good value");
				return Err(QueryError::parameter(detail).into());
			}
		}
	}
	Ok((token, per_page))
}

/// `Link` to the next page of a path with its query.
fn add_next(
	server: &Server,
	response: &mut Response,
	path: &str,
	token: &str,
) -> Result<(), Problem> {
	let base = &server.settings.base;
	let link = format!("<{base}{path}nextPageToken={token}>; rel=\"next\"");
	response.headers_mut().insert(header::LINK, header_value(&link)?);
	Ok(())
}

/// What panicked.
fn broken(error: tokio::task::JoinError) -> Problem {
	log::error!("{error}");
	Problem::internal("Its operator finds the reason in the log.")
}

/// What limits everything that a client sees.
fn audience(client: &Client) -> Audience {
	let parties: Vec<_> = client.parties().into_iter().map(party_term).collect();
	let further = if parties.is_empty() { Vec::new() } else { vec![parties] };
	Audience { name: client.name.clone(), further, traced: Vec::new() }
}

/// JSON-LD for who asks for it.
fn document(headers: &HeaderMap, body: &Value) -> Response {
	let wants_ld = headers
		.get(header::ACCEPT)
		.and_then(|accept| accept.to_str().ok())
		.is_some_and(|accept| accept.contains("application/ld+json"));
	let kind = if wants_ld { "application/ld+json" } else { "application/json" };
	([(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
}

async fn ask(
	server: &Arc<Server>,
	query: Query,
	audience: Audience,
) -> Result<crate::index::Page, Problem> {
	let work = server.work.clone();
	let answered =
		spawn_blocking(move || answer(&work.index, &work.store, &query, &audience, PER_PAGE))
			.await
			.map_err(broken)?;
	Ok(answered.map_err(internal)??)
}

async fn events(
	server: &Arc<Server>,
	client: &Client,
	request: &Parts,
	parameters: Vec<Parameter>,
	member: Option<(String, String)>,
) -> Result<Response, Problem> {
	let mut audience = audience(client);
	let mut path = "/events".to_owned();
	let mut query = Query::parse(&parameters)?;
	let mut is_incomplete = false;
	if let Some((name, value)) = member {
		match collection(&name, &value) {
			Some(condition) => audience.further.push(condition?),
			None => return Err(Problem::not_found("There is no such event type.")),
		}
		if name == "epcs" && query.object.is_none() {
			query.object = Identifier::parse(&value).ok().filter(|id| id.to_epc().is_some());
		}
		path = format!("/{name}/{}/events", encoded(&value));
	}
	// The trace is the chain's, in which others take part.
	if client.parties().is_empty() && query.next_page_token.is_none() {
		let (context, chain) = (&server.work.context, &server.chain);
		match traced_object(context, chain, &query).await {
			Ok(traced) => audience.traced = traced,
			// What is here is answered also while the node is away, and says that it is not all.
			Err(failure) => {
				log::warn!("{failure}");
				is_incomplete = true;
			}
		}
	}
	let page = ask(server, query, audience).await?;
	let mut response = document(&request.headers, &page.document);
	if is_incomplete {
		let value = HeaderValue::from_static("the chain is out of reach: anchors of the trace");
		response.headers_mut().insert(INCOMPLETE, value);
	}
	if let Some((token, expires)) = page.next {
		let query: String = parameters
			.iter()
			.filter(|(name, _)| name != "nextPageToken")
			.map(|(name, values)| {
				let values: Vec<_> = values.iter().map(|value| encoded(value)).collect();
				format!("{}={}&", encoded(name), values.join(","))
			})
			.collect();
		add_next(server, &mut response, &format!("{path}?{query}"), &token)?;
		response.headers_mut().insert(EXPIRES, header_value(&format_moment(expires))?);
	}
	Ok(response)
}

async fn event(
	server: &Arc<Server>,
	client: &Client,
	headers: &HeaderMap,
	id: &str,
) -> Result<Response, Problem> {
	let mut audience = audience(client);
	audience.further.push(vec![event_id_term(id)]);
	let page = ask(server, Query::default(), audience).await?;
	let body = page.document.pointer("/epcisBody/queryResults/resultsBody");
	let first = |list: &str| {
		body.and_then(|body| body.get(list)?.as_array()).and_then(|list| list.first()).cloned()
	};
	match (first("eventList"), first("salus:anchored")) {
		(Some(mut event), _) => {
			// Its own context explains its extensions; the standard's goes before.
			let mut context = vec![json!(CONTEXT)];
			context.extend(
				event.get("@context").and_then(Value::as_array).into_iter().flatten().cloned(),
			);
			event["@context"] = context.into();
			Ok(document(headers, &event))
		}
		(None, Some(anchored)) => Err(Problem::not_found(
			"The chain has the hash of this event, and its body is with somebody else.",
		)
		.with("salus:anchored", anchored)),
		(None, None) => Err(Problem::not_found("No event of this id is known here.")),
	}
}

fn captures(
	server: &Server,
	client: &Client,
	parameters: &[Parameter],
) -> Result<Response, Problem> {
	let (token, per_page) = paging(parameters)?;
	let before = token.map(|token| {
		token.parse::<u64>().map_err(|_| {
			Problem::from(QueryError::parameter("nextPageToken was not made by this repository"))
		})
	});
	let before = before.transpose()?;
	let jobs = server.work.jobs.list(&client.name, before, per_page + 1).map_err(internal)?;
	let page: Vec<_> = jobs.iter().take(per_page).collect();
	let body: Vec<_> = page.iter().map(|(_, job)| job.to_json()).collect();
	let mut response = Json(body).into_response();
	if let (true, Some((number, _))) = (jobs.len() > per_page, page.last()) {
		let path = format!("/capture?perPage={per_page}&");
		add_next(server, &mut response, &path, &number.to_string())?;
	}
	Ok(response)
}

/// The document of a request, of a size and format that is taken.
async fn read(server: &Server, request: Request) -> Result<Bytes, Problem> {
	let refusal = refusal(server, request.headers());
	let most = if refusal.is_some() { 0 } else { server.settings.max_body };
	// Who asks before he sends need not send.
	if let (Some(problem), true) = (&refusal, request.headers().contains_key(header::EXPECT)) {
		return Err(problem.clone());
	}
	let body = timeout(MAX_TIME, read_body(request.into_body(), most)).await;
	match (body, refusal) {
		(_, Some(problem)) => Err(problem),
		(Err(_), None) => Err(Problem::slow()),
		(Ok(body), None) => body?.ok_or_else(|| too_large(server)),
	}
}

fn too_large(server: &Server) -> Problem {
	let most = server.settings.max_body;
	Problem::too_large(format!("At most {most} bytes: split the document."))
}

/// Why a document is not even read.
fn refusal(server: &Server, headers: &HeaderMap) -> Option<Problem> {
	if !server.settings.can_capture {
		let detail = "This repository captures nothing: it was started without --signer.";
		return Some(Problem::not_implemented(detail));
	}
	let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
	let kind = text(header::CONTENT_TYPE).unwrap_or_default();
	let kind = kind.split(';').next().unwrap_or_default().trim();
	let formats = ["application/json", "application/ld+json", "application/xml", "text/xml"];
	if !formats.iter().any(|format| kind.eq_ignore_ascii_case(format)) {
		return Some(Problem::media_type());
	}
	let announced = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
	announced.filter(|length| *length > server.settings.max_body).map(|_| too_large(server))
}

/// A body, or none if it has more than so many bytes. Then it is read on and forgotten for a while:
/// who is still sending when the connection ends does not see the answer.
pub async fn read_body(body: Body, most: usize) -> Result<Option<Bytes>, Problem> {
	let mut chunks = body.into_data_stream();
	let (mut bytes, mut seen) = (Vec::new(), 0_usize);
	while let Some(chunk) = chunks.next().await {
		let chunk = chunk.map_err(|_| Problem::validation("The body ended too early."))?;
		seen = seen.saturating_add(chunk.len());
		if seen <= most {
			bytes.extend_from_slice(&chunk);
			continue;
		}
		bytes = Vec::new();
		if seen > most.saturating_add(MAX_FORGOTTEN) {
			break;
		}
	}
	Ok((seen <= most).then(|| bytes.into()))
}

fn behaviour(headers: &HeaderMap) -> Result<Behaviour, Problem> {
	match headers.get(BEHAVIOUR).map(|value| value.to_str().unwrap_or_default()) {
		None | Some("rollback") => Ok(Behaviour::Rollback),
		Some("proceed") => Ok(Behaviour::Proceed),
		Some(_) => Err(Problem::validation("GS1-Capture-Error-Behaviour is rollback or proceed.")),
	}
}

/// Take a document in, if it is one and the client may have it captured.
async fn take_in(
	server: &Arc<Server>,
	client: &Client,
	request: Request,
	single: bool,
) -> Result<(Job, Vec<Option<String>>), Problem> {
	// One after the other, so that only few are in memory: whoever waits has a place already.
	let waited = timeout(MAX_TIME, server.documents.acquire()).await;
	let Ok(Ok(_permit)) = waited else {
		return Err(Problem::unavailable("Too many documents at once."));
	};
	let behaviour = behaviour(request.headers());
	let bytes = read(server, request).await?;
	let behaviour = behaviour?;
	let (work, client) = (server.work.clone(), client.clone());
	let taken = spawn_blocking(move || {
		let source = files::of_bytes("document".into(), &bytes);
		let document = source.document.map_err(|failure| {
			Problem::validation(failure.message).with("code", failure.code.to_string())
		})?;
		let events = &document.events;
		if events.is_empty() {
			return Err(Problem::validation("The document has no event."));
		}
		if single && events.len() != 1 {
			let detail = "/events takes one event: POST documents to /capture.";
			return Err(Problem::validation(detail));
		}
		if events.len() > MAX_EVENTS {
			let detail = format!("At most {MAX_EVENTS} events: split the document.");
			return Err(Problem::too_large(detail));
		}
		let invalid: Vec<Value> = events
			.iter()
			.enumerate()
			.filter_map(|(index, event)| Some((index, event.as_ref().err()?)))
			.take(super::jobs::MAX_ERRORS)
			.map(|(index, error)| {
				Problem::validation(error.to_string())
					.with("code", format!("Epcis.{}", error.code))
					.with("rule", error.rule)
					.with("eventIndex", index)
					.to_json()
			})
			.collect();
		// All or nothing: then it is nothing.
		if !invalid.is_empty() && (single || behaviour == Behaviour::Rollback) {
			let detail = format!("{} of {} events are not valid.", invalid.len(), events.len());
			return Err(Problem::validation(detail).with("errors", invalid));
		}
		let parties = client.parties();
		let is_foreign = |event: &salus_interop::epcis::Event| {
			!event.acting_party().is_some_and(|party| parties.contains(&party))
		};
		if !parties.is_empty() && events.iter().flatten().any(is_foreign) {
			let detail = format!(
				"The key of {} captures only events whose acting party is one of its own.",
				client.name
			);
			return Err(Problem::forbidden(detail));
		}
		let ids = events
			.iter()
			.map(|event| event.as_ref().ok().map(|event| hash_uri(&event.hash())))
			.collect();
		let job = work
			.jobs
			.add(&client.name, behaviour, client.inbound, events.len(), &bytes, now())
			.map_err(internal)?
			.ok_or_else(|| Problem::unavailable("Too many capture jobs wait."))?;
		Ok((job, ids))
	})
	.await
	.map_err(broken)??;
	server.work.added.notify_one();
	Ok(taken)
}

/// `POST /capture`.
pub async fn post_capture(
	server: &Arc<Server>,
	client: &Client,
	request: Request,
) -> Result<Response, Problem> {
	let (job, _) = take_in(server, client, request, false).await?;
	let location = header_value(&format!("{}/capture/{}", server.settings.base, job.id))?;
	Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)]).into_response())
}

/// `POST /events`: one event, answered when it is captured.
pub async fn post_event(
	server: &Arc<Server>,
	client: &Client,
	request: Request,
) -> Result<Response, Problem> {
	let Ok(_permit) = server.awaited.try_acquire() else {
		return Err(Problem::unavailable("Too many requests at once."));
	};
	if client.inbound {
		let detail =
			"What a supplier says is understood as a whole: POST its document to /capture.";
		return Err(Problem::forbidden(detail));
	}
	let (job, ids) = take_in(server, client, request, true).await?;
	let base = &server.settings.base;
	let deadline = Instant::now() + MAX_CAPTURE;
	loop {
		let finished = server.work.finished.notified();
		let found = server.work.jobs.get(&client.name, &job.id).map_err(internal)?;
		match found {
			Some(Job { finished: Some(_), success: true, .. }) => {
				let id = ids.into_iter().flatten().next().unwrap_or_default();
				let location = header_value(&format!("{base}/events/{}", encoded(&id)))?;
				return Ok((StatusCode::CREATED, [(header::LOCATION, location)]).into_response());
			}
			Some(Job { finished: Some(_), errors, .. }) => {
				let detail = errors
					.first()
					.and_then(|error| error.get("detail")?.as_str())
					.unwrap_or("The event was refused.")
					.to_owned();
				return Err(Problem::validation(detail).with("errors", errors));
			}
			Some(_) => (),
			None => return Err(Problem::internal("The job is gone.")),
		}
		// Once a second in any case: the word can come between the look and the wait.
		let next = deadline.min(Instant::now() + std::time::Duration::from_secs(1));
		let _ = timeout_at(next, finished).await;
		if Instant::now() >= deadline {
			// Not refused and not done: its job tells.
			let location = header_value(&format!("{base}/capture/{}", job.id))?;
			return Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)]).into_response());
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[tokio::test]
	async fn a_body_should_be_read_up_to_its_limit_and_never_kept_beyond() {
		let body = || Body::from(vec![b'x'; 1_000]);
		assert_eq!(read_body(body(), 1_000).await.unwrap().unwrap().len(), 1_000);
		assert!(read_body(body(), 999).await.unwrap().is_none());
		assert!(read_body(body(), 0).await.unwrap().is_none());
		let chunks = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![0; 1 << 20]));
		assert!(read_body(Body::from_stream(chunks), 10).await.unwrap().is_none());
		let broken = futures::stream::iter([Ok(vec![1]), Err(std::io::Error::other("gone"))]);
		assert!(read_body(Body::from_stream(broken), 10).await.is_err());
	}
}

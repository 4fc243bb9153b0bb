//! Requests: who asks, what for, within which limits; and the headers that every answer has.

use super::{
	keys::{Client, Right},
	problem::Problem,
	resources, Server, MAX_STALE, MAX_TIME, MAX_URI,
};
use axum::{
	body::Body,
	extract::{Request, State},
	http::{header, HeaderMap, HeaderName, HeaderValue, Method, StatusCode},
	response::{IntoResponse, Response},
	Json, Router,
};
use percent_encoding::percent_decode_str;
use serde_json::json;
use std::sync::Arc;
use tokio::time::timeout;

const EPCIS_VERSION: HeaderName = HeaderName::from_static("gs1-epcis-version");
const CBV_VERSION: HeaderName = HeaderName::from_static("gs1-cbv-version");
const EPC_FORMAT: HeaderName = HeaderName::from_static("gs1-epc-format");
const XML_FORMAT: HeaderName = HeaderName::from_static("gs1-cbv-xml-format");
const VENDOR_VERSION: HeaderName = HeaderName::from_static("gs1-vendor-version");
/// `GS1-Capture-Error-Behaviour`.
pub const BEHAVIOUR: HeaderName = HeaderName::from_static("gs1-capture-error-behaviour");
/// `GS1-EPCIS-Capture-Limit`.
pub const CAPTURE_LIMIT: HeaderName = HeaderName::from_static("gs1-epcis-capture-limit");
/// `GS1-EPCIS-Capture-File-Size-Limit`.
pub const SIZE_LIMIT: HeaderName = HeaderName::from_static("gs1-epcis-capture-file-size-limit");
const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resource {
	/// `/`.
	Root,
	/// `/capture`.
	Captures,
	/// `/capture/{captureID}`.
	Capture(String),
	/// `/events`.
	Events,
	/// `/events/{eventID}`.
	Event(String),
	/// `/{collection}`: known words.
	Collection(String),
	/// `/{collection}/{value}`.
	Member(String, String),
	/// `/{collection}/{value}/events`.
	MemberEvents(String, String),
	/// `/queries` and below: named queries and subscriptions.
	Queries,
	/// `/verify/gtin/{gtin}/lot/{lot}/ser/{serial}`.
	Verify {
		/// AI (01).
		gtin: String,
		/// AI (10).
		lot: String,
		/// AI (21).
		serial: String,
	},
	/// `/checkConnectivity`.
	Connectivity,
	/// `/healthz`.
	Health,
	/// `/metrics`.
	Metrics,
}

const COLLECTIONS: [&str; 6] =
	["eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions"];

impl Resource {
	/// What a path names.
	pub fn parse(path: &str) -> Option<Self> {
		let parts: Vec<String> = path
			.trim_matches('/')
			.split('/')
			.map(|part| percent_decode_str(part).decode_utf8().map(|part| part.into_owned()).ok())
			.collect::<Option<_>>()?;
		let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
		let own = |text: &str| text.to_owned();
		Some(match parts[..] {
			[""] => Self::Root,
			["capture"] => Self::Captures,
			["capture", id] => Self::Capture(own(id)),
			["events"] => Self::Events,
			["events", id] => Self::Event(own(id)),
			["queries", ..] => Self::Queries,
			["verify", "gtin", gtin, "lot", lot, "ser", serial] => {
				Self::Verify { gtin: own(gtin), lot: own(lot), serial: own(serial) }
			}
			["checkConnectivity"] => Self::Connectivity,
			["healthz"] => Self::Health,
			["metrics"] => Self::Metrics,
			[collection] if COLLECTIONS.contains(&collection) => Self::Collection(own(collection)),
			[collection, value] if COLLECTIONS.contains(&collection) => {
				Self::Member(own(collection), own(value))
			}
			[collection, value, "events"] if COLLECTIONS.contains(&collection) => {
				Self::MemberEvents(own(collection), own(value))
			}
			_ => return None,
		})
	}

	/// Its name in logs and counts.
	const fn name(&self) -> &'static str {
		match self {
			Self::Root => "root",
			Self::Captures | Self::Capture(_) => "capture",
			Self::Events => "events",
			Self::Event(_) => "event",
			Self::Collection(_) | Self::Member(..) => "collection",
			Self::MemberEvents(..) => "collectionEvents",
			Self::Queries => "queries",
			Self::Verify { .. } => "verify",
			Self::Connectivity => "checkConnectivity",
			Self::Health => "healthz",
			Self::Metrics => "metrics",
		}
	}

	/// Its methods, as `Allow` has them.
	pub const fn allow(&self) -> &'static str {
		match self {
			Self::Root => "OPTIONS",
			Self::Captures | Self::Events => "GET, POST, OPTIONS",
			_ => "GET, OPTIONS",
		}
	}

	/// What a client has to be allowed; none where anybody may ask.
	fn right(&self, method: &Method) -> Option<Right> {
		match self {
			Self::Health | Self::Metrics | Self::Root => None,
			Self::Captures | Self::Capture(_) => Some(Right::Capture),
			Self::Events if method == Method::POST => Some(Right::Capture),
			Self::Verify { .. } | Self::Connectivity => Some(Right::Verify),
			_ => Some(Right::Query),
		}
	}
}

/// The one service.
pub fn router(server: Arc<Server>) -> Router {
	Router::new().fallback(handle).with_state(server)
}

async fn handle(State(server): State<Arc<Server>>, request: Request) -> Response {
	let method = match *request.method() {
		Method::GET => "GET",
		Method::HEAD => "HEAD",
		Method::POST => "POST",
		Method::OPTIONS => "OPTIONS",
		_ => "other",
	};
	let resource = Resource::parse(request.uri().path());
	let name = resource.as_ref().map_or("none", Resource::name);
	let (client, result) = answer(&server, resource, request).await;
	let mut response = result.unwrap_or_else(IntoResponse::into_response);
	add_headers(&server, response.headers_mut());
	let status = response.status().as_u16();
	server.work.metrics.request(name, method, status);
	let client = client.as_ref().map_or("-", |client| client.name.as_str());
	log::info!("{client} {method} {name} {status}");
	response
}

async fn answer(
	server: &Arc<Server>,
	resource: Option<Resource>,
	request: Request,
) -> (Option<Client>, Result<Response, Problem>) {
	if request.uri().to_string().len() > MAX_URI {
		return (None, Err(Problem::uri_too_long()));
	}
	let Some(resource) = resource else {
		let detail = "docs/serve.md lists what there is.";
		return (None, Err(Problem::not_found(detail)));
	};
	let method = request.method().clone();
	if method == Method::OPTIONS {
		// Discovery: what is spoken here is no secret.
		return (None, Ok(options(&resource)));
	}
	let allowed = match method {
		Method::GET | Method::HEAD => resource.allow().contains("GET"),
		Method::POST => resource.allow().contains("POST"),
		_ => false,
	};
	if !allowed {
		let mut response = Problem::method(resource.allow()).into_response();
		let allow = HeaderValue::from_static(resource.allow());
		response.headers_mut().insert(header::ALLOW, allow);
		return (None, Ok(response));
	}
	match resource {
		Resource::Health => return (None, Ok(health(server))),
		Resource::Metrics => return (None, metrics(server)),
		_ => (),
	}
	let client = match authenticate(server, request.headers()) {
		Ok(client) => client,
		Err(problem) => return (None, Err(problem)),
	};
	let result = async {
		if let Some(right) = resource.right(&method) {
			if !client.may(right) {
				// Who is still sending does not see an answer.
				if method == Method::POST && !request.headers().contains_key(header::EXPECT) {
					let _ = timeout(MAX_TIME, resources::read_body(request.into_body(), 0)).await;
				}
				let detail = format!("The key of {} does not cover it.", client.name);
				return Err(Problem::forbidden(detail));
			}
		}
		negotiate(request.headers())?;
		// A capture that is awaited does no work meanwhile.
		if method == Method::POST && resource == Resource::Events {
			return resources::post_event(server, &client, request).await;
		}
		let Ok(_permit) = server.requests.try_acquire() else {
			return Err(Problem::unavailable("Too many requests at once."));
		};
		let work = async {
			match method {
				Method::POST => resources::post_capture(server, &client, request).await,
				_ => {
					let (parts, _) = request.into_parts();
					resources::get(server, &client, resource, &parts).await
				}
			}
		};
		timeout(MAX_TIME, work).await.unwrap_or_else(|_| Err(Problem::slow()))
	};
	let result = result.await;
	(Some(client), result)
}

/// Who asks.
fn authenticate(server: &Server, headers: &HeaderMap) -> Result<Client, Problem> {
	let bearer = headers
		.get(header::AUTHORIZATION)
		.and_then(|value| value.to_str().ok())
		.and_then(|value| value.split_once(' '))
		.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
		.map(|(_, key)| key.trim());
	let key = bearer.or_else(|| headers.get(API_KEY)?.to_str().ok());
	let Some(key) = key else { return Err(Problem::unauthenticated()) };
	match server.keys.client(key) {
		Ok(Some(client)) => Ok(client),
		Ok(None) => Err(Problem::unauthenticated()),
		Err(failure) => {
			log::error!("{failure}");
			Err(Problem::unavailable("The keys cannot be read: tell the operator."))
		}
	}
}

/// The number before the second point: 2.0 of 2.0.0.
fn version(text: &str) -> Option<(u32, u32)> {
	let mut parts = text.trim().split('.').map(|part| part.parse().ok());
	Some((parts.next()??, parts.next().unwrap_or(Some(0))?))
}

/// Whether what the client speaks is spoken here: EPCIS and CBV 2.0 in JSON, EPCs as they came.
fn negotiate(headers: &HeaderMap) -> Result<(), Problem> {
	const OURS: (u32, u32) = (2, 0);
	let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
	for standard in ["EPCIS", "CBV"] {
		for (kind, is_met) in [
			("Version", (|wanted| wanted == OURS) as fn((u32, u32)) -> bool),
			("Min", |wanted| wanted <= OURS),
			("Max", |wanted| wanted >= OURS),
		] {
			let name = format!("GS1-{standard}-{kind}");
			let Some(wanted) = text(&name) else { continue };
			if !version(wanted).is_some_and(is_met) {
				let detail = format!("{name}: {wanted}: 2.0 is spoken here.");
				return Err(Problem::not_acceptable(detail));
			}
		}
	}
	match text(EPC_FORMAT.as_str()) {
		None | Some("No_Preference" | "Never_Translates") => (),
		Some(_) => {
			let detail = "GS1-EPC-Format: EPCs stay as their sender wrote them: Never_Translates.";
			return Err(Problem::not_acceptable(detail));
		}
	}
	let accepts = text(header::ACCEPT.as_str()).is_none_or(|accept| {
		["*/*", "application/*", "json"].iter().any(|kind| accept.contains(kind))
	});
	match accepts {
		true => Ok(()),
		false => Err(Problem::not_acceptable(
			"Accept: answers are application/json or application/ld+json.",
		)),
	}
}

/// What this repository speaks (12.4): on every answer.
fn add_headers(server: &Server, headers: &mut HeaderMap) {
	let vendor = HeaderValue::from_static(concat!("salus/", env!("CARGO_PKG_VERSION")));
	for (name, value) in [
		(EPCIS_VERSION, HeaderValue::from_static("2.0.0")),
		(HeaderName::from_static("gs1-epcis-min"), HeaderValue::from_static("2.0.0")),
		(HeaderName::from_static("gs1-epcis-max"), HeaderValue::from_static("2.0.0")),
		(CBV_VERSION, HeaderValue::from_static("2.0.0")),
		(HeaderName::from_static("gs1-cbv-min"), HeaderValue::from_static("2.0.0")),
		(HeaderName::from_static("gs1-cbv-max"), HeaderValue::from_static("2.0.0")),
		(EPC_FORMAT, HeaderValue::from_static("Never_Translates")),
		(XML_FORMAT, HeaderValue::from_static("Never_Translates")),
		(VENDOR_VERSION, vendor),
		(CAPTURE_LIMIT, super::MAX_EVENTS.into()),
		(SIZE_LIMIT, server.settings.max_body.into()),
		(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
	] {
		headers.insert(name, value);
	}
	headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

fn options(resource: &Resource) -> Response {
	let headers = [
		(header::ALLOW, HeaderValue::from_static(resource.allow())),
		(BEHAVIOUR, HeaderValue::from_static("rollback, proceed")),
	];
	(StatusCode::NO_CONTENT, headers).into_response()
}

fn health(server: &Server) -> Response {
	let stale = server.stale_for();
	let is_up = stale <= MAX_STALE;
	let status = if is_up { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
	let body = json!({
		"status": if is_up { "up" } else { "behind" },
		"indexedBlock": indexed(server),
		"staleSeconds": stale / 1_000,
	});
	(status, Json(body)).into_response()
}

fn indexed(server: &Server) -> u64 {
	server.work.indexed.load(std::sync::atomic::Ordering::Relaxed)
}

fn metrics(server: &Server) -> Result<Response, Problem> {
	let waiting = server.work.jobs.waiting().map_err(internal)?;
	let text = server.work.metrics.text(&[
		("indexed_block", indexed(server)),
		("stale_seconds", server.stale_for() / 1_000),
		("waiting_jobs", waiting),
	]);
	let kind = HeaderValue::from_static("text/plain; version=0.0.4");
	Ok(([(header::CONTENT_TYPE, kind)], Body::from(text)).into_response())
}

/// A failure of ours, of which a client hears no more than that.
pub fn internal(failure: crate::error::Failure) -> Problem {
	log::error!("{failure}");
	Problem::internal("Its operator finds the reason in the log.")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn paths_should_name_resources_also_with_identifiers_that_are_addresses() {
		let epc = "/epcs/https%3A%2F%2Fid.gs1.org%2F01%2F09520001123450%2F21%2FS1/events";
		let link = "https://id.gs1.org/01/09520001123450/21/S1".to_owned();
		assert_eq!(Resource::parse(epc), Some(Resource::MemberEvents("epcs".into(), link)));
		let id = "ni:///sha-256;07?ver=CBV2.0".to_owned();
		let path = "/events/ni%3A%2F%2F%2Fsha-256%3B07%3Fver%3DCBV2.0";
		assert_eq!(Resource::parse(path), Some(Resource::Event(id)));
		assert_eq!(Resource::parse("/"), Some(Resource::Root));
		assert_eq!(Resource::parse("/capture/"), Some(Resource::Captures));
		for path in ["/x", "/events/a/b", "/x/y/events", "/capture/%ff", "/verify/gtin/1"] {
			assert_eq!(Resource::parse(path), None, "{path}");
		}
	}

	#[test]
	fn versions_that_are_not_spoken_here_should_not_be_acceptable() {
		let with = |name: &'static str, value: &'static str| {
			let mut headers = HeaderMap::new();
			headers.insert(name, HeaderValue::from_static(value));
			negotiate(&headers).is_ok()
		};
		assert!(negotiate(&HeaderMap::new()).is_ok());
		for (name, value) in [
			("gs1-epcis-version", "2.0"),
			("gs1-epcis-version", "2.0.0"),
			("gs1-epcis-min", "1.2"),
			("gs1-epcis-max", "3.0"),
			("gs1-epc-format", "No_Preference"),
			("accept", "application/ld+json"),
			("accept", "text/html, */*;q=0.1"),
		] {
			assert!(with(name, value), "{name}: {value}");
		}
		for (name, value) in [
			("gs1-epcis-version", "1.2"),
			("gs1-epcis-min", "3.0"),
			("gs1-epcis-max", "1.2"),
			("gs1-cbv-version", "x"),
			("gs1-epc-format", "Always_EPC_URN"),
			("accept", "text/html"),
		] {
			assert!(!with(name, value), "{name}: {value}");
		}
	}
}

//! Problems as RFC 9457 has them, with the exceptions of EPCIS 2.0 (12.8) as their types.

use axum::{
	http::{header, HeaderValue, StatusCode},
	response::{IntoResponse, Response},
	Json,
};
use salus_interop::epcis::query::QueryError;
use serde_json::{json, Map, Value};

/// When to come again, in seconds.
const RETRY_AFTER: u64 = 10;

/// Why a request is not answered.
#[derive(Clone, Debug)]
pub struct Problem {
	/// The status.
	pub status: StatusCode,
	exception: &'static str,
	title: &'static str,
	detail: String,
	more: Map<String, Value>,
}

impl Problem {
	fn new(
		status: StatusCode,
		exception: &'static str,
		title: &'static str,
		detail: impl Into<String>,
	) -> Self {
		Self { status, exception, title, detail: detail.into(), more: Map::new() }
	}

	/// With another member.
	pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
		self.more.insert(name.to_owned(), value.into());
		self
	}

	/// 400: the events are none.
	pub fn validation(detail: impl Into<String>) -> Self {
		let title = "The document or one of its events is not valid";
		Self::new(StatusCode::BAD_REQUEST, "ValidationException", title, detail)
	}

	/// 401: nobody knows who asks.
	pub fn unauthenticated() -> Self {
		Self::new(
			StatusCode::UNAUTHORIZED,
			"SecurityException",
			"The request has no key that is good here",
			"Send the key that the operator gave you as Authorization: Bearer KEY, or as X-API-Key.",
		)
	}

	/// 403: the client may not do this.
	pub fn forbidden(detail: impl Into<String>) -> Self {
		let title = "The client may not do this";
		Self::new(StatusCode::FORBIDDEN, "SecurityException", title, detail)
	}

	/// 404.
	pub fn not_found(detail: impl Into<String>) -> Self {
		let title = "There is no such resource";
		Self::new(StatusCode::NOT_FOUND, "NoSuchResourceException", title, detail)
	}

	/// 405.
	pub fn method(allow: &str) -> Self {
		let title = "The resource does not have this method";
		let detail = format!("It has {allow}.");
		Self::new(StatusCode::METHOD_NOT_ALLOWED, "ImplementationException", title, detail)
	}

	/// 406: what the client wants is not what is spoken here.
	pub fn not_acceptable(detail: impl Into<String>) -> Self {
		let title = "What the headers ask for is not offered";
		Self::new(StatusCode::NOT_ACCEPTABLE, "NotAcceptableException", title, detail)
	}

	/// 408: the client was too slow.
	pub fn slow() -> Self {
		let title = "The request took too long";
		let detail = "Nothing was done. Send it again.";
		Self::new(StatusCode::REQUEST_TIMEOUT, "ImplementationException", title, detail)
	}

	/// 413: more than is taken at once.
	pub fn too_large(detail: impl Into<String>) -> Self {
		let title = "The document is larger than this repository takes";
		Self::new(StatusCode::PAYLOAD_TOO_LARGE, "CaptureLimitExceededException", title, detail)
	}

	/// 414.
	pub fn uri_too_long() -> Self {
		let title = "The query is too long";
		let detail = "Ask with fewer values at a time.";
		Self::new(StatusCode::URI_TOO_LONG, "QueryTooComplexException", title, detail)
	}

	/// 415.
	pub fn media_type() -> Self {
		let title = "The format of the document is not read";
		let detail = "Send application/json, application/ld+json, application/xml or text/xml.";
		let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
		Self::new(status, "UnsupportedMediaTypeException", title, detail)
	}

	/// 500: our fault.
	pub fn internal(detail: impl Into<String>) -> Self {
		let title = "The repository failed";
		let status = StatusCode::INTERNAL_SERVER_ERROR;
		Self::new(status, "ImplementationException", title, detail)
	}

	/// 501.
	pub fn not_implemented(detail: impl Into<String>) -> Self {
		let title = "This repository does not offer it";
		Self::new(StatusCode::NOT_IMPLEMENTED, "ImplementationException", title, detail)
	}

	/// 503: later.
	pub fn unavailable(detail: impl Into<String>) -> Self {
		let title = "Not now";
		let status = StatusCode::SERVICE_UNAVAILABLE;
		Self::new(status, "ImplementationException", title, detail)
	}

	/// As a job lists it.
	pub fn to_json(&self) -> Value {
		let mut body = json!({
			"type": format!("epcisException:{}", self.exception),
			"title": self.title,
			"status": self.status.as_u16(),
			"detail": self.detail,
		});
		for (name, value) in &self.more {
			body[name] = value.clone();
		}
		body
	}
}

impl From<QueryError> for Problem {
	fn from(error: QueryError) -> Self {
		let (status, title) = match error.exception {
			"QueryTooLargeException" => {
				(StatusCode::PAYLOAD_TOO_LARGE, "The query finds more than is given")
			}
			"QueryTooComplexException" => {
				(StatusCode::BAD_REQUEST, "The query asks for more than is worked out")
			}
			_ => (StatusCode::BAD_REQUEST, "The query is not understood"),
		};
		Self::new(status, error.exception, title, error.message)
	}
}

impl IntoResponse for Problem {
	fn into_response(self) -> Response {
		let mut response = (self.status, Json(self.to_json())).into_response();
		let headers = response.headers_mut();
		headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
		match self.status {
			StatusCode::SERVICE_UNAVAILABLE => {
				headers.insert(header::RETRY_AFTER, RETRY_AFTER.into());
			}
			StatusCode::UNAUTHORIZED => {
				headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
			}
			_ => (),
		}
		response
	}
}

//! JSON-RPC over one connection that comes back when it is lost.

use crate::error::Failure;
use serde_json::{value::RawValue, Value as Json};
use std::time::{Duration, Instant};
use subxt::rpcs::{client::RpcParams, Error as SubxtError, RpcClient};
use tokio::{
	sync::Mutex,
	time::{sleep, timeout},
};

/// How long one attempt to connect may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long one request may take.
const REQUEST: Duration = Duration::from_secs(60);

/// Why a request has no result.
#[derive(Clone, Debug)]
pub enum RpcError {
	/// The node does not answer.
	Unreachable(String),
	/// The node answers with an error.
	Call {
		/// The JSON-RPC code.
		code: i32,
		/// Its message.
		message: String,
		/// What it adds.
		data: Option<Json>,
	},
}

impl RpcError {
	/// Message and data, as one text.
	pub fn text(&self) -> String {
		match self {
			Self::Unreachable(message) => message.clone(),
			Self::Call { message, data: None, .. } => message.clone(),
			Self::Call { message, data: Some(Json::String(data)), .. } => {
				format!("{message}: {data}")
			}
			Self::Call { message, .. } => message.clone(),
		}
	}

	/// Whether the node has no such method.
	pub fn is_method_missing(&self) -> bool {
		matches!(self, Self::Call { code: -32601, .. })
	}
}

impl From<RpcError> for Failure {
	fn from(error: RpcError) -> Self {
		let text = error.text();
		match error {
			RpcError::Unreachable(message) => Failure::unreachable(message),
			RpcError::Call { code, data, .. } => {
				let retryable = data.as_ref().and_then(|data| data.get("retryable")?.as_bool());
				let code_name = data
					.as_ref()
					.and_then(|data| data.get("code")?.as_str())
					.map_or_else(|| format!("Rpc.{code}"), str::to_owned);
				let mut failure = match code {
					-32601 | -32603 => Failure::unreachable(text),
					-32602 => Failure::usage(text),
					_ => Failure::refused("", text),
				}
				.with_code(code_name);
				failure.retryable = retryable.unwrap_or(failure.retryable);
				failure
			}
		}
	}
}

/// One node, by its address.
pub struct Rpc {
	url: String,
	/// For how long a lost connection is tried again before a request fails.
	patience: Duration,
	/// How long an answer is waited for.
	answer: Duration,
	client: Mutex<Option<RpcClient>>,
}

impl Rpc {
	/// Does not connect yet.
	pub fn new(url: &str, patience: Duration) -> Self {
		Self { url: url.to_owned(), patience, answer: REQUEST, client: Mutex::new(None) }
	}

	/// Wait no longer than this for an answer.
	pub const fn answering_within(mut self, answer: Duration) -> Self {
		self.answer = answer;
		self
	}

	async fn client(&self) -> Result<RpcClient, String> {
		let mut slot = self.client.lock().await;
		if let Some(client) = &*slot {
			return Ok(client.clone());
		}
		let client = timeout(CONNECT.min(self.answer), RpcClient::from_insecure_url(&self.url))
			.await
			.map_err(|_| "no answer".to_owned())?
			.map_err(|error| root_cause(&error))?;
		*slot = Some(client.clone());
		Ok(client)
	}

	/// Forget the connection, unless another task has done so and connected again since.
	async fn disconnect(&self, broken: &RpcClient) {
		let mut slot = self.client.lock().await;
		let is_current = slot.as_ref().is_some_and(|client| {
			std::ptr::addr_eq(std::ptr::from_ref(&**client), std::ptr::from_ref(&**broken))
		});
		if is_current {
			*slot = None;
		}
	}

	/// Send one request. All that this command sends can be sent twice: reads, and transactions,
	/// which the pool knows by their hash. So a lost connection is tried again.
	pub async fn request(&self, method: &str, params: &[Json]) -> Result<Json, RpcError> {
		let start = Instant::now();
		let mut pause = Duration::from_millis(200);
		loop {
			let reason = match self.client().await {
				Ok(client) => match timeout(self.answer, raw(&client, method, params)).await {
					Ok(Ok(result)) => return Ok(result),
					Ok(Err(SubxtError::User(error))) => {
						return Err(RpcError::Call {
							code: error.code,
							message: error.message,
							data: error.data.and_then(|data| serde_json::from_str(data.get()).ok()),
						})
					}
					Ok(Err(error)) => {
						self.disconnect(&client).await;
						root_cause(&error)
					}
					Err(_) => {
						self.disconnect(&client).await;
						"no answer".to_owned()
					}
				},
				Err(reason) => reason,
			};
			log::debug!("{method}: {reason}");
			if start.elapsed() >= self.patience {
				return Err(RpcError::Unreachable(format!(
					"{} does not answer ({reason}): is the node running, and is --url right?",
					self.url
				)));
			}
			sleep(pause).await;
			pause = (pause * 2).min(Duration::from_secs(5));
		}
	}
}

async fn raw(client: &RpcClient, method: &str, params: &[Json]) -> Result<Json, SubxtError> {
	let mut list = RpcParams::new();
	for param in params {
		list.push(param)?;
	}
	let result: Box<RawValue> = client.request(method, list).await?;
	serde_json::from_str(result.get()).map_err(SubxtError::Deserialization)
}

/// The innermost reason of an error: the outer ones only say that there is one.
fn root_cause(error: &dyn std::error::Error) -> String {
	let mut inner = error;
	while let Some(source) = inner.source() {
		inner = source;
	}
	inner.to_string().replace("RPC error: ", "").replace("client error: ", "")
}

//! `salus_dryRun`: what calls would do, on the state of a block, keeping nothing.

use codec::DecodeLimit;
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use serde::{Deserialize, Serialize};
use sp_api::ProvideRuntimeApi;
use sp_core::Bytes;
use sp_runtime::DispatchError;

use super::{
	error,
	reader::{AsOf, Reader},
};
use salus_runtime::{AccountId, Hash, RuntimeCall};
use salus_runtime_api::{DryRunApi, MAX_CALL_DEPTH, MAX_DRY_RUN};

/// A call and the account that would sign it.
#[derive(Deserialize)]
pub struct SignedCall {
	signer: AccountId,
	call: Bytes,
}

/// What a call would do.
#[derive(Clone, Serialize)]
pub struct Outcome {
	ok: bool,
	#[serde(skip_serializing_if = "Option::is_none")]
	error: Option<ErrorJson>,
}

/// Why it would fail: as the runtime's metadata numbers errors, or in words.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum ErrorJson {
	/// An error of a pallet: look it up in the metadata, or with `salus errors`.
	Module {
		/// Index of the pallet.
		pallet: u8,
		/// Index of the error.
		error: u8,
	},
	/// Any other.
	Other {
		/// In words.
		message: String,
	},
}

/// The answer of `salus_dryRun`.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DryRun {
	results: Vec<Outcome>,
	as_of: AsOf,
}

/// Simulation.
#[rpc(server, namespace = "salus")]
pub trait Simulation {
	/// Run calls one after another as if signed, and keep nothing.
	#[method(name = "dryRun", blocking)]
	fn dry_run(&self, calls: Vec<SignedCall>, at: Option<Hash>) -> RpcResult<DryRun>;
}

impl SimulationServer for Reader {
	fn dry_run(&self, calls: Vec<SignedCall>, at: Option<Hash>) -> RpcResult<DryRun> {
		if calls.len() > MAX_DRY_RUN {
			return Err(error::invalid("calls", format!("has more than {MAX_DRY_RUN}")));
		}
		let calls = calls
			.into_iter()
			.enumerate()
			.map(|(index, SignedCall { signer, call })| {
				RuntimeCall::decode_all_with_depth_limit(MAX_CALL_DEPTH, &mut call.0.as_slice())
					.map(|call| (signer, call))
					.map_err(|why| {
						error::invalid("calls", format!("[{index}] is not a call: {why}"))
					})
			})
			.collect::<Result<Vec<_>, _>>()?;
		let (results, as_of) =
			self.read(at, |client, hash| client.runtime_api().dry_run(hash, calls))?;
		let results = results
			.into_iter()
			.map(|result| match result {
				Ok(()) => Outcome { ok: true, error: None },
				Err(DispatchError::Module(module)) => Outcome {
					ok: false,
					error: Some(ErrorJson::Module { pallet: module.index, error: module.error[0] }),
				},
				Err(other) => Outcome {
					ok: false,
					error: Some(ErrorJson::Other { message: format!("{other:?}") }),
				},
			})
			.collect();
		Ok(DryRun { results, as_of })
	}
}

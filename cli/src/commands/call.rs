//! `salus call`: any call of the chain, for what has no command of its own.

use super::{accepted, Context};
use crate::{
	chain::{domain, runtime::Call, scale::bytes_of, Runtime},
	error::Failure,
	output::plain,
};
use serde_json::{json, Value as Json};

/// Sign and send a call, or only try it.
pub async fn run(
	context: &Context,
	call: &str,
	args: Option<&str>,
	dry_run: bool,
) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let runtime = chain.runtime().await?;
	let call = read_call(&runtime, call, args)?;
	let signer = context.signer(&chain).await?;
	let name = format!("{}.{}", call.pallet, call.name);
	if dry_run {
		let results = domain::dry_run(&chain, &runtime, &[(signer.account(), &call)]).await?;
		results.into_iter().collect::<Result<(), Failure>>()?;
		let result = json!({
			"outcome": "valid",
			"call": runtime.types().decode_call(&call.data).map_err(Failure::incompatible)?,
			"callData": format!("0x{}", hex::encode(&call.data)),
		});
		context.output.result(&result, plain);
		return Ok(0);
	}
	let (place, events) = context.send(&chain, &signer, call).await?;
	context.output.result(&accepted(&name, place, &events), plain);
	Ok(0)
}

/// A call from `PALLET.CALL` and JSON, or from hex.
pub fn read_call(runtime: &Runtime, call: &str, args: Option<&str>) -> Result<Call, Failure> {
	if call.starts_with("0x") {
		if args.is_some() {
			return Err(Failure::usage("call data as hex has its arguments in it"));
		}
		return runtime.call_from_data(bytes_of(call).map_err(Failure::usage)?);
	}
	let (pallet, name) = call
		.split_once('.')
		.ok_or_else(|| Failure::usage(format!("`{call}` is no PALLET.CALL and no 0x data")))?;
	let args: Json = match args {
		Some(text) => serde_json::from_str(text)
			.map_err(|error| Failure::usage(format!("the arguments are no JSON: {error}")))?,
		None => Json::Null,
	};
	runtime.call(pallet, name, &args)
}

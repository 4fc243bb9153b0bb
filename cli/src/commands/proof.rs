//! `salus proof`: what the chain answered, checked without it.

use super::Context;
use crate::{
	chain::{runtime::Runtime, scale::Types},
	error::Failure,
	output::plain,
	proof::{self, Call, Proof, Trust},
	time::format_moment,
};
use salus_runtime::VERSION;
use serde_json::{json, Value as Json};
use sp_runtime::traits::Header as _;
use sp_state_machine::BasicExternalities;
use std::{collections::BTreeSet, fs::File, io::BufReader, path::Path};
use subxt::utils::H256;

/// Check one file against the specification of its chain.
pub fn check(context: &Context, file: &Path, spec: &Path) -> Result<u8, Failure> {
	let spec_json: Json = read(spec)?;
	let trust =
		Trust::from_spec(&spec_json).map_err(|why| Failure::unreadable(spec.display(), why))?;
	let proof: Proof = read(file)?;
	let proved = proof::check(&proof, &trust).map_err(|why| {
		let message = format!("{}: not proved, because {why}", file.display());
		Failure::refused("Cli.NotProved", message)
	})?;
	let runtime = native_runtime(trust.genesis)?;
	let calls = proof
		.calls
		.iter()
		.map(|call| describe(&runtime.types(), call))
		.collect::<Result<Vec<_>, _>>()
		.map_err(Failure::incompatible)?;
	let result = json!({
		"proved": true,
		"chain": trust.chain,
		"genesis": trust.genesis,
		"block": { "number": proved.header.number(), "hash": proved.header.hash() },
		"time": format_moment(proved.time),
		"specVersion": proof.spec_version,
		"finalizedBy": { "setId": proved.set_id.to_string(), "authorities": proved.authorities },
		"calls": calls,
	});
	context.output.result(&result, plain);
	Ok(0)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
	let file = File::open(path).map_err(|error| Failure::unreadable(path.display(), error))?;
	serde_json::from_reader(BufReader::new(file))
		.map_err(|error| Failure::unreadable(path.display(), error))
}

/// The types of the runtime that this program was built with: the one that checked the proof.
fn native_runtime(genesis: sp_core::H256) -> Result<Runtime, Failure> {
	// The constants among it are read from the parameters, which have defaults.
	let metadata = BasicExternalities::new_empty()
		.execute_with(|| salus_runtime::Runtime::metadata_at_version(16))
		.ok_or_else(|| Failure::incompatible("this program has no metadata of version 16"))?;
	Runtime::new(&metadata, H256(genesis.0), VERSION.spec_version, VERSION.transaction_version)
}

/// Question and answer in words.
fn describe(types: &Types<'_>, call: &Call) -> Result<Json, String> {
	let unknown = || format!("the metadata has no runtime API `{}`", call.method);
	let (api, method) = call.method.split_once('_').ok_or_else(unknown)?;
	let method = types
		.metadata
		.runtime_api_trait_by_name(api)
		.and_then(|api| api.method_by_name(method))
		.ok_or_else(unknown)?;
	let decode = |id, input: &mut &[u8]| types.decode(id, input, &mut BTreeSet::new());
	let input = &mut &call.args.0[..];
	let args = method
		.inputs()
		.map(|argument| Ok((argument.name.to_string(), decode(argument.id, input)?)))
		.collect::<Result<serde_json::Map<_, _>, String>>()?;
	let answer = decode(method.output_ty(), &mut &call.result.0[..])?;
	Ok(json!({ "method": call.method, "args": args, "result": answer }))
}

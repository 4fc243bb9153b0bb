//! `salus errors`.

use super::Context;
use crate::{
	chain::scale::docs_text,
	error::{rule_in, rule_of, Failure, Known, CLI_ERRORS, LOT_ERRORS, RPC_ERRORS},
};
use salus_interop::fhir;
use serde_json::{json, Value as Json};

/// List every error code. Those of the command itself need no node.
pub async fn run(context: &Context) -> Result<u8, Failure> {
	for (source, list) in [("cli", CLI_ERRORS), ("cli", LOT_ERRORS), ("rpc", RPC_ERRORS)] {
		for Known { code, exit, retryable, docs } in list {
			show(
				context,
				&json!({
					"source": source,
					"code": code,
					"exit": exit,
					"rule": rule_in(docs),
					"retryable": retryable,
					"message": docs,
				}),
			);
		}
	}
	for code in fhir::Code::ALL {
		show(
			context,
			&json!({
				"source": "fhir",
				"code": code.as_str(),
				"exit": 2,
				"rule": null,
				"retryable": false,
				"message": code.help(),
			}),
		);
	}
	let chain = context.chain().await?;
	let runtime = chain.runtime().await?;
	for pallet in runtime.metadata().pallets() {
		for variant in pallet.error_variants().unwrap_or_default() {
			let docs = docs_text(&variant.docs);
			let code = format!("{}.{}", pallet.name(), variant.name);
			show(
				context,
				&json!({
					"source": "runtime",
					"code": code,
					"exit": 1,
					"rule": rule_of(&code, &docs),
					"retryable": false,
					"message": docs,
					"pallet": pallet.name(),
					"index": format!("{}.{}", pallet.error_index(), variant.index),
				}),
			);
		}
	}
	Ok(0)
}

fn show(context: &Context, error: &Json) {
	context.output.result(error, |error| {
		let text = |key: &str| error.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
		format!("{:<48} {}", text("code"), text("message"))
	});
}

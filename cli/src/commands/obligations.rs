//! `salus obligations`.

use super::Context;
use crate::{cli::ObligationsCommand, error::Failure, time::format_moment};
use serde_json::{json, Value as Json};

/// How many rows are asked for at once: the node gives no more.
const PAGE: u32 = 100;

/// List what an organisation has to do.
pub async fn run(context: &Context, command: ObligationsCommand) -> Result<u8, Failure> {
	let ObligationsCommand::List { of, overdue } = command;
	let chain = context.chain().await?;
	let organisation = match of.or(context.choice()?.organisation) {
		Some(organisation) => organisation,
		None => {
			let signer = context.signer(&chain).await?;
			let directory = context.directory(&chain).await?;
			directory.acting_organisation(&signer.account()).await?
		}
	};
	let mut cursor = Json::Null;
	loop {
		let params = [json!(organisation), cursor, json!(PAGE)];
		let page = chain.request("obligations_listOpen", &params).await?;
		let rows = page.get("obligations").and_then(Json::as_array).cloned().unwrap_or_default();
		for row in rows {
			let is_overdue = row.get("overdue").and_then(Json::as_bool).unwrap_or(false);
			if !overdue || is_overdue {
				context.output.result(&row, human);
			}
		}
		cursor = page.get("next").cloned().unwrap_or_default();
		if cursor.is_null() {
			return Ok(0);
		}
	}
}

fn human(row: &Json) -> String {
	let text = |key: &str| row.get(key).map(crate::output::scalar).unwrap_or_default();
	let due = text("due").parse().map_or_else(|_| text("due"), format_moment);
	let overdue = if text("overdue") == "true" { "OVERDUE" } else { "" };
	format!("{due}  {:<20} {} {overdue}", text("kind"), text("subject")).trim_end().to_owned()
}

//! `salus obligations`.

use super::{
	supply::{all, read_at},
	Context,
};
use crate::{cli::ObligationsCommand, error::Failure, time::format_moment};
use serde_json::{json, Value as Json};

/// List what an organisation has to do.
pub async fn run(context: &Context, command: ObligationsCommand) -> Result<u8, Failure> {
	let ObligationsCommand::List { of, overdue } = command;
	let chain = context.chain().await?;
	let organisation = context.organisation(&chain, of.as_deref()).await?;
	let at = read_at(context, &chain).await?;
	let params = [json!(organisation)];
	for row in all(&chain, "obligations_listOpen", &params, &at, "obligations").await? {
		if !overdue || row.get("overdue").and_then(Json::as_bool) == Some(true) {
			context.output.result(&row, human);
		}
	}
	Ok(0)
}

fn human(row: &Json) -> String {
	let text = |key: &str| row.get(key).map(crate::output::scalar).unwrap_or_default();
	let due = text("due").parse().map_or_else(|_| text("due"), format_moment);
	let overdue = if text("overdue") == "true" { "OVERDUE" } else { "" };
	format!("{due}  {:<20} {} {overdue}", text("kind"), text("subject")).trim_end().to_owned()
}

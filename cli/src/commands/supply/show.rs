//! Reads of what is neither a pack's verification nor its trace.

use super::{
	ask::{query_of, read_at},
	epc_query, link, named, scanned,
};
use crate::{
	chain::Chain,
	commands::Context,
	error::Failure,
	output::{plain, scalar},
	time::format_moment,
};
use serde_json::{json, Value as Json};

/// Rows of a page.
const MAX_PAGE: u32 = 100;

/// What a method answers under `key`, or that there is none.
pub async fn one(
	chain: &Chain,
	method: &str,
	params: &[Json],
	key: &str,
	missing: &str,
) -> Result<Json, Failure> {
	let mut answer = chain.request(method, params).await?;
	match answer.get_mut(key).map(Json::take) {
		Some(found) if !found.is_null() => Ok(found),
		_ => Err(Failure::refused("Cli.NotFound", format!("the chain knows no such {missing}"))),
	}
}

/// Every row of a list that is read in pages, all at one block. `params` are those before the cursor.
pub async fn all(
	chain: &Chain,
	method: &str,
	params: &[Json],
	at: &Json,
	key: &str,
) -> Result<Vec<Json>, Failure> {
	let (mut rows, mut cursor) = (Vec::new(), Json::Null);
	loop {
		let page = [params, &[cursor, json!(MAX_PAGE), at.clone()]].concat();
		let mut page = chain.request(method, &page).await?;
		if let Some(Json::Array(more)) = page.get_mut(key).map(Json::take) {
			rows.extend(more);
		}
		cursor = page.get_mut("next").map(Json::take).unwrap_or_default();
		if cursor.is_null() {
			return Ok(rows);
		}
	}
}

/// `salus supply show`.
pub async fn items(context: &Context, items: &[String]) -> Result<u8, Failure> {
	let epcs = scanned::epcs(items)?;
	let chain = context.chain().await?;
	let at = read_at(context, &chain).await?;
	let mut exit = 0;
	for epc in epcs {
		let missing = format!(
			"item as {}: a pack of a lot is asked for with `verify` and `trace`, a container of one \
			 has no row until somebody shows it",
			link(&epc)
		);
		let params = [query_of(&epc), at.clone()];
		match one(&chain, "supply_getItem", &params, "item", &missing).await {
			Ok(item) => context.output.result(&item, plain),
			Err(failure) if failure.code == "Cli.NotFound" => {
				exit = failure.exit as u8;
				context.output.failure(&failure);
			}
			Err(failure) => return Err(failure),
		}
	}
	Ok(exit)
}

/// `salus supply shipment`.
pub async fn shipment(context: &Context, text: &str, items: &[String]) -> Result<u8, Failure> {
	let (shipper, id) = named(text)?;
	let items: Vec<Json> = items.iter().map(|item| epc_query(item)).collect::<Result<_, _>>()?;
	let chain = context.chain().await?;
	let at = read_at(context, &chain).await?;
	let params = [json!(shipper), json!(id), json!(items), at];
	let answer = chain.request("supply_getShipment", &params).await?;
	let mut shipment = match answer.get("shipment") {
		Some(shipment) if !shipment.is_null() => shipment.clone(),
		_ => return Err(Failure::refused("Cli.NotFound", "the chain knows no such shipment")),
	};
	if !items.is_empty() {
		let kept = answer.get("conditions").and_then(Json::as_array).cloned().unwrap_or_default();
		shipment["conditions"] = items
			.into_iter()
			.zip(kept)
			.map(|(item, conditions)| json!({ "item": item, "conditions": conditions }))
			.collect();
	}
	context.output.result(&shipment, plain);
	Ok(0)
}

/// `salus supply cases`.
pub async fn open_cases(context: &Context, of: Option<&str>) -> Result<u8, Failure> {
	let chain = context.chain().await?;
	let of = context.organisation(&chain, of).await?;
	let at = read_at(context, &chain).await?;
	for row in all(&chain, "supply_listOpenCases", &[json!(of)], &at, "cases").await? {
		context.output.result(&row, case_line);
	}
	Ok(0)
}

fn case_line(row: &Json) -> String {
	let text = |path: &str| row.pointer(path).map(scalar).unwrap_or_default();
	let due = text("/due").parse().map_or_else(|_| text("/due"), format_moment);
	let late = if text("/overdue") == "true" { " OVERDUE" } else { "" };
	format!(
		"{}-{}  {} {}, {} items: {} by {due}{late}",
		text("/case/by"),
		text("/case/id").trim_start_matches("0x"),
		text("/case/kind"),
		text("/case/reason"),
		text("/case/items"),
		text("/duty"),
	)
}

/// `salus supply case`.
pub async fn case(context: &Context, text: &str) -> Result<u8, Failure> {
	let (by, id) = named(text)?;
	let chain = context.chain().await?;
	let at = read_at(context, &chain).await?;
	let case = one(&chain, "supply_getCase", &[json!(by), json!(id), at], "case", "case").await?;
	context.output.result(&case, plain);
	Ok(0)
}

/// `salus supply notice show`.
pub async fn notice(context: &Context, text: &str) -> Result<u8, Failure> {
	let (by, id) = named(text)?;
	let key = [json!(by), json!(id)];
	let chain = context.chain().await?;
	let at = read_at(context, &chain).await?;
	let params = [&key[..], std::slice::from_ref(&at)].concat();
	let mut notice = one(&chain, "supply_getNotice", &params, "notice", "notice").await?;
	let to = all(&chain, "supply_listRecipients", &key, &at, "recipients").await?;
	notice["notified"] = to.into();
	context.output.result(&notice, plain);
	Ok(0)
}

/// `salus supply recall show`.
pub async fn recall(context: &Context, id: &str) -> Result<u8, Failure> {
	let key = [json!(id)];
	let chain = context.chain().await?;
	let at = read_at(context, &chain).await?;
	let params = [&key[..], std::slice::from_ref(&at)].concat();
	let mut recall = one(&chain, "supply_getRecall", &params, "recall", "recall").await?;
	let consignees = all(&chain, "supply_listConsignees", &key, &at, "consignees").await?;
	recall["consignees"] = consignees.into();
	context.output.result(&recall, plain);
	Ok(0)
}

/// `salus supply trace-request show`.
pub async fn trace_request(context: &Context, text: &str) -> Result<u8, Failure> {
	let (by, id) = named(text)?;
	let chain = context.chain().await?;
	let at = read_at(context, &chain).await?;
	let params = [json!(by), json!(id), at];
	let request =
		one(&chain, "supply_getTraceRequest", &params, "request", "request to trace").await?;
	context.output.result(&request, plain);
	Ok(0)
}

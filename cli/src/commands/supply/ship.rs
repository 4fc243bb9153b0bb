//! `salus supply ship`.

use super::{
	by_proof::show_all,
	commitment,
	desk::Desk,
	event::{event_facts, settled, How},
	hex_text, scanned, word, RETURNING, TRADING,
};
use crate::{
	cli::{ItemArgs, ShipArgs, ShipKind, StoreArgs},
	commands::{lot::Stores, Context},
	epcis::plan::{epcs_json, shipment_id, Consignee, Step},
	error::Failure,
};
use salus_primitives::supply::{ExemptReason, ShipmentKind};
use serde_json::json;

/// The event of a shipment.
pub const SHIPPING: How = ("OBSERVE", "shipping", "in_transit");

/// What passes with a shipment.
pub fn kind(kind: ShipKind) -> ShipmentKind {
	match kind {
		ShipKind::Sale => ShipmentKind::Sale,
		ShipKind::Custody => ShipmentKind::Custody,
	}
}

/// Send items. What only a store knows is shown first.
pub async fn ship(
	context: &Context,
	args: &ItemArgs,
	how: &ShipArgs,
	exempt: Option<&str>,
	stores: &StoreArgs,
) -> Result<u8, Failure> {
	let to = how.to.as_deref().map(Consignee::parse).transpose()?;
	let information = how.information.as_deref().map(commitment).transpose()?;
	let kind = kind(how.kind);
	let exempt: Option<ExemptReason> =
		exempt.map(|reason| word("reason of an exempt transfer", reason)).transpose()?;
	if exempt.is_some() && kind == ShipmentKind::Custody {
		return Err(Failure::usage("--exempt is about a change of owner: leave --kind out (SC-5)"));
	}
	let stores = Stores::open(&stores.store)?;
	let epcs = scanned::epcs(&args.items)?;
	let when = settled(&args.when)?;
	let facts = event_facts(&when, SHIPPING, &epcs)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	show_all(&desk, &stores, &when, &epcs, false).await?;
	let (Some(reason), Some(to)) = (exempt, how.to.as_deref()) else {
		return desk.carry_out(Step::Ship { items: epcs, kind, to, information }, &facts).await;
	};
	let id = shipment_id(&facts.hash);
	let call = json!({
		"items": epcs_json(&epcs),
		"id": hex_text(&id),
		"to": desk.organisation(to).await?,
		"reason": reason,
		"information": information.map(|hash| hex_text(&hash)),
	});
	desk.send("ship_exempt", TRADING, call, Some(&facts), &[]).await
}

/// `salus supply return`.
pub async fn send_back(
	context: &Context,
	args: &ItemArgs,
	to: Option<&str>,
	stores: &StoreArgs,
) -> Result<u8, Failure> {
	let to = to.map(Consignee::parse).transpose()?;
	let stores = Stores::open(&stores.store)?;
	let items = scanned::epcs(&args.items)?;
	let when = settled(&args.when)?;
	let facts = event_facts(&when, RETURNING, &items)?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	show_all(&desk, &stores, &when, &items, false).await?;
	let step = Step::Ship { items, kind: ShipmentKind::Return, to, information: None };
	desk.carry_out(step, &facts).await
}

//! `salus supply ship`.

use super::{
	commitment, desk::Desk, epc_of, event_facts, hex_text, parse_consignee, scans, word, How,
	TRADING,
};
use crate::{
	cli::{ItemArgs, ShipArgs, ShipKind},
	commands::{lot, lot::Stores, Context},
	epcis::plan::{epc_json, shipment_id, Step},
	error::Failure,
};
use salus_primitives::supply::{Epc, ExemptReason, ShipmentKind};
use serde_json::{json, Value as Json};
use std::path::PathBuf;

/// The event of a shipment.
pub const SHIPPING: How = ("OBSERVE", "shipping", "in_transit");

/// What passes with a shipment.
pub fn kind(kind: ShipKind) -> ShipmentKind {
	match kind {
		ShipKind::Sale => ShipmentKind::Sale,
		ShipKind::Custody => ShipmentKind::Custody,
	}
}

/// Send items. Containers that only a store knows are shown first.
pub async fn ship(
	context: &Context,
	args: &ItemArgs,
	how: &ShipArgs,
	exempt: Option<&str>,
	stores: &[PathBuf],
) -> Result<u8, Failure> {
	let to = how.to.as_deref().map(parse_consignee).transpose()?;
	let information = how.information.as_deref().map(commitment).transpose()?;
	let kind = kind(how.kind);
	let exempt: Option<ExemptReason> =
		exempt.map(|reason| word("reason of an exempt transfer", reason)).transpose()?;
	if exempt.is_some() && kind == ShipmentKind::Custody {
		return Err(Failure::usage("--exempt is about a change of owner: leave --kind out (SC-5)"));
	}
	let stores = Stores::open(stores)?;
	let epcs: Vec<Epc> = scans(args)?.iter().map(epc_of).collect::<Result<_, _>>()?;
	let chain = context.chain().await?;
	let desk = Desk::new(context, &chain).await?;
	if !stores.is_empty() {
		let exit = lot::show_containers(&desk, &stores, args, &epcs, false).await?;
		if exit != 0 {
			return Ok(exit);
		}
	}
	let facts = event_facts(args, SHIPPING, &epcs)?;
	let (Some(reason), Some(to)) = (exempt, how.to.as_deref()) else {
		return desk.carry_out(Step::Ship { items: epcs, kind, to, information }, facts).await;
	};
	let id = shipment_id(&facts.hash);
	let call = json!({
		"items": epcs.iter().map(epc_json).collect::<Json>(),
		"id": hex_text(&id),
		"to": desk.organisation(to).await?,
		"reason": reason,
		"information": information.map(|hash| hex_text(&hash)),
	});
	desk.send("ship_exempt", TRADING, call, Some(&facts), &[]).await
}

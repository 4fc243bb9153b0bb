//! `salus supply`: for a hand scanner, without a document.

mod ask;
mod by_proof;
mod cases;
mod coldchain;
mod desk;
mod event;
mod introduce;
mod ranges;
mod recall;
mod returns;
mod scanned;
mod ship;
mod show;

pub use ask::{epc_query, hops, read_at};
pub use by_proof::open;
pub use desk::Desk;
pub use ranges::run as run_range;
pub use show::all;

use super::{lot, Context};
use crate::{
	cli::{ItemArgs, StockCommand, SupplyCommand},
	epcis::plan::{shipment_id, Step},
	error::Failure,
};
use by_proof::Doing;
use event::{event_facts, How};
use salus_interop::epcis;
use salus_primitives::{
	supply::{DecommissionReason, Disposition, Epc, EventFacts},
	Capacity,
};
use serde::de::DeserializeOwned;
use serde_json::{json, Value as Json};
use std::fs;

/// Trading partners, the most usual first: whoever holds goods.
pub const TRADING: &[Capacity] = &[
	Capacity::Wholesaler,
	Capacity::Dispenser,
	Capacity::Manufacturer,
	Capacity::Repackager,
	Capacity::ThirdPartyLogistics,
];
/// Trading partners and authorities.
const INVESTIGATING: &[Capacity] = &[
	Capacity::Regulator,
	Capacity::Wholesaler,
	Capacity::Dispenser,
	Capacity::Manufacturer,
	Capacity::Repackager,
	Capacity::ThirdPartyLogistics,
];
/// Who gives packs their identity.
pub const MAKING: &[Capacity] = &[Capacity::Manufacturer, Capacity::Repackager];

const DISPENSING: How = ("OBSERVE", "dispensing", "dispensed");
const DECOMMISSIONING: How = ("DELETE", "decommissioning", "inactive");
const DESTROYING: How = ("DELETE", "destroying", "destroyed");
const RECEIVING: How = ("OBSERVE", "receiving", "in_progress");
const RETURNING: How = ("OBSERVE", "shipping", "returned");
const VOIDING: How = ("OBSERVE", "void_shipping", "in_progress");
const RELEASING: How = ("OBSERVE", "inspecting", "in_progress");

/// Run a subcommand.
pub async fn run(context: &Context, command: SupplyCommand) -> Result<u8, Failure> {
	match command {
		SupplyCommand::Verify { pack, prove, stores } => {
			ask::verify(context, &pack, &stores, prove.as_deref()).await
		}
		SupplyCommand::Trace { pack, sscc, cursor, limit, prove, stores } => {
			let page = ask::Page { cursor, limit };
			ask::trace(context, &pack, sscc.as_deref(), page, &stores, prove.as_deref()).await
		}
		SupplyCommand::Show { items } => show::items(context, &items).await,
		SupplyCommand::Shipment { shipment, items } => {
			show::shipment(context, &shipment, &items).await
		}
		SupplyCommand::Cases { of } => show::open_cases(context, of.as_deref()).await,
		SupplyCommand::Case { case } => show::case(context, &case).await,
		SupplyCommand::Receive(items) => act(context, &items, RECEIVING, Step::Receive).await,
		SupplyCommand::Ship { items, how, exempt, stores } => {
			ship::ship(context, &items, &how, exempt.as_deref(), &stores).await
		}
		SupplyCommand::Return { items, to, stores } => {
			ship::send_back(context, &items, to.as_deref(), &stores).await
		}
		SupplyCommand::Void(items) => act(context, &items, VOIDING, Step::Void).await,
		SupplyCommand::Dispense { items, stores } => {
			let doing = Doing {
				how: DISPENSING,
				capacities: &[Capacity::Dispenser],
				named: "dispense",
				shown: "dispense_units",
				more: json!({}),
			};
			by_proof::act(context, &items, &stores, doing).await
		}
		SupplyCommand::Decommission { items, reason, stores } => {
			let reason: DecommissionReason = word("reason", &reason)?;
			let doing = Doing {
				how: DECOMMISSIONING,
				capacities: TRADING,
				named: "decommission",
				shown: "decommission_units",
				more: json!({ "reason": reason }),
			};
			by_proof::act(context, &items, &stores, doing).await
		}
		SupplyCommand::Destroy(items) => act(context, &items, DESTROYING, Step::Destroy).await,
		SupplyCommand::Hold { items, disposition, stores } => {
			let (to, text) = holding(&disposition)?;
			let how = ("OBSERVE", "holding", text.as_str());
			by_proof::act(context, &items, &stores, disposing(how, to)).await
		}
		SupplyCommand::Release { items, stores } => {
			let doing = disposing(RELEASING, Disposition::InProgress);
			by_proof::act(context, &items, &stores, doing).await
		}
		SupplyCommand::Pack { items, into, stores } => {
			by_proof::pack(context, &items, &into, &stores).await
		}
		SupplyCommand::Unpack { items, from, all, stores } => {
			by_proof::unpack(context, &items, &from, all, &stores).await
		}
		SupplyCommand::Reverse { items, not_supplied, stores } => {
			returns::reverse(context, &items, not_supplied, &stores).await
		}
		SupplyCommand::VerifyReturns { items, lot, expiry, stores } => {
			returns::verify(context, &items, lot.as_deref(), expiry.as_deref(), &stores).await
		}
		SupplyCommand::Register { gtin, contains, label } => {
			coldchain::register(context, &gtin, contains.as_deref(), &label).await
		}
		SupplyCommand::Introduce { items, source, lot, expiry } => {
			introduce::introduce(context, &items, &source, lot.as_deref(), expiry.as_deref()).await
		}
		SupplyCommand::Quarantine { command } => cases::quarantine(context, command).await,
		SupplyCommand::Alert { command } => cases::alert(context, command).await,
		SupplyCommand::Notice { command } => cases::notice(context, command).await,
		SupplyCommand::Exception { command } => cases::exception(context, command).await,
		SupplyCommand::TraceRequest { command } => cases::trace_request(context, command).await,
		SupplyCommand::Coldchain { command } => coldchain::run(context, command).await,
		SupplyCommand::Recall(args) => recall::run(context, args).await,
		SupplyCommand::Lot { command } => lot::run(context, command).await,
		SupplyCommand::Stock { command: StockCommand::Import(args) } => {
			super::stock::import(context, &args).await
		}
	}
}

/// Do something with what was scanned, all of which has rows.
async fn act(
	context: &Context,
	args: &ItemArgs,
	how: How<'_>,
	step: impl FnOnce(Vec<Epc>) -> Step,
) -> Result<u8, Failure> {
	let epcs = scanned::epcs(&args.items)?;
	let facts = event_facts(&args.when, how, &epcs)?;
	let chain = context.chain().await?;
	Desk::new(context, &chain).await?.carry_out(step(epcs), &facts).await
}

/// A change of disposition.
fn disposing(how: How<'_>, to: Disposition) -> Doing<'_> {
	Doing {
		how,
		capacities: TRADING,
		named: "change_disposition",
		shown: "change_unit_disposition",
		more: json!({ "disposition": to }),
	}
}

/// A disposition and its name in the vocabulary.
fn holding(text: &str) -> Result<(Disposition, String), Failure> {
	let to: Disposition = word("disposition", text)?;
	let name = serde_json::to_value(to).ok();
	Ok((to, name.as_ref().and_then(Json::as_str).unwrap_or_default().to_owned()))
}

/// A word of the supply chain in any usual spelling.
fn word<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Failure> {
	let snake = text.replace('-', "_");
	let read = |text: String| serde_json::from_value(Json::String(text));
	read(snake.clone()).or_else(|_| read(snake.to_ascii_lowercase())).map_err(
		|error: serde_json::Error| {
			// Serde says which there are.
			let words = error.to_string();
			let words = words.split_once("expected ").map_or("see --help", |(_, words)| words);
			Failure::usage(format!(
				"`{text}` is no {what}: {}",
				words.replace('`', "").replace('_', "-")
			))
		},
	)
}

/// 32 bytes: an event's hash id, or hex.
fn parse_hash(text: &str) -> Result<[u8; 32], Failure> {
	epcis::parse_hash_uri(text)
		.or_else(|| unhex(text))
		.ok_or_else(|| Failure::usage(format!("`{text}` is no hash of 32 bytes")))
}

fn link(epc: &Epc) -> String {
	match epc {
		Epc::Sgtin { gtin, serial } => crate::chain::scale::sgtin_link(*gtin, serial),
		Epc::Sscc(sscc) => format!("https://id.gs1.org/00/{sscc:018}"),
	}
}

/// A commitment: 32 bytes as a hash id or hex, or the SHA-256 of a file.
fn commitment(text: &str) -> Result<[u8; 32], Failure> {
	match text.strip_prefix('@') {
		Some(path) => {
			let bytes = fs::read(path).map_err(|error| Failure::unreadable(path, error))?;
			Ok(sp_crypto_hashing::sha2_256(&bytes))
		}
		None => parse_hash(text),
	}
}

fn hex_text(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// So many bytes as hex, with 0x before them or without.
fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
	let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
	hex::decode(digits).ok()?.try_into().ok()
}

fn parse_id(text: &str) -> Result<[u8; 16], Failure> {
	unhex(text).ok_or_else(|| Failure::usage(format!("`{text}` is no id of 16 bytes as hex")))
}

/// ORG-HEX: an id that an organisation chose; without ORG of one's own.
fn parse_scoped(text: &str) -> Result<(Option<u32>, [u8; 16]), Failure> {
	match text.split_once('-') {
		None => Ok((None, parse_id(text)?)),
		Some((by, id)) => {
			let by = by.parse().map_err(|_| {
				Failure::usage(format!("`{text}` is not ORG-HEX, such as 2-07...: see its result"))
			})?;
			Ok((Some(by), parse_id(id)?))
		}
	}
}

/// The same, as results name it.
fn scoped_text(by: u32, id: &[u8; 16]) -> String {
	format!("{by}-{}", hex::encode(id))
}

/// ORG-HEX where ORG has to be said.
fn named(text: &str) -> Result<(u32, String), Failure> {
	let (by, id) = parse_scoped(text)?;
	let by = by.ok_or_else(|| {
		Failure::usage(format!("`{text}` does not say whose: give ORG-HEX, such as 2-07..."))
	})?;
	Ok((by, hex_text(&id)))
}

/// The id that is given, else the first half of the event's hash: the same event is the same case.
fn case_id(given: Option<&str>, facts: &EventFacts) -> Result<[u8; 16], Failure> {
	given.map_or_else(|| Ok(shipment_id(&facts.hash)), parse_id)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_an_organisation_opened_should_be_named_by_both() {
		let id = [7; 16];
		assert_eq!(parse_scoped(&scoped_text(2, &id)).unwrap(), (Some(2), id));
		assert_eq!(parse_scoped(&hex_text(&id)).unwrap(), (None, id));
		assert_eq!(named(&scoped_text(2, &id)).unwrap(), (2, hex_text(&id)));
		let upper = hex_text(&id).to_ascii_uppercase();
		assert_eq!(parse_scoped(&format!("2-{upper}")).unwrap(), (Some(2), id));
		for wrong in ["0x07", "x-07", "2-07", "2-0x0x07070707070707070707070707070707"] {
			assert!(parse_scoped(wrong).is_err(), "{wrong}");
		}
		assert!(named(&hex_text(&id)).is_err());
	}
}

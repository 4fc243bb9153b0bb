//! Lots of up to 2^24 packs under one root: from a serial list to the roots that the chain keeps,
//! the proof store that partners query, and the EPCIS events that they are sent.
//!
//! - [`Collector`] takes rows in any order, with [`read_serials`], [`read_packing`],
//!   [`read_commissioning`] and [`read_aggregation`], and finds what is wrong with them.
//! - [`Lot`] is what it makes of them: leaves in packing order, so that a case is a range and a
//!   pallet is one. [`Lot::write`] writes its store, [`Lot::write_events`] its events.
//! - [`Store`] answers from a store: proofs of packs and containers, and smaller stores.
//!
//! Memory: about 70 bytes a pack while a lot is built, a few kilobytes for a store.

mod error;
mod events;
mod input;
mod leaf;
mod packing;
mod partial;
mod store;
#[cfg(test)]
mod tests;

pub use error::{LotError, Place};
pub use events::{Create, Occasion};
pub use input::{
	format_of, read_aggregation, read_commissioning, read_packing, read_serials, Format,
};
pub use packing::{
	pad_serial, parse_container, unpadded, Collector, Container, Lot, LotFacts, PaddedSerial,
	MAX_LEVELS, MAX_SERIAL,
};
pub use partial::Source;
pub use store::{Built, Store, HEADER_SIZE, MAGIC};

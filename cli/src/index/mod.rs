//! The local index: what the finalised chain has recorded of EPCIS events, joined with the bodies in
//! a store, so that standard queries are answered without asking the chain about each event.
//!
//! Nothing rests on it: it is made of the chain and the store alone, and one that is deleted is made
//! again, equal to the last digit of its [digest](Index::digest).

mod database;
mod follow;
mod page;

pub use database::Index;
pub use follow::{catch_up, Documents};
pub use page::{answer, Audience, Page, MAX_PER_PAGE, PER_PAGE};

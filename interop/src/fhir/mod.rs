//! FHIR Consent, R4 and R5, to and from the consent that is stored and decided by.
//!
//! What is read here is untrusted. A resource is refused, with the FHIRPath of the element, where
//! it states what would change the decision and is not honoured: nothing is dropped in silence.
//! docs/fhir.md lists what is honoured.
//!
//! - [`read_documents`] finds the resources of a file: one resource, a Bundle, or one a line.
//! - [`Header::read`] reads whose consent it is, how it stands and how new it is, [`Consent::read`]
//!   all of it.
//! - [`Consent::to_stored`] makes of it what the chain stores, [`Consent::from_stored`] goes back.
//! - [`Consent::write`] writes it in the version it came in.
//! - [`Part2Elements`] are what 42 CFR 2.31 asks of a consent.
//! - [`decide`] answers a [`Question`] without a chain, with the function that the chain uses.

pub mod codes;
mod convert;
mod datetime;
mod decide;
mod document;
mod error;
pub mod json;
mod model;
mod part2;
mod read;
mod scoped;
#[cfg(test)]
mod tests;
mod write;

pub use convert::{Kind, Names, Origin, Plain, Same, Stored, What};
pub use datetime::DateTime;
pub use decide::{decide, Asked, Described, Given, Question, Verdict};
pub use document::{read_documents, Documents, Resource};
pub use error::{Code, Error};
pub use model::{ActorRef, Base, Consent, DataRef, Header, Period, Provision, Status, Version};
pub use part2::{Part2Elements, COUNSELLING_NOTES};

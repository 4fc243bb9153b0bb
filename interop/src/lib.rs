//! Standards to and from domain types: GS1 identifiers and EPCIS events, NPI, NDC, DEA and UDI, FHIR
//! Consent, SMART scopes; and lots of packs under one root, with the proofs of each.
//!
//! Pure: no chain, no network, no files. What is read here is untrusted, so every reader is
//! bounded and answers with the position and the rule of what is wrong.

pub mod epcis;
pub mod fhir;
pub mod id;
pub mod lot;
pub mod smart;

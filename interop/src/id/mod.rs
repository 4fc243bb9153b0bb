//! Identifiers of products, packs, places, people and devices.
//!
//! - [`Identifier`] is whatever an EPCIS event names, from EPC URNs and GS1 Digital Links.
//! - [`scan`] reads what a hand scanner sends.
//! - [`check`] and [`check_line`] are `salus id check`: one value of one [`Kind`], answered as JSON.
//!
//! All of it reads untrusted text: nothing here panics, and an [`Error`] has a code for software, the
//! place in the text, what should stand there, and a sentence that says what to do. Rules are cited
//! by id: ID-1 GS1 check digits, ID-2 GTIN, serial, lot and NDC, ID-3 SSCC and GLN, ID-4 element
//! strings, ID-5 URIs, ID-6 NPI, ID-7 HIBC, ID-8 ISBT 128, ID-9 GMN, ID-10 UDI, ID-11 DEA and others.

mod ai;
mod check;
pub mod date;
pub mod digital_link;
pub mod element_string;
pub mod error;
pub mod gmn;
pub mod health;
pub mod hibc;
mod identifier;
pub mod ifa;
pub mod isbt128;
pub mod ndc;
mod scan;
mod text;
pub mod udi;
mod urn;

pub use check::{check, check_line, Canonical, Check, Digits, Kind, Parsed, Valid};
pub use date::Date;
pub use error::Error;
pub use identifier::Identifier;
pub use scan::{scan, scan_at, Scan};
pub(crate) use text::push_link;

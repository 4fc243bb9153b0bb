//! What the parts of Salus share: identifiers with check digits, the words of the supply chain,
//! who acts for whom, and the traits in which pallets meet.
//!
//! No pallet depends on another pallet. A pallet that needs to know whether an organisation is
//! accredited takes [`Participants`] in its `Config`; the runtime ties it to the pallet that
//! knows. This is the only crate of ours that pallets share.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod consent;
pub mod deposits;
pub mod identifiers;
pub mod lot;
pub mod merkle;
pub mod obligations;
pub mod participants;
pub mod records;
pub mod supply;

pub use deposits::Deposits;
pub use identifiers::{Gln, Gtin, IdentifierError, Npi, Sscc};
pub use obligations::{ObligationKey, ObligationKind, Obligations};
pub use participants::{Acting, BusinessIdentifier, Capacity, OrganisationId, Participants};

/// The cursor of a page was not made by the list that it was given to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, codec::Encode, codec::Decode, scale_info::TypeInfo)]
pub struct BadCursor;

/// Milliseconds since the Unix epoch, as `pallet-timestamp` counts them.
pub type Moment = u64;

/// One second in [`Moment`]s.
pub const SECOND: Moment = 1_000;
/// One minute in [`Moment`]s.
pub const MINUTE: Moment = 60 * SECOND;
/// One hour in [`Moment`]s.
pub const HOUR: Moment = 60 * MINUTE;
/// One day in [`Moment`]s.
pub const DAY: Moment = 24 * HOUR;

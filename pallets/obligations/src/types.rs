//! What is stored, and what is read.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
pub use salus_primitives::{
	obligations::{ObligationPage, OpenObligation},
	BadCursor,
};
use salus_primitives::{Moment, ObligationKey, ObligationKind, OrganisationId};
use scale_info::TypeInfo;

/// The most rows that one page holds.
pub const MAX_PAGE: u32 = 100;

/// How an obligation came to its end.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Outcome {
	/// What had to be done was done, in time or late.
	#[codec(index = 0)]
	Fulfilled,
	/// It no longer had to be done.
	#[codec(index = 1)]
	Cancelled,
}

/// Whether an obligation is open, and if not, since when and why.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum State {
	/// It has to be done.
	#[codec(index = 0)]
	Open,
	/// It does not, since this time.
	#[codec(index = 1)]
	Closed {
		/// The time of the block.
		at: Moment,
		/// Why.
		outcome: Outcome,
	},
}

/// An obligation. Whether it is overdue is not stored: the clock says it.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Obligation {
	/// When it was opened: the time of the block.
	pub opened: Moment,
	/// By when it has to be done, an absolute time.
	pub due: Moment,
	/// Whether it still has to be done.
	pub state: State,
}

/// A time as a storage key whose order is that of time: big-endian.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Instant([u8; 8]);

impl From<Moment> for Instant {
	fn from(moment: Moment) -> Self {
		Self(moment.to_be_bytes())
	}
}

impl From<Instant> for Moment {
	fn from(instant: Instant) -> Self {
		Self::from_be_bytes(instant.0)
	}
}

/// What an obligation is about, within one organisation.
pub type Matter = (ObligationKind, [u8; 32]);

/// The row of the index after which a page begins: what a cursor encodes.
pub(crate) type Position = (Instant, Matter);

pub(crate) const fn key_of(responsible: OrganisationId, (kind, subject): Matter) -> ObligationKey {
	ObligationKey { kind, subject, responsible }
}

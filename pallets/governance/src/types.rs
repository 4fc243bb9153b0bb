//! The types of the pallet.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Who decided that a call is dispatched as Root.
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
pub enum Authority {
	/// Three quarters of the council.
	#[codec(index = 0)]
	Council,
	/// Two thirds of the technical committee.
	#[codec(index = 1)]
	TechnicalCommittee,
}

//! The types of the pallet.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_staking::SessionIndex;

/// Why a seated validator is on its way out.
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
pub enum Departure {
	/// Convicted of an offence. Leaves before those that governance unseated.
	#[codec(index = 0)]
	Convicted,
	/// Unseated by governance.
	#[codec(index = 1)]
	Unseated,
}

/// A seat and who has it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Seat<AccountId> {
	/// The validator.
	pub validator: AccountId,
	/// Why it leaves as soon as the minimum allows; none if it stays.
	pub departure: Option<Departure>,
}

impl<AccountId> Seat<AccountId> {
	/// A seat whose validator stays.
	pub fn of(validator: AccountId) -> Self {
		Self { validator, departure: None }
	}
}

/// What an account has been convicted of, and what governance has forgiven.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Record {
	/// The latest session of an offence that stands against it.
	pub convicted: Option<SessionIndex>,
	/// Offences in sessions up to this one were known when governance seated it again, and do not
	/// count a second time: a report about somebody else names all offenders of that moment again.
	pub pardoned: Option<SessionIndex>,
}

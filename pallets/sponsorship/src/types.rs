//! The types of the pallet.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::{fungible, tokens::Balance};
use salus_primitives::Moment;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// An amount of the currency that fees and deposits are paid in.
pub type BalanceOf<T> = <<T as crate::Config>::Currency as fungible::Inspect<
	frame_system::pallet_prelude::AccountIdFor<T>,
>>::Balance;

/// What is withdrawn from an account and has not been put anywhere yet.
pub type CreditOf<T> =
	fungible::Credit<frame_system::pallet_prelude::AccountIdFor<T>, <T as crate::Config>::Currency>;

/// What a sponsor pays for an account, and for how long.
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
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terms<Balance> {
	/// The fees that the sponsor pays in each period.
	pub fee_allowance: Balance,
	/// The deposits that the sponsor has held at any one time.
	pub deposit_allowance: Balance,
	/// How long a period is, in milliseconds. What is not used is not carried over.
	pub period: Moment,
	/// When it ends, in milliseconds since the epoch; none if it goes on until it is stopped.
	pub until: Option<Moment>,
}

/// A sponsorship as it is stored.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Sponsorship<AccountId, Balance> {
	/// Who pays.
	pub sponsor: AccountId,
	/// What, and for how long.
	pub terms: Terms<Balance>,
	/// When the period began that the last fee was charged in.
	pub period_start: Moment,
	/// The fees charged in that period, less what was refunded.
	pub spent: Balance,
	/// The deposit that is held on the sponsor for this record.
	pub deposit: Balance,
}

impl<AccountId, B: Balance> Sponsorship<AccountId, B> {
	/// Whether the sponsor pays at `now`.
	pub fn is_open(&self, now: Moment) -> bool {
		self.terms.until.is_none_or(|until| now < until)
	}

	/// Begin the period that `now` is in, if that is another one.
	pub fn enter_period(&mut self, now: Moment) {
		let passed = now.saturating_sub(self.period_start);
		// A period of zero cannot be agreed on; were it stored, it would never end.
		if let Some(periods) = passed.checked_div(self.terms.period).filter(|periods| *periods > 0)
		{
			self.period_start =
				self.period_start.saturating_add(self.terms.period.saturating_mul(periods));
			self.spent = B::zero();
		}
	}

	/// What is left of the fee allowance in the period entered last.
	pub fn fees_left(&self) -> B {
		self.terms.fee_allowance.saturating_sub(self.spent)
	}
}

/// What was charged to a sponsor before a transaction was executed. It travels with the
/// transaction, so that a refund finds its way whatever happens in between.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Charge<AccountId, Balance> {
	/// Who was charged.
	pub sponsor: AccountId,
	/// In which period.
	pub period_start: Moment,
	/// How much.
	pub fee: Balance,
}

/// How a sponsorship ended.
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
pub enum Ending {
	/// The sponsor stopped it.
	#[codec(index = 0)]
	Stopped,
	/// The account left it.
	#[codec(index = 1)]
	Left,
	/// Its time was over, and another one took its place.
	#[codec(index = 2)]
	Replaced,
}

//! Who pays for what is stored.

use sp_runtime::DispatchError;

/// Holds deposits for storage, on the account itself or on its sponsor.
///
/// The answer of [`hold`](Self::hold) names who paid, and whoever stores the deposit stores that
/// payer: a deposit goes back to the one it was taken from, also after a sponsorship has ended.
pub trait Deposits<AccountId, Balance> {
	/// Hold `amount` for `who`, on its sponsor within the deposit allowance where it has one, and
	/// on `who` otherwise. Answers the payer.
	fn hold(who: &AccountId, amount: Balance) -> Result<AccountId, DispatchError>;

	/// Give `amount` back to `payer`, which held it for `who`. Never fails: what is missing is
	/// missing because it was slashed.
	fn release(who: &AccountId, payer: &AccountId, amount: Balance);
}

/// No deposits at all: for tests of pallets whose subject is something else.
impl<AccountId: Clone, Balance> Deposits<AccountId, Balance> for () {
	fn hold(who: &AccountId, _: Balance) -> Result<AccountId, DispatchError> {
		Ok(who.clone())
	}

	fn release(_: &AccountId, _: &AccountId, _: Balance) {}
}

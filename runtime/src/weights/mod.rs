//! What blocks and transactions cost before any call is run, and the generated weights of the
//! pallets of the SDK on this runtime.

pub mod consensus;
pub mod parameters;

use frame_support::{
	parameter_types,
	weights::{constants::WEIGHT_REF_TIME_PER_NANOS, Weight},
};

parameter_types! {
	/// Executing a block without transactions.
	pub const BlockExecutionWeight: Weight =
		Weight::from_parts(WEIGHT_REF_TIME_PER_NANOS.saturating_mul(500_000), 0);
	/// Executing a transaction without effect: signature, nonce and fee.
	pub const ExtrinsicBaseWeight: Weight =
		Weight::from_parts(WEIGHT_REF_TIME_PER_NANOS.saturating_mul(125_000), 0);
}

//! What the calls do, by topic.

pub mod commissioning;
pub mod disposition;
pub mod ending;
pub mod introduction;
pub mod ledger;
pub mod lineage;
pub mod lots;
pub mod packing;
pub mod ranges;
pub mod recalls;
pub mod records;
pub mod shipping;
pub mod trace;
pub mod units;
pub mod verification;

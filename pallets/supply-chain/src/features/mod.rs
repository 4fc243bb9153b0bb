//! What the calls do, by topic.

pub mod commissioning;
pub mod disposition;
pub mod ending;
pub mod introduction;
pub mod ledger;
pub mod lineage;
pub mod packing;
pub mod recalls;
pub mod records;
pub mod shipping;
pub mod trace;
pub mod verification;

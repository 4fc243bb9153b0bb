//! What the calls do, by topic.

pub mod alerts;
pub mod cases;
pub mod cold_chain;
pub mod commissioning;
pub mod disposition;
pub mod effectiveness;
pub mod ending;
pub mod exceptions;
pub mod introduction;
pub mod ledger;
pub mod lineage;
pub mod lots;
pub mod packing;
pub mod quarantine;
pub mod query;
pub mod ranges;
pub mod recalls;
pub mod records;
pub mod reversal;
pub mod shipping;
pub mod trace;
pub mod trace_requests;
pub mod units;
pub mod verification;

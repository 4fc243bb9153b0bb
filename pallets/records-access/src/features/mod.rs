//! The work behind the calls, by topic.

pub mod access;
pub mod breaches;
pub mod consents;
pub mod emergency;
pub mod groups;
pub mod ledger;
pub mod logs;
pub mod patients;
pub mod queries;
pub mod reaping;
pub mod records;
pub mod representatives;
pub mod rights;
pub mod suspensions;

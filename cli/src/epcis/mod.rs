//! From EPCIS documents to calls.

pub mod batch;
pub mod capture;
pub mod files;
pub mod inbound;
pub mod plan;
pub mod provision;
pub mod report;
pub mod store;

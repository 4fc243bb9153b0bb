//! Accounts of disclosures: which rows of a patient's list one rule wants, from when, and what is
//! left out (CN-8).
//!
//! - [`rules`]: what HIPAA, 42 CFR Part 2 and the patient want to see.
//! - [`report`]: rows with what their tokens and commitments stand for, and what could not be opened.
//! - [`audit_event`]: as FHIR AuditEvents after IHE's Basic Audit Log Patterns (BALP).
//! - [`table`]: as CSV.

pub mod audit_event;
pub mod report;
pub mod rules;
pub mod table;

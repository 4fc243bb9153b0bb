//! What the pallet does, by topic.

pub mod deposits;
pub mod fees;
pub mod sponsoring;

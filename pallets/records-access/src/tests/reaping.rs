//! reaping

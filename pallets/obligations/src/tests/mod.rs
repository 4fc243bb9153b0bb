//! Tests, by what they are about.

mod announce;
mod lifecycle;
mod list;
mod model;
mod prune;

//! Tests.

mod genesis;
mod model;
mod offences;
mod release_keys;
mod seat;
mod sessions;
mod unseat;

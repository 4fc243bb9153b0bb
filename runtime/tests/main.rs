//! The tests of the runtime, in one program: each would otherwise link the whole runtime again.
//! (`linkability` is a program of its own, with a network of its own to live in.)

mod apis;
mod common;
mod consensus;
mod governance;
mod integrity;
mod metadata;
mod presets;
mod records;
mod released;
mod transactions;
mod weights;

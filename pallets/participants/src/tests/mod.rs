//! Tests, by what they are about. An attack that fails has a test named `attack_...`.

mod accounts;
mod acting;
mod compromise;
mod control;
mod credentials;
mod genesis;
mod history;
mod issuers;
mod members;
mod model;
mod organisations;
mod sites;

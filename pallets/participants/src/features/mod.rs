//! What the calls do, by topic.

mod credentials;
mod genesis;
mod issuers;
mod organisations;
mod sites;

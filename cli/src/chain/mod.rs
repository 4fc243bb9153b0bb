//! Everything between the commands and a node.

pub mod account;
pub mod client;
pub mod domain;
pub mod events;
pub mod follow;
pub mod rpc;
pub mod runtime;
pub mod scale;
pub mod signer;
pub mod submit;

pub use client::{BlockId, Chain};
pub use rpc::RpcError;
pub use runtime::Runtime;
pub use signer::Signer;

//! `salus-node`: runs a node of a Salus network, as a validator or to serve JSON-RPC.

// The errors are the SDK's, and large; they end the process.
#![allow(clippy::result_large_err)]

mod chain_spec;
mod cli;
mod command;
mod rpc;
mod service;

fn main() -> sc_cli::Result<()> {
	command::run()
}

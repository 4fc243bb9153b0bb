//! `salus-bench`: what the chain carries, as whole signed transactions in blocks of the real runtime
//! on ParityDB, beside plain transfers in the same run.

mod chain;
mod records;
mod supply;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "salus-bench", version, about)]
struct Cli {
	/// What is measured.
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Medicines: packs commissioned, moved and dispensed.
	Supply(supply::Args),
	/// Health records: decisions, emergencies, revocations, whatever a patient has.
	Records(records::Args),
}

fn main() -> ExitCode {
	let Cli { command } = Cli::parse();
	let result = match command {
		Command::Supply(args) => supply::run(&args),
		Command::Records(args) => records::run(&args),
	};
	match result {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("{error}");
			ExitCode::FAILURE
		}
	}
}

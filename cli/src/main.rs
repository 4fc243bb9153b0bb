//! `salus`: the command with which integrators use the chain.

mod chain;
mod cli;
mod commands;
mod disclosures;
mod epcis;
mod error;
mod index;
mod output;
mod proof;
mod serve;
mod table;
mod time;

use clap::Parser;
use error::Exit;
use output::Output;
use std::process::ExitCode;

fn main() -> ExitCode {
	let cli = match cli::Cli::try_parse() {
		Ok(cli) => cli,
		Err(error) => {
			// Help and version are no errors; clap knows where each belongs.
			let _ = error.print();
			return ExitCode::from(if error.use_stderr() { Exit::Usage as u8 } else { 0 });
		}
	};
	let output = Output::new(cli.global.json);
	output::log_to_stderr(cli.global.verbose);
	match commands::run(cli, output) {
		Ok(code) => ExitCode::from(code),
		Err(failure) => {
			output.failure(&failure);
			ExitCode::from(failure.exit as u8)
		}
	}
}

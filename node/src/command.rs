//! What each command does.

use sc_cli::SubstrateCli;
use sc_service::PartialComponents;

use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	service,
};
use salus_runtime::Block;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Salus Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		concat!(env!("CARGO_PKG_REPOSITORY"), "/issues").into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		Ok(Box::new(chain_spec::load(id)?))
	}

	/// Defaults for the machine that a hospital runs: two cores and a few GiB of memory.
	/// `docs/operators.md` says why each is what it is.
	fn setup_command(command: clap::Command) -> clap::Command {
		command
			.name(Self::executable_name())
			.author(Self::author())
			.about(Self::description())
			.after_help(format!("Support: {}", Self::support_url()))
			.version(Self::impl_version())
			.propagate_version(true)
			.args_conflicts_with_subcommands(true)
			.subcommand_negates_reqs(true)
			.mut_arg("trie_cache_size", |arg| arg.default_value("268435456"))
			.mut_arg("rpc_max_connections", |arg| arg.default_value("256"))
			.mut_arg("rpc_max_subscriptions_per_connection", |arg| arg.default_value("128"))
			.mut_arg("rpc_max_batch_request_len", |arg| arg.default_value("100"))
	}
}

/// Parse the command line and do what it says.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		Some(Subcommand::Key(cmd)) => cmd.run(&cli),
		Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Subcommand::CheckBlock(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				service::new_partial(&config)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Some(Subcommand::ExportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, .. } = service::new_partial(&config)?;
			Ok((cmd.run(client, config.database), task_manager))
		}),
		Some(Subcommand::ImportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				service::new_partial(&config)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Some(Subcommand::ExportState(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, .. } = service::new_partial(&config)?;
			Ok((cmd.run(client, config.chain_spec), task_manager))
		}),
		Some(Subcommand::PurgeChain(cmd)) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.database))
		}
		Some(Subcommand::Revert(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, backend, .. } =
				service::new_partial(&config)?;
			let revert_finality_voter = Box::new(|client: std::sync::Arc<_>, _, blocks| {
				sc_consensus_grandpa::revert(client, blocks)?;
				Ok(())
			});
			Ok((cmd.run(client, backend, Some(revert_finality_voter)), task_manager))
		}),
		Some(Subcommand::ChainInfo(cmd)) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run::<Block>(&config))
		}
		None => cli.create_runner(&cli.run)?.run_node_until_exit(|config| async move {
			service::new_full(config).map_err(sc_cli::Error::Service)
		}),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sc_service::config::RpcBatchRequestConfig;

	#[test]
	fn defaults_should_be_those_of_a_small_machine_and_give_way_to_options() {
		let of = |options: &[&str]| {
			let cli = Cli::from_iter(["salus-node"].iter().chain(options));
			let batch = match cli.run.rpc_params.rpc_batch_config().expect("it is sound") {
				RpcBatchRequestConfig::Limit(most) => Some(most),
				RpcBatchRequestConfig::Disabled => Some(0),
				RpcBatchRequestConfig::Unlimited => None,
			};
			(cli.run.rpc_params.rpc_max_connections, batch)
		};
		assert_eq!(of(&[]), (256, Some(100)));
		assert_eq!(of(&["--rpc-max-connections", "9"]), (9, Some(100)));
		assert_eq!(of(&["--rpc-max-batch-request-len", "7"]), (256, Some(7)));
		assert_eq!(of(&["--rpc-disable-batch-requests"]), (256, Some(0)));
	}
}

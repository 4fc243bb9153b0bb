//! JSON-RPC: the standard methods and those of the health domains, thin over the runtime APIs.
//!
//! What all of ours share: plain JSON in and out, numbers of 64 bits and more as decimal strings,
//! an optional block `at`, and `asOf`, the block that was read. `docs/openrpc.json` describes them.

mod error;
mod obligations;
mod participants;
mod proof;
mod reader;
mod records;
mod simulation;
mod supply;

use std::sync::Arc;

use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use substrate_frame_rpc_system::{System, SystemApiServer};

use crate::service::{FullBackend, FullClient, FullPool};
use obligations::ObligationsServer;
use participants::ParticipantsServer;
use proof::{Prover, ProvingServer};
use reader::Reader;
use records::RecordsServer;
use salus_runtime::{opaque::Block, BlockNumber, Hash};
use simulation::SimulationServer;
use supply::SupplyServer;

/// What the GRANDPA methods need.
pub struct GrandpaDeps {
	/// The state of the round.
	pub shared_voter_state: SharedVoterState,
	/// The authorities.
	pub shared_authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// Justifications as they come.
	pub justification_stream: GrandpaJustificationStream<Block>,
	/// Runs subscriptions.
	pub subscription_executor: SubscriptionTaskExecutor,
	/// Proves finality.
	pub finality_provider: Arc<FinalityProofProvider<FullBackend, Block>>,
}

/// What all methods need.
pub struct Deps {
	/// The client.
	pub client: Arc<FullClient>,
	/// The pool.
	pub pool: Arc<FullPool>,
	/// For GRANDPA.
	pub grandpa: GrandpaDeps,
}

/// Every method that is not the service's own.
pub fn create(
	Deps { client, pool, grandpa }: Deps,
) -> Result<RpcModule<()>, Box<dyn std::error::Error + Send + Sync>> {
	let mut module = RpcModule::new(());
	module.merge(System::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
	let reader = Reader::new(client.clone());
	let prover = Prover {
		reader: reader.clone(),
		finality: grandpa.finality_provider.clone(),
		client,
		authorities: grandpa.shared_authority_set.clone(),
	};
	module.merge(
		Grandpa::new(
			grandpa.subscription_executor,
			grandpa.shared_authority_set,
			grandpa.shared_voter_state,
			grandpa.justification_stream,
			grandpa.finality_provider,
		)
		.into_rpc(),
	)?;
	module.merge(ParticipantsServer::into_rpc(reader.clone()))?;
	module.merge(ObligationsServer::into_rpc(reader.clone()))?;
	module.merge(SupplyServer::into_rpc(reader.clone()))?;
	module.merge(ProvingServer::into_rpc(prover))?;
	module.merge(RecordsServer::into_rpc(reader.clone()))?;
	module.merge(SimulationServer::into_rpc(reader))?;
	Ok(module)
}

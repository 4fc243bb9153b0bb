//! `salus vault`, and the chain as the vault asks it.

use super::{
	patient::{self, parse_bytes},
	record::CUSTODIANS,
	records_api::{scale, RecordsApi},
	Context,
};
use crate::{
	chain::{self, account, client::hash_text, runtime::Call},
	cli::VaultCommand,
	error::{Exit, Failure},
	output::plain,
	time::now,
};
use codec::{Decode, Encode};
use salus_primitives::{
	records::{
		AccessDecision, AccessError, AccessQuery, ConsentInfo, EncryptionKey, PatientId,
		PrivilegeInfo, Release, ReleaseRefusal, TicketDecision, TicketId, TicketInfo,
	},
	Acting, Capacity, OrganisationId,
};
use salus_vault::{
	chain::{Account, Answer, Chain, Head, Posted, Unreachable},
	document::SecretKey,
	release::Vault,
	server,
	spool::{LateEmergency, Staff, StaffList},
	store::{self, Store, StoreError},
};
use serde_json::{json, Value as Json};
use std::{path::Path, sync::Arc};
use subxt::utils::H256;
use tokio::{net::TcpListener, runtime::Handle, signal, sync::RwLock, task};

/// The vault's failure.
pub fn store_failure(error: &StoreError) -> Failure {
	match error {
		StoreError::Erased => Failure::refused("Cli.Erased", error.to_string()),
		StoreError::NotFound => Failure::refused("Cli.NotFound", error.to_string()),
		StoreError::AnotherPatient | StoreError::TooManyLabels | StoreError::Exists(_) => {
			Failure::refused("Cli.VaultRefused", error.to_string())
		}
		_ => Failure::usage(error.to_string()).with_code("Cli.Unreadable"),
	}
}

/// A vault's folder.
pub fn open_store(path: &Path) -> Result<Store, Failure> {
	Store::open(path).map_err(|error| store_failure(&error))
}

/// A secret key from a file.
pub fn read_key(path: &Path) -> Result<SecretKey, Failure> {
	store::read_key(path).map_err(|error| match error {
		StoreError::Damaged { path, .. } => {
			Failure::usage(format!("{} holds no key: 64 hexadecimal digits", path.display()))
		}
		error => store_failure(&error),
	})
}

/// A new secret key, in a file.
pub fn new_key(path: &Path) -> Result<SecretKey, Failure> {
	let key = SecretKey::random();
	store::write_key(path, &key).map_err(|error| store_failure(&error))?;
	Ok(key)
}

/// Whether the node at `--url` is of the vault's chain.
///
/// # Errors
/// It is not.
pub fn ensure_chain(chain: &chain::Chain, store: &Store) -> Result<(), Failure> {
	match chain.genesis().0 == store.info().genesis {
		true => Ok(()),
		false => {
			let message = "the node at --url is of another chain than the vault";
			Err(Failure::refused("Cli.VaultRefused", message))
		}
	}
}

/// The chain through `--url`, as the vault asks it.
///
/// The node may be away, also when the vault starts: emergencies are served all the same. It is
/// looked for again at each question until it was there once; then the connection comes back by
/// itself.
pub struct Node {
	context: Context,
	genesis: [u8; 32],
	chain: RwLock<Option<Arc<chain::Chain>>>,
}

fn unreachable(failure: impl std::fmt::Display) -> Unreachable {
	Unreachable(failure.to_string())
}

impl Node {
	/// A node that has to be there.
	pub async fn connect(context: &Context, store: &Store) -> Result<Self, Failure> {
		let node = Self::new(context, store);
		node.find().await?;
		Ok(node)
	}

	/// A node that may be away.
	///
	/// # Errors
	/// It is there, and of another chain.
	pub async fn connect_or_wait(context: &Context, store: &Store) -> Result<Self, Failure> {
		let node = Self::new(context, store);
		match node.find().await {
			Ok(_) => (),
			Err(failure) if failure.exit == Exit::Unknown => {
				context.output.note(format!(
					"warning: {failure}: only emergencies of listed staff are served until it is \
					 there"
				));
			}
			Err(failure) => return Err(failure),
		}
		Ok(node)
	}

	fn new(context: &Context, store: &Store) -> Self {
		let context = Context { global: context.global.clone(), output: context.output };
		Self { context, genesis: store.info().genesis, chain: RwLock::default() }
	}

	/// The chain, looked for where it was never there.
	async fn find(&self) -> Result<Arc<chain::Chain>, Failure> {
		if let Some(chain) = &*self.chain.read().await {
			return Ok(chain.clone());
		}
		let chain = chain::Chain::connect_impatiently(&self.context.global.url).await?;
		if chain.genesis().0 != self.genesis {
			let message = "the node at --url is of another chain than the vault";
			return Err(Failure::refused("Cli.VaultRefused", message));
		}
		let chain = Arc::new(chain);
		*self.chain.write().await = Some(chain.clone());
		Ok(chain)
	}

	async fn ask<T: Decode>(&self, at: &Head, method: &str, args: &impl Encode) -> Answer<T> {
		let chain = self.find().await.map_err(unreachable)?;
		RecordsApi::at(&chain, H256(at.hash)).ask(method, args).await.map_err(unreachable)
	}

	async fn post(&self, entry: &LateEmergency) -> Result<(), Failure> {
		if self.context.global.signer.is_none() {
			let message = "late emergencies are posted once --signer is given";
			return Err(Failure::unreachable(message));
		}
		// This may wait longer than an answer to a clinician.
		let chain = self.context.chain().await?;
		if chain.genesis().0 != self.genesis {
			return Err(Failure::unreachable("the node at --url is of another chain now"));
		}
		let signer = self.context.signer(&chain).await?;
		let directory = self.context.directory(&chain).await?;
		let acting = directory.acting(&signer.account(), &CUSTODIANS).await?;
		let requester =
			Acting { organisation: entry.organisation, capacity: entry.emergency.capacity };
		let args = json!({
			"acting": acting,
			"requester": scale(&requester),
			"clinician": scale(&entry.account),
			"ticket": scale(&entry.ticket),
			"patient": scale(&entry.emergency.patient),
			"reason": scale(&entry.emergency.reason),
			"person": scale(&entry.emergency.person),
			"occurred_at": scale(&entry.occurred_at),
		});
		let runtime = chain.runtime().await?;
		let call: Call = runtime.call("RecordsAccess", "report_break_glass", &args)?;
		self.context.send(&chain, &signer, call).await.map(drop)
	}
}

impl Chain for Node {
	async fn head(&self) -> Answer<Head> {
		let chain = self.find().await.map_err(unreachable)?;
		let block = chain.finalized().await.map_err(unreachable)?;
		let key = [sp_crypto_hashing::twox_128(b"Timestamp"), sp_crypto_hashing::twox_128(b"Now")]
			.concat();
		let time = chain.storage_raw(&key, Some(&block.hash)).await.map_err(unreachable)?;
		let time = time.unwrap_or_default();
		// The first block has no time: it is as old as can be.
		let time = u64::decode(&mut &time[..]).unwrap_or_default();
		Ok(Head { hash: block.hash.0, time })
	}

	async fn authorise_release(
		&self,
		at: &Head,
		organisation: OrganisationId,
		ticket: TicketId,
		account: Account,
	) -> Answer<Result<Release, ReleaseRefusal>> {
		self.ask(at, "authorise_release", &(organisation, ticket, account)).await
	}

	async fn authorise_own_release(
		&self,
		at: &Head,
		patient: PatientId,
		account: Account,
	) -> Answer<Result<Release, ReleaseRefusal>> {
		self.ask(at, "authorise_own_release", &(patient, account)).await
	}

	async fn ticket(
		&self,
		at: &Head,
		organisation: OrganisationId,
		ticket: TicketId,
	) -> Answer<Option<TicketInfo<Account>>> {
		self.ask(at, "ticket", &(organisation, ticket)).await
	}

	async fn consent(
		&self,
		at: &Head,
		patient: PatientId,
		controller: OrganisationId,
	) -> Answer<Option<ConsentInfo>> {
		self.ask(at, "consent", &(patient, controller)).await
	}

	async fn is_permitted(&self, at: &Head, query: AccessQuery<Account>) -> Answer<bool> {
		let answer: Result<AccessDecision, AccessError> =
			self.ask(at, "evaluate_access", &query).await?;
		Ok(answer.is_ok_and(|answer| matches!(answer.decision, TicketDecision::Permit { .. })))
	}

	async fn privilege(
		&self,
		at: &Head,
		organisation: OrganisationId,
		capacity: Capacity,
		account: Account,
	) -> Answer<Option<PrivilegeInfo>> {
		self.ask(at, "privilege", &(organisation, capacity, account)).await
	}

	async fn encryption_key(&self, at: &Head, account: Account) -> Answer<Option<EncryptionKey>> {
		self.ask(at, "encryption_key", &account).await
	}

	async fn report_emergency(&self, entry: &LateEmergency) -> Answer<Posted> {
		// Sending keeps state that does not move between threads: so it stays on this one.
		let result = task::block_in_place(|| Handle::current().block_on(self.post(entry)));
		match result {
			Ok(()) => Ok(Posted::Done),
			Err(failure) if is_final(&failure) => Ok(Posted::Refused(failure.to_string())),
			Err(failure) => {
				log::warn!("a late emergency is not posted yet: {failure}");
				Err(unreachable(failure))
			}
		}
	}
}

/// Whether the chain refuses what was declared, and not who posts it: another `--signer`, a credential
/// or a fee is found later.
fn is_final(failure: &Failure) -> bool {
	failure.code.starts_with("RecordsAccess.") && failure.code != "RecordsAccess.NotCustodian"
}

/// Run a subcommand.
pub async fn run(context: &Context, command: VaultCommand) -> Result<u8, Failure> {
	match command {
		VaultCommand::Init { vault, genesis, objects } => {
			init(context, &vault, genesis.as_deref(), objects).await
		}
		VaultCommand::NewKey { file } => {
			if file.exists() {
				let message = format!("{} exists: a key is not overwritten", file.display());
				return Err(Failure::refused("Cli.VaultRefused", message));
			}
			let public = format!("0x{}", hex::encode(new_key(&file)?.public()));
			context.output.result(&json!({ "publicKey": public }), plain);
			Ok(0)
		}
		VaultCommand::AddStaff { vault, account } => {
			let store = open_store(&vault)?;
			let choice = context.choice()?;
			let (Some(organisation), Some(capacity)) = (choice.organisation, choice.capacity)
			else {
				return Err(Failure::usage("give --acting ORG:CAPACITY of the clinician"));
			};
			let account = account::parse(&account).map_err(Failure::usage)?.0;
			let staff = Staff {
				organisation,
				capacity,
				account,
				usable: false,
				encryption_key: None,
				synced: 0,
			};
			StaffList::new(&store).add(staff).map_err(|error| store_failure(&error))?;
			context.output.result(&json!({ "outcome": "listed" }), plain);
			Ok(0)
		}
		VaultCommand::Serve { vault, listen, max_stale, map } => {
			let store = open_store(&vault)?;
			let map = match patient::has_key(&map) {
				// A wrong key is told now, not at the first look-up. After that the map is open only
				// while one is answered, so that documents can be sealed meanwhile.
				true => {
					drop(patient::open(&map)?);
					Some(patient::file(&map)?)
				}
				false => None,
			};
			let node = Node::connect_or_wait(context, &store).await?;
			let info = json!({
				"listening": listen,
				"vault": format!("0x{}", hex::encode(store.info().public_key)),
			});
			let listener = TcpListener::bind(&listen)
				.await
				.map_err(|error| Failure::usage(format!("--listen {listen}: {error}")))?;
			let vault =
				Vault::new(store, node, map, Box::new(now), max_stale.saturating_mul(1_000));
			context.output.result(&info, plain);
			server::serve(vault, listener, interrupted())
				.await
				.map_err(|error| Failure::unreachable(error.to_string()))?;
			Ok(0)
		}
	}
}

/// Until somebody wants this process to end.
pub async fn interrupted() {
	#[cfg(unix)]
	if let Ok(mut terminate) = signal::unix::signal(signal::unix::SignalKind::terminate()) {
		tokio::select! {
			_ = terminate.recv() => (),
			_ = signal::ctrl_c() => (),
		}
		return;
	}
	let _ = signal::ctrl_c().await;
}

async fn init(
	context: &Context,
	vault: &Path,
	genesis: Option<&str>,
	objects: Option<String>,
) -> Result<u8, Failure> {
	let said = genesis.map(|text| parse_bytes("hash", text)).transpose()?;
	let (organisation, genesis) = match (context.choice()?.organisation, said) {
		// What is said needs no node.
		(Some(organisation), Some(genesis)) => (organisation, genesis),
		(None, _) if context.global.signer.is_none() => {
			let message = "whose vault is it? Give --organisation, or the organisation's --signer";
			return Err(Failure::usage(message));
		}
		(organisation, genesis) => {
			let chain = context.chain().await?;
			let organisation = match organisation {
				Some(organisation) => organisation,
				None => {
					let signer = context.signer(&chain).await?;
					let directory = context.directory(&chain).await?;
					directory.acting_organisation(&signer.account()).await?
				}
			};
			(organisation, genesis.unwrap_or(chain.genesis().0))
		}
	};
	let store = Store::init(vault, organisation, genesis, objects)
		.map_err(|error| store_failure(&error))?;
	let result: Json = json!({
		"organisation": organisation,
		"genesis": hash_text(&H256(genesis)),
		"publicKey": format!("0x{}", hex::encode(store.info().public_key)),
	});
	context.output.result(&result, plain);
	Ok(0)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn cn_7_a_vault_that_cannot_post_should_try_again() {
		let refused = |code: &'static str| is_final(&Failure::refused(code, "no"));
		for ours in ["Cli.NoCapacity", "Cli.NoOrganisation", "Cli.InsufficientFunds"] {
			assert!(!refused(ours), "{ours}");
		}
		assert!(!refused("Participants.NotAMember") && !refused("RecordsAccess.NotCustodian"));
		assert!(refused("RecordsAccess.PostedTooLate"));
	}
}

//! The command line.

mod supply;

pub use supply::*;

use crate::{chain::submit::Wait, disclosures::rules::Account, serve::keys::Right};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Use the Salus chain: check identifiers, send EPCIS events, verify and trace medicines, look
/// after organisations and credentials, govern, and hand events to other systems.
#[derive(Parser, Debug)]
#[command(
	name = "salus",
	version,
	after_help = "Exit codes: 0 all that was asked holds; 1 refused by a rule; 2 bad usage or \
	              unreadable input; 3 chain unreachable or outcome unknown, safe to run again.\n\
	              `salus errors` lists every error code and what to do about it."
)]
pub struct Cli {
	/// Options of every command.
	#[command(flatten)]
	pub global: Global,
	/// What to do.
	#[command(subcommand)]
	pub command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub struct Global {
	/// Address of a node.
	#[arg(
		long,
		global = true,
		env = "SALUS_URL",
		default_value = "ws://127.0.0.1:9944",
		help_heading = "Global options"
	)]
	pub url: String,

	/// Key that signs: `@FILE` (a secret phrase, seed or Polkadot.js export; password of the
	/// latter in SALUS_KEY_PASSWORD), `env:NAME` (the secret in a variable), or `cmd:PROGRAM` for
	/// an HSM or KMS. `PROGRAM --account` prints `[sr25519|ed25519|ecdsa ]ACCOUNT`; `PROGRAM` reads
	/// the payload on standard input and prints the signature as hex. On development chains also a
	/// secret itself, such as //Alice.
	#[arg(
		long,
		global = true,
		env = "SALUS_SIGNER",
		value_name = "KEY",
		hide_env_values = true,
		help_heading = "Global options"
	)]
	pub signer: Option<String>,

	/// When a result counts.
	#[arg(
		long,
		global = true,
		value_enum,
		default_value = "finalized",
		help_heading = "Global options"
	)]
	pub wait: Wait,

	/// The organisation and capacity to act for, such as `3:wholesaler`.
	#[arg(
		long,
		global = true,
		value_name = "ORG:CAPACITY",
		conflicts_with_all = ["organisation", "capacity"],
		help_heading = "Global options"
	)]
	pub acting: Option<String>,

	/// The organisation to act for. Default: the one that the signer's account controls.
	#[arg(long, global = true, value_name = "N", help_heading = "Global options")]
	pub organisation: Option<u32>,

	/// The capacity to act in. Default: one that the organisation holds and the step needs.
	#[arg(long, global = true, value_name = "CAPACITY", help_heading = "Global options")]
	pub capacity: Option<String>,

	/// One JSON object a line on standard output; errors as JSON on standard error.
	#[arg(long, global = true, help_heading = "Global options")]
	pub json: bool,

	/// Say more on standard error; twice for what goes over the wire.
	#[arg(
		long,
		short,
		global = true,
		action = clap::ArgAction::Count,
		help_heading = "Global options"
	)]
	pub verbose: u8,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
	/// Show the chain: blocks, peers, runtime, validators.
	Status,
	/// List every error code: of the runtime, of the node, of this command.
	Errors,
	/// Check identifiers. Needs no chain.
	Id {
		/// What to do.
		#[command(subcommand)]
		command: IdCommand,
	},
	/// Read, hash and send EPCIS documents.
	Epcis {
		/// What to do.
		#[command(subcommand)]
		command: EpcisCommand,
	},
	/// Bring the local index of EPCIS events up to the last finalised block.
	Index(IndexArgs),
	/// Serve the EPCIS 2.0 REST binding and GS1 verification of saleable returns; keys of clients.
	#[command(subcommand_negates_reqs = true, args_conflicts_with_subcommands = true)]
	Serve {
		/// Instead of serving.
		#[command(subcommand)]
		command: Option<ServeCommand>,
		/// How to serve.
		#[command(flatten)]
		args: ServeArgs,
	},
	/// Verify, trace and move medicines, with EPCs, SSCCs or what a scanner reads.
	Supply {
		/// What to do.
		#[command(subcommand)]
		command: SupplyCommand,
	},
	/// Organisations, their credentials, members and sites.
	Participants {
		/// What to do.
		#[command(subcommand)]
		command: ParticipantsCommand,
	},
	/// Deadlines.
	Obligations {
		/// What to do.
		#[command(subcommand)]
		command: ObligationsCommand,
	},
	/// Decide by consents. Needs no chain.
	Consent {
		/// What to do.
		#[command(subcommand)]
		command: ConsentCommand,
	},
	/// FHIR resources.
	Fhir {
		/// What to do.
		#[command(subcommand)]
		command: FhirCommand,
	},
	/// Health records: seal, anchor, open, share, erase.
	Record {
		/// What to do.
		#[command(subcommand)]
		command: RecordCommand,
	},
	/// Who asked for a patient's records and what was decided, denials too: a Bundle of FHIR
	/// AuditEvents, or CSV.
	Disclosures(DisclosuresArgs),
	/// Who a pseudonym is: the custodian's own, encrypted table.
	Patient {
		/// What to do.
		#[command(subcommand)]
		command: PatientCommand,
	},
	/// The custodian's vault: where documents lie encrypted, and who gets their keys.
	Vault {
		/// What to do.
		#[command(subcommand)]
		command: VaultCommand,
	},
	/// Run a validator: its keys and its seat.
	Validator {
		/// What to do.
		#[command(subcommand)]
		command: ValidatorCommand,
	},
	/// Motions of the council and of the technical committee.
	Governance {
		/// What to do.
		#[command(subcommand)]
		command: GovernanceCommand,
	},
	/// Sign and send any call of the chain, for what has no command of its own.
	#[command(after_help = "Example: salus call SupplyChain.register_product '{\"acting\": \
	                        {\"organisation\": 1, \"capacity\": \"manufacturer\"}, \"gtin\": \
	                        \"8904000210037\", \"contains\": null, \"storage\": null}'")]
	Call {
		/// `PALLET.CALL`, or encoded call data as hex.
		call: String,
		/// Arguments by name, as JSON: accounts as SS58, bytes as hex, wide numbers as strings.
		args: Option<String>,
		/// Send nothing: try it on the chain's state.
		#[arg(long)]
		dry_run: bool,
	},
	/// Check proofs that `--prove` wrote. Needs no chain.
	Proof {
		/// What to do.
		#[command(subcommand)]
		command: ProofCommand,
	},
	/// Follow finalised events, one JSON object a line, each at least once.
	Watch(WatchArgs),
}

/// `salus proof`.
#[derive(Subcommand, Debug)]
pub enum ProofCommand {
	/// Is what this file says true of the chain? Exit code 0 only when all of it holds.
	Check {
		/// The proof, as `salus supply verify --prove` or `trace --prove` wrote it.
		file: PathBuf,
		/// The raw specification of the chain, from whoever you trust for it:
		/// `salus-node export-chain-spec --chain NAME --raw`.
		#[arg(long, value_name = "SPEC")]
		chain: PathBuf,
	},
}

/// `salus id`.
#[derive(Subcommand, Debug)]
pub enum IdCommand {
	/// Check one identifier, or one a line with `-`: one JSON object out per line in.
	///
	/// Exit code 1 if any is invalid.
	#[command(
		after_help = "KIND is one of gtin, sscc, gln, npi, ndc, dea, sgtin, sgln, udi, hibc, \
	                        gmn, digital-link, element-string. GTIN-8, -12 and -13 are padded. In \
	                        element strings FNC1 is 0x1D or ^, and symbology prefixes such as ]d2 \
	                        are understood."
	)]
	Check {
		/// What it should be.
		kind: String,
		/// The identifier; `-` reads one a line from standard input.
		value: String,
	},
}

/// `salus epcis`.
#[derive(Subcommand, Debug)]
pub enum EpcisCommand {
	/// Print the CBV 2.0 hash id of every event: a line each, in order, empty for an invalid one.
	Hash {
		/// EPCIS documents, JSON or XML; `-` is standard input.
		#[arg(required = true)]
		files: Vec<PathBuf>,
	},
	/// Send the events of EPCIS documents to the chain.
	Capture(CaptureArgs),
	/// Write the events that the chain has as an EPCIS 2.0 document, each checked against its hash.
	///
	/// Prints for each event whether its body is there (`whole`), or is with somebody else
	/// (`anchorOnly`): then the chain's hash of it is all that there is, and nothing is made up.
	Export(ExportArgs),
	/// Ask the index and the store with the standard's query parameters: an EPCISQueryDocument.
	Query(QueryArgs),
}

/// `salus epcis capture`.
#[derive(Args, Debug)]
#[command(
	after_help = "Each event has its own outcome: accepted, anchored (about what the chain does \
	              not track: only its hash is kept), duplicate (known already; counts as success), \
	              rejected, unknown, or valid with --dry-run. After a rejection the next event is \
	              still tried, and a rejected event may be sent again.\n\n\
	              The party of an event is the possessing_party of its source, else the \
	              owning_party, else bizLocation, else readPoint."
)]
pub struct CaptureArgs {
	/// EPCIS documents, JSON or XML; `-` is standard input.
	#[arg(required = true)]
	pub files: Vec<PathBuf>,
	/// How.
	#[command(flatten)]
	pub options: CaptureOptions,
	/// Keep the events that the chain has in this folder, each under its hash, for `salus epcis
	/// export`. The chain itself keeps no more than the hash and what the event did. A build with the
	/// feature `s3` takes `s3://BUCKET/PREFIX` too.
	#[arg(long, value_name = "FOLDER", conflicts_with = "dry_run")]
	pub store: Option<String>,
}

/// How documents are captured, from the command line as over REST.
#[derive(Args, Clone, Default, Debug)]
pub struct CaptureOptions {
	/// Send nothing: check the documents, and try them on the chain's state where a node answers.
	#[arg(long)]
	pub dry_run: bool,
	/// The documents are a supplier's, for goods on their way to the signer: what its maker has
	/// not put on the chain is introduced, and the receipt is expected. The receiver alone signs.
	#[arg(long, conflicts_with_all = ["party", "provision"])]
	pub inbound: bool,
	/// On development chains: first register the products, locations and parties that the
	/// documents presuppose, and sign for each of them.
	#[arg(long)]
	pub provision: bool,
	/// Sign the events of the party at this location with this key (as --signer). Repeatable.
	#[arg(long, value_name = "GLN=KEY")]
	pub party: Vec<String>,
	/// Send nothing unless a dry run of everything passes.
	#[arg(long, conflicts_with = "dry_run")]
	pub rollback: bool,
}

/// `salus epcis export`.
#[derive(Args, Debug)]
pub struct ExportArgs {
	/// The folder or bucket that `capture --store` wrote.
	#[arg(long, value_name = "FOLDER")]
	pub store: String,
	/// The events about this pack or container, in the order of its trace, also those that only
	/// others have: an EPC URN, a GS1 Digital Link, or what a scanner reads. Default: all that the
	/// store has.
	#[arg(long)]
	pub epc: Option<String>,
	/// Proof stores, for a pack that the chain knows through its lot's root. Repeatable.
	#[arg(long, value_name = "DIR|FILE", requires = "epc")]
	pub proofs: Vec<PathBuf>,
	/// Write the EPCIS document here.
	#[arg(long, value_name = "FILE")]
	pub out: PathBuf,
}

/// `salus epcis query`.
#[derive(Args, Debug)]
#[command(
	after_help = "PARAMETER is NAME=VALUE of SimpleEventQuery, such as EQ_bizStep=shipping,receiving, \
	              MATCH_anyEPC=urn:epc:id:sscc:..., GE_eventTime=2026-03-01T00:00:00Z, \
	              orderBy=eventTime, eventCountLimit=10; docs/serve.md has them all. What is only \
	              anchored stands beside the events, under salus:anchored: nothing is made up."
)]
pub struct QueryArgs {
	/// The parameters.
	#[arg(value_name = "PARAMETER")]
	pub parameters: Vec<String>,
	/// Where the index is and what it joins.
	#[command(flatten)]
	pub index: IndexPlace,
	/// Answer from the index as it is, without a node.
	#[arg(long)]
	pub offline: bool,
	/// Write the document here instead of to standard output.
	#[arg(long, value_name = "FILE")]
	pub out: Option<PathBuf>,
}

/// The index, and the store that it joins.
#[derive(Args, Clone, Debug)]
pub struct IndexPlace {
	/// The folder of the index, made where there is none. It can be deleted at any time: it is made
	/// again from chain and store.
	#[arg(long, value_name = "FOLDER")]
	pub index: PathBuf,
	/// The folder or bucket that `salus epcis capture --store` wrote.
	#[arg(long, value_name = "FOLDER")]
	pub store: String,
}

/// `salus index`.
#[derive(Args, Debug)]
pub struct IndexArgs {
	/// Where the index is and what it joins.
	#[command(flatten)]
	pub place: IndexPlace,
	/// Go on with every block that becomes final, until it is interrupted.
	#[arg(long)]
	pub follow: bool,
	/// Also print a hash of all that is in the index: two indices of the same chain and store have
	/// the same.
	#[arg(long)]
	pub digest: bool,
}

/// `salus serve`.
#[derive(Args, Debug)]
pub struct ServeArgs {
	/// The folder of keys, jobs and index; made where there is none. One server a folder.
	#[arg(long, value_name = "FOLDER", required = true)]
	pub data: Option<PathBuf>,
	/// The folder or bucket of events, as of `salus epcis capture --store`; a folder is made where
	/// there is none.
	#[arg(long, value_name = "FOLDER", required = true)]
	pub store: Option<String>,
	/// Where to listen. TLS is a proxy's: docs/serve.md has one.
	#[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
	pub listen: String,
	/// Who answers verifications of saleable returns (responderGLN), 13 digits.
	#[arg(long, value_name = "GLN")]
	pub gln: Option<String>,
	/// Sign the events of the party at this location with this key (as --signer). Repeatable.
	#[arg(long, value_name = "GLN=KEY")]
	pub party: Vec<String>,
	/// Proof stores of lots, for packs that the chain knows through their lot's root. Repeatable.
	#[arg(long, value_name = "FILE")]
	pub proofs: Vec<PathBuf>,
	/// The largest document that is captured, in bytes.
	#[arg(long, value_name = "BYTES", default_value_t = 8 * 1024 * 1024)]
	pub max_body: usize,
	/// What goes before the paths of Location and Link, such as `https://epcis.example.com`.
	#[arg(long, value_name = "URL", default_value = "")]
	pub base_url: String,
}

/// `salus serve`, but serving.
#[derive(Subcommand, Debug)]
pub enum ServeCommand {
	/// Who may ask, and what.
	Key {
		/// What to do.
		#[command(subcommand)]
		command: KeyCommand,
	},
}

/// `salus serve key`.
#[derive(Subcommand, Debug)]
pub enum KeyCommand {
	/// Let a client in. Its key is printed this once.
	Add {
		/// Its name, for logs and jobs.
		name: String,
		/// The server's folder.
		#[arg(long, value_name = "FOLDER")]
		data: PathBuf,
		/// What it may do: capture has events signed in your organisation's name.
		#[arg(long, value_enum, value_delimiter = ',', required = true)]
		may: Vec<Right>,
		/// It sees only events in which one of these locations takes part, and captures only those
		/// that one of them acts in. Repeatable. Default: no limit.
		#[arg(long, value_name = "GLN")]
		party: Vec<String>,
		/// Its documents are a supplier's who is not on Salus, for goods on their way to you, as of
		/// `salus epcis capture --inbound`. The key of --signer signs.
		#[arg(long)]
		inbound: bool,
	},
	/// List clients.
	List {
		/// The server's folder.
		#[arg(long, value_name = "FOLDER")]
		data: PathBuf,
	},
	/// Shut a client out, from its next request on.
	Revoke {
		/// Its name.
		name: String,
		/// The server's folder.
		#[arg(long, value_name = "FOLDER")]
		data: PathBuf,
	},
}

/// Which pack is asked about.
#[derive(Args, Default, Debug)]
pub struct PackArgs {
	/// What a scanner reads, an EPC URN or a GS1 Digital Link.
	#[arg(value_name = "SCAN", conflicts_with_all = ["gtin", "digital_link", "datamatrix"])]
	pub scan: Vec<String>,
	/// GTIN, 8 to 14 digits, with --serial.
	#[arg(long, requires = "serial", conflicts_with_all = ["digital_link", "datamatrix"])]
	pub gtin: Option<String>,
	/// Serial number.
	#[arg(long, requires = "gtin")]
	pub serial: Option<String>,
	/// Lot number, compared where given.
	#[arg(long)]
	pub lot: Option<String>,
	/// Expiry, compared where given: YYMMDD as on the label (day 00: end of month) or YYYY-MM-DD.
	#[arg(long)]
	pub expiry: Option<String>,
	/// GS1 Digital Link or EPC URN instead.
	#[arg(long, conflicts_with = "datamatrix")]
	pub digital_link: Option<String>,
	/// What a scanner reads from the DataMatrix instead: an element string or bracketed AIs.
	#[arg(long)]
	pub datamatrix: Option<String>,
}

/// Things to act on.
#[derive(Args, Debug)]
pub struct ItemArgs {
	/// EPC URNs, GS1 Digital Links, SSCCs, or what a scanner reads. None, or `-`: one a line from
	/// standard input.
	pub items: Vec<String>,
	/// When and where.
	#[command(flatten)]
	pub when: WhenArgs,
}

/// `salus supply`.
#[derive(Subcommand, Debug)]
pub enum SupplyCommand {
	/// Is this pack genuine, and may it be supplied? Exit code 0 only when it may be dispensed.
	#[command(
		after_help = "Several packs have an answer each, in their order; with `-` one a line \
	                        from standard input, each answered as soon as it is read. Exit code 0 \
	                        only when all of them may be dispensed."
	)]
	Verify {
		/// The pack.
		#[command(flatten)]
		pack: Box<PackArgs>,
		/// Write a proof of the answer that `salus proof check` checks without a node.
		#[arg(long, value_name = "FILE")]
		prove: Option<PathBuf>,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Where has this pack or container been? Oldest first.
	Trace {
		/// The pack or container.
		#[command(flatten)]
		pack: Box<PackArgs>,
		/// A container instead, 18 digits.
		#[arg(long, conflicts_with_all = ["scan", "gtin", "digital_link", "datamatrix"])]
		sscc: Option<String>,
		/// Go on after this cursor.
		#[arg(long)]
		cursor: Option<String>,
		/// At most this many rows; all by default.
		#[arg(long)]
		limit: Option<u32>,
		/// Write a proof of the whole trace that `salus proof check` checks without a node.
		#[arg(long, value_name = "FILE", conflicts_with_all = ["cursor", "limit"])]
		prove: Option<PathBuf>,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Show containers, or packs with a row of their own: where each is, what holds it, what is in
	/// it.
	Show {
		/// EPC URNs, GS1 Digital Links, SSCCs, or what a scanner reads. None, or `-`: one a line from
		/// standard input.
		items: Vec<String>,
	},
	/// Show a shipment, and how items of it were kept.
	Shipment {
		/// The shipment, as ORG-HEX: who ships, and the id in its result.
		shipment: String,
		/// Items whose storage conditions are asked for.
		items: Vec<String>,
	},
	/// List open cases: quarantine, alerts, exceptions, excursions. Default: the signer's
	/// organisation's.
	Cases {
		/// The organisation, by number or GLN.
		#[arg(long, value_name = "ORG|GLN")]
		of: Option<String>,
	},
	/// Show one case.
	Case {
		/// The case, as ORG-HEX.
		case: String,
	},
	/// Receive what was shipped to you.
	Receive(ItemArgs),
	/// Ship.
	Ship {
		/// What is shipped.
		#[command(flatten)]
		items: ItemArgs,
		/// How.
		#[command(flatten)]
		how: ShipArgs,
		/// Why a change of owner is no transaction: intracompany, common-control, emergency,
		/// office-use, sample, blood, intravenous-fluid, irrigation, medical-gas, convenience-kit,
		/// charitable or business-transfer.
		#[arg(long, value_name = "REASON", requires = "to")]
		exempt: Option<String>,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Call a shipment back before anybody received it.
	Void(ItemArgs),
	/// Register a product, once: what a case of it contains, and how it is to be kept. For its
	/// maker.
	Register {
		/// The product, 8 to 14 digits.
		#[arg(long)]
		gtin: String,
		/// For the GTIN of a homogeneous case: what is in it, and how many. That product is
		/// registered first.
		#[arg(long, value_name = "GTIN=PACKS")]
		contains: Option<String>,
		/// How it is to be kept, as its label says.
		#[command(flatten)]
		label: StorageArgs,
	},
	/// Put packs on the chain whose maker is not on it.
	Introduce {
		/// The packs, each with its lot and expiry as a scanner reads them.
		#[command(flatten)]
		items: ItemArgs,
		/// The hash of the supplier's event or document, `ni:///sha-256;...` or 32 bytes as hex.
		#[arg(long, value_name = "HASH")]
		source: String,
		/// Lot number of all packs, where what was scanned has none.
		#[arg(long)]
		lot: Option<String>,
		/// Expiry of all packs, where what was scanned has none.
		#[arg(long)]
		expiry: Option<String>,
	},
	/// Supply to a patient: each pack once, in the whole network.
	Dispense {
		/// The packs.
		#[command(flatten)]
		items: ItemArgs,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Take packs out of the market.
	Decommission {
		/// The packs.
		#[command(flatten)]
		items: ItemArgs,
		/// Why: exported, checked_out, sample, free_sample, locked, stolen, destroyed, damaged,
		/// expired, article23, recalled.
		#[arg(long)]
		reason: String,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Record that what was taken out of the market, damaged or recalled was destroyed.
	Destroy(ItemArgs),
	/// Hold, or report stolen or lost.
	Hold {
		/// What.
		#[command(flatten)]
		items: ItemArgs,
		/// non-sellable-other, damaged, expired, recalled, no-pedigree-match, stolen or unknown.
		#[arg(long, default_value = "non-sellable-other")]
		disposition: String,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Release what was held, after inspection.
	Release {
		/// What.
		#[command(flatten)]
		items: ItemArgs,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Pack into a case or onto a pallet.
	Pack {
		/// What goes in.
		#[command(flatten)]
		items: ItemArgs,
		/// The container: an SSCC, or the EPC of a homogeneous case. An SSCC need not be known yet.
		#[arg(long, value_name = "EPC")]
		into: String,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Unpack.
	Unpack {
		/// What comes out.
		#[command(flatten)]
		items: ItemArgs,
		/// The container.
		#[arg(long, value_name = "EPC")]
		from: String,
		/// Everything comes out, whatever it is.
		#[arg(long, conflicts_with = "items")]
		all: bool,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Send back to a former owner.
	Return {
		/// What is sent back.
		#[command(flatten)]
		items: ItemArgs,
		/// To this organisation or 13-digit GLN.
		#[arg(long, value_name = "ORG|GLN")]
		to: Option<String>,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Reverse a decommissioning or a supply within ten days, at the same premises (FMD-3).
	Reverse {
		/// The packs.
		#[command(flatten)]
		items: ItemArgs,
		/// What was dispensed did not go over the counter.
		#[arg(long)]
		not_supplied: bool,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Verify packs that came back, by their labels, so that they may be sold again (SC-6).
	VerifyReturns {
		/// The packs, each with its lot and expiry as a scanner reads them.
		#[command(flatten)]
		items: ItemArgs,
		/// Lot number of all packs, where what was scanned has none.
		#[arg(long)]
		lot: Option<String>,
		/// Expiry of all packs, where what was scanned has none.
		#[arg(long)]
		expiry: Option<String>,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Suspect product: into quarantine, and what it turns out to be (SC-7).
	Quarantine {
		/// What to do.
		#[command(subcommand)]
		command: QuarantineCommand,
	},
	/// Packs that fail their verification (SC-6, FMD-5).
	Alert {
		/// What to do.
		#[command(subcommand)]
		command: AlertCommand,
	},
	/// Notices of illegitimate product, Form FDA 3911 (SC-8).
	Notice {
		/// What to do.
		#[command(subcommand)]
		command: NoticeCommand,
	},
	/// Goods and data that do not agree (SC-12).
	Exception {
		/// What to do.
		#[command(subcommand)]
		command: ExceptionCommand,
	},
	/// Requests to trace (SC-10).
	TraceRequest {
		/// What to do.
		#[command(subcommand)]
		command: TraceRequestCommand,
	},
	/// How products are to be kept, and how they were (CC-1 to CC-3).
	Coldchain {
		/// What to do.
		#[command(subcommand)]
		command: ColdchainCommand,
	},
	/// Recall a product, a lot or serials, and see it through.
	Recall(RecallArgs),
	/// What is in the warehouse when it joins.
	Stock {
		/// What to do.
		#[command(subcommand)]
		command: StockCommand,
	},
	/// Lots under one root: build, prove, hand on, commission.
	Lot {
		/// What to do.
		#[command(subcommand)]
		command: LotCommand,
	},
}

/// `salus supply stock`.
#[derive(Subcommand, Debug)]
pub enum StockCommand {
	/// Introduce the packs of a CSV file in the signer's name.
	Import(StockImportArgs),
}

/// `salus supply stock import`.
#[derive(Args, Debug)]
#[command(
	after_help = "The first line names the columns: gtin,lot,expiry,serial,sscc in any order, sscc \
	              empty for loose packs. What stands in one logistic unit is introduced together. \
	              Run it again after whatever interrupted it: what is on the chain is a duplicate \
	              and counts as success."
)]
pub struct StockImportArgs {
	/// The file; `-` is standard input.
	pub file: PathBuf,
	/// When the stock was taken, as RFC 3339. Default: now.
	#[arg(long, value_name = "TIME")]
	pub time: Option<String>,
	/// Where it is, 13 digits.
	#[arg(long, value_name = "GLN")]
	pub location: Option<String>,
	/// Send nothing: check the file. Needs no chain.
	#[arg(long)]
	pub dry_run: bool,
}

/// `salus supply lot`.
#[derive(Subcommand, Debug)]
pub enum LotCommand {
	/// Make a lot's roots, proof store and EPCIS events from its serial list. Needs no chain.
	Build(LotBuildArgs),
	/// Print the proof of a pack or container from a store, or check one. Needs no chain.
	Prove(LotProveArgs),
	/// Read a whole store and see that it leads to its roots. Needs no chain.
	Check {
		/// The store, or the folder that `build` made.
		store: PathBuf,
	},
	/// Make a smaller store of what was shipped to somebody. Needs no chain.
	Extract(LotExtractArgs),
	/// Commit a lot on the chain: one call for all its packs. For its maker.
	Commission {
		/// The folder that `build` made.
		dir: PathBuf,
	},
	/// Show the chain containers or single packs of a lot by proof: from then on each is one like
	/// any other, to be shipped, received and put under a case by its EPC. For who holds them.
	Open {
		/// The containers and packs.
		#[command(flatten)]
		items: ItemArgs,
		/// The proof store. Repeatable.
		#[arg(long, value_name = "DIR|FILE", required = true, env = "SALUS_PROOFS")]
		store: Vec<PathBuf>,
	},
	/// Show a lot and who has which of its leaves, or one leaf.
	Show(LotShowArgs),
	/// Ship a range of a lot: any part of what one holds, in one call.
	Ship {
		/// Which leaves.
		#[command(flatten)]
		range: RangeArgs,
		/// How.
		#[command(flatten)]
		how: ShipArgs,
	},
	/// Send a range back to a former owner.
	Return {
		/// Which leaves.
		#[command(flatten)]
		range: RangeArgs,
		/// To this organisation or 13-digit GLN.
		#[arg(long, value_name = "ORG|GLN")]
		to: Option<String>,
	},
	/// Receive ranges that are on their way to you, as they were sent.
	Receive(RangeArgs),
	/// Call ranges back before anything of their shipment was received.
	Void(RangeArgs),
	/// Hold a range, or report it stolen or lost.
	Hold {
		/// Which leaves.
		#[command(flatten)]
		range: RangeArgs,
		/// non-sellable-other, damaged, expired, recalled, no-pedigree-match, stolen or unknown.
		#[arg(long, default_value = "non-sellable-other")]
		disposition: String,
	},
	/// Release a range that was held, after inspection.
	Release(RangeArgs),
	/// Take the packs of a range out of the market.
	Decommission {
		/// Which leaves.
		#[command(flatten)]
		range: RangeArgs,
		/// Why, as with `salus supply decommission`.
		#[arg(long)]
		reason: String,
	},
	/// Record that the packs of a range were destroyed.
	Destroy(RangeArgs),
	/// Cut a range in two.
	Split(CutArgs),
	/// Make one range of two that stand beside each other.
	Merge(CutArgs),
}

/// `salus supply lot build`.
#[derive(Args, Debug)]
#[command(
	after_help = "FILE is CSV: serial[,case[,pallet]], a row a pack, case and pallet as SSCC or as \
	              SGTIN of a case; or EPCIS documents with commissioning and packing events. \
	              --packing gives the packing by itself: CSV child,parent or EPCIS.\n\n\
	              Rows may come in any order: leaves stand in packing order, otherwise as they \
	              came. Whatever is wrong is named with its line and rule, and nothing is written."
)]
pub struct LotBuildArgs {
	/// Serial lists, CSV or EPCIS; `-` is CSV from standard input.
	#[arg(required = true)]
	pub files: Vec<PathBuf>,
	/// GTIN of the packs, 8 to 14 digits.
	#[arg(long)]
	pub gtin: String,
	/// Their lot number.
	#[arg(long)]
	pub lot: String,
	/// Their expiry: YYMMDD as on the label (day 00: end of month) or YYYY-MM-DD.
	#[arg(long)]
	pub expiry: String,
	/// What stands in what: CSV child,parent, or EPCIS packing events. Repeatable.
	#[arg(long, value_name = "FILE")]
	pub packing: Vec<PathBuf>,
	/// The folder to make.
	#[arg(long, value_name = "DIR")]
	pub out: PathBuf,
	/// When the packs were commissioned, as RFC 3339. Default: now.
	#[arg(long, value_name = "TIME")]
	pub time: Option<String>,
	/// Where (readPoint and bizLocation of the events), 13 digits.
	#[arg(long, value_name = "GLN")]
	pub location: Option<String>,
	/// Write the event of the lot alone, not those of every pack and container.
	#[arg(long)]
	pub no_events: bool,
}

/// `salus supply lot prove`.
#[derive(Args, Debug)]
#[command(after_help = "To check: salus supply lot prove --check PROOF --gtin GTIN --root \
	                    0xHASH:COUNT, or with a store instead of --root and --gtin. Exit code 0 \
	                    only if the proof leads to the root.")]
pub struct LotProveArgs {
	/// The store, or the folder that `build` made.
	#[arg(required_unless_present = "root")]
	pub store: Option<PathBuf>,
	/// Which pack.
	#[arg(long, required_unless_present_any = ["container", "check"])]
	pub serial: Option<String>,
	/// Which container: an SSCC, or the SGTIN of a case.
	#[arg(long, value_name = "EPC", conflicts_with = "serial")]
	pub container: Option<String>,
	/// Check this proof, as hex, instead of making one.
	#[arg(long, value_name = "PROOF", conflicts_with_all = ["serial", "container"])]
	pub check: Option<String>,
	/// The root to check against, hash and number of leaves.
	#[arg(long, value_name = "HASH:COUNT", requires = "check", conflicts_with = "store")]
	pub root: Option<String>,
	/// The GTIN of the pack that the proof is about; not for containers.
	#[arg(long, requires = "root")]
	pub gtin: Option<String>,
}

/// `salus supply lot extract`.
#[derive(Args, Debug)]
pub struct LotExtractArgs {
	/// The store, or the folder that `build` made.
	pub store: PathBuf,
	/// Containers with everything in them: SSCCs, or SGTINs of cases. Repeatable, or with commas;
	/// `@FILE` has one a line.
	#[arg(long, value_name = "EPC", required_unless_present = "serials")]
	pub containers: Vec<String>,
	/// Single packs. Repeatable; `@FILE` has one a line.
	#[arg(long, value_name = "SERIAL")]
	pub serials: Vec<String>,
	/// The file to make.
	#[arg(long, value_name = "FILE")]
	pub out: PathBuf,
}

/// What a shipment is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ShipKind {
	/// Ownership passes on receipt.
	Sale,
	/// Possession alone passes.
	Custody,
}

/// `salus supply recall`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct RecallArgs {
	/// A step of a recall; without one it is opened, as with `start`.
	#[command(subcommand)]
	pub command: Option<RecallCommand>,
	/// What is recalled.
	#[command(flatten)]
	pub start: RecallStartArgs,
	/// Close the recall with this --id.
	#[arg(long, requires = "id", conflicts_with_all = ["gtin", "change_class"])]
	pub close: bool,
	/// Give the recall with this --id this class.
	#[arg(long, requires = "id", conflicts_with = "gtin", value_name = "CLASS")]
	pub change_class: Option<String>,
}

/// What is recalled, and how.
#[derive(Args, Debug)]
pub struct RecallStartArgs {
	/// GTIN of the product.
	#[arg(long)]
	pub gtin: Option<String>,
	/// Only this lot.
	#[arg(long, requires = "gtin")]
	pub lot: Option<String>,
	/// Only this serial. Repeatable.
	#[arg(long, requires = "gtin", conflicts_with = "lot")]
	pub serial: Vec<String>,
	/// Class: I, II, III, market-withdrawal or stock-recovery.
	#[arg(long, default_value = "II")]
	pub class: String,
	/// Depth: wholesale, retail or consumer.
	#[arg(long, default_value = "retail")]
	pub depth: String,
	/// When it has to be complete, as RFC 3339.
	#[arg(long, value_name = "TIME")]
	pub due: Option<String>,
	/// The recall's id, 16 bytes as hex. Default for a new one: derived from what is recalled.
	#[arg(long)]
	pub id: Option<String>,
}

/// Whose credential it is.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub struct HolderArgs {
	/// An organisation.
	#[arg(long = "of", value_name = "ORG")]
	pub organisation: Option<u32>,
	/// A person, by account.
	#[arg(long, value_name = "ACCOUNT")]
	pub person: Option<String>,
}

/// `salus participants`.
#[derive(Subcommand, Debug)]
pub enum ParticipantsCommand {
	/// Show an organisation, by number, controlling account or 13-digit GLN.
	Show {
		/// Which.
		who: String,
	},
	/// List the credentials of an organisation or person, by number, account or GLN.
	ListCredentials {
		/// Whose.
		who: String,
	},
	/// Register an organisation for the signer's account, or as an issuer for another.
	Register {
		/// The account that will control it.
		#[arg(long, value_name = "ACCOUNT")]
		controller: Option<String>,
	},
	/// Issue a credential. For issuers.
	Issue {
		/// Whose.
		#[command(flatten)]
		holder: HolderArgs,
		/// For which capacity.
		credential: String,
		/// The business identifier: `gln:0614141000005`, `npi:...`, `duns:...`, `dea:...` or
		/// `commitment:0x...`.
		#[arg(long)]
		identifier: String,
		/// In force from, RFC 3339 or YYYY-MM-DD. Default: now.
		#[arg(long, value_name = "TIME")]
		from: Option<String>,
		/// In force before, RFC 3339 or YYYY-MM-DD.
		#[arg(long, value_name = "TIME")]
		until: String,
	},
	/// Renew a credential. For issuers.
	Renew {
		/// Whose.
		#[command(flatten)]
		holder: HolderArgs,
		/// For which capacity.
		credential: String,
		/// In force before, RFC 3339 or YYYY-MM-DD.
		#[arg(long, value_name = "TIME")]
		until: String,
	},
	/// Suspend a credential, at once. For issuers.
	Suspend {
		/// Whose.
		#[command(flatten)]
		holder: HolderArgs,
		/// For which capacity.
		credential: String,
		/// Why: under-investigation, licence-lapsed, regulatory-action, key-compromised,
		/// holder-request, ceased-business or issued-in-error.
		#[arg(long, default_value = "under-investigation")]
		reason: String,
	},
	/// Put a suspended credential back in force. For issuers.
	Reinstate {
		/// Whose.
		#[command(flatten)]
		holder: HolderArgs,
		/// For which capacity.
		credential: String,
	},
	/// Revoke a credential for good. For issuers.
	Revoke {
		/// Whose.
		#[command(flatten)]
		holder: HolderArgs,
		/// For which capacity.
		credential: String,
		/// Why, as with suspend.
		#[arg(long, default_value = "regulatory-action")]
		reason: String,
	},
	/// Invite an account to act for the organisation. For its controller.
	Invite {
		/// The account.
		account: String,
		/// In these capacities. Repeatable, or with commas.
		#[arg(long = "for", value_delimiter = ',', required = true, value_name = "CAPACITY")]
		capacities: Vec<String>,
		/// At this site alone.
		#[arg(long, value_name = "GLN")]
		site: Option<String>,
	},
	/// Accept an invitation.
	Accept {
		/// The organisation.
		organisation: u32,
	},
	/// Leave an organisation.
	Leave {
		/// The organisation.
		organisation: u32,
	},
	/// Remove a member. For the controller.
	Remove {
		/// The account.
		account: String,
	},
	/// Locations of an organisation.
	Site {
		/// What to do.
		#[command(subcommand)]
		command: SiteCommand,
	},
	/// Register organisations and issue credentials from a CSV file. Run it again at will: what
	/// is there is left alone.
	#[command(
		after_help = "The first line names the columns: controller (account) or organisation \
	                        (number), capacity, identifier (such as gln:0614141000005), until, and \
	                        optionally from, site. Each row has its result: unchanged, created, \
	                        renewed or rejected."
	)]
	Import {
		/// The file; `-` is standard input.
		file: PathBuf,
	},
}

/// `salus participants site`.
#[derive(Subcommand, Debug)]
pub enum SiteCommand {
	/// Attest that a location is an organisation's. For issuers.
	Add {
		/// The organisation.
		organisation: u32,
		/// The location, 13 digits.
		gln: String,
	},
	/// Take a location away.
	Remove {
		/// The location, 13 digits.
		gln: String,
	},
}

/// `salus obligations`.
#[derive(Subcommand, Debug)]
pub enum ObligationsCommand {
	/// List what an organisation has to do, by due time. Default: the signer's organisation.
	List {
		/// The organisation, by number or GLN.
		#[arg(long, value_name = "ORG|GLN")]
		of: Option<String>,
		/// Only what is overdue.
		#[arg(long)]
		overdue: bool,
	},
}

/// `salus consent`.
#[derive(Subcommand, Debug)]
pub enum ConsentCommand {
	/// May this requester do this with these data? Answered from FHIR consents, with the function
	/// that the chain decides with.
	///
	/// Exit code 0 for a permit, 1 for a denial, 2 where it cannot be decided.
	#[command(
		after_help = "REQUEST is {patient, actor, organisation, capacity, groups[], purpose[], action, 		              data: {class, code, labels[], author, authoredAt, encounter, reference}}. 		              Without `data` the answer is an authorisation server's: a permit with the 		              residual rules that remain to be enforced, of which the last that matches 		              decides.\n\n		              Of several consents the newest active one of the patient counts. 		              docs/fhir.md says what is honoured."
	)]
	Decide(DecideArgs),
}

/// `salus consent decide`.
#[derive(Args, Debug)]
pub struct DecideArgs {
	/// FHIR consents, R4 or R5: resources, Bundles, or one resource a line; `-` is standard input.
	#[arg(long, value_name = "FILE", num_args = 1..)]
	pub consent: Vec<PathBuf>,
	/// What holds where no consent is in force: Policy-basic-normal, Policy-all-normal,
	/// Policy-break-glass-only or Policy-deny.
	#[arg(long, value_name = "NAME", default_value = "Policy-deny")]
	pub policy: String,
	/// Who asks for what, and why, as JSON; `-` is standard input.
	#[arg(long, value_name = "FILE")]
	pub request: PathBuf,
	/// When it is asked, RFC 3339 or YYYY-MM-DD. Default: now.
	#[arg(long, value_name = "TIME")]
	pub at: Option<String>,
	/// SMART scopes, v1 or v2, that the application was granted, with spaces between them: a permit
	/// is left only where one covers what is asked for.
	#[arg(long, value_name = "SCOPES")]
	pub scope: Option<String>,
}

/// `salus fhir`.
#[derive(Subcommand, Debug)]
pub enum FhirCommand {
	/// Put FHIR consents, R4 or R5, onto the chain, each once.
	///
	/// A line each: `granted`, `revoked`, `duplicate`, or `refused` with the FHIRPath of what is
	/// wrong. Exit code 1 if any is refused, 2 if a file cannot be read, 3 if the outcome of one is
	/// unknown: run it again.
	Import(FhirImportArgs),
	/// Give a resource back in the version of FHIR that it came in.
	Export {
		/// What.
		#[command(subcommand)]
		what: FhirExportWhat,
	},
}

/// `salus fhir import`.
#[derive(Args, Debug)]
pub struct FhirImportArgs {
	/// Consents: resources, Bundles, or one resource a line; `-` is standard input.
	#[arg(required = true)]
	pub files: Vec<PathBuf>,
	/// Send nothing and ask nobody: check the resources as the chain would hold them. They are
	/// `valid` then.
	#[arg(long)]
	pub dry_run: bool,
	/// The custodian's vault, which keeps the resources as they came. A patient that signs with its
	/// own key needs none.
	#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
	pub vault: Option<PathBuf>,
	/// The patient map.
	#[command(flatten)]
	pub map: MapArgs,
}

/// `salus fhir export`.
#[derive(Subcommand, Debug)]
pub enum FhirExportWhat {
	/// A consent, as `salus fhir import` called it.
	Consent(FhirExportConsentArgs),
}

/// `salus fhir export consent`.
#[derive(Args, Debug)]
pub struct FhirExportConsentArgs {
	/// What the import called it; or whose it is: SYSTEM|IDENTIFIER or a pseudonym.
	pub consent: String,
	/// Its version on the chain. Default: the newest.
	#[arg(long, value_name = "N")]
	pub version: Option<u32>,
	/// The custodian's vault.
	#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
	pub vault: PathBuf,
	/// The patient map.
	#[command(flatten)]
	pub map: MapArgs,
}

/// Where the patient map is.
#[derive(Args, Clone, Debug)]
pub struct MapArgs {
	/// The map's file.
	#[arg(long, env = "SALUS_MAP", value_name = "FILE", default_value = "patients.map")]
	pub map: PathBuf,
	/// A file with the map's key, 64 hexadecimal digits. Without it the key is in SALUS_MAP_KEY.
	#[arg(long, value_name = "FILE")]
	pub key_file: Option<PathBuf>,
}

/// `salus record`.
#[derive(Subcommand, Debug)]
pub enum RecordCommand {
	/// Encrypt a document into the vault, as a new record or a new version of one.
	Seal(SealArgs),
	/// Put what was sealed on the chain: one root over all of it, shuffled.
	Anchor {
		/// The vault's folder.
		#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
		vault: PathBuf,
	},
	/// Ask the chain for access to a patient's records. Permit and denial are both on record.
	///
	/// Exit code 0 for a permit, 1 for a denial.
	Request(RequestArgs),
	/// Give the custodian's vault the name behind a ticket: the patient is told also who was denied.
	Name {
		/// The ticket, as ORG-HEX: a permit or a denial.
		#[arg(long)]
		ticket: String,
		/// Who asked, as `salus record request` wrote it.
		#[arg(long, value_name = "FILE")]
		person: PathBuf,
		/// The address of the custodian's vault.
		#[arg(long, value_name = "URL")]
		server: String,
	},
	/// List what a custodian's vault would release: on a ticket, to the patient itself, or in an
	/// emergency.
	List(VisitArgs),
	/// Decrypt a document. Nothing is written before all of it is verified.
	///
	/// Exit code 4 without a ticket, 5 if it is not what was committed, 6 if it is erased.
	#[command(after_help = "Without --ticket and --emergency the signer is the patient, or \
	                        represents it.\n\nIn an emergency --emergency names the file that the \
	                        statement is kept in, for the review: where it is not there, it is made of \
	                        --patient, --reason and --as. The glass is broken on the chain; where no \
	                        node answers, before the vault, with --acting ORG:provider and a key that \
	                        no chain has to be asked about (--signer @FILE, env:NAME, cmd:PROGRAM).")]
	Open(OpenArgs),
	/// The log of who looked.
	Log {
		/// What to do.
		#[command(subcommand)]
		command: RecordLogCommand,
	},
	/// Write a document with its key sealed to a ticket's holder into one file.
	Share {
		/// The record's token.
		record: String,
		/// The vault's folder.
		#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
		vault: PathBuf,
		/// The ticket, as ORG-HEX.
		#[arg(long)]
		ticket: String,
		/// The account that will open it.
		#[arg(long, value_name = "ACCOUNT")]
		to: String,
		/// The file to write.
		#[arg(long, value_name = "FILE")]
		out: PathBuf,
	},
	/// Encrypt a record anew under other keys.
	Rotate {
		/// The record's token.
		record: String,
		/// The vault's folder.
		#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
		vault: PathBuf,
	},
	/// Destroy key, salt and ciphertext. Copies that were released are listed as not reached.
	Erase {
		/// The records' tokens.
		records: Vec<String>,
		/// All records of this patient: SYSTEM|IDENTIFIER or a pseudonym.
		#[arg(long, conflicts_with = "records", required_unless_present = "records")]
		patient: Option<String>,
		/// The vault's folder.
		#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
		vault: PathBuf,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
}

/// `salus record seal`.
#[derive(Args, Debug)]
pub struct SealArgs {
	/// The document: a FHIR resource or any other file.
	pub file: PathBuf,
	/// The vault's folder.
	#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
	pub vault: PathBuf,
	/// Whose it is: SYSTEM|IDENTIFIER or a pseudonym, known to the patient map.
	#[arg(long)]
	pub patient: String,
	/// Its class, such as a LOINC code. The chain sees a token of it.
	#[arg(long, value_name = "CODE")]
	pub class: String,
	/// A security label: U, L, M, N, R, V, or a sensitivity such as PSY; one of another code system as
	/// SYSTEM|CODE. Repeatable.
	#[arg(long = "label", value_name = "CODE")]
	pub labels: Vec<String>,
	/// Who wrote it, such as Practitioner/42. The chain sees a token of it.
	#[arg(long, value_name = "REFERENCE", default_value = "")]
	pub author: String,
	/// When it was written, RFC 3339 or YYYY-MM-DD; the month is kept. Default: now.
	#[arg(long, value_name = "TIME")]
	pub written: Option<String>,
	/// The record whose new version it is.
	#[arg(long, value_name = "RECORD")]
	pub replaces: Option<String>,
	/// Do not collect it for `salus record anchor`.
	#[arg(long)]
	pub no_anchor: bool,
	/// The patient map.
	#[command(flatten)]
	pub map: MapArgs,
}

/// `salus record request`.
#[derive(Args, Debug)]
pub struct RequestArgs {
	/// The patient's pseudonym.
	#[arg(long, value_name = "PSEUDONYM")]
	pub patient: String,
	/// Who has the records. Default: the custodian of the pseudonym.
	#[arg(long, value_name = "N")]
	pub custodian: Option<u32>,
	/// What for: TREAT, HPAYMT, HOPERAT, HRESCH ..., or the token of another purpose.
	#[arg(long, value_name = "CODE", default_value = "TREAT")]
	pub purpose: String,
	/// What is done with them: collect, access, use, disclose, correct.
	#[arg(long, value_name = "CODE", default_value = "access")]
	pub action: String,
	/// A class that is wanted, by its token. Repeatable; needed but for treatment (CN-12).
	#[arg(long = "class", value_name = "TOKEN")]
	pub classes: Vec<String>,
	/// The record that is wanted.
	#[arg(long, value_name = "RECORD")]
	pub record: Option<String>,
	/// Who looks, by name. The chain has a commitment of it.
	#[arg(long = "as", value_name = "NAME")]
	pub name: String,
	/// Whose member that is, and where to be found.
	#[arg(long, value_name = "TEXT")]
	pub affiliation: Option<String>,
	/// The file to write what opens the commitment to, for `salus record open --person`.
	#[arg(long, value_name = "FILE")]
	pub person: PathBuf,
	/// The address of the custodian's vault, which is given the name for the patient, whatever the
	/// decision. Later: `salus record name`.
	#[arg(long, value_name = "URL")]
	pub server: Option<String>,
}

/// A visit to a custodian's vault, and on which claim.
#[derive(Args, Debug)]
pub struct VisitArgs {
	/// The address of a custodian's vault.
	#[arg(long, value_name = "URL")]
	pub server: Option<String>,
	/// The ticket, as ORG-HEX.
	#[arg(long, value_name = "TICKET", conflicts_with = "emergency")]
	pub ticket: Option<String>,
	/// Break the glass: the file with the statement, made where there is none.
	#[arg(long, value_name = "FILE", conflicts_with = "person")]
	pub emergency: Option<PathBuf>,
	/// The nature of the emergency, in words.
	#[arg(long, value_name = "TEXT")]
	pub reason: Option<String>,
	/// Whose records: a pseudonym; in an emergency also SYSTEM|IDENTIFIER, which the vault looks up.
	#[arg(long, value_name = "WHO")]
	pub patient: Option<String>,
	/// Who looks, by name.
	#[arg(long = "as", value_name = "NAME", conflicts_with = "person")]
	pub name: Option<String>,
	/// Whose member that is, and where to be found.
	#[arg(long, value_name = "TEXT")]
	pub affiliation: Option<String>,
	/// Who looks, as `salus record request` wrote it.
	#[arg(long, value_name = "FILE")]
	pub person: Option<PathBuf>,
	/// A file with the secret key to whose public part data keys are sealed, see
	/// `salus vault new-key`.
	#[arg(long, value_name = "FILE")]
	pub key: Option<PathBuf>,
}

/// `salus record open`.
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("from").required(true).args(["vault", "server", "shared"]))]
pub struct OpenArgs {
	/// The record's token.
	pub record: Option<String>,
	/// Its version. Default: the one in force.
	#[arg(long, value_name = "N")]
	pub version: Option<u32>,
	/// The file to write.
	#[arg(long, value_name = "FILE")]
	pub out: PathBuf,
	/// From one's own vault, with its key. It is an access inside the custodian, and in the log.
	#[arg(long, value_name = "DIR", requires = "record")]
	pub vault: Option<PathBuf>,
	/// From a file that `salus record share` made.
	#[arg(long, value_name = "FILE", requires = "key")]
	pub shared: Option<PathBuf>,
	/// From a custodian's vault.
	#[command(flatten)]
	pub from: VisitArgs,
}

/// `salus record log`.
#[derive(Subcommand, Debug)]
pub enum RecordLogCommand {
	/// Put who looked since the last time on the chain: one root over all of it, shuffled.
	Anchor {
		/// The vault's folder.
		#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
		vault: PathBuf,
	},
	/// Answer a patient's demand to see its entries of a batch: one with its proof on the chain, all
	/// of them in a file for the patient.
	Answer {
		/// The vault's folder.
		#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
		vault: PathBuf,
		/// Who demands: SYSTEM|IDENTIFIER or a pseudonym.
		#[arg(long)]
		patient: String,
		/// The demand's id.
		#[arg(long, value_name = "HEX")]
		demand: String,
		/// The file to write.
		#[arg(long, value_name = "FILE")]
		out: PathBuf,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
	/// Hold what a custodian answered against the root on the chain.
	///
	/// Exit code 5 if an entry is not in it.
	Check {
		/// The file.
		file: PathBuf,
	},
}

/// `salus disclosures`.
#[derive(Args, Debug)]
pub struct DisclosuresArgs {
	/// Under which rule: `hipaa` (45 CFR 164.528), `part2` (42 CFR 2.25), `intermediary`
	/// (42 CFR 2.24), or everything for the `patient`.
	#[arg(long = "for", value_name = "RULE", default_value = "patient")]
	pub account: Account,
	/// Whose records: SYSTEM|IDENTIFIER or a pseudonym. Default: the one that the signer controls.
	#[arg(long, value_name = "WHO")]
	pub patient: Option<String>,
	/// From when, RFC 3339 or YYYY-MM-DD. Default: as far back as the rule goes.
	#[arg(long, value_name = "TIME")]
	pub from: Option<String>,
	/// To when; a date to its last instant. Default: now.
	#[arg(long, value_name = "TIME")]
	pub to: Option<String>,
	/// A Bundle of FHIR AuditEvents, or CSV.
	#[arg(long, value_enum, default_value = "json")]
	pub format: DisclosuresFormat,
	/// The custodian's vault: opens who looked.
	#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
	pub vault: Option<PathBuf>,
	/// The patient's custodian's vault: gives who looked, sealed to the patient's key.
	#[arg(long, value_name = "URL", requires = "key")]
	pub server: Option<String>,
	/// The patient's secret key.
	#[arg(long, value_name = "FILE")]
	pub key: Option<PathBuf>,
	/// The patient map: reads what tokens stand for.
	#[command(flatten)]
	pub map: MapArgs,
}

/// How an account is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum DisclosuresFormat {
	/// A Bundle of FHIR AuditEvents.
	Json,
	/// CSV.
	Csv,
}

/// `salus patient`.
#[derive(Subcommand, Debug)]
pub enum PatientCommand {
	/// The encrypted table of identifiers and pseudonyms, of references and what they stand for.
	Map {
		/// What to do.
		#[command(subcommand)]
		command: MapCommand,
	},
	/// Custodian: open a patient's pseudonym on the chain.
	Open {
		/// SYSTEM|IDENTIFIER (entered into the map where it is not there) or a pseudonym.
		who: String,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
	/// Custodian: offer a pseudonym to the patient's own account, the first or one for a lost key.
	///
	/// A patient that has a key can object until the recovery period is over.
	Offer {
		/// SYSTEM|IDENTIFIER or a pseudonym.
		who: String,
		/// The patient's account.
		account: String,
		/// The file to write for the patient: the pseudonym, and the secret of the relationship under
		/// which tokens are made. Hand it over as you would a key.
		#[arg(long, value_name = "FILE")]
		out: PathBuf,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
	/// Patient: take the pseudonym over that is offered to the signer. From then on the patient alone
	/// grants and revokes.
	Claim {
		/// The custodian's file, or the pseudonym.
		offer: String,
		/// The file with the secret key to which names and documents are sealed for the patient. It is
		/// made where it is not there.
		#[arg(long, value_name = "FILE")]
		key: PathBuf,
		/// The patient's own map, which is made where it is not there. Without its key none is kept.
		#[command(flatten)]
		map: MapArgs,
	},
	/// Patient: refuse an offer to another account, or one that was made to the signer.
	Refuse {
		/// The pseudonym. Default: the one that the signer controls.
		patient: Option<String>,
	},
	/// Patient: take another encryption key, and hand the pseudonym to another account, which claims it.
	Rotate {
		/// The file with the new secret key. It is made where it is not there.
		#[arg(long, value_name = "FILE")]
		key: PathBuf,
		/// The other account.
		#[arg(long, value_name = "ACCOUNT")]
		to: Option<String>,
	},
	/// Patient: say that a consent which the custodian recorded was never given. It is out of force at
	/// once, and the custodian has to answer.
	Contest {
		/// The pseudonym. Default: the one that the signer controls.
		patient: Option<String>,
	},
	/// Patient: revoke the consent. At once, and free of charge.
	Revoke {
		/// The pseudonym. Default: the one that the signer controls.
		patient: Option<String>,
	},
	/// Let somebody act for the patient, or change what it may do: a parent, a guardian, who holds a
	/// power of attorney (CN-1).
	///
	/// Signed by the patient; by the custodian for a patient without a key, on evidence.
	Appoint {
		/// The representative's account.
		account: String,
		/// What it may do: grant consents and claim rights, revoke consents, read the records.
		/// Comma-separated.
		#[arg(long, value_enum, value_delimiter = ',', required = true)]
		may: Vec<Power>,
		/// The last month of it, YYYY-MM.
		#[arg(long, value_name = "MONTH")]
		until: String,
		/// Custodian: the commitment of the evidence, which is kept off the chain.
		#[arg(long, value_name = "HEX")]
		evidence: Option<String>,
		/// For whom: SYSTEM|IDENTIFIER or a pseudonym. Default: the one that the signer controls.
		#[arg(long, value_name = "WHO")]
		patient: Option<String>,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
	/// End what a representative may do, at once. Who appoints may, and the representative itself.
	Dismiss {
		/// The representative's account.
		account: String,
		/// For whom: SYSTEM|IDENTIFIER or a pseudonym. Default: the one that the signer controls.
		#[arg(long, value_name = "WHO")]
		patient: Option<String>,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
	/// Patient: demand to see what a batch of the custodian's log says of the patient.
	Demand {
		/// The batch.
		batch: String,
		/// The pseudonym. Default: the one that the signer controls.
		#[arg(long)]
		patient: Option<String>,
	},
	/// How a pseudonym stands on the chain.
	Show {
		/// SYSTEM|IDENTIFIER or a pseudonym. Default: the one that the signer controls.
		who: Option<String>,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
}

/// What a representative may do.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Power {
	/// Grant consents, and claim rights.
	Grant,
	/// Revoke consents, and contest recorded ones.
	Revoke,
	/// Read the patient's records.
	Read,
}

/// `salus patient map`.
#[derive(Subcommand, Debug)]
pub enum MapCommand {
	/// Add a patient (SYSTEM|IDENTIFIER, a new pseudonym), or a reference and what it stands for.
	Add {
		/// SYSTEM|IDENTIFIER, or a reference such as Practitioner/42.
		who: String,
		/// The pseudonym that the patient has already; or what the reference stands for: an account,
		/// commitment:HEX, organisation:NUMBER, group:HEX, record:HEX, of a Patient SYSTEM|IDENTIFIER
		/// or a pseudonym. Of a reference by identifier, account:ACCOUNT.
		value: Option<String>,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
	/// Show the pseudonym of SYSTEM|IDENTIFIER, who a pseudonym is, or the account of a reference.
	Get {
		/// SYSTEM|IDENTIFIER, a pseudonym, or a reference.
		who: String,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
	/// Import a CSV file, all of it or nothing. What is there is left alone.
	#[command(after_help = "The first line names the columns: system,identifier and optionally \
	                        pseudonym; or reference,account.")]
	Import {
		/// The file.
		file: PathBuf,
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
	/// Count patients and references.
	ListCount {
		/// The patient map.
		#[command(flatten)]
		map: MapArgs,
	},
}

/// `salus vault`.
#[derive(Subcommand, Debug)]
pub enum VaultCommand {
	/// Make a vault for the chain at --url and an organisation: --organisation, or the one that
	/// --signer controls.
	Init {
		/// Its folder.
		#[arg(env = "SALUS_VAULT")]
		vault: PathBuf,
		/// The first block of the chain, instead of asking the node at --url.
		#[arg(long, value_name = "HASH")]
		genesis: Option<String>,
		/// Where sealed documents go, if not into the folder: `s3://BUCKET/PREFIX`, with the endpoint
		/// and the credentials in AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and
		/// AWS_SECRET_ACCESS_KEY. Wants a build with the feature `s3`.
		#[arg(long, value_name = "LOCATION")]
		objects: Option<String>,
	},
	/// Release documents against tickets over HTTP, until interrupted. Put a proxy with TLS before it.
	Serve {
		/// Its folder.
		#[arg(env = "SALUS_VAULT")]
		vault: PathBuf,
		/// Where to listen.
		#[arg(long, default_value = "127.0.0.1:8420", value_name = "ADDRESS")]
		listen: String,
		/// Release nothing but in an emergency when the last finalised block is older than this.
		#[arg(long, default_value = "60", value_name = "SECONDS")]
		max_stale: u64,
		/// The patient map. Look-ups are served where its key is given.
		#[command(flatten)]
		map: MapArgs,
	},
	/// List a clinician who is served when the chain is out of reach, as the chain last knew.
	AddStaff {
		/// The vault's folder.
		#[arg(long, env = "SALUS_VAULT", value_name = "DIR")]
		vault: PathBuf,
		/// The clinician's account. Organisation and capacity are those of --acting.
		account: String,
	},
	/// Make a key to which data keys can be sealed. The public part is registered on the chain.
	NewKey {
		/// The file to write the secret part to.
		file: PathBuf,
	},
}

/// `salus validator`.
#[derive(Subcommand, Debug)]
pub enum ValidatorCommand {
	/// Make session keys on the node at --url, register them for the signer's account, and say
	/// what still has to be voted.
	Join,
	/// Replace the session keys of the node at --url.
	Rotate,
	/// Show who is seated, whose keys are registered, and what is still missing for an account.
	Status {
		/// The account. Default: the signer's.
		account: Option<String>,
	},
}

/// Who decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Committee {
	/// The council.
	Council,
	/// The technical committee.
	Technical,
}

/// `salus governance`.
#[derive(Subcommand, Debug)]
pub enum GovernanceCommand {
	/// List the open motions with their calls and votes.
	List {
		/// Whose. Default: both.
		#[arg(long, value_enum)]
		committee: Option<Committee>,
	},
	/// Show one motion.
	Show {
		/// Its hash, or the first digits of it.
		motion: String,
	},
	/// Propose a call.
	#[command(after_help = "Example: salus governance propose ValidatorSet.seat \
	                        '{\"validator\": \"5Grw...\"}'")]
	Propose {
		/// `PALLET.CALL`, or encoded call data as hex.
		call: String,
		/// Arguments by name, as JSON.
		args: Option<String>,
		/// Who decides.
		#[arg(long, value_enum, default_value = "council")]
		committee: Committee,
		/// How many ayes it needs. Default: three quarters of the council, two thirds of the
		/// technical committee.
		#[arg(long)]
		threshold: Option<u32>,
		/// Propose it through governance.dispatch_as_root.
		#[arg(long)]
		root: bool,
		/// Only show what would be proposed.
		#[arg(long)]
		dry_run: bool,
	},
	/// Vote on a motion.
	Vote {
		/// Its hash, or the first digits of it.
		motion: String,
		/// How.
		#[arg(value_enum)]
		vote: Ballot,
	},
	/// Close a motion: it is executed where it has enough ayes.
	Close {
		/// Its hash, or the first digits of it.
		motion: String,
	},
}

/// A vote.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Ballot {
	/// For it.
	Aye,
	/// Against it.
	Nay,
}

/// `salus watch`.
#[derive(Args, Debug)]
#[command(
	after_help = "Each event has a cursor; `--since` it goes on with the event after it. The node \
	              may be restarted meanwhile. A node that prunes states knows the events of its \
	              last 256 blocks (or as --state-pruning says): for more use an archive node."
)]
pub struct WatchArgs {
	/// Only events that name this organisation. Repeatable.
	#[arg(long, value_name = "N")]
	pub org: Vec<u32>,
	/// Only events of this domain: participants, obligations, sponsorship, supply, governance,
	/// validators, or a pallet's name. Repeatable.
	#[arg(long, value_name = "DOMAIN")]
	pub domain: Vec<String>,
	/// Go on after this cursor. `0` starts with the first block. Default: now.
	#[arg(long, value_name = "CURSOR")]
	pub since: Option<String>,
	/// Keep the cursor in this file: read from it at the start, written after each event that was
	/// handed over.
	#[arg(long, value_name = "FILE")]
	pub cursor_file: Option<PathBuf>,
	/// Run this with `sh -c` for each event, which it gets on standard input. Tried again until it
	/// ends with 0.
	#[arg(long, value_name = "CMD")]
	pub exec: Option<String>,
	/// Post each event to this address as JSON. Tried again until the answer is 2xx.
	#[arg(long, value_name = "URL")]
	pub post: Option<String>,
	/// Stop after the last finalised block instead of waiting for more.
	#[arg(long)]
	pub once: bool,
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn the_command_line_should_be_consistent() {
		Cli::command().debug_assert();
	}

	/// Every command with all that its help says.
	fn commands(command: &clap::Command, path: &str, all: &mut Vec<(String, clap::Command)>) {
		let path = format!("{path} {}", command.get_name());
		for inner in command.get_subcommands() {
			commands(inner, &path, all);
		}
		all.push((path.trim().to_owned(), command.clone()));
	}

	#[test]
	fn every_command_and_option_should_have_help() {
		let mut all = Vec::new();
		commands(&Cli::command(), "", &mut all);
		assert!(all.len() > 100, "{}", all.len());
		for (path, command) in all {
			assert!(command.get_about().is_some(), "{path}");
			for arg in command.get_arguments() {
				assert!(arg.get_help().is_some(), "{path}: {}", arg.get_id());
			}
		}
	}

	#[test]
	fn examples_in_help_should_be_commands() {
		let mut all = Vec::new();
		commands(&Cli::command(), "", &mut all);
		let mut examples = 0;
		for (path, command) in all {
			let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
			let Some((_, example)) = help.split_once("Example: ") else { continue };
			examples += 1;
			// As a shell splits it: what is in quotes stays together.
			let mut words = Vec::new();
			for (part, is_quoted) in
				example.trim().split('\'').zip([false, true].into_iter().cycle())
			{
				if is_quoted {
					words.push(part.to_owned());
				} else {
					words.extend(part.split_whitespace().map(str::to_owned));
				}
			}
			let parsed = Cli::try_parse_from(&words);
			assert!(parsed.is_ok(), "{path}: {words:?}: {:?}", parsed.err());
		}
		assert!(examples >= 2);
	}
}

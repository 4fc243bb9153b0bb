//! Arguments of `salus supply` about ranges of lots, and about what is done when something is wrong.

use super::{ItemArgs, PackArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Leaves of a lot.
#[derive(Args, Debug)]
#[command(
	after_help = "Without --leaves and --containers all that can be meant is: what the store has, \
	              or all of the lot that is in the right hands."
)]
pub struct LeavesArgs {
	/// The lot's proof store, or the part that came with the goods.
	#[arg(long, value_name = "DIR|FILE", required_unless_present = "gtin")]
	pub store: Option<PathBuf>,
	/// GTIN of the lot, instead of a store.
	#[arg(long, requires = "lot", conflicts_with = "store")]
	pub gtin: Option<String>,
	/// Lot number.
	#[arg(long, requires = "gtin")]
	pub lot: Option<String>,
	/// First and last leaf, such as 0-479. Repeatable, or with commas.
	#[arg(long, value_name = "FIRST-LAST", value_delimiter = ',')]
	pub leaves: Vec<String>,
	/// The packs in these containers of the store. Repeatable, or with commas.
	#[arg(long, value_name = "EPC", requires = "store", value_delimiter = ',')]
	pub containers: Vec<String>,
}

/// When and where something happened.
#[derive(Args, Clone, Debug)]
pub struct WhenArgs {
	/// When it happened, as RFC 3339. Default: now.
	#[arg(long, value_name = "TIME")]
	pub time: Option<String>,
	/// Where it happened (readPoint), 13 digits.
	#[arg(long, value_name = "GLN")]
	pub read_point: Option<String>,
	/// Where the objects are afterwards (bizLocation), 13 digits.
	#[arg(long, value_name = "GLN")]
	pub location: Option<String>,
}

/// Proof stores, where what is scanned may be of a lot under one root.
#[derive(Args, Clone, Debug)]
pub struct StoreArgs {
	/// Proof stores that came with the goods: a file, the folder that `lot build` made, or a folder
	/// of many. What the chain knows through its lot's root is shown by a proof from them.
	/// Repeatable.
	#[arg(long, value_name = "DIR|FILE", env = "SALUS_PROOFS")]
	pub store: Vec<PathBuf>,
}

/// Leaves, and when and where something is done with them.
#[derive(Args, Debug)]
pub struct RangeArgs {
	/// Which.
	#[command(flatten)]
	pub leaves: LeavesArgs,
	/// When and where.
	#[command(flatten)]
	pub when: WhenArgs,
}

/// How a shipment goes.
#[derive(Args, Debug)]
pub struct ShipArgs {
	/// To this organisation or 13-digit GLN. Default: whoever receives first.
	#[arg(long, value_name = "ORG|GLN")]
	pub to: Option<String>,
	/// Ownership passes (a sale, with the DSCSA transaction statement) or possession alone.
	#[arg(long, value_enum, default_value = "sale")]
	pub kind: super::ShipKind,
	/// Commitment to the transaction information: 32 bytes as hex, or @FILE for its SHA-256.
	#[arg(long, value_name = "HASH|@FILE")]
	pub information: Option<String>,
}

/// Where a lot is cut or joined.
#[derive(Args, Debug)]
pub struct CutArgs {
	/// The lot's proof store, or the part that came with the goods.
	#[arg(long, value_name = "DIR|FILE", required_unless_present = "gtin")]
	pub store: Option<PathBuf>,
	/// GTIN of the lot, instead of a store.
	#[arg(long, requires = "lot", conflicts_with = "store")]
	pub gtin: Option<String>,
	/// Lot number.
	#[arg(long, requires = "gtin")]
	pub lot: Option<String>,
	/// The first leaf of the second part.
	#[arg(long, value_name = "LEAF")]
	pub at: u32,
}

/// `salus supply lot show`.
#[derive(Args, Debug)]
pub struct LotShowArgs {
	/// The lot's proof store.
	#[arg(long, value_name = "DIR|FILE", required_unless_present = "gtin")]
	pub store: Option<PathBuf>,
	/// GTIN of the lot, instead of a store.
	#[arg(long, requires = "lot", conflicts_with = "store")]
	pub gtin: Option<String>,
	/// Lot number.
	#[arg(long, requires = "gtin")]
	pub lot: Option<String>,
	/// Only what this organisation holds, by number or GLN.
	#[arg(long, value_name = "ORG|GLN")]
	pub of: Option<String>,
	/// This leaf alone, with its story.
	#[arg(long, value_name = "LEAF", conflicts_with = "of")]
	pub leaf: Option<u32>,
}

/// What opens a case.
#[derive(Args, Debug)]
pub struct OpenCaseArgs {
	/// The case's id, 16 bytes as hex. Default: derived from the event.
	#[arg(long)]
	pub id: Option<String>,
	/// Commitment to the evidence: 32 bytes as hex, or @FILE for its SHA-256.
	#[arg(long, value_name = "HASH|@FILE")]
	pub evidence: String,
}

/// What decides a case.
#[derive(Args, Debug)]
pub struct DecideCaseArgs {
	/// The case, as ORG-HEX, or the id alone of one's own.
	#[arg(long, value_name = "ORG-HEX")]
	pub case: String,
	/// Commitment to the evidence: 32 bytes as hex, or @FILE for its SHA-256.
	#[arg(long, value_name = "HASH|@FILE")]
	pub evidence: String,
}

/// `salus supply quarantine`.
#[derive(Subcommand, Debug)]
pub enum QuarantineCommand {
	/// Put suspect product in quarantine, under a case.
	Open {
		/// What.
		#[command(flatten)]
		items: ItemArgs,
		/// Why: counterfeit, diverted, stolen, adulterated, fraudulent-transaction or
		/// unfit-for-distribution.
		#[arg(long)]
		reason: String,
		/// The case.
		#[command(flatten)]
		open: OpenCaseArgs,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// It is what it says: free again.
	Clear {
		/// What.
		#[command(flatten)]
		items: ItemArgs,
		/// The case.
		#[command(flatten)]
		decide: DecideCaseArgs,
	},
	/// It is illegitimate: only its destruction follows, and notice within a day.
	Illegitimate {
		/// What.
		#[command(flatten)]
		items: ItemArgs,
		/// The case.
		#[command(flatten)]
		decide: DecideCaseArgs,
		/// A sample is retained.
		#[arg(long)]
		sample_retained: bool,
	},
}

/// `salus supply alert`.
#[derive(Subcommand, Debug)]
pub enum AlertCommand {
	/// Put on record that a pack in hand fails its verification.
	Report {
		/// All of its label: GTIN, serial, lot and expiry.
		#[command(flatten)]
		pack: Box<PackArgs>,
		/// When and where.
		#[command(flatten)]
		when: WhenArgs,
		/// The case.
		#[command(flatten)]
		open: OpenCaseArgs,
	},
	/// Show that one serial stands at two leaves, of one lot or of two, or at a leaf and in a list: both
	/// packs are held, and their maker has to answer. What a holder introduced gives way to a proof.
	Duplicate {
		/// The pack: an EPC, a link, or what a scanner reads.
		item: String,
		/// Proof stores that have a pack of that serial: two of them, or one where the chain lists
		/// another pack.
		#[arg(long, value_name = "DIR|FILE", required = true)]
		store: Vec<PathBuf>,
	},
	/// Answer why one serial stands for two packs. Both stay held. For their maker.
	AnswerDuplicate {
		/// The pack: an EPC, a link, or what a scanner reads.
		item: String,
		/// Proof stores, one of which has the pack.
		#[arg(long, value_name = "DIR|FILE", required = true)]
		store: Vec<PathBuf>,
		/// Commitment to what was found: 32 bytes as hex, or @FILE for its SHA-256.
		#[arg(long, value_name = "HASH|@FILE")]
		findings: String,
	},
	/// Answer for a pack that failed: it is one's own, or it is not. For its maker.
	Answer {
		/// The alert, as ORG-HEX.
		alert: String,
		/// It is one's own: true or false.
		#[arg(long, action = clap::ArgAction::Set)]
		genuine: bool,
		/// Commitment to the evidence: 32 bytes as hex, or @FILE for its SHA-256.
		#[arg(long, value_name = "HASH|@FILE")]
		evidence: String,
	},
}

/// `salus supply notice`: Form FDA 3911.
#[derive(Subcommand, Debug)]
pub enum NoticeCommand {
	/// Notify illegitimate product to trading partners, and that it is over.
	Send {
		/// GTIN of the product.
		#[arg(long)]
		gtin: String,
		/// Its lot, where it is about one.
		#[arg(long)]
		lot: Option<String>,
		/// Why: counterfeit, diverted, stolen, adulterated, fraudulent-transaction,
		/// unfit-for-distribution or high-risk (for its maker).
		#[arg(long)]
		reason: String,
		/// Commitment to the incident number: 32 bytes as hex, or @FILE for its SHA-256.
		#[arg(long, value_name = "HASH|@FILE")]
		incident: String,
		/// The case in which it was found to be illegitimate, as ORG-HEX.
		#[arg(long, value_name = "ORG-HEX")]
		case: Option<String>,
		/// initial, follow-up or termination.
		#[arg(long, default_value = "initial")]
		kind: String,
		/// The id of the initial notice, for the others.
		#[arg(long, value_name = "HEX")]
		initial: Option<String>,
		/// Commitment to the consultation with the authority, for a termination.
		#[arg(long, value_name = "HASH|@FILE")]
		consultation: Option<String>,
		/// Who is notified, by number or GLN. Repeatable, or with commas.
		#[arg(long, value_name = "ORG|GLN", value_delimiter = ',')]
		to: Vec<String>,
		/// The notice's id, 16 bytes as hex. Default: derived from what it says.
		#[arg(long)]
		id: Option<String>,
	},
	/// Say under which case of one's own what matches is in quarantine, or that there is nothing.
	Answer {
		/// The notice, as ORG-HEX.
		notice: String,
		/// The id of one's own case; without it: nothing matches.
		#[arg(long, value_name = "HEX")]
		case: Option<String>,
	},
	/// Show a notice, and who was notified.
	Show {
		/// The notice, as ORG-HEX.
		notice: String,
	},
}

/// `salus supply exception`.
#[derive(Subcommand, Debug)]
pub enum ExceptionCommand {
	/// Put on record that goods and data do not agree; the goods are held.
	Open {
		/// What is there without its data, or damaged. Of what is missing, nothing is held: what the
		/// data announced may be named.
		#[command(flatten)]
		items: ItemArgs,
		/// overage, concealed-overage, wrong-lot, wrong-serial, wrong-sold-to, no-data, shortage,
		/// concealed-shortage, lost, damaged or mixed.
		#[arg(long)]
		kind: String,
		/// Who sent goods or data, by number or GLN.
		#[arg(long, value_name = "ORG|GLN")]
		counterparty: Option<String>,
		/// The case.
		#[command(flatten)]
		open: OpenCaseArgs,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Resolve it: keep with corrected data, return, destroy, or cancel.
	Resolve {
		/// What it holds.
		#[command(flatten)]
		items: ItemArgs,
		/// The exception, as ORG-HEX, or its id alone.
		#[arg(long, value_name = "ORG-HEX")]
		case: String,
		/// keep, return, destroy or cancel.
		#[arg(long)]
		resolution: String,
		/// Commitment to the corrected data: 32 bytes as hex, or @FILE for its SHA-256.
		#[arg(long, value_name = "HASH|@FILE")]
		correction: Option<String>,
	},
}

/// `salus supply trace-request`.
#[derive(Subcommand, Debug)]
pub enum TraceRequestCommand {
	/// Ask a trading partner for documents about an item, and what was before the chain.
	Open {
		/// The pack or container: an EPC, a link, or what a scanner reads.
		item: String,
		/// Who has to answer, by number or GLN.
		#[arg(long, value_name = "ORG|GLN")]
		respondent: String,
		/// The request's id, 16 bytes as hex. Default: derived from what is asked.
		#[arg(long)]
		id: Option<String>,
	},
	/// Answer, by the commitment to what was sent.
	Answer {
		/// The request, as ORG-HEX.
		request: String,
		/// Commitment to the answer: 32 bytes as hex, or @FILE for its SHA-256.
		#[arg(long, value_name = "HASH|@FILE")]
		answer: String,
	},
	/// Show a request and its answer.
	Show {
		/// The request, as ORG-HEX.
		request: String,
	},
}

/// What the label of a product says of its storage. Temperatures in degrees Celsius.
#[derive(Args, Debug)]
pub struct StorageArgs {
	/// Lowest temperature at all times.
	#[arg(long, value_name = "C", allow_hyphen_values = true, requires = "max")]
	pub min: Option<String>,
	/// Highest temperature at all times.
	#[arg(long, value_name = "C", allow_hyphen_values = true, requires = "min")]
	pub max: Option<String>,
	/// Highest temperature of an excursion. Default: --max.
	#[arg(long, value_name = "C", allow_hyphen_values = true, requires = "min")]
	pub excursion_max: Option<String>,
	/// How many minutes outside --min to --max are allowed together.
	#[arg(long, value_name = "MINUTES", default_value_t = 0)]
	pub excursion_minutes: u32,
}

/// `salus supply coldchain`.
#[derive(Subcommand, Debug)]
pub enum ColdchainCommand {
	/// Set what a product's storage may be. For its maker.
	#[command(after_help = "--min to --excursion-minutes are what the label says, and are given \
	                        once, when the product is registered. --max-gap and --max-mkt may \
	                        change. Temperatures in degrees Celsius.")]
	Profile {
		/// The product.
		#[arg(long)]
		gtin: String,
		/// What its label says.
		#[command(flatten)]
		label: StorageArgs,
		/// How many minutes may lie between two readings.
		#[arg(long, value_name = "MINUTES", requires = "max_mkt")]
		max_gap: Option<u32>,
		/// The highest mean kinetic temperature.
		#[arg(long, value_name = "C", allow_hyphen_values = true, requires = "max_gap")]
		max_mkt: Option<String>,
	},
	/// Put on record how items were kept. What left its conditions is held at once.
	Report {
		/// What the sensor was with.
		#[command(flatten)]
		items: ItemArgs,
		/// The readings: CSV time,temperature; RFC 3339 and degrees Celsius, in order.
		#[arg(long, value_name = "FILE")]
		readings: PathBuf,
		/// Lowest temperature at all times. Default: as the product's label says.
		#[arg(long, value_name = "C", allow_hyphen_values = true, requires = "max")]
		min: Option<String>,
		/// Highest temperature at all times. Default: as the product's label says.
		#[arg(long, value_name = "C", allow_hyphen_values = true, requires = "min")]
		max: Option<String>,
		/// The id of the case that an excursion opens. Default: derived from the event.
		#[arg(long)]
		id: Option<String>,
		/// Print the summary, send nothing. With --min and --max it needs no chain.
		#[arg(long)]
		dry_run: bool,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Release what left its conditions, on evidence of its stability. For a responsible person.
	Release {
		/// What.
		#[command(flatten)]
		items: ItemArgs,
		/// The case.
		#[command(flatten)]
		decide: DecideCaseArgs,
	},
	/// Reject it: only its destruction follows. For a responsible person.
	Reject {
		/// What.
		#[command(flatten)]
		items: ItemArgs,
		/// The case.
		#[command(flatten)]
		decide: DecideCaseArgs,
	},
}

/// `salus supply recall`, with a step of it.
#[derive(Subcommand, Debug)]
pub enum RecallCommand {
	/// Open a recall.
	Start(super::RecallStartArgs),
	/// Say how thoroughly it is checked.
	Plan {
		/// The recall, 16 bytes as hex.
		recall: String,
		/// Level of effectiveness checks: A (all), B (10 to 100 %), C (10 %), D (2 %), E (none).
		#[arg(long)]
		level: String,
		/// How many consignees of a hundred, for level B.
		#[arg(long)]
		percent: Option<u8>,
		/// Commitment to the reason: 32 bytes as hex, or @FILE for its SHA-256.
		#[arg(long, value_name = "HASH|@FILE")]
		reason: String,
	},
	/// Name consignees, with how many packs were sent to each.
	Consignees {
		/// The recall.
		recall: String,
		/// Who and how many: ORG=PACKS or GLN=PACKS.
		#[arg(required = true, value_name = "ORG|GLN=PACKS")]
		consignees: Vec<String>,
	},
	/// Say that one knows of it. For a consignee.
	Acknowledge {
		/// The recall.
		recall: String,
	},
	/// Report what became of the packs, in quantities that add up. For a consignee.
	Report {
		/// The recall.
		recall: String,
		/// Packs that were sent to one.
		#[arg(long)]
		shipped: u32,
		/// Packs sent back.
		#[arg(long, default_value_t = 0)]
		returned: u32,
		/// Packs destroyed.
		#[arg(long, default_value_t = 0)]
		destroyed: u32,
		/// Packs supplied to the public before.
		#[arg(long, default_value_t = 0)]
		dispensed: u32,
		/// Packs that nobody finds.
		#[arg(long, default_value_t = 0)]
		unaccounted: u32,
	},
	/// Show that packs of a lot under one root are among the serials of a recall: they are held
	/// wherever they are. For anybody.
	Flag {
		/// EPC URNs, GS1 Digital Links, or what a scanner reads. None, or `-`: one a line from
		/// standard input.
		items: Vec<String>,
		/// Proofs.
		#[command(flatten)]
		stores: StoreArgs,
	},
	/// Close it, once it is effective.
	Close {
		/// The recall.
		recall: String,
	},
	/// Show how it stands, and every consignee.
	Show {
		/// The recall.
		recall: String,
	},
}

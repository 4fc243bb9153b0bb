//! Why a command fails, and with which exit code.

use serde_json::{json, Value as Json};
use std::{borrow::Cow, fmt};

/// The exit code of a failed command. 0 means that all that was asked holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Exit {
	/// Refused by a rule: sending the same again changes nothing.
	Refused = 1,
	/// Bad usage or unreadable input.
	Usage = 2,
	/// The chain is unreachable or the outcome unknown: safe to run again.
	Unknown = 3,
}

/// A failure that a person and a program can act on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
	/// The exit code it leads to.
	pub exit: Exit,
	/// A name that does not change between releases.
	pub code: Cow<'static, str>,
	/// The id of the rule that refuses, where there is one.
	pub rule: Option<String>,
	/// What is wrong and what to do about it.
	pub message: String,
	/// Whether the same command can succeed later without being changed.
	pub retryable: bool,
}

impl Failure {
	/// A rule says no.
	pub fn refused(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
		let (code, message) = (code.into(), message.into());
		let rule = rule_in(&message);
		Self { exit: Exit::Refused, code, rule, message, retryable: false }
	}

	/// The command or its input cannot be understood.
	pub fn usage(message: impl Into<String>) -> Self {
		Self {
			exit: Exit::Usage,
			code: "Cli.Usage".into(),
			rule: None,
			message: message.into(),
			retryable: false,
		}
	}

	/// A file cannot be read or written.
	pub fn unreadable(what: impl fmt::Display, error: impl fmt::Display) -> Self {
		Self { code: "Cli.Unreadable".into(), ..Self::usage(format!("{what}: {error}")) }
	}

	/// The chain does not answer.
	pub fn unreachable(message: impl Into<String>) -> Self {
		Self {
			exit: Exit::Unknown,
			code: "Cli.Unreachable".into(),
			rule: None,
			message: message.into(),
			retryable: true,
		}
	}

	/// It was sent, and nobody can say yet what became of it.
	pub fn unknown(message: impl Into<String>) -> Self {
		Self { code: "Cli.OutcomeUnknown".into(), ..Self::unreachable(message) }
	}

	/// The node answers in a way that this command does not understand.
	pub fn incompatible(message: impl Into<String>) -> Self {
		Self {
			code: "Cli.Incompatible".into(),
			retryable: false,
			..Self::unreachable(message.into() + ": use a `salus` of the node's release")
		}
	}

	/// The same failure under another code.
	pub fn with_code(self, code: impl Into<Cow<'static, str>>) -> Self {
		Self { code: code.into(), ..self }
	}

	/// The same failure in other words.
	pub fn saying(self, message: impl Into<String>) -> Self {
		Self { message: message.into(), ..self }
	}

	/// The same failure with the rule that refuses.
	pub fn with_rule(self, rule: impl Into<String>) -> Self {
		Self { rule: Some(rule.into()), ..self }
	}

	/// As results show it.
	pub fn to_json(&self) -> Json {
		json!({
			"code": self.code,
			"rule": self.rule,
			"message": self.message,
			"retryable": self.retryable,
		})
	}
}

impl fmt::Display for Failure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} [{}]", self.message, self.code)
	}
}

impl std::error::Error for Failure {}

/// The first rule id such as `SC-4` in a text: the docs of the runtime's errors name them.
pub fn rule_in(text: &str) -> Option<String> {
	text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').find_map(|word| {
		let (letters, number) = word.split_once('-')?;
		let is_rule = matches!(letters, "SC" | "FMD" | "EP" | "RC" | "CC" | "CN" | "X" | "ID")
			&& !number.is_empty()
			&& number.bytes().all(|byte| byte.is_ascii_digit());
		is_rule.then(|| word.to_owned())
	})
}

/// The rule behind an error of the runtime: the one that its docs name, else the one that it is
/// about.
pub fn rule_of(code: &str, docs: &str) -> Option<String> {
	rule_in(docs).or_else(|| {
		let name =
			code.strip_prefix("SupplyChain.").or_else(|| code.strip_prefix("Participants."))?;
		let rule = match name {
			"InTransit"
			| "NotInTransit"
			| "NotConsignee"
			| "NotHolder"
			| "OwnShipment"
			| "ShipmentPartlyReceived"
			| "NotShipper"
			| "NotOwner"
			| "MixedOwners" => "SC-4",
			"AlreadyDispensed" | "PartlyDispensed" => "FMD-2",
			"AlreadyCommissioned"
			| "ProductUnknown"
			| "NotMaker"
			| "LotExpiryMismatch"
			| "IntroducedDiffers" => "SC-1",
			"UnknownItem" | "Decommissioned" | "Destroyed" | "EventBeforeLast"
			| "AlreadyPacked" | "NotInParent" | "PackingCycle" | "TooDeep" | "NotEmpty"
			| "Packed" | "ContainerEmpty" | "NotAContainer" => "EP-2",
			"DispositionNotAllowed" | "Held" | "Stolen" | "ContainsHeld" | "BizStepMismatch" => {
				"EP-3"
			}
			"LotIsCommitted"
			| "LotIsListed"
			| "ProofExpiryMismatch"
			| "ProofIndexOutOfRange"
			| "ProofLengthWrong"
			| "ProofMismatch"
			| "SerialHasRow"
			| "SerialDuplicated" => "SC-1",
			"SplitInTransit" => "SC-4",
			"SplitWhileHeld" => "EP-3",
			"DuplicateEvent" => "EP-4",
			"Recalled" | "ContainsRecalled" => "RC-2",
			"Expired" | "ContainsExpired" => "FMD-5",
			"Contested" => "SC-6",
			"InvalidGtin" | "InvalidSscc" | "InvalidSerial" | "InvalidLot" | "InvalidGln" => "X-8",
			"EventInFuture" | "EventTooOld" | "NotAMember" | "CapacityNotGranted"
			| "CapacityNotAllowed" | "SiteNotGranted" => "X-3",
			"CredentialMissing"
			| "CredentialSuspended"
			| "CredentialRevoked"
			| "CredentialExpired"
			| "CredentialNotYetValid"
			| "IssuerCompromised" => "X-5",
			_ => return None,
		};
		Some(rule.to_owned())
	})
}

/// One error that this command itself makes.
pub struct Known {
	/// Its code.
	pub code: &'static str,
	/// Its exit code.
	pub exit: u8,
	/// Whether the same can succeed later.
	pub retryable: bool,
	/// What it means and what to do.
	pub docs: &'static str,
}

const fn known(code: &'static str, exit: u8, retryable: bool, docs: &'static str) -> Known {
	Known { code, exit, retryable, docs }
}

/// Every error that this command itself makes.
pub const CLI_ERRORS: &[Known] = &[
	known("Cli.Usage", 2, false, "The command line is not understood: see --help."),
	known("Cli.Unreadable", 2, false, "A file cannot be read or is not what it should be."),
	known("Cli.Unreachable", 3, true, "The node does not answer at --url. Nothing was lost: run the command again."),
	known("Cli.OutcomeUnknown", 3, true, "It was sent and its outcome is not known. Run the same command again: what is on the chain counts as duplicate."),
	known("Cli.Incompatible", 3, false, "The node answers in another way than this release expects. Use a `salus` of the node's release."),
	known("Cli.NoSigner", 2, false, "The command signs something and knows no key: give --signer."),
	known("Cli.NoSignerForParty", 1, false, "No key is known for the party of the event: give --party GLN=KEY for it, or --signer."),
	known("Cli.NotADevelopmentChain", 2, false, "A secret on the command line, and --provision, are for development chains alone. Use @keyfile, env:NAME or cmd:PROGRAM."),
	known("Cli.SignerFailed", 2, false, "The program or file behind --signer gave no usable key or signature."),
	known("Cli.NoOrganisation", 2, false, "The signer's account controls no organisation: give --organisation or --acting."),
	known("Cli.NoCapacity", 1, false, "The organisation holds no credential in force for a capacity that this step needs: ask an issuer, or give --capacity."),
	known("Cli.UnknownParty", 1, false, "No organisation on the chain has this GLN: an issuer registers it with `salus participants site add`."),
	known("Cli.InsufficientFunds", 1, true, "The account cannot pay the fee: fund it, or have it sponsored."),
	known("Cli.CallTooHeavy", 1, false, "The call does not fit into a block: split it into smaller ones."),
	known("Cli.Refused", 1, false, "The node refuses the transaction for the reason in the message."),
	known("Cli.TooManyEpcs", 1, false, "One event may list 4,096 EPCs: split it."),
	known("Cli.SeveralProducts", 1, false, "One event commissions packs of one GTIN and lot: split it by GTIN and lot."),
	known("Cli.MissingIlmd", 1, false, "Commissioning needs the lot number and the expiry date in ilmd (EP-1, SC-1)."),
	known("Cli.UnsupportedEvent", 1, false, "The event is about traced packs in a way that no rule of the chain covers."),
	known("Cli.NoParty", 1, false, "The event names no party: neither a source, nor bizLocation, nor readPoint with a GLN."),
	known("Cli.RolledBack", 1, false, "Nothing was sent, because another event of the documents would be refused and --rollback was given."),
	known("Cli.NotFound", 1, false, "The chain knows no such thing."),
	known("Cli.NoProof", 1, false, "The chain knows the pack through its lot's root: give the proof store that came with the goods, --store."),
	known("Cli.NotProved", 1, false, "The proof does not hold: the message says which step fails. Ask for a fresh one, and look at where the file and the specification are from."),
	known("Cli.NotInHand", 1, false, "Not all the leaves that are meant are in the right hands: the message says whose they are (SC-4)."),
	known("Cli.PartOfRange", 1, false, "What is on its way is received or called back as it was sent: name all of the range (SC-4)."),
	known("Cli.TooManyRanges", 1, false, "One call takes 128 ranges: name fewer with --leaves."),
	known("Cli.NoTicket", 4, false, "The custodian's vault does not release on this ticket to this account: the message says of what kind the reason is. Request access again."),
	known("Cli.CommitmentMismatch", 5, false, "The document is not what the custodian committed on the chain: do not use it, and tell the custodian."),
	known("Cli.Erased", 6, false, "The record was erased: nothing is left that opens."),
	known("Cli.VaultStale", 3, true, "The custodian's vault does not know what is permitted now, because its node is behind: try again later. In an emergency, declare it: salus record open --emergency."),
	known("Cli.VaultRefused", 1, false, "The vault does not do what is asked: the message says why."),
	known("Cli.StoreChanged", 1, false, "A body in the store has another hash than the chain has for it: take it from a backup."),
	known("Cli.AnotherChain", 1, false, "The index is of another chain than the node's: delete it, and it is made again."),
	known("Cli.IndexInUse", 1, true, "Another process has the index open, such as `salus serve`: ask there, or give a folder of its own."),
	known("Cli.KeyExists", 1, false, "The client has a key already: revoke it first, or take another name."),
	known("Epcis.QueryParameterException", 2, false, "A parameter of the query is none, or has a value that it cannot have: docs/serve.md lists them."),
	known("Epcis.QueryTooLargeException", 2, false, "More events are found than maxEventCount allows."),
	known("Epcis.QueryTooComplexException", 2, false, "The query looks at too many events: narrow it by time, or name an EPC, an event or a business transaction."),
	known("Cli.DeliveryFailed", 3, true, "The program or address that events are handed to does not take them."),
];

/// What can be wrong with serial lists, lots and proof stores (docs/lots.md).
pub const LOT_ERRORS: &[Known] = &[
	known("Lot.duplicate_serial", 2, false, "A serial stands twice in the list (SC-1): both lines are named. Each is used once for ever."),
	known("Lot.serial_length", 2, false, "A serial number has 1 to 20 characters (ID-2)."),
	known("Lot.serial_character", 2, false, "A serial number has characters of GS1 set 82 alone (ID-2): no space, no letter beyond ASCII."),
	known("Lot.empty_serial", 2, false, "A row names no serial number (ID-2)."),
	known("Lot.empty_line", 2, false, "A line inside the list is empty (ID-2): remove it."),
	known("Lot.lot_number", 2, false, "A lot number has 1 to 20 characters of GS1 set 82 (ID-2)."),
	known("Lot.too_many", 2, false, "A lot has at most 16,777,216 packs (SC-1): give it two lot numbers."),
	known("Lot.container", 2, false, "A case or pallet is an SSCC, or the SGTIN of a case, with a right check digit (X-8)."),
	known("Lot.container_is_pack", 2, false, "A container has the packs' own GTIN (EP-2): a homogeneous case has one of its own."),
	known("Lot.split_case", 2, false, "A case stands on two pallets, or a pack in two cases (EP-2)."),
	known("Lot.packing_cycle", 2, false, "A container stands in itself (EP-2)."),
	known("Lot.too_deep", 2, false, "Containers stand more than five deep in each other (EP-2)."),
	known("Lot.empty_container", 2, false, "A container holds no pack of the lot (EP-2): leave it out."),
	known("Lot.unknown_child", 2, false, "Something is packed that is no pack of the lot (EP-2): what holds several lots is packed on the chain."),
	known("Lot.other_lot", 2, false, "The document commissions another lot or expiry than --lot and --expiry say (SC-1)."),
	known("Lot.several_products", 2, false, "One event of the document commissions several products (SC-1)."),
	known("Lot.unsupported_event", 2, false, "The document unpacks or transforms: give what is commissioned, and the packing as it is at the end."),
	known("Lot.row", 2, false, "A row is not serial[,case[,pallet]], or child,parent in a packing list."),
	known("Lot.line_too_long", 2, false, "A line is too long to be a row."),
	known("Lot.encoding", 2, false, "The file is not UTF-8: save it so."),
	known("Lot.no_serials", 2, false, "The file has no serial number."),
	known("Lot.event", 2, false, "The lot's own event is not a right one (EP-1): look at time, location and lot number."),
	known("Lot.io", 2, false, "A file cannot be read or written."),
	known("Lot.not_a_store", 2, false, "The file is no proof store: `salus supply lot build` makes one."),
	known("Lot.store_version", 2, false, "The proof store is of another version: use a newer `salus`."),
	known("Lot.store_damaged", 2, false, "The proof store does not lead to its root: take it from its maker again."),
	known("Lot.unknown_item", 2, false, "The proof store does not have the container or serial that should be taken out of it."),
	known("Lot.not_covered", 2, false, "The proof store is a part of a lot and does not have this leaf."),
	known("Lot.proof", 1, false, "--check was given no proof: it is cut off, or has something behind it."),
];

/// The errors of the node's JSON-RPC that this command passes on.
pub const RPC_ERRORS: &[Known] = &[
	known("Rpc.1002", 1, false, "The transaction cannot be verified: the runtime refuses to look at it."),
	known("Rpc.1010", 1, false, "The transaction is invalid: nonce, signature, fee, era or size. `salus` retries what can be retried."),
	known("Rpc.1011", 1, true, "The validity of the transaction cannot be determined now."),
	known("Rpc.1012", 1, true, "The transaction is banned for a while, because it was seen and dropped."),
	known("Rpc.1013", 0, true, "The transaction is in the pool already: counts as sent."),
	known("Rpc.1014", 1, true, "Another transaction with the same nonce is in the pool. `salus` takes the next nonce."),
	known("Rpc.1015", 1, false, "The transactions in the pool form a cycle."),
	known("Rpc.1016", 1, true, "The pool is full. `salus` waits and retries."),
	known("Rpc.-32601", 3, false, "The node does not have this method: it is too old, or the method is unsafe and not exposed."),
	known("Rpc.-32602", 2, false, "A parameter of the call is not understood: the message says which."),
	known("Rpc.-32603", 3, true, "The node failed internally: see its log."),
];

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn rules_should_be_found_in_docs() {
		assert_eq!(rule_in("The item is in transit (SC-4)."), Some("SC-4".into()));
		assert_eq!(rule_in("Nothing here, also no A-1 or SC-x."), None);
	}

	/// Every `Cli.` code in quotes in the sources of this command.
	fn used(folder: &std::path::Path, codes: &mut std::collections::BTreeSet<String>) {
		for entry in std::fs::read_dir(folder).unwrap() {
			let path = entry.unwrap().path();
			if path.is_dir() {
				used(&path, codes);
			} else if path.extension().is_some_and(|end| end == "rs") {
				let text = std::fs::read_to_string(&path).unwrap();
				let words = text.split('"').filter(|word| word.starts_with("Cli."));
				codes.extend(words.map(str::to_owned));
			}
		}
	}

	#[test]
	fn every_code_should_be_listed() {
		let mut codes = std::collections::BTreeSet::new();
		used(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut codes);
		// This text itself.
		codes.remove("Cli.");
		let listed: std::collections::BTreeSet<_> =
			CLI_ERRORS.iter().map(|error| error.code.to_owned()).collect();
		let listed = listed.into_iter().filter(|code| code.starts_with("Cli.")).collect();
		assert_eq!(codes, listed);
	}

	#[test]
	fn codes_should_be_unique() {
		let mut codes: Vec<_> =
			CLI_ERRORS.iter().chain(LOT_ERRORS).chain(RPC_ERRORS).map(|e| e.code).collect();
		let count = codes.len();
		codes.sort_unstable();
		codes.dedup();
		assert_eq!(codes.len(), count);
	}
}

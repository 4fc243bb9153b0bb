//! Keys: from a file, from the environment, or behind a program such as an HSM or KMS client.

use super::{account, Chain};
use crate::error::{Exit, Failure};
use std::{
	fs,
	io::Write,
	process::{Command, Stdio},
	str::FromStr,
};
use subxt::utils::{AccountId32, MultiSignature};
use subxt_signer::{ecdsa, polkadot_js_compat, sr25519, SecretUri};

/// The variable with the password of an encrypted key file.
pub const PASSWORD: &str = "SALUS_KEY_PASSWORD";

/// Who signs.
pub struct Signer {
	account: AccountId32,
	key: Key,
}

enum Key {
	Sr25519(Box<sr25519::Keypair>),
	Ecdsa(Box<ecdsa::Keypair>),
	Program { words: Vec<String>, scheme: Scheme },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Scheme {
	Ed25519,
	Sr25519,
	Ecdsa,
}

fn failed(message: impl Into<String>) -> Failure {
	Failure::usage(message).with_code("Cli.SignerFailed")
}

impl Signer {
	/// From what `--signer` says: `@keyfile`, `env:NAME`, `cmd:PROGRAM`, or on a development chain
	/// a secret itself such as `//Alice`.
	pub async fn open(text: &str, chain: &Chain) -> Result<Self, Failure> {
		if let Some(signer) = Self::open_without_chain(text) {
			return signer;
		}
		if !chain.is_development().await? {
			let message =
				"a secret on the command line is for development chains alone: others on \
			               this machine can read it. Use @keyfile, env:NAME or cmd:PROGRAM";
			return Err(Failure::usage(message).with_code("Cli.NotADevelopmentChain"));
		}
		Self::from_secret(text)
	}

	/// The same where no chain has to be asked; none for a secret itself.
	pub fn open_without_chain(text: &str) -> Option<Result<Self, Failure>> {
		if let Some(path) = text.strip_prefix('@') {
			return Some(Self::from_file(path));
		}
		if let Some(name) = text.strip_prefix("env:") {
			let secret = std::env::var(name)
				.map_err(|error| failed(format!("--signer env:{name}: {error}")));
			return Some(secret.and_then(|secret| Self::from_secret(secret.trim())));
		}
		text.strip_prefix("cmd:").map(Self::from_program)
	}

	/// From a secret phrase, a seed as hex, or a derivation such as `//Alice`; `ecdsa:` before it
	/// for that scheme.
	pub fn from_secret(secret: &str) -> Result<Self, Failure> {
		// The secret itself is in no message.
		let (scheme, secret) = match secret.split_once(':') {
			Some(("ecdsa", rest)) => (Scheme::Ecdsa, rest),
			Some(("sr25519", rest)) => (Scheme::Sr25519, rest),
			_ => (Scheme::Sr25519, secret),
		};
		let uri = SecretUri::from_str(secret)
			.map_err(|_| failed("the secret is neither a phrase, nor a seed, nor //DERIVATION"))?;
		match scheme {
			Scheme::Ecdsa => {
				let pair = ecdsa::Keypair::from_uri(&uri)
					.map_err(|error| failed(format!("the secret makes no ecdsa key: {error}")))?;
				let account = AccountId32(pair.public_key().to_account_id().0);
				Ok(Self { account, key: Key::Ecdsa(Box::new(pair)) })
			}
			_ => {
				let pair = sr25519::Keypair::from_uri(&uri)
					.map_err(|error| failed(format!("the secret makes no sr25519 key: {error}")))?;
				Ok(Self::from_pair(pair))
			}
		}
	}

	fn from_pair(pair: sr25519::Keypair) -> Self {
		Self { account: AccountId32(pair.public_key().0), key: Key::Sr25519(Box::new(pair)) }
	}

	/// From a file: a secret on its first line, or a key exported from Polkadot.js Apps.
	pub fn from_file(path: &str) -> Result<Self, Failure> {
		let text = fs::read_to_string(path)
			.map_err(|error| failed(format!("--signer @{path}: {error}")))?;
		if text.trim_start().starts_with('{') {
			let password = std::env::var(PASSWORD).map_err(|_| {
				failed(format!("{path} is encrypted: put its password into {PASSWORD}"))
			})?;
			let pair = polkadot_js_compat::decrypt_json(&text, &password)
				.map_err(|error| failed(format!("{path}: {error}")))?;
			return Ok(Self::from_pair(pair));
		}
		#[cfg(unix)]
		{
			use std::os::unix::fs::PermissionsExt;
			let mode = fs::metadata(path).map_or(0, |metadata| metadata.permissions().mode());
			if mode & 0o077 != 0 {
				eprintln!("warning: others can read {path}: chmod 600 {path}");
			}
		}
		Self::from_secret(text.lines().next().unwrap_or_default().trim())
	}

	/// From a program: `PROGRAM --account` prints `[SCHEME ]ACCOUNT` (sr25519 where it prints no
	/// scheme); `PROGRAM` alone reads the payload from standard input, as it is to be signed, and
	/// prints the signature as hex.
	fn from_program(program: &str) -> Result<Self, Failure> {
		let words: Vec<String> = program.split_whitespace().map(str::to_owned).collect();
		let answer = run(&words, &["--account"], &[])?;
		let (scheme, account) = match answer.split_once(char::is_whitespace) {
			Some((scheme, account)) => (scheme.to_ascii_lowercase(), account.trim()),
			None => ("sr25519".into(), answer.as_str()),
		};
		let scheme = match scheme.as_str() {
			"sr25519" => Scheme::Sr25519,
			"ed25519" => Scheme::Ed25519,
			"ecdsa" => Scheme::Ecdsa,
			other => {
				return Err(failed(format!(
					"{program} signs with `{other}`, which is none of sr25519, ed25519, ecdsa"
				)))
			}
		};
		let account = account::parse(account)
			.map_err(|error| failed(format!("{program} --account: {error}")))?;
		Ok(Self { account, key: Key::Program { words, scheme } })
	}

	/// The account that it signs for.
	pub const fn account(&self) -> AccountId32 {
		self.account
	}

	/// Sign.
	pub fn sign(&self, payload: &[u8]) -> Result<MultiSignature, Failure> {
		match &self.key {
			Key::Sr25519(pair) => Ok(MultiSignature::Sr25519(pair.sign(payload).0)),
			Key::Ecdsa(pair) => Ok(MultiSignature::Ecdsa(pair.sign(payload).0)),
			Key::Program { words, scheme } => {
				let answer = run(words, &[], payload)?;
				parse_signature(&answer, *scheme)
			}
		}
	}
}

fn parse_signature(text: &str, scheme: Scheme) -> Result<MultiSignature, Failure> {
	let bytes = hex::decode(text.trim_start_matches("0x"))
		.map_err(|error| failed(format!("the program's signature is no hex: {error}")))?;
	let wrong = |bytes: Vec<u8>| {
		failed(format!(
			"the program's signature has {} bytes, which {scheme:?} has not",
			bytes.len()
		))
	};
	match scheme {
		Scheme::Sr25519 => bytes.try_into().map(MultiSignature::Sr25519).map_err(wrong),
		Scheme::Ed25519 => bytes.try_into().map(MultiSignature::Ed25519).map_err(wrong),
		Scheme::Ecdsa => bytes.try_into().map(MultiSignature::Ecdsa).map_err(wrong),
	}
}

/// Run a program and return what it prints. No shell is between.
fn run(words: &[String], extra: &[&str], input: &[u8]) -> Result<String, Failure> {
	let (program, args) =
		words.split_first().ok_or_else(|| failed("--signer cmd: names no program"))?;
	let mut child = Command::new(program)
		.args(args)
		.args(extra)
		.stdin(Stdio::piped())
		.stdout(Stdio::piped())
		.stderr(Stdio::inherit())
		.spawn()
		.map_err(|error| failed(format!("{program}: {error}")))?;
	if let Some(mut stdin) = child.stdin.take() {
		// A program that does not read its input may close it: its answer counts.
		let _ = stdin.write_all(input);
	}
	let output = child.wait_with_output().map_err(|error| failed(format!("{program}: {error}")))?;
	if !output.status.success() {
		let failure = failed(format!("{program} ended with {}", output.status));
		return Err(Failure { exit: Exit::Usage, ..failure });
	}
	String::from_utf8(output.stdout)
		.map(|text| text.trim().to_owned())
		.map_err(|_| failed(format!("{program} prints no text")))
}

#[cfg(test)]
mod tests {
	use super::*;

	const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

	#[test]
	fn well_known_secrets_should_open() {
		let alice = Signer::from_secret("//Alice").unwrap();
		assert_eq!(alice.account().to_string(), ALICE);
		let ecdsa = Signer::from_secret("ecdsa://Alice").unwrap();
		assert_ne!(ecdsa.account(), alice.account());
		assert!(Signer::from_secret("not a phrase at all").is_err());
	}

	#[test]
	fn secrets_should_not_be_in_messages() {
		let error = Signer::from_secret("hunter2 hunter2").err().unwrap();
		assert!(!error.message.contains("hunter2"));
	}

	#[test]
	fn files_should_open() {
		let dir = tempfile::tempdir().unwrap();
		let path = dir.path().join("key");
		fs::write(&path, "//Alice\n").unwrap();
		let signer = Signer::from_file(path.to_str().unwrap()).unwrap();
		assert_eq!(signer.account().to_string(), ALICE);
		assert!(Signer::from_file("/does/not/exist").is_err());
	}

	#[cfg(unix)]
	#[test]
	fn programs_should_sign() {
		use std::os::unix::fs::PermissionsExt;
		let dir = tempfile::tempdir().unwrap();
		let path = dir.path().join("hsm");
		let script = format!(
			"#!/bin/sh\nif [ \"$1\" = --account ]; then echo ed25519 {ALICE}; else \
			 cat >/dev/null; printf '0x'; printf '07%.0s' $(seq 64); fi\n"
		);
		fs::write(&path, script).unwrap();
		fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
		let signer = Signer::from_program(path.to_str().unwrap()).unwrap();
		assert_eq!(signer.account().to_string(), ALICE);
		assert_eq!(signer.sign(b"payload").unwrap(), MultiSignature::Ed25519([7; 64]));
		assert!(Signer::from_program("/does/not/exist").is_err());
	}

	#[test]
	fn signatures_should_have_the_length_of_their_scheme() {
		let text = "07".repeat(65);
		assert!(parse_signature(&text, Scheme::Ecdsa).is_ok());
		assert!(parse_signature(&text, Scheme::Sr25519).is_err());
		assert!(parse_signature("zz", Scheme::Sr25519).is_err());
	}
}

//! The vault's commands that need no chain, as a user runs them.

use serde_json::Value as Json;
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Command, Output},
};

struct Desk {
	folder: tempfile::TempDir,
}

impl Desk {
	fn new() -> Self {
		let desk = Self { folder: tempfile::tempdir().unwrap() };
		fs::write(desk.path("map.key"), "ab".repeat(32)).unwrap();
		let genesis = "09".repeat(32);
		desk.ok(&["--organisation", "3", "vault", "init", "vault", "--genesis", &genesis]);
		desk.ok(&["patient", "map", "add", "urn:mrn|777", "--key-file", "map.key"]);
		desk
	}

	fn path(&self, name: &str) -> PathBuf {
		self.folder.path().join(name)
	}

	fn run(&self, args: &[&str]) -> Output {
		Command::new(env!("CARGO_BIN_EXE_salus"))
			.current_dir(self.folder.path())
			.env_remove("SALUS_MAP_KEY")
			.env_remove("SALUS_SIGNER")
			.env("SALUS_VAULT", "vault")
			.arg("--json")
			.args(args)
			.output()
			.unwrap()
	}

	fn ok(&self, args: &[&str]) -> Json {
		let output = self.run(args);
		let said = String::from_utf8_lossy(&output.stderr);
		assert!(output.status.success(), "{args:?}: {said}");
		serde_json::from_slice(&output.stdout).unwrap()
	}

	/// Exit code, and the error's code.
	fn fails(&self, args: &[&str]) -> (i32, String) {
		let output = self.run(args);
		let said: Json = serde_json::from_slice(&output.stderr).unwrap();
		let code = said["error"]["code"].as_str().unwrap().to_owned();
		(output.status.code().unwrap(), code)
	}

	fn seal(&self, content: &[u8], more: &[&str]) -> Json {
		fs::write(self.path("in"), content).unwrap();
		let args = ["record", "seal", "in", "--patient", "urn:mrn|777", "--class", "18842-5"];
		self.ok(&[
			&args[..],
			&["--key-file", "map.key", "--label", "R", "--label", "PSYTHPN"],
			more,
		]
		.concat())
	}
}

fn word<'a>(json: &'a Json, key: &str) -> &'a str {
	json[key].as_str().unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
	let mut files = Vec::new();
	for entry in fs::read_dir(folder).unwrap() {
		let path = entry.unwrap().path();
		match path.is_dir() {
			true => files.extend(self::files(&path)),
			false => files.push(path),
		}
	}
	files
}

#[test]
fn a_document_should_be_sealed_opened_rotated_and_erased() {
	let desk = Desk::new();
	let content: Vec<u8> = (0..150_000u32).map(|at| at as u8).collect();
	let sealed = desk.seal(&content, &[]);
	let record = word(&sealed, "record");
	assert_eq!(sealed["leaf"]["labels"].as_array().unwrap().len(), 2);
	assert_eq!(sealed["pending"], true);
	desk.ok(&["record", "open", record, "--vault", "vault", "--out", "out"]);
	assert_eq!(fs::read(desk.path("out")).unwrap(), content);
	// Two sealings of one document have nothing in common.
	let again = desk.seal(&content, &["--no-anchor"]);
	assert_ne!(word(&again, "commitment"), word(&sealed, "commitment"));
	assert_eq!(word(&again["leaf"], "class"), word(&sealed["leaf"], "class"));
	// The next version is served; the first is still there.
	let next = desk.seal(b"corrected", &["--replaces", record]);
	assert_eq!((&next["leaf"]["version"], &next["leaf"]["supersedes"]), (&2.into(), &1.into()));
	desk.ok(&["record", "open", record, "--vault", "vault", "--out", "out"]);
	assert_eq!(fs::read(desk.path("out")).unwrap(), b"corrected");
	assert_eq!(desk.ok(&["record", "rotate", record])["rotated"], 2);
	desk.ok(&["record", "open", record, "--version", "1", "--vault", "vault", "--out", "out"]);
	assert_eq!(fs::read(desk.path("out")).unwrap(), content);
	// Nothing of it is in clear.
	for file in files(&desk.path("vault")) {
		let bytes = fs::read(&file).unwrap();
		for secret in [&b"urn:mrn"[..], b"18842-5", b"PSYTHPN", &content[..64]] {
			let found = bytes.windows(secret.len()).any(|window| window == secret);
			assert!(!found, "{} in {}", secret.escape_ascii(), file.display());
		}
	}
	let args = ["record", "erase", "--patient", "urn:mrn|777", "--key-file", "map.key"];
	let erased = desk.ok(&args);
	assert_eq!(erased["erased"].as_array().unwrap().len(), 2);
	assert_eq!(erased["notReached"].as_array().unwrap().len(), 0);
	assert_eq!(desk.ok(&args), erased, "again is the same");
	assert!(files(&desk.path("vault/objects")).is_empty());
	let open = ["record", "open", record, "--vault", "vault", "--out", "gone"];
	assert_eq!(desk.fails(&open), (6, "Cli.Erased".into()));
	assert!(!desk.path("gone").exists());
}

#[test]
fn a_changed_document_should_not_be_written() {
	let desk = Desk::new();
	let sealed = desk.seal(&[7; 200_000], &[]);
	let [object] = &files(&desk.path("vault/objects"))[..] else { panic!("one object") };
	let mut bytes = fs::read(object).unwrap();
	// In the last chunk: what came before verifies.
	let last = bytes.len() - 20;
	bytes[last] ^= 1;
	fs::write(object, bytes).unwrap();
	let open = ["record", "open", word(&sealed, "record"), "--vault", "vault", "--out", "out"];
	assert_eq!(desk.fails(&open), (5, "Cli.CommitmentMismatch".into()));
	let left: Vec<_> = fs::read_dir(desk.folder.path())
		.unwrap()
		.map(|entry| entry.unwrap().file_name().into_string().unwrap())
		.filter(|name| !["in", "map.key", "vault", "patients.map"].contains(&name.as_str()))
		.collect();
	assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_patient_map_should_answer_whoever_has_the_key() {
	let desk = Desk::new();
	fs::write(desk.path("patients.csv"), "system,identifier\nurn:mrn,777\nurn:mrn,778\n").unwrap();
	let import = ["patient", "map", "import", "patients.csv", "--key-file", "map.key"];
	let done = desk.ok(&import);
	assert_eq!((word(&done, "added"), word(&done, "unchanged")), ("1", "1"));
	let get = desk.ok(&["patient", "map", "get", "urn:mrn|778", "--key-file", "map.key"]);
	let pseudonym = word(&get, "pseudonym");
	let back = desk.ok(&["patient", "map", "get", pseudonym, "--key-file", "map.key"]);
	assert_eq!(word(&back, "identifier"), "778");
	let account = format!("0x{}", "05".repeat(32));
	desk.ok(&["patient", "map", "add", "Practitioner/42", &account, "--key-file", "map.key"]);
	let get = desk.ok(&["patient", "map", "get", "Practitioner/42", "--key-file", "map.key"]);
	assert_eq!(word(&get, "account"), account);
	let count = desk.ok(&["patient", "map", "list-count", "--key-file", "map.key"]);
	assert_eq!((word(&count, "patients"), word(&count, "references")), ("2", "1"));
	assert_eq!(
		desk.fails(&["patient", "map", "get", "urn:mrn|779", "--key-file", "map.key"]),
		(1, "Cli.NotFound".into())
	);
	fs::write(desk.path("other.key"), "cd".repeat(32)).unwrap();
	let get = ["patient", "map", "get", "urn:mrn|778", "--key-file", "other.key"];
	assert_eq!(desk.fails(&get), (2, "Cli.Usage".into()));
	assert_eq!(desk.fails(&["patient", "map", "list-count"]), (2, "Cli.Usage".into()));
}

#[test]
fn keys_and_vaults_should_not_be_overwritten() {
	let desk = Desk::new();
	let made = desk.ok(&["vault", "new-key", "x25519"]);
	assert_eq!(word(&made, "publicKey").len(), 66);
	let again = desk.fails(&["vault", "new-key", "x25519"]);
	assert_eq!(again, (1, "Cli.VaultRefused".into()));
	let genesis = "09".repeat(32);
	let init = ["--organisation", "3", "vault", "init", "vault", "--genesis", &genesis];
	assert_eq!(desk.fails(&init), (1, "Cli.VaultRefused".into()));
	let staff = ["--acting", "5:provider", "vault", "add-staff", &format!("0x{genesis}")];
	assert_eq!(word(&desk.ok(&staff), "outcome"), "listed");
}

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
	// With PSYTHPN what it is a kind of: BH and SPI.
	assert_eq!(sealed["leaf"]["labels"].as_array().unwrap().len(), 4);
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

#[test]
fn the_patient_map_should_know_what_references_stand_for() {
	let desk = Desk::new();
	let hex = "07".repeat(32);
	let add = |who: &str, value: &str| {
		desk.ok(&["patient", "map", "add", who, value, "--key-file", "map.key"])
	};
	let get = |who: &str| desk.ok(&["patient", "map", "get", who, "--key-file", "map.key"]);
	for (who, value, kind) in [
		("Organization/h", "organisation:4".to_owned(), "organisation"),
		("CareTeam/t", format!("group:{hex}"), "group"),
		("Practitioner/shy", format!("commitment:0x{hex}"), "commitment"),
		("Practitioner/1", format!("0x{hex}"), "account"),
		("DocumentReference/1", format!("record:{hex}"), "record"),
		("Patient/1", "urn:mrn|777".to_owned(), "pseudonym"),
	] {
		assert!(!add(who, &value)[kind].is_null());
		assert!(!get(who)[kind].is_null(), "{who}");
	}
	assert_eq!(get("Organization/h/_history/3")["organisation"], 4, "in any spelling");
	// Somebody by identifier, whom the first line could be taken for a patient.
	let npi = "http://hl7.org/fhir/sid/us-npi|1234567893";
	let account = format!("account:0x{}", "08".repeat(32));
	assert_eq!(add(npi, &account)["reference"], npi);
	// What a reference says that it is, it is.
	let refused = |who: &str, value: &str| {
		desk.fails(&["patient", "map", "add", who, value, "--key-file", "map.key"])
	};
	for (who, value) in [
		("Organization/x", format!("0x{hex}")),
		("Practitioner/x", "organisation:4".to_owned()),
		("Group/x", format!("commitment:{hex}")),
		("Observation/x", format!("0x{hex}")),
		("Practitioner/x", "king:1".to_owned()),
		("Patient/x", "urn:mrn|unknown".to_owned()),
	] {
		assert_eq!(refused(who, &value), (2, "Cli.Usage".into()), "{who} {value}");
	}
	assert_eq!(refused("Organization/h", "organisation:5"), (1, "Cli.VaultRefused".into()));
	fs::write(desk.path("all.csv"), "reference,account\nOrganization/i,organisation:5\n").unwrap();
	desk.ok(&["patient", "map", "import", "all.csv", "--key-file", "map.key"]);
	assert_eq!(get("Organization/i")["organisation"], 5);
}

#[test]
fn classes_and_labels_should_have_the_tokens_that_fhir_consents_have() {
	let desk = Desk::new();
	let leaf = |args: &[&str]| {
		fs::write(desk.path("in"), "x").unwrap();
		let seal = ["record", "seal", "in", "--patient", "urn:mrn|777", "--key-file", "map.key"];
		desk.ok(&[&seal[..], args].concat())["leaf"].clone()
	};
	let bare = leaf(&["--class", "18842-5", "--label", "N", "--label", "PSY"]);
	let full = leaf(&[
		"--class",
		"http://loinc.org|18842-5",
		"--label",
		"http://terminology.hl7.org/CodeSystem/v3-Confidentiality|N",
		"--label",
		"http://hl7.org/fhir/v3/ActCode|PSY",
	]);
	assert_eq!((&bare["class"], &bare["labels"]), (&full["class"], &full["labels"]));
	assert_ne!(leaf(&["--class", "Observation"])["class"], bare["class"]);
	// A special label carries the general ones (ETH, SUD, BH, SPI), so that a denial of those meets it.
	assert_eq!(leaf(&["--class", "x", "--label", "ETHUD"])["labels"].as_array().unwrap().len(), 5);
}

#[test]
fn what_is_missing_should_be_said_before_anybody_is_asked() {
	let desk = Desk::new();
	let away = ["--url", "ws://127.0.0.1:1"];
	let fails = |args: &[&str]| desk.fails(&[&away[..], args].concat());
	let usage = (2, "Cli.Usage".to_owned());
	let open = ["record", "open", "--out", "out", "--server", "http://127.0.0.1:1"];
	assert_eq!(fails(&[&open[..], &["--ticket", "5-00"]].concat()), usage, "no key");
	fs::write(desk.path("key"), "ab".repeat(32)).unwrap();
	let emergency = [&open[..], &["--key", "key", "--emergency", "statement.json"]].concat();
	// Without a node: neither a secret that a chain has to be asked about, nor for whom.
	assert_eq!(fails(&emergency), (2, "Cli.NoSigner".into()));
	// A program signs: nothing is warned about a file that others can read.
	fs::write(desk.path("sign"), format!("#!/bin/sh\necho 0x{}\n", "07".repeat(32))).unwrap();
	let signed = [&["--signer", "cmd:sh sign"], &emergency[..]].concat();
	assert_eq!(fails(&signed), usage, "no --acting");
	let acting = [&["--acting", "4:provider"], &signed[..]].concat();
	assert_eq!(fails(&acting), usage, "no reason");
	assert!(!desk.path("statement.json").exists());
	let period = ["disclosures", "--from", "2026-02-01", "--to", "2026-01-31"];
	assert_eq!(fails(&period), usage);
	let init = ["vault", "init", "other", "--genesis", &"09".repeat(32)];
	assert_eq!(fails(&init), usage, "whose is it?");
}

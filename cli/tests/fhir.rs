//! `salus fhir import`, without a node.

use serde_json::{json, Value};
use std::{
	fs,
	path::{Path, PathBuf},
	process::Command,
};

fn examples() -> PathBuf {
	Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/fhir")
}

fn basic() -> Value {
	serde_json::from_str(&fs::read_to_string(examples().join("basic.json")).unwrap()).unwrap()
}

#[track_caller]
fn import(files: &[PathBuf], code: i32) -> Vec<Value> {
	let mut command = Command::new(env!("CARGO_BIN_EXE_salus"));
	command.env_remove("SALUS_SIGNER").env("SALUS_URL", "ws://127.0.0.1:1");
	let output =
		command.args(["--json", "fhir", "import", "--dry-run"]).args(files).output().unwrap();
	let errors = String::from_utf8_lossy(&output.stderr);
	assert_eq!(output.status.code(), Some(code), "{errors}");
	let text = String::from_utf8(output.stdout).unwrap();
	text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_resource_should_have_its_own_outcome() {
	let dir = tempfile::tempdir().unwrap();
	let mut revoked = basic();
	revoked["status"] = json!("inactive");
	let mut draft = basic();
	draft["status"] = json!("draft");
	let mut part2 = basic();
	part2["category"][0]["coding"][0]["code"] = json!("42CFRPart2");
	let mut bad = basic();
	bad["provision"]["purpose"][1]["system"] = json!(1);
	let mut fine = basic();
	fine["provision"]["dataPeriod"] = json!({ "start": "2024-01-15", "end": "2024-06-15" });
	let lines =
		[basic(), basic(), revoked, draft, part2, bad, fine].map(|one| one.to_string()).join("\n");
	let path = dir.path().join("all.ndjson");
	fs::write(&path, format!("{lines}\n{{\n")).unwrap();
	let rows = import(std::slice::from_ref(&path), 1);
	let outcomes = rows.iter().map(|row| row["outcome"].as_str().unwrap()).collect::<Vec<_>>();
	assert_eq!(
		outcomes,
		["valid", "duplicate", "valid", "refused", "refused", "refused", "valid", "refused"]
	);
	for (index, row) in rows.iter().enumerate() {
		assert_eq!(row["file"], path.display().to_string());
		assert_eq!(row["index"], index);
		let is_refused = row["outcome"] == "refused";
		assert_eq!(row["error"].is_null(), !is_refused);
		assert_eq!(row["id"].is_null(), index == 7);
	}
	let errors =
		[(3, "Fhir.NotHonoured", "Consent.status"), (4, "Fhir.Missing", "Consent.provision.class")];
	for (index, code, path) in errors {
		assert_eq!(
			(&rows[index]["error"]["code"], &rows[index]["error"]["path"]),
			(&json!(code), &json!(path))
		);
	}
	assert_eq!(rows[5]["error"]["path"], "Consent.provision.purpose[1].system");
	assert_eq!(rows[7]["error"]["code"], "Fhir.Syntax");
	// The chain holds months: what that makes stricter is said.
	assert_eq!(rows[6]["warnings"].as_array().unwrap().len(), 1);
}

#[test]
fn cn_9_a_consent_under_part_2_should_be_held_with_its_elements_and_refused_by_what_it_lacks() {
	let dir = tempfile::tempdir().unwrap();
	let mut whole = basic();
	whole["category"][0]["coding"][0]["code"] = json!("42CFRPart2CD");
	whole["sourceAttachment"] = json!({ "title": "The signed form", "url": "urn:uuid:5a" });
	whole["provision"]["securityLabel"] = json!([{ "code": "SUD" }]);
	whole["provision"]["period"] = json!({ "end": "2030-12-31" });
	let mut unsigned = whole.clone();
	unsigned.as_object_mut().unwrap().remove("sourceAttachment");
	let path = dir.path().join("part2.ndjson");
	fs::write(&path, format!("{whole}\n{unsigned}\n")).unwrap();
	let rows = import(&[path], 1);
	assert_eq!(rows[0]["outcome"], "valid", "{}", rows[0]);
	assert_eq!(rows[1]["error"]["path"], "Consent.sourceAttachment");
	let message = rows[1]["error"]["message"].as_str().unwrap();
	assert!(message.contains("42 CFR 2.31(a)(6)"), "{message}");
}

#[test]
fn the_examples_should_be_held_as_they_are() {
	let mut files = fs::read_dir(examples())
		.unwrap()
		.map(|entry| entry.unwrap().path())
		.filter(|path| !path.ends_with("request.json"))
		.collect::<Vec<_>>();
	files.sort();
	for row in import(&files, 1) {
		let is_ambiguous = row["file"].as_str().unwrap().ends_with("ambiguous.json");
		assert_eq!(row["outcome"] == "refused", is_ambiguous, "{row}");
		assert_eq!(row["warnings"], json!([]), "{row}");
	}
}

#[test]
fn files_that_cannot_be_read_should_exit_2_and_not_keep_others_from_it() {
	let dir = tempfile::tempdir().unwrap();
	let text = dir.path().join("text");
	fs::write(&text, "hello").unwrap();
	let rows = import(&[text, dir.path().join("nowhere"), examples().join("basic.json")], 2);
	assert_eq!(rows.len(), 3);
	assert_eq!(rows[0]["error"]["code"], "Fhir.Syntax");
	assert_eq!(rows[1]["error"]["code"], "Cli.Unreadable");
	assert_eq!(rows[2]["outcome"], "valid");
	assert!(rows[0]["index"].is_null());
}

//! What `salus` does without a node: identifiers, hashes, documents that are wrong, bad usage.

use serde_json::Value;
use std::{
	ffi::OsStr,
	fs,
	io::Write,
	path::PathBuf,
	process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// Nobody listens there.
const NOWHERE: &str = "ws://127.0.0.1:1";

/// A run of `salus`.
struct Salus {
	command: Command,
	input: String,
}

fn salus() -> Salus {
	let mut command = Command::new(env!("CARGO_BIN_EXE_salus"));
	command.env_remove("SALUS_SIGNER").env("SALUS_URL", NOWHERE);
	Salus { command, input: String::new() }
}

impl Salus {
	fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
		self.command.arg(arg);
		self
	}

	fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
		self.command.args(args);
		self
	}

	fn input(mut self, input: &str) -> Self {
		self.input = input.to_owned();
		self
	}

	/// Run it, and see that it ends with this code.
	fn exits(mut self, code: i32) -> Output {
		let mut child = self
			.command
			.stdin(Stdio::piped())
			.stdout(Stdio::piped())
			.stderr(Stdio::piped())
			.spawn()
			.unwrap();
		let mut stdin = child.stdin.take().unwrap();
		let _ = stdin.write_all(self.input.as_bytes());
		drop(stdin);
		let output = child.wait_with_output().unwrap();
		let errors = String::from_utf8_lossy(&output.stderr);
		assert_eq!(output.status.code(), Some(code), "{:?}: {errors}", self.command);
		output
	}
}

fn lines(output: &[u8]) -> Vec<Value> {
	let text = std::str::from_utf8(output).unwrap();
	text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn file(dir: &TempDir, name: &str, content: &str) -> PathBuf {
	let path = dir.path().join(name);
	fs::write(&path, content).unwrap();
	path
}

fn event(fields: &str) -> String {
	format!(
		r#"{{"type":"ObjectEvent","eventTime":"2026-03-01T12:00:00Z","eventTimeZoneOffset":"+00:00","action":"OBSERVE","bizStep":"shipping",{fields}}}"#
	)
}

const GOOD: &str = r#""epcList":["https://id.gs1.org/01/08904000210037/21/A1"]"#;

fn document(events: &[String]) -> String {
	format!(
		r#"{{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-03-01T12:00:00Z","epcisBody":{{"eventList":[{}]}}}}"#,
		events.join(",")
	)
}

#[test]
fn id_check_should_answer_one_line_per_line() {
	let output = salus()
		.args(["id", "check", "gtin", "-"])
		.input("8904000210037\n8904000210036\n\nx\n")
		.exits(1)
		.stdout;
	let lines = lines(&output);
	assert_eq!(lines.len(), 4);
	assert_eq!(lines[0]["valid"], true);
	assert_eq!(lines[0]["canonical"], "08904000210037");
	assert_eq!(lines[1]["valid"], false);
	assert!(lines[1]["error"]["code"].is_string());
}

#[test]
fn id_check_should_exit_0_when_valid() {
	for (kind, value) in [
		("gtin", "08904000210037"),
		("npi", "1234567893"),
		("gln", "0614141000005"),
		("sscc", "106141412345678908"),
		("dea", "AB1234563"),
		("element-string", "(01)08904000210037(21)A1"),
		("digital-link", "https://id.gs1.org/01/08904000210037/21/A1"),
	] {
		salus().args(["id", "check", kind, value]).exits(0);
	}
}

#[test]
fn id_check_should_exit_2_for_an_unknown_kind() {
	salus().args(["id", "check", "king", "1"]).exits(2);
}

#[test]
fn bad_usage_should_exit_2() {
	for args in [
		&["fly"][..],
		&["epcis", "hash"],
		&["epcis", "capture"],
		&["supply", "verify"],
		&["supply", "verify", "--gtin", "08904000210037"],
		&["supply", "verify", "--gtin", "08904000210036", "--serial", "1"],
		&["supply", "verify", "--datamatrix", "(01)0890400021003"],
		&["supply", "dispense", "(01)08904000210036(21)A1"],
		&["supply", "recall"],
		&["participants", "issue", "wholesaler", "--identifier", "gln:1", "--until", "2030-01-01"],
		&["--acting", "x", "obligations", "list"],
		&["epcis", "capture", "--inbound", "--provision", "x.json"],
	] {
		salus().args(args).exits(2);
	}
}

#[test]
fn help_and_version_should_exit_0() {
	for args in [&["--help"][..], &["--version"], &["epcis", "capture", "--help"]] {
		salus().args(args).exits(0);
	}
}

#[test]
fn an_unreachable_chain_should_exit_3() {
	let output = salus().args(["--json", "status"]).exits(3);
	assert!(output.stdout.is_empty());
	let error: Value = serde_json::from_slice(&output.stderr).unwrap();
	assert_eq!(error["error"]["code"], "Cli.Unreachable");
	assert_eq!(error["error"]["retryable"], true);
}

#[test]
fn errors_should_list_the_commands_own_codes_without_a_node() {
	let output = salus().args(["--json", "errors"]).exits(3).stdout;
	let codes: Vec<_> = lines(&output).iter().map(|line| line["code"].clone()).collect();
	assert!(codes.contains(&"Cli.OutcomeUnknown".into()));
	assert!(codes.contains(&"Rpc.1014".into()));
}

#[test]
fn ep_4_hash_should_print_a_line_an_event() {
	let dir = tempfile::tempdir().unwrap();
	let bad = r#""epcList":["https://id.gs1.org/01/08904000210036/21/A1"]"#;
	let path = file(&dir, "a.json", &document(&[event(GOOD), event(bad), event(GOOD)]));
	let output = salus().args(["epcis", "hash"]).arg(path).exits(1);
	let text = String::from_utf8(output.stdout).unwrap();
	let lines: Vec<_> = text.split('\n').collect();
	assert_eq!(lines.len(), 4, "three lines and the end");
	assert!(lines[0].starts_with("ni:///sha-256;") && lines[0].ends_with("?ver=CBV2.0"));
	assert_eq!(lines[1], "");
	assert_eq!(lines[2], lines[0]);
}

#[test]
fn dry_run_should_check_documents_without_a_node() {
	let dir = tempfile::tempdir().unwrap();
	let path = file(&dir, "a.json", &document(&[event(GOOD)]));
	let output =
		salus().args(["--json", "epcis", "capture", "--dry-run"]).arg(&path).exits(0).stdout;
	let lines = lines(&output);
	assert_eq!(lines.len(), 1);
	let row = &lines[0];
	assert_eq!(row["outcome"], "valid");
	assert_eq!(row["index"], 0);
	assert_eq!(row["eventType"], "ObjectEvent");
	assert_eq!(row["file"], path.display().to_string());
	assert_eq!(row["warnings"][0]["code"], "not_tried_on_chain");
	for key in ["error", "block", "extrinsic"] {
		assert!(row[key].is_null(), "{key}");
	}
}

#[test]
fn bad_events_should_be_refused_one_by_one() {
	let dir = tempfile::tempdir().unwrap();
	let without_zone = event(GOOD).replace("2026-03-01T12:00:00Z", "2026-03-01T12:00:00");
	let long_serial =
		event(r#""epcList":["https://id.gs1.org/01/08904000210037/21/123456789012345678901"]"#);
	let unknown_field = event(&format!(r#"{GOOD},"colour":"red""#));
	let path =
		file(&dir, "a.json", &document(&[without_zone, long_serial, unknown_field, event(GOOD)]));
	let output =
		salus().args(["--json", "epcis", "capture", "--dry-run"]).arg(path).exits(1).stdout;
	let lines = lines(&output);
	assert_eq!(lines.len(), 4);
	for (index, line) in lines.iter().enumerate() {
		assert_eq!(line["index"], index);
	}
	assert_eq!(lines[0]["outcome"], "rejected");
	assert_eq!(lines[0]["error"]["rule"], "EP-1");
	assert_eq!(lines[1]["outcome"], "rejected");
	assert!(lines[1]["error"]["message"].as_str().unwrap().contains("epcList"));
	assert_eq!(lines[3]["outcome"], "valid");
}

#[test]
fn bad_documents_should_be_refused_as_a_whole() {
	let dir = tempfile::tempdir().unwrap();
	let good = document(&[event(GOOD)]);
	let bomb = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"#;
	for (name, content) in [
		("truncated.json", &good[..good.len() - 20]),
		("empty.json", ""),
		("text.txt", "hello"),
		("bomb.xml", bomb),
	] {
		let path = file(&dir, name, content);
		let output =
			salus().args(["--json", "epcis", "capture", "--dry-run"]).arg(path).exits(2).stdout;
		let lines = lines(&output);
		assert_eq!(lines.len(), 1, "{name}");
		assert!(lines[0]["index"].is_null(), "{name}");
		assert_eq!(lines[0]["outcome"], "rejected", "{name}");
		assert!(lines[0]["error"]["code"].as_str().unwrap().starts_with("Document."), "{name}");
	}
	salus().args(["epcis", "capture", "--dry-run", "/does/not/exist"]).exits(2);
}

#[test]
fn a_document_of_10_mb_and_10_000_events_should_be_read() {
	let dir = tempfile::tempdir().unwrap();
	let events: Vec<_> = (0..10_000)
		.map(|number| {
			let epcs: Vec<_> = (0..18)
				.map(|serial| {
					format!(r#""https://id.gs1.org/01/08904000210037/21/{number}-{serial}""#)
				})
				.collect();
			event(&format!(r#""epcList":[{}]"#, epcs.join(",")))
		})
		.collect();
	let content = document(&events);
	assert!(content.len() > 9_000_000);
	let path = file(&dir, "large.json", &content);
	let output = salus().args(["epcis", "hash"]).arg(path).exits(0).stdout;
	assert_eq!(output.iter().filter(|byte| **byte == b'\n').count(), 10_000);
}

#[test]
fn more_than_4096_epcs_should_be_refused_before_anything_is_sent() {
	let dir = tempfile::tempdir().unwrap();
	let epcs: Vec<_> = (0..4_097)
		.map(|serial| format!(r#""https://id.gs1.org/01/08904000210037/21/{serial}""#))
		.collect();
	let content = document(&[event(&format!(r#""epcList":[{}]"#, epcs.join(",")))]);
	let path = file(&dir, "many.json", &content);
	// Without --dry-run: the only event is refused, so that nobody asks for a node.
	let output = salus().args(["--json", "epcis", "capture"]).arg(path).exits(1).stdout;
	assert_eq!(lines(&output)[0]["error"]["code"], "Cli.TooManyEpcs");
}

#[test]
fn capture_without_a_node_should_exit_3_and_write_nothing() {
	let dir = tempfile::tempdir().unwrap();
	let path = file(&dir, "a.json", &document(&[event(GOOD)]));
	salus().args(["epcis", "capture"]).arg(path).exits(3);
}

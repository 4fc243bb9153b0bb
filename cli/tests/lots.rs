//! `salus supply lot` without a node: build, prove, check, extract, and what is wrong with lists.

use serde_json::Value;
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Command, Output},
};
use tempfile::TempDir;

const FACTS: [&str; 6] = ["--gtin", "9520001123450", "--lot", "LOT-1", "--expiry", "2030-11-30"];

fn salus(args: &[&str]) -> Output {
	let mut command = Command::new(env!("CARGO_BIN_EXE_salus"));
	// Nobody listens there: whatever needs a chain fails.
	command.env_remove("SALUS_SIGNER").env("SALUS_URL", "ws://127.0.0.1:1");
	command.args(["--json", "supply", "lot"]).args(args).output().unwrap()
}

fn exits(code: i32, args: &[&str]) -> Output {
	let output = salus(args);
	let errors = String::from_utf8_lossy(&output.stderr);
	assert_eq!(output.status.code(), Some(code), "{args:?}: {errors}");
	output
}

fn json(args: &[&str]) -> Value {
	let output = exits(0, args);
	serde_json::from_slice(&output.stdout).unwrap()
}

fn error(output: &Output) -> Value {
	let value: Value = serde_json::from_slice(&output.stderr).unwrap();
	value["error"].clone()
}

struct Lot {
	dir: TempDir,
}

impl Lot {
	fn new() -> Self {
		Self { dir: tempfile::tempdir().unwrap() }
	}

	fn path(&self, name: &str) -> String {
		self.dir.path().join(name).display().to_string()
	}

	fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
		fs::write(self.path(name), content).unwrap();
		self.path(name)
	}

	fn build(&self, file: &str, more: &[&str]) -> Output {
		let out = self.path("lot");
		let mut args = vec!["build", file, "--out", &out, "--time", "2026-03-01T12:00:00Z"];
		args.extend(FACTS);
		args.extend(more);
		salus(&args)
	}
}

/// An SSCC with its check digit.
fn sscc(number: u64) -> String {
	let digits = format!("19520001{number:09}");
	let sum: u32 = digits
		.chars()
		.rev()
		.zip([3, 1].into_iter().cycle())
		.map(|(digit, weight)| digit.to_digit(10).unwrap() * weight)
		.sum();
	format!("{digits}{}", (10 - sum % 10) % 10)
}

/// 240 packs, 12 in a case, 5 cases on a pallet.
fn list() -> String {
	(0..240).map(|n| format!("S{n:04},{},{}\n", sscc(n / 12), sscc(1_000 + n / 60))).collect()
}

fn entries(dir: &Path) -> Vec<PathBuf> {
	let mut list: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
	list.sort();
	list
}

#[test]
fn a_lot_should_be_built_and_every_pack_proved() {
	let lot = Lot::new();
	let output = lot.build(&lot.file("serials.csv", list()), &["--location", "9520001000010"]);
	assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
	let built: Value = serde_json::from_slice(&output.stdout).unwrap();
	assert_eq!((&built["packs"], &built["containers"]), (&240.into(), &24.into()));
	assert_eq!(built["gtin"], "09520001123450");
	let out = lot.path("lot");
	// Events that any EPCIS system reads, the lot's own among them.
	let documents: Vec<String> =
		["lot.json", "events/commissioning-0001.json", "events/packing-0001.json"]
			.map(|name| format!("{out}/{name}"))
			.to_vec();
	let mut command = Command::new(env!("CARGO_BIN_EXE_salus"));
	let hashes = command.args(["epcis", "hash"]).args(&documents).output().unwrap();
	assert!(hashes.status.success());
	let hashes = String::from_utf8(hashes.stdout).unwrap();
	assert_eq!(hashes.lines().next().unwrap(), built["eventHash"]);
	// One for the lot, one for 240 packs, one for each of 20 cases and 4 pallets.
	assert_eq!(hashes.lines().count(), 26);

	let root = &built["serialRoot"];
	let root = format!("{}:{}", root["hash"].as_str().unwrap(), root["count"]);
	for (serial, index) in [("S0000", 0), ("S0123", 123), ("S0239", 239)] {
		let proof = json(&["prove", &out, "--serial", serial]);
		assert_eq!((&proof["index"], &proof["expiry"]), (&index.into(), &"2030-11-30".into()));
		assert_eq!(proof["containers"].as_array().unwrap().len(), 2);
		assert_eq!(proof["root"], built["serialRoot"]);
		let bytes = proof["proof"].as_str().unwrap();
		let check = ["prove", "--check", bytes, "--gtin", "9520001123450", "--root", &root];
		let checked = json(&check);
		assert_eq!((&checked["valid"], &checked["serial"]), (&true.into(), &serial.into()));
		assert_eq!(json(&["prove", &out, "--check", bytes])["valid"], true);
		// Of another product, to another root, cut off, with something behind it.
		let of = |gtin, root, bytes| ["prove", "--check", bytes, "--gtin", gtin, "--root", root];
		exits(1, &of("08904000210037", &root, bytes));
		// As many leaves as make a tree of another depth.
		let other = root.replace(":240", ":100");
		exits(1, &of("9520001123450", &other, bytes));
		let forged = if bytes.ends_with('0') { "1" } else { "0" };
		let forged = format!("{}{forged}", &bytes[..bytes.len() - 1]);
		exits(1, &of("9520001123450", &root, &forged));
		let cut = &bytes[..bytes.len() - 2];
		assert_eq!(error(&exits(1, &of("9520001123450", &root, cut)))["code"], "Lot.proof");
		let padded = format!("{bytes}00");
		exits(1, &of("9520001123450", &root, &padded));
	}
	let proof = json(&["prove", &out, "--container", &sscc(1_001)]);
	assert_eq!(
		(&proof["first"], &proof["packs"], &proof["level"]),
		(&60.into(), &60.into(), &2.into())
	);
	let bytes = proof["proof"].as_str().unwrap();
	assert_eq!(json(&["prove", &out, "--check", bytes])["valid"], true);
	assert_eq!(json(&["check", &out])["valid"], true);
	assert_eq!(error(&exits(1, &["prove", &out, "--serial", "X"]))["code"], "Cli.NotFound");
	assert_eq!(
		error(&exits(1, &["prove", &out, "--container", &sscc(7_000)]))["code"],
		"Cli.NotFound"
	);
	exits(2, &["prove", &lot.path("serials.csv"), "--serial", "X"]);
	exits(2, &["prove", &lot.path("nothing"), "--serial", "X"]);
}

#[test]
fn the_same_list_should_make_the_same_lot() {
	let (one, other) = (Lot::new(), Lot::new());
	let windows = format!("\u{feff}serial,case,pallet\n{}", list()).replace('\n', "\r\n");
	assert!(one.build(&one.file("a.csv", list()), &[]).status.success());
	assert!(other.build(&other.file("b.csv", windows), &[]).status.success());
	for name in ["proofs.lot", "lot.json", "events/packing-0001.json"] {
		let read = |lot: &Lot| fs::read(lot.dir.path().join("lot").join(name)).unwrap();
		assert!(read(&one) == read(&other), "{name}");
	}
	// And from its own events.
	let again = Lot::new();
	let folder = one.path("lot/events");
	let (made, packed) =
		(format!("{folder}/commissioning-0001.json"), format!("{folder}/packing-0001.json"));
	let output = again.build(&made, &["--packing", &packed]);
	assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
	let read = |lot: &Lot| fs::read(lot.dir.path().join("lot/lot.json")).unwrap();
	assert!(read(&one) == read(&again));
}

#[test]
fn a_consignee_should_get_its_part() {
	let lot = Lot::new();
	assert!(lot.build(&lot.file("a.csv", list()), &["--no-events"]).status.success());
	assert!(!lot.dir.path().join("lot/events").exists());
	let (store, part) = (lot.path("lot"), lot.path("part.lot"));
	let list = lot.file("cases.txt", format!("{}\r\n{}\n", sscc(3), sscc(4)));
	let from_file = format!("@{list}");
	let args =
		["extract", &store, "--containers", &from_file, "--serials", "S0200", "--out", &part];
	let made = json(&args);
	assert_eq!((&made["packs"], &made["containers"]), (&25.into(), &2.into()));
	assert_eq!(json(&["check", &part])["valid"], true);
	for (serial, code) in [("S0036", 0), ("S0059", 0), ("S0200", 0), ("S0060", 1), ("S0000", 1)] {
		exits(code, &["prove", &part, "--serial", serial]);
	}
	let proof = |store: &str| json(&["prove", store, "--serial", "S0040"])["proof"].clone();
	assert_eq!(proof(&part), proof(&store));
	// It overwrites nothing, and takes nothing that is not there.
	exits(2, &args);
	let strange = sscc(9_999);
	let other = lot.path("other.lot");
	let output = exits(2, &["extract", &store, "--containers", &strange, "--out", &other]);
	assert_eq!(error(&output)["code"], "Lot.unknown_item");
	assert!(!Path::new(&other).exists());
}

#[test]
fn bad_lists_should_be_refused_with_line_and_rule_and_leave_nothing() {
	let one = sscc(1);
	let (two, three) = (sscc(2), sscc(3));
	for (content, code, rule, says) in [
		("A1\nA2\nA1\n".to_owned(), "duplicate_serial", "SC-1", "lines 1 and 3"),
		("A1\nA 2\n".to_owned(), "serial_character", "ID-2", "line 2"),
		("A1\n123456789012345678901\n".to_owned(), "serial_length", "ID-2", "21 characters"),
		("A1\r\n\r\nA2\r\n".to_owned(), "empty_line", "ID-2", "line 2"),
		(format!("A1,{one},{two}\nA2,{one},{three}\n"), "split_case", "EP-2", "lines 1 and 2"),
		("A1,106141412345678909\n".to_owned(), "container", "X-8", "line 1"),
		("A1,1,2,3\n".to_owned(), "row", "file", "line 1"),
		("\u{feff}".to_owned(), "no_serials", "file", "no serial"),
		("{\"type\":\"EPCISDocument\"".to_owned(), "syntax", "document", "line 1"),
	] {
		let lot = Lot::new();
		let output = lot.build(&lot.file("bad.csv", &content), &[]);
		assert_eq!(output.status.code(), Some(2), "{content:?}");
		assert!(output.stdout.is_empty());
		let error = error(&output);
		assert_eq!(error["code"], format!("Lot.{code}"), "{error}");
		assert_eq!(error["rule"], rule, "{error}");
		let message = error["message"].as_str().unwrap();
		assert!(message.contains(says) && message.contains("bad.csv"), "{message}");
		assert_eq!(entries(lot.dir.path()).len(), 1, "something was left behind");
	}
}

#[test]
fn nothing_should_be_overwritten() {
	let lot = Lot::new();
	let file = lot.file("a.csv", "A1\n");
	fs::create_dir(lot.path("lot")).unwrap();
	assert!(lot.build(&file, &[]).status.success(), "an empty folder is filled");
	let before = fs::read(lot.path("lot/proofs.lot")).unwrap();
	let output = lot.build(&lot.file("b.csv", "B1\n"), &[]);
	assert_eq!(output.status.code(), Some(2));
	assert!(fs::read(lot.path("lot/proofs.lot")).unwrap() == before);
}

#[test]
fn bad_usage_should_exit_2() {
	let lot = Lot::new();
	let file = lot.file("a.csv", "A1\n");
	let out = lot.path("lot");
	for args in [
		&["build"][..],
		&["build", &file, "--out", &out],
		&[
			"build",
			&file,
			"--out",
			&out,
			"--gtin",
			"9520001123451",
			"--lot",
			"L",
			"--expiry",
			"301130",
		],
		&[
			"build",
			&file,
			"--out",
			&out,
			"--gtin",
			"9520001123450",
			"--lot",
			"L",
			"--expiry",
			"301330",
		],
		&[
			"build",
			&file,
			"--out",
			&out,
			"--gtin",
			"9520001123450",
			"--lot",
			"L 1",
			"--expiry",
			"301130",
		],
		&["prove"],
		&["prove", &file],
		&["prove", "--check", "0x00"],
		&["prove", "--check", "0x00", "--root", "0x00:1", "--gtin", "9520001123450"],
		&["extract", &file, "--out", &out],
	] {
		exits(2, args);
	}
	assert!(!Path::new(&out).exists());
}

#[test]
fn a_damaged_store_should_be_found_out() {
	let lot = Lot::new();
	assert!(lot.build(&lot.file("a.csv", list()), &["--no-events"]).status.success());
	let path = lot.path("lot/proofs.lot");
	let good = fs::read(&path).unwrap();
	// A serial of the records, which begin after header and range.
	let mut bad = good.clone();
	bad[256 + 12 + 3] ^= 1;
	fs::write(&path, &bad).unwrap();
	assert_eq!(error(&exits(2, &["check", &path]))["code"], "Lot.store_damaged");
	assert_eq!(
		error(&exits(2, &["prove", &path, "--serial", "S0001"]))["code"],
		"Lot.store_damaged"
	);
	fs::write(&path, &good[..good.len() - 1]).unwrap();
	assert_eq!(error(&exits(2, &["check", &path]))["code"], "Lot.store_damaged");
}

/// `salus supply` without a node.
fn supply(args: &[&str]) -> Output {
	let mut command = Command::new(env!("CARGO_BIN_EXE_salus"));
	command.env_remove("SALUS_SIGNER").env("SALUS_URL", "ws://127.0.0.1:1");
	command.args(["--json", "supply"]).args(args).output().unwrap()
}

#[test]
fn a_lot_should_be_commissioned_from_its_own_folder_alone() {
	let lot = Lot::new();
	assert!(lot.build(&lot.file("a.csv", list()), &["--no-events"]).status.success());
	let dir = lot.path("lot");
	// All is well up to the chain, which nobody runs here.
	assert_eq!(error(&exits(3, &["commission", &dir]))["code"], "Cli.Unreachable");
	// The event of another lot beside the store.
	let other = Lot::new();
	let output = other.build(&other.file("b.csv", "B1\n"), &["--no-events"]);
	assert!(output.status.success());
	let event = fs::read(other.path("lot/lot.json")).unwrap();
	let own = fs::read(lot.path("lot/lot.json")).unwrap();
	fs::write(lot.path("lot/lot.json"), event).unwrap();
	assert_eq!(error(&exits(2, &["commission", &dir]))["code"], "Cli.Unreadable");
	fs::write(lot.path("lot/lot.json"), own).unwrap();
	// A part is not the lot.
	let part = lot.path("part.lot");
	json(&["extract", &dir, "--containers", &sscc(1), "--out", &part]);
	fs::rename(&part, lot.path("lot/proofs.lot")).unwrap();
	assert_eq!(error(&exits(2, &["commission", &dir]))["code"], "Cli.Unreadable");
	fs::remove_file(lot.path("lot/lot.json")).unwrap();
	exits(2, &["commission", &dir]);
}

#[test]
fn stores_should_be_looked_at_before_anybody_is_asked() {
	let lot = Lot::new();
	let wrong = lot.file("a.csv", "A1\n");
	let pack = "(01)09520001123450(21)S0001";
	let code = |args: &[&str]| supply(args).status.code();
	assert_eq!(code(&["dispense", "--store", &wrong, pack]), Some(2));
	let ask = ["verify", "--datamatrix", pack, "--store", &wrong];
	assert_eq!(code(&ask), Some(2));
	assert!(lot.build(&lot.file("b.csv", list()), &["--no-events"]).status.success());
	let store = lot.path("lot");
	assert_eq!(code(&["dispense", "--store", &store, pack]), Some(3));
	assert_eq!(code(&["lot", "open", "--store", &store, &sscc(3)]), Some(3));
	// What the store does not have is known before anybody is asked.
	assert_eq!(code(&["lot", "open", "--store", &store, &sscc(3), &sscc(9_999)]), Some(1));
	assert_eq!(code(&["lot", "open", "--store", &wrong, &sscc(3)]), Some(2));
}

#[test]
fn stock_should_be_checked_without_a_node() {
	let lot = Lot::new();
	let row = |serial: &str, sscc: &str| format!("9520001123450,L1,301130,{serial},{sscc}\r\n");
	let one = sscc(1);
	let good: String = (0..1_000).map(|n| row(&format!("S{n}"), &sscc(n / 100))).collect();
	let head = "\u{feff}GTIN,Lot,Expiry,Serial,SSCC\r\n";
	let file = lot.file("good.csv", format!("{head}{good}"));
	let output = supply(&["stock", "import", &file, "--dry-run"]);
	assert_eq!(output.status.code(), Some(0));
	let lines = |output: &Output| -> Vec<Value> {
		let text = std::str::from_utf8(&output.stdout).unwrap();
		text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
	};
	let groups = lines(&output);
	assert_eq!(groups.len(), 2, "500 packs of five containers, twice");
	assert_eq!((&groups[0]["outcome"], &groups[0]["packs"]), (&"valid".into(), &500.into()));
	assert_eq!(groups[1]["lines"], serde_json::json!([502, 1_001]));
	// The same file is the same introductions.
	assert_eq!(lines(&supply(&["stock", "import", &file, "--dry-run"])), groups);
	let bad = [row("A", &one), row("A", ""), row("B B", &sscc(2)), row("C", "")].concat();
	let file = lot.file("bad.csv", format!("{head}{bad}"));
	let output = supply(&["stock", "import", &file, "--dry-run"]);
	assert_eq!(output.status.code(), Some(1));
	let results = lines(&output);
	let outcomes: Vec<_> = results.iter().map(|result| result["outcome"].clone()).collect();
	assert_eq!(outcomes, ["rejected", "rejected", "valid"]);
	assert_eq!(results[0]["error"]["rule"], "SC-1");
	assert_eq!(results[1]["lines"], serde_json::json!([4, 4]));
	assert_eq!(results[2]["packs"], 2);
	// Without a node, and not a dry run: nothing is known, it may be run again.
	assert_eq!(supply(&["--signer", "//Bob", "stock", "import", &file]).status.code(), Some(3));
	let file = lot.file("other.csv", "a,b\n1,2\n");
	assert_eq!(supply(&["stock", "import", &file, "--dry-run"]).status.code(), Some(2));
}

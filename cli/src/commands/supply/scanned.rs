//! What a hand scanner gives: from arguments or from standard input, each thing once.

use super::link;
use crate::{cli::PackArgs, commands::lot::parse_gtin, epcis::plan::MAX_EPCS, error::Failure};
use salus_interop::id::{scan, Identifier, Scan};
use salus_primitives::supply::Epc;
use std::{
	collections::BTreeMap,
	io::{self, BufRead, IsTerminal},
};

/// A pack or container, and all that its symbol says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scanned {
	/// Which one.
	pub epc: Epc,
	/// What was read.
	pub scan: Scan,
}

/// Read one symbol, EPC or link.
pub fn read(text: &str) -> Result<Scan, Failure> {
	scan(text).map_err(|error| {
		Failure::usage(format!("`{}`: {error}", text.escape_debug())).with_code("Cli.Unreadable")
	})
}

/// The pack or container that a symbol names.
pub fn epc_of(scan: &Scan) -> Result<Epc, Failure> {
	scan.identifier().as_ref().and_then(Identifier::to_epc).ok_or_else(|| {
		let seen = scan.gtin.map_or_else(|| "what was scanned".to_owned(), |gtin| gtin.to_string());
		let message =
			format!("{seen} names no single pack or container: no serial number, no SSCC");
		Failure::usage(message).with_code("Cli.Unreadable")
	})
}

/// The pack or container that a text names.
pub fn epc(text: &str) -> Result<Epc, Failure> {
	epc_of(&read(text)?)
}

/// What is said of the one pack or container of a command.
pub fn named(args: &PackArgs) -> Result<Scan, Failure> {
	match (&args.gtin, &args.serial, &args.digital_link, &args.datamatrix, &args.scan[..]) {
		(Some(gtin), Some(serial), ..) => {
			let gtin = Some(parse_gtin(gtin)?);
			Ok(Scan { gtin, serial: Some(serial.clone()), ..Scan::default() })
		}
		(_, _, Some(text), ..) | (_, _, _, Some(text), _) | (.., [text]) => read(text),
		(.., [_, _, ..]) => Err(Failure::usage("one at a time: the answer is about one")),
		_ => Err(Failure::usage(
			"say which: what was scanned, --gtin with --serial, --digital-link, or --datamatrix",
		)),
	}
}

/// Everything that was scanned. All or nothing: a wrong scan is found before anything is sent.
pub fn all(items: &[String]) -> Result<Vec<Scanned>, Failure> {
	let mut texts = Vec::new();
	let standard_input = ["-".to_owned()];
	let items = if items.is_empty() { &standard_input[..] } else { items };
	for item in items {
		if item == "-" {
			if io::stdin().is_terminal() {
				eprintln!("scan, one a line, then Ctrl-D");
			}
			read_lines(io::stdin().lock(), &mut texts)?;
		} else {
			texts.push(item.clone());
		}
	}
	let all = each_once(&texts)?;
	if all.is_empty() {
		return Err(Failure::usage("nothing was scanned"));
	}
	if all.len() > MAX_EPCS {
		let message = format!("{} things were scanned, and {MAX_EPCS} is the most", all.len());
		return Err(Failure::refused("Cli.TooManyEpcs", message));
	}
	Ok(all)
}

/// The same without what symbols say beside the identity.
pub fn epcs(items: &[String]) -> Result<Vec<Epc>, Failure> {
	Ok(all(items)?.into_iter().map(|scanned| scanned.epc).collect())
}

/// A trigger that is pulled twice is no second pack. Two labels of one pack are an error.
fn each_once(texts: &[String]) -> Result<Vec<Scanned>, Failure> {
	let mut all: Vec<Scanned> = Vec::new();
	let mut places: BTreeMap<Epc, usize> = BTreeMap::new();
	for text in texts {
		let scan = read(text)?;
		let epc = epc_of(&scan)?;
		let Some(known) = places.get(&epc).and_then(|at| all.get_mut(*at)) else {
			places.insert(epc.clone(), all.len());
			all.push(Scanned { epc, scan });
			continue;
		};
		let day = |scan: &Scan| scan.expiry.as_ref().map(|date| date.day);
		let differ = |a: Option<String>, b: Option<String>| a.zip(b).is_some_and(|(a, b)| a != b);
		let differs = differ(known.scan.lot.clone(), scan.lot.clone())
			|| day(&known.scan).zip(day(&scan)).is_some_and(|(a, b)| a != b);
		if differs {
			let message = format!("{} was scanned with two lots or expiry dates", link(&epc));
			return Err(Failure::usage(message).with_code("Cli.Unreadable").with_rule("SC-1"));
		}
		// The symbol that says more.
		if scan.ais.len() > known.scan.ais.len() {
			known.scan = scan;
		}
	}
	Ok(all)
}

fn read_lines(input: impl BufRead, texts: &mut Vec<String>) -> Result<(), Failure> {
	for line in lines(input) {
		texts.push(line?);
	}
	Ok(())
}

/// Lines as scanners and Windows write them, without those that are empty.
pub fn lines(input: impl BufRead) -> impl Iterator<Item = Result<String, Failure>> {
	(1u64..).zip(input.lines()).filter_map(|(number, line)| {
		let line = match line {
			Ok(line) => line,
			Err(error) => {
				return Some(Err(Failure::unreadable(
					format!("standard input, line {number}"),
					error,
				)));
			}
		};
		let line = line.trim_start_matches('\u{feff}').trim_matches(['\r', '\n', ' ', '\t']);
		(!line.is_empty()).then(|| Ok(line.to_owned()))
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	fn texts(list: &[&str]) -> Vec<String> {
		list.iter().map(|text| (*text).to_owned()).collect()
	}

	#[test]
	fn wrong_scans_should_be_refused_before_anything_is_sent() {
		assert!(all(&texts(&["(01)08904000210037(21)A1", "(01)08904000210036(21)A1"])).is_err());
		assert!(all(&texts(&["(01)08904000210037(10)L1"])).is_err());
	}

	#[test]
	fn what_is_scanned_twice_should_be_one_thing() {
		let scans = [
			"(01)08904000210037(21)A1",
			"https://id.gs1.org/01/08904000210037/21/A1",
			"(01)08904000210037(17)301130(10)L1(21)A1",
			"106141412345678908",
			"urn:epc:id:sscc:0614141.1234567890",
		];
		let found = all(&texts(&scans)).unwrap();
		assert_eq!(found.len(), 2);
		assert_eq!(found[0].scan.lot.as_deref(), Some("L1"));
	}

	#[test]
	fn sc_1_one_pack_with_two_labels_should_be_refused() {
		for other in ["(17)301130(10)L2(21)A1", "(17)301231(10)L1(21)A1"] {
			let scans =
				["(01)08904000210037(17)301130(10)L1(21)A1", &format!("(01)08904000210037{other}")];
			let failure = all(&texts(&scans)).unwrap_err();
			assert_eq!(failure.rule.as_deref(), Some("SC-1"), "{other}");
		}
	}

	#[test]
	fn lines_should_be_read_as_scanners_and_windows_write_them() {
		let mut lines = Vec::new();
		let input = "\u{feff}106141412345678908\r\n\r\n  (01)08904000210037(21)A1\t\n";
		read_lines(input.as_bytes(), &mut lines).unwrap();
		assert_eq!(lines, ["106141412345678908", "(01)08904000210037(21)A1"]);
		let failure = read_lines(&b"106141412345678908\n\xff\n"[..], &mut lines).unwrap_err();
		assert!(failure.message.contains("line 2"), "{failure}");
	}
}

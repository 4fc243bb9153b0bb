//! Lots from rows to proofs.

use super::{
	input::{read_aggregation, read_commissioning, read_packing, read_serials},
	*,
};
use crate::epcis;
use codec::Encode;
use proptest::prelude::*;
use salus_primitives::{lot::PackProof, merkle::ProofError, supply::Epc, Gtin};
use std::{
	cell::RefCell,
	collections::BTreeMap,
	io::{Cursor, Write},
	rc::Rc,
};

fn facts() -> LotFacts {
	let gtin = Gtin::try_from(9_520_001_123_450).unwrap();
	LotFacts { gtin, lot: "LOT/1".into(), expiry: 21_000 }
}

fn collect(text: &str) -> Result<Lot, LotError> {
	let mut collector = Collector::new(facts()).unwrap();
	read_serials(text.as_bytes(), 0, &mut collector, &mut |_| ())?;
	collector.finish()
}

fn store_of(lot: &Lot) -> (Store<Vec<u8>>, Built) {
	let (bytes, built) = bytes_of(lot);
	(Store::open(bytes).unwrap(), built)
}

fn bytes_of(lot: &Lot) -> (Vec<u8>, Built) {
	let mut out = Cursor::new(Vec::new());
	let built = lot.write(&mut out, &|_| ()).unwrap();
	let bytes = out.into_inner();
	assert_eq!(bytes.len() as u64, built.size);
	(bytes, built)
}

/// An SSCC with its check digit.
fn sscc(number: u64) -> String {
	let body = 19_520_001_000_000_000 + number;
	format!("{:018}", body * 10 + u64::from(salus_primitives::identifiers::gs1_check_digit(body)))
}

/// `packs` serials, so many in a case, so many cases on a pallet.
fn list(packs: u32, case: u32, pallet: u32) -> String {
	(0..packs)
		.map(|n| {
			let case = n / case;
			format!(
				"S{n:05},{},{}\n",
				sscc(u64::from(case)),
				sscc(1_000_000 + u64::from(case / pallet))
			)
		})
		.collect()
}

fn serial(lot: &Lot, leaf: usize) -> String {
	String::from_utf8(unpadded(&lot.serials[leaf]).to_vec()).unwrap()
}

fn fails(text: &str, code: &str, rule: &str, line: u32) -> LotError {
	let error = collect(text).unwrap_err();
	assert_eq!((error.code, error.rule), (code, rule), "{error}");
	assert_eq!(error.place.map(|place| place.line), Some(line), "{error}");
	error
}

#[test]
fn serials_alone_are_a_lot() {
	let lot = collect("A1\nA2\nA3\n").unwrap();
	assert_eq!((serial(&lot, 0), serial(&lot, 2)), ("A1".into(), "A3".into()));
	let (store, built) = store_of(&lot);
	assert_eq!(built.commitment.packing, None);
	assert_eq!(store.commitment().serials.count, 3);
	let proof = store.prove("A2").unwrap().unwrap();
	assert_eq!((proof.serial.to_vec(), proof.proof.index), (b"A2".to_vec(), 1));
	assert!(store.prove("A4").unwrap().is_none());
	assert!(store.prove("A").unwrap().is_none());
	assert!(store.prove("").unwrap().is_none());
	assert!(store.containers_over(0).unwrap().is_empty());
}

#[test]
fn headings_byte_order_marks_and_windows_lines_are_understood() {
	let plain = collect("A1,106141412345678908\nA2,106141412345678908\n").unwrap();
	for text in [
		"\u{feff}serial,case\r\nA1,106141412345678908\r\nA2,106141412345678908\r\n\r\n",
		"Serial,Case,Pallet\nA1,106141412345678908,\nA2,106141412345678908,",
		"A1,urn:epc:id:sscc:0614141.1234567890\n\"A2\",https://id.gs1.org/00/106141412345678908",
	] {
		assert_eq!(collect(text).unwrap(), plain, "{text:?}");
	}
}

#[test]
fn id_2_serials_with_quotes_and_commas_are_quoted() {
	let lot = collect("\"A\"\"1,2\"\nA/%3\n").unwrap();
	assert_eq!((serial(&lot, 0), serial(&lot, 1)), ("A\"1,2".into(), "A/%3".into()));
}

#[test]
fn sc_1_a_serial_twice_is_named_with_both_lines() {
	let error = fails("A1\nA2\nA3\nA2\n", "duplicate_serial", "SC-1", 4);
	assert_eq!(error.other.map(|place| place.line), Some(2));
	assert!(
		error.to_string().contains("\"A2\"") && error.to_string().contains("line 2 and line 4")
	);
	// The first of them, also where rows are put in another order, and below a heading.
	let one = sscc(1);
	let two = sscc(2);
	let text = format!("serial,case\nA1,{one}\nA2,{two}\nA3,{one}\nA1,{two}\nA2,{one}\n");
	let error = fails(&text, "duplicate_serial", "SC-1", 5);
	assert_eq!(error.other.map(|place| place.line), Some(2));
}

#[test]
fn id_2_wrong_serials_are_named_with_their_line() {
	let error = fails("A1\n123456789012345678901\n", "serial_length", "ID-2", 2);
	assert!(error.message.contains("123456789012345678901") && error.message.contains("21"));
	fails("A1\nA 2\n", "serial_character", "ID-2", 2);
	fails("A1\nÄ2\n", "serial_character", "ID-2", 2);
	fails("A1\n\nA2\n", "empty_line", "ID-2", 2);
	fails("serial,case\nA1,\n,106141412345678908\n", "empty_serial", "ID-2", 3);
	assert_eq!(collect("").unwrap_err().code, "no_serials");
	assert_eq!(collect("serial\n").unwrap_err().code, "no_serials");
	let wrong = LotFacts { lot: "L 1".into(), ..facts() };
	assert_eq!(Collector::new(wrong).err().map(|error| error.code), Some("lot_number"));
}

#[test]
fn rows_that_are_none_are_refused() {
	fails("A1\nA2,,,\n", "row", "file", 2);
	fails("A1\n\"A2\n", "row", "file", 2);
	fails("A1\n\"A2\"x,1\n", "row", "file", 2);
	fails(&format!("A1\n{}\n", "x".repeat(2_000)), "line_too_long", "file", 2);
	let utf16 = [0xff, 0xfe, b'A', 0];
	let mut collector = Collector::new(facts()).unwrap();
	let error = read_serials(&utf16[..], 0, &mut collector, &mut |_| ()).unwrap_err();
	assert_eq!(error.code, "encoding");
}

#[test]
fn x_8_containers_are_checked() {
	let error = fails("A1,106141412345678909\n", "container", "X-8", 1);
	assert!(error.message.contains("106141412345678909"));
	fails("A1,(01)09520001123450\n", "container", "X-8", 1);
	fails("A1,(01)09520001123450(21)C1\n", "container_is_pack", "EP-2", 1);
}

#[test]
fn ep_2_a_case_on_two_pallets_is_refused_with_both_lines() {
	let (case, one, two) = (sscc(1), sscc(2), sscc(3));
	let text = format!("A1,{case},{one}\nA2,{case},{one}\nA3,{case},{two}\n");
	let error = fails(&text, "split_case", "EP-2", 3);
	assert_eq!(error.other.map(|place| place.line), Some(1));
	fails(&format!("A1,{case},{case}\n"), "packing_cycle", "EP-2", 1);
	fails(&format!("A1,{case},{one}\nA2,{one},{case}\n"), "packing_cycle", "EP-2", 2);
}

#[test]
fn sc_1_more_than_the_limit_is_refused() {
	let mut collector = Collector::new(facts()).unwrap().with_limit(3);
	let error =
		read_serials("1\n2\n3\n4\n".as_bytes(), 0, &mut collector, &mut |_| ()).unwrap_err();
	assert_eq!((error.code, error.place.unwrap().line), ("too_many", 4));
}

#[test]
fn packs_of_a_case_and_cases_of_a_pallet_stand_together() {
	let (a, b, c, p, q) = (sscc(1), sscc(2), sscc(3), sscc(10), sscc(11));
	let text =
		format!("1,{a},{p}\n2,{b},{q}\n3,{c},{p}\n4,{a},{p}\n5\n6,{b},{q}\n7,,{p}\n8,{c},{p}\n");
	let lot = collect(&text).unwrap();
	let order: Vec<_> = (0..8).map(|leaf| serial(&lot, leaf)).collect();
	// Pallet p: cases a and c, then its own pack; pallet q; what is loose.
	assert_eq!(order, ["1", "4", "3", "8", "7", "2", "6", "5"]);
	let ranges: Vec<_> = lot.containers.iter().map(|c| (c.first, c.len, c.level)).collect();
	assert_eq!(ranges, [(0, 5, 2), (0, 2, 1), (2, 2, 1), (5, 2, 2), (5, 2, 1)]);
	let (store, built) = store_of(&lot);
	assert_eq!(built.commitment.packing.unwrap().count, 5);
	let around = |leaf| {
		let found = store.containers_over(leaf).unwrap();
		found.iter().map(|found| found.proof.index).collect::<Vec<_>>()
	};
	assert_eq!(around(3), [2, 0]);
	assert_eq!(around(4), [0]);
	assert_eq!(around(6), [4, 3]);
	assert!(around(7).is_empty());
}

#[test]
fn the_store_is_searched_without_being_read() {
	/// Counts the bytes that are read.
	struct Counting(Vec<u8>, RefCell<u64>);
	impl Source for Counting {
		fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<()> {
			*self.1.borrow_mut() += buffer.len() as u64;
			self.0.read_at(offset, buffer)
		}
		fn length(&self) -> std::io::Result<u64> {
			self.0.length()
		}
	}
	let (bytes, _) = bytes_of(&collect(&list(20_000, 48, 20)).unwrap());
	let store = Store::open(Counting(bytes, RefCell::default())).unwrap();
	*store.source().1.borrow_mut() = 0;
	assert!(store.prove("S12345").unwrap().is_some());
	let read = *store.source().1.borrow();
	assert!(read < 10_000, "{read} bytes were read for one proof");
}

#[test]
fn a_damaged_store_gives_no_proof() {
	let text: String = (0..70).map(|n| format!("S{n:03}\n")).collect();
	let (good, _) = bytes_of(&collect(&text).unwrap());
	assert!(Store::open(good.clone()).unwrap().check(&mut |_| ()).is_ok());
	for length in [0, 8, HEADER_SIZE - 1, HEADER_SIZE, good.len() - 1] {
		assert!(Store::open(good[..length].to_vec()).is_err(), "{length} bytes");
	}
	assert_eq!(Store::open(vec![b'x'; 400]).err().map(|error| error.code), Some("not_a_store"));
	for at in (0..good.len()).step_by(11) {
		let mut bad = good.clone();
		bad[at] ^= 0x20;
		let Ok(store) = Store::open(bad) else { continue };
		assert!(store.check(&mut |_| ()).is_err(), "byte {at} was changed and nobody saw");
		// What it still proves is true.
		for leaf in [0, 31, 32, 69] {
			if let Ok(evidence) = store.prove_at(leaf) {
				let gtin = store.facts().gtin.get();
				assert_eq!(evidence.verify(gtin, &store.commitment()), Ok(()));
			}
		}
	}
}

#[test]
fn a_consignee_gets_what_was_shipped_and_no_more() {
	let lot = collect(&list(1_000, 10, 5)).unwrap();
	let (store, built) = store_of(&lot);
	let cases: Vec<Epc> = [3, 4, 77].map(|case| parse_container(&sscc(case)).unwrap()).to_vec();
	let mut out = Cursor::new(Vec::new());
	store.extract(&cases, &["S00500".into()], &mut out).unwrap();
	let part = Store::open(out.into_inner()).unwrap();
	part.check(&mut |_| ()).unwrap();
	assert_eq!(part.commitment(), built.commitment);
	assert_eq!((part.packs(), part.containers()), (31, 3));
	for number in 0..1_000u32 {
		let serial = format!("S{number:05}");
		let is_sent = matches!(number / 10, 3 | 4 | 77) || number == 500;
		let found = part.prove(&serial).unwrap();
		assert_eq!(found.is_some(), is_sent, "{serial}");
		if is_sent {
			assert_eq!(found, store.prove(&serial).unwrap());
		}
	}
	assert_eq!(part.container(&cases[2]).unwrap(), store.container(&cases[2]).unwrap());
	let pallet = parse_container(&sscc(1_000_003)).unwrap();
	assert_eq!(part.container(&pallet).unwrap(), None);
	// A part of the part.
	let mut out = Cursor::new(Vec::new());
	part.extract(&cases[2..], &[], &mut out).unwrap();
	let smaller = Store::open(out.into_inner()).unwrap();
	smaller.check(&mut |_| ()).unwrap();
	assert_eq!(smaller.prove("S00775").unwrap(), store.prove("S00775").unwrap());
	// A pallet brings its cases.
	let mut out = Cursor::new(Vec::new());
	store.extract(&[pallet], &[], &mut out).unwrap();
	let part = Store::open(out.into_inner()).unwrap();
	assert_eq!((part.packs(), part.containers()), (50, 6));
	assert_eq!(part.containers_over(157).unwrap().len(), 2);
	// What is not there cannot be taken out.
	let strange = [Epc::Sscc(1)];
	let error = store.extract(&strange, &[], &mut Cursor::new(Vec::new())).unwrap_err();
	assert_eq!(error.code, "unknown_item");
	assert!(store.extract(&[], &[], &mut Cursor::new(Vec::new())).is_err());
}

type Files = Rc<RefCell<BTreeMap<String, Vec<u8>>>>;

struct InMemory(Files, String);

impl Write for InMemory {
	fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
		let mut files = self.0.borrow_mut();
		files.entry(self.1.clone()).or_default().extend_from_slice(bytes);
		Ok(bytes.len())
	}
	fn flush(&mut self) -> std::io::Result<()> {
		Ok(())
	}
}

fn written(lot: &Lot) -> BTreeMap<String, Vec<u8>> {
	let files = Files::default();
	let occasion =
		Occasion { time: 1_772_366_400_000, location: Some("9520001000010".parse().unwrap()) };
	lot.write_events(
		&occasion,
		&mut |name: &str| Ok(Box::new(InMemory(files.clone(), name.to_owned()))),
		&mut |_| (),
	)
	.unwrap();
	Rc::try_unwrap(files).unwrap().into_inner()
}

#[test]
fn ep_1_the_events_are_right_and_make_the_same_lot_again() {
	let (a, case, pallet) = (sscc(1), "(01)19520001123457(21)C'1/2", sscc(10));
	let mut text = format!("\"A\"\"1\",{a},{pallet}\nA/2,{case},{pallet}\nA3,,{pallet}\nA4\n");
	for number in 0..5_000 {
		text.push_str(&format!("N{number},{a},{pallet}\n"));
	}
	let lot = collect(&text).unwrap();
	let files = written(&lot);
	assert_eq!(
		files.keys().map(String::as_str).collect::<Vec<_>>(),
		["commissioning-0001.json", "packing-0001.json"]
	);
	for bytes in files.values() {
		for event in epcis::read(bytes).unwrap().events {
			let event = event.unwrap();
			assert!(event.object_count() <= 4_097);
			assert_eq!(event.acting_party().unwrap().to_string(), "9520001000010");
		}
	}
	let mut collector = Collector::new(facts()).unwrap();
	read_commissioning(&files["commissioning-0001.json"], 0, &mut collector).unwrap();
	assert_eq!(collector.len(), 5_004);
	collector.index_serials().unwrap();
	read_aggregation(&files["packing-0001.json"], 1, &mut collector).unwrap();
	let again = collector.finish().unwrap();
	let roots = |lot: &Lot| bytes_of(lot).1.commitment.serials;
	assert_eq!(roots(&again), roots(&lot));
	let names = |lot: &Lot| lot.containers.iter().map(|c| c.epc.clone()).collect::<Vec<_>>();
	let (mut one, mut other) = (names(&again), names(&lot));
	one.sort();
	other.sort();
	assert_eq!(one, other);
}

#[test]
fn the_event_of_the_lot_names_its_roots() {
	let lot = collect(&list(20, 10, 2)).unwrap();
	let (_, built) = bytes_of(&lot);
	let occasion = Occasion { time: 1_772_366_400_000, location: None };
	let (document, facts) = lot.lot_event(&occasion, &built.commitment).unwrap();
	let read = epcis::read(document.as_bytes()).unwrap();
	let event = read.events[0].as_ref().unwrap();
	assert_eq!(event.hash(), facts.hash);
	assert_eq!(event.warnings, []);
	assert_eq!(event.quantities[0].quantity.as_deref(), Some("20"));
	assert_eq!((event.lot(), event.expiry()), (Some("LOT/1"), Some(21_000)));
	let root = event.extensions.iter().find(|field| field.name.ends_with("serialRoot")).unwrap();
	assert_eq!(root.text, format!("0x{}", hex::encode(built.commitment.serials.hash)));
	// Another root is another event.
	let mut other = built.commitment;
	other.serials.hash[0] ^= 1;
	assert_ne!(lot.lot_event(&occasion, &other).unwrap().1.hash, facts.hash);
}

#[test]
fn sc_1_documents_of_another_lot_are_refused() {
	let files = written(&collect("A1\nA2\n").unwrap());
	let document = &files["commissioning-0001.json"];
	for wrong in
		[LotFacts { lot: "LOT/2".into(), ..facts() }, LotFacts { expiry: 21_001, ..facts() }]
	{
		let mut collector = Collector::new(wrong).unwrap();
		let error = read_commissioning(document, 0, &mut collector).unwrap_err();
		assert_eq!((error.code, error.rule), ("other_lot", "SC-1"));
		assert_eq!(error.place.unwrap().line, 2);
	}
	// The same document twice has each serial twice.
	let mut collector = Collector::new(facts()).unwrap();
	read_commissioning(document, 0, &mut collector).unwrap();
	read_commissioning(document, 1, &mut collector).unwrap();
	assert_eq!(collector.finish().unwrap_err().code, "duplicate_serial");
}

#[test]
fn packing_lists_may_come_by_themselves() {
	let (case, pallet) = (sscc(1), sscc(2));
	let collect = |packing: &str| {
		let mut collector = Collector::new(facts())?;
		read_serials("A1\nA2\nA3\n".as_bytes(), 0, &mut collector, &mut |_| ())?;
		collector.index_serials()?;
		read_packing(packing.as_bytes(), 1, &mut collector)?;
		collector.finish()
	};
	let lot = collect(&format!(
		"child,parent\nA1,{case}\n(01)09520001123450(21)A3,{case}\n{case},{pallet}\nA2,{pallet}\n"
	))
	.unwrap();
	let order: Vec<_> = (0..3).map(|leaf| serial(&lot, leaf)).collect();
	assert_eq!(order, ["A1", "A3", "A2"]);
	assert_eq!(lot.containers.iter().map(|c| c.level).collect::<Vec<_>>(), [2, 1]);
	for (packing, code) in [
		(format!("A9,{case}\n"), "unknown_child"),
		(format!("(01)09520001123450(21)A9,{case}\n"), "unknown_child"),
		(format!("A1,{case}\nA1,{pallet}\n"), "split_case"),
		(format!("A1,{case}\n{case},{pallet}\n{case},{}\n", sscc(3)), "split_case"),
		(format!("A1,{case}\n{case},{pallet}\n{pallet},{case}\n"), "packing_cycle"),
		(format!("{case},{pallet}\n"), "empty_container"),
		("A1\n".to_owned(), "row"),
		("A1,\n".to_owned(), "row"),
	] {
		assert_eq!(collect(&packing).unwrap_err().code, code, "{packing}");
	}
	let deep: String = (1..=6).map(|n| format!("{},{}\n", sscc(n), sscc(n + 1))).collect();
	assert_eq!(collect(&format!("A1,{case}\n{deep}")).unwrap_err().code, "too_deep");
}

#[test]
fn formats_are_told_apart() {
	assert_eq!(format_of(b"\xef\xbb\xbf  {\"a\""), Format::Epcis);
	assert_eq!(format_of(b"[{"), Format::Epcis);
	assert_eq!(format_of(b"<?xml version"), Format::Epcis);
	assert_eq!(format_of(b"<epcis:EPCISDocument"), Format::Epcis);
	assert_eq!(format_of(b"<A1\n<A2\n"), Format::Csv);
	assert_eq!(format_of(b"A1\n"), Format::Csv);
	assert_eq!(format_of(b""), Format::Csv);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(12))]

	#[test]
	fn every_proof_of_every_store_verifies(
		count in 1u32..150, case in 1u32..20, pallet in 1u32..5, taken in proptest::collection::vec(0u32..300, 1..4),
	) {
		let lot = collect(&list(count, case, pallet)).unwrap();
		let (store, built) = store_of(&lot);
		store.check(&mut |_| ()).unwrap();
		for number in 0..count {
			let text = format!("S{number:05}");
			let found = store.prove(&text).unwrap().unwrap();
			let gtin = store.facts().gtin.get();
			prop_assert_eq!(found.verify(gtin, &built.commitment), Ok(()));
			let other = PackProof { serial: b"S99999".to_vec().try_into().unwrap(), ..found.clone() };
			prop_assert_eq!(other.verify(gtin, &built.commitment), Err(ProofError::RootMismatch));
			prop_assert_eq!(PackProof::from_bytes(&found.encode()), Some(found));
		}
		let root = built.commitment.packing.unwrap();
		for container in &lot.containers {
			let found = store.container(&container.epc).unwrap().unwrap();
			prop_assert_eq!((found.first, found.len), (container.first, container.len));
			prop_assert_eq!(found.verify(&root), Ok(()));
		}
		// Any part of it proves the same.
		let containers: Vec<Epc> = taken
			.iter()
			.map(|n| lot.containers[*n as usize % lot.containers.len()].epc.clone())
			.collect();
		let mut out = Cursor::new(Vec::new());
		store.extract(&containers, &[], &mut out).unwrap();
		let part = Store::open(out.into_inner()).unwrap();
		part.check(&mut |_| ()).unwrap();
		for index in part.indices().collect::<Vec<_>>() {
			prop_assert_eq!(part.prove_at(index).unwrap(), store.prove_at(index).unwrap());
			for around in part.containers_over(index).unwrap() {
				prop_assert_eq!(around.verify(&root), Ok(()));
			}
		}
	}
}

#[test]
fn the_root_is_that_of_a_tree_in_memory() {
	let lot = collect(&list(77, 7, 3)).unwrap();
	let (_, built) = bytes_of(&lot);
	let maker = leaf::PackLeaf::new(&lot.facts);
	let leaves = (0u32..)
		.zip(&lot.serials)
		.map(|(index, serial)| maker.of(unpadded(serial), index))
		.collect();
	let tree = salus_primitives::merkle::Tree::new(leaves).unwrap();
	assert_eq!(tree.root(), built.commitment.serials);
}

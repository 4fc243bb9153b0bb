//! The documents of examples/: each is valid, in time, and tells the story that it should.

use std::{fs, path::Path};

use salus_interop::epcis::{self, read, Document, Event};
use salus_primitives::supply::{BizStep, Epc};

const MANUFACTURER: u64 = 9_520_001_000_010;
const WHOLESALER: u64 = 9_520_002_000_019;
const PHARMACY: u64 = 9_520_003_000_018;
const SUPPLIER: u64 = 9_520_004_000_017;

/// The template with this name, filled in as examples/make does.
fn example(name: &str) -> Document {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(format!("{name}.in"));
	let mut text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
	for (mark, value) in [("@RUN@", "00000"), ("@S@", ""), ("@EXPIRY@", "2028-06-30")] {
		text = text.replace(mark, value);
	}
	for step in 1..=16 {
		let time = format!("2026-06-01T{:02}:{:02}:00.000Z", 8 + step / 6, step % 6 * 10);
		text = text.replace(&format!("@T{step:02}@"), &time);
	}
	assert!(
		!text.contains('@') || text.matches('@').count() == text.matches("\"@context\"").count()
	);
	read(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn events(document: Document) -> Vec<Event> {
	document
		.events
		.into_iter()
		.map(|event| event.unwrap_or_else(|error| panic!("{error}")))
		.collect()
}

fn gln(gln: Option<salus_primitives::Gln>) -> Option<u64> {
	gln.map(salus_primitives::Gln::get)
}

#[test]
fn every_example_should_be_valid() {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
	let mut names: Vec<String> = fs::read_dir(folder)
		.unwrap()
		.filter_map(|entry| entry.unwrap().file_name().into_string().ok())
		.filter_map(|name| name.strip_suffix(".in").map(str::to_owned))
		.collect();
	names.sort();
	assert_eq!(names.len(), 12, "{names:?}");
	for name in names {
		for event in events(example(&name)) {
			assert!(event.warnings.is_empty(), "{name}: {:?}", event.warnings);
			assert!(!event.is_untraced());
			assert!(event.traced_epcs().iter().all(|epc| epc.validate().is_ok()));
		}
	}
}

#[test]
fn the_lot_should_be_commissioned_and_packed_as_the_table_says() {
	let commission = events(example("01-commission.json"));
	assert_eq!(commission.len(), 2);
	let lot = &commission[0];
	assert_eq!((lot.traced_epcs().len(), lot.lot()), (12, Some("LOT-A1")));
	assert_eq!(lot.expiry(), Some(21_365));
	assert_eq!(gln(lot.acting_party()), Some(MANUFACTURER));
	assert_eq!(epcis::gtin(&lot.epcs[0]).unwrap().get(), 9_520_001_123_450);
	let containers: Vec<Epc> = commission[1].traced_epcs();
	assert_eq!(
		containers,
		[
			195_200_010_000_000_017,
			195_200_010_000_000_024,
			195_200_010_000_000_031,
			95_200_010_000_000_010
		]
		.map(Epc::Sscc)
	);
	let pack = events(example("02-pack.json"));
	let children: Vec<usize> = pack.iter().map(|event| event.child_epcs.len()).collect();
	assert_eq!(children, [4, 4, 4, 3]);
}

#[test]
fn sales_should_have_both_parties_and_a_statement() {
	for (name, from, to) in [
		("03-ship-to-wholesaler.json", MANUFACTURER, WHOLESALER),
		("06-ship-to-pharmacy.json", WHOLESALER, PHARMACY),
		("12-ship-second-case.json", WHOLESALER, PHARMACY),
	] {
		let document = example(name);
		assert!(document
			.transaction_statement
			.as_ref()
			.is_some_and(|statement| statement.affirmed));
		let header = document.header.clone().unwrap();
		assert_eq!(gln(header.senders[0].gln()), Some(from));
		assert_eq!(gln(header.receivers[0].gln()), Some(to));
		let event = events(document).remove(0);
		assert_eq!(event.biz_step_word(), Some(BizStep::Shipping));
		assert!(event.changes_owner());
		assert_eq!((gln(event.from_party()), gln(event.to_party())), (Some(from), Some(to)));
		assert_eq!(gln(event.acting_party()), Some(from));
	}
	let receive = events(example("04-receive-at-wholesaler.json")).remove(0);
	assert_eq!(gln(receive.acting_party()), Some(WHOLESALER));
	let receive = events(example("07-receive-at-pharmacy.json"));
	assert!(receive.iter().all(|event| gln(event.acting_party()) == Some(PHARMACY)));
	let first = events(example("08-dispense.json")).remove(0);
	let again = events(example("09-dispense-again.json")).remove(0);
	assert_eq!(first.traced_epcs(), again.traced_epcs());
	assert_ne!(first.hash(), again.hash());
}

#[test]
fn the_suppliers_file_should_be_read_with_everything_in_it() {
	let document = example("11-foreign-supplier.xml");
	assert_eq!(document.schema_version.as_deref(), Some("1.2"));
	let header = document.header.as_ref().unwrap();
	assert_eq!(gln(header.senders[0].gln()), Some(SUPPLIER));
	assert_eq!(header.senders[0].authority.as_deref(), Some("GLN"));
	assert_eq!(gln(header.receivers[0].gln()), Some(WHOLESALER));
	assert_eq!(header.instance_identifier.as_deref(), Some("11-foreign-supplier"));
	assert_eq!(header.document_type.as_deref(), Some("Events"));
	let statement = document.transaction_statement.as_ref().unwrap();
	assert!(statement.affirmed && statement.legal_notice.is_some());
	let products: Vec<_> = document.master_data.products().collect();
	assert_eq!(products.len(), 1);
	assert_eq!(products[0].gtin.get(), 9_520_004_543_217);
	assert_eq!(products[0].name, Some("Examplamine 5 mg"));
	assert_eq!(products[0].national_code, Some("99999-0543-21"));
	let places: Vec<_> = document.master_data.locations().collect();
	assert_eq!(places.len(), 2);
	assert_eq!((places[0].gln.get(), places[0].name), (SUPPLIER, Some("Supplier Elsewhere")));
	assert_eq!(places[0].entry.attribute("city"), Some("Elsewhere"));
	let events = events(document);
	let steps: Vec<_> = events.iter().filter_map(|event| event.biz_step.as_deref()).collect();
	assert_eq!(steps, ["commissioning", "commissioning", "packing", "shipping"]);
	assert_eq!((events[0].lot(), events[0].expiry()), (Some("FOR-77"), Some(21_365)));
	assert_eq!(gln(events[3].from_party()), Some(SUPPLIER));
	assert_eq!(gln(events[3].to_party()), Some(WHOLESALER));
	assert_eq!(events[3].biz_transactions.len(), 2);
}

//! Properties of the identifiers: nothing panics whatever is read, and what is written is read back.

use proptest::prelude::*;
use salus_interop::id::{check, check_line, element_string, scan_at, Identifier, Kind};
use salus_primitives::{identifiers::gs1_check_digit, Gln, Gtin, Sscc};

fn cases() -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|s| s.parse().ok()).unwrap_or(256);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn checked(body: u64) -> u64 {
	body * 10 + u64::from(gs1_check_digit(body))
}

/// Text of set 82.
fn set_82(max: usize) -> impl Strategy<Value = String> {
	let set = "[!\"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]";
	proptest::string::string_regex(&format!("{set}{{1,{max}}}")).unwrap()
}

fn gtin() -> impl Strategy<Value = Gtin> {
	(1u64..10u64.pow(13)).prop_map(|body| Gtin::try_from(checked(body)).unwrap())
}

fn gln() -> impl Strategy<Value = Gln> {
	(1u64..10u64.pow(12)).prop_map(|body| Gln::try_from(checked(body)).unwrap())
}

fn identifier() -> impl Strategy<Value = Identifier> {
	prop_oneof![
		(gtin(), set_82(20)).prop_map(|(gtin, serial)| Identifier::Sgtin { gtin, serial }),
		(gtin(), set_82(20)).prop_map(|(gtin, lot)| Identifier::Lgtin { gtin, lot }),
		gtin().prop_map(Identifier::Gtin),
		(gtin(), set_82(28)).prop_map(|(gtin, tpx)| Identifier::Upui { gtin, tpx }),
		(1u64..10u64.pow(17))
			.prop_map(|body| Identifier::Sscc(Sscc::try_from(checked(body)).unwrap())),
		(gln(), prop::option::of(set_82(20))).prop_map(|(gln, extension)| Identifier::Sgln {
			gln,
			extension: extension.filter(|extension| extension != "0"),
		}),
		gln().prop_map(Identifier::Pgln),
		(1u64..10u64.pow(12), prop::option::of(set_82(16))).prop_map(|(body, serial)| {
			Identifier::Grai { asset_type: format!("{:014}", checked(body)), serial }
		}),
		(1u64..10u64.pow(12), prop::option::of(set_82(17))).prop_map(|(body, serial)| {
			Identifier::Gdti { document_type: format!("{:013}", checked(body)), serial }
		}),
		(1u64..10u64.pow(12), prop::option::of("[0-9]{1,12}")).prop_map(|(body, serial)| {
			Identifier::Gcn { coupon: format!("{:013}", checked(body)), serial }
		}),
		("[0-9]{12}", set_82(18)).prop_map(|(prefix, rest)| Identifier::Giai(prefix + &rest)),
		("[0-9]{12}", set_82(18)).prop_map(|(prefix, rest)| Identifier::Ginc(prefix + &rest)),
		(1u64..10u64.pow(17)).prop_map(|body| Identifier::Gsrn {
			gsrn: format!("{:018}", checked(body)),
			instance: None
		}),
		(1u64..10u64.pow(17)).prop_map(|body| Identifier::Gsrnp {
			gsrn: format!("{:018}", checked(body)),
			instance: None
		}),
		(1u64..10u64.pow(16)).prop_map(|body| Identifier::Gsin(format!("{:017}", checked(body)))),
		("[0-9]{12}", "[#/0-9A-Z-]{1,18}", prop::option::of("[1-9][0-9]{0,11}"))
			.prop_map(|(prefix, rest, serial)| Identifier::Cpi { part: prefix + &rest, serial }),
		(gtin(), 1u8..=99, prop::option::of(set_82(20))).prop_map(|(gtin, total, serial)| {
			Identifier::Itip { gtin, piece: total.div_ceil(2), total, serial, lot: None }
		}),
	]
}

/// What looks like an identifier, and is often not one.
fn nearly() -> impl Strategy<Value = String> {
	let parts = prop::collection::vec(
		prop_oneof![
			Just("urn:epc:id:".to_owned()),
			Just("urn:epc:idpat:".to_owned()),
			Just("urn:epc:class:lgtin:".to_owned()),
			Just("sgtin:".to_owned()),
			Just("sscc:".to_owned()),
			Just("cpi:".to_owned()),
			Just("itip:".to_owned()),
			Just("https://id.gs1.org".to_owned()),
			Just("https://a.example/x".to_owned()),
			Just("/01/".to_owned()),
			Just("/21/".to_owned()),
			Just("/00/".to_owned()),
			Just("?17=".to_owned()),
			Just("&10".to_owned()),
			Just("]d2".to_owned()),
			Just("(01)".to_owned()),
			Just("(21)".to_owned()),
			Just("(".to_owned()),
			Just("\\".to_owned()),
			Just("^".to_owned()),
			Just("\u{1d}".to_owned()),
			Just("%2".to_owned()),
			Just("%2F".to_owned()),
			Just("+A999".to_owned()),
			Just("/$$".to_owned()),
			Just("=/".to_owned()),
			Just("=>".to_owned()),
			Just("[)>\u{1e}06\u{1d}9N".to_owned()),
			Just(".*".to_owned()),
			Just(".".to_owned()),
			Just("é".to_owned()),
			"[0-9]{1,19}",
			"[0-9A-Z]{1,4}",
			".{0,3}",
		],
		0..9,
	);
	parts.prop_map(|parts| parts.concat())
}

fn read_everything(text: &str) {
	let _ = Identifier::parse(text);
	let _ = scan_at(text, 2026);
	for kind in Kind::ALL {
		let answer = check(*kind, text);
		if let Err(error) = &answer.outcome {
			assert!(!error.message.is_empty());
			assert!(error.position.is_none_or(|position| position <= text.len()), "{error:?}");
		}
		assert!(serde_json::to_string(&answer).is_ok());
	}
}

proptest! {
	#![proptest_config(cases())]

	#[test]
	fn x_8_no_text_should_panic(text in prop_oneof![any::<String>(), nearly()]) {
		read_everything(&text);
	}

	#[test]
	fn x_8_no_bytes_should_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
		for kind in Kind::ALL {
			let mut line = Vec::new();
			check_line(*kind, &bytes, &mut line);
			prop_assert!(line.ends_with(b"\n"));
			prop_assert!(serde_json::from_slice::<serde_json::Value>(&line).is_ok());
		}
	}

	#[test]
	fn x_8_no_change_of_one_character_should_panic(
		identifier in identifier(), length in 6usize..=12, at in any::<prop::sample::Index>(),
		with in any::<char>(),
	) {
		for text in [Some(identifier.canonical_digital_link()), identifier.to_urn(length)] {
			let Some(text) = text else { continue };
			let mut characters: Vec<char> = text.chars().collect();
			let at = at.index(characters.len());
			characters[at] = with;
			read_everything(&characters.into_iter().collect::<String>());
		}
	}

	#[test]
	fn id_5_digital_link_should_read_back(identifier in identifier()) {
		let link = identifier.canonical_digital_link();
		prop_assert_eq!(Identifier::parse(&link), Ok(identifier));
		prop_assert!(check(Kind::DigitalLink, &link).is_valid());
	}

	#[test]
	fn id_5_urn_should_read_back_where_the_prefix_is_known(
		identifier in identifier(), length in 6usize..=12,
	) {
		match identifier.to_urn(length) {
			Some(urn) => {
				let read = Identifier::parse(&urn).unwrap();
				prop_assert_eq!(read.to_urn(length), Some(urn));
				prop_assert_eq!(read, identifier);
			},
			None => prop_assert!(false, "{identifier:?} has no URN"),
		}
	}

	#[test]
	fn id_2_epc_should_read_back(identifier in identifier()) {
		if let Some(epc) = identifier.to_epc() {
			prop_assert!(epc.validate().is_ok());
			prop_assert_eq!(Identifier::try_from(&epc), Ok(identifier));
		}
	}

	#[test]
	fn id_4_element_string_should_read_back(
		gtin in gtin(), serial in set_82(20), lot in set_82(20),
		(month, day) in (1u32..=12, 0u32..=28), year in 0u32..=99,
	) {
		let expiry = format!("{year:02}{month:02}{day:02}");
		let plain = format!("]d201{gtin}17{expiry}10{lot}\u{1d}21{serial}");
		let scan = scan_at(&plain, 2026).unwrap();
		prop_assert_eq!(scan.gtin, Some(gtin));
		prop_assert_eq!(scan.serial.as_deref(), Some(serial.as_str()));
		prop_assert_eq!(scan.lot.as_deref(), Some(lot.as_str()));
		prop_assert_eq!(&scan.expiry.as_ref().unwrap().text, &expiry);
		prop_assert_eq!(&scan_at(&scan.element_string(), 2026).unwrap(), &scan);
		prop_assert_eq!(&scan_at(&format!("]C1{}", scan.scanner_string()), 2026).unwrap(), &scan);
		let elements = element_string::parse(&plain, 2026).unwrap();
		prop_assert_eq!(elements.len(), 4);
	}

	#[test]
	fn id_1_check_should_agree_with_the_type(digits in "[0-9]{8}|[0-9]{12,14}") {
		let valid = check(Kind::Gtin, &digits).is_valid();
		prop_assert_eq!(valid, digits.parse::<Gtin>().is_ok());
	}
}

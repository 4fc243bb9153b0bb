use super::*;

fn ask(n: u32, with: impl FnOnce(&mut VerifyQuery)) -> Verification {
	let mut query = VerifyQuery {
		gtin: pack_gtin(),
		serial: serial(n).into(),
		lot: None,
		expiry: None,
		proof: None,
	};
	with(&mut query);
	SupplyChain::verify_pack(query)
}

#[test]
fn sc_6_a_pack_that_matches_should_verify() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let answer = ask(1, |query| {
			query.lot = Some(b"A".to_vec());
			query.expiry = Some(EXPIRY);
			// Listed one by one: a proof is not needed and does no harm.
			query.proof = Some(vec![1, 2, 3]);
		});
		assert!(answer.verified && answer.active && answer.saleable);
		assert!(!answer.dispensable, "its holder is no pharmacy");
		assert_eq!(answer.failure, None);
		assert_eq!(answer.unfit, vec![Unfitness::HolderNotDispenser]);
		assert_eq!((answer.lot, answer.expiry), (Some(b"A".to_vec()), Some(EXPIRY)));
		assert_eq!(answer.provenance, Some(Provenance::Manufacturer));
		assert_eq!((answer.owner, answer.holder), (Some(MAKER), Some(MAKER)));
	});
}

#[test]
fn sc_6_a_pack_that_does_not_match_should_say_what_differs() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		let failure = |answer: Verification| {
			assert!(!answer.verified && !answer.saleable && !answer.dispensable);
			answer.failure.unwrap()
		};
		assert_eq!(failure(ask(2, |_| ())), VerificationFailure::NoMatchGtinSerial);
		assert_eq!(
			failure(ask(1, |query| query.serial = vec![b'1'; 21])),
			VerificationFailure::NoMatchGtinSerial
		);
		assert_eq!(
			failure(ask(1, |query| query.gtin = case_gtin())),
			VerificationFailure::NoMatchGtinSerial
		);
		assert_eq!(failure(ask(1, |query| query.gtin += 1)), VerificationFailure::InvalidGtin);
		assert_eq!(
			failure(ask(1, |query| query.lot = Some(b"B".to_vec()))),
			VerificationFailure::NoMatchLot
		);
		assert_eq!(
			failure(ask(1, |query| query.expiry = Some(EXPIRY + 1))),
			VerificationFailure::NoMatchExpiry
		);
	});
}

#[test]
fn fmd_1_a_pack_should_be_authentic_while_its_identifier_is_active() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		transfer(MAKER, PHARMACY, packs([1]));
		assert!(ask(1, |_| ()).active);
		assert!(ask(1, |_| ()).dispensable);
		assert_ok!(do_dispense(PHARMACY, packs([1])));
		let answer = ask(1, |_| ());
		assert!(answer.verified && !answer.active && !answer.dispensable && !answer.saleable);
		assert_eq!(answer.disposition, Some(Disposition::Dispensed));
	});
}

#[test]
fn sc_3_what_a_suspended_organisation_holds_should_not_be_saleable() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		transfer(MAKER, PHARMACY, packs([1]));
		accredit(PHARMACY, Capacity::Dispenser, false);
		let answer = ask(1, |_| ());
		assert!(answer.verified && !answer.saleable && !answer.dispensable);
		assert_eq!(
			answer.unfit,
			vec![Unfitness::HolderNotAccredited, Unfitness::HolderNotDispenser]
		);
	});
}

#[test]
fn a_packed_pack_should_be_sold_with_its_container() {
	ExtBuilder::default().build_and_execute(|| {
		commission([1]);
		assert_ok!(do_pack(MAKER, pallet(1), packs([1])));
		let answer = ask(1, |_| ());
		assert!(answer.saleable);
		assert_eq!(answer.unfit, vec![Unfitness::Packed, Unfitness::HolderNotDispenser]);
		assert_eq!(answer.parent, Some(pallet(1)));
		assert_ok!(do_ship(MAKER, vec![pallet(1)], ShipmentKind::Sale, None));
		let answer = ask(1, |_| ());
		assert!(answer.in_transit && !answer.saleable);
		assert_eq!(answer.disposition, Some(Disposition::InTransit));
	});
}

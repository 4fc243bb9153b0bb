//! Lots committed by their root: what is built off the chain, and how it gets onto it.

use super::*;
use salus_primitives::{
	lot::{container_leaf, pack_leaf, ContainerProof, LotCommitment, PackProof},
	merkle::{Root, Tree},
};

/// A lot as its maker keeps it.
pub struct Book {
	pub lot: LotNumber,
	pub serials: Vec<Serial>,
	pub tree: Tree,
	/// EPC, first leaf, leaves, level.
	pub boxes: Vec<(Epc, u32, u32, u8)>,
	pub packing: Option<Tree>,
}

impl Book {
	pub fn new(name: &str, serials: impl IntoIterator<Item = u32>) -> Self {
		Self::packed(name, serials, vec![])
	}

	pub fn packed(
		name: &str,
		serials: impl IntoIterator<Item = u32>,
		boxes: Vec<(Epc, u32, u32, u8)>,
	) -> Self {
		let lot = lot(name);
		let serials: Vec<_> = serials.into_iter().map(serial).collect();
		let leaves = serials
			.iter()
			.zip(0..)
			.map(|(serial, i)| pack_leaf(pack_gtin(), serial, &lot, EXPIRY, i))
			.collect();
		let packing = Tree::new(
			boxes
				.iter()
				.zip(0..)
				.map(|((epc, first, len, level), i)| container_leaf(epc, *first, *len, *level, i))
				.collect(),
		);
		Self { lot, serials, tree: Tree::new(leaves).unwrap(), boxes, packing }
	}

	pub fn commitment(&self) -> LotCommitment {
		LotCommitment { serials: self.tree.root(), packing: self.packing.as_ref().map(Tree::root) }
	}

	pub fn proof(&self, leaf: u32) -> PackProof {
		PackProof {
			serial: self.serials[leaf as usize].clone(),
			lot: self.lot.clone(),
			expiry: EXPIRY,
			proof: self.tree.prove(leaf).unwrap(),
		}
	}

	pub fn container(&self, index: u32) -> ContainerProof {
		let (epc, first, len, level) = self.boxes[index as usize].clone();
		let proof = self.packing.as_ref().unwrap().prove(index).unwrap();
		ContainerProof { epc, first, len, level, proof }
	}

	pub fn commission(&self) -> DispatchResult {
		commit(MAKER, &self.lot, self.commitment())
	}

	pub fn leaves(&self, first: u32, len: u32) -> Leaves {
		Leaves { gtin: pack_gtin(), lot: self.lot.clone(), first, len }
	}

	pub fn row(&self, leaf: u32) -> (u32, crate::features::ranges::RangeOf<Test>) {
		SupplyChain::range_over(pack_gtin(), &self.lot, leaf).unwrap()
	}

	pub fn state(&self, leaf: u32) -> LeafState {
		SupplyChain::leaf(pack_gtin(), self.lot.clone(), leaf).unwrap()
	}

	pub fn verify(&self, leaf: u32) -> Verification {
		SupplyChain::verify_pack(VerifyQuery {
			gtin: pack_gtin(),
			serial: self.serials[leaf as usize].to_vec(),
			lot: None,
			expiry: None,
			proof: Some(codec::Encode::encode(&self.proof(leaf))),
		})
	}
}

pub fn commit(
	organisation: OrganisationId,
	lot: &LotNumber,
	commitment: LotCommitment,
) -> DispatchResult {
	SupplyChain::commission_lot(
		by(organisation),
		acting(organisation),
		event(),
		pack_gtin(),
		lot.clone(),
		EXPIRY,
		commitment,
	)
	.map(drop)
	.map_err(|error| error.error)
}

pub fn open_box(
	organisation: OrganisationId,
	lot: &LotNumber,
	proof: ContainerProof,
) -> DispatchResult {
	SupplyChain::open_lot_container(
		by(organisation),
		acting(organisation),
		event(),
		pack_gtin(),
		lot.clone(),
		proof,
	)
	.map(drop)
	.map_err(|error| error.error)
}

#[test]
fn sc_1_commission_lot_should_give_all_packs_their_identity_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let book = Book::new("R", 0..100);
		assert_ok!(book.commission());
		assert!(matches!(
			last_event(),
			Event::LotCommissioned { organisation: MAKER, items: 100, .. }
		));
		assert_eq!(CommittedLots::<Test>::get(pack_gtin(), lot("R")).unwrap().expiry, EXPIRY);
		let (first, row) = book.row(99);
		assert_eq!((first, row.len, row.live, row.owner), (0, 100, 100, MAKER));
		assert_eq!(book.state(57).disposition, Disposition::Active);
		assert_eq!(SupplyChain::leaf(pack_gtin(), lot("R"), 100), None);
		assert_eq!(Items::<Test>::iter().count(), 0);
	});
}

#[test]
fn sc_1_the_largest_lot_should_be_one_call() {
	// Not `build_and_execute`: the invariants look at every leaf.
	ExtBuilder::default().build().execute_with(|| {
		let serials = Root { hash: [1; 32], count: 1 << 24 };
		assert_ok!(commit(MAKER, &lot("R"), LotCommitment { serials, packing: None }));
		let state = SupplyChain::leaf(pack_gtin(), lot("R"), (1 << 24) - 1).unwrap();
		assert_eq!(state.range, Some((0, 1 << 24)));
	});
}

#[test]
fn sc_1_a_lot_should_be_committed_or_listed_and_not_both() {
	ExtBuilder::default().build_and_execute(|| {
		commission_as(pack_gtin(), "A", [1]);
		assert_noop!(Book::new("A", 5..9).commission(), Refused::LotIsListed);
		assert_ok!(Book::new("R", 5..9).commission());
		assert_noop!(Book::new("R", 10..19).commission(), Refused::LotAlreadyCommitted);
		let listed = SupplyChain::commission(
			by(MAKER),
			acting(MAKER),
			event(),
			pack_gtin(),
			lot("R"),
			EXPIRY,
			vec![serial(1_000)].try_into().unwrap(),
		);
		assert_eq!(listed.unwrap_err().error, Refused::LotIsCommitted.into());
		// Nor is one introduced into it.
		let mut pack = introduced(7, None);
		(pack.gtin, pack.lot) = (pack_gtin(), lot("R"));
		assert_noop!(do_introduce(PHARMACY, vec![], vec![pack]), Refused::LotIsCommitted);
	});
}

#[test]
fn commission_lot_should_refuse_roots_that_cannot_be() {
	ExtBuilder::default().build_and_execute(|| {
		let root = |count| Root { hash: [1; 32], count };
		let commitment = |serials, packing| LotCommitment { serials, packing };
		for bad in [
			commitment(root(0), None),
			commitment(root((1 << 24) + 1), None),
			commitment(root(5), Some(root(0))),
			commitment(root(5), Some(root(6))),
		] {
			assert_noop!(commit(MAKER, &lot("R"), bad), Refused::CommitmentInvalid);
		}
		assert_noop!(commit(REPACKAGER, &lot("R"), commitment(root(5), None)), Refused::NotMaker);
		assert_noop!(
			commit(WHOLESALER, &lot("R"), commitment(root(5), None)),
			Refused::CapacityNotAllowed
		);
		assert_noop!(commit(MAKER, &lot("\u{e9}"), commitment(root(5), None)), Refused::InvalidLot);
	});
}

fn boxed() -> Book {
	Book::packed(
		"R",
		0..40,
		vec![
			(pallet(1), 0, 20, 2),
			(case(1), 0, 10, 1),
			(pallet(2), 20, 20, 1),
			(case(2), 20, 11, 1),
		],
	)
}

#[test]
fn ep_2_scanning_a_container_should_materialise_it() {
	ExtBuilder::default().build_and_execute(|| {
		let book = boxed();
		assert_ok!(book.commission());
		assert_ok!(open_box(MAKER, &book.lot, book.container(0)));
		let inside = ContentsOf::<Test>::get(pallet(1));
		assert_eq!((inside.children, inside.height), (1, 1));
		assert_eq!(inside.lots[&(pack_gtin(), lot("R"))].units, 20);
		assert_eq!(book.state(19).parent, Some(pallet(1)));
		assert_eq!(book.state(20).parent, None);
		// A case in it, after it.
		assert_ok!(open_box(MAKER, &book.lot, book.container(1)));
		let inside = ContentsOf::<Test>::get(pallet(1));
		assert_eq!((inside.children, inside.height), (2, 2));
		assert_eq!(inside.lots[&(pack_gtin(), lot("R"))].units, 20);
		assert_eq!(item(&case(1)).parent.unwrap().epc, pallet(1));
		assert_eq!(book.state(9).parent, Some(case(1)));
		assert_eq!(book.state(10).parent, Some(pallet(1)));
		// The pallet moves all of it by the calls for items.
		transfer(MAKER, WHOLESALER, vec![pallet(1)]);
		for leaf in 0..20 {
			let state = book.state(leaf);
			assert_eq!((state.owner, state.holder), (Some(WHOLESALER), Some(WHOLESALER)));
		}
		assert_eq!(book.state(20).holder, Some(MAKER));
		assert_ok!(do_unpack(WHOLESALER, pallet(1), vec![]));
		assert_eq!(book.state(10).parent, None);
		assert_eq!(book.state(5).parent, Some(case(1)));
		transfer(WHOLESALER, PHARMACY, vec![case(1)]);
		assert_eq!(book.verify(3).holder, Some(PHARMACY));
		assert_eq!(book.verify(12).holder, Some(WHOLESALER));
	});
}

#[test]
fn open_lot_container_should_refuse_what_the_packing_does_not_say() {
	ExtBuilder::default().build_and_execute(|| {
		let book = boxed();
		assert_noop!(open_box(MAKER, &book.lot, book.container(0)), Refused::LotNotCommitted);
		assert_ok!(book.commission());
		let with = |change: fn(&mut ContainerProof)| {
			let mut proof = book.container(0);
			change(&mut proof);
			open_box(MAKER, &lot("R"), proof)
		};
		assert_noop!(with(|proof| proof.len = 21), Refused::ProofMismatch);
		assert_noop!(with(|proof| proof.epc = pallet(9)), Refused::ProofMismatch);
		assert_noop!(with(|proof| proof.proof.index = 4), Refused::ProofIndexOutOfRange);
		assert_noop!(with(|proof| proof.proof.siblings.truncate(1)), Refused::ProofLengthWrong);
		assert_noop!(open_box(WHOLESALER, &book.lot, book.container(0)), Refused::NotHolder);
		// A case of ten cannot hold eleven.
		assert_noop!(open_box(MAKER, &book.lot, book.container(3)), Refused::CaseFull);
		// Nor is one container opened twice.
		assert_ok!(open_box(MAKER, &book.lot, book.container(0)));
		assert_noop!(open_box(MAKER, &book.lot, book.container(0)), Refused::NotEmpty);
		let plain = Book::new("S", 100..110);
		assert_ok!(plain.commission());
		assert_noop!(open_box(MAKER, &plain.lot, book.container(0)), Refused::PackingNotCommitted);
	});
}

//! Packs commissioned, moved and dispensed.

use clap::Args as ClapArgs;
use frame_support::{storage::StoragePrefixedMap, traits::PalletInfoAccess};
use pallet_supply_chain::{
	Call, EventHashes, Events, Hops, Leaves, RangeLog, Shipments, MAX_RANGES,
};
use salus_primitives::{
	lot::{pack_leaf, LotCommitment, PackProof},
	merkle::Tree,
	supply::{Epc, EventFacts, LotNumber, Serial, ShipmentFacts, ShipmentKind, FULL_STATEMENT},
	Acting, Capacity, OrganisationId, DAY,
};
use salus_runtime::{Obligations, Runtime, UncheckedExtrinsic};
use sp_core::sr25519::Pair;
use sp_crypto_hashing::{blake2_256, twox_128};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};

use crate::chain::{key, Chain, Cost, Error};

/// The maker, the wholesaler and the pharmacy of a development chain.
const MAKER: Acting = acting(1, Capacity::Manufacturer);
const WHOLESALER: Acting = acting(2, Capacity::Wholesaler);
const PHARMACY: Acting = acting(3, Capacity::Dispenser);
/// The product: a pack of the range that GS1 keeps for demonstrations.
const GTIN: u64 = 9_520_001_123_450;

const fn acting(organisation: OrganisationId, capacity: Capacity) -> Acting {
	Acting { organisation, capacity }
}

/// How much is measured.
#[derive(ClapArgs)]
pub struct Args {
	/// How many transfers, and how many packs dispensed one by one.
	#[arg(long, default_value_t = 4_000)]
	transactions: u32,
	/// How many packs one event lists when packs are listed by serial, at most 4,096.
	#[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=4_096))]
	listed: u32,
	/// How many lots are committed by their root.
	#[arg(long, default_value_t = 10)]
	lots: u32,
	/// How many packs each of them has, at most 2^24.
	#[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1..=1 << 24))]
	leaves: u32,
	/// How many lines of an order one delivery to a pharmacy has, each of 1 to 3 packs of a case.
	#[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_RANGES)))]
	lines: u32,
}

/// The chain, with the events that were sent so far.
struct Bench {
	chain: Chain,
	events: u64,
}

impl Bench {
	/// A new event at the time of the block that it comes into.
	fn event(&mut self) -> EventFacts {
		self.events += 1;
		EventFacts {
			hash: blake2_256(&self.events.to_le_bytes()),
			time: self.chain.now(),
			biz_step: None,
			disposition: None,
			read_point: None,
			biz_location: None,
		}
	}

	fn ship(
		&mut self,
		key: &Pair,
		from: Acting,
		to: Acting,
		ranges: Vec<Leaves>,
	) -> Result<UncheckedExtrinsic, Error> {
		let event = self.event();
		let mut id = [0; 16];
		id.copy_from_slice(&event.hash[..16]);
		let shipment = ShipmentFacts {
			id,
			kind: ShipmentKind::Sale,
			to: Some(to.organisation),
			statement: FULL_STATEMENT,
			information: None,
		};
		let ranges = ranges.try_into().map_err(|_| "too many ranges in one event")?;
		self.sign(key, Call::ship_ranges { acting: from, event, ranges, shipment })
	}

	fn receive(
		&mut self,
		key: &Pair,
		acting: Acting,
		ranges: Vec<Leaves>,
	) -> Result<UncheckedExtrinsic, Error> {
		let event = self.event();
		let ranges = ranges.try_into().map_err(|_| "too many ranges in one event")?;
		self.sign(key, Call::receive_ranges { acting, event, ranges })
	}

	fn sign(&mut self, key: &Pair, call: Call<Runtime>) -> Result<UncheckedExtrinsic, Error> {
		self.chain.sign(key, call)
	}
}

/// Run it and print a table.
pub fn run(args: &Args) -> Result<(), Error> {
	let mut bench = Bench { chain: Chain::new()?, events: 0 };
	let [maker, wholesaler, pharmacy] = [Alice, Bob, Charlie].map(key);

	// Plain transfers first: what everything else is measured by.
	let transfers = (0..args.transactions)
		.map(|_| {
			bench.chain.sign(
				&maker,
				pallet_balances::Call::transfer_keep_alive {
					dest: Bob.to_account_id().into(),
					value: 1_000_000_000,
				},
			)
		})
		.collect::<Result<Vec<_>, _>>()?;
	let transfer = bench.chain.run(&transfers)?;
	println!("{}", heading());
	println!("{}", row("balances.transfer_keep_alive", &transfer, &transfer, 1));

	let keys = [&maker, &wholesaler, &pharmacy];
	listed(&mut bench, args, &transfer, keys)?;
	committed(&mut bench, args, &transfer, keys)?;
	println!("database: {} MiB", bench.chain.database_size()? >> 20);
	Ok(())
}

/// Packs that are listed by serial: a row of state each.
fn listed(
	bench: &mut Bench,
	args: &Args,
	transfer: &Cost,
	[maker, wholesaler, pharmacy]: [&Pair; 3],
) -> Result<(), Error> {
	let lot = LotNumber::truncate_from(b"LISTED".to_vec());
	let expiry = (bench.chain.now() / DAY) as u32 + 700;
	let serials: Vec<Serial> = (0..args.transactions)
		.map(|n| Serial::truncate_from(format!("L{n:09}").into_bytes()))
		.collect();
	let register =
		Call::register_product { acting: MAKER, gtin: GTIN, contains: None, storage: None };
	let register = bench.sign(maker, register)?;
	bench.chain.run(&[register])?;

	let chunks: Vec<&[Serial]> = serials.chunks(args.listed as usize).collect();
	let before = Sizes::of(&mut bench.chain)?.state;
	let mut commission = Cost::default();
	for chunk in &chunks {
		let call = Call::commission {
			acting: MAKER,
			event: bench.event(),
			gtin: GTIN,
			lot: lot.clone(),
			expiry,
			serials: chunk.to_vec().try_into().map_err(|_| "too many serials in one event")?,
		};
		let signed = bench.sign(maker, call)?;
		commission.add(bench.chain.run(&[signed])?);
	}
	println!("{}", row("commission, listed", &commission, transfer, args.listed));

	let items = |chunk: &[Serial]| -> Vec<Epc> {
		chunk.iter().map(|serial| Epc::Sgtin { gtin: GTIN, serial: serial.clone() }).collect()
	};
	for (name, from, to, keys) in [
		("to the wholesaler", MAKER, WHOLESALER, [maker, wholesaler]),
		("to the pharmacy", WHOLESALER, PHARMACY, [wholesaler, pharmacy]),
	] {
		let (mut ship, mut receive) = (Cost::default(), Cost::default());
		for chunk in &chunks {
			let event = bench.event();
			let mut id = [0; 16];
			id.copy_from_slice(&event.hash[..16]);
			let shipment = ShipmentFacts {
				id,
				kind: ShipmentKind::Sale,
				to: Some(to.organisation),
				statement: FULL_STATEMENT,
				information: None,
			};
			let all = || items(chunk).try_into().map_err(|_| "too many items in one event");
			let call = Call::ship { acting: from, event, items: all()?, shipment };
			let signed = bench.sign(keys[0], call)?;
			ship.add(bench.chain.run(&[signed])?);
			let call = Call::receive { acting: to, event: bench.event(), items: all()? };
			let signed = bench.sign(keys[1], call)?;
			receive.add(bench.chain.run(&[signed])?);
		}
		println!("{}", row(&format!("ship {name}, listed"), &ship, transfer, args.listed));
		println!("{}", row(&format!("receive {name}, listed"), &receive, transfer, args.listed));
	}

	let moved = Sizes::of(&mut bench.chain)?.state;
	let dispense = serials
		.iter()
		.map(|serial| {
			let item = Epc::Sgtin { gtin: GTIN, serial: serial.clone() };
			let items = vec![item].try_into().map_err(|_| "one item is too many")?;
			let call = Call::dispense { acting: PHARMACY, event: bench.event(), items };
			bench.sign(pharmacy, call)
		})
		.collect::<Result<Vec<_>, Error>>()?;
	let dispense = bench.chain.run(&dispense)?;
	println!("{}", row("dispense one, listed", &dispense, transfer, 1));
	let after = Sizes::of(&mut bench.chain)?.state;
	let packs = u64::from(args.transactions);
	println!(
		"state of a listed pack: {} bytes when it is at the pharmacy, {} once it is dispensed; \
		 {} bytes of block body to dispense one",
		(moved - before) / packs,
		(after - before) / packs,
		dispense.body / packs,
	);
	Ok(())
}

/// Packs that are committed by the root of their lot: nothing but a range of state until one of them
/// is dispensed.
fn committed(
	bench: &mut Bench,
	args: &Args,
	transfer: &Cost,
	[maker, wholesaler, pharmacy]: [&Pair; 3],
) -> Result<(), Error> {
	let expiry = (bench.chain.now() / DAY) as u32 + 700;
	let lot = |n: u32| LotNumber::truncate_from(format!("R{n:05}").into_bytes());
	let serial = |n: u32| Serial::truncate_from(format!("P{n:09}").into_bytes());
	let tree = |lot: &LotNumber| {
		let leaves =
			(0..args.leaves).map(|n| pack_leaf(GTIN, &serial(n), lot, expiry, n)).collect();
		Tree::new(leaves).ok_or("a lot has at most 2^24 packs")
	};
	let first = tree(&lot(0))?;

	let mut commission = Vec::new();
	for n in 0..args.lots {
		let root = if n == 0 { first.root() } else { tree(&lot(n))?.root() };
		let call = Call::commission_lot {
			acting: MAKER,
			event: bench.event(),
			gtin: GTIN,
			lot: lot(n),
			expiry,
			commitment: LotCommitment { serials: root, packing: None },
		};
		commission.push(bench.sign(maker, call)?);
	}
	let commission = bench.chain.run(&commission)?;
	println!("{}", row("commission_lot", &commission, transfer, args.leaves));

	// Whole lots to the wholesaler and on to the pharmacy's chain of custody: a range each.
	let mut moves = commission;
	let whole = |n| Leaves { gtin: GTIN, lot: lot(n), first: 0, len: args.leaves };
	for (name, from, to, keys, lots) in [
		("to the wholesaler", MAKER, WHOLESALER, [maker, wholesaler], 0..args.lots),
		// The first lot stays with the wholesaler: it is picked from below.
		("to the pharmacy", WHOLESALER, PHARMACY, [wholesaler, pharmacy], 1..args.lots),
	] {
		let (mut ship, mut receive) = (Vec::new(), Vec::new());
		for n in lots {
			let ranges = vec![whole(n)];
			ship.push(bench.ship(keys[0], from, to, ranges.clone())?);
			receive.push(bench.receive(keys[1], to, ranges)?);
		}
		let ship = bench.chain.run(&ship)?;
		let receive = bench.chain.run(&receive)?;
		println!("{}", row(&format!("ship {name}, a range"), &ship, transfer, args.leaves));
		println!("{}", row(&format!("receive {name}, a range"), &receive, transfer, args.leaves));
		moves.add(ship);
		moves.add(receive);
	}
	println!(
		"{} million packs commissioned and moved through three owners: {} transactions in {} blocks, \
		 {} s of chain time, {:.0} ms of import",
		f64::from(args.lots) * f64::from(args.leaves) / 1e6,
		moves.transactions,
		moves.blocks,
		moves.blocks * 2,
		moves.time.as_secs_f64() * 1e3,
	);

	// Deliveries of a few lines, each of one to three packs from cases of 48.
	let mut lines = Vec::new();
	let (mut at, mut seed) = (0, 1u32);
	while at < args.transactions {
		seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
		let in_case = 48 - at % 48;
		let len = (1 + (seed >> 16) % 3).min(in_case).min(args.transactions - at);
		lines.push(Leaves { gtin: GTIN, lot: lot(0), first: at, len });
		at += len;
	}
	let before = Sizes::of(&mut bench.chain)?;
	let (mut ship, mut receive) = (Vec::new(), Vec::new());
	for delivery in lines.chunks(args.lines as usize) {
		ship.push(bench.ship(wholesaler, WHOLESALER, PHARMACY, delivery.to_vec())?);
		receive.push(bench.receive(pharmacy, PHARMACY, delivery.to_vec())?);
	}
	let mean = args.transactions / ship.len() as u32;
	let ship = bench.chain.run(&ship)?;
	let receive = bench.chain.run(&receive)?;
	println!("{}", row(&format!("ship a delivery of {} lines", args.lines), &ship, transfer, mean));
	println!(
		"{}",
		row(&format!("receive a delivery of {} lines", args.lines), &receive, transfer, mean)
	);
	let moved = Sizes::of(&mut bench.chain)?;

	// Dispensed in three rounds, eleven days apart: what was reversible is so no more.
	let mut dispense = Cost::default();
	for round in 0..3 {
		let mut signed = Vec::new();
		for n in (round..args.transactions).step_by(3) {
			let proof = PackProof {
				serial: serial(n),
				lot: lot(0),
				expiry,
				proof: first.prove(n).ok_or("no such leaf")?,
			};
			let units = vec![proof].try_into().map_err(|_| "one pack is too many")?;
			let event = bench.event();
			let call = Call::dispense_units { acting: PHARMACY, event, gtin: GTIN, units };
			signed.push(bench.sign(pharmacy, call)?);
		}
		dispense.add(bench.chain.run(&signed)?);
		bench.chain.skip(11 * DAY);
	}
	println!("{}", row("dispense one, by proof", &dispense, transfer, 1));
	let after = Sizes::of(&mut bench.chain)?;
	let packs = f64::from(args.transactions);
	let each = |from: u64, to: u64| (to as f64 - from as f64) / packs;
	println!(
		"a pack of a committed lot, eleven days after it was dispensed: {:+.1} bytes of state for \
		 good, {:+.1} bytes of history that SC-9 keeps for six years; {:.0} bytes of block body for \
		 its delivery, {:.0} to dispense it; {:.0} bytes more of database in all",
		each(before.state - before.history, after.state - after.history),
		each(before.history, after.history),
		(ship.body + receive.body) as f64 / packs,
		dispense.body as f64 / packs,
		each(before.database, after.database),
	);
	println!(
		"before it is dispensed: {:+.1} bytes of state beside history",
		each(before.state - before.history, moved.state - moved.history),
	);
	Ok(())
}

/// What the chain takes, in bytes.
struct Sizes {
	/// The whole state.
	state: u64,
	/// What of it is history: anyone may reap it when its retention is over (SC-9).
	history: u64,
	/// The database, blocks and the states of its window included.
	database: u64,
}

impl Sizes {
	fn of(chain: &mut Chain) -> Result<Self, Error> {
		chain.settle()?;
		let history: [&[u8]; 6] = [
			&Events::<Runtime>::final_prefix(),
			&EventHashes::<Runtime>::final_prefix(),
			&Hops::<Runtime>::final_prefix(),
			&RangeLog::<Runtime>::final_prefix(),
			&Shipments::<Runtime>::final_prefix(),
			// The duties to receive, which were met.
			&twox_128(Obligations::name().as_bytes()),
		];
		Ok(Self {
			state: chain.state_size()?,
			history: chain.size_of(&history)?,
			database: chain.database_size()?,
		})
	}
}

fn heading() -> String {
	format!(
		"{:<36} {:>12} {:>14} {:>12} {:>12}",
		"transaction", "import, µs", "of a transfer", "in a block", "packs/s"
	)
}

/// One kind of transaction: how long a validator takes to import it, how many of it equal a
/// transfer, how many one block has room for, and how many packs a second that makes.
fn row(name: &str, cost: &Cost, transfer: &Cost, packs: u32) -> String {
	let micros = cost.micros();
	format!(
		"{name:<36} {micros:>12.0} {:>14.2} {:>12} {:>12.0}",
		transfer.micros() / micros,
		cost.fullest,
		f64::from(packs) * 1e6 / micros,
	)
}

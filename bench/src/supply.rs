//! Packs commissioned, moved and dispensed.

use clap::Args as ClapArgs;
use pallet_supply_chain::Call;
use salus_primitives::{
	supply::{Epc, EventFacts, LotNumber, Serial, ShipmentFacts, ShipmentKind, FULL_STATEMENT},
	Acting, Capacity, OrganisationId, DAY,
};
use salus_runtime::{Runtime, UncheckedExtrinsic};
use sp_core::sr25519::Pair;
use sp_crypto_hashing::blake2_256;
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

	listed(&mut bench, args, &transfer, [&maker, &wholesaler, &pharmacy])
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
	let before = bench.chain.state_size()?;
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

	let moved = bench.chain.state_size()?;
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
	let after = bench.chain.state_size()?;
	let packs = u64::from(args.transactions);
	println!(
		"state of a listed pack: {} bytes when it is at the pharmacy, {} once it is dispensed; \
		 {} bytes of block body to dispense one",
		(moved - before) / packs,
		(after - before) / packs,
		dispense.body / packs,
	);
	println!("database: {} MiB", bench.chain.database_size()? >> 20);
	Ok(())
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

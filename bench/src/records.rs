//! Decisions about health records, emergencies and revocations, and whether they depend on how much a
//! patient has.

use clap::Args as ClapArgs;
use codec::Encode;
use pallet_records_access::{
	Call, ConsentRow, ConsentState, Consents, Deposit, DisclosureKey, Disclosures, Patient,
	Patients, Record, RecordTags, Records, Ticket, Tickets,
};
use pallet_sponsorship::Terms;
use salus_primitives::{
	consent::{
		organisation_id, Action, Actor, Consent, Decision, Label, Month, Period, Provision, Purpose,
	},
	records::{
		AccessRequest, Basis, ConsentGrant, DataDescriptor, DenialClass, PatientId, RecordStatus,
		TicketDecision,
	},
	Acting, Capacity, DAY,
};
use salus_runtime::{AccountId, Balance, Runtime, RuntimeCall, UNIT};
use sp_core::{sr25519, Pair};
use sp_crypto_hashing::blake2_256;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};

use crate::chain::{key, Chain, Cost, Error};

/// The pharmacy, the hospital and the insurer of a development chain.
const PHARMACY: Acting = acting(3, Capacity::Dispenser);
const HOSPITAL: Acting = acting(4, Capacity::Provider);
const INSURER: Acting = acting(5, Capacity::Payer);

const fn acting(organisation: u32, capacity: Capacity) -> Acting {
	Acting { organisation, capacity }
}

/// How much is measured.
#[derive(ClapArgs)]
pub struct Args {
	/// How many transfers, and how many transactions of each kind.
	#[arg(long, default_value_t = 3_000)]
	transactions: u32,
	/// How many accesses and records the patients have whose decisions are compared.
	#[arg(long, value_delimiter = ',', default_values_t = [1, 1_000, 100_000])]
	accesses: Vec<u32>,
}

/// The patient that has so many accesses from the first block on.
fn patient_with(accesses: u32) -> PatientId {
	blake2_256(&accesses.to_le_bytes())
}

fn short(id: [u8; 32]) -> [u8; 16] {
	let mut short = [0; 16];
	short.copy_from_slice(&id[..16]);
	short
}

fn deposit() -> Deposit<AccountId, Balance> {
	Deposit { who: Dave.to_account_id(), payer: Dave.to_account_id(), amount: 0 }
}

/// A patient with that many records and past accesses.
fn seed(accesses: u32) {
	let patient = patient_with(accesses);
	let row = Patient {
		custodian: HOSPITAL.organisation,
		controller: None,
		encryption_key: None,
		offer: None,
		opened: Month(600),
		erased: None,
		legal_hold: None,
		held_records: 0,
		restricted: false,
		paid_in_full: 0,
		linked_to: None,
		next_disclosure: accesses,
		next_history: 0,
		representatives: 0,
		open_requests: 0,
		deposit: deposit(),
	};
	Patients::<Runtime>::insert(patient, row);
	let consent = ConsentRow {
		version: 1,
		state: ConsentState::Active,
		consent: consent(),
		form: None,
		part_2: None,
		granted: 0,
		recorded: true,
		deposit: deposit(),
	};
	Consents::<Runtime>::insert(patient, HOSPITAL.organisation, consent);
	for number in 0..accesses {
		let id = (patient, number).using_encoded(blake2_256);
		let ticket_id = short(id);
		let ticket = Ticket {
			account: Eve.to_account_id(),
			capacity: INSURER.capacity,
			request: request(patient, Purpose::Payment, id),
			decision: TicketDecision::Deny(DenialClass::NotPermitted),
			basis: Basis::Policy,
			consent_version: None,
			decided: Month(600).first(),
			emergency: None,
			deposit: Some(deposit()),
		};
		// By a hundred organisations, none of which asks anything below.
		let requester = 1_000 + number % 100;
		Tickets::<Runtime>::insert(requester, ticket_id, ticket);
		let mut key = DisclosureKey::default();
		key[..2].copy_from_slice(&600u16.to_be_bytes());
		key[2..].copy_from_slice(&number.to_be_bytes());
		Disclosures::<Runtime>::insert(patient, key, (requester, ticket_id));
		let tags =
			RecordTags { class: id, labels: Default::default(), author: id, month: Month(600) };
		let record = Record {
			patient,
			custodian: HOSPITAL.organisation,
			version: 1,
			status: RecordStatus::Current,
			content: id,
			tags: Some(tags),
			appends: None,
			legal_hold: None,
			deposit: deposit(),
		};
		Records::<Runtime>::insert(id, record);
	}
}

fn request(patient: PatientId, purpose: Purpose, person: [u8; 32]) -> AccessRequest {
	AccessRequest {
		patient,
		custodian: HOSPITAL.organisation,
		purpose,
		action: Action::Access,
		person,
		openings: Default::default(),
		data: None,
	}
}

/// What patients grant: treatment by the pharmacy, of all but what two labels are on.
fn consent() -> Consent {
	let mut permit = Provision::new(None, Decision::Permit);
	let pharmacy = Actor::Organisation(organisation_id(PHARMACY.organisation));
	permit.actors = vec![pharmacy].try_into().expect("one of eight");
	permit.purposes = vec![Purpose::Treatment].try_into().expect("one of eight");
	let mut deny = Provision::new(Some(0), Decision::Deny);
	let labels = vec![Label::Sensitivity([1; 32]), Label::Sensitivity([2; 32])];
	deny.labels = labels.try_into().expect("two of eight");
	Consent {
		otherwise: Decision::Deny,
		period: Period::ALWAYS,
		part2: false,
		provisions: vec![permit, deny].try_into().expect("two of 64"),
	}
}

/// A patient with a key of its own.
struct Person {
	pseudonym: PatientId,
	key: sr25519::Pair,
}

/// The chain, with the ids that were used so far.
struct Bench {
	chain: Chain,
	ids: u64,
	/// How many decisions were asked for, and the bytes of keys and values that they are on record
	/// with.
	decisions: u64,
	state: u64,
}

impl Bench {
	/// 32 bytes that nobody has used.
	fn fresh(&mut self) -> [u8; 32] {
		self.ids += 1;
		blake2_256(&self.ids.to_le_bytes())
	}

	/// Have signed calls imported.
	fn all(
		&mut self,
		calls: impl Iterator<Item = (sr25519::Pair, RuntimeCall)>,
	) -> Result<Cost, Error> {
		let signed =
			calls.map(|(key, call)| self.chain.sign(&key, call)).collect::<Result<Vec<_>, _>>()?;
		self.chain.run(&signed)
	}

	/// Ask about each patient, and see that the decision is what it is measured as.
	fn ask(
		&mut self,
		key: &sr25519::Pair,
		acting: Acting,
		requests: Vec<AccessRequest>,
		permitted: bool,
	) -> Result<Cost, Error> {
		let mut tickets = Vec::new();
		let mut signed = Vec::new();
		for request in requests {
			let ticket = short(self.fresh());
			tickets.push(ticket);
			let call: Call<Runtime> = Call::request_access { acting, ticket, request };
			signed.push(self.chain.sign(key, call)?);
		}
		let cost = self.chain.run(&signed)?;
		for ticket in tickets {
			let key = Tickets::<Runtime>::hashed_key_for(acting.organisation, ticket);
			let row: Ticket<AccountId, Balance> =
				self.chain.get(key.clone())?.ok_or("a decision is not on record")?;
			if matches!(row.decision, TicketDecision::Permit { .. }) != permitted {
				return Err(format!("decided otherwise: {:?}", row.decision).into());
			}
			let listed = Disclosures::<Runtime>::hashed_key_for(
				row.request.patient,
				DisclosureKey::default(),
			);
			let listed = listed.len() + (acting.organisation, ticket).encoded_size();
			self.state += (key.len() + row.encoded_size() + listed) as u64;
			self.decisions += 1;
		}
		Ok(cost)
	}
}

/// How often everything is measured in turn: what slows the machine down then slows all of it.
const TURNS: u32 = 15;

/// Run it and print a table.
pub fn run(args: &Args) -> Result<(), Error> {
	let seeded = args.accesses.clone();
	let chain = Chain::seeded(move || seeded.into_iter().for_each(seed))?;
	let mut bench = Bench { chain, ids: 0, decisions: 0, state: 0 };
	let people: Vec<Person> = (0..args.transactions)
		.map(|_| Person { pseudonym: bench.fresh(), key: sr25519::Pair::from_seed(&bench.fresh()) })
		.collect();
	let mut table = Table::default();
	for turn in people.chunks(args.transactions.div_ceil(TURNS) as usize) {
		transfers(&mut bench, &mut table, turn.len())?;
		enrol(&mut bench, &mut table, turn)?;
		decide(&mut bench, &mut table, turn)?;
		compare(&mut bench, &mut table, args, turn.len())?;
		withdraw(&mut bench, &mut table, turn)?;
	}
	table.print();
	println!("state of a decision: {} bytes", bench.state / bench.decisions.max(1));
	println!("database: {} MiB", bench.chain.database_size()? >> 20);
	Ok(())
}

/// Plain transfers: what everything else is measured by.
fn transfers(bench: &mut Bench, table: &mut Table, count: usize) -> Result<(), Error> {
	let dest = Bob.to_account_id();
	let cost = bench.all((0..count).map(|_| {
		let call = pallet_balances::Call::transfer_keep_alive {
			dest: dest.clone().into(),
			value: 1_000_000_000,
		};
		(key(Alice), call.into())
	}))?;
	table.add(TRANSFER, cost);
	Ok(())
}

/// Permits, denials and emergencies, one of each for every patient.
fn decide(bench: &mut Bench, table: &mut Table, people: &[Person]) -> Result<(), Error> {
	let requests =
		people.iter().map(|it| request(it.pseudonym, Purpose::Treatment, bench.fresh())).collect();
	let cost = bench.ask(&key(Charlie), PHARMACY, requests, true)?;
	table.add("request_access, permitted", cost);

	let classes = vec![[3; 32]].try_into().map_err(|_| "one class is too many")?;
	let bill = DataDescriptor { classes, ..Default::default() };
	let requests = people
		.iter()
		.map(|it| AccessRequest {
			data: Some(bill.clone()),
			..request(it.pseudonym, Purpose::Payment, bench.fresh())
		})
		.collect();
	table.add("request_access, denied", bench.ask(&key(Eve), INSURER, requests, false)?);

	let mut declared = Vec::new();
	for person in people {
		let call: Call<Runtime> = Call::break_glass {
			acting: HOSPITAL,
			ticket: short(bench.fresh()),
			patient: person.pseudonym,
			reason: bench.fresh(),
			person: bench.fresh(),
			occurred_at: None,
		};
		declared.push((key(Dave), call.into()));
	}
	table.add("break_glass", bench.all(declared.into_iter())?);
	Ok(())
}

/// Decisions about patients with more and more on record.
fn compare(bench: &mut Bench, table: &mut Table, args: &Args, count: usize) -> Result<(), Error> {
	for accesses in &args.accesses {
		let patient = patient_with(*accesses);
		let requests =
			(0..count).map(|_| request(patient, Purpose::Treatment, bench.fresh())).collect();
		let cost = bench.ask(&key(Charlie), PHARMACY, requests, true)?;
		table.add(&format!("permit, {accesses} accesses and records"), cost);
	}
	Ok(())
}

fn withdraw(bench: &mut Bench, table: &mut Table, people: &[Person]) -> Result<(), Error> {
	let cost = bench.all(people.iter().map(|person| {
		let controller = HOSPITAL.organisation;
		let call: Call<Runtime> = Call::revoke_consent { patient: person.pseudonym, controller };
		(person.key.clone(), call.into())
	}))?;
	table.add("revoke_consent, by the patient", cost);
	Ok(())
}

/// Patients with keys of their own, and what they grant.
fn enrol(bench: &mut Bench, table: &mut Table, people: &[Person]) -> Result<(), Error> {
	let hospital = key(Dave);
	let cost = bench.all(people.iter().map(|it| {
		let call: Call<Runtime> = Call::open_pseudonym { acting: HOSPITAL, patient: it.pseudonym };
		(hospital.clone(), call.into())
	}))?;
	table.add("open_pseudonym", cost);
	let terms =
		Terms { fee_allowance: UNIT, deposit_allowance: UNIT, period: 30 * DAY, until: None };
	bench.all(people.iter().map(|it| {
		let account = AccountId::from(it.key.public());
		let call: pallet_sponsorship::Call<Runtime> =
			pallet_sponsorship::Call::sponsor { account, terms };
		(hospital.clone(), call.into())
	}))?;
	bench.all(people.iter().map(|it| {
		let account = AccountId::from(it.key.public());
		let call: Call<Runtime> =
			Call::offer_claim { acting: HOSPITAL, patient: it.pseudonym, account };
		(hospital.clone(), call.into())
	}))?;
	bench.all(people.iter().map(|it| {
		let encryption_key = it.key.public().0;
		let call: Call<Runtime> = Call::accept_claim { patient: it.pseudonym, encryption_key };
		(it.key.clone(), call.into())
	}))?;
	let cost = bench.all(people.iter().map(|it| {
		let call: Call<Runtime> = Call::grant_consent {
			acting: None,
			patient: it.pseudonym,
			controller: HOSPITAL.organisation,
			grant: ConsentGrant { consent: consent(), form: None, part_2: None },
		};
		(it.key.clone(), call.into())
	}))?;
	table.add("grant_consent, by the patient", cost);
	Ok(())
}

const TRANSFER: &str = "balances.transfer_keep_alive";

/// What was measured in each turn, in the order in which it was first.
#[derive(Default)]
struct Table(Vec<(String, Vec<Cost>)>);

impl Table {
	fn add(&mut self, name: &str, cost: Cost) {
		match self.0.iter_mut().find(|(known, _)| known == name) {
			Some((_, turns)) => turns.push(cost),
			None => self.0.push((name.to_owned(), vec![cost])),
		}
	}

	/// Each kind of transaction: how long a validator takes to import it, how many of it equal a
	/// transfer of the same turn (medians of the turns), and how long it is.
	fn print(&self) {
		let transfers =
			&self.0.iter().find(|(name, _)| name == TRANSFER).expect("measured first").1;
		println!(
			"{:<40} {:>12} {:>14} {:>8}",
			"transaction", "import, µs", "of a transfer", "bytes"
		);
		for (name, turns) in &self.0 {
			let micros = median(turns.iter().map(Cost::micros));
			let share = median(
				turns
					.iter()
					.zip(transfers)
					.map(|(cost, transfer)| transfer.micros() / cost.micros()),
			);
			let body: u64 = turns.iter().map(|cost| cost.body).sum();
			let transactions: u64 = turns.iter().map(|cost| cost.transactions).sum();
			let bytes = body / transactions.max(1);
			println!("{name:<40} {micros:>12.0} {share:>14.2} {bytes:>8}");
		}
	}
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
	let mut values: Vec<f64> = values.collect();
	values.sort_by(f64::total_cmp);
	values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

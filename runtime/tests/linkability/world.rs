//! A year of a town's patients on the real runtime: what their clients send, when, and whose it was.
//!
//! A person is seen by a hospital and by a clinic, each of which has a pseudonym for it. Both ask each
//! other, the person's general practice asks both, an insurer asks both about bills. What is sent for
//! care is sent at once, or in batches at a fixed hour; see [`Timing`].

use std::collections::BTreeMap;

use codec::Encode;
use pallet_sponsorship::Terms;
use salus_primitives::{
	consent::{
		organisation_id, Action, Actor, Consent, Decision, Label, Month, Period, Provision, Purpose,
	},
	identifiers::gs1_check_digit,
	merkle::Root,
	records::{AccessRequest, ConsentGrant, DataDescriptor, PatientId, RecordEntry, Scope, Token},
	Acting, Capacity, Moment, OrganisationId, DAY, HOUR,
};
use salus_runtime::{genesis::DEVELOPMENT, *};
use serde_json::{json, Value};
use sp_core::crypto::Ss58Codec;
use sp_io::hashing::blake2_256;
use sp_keyring::Sr25519Keyring::{Dave, Eve};
use sp_runtime::traits::Dispatchable;

type Call = pallet_records_access::Call<Runtime>;

/// The hospital of the development network, and an insurer.
pub const HOSPITAL: OrganisationId = 4;
const INSURER: OrganisationId = 5;
/// The clinic, and the first of the practices: organisations that this network has besides.
pub const CLINIC: OrganisationId = 9;
const EXCHANGE: OrganisationId = 10;
const FIRST_PRACTICE: OrganisationId = 11;
const PRACTICES: u32 = 40;
/// How many practices a town has.
const IN_A_TOWN: u32 = 4;
const START: Moment = 20_718 * DAY;
const YEAR: u64 = 360;
/// The share of the requests for care that cannot wait for a batch, in per cent.
const UNPLANNED: u64 = 20;
/// The hour of the batches, at night.
const BATCH_HOUR: Moment = 2 * HOUR;

/// When clients send what is for care.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Timing {
	/// When it happens.
	AtOnce,
	/// In the night before or after, in the order in which it happened.
	Nightly,
	/// In the night before or after, shuffled.
	Shuffled,
	/// Each by itself in one of fourteen nights before or after, shuffled; pseudonyms are opened in
	/// stock, before anybody comes.
	Spread,
}

/// What a careless client shares between the two pseudonyms of a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shared {
	/// Nothing, as it has to be.
	Nothing,
	/// The secret of the tokens.
	Secret,
	/// The patient's account, or that of its representative.
	Account,
	/// The salt of a commitment.
	Salt,
}

/// The town.
pub struct Setting {
	/// How many people.
	pub people: usize,
	/// How their clients send.
	pub timing: Timing,
	/// What the client of a person shares, by the number of the person.
	pub shared: fn(usize) -> Shared,
	/// Whether practices ask through an exchange that acts for all of them, and everybody signs the
	/// same form, without names or labels.
	pub discreet: bool,
	/// The seed of everything.
	pub seed: u64,
}

/// What stood in the blocks: one signed call.
pub struct Sent {
	/// The time of the block.
	pub time: Moment,
	/// Its place in the block.
	pub index: u32,
	/// What.
	pub call: Call,
}

/// What there is after a year.
pub struct World {
	/// The chain's state.
	pub state: sp_io::TestExternalities,
	/// All of its blocks.
	pub blocks: Vec<Sent>,
	/// Who is who: the two pseudonyms of each person. Not on the chain.
	pub truth: Vec<[PatientId; 2]>,
}

/// Numbers that look random: SplitMix64.
pub struct Dice(pub u64);

impl Dice {
	pub fn roll(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
		let mut z = self.0;
		z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
		z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
		z ^ (z >> 31)
	}

	/// Below a bound.
	pub fn below(&mut self, bound: u64) -> u64 {
		self.roll() % bound
	}

	/// With that probability, in per cent.
	pub fn chance(&mut self, percent: u64) -> bool {
		self.below(100) < percent
	}

	/// An id of 32 bytes.
	pub fn id(&mut self) -> [u8; 32] {
		blake2_256(&self.roll().to_le_bytes())
	}

	fn short_id(&mut self) -> [u8; 16] {
		let mut id = [0; 16];
		id.copy_from_slice(&self.id()[..16]);
		id
	}

	pub fn shuffle<X>(&mut self, all: &mut [X]) {
		for last in (1..all.len()).rev() {
			all.swap(last, self.below(last as u64 + 1) as usize);
		}
	}
}

/// The account that signs for an organisation.
fn signer(organisation: OrganisationId) -> AccountId {
	match organisation {
		HOSPITAL => Dave.to_account_id(),
		INSURER => Eve.to_account_id(),
		other => AccountId::from(blake2_256(&(b"organisation", other).encode())),
	}
}

fn acting(organisation: OrganisationId) -> Acting {
	let capacity = if organisation == INSURER { Capacity::Payer } else { Capacity::Provider };
	Acting { organisation, capacity }
}

/// The public register of providers: in which town an organisation is.
pub fn town(organisation: OrganisationId) -> Option<u32> {
	organisation.checked_sub(FIRST_PRACTICE).map(|practice| practice / IN_A_TOWN)
}

/// The development network with a clinic and the practices.
fn network() -> sp_io::TestExternalities {
	let patch = salus_runtime::genesis::preset(&DEVELOPMENT.into()).expect("the preset is there");
	let mut patch: Value = serde_json::from_slice(&patch).unwrap();
	for organisation in CLINIC..FIRST_PRACTICE + PRACTICES {
		let controller = signer(organisation).to_ss58check();
		let gln = 952_100_000_000 + u64::from(organisation);
		let gln = gln * 10 + u64::from(gs1_check_digit(gln));
		patch["balances"]["balances"]
			.as_array_mut()
			.unwrap()
			.push(json!([controller, 1_000_000 * UNIT as u64]));
		patch["participants"]["organisations"].as_array_mut().unwrap().push(json!({
			"controller": controller,
			"credentials": [[Capacity::Provider, { "gln": gln }]],
			"validUntil": START + 10 * 365 * DAY,
		}));
	}
	super::common::genesis_of(patch)
}

/// One relationship of a person: what its custodian's client knows.
struct Relationship {
	custodian: OrganisationId,
	pseudonym: PatientId,
	secret: [u8; 32],
	account: AccountId,
	encryption_key: [u8; 32],
	salt: [u8; 32],
}

impl Relationship {
	/// A token under the secret of the relationship. The vault makes it by HMAC; here a keyed hash.
	fn token(&self, code: &str) -> Token {
		blake2_256(&(self.secret, code).encode())
	}
}

/// Something that is sent, when it is due, and how.
struct Intent {
	due: Moment,
	by: OrganisationId,
	/// Before it is due (what a visit needs) or after (what it leaves).
	ahead: bool,
	/// It cannot wait.
	now: bool,
	/// It opens a pseudonym.
	opens: bool,
	call: Call,
	/// What the patient's client answers at once.
	then: Option<(AccountId, Call)>,
}

struct Planner<'a> {
	dice: Dice,
	setting: &'a Setting,
	intents: Vec<Intent>,
}

impl Planner<'_> {
	fn add(&mut self, due: Moment, by: OrganisationId, ahead: bool, call: Call) {
		let opens = matches!(call, Call::open_pseudonym { .. });
		self.intents.push(Intent { due, by, ahead, now: false, opens, call, then: None });
	}

	/// A request for access, by an organisation about a relationship.
	fn ask(&mut self, due: Moment, by: OrganisationId, of: &Relationship, careless: Shared) {
		let salt = if careless == Shared::Salt { of.salt } else { self.dice.id() };
		let data = (by == INSURER).then(|| DataDescriptor {
			classes: vec![of.token("bill")].try_into().unwrap(),
			encounter: Some(of.token(&format!("encounter {}", self.dice.roll()))),
			..Default::default()
		});
		let request = AccessRequest {
			patient: of.pseudonym,
			custodian: of.custodian,
			purpose: if by == INSURER { Purpose::Payment } else { Purpose::Treatment },
			action: Action::Access,
			person: blake2_256(&(b"Dr Jones", salt).encode()),
			openings: vec![salt].try_into().unwrap(),
			data,
		};
		let ticket = self.dice.short_id();
		self.add(due, by, true, Call::request_access { acting: acting(by), ticket, request });
		let unplanned = self.dice.chance(UNPLANNED) && by != INSURER;
		self.intents.last_mut().expect("it was added").now = unplanned;
	}

	/// What a person thinks about consent, as the clients of both relationships write it down.
	fn consent(&mut self, style: u64, named: &[OrganisationId], of: &Relationship) -> ConsentGrant {
		let mut first = Provision::new(None, Decision::Permit);
		first.purposes = vec![Purpose::Treatment, Purpose::Payment].try_into().unwrap();
		let mut provisions = vec![first];
		match style {
			_ if self.setting.discreet => (),
			// Everybody who treats.
			0..=59 => (),
			// Only who is named.
			60..=79 => {
				let named = named.iter().map(|it| Actor::Organisation(organisation_id(*it)));
				provisions[0].actors = named.collect::<Vec<_>>().try_into().unwrap();
			}
			// All but some things, by label: how many is a matter of the person.
			_ => {
				for n in 0..=(style - 80) / 4 {
					let mut but = Provision::new(Some(0), Decision::Deny);
					but.labels = vec![Label::Sensitivity(of.token(&format!("label {n}")))]
						.try_into()
						.unwrap();
					provisions.push(but);
				}
			}
		}
		let consent = Consent {
			otherwise: Decision::Deny,
			period: Period::ALWAYS,
			part2: false,
			provisions: provisions.try_into().unwrap(),
		};
		ConsentGrant { consent, form: Some(self.dice.id()), part_2: None }
	}

	fn grant(&mut self, due: Moment, style: u64, named: &[OrganisationId], of: &Relationship) {
		let grant = self.consent(style, named, of);
		let call = Call::grant_consent {
			acting: Some(acting(of.custodian)),
			patient: of.pseudonym,
			controller: of.custodian,
			grant,
		};
		self.add(due, of.custodian, false, call);
	}

	fn relationship(&mut self, custodian: OrganisationId) -> Relationship {
		let dice = &mut self.dice;
		Relationship {
			custodian,
			pseudonym: dice.id(),
			secret: dice.id(),
			account: AccountId::from(dice.id()),
			encryption_key: dice.id(),
			salt: dice.id(),
		}
	}

	/// When a person goes where, in the year: the first time at both places in front.
	fn visits(&mut self) -> Vec<(usize, Moment)> {
		let mut visits = Vec::new();
		// Episodes: to the hospital, and mostly to the clinic within three weeks.
		for _ in 0..=self.dice.below(4) {
			let day = 40 + self.dice.below(YEAR - 80);
			let hospital = START + day * DAY + 8 * HOUR + self.dice.below(8 * HOUR);
			visits.push((0, hospital));
			if self.dice.chance(70) {
				let days = self.dice.below(20) * DAY;
				visits.push((1, hospital + days + self.dice.below(2 * HOUR)));
			}
		}
		visits.sort_by_key(|(_, at)| *at);
		if visits.iter().all(|(place, _)| *place == 0) {
			// Known to the clinic from before.
			visits.insert(0, (1, START + self.dice.below(20) * DAY + 9 * HOUR));
		}
		visits
	}

	/// A person's year.
	fn person(&mut self, number: usize) -> [PatientId; 2] {
		let careless = (self.setting.shared)(number);
		let mut of = [self.relationship(HOSPITAL), self.relationship(CLINIC)];
		match careless {
			Shared::Nothing => (),
			Shared::Secret => of[1].secret = of[0].secret,
			Shared::Account => of[1].account = of[0].account.clone(),
			Shared::Salt => of[1].salt = of[0].salt,
		}
		let practice = FIRST_PRACTICE + self.dice.below(PRACTICES.into()) as u32;
		let practice = if self.setting.discreet { EXCHANGE } else { practice };
		let style = self.dice.below(100);
		let visits = self.visits();
		let first = [0, 1].map(|place| {
			visits.iter().find(|(at, _)| *at == place).expect("everybody is seen by both").1
		});
		for (place, at) in &visits {
			let (here, there) = (&of[*place], &of[1 - place]);
			// What the other one has, if it knows the person; afterwards the bill, and records.
			if first[1 - place] + DAY < *at {
				let minute = self.dice.below(HOUR / 6);
				self.ask(at + minute, here.custodian, there, careless);
			}
			let bill = at + 10 * DAY + self.dice.below(5 * DAY);
			self.ask(bill, INSURER, here, careless);
			self.seal(*at, here);
			// The practice looks at what both have.
			if *place == 1 && self.dice.chance(60) {
				let later = at + (1 + self.dice.below(10)) * DAY;
				for relationship in of.iter().zip(first).filter(|(_, first)| first + DAY < later) {
					let minute = self.dice.below(HOUR / 30);
					self.ask(later + minute, practice, relationship.0, careless);
				}
			}
		}
		// A child, whose parent has an account for each relationship; or a key of one's own.
		let child = careless == Shared::Account || self.dice.chance(10);
		let claims = !child && self.dice.chance(20);
		let named = [HOSPITAL, CLINIC, INSURER, practice];
		for (at, relationship) in first.into_iter().zip(&of) {
			self.enrol(at, relationship, child, claims);
			let style = if self.dice.chance(80) { style } else { self.dice.below(100) };
			self.grant(at + HOUR / 12, style, &named, relationship);
		}
		// Some change their mind, and mostly tell both.
		if !claims && self.dice.chance(10) {
			let at = START + (YEAR - 30 + self.dice.below(30)) * DAY;
			for relationship in &of {
				if self.dice.chance(80) {
					let later = self.dice.below(3 * DAY);
					self.grant(at + later, (style + 30) % 100, &named, relationship);
				}
			}
		}
		[of[0].pseudonym, of[1].pseudonym]
	}

	/// A pseudonym, and who acts for it.
	fn enrol(&mut self, at: Moment, of: &Relationship, child: bool, claims: bool) {
		let acting = acting(of.custodian);
		let (custodian, patient, account) = (of.custodian, of.pseudonym, of.account.clone());
		self.add(at, custodian, false, Call::open_pseudonym { acting, patient });
		if child {
			let call = Call::appoint_representative {
				acting: Some(acting),
				patient,
				account,
				scope: Scope { grant: true, revoke: true, read: true },
				until: Month(u16::MAX),
				evidence: Some(self.dice.id()),
			};
			self.add(at + HOUR / 10, custodian, false, call);
		} else if claims {
			// After the custodian's own consent was recorded, whenever that is sent.
			let call = Call::offer_claim { acting, patient, account: account.clone() };
			self.add(at + 30 * DAY, custodian, false, call);
			let accept = Call::accept_claim { patient, encryption_key: of.encryption_key };
			self.intents.last_mut().expect("it was added").then = Some((account, accept));
		}
	}

	/// A record. At once it has a row of its own, in a batch it is a leaf that nobody sees.
	fn seal(&mut self, at: Moment, of: &Relationship) {
		let entry = RecordEntry {
			class: of.token("discharge summary"),
			labels: vec![of.token("label 0")].try_into().unwrap(),
			author: of.token("Dr Jones"),
			month: Month::of(at),
			content: self.dice.id(),
		};
		if self.setting.timing == Timing::AtOnce {
			let (acting, record) = (acting(of.custodian), self.dice.id());
			let patient = of.pseudonym;
			let call = Call::anchor_record { acting, patient, record, entry };
			self.add(at + HOUR / 2, of.custodian, false, call);
		}
	}

	/// When an intent is sent, and what decides about its place in the batch.
	fn moment(&mut self, intent: &Intent) -> (Moment, u64) {
		let night = |time: Moment| time / DAY * DAY + BATCH_HOUR;
		let (before, after) = (night(intent.due), night(intent.due) + DAY);
		let nearest = if intent.ahead { before } else { after };
		match self.setting.timing {
			_ if intent.now => (intent.due, intent.due),
			Timing::AtOnce => (intent.due, intent.due),
			Timing::Nightly => (nearest, intent.due),
			Timing::Shuffled => (nearest, self.dice.roll()),
			Timing::Spread => {
				let nights = self.dice.below(14) * DAY;
				let time = if intent.opens {
					START + BATCH_HOUR
				} else if intent.ahead {
					before.saturating_sub(nights).max(START + BATCH_HOUR)
				} else {
					after + nights
				};
				(time, self.dice.roll())
			}
		}
	}
}

/// Live the year.
pub fn live(setting: &Setting) -> World {
	let mut planner = Planner {
		dice: Dice(setting.seed),
		setting,
		intents: Vec::with_capacity(setting.people * 30),
	};
	let truth = (0..setting.people).map(|number| planner.person(number)).collect();
	let intents = core::mem::take(&mut planner.intents);
	// By block: the blocks of a night have room for all of it here. In a block each organisation's
	// batch comes whole, what opens pseudonyms first.
	let mut blocks = BTreeMap::<Moment, Vec<(bool, OrganisationId, u64, Intent)>>::new();
	for intent in intents {
		let (time, place) = planner.moment(&intent);
		let block = time / 2_000 * 2_000;
		blocks.entry(block).or_default().push((!intent.opens, intent.by, place, intent));
	}
	let mut state = network();
	let mut sent = Vec::new();
	state.execute_with(|| {
		for (number, (time, mut block)) in blocks.into_iter().enumerate() {
			System::reset_events();
			System::set_block_number(number as u32 + 1);
			pallet_timestamp::Now::<Runtime>::put(time);
			block.sort_by_key(|(later, by, place, _)| (*later, *by, *place));
			let mut index = 1;
			for (_, by, _, Intent { call, then, .. }) in block {
				for (signer, call) in core::iter::once((signer(by), call)).chain(then) {
					if matches!(call, Call::accept_claim { .. }) {
						sponsor(by, signer.clone());
					}
					dispatch(index, signer, call.clone());
					sent.push(Sent { time, index, call });
					index += 1;
				}
			}
			if setting.timing != Timing::AtOnce {
				anchor_batches(&mut Dice(setting.seed ^ time), index);
			}
		}
	});
	World { state, blocks: sent, truth }
}

fn dispatch(index: u32, signer: AccountId, call: impl Into<RuntimeCall>) {
	System::set_extrinsic_index(index);
	let call = call.into();
	let done = call.clone().dispatch(RuntimeOrigin::signed(signer));
	done.unwrap_or_else(|why| panic!("{call:?}: {:?}", why.error));
}

/// A patient's fees are its custodian's.
fn sponsor(custodian: OrganisationId, account: AccountId) {
	let terms =
		Terms { fee_allowance: UNIT, deposit_allowance: UNIT, period: 30 * DAY, until: None };
	dispatch(0, signer(custodian), pallet_sponsorship::Call::sponsor { account, terms });
}

/// The roots of the night's records and logs.
fn anchor_batches(dice: &mut Dice, index: u32) {
	for custodian in [HOSPITAL, CLINIC] {
		let (id, root) = (dice.short_id(), Root { hash: dice.id(), count: 64 });
		let acting = acting(custodian);
		for call in
			[Call::anchor_batch { acting, id, root }, Call::anchor_access_log { acting, id, root }]
		{
			dispatch(index, signer(custodian), call);
		}
	}
}

/// The pseudonym that a call names.
pub fn subject(call: &Call) -> Option<PatientId> {
	match call {
		Call::open_pseudonym { patient, .. }
		| Call::offer_claim { patient, .. }
		| Call::accept_claim { patient, .. }
		| Call::grant_consent { patient, .. }
		| Call::appoint_representative { patient, .. }
		| Call::anchor_record { patient, .. } => Some(*patient),
		Call::request_access { request, .. } => Some(request.patient),
		_ => None,
	}
}

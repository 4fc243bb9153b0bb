//! What somebody makes of the whole chain who wants to know which pseudonyms are of one person.
//!
//! The attacker reads all of the state and all blocks, and knows a tenth of the pairs already: it
//! treats or employs these people. From them it learns how much each thing that it sees says about
//! two pseudonyms being of one person (naive Bayes over counted bins), and matches all the others.

use std::{
	collections::{BTreeMap, BTreeSet},
	fmt,
};

use codec::Encode;
use pallet_records_access::*;
use salus_primitives::{
	consent::{Actor, Consent, Label},
	records::PatientId,
	Moment, OrganisationId, DAY, HOUR,
};
use salus_runtime::Runtime;

use super::world::{self, subject, Dice, Sent, World};

/// What kinds of things happen to a pseudonym, as anybody sees.
#[derive(Clone, Copy)]
enum Kind {
	Opened,
	Consented,
	Appointed,
	AskedByCustodian,
	AskedByOther,
	Anchored,
}
const KINDS: usize = 6;

/// When something happened: the block's time and the place in the block.
#[derive(Clone, Copy)]
struct Seen {
	time: Moment,
	index: u32,
	by: OrganisationId,
}

/// Everything about one pseudonym.
#[derive(Default)]
struct View {
	seen: [Vec<Seen>; KINDS],
	/// Accounts and keys of the patient's side.
	keys: BTreeSet<[u8; 32]>,
	/// Who pays for them.
	sponsors: BTreeSet<Vec<u8>>,
	/// Tokens, commitments, salts and ids.
	tokens: BTreeSet<[u8; 32]>,
	/// What a consent looks like without its tokens.
	shape: Vec<u8>,
	/// How many grants, provisions, requests, representatives, disclosures.
	counts: [u32; 5],
	/// Who asks, other than custodians, and whom consents name.
	actors: BTreeSet<OrganisationId>,
}

/// By what pseudonyms are compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Feature {
	/// When things happen.
	Time,
	/// Who pays.
	Sponsor,
	/// Accounts and encryption keys.
	Keys,
	/// How many things there are, and what consents look like.
	Counts,
	/// Tokens, commitments, salts, ids.
	Tokens,
	/// Which organisations ask and are named, and where the public register says they are.
	Actors,
	/// Everything, also which organisation did what when.
	All,
}

impl Feature {
	pub const EACH: [Self; 7] = [
		Self::Time,
		Self::Sponsor,
		Self::Keys,
		Self::Counts,
		Self::Tokens,
		Self::Actors,
		Self::All,
	];
}

fn shape(consent: &Consent) -> Vec<u8> {
	let mut shape = Vec::new();
	for provision in &consent.provisions {
		let mut provision = provision.clone();
		// Tokens of two relationships differ: what is left is how many there are.
		for label in &mut provision.labels {
			if let Label::Sensitivity(token) = label {
				*token = [0; 32];
			}
		}
		shape.extend(provision.encode());
	}
	shape
}

fn organisations(consent: &Consent) -> impl Iterator<Item = OrganisationId> + '_ {
	consent.provisions.iter().flat_map(|provision| provision.actors.iter()).filter_map(|actor| {
		match actor {
			Actor::Organisation(id) => Some(u32::from_le_bytes([id[0], id[1], id[2], id[3]])),
			_ => None,
		}
	})
}

/// Read the state.
fn views_of_state(views: &mut BTreeMap<PatientId, View>) {
	for (id, row) in Patients::<Runtime>::iter() {
		let view = views.entry(id).or_default();
		let accounts = row.controller.iter().chain(row.offer.iter().map(|offer| &offer.account));
		view.keys.extend(accounts.map(|account| <[u8; 32]>::from(account.clone())));
		view.keys.extend(row.encryption_key);
		if let Some(account) = row.controller {
			let paid = pallet_sponsorship::Sponsorships::<Runtime>::get(account);
			view.sponsors.extend(paid.map(|row| row.sponsor.encode()));
		}
		view.counts[3] = row.representatives.into();
		view.counts[4] = row.next_disclosure;
	}
	for (id, account, row) in Representatives::<Runtime>::iter() {
		let view = views.entry(id).or_default();
		view.keys.insert(account.into());
		view.tokens.extend(row.evidence);
	}
	for (id, _, row) in Consents::<Runtime>::iter() {
		let view = views.entry(id).or_default();
		view.counts[0] = row.version;
		view.counts[1] = row.consent.provisions.len() as u32;
		view.shape = shape(&row.consent);
		view.actors.extend(organisations(&row.consent));
		view.tokens.extend(row.form);
		for provision in &row.consent.provisions {
			view.tokens.extend(provision.labels.iter().filter_map(|label| match label {
				Label::Sensitivity(token) => Some(*token),
				Label::Confidentiality(_) => None,
			}));
			view.tokens.extend(provision.classes.iter().chain(&provision.codes));
		}
	}
	for (id, _, row) in ConsentHistory::<Runtime>::iter() {
		views.entry(id).or_default().tokens.extend(row.form);
	}
	for (requester, ticket, row) in Tickets::<Runtime>::iter() {
		let view = views.entry(row.request.patient).or_default();
		view.counts[2] += 1;
		view.actors.insert(requester);
		let mut name = [0; 32];
		name[..16].copy_from_slice(&ticket);
		view.tokens.extend([row.request.person, name]);
		view.tokens.extend(row.request.openings);
		if let Some(data) = row.request.data {
			view.tokens.extend(data.classes.iter().chain(&data.codes).chain(&data.sensitivities));
			view.tokens.extend(data.author.into_iter().chain(data.encounter).chain(data.record));
		}
	}
	for (record, row) in Records::<Runtime>::iter() {
		let view = views.entry(row.patient).or_default();
		view.tokens.extend([record, row.content]);
		if let Some(tags) = row.tags {
			view.tokens.extend([tags.class, tags.author]);
			view.tokens.extend(tags.labels);
		}
	}
}

/// Read the blocks. Events repeat what the calls say.
fn views_of_blocks(views: &mut BTreeMap<PatientId, View>, blocks: &[Sent]) {
	for Sent { time, index, call, .. } in blocks {
		let Some(patient) = subject(call) else { continue };
		let (kind, by) = match call {
			Call::open_pseudonym { acting, .. } => (Kind::Opened, acting.organisation),
			Call::grant_consent { controller, .. } => (Kind::Consented, *controller),
			Call::anchor_record { acting, .. } => (Kind::Anchored, acting.organisation),
			Call::request_access { acting, .. } => {
				let by = acting.organisation;
				let custodian = [world::HOSPITAL, world::CLINIC].contains(&by);
				(if custodian { Kind::AskedByCustodian } else { Kind::AskedByOther }, by)
			}
			_ => (Kind::Appointed, 0),
		};
		let view = views.entry(patient).or_default();
		view.seen[kind as usize].push(Seen { time: *time, index: *index, by });
	}
}

/// How near two things are, in eight steps.
fn nearness(a: &Seen, b: &Seen) -> u8 {
	let apart = a.time.abs_diff(b.time);
	match apart {
		0 if a.index.abs_diff(b.index) <= 1 => 7,
		0 => 6,
		_ if apart <= HOUR / 6 => 5,
		_ if apart <= 2 * HOUR => 4,
		_ if apart <= DAY => 3,
		_ if apart <= 7 * DAY => 2,
		_ if apart <= 21 * DAY => 1,
		_ => 0,
	}
}

fn common<X: Ord>(a: &BTreeSet<X>, b: &BTreeSet<X>) -> u8 {
	a.intersection(b).count().min(3) as u8
}

/// What a comparison of two pseudonyms says: a bin for each thing that is compared.
fn compare(a: &View, b: &View) -> Vec<(Feature, u8)> {
	let mut bins = Vec::with_capacity(64);
	let (mut close, mut same_day, mut same_actor) = (0, 0, [0u8; 3]);
	for (i, these) in a.seen.iter().enumerate() {
		for (j, those) in b.seen.iter().enumerate() {
			let mut nearest = 8;
			for x in these {
				for y in those {
					let near = nearness(x, y);
					nearest = if nearest == 8 { near } else { nearest.max(near) };
					close += u8::from(near >= 5);
					same_day += u8::from(near >= 3);
					// An organisation asks both at once, for one person whom it sees.
					if x.by == y.by && i == j {
						same_actor[0] += u8::from(near == 7);
						same_actor[1] += u8::from(near >= 5);
						same_actor[2] += u8::from(near >= 2);
					}
				}
			}
			bins.push((Feature::Time, nearest));
		}
	}
	bins.extend([(Feature::Time, close.min(7)), (Feature::Time, same_day.min(15))]);
	bins.extend(same_actor.map(|times| (Feature::All, times.min(5))));
	let sponsor = match (a.sponsors.is_empty(), b.sponsors.is_empty()) {
		(true, true) => 0,
		(false, false) if a.sponsors == b.sponsors => 1,
		(false, false) => 2,
		_ => 3,
	};
	bins.push((Feature::Sponsor, sponsor));
	bins.push((Feature::Keys, common(&a.keys, &b.keys)));
	bins.push((Feature::Tokens, common(&a.tokens, &b.tokens)));
	for (x, y) in a.counts.iter().zip(b.counts) {
		bins.push((Feature::Counts, x.abs_diff(y).min(7) as u8));
	}
	bins.push((Feature::Counts, u8::from(a.keys.is_empty() == b.keys.is_empty())));
	// Looks that nobody else has say more.
	let alike = if a.shape != b.shape { 0 } else { 1 + (a.shape.len() / 48).min(12) as u8 };
	bins.push((Feature::Counts, alike));
	bins.push((Feature::Actors, common(&a.actors, &b.actors)));
	let local = |view: &View| -> BTreeSet<_> {
		view.actors.iter().filter(|it| world::town(**it).is_some()).copied().collect()
	};
	let (here, there) = (local(a), local(b));
	let towns = |all: &BTreeSet<u32>| all.iter().copied().map(world::town).collect();
	bins.push((Feature::Actors, common(&here, &there)));
	bins.push((Feature::Actors, common::<Option<u32>>(&towns(&here), &towns(&there))));
	bins.push((Feature::Actors, u8::from(here.is_empty()) * 2 + u8::from(there.is_empty())));
	bins
}

/// How much each bin of each comparison says for two pseudonyms being of one person: the logarithm of
/// how much more often it was seen in such pairs.
type Learnt = Vec<BTreeMap<u8, f32>>;

/// How many known pairs it takes before what was seen in them counts as much as the guess that it
/// says nothing: or a few examples would be taken for laws.
const DOUBT: f32 = 10.0;

/// How much of what time says counts beside the rest: its many bins say the same thing many times.
/// Tried out on other towns, as an attacker would.
const TRUST_IN_TIME: f32 = 0.4;

fn learn(known: &[(&View, &View)]) -> Learnt {
	// In pairs of one person, and in pairs of two.
	let mut seen = Vec::<(Feature, BTreeMap<u8, [f32; 2]>)>::new();
	for (i, (a, _)) in known.iter().enumerate() {
		for (j, (_, b)) in known.iter().enumerate() {
			for (place, (feature, bin)) in compare(a, b).into_iter().enumerate() {
				if seen.len() <= place {
					seen.push((feature, BTreeMap::new()));
				}
				seen[place].1.entry(bin).or_default()[usize::from(i != j)] += 1.0;
			}
		}
	}
	let (one, two) = (known.len() as f32, (known.len() * (known.len() - 1)) as f32);
	let weight = |feature, bin, [in_one, in_two]: [f32; 2]| {
		// What is random is not the same twice by chance, however few pairs one knows.
		let random = bin > 0 && matches!(feature, Feature::Keys | Feature::Tokens);
		let usual = if random { 1e-9 } else { (in_two + 0.5) / (two + 4.0) };
		((in_one + DOUBT * usual) / (one + DOUBT) / usual).ln()
	};
	seen.into_iter()
		.map(|(feature, bins)| {
			bins.into_iter().map(|(bin, times)| (bin, weight(feature, bin, times))).collect()
		})
		.collect()
}

/// How many pairs were found, of how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found {
	pub right: usize,
	pub of: usize,
}

impl Found {
	/// The share that was found.
	pub fn share(self) -> f64 {
		self.right as f64 / self.of as f64
	}

	/// Where the share lies with 95 % confidence, after Wilson.
	pub fn interval(self) -> (f64, f64) {
		let (n, p, z) = (self.of as f64, self.share(), 1.96f64);
		let middle = p + z * z / (2.0 * n);
		let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
		let scale = 1.0 + z * z / n;
		(((middle - half) / scale).max(0.0), (middle + half) / scale)
	}
}

impl fmt::Display for Found {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		let (low, high) = self.interval();
		let percent = |share: f64| share * 100.0;
		write!(f, "{:>5.1} % ({:.1} to {:.1})", percent(self.share()), percent(low), percent(high))
	}
}

/// How many candidates the attacker keeps for each pseudonym before it pairs them off.
const CANDIDATES: usize = 16;

/// Match everybody whom the attacker does not know, by one feature or by all.
pub fn attack(world: &mut World, seed: u64) -> BTreeMap<Feature, Found> {
	let mut views = BTreeMap::new();
	world.state.execute_with(|| views_of_state(&mut views));
	views_of_blocks(&mut views, &world.blocks);
	let mut dice = Dice(seed);
	let mut people = world.truth.clone();
	dice.shuffle(&mut people);
	let pairs: Vec<(&View, &View)> =
		people.iter().map(|[here, there]| (&views[here], &views[there])).collect();
	let (known, targets) = pairs.split_at(pairs.len() / 10);
	let learnt = learn(known);
	let mut candidates = vec![Vec::new(); Feature::EACH.len()];
	for (row, (a, _)) in targets.iter().enumerate() {
		let mut best = vec![Vec::<(f32, u64, usize, usize)>::new(); Feature::EACH.len()];
		for (column, (_, b)) in targets.iter().enumerate() {
			let mut scores = [0.0f32; 7];
			for ((feature, bin), bins) in compare(a, b).into_iter().zip(&learnt) {
				let weight = bins.get(&bin).copied().unwrap_or(0.0);
				scores[feature as usize] += weight;
				if feature != Feature::All {
					let trust = if feature == Feature::Time { TRUST_IN_TIME } else { 1.0 };
					scores[Feature::All as usize] += trust * weight;
				}
			}
			for (list, score) in best.iter_mut().zip(scores) {
				list.push((score, dice.roll(), row, column));
				if list.len() >= 4 * CANDIDATES {
					keep_best(list);
				}
			}
		}
		for (list, all) in best.iter_mut().zip(&mut candidates) {
			keep_best(list);
			all.append(list);
		}
	}
	Feature::EACH
		.into_iter()
		.zip(candidates)
		.map(|(feature, all)| (feature, pair_off(all, targets.len(), &mut dice)))
		.collect()
}

fn keep_best(list: &mut Vec<(f32, u64, usize, usize)>) {
	list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
	list.truncate(CANDIDATES);
}

/// Everybody has one partner: the surest pairs first, the rest as it comes.
fn pair_off(mut all: Vec<(f32, u64, usize, usize)>, of: usize, dice: &mut Dice) -> Found {
	all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
	let (mut rows, mut columns) = (vec![None; of], vec![false; of]);
	for (_, _, row, column) in all {
		if rows[row].is_none() && !columns[column] {
			rows[row] = Some(column);
			columns[column] = true;
		}
	}
	let mut left: Vec<usize> = (0..of).filter(|column| !columns[*column]).collect();
	dice.shuffle(&mut left);
	let guessed = rows.into_iter().map(|row| row.or_else(|| left.pop()));
	let right = guessed.enumerate().filter(|(row, guess)| *guess == Some(*row)).count();
	Found { right, of }
}

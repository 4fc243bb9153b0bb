//! Between a FHIR consent and the one that is stored and decided by.

use super::{
	codes::{self, Coding},
	error::{Code, Error},
	model::{ActorRef, Base, Consent, DataRef, Header, Period, Provision, Version},
	part2::{withholds_notes, COUNSELLING_NOTES},
	DateTime,
};
use salus_primitives::{
	consent::{
		self as stored, Actor, ConsentError, Decision, Id, Label, Meaning, Month, Purpose,
		Reference, Values, MAX_VALUES,
	},
	Moment,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What a reference names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
	/// An Organization.
	Organisation,
	/// A Group or a CareTeam.
	Group,
	/// A Practitioner, a PractitionerRole, a RelatedPerson, a Patient or a Device.
	Person,
	/// The reference does not say.
	Unknown,
}

impl Kind {
	/// Of a resource type; none for one that receives no data.
	pub fn of(resource_type: Option<&str>) -> Option<Self> {
		Some(match resource_type {
			None => Self::Unknown,
			Some("Organization") => Self::Organisation,
			Some("Group" | "CareTeam") => Self::Group,
			Some("Practitioner" | "PractitionerRole" | "RelatedPerson" | "Patient" | "Device") => {
				Self::Person
			}
			Some(_) => return None,
		})
	}
}

/// What a token stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum What {
	/// A sensitivity label, as `system|code`.
	Label,
	/// A class of data, as `system|code`.
	Class,
	/// A code of data, as `system|code`.
	Code,
	/// A purpose that has no word, as `system|code`.
	Purpose,
	/// A record, as a normalised reference.
	Record,
	/// An encounter, as a normalised reference.
	Encounter,
	/// An author, as a normalised reference.
	Author,
}

impl What {
	/// Its name in tokens: equal texts of different kinds have different tokens.
	pub const fn kind(self) -> &'static str {
		match self {
			Self::Label => "label",
			Self::Class => "class",
			Self::Code => "code",
			Self::Purpose => "purpose",
			Self::Record => "record",
			Self::Encounter => "encounter",
			Self::Author => "author",
		}
	}
}

/// Gives everything that a consent names its [`Id`]: off the chain a hash, on the chain a token
/// under the relationship's secret, an account or an organisation's number.
pub trait Names {
	/// The id of a code or of data.
	///
	/// # Errors
	///
	/// Nothing is known by it, and a made-up id would let a denial match nothing: says what to do.
	fn token(&self, what: What, text: &str) -> Result<Id, String>;

	/// Who is meant by a normalised reference. Several where it does not say of which kind it is.
	///
	/// # Errors
	///
	/// Nobody is known by it: says what to do.
	fn actors(&self, reference: &str, kind: Kind) -> Result<Vec<Actor>, String>;

	/// Whether periods of data have to be whole months, as on the chain.
	fn is_coarse(&self) -> bool;
}

/// Knows what [`Names`] gave an id to.
pub trait Origin {
	/// The text behind a token.
	fn text(&self, what: What, id: &Id) -> Option<String>;

	/// The reference behind an actor.
	fn actor(&self, actor: &Actor) -> Option<ActorRef>;
}

/// Ids without a chain and without a secret: the hash of what is named. References are compared in
/// one spelling; those to the one server `base`, where there is one, as if they were relative.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plain {
	/// The address of the server, with its slash.
	pub base: Option<String>,
	/// What is known to be named by several references or identifiers: each with its first name.
	firsts: BTreeMap<String, String>,
	/// All names of each first name.
	names: BTreeMap<String, Vec<String>>,
}

/// Whether two references name the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Same {
	/// They do.
	Yes,
	/// They name two.
	No,
	/// One is by address and one by identifier, or they are of two servers: nobody can tell.
	Unknown,
}

impl Plain {
	fn local<'a>(&self, reference: &'a str) -> &'a str {
		let local = self.base.as_deref().and_then(|base| reference.strip_prefix(base));
		local.unwrap_or(reference)
	}

	/// References to this server, if it is one, are as good as relative ones.
	pub fn at(base: Option<String>) -> Self {
		Self { base, ..Self::default() }
	}

	/// The first name of what a reference names.
	fn first<'a>(&'a self, reference: &'a str) -> &'a str {
		let local = self.local(reference);
		self.firsts.get(local).map_or(local, String::as_str)
	}

	/// Both name the same. No: they are known to name two.
	#[must_use]
	pub fn alias(&mut self, one: &str, other: &str) -> bool {
		match self.same(one, other) {
			Same::Yes => return true,
			Same::No => return false,
			Same::Unknown => (),
		}
		let (kept, former) = (self.first(one).to_owned(), self.first(other).to_owned());
		let moved = self.names.remove(&former).unwrap_or_else(|| vec![former]);
		for name in &moved {
			self.firsts.insert(name.clone(), kept.clone());
		}
		self.names.entry(kept.clone()).or_insert_with(|| vec![kept]).extend(moved);
		true
	}

	/// The servers and systems in which something has a name.
	fn namespaces<'a>(&'a self, reference: &'a str) -> BTreeSet<(&'a str, &'a str)> {
		let first = self.first(reference);
		match self.names.get(first) {
			Some(names) => names.iter().filter_map(|name| codes::namespace(name)).collect(),
			None => codes::namespace(first).into_iter().collect(),
		}
	}

	/// Whether two references name the same. Two names are told apart where they are of one server
	/// or of one system of identifiers.
	pub fn same(&self, one: &str, other: &str) -> Same {
		if self.first(one) == self.first(other) {
			return Same::Yes;
		}
		match self.namespaces(one).is_disjoint(&self.namespaces(other)) {
			true => Same::Unknown,
			false => Same::No,
		}
	}

	/// The id of a reference.
	pub fn reference(&self, reference: &str) -> Id {
		hash("reference", self.first(reference))
	}

	/// The id of a code or of data.
	pub fn id(&self, what: What, text: &str) -> Id {
		match what {
			What::Record | What::Encounter | What::Author => self.reference(text),
			_ => hash(what.kind(), text),
		}
	}
}

fn hash(domain: &str, text: &str) -> Id {
	Sha256::new()
		.chain_update("salus consent\0")
		.chain_update(domain)
		.chain_update("\0")
		.chain_update(text)
		.finalize()
		.into()
}

impl Names for Plain {
	fn token(&self, what: What, text: &str) -> Result<Id, String> {
		Ok(self.id(what, text))
	}

	fn actors(&self, reference: &str, kind: Kind) -> Result<Vec<Actor>, String> {
		let id = self.reference(reference);
		Ok(match kind {
			Kind::Organisation => vec![Actor::Organisation(id)],
			Kind::Group => vec![Actor::Group(id)],
			Kind::Person => vec![Actor::Person(id)],
			Kind::Unknown => vec![Actor::Person(id), Actor::Organisation(id), Actor::Group(id)],
		})
	}

	fn is_coarse(&self) -> bool {
		false
	}
}

/// A consent as it is stored, and where each of its provisions stands in the resource.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
	/// It.
	pub consent: stored::Consent,
	/// The FHIRPath of each provision.
	pub paths: Vec<String>,
	/// What was made stricter to be held.
	pub notes: Vec<String>,
}

impl Consent {
	/// As it is stored. One under 42 CFR Part 2 that is not the separate consent to counselling notes
	/// denies them in each of its permits (CN-9, 42 CFR 2.31(b)), whatever more general label or class
	/// they are permitted by.
	///
	/// # Errors
	///
	/// What cannot be stored as it is meant.
	pub fn to_stored(&self, names: &dyn Names) -> Result<Stored, Error> {
		let notes = Coding::new(codes::ACT_CODE, COUNSELLING_NOTES);
		let withheld = withholds_notes(self).then_some(notes);
		let mut flat =
			Flat { names, withheld, provisions: Vec::new(), paths: Vec::new(), notes: Vec::new() };
		for provision in &self.provisions {
			flat.add(provision, None, None)?;
		}
		if self.base.otherwise() == Decision::Permit {
			flat.withhold(None, &self.provisions, "Consent")?;
		}
		let too_large = |message: &str| Error::new(Code::TooLarge, "Consent", message);
		let consent = stored::Consent {
			otherwise: self.base.otherwise(),
			period: moments(&self.period, "Consent.period")?,
			part2: self.part2,
			provisions: flat
				.provisions
				.try_into()
				.map_err(|_| too_large("a consent has at most 64 provisions"))?,
		};
		consent.validate().map_err(|error| {
			match error {
			ConsentError::TooLong => too_large("a consent has at most 8 KiB: state less"),
			ConsentError::TooDeep if flat.withheld.is_some() => too_large(
				"provisions are nested at most 4 deep, and a permit under 42 CFR Part 2 at most 3: \
				 counselling notes are denied in it",
			),
			ConsentError::TooDeep => too_large("provisions are nested at most 4 deep"),
			ConsentError::NotPreOrder => too_large("the provisions do not make a tree"),
			ConsentError::PeriodReversed => {
				Error::new(Code::BadDate, "Consent", "a period ends before it begins")
			}
			ConsentError::CommittedDenial => Error::new(
				Code::NotHonoured,
				"Consent",
				"a denial names somebody who is known by a commitment alone, which nobody would \
				 open: enter the person into the patient map",
			),
		}
		})?;
		Ok(Stored { consent, paths: flat.paths, notes: flat.notes })
	}

	/// The FHIR consent behind a stored one, for a resource of this version.
	///
	/// # Errors
	///
	/// An id that `origin` does not know, or something that the version cannot say.
	pub fn from_stored(
		header: Header,
		consent: &stored::Consent,
		origin: &dyn Origin,
	) -> Result<Self, Error> {
		let version = header.version;
		let top = match version {
			Version::R4 => "Consent.provision.provision",
			Version::R5 => "Consent.provision",
		};
		let mut provisions = unflatten(consent, None, top, origin)?;
		let period = dates(&consent.period);
		let base = match version {
			Version::R5 => {
				check_alternates(&provisions, !consent.otherwise)?;
				Base::Decision(consent.otherwise)
			}
			// One root that denies what it does not match is what IHE PCF says in short.
			Version::R4 if consent.otherwise == Decision::Deny && provisions.len() == 1 => {
				if provisions.iter().any(|root| root.period.is_stated()) {
					Base::PolicyRule(consent.otherwise)
				} else {
					rename(&mut provisions, "Consent.provision.provision[0]", "Consent.provision");
					Base::Root
				}
			}
			Version::R4 => Base::PolicyRule(consent.otherwise),
		};
		Ok(Self { header, controllers: Vec::new(), period, base, part2: consent.part2, provisions })
	}
}

fn rename(provisions: &mut [Provision], from: &str, to: &str) {
	for provision in provisions {
		if let Some(rest) = provision.path.strip_prefix(from) {
			provision.path = format!("{to}{rest}");
		}
		rename(&mut provision.provisions, from, to);
	}
}

fn check_alternates(provisions: &[Provision], decision: Decision) -> Result<(), Error> {
	for provision in provisions {
		if provision.decision != decision {
			return Err(Error::new(
				Code::NotHonoured,
				&provision.path,
				"in FHIR R5 an exception always says the opposite of what it is an exception to: \
				 export as R4",
			));
		}
		check_alternates(&provision.provisions, !decision)?;
	}
	Ok(())
}

const WITHHELD: &str =
	"42 CFR 2.31(b): counselling notes (PSYTHPN) are denied: they take a consent of \
                        their own";

struct Flat<'a> {
	names: &'a dyn Names,
	/// The label of what every permit denies.
	withheld: Option<Coding>,
	provisions: Vec<stored::Provision>,
	paths: Vec<String>,
	notes: Vec<String>,
}

/// What a provision inherits as the period of its data, and from which decision.
type Inherited<'a> = Option<(&'a Period, Decision)>;

impl Flat<'_> {
	fn add(
		&mut self,
		provision: &Provision,
		parent: Option<u8>,
		inherited: Inherited,
	) -> Result<(), Error> {
		let path = &provision.path;
		let index = self.next_index(path)?;
		let names = self.names;
		let mut flat = stored::Provision::new(parent, provision.decision);
		flat.period = moments(&provision.period, &format!("{path}.period"))?;
		let mut actors = Vec::new();
		for (number, actor) in provision.actors.iter().enumerate() {
			match actor {
				ActorRef::Capacity(capacity) => actors.push(Actor::Capacity(*capacity)),
				ActorRef::Reference { reference, kind } => {
					let found = names.actors(reference, *kind).map_err(|message| {
						Error::new(Code::Unmapped, format!("{path}.actor[{number}]"), message)
					})?;
					actors.extend(found);
				}
			}
		}
		flat.actors = values(actors, path, "actor")?;
		flat.actions = values(provision.actions.clone(), path, "action")?;
		let token = |what: What, text: &str, name: &str, number: usize| {
			names.token(what, text).map_err(|message| {
				Error::new(Code::Unmapped, format!("{path}.{name}[{number}]"), message)
			})
		};
		let purpose = |(number, coding): (usize, &Coding)| match codes::purpose(coding) {
			Some(word) => Ok(word),
			None => token(What::Purpose, &coding.text(), "purpose", number).map(Purpose::Other),
		};
		flat.purposes = values(all(&provision.purposes, purpose)?, path, "purpose")?;
		let label =
			|(number, coding): (usize, &Coding)| match codes::confidentiality(&coding.code) {
				Some(word) if coding.system == codes::CONFIDENTIALITY => {
					Ok(Label::Confidentiality(word))
				}
				_ => token(What::Label, &coding.text(), "securityLabel", number)
					.map(Label::Sensitivity),
			};
		flat.labels = values(all(&provision.labels, label)?, path, "securityLabel")?;
		let class =
			|(number, one): (usize, &Coding)| token(What::Class, &one.text(), "class", number);
		flat.classes = values(all(&provision.classes, class)?, path, "class")?;
		let code = |(number, one): (usize, &Coding)| token(What::Code, &one.text(), "code", number);
		flat.codes = values(all(&provision.codes, code)?, path, "code")?;
		let data = |(number, one): (usize, &DataRef)| {
			let what = match one.meaning {
				Meaning::Instance => What::Record,
				Meaning::Related | Meaning::Dependents => What::Encounter,
				Meaning::AuthoredBy => What::Author,
			};
			let id = token(what, &one.reference, "data", number)?;
			Ok(Reference { meaning: one.meaning, id })
		};
		flat.data = values(all(&provision.data, data)?, path, "data")?;
		let inherits = if provision.data_period.is_stated() {
			flat.data_period = self.data_period(&provision.data_period, provision)?;
			Some((&provision.data_period, provision.decision))
		} else {
			// Rounded so that a permit shrinks and a denial grows: the other way round for what
			// says the opposite of where it comes from.
			match inherited {
				Some((period, decision)) if decision != provision.decision => {
					let mine = self.data_period(period, provision)?;
					if mine != moments(period, path)? {
						flat.data_period = mine;
					}
					Some((period, provision.decision))
				}
				other => other,
			}
		};
		self.provisions.push(flat);
		self.paths.push(path.clone());
		for child in &provision.provisions {
			self.add(child, Some(index), inherits)?;
		}
		match provision.decision {
			Decision::Permit => self.withhold(Some(index), &provision.provisions, path),
			Decision::Deny => Ok(()),
		}
	}

	/// The place of the provision that comes next.
	fn next_index(&self, path: &str) -> Result<u8, Error> {
		u8::try_from(self.provisions.len())
			.ok()
			.filter(|index| u32::from(*index) < stored::MAX_PROVISIONS)
			.ok_or_else(|| {
				let mut message = "a consent has at most 64 provisions".to_owned();
				if self.withheld.is_some() {
					message += ", with the denial of counselling notes in each permit";
				}
				Error::new(Code::TooLarge, path, message)
			})
	}

	/// Deny, as an exception to a permit, what is withheld, unless one of its exceptions does so.
	fn withhold(
		&mut self,
		parent: Option<u8>,
		exceptions: &[Provision],
		path: &str,
	) -> Result<(), Error> {
		let Some(withheld) = &self.withheld else { return Ok(()) };
		let denial = Provision {
			path: path.to_owned(),
			decision: Decision::Deny,
			period: Period::default(),
			actors: Vec::new(),
			actions: Vec::new(),
			purposes: Vec::new(),
			labels: vec![withheld.clone()],
			classes: Vec::new(),
			codes: Vec::new(),
			data_period: Period::default(),
			data: Vec::new(),
			provisions: Vec::new(),
		};
		let says_so = |one: &Provision| {
			let bare = Provision { path: path.to_owned(), provisions: Vec::new(), ..one.clone() };
			bare == denial
		};
		if exceptions.iter().any(says_so) {
			return Ok(());
		}
		if self.notes.iter().all(|note| note != WITHHELD) {
			self.notes.push(WITHHELD.to_owned());
		}
		self.add(&denial, parent, None)
	}

	/// A period of data; where it has to be whole months, a permit for those that are wholly in it
	/// and a denial for those that are partly in it.
	fn data_period(
		&mut self,
		period: &Period,
		provision: &Provision,
	) -> Result<stored::Period, Error> {
		let path = format!("{}.dataPeriod", provision.path);
		let exact = moments(period, &path)?;
		if !self.names.is_coarse() || exact.is_whole_months() {
			return Ok(exact);
		}
		let coarse = match provision.decision {
			Decision::Deny => stored::Period {
				start: exact.start.map(|start| Month::of(start).first()),
				end: exact.end.map(|end| Month::of(end).last()),
			},
			Decision::Permit => stored::Period {
				start: exact.start.map(|start| match Month::of(start) {
					month if month.first() == start => start,
					month => month.last().saturating_add(1),
				}),
				end: exact.end.map(|end| match Month::of(end) {
					month if month.last() == end => end,
					month => month.first().saturating_sub(1),
				}),
			},
		};
		if matches!((coarse.start, coarse.end), (Some(start), Some(end)) if start > end) {
			return Err(Error::new(
				Code::NotHonoured,
				path,
				"the chain holds periods of data in whole months, and there is none in this one",
			));
		}
		self.notes.push(format!(
			"{path}: held as whole months, {} by the rest of them",
			match provision.decision {
				Decision::Permit => "narrower",
				Decision::Deny => "wider",
			}
		));
		Ok(coarse)
	}
}

/// What each of some elements is, with its place among them.
fn all<'a, T, V>(
	each: &'a [T],
	value: impl FnMut((usize, &'a T)) -> Result<V, Error>,
) -> Result<Vec<V>, Error> {
	each.iter().enumerate().map(value).collect()
}

fn values<T: PartialEq>(
	each: impl IntoIterator<Item = T>,
	path: &str,
	name: &str,
) -> Result<Values<T>, Error> {
	let mut values = Values::default();
	for value in each {
		if values.contains(&value) {
			continue;
		}
		values.try_push(value).map_err(|_| {
			Error::new(
				Code::TooLarge,
				format!("{path}.{name}"),
				format!("an element has at most {MAX_VALUES} values: use several provisions"),
			)
		})?;
	}
	Ok(values)
}

fn moments(period: &Period, path: &str) -> Result<stored::Period, Error> {
	Ok(stored::Period {
		start: period.start.as_ref().map(DateTime::start),
		end: period.end.as_ref().map(|end| end.end(&format!("{path}.end"))).transpose()?,
	})
}

fn dates(period: &stored::Period) -> Period {
	Period {
		start: period.start.map(DateTime::from_start),
		end: period.end.map(DateTime::from_end),
	}
}

impl DateTime {
	/// The shortest date that begins at this moment.
	pub fn from_start(moment: Moment) -> Self {
		Self::shortest(moment, |date| date.first)
	}

	/// The shortest date that ends at this moment.
	pub fn from_end(moment: Moment) -> Self {
		Self::shortest(moment, |date| date.last)
	}

	fn shortest(moment: Moment, bound: impl Fn(&Self) -> i64) -> Self {
		let moment = i64::try_from(moment).unwrap_or(i64::MAX).min(LAST);
		let exact = exact(moment);
		let shorter = [7, 10].into_iter().filter_map(|length| {
			Self::parse(exact.get(..length)?, "").ok().filter(|date| bound(date) == moment)
		});
		shorter.into_iter().next().unwrap_or(Self { text: exact, first: moment, last: moment })
	}
}

/// The last millisecond of the year 9999: FHIR has no later ones.
const LAST: i64 = 253_402_300_799_999;

fn exact(moment: i64) -> String {
	let format = time::macros::format_description!(
		"[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z"
	);
	time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(moment) * 1_000_000)
		.ok()
		.and_then(|time| time.format(format).ok())
		.unwrap_or_default()
}

fn unflatten(
	consent: &stored::Consent,
	parent: Option<u8>,
	prefix: &str,
	origin: &dyn Origin,
) -> Result<Vec<Provision>, Error> {
	let mut found = Vec::new();
	for (index, provision) in consent.provisions.iter().enumerate() {
		if provision.parent != parent {
			continue;
		}
		let path = format!("{prefix}[{}]", found.len());
		let unmapped = |name: &str| {
			Error::new(
				Code::Unmapped,
				format!("{path}.{name}"),
				"the map does not know what the token stands for",
			)
		};
		let codings = |ids: &[Id], what: What, name: &str| {
			ids.iter()
				.map(|id| {
					let text = origin.text(what, id).ok_or_else(|| unmapped(name))?;
					Ok(Coding::parse(&text, ""))
				})
				.collect::<Result<Vec<_>, Error>>()
		};
		let mut actors = Vec::new();
		for actor in &provision.actors {
			let actor = match actor {
				Actor::Capacity(capacity) => ActorRef::Capacity(*capacity),
				other => origin.actor(other).ok_or_else(|| unmapped("actor"))?,
			};
			if !actors.contains(&actor) {
				actors.push(actor);
			}
		}
		let mut purposes = Vec::new();
		for purpose in &provision.purposes {
			purposes.push(match (codes::purpose_coding(*purpose), purpose) {
				(None, Purpose::Other(id)) => {
					let text = origin.text(What::Purpose, id).ok_or_else(|| unmapped("purpose"))?;
					Coding::parse(&text, codes::ACT_REASON)
				}
				(coding, _) => coding.ok_or_else(|| unmapped("purpose"))?,
			});
		}
		let mut labels = Vec::new();
		for label in &provision.labels {
			labels.push(match label {
				Label::Confidentiality(word) => {
					Coding::new(codes::CONFIDENTIALITY, codes::confidentiality_code(*word))
				}
				Label::Sensitivity(id) => {
					let text =
						origin.text(What::Label, id).ok_or_else(|| unmapped("securityLabel"))?;
					Coding::parse(&text, codes::ACT_CODE)
				}
			});
		}
		let mut data = Vec::new();
		for reference in &provision.data {
			let what = match reference.meaning {
				Meaning::Instance => What::Record,
				Meaning::Related | Meaning::Dependents => What::Encounter,
				Meaning::AuthoredBy => What::Author,
			};
			let text = origin.text(what, &reference.id).ok_or_else(|| unmapped("data"))?;
			let kind = match reference.meaning {
				Meaning::AuthoredBy => Kind::of(codes::type_of(&text)).unwrap_or(Kind::Unknown),
				_ => Kind::Unknown,
			};
			data.push(DataRef { meaning: reference.meaning, reference: text, kind });
		}
		let children = format!("{path}.provision");
		found.push(Provision {
			decision: provision.decision,
			period: dates(&provision.period),
			actors,
			actions: provision.actions.to_vec(),
			purposes,
			labels,
			classes: codings(&provision.classes, What::Class, "class")?,
			codes: codings(&provision.codes, What::Code, "code")?,
			data_period: dates(&provision.data_period),
			data,
			provisions: unflatten(consent, Some(index as u8), &children, origin)?,
			path,
		});
	}
	Ok(found)
}

//! The decision.

use super::{
	Actor, Assumption, Confidentiality, Consent, ConsentError, Data, Decision, Id, Label, Meaning,
	Obligation, Outcome, Period, Provision, Purpose, Reason, Reference, Request, Residual, Span,
	MAX_DEPTH, MAX_ENCODED, MAX_PROVISIONS,
};
use codec::Encode;
use sp_core::bounded::BoundedVec;

/// The elements of a provision, a bit each. Purposes have kinds and confidentiality is a high-water
/// mark, which a permit and a denial read differently, so that these have a bit for each.
mod element {
	pub const PERIOD: u16 = 1 << 0;
	pub const ACTOR: u16 = 1 << 1;
	pub const ACTION: u16 = 1 << 2;
	pub const PURPOSE_PERMIT: u16 = 1 << 3;
	pub const LABEL_PERMIT: u16 = 1 << 4;
	pub const LABEL_DENY: u16 = 1 << 5;
	pub const CLASS: u16 = 1 << 6;
	pub const CODE: u16 = 1 << 7;
	pub const DATA_PERIOD: u16 = 1 << 8;
	pub const DATA: u16 = 1 << 9;
	pub const PURPOSE_DENY: u16 = 1 << 10;
	/// What is known without the data.
	pub const CONTEXT: u16 = PERIOD | ACTOR | ACTION | PURPOSE_PERMIT | PURPOSE_DENY;
	/// What is about the data.
	pub const SCOPE: u16 = LABEL_PERMIT | LABEL_DENY | CLASS | CODE | DATA_PERIOD | DATA;
}

/// Whether something matches, as far as is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Match {
	Yes,
	No,
	/// It depends on what the request does not say.
	Unknown(Assumption),
}

impl Match {
	fn from(holds: bool) -> Self {
		if holds {
			Self::Yes
		} else {
			Self::No
		}
	}

	/// `wanted` is among what is known, if that is known.
	fn among(known: Option<&[Id]>, wanted: &Id, missing: Assumption) -> Self {
		known.map_or(Self::Unknown(missing), |known| Self::from(known.contains(wanted)))
	}

	/// What is not the same may be all the same, where `wanted` is uncertain.
	fn unless_uncertain(self, request: &Request, wanted: &Id, missing: Assumption) -> Self {
		match self {
			Self::No if request.uncertain.contains(wanted) => Self::Unknown(missing),
			other => other,
		}
	}

	/// `wanted` is what is known, if that is known.
	fn equal<T: PartialEq>(known: Option<T>, wanted: T, missing: Assumption) -> Self {
		known.map_or(Self::Unknown(missing), |known| Self::from(known == wanted))
	}

	/// One of several suffices.
	fn any(each: impl Iterator<Item = Self>) -> Self {
		let mut result = Self::No;
		for one in each {
			match one {
				Self::Yes => return Self::Yes,
				Self::Unknown(_) => result = one,
				Self::No => (),
			}
		}
		result
	}
}

const fn bit(assumption: Assumption) -> u16 {
	1 << assumption as u16
}

/// The assumptions that an element can need.
const fn assumptions_of(element: u16) -> u16 {
	use Assumption::*;
	match element {
		element::ACTOR => {
			bit(PersonUnknown)
				| bit(OrganisationUnknown)
				| bit(CapacityUnknown)
				| bit(GroupsUnknown)
				| bit(CommitmentUnopened)
		}
		element::ACTION => bit(ActionUnknown),
		element::LABEL_PERMIT | element::LABEL_DENY => bit(ConfidentialityNormal),
		element::CLASS => bit(ClassUnknown),
		element::CODE => bit(CodesUnknown),
		element::DATA_PERIOD => bit(AuthoredUnknown),
		element::DATA => bit(RecordUnknown) | bit(AuthorUnknown) | bit(EncounterUnknown),
		_ => 0,
	}
}

/// How a provision stands to the request, with what it inherits.
#[derive(Clone, Copy)]
struct Standing {
	/// 1 without parent.
	depth: u8,
	/// The elements that it states or inherits.
	stated: u16,
	/// The elements that match.
	yes: u16,
	/// The elements of which it is not known whether they match.
	unknown: u16,
	/// What these elements took on: a bit for each [`Assumption`].
	assumed: u16,
}

impl Standing {
	/// What a provision without parent inherits: it matches everything.
	const TOP: Self = Self { depth: 0, stated: 0, yes: u16::MAX, unknown: 0, assumed: 0 };

	/// An element that is stated replaces what was inherited.
	fn state(&mut self, element: u16, outcome: Match) {
		self.stated |= element;
		self.yes &= !element;
		self.unknown &= !element;
		self.assumed &= !assumptions_of(element);
		match outcome {
			Match::Yes => self.yes |= element,
			Match::No => (),
			Match::Unknown(assumption) => {
				self.unknown |= element;
				self.assumed |= bit(assumption);
			}
		}
	}

	/// How `provision`, which inherits this, stands to the request.
	fn below(mut self, provision: &Provision, request: &Request) -> Self {
		self.depth = self.depth.saturating_add(1);
		if provision.period.is_stated() {
			self.state(element::PERIOD, Match::from(provision.period.contains(request.now)));
		}
		if !provision.actors.is_empty() {
			let each = provision.actors.iter().map(|actor| of_actor(actor, request));
			self.state(element::ACTOR, Match::any(each));
		}
		if !provision.actions.is_empty() {
			let each = provision
				.actions
				.iter()
				.map(|action| Match::equal(request.action, *action, Assumption::ActionUnknown));
			self.state(element::ACTION, Match::any(each));
		}
		if !provision.purposes.is_empty() {
			for (element, decision) in [
				(element::PURPOSE_PERMIT, Decision::Permit),
				(element::PURPOSE_DENY, Decision::Deny),
			] {
				let mut stated = provision.purposes.iter();
				let met = stated.any(|stated| request.purpose.is_met_by(stated, decision));
				self.state(element, Match::from(met));
			}
		}
		let data = request.data.unwrap_or_default();
		if !provision.labels.is_empty() {
			for (element, decision) in
				[(element::LABEL_PERMIT, Decision::Permit), (element::LABEL_DENY, Decision::Deny)]
			{
				let matches =
					provision.labels.iter().any(|label| has_label(&data, label, decision));
				self.state(element, Match::from(matches));
			}
			let by_confidentiality =
				provision.labels.iter().any(|label| matches!(label, Label::Confidentiality(_)));
			if data.confidentiality.is_none() && by_confidentiality {
				self.assumed |= bit(Assumption::ConfidentialityNormal);
			}
		}
		if !provision.classes.is_empty() {
			let each = provision
				.classes
				.iter()
				.map(|class| Match::among(data.classes, class, Assumption::ClassUnknown));
			self.state(element::CLASS, Match::any(each));
		}
		if !provision.codes.is_empty() {
			let each = provision
				.codes
				.iter()
				.map(|code| Match::among(data.codes, code, Assumption::CodesUnknown));
			self.state(element::CODE, Match::any(each));
		}
		if provision.data_period.is_stated() {
			self.state(element::DATA_PERIOD, authored_in(data.authored, &provision.data_period));
		}
		if !provision.data.is_empty() {
			let each = provision.data.iter().map(|reference| refers_to(reference, request, &data));
			self.state(element::DATA, Match::any(each));
		}
		self
	}

	/// Whether these elements match a provision that says `decision`: a permit has to be known to
	/// match, a denial must not be known not to.
	fn matches(&self, elements: u16, decision: Decision) -> bool {
		let elements = looked_at(elements, decision);
		let good = match decision {
			Decision::Permit => self.yes,
			Decision::Deny => self.yes | self.unknown,
		};
		good & elements == elements
	}

	/// What was taken on to find whether these elements match: nothing where one of them is known
	/// not to.
	fn assumed(&self, elements: u16, decision: Decision) -> u16 {
		let elements = looked_at(elements, decision);
		if (self.yes | self.unknown) & elements == elements {
			self.assumed
		} else {
			0
		}
	}
}

/// The elements that a provision with this decision looks at.
const fn looked_at(elements: u16, decision: Decision) -> u16 {
	match decision {
		Decision::Permit => elements & !(element::LABEL_DENY | element::PURPOSE_DENY),
		Decision::Deny => elements & !(element::LABEL_PERMIT | element::PURPOSE_PERMIT),
	}
}

fn of_actor(actor: &Actor, request: &Request) -> Match {
	let (id, missing, found) = match actor {
		Actor::Organisation(id) => {
			let missing = Assumption::OrganisationUnknown;
			(id, missing, Match::equal(request.organisation, *id, missing))
		}
		Actor::Capacity(capacity) => {
			return Match::equal(request.capacity, *capacity, Assumption::CapacityUnknown)
		}
		Actor::Person(id) => {
			let missing = Assumption::PersonUnknown;
			(id, missing, Match::equal(request.person, *id, missing))
		}
		Actor::Group(id) => {
			let missing = Assumption::GroupsUnknown;
			(id, missing, Match::among(request.groups, id, missing))
		}
		// Who does not open it may still be meant.
		Actor::Commitment(commitment) if !request.opened.contains(commitment) => {
			return Match::Unknown(Assumption::CommitmentUnopened)
		}
		Actor::Commitment(_) => return Match::Yes,
	};
	found.unless_uncertain(request, id, missing)
}

fn has_label(data: &Data, label: &Label, decision: Decision) -> bool {
	match label {
		Label::Sensitivity(id) => data.sensitivities.contains(id),
		Label::Confidentiality(stated) => {
			let of_data = data.confidentiality.unwrap_or(Confidentiality::ASSUMED);
			match decision {
				Decision::Permit => of_data <= *stated,
				Decision::Deny => of_data >= *stated,
			}
		}
	}
}

fn authored_in(authored: Option<Span>, period: &Period) -> Match {
	let unknown = Match::Unknown(Assumption::AuthoredUnknown);
	let Some(Span { first, last }) = authored else { return unknown };
	if period.contains(first) && period.contains(last) {
		return Match::Yes;
	}
	let before = period.start.is_some_and(|start| last < start);
	let after = period.end.is_some_and(|end| first > end);
	if before || after {
		Match::No
	} else {
		unknown
	}
}

fn refers_to(reference: &Reference, request: &Request, data: &Data) -> Match {
	let id = &reference.id;
	let (missing, found) = match reference.meaning {
		Meaning::Instance => {
			let missing = Assumption::RecordUnknown;
			(missing, Match::equal(data.record.as_ref(), id, missing))
		}
		Meaning::Related | Meaning::Dependents => {
			let missing = Assumption::EncounterUnknown;
			(missing, Match::among(data.encounters, id, missing))
		}
		Meaning::AuthoredBy => {
			let missing = Assumption::AuthorUnknown;
			(missing, Match::among(data.authors, id, missing))
		}
	};
	found.unless_uncertain(request, id, missing)
}

/// The rule that decides so far.
#[derive(Clone, Copy)]
struct Ruling {
	depth: u8,
	decision: Decision,
	provision: Option<u8>,
}

impl Ruling {
	/// The deeper one decides; of two at the same depth the denial, else the first.
	fn consider(&mut self, other: Self) {
		let wins = other.depth > self.depth
			|| (other.depth == self.depth
				&& other.decision == Decision::Deny
				&& self.decision == Decision::Permit);
		if wins {
			*self = other;
		}
	}
}

/// What a provision says of data, with what it inherits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scope<'a> {
	/// With one of these labels; empty: any.
	pub labels: &'a [Label],
	/// Of one of these classes; empty: any.
	pub classes: &'a [Id],
	/// With one of these codes; empty: any.
	pub codes: &'a [Id],
	/// Authored in this period.
	pub data_period: Period,
	/// One of these; empty: any.
	pub data: &'a [Reference],
}

impl Consent {
	/// Whether it can be stored: in pre-order, no deeper than [`MAX_DEPTH`], no longer than
	/// [`MAX_ENCODED`] bytes, with periods that end after they begin.
	pub fn validate(&self) -> Result<(), ConsentError> {
		if !self.period.is_ordered() {
			return Err(ConsentError::PeriodReversed);
		}
		// The way from the top to the provision before.
		let mut way = BoundedVec::<u8, sp_core::ConstU32<{ MAX_DEPTH as u32 }>>::new();
		for (index, provision) in self.provisions.iter().enumerate() {
			while way.last().copied() != provision.parent {
				way.pop().ok_or(ConsentError::NotPreOrder)?;
			}
			// At most 64 provisions: an index fits a byte.
			way.try_push(index as u8).map_err(|_| ConsentError::TooDeep)?;
			if !provision.period.is_ordered() || !provision.data_period.is_ordered() {
				return Err(ConsentError::PeriodReversed);
			}
			if provision.decision == Decision::Deny
				&& provision.actors.iter().any(|actor| matches!(actor, Actor::Commitment(_)))
			{
				return Err(ConsentError::CommittedDenial);
			}
		}
		if self.encoded_size() > MAX_ENCODED {
			return Err(ConsentError::TooLong);
		}
		Ok(())
	}

	/// Whether the periods of data are whole months, as they have to be on the chain.
	pub fn is_coarse(&self) -> bool {
		self.provisions.iter().all(|provision| provision.data_period.is_whole_months())
	}

	/// The purposes that the provision at `index` is about, as it states or inherits them; empty:
	/// all.
	fn purposes_of(&self, index: usize) -> &[Purpose] {
		let mut at = self.provisions.get(index);
		// A parent comes before its children: each step leads nearer to the first provision.
		while let Some(provision) = at {
			if !provision.purposes.is_empty() {
				return &provision.purposes;
			}
			at = provision.parent.and_then(|parent| self.provisions.get(usize::from(parent)));
		}
		&[]
	}

	fn permits(&self) -> impl Iterator<Item = &[Purpose]> {
		let permits = |(_, provision): &(usize, &Provision)| provision.decision == Decision::Permit;
		self.provisions.iter().enumerate().filter(permits).map(|(index, _)| self.purposes_of(index))
	}

	/// Whether a permit is stated to be for the purpose.
	pub fn states(&self, purpose: Purpose) -> bool {
		self.permits().any(|purposes| purposes.contains(&purpose))
	}

	/// Whether everything that it permits is for the purpose and for no other.
	pub fn is_for_nothing_but(&self, purpose: Purpose) -> bool {
		self.otherwise == Decision::Deny
			&& self.permits().all(|purposes| {
				!purposes.is_empty() && purposes.iter().all(|stated| *stated == purpose)
			})
	}

	/// Whether it is in force at `now`: outside its period the implicit policy decides.
	pub fn is_in_force(&self, now: crate::Moment) -> bool {
		self.period.contains(now)
	}

	/// What the provision at `index` says of data, with what it inherits.
	pub fn scope(&self, index: u8) -> Option<Scope<'_>> {
		let first = self.provisions.get(usize::from(index))?;
		let mut scope = Scope {
			labels: &first.labels,
			classes: &first.classes,
			codes: &first.codes,
			data_period: first.data_period,
			data: &first.data,
		};
		let mut provision = first;
		for _ in 0..MAX_DEPTH {
			let Some(parent) = provision.parent else { break };
			provision = self.provisions.get(usize::from(parent))?;
			if scope.labels.is_empty() {
				scope.labels = &provision.labels;
			}
			if scope.classes.is_empty() {
				scope.classes = &provision.classes;
			}
			if scope.codes.is_empty() {
				scope.codes = &provision.codes;
			}
			if !scope.data_period.is_stated() {
				scope.data_period = provision.data_period;
			}
			if scope.data.is_empty() {
				scope.data = &provision.data;
			}
		}
		Some(scope)
	}

	/// Decide. Whether the consent is active and in force is asked before
	/// ([`is_in_force`](Self::is_in_force)): this does not look at its own period.
	///
	/// One pass over the provisions: its cost is bounded by [`MAX_PROVISIONS`] and
	/// [`MAX_VALUES`](super::MAX_VALUES), whatever the patient's number of records.
	pub fn decide(&self, request: &Request) -> Outcome {
		if request.capacity.is_some_and(|capacity| !request.purpose.is_open_to(capacity)) {
			return Outcome::deny(Reason::PurposeNotEntitled);
		}
		let elements = match request.data {
			Some(_) => element::CONTEXT | element::SCOPE,
			None => element::CONTEXT,
		};
		let mut standings = [Standing::TOP; MAX_PROVISIONS as usize];
		let mut ruling = Ruling { depth: 0, decision: self.otherwise, provision: None };
		let mut assumed = 0;
		// A bit for each provision that applies, but for some of the data alone.
		let mut partial = 0u64;
		for (index, provision) in self.provisions.iter().enumerate() {
			let (before, rest) = standings.split_at_mut(index);
			let inherited = match provision.parent {
				None => Some(&Standing::TOP),
				Some(parent) => before.get(usize::from(parent)),
			};
			let (Some(inherited), Some(standing)) = (inherited, rest.first_mut()) else {
				return Outcome::deny(Reason::Malformed);
			};
			*standing = inherited.below(provision, request);
			assumed |= standing.assumed(elements, provision.decision);
			if !standing.matches(elements, provision.decision) {
				continue;
			}
			if request.data.is_none() && standing.stated & element::SCOPE != 0 {
				partial |= 1 << index;
			} else {
				ruling.consider(Ruling {
					depth: standing.depth,
					decision: provision.decision,
					provision: Some(index as u8),
				});
			}
		}
		let mut outcome = Outcome {
			decision: ruling.decision,
			reason: ruling.provision.map_or(Reason::Base, |_| Reason::Provision),
			provision: ruling.provision,
			..Outcome::deny(Reason::Base)
		};
		if request.data.is_none() {
			assumed &= assumptions_of(element::ACTOR) | assumptions_of(element::ACTION);
			self.leave_residual(&mut outcome, ruling, partial, &standings);
		}
		if request.capacity.is_none() && !matches!(request.purpose, Purpose::Other(_)) {
			// Whether the purpose may be declared is then for the consent to say, and a glass is
			// broken by those alone whom it names.
			assumed |= bit(Assumption::CapacityUnknown);
			let names_actors = outcome
				.provision
				.and_then(|index| standings.get(usize::from(index)))
				.is_some_and(|standing| standing.stated & element::ACTOR != 0);
			if request.purpose == Purpose::BreakGlass
				&& outcome.decision == Decision::Permit
				&& !names_actors
			{
				outcome = Outcome::deny(Reason::PurposeNotEntitled);
			}
		}
		outcome.assumed = Assumption::ALL
			.iter()
			.copied()
			.filter(|assumption| assumed & bit(*assumption) != 0)
			.collect::<alloc::vec::Vec<_>>()
			.try_into()
			.unwrap_or_default();
		if outcome.decision == Decision::Permit {
			self.add_obligations(&mut outcome, request);
		}
		outcome
	}

	/// Without data: the rules that remain, from the general to the special, denials after permits
	/// of the same depth. Where the ruling is to deny, one that permits makes it a permit.
	fn leave_residual(
		&self,
		outcome: &mut Outcome,
		ruling: Ruling,
		partial: u64,
		standings: &[Standing; MAX_PROVISIONS as usize],
	) {
		let mut rules = alloc::vec::Vec::new();
		for depth in ruling.depth.max(1)..=MAX_DEPTH {
			for decision in [Decision::Permit, Decision::Deny] {
				// At its own depth the ruling gives way to denials alone.
				let beaten = depth == ruling.depth
					&& !(ruling.decision == Decision::Permit && decision == Decision::Deny);
				if beaten {
					continue;
				}
				for (index, (provision, standing)) in
					self.provisions.iter().zip(standings).enumerate()
				{
					if partial & (1 << index) != 0
						&& standing.depth == depth
						&& provision.decision == decision
					{
						rules.push(Residual { decision, provision: Some(index as u8) });
					}
				}
			}
		}
		// What only repeats the ruling says nothing.
		let first = rules.iter().position(|rule| rule.decision != ruling.decision);
		let Some(first) = first else { return };
		rules.drain(..first);
		if ruling.decision == Decision::Deny {
			outcome.decision = Decision::Permit;
			outcome.reason = Reason::Provision;
			outcome.provision = rules.first().and_then(|rule| rule.provision);
			rules.insert(0, Residual { decision: Decision::Deny, provision: None });
		}
		outcome.residual = BoundedVec::truncate_from(rules);
	}

	fn add_obligations(&self, outcome: &mut Outcome, request: &Request) {
		let each = [
			(Obligation::ReviewBreakGlass, request.purpose == Purpose::BreakGlass),
			(Obligation::RedisclosureNotice, self.part2),
			(
				Obligation::MinimumNecessary,
				request.data.is_none() && !request.purpose.is_treatment(),
			),
		];
		let due = each.into_iter().filter(|(_, due)| *due).map(|(obligation, _)| obligation);
		outcome.obligations = BoundedVec::truncate_from(due.collect());
	}
}

impl Outcome {
	fn deny(reason: Reason) -> Self {
		Self {
			decision: Decision::Deny,
			reason,
			provision: None,
			residual: Default::default(),
			obligations: Default::default(),
			assumed: Default::default(),
		}
	}
}

//! The pallet against plain models: of credentials by their acts, and of members by their terms.

use crate::{mock::*, *};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use proptest::prelude::*;
use salus_primitives::{Acting, Capacity, Moment, Participants as _, DAY};

const CAPACITIES: [Capacity; 2] = [Capacity::Payer, Capacity::Sponsor];
const ISSUERS: [AccountId; 3] = [ISSUER, OTHER_ISSUER, AUDIT_ISSUER];

fn cases() -> ProptestConfig {
	ProptestConfig::with_cases(
		std::env::var("PROPTEST_CASES").ok().and_then(|s| s.parse().ok()).unwrap_or(32),
	)
}

#[derive(Clone, Debug)]
enum Step {
	Issue(usize, usize, Moment, Moment),
	Renew(usize, usize, Moment),
	Suspend(usize, usize),
	Reinstate(usize, usize),
	Revoke(usize, usize),
	Compromise(usize, Moment),
	Pass(Moment),
	Reap(usize),
}

fn step() -> impl Strategy<Value = Step> {
	let (i, c, t) = (0usize..3, 0usize..2, 0..40u64);
	let days = move || t.clone().prop_map(|d| d * DAY);
	prop_oneof![
		4 => (i.clone(), c.clone(), days(), days())
			.prop_map(|(i, c, f, u)| Step::Issue(i, c, f, u)),
		3 => (i.clone(), c.clone(), days()).prop_map(|(i, c, u)| Step::Renew(i, c, u)),
		3 => (i.clone(), c.clone()).prop_map(|(i, c)| Step::Suspend(i, c)),
		3 => (i.clone(), c.clone()).prop_map(|(i, c)| Step::Reinstate(i, c)),
		1 => (i.clone(), c.clone()).prop_map(|(i, c)| Step::Revoke(i, c)),
		1 => (i, days()).prop_map(|(i, b)| Step::Compromise(i, b)),
		4 => days().prop_map(|t| Step::Pass(t / 4)),
		1 => Just(Step::Pass(RETENTION)),
		2 => c.prop_map(Step::Reap),
	]
}

/// What the model knows of a credential: every act, none of which it forgets.
#[derive(Default)]
struct Life {
	acts: Vec<(ActKind, AccountId, Moment)>,
	reaped: usize,
}

#[derive(Default)]
struct Model {
	now: Moment,
	compromised: BTreeMap<AccountId, Moment>,
	lives: [Life; 2],
}

impl Model {
	fn is_bad(&self, by: AccountId, at: Moment) -> bool {
		self.compromised.get(&by).is_some_and(|since| at >= *since)
	}

	/// The acts since the last issue: what stands of them is the last of each kind.
	fn current(&self, c: usize) -> &[(ActKind, AccountId, Moment)] {
		let acts = &self.lives[c].acts;
		let last = acts.iter().rposition(|act| matches!(act.0, ActKind::Issued { .. }));
		last.map_or(&[], |last| &acts[last..])
	}

	fn last(&self, c: usize, is: fn(&ActKind) -> bool) -> Option<&(ActKind, AccountId, Moment)> {
		self.current(c).iter().rev().find(|act| is(&act.0))
	}

	fn period(&self, c: usize) -> (Moment, Moment) {
		let (mut from, mut until) = (0, 0);
		for (kind, ..) in self.current(c) {
			match *kind {
				ActKind::Issued { valid_from, valid_until, .. } => {
					(from, until) = (valid_from, valid_until)
				}
				ActKind::Renewed { valid_until } => until = valid_until,
				_ => (),
			}
		}
		(from, until)
	}

	fn is_suspended(&self, c: usize) -> bool {
		self.last(c, |kind| matches!(kind, ActKind::Suspended { .. } | ActKind::Reinstated))
			.is_some_and(|act| matches!(act.0, ActKind::Suspended { .. }))
	}

	fn is_revoked(&self, c: usize) -> bool {
		self.last(c, |kind| matches!(kind, ActKind::Revoked { .. })).is_some()
	}

	fn bad(&self, c: usize, is: fn(&ActKind) -> bool) -> bool {
		self.last(c, is).is_some_and(|act| self.is_bad(act.1, act.2))
	}

	fn status(&self, c: usize) -> Option<CredentialStatus> {
		use CredentialStatus::*;
		if self.current(c).is_empty() {
			return None;
		}
		let (from, until) = self.period(c);
		Some(if self.is_revoked(c) {
			Revoked
		} else if self.bad(c, |kind| matches!(kind, ActKind::Issued { .. }))
			|| self.bad(c, |kind| matches!(kind, ActKind::Renewed { .. }))
			|| self.bad(c, |kind| matches!(kind, ActKind::Reinstated))
		{
			IssuerCompromised
		} else if self.is_suspended(c) {
			Suspended
		} else if self.now < from {
			NotYetValid
		} else if self.now >= until {
			Expired
		} else {
			Valid
		})
	}

	fn may_act(&self, i: usize) -> bool {
		// The third issues for auditors alone.
		i != 2 && !self.compromised.contains_key(&ISSUERS[i])
	}

	fn act(&mut self, c: usize, i: usize, kind: ActKind) {
		let now = self.now;
		self.lives[c].acts.push((kind, ISSUERS[i], now));
	}

	fn run(&mut self, step: Step) {
		use CredentialStatus as Status;
		let reason = SuspensionReason::UnderInvestigation;
		match step {
			Step::Issue(i, c, from, until) => {
				let (valid_from, valid_until) = (START + from, START + until);
				let done = Participants::issue_credential(
					signed(ISSUERS[i]),
					org(),
					CAPACITIES[c],
					NPI,
					valid_from,
					valid_until,
				);
				let status = self.status(c);
				let in_force = matches!(status, Some(Status::Valid | Status::NotYetValid));
				let same = in_force && self.period(c) == (valid_from, valid_until);
				let free = !in_force && (!self.is_suspended(c) || self.is_revoked(c));
				let right = self.may_act(i) && from < until && valid_until > self.now;
				assert_eq!(done.is_ok(), right && (same || free), "{done:?}");
				if right && free {
					self.act(c, i, ActKind::Issued { identifier: NPI, valid_from, valid_until });
				}
			}
			Step::Renew(i, c, until) => {
				let valid_until = self.now + until;
				let done = Participants::renew_credential(
					signed(ISSUERS[i]),
					org(),
					CAPACITIES[c],
					valid_until,
				);
				let (from, end) = self.period(c);
				let expected = self.may_act(i)
					&& self.status(c).is_some()
					&& !self.is_revoked(c)
					&& !self.bad(c, |kind| matches!(kind, ActKind::Issued { .. }))
					&& valid_until > from
					&& until > 0 && (valid_until > end
					|| self.bad(c, |kind| matches!(kind, ActKind::Renewed { .. })));
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					self.act(c, i, ActKind::Renewed { valid_until });
				}
			}
			Step::Suspend(i, c) => {
				let done = Participants::suspend_credential(
					signed(ISSUERS[i]),
					org(),
					CAPACITIES[c],
					reason,
				);
				let expected = self.may_act(i)
					&& self.status(c).is_some()
					&& !self.is_revoked(c)
					&& !self.is_suspended(c);
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					self.act(c, i, ActKind::Suspended { reason });
				}
			}
			Step::Reinstate(i, c) => {
				let done =
					Participants::reinstate_credential(signed(ISSUERS[i]), org(), CAPACITIES[c]);
				let expected = self.may_act(i)
					&& self.status(c).is_some()
					&& !self.is_revoked(c)
					&& !self.bad(c, |kind| matches!(kind, ActKind::Issued { .. }))
					&& (self.is_suspended(c)
						|| self.bad(c, |kind| matches!(kind, ActKind::Reinstated)));
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					self.act(c, i, ActKind::Reinstated);
				}
			}
			Step::Revoke(i, c) => {
				let done = Participants::revoke_credential(
					signed(ISSUERS[i]),
					org(),
					CAPACITIES[c],
					reason,
				);
				let expected = self.may_act(i) && self.status(c).is_some() && !self.is_revoked(c);
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					self.act(c, i, ActKind::Revoked { reason });
				}
			}
			Step::Compromise(i, back) => {
				let (issuer, since) = (ISSUERS[i], self.now - back);
				let known = self.compromised.get(&issuer).copied();
				let done =
					Participants::declare_issuer_compromised(RuntimeOrigin::root(), issuer, since);
				let expected = known.is_none_or(|known| since <= known);
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					self.compromised.insert(issuer, since);
				}
			}
			Step::Pass(time) => {
				self.now += time;
				set_time(self.now);
			}
			Step::Reap(c) => {
				let (revoked, (_, until)) = (self.is_revoked(c), self.period(c));
				let (now, over) = (self.now, |since: Moment, now| since + RETENTION <= now);
				let life = &mut self.lives[c];
				let act = Credentials::<Test>::get(org(), CAPACITIES[c])
					.map_or(0, |credential| credential.first_act);
				let done = Participants::reap_history(signed(MEMBER), org(), CAPACITIES[c], act);
				let last = life.acts.len() == life.reaped + 1;
				let expected = life.acts.get(life.reaped).is_some_and(|act| over(act.2, now))
					&& (!last || revoked || over(until, now));
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					life.reaped += 1;
					if last {
						*life = Life::default();
					}
				}
			}
		}
	}

	fn check(&self) {
		for (c, capacity) in CAPACITIES.into_iter().enumerate() {
			assert_eq!(status(org(), capacity), self.status(c));
			assert_eq!(
				Participants::ensure_accredited(ORG, capacity).is_ok(),
				self.status(c) == Some(CredentialStatus::Valid)
			);
			let credential = Credentials::<Test>::get(org(), capacity);
			let kept: Vec<_> = credential.map_or(Vec::new(), |credential| {
				(credential.first_act..credential.next_act)
					.map(|n| CredentialHistory::<Test>::get((org(), capacity, n)).unwrap())
					.map(|act| (act.kind, act.by, act.at))
					.collect()
			});
			assert_eq!(kept, self.lives[c].acts[self.lives[c].reaped..]);
		}
	}
}

#[derive(Clone, Debug)]
enum Move {
	Invite(AccountId, AccountId, Vec<Capacity>, Option<u64>),
	Accept(AccountId),
	Leave(AccountId),
	Remove(AccountId, AccountId),
	Withdraw(AccountId, AccountId),
	Offer(AccountId, Option<AccountId>),
	Take(AccountId),
}

/// Those who play for the organisation.
const PLAYERS: [AccountId; 4] = [CONTROLLER, MEMBER, STRANGER, PERSON];

fn play() -> impl Strategy<Value = Move> {
	let who = || proptest::sample::select(PLAYERS.to_vec());
	let terms = || {
		proptest::sample::subsequence([Capacity::Wholesaler, Capacity::Dispenser].to_vec(), 0..=2)
	};
	let site = || proptest::option::of(proptest::sample::select([SITE, SITE_2].to_vec()));
	prop_oneof![
		5 => (who(), who(), terms(), site()).prop_map(|(w, a, c, s)| Move::Invite(w, a, c, s)),
		4 => who().prop_map(Move::Accept),
		1 => who().prop_map(Move::Leave),
		2 => (who(), who()).prop_map(|(w, a)| Move::Remove(w, a)),
		1 => (who(), who()).prop_map(|(w, a)| Move::Withdraw(w, a)),
		2 => (who(), proptest::option::of(who())).prop_map(|(w, a)| Move::Offer(w, a)),
		2 => who().prop_map(Move::Take),
	]
}

type Terms = (BTreeSet<Capacity>, Option<u64>);

struct Club {
	controller: AccountId,
	offered: Option<AccountId>,
	invited: BTreeMap<AccountId, (Terms, AccountId)>,
	members: BTreeMap<AccountId, Terms>,
}

impl Club {
	fn run(&mut self, step: Move) {
		match step {
			Move::Invite(who, account, list, site) => {
				let capacities = list.clone().try_into().unwrap();
				let done = Participants::invite_member(signed(who), ORG, account, capacities, site);
				let expected = who == self.controller
					&& account != who
					&& !list.is_empty()
					&& site != Some(SITE_2);
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					let terms = (list.into_iter().collect(), site);
					self.invited.insert(account, (terms, who));
				}
			}
			Move::Accept(who) => {
				let done = Participants::accept_membership(signed(who), ORG);
				let expected = self.invited.get(&who).is_some_and(|(_, by)| *by == self.controller);
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					let (terms, _) = self.invited.remove(&who).unwrap();
					self.members.insert(who, terms);
				}
			}
			Move::Leave(who) => {
				let done = Participants::leave_organisation(signed(who), ORG);
				assert_eq!(done.is_ok(), self.members.remove(&who).is_some(), "{done:?}");
			}
			Move::Remove(who, account) => {
				let done = Participants::remove_member(signed(who), ORG, account);
				let expected = who == self.controller && self.members.contains_key(&account);
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					self.members.remove(&account);
					self.invited.remove(&account);
				}
			}
			Move::Withdraw(who, account) => {
				let done = Participants::withdraw_invitation(signed(who), ORG, account);
				let expected = self
					.invited
					.get(&account)
					.is_some_and(|(_, by)| who == account || who == *by || who == self.controller);
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					self.invited.remove(&account);
				}
			}
			Move::Offer(who, to) => {
				let done = Participants::offer_control(signed(who), to);
				let expected = who == self.controller && to != Some(who);
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					self.offered = to;
				}
			}
			Move::Take(who) => {
				let done = Participants::accept_control(signed(who), ORG);
				let expected = self.offered == Some(who);
				assert_eq!(done.is_ok(), expected, "{done:?}");
				if expected {
					self.offered = None;
					self.controller = who;
					self.members.remove(&who);
					self.invited.remove(&who);
				}
			}
		}
	}

	fn check(&self) {
		for who in PLAYERS {
			for capacity in [Capacity::Wholesaler, Capacity::Dispenser] {
				for site in [None, Some(SITE), Some(SITE_3)] {
					let acting = Acting { organisation: ORG, capacity };
					let at = site.map(|gln| salus_primitives::Gln::try_from(gln).unwrap());
					let done = Participants::ensure_acting(&who, &acting, at);
					let expected = who == self.controller
						|| self.members.get(&who).is_some_and(|(capacities, limit)| {
							capacities.contains(&capacity) && (limit.is_none() || *limit == site)
						});
					assert_eq!(done.is_ok(), expected, "{who} {capacity:?} {site:?}: {done:?}");
				}
			}
		}
		let joined: BTreeSet<_> = Members::<Test>::iter_key_prefix(ORG).collect();
		assert!(joined.iter().eq(self.members.keys()));
	}
}

proptest! {
	#![proptest_config(cases())]

	#[test]
	fn x_5_credentials_should_behave_as_the_model(
		steps in proptest::collection::vec(step(), 1..60),
	) {
		ExtBuilder::default().build_and_execute(|| {
			let mut model = Model { now: START, ..Default::default() };
			for step in steps {
				model.run(step);
				model.check();
				Participants::do_try_state().unwrap();
				try_state_deposits();
			}
		});
	}

	#[test]
	fn x_5_members_should_behave_as_the_model(
		steps in proptest::collection::vec(play(), 1..60),
	) {
		ExtBuilder::default().build_and_execute(|| {
			let mut club = Club {
				controller: CONTROLLER,
				offered: None,
				invited: BTreeMap::new(),
				members: BTreeMap::new(),
			};
			for step in steps {
				club.run(step);
				club.check();
				Participants::do_try_state().unwrap();
				try_state_deposits();
			}
		});
	}
}

//! The pallet against a plain model: a map, a clock and a set of what was announced.

use crate::{mock::*, *};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use proptest::prelude::*;
use salus_primitives::{Moment, Obligations as _, HOUR, MINUTE};

#[derive(Clone, Debug)]
enum Step {
	Open(u32, Moment),
	Fulfil(u32),
	Cancel(u32),
	Prune(u32),
	Pass(Moment),
	Idle,
	List(u32),
}

fn step() -> impl Strategy<Value = Step> {
	let id = 0u32..12;
	prop_oneof![
		4 => (id.clone(), 0..40 * HOUR).prop_map(|(i, d)| Step::Open(i, d)),
		2 => id.clone().prop_map(Step::Fulfil),
		1 => id.clone().prop_map(Step::Cancel),
		1 => id.prop_map(Step::Prune),
		3 => (0..10 * HOUR).prop_map(Step::Pass),
		1 => Just(Step::Pass(RETENTION)),
		3 => Just(Step::Idle),
		2 => (1u32..5).prop_map(Step::List),
	]
}

#[derive(Default)]
struct Model {
	now: Moment,
	open: BTreeMap<u32, (Moment, Moment)>,
	closed: BTreeMap<u32, Moment>,
	announced: BTreeSet<u32>,
}

impl Model {
	fn close(&mut self, id: u32) {
		if self.open.remove(&id).is_some() {
			self.closed.insert(id, self.now);
			self.announced.remove(&id);
		}
	}

	fn run(&mut self, step: Step) {
		match step {
			Step::Open(id, offset) => {
				// Some are due already when they are opened.
				let due = self.now + offset - offset.min(10 * MINUTE);
				Obligations::open(key(id), due).unwrap();
				if !self.open.contains_key(&id) {
					self.closed.remove(&id);
					self.open.insert(id, (due, self.now));
				}
			}
			Step::Fulfil(id) => {
				Obligations::fulfil(&key(id));
				self.close(id);
			}
			Step::Cancel(id) => {
				Obligations::cancel(&key(id));
				self.close(id);
			}
			Step::Prune(id) => {
				let expected = self.closed.get(&id).is_some_and(|at| at + RETENTION <= self.now);
				let pruned = Obligations::prune(RuntimeOrigin::signed(1), key(id)).is_ok();
				assert_eq!(pruned, expected);
				if expected {
					self.closed.remove(&id);
				}
			}
			Step::Pass(time) => {
				self.now += time;
				set_time(self.now);
			}
			Step::Idle => {
				events();
				idle();
				let mut expected: Vec<_> = self
					.open
					.iter()
					.filter(|(id, (due, _))| *due < self.now && !self.announced.contains(id))
					.map(|(id, (due, _))| (*due, *id))
					.collect();
				expected.sort_unstable();
				let mut found = events();
				// What is due at one time comes in any order.
				found.sort_by_key(|event| match event {
					Event::ObligationOverdue { due, subject, .. } => {
						let id = (0..12).find(|i| key(*i).subject == *subject).unwrap();
						(*due, id)
					}
					_ => panic!("unexpected event"),
				});
				assert_eq!(
					found,
					expected.iter().map(|(due, id)| overdue(key(*id), *due)).collect::<Vec<_>>()
				);
				self.announced.extend(expected.into_iter().map(|(_, id)| id));
			}
			Step::List(limit) => {
				let (mut cursor, mut found) = (None, Vec::new());
				loop {
					let page = Obligations::list_open(ORG, cursor, limit).unwrap();
					found.extend(page.obligations);
					cursor = page.next;
					if cursor.is_none() {
						break;
					}
				}
				assert!(found.windows(2).all(|pair| pair[0].due <= pair[1].due));
				let found: BTreeMap<_, _> = found
					.into_iter()
					.map(|o| (o.key.subject, (o.due, o.opened, o.overdue)))
					.collect();
				let expected: BTreeMap<_, _> = self
					.open
					.iter()
					.map(|(id, (due, opened))| (key(*id).subject, (*due, *opened, *due < self.now)))
					.collect();
				assert_eq!(found, expected);
			}
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(
		std::env::var("PROPTEST_CASES").ok().and_then(|s| s.parse().ok()).unwrap_or(32)
	))]

	#[test]
	fn x_6_obligations_should_behave_as_the_model(
		steps in proptest::collection::vec(step(), 1..80),
	) {
		ExtBuilder::default().build_and_execute(|| {
			let mut model = Model { now: START, ..Default::default() };
			for step in steps {
				model.run(step);
				Obligations::do_try_state().unwrap();
			}
		});
	}
}

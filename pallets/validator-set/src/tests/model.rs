//! The pallet against a plain model of it.

use crate::{mock::*, *};
use frame_support::assert_ok;
use proptest::prelude::*;

const MINIMUM: usize = 2;

#[derive(Clone, Debug)]
enum Step {
	Register(u64),
	Rotate(u64),
	Seat(u64),
	Unseat(u64),
	Convict(u64),
	Release(u64),
	EndSession,
}

fn step() -> impl Strategy<Value = Step> {
	let who = 1u64..8;
	prop_oneof![
		who.clone().prop_map(Step::Register),
		who.clone().prop_map(Step::Rotate),
		who.clone().prop_map(Step::Seat),
		who.clone().prop_map(Step::Unseat),
		who.clone().prop_map(Step::Convict),
		who.prop_map(Step::Release),
		Just(Step::EndSession),
		Just(Step::EndSession),
	]
}

/// What should be.
#[derive(Default)]
struct Model {
	/// Validator, and why it leaves.
	seats: Vec<(u64, Option<Departure>)>,
	/// Who has keys, and which.
	keys: std::collections::BTreeMap<u64, u64>,
	next_key: u64,
	round: u64,
	current: Vec<(u64, u64)>,
	queued: Vec<(u64, u64)>,
}

impl Model {
	fn seat_of(&mut self, who: u64) -> Option<&mut (u64, Option<Departure>)> {
		self.seats.iter_mut().find(|(seated, _)| *seated == who)
	}

	fn takes_part(&self, who: u64) -> bool {
		self.current.iter().chain(&self.queued).any(|(active, _)| *active == who)
	}

	/// End the session; answers whether the set that was planned differs from the one before.
	fn end_session(&mut self) -> bool {
		for departure in [Departure::Convicted, Departure::Unseated] {
			while self.seats.len() > MINIMUM {
				let Some(position) =
					self.seats.iter().position(|(_, leaves)| *leaves == Some(departure))
				else {
					break;
				};
				self.seats.remove(position);
			}
		}
		let planned = self.seats.iter().map(|(who, _)| (*who, self.keys[who])).collect();
		self.current = std::mem::replace(&mut self.queued, planned);
		self.current != self.queued
	}
}

/// How many cases a property test runs: few by default, `PROPTEST_CASES` for more.
fn cases() -> u32 {
	std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(32)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(cases()))]

	#[test]
	fn sessions_follow_the_model(steps in proptest::collection::vec(step(), 1..80)) {
		ExtBuilder::default().build_and_execute(|| {
			let genesis: Vec<_> = [1, 2, 3].map(|who| (who, who)).to_vec();
			let mut model = Model {
				seats: [1, 2, 3].map(|who| (who, None)).to_vec(),
				keys: genesis.iter().copied().collect(),
				next_key: 100,
				round: 0,
				current: genesis.clone(),
				queued: genesis,
			};
			for step in steps {
				match step {
					Step::Register(who) | Step::Rotate(who) => {
						model.next_key += 1;
						set_keys(who, model.next_key);
						model.keys.insert(who, model.next_key);
					},
					Step::Seat(who) => {
						let full = model.seats.len() == 5;
						let has_keys = model.keys.contains_key(&who);
						let expected = match model.seat_of(who) {
							_ if !has_keys => Err(Error::<Test>::NoKeys.into()),
							Some((_, None)) => Err(Error::<Test>::AlreadySeated.into()),
							Some((_, departure)) => {
								*departure = None;
								Ok(())
							},
							None if full => Err(Error::<Test>::TooManyValidators.into()),
							None => {
								model.seats.push((who, None));
								Ok(())
							},
						};
						assert_eq!(ValidatorSet::seat(RuntimeOrigin::root(), who), expected);
						if expected.is_ok() {
							assert_eq!(ValidatorSet::conviction(&who), None);
						}
					},
					Step::Unseat(who) => {
						let expected = match model.seat_of(who) {
							None => Err(Error::<Test>::NotSeated.into()),
							Some((_, Some(_))) => Err(Error::<Test>::AlreadyLeaving.into()),
							Some((_, departure)) => {
								*departure = Some(Departure::Unseated);
								Ok(())
							},
						};
						assert_eq!(ValidatorSet::unseat(RuntimeOrigin::root(), who), expected);
					},
					Step::Convict(who) => {
						if !model.takes_part(who) {
							continue;
						}
						// In a session of its own, so that no pardon covers it.
						next_session();
						model.end_session();
						model.round += 1;
						report(who, model.round);
						if let Some((_, departure)) = model.seat_of(who) {
							*departure = Some(Departure::Convicted);
						}
						assert!(ValidatorSet::conviction(&who).is_some());
					},
					Step::Release(who) => {
						let seated = model.seat_of(who).is_some();
						let active = model.takes_part(who);
						let expected = if seated {
							Err(Error::<Test>::StillSeated.into())
						} else if active {
							Err(Error::<Test>::StillActive.into())
						} else if model.keys.remove(&who).is_none() {
							Err(pallet_session::Error::<Test>::NoKeys.into())
						} else {
							Ok(())
						};
						assert_eq!(
							ValidatorSet::release_keys(RuntimeOrigin::signed(who)),
							expected
						);
					},
					Step::EndSession => {
						System::reset_events();
						next_session();
						let changed = model.end_session();
						let announced = System::read_events_for_pallet::<pallet_session::Event<Test>>()
							.iter()
							.any(|event| matches!(event, pallet_session::Event::NewQueued));
						assert_eq!(announced, changed);
					},
				}
				let (_, current, queued) = Told::get();
				assert_eq!(current, model.current);
				assert_eq!(queued, model.queued);
				assert!(queued.len() >= MINIMUM);
				assert_eq!(
					ValidatorSet::seated(),
					model.seats.iter().map(|(who, _)| *who).collect::<Vec<_>>()
				);
				assert_ok!(ValidatorSet::do_try_state());
			}
		});
	}
}

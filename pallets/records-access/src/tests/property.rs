//! The state machine of consents and tickets against a plain model: whatever happens in whatever
//! order, a release is authorised exactly if the model says so.

use super::*;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	Grant { organisation: u8, lasts: Option<u8> },
	Revoke,
	Ask { organisation: u8, person: u8, treatment: bool },
	BreakGlass { person: u8 },
	Review { ticket: u8, violation: bool },
	Pass(u8),
	Leave { organisation: u8, person: u8 },
	Suspend { organisation: u8, held: bool },
	Erase,
}

/// Specialist and pharmacy.
const ASKING: [(u32, Capacity); 2] =
	[(SPECIALIST, Capacity::Provider), (PHARMACY, Capacity::Dispenser)];

struct Permit {
	organisation: usize,
	by: u64,
	until: Moment,
	treatment: bool,
	emergency: bool,
	violation: bool,
	id: [u8; 16],
}

#[derive(Default)]
struct Model {
	/// To whom, until when; none where nothing is given.
	consent: Option<(usize, Option<Moment>)>,
	tickets: Vec<(Permit, bool)>,
	gone: Vec<u64>,
	suspended: [bool; 2],
	erased: bool,
	/// By person: reviews due, and whether a violation was found.
	reviews: [(Vec<([u8; 16], Moment)>, bool); 2],
	rows: usize,
}

impl Model {
	fn permits(&self, organisation: usize, treatment: bool) -> bool {
		!self.erased
			&& treatment
			&& self
				.consent
				.is_some_and(|(to, end)| to == organisation && end.is_none_or(|end| now() <= end))
	}

	fn acts(&self, organisation: usize, account: u64) -> bool {
		!self.suspended[organisation] && !self.gone.contains(&account)
	}

	fn releases(&self, ticket: &Permit, permitted: bool, account: u64) -> bool {
		permitted
			&& !self.erased
			&& now() < ticket.until
			&& self.acts(ticket.organisation, account)
			&& if ticket.emergency {
				!ticket.violation && account == ticket.by
			} else {
				self.permits(ticket.organisation, ticket.treatment)
			}
	}
}

fn account(organisation: usize, person: u8) -> u64 {
	u64::from(ASKING[organisation].0) * 10 + u64::from(person)
}

fn play(step: Step, model: &mut Model) {
	match step {
		Step::Grant { organisation, lasts } => {
			let to = organisation as usize % 2;
			let mut consent = permit_treatment(ASKING[to].0);
			consent.period.end = lasts.map(|hours| now() + Moment::from(hours) * HOUR);
			let end = consent.period.end;
			let outcome =
				RecordsAccess::grant_consent(by(PATIENT), None, alice(), HOSPITAL, plain(consent));
			assert_eq!(outcome.is_ok(), !model.erased);
			if outcome.is_ok() {
				model.consent = Some((to, end));
			}
		}
		Step::Revoke => {
			let outcome = RecordsAccess::revoke_consent(by(PATIENT), alice(), HOSPITAL);
			assert_eq!(outcome.is_ok(), model.consent.is_some());
			model.consent = None;
		}
		Step::Ask { organisation, person, treatment } => {
			let organisation = organisation as usize % 2;
			let (number, capacity) = ASKING[organisation];
			let who = account(organisation, person % 2);
			let purpose = if treatment { Purpose::Treatment } else { Purpose::PublicHealth };
			let id = fresh();
			let outcome = RecordsAccess::request_access(
				by(who),
				Acting { organisation: number, capacity },
				id,
				request_class(purpose, "class"),
			);
			assert_eq!(outcome.is_ok(), model.acts(organisation, who));
			if outcome.is_err() {
				return;
			}
			model.rows += 1;
			let decision = RecordsAccess::ticket(number, id).unwrap().decision;
			let expected = model.permits(organisation, treatment);
			assert_eq!(permitted(&decision), expected);
			let end = model.consent.and_then(|(_, end)| end).unwrap_or(Moment::MAX);
			let until = (now() + USUAL.ticket_period).min(end);
			if let TicketDecision::Permit { until: told, .. } = decision {
				assert_eq!(told, until);
			}
			let ticket = Permit {
				organisation,
				by: who,
				until,
				treatment,
				emergency: false,
				violation: false,
				id,
			};
			model.tickets.push((ticket, expected));
		}
		Step::BreakGlass { person } => {
			let person = usize::from(person % 2);
			let who = account(0, person as u8);
			let (due, violation) = &model.reviews[person];
			let overdue = due.iter().filter(|(_, due)| *due < now()).count();
			let usable = !violation && overdue < USUAL.overdue_suspends as usize;
			let outcome = break_glass(who);
			assert_eq!(outcome.is_ok(), usable && model.acts(0, who) && !model.erased);
			if let Ok(id) = outcome {
				model.rows += 1;
				model.reviews[person].0.push((id, now() + USUAL.review_period));
				let until = now() + USUAL.break_glass_period;
				let ticket = Permit {
					organisation: 0,
					by: who,
					until,
					treatment: true,
					emergency: true,
					violation: false,
					id,
				};
				model.tickets.push((ticket, true));
			}
		}
		Step::Review { ticket, violation } => {
			let open: Vec<_> = model
				.reviews
				.iter()
				.enumerate()
				.flat_map(|(person, (due, _))| due.iter().map(move |(id, _)| (person, *id)))
				.collect();
			if open.is_empty() {
				return;
			}
			let (person, id) = open[usize::from(ticket) % open.len()];
			let outcome =
				if violation { ReviewOutcome::Violation } else { ReviewOutcome::Approved };
			RecordsAccess::review_break_glass(by(10), officer(HOSPITAL), SPECIALIST, id, outcome)
				.unwrap();
			model.reviews[person].0.retain(|(other, _)| *other != id);
			model.reviews[person].1 |= violation;
			for (ticket, _) in model.tickets.iter_mut().filter(|(ticket, _)| ticket.id == id) {
				ticket.violation = violation;
			}
		}
		Step::Pass(hours) => pass(Moment::from(hours) * HOUR),
		Step::Leave { organisation, person } => {
			let who = account(organisation as usize % 2, person % 2);
			leave(who);
			model.gone.push(who);
		}
		Step::Suspend { organisation, held } => {
			let index = organisation as usize % 2;
			accredit(ASKING[index].0, ASKING[index].1, held);
			model.suspended[index] = !held;
		}
		Step::Erase => {
			RecordsAccess::erase_patient(member(HOSPITAL), acting(HOSPITAL), alice()).unwrap();
			model.erased = true;
			model.consent = None;
		}
	}
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (any::<u8>(), proptest::option::of(0u8..72))
			.prop_map(|(organisation, lasts)| Step::Grant { organisation, lasts }),
		2 => Just(Step::Revoke),
		8 => (any::<u8>(), any::<u8>(), proptest::bool::weighted(0.8)).prop_map(
			|(organisation, person, treatment)| Step::Ask { organisation, person, treatment }
		),
		3 => any::<u8>().prop_map(|person| Step::BreakGlass { person }),
		2 => (any::<u8>(), proptest::bool::weighted(0.2))
			.prop_map(|(ticket, violation)| Step::Review { ticket, violation }),
		4 => (0u8..48).prop_map(Step::Pass),
		1 => (any::<u8>(), any::<u8>())
			.prop_map(|(organisation, person)| Step::Leave { organisation, person }),
		1 => (any::<u8>(), any::<bool>())
			.prop_map(|(organisation, held)| Step::Suspend { organisation, held }),
		1 => proptest::bool::weighted(0.1)
			.prop_map(|erase| if erase { Step::Erase } else { Step::Pass(1) }),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(
		std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
	))]

	#[test]
	fn releases_should_agree_with_a_plain_model(steps in proptest::collection::vec(step(), 1..60)) {
		ExtBuilder::default().with_claimed_patient().build_and_execute(|| {
			for account in [50, 51] {
				RecordsAccess::register_encryption_key(by(account), [account as u8; 32]).unwrap();
			}
			let mut model = Model::default();
			for step in steps {
				play(step, &mut model);
				for (ticket, permitted) in &model.tickets {
					for person in [0, 1] {
						let account = account(ticket.organisation, person);
						let released = RecordsAccess::authorise_release(
							ASKING[ticket.organisation].0,
							ticket.id,
							&account,
						);
						assert_eq!(
							released.is_ok(),
							model.releases(ticket, *permitted, account),
							"{released:?}"
						);
					}
				}
				RecordsAccess::do_try_state().unwrap();
			}
			let patient = RecordsAccess::patient(&alice()).unwrap();
			assert_eq!(patient.disclosures as usize, model.rows);
		});
	}
}

//! The pallet against a plain model of it: every token is where the model has it, whatever is done.

use crate::{mock::*, Call, Error, HoldReason, Sponsorships};
use frame_support::traits::fungible::InspectHold;
use proptest::prelude::*;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};
use std::collections::BTreeMap;

const SPONSORS: [AccountId; 2] = [SPONSOR, OTHER];
const ACCOUNTS: [AccountId; 3] = [PATIENT, RICH, 12];

#[derive(Clone, Debug)]
enum Step {
	Sponsor { by: AccountId, who: AccountId, fees: u64, deposits: u64, time: Option<u64> },
	SetTerms { by: AccountId, who: AccountId, fees: u64, deposits: u64, period: u64 },
	Stop { by: AccountId, who: AccountId },
	Leave { who: AccountId },
	Serve { who: AccountId, cost: u64, unused: u64, tip: u64, fail: bool, wrapped: bool },
	LeaveWithin { who: AccountId, cost: u64 },
	Keep { who: AccountId, amount: u64 },
	Discard { who: AccountId },
	Give { from: AccountId, to: AccountId, share: u64 },
	Wait { milliseconds: u64 },
}

fn step() -> impl Strategy<Value = Step> {
	let by = prop::sample::select(SPONSORS.to_vec());
	let who = prop::sample::select(ACCOUNTS.to_vec());
	let anyone = prop::sample::select([SPONSORS.to_vec(), ACCOUNTS.to_vec()].concat());
	prop_oneof![
		2 => (
			// Anyone may sponsor, also who is sponsored, and also itself.
			anyone.clone(),
			who.clone(),
			0u64..200_000,
			0u64..100_000,
			prop::option::of(1u64..200_000),
		)
			.prop_map(|(by, who, fees, deposits, time)| {
				Step::Sponsor { by, who, fees, deposits, time }
			}),
		1 => (by.clone(), who.clone(), 0u64..200_000, 0u64..100_000, 500u64..100_000).prop_map(
			|(by, who, fees, deposits, period)| Step::SetTerms { by, who, fees, deposits, period }
		),
		1 => (by, who.clone()).prop_map(|(by, who)| Step::Stop { by, who }),
		1 => who.clone().prop_map(|who| Step::Leave { who }),
		6 => (
			who.clone(),
			0u64..80_000,
			0u64..80_000,
			prop_oneof![4 => Just(0), 1 => 1u64..100],
			any::<bool>(),
			prop::bool::weighted(0.1),
		)
			.prop_map(|(who, cost, unused, tip, fail, wrapped)| {
				Step::Serve { who, cost, unused: unused.min(cost), tip, fail, wrapped }
			}),
		1 => (who.clone(), 0u64..80_000).prop_map(|(who, cost)| Step::LeaveWithin { who, cost }),
		3 => (who.clone(), ED..60_000).prop_map(|(who, amount)| Step::Keep { who, amount }),
		2 => who.prop_map(|who| Step::Discard { who }),
		1 => (anyone.clone(), anyone, 1u64..100)
			.prop_map(|(from, to, share)| Step::Give { from, to, share }),
		2 => (0u64..100_000).prop_map(|milliseconds| Step::Wait { milliseconds }),
	]
}

struct Sponsored {
	sponsor: AccountId,
	terms: Terms<u64>,
	start: u64,
	spent: u64,
}

impl Sponsored {
	fn enter(&mut self, now: u64) {
		while now >= self.start + self.terms.period {
			self.start += self.terms.period;
			self.spent = 0;
		}
	}

	fn is_open(&self, now: u64) -> bool {
		self.terms.until.is_none_or(|until| now < until)
	}
}

/// What should be.
#[derive(Default)]
struct Model {
	free: BTreeMap<AccountId, u64>,
	records: BTreeMap<AccountId, u64>,
	sponsored: BTreeMap<AccountId, Sponsored>,
	known: Vec<AccountId>,
	kept: BTreeMap<AccountId, Vec<(AccountId, u64)>>,
	nonces: BTreeMap<AccountId, u32>,
}

const NO_PAYMENT: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::Payment);

impl Model {
	fn free(&mut self, who: AccountId) -> &mut u64 {
		self.free.entry(who).or_default()
	}

	/// Whether `who` has `amount` beside the existential deposit.
	fn has(&mut self, who: AccountId, amount: u64) -> bool {
		*self.free(who) >= amount + ED
	}

	fn pay(&mut self, from: AccountId, to: AccountId, amount: u64) {
		*self.free(from) -= amount;
		*self.free(to) += amount;
	}

	fn held(&self, payer: AccountId, who: AccountId) -> u64 {
		let kept = self.kept.get(&who).map(Vec::as_slice).unwrap_or_default();
		kept.iter().filter(|(paid, _)| *paid == payer).map(|(_, amount)| amount).sum()
	}

	/// Who pays `fee`, if anyone does.
	fn payer(&mut self, who: AccountId, fee: u64, sponsorable: bool) -> Option<AccountId> {
		let now = now();
		let sponsor = self.sponsored.get_mut(&who).filter(|it| it.is_open(now)).and_then(|it| {
			let mut spent = it.spent;
			if now >= it.start + it.terms.period {
				spent = 0;
			}
			(spent + fee <= it.terms.fee_allowance).then_some(it.sponsor)
		});
		match sponsor {
			Some(sponsor) if sponsorable && self.has(sponsor, fee) => Some(sponsor),
			_ => self.has(who, fee).then_some(who),
		}
	}

	/// Submit `call` and see that who pays is who should; answers the outcome.
	fn submit(
		&mut self,
		who: AccountId,
		call: RuntimeCall,
		tip: u64,
		sponsorable: bool,
		unused: u64,
	) -> Result<Result<(), DispatchError>, TransactionValidityError> {
		let exists = System::providers(&who) > 0;
		let transaction = signed(who, call, tip);
		let fee = fee_of(&transaction, tip);
		let payer = self.payer(who, fee, sponsorable && tip == 0).filter(|_| exists);
		let outcome = submit(transaction);
		let Some(payer) = payer else {
			assert_eq!(outcome, Err(NO_PAYMENT));
			return outcome;
		};
		assert!(outcome.is_ok(), "{outcome:?}");
		*self.nonces.entry(who).or_default() += 1;
		let paid = fee - unused;
		self.pay(payer, FeePot::get(), paid);
		if payer != who {
			// It may have left meanwhile.
			let sponsored = self.sponsored.get_mut(&who).expect("a sponsor paid");
			sponsored.enter(now());
			sponsored.spent += paid;
			assert!(sponsored.spent <= sponsored.terms.fee_allowance);
		}
		outcome
	}

	fn end(&mut self, who: AccountId) {
		let sponsored = self.sponsored.remove(&who).expect("is sponsored");
		*self.records.entry(sponsored.sponsor).or_default() -= RECORD;
		*self.free(sponsored.sponsor) += RECORD;
	}

	fn step(&mut self, step: Step) {
		match step {
			Step::Sponsor { by, who, fees, deposits, time } => {
				let now = now();
				let until = time.map(|time| now + time);
				let terms = Terms {
					fee_allowance: fees,
					deposit_allowance: deposits,
					period: PERIOD,
					until,
				};
				let is_new = !self.known.contains(&who);
				let replaces = self.sponsored.get(&who).map(|it| (it.sponsor, it.is_open(now)));
				// What is given back by ending the expired one can be used at once.
				let back = if replaces == Some((by, false)) { RECORD } else { 0 };
				let cost = RECORD + if is_new { ACCOUNT_FEE } else { 0 };
				let affordable = *self.free(by) + back >= cost + ED;
				let result = Sponsorship::sponsor(RuntimeOrigin::signed(by), who, terms);
				let expected = match replaces {
					_ if by == who => Err(Error::<Test>::SelfSponsorship.into()),
					Some((_, true)) => Err(Error::<Test>::AlreadySponsored.into()),
					_ if !affordable => Err(Error::<Test>::InsufficientFunds.into()),
					_ => Ok(()),
				};
				assert_eq!(result, expected);
				if result.is_ok() {
					if replaces.is_some() {
						self.end(who);
					}
					*self.free(by) -= RECORD;
					*self.records.entry(by).or_default() += RECORD;
					if is_new {
						self.pay(by, FeePot::get(), ACCOUNT_FEE);
						self.known.push(who);
					}
					self.sponsored
						.insert(who, Sponsored { sponsor: by, terms, start: now, spent: 0 });
				}
			}
			Step::SetTerms { by, who, fees, deposits, period } => {
				let terms =
					Terms { fee_allowance: fees, deposit_allowance: deposits, period, until: None };
				let expected = match self.sponsored.get_mut(&who) {
					None => Err(Error::<Test>::NotSponsored.into()),
					Some(it) if it.sponsor != by => Err(Error::<Test>::NotTheSponsor.into()),
					Some(_) if period < MIN_PERIOD => Err(Error::<Test>::PeriodTooShort.into()),
					Some(it) => {
						it.enter(now());
						it.terms = terms;
						Ok(())
					}
				};
				assert_eq!(Sponsorship::set_terms(RuntimeOrigin::signed(by), who, terms), expected);
			}
			Step::Stop { by, who } => {
				let expected = match self.sponsored.get(&who).map(|it| it.sponsor) {
					None => Err(Error::<Test>::NotSponsored.into()),
					Some(sponsor) if sponsor != by => Err(Error::<Test>::NotTheSponsor.into()),
					Some(_) => {
						self.end(who);
						Ok(())
					}
				};
				assert_eq!(Sponsorship::stop_sponsoring(RuntimeOrigin::signed(by), who), expected);
			}
			Step::Leave { who } => {
				if System::providers(&who) == 0 {
					return;
				}
				let outcome = send(who, Call::leave_sponsor {}.into());
				if self.sponsored.contains_key(&who) {
					assert_eq!(outcome, Ok(Ok(())));
					*self.nonces.entry(who).or_default() += 1;
					self.end(who);
				} else {
					assert_eq!(
						outcome,
						Err(TransactionValidityError::Invalid(InvalidTransaction::Call))
					);
				}
			}
			Step::Serve { who, cost, unused, tip, fail, wrapped } => {
				let call: RuntimeCall =
					services::Call::serve { cost, used: cost - unused, fail }.into();
				if wrapped {
					// What a batch refunds is its own affair: let it use all.
					let call = services::Call::serve { cost, used: cost, fail: false }.into();
					let batch = pallet_utility::Call::batch_all { calls: vec![call] }.into();
					let _ = self.submit(who, batch, tip, false, 0);
				} else if let Ok(outcome) = self.submit(who, call, tip, true, unused) {
					assert_eq!(outcome.is_err(), fail);
				}
			}
			Step::LeaveWithin { who, cost } => {
				let call = services::Call::leave_within { cost };
				let sponsored = self.sponsored.contains_key(&who);
				// A call that fails without saying so uses all.
				let unused = if sponsored { cost } else { 0 };
				if let Ok(outcome) = self.submit(who, call.into(), 0, true, unused) {
					assert_eq!(outcome.is_ok(), sponsored);
					if sponsored {
						self.end(who);
					}
				}
			}
			Step::Keep { who, amount } => {
				let call = services::Call::keep { amount };
				let Ok(outcome) = self.submit(who, call.into(), 0, true, 0) else { return };
				let now = now();
				let sponsor = self
					.sponsored
					.get(&who)
					.filter(|it| it.is_open(now))
					.map(|it| (it.sponsor, it.terms.deposit_allowance));
				let payer = match sponsor {
					Some((sponsor, allowance))
						if self.held(sponsor, who) + amount <= allowance
							&& self.has(sponsor, amount) =>
					{
						Some(sponsor)
					}
					_ => self.has(who, amount).then_some(who),
				};
				assert_eq!(outcome.is_ok(), payer.is_some());
				if let Some(payer) = payer {
					*self.free(payer) -= amount;
					self.kept.entry(who).or_default().push((payer, amount));
				}
			}
			Step::Discard { who } => {
				let call = services::Call::discard {};
				let Ok(outcome) = self.submit(who, call.into(), 0, true, 0) else { return };
				let kept = self.kept.entry(who).or_default().pop();
				assert_eq!(outcome.is_ok(), kept.is_some());
				if let Some((payer, amount)) = kept {
					*self.free(payer) += amount;
				}
			}
			Step::Give { from, to, share } => {
				let amount = *self.free(from) * share / 100;
				let transfer =
					Balances::transfer_keep_alive(RuntimeOrigin::signed(from), to, amount);
				if transfer.is_ok() && from != to {
					self.pay(from, to, amount);
				}
			}
			Step::Wait { milliseconds } => advance(milliseconds),
		}
	}

	fn check(&mut self) {
		for who in [&SPONSORS[..], &ACCOUNTS[..], &[FeePot::get()]].concat() {
			assert_eq!(Balances::free_balance(who), *self.free(who), "free balance of {who}");
			assert_eq!(
				Balances::balance_on_hold(&HoldReason::Sponsorship.into(), &who),
				self.records.get(&who).copied().unwrap_or_default(),
			);
			let deposits: u64 = ACCOUNTS.iter().map(|account| self.held(who, *account)).sum();
			assert_eq!(Balances::balance_on_hold(&HoldReason::Deposit.into(), &who), deposits);
			// No nonce reset, ever: nobody here is reaped who ever signed.
			let nonce = self.nonces.get(&who).copied().unwrap_or_default();
			assert_eq!(System::account_nonce(who), nonce);
		}
		for who in ACCOUNTS {
			let stored = Sponsorships::<Test>::get(who);
			let expected = self.sponsored.get(&who);
			assert_eq!(
				stored.map(|it| (it.sponsor, it.terms, it.period_start, it.spent)),
				expected.map(|it| (it.sponsor, it.terms, it.start, it.spent)),
			);
		}
	}
}

/// How many cases a property test runs: few by default, `PROPTEST_CASES` for more.
fn cases() -> u32 {
	std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(32)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(cases()))]

	#[test]
	fn every_token_is_where_the_model_has_it(steps in prop::collection::vec(step(), 1..120)) {
		ExtBuilder::default().build_and_execute(|| {
			let mut model = Model::default();
			for (who, funds) in
				[(SPONSOR, FUNDS), (OTHER, FUNDS), (RICH, RICHES), (FeePot::get(), ED)]
			{
				model.free.insert(who, funds);
			}
			for step in steps {
				model.step(step);
				model.check();
				Sponsorship::do_try_state().expect("the state is sound");
			}
		});
	}
}

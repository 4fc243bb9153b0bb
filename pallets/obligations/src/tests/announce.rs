//! What a block says of what is overdue, and what that costs.

use crate::{mock::*, *};
use alloc::vec::Vec;
use frame_support::{assert_ok, weights::Weight};
use salus_primitives::{Moment, Obligations as _, DAY, HOUR, SECOND};

fn base() -> Weight {
	<() as WeightInfo>::on_idle_base()
}

fn item() -> Weight {
	<() as WeightInfo>::on_idle_item()
}

#[test]
fn x_6_overdue_should_be_announced_once() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		set_time(START + DAY);
		idle();
		assert_eq!(events(), []);

		set_time(START + DAY + 1);
		idle();
		assert_eq!(events(), [overdue(key(1), START + DAY)]);

		set_time(START + 2 * DAY);
		idle();
		assert_eq!(events(), []);
		// It is still open, and still overdue.
		assert!(Obligations::is_overdue(&key(1)));
	});
}

#[test]
fn announcements_should_come_in_the_order_of_time() {
	// Times whose bytes have another order little-endian.
	let due: Vec<Moment> = (1..20).map(|i| START + i * 77 * SECOND).collect();
	let mut builder = ExtBuilder::default();
	for (i, due) in due.iter().enumerate().rev() {
		builder = builder.with_open(key(i as u32), *due);
	}
	builder.build_and_execute(|| {
		set_time(START + DAY);
		idle();
		let expected: Vec<_> =
			due.iter().enumerate().map(|(i, due)| overdue(key(i as u32), *due)).collect();
		assert_eq!(events(), expected);
	});
}

#[test]
fn same_due_time_should_be_announced_for_everyone() {
	ExtBuilder::default()
		.with_open(key(1), START + DAY)
		.with_open(key(2), START + DAY)
		.with_open(key_for(OTHER_ORG, 1), START + DAY)
		.build_and_execute(|| {
			set_time(START + 2 * DAY);
			idle();
			assert_eq!(events().len(), 3);
		});
}

#[test]
fn nothing_due_should_cost_one_look_however_many_are_open() {
	for count in [0, 1, 3_000] {
		let mut ext = ExtBuilder::default().with_hourly(count).build();
		let (consumed, proof) = ext.execute_and_prove(idle);
		assert_eq!(consumed, base(), "{count} obligations");
		// The nodes on the way to one key, and the block number and clock beside it.
		assert!(proof.len() < 24, "{count} obligations: {} nodes", proof.len());
		ext.execute_with(|| {
			assert_eq!(events(), []);
			Obligations::do_try_state().unwrap();
		});
	}
}

#[test]
fn time_jump_should_not_overfill_blocks() {
	// One an hour for four months, and the chain stands still for ten years.
	let count = 3_000;
	ExtBuilder::default().with_hourly(count).build_and_execute(|| {
		set_time(START + 3_650 * DAY);
		let mut announced = 0;
		let mut blocks = 0;
		while announced < count {
			let weight = idle();
			let found = events();
			assert_eq!(found.len() as u32, MAX_ANNOUNCED);
			assert_eq!(weight, base() + item() * u64::from(MAX_ANNOUNCED));
			assert_eq!(
				found[0],
				overdue(key(announced), START + HOUR * Moment::from(announced + 1))
			);
			announced += found.len() as u32;
			blocks += 1;
		}
		assert_eq!(blocks, count / MAX_ANNOUNCED);
		// The next block is as cheap as any.
		assert_eq!(idle(), base());
		assert_eq!(events(), []);
	});
}

#[test]
fn jump_over_empty_years_should_cost_one_row() {
	let far = START + 36_500 * DAY;
	let mut ext =
		ExtBuilder::default().with_open(key(1), START + HOUR).with_open(key(2), far).build();
	let ((), proof) = ext.execute_and_prove(|| {
		set_time(far + 1);
		assert_eq!(idle(), base() + item() * 2);
		assert_eq!(events(), [overdue(key(1), START + HOUR), overdue(key(2), far)]);
	});
	assert!(proof.len() < 24, "{} nodes", proof.len());
	ext.execute_with(|| Obligations::do_try_state().unwrap());
}

#[test]
fn weight_left_should_bound_the_work() {
	ExtBuilder::default().with_hourly(10).build_and_execute(|| {
		set_time(START + DAY);
		// Not even enough to look.
		assert_eq!(idle_with(Weight::zero()), Weight::zero());
		assert_eq!(idle_with(base() - Weight::from_parts(1, 0)), Weight::zero());
		assert_eq!(idle_with(base() - Weight::from_parts(0, 1)), Weight::zero());
		assert_eq!(events(), []);
		// Enough to look, not to announce.
		assert_eq!(idle_with(base()), base());
		assert_eq!(events(), []);
		// Enough for three and a half.
		let given = base() + item() * 3 + item().div(2);
		let used = idle_with(given);
		assert_eq!(used, base() + item() * 3);
		assert!(used.all_lte(given));
		assert_eq!(events().len(), 3);
		// The next block goes on where this one stopped.
		idle();
		assert_eq!(
			events(),
			(3..10)
				.map(|i| overdue(key(i), START + HOUR * Moment::from(i + 1)))
				.collect::<Vec<_>>()
		);
	});
}

#[test]
fn reads_should_be_right_while_announcements_lag() {
	ExtBuilder::default().with_hourly(200).build_and_execute(|| {
		set_time(START + 365 * DAY);
		idle();
		assert_eq!(events().len() as u32, MAX_ANNOUNCED);
		assert!((0..200).all(|i| Obligations::is_overdue(&key(i))));
	});
}

#[test]
fn closed_while_announcements_lag_should_not_be_announced() {
	ExtBuilder::default().with_hourly(60).build_and_execute(|| {
		set_time(START + 365 * DAY);
		idle();
		Obligations::cancel(&key(59));
		events();
		idle();
		let expected: Vec<_> =
			(50..59).map(|i| overdue(key(i), START + HOUR * Moment::from(i + 1))).collect();
		assert_eq!(events(), expected);
	});
}

#[test]
fn clock_that_does_not_move_should_announce_nothing_twice() {
	ExtBuilder::default().with_open(key(1), START + HOUR).build_and_execute(|| {
		set_time(START + DAY);
		idle();
		idle();
		assert_eq!(events().len(), 1);
		assert_ok!(Obligations::open(key(1), START + 9 * DAY));
		idle();
		assert_eq!(events(), []);
	});
}

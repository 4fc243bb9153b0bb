//! Pages of what is open.

use crate::{mock::*, *};
use alloc::{vec, vec::Vec};
use codec::Encode;
use salus_primitives::{Moment, ObligationKey, Obligations as _, DAY, HOUR};

fn all_pages(organisation: u32, limit: u32) -> Vec<ObligationPage> {
	let mut pages = Vec::new();
	let mut cursor = None;
	loop {
		let page = Obligations::list_open(organisation, cursor, limit).unwrap();
		cursor = page.next.clone();
		pages.push(page);
		if cursor.is_none() {
			return pages;
		}
	}
}

fn keys(pages: &[ObligationPage]) -> Vec<ObligationKey> {
	pages.iter().flat_map(|page| &page.obligations).map(|o| o.key).collect()
}

#[test]
fn list_should_show_everything_about_an_obligation() {
	ExtBuilder::default().with_open(key(1), START + DAY).build_and_execute(|| {
		set_time(START + 2 * DAY);
		assert_eq!(
			Obligations::list_open(ORG, None, 10),
			Ok(ObligationPage {
				obligations: vec![OpenObligation {
					key: key(1),
					opened: START,
					due: START + DAY,
					overdue: true,
				}],
				next: None,
			})
		);
	});
}

#[test]
fn pages_should_follow_one_another_by_due_time() {
	ExtBuilder::default().with_hourly(250).build_and_execute(|| {
		let expected: Vec<_> = (0..250).map(key).collect();
		for limit in [1, 7, 50, 100] {
			let pages = all_pages(ORG, limit);
			assert_eq!(keys(&pages), expected, "limit {limit}");
			assert_eq!(pages.len() as u32, 250u32.div_ceil(limit), "limit {limit}");
			assert!(pages.iter().all(|p| p.obligations.len() as u32 <= limit));
		}
	});
}

#[test]
fn page_should_hold_100_at_most_and_1_at_least() {
	ExtBuilder::default().with_hourly(150).build_and_execute(|| {
		let page = Obligations::list_open(ORG, None, u32::MAX).unwrap();
		assert_eq!(page.obligations.len() as u32, MAX_PAGE);
		let page = Obligations::list_open(ORG, None, 0).unwrap();
		assert_eq!(page.obligations.len(), 1);
	});
}

#[test]
fn last_full_page_should_have_no_next() {
	ExtBuilder::default().with_hourly(20).build_and_execute(|| {
		let pages = all_pages(ORG, 10);
		assert_eq!(pages.len(), 2);
		assert!(pages[1].next.is_none());
	});
}

#[test]
fn nobody_should_see_what_others_owe() {
	ExtBuilder::default()
		.with_open(key(1), START + DAY)
		.with_open(key_for(OTHER_ORG, 1), START + HOUR)
		.build_and_execute(|| {
			assert_eq!(keys(&all_pages(ORG, 10)), [key(1)]);
			assert_eq!(keys(&all_pages(OTHER_ORG, 10)), [key_for(OTHER_ORG, 1)]);
			assert_eq!(Obligations::list_open(9, None, 10), Ok(ObligationPage::default()));
		});
}

#[test]
fn cursor_of_one_organisation_should_stay_within_the_one_asked() {
	ExtBuilder::default()
		.with_open(key(1), START + HOUR)
		.with_open(key(2), START + 2 * HOUR)
		.with_open(key_for(OTHER_ORG, 1), START + HOUR)
		.with_open(key_for(OTHER_ORG, 2), START + 3 * HOUR)
		.build_and_execute(|| {
			let cursor = Obligations::list_open(ORG, None, 1).unwrap().next;
			let page = Obligations::list_open(OTHER_ORG, cursor, 10).unwrap();
			assert!(page.obligations.iter().all(|o| o.key.responsible == OTHER_ORG));
		});
}

#[test]
fn cursor_should_stay_good_when_its_row_is_closed() {
	ExtBuilder::default().with_hourly(6).build_and_execute(|| {
		let page = Obligations::list_open(ORG, None, 2).unwrap();
		Obligations::fulfil(&key(1));
		Obligations::fulfil(&key(2));
		let page = Obligations::list_open(ORG, page.next, 2).unwrap();
		let found: Vec<_> = page.obligations.iter().map(|o| o.key).collect();
		assert_eq!(found, [key(3), key(4)]);
	});
}

#[test]
fn cursor_should_show_what_was_opened_behind_it_only() {
	ExtBuilder::default().with_hourly(4).build_and_execute(|| {
		let page = Obligations::list_open(ORG, None, 2).unwrap();
		Obligations::open(key(90), START).unwrap();
		Obligations::open(key(91), START + 3 * HOUR + 1).unwrap();
		let page = Obligations::list_open(ORG, page.next, 9).unwrap();
		let found: Vec<_> = page.obligations.iter().map(|o| o.key).collect();
		assert_eq!(found, [key(2), key(91), key(3)]);
	});
}

#[test]
fn bad_cursor_should_be_refused() {
	ExtBuilder::default().with_hourly(3).build_and_execute(|| {
		let good = Obligations::list_open(ORG, None, 1).unwrap().next.unwrap();
		let too_long = [good.clone(), vec![0]].concat();
		let too_short = good[1..].to_vec();
		for bad in [vec![], vec![1, 2, 3], too_long, too_short, vec![0xff; 41]] {
			assert_eq!(Obligations::list_open(ORG, Some(bad), 9), Err(BadCursor));
		}
	});
}

#[test]
fn made_up_cursor_should_only_choose_where_to_begin() {
	ExtBuilder::default().with_hourly(5).build_and_execute(|| {
		let at = |due: Moment| (Instant::from(due), (key(0).kind, [0xffu8; 32])).encode();
		let page = Obligations::list_open(ORG, Some(at(0)), 9).unwrap();
		assert_eq!(page.obligations.len(), 5);
		let page = Obligations::list_open(ORG, Some(at(u64::MAX)), 9).unwrap();
		assert_eq!(page, ObligationPage::default());
	});
}

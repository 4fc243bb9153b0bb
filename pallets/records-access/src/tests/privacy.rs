//! nothing by which two pseudonyms of one person are linked. That no type has room for text is
//! tested on the metadata of the runtime, and what an observer makes of all of it in an attack.

use super::*;
use std::collections::BTreeSet;

#[test]
fn x_1_two_pseudonyms_of_one_person_should_share_no_row_and_no_bytes() {
	ExtBuilder::default().build_and_execute(|| {
		let keys = || {
			let mut keys = BTreeSet::new();
			let mut last = vec![];
			while let Some(key) = sp_io::storage::next_key(&last) {
				keys.insert(key.clone());
				last = key;
			}
			keys
		};
		// What the system keeps of any block is there before.
		open_pseudonym(PHARMACY, token("somebody"));
		// All of what a relationship leaves: with values that are random in each.
		let live = |custodian: u32, name: &str| {
			let before = keys();
			let patient = token(name);
			let t = |part: &str| token(&format!("{name} {part}"));
			open_pseudonym(custodian, patient);
			let (who, as_) = (member(custodian), acting(custodian));
			let mut consent = permit(vec![], vec![Purpose::Treatment]);
			let mut but = Provision::new(Some(0), Decision::Deny);
			but.labels = vec![Label::Sensitivity(t("PSY"))].try_into().unwrap();
			consent.provisions.try_push(but).unwrap();
			RecordsAccess::grant_consent(
				who.clone(),
				Some(as_),
				patient,
				custodian,
				ConsentGrant { form: Some(t("form")), ..plain(consent) },
			)
			.unwrap();
			let mut content = entry(&format!("{name} content"));
			content.class = t("class");
			content.author = t("author");
			content.labels = vec![t("PSY")].try_into().unwrap();
			RecordsAccess::anchor_record(who.clone(), as_, patient, t("record"), content).unwrap();
			RecordsAccess::file_request(
				who,
				Some(as_),
				patient,
				fresh(),
				RightKind::Access,
				t("details"),
			)
			.unwrap();
			let asked = AccessRequest {
				patient,
				custodian,
				person: t("who"),
				..request(Purpose::Treatment)
			};
			ask(PHARMACY, asked);
			keys().difference(&before).cloned().collect::<Vec<_>>()
		};
		let here = live(HOSPITAL, "here");
		let there = live(SPECIALIST, "there");
		assert!(here.len() > 5 && here.len() == there.len());
		// No stretch of sixteen bytes of one is in the other, apart from what is nobody's: the names of
		// maps, zeros, the clock, organisations, the words of the request. Shorter ones meet by chance.
		let stretches = |keys: &[Vec<u8>], patient: &str| {
			let mut found = BTreeSet::new();
			for key in keys {
				let value = sp_io::storage::get(key).unwrap().to_vec();
				let bytes = [&key[32..], &value[..]].concat();
				found.extend(bytes.windows(16).map(<[u8]>::to_vec));
			}
			assert!(found.iter().any(|bytes| token(patient).starts_with(bytes)));
			found
		};
		let shared: Vec<_> = stretches(&here, "here")
			.intersection(&stretches(&there, "there"))
			.filter(|bytes| {
				// Sixteen bytes that look random: at least twelve different ones.
				bytes.iter().collect::<BTreeSet<_>>().len() >= 12
			})
			.cloned()
			.collect();
		assert!(shared.is_empty(), "{shared:?}");
	});
}

//! nothing about a person in clear, and nothing by which two pseudonyms are linked.

use super::*;
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, TypeDefPrimitive, TypeInfo};
use std::collections::BTreeSet;

fn registry() -> PortableRegistry {
	let mut registry = scale_info::Registry::new();
	for meta in [
		scale_info::MetaType::new::<Call<Test>>(),
		scale_info::MetaType::new::<Event<Test>>(),
		scale_info::MetaType::new::<Patient<u64, u64>>(),
		scale_info::MetaType::new::<ConsentRow<u64, u64>>(),
		scale_info::MetaType::new::<HistoryRow<u64, u64>>(),
		scale_info::MetaType::new::<Ticket<u64, u64>>(),
		scale_info::MetaType::new::<Record<u64, u64>>(),
		scale_info::MetaType::new::<Request<u64, u64>>(),
		scale_info::MetaType::new::<Demand<u64, u64>>(),
		scale_info::MetaType::new::<Representative<u64, u64>>(),
		scale_info::MetaType::new::<Text>(),
	] {
		registry.register_type(&meta);
	}
	registry.into()
}

/// What the walk has to find.
#[derive(TypeInfo)]
#[allow(dead_code)]
struct Text {
	bytes: Vec<u8>,
	text: String,
}

/// Whether a type can hold text: a list of bytes of any length, or a string. Bytes of a fixed
/// number are hashes, tokens, keys and ids, of 4, 6, 16 or 32.
fn can_hold_text(types: &PortableRegistry, ty: &scale_info::Type<PortableForm>) -> bool {
	let byte = |id| {
		let element = types.resolve(id).expect("it is there");
		matches!(element.type_def, TypeDef::Primitive(TypeDefPrimitive::U8))
	};
	match &ty.type_def {
		TypeDef::Primitive(TypeDefPrimitive::Str | TypeDefPrimitive::Char) => true,
		TypeDef::Sequence(list) => byte(list.type_param.id),
		TypeDef::Array(list) => byte(list.type_param.id) && ![4, 6, 16, 32].contains(&list.len),
		_ => false,
	}
}

#[test]
fn x_1_no_type_should_have_room_for_text() {
	let types = registry();
	let found: Vec<String> = types
		.types
		.iter()
		.filter(|row| can_hold_text(&types, &row.ty))
		.map(|row| format!("{:?}", row.ty.type_def))
		.collect();
	// The two of the control, and no more.
	assert_eq!(found.len(), 2, "{found:?}");
	assert!(types.types.len() > 80, "the walk saw next to nothing");
}

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
		// No stretch of eight bytes of one is in the other, apart from what is nobody's: the names of
		// maps, zeros, the clock, organisations, the words of the request.
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

//! What somebody who has all of the chain makes of it: no type with room for text, and nothing by
//! which two pseudonyms of one person are linked.

#[path = "linkability/attack.rs"]
mod attack;
mod common;
#[path = "linkability/world.rs"]
mod world;

use attack::{attack, Feature, Found};
use common::*;
use frame_metadata::v14::StorageEntryType;
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, TypeDefPrimitive};
use std::collections::{BTreeMap, BTreeSet};
use world::{live, Setting, Shared, Timing};

/// Whether a type can hold text: a list of bytes of any length, or a string. Bytes of a fixed
/// number are hashes, tokens, keys and ids, of 4, 6, 16 or 32.
fn can_hold_text(types: &PortableRegistry, ty: &scale_info::Type<PortableForm>) -> bool {
	let byte = |id| {
		let element = types.resolve(id).expect("the type is in the registry");
		matches!(element.type_def, TypeDef::Primitive(TypeDefPrimitive::U8))
	};
	match &ty.type_def {
		TypeDef::Primitive(TypeDefPrimitive::Str | TypeDefPrimitive::Char) => true,
		TypeDef::Sequence(list) => byte(list.type_param.id),
		TypeDef::Array(list) => byte(list.type_param.id) && ![4, 6, 16, 32].contains(&list.len),
		_ => false,
	}
}

/// The types that are in a type, itself among them.
fn reach(types: &PortableRegistry, id: u32, seen: &mut BTreeSet<u32>) {
	if !seen.insert(id) {
		return;
	}
	let ty = types.resolve(id).expect("the type is in the registry");
	let inner: Vec<u32> = match &ty.type_def {
		TypeDef::Composite(composite) => composite.fields.iter().map(|it| it.ty.id).collect(),
		TypeDef::Variant(def) => {
			def.variants.iter().flat_map(|it| &it.fields).map(|it| it.ty.id).collect()
		}
		TypeDef::Sequence(list) => vec![list.type_param.id],
		TypeDef::Array(list) => vec![list.type_param.id],
		TypeDef::Tuple(tuple) => tuple.fields.iter().map(|it| it.id).collect(),
		TypeDef::Compact(compact) => vec![compact.type_param.id],
		TypeDef::Primitive(_) | TypeDef::BitSequence(_) => vec![],
	};
	inner.into_iter().for_each(|id| reach(types, id, seen));
}

/// Every type of a pallet's metadata that has room for text: of calls, events, errors, constants,
/// keys and values of its storage.
fn with_room_for_text(name: &str) -> (usize, Vec<String>) {
	let (pallets, types) = metadata();
	let pallet = pallets.into_iter().find(|pallet| pallet.name == name).expect("it is there");
	let mut seen = BTreeSet::new();
	let parts = [
		pallet.calls.map(|meta| meta.ty.id),
		pallet.event.map(|meta| meta.ty.id),
		pallet.error.map(|meta| meta.ty.id),
	];
	let stored =
		pallet.storage.into_iter().flat_map(|storage| storage.entries).flat_map(
			|entry| match entry.ty {
				StorageEntryType::Plain(value) => vec![value.id],
				StorageEntryType::Map { key, value, .. } => vec![key.id, value.id],
			},
		);
	let constants = pallet.constants.into_iter().map(|constant| constant.ty.id);
	for id in parts.into_iter().flatten().chain(stored).chain(constants) {
		reach(&types, id, &mut seen);
	}
	let found = seen
		.iter()
		.map(|id| types.resolve(*id).expect("the type is in the registry"))
		.filter(|ty| can_hold_text(&types, ty))
		.map(|ty| format!("{:?}", ty.type_def))
		.collect();
	(seen.len(), found)
}

#[test]
fn x_1_no_type_of_health_records_should_have_room_for_text() {
	let (seen, found) = with_room_for_text("RecordsAccess");
	assert!(found.is_empty(), "{found:?}");
	assert!(seen > 100, "the walk saw next to nothing: {seen} types");
	// The same walk finds it where it is: remarks are bytes, a serial number is text.
	assert!(!with_room_for_text("System").1.is_empty());
	assert!(!with_room_for_text("SupplyChain").1.is_empty());
}

/// A thousand people, of whom the attacker knows a hundred.
const PEOPLE: usize = 1_000;

/// How many pairs are linked, by each feature, in a world of careful clients.
fn linked(timing: Timing, discreet: bool) -> BTreeMap<Feature, Found> {
	let shared = |_| Shared::Nothing;
	let setting = Setting { people: PEOPLE, timing, shared, discreet, seed: 20_261_125 };
	attack(&mut live(&setting), 7)
}

/// what the whole chain, all of its blocks and a public register say about which pseudonyms are of
/// one person. The table goes to docs/threat-model.md.
#[test]
fn x_1_pseudonyms_should_be_linked_by_habits_alone_and_less_when_clients_take_care() {
	let worlds = [
		("at once", Timing::AtOnce, false),
		("nightly, in order", Timing::Nightly, false),
		("nightly, shuffled", Timing::Shuffled, false),
		("within a fortnight", Timing::Spread, false),
		("the same, discreet", Timing::Spread, true),
	];
	// Two at a time: each world is some twenty thousand transactions.
	let tables: Vec<_> = worlds
		.chunks(2)
		.flat_map(|pair| {
			std::thread::scope(|scope| {
				let running: Vec<_> = pair
					.iter()
					.map(|(_, timing, forms)| scope.spawn(|| linked(*timing, *forms)))
					.collect();
				running
					.into_iter()
					.map(|one| one.join().expect("it is attacked"))
					.collect::<Vec<_>>()
			})
		})
		.collect();
	println!("| feature | {} |", worlds.map(|(name, ..)| name).join(" | "));
	for feature in Feature::EACH {
		let cells: Vec<_> = tables.iter().map(|table| table[&feature].to_string()).collect();
		println!("| {feature:?} | {} |", cells.join(" | "));
	}
	println!("random guessing: 1 in {}", tables[0][&Feature::All].of);

	let share = |world: usize, feature| tables[world][&feature].share();
	for (world, table) in tables.iter().enumerate() {
		for feature in [Feature::Keys, Feature::Tokens, Feature::Sponsor] {
			// Guessing finds one on average, and more than seven once in a hundred thousand times.
			assert!(table[&feature].right <= 7, "{} {feature:?}", worlds[world].0);
		}
	}
	assert!(share(0, Feature::Time) > 0.8, "the attack is weaker than it was");
	assert!(share(3, Feature::Time) < 0.1, "what is sent when tells more than it did");
	assert!(share(3, Feature::All) < 0.75, "all of it tells more than it did");
	assert!(share(4, Feature::All) < 0.25, "what discreet clients send tells more than it did");
	for (more, less) in [(0, 2), (2, 3), (3, 4)] {
		assert!(share(more, Feature::All) > share(less, Feature::All), "{}", worlds[less].0);
	}
}

/// The same attack finds every token, account and salt that a careless client has in both
/// relationships of a person: what finds nothing above would find it.
#[test]
fn x_1_the_attack_should_find_whatever_two_pseudonyms_share() {
	let shared = |number: usize| {
		[Shared::Secret, Shared::Account, Shared::Salt, Shared::Nothing][number % 4]
	};
	let (timing, discreet) = (Timing::Spread, true);
	let setting = Setting { people: 400, timing, shared, discreet, seed: 20_261_126 };
	let found = attack(&mut live(&setting), 7);
	println!("{found:?}");
	// A quarter shares accounts, and half a secret or a salt.
	assert!(found[&Feature::Keys].share() > 0.2);
	assert!(found[&Feature::Tokens].share() > 0.4);
	assert!(found[&Feature::All].share() > 0.7);
}

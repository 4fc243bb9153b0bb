//! What somebody who has all of the chain makes of it: no type with room for text, and nothing by
//! which two pseudonyms of one person are linked.

mod common;

use common::*;
use frame_metadata::v14::StorageEntryType;
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, TypeDefPrimitive};
use std::collections::BTreeSet;

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
	let stored = pallet.storage.into_iter().flat_map(|storage| storage.entries).flat_map(|entry| {
		match entry.ty {
			StorageEntryType::Plain(value) => vec![value.id],
			StorageEntryType::Map { key, value, .. } => vec![key.id, value.id],
		}
	});
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

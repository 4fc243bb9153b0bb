//! What clients rely on: indices, documentation, versions, and what a field may carry.

use crate::common::*;
use frame_metadata::v14::{StorageEntryType, StorageHasher};
use frame_support::traits::GetCallMetadata;
use salus_runtime::*;
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, TypeDefPrimitive};
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt::Write,
	path::Path,
};

/// The pallets of this project.
const OURS: [&str; 7] = [
	"Governance",
	"ValidatorSet",
	"Participants",
	"Obligations",
	"Sponsorship",
	"SupplyChain",
	"RecordsAccess",
];

/// Every pallet and call with its index, one a line.
fn indices() -> String {
	let mut lines = String::new();
	let mut pallets = BTreeMap::new();
	let (all, types) = metadata();
	for pallet in all {
		let calls: BTreeMap<_, _> = pallet
			.calls
			.iter()
			.flat_map(|calls| variants(&types, calls.ty.id))
			.map(|variant| (variant.index, variant.name))
			.collect();
		pallets.insert(pallet.index, (pallet.name, calls));
	}
	for (index, (name, calls)) in pallets {
		writeln!(lines, "{index} {name}").unwrap();
		for (call, name) in calls {
			writeln!(lines, "{index}.{call} {name}").unwrap();
		}
	}
	lines
}

/// Indices are what signed transactions carry. A change here breaks every signer and every offline
/// payload: raise `transaction_version`, and never give an index to another call.
#[test]
fn pallet_and_call_indices_should_be_as_fixed() {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/indices.txt");
	if std::env::var_os("SALUS_BLESS").is_some() {
		std::fs::write(&path, indices()).unwrap();
	}
	let fixed = std::fs::read_to_string(&path).expect("tests/indices.txt is there");
	assert_eq!(
		indices(),
		fixed,
		"indices have changed; if that is meant, run this test with SALUS_BLESS=1 and raise \
		 transaction_version"
	);
}

#[test]
fn every_call_event_error_storage_item_and_constant_of_ours_should_be_documented() {
	let mut bare = Vec::new();
	let (pallets, types) = metadata();
	for pallet in pallets.into_iter().filter(|pallet| OURS.contains(&pallet.name.as_str())) {
		let parts = [
			pallet.calls.as_ref().map(|meta| meta.ty.id),
			pallet.event.as_ref().map(|meta| meta.ty.id),
			pallet.error.as_ref().map(|meta| meta.ty.id),
		];
		for variant in parts.into_iter().flatten().flat_map(|ty| variants(&types, ty)) {
			if variant.docs.is_empty() {
				bare.push(format!("{}.{}", pallet.name, variant.name));
			}
		}
		for constant in &pallet.constants {
			if constant.docs.is_empty() {
				bare.push(format!("{}.{}", pallet.name, constant.name));
			}
		}
		for entry in pallet.storage.iter().flat_map(|storage| &storage.entries) {
			if entry.docs.is_empty() {
				bare.push(format!("{}.{}", pallet.name, entry.name));
			}
		}
	}
	assert!(bare.is_empty(), "without a word of documentation: {bare:?}");
}

#[test]
fn metadata_should_be_there_in_version_16() {
	assert!(Runtime::metadata_versions().contains(&16));
	let made =
		sp_io::TestExternalities::new_empty().execute_with(|| Runtime::metadata_at_version(16));
	assert!(made.is_some());
}

#[test]
fn there_should_be_no_sudo() {
	assert!(!RuntimeCall::get_module_names().contains(&"Sudo"));
}

/// text that somebody writes has no place in a call or event of ours. Byte strings are allowed
/// where a standard bounds them (a serial, a lot number of 20 characters: `BoundedVec`); none without
/// a bound, and no text.
#[test]
fn x_1_no_field_of_ours_should_carry_free_text() {
	let ours = [
		"Participants",
		"Obligations",
		"Sponsorship",
		"SupplyChain",
		"RecordsAccess",
		"ValidatorSet",
	];
	let (pallets, types) = metadata();
	let mut found = Vec::new();
	let mut seen = BTreeSet::new();
	for pallet in pallets.iter().filter(|pallet| ours.contains(&pallet.name.as_str())) {
		let parts =
			[pallet.calls.as_ref().map(|m| m.ty.id), pallet.event.as_ref().map(|m| m.ty.id)];
		for ty in parts.into_iter().flatten() {
			walk(&types, ty, pallet.name.clone(), &mut seen, &mut found);
		}
	}
	assert!(seen.len() > 50, "the walk saw next to nothing");
	assert!(found.is_empty(), "may carry clear text: {found:?}");

	// The same walk finds it where it is: a remark is any text.
	let system = pallets.iter().find(|pallet| pallet.name == "System").expect("it is there");
	let calls = system.calls.as_ref().expect("it has calls").ty.id;
	walk(&types, calls, "System".into(), &mut BTreeSet::new(), &mut found);
	assert!(found.iter().any(|path| path.starts_with("System.remark")), "{found:?}");
}

fn walk(
	types: &PortableRegistry,
	id: u32,
	path: String,
	seen: &mut BTreeSet<u32>,
	found: &mut Vec<String>,
) {
	if !seen.insert(id) {
		return;
	}
	let ty = types.resolve(id).expect("the type is in the registry");
	if ty.path.ident().as_deref() == Some("BoundedVec") {
		return;
	}
	let inner: Vec<(u32, String)> = match &ty.type_def {
		TypeDef::Composite(composite) => fields(&composite.fields, &path),
		TypeDef::Variant(def) => def
			.variants
			.iter()
			.flat_map(|variant| fields(&variant.fields, &format!("{path}.{}", variant.name)))
			.collect(),
		TypeDef::Sequence(sequence) => {
			let element = types.resolve(sequence.type_param.id).expect("it is in the registry");
			if matches!(element.type_def, TypeDef::Primitive(TypeDefPrimitive::U8)) {
				found.push(path);
				return;
			}
			vec![(sequence.type_param.id, path)]
		}
		TypeDef::Array(array) => vec![(array.type_param.id, path)],
		TypeDef::Tuple(tuple) => {
			tuple.fields.iter().map(|field| (field.id, path.clone())).collect()
		}
		TypeDef::Compact(compact) => vec![(compact.type_param.id, path)],
		TypeDef::Primitive(TypeDefPrimitive::Str) => {
			found.push(path);
			return;
		}
		TypeDef::Primitive(_) | TypeDef::BitSequence(_) => return,
	};
	for (id, path) in inner {
		walk(types, id, path, seen, found);
	}
}

fn fields(fields: &[scale_info::Field<PortableForm>], path: &str) -> Vec<(u32, String)> {
	fields
		.iter()
		.map(|field| (field.ty.id, format!("{path}.{}", field.name.as_deref().unwrap_or(""))))
		.collect()
}

/// Keys that somebody could choose so that they collide or pile up are hashed with BLAKE2. What is not
/// stands on numbers that the chain counts (organisations, versions, segments, events), on words, and
/// on what has to be in order below such a key.
#[test]
fn what_somebody_chooses_should_not_be_a_key_without_a_secure_hash() {
	// Numbers of 64 bits may be identifiers (a GTIN is one), so those that are none are named: the
	// chain counts events; a time, in its eight bytes, is what deadlines are ordered by.
	let counted = [
		"SupplyChain.EventHashes",
		"SupplyChain.Reviews",
		"Obligations.OpenByDue",
		"Obligations.Agenda",
	];
	let (all, types) = metadata();
	let mut seen = 0;
	for pallet in all {
		let Some(storage) = pallet.storage.filter(|_| OURS.contains(&pallet.name.as_str())) else {
			continue;
		};
		for entry in storage.entries {
			let StorageEntryType::Map { hashers, key, .. } = entry.ty else { continue };
			let key = &types.resolve(key.id).unwrap().type_def;
			let parts: Vec<_> = match key {
				TypeDef::Tuple(parts) if hashers.len() > 1 => parts
					.fields
					.iter()
					.map(|field| &types.resolve(field.id).unwrap().type_def)
					.collect(),
				whole => vec![whole],
			};
			let item = format!("{}.{}", pallet.name, entry.name);
			for (hasher, part) in hashers.iter().zip(parts) {
				if matches!(hasher, StorageHasher::Blake2_128Concat) {
					continue;
				}
				seen += 1;
				let harmless = match part {
					TypeDef::Primitive(TypeDefPrimitive::U32) => true,
					TypeDef::Array(bytes) => bytes.len <= 6,
					TypeDef::Variant(words) => {
						words.variants.iter().all(|word| word.fields.is_empty())
					}
					_ => counted.contains(&item.as_str()),
				};
				assert!(harmless, "{item} has {hasher:?} over {part:?}");
			}
		}
	}
	assert!(seen > 10, "{seen} such keys were looked at");
}

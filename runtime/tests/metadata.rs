//! What clients rely on: indices, documentation, versions, and what a field may carry.

mod common;

use common::*;
use frame_support::traits::GetCallMetadata;
use salus_runtime::*;
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, TypeDefPrimitive};
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt::Write,
	path::Path,
};

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
	let ours = [
		"Governance",
		"ValidatorSet",
		"Participants",
		"Obligations",
		"Sponsorship",
		"SupplyChain",
		"RecordsAccess",
	];
	let mut bare = Vec::new();
	let (pallets, types) = metadata();
	for pallet in pallets.into_iter().filter(|pallet| ours.contains(&pallet.name.as_str())) {
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

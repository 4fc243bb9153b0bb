//! What was released last, and what a change of it asks for.
//!
//! `released.txt` is the metadata of the last release, one item a line: pallets, calls with their
//! arguments, events, errors, storage, constants, runtime APIs, transaction extensions, and the types
//! that they are made of. Nodes, wallets and integrators decode by it, so
//!
//! - whatever differs from it takes a higher `spec_version`;
//! - a call, argument or extension that was there and is another now takes a higher
//!   `transaction_version` too, because what was signed for the old one would mean something else.
//!
//! A release writes it anew: `cargo test -p salus-runtime --test main released -- --ignored`, or with
//! `--release` where that profile is built already.

use codec::Decode;
use frame_metadata::{
	v16::{PalletMetadata, RuntimeMetadataV16, StorageEntryType},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use salus_runtime::{Runtime, VERSION};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, Variant};
use std::{
	collections::{BTreeMap, BTreeSet},
	path::PathBuf,
};

/// The metadata as lines, and those of them that signed transactions depend on.
#[derive(Default)]
struct Rendered {
	lines: Vec<String>,
	signed: BTreeSet<String>,
}

fn path() -> PathBuf {
	PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/released.txt")
}

fn metadata() -> RuntimeMetadataV16 {
	// The default of a constant may be read from state.
	let made = sp_io::TestExternalities::new_empty()
		.execute_with(|| Runtime::metadata_at_version(16))
		.expect("version 16 is there");
	let prefixed = RuntimeMetadataPrefixed::decode(&mut &made[..]).expect("it is metadata");
	match prefixed.1 {
		RuntimeMetadata::V16(metadata) => metadata,
		_ => panic!("it is of version 16"),
	}
}

/// The name of a type, as short as it can be without two becoming one.
fn name(types: &PortableRegistry, id: u32) -> String {
	let ty = types.resolve(id).expect("the type is in the registry");
	match &ty.type_def {
		TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
		TypeDef::Compact(compact) => format!("compact<{}>", name(types, compact.type_param.id)),
		TypeDef::Sequence(sequence) => format!("[{}]", name(types, sequence.type_param.id)),
		TypeDef::Array(array) => format!("[{}; {}]", name(types, array.type_param.id), array.len),
		TypeDef::Tuple(tuple) => {
			let fields: Vec<_> = tuple.fields.iter().map(|field| name(types, field.id)).collect();
			format!("({})", fields.join(", "))
		}
		TypeDef::BitSequence(_) => "bits".into(),
		TypeDef::Composite(_) | TypeDef::Variant(_) => {
			let params: Vec<_> =
				ty.type_params.iter().filter_map(|param| param.ty).map(|ty| ty.id).collect();
			let path = ty.path.segments.join("::");
			// An outer enum is itself among the parameters of what it contains.
			if params.is_empty() || is_outer(&path) || is_of_pallet(&path) {
				return path;
			}
			let params: Vec<_> = params.into_iter().map(|id| name(types, id)).collect();
			format!("{path}<{}>", params.join(", "))
		}
	}
}

fn is_outer(path: &str) -> bool {
	path.starts_with("salus_runtime::Runtime")
}

/// Calls, events and errors are told with their pallets.
fn is_of_pallet(path: &str) -> bool {
	["::pallet::Call", "::pallet::Event", "::pallet::Error"].iter().any(|end| path.ends_with(end))
}

fn fields(types: &PortableRegistry, fields: &[scale_info::Field<PortableForm>]) -> String {
	let fields: Vec<_> = fields
		.iter()
		.map(|field| match &field.name {
			Some(label) => format!("{label}: {}", name(types, field.ty.id)),
			None => name(types, field.ty.id),
		})
		.collect();
	format!("({})", fields.join(", "))
}

fn variants(types: &PortableRegistry, ty: u32) -> Vec<Variant<PortableForm>> {
	let mut variants = match &types.resolve(ty).expect("the type is in the registry").type_def {
		TypeDef::Variant(def) => def.variants.clone(),
		_ => Vec::new(),
	};
	variants.sort_by_key(|variant| variant.index);
	variants
}

/// Note what a type is made of, and all types below it.
fn define(
	types: &PortableRegistry,
	id: u32,
	seen: &mut BTreeSet<u32>,
	lines: &mut BTreeSet<String>,
) {
	if !seen.insert(id) {
		return;
	}
	let ty = types.resolve(id).expect("the type is in the registry");
	let label = name(types, id);
	let mut inner = Vec::new();
	match &ty.type_def {
		TypeDef::Composite(composite) => {
			lines.insert(format!("type {label} {}", fields(types, &composite.fields)));
			inner.extend(composite.fields.iter().map(|field| field.ty.id));
		}
		TypeDef::Variant(def) => {
			for variant in &def.variants {
				if !is_of_pallet(&label) {
					let fields = fields(types, &variant.fields);
					lines.insert(format!(
						"type {label} {:03} {}{fields}",
						variant.index, variant.name
					));
				}
				inner.extend(variant.fields.iter().map(|field| field.ty.id));
			}
		}
		TypeDef::Sequence(sequence) => inner.push(sequence.type_param.id),
		TypeDef::Array(array) => inner.push(array.type_param.id),
		TypeDef::Tuple(tuple) => inner.extend(tuple.fields.iter().map(|field| field.id)),
		TypeDef::Compact(compact) => inner.push(compact.type_param.id),
		TypeDef::Primitive(_) | TypeDef::BitSequence(_) => {}
	}
	for id in inner {
		define(types, id, seen, lines);
	}
}

/// The lines of a pallet; its calls are what signers sign.
fn pallet(types: &PortableRegistry, meta: &PalletMetadata<PortableForm>, rendered: &mut Rendered) {
	let label = &meta.name;
	rendered.lines.push(String::new());
	let mut push = |line: String, is_signed: bool| {
		if is_signed {
			rendered.signed.insert(line.clone());
		}
		rendered.lines.push(line);
	};
	push(format!("pallet {} {label}", meta.index), true);
	let parts = [
		("call", meta.calls.as_ref().map(|part| part.ty.id)),
		("event", meta.event.as_ref().map(|part| part.ty.id)),
		("error", meta.error.as_ref().map(|part| part.ty.id)),
	];
	for (kind, ty) in parts {
		for variant in ty.into_iter().flat_map(|ty| variants(types, ty)) {
			let fields = fields(types, &variant.fields);
			let line = format!("{kind} {label} {} {}{fields}", variant.index, variant.name);
			push(line, kind == "call");
		}
	}
	for entry in meta.storage.iter().flat_map(|storage| &storage.entries) {
		let of = match &entry.ty {
			StorageEntryType::Plain(value) => name(types, value.id),
			StorageEntryType::Map { hashers, key, value } => {
				format!("{hashers:?} {} -> {}", name(types, key.id), name(types, value.id))
			}
		};
		push(format!("storage {label} {} {:?} {of}", entry.name, entry.modifier), false);
	}
	for constant in &meta.constants {
		let value = hex(&constant.value);
		let ty = name(types, constant.ty.id);
		push(format!("constant {label} {}: {ty} = {value}", constant.name), false);
	}
	for view in &meta.view_functions {
		let inputs: Vec<_> = view
			.inputs
			.iter()
			.map(|input| format!("{}: {}", input.name, name(types, input.ty.id)))
			.collect();
		let output = name(types, view.output.id);
		push(format!("view {label} {}({}) -> {output}", view.name, inputs.join(", ")), false);
	}
}

/// Long ones (the version, which changes by itself, among them) by their hash.
fn hex(bytes: &[u8]) -> String {
	if bytes.len() <= 32 {
		return bytes.iter().map(|byte| format!("{byte:02x}")).collect();
	}
	format!("blake2 {:?}", sp_core::H256(sp_io::hashing::blake2_256(bytes)))
}

fn render() -> Rendered {
	let metadata = metadata();
	let types = &metadata.types;
	let mut rendered = Rendered::default();

	let mut pallets: Vec<_> = metadata.pallets.iter().collect();
	pallets.sort_by_key(|pallet| pallet.index);
	for meta in pallets {
		pallet(types, meta, &mut rendered);
	}
	// The version is what is compared here; all else of a constant counts.
	rendered.lines.retain(|line| !line.starts_with("constant System Version:"));

	rendered.lines.push(String::new());
	for (at, extension) in metadata.extrinsic.transaction_extensions.iter().enumerate() {
		let line = format!(
			"extension {at} {}: {} implicit {}",
			extension.identifier,
			name(types, extension.ty.id),
			name(types, extension.implicit.id)
		);
		rendered.signed.insert(line.clone());
		rendered.lines.push(line);
	}

	rendered.lines.push(String::new());
	let mut apis: BTreeMap<String, Vec<String>> = BTreeMap::new();
	// What is built in for tests and benchmarks alone is in no release.
	let released = |name: &str| !matches!(name, "TryRuntime" | "Benchmark");
	for api in metadata.apis.iter().filter(|api| released(&api.name)) {
		let lines = apis.entry(api.name.clone()).or_default();
		lines.push(format!("api {} version {}", api.name, api.version.0));
		for method in &api.methods {
			let inputs: Vec<_> = method
				.inputs
				.iter()
				.map(|input| format!("{}: {}", input.name, name(types, input.ty.id)))
				.collect();
			let output = name(types, method.output.id);
			lines.push(format!(
				"api {} {}({}) -> {output}",
				api.name,
				method.name,
				inputs.join(", ")
			));
		}
	}
	rendered.lines.extend(apis.into_values().flatten());

	// What calls and extensions are made of is signed; the rest is only read.
	let mut below = BTreeSet::new();
	let mut seen = BTreeSet::new();
	let extrinsic = &metadata.extrinsic;
	for root in [extrinsic.address_ty.id, extrinsic.call_ty.id, extrinsic.signature_ty.id] {
		define(types, root, &mut seen, &mut below);
	}
	for extension in &extrinsic.transaction_extensions {
		define(types, extension.ty.id, &mut seen, &mut below);
		define(types, extension.implicit.id, &mut seen, &mut below);
	}
	rendered.signed.extend(below.iter().cloned());
	for ty in &types.types {
		define(types, ty.id, &mut seen, &mut below);
	}
	rendered.lines.push(String::new());
	rendered.lines.extend(below);
	rendered
}

fn head(spec_version: u32, transaction_version: u32) -> String {
	format!("spec_version {spec_version}, transaction_version {transaction_version}")
}

/// The versions of a release and its lines.
fn released() -> (u32, u32, Vec<String>) {
	let text = std::fs::read_to_string(path()).expect("tests/released.txt is there");
	let mut lines = text.lines();
	let first = lines.next().expect("it has a first line");
	let numbers: Vec<u32> =
		first.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
	let [spec, transaction] = numbers[..] else { panic!("no versions in `{first}`") };
	(spec, transaction, lines.map(str::to_owned).collect())
}

/// What a change lacks, in words: nothing where all is well.
fn verdict(released: (u32, u32, &[String]), now: (u32, u32, &Rendered)) -> Result<(), String> {
	let (old_spec, old_transaction, old) = released;
	let (spec, transaction, rendered) = now;
	let before: BTreeSet<_> = old.iter().collect();
	let after: BTreeSet<_> = rendered.lines.iter().collect();
	let sample = |lines: Vec<&&String>, sign: char| {
		lines.iter().take(20).map(|line| format!("\n{sign} {line}")).collect::<String>()
	};
	let gone: Vec<_> = before.difference(&after).collect();
	let new: Vec<_> = after.difference(&before).collect();
	if spec < old_spec || transaction < old_transaction {
		return Err("a version went down".into());
	}
	if (!gone.is_empty() || !new.is_empty()) && spec == old_spec {
		return Err(format!(
			"the metadata is not that of release {old_spec}: raise spec_version in \
			 runtime/src/lib.rs.{}{}",
			sample(gone, '-'),
			sample(new, '+')
		));
	}
	// A line that was signed and is gone: it was a call, an argument or an extension, or a type that
	// only those have. Types that are only read are told apart by what is signed now.
	let kinds = ["pallet ", "call ", "extension "];
	let signed_types: BTreeSet<_> = rendered
		.signed
		.iter()
		.filter_map(|line| line.strip_prefix("type "))
		.map(type_name)
		.collect();
	let broken: Vec<_> = gone
		.into_iter()
		.filter(|line| {
			kinds.iter().any(|kind| line.starts_with(kind))
				|| line
					.strip_prefix("type ")
					.is_some_and(|line| signed_types.contains(type_name(line)))
		})
		.collect();
	if !broken.is_empty() && transaction == old_transaction {
		return Err(format!(
			"what was signed for release {old_spec} would mean something else: raise \
			 transaction_version in runtime/src/lib.rs, or leave these as they were.{}",
			sample(broken, '-')
		));
	}
	Ok(())
}

/// The name of a type in a line about it, without what it is made of.
fn type_name(line: &str) -> &str {
	let mut depth = 0u32;
	let end = line.find(|c: char| {
		match c {
			'<' | '[' | '(' => depth += 1,
			'>' | ']' | ')' => depth = depth.saturating_sub(1),
			_ => {}
		}
		c == ' ' && depth == 0
	});
	&line[..end.unwrap_or(line.len())]
}

#[test]
fn change_of_the_metadata_should_raise_the_versions() {
	let (spec, transaction, lines) = released();
	let now = (VERSION.spec_version, VERSION.transaction_version, &render());
	if let Err(why) = verdict((spec, transaction, &lines), now) {
		panic!("{why}");
	}
}

/// The check itself: it sees what it is there for.
#[test]
fn verdict_should_name_the_version_that_is_missing() {
	let now = render();
	let was = |from: &str, to: &str| -> Vec<String> {
		assert!(now.lines.iter().any(|line| line.contains(from)), "{from}");
		now.lines.iter().map(|line| line.replace(from, to)).collect()
	};
	let same = now.lines.clone();
	assert!(verdict((1, 1, &same), (1, 1, &now)).is_ok());

	// An event more: the metadata alone.
	let event = was("event Balances 2 Transfer", "event Balances 2 Moved");
	assert!(verdict((1, 1, &event), (1, 1, &now)).unwrap_err().contains("spec_version"));
	assert!(verdict((1, 1, &event), (2, 1, &now)).is_ok());

	// A call that has become another, an argument's type, an extension.
	for (from, to) in [
		("call Balances 3 transfer_keep_alive", "call Balances 3 transfer_all"),
		(
			"type salus_primitives::participants::Acting (",
			"type salus_primitives::participants::Acting (x: u8, ",
		),
		("extension 6 CheckNonce", "extension 6 CheckWeight"),
	] {
		let old = was(from, to);
		let missing = verdict((1, 1, &old), (2, 1, &now)).unwrap_err();
		assert!(missing.contains("transaction_version"), "{from}: {missing}");
		assert!(verdict((1, 1, &old), (2, 2, &now)).is_ok());
	}
	assert!(verdict((2, 1, &same), (1, 1, &now)).is_err());
}

/// Not a test: writes what is released. See the top of this file.
#[test]
#[ignore = "writes runtime/tests/released.txt"]
fn write_released_metadata() {
	let rendered = render();
	if path().exists() {
		let (spec, transaction, lines) = released();
		let now = (VERSION.spec_version, VERSION.transaction_version, &rendered);
		verdict((spec, transaction, &lines), now).expect("the versions say what has changed");
	}
	let head = head(VERSION.spec_version, VERSION.transaction_version);
	let text = [vec![head], rendered.lines].concat().join("\n") + "\n";
	std::fs::write(path(), text).expect("the folder can be written to");
}

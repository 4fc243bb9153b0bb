//! Builds the wasm of the runtime.

fn main() {
	// The builder wants the canonical path: a relative one would be another project to it.
	let manifest = std::path::Path::new("../Cargo.toml")
		.canonicalize()
		.expect("the runtime's manifest lies beside this crate; qed");
	let builder = substrate_wasm_builder::WasmBuilder::new()
		.with_project(manifest)
		.expect("the manifest was found above; qed")
		.import_memory()
		.export_heap_base();
	#[cfg(feature = "runtime-benchmarks")]
	let builder = builder.enable_feature("runtime-benchmarks");
	#[cfg(feature = "short-sessions")]
	let builder = builder.enable_feature("short-sessions");
	#[cfg(feature = "try-runtime")]
	let builder = builder.enable_feature("try-runtime");
	#[cfg(feature = "metadata-hash")]
	let builder = builder.enable_feature("metadata-hash").enable_metadata_hash("SALUS", 12);
	builder.build();
}

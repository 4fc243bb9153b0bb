//! The wasm of the Salus runtime.
//!
//! Built by a crate of its own, so that `cargo check` and `cargo test` of the runtime need neither
//! the wasm target nor the wasm optimiser, which is the slowest thing to compile here.

mod built {
	#![allow(missing_docs)]
	include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));
}

pub use built::*;

/// The wasm, or advice where it was not built (`SKIP_WASM_BUILD`).
pub fn wasm() -> Result<&'static [u8], String> {
	WASM_BINARY.ok_or_else(|| {
		"this binary holds no wasm runtime: build it again without SKIP_WASM_BUILD".into()
	})
}

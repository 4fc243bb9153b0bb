//! Errors of our methods: a code, a sentence that says what to do, and whether to try again.

use jsonrpsee::types::ErrorObjectOwned;
use serde::Serialize;

/// A parameter is not what it should be: change it.
pub const INVALID_PARAMS: i32 = -32602;
/// The block asked for is not here: another node, an archive node, or another block.
pub const UNKNOWN_BLOCK: i32 = 9_001;
/// The runtime at that block does not answer this question.
pub const RUNTIME_CALL: i32 = 9_002;

/// Nobody can prove that the block is final, yet or here.
pub const NOT_PROVABLE: i32 = 9_003;

#[derive(Serialize)]
struct Data {
	retryable: bool,
}

fn new(code: i32, message: String, retryable: bool) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(code, message, Some(Data { retryable }))
}

/// The parameter `name` cannot be read.
pub fn invalid(name: &str, why: impl std::fmt::Display) -> ErrorObjectOwned {
	new(INVALID_PARAMS, format!("`{name}` {why}; correct it and ask again"), false)
}

/// No such block here.
pub fn unknown_block(hash: impl std::fmt::Debug) -> ErrorObjectOwned {
	new(
		UNKNOWN_BLOCK,
		format!(
			"block {hash:?} is not known to this node; leave `at` out for the newest one, or wait \
			 until the node has synchronised"
		),
		true,
	)
}

/// The runtime call failed.
pub fn runtime(error: impl std::fmt::Display) -> ErrorObjectOwned {
	new(
		RUNTIME_CALL,
		format!(
			"the state at that block cannot be read: {error}; it may be pruned, in which case an \
			 archive node answers"
		),
		false,
	)
}

/// The block cannot be proved to be final.
pub fn finality(why: impl std::fmt::Display) -> ErrorObjectOwned {
	new(
		NOT_PROVABLE,
		format!(
			"that the block is final cannot be proved: {why}; ask again once it is final, for a newer \
			 block, or a node that has synchronised from the first block on"
		),
		true,
	)
}

//! Reading documents.

use crate::error::Failure;
use salus_interop::epcis::{self, Document, DocumentError};
use serde_json::Value as Json;
use std::{
	fs::File,
	io::Read,
	path::{Path, PathBuf},
};

/// A file, and what it says.
pub struct Source {
	/// Its name.
	pub name: String,
	/// Its events, or why it cannot be read.
	pub document: Result<Document, Failure>,
	/// Each event as it is kept, where that was asked for.
	pub bodies: Vec<Option<Json>>,
}

/// Read files; `-` is standard input. A file that cannot be read does not keep others from it.
pub fn load(paths: &[PathBuf]) -> Vec<Source> {
	load_as(paths, |bytes| Ok((epcis::read(bytes)?, Vec::new())))
}

/// The same, with each event as it is kept.
pub fn load_with_bodies(paths: &[PathBuf]) -> Vec<Source> {
	load_as(paths, epcis::read_with_bodies)
}

/// A document that is in memory already, with each event as it is kept.
pub fn of_bytes(name: String, bytes: &[u8]) -> Source {
	source(name, epcis::read_with_bodies(bytes).map_err(document_failure))
}

fn source(name: String, read: Result<(Document, Vec<Option<Json>>), Failure>) -> Source {
	match read {
		Ok((document, bodies)) => Source { name, document: Ok(document), bodies },
		Err(failure) => Source { name, document: Err(failure), bodies: Vec::new() },
	}
}

fn load_as(
	paths: &[PathBuf],
	read: impl Fn(&[u8]) -> Result<(Document, Vec<Option<Json>>), DocumentError>,
) -> Vec<Source> {
	paths
		.iter()
		.map(|path| {
			let name = path.display().to_string();
			let read = bytes(path)
				.map_err(|error| Failure::unreadable(&name, error))
				.and_then(|bytes| read(&bytes).map_err(document_failure));
			source(name, read)
		})
		.collect()
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
	// One byte more than is allowed tells that there is more.
	let limit = epcis::MAX_DOCUMENT as u64 + 1;
	let mut bytes = Vec::new();
	if path.as_os_str() == "-" {
		std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
	} else {
		File::open(path)?.take(limit).read_to_end(&mut bytes)?;
	}
	Ok(bytes)
}

fn document_failure(error: DocumentError) -> Failure {
	let rule = error.rule.to_owned();
	Failure::usage(error.to_string()).with_code(format!("Document.{}", error.code)).with_rule(rule)
}

//! `salus epcis`.

use super::Context;
use crate::{
	cli::CaptureArgs,
	epcis::{capture, files},
	error::{Exit, Failure},
	output,
};
use salus_interop::epcis::hash_uri;
use std::path::PathBuf;

/// Print the hash of every event: a line each, in order, empty for an invalid one.
pub fn hash(context: &Context, paths: &[PathBuf]) -> Result<u8, Failure> {
	let mut exit = 0;
	for source in files::load(paths) {
		match source.document {
			Err(failure) => {
				let message = format!("{}: {}", source.name, failure.message);
				context.output.failure(&Failure { message, ..failure.clone() });
				exit = exit.max(failure.exit as u8);
			}
			Ok(document) => {
				for event in &document.events {
					match event {
						Ok(event) => output::line(&hash_uri(&event.hash())),
						Err(error) => {
							output::line("");
							context
								.output
								.note(format!("{}: {error} [{}]", source.name, error.rule));
							exit = exit.max(Exit::Refused as u8);
						}
					}
				}
			}
		}
	}
	Ok(exit)
}

/// Send the events of documents.
pub async fn capture(context: &Context, args: &CaptureArgs) -> Result<u8, Failure> {
	capture::run(context, args).await
}

//! Results on standard output, everything else on standard error.

use crate::error::{Exit, Failure};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{json, Value as Json};
use std::io::{self, IsTerminal, Write};

/// How results are shown.
#[derive(Clone, Copy, Debug)]
pub struct Output {
	json: bool,
}

impl Output {
	/// With `json`, one JSON object a line; otherwise text for people.
	pub const fn new(json: bool) -> Self {
		Self { json }
	}

	/// Whether results are JSON.
	pub const fn is_json(&self) -> bool {
		self.json
	}

	/// A result: as JSON, or as the text that `human` makes of it.
	pub fn result(&self, json: &Json, human: impl FnOnce(&Json) -> String) {
		let text = if self.json { json.to_string() } else { human(json) };
		line(&text);
	}

	/// A note for the person at the terminal.
	pub fn note(&self, text: impl AsRef<str>) {
		eprintln!("{}", text.as_ref());
	}

	/// A failure, on standard error.
	pub fn failure(&self, failure: &Failure) {
		if self.json {
			eprintln!("{}", json!({ "error": failure.to_json() }));
		} else {
			eprintln!("error: {failure}");
		}
	}

	/// Progress for long work, shown on a terminal alone.
	pub fn progress(&self, len: u64, what: &'static str) -> ProgressBar {
		if !io::stderr().is_terminal() || len < 50 {
			return ProgressBar::hidden();
		}
		let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} ({eta} left)")
			.unwrap_or_else(|_| ProgressStyle::default_bar());
		ProgressBar::new(len).with_style(style).with_message(what)
	}
}

struct StandardError;

impl log::Log for StandardError {
	fn enabled(&self, metadata: &log::Metadata) -> bool {
		metadata.target().starts_with("salus")
	}

	fn log(&self, record: &log::Record) {
		if self.enabled(record.metadata()) {
			eprintln!("{}: {}", record.level().as_str().to_ascii_lowercase(), record.args());
		}
	}

	fn flush(&self) {}
}

/// Show log messages on standard error: none by default, all with `-vv`.
pub fn log_to_stderr(verbosity: u8) {
	let level = match verbosity {
		0 => log::LevelFilter::Warn,
		1 => log::LevelFilter::Info,
		_ => log::LevelFilter::Debug,
	};
	if log::set_logger(&StandardError).is_ok() {
		log::set_max_level(level);
	}
}

/// Write one line to standard output, at once. A reader that went away ends the command: what it
/// has not read it does not know.
pub fn line(text: &str) {
	let mut out = io::stdout().lock();
	if writeln!(out, "{text}").and_then(|()| out.flush()).is_err() {
		std::process::exit(Exit::Unknown as i32);
	}
}

/// JSON as indented `key: value` lines for people.
pub fn plain(json: &Json) -> String {
	let mut text = String::new();
	write_plain(json, 0, &mut text);
	text.trim_end().to_owned()
}

fn write_plain(json: &Json, depth: usize, out: &mut String) {
	let indent = "  ".repeat(depth);
	match json {
		Json::Object(fields) => {
			for (key, value) in fields {
				match value {
					Json::Object(inner) if !inner.is_empty() => {
						out.push_str(&format!("{indent}{key}:\n"));
						write_plain(value, depth + 1, out);
					}
					Json::Array(items) if items.iter().any(|item| item.is_object()) => {
						out.push_str(&format!("{indent}{key}:\n"));
						for item in items {
							out.push_str(&format!("{indent}  -\n"));
							write_plain(item, depth + 2, out);
						}
					}
					_ => out.push_str(&format!("{indent}{key}: {}\n", scalar(value))),
				}
			}
		}
		_ => out.push_str(&format!("{indent}{}\n", scalar(json))),
	}
}

/// A value without the quotes of JSON.
pub fn scalar(json: &Json) -> String {
	match json {
		Json::Null => "-".into(),
		Json::String(text) => text.clone(),
		Json::Array(items) => items.iter().map(scalar).collect::<Vec<_>>().join(", "),
		other => other.to_string(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn plain_should_indent() {
		let text = plain(&json!({ "a": 1, "b": { "c": "d" }, "e": ["f", 2], "g": null }));
		assert_eq!(text, "a: 1\nb:\n  c: d\ne: f, 2\ng: -");
	}
}

//! The resources of a file.

use super::{
	error::{Code, Error},
	json::{self, Object},
};
use serde_json::Value;

/// A resource of a file, or what is wrong with its line.
#[derive(Clone, PartialEq, Debug)]
pub struct Resource {
	/// Its place in the file: 0, the entry of a Bundle, or the line.
	pub index: usize,
	/// It.
	pub value: Result<Value, Error>,
}

/// The Consents of a file: one resource, a Bundle, or one resource a line (NDJSON). Resources of
/// other types in a Bundle or line are counted, not answered.
///
/// # Errors
///
/// The file as a whole is neither.
pub fn read_documents(text: &str) -> Result<(Vec<Resource>, usize), Error> {
	let text = text.strip_prefix('\u{feff}').unwrap_or(text);
	let mut found = Found::default();
	match lines(text) {
		Some(lines) => {
			for (index, line) in lines {
				match json::parse(line) {
					Ok(value) => found.add(index, value)?,
					Err(error) => found.consents.push(Resource { index, value: Err(error) }),
				}
			}
		}
		None => found.add(0, json::parse(text)?)?,
	}
	if found.consents.is_empty() && !found.is_bundle {
		return Err(Error::new(Code::NotConsent, "", "there is no Consent in the file"));
	}
	Ok((found.consents, found.others))
}

#[derive(Default)]
struct Found {
	consents: Vec<Resource>,
	others: usize,
	/// A Bundle may have none: a search that found nothing.
	is_bundle: bool,
}

impl Found {
	fn add(&mut self, index: usize, value: Value) -> Result<(), Error> {
		let object = Object::new(&value, "")?;
		match object.value("resourceType").and_then(Value::as_str) {
			Some("Consent") => self.consents.push(Resource { index, value: Ok(value) }),
			Some("Bundle") => return self.add_bundle(&value),
			Some(_) => self.others += 1,
			None => {
				return Err(Error::new(
					Code::NotConsent,
					"resourceType",
					"a FHIR resource names its `resourceType`",
				))
			}
		}
		Ok(())
	}

	fn add_bundle(&mut self, value: &Value) -> Result<(), Error> {
		let bundle = Object::new(value, "Bundle")?;
		self.is_bundle = true;
		bundle.only(&[
			"resourceType",
			"meta",
			"language",
			"identifier",
			"type",
			"timestamp",
			"total",
			"link",
			"entry",
			"signature",
			"issues",
		])?;
		for (index, entry) in bundle.objects("entry")?.into_iter().enumerate() {
			entry.only(&["link", "fullUrl", "resource", "search", "request", "response"])?;
			let Some(resource) = entry.object("resource")? else { continue };
			match resource.required("resourceType")? {
				"Consent" => {
					let value = entry.value("resource").cloned().unwrap_or_default();
					self.consents.push(Resource { index, value: Ok(value) });
				}
				_ => self.others += 1,
			}
		}
		Ok(())
	}
}

/// The lines that say something, where the text is one resource a line: the first is whole by
/// itself, and there are more.
fn lines(text: &str) -> Option<Vec<(usize, &str)>> {
	let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
	let lines = lines.collect::<Vec<_>>();
	let (_, first) = lines.first()?;
	(lines.len() > 1 && json::parse(first).is_ok_and(|value| value.is_object())).then_some(lines)
}

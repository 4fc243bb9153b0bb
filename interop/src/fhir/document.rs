//! The resources of a file.

use super::{
	codes::normalise,
	error::{Code, Error},
	json::{self, Object},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// A resource of a file, or what is wrong with its line.
#[derive(Clone, PartialEq, Debug)]
pub struct Resource {
	/// Its place in the file: 0, the entry of a Bundle, or the line.
	pub index: usize,
	/// It.
	pub value: Result<Value, Error>,
}

/// What a file holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Documents {
	/// Its Consents, and lines that cannot be read.
	pub consents: Vec<Resource>,
	/// How many resources of other types it holds.
	pub others: usize,
	/// The identifiers, as `system|value`, that persons and organisations of the file have, by the
	/// normalised references under which its Consents may name them.
	pub identifiers: BTreeMap<String, Vec<String>>,
	/// A Bundle may have none: a search that found nothing.
	is_bundle: bool,
}

/// The Consents of a file: one resource, a Bundle, or one resource a line (NDJSON). Resources of
/// other types are counted, and their identifiers kept: a Consent of a Bundle names its patient by
/// an address that is known in the Bundle alone.
///
/// # Errors
///
/// The file as a whole is neither.
pub fn read_documents(text: &str) -> Result<Documents, Error> {
	let text = text.strip_prefix('\u{feff}').unwrap_or(text);
	let mut found = Documents::default();
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
	Ok(found)
}

impl Documents {
	fn add(&mut self, index: usize, value: Value) -> Result<(), Error> {
		let object = Object::new(&value, "")?;
		match object.value("resourceType").and_then(Value::as_str) {
			Some("Consent") => self.consents.push(Resource { index, value: Ok(value) }),
			Some("Bundle") => return self.add_bundle(&value, None),
			Some(_) => self.add_other(&value, None),
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

	/// Count a resource that is no Consent, and keep its identifiers. What is wrong with it is not
	/// this reader's to say.
	fn add_other(&mut self, value: &Value, full_url: Option<&str>) {
		self.others += 1;
		let word = |value: &Value, name: &str| value.get(name)?.as_str().map(str::to_owned);
		let identifiers = value.get("identifier").and_then(Value::as_array).into_iter().flatten();
		let identifiers = identifiers
			.filter_map(|one| Some(format!("{}|{}", word(one, "system")?, word(one, "value")?)))
			.collect::<Vec<_>>();
		if identifiers.is_empty() {
			return;
		}
		let local = word(value, "resourceType")
			.zip(word(value, "id"))
			.map(|(kind, id)| format!("{kind}/{id}"));
		for name in full_url.map(normalise).into_iter().chain(local) {
			self.identifiers.entry(name).or_default().extend(identifiers.iter().cloned());
		}
	}

	/// The entries of a Bundle; of one that is an entry itself, with the place of that.
	fn add_bundle(&mut self, value: &Value, place: Option<usize>) -> Result<(), Error> {
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
			let index = place.unwrap_or(index);
			if let Some(request) = entry.object("request")? {
				let is_consent = |url: &str| {
					url == "Consent" || url.starts_with("Consent/") || url.contains("/Consent/")
				};
				if request.text("method")? == Some("DELETE")
					&& request.text("url")?.is_some_and(is_consent)
				{
					return Err(entry.error(
						"request",
						Code::NotHonoured,
						"what a Bundle deletes was given elsewhere: give the consents that are left",
					));
				}
			}
			let (Some(resource), Some(value)) =
				(entry.object("resource")?, entry.value("resource"))
			else {
				continue;
			};
			match resource.required("resourceType")? {
				"Consent" => self.consents.push(Resource { index, value: Ok(value.clone()) }),
				"Bundle" => self.add_bundle(value, Some(index))?,
				_ => self.add_other(value, entry.text("fullUrl")?),
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

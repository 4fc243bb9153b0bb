//! JSON as FHIR has it: no element twice, every element where it may stand, and a path for each.

use super::error::{Code, Error};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// Parse one JSON value, refusing objects that name a member twice: which of the two counts would
/// be up to the reader.
pub fn parse(text: &str) -> Result<Value, Error> {
	let text = text.strip_prefix('\u{feff}').unwrap_or(text);
	let mut deserializer = serde_json::Deserializer::from_str(text);
	Strict
		.deserialize(&mut deserializer)
		.and_then(|value| deserializer.end().map(|()| value))
		.map_err(|error| {
			let message = error.to_string();
			let code = if message.starts_with(TWICE) { Code::Duplicate } else { Code::Syntax };
			let cut = if error.is_eof() { "; the file is cut off" } else { "" };
			Error::new(code, "", format!("not valid JSON: {message}{cut}"))
		})
}

const TWICE: &str = "stated twice";

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
	type Value = Value;

	fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
		deserializer.deserialize_any(self)
	}
}

impl<'de> Visitor<'de> for Strict {
	type Value = Value;

	fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("a JSON value")
	}

	fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
		Ok(value.into())
	}

	fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
		Ok(value.into())
	}

	fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
		Ok(value.into())
	}

	fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
		Ok(value.into())
	}

	fn visit_str<E>(self, value: &str) -> Result<Value, E> {
		Ok(value.into())
	}

	fn visit_string<E>(self, value: String) -> Result<Value, E> {
		Ok(value.into())
	}

	fn visit_unit<E>(self) -> Result<Value, E> {
		Ok(Value::Null)
	}

	fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
		let mut array = Vec::new();
		while let Some(item) = items.next_element_seed(Strict)? {
			array.push(item);
		}
		Ok(array.into())
	}

	fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
		let mut object = Map::new();
		while let Some(name) = members.next_key::<String>()? {
			let value = members.next_value_seed(Strict)?;
			if object.contains_key(&name) {
				return Err(A::Error::custom(format_args!("{TWICE}: `{name}`")));
			}
			object.insert(name, value);
		}
		Ok(object.into())
	}
}

/// An object with its path, of which every member is asked for, or ignored, by name.
pub struct Object<'a> {
	members: &'a Map<String, Value>,
	path: String,
}

impl<'a> Object<'a> {
	/// `value`, which stands at `path`, as an object.
	pub fn new(value: &'a Value, path: impl Into<String>) -> Result<Self, Error> {
		let path = path.into();
		match value {
			Value::Object(members) if members.is_empty() => {
				Err(Error::new(Code::WrongType, path, "an element may not be empty"))
			}
			Value::Object(members) => Ok(Self { members, path }),
			other => Err(wrong_type(&path, "an object", other)),
		}
	}

	/// Where it stands.
	pub fn path(&self) -> &str {
		&self.path
	}

	/// The path of a member.
	pub fn at(&self, name: &str) -> String {
		format!("{}.{name}", self.path)
	}

	/// Whether it has a member of that name.
	pub fn has(&self, name: &str) -> bool {
		self.members.contains_key(name)
	}

	/// The names of its members.
	pub fn names(&self) -> impl Iterator<Item = &'a str> {
		self.members.keys().map(String::as_str)
	}

	/// An error about a member.
	pub fn error(&self, name: &str, code: Code, message: impl Into<String>) -> Error {
		Error::new(code, self.at(name), message)
	}

	/// Refuse what changes the meaning of the rest, and what is not `known` to FHIR. The elements
	/// that every element may have are known: `id`, `extension` (which by FHIR's rules may not
	/// change the meaning), and the companions `_name` of primitives.
	pub fn only(&self, known: &[&str]) -> Result<(), Error> {
		for (name, value) in self.members {
			match name.as_str() {
				"modifierExtension" => return Err(modifier_extension(self.at(name))),
				"id" | "extension" => (),
				name if known.contains(&name) => {
					if value.is_null() {
						return Err(wrong_type(&self.at(name), "a value", value));
					}
				}
				name if name.strip_prefix('_').is_some_and(|name| known.contains(&name)) => (),
				name => {
					return Err(self.error(
						name,
						Code::UnknownElement,
						"FHIR knows no such element here",
					))
				}
			}
		}
		Ok(())
	}

	/// A member as text that is not empty.
	pub fn text(&self, name: &str) -> Result<Option<&'a str>, Error> {
		match self.members.get(name) {
			None => Ok(None),
			Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.trim())),
			Some(Value::String(_)) => {
				Err(self.error(name, Code::WrongType, "a text may not be empty"))
			}
			Some(other) => Err(wrong_type(&self.at(name), "a text", other)),
		}
	}

	/// A member as text, which has to be there.
	pub fn required(&self, name: &str) -> Result<&'a str, Error> {
		self.text(name)?.ok_or_else(|| self.missing(name))
	}

	/// The error for a member that is missing.
	pub fn missing(&self, name: &str) -> Error {
		self.error(name, Code::Missing, format!("`{name}` is missing"))
	}

	/// A member as an object.
	pub fn object(&self, name: &str) -> Result<Option<Object<'a>>, Error> {
		self.members.get(name).map(|value| Object::new(value, self.at(name))).transpose()
	}

	/// A member as it is.
	pub fn value(&self, name: &str) -> Option<&'a Value> {
		self.members.get(name)
	}

	/// A member as a list of objects; empty where there is none.
	pub fn objects(&self, name: &str) -> Result<Vec<Object<'a>>, Error> {
		match self.members.get(name) {
			None => Ok(Vec::new()),
			Some(Value::Array(items)) if items.is_empty() => {
				Err(self.error(name, Code::WrongType, "a list may not be empty"))
			}
			Some(Value::Array(items)) => items
				.iter()
				.enumerate()
				.map(|(index, item)| Object::new(item, format!("{}[{index}]", self.at(name))))
				.collect(),
			Some(other) => Err(wrong_type(&self.at(name), "a list", other)),
		}
	}
}

/// The error for a modifier extension at `path`.
pub fn modifier_extension(path: String) -> Error {
	Error::new(
		Code::NotHonoured,
		path,
		"a modifier extension may turn the meaning of what is stated around, and none is known here",
	)
}

fn wrong_type(path: &str, wanted: &str, found: &Value) -> Error {
	let found = match found {
		Value::Null => "null",
		Value::Bool(_) => "a boolean",
		Value::Number(_) => "a number",
		Value::String(_) => "a text",
		Value::Array(_) => "a list",
		Value::Object(_) => "an object",
	};
	Error::new(Code::WrongType, path, format!("{wanted} must stand here, not {found}"))
}

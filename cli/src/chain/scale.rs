//! JSON to and from SCALE, guided by the types of the node's metadata.
//!
//! Arguments are written as the rest of Salus writes JSON: accounts as SS58, bytes as hex, numbers
//! wider than 32 bits as decimal strings, variants as `"Name"` or `{"Name": fields}`, calls as
//! `{"pallet", "call", "args"}` or as hex of encoded call data.

use super::account;
use codec::{Compact, Decode, Encode};
use scale_info::{
	form::PortableForm, Field, PortableRegistry, Type, TypeDef, TypeDefPrimitive, Variant,
};
use serde_json::{json, Map, Value as Json};
use std::collections::BTreeSet;
use subxt::Metadata;

/// How deep values may nest: deeper ones come from a hostile or broken node.
const MAX_DEPTH: usize = 64;

/// `{"$scale": "0x..."}` stands for a value that is encoded already.
pub const ENCODED: &str = "$scale";

/// The types of one runtime, with what is needed to show values.
pub struct Types<'a> {
	/// The metadata.
	pub metadata: &'a Metadata,
	/// Prefix of accounts.
	pub ss58_prefix: u16,
}

fn last_segment(ty: &Type<PortableForm>) -> &str {
	ty.path.segments.last().map_or("", |segment| segment.as_ref())
}

fn same_word(a: &str, b: &str) -> bool {
	let letters = |text: &str| {
		text.chars()
			.filter(|c| *c != '_' && *c != '-')
			.map(|c| c.to_ascii_lowercase())
			.collect::<String>()
	};
	a == b || letters(a) == letters(b)
}

fn at(path: &str, message: impl std::fmt::Display) -> String {
	if path.is_empty() {
		message.to_string()
	} else {
		format!("{path}: {message}")
	}
}

fn join(path: &str, name: &str) -> String {
	if path.is_empty() {
		name.to_owned()
	} else {
		format!("{path}.{name}")
	}
}

impl<'a> Types<'a> {
	fn registry(&self) -> &'a PortableRegistry {
		self.metadata.types()
	}

	fn resolve(&self, id: u32) -> Result<&'a Type<PortableForm>, String> {
		self.registry().resolve(id).ok_or_else(|| format!("the metadata has no type {id}"))
	}

	fn is_byte(&self, id: u32) -> bool {
		self.resolve(id)
			.is_ok_and(|ty| matches!(ty.type_def, TypeDef::Primitive(TypeDefPrimitive::U8)))
	}

	// ---- JSON to SCALE

	/// Encode `json` as the type, or say where it does not fit.
	pub fn encode(&self, id: u32, json: &Json, out: &mut Vec<u8>) -> Result<(), String> {
		self.encode_at(id, json, "", 0, out)
	}

	/// Encode the arguments of a call or another list of fields.
	pub fn encode_fields(
		&self,
		fields: &[Field<PortableForm>],
		json: &Json,
		path: &str,
		depth: usize,
		out: &mut Vec<u8>,
	) -> Result<(), String> {
		if fields.is_empty() {
			return match json {
				Json::Null => Ok(()),
				Json::Object(map) if map.is_empty() => Ok(()),
				Json::Array(list) if list.is_empty() => Ok(()),
				_ => Err(at(path, "takes no fields")),
			};
		}
		match json {
			Json::Object(map) if fields.iter().all(|field| field.name.is_some()) => {
				let named = |name: &str| {
					map.get(name)
						.or_else(|| map.iter().find(|(key, _)| same_word(key, name)).map(|kv| kv.1))
				};
				let known = |key: &str| {
					fields.iter().any(|f| f.name.as_deref().is_some_and(|n| same_word(key, n)))
				};
				if let Some(key) = map.keys().find(|key| !known(key)) {
					let names: Vec<_> =
						fields.iter().filter_map(|field| field.name.as_deref()).collect();
					let names = names.join(", ");
					return Err(at(path, format!("has no field `{key}`: its fields are {names}")));
				}
				for field in fields {
					let name = field.name.as_deref().unwrap_or_default();
					let value = named(name).unwrap_or(&Json::Null);
					let is_missing = named(name).is_none();
					let path = join(path, name);
					self.encode_at(field.ty.id, value, &path, depth + 1, out).map_err(|error| {
						if is_missing {
							format!("{path} is missing")
						} else {
							error
						}
					})?;
				}
				Ok(())
			}
			Json::Array(list) if list.len() == fields.len() && fields.len() > 1 => {
				for (index, (field, value)) in fields.iter().zip(list).enumerate() {
					let path = format!("{path}[{index}]");
					self.encode_at(field.ty.id, value, &path, depth + 1, out)?;
				}
				Ok(())
			}
			// A wrapper around one value may be left out.
			_ => match fields {
				[only] => self.encode_at(only.ty.id, json, path, depth + 1, out),
				_ => Err(at(path, format!("has {} fields, and this is no object", fields.len()))),
			},
		}
	}

	fn encode_at(
		&self,
		id: u32,
		json: &Json,
		path: &str,
		depth: usize,
		out: &mut Vec<u8>,
	) -> Result<(), String> {
		if depth > MAX_DEPTH {
			return Err(at(path, "is nested too deep"));
		}
		if let Some(Json::String(bytes)) = json.get(ENCODED) {
			out.extend_from_slice(&bytes_of(bytes).map_err(|error| at(path, error))?);
			return Ok(());
		}
		if id == self.metadata.outer_enums().call_enum_ty() {
			return self.encode_call_at(json, path, depth, out);
		}
		let ty = self.resolve(id)?;
		match (last_segment(ty), json) {
			("AccountId32", Json::String(text)) => {
				let account = account::parse(text).map_err(|error| at(path, error))?;
				out.extend_from_slice(&account.0);
				return Ok(());
			}
			("MultiAddress", Json::String(_)) => {
				return self.encode_at(id, &json!({ "Id": json }), path, depth + 1, out)
			}
			_ => (),
		}
		match &ty.type_def {
			TypeDef::Composite(composite) => {
				self.encode_fields(&composite.fields, json, path, depth, out)
			}
			TypeDef::Variant(definition) if last_segment(ty) == "Option" => match json {
				Json::Null => {
					out.push(0);
					Ok(())
				}
				_ => {
					let some = definition.variants.iter().find(|variant| variant.name == "Some");
					out.push(1);
					let fields = some.map_or(&[][..], |variant| &variant.fields);
					self.encode_fields(fields, json, path, depth, out)
				}
			},
			TypeDef::Variant(definition) => {
				let (name, fields) = match json {
					Json::String(name) => (name.as_str(), &Json::Null),
					Json::Object(map) if map.len() == 1 => {
						let (name, fields) = map.iter().next().ok_or("no variant")?;
						(name.as_str(), fields)
					}
					_ => return Err(at(path, "is no variant: write \"Name\" or {\"Name\": ...}")),
				};
				let variant = definition
					.variants
					.iter()
					.find(|variant| variant.name == name)
					.or_else(|| definition.variants.iter().find(|v| same_word(&v.name, name)))
					.ok_or_else(|| {
						let names: Vec<_> =
							definition.variants.iter().map(|v| v.name.as_str()).collect();
						at(path, format!("`{name}` is none of {}", names.join(", ")))
					})?;
				out.push(variant.index);
				self.encode_fields(&variant.fields, fields, &join(path, name), depth, out)
			}
			TypeDef::Sequence(sequence) => {
				let item = sequence.type_param.id;
				match json {
					Json::String(text) if self.is_byte(item) => {
						bytes_of(text).map_err(|error| at(path, error))?.encode_to(out);
						Ok(())
					}
					Json::Array(list) => {
						let len = u32::try_from(list.len()).map_err(|_| at(path, "is too long"))?;
						Compact(len).encode_to(out);
						self.encode_list(list, item, path, depth, out)
					}
					_ => Err(at(path, "is no list")),
				}
			}
			TypeDef::Array(array) => {
				let (item, len) = (array.type_param.id, array.len as usize);
				match json {
					Json::String(text) if self.is_byte(item) => {
						let bytes = bytes_of(text).map_err(|error| at(path, error))?;
						if bytes.len() != len {
							let found = bytes.len();
							return Err(at(path, format!("has {found} bytes instead of {len}")));
						}
						out.extend_from_slice(&bytes);
						Ok(())
					}
					Json::Array(list) if list.len() == len => {
						self.encode_list(list, item, path, depth, out)
					}
					_ => Err(at(path, format!("is no list of {len}"))),
				}
			}
			TypeDef::Tuple(tuple) => match (&*tuple.fields, json) {
				([], _) => Ok(()),
				([only], _) if !json.is_array() => {
					self.encode_at(only.id, json, path, depth + 1, out)
				}
				(fields, Json::Array(list)) if list.len() == fields.len() => {
					for (field, value) in fields.iter().zip(list) {
						self.encode_at(field.id, value, path, depth + 1, out)?;
					}
					Ok(())
				}
				(fields, _) => Err(at(path, format!("is no list of {}", fields.len()))),
			},
			TypeDef::Primitive(primitive) => encode_primitive(primitive, json, path, out),
			TypeDef::Compact(compact) => {
				let mut plain = Vec::new();
				self.encode_at(compact.type_param.id, json, path, depth + 1, &mut plain)?;
				plain.resize(16, 0);
				let number = u128::decode(&mut &plain[..]).map_err(|error| at(path, error))?;
				Compact(number).encode_to(out);
				Ok(())
			}
			TypeDef::BitSequence(_) => Err(at(path, "is a bit sequence: pass the call as hex")),
		}
	}

	fn encode_list(
		&self,
		list: &[Json],
		item: u32,
		path: &str,
		depth: usize,
		out: &mut Vec<u8>,
	) -> Result<(), String> {
		for (index, value) in list.iter().enumerate() {
			self.encode_at(item, value, &format!("{path}[{index}]"), depth + 1, out)?;
		}
		Ok(())
	}

	fn encode_call_at(
		&self,
		json: &Json,
		path: &str,
		depth: usize,
		out: &mut Vec<u8>,
	) -> Result<(), String> {
		if let Json::String(text) = json {
			let bytes = bytes_of(text).map_err(|error| at(path, error))?;
			self.decode_call(&bytes).map_err(|error| at(path, error))?;
			out.extend_from_slice(&bytes);
			return Ok(());
		}
		let part = |name: &str| {
			json.get(name)
				.and_then(Json::as_str)
				.ok_or_else(|| at(path, format!("a call is {{pallet, call, args}}: no {name}")))
		};
		let args = json.get("args").unwrap_or(&Json::Null);
		self.encode_call(part("pallet")?, part("call")?, args, path, depth, out)
	}

	/// Encode a call: the index of its pallet, its own index, its arguments.
	pub fn encode_call(
		&self,
		pallet: &str,
		call: &str,
		args: &Json,
		path: &str,
		depth: usize,
		out: &mut Vec<u8>,
	) -> Result<(), String> {
		let pallet = self
			.metadata
			.pallets()
			.find(|known| same_word(known.name(), pallet))
			.ok_or_else(|| at(path, format!("the chain has no pallet `{pallet}`")))?;
		let variant = pallet
			.call_variants()
			.and_then(|calls| calls.iter().find(|known| same_word(&known.name, call)))
			.ok_or_else(|| at(path, format!("`{}` has no call `{call}`", pallet.name())))?;
		out.extend_from_slice(&[pallet.call_index(), variant.index]);
		let args = if args.is_null() { &json!({}) } else { args };
		self.encode_fields(&variant.fields, args, path, depth, out)
	}

	// ---- SCALE to JSON

	/// Decode a value of the type; organisations that its fields name are added to `orgs`.
	pub fn decode(
		&self,
		id: u32,
		input: &mut &[u8],
		orgs: &mut BTreeSet<u32>,
	) -> Result<Json, String> {
		self.decode_at(id, input, orgs, 0, None)
	}

	/// Decode call data, all of it.
	pub fn decode_call(&self, bytes: &[u8]) -> Result<Json, String> {
		let input = &mut &bytes[..];
		let call = self.decode_call_at(input, &mut BTreeSet::new(), 0)?;
		if input.is_empty() {
			Ok(call)
		} else {
			Err(format!("{} bytes are left after the call", input.len()))
		}
	}

	/// Decode the fields of an event or of a variant.
	pub fn decode_fields(
		&self,
		fields: &[Field<PortableForm>],
		input: &mut &[u8],
		orgs: &mut BTreeSet<u32>,
		depth: usize,
	) -> Result<Json, String> {
		let mut decode = |field: &Field<PortableForm>| {
			let is_organisation =
				field.type_name.as_ref().is_some_and(|name| name.contains("OrganisationId"));
			let name = field.name.as_deref();
			let value = self.decode_at(field.ty.id, input, orgs, depth + 1, name)?;
			if is_organisation {
				collect_numbers(&value, orgs);
			}
			Ok::<_, String>(value)
		};
		match fields {
			[] => Ok(json!({})),
			[only] if only.name.is_none() => decode(only),
			_ if fields.iter().all(|field| field.name.is_some()) => {
				let mut map = Map::new();
				for field in fields {
					map.insert(field.name.clone().unwrap_or_default(), decode(field)?);
				}
				Ok(Json::Object(map))
			}
			_ => fields.iter().map(decode).collect::<Result<_, _>>().map(Json::Array),
		}
	}

	fn decode_at(
		&self,
		id: u32,
		input: &mut &[u8],
		orgs: &mut BTreeSet<u32>,
		depth: usize,
		name: Option<&str>,
	) -> Result<Json, String> {
		if depth > MAX_DEPTH {
			return Err("the value is nested too deep".into());
		}
		if id == self.metadata.outer_enums().call_enum_ty() {
			return self.decode_call_at(input, orgs, depth);
		}
		let ty = self.resolve(id)?;
		match &ty.type_def {
			TypeDef::Composite(_) if last_segment(ty) == "AccountId32" => {
				let bytes = <[u8; 32]>::decode(input).map_err(|error| error.to_string())?;
				Ok(account::to_ss58(&bytes, self.ss58_prefix).into())
			}
			TypeDef::Composite(composite) => match &*composite.fields {
				[only] if only.name.is_none() => {
					self.decode_at(only.ty.id, input, orgs, depth + 1, name)
				}
				fields => self.decode_fields(fields, input, orgs, depth),
			},
			TypeDef::Variant(definition) => {
				let index = u8::decode(input).map_err(|error| error.to_string())?;
				let variant = definition
					.variants
					.iter()
					.find(|variant| variant.index == index)
					.ok_or_else(|| format!("{} has no variant {index}", ty.path))?;
				self.decode_variant(last_segment(ty), variant, input, orgs, depth, name)
			}
			TypeDef::Sequence(sequence) if self.is_byte(sequence.type_param.id) => {
				let bytes = Vec::<u8>::decode(input).map_err(|error| error.to_string())?;
				Ok(show_bytes(&bytes, name).into())
			}
			TypeDef::Sequence(sequence) => {
				let len = Compact::<u32>::decode(input).map_err(|error| error.to_string())?.0;
				self.decode_list(len, sequence.type_param.id, input, orgs, depth)
			}
			TypeDef::Array(array) if self.is_byte(array.type_param.id) => {
				let len = array.len as usize;
				let (bytes, rest) = input.split_at_checked(len).ok_or("the value is too short")?;
				*input = rest;
				Ok(format!("0x{}", hex::encode(bytes)).into())
			}
			TypeDef::Array(array) => {
				self.decode_list(array.len, array.type_param.id, input, orgs, depth)
			}
			TypeDef::Tuple(tuple) => match &*tuple.fields {
				[] => Ok(Json::Null),
				[only] => self.decode_at(only.id, input, orgs, depth + 1, name),
				fields => fields
					.iter()
					.map(|field| self.decode_at(field.id, input, orgs, depth + 1, None))
					.collect::<Result<_, _>>()
					.map(Json::Array),
			},
			TypeDef::Primitive(primitive) => {
				decode_primitive(primitive, input, name).map_err(|error| error.to_string())
			}
			TypeDef::Compact(compact) => {
				let number = Compact::<u128>::decode(input).map_err(|error| error.to_string())?.0;
				Ok(self.show_compact(compact.type_param.id, number))
			}
			TypeDef::BitSequence(_) => Err("bit sequences are not shown".into()),
		}
	}

	fn show_compact(&self, mut id: u32, number: u128) -> Json {
		for _ in 0..4 {
			match self.resolve(id).map(|ty| &ty.type_def) {
				Ok(TypeDef::Composite(composite)) => match &*composite.fields {
					[only] => id = only.ty.id,
					_ => break,
				},
				Ok(TypeDef::Primitive(
					TypeDefPrimitive::U8 | TypeDefPrimitive::U16 | TypeDefPrimitive::U32,
				)) => return json!(u32::try_from(number).unwrap_or(u32::MAX)),
				_ => break,
			}
		}
		number.to_string().into()
	}

	fn decode_list(
		&self,
		len: u32,
		item: u32,
		input: &mut &[u8],
		orgs: &mut BTreeSet<u32>,
		depth: usize,
	) -> Result<Json, String> {
		(0..len)
			.map(|_| self.decode_at(item, input, orgs, depth + 1, None))
			.collect::<Result<_, _>>()
			.map(Json::Array)
	}

	fn decode_variant(
		&self,
		of: &str,
		variant: &Variant<PortableForm>,
		input: &mut &[u8],
		orgs: &mut BTreeSet<u32>,
		depth: usize,
		name: Option<&str>,
	) -> Result<Json, String> {
		match (of, variant.name.as_str(), &*variant.fields) {
			("Option", "None", _) => Ok(Json::Null),
			("Option", "Some", [only]) => self.decode_at(only.ty.id, input, orgs, depth + 1, name),
			("MultiAddress", "Id", [only]) => {
				self.decode_at(only.ty.id, input, orgs, depth + 1, name)
			}
			("DispatchError", "Module", _) => {
				let (pallet, error) =
					<(u8, [u8; 4])>::decode(input).map_err(|error| error.to_string())?;
				Ok(self.module_error(pallet, error[0]))
			}
			("DispatchError", word, []) => Ok(json!({
				"code": format!("Dispatch.{word}"), "message": dispatch_docs(word),
			})),
			("DispatchError", word, fields) => {
				let inner = self.decode_fields(fields, input, orgs, depth)?;
				let inner = super::super::output::scalar(&inner);
				let message = dispatch_docs(word);
				Ok(json!({
					"code": format!("Dispatch.{word}.{inner}"),
					"message": format!("{message} ({inner})"),
				}))
			}
			("Epc", "Sscc", _) => {
				let sscc = u64::decode(input).map_err(|error| error.to_string())?;
				Ok(format!("https://id.gs1.org/00/{sscc:018}").into())
			}
			("Epc", "Sgtin", [_, _]) => {
				let (gtin, serial) =
					<(u64, Vec<u8>)>::decode(input).map_err(|error| error.to_string())?;
				Ok(sgtin_link(gtin, &serial).into())
			}
			(_, word, []) => Ok(word.into()),
			(_, word, fields) => {
				let fields = self.decode_fields(fields, input, orgs, depth)?;
				Ok(json!({ word: fields }))
			}
		}
	}

	fn decode_call_at(
		&self,
		input: &mut &[u8],
		orgs: &mut BTreeSet<u32>,
		depth: usize,
	) -> Result<Json, String> {
		let (pallet, call) = <(u8, u8)>::decode(input).map_err(|error| error.to_string())?;
		let pallet = self
			.metadata
			.pallet_by_call_index(pallet)
			.ok_or_else(|| format!("the chain has no pallet {pallet}"))?;
		let variant = pallet
			.call_variant_by_index(call)
			.ok_or_else(|| format!("`{}` has no call {call}", pallet.name()))?;
		// One argument is shown by its name too.
		let mut args = Map::new();
		for field in &variant.fields {
			let name = field.name.clone().unwrap_or_default();
			let value = self.decode_at(field.ty.id, input, orgs, depth + 1, Some(&name))?;
			args.insert(name, value);
		}
		Ok(json!({ "pallet": pallet.name(), "call": variant.name, "args": args }))
	}

	/// A pallet's error by its indices, with what its docs say.
	pub fn module_error(&self, pallet: u8, error: u8) -> Json {
		let Some(pallet) = self.metadata.pallet_by_error_index(pallet) else {
			return json!({
				"code": format!("Module.{pallet}.{error}"),
				"message": "An error of a pallet that this runtime does not have.",
			});
		};
		match pallet.error_variant_by_index(error) {
			Some(variant) => json!({
				"code": format!("{}.{}", pallet.name(), variant.name),
				"message": docs_text(&variant.docs),
			}),
			None => json!({
				"code": format!("{}.{error}", pallet.name()),
				"message": "An error that the metadata does not name.",
			}),
		}
	}
}

/// Doc lines as one text.
pub fn docs_text(docs: &[String]) -> String {
	docs.iter()
		.map(|line| line.trim())
		.filter(|line| !line.is_empty())
		.collect::<Vec<_>>()
		.join(" ")
}

/// A GS1 Digital Link of one pack, percent-encoded.
pub fn sgtin_link(gtin: u64, serial: &[u8]) -> String {
	let mut link = format!("https://id.gs1.org/01/{gtin:014}/21/");
	for byte in serial {
		match byte {
			b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
				link.push(char::from(*byte));
			}
			other => link.push_str(&format!("%{other:02X}")),
		}
	}
	link
}

fn dispatch_docs(word: &str) -> &'static str {
	match word {
		"BadOrigin" => "The signer may not make this call.",
		"CannotLookup" => "The address leads to no account.",
		"Token" => "The tokens of the account do not allow it.",
		"Arithmetic" => "A number would leave its range.",
		"Exhausted" => "The resources for it are exhausted.",
		"ConsumerRemaining" | "NoProviders" | "TooManyConsumers" => {
			"The references to the account do not allow it."
		}
		"RootNotAllowed" => "Root may not make this call.",
		"Unavailable" => "Something that it needs is not available now.",
		_ => "The call was refused.",
	}
}

fn collect_numbers(value: &Json, out: &mut BTreeSet<u32>) {
	match value {
		Json::Number(number) => {
			out.extend(number.as_u64().and_then(|number| u32::try_from(number).ok()));
		}
		Json::Array(list) => list.iter().for_each(|value| collect_numbers(value, out)),
		_ => (),
	}
}

fn show_bytes(bytes: &[u8], name: Option<&str>) -> String {
	let is_text = matches!(name, Some("serial" | "lot" | "lot_number"))
		&& bytes.iter().all(|byte| byte.is_ascii_graphic());
	if is_text {
		bytes.iter().map(|byte| char::from(*byte)).collect()
	} else {
		format!("0x{}", hex::encode(bytes))
	}
}

/// The bytes that a text stands for: hex after `0x`, otherwise itself.
pub fn bytes_of(text: &str) -> Result<Vec<u8>, String> {
	match text.strip_prefix("0x") {
		Some(digits) => hex::decode(digits).map_err(|error| format!("is no hex: {error}")),
		None => Ok(text.as_bytes().to_vec()),
	}
}

fn encode_primitive(
	primitive: &TypeDefPrimitive,
	json: &Json,
	path: &str,
	out: &mut Vec<u8>,
) -> Result<(), String> {
	let text = || match json {
		Json::String(text) => Ok(text.clone()),
		Json::Number(number) => Ok(number.to_string()),
		_ => Err(at(path, "is no number")),
	};
	macro_rules! number {
		($ty:ty) => {{
			let text = text()?;
			let number: $ty = text
				.parse()
				.map_err(|_| at(path, format!("`{text}` is no {}", stringify!($ty))))?;
			number.encode_to(out);
			Ok(())
		}};
	}
	match primitive {
		TypeDefPrimitive::Bool => {
			let value = json.as_bool().ok_or_else(|| at(path, "is neither true nor false"))?;
			value.encode_to(out);
			Ok(())
		}
		TypeDefPrimitive::Str => {
			json.as_str().ok_or_else(|| at(path, "is no text"))?.encode_to(out);
			Ok(())
		}
		TypeDefPrimitive::U8 => number!(u8),
		TypeDefPrimitive::U16 => number!(u16),
		TypeDefPrimitive::U32 => number!(u32),
		TypeDefPrimitive::U64 => number!(u64),
		TypeDefPrimitive::U128 => number!(u128),
		TypeDefPrimitive::I8 => number!(i8),
		TypeDefPrimitive::I16 => number!(i16),
		TypeDefPrimitive::I32 => number!(i32),
		TypeDefPrimitive::I64 => number!(i64),
		TypeDefPrimitive::I128 => number!(i128),
		TypeDefPrimitive::Char | TypeDefPrimitive::U256 | TypeDefPrimitive::I256 => {
			Err(at(path, "has a type that cannot be written as JSON: pass the call as hex"))
		}
	}
}

fn decode_primitive(
	primitive: &TypeDefPrimitive,
	input: &mut &[u8],
	name: Option<&str>,
) -> Result<Json, codec::Error> {
	Ok(match primitive {
		TypeDefPrimitive::Bool => bool::decode(input)?.into(),
		TypeDefPrimitive::Str => String::decode(input)?.into(),
		TypeDefPrimitive::Char => u32::decode(input)?.into(),
		TypeDefPrimitive::U8 => u8::decode(input)?.into(),
		TypeDefPrimitive::U16 => u16::decode(input)?.into(),
		TypeDefPrimitive::U32 => u32::decode(input)?.into(),
		TypeDefPrimitive::U64 => {
			let number = u64::decode(input)?;
			// Identifiers are shown as they are written on a label.
			match name {
				Some("gtin") => format!("{number:014}"),
				Some("sscc") => format!("{number:018}"),
				Some("gln" | "location" | "site") => format!("{number:013}"),
				_ => number.to_string(),
			}
			.into()
		}
		TypeDefPrimitive::U128 => u128::decode(input)?.to_string().into(),
		TypeDefPrimitive::I8 => i8::decode(input)?.into(),
		TypeDefPrimitive::I16 => i16::decode(input)?.into(),
		TypeDefPrimitive::I32 => i32::decode(input)?.into(),
		TypeDefPrimitive::I64 => i64::decode(input)?.to_string().into(),
		TypeDefPrimitive::I128 => i128::decode(input)?.to_string().into(),
		TypeDefPrimitive::U256 | TypeDefPrimitive::I256 => {
			let bytes = <[u8; 32]>::decode(input)?;
			format!("0x{}", hex::encode(bytes)).into()
		}
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn words_should_match_across_spellings() {
		assert!(same_word("bizStep", "biz_step"));
		assert!(same_word("SupplyChain", "supply-chain"));
		assert!(same_word("Sgtin", "sgtin"));
		assert!(!same_word("ship", "shop"));
	}

	#[test]
	fn links_should_be_percent_encoded() {
		assert_eq!(
			sgtin_link(8904000210037, b"A/b%1"),
			"https://id.gs1.org/01/08904000210037/21/A%2Fb%251"
		);
	}

	#[test]
	fn bytes_should_be_shown_as_what_they_are() {
		assert_eq!(show_bytes(b"A1", Some("serial")), "A1");
		assert_eq!(show_bytes(b"A1", Some("data")), "0x4131");
		assert_eq!(show_bytes(&[0], Some("lot")), "0x00");
		assert_eq!(bytes_of("0x4131").unwrap(), b"A1");
		assert_eq!(bytes_of("A1").unwrap(), b"A1");
		assert!(bytes_of("0x4").is_err());
	}

	#[test]
	fn primitives_should_round_trip() {
		let cases = [
			(TypeDefPrimitive::U64, json!("18446744073709551615")),
			(TypeDefPrimitive::U32, json!(7)),
			(TypeDefPrimitive::I64, json!("-3")),
			(TypeDefPrimitive::Bool, json!(true)),
			(TypeDefPrimitive::Str, json!("text")),
		];
		for (primitive, json) in cases {
			let mut out = Vec::new();
			encode_primitive(&primitive, &json, "", &mut out).unwrap();
			assert_eq!(decode_primitive(&primitive, &mut &out[..], None).unwrap(), json);
		}
		let mut out = Vec::new();
		let error = encode_primitive(&TypeDefPrimitive::U8, &json!(256), "a.b", &mut out);
		assert_eq!(error, Err("a.b: `256` is no u8".into()));
	}

	#[test]
	fn organisations_should_be_collected() {
		let mut orgs = BTreeSet::new();
		collect_numbers(&json!(3), &mut orgs);
		collect_numbers(&json!([4, "x", null]), &mut orgs);
		assert_eq!(orgs.into_iter().collect::<Vec<_>>(), [3, 4]);
	}
}

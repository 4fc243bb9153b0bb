//! EPCIS 2.0 in JSON and JSON-LD.
//!
//! The text is walked once to check its syntax and to find where the parts are, without keeping
//! anything; then one event at a time becomes a tree. Numbers keep the digits they are written
//! with. A name with a colon is an extension, whose prefix `@context` explains.

use std::{borrow::Cow, collections::BTreeSet, rc::Rc};

use super::{
	element::Element,
	error::{DocumentError, Fault, Locator, Warning},
	header,
	model::EventType,
	Assembler, MAX_DEPTH, MAX_HEADER_NODES, MAX_NODES,
};

/// The namespace of CBV master data attributes, which the standard context declares.
const CBV_MASTER_DATA: &str = "urn:epcglobal:cbv:mda";

/// A syntax error: what, and at which byte.
#[derive(Debug)]
struct Syntax {
	code: &'static str,
	what: &'static str,
	at: usize,
}

impl Syntax {
	fn locate(self, text: &str) -> DocumentError {
		let end = self.at >= text.len();
		let hint = if end { "; the document is cut off" } else { "" };
		DocumentError::new(self.code, format!("not valid JSON: {}{hint}", self.what))
			.at(text, self.at)
	}
}

type Parsed<T> = Result<T, Syntax>;

#[derive(Clone)]
struct Scanner<'a> {
	text: &'a str,
	at: usize,
}

impl<'a> Scanner<'a> {
	fn error<T>(&self, what: &'static str) -> Parsed<T> {
		Err(Syntax { code: "syntax", what, at: self.at })
	}

	fn peek(&self) -> Option<u8> {
		self.text.as_bytes().get(self.at).copied()
	}

	/// The next byte that is not white space, without taking it.
	fn next(&mut self) -> Option<u8> {
		while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
			self.at += 1;
		}
		self.peek()
	}

	fn expect(&mut self, byte: u8, what: &'static str) -> Parsed<()> {
		if self.next() != Some(byte) {
			return self.error(what);
		}
		self.at += 1;
		Ok(())
	}

	/// Whether another item follows in an object or array; takes the comma or the end.
	fn more(&mut self, first: &mut bool, close: u8) -> Parsed<bool> {
		let was_first = std::mem::replace(first, false);
		match self.next() {
			Some(byte) if byte == close => {
				self.at += 1;
				Ok(false)
			}
			_ if was_first => Ok(true),
			Some(b',') => {
				self.at += 1;
				if self.next() == Some(close) {
					return self.error("a value must follow the comma");
				}
				Ok(true)
			}
			_ => self.error("a comma or the end of the object or array must stand here"),
		}
	}

	/// A string, from its opening quote.
	fn string(&mut self) -> Parsed<Cow<'a, str>> {
		self.expect(b'"', "a quoted string must stand here")?;
		let start = self.at;
		let bytes = self.text.as_bytes();
		loop {
			match bytes.get(self.at) {
				None => return self.error("the string has no end"),
				Some(b'"') => {
					let whole = &self.text[start..self.at];
					self.at += 1;
					return Ok(Cow::Borrowed(whole));
				}
				Some(b'\\') => break,
				Some(..=0x1f) => {
					return self.error("a control character may not stand in a string")
				}
				Some(_) => self.at += 1,
			}
		}
		let mut out = String::from(&self.text[start..self.at]);
		loop {
			let run = self.at;
			match bytes.get(self.at) {
				None => return self.error("the string has no end"),
				Some(b'"') => {
					self.at += 1;
					return Ok(Cow::Owned(out));
				}
				Some(b'\\') => {
					self.at += 1;
					out.push(self.escape()?);
				}
				Some(..=0x1f) => {
					return self.error("a control character may not stand in a string")
				}
				Some(_) => {
					while bytes.get(self.at).is_some_and(|b| *b > 0x1f && *b != b'"' && *b != b'\\')
					{
						self.at += 1;
					}
					out.push_str(&self.text[run..self.at]);
				}
			}
		}
	}

	fn escape(&mut self) -> Parsed<char> {
		let byte = self.peek();
		self.at += 1;
		Ok(match byte {
			Some(b'"') => '"',
			Some(b'\\') => '\\',
			Some(b'/') => '/',
			Some(b'b') => '\u{8}',
			Some(b'f') => '\u{c}',
			Some(b'n') => '\n',
			Some(b'r') => '\r',
			Some(b't') => '\t',
			Some(b'u') => {
				let first = self.hex4()?;
				let code = match first {
					0xd800..=0xdbff if self.text.as_bytes()[self.at..].starts_with(b"\\u") => {
						self.at += 2;
						match self.hex4()? {
							second @ 0xdc00..=0xdfff => {
								0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
							}
							_ => return self.error("half of a surrogate pair names no character"),
						}
					}
					code => code,
				};
				match char::from_u32(code) {
					Some(character) => character,
					None => return self.error("half of a surrogate pair names no character"),
				}
			}
			_ => {
				self.at = self.at.saturating_sub(1);
				return self.error("this escape is not known");
			}
		})
	}

	fn hex4(&mut self) -> Parsed<u32> {
		let digits = self
			.text
			.get(self.at..self.at + 4)
			.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
		match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
			Some(code) => {
				self.at += 4;
				Ok(code)
			}
			None => self.error("four hexadecimal digits must follow \\u"),
		}
	}

	fn digits(&mut self) -> usize {
		let start = self.at;
		while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
			self.at += 1;
		}
		self.at - start
	}

	fn number(&mut self) -> Parsed<&'a str> {
		let start = self.at;
		if self.peek() == Some(b'-') {
			self.at += 1;
		}
		let leading_zero = self.peek() == Some(b'0');
		match self.digits() {
			0 => return self.error("a value must stand here"),
			1 => (),
			_ if leading_zero => return self.error("a number may not begin with 0"),
			_ => (),
		}
		if self.peek() == Some(b'.') {
			self.at += 1;
			if self.digits() == 0 {
				return self.error("digits must follow the point");
			}
		}
		if matches!(self.peek(), Some(b'e' | b'E')) {
			self.at += 1;
			if matches!(self.peek(), Some(b'+' | b'-')) {
				self.at += 1;
			}
			if self.digits() == 0 {
				return self.error("digits must follow the exponent");
			}
		}
		Ok(&self.text[start..self.at])
	}

	fn keyword(&mut self, word: &'static str) -> Parsed<()> {
		if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
			return self.error("a value must stand here");
		}
		self.at += word.len();
		Ok(())
	}

	/// Walks over a value and gives the bytes that it takes.
	fn skip(&mut self, depth: usize) -> Parsed<(usize, usize)> {
		if depth > MAX_DEPTH {
			return Err(Syntax {
				code: "too_deep",
				what: "objects and arrays may not be nested more than 64 deep",
				at: self.at,
			});
		}
		let next = self.next();
		let start = self.at;
		match next {
			Some(b'{') => {
				self.at += 1;
				let mut first = true;
				while self.more(&mut first, b'}')? {
					self.string()?;
					self.expect(b':', "a colon must follow the name")?;
					self.skip(depth + 1)?;
				}
			}
			Some(b'[') => {
				self.at += 1;
				let mut first = true;
				while self.more(&mut first, b']')? {
					self.skip(depth + 1)?;
				}
			}
			Some(b'"') => drop(self.string()?),
			Some(b't') => self.keyword("true")?,
			Some(b'f') => self.keyword("false")?,
			Some(b'n') => self.keyword("null")?,
			_ => drop(self.number()?),
		}
		Ok((start, self.at))
	}

	/// The members of the object that begins here: name and where the value begins.
	fn members(&mut self) -> Parsed<Vec<(Cow<'a, str>, usize)>> {
		self.expect(b'{', "an object must stand here")?;
		let mut members = Vec::new();
		let mut first = true;
		while self.more(&mut first, b'}')? {
			let name = self.string()?;
			self.expect(b':', "a colon must follow the name")?;
			members.push((name, self.skip(0)?.0));
			// Documents have a handful; a hostile one shall not fill memory with names.
			if members.len() > 1_024 {
				return self.error("an object of the document's frame has more than 1024 members");
			}
		}
		Ok(members)
	}

	fn value(&mut self, budget: &mut usize) -> Parsed<Value<'a>> {
		match budget.checked_sub(1) {
			Some(left) => *budget = left,
			None => return Err(Syntax { code: "too_large", what: "too many fields", at: self.at }),
		}
		Ok(match self.next() {
			Some(b'{') => {
				self.at += 1;
				let (mut members, mut first) = (Vec::new(), true);
				while self.more(&mut first, b'}')? {
					let name = self.string()?;
					self.expect(b':', "a colon must follow the name")?;
					members.push((name, self.value(budget)?));
				}
				Value::Object(members)
			}
			Some(b'[') => {
				self.at += 1;
				let (mut items, mut first) = (Vec::new(), true);
				while self.more(&mut first, b']')? {
					items.push(self.value(budget)?);
				}
				Value::Array(items)
			}
			Some(b'"') => Value::Text(self.string()?),
			Some(b't') => {
				self.keyword("true")?;
				Value::Text(Cow::Borrowed("true"))
			}
			Some(b'f') => {
				self.keyword("false")?;
				Value::Text(Cow::Borrowed("false"))
			}
			Some(b'n') => {
				self.keyword("null")?;
				Value::Null
			}
			_ => Value::Number(self.number()?),
		})
	}
}

/// A value; booleans are text, since EPCIS in XML has no other.
#[derive(Debug)]
enum Value<'a> {
	Null,
	Text(Cow<'a, str>),
	Number(&'a str),
	Array(Vec<Value<'a>>),
	Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
	/// The text of a text, number or boolean.
	fn scalar(&self) -> Option<&str> {
		match self {
			Self::Text(text) => Some(text),
			Self::Number(text) => Some(text),
			_ => None,
		}
	}

	/// One value or the values of an array: the standard allows either in many places.
	fn items(&self) -> &[Value<'a>] {
		match self {
			Self::Array(items) => items,
			Self::Null => &[],
			one => std::slice::from_ref(one),
		}
	}

	fn members(&self) -> &[(Cow<'a, str>, Value<'a>)] {
		match self {
			Self::Object(members) => members,
			_ => &[],
		}
	}

	fn get(&self, name: &str) -> Option<&Value<'a>> {
		self.members().iter().find(|(found, _)| found == name).map(|(_, value)| value)
	}
}

/// The namespaces of prefixes, from `@context`. Every event and object that has a context of its own
/// begins with a copy, so that one is cheap.
#[derive(Clone, Default)]
struct Namespaces(Rc<Vec<(Rc<str>, Rc<str>)>>);

impl Namespaces {
	fn read(&mut self, context: &Value<'_>) {
		for item in context.items() {
			for (prefix, value) in item.members() {
				let namespace = value.scalar().or_else(|| value.get("@id").and_then(Value::scalar));
				if let Some(namespace) = namespace {
					self.declare(prefix, namespace);
				}
			}
		}
	}

	fn declare(&mut self, prefix: &str, namespace: &str) {
		// The last declaration counts, as in JSON-LD.
		let known = Rc::make_mut(&mut self.0);
		known.retain(|(known, _)| **known != *prefix);
		if known.len() < 1_024 {
			known.push((prefix.into(), namespace.into()));
		}
	}

	/// `prefix:name` as `{namespace}name`, and whether the prefix is declared.
	fn name(&self, name: &str) -> (String, bool) {
		let Some((prefix, local)) = name.split_once(':') else { return (name.to_owned(), true) };
		let declared = self.0.iter().find(|(known, _)| **known == *prefix);
		let namespace = match (declared, prefix) {
			(Some((_, namespace)), _) => &**namespace,
			// Those of the standard's own context.
			(None, "cbvmda") => CBV_MASTER_DATA,
			(None, "gs1") => "https://ref.gs1.org/voc/",
			(None, "cbv") => "https://ref.gs1.org/cbv/",
			(None, "epcis") => "https://ref.gs1.org/epcis/",
			(None, _) => return (name.to_owned(), false),
		};
		(format!("{{{namespace}}}{local}"), true)
	}
}

/// What one event is made with.
struct Maker {
	namespaces: Namespaces,
	warnings: Vec<Warning>,
	/// A name that an object has twice: one reader would take the first, another the last.
	twice: Option<String>,
}

impl Maker {
	fn new(namespaces: &Namespaces) -> Self {
		Self { namespaces: namespaces.clone(), warnings: Vec::new(), twice: None }
	}

	fn check_names(&mut self, members: &[(Cow<'_, str>, Value<'_>)]) {
		let mut names = BTreeSet::new();
		let twice = members.iter().find(|(name, _)| !names.insert(name.as_ref()));
		if let Some((name, _)) = twice {
			self.twice.get_or_insert_with(|| name.chars().take(80).collect());
		}
	}

	fn name(&mut self, name: &str) -> String {
		let (name, declared) = self.namespaces.name(name);
		if !declared && self.warnings.len() < 16 {
			let message = format!("the prefix of {name:?} is not declared in @context");
			self.warnings.push(Warning { code: "undeclared_prefix", message });
		}
		name
	}

	/// A field of any shape: each item of an array is a child of the same name.
	fn field(&mut self, name: &str, value: &Value<'_>, parent: &mut Element) {
		match value {
			Value::Null => (),
			Value::Text(text) => parent.children.push(Element::with_text(name, text.trim())),
			Value::Number(text) => parent.children.push(Element::with_text(name, *text)),
			Value::Array(items) => {
				for item in items {
					self.field(name, item, parent);
				}
			}
			Value::Object(members) => {
				let element = self.object(name, members);
				parent.children.push(element);
			}
		}
	}

	fn object(&mut self, name: &str, members: &[(Cow<'_, str>, Value<'_>)]) -> Element {
		let mut element = Element::new(name);
		self.check_names(members);
		let outer = self.declare(members);
		for (member, value) in members {
			match member.as_ref() {
				"@context" | "comment" | "rdfs:comment" => (),
				"#text" => element.text = value.scalar().unwrap_or_default().trim().to_owned(),
				member if member.starts_with("@xmlns") => (),
				member => {
					let member = self.name(member);
					self.field(&member, value, &mut element);
				}
			}
		}
		if let Some(outer) = outer {
			self.namespaces = outer;
		}
		element
	}

	/// Takes the declarations of an object; gives those to go back to after it.
	fn declare(&mut self, members: &[(Cow<'_, str>, Value<'_>)]) -> Option<Namespaces> {
		let mut outer = None;
		for (name, value) in members {
			if name == "@context" {
				outer.get_or_insert_with(|| self.namespaces.clone());
				self.namespaces.read(value);
			} else if let Some(rest) = name.strip_prefix("@xmlns") {
				outer.get_or_insert_with(|| self.namespaces.clone());
				if let Some(namespace) = value.scalar() {
					self.namespaces.declare(rest.trim_start_matches(':'), namespace);
				}
			}
		}
		outer
	}

	/// A list of the standard: the element has one child per item, with the item's name.
	fn list(&mut self, list: &str, item: &str, value: &Value<'_>, event: &mut Element) {
		let mut element = Element::new(list);
		for one in value.items() {
			match one {
				// The identifier of a transaction or party stands beside its type.
				Value::Object(members)
					if matches!(item, "bizTransaction" | "source" | "destination") =>
				{
					let mut made = self.object(item, members);
					if let Some(at) = made.children.iter().position(|child| child.name == item) {
						made.text = made.children.remove(at).text;
					}
					element.children.push(made);
				}
				one => self.field(item, one, &mut element),
			}
		}
		event.children.push(element);
	}

	/// The tree of an event in the shape of XML.
	fn event(&mut self, members: &[(Cow<'_, str>, Value<'_>)]) -> Element {
		let mut event = Element::default();
		self.check_names(members);
		self.declare(members);
		for (name, value) in members {
			match name.as_ref() {
				"@context" | "@id" | "type" | "@type" | "isA" | "comment" | "rdfs:comment" => (),
				name if name.starts_with("@xmlns") => (),
				_ if matches!(value, Value::Null) => (),
				name @ ("epcList" | "childEPCs" | "inputEPCList" | "outputEPCList") => {
					self.list(name, "epc", value, &mut event)
				}
				name @ ("quantityList" | "childQuantityList" | "inputQuantityList"
				| "outputQuantityList") => self.list(name, "quantityElement", value, &mut event),
				name @ "bizTransactionList" => self.list(name, "bizTransaction", value, &mut event),
				name @ "sourceList" => self.list(name, "source", value, &mut event),
				name @ "destinationList" => self.list(name, "destination", value, &mut event),
				name @ "sensorElementList" => self.list(name, "sensorElement", value, &mut event),
				name @ ("readPoint" | "bizLocation") => match value.scalar() {
					// Only the identifier, as some senders write it.
					Some(id) => {
						let mut place = Element::new(name);
						place.children.push(Element::with_text("id", id.trim()));
						event.children.push(place);
					}
					None => self.field(name, value, &mut event),
				},
				"errorDeclaration" => {
					let mut declaration = self.object("errorDeclaration", value.members());
					let mut ids = Element::new("correctiveEventIDs");
					for child in &mut declaration.children {
						if child.name == "correctiveEventIDs" {
							child.name = "correctiveEventID".into();
							ids.children.push(std::mem::take(child));
						}
					}
					declaration.children.retain(|child| !child.name.is_empty());
					if !ids.children.is_empty() {
						declaration.children.push(ids);
					}
					event.children.push(declaration);
				}
				// An empty list is a field too, and may be one that should not be there.
				name if matches!(value, Value::Array(items) if items.is_empty()) => {
					let name = self.name(name);
					event.children.push(Element::new(name));
				}
				name => {
					let name = self.name(name);
					self.field(&name, value, &mut event);
				}
			}
		}
		event
	}
}

/// The value of `type`, `@type` or `isA`, which may be an array of one.
fn type_of<'v>(value: &'v Value<'_>) -> Option<&'v str> {
	["type", "isA", "@type"]
		.into_iter()
		.find_map(|name| value.get(name))
		.and_then(|found| found.items().first())
		.and_then(Value::scalar)
}

struct Reader<'a> {
	text: &'a str,
	locator: Locator<'a>,
	assembler: Assembler,
	namespaces: Namespaces,
}

impl<'a> Reader<'a> {
	fn at(&self, at: usize) -> Scanner<'a> {
		Scanner { text: self.text, at }
	}

	fn small(&self, at: usize) -> Result<Value<'a>, DocumentError> {
		let mut budget = MAX_HEADER_NODES;
		self.at(at).value(&mut budget).map_err(|error| error.locate(self.text))
	}

	fn members(&self, at: usize) -> Result<Vec<(Cow<'a, str>, usize)>, DocumentError> {
		self.at(at).members().map_err(|error| error.locate(self.text))
	}

	/// The event that begins at this byte.
	fn event(&mut self, at: usize) -> Result<(), DocumentError> {
		let mut budget = MAX_NODES;
		let mut scanner = self.at(at);
		let found = scanner.next();
		let position = self.locator.locate(scanner.at);
		let fault = match found {
			Some(b'{') => match scanner.value(&mut budget) {
				Ok(value) => {
					let kind = type_of(&value);
					let mut maker = Maker::new(&self.namespaces);
					let mut event = maker.event(value.members());
					event.name = kind.unwrap_or_default().to_owned();
					if let Some(name) = maker.twice {
						let fault = Fault::new("duplicate_field", name, "may stand only once");
						return self.assembler.fault(fault, Some(position));
					}
					return self.assembler.event(event, Some(position), maker.warnings);
				}
				Err(_) => Fault::new(
					"event_too_large",
					"",
					format!("the event has more than {MAX_NODES} fields; split it"),
				),
			},
			_ => Fault::new("not_an_event", "", "an event must be a JSON object"),
		};
		self.assembler.fault(fault, Some(position))
	}

	/// One event, or an array of events.
	fn events(&mut self, at: usize) -> Result<(), DocumentError> {
		let mut scanner = self.at(at);
		if scanner.next() != Some(b'[') {
			return self.event(at);
		}
		scanner.at += 1;
		let mut first = true;
		let locate = |error: Syntax| error.locate(self.text);
		let mut starts = Vec::new();
		while scanner.more(&mut first, b']').map_err(locate)? {
			starts.push(scanner.skip(0).map_err(locate)?.0);
			if starts.len() > super::MAX_EVENTS {
				return Err(super::too_many_events());
			}
		}
		starts.into_iter().try_for_each(|start| self.event(start))
	}

	fn body(&mut self, at: usize) -> Result<bool, DocumentError> {
		for (name, value) in self.members(at)? {
			match name.as_ref() {
				"eventList" | "event" => {
					self.events(value)?;
					return Ok(true);
				}
				"queryResults" | "resultsBody" => {
					let nested = self.at(value).next() == Some(b'{');
					if nested && self.body(value)? {
						return Ok(true);
					}
				}
				_ => (),
			}
		}
		Ok(false)
	}
}

/// Reads a document, whose first character is `{` or `[`.
pub(super) fn read(text: &str, assembler: Assembler) -> Result<Assembler, DocumentError> {
	let mut whole = Scanner { text, at: 0 };
	whole.skip(0).map_err(|error| error.locate(text))?;
	if whole.next().is_some() {
		return Err(DocumentError::new("syntax", "not valid JSON: something follows the document")
			.at(text, whole.at));
	}
	let mut reader =
		Reader { text, locator: Locator::new(text), assembler, namespaces: Namespaces::default() };
	if reader.at(0).next() == Some(b'[') {
		reader.events(0)?;
		return Ok(reader.assembler);
	}
	let members = reader.members(0)?;
	let find = |names: &[&str]| {
		members.iter().find(|(name, _)| names.contains(&name.as_ref())).map(|(_, at)| *at)
	};
	let scalar = |reader: &Reader<'_>, name: &str| {
		let value = find(&[name]).and_then(|at| reader.small(at).ok());
		value.as_ref().and_then(Value::scalar).map(str::to_owned)
	};
	let kind = match find(&["type", "isA", "@type"]) {
		Some(at) => {
			let value = reader.small(at)?;
			value.items().first().and_then(Value::scalar).unwrap_or_default().to_owned()
		}
		None => String::new(),
	};
	// Also one that EPCIS does not know: the error is the event's.
	if EventType::parse(&kind).is_some() || kind.ends_with("Event") {
		reader.event(0)?;
		return Ok(reader.assembler);
	}
	let mut seen: Vec<&str> = Vec::new();
	for (name, at) in &members {
		if seen.contains(&name.as_ref()) {
			let message = format!("the document has {name:?} twice; keep one");
			return Err(DocumentError::new("duplicate_field", message).at(text, *at));
		}
		seen.push(name);
	}
	if let Some(at) = find(&["@context"]) {
		let context = reader.small(at)?;
		reader.namespaces.read(&context);
	}
	let (version, created) = (scalar(&reader, "schemaVersion"), scalar(&reader, "creationDate"));
	let parties = header::sbdh_of_json(
		scalar(&reader, "sender"),
		scalar(&reader, "receiver"),
		scalar(&reader, "instanceIdentifier"),
	);
	let document = &mut reader.assembler.document;
	document.schema_version = version;
	document.creation_date = created;
	document.header = parties;
	if let Some(at) = find(&["epcisHeader"]) {
		let value = reader.small(at)?;
		let mut maker = Maker::new(&reader.namespaces);
		let element = maker.object("epcisHeader", value.members());
		header::read_json(&element, &mut reader.assembler.document);
	}
	for (name, at) in &members {
		if name.ends_with("dscsaTransactionStatement") {
			let value = reader.small(*at)?;
			let mut maker = Maker::new(&reader.namespaces);
			let element = maker.object("dscsaTransactionStatement", value.members());
			header::statement(&element, &mut reader.assembler.document);
		}
	}
	let frame = kind.rsplit([':', '/']).next().unwrap_or_default();
	let body = find(&["epcisBody"]);
	let found = match body {
		Some(at) => reader.body(at)?,
		None => match find(&["eventList"]) {
			Some(at) => {
				reader.events(at)?;
				true
			}
			None => false,
		},
	};
	match (found, frame) {
		(true, _) => Ok(reader.assembler),
		// Master data alone is a document too.
		(false, "EPCISDocument" | "EPCISMasterDataDocument")
			if !reader.assembler.document.master_data.vocabularies.is_empty() =>
		{
			Ok(reader.assembler)
		}
		(false, "EPCISDocument" | "EPCISQueryDocument") => Err(DocumentError::new(
			"no_events",
			"the document has no event list; put the events into epcisBody.eventList",
		)),
		(false, _) => Err(DocumentError::new(
			"root",
			"neither an EPCISDocument, an EPCISQueryDocument, an event nor an array of events; \
			 the root needs \"type\"",
		)),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Or a small document of many objects would be half a minute of work.
	#[test]
	fn prefixes_should_be_copied_only_where_one_is_declared() {
		let mut document = Namespaces::default();
		document.declare("ex", "https://ex.org/");
		let is_same = |text: &str| {
			let mut budget = 10;
			let value = Scanner { text, at: 0 }.value(&mut budget).unwrap();
			let mut maker = Maker::new(&document);
			maker.declare(value.members());
			Rc::ptr_eq(&document.0, &maker.namespaces.0)
		};
		assert!(is_same(r#"{"ex:a":1}"#));
		assert!(is_same(r#"{"@context":{}}"#));
		assert!(!is_same(r#"{"@context":{"other":"https://other.org/"}}"#));
	}
}

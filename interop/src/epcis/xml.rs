//! EPCIS 1.2 and 2.0 in XML.
//!
//! Pulled token by token; only the event in hand is kept as a tree. Document type declarations and
//! entities other than the five of XML are refused, so nothing expands. The wrappers `extension`
//! and `baseExtension`, in which 1.2 hides what 1.1 did not know, are dropped.

use quick_xml::{
	escape::resolve_predefined_entity,
	events::{BytesStart, Event as Token},
	name::ResolveResult,
	reader::NsReader,
	XmlVersion,
};

use super::{
	element::Element,
	error::{DocumentError, Fault, Locator, Position},
	header,
	model::EventType,
	Assembler, MAX_DEPTH, MAX_HEADER_NODES, MAX_NODES,
};

/// Namespaces whose names are written without one.
const STANDARD: &[&str] = &[
	"urn:epcglobal:epcis:xsd:1",
	"urn:epcglobal:epcis:xsd:2",
	"urn:epcglobal:epcis-query:xsd:1",
	"urn:epcglobal:epcis-query:xsd:2",
	"urn:epcglobal:epcis-masterdata:xsd:1",
	"urn:epcglobal:epcis-masterdata:xsd:2",
];
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What the tree in hand is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
	Event,
	Header,
	MasterData,
	Statement,
}

/// An element whose end has not come.
struct Open {
	element: Element,
	/// Text after the first child is not the element's value.
	text_ended: bool,
}

/// A tree in the making.
struct Tree {
	purpose: Purpose,
	open: Vec<Open>,
	nodes: usize,
	position: Position,
}

struct Reader<'a> {
	text: &'a str,
	reader: NsReader<&'a [u8]>,
	locator: Locator<'a>,
	/// Names of the frame's open elements.
	path: Vec<String>,
	tree: Option<Tree>,
	assembler: Assembler,
	root: bool,
	lists: usize,
}

fn version() -> XmlVersion {
	XmlVersion::Implicit1_0
}

impl<'a> Reader<'a> {
	fn offset(&self) -> usize {
		usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
	}

	fn error(&self, code: &'static str, message: impl Into<String>) -> DocumentError {
		DocumentError::new(code, message).at(self.text, self.offset())
	}

	fn syntax(&self, error: impl std::fmt::Display) -> DocumentError {
		let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
		DocumentError::new("syntax", format!("not valid XML: {error}")).at(self.text, at)
	}

	/// The name with its namespace, unless that is the standard's.
	fn qualified(
		&self,
		namespace: ResolveResult<'_>,
		local: &str,
	) -> Result<String, DocumentError> {
		match namespace {
			ResolveResult::Unbound => Ok(local.to_owned()),
			ResolveResult::Bound(namespace) if STANDARD.contains(&namespace.0) => {
				Ok(local.to_owned())
			}
			ResolveResult::Bound(namespace) => Ok(format!("{{{}}}{local}", namespace.0)),
			ResolveResult::Unknown(prefix) => Err(self.error(
				"undeclared_prefix",
				format!("not valid XML: the prefix {prefix:?} is not declared"),
			)),
		}
	}

	/// The attributes but for declarations of namespaces and schemas.
	fn attributes(&self, start: &BytesStart<'_>) -> Result<Vec<(String, String)>, DocumentError> {
		let mut attributes = Vec::new();
		for attribute in start.attributes() {
			let attribute = attribute.map_err(|error| self.syntax(error))?;
			if attribute.key.as_namespace_binding().is_some() {
				continue;
			}
			let (namespace, local) = self.reader.resolver().resolve_attribute(attribute.key);
			if matches!(&namespace, ResolveResult::Bound(found) if found.0 == SCHEMA_INSTANCE) {
				continue;
			}
			let name = self.qualified(namespace, local.as_ref())?;
			let value = attribute.normalized_value(version()).map_err(|error| {
				self.error("entity", format!("an attribute has an entity that is refused: {error}"))
			})?;
			attributes.push((name, value.trim().to_owned()));
		}
		Ok(attributes)
	}

	/// What a new tree that begins with this element is for; none if it is part of the frame.
	fn purpose(&self, name: &str) -> Option<Purpose> {
		let parent = self
			.path
			.iter()
			.rev()
			.map(String::as_str)
			.find(|name| !matches!(*name, "extension" | "baseExtension"));
		let local = name.rsplit('}').next().unwrap_or_default();
		match (parent, name) {
			(_, "extension" | "baseExtension") => None,
			(Some("EventList"), _) => Some(Purpose::Event),
			(None, name) if !self.root && EventType::parse(name).is_some() => Some(Purpose::Event),
			(Some("EPCISDocument" | "EPCISQueryDocument"), "EPCISHeader") => Some(Purpose::Header),
			(Some("EPCISBody"), "VocabularyList") => Some(Purpose::MasterData),
			(Some(_), _) if local == "dscsaTransactionStatement" => Some(Purpose::Statement),
			_ => None,
		}
	}

	fn start(&mut self, start: &BytesStart<'a>) -> Result<(), DocumentError> {
		let (namespace, local) = self.reader.resolver().resolve_element(start.name());
		let name = self.qualified(namespace, local.as_ref())?;
		let depth = self.path.len() + self.tree.as_ref().map_or(0, |tree| tree.open.len());
		if depth >= MAX_DEPTH {
			return Err(self.error("too_deep", "elements may not be nested more than 64 deep"));
		}
		let attributes = self.attributes(start)?;
		if self.tree.is_none() {
			let Some(purpose) = self.purpose(&name) else {
				return self.frame(name, attributes);
			};
			self.root = true;
			// The start tag ends here; the tag itself begins at its bracket.
			let tag = self.offset().saturating_sub(start.len() + 2);
			let position = self.locator.locate(tag);
			self.tree = Some(Tree { purpose, open: Vec::new(), nodes: 0, position });
		}
		let Some(tree) = self.tree.as_mut() else { return Ok(()) };
		if let Some(parent) = tree.open.last_mut() {
			parent.text_ended = true;
		}
		tree.nodes += 1 + attributes.len();
		let mut element = Element::new(name);
		let limit = if tree.purpose == Purpose::Event { MAX_NODES } else { MAX_HEADER_NODES };
		if tree.nodes <= limit {
			element.children = attributes
				.into_iter()
				.map(|(name, value)| Element::with_text(name, value))
				.collect();
		}
		tree.open.push(Open { element, text_ended: false });
		Ok(())
	}

	/// An element of the frame around the events.
	fn frame(
		&mut self,
		name: String,
		attributes: Vec<(String, String)>,
	) -> Result<(), DocumentError> {
		if self.path.is_empty() {
			let known = ["EPCISDocument", "EPCISQueryDocument", "EPCISMasterDataDocument"];
			if self.root || !known.contains(&name.as_str()) {
				return Err(self.error(
					"root",
					format!("the root must be EPCISDocument, EPCISQueryDocument or an event, not {name}"),
				));
			}
			self.root = true;
			let document = &mut self.assembler.document;
			for (attribute, value) in attributes {
				match attribute.as_str() {
					"schemaVersion" => document.schema_version = Some(value),
					"creationDate" => document.creation_date = Some(value),
					_ => (),
				}
			}
		}
		if name == "EventList" {
			self.lists += 1;
		}
		self.path.push(name);
		Ok(())
	}

	fn text(&mut self, text: &str) {
		let open = self.tree.as_mut().and_then(|tree| tree.open.last_mut());
		if let Some(Open { element, text_ended: false }) = open {
			element.text.push_str(text);
		}
	}

	fn end(&mut self) -> Result<(), DocumentError> {
		let Some(tree) = self.tree.as_mut() else {
			self.path.pop();
			return Ok(());
		};
		let Some(Open { mut element, .. }) = tree.open.pop() else { return Ok(()) };
		let trimmed = element.text.trim();
		if trimmed.len() != element.text.len() {
			element.text = trimmed.to_owned();
		}
		let limit = if tree.purpose == Purpose::Event { MAX_NODES } else { MAX_HEADER_NODES };
		match tree.open.last_mut() {
			Some(_) if tree.nodes > limit => (),
			Some(parent) if matches!(element.name.as_str(), "extension" | "baseExtension") => {
				parent.element.children.append(&mut element.children);
			}
			Some(parent) => parent.element.children.push(element),
			None => {
				let (purpose, position, nodes) = (tree.purpose, tree.position, tree.nodes);
				self.tree = None;
				return self.finish(purpose, element, position, nodes);
			}
		}
		Ok(())
	}

	fn finish(
		&mut self,
		purpose: Purpose,
		element: Element,
		position: Position,
		nodes: usize,
	) -> Result<(), DocumentError> {
		let document = &mut self.assembler.document;
		match purpose {
			Purpose::Event if nodes > MAX_NODES => self.assembler.fault(
				Fault::new(
					"event_too_large",
					"",
					format!("the event has more than {MAX_NODES} fields; split it"),
				),
				Some(position),
			),
			Purpose::Event => self.assembler.event(element, Some(position), Vec::new()),
			_ if nodes > MAX_HEADER_NODES => {
				Err(self.error("too_large", "the header has too many fields; send fewer at a time"))
			}
			Purpose::Header => {
				header::read_xml(&element, document);
				Ok(())
			}
			Purpose::MasterData => {
				header::vocabularies_xml(&element, document);
				Ok(())
			}
			Purpose::Statement => {
				header::statement(&element, document);
				Ok(())
			}
		}
	}

	fn token(&mut self, token: Token<'a>) -> Result<(), DocumentError> {
		match token {
			Token::Start(start) => self.start(&start),
			Token::End(_) => self.end(),
			Token::Text(text) => {
				self.text(&text.xml_content(version()));
				Ok(())
			}
			Token::CData(text) => {
				self.text(&text.xml_content(version()));
				Ok(())
			}
			Token::GeneralRef(reference) => {
				let character = reference.resolve_char_ref().map_err(|error| self.syntax(error))?;
				let name = reference.xml_content(version());
				match (character, resolve_predefined_entity(&name)) {
					(Some(character), _) => {
						self.text(character.encode_utf8(&mut [0; 4]));
						Ok(())
					}
					(None, Some(text)) => {
						self.text(text);
						Ok(())
					}
					(None, None) => Err(self.error(
						"entity",
						format!(
							"the entity &{name}; is refused: EPCIS needs none but those of XML"
						),
					)),
				}
			}
			Token::DocType(_) => Err(self.error(
				"doctype",
				"a document type declaration is refused: EPCIS needs none, and entities that \
				 expand are an attack",
			)),
			Token::Decl(declaration) => match declaration.encoding() {
				Some(Ok(encoding))
					if !["utf-8", "utf8", "us-ascii"]
						.contains(&encoding.to_ascii_lowercase().as_str()) =>
				{
					Err(self.error(
						"encoding",
						format!("the encoding {encoding} is not read; save the document as UTF-8"),
					))
				}
				Some(Err(error)) => Err(self.syntax(error)),
				_ => Ok(()),
			},
			Token::Empty(_) | Token::Comment(_) | Token::PI(_) | Token::Eof => Ok(()),
		}
	}
}

/// Reads a document, whose first character is `<`.
pub(super) fn read(text: &str, assembler: Assembler) -> Result<Assembler, DocumentError> {
	let mut inner = NsReader::from_str(text);
	let config = inner.config_mut();
	config.expand_empty_elements = true;
	config.check_comments = true;
	let mut reader = Reader {
		text,
		reader: inner,
		locator: Locator::new(text),
		path: Vec::new(),
		tree: None,
		assembler,
		root: false,
		lists: 0,
	};
	loop {
		let token = reader.reader.read_event().map_err(|error| reader.syntax(error))?;
		if matches!(token, Token::Eof) {
			break;
		}
		reader.token(token)?;
	}
	if !reader.path.is_empty() || reader.tree.is_some() {
		return Err(reader.error("syntax", "not valid XML: the document is cut off"));
	}
	if !reader.root {
		return Err(reader.error("root", "the document has no element"));
	}
	let document = &reader.assembler.document;
	if document.events.is_empty()
		&& reader.lists == 0
		&& document.master_data.vocabularies.is_empty()
	{
		return Err(DocumentError::new(
			"no_events",
			"the document has no EventList; put the events into EPCISBody/EventList",
		));
	}
	Ok(reader.assembler)
}

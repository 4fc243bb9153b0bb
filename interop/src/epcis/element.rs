//! The tree that both readers make of an event, in the shape that EPCIS has in XML.
//!
//! XML attributes and JSON members are children; the item of a JSON list is a child with the name
//! that the XML schema gives it. So the same event is the same tree, whatever it was written in.

/// A field: its name, its own text, and what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
	/// The name: of the standard as it is, of anybody else `{namespace}name`.
	pub name: String,
	/// Its text without the white space around it; empty if there is none.
	pub text: String,
	/// What it holds, in the order of the document.
	pub children: Vec<Element>,
}

impl Element {
	pub(crate) fn new(name: impl Into<String>) -> Self {
		Self { name: name.into(), ..Self::default() }
	}

	pub(crate) fn with_text(name: impl Into<String>, text: impl Into<String>) -> Self {
		Self { name: name.into(), text: text.into(), children: Vec::new() }
	}

	/// The name without its namespace or prefix.
	pub fn local_name(&self) -> &str {
		let separator = if self.name.starts_with('{') { '}' } else { ':' };
		self.name.rsplit(separator).next().unwrap_or_default()
	}

	/// The namespace, if it has one.
	pub fn namespace(&self) -> Option<&str> {
		self.name.strip_prefix('{')?.rsplit_once('}').map(|(namespace, _)| namespace)
	}

	/// The first child with this full name.
	pub fn child(&self, name: &str) -> Option<&Element> {
		self.children.iter().find(|child| child.name == name)
	}

	/// Every child with this full name.
	pub fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> + 'a {
		self.children.iter().filter(move |child| child.name == name)
	}

	/// The text of the first child with this full name, if it is not empty.
	pub fn text_of(&self, name: &str) -> Option<&str> {
		self.child(name).map(|child| child.text.as_str()).filter(|text| !text.is_empty())
	}

	/// Itself or the first below it with this name, whatever the namespace.
	pub(crate) fn find(&self, local: &str) -> Option<&Element> {
		if self.local_name() == local {
			return Some(self);
		}
		self.children.iter().find_map(|child| child.find(local))
	}

	/// Neither text nor anything below it.
	pub fn is_empty(&self) -> bool {
		self.text.is_empty() && self.children.is_empty()
	}

	/// Whether the name is of somebody else than the standard.
	pub fn is_extension(&self) -> bool {
		self.name.starts_with('{') || self.name.contains(':')
	}
}

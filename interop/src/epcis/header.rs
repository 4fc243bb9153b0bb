//! What a document says beside its events: who sent it to whom, master data, and the transaction
//! statement of US trade.

use salus_primitives::identifiers::{Gln, Gtin};

use super::{
	element::Element,
	model::{gln, gtin},
	Document,
};
use crate::id::Identifier;

/// A sender or receiver of a Standard Business Document Header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
	/// Whose identifier it is: `GLN`, `SGLN`, `DUNS`...
	pub authority: Option<String>,
	/// The identifier, as written.
	pub identifier: String,
}

impl Partner {
	/// Its GLN, if it is one or an EPC URN or Digital Link of one.
	pub fn gln(&self) -> Option<Gln> {
		let text = self.identifier.trim();
		text.parse().ok().or_else(|| Identifier::parse(text).ok().as_ref().and_then(gln))
	}
}

/// Who sent the document to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SbdhHeader {
	/// Who sent it.
	pub senders: Vec<Partner>,
	/// To whom.
	pub receivers: Vec<Partner>,
	/// The sender's identifier of this document.
	pub instance_identifier: Option<String>,
	/// When it was made, as written.
	pub created: Option<String>,
	/// Of what kind it says it is: `Events`.
	pub document_type: Option<String>,
}

/// What a trading partner states with a transaction (SC-2, FD&C Act 581(27)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionStatement {
	/// Whether it is affirmed.
	pub affirmed: bool,
	/// The words of the statement.
	pub legal_notice: Option<String>,
}

/// An entry of a vocabulary: something with its attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VocabularyElement {
	/// What it is about, as written.
	pub id: String,
	/// Names as written and values, in the order of the document.
	pub attributes: Vec<(String, String)>,
	/// What belongs to it, for instance sites of a company.
	pub children: Vec<String>,
}

impl VocabularyElement {
	/// The value of the first attribute with this name, whatever its namespace.
	pub fn attribute(&self, name: &str) -> Option<&str> {
		let found = self.attributes.iter().find(|(found, _)| attribute_name(found) == name);
		found.map(|(_, value)| value.as_str())
	}

	/// What it is about in its canonical form; as written where it is no identifier.
	pub fn canonical_id(&self) -> String {
		canonical(&self.id)
	}

	/// What belongs to it, likewise.
	pub fn canonical_children(&self) -> impl Iterator<Item = String> + '_ {
		self.children.iter().map(|id| canonical(id))
	}
}

fn canonical(id: &str) -> String {
	Identifier::parse(id).map_or_else(|_| id.to_owned(), |id| id.canonical_digital_link())
}

/// A list of entries of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VocabularyList {
	/// The kind, such as `urn:epcglobal:epcis:vtype:Location`.
	pub kind: String,
	/// The entries.
	pub elements: Vec<VocabularyElement>,
}

/// A place or party that a document describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocationData<'a> {
	/// Its GLN.
	pub gln: Gln,
	/// `name`.
	pub name: Option<&'a str>,
	/// Everything that is said of it.
	pub entry: &'a VocabularyElement,
}

/// A product that a document describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductData<'a> {
	/// Its GTIN.
	pub gtin: Gtin,
	/// `regulatedProductName`, else `functionalName` or `descriptionShort`.
	pub name: Option<&'a str>,
	/// `additionalTradeItemIdentification`: in the US the NDC.
	pub national_code: Option<&'a str>,
	/// Everything that is said of it.
	pub entry: &'a VocabularyElement,
}

/// What a document describes beside its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MasterData {
	/// The lists.
	pub vocabularies: Vec<VocabularyList>,
}

impl MasterData {
	/// Whether it says nothing.
	pub fn is_empty(&self) -> bool {
		self.vocabularies.iter().all(|list| list.elements.is_empty())
	}

	fn entries(&self) -> impl Iterator<Item = (Identifier, &VocabularyElement)> {
		self.vocabularies
			.iter()
			.flat_map(|list| &list.elements)
			.filter_map(|entry| Some((Identifier::parse(&entry.id).ok()?, entry)))
	}

	/// Places and parties with a GLN. Entries whose identifier is wrong are left out.
	pub fn locations(&self) -> impl Iterator<Item = LocationData<'_>> {
		self.entries().filter_map(|(id, entry)| {
			Some(LocationData { gln: gln(&id)?, name: entry.attribute("name"), entry })
		})
	}

	/// Products with a GTIN. Entries whose identifier is wrong are left out.
	pub fn products(&self) -> impl Iterator<Item = ProductData<'_>> {
		self.entries().filter_map(|(id, entry)| {
			let name = ["regulatedProductName", "functionalName", "descriptionShort"]
				.into_iter()
				.find_map(|name| entry.attribute(name));
			let national_code = entry.attribute("additionalTradeItemIdentification");
			Some(ProductData { gtin: gtin(&id)?, name, national_code, entry })
		})
	}
}

/// The name of an attribute without its namespace: `urn:epcglobal:cbv:mda#name` is `name`.
fn attribute_name(id: &str) -> &str {
	id.rsplit(['#', ':', '/', '}']).next().unwrap_or_default()
}

/// The direct and indirect children with this local name.
fn all<'a>(element: &'a Element, local: &str, out: &mut Vec<&'a Element>) {
	for child in &element.children {
		if child.local_name() == local {
			out.push(child);
		} else {
			all(child, local, out);
		}
	}
}

fn text(element: &Element, local: &str) -> Option<String> {
	element.find(local).map(|found| found.text.clone()).filter(|text| !text.is_empty())
}

fn partners(header: &Element, local: &str) -> Vec<Partner> {
	let mut found = Vec::new();
	all(header, local, &mut found);
	found
		.into_iter()
		.filter_map(|partner| {
			let identifier = partner.find("Identifier")?;
			let authority = identifier.text_of("Authority").map(str::to_owned);
			Some(Partner { authority, identifier: identifier.text.clone() })
		})
		.collect()
}

/// Reads `EPCISHeader`.
pub(super) fn read_xml(element: &Element, document: &mut Document) {
	if let Some(header) = element.find("StandardBusinessDocumentHeader") {
		let identification = header.find("DocumentIdentification");
		let of = |local| identification.and_then(|element| text(element, local));
		document.header = Some(SbdhHeader {
			senders: partners(header, "Sender"),
			receivers: partners(header, "Receiver"),
			instance_identifier: of("InstanceIdentifier"),
			created: of("CreationDateAndTime"),
			document_type: of("Type"),
		});
	}
	if let Some(master_data) = element.find("EPCISMasterData") {
		vocabularies_xml(master_data, document);
	}
	if let Some(found) = element.find("dscsaTransactionStatement") {
		statement(found, document);
	}
}

/// Reads the `Vocabulary` elements at or below this one.
pub(super) fn vocabularies_xml(element: &Element, document: &mut Document) {
	let mut lists = Vec::new();
	all(element, "Vocabulary", &mut lists);
	for list in lists {
		let mut entries = Vec::new();
		all(list, "VocabularyElement", &mut entries);
		let elements = entries.into_iter().map(vocabulary_element).collect();
		let kind = list.text_of("type").unwrap_or_default().to_owned();
		document.master_data.vocabularies.push(VocabularyList { kind, elements });
	}
}

fn vocabulary_element(entry: &Element) -> VocabularyElement {
	let attributes = entry
		.children_named("attribute")
		.filter_map(|attribute| Some((attribute.text_of("id")?.to_owned(), attribute.text.clone())))
		.collect();
	let children = entry
		.children_named("children")
		.flat_map(|children| children.children_named("id"))
		.map(|child| child.text.clone())
		.collect();
	VocabularyElement {
		id: entry.text_of("id").unwrap_or_default().to_owned(),
		attributes,
		children,
	}
}

/// Reads `epcisHeader`.
pub(super) fn read_json(element: &Element, document: &mut Document) {
	let mut lists = Vec::new();
	all(element, "vocabularyList", &mut lists);
	for list in lists {
		let elements = list
			.children_named("vocabularyElementList")
			.map(|entry| VocabularyElement {
				id: entry.text_of("id").unwrap_or_default().to_owned(),
				attributes: entry
					.children_named("attributes")
					.filter_map(|attribute| {
						let value = attribute.text_of("attribute").unwrap_or_default();
						Some((attribute.text_of("id")?.to_owned(), value.to_owned()))
					})
					.collect(),
				children: entry
					.children_named("children")
					.map(|child| child.text.clone())
					.collect(),
			})
			.collect();
		let kind = list.text_of("type").or_else(|| list.text_of("isA")).unwrap_or_default();
		document.master_data.vocabularies.push(VocabularyList { kind: kind.to_owned(), elements });
	}
	if let Some(found) = element.find("dscsaTransactionStatement") {
		statement(found, document);
	}
}

/// The parties of a JSON document, which has no header of its own for them.
pub(super) fn sbdh_of_json(
	sender: Option<String>,
	receiver: Option<String>,
	instance_identifier: Option<String>,
) -> Option<SbdhHeader> {
	if sender.is_none() && receiver.is_none() && instance_identifier.is_none() {
		return None;
	}
	let partner = |identifier: Option<String>| {
		identifier.map(|identifier| Partner { authority: None, identifier })
	};
	Some(SbdhHeader {
		senders: partner(sender).into_iter().collect(),
		receivers: partner(receiver).into_iter().collect(),
		instance_identifier,
		..SbdhHeader::default()
	})
}

/// Reads `gs1ushc:dscsaTransactionStatement`.
pub(super) fn statement(element: &Element, document: &mut Document) {
	let affirmed = text(element, "affirmTransactionStatement")
		.is_some_and(|text| matches!(text.to_ascii_lowercase().as_str(), "true" | "1"));
	document.transaction_statement =
		Some(TransactionStatement { affirmed, legal_notice: text(element, "legalNotice") });
}

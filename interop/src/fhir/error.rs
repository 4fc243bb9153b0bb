//! What can be wrong with a FHIR resource, and where.

use std::fmt;

/// Why a resource is refused. The names do not change between releases.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
	/// Not JSON, or cut off.
	Syntax,
	/// An element is stated twice.
	Duplicate,
	/// Not a Consent, nor a Bundle of them.
	NotConsent,
	/// Neither R4 nor R5, or a mixture.
	Version,
	/// An element that is needed is missing.
	Missing,
	/// An element has another type than FHIR gives it.
	WrongType,
	/// FHIR knows no such element there.
	UnknownElement,
	/// A code that decides is not known.
	UnknownCode,
	/// FHIR allows it, and it would change the decision, but it is not honoured here.
	NotHonoured,
	/// It can be read in two ways that decide differently.
	Ambiguous,
	/// More than 64 provisions, 4 levels, 8 values of an element or 8 KiB.
	TooLarge,
	/// Not a date, or one that cannot be held.
	BadDate,
	/// A reference that names nothing.
	BadReference,
	/// The patient map does not know who or what is meant.
	Unmapped,
	/// A newer consent of the patient stands in its place.
	Superseded,
}

impl Code {
	/// Every code.
	pub const ALL: [Self; 15] = [
		Self::Syntax,
		Self::Duplicate,
		Self::NotConsent,
		Self::Version,
		Self::Missing,
		Self::WrongType,
		Self::UnknownElement,
		Self::UnknownCode,
		Self::NotHonoured,
		Self::Ambiguous,
		Self::TooLarge,
		Self::BadDate,
		Self::BadReference,
		Self::Unmapped,
		Self::Superseded,
	];

	/// Its name, with the domain before it.
	pub const fn as_str(self) -> &'static str {
		match self {
			Self::Syntax => "Fhir.Syntax",
			Self::Duplicate => "Fhir.Duplicate",
			Self::NotConsent => "Fhir.NotConsent",
			Self::Version => "Fhir.Version",
			Self::Missing => "Fhir.Missing",
			Self::WrongType => "Fhir.WrongType",
			Self::UnknownElement => "Fhir.UnknownElement",
			Self::UnknownCode => "Fhir.UnknownCode",
			Self::NotHonoured => "Fhir.NotHonoured",
			Self::Ambiguous => "Fhir.Ambiguous",
			Self::TooLarge => "Fhir.TooLarge",
			Self::BadDate => "Fhir.BadDate",
			Self::BadReference => "Fhir.BadReference",
			Self::Unmapped => "Fhir.Unmapped",
			Self::Superseded => "Fhir.Superseded",
		}
	}

	/// What to do about it.
	pub const fn help(self) -> &'static str {
		match self {
			Self::Syntax => "The file is not JSON or is cut off: the message says where.",
			Self::Duplicate => "An element is stated twice: state it once.",
			Self::NotConsent => "Give a Consent, a Bundle of them, or one resource a line.",
			Self::Version => "Use the elements of FHIR R4 or those of R5, not of both.",
			Self::Missing => "State the element at the path.",
			Self::WrongType => "Give the element at the path the type that FHIR gives it.",
			Self::UnknownElement => {
				"FHIR has no such element there: a spelling, or another version."
			}
			Self::UnknownCode => {
				"A code that decides is not known: docs/fhir.md lists those that are."
			}
			Self::NotHonoured => {
				"What is stated would change the decision and is not honoured: docs/fhir.md says \
				 what is."
			}
			Self::Ambiguous => "It can be read in two ways: docs/fhir.md says how to state a base.",
			Self::TooLarge => {
				"A consent has at most 64 provisions, 4 levels, 8 values an element and 8 KiB."
			}
			Self::BadDate => "Write YYYY, YYYY-MM, YYYY-MM-DD or a time with its zone.",
			Self::BadReference => "Give a reference, or an identifier with system and value.",
			Self::Unmapped => "Enter the reference into the patient map first.",
			Self::Superseded => {
				"A newer consent of the patient is in force or in the same import: one holds at a \
				 time, and the newest does."
			}
		}
	}
}

/// What is wrong with a resource: the code, the FHIRPath of the element, and a sentence.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub struct Error {
	/// Why.
	pub code: Code,
	/// Where, such as `Consent.provision.provision[0].actor[1].role`.
	pub path: String,
	/// What is wrong and what to do about it.
	pub message: String,
}

impl Error {
	/// At `path`.
	pub fn new(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
		Self { code, path: path.into(), message: message.into() }
	}
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		if self.path.is_empty() {
			write!(f, "{}", self.message)
		} else {
			write!(f, "{}: {}", self.path, self.message)
		}
	}
}

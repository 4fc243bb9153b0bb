//! The identifiers that EPCIS events carry, however they are written.

use super::{
	digital_link,
	error::{Error, EMPTY, LENGTH, SCHEME},
	text::push_link,
	urn,
};
use salus_primitives::{
	supply::{Epc, Serial},
	Gln, Gtin, Sscc,
};
use serde::{Serialize, Serializer};
use std::fmt;

/// A URI longer than this identifies nothing.
pub const MAX_URI: usize = 4_096;

/// What an EPCIS event names: an object, a class of objects, a place, a party or a document. EPC
/// URN and GS1 Digital Link of the same thing are the same value.
///
/// Keys are kept with their check digits, values without percent-encoding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identifier {
	/// A trade item: AI (01) and (21).
	Sgtin {
		/// AI (01).
		gtin: Gtin,
		/// AI (21), 1 to 20 characters.
		serial: String,
	},
	/// A lot of a trade item: AI (01) and (10).
	Lgtin {
		/// AI (01).
		gtin: Gtin,
		/// AI (10), 1 to 20 characters.
		lot: String,
	},
	/// A class of trade items: AI (01), or `urn:epc:idpat:sgtin:….*`.
	Gtin(Gtin),
	/// A trade item whose serial number a third party gives out: AI (01) and (235).
	Upui {
		/// AI (01).
		gtin: Gtin,
		/// AI (235), 1 to 28 characters.
		tpx: String,
	},
	/// A logistic unit: AI (00).
	Sscc(Sscc),
	/// A place: AI (414), and AI (254) for a part of it.
	Sgln {
		/// AI (414).
		gln: Gln,
		/// AI (254); none for the place as a whole (`0` in a URN).
		extension: Option<String>,
	},
	/// A party: AI (417).
	Pgln(Gln),
	/// A returnable asset: AI (8003).
	Grai {
		/// 14 digits, the first is 0, the last is the check digit.
		asset_type: String,
		/// None for the type.
		serial: Option<String>,
	},
	/// An individual asset: AI (8004).
	Giai(String),
	/// The recipient of a service: AI (8018).
	Gsrn {
		/// 18 digits.
		gsrn: String,
		/// AI (8019).
		instance: Option<String>,
	},
	/// The provider of a service: AI (8017).
	Gsrnp {
		/// 18 digits.
		gsrn: String,
		/// AI (8019).
		instance: Option<String>,
	},
	/// A document: AI (253).
	Gdti {
		/// 13 digits.
		document_type: String,
		/// None for the type.
		serial: Option<String>,
	},
	/// A component or part: AI (8010) and (8011).
	Cpi {
		/// AI (8010).
		part: String,
		/// AI (8011); none for the class.
		serial: Option<String>,
	},
	/// A coupon: AI (255).
	Gcn {
		/// 13 digits.
		coupon: String,
		/// None for the class.
		serial: Option<String>,
	},
	/// A piece of a trade item: AI (8006), with (21) or (10).
	Itip {
		/// The trade item.
		gtin: Gtin,
		/// Which piece, from 1.
		piece: u8,
		/// Of how many.
		total: u8,
		/// AI (21).
		serial: Option<String>,
		/// AI (10), where there is no serial number.
		lot: Option<String>,
	},
	/// A consignment: AI (401).
	Ginc(String),
	/// A shipment: AI (402), 17 digits.
	Gsin(String),
	/// A product model: AI (8013), the Basic UDI-DI of a device.
	Gmn(String),
	/// Any other URI, as it is written.
	Other {
		/// The URI.
		uri: String,
	},
}

impl Identifier {
	/// Reads an EPC URN (`urn:epc:id:…`, `urn:epc:class:lgtin:…`, `urn:epc:idpat:…`), a GS1 Digital
	/// Link URI on any host, or any other URI, which is kept as it is. White space around it is
	/// dropped.
	///
	/// A GS1 key is checked whole: company prefix (ID-5), check digit (ID-1), lengths and
	/// characters. Of a Digital Link, only the finest identification stays: the serial number, else
	/// the lot; consumer product variant and query are dropped, as CBV 2.0 section 8.9 wants.
	///
	/// A web address on a host that is not `id.gs1.org` and which only resembles a Digital Link is
	/// any other URI.
	pub fn parse(text: &str) -> Result<Self, Error> {
		let text = text.trim_ascii();
		if text.is_empty() {
			return Err(Error::new(EMPTY, "the identifier is empty; give a URI"));
		}
		if text.len() > MAX_URI {
			return Err(Error::new(
				LENGTH,
				format!("the URI has {} characters; at most {MAX_URI} are read", text.len()),
			));
		}
		if urn::is_epc(text) {
			return urn::parse(text);
		}
		if digital_link::is_web(text) {
			if let Some(link) = digital_link::parse(text, digital_link::Reading::Identity)? {
				if let Some(identifier) = link.identifier() {
					return Ok(identifier);
				}
			}
			return Ok(Self::Other { uri: text.to_owned() });
		}
		if !is_uri(text) {
			return Err(Error::new(
				SCHEME,
				"this is not a URI; write urn:epc:id:…, https://id.gs1.org/… or another URI, and \
				 read barcodes as element strings",
			)
			.at(0)
			.expecting("urn:epc:… or https://id.gs1.org/…"));
		}
		Ok(Self::Other { uri: text.to_owned() })
	}

	/// The canonical GS1 Digital Link URI: `https://id.gs1.org`, the key and what identifies most
	/// finely, percent-encoded, without anything else (CBV 2.0 section 8.9). Another URI is itself.
	pub fn canonical_digital_link(&self) -> String {
		let mut uri = String::with_capacity(64);
		uri.push_str(digital_link::CANONICAL_HOST);
		let mut add = |ai: &str, value: &str| {
			uri.push('/');
			uri.push_str(ai);
			uri.push('/');
			push_link(&mut uri, value);
		};
		match self {
			Self::Sgtin { gtin, serial } => {
				add("01", &gtin.to_string());
				add("21", serial);
			}
			Self::Lgtin { gtin, lot } => {
				add("01", &gtin.to_string());
				add("10", lot);
			}
			Self::Gtin(gtin) => add("01", &gtin.to_string()),
			Self::Upui { gtin, tpx } => {
				add("01", &gtin.to_string());
				add("235", tpx);
			}
			Self::Sscc(sscc) => add("00", &sscc.to_string()),
			Self::Sgln { gln, extension } => {
				add("414", &gln.to_string());
				if let Some(extension) = extension {
					add("254", extension);
				}
			}
			Self::Pgln(gln) => add("417", &gln.to_string()),
			Self::Grai { asset_type, serial } => {
				add("8003", &format!("{asset_type}{}", serial.as_deref().unwrap_or_default()));
			}
			Self::Giai(giai) => add("8004", giai),
			Self::Gsrn { gsrn, instance } | Self::Gsrnp { gsrn, instance } => {
				add(if matches!(self, Self::Gsrn { .. }) { "8018" } else { "8017" }, gsrn);
				if let Some(instance) = instance {
					add("8019", instance);
				}
			}
			Self::Gdti { document_type, serial } => {
				add("253", &format!("{document_type}{}", serial.as_deref().unwrap_or_default()));
			}
			Self::Cpi { part, serial } => {
				add("8010", part);
				if let Some(serial) = serial {
					add("8011", serial);
				}
			}
			Self::Gcn { coupon, serial } => {
				add("255", &format!("{coupon}{}", serial.as_deref().unwrap_or_default()));
			}
			Self::Itip { gtin, piece, total, serial, lot } => {
				add("8006", &format!("{gtin}{piece:02}{total:02}"));
				if let Some(serial) = serial {
					add("21", serial);
				} else if let Some(lot) = lot {
					add("10", lot);
				}
			}
			Self::Ginc(ginc) => add("401", ginc),
			Self::Gsin(gsin) => add("402", gsin),
			Self::Gmn(gmn) => add("8013", gmn),
			Self::Other { uri } => return uri.clone(),
		}
		uri
	}

	/// The EPC URN, when the length of the GS1 company prefix is known: 6 to 12 digits. None when
	/// the prefix cannot have that length, or there is no URN for it.
	pub fn to_urn(&self, company_prefix_digits: usize) -> Option<String> {
		urn::print(self, company_prefix_digits)
	}

	/// What the chain tracks: a serialised trade item or a logistic unit. None for all else.
	pub fn to_epc(&self) -> Option<Epc> {
		match self {
			Self::Sgtin { gtin, serial } => Some(Epc::Sgtin {
				gtin: gtin.get(),
				serial: Serial::try_from(serial.as_bytes().to_vec()).ok()?,
			}),
			Self::Sscc(sscc) => Some(Epc::Sscc(sscc.get())),
			_ => None,
		}
	}

	/// The trade item, for identifiers that have one.
	pub fn gtin(&self) -> Option<Gtin> {
		match self {
			Self::Sgtin { gtin, .. }
			| Self::Lgtin { gtin, .. }
			| Self::Gtin(gtin)
			| Self::Upui { gtin, .. }
			| Self::Itip { gtin, .. } => Some(*gtin),
			_ => None,
		}
	}

	/// The location or party number, for identifiers that have one.
	pub fn gln(&self) -> Option<Gln> {
		match self {
			Self::Sgln { gln, .. } | Self::Pgln(gln) => Some(*gln),
			_ => None,
		}
	}

	/// Whether it names a class of objects, which is counted, and not one object.
	pub fn is_class(&self) -> bool {
		match self {
			Self::Lgtin { .. } | Self::Gtin(_) | Self::Gmn(_) => true,
			Self::Grai { serial, .. }
			| Self::Gdti { serial, .. }
			| Self::Gcn { serial, .. }
			| Self::Cpi { serial, .. }
			| Self::Itip { serial, .. } => serial.is_none(),
			_ => false,
		}
	}

	/// The name of its kind, in the standard's words.
	pub fn kind(&self) -> &'static str {
		match self {
			Self::Sgtin { .. } => "SGTIN",
			Self::Lgtin { .. } => "LGTIN",
			Self::Gtin(_) => "GTIN",
			Self::Upui { .. } => "UPUI",
			Self::Sscc(_) => "SSCC",
			Self::Sgln { .. } => "SGLN",
			Self::Pgln(_) => "PGLN",
			Self::Grai { .. } => "GRAI",
			Self::Giai(_) => "GIAI",
			Self::Gsrn { .. } => "GSRN",
			Self::Gsrnp { .. } => "GSRNP",
			Self::Gdti { .. } => "GDTI",
			Self::Cpi { .. } => "CPI",
			Self::Gcn { .. } => "GCN",
			Self::Itip { .. } => "ITIP",
			Self::Ginc(_) => "GINC",
			Self::Gsin(_) => "GSIN",
			Self::Gmn(_) => "GMN",
			Self::Other { .. } => "URI",
		}
	}
}

impl fmt::Display for Identifier {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.canonical_digital_link())
	}
}

impl std::str::FromStr for Identifier {
	type Err = Error;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		Self::parse(text)
	}
}

impl Serialize for Identifier {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&self.canonical_digital_link())
	}
}

impl TryFrom<&Epc> for Identifier {
	type Error = Error;

	fn try_from(epc: &Epc) -> Result<Self, Self::Error> {
		match epc {
			Epc::Sgtin { gtin, serial } => {
				let gtin = Gtin::try_from(*gtin).map_err(|error| {
					Error::primitive("the GTIN", gtin.to_string().as_bytes(), error)
				})?;
				salus_primitives::supply::validate_set_82(serial)
					.map_err(|error| Error::primitive("the serial number", serial, error))?;
				Ok(Self::Sgtin { gtin, serial: String::from_utf8_lossy(serial).into_owned() })
			}
			Epc::Sscc(sscc) => Sscc::try_from(*sscc)
				.map(Self::Sscc)
				.map_err(|error| Error::primitive("the SSCC", sscc.to_string().as_bytes(), error)),
		}
	}
}

/// Whether it has a scheme and no white space (RFC 3986, section 3.1).
fn is_uri(text: &str) -> bool {
	let Some((scheme, rest)) = text.split_once(':') else { return false };
	!rest.is_empty()
		&& scheme.starts_with(|c: char| c.is_ascii_alphabetic())
		&& scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
		&& !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

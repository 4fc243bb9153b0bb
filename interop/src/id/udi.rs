//! Unique device identification (ID-10): a device identifier, which is fixed for a model and
//! package, and production identifiers, which are those of the item. 21 CFR 801.40, 830.20; EU MDR
//! annex VI C.

use super::{
	date::Date,
	error::{Error, MISSING},
	hibc, ifa, isbt128,
	scan::scan_at,
};
use serde::Serialize;

/// Who gives out the device identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Agency {
	/// GS1: the device identifier is a GTIN.
	#[serde(rename = "GS1")]
	Gs1,
	/// Health Industry Business Communications Council.
	#[serde(rename = "HIBCC")]
	Hibcc,
	/// International Council for Commonality in Blood Banking Automation.
	#[serde(rename = "ICCBBA")]
	Iccbba,
	/// Informationsstelle für Arzneispezialitäten; in the EU alone.
	#[serde(rename = "IFA")]
	Ifa,
}

/// The production identifiers on a label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductionIdentifiers {
	/// Lot or batch number.
	pub lot: Option<String>,
	/// Serial number.
	pub serial: Option<String>,
	/// Day of manufacture.
	pub manufacturing_date: Option<Date>,
	/// Last day of use.
	pub expiry: Option<Date>,
	/// Donation identification number, or distinct identification code of a tissue product.
	pub din: Option<String>,
}

/// A UDI, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Udi {
	/// Whose rules it follows.
	pub issuing_agency: Agency,
	/// The device identifier.
	pub di: String,
	/// The production identifiers.
	pub pi: ProductionIdentifiers,
	/// The UDI in the agency's own writing, for people to read.
	#[serde(skip)]
	pub canonical: String,
}

fn no_device(expected: &str) -> Error {
	Error::new(
		MISSING,
		format!("the symbol has no device identifier ({expected}); scan the one that has it too"),
	)
	.expecting(expected)
}

/// Reads a UDI in any form of the agencies: GS1 element string or Digital Link, HIBC, ISBT 128, IFA.
pub fn parse(text: &str, year: i32) -> Result<Udi, Error> {
	if text.is_empty() {
		return Err(Error::empty("UDI"));
	}
	if text.starts_with(['+', '*']) {
		return hibcc(text, year);
	}
	if text.starts_with(['=', '&']) {
		return iccbba(text);
	}
	if ifa::is_ifa(text) {
		let message = ifa::parse(text, year)?;
		return Ok(Udi {
			issuing_agency: Agency::Ifa,
			canonical: text.to_owned(),
			di: message.ppn,
			pi: ProductionIdentifiers {
				lot: message.lot,
				serial: message.serial,
				manufacturing_date: message.manufactured,
				expiry: message.expiry,
				din: None,
			},
		});
	}
	gs1(text, year)
}

fn gs1(text: &str, year: i32) -> Result<Udi, Error> {
	let scan = scan_at(text, year)?;
	let di = scan.value("01").ok_or_else(|| no_device("(01) GTIN"))?.to_owned();
	Ok(Udi {
		issuing_agency: Agency::Gs1,
		di,
		canonical: scan.element_string(),
		pi: ProductionIdentifiers {
			lot: scan.lot,
			serial: scan.serial,
			manufacturing_date: scan.production,
			expiry: scan.expiry,
			din: None,
		},
	})
}

fn hibcc(text: &str, year: i32) -> Result<Udi, Error> {
	let hibc = hibc::parse(text, year)?;
	let di = hibc.device_identifier().ok_or_else(|| no_device("the primary HIBC"))?;
	Ok(Udi {
		issuing_agency: Agency::Hibcc,
		di,
		canonical: hibc.text,
		pi: ProductionIdentifiers {
			lot: hibc.lot,
			serial: hibc.serial,
			manufacturing_date: hibc.manufactured,
			expiry: hibc.expiry,
			din: None,
		},
	})
}

fn iccbba(text: &str) -> Result<Udi, Error> {
	let message = isbt128::parse(text)?;
	let di = message.device.ok_or_else(|| no_device("=/ device identifier"))?;
	Ok(Udi {
		issuing_agency: Agency::Iccbba,
		di,
		canonical: text.to_owned(),
		pi: ProductionIdentifiers {
			lot: message.lot,
			serial: message.serial,
			manufacturing_date: message.manufactured,
			expiry: message.expiry,
			din: message.donation,
		},
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	fn read(text: &str) -> Udi {
		parse(text, 2026).unwrap_or_else(|error| panic!("{text}: {error}"))
	}

	#[test]
	fn id_10_udi_of_each_agency_should_split_into_device_and_production() {
		let udi = read("(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234");
		assert_eq!((udi.issuing_agency, udi.di.as_str()), (Agency::Gs1, "51022222233336"));
		assert_eq!(udi.pi.lot.as_deref(), Some("A213B1"));
		assert_eq!(udi.pi.serial.as_deref(), Some("1234"));
		assert_eq!(udi.pi.expiry.as_ref().unwrap().iso(), "2015-07-07");
		assert_eq!(udi.pi.manufacturing_date.as_ref().unwrap().iso(), "2014-12-31");
		assert_eq!(udi.canonical, "(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234");
		assert_eq!(read("]d20151022222233336211234^17150707").di, udi.di);

		let udi = read(
			"+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202H",
		);
		assert_eq!(
			(udi.issuing_agency, udi.di.as_str()),
			(Agency::Hibcc, "H123PARTNO1234567890120")
		);
		assert_eq!(udi.pi.serial.as_deref(), Some("XYZ456789012345678"));

		let udi =
			read("=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123");
		assert_eq!((udi.issuing_agency, udi.di.as_str()), (Agency::Iccbba, "A9999XYZ100T0944"));
		assert_eq!(udi.pi.din.as_deref(), Some("A99971312345600"));

		let udi = read("9N111234567842^1TL1^S2");
		assert_eq!((udi.issuing_agency, udi.di.as_str()), (Agency::Ifa, "111234567842"));

		let udi = read("https://m.example/01/09506000134352/10/L/21/S?17=251231");
		assert_eq!((udi.di.as_str(), udi.pi.serial.as_deref()), ("09506000134352", Some("S")));
		assert_eq!(read("09506000134352").pi, ProductionIdentifiers::default());
	}

	#[test]
	fn id_10_udi_without_device_identifier_should_be_refused() {
		let link = hibc::check_character(b"+$L1X").unwrap();
		for text in ["(10)A", "(00)340123453111111115", "=,000025", &format!("+$L1X{link}")] {
			assert_eq!(parse(text, 2026).unwrap_err().code, "missing", "{text}");
		}
		assert_eq!(parse("", 2026).unwrap_err().code, "empty");
	}
}

//! The words of CBV 2.0 in each of the ways in which senders write them: bare (`shipping`), as a
//! URN (`urn:epcglobal:cbv:bizstep:shipping`), as a compact URI (`cbv:BizStep-shipping`) and as
//! the URI of the web vocabulary, which is the canonical one.

use salus_primitives::supply::{BizStep, Disposition};

const CBV: &str = "https://ref.gs1.org/cbv/";
/// Where GS1 publishes the terms that are not of CBV: kinds of measurement, alarms.
pub(crate) const GS1_VOC: &str = "https://ref.gs1.org/voc/";
const EPCIS: &str = "https://ref.gs1.org/epcis/";

/// One list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Vocabulary {
	/// How a person calls it.
	pub(crate) what: &'static str,
	/// After `urn:epcglobal:cbv:`.
	urn: &'static str,
	/// After `https://ref.gs1.org/cbv/`.
	web: &'static str,
	words: &'static [&'static str],
}

pub(crate) const BIZ_STEP: Vocabulary = Vocabulary {
	what: "business step",
	urn: "bizstep:",
	web: "BizStep-",
	words: &[
		"accepting",
		"arriving",
		"assembling",
		"collecting",
		"commissioning",
		"consigning",
		"creating_class_instance",
		"cycle_counting",
		"decommissioning",
		"departing",
		"destroying",
		"disassembling",
		"dispensing",
		"encoding",
		"entering_exiting",
		"holding",
		"inspecting",
		"installing",
		"killing",
		"loading",
		"other",
		"packing",
		"picking",
		"receiving",
		"removing",
		"repackaging",
		"repairing",
		"replacing",
		"reserving",
		"retail_selling",
		"sampling",
		"sensor_reporting",
		"shipping",
		"staging_outbound",
		"stock_taking",
		"stocking",
		"storing",
		"transforming",
		"transporting",
		"unloading",
		"unpacking",
		"void_shipping",
	],
};

pub(crate) const DISPOSITION: Vocabulary = Vocabulary {
	what: "disposition",
	urn: "disp:",
	web: "Disp-",
	words: &[
		"active",
		"available",
		"completeness_inferred",
		"completeness_verified",
		"conformant",
		"container_closed",
		"container_open",
		"damaged",
		"destroyed",
		"dispensed",
		"disposed",
		"encoded",
		"expired",
		"in_progress",
		"in_transit",
		"inactive",
		"mismatch_class",
		"mismatch_instance",
		"mismatch_quantity",
		"needs_replacement",
		"no_pedigree_match",
		"non_conformant",
		"non_sellable_other",
		"partially_dispensed",
		"recalled",
		"reserved",
		"retail_sold",
		"returned",
		"sellable_accessible",
		"sellable_not_accessible",
		"stolen",
		"unavailable",
		"unknown",
	],
};

pub(crate) const BIZ_TRANSACTION_TYPE: Vocabulary = Vocabulary {
	what: "business transaction type",
	urn: "btt:",
	web: "BTT-",
	words: &[
		"bol",
		"cert",
		"desadv",
		"inv",
		"pedigree",
		"po",
		"poc",
		"prodorder",
		"recadv",
		"rma",
		"testprd",
		"testres",
		"upevt",
	],
};

pub(crate) const SOURCE_DESTINATION_TYPE: Vocabulary = Vocabulary {
	what: "source or destination type",
	urn: "sdt:",
	web: "SDT-",
	words: &["location", "owning_party", "possessing_party"],
};

pub(crate) const ERROR_REASON: Vocabulary = Vocabulary {
	what: "error reason",
	urn: "er:",
	web: "ER-",
	words: &["did_not_occur", "incorrect_data"],
};

pub(crate) const COMPONENT: Vocabulary = Vocabulary {
	what: "component",
	urn: "comp:",
	web: "Comp-",
	words: &[
		"altitude",
		"axial_distance",
		"azimuth",
		"easting",
		"elevation_angle",
		"height",
		"latitude",
		"longitude",
		"northing",
		"polar_angle",
		"spherical_radius",
		"x",
		"y",
		"z",
	],
};

/// The lists whose URNs are replaced wherever they stand, as the reference algorithm does.
const WITH_URN: &[Vocabulary] =
	&[BIZ_STEP, DISPOSITION, BIZ_TRANSACTION_TYPE, SOURCE_DESTINATION_TYPE, ERROR_REASON];

/// A bare word: neither a URI nor a compact one.
fn is_bare(text: &str) -> bool {
	!text.contains(':')
}

impl Vocabulary {
	/// The canonical form of `text`; none if it is a bare word that is not in the list.
	pub(crate) fn canonical(&self, text: &str) -> Option<String> {
		if is_bare(text) {
			return self.words.contains(&text).then(|| format!("{CBV}{}{text}", self.web));
		}
		Some(expand(text))
	}

	/// What people call it: the bare word where it is one of CBV, else the URI.
	pub(crate) fn word(&self, canonical: &str) -> String {
		canonical
			.strip_prefix(CBV)
			.and_then(|rest| rest.strip_prefix(self.web))
			.filter(|word| !word.is_empty())
			.unwrap_or(canonical)
			.to_owned()
	}

	/// The words.
	pub(crate) const fn words(&self) -> &'static [&'static str] {
		self.words
	}

	/// The words, for error messages.
	pub(crate) fn list(&self) -> String {
		self.words.join(", ")
	}
}

/// Compact URIs and CBV URNs in `text` as web URIs.
pub(crate) fn expand(text: &str) -> String {
	for (prefix, namespace) in [("gs1:", GS1_VOC), ("cbv:", CBV), ("epcis:", EPCIS)] {
		if let Some(rest) = text.strip_prefix(prefix) {
			return format!("{namespace}{rest}");
		}
	}
	if !text.contains("urn:epcglobal:cbv:") {
		return text.to_owned();
	}
	WITH_URN.iter().fold(text.to_owned(), |text, vocabulary| {
		text.replace(
			&format!("urn:epcglobal:cbv:{}", vocabulary.urn),
			&format!("{CBV}{}", vocabulary.web),
		)
	})
}

/// The canonical form of a kind of measurement or an alarm: bare words are GS1's.
pub(crate) fn gs1_term(text: &str) -> String {
	if is_bare(text) && !text.is_empty() {
		format!("{GS1_VOC}{text}")
	} else {
		expand(text)
	}
}

/// The chain's word for a business step; [`BizStep::Other`] for those that it does not enforce.
pub(crate) fn biz_step(word: &str) -> BizStep {
	match word {
		"arriving" => BizStep::Arriving,
		"accepting" => BizStep::Accepting,
		"commissioning" => BizStep::Commissioning,
		"decommissioning" => BizStep::Decommissioning,
		"departing" => BizStep::Departing,
		"destroying" => BizStep::Destroying,
		"dispensing" => BizStep::Dispensing,
		"holding" => BizStep::Holding,
		"inspecting" => BizStep::Inspecting,
		"loading" => BizStep::Loading,
		"packing" => BizStep::Packing,
		"picking" => BizStep::Picking,
		"receiving" => BizStep::Receiving,
		"repackaging" => BizStep::Repackaging,
		"retail_selling" => BizStep::RetailSelling,
		"shipping" => BizStep::Shipping,
		"staging_outbound" => BizStep::StagingOutbound,
		"storing" => BizStep::Storing,
		"unpacking" => BizStep::Unpacking,
		"void_shipping" => BizStep::VoidShipping,
		"cycle_counting" => BizStep::CycleCounting,
		"entering_exiting" => BizStep::EnteringExiting,
		"encoding" => BizStep::Encoding,
		_ => BizStep::Other,
	}
}

/// The chain's word for a disposition; none for those that a traced object cannot have.
pub(crate) fn disposition(word: &str) -> Option<Disposition> {
	Some(match word {
		"active" => Disposition::Active,
		"in_progress" => Disposition::InProgress,
		"in_transit" => Disposition::InTransit,
		"sellable_accessible" => Disposition::SellableAccessible,
		"sellable_not_accessible" => Disposition::SellableNotAccessible,
		"non_sellable_other" => Disposition::NonSellableOther,
		"damaged" => Disposition::Damaged,
		"expired" => Disposition::Expired,
		"recalled" => Disposition::Recalled,
		"no_pedigree_match" => Disposition::NoPedigreeMatch,
		"returned" => Disposition::Returned,
		"container_closed" => Disposition::ContainerClosed,
		"container_open" => Disposition::ContainerOpen,
		"partially_dispensed" => Disposition::PartiallyDispensed,
		"dispensed" => Disposition::Dispensed,
		"inactive" => Disposition::Inactive,
		"destroyed" => Disposition::Destroyed,
		"disposed" => Disposition::Disposed,
		"retail_sold" => Disposition::RetailSold,
		"stolen" => Disposition::Stolen,
		"unknown" => Disposition::Unknown,
		"encoded" => Disposition::Encoded,
		_ => return None,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn ep_4_every_spelling_of_a_word_should_have_one_canonical_form() {
		for text in [
			"shipping",
			"urn:epcglobal:cbv:bizstep:shipping",
			"cbv:BizStep-shipping",
			"https://ref.gs1.org/cbv/BizStep-shipping",
		] {
			let canonical = BIZ_STEP.canonical(text).unwrap();
			assert_eq!(canonical, "https://ref.gs1.org/cbv/BizStep-shipping");
			assert_eq!(BIZ_STEP.word(&canonical), "shipping");
		}
		assert_eq!(BIZ_STEP.canonical("shiping"), None);
		let own = "http://example.com/bizstep/x";
		assert_eq!(BIZ_STEP.canonical(own).as_deref(), Some(own));
		assert_eq!(gs1_term("gs1:Temperature"), gs1_term("Temperature"));
	}

	#[test]
	fn every_word_of_the_chain_should_be_read() {
		for step in BizStep::ALL {
			let word = serde_json::to_value(step).unwrap();
			assert_eq!(biz_step(word.as_str().unwrap()), *step);
		}
		for value in Disposition::ALL {
			let word = serde_json::to_value(value).unwrap();
			assert_eq!(disposition(word.as_str().unwrap()), Some(*value));
		}
	}
}

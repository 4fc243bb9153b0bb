//! GS1 Lightweight Messaging for Verification of Product Identifiers: whether a returned pack is what
//! its label says, asked by a wholesaler before it is sold again (SC-6).
//!
//! Identity and fitness, which the chain keeps apart, are one answer here: what was dispensed,
//! destroyed, decommissioned or stolen is `Not_for_re-distribution`, though its identifier is genuine.

use super::problem::Problem;
use crate::{
	chain::{client::hash_text, Chain},
	commands::lot::Stores,
	error::{Exit, Failure},
	time::{format_day, format_moment, now, parse_expiry},
};
use codec::Encode;
use salus_primitives::{Gln, Gtin};
use serde_json::{json, Value as Json};

/// What is asked.
#[derive(Debug)]
pub struct Question {
	/// The product.
	pub gtin: Gtin,
	/// The lot on the label.
	pub lot: String,
	/// The serial on the label.
	pub serial: String,
	/// The expiry on the label, `YYYY-MM-DD`.
	pub expiry: Option<String>,
	/// What the requestor calls the question.
	pub correlation: Option<String>,
}

/// The parameters of a request.
pub fn parameter<'a>(query: &'a [(String, Vec<String>)], name: &str) -> Option<&'a str> {
	let (_, values) = query.iter().find(|(known, _)| known == name)?;
	values.first().map(String::as_str).filter(|value| !value.is_empty())
}

/// Parameters that every request has.
pub fn check(query: &[(String, Vec<String>)]) -> Result<(), Problem> {
	match parameter(query, "context") {
		None | Some("dscsaSaleableReturn") => (),
		Some(_) => {
			return Err(Problem::validation("context is dscsaSaleableReturn."));
		}
	}
	match parameter(query, "linkType") {
		None | Some("verificationService") => (),
		Some(_) => return Err(Problem::validation("linkType is verificationService.")),
	}
	match parameter(query, "reqGLN").map(str::parse::<Gln>) {
		None | Some(Ok(_)) => Ok(()),
		Some(Err(error)) => Err(Problem::validation(format!("reqGLN is no GLN: it {error}."))),
	}
}

impl Question {
	/// From the path and the query of a request.
	pub fn parse(
		gtin: &str,
		lot: &str,
		serial: &str,
		query: &[(String, Vec<String>)],
	) -> Result<Self, Problem> {
		check(query)?;
		let gtin = gtin.parse().map_err(|error| {
			Problem::validation(format!("the GTIN is none: it {error} (ID-1)."))
		})?;
		let expiry = match parameter(query, "exp") {
			Some(text) => {
				let day = parse_expiry(text)
					.map_err(|_| Problem::validation("exp is YYMMDD, as on the label."))?;
				Some(format_day(day))
			}
			None => None,
		};
		Ok(Self {
			gtin,
			lot: lot.to_owned(),
			serial: serial.to_owned(),
			expiry,
			correlation: parameter(query, "corrUUID").map(str::to_owned),
		})
	}

	fn query(&self, lot: bool, proof: Option<&str>) -> Json {
		let mut query = json!({ "gtin": self.gtin.to_string(), "serial": self.serial });
		if lot {
			query["lot"] = self.lot.as_str().into();
		}
		if let Some(expiry) = &self.expiry {
			query["expiry"] = expiry.as_str().into();
		}
		if let Some(proof) = proof {
			query["proof"] = proof.into();
		}
		query
	}

	/// Ask the chain.
	pub async fn answer(
		&self,
		chain: &Chain,
		proofs: &Stores,
		responder: Gln,
	) -> Result<(Json, &'static str), Problem> {
		let at: Json = match chain.finalized().await {
			Ok(block) => hash_text(&block.hash).into(),
			Err(failure) => return Err(of_failure(failure)),
		};
		let mut answer = ask(chain, &at, self.query(true, None)).await?;
		let mut proof = None;
		if reason(&answer) == Some("proofRequired") {
			let found = proofs.proofs(self.gtin.get(), &self.serial).map_err(of_failure)?;
			for one in found {
				let text = format!("0x{}", hex::encode(one.encode()));
				answer = ask(chain, &at, self.query(true, Some(&text))).await?;
				proof = Some(text);
				if reason(&answer) != Some("proofInvalid") {
					break;
				}
			}
		}
		if matches!(reason(&answer), Some("proofRequired" | "proofInvalid")) {
			return Err(Problem::unavailable(
				"The chain knows the pack through its lot's root, and this repository does not have \
				 the lot's proofs: ask the maker.",
			));
		}
		// The chain names the first difference; the standard names both.
		let mut other = None;
		if reason(&answer) == Some("No_match_GTIN_Serial_Lot") && self.expiry.is_some() {
			let without = ask(chain, &at, self.query(false, proof.as_deref())).await?;
			other = reason(&without).map(str::to_owned);
		}
		let data = data(&answer, other.as_deref());
		let outcome = match (&data.reason, data.info) {
			(None, None) => "verified",
			(None, Some(_)) => "verifiedWithInfo",
			(Some(_), _) => "notVerified",
		};
		Ok((self.message(&data, responder), outcome))
	}

	fn message(&self, data: &Data, responder: Gln) -> Json {
		let mut inner = json!({ "verified": data.reason.is_none() });
		if let Some(reason) = data.reason {
			inner["verificationFailureReason"] = reason.into();
		}
		if let Some(info) = data.info {
			inner["additionalInfo"] = info.into();
		}
		let mut message = json!({
			"verificationTimestamp": format_moment(now()),
			"responderGLN": responder.to_string(),
			"data": inner,
		});
		if let Some(correlation) = &self.correlation {
			message["corrUUID"] = correlation.as_str().into();
		}
		message
	}
}

async fn ask(chain: &Chain, at: &Json, query: Json) -> Result<Json, Problem> {
	let answer = chain.request("supply_verifyPack", &[query, at.clone()]).await;
	answer.map_err(|error| of_failure(error.into()))
}

fn reason(answer: &Json) -> Option<&str> {
	answer.get("verificationFailureReason").and_then(Json::as_str)
}

fn of_failure(failure: Failure) -> Problem {
	match failure.exit {
		Exit::Unknown => Problem::unavailable("The chain is out of reach."),
		Exit::Usage => Problem::validation(failure.message),
		Exit::Refused => Problem::internal(failure.message),
	}
}

/// What is answered.
#[derive(PartialEq, Eq, Debug)]
struct Data {
	/// `verificationFailureReason`; none if it is verified.
	reason: Option<&'static str>,
	/// `additionalInfo`.
	info: Option<&'static str>,
}

/// The chain's answer in the standard's words. `other` is what differs beside the lot.
fn data(answer: &Json, other: Option<&str>) -> Data {
	let unfit: Vec<&str> = answer
		.get("additionalInfo")
		.and_then(Json::as_array)
		.into_iter()
		.flatten()
		.filter_map(Json::as_str)
		.collect();
	let is = |words: &[&str]| words.iter().any(|word| unfit.contains(word));
	let verified = answer.get("verified").and_then(Json::as_bool) == Some(true);
	let gone = ["dispensed", "partially_dispensed", "decommissioned", "destroyed", "stolen"];
	let reason = match reason(answer) {
		Some("No_match_GTIN_Serial_Lot") if other == Some("No_match_GTIN_Serial_Expiry") => {
			Some("No_match_GTIN_Serial_Lot_Expiry")
		}
		Some("No_match_GTIN_Serial_Lot") => Some("No_match_GTIN_Serial_Lot"),
		Some("No_match_GTIN_Serial_Expiry") => Some("No_match_GTIN_Serial_Expiry"),
		Some("No_match_GTIN_Serial" | "No_match_GTIN") => Some("No_match_GTIN_Serial"),
		Some(_) => Some("No_reason_provided"),
		None if verified && is(&gone) => Some("Not_for_re-distribution"),
		None if verified => None,
		None => Some("No_reason_provided"),
	};
	// One word: the gravest.
	let info = if is(&["recalled"]) {
		Some("Recalled")
	} else if is(&["quarantined"]) {
		Some("Suspect")
	} else if is(&["expired"]) {
		Some("Expired")
	} else {
		None
	};
	Data { reason, info }
}

#[cfg(test)]
mod tests {
	use super::*;

	fn parse(query: &str) -> Result<Question, Problem> {
		let query = salus_interop::epcis::query::parse_query_string(query).unwrap();
		Question::parse("09520001123450", "L1", "S1", &query)
	}

	#[test]
	fn sc_6_the_answer_should_be_in_the_words_of_the_standard() {
		let verified =
			|info: &[&str]| data(&json!({ "verified": true, "additionalInfo": info }), None);
		assert_eq!(verified(&[]), Data { reason: None, info: None });
		assert_eq!(verified(&["packed"]), Data { reason: None, info: None });
		let recalled = Data { reason: None, info: Some("Recalled") };
		assert_eq!(verified(&["expired", "recalled"]), recalled);
		assert_eq!(verified(&["quarantined"]).info, Some("Suspect"));
		for gone in ["dispensed", "partially_dispensed", "decommissioned", "destroyed", "stolen"] {
			assert_eq!(verified(&[gone]).reason, Some("Not_for_re-distribution"), "{gone}");
		}
		let failed = |reason: &str, other| {
			let answer = json!({ "verified": false, "verificationFailureReason": reason });
			data(&answer, other).reason
		};
		for reason in
			["No_match_GTIN_Serial", "No_match_GTIN_Serial_Lot", "No_match_GTIN_Serial_Expiry"]
		{
			assert_eq!(failed(reason, None), Some(reason));
		}
		let both = Some("No_match_GTIN_Serial_Expiry");
		let expected = Some("No_match_GTIN_Serial_Lot_Expiry");
		assert_eq!(failed("No_match_GTIN_Serial_Lot", both), expected);
		assert_eq!(failed("contested", None), Some("No_reason_provided"));
		// What is not understood is not verified.
		assert_eq!(data(&json!({}), None).reason, Some("No_reason_provided"));
	}

	#[test]
	fn sc_6_a_question_that_is_not_of_the_standard_should_be_refused() {
		let question =
			parse("exp=281130&corrUUID=u&reqGLN=9520002000019&context=dscsaSaleableReturn");
		assert_eq!(question.unwrap().expiry.as_deref(), Some("2028-11-30"));
		for text in ["exp=20281301", "context=other", "linkType=other", "reqGLN=1"] {
			assert!(parse(text).is_err(), "{text}");
		}
		assert!(Question::parse("09520001123451", "L", "S", &[]).is_err());
	}
}

//! The EPCIS event of a command, read back as from a document: the chain keeps its CBV hash.

use super::link;
use crate::{
	cli::WhenArgs,
	commands::participants::parse_gln,
	error::Failure,
	time::{format_moment, now, parse_moment},
};
use salus_interop::epcis;
use salus_primitives::supply::{Epc, EventFacts};
use serde_json::{json, Value as Json};

/// Action, `bizStep` and disposition of the event of a command.
pub type How<'a> = (&'a str, &'a str, &'a str);

/// The same place, at a time that is said: all events of a command have one.
pub fn settled(when: &WhenArgs) -> Result<WhenArgs, Failure> {
	let time = when.time.as_deref().map_or(Ok(now()), parse_moment)?;
	Ok(WhenArgs { time: Some(format_moment(time)), ..when.clone() })
}

/// An event without its objects.
pub fn begun(kind: &str, when: &WhenArgs, how: How<'_>) -> Result<Json, Failure> {
	let (action, biz_step, disposition) = how;
	let mut event = json!({
		"type": kind,
		"eventTime": settled(when)?.time,
		"eventTimeZoneOffset": "+00:00",
		"action": action,
		"bizStep": biz_step,
		"disposition": disposition,
	});
	for (key, gln) in [("readPoint", &when.read_point), ("bizLocation", &when.location)] {
		if let Some(gln) = gln {
			let gln = parse_gln(gln)?;
			event[key] = json!({ "id": format!("https://id.gs1.org/414/{gln}") });
		}
	}
	Ok(event)
}

/// What the chain is told of an event, or of the only one of a document.
pub fn facts_of(document: &Json) -> Result<EventFacts, Failure> {
	let document = epcis::read(document.to_string().as_bytes())
		.map_err(|error| Failure::usage(error.to_string()))?;
	match document.events.into_iter().next() {
		Some(Ok(event)) => Ok(event.facts()),
		Some(Err(error)) => Err(Failure::usage(error.to_string()).with_rule(error.rule)),
		None => Err(Failure::usage("no event")),
	}
}

/// Of an event about these.
pub fn event_facts(when: &WhenArgs, how: How<'_>, epcs: &[Epc]) -> Result<EventFacts, Failure> {
	let mut event = begun("ObjectEvent", when, how)?;
	event["epcList"] = epcs.iter().map(link).collect();
	facts_of(&event)
}

/// Of an event that packs or unpacks these; none: all.
pub fn packing_facts(
	when: &WhenArgs,
	how: How<'_>,
	parent: &Epc,
	children: &[Epc],
) -> Result<EventFacts, Failure> {
	let mut event = begun("AggregationEvent", when, how)?;
	event["parentID"] = link(parent).into();
	event["childEPCs"] = children.iter().map(link).collect();
	facts_of(&event)
}

#[cfg(test)]
mod tests {
	use super::{super::scanned, *};

	#[test]
	fn an_act_should_be_an_event_with_its_hash() {
		let when = WhenArgs {
			time: Some("2026-03-01T12:00:00Z".into()),
			read_point: Some("0614141000005".into()),
			location: None,
		};
		let items = ["(01)08904000210037(21)A1", "106141412345678908"].map(str::to_owned);
		let epcs = scanned::epcs(&items).unwrap();
		let how = ("OBSERVE", "receiving", "in_progress");
		let facts = event_facts(&when, how, &epcs).unwrap();
		assert_eq!(facts.read_point, Some(614_141_000_005));
		assert_eq!(facts, event_facts(&when, how, &epcs).unwrap());
		let other = event_facts(&when, ("OBSERVE", "dispensing", "dispensed"), &epcs).unwrap();
		assert_ne!(facts.hash, other.hash);
		let packed =
			packing_facts(&when, ("ADD", "packing", "in_progress"), &epcs[1], &epcs[..1]).unwrap();
		assert_ne!(facts.hash, packed.hash);
		// Everything comes out.
		packing_facts(&when, ("DELETE", "unpacking", "in_progress"), &epcs[1], &[]).unwrap();
	}
}

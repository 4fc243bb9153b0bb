//! Every rule and every error of EP-1, and input that means harm.

use proptest::prelude::*;

use super::*;

const CASE: &str = "urn:epc:id:sscc:9520001.1000000001";
const PACK: &str = "urn:epc:id:sgtin:9520001.012345.S0001";

/// An event of this type with the three fields that every event needs, and these.
fn event_json(kind: &str, fields: &str) -> String {
	format!(
		r#"{{"type":"{kind}","eventTime":"2026-03-01T12:00:00Z","eventTimeZoneOffset":"+00:00"{fields}}}"#
	)
}

fn object(fields: &str) -> String {
	event_json("ObjectEvent", &format!(r#","action":"OBSERVE","epcList":["{CASE}"]{fields}"#))
}

fn aggregation(fields: &str) -> String {
	event_json("AggregationEvent", fields)
}

#[track_caller]
fn good(event: &str) -> Event {
	let mut document = read(event.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
	assert_eq!(document.events.len(), 1);
	document.events.remove(0).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn bad(event: &str) -> EventError {
	let mut document = read(event.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
	assert_eq!(document.events.len(), 1);
	match document.events.remove(0) {
		Ok(event) => panic!("must not be valid: {event:?}"),
		Err(error) => error,
	}
}

#[track_caller]
fn assert_fault(event: &str, code: &str, path: &str) {
	let error = bad(event);
	assert_eq!((error.code, error.path.as_str()), (code, path), "{error}");
	assert_eq!(error.rule, EP_1);
	assert!(error.position.is_some());
}

#[track_caller]
fn refused(document: &[u8], code: &str) -> DocumentError {
	match read(document) {
		Ok(found) => panic!("must be refused: {found:?}"),
		Err(error) => {
			assert_eq!(error.code, code, "{error}");
			error
		}
	}
}

#[test]
fn ep_1_event_time_should_be_there_with_a_zone() {
	let whole = object("");
	good(&whole);
	let time = r#""eventTime":"2026-03-01T12:00:00Z","#;
	assert_fault(&whole.replace(time, ""), "missing_event_time", "eventTime");
	let with = |text: &str| whole.replace("2026-03-01T12:00:00Z", text);
	assert_fault(&with("2026-03-01T12:00:00"), "time_without_zone", "eventTime");
	assert_fault(&with("2026-03-01"), "invalid_time", "eventTime");
	assert_fault(&with("2026-02-30T12:00:00Z"), "invalid_time", "eventTime");
	assert_fault(&with("1960-02-03T12:00:00Z"), "invalid_time", "eventTime");
	assert_fault(&with(""), "empty_field", "eventTime");
	let list = whole.replace(r#""2026-03-01T12:00:00Z""#, r#"{"@value":"2026-03-01T12:00:00Z"}"#);
	assert_eq!(bad(&list).rule, EP_1);
}

#[test]
fn ep_1_time_zone_offset_should_be_there() {
	let whole = object("");
	assert_eq!(good(&whole.replace("+00:00", "-05:30")).zone_offset, -330);
	let offset = r#","eventTimeZoneOffset":"+00:00""#;
	assert_fault(&whole.replace(offset, ""), "missing_time_zone_offset", "eventTimeZoneOffset");
	for text in ["Z", "+15:00", "00:00", "+1:00"] {
		let event = whole.replace("+00:00", text);
		assert_fault(&event, "invalid_time_zone_offset", "eventTimeZoneOffset");
	}
}

#[test]
fn ep_1_action_should_be_there_except_in_transformations() {
	for (word, action) in
		[("ADD", Action::Add), ("OBSERVE", Action::Observe), ("DELETE", Action::Delete)]
	{
		assert_eq!(good(&object("").replace("OBSERVE", word)).action, Some(action));
	}
	assert_fault(&object("").replace("OBSERVE", "observe"), "invalid_action", "action");
	for kind in ["ObjectEvent", "AggregationEvent", "TransactionEvent", "AssociationEvent"] {
		assert_fault(&event_json(kind, ""), "missing_action", "action");
	}
	let transformation = event_json("TransformationEvent", r#","action":"ADD""#);
	assert_fault(&transformation, "action_not_allowed", "action");
}

#[test]
fn ep_1_fields_should_stand_once() {
	for field in
		[r#","bizStep":"shipping","bizStep":"receiving""#, r#","bizStep":["shipping","receiving"]"#]
	{
		assert_fault(&object(field), "duplicate_field", "bizStep");
	}
	let two = r#","disposition":"in_transit","disposition":"in_transit""#;
	assert_fault(&object(two), "duplicate_field", "disposition");
	let place = r#","readPoint":{"id":"urn:epc:id:sgln:9520001.00001.0"}"#;
	assert_fault(&object(&format!("{place}{place}")), "duplicate_field", "readPoint");
	let two = r#","bizLocation":{"id":["urn:epc:id:sgln:9520001.00001.0","geo:1,2"]}"#;
	assert_fault(&object(two), "duplicate_field", "bizLocation");
	assert_fault(&object(r#","bizLocation":{"ex:a":"1"}"#), "missing_id", "bizLocation");
	assert_fault(&object(r#","bizStep":{"ex:a":"1","b":"2"}"#), "not_a_text", "bizStep");
}

#[test]
fn ep_1_what_another_reader_could_see_otherwise_should_be_refused_below_the_event_too() {
	let class = "urn:epc:class:lgtin:9520001.012345.L1";
	for (fields, path) in [
		(format!(r#""quantityList":[{{"epcClass":"{class}","quantity":1,"quantity":1000}}]"#), "quantity"),
		(
			format!(r#""quantityList":[{{"epcClass":"{class}","quantity":[1,1000]}}]"#),
			"quantityList[0].quantity",
		),
		(
			r#""sourceList":[{"type":["location","owning_party"],"source":"urn:epc:id:pgln:9520001.00001"}]"#
				.into(),
			"sourceList[0].type",
		),
		(r#""ex:a":{"ex:b":1,"ex:b":2}"#.into(), "ex:b"),
		(
			r#""errorDeclaration":{"declarationTime":"2026-03-01T12:00:00Z",
			"declarationTime":"2026-03-02T12:00:00Z"}"#
				.into(),
			"declarationTime",
		),
	] {
		assert_fault(&object(&format!(",{fields}")), "duplicate_field", path);
	}
	let xml = format!(
		"<ObjectEvent><eventTime>2026-03-01T12:00:00Z</eventTime><action>OBSERVE</action>
		<eventTimeZoneOffset>+00:00</eventTimeZoneOffset><extension><quantityList><quantityElement>
		<epcClass>{class}</epcClass><quantity>1</quantity><quantity>1000</quantity></quantityElement>
		</quantityList></extension></ObjectEvent>"
	);
	assert_fault(&xml, "duplicate_field", "quantityList[0].quantity");
}

#[test]
fn ep_1_unknown_fields_should_be_refused_unless_they_have_a_namespace() {
	assert_fault(&object(r#","colour":"red""#), "unknown_field", "colour");
	assert_fault(&object(r#","epclist":[]"#), "unknown_field", "epclist");
	let event = good(&object(r#","@context":{"ex":"https://ex.org/"},"ex:colour":"red""#));
	assert_eq!(event.extensions[0].name, "{https://ex.org/}colour");
	assert_eq!(event.extensions[0].namespace(), Some("https://ex.org/"));
	assert!(event.warnings.is_empty());
	let undeclared = good(&object(r#","ex:colour":"red""#));
	assert_eq!(undeclared.warnings[0].code, "undeclared_prefix");
	let null = good(&object(r#","colour":null,"comment":"free","rdfs:comment":"free""#));
	assert!(null.extensions.is_empty());
	assert_ne!(event.hash(), null.hash());
}

#[test]
fn ep_1_fields_of_another_kind_of_event_should_be_refused() {
	for (event, field) in [
		(object(&format!(r#","parentID":"{CASE}""#)), "parentID"),
		(object(&format!(r#","childEPCs":["{PACK}"]"#)), "childEPCs"),
		(object(&format!(r#","inputEPCList":["{PACK}"]"#)), "inputEPCList"),
		(object(r#","transformationID":"urn:x:1""#), "transformationID"),
		(aggregation(&format!(r#","action":"ADD","epcList":["{PACK}"]"#)), "epcList"),
		(event_json("TransformationEvent", &format!(r#","epcList":["{PACK}"]"#)), "epcList"),
		(event_json("AssociationEvent", r#","quantityList":[]"#), "quantityList"),
	] {
		assert_fault(&event, "field_not_allowed", field);
	}
}

#[test]
fn ep_1_object_events_should_have_objects() {
	let empty = event_json("ObjectEvent", r#","action":"OBSERVE","epcList":[]"#);
	assert_fault(&empty, "missing_objects", "");
	good(&event_json(
		"ObjectEvent",
		r#","action":"OBSERVE","quantityList":{"epcClass":"urn:epc:idpat:sgtin:9520001.012345.*","quantity":3}"#,
	));
	// A sensor may report about a place without an object.
	good(&event_json(
		"ObjectEvent",
		r#","action":"OBSERVE","epcList":[],"sensorElementList":[{"sensorReport":[{"type":"Temperature","value":5}]}]"#,
	));
}

#[test]
fn ep_1_instance_data_should_stand_only_where_objects_begin() {
	let ilmd = r#","ilmd":{"cbvmda:lotNumber":"L1"}"#;
	assert_fault(&object(ilmd), "ilmd_not_allowed", "ilmd");
	assert_fault(&object(ilmd).replace("OBSERVE", "DELETE"), "ilmd_not_allowed", "ilmd");
	assert_eq!(good(&object(ilmd).replace("OBSERVE", "ADD")).lot(), Some("L1"));
	let packing = format!(r#","action":"ADD","parentID":"{CASE}","childEPCs":["{PACK}"]{ilmd}"#);
	assert_fault(&aggregation(&packing), "ilmd_not_allowed", "ilmd");
}

#[test]
fn ep_1_lot_and_expiry_should_be_found_in_every_spelling() {
	let with =
		|ilmd: &str| good(&object(&format!(r#","ilmd":{{{ilmd}}}"#)).replace("OBSERVE", "ADD"));
	for ilmd in [
		r#""cbvmda:lotNumber":"L1","cbvmda:itemExpirationDate":"2027-12-31""#,
		r#""gs1ushc:lotNumber":"L1","gs1ushc:itemExpirationDate":"2027-12-31T00:00:00Z""#,
		r#""urn:epcglobal:cbv:mda:lotNumber":" L1 ","urn:epcglobal:cbv:mda#itemExpirationDate":"271231""#,
		r#""gs1:hasBatchLotNumber":"L1","gs1:expirationDate":"271200""#,
	] {
		let event = with(ilmd);
		assert_eq!((event.lot(), event.expiry()), (Some("L1"), Some(21_183)), "{ilmd}");
	}
	let event = with(r#""cbvmda:itemExpirationDate":"soon""#);
	assert_eq!((event.expiry(), event.warnings[0].code), (None, "unreadable_expiry"));
	assert_eq!(event.ilmd.unwrap().expiry_text.as_deref(), Some("soon"));
}

#[test]
fn ep_1_aggregations_should_have_parent_and_children() {
	let parent = format!(r#","parentID":"{CASE}""#);
	let children = format!(r#","childEPCs":["{PACK}"]"#);
	for action in ["ADD", "DELETE"] {
		let event = aggregation(&format!(r#","action":"{action}"{children}"#));
		assert_fault(&event, "missing_parent", "");
	}
	for action in ["ADD", "OBSERVE"] {
		let event = aggregation(&format!(r#","action":"{action}"{parent}"#));
		assert_fault(&event, "missing_children", "");
	}
	// No children: all of them.
	let unpack = good(&aggregation(&format!(r#","action":"DELETE"{parent},"childEPCs":[]"#)));
	assert!(unpack.child_epcs.is_empty());
	good(&aggregation(&format!(r#","action":"OBSERVE"{children}"#)));
	good(&aggregation(&format!(r#","action":"ADD"{parent}{children}"#)));
	// The case of a homogeneous lot has a serial number of its own.
	let case = aggregation(&format!(r#","action":"ADD","parentID":"{PACK}9"{children}"#));
	assert_eq!(good(&case).traced_epcs().len(), 2);
	let empty = aggregation(&format!(r#","action":"ADD","parentID":""{children}"#));
	assert_fault(&empty, "empty_field", "parentID");
}

#[test]
fn ep_1_associations_should_have_a_parent() {
	let children = format!(r#","action":"OBSERVE","childEPCs":["{PACK}"]"#);
	assert_fault(&event_json("AssociationEvent", &children), "missing_parent", "");
	let asset = r#","parentID":"urn:epc:id:grai:9520001.00001.7""#;
	good(&event_json("AssociationEvent", &format!("{children}{asset}")));
}

#[test]
fn ep_1_transactions_should_have_a_business_transaction() {
	let list = format!(r#","action":"ADD","epcList":["{PACK}"]"#);
	assert_fault(&event_json("TransactionEvent", &list), "missing_biz_transaction", "");
	let po = r#","bizTransactionList":[{"type":"po","bizTransaction":"urn:epcglobal:cbv:bt:9520002000019:1"},{"bizTransaction":"urn:x:y"}]"#;
	let event = good(&event_json("TransactionEvent", &format!("{list}{po}")));
	assert_eq!(event.biz_transactions[0].kind.as_deref(), Some("po"));
	assert_eq!(event.biz_transactions[1].kind, None);
	let nameless = po.replace("urn:x:y", "");
	let event = event_json("TransactionEvent", &format!("{list}{nameless}"));
	assert_fault(&event, "empty_identifier", "bizTransactionList[1]");
	let plain = event_json("TransactionEvent", &format!("{list}{}", po.replace("urn:x:y", "PO 7")));
	assert_eq!(good(&plain).biz_transactions[1].id, "PO 7");
	let epc = po.replace("urn:x:y", "urn:epc:id:gdti:1.2.3");
	let error = bad(&event_json("TransactionEvent", &format!("{list}{epc}")));
	assert_eq!((error.rule, error.path.as_str()), (X_8, "bizTransactionList[1]"));
	let wrong =
		event_json("TransactionEvent", &format!("{list}{}", po.replace(r#""po""#, r#""order""#)));
	assert_fault(&wrong, "unknown_word", "bizTransactionList[0].type");
}

#[test]
fn ep_1_transformations_should_have_inputs_and_outputs_or_an_id() {
	let inputs = format!(r#","inputEPCList":["{PACK}"]"#);
	let outputs = r#","outputQuantityList":[{"epcClass":"urn:epc:class:lgtin:9520001.012345.L2"}]"#;
	let id = r#","transformationID":"urn:x:1""#;
	let with = |fields: String| event_json("TransformationEvent", &fields);
	assert_fault(&with(String::new()), "missing_inputs_and_outputs", "");
	assert_fault(&with(id.into()), "missing_inputs_and_outputs", "");
	assert_fault(&with(inputs.clone()), "missing_outputs", "");
	assert_fault(&with(outputs.into()), "missing_inputs", "");
	for fields in [format!("{inputs}{outputs}"), format!("{inputs}{id}"), format!("{outputs}{id}")]
	{
		assert_eq!(good(&with(fields)).action, None);
	}
}

#[test]
fn ep_1_persistent_disposition_should_have_a_value_and_stand_where_it_may() {
	let set = r#","persistentDisposition":{"set":["recalled"],"unset":"completeness_inferred"}"#;
	let found = good(&object(set)).persistent_disposition.unwrap();
	assert_eq!(
		(found.set, found.unset),
		(vec!["recalled".into()], vec!["completeness_inferred".into()])
	);
	let empty = object(r#","persistentDisposition":{"set":[]}"#);
	assert_fault(&empty, "empty_persistent_disposition", "persistentDisposition");
	let wrong = object(r#","persistentDisposition":{"set":["recall"]}"#);
	assert_fault(&wrong, "unknown_word", "persistentDisposition.set");
	let packing = format!(r#","action":"ADD","parentID":"{CASE}","childEPCs":["{PACK}"]{set}"#);
	let code = "persistent_disposition_not_allowed";
	assert_fault(&aggregation(&packing), code, "persistentDisposition");
}

#[test]
fn ep_1_error_declarations_should_have_a_time_and_a_known_reason() {
	let with = |inner: &str| object(&format!(r#","errorDeclaration":{{{inner}}}"#));
	let time = r#""declarationTime":"2026-03-02T00:00:00Z""#;
	let event = good(&with(&format!(
		r#"{time},"reason":"did_not_occur","correctiveEventIDs":["urn:uuid:1","urn:uuid:2"]"#
	)));
	let declaration = event.error_declaration.as_ref().unwrap();
	assert_eq!(declaration.reason.as_deref(), Some("did_not_occur"));
	assert_eq!(declaration.corrective_event_ids, ["urn:uuid:1", "urn:uuid:2"]);
	assert_eq!(event.hash(), good(&object("")).hash());
	assert_fault(
		&with(r#""reason":"did_not_occur""#),
		"missing_declaration_time",
		"errorDeclaration",
	);
	let path = "errorDeclaration.declarationTime";
	assert_fault(&with(r#""declarationTime":"2026-03-02T00:00:00""#), "time_without_zone", path);
	let reason = with(&format!(r#"{time},"reason":"oops""#));
	assert_fault(&reason, "unknown_word", "errorDeclaration.reason");
	let own = good(&with(&format!(r#"{time},"reason":"https://ex.org/reason""#)));
	assert_eq!(own.error_declaration.unwrap().reason.as_deref(), Some("https://ex.org/reason"));
}

#[test]
fn ep_1_words_should_be_of_the_vocabulary() {
	assert_fault(&object(r#","bizStep":"shiping""#), "unknown_word", "bizStep");
	assert_fault(&object(r#","disposition":"sold""#), "unknown_word", "disposition");
	let event =
		good(&object(r#","bizStep":"https://ex.org/step","disposition":"cbv:Disp-active""#));
	assert_eq!(event.biz_step.as_deref(), Some("https://ex.org/step"));
	assert_eq!(event.biz_step_word(), Some(salus_primitives::supply::BizStep::Other));
	assert_eq!(event.disposition_word(), Some(salus_primitives::supply::Disposition::Active));
}

#[test]
fn ep_1_parties_should_have_type_and_identifier() {
	let with = |party: &str| object(&format!(r#","sourceList":[{party}]"#));
	let event = good(&with(r#"{"type":"owning_party","source":"urn:epc:id:pgln:9520001.00001"}"#));
	assert_eq!(event.source("owning_party").map(|gln| gln.get()), Some(9_520_001_000_010));
	assert_eq!(event.acting_party(), event.from_party());
	assert!(!event.changes_owner());
	let untyped = r#"{"source":"urn:epc:id:pgln:9520001.00001"}"#;
	assert_fault(&with(untyped), "missing_type", "sourceList[0]");
	assert_fault(&with(r#"{"type":"owning_party"}"#), "empty_identifier", "sourceList[0]");
	let seller = r#"{"type":"seller","source":"urn:epc:id:pgln:9520001.00001"}"#;
	assert_fault(&with(seller), "unknown_word", "sourceList[0].type");
}

#[test]
fn ep_1_quantities_should_be_numbers_of_a_class() {
	let with = |item: &str| {
		event_json("ObjectEvent", &format!(r#","action":"OBSERVE","quantityList":[{item}]"#))
	};
	let class = r#""epcClass":"urn:epc:class:lgtin:9520001.012345.L1""#;
	let event = good(&with(&format!(r#"{{{class},"quantity":1.50,"uom":"KGM"}}"#)));
	let quantity = &event.quantities[0];
	assert_eq!(
		(quantity.quantity.as_deref(), quantity.unit.as_deref()),
		(Some("1.5"), Some("KGM"))
	);
	assert!(event.is_untraced());
	assert_fault(&with(r#"{"quantity":1}"#), "missing_epc_class", "quantityList[0]");
	for quantity in ["-1", r#""many""#] {
		let event = with(&format!(r#"{{{class},"quantity":{quantity}}}"#));
		assert_fault(&event, "invalid_quantity", "quantityList[0].quantity");
	}
	// The same number, however it is written.
	let hash = |number: &str| good(&with(&format!(r#"{{{class},"quantity":{number}}}"#))).hash();
	assert_eq!(hash("150"), hash("1.50e2"));
	assert_ne!(hash("150"), hash("151"));
}

#[test]
fn ep_1_kinds_of_event_should_be_known() {
	assert_fault(&event_json("QuantityEvent", ""), "unknown_event_type", "");
	let nameless = object("").replace(r#""type":"ObjectEvent","#, "");
	assert_fault(&format!("[{nameless}]"), "missing_type", "type");
	let is_a = object("").replace(r#""type":"ObjectEvent""#, r#""@type":["epcis:ObjectEvent"]"#);
	assert_eq!(good(&is_a).kind, EventType::Object);
	assert_fault("[7]", "not_an_event", "");
}

#[test]
fn x_8_wrong_identifiers_should_be_named_with_their_place() {
	let long = format!(
		r#","parentID":"{CASE}","childEPCs":["{PACK}","urn:epc:id:sgtin:9520001.012345.{}"]"#,
		"S".repeat(21)
	);
	let error = bad(&aggregation(&format!(r#","action":"ADD"{long}"#)));
	assert_eq!((error.rule, error.path.as_str()), (X_8, "childEPCs[1]"), "{error}");
	let check = "https://id.gs1.org/01/09520001123451/21/S1";
	let error = bad(&object("").replace(CASE, check));
	assert_eq!((error.rule, error.code, error.path.as_str()), (X_8, "check_digit", "epcList[0]"));
	let error = bad(&object("").replace(CASE, "https://id.gs1.org/00/195200010000000018"));
	assert_eq!((error.rule, error.code), (X_8, "check_digit"));
	assert_fault(&object("").replace(CASE, ""), "empty_identifier", "epcList[0]");
	let place = object(r#","bizLocation":{"id":"urn:epc:id:sgln:9520001.000001.0"}"#);
	assert_eq!(bad(&place).path, "bizLocation.id");
}

#[test]
fn one_bad_event_should_not_spoil_the_others() {
	let document = format!(
		"{{\"type\":\"EPCISDocument\",\"epcisBody\":{{\"eventList\":[\n{},\n{},\n{}\n]}}}}",
		object(""),
		object("").replace("2026-03-01T12:00:00Z", "yesterday"),
		object(r#","bizStep":"shipping""#),
	);
	let events = read(document.as_bytes()).unwrap().events;
	assert_eq!(events.len(), 3);
	let error = events[1].as_ref().unwrap_err();
	assert_eq!((error.index, error.position.unwrap().line), (1, 3));
	assert!(error.to_string().starts_with("event 1: eventTime"), "{error}");
	assert_eq!(events[2].as_ref().unwrap().index, 2);
}

#[test]
fn documents_that_are_cut_off_should_say_where() {
	let whole = object("");
	for end in 1..whole.len() {
		let error = refused(&whole.as_bytes()[..end], "syntax");
		assert!(error.position.is_some());
	}
	let error = refused(b"{\n \"type\": \"ObjectEvent\",\n \"eventT", "syntax");
	assert_eq!(error.position.map(|at| (at.line, at.column)), Some((3, 9)));
	assert!(error.to_string().contains("cut off"), "{error}");
	let xml = "<e:EPCISDocument xmlns:e=\"urn:epcglobal:epcis:xsd:2\"><EPCISBody><EventList><ObjectEvent>";
	for end in 1..xml.len() {
		assert!(read(&xml.as_bytes()[..end]).is_err());
	}
	refused(xml.as_bytes(), "syntax");
}

#[test]
fn syntax_errors_should_be_refused() {
	for text in [
		"{]",
		"[1,]",
		"{\"a\":1,}",
		"{\"a\" 1}",
		"{a:1}",
		"[01]",
		"[1.]",
		"[1e]",
		"[-]",
		"[tru]",
		"[\"\\x\"]",
		"[\"\\ud800\"]",
		"[\"\\u12\"]",
		"[\"a\nb\"]",
		"[] []",
		"{\"a\":1 \"b\":2}",
		"[,1]",
	] {
		refused(text.as_bytes(), "syntax");
	}
	refused(b"", "format");
	refused(b"  \n", "format");
	refused(b"hello", "format");
	refused(b"{}", "root");
	refused(br#"{"type":"Invoice"}"#, "root");
	refused(br#"{"type":"EPCISDocument","epcisBody":{}}"#, "no_events");
	refused(br#"{"type":"EPCISDocument","type":"EPCISDocument"}"#, "duplicate_field");
	refused(b"<a/>", "root");
	refused(b"<ObjectEvent></b>", "syntax");
	refused(b"<ObjectEvent/><ObjectEvent/>", "root");
	refused(b"<x:EPCISDocument/>", "undeclared_prefix");
	refused(br#"<EPCISDocument xmlns="urn:epcglobal:epcis:xsd:2"/>"#, "no_events");
}

#[test]
fn escapes_should_be_read() {
	let event = good(&object(r#","ex:a":"\u0041\ud83d\ude00\n\"\\\/\t","ex:b":["1",[true]]"#));
	assert_eq!(event.extensions[0].text, "A😀\n\"\\/");
	assert_eq!(event.extensions[2].text, "true");
}

#[test]
fn xml_that_expands_should_be_refused() {
	let bomb = br#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
		<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
		<ObjectEvent><eventTime>&lol2;</eventTime></ObjectEvent>"#;
	let error = refused(bomb, "doctype");
	assert_eq!(error.position.map(|at| at.line), Some(2));
	refused(br#"<!DOCTYPE a SYSTEM "file:///etc/passwd"><ObjectEvent/>"#, "doctype");
	refused(b"<ObjectEvent><eventTime>&lol;</eventTime></ObjectEvent>", "entity");
	refused(b"<ObjectEvent eventTime='&lol;'/>", "entity");
	refused(b"<ObjectEvent><eventTime>&#x0;</eventTime></ObjectEvent>", "syntax");
}

#[test]
fn entities_of_xml_should_be_read() {
	let event = |lot: &str| {
		good(&format!(
			r#"<ObjectEvent xmlns:m="urn:epcglobal:cbv:mda"><eventTime>2026-03-01T12:00:00Z</eventTime>
			<eventTimeZoneOffset>+00:00</eventTimeZoneOffset><epcList><epc>{CASE}</epc></epcList>
			<action>ADD</action><ilmd><m:lotNumber>{lot}</m:lotNumber></ilmd></ObjectEvent>"#
		))
	};
	assert_eq!(event("A&amp;B&#x2D;1").lot(), Some("A&B-1"));
	assert_eq!(event("<![CDATA[A&B]]>-1").lot(), Some("A&B-1"));
	assert_eq!(event("<!-- a comment -->L1").lot(), Some("L1"));
}

#[test]
fn encodings_other_than_utf_8_should_be_refused() {
	let error = refused(b"{\"type\":\n\"\xff\"}", "encoding");
	assert_eq!(error.position.map(|at| (at.line, at.column)), Some((2, 2)));
	refused(b"\xff\xfe{\0}\0", "encoding");
	refused(br#"<?xml version="1.0" encoding="ISO-8859-1"?><ObjectEvent/>"#, "encoding");
	let mut with_mark = "\u{feff}".as_bytes().to_vec();
	with_mark.extend(object("").into_bytes());
	assert!(read(&with_mark).unwrap().events[0].is_ok());
}

#[test]
fn nesting_should_be_bounded() {
	let deep = |depth: usize| format!("[{}{}]", "[".repeat(depth), "]".repeat(depth));
	refused(deep(100_000).as_bytes(), "too_deep");
	refused("[".repeat(1_000_000).as_bytes(), "too_deep");
	let json = object(&format!(r#","ex:a":{}1{}"#, r#"{"ex:a":"#.repeat(50), "}".repeat(50)));
	good(&json);
	let xml = format!("<ObjectEvent>{}", "<a>".repeat(1_000_000));
	refused(xml.as_bytes(), "too_deep");
}

#[test]
fn size_should_be_bounded() {
	let error = refused(&vec![b' '; MAX_DOCUMENT + 1], "too_large");
	assert!(error.to_string().contains("split it"), "{error}");
	let many = format!("[{}{{}}]", "{},".repeat(MAX_EVENTS));
	refused(many.as_bytes(), "too_many_events");
	let fields = vec!["1"; MAX_NODES + 1].join(",");
	let huge = format!(r#"[{},{}]"#, object(&format!(r#","ex:a":[{fields}]"#)), object(""));
	let events = read(huge.as_bytes()).unwrap().events;
	assert_eq!(events[0].as_ref().unwrap_err().code, "event_too_large");
	assert!(events[1].is_ok());
	let xml = format!(
		"<EPCISDocument><EPCISBody><EventList><ObjectEvent>{}</ObjectEvent></EventList></EPCISBody></EPCISDocument>",
		"<a/>".repeat(MAX_NODES + 1)
	);
	assert_eq!(bad(&xml).code, "event_too_large");
}

#[test]
fn ten_thousand_events_of_ten_megabytes_should_be_read() {
	let packs: Vec<String> =
		(0..20).map(|n| format!("\"urn:epc:id:sgtin:9520001.012345.S{n:015}\"")).collect();
	let event = format!(
		r#"{{"type":"ObjectEvent","eventTime":"2026-03-01T12:00:00Z","eventTimeZoneOffset":"+00:00","action":"OBSERVE","bizStep":"inspecting","epcList":[{}]}}"#,
		packs.join(",")
	);
	let document = format!("[{}]", vec![event; 10_000].join(","));
	assert!(document.len() > 10_000_000);
	let events = read(document.as_bytes()).unwrap().events;
	assert_eq!(events.len(), 10_000);
	assert!(events.iter().all(|event| event.as_ref().is_ok_and(|event| event.epcs.len() == 20)));
}

#[test]
fn documents_of_other_frames_should_be_read() {
	// The default namespace instead of a prefix, and a query result.
	let xml = format!(
		r#"<q:EPCISQueryDocument xmlns:q="urn:epcglobal:epcis-query:xsd:1" schemaVersion="1.2"
		creationDate="2026-03-01T12:00:00Z"><EPCISBody><q:QueryResults><queryName>x</queryName>
		<resultsBody><EventList><ObjectEvent><eventTime>2026-03-01T12:00:00Z</eventTime>
		<eventTimeZoneOffset>+00:00</eventTimeZoneOffset><epcList><epc>{CASE}</epc></epcList>
		<action>OBSERVE</action></ObjectEvent></EventList></resultsBody></q:QueryResults></EPCISBody>
		</q:EPCISQueryDocument>"#
	);
	assert_eq!(good(&xml).hash(), good(&object("")).hash());
	let default = format!(
		r#"<EPCISDocument xmlns="urn:epcglobal:epcis:xsd:1"><EPCISBody><EventList><ObjectEvent>
		<eventTime>2026-03-01T12:00:00Z</eventTime><eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
		<epcList><epc>{CASE}</epc></epcList><action>OBSERVE</action></ObjectEvent></EventList>
		</EPCISBody></EPCISDocument>"#
	);
	assert_eq!(good(&default).hash(), good(&object("")).hash());
	let empty = br#"{"type":"EPCISDocument","epcisBody":{"eventList":[]}}"#;
	assert!(read(empty).unwrap().events.is_empty());
	let one = format!(r#"{{"epcisBody":{{"event":{}}},"isA":"EPCISDocument"}}"#, object(""));
	good(&one);
	let single = object("").replace(&format!("[\"{CASE}\"]"), &format!("\"{CASE}\""));
	assert_eq!(good(&single).hash(), good(&object("")).hash());
}

#[test]
fn header_and_master_data_of_json_should_be_read() {
	let document = format!(
		r#"{{"epcisBody":{{"eventList":[{}]}},"type":"EPCISDocument","schemaVersion":"2.0",
		"creationDate":"2026-03-01T12:00:00Z","sender":"https://id.gs1.org/417/9520001000010",
		"receiver":"urn:epc:id:sgln:9520002.00001.0","instanceIdentifier":"D-1",
		"gs1ushc:dscsaTransactionStatement":{{"gs1ushc:affirmTransactionStatement":true}},
		"epcisHeader":{{"epcisMasterData":{{"vocabularyList":[
		{{"type":"urn:epcglobal:epcis:vtype:Location","vocabularyElementList":[
		{{"id":"urn:epc:id:sgln:9520001.00001.0","attributes":[
		{{"id":"cbvmda:name","attribute":"Example Pharma"}}],"children":["urn:epc:id:sgln:9520001.00001.1"]}},
		{{"id":"https://id.gs1.org/414/9520001000011","attributes":[]}}]}},
		{{"type":"urn:epcglobal:epcis:vtype:EPCClass","vocabularyElementList":[
		{{"id":"urn:epc:idpat:sgtin:9520001.012345.*","attributes":[
		{{"id":"urn:epcglobal:cbv:mda#regulatedProductName","attribute":"Salusine"}}]}}]}}]}}}}}}"#,
		object("")
	);
	let document = read(document.as_bytes()).unwrap();
	assert_eq!(document.schema_version.as_deref(), Some("2.0"));
	let header = document.header.unwrap();
	assert_eq!(header.senders[0].gln().map(|gln| gln.get()), Some(9_520_001_000_010));
	assert_eq!(header.receivers[0].gln().map(|gln| gln.get()), Some(9_520_002_000_019));
	assert_eq!(header.instance_identifier.as_deref(), Some("D-1"));
	assert!(document.transaction_statement.unwrap().affirmed);
	// The second has a wrong check digit.
	let places: Vec<_> = document.master_data.locations().collect();
	assert_eq!(places.len(), 1);
	assert_eq!(places[0].name, Some("Example Pharma"));
	assert_eq!(places[0].entry.children, ["urn:epc:id:sgln:9520001.00001.1"]);
	let products: Vec<_> = document.master_data.products().collect();
	assert_eq!(products[0].name, Some("Salusine"));
	assert!(document.events[0].is_ok());
	let written = write_document_with("2026-03-01T12:00:00Z", &document.master_data, []);
	let reread = read(written.to_string().as_bytes()).unwrap();
	assert_eq!(reread.master_data, document.master_data);
	let named = query::identifiers(document.events[0].as_ref().unwrap());
	assert!(!named.is_empty());
	assert!(named.iter().all(|id| id.contains(':')), "{named:?}");
}

#[test]
fn facts_should_be_what_a_call_needs() {
	let event = good(&object(
		r#","bizStep":"receiving","disposition":"in_progress","recordTime":"2026-03-01T13:00:00Z","readPoint":"urn:epc:id:sgln:9520001.00001.7","bizLocation":{"id":"https://id.gs1.org/414/9520002000019"},"sourceList":[{"type":"possessing_party","source":"urn:epc:id:pgln:9520001.00001"}]"#,
	));
	let facts = event.facts();
	assert_eq!(facts.hash, event_hash(&event));
	assert_eq!((facts.time, event.record_time), (1_772_366_400_000, Some(1_772_370_000_000)));
	assert_eq!(
		(facts.read_point, facts.biz_location),
		(Some(9_520_001_000_010), Some(9_520_002_000_019))
	);
	// Who receives signs, not the source.
	assert_eq!(event.acting_party().map(|gln| gln.get()), Some(9_520_002_000_019));
	assert_eq!((event.object_count(), event.class_quantities().count()), (1, 0));
	let odd = good(&object(r#","recordTime":"now""#));
	assert_eq!((odd.record_time, odd.warnings[0].code), (None, "record_time"));
}

fn cases() -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
	ProptestConfig::with_cases(cases.unwrap_or(128))
}

proptest! {
	#![proptest_config(cases())]

	#[test]
	fn any_bytes_should_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
		let _ = read(&bytes);
		for first in [b'{', b'[', b'<'] {
			let mut with = vec![first];
			with.extend(&bytes);
			let _ = read(&with);
		}
	}

	#[test]
	fn any_change_of_a_document_should_not_panic(at in 0usize..2_000, byte: u8, cut: bool) {
		for text in [SAMPLE_XML.as_bytes(), SAMPLE_JSON.as_bytes()] {
			let mut bytes = text.to_vec();
			let at = at % bytes.len();
			bytes[at] = byte;
			if cut {
				bytes.truncate(at + 1);
			}
			if let Ok(document) = read(&bytes) {
				for event in document.events.iter().flatten() {
					let _ = (event.facts(), event.acting_party(), event.traced_epcs());
				}
				let _ = (document.master_data.products().count(), document.header);
			}
		}
	}

	/// EP-4: neither the order of fields and list items nor white space tells events apart.
	#[test]
	fn ep_4_order_should_not_matter(
		fields in Just(vec![
			r#""type":"ObjectEvent""#, r#""eventTime":"2026-03-01T13:00:00+01:00""#,
			r#""eventTimeZoneOffset":"+01:00""#, r#""action":"ADD""#, r#""bizStep":"commissioning""#,
			r#""ilmd":{"cbvmda:itemExpirationDate":"2027-12-31","cbvmda:lotNumber":"L1"}"#,
			r#""ex:b":["2","1"]"#, r#""ex:a":{"ex:y":"1","ex:x":"2"}"#, r#""eventID":"urn:uuid:1""#,
		]).prop_shuffle(),
		serials in Just((1..9).collect::<Vec<u8>>()).prop_shuffle(),
		space in "[ \t\n]{0,3}",
	) {
		let epcs: Vec<String> =
			serials.iter().map(|n| format!("\"urn:epc:id:sgtin:9520001.012345.{n}\"")).collect();
		let list = format!("\"epcList\":{space}[{}]", epcs.join(&format!(",{space}")));
		let event = format!("{{{space}{},{list}}}", fields.join(&format!("{space},")));
		let xml = format!(
			r#"<ObjectEvent xmlns:m="urn:epcglobal:cbv:mda" xmlns:x="https://ex.org/">
			<eventTime>{space}2026-03-01T12:00:00.000Z</eventTime><action>ADD</action>
			<eventTimeZoneOffset>+01:00{space}</eventTimeZoneOffset><epcList>{}</epcList>
			<bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
			<ilmd><m:lotNumber>L1</m:lotNumber><m:itemExpirationDate>2027-12-31</m:itemExpirationDate></ilmd>
			<x:a><x:x>2</x:x><x:y>1</x:y></x:a><x:b>1</x:b><x:b>2</x:b></ObjectEvent>"#,
			epcs.iter().map(|epc| format!("<epc>{}</epc>", epc.trim_matches('"'))).collect::<String>(),
		);
		let with_context = event.replacen('{', r#"{"@context":{"ex":"https://ex.org/"},"#, 1);
		prop_assert_eq!(good(&with_context).hash(), good(&xml).hash());
	}
}

const SAMPLE_JSON: &str = r#"{"@context":["c",{"ex":"https://ex.org/"}],"type":"EPCISDocument",
	"epcisHeader":{"epcisMasterData":{"vocabularyList":[{"type":"t","vocabularyElementList":[
	{"id":"urn:epc:idpat:sgtin:9520001.012345.*","attributes":[{"id":"a","attribute":"b"}]}]}]}},
	"epcisBody":{"eventList":[{"type":"ObjectEvent","eventTime":"2026-03-01T12:00:00Z",
	"eventTimeZoneOffset":"+00:00","action":"ADD","epcList":["urn:epc:id:sgtin:9520001.012345.1"],
	"ilmd":{"cbvmda:lotNumber":"L1","cbvmda:itemExpirationDate":"2027-12-31"},"ex:a":[1,{"ex:b":"\u00e4"}],
	"sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:9520001.00001"}]},
	{"type":"AggregationEvent","eventTime":"2026-03-01T12:00:00Z","eventTimeZoneOffset":"+00:00",
	"action":"ADD","parentID":"https://id.gs1.org/00/195200010000000017",
	"childEPCs":["urn:epc:id:sgtin:9520001.012345.1"]}]}}"#;

const SAMPLE_XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
	<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:1" xmlns:m="urn:epcglobal:cbv:mda"
	xmlns:s="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader" schemaVersion="1.2">
	<EPCISHeader><s:StandardBusinessDocumentHeader><s:Sender><s:Identifier Authority="GLN">9520001000010
	</s:Identifier></s:Sender></s:StandardBusinessDocumentHeader></EPCISHeader><EPCISBody><EventList>
	<ObjectEvent><eventTime>2026-03-01T12:00:00Z</eventTime><eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
	<epcList><epc>urn:epc:id:sgtin:9520001.012345.1</epc></epcList><action>ADD</action><extension><ilmd>
	<m:lotNumber>L&amp;1</m:lotNumber></ilmd></extension></ObjectEvent></EventList></EPCISBody>
	</e:EPCISDocument>"#;

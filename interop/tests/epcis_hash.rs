//! The CBV 2.0 event hash (EP-4) against values that are known independently of this code: events
//! and hashes of GS1's reference implementation (RalphTro/epcis-event-hash-generator, version
//! `CBV2.0` of its expected values).

use salus_interop::epcis::{self, hash_uri, pre_hashes, read};

/// The hash of every event of a document.
fn hashes(document: &str) -> Vec<String> {
	read(document.as_bytes())
		.unwrap_or_else(|error| panic!("{error}"))
		.events
		.iter()
		.map(|event| match event {
			Ok(event) => hex::encode(epcis::event_hash(event)),
			Err(error) => panic!("{error}"),
		})
		.collect()
}

/// The document as Salus writes it: EPCIS 2.0 in JSON-LD.
fn written(document: &str) -> String {
	let (_, bodies) = epcis::read_with_bodies(document.as_bytes()).unwrap();
	let bodies = bodies.into_iter().map(|body| body.expect("every event is valid"));
	epcis::write_document("2026-01-01T00:00:00Z", bodies).to_string()
}

/// A document around events, with the namespaces that they use.
fn json(context: &str, events: &str) -> String {
	format!(
		r#"{{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"{context}],
		"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2022-02-17T11:30:47.0Z",
		"epcisBody":{{"eventList":[{events}]}}}}"#
	)
}

fn xml(namespaces: &str, events: &str) -> String {
	format!(
		r#"<?xml version="1.0" encoding="UTF-8"?>
		<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" {namespaces}
			xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" schemaVersion="2.0"
			xsi:schemaLocation="urn:epcglobal:epcis:xsd:2 EPCglobal-epcis-2_0.xsd"
			creationDate="2020-03-03T13:07:51.709Z">
		<EPCISBody><EventList>{events}</EventList></EPCISBody></epcis:EPCISDocument>"#
	)
}

#[track_caller]
fn assert_hashes(document: &str, expected: &[&str]) {
	let found = hashes(document);
	assert_eq!(hashes(&written(document)), found, "written and read again: {}", written(document));
	if found != expected {
		let strings = pre_hashes(document.as_bytes()).unwrap_or_default();
		panic!("found {found:#?}\nexpected {expected:#?}\nof {strings:#?}");
	}
}

const NESTED_EXTENSIONS: &str = "6ae96341e0acc6d7a261364751f60e68278a81cdf51da0abb6b4e617014e39d7";

#[test]
fn ep_4_extensions_should_be_sorted_and_record_time_left_out() {
	let event = r#"<ObjectEvent>
		<eventTime>2020-03-04T11:00:30.000+01:00</eventTime>
		<recordTime>2020-03-04T11:00:30.999+01:00</recordTime>
		<eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
		<epcList>
			<epc>urn:epc:id:sscc:4012345.0000000333</epc>
			<epc>urn:epc:id:sscc:4012345.0000000111</epc>
			<epc>urn:epc:id:sscc:4012345.0000000222</epc>
		</epcList>
		<action>OBSERVE</action>
		<bizStep>urn:epcglobal:cbv:bizstep:departing</bizStep>
		<readPoint><id>urn:epc:id:sgln:4012345.00011.987</id></readPoint>
		<example:myField1>
			<example:mySubField1>2</example:mySubField1>
			<example:mySubField2>5</example:mySubField2>
		</example:myField1>
		<example:myField2>0</example:myField2>
		<example:myField3>
			<example:mySubField3>3</example:mySubField3>
			<example:mySubField3>1</example:mySubField3>
		</example:myField3>
	</ObjectEvent>"#;
	assert_hashes(
		&xml(r#"xmlns:example="https://ns.example.com/epcis/""#, event),
		&[NESTED_EXTENSIONS],
	);
}

#[test]
fn ep_4_json_in_any_order_and_spelling_should_have_the_hash_of_the_xml() {
	let context = r#",{"e":"https://ns.example.com/epcis/"}"#;
	let bare = r#"{
		"e:myField3":{"e:mySubField3":["3",1.0]},
		"e:myField2":0,
		"readPoint":{"id":"https://example.com/414/4012345000115/254/987?x=1"},
		"bizStep":"departing","action":"OBSERVE","comment":"left out","eventID":"urn:uuid:1",
		"epcList":["https://id.gs1.org/00/040123450000001112","urn:epc:id:sscc:4012345.0000000222",
			"urn:epc:id:sscc:4012345.0000000333"],
		"e:myField1":{"e:mySubField2":"5","e:mySubField1":"2"},
		"eventTimeZoneOffset":"+01:00","eventTime":"2020-03-04T10:00:30Z","type":"ObjectEvent"}"#;
	assert_hashes(&json(context, bare), &[NESTED_EXTENSIONS]);
	let web = bare
		.replace(r#""departing""#, r#""https://ref.gs1.org/cbv/BizStep-departing""#)
		.replace(r#""type""#, r#""isA""#);
	assert_hashes(&json(context, &web), &[NESTED_EXTENSIONS]);
	let curie = bare.replace(r#""departing""#, r#""cbv:BizStep-departing""#);
	assert_hashes(&json(context, &curie), &[NESTED_EXTENSIONS]);
	let urn = bare.replace(r#""departing""#, r#""urn:epcglobal:cbv:bizstep:departing""#);
	assert_hashes(&json(context, &urn), &[NESTED_EXTENSIONS]);
	// One event alone, and an array of events, with their own context.
	let own = bare.replacen('{', r#"{"@context":{"e":"https://ns.example.com/epcis/"},"#, 1);
	assert_hashes(&own, &[NESTED_EXTENSIONS]);
	assert_hashes(&format!("[{own},{own}]"), &[NESTED_EXTENSIONS, NESTED_EXTENSIONS]);
}

#[test]
fn ep_4_sensor_reports_should_be_sorted_by_their_canonical_text() {
	let event = r#"{"type":"ObjectEvent","eventTime":"2020-04-01T15:00:00.000+01:00",
		"eventTimeZoneOffset":"+01:00","epcList":["urn:epc:id:sgtin:4012345.011111.9876"],
		"action":"OBSERVE","bizStep":"inspecting",
		"readPoint":{"id":"urn:epc:id:sgln:4012345.00005.0"},
		"sensorElementList":[{
			"sensorMetadata":{"deviceID":"urn:epc:id:giai:4000001.111",
				"deviceMetadata":"https://id.gs1.org/giai/4000001111"},
			"sensorReport":[
				{"type":"Temperature","value":26.0,"uom":"CEL","sDev":0.1},
				{"type":"gs1:AbsoluteHumidity","value":12.1,"uom":"A93"},
				{"type":"Dimensionless","value":0.05,"uom":"C35",
					"microorganism":"https://www.ncbi.nlm.nih.gov/taxonomy/1126011"},
				{"type":"Dimensionless","value":0.18,"uom":"C35",
					"chemicalSubstance":"https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N"}
			]}]}"#;
	assert_hashes(
		&json("", event),
		&["271565c346ae2fb28c4583c4dca4ab4772d465eb4e0b6e548d77d8b49377d95c"],
	);
}

#[test]
fn ep_4_parties_should_stand_in_their_place_and_held_extensions_at_the_end() {
	let event = r#"{"type":"ObjectEvent","eventTime":"2020-03-04T11:00:30+01:00",
		"eventTimeZoneOffset":"+01:00","epcList":["urn:epc:id:sgtin:0614141.011111.987"],
		"action":"OBSERVE","bizStep":"departing","disposition":"in_transit",
		"readPoint":{"id":"urn:epc:id:sgln:4012345.00011.0","example:myField1":"AB-12"},
		"bizTransactionList":[{"type":"po","bizTransaction":"urn:epc:id:gdti:4012345.11111.123"}],
		"sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:4012345.00000"}],
		"destinationList":[{"type":"owning_party","destination":"urn:epc:id:pgln:0614141.00000"}],
		"example:userExt":"CD-34"}"#;
	assert_hashes(
		&json(r#",{"example":"https://ns.example.com/epcis/"}"#, event),
		&["3ae14c02c4bdc220cc31942cf804f6845eb8dec96ba6483391c92a9b165f9329"],
	);
}

#[test]
fn ep_4_shipping_and_transporting_should_hash_as_the_reference() {
	let events = r#"<ObjectEvent>
		<eventTime>2022-02-16T12:50:00.000+01:00</eventTime>
		<eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
		<epcList><epc>urn:epc:id:sscc:4012345.1112223334</epc></epcList>
		<action>OBSERVE</action>
		<bizStep>urn:epcglobal:cbv:bizstep:departing</bizStep>
		<readPoint><id>urn:epc:id:sgln:4012345.00022.0</id></readPoint>
		<bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:desadv">
			urn:epcglobal:cbv:bt:4012345000009:ASN1099</bizTransaction></bizTransactionList>
		<sourceList><source type="urn:epcglobal:cbv:sdt:possessing_party">
			urn:epc:id:pgln:4012345.00000</source></sourceList>
		<destinationList><destination type="urn:epcglobal:cbv:sdt:possessing_party">
			urn:epc:id:pgln:4023333.00000</destination></destinationList>
	</ObjectEvent>
	<ObjectEvent>
		<eventTime>2022-02-16T16:50:00.000+01:00</eventTime>
		<eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
		<epcList><epc>urn:epc:id:sscc:4012345.1112223334</epc></epcList>
		<action>OBSERVE</action>
		<bizStep>urn:epcglobal:cbv:bizstep:transporting</bizStep>
		<readPoint><id>geo:47.506694,11.104301</id></readPoint>
	</ObjectEvent>"#;
	assert_hashes(
		&xml("", events),
		&[
			"2919bf0587534fef0e25eea97b5dda68f345e6bbf2c6b4cb27b2a52e0039272b",
			"1d2ec4174d8f0b5988a44795b31a636e8bc7f88ebc4bdc0d35c14f215a842e80",
		],
	);
}

/// Thirteen events: every kind but association, with and without lists.
const VARIOUS: &str = r#"
	{"type":"ObjectEvent","eventTime":"2019-10-21T11:00:30.000+01:00","eventTimeZoneOffset":"+01:00",
	 "epcList":["urn:epc:id:sscc:5200001.0111111146"],"action":"OBSERVE","bizStep":"departing",
	 "readPoint":{"id":"urn:epc:id:sgln:5200001.99901.0"},
	 "bizTransactionList":[{"type":"desadv","bizTransaction":"urn:epcglobal:cbv:bt:5200001000008:4711"},
		{"type":"inv","bizTransaction":"urn:epcglobal:cbv:bt:5200001000008:RE1099"}],
	 "sourceList":[{"type":"possessing_party","source":"urn:epc:id:pgln:5200001.00000"}],
	 "destinationList":[{"type":"possessing_party","destination":"urn:epc:id:pgln:4000001.98765"},
		{"type":"location","destination":"urn:epc:id:sgln:4012345.00012.0"}]},
	{"type":"ObjectEvent","eventTime":"2019-10-21T12:00:30.000+01:00","eventTimeZoneOffset":"+01:00",
	 "epcList":["urn:epc:id:sscc:5200001.0111111146"],"action":"OBSERVE","bizStep":"receiving",
	 "readPoint":{"id":"urn:epc:id:sgln:4012345.00012.0"},
	 "bizTransactionList":[{"type":"desadv","bizTransaction":"urn:epcglobal:cbv:bt:5200001000008:4711"},
		{"type":"inv","bizTransaction":"urn:epcglobal:cbv:bt:5200001000008:RE1099"}],
	 "sourceList":[{"type":"possessing_party","source":"urn:epc:id:pgln:4000001.00012"},
		{"type":"owning_party","source":"urn:epc:id:pgln:4000001.00012"}],
	 "destinationList":[{"type":"possessing_party","destination":"urn:epc:id:pgln:4012345.00000"},
		{"type":"owning_party","destination":"urn:epc:id:pgln:4012345.00000"},
		{"type":"location","destination":"urn:epc:id:sgln:4012345.00012.0"}]},
	{"type":"ObjectEvent","eventTime":"2019-10-21T15:45:00.000+01:00","eventTimeZoneOffset":"+01:00",
	 "epcList":["urn:epc:id:sscc:4012345.0111111111"],"action":"OBSERVE","bizStep":"inspecting",
	 "disposition":"in_progress","readPoint":{"id":"urn:epc:id:sgln:4012345.00024.0"}},
	{"type":"ObjectEvent","eventTime":"2019-10-21T14:58:56.000+02:00","eventTimeZoneOffset":"+02:00",
	 "quantityList":[{"epcClass":"urn:epc:class:lgtin:4054739.099914.20160711","quantity":600,"uom":"KGM"}],
	 "action":"ADD","bizStep":"commissioning","readPoint":{"id":"urn:epc:id:sgln:4054739.00001.0"},
	 "ilmd":{"cbvmda:bestBeforeDate":"2019-10-21"}},
	{"type":"AggregationEvent","eventTime":"2019-10-21T11:58:56.591+02:00","eventTimeZoneOffset":"+02:00",
	 "parentID":"urn:epc:id:sscc:4047023.0111111122",
	 "childEPCs":["urn:epc:id:sgtin:4047023.077551.98","urn:epc:id:sgtin:4047023.077551.97",
		"urn:epc:id:sgtin:4047023.077551.107","urn:epc:id:sgtin:4047023.077551.109"],
	 "action":"ADD","bizStep":"packing","readPoint":{"id":"urn:epc:id:sgln:4047023.00012.0"}},
	{"type":"AggregationEvent","eventTime":"2019-10-21T17:30:56.591+02:00","eventTimeZoneOffset":"+02:00",
	 "parentID":"urn:epc:id:sscc:4012344.0111111133",
	 "childQuantityList":[{"epcClass":"urn:epc:class:lgtin:4054739.099902.P2","quantity":12,"uom":"KGM"},
		{"epcClass":"urn:epc:class:lgtin:4054739.012345.lot2","quantity":17}],
	 "action":"ADD","bizStep":"packing","readPoint":{"id":"urn:epc:id:sgln:4012345.00025.0"}},
	{"type":"AggregationEvent","eventTime":"2019-10-21T11:58:56.591+02:00","eventTimeZoneOffset":"+02:00",
	 "parentID":"urn:epc:id:sscc:4012344.0111111144","action":"DELETE","bizStep":"unpacking",
	 "readPoint":{"id":"urn:epc:id:sgln:4012345.00025.0"},
	 "bizTransactionList":[{"type":"inv","bizTransaction":"urn:epcglobal:cbv:bt:4012345123456:RE1099"}]},
	{"type":"AggregationEvent","eventTime":"2019-10-21T14:02:56.000+02:00","eventTimeZoneOffset":"+02:00",
	 "parentID":"urn:epc:id:sscc:4012344.0998811122",
	 "childEPCs":["urn:epc:id:sscc:4012344.0998811123","urn:epc:id:sscc:4012344.0998811124",
		"urn:epc:id:sscc:4012344.0998811125"],"action":"DELETE","bizStep":"unpacking",
	 "readPoint":{"id":"urn:epc:id:sgln:4012345.00077.0"},
	 "bizTransactionList":[{"type":"inv","bizTransaction":"urn:epcglobal:cbv:bt:4012345123456:4711"}]},
	{"type":"TransactionEvent","eventTime":"2019-10-21T00:05:00-06:00","eventTimeZoneOffset":"-06:00",
	 "epcList":["urn:epc:id:sgtin:0614141.107340.1","urn:epc:id:sgtin:0614141.107340.2"],
	 "action":"ADD","bizStep":"shipping","readPoint":{"id":"urn:epc:id:sgln:4012345.00000.5"},
	 "bizLocation":{"id":"urn:epc:id:sgln:4012345.00000.0"},
	 "bizTransactionList":[{"type":"po","bizTransaction":"urn:epcglobal:cbv:bt:4012345123456:RE100099"}]},
	{"type":"TransactionEvent","eventTime":"2019-10-21T14:58:56.591+02:00","eventTimeZoneOffset":"+02:00",
	 "quantityList":[{"epcClass":"urn:epc:class:lgtin:4012345.099988.2014-02-10","quantity":2030,"uom":"KGM"}],
	 "action":"ADD","bizStep":"holding","readPoint":{"id":"urn:epc:id:sgln:4012345.00025.0"},
	 "bizLocation":{"id":"urn:epc:id:sgln:4012345.00002.0"},
	 "bizTransactionList":[{"type":"inv","bizTransaction":"urn:epcglobal:cbv:bt:4012345123456:RE1099"}]},
	{"type":"TransformationEvent","eventTime":"2019-10-21T14:58:56.591+02:00","eventTimeZoneOffset":"+02:00",
	 "inputEPCList":["urn:epc:id:sgtin:4012345.011122.25","urn:epc:id:sgtin:4000001.065432.99886655"],
	 "outputEPCList":["urn:epc:id:sgtin:4012345.077889.25","urn:epc:id:sgtin:4012345.077889.26",
		"urn:epc:id:sgtin:4012345.077889.27","urn:epc:id:sgtin:4012345.077889.28"],
	 "transformationID":"urn:epc:id:gdti:4012345.55555.1234","bizStep":"commissioning",
	 "readPoint":{"id":"urn:epc:id:sgln:4012345.00001.0"},
	 "ilmd":{"example:bestBeforeDate":"2020-11-10","example:batch":"4711"}},
	{"type":"TransformationEvent","eventTime":"2019-10-21T14:58:56.591+02:00","eventTimeZoneOffset":"+02:00",
	 "inputEPCList":["urn:epc:id:sgtin:4012345.011122.25","urn:epc:id:sgtin:4000001.065432.99886655"],
	 "outputEPCList":["urn:epc:id:sgtin:4012345.077889.25","urn:epc:id:sgtin:4012345.077889.26",
		"urn:epc:id:sgtin:4012345.077889.27","urn:epc:id:sgtin:4012345.077889.28"],
	 "inputQuantityList":[{"epcClass":"urn:epc:class:lgtin:4012345.011111.4444","quantity":10,"uom":"KGM"},
		{"epcClass":"urn:epc:class:lgtin:0614141.077777.987","quantity":30},
		{"epcClass":"urn:epc:idpat:sgtin:4012345.066666.*","quantity":220}],
	 "bizStep":"commissioning","readPoint":{"id":"urn:epc:id:sgln:4012345.00001.0"},
	 "ilmd":{"example:bestBeforeDate":"2015-11-10","example:batch":"XYZ"}},
	{"type":"TransformationEvent","eventTime":"2019-10-21T14:58:56.591+02:00","eventTimeZoneOffset":"+02:00",
	 "inputEPCList":["urn:epc:id:sgtin:4012345.011122.25","urn:epc:id:sgtin:4000001.065432.99886655"],
	 "outputQuantityList":[{"epcClass":"urn:epc:class:lgtin:4054739.099902.P20131121","quantity":9520}],
	 "transformationID":"urn:epc:id:gdti:4012345.55555.1234",
	 "bizStep":"http://epcis.example.com/user/vocab/bizstep/exampling",
	 "readPoint":{"id":"urn:epc:id:sgln:4012345.00001.0"}}"#;

const VARIOUS_HASHES: [&str; 13] = [
	"253f0178f96349eedc207505b49044a602129605cf692e3d9f1f36c8bd1dfb0d",
	"ef43acf0e69951f79739f603f714893784648a41bac3f58035b5830a978a2631",
	"c50842eb714406394a77fb7b517fea621c78a61f65549874de7c9e019afe7b6f",
	"5f396ea5cb32fe4d0980cb79f5a5eb9640559e9f5a6cefa5c98a7d6ad554b50b",
	"c941e6486c561c2be83c28dc228c150eaef9a6befb1015e6cc563982fb7414b6",
	"cfda50b7ff23682e989bafc3747ac9b752f405305fcde6618280f6be27344f35",
	"c4bdb87c8d59d6ab569d0cfc6583e9dd4c314cdf71799b0ef8d4febe5239d9c5",
	"a62b9f9e429fcba628ea47d073542ca67e9fbe4688df2c649b8cd13b8519b91f",
	"cf6559dc931963f19ed9cd2fe33c02ef64c8cfd557e5a96b086a87db315b7122",
	"b741a543ea0b2a4c4bdb3441c7dc196b41710e5b2c9870b211fac8d6d4c93427",
	"335da6c3ab1d932824748791beec4d7ed261ed383f6849f6b8718e8fafb4d298",
	"36ab2ba0e3eac03d14a630148c63c31da00b8c4f1c311f501eb459e89a6e6350",
	"756558aa09b2d38c6bcb6e50eab2fcbebd9bde17362a7c4f4686a5d7f5fb013f",
];

const VARIOUS_CONTEXT: &str =
	r#",{"example":"https://ns.example.com/epcis/"},{"cbvmda":"urn:epcglobal:cbv:mda:"}"#;

#[test]
fn ep_4_every_kind_of_event_should_hash_as_the_reference() {
	assert_hashes(&json(VARIOUS_CONTEXT, VARIOUS), &VARIOUS_HASHES);
}

#[test]
fn ep_4_the_result_of_a_query_should_hash_as_the_document() {
	let query = format!(
		r#"{{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
		{VARIOUS_CONTEXT}],"type":"EPCISQueryDocument","schemaVersion":"2.0",
		"creationDate":"2022-02-17T11:30:47.0Z","epcisBody":{{"queryResults":{{"queryName":"q",
		"subscriptionID":"s","resultsBody":{{"eventList":[{VARIOUS}]}}}}}}}}"#
	);
	assert_hashes(&query, &VARIOUS_HASHES);
}

#[test]
fn ep_4_the_wrappers_of_epcis_1_2_should_not_change_the_hash() {
	let events = r#"<ObjectEvent>
		<eventTime>2019-10-21T14:58:56.000+02:00</eventTime>
		<recordTime>2020-01-01T00:00:00Z</recordTime>
		<eventTimeZoneOffset>+02:00</eventTimeZoneOffset>
		<baseExtension><eventID>urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8</eventID></baseExtension>
		<epcList/>
		<action>ADD</action>
		<bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
		<readPoint><id>urn:epc:id:sgln:4054739.00001.0</id></readPoint>
		<extension>
			<quantityList><quantityElement>
				<epcClass>urn:epc:class:lgtin:4054739.099914.20160711</epcClass>
				<quantity>600.0</quantity><uom>KGM</uom>
			</quantityElement></quantityList>
			<ilmd><m:bestBeforeDate>2019-10-21</m:bestBeforeDate></ilmd>
		</extension>
	</ObjectEvent>
	<AggregationEvent>
		<eventTime>2019-10-21T17:30:56.591+02:00</eventTime>
		<eventTimeZoneOffset>+02:00</eventTimeZoneOffset>
		<parentID>urn:epc:id:sscc:4012344.0111111133</parentID>
		<childEPCs/>
		<action>ADD</action>
		<bizStep>urn:epcglobal:cbv:bizstep:packing</bizStep>
		<readPoint><id>urn:epc:id:sgln:4012345.00025.0</id></readPoint>
		<extension><childQuantityList>
			<quantityElement><epcClass>urn:epc:class:lgtin:4054739.012345.lot2</epcClass>
				<quantity>17</quantity></quantityElement>
			<quantityElement><epcClass>urn:epc:class:lgtin:4054739.099902.P2</epcClass>
				<quantity>12</quantity><uom>KGM</uom></quantityElement>
		</childQuantityList></extension>
	</AggregationEvent>
	<extension><TransformationEvent>
		<eventTime>2019-10-21T14:58:56.591+02:00</eventTime>
		<eventTimeZoneOffset>+02:00</eventTimeZoneOffset>
		<inputEPCList>
			<epc>urn:epc:id:sgtin:4012345.011122.25</epc>
			<epc>urn:epc:id:sgtin:4000001.065432.99886655</epc>
		</inputEPCList>
		<outputQuantityList><quantityElement>
			<epcClass>urn:epc:class:lgtin:4054739.099902.P20131121</epcClass>
			<quantity>9520</quantity></quantityElement></outputQuantityList>
		<transformationID>urn:epc:id:gdti:4012345.55555.1234</transformationID>
		<bizStep>http://epcis.example.com/user/vocab/bizstep/exampling</bizStep>
		<readPoint><id>urn:epc:id:sgln:4012345.00001.0</id></readPoint>
	</TransformationEvent></extension>"#;
	let document = xml(r#"xmlns:m="urn:epcglobal:cbv:mda:""#, events)
		.replace("urn:epcglobal:epcis:xsd:2", "urn:epcglobal:epcis:xsd:1")
		.replace(r#"schemaVersion="2.0""#, r#"schemaVersion="1.2""#);
	assert_hashes(&document, &[VARIOUS_HASHES[3], VARIOUS_HASHES[5], VARIOUS_HASHES[12]]);
}

#[test]
fn ep_4_error_declaration_and_event_id_should_be_left_out() {
	let event = r#"<TransformationEvent>
		<eventTime>2020-01-14T00:00:00.000+01:00</eventTime>
		<eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
		<eventID>urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8</eventID>
		<errorDeclaration>
			<declarationTime>2020-01-15T00:00:00.000+01:00</declarationTime>
			<reason>urn:epcglobal:cbv:er:incorrect_data</reason>
			<example:vendorExtension>Test1</example:vendorExtension>
		</errorDeclaration>
		<inputEPCList><epc>urn:epc:id:sgtin:4012345.011111.987</epc></inputEPCList>
		<inputQuantityList><quantityElement>
			<epcClass>urn:epc:class:lgtin:4012345.022222.87545GHGH</epcClass>
		</quantityElement></inputQuantityList>
		<outputEPCList><epc>urn:epc:id:sgtin:4012345.033333.AGHFG</epc></outputEPCList>
		<outputQuantityList><quantityElement>
			<epcClass>urn:epc:idpat:sgtin:4012345.044444.*</epcClass>
			<quantity>452.0</quantity><uom>KGM</uom>
		</quantityElement></outputQuantityList>
		<bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
		<readPoint><id>urn:epc:id:sgln:4012345.00000.0</id></readPoint>
	</TransformationEvent>"#;
	let document = xml(r#"xmlns:example="https://ns.example.com/epcis/""#, event);
	assert_hashes(&document, &["e16ce101f3d7383612e00b74419b2d88f12baa6a124b0e390252d396687d5cf7"]);
	let events = read(document.as_bytes()).unwrap().events;
	let declaration = events[0].as_ref().unwrap().error_declaration.as_ref().unwrap();
	assert_eq!(declaration.reason.as_deref(), Some("incorrect_data"));
	assert_eq!(declaration.time, 1_579_042_800_000);
	// A second declaration about the same event is another one.
	let later = document.replace("2020-01-15T00:00:00.000+01:00", "2020-01-16T00:00:00.000+01:00");
	let events = read(later.as_bytes()).unwrap().events;
	let other = events[0].as_ref().unwrap().error_declaration.as_ref().unwrap();
	assert_ne!(declaration.hash, other.hash);
}

#[test]
fn ep_4_times_should_be_rounded_to_the_millisecond() {
	let events = r#"{"type":"ObjectEvent","eventTime":"2023-02-02T11:04:03.1415Z",
		"eventTimeZoneOffset":"+01:00","epcList":["https://id.gs1.de/00/040123451111111110"],
		"action":"OBSERVE","bizStep":"shipping","disposition":"in_transit",
		"readPoint":{"id":"https://id.gs1.de/414/4012345000115"}},
		{"type":"ObjectEvent","eventTime":"2023-02-02T11:04:03.1414Z","eventTimeZoneOffset":"+01:00",
		"epcList":["https://id.gs1.de/00/040123451111111110"],"action":"OBSERVE",
		"bizStep":"transporting","readPoint":{"id":"geo:50.947573340894124,6.922120147375441"}},
		{"type":"ObjectEvent","eventTime":"2023-02-12T11:04:03.1415Z","eventTimeZoneOffset":"+01:00",
		"certificationInfo":"https://accreditation-council.example.org/certificate/ABC12345",
		"epcList":["https://id.gs1.de/01/04012345999990/21/XYZ-1234"],"action":"OBSERVE",
		"bizStep":"receiving","disposition":"in_progress",
		"readPoint":{"id":"https://id.gs1.de/414/4012345000115"},
		"sensorElementList":[{"sensorMetadata":{"time":"2023-02-12T11:04:03.1007Z",
			"bizRules":"https://id.example.com/253/4012345000054987"},
			"sensorReport":[{"type":"Dimensionless","exception":"ALARM_CONDITION",
			"coordinateReferenceSystem":"http://www.opengis.net/def/crs/EPSG/0/27700"}]}]}"#;
	assert_hashes(
		&json("", events),
		&[
			"af7658e711574363633f20b3dadc7bc4c13c6f612cf96d95e03c421c0e58f3c6",
			"0550df44527332c1fe417c5837fe61b9e71eaa93307b88519dac549bf2d4dcf9",
			"bf052637920f56c28bd6bc4ce10bb296203fcddc543f1e293d5a77b07592dcec",
		],
	);
}

#[test]
fn ep_4_every_gs1_key_should_be_canonical() {
	// The hash of release 1.9.3, which encodes as table 7-1 of Digital Link 1.2 asks: CBV 2.0 cites it.
	let event = r#"{"type":"ObjectEvent","eventTime":"2019-04-02T15:00:00.000+01:00",
		"eventTimeZoneOffset":"+01:00","epcList":["urn:epc:id:sgtin:4012345.011111.9876",
		"urn:epc:id:sgtin:4012345.011111.98%22","urn:epc:id:sgtin:415056789012.0.987654",
		"urn:epc:id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()","urn:epc:id:sscc:4012345.3111111111",
		"urn:epc:id:sgln:4012345.00005.122","urn:epc:id:sgln:4012345.00005.0",
		"urn:epc:id:grai:4012345.00022.334455","urn:epc:id:giai:4012345.ABC345",
		"urn:epc:id:gsrn:4012345.0000006765","urn:epc:id:gsrnp:4012345.0000000007",
		"urn:epc:id:gdti:4012345.00009.PO-4711","urn:epc:id:gdti:987659999999..9",
		"urn:epc:id:cpi:0614141.11111111111111-A%23%2F.1234","urn:epc:id:ginc:0614141.xyz47%2F11",
		"urn:epc:id:gsin:4012345.222333444","urn:epc:id:itip:4012345.011111.01.02.987",
		"urn:epc:id:upui:1234567.098765.51qIgY)%3C%26Jp3*j7'SDB","urn:epc:id:pgln:4000001.00000",
		"urn:epc:id:pgln:999999999999.","urn:epc:class:lgtin:4012345.012345.Lot987",
		"https://id.gs1.org/gtin/09780345418913",
		"https://example.com/gtin/09780345418913/21/765tz?abc=211121"],
		"action":"OBSERVE","bizStep":"inspecting",
		"readPoint":{"id":"urn:epc:id:sgln:4012345.00005.0"}}"#;
	assert_hashes(
		&json("", event),
		&["4689c31cebcad30d58b175246cd49cbd8d02fa15a4099602e8f638127b4fca79"],
	);
}

#[test]
fn ep_4_an_event_with_every_field_should_hash_as_the_reference() {
	// The same tree three times: in a sensor element, as instance data, and of the event.
	let tree = r#""ext1:float":"20","ext1:time":"2013-06-08T14:58:56.591Z",
		"ext1:array":["12","22","2013-06-08T14:58:56.591Z","true","stringInArray",
			{"ext1:object":{"ext1:object":{"ext2:array":["14","23.0","stringInArrayInObjectInArray"],
			"ext2:object":{"ext2:object":{"ext3:string":"stringInObjectInObjectInArray"}},
			"ext2:int":"13","ext2:string":"stringInObjectInArray"}}}],
		"ext1:boolean":true,"ext1:object":{"ext2:array":["11","21","stringInArrayInObject"],
			"ext2:object":{"ext2:object":{"ext3:string":"stringInObjectInObject"}},
			"ext2:string":"stringInObject"},
		"ext1:default":"stringAsDefaultValue","ext1:int":10,"ext1:string":"string""#;
	let event = r#"{"type":"ObjectEvent","eventTime":"2005-04-05T02:33:31.116Z",
		"eventTimeZoneOffset":"-06:00","eventID":"urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
		"certificationInfo":"https://accreditation-council.example.org/certificate/ABC12345",
		"errorDeclaration":{"declarationTime":"2006-11-07T14:00:00.000+01:00","reason":"incorrect_data",
			"correctiveEventIDs":["ni:///sha-256;fec9667280c4710a3fa9558b7bc8ddc2ced0dc442d87f82becae24bb6ca6a46f?ver=CBV2.0"]},
		"epcList":["urn:epc:id:sgtin:0614141.107346.2018"],"action":"ADD","bizStep":"receiving",
		"disposition":"in_progress","readPoint":{"id":"urn:epc:id:sgln:0012345.11111.400"},
		"bizLocation":{"id":"urn:epc:id:sgln:0012345.11111.0"},
		"bizTransactionList":[{"type":"po","bizTransaction":"urn:epc:id:gdti:0614141.00001.1618034"},
			{"type":"pedigree","bizTransaction":"urn:epc:id:gsrn:0614141.0000010253"}],
		"quantityList":[{"epcClass":"urn:epc:class:lgtin:4012345.012345.998877","quantity":200,"uom":"KGM"}],
		"sourceList":[{"type":"location","source":"urn:epc:id:sgln:4012345.00225.0"},
			{"type":"possessing_party","source":"urn:epc:id:pgln:4012345.00225"},
			{"type":"owning_party","source":"urn:epc:id:pgln:4012345.00225"}],
		"destinationList":[{"type":"location","destination":"urn:epc:id:sgln:0614141.00777.0"},
			{"type":"possessing_party","destination":"urn:epc:id:pgln:0614141.00777"},
			{"type":"owning_party","destination":"urn:epc:id:pgln:0614141.00777"}],
		"sensorElementList":[{"sensorMetadata":{"time":"2019-04-02T13:05:00.000Z",
			"deviceID":"urn:epc:id:giai:4000001.111","deviceMetadata":"https://id.gs1.org/8004/4000001111",
			"rawData":"https://example.org/8004/401234599999","startTime":"2019-04-02T12:55:01.000Z",
			"endTime":"2019-04-02T13:55:00.000Z",
			"dataProcessingMethod":"https://example.com/253/4012345000054987",
			"bizRules":"https://example.com/253/4012345000054987","ext1:someFurtherMetadata":"someText"},
			"sensorReport":[{"type":"Temperature","deviceID":"urn:epc:id:giai:4000001.111",
			"rawData":"https://example.org/8004/401234599999",
			"dataProcessingMethod":"https://example.com/253/4012345000054987",
			"time":"2019-07-19T13:00:00.000Z",
			"microorganism":"https://www.ncbi.nlm.nih.gov/taxonomy/1126011",
			"chemicalSubstance":"https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N",
			"value":26,"component":"example:x","stringValue":"SomeString","booleanValue":true,
			"hexBinaryValue":"f0f0f0","uriValue":"https://id.gs1.org/8004/4000001111","minValue":26,
			"maxValue":26.2,"meanValue":13.2,"percRank":50,"percValue":12.7,"uom":"CEL","sDev":0.1,
			"ext1:someFurtherReportData":"someText",
			"deviceMetadata":"https://id.gs1.org/8004/4000001111"}],@TREE@}],
		"persistentDisposition":{"unset":["completeness_inferred"],"set":["completeness_verified"]},
		"ilmd":{@TREE@,"cbvmda:countryOfExport":"KR","cbvmda:grossWeight":"3.5",
			"cbvmda:netWeight":"3.5","cbvmda:countryOfOrigin":"GB","cbvmda:drainedWeight":"3.5",
			"cbvmda:lotNumber":"ABC123"},@TREE@}"#
		.replace("@TREE@", tree);
	let context = r#",{"ext3":"http://example.com/ext3/"},{"ext2":"http://example.com/ext2/"},
		{"ext1":"http://example.com/ext1/"}"#;
	assert_hashes(
		&json(context, &event),
		&["9811bfb2672e9c3a0f6151be339d22b60db375c8b23d2740f6137cc6539f0639"],
	);
}

#[test]
fn ep_4_extensions_in_xml_attributes_should_hash_as_the_reference() {
	let event = r#"<TransformationEvent>
		<eventTime>2020-09-29T14:00:00.000+02:00</eventTime>
		<eventTimeZoneOffset>+02:00</eventTimeZoneOffset>
		<errorDeclaration>
			<declarationTime>2020-09-29T15:00:00.000+02:00</declarationTime>
			<example:field example:furtherData="abcd1234"/>
		</errorDeclaration>
		<inputQuantityList><quantityElement>
			<epcClass>urn:epc:class:lgtin:4023333.055555.ABC123</epcClass>
			<quantity>25.0</quantity><uom>KGM</uom>
		</quantityElement></inputQuantityList>
		<outputEPCList>
			<epc>urn:epc:id:sgtin:4012345.012345.987</epc>
			<epc>urn:epc:id:sgtin:4012345.012345.988</epc>
		</outputEPCList>
		<bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
		<readPoint><id>urn:epc:id:sgln:4023333.00000.0</id>
			<example:gs1ES>(414)4023333000000</example:gs1ES></readPoint>
		<bizLocation><id>urn:epc:id:sgln:4023333.00001.12</id>
			<example:gs1ES>(414)4023333000017 (254)12</example:gs1ES></bizLocation>
		<sensorElementList><sensorElement>
			<sensorMetadata startTime="2019-04-01T15:00:00.000+01:00"
				endTime="2019-04-02T14:59:59.999+01:00" example:someFurtherMetaData="someText"/>
			<sensorReport type="gs1:Temperature" minValue="12.4" maxValue="13.8" meanValue="13.2"
				sDev="0.41" uom="CEL" percRank="50" percValue="12.7" example:cv="123"/>
			<sensorReport type="example:someSensorProperty" stringValue="someSensorOutput"/>
			<example:furtherSensorData><example:measure1>123.5</example:measure1>
				<example:measure2>0.987</example:measure2></example:furtherSensorData>
			<example:someUserField>abc123</example:someUserField>
		</sensorElement></sensorElementList>
		<ilmd>
			<cbvmda:lotNumber>LOTABC</cbvmda:lotNumber>
			<example:grading>A</example:grading>
			<example2:userMasterData><example2:sizeCode>B-2</example2:sizeCode></example2:userMasterData>
		</ilmd>
		<example:extension><moreExtensions><futureExtension>
			<tag1>1</tag1><tag2>2</tag2><tag3>3</tag3>
		</futureExtension></moreExtensions></example:extension>
		<example:internalData>
			<example:machine>urn:epc:id:giai:4012345.ABC</example:machine>
			<example:procedure>A-1</example:procedure>
		</example:internalData>
		<example2:furtherData example2:assemblyLine="2" example2:workingShift="1"/>
		<example4:otherThings>some text</example4:otherThings>
	</TransformationEvent>"#;
	let namespaces = r#"xmlns:example="http://ns.example.com/epcis/"
		xmlns:example2="http://ns.example.com/epcis-2/" xmlns:example4="http://ns.example.com/epcis-4/"
		xmlns:cbvmda="urn:epcglobal:cbv:mda""#;
	let document = xml(namespaces, event);
	assert_hashes(&document, &["dca180f4e6005d4b6a6408a8d143977ca2e4f3e72048d7aa03b4df4055d484f9"]);
	// Other prefixes for the same namespaces.
	let renamed = document.replace("example:", "e0:").replace("example2:", "zz:");
	let renamed =
		renamed.replace("xmlns:example=", "xmlns:e0=").replace("xmlns:example2=", "xmlns:zz=");
	let renamed = renamed.replace(r#""e0:someSensor"#, r#""example:someSensor"#);
	assert_eq!(hashes(&renamed), hashes(&document));
}

#[test]
fn ep_4_hash_uris_should_round_trip_and_a_foreign_one_be_a_warning() {
	let events = |id: &str| {
		let event = format!(
			r#"{{"type":"ObjectEvent","eventID":"{id}","eventTime":"2020-03-04T10:00:30Z",
			"eventTimeZoneOffset":"+01:00","action":"OBSERVE","epcList":["urn:epc:id:sscc:4012345.0000000111"]}}"#
		);
		read(event.as_bytes()).unwrap().events.remove(0).unwrap()
	};
	let event = events("urn:uuid:1");
	assert!(event.warnings.is_empty());
	let uri = hash_uri(&event.hash());
	assert_eq!(epcis::parse_hash_uri(&uri), Some(event.hash()));
	assert_eq!(epcis::parse_hash_uri(&uri.replace("2.0", "2.1")), None);
	assert_eq!(epcis::parse_hash_uri("ni:///sha-256;00?ver=CBV2.0"), None);
	assert!(events(&uri).warnings.is_empty());
	let other = events(&format!("ni:///sha-256;{}?ver=CBV2.0", "0".repeat(64)));
	assert_eq!(other.warnings[0].code, "event_id_mismatch");
	assert_eq!(other.hash(), event.hash());
}

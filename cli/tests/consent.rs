//! `salus consent decide`: the consents of examples/fhir, without a node.

use serde_json::{json, Value};
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Command, Output},
};
use tempfile::TempDir;

/// When it is asked, if nothing else is said.
const AT: &str = "2026-06-01";

fn example(name: &str) -> PathBuf {
	Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/fhir").join(name).with_extension("json")
}

fn read(name: &str) -> Value {
	serde_json::from_str(&fs::read_to_string(example(name)).unwrap()).unwrap()
}

/// The request of the examples: Dr Jones of the hospital reads, for treatment, a normal
/// observation that Dr Smith made in June 2025.
fn request() -> Value {
	read("request")
}

/// With these members changed: `data.x` for one of the data.
fn asking(changes: Value) -> Value {
	let mut request = request();
	for (name, value) in changes.as_object().unwrap() {
		match name.strip_prefix("data.") {
			Some(name) => request["data"][name] = value.clone(),
			None => request[name] = value.clone(),
		}
	}
	request
}

struct Run {
	dir: TempDir,
	consents: Vec<PathBuf>,
	args: Vec<String>,
}

fn by(consents: &[&str]) -> Run {
	let dir = tempfile::tempdir().unwrap();
	Run { dir, consents: consents.iter().map(|name| example(name)).collect(), args: Vec::new() }
}

impl Run {
	fn arg(mut self, args: &[&str]) -> Self {
		self.args.extend(args.iter().map(|arg| (*arg).to_owned()));
		self
	}

	fn file(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
		let path = self.dir.path().join(name);
		fs::write(&path, content).unwrap();
		self.consents.push(path);
		self
	}

	fn consent(self, name: &str, consent: &Value) -> Self {
		self.file(name, consent.to_string())
	}

	fn output(&self, request: &str) -> Output {
		let path = self.dir.path().join("request.json");
		fs::write(&path, request).unwrap();
		let mut command = Command::new(env!("CARGO_BIN_EXE_salus"));
		command.env_remove("SALUS_SIGNER").env("SALUS_URL", "ws://127.0.0.1:1");
		command.args(["--json", "consent", "decide"]);
		if !self.consents.is_empty() {
			command.arg("--consent").args(&self.consents);
		}
		command.arg("--request").arg(path);
		if !self.args.iter().any(|arg| arg == "--at") {
			command.args(["--at", AT]);
		}
		command.args(&self.args).output().unwrap()
	}

	/// The answer and the warnings of a decision with this exit code.
	#[track_caller]
	fn answers(&self, request: &Value, code: i32) -> (Value, String) {
		let output = self.output(&request.to_string());
		let errors = String::from_utf8(output.stderr).unwrap();
		assert_eq!(output.status.code(), Some(code), "{request}: {errors}");
		let text = String::from_utf8(output.stdout).unwrap();
		assert_eq!(text.lines().count(), 1, "one object: {text}");
		let answer: Value = serde_json::from_str(&text).unwrap();
		for key in [
			"decision",
			"reason",
			"consents",
			"provision",
			"policy",
			"residual",
			"obligations",
			"assumed",
		] {
			assert!(answer.get(key).is_some(), "{key}");
		}
		(answer, errors)
	}

	#[track_caller]
	fn permits(&self, changes: Value) -> Value {
		let (answer, _) = self.answers(&asking(changes), 0);
		assert_eq!(answer["decision"], "permit");
		answer
	}

	#[track_caller]
	fn denies(&self, changes: Value) -> Value {
		let (answer, _) = self.answers(&asking(changes), 1);
		assert_eq!(answer["decision"], "deny");
		assert_eq!(answer["residual"], json!([]));
		answer
	}

	/// It cannot be decided, for this reason.
	#[track_caller]
	fn cannot(&self, request: &str, code: &str) -> String {
		let output = self.output(request);
		let errors = String::from_utf8(output.stderr).unwrap();
		assert_eq!(output.status.code(), Some(2), "{errors}");
		assert!(output.stdout.is_empty(), "no answer that could be taken for a permit");
		let error = errors.lines().last().unwrap();
		let error: Value = serde_json::from_str(error).unwrap();
		assert_eq!(error["error"]["code"], code, "{errors}");
		error["error"]["message"].as_str().unwrap().to_owned()
	}
}

#[test]
fn cn_3_without_a_consent_the_policy_should_decide() {
	for (policy, changes, permitted) in [
		("Policy-basic-normal", json!({}), true),
		("Policy-basic-normal", json!({ "purpose": ["HPAYMT"] }), false),
		("Policy-basic-normal", json!({ "capacity": "payer" }), false),
		("Policy-all-normal", json!({ "capacity": "payer", "purpose": ["HPAYMT"] }), true),
		("Policy-all-normal", json!({ "capacity": "payer" }), false),
		("Policy-break-glass-only", json!({}), false),
		("Policy-break-glass-only", json!({ "purpose": ["BTG"] }), true),
		("Policy-break-glass-only", json!({ "purpose": ["BTG"], "capacity": "payer" }), false),
		("Policy-deny", json!({ "purpose": ["BTG"] }), false),
	] {
		let run = by(&[]).arg(&["--policy", policy]);
		let answer = if permitted { run.permits(changes) } else { run.denies(changes) };
		assert_eq!(answer["policy"], policy);
		assert_eq!(answer["consents"], json!([]));
		assert_eq!(answer["provision"], Value::Null);
	}
	assert_eq!(by(&[]).denies(json!({}))["policy"], "Policy-deny", "what PCF expects by default");
	let output = by(&[]).arg(&["--policy", "Policy-open"]).output(&request().to_string());
	assert_eq!(output.status.code(), Some(2));
}

#[test]
fn cn_3_an_explicit_consent_should_override_the_policy() {
	let answer = by(&["basic"]).arg(&["--policy", "Policy-deny"]).permits(json!({}));
	assert_eq!(answer["policy"], Value::Null);
	assert_eq!(answer["consents"], json!(["Consent/basic"]));
	assert_eq!(answer["provision"], "Consent.provision");
	assert_eq!(answer["reason"], "provision");
	let answer = by(&["reject"]).arg(&["--policy", "Policy-all-normal"]).denies(json!({}));
	assert_eq!(answer["provision"], "Consent.provision");
	// What a PCF consent does not match it denies, whatever the policy.
	let research = json!({ "purpose": ["HRESCH"] });
	let answer = by(&["basic"]).arg(&["--policy", "Policy-all-normal"]).denies(research);
	assert_eq!((&answer["reason"], &answer["provision"]), (&json!("base"), &Value::Null));
}

#[test]
fn cn_3_an_expired_consent_should_not_be_enforced() {
	let at = |time| by(&["expired"]).arg(&["--policy", "Policy-deny", "--at", time]);
	at("2026-03-31T23:59:59Z").permits(json!({}));
	let answer = at("2026-04-01T00:00:00Z").denies(json!({}));
	assert_eq!(answer["policy"], "Policy-deny");
	let (_, warnings) = at("2026-04-01").answers(&request(), 1);
	assert!(warnings.contains("expired"), "{warnings}");
	// The policy it is, also where that is kinder.
	by(&["expired"]).arg(&["--policy", "Policy-basic-normal"]).permits(json!({}));
}

#[test]
fn cn_3_a_timeframe_should_be_all_or_all_but() {
	for (authored, inside) in [
		("2024-12-31", false),
		("2025-01-01", true),
		("2025-12-31T23:59:59Z", true),
		("2026", false),
	] {
		let changes = json!({ "data.authoredAt": authored });
		if inside {
			by(&["timeframe"]).permits(changes.clone());
			let answer = by(&["not-timeframe"]).denies(changes);
			assert_eq!(answer["provision"], "Consent.provision.provision[0]");
		} else {
			by(&["timeframe"]).denies(changes.clone());
			by(&["not-timeframe"]).permits(changes);
		}
	}
	// An evening in New York is the next day in UTC.
	let evening = json!({ "data.authoredAt": "2024-12-31T23:00:00-05:00" });
	by(&["timeframe"]).permits(evening.clone());
	by(&["not-timeframe"]).denies(evening);
	// Not known, or not exactly enough: never a permit, and the answer says so.
	by(&["timeframe"]).permits(json!({ "data.authoredAt": "2025" }));
	for consent in ["timeframe", "not-timeframe"] {
		let answer = by(&[consent]).denies(json!({ "data.authoredAt": null }));
		assert!(answer["assumed"][0].as_str().unwrap().starts_with("data.authoredAt"));
	}
}

#[test]
fn cn_3_author_encounter_and_instance_should_be_all_or_all_but() {
	for (only, but, inside, outside) in [
		(
			"authored-by",
			"not-authored-by",
			json!({ "data.author": "Practitioner/jones" }),
			json!({ "data.author": "Practitioner/smith" }),
		),
		(
			"encounter",
			"not-encounter",
			json!({ "data.encounter": "Encounter/knee" }),
			json!({ "data.encounter": "Encounter/hip" }),
		),
		(
			"data",
			"not-data",
			json!({ "data.reference": "Observation/pressure" }),
			json!({ "data.reference": "Observation/alcohol" }),
		),
	] {
		by(&[only]).permits(inside.clone());
		by(&[only]).denies(outside.clone());
		if but == "not-data" {
			by(&[but]).permits(inside);
			by(&[but]).denies(outside);
		} else {
			by(&[but]).denies(inside);
			by(&[but]).permits(outside);
		}
	}
}

#[test]
fn cn_3_a_purpose_without_a_word_should_be_compared() {
	let institute = json!({
		"organisation": "Organization/institute",
		"capacity": "investigator",
		"purpose": ["http://example.org/studies|FooBar"],
	});
	by(&["research"]).permits(institute.clone());
	let mut bare = institute.clone();
	bare["purpose"] = json!("FooBar");
	by(&["research"]).permits(bare);
	for (member, value) in [
		("purpose", json!(["http://example.org/studies|Other"])),
		("purpose", json!(["http://elsewhere.example/studies|FooBar"])),
		("purpose", json!(["HRESCH"])),
		("organisation", json!("Organization/general-hospital")),
	] {
		let mut other = institute.clone();
		other[member] = value;
		by(&["research"]).denies(other);
	}
}

#[test]
fn cn_3_a_dissent_should_open_to_declared_break_glass_alone() {
	let run = by(&["dissent-break-glass"]);
	run.denies(json!({}));
	run.denies(json!({ "groups": ["Group/emergency"] }));
	let glass = json!({ "groups": ["Group/emergency"], "purpose": ["BTG"] });
	let answer = run.permits(glass.clone());
	assert_eq!(answer["provision"], "Consent.provision.provision[0]");
	assert_eq!(answer["obligations"], json!(["reviewBreakGlass"]));
	run.permits(json!({ "groups": ["Group/emergency"], "purpose": ["TREAT", "BTG"] }));
	run.denies(json!({ "purpose": ["BTG"] }));
	let payer = json!({ "groups": ["Group/emergency"], "purpose": ["BTG"], "capacity": "payer" });
	assert_eq!(run.denies(payer)["reason"], "purposeNotEntitled");
	// As an authorisation server: nothing remains to be enforced.
	let mut request = asking(glass);
	request.as_object_mut().unwrap().remove("data");
	let (answer, _) = run.answers(&request, 0);
	assert_eq!(answer["residual"], json!([]));
}

#[test]
fn cn_3_labels_should_decide() {
	let labels = |labels: &[&str]| json!({ "data.labels": labels });
	by(&["normal"]).permits(labels(&["N"]));
	by(&["normal"]).denies(labels(&["R"]));
	by(&["normal"]).denies(labels(&["http://terminology.hl7.org/CodeSystem/v3-Confidentiality|V"]));
	by(&["normal-restricted"]).permits(labels(&["R", "PSY"]));
	by(&["normal-not-restricted"]).denies(labels(&["R"]));
	by(&["normal-not-restricted"]).permits(labels(&["N"]));
	// No label at all counts as N, and the answer says so.
	for unlabelled in [labels(&[]), json!({ "data.labels": null })] {
		let answer = by(&["normal"]).permits(unlabelled);
		assert!(answer["assumed"][0].as_str().unwrap().contains("confidentiality N"));
	}
	for (consent, label) in [
		("normal-focused-restricted", "R"),
		("normal-focused-sensitive", "PSY"),
		("normal-focused-sensitive", "SDV"),
	] {
		let of = |actor: &str| json!({ "actor": actor, "data.labels": ["R", label] });
		by(&[consent]).permits(of("Practitioner/jones"));
		by(&[consent]).denies(of("Practitioner/smith"));
		by(&[consent]).permits(json!({ "actor": "Practitioner/smith" }));
	}
	let glass = json!({ "groups": ["Group/emergency"], "purpose": "BTG", "data.labels": ["R"] });
	by(&["normal-break-glass-restricted"]).permits(glass);
	by(&["normal-break-glass-restricted"]).denies(labels(&["R"]));
}

fn without_data(changes: Value) -> Value {
	let mut request = asking(changes);
	request.as_object_mut().unwrap().remove("data");
	request
}

#[test]
fn cn_3_without_data_the_residual_rules_should_be_those_of_pcf() {
	let n = json!([{
		"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
		"code": "N",
	}]);
	let sensitive = json!([
		{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "PSY" },
		{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "SDV" },
	]);
	for (consent, changes, residual) in [
		("basic", json!({}), json!([])),
		(
			"normal",
			json!({}),
			json!([{ "type": "forbid" }, { "type": "permit", "securityLabel": n }]),
		),
		(
			"normal-focused-sensitive",
			json!({}),
			json!([
				{ "type": "forbid" },
				{ "type": "permit", "securityLabel": n },
				{ "type": "permit", "securityLabel": sensitive },
			]),
		),
		(
			"normal-focused-sensitive",
			json!({ "actor": "Practitioner/smith" }),
			json!([{ "type": "forbid" }, { "type": "permit", "securityLabel": n }]),
		),
		(
			"timeframe",
			json!({}),
			json!([
				{ "type": "forbid" },
				{ "type": "permit", "dataPeriod": { "start": "2025-01", "end": "2025-12" } },
			]),
		),
		(
			"not-data",
			json!({}),
			json!([{
				"type": "forbid",
				"data": [{
					"meaning": "instance",
					"reference": { "reference": "Observation/alcohol" },
				}],
			}]),
		),
		// Three purposes that are all permitted leave the same.
		("basic", json!({ "purpose": ["TREAT", "HPAYMT", "HOPERAT"] }), json!([])),
	] {
		let (answer, _) = by(&[consent]).answers(&without_data(changes), 0);
		assert_eq!(answer["residual"], residual, "{consent}");
	}
	let (answer, _) = by(&["reject"]).answers(&without_data(json!({})), 1);
	assert_eq!(answer["residual"], json!([]));
	let (answer, _) = by(&["basic"]).answers(&without_data(json!({ "purpose": "HPAYMT" })), 0);
	assert_eq!(answer["obligations"], json!(["minimumNecessary"]));
}

#[test]
fn cn_2_every_purpose_declared_should_be_permitted() {
	by(&["basic"]).permits(json!({ "purpose": ["TREAT", "HOPERAT"] }));
	by(&["basic"]).denies(json!({ "purpose": ["TREAT", "HMARKT"] }));
}

#[test]
fn cn_2_bases_should_be_read_as_their_version_means_them() {
	let insurer =
		json!({ "organisation": "Organization/insurer", "capacity": "payer", "purpose": "HPAYMT" });
	by(&["opt-in-but"]).permits(json!({ "purpose": "HRESCH" }));
	let answer = by(&["opt-in-but"]).denies(insurer.clone());
	assert_eq!(answer["provision"], "Consent.provision.provision[0]");
	let answer = by(&["opt-out-but"]).denies(insurer);
	assert_eq!(answer["reason"], "base");
	by(&["opt-out-but"]).permits(json!({}));
	let team = json!({ "groups": ["CareTeam/orthopaedics"] });
	let answer = by(&["r5"]).permits(team.clone());
	assert_eq!(answer["provision"], "Consent.provision[0]");
	by(&["r5"]).denies(json!({}));
	let mut alcohol = team;
	alcohol["data.code"] = json!("http://loinc.org|68518-0");
	let answer = by(&["r5"]).denies(alcohol);
	assert_eq!(answer["provision"], "Consent.provision[0].provision[0]");
	let message = by(&["ambiguous"]).cannot(&request().to_string(), "Fhir.Ambiguous");
	assert!(message.contains("Consent.provision.purpose"), "{message}");
	let mut bare = read("basic");
	bare["provision"].as_object_mut().unwrap().remove("type");
	by(&[]).consent("bare.json", &bare).cannot(&request().to_string(), "Fhir.Ambiguous");
}

#[test]
fn cn_1_the_newest_active_consent_of_the_patient_should_count() {
	let dated = |name: &str, id: &str, date: &str| {
		let mut consent = read(name);
		consent["id"] = json!(id);
		consent["dateTime"] = json!(date);
		consent
	};
	let old = dated("reject", "old", "2025-05");
	let new = dated("basic", "new", "2026-02-01");
	for run in [
		by(&[]).consent("a", &old).consent("b", &new),
		by(&[]).consent("a", &new).consent("b", &old),
		by(&[]).file("both", format!("{old}\n{new}\n")),
		by(&[]).consent(
			"bundle",
			&json!({
				"resourceType": "Bundle",
				"type": "searchset",
				"entry": [{ "resource": new }, { "resource": old }],
			}),
		),
	] {
		assert_eq!(run.permits(json!({}))["consents"], json!(["Consent/new"]));
	}
	// Before it was given, the older one counted.
	let run = by(&[]).consent("a", &old).consent("b", &new).arg(&["--at", "2026-01-01"]);
	assert_eq!(run.denies(json!({}))["consents"], json!(["Consent/old"]));
	// What is not active does not count, however new.
	for status in ["draft", "proposed", "rejected", "inactive", "entered-in-error"] {
		let mut newest = dated("reject", "newest", "2026-05-01");
		newest["status"] = json!(status);
		let run = by(&[]).consent("a", &new).consent("b", &newest);
		let (answer, warnings) = run.answers(&request(), 0);
		assert_eq!(answer["consents"], json!(["Consent/new"]));
		assert!(warnings.contains(status), "{warnings}");
	}
	// But a consent that was taken back is not there in its older version.
	let mut revoked = new.clone();
	revoked["status"] = json!("inactive");
	revoked["meta"] = json!({ "versionId": "2", "lastUpdated": "2026-03-01T10:00:00Z" });
	let run = by(&[]).consent("a", &new).consent("b", &revoked);
	assert_eq!(run.denies(json!({}))["policy"], "Policy-deny");
	// Nobody knows which of two counts.
	let tie = dated("reject", "tie", "2026-02-01");
	by(&[]).consent("a", &new).consent("b", &tie).cannot(&request().to_string(), "Fhir.Ambiguous");
	// One that begins later leaves the other in force.
	let mut later = dated("reject", "later", "2026-05-01");
	later["provision"]["period"] = json!({ "start": "2026-07-01" });
	by(&[]).consent("a", &new).consent("b", &later).permits(json!({}));
	by(&[]).consent("a", &new).consent("b", &later).arg(&["--at", "2026-07-01"]).denies(json!({}));
}

#[test]
fn cn_1_the_consent_of_another_patient_should_be_ignored_with_a_warning() {
	let mut other = read("basic");
	other["patient"] = json!({ "reference": "Patient/other" });
	other["dateTime"] = json!("2026-05-30");
	let run = by(&["reject"]).consent("other.json", &other);
	let (answer, warnings) = run.answers(&request(), 1);
	assert_eq!(answer["consents"], json!(["Consent/reject"]));
	assert!(warnings.contains("Patient/other") && warnings.contains("other.json"), "{warnings}");
	let (answer, _) = by(&[]).consent("other.json", &other).answers(&request(), 1);
	assert_eq!(answer["policy"], "Policy-deny");
}

#[test]
fn cn_5_scopes_should_leave_no_more_than_they_cover() {
	let scoped = |scopes: &str| by(&["basic"]).arg(&["--scope", scopes]);
	for scopes in [
		"patient/Observation.r",
		"launch openid user/*.cruds",
		"system/Observation.read",
		"patient/Observation.rs?code=http://loinc.org|29463-7",
		"patient/Observation.r?code=29463-7&_security=N",
		"patient/Observation.r?_id=weight",
	] {
		scoped(scopes).permits(json!({}));
	}
	for scopes in [
		"",
		"openid fhirUser",
		"patient/Condition.r",
		"patient/Observation.s",
		"patient/Observation.cud",
		"patient/Observation.r?code=http://loinc.org|68518-0",
		"patient/Observation.r?_security=R",
		"patient/Observation.r?category=laboratory",
	] {
		let answer = scoped(scopes).denies(json!({}));
		assert_eq!(answer["reason"], "scope", "{scopes}");
	}
	// An action asks for what it does; of which nothing is said, for all.
	scoped("patient/Observation.u").permits(json!({ "action": "correct" }));
	scoped("patient/Observation.u").denies(json!({ "action": "access" }));
	scoped("patient/Observation.r").denies(json!({ "action": null }));
	// Of what type it is has to be known, unless all are covered.
	let (answer, _) = scoped("patient/Observation.r").answers(&without_data(json!({})), 1);
	assert_eq!(answer["reason"], "scope");
	scoped("patient/*.r").answers(&without_data(json!({})), 0);
	// They never widen.
	let answer = by(&["reject"]).arg(&["--scope", "user/*.cruds"]).denies(json!({}));
	assert_eq!(answer["reason"], "provision");
	let output = scoped("patient/Observation.sr").output(&request().to_string());
	assert_eq!(output.status.code(), Some(2));
	assert!(output.stdout.is_empty());
}

#[test]
fn references_should_match_in_one_spelling() {
	by(&["basic"]).permits(json!({ "patient": "Patient/rivera/_history/3" }));
	by(&["basic"]).permits(json!({ "patient": { "reference": "Patient/rivera" } }));
	by(&["basic"]).denies(json!({ "patient": "Patient/Rivera" }));
	// All absolute references are to one server: relative ones are to it, too.
	by(&["basic"]).permits(json!({ "patient": "HTTPS://EHR.example.org/fhir/Patient/rivera" }));
	by(&["basic"]).denies(json!({
		"patient": "https://ehr.example.org/fhir/Patient/rivera",
		"actor": "https://elsewhere.example.org/fhir/Practitioner/jones",
	}));
}

#[test]
fn what_is_not_said_should_never_permit() {
	for (consent, member) in [
		("not-authored-by", "data.author"),
		("not-data", "data.reference"),
		("data", "data.reference"),
		("opt-in-but", "organisation"),
		("dissent-break-glass", "groups"),
		("normal-focused-restricted", "actor"),
	] {
		let mut changes = json!({ member: null });
		if consent == "normal-focused-restricted" {
			changes["data.labels"] = json!(["R"]);
		}
		if consent == "dissent-break-glass" {
			changes["purpose"] = json!(["BTG"]);
		}
		let answer = by(&[consent]).denies(changes);
		assert_ne!(answer["assumed"], json!([]), "{consent}");
	}
}

#[test]
fn bad_requests_should_decide_nothing() {
	let run = by(&["basic"]);
	let good = request().to_string();
	for (request, code) in [
		(String::new(), "Fhir.Syntax"),
		(good[..good.len() / 2].to_owned(), "Fhir.Syntax"),
		("[]".into(), "Fhir.WrongType"),
		("{}".into(), "Fhir.WrongType"),
		("null".into(), "Fhir.WrongType"),
		(good.replacen("\"patient\"", "\"patients\"", 1), "Fhir.UnknownElement"),
		(good.replacen("\"labels\"", "\"label\"", 1), "Fhir.UnknownElement"),
		(good.replacen('{', "{\"patient\":\"Patient/x\",", 1), "Fhir.Duplicate"),
		(asking(json!({ "patient": null })).to_string(), "Fhir.Missing"),
		(asking(json!({ "patient": 1 })).to_string(), "Fhir.WrongType"),
		(asking(json!({ "purpose": null })).to_string(), "Fhir.Missing"),
		(asking(json!({ "purpose": [] })).to_string(), "Fhir.Missing"),
		(asking(json!({ "purpose": [1] })).to_string(), "Fhir.WrongType"),
		(asking(json!({ "capacity": "king" })).to_string(), "Fhir.UnknownCode"),
		(asking(json!({ "action": "destroy" })).to_string(), "Fhir.UnknownCode"),
		(asking(json!({ "groups": "" })).to_string(), "Fhir.WrongType"),
		(asking(json!({ "data": [] })).to_string(), "Fhir.WrongType"),
		(asking(json!({ "data.authoredAt": "June" })).to_string(), "Fhir.BadDate"),
		(asking(json!({ "data.labels": [{}] })).to_string(), "Fhir.WrongType"),
	] {
		run.cannot(&request, code);
	}
	let missing = by(&["no-such-file"]);
	missing.cannot(&good, "Cli.Unreadable");
	let output = by(&["basic"]).arg(&["--at", "soon"]).output(&good);
	assert_eq!(output.status.code(), Some(2));
}

#[test]
fn bad_consents_should_decide_nothing() {
	let good = read("basic").to_string();
	let ask = request().to_string();
	let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
	for (content, code) in [
		(good.as_bytes()[..good.len() - 30].to_vec(), "Fhir.Syntax"),
		(Vec::new(), "Fhir.Syntax"),
		(b"<Consent/>".to_vec(), "Fhir.Syntax"),
		(deep.into_bytes(), "Fhir.Syntax"),
		(vec![b'{'; 10_000_000], "Fhir.Syntax"),
		(b"{\"resourceType\":\"Patient\"}".to_vec(), "Fhir.NotConsent"),
		(vec![0xff, 0xfe, 0x00], "Cli.Unreadable"),
		(good.replacen("\"status\"", "\"state\"", 1).into_bytes(), "Fhir.Missing"),
		(good.replacen("\"active\"", "true", 1).into_bytes(), "Fhir.WrongType"),
		(good.replacen("\"active\"", "\"on\"", 1).into_bytes(), "Fhir.UnknownCode"),
		(good.replacen("\"purpose\"", "\"purposes\"", 1).into_bytes(), "Fhir.UnknownElement"),
		(
			good.replacen("\"provision\"", "\"modifierExtension\":[{}],\"provision\"", 1)
				.into_bytes(),
			"Fhir.NotHonoured",
		),
		// A line of many that cannot be read might be the one that denies.
		(format!("{good}\n{{\"resourceType\":\n").into_bytes(), "Fhir.Syntax"),
	] {
		by(&[]).file("bad.json", content).cannot(&ask, code);
	}
}

#[test]
fn a_consent_of_10_mb_should_be_read() {
	let mut consent = read("basic");
	consent["text"] = json!({ "status": "generated", "div": "x".repeat(10_000_000) });
	by(&[]).consent("large.json", &consent).permits(json!({}));
	let mut many = String::new();
	for number in 0..20_000 {
		let mut one = read("basic");
		one["patient"]["reference"] = json!(format!("Patient/{number}"));
		many.push_str(&format!("{one}\n"));
	}
	assert!(many.len() > 10_000_000);
	let run = by(&["basic"]).file("many.ndjson", many);
	let (_, warnings) = run.answers(&request(), 0);
	assert_eq!(warnings.lines().count(), 21, "the rest in one line");
}

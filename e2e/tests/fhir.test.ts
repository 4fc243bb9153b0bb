/**
 * FHIR consents onto a running chain and back: resources of R4 and R5, a Bundle, NDJSON with lines that
 * cannot be honoured; again, taken back, and refused where nobody knows who is meant.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Outcome, salus } from "../lib/cli.js";
import { findFaults } from "../lib/fhir.js";
import { type TestNode, startNode } from "../lib/node.js";
import { account } from "../lib/papi.js";
import { rpc } from "../lib/rpc.js";

const HOSPITAL = "//Dave";
const INSURER = "//Eve";
const hospital = { organisation: 4, capacity: "provider" };

interface Row {
	readonly index: number;
	readonly id: string | null;
	readonly outcome: string;
	readonly consent: string | null;
	readonly version: number | null;
	readonly error: { code: string; path: string | null; message: string } | null;
	readonly warnings: string[];
}

let node: TestNode;
let folder: string;
beforeAll(async () => {
	node = await startNode();
	folder = mkdtempSync(join(tmpdir(), "salus-fhir-"));
});
afterAll(async () => {
	await node?.stop();
	if (folder) rmSync(folder, { recursive: true, force: true });
});

const map = ["--map", "patients.map", "--key-file", "map.key"];
const vault = ["--vault", "vault"];

function run(signer: string | undefined, ...args: string[]): Promise<Outcome> {
	const key = signer === undefined ? [] : ["--signer", signer];
	return salus(["--url", node.url, "--json", ...key, ...args], { cwd: folder });
}
async function done<T = Record<string, unknown>>(outcome: Promise<Outcome>): Promise<T> {
	const { status, stdout, stderr, json } = await outcome;
	expect(status, stdout + stderr).toBe(0);
	return json<T>()[0];
}
const call = (signer: string, name: string, args: object) =>
	done<{ events: { event: string; fields: Record<string, unknown> }[] }>(
		run(signer, "call", `RecordsAccess.${name}`, JSON.stringify(args)),
	);
const add = (...args: string[]) => done(run(undefined, "patient", "map", "add", ...args, ...map));
const write = (file: string, content: object | string) =>
	writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));

/** Imports files; what became of each resource, and the exit code. */
async function imported(...files: string[]): Promise<{ rows: Row[]; status: number | null }> {
	const { status, json, stderr } = await run(HOSPITAL, "fhir", "import", ...files, ...vault, ...map);
	const rows = json<Row>();
	expect(rows.length, stderr).toBeGreaterThan(0);
	return { rows, status };
}
const exported = async (consent: string, ...more: string[]) => {
	const resource = await done<{ resourceType: string; decision?: string }>(
		run(undefined, "fhir", "export", "consent", consent, ...more, ...vault, ...map),
	);
	// What came in R4 goes out as R4, with nothing wrong but what was wrong when it came: some name no policy.
	// Of R5 `decision` is the mark, and the definitions here are R4's.
	if (resource.decision === undefined) {
		expect(findFaults(resource).filter((fault) => !fault.includes("Constraint ppc-1"))).toEqual([]);
	}
	return resource;
};

const coding = (system: string, code: string) => ({ coding: [{ system, code }] });
const ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
const ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
const PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
const recipient = (reference: string) => ({ role: coding(PARTICIPATION, "PRCP"), reference: { reference } });

/** FHIR's own example of R4 "not this organization", with its exception where R4 has it. */
const notOrganisation = {
	resourceType: "Consent",
	id: "consent-example-notOrg",
	text: { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml">Withhold from a clinic.</div>' },
	status: "active",
	scope: coding("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
	category: [coding("http://loinc.org", "59284-0")],
	patient: { reference: "Patient/f001", display: "P. van de Heuvel" },
	dateTime: "2015-11-18",
	organization: [{ reference: "Organization/f001" }],
	sourceAttachment: { title: "The terms of the consent in lawyer speak." },
	policyRule: coding(ACT_CODE, "OPTIN"),
	provision: {
		provision: [
			{
				type: "deny",
				actor: [recipient("Organization/f002")],
				action: ["access", "correct"].map((code) =>
					coding("http://terminology.hl7.org/CodeSystem/consentaction", code),
				),
			},
		],
	},
};

/** R5, with exceptions to exceptions. */
const r5 = {
	resourceType: "Consent",
	id: "r5-psychiatry",
	meta: { versionId: "3", lastUpdated: "2024-02-03T10:00:00Z" },
	status: "active",
	category: [coding("http://loinc.org", "59284-0")],
	subject: { identifier: { system: "urn:oid:1.2.3", value: "MRN-2" } },
	date: "2024-02-03",
	controller: [{ reference: "Organization/f001" }],
	grantor: [{ display: "the patient" }],
	decision: "deny",
	provision: [
		{
			actor: [{ reference: { reference: "https://ehr.example/fhir/Practitioner/f201" } }],
			purpose: [{ system: ACT_REASON, code: "TREAT" }],
			resourceType: [{ system: "http://hl7.org/fhir/fhir-types", code: "Observation" }],
			dataPeriod: { start: "2024-01", end: "2025-12" },
			provision: [{ securityLabel: [{ system: ACT_CODE, code: "PSY" }] }],
		},
	],
};

/** A transaction in which the Consent names its patient by the address of the entry. */
const bundle = {
	resourceType: "Bundle",
	type: "transaction",
	entry: [
		{
			fullUrl: "urn:uuid:0a7c1c1e-8d2e-4bd0-9a6c-0c5f7f7f3c01",
			resource: {
				resourceType: "Patient",
				identifier: [{ system: "urn:oid:1.2.3", value: "MRN-3" }],
				name: [{ family: "Nobody sees this" }],
			},
			request: { method: "POST", url: "Patient" },
		},
		{ resource: { resourceType: "Observation", status: "final", code: { text: "passed over" } } },
		{
			fullUrl: "urn:uuid:0a7c1c1e-8d2e-4bd0-9a6c-0c5f7f7f3c02",
			resource: {
				resourceType: "Consent",
				status: "active",
				scope: coding("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
				category: [coding("http://loinc.org", "59284-0")],
				patient: { reference: "urn:uuid:0a7c1c1e-8d2e-4bd0-9a6c-0c5f7f7f3c01" },
				dateTime: "2024-03-01T08:30:00+01:00",
				provision: {
					type: "permit",
					actor: [recipient("CareTeam/orthopaedics")],
					purpose: [{ system: ACT_REASON, code: "TREAT" }],
				},
			},
		},
	],
};

describe("FHIR consents", () => {
	const patients: Record<string, string> = {};
	const group = `0x${randomBytes(32).toString("hex")}`;

	it("need to know who is meant", { timeout: 120_000 }, async () => {
		writeFileSync(join(folder, "map.key"), randomBytes(32).toString("hex"), { mode: 0o600 });
		await done(run(undefined, "--organisation", "4", "vault", "init", "vault"));
		for (const mrn of ["MRN-1", "MRN-2", "MRN-3", "MRN-4"]) {
			const { pseudonym } = (await add(`urn:oid:1.2.3|${mrn}`)) as { pseudonym: string };
			patients[mrn] = pseudonym;
			if (mrn !== "MRN-4") await call(HOSPITAL, "open_pseudonym", { acting: hospital, patient: pseudonym });
		}
		write("notOrg.json", notOrganisation);
		const { rows, status } = await imported("notOrg.json");
		expect(status).toBe(1);
		expect(rows).toMatchObject([
			{ id: "consent-example-notOrg", outcome: "refused", error: { code: "Fhir.Unmapped", path: "Consent.patient" } },
		]);
		expect(rows[0].error!.message).toContain("salus patient map add 'Patient/f001' SYSTEM|IDENTIFIER");

		await add("Patient/f001", "urn:oid:1.2.3|MRN-1");
		await add("Organization/f001", "organisation:4");
		const unknown = await imported("notOrg.json");
		expect(unknown.rows[0].error).toMatchObject({
			...{ code: "Fhir.Unmapped", path: "Consent.provision.provision[0].actor[0]" },
		});
		await add("Organization/f002", "organisation:5");
		await add("https://ehr.example/fhir/Practitioner/f201", (await account(INSURER)).address);
		await add("CareTeam/orthopaedics", `group:${group}`);
		const wrong = await run(undefined, "patient", "map", "add", "Organization/f003", `group:${group}`, ...map);
		expect(wrong.status).toBe(2);
	});

	const consent = (mrn: string) => `4-${patients[mrn].slice(2)}`;

	it("are granted once, in any version and container", { timeout: 240_000 }, async () => {
		write("r5.json", r5);
		write("bundle.json", bundle);
		const files = ["notOrg.json", "r5.json", "bundle.json"];
		const granted = await imported(...files);
		expect(granted.rows).toMatchObject([
			{ index: 0, id: "consent-example-notOrg", outcome: "granted", consent: consent("MRN-1"), version: 1, error: null },
			{ index: 0, id: "r5-psychiatry", outcome: "granted", consent: consent("MRN-2"), version: 1, error: null },
			{ index: 2, id: null, outcome: "granted", consent: consent("MRN-3"), version: 1, error: null },
		]);
		expect(granted.status).toBe(0);

		const again = await imported(...files);
		expect(again.status).toBe(0);
		expect(again.rows.map(({ outcome, consent, version }) => ({ outcome, consent, version }))).toEqual(
			["MRN-1", "MRN-2", "MRN-3"].map((mrn) => ({ outcome: "duplicate", consent: consent(mrn), version: 1 })),
		);
		const held = await rpc<{ status: string; consent: { provisions: { actors: object[] }[] } }>(
			...([node.url, "records_getConsent", [patients["MRN-3"], 4]] as [string, string, unknown[]]),
		);
		expect(held.status).toBe("active");
		expect(held.consent.provisions[0].actors).toEqual([{ type: "group", value: group }]);
	});

	it("decide on the chain", { timeout: 120_000 }, async () => {
		const ask = async (signer: string, acting: object, purpose: string) => {
			const request = {
				...{ patient: patients["MRN-1"], custodian: 4, purpose, action: "Access", openings: [] },
				person: `0x${randomBytes(32).toString("hex")}`,
				data: {
					...{ classes: [`0x${"11".repeat(32)}`], codes: [], confidentiality: null, sensitivities: [] },
					...{ author: null, authored: null, encounter: null, record: null },
				},
			};
			const ticket = `0x${randomBytes(16).toString("hex")}`;
			const { events } = await call(signer, "request_access", { acting, ticket, request });
			return events.find(({ event }) => event === "RecordsAccess.AccessDecided")?.fields.permitted;
		};
		expect(await ask(INSURER, { organisation: 5, capacity: "payer" }, "Payment")).toBe(false);
		expect(await ask(HOSPITAL, hospital, "Treatment")).toBe(true);
	});

	it("come back as they came", { timeout: 60_000 }, async () => {
		expect(await exported(consent("MRN-1"))).toEqual(notOrganisation);
		expect(await exported("urn:oid:1.2.3|MRN-2")).toEqual(r5);
		expect(await exported(consent("MRN-3"), "--version", "1")).toEqual(bundle.entry[2].resource);
		const none = await run(undefined, "fhir", "export", "consent", consent("MRN-3"), "--version", "2", ...vault, ...map);
		expect(none.status).toBe(1);
	});

	it("are refused by the line, and keep no other from the chain", { timeout: 180_000 }, async () => {
		const newer = { ...r5, id: "r5-all", date: "2024-05-01", meta: undefined, decision: "permit", provision: undefined };
		const stranger = structuredClone(notOrganisation);
		stranger.id = "stranger";
		stranger.patient.reference = "Patient/nobody";
		const closed = structuredClone(notOrganisation);
		closed.id = "not-opened";
		closed.patient = { reference: "Patient/4", display: "" };
		const [exception] = notOrganisation.provision.provision;
		const lines = [
			JSON.stringify(newer),
			'{"resourceType":"Consent","id":"broken"',
			JSON.stringify({ ...notOrganisation, id: "draft", status: "draft" }),
			JSON.stringify({ resourceType: "Patient", id: "4", identifier: [{ system: "urn:oid:1.2.3", value: "MRN-4" }] }),
			JSON.stringify(stranger),
			JSON.stringify({ ...r5, id: "older", date: "2020-01-01", meta: undefined }),
			// The example as it is published: a root that neither permits nor denies, and says whom it is about.
			JSON.stringify({ ...notOrganisation, id: "published", provision: { ...exception, type: undefined } }),
			JSON.stringify(closed),
			JSON.stringify({ ...r5, modifierExtension: [{ url: "urn:not" }] }),
		];
		write("all.ndjson", `${lines.join("\n")}\n`);
		const { rows, status } = await imported("all.ndjson");
		expect(status).toBe(1);
		expect(rows.map(({ index, outcome, error }) => [index, outcome, error?.code ?? null])).toEqual([
			[0, "granted", null],
			[1, "refused", "Fhir.Syntax"],
			[2, "refused", "Fhir.NotHonoured"],
			[4, "refused", "Fhir.Unmapped"],
			[5, "refused", "Fhir.Superseded"],
			[6, "refused", "Fhir.Ambiguous"],
			[7, "refused", "RecordsAccess.UnknownPatient"],
			[8, "refused", "Fhir.NotHonoured"],
		]);
		expect(rows[0]).toMatchObject({ consent: consent("MRN-2"), version: 2 });
		expect(rows.at(-1)!.error!.path).toBe("Consent.modifierExtension");
		// The one before is still there, in its own version, and in force no more.
		expect(await exported(consent("MRN-2"), "--version", "1")).toEqual({ ...r5, status: "inactive" });
	});

	it("are taken back by the resource that is no longer active", { timeout: 180_000 }, async () => {
		const ended = { ...notOrganisation, status: "inactive" };
		write("ended.json", ended);
		const revoked = await imported("ended.json");
		expect(revoked.rows).toMatchObject([{ outcome: "revoked", consent: consent("MRN-1"), version: 1 }]);
		expect(revoked.status).toBe(0);
		expect((await imported("ended.json")).rows).toMatchObject([{ outcome: "duplicate", version: 1 }]);
		// The file of before, imported again, does not bring it back.
		expect((await imported("notOrg.json")).rows).toMatchObject([{ outcome: "duplicate", version: 1 }]);
		expect(await exported(consent("MRN-1"))).toEqual(ended);
		const held = await rpc<{ status: string }>(
			...([node.url, "records_getConsent", [patients["MRN-1"], 4]] as [string, string, unknown[]]),
		);
		expect(held.status).toBe("revoked");
	});
});

/**
 * A patient's records, from the discharge to the erasure: a hospital, a specialist, an insurer and a
 * vault, with `salus` alone, on a running node.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type AuditEvent, findProfileFaults } from "../lib/balp.js";
import { type Outcome, salus } from "../lib/cli.js";
import { findFaults } from "../lib/fhir.js";
import { type TestNode, startNode, stopProcess } from "../lib/node.js";
import { account } from "../lib/papi.js";
import { cliBinary } from "../lib/paths.js";
import { rpc, until } from "../lib/rpc.js";

const HOSPITAL = "//Dave";
const INSURER = "//Eve";
/** An organisation that the tests register. */
const SPECIALIST = "//Ferdie//stash";
const REGISTRAR = "//Alice//stash";

interface Result {
	readonly events: { event: string; fields: Record<string, unknown> }[];
	readonly [key: string]: unknown;
}

interface Sealed {
	readonly record: string;
	readonly patient: string;
	readonly leaf: { readonly class: string; readonly author: string; readonly month: number };
}

interface Erasure {
	readonly erased: string[];
	readonly notReached: object[];
}

const token = (bytes: number) => `0x${randomBytes(bytes).toString("hex")}`;
const fhir = (title: string) => JSON.stringify({ resourceType: "Composition", title });

let node: TestNode;
let folder: string;
let serving: ChildProcess | undefined;
let server: string;
beforeAll(async () => {
	node = await startNode();
	folder = mkdtempSync(join(tmpdir(), "salus-records-"));
});
afterAll(async () => {
	if (serving) await stopProcess(serving);
	await node?.stop();
	if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Runs `salus` in the folder. What it does on the chain is final when it ends: a vault looks there. */
function run(signer: string | undefined, ...args: string[]): Promise<Outcome> {
	const key = signer === undefined ? [] : ["--signer", signer];
	return salus(["--url", node.url, "--json", ...key, ...args], { cwd: folder });
}

async function done<T = Result>(outcome: Promise<Outcome>): Promise<T> {
	const { status, stdout, stderr, json } = await outcome;
	expect(status, stdout + stderr).toBe(0);
	return json<T>()[0];
}

const call = (signer: string, name: string, args: object) =>
	done(run(signer, "call", `RecordsAccess.${name}`, JSON.stringify(args)));

/** What a command that fails says. */
async function failure(outcome: Promise<Outcome>): Promise<{ status: number | null; code: string; message: string }> {
	const { status, stdout, stderr } = await outcome;
	expect(status, stdout + stderr).not.toBe(0);
	const { error } = JSON.parse(stderr.trim().split("\n").at(-1)!) as { error: { code: string; message: string } };
	return { status, ...error };
}

const map = ["--map", "patients.map", "--key-file", "map.key"];
const who = "urn:oid:1.2.3|MRN-777";
const hospital = { organisation: 4, capacity: "provider" };
const always = { start: null, end: null };

/** A provision that states nothing but what is given. */
const provision = (stated: object) => ({
	...{ parent: null, decision: "Permit", period: always, actors: [], actions: [], purposes: [] },
	...{ labels: [], classes: [], codes: [], data_period: always, data: [] },
	...stated,
});

async function freePort(): Promise<number> {
	return new Promise((answer, failed) => {
		const probe = createServer().once("error", failed);
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => (address && typeof address === "object" ? answer(address.port) : failed(new Error("no port"))));
		});
	});
}

describe("a patient's records", () => {
	let patient: string;
	let summary: Sealed;
	let therapy: Sealed;
	let specialist: { organisation: number; capacity: string };
	const permit = token(16);
	const refusals = { early: token(16), specialist: token(16), insurer: token(16) };
	const emergency = token(16);

	const ask = (purpose: string, sealed: Sealed, confidentiality: string, sensitivities: string[] = []) => ({
		...{ patient, custodian: 4, purpose, action: "Access", person: token(32), openings: [] },
		data: {
			...{ classes: [sealed.leaf.class], codes: [], confidentiality, sensitivities },
			...{ author: sealed.leaf.author, authored: sealed.leaf.month, encounter: null, record: sealed.record },
		},
	});
	const ticketText = (ticket: string) => `${specialist.organisation}-${ticket.slice(2)}`;
	const read = (file: string) => readFileSync(join(folder, file), "utf8");
	const open = (record: string, ticket: string, out: string, signer = SPECIALIST) =>
		run(
			...[signer, "record", "open", record, "--server", server, "--key", "doctor.x25519"],
			...["--ticket", ticketText(ticket), "--out", out],
		);
	/** A vault that does not release says so with an exit code of its own. */
	const refused = async (why: string, outcome: Promise<Outcome>) => {
		const { status, message } = await failure(outcome);
		expect(message).toContain(why);
		expect(status).toBe(4);
	};
	const disclosures = async () => {
		const page = await rpc<{ disclosures: Record<string, unknown>[]; next: unknown }>(
			...([node.url, "records_listDisclosures", [patient]] as [string, string, unknown[]]),
		);
		expect(page.next).toBeNull();
		return page.disclosures;
	};

	it("are sealed into the hospital's vault, and the chain sees a root alone", { timeout: 180_000 }, async () => {
		writeFileSync(join(folder, "map.key"), randomBytes(32).toString("hex"), { mode: 0o600 });
		await done(run(undefined, "--organisation", "4", "vault", "init", "vault"));
		({ pseudonym: patient } = await done<{ pseudonym: string }>(run(undefined, "patient", "map", "add", who, ...map)));
		const opened = await call(HOSPITAL, "open_pseudonym", { acting: hospital, patient });
		expect(opened.events[0]).toMatchObject({ event: "RecordsAccess.PseudonymOpened", fields: { custodian: 4, patient } });

		const seal = (file: string, ...labels: string[]) => {
			writeFileSync(join(folder, file), fhir(file));
			return done<Sealed>(
				run(undefined, "record", "seal", file, "--vault", "vault", "--patient", who, ...map, ...labels),
			);
		};
		const author = ["--author", "Practitioner/42"];
		summary = await seal("summary.json", "--class", "18842-5", "--label", "N", ...author);
		therapy = await seal("therapy.json", "--class", "34788-0", "--label", "R", "--label", "PSY", ...author);
		expect(summary.patient).toBe(patient);
		const anchored = await done(run(HOSPITAL, "record", "anchor", "--vault", "vault"));
		expect(anchored.events[0]).toMatchObject({ event: "RecordsAccess.BatchAnchored", fields: { count: 2 } });
		expect(await done(run(HOSPITAL, "record", "anchor", "--vault", "vault"))).toEqual({ outcome: "nothing to anchor" });

		await done(run(undefined, "record", "open", summary.record, "--vault", "vault", "--out", "own.json"));
		expect(read("own.json")).toBe(fhir("summary.json"));
	});

	it("are asked for on a consent to all but one class", { timeout: 180_000 }, async () => {
		const { organisation } = await done<{ organisation: number }>(run(SPECIALIST, "participants", "register"));
		specialist = { organisation, capacity: "provider" };
		await done(
			run(
				...[REGISTRAR, "participants", "issue", "provider", "--of", String(organisation)],
				...["--identifier", "gln:9520011000017", "--until", "2040-01-01"],
			),
		);

		const request = async (signer: string, acting: object, ticket: string, asked: object) => {
			const { events } = await call(signer, "request_access", { acting, ticket, request: asked });
			return events.find(({ event }) => event === "RecordsAccess.AccessDecided")?.fields;
		};
		// Who has set no policy denies where there is no consent.
		const asked = ask("Treatment", summary, "Normal");
		expect(await request(SPECIALIST, specialist, refusals.early, asked)).toMatchObject({ permitted: false });

		const granted = await call(HOSPITAL, "grant_consent", {
			...{ acting: hospital, patient, controller: 4 },
			grant: {
				consent: {
					...{ otherwise: "Deny", period: always, part2: false },
					provisions: [
						provision({ actors: [{ Capacity: "provider" }], purposes: ["Treatment"], actions: ["Access"] }),
						provision({ parent: 0, decision: "Deny", classes: [therapy.leaf.class] }),
					],
				},
				...{ form: token(32), part_2: null },
			},
		});
		expect(granted.events.map(({ event }) => event)).toContain("RecordsAccess.ConsentGranted");

		expect(await request(SPECIALIST, specialist, permit, asked)).toEqual({
			...{ patient, permitted: true, requester: specialist.organisation, ticket: permit },
		});
		expect(
			await request(SPECIALIST, specialist, refusals.specialist, ask("Treatment", therapy, "Restricted")),
		).toMatchObject({ permitted: false });
		// A denial is no failure of the call: it is on record.
		const payer = { organisation: 5, capacity: "payer" };
		expect(await request(INSURER, payer, refusals.insurer, ask("Payment", summary, "Normal"))).toMatchObject({
			...{ permitted: false, requester: 5 },
		});
		expect(await disclosures()).toMatchObject([
			{ id: refusals.early, decision: "deny", basis: "policy" },
			{ id: permit, decision: "permit", basis: "consent", consentVersion: 1 },
			{ id: refusals.specialist, decision: "deny", reason: "notPermitted", basis: "consent" },
			{ id: refusals.insurer, requester: 5, capacity: "payer", purpose: "HPAYMT", decision: "deny" },
		]);
	});

	it("are opened by whom the chain lets, and by nobody else", { timeout: 180_000 }, async () => {
		const { publicKey } = await done<{ publicKey: string }>(
			run(undefined, "vault", "new-key", join(folder, "doctor.x25519")),
		);
		const port = await freePort();
		server = `http://127.0.0.1:${port}`;
		serving = spawn(
			cliBinary,
			["--url", node.url, "--signer", HOSPITAL, "vault", "serve", "vault", "--listen", `127.0.0.1:${port}`],
			{ cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
		);
		const child = serving;
		process.once("exit", () => child.kill("SIGKILL"));
		await until("the vault", async () => (await fetch(`${server}/healthz`)).ok);

		await refused("noEncryptionKey", open(summary.record, permit, "no.json"));
		await call(SPECIALIST, "register_encryption_key", { key: publicKey });
		await done(open(summary.record, permit, "summary-copy.json"));
		expect(read("summary-copy.json")).toBe(fhir("summary.json"));

		// Another record, another account, a denial, and a ticket that there never was.
		await refused("outsideTicket", open(therapy.record, permit, "no.json"));
		await refused("notActing", open(summary.record, permit, "no.json", INSURER));
		await refused("the ticket is a denial", open(therapy.record, refusals.specialist, "no.json"));
		await refused("the chain has no such ticket", open(summary.record, token(16), "no.json"));

		// A file instead of a server, under the same rules.
		const share = (to: string, out: string) =>
			run(
				...[undefined, "record", "share", summary.record, "--vault", "vault"],
				...["--ticket", ticketText(permit), "--to", to, "--out", out],
			);
		await done(share((await account(SPECIALIST)).address, "shared"));
		const opened = ["record", "open", "--shared", "shared", "--out"];
		await done(run(undefined, ...opened, "shared.json", "--key", "doctor.x25519"));
		expect(read("shared.json")).toBe(fhir("summary.json"));
		await refused("notActing", share((await account(INSURER)).address, "no.json"));
		await done(run(undefined, "vault", "new-key", join(folder, "another.x25519")));
		expect(await failure(run(undefined, ...opened, "no.json", "--key", "another.x25519"))).toMatchObject({ status: 4 });
		// One byte of it changed: it is not what was committed.
		const bytes = readFileSync(join(folder, "shared"));
		bytes[bytes.length - 1] ^= 1;
		writeFileSync(join(folder, "shared"), bytes);
		expect(await failure(run(undefined, ...opened, "no.json", "--key", "doctor.x25519"))).toMatchObject({
			...{ status: 5, code: "Cli.CommitmentMismatch" },
		});
		expect(existsSync(join(folder, "no.json"))).toBe(false);
	});

	it("are open in an emergency, which has to be reviewed", { timeout: 180_000 }, async () => {
		const { events } = await call(SPECIALIST, "break_glass", {
			...{ acting: specialist, ticket: emergency, patient },
			...{ reason: token(32), person: token(32), occurred_at: null },
		});
		expect(events.map(({ event }) => event)).toEqual(
			expect.arrayContaining(["RecordsAccess.GlassBroken", "Obligations.ObligationOpened"]),
		);
		const opened = await open(therapy.record, emergency, "therapy-copy.json");
		// The notice goes along, and no consent: there is none to an emergency (42 CFR 2.51).
		expect(opened.stderr).not.toContain("2.32(b)");
		expect(await done(Promise.resolve(opened))).not.toHaveProperty("consent");
		expect(read("therapy-copy.json")).toBe(fhir("therapy.json"));

		const duties = async () =>
			(await rpc<{ obligations: object[] }>(node.url, "obligations_listOpen", [4])).obligations;
		expect(await duties()).toMatchObject([{ kind: "reviewBreakGlass", responsible: 4, overdue: false }]);
		const review = {
			...{ acting: { organisation: 4, capacity: "privacyOfficer" } },
			...{ requester: specialist.organisation, ticket: emergency, outcome: "Approved" },
		};
		const early = await failure(run(HOSPITAL, "call", "RecordsAccess.review_break_glass", JSON.stringify(review)));
		expect(early.status).toBe(1);
		await done(
			run(
				...[REGISTRAR, "participants", "issue", "privacyOfficer", "--of", "4"],
				...["--identifier", "gln:9520005000016", "--until", "2040-01-01"],
			),
		);
		await call(HOSPITAL, "review_break_glass", review);
		expect(await duties()).toEqual([]);
	});

	it("stay shut once the consent is revoked", { timeout: 180_000 }, async () => {
		await call(HOSPITAL, "record_revocation", { acting: hospital, patient, form: token(32) });
		await refused("noLongerPermitted", open(summary.record, permit, "no.json"));

		const listed = await disclosures();
		expect(listed.map(({ id, decision, purpose }) => [id, decision, purpose])).toEqual([
			[refusals.early, "deny", "TREAT"],
			[permit, "permit", "TREAT"],
			[refusals.specialist, "deny", "TREAT"],
			[refusals.insurer, "deny", "HPAYMT"],
			[emergency, "permit", "BTG"],
		]);
		expect(listed.at(-1)).toMatchObject({ basis: "breakGlass", emergency: { review: "approved", reported: false } });
	});

	it("open to nobody once they are erased", { timeout: 180_000 }, async () => {
		const erase = () => done<Erasure>(run(undefined, "record", "erase", "--vault", "vault", "--patient", who, ...map));
		const erased = await erase();
		expect([...erased.erased].sort()).toEqual([summary.record, therapy.record].sort());
		// What the specialist has decrypted is out of reach, and the answer says so.
		const released = (sealed: Sealed, ticket: string) => ({
			...{ record: sealed.record, organisation: specialist.organisation, ticket: ticketText(ticket), version: 1 },
		});
		expect(erased.notReached).toHaveLength(2);
		expect(erased.notReached).toEqual(
			expect.arrayContaining([released(summary, permit), released(therapy, emergency)]),
		);
		expect(await erase()).toEqual(erased);

		const gone = { status: 6, code: "Cli.Erased" };
		expect(await failure(open(summary.record, emergency, "no.json"))).toMatchObject(gone);
		const own = run(undefined, "record", "open", summary.record, "--vault", "vault", "--out", "no.json");
		expect(await failure(own)).toMatchObject(gone);

		// On the chain the pseudonym stays, erased, and so does the account of who has seen what.
		const { events } = await call(HOSPITAL, "erase_patient", { acting: hospital, patient });
		expect(events).toMatchObject([{ event: "RecordsAccess.PatientErased", fields: { patient } }]);
		expect(await failure(open(therapy.record, emergency, "no.json"))).toMatchObject(gone);
		const again = { acting: specialist, ticket: token(16), request: ask("Treatment", summary, "Normal") };
		await call(SPECIALIST, "request_access", again);
		expect((await disclosures()).map(({ id }) => id)).toEqual([
			...[refusals.early, permit, refusals.specialist, refusals.insurer, emergency, again.ticket],
		]);
		expect((await disclosures()).at(-1)).toMatchObject({ decision: "deny", reason: "erased", basis: "rule" });
		expect(existsSync(join(folder, "no.json"))).toBe(false);
		expect(await stopProcess(serving!)).toBe(0);
	});
});

describe("a patient with a key of its own", () => {
	const PATIENT = "//Rivera";
	const NEXT = "//Rivera//2";
	/** Who may act for a patient: an account that has tokens. */
	const PARENT = "//Charlie";
	const THIEF = "//Mallory";
	const who = "urn:oid:1.2.3|MRN-900";
	const vault = ["--vault", "vault-2"];
	const own = ["--map", "own.map", "--key-file", "own.key"];
	let patient: string;
	let letter: Sealed;
	let serving: ChildProcess | undefined;
	let server: string;
	let ticket: string;
	afterAll(async () => {
		if (serving) await stopProcess(serving);
	});

	const read = (file: string) => readFileSync(join(folder, file), "utf8");
	const write = (file: string, content: object | string) =>
		writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
	const consent = (date: string, purpose = "TREAT") => ({
		...{ resourceType: "Consent", status: "active", subject: { identifier: { system: "urn:oid:1.2.3", value: "MRN-900" } } },
		...{ date, decision: "deny" },
		provision: [
			{
				actor: [{ role: { coding: [{ system: "urn:salus:capacity", code: "provider" }] } }],
				purpose: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: purpose }],
			},
		],
	});
	interface Row {
		readonly outcome: string;
		readonly version: number | null;
		readonly error: { code: string } | null;
	}
	const imported = async (signer: string, ...args: string[]) => {
		const { json, stderr } = await run(signer, "fhir", "import", ...args);
		const rows = json<Row>();
		expect(rows.length, stderr).toBe(1);
		return rows[0];
	};
	const status = async () =>
		(
			await rpc<{ status: string; version: number }>(
				...([node.url, "records_getConsent", [patient, 4]] as [string, string, unknown[]]),
			)
		);
	/** The account of disclosures: the AuditEvents, and what is said beside them. */
	const accountOf = async (outcome: Promise<Outcome>) => {
		const bundle = await done<{
			resourceType: string;
			entry: { resource: AuditEvent & { issue: { diagnostics: string }[] } }[];
		}>(outcome);
		// Whatever is told, it is FHIR, and what IHE's patterns require.
		expect(findFaults(bundle)).toEqual([]);
		const [said, ...events] = bundle.entry.map(({ resource }) => resource);
		expect(said.resourceType).toBe("OperationOutcome");
		for (const event of events) {
			expect(findFaults(event)).toEqual([]);
			expect(findProfileFaults(event)).toEqual([]);
			expect(["0", "8"]).toContain(event.outcome);
		}
		return { said: said.issue.map(({ diagnostics }) => diagnostics), events };
	};

	it("gets its pseudonym offered, and takes it over", { timeout: 240_000 }, async () => {
		// The vault is that of the organisation that signs.
		expect(await done(run(HOSPITAL, "vault", "init", "vault-2"))).toMatchObject({ organisation: 4 });
		({ pseudonym: patient } = await done<{ pseudonym: string }>(run(HOSPITAL, "patient", "open", who, ...map)));
		expect(await done(run(HOSPITAL, "patient", "open", who, ...map))).toMatchObject({ outcome: "opened already" });
		write("letter.json", fhir("letter"));
		letter = await done<Sealed>(
			run(
				...[undefined, "record", "seal", "letter.json", ...vault, "--patient", who, ...map],
				...["--class", "18842-5", "--label", "N"],
			),
		);
		await done(run(HOSPITAL, "record", "anchor", ...vault));
		write("paper.json", consent("2024-01-01"));
		expect(await imported(HOSPITAL, "paper.json", ...vault, ...map)).toMatchObject({ outcome: "granted", version: 1 });

		const { address } = await account(PATIENT);
		const terms = { fee_allowance: "1000000000000", deposit_allowance: "0", period: "2592000000", until: null };
		await done(run(HOSPITAL, "call", "Sponsorship.sponsor", JSON.stringify({ account: address, terms })));
		await done(run(HOSPITAL, "patient", "offer", who, address, "--out", "offer.json", ...map));
		write("own.key", randomBytes(32).toString("hex"));
		const claimed = await done(run(PATIENT, "patient", "claim", "offer.json", "--key", "patient.x25519", ...own));
		expect(claimed.events.map(({ event }) => event)).toContain("RecordsAccess.PseudonymClaimed");
		expect(await done(run(PATIENT, "patient", "show"))).toMatchObject({
			...{ pseudonym: patient, custodian: 4, controller: address, consent: { version: 1, status: "active" } },
		});
	});

	it("contests what was recorded, and grants for itself", { timeout: 240_000 }, async () => {
		const contested = await done(run(PATIENT, "patient", "contest"));
		expect(contested.events.map(({ event }) => event)).toContain("RecordsAccess.ConsentContested");
		expect(await status()).toMatchObject({ status: "contested", version: 1 });
		// From now on the custodian has no say.
		write("again.json", consent("2024-02-01", "HOPERAT"));
		expect(await imported(HOSPITAL, "again.json", ...vault, ...map)).toMatchObject({
			...{ outcome: "refused", error: { code: "RecordsAccess.PatientClaimed" } },
		});
		write("mine.json", consent("2024-03-01"));
		expect(await imported(PATIENT, "mine.json", ...own)).toMatchObject({ outcome: "granted", version: 2 });
		expect(await imported(PATIENT, "mine.json", ...own)).toMatchObject({ outcome: "duplicate", version: 2 });
		expect(await status()).toMatchObject({ status: "active", version: 2 });
		// It never held a token: its custodian pays.
		const { address } = await account(PATIENT);
		const nonce = await rpc<number>(...([node.url, "system_accountNextIndex", [address]] as [string, string, unknown[]]));
		expect(nonce).toBe(3);
	});

	it("reads its own records from the vault", { timeout: 240_000 }, async () => {
		const port = await freePort();
		server = `http://127.0.0.1:${port}`;
		const child = spawn(
			cliBinary,
			["--url", node.url, "--signer", HOSPITAL, "vault", "serve", "vault-2", "--listen", `127.0.0.1:${port}`],
			{ cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
		);
		serving = child;
		process.once("exit", () => child.kill("SIGKILL"));
		await until("the vault", async () => (await fetch(`${server}/healthz`)).ok);

		const listed = (await run(PATIENT, "record", "list", "--server", server)).json<{ record: string; class: string }>();
		// The letter, and the consents that came as FHIR resources.
		expect(listed.map(({ record }) => record)).toContain(letter.record);
		expect(listed.find(({ record }) => record === letter.record)?.class).toBe(letter.leaf.class);
		const open = (signer: string, key: string, out: string) =>
			run(signer, "record", "open", letter.record, "--server", server, "--key", key, "--out", out);
		expect(await done(open(PATIENT, "patient.x25519", "mine-letter.json"))).toMatchObject({ verified: true, ticket: null });
		expect(read("mine-letter.json")).toBe(fhir("letter"));
		expect((await failure(open(SPECIALIST, "doctor.x25519", "no.json"))).status).toBe(2);
		const posing = run(
			...[SPECIALIST, "record", "open", letter.record, "--server", server, "--patient", patient],
			...["--key", "doctor.x25519", "--out", "no.json"],
		);
		expect(await failure(posing)).toMatchObject({ status: 4 });
	});

	it("sees by name who looked, and the hospital accounts for it by the rules", { timeout: 300_000 }, async () => {
		const ask = (signer: string, purpose: string, name: string, file: string, ...more: string[]) =>
			run(
				...[signer, "record", "request", "--patient", patient, "--purpose", purpose, "--as", name],
				...["--affiliation", "1 High Street", "--person", file, ...more],
			);
		const permitted = await done<{ ticket: string; decision: string }>(
			ask(SPECIALIST, "TREAT", "Dr. Ada Jones", "ada.json", "--class", letter.leaf.class),
		);
		expect(permitted).toMatchObject({ decision: "permit" });
		ticket = permitted.ticket;
		const denied = await ask(INSURER, "HPAYMT", "Mr. Bean", "bean.json", "--class", letter.leaf.class);
		expect(denied.status).toBe(1);
		expect(denied.json()[0]).toMatchObject({ decision: "deny", reason: "notPermitted" });

		const open = (person: string, out: string) =>
			run(
				...[SPECIALIST, "record", "open", letter.record, "--server", server, "--ticket", ticket],
				...["--person", person, "--key", "doctor.x25519", "--out", out],
			);
		expect(await failure(open("bean.json", "no.json"))).toMatchObject({ status: 4 });
		await done(open("ada.json", "ada-letter.json"));
		expect(read("ada-letter.json")).toBe(fhir("letter"));

		const everything = ["disclosures", "--for", "patient"];
		const mine = await accountOf(run(PATIENT, ...everything, "--server", server, "--key", "patient.x25519"));
		expect(mine.events.map(({ outcome, agent }) => [outcome, agent.find(({ name }) => name)?.name ?? null])).toEqual([
			["0", "Dr. Ada Jones"],
			["8", null],
		]);
		expect(mine.events[0].meta?.profile?.[0]).toMatch(/PrivacyDisclosure\.Source$/);
		expect(mine.events[1].meta?.profile?.[0]).toMatch(/AuthZconsent$/);
		expect(mine.said.join()).toContain("1 of 2 name nobody");
		// Who was denied opens nothing, and leaves its name all the same: the patient is told.
		const naming = (signer: string, person: string) =>
			run(
				...[signer, "record", "name", "--ticket", denied.json<{ ticket: string }>()[0].ticket],
				...["--person", person, "--server", server],
			);
		expect(await failure(naming(INSURER, "ada.json"))).toMatchObject({ status: 4 });
		expect(await failure(naming(SPECIALIST, "bean.json"))).toMatchObject({ status: 4 });
		expect(await done(naming(INSURER, "bean.json"))).toMatchObject({ named: true });
		const told = await accountOf(run(PATIENT, ...everything, "--server", server, "--key", "patient.x25519"));
		expect(told.events[1].agent.find(({ name }) => name)?.name).toBe("Mr. Bean");
		expect(told.said.join()).not.toContain("name nobody");
		// Without a key of either side nobody is named.
		const blind = await accountOf(run(undefined, ...everything, "--patient", patient));
		expect(blind.said.join()).toContain("2 of 2 name nobody");

		await done(run(undefined, "patient", "map", "add", "Organization/specialists", "organisation:5", ...map));
		const custodian = ["--patient", who, ...vault, ...map];
		const all = await accountOf(run(undefined, ...everything, ...custodian));
		expect(all.events[0].entity?.[0]?.what?.identifier?.value).toBe("MRN-900");
		expect(all.events[0].entity?.[1]?.detail).toEqual([{ type: "class", valueString: "http://loinc.org|18842-5" }]);
		// Treatment and denials are no disclosures that HIPAA accounts for, and nothing was under Part 2.
		const hipaa = await accountOf(run(undefined, "disclosures", "--for", "hipaa", "--from", "2001-01-01", ...custodian));
		expect(hipaa.events).toEqual([]);
		const said = hipaa.said.join();
		for (const part of ["164.528", "reaches back", "1 for treatment, payment", "1 denied"]) expect(said).toContain(part);
		const part2 = await accountOf(run(undefined, "disclosures", "--for", "part2", ...custodian));
		expect(part2.events).toEqual([]);
		const table = await run(undefined, ...everything, "--format", "csv", ...custodian);
		const [columns, ...rows] = table.stdout.trim().split("\n");
		expect(columns.split(",").slice(0, 3)).toEqual(["date", "decision", "recipient"]);
		expect(rows).toHaveLength(2);
		expect(rows[0]).toContain("Dr. Ada Jones");
		expect(rows[1]).toContain("Organization/specialists");
	});

	it("has an account that is whole, however long it is", { timeout: 240_000 }, async () => {
		const acting = { organisation: Number(ticket.split("-")[0]), capacity: "provider" };
		const request = () => ({
			...{ patient, custodian: 4, purpose: "Treatment", action: "Access", person: token(32) },
			...{ openings: [], data: null },
		});
		const calls = Array.from({ length: 110 }, () => ({
			...{ pallet: "RecordsAccess", call: "request_access" },
			args: { acting, ticket: token(16), request: request() },
		}));
		await done(run(SPECIALIST, "call", "Utility.batch_all", JSON.stringify({ calls })));
		// The chain gives a hundred rows a page.
		const { events } = await accountOf(run(undefined, "disclosures", "--patient", patient));
		expect(events).toHaveLength(112);
		expect(new Set(events.map(({ id }) => id)).size).toBe(112);
	});

	it("sees apart what was disclosed under 42 CFR Part 2", { timeout: 240_000 }, async () => {
		const elements = {
			...{ description: token(32), recipients: ["Tpo"], purpose: token(32), right_to_revoke: token(32) },
			...{ expiry: "None", signature: token(32), signed: token(32) },
		};
		const permit = provision({ actors: [{ Capacity: "provider" }], purposes: ["Treatment"] });
		const grant = {
			...{ consent: { otherwise: "Deny", period: always, part2: true, provisions: [permit] }, form: null },
			part_2: elements,
		};
		await call(PATIENT, "grant_consent", { acting: null, patient, controller: 4, grant });
		expect(await status()).toMatchObject({ status: "active", version: 3 });
		const asked = await done<{ ticket: string }>(
			run(
				...[SPECIALIST, "record", "request", "--patient", patient, "--class", letter.leaf.class],
				...["--as", "Dr. Grace Hopper", "--person", "grace.json", "--server", server],
			),
		);
		expect(asked).toMatchObject({ redisclosureNotice: true, named: true });
		const opened = await done<{ notice: string; consent: object }>(
			run(
				...[SPECIALIST, "record", "open", letter.record, "--server", server, "--ticket", asked.ticket],
				...["--person", "grace.json", "--key", "doctor.x25519", "--out", "grace-letter.json"],
			),
		);
		expect(opened.notice).toMatch(/^42 CFR part 2 prohibits/);
		// The patient granted it by its signature: there is no form to be copied, so its scope is explained.
		expect(opened.consent).toEqual({ version: 3, what: "scope", file: "grace-letter.json.consent.txt" });
		const scope = read("grace-letter.json.consent.txt");
		expect(scope).toContain("those who help operate this program");
		expect(scope).toContain("permits; to whoever acts as Provider; for Treatment");
		expect(scope).toContain("may revoke it");
		const custodian = ["--patient", who, ...vault, ...map];
		const part2 = await accountOf(run(undefined, "disclosures", "--for", "part2", ...custodian));
		expect(part2.events.map(({ id }) => id)).toEqual([asked.ticket]);
		expect(part2.events[0].agent.map(({ name }) => name)).toContain("Dr. Grace Hopper");
		const intermediary = await accountOf(run(undefined, "disclosures", "--for", "intermediary", ...custodian));
		expect(intermediary.events.map(({ id }) => id)).toEqual([asked.ticket]);
		expect(intermediary.events[0].agent).toHaveLength(2);
		// What went out under the consent before this one is not of it.
		expect(part2.said.join()).toContain("not on a consent under 42 CFR Part 2");
	});

	it("demands to see who looked inside the hospital", { timeout: 240_000 }, async () => {
		const inside = ["record", "open", letter.record, ...vault, "--as", "Nurse Nightingale", "--out", "inside.json"];
		await done(run(undefined, ...inside));
		const anchored = await done<{ batch: string; entries: number }>(run(HOSPITAL, "record", "log", "anchor", ...vault));
		expect(anchored.entries).toBe(3);
		expect(await done(run(HOSPITAL, "record", "log", "anchor", ...vault))).toEqual({ outcome: "nothing to anchor" });
		const { demand } = await done<{ demand: string }>(run(PATIENT, "patient", "demand", anchored.batch));
		const answered = await done(
			run(HOSPITAL, "record", "log", "answer", ...vault, "--patient", who, "--demand", demand, "--out", "extract.json", ...map),
		);
		expect(answered.events).toMatchObject([
			{ event: "Obligations.ObligationFulfilled" },
			{ event: "RecordsAccess.LogDemandAnswered", fields: { shown: true } },
		]);
		const { entries } = await done<{ entries: { ticket: string | null; person: { name: string } }[] }>(
			run(undefined, "record", "log", "check", "extract.json"),
		);
		const seen = entries.map(({ ticket, person }) => [ticket, person?.name]);
		expect(seen.map(([, name]) => name).sort()).toEqual(["Dr. Ada Jones", "Dr. Grace Hopper", "Nurse Nightingale"]);
		expect(seen).toContainEqual([`0x${ticket.split("-")[1]}`, "Dr. Ada Jones"]);
		expect(seen).toContainEqual([null, "Nurse Nightingale"]);
		// An entry that was never logged is not in the root.
		const forged = JSON.parse(read("extract.json")) as { entries: { index: number }[] };
		forged.entries[0].index ^= 1;
		write("forged.json", forged);
		expect(await failure(run(undefined, "record", "log", "check", "forged.json"))).toMatchObject({ status: 5 });
	});

	it("revokes without a token of its own, and takes another key", { timeout: 240_000 }, async () => {
		await done(run(PATIENT, "patient", "revoke"));
		expect(await status()).toMatchObject({ status: "revoked", version: 3 });
		const open = run(
			...[SPECIALIST, "record", "open", letter.record, "--server", server, "--ticket", ticket],
			...["--key", "doctor.x25519", "--out", "no.json"],
		);
		const { status: code, message } = await failure(open);
		expect(message).toContain("noLongerPermitted");
		expect(code).toBe(4);

		// Both sign: the old account hands over, the new one takes over.
		const { address } = await account(NEXT);
		const terms = { fee_allowance: "1000000000000", deposit_allowance: "0", period: "2592000000", until: null };
		await done(run(HOSPITAL, "call", "Sponsorship.sponsor", JSON.stringify({ account: address, terms })));
		await done(run(PATIENT, "patient", "rotate", "--key", "next.x25519", "--to", address));
		await done(run(NEXT, "patient", "claim", patient, "--key", "next.x25519"));
		expect((await failure(run(PATIENT, "record", "list", "--server", server))).status).toBe(2);
		expect((await run(NEXT, "record", "list", "--server", server)).status).toBe(0);
		// Names are sealed to the key that the patient has now.
		const mine = await accountOf(
			run(NEXT, "disclosures", "--server", server, "--key", "next.x25519"),
		);
		expect(mine.events[0].agent.find(({ name }) => name)?.name).toBe("Dr. Ada Jones");
		expect(existsSync(join(folder, "no.json"))).toBe(false);
	});

	it("is represented, as far and as long as it says", { timeout: 300_000 }, async () => {
		const { address } = await account(PARENT);
		const appoint = (may: string, until: string) =>
			run(NEXT, "patient", "appoint", address, "--may", may, "--until", until);
		expect(await failure(appoint("read", "2001-01"))).toMatchObject({ code: "RecordsAccess.RepresentationInvalid" });
		expect((await appoint("everything", "2040-01")).status).toBe(2);
		expect((await failure(appoint("read", "2040-13"))).message).toContain("no month");
		const posing = (...args: string[]) => failure(run(PARENT, ...args));
		expect(await posing("patient", "revoke", patient)).toMatchObject({ code: "RecordsAccess.NotPatient" });

		const appointed = await done(appoint("grant,revoke,read", "2040-01"));
		const told = appointed.events.find(({ event }) => event === "RecordsAccess.RepresentativeAppointed");
		expect(told?.fields).toMatchObject({ account: address, scope: { grant: true, revoke: true, read: true } });
		// It grants with the patient's own map, in which the secret of the relationship is.
		write("by-parent.json", consent("2024-05-01"));
		expect(await imported(PARENT, "by-parent.json", ...own)).toMatchObject({ outcome: "granted", version: 4 });
		// It reads with a key of its own.
		await done(run(undefined, "vault", "new-key", join(folder, "parent.x25519")));
		const { publicKey } = await done<{ publicKey: string }>(run(undefined, "vault", "new-key", join(folder, "p2.x25519")));
		await call(PARENT, "register_encryption_key", { key: publicKey });
		const opened = (out: string) =>
			run(
				...[PARENT, "record", "open", letter.record, "--server", server, "--patient", patient],
				...["--key", "p2.x25519", "--out", out],
			);
		await done(opened("parent-letter.json"));
		expect(read("parent-letter.json")).toBe(fhir("letter"));
		const named = await accountOf(
			run(PARENT, "disclosures", "--patient", patient, "--server", server, "--key", "p2.x25519"),
		);
		expect(named.events[0].agent.find(({ name }) => name)?.name).toBe("Dr. Ada Jones");
		// What is lent is not passed on.
		const other = await account(SPECIALIST);
		expect(
			await posing("patient", "appoint", other.address, "--may", "read", "--until", "2040-01", "--patient", patient),
		).toMatchObject({ code: "RecordsAccess.NotPatient" });

		// Less from now on: it reads, and revokes no more.
		await done(appoint("read", "2040-01"));
		expect(await posing("patient", "revoke", patient)).toMatchObject({ code: "RecordsAccess.NotPatient" });
		await done(appoint("revoke", "2040-01"));
		expect(await failure(opened("no.json"))).toMatchObject({ status: 4 });
		await done(run(PARENT, "patient", "revoke", patient));
		expect(await status()).toMatchObject({ status: "revoked", version: 4 });
		// It lays its office down.
		await done(run(PARENT, "patient", "dismiss", address, "--patient", patient));
		expect(await posing("patient", "dismiss", address, "--patient", patient)).toMatchObject({
			code: "RecordsAccess.UnknownRepresentative",
		});
	});

	it("is represented by the custodian's appointment where it has no key", { timeout: 240_000 }, async () => {
		const child = "urn:oid:1.2.3|MRN-901";
		const opened = await done<{ pseudonym: string }>(run(HOSPITAL, "patient", "open", child, ...map));
		const { address } = await account(PARENT);
		const appoint = (...evidence: string[]) =>
			run(
				...[HOSPITAL, "patient", "appoint", address, "--may", "grant,revoke,read", "--until", "2040-01"],
				...["--patient", child, ...evidence, ...map],
			);
		expect((await failure(appoint())).message).toContain("--evidence");
		await done(appoint("--evidence", token(32)));
		write("child.json", {
			...consent("2024-01-01"),
			subject: { identifier: { system: "urn:oid:1.2.3", value: "MRN-901" } },
		});
		expect(await imported(HOSPITAL, "child.json", ...vault, ...map)).toMatchObject({ outcome: "granted" });
		await done(run(PARENT, "patient", "contest", opened.pseudonym));
		expect(await done(run(undefined, "patient", "show", opened.pseudonym))).toMatchObject({
			consent: { status: "contested" },
		});
		await done(run(HOSPITAL, "patient", "dismiss", address, "--patient", child, ...map));
		expect(await failure(run(PARENT, "patient", "revoke", opened.pseudonym))).toMatchObject({
			code: "RecordsAccess.NotPatient",
		});
	});

	it("objects to an offer of its pseudonym to somebody else", { timeout: 240_000 }, async () => {
		// The patient is said to have lost the key, and has not.
		const { address } = await account(THIEF);
		const terms = { fee_allowance: "1000000000000", deposit_allowance: "0", period: "2592000000", until: null };
		await done(run(HOSPITAL, "call", "Sponsorship.sponsor", JSON.stringify({ account: address, terms })));
		await done(run(HOSPITAL, "patient", "offer", who, address, "--out", "thief.json", ...map));
		expect(await done(run(NEXT, "patient", "show"))).toMatchObject({ offeredTo: address });
		const claim = () => run(THIEF, "patient", "claim", patient, "--key", "thief.x25519");
		expect(await failure(claim())).toMatchObject({ code: "RecordsAccess.OfferNotDue" });
		expect(await failure(run(PARENT, "patient", "refuse", patient))).toMatchObject({ code: "RecordsAccess.NotPatient" });
		const refused = await done(run(NEXT, "patient", "refuse"));
		expect(refused.events.map(({ event }) => event)).toContain("RecordsAccess.OfferRefused");
		expect(await failure(claim())).toMatchObject({ code: "RecordsAccess.NoOffer" });
		expect(await failure(run(NEXT, "patient", "refuse"))).toMatchObject({ code: "RecordsAccess.NoOffer" });
		expect(await done(run(NEXT, "patient", "show"))).toMatchObject({ offeredTo: null });
	});
});

describe("records under 42 CFR Part 2", () => {
	const CLINIC = "//Eve//stash";
	const who = "urn:oid:1.2.3|MRN-902";
	const vault = ["--vault", "vault-3"];
	const key = ["--key", "clinic.x25519"];
	let patient: string;
	let progress: Sealed;
	let notes: Sealed;
	let serving: ChildProcess | undefined;
	let server: string;
	afterAll(async () => {
		if (serving) await stopProcess(serving);
	});

	const read = (file: string) => readFileSync(join(folder, file), "utf8");
	const write = (file: string, content: string) => writeFileSync(join(folder, file), content);
	const concept = (system: string, code: string) => ({ coding: [{ system, code }] });
	const hl7 = (name: string) => `http://terminology.hl7.org/CodeSystem/${name}`;
	/** The single consent for treatment, payment and operations, to what has a label. */
	const consent = (dateTime: string, label: string) => ({
		...{ resourceType: "Consent", id: `to-${label}`, status: "active", dateTime },
		scope: concept(hl7("consentscope"), "patient-privacy"),
		category: [concept(hl7("v3-ActCode"), "42CFRPart2")],
		patient: { identifier: { system: "urn:oid:1.2.3", value: "MRN-902" } },
		organization: [{ reference: "Organization/part-2-program" }],
		sourceAttachment: { title: "Signed form, with the right to revoke" },
		provision: {
			type: "permit",
			purpose: ["TREAT", "HPAYMT", "HOPERAT"].map((code) => ({ system: hl7("v3-ActReason"), code })),
			securityLabel: [{ system: hl7("v3-ActCode"), code: label }],
		},
	});
	const broad = consent("2026-01-10", "BH");
	const separate = consent("2026-02-10", "PSYTHPN");

	const imported = async (resource: object) => {
		write("part-2.json", JSON.stringify(resource));
		const { json, stdout, stderr } = await run(HOSPITAL, "fhir", "import", "part-2.json", ...vault, ...map);
		const rows = json<{ outcome: string; consent: string; version: number; warnings: string[] }>();
		expect(rows, stdout + stderr).toHaveLength(1);
		return rows[0];
	};
	/** Asks for whatever is permitted: which labels a record has is the vault's to know. */
	const asked = async () =>
		done<{ ticket: string }>(
			run(CLINIC, "record", "request", "--patient", patient, "--as", "Dr. Grace Hopper", "--person", "clinic.json"),
		);
	const open = (record: Sealed, ticket: string, out: string) =>
		run(CLINIC, "record", "open", record.record, "--server", server, ...key, "--ticket", ticket, "--out", out);
	const copied = { what: "copy", version: 1 };

	it("are released with a copy of the consent that permits it", { timeout: 240_000 }, async () => {
		if (!existsSync(join(folder, "map.key"))) write("map.key", randomBytes(32).toString("hex"));
		expect(await done(run(HOSPITAL, "vault", "init", "vault-3"))).toMatchObject({ organisation: 4 });
		({ pseudonym: patient } = await done<{ pseudonym: string }>(run(HOSPITAL, "patient", "open", who, ...map)));
		await done(run(undefined, "patient", "map", "add", "Organization/part-2-program", "organisation:4", ...map));
		const seal = (file: string, ...options: string[]) => {
			write(file, fhir(file));
			return done<Sealed>(
				run(undefined, "record", "seal", file, ...vault, "--patient", who, ...map, "--label", "R", ...options),
			);
		};
		progress = await seal("progress.json", "--class", "11506-3", "--label", "SUD");
		notes = await seal("notes.json", "--class", "34788-0", "--label", "SUD", "--label", "PSYTHPN");
		const granted = await imported(broad);
		expect(granted).toMatchObject({ outcome: "granted", version: 1 });
		expect(granted.warnings.join()).toContain("counselling notes (PSYTHPN) are denied");
		await done(run(HOSPITAL, "record", "anchor", ...vault));

		const { organisation } = await done<{ organisation: number }>(run(CLINIC, "participants", "register"));
		await done(
			run(
				...[REGISTRAR, "participants", "issue", "provider", "--of", String(organisation)],
				...["--identifier", "gln:9520012000016", "--until", "2040-01-01"],
			),
		);
		const { publicKey } = await done<{ publicKey: string }>(run(undefined, "vault", "new-key", "clinic.x25519"));
		await call(CLINIC, "register_encryption_key", { key: publicKey });
		const port = await freePort();
		server = `http://127.0.0.1:${port}`;
		const child = spawn(
			cliBinary,
			["--url", node.url, "--signer", HOSPITAL, "vault", "serve", "vault-3", "--listen", `127.0.0.1:${port}`, ...map],
			{ cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
		);
		serving = child;
		process.once("exit", () => child.kill("SIGKILL"));
		await until("the vault", async () => (await fetch(`${server}/healthz`)).ok);

		const { ticket } = await asked();
		const opened = await done(open(progress, ticket, "progress-copy.json"));
		expect(opened).toMatchObject({ verified: true, consent: { ...copied, file: "progress-copy.json.consent.json" } });
		expect(opened.notice).toMatch(/^42 CFR part 2 prohibits/);
		expect(read("progress-copy.json")).toBe(fhir("progress.json"));
		expect(JSON.parse(read("progress-copy.json.consent.json"))).toEqual(broad);
		expect(read("vault-3/access.ndjson")).not.toContain(patient.slice(2));

		// As a file, too; another consent in its place is not taken.
		const { address } = await account(CLINIC);
		const shared = await done(
			run(
				...[undefined, "record", "share", progress.record, ...vault, "--ticket", ticket],
				...["--to", address, "--out", "part-2.shared"],
			),
		);
		expect(shared).toMatchObject({ consent: "part-2.shared.consent" });
		const openShared = (out: string) =>
			run(undefined, "record", "open", "--shared", "part-2.shared", ...key, "--out", out);
		expect(await done(openShared("by-file.json"))).toMatchObject({ consent: copied });
		expect(JSON.parse(read("by-file.json.consent.json"))).toEqual(broad);
		const sealed = JSON.parse(read("part-2.shared.consent")) as object;
		write("part-2.shared.consent", JSON.stringify({ ...sealed, form: [token(32)] }));
		expect(await failure(openShared("no.json"))).toMatchObject({ status: 5, code: "Cli.CommitmentMismatch" });
		expect(existsSync(join(folder, "no.json"))).toBe(false);
	});

	it("that are counselling notes take a consent of their own", { timeout: 240_000 }, async () => {
		const { ticket } = await asked();
		const denied = await failure(open(notes, ticket, "no.json"));
		expect(denied).toMatchObject({ status: 4 });
		expect(denied.message).toContain("notCovered");

		const granted = await imported(separate);
		expect(granted).toMatchObject({ outcome: "granted", version: 2, warnings: [] });
		const again = await asked();
		expect(await done(open(notes, again.ticket, "notes-copy.json"))).toMatchObject({ consent: { ...copied, version: 2 } });
		expect(read("notes-copy.json")).toBe(fhir("notes.json"));
		expect(JSON.parse(read("notes-copy.json.consent.json"))).toEqual(separate);
		// What goes out as FHIR is what came in: the denial is the chain's alone.
		const exported = await done<object>(
			run(undefined, "fhir", "export", "consent", granted.consent, "--version", "1", ...vault, ...map),
		);
		expect(exported).toEqual({ ...broad, status: "inactive" });
	});

	it("leave no copy of the consent once they are erased", { timeout: 120_000 }, async () => {
		const erased = await done<Erasure>(run(undefined, "record", "erase", ...vault, "--patient", who, ...map));
		// Two records, and the two consents.
		expect(erased.erased).toHaveLength(4);
		const exported = run(undefined, "fhir", "export", "consent", who, ...vault, ...map);
		expect(await failure(exported)).toMatchObject({ code: "Cli.Erased" });
	});
});

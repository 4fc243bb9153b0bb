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

import { type Outcome, salus } from "../lib/cli.js";
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
		await done(open(therapy.record, emergency, "therapy-copy.json"));
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
				...[REGISTRAR, "participants", "issue", "privacy-officer", "--of", "4"],
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

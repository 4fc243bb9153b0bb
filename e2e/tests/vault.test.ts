/** The custodian's vault when its chain is away: an emergency is served, and posted when it is back. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { salus } from "../lib/cli.js";
import { type TestNode, startNode, stopProcess } from "../lib/node.js";
import { account } from "../lib/papi.js";
import { cliBinary } from "../lib/paths.js";
import { rpc, until } from "../lib/rpc.js";

const HOSPITAL = "//Dave";
/** A clinician of the hospital's organisation: the account that controls it. */
const CLINICIAN = HOSPITAL;
/** The capacity's number in SCALE. */
const PROVIDER = 5;
const hospital = { organisation: 4, capacity: "provider" };

let node: TestNode;
let folder: string;
let serving: ChildProcess | undefined;
let server: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "salus-vault-"));
	node = await startNode([], { base: join(folder, "node"), port: 0 });
});
afterAll(async () => {
	if (serving) await stopProcess(serving);
	await node?.stop();
	if (folder) rmSync(folder, { recursive: true, force: true });
});

async function run<T = Record<string, unknown>>(...args: string[]): Promise<T> {
	const outcome = await salus(["--url", node.url, "--signer", HOSPITAL, "--json", ...args], { cwd: folder });
	expect(outcome.status, outcome.stdout + outcome.stderr).toBe(0);
	return outcome.json<T>()[0];
}
const call = (name: string, args: object) => run("call", `RecordsAccess.${name}`, JSON.stringify(args));

const bytes = (hex: string) => Buffer.from(hex.slice(2), "hex");
const hex = (data: Uint8Array) => `0x${Buffer.from(data).toString("hex")}`;
const random = (length: number) => hex(randomBytes(length));
const number = (value: number) => {
	const four = Buffer.alloc(4);
	four.writeUInt32LE(value);
	return four;
};

interface Challenge {
	readonly challenge: string;
	readonly vault: string;
	readonly genesis: string;
}

async function freePort(): Promise<number> {
	return new Promise((answer, failed) => {
		const probe = createServer().once("error", failed);
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => (address && typeof address === "object" ? answer(address.port) : failed(new Error("no port"))));
		});
	});
}

/** Serves the vault, in the place of what served it before. */
async function serve(...options: string[]): Promise<void> {
	if (serving) expect(await stopProcess(serving)).toBe(0);
	const listen = `127.0.0.1:${await freePort()}`;
	const child = spawn(
		cliBinary,
		["--url", node.url, "--signer", HOSPITAL, "vault", "serve", "vault", "--listen", listen, ...options],
		{ cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
	);
	process.once("exit", () => child.kill("SIGKILL"));
	serving = child;
	server = `http://${listen}`;
	await until("the vault", async () => (await fetch(`${server}/healthz`)).ok);
}

/** A challenge for a subject, signed as docs/vault.md describes it. */
async function signed(query: string, subject: Buffer, declaration: Uint8Array = Buffer.alloc(0)) {
	const response = await fetch(`${server}/v1/challenge?${query}`);
	expect(response.status).toBe(200);
	const answer = (await response.json()) as Challenge;
	const message = Buffer.concat([
		...[Buffer.from("salus/vault/challenge/1"), bytes(answer.genesis), bytes(answer.vault)],
		...[subject, bytes(answer.challenge), declaration],
	]);
	const { pair } = await account(CLINICIAN);
	return { account: hex(pair.publicKey), challenge: answer.challenge, signature: hex(pair.sign(message)) };
}

const post = (path: string, body: object) =>
	fetch(`${server}${path}`, {
		...{ method: "POST", headers: { "content-type": "application/json" } },
		body: JSON.stringify(body),
	});

describe("a vault", () => {
	const map = ["--map", "patients.map", "--key-file", "map.key"];
	let patient: string;
	let record: string;

	it("finds a patient for a clinician who may break the glass", { timeout: 120_000 }, async () => {
		writeFileSync(join(folder, "map.key"), randomBytes(32).toString("hex"), { mode: 0o600 });
		await run("--organisation", "4", "vault", "init", "vault");
		({ pseudonym: patient } = await run<{ pseudonym: string }>("patient", "map", "add", "urn:oid:1.2.3|MRN-1", ...map));
		await call("open_pseudonym", { acting: hospital, patient });
		writeFileSync(join(folder, "summary.json"), "{}");
		({ record } = await run<{ record: string }>(
			...["record", "seal", "summary.json", "--vault", "vault", "--class", "18842-5"],
			...["--patient", "urn:oid:1.2.3|MRN-1", ...map],
		));
		await run("record", "anchor", "--vault", "vault");
		const { publicKey } = await run<{ publicKey: string }>("vault", "new-key", join(folder, "key"));
		await call("register_encryption_key", { key: publicKey });
		const { address } = await account(CLINICIAN);
		await run("--acting", "4:provider", "vault", "add-staff", "--vault", "vault", address);

		await serve(...map);

		const subject = Buffer.concat([Buffer.from([2]), number(4)]);
		const lookup = async (identifier: string) =>
			post("/v1/lookup", {
				...{ ...hospital, system: "urn:oid:1.2.3", identifier },
				signed: await signed("lookup=4", subject),
			});
		expect(await (await lookup("MRN-1")).json()).toEqual({ patient });
		expect((await lookup("MRN-2")).status).toBe(404);
	});

	const emergency = { capacity: "provider", reason: random(32), person: random(32) };
	const release = async (ticket: string, declared: boolean) => {
		const name = `4-${ticket.slice(2)}`;
		const subject = Buffer.concat([Buffer.from([0]), number(4), bytes(ticket)]);
		const encoded = Buffer.concat([
			...[Buffer.from("salus/vault/emergency/1"), Buffer.from([PROVIDER]), bytes(patient)],
			...[bytes(emergency.reason), bytes(emergency.person)],
		]);
		const declaration = createHash("sha256").update(encoded).digest();
		return post("/v1/release", {
			...{ ticket: name, record, signed: await signed(`ticket=${name}`, subject, declared ? declaration : undefined) },
			...(declared ? { emergency: { ...emergency, patient } } : {}),
		});
	};
	const spool = () => readdirSync(join(folder, "vault/spool"));
	const disclosures = async () =>
		(
			await rpc<{ disclosures: { id: string; decided: string; emergency: object | null }[] }>(
				...([node.url, "records_listDisclosures", [patient]] as [string, string, unknown[]]),
			)
		).disclosures;
	/** The vault lets the clinician in without the chain, and keeps what was declared. */
	const isServedWithoutTheChain = async (ticket: string) => {
		const plain = await release(ticket, false);
		expect(await plain.json()).toMatchObject({ status: 503, code: "stale", retryable: true });
		const opened = await release(ticket, true);
		expect(opened.status).toBe(200);
		const envelope = JSON.parse(opened.headers.get("salus-envelope")!) as { record: string };
		expect(envelope.record).toBe(record);
		expect(Buffer.from(await opened.arrayBuffer()).subarray(0, 8).toString()).toBe("SALUSDOC");
		expect(spool()).toContain(`4-${ticket.slice(2)}.json`);
	};
	const isPosted = async (ticket: string) => {
		const row = await until(
			"the emergency on the chain",
			async () => (await disclosures()).find(({ id }) => id === ticket),
			150_000,
		);
		expect(row).toMatchObject({
			...{ requester: 4, purpose: "BTG", decision: "permit", basis: "breakGlass" },
			emergency: { reason: emergency.reason, late: true, reported: true, review: null },
		});
		await until("the note of it", async () => spool().includes(`4-${ticket.slice(2)}.posted`));
	};

	it("serves an emergency while its node is behind, and posts it later", { timeout: 240_000 }, async () => {
		const ticket = random(16);
		// While the chain is there, it decides, and it knows no such ticket.
		expect(await (await release(ticket, true)).json()).toMatchObject({ status: 403, class: "unknownTicket" });
		await serve("--max-stale", "0");
		await isServedWithoutTheChain(ticket);
		await serve();
		await isPosted(ticket);
	});

	it("serves an emergency while its node is away, and posts it later", { timeout: 300_000 }, async () => {
		const ticket = random(16);
		const port = Number(new URL(node.url).port);
		await until("what the chain says of the staff", async () =>
			/"usable":true/.test(readFileSync(join(folder, "vault/staff.json"), "utf8")),
		);
		await node.stop();
		await isServedWithoutTheChain(ticket);
		node = await startNode([], { base: join(folder, "node"), port });
		await isPosted(ticket);
	});

	/** Opens the record as the clinician would, in an emergency that a file states. */
	const breakGlass = (statement: string, out: string, signer = HOSPITAL, ...more: string[]) =>
		salus(
			[
				...["--url", node.url, "--signer", signer, "--acting", "4:provider", "--json"],
				...["record", "open", record, "--server", server, "--emergency", statement, "--key", "key", "--out", out],
				...more,
			],
			{ cwd: folder },
		);
	const stated = ["--reason", "found unconscious", "--as", "Dr. Ada Jones", "--affiliation", "Emergency"];
	const read = (file: string) => readFileSync(join(folder, file), "utf8");

	it("lets a clinician in who breaks the glass on the chain", { timeout: 240_000 }, async () => {
		await serve(...map);
		// Who it is the vault knows: the clinician has the bracelet, and no pseudonym.
		const known = ["--patient", "urn:oid:1.2.3|MRN-1"];
		const opened = await breakGlass("first.json", "first-copy.json", HOSPITAL, ...known, ...stated);
		expect(opened.status, opened.stderr).toBe(0);
		const [{ ticket, verified }] = opened.json<{ ticket: string; verified: boolean }>();
		expect(verified).toBe(true);
		expect(read("first-copy.json")).toBe("{}");
		const statement = JSON.parse(read("first.json")) as { ticket: string; reason: string; person: { name: string } };
		expect(ticket).toBe(`4-${statement.ticket.slice(2)}`);
		expect(statement).toMatchObject({ reason: "found unconscious", person: { name: "Dr. Ada Jones" } });
		const row = (await disclosures()).find(({ id }) => id === statement.ticket);
		expect(row).toMatchObject({ purpose: "BTG", basis: "breakGlass", emergency: { reported: false, late: false } });
		// The same statement opens more, and breaks no other glass.
		const again = await breakGlass("first.json", "first-again.json");
		expect(again.status, again.stderr).toBe(0);
		expect((await disclosures()).filter(({ emergency }) => emergency).length).toBe(3);
		// The custodian knows by name who it was.
		const bundle = await run<{ entry: { resource: { agent?: { name?: string }[]; outcomeDesc?: string } }[] }>(
			...["disclosures", "--patient", "urn:oid:1.2.3|MRN-1", "--vault", "vault", ...map],
		);
		const names = bundle.entry.map(({ resource }) => resource.agent?.find(({ name }) => name)?.name);
		expect(names.at(-1)).toBe("Dr. Ada Jones");
		expect(bundle.entry.at(-1)!.resource.outcomeDesc).toMatch(/^emergency; review: due /);
		// Somebody who is no clinician is not let in.
		const posing = await breakGlass("posing.json", "no.json", "//Eve", "--patient", patient, ...stated);
		expect(posing.status).toBe(1);
	});

	it("starts while its node is away, for emergencies alone, and posts them later", { timeout: 300_000 }, async () => {
		const port = Number(new URL(node.url).port);
		writeFileSync(join(folder, "dave.key"), `${HOSPITAL}\n`, { mode: 0o600 });
		await until("what the chain says of the staff", async () => /"usable":true/.test(read("vault/staff.json")));
		await node.stop();
		await serve(...map);
		expect(await (await fetch(`${server}/healthz`)).json()).toMatchObject({ status: "up", chain: "stale" });
		const opened = await breakGlass("second.json", "second-copy.json", "@dave.key", "--patient", patient, ...stated);
		expect(opened.status, opened.stderr).toBe(0);
		// What the custodian committed to is not known before the chain is back, and that is said.
		expect(opened.json()[0]).toMatchObject({ verified: false });
		expect(read("second-copy.json")).toBe("{}");
		const { ticket } = JSON.parse(read("second.json")) as { ticket: string };
		expect(spool()).toContain(`4-${ticket.slice(2)}.json`);
		node = await startNode([], { base: join(folder, "node"), port });
		const row = await until(
			"the emergency on the chain",
			async () => (await disclosures()).find(({ id }) => id === ticket),
			150_000,
		);
		expect(row).toMatchObject({ basis: "breakGlass", emergency: { late: true, reported: true } });
	});

	it("serves new versions, and old ones to whom asks for them", { timeout: 240_000 }, async () => {
		writeFileSync(join(folder, "corrected.json"), '{"corrected":true}');
		const sealed = await run<{ leaf: { version: number; supersedes: number } }>(
			...["record", "seal", "corrected.json", "--vault", "vault", "--class", "18842-5", "--replaces", record],
			...["--patient", "urn:oid:1.2.3|MRN-1", ...map],
		);
		expect(sealed.leaf).toMatchObject({ version: 2, supersedes: 1 });
		await run("record", "anchor", "--vault", "vault");
		const open = async (out: string, ...more: string[]) => {
			const { status, stderr } = await breakGlass("first.json", out, HOSPITAL, ...more);
			expect(status, stderr).toBe(0);
			return read(out);
		};
		expect(await open("new.json")).toBe('{"corrected":true}');
		expect(await open("old.json", "--version", "1")).toBe("{}");
		// Under new data keys the commitments stay, and so does what opens.
		expect(await run("record", "rotate", record, "--vault", "vault")).toMatchObject({ rotated: 2 });
		expect(await open("rotated.json")).toBe('{"corrected":true}');
		expect(await open("rotated-old.json", "--version", "1")).toBe("{}");
	});
});

/** A vault and a patient map whose commands are killed at any moment: nothing is half-done, or lost. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { salus } from "../lib/cli.js";
import { cliBinary } from "../lib/paths.js";

const map = ["--map", "patients.map", "--key-file", "map.key"];
const vault = ["--vault", "vault"];
const who = "urn:oid:1.2.3|MRN-1";

let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "salus-crash-"));
	writeFileSync(join(folder, "map.key"), randomBytes(32).toString("hex"), { mode: 0o600 });
	await run("--organisation", "4", "vault", "init", "vault", "--genesis", randomBytes(32).toString("hex"));
	await run("patient", "map", "add", who, ...map);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run<T = Record<string, unknown>>(...args: string[]): Promise<T> {
	const { status, stdout, stderr, json } = await salus(["--json", ...args], { cwd: folder });
	expect(status, stdout + stderr).toBe(0);
	return json<T>()[0];
}

/** Starts a command, and kills it after some milliseconds. Whether it had ended before. */
const killed = (milliseconds: number, ...args: string[]) =>
	new Promise<boolean>((done, failed) => {
		const child = spawn(cliBinary, args, { cwd: folder, stdio: "ignore" });
		const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
		child.once("error", failed);
		child.once("close", (_, signal) => {
			clearTimeout(timer);
			done(signal === null);
		});
	});

/** Kills a command once at each of some moments up to the end of an undisturbed run. */
async function killedThroughout(moments: number, args: () => string[], after: () => Promise<void>): Promise<void> {
	const started = performance.now();
	await run(...args());
	const whole = performance.now() - started;
	await after();
	for (let moment = 0; moment < moments; moment += 1) {
		await killed((whole * (moment + Math.random())) / moments, ...args());
		await after();
	}
}

/** All files below a folder, with their paths in it. */
const filesIn = (name: string): string[] =>
	readdirSync(join(folder, name), { recursive: true, encoding: "utf8" }).filter((file) =>
		statSync(join(folder, name, file)).isFile(),
	);
const objects = () => filesIn("vault/objects").map((file) => file.split("/").at(-1)!);
interface Stored {
	readonly erased: boolean;
	readonly versions: { readonly object: string }[];
	readonly retired?: string[];
}
const records = () =>
	filesIn("vault/records")
		.filter((file) => file.endsWith(".json"))
		.map((file) => JSON.parse(readFileSync(join(folder, "vault/records", file), "utf8")) as Stored);
/** What a rotation leaves is what the records name. */
const isTidy = () => {
	const named = records().flatMap(({ versions }) => versions.map(({ object }) => object.slice(2)));
	expect(objects().sort()).toEqual(named.sort());
	expect(filesIn("vault/staging").filter((file) => file.endsWith(".old") || file.startsWith("."))).toEqual([]);
};

describe("a vault whose commands are killed", () => {
	const content = randomBytes(3_000_000);
	let record: string;
	const seal = () => ["record", "seal", "document", ...vault, "--patient", who, "--class", "18842-5", ...map];
	const isWhole = async () => {
		await run("record", "open", record, ...vault, "--out", "copy");
		expect(readFileSync(join(folder, "copy")).equals(content)).toBe(true);
	};

	it("keeps a document through rotations, under one key", { timeout: 300_000 }, async () => {
		writeFileSync(join(folder, "document"), content);
		({ record } = await run<{ record: string }>(...seal()));
		await killedThroughout(12, () => ["record", "rotate", record, ...vault], isWhole);
		await run("record", "rotate", record, ...vault);
		isTidy();
	});

	it("has a new version or the old one", { timeout: 300_000 }, async () => {
		const versions = () =>
			records().find(({ versions }) => versions.length > 0)!.versions.length;
		let before = versions();
		await killedThroughout(12, () => [...seal(), "--replaces", record], async () => {
			await isWhole();
			expect(versions() - before).toBeLessThanOrEqual(1);
			before = versions();
		});
		await run("record", "rotate", record, ...vault);
		isTidy();
	});

	it("erases what it was killed over, and says the same again", { timeout: 300_000 }, async () => {
		const erase = (...more: string[]) => ["record", "erase", ...more, ...vault];
		const all: string[] = [record];
		for (let index = 0; index < 8; index += 1) {
			const sealed = await run<{ record: string }>(...seal());
			all.push(sealed.record);
			await killed(Math.random() * 120, ...erase(sealed.record));
		}
		const erased = await run<{ erased: string[]; notReached: object[] }>(...erase("--patient", who, ...map));
		expect([...erased.erased].sort()).toEqual([...all].sort());
		expect(await run(...erase("--patient", who, ...map))).toEqual(erased);
		expect(objects()).toEqual([]);
		for (const stored of records()) expect(stored).toMatchObject({ erased: true, versions: [] });
		for (const one of all) {
			const opened = await salus(["record", "open", one, ...vault, "--out", "no"], { cwd: folder });
			expect(opened.status).toBe(6);
		}
	});
});

describe("a patient map whose import is killed", () => {
	it("has all of the file or nothing of it", { timeout: 300_000 }, async () => {
		const rows = Array.from({ length: 20_000 }, (_, index) => `urn:oid:9.9,${index}`);
		writeFileSync(join(folder, "patients.csv"), ["system,identifier", ...rows].join("\n"));
		const count = async () =>
			Number((await run<{ patients: string }>("patient", "map", "list-count", ...map)).patients);
		const before = await count();
		const load = ["patient", "map", "import", "patients.csv", ...map];
		for (let attempt = 1; attempt <= 8; attempt += 1) {
			const ended = await killed(attempt * 60, ...load);
			const now = await count();
			expect([before, before + rows.length]).toContain(now);
			if (ended) expect(now).toBe(before + rows.length);
		}
		await run(...load);
		expect(await count()).toBe(before + rows.length);
		const first = ["patient", "map", "get", "urn:oid:9.9|0", ...map];
		const known = await run<{ pseudonym: string }>(...first);
		expect(await run(...load)).toMatchObject({ added: "0", unchanged: String(rows.length) });
		expect(await run<{ pseudonym: string }>(...first)).toEqual(known);
	});
});

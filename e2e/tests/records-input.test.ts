/** What the commands of vault and records say to input that they were not made for. No chain is asked. */
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Outcome, salus } from "../lib/cli.js";

const map = ["--map", "patients.map", "--key-file", "map.key"];
const who = "urn:oid:1.2.3|MRN-1";
const random = () => `0x${randomBytes(32).toString("hex")}`;

let folder: string;
const run = (...args: string[]) => salus(["--json", ...args], { cwd: folder });
async function done<T = Record<string, unknown>>(...args: string[]): Promise<T> {
	const { status, stdout, stderr, json } = await run(...args);
	expect(status, stdout + stderr).toBe(0);
	return json<T>()[0];
}
async function refused(outcome: Promise<Outcome>): Promise<{ status: number | null; code: string; message: string }> {
	const { status, stdout, stderr } = await outcome;
	expect(status, stdout).not.toBe(0);
	expect(stdout).toBe("");
	return { status, ...(JSON.parse(stderr) as { error: { code: string; message: string } }).error };
}
const write = (file: string, content: string | Buffer) => writeFileSync(join(folder, file), content);
const count = async () => (await done<{ patients: string }>("patient", "map", "list-count", ...map)).patients;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "salus-input-"));
	write("map.key", randomBytes(32).toString("hex"));
	write("summary.json", "{}");
	await done("--organisation", "4", "vault", "init", "vault", "--genesis", random());
	await done("patient", "map", "add", who, ...map);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a patient map", () => {
	it("takes a name with spaces around it for the same", async () => {
		const { pseudonym } = await done<{ pseudonym: string }>("patient", "map", "get", who, ...map);
		expect(await done("patient", "map", "add", " urn:oid:1.2.3 | MRN-1 ", ...map)).toEqual({ pseudonym });
		expect(await count()).toBe("1");
	});

	it.each(["urn:oid:1.2.3|", "|MRN-1", " | ", "MRN-1"])("takes nobody named %j", async (name) => {
		expect(await refused(run("patient", "map", "add", name, ...map))).toMatchObject({ status: 2, code: "Cli.Usage" });
		expect((await refused(run("patient", "map", "get", name, ...map))).status).toBe(2);
		expect(await count()).toBe("1");
	});

	it.each([
		["a semicolon", "system;identifier\nurn:x;1\n", "the first line"],
		["nothing", "", "the first line"],
		["a hole", "system,identifier\nurn:x,1\nurn:x,\n", "line 3: no identifier"],
		["a short line", "system,identifier\nurn:x,1\nurn:x\n", "line 3"],
		["a wrong pseudonym", "system,identifier,pseudonym\nurn:x,1,0x12\n", "line 2: the pseudonym"],
	])("takes nothing of a file with %s", async (_, content, said) => {
		write("patients.csv", content);
		const { status, message } = await refused(run("patient", "map", "import", "patients.csv", ...map));
		expect(message).toContain(said);
		expect(status).toBe(2);
		expect(await count()).toBe("1");
	});

	it("does not open with another key", async () => {
		write("another.key", randomBytes(32).toString("hex"));
		const other = ["--map", "patients.map", "--key-file", "another.key"];
		expect((await refused(run("patient", "map", "get", who, ...other))).message).toContain("does not open the map");
	});
});

describe("a vault", () => {
	const seal = (file: string, ...more: string[]) =>
		run("record", "seal", file, "--vault", "vault", "--patient", who, ...map, ...more);
	const letter = ["--class", "18842-5"];

	it("does not let a sensitive document go under a misspelt label", async () => {
		const { status, message } = await refused(seal("summary.json", ...letter, "--label", "PSYCH"));
		expect(message).toContain("`PSYCH` is no label");
		expect(status).toBe(2);
		expect((await seal("summary.json", ...letter, "--label", "urn:local|VIP")).status).toBe(0);
	});

	it.each([
		["no class", ["summary.json", "--class", " "], "--class is empty"],
		["two confidentialities", ["summary.json", ...letter, "--label", "N", "--label", "R"], "one confidentiality"],
		["a date to come", ["summary.json", ...letter, "--written", "2999-01-01"], "in the future"],
		["no such date", ["summary.json", ...letter, "--written", "2024-02-30"], "is no time"],
		["no such file", ["nothing.json", ...letter], "nothing.json"],
		["a folder", ["folder", ...letter], "folder: a folder is no document"],
	])("seals nothing with %s", async (_, [file, ...more], said) => {
		mkdirSync(join(folder, "folder"), { recursive: true });
		const { status, message } = await refused(seal(file, ...more));
		expect(message).toContain(said);
		expect(status).toBe(2);
	});

	it("seals no version of what is not there, or is another patient's", async () => {
		expect(await refused(seal("summary.json", ...letter, "--replaces", random()))).toMatchObject({
			...{ status: 1, code: "Cli.NotFound" },
		});
		await done("patient", "map", "add", "urn:oid:1.2.3|MRN-2", ...map);
		const { record } = (await seal("summary.json", ...letter)).json<{ record: string }>()[0];
		const other = ["record", "seal", "summary.json", "--vault", "vault", "--patient", "urn:oid:1.2.3|MRN-2"];
		expect((await refused(run(...other, ...map, ...letter, "--replaces", record))).message).toContain("another patient's");
	});

	it("erases nothing where it does not know all that is to be erased", async () => {
		const { record } = (await seal("summary.json", ...letter)).json<{ record: string }>()[0];
		expect(await refused(run("record", "erase", record, random(), "--vault", "vault"))).toMatchObject({
			...{ status: 1, code: "Cli.NotFound" },
		});
		await done("record", "open", record, "--vault", "vault", "--out", "copy.json");
	});

	it("overwrites neither a vault nor a key, and reads no other file as one", async () => {
		expect((await refused(run("--organisation", "4", "vault", "init", "vault", "--genesis", random()))).status).toBe(1);
		await done("vault", "new-key", "key");
		expect((await refused(run("vault", "new-key", "key"))).message).toContain("not overwritten");
		expect((await refused(run("record", "anchor", "--vault", "folder"))).message).toContain("make one with");
	});
});

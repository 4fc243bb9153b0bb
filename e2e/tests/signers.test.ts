/** Keys that `salus` signs with and that are not on its command line: files, and programs. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { Keyring } from "@polkadot/keyring";
import { cryptoWaitReady } from "@polkadot/util-crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Outcome, salus } from "../lib/cli.js";
import { type TestNode, startNode } from "../lib/node.js";
import { root } from "../lib/paths.js";
import { rpc } from "../lib/rpc.js";

const folder = mkdtempSync(join(tmpdir(), "salus-signers-"));
const hsm = resolve(root, "e2e/lib/hsm.mjs");
let node: TestNode;

beforeAll(async () => {
	await cryptoWaitReady();
	node = await startNode();
});
afterAll(async () => {
	await node?.stop();
	rmSync(folder, { recursive: true, force: true });
});

/** Runs a command that `signer` signs. */
function as(signer: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
	return salus(["--url", node.url, "--json", "--wait", "best", "--signer", signer, ...args], { env });
}

/** Has `signer` say so many bytes on the chain: it costs `address` one transaction, and nobody else. */
async function remark(signer: string, address: string, length: number, env: NodeJS.ProcessEnv = {}): Promise<void> {
	const next = () => rpc<number>(node.url, "system_accountNextIndex", [address]);
	const before = await next();
	const text = `0x${"5a".repeat(length)}`;
	const outcome = await as(signer, ["call", "System.remark_with_event", JSON.stringify({ remark: text })], env);
	expect(outcome.status, outcome.stdout + outcome.stderr).toBe(0);
	expect(await next()).toBe(before + 1);
}

/** Gives an account tokens for its fees. */
async function fund(address: string): Promise<void> {
	const args = { dest: address, value: "1000000000000" };
	const outcome = await as("//Alice", ["call", "Balances.transfer_keep_alive", JSON.stringify(args)]);
	expect(outcome.status, outcome.stdout + outcome.stderr).toBe(0);
}

describe("--signer cmd:", () => {
	for (const scheme of ["sr25519", "ed25519", "ecdsa"] as const) {
		it(`has a program sign with ${scheme}`, async () => {
			const secret = `//Alice//hsm//${scheme}`;
			const { address } = new Keyring({ type: scheme, ss58Format: 42 }).addFromUri(secret);
			await fund(address);
			const log = join(folder, `${scheme}.log`);
			const signer = `cmd:${process.execPath} ${hsm} ${secret} ${scheme} ${log}`;
			await remark(signer, address, 8);
			// A payload of more than 256 bytes is signed by its hash: that is what the program is given.
			await remark(signer, address, 600);
			const [short, long] = readFileSync(log, "utf8").trim().split("\n").map(Number);
			expect(short).toBeGreaterThan(32);
			expect(short).toBeLessThanOrEqual(256);
			expect(long).toBe(32);
		});
	}

	it("sends nothing when the program fails or signs with another key", async () => {
		const call = ["call", "System.remark_with_event", '{"remark": "0x00"}'];
		const failing = join(folder, "failing");
		const { address } = new Keyring({ type: "sr25519", ss58Format: 42 }).addFromUri("//Alice");
		writeFileSync(failing, `#!/bin/sh\n[ "$1" = --account ] && echo ${address} && exit 0\nexit 7\n`);
		chmodSync(failing, 0o755);
		const failed = await as(`cmd:${failing}`, call);
		expect(failed.status).toBe(2);
		expect(failed.stderr).toContain("Cli.SignerFailed");

		const lying = join(folder, "lying");
		const bob = `${process.execPath} ${hsm} //Bob sr25519 ${join(folder, "lying.log")}`;
		writeFileSync(lying, `#!/bin/sh\n[ "$1" = --account ] && echo ${address} && exit 0\nexec ${bob}\n`);
		chmodSync(lying, 0o755);
		const refused = await as(`cmd:${lying}`, call);
		expect(refused.status, refused.stdout + refused.stderr).toBe(1);
		expect(refused.stderr).toMatch(/signature/i);
	});
});

describe("--signer @FILE", () => {
	it("opens a key that Polkadot.js exported, with its password alone", async () => {
		const pair = new Keyring({ type: "sr25519", ss58Format: 42 }).addFromUri("//Alice//exported");
		await fund(pair.address);
		const file = join(folder, "exported.json");
		writeFileSync(file, JSON.stringify(pair.toJson("correct horse")), { mode: 0o600 });
		await remark(`@${file}`, pair.address, 8, { SALUS_KEY_PASSWORD: "correct horse" });

		const call = ["call", "System.remark_with_event", '{"remark": "0x00"}'];
		for (const password of ["battery staple", undefined]) {
			const outcome = await as(`@${file}`, call, { SALUS_KEY_PASSWORD: password });
			expect(outcome.status, outcome.stdout).toBe(2);
			expect(outcome.stderr).toContain("Cli.SignerFailed");
			expect(outcome.stderr).not.toContain("battery staple");
		}
	});

	it("reads a secret, and warns when others can read it too", async () => {
		const { address } = new Keyring({ type: "sr25519", ss58Format: 42 }).addFromUri("//Alice");
		const file = join(folder, "secret");
		writeFileSync(file, "//Alice\n", { mode: 0o600 });
		await remark(`@${file}`, address, 8);
		chmodSync(file, 0o644);
		const outcome = await as(`@${file}`, ["call", "System.remark_with_event", '{"remark": "0x00"}']);
		expect(outcome.status).toBe(0);
		expect(outcome.stderr).toContain("others can read");
	});
});

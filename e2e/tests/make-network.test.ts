/** A network whose founders bring their own keys: from a file to final blocks. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { run } from "../lib/cli.js";
import { stopProcess } from "../lib/node.js";
import { nodeBinary, root } from "../lib/paths.js";
import { finalizedNumber, rpc, until } from "../lib/rpc.js";

interface Key {
	secretPhrase: string;
	ss58Address: string;
}
interface Founder {
	account: Key;
	aura: Key;
	grandpa: Key;
}

const script = resolve(root, "scripts/make-network");
const folder = mkdtempSync(join(tmpdir(), "salus-make-network-"));
const children: ChildProcess[] = [];
afterAll(async () => {
	await Promise.all(children.map((child) => stopProcess(child)));
	rmSync(folder, { recursive: true, force: true });
});

async function generate(scheme: string): Promise<Key> {
	const outcome = await run(nodeBinary, [
		...["key", "generate", "--scheme", scheme, "--output-type", "json"],
	]);
	expect(outcome.status, outcome.stderr).toBe(0);
	return JSON.parse(outcome.stdout) as Key;
}

function make(file: object) {
	const path = join(folder, "network.json");
	writeFileSync(path, JSON.stringify(file));
	return run(script, [path, "--output", folder], { env: { SALUS_NODE: nodeBinary } });
}

describe("scripts/make-network", () => {
	let founders: Founder[];
	let network: Record<string, unknown>;
	beforeAll(async () => {
		founders = await Promise.all(
			[1, 2, 3].map(async () => ({
				account: await generate("sr25519"),
				aura: await generate("sr25519"),
				grandpa: await generate("ed25519"),
			})),
		);
		const accounts = founders.map(({ account }) => account.ss58Address);
		network = {
			name: "Salus Test",
			id: "salus_test",
			chainType: "Local",
			validators: founders.map(({ account, aura, grandpa }) => ({
				account: account.ss58Address,
				aura: aura.ss58Address,
				grandpa: grandpa.ss58Address,
			})),
			council: accounts,
			technicalCommittee: accounts,
			issuers: [{ capacity: "wholesaler", account: accounts[0] }],
			balances: accounts.map((account) => ({ account, amount: "1234567890123456789" })),
		};
	});

	it("says everything that is wrong with a file, and writes nothing", async () => {
		const outcome = await make({
			...network,
			id: "Bad Id",
			validators: [{ account: "5Grw", aura: "x", grandpa: "y" }],
			council: [],
			colour: "green",
		});
		expect(outcome.status).toBe(2);
		for (const word of ["id:", "validators:", "council:", "colour:"]) {
			expect(outcome.stderr).toContain(word);
		}
		expect(outcome.stdout).toBe("");
	});

	it("refuses a capacity that the runtime does not know", async () => {
		const issuers = [{ capacity: "sorcerer", account: founders[0].account.ss58Address }];
		const outcome = await make({ ...network, issuers });
		expect(outcome.status).toBe(1);
		expect(outcome.stderr).toMatch(/refuses this genesis/);
	});

	it("makes a specification that three nodes start from and finalise", async () => {
		const outcome = await make(network);
		expect(outcome.status, outcome.stderr).toBe(0);
		const plain = readFileSync(join(folder, "salus_test.json"), "utf8");
		// The amount as it was written, digit by digit.
		expect(plain).toContain("1234567890123456789");
		expect(JSON.parse(plain)).toMatchObject({
			genesis: { runtimeGenesis: { patch: { validatorSet: { minimum: 3 } } } },
		});
		const raw = join(folder, "salus_test.raw.json");

		const urls: string[] = [];
		let bootnode: string[] = [];
		for (const [index, founder] of founders.entries()) {
			const base = join(folder, `node-${index}`);
			mkdirSync(base);
			for (const [type, scheme, key] of [
				["aura", "sr25519", founder.aura],
				["gran", "ed25519", founder.grandpa],
			] as const) {
				const inserted = await run(nodeBinary, [
					...["key", "insert", "--base-path", base, "--chain", raw],
					...["--key-type", type, "--scheme", scheme, "--suri", key.secretPhrase],
				]);
				expect(inserted.status, inserted.stderr).toBe(0);
			}
			const file = join(base, "node.key");
			const identity = await run(nodeBinary, ["key", "generate-node-key", "--file", file]);
			expect(identity.status, identity.stderr).toBe(0);
			const child = spawn(
				nodeBinary,
				[
					...["--chain", raw, "--base-path", base, "--validator", "--node-key-file", file],
					...["--rpc-port", "0", "--listen-addr", "/ip4/127.0.0.1/tcp/0"],
					...["--no-mdns", "--allow-private-ip", "--no-prometheus", ...bootnode],
				],
				{ stdio: ["ignore", "ignore", "pipe"] },
			);
			children.push(child);
			let log = "";
			child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
			urls.push(
				await until(`the address of node ${index}`, async () => {
					const port = /Running JSON-RPC server: addr=127\.0\.0\.1:(\d+)/.exec(log)?.[1];
					return port && `ws://127.0.0.1:${port}`;
				}),
			);
			if (index === 0) {
				const address = await until("where the first node listens", async () =>
					(await rpc<string[]>(urls[0], "system_localListenAddresses")).find((one) =>
						one.startsWith("/ip4/127.0.0.1/tcp/"),
					),
				);
				bootnode = ["--bootnodes", address];
			}
		}
		await until("three final blocks", async () => (await finalizedNumber(urls[2])) >= 3);
	});
});

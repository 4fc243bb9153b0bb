import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { stopProcess } from "../lib/node.js";
import { nodeBinary, root } from "../lib/paths.js";
import { finalizedNumber, rpc, until } from "../lib/rpc.js";

interface Network {
	nodes: { name: string; pid: number; url: string; metrics: string; peer: string }[];
}

function alive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

describe("four validators", () => {
	const base = mkdtempSync(join(tmpdir(), "salus-network-"));
	let script: ChildProcess;
	let network: Network;

	beforeAll(async () => {
		script = spawn(
			resolve(root, "scripts/local-network"),
			["--no-build", "--base", base, "--port", String(21_000 + Math.floor(Math.random() * 9_000))],
			{ env: { ...process.env, SALUS_NODE: nodeBinary }, stdio: ["ignore", "pipe", "inherit"] },
		);
		let said = "";
		script.stdout!.setEncoding("utf8").on("data", (text: string) => (said += text));
		await until("the network", async () => said.includes("READY ws://"), 150_000);
		network = JSON.parse(readFileSync(join(base, "network.json"), "utf8")) as Network;
	}, 180_000);

	afterAll(async () => {
		if (script) await stopProcess(script, 60_000);
		rmSync(base, { recursive: true, force: true });
	});

	it("each have an identity of their own and see the three others", async () => {
		expect(new Set(network.nodes.map((node) => node.peer)).size).toBe(4);
		for (const node of network.nodes) {
			await until(`${node.name}'s peers`, async () => {
				const { peers } = await rpc<{ peers: number }>(node.url, "system_health");
				return peers === 3;
			});
		}
	});

	it("serve metrics that say what is final", async () => {
		const text = await (await fetch(network.nodes[0].metrics)).text();
		expect(text).toMatch(/^substrate_block_height\{status="finalized",[^}]*\} \d+$/m);
	});

	it("finalise on after one of them is killed", async () => {
		const [first, , , last] = network.nodes;
		process.kill(last.pid, "SIGKILL");
		await until("the end of one", async () => !alive(last.pid));
		const before = await finalizedNumber(first.url);
		await until("ten more final blocks", async () => (await finalizedNumber(first.url)) >= before + 10);
	});

	it("end with the script that started them", async () => {
		const status = await stopProcess(script, 60_000);
		// 143: ended by the signal that was sent, after it had tidied up.
		expect(status).toBe(143);
		for (const node of network.nodes) expect(alive(node.pid), node.name).toBe(false);
		expect(existsSync(join(base, "network.json"))).toBe(false);
	});
});

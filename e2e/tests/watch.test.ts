/** `salus watch`: every event at least once, also when the node is restarted meanwhile. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, it } from "vitest";

import { salus } from "../lib/cli.js";
import { type TestNode, startNode, stopProcess } from "../lib/node.js";
import { account } from "../lib/papi.js";
import { cliBinary } from "../lib/paths.js";
import { until } from "../lib/rpc.js";

interface Watched {
	cursor: string;
	[key: string]: unknown;
}

const base = mkdtempSync(join(tmpdir(), "salus-watch-"));
let node: TestNode | undefined;
afterAll(async () => {
	await node?.stop();
	rmSync(base, { recursive: true, force: true });
});

/** A port that nobody listens on. */
function freePort(): Promise<number> {
	return new Promise((done) => {
		const server = createServer().listen(0, "127.0.0.1", () => {
			const { port } = server.address() as { port: number };
			server.close(() => done(port));
		});
	});
}

it("hands every event over, across a restart of the node, and goes on from a cursor", { timeout: 240_000 }, async () => {
	const home = { base, port: await freePort() };
	node = await startNode([], home);
	const url = node.url;

	/** Has the registrar register an organisation for an account: one event. */
	const register = async (uri: string) => {
		const { address } = await account(uri);
		const outcome = await salus([
			...["--url", url, "--signer", "//Alice//stash", "--json"],
			...["participants", "register", "--controller", address],
		]);
		expect(outcome.status, outcome.stdout + outcome.stderr).toBe(0);
		return address;
	};

	const watch = spawn(
		cliBinary,
		["--url", url, "--json", "watch", "--since", "0", "--domain", "participants"],
		{ stdio: ["ignore", "pipe", "ignore"] },
	);
	let said = "";
	watch.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
	const lines = () => said.split("\n").slice(0, -1);
	const line = (address: string) =>
		until(`the event of ${address}`, async () => lines().find((one) => one.includes(address)));
	try {
		const first = await register("//watch//1");
		await line(first);
		await node.stop();
		node = await startNode([], home);
		const second = await register("//watch//2");
		await line(second);

		const events = lines().map((one) => JSON.parse(one) as Watched);
		expect(new Set(events.map(({ cursor }) => cursor)).size).toBe(events.length);

		const cursor = (JSON.parse(await line(first)) as Watched).cursor;
		const rest = await salus([
			...["--url", url, "--json", "watch", "--once"],
			...["--since", cursor, "--domain", "participants"],
		]);
		expect(rest.status, rest.stderr).toBe(0);
		expect(rest.stdout).toContain(second);
		expect(rest.stdout).not.toContain(first);
	} finally {
		await stopProcess(watch);
	}
});

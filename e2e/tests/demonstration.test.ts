import { resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { run } from "../lib/cli.js";
import { type TestNode, startNode } from "../lib/node.js";
import { cliBinary, root } from "../lib/paths.js";

describe.each(["demo", "demo-records"])("the demonstration scripts/%s", (script) => {
	let node: TestNode;
	beforeAll(async () => {
		node = await startNode();
	});
	afterAll(() => node?.stop());

	const tell = () =>
		run(resolve(root, "scripts", script), [node.url], {
			env: { SALUS_CLI: cliBinary },
			milliseconds: 300_000,
		});

	it("tells its story, and tells it again on the same chain", { timeout: 600_000 }, async () => {
		const first = await tell();
		expect(first.stderr + first.stdout.slice(first.status === 0 ? Infinity : 0)).toBe("");
		expect(first.status).toBe(0);
		const second = await tell();
		expect(second.status, second.stdout + second.stderr).toBe(0);
	});

	it("fails when there is no chain", async () => {
		const outcome = await run(resolve(root, "scripts", script), ["ws://127.0.0.1:9"], {
			env: { SALUS_CLI: cliBinary },
		});
		expect(outcome.status).not.toBe(0);
	});
});

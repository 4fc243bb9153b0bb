/** Answers that are proved, and checked without the node. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { run, salus } from "../lib/cli.js";
import { type TestNode, startNode } from "../lib/node.js";
import { nodeBinary, root } from "../lib/paths.js";

let node: TestNode;
let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "salus-proof-"));
	node = await startNode();
	const spec = await run(nodeBinary, ["export-chain-spec", "--chain", "dev", "--raw"]);
	writeFileSync(at("dev.json"), spec.stdout);
	const demo = await run(join(root, "scripts/demo"), [node.url, "--keep", folder]);
	expect(demo.status, demo.stdout + demo.stderr).toBe(0);
}, 180_000);
afterAll(async () => {
	await node?.stop();
	rmSync(folder, { recursive: true, force: true });
});

interface Event {
	epcList?: string[];
}

/** A pack that the demonstration commissioned, as a digital link. */
function pack(): string {
	const document = JSON.parse(readFileSync(at("01-commission.json"), "utf8")) as {
		epcisBody: { eventList: Event[] };
	};
	return document.epcisBody.eventList.find((event) => event.epcList)!.epcList![0]!;
}

interface Proved {
	proved: boolean;
	chain: string;
	block: { number: number; hash: string };
	calls: { method: string; result: unknown }[];
}

describe("a proof", () => {
	it("holds without the node, for a verification and for a whole trace", async () => {
		const link = pack();
		// The demonstration ends with a recall: the pack is genuine, and may not be supplied.
		const verified = await salus([
			"--url", node.url, "--json", "supply", "verify", "--digital-link", link, "--prove", at("verify.json"),
		]);
		expect(verified.status, verified.stderr).toBe(1);
		const asked = verified.json<{ asOf: { hash: string }; verified: boolean }>()[0]!;
		const traced = await salus([
			"--url", node.url, "--json", "supply", "trace", "--digital-link", link, "--prove", at("trace.json"),
		]);
		expect(traced.status, traced.stderr).toBe(0);

		for (const name of ["verify.json", "trace.json"]) {
			// No node answers at this address.
			const checked = await salus([
				"--url", "ws://127.0.0.1:9", "--json", "proof", "check", at(name), "--chain", at("dev.json"),
			]);
			expect(checked.status, checked.stderr).toBe(0);
			const proved = checked.json<Proved>()[0]!;
			expect(proved.proved).toBe(true);
			if (name === "verify.json") {
				expect(proved.block.hash).toBe(asked.asOf.hash);
				expect(proved.calls[0]).toMatchObject({
					method: "SupplyChainApi_verify_pack",
					result: { verified: asked.verified, dispensable: false },
				});
			}
		}
	});

	it("is refused once a byte of it is another", async () => {
		const proof = JSON.parse(readFileSync(at("verify.json"), "utf8")) as {
			calls: { result: string }[];
			state: string[];
			finality: { justification: string };
		};
		const flip = (text: string): string => text.slice(0, -1) + (text.endsWith("0") ? "1" : "0");
		const forgeries: [string, (forged: typeof proof) => void][] = [
			["gives another answer", (forged) => (forged.calls[0]!.result = flip(forged.calls[0]!.result))],
			["lacks a part|does not belong", (forged) => forged.state.pop()],
			["does not hold", (forged) => (forged.finality.justification = flip(forged.finality.justification))],
		];
		for (const [reason, forge] of forgeries) {
			const forged = structuredClone(proof);
			forge(forged);
			writeFileSync(at("forged.json"), JSON.stringify(forged));
			const checked = await salus(["proof", "check", at("forged.json"), "--chain", at("dev.json")]);
			expect(checked.status, checked.stdout).toBe(1);
			expect(checked.stderr).toMatch(new RegExp(reason));
		}
	});

	it("is unreadable or unusable with the reason, never a crash", async () => {
		writeFileSync(at("cut.json"), readFileSync(at("verify.json"), "utf8").slice(0, 1000));
		const cut = await salus(["proof", "check", at("cut.json"), "--chain", at("dev.json")]);
		expect(cut.status).toBe(2);
		const plain = await run(nodeBinary, ["export-chain-spec", "--chain", "dev"]);
		writeFileSync(at("plain.json"), plain.stdout);
		const spec = await salus(["proof", "check", at("verify.json"), "--chain", at("plain.json")]);
		expect(spec.status).toBe(2);
		expect(spec.stderr).toContain("export-chain-spec");
	});
});

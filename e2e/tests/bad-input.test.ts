/** `salus` on input that no honest partner sends, and that arrives all the same. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { run, salus } from "../lib/cli.js";
import { type TestNode, startNode } from "../lib/node.js";
import { cliBinary } from "../lib/paths.js";
import { rpc } from "../lib/rpc.js";

interface Result {
	file: string;
	index: number | null;
	outcome: string;
	error: { code: string; rule: string | null; message: string; retryable: boolean } | null;
}

/** An EPCIS 2.0 document around events. */
function document(events: unknown[]): string {
	return JSON.stringify({
		"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
		type: "EPCISDocument",
		schemaVersion: "2.0",
		creationDate: "2026-11-01T00:00:00Z",
		epcisBody: { eventList: events },
	});
}

/** An event that is in order, with what is given changed. */
function observation(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		type: "ObjectEvent",
		eventTime: new Date(Date.now() - 60_000).toISOString(),
		eventTimeZoneOffset: "+00:00",
		action: "OBSERVE",
		bizStep: "inspecting",
		epcList: ["urn:epc:id:sgtin:8904000.021003.1"],
		...changes,
	};
}

describe("salus epcis capture", () => {
	const folder = mkdtempSync(join(tmpdir(), "salus-bad-input-"));
	let node: TestNode;
	beforeAll(async () => {
		node = await startNode();
	});
	afterAll(async () => {
		await node?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	/** Captures a text, signed by a well-known account. */
	async function capture(name: string, text: string, ...options: string[]) {
		const file = join(folder, name);
		writeFileSync(file, text);
		const outcome = await salus(
			["--url", node.url, "--signer", "//Alice", "--json", "epcis", "capture", file, ...options],
			{ milliseconds: 300_000 },
		);
		expect(outcome.stderr).not.toMatch(/panicked/);
		return { ...outcome, results: outcome.json<Result>() };
	}

	/** How many transactions the chain has taken from the signer. */
	const nonce = () =>
		rpc<number>(node.url, "system_accountNextIndex", [
			"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
		]);

	it("refuses a truncated document as a whole", async () => {
		const before = await nonce();
		const { status, results } = await capture("cut.json", document([observation()]).slice(0, -20));
		expect(status).toBe(2);
		expect(results).toHaveLength(1);
		expect(results[0]).toMatchObject({ index: null, outcome: "rejected", error: { retryable: false } });
		expect(results[0].error!.message).not.toBe("");
		expect(await nonce()).toBe(before);
	});

	it("refuses an XML bomb at once", async () => {
		const bomb =
			'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">' +
			Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${"&a;".repeat(10)}">`).join("") +
			']><epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" ' +
			'creationDate="2026-11-01T00:00:00Z"><EPCISBody><EventList>&a19;</EventList></EPCISBody>' +
			"</epcis:EPCISDocument>";
		const started = Date.now();
		const { status, results } = await capture("bomb.xml", bomb);
		expect(status).toBe(2);
		expect(results).toMatchObject([{ index: null, outcome: "rejected" }]);
		expect(Date.now() - started).toBeLessThan(10_000);
	});

	it("names position, rule and value of a bad event, and tries the next", async () => {
		const { status, results } = await capture(
			"mixed.json",
			document([
				observation({ eventTime: "2026-11-01T10:00:00" }),
				observation({ epcList: ["https://id.gs1.org/01/08904000210036/21/1"] }),
				observation({ epcList: ["urn:epc:id:sgtin:8904000.021003.123456789012345678901"] }),
				observation({ action: "PERHAPS" }),
				observation(),
			]),
		);
		expect(status).toBe(1);
		expect(results.map(({ index, outcome }) => [index, outcome])).toEqual([
			[0, "rejected"],
			[1, "rejected"],
			[2, "rejected"],
			[3, "rejected"],
			// In order, but about a pack that the chain does not know: the runtime refuses it.
			[4, "rejected"],
		]);
		for (const { error } of results) {
			expect(error!.code).toMatch(/^\S+$/);
			expect(error!.message.length).toBeGreaterThan(10);
		}
		expect(results[0].error).toMatchObject({ rule: "EP-1" });
		expect(results[0].error!.message).toMatch(/zone|offset/i);
		expect(results[1].error!.message).toMatch(/check.* 6 where the others demand 7/);
		expect(results[2].error!.message).toMatch(/20|character|long/i);
	});

	it("leaves unknown fields of an extension alone", async () => {
		const { results } = await capture(
			"extension.json",
			document([observation({ "example:temperature": { deep: [1, 2, { deeper: true }] } })]),
			"--dry-run",
		);
		expect(results).toHaveLength(1);
		expect(results[0].error?.rule ?? null).not.toBe("EP-1");
	});

	it("refuses a cycle in packing", async () => {
		const [outer, inner] = ["106141411234567897", "106141411234567903"];
		const sscc = (value: string) => `https://id.gs1.org/00/${value}`;
		const pack = (parent: string, child: string) => ({
			...observation(),
			type: "AggregationEvent",
			action: "ADD",
			bizStep: "packing",
			parentID: sscc(parent),
			childEPCs: [sscc(child)],
			epcList: undefined,
		});
		const { status, results } = await capture("cycle.json", document([pack(outer, inner), pack(inner, outer)]));
		expect(status).toBe(1);
		expect(results.at(-1)).toMatchObject({ index: 1, outcome: "rejected" });
	});

	it("refuses an event of more than 4,096 EPCs before it sends anything", async () => {
		const before = await nonce();
		const epcList = Array.from({ length: 4_097 }, (_, i) => `urn:epc:id:sgtin:8904000.021003.${i}`);
		const { status, results } = await capture("large.json", document([observation({ epcList })]));
		expect(status).toBe(1);
		expect(results).toMatchObject([{ index: 0, outcome: "rejected" }]);
		expect(results[0].error!.message).toMatch(/4,?096/);
		expect(await nonce()).toBe(before);
	});

	it("reads a document of 10 MB and 10,000 events with bounded memory", { timeout: 300_000 }, async () => {
		const filler = "x".repeat(800);
		const events = Array.from({ length: 10_000 }, (_, i) =>
			observation({
				epcList: [`urn:epc:id:sgtin:8904000.021003.${i}`],
				"example:note": filler,
			}),
		);
		const text = document(events);
		expect(text.length).toBeGreaterThan(10_000_000);
		const file = join(folder, "ten-megabytes.json");
		writeFileSync(file, text);
		// Half a gigabyte of addresses, and no more: more than that is not bounded.
		const outcome = await run(
			"bash",
			["-c", 'ulimit -v 524288 && exec "$0" "$@"', cliBinary, "epcis", "hash", file],
			{ milliseconds: 120_000 },
		);
		expect(outcome.status, outcome.stderr).toBe(0);
		const hashes = outcome.stdout.trimEnd().split("\n");
		expect(hashes).toHaveLength(10_000);
		expect(new Set(hashes).size).toBe(10_000);
		expect(hashes[0]).toMatch(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
	});

	it("says with exit code 2 that a file is not there", async () => {
		const outcome = await salus(["--url", node.url, "epcis", "capture", join(folder, "missing.json")]);
		expect(outcome.status).toBe(2);
	});

	it("says with exit code 3 that the chain is not there", async () => {
		const file = join(folder, "fine.json");
		writeFileSync(file, document([observation()]));
		const outcome = await salus([
			...["--url", "ws://127.0.0.1:9", "--signer", "//Alice", "--json"],
			...["epcis", "capture", file],
		]);
		expect(outcome.status).toBe(3);
	});
});

describe("salus id check", () => {
	it("answers one line for each line in", async () => {
		const outcome = await salus(["id", "check", "gtin", "-"], {
			input: "08904000210037\n08904000210036\n\n8904000210037\nnonsense\n",
		});
		expect(outcome.status).toBe(1);
		const lines = outcome.json<{ input: string; valid: boolean; canonical?: string }>();
		expect(lines.map((line) => line.valid)).toEqual([true, false, false, true, false]);
		expect(lines[3].canonical).toBe("08904000210037");
	});
});

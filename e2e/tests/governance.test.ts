/** A validator joins and the council seats it, as docs/operators.md says: with `salus` alone. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { salus } from "../lib/cli.js";
import { type TestNode, startNode } from "../lib/node.js";

describe("salus governance", () => {
	let node: TestNode;
	beforeAll(async () => {
		node = await startNode();
	});
	afterAll(() => node?.stop());

	/** Runs a command, signed, and answers its only line. */
	async function as<T>(signer: string, ...args: string[]): Promise<T> {
		const outcome = await salus(["--url", node.url, "--signer", signer, "--json", ...args]);
		expect(outcome.status, outcome.stdout + outcome.stderr).toBe(0);
		return outcome.json<T>()[0];
	}

	it("refuses a motion of somebody without a seat, by name", async () => {
		const outcome = await salus([
			...["--url", node.url, "--signer", "//Eve", "--json"],
			...["governance", "propose", "System.authorize_upgrade"],
			...[JSON.stringify({ code_hash: `0x${"11".repeat(32)}` }), "--root"],
		]);
		expect(outcome.status).toBe(1);
		expect(outcome.stdout + outcome.stderr).toContain("NotMember");
	});

	it("seats a validator that has registered its keys", { timeout: 120_000 }, async () => {
		const joined = await as<{ account: string; keysRegistered: boolean; seated: boolean; next: string }>(
			"//Ferdie",
			"validator",
			"join",
		);
		expect(joined).toMatchObject({ keysRegistered: true, seated: false });
		// It says, word for word, what the council has to do.
		const [, call, args] = /salus governance propose (\S+) '(.+)'$/.exec(joined.next)!;

		const { motion } = await as<{ motion: string }>("//Alice", "governance", "propose", call, args);
		const listed = await as<{ hash?: string; motion?: string }>("//Alice", "governance", "list");
		expect(JSON.stringify(listed)).toContain(joined.account);
		for (const member of ["//Alice", "//Bob", "//Charlie"]) {
			await as(member, "governance", "vote", motion, "aye");
		}
		await as("//Dave", "governance", "close", motion);
		const { standing } = await as<{ standing: object }>("//Ferdie", "validator", "status");
		expect(standing).toMatchObject({ keysRegistered: true, seated: true, active: false });
	});

	it("shows a motion for Root decoded, before it is proposed", async () => {
		const preview = await as<{ call: object; threshold: number }>(
			...(["//Alice", "governance", "propose", "Grandpa.note_stalled"] as const),
			JSON.stringify({ delay: 100, best_finalized_block_number: 12 }),
			...["--committee", "technical", "--root", "--dry-run"],
		);
		expect(preview.threshold).toBe(2);
		expect(JSON.stringify(preview.call)).toMatch(/dispatch_as_root.*note_stalled|note_stalled.*dispatch_as_root/);
	});
});

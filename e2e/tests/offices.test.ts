/** What issuers, the technical committee and whoever recalls do all day, with `salus` alone. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { salus } from "../lib/cli.js";
import { type TestNode, startNode } from "../lib/node.js";

let node: TestNode;
beforeAll(async () => {
	node = await startNode();
});
afterAll(() => node?.stop());

interface Result {
	readonly events: { event: string; fields: Record<string, unknown> }[];
	readonly [key: string]: unknown;
}

async function run(signer: string, args: string[]) {
	return salus(["--url", node.url, "--signer", signer, "--json", "--wait", "best", ...args]);
}

/** Runs a command that has to succeed, and answers its lines. */
async function as<T = Result>(signer: string, ...args: string[]): Promise<T[]> {
	const outcome = await run(signer, args);
	expect(outcome.status, outcome.stdout + outcome.stderr).toBe(0);
	return outcome.json<T>();
}

/** Runs a command that has to be refused by a rule, and answers the error's code. */
async function refused(signer: string, ...args: string[]): Promise<string> {
	const outcome = await run(signer, args);
	expect(outcome.status, outcome.stdout + outcome.stderr).toBe(1);
	return (JSON.parse(outcome.stderr.trim().split("\n").at(-1)!) as { error: { code: string } }).error.code;
}

describe("an issuer", () => {
	const registrar = "//Alice//stash";
	const status = async () => {
		const credentials = await as<{ capacity: string; status: string }>(
			...([registrar, "participants", "list-credentials", "2"] as const),
		);
		return credentials.find(({ capacity }) => capacity === "wholesaler")!.status;
	};

	it("suspends, reinstates and revokes, and each bites at once", { timeout: 120_000 }, async () => {
		expect(await status()).toBe("valid");
		// Nobody vouches for itself.
		expect(await refused("//Bob", "participants", "suspend", "--of", "2", "wholesaler")).toBe(
			"Participants.NotAnIssuer",
		);
		const [suspended] = await as(
			...([registrar, "participants", "suspend", "--of", "2", "wholesaler"] as const),
			...["--reason", "licence-lapsed"],
		);
		expect(suspended.events[0]).toMatchObject({
			event: "Participants.CredentialSuspended",
			fields: { reason: "LicenceLapsed" },
		});
		expect(await status()).toBe("suspended");
		// The wholesaler's next act is refused before it is sent: it has no capacity left.
		expect(await refused("//Bob", "supply", "receive", "urn:epc:id:sscc:9520001.0000000011")).toBe("Cli.NoCapacity");

		await as(registrar, "participants", "reinstate", "--of", "2", "wholesaler");
		expect(await status()).toBe("valid");
		expect(await refused(registrar, "participants", "reinstate", "--of", "2", "wholesaler")).toBe(
			"Participants.CredentialNotSuspended",
		);

		await as(registrar, "participants", "revoke", "--of", "2", "wholesaler", "--reason", "ceased-business");
		expect(await status()).toBe("revoked");
		expect(await refused(registrar, "participants", "reinstate", "--of", "2", "wholesaler")).toBe(
			"Participants.CredentialRevoked",
		);
	});
});

describe("the technical committee", () => {
	const committee = ["--committee", "technical"];
	const propose = async (...args: string[]) =>
		(await as<{ motion: string }>("//Alice", "governance", "propose", ...args, ...committee))[0].motion;
	const decide = async (motion: string) => {
		for (const member of ["//Alice", "//Bob"]) await as(member, "governance", "vote", motion, "aye");
		// Whoever pays for it may close.
		return (await as("//Eve", "governance", "close", motion))[0];
	};
	const call = ["Balances", "transfer_keep_alive"];
	const transfer = [
		...["call", "Balances.transfer_keep_alive"],
		JSON.stringify({ dest: "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty", value: "1000000000000" }),
	];

	it("pauses a call at two thirds, and lets it go again", { timeout: 120_000 }, async () => {
		const motion = await propose("TxPause.pause", JSON.stringify({ full_name: call }));
		expect(await refused("//Eve", "governance", "vote", motion, "aye")).toBe("TechnicalCommittee.NotMember");
		await as("//Alice", "governance", "vote", motion, "aye");
		expect(await refused("//Alice", "governance", "close", motion)).toBe("TechnicalCommittee.TooEarly");
		await as("//Bob", "governance", "vote", motion, "aye");
		const [shown] = await as<{ approved: boolean; threshold: number; ayes: string[] }>(
			...(["//Eve", "governance", "show", motion] as const),
		);
		expect(shown).toMatchObject({ approved: true, threshold: 2 });
		await as("//Eve", "governance", "close", motion);
		expect(await refused("//Eve", ...transfer)).toBe("System.CallFiltered");

		await decide(await propose("TxPause.unpause", JSON.stringify({ ident: call })));
		await as("//Eve", ...transfer);
	});

	it("may note a stall as Root, and nothing else", { timeout: 120_000 }, async () => {
		const closed = await decide(
			await propose("Grandpa.note_stalled", '{"delay": 1000, "best_finalized_block_number": 1}', "--root"),
		);
		expect(closed.events).toContainEqual(
			expect.objectContaining({
				event: "TechnicalCommittee.Executed",
				fields: expect.objectContaining({ result: { Ok: null } }),
			}),
		);

		const upgrade = await propose(
			...(["System.authorize_upgrade", JSON.stringify({ code_hash: `0x${"22".repeat(32)}` }), "--root"] as const),
		);
		for (const member of ["//Alice", "//Bob"]) await as(member, "governance", "vote", upgrade, "aye");
		// The motion is closed; what it wanted is refused, and the exit code says so.
		const outcome = await run("//Eve", ["governance", "close", upgrade]);
		expect(outcome.status).toBe(1);
		expect(outcome.stdout).toMatch(/"result":\{"Err":/);
	});
});

describe("a recall", () => {
	it("is opened, cannot be played down by its maker, and is closed by whoever opened it", { timeout: 120_000 }, async () => {
		const product = {
			acting: { organisation: 1, capacity: "manufacturer" },
			...{ gtin: "9520001123450", contains: null, storage: null },
		};
		await as("//Alice", "call", "SupplyChain.register_product", JSON.stringify(product));
		const [opened] = await as<{ recall: string }>(
			...(["//Alice", "supply", "recall", "--gtin", "09520001123450", "--lot", "LOT-1"] as const),
			...["--class", "II", "--depth", "retail"],
		);
		const due = await as<{ kind: string }>("//Alice", "obligations", "list", "--of", "1");
		expect(JSON.stringify(due)).toMatch(/complete[-_ ]?recall/i);

		const id = ["--id", opened.recall];
		await as("//Alice", "supply", "recall", ...id, "--change-class", "I");
		expect(await refused("//Alice", "supply", "recall", ...id, "--change-class", "III")).toBe(
			"SupplyChain.DowngradeNeedsRegulator",
		);
		await as("//Two", "supply", "recall", ...id, "--change-class", "III");
		const [closed] = await as("//Alice", "supply", "recall", ...id, "--close");
		expect(closed.events.map(({ event }) => event)).toEqual(
			expect.arrayContaining(["Obligations.ObligationFulfilled", "SupplyChain.RecallClosed"]),
		);
		expect(await refused("//Alice", "supply", "recall", ...id, "--close")).toBe("SupplyChain.RecallIsClosed");
	});
});

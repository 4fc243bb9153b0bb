/** Lots under one root, events kept off the chain, and opening stock: with the command alone. */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { xxhashAsHex } from "@polkadot/util-crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Outcome, run, salus } from "../lib/cli.js";
import { good, gs1, refused } from "../lib/expect.js";
import { type TestNode, startNode, stopProcess } from "../lib/node.js";
import { cliBinary, nodeBinary, root } from "../lib/paths.js";
import { rpc } from "../lib/rpc.js";

const GTIN = "09520001123450";
const LOT = "L42";
const [MAKER, WHOLESALER, PHARMACY] = ["9520001000010", "9520002000019", "9520003000018"];
/** Of a maker that is not on the chain. */
const FOREIGN = "09520004543217";
const [PACKS, IN_CASE, ON_PALLET] = [2_400, 48, 1_200];
/** Many commands, each of which waits until its block is final. */
const LONG = { timeout: 300_000 };

let node: TestNode;
let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "salus-lots-"));
	node = await startNode();
}, 120_000);
afterAll(async () => {
	await node?.stop();
	rmSync(folder, { recursive: true, force: true });
});

const padded = (number: number, width: number): string => String(number).padStart(width, "0");
const pallet = (n: number): string => gs1(`29520001${padded(n, 9)}`);
const box = (n: number): string => gs1(`19520001${padded(n, 9)}`);
const serial = (n: number): string => `P${padded(n, 5)}`;
const scan = (n: number): string => `(01)${GTIN}(21)${serial(n)}`;

/** Rows of the lot's list; another letter gives other serials in the same cases. */
const list = (letter: string): string =>
	["serial,case,pallet"]
		.concat(
			Array.from({ length: PACKS }, (_, n) =>
				[letter + serial(n).slice(1), box(Math.floor(n / IN_CASE)), pallet(Math.floor(n / ON_PALLET))].join(),
			),
		)
		.join("\n");

const ask = (...args: string[]): Promise<Outcome> => salus(["--url", node.url, "--json", ...args]);
const by = (who: string, ...args: string[]): Promise<Outcome> => ask("--signer", `//${who}`, ...args);

interface Answer {
	verified: boolean;
	dispensable: boolean;
	saleable: boolean;
	inTransit: boolean;
	holder: number | null;
	owner: number | null;
	parent: { sscc: string } | null;
	lot: string | null;
	expiry: string | null;
	provenance: string | null;
	verificationFailureReason: string | null;
	additionalInfo: string[];
	recall: { class: string } | null;
}

async function verify(pack: string, ...more: string[]): Promise<Answer> {
	const outcome = await ask("supply", "verify", "--gtin", GTIN, "--serial", pack, ...more);
	const answer = outcome.json<Answer>()[0]!;
	expect(answer, outcome.stderr).toBeDefined();
	// The exit code says the same, for scripts that read nothing else.
	expect(outcome.status).toBe(answer.dispensable ? 0 : 1);
	return answer;
}

const outcomes = (lines: Record<string, unknown>[]): unknown[] => lines.map((line) => line.outcome);

/** How many items the chain has a row for. */
async function items(): Promise<number> {
	const prefix = xxhashAsHex("SupplyChain", 128) + xxhashAsHex("Items", 128).slice(2);
	const best = await rpc<string>(node.url, "chain_getBlockHash");
	for (let count = 0, last: string | null = null; ; ) {
		const keys: string[] = await rpc<string[]>(node.url, "state_getKeysPaged", [prefix, 1000, last, best]);
		count += keys.length;
		if (keys.length < 1000) return count;
		last = keys.at(-1)!;
	}
}

/** An EPCIS document of these events, a file. */
function document(name: string, events: Record<string, unknown>[]): string {
	const text = {
		"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
		type: "EPCISDocument",
		schemaVersion: "2.0",
		creationDate: new Date().toISOString(),
		epcisBody: { eventList: events },
	};
	writeFileSync(at(name), JSON.stringify(text));
	return at(name);
}

/** A case comes off the first pallet, at the wholesaler. */
function unpacking(sscc: string): Record<string, unknown> {
	return {
		type: "AggregationEvent",
		eventTime: new Date().toISOString(),
		eventTimeZoneOffset: "+00:00",
		action: "DELETE",
		parentID: `https://id.gs1.org/00/${pallet(0)}`,
		childEPCs: [`https://id.gs1.org/00/${sscc}`],
		bizStep: "unpacking",
		disposition: "in_progress",
		readPoint: { id: `https://id.gs1.org/414/${WHOLESALER}` },
		bizLocation: { id: `https://id.gs1.org/414/${WHOLESALER}` },
	};
}

/** The hashes of the events of a document, by the command. */
const hashes = async (file: string): Promise<string[]> =>
	(await salus(["epcis", "hash", file])).stdout.split("\n").filter((line) => line !== "");

describe("a lot under one root", () => {
	const lot = (): string => at("L42");
	const part = (): string => at("part.lot");

	it("is built from a list without a chain, the same bytes from the same list", async () => {
		writeFileSync(at("serials.csv"), list("P"));
		const build = (out: string) =>
			salus([
				...["--json", "supply", "lot", "build", at("serials.csv"), "--gtin", GTIN, "--lot", LOT],
				...["--expiry", "2030-11-30", "--location", MAKER, "--time", "2026-11-01T08:00:00Z", "--out", out],
			]);
		const [built] = await good(build(lot()));
		expect(built).toMatchObject({ packs: PACKS, containers: PACKS / IN_CASE + PACKS / ON_PALLET, lot: LOT });
		await good(build(at("again")));
		expect(readFileSync(at("again/proofs.lot")).equals(readFileSync(join(lot(), "proofs.lot")))).toBe(true);
		expect((await build(lot())).status).toBe(2);
		const [checked] = await good<{ valid: boolean }>(ask("supply", "lot", "check", lot()));
		expect(checked).toMatchObject({ valid: true, packs: PACKS });
	});

	it("is committed with one call, once, and by its maker alone", async () => {
		await refused("SupplyChain.ProductUnknown", by("Alice", "supply", "lot", "commission", lot()));
		const product = { acting: { organisation: 1, capacity: "Manufacturer" }, gtin: Number(GTIN), contains: null, storage: null };
		await good(by("Alice", "call", "SupplyChain.register_product", JSON.stringify(product)));
		expect((await by("Bob", "supply", "lot", "commission", lot())).status).toBe(1);

		const before = await items();
		const [committed] = await good(by("Alice", "supply", "lot", "commission", lot()));
		expect(committed).toMatchObject({ outcome: "accepted", call: "SupplyChain.commission_lot", packs: PACKS });
		expect((await hashes(join(lot(), "lot.json")))[0]).toBe(committed!.eventHash);
		expect(outcomes(await good(by("Alice", "supply", "lot", "commission", lot())))).toEqual(["duplicate"]);
		// However many packs: none has a row of its own.
		expect(await items()).toBe(before);

		// The same lot number with other serials, after the fact.
		writeFileSync(at("forged.csv"), list("F"));
		await good(
			ask("supply", "lot", "build", at("forged.csv"), "--gtin", GTIN, "--lot", LOT, "--expiry", "2030-11-30", "--out", at("forged")),
		);
		await refused("SupplyChain.LotAlreadyCommitted", by("Alice", "supply", "lot", "commission", at("forged")));
	});

	it("verifies a pack with a proof, and only with one", async () => {
		expect(await verify(serial(1))).toMatchObject({ verified: false, verificationFailureReason: "proofRequired" });
		expect(await verify(serial(1), "--store", lot())).toMatchObject({
			...{ verified: true, saleable: true, dispensable: false, provenance: "manufacturer" },
			...{ holder: 1, owner: 1, lot: LOT, expiry: "2030-11-30", additionalInfo: ["holder_not_dispenser"] },
		});
		expect(await verify(serial(1), "--store", lot(), "--lot", "L43")).toMatchObject({ verified: false });
		expect(await verify("F00001", "--store", at("forged"))).toMatchObject({
			verified: false,
			verificationFailureReason: "proofInvalid",
		});
		expect(await verify("NOBODY", "--store", lot())).toMatchObject({ verified: false });
	});

	it("goes by the pallet to the wholesaler, and by the case to the pharmacy", LONG, async () => {
		// The case is named first: the command opens the pallet before it.
		const opened = await good(by("Alice", "supply", "lot", "open", "--store", lot(), box(0), pallet(0)));
		expect(outcomes(opened)).toEqual(["accepted", "accepted"]);
		const again = await good(by("Alice", "supply", "lot", "open", "--store", lot(), box(0), pallet(0)));
		expect(outcomes(again)).toEqual(["duplicate", "duplicate"]);
		await refused("Cli.NotFound", by("Alice", "supply", "lot", "open", "--store", lot(), box(999)));

		await good(by("Alice", "supply", "ship", "--to", WHOLESALER!, pallet(0)));
		expect(await verify(serial(1), "--store", lot())).toMatchObject({ verified: true, inTransit: true, saleable: false });
		expect((await by("Bob", "supply", "lot", "open", "--store", lot(), box(1))).status).toBe(1);
		await good(by("Bob", "supply", "receive", pallet(0)));
		expect(await verify(serial(1), "--store", lot())).toMatchObject({
			...{ verified: true, inTransit: false, holder: 2, owner: 2, parent: { sscc: box(0) } },
		});
		// The other pallet has not moved.
		expect(await verify(serial(ON_PALLET), "--store", lot())).toMatchObject({ holder: 1, parent: null });

		await refused("SupplyChain.Packed", by("Bob", "supply", "ship", "--to", PHARMACY!, box(0)));
		const off = document("unpack.json", [unpacking(box(0))]);
		expect(outcomes(await good(by("Bob", "epcis", "capture", "--store", at("bob"), off)))).toEqual(["accepted"]);
		await good(by("Bob", "supply", "ship", "--to", PHARMACY!, box(0)));
		await good(by("Charlie", "supply", "receive", box(0)));
		expect(await verify(serial(1), "--store", lot())).toMatchObject({ holder: 3, owner: 3, dispensable: true });
		// What stayed on the pallet stayed with the wholesaler.
		expect(await verify(serial(IN_CASE), "--store", lot())).toMatchObject({ holder: 2, dispensable: false });
	});

	it("is dispensed pack by pack, each once, with the part of the store that came with the case", async () => {
		await good(ask("supply", "lot", "extract", lot(), "--containers", box(0), "--out", part()));
		expect(await verify(serial(1), "--store", part())).toMatchObject({ dispensable: true });
		const dispense = (...args: string[]) => by("Charlie", "supply", "dispense", ...args);
		const [done] = await good(dispense("--store", part(), scan(1)));
		expect(done).toMatchObject({ outcome: "accepted", call: "SupplyChain.dispense_units" });
		await refused("SupplyChain.AlreadyDispensed", dispense("--store", part(), scan(1)));
		expect(await verify(serial(1), "--store", part())).toMatchObject({ verified: true, dispensable: false });
		// Its neighbour is as it was.
		expect(await verify(serial(2), "--store", part())).toMatchObject({ dispensable: true });

		// A pack of another case has no proof in this part, and nothing is sent.
		await refused("Cli.NoProof", dispense("--store", part(), scan(2), scan(IN_CASE)));
		expect(await verify(serial(2), "--store", part())).toMatchObject({ dispensable: true });
		// Nobody dispenses without a proof, or what somebody else holds.
		expect((await dispense(scan(2))).status).toBe(1);
		expect((await dispense("--store", lot(), scan(IN_CASE))).status).toBe(1);
	});

	it("refuses a forged proof, of serials or with a byte changed", async () => {
		await refused("SupplyChain.ProofMismatch", by("Charlie", "supply", "dispense", "--store", at("forged"), scan(1).replace("P", "F")));

		const [proved] = await good<{ proof: string; root: { hash: string; count: number } }>(
			ask("supply", "lot", "prove", lot(), "--serial", serial(2)),
		);
		const root = `${proved!.root.hash}:${proved!.root.count}`;
		const check = (proof: string) => salus(["--json", "supply", "lot", "prove", "--check", proof, "--gtin", GTIN, "--root", root]);
		expect((await check(proved!.proof)).status).toBe(0);
		const flipped = proved!.proof.slice(0, -1) + (proved!.proof.endsWith("0") ? "1" : "0");
		expect((await check(flipped)).status).toBe(1);
		const units = (proof: string) => {
			const event = { hash: `0x${"5a".repeat(32)}`, time: Date.now(), biz_step: null, disposition: null, read_point: null, biz_location: null };
			const args = { acting: { organisation: 3, capacity: "Dispenser" }, event, gtin: Number(GTIN), units: [proof] };
			return by("Charlie", "call", "--dry-run", "SupplyChain.dispense_units", JSON.stringify(args));
		};
		const forged = await units(flipped);
		expect(forged.status, forged.stdout + forged.stderr).not.toBe(0);

		// A store with a changed byte gives an error, never a wrong proof.
		cpSync(part(), at("damaged.lot"));
		const bytes = readFileSync(at("damaged.lot"));
		const name = bytes.indexOf(serial(2));
		expect(name).toBeGreaterThan(0);
		bytes.write("X", name);
		writeFileSync(at("damaged.lot"), bytes);
		for (const pack of ["X00002", serial(3)]) {
			const outcome = await by("Charlie", "supply", "dispense", "--store", at("damaged.lot"), scan(0).replace(serial(0), pack));
			expect(outcome.status, outcome.stdout).not.toBe(0);
		}
		expect(await verify(serial(3), "--store", part())).toMatchObject({ dispensable: true });
	});

	it("is found among several stores, whichever is named first", async () => {
		// The same serials in another order: other leaves, and another root.
		const [head, ...rows] = list("P").split("\n");
		writeFileSync(at("turned.csv"), [head, ...rows.reverse()].join("\n"));
		await good(
			ask("supply", "lot", "build", at("turned.csv"), "--gtin", GTIN, "--lot", LOT, "--expiry", "2030-11-30", "--out", at("turned")),
		);
		expect(await verify(serial(4), "--store", at("turned"))).toMatchObject({ verificationFailureReason: "proofInvalid" });
		for (const stores of [["turned", "L42"], ["L42", "turned"]]) {
			const named = stores.flatMap((name) => ["--store", at(name)]);
			expect(await verify(serial(4), ...named)).toMatchObject({ dispensable: true });
		}
		await good(by("Charlie", "supply", "dispense", "--store", at("turned"), "--store", part(), scan(4)));
	});

	it("moves by ranges too, for who calls the chain itself", async () => {
		const first = ON_PALLET;
		const call = (name: string, who: string, organisation: number, capacity: string, hash: string, more: object) => {
			const event = { hash: `0x${hash.repeat(32)}`, time: Date.now(), biz_step: null, disposition: null, read_point: null, biz_location: null };
			const ranges = [{ gtin: Number(GTIN), lot: LOT, first, len: IN_CASE }];
			const args = { acting: { organisation, capacity }, event, ranges, ...more };
			return by(who, "call", `SupplyChain.${name}`, JSON.stringify(args));
		};
		const shipment = { shipment: { id: `0x${"11".repeat(16)}`, kind: "Sale", to: 2, statement: 127, information: null } };
		// Not whose it is not.
		expect((await call("ship_ranges", "Bob", 2, "Wholesaler", "10", shipment)).status).toBe(1);
		await good(call("ship_ranges", "Alice", 1, "Manufacturer", "11", shipment));
		expect(await verify(serial(first), "--store", lot())).toMatchObject({ inTransit: true });
		await good(call("receive_ranges", "Bob", 2, "Wholesaler", "12", {}));
		expect(await verify(serial(first), "--store", lot())).toMatchObject({ inTransit: false, holder: 2 });
		expect(await verify(serial(first + IN_CASE - 1), "--store", lot())).toMatchObject({ holder: 2 });
		expect(await verify(serial(first + IN_CASE), "--store", lot())).toMatchObject({ holder: 1, inTransit: false });
	});

	it("is recalled as a whole, wherever its packs are", async () => {
		await good(by("Alice", "supply", "recall", "--gtin", GTIN, "--lot", LOT, "--class", "I"));
		// At the pharmacy, on the pallet, in a range that was sold, and still with the maker.
		for (const pack of [2, IN_CASE, ON_PALLET, PACKS - 1]) {
			expect(await verify(serial(pack), "--store", lot())).toMatchObject({
				...{ verified: true, dispensable: false, saleable: false, recall: { class: "i" } },
				additionalInfo: expect.arrayContaining(["recalled"]),
			});
		}
		const { message } = await refused("SupplyChain.Recalled", by("Charlie", "supply", "dispense", "--store", part(), scan(2)));
		expect(message).toMatch(/recall/i);
		expect((await by("Bob", "supply", "ship", "--to", PHARMACY!, pallet(0))).status).toBe(1);
	});
});

describe("a range of a lot", () => {
	const RANGED = "L43";
	const lot = (): string => at("L43");
	const move = (who: string, ...args: string[]) => by(who, "supply", "lot", ...args);
	const named = ["--gtin", GTIN, "--lot", RANGED];
	const name = (n: number): string => `R${padded(n, 5)}`;
	const case_ = (n: number): string => gs1(`39520001${padded(n, 9)}`);
	interface Hop {
		kind: string;
		organisation: number | null;
		counterparty: number | null;
		event: string | null;
		eventTime: string | null;
		disposition: string | null;
		recall: string | null;
	}
	const story = async (n: number, ...args: string[]): Promise<Hop[]> =>
		good<Hop>(ask("supply", "trace", "--gtin", GTIN, "--serial", name(n), "--store", lot(), ...args));
	interface Shown {
		packs: number;
		ranges: { first: number; len: number; live: number; holder: number; disposition: string }[];
	}
	const shown = async (...args: string[]): Promise<Shown> => (await good<Shown>(ask("supply", "lot", "show", ...named, ...args)))[0]!;
	const whose = async (): Promise<unknown[]> => (await shown()).ranges.map((row) => [row.first, row.len, row.holder, row.disposition]);

	it("goes through three owners with one call each, whatever its size", LONG, async () => {
		const rows = Array.from({ length: 480 }, (_, n) => `${name(n)},${case_(Math.floor(n / IN_CASE))}`);
		writeFileSync(at("ranged.csv"), ["serial,case", ...rows].join("\n"));
		await good(
			ask("supply", "lot", "build", at("ranged.csv"), "--gtin", GTIN, "--lot", RANGED, "--expiry", "2030-11-30", "--out", lot()),
		);
		await refused("Cli.NotFound", ask("supply", "lot", "show", ...named));
		await good(by("Alice", "supply", "lot", "commission", lot()));
		expect(await whose()).toEqual([[0, 480, 1, "active"]]);

		// What nobody has is not sent, and who has it is told.
		const { message } = await refused("Cli.NotInHand", move("Bob", "ship", "--to", PHARMACY!, ...named, "--leaves", "0-47"));
		expect(message).toContain("held by organisation 1");
		const [sent] = await good(move("Alice", "ship", "--to", WHOLESALER!, ...named, "--leaves", "0-239"));
		expect(sent).toMatchObject({ call: "SupplyChain.ship_ranges", packs: 240, leaves: ["0-239"], shipment: expect.stringMatching(/^1-/) });
		expect(await whose()).toEqual([[0, 240, 1, "in_transit"], [240, 240, 1, "active"]]);
		await refused("Cli.PartOfRange", move("Bob", "receive", ...named, "--leaves", "0-99"));
		await refused("Cli.NotInHand", move("Charlie", "receive", ...named));
		// All that is on its way to one, without naming it.
		expect((await good(move("Bob", "receive", ...named)))[0]).toMatchObject({ packs: 240, leaves: ["0-239"] });

		// The packs of two cases, which have no row on the chain.
		const cases = [case_(1), case_(2)].join();
		expect((await good(move("Bob", "ship", "--to", PHARMACY!, "--store", lot(), "--containers", cases)))[0]).toMatchObject({
			leaves: ["48-143"],
		});
		await good(move("Charlie", "receive", "--store", lot(), "--containers", cases));
		expect(await whose()).toEqual([
			...[[0, 48, 2, "in_progress"], [48, 96, 3, "in_progress"], [144, 96, 2, "in_progress"], [240, 240, 1, "active"]],
		]);
		expect((await shown("--of", "3")).ranges.map((row) => row.first)).toEqual([48]);
	});

	it("is held, cut and joined by its holder", LONG, async () => {
		await good(move("Bob", "hold", ...named, "--leaves", "144-191", "--disposition", "damaged"));
		expect(await whose()).toContainEqual([144, 48, 2, "damaged"]);
		await refused("SupplyChain.SplitWhileHeld", move("Bob", "split", ...named, "--at", "150"));
		await good(move("Bob", "release", ...named, "--leaves", "144-191"));
		await refused("SupplyChain.NotHolder", move("Charlie", "merge", ...named, "--at", "192"));
		await good(move("Bob", "merge", ...named, "--at", "192"));
		expect(await whose()).toContainEqual([144, 96, 2, "in_progress"]);
	});

	it("SC-10: tells the story of one of its packs in the words of any other", LONG, async () => {
		await refused("Cli.NoProof", ask("supply", "trace", "--gtin", GTIN, "--serial", name(50)));
		const scanned = `(01)${GTIN}(21)${name(50)}`;
		const { message } = await refused("Cli.NoProof", by("Charlie", "supply", "dispense", scanned));
		expect(message).toContain("--store");
		await good(by("Charlie", "supply", "dispense", "--store", lot(), scanned));
		await good(by("Alice", "supply", "recall", "--gtin", GTIN, "--lot", RANGED, "--class", "II"));
		const hops = await story(50);
		expect(hops.map((hop) => [hop.kind, hop.organisation, hop.counterparty])).toEqual([
			["commissioned", 1, null],
			["shipped", 1, 2],
			["received", 2, 1],
			["shipped", 2, 3],
			["received", 3, 2],
			["dispensed", 3, null],
			["recall_opened", 1, null],
		]);
		expect(hops[0]!.event).toBe((await hashes(join(lot(), "lot.json")))[0]);
		// Told to the hour, and without an event: a pack that is shown leaves none.
		expect(hops[5]).toMatchObject({ event: null, disposition: "dispensed" });
		expect(Number(hops[5]!.eventTime) % 3_600_000).toBe(0);
		expect(hops[6]).toMatchObject({ event: null, recall: expect.stringMatching(/^0x[0-9a-f]{32}$/) });
		// A few rows and the rest.
		const first = await ask("supply", "trace", "--gtin", GTIN, "--serial", name(50), "--store", lot(), "--limit", "3");
		const cursor = /more: --cursor (0x[0-9a-f]+)/.exec(first.stderr)![1]!;
		const rest = await story(50, "--cursor", cursor);
		expect([...first.json<Hop>(), ...rest]).toEqual(hops);

		// Its neighbour was not dispensed; one that stayed never moved.
		expect((await story(51)).map((hop) => hop.kind)).not.toContain("dispensed");
		expect((await story(479)).map((hop) => hop.kind)).toEqual(["commissioned", "recall_opened"]);
		const [leaf] = await good<{ disposition: string; range: { live: number }; hops: Hop[] }>(
			ask("supply", "lot", "show", ...named, "--leaf", "50"),
		);
		expect(leaf).toMatchObject({ disposition: "dispensed", range: { first: 48, len: 96, live: 95 } });
		expect(leaf!.hops).toHaveLength(hops.length);
	});

	it("proves that story to who has neither a node nor us", async () => {
		const spec = await run(nodeBinary, ["export-chain-spec", "--chain", "dev", "--raw"]);
		expect(spec.status, spec.stderr).toBe(0);
		writeFileSync(at("dev.json"), spec.stdout);
		await story(51, "--prove", at("story.json"));
		const [checked] = await good<{ proved: boolean; calls: { method: string }[] }>(
			salus(["--url", "ws://127.0.0.1:9", "--json", "proof", "check", at("story.json"), "--chain", at("dev.json")]),
		);
		expect(checked).toMatchObject({ proved: true, calls: [{ method: "SupplyChainApi_trace_unit" }] });
	});

	it("exports what one has of the story of such a pack", async () => {
		await good(by("Alice", "epcis", "capture", "--store", at("ranged"), join(lot(), "lot.json")));
		const lines = await good<{ status: string }>(
			ask(
				...["epcis", "export", "--store", at("ranged"), "--epc", `https://id.gs1.org/01/${GTIN}/21/${name(50)}`],
				...["--proofs", lot(), "--out", at("ranged.json")],
			),
		);
		expect(lines.map((line) => line.status)).toEqual(["whole", ...Array<string>(4).fill("anchorOnly")]);
		expect(await hashes(at("ranged.json"))).toEqual(await hashes(join(lot(), "lot.json")));
	});

	it("goes by the case too, shown on the way by its proof", LONG, async () => {
		const SHOWN = "L44";
		const rows = Array.from({ length: 2 * IN_CASE }, (_, n) => `T${padded(n, 5)},${gs1(`49520001${padded(Math.floor(n / IN_CASE), 9)}`)}`);
		writeFileSync(at("shown.csv"), ["serial,case", ...rows].join("\n"));
		await good(
			ask("supply", "lot", "build", at("shown.csv"), "--gtin", GTIN, "--lot", SHOWN, "--expiry", "2030-11-30", "--out", at("L44")),
		);
		await good(by("Alice", "supply", "lot", "commission", at("L44")));
		const sscc = gs1(`49520001${padded(0, 9)}`);
		const calls = await good(by("Alice", "supply", "ship", "--to", WHOLESALER!, "--store", at("L44"), sscc));
		expect(calls.map((line) => line.call)).toEqual(["SupplyChain.open_lot_container", "SupplyChain.ship"]);
		await good(by("Bob", "supply", "receive", sscc));
		expect((await good(ask("supply", "show", sscc)))[0]).toMatchObject({
			...{ holder: 2, owner: 2, children: 1, contents: [{ gtin: GTIN, lot: SHOWN, units: IN_CASE }] },
		});
	});
});

describe("events off the chain", () => {
	interface Exported {
		eventHash: string;
		status: string;
		organisation: number;
	}
	const exported = (store: string, ...args: string[]) =>
		good<Exported>(ask("epcis", "export", "--store", at(store), ...args));

	it("come back with the hashes that the chain has, and those of others as anchors", async () => {
		const [mine] = await hashes(at("unpack.json"));
		const lines = await exported("bob", "--epc", box(0), "--out", at("case.json"));
		expect(lines.filter((line) => line.status === "whole").map((line) => line.eventHash)).toEqual([mine]);
		const others = lines.filter((line) => line.eventHash !== mine);
		// Opened, shipped and received with the pallet, then shipped and received by itself.
		expect(others.map((line) => [line.organisation, line.status])).toEqual([
			...[[1, "anchorOnly"], [1, "anchorOnly"], [2, "anchorOnly"], [2, "anchorOnly"], [3, "anchorOnly"]],
		]);
		expect(await hashes(at("case.json"))).toEqual([mine]);
		// A partner may capture it again: the chain knows it.
		expect(outcomes(await good(by("Bob", "epcis", "capture", at("case.json"))))).toEqual(["duplicate"]);
	});

	it("keep what the vocabulary does not know, which is in the hash", async () => {
		// The event of a lot has fields of its own, its roots.
		const lot = join(at("L42"), "lot.json");
		expect(outcomes(await good(by("Alice", "epcis", "capture", "--store", at("alice"), lot)))).toEqual(["duplicate"]);
		const lines = await exported("alice", "--out", at("lot.json"));
		expect(lines.map((line) => line.status)).toEqual(["whole"]);
		expect(await hashes(at("lot.json"))).toEqual(await hashes(lot));
	});

	it("make a whole story again, also from what a supplier sent as XML", LONG, async () => {
		await run(join(root, "examples/make"), [at("story"), "7"]);
		const story = readdirSync(at("story")).sort().map((name) => at(`story/${name}`));
		const parties = [`${MAKER}=//Alice`, `${WHOLESALER}=//Bob`, `${PHARMACY}=//Charlie`].flatMap((one) => ["--party", one]);
		// Up to the pack that a patient gets.
		const told = story.slice(0, 8);
		await good(ask("epcis", "capture", "--provision", ...parties, "--store", at("all"), ...told));
		const sent = (await Promise.all(told.map(hashes))).flat().sort();
		expect(sent.length).toBeGreaterThan(10);
		const lines = await exported("all", "--out", at("all.json"));
		expect(lines.every((line) => line.status === "whole")).toBe(true);
		expect((await hashes(at("all.json"))).sort()).toEqual(sent);
		const again = await good(ask("epcis", "capture", ...parties, at("all.json")));
		expect(new Set(outcomes(again))).toEqual(new Set(["duplicate"]));

		// The chain has the hash of what the supplier shipped, and introductions of the rest.
		const xml = story.find((name) => name.endsWith(".xml"))!;
		await good(by("Bob", "epcis", "capture", "--inbound", "--store", at("inbound"), xml));
		const shipped = await exported("inbound", "--out", at("inbound.json"));
		expect(shipped.map((line) => line.status)).toEqual(["whole"]);
		expect(await hashes(xml)).toContain(shipped[0]!.eventHash);
		expect(await hashes(at("inbound.json"))).toEqual([shipped[0]!.eventHash]);
	});

	it("are not kept when the chain did not take them", async () => {
		const outcome = await by("Bob", "epcis", "capture", "--store", at("none"), document("no.json", [unpacking(box(999))]));
		expect(outcome.status).toBe(1);
		expect(readdirSync(at("none"))).toEqual([]);
	});

	it("are refused once somebody changed them", async () => {
		const [mine] = await hashes(at("unpack.json"));
		const name = /sha-256;([0-9a-f]{64})/.exec(mine!)![1]!;
		const place = join(at("bob"), name.slice(0, 2), `${name}.json`);
		const kept = readFileSync(place, "utf8");
		for (const changed of [kept.replaceAll(box(0), box(1)), kept.slice(0, 60)]) {
			expect(changed).not.toBe(kept);
			writeFileSync(place, changed);
			for (const epc of [["--epc", box(0)], []]) {
				const { message } = await refused(
					"Cli.StoreChanged",
					ask("epcis", "export", "--store", at("bob"), ...epc, "--out", at("changed.json")),
				);
				expect(message).toContain(name);
				expect(existsSync(at("changed.json"))).toBe(false);
			}
		}
		writeFileSync(place, kept);
		expect((await exported("bob", "--out", at("changed.json"))).map((line) => line.status)).toEqual(["whole"]);
	});
});

describe("opening stock", () => {
	interface Line {
		lines: [number, number];
		packs: number;
		containers: number;
		outcome: string;
		error: { code: string; message: string; rule: string } | null;
		warnings: { code: string; message: string }[];
	}
	const UNIT = 24;
	/** So many packs of one warehouse shelf, in cases. */
	const rows = (shelf: string, count: number): string[] =>
		Array.from({ length: count }, (_, n) => {
			const sscc = gs1(`0952000${shelf}${padded(Math.floor(n / UNIT), 9)}`);
			return [FOREIGN, "OLD-1", "2029-12-31", `W${shelf}${padded(n, 6)}`, sscc].join();
		});
	const file = (name: string, lines: string[]): string => {
		writeFileSync(at(name), ["gtin,lot,expiry,serial,sscc", ...lines].join("\n"));
		return at(name);
	};
	const load = (csv: string, ...more: string[]) =>
		by("Bob", "supply", "stock", "import", csv, "--location", WHOLESALER!, ...more);
	const packs = (lines: Line[], outcome: string): number =>
		lines.filter((line) => line.outcome === outcome).reduce((sum, line) => sum + line.packs, 0);

	it("is introduced once, and a duplicate after that", LONG, async () => {
		const csv = file("stock.csv", [...rows("2", 1_200), [FOREIGN, "OLD-1", "291231", "LOOSE", ""].join()]);
		const before = await items();
		expect(packs(await good<Line>(load(csv, "--dry-run")), "valid")).toBe(1_201);
		expect(await items()).toBe(before);
		expect(packs(await good<Line>(load(csv)), "introduced")).toBe(1_201);
		expect(await items()).toBe(before + 1_201 + 1_200 / UNIT);
		const again = await good<Line>(load(csv));
		expect(packs(again, "duplicate")).toBe(1_201);
		expect(again.every((line) => line.outcome === "duplicate")).toBe(true);
		expect(await items()).toBe(before + 1_201 + 1_200 / UNIT);
		const [answer] = (await ask("supply", "verify", "--gtin", FOREIGN, "--serial", "LOOSE")).json<Answer>();
		expect(answer).toMatchObject({ verified: true, provenance: "holder", holder: 2, expiry: "2029-12-31" });
	});

	it("names the line of what is wrong, and takes the rest", LONG, async () => {
		const lines = rows("3", 3 * UNIT);
		// The second case has a wrong date in line 30.
		lines[28] = lines[28]!.replace("2029-12-31", "2029-13-31");
		const csv = file("bad.csv", lines);
		const outcome = await load(csv);
		expect(outcome.status, outcome.stderr).toBe(1);
		const results = outcome.json<Line>();
		const wrong = results.find((line) => line.lines[0] === 30)!;
		expect(wrong).toMatchObject({ lines: [30, 30], outcome: "rejected", error: { rule: "SC-1" } });
		expect(wrong.error!.message).toContain("2029-13-31");
		// Its case waits for it as a whole.
		expect(packs(results, "rejected")).toBe(UNIT);
		expect(packs(results, "introduced")).toBe(2 * UNIT);
		// Corrected, only that case is new.
		const corrected = await good<Line>(load(file("good.csv", rows("3", 3 * UNIT))));
		expect(packs(corrected, "introduced")).toBe(UNIT);
		expect(packs(corrected, "duplicate")).toBe(2 * UNIT);
	});

	it("takes a pack that is there with another lot or expiry for no duplicate", async () => {
		const row = (lot: string, expiry: string) => [FOREIGN, lot, expiry, "TWICE", ""].join();
		expect(packs(await good<Line>(load(file("one.csv", [row("OLD-1", "2029-12-31")]))), "introduced")).toBe(1);
		for (const other of [row("OLD-2", "2029-12-31"), row("OLD-1", "2029-11-30")]) {
			const outcome = await load(file("other.csv", [other]));
			expect(outcome.status, outcome.stdout).toBe(1);
			const error = { code: "SupplyChain.AlreadyCommissioned", rule: "SC-1" };
			expect(outcome.json<Line>()).toMatchObject([{ lines: [2, 2], outcome: "rejected", error }]);
		}
	});

	it("warns of a pack that another organisation has on the chain", async () => {
		const row = (serial: string) => [FOREIGN, "OLD-1", "2029-12-31", serial, ""].join();
		await good(load(file("ours.csv", [row("OURS")])));
		const csv = file("theirs.csv", [row("OURS"), row("THEIRS")]);
		const lines = await good<Line>(by("Charlie", "supply", "stock", "import", csv, "--location", PHARMACY!));
		const warned = lines.find((line) => line.outcome === "duplicate");
		expect(warned).toMatchObject({ packs: 1, lines: [2, 2], warnings: [{ code: "held_elsewhere" }] });
		expect(packs(lines, "introduced")).toBe(1);
		// Of one's own there is nothing to warn of.
		const again = await good<Line>(load(file("ours-and-more.csv", [row("OURS"), row("MORE")])));
		expect(again.every((line) => line.warnings.length === 0)).toBe(true);
	});

	it("waits with a case that has a wrong row, however the case and the row are written", async () => {
		const sscc = gs1("09520009000000001");
		const row = (serial: string, expiry: string, unit: string) => [FOREIGN, "OLD-1", expiry, serial, unit].join();
		for (const wrong of [row("B", "2029-13-31", `00${sscc}`), `${row("B", "2029-12-31", sscc)},9`]) {
			const csv = file("case.csv", [row("A", "2029-12-31", sscc), wrong, row("C", "2029-12-31", "")]);
			const outcome = await load(csv, "--dry-run");
			const lines = outcome.json<Line>().map((line) => [line.lines[0], line.outcome]);
			expect(lines, wrong).toEqual([[2, "rejected"], [3, "rejected"], [4, "valid"]]);
		}
	});

	it("doubles nothing when it is killed and started again", LONG, async () => {
		const count = 30_000;
		const csv = file("large.csv", rows("4", count));
		const before = await items();
		const args = ["--url", node.url, "--json", "--signer", "//Bob", "supply", "stock", "import", csv];
		const child = spawn(cliBinary, args, { stdio: ["ignore", "pipe", "ignore"] });
		await new Promise<void>((seen, failed) => {
			child.stdout.once("data", () => seen());
			child.once("exit", () => failed(new Error("it ended before anything was introduced")));
		});
		child.removeAllListeners("exit");
		const ended = new Promise<void>((done) => child.once("exit", () => done()));
		child.kill("SIGKILL");
		await ended;
		await stopProcess(child);
		expect(child.signalCode).toBe("SIGKILL");

		const second = await good<Line>(salus(args, { milliseconds: 240_000 }));
		expect(packs(second, "introduced") + packs(second, "duplicate")).toBe(count);
		// What was there when it was killed is not introduced again, and something was left.
		expect(packs(second, "duplicate")).toBeGreaterThan(0);
		expect(packs(second, "introduced")).toBeGreaterThan(0);
		expect(await items()).toBe(before + count + count / UNIT);
		expect(packs(await good<Line>(load(csv)), "duplicate")).toBe(count);
		expect(await items()).toBe(before + count + count / UNIT);
	});
});

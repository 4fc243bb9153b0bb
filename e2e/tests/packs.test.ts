/** Single packs of lots under one root, with a hand scanner and the proof stores that came with them. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Outcome, salus } from "../lib/cli.js";
import { good, gs1, one, refused } from "../lib/expect.js";
import { type TestNode, startNode } from "../lib/node.js";

const GTIN = "09520001123450";
/** A homogeneous case of 48. */
const CASE = "19520001123457";
const LOT = "PROOF-1";
const [PACKS, IN_CASE] = [192, 48];
const [WHOLESALER, PHARMACY] = ["9520002000019", "9520003000018"];
const commitment = (byte: string): string => `0x${byte.repeat(32)}`;

let node: TestNode;
let folder: string;
const at = (name: string): string => join(folder, name);
/** Where the pharmacy keeps what its suppliers send. */
const shelf = (): string => at("shelf");

const ask = (args: string[], options: Parameters<typeof salus>[1] = {}): Promise<Outcome> =>
	salus(["--url", node.url, "--json", "--wait", "best", ...args], options);
const by = (who: string, ...args: string[]): Promise<Outcome> => ask(["--signer", `//${who}`, "supply", ...args]);
/** The same of whoever has the stores in a folder, as a variable of the environment says. */
const charlie = (...args: string[]): Promise<Outcome> =>
	ask(["--signer", "//Charlie", "supply", ...args], { env: { SALUS_PROOFS: shelf() } });

const serial = (n: number): string => `P${String(n).padStart(4, "0")}`;
const scan = (n: number): string => `]d201${GTIN}21${serial(n)}`;
const label = (n: number, lot = LOT): string => `(01)${GTIN}(17)301130(10)${lot}(21)${serial(n)}`;
const box = (n: number): string => gs1(`39520001${String(n).padStart(9, "0")}`);
const calls = (lines: Record<string, unknown>[]): unknown[] => lines.map((line) => line.call);

interface Answer {
	serial: string;
	state: string;
	verified: boolean;
	saleable: boolean;
	dispensable: boolean;
	additionalInfo: string[];
	verificationFailureReason: string | null;
	parent: { sscc: string } | null;
}
const verify = async (n: number): Promise<Answer> =>
	(await ask(["supply", "verify", "--store", shelf(), scan(n)])).json<Answer>()[0]!;

/** Builds a lot of these serials, `in` cases of so many, and has it committed. */
async function lot(number: string, serials: string[]): Promise<string> {
	const rows = serials.map((serial, n) => `${serial},${number === LOT ? box(Math.floor(n / IN_CASE)) : ""}`);
	writeFileSync(at(`${number}.csv`), ["serial,case", ...rows].join("\r\n"));
	const facts = ["--gtin", GTIN, "--lot", number, "--expiry", "2030-11-30"];
	await good(salus(["--json", "supply", "lot", "build", at(`${number}.csv`), ...facts, "--no-events", "--out", at(number)]));
	await good(by("Alice", "lot", "commission", at(number)));
	return at(number);
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "salus-packs-"));
	mkdirSync(shelf());
	node = await startNode();
	await good(by("Alice", "register", "--gtin", GTIN));
	await refused("SupplyChain.ProductExists", by("Alice", "register", "--gtin", GTIN, "--min", "2", "--max", "8"));
	await good(by("Alice", "register", "--gtin", CASE, "--contains", `${GTIN}=48`));
	const dir = await lot(LOT, Array.from({ length: PACKS }, (_, n) => serial(n)));
	// All of it is at the pharmacy, loose, with the proofs in a folder beside something that is none.
	await good(by("Alice", "lot", "ship", "--to", WHOLESALER!, "--store", dir));
	await good(by("Bob", "lot", "receive", "--store", dir));
	await good(by("Bob", "lot", "ship", "--to", PHARMACY!, "--store", dir));
	await good(by("Charlie", "lot", "receive", "--store", dir));
	copyFileSync(join(dir, "proofs.lot"), join(shelf(), "from-the-wholesaler.lot"));
	writeFileSync(join(shelf(), "arrived-in-pieces.lot"), "SALUSLOT");
	writeFileSync(join(shelf(), "notes.txt"), "none");
}, 180_000);
afterAll(async () => {
	await node?.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe("single packs of a lot", () => {
	it("SC-1: are found by their proof in a folder of many stores, one that is damaged left out", async () => {
		expect(await verify(0)).toMatchObject({ verified: true, dispensable: true });
		const { stderr } = await charlie("verify", scan(0));
		expect(stderr).toContain("arrived-in-pieces.lot");
	});

	it("FMD-2: are supplied by scans from standard input, as scanners and Windows write them", async () => {
		const input = `\ufeff${scan(0)}\r\n\r\n${scan(1)}\r\n${scan(0)}\r\n`;
		const supplied = ask(["--signer", "//Charlie", "supply", "dispense", "--store", shelf()], { input });
		// Two packs, though one was scanned twice.
		expect(calls(await good(supplied))).toEqual(["SupplyChain.dispense_units"]);
		for (const n of [0, 1]) expect(await verify(n)).toMatchObject({ state: "dispensed", dispensable: false });
		const { message } = await refused("SupplyChain.AlreadyDispensed", charlie("dispense", scan(2), scan(1), scan(3)));
		// Which of them, and nothing became of the others.
		expect(message).toContain(`/21/${serial(1)}`);
		expect(message).not.toContain(serial(2));
		expect(await verify(2)).toMatchObject({ dispensable: true });
	});

	it("SC-1: are asked for by name where no store is given, and told what is missing", async () => {
		for (const args of [["dispense"], ["decommission", "--reason", "damaged"], ["hold"], ["receive"]]) {
			const { message } = await refused("Cli.NoProof", by("Charlie", ...args, scan(2)));
			expect(message).toContain(serial(2));
		}
	});

	it("EP-3: are held and released, and their neighbours are not", async () => {
		expect(calls(await good(charlie("hold", "--disposition", "damaged", scan(4), scan(5))))).toEqual([
			"SupplyChain.change_unit_disposition",
		]);
		expect(await verify(4)).toMatchObject({ state: "damaged", saleable: false });
		expect(await verify(6)).toMatchObject({ saleable: true });
		await refused("SupplyChain.Held", charlie("dispense", scan(4)));
		await good(charlie("release", scan(4)));
		expect(await verify(4)).toMatchObject({ saleable: true });
		expect(await verify(5)).toMatchObject({ saleable: false });
	});

	it("FMD-3: are taken out of the market and brought back at the same premises", async () => {
		const here = ["--read-point", PHARMACY!];
		expect(calls(await good(charlie("decommission", "--reason", "locked", ...here, scan(7), scan(8))))).toEqual([
			"SupplyChain.decommission_units",
		]);
		expect(await verify(7)).toMatchObject({ state: "inactive", saleable: false });
		await refused("SupplyChain.OtherPremises", charlie("reverse", "--read-point", WHOLESALER!, scan(7)));
		expect((await charlie("reverse", scan(7))).status).toBe(2);
		expect(calls(await good(charlie("reverse", ...here, scan(7))))).toEqual(["SupplyChain.reactivate_units"]);
		expect(await verify(7)).toMatchObject({ dispensable: true });
		// It goes on in a row of its own, and is named from now on, store or not.
		expect(calls(await good(charlie("dispense", scan(7))))).toEqual(["SupplyChain.dispense"]);
	});

	it("EP-2: are packed without rows, and unpacked with rows", async () => {
		const into = box(900);
		const packed = await good(charlie("pack", "--into", into, scan(11), scan(10), scan(13)));
		expect(calls(packed)).toEqual(["SupplyChain.pack_ranges"]);
		const inside = () => one<{ contents: object[]; children: number }>(ask(["supply", "show", into]));
		expect(await inside()).toMatchObject({ children: 2, contents: [{ gtin: GTIN, lot: LOT, units: 3 }] });
		expect(await verify(13)).toMatchObject({ parent: { sscc: into } });
		expect(await verify(12)).toMatchObject({ parent: null });
		await refused("SupplyChain.AlreadyPacked", charlie("pack", "--into", box(901), scan(10)));
		const out = await good(charlie("unpack", "--from", into, scan(10)));
		expect(calls(out)).toEqual(["SupplyChain.separate_units", "SupplyChain.unpack"]);
		expect(await verify(10)).toMatchObject({ parent: null, dispensable: true });
		await good(charlie("unpack", "--from", into, "--all"));
		expect(await verify(13)).toMatchObject({ parent: null, dispensable: true });
	});

	it("SC-7, SC-12, CC-1: get rows for a case, an exception and a report of their conditions", async () => {
		const opened = await good(
			charlie("quarantine", "open", "--reason", "counterfeit", "--evidence", commitment("01"), scan(20)),
		);
		expect(calls(opened)).toEqual(["SupplyChain.separate_units", "SupplyChain.quarantine"]);
		expect((await verify(20)).additionalInfo).toContain("quarantined");
		const found = await good(
			charlie("exception", "open", "--kind", "damaged", "--evidence", commitment("02"), scan(21), scan(20).replace(serial(20), serial(22))),
		);
		expect(calls(found)).toEqual(["SupplyChain.separate_units", "SupplyChain.open_exception"]);
		expect(await verify(22)).toMatchObject({ saleable: false });
		expect(calls(await good(charlie("lot", "open", scan(23))))).toEqual(["SupplyChain.separate_units"]);
		expect(await good(charlie("lot", "open", scan(23)))).toMatchObject([{ outcome: "duplicate" }]);
		// Named from now on, also for who has no store.
		expect(await one(ask(["supply", "show", scan(23)]))).toMatchObject({ holder: 3, owner: 3 });
	});

	it("SC-7: are put into quarantine by an authority, in whose hands ever they are", async () => {
		const evidence = ["--reason", "counterfeit", "--evidence", commitment("03")];
		const opened = await good(by("Two", "quarantine", "open", ...evidence, "--store", shelf(), scan(25)));
		expect(calls(opened)).toEqual(["SupplyChain.separate_units", "SupplyChain.quarantine"]);
		await refused("SupplyChain.Held", charlie("dispense", scan(25)));
		expect((await verify(25)).additionalInfo).toContain("quarantined");
		// A trading partner does so with what it holds alone.
		await refused("SupplyChain.NotHolder", by("Bob", "quarantine", "open", ...evidence, "--store", shelf(), scan(26)));
	});

	it("SC-6: come back and are sold again once every one of them was verified", async () => {
		await good(charlie("lot", "return", "--to", WHOLESALER!, "--gtin", GTIN, "--lot", LOT, "--leaves", "100-104"));
		await good(by("Bob", "lot", "receive", "--gtin", GTIN, "--lot", LOT, "--leaves", "100-104"));
		const returned = (...packs: string[]) => by("Bob", "verify-returns", "--store", at(LOT), ...packs);
		await refused("SupplyChain.LabelMismatch", returned(label(100, "OTHER")));
		expect((await returned(scan(100))).status).toBe(2);
		// Two of four, then the others: those that stay behind are as they were.
		expect(calls(await good(returned(label(101), label(100))))).toEqual(["SupplyChain.verify_returned_units"]);
		expect(await verify(100)).toMatchObject({ saleable: true });
		expect(await verify(102)).toMatchObject({ saleable: false });
		await refused("SupplyChain.NotReturned", returned(label(50)));
		// What lies between two and has ended needs no label.
		await good(by("Bob", "decommission", "--reason", "damaged", "--store", at(LOT), scan(103)));
		expect(calls(await good(returned(label(104), label(102))))).toEqual(["SupplyChain.verify_returned_units"]);
		for (const n of [102, 104]) expect(await verify(n)).toMatchObject({ saleable: true });
	});

	it("SC-5, SC-4: are shipped one by one, and received by who has no store", async () => {
		expect(calls(await good(charlie("ship", "--to", WHOLESALER!, "--kind", "custody", scan(30))))).toEqual([
			"SupplyChain.separate_units",
			"SupplyChain.ship",
		]);
		await good(by("Bob", "receive", scan(30)));
		const { message } = await refused("SupplyChain.UnknownItem", by("Bob", "receive", box(950), box(951)));
		expect(message).toContain(box(950));
		expect(message).toContain(box(951));
	});

	it("RC-2: are flagged when a recall lists their serials, wherever they are", async () => {
		await good(by("Alice", "recall", "start", "--gtin", GTIN, "--serial", serial(40), "--class", "I"));
		expect(await verify(40)).toMatchObject({ saleable: false });
		await refused("SupplyChain.NotRecalled", by("Bob", "recall", "flag", "--store", at(LOT), scan(41)));
		expect(calls(await good(by("Bob", "recall", "flag", "--store", at(LOT), scan(40))))).toEqual([
			"SupplyChain.flag_recalled_units",
		]);
		expect(await verify(40)).toMatchObject({ state: "recalled" });
	});

	it("SC-1: of one serial at two leaves are shown by anybody, and both are in quarantine", async () => {
		const other = await lot("PROOF-2", [serial(60), "OTHER"]);
		const report = (...stores: string[]) =>
			by("Charlie", "alert", "duplicate", ...stores.flatMap((store) => ["--store", store]), scan(60));
		await refused("SupplyChain.UnknownItem", report(shelf()));
		expect(await one(report(shelf(), other))).toMatchObject({ call: "SupplyChain.report_duplicate_serial" });
		expect(await verify(60)).toMatchObject({ saleable: false });
		await refused("SupplyChain.SerialDuplicated", charlie("dispense", scan(60)));
		const answer = by("Alice", "alert", "answer-duplicate", "--store", shelf(), "--findings", commitment("0d"), scan(60));
		expect(await one(answer)).toMatchObject({ call: "SupplyChain.answer_duplicate_serial" });
		expect(await verify(60)).toMatchObject({ saleable: false });
	});

	it("SC-1: show that a copy was introduced after the pack was dispensed", async () => {
		await good(charlie("dispense", scan(75)));
		await good(by("Bob", "introduce", "--source", commitment("0b"), label(75, "COPY")));
		const report = by("Charlie", "alert", "duplicate", "--store", shelf(), scan(75));
		expect(await one(report)).toMatchObject({ call: "SupplyChain.report_serial_conflict" });
		await refused("SupplyChain.Held", by("Bob", "ship", "--to", PHARMACY!, scan(75)));
	});

	it("SC-1: are shown also where somebody introduced a pack under the same serial", async () => {
		await good(by("Bob", "introduce", "--source", commitment("0a"), label(70, "COPY")));
		expect((await ask(["supply", "verify", scan(70)])).json<Answer>()[0]).toMatchObject({ verified: true });
		expect(calls(await good(charlie("dispense", scan(70))))).toEqual(["SupplyChain.dispense_units"]);
		await refused("SupplyChain.Held", by("Bob", "ship", "--to", PHARMACY!, scan(70)));
	});
});

describe("a hand scanner", () => {
	it("has an answer a pack, and exit code 0 only when all may be dispensed", async () => {
		const input = `${scan(80)}\n${label(0)}\n`;
		const two = await ask(["supply", "verify", "--store", shelf(), "-"], { input });
		expect(two.status).toBe(1);
		expect(two.json<Answer>().map((answer) => [answer.serial, answer.dispensable])).toEqual([
			[serial(80), true],
			[serial(0), false],
		]);
		const urn = `urn:epc:id:sgtin:9520001.012345.${serial(80)}`;
		expect((await ask(["supply", "verify", "--store", shelf(), urn, scan(81)])).status).toBe(0);
		const wrong = await ask(["supply", "verify", "--store", shelf(), "-"], { input: `nonsense\n${scan(80)}\n` });
		expect(wrong.status).toBe(2);
		expect(wrong.json<Answer>()).toHaveLength(1);
		expect(wrong.stderr).toContain("Cli.Unreadable");
	});

	it("looks at several things at once, and is told which of them are not there", async () => {
		const shown = await ask(["supply", "show"], { input: `${box(900)}\n${box(999)}\n` });
		expect(shown.status).toBe(1);
		expect(shown.json()).toMatchObject([{ holder: 3 }]);
		expect(shown.stderr).toContain(box(999));
	});

	it("is refused before anything is sent when one of many scans is wrong", async () => {
		const outcome = await charlie("dispense", scan(82), scan(83).slice(0, 10));
		expect(outcome.status).toBe(2);
		expect(await verify(82)).toMatchObject({ dispensable: true });
		const twice = await charlie("verify-returns", label(82), label(82, "OTHER"));
		expect(twice.status).toBe(2);
		expect(twice.stderr).toContain("two lots");
	});
});

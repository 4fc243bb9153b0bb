/** What is done when something is wrong, from the command line alone: suspect product and its notices,
 * alerts, exceptions, cold chain, recalls that have to be effective, reversals, returns, trace requests. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Outcome, salus } from "../lib/cli.js";
import { good, one, refused } from "../lib/expect.js";
import { type TestNode, startNode } from "../lib/node.js";

const GTIN = "09520001123450";
const LOT = "COLD-1";
const EXPIRY = "2030-11-30";
const [MAKER, WHOLESALER, PHARMACY] = ["9520001000010", "9520002000019", "9520003000018"];
/** Thirty bytes or so of evidence, as whoever has it commits to it. */
const commitment = (byte: string): string => `0x${byte.repeat(32)}`;

let node: TestNode;
let folder: string;

const ask = (...args: string[]): Promise<Outcome> => salus(["--url", node.url, "--json", "--wait", "best", ...args]);
const by = (who: string, ...args: string[]): Promise<Outcome> => ask("--signer", `//${who}`, "supply", ...args);

const serial = (n: number): string => `S${n}`;
const scan = (n: number): string => `(01)${GTIN}(21)${serial(n)}`;
const label = (n: number, lot = LOT): string => `(01)${GTIN}(17)301130(10)${lot}(21)${serial(n)}`;

interface Answer {
	verified: boolean;
	saleable: boolean;
	dispensable: boolean;
	additionalInfo: string[];
}
const verify = async (n: number): Promise<Answer> =>
	(await ask("supply", "verify", "--gtin", GTIN, "--serial", serial(n))).json<Answer>()[0]!;

/** What an organisation has to do about cases. */
const duties = async (organisation: number): Promise<[string, string][]> =>
	(await good<{ duty: string; case: { id: string } }>(ask("supply", "cases", "--of", String(organisation)))).map(
		(row) => [row.duty, row.case.id],
	);

/** The id in ORG-HEX, as the chain has it. */
const idOf = (named: unknown): string => `0x${String(named).split("-")[1]}`;

const sell = async (from: string, to: string, gln: string, ...packs: string[]): Promise<void> => {
	await good(by(from, "ship", "--to", gln, ...packs));
	await good(by(to, "receive", ...packs));
};
const toPharmacy = (...packs: string[]): Promise<void> => sell("Bob", "Charlie", PHARMACY!, ...packs);

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "salus-rules-"));
	node = await startNode();
	await good(
		by(
			"Alice",
			...["coldchain", "profile", "--gtin", GTIN, "--min", "2", "--max", "8", "--excursion-max", "15"],
			...["--excursion-minutes", "60", "--max-gap", "30", "--max-mkt", "8"],
		),
	);
	const time = new Date(Date.now() - 60_000).toISOString();
	const packs = Array.from({ length: 20 }, (_, n) => `https://id.gs1.org/01/${GTIN}/21/${serial(n)}`);
	const event = {
		type: "ObjectEvent",
		...{ eventTime: time, eventTimeZoneOffset: "+00:00", action: "ADD", bizStep: "commissioning", disposition: "active" },
		epcList: packs,
		bizLocation: { id: `https://id.gs1.org/414/${MAKER}` },
		ilmd: { "cbvmda:lotNumber": LOT, "cbvmda:itemExpirationDate": EXPIRY },
	};
	const document = {
		"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
		...{ type: "EPCISDocument", schemaVersion: "2.0", creationDate: time },
		epcisBody: { eventList: [event] },
	};
	const file = join(folder, "made.json");
	writeFileSync(file, JSON.stringify(document));
	await good(ask("--signer", "//Alice", "epcis", "capture", file));
	await sell("Alice", "Bob", WHOLESALER!, ...Array.from({ length: 20 }, (_, n) => scan(n)));
}, 180_000);
afterAll(async () => {
	await node?.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe("suspect product", () => {
	it("SC-7, SC-8: is in quarantine, notified on Form 3911 where it is illegitimate, and free again where not", async () => {
		const opened = await one(
			by("Bob", "quarantine", "open", "--reason", "counterfeit", "--evidence", commitment("01"), scan(0), scan(1)),
		);
		expect(opened).toMatchObject({ outcome: "accepted", call: "SupplyChain.quarantine", case: expect.stringMatching(/^2-[0-9a-f]{32}$/) });
		const found = String(opened.case);
		expect(await duties(2)).toEqual([["investigateSuspect", idOf(found)]]);
		expect(await one(ask("supply", "case", found))).toMatchObject({ kind: "suspect", reason: "counterfeit", items: 2, closed: null });
		expect(await one(ask("supply", "show", scan(0)))).toMatchObject({ holds: [{ case: { by: 2, id: idOf(found) }, decision: "open" }] });
		expect((await verify(0)).additionalInfo).toContain("quarantined");
		const { rule } = await refused("SupplyChain.Held", by("Bob", "ship", "--to", PHARMACY!, scan(0)));
		expect(rule).toMatch(/^(SC|EP)-\d+$/);
		// Nobody else decides.
		await refused(
			"SupplyChain.NotInvestigator",
			by("Charlie", "quarantine", "clear", "--case", found, "--evidence", commitment("02"), scan(0)),
		);

		await good(
			by("Bob", "quarantine", "illegitimate", "--case", found, "--evidence", commitment("03"), "--sample-retained", scan(1)),
		);
		expect((await duties(2)).map(([duty]) => duty).sort()).toEqual(["investigateSuspect", "notifyIllegitimate"]);
		const facts = ["--gtin", GTIN, "--lot", LOT, "--reason", "counterfeit", "--incident", commitment("04")];
		const notice = await one(by("Bob", "notice", "send", ...facts, "--case", found, "--to", PHARMACY!));
		const named = String(notice.notice);
		expect(await duties(2)).toEqual([["investigateSuspect", idOf(found)]]);
		await good(by("Charlie", "notice", "answer", named));
		await refused("SupplyChain.AlreadyAnswered", by("Charlie", "notice", "answer", named));
		const over = ["--kind", "termination", "--initial", idOf(named)];
		await refused("SupplyChain.ConsultationMissing", by("Bob", "notice", "send", ...facts, ...over, "--to", PHARMACY!));
		await good(by("Bob", "notice", "send", ...facts, ...over, "--consultation", commitment("05"), "--to", PHARMACY!));
		expect(await one(ask("supply", "notice", "show", named))).toMatchObject({
			...{ kind: "initial", reason: "counterfeit", recipients: 1, told: 1, terminated: expect.any(String) },
			notified: [{ organisation: 3, answered: expect.any(String), case: null, told: expect.any(String) }],
		});

		await good(by("Bob", "quarantine", "clear", "--case", found, "--evidence", commitment("06"), scan(0)));
		expect(await verify(0)).toMatchObject({ verified: true, saleable: true });
		expect(await verify(1)).toMatchObject({ verified: true, saleable: false });
		expect(await one(ask("supply", "case", found))).toMatchObject({ items: 0, condemned: 1, sampleRetained: true, closed: expect.any(String) });
		expect(await duties(2)).toEqual([]);
	});

	it("SC-6, FMD-5: a failed verification is put on record by its holder, and its maker answers", async () => {
		await toPharmacy(scan(2));
		const report = (...args: string[]) => by("Charlie", "alert", "report", "--evidence", commitment("11"), ...args);
		await refused("SupplyChain.VerificationSucceeds", report("--datamatrix", label(2)));
		expect((await report("--gtin", GTIN, "--serial", serial(2))).status).toBe(2);
		const alert = String((await one(report("--datamatrix", label(2, "OTHER")))).case);
		expect(await duties(1)).toEqual([["answerAlert", idOf(alert)]]);
		const clear = () => by("Charlie", "quarantine", "clear", "--case", alert, "--evidence", commitment("12"), scan(2));
		await refused("SupplyChain.AlertUnanswered", clear());
		await good(by("Alice", "alert", "answer", alert, "--genuine", "true", "--evidence", commitment("13")));
		expect(await one(ask("supply", "case", alert))).toMatchObject({
			...{ kind: "alert", reason: "No_match_GTIN_Serial_Lot", answer: { genuine: true, evidence: commitment("13") } },
		});
		await good(clear());
		expect(await verify(2)).toMatchObject({ dispensable: true });
	});
});

describe("exceptions", () => {
	it("SC-12: product without data is not sold until its data are corrected", async () => {
		const opened = await one(
			by("Bob", "exception", "open", "--kind", "no-data", "--counterparty", MAKER!, "--evidence", commitment("21"), scan(3)),
		);
		const found = String(opened.case);
		// Who found it, and who sent goods or data.
		expect(await duties(2)).toEqual([["resolveException", idOf(found)]]);
		expect(await duties(1)).toEqual([["resolveException", idOf(found)]]);
		expect(await verify(3)).toMatchObject({ saleable: false });
		const resolve = (...args: string[]) => by("Bob", "exception", "resolve", "--case", found, "--resolution", "keep", ...args, scan(3));
		await refused("SupplyChain.CorrectionMissing", resolve());
		await good(resolve("--correction", commitment("22")));
		expect(await verify(3)).toMatchObject({ saleable: true });
	});

	it("SC-12: data without product hold nothing", async () => {
		const shortage = ["exception", "open", "--kind", "shortage", "--evidence", commitment("23")];
		// Announced and not there: named in the event, and not held.
		const announced = String((await one(by("Bob", ...shortage, scan(3)))).case);
		expect(await one(ask("supply", "case", announced))).toMatchObject({ reason: "shortage", items: 0 });
		expect(await verify(3)).toMatchObject({ saleable: true });
		const found = String((await one(by("Bob", ...shortage))).case);
		expect(await one(ask("supply", "case", found))).toMatchObject({ kind: "exception", reason: "shortage", items: 0 });
		await good(by("Bob", "exception", "resolve", "--case", found, "--resolution", "cancel"));
		expect(await one(ask("supply", "case", found))).toMatchObject({ closed: expect.any(String) });
	});
});

describe("cold chain", () => {
	/** Two hours of readings until now, every ten minutes. */
	function readings(name: string, peak: string): string {
		const end = Date.now() - 1_000;
		const rows = Array.from({ length: 13 }, (_, n) => {
			const time = new Date(end - (12 - n) * 600_000).toISOString();
			return `${time},${n === 6 ? peak : "5.2"}`;
		});
		writeFileSync(join(folder, name), ["time,temperature", ...rows].join("\n"));
		return join(folder, name);
	}

	it("CC-1, CC-3: a breach on the way holds at once, and a responsible person alone releases it", async () => {
		const sent = await one(by("Bob", "ship", "--to", PHARMACY!, scan(4), scan(5)));
		const shipment = String(sent.shipment);
		const fine = await one(by("Charlie", "coldchain", "report", "--readings", readings("fine.csv", "7.9"), scan(5)));
		expect(fine).toMatchObject({ summary: { count: 13, min: 520, max: 790, minutes_outside: 0, longest_gap: 10 } });
		expect(fine.case).toBeUndefined();
		const breach = await one(by("Charlie", "coldchain", "report", "--readings", readings("warm.csv", "16.5"), scan(4)));
		expect(breach).toMatchObject({ summary: { max: 1_650, minutes_outside: 20 } });
		const found = String(breach.case);
		expect(await one(ask("supply", "case", found))).toMatchObject({ kind: "excursion", reason: "too_warm", items: 1 });
		const conditions = (minutes: number) => ({ minutesOutside: minutes, summaries: 1, profile: { min: 200, max: 800 } });
		expect(await one(ask("supply", "shipment", shipment, scan(4), scan(5), scan(6)))).toMatchObject({
			...{ kind: "sale", to: 3, outstanding: 2, exempt: null },
			conditions: [{ conditions: conditions(20) }, { conditions: conditions(0) }, { conditions: null }],
		});

		await good(by("Charlie", "receive", scan(4), scan(5)));
		expect(await one(ask("supply", "shipment", shipment))).toMatchObject({ outstanding: 0, received: 2, closed: expect.any(String) });
		expect(await verify(5)).toMatchObject({ dispensable: true });
		expect(await verify(4)).toMatchObject({ dispensable: false, additionalInfo: expect.arrayContaining(["quarantined"]) });
		const release = () => by("Charlie", "coldchain", "release", "--case", found, "--evidence", commitment("31"), scan(4));
		await refused("Cli.NoCapacity", release());
		await good(
			ask(
				...["--signer", "//Alice//stash", "participants", "issue", "responsible-person", "--of", "3"],
				...["--identifier", `gln:${PHARMACY}`, "--until", "2030-01-01"],
			),
		);
		await good(release());
		expect(await verify(4)).toMatchObject({ dispensable: true });
	});

	it("CC-2: a summary is computed from the readings without a chain", async () => {
		const report = ["--json", "supply", "coldchain", "report", "--dry-run", "--min", "2", "--max", "8", "--readings"];
		const summary = await one(salus([...report, readings("same.csv", "5.2"), scan(4)]));
		expect(summary).toMatchObject({ count: 13, min: 520, max: 520, mean_kinetic: 520, minutes_outside: 0, longest_gap: 10 });
		writeFileSync(join(folder, "wrong.csv"), "2026-01-01T00:10:00Z,5\n2026-01-01T00:00:00Z,5\n");
		const wrong = await salus([...report, join(folder, "wrong.csv"), scan(4)]);
		expect(wrong.status).toBe(2);
		expect(wrong.stderr).toContain("line 2");
	});
});

describe("a recall", () => {
	it("RC-2: ends when the quantities of every consignee add up, and not before", async () => {
		await toPharmacy(scan(7));
		const started = await one(
			by("Alice", "recall", "start", "--gtin", GTIN, "--serial", serial(6), "--serial", serial(7), "--class", "II"),
		);
		const id = String(started.recall);
		await good(by("Alice", "recall", "plan", id, "--level", "A", "--reason", commitment("41")));
		await good(by("Alice", "recall", "consignees", id, `${WHOLESALER}=1`, "3=1"));
		const report = (who: string, ...args: string[]) => by(who, "recall", "report", id, "--shipped", "1", ...args);
		await refused("SupplyChain.NotAcknowledged", report("Bob", "--destroyed", "1"));
		for (const who of ["Bob", "Charlie"]) await good(by(who, "recall", "acknowledge", id));
		await good(report("Bob", "--destroyed", "1"));
		const show = () => one(ask("supply", "recall", "show", id));
		expect(await show()).toMatchObject({
			status: "ongoing",
			scope: { gtin: GTIN, serials: [serial(6), serial(7)] },
			effectiveness: { level: "a", percent: 100, consignees: 2, acknowledged: 2, reconciled: 1, effective: false },
		});
		await refused("SupplyChain.NotEffective", by("Alice", "recall", "close", id));
		const { rule } = await refused("SupplyChain.QuantitiesDoNotAddUp", report("Charlie", "--returned", "1", "--dispensed", "1"));
		expect(rule).toBe("RC-2");
		await good(report("Charlie", "--unaccounted", "1"));
		const shown = await show();
		expect(shown).toMatchObject({ status: "completed", effectiveness: { quantities: { shipped: "2", destroyed: "1", unaccounted: "1" } } });
		expect(shown.consignees).toHaveLength(2);
		await good(by("Alice", "recall", "close", id));
		expect(await show()).toMatchObject({ status: "terminated", closed: expect.any(String) });
	});
});

describe("what was supplied, sent back or given", () => {
	it("FMD-3: is reversed at the same premises, by whoever says that it was not supplied", async () => {
		await toPharmacy(scan(8));
		await good(by("Charlie", "dispense", "--read-point", PHARMACY!, scan(8)));
		const reverse = (gln: string, ...args: string[]) => by("Charlie", "reverse", "--read-point", gln, ...args, scan(8));
		expect((await by("Charlie", "reverse", scan(8))).status).toBe(2);
		await refused("SupplyChain.SuppliedToPublic", reverse(PHARMACY!));
		await refused("SupplyChain.OtherPremises", reverse(WHOLESALER!, "--not-supplied"));
		await good(reverse(PHARMACY!, "--not-supplied"));
		expect(await verify(8)).toMatchObject({ dispensable: true });
	});

	it("SC-6: is verified by its label before it is sold again", async () => {
		await toPharmacy(scan(9));
		await good(by("Charlie", "return", "--to", WHOLESALER!, scan(9)));
		await good(by("Bob", "receive", scan(9)));
		expect(await verify(9)).toMatchObject({ saleable: false });
		await refused("SupplyChain.LabelMismatch", by("Bob", "verify-returns", label(9, "OTHER")));
		await good(by("Bob", "verify-returns", label(9)));
		expect(await verify(9)).toMatchObject({ saleable: true });
	});

	it("SC-5: changes its owner with a reason where that is no transaction", async () => {
		const sent = await one(by("Bob", "ship", "--exempt", "emergency", "--to", PHARMACY!, scan(10)));
		expect(sent).toMatchObject({ call: "SupplyChain.ship_exempt" });
		expect(await one(ask("supply", "shipment", String(sent.shipment)))).toMatchObject({ exempt: "emergency", statement: 0, to: 3 });
		await good(by("Charlie", "receive", scan(10)));
		expect(await verify(10)).toMatchObject({ dispensable: true });
	});
});

describe("a request to trace", () => {
	it("SC-10: is answered by whom it was made of", async () => {
		const asked = await one(by("Two", "trace-request", "open", "--respondent", WHOLESALER!, scan(0)));
		const request = String(asked.request);
		expect(request).toMatch(/^8-/);
		await refused("SupplyChain.NotRecipient", by("Charlie", "trace-request", "answer", request, "--answer", commitment("51")));
		await good(by("Bob", "trace-request", "answer", request, "--answer", commitment("52")));
		expect(await one(ask("supply", "trace-request", "show", request))).toMatchObject({
			...{ item: { gtin: GTIN, serial: serial(0) }, respondent: 2, answered: expect.any(String), answer: commitment("52") },
		});
	});
});

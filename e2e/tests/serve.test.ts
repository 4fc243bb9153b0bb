/** `salus serve` and `salus index`, as a trading partner and an operator use them. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { run, salus } from "../lib/cli.js";
import { type TestNode, startNode, stopProcess } from "../lib/node.js";
import { cliBinary, root } from "../lib/paths.js";
import { until } from "../lib/rpc.js";

const MAKER = "9520001000010";
const WHOLESALER = "9520002000019";
const PHARMACY = "9520003000018";
const PARTIES = [`${MAKER}=//Alice`, `${WHOLESALER}=//Bob`, `${PHARMACY}=//Charlie`];
const PACK = "09520001123450";

type Event = Record<string, unknown> & { eventID?: string; bizStep?: string };
interface Answer {
	epcisBody: { queryResults: { resultsBody: { eventList: Event[]; "salus:anchored"?: Event[] } } };
}
interface Problem {
	type: string;
	status: number;
	detail: string;
	code?: string;
	rule?: string;
	errors?: Problem[];
	eventIndex?: number;
}
interface Job {
	captureID: string;
	running: boolean;
	success: boolean;
	captureErrorBehaviour: string;
	errors: Problem[];
}

let node: TestNode;
let folder: string;
let server: ChildProcess;
let base: string;
const keys: Record<string, string> = {};
const at = (name: string): string => join(folder, name);

/** Starts the server on a free port. */
async function start(): Promise<void> {
	server = spawn(
		cliBinary,
		[
			...["--url", node.url, "--json", "--signer", "//Bob", "serve", "--data", at("data"), "--store", at("events")],
			...["--listen", "127.0.0.1:0", "--gln", MAKER, "--max-body", "1000000"],
			...PARTIES.flatMap((party) => ["--party", party]),
		],
		{ stdio: ["ignore", "pipe", "inherit"] },
	);
	let said = "";
	server.stdout!.setEncoding("utf8").on("data", (text: string) => (said += text));
	base = await until("the server's address", async () => {
		if (server.exitCode !== null) throw new Error("the server has ended");
		const address = /"listening":"([^"]+)"/.exec(said)?.[1];
		return address && `http://${address}`;
	});
}

async function addKey(name: string, ...more: string[]): Promise<string> {
	const outcome = await salus(["--json", "serve", "key", "add", name, "--data", at("data"), ...more]);
	expect(outcome.status, outcome.stderr).toBe(0);
	return outcome.json<{ key: string }>()[0]!.key;
}

function ask(path: string, options: RequestInit & { as?: string } = {}): Promise<Response> {
	const { as = "erp", headers, ...rest } = options;
	return fetch(path.startsWith("http") ? path : base + path, {
		...rest,
		headers: { authorization: `Bearer ${keys[as]}`, ...(headers as Record<string, string>) },
		signal: AbortSignal.timeout(90_000),
	});
}

const post = (path: string, body: string, headers: Record<string, string> = {}, as?: string) =>
	ask(path, {
		method: "POST",
		body,
		headers: { "content-type": "application/ld+json", ...headers },
		...(as ? { as } : {}),
	});

async function results(path: string, as?: string): Promise<{ events: Event[]; anchored: Event[] }> {
	const response = await ask(path, as ? { as } : {});
	expect(response.status, path).toBe(200);
	const { resultsBody } = ((await response.json()) as Answer).epcisBody.queryResults;
	return { events: resultsBody.eventList, anchored: resultsBody["salus:anchored"] ?? [] };
}

/** The job at a `Location`, once it is finished. */
function finished(location: string): Promise<Job> {
	return until(`the job ${location}`, async () => {
		const job = (await (await ask(location)).json()) as Job;
		return !job.running && job;
	});
}

async function capture(file: string, headers: Record<string, string> = {}): Promise<Job> {
	const response = await post("/capture", readFileSync(at(`story/${file}`), "utf8"), headers);
	expect(response.status, await response.clone().text()).toBe(202);
	return finished(response.headers.get("location")!);
}

async function exception(response: Response, status: number, name: string): Promise<Problem> {
	expect(response.status, await response.clone().text()).toBe(status);
	expect(response.headers.get("content-type")).toBe("application/problem+json");
	const problem = (await response.json()) as Problem;
	expect(problem).toMatchObject({ type: `epcisException:${name}`, status });
	return problem;
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "salus-serve-"));
	node = await startNode(["--state-pruning", "archive"]);
	await run(join(root, "examples/make"), [at("story")]);
	// What somebody else captured: its bodies are in another store.
	const others = await salus([
		...["--url", node.url, "--json", "epcis", "capture", "--provision", "--store", at("elsewhere")],
		...[at("story/01-commission.json"), at("story/02-pack.json")],
	]);
	expect(others.status, others.stdout + others.stderr).toBe(0);
	keys["erp"] = await addKey("erp", "--may", "capture,query,verify");
	keys["pharmacy"] = await addKey("pharmacy", "--may", "capture,query", "--party", PHARMACY);
	await start();
}, 180_000);
afterAll(async () => {
	if (server) await stopProcess(server);
	await node?.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe("the repository", () => {
	it("says what it speaks to whoever asks, and answers nobody without a key", async () => {
		const options = await fetch(`${base}/capture`, { method: "OPTIONS" });
		expect(options.status).toBe(204);
		expect(options.headers.get("allow")).toBe("GET, POST, OPTIONS");
		expect(options.headers.get("gs1-epcis-version")).toBe("2.0.0");
		expect(options.headers.get("gs1-epcis-capture-file-size-limit")).toBe("1000000");
		expect(options.headers.get("gs1-capture-error-behaviour")).toBe("rollback, proceed");
		await exception(await fetch(`${base}/events`), 401, "SecurityException");
		keys["nobody"] = `salus_${"0".repeat(64)}`;
		await exception(await ask("/events", { as: "nobody" }), 401, "SecurityException");
		const verify = `/verify/gtin/${PACK}/lot/L/ser/S`;
		await exception(await ask(verify, { as: "pharmacy" }), 403, "SecurityException");
		await exception(await ask("/events", { headers: { "gs1-epcis-min": "3.0" } }), 406, "NotAcceptableException");
		await exception(await ask("/events", { method: "PUT" }), 405, "ImplementationException");
		await exception(await ask("/nothing"), 404, "NoSuchResourceException");
	});

	it("ep_4 captures a document once, however often it is sent, and finds its events", async () => {
		const ship = await capture("03-ship-to-wholesaler.json");
		expect(ship).toMatchObject({ success: true, captureErrorBehaviour: "rollback", errors: [] });
		const again = await capture("03-ship-to-wholesaler.json");
		expect(again.success).toBe(true);
		const { events } = await results("/events?EQ_bizStep=shipping");
		expect(events).toHaveLength(1);
		// The repository's own word, and the hash id where the sender gave none.
		expect(events[0]).toHaveProperty("recordTime");
		const hashed = await salus(["epcis", "hash", at("story/03-ship-to-wholesaler.json")]);
		expect(events[0]!.eventID).toBe(hashed.stdout.trim());
		writeFileSync(at("answer.json"), await (await ask("/events?EQ_bizStep=shipping")).text());
		const reread = await salus(["epcis", "hash", at("answer.json")]);
		expect(reread.stdout).toBe(hashed.stdout);
		const one = await ask(`/events/${encodeURIComponent(events[0]!.eventID!)}`);
		expect(await one.json()).toMatchObject({ type: "ObjectEvent", bizStep: "shipping" });
	});

	it("gives what is only anchored as such, and invents nothing", async () => {
		const { events, anchored } = await results("/events?EQ_bizStep=commissioning,packing");
		expect(events).toEqual([]);
		expect(anchored).toHaveLength(6);
		for (const anchor of anchored) {
			expect(anchor).toHaveProperty("salus:block");
			for (const field of ["type", "action", "epcList", "childEPCs", "ilmd"]) {
				expect(anchor).not.toHaveProperty(field);
			}
		}
		const known = await ask(`/events/${encodeURIComponent(anchored[0]!.eventID!)}`);
		const problem = await exception(known, 404, "NoSuchResourceException");
		expect(problem).toHaveProperty(["salus:anchored", "eventID"], anchored[0]!.eventID);
		// The chain knows of which packs they are, though nobody here has their bodies.
		const pack = await results(`/epcs/${encodeURIComponent(`https://id.gs1.org/01/${PACK}/21/S0001`)}/events`);
		const acts = pack.anchored.map((anchor) => anchor["salus:act"]);
		expect(acts).toContain("Commissioned");
		expect(acts).toContain("Packed");
		const stranger = encodeURIComponent(`https://id.gs1.org/01/${PACK}/21/NOBODY`);
		expect(await results(`/epcs/${stranger}/events`)).toEqual({ events: [], anchored: [] });
	});

	it("takes a single event and answers when it is final", async () => {
		const document = JSON.parse(readFileSync(at("story/04-receive-at-wholesaler.json"), "utf8")) as {
			"@context": unknown;
			epcisBody: { eventList: object[] };
		};
		const event = { "@context": document["@context"], ...document.epcisBody.eventList[0] };
		const response = await post("/events", JSON.stringify(event));
		expect(response.status, await response.clone().text()).toBe(201);
		// Who is told so finds it.
		const found = await ask(response.headers.get("location")!);
		expect(await found.json()).toMatchObject({ bizStep: "receiving" });
	});

	it("ep_1 refuses what is no parameter, as the standard says", async () => {
		for (const query of ["EQ_bizstep=shipping", "EQ_action=MOVE", "GE_eventTime=now", "MATCH_epc=1", "nextPageToken=00"]) {
			await exception(await ask(`/events?${query}`), 400, "QueryParameterException");
		}
		await exception(await ask("/events?maxEventCount=1"), 413, "QueryTooLargeException");
		await exception(await ask(`/events?EQ_bizStep=${"a".repeat(9_000)}`), 414, "QueryTooComplexException");
		await exception(await ask("/queries"), 501, "ImplementationException");
	});

	it("gives every event on exactly one page, and a token to one client for one query", async () => {
		const whole = await results("/events?orderBy=eventTime&perPage=100");
		const ids = (page: { events: Event[]; anchored: Event[] }) =>
			[...page.events, ...page.anchored].map((event) => event.eventID!);
		const seen: string[] = [];
		let next: string | undefined = "/events?orderBy=eventTime&perPage=3";
		let second: string | undefined;
		while (next) {
			seen.push(...ids(await results(next)));
			const link: string | null = (await ask(next)).headers.get("link");
			next = link?.match(/^<(.*)>; rel="next"$/)?.[1];
			second ??= next;
		}
		expect(seen).toHaveLength(new Set(seen).size);
		expect(new Set(seen)).toEqual(new Set(ids(whole)));
		expect(ids(await results(second!))).toEqual(ids(await results(second!)));
		const token = new URL(base + second!).searchParams.get("nextPageToken")!;
		for (const response of [
			await ask(`/events?perPage=3&nextPageToken=${token}`),
			await ask(second!, { as: "pharmacy" }),
			await ask(second!.replace(token, token.replace(/.$/, (last) => (last === "0" ? "1" : "0")))),
		]) {
			await exception(response, 400, "QueryParameterException");
		}
	});

	it("shows a client that is limited to a party nothing else", async () => {
		expect((await results("/events", "pharmacy")).events).toEqual([]);
		const epc = encodeURIComponent("urn:epc:id:sscc:9520001.0000000001");
		expect((await results(`/epcs/${epc}/events`)).events).toHaveLength(2);
		expect((await results(`/epcs/${epc}/events`, "pharmacy")).events).toEqual([]);
		const unpack = readFileSync(at("story/05-unpack-pallet.json"), "utf8");
		await exception(await post("/capture", unpack, {}, "pharmacy"), 403, "SecurityException");
		expect((await capture("05-unpack-pallet.json")).success).toBe(true);
		expect((await capture("06-ship-to-pharmacy.json")).success).toBe(true);
		const seen = await results("/events", "pharmacy");
		expect(seen.events.map((event) => event.bizStep)).toEqual(["shipping"]);
	});

	it("lists what is known in pages, and to a client that is limited to a party only what concerns it", async () => {
		const list = async (path: string, as = "erp") => {
			const response = await ask(path, { as });
			expect(response.status, path).toBe(200);
			const next = response.headers.get("link")?.match(/^<(.*)>; rel="next"$/)?.[1];
			return { member: ((await response.json()) as { member: string[] }).member, next };
		};
		const all = (await list("/epcs?perPage=1000")).member;
		expect(all).toContain("https://id.gs1.org/00/095200010000000010");
		const paged: string[] = [];
		let next: string | undefined = "/epcs?perPage=2";
		while (next) {
			const page: { member: string[]; next?: string | undefined } = await list(next);
			paged.push(...page.member);
			next = page.next;
		}
		expect(paged).toEqual(all);
		expect((await list("/bizSteps")).member).toContain("dispensing");
		expect((await list("/eventTypes")).member).toContain("AssociationEvent");
		expect((await list("/bizLocations")).member).toContain(`https://id.gs1.org/414/${WHOLESALER}`);
		expect((await list("/bizLocations", "pharmacy")).member).not.toContain(`https://id.gs1.org/414/${MAKER}`);
		await exception(await ask("/epcs", { as: "pharmacy" }), 403, "SecurityException");
		for (const query of ["perPage=0", "nextPageToken=xyz", "EQ_action=ADD"]) {
			await exception(await ask(`/readPoints?${query}`), 400, "QueryParameterException");
		}
	});

	it("ep_2 names the event and the rule by which the chain refuses it", async () => {
		const job = await capture("10-counterfeit.json");
		expect(job.success).toBe(false);
		expect(job.errors).toMatchObject([
			{ type: "epcisException:ValidationException", rule: "EP-2", code: "SupplyChain.UnknownItem", eventIndex: 0 },
		]);
	});

	it("rolls back or proceeds, as the client says", async () => {
		const context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
		/** What the chain does not track, so that nobody refuses it; the second is of an unknown pack. */
		const document = (name: string) => ({
			"@context": [context],
			type: "EPCISDocument",
			schemaVersion: "2.0",
			creationDate: new Date().toISOString(),
			epcisBody: {
				eventList: [
					{
						type: "ObjectEvent",
						eventTime: new Date(Date.now() - 60_000).toISOString(),
						eventTimeZoneOffset: "+00:00",
						epcList: [`urn:epc:id:grai:9520001.12345.${name}`],
						action: "OBSERVE",
						bizStep: "storing",
						bizLocation: { id: "urn:epc:id:sgln:9520001.00001.0" },
					},
					{
						type: "ObjectEvent",
						eventTime: new Date(Date.now() - 50_000).toISOString(),
						eventTimeZoneOffset: "+00:00",
						epcList: [`urn:epc:id:sgtin:9520001.012345.NO${name}`],
						action: "OBSERVE",
						bizStep: "storing",
						bizLocation: { id: "urn:epc:id:sgln:9520001.00001.0" },
					},
				],
			},
		});
		for (const [behaviour, count] of [["rollback", 0], ["proceed", 1]] as const) {
			const body = JSON.stringify(document(behaviour));
			const response = await post("/capture", body, { "gs1-capture-error-behaviour": behaviour });
			const job = await finished(response.headers.get("location")!);
			expect(job).toMatchObject({ success: false, captureErrorBehaviour: behaviour });
			expect(job.errors).toHaveLength(1);
			const epc = encodeURIComponent(`urn:epc:id:grai:9520001.12345.${behaviour}`);
			expect((await results(`/epcs/${epc}/events`)).events).toHaveLength(count);
		}
		const bad = await post("/capture", JSON.stringify(document("x")), { "gs1-capture-error-behaviour": "maybe" });
		await exception(bad, 400, "ValidationException");
	});

	it("keeps sensor readings, persistent dispositions and error declarations from capture to export", async () => {
		const event = {
			type: "ObjectEvent",
			eventTime: new Date(Date.now() - 40_000).toISOString(),
			eventTimeZoneOffset: "+00:00",
			epcList: ["urn:epc:id:grai:9520001.12345.cold"],
			action: "OBSERVE",
			bizStep: "sensor_reporting",
			persistentDisposition: { set: ["conformant"], unset: ["non_conformant"] },
			readPoint: { id: "urn:epc:id:sgln:9520001.00001.0" },
			sensorElementList: [
				{
					sensorMetadata: { deviceID: "urn:epc:id:giai:9520001.probe1" },
					sensorReport: [{ type: "Temperature", minValue: 2.1, maxValue: 7.9, uom: "CEL" }],
				},
			],
		};
		const declared = {
			...event,
			errorDeclaration: {
				declarationTime: new Date().toISOString(),
				reason: "incorrect_data",
				correctiveEventIDs: ["urn:uuid:00000000-0000-4000-8000-000000000001"],
			},
		};
		const place = (id: string, name: string) => ({
			id,
			attributes: [{ id: "cbvmda:name", attribute: name }],
		});
		const document = {
			"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
			type: "EPCISDocument",
			schemaVersion: "2.0",
			creationDate: new Date().toISOString(),
			epcisHeader: {
				epcisMasterData: {
					vocabularyList: [
						{
							type: "urn:epcglobal:epcis:vtype:Location",
							vocabularyElementList: [
								place("https://id.gs1.org/414/9520001000010", "Cold store seven"),
								place("https://id.gs1.org/414/9520008000013", "Somewhere else"),
							],
						},
					],
				},
			},
			epcisBody: { eventList: [event] },
		};
		const captured = await post("/capture", JSON.stringify(document));
		expect(await finished(captured.headers.get("location")!)).toMatchObject({ success: true });
		const response = await post("/events", JSON.stringify(declared));
		expect(response.status, await response.clone().text()).toBe(201);
		for (const query of [
			"EQ_type=Temperature",
			"GE_minValue_CEL=2.1&LT_maxValue_CEL=8",
			"EXISTS_sensorElement",
			"HASATTR_readPoint=cbvmda:name&EQ_bizStep=sensor_reporting",
			"EQATTR_readPoint_cbvmda:name=Cold+store+seven&EQ_bizStep=sensor_reporting",
			"EQ_deviceID=urn:epc:id:giai:9520001.probe1",
			"EQ_persistentDisposition_set=conformant",
			"EQ_persistentDisposition_unset=non_conformant",
		]) {
			const { events } = await results(`/events?${query}`);
			expect(events, query).toHaveLength(2);
			for (const found of events) {
				expect(found).toMatchObject({
					persistentDisposition: event.persistentDisposition,
					sensorElementList: event.sensorElementList,
				});
			}
		}
		for (const query of ["GT_maxValue_CEL=7.9", "EQATTR_readPoint_cbvmda:name=Nowhere"]) {
			expect((await results(`/events?${query}`)).events, query).toEqual([]);
		}
		for (const query of ["EXISTS_errorDeclaration=true", "EQ_errorReason=incorrect_data"]) {
			const { events } = await results(`/events?${query}`);
			expect(events, query).toMatchObject([{ errorDeclaration: declared.errorDeclaration }]);
		}
		const out = at("export.json");
		const exported = await salus(["--url", node.url, "epcis", "export", "--store", at("events"), "--out", out]);
		expect(exported.status, exported.stderr).toBe(0);
		const { eventList } = (JSON.parse(readFileSync(out, "utf8")) as { epcisBody: { eventList: Event[] } }).epcisBody;
		const kept = eventList.filter((found) => found.bizStep === "sensor_reporting");
		expect(kept).toHaveLength(2);
		expect(kept[0]).toMatchObject({ sensorElementList: event.sensorElementList });
		expect(kept[1]).toMatchObject({ errorDeclaration: declared.errorDeclaration });
		// What the documents said of their places, and of no others.
		const header = JSON.stringify((JSON.parse(readFileSync(out, "utf8")) as { epcisHeader?: unknown }).epcisHeader);
		expect(header).toContain("Cold store seven");
		expect(header).not.toContain("Somewhere else");
	});

	it("ends no job while the store does not have the body of what the chain has", async () => {
		const event = (name: string) => ({
			type: "ObjectEvent",
			eventTime: "2026-11-01T12:00:00Z",
			eventTimeZoneOffset: "+00:00",
			epcList: [`urn:epc:id:grai:9520001.12345.${name}`],
			action: "OBSERVE",
			bizStep: "storing",
			bizLocation: { id: "urn:epc:id:sgln:9520001.00001.0" },
		});
		/** One whose part of the store is not there yet, so that it can be blocked by a file. */
		const [body, id, part] = await until("an event of a new part", async () => {
			const text = JSON.stringify(event(`full${Math.floor(Math.random() * 1e9)}`));
			writeFileSync(at("full.json"), text);
			const hash = (await salus(["epcis", "hash", at("full.json")])).stdout.trim();
			const folder = at(`events/${hash.replace("ni:///sha-256;", "").slice(0, 2)}`);
			return !existsSync(folder) && ([text, hash, folder] as const);
		});
		writeFileSync(part, "no folder");
		const location = (await post("/capture", body)).headers.get("location")!;
		const anchored = await until("the anchor without its body", async () => {
			const found = await ask(`/events/${encodeURIComponent(id)}`);
			const problem = (await found.json()) as Record<string, unknown>;
			return problem["salus:anchored"] && found.status;
		});
		expect(anchored).toBe(404);
		expect(await (await ask(location)).json()).toMatchObject({ running: true, success: false });
		rmSync(part);
		expect(await finished(location)).toMatchObject({ success: true, errors: [] });
		const kept = await ask(`/events/${encodeURIComponent(id)}`);
		expect(await kept.json()).toMatchObject({ epcList: [JSON.parse(body).epcList[0]] });
	});

	it("takes the document of a supplier who is not on Salus, in XML", async () => {
		keys["supplier"] = await addKey("supplier", "--may", "capture", "--inbound", "--party", "9520004000017");
		const document = readFileSync(at("story/11-foreign-supplier.xml"), "utf8");
		const response = await post("/capture", document, { "content-type": "application/xml" }, "supplier");
		expect(response.status, await response.clone().text()).toBe(202);
		const location = response.headers.get("location")!;
		// A job is seen by whose it is alone.
		await exception(await ask(location), 404, "NoSuchResourceException");
		const job = await until("the supplier's job", async () => {
			const found = (await (await ask(location, { as: "supplier" })).json()) as Job;
			return !found.running && found;
		});
		expect(job).toMatchObject({ success: true, errors: [] });
		// What was shipped is under the supplier's own hash, what was introduced under the receiver's.
		const shipped = await until("the supplier's shipment", async () => {
			const sent = await results("/events?EQ_bizStep=shipping&EQ_source_owning_party=urn:epc:id:pgln:9520004.00001");
			return sent.events.length > 0 && sent.events;
		});
		expect(shipped).toHaveLength(1);
		const hashes = await salus(["epcis", "hash", at("story/11-foreign-supplier.xml")]);
		expect(hashes.stdout.trim().split("\n")).toContain(shipped[0]!.eventID);
		await exception(await post("/events", "{}", {}, "supplier"), 403, "SecurityException");
	});

	it("refuses what is too large, of another format, or no document at all", async () => {
		const large = " ".repeat(10 * 1024 * 1024);
		await exception(await post("/capture", large), 413, "CaptureLimitExceededException");
		await exception(await post("/capture", "a,b", { "content-type": "text/csv" }), 415, "UnsupportedMediaTypeException");
		await exception(await post("/capture", "{"), 400, "ValidationException");
		const invalid = { type: "ObjectEvent", eventTime: "2026" };
		const problem = await exception(await post("/capture", JSON.stringify(invalid)), 400, "ValidationException");
		expect(problem.errors).toMatchObject([{ rule: "EP-1", eventIndex: 0 }]);
		const two = { type: "EPCISDocument", epcisBody: { eventList: [invalid, invalid] } };
		await exception(await post("/events", JSON.stringify(two)), 400, "ValidationException");
	});

	it("sc_6 answers the verification of a saleable return in the standard's words", async () => {
		const verify = async (lot: string, serial: string, query = "") =>
			(await (await ask(`/verify/gtin/${PACK}/lot/${lot}/ser/${serial}?${query}`)).json()) as {
				data: Record<string, unknown>;
				responderGLN: string;
				corrUUID?: string;
			};
		const answer = await verify("LOT-A1", "S0002", `reqGLN=${WHOLESALER}&corrUUID=c&context=dscsaSaleableReturn`);
		expect(answer).toMatchObject({ data: { verified: true }, responderGLN: MAKER, corrUUID: "c" });
		expect((await verify("LOT-B", "S0002")).data).toEqual({
			verified: false,
			verificationFailureReason: "No_match_GTIN_Serial_Lot",
		});
		expect((await verify("LOT-B", "S0002", "exp=200131")).data["verificationFailureReason"]).toBe(
			"No_match_GTIN_Serial_Lot_Expiry",
		);
		expect((await verify("LOT-A1", "NOBODY")).data["verificationFailureReason"]).toBe("No_match_GTIN_Serial");
		await exception(await ask(`/verify/gtin/${PACK}/lot/L/ser/S?context=other`), 400, "ValidationException");
		const connectivity = await ask(`/checkConnectivity?gtin=${PACK}&reqGLN=${WHOLESALER}`);
		expect(await connectivity.json()).toEqual({ responderGLN: MAKER });
	});

	it("does after a restart what it acknowledged before it", { timeout: 120_000 }, async () => {
		const locations: string[] = [];
		for (const file of ["07-receive-at-pharmacy.json", "08-dispense.json"]) {
			const response = await post("/capture", readFileSync(at(`story/${file}`), "utf8"));
			locations.push(response.headers.get("location")!);
		}
		server.kill("SIGKILL");
		await stopProcess(server);
		await start();
		for (const location of locations) expect(await finished(location)).toMatchObject({ success: true });
		const { events } = await results("/bizSteps/dispensing/events");
		expect(events).toHaveLength(1);
		const verify = await ask(`/verify/gtin/${PACK}/lot/LOT-A1/ser/S0001`);
		expect(await verify.json()).toMatchObject({
			data: { verified: false, verificationFailureReason: "Not_for_re-distribution" },
		});
		expect((await fetch(`${base}/healthz`)).status).toBe(200);
		expect(await (await fetch(`${base}/metrics`)).text()).toContain('salus_serve_events_total{outcome="accepted"}');
	});

	it("shuts out a client whose key is revoked, at once", async () => {
		expect((await ask("/events", { as: "pharmacy" })).status).toBe(200);
		const revoked = await salus(["serve", "key", "revoke", "pharmacy", "--data", at("data")]);
		expect(revoked.status, revoked.stderr).toBe(0);
		await exception(await ask("/events", { as: "pharmacy" }), 401, "SecurityException");
	});
});

describe("the index", () => {
	it("is made again, equal, when it was deleted, and joins bodies that come later", { timeout: 120_000 }, async () => {
		// The server's own, which followed block by block, in use by nobody any more.
		await stopProcess(server);
		interface Made {
			events: number;
			whole: number;
			anchorOnly: number;
			digest: string;
		}
		const index = async (name: string) => {
			const made = await salus([
				...["--url", node.url, "--json", "index", "--digest"],
				...["--index", at(name), "--store", at("events")],
			]);
			expect(made.status, made.stderr).toBe(0);
			return made.json<Made>()[0]!;
		};
		const followed = await index("data/index");
		// Six of others, and the receiver's introduction, which is in no document.
		expect(followed.anchorOnly).toBe(7);
		expect(await index("fresh")).toMatchObject({ ...followed, digest: followed.digest, indexedTo: expect.any(Number) });
		rmSync(at("data/index"), { recursive: true });
		expect((await index("data/index")).digest).toBe(followed.digest);
		// The other store turns up.
		await run("cp", ["-r", `${at("elsewhere")}/.`, at("events")]);
		const joined = await index("fresh");
		expect(joined).toMatchObject({ events: followed.events, anchorOnly: 1 });
		expect(joined.digest).not.toBe(followed.digest);
		expect((await index("data/index")).digest).toBe(joined.digest);
	});

	it("ep_4 does not give out a body that was changed in the store", async () => {
		const query = async (...parameters: string[]) => {
			const outcome = await salus([
				...["--json", "epcis", "query", "--offline", "--index", at("fresh"), "--store", at("events")],
				...parameters,
			]);
			expect(outcome.status, outcome.stderr).toBe(0);
			return outcome.json<Answer>()[0]!.epcisBody.queryResults.resultsBody;
		};
		const lot = "EQ_ILMD_cbvmda:lotNumber=LOT-A1";
		const { eventList } = await query(lot, "eventType=ObjectEvent", "orderBy=eventTime", "eventCountLimit=1");
		expect(eventList).toHaveLength(1);
		const hash = /;([0-9a-f]{64})\?/.exec(eventList[0]!.eventID!)![1]!;
		const file = at(`events/${hash.slice(0, 2)}/${hash}.json`);
		const text = readFileSync(file, "utf8");
		writeFileSync(file, text.replaceAll("LOT-A1", "LOT-A2"));
		const forged = await query(lot);
		expect(forged.eventList).toEqual([]);
		expect(forged["salus:anchored"]).toMatchObject([{ eventID: eventList[0]!.eventID }]);
		writeFileSync(file, text);
		expect((await query(lot)).eventList).toHaveLength(1);
		const wrong = await salus(["epcis", "query", "--offline", "--index", at("fresh"), "--store", at("events"), "EQ_lot=1"]);
		expect(wrong.status).toBe(2);
		expect(wrong.stderr).toContain("QueryParameterException");
	});
});

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { Ajv, type ValidateFunction } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type TestNode, startNode } from "../lib/node.js";
import { root } from "../lib/paths.js";
import { RpcError, rpc, until } from "../lib/rpc.js";

interface Param {
	name: string;
	required?: boolean;
	schema: object;
}
interface Example {
	name: string;
	params: { name: string; value: unknown }[];
	result: { value: unknown };
}
interface Method {
	name: string;
	params: Param[];
	examples: Example[];
}

const document = JSON.parse(readFileSync(resolve(root, "docs/openrpc.json"), "utf8")) as {
	methods: Method[];
};
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema(document, "openrpc.json");

/** The compiled schema at a JSON pointer of the document. */
function schema(pointer: string): ValidateFunction {
	return ajv.getSchema(`openrpc.json#${pointer}`)!;
}

/** Fails with what the schema finds wrong. */
function hold(validate: ValidateFunction, value: unknown): void {
	validate(value);
	expect(validate.errors ?? [], JSON.stringify(value)).toEqual([]);
}

describe("docs/openrpc.json", () => {
	let node: TestNode;
	beforeAll(async () => {
		node = await startNode();
		// Before anything is final, nothing can be proved to be.
		await until("a final block", async () => {
			const hash = await rpc<string>(node.url, "chain_getFinalizedHead");
			const header = await rpc<{ number: string }>(node.url, "chain_getHeader", [hash]);
			return Number(header.number) > 0;
		});
	});
	afterAll(() => node?.stop());

	it("names every method of ours, and no other", async () => {
		const { methods } = await rpc<{ methods: string[] }>(node.url, "rpc_methods");
		const ours = methods.filter((name) => /^(participants|obligations|supply|records|salus)_/.test(name));
		expect(document.methods.map((method) => method.name)).toEqual(ours.sort());
	});

	document.methods.forEach((method, index) => {
		describe(method.name, () => {
			const result = `/methods/${index}/result/schema`;

			method.examples.forEach((example) => {
				it(`example "${example.name}" is what the schemas say`, () => {
					example.params.forEach(({ name, value }) => {
						const position = method.params.findIndex((param) => param.name === name);
						expect(position, `${name} is a parameter`).toBeGreaterThanOrEqual(0);
						hold(schema(`/methods/${index}/params/${position}/schema`), value);
					});
					hold(schema(result), example.result.value);
				});

				it(`example "${example.name}" is answered, by position`, async () => {
					const params = method.params.map(
						({ name }) => example.params.find((param) => param.name === name)?.value ?? null,
					);
					hold(schema(result), await rpc(node.url, method.name, params));
				});

				it(`example "${example.name}" is answered, by name`, async () => {
					const params = Object.fromEntries(example.params.map(({ name, value }) => [name, value]));
					hold(schema(result), await rpc(node.url, method.name, params));
				});
			});

			it("reads the block that it is asked for", async () => {
				const hash = await rpc<string>(node.url, "chain_getBlockHash", [0]);
				const params = Object.fromEntries(
					method.examples[0].params.map(({ name, value }) => [name, value]),
				);
				const { asOf } = await rpc<{ asOf: unknown }>(node.url, method.name, { ...params, at: hash });
				expect(asOf).toEqual({ block: 0, hash, finalized: true });
			});

			it("refuses a block that is not there, and says what to do", async () => {
				const params = Object.fromEntries(
					method.examples[0].params.map(({ name, value }) => [name, value]),
				);
				const failure = await rpc(node.url, method.name, { ...params, at: `0x${"00".repeat(32)}` }).then(
					() => undefined,
					(error: RpcError) => error,
				);
				expect(failure).toMatchObject({ code: 9001, data: { retryable: true } });
				expect(failure!.message).toMatch(/not known to this node; leave `at` out/);
			});

			it("refuses parameters of another shape", async () => {
				const failure = await rpc(node.url, method.name, [{ nonsense: [] }]).then(
					() => undefined,
					(error: RpcError) => error,
				);
				expect(failure).toMatchObject({ code: -32602 });
			});
		});
	});

	it("takes a hundred questions in one request, and no more", async () => {
		const ask = async (count: number) => {
			const questions = Array.from({ length: count }, (_, id) => ({
				jsonrpc: "2.0",
				id,
				method: "participants_getOrganisation",
				params: [{ organisation: 1 }],
			}));
			const response = await fetch(node.url.replace(/^ws/, "http"), {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: JSON.stringify(questions),
			});
			return (await response.json()) as { result?: unknown; error?: { message: string } }[];
		};
		const answers = await ask(100);
		expect(answers).toHaveLength(100);
		expect(answers.every(({ result }) => result !== undefined)).toBe(true);
		expect(await ask(101)).toMatchObject({ error: { message: expect.stringMatching(/batch/i) } });
	});

	it("promises that a wrong check digit is named", async () => {
		const failure = await rpc(node.url, "supply_verifyPack", [
			{ gtin: "08904000210036", serial: "1" },
		]).then(
			() => undefined,
			(error: RpcError) => error,
		);
		expect(failure).toMatchObject({ code: -32602, data: { retryable: false } });
		expect(failure!.message).toMatch(/`gtin` has check digit 6 where the others demand 7/);
	});
});

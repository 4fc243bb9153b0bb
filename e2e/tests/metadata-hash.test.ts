/**
 * What an offline signer or hardware relies on: the digest of the metadata that it shows calls by is
 * the one that the runtime carries. Runs with a runtime that was built with the feature `metadata-hash`,
 * whose WebAssembly is named by SALUS_METADATA_HASH_RUNTIME (`scripts/test --long` builds it).
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { merkleizeMetadata } from "@polkadot-api/merkleize-metadata";
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type TestNode, startNode } from "../lib/node.js";
import { nodeBinary } from "../lib/paths.js";
import { rpc } from "../lib/rpc.js";

const runtime = process.env.SALUS_METADATA_HASH_RUNTIME;

describe.runIf(runtime)("a runtime with the hash of its metadata", () => {
	const folder = mkdtempSync(join(tmpdir(), "salus-"));
	let node: TestNode;
	let api: ApiPromise;
	let digest: Uint8Array;
	beforeAll(async () => {
		const spec = JSON.parse(
			execFileSync(nodeBinary, ["export-chain-spec", "--chain", "dev", "--raw"], {
				encoding: "utf8",
				maxBuffer: 1 << 28,
				stdio: ["ignore", "pipe", "ignore"],
			}),
		);
		spec.id = "salus_metadata_hash";
		// The key of the code: ":code".
		spec.genesis.raw.top["0x3a636f6465"] = `0x${readFileSync(runtime!).toString("hex")}`;
		writeFileSync(join(folder, "spec.json"), JSON.stringify(spec));
		node = await startNode(["--chain", join(folder, "spec.json")]);
		api = await ApiPromise.create({ provider: new WsProvider(node.url), noInitWarn: true });

		const metadata = await rpc<string>(node.url, "state_call", [
			"Metadata_metadata_at_version",
			"0x0f000000",
		]);
		const { specName, specVersion } = await rpc<{ specName: string; specVersion: number }>(
			node.url,
			"state_getRuntimeVersion",
		);
		const properties = await rpc<{ ss58Format: number; tokenDecimals: number; tokenSymbol: string }>(
			node.url,
			"system_properties",
		);
		digest = merkleizeMetadata(metadata as `0x${string}`, {
			base58Prefix: properties.ss58Format,
			decimals: properties.tokenDecimals,
			specName,
			specVersion,
			tokenSymbol: properties.tokenSymbol,
		}).digest();
	});
	afterAll(async () => {
		await api?.disconnect();
		await node?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	/** A transfer that is signed over a digest, up to the block that it comes into. */
	function transfer(digest: Uint8Array): Promise<string> {
		const metadataHash = `0x${Buffer.from(digest).toString("hex")}`;
		const [alice, bob] = ["//Alice", "//Bob"].map((uri) => new Keyring({ type: "sr25519" }).addFromUri(uri));
		return new Promise((done, failed) => {
			api.tx.balances
				.transferKeepAlive(bob.address, 10n ** 12n)
				.signAndSend(alice, { metadataHash, mode: 1 }, ({ status, dispatchError }) => {
					if (dispatchError) failed(new Error(dispatchError.toString()));
					else if (status.isInBlock) done(status.asInBlock.toHex());
				})
				.catch(failed);
		});
	}

	it("takes what was signed over this hash", async () => {
		expect(await transfer(digest)).toMatch(/^0x[0-9a-f]{64}$/);
	});

	it("refuses what was signed over other metadata", async () => {
		await expect(transfer(digest.map((byte) => byte ^ 1))).rejects.toThrow(/bad signature/);
	});
});

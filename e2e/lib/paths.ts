import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const target = process.env.CARGO_TARGET_DIR ?? resolve(root, "target");

/** The node that is tested. */
export const nodeBinary = process.env.SALUS_NODE ?? resolve(target, "release/salus-node");
/** The command that is tested. */
export const cliBinary = process.env.SALUS_CLI ?? resolve(target, "release/salus");

/** Fails with what to do about it when a binary is missing. */
export function requireBinaries(): void {
	for (const [variable, path] of [
		["SALUS_NODE", nodeBinary],
		["SALUS_CLI", cliBinary],
	]) {
		if (!existsSync(path!)) {
			throw new Error(
				`${path} is missing: build it with \`cargo build --release --workspace --bins\`, ` +
					`or say in ${variable} where it is`,
			);
		}
	}
}

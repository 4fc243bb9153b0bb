import { spawn } from "node:child_process";

import { cliBinary } from "./paths.js";

/** What a command said and how it ended. */
export interface Outcome {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
	/** The lines of standard output as JSON. */
	json<T = Record<string, unknown>>(): T[];
}

/** Runs a program to its end. */
export function run(
	program: string,
	args: string[],
	options: { input?: string; cwd?: string; env?: NodeJS.ProcessEnv; milliseconds?: number } = {},
): Promise<Outcome> {
	return new Promise((done, failed) => {
		const child = spawn(program, args, {
			...(options.cwd ? { cwd: options.cwd } : {}),
			env: { ...process.env, ...options.env },
			timeout: options.milliseconds ?? 120_000,
		});
		let stdout = "";
		let stderr = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
		child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
		child.once("error", failed);
		child.once("close", (status) =>
			done({
				status,
				stdout,
				stderr,
				json: <T>() =>
					stdout
						.split("\n")
						.filter((line) => line !== "")
						.map((line) => JSON.parse(line) as T),
			}),
		);
		// A program that refuses its arguments may not read what it is given.
		child.stdin.on("error", () => undefined);
		child.stdin.end(options.input ?? "");
	});
}

/** Runs `salus`. */
export function salus(
	args: string[],
	options: Parameters<typeof run>[2] = {},
): Promise<Outcome> {
	return run(cliBinary, args, options);
}

import { type ChildProcess, spawn } from "node:child_process";

import { nodeBinary } from "./paths.js";
import { blockNumber, until } from "./rpc.js";

/** A node that a test started. */
export interface TestNode {
	/** Where it answers, as a WebSocket address; HTTP answers on the same port. */
	readonly url: string;
	/** What it has logged. */
	log(): string;
	/** Ends it and waits until it has ended. */
	stop(): Promise<void>;
}

/** Asks a process of ours to end, and waits. */
export async function stopProcess(child: ChildProcess, milliseconds = 30_000): Promise<number | null> {
	if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
	const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
	child.kill("SIGTERM");
	const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
	const code = await ended;
	clearTimeout(timer);
	return code;
}

/**
 * Starts a development chain on ports of its own. It is forgotten afterwards, unless it has a home:
 * a folder for its database, and the port of JSON-RPC.
 */
export async function startNode(
	options: string[] = [],
	home?: { base: string; port: number },
): Promise<TestNode> {
	const child = spawn(
		nodeBinary,
		[
			...["--dev", "--rpc-port", String(home?.port ?? 0), "--rpc-cors", "all"],
			...(home ? ["--base-path", home.base] : ["--tmp"]),
			...["--listen-addr", "/ip4/127.0.0.1/tcp/0", "--no-mdns", "--no-prometheus"],
			...options,
		],
		{ stdio: ["ignore", "ignore", "pipe"] },
	);
	let log = "";
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		// The beginning names the address, the end says what went wrong.
		log = log.length > 400_000 ? log.slice(0, 20_000) + log.slice(-100_000) + text : log + text;
	});
	const stop = async () => void (await stopProcess(child));
	// A test run that is interrupted leaves no node behind.
	process.once("exit", () => child.kill("SIGKILL"));
	try {
		const url = await until("the node's address", async () => {
			if (child.exitCode !== null) throw new Error("the node has ended");
			const port = /Running JSON-RPC server: addr=127\.0\.0\.1:(\d+)/.exec(log)?.[1];
			return port && `ws://127.0.0.1:${port}`;
		});
		// A chain that was kept has blocks already: one more than it had.
		const had = await until("an answer", async () => ({ block: await blockNumber(url) }));
		await until("a new block", async () => (await blockNumber(url)) > had.block);
		return { url, log: () => log, stop };
	} catch (error) {
		await stop();
		throw new Error(`the node did not start: ${error}\n${log.slice(-4_000)}`);
	}
}

/** An error that the node answered. */
export class RpcError extends Error {
	constructor(
		readonly code: number,
		message: string,
		readonly data: unknown,
	) {
		super(message);
	}
}

/** Asks a node over HTTP; throws what it answers as an error. */
export async function rpc<T = unknown>(
	url: string,
	method: string,
	params: unknown[] | Record<string, unknown> = [],
): Promise<T> {
	const response = await fetch(url.replace(/^ws/, "http"), {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
		signal: AbortSignal.timeout(30_000),
	});
	const body = (await response.json()) as {
		result?: T;
		error?: { code: number; message: string; data?: unknown };
	};
	if (body.error) throw new RpcError(body.error.code, body.error.message, body.error.data);
	return body.result as T;
}

/** The height of a block, the best one unless told. */
export async function blockNumber(url: string, hash?: string): Promise<number> {
	const header = await rpc<{ number: string }>(url, "chain_getHeader", hash ? [hash] : []);
	return Number(header.number);
}

/** The height of the last final block. */
export async function finalizedNumber(url: string): Promise<number> {
	return blockNumber(url, await rpc<string>(url, "chain_getFinalizedHead"));
}

/** Waits until `condition` answers something, or time is up. */
export async function until<T>(
	what: string,
	condition: () => Promise<T | undefined | false>,
	milliseconds = 60_000,
): Promise<T> {
	const deadline = Date.now() + milliseconds;
	let last: unknown;
	for (;;) {
		try {
			const answer = await condition();
			if (answer !== undefined && answer !== false) return answer;
		} catch (error) {
			last = error;
		}
		if (Date.now() > deadline) throw new Error(`${what}: not within ${milliseconds} ms`, { cause: last });
		await new Promise((wake) => setTimeout(wake, 200));
	}
}

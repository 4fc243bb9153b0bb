/**
 * Sends transfers at a steady rate to the nodes of a network and measures how long each takes from
 * being submitted to being seen in a final block. `scripts/bench-network` starts it.
 *
 *   tsx bench/network.ts --seconds 300 --rate 50 ws://... [ws://...]
 */
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import type { KeyringPair } from "@polkadot/keyring/types";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		seconds: { type: "string", default: "300" },
		rate: { type: "string", default: "50" },
		accounts: { type: "string", default: "50" },
		limit: { type: "string", default: "6000" },
		json: { type: "boolean", default: false },
	},
});
const seconds = Number(values.seconds);
const rate = Number(values.rate);
const count = Number(values.accounts);
const limit = Number(values.limit);
if (positionals.length === 0 || !(seconds > 0) || !(rate > 0) || !(count > 0)) {
	console.error("usage: tsx bench/network.ts [--seconds N] [--rate N] [--accounts N] [--json] ws://...");
	process.exit(2);
}

const apis = await Promise.all(
	positionals.map((url) => ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true })),
);
const first = apis[0];
const keyring = new Keyring({ type: "sr25519" });
const alice = keyring.addFromUri("//Alice");

/** Signs and sends one transaction and waits until it is final. */
function settle(tx: ReturnType<ApiPromise["tx"]["system"]["remark"]>, signer: KeyringPair): Promise<void> {
	return new Promise((done, failed) => {
		tx.signAndSend(signer, ({ status, dispatchError }) => {
			if (dispatchError) failed(new Error(dispatchError.toString()));
			if (status.isFinalized) done();
		}).catch(failed);
	});
}

const unit = 10n ** BigInt(first.registry.chainDecimals[0] ?? 12);
const senders = Array.from({ length: count }, (_, i) => keyring.addFromUri(`//Alice//bench//${i}`));
const funding = senders.map((to) => first.tx.balances.transferKeepAlive(to.address, 100n * unit));
await settle(first.tx.utility.batchAll(funding), alice);
const nonces = await Promise.all(
	senders.map(async (one) => (await first.rpc.system.accountNextIndex(one.address)).toNumber()),
);

/** A transaction: when and where it was submitted, and by whom. */
interface Sent {
	readonly began: number;
	readonly sender: number;
	readonly nonce: number;
	readonly node: number;
}
/** What is not final yet, by its hash. */
const open = new Map<string, Sent>();
const latencies: number[] = [];
/** What took longer than the limit: whose it was says whether one account stood still, or one node. */
const slow: (Omit<Sent, "began"> & { block: number; milliseconds: number; after: number })[] = [];
/**
 * Where a transaction was once it had taken longer than the limit: the nodes that hold it ready for
 * a block, and the nonce that each expects of its sender. One that a single node holds was not passed
 * on; one that none holds waits for an earlier nonce, or was dropped.
 */
const stuck: (Omit<Sent, "began"> & { hash: string; readyAt: number[]; expected: number[] })[] = [];
const looked = new Set<string>();
const refused: string[] = [];

// Every final block, in order, also those that a notification skipped.
let next = (await first.rpc.chain.getHeader(await first.rpc.chain.getFinalizedHead())).number.toNumber() + 1;
let chain = Promise.resolve();
let start = performance.now();
const unsubscribe = await first.rpc.chain.subscribeFinalizedHeads((head) => {
	const seen = performance.now();
	const last = head.number.toNumber();
	const from = next;
	next = Math.max(next, last + 1);
	chain = chain.then(async () => {
		for (let number = from; number <= last; number++) {
			const block = await first.rpc.chain.getBlock(await first.rpc.chain.getBlockHash(number));
			for (const extrinsic of block.block.extrinsics) {
				const hash = extrinsic.hash.toHex();
				const sent = open.get(hash);
				if (sent === undefined) continue;
				open.delete(hash);
				const { began, ...who } = sent;
				const milliseconds = Math.round(seen - began);
				latencies.push(seen - began);
				if (milliseconds >= limit) {
					slow.push({ ...who, block: number, milliseconds, after: Math.round(began - start) });
				}
			}
		}
	});
});

/** Asks all nodes about a transaction that is over the limit: a few are enough to see a cause. */
async function look(): Promise<void> {
	for (const [hash, { began, ...who }] of open) {
		if (stuck.length >= 20) return;
		if (looked.has(hash) || performance.now() - began < limit) continue;
		looked.add(hash);
		const { address } = senders[who.sender];
		const answers = await Promise.all(
			apis.map(async (api) => {
				const [ready, nonce] = await Promise.all([
					api.rpc.author.pendingExtrinsics(),
					api.rpc.system.accountNextIndex(address),
				]);
				return { holds: ready.some((tx) => tx.hash.toHex() === hash), expected: nonce.toNumber() };
			}),
		);
		const readyAt = answers.flatMap(({ holds }, node) => (holds ? [node] : []));
		stuck.push({ ...who, hash, readyAt, expected: answers.map(({ expected }) => expected) });
	}
}
let looking: Promise<void> | undefined;
const looks = setInterval(() => {
	// One look at a time: it must not become a load of its own.
	looking ??= look()
		.catch((error: Error) => console.error(`cannot look: ${error.message}`))
		.finally(() => (looking = undefined));
}, 1_000);

const total = seconds * rate;
start = performance.now();
let late = 0;
for (let i = 0; i < total; i++) {
	const due = start + (i * 1_000) / rate;
	const wait = due - performance.now();
	if (wait > 0) await new Promise((wake) => setTimeout(wake, wait));
	else late = Math.max(late, -wait);
	const index = i % count;
	const api = apis[i % apis.length];
	const to = senders[(index + 1) % count].address;
	const tx = api.tx.balances.transferKeepAlive(to, unit / 1_000n);
	// Signed from what is known already: a question to the node for each would measure that instead.
	tx.sign(senders[index], {
		nonce: nonces[index]++,
		era: api.registry.createType("ExtrinsicEra"),
		blockHash: api.genesisHash,
		genesisHash: api.genesisHash,
		runtimeVersion: api.runtimeVersion,
	});
	const hash = tx.hash.toHex();
	open.set(hash, {
		began: performance.now(),
		sender: index,
		nonce: tx.nonce.toNumber(),
		node: i % apis.length,
	});
	api.rpc.author.submitExtrinsic(tx).catch((error: Error) => {
		open.delete(hash);
		refused.push(error.message);
	});
}
const sending = (performance.now() - start) / 1_000;
const deadline = Date.now() + 60_000;
while (open.size > 0 && Date.now() < deadline) await new Promise((wake) => setTimeout(wake, 250));
unsubscribe();
clearInterval(looks);
await looking;
await chain;

latencies.sort((a, b) => a - b);
const percentile = (p: number) =>
	Math.round(latencies[Math.min(latencies.length - 1, Math.ceil((p / 100) * latencies.length) - 1)] ?? NaN);
const report = {
	nodes: apis.length,
	submitted: total,
	perSecond: Math.round((total / sending) * 10) / 10,
	finalised: latencies.length,
	refused: refused.length,
	missing: open.size,
	milliseconds: {
		p50: percentile(50),
		p90: percentile(90),
		p99: percentile(99),
		max: Math.round(latencies.at(-1) ?? NaN),
	},
	mostBehindSchedule: Math.round(late),
	slow: slow.length,
	slowest: slow.sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 20),
	stuck,
};
if (values.json) console.log(JSON.stringify(report));
else {
	console.log(`${report.submitted} transfers to ${report.nodes} nodes, ${report.perSecond} a second`);
	console.log(`${report.finalised} final, ${report.refused} refused, ${report.missing} missing after a minute`);
	const { p50, p90, p99, max } = report.milliseconds;
	console.log(`submit to finalised: p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms, longest ${max} ms`);
	for (const one of report.slowest) console.log(`slow: ${JSON.stringify(one)}`);
	for (const one of report.stuck) console.log(`while it was over the limit: ${JSON.stringify(one)}`);
	console.log(`the sender was at most ${report.mostBehindSchedule} ms behind its schedule`);
}
if (refused.length > 0) console.error(`first refusal: ${refused[0]}`);
await Promise.all(apis.map((api) => api.disconnect()));
const good = latencies.length === total && report.milliseconds.p99 < limit;
process.exit(good ? 0 : 1);

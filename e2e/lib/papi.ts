import { Keyring } from "@polkadot/keyring";
import type { KeyringPair } from "@polkadot/keyring/types";
import { cryptoWaitReady } from "@polkadot/util-crypto";
import { type PolkadotClient, type PolkadotSigner, type TxFinalizedPayload, createClient } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws";
import { WebSocket } from "ws";

/** A PAPI client of a node. `destroy()` it. */
export function connect(url: string): PolkadotClient {
	return createClient(
		getWsProvider(url, { websocketClass: WebSocket as unknown as typeof globalThis.WebSocket }),
	);
}

/** A key and what PAPI signs with. */
export interface Account {
	readonly address: string;
	readonly pair: KeyringPair;
	readonly signer: PolkadotSigner;
}

/** The account of a secret URI, such as `//Alice`. */
export async function account(uri: string): Promise<Account> {
	await cryptoWaitReady();
	const pair = new Keyring({ type: "sr25519", ss58Format: 42 }).addFromUri(uri);
	return {
		address: pair.address,
		pair,
		signer: getPolkadotSigner(pair.publicKey, "Sr25519", (payload) => pair.sign(payload)),
	};
}

/** The event of that pallet and name among those of a transaction. */
export function event<T = Record<string, unknown>>(
	result: TxFinalizedPayload,
	pallet: string,
	name: string,
): T | undefined {
	const found = result.events.find((one) => one.type === pallet && one.value.type === name);
	return found?.value.value as T | undefined;
}

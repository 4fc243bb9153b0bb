// Stands in for an HSM or KMS client in tests of `--signer cmd:`. Plain JavaScript, because `salus`
// starts it by itself:
//
//   node hsm.mjs SECRET SCHEME LOG --account     prints `SCHEME ACCOUNT`
//   node hsm.mjs SECRET SCHEME LOG < payload     prints the signature as hex
//
// It notes in LOG how long each payload was that it signed.
import { appendFileSync, readFileSync } from "node:fs";

import { Keyring } from "@polkadot/keyring";
import { u8aToHex } from "@polkadot/util";
import { cryptoWaitReady } from "@polkadot/util-crypto";

const [secret, scheme, log, question] = process.argv.slice(2);
await cryptoWaitReady();
const pair = new Keyring({ type: scheme, ss58Format: 42 }).addFromUri(secret);
if (question === "--account") {
	console.log(`${scheme} ${pair.address}`);
} else {
	const payload = readFileSync(0);
	appendFileSync(log, `${payload.length}\n`);
	console.log(u8aToHex(pair.sign(payload)));
}

/** What integrators use unpatched: PAPI and @polkadot/api. */
import { ApiPromise, WsProvider } from "@polkadot/api";
import { Binary, Enum, type PolkadotClient } from "polkadot-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type TestNode, startNode } from "../lib/node.js";
import { type Account, account, connect, event } from "../lib/papi.js";
import { rpc } from "../lib/rpc.js";

const unit = 10n ** 12n;

let node: TestNode;
let alice: Account;
beforeAll(async () => {
	node = await startNode();
	alice = await account("//Alice");
});
afterAll(() => node?.stop());

describe("PAPI", () => {
	let client: PolkadotClient;
	let api: ReturnType<PolkadotClient["getUnsafeApi"]>;
	beforeAll(() => {
		client = connect(node.url);
		api = client.getUnsafeApi();
	});
	afterAll(() => client?.destroy());

	/** Gives an account tokens. */
	async function fund(address: string, amount: bigint): Promise<void> {
		const result = await api.tx.Balances.transfer_keep_alive({
			dest: Enum("Id", address),
			value: amount,
		}).signAndSubmit(alice.signer);
		expect(result.ok).toBe(true);
	}

	it("reads metadata V16", async () => {
		const metadata = await rpc<string>(node.url, "state_call", [
			"Metadata_metadata_at_version",
			"0x10000000",
		]);
		// Option::Some, a length, "meta", version 16.
		expect(metadata).toMatch(/^0x01([0-9a-f]{2}){4}6d65746110/);
		const version = await api.constants.System.Version();
		expect(version).toMatchObject({ spec_name: "salus" });
		expect(await api.constants.Aura.SlotDuration()).toBe(2_000n);
	});

	it("signs a domain call and decodes its event by name", async () => {
		const founder = await account("//e2e//founder");
		await fund(founder.address, 100n * unit);
		const result = await api.tx.Participants.register_organisation({
			controller: undefined,
		}).signAndSubmit(founder.signer);
		expect(result.ok).toBe(true);
		const registered = event<{ organisation: number; controller: string }>(
			result,
			"Participants",
			"OrganisationRegistered",
		);
		expect(registered).toMatchObject({ controller: founder.address });

		const stored = await api.query.Participants.ControllerOf.getValue(founder.address);
		expect(stored).toBe(registered!.organisation);
	});

	it("names the error of a call that fails, and the call changes nothing", async () => {
		const stranger = await account("//e2e//stranger");
		await fund(stranger.address, 100n * unit);
		const result = await api.tx.Participants.accept_membership({
			organisation: 4_000_000_000,
		}).signAndSubmit(stranger.signer);
		expect(result.ok).toBe(false);
		expect(result.dispatchError).toMatchObject({
			type: "Module",
			value: { type: "Participants", value: { type: "NotInvited" } },
		});
		expect(event(result, "Participants", "MemberJoined")).toBeUndefined();
	});

	it("calls a runtime API", async () => {
		const found = await api.apis.ParticipantsApi.organisation(Enum("Id", 1));
		expect(found).toMatchObject({ id: 1 });
		const credentials = (await api.apis.ParticipantsApi.credentials(
			Enum("Organisation", 1),
		)) as { status: { type: string } }[];
		expect(credentials.length).toBeGreaterThan(0);
		expect(credentials[0]).toMatchObject({ status: { type: "Valid" } });
		const answer = await api.apis.SupplyChainApi.verify_pack({
			gtin: 8_904_000_210_037n,
			serial: Binary.fromText("NOBODY-KNOWS-IT"),
			lot: undefined,
			expiry: undefined,
			proof: undefined,
		});
		expect(answer).toMatchObject({
			verified: false,
			failure: { type: "NoMatchGtinSerial" },
			dispensable: false,
		});
	});

	it("lets a sponsored account without tokens sign its first transaction", async () => {
		const patient = await account(`//e2e//patient//${Date.now()}`);
		const balance = () => api.query.System.Account.getValue(patient.address);
		expect(await balance()).toMatchObject({ nonce: 0, data: { free: 0n } });

		const sponsored = await api.tx.Sponsorship.sponsor({
			account: patient.address,
			terms: {
				fee_allowance: 10n * unit,
				deposit_allowance: 10n * unit,
				period: 86_400_000n,
				until: undefined,
			},
		}).signAndSubmit(alice.signer);
		expect(sponsored.ok).toBe(true);

		const result = await api.tx.Participants.register_organisation({
			controller: undefined,
		}).signAndSubmit(patient.signer);
		expect(result.ok).toBe(true);
		expect(event(result, "Participants", "OrganisationRegistered")).toMatchObject({
			controller: patient.address,
		});
		// It signed, and still has nothing: the sponsor paid.
		expect(await balance()).toMatchObject({ nonce: 1, data: { free: 0n } });
	});

	it("refuses a sponsored account that tips, or wraps what its sponsor pays for", async () => {
		const greedy = await account(`//e2e//greedy//${Date.now()}`);
		const sponsored = await api.tx.Sponsorship.sponsor({
			account: greedy.address,
			terms: {
				fee_allowance: 10n * unit,
				deposit_allowance: 10n * unit,
				period: 86_400_000n,
				until: undefined,
			},
		}).signAndSubmit(alice.signer);
		expect(sponsored.ok).toBe(true);

		const call = api.tx.Participants.register_organisation({ controller: undefined });
		await expect(call.signAndSubmit(greedy.signer, { tip: 1n })).rejects.toThrow(/Payment/);
		const wrapped = api.tx.Utility.batch_all({ calls: [call.decodedCall] });
		await expect(wrapped.signAndSubmit(greedy.signer)).rejects.toThrow(/Payment/);
	});

	it("refuses an account without tokens and without a sponsor", async () => {
		const poor = await account(`//e2e//poor//${Date.now()}`);
		const call = api.tx.System.remark({ remark: Binary.fromText("hello") });
		await expect(call.signAndSubmit(poor.signer)).rejects.toThrow(/Payment/);
	});
});

describe("@polkadot/api", () => {
	let api: ApiPromise;
	beforeAll(async () => {
		api = await ApiPromise.create({ provider: new WsProvider(node.url), noInitWarn: true });
	});
	afterAll(() => api?.disconnect());

	it("decodes the runtime and formats its tokens", () => {
		expect(api.runtimeVersion.specName.toString()).toBe("salus");
		expect(api.registry.chainTokens).toEqual(["SALUS"]);
		expect(api.registry.chainDecimals).toEqual([12]);
		expect(api.registry.chainSS58).toBe(42);
		expect(api.tx.supplyChain.dispense.meta.args.map((arg) => arg.name.toString())).toEqual([
			"acting",
			"event",
			"items",
		]);
	});

	it("knows every extension that a transaction carries", () => {
		const warned = api.registry.signedExtensions;
		expect(warned).toContain("CheckMetadataHash");
		expect(warned).toContain("ChargeTransactionPayment");
	});

	it("signs a domain call, and reads its named error", async () => {
		const failure = await new Promise<string>((done, failed) => {
			api.tx.supplyChain
				.dispense(
					{ organisation: 4_000_000_000, capacity: "Dispenser" },
					{
						hash: `0x${"11".repeat(32)}`,
						time: Date.now(),
						bizStep: "Dispensing",
						disposition: null,
						readPoint: null,
						bizLocation: null,
					},
					[{ Sgtin: { gtin: 8_904_000_210_037, serial: "0x31" } }],
				)
				.signAndSend(alice.pair, { nonce: -1 }, ({ status, dispatchError }) => {
					if (!status.isInBlock) return;
					if (!dispatchError?.isModule) return failed(new Error("it succeeded"));
					const { section, name, docs } = api.registry.findMetaError(dispatchError.asModule);
					done(`${section}.${name}: ${docs.join(" ")}`);
				})
				.catch(failed);
		});
		expect(failure).toMatch(/^participants\.UnknownOrganisation: \S+/);
	});
});

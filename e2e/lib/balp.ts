/**
 * IHE Basic Audit Log Patterns 1.1, as far as `salus disclosures` claims them: what the profiles
 * PrivacyDisclosure.Source and AuthZconsent require beyond FHIR's AuditEvent.
 * https://profiles.ihe.net/ITI/BALP/
 */
import { isDeepStrictEqual } from "node:util";

interface Coding {
	readonly system?: string;
	readonly code?: string;
}

interface Agent {
	readonly type?: { readonly coding?: readonly Coding[] };
	readonly who?: { readonly display?: string; readonly reference?: string };
	readonly name?: string;
	readonly requestor: boolean;
	readonly network?: { readonly address?: string; readonly type?: string };
	readonly [element: string]: unknown;
}

interface Entity {
	readonly type?: Coding;
	readonly role?: Coding;
	readonly what?: { readonly type?: string; readonly identifier?: { readonly value?: string } };
	readonly detail?: readonly { readonly type: string; readonly valueString?: string }[];
}

/** An AuditEvent of FHIR R4. */
export interface AuditEvent {
	readonly resourceType: string;
	readonly id: string;
	readonly meta?: { readonly profile?: readonly string[] };
	readonly type: Coding;
	readonly subtype?: readonly Coding[];
	readonly action?: string;
	readonly recorded: string;
	readonly outcome?: string;
	readonly outcomeDesc?: string;
	readonly purposeOfEvent?: readonly object[];
	readonly agent: readonly Agent[];
	readonly source: { readonly observer: object };
	readonly entity?: readonly Entity[];
	readonly modifierExtension?: unknown;
}

const DCM = "http://dicom.nema.org/resources/ontology/DCM";
const TERMINOLOGY = "http://terminology.hl7.org/CodeSystem";
const PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit";
const is = (coding: Coding | undefined, system: string, code: string) =>
	coding?.system === system && coding.code === code;

/** What a slice of agents has to have, and what it must not have. */
interface Slice {
	readonly name: string;
	readonly system: string;
	readonly code: string;
	readonly requestor?: boolean;
	readonly network?: boolean;
	/** It is also who recorded the event (val-audit-source). */
	readonly observer?: boolean;
	readonly without?: readonly string[];
}

const DISCLOSURE: readonly Slice[] = [
	{ name: "source", system: DCM, code: "110153", network: true, observer: true },
	{ name: "recipient", system: DCM, code: "110152", network: true },
];
const AUTHORISATION: readonly Slice[] = [
	{
		...{ name: "client", system: DCM, code: "110150", network: true },
		without: ["role", "altId", "name", "location", "media", "purposeOfUse"],
	},
	{
		...{ name: "user", system: `${TERMINOLOGY}/v3-ParticipationType`, code: "IRCP", requestor: true },
		without: ["altId", "location", "media", "network"],
	},
	{
		...{ name: "userorg", system: `${TERMINOLOGY}/v3-RoleClass`, code: "PROV", requestor: false },
		without: ["role", "altId", "name", "location", "policy", "media", "network"],
	},
	{
		...{ name: "authorizer", system: `${TERMINOLOGY}/extra-security-role-type`, code: "authserver" },
		...{ requestor: false, observer: true },
		without: ["role", "altId", "name", "location", "policy", "media", "network", "purposeOfUse"],
	},
];

function agentFaults(event: AuditEvent, slice: Slice): string[] {
	const agents = event.agent.filter(({ type }) => type?.coding?.some((it) => is(it, slice.system, slice.code)));
	if (agents.length !== 1) return [`${agents.length} agents are the ${slice.name}`];
	const [agent] = agents;
	const faults = (slice.without ?? []).filter((element) => element in agent).map((element) => `has ${element}`);
	if (!agent.who) faults.push("has no who");
	if (slice.network && !agent.network) faults.push("has no network");
	if (slice.requestor !== undefined && agent.requestor !== slice.requestor) faults.push("is the requestor or not");
	if (slice.observer && !isDeepStrictEqual(agent.who, event.source.observer)) faults.push("is not the observer");
	return faults.map((fault) => `the ${slice.name} ${fault}`);
}

/** What an event lacks of the profile that it claims; nothing where it has all of it, or claims none. */
export function findProfileFaults(event: AuditEvent): string[] {
	const profile = event.meta?.profile?.[0];
	if (profile === undefined) return [];
	const entities = event.entity ?? [];
	const patients = entities.filter(({ type }) => is(type, `${TERMINOLOGY}/audit-entity-type`, "1"));
	const consents = entities.filter(({ type }) => is(type, "http://hl7.org/fhir/resource-types", "Consent"));
	const isPatient = (entity: Entity | undefined) =>
		is(entity?.role, `${TERMINOLOGY}/object-role`, "1") && entity?.what?.type === "Patient";
	const common: [boolean, string][] = [
		[event.modifierExtension === undefined, "no modifierExtension"],
		[event.outcome !== undefined, "an outcome"],
		[patients.length === 1 && isPatient(patients[0]), "one patient"],
		[entities.length >= 2, "two entities"],
	];
	const [slices, own]: [readonly Slice[], [boolean, string][]] =
		profile === `${PROFILES}.PrivacyDisclosure.Source`
			? [
					DISCLOSURE,
					[
						[is(event.type, DCM, "110106"), "Export"],
						[event.action === "R", "the action R"],
						[
							!!event.subtype?.some((it) => is(it, `${TERMINOLOGY}/iso-21089-lifecycle`, "disclose")),
							"the subtype disclose",
						],
					],
				]
			: profile === `${PROFILES}.AuthZconsent`
				? [
						AUTHORISATION,
						[
							[is(event.type, DCM, "110113"), "Security Alert"],
							[event.action === "E", "the action E"],
							[consents.length >= 1 && consents.every(({ what }) => what !== undefined), "a consent"],
							// The slices are closed.
							[patients.length + consents.length === entities.length, "no other entity"],
						],
					]
				: [[], [[false, "a profile that is known here"]]];
	return [
		...[...common, ...own].filter(([holds]) => !holds).map(([, what]) => `wants ${what}`),
		...slices.flatMap((slice) => agentFaults(event, slice)),
	];
}

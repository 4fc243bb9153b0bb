import { expect } from "vitest";

import type { Outcome } from "./cli.js";

/** What must succeed: the lines of its answer. */
export async function good<T = Record<string, unknown>>(outcome: Promise<Outcome>): Promise<T[]> {
	const { status, stdout, stderr, json } = await outcome;
	expect(status, stdout + stderr).toBe(0);
	return json<T>();
}

/** The only line of what must succeed. */
export async function one<T = Record<string, unknown>>(outcome: Promise<Outcome>): Promise<T> {
	const lines = await good<T>(outcome);
	expect(lines).toHaveLength(1);
	return lines[0]!;
}

/** What must be refused, by this rule of the chain or the command. */
export async function refused(
	code: string,
	outcome: Promise<Outcome>,
): Promise<{ rule: string | null; message: string }> {
	const { status, stdout, stderr } = await outcome;
	expect(status, stdout + stderr).toBe(1);
	const { error } = JSON.parse(stderr.trim().split("\n").at(-1)!) as {
		error: { code: string; rule: string | null; message: string };
	};
	expect(error.code, stderr).toBe(code);
	return error;
}

/** With its GS1 check digit. */
export function gs1(digits: string): string {
	const sum = [...digits].reverse().reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 1 : 3), 0);
	return digits + ((10 - (sum % 10)) % 10);
}

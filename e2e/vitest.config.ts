import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/**/*.test.ts"],
		globalSetup: ["lib/setup.ts"],
		// A block takes two seconds, finality some more.
		testTimeout: 90_000,
		hookTimeout: 120_000,
		// Each file starts nodes of its own, and waits for their blocks most of the time: four at once
		// keep two cores busy, more would make nodes miss their slots.
		pool: "forks",
		poolOptions: { forks: { minForks: 1, maxForks: 4 } },
		reporters: ["verbose"],
	},
});

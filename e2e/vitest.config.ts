import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/**/*.test.ts"],
		globalSetup: ["lib/setup.ts"],
		// A block takes two seconds, finality some more.
		testTimeout: 90_000,
		hookTimeout: 120_000,
		// Each file starts nodes of its own: more at once would fight for two cores.
		pool: "forks",
		poolOptions: { forks: { maxForks: 2 } },
		reporters: ["verbose"],
	},
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // The runtime starts slowly on a busy machine; a slow start is no failure.
    hookTimeout: 60_000,
    testTimeout: 30_000,
    // One process for all files: loading the local runtime costs more than the tests do.
    poolOptions: { forks: { singleFork: true, isolate: false } },
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Threads instead of child processes: there is nothing that could be killed or lose its connection under a test.
    pool: "threads",
  },
});

import { loadEnv } from "vite";
import { defineConfig } from "vitest/config";

export default defineConfig(({ command, mode }) => {
  // Without an address Vite would build a page that asks its own host for the API.
  if (command === "build" && !loadEnv(mode, import.meta.dirname).VITE_API_URL) {
    throw new Error(`VITE_API_URL is not set for the mode "${mode}". Set it in .env.${mode} or in the environment.`);
  }
  return { test: { include: ["tests/**/*.test.ts"], environment: "node" } };
});

import assert from "node:assert";
import { test } from "node:test";

test("is told no secret of the build", () => {
  const told = JSON.stringify(process.env);

  assert.ok(!told.includes("it-token-1f0c2a9b7e"), "the API token");
  assert.ok(!told.includes("it-payment-key-5d83e6"), "the Worker's secret");
});

import assert from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";

test("asks the API that the build is told", () => {
  assert.match(readFileSync("build.mjs", "utf8"), /process\.env\.API/);
});

import { test } from "node:test";

test.skip("answers 404 to what it does not know", () => {});

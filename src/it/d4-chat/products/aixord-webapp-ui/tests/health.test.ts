import { describe, expect, it } from "vitest";
import { askHealth, type Health } from "../src/health";
import { view } from "../src/view";

const API = "https://api.example";

const HEALTHY: Health = {
  status: "healthy",
  environment: "staging",
  version: "version-1",
  database: { ok: true, migration: "0046_default_preferences.sql" },
  storage: { ok: true },
};

describe("the page", () => {
  it("asks /health of the API it was built for", async () => {
    const asked: string[] = [];

    await askHealth(`${API}/any/path`, async (url) => {
      asked.push(String(url));
      return Response.json(HEALTHY);
    });

    expect(asked).toEqual(["https://api.example/health"]);
  });

  it("shows environment, version and the latest migration of a healthy API", async () => {
    const shown = view(await askHealth(API, async () => Response.json(HEALTHY)));

    expect(shown).toEqual({
      headline: "All is well.",
      facts: [
        ["Environment", "staging"],
        ["Version", "version-1"],
        ["Database", "answers, at 0046_default_preferences.sql"],
        ["Storage", "answers"],
      ],
    });
  });

  it("shows which part of a degraded API does not answer", async () => {
    const degraded = { ...HEALTHY, status: "degraded", database: { ok: false } };

    const shown = view(await askHealth(API, async () => Response.json(degraded, { status: 503 })));

    expect(shown.headline).toBe("The API has trouble.");
    expect(shown.facts).toContainEqual(["Database", "does not answer"]);
  });

  it.each([
    ["a page instead of the API", () => new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } })],
    ["JSON that is no health report", () => Response.json({ status: "ok" })],
    ["a connection that fails", () => Promise.reject(new TypeError("fetch failed"))],
  ])("does not take %s for an answer", async (_, answer) => {
    const finding = await askHealth(API, async () => answer());

    expect(finding.kind).toBe("unreachable");
    expect(view(finding).headline).toBe("The API cannot be reached.");
  });
});

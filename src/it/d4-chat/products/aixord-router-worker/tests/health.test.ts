import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Env, SECRET_NAMES } from "../src/environment";
import { caller, type Cloud, startCloud, VERSION } from "./cloud";

describe("/health", () => {
  let cloud: Cloud;
  beforeAll(async () => (cloud = await startCloud()));
  afterAll(() => cloud.stop());

  it("is healthy when the database and the bucket answer, and says which version answered", async () => {
    const answer = await cloud.call("GET", "/health");

    expect(answer.status).toBe(200);
    expect(answer.headers.get("X-Worker-Version")).toBe(VERSION);
    expect(await answer.json()).toEqual({
      status: "healthy",
      environment: "test",
      version: VERSION,
      database: { ok: true, plans: 4, migration: "0046_default_preferences.sql" },
      storage: { ok: true },
      secrets: { present: 0, expected: 12 },
    });
  });

  it.each([
    ["database", { DB: { prepare: () => fails("D1_ERROR: no such table: plans") } }],
    ["storage", { IMAGES: { list: () => fails("internal error") } }],
  ])("is degraded when the %s fails, and keeps the cause for the log", async (part, broken) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);

    const answer = await caller({ ...cloud.env, ...broken } as unknown as Env)("GET", "/health");

    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      status: "degraded",
      [part]: { ok: false, error: `The ${part} did not answer.` },
    });
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it("is degraded while no migration has been applied", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await cloud.env.DB.prepare("ALTER TABLE d1_migrations RENAME TO elsewhere").run();

    const answer = await cloud.call("GET", "/health");
    await cloud.env.DB.prepare("ALTER TABLE elsewhere RENAME TO d1_migrations").run();

    expect(await answer.json()).toMatchObject({ status: "degraded", database: { ok: false } });
    log.mockRestore();
  });

  it("tells which secrets are set, never what they are", async () => {
    const secrets = Object.fromEntries(SECRET_NAMES.slice(1).map((name) => [name, `value-of-${name}`]));
    const call = caller({ ...cloud.env, ...secrets });

    const health = await (await call("GET", "/health")).text();
    const config = await (await call("GET", "/api/v1/config")).text();

    expect(JSON.parse(health).secrets).toEqual({ present: 11, expected: 12 });
    expect(JSON.parse(config).secrets).toMatchObject({ PLATFORM_ANTHROPIC_KEY: false, RESEND_API_KEY: true });
    expect(health + config).not.toContain("value-of-");
  });
});

function fails(words: string): never {
  throw new Error(words);
}

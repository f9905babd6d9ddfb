import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cloud, migrations, register, startCloud } from "./cloud";

describe("the migrations", () => {
  let cloud: Cloud;
  beforeAll(async () => (cloud = await startCloud()));
  afterAll(() => cloud.stop());

  it("are numbered without a gap", () => {
    const numbers = migrations().map(({ name }) => Number(name.slice(0, 4)));

    expect(numbers).toEqual(Array.from({ length: 46 }, (_, index) => index + 1));
  });

  it("make the 70 tables of the product", async () => {
    const tables = await cloud.env.DB.prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'd1_migrations'
       AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND substr(name, 1, 4) <> '_cf_'`,
    ).all<{ name: string }>();
    const names = tables.results.map(({ name }) => name);

    expect(names).toHaveLength(70);
    expect(names).toEqual(
      expect.arrayContaining(["agent_instances", "agent_tasks", "secret_access_log", "security_classifications"]),
    );
  });

  it("keep the audit log from being rewritten, even when its actor goes", async () => {
    await register(cloud, "actor@example.org");
    await cloud.env.DB.prepare("INSERT INTO audit_log (actor_id, action, subject) SELECT id, 'login', 'session' FROM users").run();

    await expect(cloud.env.DB.prepare("UPDATE audit_log SET action = 'nothing'").run()).rejects.toThrow("append-only");
    await expect(cloud.env.DB.prepare("DELETE FROM audit_log").run()).rejects.toThrow("append-only");
    await cloud.env.DB.prepare("DELETE FROM users").run();

    const row = await cloud.env.DB.prepare("SELECT actor_id, action FROM audit_log").first();
    expect(row).toEqual({ actor_id: null, action: "login" });
  });

  it("let deliverables depend on each other, but not in a circle", async () => {
    await register(cloud, "planner@example.org");
    await cloud.env.DB.batch(
      [
        "INSERT INTO projects (id, owner_id, name) SELECT 'p', id, 'Circle' FROM users WHERE email = 'planner@example.org'",
        "INSERT INTO blueprint_scopes (id, project_id, title) VALUES ('s', 'p', 'Scope')",
        "INSERT INTO blueprint_deliverables (id, scope_id, title, done_when) VALUES ('a', 's', 'A', ''), ('b', 's', 'B', ''), ('c', 's', 'C', '')",
        "INSERT INTO deliverable_dependencies VALUES ('a', 'b'), ('b', 'c')",
      ].map((sql) => cloud.env.DB.prepare(sql)),
    );

    await expect(cloud.env.DB.prepare("INSERT INTO deliverable_dependencies VALUES ('c', 'a')").run()).rejects.toThrow("circle");
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import type { Env } from "../src/environment";
import worker from "../src/index";

const MIGRATIONS = join(import.meta.dirname, "..", "migrations");

export const VERSION = "0b5c3f1e-7a55-4c4e-9a53-6a8f0d3c1b11";

export interface Cloud {
  env: Env;
  call(method: string, path: string, options?: { body?: unknown; token?: string; headers?: HeadersInit }): Promise<Response>;
  stop(): Promise<void>;
}

export function migrations(): { name: string; sql: string }[] {
  return readdirSync(MIGRATIONS)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(MIGRATIONS, name), "utf8") }));
}

/** The Worker with a real, empty D1 and R2 in a local runtime, and every migration applied. */
export async function startCloud(): Promise<Cloud> {
  const runtime = new Miniflare({
    modules: true,
    script: "export default { fetch: () => new Response(null, { status: 404 }) };",
    compatibilityDate: "2026-04-01",
    d1Databases: { DB: "database" },
    r2Buckets: { IMAGES: "images" },
    cf: false,
  });
  const env = {
    DB: await runtime.getD1Database("DB"),
    IMAGES: await runtime.getR2Bucket("IMAGES"),
    CF_VERSION_METADATA: { id: VERSION, tag: "", timestamp: "2026-04-01T00:00:00Z" },
    ENVIRONMENT: "test",
    AUTH_SALT: "salt-of-the-tests",
    FRONTEND_URL: "https://page.example",
    GITHUB_REDIRECT_URI: "https://api.example/api/v1/github/callback",
  } as unknown as Env;
  await migrate(env.DB);
  return { env, call: caller(env), stop: () => runtime.dispose() };
}

export async function register(cloud: Cloud, email: string): Promise<string> {
  const body = { email, password: "correct horse battery", displayName: "Ada" };
  const answer = await cloud.call("POST", "/api/v1/register", { body });
  return ((await answer.json()) as { token: string }).token;
}

export function caller(env: Env): Cloud["call"] {
  return async (method, path, { body, token, headers } = {}) => {
    const request = new Request(`https://api.example${path}`, {
      method,
      headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
      body: body === undefined || typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
    });
    return worker.fetch(request as Parameters<typeof worker.fetch>[0], env);
  };
}

async function migrate(database: D1Database): Promise<void> {
  const record = "INSERT INTO d1_migrations (name) VALUES (?)";
  await database.batch([
    database.prepare(
      `CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
       applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    ),
    ...migrations().flatMap(({ name, sql }) => [database.prepare(sql), database.prepare(record).bind(name)]),
  ]);
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "../src/environment";
import worker from "../src/index";
import { LocalBucket } from "./bucket";
import { LocalDatabase } from "./database";

const MIGRATIONS = join(import.meta.dirname, "..", "migrations");

export const VERSION = "0b5c3f1e-7a55-4c4e-9a53-6a8f0d3c1b11";

export interface Cloud {
  env: Env;
  call(method: string, path: string, options?: { body?: unknown; token?: string; headers?: HeadersInit }): Promise<Response>;
  stop(): void;
}

export function migrations(): { name: string; sql: string }[] {
  return readdirSync(MIGRATIONS)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(MIGRATIONS, name), "utf8") }));
}

/** The Worker with an empty bucket and a database that has every migration. */
export async function startCloud(): Promise<Cloud> {
  const database = await LocalDatabase.open();
  const env = {
    DB: database,
    IMAGES: new LocalBucket(),
    CF_VERSION_METADATA: { id: VERSION, tag: "", timestamp: "2026-04-01T00:00:00Z" },
    ENVIRONMENT: "test",
    AUTH_SALT: "salt-of-the-tests",
    FRONTEND_URL: "https://page.example",
    GITHUB_REDIRECT_URI: "https://api.example/api/v1/github/callback",
  } as unknown as Env;
  await migrate(env.DB);
  return { env, call: caller(env), stop: () => database.close() };
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

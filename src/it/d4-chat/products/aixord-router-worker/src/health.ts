import { type Env, secretsPresent } from "./environment";
import { json } from "./http";
import type { Call } from "./router";

type Part<T> = ({ ok: true } & T) | { ok: false; error: string };

/** Asks the database and the bucket each time: an answer from memory would be no proof. */
export async function health({ env }: Call): Promise<Response> {
  const [database, storage] = await Promise.all([
    probe("database", () => askDatabase(env)),
    probe("storage", () => askBucket(env)),
  ]);
  const healthy = database.ok && storage.ok;
  const secrets = Object.values(secretsPresent(env));
  return json(
    {
      status: healthy ? "healthy" : "degraded",
      environment: env.ENVIRONMENT,
      version: env.CF_VERSION_METADATA.id,
      database,
      storage,
      secrets: { present: secrets.filter(Boolean).length, expected: secrets.length },
    },
    healthy ? 200 : 503,
  );
}

async function askDatabase(env: Env): Promise<{ plans: number; migration: string | null }> {
  const row = await env.DB.prepare(
    `SELECT (SELECT COUNT(*) FROM plans) AS plans,
            (SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1) AS migration`,
  ).first<{ plans: number; migration: string | null }>();
  if (!row) {
    throw new Error("the query had no row");
  }
  return row;
}

async function askBucket(env: Env): Promise<Record<never, never>> {
  await env.IMAGES.list({ limit: 1 });
  return {};
}

async function probe<T extends object>(part: string, ask: () => Promise<T>): Promise<Part<T>> {
  try {
    return { ok: true, ...(await ask()) };
  } catch (error) {
    console.error(`health: ${part} failed:`, error);
    return { ok: false, error: `The ${part} did not answer.` };
  }
}

/** What the API's `/health` answers. */
export interface Health {
  status: "healthy" | "degraded";
  environment: string;
  version: string;
  database: { ok: boolean; migration?: string };
  storage: { ok: boolean };
}

export type Finding = { kind: "answered"; health: Health } | { kind: "unreachable"; reason: string };

const PATIENCE_MILLISECONDS = 10_000;

/** Asks the API how it is. A degraded API answers 503 with the same body, so the status alone decides nothing. */
export async function askHealth(apiUrl: string, ask: typeof fetch = fetch): Promise<Finding> {
  let body: unknown;
  try {
    const answer = await ask(new URL("/health", apiUrl), { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    const type = answer.headers.get("Content-Type") ?? "no content type";
    if (!type.startsWith("application/json")) {
      return { kind: "unreachable", reason: `${apiUrl} answered ${answer.status} with ${type}, not JSON` };
    }
    body = await answer.json();
  } catch (error) {
    return { kind: "unreachable", reason: error instanceof Error ? error.message : String(error) };
  }
  if (!isHealth(body)) {
    return { kind: "unreachable", reason: `${apiUrl} answered JSON that is no health report` };
  }
  return { kind: "answered", health: body };
}

function isHealth(body: unknown): body is Health {
  const health = body as Partial<Health> | null;
  return (
    (health?.status === "healthy" || health?.status === "degraded") &&
    typeof health.environment === "string" &&
    typeof health.version === "string" &&
    typeof health.database?.ok === "boolean" &&
    typeof health.storage?.ok === "boolean"
  );
}

/** An answer other than success, for the caller to read. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store", ...headers },
  });
}

export async function readObject(request: Request): Promise<Record<string, unknown>> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    throw new Refusal(400, "The body is not JSON.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Refusal(400, "The body must be a JSON object.");
  }
  return body as Record<string, unknown>;
}

export function text(body: Record<string, unknown>, field: string, shortest: number, longest: number): string {
  const value = body[field];
  if (typeof value !== "string" || value.trim().length < shortest || value.length > longest) {
    throw new Refusal(400, `"${field}" must be text of ${shortest} to ${longest} characters.`);
  }
  return value.trim();
}

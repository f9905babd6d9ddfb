import type { Env } from "./environment";
import { Refusal } from "./http";

export interface Call {
  request: Request;
  env: Env;
  parameters: Record<string, string>;
}

type Handler = (call: Call) => Promise<Response> | Response;

export interface Route {
  method: string;
  pattern: RegExp;
  handler: Handler;
}

/** `:name` in a path stands for one segment. */
export function route(method: string, path: string, handler: Handler): Route {
  return { method, pattern: new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`), handler };
}

export async function dispatch(routes: Route[], request: Request, env: Env): Promise<Response> {
  const path = new URL(request.url).pathname;
  const reachable = routes.filter(({ pattern }) => pattern.test(path));
  if (reachable.length === 0) {
    throw new Refusal(404, `There is nothing at ${path}.`);
  }
  const wanted = request.method === "HEAD" ? "GET" : request.method;
  const chosen = reachable.find(({ method }) => method === wanted);
  if (!chosen) {
    const allowed = reachable.map(({ method }) => method).join(", ");
    throw new Refusal(405, `${path} answers ${allowed} only.`, { Allow: allowed });
  }
  return chosen.handler({ request, env, parameters: parametersOf(chosen.pattern, path) });
}

function parametersOf(pattern: RegExp, path: string): Record<string, string> {
  const segments = Object.entries(pattern.exec(path)?.groups ?? {});
  try {
    return Object.fromEntries(segments.map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    throw new Refusal(400, "The path is not valid percent-encoding.");
  }
}

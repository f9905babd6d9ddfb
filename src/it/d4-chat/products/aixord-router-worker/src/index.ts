import { login, register } from "./accounts";
import { stripeEvent } from "./billing";
import { type Env, secretsPresent } from "./environment";
import { connectGitHub, finishGitHub } from "./github";
import { health } from "./health";
import { json, Refusal } from "./http";
import { deleteImage, getImage, listImages, putImage } from "./images";
import { createProject, listMessages, listProjects, postMessage } from "./projects";
import { type Call, dispatch, route } from "./router";

const ROUTES = [
  route("GET", "/health", health),
  route("GET", "/api/v1/config", config),
  route("POST", "/api/v1/register", register),
  route("POST", "/api/v1/login", login),
  route("GET", "/api/v1/projects", listProjects),
  route("POST", "/api/v1/projects", createProject),
  route("GET", "/api/v1/projects/:project/messages", listMessages),
  route("POST", "/api/v1/projects/:project/messages", postMessage),
  route("GET", "/api/v1/projects/:project/images", listImages),
  route("GET", "/api/v1/projects/:project/images/:image", getImage),
  route("PUT", "/api/v1/projects/:project/images/:image", putImage),
  route("DELETE", "/api/v1/projects/:project/images/:image", deleteImage),
  route("GET", "/api/v1/github/connect", connectGitHub),
  route("GET", "/api/v1/github/callback", finishGitHub),
  route("POST", "/api/v1/stripe/events", stripeEvent),
];

export default {
  async fetch(request, env): Promise<Response> {
    const answer = request.method === "OPTIONS" ? preflight() : await answered(request, env);
    answer.headers.set("X-Worker-Version", env.CF_VERSION_METADATA.id);
    answer.headers.set("Access-Control-Allow-Origin", env.FRONTEND_URL);
    answer.headers.set("Vary", "Origin");
    return answer;
  },
} satisfies ExportedHandler<Env>;

async function answered(request: Request, env: Env): Promise<Response> {
  try {
    return await dispatch(ROUTES, request, env);
  } catch (error) {
    if (error instanceof Refusal) {
      return json({ error: error.message }, error.status, error.headers);
    }
    const reference = crypto.randomUUID();
    console.error(`${reference}: ${request.method} ${new URL(request.url).pathname} failed:`, error);
    return json({ error: "Something went wrong here.", reference }, 500);
  }
}

function config({ env }: Call): Response {
  return json({ environment: env.ENVIRONMENT, frontendUrl: env.FRONTEND_URL, secrets: secretsPresent(env) });
}

function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
      "Access-Control-Allow-Headers": "Authorization, Content-Type",
      "Access-Control-Max-Age": "600",
    },
  });
}

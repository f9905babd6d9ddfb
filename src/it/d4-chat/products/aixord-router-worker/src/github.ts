import { signedIn } from "./accounts";
import { encrypt, randomHex, sha256 } from "./crypto";
import type { Env } from "./environment";
import { json, Refusal } from "./http";
import type { Call } from "./router";

/** Tells the page where to send the user to connect a GitHub account. */
export async function connectGitHub(call: Call): Promise<Response> {
  const user = await signedIn(call);
  const { clientId } = application(call.env);
  const state = randomHex(32);
  await call.env.DB.prepare(
    "INSERT INTO oauth_states (state_hash, user_id, expires_at) VALUES (?, ?, datetime('now', '+10 minutes'))",
  )
    .bind(await sha256(state), user.id)
    .run();
  const target = new URL("https://github.com/login/oauth/authorize");
  target.searchParams.set("client_id", clientId);
  target.searchParams.set("redirect_uri", call.env.GITHUB_REDIRECT_URI);
  target.searchParams.set("scope", "repo:status");
  target.searchParams.set("state", state);
  return json({ location: target.href });
}

/** Where GitHub sends the user back to: trades the code for a token and keeps the token encrypted. */
export async function finishGitHub({ request, env }: Call): Promise<Response> {
  const { encryptionKey } = application(env);
  const query = new URL(request.url).searchParams;
  const userId = await redeemState(env, query.get("state") ?? "");
  const { token, scopes } = await tokenFor(env, query.get("code") ?? "");
  const login = await loginOf(token);
  await env.DB.prepare(
    `INSERT INTO github_connections (user_id, github_login, encrypted_token, scopes) VALUES (?, ?, ?, ?)
     ON CONFLICT (user_id) DO UPDATE SET github_login = excluded.github_login,
       encrypted_token = excluded.encrypted_token, scopes = excluded.scopes, connected_at = CURRENT_TIMESTAMP`,
  )
    .bind(userId, login, await encrypt(encryptionKey, token), scopes)
    .run();
  return new Response(null, { status: 303, headers: { Location: env.FRONTEND_URL } });
}

function application(env: Env) {
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GITHUB_TOKEN_ENCRYPTION_KEY } = env;
  if (!GITHUB_CLIENT_ID || !GITHUB_CLIENT_SECRET || !GITHUB_TOKEN_ENCRYPTION_KEY) {
    throw new Refusal(503, "GitHub is not configured here.");
  }
  return {
    clientId: GITHUB_CLIENT_ID,
    clientSecret: GITHUB_CLIENT_SECRET,
    encryptionKey: GITHUB_TOKEN_ENCRYPTION_KEY,
  };
}

/** A state is good for one use, so it is deleted by the very statement that reads it. */
async function redeemState(env: Env, state: string): Promise<string> {
  const row = await env.DB.prepare(
    "DELETE FROM oauth_states WHERE state_hash = ? AND expires_at > datetime('now') RETURNING user_id",
  )
    .bind(await sha256(state))
    .first<{ user_id: string }>();
  if (!row) {
    throw new Refusal(400, "This link to GitHub has been used or has run out. Connect again.");
  }
  return row.user_id;
}

async function tokenFor(env: Env, code: string): Promise<{ token: string; scopes: string }> {
  const { clientId, clientSecret } = application(env);
  const answer = await fetch("https://github.com/login/oauth/access_token", {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, code }),
  });
  const body = answer.ok ? ((await answer.json()) as { access_token?: string; scope?: string }) : {};
  if (!body.access_token) {
    throw new Refusal(502, "GitHub did not accept the code. Connect again.");
  }
  return { token: body.access_token, scopes: body.scope ?? "" };
}

async function loginOf(token: string): Promise<string> {
  const answer = await fetch("https://api.github.com/user", {
    headers: { Authorization: `Bearer ${token}`, "User-Agent": "aixord-router-worker" },
  });
  if (!answer.ok) {
    throw new Refusal(502, "GitHub did not say whose token this is. Connect again.");
  }
  return ((await answer.json()) as { login: string }).login;
}

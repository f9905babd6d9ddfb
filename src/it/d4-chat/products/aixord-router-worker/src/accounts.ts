import { equalBytes, fromHex, passwordKey, randomHex, sha256, toHex } from "./crypto";
import type { Env } from "./environment";
import { json, readObject, Refusal, text } from "./http";
import type { Call } from "./router";

export interface User {
  id: string;
  email: string;
}

const SESSION_DAYS = 14;

export async function register({ request, env }: Call): Promise<Response> {
  const { email, password, body } = await credentials(request);
  const displayName = text(body, "displayName", 1, 80);
  const salt = randomHex(16);
  const hash = `${salt}:${toHex(await passwordKey(password, salt + env.AUTH_SALT))}`;
  const user = await env.DB.prepare(
    `INSERT INTO users (id, email, display_name, password_hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (email) DO NOTHING RETURNING id, email`,
  )
    .bind(crypto.randomUUID(), email, displayName, hash)
    .first<User>();
  if (!user) {
    throw new Refusal(409, "This address has an account already.");
  }
  return json({ user, token: await openSession(env, user.id) }, 201);
}

export async function login({ request, env }: Call): Promise<Response> {
  const { email, password } = await credentials(request);
  const row = await env.DB.prepare("SELECT id, email, password_hash FROM users WHERE email = ?")
    .bind(email)
    .first<User & { password_hash: string }>();
  // The same work for an unknown address, so that the time taken does not tell which addresses exist.
  const [salt = "", expected = ""] = (row?.password_hash ?? ":").split(":");
  const key = await passwordKey(password, salt + env.AUTH_SALT);
  if (!row || !equalBytes(key, fromHex(expected))) {
    throw new Refusal(401, "The address or the password is wrong.");
  }
  return json({ user: { id: row.id, email: row.email }, token: await openSession(env, row.id) });
}

/** The user whose bearer token the request carries. */
export async function signedIn({ request, env }: Call): Promise<User> {
  const token = /^Bearer ([0-9a-f]{64})$/.exec(request.headers.get("Authorization") ?? "")?.[1];
  if (!token) {
    throw new Refusal(401, "Sign in first.", { "WWW-Authenticate": "Bearer" });
  }
  const user = await env.DB.prepare(
    `SELECT u.id, u.email FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.token_hash = ? AND s.expires_at > datetime('now')`,
  )
    .bind(await sha256(token + env.AUTH_SALT))
    .first<User>();
  if (!user) {
    throw new Refusal(401, "The session has ended. Sign in again.", { "WWW-Authenticate": "Bearer" });
  }
  return user;
}

async function credentials(request: Request) {
  const body = await readObject(request);
  const email = text(body, "email", 3, 254).toLowerCase();
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) {
    throw new Refusal(400, '"email" must be an address.');
  }
  return { email, password: text(body, "password", 12, 200), body };
}

async function openSession(env: Env, userId: string): Promise<string> {
  const token = randomHex(32);
  await env.DB.prepare(
    `INSERT INTO sessions (token_hash, user_id, expires_at) VALUES (?, ?, datetime('now', '+${SESSION_DAYS} days'))`,
  )
    .bind(await sha256(token + env.AUTH_SALT), userId)
    .run();
  return token;
}

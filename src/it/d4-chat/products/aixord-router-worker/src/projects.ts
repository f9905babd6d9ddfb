import { signedIn, type User } from "./accounts";
import { json, readObject, Refusal, text } from "./http";
import type { Call } from "./router";

export async function listProjects(call: Call): Promise<Response> {
  const user = await signedIn(call);
  const { results } = await call.env.DB.prepare(
    `SELECT o.id, o.name, o.phase_code AS phase, o.messages, o.images, o.active_at AS activeAt
     FROM project_overview o JOIN project_members m ON m.project_id = o.id
     WHERE m.user_id = ? ORDER BY o.active_at DESC, o.name LIMIT 100`,
  )
    .bind(user.id)
    .all();
  return json({ projects: results });
}

export async function createProject(call: Call): Promise<Response> {
  const user = await signedIn(call);
  const name = text(await readObject(call.request), "name", 1, 120);
  const project = await call.env.DB.prepare(
    `INSERT INTO projects (id, owner_id, name) VALUES (?, ?, ?)
     ON CONFLICT (owner_id, name) DO NOTHING RETURNING id, name`,
  )
    .bind(crypto.randomUUID(), user.id, name)
    .first();
  if (!project) {
    throw new Refusal(409, `You have a project named "${name}" already.`);
  }
  return json({ project }, 201);
}

export async function listMessages(call: Call): Promise<Response> {
  const { projectId } = await membership(call);
  const { results } = await call.env.DB.prepare(
    `SELECT id, role, content, created_at AS createdAt FROM messages
     WHERE project_id = ? ORDER BY id DESC LIMIT 100`,
  )
    .bind(projectId)
    .all();
  return json({ messages: results.reverse() });
}

export async function postMessage(call: Call): Promise<Response> {
  const { projectId, user } = await membershipToWrite(call);
  const content = text(await readObject(call.request), "content", 1, 20_000);
  const message = await call.env.DB.prepare(
    `INSERT INTO messages (project_id, author_id, role, content) VALUES (?, ?, 'user', ?)
     RETURNING id, role, content, created_at AS createdAt`,
  )
    .bind(projectId, user.id, content)
    .first();
  return json({ message }, 201);
}

/** The project of the path, if the user belongs to it. To others it does not exist. */
export async function membership(call: Call): Promise<{ projectId: string; user: User; role: string }> {
  const user = await signedIn(call);
  const row = await call.env.DB.prepare("SELECT project_id, role FROM project_members WHERE project_id = ? AND user_id = ?")
    .bind(call.parameters.project ?? "", user.id)
    .first<{ project_id: string; role: string }>();
  if (!row) {
    throw new Refusal(404, "There is no such project.");
  }
  return { projectId: row.project_id, user, role: row.role };
}

export async function membershipToWrite(call: Call): Promise<{ projectId: string; user: User }> {
  const member = await membership(call);
  if (member.role === "reader") {
    throw new Refusal(403, "Readers of a project cannot change it.");
  }
  return member;
}

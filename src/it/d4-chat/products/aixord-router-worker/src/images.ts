import { json, Refusal } from "./http";
import { membership, membershipToWrite } from "./projects";
import type { Call } from "./router";

const TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"];
const MOST_BYTES = 5 * 1024 * 1024;

export async function listImages(call: Call): Promise<Response> {
  const { projectId } = await membership(call);
  const { results } = await call.env.DB.prepare(
    `SELECT name, content_type AS contentType, bytes, uploaded_at AS uploadedAt FROM images
     WHERE project_id = ? ORDER BY name LIMIT 1000`,
  )
    .bind(projectId)
    .all();
  return json({ images: results });
}

/** The object is written before its row: a row never names an object that was not there. */
export async function putImage(call: Call): Promise<Response> {
  const { projectId } = await membershipToWrite(call);
  const name = imageName(call);
  const contentType = call.request.headers.get("Content-Type") ?? "";
  if (!TYPES.includes(contentType)) {
    throw new Refusal(415, `An image must be one of ${TYPES.join(", ")}.`);
  }
  const body = await call.request.arrayBuffer();
  if (body.byteLength === 0 || body.byteLength > MOST_BYTES) {
    throw new Refusal(413, `An image must have 1 to ${MOST_BYTES} bytes.`);
  }
  const key = objectKey(projectId, name);
  await call.env.IMAGES.put(key, body, { httpMetadata: { contentType } });
  await call.env.DB.prepare(
    `INSERT INTO images (project_id, name, object_key, content_type, bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (project_id, name) DO UPDATE SET
       content_type = excluded.content_type, bytes = excluded.bytes, uploaded_at = CURRENT_TIMESTAMP`,
  )
    .bind(projectId, name, key, contentType, body.byteLength)
    .run();
  return json({ image: { name, contentType, bytes: body.byteLength } }, 201);
}

export async function getImage(call: Call): Promise<Response> {
  const { projectId } = await membership(call);
  const object = await call.env.IMAGES.get(objectKey(projectId, imageName(call)));
  if (!object) {
    throw new Refusal(404, "There is no such image.");
  }
  return new Response(object.body, {
    headers: {
      "Content-Type": object.httpMetadata?.contentType ?? "application/octet-stream",
      "Content-Length": String(object.size),
      "X-Content-Type-Options": "nosniff",
      ETag: object.httpEtag,
    },
  });
}

export async function deleteImage(call: Call): Promise<Response> {
  const { projectId } = await membershipToWrite(call);
  const name = imageName(call);
  const row = await call.env.DB.prepare("DELETE FROM images WHERE project_id = ? AND name = ? RETURNING object_key")
    .bind(projectId, name)
    .first<{ object_key: string }>();
  if (!row) {
    throw new Refusal(404, "There is no such image.");
  }
  await call.env.IMAGES.delete(row.object_key);
  return new Response(null, { status: 204 });
}

function imageName({ parameters }: Call): string {
  const name = parameters.image ?? "";
  if (!/^[\w-][\w.-]{0,99}$/.test(name)) {
    throw new Refusal(400, "The name of an image has letters, digits, dots and dashes only.");
  }
  return name;
}

function objectKey(projectId: string, name: string): string {
  return `projects/${projectId}/${name}`;
}

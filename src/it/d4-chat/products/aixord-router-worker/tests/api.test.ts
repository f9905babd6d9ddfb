import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { caller, type Cloud, register, startCloud } from "./cloud";

let cloud: Cloud;
let ada: string;
beforeAll(async () => {
  cloud = await startCloud();
  ada = await register(cloud, "ada@example.org");
});
afterAll(() => cloud.stop());

describe("accounts", () => {
  it("registers an address once, whatever its case", async () => {
    const body = { email: "ADA@example.org", password: "another password", displayName: "Ada again" };

    const answer = await cloud.call("POST", "/api/v1/register", { body });

    expect(answer.status).toBe(409);
  });

  it("lets in with the right password only", async () => {
    const email = "ada@example.org";

    const right = await cloud.call("POST", "/api/v1/login", { body: { email, password: "correct horse battery" } });
    const wrong = await cloud.call("POST", "/api/v1/login", { body: { email, password: "correct horse battery?" } });

    expect([right.status, wrong.status]).toEqual([200, 401]);
  });

  it("refuses a session that has ended", async () => {
    const token = await register(cloud, "late@example.org");
    await cloud.env.DB.prepare(
      "UPDATE sessions SET expires_at = datetime('now', '-1 second') WHERE user_id = (SELECT id FROM users WHERE email = 'late@example.org')",
    ).run();

    const answer = await cloud.call("GET", "/api/v1/projects", { token });

    expect(answer.status).toBe(401);
    expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
  });

  it("names the field that is wrong", async () => {
    const answer = await cloud.call("POST", "/api/v1/login", { body: { email: "ada@example.org", password: "short" } });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: '"password" must be text of 12 to 200 characters.' });
  });
});

describe("projects", () => {
  let project: string;
  beforeAll(async () => {
    const answer = await cloud.call("POST", "/api/v1/projects", { token: ada, body: { name: "Bridge" } });
    project = ((await answer.json()) as { project: { id: string } }).project.id;
  });

  it("begin in the first phase and count their messages", async () => {
    await cloud.call("POST", `/api/v1/projects/${project}/messages`, { token: ada, body: { content: "first" } });
    await cloud.call("POST", `/api/v1/projects/${project}/messages`, { token: ada, body: { content: "it's second" } });

    const projects = await (await cloud.call("GET", "/api/v1/projects", { token: ada })).json();
    const messages = await (await cloud.call("GET", `/api/v1/projects/${project}/messages`, { token: ada })).json();

    expect(projects).toMatchObject({ projects: [{ id: project, name: "Bridge", phase: "brainstorm", messages: 2 }] });
    expect(messages).toMatchObject({ messages: [{ content: "first" }, { content: "it's second" }] });
  });

  it("do not exist for people who do not belong to them", async () => {
    const stranger = await register(cloud, "stranger@example.org");

    const answer = await cloud.call("GET", `/api/v1/projects/${project}/messages`, { token: stranger });

    expect(answer.status).toBe(404);
  });

  it("can be read but not changed by a reader", async () => {
    const reader = await register(cloud, "reader@example.org");
    await cloud.env.DB.prepare(
      "INSERT INTO project_members (project_id, user_id, role) SELECT ?, id, 'reader' FROM users WHERE email = 'reader@example.org'",
    )
      .bind(project)
      .run();
    const path = `/api/v1/projects/${project}/messages`;

    const read = await cloud.call("GET", path, { token: reader });
    const write = await cloud.call("POST", path, { token: reader, body: { content: "mine" } });

    expect([read.status, write.status]).toEqual([200, 403]);
  });

  it("give an image back byte by byte, until it is deleted", async () => {
    const path = `/api/v1/projects/${project}/images/plan.png`;
    const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 255]);

    const put = await cloud.call("PUT", path, { token: ada, body: bytes, headers: { "Content-Type": "image/png" } });
    const got = await cloud.call("GET", path, { token: ada });
    const gotBytes = new Uint8Array(await got.arrayBuffer());
    const deleted = await cloud.call("DELETE", path, { token: ada });
    const gone = await cloud.call("GET", path, { token: ada });

    expect([put.status, got.status, deleted.status, gone.status]).toEqual([201, 200, 204, 404]);
    expect(got.headers.get("Content-Type")).toBe("image/png");
    expect(gotBytes).toEqual(bytes);
    expect((await cloud.env.IMAGES.list()).objects).toEqual([]);
  });

  it("take nothing for an image that is none", async () => {
    const answer = await cloud.call("PUT", `/api/v1/projects/${project}/images/page.html`, {
      token: ada,
      body: "<script>",
      headers: { "Content-Type": "text/html" },
    });

    expect(answer.status).toBe(415);
    expect((await cloud.env.IMAGES.list()).objects).toEqual([]);
  });
});

describe("GitHub", () => {
  beforeEach(() => vi.stubGlobal("fetch", github));
  afterEach(() => vi.unstubAllGlobals());

  it("connects once per link and stores no token in clear", async () => {
    const call = caller({
      ...cloud.env,
      GITHUB_CLIENT_ID: "client",
      GITHUB_CLIENT_SECRET: "client secret",
      GITHUB_TOKEN_ENCRYPTION_KEY: "encryption key",
    });

    const connect = await call("GET", "/api/v1/github/connect", { token: ada });
    const location = new URL(((await connect.json()) as { location: string }).location);
    const back = `/api/v1/github/callback?code=good&state=${location.searchParams.get("state")}`;
    const first = await call("GET", back);
    const again = await call("GET", back);
    const row = await cloud.env.DB.prepare("SELECT github_login, encrypted_token FROM github_connections").first<{
      github_login: string;
      encrypted_token: number[];
    }>();

    expect(location.searchParams.get("redirect_uri")).toBe(cloud.env.GITHUB_REDIRECT_URI);
    expect([first.status, again.status]).toEqual([303, 400]);
    expect(row?.github_login).toBe("ada-on-github");
    expect(Buffer.from(row?.encrypted_token ?? []).length).toBe(12 + "token-of-ada".length + 16);
    expect(Buffer.from(row?.encrypted_token ?? []).includes("token-of-ada")).toBe(false);
  });

  async function github(url: string, options: RequestInit): Promise<Response> {
    if (url.endsWith("/access_token")) {
      const { code, client_secret } = JSON.parse(options.body as string);
      const accepted = code === "good" && client_secret === "client secret";
      return Response.json(accepted ? { access_token: "token-of-ada", scope: "repo:status" } : { error: "bad" });
    }
    return Response.json({ login: "ada-on-github" });
  }
});

describe("Stripe events", () => {
  const secret = "webhook secret";
  const payload = JSON.stringify({ id: "evt_1", type: "invoice.paid" });

  function send(time: number, signedWith: string): Promise<Response> {
    const signature = createHmac("sha256", signedWith).update(`${time}.${payload}`).digest("hex");
    const headers = { "Stripe-Signature": `t=${time},v1=${signature}` };
    return caller({ ...cloud.env, STRIPE_WEBHOOK_SECRET: secret })("POST", "/api/v1/stripe/events", { body: payload, headers });
  }

  it("are refused when forged or old", async () => {
    const now = Math.floor(Date.now() / 1000);

    const forged = await send(now, "another secret");
    const old = await send(now - 301, secret);

    expect([forged.status, old.status]).toEqual([400, 400]);
    expect(await cloud.env.DB.prepare("SELECT COUNT(*) AS n FROM stripe_events").first("n")).toBe(0);
  });

  it("are stored once, however often they come", async () => {
    const now = Math.floor(Date.now() / 1000);

    const answers = [await send(now, secret), await send(now, secret)];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await cloud.env.DB.prepare("SELECT COUNT(*) AS n FROM stripe_events").first("n")).toBe(1);
  });
});

describe("every answer", () => {
  it("is JSON, an unknown path and a wrong method included", async () => {
    const unknown = await cloud.call("GET", "/healthz");
    const wrong = await cloud.call("DELETE", "/health");

    expect([unknown.status, wrong.status, wrong.headers.get("Allow")]).toEqual([404, 405, "GET"]);
    expect(await unknown.json()).toEqual({ error: "There is nothing at /healthz." });
  });

  it("may be read by our page and by no other", async () => {
    const answer = await cloud.call("OPTIONS", "/api/v1/projects");

    expect(answer.status).toBe(204);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("https://page.example");
  });

  it("hides the cause of an unexpected failure and logs it under a reference", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const broken = { ...cloud.env, DB: { prepare: () => { throw new Error("the cause"); } } };

    const answer = await caller(broken as never)("GET", "/api/v1/projects", { token: ada });
    const body = (await answer.json()) as { error: string; reference: string };

    expect(answer.status).toBe(500);
    expect(JSON.stringify(body)).not.toContain("the cause");
    expect(log.mock.calls[0]?.[0]).toContain(body.reference);
    log.mockRestore();
  });
});

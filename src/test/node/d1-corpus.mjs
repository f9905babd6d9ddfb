// Runs requests against the D1 of workerd. Reads [{"database", "statements": [{"sql", "params"?}], "raw"?}] on stdin, prints one result each:
// {"error"} or {"results": [[row, …], …], "changes": […], "lastRowIds": […]}, the last null for a statement without changes.
// Each database is new and empty.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { Miniflare } = createRequire(join(process.argv[2], "package.json"))("miniflare");
const requests = JSON.parse(readFileSync(0, "utf8"));
const databases = [...new Set(requests.map((request) => request.database))];

const script = `
const describe = (results) => ({
  results: results.map((result) => result.results),
  changes: results.map((result) => result.meta.changes),
  lastRowIds: results.map((result) => (result.meta.changes > 0 ? result.meta.last_row_id : null)),
});
export default {
  async fetch(request, env) {
    const answers = [];
    for (const { database, statements, raw } of await request.json()) {
      const prepared = statements.map(({ sql, params }) => {
        const statement = env[database].prepare(sql);
        return params ? statement.bind(...params.map((each) => (Array.isArray(each) ? new Uint8Array(each) : each))) : statement;
      });
      try {
        if (raw) answers.push({ results: [await prepared[0].raw({ columnNames: true })] });
        else answers.push(describe(prepared.length === 1 ? [await prepared[0].all()] : await env[database].batch(prepared)));
      } catch (error) {
        answers.push({ error: error.message });
      }
    }
    return Response.json(answers);
  },
};`;

const miniflare = new Miniflare({
  modules: true,
  script,
  compatibilityDate: "2026-01-01",
  cf: false,
  telemetry: { enabled: false },
  d1Databases: Object.fromEntries(databases.map((name, index) => [name, `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`])),
});
try {
  // A read of the bookmark makes workerd create its own table, as it is there in every database that was used before.
  await Promise.all(databases.map(async (name) => (await miniflare.getD1Database(name)).prepare("SELECT 1").run()));
  const response = await miniflare.dispatchFetch("http://corpus/", { method: "POST", body: JSON.stringify(requests) });
  process.stdout.write(await response.text());
} finally {
  await miniflare.dispose();
}

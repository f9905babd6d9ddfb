#!/bin/sh
# Times one staging release by d4 and the same lines of the SOP by wrangler, in turn, each on a fresh embedded Cloudflare.
# The project has 46 migrations and is not bundled, so that neither side is measured by its bundler. Run after: mvn install
set -eu

cd "$(dirname "$0")/../.."
runs=${1:-5}
work=$PWD/target/benchmark
wrangler=$PWD/target/node_modules/.bin/wrangler
plugin=com.pmerit:d4-maven-plugin
export CI=true WRANGLER_SEND_METRICS=false WRANGLER_HIDE_BANNER=true NO_COLOR=1

now() {
  node -p 'Date.now()'
}

fresh_project() {
  rm -rf "$work/shop"
  mkdir -p "$work/shop"
  cp -R src/it/fixture/. "$work/shop"
  rm "$work/shop"/migrations/*
  cp src/it/d4-chat/products/aixord-router-worker/migrations/*.sql "$work/shop/migrations"
  sed -i.old 's/count(\*) AS count FROM products/count(*) AS count FROM users/' "$work/shop/src/worker.js"
  rm "$work/shop/src/worker.js.old"
  version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -n 1)
  sed -e 's/<packaging>pom</<packaging>d4</' -e "s/@project.version@/$version/" -e 's/@project.groupId@/com.pmerit/' \
    -e 's/@project.artifactId@/d4-maven-plugin/' src/it/parent/pom.xml >"$work/shop/pom.xml"
  git -C "$work/shop" init -q --template=
  git -C "$work/shop" add -A
  git -C "$work/shop" -c user.name=Bench -c user.email=bench@example.org commit -q --no-gpg-sign -m "Begin"
}

start_sandbox() {
  (cd "$work/shop" && exec mvn -B -q "$plugin:sandbox" -Dorg.slf4j.simpleLogger.log.com.pmerit=info) >"$work/sandbox.log" 2>&1 &
  sandbox=$!
  until [ -f "$work/shop/.d4/sandbox/running.json" ]; do
    kill -0 "$sandbox" || { cat "$work/sandbox.log" >&2; exit 1; }
    sleep 0.1
  done
  eval "$(node -e '
    const fs = require("fs");
    const directory = process.argv[1];
    const running = JSON.parse(fs.readFileSync(directory + "/running.json"));
    const token = fs.readFileSync(directory + "/token", "utf8").trim();
    console.log(`front=${running.front}`);
    console.log(`export CLOUDFLARE_API_BASE_URL=${running.apiBase} CLOUDFLARE_API_TOKEN=${token}`);
    console.log("export CLOUDFLARE_ACCOUNT_ID=d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4");
  ' "$work/shop/.d4/sandbox")"
}

# Cloudflare is no JVM that has just started: what both sides wait for is warmed on a database of its own.
warm_sandbox() {
  node --input-type=module -e '
    const base = `${process.env.CLOUDFLARE_API_BASE_URL}/accounts/${process.env.CLOUDFLARE_ACCOUNT_ID}/d1/database`;
    const headers = { authorization: `Bearer ${process.env.CLOUDFLARE_API_TOKEN}`, "content-type": "application/json" };
    const post = async (path, body) => {
      const answer = await fetch(base + path, { method: "POST", headers, body: JSON.stringify(body) });
      const { success, result } = await answer.json();
      if (!success) throw new Error(`warm-up failed at ${path}`);
      return result;
    };
    const { uuid } = await post("", { name: "warm-up" });
    for (let table = 0; table < 300; table++) {
      await post(`/${uuid}/query`, { batch: [{ sql: `CREATE TABLE t${table} (a INTEGER PRIMARY KEY)` }, { sql: "SELECT 1" }] });
    }
  '
}

stop_sandbox() {
  pkill -TERM -P "$sandbox" 2>/dev/null || true
  kill "$sandbox" 2>/dev/null || true
  wait "$sandbox" 2>/dev/null || true
}
trap 'stop_sandbox' EXIT

by_wrangler() {
  cd "$work/shop"
  "$wrangler" d1 migrations apply DB --env staging --remote
  "$wrangler" d1 execute DB --env staging --remote --command "SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 5;"
  "$wrangler" deploy --env staging
  curl -sf -H "Host: shop-staging.team.workers.dev" "$front/health"
  "$wrangler" secret list --env staging
  cd - >/dev/null
}

by_d4() {
  (cd "$work/shop" && mvn -B -q "$plugin:deploy" -Pstaging -Dd4.typed=false)
}

run=1
while [ "$run" -le "$runs" ]; do
  fresh_project
  start_sandbox
  warm_sandbox
  start=$(now)
  by_wrangler >"$work/wrangler.log" 2>&1 || { cat "$work/wrangler.log" >&2; exit 1; }
  end=$(now)
  stop_sandbox
  echo "wrangler $((end - start))" >>"$work/figures.$$"

  fresh_project
  start_sandbox
  warm_sandbox
  start=$(now)
  by_d4 >"$work/d4.log" 2>&1 || { cat "$work/d4.log" >&2; exit 1; }
  end=$(now)
  stop_sandbox
  echo "process $((end - start))" >>"$work/figures.$$"
  node -e '
    const result = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const gates = result.checklist.gates.filter((gate) => !["tests", "types"].includes(gate.id));
    const longest = Math.max(...gates.map((gate) => gate.durationMillis));
    const steps = result.steps.reduce((sum, step) => sum + step.durationMillis, 0);
    console.log(`d4 ${longest + steps}`);
  ' "$work/shop/target/d4/result.json" >>"$work/figures.$$"
  run=$((run + 1))
done

node -e '
  const lines = require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n").map((line) => line.split(" "));
  const figures = (name) => lines.filter(([key]) => key === name).map(([, value]) => Number(value)).sort((a, b) => a - b);
  const row = (label, name) => {
    const all = figures(name);
    console.log(`${label.padEnd(58)} ${all[0]} / ${all[all.length >> 1]} / ${all[all.length - 1]} ms`);
    return all[all.length >> 1];
  };
  console.log(`${lines.length / 3} runs in turn, minimum / median / maximum`);
  const wrangler = row("the SOP by wrangler: migrate, look, deploy, curl, secrets", "wrangler");
  const d4 = row("d4: all gates but tests and types, and the whole release", "d4");
  const whole = row("the whole mvn process, its start and the tests included", "process");
  console.log(`wrangler / d4: ${(wrangler / d4).toFixed(1)}; wrangler / whole process: ${(wrangler / whole).toFixed(1)}`);
' "$work/figures.$$"
rm "$work/figures.$$"

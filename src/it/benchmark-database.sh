#!/bin/sh
# Times what d4 does with migration files on this machine: looking at 46, 200 and 1,000 of them, and the difference of two
# schemas of 1,000 tables; beside it SQLite by the same driver without d4, and wrangler applying 46 files locally.
# SQLite's own sqldiff is compared where it is installed. Run after: mvn install
set -eu

cd "$(dirname "$0")/../.."
work=$PWD/target/benchmark/local
wrangler=$PWD/target/node_modules/.bin/wrangler
export CI=true WRANGLER_SEND_METRICS=false WRANGLER_HIDE_BANNER=true NO_COLOR=1

mvn -B -q test -Dtest=DatabaseBenchmark -Djacoco.skip -DargLine= -Dsurefire.failIfNoSpecifiedTests=true >/dev/null
echo "minimum / median / maximum of 5 runs in one process"
cat target/benchmark/database.txt

rm -rf "$work"
mkdir -p "$work"
cp -R src/it/d4-chat/products/aixord-router-worker/migrations "$work/migrations"
cat >"$work/wrangler.toml" <<'END'
name = "shop"
compatibility_date = "2026-04-01"
[[d1_databases]]
binding = "DB"
database_name = "shop"
database_id = "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9"
END
start=$(node -p 'Date.now()')
(cd "$work" && "$wrangler" d1 migrations apply shop --local) >"$work/wrangler.log" 2>&1 || { cat "$work/wrangler.log" >&2; exit 1; }
end=$(node -p 'Date.now()')
echo "46 files of the example: wrangler d1 migrations apply --local, one process: $((end - start)) ms"

if command -v sqldiff >/dev/null; then
  echo "sqldiff is installed: compare by hand with sqldiff --schema"
else
  echo "sqldiff is not installed here: not compared"
fi

#!/bin/sh
# Times what d4 does with migration files on this machine: looking at, rehearsing and proving 46, 200 and 1,000 of them, and the
# difference of two schemas of 1,000 tables. Beside it: SQLite by d4's own driver, the sqlite3 program, wrangler applying the
# files locally, and SQLite's sqldiff. Builds and installs d4 first. Arguments: how often whole processes run (3), and the
# largest number of files that wrangler applies (200: it takes about as long for each file).
set -eu

cd "$(dirname "$0")/../.."
runs=${1:-3}
most=${2:-200}
work=$PWD/target/benchmark
wrangler=$PWD/target/node_modules/.bin/wrangler
plugin=com.pmerit:d4-maven-plugin
export CI=true WRANGLER_SEND_METRICS=false WRANGLER_HIDE_BANNER=true NO_COLOR=1

# Debian's sqlite3 and sqldiff, where the machine has none: unpacked here, not installed.
tool() {
  name=$1
  package=$2
  if ! command -v "$name" >/dev/null && command -v apt-get >/dev/null && command -v dpkg >/dev/null; then
    (cd "$work/tools" && apt-get download -qq "$package" && dpkg -x "$package"_*.deb .) >"$work/tools.log" 2>&1 || true
  fi
  command -v "$name" >/dev/null || echo "$name is not to be had here (Debian's package $package): not compared"
}

# The command's milliseconds: least, median and most of all runs. $prepare runs before each.
whole() {
  what=$1
  shift
  : >"$work/times"
  run=0
  while [ "$run" -lt "$runs" ]; do
    eval "${prepare:-:}"
    start=$(node -p 'Date.now()')
    "$@" >"$work/command.log" 2>&1 || { cat "$work/command.log" >&2; exit 1; }
    end=$(node -p 'Date.now()')
    echo $((end - start)) >>"$work/times"
    run=$((run + 1))
  done
  sort -n "$work/times" | awk -v what="$what" \
    '{ all[NR] = $1 } END { printf "%-48s %7d %7d %7d\n", what, all[1], all[int((NR + 1) / 2)], all[NR] }'
}

project() {
  rm -rf "$work/shop"
  mkdir -p "$work/shop"
  cp -R src/it/fixture/. "$work/shop"
  rm "$work/shop"/migrations/*
  cp "$1"/migrations/*.sql "$work/shop/migrations"
  version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -n 1)
  sed -e 's/<packaging>pom</<packaging>d4</' -e "s/@project.version@/$version/" -e 's/@project.groupId@/com.pmerit/' \
    -e 's/@project.artifactId@/d4-maven-plugin/' src/it/parent/pom.xml >"$work/shop/pom.xml"
  cat >"$work/shop/local.toml" <<END_OF_CONFIG
name = "shop"
compatibility_date = "2026-04-01"
[[d1_databases]]
binding = "DB"
database_name = "shop"
database_id = "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9"
END_OF_CONFIG
  cat "$work/shop"/migrations/*.sql >"$work/all.sql"
}

rm -rf "$work"
mkdir -p "$work/tools"
PATH=$work/tools/usr/bin:$PATH
mvn -B -q install -DskipTests -Dinvoker.skip >"$work/install.log" 2>&1 || { cat "$work/install.log" >&2; exit 1; }
mvn -B -q test -Dtest=DatabaseBenchmark -Dtest.jvm=-Xmx4g -Dsurefire.failIfNoSpecifiedTests=true >"$work/warm.log" 2>&1 \
  || { tail -n 40 "$work/warm.log" >&2; exit 1; }

echo "$(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg), $(java -version 2>&1 | head -n 1)"
echo "warm, 3 processes of 3 runs; ms              passed: least  median    most   processor: median"
awk -F '\t' '{ printf "%-20s %-27s %7d %7d %7d %10d\n", $1, $2, $3, $4, $5, $7 }' "$work/database.tsv"

tool sqlite3 sqlite3
tool sqldiff sqlite3-tools
echo "whole processes, $runs runs; ms                      least  median    most"
for count in 46 200 1000; do
  project "$work/files/$count"
  whole "$count files: mvn d4:lint" sh -c "cd '$work/shop' && mvn -B -q $plugin:lint"
  if command -v sqlite3 >/dev/null; then
    whole "$count files: sqlite3, all in one process" sh -c "sqlite3 :memory: <'$work/all.sql'"
  fi
  if [ "$count" -le "$most" ]; then
    prepare="rm -rf '$work/shop/.wrangler'"
    whole "$count files: wrangler d1 migrations apply --local" \
      sh -c "cd '$work/shop' && '$wrangler' d1 migrations apply shop --local --config local.toml"
    prepare=
  fi
done
if command -v sqlite3 >/dev/null && command -v sqldiff >/dev/null; then
  for type in TEXT BLOB; do
    sqlite3 "$work/$type.db" <"$work/files/$type.sql"
  done
  whole "difference of 1,000 tables: sqldiff --schema" sqldiff --schema "$work/TEXT.db" "$work/BLOB.db"
  echo "sqldiff found $(wc -l <"$work/command.log") differing lines where the type of one column differs; d4 found that column"
fi

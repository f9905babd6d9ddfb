#!/bin/sh
# Times publishing a built site by d4 and by wrangler pages deploy, in turn, each to an embedded Cloudflare of its own: 200 files,
# the same again, 20,000 files of 1 GB in all, the same with 1 % changed. Linux only, for the memory. Argument: runs (3).
set -eu

cd "$(dirname "$0")/../.."
mkdir -p target
mvn -B -q test -Dtest=SiteBenchmark "-Dtest.jvm=-Xmx4g -Druns=${1:-3}" -Dsurefire.failIfNoSpecifiedTests=true \
  >target/benchmark-site.log 2>&1 || { tail -n 40 target/benchmark-site.log >&2; exit 1; }
cat target/benchmark-site.txt

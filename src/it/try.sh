#!/bin/sh
# Lets d4 release the example project to staging and then to production, on an embedded Cloudflare.
# Needs a JDK 17, Maven, Node 20, npm and git; no Cloudflare account. Everything but the installed plugin stays in target/.
set -eu

cd "$(dirname "$0")/../.."
example=$PWD/src/it/d4-chat
project=$PWD/target/d4-chat
fresh=$PWD/target/d4-chat.fresh
maven=${MVN:-mvn}

say() {
  printf '\n==> %s\n' "$1"
}

for tool in java "$maven" node npm git; do
  command -v "$tool" >/dev/null || { echo "$tool is not on the PATH; d4 needs a JDK 17, Maven, Node 20, npm and git." >&2; exit 1; }
done
# A git hook that runs this script must not make git take its repository for the example's.
unset $(git rev-parse --local-env-vars)

say "Building d4 and installing it into the local Maven repository"
"$maven" -B -q install -DskipTests -Dinvoker.skip -Dspotless.check.skip

# The example as its users have it: a repository of its own, with the version of the plugin filled in.
version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -n 1)
rm -rf "$fresh"
git init -q --template= "$fresh"
git -C "$fresh" config user.name "D4-CHAT"
git -C "$fresh" config user.email "d4-chat@example.org"
git -C "$fresh" config commit.gpgSign false
git -C "$fresh" config tag.gpgSign false
git -C "$fresh" config core.autocrlf false
git -C "$fresh" config core.excludesFile /dev/null
git --git-dir="$fresh/.git" --work-tree="$example" add -A
git --git-dir="$fresh/.git" --work-tree="$example" checkout-index -a --prefix="$fresh/"
sed "s/@project\.version@/$version/" "$example/pom.xml" >"$fresh/pom.xml"
git -C "$fresh" add -A
git -C "$fresh" commit -q -m "Begin with the example of d4 $version"

first_tree() {
  git -C "$1" rev-parse "$(git -C "$1" rev-list --max-parents=0 HEAD)^{tree}" 2>/dev/null
}

# A copy that began with these very files is kept, with all that was released from it and committed to it since.
if [ -d "$project/.git" ] && [ "$(first_tree "$project")" = "$(first_tree "$fresh")" ]; then
  say "The example is in target/d4-chat since an earlier run; it goes on from there"
  rm -rf "$fresh"
else
  say "Copying the example to target/d4-chat, a git repository of its own with an empty Cloudflare"
  rm -rf "$project"
  mv "$fresh" "$project"
fi

cd "$project"
say "Releasing to staging:     mvn deploy -Pstaging -Dd4.sandbox"
"$maven" -B deploy -Pstaging -Dd4.sandbox

say "Releasing to production:  mvn deploy -Pproduction -Dd4.sandbox -Dd4.tag=create"
"$maven" -B deploy -Pproduction -Dd4.sandbox -Dd4.tag=create

say "Both environments run the example. Look around in target/d4-chat, or run this again: it changes nothing."

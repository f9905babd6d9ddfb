#!/bin/sh
# Packages the commit in hand twice, from two copies in different places, with other clocks and languages, and fails unless every
# jar is the same, byte for byte. Arguments go to Maven: sh src/it/reproducible.sh -o -Prelease
set -eu

cd "$(dirname "$0")/../.."
first=$PWD/target/reproducible/first
second=$PWD/target/reproducible/some/where/else
maven=${MVN:-mvn}

# A jar keeps the rights of the files that it is made of: with another umask it is another one.
umask 022

package() { # directory, language, time zone, then what Maven is told
  directory=$1 language=$2 zone=$3
  shift 3
  mkdir -p "$directory"
  git archive HEAD | tar -x -C "$directory"
  cd "$directory"
  TZ=$zone MAVEN_OPTS="-Duser.language=$language" "$maven" -B -q package -DskipTests -Dspotless.check.skip "$@"
}

entries() {
  unzip -Z "$1" | sed 1,2d
  unzip -v "$1" | sed 1d
}

rm -rf "$PWD/target/reproducible"
(package "$first" en Pacific/Auckland "$@")
(package "$second" de America/St_Johns "$@")

same=0
other=0
for jar in "$first"/target/*.jar; do
  twin=$second/target/$(basename "$jar")
  if cmp "$jar" "$twin"; then
    same=$((same + 1))
  else
    other=$((other + 1))
    entries "$jar" >"$jar.entries"
    entries "$twin" | diff "$jar.entries" - >&2 || true
  fi
done
echo "$same of $((same + other)) jars are the same, byte for byte"
[ "$same" -gt 0 ] && [ "$other" -eq 0 ]

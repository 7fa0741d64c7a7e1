#!/usr/bin/env bash
# Makes what a release publishes, in dist/ of this clone: artefacts.sh VERSION [all]. Publishes nothing.
# With `all` a language whose tools are missing is an error; without, it is named in one line.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$1 wants=${2:-}
if ! [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]]; then
  echo "error: '$version' is no version; write one such as 0.1.0" >&2
  exit 2
fi
export CI=1 JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() { "$@" >"$log" 2>&1 || { tail -n 40 "$log" >&2; echo "error: '$*' failed" >&2; exit 1; }; }
# what a language is packed with
needs() {
  case $1 in java) echo 'java mvn' ;; python) echo python3 ;; dotnet) echo dotnet ;; go) echo go ;; *) echo node ;; esac
}

[ -d node_modules ] || quietly npm ci --no-audit --no-fund
quietly npm version "$version" --no-git-tag-version --allow-same-version
echo "compiling $version"
for task in pre-compile compile post-compile; do quietly npx projen "$task"; done
rm -rf dist
for language in js python java dotnet go; do
  missing=
  for tool in $(needs "$language"); do command -v "$tool" >/dev/null || missing+=" $tool"; done
  if [ -n "$missing" ]; then
    echo "$language: not packed, because$missing is not installed"
    [ "$wants" != all ] || exit 1
    continue
  fi
  quietly npx projen "package:$language"
  find "dist/$language" -type f \( -name '*.tgz' -o -name '*.whl' -o -name '*.tar.gz' -o -name '*.nupkg' \
    -o -name '*.jar' -o -name go.mod \) | sort | while read -r file; do
    printf '%s: %s (%s kB)\n' "$language" "$file" "$(($(wc -c <"$file") / 1000))"
  done
done
npx tsx scripts/release/changelog.ts "$version" >dist/CHANGES.md

#!/usr/bin/env bash
# Compares the API with that of the newest release, which the last tag names; needs a compiled library. What breaks is
# named in .compatignore when it is meant to.
set -euo pipefail
cd "$(dirname "$0")/.."
tag=$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null || true)
if [ -z "$tag" ]; then
  echo 'compat: not compared: there is no tag of a release yet'
  exit 0
fi
name=$(node --print 'require("./package.json").name')
ignored=()
[ ! -e .compatignore ] || ignored=(--ignore-file .compatignore)
npx jsii-diff "npm:$name@${tag#v}" . --keys "${ignored[@]}"

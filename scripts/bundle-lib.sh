#!/usr/bin/env bash
# Puts the compiled library of a folder into its lib/index.js, and the local runner for tests into lib/runner/index.js. What they stand on stays
# outside; nothing is minified, so that stack traces can be read.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
cd "$1"
node "$scripts/lazy-index.mjs" lib/index.js
bundle() {
  npx esbuild "$1" --bundle --platform=node --target=node20 --external:aws-cdk-lib --external:constructs --log-level=warning --outfile="$1" --allow-overwrite
}
# the runner first: once lib/index.js is one file, nothing else is needed of it
bundle lib/runner/index.js
bundle lib/index.js

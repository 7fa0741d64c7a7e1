#!/usr/bin/env bash
# Puts the compiled library of a folder into its lib/index.js, with the local runner for tests, to which
# lib/runner/index.js leads. What they stand on stays outside; nothing is minified, so that stack traces can be read.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
cd "$1"
node "$scripts/lazy-index.mjs" lib/index.js
bundle() {
  npx esbuild "$1" --bundle --platform=node --target=node20 --external:aws-cdk-lib --external:constructs \
    --log-level=warning --outfile="$1" --allow-overwrite
}
# the runner is a part of lib/index.js, whose submodule `testing` stands on it, and its own file leads there
node "$scripts/shared-runner.mjs" before lib
bundle lib/index.js
node "$scripts/shared-runner.mjs" after lib
# functions take it alone
bundle lib/lambda/index.js
node "$scripts/reachable-types.mjs" lib

#!/usr/bin/env bash
# Puts the compiled library of a folder into its lib/index.js. What it stands on stays outside; nothing is minified, so that stack traces can be read.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
cd "$1"
node "$scripts/lazy-index.mjs" lib/index.js
npx esbuild lib/index.js --bundle --platform=node --target=node20 --external:aws-cdk-lib --external:constructs --log-level=warning \
  --outfile=lib/index.js --allow-overwrite

#!/usr/bin/env bash
# Puts the compiled library of a folder into its lib/index.js. What it stands on stays outside; nothing is minified, so that stack traces can be read.
set -euo pipefail
cd "$1"
npx esbuild lib/index.js --bundle --platform=node --target=node20 --external:aws-cdk-lib --external:constructs --log-level=warning \
  --outfile=lib/index.js --allow-overwrite

#!/usr/bin/env bash
# Calls `bedrock-flows serve` with the AWS SDKs of five languages, whose events must be the same (test/sdks). What is
# built lies in node_modules/.cache. Needs Node, and uses what it finds of Python, Maven, Go and Cargo.
# `npm run test:sdks -- Go` tries that language alone.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -d node_modules ]; then
  echo 'error: the project is not installed; run npm ci first' >&2
  exit 1
fi
NODE_NO_WARNINGS=1 npx tsx --tsconfig examples/tsconfig.json test/sdks/run.ts "$@"

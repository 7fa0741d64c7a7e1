#!/usr/bin/env bash
# Puts the compiled library of a folder into its lib/index.js, with the local runner for tests, to which
# lib/runner/index.js leads. The command must be bundled before: lib/cli/core.js is what it shares with the library.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
cd "$1"
node "$scripts/lazy-index.mjs" lib/index.js
# the runner is a part of lib/index.js, whose submodule `testing` stands on it, and its own file leads there
node "$scripts/shared-runner.mjs" before lib
npx tsx "$scripts/library-file.ts" .
node "$scripts/shared-runner.mjs" after lib
node "$scripts/reachable-types.mjs" lib
node "$scripts/testing-report.mjs" lib testing.api.txt
# the tests compile without jsii
if [ -f .jsii ]; then node "$scripts/lean-assembly.mjs" .jsii; fi

#!/usr/bin/env bash
# Compares the examples with their snapshots by integ-runner, without AWS: integ-snapshot.sh [EXAMPLE...];
# with --update it writes them anew. Bundles of functions are no part of the snapshots, and their hashes not compared.
# integ-runner brings a command line of CDK with it, so it has a package of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
export CDK_VALIDATION=false CDK_DISABLE_CLI_TELEMETRY=true
folder=test/snapshots runner=$PWD/test/snapshots/runner
trap 'rm -rf "$folder"/*.snapshot/asset.*' EXIT
[ -d "$runner/node_modules" ] || npm ci --prefix "$runner" --no-audit --no-fund --loglevel=error
options=(--directory "$folder" --language typescript --test-regex '/integ\.[^/]*\.ts$' --max-workers 2
  --app 'node --import tsx {filePath}')
if [ "${1:-}" = --update ]; then
  shift
  # it deploys nothing
  options+=(--update-on-failed --dry-run --parallel-regions us-east-1)
fi
export TSX_TSCONFIG_PATH=$PWD/examples/tsconfig.json
"$runner/node_modules/.bin/integ-runner" "${@/#/integ.}" "${options[@]}"

#!/usr/bin/env bash
# Deploys the examples, and small apps through a whole life, on ministack: an emulator whose CloudFormation engine is not ours (test/deploy).
# Nothing is written into the work tree but a virtual environment under node_modules/.cache. Needs Node, Python 3.10 or newer with venv, and PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  echo 'error: python3 with venv is needed for this test; install Python 3.10 or newer' >&2
  exit 1
fi
if [ ! -d node_modules ]; then
  echo 'error: the project is not installed; run npm ci first' >&2
  exit 1
fi
venv=node_modules/.cache/ministack-$(cksum <test/deploy/requirements.txt | cut -d ' ' -f 1)
if [ ! -e "$venv/installed" ]; then
  echo 'installing ministack'
  rm -rf "$venv"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! { python3 -m venv "$venv" && "$venv/bin/pip" install --disable-pip-version-check --requirement test/deploy/requirements.txt; } >"$log" 2>&1; then
    cat "$log" >&2
    echo 'error: ministack can not be installed; is PyPI reached?' >&2
    exit 1
  fi
  touch "$venv/installed"
fi
NODE_NO_WARNINGS=1 npx tsx --tsconfig examples/tsconfig.json test/deploy/run.ts "$PWD/$venv/bin/python" "$@"

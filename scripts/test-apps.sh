#!/usr/bin/env bash
# Random apps (test/apps): what holds of all of them, with more runs than `npm test` has, and cfn-lint over the templates of some.
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
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
venv=node_modules/.cache/cfn-lint-$(cksum <test/apps/requirements.txt | cut -d ' ' -f 1)
if [ ! -e "$venv/installed" ]; then
  echo 'installing cfn-lint'
  rm -rf "$venv"
  if ! { python3 -m venv "$venv" && "$venv/bin/pip" install --disable-pip-version-check --requirement test/apps/requirements.txt; } >"$temp/log" 2>&1; then
    cat "$temp/log" >&2
    echo 'error: cfn-lint can not be installed; is PyPI reached?' >&2
    exit 1
  fi
  touch "$venv/installed"
fi
export CDK_VALIDATION=false
APP_RUNS=${APP_RUNS:-100} npx jest --ci test/apps
mkdir "$temp/templates"
npx tsx --tsconfig examples/tsconfig.json test/apps/write.ts "$temp/templates" "${LINTED_APPS:-60}"
# warnings are about style: what is an error CloudFormation refuses
"$venv/bin/cfn-lint" --format parseable --ignore-checks W --template "$temp/templates/*.json"
echo 'cfn-lint finds no error'

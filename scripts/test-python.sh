#!/usr/bin/env bash
# Uses the packed library from Python: packs a copy, installs it from the wheel, and compares templates and errors with those of TypeScript.
# Nothing is written into the work tree. Needs Node, Python 3.9 or newer with venv, and PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
project=$PWD
if ! python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
  echo 'error: python3 with venv is needed for this test; install Python 3.9 or newer' >&2
  exit 1
fi
if [ ! -d node_modules ]; then
  echo 'error: the project is not installed; run npm ci first' >&2
  exit 1
fi
export CDK_VALIDATION=false CDK_DISABLE_CLI_TELEMETRY=true PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
node=$(node --print 'process.versions.node.split(".")[0]')
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=$node JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=$node JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=$node

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
quietly() { "$@" >"$temp/log" 2>&1 || { cat "$temp/log" >&2; echo "error: '$*' failed" >&2; exit 1; }; }

echo 'packing the library for Python'
mkdir "$temp/copy"
tar -cf - --exclude=./node_modules --exclude=./bench/node_modules --exclude=./.git --exclude=./lib --exclude=./dist . | tar -xf - -C "$temp/copy"
ln -s "$project/node_modules" "$temp/copy/node_modules"
cd "$temp/copy"
for task in pre-compile compile bundle:lib bundle:handlers bundle:cli package:python; do quietly npx projen "$task"; done

cd "$project"
echo 'installing the wheel'
version_of() { node --print "require('./node_modules/$1/package.json').version"; }
python3 -m venv "$temp/venv"
# aws-cdk-lib in the version that TypeScript has here, which is the lowest that the library allows
quietly "$temp/venv/bin/pip" install --no-compile "aws-cdk-lib==$(version_of aws-cdk-lib)" "constructs==$(version_of constructs)" "$temp"/copy/dist/python/*.whl 'pytest>=8,<9'
echo 'running the programs'
npx tsx --tsconfig examples/tsconfig.json test/python/in-typescript.ts >"$temp/typescript.json"
"$temp/venv/bin/python" test/python/main.py "$temp/typescript.json"
echo 'running pytest'
"$temp/venv/bin/python" -m pytest -q -p no:cacheprovider test/python

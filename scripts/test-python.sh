#!/usr/bin/env bash
# Uses the packed library from Python: packs a copy, installs it from the wheel, compares templates and errors with
# those of TypeScript, and asks the packed `bedrock-flows serve` with boto3.
# Needs Node, Python 3.9 or newer with venv, and PyPI; only node_modules/.cache is written.
set -euo pipefail
cd "$(dirname "$0")/.."
project=$PWD
. scripts/python.sh
export CDK_VALIDATION=false CDK_DISABLE_CLI_TELEMETRY=true PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
node=$(node --print 'process.versions.node.split(".")[0]')
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=$node JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=$node
export JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=$node

temp=$(mktemp -d)
others=
served=
trap 'kill $others $served 2>/dev/null || true; rm -rf "$temp"' EXIT
quietly() {
  local log
  log=$(mktemp "$temp/log.XXXXXX")
  "$@" >"$log" 2>&1 || { cat "$log" >&2; echo "error: '$*' failed" >&2; exit 1; }
}
version_of() { node --print "require('./node_modules/$1/package.json').version"; }
run_in_typescript() {
  npx tsx --tsconfig examples/tsconfig.json test/python/in-typescript.ts >"$temp/typescript.json"
  ln -s "$project/node_modules" "$temp/node_modules"
  quietly npx tsx --tsconfig examples/tsconfig.json test/python/write-programs.ts "$temp/programs"
  CDK_OUTDIR="$temp/cdk.out" quietly npx tsx --tsconfig examples/tsconfig.json examples/tone-router/app.ts
}

# aws-cdk-lib in the version that TypeScript has here, which is the lowest that the library allows
python_venv cdk 3.9 "aws-cdk-lib==$(version_of aws-cdk-lib)" "constructs==$(version_of constructs)" 'pytest>=8,<9' boto3

echo 'packing the library for Python'
run_in_typescript &
others=$!
mkdir "$temp/copy"
tar -cf - --exclude=./node_modules --exclude=./bench/node_modules --exclude=./website/node_modules --exclude=./.git --exclude=./lib --exclude=./dist . \
  | tar -xf - -C "$temp/copy"
ln -s "$project/node_modules" "$temp/copy/node_modules"
cd "$temp/copy"
for task in pre-compile compile bundle:lib bundle:handlers bundle:cli package:python; do quietly npx projen "$task"; done

cd "$project"
echo 'installing the wheel'
wait "$others"
others=
quietly "$python" -m pip install --no-compile --no-deps --force-reinstall "$temp"/copy/dist/python/*.whl
quietly "$python" -m pip check
echo 'running the programs'
"$python" test/python/main.py "$temp/typescript.json"
echo 'running the programs that the command writes'
"$python" test/python/generated.py "$temp/programs" "$temp/programs/templates.json"
echo 'serving flows'
node "$temp/copy/lib/cli/bedrock-flows.js" serve "$temp/cdk.out" test/python/served/template.json \
  --mocks test/python/served/mocks.json --mocks Support=examples/tone-router/mocks.json >"$temp/serve.log" 2>&1 &
served=$!
for _ in {1..100}; do
  grep -q 'Ctrl+C stops' "$temp/serve.log" && break
  kill -0 "$served" 2>/dev/null || break
  sleep 0.2
done
url=$(sed -n 's/^ *AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=//p' "$temp/serve.log")
if [ -z "$url" ]; then cat "$temp/serve.log" >&2; echo "error: 'bedrock-flows serve' does not start" >&2; exit 1; fi
echo 'running pytest'
AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=$url "$python" -m pytest -q -p no:cacheprovider test/python --served

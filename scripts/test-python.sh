#!/usr/bin/env bash
# Uses the packed library from Python: packs a copy, installs it from the wheel, compares templates and errors with
# those of TypeScript, and asks the packed `bedrock-flows serve` with boto3.
# Needs Node, Python 3.10 or newer with venv, and PyPI; only .cache and node_modules/.cache are written.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packed.sh
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
served=
trap 'kill $served 2>/dev/null || true; rm -rf "$temp"' EXIT
version_of() { node --print "require('./node_modules/$1/package.json').version"; }

tools Python python3
# aws-cdk-lib in the version that TypeScript has here, which is the lowest that the library allows
python_venv cdk 3.10 "aws-cdk-lib==$(version_of aws-cdk-lib)" "constructs==$(version_of constructs)" \
  'pytest>=8,<9' boto3

packed python npx projen package:python
in_typescript
ln -s "$project/node_modules" "$temp/node_modules"
quietly npx tsx --tsconfig examples/tsconfig.json test/python/write-programs.ts "$temp/programs"
CDK_OUTDIR="$temp/cdk.out" quietly npx tsx --tsconfig examples/tsconfig.json examples/tone-router/app.ts

echo 'installing the wheel'
quietly "$python" -m pip install --no-compile --no-deps --force-reinstall "$packed"/*.whl
quietly "$python" -m pip check
echo 'running the programs'
"$python" test/python/main.py "$expected"
echo 'running the programs that the command writes'
"$python" test/python/generated.py "$temp/programs" "$temp/programs/templates.json"
echo 'running the snippets of the pages'
translated python "$temp/snippets"
# the library reads files from where Python was started
(cd "$temp/snippets" && "$python" "$project/test/python/snippets.py")
echo 'running the app that init writes'
"${python%/*}/bedrock-flows" init "$temp/app" --language python >/dev/null
(
  cd "$temp/app"
  export PATH="${python%/*}:$PATH" # its cdk.json starts python3
  quietly python3 -m pytest -q -p no:cacheprovider
  quietly "$project/node_modules/.bin/cdk" synth --quiet
  quietly bedrock-flows run cdk.out --inputs cases.jsonl --mocks mocks.json --junit report.xml
)
echo 'serving flows'
"${python%/*}/bedrock-flows" serve "$temp/cdk.out" test/python/served/template.json \
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
echo 'ending the server'
kill "$served"
wait "$served" || true
served=
if pgrep -f "_jsii/bin/bedrock-flows.js serve $temp/" >"$temp/left"; then
  echo "error: 'bedrock-flows serve' of the wheel left a process: $(cat "$temp/left")" >&2
  exit 1
fi
